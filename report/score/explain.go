package score

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"whereas/report/rubric"
	"whereas/report/vocab"
)

// explainConduct says in plain words why an indicator stands where it stands, and what would narrow it.
func (s *scorer) explainConduct(in *rubric.Indicator, c *IndicatorCard, lo, best, hi int) {
	top := s.r.Top(in)
	var why []string
	switch c.State {
	case vocab.Scored:
		why = append(why, fmt.Sprintf("reported at level %d of %d", best, top))
	case vocab.SearchedNone:
		why = append(why, "searched, and no supported concern was found")
	case vocab.Undetermined:
		if len(c.Codings) == 0 {
			why = append(why, "no level is coded")
		} else {
			why = append(why, "there are codings, but none holds at the grade its level needs")
		}
	case vocab.NotAssessed:
		c.Why = "nobody has assessed it; that is unknown, not nothing"
		c.Narrows = "assess it: " + in.Question
		return
	case vocab.NotApplicable: // said before
	}
	if lo == 0 && best > 0 { // level 0 is searched and not found, which this isn't
		why = append(why, "no level is well supported: no coding rests on well-supported claims alone")
	} else if lo < best {
		why = append(why, fmt.Sprintf(
			"well supported only to level %d: no coding above it rests on well-supported claims alone", lo))
	} else if lo > 0 {
		why = append(why, fmt.Sprintf("well supported to level %d", lo))
	}
	if c.Closed != nil {
		why = append(why, fmt.Sprintf("levels above %d were searched for (%s)", c.Closed.Above, c.Closed.Search))
	} else if hi > best {
		why = append(why, fmt.Sprintf("level %d isn't excluded: no search for it is recorded", hi))
	}
	for _, k := range c.Codings {
		if !k.Counts {
			why = append(why, fmt.Sprintf("a coding of level %d doesn't count: it lacks what the level needs", k.Level))
		}
	}
	c.Why = strings.Join(why, "; ")

	var narrow []string
	if lo < hi {
		if weak := s.weak(c, 3); len(weak) > 0 {
			c.Missing.Claims = weak
			narrow = append(narrow,
				"to raise the lower bound, a record in hand or a second independent source for "+few(weak))
		}
		if c.Closed == nil && len(in.Closes) > 0 {
			c.Missing.Fields = in.Closes
			var fields []string
			for _, f := range in.Closes {
				fields = append(fields, s.words.Text("search-field", f))
			}
			narrow = append(narrow, "to lower the upper bound, search "+strings.Join(fields, ", "))
		}
	}
	c.Narrows = strings.Join(narrow, "; ")
}

// few names the first of many claims: a reader who wants to begin needs no more, and a cell holds no more.
func few(ids []string) string {
	const most = 8
	if len(ids) <= most {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:most], ", "), len(ids)-most)
}

// weak are the claims of codings that keep the codings from holding at grade g.
func (s *scorer) weak(c *IndicatorCard, g int) []string {
	var out []string
	for _, k := range c.Codings {
		if !k.Counts || float64(k.Level) <= *c.Lo {
			continue
		}
		for _, id := range k.Claims {
			if gc := s.Claim(id); gc != nil && gc.Grade < g && !(s.public && gc.Grade == 0) {
				out = append(out, id)
			}
		}
	}
	return appendNew(nil, out...)
}

func (s *scorer) explainDisclosure(in *rubric.Indicator, c *IndicatorCard, answered, applicable int) {
	counts := map[vocab.ElementAnswer]int{}
	var unknown []string
	for _, e := range c.Elements {
		if e.Known {
			counts[e.Answer]++
		} else {
			unknown = append(unknown, e.ID)
		}
	}
	if c.State == vocab.NotAssessed {
		c.Why = "nobody has assessed it; that is unknown, not a gap"
		c.Narrows = "assess it: " + in.Question
		return
	}
	exempt := func(e ElementCard) bool { return e.Answer == vocab.AnsweredNotApplicable }
	if !slices.ContainsFunc(c.Elements, func(e ElementCard) bool { return !exempt(e) }) {
		c.Why = "none of its elements is said to apply; it is unknown until a second person confirms that"
		return
	}
	var parts []string
	for _, a := range []vocab.ElementAnswer{vocab.AnsweredFull, vocab.AnsweredPartial, vocab.AnsweredNone,
		vocab.AnsweredSearchedNone, vocab.AnsweredNotApplicable} {
		if counts[a] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[a], answerWord(a)))
		}
	}
	why := fmt.Sprintf("%d of %d elements answered", answered, applicable)
	if len(parts) > 0 {
		why += " (" + strings.Join(parts, ", ") + ")"
	}
	of := c.Levels
	kind := "a level"
	if in.Continuous {
		kind, of = "a value", 100
	}
	switch {
	case c.Best != nil && in.Continuous:
		why += fmt.Sprintf("; %.0f of 100", *c.Best)
	case c.Best != nil:
		why += fmt.Sprintf("; level %.0f of %d", *c.Best, of)
	case c.Open():
		why += "; too few to say more"
	case *c.Lo == *c.Hi:
		why += fmt.Sprintf("; %s of %.0f of %d, whatever the others are", kind, *c.Lo, of)
	default:
		why += fmt.Sprintf("; too few for a level: what is unknown leaves %.0f to %.0f of %d open", *c.Lo, *c.Hi, of)
	}
	c.Why = why
	if len(unknown) > 0 {
		c.Narrows = "look for what is unknown: " + strings.Join(unknown, ", ")
	}
}

func answerWord(a vocab.ElementAnswer) string {
	switch a {
	case vocab.AnsweredFull:
		return "in full"
	case vocab.AnsweredPartial:
		return "in part"
	case vocab.AnsweredNone:
		return "addressed but not answered"
	case vocab.AnsweredSearchedNone:
		return "searched and not found"
	case vocab.AnsweredNotApplicable:
		return "not applicable"
	}
	return string(a)
}

// narrows names the indicators whose bounds are furthest apart, by weight: there a search or a record would
// narrow the category most.
func narrows(c *Category) string {
	type gap struct {
		in    *IndicatorCard
		width float64
	}
	var gaps []gap
	for i := range c.Indicators {
		in := &c.Indicators[i]
		if in.State != vocab.NotApplicable && in.Narrows != "" && *in.HiValue > *in.LoValue {
			gaps = append(gaps, gap{in, float64(in.Weight * (*in.HiValue - *in.LoValue))})
		}
	}
	sort.SliceStable(gaps, func(i, j int) bool { return gaps[i].width > gaps[j].width })
	var out []string
	for _, g := range gaps[:min(3, len(gaps))] {
		out = append(out, g.in.ID+": "+g.in.Narrows)
	}
	return strings.Join(out, ". ")
}
