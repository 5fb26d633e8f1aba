package score

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/source"
	"whereas/report/vocab"

	"whereas/report/diag"
)

// found is what was found in these tests. Each claim is named after its kind and its grade: use-3 is a use of grade 3.
// use-lost is of grade 2, and was of 3 before it was contested; use-fell is of 1, and was of 2.
var found = sourced("deal procurement", "court finding", "paper journalism", "press journalism", "post advocacy",
	"machine aggregator", "filing company-filing") +
	fact("tie-4", "relationship", "recorded", "deal") + fact("tie-2", "relationship", "reported", "paper") +
	fact("tie-1", "relationship", "reported", "post") +
	fact("use-4", "use", "found", "court") + fact("use-3", "use", "reported", "court") +
	fact("use-two", "use", "reported", "paper", "press") +
	fact("use-2", "use", "reported", "paper") + fact("use-1", "use", "reported", "post") +
	fact("use-0", "use", "reported", "machine") +
	fact("use-lost", "use", "reported", "court", "!paper") + fact("use-fell", "use", "reported", "paper", "!press") +
	fact("policy-4", "policy", "recorded", "filing") +
	fact("policy-lost", "policy", "reported", "filing", "!post", "!paper") +
	"[search.log]\ndate = \"2025\"\nby = [\"a\"]\nterms = [\"x\"]\nlanguages = [\"en\"]\nasked = false\nfound = " +
	"\"x\"\ncovers = [\"proxy\", \"site-search\"]\n" +
	"documents = [ { name = \"the site\", read = \"whole\" }, { source = \"filing\", read = \"whole\" } ]\n" +
	"[search.excerpt]\ndate = \"2025\"\nby = [\"a\"]\nterms = [\"x\"]\nlanguages = [\"en\"]\nasked = false\nfound = " +
	"\"x\"\ncovers = [\"proxy\", \"site-search\"]\n" +
	"documents = [ { name = \"the site\", read = \"excerpt\" } ]\n"

func sourced(specs ...string) string {
	var b strings.Builder
	for _, spec := range specs {
		id, typ, _ := strings.Cut(spec, " ")
		fmt.Fprintf(&b, "[source.%s]\ntype = %q\ntitle = \"The %s\"\n", id, typ, id)
	}
	return b.String()
}

// fact is a claim of some sources, each proven; one with "!" before it contradicts.
func fact(id string, kind vocab.Kind, status vocab.Status, from ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[claim.%s]\ntext = \"x\"\nkind = %q\nstatus = %q\nas_of = \"2024\"\nabout = "+
		"[\"company\"]\nevidence = [\n", id, kind, status)
	for _, s := range from {
		s, against := strings.CutPrefix(s, "!")
		stance := "supports"
		if against {
			stance = "contradicts"
		}
		fmt.Fprintf(&b, "  { source = %q, at = \"1\", says = \"x\", quote = \"q\", stance = %q },\n", s, stance)
	}
	return b.String() + "]\n"
}

func dossierOf(t testing.TB, toml string) *dossier.Dossier {
	t.Helper()
	var l diag.List
	d, err := dossier.Load(fstest.MapFS{"a.toml": {Data: []byte(toml)}}, "x", ship(t).vocab, dossier.Options{}, &l)
	if err != nil || d.Damaged {
		t.Fatal(err, l.Sorted())
	}
	for _, s := range d.Sources {
		d.Proofs = append(d.Proofs, &dossier.Proof{Source: s.ID.S, Quote: "q"})
	}
	return d
}

// asked is a rubric of one category: A and B are conduct of levels 0 to 4, C asks for four elements.
func asked() *rubric.Rubric {
	r := &rubric.Rubric{ID: "r", Version: "1", SHA256: "digest", Power: 1, CoverageGate: 0.65, AnswerGate: 0.65,
		ClaimShare: 2,
		Shares:     []float64{0.9, 0.65, 0.4, 0.15}, Categories: []rubric.Category{{ID: "k", Title: "K"}},
		Bands: []rubric.Band{{From: 0, Name: "low"}, {From: 20, Name: "guarded"}, {From: 40, Name: "elevated"},
			{From: 60, Name: "high"}, {From: 80, Name: "severe"}},
		Headline: rubric.Headline{Indicator: "C", Subject: "The process", Found: 1, Partly: 3}}
	for _, id := range []string{"A", "B"} {
		in := &rubric.Indicator{ID: id, Category: "k", Kind: rubric.Conduct, Weight: 1, Question: "Was it?",
			Closes: []string{"proxy", "site-search"}}
		for n := range 5 {
			in.Levels = append(in.Levels, rubric.Level{Text: fmt.Sprint("level ", n)})
		}
		r.Indicators = append(r.Indicators, in)
	}
	c := &rubric.Indicator{ID: "C", Category: "k", Kind: rubric.Disclosure, Weight: 1, Question: "Does it say?"}
	for _, id := range []string{"e1", "e2", "e3", "e4"} {
		c.Elements = append(c.Elements, rubric.Element{ID: id, Ask: "ask " + id})
	}
	r.Indicators = append(r.Indicators, c)
	return r
}

// coded is an assessment: each line "A 3 use-3 tie-4" a coding, "A closed 0 log" a closing, "C e1 full use-3 log" an answer,
// "A" an entry with nothing in it.
func coded(lines ...string) *dossier.Assessment {
	a := &dossier.Assessment{File: "assessments/r.toml", Rubric: text("r"), Coder: "ann"}
	for _, line := range lines {
		f := strings.Fields(line)
		j := a.Indicator(f[0])
		if j == nil {
			j = &dossier.Judgement{ID: text(f[0])}
			a.Indicators = append(a.Indicators, j)
		}
		switch {
		case len(f) == 1:
		case f[1] == "closed":
			j.Closed = &dossier.Closing{Above: int(f[2][0] - '0'), Search: text(f[3]), Why: "why"}
		case strings.HasPrefix(f[1], "e"):
			e := &dossier.ElementAnswer{Element: text(f[1]), Answer: vocab.ElementAnswer(f[2]), Why: "why"}
			for _, s := range f[3:] {
				if s == "log" || s == "excerpt" {
					e.Search = text(s)
				} else {
					e.Claims = append(e.Claims, text(s))
				}
			}
			j.Answers = append(j.Answers, e)
		default:
			c := &dossier.Coding{Level: int(f[1][0] - '0'), Why: "why",
				Pair: dossier.Pair{Product: "p" + f[1], Customer: "q"}}
			for _, s := range f[2:] {
				c.Claims = append(c.Claims, text(s))
			}
			j.Codings = append(j.Codings, c)
		}
	}
	return a
}

