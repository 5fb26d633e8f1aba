package prose

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

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

// abbreviations end in a full stop that ends no sentence.
var abbreviations = []string{"U.S.", "U.N.", "U.K.", "Inc.", "Corp.", "Co.", "Ltd.", "No.", "Nos.", "v.", "vs.", "Mr.",
	"Ms.", "Mrs.", "Dr.", "St.", "Art.", "Sec.", "p.", "pp.", "e.g.", "i.e.", "etc.", "cf.", "ca.", "Jan.", "Feb.",
	"Aug.", "Sept.", "Oct.", "Nov.", "Dec."}

// Sentences splits the inlines of one paragraph.
func Sentences(ins []doc.Inline, at diag.Span) []Sentence {
	const mark, opinion = '\uE000', '\uE001' // private-use characters stand for what isn't text
	var flat strings.Builder
	var cites []string
	var pieces []piece
	doc.WalkInlines(ins, func(in doc.Inline) {
		switch in := in.(type) {
		case doc.Text:
			pieces = append(pieces, piece{flat.Len(), in.At})
			flat.WriteString(in.S)
		case doc.Mark:
			cites = append(cites, in.ID)
			flat.WriteRune(mark)
		case doc.Break:
			flat.WriteByte(' ')
		case doc.Opinion:
			flat.WriteRune(opinion)
		case doc.Emph, doc.Strong, doc.Link, doc.PageRef:
		}
	})
	var out []Sentence
	s := flat.String()
	next := 0
	emit := func(from, to int) {
		part := s[from:to]
		from += len(part) - len(strings.TrimLeft(part, " "))
		sen := Sentence{At: place(pieces, s, from, to, at)}
		var b strings.Builder
		for _, r := range part {
			switch r {
			case mark:
				sen.Cites = append(sen.Cites, cites[next])
				next++
			case opinion:
				sen.Opinion = true
			default:
				b.WriteRune(r)
			}
		}
		sen.Text = strings.TrimSpace(b.String())
		if sen.Text != "" || len(sen.Cites) > 0 {
			if sen.Text == "" && len(out) > 0 {
				out[len(out)-1].Cites = append(out[len(out)-1].Cites, sen.Cites...)
				return
			}
			out = append(out, sen)
		}
	}
	start := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if !strings.ContainsRune(".!?", r) {
			continue
		}
		j := i // closing marks, brackets and notes belong to the sentence
		for j < len(s) {
			q, m := utf8.DecodeRuneInString(s[j:])
			if !strings.ContainsRune("”’\"')]", q) && q != mark && q != opinion {
				break
			}
			j += m
		}
		if j < len(s) {
			q, m := utf8.DecodeRuneInString(s[j:])
			if !unicode.IsSpace(q) {
				continue
			}
			after, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[j+m:], " “‘\"'("))
			if unicode.IsLower(after) || r == '.' && abbreviated(s[start:i]) {
				continue
			}
		}
		emit(start, j)
		start, i = j, j
	}
	emit(start, len(s))
	return out
}

// piece is a text of the paragraph, which lies on one line, and where it begins in the flat text.
type piece struct {
	from int
	at   diag.Span
}

// place is where a part of the flat text stands. What is written with a backslash or an entity shifts it by
// as much; nothing else does.
func place(pieces []piece, flat string, from, to int, whole diag.Span) diag.Span {
	point := func(i int) (line, col int, ok bool) {
		for k := sort.Search(len(pieces), func(k int) bool { return pieces[k].from > i }) - 1; k >= 0; k-- {
			if p := pieces[k]; p.at.Line > 0 {
				return p.at.Line, p.at.Col + utf8.RuneCountInString(flat[p.from:i]), true
			}
		}
		return 0, 0, false
	}
	l1, c1, ok1 := point(from)
	l2, c2, ok2 := point(max(from, to-1))
	if !ok1 || !ok2 || l2 < l1 || l2 == l1 && c2 < c1 {
		return whole
	}
	return diag.Span{File: whole.File, Line: l1, Col: c1, EndLine: l2, EndCol: c2 + 1}
}

func abbreviated(s string) bool {
	word := s[strings.LastIndexAny(s, " \t(“‘")+1:]
	for _, a := range abbreviations {
		if word == a {
			return true
		}
	}
	r, n := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && word[n:] == "." // an initial
}

// UpperFirst makes the first letter of a text a capital.
func UpperFirst[S ~string](s S) S {
	r, n := utf8.DecodeRuneInString(string(s))
	if n == 0 {
		return s
	}
	return S(unicode.ToUpper(r)) + s[n:]
}
