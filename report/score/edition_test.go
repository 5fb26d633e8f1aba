package score

import (
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/source"
	"whereas/report/vocab"
)

// A public card that would be graver than what its authors know isn't made, and one that shows less is.
func TestCheckEdition(t *testing.T) {
	s := ship(t)
	claim := func(id string, handling vocab.Handling) *dossier.Claim {
		return &dossier.Claim{ID: text(id), Kind: vocab.Policy, Status: "recorded", Handling: handling, About: nil,
			Evidence: []*dossier.Evidence{{Source: text("s"), Quote: text("q"), Stance: vocab.Supports, Distance: -1}}}
	}
	answer := func(element string, a vocab.ElementAnswer, claim string) *dossier.ElementAnswer {
		return &dossier.ElementAnswer{Element: text(element), Answer: a, Claims: texts(claim)}
	}
	searched := func(element string) *dossier.ElementAnswer {
		return &dossier.ElementAnswer{Element: text(element), Answer: vocab.AnsweredSearchedNone, Search: text("log")}
	}
	all := func(answers ...*dossier.ElementAnswer) []*dossier.ElementAnswer { return answers }
	for _, v := range []struct {
		name     string
		answers  []*dossier.ElementAnswer // of D, of three elements
		other    []*dossier.ElementAnswer // of E, of one
		handling vocab.Handling           // of claim h and of search log
		want     string
	}{
		{"a policy that answers is restricted",
			all(answer("a", vocab.AnsweredNone, "p"), answer("b", vocab.AnsweredNone, "p"),
				answer("c", vocab.AnsweredFull, "h")), nil, vocab.Restricted,
			`indicator "D" would be shown graver than it is: level 4, and it is 3`},
		{"and it isn't", all(answer("a", vocab.AnsweredNone, "p"), answer("b", vocab.AnsweredNone, "p"),
			answer("c", vocab.AnsweredFull, "h")), nil, vocab.Public, ""},
		{"what is restricted is against the company",
			all(answer("a", vocab.AnsweredFull, "p"), answer("b", vocab.AnsweredFull, "p"),
				answer("c", vocab.AnsweredNone, "h")), nil, vocab.Restricted, ""},
		{"an answer in full takes the point with it", all(searched("a"), searched("b"), searched("c")),
			all(answer("a", vocab.AnsweredFull, "h")),
			vocab.Restricted, ""},
		{"a good indicator of several falls", all(answer("a", vocab.AnsweredNone, "p"),
			answer("b", vocab.AnsweredNone, "p"), answer("c", vocab.AnsweredNone, "p")),
			all(answer("a", vocab.AnsweredFull, "h")), vocab.Restricted,
			`"K" would be shown graver than it is: at least`},
	} {
		c := newCompany(1, s)
		c.rubric.Power, c.rubric.CoverageGate, c.rubric.AnswerGate = 1, 0.5, 0.5
		c.rubric.Indicators = []*rubric.Indicator{
			{ID: "D", Category: "k", Kind: rubric.Disclosure, Weight: 9,
				Elements: []rubric.Element{{ID: "a"}, {ID: "b"}, {ID: "c"}}},
			{ID: "E", Category: "k", Kind: rubric.Disclosure, Weight: 1, Elements: []rubric.Element{{ID: "a"}}},
		}
		c.d.Sources = []*dossier.Source{{ID: text("s"), Type: text("company-filing"), Capture: text("s")}}
		c.d.Proofs = []*dossier.Proof{{Source: "s", Quote: "q", Capture: "s"}}
		c.d.Claims = []*dossier.Claim{claim("p", vocab.Public), claim("h", v.handling)}
		c.d.Searches[0].Handling = v.handling
		c.a.Indicators = []*dossier.Judgement{{ID: text("D"), Answers: v.answers}, {ID: text("E"), Answers: v.other}}
		c.d.Index()
		var l diag.List
		CheckEdition(grade.Of(c.d, s.authority), grade.Of(c.d.Public(), s.authority), c.rubric, &l)
		ds := l.Sorted()
		if v.want == "" && len(ds) > 0 || v.want != "" &&
			(len(ds) != 1 || ds[0].Code != diag.GuardedWeakness || !strings.Contains(ds[0].Message, v.want)) {
			t.Errorf("%s: %v, want %q", v.name, ds, v.want)
		}
	}
}

func texts(ids ...string) []source.Text {
	var out []source.Text
	for _, id := range ids {
		out = append(out, text(id))
	}
	return out
}
