package lines

import "whereas/report/face"

// What a line is made of. Pages are made of it too, and PDF files are written from it.

// Line is one line of text. X counts from its left edge, Y from its baseline, downwards.
type Line struct {
	Runs    []Run
	Links   []Link
	Marks   []int // the notes whose first mark stands on this line
	Again   []int // the notes that are marked on it once more
	Divided bool  // it ends within a word
}

// Run is glyphs of one face and size on one baseline.
type Run struct {
	Node   int // what the text belongs to in the document; this package only hands it on
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

// Rect is a rectangle; X and Y are its upper left corner.
type Rect struct{ X, Y, Width, Height Length }

// Link is an area that leads to an address or to an anchor.
type Link struct {
	Rect
	URL    string
	Anchor string
	Node   int    // what the link is in the document
	Says   string // for those who can't see the page
}

// Width is the advance of all glyphs together.
func (r *Run) Width(faces *face.Set) Length {
	units, extra := 0, Length(0)
	for _, g := range r.Glyphs {
		units += int(g.Advance)
		extra += g.Extra
	}
	return Scale(units, r.Size, faces.Face(r.Style).Metrics().UnitsPerEm)*Length(1000+r.Expand)/1000 + extra
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

// Shift moves runs and links to the right and down.
func (ln *Line) Shift(dx, dy Length) {
	for i := range ln.Runs {
		ln.Runs[i].X += dx
		ln.Runs[i].Y += dy
	}
	for i := range ln.Links {
		ln.Links[i].X += dx
		ln.Links[i].Y += dy
	}
}

// Join adds what stands beside on the same line.
func (ln *Line) Join(other Line) {
	ln.Runs = append(ln.Runs, other.Runs...)
	ln.Links = append(ln.Links, other.Links...)
	ln.Marks = append(ln.Marks, other.Marks...)
	ln.Again = append(ln.Again, other.Again...)
}
