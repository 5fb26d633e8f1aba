package layout

import (
	"cmp"
	"slices"
	"strconv"
	"unicode"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
)

// The first phase: the inlines of a paragraph become items for the line breaker, and pieces to draw.

// span is text of one look and one place in the tree.
type span struct {
	style face.Style
	node  int // the leaf
	link  int // 1 + index into paragraph.links, 0 for none
	note  int // of a mark, the note's number
	back  bool
	text  string // of a mark, what is drawn
}

// piece is what an item draws.
type piece struct {
	style  face.Style
	size   Length
	rise   Length
	node   int
	link   int
	mark   int   // the first mark of this note
	tied   bool  // to what stands before it
	level  uint8 // even where it runs from left to right
	glyphs []face.Glyph
}

// paragraph is measured text.
type paragraph struct {
	items  []item
	pieces []piece // for each item
	links  []link
	size   Length
	base   uint8 // 1 where the paragraph as a whole runs from right to left
}

type link struct {
	url, anchor, says string
	node              int
}

// composer gathers the characters of one paragraph.
type composer struct {
	l     *layouter
	par   *paragraph
	chars []char
	spans []span
	block int  // the node that the text belongs to
	mixed bool // some of it runs from right to left
	fixed *int // the leaf of all of it, where it is no part of the tree that grows
	link  int
	alone bool  // there is one inline, at the right of a cell
	loose bool  // nothing gives, and no word is divided: text that isn't justified
	costs []int // room for breakCosts
	size  Length
	notes []int // first marked here, in order
}

// compose measures inlines that are set in one size, and says which notes they are the first to mark. The
// text becomes the kids of block in the tree.
func (l *layouter) compose(ins []doc.Inline, block int, st face.Style, size Length, how align) (*paragraph, []int) {
	c := composer{
		l:     l,
		par:   &paragraph{size: size},
		chars: l.chars[:0],
		block: block,
		loose: how != justified,
		alone: how == right && len(ins) == 1,
		size:  size,
	}
	c.inlines(ins, st)
	c.itemise()
	l.chars = c.chars
	return c.par, c.notes
}

func (c *composer) inlines(ins []doc.Inline, st face.Style) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Text:
			c.text(in.S, in.At, st)
		case doc.Emph:
			c.inlines(in.Text, st.Emphasised())
		case doc.Strong:
			c.inlines(in.Text, st.Strong())
		case doc.Link:
			c.linked(link{url: in.URL, says: in.URL}, LinkText, func() { c.inlines(in.Text, st) })
		case doc.Mark:
			c.mark(in, st)
		case doc.PageRef:
			c.pageRef(in, st)
		case doc.Break:
			c.chars = append(c.chars, char{r: '\n', span: c.span(span{style: st, node: c.leaf(), link: c.link})})
		case doc.Opinion:
		}
	}
}

// linked makes what fill adds the text of a link. A link within a link counts as part of the outer one.
func (c *composer) linked(to link, role Role, fill func()) {
	if c.link != 0 {
		fill()
		return
	}
	outer := c.block
	if role == Reference {
		c.block = c.l.add(c.block, Reference)
	}
	c.block = c.l.add(c.block, LinkText)
	to.node = c.block
	c.par.links = append(c.par.links, to)
	c.link = len(c.par.links)
	fill()
	c.block, c.link = outer, 0
}

// leaf is the leaf that text goes to.
func (c *composer) leaf() int {
	if c.fixed != nil {
		return *c.fixed
	}
	return c.l.leaf(c.block)
}

func (c *composer) span(s span) int32 {
	if n := len(c.spans); n > 0 && c.spans[n-1] == s {
		return int32(n - 1)
	}
	c.spans = append(c.spans, s)
	return int32(len(c.spans) - 1)
}

func (c *composer) text(s string, at diag.Span, st face.Style) {
	if s == "" {
		return
	}
	s = face.Normal(s)
	missing := c.l.missing(s, at)
	id := c.span(span{style: st, node: c.leaf(), link: c.link})
	c.chars = slices.Grow(c.chars, len(s))
	for _, r := range s {
		switch {
		case r == '\u00AD':
			c.behind(func(last *char) { last.soft = true })
		case r == '\u200B':
			c.behind(func(last *char) { last.wide = true })
		case r == '\u2060' || r == '\uFEFF':
			c.behind(func(last *char) { last.joined = true })
		case r == markRune || face.Silent(r) && !unicode.IsSpace(r):
		case missing[r]:
			for _, spelt := range "[U+" + hex(r) + "]" {
				c.chars = append(c.chars, char{r: spelt, span: id})
			}
		case unicode.IsSpace(r) && !unbreakable(r):
			c.chars = append(c.chars, char{r: ' ', span: id})
		default:
			c.chars = append(c.chars, char{r: r, span: id})
		}
	}
}

