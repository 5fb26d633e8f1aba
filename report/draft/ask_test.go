package draft

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
	"whereas/templates"
)

// asked is an input with a company, some entities, and a card on which indicators stand by pairs.
func asked(entities map[string]string, pairs map[string]float64) Input {
	d := &dossier.Dossier{Company: dossier.Company{Name: "Exemplar, Inc.", Short: "Exemplar"}}
	for id, kind := range entities {
		d.Entities = append(d.Entities, &dossier.Entity{ID: source.Text{S: id}, Name: "The " + id, Type: kind})
	}
	d.Index()
	card := &score.Card{Categories: []score.Category{{}}}
	var claims []*grade.Claim // each shows a pair
	for pair, value := range pairs {
		in := score.IndicatorCard{ID: pair, Pair: strings.Split(pair, " ")}
		if value >= 0 {
			in.Value, in.Best = &value, new(float64)
			*in.Best = value / 25
			in.Codings = []score.CodingCard{{Level: int(*in.Best), Counts: true, Claims: []string{pair}}}
		}
		claims = append(claims, &grade.Claim{Grade: 3, Claim: &dossier.Claim{ID: source.Text{S: pair},
			Links: []dossier.Link{{Subject: in.Pair[1], Verb: "uses", Object: in.Pair[0]}}}})
		card.Categories[0].Indicators = append(card.Categories[0].Indicators, in)
	}
	set := (&grade.Set{Dossier: d, Claims: claims}).Only(func(*grade.Claim) bool { return true })
	in := Input{Set: set, Card: card, Rules: &filing.Rules{Form: "Shareholders request that %s %s"}}
	in.held = heldBy(in.Set, nil)
	return in
}

func clause(in Input, a Ask) string {
	words, _ := in.request(a)
	return string(words)
}

// What the request names is known by id: of a clause of somebody's own, by the names in it.
func TestNamed(t *testing.T) {
	in := asked(map[string]string{"cloud": "product", "army": "agency", "arm": "agency", "gaza": "area"},
		map[string]float64{"cloud army": 75})
	in.Wording.together = []string{"product", "agency"}
	a := Ask{Clause: "report%s.", Scope: " on %s", words: 40, products: 1, customers: 1}
	for own, want := range map[string]string{"": "army cloud", "Report on The army, and the gaza": "army",
		"Report on The arms": "", "Report on The cloud's uses by The arm": "arm cloud"} {
		a.own = own
		_, named := in.request(a)
		if got := strings.Join(slices.Sorted(maps.Keys(named)), " "); got != want {
			t.Errorf("%q names %q, want %q", own, got, want)
		}
	}
}

// The request names what stands by the ask's indicators, nothing that is restricted, and one name once.
func TestRequestNamesNoMore(t *testing.T) {
	ask := Ask{Clause: "report%s.", Scope: " on %s", words: 40, products: 3, customers: 3}
	entities := map[string]string{"cloud": "product", "camera": "product", "other": "product", "army": "agency",
		"police": "agency"}
	for _, v := range []struct {
		name   string
		change func(in *Input, a *Ask)
		want   string
	}{
		{"all", nil, "Shareholders request that Exemplar, Inc. report on The cloud (The army) and The camera (The police)."},
		{"by the indicators of the ask", func(_ *Input, a *Ask) { a.stands = []string{"camera police"} },
			"Shareholders request that Exemplar, Inc. report on The camera (The police)."},
		{"none by them", func(_ *Input, a *Ask) { a.stands = []string{"none"} }, "Shareholders request that Exemplar, Inc. report."},
		{"a restricted customer", func(in *Input, _ *Ask) { in.Set.Dossier.Entity("army").Handling = vocab.Restricted },
			"Shareholders request that Exemplar, Inc. report on The camera (The police)."},
		{"a restricted product", func(in *Input, _ *Ask) { in.Set.Dossier.Entity("cloud").Handling = vocab.Restricted },
			"Shareholders request that Exemplar, Inc. report on The camera (The police)."},
		{"two products of one name", func(in *Input, _ *Ask) { in.Set.Dossier.Entity("camera").Name = "The cloud" },
			"Shareholders request that Exemplar, Inc. report on The cloud (The army, The police)."},
		{"two customers of one name", func(in *Input, _ *Ask) {
			in.Set.Dossier.Entity("camera").Name = "The cloud"
			in.Set.Dossier.Entity("police").Name = "The army"
		}, "Shareholders request that Exemplar, Inc. report on The cloud (The army)."},
		{"a product of another maker", func(in *Input, _ *Ask) {
			in.Wording.makes = []string{"develops"}
			in.Set.Claims = []*grade.Claim{{Claim: &dossier.Claim{Links: []dossier.Link{
				{Subject: "other", Verb: "develops", Object: "cloud"}}}}}
		}, "Shareholders request that Exemplar, Inc. report on The camera (The police)."},
	} {
		in, a := asked(entities, map[string]float64{"cloud army": 75, "camera police": 50}), ask
		if v.change != nil {
			v.change(&in, &a)
		}
		in.held = heldBy(in.Set, in.Wording.makes)
		if got := clause(in, a); got != v.want {
			t.Errorf("%s: %s, want %s", v.name, got, v.want)
		}
	}
}

