package draft

import (
	"slices"

	"whereas/report/dossier"
	"whereas/report/grade"
)

// held is which entities of a dossier are the company's. In a dossier about a company what is nobody's is its own.
type held struct {
	business map[string]bool // the company and its group: affiliates, and subsidiaries of no other alone
	sold     map[string]bool // what can be named as what it sells: affiliates, and products of no other maker alone
}

// heldBy looks through all links once, however many claims are asked about afterwards. makes are the verbs that give a
// product to its maker.
func heldBy(set *grade.Set, makes []string) held {
	owners, makers := map[string][]string{}, map[string][]string{}
	for _, g := range set.Claims {
		for _, l := range g.Links {
			switch l.Verb {
			case "part-of":
				owners[l.Subject] = append(owners[l.Subject], l.Object)
			case "owns", "controls":
				owners[l.Object] = append(owners[l.Object], l.Subject)
			}
			if slices.Contains(makes, l.Verb) {
				makers[l.Object] = append(makers[l.Object], l.Subject)
			}
		}
	}
	h := held{business: map[string]bool{dossier.CompanyID: true}, sold: map[string]bool{}}
	for _, e := range set.Dossier.Entities {
		if e.Type == "affiliate" {
			h.business[e.ID.S], h.sold[e.ID.S] = true, true
		}
	}
	among := func(id string, others []string, ours map[string]bool) bool {
		others = slices.DeleteFunc(others, func(who string) bool { return who == id })
		return len(others) == 0 || slices.ContainsFunc(others, func(who string) bool { return ours[who] })
	}
	var subsidiaries []string // a subsidiary of a subsidiary isn't followed
	for _, e := range set.Dossier.Entities {
		if e.Type == "subsidiary" && among(e.ID.S, owners[e.ID.S], h.business) {
			subsidiaries = append(subsidiaries, e.ID.S)
		}
	}
	for _, id := range subsidiaries {
		h.business[id] = true
	}
	for _, e := range set.Dossier.Entities {
		if product(e.Type) && among(e.ID.S, makers[e.ID.S], h.business) {
			h.sold[e.ID.S] = true
		}
	}
	return h
}

// ours tells whether an entity is the company, another business of its group, or what they sell.
func (h held) ours(id string) bool { return h.business[id] || h.sold[id] }
