package dossier

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/diag"
)

// What is wrong with the parts of a claim: each fault once, at its place, and nothing that follows from it.
func TestPartsOfAClaim(t *testing.T) {
	const two = "[claim.c.parts]\none = \"a\"\ntwo = \"b\"\n"
	for _, v := range []struct{ name, toml, want string }{
		{"both halves supported", claimOf("c", about, piece("s", `, part = "one"`)+piece("s", `, part = "two"`)) + two, ""},
		{"one piece for both", claimOf("c", about, piece("s", `, part = ["one", "two"]`)) + two, ""},
		{"one piece for all", claimOf("c", about, piece("s", "")) + two, ""},
		{"inline", claimOf("c", about+`; parts = { one = "a", two = "b" }`, piece("s", "")), ""},
		{"a half without evidence", claimOf("c", about, piece("s", `, part = "one"`)) + two,
			`part-without-evidence two`},
		{"a half that is only disputed", claimOf("c", about, piece("s", `, part = "one"`)+
			piece("s", `, part = "two", stance = "contradicts"`)) + two, `part-without-evidence two`},
		{"nothing supports any", claimOf("c", about, piece("s", `, stance = "qualifies"`)) + two,
			`claim-without-evidence c`},
		{"a misspelt half", claimOf("c", about, piece("s", `, part = "one"`)+piece("s", `, part = ["two", "tow"]`)) + two,
			`unknown-part tow`},
		{"a half of a claim that has none", claimOf("c", about, piece("s", `, part = "one"`)), `unknown-part one`},
		{"one part alone", claimOf("c", about, piece("s", "")) + "[claim.c.parts]\none = \"a\"\n", `bad-parts c`},
		{"no part", claimOf("c", about, piece("s", "")) + "[claim.c.parts]\n", `bad-parts c`},
		{"an absence", strings.Replace(claimOf("c", about+`; search = "l"`, piece("s", "")), `"use"`, `"absence"`, 1) + two +
			"[search.l]\ndate = \"2024\"\nby = [\"x\"]\ndocuments = [ { source = \"s\", read = \"whole\" } ]\n" +
			"terms = [\"t\"]\nlanguages = [\"en\"]\nasked = false\nfound = \"nothing\"\n", `bad-parts c`},
		{"a part without words", claimOf("c", about, piece("s", "")) + "[claim.c.parts]\none = \"a\"\ntwo = \"\"\n",
			`empty-text two`},
		{"a list", claimOf("c", about+`; parts = ["a", "b"]`, piece("s", "")), `wrong-type parts`},
		{"too many", claimOf("c", about, piece("s", "")) + "[claim.c.parts]\n" + manyParts(MaxParts+1), `too-many-pieces c`},
		{"as many as may be", claimOf("c", about, piece("s", "")) + "[claim.c.parts]\n" + manyParts(MaxParts), ""},
	} {
		_, l := partFaults(t, map[string]string{"d.toml": "[dossier]\nformat = 1\nas_of = \"2024\"\n[company]\nname = \"C\"\n" +
			"[meeting]\nrules = \"r\"\nyear = 2025\n" +
			table("s", `title = "S"`) + v.toml})
		var got []string
		for _, d := range l.Sorted() {
			_, word, _ := strings.Cut(d.Message, `"`)
			word, _, _ = strings.Cut(word, `"`)
			got = append(got, string(d.Code)+" "+word)
			if d.Code == diag.PartWithoutEvidence && d.Hint == "" {
				t.Errorf("%s: no hint", v.name)
			}
		}
		if s := strings.Join(got, "; "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
}

// partFaults is faultsOf, whose words know no journalism.
func partFaults(t *testing.T, files map[string]string) (*Dossier, *diag.List) {
	t.Helper()
	for name, text := range files {
		files[name] = strings.ReplaceAll(text, `"journalism"`, `"procurement"`)
	}
	return faultsOf(t, files)
}

func manyParts(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "p%d = \"x\"\n", i)
	}
	return b.String()
}

// A claim of which the public edition shows only one half's evidence would be shown as a whole: it goes.
func TestPublicPartsGoTogether(t *testing.T) {
	const two = "[claim.c.parts]\none = \"a\"\ntwo = \"b\"\n"
	for _, v := range []struct{ name, evidence, want string }{
		{"both public", piece("s", `, part = "one"`) + piece("s", `, part = "two"`), "c"},
		{"one half restricted", piece("s", `, part = "one"`) + piece("s", `, part = "two", handling = "restricted"`), ""},
		{"one half has a public piece left", piece("s", `, part = "one"`) + piece("s", `, part = "two"`) +
			piece("s", `, part = "two", handling = "restricted"`), "c"},
	} {
		d, _ := partFaults(t, map[string]string{"d.toml": table("s", `title = "S"`) +
			claimOf("c", about, v.evidence) + two})
		var ids []string
		for _, c := range d.Public().Claims {
			ids = append(ids, c.ID.S)
		}
		if got := strings.Join(ids, " "); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}
