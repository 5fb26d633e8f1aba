package prose

import (
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
	Notes   []int
	Opinion bool
	At      diag.Span
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = []string{"U.S.", "U.N.", "U.K.", "Inc.", "Corp.", "Co.", "Ltd.", "No.", "Nos.", "v.", "vs.", "Mr.", "Ms.", "Mrs.",
	"Dr.", "St.", "Art.", "Sec.", "p.", "pp.", "e.g.", "i.e.", "etc.", "cf.", "ca.", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}

// Sentences splits the inlines of one paragraph.
func Sentences(ins []doc.Inline, at diag.Span) []Sentence {
	const mark, opinion = '\uE000', '\uE001' // private-use characters stand for what isn't text
	var flat strings.Builder
	var notes []int
	var walk func([]doc.Inline)
	first := at
	walk = func(ins []doc.Inline) {
		for _, in := range ins {
			switch in := in.(type) {
			case doc.Text:
				if first.Line == 0 {
					first = in.At
				}
				flat.WriteString(in.S)
			case doc.Emph:
				walk(in.Text)
			case doc.Strong:
				walk(in.Text)
			case doc.Link:
				walk(in.Text)
			case doc.Mark:
				notes = append(notes, in.Note)
				flat.WriteRune(mark)
			case doc.Break:
				flat.WriteByte(' ')
			case doc.Opinion:
				flat.WriteRune(opinion)
			}
		}
	}
	walk(ins)
	var out []Sentence
	s := flat.String()
	next := 0
	emit := func(part string) {
		sen := Sentence{At: first}
		var b strings.Builder
		for _, r := range part {
			switch r {
			case mark:
				sen.Notes = append(sen.Notes, notes[next])
				next++
			case opinion:
				sen.Opinion = true
			default:
				b.WriteRune(r)
			}
		}
		sen.Text = strings.TrimSpace(b.String())
		if sen.Text != "" || len(sen.Notes) > 0 {
			if sen.Text == "" && len(out) > 0 {
				out[len(out)-1].Notes = append(out[len(out)-1].Notes, sen.Notes...)
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
		emit(s[start:j])
		start, i = j, j
	}
	emit(s[start:])
	return out
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
