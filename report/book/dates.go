package book

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	threeNumbers = regexp.MustCompile(`^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})$`)
	yearFirst    = regexp.MustCompile(`^(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?(?:[T ].*)?$`)
	monthYear    = regexp.MustCompile(`^(\d{1,2})[./-](\d{4})$`)
	withWords    = regexp.MustCompile(
		`^(?:[A-Za-z]+,\s+)?(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+)?` + // Tuesday, 3rd
			`([A-Za-z]+)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$`, // December 3, 2024
	)
)

// orderOf is how a date of three numbers is written, as far as it shows: dmy, mdy, either; "" of any other.
func orderOf(s string) string {
	s = trimmed(s)
	m := threeNumbers.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[2])
	switch {
	case strings.Contains(s, "."), a > 12 && b <= 12:
		return "dmy"
	case b > 12 && a <= 12:
		return "mdy"
	case a == b:
		return ""
	}
	return "either"
}

// readDate is a date as people write it, as the dossier has it; ok is false where it is none.
func readDate(s, order string) (string, bool) {
	s = trimmed(s)
	whole := func(y, m, d int) (string, bool) {
		t := time.Date(y, time.Month(m), max(1, d), 0, 0, 0, 0, time.UTC)
		if y < 1000 || m < 1 || m > 12 || d < 0 || t.Month() != time.Month(m) {
			return "", false
		}
		if d == 0 {
			return fmt.Sprintf("%04d-%02d", y, m), true
		}
		return t.Format(time.DateOnly), true
	}
	n := func(s string) int { v, _ := strconv.Atoi(s); return v }
	if m := threeNumbers.FindStringSubmatch(s); m != nil {
		if order == "mdy" && !strings.Contains(s, ".") {
			return whole(n(m[3]), n(m[1]), n(m[2]))
		}
		return whole(n(m[3]), n(m[2]), n(m[1]))
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return whole(n(m[1]), n(m[2]), n(m[3]))
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return whole(n(m[2]), n(m[1]), 0)
	}
	if m := withWords.FindStringSubmatch(s); m != nil && (m[1] == "" || m[3] == "") {
		for month := time.January; month <= time.December; month++ {
			name := strings.ToLower(m[2])
			full := strings.ToLower(month.String())
			if name == full || len(name) >= 3 && strings.HasPrefix(full, name) ||
				name == "sept" && month == time.September {
				return whole(n(m[4]), int(month), n(m[1]+m[3]))
			}
		}
	}
	return s, len(s) == 4 && n(s) >= 1000
}