func made(t testing.TB, r *rubric.Rubric, edition dossier.Edition, lines ...string) *Card {
	t.Helper()
	d := dossierOf(t, found)
	d.Assessments = []*dossier.Assessment{coded(lines...)}
	s := ship(t)
	return Make(grade.Of(d, s.authority), r, s.vocab, edition)
}

func levels(c *IndicatorCard) string {
	return fmt.Sprint(c.State, " ", show(c.Lo), " ", show(c.Best), " ", show(c.Hi))
}

// Where a conduct indicator stands, by what is coded and closed.
func TestConductRules(t *testing.T) {
	for _, v := range []struct {
		name  string
		lines []string
		want  string // state, lo, best, hi
	}{
		{"nobody looked", nil, "not_assessed 0 <nil> 4"},
		{"an entry with nothing in it", []string{"A"}, "not_assessed 0 <nil> 4"},
		{"on record", []string{"A 2 use-4"}, "scored 2 2 4"},
		{"well supported", []string{"A 2 use-3"}, "scored 2 2 4"},
		{"credibly reported", []string{"A 2 use-2"}, "scored 0 2 4"},
		{"uncorroborated", []string{"A 2 use-1"}, "undetermined 0 <nil> 4"},
		{"a coding is as strong as its weakest claim", []string{"A 2 use-4 use-2"}, "scored 0 2 4"},
		{"the highest level counts", []string{"A 2 use-4", "A 1 use-4", "A 3 use-2"}, "scored 2 3 4"},
		{"whatever the order", []string{"A 3 use-2", "A 2 use-4", "A 1 use-4"}, "scored 2 3 4"},
		{"the top level needs grade 3", []string{"A 4 use-2"}, "undetermined 0 <nil> 4"},
		{"the top level", []string{"A 4 use-3"}, "scored 4 4 4"},
		{"closed at 0", []string{"A closed 0 log"}, "searched_none 0 0 0"},
		{"closed above 2", []string{"A closed 2 log"}, "undetermined 0 <nil> 2"},
		{"closed above 2, level 1 shown", []string{"A closed 2 log", "A 1 use-3"}, "scored 1 1 2"},
		{"closed above 1, level 3 shown", []string{"A closed 1 log", "A 3 use-2"}, "scored 0 3 3"},
		{"closed at 0, a rumour of level 3", []string{"A closed 0 log", "A 3 use-1"}, "searched_none 0 0 0"},
		{"closed at 0, what was reported before the contest", []string{"A closed 0 log", "A 3 use-fell"},
			"searched_none 0 0 3"},
		{"contested, and still reported", []string{"A 3 use-lost"}, "scored 0 3 4"},
		{"the top level closed by what was credible before", []string{"A closed 0 log", "A 4 use-2"},
			"searched_none 0 0 4"},
		{"an excerpt counting as a search: it doesn't", []string{"A closed 0 excerpt"}, "not_assessed 0 <nil> 4"},
		{"a search that isn't there", []string{"A closed 0 none"}, "not_assessed 0 <nil> 4"},
		{"a coding without claims", []string{"A 2"}, "undetermined 0 <nil> 4"},
		{"a claim that isn't there", []string{"A 2 none"}, "undetermined 0 <nil> 4"},
		{"one of two isn't there", []string{"A 2 use-4 none"}, "undetermined 0 <nil> 4"},
		{"a level that isn't there", []string{"A 5 use-4"}, "not_assessed 0 <nil> 4"},
		{"closed above a level that isn't there", []string{"A closed 9 log"}, "undetermined 0 <nil> 4"},
	} {
		c := made(t, asked(), dossier.InternalEdition, v.lines...).Indicator("A")
		if got := levels(c); got != v.want {
			t.Errorf("%s: %s, want %s", v.name, got, v.want)
		}
		if *c.LoValue != 25**c.Lo || *c.HiValue != 25**c.Hi || (c.Value == nil) != (c.Best == nil) || c.Value != nil &&
			*c.Value != 25**c.Best {
			t.Errorf("%s: the values %v %v %v aren't those of the levels", v.name, *c.LoValue, show(c.Value),
				*c.HiValue)
		}
	}
	r := asked()
	r.Indicators[0].Closes = append(r.Indicators[0].Closes, "annual-report")
	if got := levels(
		made(t, r, dossier.InternalEdition, "A closed 0 log").Indicator("A")); got != "not_assessed 0 <nil> 4" {
		t.Errorf("a search that doesn't cover what it must closes: %s", got)
	}
	if got := made(t, asked(), dossier.InternalEdition,
		"A closed 0 log").Indicator("A").Closed; *got != (ClosedCard{0, "log", "why"}) {
		t.Errorf("the closing is told as %+v", got)
	}
}

// The gravest pair is named; where no coding holds, the indicator's own.
func TestPairIsTheGravest(t *testing.T) {
	c := made(t, asked(), dossier.InternalEdition, "A 2 use-4", "A 3 use-2", "A 4 use-2").Indicator("A")
	if !slices.Equal(c.Pair, []string{"p3", "q"}) {
		t.Errorf("the pair is %v", c.Pair)
	}
	d := dossierOf(t, found)
	d.Assessments = []*dossier.Assessment{coded("A 2 use-1")}
	d.Assessments[0].Indicators[0].Pair = dossier.Pair{Product: "own", Customer: "q"}
	s := ship(t)
	if c := Make(grade.Of(d, s.authority), asked(), s.vocab,
		dossier.InternalEdition).Indicator("A"); !slices.Equal(c.Pair, []string{"own", "q"}) {
		t.Errorf("the pair is %v", c.Pair)
	}
	as := coded("A 3 use-2", "A 3 use-3")
	as.Indicators[0].Codings[1].Pair.Product, as.Indicators[0].Pair = "later",
		dossier.Pair{Product: "own", Customer: "q"}
	d.Assessments = []*dossier.Assessment{as}
	if c := Make(grade.Of(d, s.authority), asked(), s.vocab,
		dossier.InternalEdition).Indicator("A"); !slices.Equal(c.Pair, []string{"p3", "q"}) {
		t.Errorf("of two pairs of one level it is %v", c.Pair)
	}
	if c := made(t, asked(), dossier.InternalEdition, "A closed 2 log").Indicator("A"); len(c.Pair) != 0 {
		t.Errorf("nobody names a pair, and it is %q", c.Pair)
	}
	if got := pairOf(dossier.Pair{}); got == nil || len(got) != 0 {
		t.Errorf("no pair is %v", got)
	}
}

