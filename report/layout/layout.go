// Package layout turns a document into pages: every glyph on its place, notes at the foot of the page that
// bears their mark, and the tree that says what each stretch of text is.
//
// It goes in phases, each a file or two: inlines become items with widths (measure.go, breakplaces.go), items
// become lines (breaklines.go, setlines.go), blocks become rows (blocks.go, table.go, notes.go), rows become pages
// (breakpages.go, furniture.go). All of it is integers, and nothing is read but the document, the faces and
// the style: the same document gives the same pages on every machine.
package layout

import (
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
)

// Lay lays a document out. A character that no face has is an error in diags (missing-glyph), and so is a page
// size that isn't known (unknown-page-size); the pages are whole nevertheless.
func Lay(d *doc.Document, set *face.Set, st Style, diags *diag.List) *Pages {
	l := &layouter{
		doc: d, set: set, style: st, diags: diags,
		shaper: set.Shaper(d.Lang),
		lost:   map[lostAt]bool{},
		marked: make([]bool, len(d.Notes)+1),
		notes:  make([]note, len(d.Notes)+1),
	}
	for s := range face.Style(face.Styles) {
		l.spaces[s] = set.Space(s)
		l.perEm[s] = set.Face(s).Metrics().UnitsPerEm
	}
	switch d.PageSize {
	case "letter", "":
		l.sheet = st.Letter
	case "a4":
		l.sheet = st.A4
	default:
		l.sheet = st.Letter
		diags.Errorf(diag.Span{}, "unknown-page-size", "page size %q is not known", d.PageSize).
			WithHint("use \"letter\" or \"a4\"")
	}
	root := l.add(0, Document)
	l.blocks(d.Blocks, frame{parent: root, width: st.Measure})
	l.unmarked(root)
	out := &Pages{Width: l.sheet.Width, Height: l.sheet.Height, Faces: set}
	l.paginate(out)
	l.furniture(out)
	out.Nodes = l.nodes
	return out
}

// layouter is the state of one Lay. Everything in it lives as long as the call.
type layouter struct {
	doc    *doc.Document
	set    *face.Set
	style  Style
	diags  *diag.List
	shaper *face.Shaper
	sheet  Sheet
	spaces [face.Styles]face.Glyph
	perEm  [face.Styles]int

	nodes     []Node
	rows      []row
	notes     []note // by number
	marked    []bool // by number: a mark has been seen
	lost      map[lostAt]bool
	scratch   []byte
	headed    int    // the row behind the last heading
	headedGap Length // above that row
	padded    int    // the row behind the last table
	pad       Length // above that row
}

// row is what pages are made of: a line of text or of a table, or a rule, over the whole width.
type row struct {
	line
	height   Length
	baseline Length // below the row's upper edge
	gap      Length // above it, unless it begins a page
	cost     int    // of beginning a page with it
	rules    []Rect // Y counts from the row's upper edge
	bookmark *Bookmark
	head     []row // goes on top where a page begins with this row
}

// apart is the cost of a page break that must not be: between a heading and what it heads.
const apart = 1 << 20
