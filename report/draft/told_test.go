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
		{"without a recital", claimOf("a", 4, func(g *grade.Claim) { g.Recital.S = "" }), ""},
		{"its author doesn't want it told", claimOf("a", 4, func(g *grade.Claim) { g.Tell = vocab.TellNever }), Unwanted},
		{"its author wants it told, and it is weak", claimOf("a", 1, func(g *grade.Claim) {
			g.Tell = vocab.TellAlways
		}), Weak},
		{"restricted", claimOf("a", 4, func(g *grade.Claim) { g.Handling = vocab.Restricted }), Restricted},
		{"about a restricted entity", claimOf("a", 4, func(g *grade.Claim) {
			g.About = []source.Text{{S: "open"}, {S: "secret"}}
		}), Restricted},
		{"about an entity that isn't", claimOf("a", 4, func(g *grade.Claim) { g.About = []source.Text{{S: "open"}} }), ""},
		{"about an entity that isn't there", claimOf("a", 4, func(g *grade.Claim) { g.About = []source.Text{{S: "none"}} }),
			""},
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
	r := &Resolution{Limit: 500, Counted: 497, moves: []string{"what a standard asks", "what is on record"}}
	add := func(id, move string, reason Reason, words int) {
		r.Told = append(r.Told, Telling{Claim: id, Move: move, Grade: 1, Reason: reason, Words: words,
			Parts: []Part{{"grade 3", 12}, {"severity 2", 10}}, Other: "sale"})
	}
	add("norm", "what a standard asks", Told, 20)
	add("sale", "what is on record", Told, 0)
	add("second-sale", "what is on record", Told, 0)
	add("long", "what is on record", NoRoom, 42)
	add("vote", "votes and proposals", NoPlace, 0)
	add("bare", "", NoMove, 0)
	add("silent", "", Unwanted, 0)
	add("pair", "", Alone, 0)
	add("twin", "", Instead, 0)
	for _, c := range "abcdefghijklmn" {
		add("weak-"+string(c), "", Weak, 0)
	}
	want := `Told, with 497 of 500 words:
  what a standard asks   norm
  what is on record      sale, second-sale
Not told (draft --why ID says more):
  no room                long (42 words)
  others are worth more  vote
  not with another       pair
  in another's place     twin
  no move takes it       bare
  grade 1 or 0           weak-a, weak-b, weak-c, weak-d,
                         weak-e, weak-f, weak-g, weak-h,
                         weak-i, weak-j, weak-k, weak-l,
                         and 2 more
  tell = "never"         silent
`
	if got := r.Table(60); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for id, want := range map[string]string{
		"norm":   "norm is told, as what a standard asks. It takes 20 words with its note, and is worth 22: grade 3 12, severity 2 10.",
		"long":   "It takes 42 words with its note, and is worth 22",
		"bare":   "no move of the plan",
		"vote":   "the places for votes and proposals go to claims that are worth more together",
		"silent": `its claim says tell = "never"`,
		"pair":   "told with sale, and that isn't told",
		"twin":   "isn't told beside sale, which is",
		"weak-a": "it has grade 1", "none": "",
	} {
		if got := r.Why(id); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
