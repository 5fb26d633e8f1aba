package score

import (
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/source"
	"whereas/report/vocab"
)

// How the company is tied to a harm. Each row is one rule of docs/scoring.md.
func TestInvolvementRules(t *testing.T) {
	at := func(toml, keys string) string { return strings.Replace(toml, `as_of = "2024"`, keys, 1) }
	d := dossierOf(t, found+
		at(fact("tie-2018", "relationship", "recorded", "deal"), `since = "2018"`)+
		at(fact("tie-ended", "relationship", "recorded", "deal"), "since = \"2010\"\nuntil = \"2015\"")+
		at(fact("tie-day", "relationship", "recorded", "deal"), `as_of = "2019"`)+
		at(fact("tie-until", "relationship", "recorded", "deal"), `until = "2015"`)+
		at(fact("use-2017", "use", "reported", "court"), `as_of = "2017"`)+
		at(fact("use-2020", "use", "reported", "court"), `as_of = "2020"`)+
		at(fact("use-since", "use", "reported", "court"), `since = "2017"`)+
		at(fact("use-undated", "use", "reported", "court"), "")+
		at(fact("use-weak-2020", "use", "reported", "post"), `as_of = "2020"`)+
		at(fact("use-fair-2020", "use", "reported", "paper"), `as_of = "2020"`))
	sc := &scorer{Set: grade.Of(d, ship(t).authority)}
	list := func(ids string) []source.Text {
		var out []source.Text
		for _, id := range strings.Fields(ids) {
			out = append(out, text(id))
		}
		return out
	}
	in := func(link, use string) dossier.Involvement {
		return dossier.Involvement{Link: list(link), Use: list(use)}
	}
	with := func(notice, dedicated, depends, leverage string) dossier.Involvement {
		return dossier.Involvement{Link: list("tie-2018"), Use: list("use-2020"), Notice: list(notice),
			Dedicated: list(dedicated), Depends: list(depends), Leverage: list(leverage)}
	}
	for _, v := range []struct {
		name string
		in   dossier.Involvement
		want vocab.Involvement
		why  string
	}{
		{"a tie of grade 1", in("tie-1", "use-2020"), vocab.NotEstablished, "no claim of grade 2 or more"},
		{"a tie of grade 2", in("tie-2", "use-4"), vocab.DirectlyLinked,
			"a tie (tie-2) and a dated use within its time (use-4)"},
		{"a tie that isn't there", in("none", "use-2020"), vocab.NotEstablished, ""},
		{"a use of grade 1", in("tie-2018", "use-weak-2020"), vocab.Connected, "a tie (tie-2018) but no dated use"},
		{"a use of grade 2", in("tie-2018", "use-fair-2020"), vocab.DirectlyLinked, ""},
		{"a use without a date", in("tie-2018", "use-undated"), vocab.Connected, ""},
		{"a use before the tie", in("tie-2018", "use-2017"), vocab.Connected,
			"; use-2017 lies outside the time of the tie"},
		{"a use after the tie", in("tie-ended", "use-2020"), vocab.Connected, "outside the time of the tie"},
		{"one of two uses lies within", in("tie-2018", "use-2017 use-2020"), vocab.DirectlyLinked, "(use-2020)"},
		{"one of two ties covers it", in("tie-2018 tie-ended", "use-2020"), vocab.DirectlyLinked, ""},
		{"the other of two ties covers it", in("tie-ended tie-2018", "use-2020"), vocab.DirectlyLinked, ""},
		{"a tie known of a day, the use later", in("tie-day", "use-2020"), vocab.DirectlyLinked, ""},
		{"a tie known of a day, the use earlier", in("tie-day", "use-2017"), vocab.Connected, ""},
		{"a tie known of a day, a use that goes on", in("tie-day", "use-since"), vocab.DirectlyLinked, ""},
		{"a tie of which only its end is known, the use later", in("tie-until", "use-2020"), vocab.Connected, ""},
		{"a tie that ended, a use that goes on from later", in("tie-ended", "use-since"), vocab.Connected, ""},
		{"two factors, one of grade 3", with("use-3", "use-2", "", ""), vocab.MayContribute,
			"with dated notice before continuing (use-3) and capacity made or dedicated for that use (use-2)"},
		{"the other two factors, the second of grade 3", with("", "", "use-2", "use-3"), vocab.MayContribute,
			"the function depends on it by the agency's own word (use-2) and leverage given away"},
		{"'may contribute' without a strong factor", with("use-2", "use-2", "use-2", "use-2"), vocab.DirectlyLinked,
			""},
		{"one strong factor", with("use-4", "", "", ""), vocab.DirectlyLinked, ""},
		{"a strong factor and one of grade 1", with("use-4", "use-1", "", ""), vocab.DirectlyLinked, ""},
		{"a strong factor first", with("use-4", "use-2", "use-2", ""), vocab.MayContribute, ""},
		{"own staff", dossier.Involvement{Link: list("tie-2018"), Cause: list("use-2")}, vocab.Cause,
			"does the act: use-2"},
		{"own staff, by a rumour", dossier.Involvement{Link: list("tie-2018"), Use: list("use-2020"),
			Cause: list("use-1")}, vocab.DirectlyLinked, ""},
		{"own staff, and no tie", dossier.Involvement{Cause: list("use-4")}, vocab.NotEstablished, ""},
	} {
		if got, why := sc.involvement(&v.in); got != v.want || !strings.Contains(why, v.why) {
			t.Errorf("%s: %s, want %s (%s)", v.name, got, v.want, why)
		}
	}
}