// What a coding must bring for its level.
func TestNeedsOfALevel(t *testing.T) {
	both := rubric.Needs{Link: []vocab.Kind{"relationship"}, Fact: []vocab.Kind{"use", "policy"}}
	either := rubric.Needs{Link: []vocab.Kind{"use"}, Fact: []vocab.Kind{"use"}}
	clusters := rubric.Needs{Fact: []vocab.Kind{"use"}, Clusters: 2}
	for _, v := range []struct {
		name   string
		needs  []rubric.Needs
		claims string
		want   string // what is missing
		facts  string
	}{
		{"nothing asked", nil, "use-2 tie-2", "", "use-2 tie-2"},
		{"a tie and a fact", []rubric.Needs{both}, "tie-2 use-2", "", "use-2"},
		{"a tie alone", []rubric.Needs{both}, "tie-2", "a claim that shows the fact (use or policy)", ""},
		{"a fact alone", []rubric.Needs{both}, "use-2", "a claim that ties product and customer (relationship)",
			"use-2"},
		{"two facts", []rubric.Needs{both}, "tie-2 use-2 policy-4", "", "use-2 policy-4"},
		{"one claim for both", []rubric.Needs{either}, "use-2",
			"two different claims, one for the tie and one for the fact", "use-2"},
		{"two claims that are each both", []rubric.Needs{either}, "use-2 use-3", "", "use-2 use-3"},
		{"only a tie asked", []rubric.Needs{{Link: []vocab.Kind{"relationship"}}}, "tie-2", "", ""},
		{"only a tie asked, and none there", []rubric.Needs{{Link: []vocab.Kind{"relationship"}}}, "use-2",
			"a claim that ties product and customer (relationship)", ""},
		{"only a fact asked", []rubric.Needs{{Fact: []vocab.Kind{"use"}}}, "use-2", "", "use-2"},
		{"only a fact asked, and none there", []rubric.Needs{{Fact: []vocab.Kind{"use"}}}, "tie-2",
			"a claim that shows the fact (use)", ""},
		{"two clusters", []rubric.Needs{clusters}, "use-two", "", "use-two"},
		{"one cluster", []rubric.Needs{clusters}, "use-2", "2 independent clusters over its facts; there are 1",
			"use-2"},
		{"two clusters over two facts", []rubric.Needs{clusters}, "use-2 use-3", "", "use-2 use-3"},
		{"a tie's cluster doesn't count for the fact", []rubric.Needs{clusters}, "use-2 tie-4",
			"2 independent clusters over its facts; there are 1", "use-2"},
		{"three clusters asked", []rubric.Needs{{Clusters: 3}}, "use-two",
			"3 independent clusters over its facts; there are 2", ""},
		{"clusters over all, where no fact is asked", []rubric.Needs{{Clusters: 2}}, "use-2 tie-4", "", ""},
		{"one cluster asked is no more than the grade", []rubric.Needs{{Clusters: 1}}, "use-1", "", ""},
		{"a status", []rubric.Needs{{Fact: []vocab.Kind{"use"}, Statuses: []vocab.Status{"found"}}}, "use-4", "",
			"use-4"},
		{"one of two facts has it", []rubric.Needs{{Fact: []vocab.Kind{"use"}, Statuses: []vocab.Status{"found"}}},
			"use-2 use-4", "", "use-2 use-4"},
		{"another status", []rubric.Needs{{Fact: []vocab.Kind{"use"}, Statuses: []vocab.Status{"found", "admitted"}}},
			"use-2", "a fact with status found or admitted", "use-2"},
		{"the tie's status isn't the fact's", []rubric.Needs{{Fact: []vocab.Kind{"use"},
			Statuses: []vocab.Status{"recorded"}}}, "use-2 tie-4", "a fact with status recorded", "use-2"},
		{"a status of any claim, where no fact is asked", []rubric.Needs{{Statuses: []vocab.Status{"recorded"}}},
			"use-2 tie-4", "", ""},
		{"either of two ways, the first", []rubric.Needs{both, clusters}, "tie-2 use-2", "", "use-2"},
		{"either of two ways, the second", []rubric.Needs{both, clusters}, "use-two", "", "use-two"},
		{"neither of two ways", []rubric.Needs{both, clusters}, "use-2",
			"a claim that ties product and customer (relationship); or 2 independent clusters over its facts; there " +
				"are 1", "use-2"},
	} {
		r := asked()
		r.Indicators[0].Levels[2].Needs = v.needs
		d := dossierOf(t, found)
		set := grade.Of(d, ship(t).authority)
		var claims []*grade.Claim
		for _, id := range strings.Fields(v.claims) {
			claims = append(claims, set.Claim(id))
		}
		if missing, _, _ := needs(r.Indicators[0].Levels[2], claims); missing != v.want {
			t.Errorf("%s: it lacks %q, want %q", v.name, missing, v.want)
		}
		k := made(t, r, dossier.InternalEdition, "A 2 "+v.claims).Indicator("A").Codings[0]
		if k.Counts != (v.want == "") {
			t.Errorf("%s: the coding counts: %v", v.name, k.Counts)
		}
		if got := strings.Join(k.Facts, " "); got != v.facts {
			t.Errorf("%s: facts %q, want %q", v.name, got, v.facts)
		}
	}
	r := asked()
	r.Indicators[0].Levels[2].Needs = []rubric.Needs{both, {Fact: []vocab.Kind{"use"}, Grade: 4}}
	if k := made(t, r, dossier.InternalEdition, "A 2 use-3").Indicator("A"); k.Codings[0].Needs != 4 || k.Best != nil ||
		*k.Lo != 0 {
		t.Errorf("the way that is met asks for grade 4: %+v, %s", k.Codings[0], levels(k))
	}
	k := made(t, asked(), dossier.InternalEdition, "A 2 use-lost use-4").Indicator("A").Codings[0]
	if k.Holds != 2 || k.BeforeContest != 3 || k.Needs != 2 {
		t.Errorf("%+v", k)
	}
	for _, line := range []string{"A 2 none", "A 2 use-4 none", "A 2"} {
		if k := made(t, asked(), dossier.InternalEdition, line).Indicator("A").Codings[0]; k.Holds != 0 ||
			k.BeforeContest != 0 || k.Counts {
			t.Errorf("%s: a coding that lacks a claim holds: %+v", line, k)
		}
	}
	if k := made(t, asked(), dossier.InternalEdition, "A 2 use-4").Indicator("A").Codings[0]; k.Holds != 4 ||
		k.BeforeContest != 4 {
		t.Errorf("a coding on record: %+v", k)
	}
}

