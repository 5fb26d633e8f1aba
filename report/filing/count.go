package filing

import (
	"regexp"
	"strings"
	"unicode"
)

// Way is a way of counting words.
type Way string

// The ways of counting. They differ because companies have counted against proponents in all of these ways.
const (
	Lenient  Way = "lenient"  // what a proponent can defend
	WordLike Way = "word"     // as a word processor counts: plain white space
	Strict   Way = "strict"   // what a hostile company can defend
	Paranoid Way = "paranoid" // strict, and each lone sign a word
)

// An address is one word by any count (staff practice, SLB 14 section C.2.b).
var address = regexp.MustCompile(`(?i)^(https?://\S+|www\.\S+|[a-z0-9]([a-z0-9-]*[a-z0-9])?` +
	`(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*` +
	`\.(com|org|net|gov|edu|mil|int|info|eu|uk|de|fr|ca|au|ch|nl|io|il)(/\S*)?)$`)

// numberedAddress matches an address to which the number of its note is glued.
var numberedAddress = regexp.MustCompile(`(?i)^[(\[]?[0-9]{1,3}[.)\]:]*https?://\S+$`)

const (
	signs    = "%$€£¥"
	joins    = "-‐‑‒–—/"
	paranoia = "&#+=@§°"
)

// Count counts the words of a text in one of the ways above; an unknown way counts as Strict does.
func Count(text string, way Way) int {
	n := 0
	for t := range strings.FieldsSeq(text) {
		n += TokenWords(t, way)
	}
	return n
}

// TokenWords counts the words of a token, which has no white space, in one of the ways.
func TokenWords(t string, way Way) int {
	switch way {
	case WordLike:
		return 1
	case Lenient:
		if hasWord(t) {
			return 1
		}
		return 0
	case Strict, Paranoid:
	}
	if isPlain(t) {
		return 1
	}
	if IsAddress(t) {
		return 1
	}
	if numberedAddress.MatchString(t) { // the number of a note, and its address
		return 2
	}
	n := 0
	for _, r := range t {
		if strings.ContainsRune(signs, r) || way == Paranoid && strings.ContainsRune(paranoia, r) {
			n++
		}
	}
	for _, part := range strings.FieldsFunc(t, func(r rune) bool {
		return strings.ContainsRune(joins, r) || way == Paranoid && r == '&'
	}) {
		if hasWord(strings.Map(func(r rune) rune {
			if strings.ContainsRune(signs, r) {
				return -1
			}
			return r
		}, part)) {
			n++
		}
	}
	return n
}

// isPlain tells whether a token is letters, with a comma or full stop behind them at most: most are, and count as one
// without a look for what joins or stands for words.
func isPlain(t string) bool {
	t = strings.TrimRight(t, ".,")
	for i := range len(t) {
		if b := t[i]; !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
			return false
		}
	}
	return t != ""
}

// IsAddress tells whether a token is a web address once the punctuation around it is off.
func IsAddress(t string) bool {
	if !strings.Contains(t, ".") { // most words; the pattern is costly
		return false
	}
	return address.MatchString(strings.TrimFunc(t, func(r rune) bool {
		return r != '/' && (unicode.IsPunct(r) || unicode.IsSymbol(r))
	}))
}

func hasWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}
