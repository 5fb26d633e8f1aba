package score

import (
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// checked are the diagnostics that an assessment draws.
func checked(t *testing.T, r *rubric.Rubric, as ...*dossier.Assessment) []diag.Diagnostic {
	t.Helper()
	d := dossierOf(t, found)
	d.Assessments = as
	var l diag.List
	Check(grade.Of(d, ship(t).authority), r, &l)
	return l.Sorted()
}

func codesOf(ds []diag.Diagnostic) string {
	var out []string
	for _, d := range ds {
		out = append(out, d.Severity.String()+" "+string(d.Code))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// What is wrong with an assessment. Each row is one fault.
func TestFaultsOfAnAssessment(t *testing.T) {
	needing := func() *rubric.Rubric {
		r := asked()
		r.Indicators[0].Levels[2].Needs = []rubric.Needs{{Link: []vocab.Kind{"relationship"},
			Fact: []vocab.Kind{"use"}}}
		return r
	}
	pairless := coded("A 1 use-2")
	pairless.Indicators[0].Codings[0].Pair = dossier.Pair{}
	for _, v := range []struct {
		name    string
		as      *dossier.Assessment
		want    string
		message string
		hint    string
	}{
		{"none", coded("A 2 tie-2 use-2", "C e1 full use-2", "C e2 searched_none log", "C e3 not_applicable",
			"A closed 2 log"), "", "", ""},
		{"an indicator that isn't there", coded("AB 2 use-2"), "error unknown-indicator", `no indicator "AB"`,
			`did you mean "A"?`},
		{"one that is like none", coded("Zebra 2 use-2"), "error unknown-indicator", `no indicator "Zebra"`, ""},
		{"levels of an indicator that has elements", coded("C 2 use-2"), "error unknown-level", "asks for elements",
			""},
		{"a level that isn't there", coded("A 5 use-2"), "error unknown-level", "no level 5; its highest is 4", ""},
		{"the top level", coded("A 4 use-4"), "", "", ""},
		{"a coding that lacks what it needs", coded("A 2 use-2"), "error coding-needs",
			"A level 2 lacks a claim that ties", "the level says: level 2"},
		{"a coding of what isn't there", coded("A 2 none"), "", "", ""},
		{"one of two isn't there", coded("A 2 none use-2"), "", "", ""},
		{"a coding of nothing", coded("A 2"), "", "", ""},
		{"a coding without a pair", pairless, "error missing-key", "names no pair", "which product and which customer"},
		{"a closing of elements", coded("C closed 0 log"), "error unknown-key", "isn't closed", ""},
		{"a closing above the top", coded("A closed 4 log"), "error unknown-level", "no level above 4", ""},
		{"a closing under the top", coded("A closed 3 log"), "", "", ""},
		{"an excerpt counting as a search", coded("A closed 0 excerpt"), "error closing-needs",
			"weren't all read whole", "read them whole"},
		{"a search that isn't there", coded("A closed 0 none"), "", "", ""},
		{"an element that isn't there", coded("C e5 full use-2"), "error unknown-element", `no element "e5"`,
			`did you mean "e1"?`},
		{"an element that isn't there, by a rumour", coded("C e5 full use-1"), "error unknown-element",
			`no element "e5"`, `did you mean "e1"?`},
		{"an element that is like none", coded("C elephants full use-2"), "error unknown-element",
			`no element "elephants"`, "its elements: e1, e2, e3, e4"},
		{"an element of an indicator that has none", coded("A e1 full use-2"), "error unknown-element", "", ""},
		{"an answer that rests on a rumour", coded("C e1 full use-1"), "warning answer-unsupported",
			`"full" rests on no claim of grade 2`, ""},
		{"an answer that rests on what was credible before a contest", coded("C e1 full use-fell"),
			"warning answer-unsupported", "rests on no claim of grade 2", ""},
		{"an answer that rests on nothing", coded("C e1 full"), "", "", ""},
		{"an answer searched in an excerpt", coded("C e1 searched_none excerpt"), "warning answer-unsupported",
			"weren't all read whole", ""},
		{"an answer searched nowhere", coded("C e1 searched_none none"), "", "", ""},
	} {
		ds := checked(t, needing(), v.as)
		if got := codesOf(ds); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
			continue
		}
		if v.want != "" && (!strings.Contains(ds[0].Message, v.message) || !strings.Contains(ds[0].Hint, v.hint) ||
			v.hint == "" && ds[0].Hint != "") {
			t.Errorf("%s: %v", v.name, ds[0])
		}
	}
	r := needing()
	r.Indicators[0].Closes = append(r.Indicators[0].Closes, "annual-report", "product-terms")
	ds := checked(t, r, coded("A closed 0 log"))
	if codesOf(ds) != "error closing-needs" ||
		!strings.Contains(ds[0].Message, "a search that covers annual-report, product-terms") || ds[0].Hint == "" {
		t.Errorf("a search that doesn't cover what it must: %v", ds)
	}
	r.Indicators[0].Closes = []string{"annual-report"}
	if ds := checked(t, r, coded("A closed 0 log")); codesOf(ds) != "error closing-needs" {
		t.Errorf("a search that lacks one field: %v", ds)
	}
	r.Indicators[2].Elements = r.Indicators[2].Elements[:1]
	if ds := checked(t, r, coded("C elephants full use-2")); ds[0].Hint != "its elements: e1" {
		t.Errorf("an indicator of one element: %v", ds)
	}
	odd := dossierOf(t, strings.Replace(fact("odd", "use", "reported"), `"use"`, `"oddity"`, 1))
	odd.Assessments = []*dossier.Assessment{coded("A 2 odd")}
	var l diag.List
	if Check(grade.Of(odd, ship(t).authority), needing(), &l); len(l.Sorted()) != 0 {
		t.Errorf("a claim whose kind is unknown was reported already: %v", l.Sorted())
	}
	if ds := checked(t, needing(), coded("A closed 0 excerpt")); len(ds[0].Notes) != 1 || ds[0].Notes[0].At.Line == 0 {
		t.Errorf("it doesn't point at the search: %v", ds[0])
	}
}

// That an indicator doesn't apply: allowed by the rubric, and confirmed.
func TestFaultsOfNotApplicable(t *testing.T) {
	for _, v := range []struct{ name, may, confirmed, want string }{
		{"confirmed", "where nothing is sold", "bob", ""},
		{"not confirmed", "where nothing is sold", "", "warning unconfirmed"},
		{"confirmed by the coder", "where nothing is sold", "ann", "warning unconfirmed"},
		{"the rubric knows no such case", "", "bob", "error coding-needs"},
	} {
		r := asked()
		r.Indicators[0].MayNotApply = v.may
		as := coded("A")
		as.Indicators[0].NotApplicable = &dossier.NotApplicable{Why: "w", By: "cat", ConfirmedBy: v.confirmed}
		if ds := checked(t, r, as); codesOf(ds) != v.want || v.want == "warning unconfirmed" && ds[0].Hint == "" {
			t.Errorf("%s: %v, want %q", v.name, ds, v.want)
		}
	}
}

// Assessments by another rubric, several of one, and none.
func TestFaultsOfAssessments(t *testing.T) {
	by := func(file, rubric string, lines ...string) *dossier.Assessment {
		a := coded(lines...)
		a.File, a.Rubric = file, text(rubric)
		return a
	}
	own := func() *dossier.Assessment { return by("assessments/due.toml", "due") }
	r := asked()
	r.ID = "due"
	for _, v := range []struct {
		name string
		as   []*dossier.Assessment
		want string
	}{
		{"its own", []*dossier.Assessment{own()}, ""},
		{"none", nil, "warning not-assessed"},
		{"by another rubric alone", []*dossier.Assessment{by("assessments/peace.toml", "peace")},
			"warning not-assessed, warning other-rubric"},
		{"by another rubric beside it", []*dossier.Assessment{own(), by("assessments/peace.toml", "peace")}, ""},
		{"a name like its own beside it", []*dossier.Assessment{own(), by("assessments/dui.toml", "dui")},
			"warning other-rubric"},
		{"a name like its own alone", []*dossier.Assessment{by("assessments/dui.toml", "dui")}, "warning other-rubric"},
		{"two of one rubric", []*dossier.Assessment{own(), by("assessments/due.bob.toml", "due")},
			"notice other-assessment"},
		{"the second is checked too", []*dossier.Assessment{own(), by("assessments/due.bob.toml", "due",
			"Zebra 1 use-2")}, "error unknown-indicator, notice other-assessment"},
	} {
		ds := checked(t, r, v.as...)
		if got := codesOf(ds); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
		for _, d := range ds {
			if (d.Code == diag.OtherRubric || d.Code == diag.NotAssessed) && d.Hint == "" {
				t.Errorf("%s: no hint: %v", v.name, d)
			}
		}
	}
	var l diag.List
	d := dossierOf(t, sourced("paper journalism")+fact("c", "use", "reported", "paper"))
	if Check(grade.Of(d, ship(t).authority), r, &l); codesOf(l.Sorted()) != "warning not-assessed" {
		t.Errorf("a dossier of one claim: %v", l.Sorted())
	}
	l = diag.List{}
	d = dossierOf(t, "")
	Check(grade.Of(d, ship(t).authority), r, &l)
	if len(l.Sorted()) != 0 {
		t.Errorf("a dossier without claims: %v", l.Sorted())
	}
}

// A claim may carry facts for two indicators; more is one fact counted many times.
func TestOverusedClaims(t *testing.T) {
	r := asked()
	for _, id := range []string{"D", "E"} {
		in := *r.Indicators[0]
		in.ID = id
		r.Indicators = append(r.Indicators, &in)
	}
	r.Indicators[3].Levels = slices.Clone(r.Indicators[3].Levels)
	r.Indicators[3].Levels[2].Needs = []rubric.Needs{{Link: []vocab.Kind{"relationship"}, Fact: []vocab.Kind{"use"}}}
	for _, v := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"two indicators", []string{"A 2 use-2", "B 2 use-2"}, ""},
		{"three indicators", []string{"A 2 use-2", "B 2 use-2", "E 2 use-2"}, "3 indicators (A, B, E)"},
		{"four indicators: one warning", []string{"A 2 use-2", "B 2 use-2", "D 2 tie-2 use-2", "E 2 use-2"},
			"4 indicators (A, B, D, E)"},
		{"the top levels of three", []string{"A 4 use-2", "B 4 use-2", "E 4 use-2"}, "3 indicators (A, B, E)"},
		{"two levels of one indicator", []string{"A 2 use-2", "A 3 use-2", "B 2 use-2"}, ""},
		{"an answer carries it too", []string{"A 2 use-2", "B 2 use-2", "C e1 full use-2"}, "3 indicators (A, B, C)"},
		{"a tie is no fact", []string{"A 2 tie-2", "B 2 tie-2", "D 2 tie-2 use-2"}, ""},
		{"the fact beside a tie is one", []string{"A 2 use-2", "B 2 use-2", "D 2 tie-2 use-2"},
			"3 indicators (A, B, D)"},
		{"two claims of three each: two warnings", []string{"A 2 use-2 use-3", "B 2 use-2 use-3", "E 2 use-2 use-3"},
			"2"},
	} {
		var got []diag.Diagnostic
		for _, d := range checked(t, r, coded(v.lines...)) {
			if d.Code == diag.ClaimOverused {
				got = append(got, d)
			}
		}
		if v.want == "2" {
			if len(got) != 2 {
				t.Errorf("%s: %v", v.name, got)
			}
		} else if (len(got) == 1) != (v.want != "") || len(got) > 1 || len(got) == 1 &&
			!strings.Contains(got[0].Message, v.want) {
			t.Errorf("%s: %v, want %q", v.name, got, v.want)
		}
	}
	// Codings that don't count as such carry nothing.
	for _, lines := range [][]string{{"A 2 use-2", "B 2 use-2", "E 5 use-2"}, {"A 2 use-2", "B 2 use-2", "C 2 use-2"},
		{"A 2 use-2", "B 2 use-2", "Zebra 2 use-2"}} {
		for _, d := range checked(t, r, coded(lines...)) {
			if d.Code == diag.ClaimOverused {
				t.Errorf("%v: %v", lines, d)
			}
		}
	}
	// It stands where the claim is cited once too often.
	as := coded("A 2 use-2", "B 2 use-2", "D 2 tie-2 use-2", "E 2 use-2", "E 3 use-2")
	as.Indicators[3].Codings[1].Claims[0].At.Line = 11
	as.Indicators[2].Codings[0].Claims[1].At.Line = 7
	as.Indicators[3].Codings[0].Claims[0].At.Line = 9
	for _, d := range checked(t, r, as) {
		if d.Code == diag.ClaimOverused && d.At.Line != 9 {
			t.Errorf("it stands at line %d", d.At.Line)
		}
	}
}

