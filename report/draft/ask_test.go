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
		maps.DeleteFunc(named, func(_ string, is bool) bool { return !is })
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
		{"a pair that no claim shows", func(in *Input, _ *Ask) {
			in.Card.Categories[0].Indicators[0].Codings[0].Claims, in.Card.Categories[0].Indicators[1].Codings[0].Claims = nil, nil
		}, "Shareholders request that Exemplar, Inc. report."},
		{"more products than the ask names", func(_ *Input, a *Ask) { a.products = 1 },
			"Shareholders request that Exemplar, Inc. report on The cloud (The army)."},
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
		{"one that it doesn't have, and one that it has", map[string]float64{"cloud gone": 100, "camera police": 25}, 20,
			"Shareholders request that Exemplar, Inc. report, on The camera (The police)."},
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
	users, pairs := maps.Clone(entities), map[string]float64{"cloud army": 50}
	for _, id := range strings.Fields("a b c d e f g h i j") {
		users[id], pairs["camera "+id] = "agency", 100
	}
	long = asked(users, pairs)
	long.Set.Dossier.Entity("camera").Name = strings.Repeat("Camera ", 20)
	if got, want := clause(long, ask), "Shareholders request that Exemplar, Inc. report, on The cloud (The army)."; got != want {
		t.Errorf("a name that is too long, with ten customers:\n%s\nwant\n%s", got, want)
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
	const at, off, below, notCounted = "", "off the level: ", "below the level: ", "not counted: "
	for _, v := range []struct {
		name   string
		claims []string // "id grade kind: links", behind what its coding is
		want   string
	}{
		{"linked", []string{"a 3 use: army uses cloud"}, "a"},
		{"linked from the product", []string{"a 3 use: cloud hosts army"}, "a"},
		{"over a system", []string{"a 3 use: cloud hosts register, army uses register"}, "a"},
		{"in a circle", []string{"a 3 use: cloud hosts register, register uses cloud, police uses register"}, ""},
		{"the customer buys of the company", []string{"a 3 use: army contracts company"}, ""},
		{"by two claims alone", []string{"a 3 use: cloud hosts register", "b 3 use: army uses register"}, ""},
		{"a part of the customer", []string{"a 3 use: unit uses cloud, unit part-of army"}, ""},
		{"what is on record of the customer", []string{"a 4 customer-record: army uses cloud"}, ""},
		{"a finding, and a claim that says so", []string{"a 4 customer-record: army uses cloud", "b 2 use: army uses cloud"}, "b"},
		{"a coding that doesn't count", []string{notCounted + "a 3 use: army uses cloud"}, ""},
		{"a coding of another level", []string{off + "a 3 use: army uses cloud"}, ""},
		{"of a lower level", []string{below + "a 3 use: army uses cloud"}, ""},
		{"of the level, behind others", []string{notCounted + "a 4 use: army uses cloud", off + "b 4 use: army uses cloud",
			at + "c 3 use: army uses cloud"}, "c"},
		{"a claim that the edition doesn't have", []string{"gone", "b 3 use: army uses cloud"}, "b"},
		{"of several the direct one", []string{"a 4 use: cloud hosts register, army uses register", "b 2 use: army uses cloud"}, "b"},
		{"the direct one first", []string{"a 2 use: army uses cloud", "b 4 use: cloud hosts register, army uses register"}, "a"},
		{"directly, from the product", []string{"a 4 use: cloud hosts register, army uses register", "b 2 use: cloud hosts army"}, "b"},
		{"another's use isn't the customer's", []string{"a 4 use: cloud hosts register, army uses register, police uses cloud",
			"b 2 use: army uses cloud"}, "b"},
		{"nor another's product the company's", []string{"a 4 use: cloud hosts register, army uses register, prison hosts army",
			"b 2 use: army uses cloud"}, "b"},
		{"of several one that says little else", []string{"a 4 use: army uses cloud, company sells cloud, unit uses cloud, " +
			"unit part-of army, police uses cloud, prison uses cloud", "b 2 use: army uses cloud"}, "b"},
		{"five links are little", []string{"a 4 use: army uses cloud, company sells cloud, unit uses cloud, unit part-of army, " +
			"police uses cloud", "b 2 use: army uses cloud"}, "a"},
		{"five links are little, behind one", []string{"b 2 use: army uses cloud", "a 4 use: army uses cloud, company sells cloud, " +
			"unit uses cloud, unit part-of army, police uses cloud"}, "a"},
		{"the stronger", []string{"a 2 use: army uses cloud", "b 3 use: army uses cloud"}, "b"},
		{"of two alike the first", []string{"a 3 use: army uses cloud", "b 3 use: army uses cloud"}, "a"},
	} {
		in := asked(map[string]string{"cloud": "product", "army": "agency"}, nil)
		best, value := 3.0, 75.0
		card := score.IndicatorCard{ID: "CR1", Pair: []string{"cloud", "army"}, Best: &best, Value: &value}
		var claims []*grade.Claim
		for _, text := range v.claims {
			coding := score.CodingCard{Level: 3, Counts: true}
			for _, other := range []string{off, below, notCounted} {
				if rest, ok := strings.CutPrefix(text, other); ok {
					text = rest
					coding.Counts = other != notCounted
					coding.Level += map[string]int{off: 1, below: -1}[other]
				}
			}
			head, links, said := strings.Cut(text, ": ")
			f := strings.Fields(head)
			coding.Claims = f[:1]
			card.Codings = append(card.Codings, coding)
			if !said {
				continue
			}
			g := &grade.Claim{Grade: int(f[1][0] - '0'), Claim: &dossier.Claim{ID: source.Text{S: f[0]}, Kind: vocab.Kind(f[2])}}
			for link := range strings.SplitSeq(links, ", ") {
				l := strings.Fields(link)
				g.Links = append(g.Links, dossier.Link{Subject: l[0], Verb: l[1], Object: l[2]})
			}
			claims = append(claims, g)
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

// An indicator that stands by a pair has one of two, a level of 1 or more, and a value; else it asks for nothing.
func TestPairsOfIndicators(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	for _, v := range []struct {
		name        string
		pair        string
		best, value *float64
		want        int
	}{
		{"a pair", "cloud army", number(1), number(25), 1},
		{"a pair of one", "cloud", number(1), number(25), 0},
		{"no pair", "", number(1), number(25), 0},
		{"no level", "cloud army", nil, number(25), 0},
		{"level 0", "cloud army", number(0), number(0), 0},
		{"no value", "cloud army", number(2), nil, 0},
	} {
		card := &score.Card{Categories: []score.Category{{Indicators: []score.IndicatorCard{
			{ID: "CR1", Pair: strings.Fields(v.pair), Best: v.best, Value: v.value}}}}}
		if got := (Input{Card: card}).pairs(Ask{}); len(got) != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
}
