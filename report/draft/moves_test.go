package draft

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"whereas/report/choice"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/source"
	"whereas/report/vocab"
)

// told is a candidate whose claim is about some entities, tied by links where its kind is one that ties.
func told(id string, kind vocab.Kind, worth int, entities string) *candidate {
	c := &dossier.Claim{ID: source.Text{S: id}, Kind: kind, Text: source.Text{S: id}}
	names := strings.Fields(entities)
	for _, e := range names {
		c.About = append(c.About, source.Text{S: e})
	}
	if kind == vocab.Relationship && len(names) > 1 {
		c.Links = []dossier.Link{{Subject: names[0], Verb: "supplies", Object: names[1]}}
	}
	text := prose.Markdown(id + ".")
	return &candidate{g: &grade.Claim{Claim: c, Grade: 2}, worth: worth, text: text, bare: text}
}

func grouping(entities string) Input {
	d := &dossier.Dossier{}
	for _, e := range strings.Fields(entities) {
		id, kind, _ := strings.Cut(e, ":")
		d.Entities = append(d.Entities, &dossier.Entity{ID: source.Text{S: id}, Name: id, Type: kind})
	}
	d.Index()
	in := Input{Set: &grade.Set{Dossier: d}, Wording: Wording{together: []string{"product", "agency", "system"},
		ties: []string{"supplies", "contracts", "uses", "hosts", "part-of"}, makes: []string{"develops"}}}
	in.held = heldBy(in.Set, in.Wording.makes)
	return in
}

// outline is what stands in paragraphs: the heading of a list, then its items, what stands in one of them joined by +.
func outline(paragraphs []string) string {
	mark := regexp.MustCompile(`\.\[\^\w+\]`)
	var out []string
	for _, p := range paragraphs {
		_, p, _ = strings.Cut(p, "-->\n\n")
		head, items, list := strings.Cut(mark.ReplaceAllString(p, ""), "\n\n- ")
		if list {
			head += " " + strings.ReplaceAll(strings.ReplaceAll(items, " ", "+"), "\n-+", " ")
		}
		out = append(out, head)
	}
	return strings.Join(out, " | ")
}

