package pages

import (
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// Layout is a document laid out: everything on its place, and the tree that says what it is.
type Layout struct {
	Pages   []Page
	Nodes   []Node // the structure tree; Nodes[0] is the document
	Outline []Bookmark
	Anchors []Anchor
	Faces   *face.Set
}

// Page is what stands on one page. Y grows downwards from the upper edge.
type Page struct {
	Width, Height lines.Length
	Label         string // its number as it is printed: "iv", "12", "A-3"
	Runs          []lines.Run
	Rules         []lines.Rect // thin filled rectangles, none of which means anything
	Shapes        []Shape
	Links         []lines.Link

	landscape bool
	part      int // of the document's parts, counted from 0
}

// Shape is a part of a figure: a filled rectangle, or the ellipse within it, or a line in that colour.
type Shape struct {
	lines.Rect
	Node   int // a leaf of the tree, below a Figure
	Fill   doc.Colour
	Round  bool
	Stroke *Stroke // in place of the rectangle
}

// Stroke is a line through points, with blunt ends and bevelled corners.
type Stroke struct {
	Points []Point
	Width  lines.Length
	Dash   []lines.Length // drawn and left out in turn
}

// Point is a place on a page.
type Point struct{ X, Y lines.Length }

// moved is the stroke so much lower.
func (l *Stroke) moved(y lines.Length) *Stroke {
	if l == nil {
		return nil
	}
	out := *l
	out.Points = make([]Point, len(l.Points))
	for i, p := range l.Points {
		out.Points[i] = Point{p.X, p.Y + y}
	}
	return &out
}

// A run's Node is a leaf of the tree. Runs that are no part of the text bear one of these instead.
const (
	HeadFurniture  = -1 // the running head
	FootFurniture  = -2 // the running foot
	TableFurniture = -3 // a table's head, repeated on a further page
	NoteFurniture  = -4 // the number of a note that goes on from the page before, and where earlier notes stand
)

// Anchor is a named place.
type Anchor struct {
	Name string
	Page int // counted from 0
	Y    lines.Length
}

// Bookmark is a line of the outline.
type Bookmark struct {
	Level int // from 1
	Title string
	Page  int
	Y     lines.Length
	Node  int
}
