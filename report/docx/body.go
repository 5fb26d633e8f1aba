package docx

import (
	"fmt"
	"strings"

	"whereas/report/doc"
)

// Lengths in twentieths of a point.
const (
	inch       = 1440
	margin     = inch
	indent     = 360 // of each level of a list or quotation
	letterWide = 12240
	letterHigh = 15840
	a4Wide     = 11906
	a4High     = 16838
)

// body is the text of the document, with what its pages look like at its end.
func (w *writer) body() string {
	var b strings.Builder
	b.WriteString(declaration + "<w:document" + wordNames + "><w:body>")
	w.blocks(&b, w.doc.Blocks, place{})
	wide, high := w.page()
	fmt.Fprintf(&b, `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>`+
		`<w:footerReference w:type="default" r:id="rId5"/>`+
		`<w:footnotePr><w:numRestart w:val="continuous"/></w:footnotePr>`+
		`<w:pgSz w:w="%d" w:h="%d"/>`+
		`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="720" w:footer="720" w:gutter="0"/>`+
		`</w:sectPr></w:body></w:document>`, wide, high, margin, margin, margin, margin)
	return b.String()
}

func (w *writer) page() (wide, high int) {
	if w.doc.PageSize == "a4" {
		return a4Wide, a4High
	}
	return letterWide, letterHigh
}

// place is where a block stands: in how many quotations, and in which list.
type place struct {
	quotes int
	depth  int    // of lists, 1 for an item of an outer one
	list   int    // number of the list, of the first paragraph of its item; else 0
	label  string // of the item, where it has one of its own; of its first paragraph
	cell   bool
	head   bool // of a table
	align  doc.Align
}

// blocks writes blocks one after the other.
func (w *writer) blocks(b *strings.Builder, blocks []doc.Block, at place) {
	for i, block := range blocks {
		if i > 0 {
			at.list, at.label = 0, "" // only the first paragraph of an item bears its number
		}
		switch block := block.(type) {
		case *doc.Heading:
			w.heading(b, block)
		case *doc.Para:
			w.paragraph(b, "", block.Text, at)
		case *doc.List:
			w.list(b, block, at)
		case *doc.Quote:
			inner := at
			inner.quotes++
			w.blocks(b, block.Blocks, inner)
		case *doc.Table:
			w.table(b, block)
		case *doc.Figure:
			w.paragraph(b, "Caption", block.Caption, at)
			w.paragraph(b, "", []doc.Inline{doc.Text{S: block.Alt}}, at)
		case *doc.Rule:
			b.WriteString(`<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/>` +
				`</w:pBdr></w:pPr></w:p>`)
		case *doc.Part:
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "<w:body>") {
				b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
			}
		}
	}
}

// heading is the title, or a heading in the outline; a page number refers to it by its bookmark.
func (w *writer) heading(b *strings.Builder, h *doc.Heading) {
	style := "Title"
	if h.Level > 1 {
		style = fmt.Sprintf("Heading%d", h.Level-1)
	}
	fmt.Fprintf(b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	if w.headings[h.ID] {
		n := w.bookmark(b, headingName(h.ID))
		w.inlines(b, h.Text, look{}, w.links)
		fmt.Fprintf(b, `<w:bookmarkEnd w:id="%d"/>`, n)
	} else {
		w.inlines(b, h.Text, look{}, w.links)
	}
	b.WriteString("</w:p>")
}

// bookmark begins one and gives its number, by which it ends.
func (w *writer) bookmark(b *strings.Builder, name string) int {
	w.bookmarks++
	fmt.Fprintf(b, `<w:bookmarkStart w:id="%d" w:name="%s"/>`, w.bookmarks, name)
	return w.bookmarks
}

// headingName is a bookmark's name: letters, digits and _, 40 at most.
func headingName(id string) string {
	name := "h_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, id)
	const most = 40
	return name[:min(len(name), most)]
}

// paragraph writes one in a style, "" for that of its place.
func (w *writer) paragraph(b *strings.Builder, style string, text []doc.Inline, at place) {
	b.WriteString("<w:p><w:pPr>")
	switch {
	case style != "":
	case at.cell:
		style = "TableText"
	case at.depth > 0:
		style = "ListParagraph"
	case at.quotes > 0:
		style = "Quote"
	default:
		style = "BodyText"
	}
	fmt.Fprintf(b, `<w:pStyle w:val="%s"/>`, style)
	if at.head {
		b.WriteString("<w:keepNext/>")
	}
	if at.list > 0 {
		fmt.Fprintf(b, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, at.depth-1, at.list)
	}
	if rtl(doc.Plain(text), w.doc.Lang) {
		b.WriteString("<w:bidi/>")
	}
	if left := indent * (at.quotes + at.depth); left > 0 && at.list == 0 && !at.cell {
		if at.label != "" {
			fmt.Fprintf(b, `<w:ind w:left="%d" w:hanging="%d"/>`, left+indent, indent)
		} else {
			fmt.Fprintf(b, `<w:ind w:left="%d"/>`, left)
		}
	}
	switch at.align {
	case doc.Centre:
		b.WriteString(`<w:jc w:val="center"/>`) //nolint:misspell // a word of the format
	case doc.Right:
		b.WriteString(`<w:jc w:val="right"/>`)
	case doc.Left:
	}
	b.WriteString("</w:pPr>")
	if at.label != "" {
		w.run(b, at.label, look{})
		b.WriteString("<w:r><w:tab/></w:r>")
	}
	w.inlines(b, text, look{strong: at.head}, w.links)
	b.WriteString("</w:p>")
}

// list writes the items of a list; an item without a paragraph of its own has an empty one, so that it is seen.
func (w *writer) list(b *strings.Builder, l *doc.List, at place) {
	inner := at
	inner.depth++
	number := 0
	if len(l.Labels) == 0 {
		number = w.lists.add(l.Ordered, l.Start, inner.depth)
	}
	for i, item := range l.Items {
		inner.list, inner.label = number, ""
		if i < len(l.Labels) {
			inner.label = l.Labels[i]
		}
		if len(item) == 0 {
			item = []doc.Block{&doc.Para{}}
		}
		w.blocks(b, item, inner)
	}
}

// table has its caption above and head rows that repeat on each page.
func (w *writer) table(b *strings.Builder, t *doc.Table) {
	columns := len(t.Align)
	for _, row := range append(append([][]doc.Cell{}, t.Head...), t.Rows...) {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	if len(t.Caption) > 0 {
		w.paragraph(b, "Caption", t.Caption, place{})
	}
	wide, _ := w.page()
	each := (wide - 2*margin) / columns
	b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>` +
		`<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" ` +
		`w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	for range columns {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, each)
	}
	b.WriteString("</w:tblGrid>")
	row := func(cells []doc.Cell, head bool) {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if head {
			b.WriteString("<w:tblHeader/>")
		}
		b.WriteString("</w:trPr>")
		for i := range columns {
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, each)
			at := place{cell: true, head: head || t.RowHeads && i == 0}
			if i < len(t.Align) {
				at.align = t.Align[i]
			}
			var text []doc.Inline
			if i < len(cells) {
				text = cells[i]
			}
			w.paragraph(b, "", text, at)
			b.WriteString("</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	for _, cells := range t.Head {
		row(cells, true)
	}
	for _, cells := range t.Rows {
		row(cells, false)
	}
	b.WriteString("</w:tbl><w:p/>") // tables that touch would be one
}
