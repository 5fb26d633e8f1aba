package xlsx

import (
	"fmt"
	"strings"
	"whereas/report/vocab"

	"github.com/xuri/excelize/v2"
)

// Columns of the indicators' table that the categories' formulas refer to.
const (
	colState   = "F"
	colLo      = "H"
	colWeight  = "L"
	colLow     = "M"
	colBest    = "N"
	colHigh    = "O"
	colCounted = "P"
	colKnown   = "Q"
	colFloor   = "R"
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
		{"Floor", 8, level},
		{"Why", 56, wrapped},
		{"What would narrow it", 56, wrapped},
		{"Claims", 40, wrapped},
	}}
	s.lead = w.heading(
		"scorecard",
		"Change a weight (column L) and the categories below recompute. A value is unknown where nothing is known: it counts as 0 for the low bound and 100 for the high one.",
	)
	h := func(t string) any { return titled{t, w.book.head} }
	// Columns A, C, … so that texts fall into wide columns and figures into narrow ones.
	s.lead = append(
		s.lead,
		[]any{h("Category"), nil, h("Gravest"), nil, nil, nil, nil, h("Low"), h("On what is known"), h("High"),
			h("Known"), nil, nil, nil, nil, h("Bands"), h("from")},
	)
	n := len(w.Card.Categories)
	top := len(s.lead) + 1 // row of the first category
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
			floor := "MAX(" + at(colFloor) + ")"
			none := "SUM(" + at(colCounted) + ")=0"
			num := func(f string, v *float64) any {
				var value any = "no score"
				if v != nil {
					value = *v
				}
				return excelize.Cell{
					Formula: fmt.Sprintf(`IF(%s,"no score",MAX(%s,%s))`, none, floor, f),
					Value:   value,
					StyleID: w.book.styles[decimal],
				}
			}
			line[7], line[9] = num(low, cat.Low), num(high, cat.High)
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
			p := fmt.Sprintf("MAX(%s,%s)", floor, known)
			line[8] = excelize.Cell{StyleID: w.book.styles[decimal], Value: point,
				Formula: fmt.Sprintf(
					`IF(SUM(%s)=0,"not printed",IF(K%d<%g,"not printed",IF(ABS(MATCH(H%d,%s,1)-MATCH(%s,%s,1))>1,"not printed",%s)))`,
					at(colKnown),
					me,
					r.CoverageGate,
					me,
					bandArea,
					p,
					bandArea,
					p,
				)}
		}
		if i < len(r.Bands) {
			line[15] = r.Bands[i].Name
			line[16] = excelize.Cell{Value: r.Bands[i].From, StyleID: w.book.styles[decimal]}
		}
		s.lead = append(s.lead, line)
	}
	s.lead = append(s.lead, []any{})
	row = head + 1
	for _, cat := range w.Card.Categories {
		for _, in := range cat.Indicators {
			def := r.Indicator(in.ID)
			var pair []string
			for _, p := range in.Pair {
				pair = append(pair, w.name(p))
			}
			floor := any(0.0)
			if def.Critical != nil && in.Lo != nil {
				now := 0.0
				if *in.Lo >= float64(def.Critical.Level) {
					now = def.Critical.Floor
				}
				floor = formula(fmt.Sprintf("IF(%s%d>=%d,%g,0)", colLo, row, def.Critical.Level, def.Critical.Floor),
					now)
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
					floor,
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
