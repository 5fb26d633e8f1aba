package xlsx

import (
	"fmt"
	"slices"
	"strconv"
)

// mostBars is how many companies a chart shows at most: of more nobody could read the names.
const mostBars = 40

// leadHome makes each company's name lead to its row in the sheet Side by side.
func (w *comparison) leadHome(s *sheet, side sheet) {
	if s.name == side.name || !slices.ContainsFunc(s.cols, func(c column) bool { return c.title == companyTitle }) {
		return
	}
	rows := make(map[string]int, len(w.Companies))
	for i, co := range w.Companies {
		rows[co.Full(w.Wording)] = len(side.intro) + 2 + i
	}
	s.link(func(name string) string {
		row, ok := rows[name]
		if !ok {
			return ""
		}
		return quoted(side.name) + "!A" + strconv.Itoa(row)
	}, companyTitle)
}

const companyTitle = "Company"

// charts are the ranges of each category, with the figures of the sheet Side by side.
func (w *comparison) charts(side sheet) sheet {
	s := w.sheet("Charts", "A row for each bar of the charts, one chart for each category. What nobody looked for is "+
		"hatched from 0 to 100.", w.Wording.Say("no_order"))
	var groups []group
	for i, st := range w.Categories {
		g := group{title: st.Title, of: "each company in the category " + st.Title}
		for a, co := range w.Companies {
			cat := &co.Categories[i]
			of := func(col int) string {
				return fmt.Sprintf("%s!$%s$%d", quoted(side.name), columnName(firstFigure+4*i+col), len(side.intro)+2+a)
			}
			g.bars = append(g.bars, bar{name: co.Full(w.Wording), within: st.Title, low: of(0), high: of(1),
				unknown: of(2) + "=1", lo: cat.Low, hi: cat.High, open: cat.Open()})
		}
		groups = append(groups, g)
	}
	s.ranges(groups)
	return s
}

// firstFigure is the number of the first column with figures in the sheet Side by side; each category has four.
const firstFigure = 3
