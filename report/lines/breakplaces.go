package lines

import (
	"slices"
	"strings"
	"unicode"
)

// Where a word may be broken. A word is what stands between spaces; a hyphen is added only where the text has a soft
// one, or where the patterns of its language divide it (see divide).

// char is one character of a paragraph, with the span it comes from.
type char struct {
	r    rune
	span int32
	// What stood behind it and isn't drawn: a soft hyphen, a zero-width space, a word joiner.
	soft, zeroWidth, joined bool
	level                   uint8 // even where it runs from left to right
	divides                 bool  // the word may be divided behind it
}

// markRune stands for a note mark among the characters. Nothing breaks before it.
const markRune = '\uFFFC'

const (
	costSoft    = 50   // at a soft hyphen
	costDivide  = 60   // where the patterns divide a word
	costName    = 400  // where they divide one with a capital letter
	costCapital = 600  // where they divide one in capitals
	costHyphen  = 50   // behind a hyphen
	costDash    = 10   // behind a dash
	costSlash   = 60   // behind a slash between words
	costPart    = 30   // in an address behind / ? &
	costWordIn  = 60   // in an address behind = or -
	costDot     = 90   // in an address behind a full stop
	costNumber  = 300  // between digits, and behind an underscore
	costNowhere = 3000 // the last resort: anywhere in what is wider than the line
)

// breakCosts is what it costs to end a line behind each character of a word; never, where it is forbidden. The answer
// is written over costs.
func breakCosts(word []char, costs []int) []int {
	costs = slices.Grow(costs[:0], len(word))[:len(word)]
	from, host := address(word)
	for i := range word {
		costs[i] = never
		if i+1 == len(word) || word[i].joined || unbreakable(word[i+1].r) || clingsToMark(word, i) {
			continue
		}
		switch {
		case word[i].zeroWidth:
			costs[i] = 0
		case word[i].soft:
			costs[i] = costSoft
		case from >= 0 && i >= from:
			if i >= host {
				costs[i] = addressCost(word, i)
			}
		default:
			costs[i] = wordCost(word, i)
		}
	}
	return costs
}

// clingsToMark reports whether the character at i must stay on the line of the mark behind it. Only a comma between
// marks may be parted from the next one (see MarkComma).
func clingsToMark(word []char, i int) bool {
	return word[i+1].r == markRune && !(word[i].r == markRune && word[i].zeroWidth)
}

// wordCost is for ordinary words: behind hyphens and dashes, but not in numbers and dates.
func wordCost(word []char, i int) int {
	before, after := runeAt(word, i-1), runeAt(word, i+1)
	if betweenIdeographs(word[i].r, after) {
		return 0
	}
	inNumber := unicode.IsDigit(before) && unicode.IsDigit(after)
	switch word[i].r {
	case '-', '\u2010':
		if !inNumber && letters(word, i-1, -1) >= 2 && letters(word, i+1, +1) >= 2 {
			return costHyphen
		}
	case '\u2013', '\u2014', '\u2015': // en dash, em dash, bar
		if !inNumber && !closes(after) && after != word[i].r && i > 0 {
			return costDash
		}
	case '/':
		if letters(word, i-1, -1) >= 3 && letters(word, i+1, +1) >= 3 {
			return costSlash
		}
	}
	return never
}

// betweenIdeographs reports whether a line may end between two Chinese or Japanese characters: not before what closes,
// and not behind what opens.
func betweenIdeographs(r, after rune) bool {
	return ideograph(r) && ideograph(after) &&
		!strings.ContainsRune("、。，．・：；？！）」』】〉》ー々ゝ", after) && !strings.ContainsRune("（「『【〈《", r)
}

// ideograph reports whether r is a Chinese or Japanese character; a line may end between most of them.
func ideograph(r rune) bool {
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF00 && r <= 0xFFEF ||
		r >= 0x20000 && r <= 0x3FFFF
}

// addressCost is for the part of an address behind its host: behind / ? & = - and the full stop, and if need be
// behind an underscore.
func addressCost(word []char, i int) int {
	before, after := runeAt(word, i-1), runeAt(word, i+1)
	inNumber := unicode.IsDigit(before) && unicode.IsDigit(after)
	if closes(after) || tail(word, i+1) < 2 {
		return never
	}
	switch word[i].r {
	case '/', '?', '&':
		if after != '/' && after != '?' && after != '&' {
			return costPart
		}
	case '=':
		return costWordIn
	case '_': // better than the last resort
		return costNumber
	case '-':
		if date(word, i) {
			return never
		}
		if inNumber {
			return costNumber
		}
		return costWordIn
	case '.':
		if inNumber {
			return costNumber
		}
		return costDot
	}
	return never
}

