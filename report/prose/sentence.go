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
		case doc.Break:
			flat.WriteByte(' ')
		case doc.Opinion:
			events = append(events, event{flat.Len(), ""})
		case doc.Emph, doc.Strong, doc.Link, doc.PageRef:
		}
	})
	return flat.String(), pieces, events
}

// Sentences splits the inlines of one paragraph. A mark belongs to the sentence that it stands in or directly behind.
func Sentences(ins []doc.Inline, at diag.Span) []Sentence {
	s, pieces, events := flatten(ins)
	var out []Sentence
	emit := func(from, to int) {
		part := s[from:to]
		from += len(part) - len(strings.TrimLeft(part, " "))
		sen := Sentence{At: place(pieces, s, from, to, at), Text: strings.TrimSpace(part)}
		for ; len(events) > 0 && events[0].at <= to; events = events[1:] {
			if events[0].cite == "" {
				sen.Opinion = true
			} else {
				sen.Cites = append(sen.Cites, events[0].cite)
			}
		}
		switch {
		case sen.Text == "" && len(out) > 0:
			out[len(out)-1].Cites = append(out[len(out)-1].Cites, sen.Cites...)
		case sen.Text != "" || len(sen.Cites) > 0:
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
			if !strings.ContainsRune("”’\"')]", q) {
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
