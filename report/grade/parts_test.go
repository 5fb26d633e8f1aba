package grade

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/vocab"
)

// A compound claim has the grade of its weakest part; what supports one part corroborates no other.
func TestParts(t *testing.T) {
	const parts = "[claim.c.parts]\none = \"A thing\"\ntwo = \"Another thing\"\n"
	all := sources("deal procurement", "deal2 procurement", "a journalism", "b journalism", "post advocacy",
		"machine aggregator", "web company-statement", "court finding")
	for _, v := range []struct {
		name    string
		pieces  []string
		grade   int
		weakest string
		before  int
		voices  int
	}{
		{"both halves on record", []string{`deal part = "one", quote = "q"`, `deal2 part = "two", quote = "q"`}, 4, "one",
			4, 1},
		{"two sources, each for its half", []string{`a part = "one"`, `b part = "two"`}, 2, "one", 2, 1},
		{"two sources for both halves", []string{"a", "b"}, 3, "one", 3, 2},
		{"both named", []string{`a part = ["one", "two"]`, `b part = ["one", "two"]`}, 3, "one", 3, 2},
		{"one half on record, the other a post", []string{`deal part = "one", quote = "q"`, `post part = "two"`}, 1,
			"two", 1, 0},
		{"one half a lead", []string{`deal part = "two", quote = "q"`, `machine part = "one"`}, 0, "one", 0, 0},
		{"the half that is contested", []string{`a part = "one"`, `b part = "one"`, `a part = "two"`, `b part = "two"`,
			`web part = "two", stance = "contradicts"`}, 2, "two", 3, 2},
		{"contested as a whole", []string{"a", "b", `web stance = "contradicts"`}, 2, "one", 3, 2},
		{"of two with one grade, the one that fewer voices bear", []string{`deal part = "two", quote = "q"`,
			`a part = "one"`, `b part = "one"`, `court part = "two", stance = "contradicts", quote = "q"`,
			`deal2 part = "two", quote = "q"`}, 3, "one", 3, 2},
	} {
		s := graded(t, all+claim("relationship", "recorded", v.pieces...)+
			parts)
		g := s.Claims[0]
		if g.Grade != v.grade || g.Weakest != v.weakest || g.BeforeContest != v.before || len(g.Clusters) != v.voices {
			t.Errorf("%s: grade %d by part %q, %d before contest, voices %v; want %d, %q, %d, %d", v.name, g.Grade,
				g.Weakest, g.BeforeContest, g.Clusters, v.grade, v.weakest, v.before, v.voices)
		}
		words, _ := vocabulary(t)
		if why := strings.Join(g.Why(words), "; "); !strings.Contains(why, fmt.Sprintf("part %q", v.weakest)) {
			t.Errorf("%s: %q doesn't say which part holds it down", v.name, why)
		}
		if g.Contested != strings.Contains(strings.Join(v.pieces, ""), "contradicts") {
			t.Errorf("%s: contested %t", v.name, g.Contested)
		}
		bearing := g.Bearing()
		if len(bearing) == len(g.Pieces) && strings.Contains(strings.Join(v.pieces, ""), `part = "`) ||
			!slices.Equal(Clusters(bearing, vocab.Supports), g.Clusters) {
			t.Errorf("%s: %d of %d pieces bear on its weakest part", v.name, len(bearing), len(g.Pieces))
		}
		if d := g.Deciding(); d.Rule == WeakestPart {
			t.Errorf("%s: what would raise it is said of no rule", v.name)
		}
	}
}

func TestBearingOfAClaimWithoutParts(t *testing.T) {
	g := graded(t, sources("a journalism", "b journalism")+claim("use", "reported", "a", "b")).Claims[0]
	if len(g.Bearing()) != 2 || g.Weakest != "" {
		t.Error(g.Bearing(), g.Weakest)
	}
}

