package rubric

import (
	"os"
	"strings"
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
		diag.Print(os.Stderr, ds, nil, diag.Style{})
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

// A level that isn't there can't be critical, nor decide the headline: a continuous indicator has a value from 0 to 100,
// and a value of 4 isn't level 4.
func TestContinuousIndicatorsHaveNoLevels(t *testing.T) {
	const disclosure = "kind = \"disclosure\"\nelement.a = { ask = \"A\" }\n"
	const conduct = "kind = \"conduct\"\nlevel = [ { text = \"none\" }, { text = \"some\" } ]\n"
	const critical = "critical = { level = 1, floor = 80, why = \"w\" }\n"
	const headline = "[headline]\nindicator = \"I\"\nsubject = \"S\"\nfound = 0\npartly = 1\n"
	for _, v := range []struct{ name, indicator, more, want string }{
		{"a critical level of a disclosure indicator", disclosure + critical, "", ""},
		{"a critical level of a continuous one", disclosure + critical + "continuous = true\n", "",
			"none of them can be critical"},
		{"a continuous one without", disclosure + "continuous = true\n", "", ""},
		{"a headline by levels", disclosure, headline, ""},
		{"a headline by a value", disclosure + "continuous = true\n", headline, "the headline is told by levels"},
		{"conduct that is continuous", conduct + "continuous = true\n", "",
			"only a disclosure indicator can be continuous"},
		{"conduct that isn't", conduct + "continuous = false\n", "", ""},
	} {
		var l diag.List
		Parse("r.toml", []byte(
			v.more+"[indicator.I]\ncategory = \"k\"\ntitle = \"T\"\nweight = 1\nwhy = \"w\"\n"+v.indicator), nil, &l)
		var got []string
		for _, d := range l.Sorted() {
			if d.Code == diag.BadIndicator {
				got = append(got, d.Message)
			}
		}
		if v.want == "" && len(got) > 0 || v.want != "" && (len(got) != 1 || !strings.Contains(got[0], v.want)) {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// A title stands in headings, contents and figures: it is bounded, or pages of it would take minutes.
func TestTitlesAreBounded(t *testing.T) {
	for n, want := range map[int]int{maxTitle: 0, maxTitle + 1: 1} {
		var l diag.List
		Parse("r.toml", []byte("[category.k]\ntitle = \""+strings.Repeat("x", n)+"\"\nwhy = \"w\"\n"), nil, &l)
		got := 0
		for _, d := range l.Sorted() {
			if d.Code == diag.TextTooLong {
				got++
			}
		}
		if got != want {
			t.Errorf("%d characters: %v", n, l.Sorted())
		}
	}
}
