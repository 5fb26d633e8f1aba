package preview

import (
	"slices"

	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/proof"
	"whereas/report/vocab"
)

// Row is a claim in the list of all.
type Row struct {
	ID        string   `json:"id"`
	Text      string   `json:"text"`
	Entities  []string `json:"entities"` // names
	Grade     int      `json:"grade"`
	GradeWord string   `json:"grade_word"`
	Proof     string   `json:"proof"` // the worst state of its quotes; "none" where it has no quote
	Quotes    int      `json:"quotes"`
	Due       Due      `json:"due"`
	Told      bool     `json:"told"` // in the resolution
}

// Due is when a claim grows old.
type Due struct {
	State string `json:"state"` // "never": it doesn't; "unchecked": nobody looked; "over"; "open"
	Day   string `json:"day"`   // the last day on which it isn't stale; "" where there is none
}

// Told is a claim that the resolution tells, or doesn't.
type Told struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Grade int    `json:"grade"`
	Group string `json:"group"` // what it does in the text, or why it isn't told, in a few words
	Why   string `json:"why"`   // in a sentence
}

// tell finds which claims the resolution tells, by what they do, and which it doesn't, by why not.
func (v *View) tell() {
	r := v.resolution
	for _, t := range r.Told {
		g := v.claims.Claim(t.Claim)
		if g == nil {
			continue
		}
		x := Told{ID: t.Claim, Text: g.Sentence(), Grade: g.Grade, Group: t.Move, Why: r.Why(t.Claim)}
		if t.Reason == draft.Told {
			v.Told = append(v.Told, x)
			continue
		}
		x.Group = t.Reason.Words()
		v.Untold = append(v.Untold, x)
	}
	moves := r.Moves()
	slices.SortStableFunc(v.Told, func(a, b Told) int {
		return slices.Index(moves, a.Group) - slices.Index(moves, b.Group)
	})
	order := draft.ReasonsNotTold()
	slices.SortStableFunc(v.Untold, func(a, b Told) int {
		return slices.Index(order, a.Group) - slices.Index(order, b.Group)
	})
}

// list lists all claims of the edition.
func (v *View) list() {
	told := map[string]bool{}
	for _, t := range v.Told {
		told[t.ID] = true
	}
	v.Claims = make([]Row, 0, len(v.claims.Claims))
	for _, g := range v.claims.Claims {
		r := Row{ID: g.ID.S, Text: g.Text.S, Entities: []string{}, Grade: g.Grade,
			GradeWord: v.maker.Vocabulary.Word(vocab.Grade(g.Grade)), Due: v.due(g), Told: told[g.ID.S]}
		for _, id := range g.Entities() {
			if e := v.claims.Dossier.Entity(id); e != nil {
				r.Entities = append(r.Entities, e.Label())
			}
		}
		var states []proof.State
		for _, e := range g.Evidence {
			if e.Quote.S != "" {
				states = append(states, v.maker.States[proof.Quote{e.Source.S, e.Quote.S}])
			}
		}
		r.Quotes, r.Proof = len(states), worst(states)
		v.Claims = append(v.Claims, r)
	}
}

// worst is the worst of some states.
func worst(states []proof.State) string {
	for _, s := range []proof.State{proof.Failed, proof.Unproven, proof.Unrecorded, proof.ByRecord, proof.Proven} {
		if slices.Contains(states, s) {
			return string(s)
		}
	}
	return "none"
}

func (v *View) due(g *grade.Claim) Due {
	day, ok := v.claims.Due(g)
	switch {
	case !ok:
		return Due{State: "never"}
	case day.IsZero():
		return Due{State: "unchecked"}
	case v.claims.Stale(g, v.maker.Options.Today):
		return Due{"over", day.String()}
	}
	return Due{"open", day.String()}
}
