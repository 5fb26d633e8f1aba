package score

import (
	"slices"
	"strings"
	"testing"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/source"
	"whereas/report/vocab"
)

// A level that speaks of the present isn't met by a claim that has ended.
func TestPresentLevels(t *testing.T) {
	claim := func(id string, kind vocab.Kind, until string) *grade.Claim {
		c := &dossier.Claim{ID: text(id), Kind: kind}
		if until != "" {
			d, err := civil.Parse(until)
			if err != nil {
				t.Fatal(err)
			}
			c.Until = source.Date{Date: d}
		}
		return &grade.Claim{Claim: c, Grade: 3}
	}
	tie, tied := claim("tie", vocab.Relationship, ""), claim("tied", vocab.Relationship, "2023")
	use, used := claim("use", vocab.Use, ""), claim("used", vocab.Use, "2024-06")
	both := []rubric.Needs{{Link: []vocab.Kind{vocab.Relationship}, Fact: []vocab.Kind{vocab.Use, vocab.CustomerRecord,
		vocab.History, vocab.Norm, vocab.Act, vocab.Policy, vocab.Exposure, vocab.Capability}}}
	const noTie, noFact = "a claim that ties product and customer (relationship)", "a claim that shows the fact (use or " +
		"customer-record or history or norm or act or policy or exposure or capability)"
	for _, v := range []struct {
		name    string
		present bool
		needs   []rubric.Needs
		claims  []*grade.Claim
		want    string
	}{
		{"both hold", true, both, []*grade.Claim{tie, use}, ""},
		{"the tie has ended", true, both, []*grade.Claim{tied, use},
			noTie + ` ("tied" ended in 2023, and the level speaks of the present)`},
		{"the fact has ended", true, both, []*grade.Claim{tie, used},
			noFact + ` ("used" ended in 2024-06, and the level speaks of the present)`},
		{"both have ended", true, both, []*grade.Claim{tied, used},
			noTie + ` ("tied" ended in 2023, "used" ended in 2024-06, and the level speaks of the present)`},
		{"a level of the past", false, both, []*grade.Claim{tied, used}, ""},
		{"one that has ended beside those that hold", true, both, []*grade.Claim{tied, tie, use, used}, ""},
		{"what a customer did doesn't end", true, both, []*grade.Claim{tie, claim("r", vocab.CustomerRecord, "2023")}, ""},
		{"nor a vote", true, both, []*grade.Claim{tie, claim("h", vocab.History, "2023")}, ""},
		{"nor a norm", true, both, []*grade.Claim{tie, claim("n", vocab.Norm, "2023")}, ""},
		{"an act that went on until then does", true, both, []*grade.Claim{tie, claim("a", vocab.Act, "2023")},
			noFact + ` ("a" ended in 2023, and the level speaks of the present)`},
		{"no needs", true, nil, []*grade.Claim{use}, ""},
		{"no needs, and it has ended", true, nil, []*grade.Claim{used},
			`a claim that still holds ("used" ended in 2024-06, and the level speaks of the present)`},
		{"no needs, and one holds", true, nil, []*grade.Claim{used, use}, ""},
		{"no needs and no claim", true, nil, nil, ""},
		{"no needs, of the past", false, nil, []*grade.Claim{used}, ""},
	} {
		missing, _, facts := needs(rubric.Level{Needs: v.needs, Present: v.present}, v.claims)
		if missing != v.want {
			t.Errorf("%s: it lacks %q, want %q", v.name, missing, v.want)
		}
		if v.present && slices.ContainsFunc(facts, ended) {
			t.Errorf("%s: what has ended is among its facts", v.name)
		}
	}
	level := rubric.Level{Needs: both, Present: true}
	if s := countsAs(level, tied); !strings.Contains(s, "for nothing, as it ended in 2023") {
		t.Error(s)
	}
	if s := countsAs(level, tie); !strings.Contains(s, "as the tie") {
		t.Error(s)
	}
	if s := countsAs(rubric.Level{Needs: both}, tied); !strings.Contains(s, "as the tie") {
		t.Error(s)
	}
	in := &rubric.Indicator{Levels: []rubric.Level{{}, {Needs: both}, level}}
	if got := levelsOf(in, used); !slices.Equal(got, []int{1}) {
		t.Errorf("a claim that has ended is suggested for %v", got)
	}
	if got := levelsOf(in, use); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("a claim that holds is suggested for %v", got)
	}
}

// Of a compound claim the voices of its weakest part count.
func TestVoicesOfACompoundClaim(t *testing.T) {
	piece := func(cluster, part string) grade.Piece {
		return grade.Piece{Stance: vocab.Supports, Base: 3, Distance: 1, Cluster: cluster, Document: cluster,
			Parts: []string{part}}
	}
	c := &dossier.Claim{Kind: vocab.Act, Parts: []dossier.Part{{ID: text("one")}, {ID: text("two")}}}
	g := &grade.Claim{Claim: c, Pieces: []grade.Piece{piece("a", "one"), piece("b", "two")}, Weakest: "one"}
	if n := independent([]*grade.Claim{g}); n != 1 {
		t.Errorf("%d voices", n)
	}
	if s := clustersOf(g); s != "cluster a" {
		t.Error(s)
	}
}

// The shipped rubric says which of its levels speak of the present.
func TestShippedRubricSpeaksOfThePresent(t *testing.T) {
	r := ship(t).rubric
	for id, want := range map[string][]bool{
		"CR1": {false, false, false, false, false}, "CR2": {false, true, true, true, true},
		"CR3": {false, true, true, true, true}, "CR7": {false, false, false, false, false},
		"MP3": {false, false, true, true, true}, "MP4": {false, false, false, false, false},
	} {
		for n, lv := range r.Indicator(id).Levels {
			if lv.Present != want[n] {
				t.Errorf("%s level %d: present %v", id, n, lv.Present)
			}
		}
	}
}
