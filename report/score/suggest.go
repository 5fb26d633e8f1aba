package score

import (
	"cmp"
	"fmt"
	"slices"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// Suggestion is a claim that nobody coded and that could bear on an indicator. It scores nothing: only a
// person can say what a claim shows.
type Suggestion struct {
	Indicator string   `json:"indicator"`
	Claim     string   `json:"claim"`
	Grade     int      `json:"grade"`
	Levels    []int    `json:"levels"` // whose facts may be of its kind
	Because   string   `json:"because"`
	Entities  []string `json:"entities"` // shared with the indicator's pairs
}

// Suggest lists claims of grade 1 or more that stand in no coding of an indicator although a level asks for facts
// of their kind and they speak of a product or customer that the indicator's pairs name (of the company, where
// nothing is coded yet). The strongest stand first.
func Suggest(set *grade.Set, r *rubric.Rubric) []Suggestion {
	as := Assessment(set.Dossier, r)
	out := []Suggestion{} // an empty list in JSON, not null
	for _, in := range r.Indicators {
		if in.Kind != rubric.Conduct {
			continue
		}
		var j *dossier.Judgement
		if as != nil {
			j = as.Indicator(in.ID)
		}
		coded := map[string]bool{}
		var parties []string
		if j != nil {
			parties = appendNew(parties, pairOf(j.Pair)...)
			for _, c := range j.Codings {
				parties = appendNew(parties, pairOf(c.Pair)...)
				for _, t := range c.Claims {
					coded[t.S] = true
				}
			}
		}
		if len(parties) == 0 {
			parties = []string{dossier.CompanyID}
		}
		first := len(out)
		for _, g := range set.Claims {
			if g.Grade < 1 || coded[g.ID.S] {
				continue
			}
			levels := levelsOf(in, g.Kind)
			if len(levels) == 0 {
				continue
			}
			var shared []string
			for _, e := range g.Entities() {
				if slices.Contains(parties, e) {
					shared = append(shared, e)
				}
			}
			if len(shared) == 0 {
				continue
			}
			out = append(
				out,
				Suggestion{Indicator: in.ID, Claim: g.ID.S, Grade: g.Grade, Levels: levels, Entities: shared,
					Because: fmt.Sprintf("%s, grade %d", g.Kind, g.Grade)},
			)
		}
		slices.SortStableFunc(out[first:], func(a, b Suggestion) int { return cmp.Compare(b.Grade, a.Grade) })
	}
	return out
}

func levelsOf(in *rubric.Indicator, kind vocab.Kind) []int {
	var out []int
	for n, lv := range in.Levels {
		if slices.ContainsFunc(lv.Needs, func(nd rubric.Needs) bool { return slices.Contains(nd.Fact, kind) }) {
			out = append(out, n)
		}
	}
	return out
}
