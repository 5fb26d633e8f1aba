package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SoundsI tells whether a text begins with the sound of i as Spanish hears it, before which "y" becomes "e": "Acme e
// Iberia", "e hizo". A diphthong has none: "y hielo", "y Ionia". Quotation marks and brackets make no sound.
func SoundsI(s string) bool {
	s = strings.ToLower(strings.TrimLeftFunc(s, func(r rune) bool { return !word(r) }))
	s = strings.TrimPrefix(s, "h")
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	switch r {
	case 'í':
		return true
	case 'i':
		return !strings.ContainsRune("aeoáéó", next) || next == utf8.RuneError
	case 'y': // "Ybarra"; before a vowel it is a consonant
		return unicode.IsLetter(next) && !strings.ContainsRune("aeiouáéíóú", next)
	}
	return false
}
