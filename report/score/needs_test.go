package score

import (
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// Clusters over several claims are counted as within one: a document that is cited for two of them is one witness, and so
// is a voice.
func TestClustersOverSeveralClaims(t *testing.T) {
	piece := func(cluster, document string) grade.Piece {
		return grade.Piece{Stance: vocab.Supports, Base: 3, Distance: 1, Cluster: cluster, Document: document}
	}
	claim := func(kind vocab.Kind, pieces ...grade.Piece) *grade.Claim {
		return &grade.Claim{Claim: &dossier.Claim{Kind: kind}, Pieces: pieces}
	}
	contradicts := piece("b", "2")
	contradicts.Stance = vocab.Contradicts
	for _, v := range []struct {
		name   string
		claims []*grade.Claim
		met    bool
	}{
		{"two voices in two documents",
			[]*grade.Claim{claim(vocab.Act, piece("a", "1")), claim(vocab.Act, piece("b", "2"))}, true},
		{"one voice in two documents",
			[]*grade.Claim{claim(vocab.Act, piece("a", "1")), claim(vocab.Act, piece("a", "2"))}, false},
		{"two voices in one document",
			[]*grade.Claim{claim(vocab.Act, piece("a", "1")), claim(vocab.Act, piece("b", "1"))}, false},
		{"two in one claim", []*grade.Claim{claim(vocab.Act, piece("a", "1"), piece("b", "2"))}, true},
		{"one of them speaks against it", []*grade.Claim{claim(vocab.Act, piece("a", "1"), contradicts)}, false},
		{"one of them stands under a log",
			[]*grade.Claim{claim(vocab.Act, piece("a", "1")), claim(vocab.Absence, piece("b", "2"))}, false},
	} {
		missing, _ := need(rubric.Needs{Clusters: 2}, v.claims)
		if (missing == "") != v.met {
			t.Errorf("%s: %q", v.name, missing)
		}
	}
}

// One person can't take a disclosure indicator out of its category by saying of each element that it doesn't apply.
func TestNoElementAppliesIsUnknown(t *testing.T) {
	in := &rubric.Indicator{ID: "D", Category: "k", Kind: rubric.Disclosure, Weight: 1,
		MayNotApply: "where it sells nothing",
		Elements:    []rubric.Element{{ID: "a"}, {ID: "b"}}}
	exempt := &dossier.ElementAnswer{Element: text("a"), Answer: vocab.AnsweredNotApplicable}
	other := &dossier.ElementAnswer{Element: text("b"), Answer: vocab.AnsweredNotApplicable}
	confirmed := &dossier.NotApplicable{Why: "w", By: "x", ConfirmedBy: "y"}
	for _, v := range []struct {
		name     string
		answers  []*dossier.ElementAnswer
		said     *dossier.NotApplicable
		state    vocab.State
		lo, hi   float64
		warnings int
	}{
		{"both, by one person", []*dossier.ElementAnswer{exempt, other}, nil, vocab.Undetermined, 0, 4, 1},
		{"one of two", []*dossier.ElementAnswer{exempt}, nil, vocab.Undetermined, 0, 4, 0},
		{"confirmed by a second", []*dossier.ElementAnswer{exempt, other}, confirmed, vocab.NotApplicable, 0, 0, 0},
	} {
		c := newCompany(1, ship(t))
		c.rubric.Indicators = []*rubric.Indicator{in}
		j := &dossier.Judgement{ID: text("D"), Answers: v.answers, NotApplicable: v.said}
		c.a.Indicators = []*dossier.Judgement{j}
		got := c.card().Categories[0].Indicators[0]
		if got.State != v.state || v.state != vocab.NotApplicable && (*got.Lo != v.lo || *got.Hi != v.hi) {
			t.Errorf("%s: %s %v–%v, want %s %v–%v", v.name, got.State, show(got.Lo), show(got.Hi), v.state, v.lo, v.hi)
		}
		var l diag.List
		s := &scorer{Set: grade.Of(c.d, c.ship.authority), r: c.rubric}
		s.check(c.a, j, &l)
		n := 0
		for _, d := range l.Sorted() {
			if d.Code == diag.Unconfirmed {
				n++
			}
		}
		if n != v.warnings {
			t.Errorf("%s: %d warnings, want %d", v.name, n, v.warnings)
		}
	}
}
