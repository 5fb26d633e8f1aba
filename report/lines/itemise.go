package lines

import (
	"slices"
	"strings"
	"unicode"

	"whereas/report/face"
)

// The first phase, second half: characters become boxes, glue and penalties, with the glyphs to draw.

// itemise turns the characters into items and pieces.
func (b *Builder) itemise() {
	b.order()
	b.makeRoom()
	for i := 0; i < len(b.chars); {
		switch b.chars[i].r {
		case ' ':
			i = b.spaces(i)
		case '\n':
			b.forcedBreak(i)
			i++
		default:
			end := i
			for end < len(b.chars) && b.chars[end].r != ' ' && b.chars[end].r != '\n' {
				end++
			}
			if key, plain := b.wordKey(i, end); !plain {
				b.breakPlaces(i, end)
				b.word(b.chars[i:end])
			} else if !b.recall(key, i) {
				first := len(b.par.items)
				b.breakPlaces(i, end)
				b.word(b.chars[i:end])
				b.remember(key, i, end, first)
			}
			i = end
		}
	}
	b.finish()
}

// makeRoom takes the memory of the paragraph before, if that one has been set.
func (b *Builder) makeRoom() {
	b.par.items, b.par.pieces = b.t.items, b.t.pieces
	b.t.items, b.t.pieces = nil, nil // until Lines gives them back
	if most := len(b.chars) * 2 / 3; cap(b.par.items) < most {
		b.par.items = make([]item, 0, most+8)
		b.par.pieces = make([]piece, 0, most+8)
	}
}

// order finds which characters run from right to left. The paragraph runs as its document does, but for one of its own
// that has no letter of the document's direction.
func (b *Builder) order() {
	base := b.t.base
	if base == 0 && !slices.ContainsFunc(b.chars, func(ch char) bool { return face.RightToLeft(ch.r) }) {
		return
	}
	text := make([]rune, len(b.chars))
	for i, ch := range b.chars {
		text[i] = ch.r
	}
	if b.own && face.OneDirection(text) {
		_, base = face.Levels(text)
	}
	levels := face.Within(text, base)
	for i := range b.chars {
		b.chars[i].level = levels[i]
		if b.chars[i].r == markRune {
			b.chars[i].level += levels[i] % 2 // the digits of a mark run from left to right
		}
	}
	b.par.base, b.mixed = base, true
}

