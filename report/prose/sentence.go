package prose

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"whereas/report/diag"
	"whereas/report/doc"
)

// Sentence is one sentence of a paragraph, the notes whose marks stand in it or directly behind it, and
// whether its author marks it as opinion.
type Sentence struct {
	Text    string
	Cites   []string // claims, and "source:" with sources
	Opinion bool
	At      diag.Span
}

// Splitting is what Unicode's rules leave to the language (templates/wording.toml).
type Splitting struct {
	Open    []string // abbreviations that end no sentence: something always follows
	Closing []string // abbreviations that may end one
	Opening []string // words that a sentence begins with: behind such an abbreviation, a new one begins
}

// event is what stands in a paragraph and isn't text: the mark of a note, or that of opinion.
type event struct {
	at   int    // in the flat text: behind so many bytes
	cite string // "" for opinion
}

// flatten is the text of inlines, with what stands in it and isn't text.
func flatten(ins []doc.Inline) (text string, pieces []piece, events []event) {
	var flat strings.Builder
	doc.WalkInlines(ins, func(in doc.Inline) {
		switch in := in.(type) {
		case doc.Text:
			pieces = append(pieces, piece{flat.Len(), in.At})
			flat.WriteString(in.S)
		case doc.Mark:
			events = append(events, event{flat.Len(), in.ID})
		case doc.NoteRef:
			flat.WriteString(in.Words())
		case doc.Break:
			flat.WriteByte(' ')
		case doc.Opinion:
			events = append(events, event{flat.Len(), ""})
		case doc.Emph, doc.Strong, doc.Link, doc.PageRef:
		}
	})
	return flat.String(), pieces, events
}

// Sentences splits the inlines of one paragraph by Unicode's rules (Standard Annex 29), with what they leave to the
// language, and stricter: what follows a full stop is a sentence, whether it begins with a capital, a small letter or a
// bracket, and so is what follows the mark of a note at the end of another. A mark belongs to the sentence that it
// stands in or behind. What has neither a letter nor a figure is none, nor is the number of an item.
func Sentences(ins []doc.Inline, at diag.Span, how Splitting) []Sentence {
	s, pieces, events := flatten(ins)
	var out []Sentence
	from, next := 0, 0
	where := placer{flat: s, pieces: pieces, whole: at, piece: -1}
	for _, to := range how.ends(s, events) {
		part := s[from:to]
		begin := from + len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		sen := Sentence{Text: strings.TrimSpace(part)}
		end := begin + len(sen.Text)
		sen.At = where.place(begin, end)
		for ; next < len(events) && (events[next].at < to || events[next].at == to && to == len(s) ||
			strings.TrimSpace(s[end:events[next].at]) == "" && events[next].at <= to); next++ {
			if events[next].cite == "" {
				sen.Opinion = true
			} else {
				sen.Cites = append(sen.Cites, events[next].cite)
			}
		}
		switch {
		case speaks(sen.Text) || len(out) == 0 && (sen.Text != "" || len(sen.Cites) > 0):
			out = append(out, sen)
		case len(out) > 0:
			out[len(out)-1].Cites = append(out[len(out)-1].Cites, sen.Cites...)
			out[len(out)-1].Opinion = out[len(out)-1].Opinion || sen.Opinion
		}
		from = to
	}
	return out
}

// speaks tells whether a text has a letter or a figure.
func speaks(s string) bool { return strings.ContainsFunc(s, word) }

// ends are the places where the sentences of a text end: behind the space that follows each.
func (how Splitting) ends(s string, events []event) []int {
	if s == "" {
		return []int{0}
	}
	cuts := map[int]bool{}
	at := 0
	for tokens := sentences.FromString(plainRuns(s)); tokens.Next(); {
		at += len(tokens.Value())
		cuts[at] = true
	}
	marked := map[int]bool{} // places with the mark of a note
	for _, e := range events {
		marked[e.at] = true
	}
	var out []int
	from := 0
	quoted := quotations(s)
	for i, r := range s {
		if !strings.ContainsRune(stops, r) && (!cuts[i+utf8.RuneLen(r)] || behindStop(s[:i+utf8.RuneLen(r)])) {
			continue
		}
		stop, end, behind, noted := tail(s, i, marked)
		if end <= from || end == len(s) || strings.ContainsRune(stops, first(s[end:])) && !(noted && goesOn(s[end:])) {
			continue
		}
		for len(quoted) > 0 && quoted[0].to < end {
			quoted = quoted[1:]
		}
		if len(quoted) > 0 && quoted[0].from < stop && !noted {
			continue // the quotation goes on, and so does who is quoted: one note behind it stands for all of it
		}
		if how.cut(s[from:stop], s[stop:behind], s[behind:end], s[end:], noted, cuts[end]) {
			out = append(out, end)
			from = end
		}
	}
	return append(out, len(s))
}

