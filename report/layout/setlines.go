package layout

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"whereas/report/doc"
	"whereas/report/face"
)

// The second phase: breaks chosen, a paragraph becomes lines.

// line is one line of text; X counts from its left edge, Y from its baseline, downwards.
type line struct {
	runs    []Run
	links   []Link
	marks   []int // notes whose first mark stands here
	divided bool  // it ends within a word
}

// align is how lines stand between their edges.
type align uint8

const (
	justified align = iota
	left
	centred
	right
)

func alignOf(a doc.Align) align {
	return map[doc.Align]align{doc.Left: left, doc.Centre: centred, doc.Right: right}[a]
}

// lines breaks a measured paragraph into lines of a width. The paragraph is used up: what it took is used again.
func (l *layouter) lines(par *paragraph, width Length, how align) []line {
	if len(par.items) == 0 {
		return nil
	}
	l.cutWide(par, width)
	task := lineTask{measure: width, taste: l.style.Lines}
	if how != justified {
		task.slack = l.style.Lines.Ragged
	}
	var out []line
	from := 0
	for _, end := range breakLines(par.items, task) {
		for from < end && par.items[from].kind != box {
			from++
		}
		out = append(out, l.line(par, from, end, width, how))
		from = end
	}
	l.items, l.pieces = par.items[:0], par.pieces[:0]
	return out
}

// cutWide is the last resort for words wider than a line: they may break between any two characters.
func (l *layouter) cutWide(par *paragraph, width Length) {
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
				i += l.cut(par, from, i)
			}
			wide = 0
		}
	}
}

// cut takes the boxes from first to before end apart and says how many items more there are now.
func (l *layouter) cut(par *paragraph, first, end int) int {
	var (
		items  []item
		pieces []piece
	)
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
			items, pieces = append(items, item{kind: penalty, cost: costNowhere}), append(pieces, piece{})
		}
		from := 0
		for k := range p.glyphs {
			last := k+1 == len(p.glyphs)
			if !last && clings(&p.glyphs[k+1]) {
				continue
			}
			part := p
			part.glyphs = p.glyphs[from : k+1]
			items = append(items, item{kind: box, width: l.wide(part.glyphs, p.style, p.size)})
			pieces = append(pieces, part)
			if !last {
				items, pieces = append(items, item{kind: penalty, cost: costNowhere}), append(pieces, piece{})
			}
			from = k + 1
		}
	}
	par.items = slices.Replace(par.items, first, end, items...)
	par.pieces = slices.Replace(par.pieces, first, end, pieces...)
	return len(items) - (end - first)
}

// clings tells of glyphs that never begin a line: parts of what stands before, and accents.
func clings(g *face.Glyph) bool {
	r, _ := utf8.DecodeRuneInString(g.Text)
	return g.Chars == 0 || unicode.IsMark(r)
}

