package score

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/vocab"
)

// Why a conduct indicator stands where it stands, and what would narrow it.
func TestWhyOfConduct(t *testing.T) {
	const search = "to lower the upper bound, search "
	for _, v := range []struct {
		name  string
		lines []string
		why   string
		raise string // the claims that a record would raise
		lower bool   // a search would lower the upper bound
	}{
		{"well supported", []string{"A 2 use-3"},
			"reported at level 2 of 4; well supported to level 2; level 4 isn't excluded: no search for it is recorded",
			"", true},
		{"reported", []string{"A 2 use-2"},
			"reported at level 2 of 4; no level is well supported: no coding rests on well-supported claims alone; " +
				"level 4 isn't excluded: no search for it is recorded",
			"use-2", true},
		{"reported over what is supported", []string{"A 1 use-3", "A 3 use-2"},
			"reported at level 3 of 4; well supported only to level 1: no coding above it rests on well-supported " +
				"claims alone; level 4 isn't excluded: no search for it is recorded", "use-2", true},
		{"closed at 0", []string{"A closed 0 log"},
			"searched, and no supported concern was found; levels above 0 were searched for (log)", "", false},
		{"closed above what is reported", []string{"A closed 3 log", "A 2 use-2"},
			"reported at level 2 of 4; no level is well supported: no coding rests on well-supported claims alone; " +
				"levels above 3 were searched for (log)", "use-2", false},
		{"codings that don't hold", []string{"A 2 use-1"},
			"there are codings, but none holds at the grade its level needs; level 4 isn't excluded: no search for it " +
				"is recorded", "use-1", true},
		{"no level coded", []string{"A closed 2 log"}, "no level is coded; levels above 2 were searched for (log)", "",
			false},
		{"the top level", []string{"A 4 use-3"}, "reported at level 4 of 4; well supported to level 4", "", false},
		{"a coding that doesn't count", []string{"A 2 none"},
			"there are codings, but none holds at the grade its level needs; level 4 isn't excluded: no search for it " +
				"is recorded; " +
				"a coding of level 2 doesn't count: it lacks what the level needs", "", true},
		{"under what is proven nothing has to be raised", []string{"A 3 use-3", "A 2 use-2", "A 1 use-1"},
			"reported at level 3 of 4; well supported to level 3; level 4 isn't excluded: no search for it is recorded",
			"", true},
		{"level 1, reported", []string{"A 1 use-2"},
			"reported at level 1 of 4; no level is well supported: no coding rests on well-supported claims alone; " +
				"level 4 isn't excluded: no search for it is recorded", "use-2", true},
		{"level 1, well supported", []string{"A 1 use-3"},
			"reported at level 1 of 4; well supported to level 1; level 4 isn't excluded: no search for it is recorded",
			"", true},
		{"what is well supported isn't weak", []string{"A 2 use-3 use-1"},
			"there are codings, but none holds at the grade its level needs; level 4 isn't excluded: no search for it " +
				"is recorded", "use-1", true},
		{"a coding that doesn't count isn't raised", []string{"A 2 none use-1"},
			"there are codings, but none holds at the grade its level needs; level 4 isn't excluded: no search for it " +
				"is recorded; " +
				"a coding of level 2 doesn't count: it lacks what the level needs", "", true},
		{"a weak coding of the level that is proven", []string{"A 2 use-3", "A 2 use-1"},
			"reported at level 2 of 4; well supported to level 2; level 4 isn't excluded: no search for it is recorded",
			"", true},
		{"two claims, one of them weak", []string{"A 2 use-4 use-2"},
			"reported at level 2 of 4; no level is well supported: no coding rests on well-supported claims alone; " +
				"level 4 isn't excluded: no search for it is recorded", "use-2", true},
		{"one weak claim of two codings", []string{"A 2 use-2", "A 3 use-2 use-1"},
			"reported at level 2 of 4; no level is well supported: no coding rests on well-supported claims alone; " +
				"level 4 isn't excluded: no search for it is recorded", "use-2, use-1", true},
	} {
		c := made(t, asked(), dossier.InternalEdition, v.lines...).Indicator("A")
		if c.Why != v.why {
			t.Errorf("%s: %q, want %q", v.name, c.Why, v.why)
		}
		var want []string
		if v.raise != "" {
			want = append(
				want, "to raise the lower bound, a record in hand or a second independent source for "+v.raise)
		}
		if v.lower {
			want = append(want, search+"the proxy statement, the company's own site")
		}
		got := c.Narrows
		if i := strings.Index(got, search); i >= 0 && v.lower { // which words a field is told in is the vocabulary's
			if strings.Count(got[i:], ",") != 2 {
				t.Errorf("%s: the fields are told as %q", v.name, got[i:])
			}
			got = got[:i] + search + "the proxy statement, the company's own site"
		}
		if got != strings.Join(want, "; ") {
			t.Errorf("%s: narrowed by %q, want %q", v.name, got, want)
		}
	}
	c := made(t, asked(), dossier.InternalEdition).Indicator("A")
	if c.Why != "nobody has assessed it; that is unknown, not nothing" || c.Narrows != "assess it: Was it?" {
		t.Errorf("%q; %q", c.Why, c.Narrows)
	}
	r := asked()
	r.Indicators[0].Closes = nil
	if c := made(t, r, dossier.InternalEdition, "A 2 use-3").Indicator("A"); c.Narrows != "" {
		t.Errorf("nothing can be searched, and it says %q", c.Narrows)
	}
	r.Indicators[0].Closes = []string{"proxy"}
	if c := made(t, r, dossier.InternalEdition, "A 2 use-3").Indicator("A"); !strings.HasPrefix(c.Narrows, search) {
		t.Errorf("one field can be searched, and it says %q", c.Narrows)
	}
	if c := made(t, asked(), dossier.PublicEdition, "A 2 use-2").Indicator("A"); !strings.Contains(c.Narrows,
		"source for use-2") {
		t.Errorf("a public card names no claim: %q", c.Narrows)
	}
	// A public card doesn't say that there is a lead.
	if c := made(t, asked(), dossier.PublicEdition, "A 2 use-0 use-2").Indicator("A"); strings.Contains(c.Narrows,
		"use-0") {
		t.Errorf("a lead is told: %q", c.Narrows)
	}
	if c := made(t, asked(), dossier.InternalEdition, "A 2 use-0 use-2").Indicator("A"); !strings.Contains(c.Narrows,
		"use-0, use-2") {
		t.Errorf("a lead isn't told: %q", c.Narrows)
	}
}

