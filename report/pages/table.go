package pages

import (
	"slices"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// cell is a measured table cell.
type cell struct {
	par   *lines.Paragraph
	how   lines.Align
	leads bool // to what stands in the next cell, in one sentence with it
}

// grid is a measured table.
type grid struct {
	caption    *lines.Paragraph // nil without one
	columns    int
	head, body [][]cell
	cited      []int // the notes first marked in it
	whole      bool  // it stays on one page if that holds it
}

// table sets a table over the whole width: caption on top, a rule above and below the head and at the end. One whose
// words leave its texts little room stands out into the margins, and one that is too wide goes on a landscape sheet.
func (l *layouter) table(t *doc.Table, f frame) {
	g := l.measureTable(t, f)
	if wide := l.portrait.Width - 2*l.style.SideMargin; !l.onLandscape && f.parent == 0 && f.width < wide &&
		g.columns > 0 && l.cramped(g, f.width) {
		f.indent, f.width = f.indent-(wide-f.width)/2, wide
	}
	if !l.onLandscape && f.parent == 0 && l.needs(g, f.width) > f.width {
		f.indent, f.width = 0, l.beginLandscape()
		defer func() { l.onLandscape = false }()
	}
	if l.needs(g, f.width) > f.width {
		l.diags.Warnf(t.At, diag.TableTooWide,
			"a table of %d columns is too wide for the page: its words are broken anywhere", g.columns).
			WithHint("give it fewer columns, or shorter words")
	}
	begin := len(l.rows)
	l.tableCaption(g, f)
	if g.columns == 0 {
		l.begin(begin, l.style.TableGap)
		l.citeNotes(g.cited, f.parent)
		return
	}
	first := len(l.rows)
	l.tableRows(g, begin, f)
	if g.whole && l.heightOf(begin) < l.area().capacity()*2/3 {
		l.forbidBreaks(begin + 1)
	}
	if begin > 0 {
		l.begin(begin, l.style.TableGap)
	}
	if first > begin {
		l.rows[first].gap = l.style.CellPad
	}
	l.pad = l.style.TableGap
	l.padded = len(l.rows)
	l.citeNotes(g.cited, f.parent)
}

// heightOf is the height of the rows from first on.
func (l *layouter) heightOf(first int) lines.Length {
	h := lines.Length(0)
	for i := first; i < len(l.rows); i++ {
		h += l.rows[i].gap + l.rows[i].height
	}
	return h
}

// measureTable puts the table in the tree and measures its cells.
func (l *layouter) measureTable(t *doc.Table, f frame) *grid {
	if t.Contents {
		return l.measureContents(t, f)
	}
	g := &grid{}
	node := l.add(f.parent, Table)
	if len(t.Caption) > 0 {
		g.caption, g.cited = l.compose(t.Caption, l.add(node, Caption), face.Italic, l.style.Caption.Size, lines.Left)
	}
	for _, r := range slices.Concat(t.Head, t.Rows) {
		g.columns = max(g.columns, len(r))
	}
	if g.columns == 0 {
		return g
	}
	if len(t.Head) > 0 {
		group := l.add(node, TableHead)
		for _, r := range t.Head {
			g.head = append(g.head, l.measureRow(t, g, r, group, HeadCell, face.Bold))
		}
	}
	if len(t.Rows) > 0 {
		group := l.add(node, TableBody)
		for _, r := range t.Rows {
			g.body = append(g.body, l.measureRow(t, g, r, group, DataCell, face.Regular))
		}
	}
	return g
}

// measureRow measures a row of the table; cells that it lacks are empty.
func (l *layouter) measureRow(t *doc.Table, g *grid, cells []doc.Cell, group int, role Role, look face.Style) []cell {
	out := make([]cell, g.columns)
	node := l.add(group, TableRow)
	for c := range out {
		td := l.add(node, role)
		if t.RowHeads && c == 0 && role == DataCell {
			l.nodes[td].Role, l.nodes[td].OfRow = HeadCell, true
		}
		how := lines.Left
		if c < len(t.Align) {
			how = alignOf(t.Align[c])
		}
		var text doc.Cell
		if c < len(cells) {
			text = cells[c]
		}
		par, notes := l.compose(text, td, look, l.style.Table.Size, how)
		g.cited = append(g.cited, notes...)
		out[c] = cell{par: par, how: how}
	}
	return out
}

func alignOf(a doc.Align) lines.Align {
	switch a {
	case doc.Centre:
		return lines.Centred
	case doc.Right:
		return lines.Right
	case doc.Left:
	}
	return lines.Left
}

// tableCaption appends the rows of the caption, which stay together.
func (l *layouter) tableCaption(g *grid, f frame) {
	if g.caption == nil {
		return
	}
	first := len(l.rows)
	l.textRows(l.typesetter.Lines(g.caption, f.width, lines.Left), l.style.Caption, f.indent)
	l.forbidBreaks(first + 1)
}

// tableRows appends the rows of the table's head and body, with the costs of breaking a page between them and the rules
// around them. begin is the first row of the table, caption included: what stands above the body stays with its first
// row.
func (l *layouter) tableRows(g *grid, begin int, f frame) {
	gap := l.cellGap(g.columns, f.width)
	widths := l.columnWidths(g, f.width)
	first := len(l.rows)
	for _, r := range g.head {
		l.tableRow(r, widths, gap, f)
	}
	l.forbidBreaks(first)
	if begin < len(l.rows) {
		l.rows[begin].cost = 0
	}
	headEnd := len(l.rows)
	if headEnd > first {
		l.ruled(&l.rows[first], 0, f)
		l.ruled(&l.rows[headEnd-1], l.rows[headEnd-1].height, f)
	}
	repeat := l.repeated(l.rows[first:headEnd])
	for i, r := range g.body {
		at := len(l.rows)
		l.tableRow(r, widths, gap, f)
		atEdge := i < 2 || i >= len(g.body)-2 // what is parted here leaves less than two rows
		for j := at; j < len(l.rows); j++ {
			l.rows[j].head = repeat
			if j > at {
				l.rows[j].cost = l.style.Pages.SplitRow
				if atEdge {
					l.rows[j].cost += l.style.Pages.TableScrap
				}
			}
		}
		switch {
		case i == 0 && at > begin:
			l.rows[at].cost = forbidden
		case i <= 2 || i >= len(g.body)-2:
			l.rows[at].cost = l.style.Pages.TableScrap
		}
	}
	if headEnd == first && len(g.body) > 0 {
		l.ruled(&l.rows[first], 0, f)
	}
	last := &l.rows[len(l.rows)-1]
	l.ruled(last, last.height, f)
}

// cellGap is the gap between columns; where there are very many, they get three quarters of the width.
func (l *layouter) cellGap(columns int, width lines.Length) lines.Length {
	return min(l.style.CellGap, width/lines.Length(4*max(1, columns)))
}

// undivided is how wide a word may be in a table of some width and still be kept whole. Wider words count by their
// longest part, so that one long name alone doesn't call for a landscape sheet.
func undivided(width lines.Length) lines.Length { return width / 3 }

// needs is the width at which no word of a table has to be broken, but for very long ones, which may be divided.
func (l *layouter) needs(g *grid, width lines.Length) lines.Length {
	widest := make([]lines.Length, g.columns)
	for _, r := range slices.Concat(g.head, g.body) {
		for c, cl := range r {
			word, _ := cl.par.Extent(undivided(width))
			widest[c] = max(widest[c], word)
		}
	}
	return sum(widest) + lines.Length(max(0, g.columns-1))*l.cellGap(g.columns, width)
}

// beginLandscape puts what comes next on a landscape sheet, together with the heading above and a line or two that lead
// from it to the table. It returns the width of the text there.
func (l *layouter) beginLandscape() lines.Length {
	l.onLandscape = true
	const few = 3
	if l.headed == 0 || len(l.rows)-l.headed > few || l.padded > l.headed {
		return l.landscape.measure
	}
	for i := l.headedBy; i < len(l.rows); i++ {
		l.rows[i].landscape = true
		l.rows[i].Shift(l.landscape.left()-l.portrait.left(), 0)
	}
	return l.landscape.measure
}

// tableRow appends the rows of one table row: the first lines of its cells, the second ones, and so on.
func (l *layouter) tableRow(cells []cell, widths []lines.Length, gap lines.Length, f frame) {
	st := &l.style
	first := len(l.rows)
	x := l.area().left() + f.indent
	for c, cl := range cells {
		set := l.typesetter.Lines(cl.par, widths[c], cl.how)
		for i, ln := range set {
			if cl.leads && i+1 == len(set) {
				l.typesetter.EndInSpace(&ln)
			}
			ln.Shift(x, 0)
			if first+i == len(l.rows) {
				l.push(row{height: st.Table.Leading, baseline: l.baseline(st.Table)})
			}
			l.rows[first+i].Join(ln)
		}
		x += widths[c] + gap
	}
	if first == len(l.rows) {
		l.push(row{height: st.Table.Leading, baseline: l.baseline(st.Table)})
	}
	l.rows[first].height += st.CellPad
	l.rows[first].baseline += st.CellPad
	l.rows[len(l.rows)-1].height += st.CellPad
}

// ruled adds a rule over the table's width.
func (l *layouter) ruled(r *row, y lines.Length, f frame) {
	r.rules = append(r.rules, lines.Rect{X: l.area().left() + f.indent, Y: y, Width: f.width, Height: l.style.Hairline})
}

// repeated is a table's head as it stands on further pages: to be seen, but no part of the text. A head
// that would fill half a page isn't repeated.
func (l *layouter) repeated(head []row) []row {
	height := lines.Length(0)
	out := make([]row, len(head))
	for i, r := range head {
		height += r.height
		r.Line = lines.Line{Runs: slices.Clone(r.Runs)}
		for j := range r.Runs {
			r.Runs[j].Node = TableFurniture
		}
		r.head, r.gap = nil, 0
		out[i] = r
	}
	if height > l.area().capacity()/2 {
		return nil
	}
	return out
}
