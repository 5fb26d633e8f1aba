package lines

import (
	"slices"
	"strings"
	"unicode"
)

// What stays on one line although a space stands between: a number and what it counts or numbers ("No. 7", "$1.2
// million", "22 May"), initials and the name behind them, a dash and the word before it.

// Ties are the words of a language that stick to a number or a name. They are compared without regard to case.
type Ties struct {
	BeforeNumber []string // "No.", "p.", "§"
	AfterNumber  []string // "million", "percent"
	AfterName    []string // "Inc."
}

// tied reports whether the words on both sides of a space stay on one line.
func (t *Ties) tied(before, after []char) bool {
	if len(before) == 0 || len(after) == 0 || unicode.IsLower(after[0].r) && !unicode.IsDigit(before[len(before)-1].r) {
		return false
	}
	first, last := bare(before), bare(after)
	switch {
	case first == "" || last == "":
		return false
	case strings.HasPrefix(last, "–"), strings.HasPrefix(last, "—"):
		return true
	case initial(first) && startsWith(last, unicode.IsUpper):
		return true
	case startsWith(strings.TrimLeft(last, "$€£"), unicode.IsDigit) &&
		has(t.BeforeNumber, strings.TrimLeft(first, "(“‘[")):
		return true
	case number(first) && has(t.AfterNumber, strings.TrimRight(last, ".,;:!?)”’]")):
		return true
	}
	return has(t.AfterName, strings.TrimRight(last, ",;:)”’]"))
}

// bare is a word without the marks of notes.
func bare(word []char) string {
	var b strings.Builder
	for _, c := range word {
		if c.r != markRune {
			b.WriteRune(c.r)
		}
	}
	return b.String()
}

// initial reports whether a word is an initial: "J.", "(J.".
func initial(word string) bool {
	r := []rune(strings.TrimLeft(word, "(“‘["))
	return len(r) == 2 && unicode.IsUpper(r[0]) && r[1] == '.'
}

// number reports whether a word ends as a number does: "1.2", "$40", "(2,000", but not "2024." or "7)".
func number(word string) bool {
	r := []rune(word)
	if !unicode.IsDigit(r[len(r)-1]) {
		return false
	}
	for _, c := range r {
		if unicode.IsLetter(c) {
			return false
		}
	}
	return true
}

func startsWith(word string, is func(rune) bool) bool {
	for _, r := range word {
		return is(r)
	}
	return false
}

func has(words []string, word string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, word) })
}
