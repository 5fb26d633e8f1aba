package draft

import (
	"slices"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// parties are the customers, products and systems that a claim is about. The company and its affiliates stand in nearly
// all claims, and places, people and papers tie nothing together.
func (in Input) parties(g *grade.Claim) []string {
	return slices.DeleteFunc(g.Entities(), func(id string) bool {
		e := in.Set.Dossier.Entity(id)
		return e == nil || id == dossier.CompanyID || !slices.Contains(in.Wording.together, e.Type)
	})
}

// loose tells whether a claim of the record speaks of others alone: a finding on a customer, or what a system of others
// can do or did.
func (in Input) loose(g *grade.Claim) bool {
	return g.Kind == vocab.CustomerRecord || record(g.Kind) && !slices.ContainsFunc(g.Entities(), in.held.ours)
}

// tiesOf is for each candidate that speaks of others alone those that tie it to the company: what is on record about
// others is told only where one of these is told too, and so stands in the same text.
func (in Input) tiesOf(cs []*candidate) map[*candidate][]*candidate {
	by := map[string][]*candidate{} // by what their links name
	for _, c := range cs {
		if c.loose {
			continue
		}
		for _, l := range c.g.Links {
			by[l.Subject], by[l.Object] = append(by[l.Subject], c), append(by[l.Object], c)
		}
	}
	out := map[*candidate][]*candidate{}
	for _, c := range cs {
		if !c.loose {
			continue
		}
		seen := map[*candidate]bool{}
		for _, id := range in.parties(c.g) {
			for _, tie := range by[id] {
				if !seen[tie] && in.ties(tie.g, c.g) {
					out[c] = append(out[c], tie)
				}
				seen[tie] = true
			}
		}
	}
	return out
}

// ties tells whether the links of a claim lead from a customer that a finding is about, or from another's system, to
// the company or what it sells. On the way stand systems and go-betweens and the customer's own parts; another customer
// isn't passed, nor the whole that a customer is a part of: what one agency of a department buys ties no other to the
// company.
func (in Input) ties(g, finding *grade.Claim) bool {
	reached := slices.DeleteFunc(in.parties(finding), func(id string) bool {
		return in.held.ours(id) || finding.Kind == vocab.CustomerRecord && !in.buys(id)
	})
	for i := 0; i < len(reached); i++ {
		for _, l := range g.Links {
			next := ""
			switch {
			case !slices.Contains(in.Wording.ties, l.Verb):
			case l.Object == reached[i] && (l.Verb == "part-of" || !in.buys(l.Subject)):
				next = l.Subject
			case l.Subject == reached[i] && l.Verb != "part-of" && !in.buys(l.Object):
				next = l.Object
			}
			if in.held.ours(next) {
				return true
			}
			if !slices.Contains(reached, next) { // nothing is linked to what has no name
				reached = append(reached, next)
			}
		}
	}
	return false
}

// buys tells whether an entity is a customer, or can be: not something that is sold.
func (in Input) buys(id string) bool {
	e := in.Set.Dossier.Entity(id)
	return e != nil && slices.Contains(in.Wording.together, e.Type) && e.Type != "system" && !product(e.Type)
}
