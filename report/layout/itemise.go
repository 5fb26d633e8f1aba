package layout

import (
	"slices"
	"strings"

	"whereas/report/face"
)

// The first phase, second half: characters become boxes, glue and penalties, with the glyphs to draw.

// itemise turns the characters into items and pieces.
func (c *composer) itemise() {
	chars := c.chars
	c.order()
	if c.par.items, c.par.pieces = c.l.items, c.l.pieces; cap(c.par.items) < len(chars)*2/3 {
		c.par.items = make([]item, 0, len(chars)*2/3+8)
		c.par.pieces = make([]piece, 0, len(chars)*2/3+8)
	}
	c.l.items, c.l.pieces = nil, nil // until lines gives them back
	for i := 0; i < len(chars); {
		switch chars[i].r {
		case ' ':
			j := i
			for j < len(chars) && chars[j].r == ' ' {
				j++
			}
			if len(c.par.items) > 0 && j < len(chars) && chars[j].r != '\n' && chars[i-1].r != '\n' {
				c.space(
					c.spans[chars[i].span],
					chars[i].level,
					!c.l.ties.tied(wordBefore(chars[:i]), wordAfter(chars[j:])),
				)
			}
			i = j
		case '\n':
			if len(c.par.items) > 0 && i+1 < len(chars) {
				c.put(item{kind: penalty, cost: never}, piece{})
				c.put(item{kind: glue, stretch: endless}, piece{})
				s := c.spans[chars[i].span]
				c.put(item{kind: penalty, cost: always}, c.spacePiece(s))
			}
			i++
		default:
			j := i
			for j < len(chars) && chars[j].r != ' ' && chars[j].r != '\n' {
				j++
			}
			c.costs = breakCosts(chars[i:j], c.costs)
			// The last word of a paragraph, or before a forced break, stays whole; in a cell of a table it may be the only one.
			if c.l.hyphens != nil &&
				(c.loose || slices.ContainsFunc(chars[j:], func(ch char) bool { return ch.r != ' ' && ch.r != markRune })) {
				bare := strings.TrimRight(bare(chars[i:j]), ".,;:!?)”’]")
				if !has(c.l.ties.AfterFigure, bare) &&
					!has(c.l.ties.AfterName, bare) { // $1.2 mil-lion, Acme Cor-poration
					divide(chars[i:j], c.costs, c.l.hyphens.Points)
				}
			}
			c.word(chars[i:j], c.costs)
			i = j
		}
	}
	// What a forced break left open at the end would be an empty line.
	for n := len(c.par.items); n > 0 && c.par.items[n-1].kind != box; n = len(c.par.items) {
		c.par.items, c.par.pieces = c.par.items[:n-1], c.par.pieces[:n-1]
	}
	if len(c.par.items) > 0 {
		c.par.items = finish(c.par.items)
		for len(c.par.pieces) < len(c.par.items) {
			c.par.pieces = append(c.par.pieces, piece{})
		}
	}
}

// order finds which characters run from right to left.
func (c *composer) order() {
	if !slices.ContainsFunc(c.chars, func(ch char) bool { return face.RightToLeft(ch.r) }) {
		return
	}
	text := make([]rune, len(c.chars))
	for i, ch := range c.chars {
		text[i] = ch.r
	}
	levels, base := face.Levels(text)
	for i := range c.chars {
		c.chars[i].level = levels[i]
		if c.chars[i].r == markRune {
			c.chars[i].level += levels[i] % 2 // the figures of a mark run from left to right
		}
	}
	c.par.base, c.mixed = base, true
}

func wordBefore(chars []char) []char {
	for i := len(chars); i > 0; i-- {
		if r := chars[i-1].r; r == ' ' || r == '\n' {
			return chars[i:]
		}
	}
	return chars
}

func wordAfter(chars []char) []char {
	if i := slices.IndexFunc(chars, func(c char) bool { return c.r == ' ' || c.r == '\n' }); i >= 0 {
		return chars[:i]
	}
	return chars
}

func (c *composer) put(it item, p piece) {
	c.par.items = append(c.par.items, it)
	c.par.pieces = append(c.par.pieces, p)
}

func (c *composer) spacePiece(s span) piece {
	return piece{style: s.style, size: c.size, node: s.node, link: s.link, glyphs: []face.Glyph{c.l.spaces[s.style]}}
}

// space adds a word space; one that no line ends at if not breakable.
func (c *composer) space(s span, level uint8, breakable bool) {
	if !breakable {
		c.put(item{kind: penalty, cost: never}, piece{})
	}
	p := c.spacePiece(s)
	p.level = level
	width := c.l.wide(p.glyphs, p.style, p.size)
	it := item{kind: glue, width: width}
	if !c.loose {
		taste := &c.l.style.Lines
		it.stretch = width * Length(taste.Stretch) / 100
		it.shrink = width * Length(taste.Shrink) / 100
	}
	c.put(it, p)
}