// An indicator is left out only where the rubric allows it, and a person other than the coder agrees.
func TestNotApplicableNeedsAnother(t *testing.T) {
	for _, v := range []struct {
		name, may, by, confirmed string
		want                     bool
	}{
		{"another confirms", "where nothing is sold", "ann", "bob", true},
		{"nobody confirms", "where nothing is sold", "ann", "", false},
		{"whoever said so confirms", "where nothing is sold", "bob", "bob", false},
		{"a coder confirming their own 'not applicable'", "where nothing is sold", "bob", "ann", false},
		{"the rubric knows no such case", "", "ann", "bob", false},
	} {
		r := asked()
		r.Indicators[0].MayNotApply = v.may
		d := dossierOf(t, found)
		as := coded("A 2 use-3")
		as.Indicators[0].NotApplicable = &dossier.NotApplicable{Why: "nothing is sold", By: v.by,
			ConfirmedBy: v.confirmed}
		d.Assessments = []*dossier.Assessment{as}
		s := ship(t)
		c := Make(grade.Of(d, s.authority), r, s.vocab, dossier.InternalEdition)
		in := c.Indicator("A")
		if got := in.State == vocab.NotApplicable; got != v.want {
			t.Errorf("%s: left out: %v", v.name, got)
		}
		as.Indicators[0].NotApplicable = nil
		if in := Make(grade.Of(d, s.authority), r, s.vocab,
			dossier.InternalEdition).Indicator("A"); in.State != vocab.Scored {
			t.Errorf("%s: nobody says that it doesn't apply, and it is %s", v.name, in.State)
		}
		if v.want && (in.Why != "doesn't apply: nothing is sold" || in.Lo != nil || len(in.Codings) != 0 ||
			*c.Categories[0].Coverage != 0) {
			t.Errorf("%s: %+v", v.name, in)
		}
	}
}

// What an answer counts, by what it rests on.
func TestAnswers(t *testing.T) {
	for _, v := range []struct {
		name, answer string
		want         worth
	}{
		{"in full", "full use-2", worth{known: true, share: 1}},
		{"in part", "partial use-2", worth{known: true, share: 0.5}},
		{"addressed and not answered", "none use-2", worth{known: true}},
		{"in full, by a rumour", "full use-1", worth{share: 1}},
		{"in full, one of two claims is credible", "full use-1 use-2", worth{known: true, share: 1}},
		{"in full, by nothing", "full", worth{share: 1}},
		{"in full, by what isn't there", "full none", worth{share: 1}},
		{"searched and not found", "searched_none log", worth{known: true}},
		{"an excerpt counting as a search: it doesn't", "searched_none excerpt", worth{}},
		{"searched nowhere", "searched_none", worth{}},
		{"the question doesn't arise", "not_applicable", worth{known: true, exempt: true}},
		{"no answer that anybody knows", "perhaps use-4", worth{}},
		{"contested", "full use-fell", worth{share: 1}},
	} {
		d := dossierOf(t, found)
		sc := &scorer{Set: grade.Of(d, ship(t).authority), r: asked()}
		j := coded("C e1 " + v.answer).Indicator("C")
		if got := sc.worth(j.Answers[0], 2, false); got != v.want {
			t.Errorf("%s: %+v, want %+v", v.name, got, v.want)
		}
		all := sc.worths(asked().Indicators[2], j, 2, false)
		if len(all) != 4 || all[0] != v.want || all[1] != (worth{}) {
			t.Errorf("%s: among the others %+v", v.name, all)
		}
	}
	d := dossierOf(t, found)
	sc := &scorer{Set: grade.Of(d, ship(t).authority), r: asked()}
	for _, v := range []struct {
		claim       string
		grade       int
		uncontested bool
		want        bool
	}{{"use-fell", 2, true, true}, {"use-fell", 2, false, false}, {"use-fell", 3, true, false},
		{"use-3", 3, false, true}, {"use-2", 3, false, false}} {
		a := coded("C e1 full " + v.claim).Indicator("C").Answers[0]
		if got := sc.worth(a, v.grade, v.uncontested).known; got != v.want {
			t.Errorf("%s from grade %d on, uncontested %v: known %v", v.claim, v.grade, v.uncontested, got)
		}
	}
}

