package html

import (
	"whereas/report/doc"
)

// region opens what can be wider than the page and is then moved sideways: by keys too, so it takes the focus and has a
// name.
func (p *page) region(kind string, caption []doc.Inline) {
	name := doc.Line(doc.Plain(caption))
	if name == "" {
		name = kind
		if p.under != "" {
			name += ": " + p.under
		}
	}
	p.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-label", name)
	p.line()
}

func (p *page) table(t *doc.Table) {
	p.region(p.words.Table, t.Caption)
	p.open("table")
	p.line()
	if len(t.Caption) > 0 {
		p.holding("caption", t.Caption)
		p.line()
	}
	p.rows("thead", t.Head, func(row []doc.Cell, i int) {
		if len(row[i]) == 0 {
			p.cell("td", t, row, i) // a head without words is none
		} else {
			p.cell("th", t, row, i, "scope", "col")
		}
	})
	p.rows("tbody", t.Rows, func(row []doc.Cell, i int) {
		if t.RowHeads && i == 0 {
			p.cell("th", t, row, i, "scope", "row")
		} else {
			p.cell("td", t, row, i)
		}
	})
	p.close("table")
	p.line()
	p.close("div")
}

func (p *page) rows(tag string, rows [][]doc.Cell, cell func(row []doc.Cell, i int)) {
	if len(rows) == 0 {
		return
	}
	p.open(tag)
	p.line()
	for _, row := range rows {
		p.open("tr")
		for i := range row {
			cell(row, i)
		}
		p.close("tr")
		p.line()
	}
	p.close(tag)
	p.line()
}

func (p *page) cell(tag string, t *doc.Table, row []doc.Cell, i int, attributes ...string) {
	p.marked = false
	if i < len(t.Align) {
		switch t.Align[i] {
		case doc.Centre:
			attributes = append(attributes, "class", "centre")
		case doc.Right:
			attributes = append(attributes, "class", "right")
		case doc.Left:
		}
	}
	p.holding(tag, row[i], attributes...)
}

// isContents tells whether a table is one of contents: each row a text and the page of its place.
func isContents(t *doc.Table) bool {
	if len(t.Head) > 0 || len(t.Rows) == 0 {
		return false
	}
	for _, row := range t.Rows {
		if len(row) != 2 || len(row[1]) != 1 {
			return false
		}
		if _, ok := row[1][0].(doc.PageRef); !ok {
			return false
		}
	}
	return true
}

// contents are links in a list: the text leads to the place, since there are no pages to name.
func (p *page) contents(t *doc.Table) {
	p.open("nav", "class", "contents", "aria-label", p.words.Contents)
	p.line()
	if len(t.Caption) > 0 {
		p.holding("p", t.Caption)
		p.line()
	}
	p.open("ol")
	p.line()
	for _, row := range t.Rows {
		p.open("li")
		if h := p.names.places[row[1][0].(doc.PageRef).ID]; h != nil {
			p.link([]string{"href", "#" + p.names.id[h]}, func() { p.inlines(row[0]) })
		} else {
			p.inlines(row[0])
		}
		p.close("li")
		p.line()
	}
	p.close("ol")
	p.line()
	p.close("nav")
}
