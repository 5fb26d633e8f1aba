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

// scorecard is the indicators with the categories over them, whose formulas recompute the ranges: change a
// weight and see. Formulas keep to A1 ranges and products, which every spreadsheet program computes alike.
func (w *writer) scorecard() sheet {
	r := w.Card.Rubric
	s := sheet{name: "Scorecard", tableN: "Scorecard", grade: -1, cols: []column{
		{"Category", 20, wrapped},
		{"Indicator", 10, plainText},
		{"Title", 28, wrapped},
		{"Question", 44, wrapped},
		{"Kind", 11, plainText},
		{"State", 15, plainText},
		{"Product and customer", 26, wrapped},
		{"Proven level", 9, level},
		{"Best level", 9, level},
		{"Highest not excluded", 12, level},
		{"Levels", 8, whole},
		{"Weight", 9, input},
		{"Low value", 9, decimal},
		{"Best value", 9, decimal},
		{"High value", 9, decimal},
		{"Weight counted", 10, level},
		{"Weight known", 10, level},
		{"Floor, low", 8, level},
		{"Floor, best", 8, level},
		{"Floor, high", 8, level},
		{"Why", 56, wrapped},
		{"What would narrow it", 56, wrapped},
		{"Claims", 40, wrapped},
	}}
	s.intro = w.heading(
		"scorecard",
		"Change a weight (column L) and the categories below recompute. The low bound takes the proven levels, the "+
			"high one the highest that aren't excluded: of what nobody looked at, 0 and 100.",
	)
	h := func(t string) any { return titled{t, w.book.head} }
	// Columns A, C, … so that texts fall into wide columns and figures into narrow ones.
	s.intro = append(
		s.intro,
		[]any{h("Category"), nil, h("Gravest"), nil, nil, nil, nil, h("Low"), h("On what is known"), h("High"),
			h("Known"), nil, nil, nil, nil, h("Bands"), h("from")},
	)
	n := len(w.Card.Categories)
	top := len(s.intro) + 1 // row of the first category
	bandRows := max(n, len(r.Bands))
	head := top + bandRows + 1 // row of the table's head, after an empty row
	row := head + 1
	type span struct{ from, to int }
	var spans []span
	for _, cat := range w.Card.Categories {
		spans = append(spans, span{row, row + len(cat.Indicators) - 1})
		row += len(cat.Indicators)
	}
	bandArea := fmt.Sprintf("$Q$%d:$Q$%d", top, top+len(r.Bands)-1)
	for i := range bandRows {
		line := make([]any, 17)
		if i < n {
			cat := w.Card.Categories[i]
			line[0], line[2] = cat.Title, cat.Gravest
			at := func(col string) string { return fmt.Sprintf("$%s$%d:$%s$%d", col, spans[i].from, col, spans[i].to) }
			low, high := mean(r.Power, at(colCounted), at(colLow)), mean(r.Power, at(colCounted), at(colHigh))
			known := mean(r.Power, at(colKnown), at(colBest))
			none := "SUM(" + at(colCounted) + ")=0"
			lifted := func(f, floors string) string { return fmt.Sprintf("MAX(%s,%s)", at(floors), f) }
			num := func(f string, v *float64) any {
				var value any = "no score"
				if v != nil {
					value = *v
				}
				return excelize.Cell{Formula: fmt.Sprintf(`IF(%s,"no score",%s)`, none, f), Value: value,
					StyleID: w.book.styles[decimal]}
			}
			line[7], line[9] = num(lifted(low, colLowFloor), cat.Low), num(lifted(high, colHighFloor), cat.High)
			var coverage any = "no score"
			if cat.Coverage != nil {
				coverage = *cat.Coverage
			}
			line[10] = excelize.Cell{
				Formula: fmt.Sprintf(`IF(%s,"no score",SUM(%s)/SUM(%s))`, none, at(colKnown), at(colCounted)),
				Value:   coverage,
				StyleID: w.book.styles[fraction],
			}
			me := top + i
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
		if i < len(r.Bands) {
			line[15] = r.Bands[i].Name
			line[16] = excelize.Cell{Value: r.Bands[i].From, StyleID: w.book.styles[decimal]}
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