// A claim that needs two voices needs what both say to have something in common: else each may support a half.
func TestUnlikeSaysWarns(t *testing.T) {
	const text = `text = "Acme built the camera network for the city and trained its officers"`
	const built, trained = `a says = "it built the network of cameras"`, `b says = "officers were trained by it"`
	for _, v := range []struct {
		name   string
		text   string
		pieces []string
		want   int
	}{
		{"each a half", text, []string{built, trained}, 1},
		{"the same in other words", text, []string{built, `b says = "the cameras were its work"`}, 0},
		{"another ending", text, []string{built, `b says = "it was building something"`}, 0},
		{"a figure in common", text, []string{`a says = "network of 300"`, `b says = "the officers, 300 of them"`}, 0},
		{"a word of the quotes in common", text, []string{built + `, quote = "as the contract says"`,
			trained + `, quote = "the contract provides for it"`}, 0},
		{"names in common alone", text, []string{`a says = "Acme built the network"`, `b says = "Acme trained officers"`}, 1},
		{"a third that shares with one of them", text, []string{built, trained, `c says = "training of the officers"`}, 0},
		{"a third of the same voice", text, []string{built, trained, `c says = "the officers", origin = "b"`}, 1},
		{"a third that is too weak to count", text, []string{built, trained, `post says = "training of officers"`}, 1},
		{"one voice", text, []string{built, `b says = "officers were trained by it", origin = "a"`}, 0},
		{"the record itself, which needs no second", text, []string{`deal says = "network built", quote = "q"`, trained}, 0},
		{"one that only qualifies", text, []string{built, `b says = "cameras", ` + `stance = "qualifies"`,
			`c says = "officers were trained"`}, 1},
		{"says that say nothing", text, []string{built, `b says = "what the paper says of it"`}, 0},
		{"says that say nothing, first", text, []string{`a says = "what the paper says of it"`, trained}, 0},
		{"one word of the claim each", text, []string{`a says = "it built"`, `b says = "they were trained"`}, 1},
		{"a claim of four words", `text = "Acme built cameras and trained officers"`, []string{`a says = "it built"`,
			`b says = "for officers"`}, 1},
		{"a claim of three", `text = "Acme built cameras for officers"`, []string{`a says = "it built"`,
			`b says = "for officers"`}, 0},
		{"another part's record shares with one of them",
			text + "\n[claim.c.parts]\none = \"it built\"\ntwo = \"it trained\"",
			[]string{built + `, part = "one"`, trained + `, part = "one"`,
				`deal part = "two", says = "network of cameras", quote = "q"`, `c part = "two", says = "a network"`}, 1},
		{"a claim without halves", `text = "Acme trained officers"`, []string{`a says = "it trained"`,
			`b says = "for officers"`}, 0},
		{"halves that are named", text + "\n[claim.c.parts]\none = \"it built\"\ntwo = \"it trained\"",
			[]string{built + `, part = "one"`, trained + `, part = "two"`}, 0},
		{"both on one part, and apart", text + "\n[claim.c.parts]\none = \"it built\"\ntwo = \"it trained\"",
			[]string{built, trained}, 1},
	} {
		c := claim("relationship", "reported", v.pieces...)
		text, parts, _ := strings.Cut(v.text, "\n")
		toml := sources("a journalism", "b journalism", "c journalism", "post advocacy", "deal procurement") +
			strings.Replace(c, `text = "c"`, text, 1) + parts +
			"\n[company]\nname = \"Acme\"\n"
		var l diag.List
		graded(t, toml).CheckClusters(&l)
		n := 0
		for _, d := range l.Sorted() {
			if d.Code == diag.UnlikeSays {
				n++
				if len(d.Notes) != 1 || !strings.Contains(d.Hint, "[claim.c.parts]") {
					t.Errorf("%s: %v names one place, or no remedy", v.name, d)
				}
			}
		}
		if n != v.want {
			t.Errorf("%s: %d warnings, want %d", v.name, n, v.want)
		}
	}
}

// Of three that have nothing in common the first two are named.
func TestUnlikeSaysNamesTheFirst(t *testing.T) {
	toml := sources("a journalism", "b journalism", "c journalism") + strings.Replace(claim("use", "reported",
		`a says = "it built"`, `b says = "officers trained"`, `c says = "the city network"`), `text = "c"`,
		`text = "Acme built the camera network for the city and trained its officers"`, 1)
	_, ds := warned(t, toml)
	if len(ds) != 1 || !strings.HasSuffix(ds[0].Message, `claim "c": "it built", and "officers trained"`) {
		t.Error(ds)
	}
}

// Pieces that bear on different parts don't corroborate each other: that they are alike says nothing.
func TestAlikeOfDifferentParts(t *testing.T) {
	const parts = "[claim.c.parts]\none = \"A thing\"\ntwo = \"Another\"\n"
	const days = `;published = "2025-03-01"`
	for _, v := range []struct {
		name    string
		sources []string
		pieces  []string
		want    string
	}{
		{"said to say the same", []string{"a journalism", "b journalism"},
			[]string{`a part = "one", says = "the same is said"`, `b part = "two", says = "the same is said"`}, ""},
		{"of the same part", []string{"a journalism", "b journalism"},
			[]string{`a part = "one", says = "the same is said"`, `b part = "one", says = "the same is said"`}, "alike-says"},
		{"quotes that are alike", []string{"a journalism", "b journalism"},
			[]string{`a part = "one", quote = "one two three four five"`, `b part = "two", quote = "one two three four five"`},
			""},
		{"one announcement, and a record of the other part", []string{"a journalism" + days, "b journalism" + days,
			"deal procurement" + days}, []string{`a part = "one"`, `b part = "one"`, `deal part = "two", quote = "q"`},
			"one-announcement"},
	} {
		if got, ds := warned(t, sources(v.sources...)+claim("relationship", "recorded", v.pieces...)+parts); got != v.want {
			t.Errorf("%s: %q, want %q: %v", v.name, got, v.want, ds)
		}
	}
	// Of a dossier that couldn't be read whole nothing of this is said.
	s := graded(t, sources("a journalism", "b journalism")+claim("use", "reported", `a says = "the same is said"`,
		`b says = "the same is said"`))
	s.Dossier.Damaged = true
	var l diag.List
	if s.CheckClusters(&l); l.Len() > 0 {
		t.Error(l.Sorted())
	}
}