// stretch is a part of a text.
type stretch struct{ from, to int }

// quotations are the stretches of a text between “ and ”, or « and », the outermost only.
func quotations(s string) (out []stretch) {
	var open []int
	for i, r := range s {
		switch {
		case r == '“', r == '«':
			open = append(open, i)
		case (r == '”' || r == '»') && len(open) > 0:
			from := open[len(open)-1]
			open = open[:len(open)-1]
			for len(out) > 0 && out[len(out)-1].from > from {
				out = out[:len(out)-1]
			}
			out = append(out, stretch{from, i})
		}
	}
	return out
}

// stops are the signs that sentences of our languages end with. Those of others are Unicode's to know.
const stops = ".!?…"

// closers are the marks that stand behind such a sign.
const closers = "”’\"')]»›"

// behindStop tells whether a text ends with one of stops, whatever closes or parts behind it.
func behindStop(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(closers, r) })
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && strings.ContainsRune(stops, r)
}

// goesOn tells whether a word follows the signs and spaces that a text begins with: "…the firm".
func goesOn(s string) bool {
	return word(first(strings.TrimLeft(s[:min(len(s), 20)], stops+" ")))
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// tail is what belongs to the end of a sentence: signs up to stop, closing marks and brackets up to behind, spaces up
// to end; noted tells whether a note is marked there.
func tail(s string, i int, marked map[int]bool) (stop, end, behind int, noted bool) {
	over := func(at int, set func(rune) bool) int {
		for at < len(s) {
			r, n := utf8.DecodeRuneInString(s[at:])
			if !set(r) {
				break
			}
			at += n
			noted = noted || marked[at]
		}
		return at
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	stop = i + n
	noted = marked[stop]
	behind = over(stop, func(r rune) bool { return strings.ContainsRune(closers, r) })
	if to := typed(s, i, behind); to > behind {
		behind, noted = to, true
	}
	end = over(behind, unicode.IsSpace)
	return stop, end, behind, noted
}

// typed is where the number of a note ends that somebody typed behind the end of a sentence, "hosted.3 The": figures
// behind a letter and a stop, before a space, or small raised ones.
func typed(s string, stop, at int) int {
	before, _ := utf8.DecodeLastRuneInString(s[:stop])
	end := at
	for end < len(s) && end < at+12 {
		r, n := utf8.DecodeRuneInString(s[end:])
		if !strings.ContainsRune("0123456789,⁰¹²³⁴⁵⁶⁷⁸⁹", r) {
			break
		}
		end += n
	}
	if end == at || !unicode.IsLetter(before) || end < len(s) && !unicode.IsSpace(first(s[end:])) {
		return at
	}
	behind := s[end:min(len(s), end+20)]
	if first(s[at:]) > '9' || end-at <= 3 && (behind == "" || unicode.IsUpper(first(strings.TrimLeft(behind, " “")))) {
		return end
	}
	return at
}

// cut tells whether a sentence ends: before is what it says up to its last sign, closing the marks behind that, space
// what parts it from rest. noted says that a note is marked there, and unicode that Unicode's rules end it.
func (how Splitting) cut(before, closing, space, rest string, noted, byUnicode bool) bool {
	next := strings.TrimLeft(rest, "“‘\"'([«‹¿¡*— ")
	sign, _ := utf8.DecodeLastRuneInString(before)
	last := before[max(0, len(before)-40):] // no abbreviation is longer
	last = last[strings.LastIndexAny(last, " \u00a0\t(“‘[")+1:]
	switch {
	case enumerates(before):
		return false
	case !strings.ContainsRune(stops, sign):
		return byUnicode
	case slices.Contains(how.Open, last):
		return false
	case slices.Contains(how.Closing, last) || initial(last):
		return noted && !unicode.IsLower(first(next)) || space != "" && how.begins(next)
	case noted:
		return true
	case sign == '…' || strings.HasSuffix(before, "..") || strings.HasSuffix(before, ". ."):
		return space != "" && unicode.IsUpper(first(next))
	case space == "":
		// "hosted.The" is two sentences without their space; "example.org" and "U.S.A" are words.
		return sign != '.' && speaks(next) && closing == "" && unicode.IsLetter(first(rest)) ||
			closing == "" && runsOn(before, rest) || closing != "" && unicode.IsUpper(first(next)) && byUnicode
	case closing != "" && strings.Trim(closing, ")]") != "" && unicode.IsLower(first(next)):
		return camel(next) // “Why?” he asked
	case strings.Trim(closing, ")]") == "" && closing != "" && unicode.IsLower(first(next)):
		return camel(next) || opensBefore(before)
	}
	return true
}

// opensBefore tells whether the bracket that closes behind a text opens at its beginning: then it is a sentence of its
// own, and no aside.
func opensBefore(before string) bool { return strings.HasPrefix(strings.TrimSpace(before), "(") }

// begins tells whether a text begins as a sentence does: with a word that sentences begin with, or written like a name
// of a make (iWatch).
func (how Splitting) begins(s string) bool {
	w := s
	if i := strings.IndexFunc(s, func(r rune) bool { return !word(r) }); i >= 0 {
		w = s[:i]
	}
	return slices.Contains(how.Opening, w) || camel(s)
}

// camel tells whether a text begins with a small letter that a capital follows.
func camel(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r) && unicode.IsUpper(first(s[n:]))
}

// runsOn tells whether a full stop without a space parts two words: a small letter before it, and behind it a capital
// and a small one, or a bracket.
func runsOn(before, rest string) bool {
	before = strings.TrimSuffix(before, ".")
	last, n := utf8.DecodeLastRuneInString(before)
	other, m := utf8.DecodeLastRuneInString(before[:len(before)-n])
	if len(before) == n+m || !unicode.IsLower(last) || !unicode.IsLetter(other) {
		return false
	}
	r, n := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r) && unicode.IsLower(first(rest[n:])) || r == '('
}

