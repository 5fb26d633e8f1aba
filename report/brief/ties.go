package brief

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// companyID is the id by which the links of a dossier name the company itself.
const companyID = "company"

// partOf is the verb that leads from what belongs to what it belongs to.
const partOf = "part-of"

// ties are who does what to whom, as the claims that are shown have it.
type ties struct {
	edges  []*tie
	column map[string]int // of the entities that have one
	far    map[string]int // how many steps they are from the company, over columns that don't go back
	worth  map[string]int // of the strongest tie of each
	order  []string       // entities, by column and steps

	nearer, farther map[string][]string // what lies before and behind each, tied to it
}

// tie is one thing that one entity does to another.
type tie struct {
	from, verb, to string
	claims         []*grade.Claim // the strongest first: its time and its grade are shown
	worth          int
}

// ties gathers the links of the claims that are shown. A link of several claims is one tie.
func (m *maker) ties() *ties {
	worth := draft.Worth(m.shown, m.Card, m.Plan)
	t := &ties{column: map[string]int{}, far: map[string]int{}, worth: map[string]int{},
		nearer: map[string][]string{}, farther: map[string][]string{}}
	at := map[[3]string]*tie{}
	for _, g := range m.shown.Claims {
		if !drawnKind(g.Kind) {
			continue
		}
		for _, l := range g.Links {
			key := [3]string{l.Subject, l.Verb, l.Object}
			if !m.Wording.Map.verbs[l.Verb] || l.Subject == l.Object {
				continue
			}
			if at[key] == nil {
				at[key] = &tie{from: l.Subject, verb: l.Verb, to: l.Object}
				t.edges = append(t.edges, at[key])
			}
			if e := at[key]; !slices.Contains(e.claims, g) {
				e.claims = append(e.claims, g)
				e.worth = max(e.worth, worth[g.ID.S])
			}
		}
	}
	for _, e := range t.edges {
		slices.SortStableFunc(e.claims, func(a, b *grade.Claim) int {
			return cmp.Or(cmp.Compare(b.Grade, a.Grade), cmp.Compare(worth[b.ID.S], worth[a.ID.S]))
		})
	}
	m.columns(t)
	t.edges = slices.DeleteFunc(t.edges, func(e *tie) bool {
		_, from := t.column[e.from]
		_, to := t.column[e.to]
		return !from || !to
	})
	for _, e := range t.edges {
		t.worth[e.from], t.worth[e.to] = max(t.worth[e.from], e.worth), max(t.worth[e.to], e.worth)
	}
	t.walk()
	t.tied()
	place := map[string]int{}
	for i, id := range t.order {
		place[id] = i - len(t.order) // what isn't drawn comes last
	}
	slices.SortStableFunc(t.edges, func(a, b *tie) int {
		return cmp.Or(cmp.Compare(place[a.from], place[b.from]), cmp.Compare(place[a.to], place[b.to]))
	})
	return t
}

// drawnKind tells whether the links of a claim say how things are. What is alleged to have been said, asked for or not
// found ties nobody to anything.
func drawnKind(k vocab.Kind) bool {
	switch k {
	case vocab.Relationship, vocab.Capability, vocab.Use, vocab.CustomerRecord, vocab.Act, vocab.Exposure:
		return true
	case vocab.Policy, vocab.Absence, vocab.Norm, vocab.Peer, vocab.History:
	}
	return false
}

// columns says in which column each entity stands. What stands in none isn't drawn.
func (m *maker) columns(t *ties) {
	w := m.Wording.Map
	typeOf := func(id string) string {
		if e := m.dossier.Entity(id); e != nil {
			return e.Type
		}
		return ""
	}
	own := map[string]bool{companyID: true}
	for grown := true; grown; {
		grown = false
		for _, e := range t.edges {
			owner, thing := e.from, e.to
			if e.verb == partOf {
				owner, thing = thing, owner
			}
			if w.belongs[e.verb] && own[owner] && !own[thing] && w.own[typeOf(thing)] {
				own[thing], grown = true, true
			}
		}
	}
	for _, e := range t.edges {
		for _, id := range []string{e.from, e.to} {
			switch kind := typeOf(id); {
			case id == companyID:
				t.column[id] = 0
			case own[id]:
				t.column[id] = 1
			case w.users[kind]:
				t.column[id] = 3
			case w.between[kind]:
				t.column[id] = 2
			}
		}
	}
}

