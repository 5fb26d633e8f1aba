package lines

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"whereas/report/face"
)

// The second phase: breaks chosen, a paragraph becomes lines.

// cutWide is the last resort for words wider than a line: they may break between any two characters.
func (t *Typesetter) cutWide(par *Paragraph, width Length) {
	wide, from := Length(0), 0
	for i := 0; i < len(par.items); i++ {
		it := &par.items[i]
		switch {
		case it.kind == box:
			if wide == 0 {
				from = i
			}
			wide += it.width
		case it.kind == glue && i > 0 && par.items[i-1].kind == penalty:
			wide += it.width - it.shrink // a space that doesn't break
		case it.kind == glue, it.cost < never:
			if wide+it.width > width && it.kind == penalty || wide > width {
				i += t.cut(par, from, i)
			}
			wide = 0
		}
	}
}

// cut takes the boxes from first to before end to pieces and says how many items more there are now.
func (t *Typesetter) cut(par *Paragraph, first, end int) int {
	var (
		items  []item
		pieces []piece
	)
	mayBreak := func() {
		items, pieces = append(items, item{kind: penalty, cost: costNowhere}), append(pieces, piece{})
	}
	for i := first; i < end; i++ {
		it, p := par.items[i], par.pieces[i]
		if it.kind == penalty && it.cost >= never && i+1 < end && par.items[i+1].kind == glue {
			// Even a space that ties words gives way; it then ends the line.
			it.cost, p = 2*costNowhere, par.pieces[i+1]
		}
		if it.kind != box || p.tied {
			items, pieces = append(items, it), append(pieces, p)
			continue
		}
		if n := len(items); n > 0 && items[n-1].kind == box {
			mayBreak()
		}
		from := 0
		for k := range p.glyphs {
			last := k+1 == len(p.glyphs)
			if !last && clings(&p.glyphs[k+1]) {
				continue
			}
			part := p
			part.glyphs = p.glyphs[from : k+1]
			items = append(items, item{kind: box, width: t.width(part.glyphs, p.style, p.size)})
			pieces = append(pieces, part)
			if !last {
				mayBreak()
			}
			from = k + 1
		}
	}
	par.items = slices.Replace(par.items, first, end, items...)
	par.pieces = slices.Replace(par.pieces, first, end, pieces...)
	return len(items) - (end - first)
}

// clings reports whether a glyph can't begin a line, being part of what stands before it: an accent, for example.
func clings(g *face.Glyph) bool {
	r, _ := utf8.DecodeRuneInString(g.Text)
	return g.Chars == 0 || unicode.IsMark(r)
}

// setting is one line while it is set: the items from first to before end, and what of the item at end is seen.
type setting struct {
	t          *Typesetter
	par        *Paragraph
	first, end int
	how        Align
	width      Length // of the line, with what hangs in the margins

	natural, stretch, shrink Length // of all items
	boxes, boxGive           Length // width and stretch of the boxes alone
	before                   Length // how far the first box hangs in the margin

	expand Length // of the glyphs, in thousandths
	spare  Length // what is left for the spaces, negative where they have to shrink
	give   Length // how far the spaces give, all together
}

// setLine sets the items from first to before end as a line; end is where it breaks.
func (t *Typesetter) setLine(par *Paragraph, first, end int, width Length, how Align) Line {
	s := setting{t: t, par: par, first: first, end: end, how: how}
	s.measure(width)
	x := s.begin()
	s.share()
	pieces := s.place()
	if p := &par.pieces[end]; len(p.glyphs) > 0 {
		last := *p // a hyphen, or a space
		if s.endsInSpace() {
			// Nobody sees it, but a screen reader needs it, or "its inception" over the line's end is read as one
			// word. It doesn't lengthen a link.
			last.link, last.level = 0, par.base
			if par.base%2 == 1 { // such a line ends at its left
				x -= s.expanded(p)
			}
		}
		pieces = append(pieces, placed{piece: &last, width: s.expanded(p)})
	}
	arrange(pieces, x)
	t.placed = pieces
	return s.draw(pieces)
}