// A disclosure indicator: what is unknown counts as answered in full, and as not at all.
func TestDisclosureRules(t *testing.T) {
	for _, v := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"nobody looked", nil, "not_assessed 0 <nil> 4"},
		{"an entry with nothing in it", []string{"C"}, "not_assessed 0 <nil> 4"},
		{"all in full", []string{"C e1 full use-2", "C e2 full use-2", "C e3 full use-2", "C e4 full use-2"},
			"scored 0 0 0"},
		{"three of four in full", []string{"C e1 full use-2", "C e2 full use-2", "C e3 full use-2"}, "scored 0 0 1"},
		{"two of four are too few", []string{"C e1 full use-2", "C e2 full use-2"}, "undetermined 0 <nil> 2"},
		{"one is searched and not found", []string{"C e1 searched_none log"}, "undetermined 1 <nil> 4"},
		{"all searched and not found", []string{"C e1 searched_none log", "C e2 searched_none log",
			"C e3 searched_none log", "C e4 searched_none log"}, "scored 4 4 4"},
		{"half in part", []string{"C e1 partial use-2", "C e2 partial use-2", "C e3 full use-2", "C e4 full use-2"},
			"scored 1 1 1"},
		{"answers that rest on rumours", []string{"C e1 full use-1", "C e2 none use-1"}, "undetermined 0 <nil> 4"},
		{"two don't arise, one of two is known",
			[]string{"C e1 not_applicable", "C e2 not_applicable", "C e3 full use-2"}, "undetermined 0 <nil> 2"},
		{"two don't arise, both others are known", []string{"C e1 not_applicable", "C e2 not_applicable",
			"C e3 full use-2", "C e4 none use-2"}, "scored 2 2 2"},
		// On one person's word.
		{"none arises", []string{"C e1 not_applicable", "C e2 not_applicable", "C e3 not_applicable",
			"C e4 not_applicable"}, "undetermined 0 <nil> 4"},
		{"answers that rest on what was credible before a contest",
			[]string{"C e1 full use-fell", "C e2 full use-fell", "C e3 full use-fell"}, "undetermined 0 <nil> 4"},
		{"an element that isn't asked", []string{"C e9 full use-2"}, "undetermined 0 <nil> 4"},
		{"an element answered twice: the first counts", []string{"C e1 none use-2", "C e1 full use-2",
			"C e2 none use-2", "C e3 none use-2", "C e4 none use-2"}, "scored 4 4 4"},
	} {
		c := made(t, asked(), dossier.InternalEdition, v.lines...).Indicator("C")
		if got := levels(c); got != v.want {
			t.Errorf("%s: %s, want %s", v.name, got, v.want)
		}
	}
	r := asked()
	r.AnswerGate = 0
	if got := levels(made(t, r, dossier.InternalEdition).Indicator("C")); got != "not_assessed 0 <nil> 4" {
		t.Errorf("no answer, and no gate: %s", got)
	}
	if c := made(t, r, dossier.InternalEdition, "C e1 not_applicable", "C e2 not_applicable", "C e3 not_applicable",
		"C e4 not_applicable").Indicator(
		"C"); c.Why != "none of its elements is said to apply; it is unknown until a second person confirms that" ||
		c.Narrows != "" {
		t.Errorf("none applies, since %q", c.Why)
	}
	r.AnswerGate = 0.5 // exactly half of them
	if got := levels(made(t, r, dossier.InternalEdition, "C e1 full use-2",
		"C e2 full use-2").Indicator("C")); got != "scored 0 0 2" {
		t.Errorf("at the gate: %s", got)
	}
	r.Indicators[2].Continuous = true
	if c := made(t, r, dossier.InternalEdition, "C e1 full use-2",
		"C e2 partial use-2").Indicator("C"); levels(c) != "scored 12.5 25 62.5" || *c.Value != 25 || c.Levels != 100 {
		t.Errorf("continuous: %s of %d", levels(c), c.Levels)
	}
	c := made(t, asked(), dossier.InternalEdition, "C e1 full use-2 use-1", "C e2 searched_none log").Indicator("C")
	if e := c.Elements; len(e) != 4 || e[0].ID != "e1" || e[0].Ask != "ask e1" || e[0].Answer != "full" ||
		!e[0].Known || e[0].Why != "why" ||
		!slices.Equal(e[0].Claims, []string{"use-2", "use-1"}) || e[1].Search != "log" || e[2].Known ||
		e[2].Answer != "" || e[2].Claims == nil {
		t.Errorf("%+v", e)
	}
	if !slices.Equal(c.Claims, []string{"use-2", "use-1"}) {
		t.Errorf("the indicator cites %v", c.Claims)
	}
}

// Elements in weighted parts, and the level of each share at its edge.
func TestShares(t *testing.T) {
	in := &rubric.Indicator{Parts: []rubric.Part{{ID: "p", Weight: 1}, {ID: "q", Weight: 3}, {ID: "empty", Weight: 9}},
		Elements: []rubric.Element{{ID: "a", Part: "p"}, {ID: "b", Part: "p"}, {ID: "c", Part: "q"}}}
	yes, no, open := worth{known: true, share: 1}, worth{known: true}, worth{share: 1}
	for _, v := range []struct {
		name   string
		worths []worth
		want   float64
		ok     bool
	}{
		{"all", []worth{yes, yes, yes}, 1, true},
		{"the heavy part", []worth{no, no, yes}, 0.75, true},
		{"half of the light part", []worth{yes, no, no}, 0.125, true},
		{"the heavy part is unknown", []worth{yes, no, open}, 0.5, true},
		{"what doesn't arise isn't counted", []worth{yes, {known: true, exempt: true}, no}, 0.25, true},
		{"nothing is known", []worth{open, open, open}, 0, false},
	} {
		if got, ok := share(in, v.worths); got != v.want || ok != v.ok {
			t.Errorf("%s: %v, %v; want %v", v.name, got, ok, v.want)
		}
	}
	plain := &rubric.Indicator{Elements: []rubric.Element{{ID: "a"}, {ID: "b"}}}
	if got, ok := share(plain, []worth{yes, {known: true, share: 0.5}}); got != 0.75 || !ok {
		t.Errorf("without parts: %v", got)
	}
	if got, ok := share(plain, []worth{open, open}); got != 0 || ok {
		t.Errorf("nothing of no parts: %v, %v", got, ok)
	}
	if got := fill([]worth{yes, open, {known: true, exempt: true}}, 0); !slices.Equal(got,
		[]worth{yes, no, {known: true, exempt: true}}) {
		t.Errorf("filled with nothing: %v", got)
	}
	sc := &scorer{r: asked()}
	for share, want := range map[float64]float64{1: 0, 0.9: 0, 0.89: 1, 0.65: 1, 0.64: 2, 0.4: 2, 0.39: 3, 0.15: 3,
		0.14: 4, 0: 4} {
		if got := sc.levelOf(&rubric.Indicator{}, share); got != want {
			t.Errorf("a share of %v is level %v, want %v", share, got, want)
		}
	}
}

