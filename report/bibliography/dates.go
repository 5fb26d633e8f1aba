package bibliography

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"whereas/report/diag"
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?$`)
	numbers   = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)
	monthYear = regexp.MustCompile(`^(\d{1,2})[/.-](\d{4})$`)
	parted    = regexp.MustCompile(`[\p{L}]+|\d+`)
	ordinal   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|º|er)\b`)
)

// day is a day, a month or a year of the calendar as a dossier has it; "" where it is none.
func day(y, m, d int) string {
	t := time.Date(y, time.Month(max(1, m)), max(1, d), 0, 0, 0, 0, time.UTC)
	switch {
	case y < 1000 || y > 9999 || m < 0 || m > 12 || d < 0 || t.Month() != time.Month(max(1, m)):
		return ""
	case m == 0:
		return fmt.Sprintf("%04d", y)
	case d == 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	return t.Format(time.DateOnly)
}

// readDate is a date as programs and people write it, as exactly as it is said; whole is false where a part of it, an
// end or a season, couldn't be kept, and date is "" where it is none.
func (rs *Rules) readDate(s string) (date string, whole bool) {
	s = strings.Trim(strings.TrimSpace(s), "{}[]()")
	whole = true
	if from, to, ok := strings.Cut(s, "/"); ok && len(strings.Trim(from, "~?%")) >= 4 && isoDate.MatchString(
		strings.TrimRight(from, "~?%"),
	) && (to == "" || to == ".." || isoDate.MatchString(strings.TrimRight(to, "~?%"))) &&
		!isoDate.MatchString(s) {
		s, whole = from, to == "" // a span of time: its first day
	}
	if t := strings.TrimRight(s, "~?%"); t != s {
		s, whole = t, false
	}
	atoi := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := isoDate.FindStringSubmatch(s); m != nil {
		y, mo, d := atoi(m[1]), atoi(m[2]), atoi(m[3])
		if mo >= 21 && mo <= 24 { // a season, as EDTF has it
			mo, d, whole = 0, 0, false
		}
		return day(y, mo, d), whole
	}
	if m := numbers.FindStringSubmatch(s); m != nil {
		a, b, y := atoi(m[1]), atoi(m[2]), atoi(m[3])
		switch {
		case a > 12 || strings.Contains(s, "."):
			return day(y, b, a), whole
		case b > 12 || a == b:
			return day(y, a, b), whole
		}
		return day(y, 0, 0), false // it can be two days
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return day(atoi(m[2]), atoi(m[1]), 0), whole
	}
	return rs.readWords(s, whole)
}

// readWords is readDate of a date with the name of a month: 3 December 2024, December 3, 2024, Dez. 2024.
func (rs *Rules) readWords(s string, whole bool) (string, bool) {
	var y, m, d int
	for _, p := range parted.FindAllString(ordinal.ReplaceAllString(s, "$1"), -1) {
		n, err := strconv.Atoi(p)
		word := strings.ToLower(p)
		switch {
		case err != nil && m == 0 && rs.Months[word] > 0:
			m = rs.Months[word]
		case err == nil && len(p) == 4 && y == 0:
			y = n
		case err == nil && len(p) <= 2 && d == 0 && n > 0:
			d = n
		case word == "de" || word == "of" || word == "th" || rs.weekday(word):
		default:
			whole = false
		}
	}
	if m == 0 && d > 0 {
		d, whole = 0, false
	}
	return day(y, m, d), whole
}

func (rs *Rules) weekday(word string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); name == word || len(word) == 3 && strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// dated takes a date in; what of it a dossier can't hold is told, and goes into the note.
func (r *reader) dated(e *entry, name, s string, at diag.Span) {
	if s = oneLine(s); s == "" {
		return
	}
	d, whole := r.rules.readDate(s)
	if d != "" {
		e.dates[name] = said{d, at}
	}
	if d == "" || !whole {
		r.undated(e, name, s, at)
	}
}

// undated keeps for the note what a date says and a dossier's can't.
func (r *reader) undated(e *entry, name, s string, at diag.Span) {
	s = oneLine(s)
	e.unread = append(e.unread, name+": "+s)
	if had := e.dates[name].s; had != "" {
		r.list.Noticef(at, diag.EntryDate, "of the date %q of %s, %s is taken; all of it stands in the note", s,
			e.called(), had)
		return
	}
	r.list.Warnf(at, diag.EntryDate, "%q, of %s, is no date that a dossier can hold", s, e.called()).
		WithHint("it stands in the note: write it as 2024, 2024-12 or 2024-12-03 in the library or in the dossier")
}
