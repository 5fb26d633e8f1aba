package figure

import (
	"cmp"
	"slices"

	"whereas/report/doc"
)

// The lines of a map: where they meet the boxes, on which tracks they run, how they are drawn.

// ports gives each line the height at which it meets its boxes. In one gap no two bundles run level at one height.
func (m *mapping) ports() {
	taken := make([]map[*bundle][]int, len(m.columns)) // by gap: the heights of each bundle
	for i := range taken {
		taken[i] = map[*bundle][]int{}
	}
	for _, b := range m.bundles {
		for c, pass := range b.passes {
			b.y[c] = pass.y + pass.height/2
			taken[c][b] = append(taken[c][b], b.y[c])
			taken[c-1][b] = append(taken[c-1][b], b.y[c])
		}
	}
	for _, b := range m.bundles {
		n := m.nodes[b.node]
		y := n.item.y + inset + lineHeight/2
		if b.inward {
			y += lineHeight / 4
		} else {
			y -= lineHeight / 4
		}
		gap := b.starts(m)
		b.y[gap] = free(taken[gap], b, y)
	}
	owner := map[int]*bundle{}
	for _, b := range m.bundles {
		for _, e := range b.edges {
			owner[e] = b
		}
	}
	for i := range m.nodes {
		n := &m.nodes[i]
		y := n.item.y + inset + len(n.names)*lineHeight
		for _, e := range n.in {
			m.edges[e].y = free(taken[m.gapBefore(n.Column)], owner[e], y+lineHeight/2)
			y += len(m.edges[e].label) * lineHeight
		}
	}
}

// free is a height near y at which no other bundle runs level, as far as there is one, and takes it.
func free(taken map[*bundle][]int, b *bundle, y int) int {
	best, room := y, -1
	for _, shift := range []int{0, portApart, -portApart, 2 * portApart, -2 * portApart} {
		nearest := portApart
		for other, ys := range taken {
			if other == b {
				continue
			}
			for _, o := range ys {
				nearest = min(nearest, max(y+shift-o, o-y-shift))
			}
		}
		if nearest > room {
			best, room = y+shift, nearest
		}
	}
	taken[b] = append(taken[b], best)
	return best
}

// ends are the heights between which a bundle runs upright in a gap, and the edges that branch off there.
func (m *mapping) ends(b *bundle, gap int) (from, to int, branches []int) {
	from, to = b.y[gap], b.y[gap]
	reach := func(y int) { from, to = min(from, y), max(to, y) }
	for _, e := range b.edges {
		if m.gapBefore(m.nodes[m.edges[e].far].Column) == gap {
			branches = append(branches, e)
			reach(m.edges[e].y)
		}
	}
	if b.passes[gap+1] != nil {
		reach(b.y[gap+1])
	}
	return from, to, branches
}

// tracks gives each bundle its place in each gap that it runs in: bundles that share a height have different ones (the
// left-edge algorithm), the longest nearest to the boxes that they lead to.
func (m *mapping) tracks() {
	for gap := range max(0, len(m.columns)-1) {
		type run struct {
			b        *bundle
			from, to int
			track    int
		}
		var runs []*run
		for _, b := range m.bundles {
			if gap >= b.starts(m) && gap <= b.reaches {
				from, to, _ := m.ends(b, gap)
				runs = append(runs, &run{b, from, to, 0})
			}
		}
		slices.SortStableFunc(runs, func(a, b *run) int { return cmp.Compare(a.from, b.from) })
		var ends []int // of each track: where its last run ends
		for _, r := range runs {
			r.track = slices.IndexFunc(ends, func(end int) bool { return end+2*portApart < r.from })
			if r.track < 0 {
				r.track = len(ends)
				ends = append(ends, 0)
			}
			ends[r.track] = r.to
		}
		const before, behind = 5_000, 6_500 // for the heads of arrows
		left := m.columns[gap].x + m.columns[gap].wide + before
		room := columnGap - before - behind
		for _, r := range runs {
			r.b.track[gap] = left + room*(2*r.track+1)/(2*len(ends))
		}
	}
}

