package figure

import (
	"strings"
	"unicode"
)

// cut shortens a text that would be wider than its room.
func cut(text string, room int) string {
	if text == "" {
		return ""
	}
	rs := []rune(text)
	for n := len(rs); n > 0; n-- {
		short := string(rs[:n])
		if n < len(rs) {
			short = strings.TrimRight(short, " ,.-") + "…"
		}
		if wideOf(short) <= room {
			return short
		}
	}
	return "…"
}

// wideOf is how wide a text of the usual size may be.
func wideOf(text string) int { return measure(text) * textSize / 1000 }

// measure is how wide a text may be, in thousandths of its size: an estimate on the safe side, since a picture knows no
// faces.
func measure(text string) int {
	sum := 0
	for _, r := range text {
		sum += estimate(r)
	}
	return sum
}

func estimate(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x2E80:
		return 1000
	case strings.ContainsRune("WMmw@…", r):
		return 900
	case unicode.IsUpper(r):
		return 700
	case strings.ContainsRune("iljtfrI.,;:'’ ()[]|!-", r):
		return 330
	case strings.ContainsRune("sckvxyz", r):
		return 500
	}
	return 540
}

// wrap divides a text at its spaces into lines of a room, as many as may be; what is more is cut off, and so is a word
// that has no room alone. A strong text is as wide as it may be set in bold.
func wrap(text string, room, most int, strong bool) []string {
	if strong {
		room = room * 20 / 21
	}
	var lines []string
	words := strings.Fields(text)
	for len(words) > 0 {
		n := 1
		for n < len(words) && wideOf(strings.Join(words[:n+1], " ")) <= room {
			n++
		}
		if len(lines)+1 == most {
			n = len(words)
		}
		lines = append(lines, cut(strings.Join(words[:n], " "), room))
		words = words[n:]
	}
	return lines
}
