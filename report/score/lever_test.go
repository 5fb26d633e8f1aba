package score

import (
	"slices"
	"strings"
	"testing"

	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// A coding is as weak as its weakest claim: which it could do without is told with the grade at which it would hold, and
// only where the level's needs are still met.
func TestCouldDrop(t *testing.T) {
	c := newCompany(1, ship(t))
	in := &rubric.Indicator{ID: "A", Kind: rubric.Conduct, Levels: make([]rubric.Level, 5)}
	in.Levels[1].Needs = []rubric.Needs{{Fact: []vocab.Kind{"use"}}}
	in.Levels[2].Needs = []rubric.Needs{{Link: []vocab.Kind{"relationship"}, Fact: []vocab.Kind{"use"}}}
	d := dossierOf(t, sourced("court finding", "paper journalism", "post advocacy")+
		fact("strong", "use", "found", "court")+fact("fair", "use", "reported", "paper")+
		fact("poor", "use", "reported", "post")+fact("tie", "relationship", "reported", "post"))
	set := grade.Of(d, c.ship.authority)
	for _, v := range []struct {
		level  int
		claims string
		want   []Without
		lacks  string
	}{
		{1, "strong fair", []Without{{"fair", 4}}, ""},
		{1, "strong fair poor", []Without{{"poor", 2}}, ""},
		{1, "fair", nil, ""},
		{2, "tie strong", nil, ""},
		{2, "tie strong fair", nil, ""}, // the tie is the weakest, and can't be left out
		{2, "strong fair", nil, "a claim that ties product and customer (relationship)"},
		{1, "gone", nil, ""},
	} {
		k := CodingCard{Level: v.level, Claims: strings.Fields(v.claims), Holds: 4, Counts: v.lacks == ""}
		for _, id := range k.Claims {
			if g := set.Claim(id); g != nil {
				k.Holds = min(k.Holds, g.Grade)
			}
		}
		if got := CouldDrop(set, in, k); !slices.Equal(got, v.want) {
			t.Errorf("level %d, %s: %v, want %v", v.level, v.claims, got, v.want)
		}
		if got := Lacks(set, in, k); got != v.lacks {
			t.Errorf("level %d, %s lacks %q, want %q", v.level, v.claims, got, v.lacks)
		}
	}
}

// The message about a coding says of each claim that it cites what it counts as, where it is cited.
func TestCodingNeedsSaysWhatCounts(t *testing.T) {
	r := asked()
	r.Indicators[0].Levels[2].Needs = []rubric.Needs{{Link: []vocab.Kind{"relationship"}, Fact: []vocab.Kind{"customer-record"}}}
	ds := checked(t, r, coded("A 2 tie-2 use-2"))
	if len(ds) != 1 || !strings.Contains(ds[0].Message, "lacks a claim that shows the fact (customer-record)") {
		t.Fatalf("%v", ds)
	}
	var notes []string
	for _, n := range ds[0].Notes {
		notes = append(notes, n.Text)
	}
	if len(notes) != 2 || !strings.Contains(notes[0], `"tie-2" is of kind relationship`) ||
		!strings.HasSuffix(notes[0], "it counts as the tie of product and customer") ||
		!strings.Contains(notes[1], `"use-2" is of kind use`) ||
		!strings.HasSuffix(notes[1], "it counts neither as the tie nor as the fact") {
		t.Errorf("%q", notes)
	}
}

// What ties the two of a pair stands before what speaks of both, and that before what speaks of one of them.
func TestSuggestionsNearestFirst(t *testing.T) {
	r := asked()
	r.Indicators[0].Levels[2].Needs = []rubric.Needs{{Fact: []vocab.Kind{"use"}}}
	about := func(id, about, links string, source string) string {
		return strings.Replace(fact(id, "use", "reported", source), `about = ["company"]`,
			`about = [`+about+`]`+"\n"+links, 1)
	}
	d := dossierOf(t, sourced("court finding", "paper journalism", "post advocacy")+
		about("one", `"p2"`, "", "court")+about("both", `"p2", "q"`, "", "paper")+
		about("tied", ``, `links = ["q uses p2"]`, "post")+about("used", `"q"`, "", "paper"))
	as := coded("A")
	as.Indicators[0].Pair.Product, as.Indicators[0].Pair.Customer = "p2", "q"
	d.Assessments = append(d.Assessments, as)
	var got []string
	for _, s := range Suggest(grade.Of(d, ship(t).authority), r) {
		got = append(got, s.Claim+": "+s.Because)
	}
	want := "tied: use, grade 1, ties p2 and q; both: use, grade 2, speaks of p2, q; one: use, grade 3, speaks of p2; " +
		"used: use, grade 2, speaks of q"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("%s", s)
	}
}