// What might bear on an indicator and stands in no coding of it.
func TestSuggestions(t *testing.T) {
	r := asked()
	r.Indicators[0].Levels[2].Needs = []rubric.Needs{{Fact: []vocab.Kind{"use"}}}
	r.Indicators[0].Levels[3].Needs = []rubric.Needs{{Fact: []vocab.Kind{"policy"}}, {Fact: []vocab.Kind{"use"}}}
	told := func(as *dossier.Assessment, toml string) []Suggestion {
		d := dossierOf(t, toml)
		if as != nil {
			d.Assessments = []*dossier.Assessment{as}
		}
		return Suggest(grade.Of(d, ship(t).authority), r)
	}
	ids := func(ss []Suggestion) string {
		var out []string
		for _, s := range ss {
			out = append(out, s.Indicator+":"+s.Claim)
		}
		return strings.Join(out, " ")
	}
	few := sourced("court finding", "paper journalism", "post advocacy", "machine aggregator",
		"filing company-filing") + fact("low", "use", "reported", "paper") +
		fact("high", "use", "found", "court") + fact("weak", "use", "reported", "post") +
		fact("lead", "use", "reported", "machine") + fact("other", "relationship", "recorded", "paper") +
		fact("said", "policy", "recorded", "filing") +
		strings.Replace(fact("elsewhere", "use", "found", "court"), `["company"]`, `["p2", "q"]`, 1)
	if got := ids(told(nil, few)); got != "A:high A:said A:low A:weak" {
		t.Errorf("nothing coded: %q", got)
	}
	all := told(nil, few)
	if s := all[0]; s.Grade != 4 || !slices.Equal(s.Levels, []int{2, 3}) || s.Because != "use, grade 4, speaks of company" ||
		!slices.Equal(s.Entities, []string{"company"}) {
		t.Errorf("%+v", s)
	}
	if s := all[1]; !slices.Equal(s.Levels, []int{3}) {
		t.Errorf("%+v", s)
	}
	if got := ids(told(coded("A 2 high"), few)); got != "A:elsewhere" {
		t.Errorf("a pair is coded: %q", got)
	}
	if s := told(coded("A 2 high"), few)[0]; !slices.Equal(s.Entities, []string{"p2", "q"}) {
		t.Errorf("%+v", s)
	}
	if got := ids(told(coded("A 2 elsewhere"), few)); got != "" {
		t.Errorf("all of the pair is coded: %q", got)
	}
	own := coded("A")
	own.Indicators[0].Pair = dossier.Pair{Product: "x", Customer: "q"}
	if got := ids(told(own, few)); got != "A:elsewhere" {
		t.Errorf("the indicator's own pair: %q", got)
	}
	if got := told(nil, ""); got == nil || len(got) != 0 {
		t.Errorf("nothing to suggest is %v", got)
	}
}
