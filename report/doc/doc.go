// Package doc is the document between its making and its writing: a closed tree of blocks and inlines,
// with the notes they bear. Everything printed passes through it; writers read it and nothing else.
package doc

import (
	"slices"
	"strconv"
	"strings"

	"whereas/report/diag"
)

// Document is one text: its blocks, and its notes in the order of their first marks.
type Document struct {
	Title    string
	Subject  string
	Author   string
	Lang     string // BCP 47, "en-US"
	Blocks   []Block
	Notes    []Note // Notes[i].Number == i+1
	RunHead  Running
	RunFoot  Running
	PageSize string // "letter" or "a4"
	Words    Words  // that writers put in

	Foreign []Foreign // what it has in other languages
	Whole   []string  // names that are never divided at a line's end: the company's, its group's, the publishers'

	// Claims says of what its notes cite what a reader can choose by, by the note's id.
	Claims map[string]Claim
}

// Claim is what a reader can choose a claim by.
type Claim struct {
	Grade       string   // in words
	About       []string // names
	First, Last string   // years that it speaks of; "" where it doesn't say
}

// Running is a head or foot line: three texts, in which {page} and {pages} stand for the numbers.
type Running struct {
	Left, Centre, Right string
}

// Note is a footnote. Several marks may point at one, and marks of several claims where their notes would
// say the same.
type Note struct {
	Number int
	ID     string // what its first mark cites: a claim's id, or "source:" and a source's
	Text   []Inline
	At     diag.Span // the first mark
}

// Block is one of *Heading, *Para, *List, *Quote, *Table, *Figure, *Rule, *Part.
type Block interface{ block() }

// Heading of level 1 (the title) to 4.
type Heading struct {
	Level int
	Text  []Inline
	ID    string // what a PageRef names it by; may be empty
	At    diag.Span
}

// Para is a paragraph. Resolved marks the paragraphs of the resolved clause.
type Para struct {
	Text     []Inline
	Resolved bool
	At       diag.Span
}

// List of items; each item is a run of blocks. Either all of its items have labels of their own or none has.
type List struct {
	Ordered bool
	Start   int      // first number of an ordered list
	Labels  []string // of the items, "(a)", where they are neither bullets nor plain numbers; else none
	Items   [][]Block
	At      diag.Span
}

// Quote is a block quotation.
type Quote struct {
	Blocks []Block
	At     diag.Span
}

// Table has a caption on top and head rows that repeat.
type Table struct {
	Caption  []Inline
	Align    []Align // per column
	Head     [][]Cell
	Rows     [][]Cell
	RowHeads bool // the first cell of a row says what the row is about
	Contents bool // it is a table of contents: the text of a heading, the number of its page
	At       diag.Span
}

// Cell is the text of one table cell.
type Cell []Inline

// Align is how a column is set.
type Align int

const (
	Left Align = iota
	Centre
	Right
)

// Figure is a drawing with its caption. It stands near its place: where there is no room, the text goes on and the
// figure follows at the top of the next page.
type Figure struct {
	Scene   Scene
	Narrow  *Scene // the same for a screen too narrow for Scene; nil where that one has to do
	Caption []Inline
	Alt     string // what it shows, for those who can't see it
	At      diag.Span
}

// Scene is shapes and labels on a plane: each shape is drawn over those before it, and the labels over all of them.
// Lengths are thousandths of a point, counted from the upper left corner.
type Scene struct {
	Width, Height int
	Shapes        []Shape
	Labels        []Label
}

// Shape is a filled rectangle, or the ellipse within it; where it has a Stroke, it is that, and nothing else of the
// shape but its colour counts.
type Shape struct {
	X, Y, Width, Height int
	Round               bool
	Fill                Colour
	Stroke              *Stroke
}

// Stroke is a line of a width through points, of which there are at least two. Its ends are blunt and its corners
// bevelled, so that it reaches no farther from its points than half of its width.
type Stroke struct {
	Points []Point
	Width  int
	Dash   []int // lengths that are drawn and left out in turn; none for a line without gaps
}

// Point is a place on the plane of a scene.
type Point struct{ X, Y int }

// Label is a line of text; Y is its baseline, and X the end or the middle of it as Align says.
type Label struct {
	X, Y, Size int
	Align      Align
	Strong     bool
	Text       string
	At         diag.Span
}