// What is on record is told together where it shares a customer or a product; what is on record about a customer stands
// beside what ties it to the company: in a list on that customer as an item of its own, elsewhere behind its tie.
func TestGroups(t *testing.T) {
	in := grouping("cloud:product camera:product army:agency police:agency aws:affiliate gaza:place")
	in.Wording.List, in.Wording.ListReported = "%s:", "%s, as reported:"
	in.Rules = &filing.Rules{}
	in.Plan = Plan{alike: 9, findings: 9, Moves: []Move{{ID: "record", most: 9, words: 500, together: true, list: 2}}}
	for _, v := range []struct {
		name string
		told []*candidate
		want string
	}{
		{"nothing", nil, ""},
		{"one by itself", []*candidate{told("a", vocab.Act, 1, "cloud")}, "a"},
		{"two that share a customer", []*candidate{told("a", vocab.Relationship, 1, "cloud army"),
			told("b", vocab.Relationship, 1, "camera police"), told("c", vocab.Act, 1, "army company")}, "army: a c | b"},
		{"what speaks of others makes no list", []*candidate{told("a", vocab.Relationship, 1, "cloud army"),
			told("c", vocab.Use, 1, "army")}, "a c"},
		{"what is worth most first", []*candidate{told("a", vocab.Act, 1, "police company"),
			told("c", vocab.Act, 1, "army company"), told("d", vocab.Act, 1, "army company"),
			told("e", vocab.Act, 9, "cloud"), told("f", vocab.Act, 9, "cloud")}, "cloud: e f | army: c d | a"},
		{"affiliates and places tie nothing", []*candidate{told("a", vocab.Act, 1, "aws gaza"),
			told("b", vocab.Act, 1, "aws gaza")}, "a b"},
		{"a finding behind its tie", []*candidate{told("a", vocab.Relationship, 1, "cloud police"),
			told("b", vocab.Relationship, 1, "cloud army"), told("c", vocab.CustomerRecord, 3, "army")},
			"cloud: a b+c"},
		{"a finding in a list on its customer", []*candidate{told("c", vocab.CustomerRecord, 3, "army"),
			told("a", vocab.Relationship, 2, "cloud army"), told("b", vocab.Relationship, 2, "camera army")},
			"army: a b c"},
		{"a finding that nothing ties", []*candidate{told("a", vocab.Relationship, 1, "cloud police"),
			told("c", vocab.CustomerRecord, 3, "army")}, "a"},
		{"two ties of one finding, which is told once", []*candidate{told("a", vocab.Relationship, 1, "cloud army"),
			told("b", vocab.Act, 9, "camera"), told("d", vocab.Act, 9, "camera"),
			told("e", vocab.Relationship, 9, "camera army"), told("c", vocab.CustomerRecord, 3, "army")},
			"camera: e+c b d | a"},
	} {
		if got := outline(in.groups(all(in, v.told), 0)); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// all is a choice of all candidates that may be told, of one move.
func all(in Input, cs []*candidate) chosen {
	for _, c := range cs {
		c.loose = in.loose(c.g)
	}
	slices.SortStableFunc(cs, func(a, b *candidate) int { return b.worth - a.worth })
	s := &selection{}
	s.Moves = append(s.Moves, choice.Move{Most: 9})
	ties, about, groups, count := in.tiesOf(cs), in.subjects(cs), map[string]int{}, in.newCounter()
	for _, c := range cs {
		if c.loose && len(ties[c]) == 0 {
			continue
		}
		c.item = len(s.Items)
		s.Items = append(s.Items, choice.Item{Group: in.group(s, c, about[c], groups, count), Flat: true})
		s.candidates = append(s.candidates, c)
	}
	in.needs(s, ties)
	return chosen{s, choice.Solution{Told: slices.Repeat([]bool{true}, len(s.Items))}}
}

// A finding about a customer is told only where the text ties that customer to the company: else it would accuse by
// standing there.
func TestAFindingNeedsItsTie(t *testing.T) {
	in := grouping("cloud:product army:agency police:agency aws:affiliate ministry:agency case:system rival:product " +
		"brigade:agency maker:company branch:subsidiary platform:system")
	linked := func(links ...string) []*candidate {
		c := told("tie", vocab.Relationship, 0, "")
		for _, l := range links {
			w := strings.Fields(l)
			c.g.Links = append(c.g.Links, dossier.Link{Subject: w[0], Verb: w[1], Object: w[2]})
		}
		return []*candidate{c}
	}
	finding := told("finding", vocab.CustomerRecord, 3, "army")
	tied := func(c *candidate, others []*candidate) bool {
		cs := append([]*candidate{c}, others...)
		for _, c := range cs {
			c.loose = in.loose(c.g)
		}
		return !c.loose || len(in.tiesOf(cs)[c]) > 0
	}
	for _, v := range []struct {
		name string
		told []*candidate
		want bool
	}{
		{"nothing else", nil, false},
		{"a tie to that customer", []*candidate{told("tie", vocab.Relationship, 0, "cloud army")}, true},
		{"a tie to another customer", []*candidate{told("tie", vocab.Relationship, 0, "cloud police")}, false},
		{"another finding about it", []*candidate{told("other", vocab.CustomerRecord, 3, "army")}, false},
		{"a claim that mentions it and ties nothing", []*candidate{told("mention", vocab.Act, 0, "army")}, false},
		{"bought by another, and it is mentioned",
			[]*candidate{told("tie", vocab.Relationship, 0, "cloud police army")}, false},
		{"what it belongs to", linked("army part-of ministry"), false},
		{"what the whole buys", linked("army part-of ministry", "ministry contracts aws"), false},
		{"what another part buys", linked("army part-of ministry", "police part-of ministry", "police uses cloud"), false},
		{"what its own part buys", linked("brigade part-of army", "brigade uses cloud"), true},
		{"a system on the company's", linked("army uses case", "aws hosts case"), true},
		{"a system of somebody else's", linked("army uses case", "maker develops case"), false},
		{"from the company itself", linked("army contracts company"), true},
		{"from a business of its group", linked("army contracts branch", "branch part-of company"), true},
		{"from a business of another's", linked("army contracts branch", "maker owns branch"), false},
		{"from a business that is part of another's", linked("army contracts branch", "branch part-of maker"), false},
		{"from a business that says it owns itself", linked("army contracts branch", "branch owns branch"), true},
		{"what another customer supplies and buys", linked("police supplies army", "police contracts aws"), false},
		{"what a customer that it pays buys", linked("army contracts police", "police contracts aws"), false},
		{"by way of what nobody has described", linked("army uses nowhere", "aws hosts nowhere"), true},
		{"a protest", linked("army protests company"), false},
		{"a product that another sells", linked("maker develops rival", "army uses rival"), false},
		{"one that the company sells too", linked("maker develops rival", "aws develops rival", "army uses rival"), true},
	} {
		in.Set.Claims = nil
		for _, c := range v.told {
			in.Set.Claims = append(in.Set.Claims, c.g)
		}
		in.held = heldBy(in.Set, in.Wording.makes)
		if got := tied(finding, v.told); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
	if in.loose(told("use", vocab.Use, 0, "army cloud").g) {
		t.Error("what is on record about the company's own doing needs no other tie")
	}
	if !in.loose(told("finding", vocab.CustomerRecord, 0, "army cloud").g) {
		t.Error("a finding on a customer needs its tie, whatever it names")
	}
	if in.loose(told("norm", vocab.Norm, 0, "army").g) {
		t.Error("what a standard asks accuses nobody")
	}
	if !in.held.sold["aws"] || !in.held.business["aws"] {
		t.Error("an affiliate is a business, and can be named as what is sold")
	}
	other := told("other", vocab.CustomerRecord, 0, "army")
	other.g.Links = linked("army contracts company")[0].g.Links
	if tied(finding, []*candidate{other}) {
		t.Error("what itself needs a tie ties nothing")
	}
	if tied(told("finding", vocab.CustomerRecord, 3, "army case"), linked("aws hosts case")) {
		t.Error("a finding on a customer isn't tied by a system that nobody says it uses")
	}
	system := told("scope", vocab.Capability, 0, "case")
	in.Set.Claims = nil
	in.held = heldBy(in.Set, in.Wording.makes)
	if tied(system, linked("case part-of platform", "aws hosts platform")) || tied(system, linked("case uses platform")) {
		t.Error("what a system is a part of doesn't tie it, nor what nobody says is the company's")
	}
	if tied(system, nil) || tied(system, linked("police operates case")) || !tied(system, linked("aws hosts case")) {
		t.Error("what a system of others can do is told beside what ties it to the company")
	}
}

// Each tie is named once, and only what speaks of others alone has any.
func TestTiesOf(t *testing.T) {
	in := grouping("cloud:product camera:product army:agency case:system aws:affiliate branch:subsidiary maker:company")
	in.Wording.together = append(in.Wording.together, "subsidiary", "company")
	links := func(c *candidate, links ...string) *candidate {
		for _, l := range links {
			w := strings.Fields(l)
			c.g.Links = append(c.g.Links, dossier.Link{Subject: w[0], Verb: w[1], Object: w[2]})
		}
		return c
	}
	use := links(told("use", vocab.Use, 3, ""), "army uses case")
	tie := links(told("tie", vocab.Relationship, 1, ""), "army uses case", "aws hosts case")
	use.loose = true
	if got := in.tiesOf([]*candidate{use, tie}); len(got) != 1 || !slices.Equal(got[use], []*candidate{tie}) {
		t.Errorf("%d claims have ties, and the use %d", len(got), len(got[use]))
	}
	a, b := told("a", vocab.Relationship, 1, "cloud army"), told("b", vocab.Relationship, 1, "camera army")
	if got := in.tiesOf([]*candidate{a, b}); len(got) != 0 {
		t.Errorf("what names the company's own needs no tie: %v", got)
	}
	finding := told("finding", vocab.CustomerRecord, 1, "branch army")
	finding.loose = true
	own := links(told("own", vocab.Relationship, 1, ""), "branch uses aws")
	if got := in.tiesOf([]*candidate{finding, own}); len(got) != 0 {
		t.Error("a finding isn't tied by what the company's own businesses do with each other")
	}
	if got := in.parties(told("p", vocab.Act, 1, "company maker nowhere cloud").g); !slices.Equal(got,
		[]string{"maker", "cloud"}) {
		t.Errorf("parties %v", got)
	}
}

// What a move is filled with, by each thing that it says.
func TestMoveTakes(t *testing.T) {
	in := grouping("cloud:product army:agency police:agency aws:affiliate")
	in.Set.Dossier.Entity("army").Sector = "military"
	in.held = heldBy(in.Set, nil)
	in.Card = &score.Card{Categories: []score.Category{{Indicators: []score.IndicatorCard{{ID: "CR1", Codings: []score.CodingCard{
		{Counts: false, Facts: []string{"weak"}}, {Counts: true, Facts: []string{"fact"}}}}}}}}
	claim := func(id, about string) *grade.Claim {
		g := told(id, vocab.Relationship, 0, about).g
		g.Links = nil
		return g
	}
	linked := claim("linked", "cloud army")
	linked.Links = []dossier.Link{{Subject: "army", Verb: "uses", Object: "cloud"}, {Subject: "army", Verb: "contracts",
		Object: "aws"}}
	move := Move{kinds: []vocab.Kind{vocab.Relationship}, grade: 2}
	with := func(change func(*Move)) Move { m := move; change(&m); return m }
	for _, v := range []struct {
		name string
		m    Move
		g    *grade.Claim
		want bool
	}{
		{"of its kind and grade", move, claim("a", "army"), true},
		{"of another kind", with(func(m *Move) { m.kinds = []vocab.Kind{vocab.Act} }), claim("a", "army"), false},
		{"of a lower grade", with(func(m *Move) { m.grade = 3 }), claim("a", "army"), false},
		{"of a higher grade", with(func(m *Move) { m.grade = 1 }), claim("a", "army"), true},
		{"by a verb that it has", with(func(m *Move) { m.verbs = []string{"contracts"} }), linked, true},
		{"by one of two verbs", with(func(m *Move) { m.verbs = []string{"owns", "uses"} }), linked, true},
		{"by a verb that it hasn't", with(func(m *Move) { m.verbs = []string{"owns"} }), linked, false},
		{"by a verb, without links", with(func(m *Move) { m.verbs = []string{"uses"} }), claim("a", "army"), false},
		{"of a sector", with(func(m *Move) { m.sectors = []string{"military"} }), claim("a", "police army"), true},
		{"of another sector", with(func(m *Move) { m.sectors = []string{"military"} }), claim("a", "police"), false},
		{"about what isn't there", with(func(m *Move) { m.sectors = []string{"military"} }), claim("a", "none"), false},
		{"a fact of an indicator", with(func(m *Move) { m.carries = []string{"CR9", "CR1"} }), claim("fact", "army"), true},
		{"a fact that doesn't count", with(func(m *Move) { m.carries = []string{"CR1"} }), claim("weak", "army"), false},
		{"no fact of it", with(func(m *Move) { m.carries = []string{"CR1"} }), claim("a", "army"), false},
		{"of an indicator that isn't there", with(func(m *Move) { m.carries = []string{"CR9"} }), claim("fact", "army"), false},
		{"about the company's own", with(func(m *Move) { m.own = own }), claim("a", "army aws"), true},
		{"about others, where its own is wanted", with(func(m *Move) { m.own = own }), claim("a", "army"), false},
		{"about others", with(func(m *Move) { m.own = others }), claim("a", "army"), true},
		{"about its own, where others are wanted", with(func(m *Move) { m.own = others }), claim("a", "aws"), false},
		{"about whom, all one", move, claim("a", "aws"), true},
	} {
		if got := v.m.takes(in, v.g); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
}

// What is told only with or without others; what can't be told takes with it what needs it.
func TestNeeds(t *testing.T) {
	in := grouping("army:agency")
	of := func(ids string) (out []source.Text) {
		for _, id := range strings.Fields(ids) {
			out = append(out, source.Text{S: id})
		}
		return out
	}
	claim := func(id, with, without string, overtakenBy ...*grade.Claim) *candidate {
		c := told(id, vocab.Act, 1, "army")
		c.g.TellWith, c.g.TellWithout, c.g.OvertakenBy = of(with), of(without), overtakenBy
		return c
	}
	by := func(id string, n int) *grade.Claim {
		g := told(id, vocab.Act, 1, "army").g
		g.Grade = n
		return g
	}
	for _, v := range []struct {
		name      string
		c         *candidate
		with, not []int
		missing   string // where nothing but it is told
		whole     string // where all are told
	}{
		{"nothing", claim("c", "", ""), nil, nil, "", ""},
		{"with another", claim("c", "a", ""), []int{0}, nil, "a", ""},
		{"with two", claim("c", "b a", ""), []int{1, 0}, nil, "b", ""},
		{"with itself", claim("c", "c", ""), nil, nil, "", ""},
		{"with what can't be told", claim("c", "none", ""), nil, []int{2}, "none", "none"},
		{"without another", claim("c", "", "b"), nil, []int{1}, "", ""},
		{"without itself", claim("c", "", "c"), nil, nil, "", ""},
		{"without what can't be told", claim("c", "", "none"), nil, nil, "", ""},
		{"overtaken", claim("c", "", "", by("a", 2)), []int{0}, nil, "a", ""},
		{"overtaken by what nobody stands up for", claim("c", "", "", by("a", 1)), nil, nil, "", ""},
		{"overtaken by what can't be told", claim("c", "", "", by("none", 3)), nil, []int{2}, "none", "none"},
	} {
		s := &selection{candidates: []*candidate{claim("a", "", ""), claim("b", "", ""), v.c}}
		s.Items = make([]choice.Item, 3)
		in.needs(s, nil)
		if it := s.Items[2]; !slices.Equal(it.With, v.with) || !slices.Equal(it.Not, v.not) ||
			len(s.Items[0].With)+len(s.Items[0].Not)+len(s.Items[1].With)+len(s.Items[1].Not) > 0 {
			t.Errorf("%s: %+v", v.name, s.Items)
		}
		alone := chosen{s, choice.Solution{Told: []bool{false, false, true}}}
		if got := alone.missing(v.c.g); got != v.missing {
			t.Errorf("%s: %q is missing, want %q", v.name, got, v.missing)
		}
		whole := chosen{s, choice.Solution{Told: []bool{true, true, true}}}
		if got := whole.missing(v.c.g); got != v.whole {
			t.Errorf("%s, with all told: %q is missing, want %q", v.name, got, v.whole)
		}
	}
}

// What speaks of others alone stands behind the first told claim that ties it, and only there.
func TestBeside(t *testing.T) {
	a, b := told("a", vocab.Relationship, 1, ""), told("b", vocab.Relationship, 1, "")
	f := told("f", vocab.CustomerRecord, 1, "")
	a.item, b.item, f.item, f.loose = 0, 1, 2, true
	for _, v := range []struct {
		name   string
		beside []int
		told   []bool
		want   string
	}{
		{"behind the first", []int{0, 1}, []bool{true, true, true}, "a"},
		{"in whatever order they are named", []int{1, 0}, []bool{true, true, true}, "a"},
		{"behind the second where the first isn't told", []int{0, 1}, []bool{false, true, true}, "b"},
		{"not told", []int{0, 1}, []bool{true, true, false}, ""},
		{"with one tie", []int{1}, []bool{true, true, true}, "b"},
	} {
		made := chosen{&selection{candidates: []*candidate{a, b, f}}, choice.Solution{Told: v.told}}
		made.Items = make([]choice.Item, 3)
		made.Items[2].Beside = v.beside
		got := ""
		for _, tie := range []*candidate{a, b} {
			if fs := made.beside(tie); len(fs) == 1 && fs[0] == f {
				got += tie.g.ID.S
			} else if len(fs) > 0 {
				t.Errorf("%s: %d behind %s", v.name, len(fs), tie.g.ID.S)
			}
		}
		if got != v.want {
			t.Errorf("%s: behind %q, want %q", v.name, got, v.want)
		}
	}
}

// What is the company's is found in one walk over the links, however many claims are asked about: asked for each, fifty
// thousand claims took more than eight minutes.
func TestHeldIsFoundOnce(t *testing.T) {
	in := grouping("cloud:product army:agency")
	for range 20_000 {
		in.Set.Claims = append(in.Set.Claims, told("a", vocab.Relationship, 0, "cloud army").g)
	}
	in.held = heldBy(in.Set, in.Wording.makes)
	in.Set.Claims = nil // nobody looks at them again
	finding := told("finding", vocab.CustomerRecord, 3, "army")
	if !in.held.sold["cloud"] || !in.ties(told("tie", vocab.Relationship, 0, "cloud army").g, finding.g) {
		t.Error("what is nobody else's is the company's, and ties what it is sold to")
	}
}
