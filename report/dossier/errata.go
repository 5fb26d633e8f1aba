package dossier

import (
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Erratum is what an earlier edition of the papers said and what is so instead: a notice at the beginning of the next
// ones. It isn't what a publisher took back of a source, which is a Correction.
type Erratum struct {
	ID            source.Text
	Date          source.Date
	Claims        []source.Text // that said it, whether or not they are still there
	Was, Now, Why string
	Until         source.Date // the last day on which it is printed; zero for a year from its date
	Handling      vocab.Handling
}

// Last is the last day on which the notice is printed.
func (e *Erratum) Last() civil.Date {
	if !e.Until.IsZero() {
		return e.Until.Date
	}
	last := e.Date.Date
	last.Year++
	return last
}

// Shown tells whether the notice is printed in papers of a day.
func (e *Erratum) Shown(day civil.Date) bool {
	return day.Last() >= e.Date.First() && day.First() <= e.Last().Last()
}

func (ld *loader) correction(id source.Text, t *source.Table) *Erratum {
	e := &Erratum{ID: id, Date: ld.dated(t.NeedDate("date"), "date"), Claims: t.NeedWords("claims"),
		Was: t.Need("was", MaxField).S, Now: t.Need("now", MaxField).S, Why: t.Need("why", MaxField).S,
		Until: t.Date("until"), Handling: ld.handling(t)}
	if !e.Until.IsZero() && !e.Date.IsZero() && e.Date.After(e.Until.Date) {
		ld.list.Errorf(e.Until.At, diag.DatesReversed, "the notice ends (%s) before its day (%s)", e.Until,
			e.Date.Date).
			WithNote(e.Date.At, "its day stands here")
	}
	return e
}

// correctedClaims tells of claims that a correction names and the dossier doesn't have: one that was wrong may have
// been taken out, so it is no error.
func (ld *loader) correctedClaims(claims []string) {
	for _, e := range ld.d.Corrections {
		for _, c := range e.Claims {
			if ld.d.claim[c.S] != nil || ld.couldBe(c.S) {
				continue
			}
			dg := ld.list.Noticef(c.At, diag.UnknownClaim, "the correction names claim %q, which isn't there any more",
				c.S)
			if near := ld.guesses.Nearest(c.S, claims); near != "" {
				dg.WithHint("if it wasn't taken out: did you mean %q?", near)
			}
		}
	}
}

// publicCorrections are the notices that may be shown: none that is restricted, or that names a claim that isn't shown.
func (p *Dossier) publicCorrections(whole *Dossier) []*Erratum {
	return keep(whole.Corrections, func(e *Erratum) bool {
		for _, c := range e.Claims {
			if whole.claim[c.S] != nil && p.claim[c.S] == nil {
				return false
			}
		}
		return e.Handling != vocab.Restricted
	})
}
