package brief

import (
	"regexp"
	"slices"
	"strings"

	"whereas/report/doc"
)

// inNotes matches {notes:id,id}: notes that are marked elsewhere in the text, "note 3" or "notes 3, 7–9".
var inNotes = regexp.MustCompile(`\{notes:([^}]*)\}`)

// references puts the numbers of notes in the place of {notes:…}, sorted, those that follow each other as a range, and
// sorts marks that stand side by side. What has no note in the document is left out.
func (w Wording) references(d *doc.Document) {
	number := map[string]int{}
	for _, m := range doc.Marks(d.Blocks) {
		number[m.ID] = m.Note
	}
	doc.Rewrite(d.Blocks, func(ins []doc.Inline) []doc.Inline {
		sortMarks(ins)
		var out []doc.Inline
		for _, in := range ins {
			if t, ok := in.(doc.Text); ok && strings.Contains(t.S, "{notes:") {
				out = append(out, w.named(t, number)...)
			} else {
				out = append(out, in)
			}
		}
		return out
	})
}

// named is a text with numbers of notes in it.
func (w Wording) named(t doc.Text, number map[string]int) (out []doc.Inline) {
	text := func(s string) {
		if s != "" {
			out = append(out, doc.Text{S: s, At: t.At})
		}
	}
	from := 0
	for _, at := range inNotes.FindAllStringSubmatchIndex(t.S, -1) {
		text(t.S[from:at[0]])
		from = at[1]
		var numbers []int
		for _, id := range strings.Split(t.S[at[2]:at[3]], ",") {
			if n := number[strings.TrimSpace(id)]; n > 0 {
				numbers = append(numbers, n)
			}
		}
		all := doc.NoteRefs(numbers)
		if key := "note"; len(all) > 0 {
			if len(all) > 1 || all[0].From != all[0].To {
				key = "notes"
			}
			text(w.say(key) + "\u00A0")
		}
		for i, r := range all {
			if i > 0 {
				text(w.say("comma"))
			}
			r.At = t.At
			out = append(out, r)
		}
	}
	text(t.S[from:])
	return out
}

// sortMarks puts marks that stand side by side in the order of their numbers.
func sortMarks(ins []doc.Inline) {
	mark := func(in doc.Inline) bool { _, ok := in.(doc.Mark); return ok }
	for i := 0; i < len(ins); i++ {
		j := i
		for j < len(ins) && mark(ins[j]) {
			j++
		}
		slices.SortStableFunc(ins[i:j], func(a, b doc.Inline) int { return a.(doc.Mark).Note - b.(doc.Mark).Note })
		i = max(i, j-1)
	}
}
