package plain

import (
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/prose"
)

// A text to be pasted has everything that a page has, in characters.
func TestWrite(t *testing.T) {
	for _, v := range []struct{ name, md, want string }{
		{"a title and a paragraph", "# One\n\nText *so*.", "ONE\n\nText so.\n"},
		{"a note", "It bought.[^sale] It paid.[^sale]", "It bought.[1] It paid.[1]\n\nNotes\n\n[1] Note of sale\n"},
		{"lists", "Lead:\n\n- one\n- two\n\n1. first", "Lead:\n- one\n- two\n1. first\n"},
		{"a list within a list", "- one\n    - inner", "- one\n  - inner\n"},
		{"a link", "See [here](https://a.example) and <https://b.example>.",
			"See here <https://a.example> and https://b.example.\n"},
		{"a quotation", "> quoted", "> quoted\n"},
		{"a table", "| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2\n"},
	} {
		var l diag.List
		d := prose.Parse("x.md", []byte(v.md), func(id string) ([]doc.Inline, bool) {
			return []doc.Inline{doc.Text{S: "Note of " + id}}, true
		}, &l)
		if got := string(Write(d)); got != v.want {
			t.Errorf("%s:\n%q\nwant\n%q", v.name, got, v.want)
		}
	}
}
