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
		"brigade:agency maker:company branch:subsidiary")
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
	system := told("scope", vocab.Capability, 0, "case")
	in.Set.Claims = nil
	in.held = heldBy(in.Set, in.Wording.makes)
	if tied(system, nil) || tied(system, linked("police operates case")) || !tied(system, linked("aws hosts case")) {
		t.Error("what a system of others can do is told beside what ties it to the company")
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
