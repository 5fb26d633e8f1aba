package audit

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
)

func itoa(n int) string { return strconv.Itoa(n) }

// stuck is how a number stands in a text that may be the mark of a note.
type stuck int

const (
	raised stuck = iota // small raised figures, or in square brackets: a mark, whatever its number
	closed              // behind a stop, a closing mark, a year with its comma
	joined              // behind the letters of a word
	weak                // behind capitals alone, or a decimal point: a mark only where a number is missing otherwise
)

// candidate is a number that may be the mark of a note.
type candidate struct {
	texts    *[]doc.Inline // the run that it stands in
	piece    int           // which text of the run
	from, to int           // bytes of the text
	numbers  []int         // as it reads
	split    []int         // the same figures as several numbers that follow each other; nil where they aren't
	how      stuck
	chosen   []int
}

var figures = regexp.MustCompile(`[⁰¹²³⁴-⁹]+(?:[,⁻–][⁰¹²³⁴-⁹]+)*|\[[0-9]{1,3}(?:[,;–-] ?[0-9]{1,3})*\]|` +
	`[0-9]+(?:[,–-][0-9]{1,3})*`)

// findMarks finds the marks of notes in plain text and puts them into its blocks. A number is one where it sticks to a
// word or to what closes one, and where the numbers of all of them increase as those of the notes do: years, figures,
// ordinals and the numbers of sections don't.
func (t *Text) findMarks(words Wording) {
	var cands []*candidate
	doc.Walk(t.Doc.Blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Para:
			cands = append(cands, candidatesIn(&b.Text, words)...)
		case *doc.Heading:
			cands = append(cands, candidatesIn(&b.Text, words)...)
		}
	})
	var numbers []int
	for _, n := range t.Notes {
		v, _ := strconv.Atoi(n.ID)
		numbers = append(numbers, v)
	}
	choose(cands, numbers)
	t.putMarks(cands)
}

func candidatesIn(run *[]doc.Inline, words Wording) []*candidate {
	var out []*candidate
	for i, in := range *run {
		text, ok := in.(doc.Text)
		if !ok {
			continue
		}
		for _, m := range figures.FindAllStringIndex(text.S, -1) {
			if c := read(text.S, m[0], m[1], words); c != nil {
				c.texts, c.piece = run, i
				out = append(out, c)
			}
		}
	}
	return out
}

// around is what stands around figures.
type around struct {
	token        string // what stands before them, back to a space
	before, prev rune   // the last two characters of it
	next, after  rune   // the two behind them
}

func lookAround(s string, from, to int) around {
	var a around
	var n, size int
	a.prev, n = utf8.DecodeLastRuneInString(s[:from])
	a.before, _ = utf8.DecodeLastRuneInString(s[:max(0, from-n)])
	a.next, size = utf8.DecodeRuneInString(s[to:])
	a.after, _ = utf8.DecodeRuneInString(s[min(len(s), to+size):])
	a.token = s[max(0, from-200):from]
	a.token = a.token[strings.LastIndexFunc(a.token, unicode.IsSpace)+1:]
	return a
}

// inAddress tells whether the figures stand within an address.
func (a around) inAddress() bool {
	return strings.Contains(a.token, "://") || strings.HasPrefix(strings.TrimLeft(a.token, "(<[“\""), "www.")
}

// goOn tells whether the figures are a part of a longer number or word: "2nd", "3.5", "8-K".
func (a around) goOn() bool {
	return unicode.IsLetter(a.next) || unicode.IsDigit(a.next) || a.next == '%' || a.next == '/' ||
		strings.ContainsRune(".,:-–", a.next) && unicode.IsDigit(a.after) || a.next == '-' && unicode.IsLetter(a.after)
}