// endsInSpace reports whether the line ends between words, not in a hyphen or within a word.
func (s *setting) endsInSpace() bool {
	broken := &s.par.items[s.end]
	return broken.kind == glue || broken.kind == penalty && !broken.flagged
}

// measure adds up the widths of the line, and widens it by what hangs in the margins.
func (s *setting) measure(width Length) {
	after := Length(0)
	for _, it := range s.par.items[s.first:s.end] {
		switch it.kind {
		case box:
			s.boxes, s.boxGive, after = s.boxes+it.width, s.boxGive+it.stretch, it.after
		case penalty:
			continue
		case glue:
		}
		s.natural, s.stretch, s.shrink = s.natural+it.width, s.stretch+it.stretch, s.shrink+it.shrink
	}
	if s.hyphenated() {
		s.natural += s.par.items[s.end].width
		after = s.par.items[s.end].after
	}
	s.before = s.par.items[s.first].before
	s.width = width + s.before + after // what hangs in the margins takes no room
}

// hyphenated reports whether what the line ends with is drawn and takes room.
func (s *setting) hyphenated() bool {
	broken := &s.par.items[s.end]
	return broken.kind == penalty && broken.width > 0
}

// begin is where the line's first piece stands.
func (s *setting) begin() Length {
	spare := s.width - s.natural
	switch s.how {
	case Justified:
		return -s.before
	case Centred:
		return max(0, spare/2)
	case Right:
		return max(0, spare)
	case Left:
	}
	return 0
}

// share stretches or shrinks the line to its width: the letters take a little of the difference, the spaces the rest.
func (s *setting) share() {
	spare := s.width - s.natural
	s.give = s.stretch
	switch {
	case spare < 0:
		s.give = s.shrink
		spare = max(spare, -s.shrink)
	case s.how != Justified, s.stretch >= endless, s.leftShort(spare):
		spare = 0
	}
	if spare == 0 {
		return
	}
	if s.boxGive > 0 && s.give > 0 {
		const sooner = 6 // letters give before spaces do, which are seen sooner
		part := spare * sooner * s.boxGive / (s.give + (sooner-1)*s.boxGive)
		s.expand = max(-s.boxGive, min(part, s.boxGive)) * 1000 / s.boxes
		if spare < 0 && s.expand > -Length(s.t.style.Taste.Expand) {
			s.expand-- // what rounding leaves would be too much for the spaces
		}
	}
	s.spare = s.width
	for i := s.first; i < s.end; i++ {
		if s.par.items[i].kind != penalty {
			s.spare -= s.expanded(&s.par.pieces[i])
		}
	}
	if s.hyphenated() {
		s.spare -= s.expanded(&s.par.pieces[s.end])
	}
	s.give -= s.boxGive
	if s.spare < -s.give && s.tight() { // never tighter than spaces may be
		s.spare = -s.give
	}
}

// leftShort reports whether the line isn't stretched over the spare width (see there).
func (s *setting) leftShort(spare Length) bool {
	taste := &s.t.style.Taste
	return leftShort(taste, s.natural, spare, s.stretch, beforeUnbroken(s.par.items, s.end, taste.Unbroken))
}

// tight reports whether the line is too long, so that its spaces shrink.
func (s *setting) tight() bool { return s.natural > s.width }

// expanded is the width of a piece as it is drawn.
func (s *setting) expanded(p *piece) Length {
	return s.t.width(p.glyphs, p.style, p.size) * (1000 + s.expand) / 1000
}

// placed is a piece on its place.
type placed struct {
	*piece
	width Length // with what its space gives
	extra Length // what its space gives
	x     Length
}