// draw draws the lines, and over them the boxes with what stands in them.
func (m *mapping) draw() {
	for _, b := range m.bundles {
		m.drawBundle(b)
	}
	for i := range m.columns {
		c := &m.columns[i]
		for n, text := range c.head {
			m.label(c.x, lineHeight*(n+1)-2_500, doc.Left, true, text)
		}
	}
	for i := range m.nodes {
		n := &m.nodes[i]
		c := m.columns[n.Column]
		m.box(c.x, n.item.y, c.wide, n.item.height, white)
		m.frame(c.x, n.item.y, c.wide, n.item.height)
		y := n.item.y + inset - 2_500
		for _, text := range n.names {
			y += lineHeight
			m.label(c.x+inset, y, doc.Left, true, text)
		}
		for _, e := range n.in {
			for _, text := range m.edges[e].label {
				y += lineHeight
				m.label(c.x+inset, y, doc.Left, false, text)
			}
		}
	}
}

// drawBundle draws each edge of a bundle in its own line from the upright on; what they share is drawn as the strongest
// of them.
func (m *mapping) drawBundle(b *bundle) {
	trunk := Dotted
	for _, e := range b.edges {
		trunk = min(trunk, m.edges[e].Line)
	}
	first := b.starts(m)
	col := m.columns[m.nodes[b.node].Column]
	for gap := first; gap <= b.reaches; gap++ {
		from, to, branches := m.ends(b, gap)
		x, y := b.track[gap], b.y[gap]
		start := m.columns[gap].x // where a pass goes on, through its column
		if gap == first {
			start = col.x + col.wide
			if b.left && m.nodes[b.node].Column > 0 {
				start = col.x
			}
		}
		m.line(trunk, doc.Point{X: start, Y: y}, doc.Point{X: x, Y: y})
		if b.inward && gap == first {
			m.head(start, y, start < x, trunk)
		}
		if from < to {
			m.line(trunk, doc.Point{X: x, Y: from}, doc.Point{X: x, Y: to})
		}
		if b.passes[gap+1] != nil {
			m.line(trunk, doc.Point{X: x, Y: b.y[gap+1]}, doc.Point{X: m.columns[gap+1].x, Y: b.y[gap+1]})
		}
		for _, e := range branches {
			m.branch(m.edges[e], x, from, to, !b.inward)
		}
	}
}

// branch draws the end of an edge, from the upright of its bundle to its box, with a dot where it leaves an upright
// that goes on in both directions.
func (m *mapping) branch(e mapEdge, x, from, to int, head bool) {
	c := m.columns[m.nodes[e.far].Column]
	end := c.x
	if m.nodes[e.far].Column == 0 {
		end = c.x + c.wide
	}
	m.line(e.Line, doc.Point{X: x, Y: e.y}, doc.Point{X: end, Y: e.y})
	if head {
		m.head(end, e.y, x > end, e.Line)
	}
	if e.y > from && e.y < to {
		const dot = 2_400
		m.scene.Shapes = append(m.scene.Shapes, doc.Shape{X: x - dot/2, Y: e.y - dot/2, Width: dot, Height: dot,
			Round: true, Fill: ink})
	}
}

// line draws a part of an edge.
func (c *canvas) line(l Line, points ...doc.Point) {
	switch l {
	case Solid:
		c.stroke(ink, 1_300, nil, points...)
	case Thin:
		c.stroke(ink, 500, nil, points...)
	case Dashed:
		c.stroke(ink, 800, []int{4_000, 2_000}, points...)
	case Dotted:
		c.stroke(ink, 900, []int{900, 1_800}, points...)
	}
}

// head draws the head of an arrow that points to a place, from the right where back is set.
func (c *canvas) head(x, y int, back bool, l Line) {
	long := 4_500
	if !back {
		long = -long
	}
	wide := 1_100
	if l != Solid {
		wide = 700
	}
	c.stroke(ink, wide, nil, doc.Point{X: x + long, Y: y - 2_200}, doc.Point{X: x, Y: y},
		doc.Point{X: x + long, Y: y + 2_200})
}

// mapKey explains the lines below a map, and ends it.
func (m *mapping) mapKey(key MapKey, bottom int) {
	const sample, gap = 22_000, 12_000
	x, y := 0, bottom+nodeGap
	m.scene.Height = bottom
	for i, word := range []string{key.Solid, key.Thin, key.Dashed, key.Dotted} {
		if word == "" {
			continue
		}
		word = cut(word, width-sample-4_000)
		if x > 0 && x+sample+4_000+wideOf(word) > width {
			x, y = 0, y+lineHeight
		}
		m.line(Line(i), doc.Point{X: x, Y: y + lineHeight/2}, doc.Point{X: x + sample, Y: y + lineHeight/2})
		m.label(x+sample+4_000, y+lineHeight-2_500, doc.Left, false, word)
		x += sample + 4_000 + wideOf(word) + gap
		m.scene.Height = y + lineHeight
	}
}
