package score

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
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
	Ties      bool     `json:"ties"`     // it ties the product of a pair to its customer
}

// Suggest lists claims of grade 1 or more that stand in no coding of an indicator although a level asks for facts
// of their kind and they speak of a product or customer that the indicator's pairs name (of the company, where
// nothing is coded yet). First stand those that tie the two of a pair, then those that speak of both, then those that
// speak of one; among these the strongest.
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
		var pairs []dossier.Pair
		if j != nil {
			parties, pairs = appendNew(parties, pairOf(j.Pair)...), append(pairs, j.Pair)
			for _, c := range j.Codings {
				parties, pairs = appendNew(parties, pairOf(c.Pair)...), append(pairs, c.Pair)
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
			levels := levelsOf(in, g)
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
			s := Suggestion{Indicator: in.ID, Claim: g.ID.S, Grade: g.Grade, Levels: levels, Entities: shared,
				Because: fmt.Sprintf("%s, grade %d, speaks of %s", g.Kind, g.Grade, strings.Join(shared, ", "))}
			if p := tied(g, pairs); !p.IsZero() {
				s.Ties = true
				s.Because = fmt.Sprintf("%s, grade %d, ties %s and %s", g.Kind, g.Grade, p.Product, p.Customer)
			}
			out = append(out, s)
		}
		slices.SortStableFunc(out[first:], func(a, b Suggestion) int {
			return cmp.Or(cmp.Compare(b.near(), a.near()), cmp.Compare(b.Grade, a.Grade))
		})
	}
	return out
}

// near is how much a suggested claim has to do with the pairs of its indicator.
func (s Suggestion) near() int {
	switch {
	case s.Ties:
		return 2
	case len(s.Entities) > 1:
		return 1
	}
	return 0
}

// tied is the pair whose product and customer a link of the claim joins, in either direction; zero where none does.
func tied(g *grade.Claim, pairs []dossier.Pair) dossier.Pair {
	for _, p := range pairs {
		for _, l := range g.Links {
			if l.Subject == p.Product && l.Object == p.Customer || l.Subject == p.Customer && l.Object == p.Product {
				return p
			}
		}
	}
	return dossier.Pair{}
}

func levelsOf(in *rubric.Indicator, g *grade.Claim) []int {
	kind := g.Kind
	var out []int
	for n, lv := range in.Levels {
		if lv.Present && ended(g) {
			continue
		}
		if slices.ContainsFunc(lv.Needs, func(nd rubric.Needs) bool { return slices.Contains(nd.Fact, kind) }) {
			out = append(out, n)
		}
	}
	return out
}