// line sets the items from first to before end; end is where the line breaks.
func (l *layouter) line(par *paragraph, first, end int, width Length, how align) line {
	var natural, stretch, shrink Length // of all
	var boxes, boxGive Length           // of the boxes alone
	in, out := par.items[first].before, Length(0)
	for _, it := range par.items[first:end] {
		switch it.kind {
		case box:
			boxes, boxGive, out = boxes+it.width, boxGive+it.stretch, it.after
		case penalty:
			continue
		}
		natural, stretch, shrink = natural+it.width, stretch+it.stretch, shrink+it.shrink
	}
	broken := par.items[end]
	if broken.kind == penalty && broken.width > 0 {
		natural += broken.width
		out = broken.after
	}
	width += in + out // what stands out into the margins takes no room
	ln := line{divided: broken.flagged}
	var x Length
	spare := width - natural
	switch how {
	case justified:
		x = -in
	case centred:
		x = max(0, spare/2)
	case right:
		x = max(0, spare)
	}

	// What a line lacks or has too much is shared by the letters, a little, and by the spaces.
	give := stretch
	switch {
	case spare < 0:
		give = shrink
		spare = max(spare, -shrink)
	case how != justified, stretch >= endless, leftRagged(&l.style.Lines, spare, stretch):
		spare = 0
	}
	expand := Length(0)
	if spare != 0 && boxGive > 0 && give > 0 {
		const first = 6 // letters give three times as readily as spaces, which are seen sooner
		expand = max(-boxGive, min(spare*first*boxGive/(give+(first-1)*boxGive), boxGive)) * 1000 / boxes
		if spare < 0 && expand > -Length(l.style.Lines.Expand) {
			expand-- // what rounding leaves would be too much for the spaces
		}
	}
	wide := func(p *piece) Length { return l.wide(p.glyphs, p.style, p.size) * (1000 + expand) / 1000 }
	if spare != 0 {
		spare = width
		for i := first; i < end; i++ {
			if par.items[i].kind != penalty {
				spare -= wide(&par.pieces[i])
			}
		}
		if broken.kind == penalty && broken.width > 0 {
			spare -= wide(&par.pieces[end])
		}
		give -= boxGive
		if spare < -give && natural > width { // never tighter than spaces may be
			spare = -give
		}
	}

	// Where each piece stands.
	type placed struct {
		*piece
		wide  Length // with what its space gives
		extra Length
		x     Length
	}
	var pieces []placed
	var givenBy, given Length // of the spaces so far
	for i := first; i < end; i++ {
		it, p := &par.items[i], &par.pieces[i]
		switch {
		case it.kind == box:
			pieces = append(pieces, placed{piece: p, wide: wide(p)})
		case it.kind == glue && (len(p.glyphs) > 0 || it.stretch < endless && len(pieces) > 0):
			share := Length(0)
			if give > 0 && give < endless {
				givenBy += it.stretch
				if natural > width {
					givenBy += it.shrink - it.stretch
				}
				share = spare*givenBy/give - given
				given += share
			}
			if len(p.glyphs) == 0 { // between characters without a space
				last := &pieces[len(pieces)-1]
				last.wide, last.extra = last.wide+share, last.extra+share
				continue
			}
			pieces = append(pieces, placed{piece: p, wide: wide(p) + share, extra: share})
		}
	}
	if p := &par.pieces[end]; len(p.glyphs) > 0 {
		// A hyphen; or a space that nobody sees but a screen reader needs, or "its inception" over the
		// line's end is read as one word. It doesn't lengthen a link.
		last := *p
		if broken.kind == penalty && !broken.flagged || broken.kind == glue {
			last.link, last.level = 0, par.base
			if par.base%2 == 1 {
				x -= wide(p) // such a line ends at its left
			}
		}
		pieces = append(pieces, placed{piece: &last, wide: wide(p)})
	}
	levels, mixed := make([]uint8, len(pieces)), false
	for i, p := range pieces {
		levels[i] = p.level
		mixed = mixed || p.level != 0
	}
	var order []int // from left to right, where it isn't the order of reading
	if mixed {
		order = face.Visual(levels)
	}
	for i := range pieces {
		at := i
		if mixed {
			at = order[i]
		}
		pieces[at].x = x
		x += pieces[at].wide
	}

	// They are drawn in the order in which they are read.
	count := 0
	for _, p := range pieces {
		count += len(p.glyphs)
	}
	glyphs := make([]Glyph, 0, count) // of all runs
	var links []*Link
	end1 := Length(-1 << 40) // where the last run ends
	for _, p := range pieces {
		run := len(ln.runs) - 1
		if run < 0 || !joins(&ln.runs[run], p.piece) || p.x != end1 || p.level%2 == 1 || ln.runs[run].Back {
			ln.runs = append(
				ln.runs,
				Run{
					Node:   p.node,
					Style:  p.style,
					Size:   p.size,
					Expand: int(expand),
					X:      p.x,
					Y:      -p.rise,
					Back:   p.level%2 == 1,
				},
			)
			run++
		}
		from := len(glyphs) - len(ln.runs[run].Glyphs)
		for i := range p.glyphs {
			glyphs = append(glyphs, Glyph{Glyph: p.glyphs[i]})
		}
		glyphs[len(glyphs)-1].Extra += p.extra
		ln.runs[run].Glyphs = glyphs[from:len(glyphs):len(glyphs)]
		end1 = p.x + p.wide
		if p.link != 0 {
			to := par.links[p.link-1]
			if n := len(links) - 1; n < 0 || links[n].Node != to.node {
				links = append(links, &Link{
					Rect: Rect{
						X: p.x,
						Y: -par.size * 3 / 4,
					}, Node: to.node, URL: to.url, Anchor: to.anchor, Says: to.says,
				})
			}
			k := links[len(links)-1]
			k.Width = max(k.X+k.Width, end1) - min(k.X, p.x)
			k.X = min(k.X, p.x)
			k.Height = par.size
		}
		if p.mark != 0 {
			ln.marks = append(ln.marks, p.mark)
		}
	}
	for _, k := range links {
		ln.links = append(ln.links, *k)
	}
	return ln
}

// joins tells whether a piece goes on in the same run.
func joins(r *Run, p *piece) bool {
	return r.Style == p.style && r.Size == p.size && r.Y == -p.rise && r.Node == p.node
}

// shift moves runs and links to the right and down.
func (ln *line) shift(dx, dy Length) {
	for i := range ln.runs {
		ln.runs[i].X += dx
		ln.runs[i].Y += dy
	}
	for i := range ln.links {
		ln.links[i].X += dx
		ln.links[i].Y += dy
	}
}

// join adds what stands beside on the same line.
func (ln *line) join(other line) {
	ln.runs = append(ln.runs, other.runs...)
	ln.links = append(ln.links, other.links...)
	ln.marks = append(ln.marks, other.marks...)
}
