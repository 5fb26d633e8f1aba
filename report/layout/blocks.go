package layout

import (
	"strconv"
	"strings"

	"whereas/report/doc"
	"whereas/report/face"
)

// frame is where blocks go: in the tree, and between which edges.
type frame struct {
	parent int
	indent Length // from the text's left edge
	width  Length
	depth  int  // of lists
	inList bool // paragraphs stand as close as items
}

// blocks appends the rows of blocks.
func (l *layouter) blocks(blocks []doc.Block, f frame) {
	for i, b := range blocks {
		first := len(l.rows)
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
			l.parts = append(l.parts, b.Pages)
			l.beginPage = true
		}
		if i == 0 || first == len(l.rows) {
			continue
		}
		if p, ok := blocks[i-1].(*doc.Para); ok && leadsIn(p) {
			l.rows[first].cost += l.style.Pages.AfterLeadIn
		}
	}
}

// leadsIn tells of a paragraph that announces the block behind it.
func leadsIn(p *doc.Para) bool {
	return strings.HasSuffix(strings.TrimSpace(doc.Plain(p.Text)), ":")
}

// inset is the frame with other edges; one that is narrow already stays as it is, so that deep nesting
// doesn't run off the sheet.
func (f frame) inset(fromLeft, fromRight Length) frame {
	const narrow = 108 * Point
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
	par, notes := l.compose(h.Text, node, how.Face, how.Size, left)
	first := len(l.rows)
	l.textRows(l.lines(par, f.width, left), how.Type, f.indent)
	l.citeNotes(notes, f.parent)
	if first == len(l.rows) {
		return
	}
	for i := first; i < len(l.rows); i++ {
		l.rows[i].cost = apart
	}
	l.rows[first].cost = 0
	if first > 0 {
		l.rows[first].gap = how.Before
		if l.afterHeading(first) {
			l.rows[first].cost = apart
			l.rows[first].gap = max(how.After, how.Before/2)
		}
	}
	title := strings.Join(strings.Fields(doc.Plain(h.Text)), " ")
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

// afterHeading tells whether row i follows a heading.
func (l *layouter) afterHeading(i int) bool { return i > 0 && l.headed == i }

func (l *layouter) para(p *doc.Para, f frame) {
	node := l.add(f.parent, Paragraph)
	par, notes := l.compose(p.Text, node, face.Regular, l.style.Body.Size, justified)
	first := len(l.rows)
	l.textRows(l.lines(par, f.width, justified), l.style.Body, f.indent)
	l.citeNotes(notes, f.parent)
	l.begin(first, l.blockGap(f))
	l.keepEnds(first)
}

func (l *layouter) blockGap(f frame) Length {
	if f.inList {
		return l.style.ItemGap
	}
	return l.style.ParaGap
}

// begin sets the gap above the block that begins with row first.
func (l *layouter) begin(first int, gap Length) {
	if first >= len(l.rows) || first == 0 {
		return
	}
	if l.afterHeading(first) {
		l.rows[first].gap = l.headedGap
		l.rows[first].cost = apart
		return
	}
	if l.padded == first {
		gap = max(gap, l.pad)
	}
	l.rows[first].gap = max(l.rows[first].gap, gap)
}

// keepEnds makes it dear to leave the first or the last line of the paragraph that begins with row first
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
func (l *layouter) textRows(lines []line, t Type, indent Length) {
	divided := false
	for _, ln := range lines {
		ln.shift(l.left()+indent, 0)
		r := row{line: ln, height: t.Leading, baseline: l.baseline(t)}
		if divided {
			r.cost = l.style.Pages.Hyphen
		}
		divided = ln.divided
		l.push(r)
	}
}

// left is the left edge of the text on the sheet.
func (l *layouter) left() Length { return (l.sheet.Width - l.measure) / 2 }

// baseline is how far below the upper edge of a line of text its letters stand: what the leading leaves
// over goes half above and half below.
func (l *layouter) baseline(t Type) Length {
	m := l.set.Face(face.Regular).Metrics()
	up, down := scale(m.Ascent, t.Size, m.UnitsPerEm), scale(-m.Descent, t.Size, m.UnitsPerEm)
	return (t.Leading-up-down)/2 + up
}

func (l *layouter) list(list *doc.List, f frame) {
	begin := len(l.rows)
	defer func() { l.keepShort(begin) }()
	node := l.add(f.parent, List)
	l.nodes[node].Ordered = list.Ordered
	room := l.style.ListIndent
	if list.Ordered {
		room += l.labelRoom(list, f.depth)
	}
	in := f.inset(room, 0)
	in.depth++
	in.inList = true
	number := list.Start
	for i, item := range list.Items {
		li := l.add(node, Item)
		label := "•"
		if list.Ordered {
			label = ordinal(number, f.depth)
			number++
		} else if f.depth%2 == 1 {
			label = "–"
		}
		lbl := l.add(li, Label)
		set := l.label(label, lbl, l.style.Body.Size)
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
		at := &l.rows[first]
		x := l.left() + in.indent - l.style.Body.Size/2
		if list.Ordered {
			set.shift(x-set.wide, 0) // figures end at one edge
		} else {
			set.shift(l.left()+in.indent-l.style.ListIndent+l.style.Body.Size/4, 0)
		}
		at.runs = append(set.runs, at.runs...)
	}
}

// keepShort makes it dear to part a list of a few lines, which begins with row first.
func (l *layouter) keepShort(first int) {
	const few = 6
	if len(l.rows)-first > few {
		return
	}
	for i := first + 1; i < len(l.rows); i++ {
		l.rows[i].cost = max(l.rows[i].cost, l.style.Pages.ShortList)
	}
}

// labelLine is a label and its width.
type labelLine struct {
	line
	wide Length
}

// label sets a short text that never breaks.
func (l *layouter) label(text string, node int, size Length) labelLine {
	var out labelLine
	leaf := l.add(node, Text)
	for _, p := range l.shaper.Word(face.Regular, face.Lining, text) {
		r := Run{Node: leaf, Style: p.Style, Size: size, X: out.wide}
		for _, g := range p.Glyphs {
			r.Glyphs = append(r.Glyphs, Glyph{Glyph: g})
		}
		out.wide += r.width(l.set)
		out.runs = append(out.runs, r)
	}
	return out
}

// labelRoom is what the longest label of an ordered list needs beyond the common indent.
func (l *layouter) labelRoom(list *doc.List, depth int) Length {
	widest := Length(0)
	for i := range list.Items {
		for _, p := range l.shaper.Word(face.Regular, face.Lining, ordinal(list.Start+i, depth)) {
			widest = max(widest, l.wide(p.Glyphs, p.Style, l.style.Body.Size))
		}
	}
	return max(0, widest+l.style.Body.Size/2-l.style.ListIndent)
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
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
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
		rules: []Rect{{l.left() + f.indent + (f.width-width)/2, height / 2, width, l.style.Hairline}},
	})
	l.begin(len(l.rows)-1, l.style.ParaGap)
}
