package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// info is the information dictionary. No program is named unless the caller does, and no time but the
// date that was handed in.
func (m Meta) info() string {
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range [][2]string{
		{"Title", m.Title}, {"Author", m.Author}, {"Subject", m.Subject}, {"Keywords", m.Keywords}, {"Creator", m.Creator},
	} {
		if e[1] != "" {
			fmt.Fprintf(&b, "/%s%s", e[0], textString(e[1], false))
		}
	}
	if d := m.Date; d != (Date{}) {
		stamp := fmt.Sprintf("(D:%04d%02d%02d)", d.Year, d.Month, d.Day)
		fmt.Fprintf(&b, "/CreationDate%s/ModDate%s", stamp, stamp)
	}
	b.WriteString(">>")
	return b.String()
}

// xmp says the same as XML.
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
