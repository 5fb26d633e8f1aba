package layout

import (
	"strconv"

	"whereas/report/doc"
	"whereas/report/face"
)

// Length is a distance in 1/65536 of a point. All arithmetic of the layout is on integers, so that lines
// and pages break alike on every machine.
type Length int64

// Point is 1/72 of an inch.
const Point Length = 1 << 16

// String is the length in points with two decimals, rounded towards zero.
func (l Length) String() string {
	sign := ""
	if l < 0 {
		sign, l = "-", -l
	}
	cents := strconv.Itoa(int(l * 100 / Point % 100))
	if len(cents) < 2 {
		cents = "0" + cents
	}
	return sign + strconv.Itoa(int(l/Point)) + "." + cents
}

// Pages is a document laid out: everything on its place, and the tree that says what it is.
type Pages struct {
	Pages   []Page
	Nodes   []Node // the structure tree; Nodes[0] is the document
	Outline []Bookmark
	Anchors []Anchor
	Faces   *face.Set
}

// Page is what stands on one page. Y grows downwards from the upper edge.
type Page struct {
	Width, Height Length
	Label         string // its number as it is printed: "iv", "12", "A-3"
	Runs          []Run
	Rules         []Rect // thin filled rectangles, none of which means anything
	Shapes        []Shape
	Links         []Link

	turned bool // a sheet on its side
	part   int  // of the document's parts, counted from 0
}

// Shape is a filled part of a figure: a rectangle, or the ellipse within it.
type Shape struct {
	Rect
	Node  int // a leaf of the tree, below a Figure
	Fill  doc.Colour
	Round bool
}

// Run is glyphs of one face and size on one baseline.
type Run struct {
	Node   int // a leaf of the tree, or one of the furniture constants
	Style  face.Style
	Size   Length
	Expand int    // how much wider all of it is set, in thousandths; negative for narrower
	X, Y   Length // where the baseline begins
	Back   bool   // it is read from right to left: the last glyph first
	Glyphs []Glyph
}

// Glyph is a shaped glyph with what the setting of its line adds to its advance.
type Glyph struct {
	face.Glyph
	Extra Length
}

// Runs that are no part of the text bear one of these instead of a node.
const (
	HeadFurniture  = -1 // the running head
	FootFurniture  = -2 // the running foot
	TableFurniture = -3 // a table's head, repeated on a further page
	NoteFurniture  = -4 // the number of a note that goes on from the page before
)

// Rect is a rectangle; X and Y are its upper left corner.
type Rect struct{ X, Y, Width, Height Length }

// Link is an area that leads to an address or to an anchor.
type Link struct {
	Rect
	URL    string
	Anchor string
	Node   int    // the Link node of the tree
	Says   string // for those who can't see the page
}

// Anchor is a named place.
type Anchor struct {
	Name string
	Page int // counted from 0
	Y    Length
}

// Bookmark is a line of the outline.
type Bookmark struct {
	Level int // from 1
	Title string
	Page  int
	Y     Length
	Node  int
}

// width is the advance of all glyphs together.
func (r *Run) width(set *face.Set) Length {
	units, extra := 0, Length(0)
	for _, g := range r.Glyphs {
		units += int(g.Advance)
		extra += g.Extra
	}
	return scale(units, r.Size, set.Face(r.Style).Metrics().UnitsPerEm)*Length(1000+r.Expand)/1000 + extra
}

// Text is the characters the run stands for.
func (r *Run) Text() string {
	n := 0
	for i := range r.Glyphs {
		n += len(r.Glyphs[i].Text)
	}
	s := make([]byte, 0, n)
	for i := range r.Glyphs {
		if r.Back {
			i = len(r.Glyphs) - 1 - i
		}
		s = append(s, r.Glyphs[i].Text...)
	}
	return string(s)
}

// scale turns font units into a length at a size.
func scale(units int, size Length, perEm int) Length {
	return Length(units) * size / Length(perEm)
}