// address finds an address in a word: where it begins, and where its host ends. Without one, from is -1.
func address(word []char) (from, host int) {
	if !slices.ContainsFunc(word, func(c char) bool { return c.r == ':' || c.r == '.' }) {
		return -1, -1
	}
	var b strings.Builder
	at := make([]int, 0, len(word)) // character of each byte
	for i, c := range word {
		n, _ := b.WriteRune(unicode.ToLower(c.r))
		for range n {
			at = append(at, i)
		}
	}
	s := b.String()
	var rest int
	switch i := strings.Index(s, "://"); {
	case i > 0:
		from, rest = 0, i+3
		for from < i && !isLetter(s[from]) {
			from++
		}
	default:
		j := strings.Index(s, "www.")
		if j < 0 || j > 0 && isLetter(s[j-1]) {
			return -1, -1
		}
		from, rest = j, j
	}
	end := strings.IndexAny(s[rest:], "/?#")
	if end < 0 {
		return at[from], len(word)
	}
	return at[from], at[rest+end]
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' }

// date reports whether the hyphen at i is one of a date such as 2026-07-28.
func date(word []char, i int) bool {
	back, on := digits(word, i-1, -1), digits(word, i+1, +1)
	return back == 4 && on == 2 && runeAt(word, i+3) == '-' ||
		back == 2 && runeAt(word, i-3) == '-' && on == 2 && digits(word, i-4, -1) == 4
}

func digits(word []char, i, step int) int { return count(word, i, step, unicode.IsDigit) }
func letters(word []char, i, step int) int {
	return count(word, i, step, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) })
}

func count(word []char, i, step int, is func(rune) bool) int {
	const most = 40 // nobody asks for more, and a word can be as long as its file
	n := 0
	for ; n < most && i >= 0 && i < len(word) && is(word[i].r); i += step {
		n++
	}
	return n
}

// tail is how many characters stand behind i before a mark or the word's end, as count counts them.
func tail(word []char, i int) int {
	return count(word, i, +1, func(r rune) bool { return r != markRune })
}

func runeAt(word []char, i int) rune {
	if i < 0 || i >= len(word) {
		return 0
	}
	return word[i].r
}

// closes reports whether r can't begin a line.
func closes(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', ')', ']', '}', '”', '’', '»', '"', '\'':
		return true
	}
	return false
}

// divide marks where words may be divided by the patterns of the language. Left whole are words with anything but
// letters in them (addresses, numbers, compounds, which have places of their own), those that the document wants whole,
// short ones, and shorter ones in capitals, which may stand for several words; dividing a name costs more.
func divide(word []char, costs []int, points func(string) []int, whole map[string]bool) {
	const shortest, shortestCapitals = 6, 9
	from, end, ok := core(word)
	if !ok || end-from < shortest {
		return
	}
	var letters strings.Builder
	capitals := 0
	for i := from; i < end; i++ {
		c := &word[i]
		if !unicode.IsLetter(c.r) || c.soft || c.zeroWidth || c.joined {
			return
		}
		if unicode.IsUpper(c.r) {
			capitals++
		}
		letters.WriteRune(c.r)
	}
	text := letters.String()
	if whole[text] {
		return
	}
	cost := costDivide
	switch first := unicode.IsUpper(word[from].r); {
	case capitals == end-from && capitals >= shortestCapitals:
		text, cost = strings.ToLower(text), costCapital
	case first && capitals == 1:
		cost = costName
	case capitals > 0:
		return
	}
	for _, n := range points(text) {
		if i := from + n - 1; costs[i] >= never {
			costs[i] = cost
			word[i].divides = true
		}
	}
}

// core is a word without what stands around its letters and without the end of a genitive: "company" in
// “company’s”. Not ok where a digit stands at either end.
func core(word []char) (from, end int, ok bool) {
	from, end = 0, len(word)
	for ; from < end && !unicode.IsLetter(word[from].r); from++ {
		if unicode.IsDigit(word[from].r) {
			return 0, 0, false
		}
	}
	for ; end > from && !unicode.IsLetter(word[end-1].r); end-- {
		if unicode.IsDigit(word[end-1].r) {
			return 0, 0, false
		}
	}
	if end-from > 2 && (word[end-2].r == '’' || word[end-2].r == '\'') && word[end-1].r == 's' {
		end -= 2
	}
	return from, end, true
}
