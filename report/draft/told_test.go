package draft

import (
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/source"
	"whereas/report/vocab"
)

func claimOf(id string, n int, change func(g *grade.Claim)) *grade.Claim {
	g := &grade.Claim{Claim: &dossier.Claim{ID: source.Text{S: id}, Kind: vocab.Act,
		Recital: source.Text{S: "It sold it in 2020."}}, Grade: n}
	if change != nil {
		change(g)
	}
	return g
}

// What may not stand in a filed text, and why: what weighs most is said first.
func TestBarred(t *testing.T) {
	d := &dossier.Dossier{Entities: []*dossier.Entity{
		{ID: source.Text{S: "secret"}, Handling: vocab.Restricted}, {ID: source.Text{S: "open"}},
	}}
	d.Index()
	for _, v := range []struct {
		name string
		g    *grade.Claim
		want Reason
	}{
		{"well supported", claimOf("a", 3, nil), ""},
		{"credibly reported", claimOf("a", 2, nil), ""},
		{"uncorroborated", claimOf("a", 1, nil), Weak},
		{"a lead", claimOf("a", 0, nil), Weak},
		{"contested", claimOf("a", 3, func(g *grade.Claim) { g.Contested = true }), Contested},
		{"weak and contested", claimOf("a", 1, func(g *grade.Claim) { g.Contested = true }), Weak},
		{"without a sentence", claimOf("a", 4, func(g *grade.Claim) { g.Recital.S = "" }), NoRecital},
		{"contested, and without a sentence", claimOf("a", 2, func(g *grade.Claim) {
			g.Contested, g.Recital.S = true, ""
		}), Contested},
		{"restricted", claimOf("a", 4, func(g *grade.Claim) { g.Handling = vocab.Restricted }), Restricted},
		{"about a restricted entity", claimOf("a", 4, func(g *grade.Claim) {
			g.About = []source.Text{{S: "open"}, {S: "secret"}}
		}), Restricted},
		{"about an entity that isn't", claimOf("a", 4, func(g *grade.Claim) { g.About = []source.Text{{S: "open"}} }), ""},
		{"restricted and weak", claimOf("a", 1, func(g *grade.Claim) { g.Handling = vocab.Restricted }), Restricted},
		{"redactable", claimOf("a", 4, func(g *grade.Claim) { g.Handling = vocab.Redactable }), ""},
	} {
		if got := barred(v.g, d); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// Every claim of the edition stands in the table once, told or with its reason; of many the first are named.
func TestTableOfTheTold(t *testing.T) {
	r := &Resolution{Limit: 500, Counted: 497}
	add := func(id string, role Role, reason Reason, words int) {
		r.Told = append(r.Told, Telling{Claim: id, Role: role, Grade: 1, Reason: reason, Words: words})
	}
	add("norm", Norm, Told, 0)
	add("sale", Record, Told, 0)
	add("second-sale", Record, Told, 0)
	add("long", Record, NoRoom, 42)
	add("vote", Exposure, NoPlace, 0)
	add("bare", Record, NoRecital, 0)
	for _, c := range "abcdefghijklmn" {
		add("weak-"+string(c), Record, Weak, 0)
	}
	want := `Told, with 497 of 500 words:
  what a standard asks   norm
  what is on record      sale, second-sale
Not told (draft --why ID says more):
  no room                long (42 words)
  no place in the plan   vote
  no recital             bare
  grade 1 or 0           weak-a, weak-b, weak-c, weak-d,
                         weak-e, weak-f, weak-g, weak-h,
                         weak-i, weak-j, weak-k, weak-l,
                         and 2 more
`
	if got := r.Table(60); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for id, want := range map[string]string{
		"norm": "norm is told, as what a standard asks.", "long": "with its note it takes 42 words", "bare": "no recital",
		"vote": "all places that the plan has for what is at stake", "weak-a": "it has grade 1", "none": "",
	} {
		if got := r.Why(id); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
