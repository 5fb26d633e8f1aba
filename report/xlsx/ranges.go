package xlsx

import "fmt"

// group is the bars of one chart.
type group struct {
	title string
	of    string // what the bars are, as the text in place of the chart says it
	bars  []bar
	away  bool // the chart stands in another sheet
}

// bar is a range that the sheet Charts shows: the cells that it is taken from, and what they give now.
type bar struct {
	name, within string
	low, high    string   // cells of the bounds
	unknown      string   // a condition: nothing at all is known of it
	lo, hi       *float64 // nil: no range
	open         bool     // nothing is known, and nothing is excluded
}

// Columns of the sheet Charts.
const (
	chartsName  = "A"
	chartsLow   = "C"
	chartsHigh  = "D"
	chartsFrom  = "E"
	chartsBar   = "F"
	chartsHatch = "G"
	chartsRight = 7 // index of the first column that is free
)

// thinnest is how wide a bar is at least: a range of no width would not be seen.
const thinnest = 1.0

// ranges completes the sheet with the figures that the charts are drawn from, and the charts beside them.
func (s *sheet) ranges(groups []group) {
	s.frozen = 1
	s.cols = []column{
		{"What", 34, plainText},
		{"Within", 18, plainText},
		{"Low", 7, decimal},
		{"High", 7, decimal},
		{"Bar begins", 8, decimal},
		{"Bar", 7, decimal},
		{"Bar, hatched", 9, decimal},
	}
	head := len(s.intro) + 1
	at := head // row of the next chart, counted from 0: beside the first of the table
	for _, g := range groups {
		c := chart{
			title: g.title,
			alt: fmt.Sprintf(
				"Bars from 0 to 100: the range of %s. The figures stand in the table of the sheet %s, rows %d "+
					"to %d.",
				g.of,
				s.name,
				head+1+len(s.rows),
				head+len(s.rows)+len(g.bars),
			),
			col:   chartsRight,
			row:   at,
			sheet: s.name,
			from:  head + 1 + len(s.rows),
			cols:  [4]string{chartsName, chartsFrom, chartsBar, chartsHatch},
			heads: [3]string{s.cols[4].title, s.cols[5].title, s.cols[6].title},
			head:  head,
		}
		for _, b := range g.bars {
			row := head + 1 + len(s.rows)
			c.names = append(c.names, b.name)
			var low, high any = noRange, noRange
			var begins, known, open float64
			if b.lo != nil && b.hi != nil {
				low, high = *b.lo, *b.hi
				begins = min(*b.lo, 100-thinnest)
				if known = max(*b.hi-*b.lo, thinnest); b.open {
					known, open = 0, known
				}
			}
			c.bars[0], c.bars[1] = append(c.bars[0], begins), append(c.bars[1], known)
			c.bars[2] = append(c.bars[2], open)
			lowCell, highCell := fmt.Sprint(chartsLow, row), fmt.Sprint(chartsHigh, row)
			bound := func(of string) string { return fmt.Sprintf(`IF(ISNUMBER(%s),%s,"%s")`, of, of, noRange) }
			drawn := func(f string) string { return fmt.Sprintf("IF(ISNUMBER(%s),%s,0)", lowCell, f) }
			width := fmt.Sprintf("MAX(%s-%s,%g)", highCell, lowCell, thinnest)
			nothing := fmt.Sprintf("AND(%s,%s=0,%s=100)", b.unknown, lowCell, highCell)
			s.rows = append(s.rows, []any{b.name, b.within, formula(bound(b.low), low), formula(bound(b.high), high),
				formula(drawn(fmt.Sprintf("MIN(%s,%g)", lowCell, 100-thinnest)), begins),
				formula(drawn(fmt.Sprintf("IF(%s,0,%s)", nothing, width)), known),
				formula(drawn(fmt.Sprintf("IF(%s,%s,0)", nothing, width)), open)})
		}
		if len(g.bars) == 0 {
			continue
		}
		s.charts = append(s.charts, c)
		if !g.away {
			at += c.rowsHigh() + 1
		}
	}
	s.onePage = max(at, head+len(s.rows)) <= rowsPerPage
}

// noRange stands in the place of bounds where there are none.
const noRange = "none"
