package docx

import (
	"fmt"
	"strings"

	"whereas/report/doc"
)

const contentTypes = declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="` + wordType + `numbering+xml"/>` +
	`<Override PartName="/word/footnotes.xml" ContentType="` + wordType + `footnotes+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="` + wordType + `header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/>` +
	`<Override PartName="/customXml/itemProps1.xml" ` +
	`ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>` +
	`<Override PartName="/docProps/core.xml" ` +
	`ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ` +
	`ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`<Override PartName="/docProps/custom.xml" ` +
	`ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."

const packageLinks = declaration + `<Relationships xmlns="` + linkNames + `">` +
	`<Relationship Id="rId1" Type="` + officeLinks + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + linkNames + `/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + officeLinks + `extended-properties" Target="docProps/app.xml"/>` +
	`<Relationship Id="rId4" Type="` + officeLinks + `custom-properties" Target="docProps/custom.xml"/></Relationships>`

const itemLinks = declaration + `<Relationships xmlns="` + linkNames + `">` +
	`<Relationship Id="rId1" Type="` + officeLinks + `customXmlProps" Target="itemProps1.xml"/></Relationships>`

const itemProperties = declaration + `<ds:datastoreItem ds:itemID="{6E1B1E0A-0000-4000-8000-000000000001}" ` +
	`xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">` +
	`<ds:schemaRefs><ds:schemaRef ds:uri="` + marksNames + `"/></ds:schemaRefs></ds:datastoreItem>`

const appProperties = declaration + `<Properties ` +
	`xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
	`<Application>whereas</Application></Properties>`

func coreProperties(d *doc.Document, m Meta) string {
	var b strings.Builder
	b.WriteString(declaration + `<cp:coreProperties ` +
		`xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	if len(m.Date) == len("2026-01-31") { // a day; one known to the month has no place there
		fmt.Fprintf(&b, `<dcterms:created xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:created>`, m.Date)
	}
	for _, p := range [][2]string{{"dc:creator", d.Author}, {"dc:language", d.Lang}, {"dc:subject", d.Subject},
		{"dc:title", title(d)}} {
		if p[1] != "" {
			fmt.Fprintf(&b, "<%s>%s</%s>", p[0], escape.Replace(p[1]), p[0])
		}
	}
	b.WriteString("</cp:coreProperties>")
	return b.String()
}

func title(d *doc.Document) string {
	text := d.Title
	doc.Walk(d.Blocks, func(b doc.Block) {
		if h, ok := b.(*doc.Heading); ok && text == "" {
			text = doc.Plain(h.Text)
		}
	})
	return doc.Line(text)
}

// customProperties has the number of words, for those who count with the word processor and find another.
func customProperties(m Meta) string {
	words := ""
	if m.Words > 0 {
		words = fmt.Sprintf(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" `+
			`name="Words, counted strictly"><vt:i4>%d</vt:i4></property>`, m.Words)
	}
	return declaration + `<Properties ` +
		`xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" ` +
		`xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">` + words + `</Properties>`
}

// running is a head or foot line: three texts, of which the middle one is centred and the last one stands at the right.
func (w *writer) running(tag string, r doc.Running) string {
	style := map[string]string{"hdr": "Header", "ftr": "Footer"}[tag]
	var b strings.Builder
	fmt.Fprintf(&b, `%s<w:%s%s><w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>`, declaration, tag, wordNames, style)
	for i, text := range []string{r.Left, r.Centre, r.Right} {
		if i > 0 {
			b.WriteString("<w:r><w:tab/></w:r>")
		}
		for text != "" {
			at, name := len(text), ""
			for _, field := range []string{"{page}", "{pages}"} {
				if n := strings.Index(text, field); n >= 0 && n < at {
					at, name = n, field
				}
			}
			if at > 0 {
				w.run(&b, text[:at], look{})
			}
			switch name {
			case "{page}":
				field(&b, "PAGE", "1")
			case "{pages}":
				field(&b, "NUMPAGES", "1")
			}
			text = text[at+len(name):]
		}
	}
	fmt.Fprintf(&b, "</w:p></w:%s>", tag)
	return b.String()
}

func settings(d *doc.Document) string {
	return declaration + "<w:settings" + wordNames + `>` +
		`<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" ` +
		`w:val="15"/></w:compat><w:themeFontLang w:val="` + escape.Replace(language(d.Lang)) + `"/>` +
		`</w:settings>`
}

