package replies

import (
	"slices"

	"whereas/report/dossier"
)

// Desk looks up of whom claims of a dossier speak.
type Desk struct {
	*Rules
	dossier *dossier.Dossier
	makers  map[string][]string // of a product
	parents map[string][]string // who speaks for an organisation
}

// Of is the desk of a dossier, in the edition that is told.
func (r *Rules) Of(d *dossier.Dossier) *Desk {
	k := &Desk{Rules: r, dossier: d, makers: map[string][]string{}, parents: map[string][]string{}}
	for _, c := range d.Claims {
		for _, l := range c.Links {
			if slices.Contains(r.makers, l.Verb) && k.isOf(l.Object, r.made) {
				k.makers[l.Object] = appendNew(k.makers[l.Object], l.Subject)
			}
			if slices.Contains(r.owners, l.Verb) {
				k.parents[l.Object] = appendNew(k.parents[l.Object], l.Subject)
			}
			if slices.Contains(r.parts, l.Verb) {
				k.parents[l.Subject] = appendNew(k.parents[l.Subject], l.Object)
			}
		}
	}
	for _, e := range d.Entities {
		if (e.Type == "affiliate" || e.Type == "subsidiary") && len(k.parents[e.ID.S]) == 0 {
			k.parents[e.ID.S] = []string{dossier.CompanyID}
		}
	}
	return k
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// isOf tells whether an entity is of one of some types.
func (k *Desk) isOf(id string, types []string) bool {
	e := k.dossier.Entity(id)
	return e != nil && slices.Contains(types, e.Type)
}

// speakers are the organisation itself and all that speak for it, itself first.
func (k *Desk) speakers(id string) []string {
	all := []string{id}
	for i := 0; i < len(all); i++ {
		for _, p := range k.parents[all[i]] {
			all = appendNew(all, p)
		}
	}
	return all
}

// Adverse are the organisations of which a claim tells something adverse, in the order in which it names them. What is
// of the company's group is the company.
func (k *Desk) Adverse(c *dossier.Claim) []string {
	var out []string
	if k.kinds[c.Kind].To == Never {
		return nil
	}
	for _, rule := range []Rule{k.kinds[c.Kind], k.statuses[c.Status]} {
		for _, id := range k.spokenOf(c, rule.To) {
			if !k.isOf(id, k.organisations) || len(rule.Types) > 0 && !k.isOf(id, rule.Types) {
				continue
			}
			if slices.Contains(k.speakers(id), dossier.CompanyID) {
				id = dossier.CompanyID
			}
			out = appendNew(out, id)
		}
	}
	return out
}

// spokenOf are the entities of a claim that a rule is about, with the makers of its products.
func (k *Desk) spokenOf(c *dossier.Claim, to To) []string {
	if to == Nobody || to == "" {
		return nil
	}
	var out []string
	for _, l := range c.Links {
		if slices.Contains(k.acting, l.Verb) {
			out = appendNew(out, l.Subject)
		}
		if to == Named {
			out = appendNew(out, l.Object)
		}
	}
	for _, a := range c.About {
		out = appendNew(out, a.S)
	}
	for _, id := range c.Entities() {
		for _, m := range k.makers[id] {
			out = appendNew(out, m)
		}
	}
	return out
}
