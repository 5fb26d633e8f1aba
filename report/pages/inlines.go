package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// The inlines of a paragraph go to the builder of its lines, and into the tree.

// composer walks the inlines of one paragraph.
type composer struct {
	l     *layouter
	text  *lines.Builder
	node  int    // that text belongs to now
	alone bool   // there is one inline, at the right of a cell
	entry string // of the contents: the heading that is named
	notes []int  // first marked here, in order
}

// compose measures inlines that are set in one size, and says which notes they are the first to mark. The
// text becomes the kids of node in the tree.
func (l *layouter) compose(
	ins []doc.Inline, node int, st face.Style, size lines.Length, how lines.Align) (*lines.Paragraph, []int) {
	c := composer{l: l, text: l.typesetter.Build(size, how), node: node, alone: how == lines.Right && len(ins) == 1}
	role := l.nodes[node].Role
	if slices.Contains([]Role{Heading1, Heading2, Heading3, Heading4}, role) ||
		role == Paragraph && l.nodes[l.nodes[node].Parent].Role != ItemBody {
		c.text.Own()
	}
	c.inlines(ins, st)
	return c.text.Paragraph(), c.notes
}

func (c *composer) inlines(ins []doc.Inline, st face.Style) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Text:
			c.add(in.S, in.At, st)
		case doc.Emph:
			c.inlines(in.Text, st.Emphasised())
		case doc.Strong:
			c.inlines(in.Text, st.Strong())
		case doc.Link:
			c.linked(lines.Target{URL: in.URL, Says: in.URL}, LinkText, func() { c.inlines(in.Text, st) })
		case doc.Mark:
			c.mark(in, st)
		case doc.NoteRef:
			c.noteRef(in, st)
		case doc.PageRef:
			c.pageRef(in, st)
		case doc.Break:
			c.text.Break(c.look(st))
		case doc.Opinion:
		}
	}
}

// look is how text is set that comes next; its leaf is made if there is none.
func (c *composer) look(st face.Style) lines.Look {
	return lines.Look{Style: st, Node: c.l.leaf(c.node)}
}

// add adds a text; what of it is in another language becomes a node of its own, which says so.
func (c *composer) add(s string, at diag.Span, st face.Style) {
	from := 0
	for _, t := range c.l.doc.Tongues(s) {
		c.plain(s[from:t.From], at, st)
		outer := c.node
		c.node = c.l.add(outer, Span)
		c.l.nodes[c.node].Lang = t.Lang
		c.plain(s[t.From:t.To], at, st)
		c.node, from = outer, t.To
	}
	c.plain(s[from:], at, st)
}

func (c *composer) plain(s string, at diag.Span, st face.Style) {
	if s != "" {
		c.l.missing(c.text.Text(s, c.look(st)), at)
	}
}

// linked makes what fill adds the text of a link. A link within a link counts as part of the outer one.
func (c *composer) linked(to lines.Target, role Role, fill func()) {
	if c.text.InLink() {
		fill()
		return
	}
	outer := c.node
	if role == Reference {
		c.node = c.l.add(c.node, Reference)
	}
	c.node = c.l.add(c.node, LinkText)
	to.Node = c.node
	c.text.Link(to)
	fill()
	c.text.EndLink()
	c.node = outer
}

// missing reports characters that no face has, each once for a place.
func (l *layouter) missing(runes []rune, at diag.Span) {
	for _, r := range runes {
		if key := (lostAt{r, at}); !l.lost[key] {
			l.lost[key] = true
			l.diags.Errorf(at, diag.MissingGlyph, "the typeface has no character %q (U+%04X)", string(r), r).
				WithHint("write it in Latin letters, or leave it out")
		}
	}
}

type lostAt struct {
	r  rune
	at diag.Span
}

// mark adds a note's mark.
func (c *composer) mark(m doc.Mark, st face.Style) {
	if c.text.AfterMark() {
		c.text.MarkComma(c.look(st))
	}
	if m.Note < 1 || m.Note > len(c.l.doc.Notes) {
		c.text.Mark(m.Note, false, c.look(st)) // a mark of no note: it can lead nowhere
		return
	}
	first := !c.l.marked[m.Note]
	to := lines.Target{Anchor: noteAnchor(m.Note), Says: fmt.Sprintf(c.l.words.Note, m.Note)}
	next := len(c.l.nodes)
	c.linked(to, Reference, func() { c.text.Mark(m.Note, first, c.look(st)) })
	if next < len(c.l.nodes) && c.l.nodes[next].Role == Reference { // there is none within another link
		c.l.nodes[next].Mark = &m
	}
	if first {
		c.l.marked[m.Note] = true
		c.notes = append(c.notes, m.Note)
	}
}

// noteRef adds numbers of notes, each end of a range as a link to its note.
func (c *composer) noteRef(r doc.NoteRef, st face.Style) {
	number := func(n int) {
		to := lines.Target{Anchor: noteAnchor(n), Says: fmt.Sprintf(c.l.words.Note, n)}
		c.linked(to, LinkText, func() { c.add(strconv.Itoa(n), r.At, st) })
	}
	number(r.From)
	if r.To != r.From {
		c.add("–", r.At, st)
		number(r.To)
	}
}

// pageRef adds the number of a page as the pass before found it; before the first, room for one.
func (c *composer) pageRef(ref doc.PageRef, st face.Style) {
	if !slices.ContainsFunc(c.l.doc.Blocks, func(b doc.Block) bool {
		h, ok := b.(*doc.Heading)
		return ok && h.ID == ref.ID
	}) {
		c.l.diags.Errorf(ref.At, diag.UnknownPlace, "there is no heading %q whose page could be named", ref.ID)
		c.add("?", ref.At, st)
		return
	}
	number := cmp.Or(c.l.numbers[ref.ID], "00")
	late := c.alone && c.l.numbers == nil
	if late {
		number = lateRoom
	} else {
		c.l.referred[ref.ID] = true
	}
	c.linked(lines.Target{Anchor: placeAnchor(ref.ID), Says: c.l.saysPage(c.entry, number)}, LinkText, func() {
		c.add(number, ref.At, st)
		if late {
			c.l.late = append(c.l.late, lateNumber{ref.ID, c.entry, c.l.leaf(c.node), c.node})
		}
	})
}

func placeAnchor(id string) string { return "place-" + id }

func noteAnchor(n int) string { return "note-" + strconv.Itoa(n) }
func markAnchor(n int) string { return "mark-" + strconv.Itoa(n) }