func (c *composer) behind(set func(*char)) {
	if len(c.chars) > 0 {
		set(&c.chars[len(c.chars)-1])
	}
}

func unbreakable(r rune) bool { return r == '\u00A0' || r == '\u202F' || r == '\u2007' }

func hex(r rune) string {
	s := strconv.FormatInt(int64(r), 16)
	for len(s) < 4 {
		s = "0" + s
	}
	up := []byte(s)
	for i, b := range up {
		if b >= 'a' {
			up[i] = b - 'a' + 'A'
		}
	}
	return string(up)
}

// missing reports the characters of s that no face has, and says which they are. They are printed as their
// number in brackets: a box or a blank would hide that something was there.
func (l *layouter) missing(s string, at diag.Span) map[rune]bool {
	lost := l.set.Missing(s)
	if lost == nil {
		return nil
	}
	out := map[rune]bool{}
	for _, r := range lost {
		out[r] = true
		if key := (lostAt{r, at}); !l.lost[key] {
			l.lost[key] = true
			l.diags.Errorf(at, diag.MissingGlyph, "the typeface has no character %q (U+%s)", string(r), hex(r)).
				WithHint("write it in Latin letters, or leave it out")
		}
	}
	return out
}

type lostAt struct {
	r  rune
	at diag.Span
}

// mark adds a note's mark. Two marks running are parted by a comma, or 1 and 2 would read as 12; where there are more, a
// line may end behind a comma.
func (c *composer) mark(m doc.Mark, st face.Style) {
	if n := len(c.chars); n > 0 && c.chars[n-1].r == markRune && c.spans[c.chars[n-1].span].note != 0 {
		comma := span{style: st, node: c.leaf(), note: -1, text: ","}
		c.spans = append(c.spans, comma)
		c.chars = append(
			c.chars,
			char{r: markRune, span: int32(len(c.spans) - 1), wide: n > 2 && c.chars[n-2].r == markRune},
		)
	}
	// A space before a mark stays, but no line ends there.
	for i := len(c.chars) - 1; i >= 0 && c.chars[i].r == ' '; i-- {
		c.chars[i].r = '\u00A0'
	}
	add := func() {
		s := span{style: st, node: c.leaf(), link: c.link, note: m.Note, text: strconv.Itoa(m.Note)}
		c.spans = append(c.spans, s)
		c.chars = append(c.chars, char{r: markRune, span: int32(len(c.spans) - 1)})
	}
	if m.Note < 1 || m.Note > len(c.l.doc.Notes) {
		add() // a mark of no note: it can lead nowhere
		return
	}
	c.linked(link{anchor: noteAnchor(m.Note), says: "Note " + strconv.Itoa(m.Note)}, Reference, add)
	if !c.l.marked[m.Note] {
		c.l.marked[m.Note] = true
		c.notes = append(c.notes, m.Note)
		c.spans[len(c.spans)-1].back = true
	}
}

// pageRef adds the number of a page as the pass before found it; before the first, room for one.
func (c *composer) pageRef(ref doc.PageRef, st face.Style) {
	if !slices.ContainsFunc(c.l.doc.Blocks, func(b doc.Block) bool {
		h, ok := b.(*doc.Heading)
		return ok && h.ID == ref.ID
	}) {
		c.l.diags.Errorf(ref.At, diag.UnknownPlace, "there is no heading %q whose page could be named", ref.ID)
		c.text("?", ref.At, st)
		return
	}
	number := cmp.Or(c.l.numbers[ref.ID], "00")
	late := c.alone && c.l.numbers == nil
	if late {
		number = lateRoom
	} else {
		c.l.referred[ref.ID] = true
	}
	c.linked(link{anchor: placeAnchor(ref.ID), says: saysPage(number)}, LinkText, func() {
		c.text(number, ref.At, st)
		if late {
			c.l.late = append(c.l.late, lateNumber{ref.ID, c.leaf(), c.block})
		}
	})
}

func placeAnchor(id string) string { return "place-" + id }

func noteAnchor(n int) string { return "note-" + strconv.Itoa(n) }
func markAnchor(n int) string { return "mark-" + strconv.Itoa(n) }