// read looks at the figures s[from:to] and what stands around them; nil where they are no mark whatever the notes say.
func read(s string, from, to int, words Wording) *candidate {
	c := &candidate{from: from, to: to}
	a, digits := lookAround(s, from, to), s[from:to]
	c.numbers = numbersOf(strings.Trim(digits, "[]"))
	first, _ := utf8.DecodeRuneInString(digits)
	if first == '[' || first > 0x7F {
		unit := strings.TrimFunc(a.token, unicode.IsDigit) // km²
		if from == 0 && first == '[' || c.numbers == nil || first != '[' && slices.Contains(words.Units, unit) ||
			a.inAddress() {
			return nil
		}
		c.how, c.split = raised, splitNumbers(digits)
		return c
	}
	ok := false
	switch {
	case a.inAddress():
	case from == 0 || unicode.IsSpace(a.prev):
		ok = c.year(digits, a)
	case a.goOn():
	case unicode.IsLetter(a.prev):
		ok = c.behindWord(digits, a, words)
	case a.prev == '%':
		c.how, ok = closed, true
	case unicode.IsPunct(a.prev) && !strings.ContainsRune("#/-–—*&@_\\([{“‘«‹¿¡", a.prev):
		ok = c.behindSign(a, words)
	}
	if c.split = splitNumbers(digits[c.from-from:]); !ok || c.numbers == nil && c.split == nil {
		return nil
	}
	return c
}

// year reads the mark that is glued to a year: "2011,1", "20111".
func (c *candidate) year(digits string, a around) bool {
	if len(digits) < 5 || len(digits) > 12 || !yearDigits(digits[:4]) || unicode.IsLetter(a.next) ||
		unicode.IsDigit(a.next) {
		return false
	}
	if c.from += 4; digits[4] == ',' {
		c.from++
		c.numbers, c.how = numbersOf(digits[5:]), closed
	} else {
		c.numbers, c.how = numbersOf(digits[4:]), weak
	}
	return true
}

// behindWord reads figures behind the letters of a word.
func (c *candidate) behindWord(digits string, a around, words Wording) bool {
	word := a.token[strings.LastIndexFunc(a.token, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\'' && r != '’'
	})+1:]
	c.how = joined
	if !strings.ContainsFunc(word, unicode.IsLower) {
		c.how = weak
	}
	return !slices.Contains(words.Figured, strings.ToLower(word+digits))
}

// behindSign reads figures behind a stop or a closing mark. Behind another figure and a stop they are one only where
// the figure is a year, or, weakly, where a sentence ends: "2.6" is a number.
func (c *candidate) behindSign(a around, words Wording) bool {
	if a.before == utf8.RuneError || unicode.IsSpace(a.before) || strings.ContainsRune("([“‘", a.before) {
		return false // it opens, and closes nothing
	}
	c.how = closed
	if unicode.IsDigit(a.before) && strings.ContainsRune(".,:", a.prev) {
		number := a.token[:len(a.token)-1]
		number = number[strings.LastIndexFunc(number, func(r rune) bool { return !unicode.IsDigit(r) })+1:]
		ends := a.next == utf8.RuneError || unicode.IsSpace(a.next) && (unicode.IsUpper(a.after) || a.after == '“')
		switch {
		case yearDigits(number) && a.prev != ':':
		case a.prev == '.' && ends:
			c.how = weak
		default:
			return false
		}
	}
	// No.5, p.12
	return a.prev != '.' || !slices.Contains(words.Sentences.Open, a.token[strings.LastIndexAny(a.token, "(“‘")+1:])
}

