package draft

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
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
	return Input{Set: &grade.Set{Dossier: d}, Wording: Wording{together: []string{"product", "agency"}}}
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
		{"the larger group first, then the graver", []candidate{told("a", vocab.Act, 0, "police"),
			told("b", vocab.Act, 3, "camera"), told("c", vocab.Act, 0, "army"), told("d", vocab.Act, 0, "army")},
			"army: c d | b | a"},
		{"affiliates and places tie nothing", []candidate{told("a", vocab.Act, 0, "aws gaza"),
			told("b", vocab.Act, 0, "aws gaza")}, "a | b"},
		{"a finding stands beside its tie", []candidate{told("a", vocab.Relationship, 0, "cloud police"),
			told("b", vocab.Relationship, 0, "cloud army"), told("c", vocab.CustomerRecord, 3, "army")},
			"cloud: a b c"},
	} {
		for i := range v.told {
			v.told[i].order = i
		}
		var got []string
		for _, g := range in.groups(v.told) {
			var ids []string
			for _, r := range g.Told {
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
	in := grouping("cloud:product army:agency police:agency aws:affiliate")
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
	} {
		if got := in.tied(finding, v.told); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
	if !in.tied(told("use", vocab.Use, 0, "army"), nil) {
		t.Error("what is on record about the company's own doing needs no other tie")
	}
}
