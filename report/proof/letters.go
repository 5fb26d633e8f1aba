package proof

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"whereas/report/diag"
)

// isForm tells whether a character is nothing but another form of a letter or two, which programs that take text out of
// documents leave as it was printed: ligatures (ﬁ, ﬀ, ﬆ, ĳ), full-width letters, letters of Hebrew and Arabic as they
// stand within a word, signs of Chinese from a list of radicals, the long s. What is raised or lowered (², ₂), a
// fraction, a number in a circle are none: they say something else than the figure does, "12³" isn't 123, and where ³
// is the mark of a note, it isn't even a figure.
func isForm(r rune) bool {
	switch {
	case r < 0x132:
		return false
	case r <= 0x1F3:
		return r <= 0x133 || r == 0x17F || r >= 0x1C4 && r <= 0x1CC || r >= 0x1F1
	case r < 0x2E9F:
		return false
	case r <= 0x2FD5:
		return r == 0x2E9F || r == 0x2EF3 || r >= 0x2F00
	case r < 0xFB00:
		return false
	case r <= 0xFB4F:
		return r <= 0xFB06 || r >= 0xFB13 && r <= 0xFB17 || r >= 0xFB20 && r <= 0xFB28 || r == 0xFB4F
	case r <= 0xFDF9:
		return r <= 0xFBB1 || r >= 0xFBD3 && r <= 0xFD3D || r >= 0xFD50 && r <= 0xFD8F ||
			r >= 0xFD92 && r <= 0xFDC7 || r >= 0xFDF0
	}
	return r >= 0xFE80 && r <= 0xFEFC || r >= 0xFF01 && r <= 0xFF5E
}

// spelt is a text with such forms written as the letters that they are.
func spelt(s string) string {
	if strings.IndexFunc(s, isForm) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isForm(r) {
			b.WriteString(norm.NFKC.String(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain is what a character is compared as: kinds of quote marks, apostrophes, hyphens and dashes don't count.
func plain(r rune) string {
	switch r {
	case '“', '”', '„', '‟', '«', '»', '″', '〝', '〞', '〟', '״':
		return `"`
	case '‘', '’', '‚', '‛', '‹', '›', '′', '`', '´', 'ʼ', '׳':
		return "'"
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '﹣':
		return "-"
	case '…':
		return "..."
	}
	return string(r)
}

// stays tells whether a character of many alphabets is its own normal form. It is quick, and may say no where it is.
func stays(r rune) bool {
	switch {
	case r < 0x100 || r >= 0x1680 && r <= 0x3020 || r >= 0xFB00:
		return false
	case r == 'ʼ' || r == '׳' || r == '״' || r == 0x034F || r == 0x061C || r == 0x115F || r == 0x1160 || r == 0x3164:
		return false
	}
	return r > 0x1F3 || !isForm(r)
}

// unseen tells whether a character is left out where texts are compared.
func unseen(r rune) bool { return diag.IsInvisible(r) }

// sameEnds is a text in which each line ends as on most systems, byte for byte of the same length: on old Macintoshes a
// line ends with CR.
func sameEnds(data []byte) string {
	s := string(data)
	if strings.Count(s, "\r") == strings.Count(s, "\r\n") {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			b[i] = '\n'
		}
	}
	return string(b)
}
