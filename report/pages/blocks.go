package pages

import (
	"strconv"
	"strings"

	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// frame is where blocks go: in the tree, and between which edges.
type frame struct {
	parent int
	indent lines.Length // from the text's left edge
	width  lines.Length
	depth  int  // of lists
	inList bool // paragraphs stand as close as items
}

// blocks appends the rows of blocks.
func (l *layouter) blocks(blocks []doc.Block, f frame) {
	for i, b := range blocks {
		first := len(l.rows)
		opens := l.opens(first)
		switch b := b.(type) {
		case *doc.Heading:
			l.heading(b, f)
		case *doc.Para:
			l.para(b, f)
		case *doc.List:
			l.list(b, f)
		case *doc.Quote:
			in := f.inset(l.style.QuoteIndent, l.style.QuoteIndent)
			in.parent = l.add(f.parent, BlockQuote)
			l.blocks(b.Blocks, in)
		case *doc.Table:
			l.table(b, f)
		case *doc.Figure:
			l.figure(b, f)
		case *doc.Rule:
			l.rule(f)
		case *doc.Part:
			if l.beginPage = true; b.Pages != doc.Ongoing {
				l.parts = append(l.parts, b.Pages)
			}
		}
		if i == 0 || first == len(l.rows) {
			continue
		}
		if p, ok := blocks[i-1].(*doc.Para); ok {
			l.rows[first].cost += l.parting(p, b, opens)
		}
	}
}

// parting is what it costs to end a page between a paragraph and the block behind it; opens says that both stand right
// below a heading.
func (l *layouter) parting(p *doc.Para, behind doc.Block, opens bool) int {
	taste, cost := &l.style.Pages, 0
	switch behind.(type) {
	case *doc.List, *doc.Table, *doc.Figure:
		cost = taste.BeforeList
	case *doc.Heading:
		return 0
	case *doc.Para, *doc.Quote, *doc.Rule, *doc.Part:
	}
	if announces(p) {
		cost = max(cost, taste.AfterColon)
	}
	if opens {
		cost = max(cost, taste.Opening)
	}
	return cost
}

// opens reports whether row i is among the first below a heading: a question and where the company stands, say.
func (l *layouter) opens(i int) bool {
	const few = 6
	return l.headed > 0 && i-l.headed <= few && l.padded <= l.headed
}

// announces reports whether a paragraph announces the block behind it.
func announces(p *doc.Para) bool {
	return strings.HasSuffix(strings.TrimSpace(doc.Plain(p.Text)), ":")
}

// inset is the frame with other edges; one that is narrow already stays as it is, so that deep nesting
// doesn't run off the sheet.
func (f frame) inset(fromLeft, fromRight lines.Length) frame {
	const narrow = 108 * lines.Point
	if f.width-fromLeft-fromRight >= narrow {
		f.indent += fromLeft
		f.width -= fromLeft + fromRight
	}
	return f
}

func (l *layouter) heading(h *doc.Heading, f frame) {
	level := min(max(h.Level, 1), len(l.style.Headings))
	how := l.style.Headings[level-1]
	node := l.add(f.parent, [...]Role{Heading1, Heading2, Heading3, Heading4}[level-1])
	par, notes := l.compose(h.Text, node, how.Face, how.Size, lines.Left)
	first := len(l.rows)
	l.textRows(l.typesetter.Lines(par, f.width, lines.Left), how.Type, f.indent)
	l.citeNotes(notes, f.parent)
	if first == len(l.rows) {
		return
	}
	l.forbidBreaks(first)
	l.rows[first].cost = 0
	if first > 0 {
		l.rows[first].gap = how.Before
		if l.afterHeading(first) {
			l.rows[first].cost = forbidden
			l.rows[first].gap = max(how.After, how.Before/2)
		}
	}
	title := doc.Line(doc.Plain(h.Text))
	if h.ID != "" {
		l.rows[first].anchors = []string{placeAnchor(h.ID)}
	}
	l.rows[first].bookmark = &Bookmark{Level: level, Title: title, Node: node}
	if !l.afterHeading(first) {
		l.headedBy = first
	}
	l.headed = len(l.rows)
	l.headedGap = how.After
}

// afterHeading reports whether row i follows a heading.
func (l *layouter) afterHeading(i int) bool { return i > 0 && l.headed == i }

func (l *layouter) para(p *doc.Para, f frame) {
	node := l.add(f.parent, Paragraph)
	par, notes := l.compose(p.Text, node, face.Regular, l.style.Body.Size, lines.Justified)
	first := len(l.rows)
	l.textRows(l.typesetter.Lines(par, f.width, lines.Justified), l.style.Body, f.indent)
	l.citeNotes(notes, f.parent)
	l.begin(first, l.blockGap(f))
	l.keepEnds(first)
}

func (l *layouter) blockGap(f frame) lines.Length {
	if f.inList {
		return l.style.ItemGap
	}
	return l.style.ParaGap
}

// begin sets the gap above the block that begins with row first.
func (l *layouter) begin(first int, gap lines.Length) {
	if first >= len(l.rows) || first == 0 {
		return
	}
	if l.afterHeading(first) {
		l.rows[first].gap = l.headedGap
		l.rows[first].cost = forbidden
		return
	}
	if l.padded == first {
		gap = max(gap, l.pad)
	}
	l.rows[first].gap = max(l.rows[first].gap, gap)
}

// keepEnds makes it costly to leave the first or the last line of the paragraph that begins with row first
// alone.
func (l *layouter) keepEnds(first int) {
	n := len(l.rows) - first
	if n < 2 {
		return
	}
	l.rows[first+1].cost += l.style.Pages.Orphan
	l.rows[len(l.rows)-1].cost += l.style.Pages.Widow
}

// textRows appends a row for each line.
func (l *layouter) textRows(set []lines.Line, t Type, indent lines.Length) {
	divided := false
	for i, ln := range set {
		ln.Shift(l.area().left()+indent, 0)
		r := row{Line: ln, height: t.Leading, baseline: l.baseline(t), inside: i > 0}
		if divided {
			r.cost = l.style.Pages.Hyphen
		}
		divided = ln.Divided
		l.push(r)
	}
}

// baseline is how far below the upper edge of a line of text its letters stand: what the leading leaves
// over goes half above and half below.
func (l *layouter) baseline(t Type) lines.Length {
	m := l.set.Face(face.Regular).Metrics()
	up, down := lines.Scale(m.Ascent, t.Size, m.UnitsPerEm), lines.Scale(-m.Descent, t.Size, m.UnitsPerEm)
	return (t.Leading-up-down)/2 + up
}

func (l *layouter) list(list *doc.List, f frame) {
	begin := len(l.rows)
	defer func() { l.keepShort(begin) }()
	defer func() {
		for i := begin + 1; i < len(l.rows); i++ {
			l.rows[i].inside = true
		}
	}()
	node := l.add(f.parent, List)
	l.nodes[node].Ordered = numbered(list)
	room := l.style.ListIndent
	if numbered(list) {
		room += l.labelRoom(list, f.depth)
	}
	in := f.inset(room, 0)
	in.depth++
	in.inList = true
	for i, item := range list.Items {
		li := l.add(node, Item)
		label := l.label(list, i, f.depth, li)
		in.parent = l.add(li, ItemBody)
		first := len(l.rows)
		l.blocks(item, in)
		if first == len(l.rows) { // an item without text still has its label
			l.push(row{height: l.style.Body.Leading, baseline: l.baseline(l.style.Body)})
		}
		gap := l.style.ItemGap
		if i == 0 && !f.inList {
			gap = l.style.ParaGap
		}
		l.rows[first].gap = 0
		l.begin(first, gap)
		label.Shift(l.area().left()+in.indent, 0)
		l.rows[first].Runs = append(label.Runs, l.rows[first].Runs...)
	}
}

// label sets the label of an item. Its X counts from the left edge of the item's text.
func (l *layouter) label(list *doc.List, i, depth, item int) lines.Line {
	text := labelOf(list, i, depth)
	size := l.style.Body.Size
	look := lines.Look{Style: face.Regular, Node: l.add(l.add(item, Label), Text)}
	runs, width, _ := l.typesetter.OneLine(text, look, size)
	label := lines.Line{Runs: runs}
	if numbered(list) {
		label.Shift(-size/2-width, 0) // numbers end at one edge
	} else {
		label.Shift(size/4-l.style.ListIndent, 0)
	}
	return label
}

// keepShort makes it costly to divide a list of a few lines, which begins with row first.
func (l *layouter) keepShort(first int) {
	const few = 6
	if len(l.rows)-first > few {
		return
	}
	for i := first + 1; i < len(l.rows); i++ {
		l.rows[i].cost = max(l.rows[i].cost, l.style.Pages.ShortList)
	}
}

// labelRoom is what the longest label of an ordered list needs beyond the common indent.
func (l *layouter) labelRoom(list *doc.List, depth int) lines.Length {
	widest := lines.Length(0)
	look := lines.Look{Style: face.Regular}
	for i := range list.Items {
		_, width, _ := l.typesetter.OneLine(labelOf(list, i, depth), look, l.style.Body.Size)
		widest = max(widest, width)
	}
	return max(0, widest+l.style.Body.Size/2-l.style.ListIndent)
}

// numbered tells whether a list's items have numbers or letters.
func numbered(list *doc.List) bool { return list.Ordered || len(list.Labels) > 0 }

// labelOf is what stands before the i-th item of a list.
func labelOf(list *doc.List, i, depth int) string {
	switch {
	case len(list.Labels) > 0:
		return list.Labels[i]
	case list.Ordered:
		return ordinal(list.Start+i, depth)
	case depth%2 == 1:
		return "–"
	}
	return "•"
}

// ordinal is the label of an item: 1. then a. then i., and round again.
func ordinal(n, depth int) string {
	switch depth % 3 {
	case 1:
		if n >= 1 && n <= 26 {
			return string(rune('a'+n-1)) + "."
		}
	case 2:
		if n >= 1 && n < 40 {
			return roman(n) + "."
		}
	}
	return strconv.Itoa(n) + "."
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		digit string
	}{
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"},
		{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
	} {
		for n >= d.value {
			b.WriteString(d.digit)
			n -= d.value
		}
	}
	return b.String()
}

// rule is a thematic break: a thin line in the middle.
func (l *layouter) rule(f frame) {
	height := l.style.Body.Leading
	width := f.width / 4
	l.push(row{
		height: height, baseline: height, cost: l.style.Pages.Widow,
		rules: []lines.Rect{{
			X: l.area().left() + f.indent + (f.width-width)/2, Y: height / 2, Width: width, Height: l.style.Hairline,
		}},
	})
	l.begin(len(l.rows)-1, l.style.ParaGap)
}
