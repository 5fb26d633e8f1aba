package draft

import (
	"cmp"
	"slices"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// Group is sentences on one customer, product or system, told together.
type Group struct {
	About prose.Markdown // the name of what they share; "" for a sentence by itself
	Told  []Recital
}

// groups puts what is on record together by what it is about, the gravest group first: the entity that most of the
// sentences share makes the first group, then the one that most of the others share, and so on. What shares nothing
// stands by itself. Tags play no part, and the order of files and ids only where all else is equal.
func (in Input) groups(cs []candidate) []Group {
	left := slices.Clone(cs)
	slices.SortStableFunc(left, func(a, b candidate) int { return cmp.Compare(a.order, b.order) })
	type weighed struct {
		Group
		severity, grade int
	}
	var out []weighed
	for len(left) > 0 {
		shared := in.mostShared(left)
		g := weighed{}
		var members, rest []candidate
		for _, c := range left {
			if shared != "" && slices.Contains(in.parties(c.g), shared) || shared == "" && len(members) == 0 {
				members = append(members, c)
			} else {
				rest = append(rest, c)
			}
		}
		var others []candidate
		for _, c := range rest { // what is on record about a customer stands beside what ties it to the company
			if c.g.Kind == vocab.CustomerRecord && in.tied(c, members) {
				members = append(members, c)
			} else {
				others = append(others, c)
			}
		}
		rest = others
		for _, c := range members {
			g.Told = append(g.Told, Recital{c.g.ID.S, c.text, in.Wording.lowerFirst(c.text)})
			g.severity, g.grade = max(g.severity, c.severity), max(g.grade, c.g.Grade)
		}
		if e := in.Set.Dossier.Entity(shared); e != nil {
			g.About = prose.Escape(e.Name)
		}
		out, left = append(out, g), rest
	}
	slices.SortStableFunc(out, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(len(b.Told), len(a.Told)), cmp.Compare(b.severity, a.severity),
			cmp.Compare(b.grade, a.grade))
	})
	groups := make([]Group, len(out))
	for i, g := range out {
		groups[i] = g.Group
	}
	return groups
}

// mostShared is the entity that most of some claims are about, at least two of them; of equals the one that the first
// claim names first.
func (in Input) mostShared(cs []candidate) string {
	count := map[string]int{}
	best := ""
	for _, c := range cs {
		for _, id := range in.parties(c.g) {
			count[id]++
		}
	}
	for _, c := range cs {
		for _, id := range in.parties(c.g) {
			if count[id] > 1 && (best == "" || count[id] > count[best]) {
				best = id
			}
		}
	}
	return best
}

// parties are the customers, products and systems that a claim is about. The company and its affiliates stand in nearly
// all claims, and places, people and papers tie nothing together.
func (in Input) parties(g *grade.Claim) []string {
	return slices.DeleteFunc(g.Entities(), func(id string) bool {
		e := in.Set.Dossier.Entity(id)
		return e == nil || id == dossier.CompanyID || !slices.Contains(in.Wording.together, e.Type)
	})
}

// tied tells whether a claim may be told beside those that are: what is on record about a customer alone is told only
// where a claim that ties that customer to the company or what it sells is told too, and so stands in the same text.
func (in Input) tied(c candidate, told []candidate) bool {
	if c.g.Kind != vocab.CustomerRecord {
		return true
	}
	customers := in.parties(c.g)
	return slices.ContainsFunc(told, func(t candidate) bool {
		return t.g.Kind != vocab.CustomerRecord && len(t.g.Links) > 0 &&
			slices.ContainsFunc(in.parties(t.g), func(id string) bool { return slices.Contains(customers, id) })
	})
}

// split parts what is at stake for the company from what its peers do.
func split(cs []candidate) (stake, peers []candidate) {
	for _, c := range cs {
		if c.g.Kind == vocab.Peer {
			peers = append(peers, c)
		} else {
			stake = append(stake, c)
		}
	}
	return stake, peers
}
