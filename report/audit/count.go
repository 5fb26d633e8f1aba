package audit

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"whereas/report/doc"
	"whereas/report/filing"
)

// Counts is how many words a text has by each way of counting.
type Counts struct {
	// Title, headings and body; bullets, lone dashes and notes aren't words.
	Lenient         int `json:"lenient"`
	Word            int `json:"word"`              // the same as a word processor counts: whatever spaces part
	Strict          int `json:"strict"`            // with the notes; parts of joined words and signs of money count
	StrictWithMarks int `json:"strict_with_marks"` // and the number of each note
	Paranoid        int `json:"paranoid"`          // and every lone sign
}

// Shares are the words of the parts that a count is made of, in the order title, body, notes.
type Shares struct {
	Title Counts `json:"title"`
	Body  Counts `json:"body"`
	Notes Counts `json:"notes"`
}

// Difference is a token that some counts count otherwise than others.
type Difference struct {
	Token    string `json:"token"`
	Times    int    `json:"times"`
	Lenient  int    `json:"lenient"` // words of one such token
	Word     int    `json:"word"`
	Strict   int    `json:"strict"`
	Paranoid int    `json:"paranoid"`
}

// count counts a text, and finds the tokens that make the difference: those that add most first.
func (t *Text) count() (Counts, Shares, []Difference) {
	var shares Shares
	var title, body, notes strings.Builder
	first := true
	doc.Walk(t.Doc.Blocks, func(b doc.Block) {
		into := &body
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 && first {
			into = &title
		}
		first = false
		if list, ok := b.(*doc.List); ok {
			for i := range list.Items {
				switch {
				case len(list.Labels) > 0:
					into.WriteString(list.Labels[i] + "\n")
				case list.Ordered:
					into.WriteString(itoa(list.Start+i) + ".\n")
				default:
					into.WriteString("•\n")
				}
			}
		}
		for _, run := range doc.Runs(b) {
			into.WriteString(doc.Plain(run) + "\n")
		}
	})
	for _, n := range t.Notes {
		notes.WriteString(n.Text + "\n")
	}
	seen := map[string]*Difference{}
	for _, part := range []struct {
		text string
		into *Counts
	}{{title.String(), &shares.Title}, {body.String(), &shares.Body}, {notes.String(), &shares.Notes}} {
		for token := range strings.FieldsSeq(part.text) {
			d := Difference{Token: token, Times: 1, Lenient: filing.TokenWords(token, filing.Lenient), Word: 1,
				Strict: filing.TokenWords(token, filing.Strict), Paranoid: filing.TokenWords(token, filing.Paranoid)}
			part.into.Lenient += d.Lenient
			part.into.Word++
			part.into.Strict += d.Strict
			part.into.Paranoid += d.Paranoid
			if d.Lenient == 1 && d.Strict == 1 && d.Paranoid == 1 {
				continue
			}
			d.Token = strings.TrimFunc(token, func(r rune) bool { return strings.ContainsRune(`.,;:()[]“”"!?`, r) })
			if d.Token == "" {
				d.Token = token
			}
			if old := seen[d.Token]; old != nil {
				old.Times++
			} else if len(seen) < mostTokens {
				seen[d.Token] = &d
			}
		}
		part.into.StrictWithMarks = part.into.Strict
	}
	shares.Notes.StrictWithMarks += len(t.Notes)
	shares.Notes.Paranoid += len(t.Notes)
	var differ []Difference
	for _, d := range seen {
		differ = append(differ, *d)
	}
	slices.SortFunc(differ, func(a, b Difference) int {
		adds := func(d Difference) int { return (d.Paranoid - d.Lenient) * d.Times }
		return cmp.Or(cmp.Compare(adds(b), adds(a)), cmp.Compare(b.Strict, a.Strict), strings.Compare(a.Token, b.Token))
	})
	all := Counts{
		Lenient:         shares.Title.Lenient + shares.Body.Lenient,
		Word:            shares.Title.Word + shares.Body.Word,
		Strict:          shares.Title.Strict + shares.Body.Strict + shares.Notes.Strict,
		StrictWithMarks: shares.Title.Strict + shares.Body.Strict + shares.Notes.StrictWithMarks,
		Paranoid:        shares.Title.Paranoid + shares.Body.Paranoid + shares.Notes.Paranoid,
	}
	return all, shares, differ
}

// mostTokens bounds how many tokens that make a difference are remembered.
const mostTokens = 500

// words counts as a word processor does, without what has neither letter nor figure.
func words(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