// cardOf is an indicator's outcome at given levels of 0 to 4; best -1 is unknown.
func cardOf(r *rubric.Rubric, id string, lo, best, hi float64) IndicatorCard {
	def := r.Indicator(id)
	c := IndicatorCard{ID: id, Kind: def.Kind, Levels: 4, Weight: def.Weight, State: vocab.Undetermined, Lo: &lo,
		Hi: &hi, LoValue: p(25 * lo), HiValue: p(25 * hi)}
	if best >= 0 {
		c.State, c.Best, c.Value = vocab.Scored, &best, p(25*best)
	}
	return c
}

func categoryOf(r *rubric.Rubric, ins ...IndicatorCard) *Category {
	c := &Category{ID: "k", Indicators: ins}
	(&scorer{r: r}).category(c)
	return c
}

// The range of a category, when its point is printed, and in which band each edge lies.
func TestCategoryRules(t *testing.T) {
	r := asked()
	r.CoverageGate = 0.5
	const none = -1
	for _, v := range []struct {
		name             string
		a, b             IndicatorCard
		low, point, high float64 // a point of -1 isn't printed
		bands            string
		coverage         float64
	}{
		{"all known", cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 4, 4, 4), 75, 75, 75, "high high", 1},
		{"one unknown, at the gate", cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 0, none, 4), 25, 50, 75, "guarded high",
			0.5},
		{"one unknown, the known one far above its low bound", cardOf(r, "A", 4, 4, 4), cardOf(r, "B", 0, none, 4), 50,
			none, 100, "elevated severe", 0.5},
		{"the known one in the next band", cardOf(r, "A", 3, 3, 3), cardOf(r, "B", 1, none, 4), 50, 75, 87.5,
			"elevated severe", 0.5},
		{"nothing known", cardOf(r, "A", 0, none, 4), cardOf(r, "B", 0, none, 4), 0, none, 100, "low severe", 0},
		{"nothing known, the range closed", cardOf(r, "A", 0, none, 0), cardOf(r, "B", 0, none, 0), 0, none, 0,
			"low low", 0},
		{"the known one is under the low bound", cardOf(r, "A", 0, 0, 0), cardOf(r, "B", 2, none, 4), 25, none, 50,
			"guarded elevated", 0.5},
		{"the known one is at the high bound", cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 1, none, 2), 37.5, 50, 50,
			"guarded elevated", 0.5},
		{"the known one is at the low bound", cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 2, none, 4), 50, 50, 75,
			"elevated high", 0.5},
		{"the known one is over the high bound", cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 1, none, 1), 37.5, none, 37.5,
			"guarded guarded", 0.5},
	} {
		c := categoryOf(r, v.a, v.b)
		point := -1.0
		if c.Point != nil {
			point = *c.Point
		}
		if *c.Low != v.low || *c.High != v.high || point != v.point || *c.Coverage != v.coverage ||
			c.LowBand+" "+c.HighBand != v.bands {
			t.Errorf("%s: %v to %v, point %v, coverage %v, %s %s", v.name, *c.Low, *c.High, point, *c.Coverage,
				c.LowBand, c.HighBand)
		}
	}
	r.CoverageGate = 0.51
	if c := categoryOf(r, cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 0, none, 4)); c.Point != nil {
		t.Errorf("under the gate a point of %v is printed", *c.Point)
	}
	r.CoverageGate = 0
	if c := categoryOf(r, cardOf(r, "A", 0, none, 4), cardOf(r, "B", 0, none, 4)); c.Point != nil {
		t.Errorf("nothing known, and no gate: a point of %v is printed", *c.Point)
	}
	// Weights, and what doesn't apply.
	r = asked()
	r.Indicators[1].Weight = 3
	if c := categoryOf(r, cardOf(r, "A", 0, 0, 0), cardOf(r, "B", 4, 4, 4)); *c.Low != 75 || *c.Coverage != 1 {
		t.Errorf("weighed: %v", *c.Low)
	}
	gone := IndicatorCard{ID: "B", State: vocab.NotApplicable, Weight: 3}
	if c := categoryOf(r, cardOf(r, "A", 1, 1, 2), gone); *c.Low != 25 || *c.High != 50 || *c.Coverage != 1 {
		t.Errorf("what doesn't apply counts: %v to %v", *c.Low, *c.High)
	}
	if c := categoryOf(r, gone); c.Low != nil || c.High != nil || c.Coverage != nil || c.LowBand != "" {
		t.Error("nothing has a score")
	}
}

// The edges of bands: a value at the beginning of a band is of it.
func TestBandEdges(t *testing.T) {
	r := asked()
	for v, want := range map[float64]string{0: "low", 19.999: "low", 20: "guarded", 39.999: "guarded", 40: "elevated",
		60: "high", 79.999: "high", 80: "severe", 100: "severe"} {
		if got := r.Bands[r.Band(v)].Name; got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
	// A range that begins at an edge.
	r.Indicators[0].Points, r.Indicators[1].Points = []float64{0, 20, 40, 60, 100}, []float64{0, 20, 40, 60, 100}
	a, b := cardOf(r, "A", 1, 1, 2), cardOf(r, "B", 1, 1, 2)
	for _, in := range []*IndicatorCard{&a, &b} {
		in.LoValue, in.Value, in.HiValue = p(20), p(20), p(40)
	}
	if c := categoryOf(r, a, b); c.LowBand != "guarded" || c.HighBand != "elevated" {
		t.Errorf("20 to 40 is %s to %s", c.LowBand, c.HighBand)
	}
}

// A critical indicator lifts each figure at which its level stands, and where two do, the higher floor is named.
func TestFloors(t *testing.T) {
	r := asked()
	r.CoverageGate = 0
	r.Indicators[0].Critical = &rubric.Critical{Level: 2, Floor: 70}
	r.Indicators[1].Critical = &rubric.Critical{Level: 2, Floor: 60}
	floor := func(f *Floor) string {
		if f == nil {
			return "-"
		}
		return fmt.Sprint(f.Indicator, f.Value)
	}
	for _, v := range []struct {
		name string
		a, b IndicatorCard
		want string // floors of low, point and high, then the figures
	}{
		{"a floor at its own level", cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 0, 0, 0), "A70 A70 A70 70 70 70"},
		{"under its level", cardOf(r, "A", 1, 1, 1), cardOf(r, "B", 0, 0, 0), "- - - 12.5 12.5 12.5"},
		{"over its level", cardOf(r, "A", 3, 3, 3), cardOf(r, "B", 0, 0, 0), "A70 A70 A70 70 70 70"},
		{"reported, not proven", cardOf(r, "A", 1, 2, 2), cardOf(r, "B", 2, 2, 2), "B60 A70 A70 60 70 70"},
		{"not excluded", cardOf(r, "A", 0, 0, 2), cardOf(r, "B", 0, 0, 0), "- - A70 0 0 70"},
		{"the higher floor, whichever comes first", cardOf(r, "B", 2, 2, 2), cardOf(r, "A", 2, 2, 2),
			"A70 A70 A70 70 70 70"},
		{"it lowers nothing", cardOf(r, "A", 4, 4, 4), cardOf(r, "B", 4, 4, 4), "A70 A70 A70 100 100 100"},
		{"what doesn't apply lifts nothing", IndicatorCard{ID: "A", State: vocab.NotApplicable, Lo: p(4), Best: p(4),
			Hi: p(4)}, cardOf(r, "B", 0, 0, 0), "- - - 0 0 0"},
	} {
		c := categoryOf(r, v.a, v.b)
		got := fmt.Sprint(floor(c.Floor), " ", floor(c.PointFloor), " ", floor(c.HighFloor), " ", *c.Low, " ",
			show(c.Point), " ", *c.High)
		if got != v.want {
			t.Errorf("%s: %s, want %s", v.name, got, v.want)
		}
	}
	r.Indicators[1].Critical.Floor = 70
	if c := categoryOf(r, cardOf(r, "A", 2, 2, 2), cardOf(r, "B", 2, 2, 2)); c.Floor.Indicator != "A" {
		t.Errorf("of two alike the floor is %s's", c.Floor.Indicator)
	}
}