// The request names the products and customers that stand highest, as many as its words allow, and of the company's own.
func TestRequest(t *testing.T) {
	ask := Ask{Clause: "report%s.", Scope: ", on %s", words: 20, products: 2, customers: 2}
	entities := map[string]string{"cloud": "product", "camera": "product", "register": "system", "army": "agency",
		"police": "agency", "prison": "agency", "ministry": "government"}
	for _, v := range []struct {
		name  string
		pairs map[string]float64
		words int
		want  string
	}{
		{"nothing is coded", nil, 20, "Shareholders request that Exemplar, Inc. report."},
		{"one pair", map[string]float64{"cloud army": 75}, 20,
			"Shareholders request that Exemplar, Inc. report, on The cloud (The army)."},
		{"the gravest first", map[string]float64{"cloud army": 50, "camera police": 75}, 20,
			"Shareholders request that Exemplar, Inc. report, on The camera (The police) and The cloud (The army)."},
		{"two customers of one product", map[string]float64{"cloud army": 100, "cloud police": 75, "cloud prison": 50}, 20,
			"Shareholders request that Exemplar, Inc. report, on The cloud (The army, The police)."},
		{"no more than its words allow", map[string]float64{"cloud army": 100, "cloud police": 75, "camera prison": 50}, 12,
			"Shareholders request that Exemplar, Inc. report, on The cloud (The army)."},
		{"not even one pair", map[string]float64{"cloud army": 100}, 8, "Shareholders request that Exemplar, Inc. report."},
		{"a system that others make", map[string]float64{"register army": 100, "cloud police": 25}, 20,
			"Shareholders request that Exemplar, Inc. report, on The cloud (The police)."},
		{"a level that no coding reaches", map[string]float64{"cloud army": -1, "camera police": 0}, 20,
			"Shareholders request that Exemplar, Inc. report."},
		{"a customer that the edition doesn't have", map[string]float64{"cloud gone": 100}, 20,
			"Shareholders request that Exemplar, Inc. report."},
	} {
		ask.words = v.words
		if got := clause(asked(entities, v.pairs), ask); got != v.want {
			t.Errorf("%s:\n%s\nwant\n%s", v.name, got, v.want)
		}
	}
	// A name that the words have no room for gives way to the next; what it would have named isn't cut.
	long := asked(entities, map[string]float64{"cloud army": 50, "camera police": 100})
	long.Set.Dossier.Entity("camera").Name = strings.Repeat("Camera ", 20)
	ask.words = 20
	if got, want := clause(long, ask), "Shareholders request that Exemplar, Inc. report, on The cloud (The army)."; got != want {
		t.Errorf("a name that is too long:\n%s\nwant\n%s", got, want)
	}
	for own, want := range map[string]string{
		"Shareholders request *this*.":             `Shareholders request \*this\*.`,
		"Resolved: Shareholders request this":      "Shareholders request this.",
		"BE IT RESOLVED, that the board report.":   "that the board report.",
		"Shareholders ask whether (and why?)":      "Shareholders ask whether (and why?)",
		"Shareholders resolved: no word is cut":    "Shareholders resolved: no word is cut.",
		"Shareholders request “a report”":          "Shareholders request “a report”.",
		"Shareholders request “a report.”":         "Shareholders request “a report.”",
		" Shareholders request a list (annually) ": "Shareholders request a list (annually).",
	} {
		ask.own = own
		if got := clause(asked(entities, nil), ask); got != want {
			t.Errorf("one's own clause: %s, want %s", got, want)
		}
	}
}

