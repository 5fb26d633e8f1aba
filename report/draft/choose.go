package draft

import (
	"cmp"
	"maps"
	"slices"
	"text/template"

	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/vocab"
)

// candidate is a claim that may be told in a resolution.
type candidate struct {
	g        *grade.Claim
	role     Role
	theme    string
	severity int
	order    int
	text     prose.Markdown // its sentence, once it is tried
}

// candidates are the claims with a recital that may stand in a filed text: of grade 2 or more, not
// contested.
func (in Input) candidates() map[Role][]candidate {
	severity := map[string]int{}
	for _, c := range in.Card.Claims {
		severity[c.ID] = c.Severity
	}
	out := map[Role][]candidate{}
	for i, g := range in.Set.Claims {
		if barred(g, in.Set.Dossier) != "" {
			continue
		}
		c := candidate{g: g, role: roleOf(g), order: i, theme: string(g.Kind), severity: severity[g.ID.S]}
		if len(g.Tags) > 0 {
			c.theme = g.Tags[0]
		}
		out[c.role] = append(out[c.role], c)
	}
	return out
}

func roleOf(g *grade.Claim) Role {
	switch g.Kind {
	case vocab.Norm:
		return Norm
	case vocab.Absence:
		return Gap
	case vocab.Exposure, vocab.History, vocab.Peer:
		return Exposure
	case vocab.Policy:
		return Answer
	case vocab.Relationship, vocab.Capability, vocab.Use, vocab.CustomerRecord, vocab.Act:
	}
	return Record
}

// fill prints the template with the recitals that are chosen, and says of all claims whether they are told. The words
// of a trial are counted line by line, each line once; should the whole, read as one, have another number, all are
// counted anew as wholes.
func (in Input) fill(t *template.Template) ([]byte, []Telling, error) {
	c := in.newCounter()
	md, n, became, err := in.choose(t, c.count)
	if err == nil && n >= 0 && n != c.whole(md) {
		md, _, became, err = in.choose(t, c.whole)
	}
	return md, in.tellings(became), err
}

// choose gives out places in the order of the wording's plan, while the draft stays within its limit: the template
// filled so, its words by count, -1 where nothing was chosen, and what became of each candidate. Within a role the next
// is of the theme told least so far, then the graver, then the stronger, then the earlier one.
func (in Input) choose(t *template.Template, count func(md []byte) int) (
	md []byte, words int, became map[string]Telling, err error) {
	became = map[string]Telling{}
	pool, tell := in.candidates(), Teller{in.Set, in.Wording}
	chosen := map[Role][]candidate{}
	themes := map[string]int{}
	words = -1
	for _, role := range in.Wording.Plan {
		// Until one is taken nothing changes by which they are ordered.
		next(pool[role], themes)
		// Where one doesn't fit, a shorter one may; one that nothing told ties to the company waits.
		for i, taken := 0, false; i < len(pool[role]) && !taken; {
			c := pool[role][i]
			if !in.tied(c, chosen[Record]) {
				i++
				continue
			}
			pool[role] = slices.Delete(pool[role], i, i+1)
			c.text = tell.Sentence(c.g, c.g.Recital.S)
			trial := maps.Clone(chosen)
			trial[role] = append(slices.Clone(chosen[role]), c)
			filled, err := in.print(t, trial)
			if err != nil {
				return nil, 0, nil, err
			}
			n := count(filled)
			if n > in.Rules.Words.Limit {
				if before := words; before < 0 {
					bare, err := in.print(t, chosen)
					if err != nil {
						return nil, 0, nil, err
					}
					n -= count(bare)
				} else {
					n -= before
				}
				became[c.g.ID.S] = Telling{Reason: NoRoom, Words: n}
				continue
			}
			chosen, md, words, taken = trial, filled, n, true
			became[c.g.ID.S] = Telling{Reason: Told}
			themes[c.theme]++
		}
	}
	for _, left := range pool {
		for _, c := range left {
			became[c.g.ID.S] = Telling{Reason: NoPlace}
			if !in.tied(c, chosen[Record]) {
				became[c.g.ID.S] = Telling{Reason: Untied}
			}
		}
	}
	if words < 0 {
		md, err = in.print(t, chosen)
	}
	return md, words, became, err
}

// next orders candidates: first the one of the theme told least so far, then the graver, then the stronger, then the
// earlier one.
func next(pool []candidate, themes map[string]int) {
	slices.SortFunc(pool, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(themes[a.theme], themes[b.theme]), cmp.Compare(b.severity, a.severity),
			cmp.Compare(b.g.Grade, a.g.Grade), cmp.Compare(a.order, b.order))
	})
}

// Pick chooses claims for a text that no number of words binds: of each role at most as many as most says, in the order
// of the dossier. What may be told is what may stand in a resolution.
func Pick(set *grade.Set, card *score.Card, most map[Role]int) map[Role][]*grade.Claim {
	out := map[Role][]*grade.Claim{}
	for role, pool := range (Input{Set: set, Card: card}).candidates() {
		themes := map[string]int{}
		var taken []candidate
		for len(pool) > 0 && len(taken) < most[role] {
			next(pool, themes)
			themes[pool[0].theme]++
			taken, pool = append(taken, pool[0]), pool[1:]
		}
		slices.SortFunc(taken, func(a, b candidate) int { return cmp.Compare(a.order, b.order) })
		for _, c := range taken {
			out[role] = append(out[role], c.g)
		}
	}
	return out
}

// Roles that a claim can have in a text.
func Roles() []Role { return slices.Clone(roles) }
