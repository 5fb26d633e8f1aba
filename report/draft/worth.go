package draft

import (
	"fmt"
	"strings"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Part is what a property of a claim is worth.
type Part struct {
	Name string
	N    int
}

// judge knows what claims of a dossier are worth by a plan.
type judge struct {
	worth   worths
	card    map[string]*score.ClaimCard
	gravest map[string]bool
	coded   map[string]bool
	named   map[string]bool // products and customers of the request
	day     civil.Date      // of the meeting, or where that isn't known of the dossier
}

func newJudge(p Plan, d *dossier.Dossier, card *score.Card, named map[string]bool) judge {
	j := judge{worth: p.worth, card: map[string]*score.ClaimCard{}, gravest: gravestFacts(card), coded: coded(card),
		named: named, day: d.AsOf.Date}
	for i := range card.Claims {
		j.card[card.Claims[i].ID] = &card.Claims[i]
	}
	switch m := d.Meeting; {
	case !m.Date.IsZero():
		j.day = m.Date.Date
	case m.Year > 0:
		j.day = civil.Date{Year: m.Year}
	}
	return j
}

// parts are what a claim is worth, property by property; those that are worth nothing are left out.
func (j judge) parts(g *grade.Claim) []Part {
	var parts []Part
	add := func(n int, format string, args ...any) {
		if n > 0 {
			parts = append(parts, Part{fmt.Sprintf(format, args...), n})
		}
	}
	add(j.worth.grade[min(max(g.Grade, 0), 4)], "grade %d", g.Grade)
	if c := j.card[g.ID.S]; c != nil {
		add(j.worth.severity*c.Severity, "severity %d", c.Severity)
		add(j.worth.involved[c.Involvement], "%s", c.Involvement)
	}
	if j.gravest[g.ID.S] {
		add(j.worth.gravest, "the gravest indicator")
	}
	if j.coded[g.ID.S] {
		add(j.worth.coded, "the score rests on it")
	}
	asked := 0
	for _, id := range g.Entities() {
		if j.named[id] {
			asked++
		}
	}
	add(j.worth.asked*min(asked, 2), "about what is asked about")
	if len(g.Clusters) > 1 {
		add(j.worth.independent, "independent sources")
	}
	if years, ok := j.age(g); ok && years < j.worth.years {
		add(j.worth.recent*(j.worth.years-years), "%d years old at the meeting", years)
	}
	if g.Recital.S != "" {
		add(j.worth.recital, "it has a recital")
	}
	return parts
}

// age is how many whole years lie between a claim's time and the meeting. A norm doesn't age, and of what has no date
// nothing is known.
func (j judge) age(g *grade.Claim) (years int, ok bool) {
	when := g.When()
	if g.Kind == vocab.Norm || when.IsZero() || j.day.IsZero() {
		return 0, false
	}
	return max(0, (j.day.First()-when.First())*4/1461), true
}

func total(parts []Part) int {
	n := 0
	for _, p := range parts {
		n += p.N
	}
	return n
}

func describe(parts []Part) string {
	var out []string
	for _, p := range parts {
		out = append(out, fmt.Sprintf("%s %d", p.Name, p.N))
	}
	return strings.Join(out, ", ")
}
