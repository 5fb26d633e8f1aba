package figure

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/doc"
)

// Node is a party, product or system of a map, in one of its columns.
type Node struct {
	Name   string
	Column int
}

// Edge says what the node From does to the node To. Its label stands in the box of the one that is farther from the
// first column; of two in one column, in that of the later one.
type Edge struct {
	From, To int
	Label    string
	Line     Line
}

// Line is how an edge is drawn: by how strong it is, and whether it has ended.
type Line int

// From the strongest.
const (
	Solid  Line = iota // well supported
	Thin               // reported
	Dashed             // ended
	Dotted             // uncorroborated
)

// MapKey is the words for the four lines.
type MapKey struct{ Solid, Thin, Dashed, Dotted string }

// MostHeight is the most that a picture may be high: what a page has room for, with a heading and a caption of three
// lines.
const MostHeight = 540_000

// Measures of a map.
const (
	leastColumn = 40_000 // the first column is as wide as the longest word in it
	mostColumn  = 80_000
	columnGap   = 30_000 // where lines run upright
	nodeGap     = 6_000
	passHeight  = 1_000 // of a line that passes a column between its boxes
	inset       = 3_000 // of text in a box
	nameLinesOf = 3     // of a node, at most
	labelLines  = 2     // of an edge, at most
	portApart   = 1_600 // of the lines of different bundles that run level in one gap
)

// mapping is a map as it is laid out, step by step.
//
// Boxes stand in columns. What a node does to others is one bundle of lines, which branches; what others do to it is
// another. A bundle leaves its node at the right (at the left for nodes in the same column), runs upright on a track of
// its own in the gap between two columns, and branches level to each box. Where it goes on to a further column it
// passes the next one between two boxes. So lines never run through a box, and each label stands inside the box that
// its line leads to.
type mapping struct {
	canvas
	columns []column
	nodes   []mapNode
	edges   []mapEdge
	bundles []*bundle
}

type column struct {
	x, wide int
	head    []string
	items   []*item // from top to bottom
}

// item is what takes a place in a column: a box, or a bundle that passes.
type item struct {
	node    int // -1 for a bundle
	bundle  *bundle
	column  int
	height  int
	y       int // of its upper edge
	near    []*item
	far     []*item
	desired float64
}

type mapNode struct {
	Node
	names []string
	in    []int // edges whose label it holds
	item  *item
}

type mapEdge struct {
	Edge
	near, far int
	label     []string
	y         int // of its line, where it meets the box
}

// bundle is the lines of one node in one direction and on one side.
type bundle struct {
	node    int
	inward  bool // they lead to the node
	left    bool // it leaves the node at the left
	edges   []int
	passes  map[int]*item // by column
	y       map[int]int   // by gap: where it comes from its node or its pass
	track   map[int]int   // by gap: x of the upright line
	reaches int           // the last gap that it runs in
}

// Map draws nodes in columns, with what each does to others. It is as wide as the text and as high as it needs to be.
// Edges of nodes that aren't there are left out, and so is all where there are fewer than two columns.
func Map(heads []string, nodes []Node, edges []Edge, key MapKey) doc.Scene {
	m := &mapping{canvas: canvas{doc.Scene{Width: width}}}
	if len(heads) < 2 {
		return m.scene
	}
	m.set(heads, nodes, edges)
	m.order()
	top, bottom := m.extent()
	m.place(top, bottom)
	m.ports()
	m.tracks()
	m.draw()
	m.mapKey(key, bottom)
	return m.scene
}

// MapHeight is the height that Map's scene has, found without ordering and drawing it.
func MapHeight(heads []string, nodes []Node, edges []Edge, key MapKey) int {
	m := &mapping{canvas: canvas{doc.Scene{Width: width}}}
	if len(heads) < 2 {
		return 0
	}
	m.set(heads, nodes, edges)
	_, bottom := m.extent()
	m.mapKey(key, bottom)
	return m.scene.Height
}

func (m *mapping) set(heads []string, nodes []Node, edges []Edge) {
	m.setColumns(heads, nodes)
	m.setNodes(nodes)
	m.setEdges(edges)
	m.setItems()
}

