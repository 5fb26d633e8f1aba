package layout

import (
	"slices"

	"whereas/report/diag"
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
	var caption *paragraph
	if len(t.Caption) > 0 {
		par, notes := l.compose(t.Caption, l.add(node, Caption), face.Italic, st.Caption.Size, left)
		caption = par
		cited = append(cited, notes...)
	}
	columns := 0
	for _, r := range slices.Concat(t.Head, t.Rows) {
		columns = max(columns, len(r))
	}
	measure := func(rows [][]doc.Cell, group, role Role, look face.Style) [][]cell {
		if len(rows) == 0 || columns == 0 {
			return nil
		}
		parent := l.add(node, group)
		out := make([][]cell, len(rows))
		for i, r := range rows {
			tr := l.add(parent, TableRow)
			for c := range columns {
				td := l.add(tr, role)
				if t.RowHeads && c == 0 && role == DataCell {
					l.nodes[td].Role, l.nodes[td].OfRow = HeadCell, true
				}
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

	if !l.turned && f.parent == 0 && l.needs(slices.Concat(head, body), columns, f.width) > f.width {
		l.turnTable(&f)
		defer l.turnSheet(false)
	}
	if l.needs(slices.Concat(head, body), columns, f.width) > f.width {
		l.diags.Warnf(
			t.At,
			diag.TableTooWide,
			"a table of %d columns is too wide for the page: its words are broken anywhere",
			columns,
		).
			WithHint(
				"give it fewer columns, or shorter words",
			)
	}
	begin := len(l.rows)
	if caption != nil {
		l.textRows(l.lines(caption, f.width, left), st.Caption, f.indent)
		for i := begin + 1; i < len(l.rows); i++ {
			l.rows[i].cost = apart
		}
	}
	if columns == 0 {
		l.begin(begin, st.TableGap)
		l.citeNotes(cited, f.parent)
		return
	}
	gap := l.cellGap(columns, f.width)
	widths := l.columnWidths(slices.Concat(head, body), columns, f.width)

	first := len(l.rows)
	for _, r := range head {
		l.tableRow(r, widths, gap, f)
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
		l.tableRow(r, widths, gap, f)
		for j := at; j < len(l.rows); j++ {
			l.rows[j].head = repeat
			if j > at {
				l.rows[j].cost = st.Pages.SplitRow
				if i < 2 || i >= len(body)-2 { // what is parted here leaves less than two rows
					l.rows[j].cost += st.Pages.TableScrap
				}
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

// cellGap is the gap between columns; where there are very many, they get three quarters of the width.
func (l *layouter) cellGap(columns int, width Length) Length {
	return min(l.style.CellGap, width/Length(4*max(1, columns)))
}

// undivided is how wide a word of a table may be, in a width, before it counts as one that can be divided: a long name
// alone doesn't lay a sheet on its side.
func undivided(width Length) Length { return width / 3 }

// needs is the width that lets the words of a table stand whole, or divided where they are very long.
func (l *layouter) needs(rows [][]cell, columns int, width Length) Length {
	widest := make([]Length, columns)
	for _, r := range rows {
		for c, cl := range r {
			word, _ := extent(cl.par, undivided(width))
			widest[c] = max(widest[c], word)
		}
	}
	sum := Length(max(0, columns-1)) * l.cellGap(columns, width)
	for _, w := range widest {
		sum += w
	}
	return sum
}

// turnTable lays the sheet on its side for a table that is too wide for it, and takes the heading above along, with a
// line or two that lead from one to the other.
func (l *layouter) turnTable(f *frame) {
	before := l.left()
	l.turnSheet(true)
	f.width = l.measure
	const few = 3
	if l.headed == 0 || len(l.rows)-l.headed > few || l.padded > l.headed {
		return
	}
	for i := l.headedBy; i < len(l.rows); i++ {
		l.rows[i].turned = true
		l.rows[i].shift(l.left()-before, 0)
	}
}

// tableRow appends the rows of one table row: the first lines of its cells, the second ones, and so on.
func (l *layouter) tableRow(cells []cell, widths []Length, gap Length, f frame) {
	st := &l.style
	first := len(l.rows)
	x := l.left() + f.indent
	for c, cl := range cells {
		for i, ln := range l.lines(cl.par, widths[c], cl.how) {
			ln.shift(x, 0)
			if first+i == len(l.rows) {
				l.push(row{height: st.Table.Leading, baseline: l.baseline(st.Table)})
			}
			l.rows[first+i].join(ln)
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

// columnWidths shares the width by what the columns hold. Each gets what its longest word needs. Of the rest, a column
// that is content with no more than an equal share gets all it wants; the others share what is left, the more the
// longer their longest cell is. Where not even the words have room, they will break.
func (l *layouter) columnWidths(rows [][]cell, columns int, width Length) []Length {
	long := undivided(width)
	width -= Length(columns-1) * l.cellGap(columns, width)
	floor := min(3*l.style.Table.Size, width/Length(columns)) // no column is narrower
	least, most := make([]Length, columns), make([]Length, columns)
	for c := range columns {
		least[c], most[c] = floor, floor
	}
	for _, r := range rows {
		for c, cl := range r {
			word, whole := extent(cl.par, long)
			least[c], most[c] = max(least[c], word), max(most[c], word, min(whole, width))
		}
	}
	var leastSum, mostSum Length
	for c := range columns {
		leastSum, mostSum = leastSum+least[c], mostSum+most[c]
	}
	out := make([]Length, columns)
	switch {
	case leastSum > width:
		for c := range out {
			out[c] = floor
		}
		most = least
	case mostSum <= width:
		copy(out, most)
		return spread(out, most, width)
	default:
		copy(out, least)
		for again := true; again; {
			again = false
			var rest Length = width
			open := Length(0)
			for c := range out {
				rest -= out[c]
				if out[c] < most[c] {
					open++
				}
			}
			for c := range out {
				if want := most[c] - out[c]; want > 0 && want <= rest/open {
					out[c], again = most[c], true
					break // what is left has changed
				}
			}
		}
	}
	wish := make([]Length, columns)
	for c := range wish {
		wish[c] = most[c] - out[c]
	}
	return spread(out, wish, width)
}

// spread gives columns what is left of the width, in the proportion of their wishes.
func spread(out, wish []Length, width Length) []Length {
	rest, wishes := width, Length(0)
	for c := range out {
		rest, wishes = rest-out[c], wishes+wish[c]
	}
	var wished, given Length
	for c := range out {
		wished += wish[c]
		share := rest * Length(c+1) / Length(len(out))
		if wishes > 0 {
			share = rest * wished / wishes
		}
		out[c] += share - given
		given = share
	}
	return out
}

// extent is the width of a paragraph's longest word and of its longest line if nothing breaks. A word wider than long
// counts as its longest part.
func extent(par *paragraph, long Length) (word, whole Length) {
	var w, part, widest, all Length // of the word, of its part, of the widest of its parts, of the line
	end := func() {
		if widest = max(widest, part); w > long {
			w = widest
		}
		word = max(word, w)
		w, part, widest = 0, 0, 0
	}
	for i, it := range par.items {
		switch {
		case it.kind == box, it.kind == glue && i > 0 && par.items[i-1].kind == penalty && par.items[i-1].cost >= never:
			w, part, all = w+it.width, part+it.width, all+it.width
		case it.kind == glue:
			end()
			all += it.width
		case it.divides:
			widest, part = max(widest, part+it.width), 0
		case it.cost < never:
			end()
			if it.cost <= always {
				all = 0
			}
		}
		whole = max(whole, all)
	}
	end()
	return word, whole
}