// Colour is red, green and blue.
type Colour struct{ R, G, B uint8 }

// Rule is a thematic break.
type Rule struct{ At diag.Span }

// Part begins a part of the document on a new page, with page numbers of its own.
type Part struct{ Pages Numbering }

// Numbering is how the pages of a part are numbered. Each part but those in letters begins with its first number.
type Numbering int

const (
	Decimal  Numbering = iota // 1, 2, 3: the text
	Roman                     // i, ii, iii: what goes before it
	Lettered                  // B-1: each part is an appendix
	Ongoing                   // as the pages before it, going on where they end
)

func (*Heading) block() {}
func (*Para) block()    {}
func (*List) block()    {}
func (*Quote) block()   {}
func (*Table) block()   {}
func (*Figure) block()  {}
func (*Rule) block()    {}
func (*Part) block()    {}

// Inline is one of Text, Emph, Strong, Link, Mark, NoteRef, PageRef, Break, Opinion.
type Inline interface{ inline() }

// Text is characters without markup. At is where they stand in the source the document was made from,
// or the claim whose words they are.
type Text struct {
	S  string
	At diag.Span
}

// Emph is emphasised (italic) text.
type Emph struct{ Text []Inline }

// Strong is bold text.
type Strong struct{ Text []Inline }

// Link is text that leads to an address. An address printed as itself has it as its text too.
type Link struct {
	URL  string
	Text []Inline
}

// Mark is the mark of a note.
type Mark struct {
	Note int    // number
	ID   string // what it cites
	At   diag.Span
}

// NoteRef names notes that are marked elsewhere by their numbers, in the size of the text: "12", or "12–15".
type NoteRef struct {
	From, To int // numbers; the same where it names one
	At       diag.Span
}

// NoteRefs names numbers of notes sorted, each once, with three or more that follow each other as one range.
func NoteRefs(numbers []int) []NoteRef {
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	var out []NoteRef
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if j < i+2 {
			j = i
		}
		out = append(out, NoteRef{From: numbers[i], To: numbers[j]})
		i = j + 1
	}
	return out
}

// Words are the numbers as they are printed.
func (r NoteRef) Words() string {
	if r.From == r.To {
		return strconv.Itoa(r.From)
	}
	return strconv.Itoa(r.From) + "–" + strconv.Itoa(r.To)
}

// PageRef is the number of the page that a heading stands on.
type PageRef struct {
	ID string
	At diag.Span
}

// Break is a hard line break.
type Break struct{}

// Opinion ends a sentence that its author marks as opinion; nothing of it is printed.
type Opinion struct{}

func (Text) inline()    {}
func (Emph) inline()    {}
func (Strong) inline()  {}
func (Link) inline()    {}
func (Mark) inline()    {}
func (NoteRef) inline() {}
func (PageRef) inline() {}
func (Break) inline()   {}
func (Opinion) inline() {}

// Plain is the text of inlines without markup and without marks.
func Plain(ins []Inline) string {
	var s []byte
	WalkInlines(ins, func(in Inline) {
		switch in := in.(type) {
		case Text:
			s = append(s, in.S...)
		case NoteRef:
			s = append(s, in.Words()...)
		case Break:
			s = append(s, '\n')
		case Emph, Strong, Link, Mark, PageRef, Opinion:
		}
	})
	return string(s)
}

// Resolved are the paragraphs of the resolved clause; one that begins an item with a label begins with that label.
func Resolved(bs []Block) []*Para {
	var out []*Para
	labels := map[*Para]string{}
	Walk(bs, func(b Block) {
		switch b := b.(type) {
		case *List:
			for i, item := range b.Items {
				if p, ok := first(item).(*Para); ok && len(b.Labels) > 0 {
					labels[p] = b.Labels[i]
				}
			}
		case *Para:
			switch label := labels[b]; {
			case b.Resolved && label != "":
				labelled := *b
				labelled.Text = append([]Inline{Text{S: label + " ", At: b.At}}, b.Text...)
				out = append(out, &labelled)
			case b.Resolved:
				out = append(out, b)
			}
		case *Heading, *Quote, *Table, *Figure, *Rule, *Part:
		}
	})
	return out
}

func first(bs []Block) Block {
	if len(bs) == 0 {
		return nil
	}
	return bs[0]
}

