package preview

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"whereas/report/lines"
)

// id is the same for pages of a kind of text that look the same and lead to the same.
func (b *blocker) id(kind string, page int) string {
	p := &b.layout.Pages[page]
	h := hasher{}
	h.text(kind)
	h.lengths(p.Width, p.Height)
	for i := range p.Runs {
		r := &p.Runs[i]
		h.numbers(int64(r.Style), int64(r.Expand), int64(len(r.Glyphs)))
		h.lengths(r.Size, r.X, r.Y)
		for j := range r.Glyphs {
			g := &r.Glyphs[j]
			h.numbers(int64(g.ID), int64(g.Advance), int64(g.DX), int64(g.DY))
			h.lengths(g.Extra)
			h.text(g.Text)
		}
	}
	for _, r := range p.Rules {
		h.lengths(r.X, r.Y, r.Width, r.Height)
	}
	for _, x := range p.Shapes {
		h.lengths(x.X, x.Y, x.Width, x.Height)
		h.numbers(int64(x.Fill.R), int64(x.Fill.G), int64(x.Fill.B), map[bool]int64{true: 1}[x.Round])
		if x.Stroke != nil {
			h.numbers(int64(len(x.Stroke.Points)), int64(len(x.Stroke.Dash)))
			h.lengths(x.Stroke.Width)
			h.lengths(x.Stroke.Dash...)
			for _, p := range x.Stroke.Points {
				h.lengths(p.X, p.Y)
			}
		}
	}
	for _, block := range b.order[page] { // its marks may stand on another page
		n := &b.layout.Nodes[block]
		h.text(string(n.Role) + n.Alt)
		for _, p := range b.pieces[block] {
			if p.mark != nil {
				h.text(p.mark.ID)
			}
		}
		for _, id := range b.notes[n.Note] {
			h.text(id)
		}
	}
	sum := sha256.Sum256(h.b)
	return hex.EncodeToString(sum[:16])
}

// hasher is what is hashed, each text with its length before it.
type hasher struct{ b []byte }

func (h *hasher) numbers(ns ...int64) {
	for _, n := range ns {
		h.b = binary.AppendVarint(h.b, n)
	}
}

func (h *hasher) lengths(ls ...lines.Length) {
	for _, l := range ls {
		h.numbers(int64(l))
	}
}

func (h *hasher) text(s string) {
	h.numbers(int64(len(s)))
	h.b = append(h.b, s...)
}
