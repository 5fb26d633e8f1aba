package compare

import (
	"fmt"
	"os"
	"testing"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/vocab"
)

// shipped is the wording as it is shipped.
func shipped(t testing.TB) Wording {
	t.Helper()
	b, err := os.ReadFile("../../templates/comparison.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	w := ParseWording("comparison.toml", b, &l)
	if l.Count(diag.Error)+l.Count(diag.Warning) > 0 {
		t.Fatal(l.Sorted())
	}
	return w
}

// two is a rubric of one category with two conduct indicators of weight 1, levels 0 to 4.
func two() *rubric.Rubric {
	r := &rubric.Rubric{
		ID:           "r",
		Version:      "1",
		SHA256:       "two",
		Title:        "Two",
		Power:        2,
		CoverageGate: 0.65,
		Bands:        []rubric.Band{{Name: "all"}},
		Categories:   []rubric.Category{{ID: "k", Title: "Kept"}},
	}
	for _, id := range []string{"A", "B"} {
		r.Indicators = append(
			r.Indicators,
			&rubric.Indicator{
				ID:       id,
				Title:    "Indicator " + id,
				Category: "k",
				Kind:     rubric.Conduct,
				Weight:   1,
				Levels:   make([]rubric.Level, 5),
			},
		)
	}
	return r
}

const unknown = -1

// made is a company whose indicators stand proven at levels, with nothing above excluded from them, or unknown.
func made(r *rubric.Rubric, name string, levels ...int) *Company {
	co := &Company{
		Company: score.Company{Name: name, Short: name, Slug: name},
		File:    name + "/card.json",
		Edition: dossier.PublicEdition,
		AsOf:    civil.Date{Year: 2026, Month: 6, Day: 30},
		Ref:     score.RubricRef{ID: r.ID, Version: r.Version, SHA256: r.SHA256},
	}
	cat := Category{Category: score.Category{ID: "k", Title: "Kept"}}
	var low, high []score.Term
	known := 0
	for i, l := range levels {
		in := score.IndicatorCard{
			ID:      r.Indicators[i].ID,
			Title:   r.Indicators[i].Title,
			Kind:    rubric.Conduct,
			State:   vocab.NotAssessed,
			Levels:  4,
			Weight:  1,
			Lo:      f(0),
			Hi:      f(4),
			LoValue: f(0),
			HiValue: f(100),
		}
		mark := Mark{}
		if l != unknown {
			v := float64(l)
			in.State, in.Lo, in.Best, in.Hi, in.LoValue, in.Value, in.HiValue = vocab.Scored, f(
				v), f(v), f(v), f(25*v), f(25*v), f(25*v)
			mark.Grade = 3
			known++
			if l == 0 {
				in.State, mark.Grade = vocab.SearchedNone, 0
			}
		}
		cat.Indicators, cat.Marks = append(cat.Indicators, in), append(cat.Marks, mark)
		low, high = append(low,
			score.Term{Weight: 1, Value: *in.LoValue}), append(high, score.Term{Weight: 1, Value: *in.HiValue})
	}
	l, _ := score.Mean(r.Power, low)
	u, _ := score.Mean(r.Power, high)
	cat.Low, cat.High, cat.Coverage = &l, &u, f(float64(known)/2)
	co.Categories = []Category{cat}
	return co
}

func f(v float64) *float64 { return &v }

// relation is who stands clearly above whom, in words.
func relation(c *Comparison) map[string]bool {
	out := map[string]bool{}
	for _, s := range c.Categories {
		for a, x := range c.Companies {
			for b, y := range c.Companies {
				if s.Above.Holds(a, b) {
					out[fmt.Sprintf("%s: %s > %s", s.ID, x.Slug, y.Slug)] = true
				}
			}
		}
	}
	return out
}