func yearDigits(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

// numbersOf reads "5", "2,3" and "3–5" as numbers of notes; nil where one of them can't be.
func numbersOf(s string) []int {
	var out []int
	through := false
	from := 0
	add := func(part string) bool {
		n := 0
		for i, r := range strings.TrimSpace(part) {
			if r == ' ' || i == 0 && digit(r) == 0 || len(out) > 40 {
				return false
			}
			if n = n*10 + digit(r); n > 999 {
				return false
			}
		}
		if n == 0 {
			return false
		}
		if through {
			last := out[len(out)-1]
			if n <= last || n > last+20 {
				return false
			}
			for k := last + 1; k < n; k++ {
				out = append(out, k)
			}
		}
		out = append(out, n)
		return true
	}
	for i, r := range s {
		if !strings.ContainsRune(",;–-⁻", r) {
			continue
		}
		if !add(s[from:i]) {
			return nil
		}
		through = r != ',' && r != ';'
		from = i + utf8.RuneLen(r)
	}
	if !add(s[from:]) {
		return nil
	}
	return out
}

// splitNumbers reads figures that stand without anything between them as numbers that follow each other: "345" is 3, 4
// and 5. It is nil where they don't.
func splitNumbers(s string) []int {
	var plain strings.Builder
	for _, r := range strings.Trim(s, "[]") {
		if !unicode.IsDigit(r) && !strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r) {
			return nil
		}
		plain.WriteString(itoa(digit(r)))
	}
	digits := plain.String()
	if len(digits) > 24 {
		return nil
	}
	for size := 1; size <= 3 && size < len(digits); size++ {
		first, _ := strconv.Atoi(digits[:size])
		out, rest := []int{first}, digits[size:]
		for n := first + 1; rest != "" && first > 0; n++ {
			var ok bool
			if rest, ok = strings.CutPrefix(rest, itoa(n)); !ok {
				out = nil
				break
			}
			out = append(out, n)
		}
		if rest == "" && len(out) > 1 {
			return out
		}
	}
	return nil
}

// choose decides which candidates are marks: the longest run whose numbers increase, among those that the notes'
// numbers explain; then what a number is missing for; then notes that are marked again.
func choose(cands []*candidate, notes []int) {
	low, high := 1, 999
	if len(notes) > 0 {
		low, high = slices.Min(notes), slices.Max(notes)
	}
	least := low
	if low <= 6 {
		least = 1
	}
	most := high
	if len(notes) > 0 {
		most = high + 3
	}
	var strong []*candidate
	for _, c := range cands {
		if len(notes) > 0 && c.split != nil && (c.numbers == nil || c.numbers[0] > most) {
			c.numbers = c.split
		}
		if c.how != weak && c.numbers != nil && c.numbers[0] >= least && c.numbers[len(c.numbers)-1] <= most {
			strong = append(strong, c)
		}
	}
	chain := longest(strong)
	if len(notes) == 0 {
		chain = withoutNotes(chain)
	} else {
		chain = plausible(chain, low-1, high)
	}
	for _, c := range chain {
		c.chosen = c.numbers
	}
	if len(notes) == 0 {
		for _, c := range cands {
			if c.how == raised {
				c.chosen = c.numbers
			}
		}
		return
	}
	known := map[int]bool{}
	for _, n := range notes {
		known[n] = true
	}
	fill(cands, known, low)
	next, reached := following(cands), 0
	for i, c := range cands { // a note that is marked again
		switch {
		case c.chosen != nil:
			reached = max(reached, c.chosen[len(c.chosen)-1])
		case c.numbers == nil:
		case c.how == raised:
			c.chosen = c.numbers
		case !known[c.numbers[0]]:
		case c.how == closed && (c.numbers[0] <= reached || c.numbers[0] == next[i]):
			c.chosen = c.numbers
		case c.how == joined && (c.numbers[0] == reached || c.numbers[0] == next[i]):
			c.chosen = c.numbers
		}
	}
}

// following is, for each candidate, the number of the next mark that is chosen from there on; 1000 where none is.
func following(cands []*candidate) []int {
	next := make([]int, len(cands)+1)
	next[len(cands)] = 1000
	for i := len(cands) - 1; i >= 0; i-- {
		next[i] = next[i+1]
		if cands[i].chosen != nil {
			next[i] = cands[i].chosen[0]
		}
	}
	return next
}

