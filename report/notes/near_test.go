package notes

import (
	"fmt"
	"testing"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
)

// A mark that cites nothing is told with what was most likely meant, of its own kind.
func TestNear(t *testing.T) {
	d := &dossier.Dossier{
		Claims:  []*dossier.Claim{{ID: source.Text{S: "hart-on-aws"}}},
		Sources: []*dossier.Source{{ID: source.Text{S: "ungp"}}},
	}
	d.Index()
	set := &grade.Set{Dossier: d, Claims: []*grade.Claim{{Claim: d.Claims[0]}}}
	for id, want := range map[string]string{
		"hart-on-asw": "hart-on-aws", "source:ungpp": "source:ungp", "reply:amazn": "reply:amazon",
		"ungp": "", "source:hart-on-aws": "", "nothing-like-it": "", "": "",
	} {
		guesses := fewGuesses
		got := doc.Plain(near(set, id, []string{"amazon"}, &guesses))
		if got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
}

// Thousands of marks that cite nothing aren't each compared with thousands of claims.
func TestNearIsBounded(t *testing.T) {
	d := &dossier.Dossier{}
	for i := range 1000 {
		d.Claims = append(d.Claims, &dossier.Claim{ID: source.Text{S: fmt.Sprintf("claim-%d", i)}})
	}
	d.Index()
	set := &grade.Set{Dossier: d}
	for _, c := range d.Claims {
		set.Claims = append(set.Claims, &grade.Claim{Claim: c})
	}
	for name, notes := range map[string]prose.Notes{"short": Short(set), "full": (&Annotator{Set: set,
		guesses: fewGuesses}).Notes} {
		told := 0
		for i := range 1000 {
			if in, _ := notes(fmt.Sprintf("claim-%dx", i)); in != nil {
				told++
			}
		}
		if told == 0 || told > int(fewGuesses)/1000 {
			t.Errorf("%s: %d of them were guessed", name, told)
		}
	}
}
