package brief

import (
	"reflect"
	"testing"

	"whereas/report/doc"
)

// Names of notes become their numbers in the document; what has no note there is left out, and marks side by side stand
// in the order of their numbers.
func TestReferences(t *testing.T) {
	w := Wording{words: map[string]string{"note": "note", "notes": "notes", "comma": ", "}}
	mark := func(n int, id string) doc.Inline { return doc.Mark{Note: n, ID: id} }
	text := func(s string) doc.Inline { return doc.Text{S: s} }
	d := &doc.Document{Blocks: []doc.Block{
		&doc.Para{Text: []doc.Inline{text("One"), mark(1, "a"), text(" two"), mark(3, "c"), mark(2, "b"), mark(4, "d")}},
		&doc.Para{Text: []doc.Inline{text("See {notes:d,b,c,gone}, and {notes:a}; {notes:gone}.")}},
	}}
	w.references(d)
	if got := d.Blocks[0].(*doc.Para).Text[3:]; !reflect.DeepEqual(got, []doc.Inline{mark(2, "b"), mark(3, "c"), mark(4, "d")}) {
		t.Errorf("marks %v", got)
	}
	p := d.Blocks[1].(*doc.Para)
	if got, want := doc.Plain(p.Text), "See notes\u00A02–4, and note\u00A01; ."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, in := range p.Text {
		if r, ok := in.(doc.NoteRef); ok && r.From == 2 && r.To != 4 {
			t.Errorf("%+v", r)
		}
	}
}
