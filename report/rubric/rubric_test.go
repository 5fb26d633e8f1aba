package rubric

import (
	"os"
	"testing"

	"whereas/report/authority"
	"whereas/report/diag"
	"whereas/report/vocab"
	"whereas/rubrics"
)

// The shipped data must be without fault: every user starts from it.
func TestShippedDataIsClean(t *testing.T) {
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	words := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	figures := authority.Parse("authority.toml", read("authority.toml"), words, &l)
	r := Parse("customer-due-diligence.toml", read("customer-due-diligence.toml"), words, &l)
	if ds := l.Sorted(); len(ds) > 0 {
		diag.Print(os.Stderr, ds, nil, false)
		t.Fatalf("%d diagnostics in the shipped data", len(ds))
	}
	if len(r.Indicators) != 23 || len(r.Categories) != 3 || len(r.Bands) != 5 {
		t.Errorf("got %d indicators, %d categories, %d bands; want 23, 3, 5", len(r.Indicators), len(r.Categories),
			len(r.Bands))
	}
	if got := figures.Type("pleading").Base[vocab.History]; got != 4 {
		t.Errorf("a filed pleading is the record that something was alleged: base %d, want 4", got)
	}
}
