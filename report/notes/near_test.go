package notes

import (
	"testing"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
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
		got := doc.Plain(near(set, id, []string{"amazon"}))
		if got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
}
