package check

import (
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/grade"
)

// Due gives a notice of each claim and each cited source that will have grown old by the day of filing, and of those
// that will have by the meeting, whose day the dossier says: looked at more than the authority's stale_days before, or
// never. It counts both.
func Due(set *grade.Set, filing civil.Date, l *diag.List) (claims, sources int) {
	meeting := set.Dossier.Meeting.Date
	days := set.Authority.StaleDays
	old := func(looked civil.Date, by civil.Date) bool {
		return !by.IsZero() && (looked.IsZero() || by.First()-looked.First() > days)
	}
	when := func(looked civil.Date) (string, string) { // by which of the two days it has grown old, and since when
		last := "nobody looked at it yet"
		if !looked.IsZero() {
			last = "last looked at on " + looked.String()
		}
		switch {
		case old(looked, filing):
			return "the filing on " + filing.String(), last
		case old(looked, meeting.Date):
			return "the meeting on " + meeting.Date.String(), last
		}
		return "", ""
	}
	cited := map[string]bool{}
	for _, c := range set.Claims {
		for _, e := range c.Evidence {
			cited[e.Source.S] = true
		}
		if !set.Stale(c, filing) && (meeting.IsZero() || !set.Stale(c, meeting.Date)) {
			continue
		}
		by, last := when(c.Checked.Date)
		claims++
		l.Noticef(c.ID.At, diag.Due, "claim %q will be out of date at %s: %s", c.ID.S, by, last).
			WithHint("look whether it still holds, and set checked; or say when it ended: until")
	}
	for _, s := range set.Dossier.Sources {
		by, last := when(s.Accessed.Date)
		if by == "" || !cited[s.ID.S] || s.URL.S == "" {
			continue
		}
		sources++
		l.Noticef(s.ID.At, diag.Due, "source %q will be out of date at %s: %s", s.ID.S, by, last).
			WithHint("look whether it still stands there (whereas check --links), and set accessed")
	}
	if meeting.IsZero() {
		l.Noticef(set.Dossier.Meeting.Rules.At, diag.Due, "when the meeting is isn't known, so only the filing is "+
			"reckoned with").
			WithHint(`say it: [meeting] date = "…"`)
	}
	return claims, sources
}