// The gravest indicator, and who it is where two are as grave.
func TestTiesOfTheGravest(t *testing.T) {
	r := asked()
	r.Indicators = append(r.Indicators, &rubric.Indicator{ID: "D", Weight: 2, Levels: make([]rubric.Level, 5)})
	heavy := func(lo, best, hi float64) IndicatorCard { return cardOf(r, "D", lo, best, hi) }
	for _, v := range []struct {
		name string
		ins  []IndicatorCard
		want string
	}{
		{"the highest best level", []IndicatorCard{cardOf(r, "A", 3, 3, 3), cardOf(r, "B", 0, 4, 4)}, "B"},
		{"and not the last", []IndicatorCard{cardOf(r, "A", 0, 4, 4), cardOf(r, "B", 3, 3, 3)}, "A"},
		{"of two alike the better supported", []IndicatorCard{cardOf(r, "A", 1, 3, 4), cardOf(r, "B", 2, 3, 4)}, "B"},
		{"the better supported first", []IndicatorCard{cardOf(r, "A", 2, 3, 4), cardOf(r, "B", 1, 3, 4)}, "A"},
		{"then the heavier", []IndicatorCard{cardOf(r, "A", 2, 3, 4), heavy(2, 3, 4)}, "D"},
		{"the heavier first", []IndicatorCard{heavy(2, 3, 4), cardOf(r, "A", 2, 3, 4)}, "D"},
		{"the heavier isn't the better supported", []IndicatorCard{cardOf(r, "A", 2, 3, 4), heavy(1, 3, 4)}, "A"},
		{"then the earlier", []IndicatorCard{cardOf(r, "B", 2, 3, 4), cardOf(r, "A", 2, 3, 4)}, "B"},
		{"none over 0", []IndicatorCard{cardOf(r, "A", 0, 0, 4)}, ""},
		{"none known", []IndicatorCard{cardOf(r, "A", 0, -1, 4)}, ""},
		{"the known one", []IndicatorCard{cardOf(r, "A", 0, -1, 4), cardOf(r, "B", 0, 1, 4)}, "B"},
	} {
		if got := gravest(&Category{Indicators: v.ins}); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	if c := categoryOf(r, cardOf(r, "A", 2, 3, 4), cardOf(r, "B", 2, 2, 4)); c.Gravest != "A" {
		t.Errorf("the category names %q", c.Gravest)
	}
}

// The first line of a card.
func TestHeadline(t *testing.T) {
	full := func(n int, rest string) []string {
		var out []string
		for i := range 4 {
			how := "full policy-4"
			if i >= n {
				how = rest
			}
			out = append(out, fmt.Sprintf("C e%d %s", i+1, how))
		}
		return out
	}
	for _, v := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"not searched", nil, "The process: not searched far enough to say"},
		{"too few answers", []string{"C e1 full policy-4"}, "The process: not searched far enough to say"},
		{"found", full(4, ""), "The process: found in The filing"},
		{"at the edge of found", full(3, "none policy-4"), "The process: found in The filing"},
		{"partly", full(2, "none policy-4"), "The process: partly found in The filing"},
		{"at the edge of partly", full(1, "none policy-4"), "The process: partly found in The filing"},
		{"not found, by a search", full(0, "searched_none log"), "The process: not found in the site; The filing"},
		{"by both", full(1, "searched_none log"), "The process: partly found in The filing; the site"},
		{"what contradicts isn't where it was found", []string{"C e1 full policy-lost", "C e2 full policy-lost",
			"C e3 full policy-lost"}, "The process: found in The filing"},
		{"doesn't apply", full(0, "not_applicable"), "The process: not searched far enough to say"},
	} {
		if got := made(t, asked(), dossier.InternalEdition, v.lines...).Headline; got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	r := asked()
	r.Headline.Indicator = ""
	if got := made(t, r, dossier.InternalEdition).Headline; got != "" {
		t.Errorf("a rubric without a headline says %q", got)
	}
	d := dossierOf(t, strings.Replace(found, `title = "The filing"`, "title = \"The filing\"\npublisher = \"Acme\"", 1))
	s := &scorer{Set: grade.Of(d, ship(t).authority)}
	if got := s.documentsOf(&IndicatorCard{Elements: []ElementCard{{Claims: []string{"none", "policy-4"},
		Search: "none"}}}); got != "Acme, The filing" {
		t.Errorf("read were %q", got)
	}
	if got := s.documentsOf(&IndicatorCard{}); got != "nothing that was read" {
		t.Errorf("read were %q", got)
	}
}

