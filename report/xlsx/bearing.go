package xlsx

import (
	"strings"

	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/vocab"
)

// bearing is what one claim is to one indicator.
type bearing struct {
	cat     *score.Category
	in      *score.IndicatorCard
	claim   *grade.Claim
	level   int // the gravest that it is coded for in a coding that counts, else the gravest of all; -1 for none
	counts  bool
	fact    bool     // it shows a level, and doesn't tie alone
	pair    []string // product and customer of the coding with that level
	answers []string // of the elements that it answers
}

// bears finds what each claim is to each indicator, in the order of the rubric.
func (w *writer) bears() {
	for i := range w.Card.Categories {
		cat := &w.Card.Categories[i]
		for j := range cat.Indicators {
			in := &cat.Indicators[j]
			rows := map[string]*bearing{}
			for _, id := range in.Claims {
				if n, ok := w.at.claims.index[id]; ok && rows[id] == nil {
					rows[id] = &bearing{cat: cat, in: in, claim: w.shown[n], level: -1, pair: in.Pair}
					w.borne = append(w.borne, rows[id])
				}
			}
			for _, c := range in.Codings {
				for _, id := range c.Claims {
					if b := rows[id]; b != nil && (c.Counts && !b.counts || c.Counts == b.counts && c.Level > b.level) {
						b.level, b.counts, b.pair = c.Level, c.Counts, c.Pair
					}
				}
				for _, id := range c.Facts {
					if b := rows[id]; b != nil {
						b.fact = true
					}
				}
			}
			for _, e := range in.Elements {
				for _, id := range e.Claims {
					if b := rows[id]; b != nil {
						b.answers = append(b.answers, e.ID+": "+spaced(e.Answer))
						b.counts = b.counts || e.Known
					}
				}
			}
		}
	}
}

// bearingSheet has a row for each claim and indicator, every property in a column of its own: made for pivot tables.
func (w *writer) bearingSheet() sheet {
	s := sheet{name: "Bearing", tableN: "Bearing", grade: 7, frozen: 1, n: len(w.borne), cols: []column{
		{"Claim id", 26, wrapped},
		{"Indicator", 10, plainText},
		{"Indicator title", 24, wrapped},
		{"Category", 18, wrapped},
		{"Level", 7, whole},
		{"Counts", 8, plainText},
		{"Carries a fact", 9, plainText},
		{"Grade", 7, whole},
		{"Grade in words", 15, wrapped},
		{"Contested", 11, plainText},
		{"Kind", 14, plainText},
		{"From", 11, day},
		{"When", 20, plainText},
		{"Status", 11, plainText},
		{"Indicator kind", 11, plainText},
		{"Answers", 40, wrapped},
		{"Product", 26, wrapped},
		{"Customer", 26, wrapped},
		{"Pieces of evidence", 10, whole},
		{"Independent clusters", 12, whole},
		{"Severity", 9, whole},
		{"Involvement", 24, wrapped},
		{"Claim", 90, wrapped},
	}}
	s.intro = w.heading(
		"bearing",
		"A row for each claim and indicator that it bears on, for pivot tables. Claims that "+
			"bear on no indicator aren't here.",
	)
	s.link(w.at.claims.lead, "Claim id")
	s.link(func(id string) string { return w.at.scored[id] }, "Indicator")
	s.row = func(i int) []any {
		b := w.borne[i]
		g, c := b.claim, w.card[b.claim.ID.S]
		var level, severity any
		if b.level >= 0 {
			level = b.level
		}
		if c.Severity > 0 {
			severity = c.Severity
		}
		product, customer := "", ""
		if len(b.pair) == 2 {
			product, customer = w.name(b.pair[0]), w.name(b.pair[1])
		}
		return []any{g.ID.S, b.in.ID, b.in.Title, b.cat.Title, level, yes(b.counts), yes(b.fact), g.Grade,
			w.Vocabulary.Word(vocab.Grade(g.Grade)), yes(g.Contested), string(g.Kind), begins(g.Claim), when(g.Claim),
			string(g.Status), string(b.in.Kind), strings.Join(b.answers, "; "), product, customer, len(g.Evidence),
			len(g.Clusters), severity, c.Involvement, g.Text.S}
	}
	return s
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
