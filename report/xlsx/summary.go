package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"whereas/report/vocab"
)

func (w *writer) summary() sheet {
	s := sheet{name: "Summary", tableN: "Summary", grade: -1, frozen: 1,
		cols: []column{
			{"Category", 28, wrapped},
			{"Supported at least to", 13, decimal},
			{"Not excluded up to", 13, decimal},
			{"Known", 10, fraction},
			{"Unknown", 11, fraction},
			{"Gravest", 12, plainText},
			{"What would narrow it", 90, wrapped},
		}}
	s.intro = w.heading(
		"summary",
		fmt.Sprintf(
			"A row for each category, as of %s, %s edition, rubric %s %s. The figures follow the weights in the "+
				"sheet Scorecard.",
			w.Card.AsOf,
			w.Card.Edition,
			w.Card.RubricRef.ID,
			w.Card.RubricRef.Version,
		),
	)
	s.intro[2] = []any{
		titled{"0 is searched and no supported concern, 100 the gravest. The range is the result: what " +
			"nobody looked for is unknown, not nothing.", w.book.note},
	}
	s.link(func(title string) string { return w.at.category[title] }, "Category")
	s.intro = append(s.intro, []any{titled{w.Card.Headline, w.book.strong}}, []any{})
	counts := map[int]int{}
	contested := 0
	for _, g := range w.shown {
		counts[g.Grade]++
		if g.Contested {
			contested++
		}
	}
	var parts []string
	for g := 4; g >= 0; g-- {
		if counts[g] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[g], w.Vocabulary.Word(vocab.Grade(g))))
		}
	}
	s.intro = append(s.intro,
		[]any{fmt.Sprintf("%d claims: %s; %d contested.", len(w.shown), strings.Join(parts, ", "), contested)})
	for _, v := range w.Dossier.Votes {
		s.intro = append(s.intro, []any{fmt.Sprintf("Vote of %s on %s: %s.", v.Date.Date, v.Title, v.Support)})
	}
	if w.Dossier.Note != "" {
		for _, line := range lines(w.Dossier.Note) {
			s.intro = append(s.intro, []any{titled{line, w.book.note}})
		}
	}
	s.intro = append(s.intro, []any{})
	for i, c := range w.Card.Categories {
		row := scoreFirst + i
		of := func(col string) string { return fmt.Sprintf("Scorecard!$%s$%d", col, row) }
		gravest, narrows := c.Gravest, c.Narrows
		if c.Low == nil {
			gravest, narrows = "", "none of its indicators applies"
		}
		var unknown any = noScore
		if c.Coverage != nil {
			unknown = 1 - *c.Coverage
		}
		s.rows = append(
			s.rows,
			[]any{c.Title, formula(of(scoreLow), scored(c.Low)), formula(of(scoreHigh), scored(c.High)),
				formula(of(scoreKnown), scored(c.Coverage)),
				formula(fmt.Sprintf(`IF(ISNUMBER(%[1]s),1-%[1]s,"%[2]s")`, of(scoreKnown), noScore), unknown),
				gravest, narrows},
		)
	}
	if _, c := w.charts(); c != nil {
		c.col, c.row = 0, len(s.intro)+1+len(s.rows)+1
		s.charts = []chart{*c}
		high := float64(rowHigh*(len(s.intro)+2) + c.high()/point)
		for _, row := range s.rows {
			high += height(s.cols, row)
		}
		s.onePage = high <= rowHigh*rowsPerPage
	}
	return s
}

// noScore stands where a category has no figure, since none of its indicators applies.
const noScore = "no score"

// scored is a figure, or the words in its place.
func scored(v *float64) any {
	if v == nil {
		return noScore
	}
	return *v
}

// charts are the ranges of the indicators of each category, as charts and as the table behind them; and the chart of
// the categories, whose figures stand there as well, for the summary. It is nil where there are none.
func (w *writer) charts() (sheet, *chart) {
	s := sheet{name: "Charts", tableN: "Charts", grade: -1}
	s.intro = w.heading(
		"charts",
		"A row for each bar of the charts, with figures from the sheet Scorecard. What nobody "+
			"looked for is hatched from 0 to 100.",
	)
	all := group{title: "Ranges of the categories", of: "each category", away: true}
	groups := []group{{}}
	row := w.scoreHead() + 1
	for i := range w.Card.Categories {
		c := &w.Card.Categories[i]
		of := func(col string) string { return fmt.Sprintf("Scorecard!$%s$%d", col, scoreFirst+i) }
		all.bars = append(
			all.bars,
			bar{name: c.Title, low: of(scoreLow), high: of(scoreHigh), unknown: of(scoreKnown) + "=0",
				lo: c.Low, hi: c.High, open: c.Open()},
		)
		g := group{title: c.Title + ", question by question", of: "each indicator of " + c.Title}
		for j := range c.Indicators {
			in := &c.Indicators[j]
			of := func(col string) string { return fmt.Sprintf("Scorecard!$%s$%d", col, row) }
			g.bars = append(
				g.bars,
				bar{name: in.ID + " " + in.Title, within: c.Title, low: of(colLow), high: of(colHigh),
					unknown: of(
						colLevel,
					) + `=""`, lo: in.LoValue, hi: in.HiValue, open: in.LoValue != nil && in.Open()},
			)
			row++
		}
		groups = append(groups, g)
	}
	groups[0] = all
	s.ranges(groups)
	if len(all.bars) == 0 {
		return s, nil
	}
	of := s.charts[0]
	s.charts = s.charts[1:]
	return s, &of
}

// names gives the figures that formulas of a reader's own would want names of their own; the tables have theirs.
func (w *writer) names() error {
	n := len(w.Card.Categories)
	first, last := w.scoreHead()+1, w.scoreHead()
	for i := range w.Card.Categories {
		last += len(w.Card.Categories[i].Indicators)
	}
	for _, v := range []struct {
		name, col string
		from, to  int
	}{
		{"Weights", colWeight, first, last},
		{"Indicator_low", colLow, first, last},
		{"Indicator_best", colBest, first, last},
		{"Indicator_high", colHigh, first, last},
		{"Category_low", scoreLow, scoreFirst, scoreFirst + n - 1},
		{"Category_high", scoreHigh, scoreFirst, scoreFirst + n - 1},
		{"Category_known", scoreKnown, scoreFirst, scoreFirst + n - 1},
	} {
		if v.to < v.from {
			continue
		}
		if err := w.book.f.SetDefinedName(&excelize.DefinedName{Name: v.name,
			RefersTo: fmt.Sprintf("Scorecard!$%s$%d:$%s$%d", v.col, v.from, v.col, v.to)}); err != nil {
			return err
		}
	}
	return nil
}
