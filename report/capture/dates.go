package capture

import (
	"fmt"
	"regexp"
	"strings"

	"whereas/report/civil"
)

// Days as texts and pages write them.
var (
	isoDay = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)`)
	dayUS  = regexp.MustCompile(`\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
	dayUK  = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]{2,8})\.?,? (\d{4})\b`)
)

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
	"november", "december"}

// dateIn is the first day that a text names by a four-digit year and a month in letters, or as 2024-05-03; the zero
// date where it names none. Days in figures alone are left: 3/5/2024 is two days.
func dateIn(s string) civil.Date {
	first, at := civil.Date{}, len(s)
	take := func(loc []int, year, month, day string) {
		if loc[0] >= at {
			return
		}
		for i, m := range months {
			if lower := strings.ToLower(month); strings.HasPrefix(m, lower) || month == fmt.Sprintf("%02d", i+1) ||
				lower == "sept" && i == 8 {
				if d, err := civil.Parse(fmt.Sprintf("%s-%02d-%02s", year, i+1, day)); err == nil {
					first, at = d, loc[0]
				}
				return
			}
		}
	}
	part := func(loc []int, i int) string { return s[loc[2*i]:loc[2*i+1]] }
	if loc := isoDay.FindStringSubmatchIndex(s); loc != nil {
		take(loc, part(loc, 1), part(loc, 2), part(loc, 3))
	}
	if loc := dayUS.FindStringSubmatchIndex(s); loc != nil {
		take(loc, part(loc, 3), part(loc, 1), part(loc, 2))
	}
	if loc := dayUK.FindStringSubmatchIndex(s); loc != nil {
		take(loc, part(loc, 3), part(loc, 2), part(loc, 1))
	}
	return first
}