// language is never empty: a word processor would take its user's, and underline every word.
func language(lang string) string {
	if lang == "" {
		return "en-US"
	}
	return lang
}

// styles are those that the text uses, in the names that word processors have for them.
func styles(lang string) string {
	const text = "Times New Roman"
	var b strings.Builder
	fmt.Fprintf(&b, `%s<w:styles%s><w:docDefaults><w:rPrDefault><w:rPr>`+
		`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/><w:sz w:val="22"/><w:szCs w:val="22"/>`+
		`<w:lang w:val="%s" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`, declaration,
		wordNames, text, text, text, text, escape.Replace(language(lang)))
	style := func(kind, id, name, base, paragraph, run string) {
		fmt.Fprintf(&b, `<w:style w:type="%s" w:styleId="%s"`, kind, id)
		if id == "Normal" || id == "DefaultParagraphFont" || id == "TableNormal" {
			b.WriteString(` w:default="1"`)
		}
		fmt.Fprintf(&b, `><w:name w:val="%s"/>`, name)
		if base != "" {
			fmt.Fprintf(&b, `<w:basedOn w:val="%s"/>`, base)
		}
		b.WriteString("<w:qFormat/>")
		if paragraph != "" {
			b.WriteString("<w:pPr>" + paragraph + "</w:pPr>")
		}
		if run != "" {
			b.WriteString("<w:rPr>" + run + "</w:rPr>")
		}
		if id == "TableGrid" {
			b.WriteString(`<w:tblPr><w:tblBorders>` + borders + `</w:tblBorders><w:tblCellMar>` +
				`<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>`)
		}
		b.WriteString("</w:style>")
	}
	style("paragraph", "Normal", "Normal", "", "", "")
	style("character", "DefaultParagraphFont", "Default Paragraph Font", "", "", "")
	style("paragraph", "BodyText", "Body Text", "Normal",
		`<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>`, "")
	style("paragraph", "Title", "Title", "Normal", `<w:keepNext/><w:spacing w:after="160"/>`,
		`<w:b/><w:bCs/><w:sz w:val="34"/><w:szCs w:val="34"/>`)
	for level, size := range []int{27, 24, 22} {
		style("paragraph", fmt.Sprintf("Heading%d", level+1), fmt.Sprintf("heading %d", level+1), "Normal",
			fmt.Sprintf(`<w:keepNext/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="%d"/>`, level),
			fmt.Sprintf(`<w:b/><w:bCs/><w:sz w:val="%d"/><w:szCs w:val="%d"/>`, size, size))
	}
	style("paragraph", "ListParagraph", "List Paragraph", "Normal",
		`<w:spacing w:after="80" w:line="264" w:lineRule="auto"/>`, "")
	style("paragraph", "Quote", "Quote", "Normal", `<w:spacing w:after="120"/>`, "")
	style("paragraph", "Caption", "caption", "Normal", `<w:keepNext/><w:spacing w:before="120" w:after="60"/>`,
		`<w:i/><w:iCs/>`)
	style("paragraph", "TableText", "Table Text", "Normal", `<w:spacing w:before="20" w:after="20"/>`,
		`<w:sz w:val="19"/><w:szCs w:val="19"/>`)
	style("paragraph", "FootnoteText", "footnote text", "Normal", "", `<w:sz w:val="18"/><w:szCs w:val="18"/>`)
	style("character", "FootnoteReference", "footnote reference", "DefaultParagraphFont", "",
		`<w:vertAlign w:val="superscript"/>`)
	style("character", "Hyperlink", "Hyperlink", "DefaultParagraphFont", "",
		`<w:color w:val="0B4A8F"/><w:u w:val="single"/>`)
	//nolint:misspell // a word of the format
	const tabs = `<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>`
	style("paragraph", "Header", "header", "Normal", tabs, `<w:sz w:val="18"/><w:szCs w:val="18"/>`)
	style("paragraph", "Footer", "footer", "Normal", tabs, `<w:sz w:val="18"/><w:szCs w:val="18"/>`)
	style("table", "TableNormal", "Normal Table", "", "", "")
	style("table", "TableGrid", "Table Grid", "TableNormal", "", "")
	b.WriteString("</w:styles>")
	return b.String()
}

const borders = `<w:top w:val="single" w:sz="4" w:space="0" w:color="808080"/>` +
	`<w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080"/>` +
	`<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C0C0C0"/>`