func TestFewOfMany(t *testing.T) {
	var ids []string
	for i := range 10 {
		ids = append(ids, fmt.Sprint("c", i))
	}
	for n, want := range map[int]string{1: "c0", 8: "c0, c1, c2, c3, c4, c5, c6, c7",
		10: "c0, c1, c2, c3, c4, c5, c6, c7 and 2 more"} {
		if got := few(ids[:n]); got != want {
			t.Errorf("%d claims are told as %q", n, got)
		}
	}
}

// Why a disclosure indicator stands where it stands.
func TestWhyOfDisclosure(t *testing.T) {
	for _, v := range []struct {
		name         string
		lines        []string
		why, narrows string
	}{
		{"nobody looked", nil, "nobody has assessed it; that is unknown, not a gap", "assess it: Does it say?"},
		{"three of four", []string{"C e1 full use-2", "C e2 partial use-2", "C e3 searched_none log"},
			"3 of 4 elements answered (1 in full, 1 in part, 1 searched and not found); level 2 of 4",
			"look for what is unknown: e4"},
		{"all", []string{"C e1 full use-2", "C e2 full use-2", "C e3 none use-2", "C e4 not_applicable"},
			"3 of 3 elements answered (2 in full, 1 addressed but not answered, 1 not applicable); level 1 of 4", ""},
		{"too few", []string{"C e1 full use-2"},
			"1 of 4 elements answered (1 in full); too few for a level: what is unknown leaves 0 to 3 of 4 open",
			"look for what is unknown: e2, e3, e4"},
		{"none that counts", []string{"C e1 full use-1"}, "0 of 4 elements answered; too few to say more",
			"look for what is unknown: e1, e2, e3, e4"},
	} {
		if c := made(t, asked(), dossier.InternalEdition, v.lines...).Indicator("C"); c.Why != v.why ||
			c.Narrows != v.narrows {
			t.Errorf("%s: %q and %q, want %q and %q", v.name, c.Why, c.Narrows, v.why, v.narrows)
		}
	}
	r := asked()
	r.Indicators[2].Continuous = true
	if c := made(t, r, dossier.InternalEdition, "C e1 full use-2", "C e2 full use-2",
		"C e3 none use-2").Indicator("C"); !strings.HasSuffix(c.Why, "; 33 of 100") {
		t.Errorf("continuous: %q", c.Why)
	}
	if got := answerWord("other"); got != "other" {
		t.Errorf("an answer without a word is told as %q", got)
	}
}

// What would narrow a category most is told first, and three at most.
func TestWhatNarrows(t *testing.T) {
	in := func(id string, weight, lo, hi float64, state vocab.State, how string) IndicatorCard {
		return IndicatorCard{ID: id, Weight: weight, LoValue: &lo, HiValue: &hi, State: state, Narrows: how}
	}
	for _, v := range []struct {
		name string
		ins  []IndicatorCard
		want string
	}{
		{"the widest first", []IndicatorCard{in("A", 1, 50, 100, vocab.Scored, "a"),
			in("B", 1, 0, 100, vocab.Scored, "b")}, "B: b. A: a"},
		{"by weight", []IndicatorCard{in("A", 1, 0, 100, vocab.Scored, "a"), in("B", 3, 50, 100, vocab.Scored, "b")},
			"B: b. A: a"},
		{"of two alike the earlier", []IndicatorCard{in("A", 1, 0, 100, vocab.Scored, "a"),
			in("B", 1, 0, 100, vocab.Scored, "b")}, "A: a. B: b"},
		{"three at most", []IndicatorCard{in("A", 1, 0, 10, vocab.Scored, "a"), in("B", 1, 0, 20, vocab.Scored, "b"),
			in("C", 1, 0, 30, vocab.Scored, "c"),
			in("D", 1, 0, 40, vocab.Scored, "d")}, "D: d. C: c. B: b"},
		{"nothing to say", []IndicatorCard{in("A", 1, 0, 100, vocab.Scored, "")}, ""},
		{"nothing to narrow", []IndicatorCard{in("A", 1, 50, 50, vocab.Scored, "a")}, ""},
		{"what doesn't apply", []IndicatorCard{in("A", 1, 0, 100, vocab.NotApplicable, "a")}, ""},
	} {
		if got := narrows(&Category{Indicators: v.ins}); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	r := asked()
	a, b := cardOf(r, "A", 0, 2, 4), cardOf(r, "B", 1, 1, 1)
	a.Narrows = "search"
	if c := categoryOf(r, a, b); c.Narrows != "A: search" {
		t.Errorf("the category says %q", c.Narrows)
	}
}
