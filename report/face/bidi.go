package face

import (
	"slices"
	"strings"

	"github.com/go-text/typesetting/bidi"
	unicodebidi "golang.org/x/text/unicode/bidi"
)

// The order of text that runs from right to left: the Unicode Bidirectional Algorithm (Unicode Standard Annex 9).
// The algorithm is the library's. Of our own are three things: quotation marks pair as brackets do (plain), the
// levels are told from the library's directions (Levels), and the stretches of a line are put in order (Visual),
// since the library knows no lines.

// RightToLeft reports whether a character runs from right to left.
func RightToLeft(r rune) bool {
	if r < 0x590 {
		return false
	}
	switch class(r) {
	case unicodebidi.R, unicodebidi.AL, unicodebidi.AN:
		return true
	}
	return false
}

func class(r rune) unicodebidi.Class {
	p, _ := unicodebidi.LookupRune(r)
	return p.Class()
}

// Levels is the embedding level of each character of a paragraph: even ones run from left to right. The
// paragraph's own level is 1 where its first letter runs from right to left. No level is above 2: what would embed
// or isolate text has no effect (see plain).
func Levels(text []rune) (levels []uint8, base uint8) {
	plainText := make([]rune, len(text), len(text)+1)
	for i, r := range text {
		plainText[i] = plain(r)
	}
	numbers := numbersAmongRightToLeft(plainText)
	// A space at the end has the level of the paragraph (rule L1), which the library doesn't tell otherwise.
	levels = odd(append(plainText, ' '), bidi.Neutral)
	base = levels[len(text)]
	levels = levels[:len(text)]
	for i := range levels {
		if levels[i] == 0 && (base == 1 || numbers[i]) {
			levels[i] = 2
		}
	}
	return levels, base
}

// plain is the character whose place in the algorithm r takes. Quotation marks stand for brackets, so that a title
// in quotes keeps both of them at its ends: Unicode leaves that to control characters, which nobody types. Those
// control characters count as neutral ones, as claims and titles have none that mean anything once quoted; the end
// of a line within a paragraph counts as a space.
func plain(r rune) rune {
	switch r {
	case '“': // rare brackets, so that no real one pairs with a quotation mark
		return '⸢'
	case '”':
		return '⸣'
	case '«':
		return '⸨'
	case '»':
		return '⸩'
	}
	switch class(r) {
	case unicodebidi.B:
		return ' '
	case unicodebidi.LRO, unicodebidi.RLO, unicodebidi.LRE, unicodebidi.RLE, unicodebidi.PDF,
		unicodebidi.LRI, unicodebidi.RLI, unicodebidi.FSI, unicodebidi.PDI, unicodebidi.BN, unicodebidi.Control:
		return neutral
	}
	return r
}

const neutral = '\uFFFC'

// numbersAmongRightToLeft tells which characters belong to numbers of level 2 in a paragraph that runs from left to
// right: "12%" in Hebrew words, but not in English ones.
//
// The library only says which stretches run which way. In "שלום 12 abc" that is one stretch for "12 abc", though 12
// belongs to the Hebrew word, at its left, and abc doesn't. So the library is asked about a copy in which all letters
// run from right to left, and so do the numbers that follow Latin letters (rule W7): what runs from left to right in
// that copy can only be the numbers looked for, with the signs that the rules W1 to W5 count as part of them.
func numbersAmongRightToLeft(text []rune) []bool {
	const letter = 'א'
	letters := make([]rune, 0, len(text)+2)
	letters = append(letters, letter)
	latin := true // the last letter ran from left to right, as the paragraph does before its first
	for _, r := range text {
		switch class(r) {
		case unicodebidi.L:
			latin, r = true, letter
		case unicodebidi.R, unicodebidi.AL:
			latin = false
		case unicodebidi.EN:
			if latin {
				r = letter
			}
		case unicodebidi.S:
			r = neutral // a tab would run from left to right, as the paragraph does (rule L1)
		}
		letters = append(letters, r)
	}
	levels := odd(append(letters, letter), bidi.LeftToRight)
	numbers := make([]bool, len(text))
	for i := range text {
		numbers[i] = levels[i+1] == 0
	}
	return numbers
}