// walk counts the steps from the company to each entity, over ties that lead to the same column or a farther one, and
// leaves out what isn't reached, and a product or affiliate that leads to nobody.
func (t *ties) walk() {
	next := map[string][]string{}
	for _, e := range t.edges {
		next[e.from] = append(next[e.from], e.to)
		next[e.to] = append(next[e.to], e.from)
	}
	t.far[companyID] = 0
	row := []string{companyID}
	for len(row) > 0 {
		id := row[0]
		row = row[1:]
		t.order = append(t.order, id)
		for _, to := range next[id] {
			if _, seen := t.far[to]; !seen && t.column[to] >= t.column[id] {
				t.far[to] = t.far[id] + 1
				row = append(row, to)
			}
		}
	}
	leads := map[string]bool{}
	slices.SortStableFunc(t.order, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.column[a], t.column[b]), cmp.Compare(t.far[a], t.far[b]))
	})
	for _, id := range slices.Backward(t.order) {
		leads[id] = t.column[id] >= 2
		for _, to := range next[id] {
			_, reached := t.far[to]
			leads[id] = leads[id] || reached && leads[to] && t.before(id, to)
		}
	}
	t.order = slices.DeleteFunc(t.order, func(id string) bool { return !leads[id] })
}

// within are the ties between entities that are drawn.
func (t *ties) within(ids map[string]bool) []*tie {
	var out []*tie
	for _, e := range t.edges {
		if ids[e.from] && ids[e.to] {
			out = append(out, e)
		}
	}
	return out
}

// before tells whether one of two entities lies before the other on the way from the company.
func (t *ties) before(a, b string) bool {
	return t.column[a] < t.column[b] || t.column[a] == t.column[b] && t.far[a] < t.far[b]
}

// tied fills nearer and farther.
func (t *ties) tied() {
	drawn := map[string]bool{}
	for _, id := range t.order {
		drawn[id] = true
	}
	add := func(to map[string][]string, id, other string) {
		if !slices.Contains(to[id], other) {
			to[id] = append(to[id], other)
		}
	}
	for _, e := range t.edges {
		near, far := e.from, e.to
		if t.before(far, near) {
			near, far = far, near
		}
		if t.before(near, far) && drawn[near] && drawn[far] {
			add(t.nearer, far, near)
			add(t.farther, near, far)
		}
	}
}

// prune takes out of a set what isn't tied any more to what lies before it, and products and affiliates that lead to
// nothing in it.
func (t *ties) prune(ids map[string]bool) {
	in := func(id string) bool { return ids[id] }
	for _, id := range t.order { // what lies before an entity stands before it
		if id != companyID && ids[id] && !slices.ContainsFunc(t.nearer[id], in) {
			delete(ids, id)
		}
	}
	for _, id := range slices.Backward(t.order) {
		if t.column[id] == 1 && ids[id] && !slices.ContainsFunc(t.farther[id], in) {
			delete(ids, id)
		}
	}
}

// verbed is a verb with the time of the strongest claim.
func (m *maker) verbed(e *tie) string {
	verb := verbWord(m.Vocabulary, e.verb)
	if when := m.years(e.claims[0]); when != "" {
		return m.Wording.say("edge", verb, when)
	}
	return verb
}

// years is the time of a claim, in years; "" where none is known.
func (m *maker) years(g *grade.Claim) string {
	year := func(d civil.Date) string { return civil.Date{Year: d.Year}.Words(m.dossier.Language) }
	since, until := g.Since.Date, g.Until.Date
	switch {
	case !since.IsZero() && !until.IsZero() && since.Year == until.Year:
		return year(since)
	case !since.IsZero() && !until.IsZero():
		return m.Wording.say("time_span", year(since), year(until))
	case !since.IsZero():
		return m.Wording.say("time_since", year(since))
	case !until.IsZero():
		return m.Wording.say("time_until", year(until))
	case !g.AsOf.IsZero():
		return year(g.AsOf.Date)
	}
	return ""
}

// verbWord is a verb as it is read between its subject and its object.
func verbWord(v vocab.Vocabulary, id string) string {
	return strings.ReplaceAll(v.Text("verb", id), "-", " ")
}

// entity is an entity as a picture names it.
func (m *maker) entity(id string) string {
	if id == companyID {
		return cmp.Or(m.dossier.Company.Short, m.dossier.Company.Name)
	}
	if e := m.dossier.Entity(id); e != nil {
		return e.Label()
	}
	return id
}
