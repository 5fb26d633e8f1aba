package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// dates is what the information says of time: the date that was handed in, or nothing. gofpdf would take the clock's
// in place of none, and knows no date without an hour.
func (m Meta) dates() string {
	if m.Date == (Date{}) {
		return ""
	}
	return "/CreationDate" + m.Date.pdf() + "/ModDate" + m.Date.pdf()
}

// pdf is a date as a PDF string.
func (d Date) pdf() string { return fmt.Sprintf("(D:%04d%02d%02d)", d.Year, d.Month, d.Day) }

// uaSchema tells readers of PDF/A what pdfuaid:part is, which that standard doesn't know of (ISO 19005-3, 6.6.2.3).
const uaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"` +
	` xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the document follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

// xmp is the metadata as XML.
func (m Meta) xmp() []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"" +
		" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n" +
		"<dc:format>application/pdf</dc:format>\n")
	put := func(format, value string) {
		if value == "" {
			return
		}
		var esc strings.Builder
		_ = xml.EscapeText(&esc, []byte(value)) // a strings.Builder takes all that is written
		fmt.Fprintf(&b, format+"\n", esc.String())
	}
	put(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`, m.Title)
	put(`<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>`, m.Author)
	put(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>`, m.Subject)
	put(`<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>`, m.Lang)
	if !m.Foreign {
		put(`<pdfuaid:part>%s</pdfuaid:part>`, "1")
	}
	if len(m.Attach) > 0 { // what carries other files is for keeping
		put(`<pdfaid:part>%s</pdfaid:part>`, "3")
		put(`<pdfaid:conformance>%s</pdfaid:conformance>`, "A")
	}
	put(`<pdf:Keywords>%s</pdf:Keywords>`, m.Keywords)
	put(`<xmp:CreatorTool>%s</xmp:CreatorTool>`, m.Creator)
	if d := m.Date; d != (Date{}) {
		date := fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
		put(`<xmp:CreateDate>%s</xmp:CreateDate>`, date)
		put(`<xmp:ModifyDate>%s</xmp:ModifyDate>`, date)
	}
	b.WriteString("</rdf:Description>\n")
	if len(m.Attach) > 0 && !m.Foreign {
		b.WriteString(uaSchema)
	}
	b.WriteString("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n")
	return []byte(b.String())
}
