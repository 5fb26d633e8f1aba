package xlsx

import (
	"fmt"
	"strings"
	"whereas/report/rubric"
	"whereas/report/vocab"

	"github.com/xuri/excelize/v2"
)

// Columns of the indicators' table that the categories' formulas refer to.
const (
	colState      = "F"
	colLo         = "H"
	colLevel      = "I"
	colHi         = "J"
	colWeight     = "L"
	colLow        = "M"
	colBest       = "N"
	colHigh       = "O"
	colCounted    = "P"
	colKnown      = "Q"
	colLowFloor   = "R"
	colPointFloor = "S"
	colHighFloor  = "T"
)

// Where the categories stand over it: the columns of their figures, and the row of the first.
const (
	scoreLow   = "H"
	scorePoint = "I"
	scoreHigh  = "J"
	scoreKnown = "K"
	scoreFirst = headingRows + 2
)

// scoreBands is the index of the column in which the bands begin.
const scoreBands = 15

// scoreHead is the row of the head of the indicators' table: under the categories, after an empty row.
func (w *writer) scoreHead() int { return scoreFirst + max(1, len(w.Card.Categories)) + 1 }

// scorecard is the indicators with the categories over them, whose formulas recompute the ranges: change a
// weight and see. Formulas keep to A1 ranges and products, which every spreadsheet program computes alike.
func (w *writer) scorecard() sheet {
	r := w.Card.Rubric
	s := sheet{name: "Scorecard", tableN: "Scorecard", grade: -1, frozen: 2, cols: []column{
		{"Category", 17, wrapped}, // these stand on paper, up to the values
		{"Indicator", 10, plainText},
		{"Title", 22, wrapped},
		{"Question", 26, wrapped},
		{"Kind", 11, plainText},
		{"State", 13, wrapped},
		{"Product and customer", 17, wrapped},
		{"Proven level", 8, level},
		{"Best level", 10, level},
		{"Highest not excluded", 9, level},
		{"Levels", 8, whole},
		{"Weight", 8, input},
		{"Low value", 7, decimal},
		{"Best value", 7, decimal},
		{"High value", 7, decimal},
		{"Weight counted", 10, level},
		{"Weight known", 10, level},
		{"Floor, low", 10, level},
		{"Floor, best", 10, level},
		{"Floor, high", 10, level},
		{"Why", 90, wrapped},
		{"What would narrow it", 90, wrapped},
		{"Claims", 70, wrapped},
	}}
	s.intro = w.heading(
		"scorecard",
		"A row for each indicator. Change a weight (column L): the categories over the table, "+
			"the Summary and the charts follow. Words stay as they are.",
	)
	s.link(func(id string) string { return w.at.bearing.lead(id) }, "Indicator")
	s.inputs = []inputs{{col: s.column("Weight"), title: "Weight",
		note: "A number of 0 or more. The figures of the category follow; 0 leaves the indicator out."}}
	h := func(t string) any { return titled{t, w.book.head} }
	// Columns A, C, … so that texts fall into wide columns and figures into narrow ones.
	heads := []any{h("Category"), nil, h("Gravest"), nil, nil, nil, nil, h("Low"), h("On what is known"), h("High"),
		h("Known"), nil, nil, nil, h("Bands, from")}
	for _, b := range r.Bands {
		heads = append(heads, h(b.Name))
	}
	s.intro = append(s.intro, heads)
	n := len(w.Card.Categories)
	head := w.scoreHead()
	row := head + 1
	type span struct{ from, to int }
	var spans []span
	for _, cat := range w.Card.Categories {
		spans = append(spans, span{row, row + len(cat.Indicators) - 1})
		row += len(cat.Indicators)
	}
	bandArea := fmt.Sprintf("$%s$%d:$%s$%d", columnName(scoreBands+1), scoreFirst, columnName(scoreBands+len(r.Bands)),
		scoreFirst)
	for i := range max(1, n) {
		line := make([]any, scoreBands, scoreBands+len(r.Bands))
		if i < n {
			cat := w.Card.Categories[i]
			line[0], line[2] = cat.Title, cat.Gravest
			at := func(col string) string { return fmt.Sprintf("$%s$%d:$%s$%d", col, spans[i].from, col, spans[i].to) }
			low, high := mean(r.Power, at(colCounted), at(colLow)), mean(r.Power, at(colCounted), at(colHigh))
			known := mean(r.Power, at(colKnown), at(colBest))
			none := "SUM(" + at(colCounted) + ")=0"
			lifted := func(f, floors string) string { return fmt.Sprintf("MAX(%s,%s)", at(floors), f) }
			num := func(f string, v *float64) any {
				return excelize.Cell{Formula: fmt.Sprintf(`IF(%s,"%s",%s)`, none, noScore, f), Value: scored(v),
					StyleID: w.book.styles[decimal]}
			}
			line[7], line[9] = num(lifted(low, colLowFloor), cat.Low), num(lifted(high, colHighFloor), cat.High)
			line[10] = excelize.Cell{
				Formula: fmt.Sprintf(`IF(%s,"%s",SUM(%s)/SUM(%s))`, none, noScore, at(colKnown), at(colCounted)),
				Value:   scored(cat.Coverage),
				StyleID: w.book.styles[fraction],
			}
			me := scoreFirst + i
			var point any = "not printed"
			if cat.Point != nil {
				point = *cat.Point
			}
			p := lifted(known, colPointFloor)
			line[8] = excelize.Cell{StyleID: w.book.styles[decimal], Value: point,
				Formula: fmt.Sprintf(
					`IF(SUM(%[1]s)=0,"not printed",IF(K%[2]d<%[3]g,"not printed",IF(%[4]s<H%[2]d,"not printed",`+
						`IF(%[4]s>J%[2]d,"not printed",IF(MATCH(%[4]s,%[5]s,1)-MATCH(H%[2]d,%[5]s,1)>1,"not `+
						`printed",%[4]s)))))`,
					at(colKnown), me, r.CoverageGate, p, bandArea)}
		}
		if i == 0 {
			for _, b := range r.Bands {
				line = append(line, excelize.Cell{Value: b.From, StyleID: w.book.styles[decimal]})
			}
		}
		s.intro = append(s.intro, line)
	}
	s.intro = append(s.intro, []any{})
	row = head + 1
	for _, cat := range w.Card.Categories {
		for _, in := range cat.Indicators {
			def := r.Indicator(in.ID)
			var pair []string
			for _, p := range in.Pair {
				pair = append(pair, w.name(p))
			}
			counted, known := in.Weight, 0.0
			if in.State == vocab.NotApplicable {
				counted = 0
			} else if in.Value != nil {
				known = in.Weight
			}
			s.rows = append(
				s.rows,
				[]any{
					cat.Title,
					in.ID,
					in.Title,
					def.Question,
					string(in.Kind),
					spaced(in.State),
					strings.Join(pair, " → "),
					number(in.Lo),
					number(in.Best),
					number(in.Hi),
					in.Levels,
					in.Weight,
					number(in.LoValue),
					number(in.Value),
					number(in.HiValue),
					formula(fmt.Sprintf(`IF(%s%d="not applicable",0,%s%d)`, colState, row, colWeight, row), counted),
					formula(fmt.Sprintf(`IF(ISNUMBER(%s%d),%s%d,0)`, colBest, row, colCounted, row), known),
					floor(def, in.Lo, colLo, row),
					floor(def, in.Best, colLevel, row),
					floor(def, in.Hi, colHi, row),
					in.Why,
					in.Narrows,
					clipped(in.Claims),
				},
			)
			row++
		}
	}
	return s
}

// floor is what a critical indicator brings to a figure of its category where a level reaches its own: the proven one,
// the best, or the highest that isn't excluded, each in a column of its own. 0 for an indicator that isn't critical.
func floor(def *rubric.Indicator, reached *float64, column string, row int) any {
	k := def.Critical
	if k == nil || reached == nil {
		return 0.0
	}
	now := 0.0
	if *reached >= float64(k.Level) {
		now = k.Floor
	}
	return formula(fmt.Sprintf("IF(%s%d>=%d,%g,0)", column, row, k.Level, k.Floor), now)
}

// number is a figure, or an empty cell where nothing is known.
func number(p *float64) any {
	if p == nil {
		return nil
	}
	return *p
}

// mean is M_p as a formula: products of ranges, never a power inside SUMPRODUCT, which not all programs know.
func mean(p int, weights, values string) string {
	f := fmt.Sprintf("SUMPRODUCT(%s%s)/SUM(%s)", weights, strings.Repeat(","+values, p), weights)
	switch p {
	case 2:
		return "SQRT(" + f + ")"
	case 4:
		return "SQRT(SQRT(" + f + "))"
	}
	return f
}
