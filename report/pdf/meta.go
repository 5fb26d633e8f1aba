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

// xmp is the metadata as XML.
func (m Meta) xmp() []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n" +
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
	put(`<pdf:Keywords>%s</pdf:Keywords>`, m.Keywords)
	put(`<xmp:CreatorTool>%s</xmp:CreatorTool>`, m.Creator)
	if d := m.Date; d != (Date{}) {
		date := fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
		put(`<xmp:CreateDate>%s</xmp:CreateDate>`, date)
		put(`<xmp:ModifyDate>%s</xmp:ModifyDate>`, date)
	}
	b.WriteString("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n")
	return []byte(b.String())
}
