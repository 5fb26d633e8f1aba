package check

import (
	"testing"

	"whereas/report/diag"
	"whereas/report/grade"
)

// However a restricted id is dressed up in a text of the user's own, the text isn't published with it.
func TestCitesRestricted(t *testing.T) {
	private := map[string]bool{"secret": true, "secret-claim": true, "source:secret-source": true,
		"reply:one:secret": true, "open-claim": true, "open": true}
	edition := map[string]bool{"open-claim": true, "open": true}
	in := func(m map[string]bool) func(string) bool { return func(id string) bool { return m[id] } }
	for text, want := range map[string]bool{
		"It did.[^secret]":                     true,
		"It did.[^ secret]":                    true,
		"It did.[^secret ]":                    true,
		"It did.[ ^secret]":                    true,
		`It did.[\^secret]`:                    true,
		`It did.\[^secret\]`:                   true,
		"It did.[&#94;secret]":                 true,
		"It did.[&#x5E;secret]":                true,
		"It did.&#91;^secret&#93;":             true,
		"It did.[^open, ^secret]":              true,
		"It did.[^open,secret]":                true,
		"It did.[^open;secret]":                true,
		"It did.[^\nsecret]":                   true,
		"It did.[^secret-\nclaim]":             true,
		"It did.^[see secret]":                 true,
		"It did (secret-claim).":               true,
		"It did.[^source:secret-source]":       true,
		"It did.[^reply:one:secret]":           true,
		"[^secret]: a note of one's own":       true,
		"It did.[^open]":                       false,
		"It did.[^open-claim][^open]":          false,
		"It kept a secret.":                    false, // a word of English, and no mark
		"It did.[^unknown-claim]":              false, // an error of its own
		"A well-known fact [in brackets]. ^ 2": false,
	} {
		var l diag.List
		if got := CitesRestricted([]byte(text), "resolution.md", in(private), in(edition), &l); got != want {
			t.Errorf("%q: refused %v, want %v", text, got, want)
		} else if want && (l.Count(diag.Error) != 1 || l.Sorted()[0].Code != diag.CitesRestricted) {
			t.Errorf("%q: %v", text, l.Sorted())
		}
	}
}

// A claim isn't shown without the later one that overtakes it.
func TestWeaknessesOvertaken(t *testing.T) {
	for _, v := range []struct {
		name, keys string
		want       bool
	}{
		{"public", "", false},
		{"restricted", "; handling = \"restricted\"", true},
	} {
		toml := halves + fact("old", `about = ["lens"]`, "") +
			fact("later", `about = ["lens"]; as_of = "2024"; overtakes = ["old"]`+v.keys, "")
		private := graded(t, toml)
		public := grade.Of(private.Dossier.Public(), private.Authority)
		var l diag.List
		if got := Weaknesses(private, public, &l); got != v.want || (l.Count(diag.Error) == 1) != v.want {
			t.Errorf("%s: %v, %v", v.name, got, l.Sorted())
		}
	}
}