// spaces adds one word space for all spaces from character i on, and returns where they end. Around a forced break, and
// at the ends of the paragraph, spaces are left out.
func (b *Builder) spaces(i int) (end int) {
	chars := b.chars
	end = i
	for end < len(chars) && chars[end].r == ' ' {
		end++
	}
	if len(b.par.items) > 0 && end < len(chars) && chars[end].r != '\n' && chars[i-1].r != '\n' {
		tied := !(unicode.IsLower(chars[end].r) && !unicode.IsDigit(chars[i-1].r)) && // most spaces by far aren't
			b.t.style.Ties.tied(wordBefore(chars[:i]), wordAfter(chars[end:]))
		b.space(b.spans[chars[i].span], chars[i].level, !tied)
	}
	return end
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

// forcedBreak ends a line at character i, with a space for those who read the text without seeing its lines.
func (b *Builder) forcedBreak(i int) {
	if len(b.par.items) == 0 || i+1 == len(b.chars) {
		return
	}
	b.put(item{kind: penalty, cost: never}, piece{})
	b.put(item{kind: glue, stretch: endless}, piece{})
	b.put(item{kind: penalty, cost: always}, b.spacePiece(b.spans[b.chars[i].span]))
}

// breakPlaces finds where the word from character i to before end may be broken, and leaves the costs in b.costs.
func (b *Builder) breakPlaces(i, end int) {
	word := b.chars[i:end]
	b.costs = breakCosts(word, b.costs)
	if b.t.hyphens == nil {
		return
	}
	if b.stays(end) {
		return
	}
	// Neither "$1.2 mil-lion" nor "Acme Cor-poration".
	counted := strings.TrimRight(bare(word), ".,;:!?)”’]")
	if has(b.t.style.Ties.AfterNumber, counted) || has(b.t.style.Ties.AfterName, counted) {
		return
	}
	divide(word, b.costs, b.t.hyphens.Points, b.t.style.Whole)
}

// stays reports whether the word before character end stays whole: the last one of a paragraph, though not in a cell of
// a table, where it may be the only one.
func (b *Builder) stays(end int) bool {
	return !b.loose &&
		!slices.ContainsFunc(b.chars[end:], func(ch char) bool { return ch.r != ' ' && ch.r != markRune })
}

// finish ends the paragraph: the rest of its last line is empty. What a forced break left open at the end would be an
// empty line, and is taken back.
func (b *Builder) finish() {
	n := len(b.par.items)
	for n > 0 && b.par.items[n-1].kind != box {
		n--
	}
	b.par.items, b.par.pieces = b.par.items[:n], b.par.pieces[:n]
	if n == 0 {
		return
	}
	b.par.items = finish(b.par.items)
	for len(b.par.pieces) < len(b.par.items) {
		b.par.pieces = append(b.par.pieces, piece{})
	}
}

func (b *Builder) put(it item, p piece) {
	b.par.items = append(b.par.items, it)
	b.par.pieces = append(b.par.pieces, p)
}

func (b *Builder) spacePiece(s span) piece {
	glyphs := b.t.spaces[s.Style : s.Style+1 : s.Style+1]
	return piece{style: s.Style, size: b.par.size, node: s.Node, link: s.link, glyphs: glyphs}
}

// space adds a word space; one that no line ends at if not breakable.
func (b *Builder) space(s span, level uint8, breakable bool) {
	if !breakable {
		b.put(item{kind: penalty, cost: never}, piece{})
	}
	p := b.spacePiece(s)
	p.level = level
	width := b.t.width(p.glyphs, p.style, p.size)
	it := item{kind: glue, width: width}
	if !b.loose {
		taste := &b.t.style.Taste
		it.stretch = width * Length(taste.Stretch) / 100
		it.shrink = width * Length(taste.Shrink) / 100
	}
	b.put(it, p)
}

// word adds what stands between two spaces: shaped span by span, and cut where it may break.
func (b *Builder) word(word []char) {
	for i := 0; i < len(word); {
		s, level := b.spans[word[i].span], word[i].level
		switch {
		case word[i].r == markRune:
			b.markPiece(s, level)
			b.mayBreak(word, i, s)
			i++
		case unbreakable(word[i].r):
			b.space(s, level, false)
			i++
		default:
			end := i + 1
			for end < len(word) && alike(&word[end], &word[i]) {
				end++
			}
			if level%2 == 1 {
				b.backward(word, i, end, s)
			} else {
				b.forward(word, i, end, s)
			}
			i = end
		}
	}
}

// alike reports whether c is shaped together with the character before it.
func alike(c, before *char) bool {
	return c.span == before.span && c.level == before.level && c.r != markRune && !unbreakable(c.r)
}

// string is characters as a string, in memory that is used again.
func (b *Builder) string(chars []char) string {
	text := b.t.scratch[:0]
	for _, ch := range chars {
		text = appendRune(text, ch.r)
	}
	b.t.scratch = text
	return string(text)
}

func appendRune(b []byte, r rune) []byte {
	if r < 0x80 {
		return append(b, byte(r))
	}
	return append(b, string(r)...)
}

// backward adds the characters of a word from first to before end, which run from right to left. They stay together.
func (b *Builder) backward(word []char, first, end int, s span) {
	for _, shaped := range b.t.shaper.Backward(s.Style, b.string(word[first:end])) {
		p := b.piece(shaped, s, word[first].level)
		p.tied = true
		b.box(p)
	}
	b.mayBreak(word, end-1, s)
}

// forward adds the characters of a word from first to before end: a box up to each place where it may break.
func (b *Builder) forward(word []char, first, end int, s span) {
	at := first // the character that the next glyph begins with
	for _, shaped := range b.t.shaper.Word(s.Style, face.Lining, b.string(word[first:end])) {
		from := 0
		for k, g := range shaped.Glyphs {
			at += int(g.Chars)
			last := k+1 == len(shaped.Glyphs)
			if !last && (at == first || b.costs[at-1] == never || shaped.Glyphs[k+1].Chars == 0) {
				continue
			}
			p := b.piece(shaped, s, word[first].level)
			p.glyphs = shaped.Glyphs[from : k+1]
			b.box(p)
			from = k + 1
			if at-1 < end-1 || last && at == end {
				b.mayBreak(word, at-1, s)
			}
		}
	}
}

func (b *Builder) piece(shaped face.Piece, s span, level uint8) piece {
	return piece{style: shaped.Style, size: b.par.size, node: s.Node, link: s.link, level: level, glyphs: shaped.Glyphs}
}

func (b *Builder) box(p piece) {
	it := item{kind: box, width: b.t.width(p.glyphs, p.style, p.size)}
	if !b.loose {
		it.stretch = it.width * Length(b.t.style.Taste.Expand) / 1000
		it.shrink = it.stretch
		if !b.mixed { // else what begins a line needn't stand at its left
			it.before, it.after = b.t.hangs(p.glyphs, p.style, p.size)
		}
	}
	b.put(it, p)
}

// hangs is how far a box hangs in the margin where it begins a line, and where it ends one.
func (t *Typesetter) hangs(glyphs []face.Glyph, st face.Style, size Length) (before, after Length) {
	if len(glyphs) == 0 {
		return 0, 0
	}
	first, last := &glyphs[0], &glyphs[len(glyphs)-1]
	if h, ok := t.style.Hangs[first.Text]; ok {
		before = Scale(int(first.Advance), size, t.unitsPerEm(st)) * Length(h.Before) / 1000
	}
	if h, ok := t.style.Hangs[last.Text]; ok {
		after = Scale(int(last.Advance), size, t.unitsPerEm(st)) * Length(h.After) / 1000
	}
	return before, after
}

// mayBreak adds the penalty behind character i of a word.
func (b *Builder) mayBreak(word []char, i int, s span) {
	cost := b.costs[i]
	if cost >= never {
		return
	}
	if cost == 0 && ideograph(word[i].r) && !b.loose {
		// Characters that stand without spaces give as well.
		b.put(item{kind: glue, stretch: b.par.size / 10}, piece{})
		return
	}
	if !word[i].soft && !word[i].divides {
		b.put(item{kind: penalty, cost: cost, flagged: word[i].r == '-' || word[i].r == '\u2010'}, piece{})
		return
	}
	hyphen := b.t.shaper.Word(s.Style, face.Lining, "-")[0]
	glyphs := append([]face.Glyph(nil), hyphen.Glyphs...)
	glyphs[0].Text = "\u00AD"
	p := b.piece(hyphen, s, 0)
	p.glyphs = glyphs
	width := b.t.width(glyphs, p.style, p.size)
	it := item{kind: penalty, cost: cost, flagged: true, divides: word[i].divides, width: width}
	if !b.loose && !b.mixed {
		it.after = it.width * Length(b.t.style.Hangs["-"].After) / 1000
	}
	b.put(it, p)
}

// markPiece adds a mark in superior digits.
func (b *Builder) markPiece(s span, level uint8) {
	for _, p := range b.t.superior(s.Style, b.par.size, s.text) {
		p.node, p.link, p.tied, p.level = s.Node, s.link, true, level
		if s.first {
			p.mark, s.first, s.note = s.note, false, 0
		} else if s.note > 0 && s.link != 0 { // one of no note leads nowhere
			p.again, s.note = s.note, 0
		}
		b.box(p)
	}
}
