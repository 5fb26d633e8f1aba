package docx

import (
	"fmt"
	"strings"

	"whereas/report/doc"
)

// footnotes are the notes, behind the two that every file has: the rule above them, and that of a note that goes on.
func (w *writer) footnotes() string {
	var b strings.Builder
	b.WriteString(declaration + "<w:footnotes" + wordNames + ">" +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>` +
		`</w:footnote>`)
	for _, n := range w.doc.Notes {
		fmt.Fprintf(&b, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/>`, n.Number)
		if rtl(doc.Plain(n.Text), w.doc.Lang) {
			b.WriteString("<w:bidi/>")
		}
		b.WriteString(`</w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>` +
			`<w:r><w:t xml:space="preserve"> </w:t></w:r>`)
		w.inlines(&b, n.Text, look{note: true}, w.noteLinks)
		b.WriteString("</w:p></w:footnote>")
	}
	b.WriteString("</w:footnotes>")
	return b.String()
}

// marks are what the marks of notes cite, by the names of their bookmarks.
type marks struct{ ids []string }

func (m *marks) add(id string) (name string) {
	m.ids = append(m.ids, id)
	return fmt.Sprintf("note_%d", len(m.ids))
}

// marksNames is the namespace of the file's own data.
const marksNames = "urn:whereas:marks:1"

func (m *marks) xml() string {
	var b strings.Builder
	b.WriteString(declaration + `<marks xmlns="` + marksNames + `">`)
	for i, id := range m.ids {
		fmt.Fprintf(&b, `<mark bookmark="note_%d" cites="%s"/>`, i+1, escape.Replace(id))
	}
	b.WriteString("</marks>")
	return b.String()
}

// links are the addresses that a part leads to, each once.
type links struct {
	before int // links of the part that lead within the file
	urls   []string
	at     map[string]int
}

func newLinks(before int) *links { return &links{before: before, at: map[string]int{}} }

func (l *links) add(url string) (id string) {
	n, ok := l.at[url]
	if !ok {
		l.urls = append(l.urls, url)
		n = l.before + len(l.urls)
		l.at[url] = n
	}
	return fmt.Sprintf("rId%d", n)
}

const linkNames = "http://schemas.openxmlformats.org/package/2006/relationships"

const officeLinks = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// xml are the links: those within the file, of a kind and to a part each, and then the addresses.
func (l *links) xml(within ...[2]string) string {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="` + linkNames + `">`)
	for i, to := range within {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s%s" Target="%s"/>`, i+1, officeLinks, to[0], to[1])
	}
	for i, url := range l.urls {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, l.before+i+1,
			officeLinks, escape.Replace(url))
	}
	b.WriteString("</Relationships>")
	return b.String()
}

// documentLinks are those of the text within the file; the section at its end names head and foot by their places.
var documentLinks = [][2]string{{"styles", "styles.xml"}, {"numbering", "numbering.xml"}, {"settings", "settings.xml"},
	{"header", "header1.xml"}, {"footer", "footer1.xml"}, {"footnotes", "footnotes.xml"},
	{"customXml", "../customXml/item1.xml"}}

// lists are the lists of the text; each has numbers of its own.
type lists struct{ made []listed }

type listed struct {
	ordered      bool
	start, level int // level is 1 for an outer list
}

func (l *lists) add(ordered bool, start, depth int) (number int) {
	const deepest = 9
	l.made = append(l.made, listed{ordered, max(start, 0), min(depth, deepest)})
	return len(l.made)
}

// xml has for each list what its items begin with.
func (l *lists) xml() string {
	var b strings.Builder
	b.WriteString(declaration + "<w:numbering" + wordNames + ">")
	for i, x := range l.made {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, i+1)
		for level := range x.level {
			form, text := "bullet", "•"
			if x.ordered {
				form, text = "decimal", fmt.Sprintf("%%%d.", level+1)
			}
			fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>`+
				`<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl>`,
				level, x.start, form, text, indent*(level+1), indent)
		}
		b.WriteString("</w:abstractNum>")
	}
	for i := range l.made {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, i+1, i+1)
	}
	b.WriteString("</w:numbering>")
	return b.String()
}