func (m *mapping) setColumns(heads []string, nodes []Node) {
	rest, firstColumn := len(heads)-1, leastColumn
	for _, n := range nodes {
		for word := range strings.FieldsSeq(n.Name) {
			if n.Column <= 0 {
				firstColumn = min(max(firstColumn, wideOf(word)*21/20+2*inset+500), mostColumn)
			}
		}
	}
	wide := (width - firstColumn - columnGap*rest) / rest
	x := 0
	for i, head := range heads {
		c := column{x: x, wide: wide}
		if i == 0 {
			c.wide = firstColumn
		}
		c.head = wrap(head, c.wide, nameLinesOf, true)
		m.columns = append(m.columns, c)
		x += c.wide + columnGap
	}
}

func (m *mapping) setNodes(nodes []Node) {
	for _, n := range nodes {
		n.Column = min(max(n.Column, 0), len(m.columns)-1)
		m.nodes = append(m.nodes, mapNode{Node: n,
			names: wrap(n.Name, m.columns[n.Column].wide-2*inset, nameLinesOf, true)})
	}
}

func (m *mapping) setEdges(edges []Edge) {
	for _, e := range edges {
		if e.From == e.To || min(e.From, e.To) < 0 || max(e.From, e.To) >= len(m.nodes) {
			continue
		}
		near, far := e.From, e.To
		if c := cmp.Compare(m.nodes[near].Column, m.nodes[far].Column); c > 0 || c == 0 && near > far {
			near, far = far, near
		}
		room := m.columns[m.nodes[far].Column].wide - 2*inset
		m.nodes[far].in = append(m.nodes[far].in, len(m.edges))
		m.edges = append(m.edges, mapEdge{e, near, far, wrap(e.Label, room, labelLines, false), 0})
		m.bundle(len(m.edges) - 1)
	}
}

// bundle puts an edge into the bundle that it is of.
func (m *mapping) bundle(i int) {
	e := m.edges[i]
	left := m.nodes[e.near].Column == m.nodes[e.far].Column
	at := slices.IndexFunc(m.bundles, func(b *bundle) bool {
		return b.node == e.near && b.inward == (e.To == e.near) && b.left == left
	})
	if at < 0 {
		at = len(m.bundles)
		m.bundles = append(m.bundles, &bundle{node: e.near, inward: e.To == e.near, left: left,
			passes: map[int]*item{}, y: map[int]int{}, track: map[int]int{}})
	}
	b := m.bundles[at]
	b.edges = append(b.edges, i)
	b.reaches = max(b.reaches, m.gapBefore(m.nodes[e.far].Column))
}

// gapBefore is the gap left of a column. Nodes of the first column have none before them; they are tied in the one
// behind them.
func (m *mapping) gapBefore(column int) int { return max(column-1, 0) }

func (b *bundle) starts(m *mapping) int {
	if b.left {
		return m.gapBefore(m.nodes[b.node].Column)
	}
	return m.nodes[b.node].Column
}

// setItems makes what stands in the columns, with what each is tied to.
func (m *mapping) setItems() {
	add := func(it *item) {
		m.columns[it.column].items = append(m.columns[it.column].items, it)
	}
	for i := range m.nodes {
		n := &m.nodes[i]
		n.item = &item{node: i, column: n.Column, height: 2*inset + len(n.names)*lineHeight}
		for _, e := range n.in {
			n.item.height += len(m.edges[e].label) * lineHeight
		}
		add(n.item)
	}
	tie := func(near, far *item) {
		near.far, far.near = append(near.far, far), append(far.near, near)
	}
	for _, b := range m.bundles {
		from := m.nodes[b.node].item
		for c := m.nodes[b.node].Column + 1; c <= b.reaches; c++ {
			pass := &item{node: -1, bundle: b, column: c, height: passHeight}
			b.passes[c] = pass
			add(pass)
			tie(from, pass)
			from = pass
		}
		for _, e := range b.edges {
			far := m.nodes[m.edges[e].far].item
			near := m.nodes[b.node].item
			if pass := b.passes[far.column-1]; pass != nil {
				near = pass
			}
			if !b.left {
				tie(near, far)
			}
		}
	}
}

