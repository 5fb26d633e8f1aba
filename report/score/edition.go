package score

import (
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
)

// CheckEdition refuses a public edition whose card would be graver than the whole dossier's, because what speaks for
// the company is restricted: a policy that answers what is asked, a search that found nothing.
func CheckEdition(private, public *grade.Set, r *rubric.Rubric, l *diag.List) {
	if !private.Dossier.Withholds() {
		return
	}
	whole := (&scorer{Set: private, r: r}).figures(dossier.InternalEdition)
	shown := (&scorer{Set: public, public: true, r: r}).figures(dossier.PublicEdition)
	as := Assessment(private.Dossier, r)
	if as == nil {
		return
	}
	graver := func(private, public *float64) bool { return public != nil && (private == nil || *public > *private) }
	for i := range shown.Categories {
		found := false
		for k := range shown.Categories[i].Indicators {
			in, was := &shown.Categories[i].Indicators[k], &whole.Categories[i].Indicators[k]
			if j := as.Indicator(in.ID); j != nil && (graver(was.Lo, in.Lo) || graver(was.Best, in.Best)) {
				found = true
				l.Errorf(j.ID.At, diag.GuardedWeakness,
					"without what is restricted, indicator %q would be shown graver than it is: level %s, and it is %s",
					in.ID,
					levelText(in), levelText(was)).
					WithHint("make public what speaks for the company, or draft with --edition internal")
			}
		}
		c, was := &shown.Categories[i], &whole.Categories[i]
		if !found && (graver(was.Low, c.Low) || was.Point != nil && graver(was.Point, c.Point)) {
			l.Errorf(as.Rubric.At, diag.GuardedWeakness,
				"without what is restricted, %q would be shown graver than it is: %s, and it is %s", c.Title,
				pointText(c),
				pointText(was)).
				WithHint("make public what speaks for the company, or draft with --edition internal")
		}
	}
}

func levelText(c *IndicatorCard) string {
	if c.Best == nil {
		return "unknown"
	}
	return Rounded(*c.Best)
}

func pointText(c *Category) string {
	out := "unknown"
	if c.Low != nil {
		out = "at least " + Rounded(*c.Low)
	}
	if c.Point != nil {
		out += ", most likely " + Rounded(*c.Point)
	}
	return out
}
