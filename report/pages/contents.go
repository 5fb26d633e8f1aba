package pages

import (
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// A table of contents looks like a table without a head, and is read as a list of links: each says its heading and
// page.

// measureContents puts the contents in the tree and measures its cells. A row that leads nowhere is text.
func (l *layouter) measureContents(t *doc.Table, f frame) *grid {
	g := &grid{columns: 2, whole: true}
	node := l.add(f.parent, Contents)
	for _, r := range t.Rows {
		entry := l.add(l.add(node, Entry), Reference)
		link := l.add(entry, LinkText)
		out := make([]cell, g.columns)
		for i := range out {
			how := lines.Left
			if i < len(t.Align) {
				how = alignOf(t.Align[i])
			}
			c := composer{
				l: l, text: l.typesetter.Build(l.style.Table.Size, how), node: link, alone: how == lines.Right,
			}
			if i < len(r) {
				if ref, ok := leadsTo(r); ok {
					c.entry = doc.Plain(r[0])
					c.text.Link(lines.Target{Anchor: placeAnchor(ref.ID), Says: c.entry, Node: link})
				}
				l.add(link, Text) // a number has a leaf of its own, which is set late
				c.inlines(r[i], face.Regular)
				c.text.EndLink()
			}
			out[i] = cell{c.text.Paragraph(), how, i == 0}
			g.cited = append(g.cited, c.notes...)
		}
		g.body = append(g.body, out)
	}
	return g
}

// leadsTo is the page that a row of the contents ends with.
func leadsTo(r []doc.Cell) (doc.PageRef, bool) {
	if len(r) != 2 || len(r[1]) != 1 {
		return doc.PageRef{}, false
	}
	ref, ok := r[1][0].(doc.PageRef)
	return ref, ok
}
