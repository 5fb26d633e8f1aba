package dossier

import (
	"slices"

	"whereas/report/source"
	"whereas/report/terms"
)

// Public is the dossier without its restricted items, and without anything that only they needed: what is
// computed from it can't show that they exist (SCORING section 7). The dossier itself isn't changed.
func (d *Dossier) Public() *Dossier {
	p := *d
	p.Sources = keep(d.Sources, func(s *Source) bool { return s.Handling != terms.Restricted })
	p.Index()
	p.Claims = nil
	for _, c := range d.Claims {
		if c := p.publicClaim(c); c != nil {
			p.Claims = append(p.Claims, c)
		}
	}
	p.Index()
	p.Replies = p.publicReplies(d)
	p.Searches = nil
	for _, s := range d.Searches {
		s := *s
		s.Documents = keep(s.Documents, func(doc Document) bool { return doc.Source.S == "" || p.source[doc.Source.S] != nil })
		p.Searches = append(p.Searches, &s)
	}
	p.Assessments = nil
	for _, a := range d.Assessments {
		p.Assessments = append(p.Assessments, p.publicAssessment(a))
	}
	p.dropUnused()
	p.Index()
	return &p
}

func keep[T any](xs []T, f func(T) bool) []T {
	var out []T
	for _, x := range xs {
		if f(x) {
			out = append(out, x)
		}
	}
	return out
}

// publicClaim is the claim with its public evidence, nil where it is restricted or nothing supports it any more.
func (p *Dossier) publicClaim(c *Claim) *Claim {
	if c.Handling == terms.Restricted {
		return nil
	}
	q := *c
	q.Evidence = keep(c.Evidence, func(e *Evidence) bool {
		return e.Handling != terms.Restricted && p.source[e.Source.S] != nil
	})
	had := slices.ContainsFunc(c.Evidence, func(e *Evidence) bool { return e.Stance == terms.Supports })
	has := slices.ContainsFunc(q.Evidence, func(e *Evidence) bool { return e.Stance == terms.Supports })
	if had && !has && c.Kind != terms.KindAbsence {
		return nil
	}
	return &q
}

func (p *Dossier) publicReplies(d *Dossier) []*Reply {
	var out []*Reply
	for _, r := range d.Replies {
		if r.Source.S != "" && p.source[r.Source.S] == nil {
			continue
		}
		q := *r
		q.Answers = nil
		for _, a := range r.Answers {
			a.Claims = keep(a.Claims, p.hasClaim)
			if len(a.Claims) > 0 {
				q.Answers = append(q.Answers, a)
			}
		}
		out = append(out, &q)
	}
	return out
}

func (p *Dossier) hasClaim(t source.Text) bool { return p.claim[t.S] != nil }

// hasAll tells whether every claim cited is still there: what rests on a claim that isn't falls with it whole.
func (p *Dossier) hasAll(lists ...[]source.Text) bool {
	for _, ts := range lists {
		for _, t := range ts {
			if !p.hasClaim(t) {
				return false
			}
		}
	}
	return true
}

func (p *Dossier) publicAssessment(a *Assessment) *Assessment {
	q := *a
	q.Indicators = nil
	for _, j := range a.Indicators {
		k := *j
		k.Codings = keep(j.Codings, func(c *Coding) bool { return p.hasAll(c.Claims) })
		k.Answers = keep(j.Answers, func(e *ElementAnswer) bool { return p.hasAll(e.Claims) })
		if len(k.Codings) == 0 && len(k.Answers) == 0 && k.Closed == nil && k.NotApplicable == nil {
			continue
		}
		q.Indicators = append(q.Indicators, &k)
	}
	q.Severities = keep(a.Severities, func(s *Severity) bool { return p.hasClaim(s.Claim) })
	q.Involvements = keep(a.Involvements, func(v *Involvement) bool {
		return p.hasClaim(v.Claim) && p.hasAll(v.Link, v.Use, v.Notice, v.Dedicated, v.Depends, v.Leverage, v.Cause)
	})
	return &q
}

// dropUnused takes out sources nobody cites and entities nobody mentions any more.
func (p *Dossier) dropUnused() {
	cited, mentioned := p.used()
	for changed := true; changed; { // a source may be there only for one that goes
		n := len(p.Sources)
		p.Sources = keep(p.Sources, func(s *Source) bool { return cited[s.ID.S] })
		changed = len(p.Sources) != n
		p.Index()
		cited, _ = p.used()
	}
	p.Entities = keep(p.Entities, func(e *Entity) bool { return mentioned[e.ID.S] })
	p.Proofs = keep(p.Proofs, func(q Proof) bool {
		return slices.ContainsFunc(p.Claims, func(c *Claim) bool {
			return slices.ContainsFunc(c.Evidence, func(e *Evidence) bool { return e.Source.S == q.Source && e.Quote.S == q.Quote })
		}) || slices.ContainsFunc(p.Replies, func(r *Reply) bool {
			return r.Source.S == q.Source && slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.Quote.S == q.Quote })
		})
	})
}

// used is which sources are cited and which entities are mentioned.
func (d *Dossier) used() (cited, mentioned map[string]bool) {
	cited, mentioned = map[string]bool{}, map[string]bool{}
	cite := func(ts ...source.Text) {
		for _, t := range ts {
			cited[t.S] = true
		}
	}
	cite(d.Meeting.Source)
	for _, v := range d.Votes {
		cite(v.Source)
	}
	for _, s := range d.Sources {
		cite(s.RestsOn...)
	}
	for _, c := range d.Claims {
		for _, id := range c.Entities() {
			mentioned[id] = true
		}
		for _, e := range c.Evidence {
			cite(e.Source)
		}
	}
	for _, r := range d.Replies {
		cite(r.Source)
		mentioned[r.Organisation.S] = true
	}
	for _, s := range d.Searches {
		for _, doc := range s.Documents {
			cite(doc.Source)
		}
	}
	for _, a := range d.Assessments {
		for _, j := range a.Indicators {
			mentioned[j.Pair.Product], mentioned[j.Pair.Customer] = true, true
			for _, c := range j.Codings {
				mentioned[c.Pair.Product], mentioned[c.Pair.Customer] = true, true
			}
		}
	}
	return cited, mentioned
}