// odd is 1 for each character that runs from right to left, and 0 for the others.
func odd(text []rune, base bidi.Direction) []uint8 {
	var p bidi.Paragraph
	runs := p.Segment(text, base)
	out := make([]uint8, len(text))
	for i := range runs.NumRuns() {
		if run := runs.Run(i); !run.IsLeftToRight() {
			for at := run.Start; at < run.End; at++ {
				out[at] = 1
			}
		}
	}
	return out
}

// Visual is the order in which stretches of a line with these levels stand from left to right (rule L2): from the
// highest level down to 1, every stretch of that level or a higher one is reversed.
func Visual(levels []uint8) []int {
	order := make([]int, len(levels))
	highest := uint8(0)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(order); i++ {
			if levels[order[i]] < level {
				continue
			}
			j := i
			for j < len(order) && levels[order[j]] >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	return order
}

// RightToLeftLanguage reports whether a language (BCP 47) is written from right to left.
func RightToLeftLanguage(lang string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch base {
	case "ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb":
		return true
	}
	return false
}

// Within is the levels of a text in a paragraph that runs as its document does (base 0 from left to right, 1 from right
// to left), whatever its first letter is. In one from left to right, names and titles in other letters are isolated:
// what stands between two of them, or behind them, keeps its place.
func Within(text []rune, base uint8) []uint8 {
	if base == 1 {
		levels := make([]uint8, len(text))
		in, own := Levels(append([]rune{'א'}, text...)) // a letter that gives the paragraph its direction
		for i := range levels {
			levels[i] = max(in[i+1], own)
		}
		return levels
	}
	levels := make([]uint8, len(text))
	for _, s := range Foreign(text) {
		in, _ := Levels(text[s.From:s.To])
		for i, level := range in {
			levels[s.From+i] = max(level, 1)
		}
	}
	return levels
}

// OneDirection reports whether no two letters of a text run in different directions.
func OneDirection(text []rune) bool {
	left, right := false, false
	for _, r := range text {
		switch class(r) {
		case unicodebidi.L:
			left = true
		case unicodebidi.R, unicodebidi.AL:
			right = true
		}
	}
	return !left || !right
}

// Stretch is a part of a text.
type Stretch struct{ From, To int }

// Foreign is the stretches of a text that run from right to left among words that run from left to right: names,
// titles, each by itself. Commas, stops and quotation marks part them, but not within quotation marks.
func Foreign(text []rune) []Stretch {
	if !slices.ContainsFunc(text, RightToLeft) {
		return nil
	}
	var out []Stretch
	var now *Stretch
	quoted := 0
	for i, r := range text {
		if r >= 0x590 && RightToLeft(r) {
			if now == nil {
				out = append(out, Stretch{i, i})
				now = &out[len(out)-1]
			}
			now.To = i + 1
			continue
		}
		switch {
		case strings.ContainsRune("“«„", r):
			quoted++
			now = nil
		case strings.ContainsRune("”»", r):
			quoted = max(0, quoted-1)
			now = nil
		case strings.ContainsRune("\";\n", r), quoted == 0 && strings.ContainsRune(",.:!?—–", r),
			class(r) == unicodebidi.L:
			now = nil
		case now != nil && class(r) == unicodebidi.NSM && now.To == i:
			now.To = i + 1
		}
	}
	for n := range out {
		out[n].To = wholeNumber(text, out[n].To)
		out[n] = balanced(text, out[n])
	}
	return out
}

// wholeNumber is the end of a stretch together with a number that follows it at once.
func wholeNumber(text []rune, to int) int {
	i := to
	for i < len(text) && i <= to && (text[i] == ' ' || text[i] == '-' || text[i] == '־') {
		i++
	}
	j := i
	for j < len(text) && (class(text[j]) == unicodebidi.EN || class(text[j]) == unicodebidi.AN || text[j] == '%' ||
		j > i && j+1 < len(text) && strings.ContainsRune(".,/", text[j]) && class(text[j+1]) == unicodebidi.EN) {
		j++
	}
	if j == i || j < len(text) && class(text[j]) == unicodebidi.L {
		return to
	}
	return j
}

// balanced is a stretch with the bracket that closes one within it, or without what that one opens.
func balanced(text []rune, s Stretch) Stretch {
	open := -1
	for i := s.From; i < s.To; i++ {
		switch text[i] {
		case '(', '[':
			open = i
		case ')', ']':
			open = -1
		}
	}
	if open >= 0 && s.To < len(text) && (text[s.To] == ')' || text[s.To] == ']') {
		s.To++
	}
	return s
}
