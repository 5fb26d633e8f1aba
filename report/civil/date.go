// Package civil is dates without a clock: a day, a month or a year, as precisely as whoever wrote it knew, and the
// period between two.
package civil

import (
	"fmt"
	"strconv"
	"strings"
)

// Date is a civil date as precise as its writer knew it: Month and Day are 0 where they weren't given.
// The zero Date is no date.
type Date struct {
	Year, Month, Day int
}

// Parse reads "2024", "2024-12" or "2024-12-03". It refuses years outside 1000–9999 and days that
// the calendar doesn't have.
func Parse(s string) (Date, error) {
	parts := strings.Split(s, "-")
	widths := []int{4, 2, 2}
	if len(parts) > 3 {
		return Date{}, fmt.Errorf("%q is not a date", s)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || len(p) != widths[i] || p[0] == '+' || p[0] == '-' {
			return Date{}, fmt.Errorf("%q is not a date", s)
		}
		n[i] = v
	}
	d := Date{n[0], n[1], n[2]}
	switch {
	case d.Year < 1000:
		return Date{}, fmt.Errorf("%q is not a date", s)
	case len(parts) > 1 && (d.Month < 1 || d.Month > 12):
		return Date{}, fmt.Errorf("%q does not exist: a year has twelve months", s)
	case len(parts) > 2 && (d.Day < 1 || d.Day > daysIn(d.Year, d.Month)):
		return Date{}, fmt.Errorf("%q does not exist: that month has %d days", s, daysIn(d.Year, d.Month))
	}
	return d, nil
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// IsZero tells whether d is no date at all.
func (d Date) IsZero() bool { return d == Date{} }

// String writes the date back as it is written in a dossier: "2024", "2024-12", "2024-12-03", "" for none.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText writes d as String does, so that it stands in JSON as text.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// First is the first day that d can mean, as a count of days (Julian day number less a constant).
func (d Date) First() int {
	m, day := d.Month, d.Day
	if m == 0 {
		m = 1
	}
	if day == 0 {
		day = 1
	}
	return dayNumber(d.Year, m, day)
}

// Last is the last day that d can mean.
func (d Date) Last() int {
	m, day := d.Month, d.Day
	if m == 0 {
		m = 12
	}
	if day == 0 {
		day = daysIn(d.Year, m)
	}
	return dayNumber(d.Year, m, day)
}

// After tells whether the whole of d lies after the last day of e. "2024" is not after "2024-03": it may
// be the same day.
func (d Date) After(e Date) bool { return d.First() > e.Last() }

// AddDays is the day so many days behind the first day that d can mean; days isn't negative.
func (d Date) AddDays(days int) Date {
	out := Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
	for out.Day += days; out.Day > daysIn(out.Year, out.Month); {
		out.Day -= daysIn(out.Year, out.Month)
		if out.Month++; out.Month > 12 {
			out.Year, out.Month = out.Year+1, 1
		}
	}
	return out
}

// dayNumber counts days in the proleptic Gregorian calendar; only differences mean anything.
func dayNumber(y, m, d int) int {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d
}

var months = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"}

var meses = [...]string{"", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
	"octubre", "noviembre", "diciembre"}

// Words writes the date as a sentence has it in a language (BCP 47): "2024", "December 2024", "December 3, 2024" in
// en-US, "diciembre de 2024" and "3 de diciembre de 2024" in Spanish, and "3 December 2024" otherwise.
func (d Date) Words(lang string) string {
	spanish := lang == "es" || strings.HasPrefix(lang, "es-")
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0 && spanish:
		return fmt.Sprintf("%s de %d", meses[d.Month], d.Year)
	case spanish:
		return fmt.Sprintf("%d de %s de %d", d.Day, meses[d.Month], d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", months[d.Month], d.Year)
	case lang == "en-US":
		return fmt.Sprintf("%s %d, %d", months[d.Month], d.Day, d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, months[d.Month], d.Year)
}

// Period is the time a fact held: from First to Last day, either open.
type Period struct {
	From, Until Date
}

// Overlaps tells whether two periods can share a day. An open end reaches without limit.
func (p Period) Overlaps(q Period) bool {
	before := func(end, start Date) bool { // end surely before start
		return !end.IsZero() && !start.IsZero() && end.Last() < start.First()
	}
	return !before(p.Until, q.From) && !before(q.Until, p.From)
}