// place is the pieces that are drawn, in the order in which they are read, each with its width.
func (s *setting) place() []placed {
	pieces := s.t.placed[:0]
	var giveSoFar, given Length // of the spaces so far
	for i := s.first; i < s.end; i++ {
		it, p := &s.par.items[i], &s.par.pieces[i]
		switch {
		case it.kind == box:
			pieces = append(pieces, placed{piece: p, width: s.expanded(p)})
		case it.kind == glue && (len(p.glyphs) > 0 || it.stretch < endless && len(pieces) > 0):
			share := Length(0)
			if s.give > 0 && s.give < endless {
				if s.tight() {
					giveSoFar += it.shrink
				} else {
					giveSoFar += it.stretch
				}
				share = s.spare*giveSoFar/s.give - given
				given += share
			}
			if len(p.glyphs) == 0 { // between characters without a space
				last := &pieces[len(pieces)-1]
				last.width, last.extra = last.width+share, last.extra+share
				continue
			}
			pieces = append(pieces, placed{piece: p, width: s.expanded(p) + share, extra: share})
		}
	}
	return pieces
}

// arrange puts the pieces on their places from x on, from left to right.
func arrange(pieces []placed, x Length) {
	var order []int // where it isn't the order of reading
	if slices.ContainsFunc(pieces, func(p placed) bool { return p.level != 0 }) {
		levels := make([]uint8, len(pieces))
		for i, p := range pieces {
			levels[i] = p.level
		}
		order = face.Visual(levels)
	}
	for i := range pieces {
		at := i
		if order != nil {
			at = order[i]
		}
		pieces[at].x = x
		x += pieces[at].width
	}
}

// draw makes the pieces runs and links, in the order in which they are read.
func (s *setting) draw(pieces []placed) Line {
	ln := Line{Divided: s.par.items[s.end].flagged}
	count := 0
	for _, p := range pieces {
		count += len(p.glyphs)
	}
	glyphs := make([]Glyph, 0, count) // of all runs
	var links []*Link
	end := Length(-1 << 40) // where the last run ends
	for _, p := range pieces {
		run := len(ln.Runs) - 1
		if run < 0 || p.x != end || !joins(&ln.Runs[run], p.piece) {
			ln.Runs = append(ln.Runs, Run{
				Node: p.node, Style: p.style, Size: p.size, Expand: int(s.expand), X: p.x, Y: -p.rise,
				Back: p.level%2 == 1,
			})
			run++
		}
		from := len(glyphs) - len(ln.Runs[run].Glyphs)
		for i := range p.glyphs {
			glyphs = append(glyphs, Glyph{Glyph: p.glyphs[i]})
		}
		glyphs[len(glyphs)-1].Extra += p.extra
		ln.Runs[run].Glyphs = glyphs[from:len(glyphs):len(glyphs)]
		end = p.x + p.width
		if p.link != 0 {
			links = s.link(links, p)
		}
		if p.mark != 0 {
			ln.Marks = append(ln.Marks, p.mark)
		}
		if p.again != 0 {
			ln.Again = append(ln.Again, p.again)
		}
	}
	for _, k := range links {
		ln.Links = append(ln.Links, *k)
	}
	return ln
}

// joins reports whether a piece goes on in the same run.
func joins(r *Run, p *piece) bool {
	return r.Style == p.style && r.Size == p.size && r.Y == -p.rise && r.Node == p.node && !r.Back && p.level%2 == 0
}

// link makes the area of the piece's link as wide as the piece is, or begins one.
func (s *setting) link(links []*Link, p placed) []*Link {
	to := s.par.links[p.link-1]
	if n := len(links) - 1; n < 0 || links[n].Node != to.Node {
		links = append(links, &Link{
			Rect: Rect{X: p.x, Y: -s.par.size * 3 / 4}, Node: to.Node, URL: to.URL, Anchor: to.Anchor, Says: to.Says,
		})
	}
	k := links[len(links)-1]
	k.Width = max(k.X+k.Width, p.x+p.width) - min(k.X, p.x)
	k.X = min(k.X, p.x)
	k.Height = s.par.size
	return links
}