// initial tells whether a word is the first letter of a name, or of several: "J.", "J.R.", "(J."
func initial(w string) bool {
	letters := strings.Split(strings.TrimSuffix(w, "."), ".")
	return strings.HasSuffix(w, ".") && len(letters) < 4 && !slices.ContainsFunc(letters, func(s string) bool {
		r, n := utf8.DecodeRuneInString(s)
		return !unicode.IsUpper(r) || n != len(s)
	})
}

// enumerates tells whether a text is the number of an item: "(b)", "2.", "iv.".
func enumerates(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > 6 {
		return false
	}
	inner := strings.Trim(s, "().")
	if inner == "" || s == inner || strings.HasSuffix(s, "..") {
		return false
	}
	return strings.Trim(inner, "0123456789") == "" || strings.Trim(inner, "ivx") == "" || len(inner) == 1 &&
		unicode.IsLetter(rune(inner[0]))
}

// plainRuns is a text of the same length in which no run of spaces, brackets and signs is long: the rules look behind
// each for a letter, all through the run.
func plainRuns(s string) string {
	const most = 200
	var out []byte
	run := 0
	for i, r := range s {
		if unicode.IsLetter(r) {
			run = 0
			continue
		}
		if run++; run > most {
			if out == nil {
				out = []byte(s)
			}
			for k := range utf8.RuneLen(r) {
				out[i+k] = 'x'
			}
			run = 0
		}
	}
	if out == nil {
		return s
	}
	return string(out)
}

// piece is a text of the paragraph, which lies on one line, and where it begins in the flat text.
type piece struct {
	from int
	at   diag.Span
}

// placer finds where parts of a flat text stand, from the first to the last: it counts on from the part before, since a
// paragraph can be as long as the file.
type placer struct {
	flat        string
	pieces      []piece
	whole       diag.Span // where the paragraph stands
	from, count int       // the last place asked for, and how many characters of its piece stand before it
	piece       int       // -1 before the first
}

// place is where a part of the flat text stands. What is written with a backslash or an entity shifts it by
// as much; nothing else does.
func (p *placer) place(from, to int) diag.Span {
	l1, c1, ok1 := p.point(from)
	_, n := utf8.DecodeLastRuneInString(p.flat[:to])
	l2, c2, ok2 := p.point(max(from, to-n))
	if !ok1 || !ok2 || l2 < l1 || l2 == l1 && c2 < c1 {
		return p.whole
	}
	return diag.Span{File: p.whole.File, Line: l1, Col: c1, EndLine: l2, EndCol: c2 + 1}
}

func (p *placer) point(i int) (line, col int, ok bool) {
	k := sort.Search(len(p.pieces), func(k int) bool { return p.pieces[k].from > i }) - 1
	for k >= 0 && p.pieces[k].at.Line == 0 {
		k--
	}
	if k < 0 {
		return 0, 0, false
	}
	if k != p.piece || i < p.from {
		p.piece, p.from, p.count = k, p.pieces[k].from, 0
	}
	p.count += utf8.RuneCountInString(p.flat[p.from:i])
	p.from = i
	return p.pieces[k].at.Line, p.pieces[k].at.Col + p.count, true
}

// UpperFirst makes the first letter of a text a capital.
func UpperFirst[S ~string](s S) S {
	r, n := utf8.DecodeRuneInString(string(s))
	if n == 0 {
		return s
	}
	return S(unicode.ToUpper(r)) + s[n:]
}
