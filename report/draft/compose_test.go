package draft

import (
	"strings"
	"testing"

	"whereas/report/check"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
)

func sentencesOf(texts ...string) []sentence {
	var ts []sentence
	for i, s := range texts {
		id := string(rune('a' + i))
		ts = append(ts, sentence{[]string{id}, prose.Markdown(s + "[^" + id + "]")})
	}
	return ts
}

// Sentences that begin alike make one, each part with its own note; what has parts of its own, begins otherwise, or
// goes on with a name stays as it is.
func TestJoined(t *testing.T) {
	words := tellerOf(t, &dossier.Dossier{}).Wording
	for _, v := range []struct {
		name string
		in   []string
		want string
	}{
		{"three", []string{"The board's statement gives no number.", "The board's statement doesn't say who decides.",
			"The board's statement is silent on sales."},
			"The board's statement gives no number,[^a] doesn't say who decides,[^b] and is silent on sales.[^c]"},
		{"two", []string{"The board's statement gives no number.", "The board's statement is silent on sales."},
			"The board's statement gives no number[^a] and is silent on sales.[^b]"},
		{"two, then another", []string{"The board's statement gives no number.", "The board's statement is silent.",
			"A page says more."}, "The board's statement gives no number[^a] and is silent.[^b] A page says more.[^c]"},
		{"too few words alike", []string{"The board gives no number.", "The board is silent."},
			"The board gives no number.[^a] The board is silent.[^b]"},
		{"a name follows", []string{"The board's statement of April says little.",
			"The board's statement of March says less."},
			"The board's statement of April says little.[^a] The board's statement of March says less.[^b]"},
		{"one has parts", []string{"The board's statement gives no number; it says why.",
			"The board's statement is silent on sales."},
			"The board's statement gives no number; it says why.[^a] The board's statement is silent on sales.[^b]"},
		{"both deny", []string{"The board's statement does not name a customer.",
			"The board's statement does not say who decides."},
			"The board's statement does not name a customer[^a] and does not say who decides.[^b]"},
		{"both are helped", []string{"The board's statement has not been changed.", "The board's statement has not been sold."},
			"The board's statement has not been changed[^a] and has not been sold.[^b]"},
		{"one alone", []string{"The board's statement gives no number."}, "The board's statement gives no number.[^a]"},
		{"none", nil, ""},
	} {
		if got := paragraph(words.joined(sentencesOf(v.in...))); got != v.want {
			t.Errorf("%s:\n%s\nwant\n%s", v.name, got, v.want)
		}
	}
	if got := ids(words.joined(sentencesOf("The board's statement gives no number.", "The board's statement is silent."))); got != "a, b" {
		t.Errorf("the claims of a joined sentence are %q", got)
	}
}

