package draft

import (
	"slices"
	"strings"
	"testing"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
	"whereas/templates"
)

func vocabulary(t *testing.T) vocab.Vocabulary {
	t.Helper()
	b, err := rubrics.Files.ReadFile("vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	return vocab.Parse("vocabulary.toml", b, &l)
}

const shippedPlan = "resolution/customer-due-diligence.toml"

func plan(t *testing.T) Plan {
	t.Helper()
	b, err := templates.Files.ReadFile(shippedPlan)
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	p := ParsePlan(shippedPlan, b, vocabulary(t), &l)
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	return p
}

// The shipped plan makes the moves of an argument in their order, says what the company says directly before what it
// leaves out, and tells no harm before the customers.
func TestShippedPlan(t *testing.T) {
	var ids []string
	for _, m := range plan(t).Moves {
		ids = append(ids, m.ID)
	}
	want := "scale record standard says gap elsewhere risk votes peers"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("the moves are %s, want %s", got, want)
	}
}

// What is wrong with a plan is told, each fault once.
func TestFaultsOfPlans(t *testing.T) {
	b, err := templates.Files.ReadFile(shippedPlan)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct{ name, from, to, want string }{
		{"as it is", "", "", ""},
		{"no head", "[plan]", "[plans]", "missing-key unknown-key"},
		{"no worth", "\n[worth]\n", "\n[worths]\n", "missing-key unknown-key"},
		{"an unknown kind", `kinds  = ["norm"]`, `kinds  = ["norms"]`, "unknown-kind"},
		{"an unknown verb", `kinds  = ["norm"]`, `kinds  = ["norm"]` + "\n" + `verbs = ["eats"]`, "unknown-verb"},
		{"an unknown sector", `kinds  = ["norm"]`, `kinds  = ["norm"]` + "\n" + `sectors = ["moon"]`, "unknown-sector"},
		{"an id twice", `id     = "gap"`, `id     = "says"`, "duplicate-id"},
		{"too few grades", "[0, 0, 4, 12, 14]", "[0, 0, 4, 12]", "out-of-range"},
		{"a connective without its place", `joins  = "Yet %s"`, `joins  = "Yet"`, "bad-wording"},
		{"no reason", "why    = \"One measure", "wy    = \"One measure", "unknown-key"},
		{"a list of one", "list     = 3", "list     = 1", "out-of-range"},
	} {
		text := string(b)
		if v.from != "" && !strings.Contains(text, v.from) {
			t.Fatalf("%s: the plan has no %q", v.name, v.from)
		}
		var l diag.List
		ParsePlan("plan.toml", []byte(strings.Replace(text, v.from, v.to, 1)), vocabulary(t), &l)
		var got []string
		for _, d := range l.Sorted() {
			got = append(got, string(d.Code))
		}
		slices.Sort(got)
		if s := strings.Join(slices.Compact(got), " "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
}

// A move takes what its plan says: by kind, grade, verb, sector, whose doing it is and the indicators that it carries.
func TestTakes(t *testing.T) {
	d := &dossier.Dossier{Entities: []*dossier.Entity{
		{ID: source.Text{S: "army"}, Type: "agency", Sector: "military"},
		{ID: source.Text{S: "cloud"}, Type: "product"}}}
	d.Index()
	card := &score.Card{Categories: []score.Category{{Indicators: []score.IndicatorCard{{ID: "CR1",
		Codings: []score.CodingCard{{Counts: true, Facts: []string{"claim"}}}}}}}}
	in := Input{Set: &grade.Set{Dossier: d}, Card: card}
	in.held = heldBy(in.Set, nil)
	for _, v := range []struct {
		name   string
		change func(g *grade.Claim, m *Move)
		want   bool
	}{
		{"what it wants", func(*grade.Claim, *Move) {}, true},
		{"another kind", func(g *grade.Claim, _ *Move) { g.Kind = vocab.Act }, false},
		{"one of two kinds", func(g *grade.Claim, m *Move) { m.kinds, g.Kind = append(m.kinds, vocab.Act), vocab.Act }, true},
		{"weaker than it wants", func(_ *grade.Claim, m *Move) { m.grade = 4 }, false},
		{"just as strong", func(_ *grade.Claim, m *Move) { m.grade = 3 }, true},
		{"its verb", func(_ *grade.Claim, m *Move) { m.verbs = []string{"uses", "hosts"} }, true},
		{"another verb", func(_ *grade.Claim, m *Move) { m.verbs = []string{"protests"} }, false},
		{"its sector", func(_ *grade.Claim, m *Move) { m.sectors = []string{"military"} }, true},
		{"another sector", func(_ *grade.Claim, m *Move) { m.sectors = []string{"police"} }, false},
		{"the company's, and it is", func(_ *grade.Claim, m *Move) { m.own = own }, true},
		{"others', and it is the company's", func(_ *grade.Claim, m *Move) { m.own = others }, false},
		{"others'", func(g *grade.Claim, m *Move) {
			m.own = others
			g.Links = []dossier.Link{{Subject: "army", Verb: "uses", Object: "cloud"}}
		}, true},
		{"the company's, and it is others'", func(g *grade.Claim, m *Move) {
			m.own = own
			g.Links = []dossier.Link{{Subject: "army", Verb: "uses", Object: "cloud"}}
		}, false},
		{"an indicator that it carries", func(_ *grade.Claim, m *Move) { m.carries = []string{"CR2", "CR1"} }, true},
		{"one that it doesn't", func(_ *grade.Claim, m *Move) { m.carries = []string{"CR2"} }, false},
	} {
		g := &grade.Claim{Claim: &dossier.Claim{ID: source.Text{S: "claim"}, Kind: vocab.Relationship,
			Links: []dossier.Link{{Subject: "army", Verb: "uses", Object: "company"}}}, Grade: 3}
		m := Move{kinds: []vocab.Kind{vocab.Relationship}, grade: 2}
		v.change(g, &m)
		if got := m.takes(in, g); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
	card.Categories[0].Indicators[0].Codings[0].Counts = false
	if in.carries("CR1", "claim") {
		t.Error("a coding that doesn't count carries nothing")
	}
}

// What a claim is worth is the sum of what its properties are worth, and each can be read.
func TestWorth(t *testing.T) {
	value := 75.0
	best := 3.0
	card := &score.Card{
		Claims: []score.ClaimCard{{ID: "claim", Severity: 3, Involvement: "directly linked"}},
		Categories: []score.Category{{Gravest: "CR1", Indicators: []score.IndicatorCard{
			{ID: "CR1", Value: &value, Best: &best, Codings: []score.CodingCard{
				{Level: 3, Counts: true, Facts: []string{"claim"}, Claims: []string{"claim", "tie"}},
				{Level: 2, Counts: true, Facts: []string{"lower"}, Claims: []string{"lower"}},
				{Level: 3, Facts: []string{"void"}, Claims: []string{"void"}}}},
			{ID: "CR2", Elements: []score.ElementCard{{Claims: []string{"answer"}}}}}}},
	}
	d := &dossier.Dossier{AsOf: source.Date{Date: civil.Date{Year: 2026, Month: 6, Day: 1}}}
	d.Meeting.Date = source.Date{Date: civil.Date{Year: 2027, Month: 5, Day: 20}}
	j := newJudge(plan(t), d, card, map[string]bool{"cloud": true, "army": true, "ministry": true})
	at := func(y, m int) source.Date { return source.Date{Date: civil.Date{Year: y, Month: m}} }
	for _, v := range []struct {
		name string
		id   string
		g    grade.Claim
		c    dossier.Claim
		want string
	}{
		{"all", "claim", grade.Claim{Grade: 3, Clusters: []string{"a", "b"}},
			dossier.Claim{AsOf: at(2026, 6), Recital: source.Text{S: "x"}, About: []source.Text{{S: "cloud"}, {S: "army"}, {S: "ministry"}}},
			"grade 3 12, severity 3 15, directly linked 4, the gravest indicator 14, the score rests on it 10, " +
				"about what is asked about 16, independent sources 5, 0 years old at the meeting 24, it has a recital 14"},
		{"bare", "x", grade.Claim{Grade: 2, Clusters: []string{"a"}}, dossier.Claim{}, "grade 2 4"},
		{"a tie of a coding", "tie", grade.Claim{Grade: 4}, dossier.Claim{}, "grade 4 14, the score rests on it 10"},
		{"a lower level", "lower", grade.Claim{Grade: 4}, dossier.Claim{}, "grade 4 14, the score rests on it 10"},
		{"a coding that doesn't count", "void", grade.Claim{Grade: 4}, dossier.Claim{}, "grade 4 14"},
		{"an answer on disclosure", "answer", grade.Claim{Grade: 4}, dossier.Claim{}, "grade 4 14, the score rests on it 10"},
		{"about one thing that is asked about", "x", grade.Claim{Grade: 2},
			dossier.Claim{About: []source.Text{{S: "cloud"}, {S: "gaza"}}}, "grade 2 4, about what is asked about 8"},
		{"a year and a month old", "x", grade.Claim{Grade: 2}, dossier.Claim{AsOf: at(2026, 4)},
			"grade 2 4, 1 years old at the meeting 21"},
		{"eight years old", "x", grade.Claim{Grade: 2}, dossier.Claim{AsOf: at(2019, 4)}, "grade 2 4"},
		{"a norm doesn't age", "x", grade.Claim{Grade: 2}, dossier.Claim{Kind: vocab.Norm, AsOf: at(2026, 6)}, "grade 2 4"},
		{"what ends counts by its end", "x", grade.Claim{Grade: 2}, dossier.Claim{Since: at(2010, 1), Until: at(2025, 6)},
			"grade 2 4, 1 years old at the meeting 21"},
	} {
		g := v.g
		g.Claim = &v.c
		g.ID.S = v.id
		parts := j.parts(&g)
		if got := describe(parts); got != v.want {
			t.Errorf("%s: %s\nwant %s", v.name, got, v.want)
		}
	}
	d.Meeting.Date = source.Date{}
	d.Meeting.Year = 2030
	if j := newJudge(plan(t), d, card, nil); j.day != (civil.Date{Year: 2030}) {
		t.Error("where its day isn't known the meeting is in its year:", j.day)
	}
	d.Meeting.Year = 0
	if j := newJudge(plan(t), d, card, nil); j.day != d.AsOf.Date {
		t.Error("without a meeting the dossier's day counts:", j.day)
	}
}

// Numbers of a plan are those of 500 words.
func TestOf(t *testing.T) {
	for _, v := range [][3]int{{9, 500, 9}, {9, 300, 5}, {9, 1000, 18}, {1, 300, 1}, {1, 100, 1}, {240, 250, 120}} {
		if got := of(v[0], v[1]); got != v[2] {
			t.Errorf("%d at %d words: %d, want %d", v[0], v[1], got, v[2])
		}
	}
}
