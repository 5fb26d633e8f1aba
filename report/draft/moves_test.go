package draft

import (
	"fmt"
	"strings"
	"testing"
	"text/template"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/templates"
)

// told is a candidate whose claim is about some entities, tied by links where its kind is one that ties.
func told(id string, kind vocab.Kind, severity int, entities string) candidate {
	c := &dossier.Claim{ID: source.Text{S: id}, Kind: kind}
	names := strings.Fields(entities)
	for _, e := range names {
		c.About = append(c.About, source.Text{S: e})
	}
	if kind == vocab.Relationship && len(names) > 1 {
		c.Links = []dossier.Link{{Subject: names[0], Verb: "supplies", Object: names[1]}}
	}
	return candidate{g: &grade.Claim{Claim: c, Grade: 2}, severity: severity, text: prose.Markdown(id + ".")}
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

// What is on record is told together where it shares a customer or a product; what is on record about a customer stands
// beside what ties it to the company.
func TestGroups(t *testing.T) {
	in := grouping("cloud:product camera:product army:agency police:agency aws:affiliate gaza:place")
	for _, v := range []struct {
		name string
		told []candidate
		want string
	}{
		{"nothing", nil, ""},
		{"one by itself", []candidate{told("a", vocab.Act, 0, "cloud")}, "a"},
		{"two that share a customer", []candidate{told("a", vocab.Relationship, 0, "cloud army"),
			told("b", vocab.Relationship, 0, "camera police"), told("c", vocab.Use, 0, "army")}, "army: a c | b"},
		{"the larger group first, then the graver", []candidate{told("a", vocab.Act, 0, "police company"),
			told("b", vocab.Act, 3, "camera"), told("c", vocab.Act, 0, "army company"),
			told("d", vocab.Act, 0, "army company")},
			"army: c d | b | a"},
		{"affiliates and places tie nothing", []candidate{told("a", vocab.Act, 0, "aws gaza"),
			told("b", vocab.Act, 0, "aws gaza")}, "a | b"},
		{"a finding stands beside its tie", []candidate{told("a", vocab.Relationship, 0, "cloud police"),
			told("b", vocab.Relationship, 0, "cloud army"), told("c", vocab.CustomerRecord, 3, "army")},
			"cloud: a b+c"},
		{"a heading only over what is about it", []candidate{told("b", vocab.Relationship, 0, "cloud police"),
			told("a", vocab.Relationship, 0, "cloud army"), told("c", vocab.CustomerRecord, 3, "army")},
			"cloud: b a+c"},
		{"a finding behind its tie, whatever the order of files", []candidate{told("c", vocab.CustomerRecord, 3, "army"),
			told("a", vocab.Relationship, 0, "cloud army"), told("b", vocab.Relationship, 0, "camera army")},
			"army: a b c"},
		{"a finding begins no group", []candidate{told("c", vocab.CustomerRecord, 3, "army police"),
			told("d", vocab.CustomerRecord, 3, "police"), told("u", vocab.Use, 0, "police company"),
			told("a", vocab.Relationship, 0, "cloud army"), told("b", vocab.Relationship, 0, "cloud police")},
			"police: u b c d | a"},
	} {
		for i := range v.told {
			v.told[i].order = i
		}
		var got []string
		for _, g := range in.groups(v.told) {
			var ids []string
			for _, r := range g.Told {
				for _, b := range r.Beside {
					r.ID += "+" + b.ID
				}
				ids = append(ids, r.ID)
			}
			s := strings.Join(ids, " ")
			if g.About != "" {
				s = fmt.Sprintf("%s: %s", g.About, s)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " | "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
}

// A finding about a customer is told only where the text ties that customer to the company: else it would accuse by
// standing there.
func TestAFindingNeedsItsTie(t *testing.T) {
	in := grouping("cloud:product army:agency police:agency aws:affiliate ministry:agency case:system rival:product " +
		"brigade:agency maker:company branch:subsidiary")
	linked := func(links ...string) []candidate {
		c := told("tie", vocab.Relationship, 0, "")
		for _, l := range links {
			w := strings.Fields(l)
			c.g.Links = append(c.g.Links, dossier.Link{Subject: w[0], Verb: w[1], Object: w[2]})
		}
		return []candidate{c}
	}
	finding := told("finding", vocab.CustomerRecord, 3, "army")
	for _, v := range []struct {
		name string
		told []candidate
		want bool
	}{
		{"nothing else", nil, false},
		{"a tie to that customer", []candidate{told("tie", vocab.Relationship, 0, "cloud army")}, true},
		{"a tie to another customer", []candidate{told("tie", vocab.Relationship, 0, "cloud police")}, false},
		{"another finding about it", []candidate{told("other", vocab.CustomerRecord, 3, "army")}, false},
		{"a claim that mentions it and ties nothing", []candidate{told("mention", vocab.Act, 0, "army")}, false},
		{"bought by another, and it is mentioned",
			[]candidate{told("tie", vocab.Relationship, 0, "cloud police army")}, false},
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
		if got := in.tied(finding, v.told); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
	if !in.tied(told("use", vocab.Use, 0, "army cloud"), nil) {
		t.Error("what is on record about the company's own doing needs no other tie")
	}
	system := told("scope", vocab.Capability, 0, "case")
	in.Set.Claims = nil
	in.held = heldBy(in.Set, in.Wording.makes)
	if in.tied(system, nil) || in.tied(system, linked("police operates case")) ||
		!in.tied(system, linked("aws hosts case")) {
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
	if !in.held.sold["cloud"] || !in.tied(finding, []candidate{told("tie", vocab.Relationship, 0, "cloud army")}) {
		t.Error("what is nobody else's is the company's, and ties what it is sold to")
	}
}

// Votes and letters are no stake: the sentence on a risk stands only before what is one.
func TestSplit(t *testing.T) {
	ids := func(cs []candidate) (s string) {
		for _, c := range cs {
			s += c.g.ID.S
		}
		return s
	}
	stake, history, peers := split([]candidate{told("v", vocab.History, 0, ""), told("f", vocab.Exposure, 0, ""),
		told("p", vocab.Peer, 0, "")})
	if ids(stake) != "f" || ids(history) != "v" || ids(peers) != "p" {
		t.Error(ids(stake), ids(history), ids(peers))
	}
}

// What another's paper doesn't say is no gap in what the company says: "Yet" doesn't join them.
func TestOwnGaps(t *testing.T) {
	in := grouping("aws:affiliate cloud:product paper:paper")
	own, elsewhere := in.ownGaps([]candidate{told("a", vocab.Absence, 0, "paper cloud"),
		told("b", vocab.Absence, 0, "company"), told("c", vocab.Absence, 0, "cloud aws")})
	if len(own) != 2 || len(elsewhere) != 1 || elsewhere[0].g.ID.S != "a" {
		t.Error(own, elsewhere)
	}
}

// What the shipped template joins: each connective stands only between what it joins, and no heading over nothing.
func TestShippedJoins(t *testing.T) {
	text, err := templates.Files.ReadFile("resolution/customer-due-diligence.md")
	if err != nil {
		t.Fatal(err)
	}
	tmpl := template.Must(template.New("x").Parse(string(text)))
	r := func(ids ...string) (out []Recital) {
		for _, id := range ids {
			out = append(out, Recital{ID: id, Text: prose.Markdown("The " + id + "."), Small: prose.Markdown("the " + id + ".")})
		}
		return out
	}
	tie := r("tie")
	tie[0].Beside = r("finding")
	for _, v := range []struct {
		name       string
		data       data
		want, none string
	}{
		{"nothing is told", data{}, "## Supporting Statement", "## Whereas"},
		{"a stake", data{Stake: r("fine", "suit"), History: r("vote")},
			"We believe that not knowing is a risk to shareholders. The fine.[^fine] The suit.[^suit] The vote.[^vote]", "  "},
		{"votes alone", data{History: r("vote", "letter")}, "## Whereas\n\nThe vote.[^vote] The letter.[^letter]", "a risk"},
		{"says and leaves out", data{Answer: r("policy"), Gap: r("gap", "more")},
			"The policy.[^policy] Yet the gap.[^gap] The more.[^more]", "Yet The"},
		{"leaves out", data{Gap: r("gap")}, "\n\nThe gap.[^gap]", "Yet"},
		{"says, and another paper is silent", data{Answer: r("policy"), Elsewhere: r("gap")},
			"The policy.[^policy]\n\nThe gap.[^gap]", "Yet"},
		{"a finding beside its tie", data{Groups: []Group{{"Cloud", append(tie, r("b", "c")...)}}},
			"**Cloud:**\n\n- The tie.[^tie] The finding.[^finding]\n- The b.[^b]", "- The finding"},
		{"a finding beside its tie, in a paragraph", data{Groups: []Group{{"Cloud", tie}}},
			"## Whereas\n\nThe tie.[^tie] The finding.[^finding]", "Cloud"},
	} {
		var b strings.Builder
		if err := tmpl.Execute(&b, v.data); err != nil {
			t.Fatal(err)
		}
		if got := string(prose.Tidy(b.String())); !strings.Contains(got, v.want) || strings.Contains(got, v.none) {
			t.Errorf("%s:\n%s", v.name, got)
		}
	}
}
