package grade

import (
	"testing"

	"whereas/report/diag"
	"whereas/report/source"
)

func TestAlikeQuotes(t *testing.T) {
	d := build("use", "reported", []pieceSpec{{typ: "journalism", distance: -1}, {typ: "research", method: "x", distance: -1}})
	set := func(a, b string) int {
		d.Claims[0].Evidence[0].Quote = source.Text{S: a}
		d.Claims[0].Evidence[1].Quote = source.Text{S: b}
		var l diag.List
		CheckClusters(Claims(d, authority(t)), &l)
		return l.Count(diag.Warning)
	}
	const phrase = "the system was used to track down the parents of children"
	for _, v := range []struct {
		a, b string
		want int
	}{{phrase, phrase, 1}, {phrase, "the system was used to track down the parents of “children”", 1}, {phrase, "agents looked for the parents with that very system", 0}, {"of use", "of use", 0}} {
		if got := set(v.a, v.b); got != v.want {
			t.Errorf("%q and %q: %d warnings, want %d", v.a, v.b, got, v.want)
		}
	}
	d.Claims[0].Evidence[1].Origin = "a" // the same voice as the first source
	if set(phrase, phrase) != 0 {
		t.Error("two pieces of one cluster draw a warning")
	}
}
