package grade

import (
	"cmp"
	"slices"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/proof"
	"whereas/report/vocab"
)

// Set is the claims of one edition of a dossier with their grades: graded once and handed on to whatever comes after.
type Set struct {
	Dossier   *dossier.Dossier // the edition that was graded
	Authority *authority.Authority
	Claims    []*Claim // in the dossier's order
	byID      map[string]*Claim
}

// Of grades every claim of a dossier.
func Of(d *dossier.Dossier, a *authority.Authority) *Set {
	s := &Set{Dossier: d, Authority: a, Claims: make([]*Claim, len(d.Claims)),
		byID: make(map[string]*Claim, len(d.Claims))}
	gr := &grader{dossier: d, authority: a, record: proof.Of(d), bases: map[baseOf]int{}, voices: voicesOf(d, a)}
	for i, c := range d.Claims {
		s.Claims[i] = gr.claim(c)
		if _, ok := s.byID[c.ID.S]; !ok { // of two with one id the first stands, as in the dossier
			s.byID[c.ID.S] = s.Claims[i]
		}
	}
	for _, g := range s.Claims {
		for _, t := range g.Overtakes {
			if o := s.byID[t.S]; o != nil && o != g && !slices.Contains(o.OvertakenBy, g) {
				o.OvertakenBy = append(o.OvertakenBy, g)
			}
		}
	}
	return s
}

// Claim finds a claim by its id, nil where there is none.
func (s *Set) Claim(id string) *Claim { return s.byID[id] }

// Only is the set with those of its claims that keep names.
func (s *Set) Only(keep func(*Claim) bool) *Set {
	out := &Set{Dossier: s.Dossier, Authority: s.Authority, byID: make(map[string]*Claim, len(s.Claims))}
	for _, c := range s.Claims {
		if keep(c) {
			out.Claims = append(out.Claims, c)
			out.byID[c.ID.S] = c
		}
	}
	return out
}

// Current tells whether a claim is overtaken by none of those that tell tells apart, or by one that is told: a claim
// that stands behind it in a row of claims that overtake each other will do.
func (c *Claim) Current(told func(*Claim) bool) (by *Claim, ok bool) {
	for _, o := range c.OvertakenBy {
		if !toldAfter(o, told, map[*Claim]bool{}) {
			return o, false
		}
	}
	return nil, true
}

// toldAfter tells whether a claim, or one that overtakes it, is told.
func toldAfter(c *Claim, told func(*Claim) bool, seen map[*Claim]bool) bool {
	if seen[c] { // a circle is an error of its own
		return false
	}
	seen[c] = true
	return told(c) || slices.ContainsFunc(c.OvertakenBy, func(o *Claim) bool { return toldAfter(o, told, seen) })
}

// Support is a piece that supports a claim, with its source.
type Support struct {
	Piece
	Source *dossier.Source
}

// Supports are the pieces that support a claim and whose source is known, the strongest first, else in their order.
func (s *Set) Supports(c *Claim) []Support {
	var out []Support
	for i, e := range c.Evidence {
		if src := s.Dossier.Source(e.Source.S); src != nil && e.Stance == vocab.Supports {
			out = append(out, Support{c.Pieces[i], src})
		}
	}
	slices.SortStableFunc(out, func(a, b Support) int { return cmp.Compare(b.Strength(), a.Strength()) })
	return out
}

// Due is the last day on which a claim isn't stale, no day for one that nobody has looked at; false for one that
// doesn't grow old.
func (s *Set) Due(c *Claim) (day civil.Date, ok bool) {
	switch {
	case !c.Until.IsZero() || c.Kind == vocab.History || c.Kind == vocab.Norm:
		return civil.Date{}, false
	case c.Checked.IsZero():
		return civil.Date{}, true
	}
	return c.Checked.AddDays(s.Authority.StaleDays), true
}

// Stale tells whether a claim holds to a day, as far as it says, and wasn't looked at within the authority's stale_days
// before it. What is over, a vote or a norm doesn't grow old.
func (s *Set) Stale(c *Claim, day civil.Date) bool {
	due, ok := s.Due(c)
	return ok && (due.IsZero() || day.First() > due.First())
}
