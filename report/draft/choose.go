package draft

import (
	"cmp"
	"maps"
	"slices"
	"text/template"

	"whereas/report/grade"
	"whereas/report/terms"
)

// candidate is a claim that may be told in a resolution.
type candidate struct {
	g        *grade.Claim
	role     string
	theme    string
	severity int
	order    int
	text     string // its sentence, once it is tried
}

// candidates are the claims with a recital that may stand in a filed text: of grade 2 or more, not
// contested.
func (in Input) candidates() map[string][]candidate {
	severity := map[string]int{}
	for _, c := range in.Card.Claims {
		severity[c.ID] = c.Severity
	}
	out := map[string][]candidate{}
	for i, g := range in.Graded {
		if g.Recital.S == "" || g.Grade < 2 || g.Contested || g.Handling == terms.Restricted {
			continue
		}
		c := candidate{g: g, role: in.role(g), order: i, theme: g.Kind, severity: severity[g.ID.S]}
		if len(g.Tags) > 0 {
			c.theme = g.Tags[0]
		}
		out[c.role] = append(out[c.role], c)
	}
	return out
}

func (in Input) role(g *grade.Claim) string {
	switch g.Kind {
	case terms.KindNorm:
		return "norm"
	case terms.KindAbsence:
		return "gap"
	case "exposure", terms.KindHistory, terms.KindPeer:
		return "exposure"
	case "policy":
		return "answer"
	}
	return "record"
}

// fill prints the template with the recitals that are chosen. The words of a trial are counted line by line, each
// line once; should the whole, read as one, have another number, all are counted anew as wholes.
func (in Input) fill(t *template.Template) ([]byte, error) {
	c := in.newCounter()
	md, n, err := in.choose(t, c.count)
	if err == nil && n >= 0 && n != c.whole(md) {
		md, _, err = in.choose(t, c.whole)
	}
	return md, err
}

// choose gives out places in the order of the wording's plan, while the draft stays within its limit: the template
// filled so, and its words by count, -1 where nothing was chosen. Within a role the next is of the theme told least
// so far, then the graver, then the stronger, then the earlier one.
func (in Input) choose(t *template.Template, count func(md []byte) int) (md []byte, words int, err error) {
	pool := in.candidates()
	chosen := map[string][]candidate{}
	themes := map[string]int{}
	words = -1
	for _, role := range in.Wording.Plan {
		// Until one is taken nothing changes by which they are ordered.
		slices.SortFunc(pool[role], func(a, b candidate) int {
			return cmp.Or(cmp.Compare(themes[a.theme], themes[b.theme]), cmp.Compare(b.severity, a.severity),
				cmp.Compare(b.g.Grade, a.g.Grade), cmp.Compare(a.order, b.order))
		})
		for taken := false; len(pool[role]) > 0 && !taken; { // where one doesn't fit, a shorter one may
			c := pool[role][0]
			pool[role] = pool[role][1:]
			c.text = in.sentence(c.g)
			trial := maps.Clone(chosen)
			trial[role] = append(slices.Clone(chosen[role]), c)
			filled, err := in.print(t, trial)
			if err != nil {
				return nil, 0, err
			}
			if n := count(filled); n <= in.Rules.Words.Limit {
				chosen, md, words, taken = trial, filled, n, true
				themes[c.theme]++
			}
		}
	}
	if words < 0 {
		md, err = in.print(t, chosen)
	}
	return md, words, err
}
