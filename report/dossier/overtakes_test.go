package dossier

import (
	"strings"
	"testing"

	"whereas/report/diag"
)

// What a claim may overtake.
func TestOvertakes(t *testing.T) {
	plain := func(id, keys string) string {
		return strings.Replace(claimOf(id, about+"; "+keys, piece("s", "")), "as_of = \"2024\"\n", "", 1)
	}
	for _, v := range []struct{ name, toml, want string }{
		{"an earlier one", plain("a", `as_of = "2020"`) + plain("b", `as_of = "2021"; overtakes = ["a"]`), ""},
		{"without brackets", plain("a", `as_of = "2020"`) + plain("b", `as_of = "2021"; overtakes = "a"`), ""},
		{"one that ended when it began", plain("a", `until = "2024-01"`) + plain("b", `since = "2024"; overtakes = ["a"]`), ""},
		{"one that isn't there", plain("b", `as_of = "2021"; overtakes = ["a"]`), "unknown-claim"},
		{"itself", plain("a", `as_of = "2020"; overtakes = ["a"]`), "circular-claims"},
		{"each other", plain("a", `as_of = "2020"; overtakes = ["b"]`) + plain("b", `as_of = "2020"; overtakes = ["a"]`),
			"circular-claims"},
		{"in a circle of three, with one before it", plain("z", `as_of = "2020"; overtakes = ["a"]`) +
			plain("a", `as_of = "2020"; overtakes = ["b"]`) + plain("b", `as_of = "2020"; overtakes = ["c"]`) +
			plain("c", `as_of = "2020"; overtakes = ["a"]`), "circular-claims"},
		{"in two ways, no circle", plain("a", `as_of = "2020"`) + plain("b", `as_of = "2021"; overtakes = ["a"]`) +
			plain("c", `as_of = "2021"; overtakes = ["a"]`) + plain("d", `as_of = "2022"; overtakes = ["b", "c"]`), ""},
		{"a later one", plain("a", `as_of = "2022"`) + plain("b", `as_of = "2021"; overtakes = ["a"]`), "overtakes-later"},
		{"one of the same day", plain("a", `as_of = "2021-01-01"`) + plain("b", `as_of = "2021-01-01"; overtakes = ["a"]`),
			"overtakes-later"},
		{"perhaps a later one", plain("a", `as_of = "2021"`) + plain("b", `as_of = "2021"; overtakes = ["a"]`), ""},
	} {
		_, l := partFaults(t, map[string]string{"d.toml": "[dossier]\nformat = 1\nas_of = \"2025\"\n[company]\n" +
			"name = \"C\"\n[meeting]\nrules = \"r\"\nyear = 2025\n" + table("s", `title = "S"`) + v.toml})
		var got []string
		for _, d := range l.Sorted() {
			switch got = append(got, string(d.Code)); {
			case d.Code == diag.OvertakesLater && len(d.Notes) != 1, d.Hint == "" && d.Code != diag.UnknownClaim:
				t.Errorf("%s: %v names one place alone, or no remedy", v.name, d)
			}
		}
		if s := strings.Join(got, " "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
}

// What is restricted isn't named by what overtakes it.
func TestPublicOvertakes(t *testing.T) {
	d, _ := partFaults(t, map[string]string{"d.toml": table("s", `title = "S"`) +
		claimOf("a", about+`; handling = "restricted"`, piece("s", "")) + claimOf("b", about, piece("s", "")) +
		claimOf("c", about+`; overtakes = ["a", "b"]`, piece("s", ""))})
	for _, c := range d.Public().Claims {
		if c.ID.S == "c" && (len(c.Overtakes) != 1 || c.Overtakes[0].S != "b") {
			t.Error(c.Overtakes)
		}
	}
	if c := d.Claim("c"); len(c.Overtakes) != 2 {
		t.Error("the dossier itself was changed")
	}
}