// Marks are the marks of a document's blocks in reading order.
func Marks(bs []Block) []Mark {
	var out []Mark
	eachInline(bs, func(in Inline) {
		if m, ok := in.(Mark); ok {
			out = append(out, m)
		}
	})
	return out
}

// Links are the links of a document's blocks in reading order, those of its notes left out.
func Links(bs []Block) []Link {
	var out []Link
	eachInline(bs, func(in Inline) {
		if l, ok := in.(Link); ok {
			out = append(out, l)
		}
	})
	return out
}

// Texts are the texts of a document in reading order, those of its notes last.
func Texts(d *Document) []Text {
	var out []Text
	take := func(in Inline) {
		if t, ok := in.(Text); ok {
			out = append(out, t)
		}
	}
	eachInline(d.Blocks, take)
	Walk(d.Blocks, func(b Block) {
		if f, ok := b.(*Figure); ok {
			for _, l := range f.Scene.Labels {
				out = append(out, Text{S: l.Text, At: l.At})
			}
		}
	})
	for _, n := range d.Notes {
		WalkInlines(n.Text, take)
	}
	return out
}

// Runs are the runs of text that a block itself holds: of a table its caption and cells, of a list or a quotation none,
// since those of the blocks within are theirs.
func Runs(b Block) [][]Inline {
	switch b := b.(type) {
	case *Heading:
		return [][]Inline{b.Text}
	case *Para:
		return [][]Inline{b.Text}
	case *Figure:
		return [][]Inline{b.Caption}
	case *Table:
		out := [][]Inline{b.Caption}
		for _, rows := range [][][]Cell{b.Head, b.Rows} {
			for _, row := range rows {
				for _, c := range row {
					out = append(out, c)
				}
			}
		}
		return out
	case *List, *Quote, *Rule, *Part:
	}
	return nil
}

// Rewrite puts in the place of each run of inlines what f makes of it, from the innermost outwards.
func Rewrite(bs []Block, f func([]Inline) []Inline) {
	Walk(bs, func(b Block) {
		switch b := b.(type) {
		case *Heading:
			b.Text = rewritten(b.Text, f)
		case *Para:
			b.Text = rewritten(b.Text, f)
		case *Figure:
			b.Caption = rewritten(b.Caption, f)
		case *Table:
			b.Caption = rewritten(b.Caption, f)
			for _, rows := range [][][]Cell{b.Head, b.Rows} {
				for _, row := range rows {
					for i := range row {
						row[i] = rewritten(row[i], f)
					}
				}
			}
		case *List, *Quote, *Rule, *Part:
		}
	})
}

func rewritten(ins []Inline, f func([]Inline) []Inline) []Inline {
	out := slices.Clone(ins)
	for i, in := range out {
		switch in := in.(type) {
		case Emph:
			out[i] = Emph{Text: rewritten(in.Text, f)}
		case Strong:
			out[i] = Strong{Text: rewritten(in.Text, f)}
		case Link:
			out[i] = Link{URL: in.URL, Text: rewritten(in.Text, f)}
		case Text, Mark, NoteRef, PageRef, Break, Opinion:
		}
	}
	return f(out)
}

// WalkInlines calls f for each inline of ins and of what they hold, in reading order.
func WalkInlines(ins []Inline, f func(Inline)) {
	for _, in := range ins {
		f(in)
		switch in := in.(type) {
		case Emph:
			WalkInlines(in.Text, f)
		case Strong:
			WalkInlines(in.Text, f)
		case Link:
			WalkInlines(in.Text, f)
		case Text, Mark, NoteRef, PageRef, Break, Opinion:
		}
	}
}

func eachInline(bs []Block, f func(Inline)) {
	Walk(bs, func(b Block) {
		for _, run := range Runs(b) {
			WalkInlines(run, f)
		}
	})
}

// Walk calls f for each block of bs and of what they hold, in reading order.
func Walk(bs []Block, f func(Block)) {
	for _, b := range bs {
		f(b)
		switch b := b.(type) {
		case *List:
			for _, item := range b.Items {
				Walk(item, f)
			}
		case *Quote:
			Walk(b.Blocks, f)
		}
	}
}

// Line is a text on one line: every run of spaces, tabs and ends of lines is one space. Spaces at which no line may end
// stay as they are: they are a part of the text.
func Line(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }), " ")
}