// Behind a connective a sentence begins small, and "reportedly" needs no comma.
func TestBehind(t *testing.T) {
	in := Input{Wording: tellerOf(t, &dossier.Dossier{}).Wording}
	for s, want := range map[string]string{
		"The army bought it.":                "Yet the army bought it.",
		"Exemplar bought it.":                "Yet Exemplar bought it.",
		"Reportedly, in 2024 the army left.": "Yet reportedly in 2024 the army left.",
	} {
		if got := string(in.behind("Yet %s", prose.Markdown(s))); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// acronyms are those of a dossier whose entities have a short name each.
func acronyms(names map[string]string) Input {
	d := &dossier.Dossier{}
	for short, long := range names {
		d.Entities = append(d.Entities, &dossier.Entity{ID: source.Text{S: short}, Short: short, Name: long})
	}
	d.Index()
	in := Input{Set: &grade.Set{Dossier: d}, Wording: Wording{articled: []string{"Department", "Agency"}}}
	in.spelling = check.NewSpelling(check.Capitals{"US": true}, d)
	return in
}

// An acronym is written out where its sentence doesn't explain it, with an article where its name has one.
func TestSpelt(t *testing.T) {
	in := acronyms(map[string]string{"ICE": "Immigration and Customs Enforcement", "DHS": "Department of Homeland Security",
		"CIA": "Central Intelligence Agency", "US": "United States"})
	for s, want := range map[string]string{
		"ICE bought it.":                      "Immigration and Customs Enforcement bought it.",
		"DHS bought it.":                      "The Department of Homeland Security bought it.",
		"In 2024 DHS bought it from the CIA.": "In 2024 the Department of Homeland Security bought it from the Central Intelligence Agency.",
		"It is in DHS's register.":            "It is in the Department of Homeland Security's register.",
		"A US agency bought it.":              "A US agency bought it.",
		`It spoke of "ICE tools" in 2024.`:    `It spoke of "ICE tools" in 2024.`,
		"POLICE bought it.":                   "POLICE bought it.",
		"The Department of Homeland Security (DHS) says that DHS left.": "The Department of Homeland Security (DHS) says that DHS left.",
		"It was Immigration and Customs Enforcement; ICE left.":         "It was Immigration and Customs Enforcement; ICE left.",
	} {
		if got := in.spelt(s); got != want {
			t.Errorf("%s\ngives\n%s\nwant\n%s", s, got, want)
		}
	}
}

// A name that comes several times is written out once, with its acronym behind it; names of lists and comments stay.
func TestShortened(t *testing.T) {
	in := acronyms(map[string]string{"ICE": "Immigration and Customs Enforcement", "DHS": "Department of Homeland Security"})
	long := "Immigration and Customs Enforcement"
	for _, v := range []struct{ name, in, want string }{
		{"once", long + " left.", long + " left."},
		{"twice", long + " came. Then " + long + " left.", long + " (ICE) came. Then ICE left."},
		{"owning", "By " + long + "'s word. Then " + long + " left.", "By " + long + "'s (ICE) word. Then ICE left."},
		{"explained by the first claim", long + " (ICE) came. Then " + long + " left.", long + " (ICE) came. Then ICE left."},
		{"explained by the second claim", long + " came. Then " + long + " (ICE) left.", long + " (ICE) came. Then ICE left."},
		{"with an article", "The Department of Homeland Security came. It is the Department of Homeland Security's.",
			"The Department of Homeland Security (DHS) came. It is DHS's."},
		{"the name of a list", "**" + long + ":**\n\n- " + long + " came.\n", "**" + long + ":**\n\n- " + long + " came.\n"},
		{"a comment", "<!-- " + long + " -->\n\n" + long + " came.", "<!-- " + long + " -->\n\n" + long + " came."},
		{"a longer word", long + "s came. " + long + " left.", long + "s came. " + long + " left."},
	} {
		if got := in.shortened(v.in); got != v.want {
			t.Errorf("%s:\n%s\nwant\n%s", v.name, got, v.want)
		}
	}
}

// What stands behind what the company says shares its page with it: the answer that the gap is about comes last.
func TestAnswersBesideTheirGaps(t *testing.T) {
	claim := func(id string, sources ...string) *candidate {
		c := told(id, "policy", 1, "")
		for _, s := range sources {
			c.g.Evidence = append(c.g.Evidence, &dossier.Evidence{Source: source.Text{S: s}})
		}
		return c
	}
	in := grouping("")
	in.Plan = Plan{Moves: []Move{{ID: "says"}, {ID: "gap", joins: "Yet %s"}}}
	statement, page := claim("statement", "proxy"), claim("page", "site")
	gap := claim("gap", "proxy")
	gap.move = 1
	s := &selection{candidates: []*candidate{statement, page, gap}}
	made := chosen{selection: s}
	made.Told = []bool{true, true, true}
	var got []string
	for _, c := range in.ordered(made, 0) {
		got = append(got, c.g.ID.S)
	}
	if strings.Join(got, " ") != "page statement" {
		t.Errorf("the answers stand as %v", got)
	}
}