// Leads aren't in a public card, nor what cites them.
func TestPublicCardHidesLeads(t *testing.T) {
	lines := []string{"A 2 use-0", "A 3 use-2 use-0", "A 1 use-2", "A 2 none", "C e1 full use-0",
		"C e2 full use-2 use-0", "C e3 full use-2"}
	c := made(t, asked(), dossier.PublicEdition, lines...)
	a, e := c.Indicator("A"), c.Indicator("C").Elements
	if len(a.Codings) != 1 || a.Codings[0].Level != 1 || !slices.Equal(a.Claims, []string{"use-2"}) {
		t.Errorf("codings %+v, claims %v", a.Codings, a.Claims)
	}
	if e[0].Answer != "" || e[0].Why != "" || len(e[0].Claims) != 0 || e[1].Answer != "full" ||
		!slices.Equal(e[1].Claims, []string{"use-2"}) || e[2].Why != "why" {
		t.Errorf("answers %+v", e)
	}
	if c.Claim("use-0") != nil || c.Claim("use-1") == nil {
		t.Error("a lead is listed, or what isn't one isn't")
	}
	c = made(t, asked(), dossier.InternalEdition, lines...)
	if len(c.Indicator("A").Codings) != 4 || c.Claim("use-0") == nil || c.Indicator("C").Elements[0].Answer != "full" {
		t.Error("the internal card hides leads")
	}
}

// Which claims carry facts for how many indicators.
func TestFactsUsedTwice(t *testing.T) {
	r := asked()
	r.Indicators[0].Levels[2].Needs = []rubric.Needs{{Link: []vocab.Kind{"relationship"}, Fact: []vocab.Kind{"use"}}}
	c := made(t, r, dossier.InternalEdition, "A 2 tie-4 use-3", "B 2 use-3 use-2", "B 3 use-2",
		"C e1 full tie-4 policy-4")
	if !slices.Equal(c.ClaimsTwice, []string{"use-3"}) || c.FactClaims != 4 {
		t.Errorf("twice %v, of %d", c.ClaimsTwice, c.FactClaims)
	}
	if c := made(t, r, dossier.InternalEdition, "A 3 use-3 use-2", "B 2 use-2 use-3"); !slices.Equal(c.ClaimsTwice,
		[]string{"use-2", "use-3"}) {
		t.Errorf("twice %v", c.ClaimsTwice)
	}
}

// The assessment that is scored, and what a card says of it.
func TestWhichAssessment(t *testing.T) {
	r := asked()
	as := func(file, rubric string) *dossier.Assessment {
		return &dossier.Assessment{File: file, Rubric: text(rubric), Coder: file, Note: "n"}
	}
	other, first, second, own := as("assessments/r.toml", "other"), as("assessments/r.ann.toml", "r"),
		as("assessments/r.bob.toml", "r"), as("assessments/r.toml", "r")
	for _, v := range []struct {
		name string
		all  []*dossier.Assessment
		want *dossier.Assessment
	}{
		{"none", nil, nil}, {"of another rubric", []*dossier.Assessment{other}, nil},
		{"the first", []*dossier.Assessment{other, first, second}, first},
		{"the rubric's own file", []*dossier.Assessment{first, second, own}, own},
	} {
		d := dossierOf(t, found)
		d.Assessments = v.all
		if got := Assessment(d, r); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
		s := ship(t)
		c := Make(grade.Of(d, s.authority), r, s.vocab, dossier.InternalEdition)
		if (c.Assessment == nil) != (v.want == nil) || v.want != nil &&
			(c.Assessment.Coder != v.want.File || c.Assessment.Note != "n") {
			t.Errorf("%s: the card names %+v", v.name, c.Assessment)
		}
	}
}

// A claim on a card: its word, its severity and how the company is tied to it.
func TestClaimCards(t *testing.T) {
	d := dossierOf(t, found)
	as := coded()
	as.Severities = []*dossier.Severity{{Claim: text("use-3"), Scale: 2, Scope: 3, Irremediability: 1},
		{Claim: text("use-2"), Scale: 4, By: "ann"},
		{Claim: text("use-4"), Scale: 4, By: "ann", SecondBy: "bob"}}
	as.Involvements = []*dossier.Involvement{{Claim: text("use-3"), Link: []source.Text{text("tie-4")},
		Use: []source.Text{text("use-3")}}}
	d.Assessments = []*dossier.Assessment{as}
	s := ship(t)
	c := Make(grade.Of(d, s.authority), asked(), s.vocab, dossier.InternalEdition)
	three, two, four, tie := c.Claim("use-3"), c.Claim("use-2"), c.Claim("use-4"), c.Claim("tie-4")
	if three.Severity != 3 || two.Severity != 3 || four.Severity != 4 || tie.Severity != 0 {
		t.Errorf("severities %d, %d, %d, %d", three.Severity, two.Severity, four.Severity, tie.Severity)
	}
	if n := strings.Count(strings.Join(two.Why, "\n"), "severity: judged 4 by one person"); n != 1 ||
		strings.Contains(strings.Join(three.Why, "\n")+strings.Join(four.Why, "\n"), "severity") {
		t.Errorf("%q, %q, %q", two.Why, three.Why, four.Why)
	}
	if three.Involvement != "directly linked" || two.Involvement != "" ||
		!strings.HasPrefix(three.Why[len(three.Why)-1], "involvement: a tie (tie-4)") {
		t.Errorf("%q, %q: %q", three.Involvement, two.Involvement, three.Why)
	}
	if three.Grade != 3 || three.Word != "well supported" || three.BeforeContest != 3 || three.Contested ||
		three.AsOf.Year != 2024 || three.Status != "reported" {
		t.Errorf("%+v", three)
	}
	if lost := c.Claim("use-lost"); lost.Grade != 2 || lost.BeforeContest != 3 || !lost.Contested ||
		lost.Clusters == nil {
		t.Errorf("%+v", lost)
	}
	if got := c.Claim("use-two").Clusters; !slices.Equal(got, []string{"paper", "press"}) {
		t.Errorf("its clusters are %v", got)
	}
	if c.Claim("nobody") != nil || c.Indicator("nobody") != nil {
		t.Error("what isn't there is found")
	}
}
