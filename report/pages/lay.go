// Package pages turns a document into pages: every line on its place, notes at the foot of the page that
// bears their mark, and the tree that says what each stretch of text is.
//
// It goes in phases, each a file or two: inlines go to package lines, which makes lines of them (inlines.go), blocks
// become rows (blocks.go, table.go, figure.go, notes.go), rows become pages (breakpages.go, setpages.go,
// furniture.go). layout.go says what comes out, style.go what it is steered by. All of it is integers, and nothing is
// read but the document, the faces, the patterns and the style: the same document gives the same pages on every
// machine.
package pages

import (
	"strings"
	"unicode"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/hyphen"
	"whereas/report/lines"
)

// Lay lays a document out. A character that no face has is an error in diags (missing-glyph), and so is a page
// size that isn't known (unknown-page-size); the pages are whole nevertheless.
// hyphens is the patterns of the document's language; where it is nil, no word is divided.
//
// A page's number can stand in the text before the page is made, and change where it ends: so pages are laid out anew
// until all numbers are right. Where they don't settle, page-numbers warns of it.
func Lay(d *doc.Document, set *face.Set, hyphens *hyphen.Patterns, st Style, diags *diag.List) *Layout {
	lang, _, _ := strings.Cut(d.Lang, "-")
	typesetter := lines.New(set, d.Lang, hyphens, lines.Style{
		Taste: st.Lines, Hangs: st.Hangs, Ties: st.Ties[lang], Whole: wholeWords(d.Whole),
	})
	var numbers map[string]string // nil in the first pass
	const most = 5
	for pass := 1; ; pass++ {
		var found diag.List
		l := &layouter{doc: d, words: d.Words.OrEnglish(), set: set, style: st, diags: &found,
			typesetter: typesetter, numbers: numbers}
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
				found.Warnf(diag.Span{}, diag.PageNumbers,
					"the numbers of pages in the text don't settle: they may be wrong").
					WithHint("take a reference to a page out, or write it in other words")
			}
			l.furniture(out)
			out.Nodes = l.nodes
			diags.Append(&found)
			return out
		}
		numbers = now
	}
}

// lay goes through all phases once. Running heads and feet are left out: only the last pass needs them.
func (l *layouter) lay() *Layout {
	l.referred = map[string]bool{}
	l.lost = map[lostAt]bool{}
	l.marked = make([]bool, len(l.doc.Notes)+1)
	l.notes = make([]note, len(l.doc.Notes)+1)
	l.noteOn = make([]int, len(l.doc.Notes)+1)
	l.setAreas()
	root := l.add(0, Document)
	l.blocks(l.doc.Blocks, frame{parent: root, width: l.area().measure})
	l.unmarked(root)
	out := &Layout{Faces: l.set}
	l.paginate(out)
	return out
}

// wholeWords are the words of names: those with a capital letter, since a name's "and" is everybody's.
func wholeWords(names []string) map[string]bool {
	out := map[string]bool{}
	for _, name := range names {
		for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if strings.IndexFunc(word, unicode.IsUpper) >= 0 {
				out[word] = true
			}
		}
	}
	return out
}

// area is a sheet and the width of the text on it.
type area struct {
	Sheet
	measure lines.Length
}

// left is the left edge of the text on the sheet.
func (a area) left() lines.Length { return (a.Width - a.measure) / 2 }

// setAreas finds the sheets that the document is printed on.
func (l *layouter) setAreas() {
	sheet := l.style.Letter
	switch l.doc.PageSize {
	case "letter", "":
	case "a4":
		sheet = l.style.A4
	default:
		l.diags.Errorf(diag.Span{}, diag.UnknownPageSize, "page size %q is not known", l.doc.PageSize).
			WithHint("use \"letter\" or \"a4\"")
	}
	l.portrait = area{sheet, l.style.Measure}
	margin := l.style.SideMargin
	l.landscape = area{Sheet{sheet.Height, sheet.Width, margin, margin}, sheet.Height - 2*margin}
}

// area is the sheet that rows made now go on.
func (l *layouter) area() area { return l.areaOf(l.onLandscape) }

func (l *layouter) areaOf(landscape bool) area {
	if landscape {
		return l.landscape
	}
	return l.portrait
}

// layouter is the state of one pass. Everything in it lives as long as the call of Lay.
type layouter struct {
	doc         *doc.Document
	words       doc.Words
	set         *face.Set
	style       Style
	diags       *diag.List
	typesetter  *lines.Typesetter
	portrait    area
	landscape   area
	onLandscape bool // the rows made now go on a landscape sheet: they are too wide for an upright one

	nodes     []Node
	rows      []row
	figures   []deferredFigure
	parts     []doc.Numbering
	numbers   map[string]string // of pages, by the id of a heading on them, as the pass before found them
	referred  map[string]bool   // the ids that the text asks for
	late      []lateNumber      // that are set when the pages are there
	notes     []note            // by number
	marked    []bool            // by number: a mark has been seen
	noteOn    []int             // by number: the page that a note begins on
	lost      map[lostAt]bool
	beginPage bool         // the next row begins a page
	headed    int          // the row behind the last heading
	headedBy  int          // the first row of that heading
	headedGap lines.Length // above the row behind it
	padded    int          // the row behind the last table or figure
	pad       lines.Length // above that row
}

// row is what pages are made of: a line of text or of a table, or a rule, over the whole width.
type row struct {
	lines.Line
	height    lines.Length
	baseline  lines.Length // below the row's upper edge
	gap       lines.Length // above it, unless it begins a page
	cost      int          // of beginning a page with it
	rules     []lines.Rect // Y counts from the row's upper edge, as that of shapes does
	shapes    []Shape
	figure    int        // the node of the drawing that it is, 0 for none
	box       lines.Rect // of that drawing, Y counted from the row's upper edge
	anchors   []string
	inside    bool // it isn't the first line of its paragraph or list
	landscape bool // it goes on a landscape sheet
	begins    bool // a page begins with it, whatever the cost
	part      int  // of the document
	bookmark  *Bookmark
	head      []row // goes on top where a page begins with this row
}

// push appends a row to those that pages are made of.
func (l *layouter) push(r row) {
	r.landscape, r.part = l.onLandscape, len(l.parts)
	if l.beginPage {
		r.begins, l.beginPage = len(l.rows) > 0, false
	}
	l.rows = append(l.rows, r)
}

// forbidden is the cost of a page break that must not be, such as one between a heading and the text below it. It is
// taken only where no other break is possible.
const forbidden = 1 << 20

// forbidBreaks forbids page breaks before the rows from first on.
func (l *layouter) forbidBreaks(first int) {
	for i := first; i < len(l.rows); i++ {
		l.rows[i].cost = forbidden
	}
}
