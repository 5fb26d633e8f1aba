package prose

import (
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
)

// Notes of one's own stand beside those of claims: printed, numbered in the order of their marks, told as not proven.
func TestNotesOfOnesOwn(t *testing.T) {
	claims := func(id string) ([]doc.Inline, bool) { return []doc.Inline{doc.Text{S: "of a claim"}}, id == "claim" }
	for _, v := range []struct{ name, text, notes, codes string }{
		{"one", "It is.[^note:1]\n\n[^note:1]: See <https://a.org/x_y>, p. 3", "See https://a.org/x_y, p. 3", "unproven-note"},
		{"a bare address", "It is.[^note:1]\n\n[^note:1]: https://a.org/x_y.", "https://a.org/x_y.", "unproven-note"},
		{"beside a claim's", "It is.[^claim] So.[^note:b]\n\n[^note:b]: A \\* b", "of a claim|A * b", "unproven-note"},
		{"marked twice", "It is.[^note:1] So.[^note:1]\n\n[^note:1]: A", "A", "unproven-note"},
		{"not written", "It is.[^note:1]", "", "unknown-note"},
		{"empty", "It is.[^note:1]\n\n[^note:1]:", "", "unknown-note"},
		{"not marked", "It is.[^claim]\n\n[^note:1]: A", "of a claim", "own-note"},
	} {
		var l diag.List
		src := []byte(v.text)
		d := Parse("x.md", src, WithOwn(src, claims), &l)
		OwnNotes("x.md", src, d, &l)
		var notes, codes []string
		for _, n := range d.Notes {
			notes = append(notes, doc.Plain(n.Text))
		}
		for _, x := range l.Sorted() {
			codes = append(codes, string(x.Code))
			if x.At.Line == 0 || x.Hint == "" {
				t.Errorf("%s: %v", v.name, x)
			}
		}
		if got := strings.Join(notes, "|"); got != v.notes || strings.Join(codes, " ") != v.codes {
			t.Errorf("%s: %q %s", v.name, got, strings.Join(codes, " "))
		}
		// Written behind its Markdown and read again, it is the same.
		again := WithDefinitions(src, d)
		if e := Parse("x.md", again, WithOwn(again, claims), &diag.List{}); len(e.Notes) != len(d.Notes) {
			t.Errorf("%s: read again, %d notes of %d:\n%s", v.name, len(e.Notes), len(d.Notes), again)
		}
	}
}
