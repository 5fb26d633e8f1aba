// Package lines sets text in lines: every glyph on its place, by the total fit of Knuth and Plass, with words divided
// by patterns, punctuation in the margin, and words from right to left in their order.
//
// It goes in phases, each a file or two: text becomes items with widths (build.go, itemise.go, breakplaces.go,
// ties.go), items become lines (breaklines.go, setlines.go). line.go says what a line is.
//
// It knows no document, no tree, no notes and no pages: whoever builds a paragraph says with each stretch of text
// which node it belongs to, and finds that number again in the runs of the lines. All of it is integers, and nothing
// is read but text, faces, patterns and style.
package lines

import (
	"slices"
	"strings"

	"whereas/report/face"
	"whereas/report/hyphen"
)

// Typesetter sets the text of one document. It belongs to one goroutine.
type Typesetter struct {
	faces   *face.Set
	shaper  *face.Shaper
	hyphens *hyphen.Patterns
	style   Style
	base    uint8 // 1 for a language that runs from right to left
	spaces  [face.Styles]face.Glyph
	perEm   [face.Faces]int // 0 before it is asked for
	words   map[wordLook]map[string]measured

	// Room for one paragraph, used again for the next.
	chars   []char
	items   []item
	pieces  []piece
	placed  []placed
	search  search
	scratch []byte
}

// New makes a typesetter for text in a language. hyphens is its patterns; where it is nil, no word is divided.
func New(faces *face.Set, lang string, hyphens *hyphen.Patterns, style Style) *Typesetter {
	t := &Typesetter{faces: faces, shaper: faces.Shaper(lang), hyphens: hyphens, style: style}
	if face.RightToLeftLanguage(lang) {
		t.base = 1
	}
	for s := range face.Style(face.Styles) {
		t.spaces[s] = faces.Space(s)
	}
	return t
}

// Lines breaks a paragraph into lines of a width. The paragraph is used up: its memory goes to the next one.
func (t *Typesetter) Lines(par *Paragraph, width Length, how Align) []Line {
	if len(par.items) == 0 {
		return nil
	}
	t.cutWide(par, width)
	task := lineTask{measure: width, taste: t.style.Taste}
	if how != Justified {
		task.slack = t.style.Taste.Ragged
	}
	var out []Line
	from := 0
	for _, end := range t.search.breakLines(par.items, task) {
		for from < end && par.items[from].kind != box {
			from++
		}
		out = append(out, t.setLine(par, from, end, width, how))
		from = end
	}
	t.items, t.pieces = par.items[:0], par.pieces[:0]
	return out
}

// OneLine sets text that isn't broken, whatever its width. It returns the characters that no face has as well.
func (t *Typesetter) OneLine(text string, look Look, size Length) (runs []Run, width Length, missing []rune) {
	b := t.Build(size, Left)
	missing = b.Text(strings.Join(strings.Fields(text), " "), look)
	par := b.Paragraph()
	if len(par.items) == 0 {
		return nil, 0, missing
	}
	for _, it := range par.items {
		if it.kind != penalty {
			width += it.width
		}
	}
	runs = t.setLine(par, 0, len(par.items)-1, width, Left).Runs
	t.items, t.pieces = par.items[:0], par.pieces[:0]
	return runs, width, missing
}

// Superior sets a short text as the mark of a note, and says how wide it is.
func (t *Typesetter) Superior(text string, look Look, size Length) (runs []Run, width Length) {
	for _, p := range t.superior(look.Style, size, text) {
		r := Run{Node: look.Node, Style: p.style, Size: p.size, X: width, Y: -p.rise}
		for _, g := range p.glyphs {
			r.Glyphs = append(r.Glyphs, Glyph{Glyph: g})
		}
		width += t.width(p.glyphs, p.style, p.size)
		runs = append(runs, r)
	}
	return runs, width
}

// superior is text set as a mark: in the digits drawn for it, or in small ones raised.
func (t *Typesetter) superior(st face.Style, size Length, text string) []piece {
	var out []piece
	plain := t.shaper.Word(st, face.Lining, text)
	for i, shaped := range t.shaper.Word(st, face.Superior, text) {
		p := piece{style: shaped.Style, size: size, glyphs: shaped.Glyphs}
		if i < len(plain) && len(plain[i].Glyphs) > 0 && plain[i].Glyphs[0].ID == shaped.Glyphs[0].ID {
			p.rise, p.size = size*36/100, size*62/100
		}
		out = append(out, p)
	}
	return out
}

// EndInSpace adds a space to the end of a line. Nobody sees it, but whoever hears the line doesn't take its last word
// and what is read next for one.
func (t *Typesetter) EndInSpace(ln *Line) {
	if n := len(ln.Runs); n > 0 && ln.Runs[n-1].Style < face.Styles {
		r := &ln.Runs[n-1]
		r.Glyphs = append(slices.Clip(r.Glyphs), Glyph{Glyph: t.spaces[r.Style]})
	}
}

// width is the width of glyphs.
func (t *Typesetter) width(glyphs []face.Glyph, st face.Style, size Length) Length {
	units := 0
	for i := range glyphs {
		units += int(glyphs[i].Advance)
	}
	return Scale(units, size, t.unitsPerEm(st))
}

// unitsPerEm is what a face's measures count in. A fallback face is read only when it is needed.
func (t *Typesetter) unitsPerEm(st face.Style) int {
	if t.perEm[st] == 0 {
		t.perEm[st] = t.faces.Face(st).Metrics().UnitsPerEm
	}
	return t.perEm[st]
}