// word adds what stands between two spaces, shaped span by span and cut where it may break.
func (c *composer) word(word []char, costs []int) {
	for i := 0; i < len(word); {
		s := c.spans[word[i].span]
		if word[i].r == markRune {
			c.markPiece(s, word[i].level)
			c.mayBreak(word, costs, i, s)
			i++
			continue
		}
		if unbreakable(word[i].r) {
			c.space(s, word[i].level, false)
			i++
			continue
		}
		j := i + 1
		for j < len(word) && word[j].span == word[i].span && word[j].level == word[i].level && word[j].r != markRune && !unbreakable(word[j].r) {
			j++
		}
		text := c.l.scratch[:0]
		for _, ch := range word[i:j] {
			text = appendRune(text, ch.r)
		}
		c.l.scratch = text
		level := word[i].level
		if level%2 == 1 {
			for _, shaped := range c.l.shaper.Backward(s.style, string(text)) {
				c.box(
					piece{
						style:  shaped.Style,
						size:   c.size,
						node:   s.node,
						link:   s.link,
						level:  level,
						tied:   true,
						glyphs: shaped.Glyphs,
					},
				)
			}
			c.mayBreak(word, costs, j-1, s)
			i = j
			continue
		}
		at := i
		for _, shaped := range c.l.shaper.Word(s.style, face.Lining, string(text)) {
			from := 0
			for k, g := range shaped.Glyphs {
				at += int(g.Chars)
				last := k+1 == len(shaped.Glyphs)
				if !last && (at == i || costs[at-1] == never || shaped.Glyphs[k+1].Chars == 0) {
					continue
				}
				c.box(
					piece{
						style:  shaped.Style,
						size:   c.size,
						node:   s.node,
						link:   s.link,
						level:  level,
						glyphs: shaped.Glyphs[from : k+1],
					},
				)
				from = k + 1
				if at-1 < j-1 || last && at == j {
					c.mayBreak(word, costs, at-1, s)
				}
			}
		}
		i = j
	}
}

func appendRune(b []byte, r rune) []byte {
	if r < 0x80 {
		return append(b, byte(r))
	}
	return append(b, string(r)...)
}

func (c *composer) box(p piece) {
	it := item{kind: box, width: c.l.wide(p.glyphs, p.style, p.size)}
	if !c.loose {
		it.stretch = it.width * Length(c.l.style.Lines.Expand) / 1000
		it.shrink = it.stretch
		if !c.mixed { // else what begins a line needn't stand at its left
			it.before, it.after = c.l.hangs(p.glyphs, p.style, p.size)
		}
	}
	c.put(it, p)
}

// hangs is how far a box stands out into the margin where it begins a line, and where it ends one.
func (l *layouter) hangs(glyphs []face.Glyph, st face.Style, size Length) (before, after Length) {
	if len(glyphs) == 0 {
		return 0, 0
	}
	out := func(g *face.Glyph, side func(Hang) int) Length {
		h, ok := l.style.Hangs[g.Text]
		if !ok {
			return 0
		}
		return scale(int(g.Advance), size, l.unitsPerEm(st)) * Length(side(h)) / 1000
	}
	return out(
			&glyphs[0],
			func(h Hang) int { return h.Before },
		), out(
			&glyphs[len(glyphs)-1],
			func(h Hang) int { return h.After },
		)
}

// mayBreak adds the penalty behind character i of a word.
func (c *composer) mayBreak(word []char, costs []int, i int, s span) {
	if costs[i] >= never {
		return
	}
	if costs[i] == 0 && ideograph(word[i].r) && !c.loose {
		c.put(item{kind: glue, stretch: c.size / 10}, piece{}) // characters that stand without spaces give as well
		return
	}
	if !word[i].soft && !word[i].divides {
		c.put(item{kind: penalty, cost: costs[i], flagged: word[i].r == '-' || word[i].r == '\u2010'}, piece{})
		return
	}
	hyphen := c.l.shaper.Word(s.style, face.Lining, "-")[0]
	glyphs := append([]face.Glyph(nil), hyphen.Glyphs...)
	glyphs[0].Text = "\u00AD"
	p := piece{style: hyphen.Style, size: c.size, node: s.node, link: s.link, glyphs: glyphs}
	it := item{
		kind:    penalty,
		cost:    costs[i],
		flagged: true,
		divides: word[i].divides,
		width:   c.l.wide(glyphs, p.style, p.size),
	}
	if !c.loose && !c.mixed {
		it.after = it.width * Length(c.l.style.Hangs["-"].After) / 1000
	}
	c.put(it, p)
}

// markPiece adds a mark in superior figures: those drawn for it, or small ones raised.
func (c *composer) markPiece(s span, level uint8) {
	for _, p := range c.l.superior(s.style, c.size, s.text) {
		p.node, p.link, p.tied, p.level = s.node, s.link, true, level
		if s.back {
			p.mark, s.back = s.note, false
		}
		c.box(p)
	}
}

// superior is text set as a mark.
func (l *layouter) superior(st face.Style, size Length, text string) []piece {
	var out []piece
	plain := l.shaper.Word(st, face.Lining, text)
	for i, shaped := range l.shaper.Word(st, face.Superior, text) {
		p := piece{style: shaped.Style, size: size, glyphs: shaped.Glyphs}
		if i < len(plain) && len(plain[i].Glyphs) > 0 && plain[i].Glyphs[0].ID == shaped.Glyphs[0].ID {
			p.rise, p.size = size*36/100, size*62/100
		}
		out = append(out, p)
	}
	return out
}

// wide is the width of glyphs.
func (l *layouter) wide(glyphs []face.Glyph, st face.Style, size Length) Length {
	units := 0
	for i := range glyphs {
		units += int(glyphs[i].Advance)
	}
	return scale(units, size, l.unitsPerEm(st))
}

// unitsPerEm is what a face's measures count in. A face that helps out is read only when it is needed.
func (l *layouter) unitsPerEm(st face.Style) int {
	if l.perEm[st] == 0 {
		l.perEm[st] = l.set.Face(st).Metrics().UnitsPerEm
	}
	return l.perEm[st]
}
