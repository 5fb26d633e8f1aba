package score

import (
	"fmt"
	"strings"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/source"
	"whereas/report/vocab"
)

// involvement is how the company is tied to a harm, as far as claims show it (docs/scoring.md).
func (s *scorer) involvement(v *dossier.Involvement) (how vocab.Involvement, why string) {
	link := s.atLeast(v.Link, 2)
	if len(link) == 0 {
		return vocab.NotEstablished, "no claim of grade 2 or more ties the company to it"
	}
	if c := s.atLeast(v.Cause, 2); len(c) > 0 {
		return vocab.Cause, "the company's own staff or system does the act: " + names(c)
	}
	var use []*grade.Claim
	apart := ""
	for _, u := range s.atLeast(v.Use, 2) {
		if u.When().IsZero() {
			continue
		}
		together := false
		for _, l := range link {
			together = together || u.Period().Overlaps(l.Period()) ||
				l.Since.IsZero() && l.Until.IsZero() && !u.Period().Until.IsZero() && !l.AsOf.After(u.Period().Until)
		}
		if together {
			use = append(use, u)
		} else {
			apart = fmt.Sprintf("; %s lies outside the time of the tie", u.ID.S)
		}
	}
	if len(use) == 0 {
		return vocab.Connected, "a tie (" + names(link) + ") but no dated use at grade 2 or more within its time" +
			apart
	}
	var factors []string
	strong := false
	for _, f := range []struct {
		name   string
		claims []source.Text
	}{{"dated notice before continuing", v.Notice}, {"capacity made or dedicated for that use", v.Dedicated},
		{"the function depends on it by the agency's own word", v.Depends},
		{"leverage given away, or a known breach left standing", v.Leverage}} {
		cs := s.atLeast(f.claims, 2)
		if len(cs) == 0 {
			continue
		}
		factors = append(factors, f.name+" ("+names(cs)+")")
		strong = strong || len(s.atLeast(f.claims, 3)) > 0
	}
	tie := "a tie (" + names(link) + ") and a dated use within its time (" + names(use) + ")"
	if len(factors) >= 2 && strong {
		return vocab.MayContribute, tie + ", with " + strings.Join(factors, " and ")
	}
	return vocab.DirectlyLinked, tie
}

// atLeast is those of the claims that hold at a grade.
func (s *scorer) atLeast(ts []source.Text, g int) []*grade.Claim {
	var out []*grade.Claim
	for _, t := range ts {
		if c := s.Claim(t.S); c != nil && c.Grade >= g {
			out = append(out, c)
		}
	}
	return out
}

func names(cs []*grade.Claim) string {
	var ids []string
	for _, c := range cs {
		ids = append(ids, c.ID.S)
	}
	return strings.Join(ids, ", ")
}
