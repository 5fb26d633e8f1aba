package score

import (
	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// ThresholdCard is an indicator's bounds where claims count from Grade on. Where a contest changes them, the
// uncontested ones are what they would be if it failed.
type ThresholdCard struct {
	Grade         int      `json:"grade"`
	Lo            float64  `json:"lo"`
	Hi            float64  `json:"hi"`
	UncontestedLo *float64 `json:"lo_uncontested,omitempty"`
	UncontestedHi *float64 `json:"hi_uncontested,omitempty"`
}

// thresholdGrades are the grades from which claims may count in a draw: credibly reported, well supported.
var thresholdGrades = [...]int{2, 3}

// At is an indicator's bounds where claims count from a grade on. What the card leaves out follows from its levels:
// a conduct indicator counts what is best from grade 2 on and what is proven from grade 3 on, and what isn't excluded
// stays so.
func (c *IndicatorCard) At(grade int) ThresholdCard {
	for _, t := range c.Thresholds {
		if t.Grade == grade {
			return t
		}
	}
	t := ThresholdCard{Grade: grade, Lo: *c.Lo, Hi: *c.Hi}
	if c.Kind == rubric.Conduct && grade == thresholdGrades[0] && c.Best != nil {
		t.Lo = *c.Best
	}
	return t
}

// thresholds keeps the bounds at each grade, as far as they don't follow from the levels. Of what nobody assessed
// nothing follows but that it is open.
func (s *scorer) thresholds(c *IndicatorCard, at func(grade int, uncontested bool) (lo, hi float64)) {
	if c.State == vocab.NotAssessed {
		return
	}
	for _, grade := range thresholdGrades {
		lo, hi := at(grade, false)
		freeLo, freeHi := at(grade, true)
		t := ThresholdCard{Grade: grade, Lo: lo, Hi: hi}
		if freeLo != lo || freeHi != hi {
			t.UncontestedLo, t.UncontestedHi = &freeLo, &freeHi
		}
		if usual := c.At(grade); t != usual {
			c.Thresholds = append(c.Thresholds, t)
		}
	}
}

// conductAt is the bounds of a conduct indicator: the highest level with a coding that holds at the grade, and what
// its closing leaves open.
func conductAt(c *IndicatorCard, top, grade int, uncontested bool) (lo, hi float64) {
	shown, open := 0, 0
	for _, k := range c.Codings {
		if !k.Counts {
			continue
		}
		holds := k.Holds
		if uncontested {
			holds = k.BeforeContest
		}
		if holds >= max(grade, k.Needs) {
			shown = max(shown, k.Level)
		}
		if holds >= grade {
			open = max(open, k.Level)
		}
	}
	if c.Closed == nil {
		return float64(shown), float64(top)
	}
	return float64(shown), float64(max(shown, open, c.Closed.Above))
}

// disclosureAt is the bounds of a disclosure indicator: what isn't known answered in full, and not at all.
func (s *scorer) disclosureAt(in *rubric.Indicator, j *dossier.Judgement, grade int, uncontested bool) (lo,
	hi float64) {
	worths := s.worths(in, j, grade, uncontested)
	most, _ := share(in, fill(worths, 1))
	least, _ := share(in, fill(worths, 0))
	return s.levelOf(in, most), s.levelOf(in, least)
}
