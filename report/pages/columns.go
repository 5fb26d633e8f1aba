package pages

import (
	"slices"

	"whereas/report/lines"
)

// How a table's width is shared among its columns.

// columnWidths gives each column what its longest word needs, and of the rest what makes the table lowest: long texts
// get more than short ones, which may as well take a second line beside them. Where all columns can have what they
// want, what is left over goes to them in proportion; where not even the words have room, they will break.
func (l *layouter) columnWidths(g *grid, width lines.Length) []lines.Length {
	c := l.columnsOf(g, width)
	switch {
	case sum(c.least) > c.width:
		for i := range c.least {
			c.least[i] = c.floor
		}
		return spread(c.least, make([]lines.Length, g.columns), c.width)
	case sum(c.most) <= c.width:
		return spread(c.most, slices.Clone(c.most), c.width)
	}
	c.lowest()
	return c.least
}

// cramped reports whether the words of a table leave so little of a width to share that its texts become towers.
func (l *layouter) cramped(g *grid, width lines.Length) bool {
	c := l.columnsOf(g, width)
	return sum(c.least) > c.width*3/4 && sum(c.most) > c.width
}

// columns are what those of a table need and want.
type columns struct {
	width       lines.Length     // of all together, without the gaps
	floor       lines.Length     // none is narrower
	least, most []lines.Length   // what the longest word needs, and the longest cell on one line
	wholes      [][]lines.Length // of each column, how wide each cell is on one line
}

func (l *layouter) columnsOf(g *grid, width lines.Length) *columns {
	n := lines.Length(g.columns)
	// A word wider than its share may be divided, so that one long name doesn't leave the texts beside it no room.
	long := min(undivided(width), max(width/n, 7*l.style.Table.Size))
	width -= (n - 1) * l.cellGap(g.columns, width)
	out := &columns{
		width: width, floor: min(3*l.style.Table.Size, width/n), least: make([]lines.Length, g.columns),
		most: make([]lines.Length, g.columns), wholes: make([][]lines.Length, g.columns),
	}
	for c := range out.least {
		out.least[c], out.most[c] = out.floor, out.floor
	}
	for _, r := range slices.Concat(g.head, g.body) {
		for c, cl := range r {
			word, whole := cl.par.Extent(long)
			out.least[c], out.most[c] = max(out.least[c], word), max(out.most[c], word, min(whole, width))
			out.wholes[c] = append(out.wholes[c], whole)
		}
	}
	return out
}

// lowest widens least up to what the columns want, a little at a time, until the width is used up: each time the one
// whose cells lose most height by it. The height of a cell counts by its third power, since a row is as high as its
// highest cell.
func (c *columns) lowest() {
	const steps = 100
	widths, most := c.least, c.most
	step := max(1, (c.width-sum(widths))/steps)
	gain := make([]int64, len(widths))
	find := func(i int) {
		gain[i] = -1
		if widths[i] < most[i] {
			gain[i] = heights(c.wholes[i], widths[i]) - heights(c.wholes[i], min(most[i], widths[i]+step))
		}
	}
	for i := range widths {
		find(i)
	}
	for rest := c.width - sum(widths); rest > 0; {
		best := 0
		for i := range gain {
			if gain[i] > gain[best] {
				best = i
			}
		}
		more := min(step, rest)
		if gain[best] >= 0 {
			more = min(more, most[best]-widths[best])
		}
		widths[best] += more
		rest -= more
		find(best)
	}
}

// heights is the sum of the third powers of the cells' heights in a column of a width, each counted in hundredths of a
// line, without heed to where words end.
func heights(wholes []lines.Length, width lines.Length) int64 {
	total := int64(0)
	for _, whole := range wholes {
		n := int64(max(100, min(100_000, 100*whole/width)))
		total += n * n * n
	}
	return total
}

func sum(widths []lines.Length) lines.Length {
	total := lines.Length(0)
	for _, w := range widths {
		total += w
	}
	return total
}

// spread gives columns what is left of the width, in the proportion of their wishes.
func spread(out, wish []lines.Length, width lines.Length) []lines.Length {
	rest, wishes := width-sum(out), sum(wish)
	var wished, given lines.Length
	for c := range out {
		wished += wish[c]
		share := rest * lines.Length(c+1) / lines.Length(len(out))
		if wishes > 0 {
			share = rest * wished / wishes
		}
		out[c] += share - given
		given = share
	}
	return out
}