// The clause is put as the rules of the meeting want it: in Britain a request binds nobody, and a special resolution
// directs.
func TestFormOfTheRequest(t *testing.T) {
	in := asked(nil, nil)
	for _, v := range []struct{ rules, want string }{
		{"us-sec-14a-8", "Shareholders request that the Board of Directors of Exemplar, Inc. report."},
		{"ca-on-obca", "Shareholders request that the Board of Directors of Exemplar, Inc. report."},
		{"uk-ca-2006", "as a special resolution, that the Board of Directors of Exemplar, Inc. be directed to report."},
	} {
		var l diag.List
		b, err := rubrics.Files.ReadFile("filing/" + v.rules + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		in.Rules = filing.Parse(v.rules, b, &l)
		if got := clause(in, Ask{Clause: "report%s."}); got != v.want || l.Len() > 0 {
			t.Errorf("%s: %s %v", v.rules, got, l.Sorted())
		}
	}
}

// What is shipped can be read, and what a dossier names is found or told.
func TestShippedAsks(t *testing.T) {
	names, err := fs.Glob(templates.Files, "asks/*.toml")
	if err != nil || len(names) != 5 {
		t.Fatal(names, err)
	}
	var asks Asks
	var l diag.List
	for _, name := range names {
		b, err := fs.ReadFile(templates.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		asks = append(asks, ParseAsk(name, b, &l))
	}
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	for _, v := range []struct{ use, want, hint string }{
		{"", "third-party-report", ""},
		{"customer-policy", "customer-policy", ""},
		{"custmer-policy", "", `did you mean "customer-policy"?`},
		{"zzz", "", "known: board-oversight, customer-policy, heightened-diligence, impact-assessment, third-party-report"},
	} {
		var l diag.List
		a, ok := asks.Choose(dossier.Ask{Use: source.Text{S: v.use}, Clause: source.Text{S: "own"}}, &l)
		if a.ID != v.want || ok != (v.want != "") || ok && a.own != "own" {
			t.Errorf("%q: %+v", v.use, a)
		}
		if ds := l.Sorted(); (len(ds) > 0) != (v.hint != "") || len(ds) > 0 && ds[0].Hint != v.hint {
			t.Errorf("%q: %v", v.use, ds)
		}
	}
}

// A pair is named only by a claim whose links lead from the product to the customer, and of several by one that links them
// to each other and says little else: whoever coded the pair may have put it together from claims of which none says so.
func TestPairsNeedAClaim(t *testing.T) {
	link := func(s string) dossier.Link {
		f := strings.Fields(s)
		return dossier.Link{Subject: f[0], Verb: f[1], Object: f[2]}
	}
	for _, v := range []struct {
		name   string
		claims map[string][]string // their links, "customer-record …" of a finding
		want   string
	}{
		{"linked", map[string][]string{"a": {"army uses cloud"}}, "a"},
		{"over a system", map[string][]string{"a": {"cloud hosts register", "army uses register"}}, "a"},
		{"the customer buys of the company", map[string][]string{"a": {"army contracts company"}}, ""},
		{"by two claims alone", map[string][]string{"a": {"cloud hosts register"}, "b": {"army uses register"}}, ""},
		{"a part of the customer", map[string][]string{"a": {"unit uses cloud", "unit part-of army"}}, ""},
		{"of several the direct one", map[string][]string{"a": {"cloud hosts register", "army uses register"},
			"b": {"army uses cloud"}}, "b"},
		{"of several one that says little else", map[string][]string{"a": {"army uses cloud", "company sells cloud",
			"unit uses cloud", "unit part-of army", "police uses cloud", "prison uses cloud"}, "b": {"army uses cloud"}}, "b"},
	} {
		in := asked(map[string]string{"cloud": "product", "army": "agency"}, nil)
		best, value := 3.0, 75.0
		card := score.IndicatorCard{ID: "CR1", Pair: []string{"cloud", "army"}, Best: &best, Value: &value,
			Codings: []score.CodingCard{{Level: 3, Counts: true}}}
		var claims []*grade.Claim
		for _, id := range slices.Sorted(maps.Keys(v.claims)) {
			g := &grade.Claim{Grade: 3, Claim: &dossier.Claim{ID: source.Text{S: id}}}
			for _, l := range v.claims[id] {
				g.Links = append(g.Links, link(l))
			}
			claims = append(claims, g)
			card.Codings[0].Claims = append(card.Codings[0].Claims, id)
		}
		in.Set = (&grade.Set{Dossier: in.Set.Dossier, Claims: claims}).Only(func(*grade.Claim) bool { return true })
		in.Card.Categories[0].Indicators = []score.IndicatorCard{card}
		got := ""
		if g := in.shows(pair{"cloud", "army", "CR1", 75}); g != nil {
			got = g.ID.S
		}
		if got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}
