package diag

import (
	"fmt"
	"strings"
	"unicode"
)

// IsInvisible tells whether r takes no room and shows nothing: format characters, joiners, direction marks, variation
// selectors, fillers, tags. Controls and spaces are no such characters, and neither are the few of Unicode's class of
// format characters that are drawn (the Arabic sign before a number and its like).
func IsInvisible(r rune) bool {
	if r < 0xAD {
		return false
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// IsOddSpace tells whether r looks like a space, or is one, and isn't that of the keyboard: a no-break space, an
// ideographic one, a separator of lines.
func IsOddSpace(r rune) bool { return r > 0x7F && unicode.IsSpace(r) }

// blankBraille is a pattern without dots: it takes room and shows nothing.
const blankBraille = '\u2800'

// IsBlank tells whether a text shows nothing: there is none, or it is made of spaces and of what can't be seen.
func IsBlank(s string) bool {
	for _, r := range s {
		if r > ' ' && r < 0x7F {
			return false
		}
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !IsInvisible(r) && r != blankBraille {
			return false
		}
	}
	return true
}

// Unseen is the first character of s that an id, a key or an address can't have and that isn't seen in it: one that is
// invisible, a control character, a space other than the keyboard's. at is where it begins, -1 where there is none.
func Unseen(s string) (r rune, at int) {
	at = strings.IndexFunc(s, func(c rune) bool {
		r = c
		return IsInvisible(c) || IsOddSpace(c) || unicode.IsControl(c) || c == blankBraille
	})
	if at < 0 {
		return 0, -1
	}
	return r, at
}

// names of characters that come in with text pasted from elsewhere.
var names = map[rune]string{
	'\t': "tab", '\n': "end of line", '\r': "carriage return",
	0x00A0: "no-break space", 0x00AD: "soft hyphen", 0x034F: "combining grapheme joiner", 0x061C: "Arabic letter mark",
	0x1680: "Ogham space", 0x180E: "Mongolian vowel separator",
	0x115F: "Hangul filler", 0x1160: "Hangul filler", 0x3164: "Hangul filler", 0xFFA0: "Hangul filler",
	0x2000: "en quad", 0x2001: "em quad", 0x2002: "en space", 0x2003: "em space", 0x2004: "third of an em",
	0x2005: "quarter of an em", 0x2006: "sixth of an em", 0x2007: "figure space", 0x2008: "punctuation space",
	0x2009: "thin space", 0x200A: "hair space",
	0x200B: "zero-width space", 0x200C: "zero-width non-joiner", 0x200D: "zero-width joiner",
	0x200E: "left-to-right mark", 0x200F: "right-to-left mark",
	0x2028: "line separator", 0x2029: "paragraph separator", 0x202F: "narrow no-break space",
	0x205F: "mathematical space", 0x2060: "word joiner", 0x2800: "blank Braille pattern", 0x3000: "ideographic space",
	0xFEFF: "byte-order mark",
}

// CharName is what a person can look for: "no-break space (U+00A0)", or "invisible character U+2061" where it has no
// name that people know, and for a letter the letter itself.
func CharName(r rune) string {
	name := names[r]
	switch {
	case name != "":
		return fmt.Sprintf("%s (U+%04X)", name, r)
	case unicode.Is(unicode.Variation_Selector, r):
		return fmt.Sprintf("variation selector (U+%04X)", r)
	case r >= 0xE0000 && r <= 0xE007F:
		return fmt.Sprintf("tag (U+%04X)", r)
	case unicode.IsControl(r):
		return fmt.Sprintf("control character U+%04X", r)
	case unicode.Is(unicode.Co, r):
		return fmt.Sprintf("private character U+%04X", r)
	case IsInvisible(r) || unicode.IsSpace(r) || !unicode.IsPrint(r):
		return fmt.Sprintf("invisible character U+%04X", r)
	}
	return fmt.Sprintf("character %c", r)
}

// AChar is CharName behind its article: "a no-break space (U+00A0)".
func AChar(r rune) string {
	name := CharName(r)
	if strings.ContainsRune("aeioAO", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}