// order sorts each column so that few lines cross: by the middle of what each item is tied to in the column before, and
// then in the one behind, in turn (Sugiyama, Tagawa and Toda 1981); of all orders it went through it keeps the best.
func (m *mapping) order() {
	const rounds = 12
	best, crossings := m.snapshot(), m.crossings()
	for round := range rounds {
		for k := range m.columns {
			c, tied := k, func(it *item) []*item { return it.near }
			if round%2 == 1 {
				c, tied = len(m.columns)-1-k, func(it *item) []*item { return it.far }
			}
			m.sort(c, tied)
		}
		if n := m.crossings(); n < crossings {
			best, crossings = m.snapshot(), n
		}
	}
	for c := range m.columns {
		m.columns[c].items = best[c]
	}
}

func (m *mapping) snapshot() [][]*item {
	out := make([][]*item, len(m.columns))
	for c := range m.columns {
		out[c] = slices.Clone(m.columns[c].items)
	}
	return out
}

func (m *mapping) sort(c int, tied func(*item) []*item) {
	places := m.places()
	for _, it := range m.columns[c].items {
		it.desired = float64(places[it])
		if ties := tied(it); len(ties) > 0 {
			sum := 0.0
			for _, t := range ties {
				sum += float64(places[t]) / float64(max(1, len(m.columns[t.column].items)))
			}
			it.desired = sum / float64(len(ties)) * float64(len(m.columns[c].items))
		}
	}
	slices.SortStableFunc(m.columns[c].items, func(a, b *item) int { return cmp.Compare(a.desired, b.desired) })
}

func (m *mapping) places() map[*item]int {
	out := map[*item]int{}
	for _, c := range m.columns {
		for i, it := range c.items {
			out[it] = i
		}
	}
	return out
}

// crossings counts the pairs of ties between two columns that cross.
func (m *mapping) crossings() int {
	places, n := m.places(), 0
	for _, c := range m.columns {
		var ties [][2]int
		for i, it := range c.items {
			for _, far := range it.far {
				ties = append(ties, [2]int{i, places[far]})
			}
		}
		for i, a := range ties {
			for _, b := range ties[:i] {
				if (a[0]-b[0])*(a[1]-b[1]) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// extent is where the highest column of items begins and ends, in whichever order they stand.
func (m *mapping) extent() (top, bottom int) {
	for _, c := range m.columns {
		top = max(top, len(c.head)*lineHeight)
	}
	top += nodeGap
	bottom = top
	for _, c := range m.columns {
		y := top
		for _, it := range c.items {
			y += it.height + nodeGap
		}
		bottom = max(bottom, y-nodeGap)
	}
	return top, bottom
}

// place gives each item its height on the page, between two edges and near what it is tied to.
func (m *mapping) place(top, bottom int) {
	for c := range m.columns {
		y := top
		for _, it := range m.columns[c].items {
			it.y = y
			y += it.height + nodeGap
		}
	}
	for range 4 {
		for c := range m.columns {
			m.settle(c, top, bottom)
		}
		for c := range slices.Backward(m.columns) {
			m.settle(c, top, bottom)
		}
	}
}

// settle moves the items of a column as near to the middle of what they are tied to as order and room allow: runs of
// items that want the same room stand as one block at the mean of what they want (pool adjacent violators).
func (m *mapping) settle(c, top, bottom int) {
	type block struct{ sum, n, first int }
	var blocks []block
	items, offset := m.columns[c].items, 0
	offsets := make([]int, len(items))
	for i, it := range items {
		offsets[i] = offset
		offset += it.height + nodeGap
		want, ties := it.y, append(slices.Clone(it.near), it.far...)
		if len(ties) > 0 {
			sum := 0
			for _, t := range ties {
				sum += t.y + t.height/2
			}
			want = sum/len(ties) - it.height/2
		}
		blocks = append(blocks, block{want - offsets[i], 1, i})
		for n := len(blocks) - 1; n > 0; n-- {
			a, b := &blocks[n-1], blocks[n]
			if a.sum*b.n <= b.sum*a.n {
				break
			}
			a.sum, a.n = a.sum+b.sum, a.n+b.n
			blocks = blocks[:n]
		}
	}
	most := bottom - (offset - nodeGap)
	for _, b := range blocks {
		at := min(max(b.sum/b.n, top), most)
		for i := b.first; i < b.first+b.n; i++ {
			items[i].y = at + offsets[i]
		}
	}
}