// longest is the longest run of candidates, in their order, whose numbers increase.
func longest(cands []*candidate) []*candidate {
	var tails []int // tails[k] is the candidate with the least last number that ends a run of k+1
	before := make([]int, len(cands))
	for i, c := range cands {
		k, _ := slices.BinarySearchFunc(tails, c.numbers[0], func(t, n int) int {
			if last := cands[t].numbers; last[len(last)-1] < n {
				return -1
			}
			return 1
		})
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	var out []*candidate
	for i := tails[len(tails)-1]; i >= 0; i = before[i] {
		out = append(out, cands[i])
	}
	slices.Reverse(out)
	return out
}

// withoutNotes are the marks of a text that has no notes: numbers that begin at 1 and follow each other, three at
// least.
func withoutNotes(chain []*candidate) []*candidate {
	want := 1
	var out []*candidate
	for _, c := range chain {
		if c.numbers[0] == want || c.numbers[0] == want-1 && len(out) > 0 {
			out = append(out, c)
			want = c.numbers[len(c.numbers)-1] + 1
		}
	}
	if want < 4 {
		return nil
	}
	return out
}

// plausible drops numbers behind letters that leave many notes out ("Windows10" among marks 1 to 3), and numbers behind
// the last note that don't follow each other.
func plausible(chain []*candidate, before, high int) []*candidate {
	const gap = 3
	var out []*candidate
	last := before
	for i, c := range chain {
		first := c.numbers[0]
		next := high + 1
		if i+1 < len(chain) {
			next = chain[i+1].numbers[0]
		}
		if c.how == joined && first > last+gap && next > first+gap || first > high && first != last+1 && first != last {
			continue
		}
		out = append(out, c)
		last = c.numbers[len(c.numbers)-1]
	}
	return out
}

// fill finds, between marks that are chosen, those that are missing and that a weaker reading of a number gives.
func fill(cands []*candidate, known map[int]bool, low int) {
	next := following(cands)
	last := low - 1
	for i, c := range cands {
		if c.chosen != nil {
			last = max(last, c.chosen[len(c.chosen)-1])
			continue
		}
		for _, numbers := range [][]int{c.numbers, c.split} {
			fits := numbers != nil && numbers[0] == last+1 && numbers[len(numbers)-1] < next[i]
			for _, n := range numbers {
				fits = fits && known[n]
			}
			if fits {
				c.chosen, last = numbers, numbers[len(numbers)-1]
				break
			}
		}
	}
}

// putMarks takes the numbers out of the texts and puts marks in their places.
func (t *Text) putMarks(cands []*candidate) {
	type key struct {
		run   *[]doc.Inline
		piece int
	}
	by := map[key][]*candidate{}
	runs := map[*[]doc.Inline]bool{}
	for _, c := range cands {
		if c.chosen != nil {
			by[key{c.texts, c.piece}] = append(by[key{c.texts, c.piece}], c)
			runs[c.texts] = true
		}
	}
	for run := range runs {
		var out []doc.Inline
		for i, in := range *run {
			text, ok := in.(doc.Text)
			if !ok || by[key{run, i}] == nil {
				out = append(out, in)
				continue
			}
			from, col := 0, text.At.Col
			part := func(to int) {
				n := utf8.RuneCountInString(text.S[from:to])
				if to > from {
					at := text.At
					at.Col, at.EndCol = col, col+n
					out = append(out, doc.Text{S: text.S[from:to], At: at})
				}
				from, col = to, col+n
			}
			for _, c := range by[key{run, i}] {
				part(c.from)
				at := diag.Span{File: t.File, Line: text.At.Line, Col: col, EndLine: text.At.Line,
					EndCol: col + utf8.RuneCountInString(text.S[c.from:c.to])}
				for _, n := range c.chosen {
					out = append(out, doc.Mark{ID: itoa(n), At: at})
				}
				from, col = c.to, at.EndCol
			}
			part(len(text.S))
		}
		*run = out
	}
}
