package layout

import (
	"slices"

	"whereas/report/doc"
	"whereas/report/face"
)

// cell is a measured table cell.
type cell struct {
	par *paragraph
	how align
}

// table sets a table over the whole width: caption on top, a rule above and below the head and at the end.
func (l *layouter) table(t *doc.Table, f frame) {
	st := &l.style
	node := l.add(f.parent, Table)
	var cited []int
	begin := len(l.rows)
	if len(t.Caption) > 0 {
		par, notes := l.compose(t.Caption, l.add(node, Caption), face.Italic, st.Caption.Size, left)
		cited = append(cited, notes...)
		l.textRows(l.lines(par, f.width, left), st.Caption, f.indent)
		for i := begin + 1; i < len(l.rows); i++ {
			l.rows[i].cost = apart
		}
	}
	columns := 0
	for _, r := range slices.Concat(t.Head, t.Rows) {
		columns = max(columns, len(r))
	}
	if columns == 0 {
		l.begin(begin, st.TableGap)
		l.citeNotes(cited, f.parent)
		return
	}

	measure := func(rows [][]doc.Cell, group, role Role, look face.Style) [][]cell {
		if len(rows) == 0 {
			return nil
		}
		parent := l.add(node, group)
		out := make([][]cell, len(rows))
		for i, r := range rows {
			tr := l.add(parent, TableRow)
			for c := range columns {
				td := l.add(tr, role)
				how := left
				if c < len(t.Align) {
					how = alignOf(t.Align[c])
				}
				var text doc.Cell
				if c < len(r) {
					text = r[c]
				}
				par, notes := l.compose(text, td, look, st.Table.Size, how)
				cited = append(cited, notes...)
				out[i] = append(out[i], cell{par, how})
			}
		}
		return out
	}
	head := measure(t.Head, TableHead, HeadCell, face.Bold)
	body := measure(t.Rows, TableBody, DataCell, face.Regular)
	widths := l.columnWidths(slices.Concat(head, body), columns, f.width)

	first := len(l.rows)
	for _, r := range head {
		l.tableRow(r, widths, f)
	}
	for i := first; i < len(l.rows); i++ {
		l.rows[i].cost = apart
	}
	if first > begin {
		l.rows[begin].cost = 0
	} else if first < len(l.rows) {
		l.rows[first].cost = 0
	}
	headEnd := len(l.rows)
	if headEnd > first {
		l.ruled(&l.rows[first], 0, f)
		l.ruled(&l.rows[headEnd-1], l.rows[headEnd-1].height, f)
	}
	repeat := l.repeated(l.rows[first:headEnd])
	for i, r := range body {
		at := len(l.rows)
		l.tableRow(r, widths, f)
		for j := at; j < len(l.rows); j++ {
			l.rows[j].head = repeat
			if j > at {
				l.rows[j].cost = st.Pages.SplitRow
			}
		}
		switch {
		case i == 0 && at > begin:
			l.rows[at].cost = apart
		case i <= 2 || i >= len(body)-2:
			l.rows[at].cost = st.Pages.TableScrap
		}
	}
	if headEnd == first && len(body) > 0 {
		l.ruled(&l.rows[first], 0, f)
	}
	last := &l.rows[len(l.rows)-1]
	l.ruled(last, last.height, f)
	if begin > 0 {
		l.begin(begin, st.TableGap)
	}
	if first > begin {
		l.rows[first].gap = st.CellPad
	}
	l.pad = st.TableGap
	l.padded = len(l.rows)
	l.citeNotes(cited, f.parent)
}

// tableRow appends the rows of one table row: the first lines of its cells, the second ones, and so on.
func (l *layouter) tableRow(cells []cell, widths []Length, f frame) {
	st := &l.style
	first := len(l.rows)
	x := l.left() + f.indent
	for c, cl := range cells {
		for i, ln := range l.lines(cl.par, widths[c], cl.how) {
			ln.shift(x, 0)
			if first+i == len(l.rows) {
				l.rows = append(l.rows, row{height: st.Table.Leading, baseline: l.baseline(st.Table)})
			}
			l.rows[first+i].join(ln)
		}
		x += widths[c] + st.CellGap
	}
	if first == len(l.rows) {
		l.rows = append(l.rows, row{height: st.Table.Leading, baseline: l.baseline(st.Table)})
	}
	l.rows[first].height += st.CellPad
	l.rows[first].baseline += st.CellPad
	l.rows[len(l.rows)-1].height += st.CellPad
}

// ruled adds a rule over the table's width.
func (l *layouter) ruled(r *row, y Length, f frame) {
	r.rules = append(r.rules, Rect{l.left() + f.indent, y, f.width, l.style.Hairline})
}

// repeated is a table's head as it stands on further pages: to be seen, but no part of the text. A head
// that would fill half a page isn't repeated.
func (l *layouter) repeated(head []row) []row {
	height := Length(0)
	out := make([]row, len(head))
	for i, r := range head {
		height += r.height
		r.line = line{runs: slices.Clone(r.runs)}
		for j := range r.runs {
			r.runs[j].Node = TableFurniture
		}
		r.head, r.gap = nil, 0
		out[i] = r
	}
	if height > l.capacity()/2 {
		return nil
	}
	return out
}

// columnWidths shares the width by what the columns hold. Each gets what its longest word needs, and of the
// rest the more the longer its longest cell is. Where not even the words have room, they will break.
func (l *layouter) columnWidths(rows [][]cell, columns int, width Length) []Length {
	width -= Length(columns-1) * l.style.CellGap
	floor := min(3*l.style.Table.Size, width/Length(columns)) // no column is narrower
	least, most := make([]Length, columns), make([]Length, columns)
	for c := range columns {
		least[c], most[c] = floor, floor
	}
	for _, r := range rows {
		for c, cl := range r {
			word, whole := extent(cl.par)
			least[c], most[c] = max(least[c], word), max(most[c], word, min(whole, width))
		}
	}
	var leastSum, mostSum Length
	for c := range columns {
		leastSum, mostSum = leastSum+least[c], mostSum+most[c]
	}
	base, wish := least, most
	switch {
	case leastSum > width:
		base, wish = make([]Length, columns), least
		for c := range base {
			base[c] = floor
		}
	case mostSum <= width:
		base, wish = make([]Length, columns), most
	}
	var rest, wishes Length = width, 0
	for c := range columns {
		rest, wishes = rest-base[c], wishes+wish[c]-base[c]
	}
	out := make([]Length, columns)
	var wished, given Length
	for c := range columns {
		wished += wish[c] - base[c]
		share := rest
		if wishes > 0 {
			share = rest * wished / wishes
		}
		out[c] = base[c] + share - given
		given = share
	}
	return out
}

// extent is the width of a paragraph's longest word and of its longest line if nothing breaks.
func extent(par *paragraph) (word, whole Length) {
	var w, all Length
	for i, it := range par.items {
		switch {
		case it.kind == box, it.kind == glue && i > 0 && par.items[i-1].kind == penalty && par.items[i-1].cost >= never:
			w, all = w+it.width, all+it.width
		case it.kind == glue:
			w, all = 0, all+it.width
		case it.cost < never:
			w = 0
			if it.cost <= always {
				all = 0
			}
		}
		word, whole = max(word, w), max(whole, all)
	}
	return word, whole
}
