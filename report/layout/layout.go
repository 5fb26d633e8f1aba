// Package layout turns a document into pages: every glyph on its place, notes at the foot of the page that
// bears their mark, and the tree that says what each stretch of text is.
//
// It goes in phases, each a file or two: inlines become items with widths (measure.go, itemise.go, breakplaces.go,
// ties.go), items become lines (breaklines.go, setlines.go), blocks become rows (blocks.go, table.go, figure.go,
// notes.go), rows become pages (breakpages.go, setpages.go, furniture.go). All of it is integers, and nothing is read
// but the document, the faces, the patterns and the style: the same document gives the same pages on every machine.
package layout

import (
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/hyphen"
)

// Lay lays a document out. A character that no face has is an error in diags (missing-glyph), and so is a page
// size that isn't known (unknown-page-size); the pages are whole nevertheless.
// hyphens is the patterns of the document's language; where it is nil, no word is divided.
//
// A page's number can stand in the text before the page is made, and change where it ends: so pages are laid out anew
// until all numbers are right. Where they don't settle, page-numbers warns of it.
func Lay(d *doc.Document, set *face.Set, hyphens *hyphen.Patterns, st Style, diags *diag.List) *Pages {
	shaper := set.Shaper(d.Lang)
	var numbers map[string]string // nil in the first pass
	const most = 5
	for pass := 1; ; pass++ {
		var found diag.List
		l := &layouter{doc: d, set: set, hyphens: hyphens, style: st, diags: &found, shaper: shaper, numbers: numbers}
		out := l.lay()
		l.numberPages(out)
		settled := true
		now := out.numbers()
		for id := range l.referred {
			settled = settled && now[id] == numbers[id]
		}
		settled = l.setLate(out, now) && settled
		if settled || pass == most {
			if !settled {
				found.Warnf(
					diag.Span{},
					diag.PageNumbers,
					"the numbers of pages in the text don't settle: they may be wrong",
				).
					WithHint(
						"take a reference to a page out, or write it in other words",
					)
			}
			l.furniture(out)
			out.Nodes = l.nodes
			diags.Append(&found)
			return out
		}
		numbers = now
	}
}

// lay goes through all phases once, but for what only a page that stays needs.
func (l *layouter) lay() *Pages {
	l.referred = map[string]bool{}
	l.lost = map[lostAt]bool{}
	l.marked = make([]bool, len(l.doc.Notes)+1)
	l.notes = make([]note, len(l.doc.Notes)+1)
	for s := range face.Style(face.Styles) {
		l.spaces[s] = l.set.Space(s)
	}
	switch l.doc.PageSize {
	case "letter", "":
		l.upright = l.style.Letter
	case "a4":
		l.upright = l.style.A4
	default:
		l.upright = l.style.Letter
		l.diags.Errorf(diag.Span{}, diag.UnknownPageSize, "page size %q is not known", l.doc.PageSize).
			WithHint("use \"letter\" or \"a4\"")
	}
	lang, _, _ := strings.Cut(l.doc.Lang, "-")
	l.ties = l.style.Ties[lang]
	l.turnSheet(false)
	root := l.add(0, Document)
	l.blocks(l.doc.Blocks, frame{parent: root, width: l.measure})
	l.unmarked(root)
	out := &Pages{Faces: l.set}
	l.paginate(out)
	return out
}

// turnSheet lays the sheet on its side, for what is too wide for it, or puts it upright again.
func (l *layouter) turnSheet(turned bool) {
	l.turned, l.sheet, l.measure = turned, l.upright, l.style.Measure
	if turned {
		margin := l.style.SideMargin
		l.sheet = Sheet{l.upright.Height, l.upright.Width, margin, margin}
		l.measure = l.sheet.Width - 2*margin
	}
}

// layouter is the state of one Lay. Everything in it lives as long as the call.
type layouter struct {
	doc     *doc.Document
	set     *face.Set
	style   Style
	diags   *diag.List
	shaper  *face.Shaper
	hyphens *hyphen.Patterns
	ties    Ties
	upright Sheet
	sheet   Sheet  // upright or turned
	measure Length // width of the text on it
	turned  bool
	spaces  [face.Styles]face.Glyph
	perEm   [face.Faces]int // 0 before it is asked for

	nodes     []Node
	rows      []row
	floats    []float
	parts     []doc.Numbering
	numbers   map[string]string // of pages, by the id of a heading on them, as the pass before found them
	referred  map[string]bool   // the ids that the text asks for
	late      []lateNumber      // that are set when the pages are there
	notes     []note            // by number
	marked    []bool            // by number: a mark has been seen
	lost      map[lostAt]bool
	scratch   []byte
	chars     []char // room for one paragraph, used again for the next
	items     []item
	pieces    []piece
	beginPage bool   // the next row begins a page
	headed    int    // the row behind the last heading
	headedBy  int    // the first row of that heading
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
	rules    []Rect // Y counts from the row's upper edge, as that of shapes does
	shapes   []Shape
	anchors  []string
	turned   bool // it goes on a sheet on its side
	begins   bool // a page begins with it, whatever the cost
	part     int  // of the document
	bookmark *Bookmark
	head     []row // goes on top where a page begins with this row
}

// push appends a row to those that pages are made of.
func (l *layouter) push(r row) {
	r.turned, r.part = l.turned, len(l.parts)
	if l.beginPage {
		r.begins, l.beginPage = len(l.rows) > 0, false
	}
	l.rows = append(l.rows, r)
}

// apart is the cost of a page break that must not be: between a heading and what it heads.
const apart = 1 << 20
