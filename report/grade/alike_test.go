package grade

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
	"whereas/report/vocab"
)

func TestAlikeQuotes(t *testing.T) {
	d := build("use", "reported",
		[]pieceSpec{{typ: "journalism", distance: -1}, {typ: "research", method: "x", distance: -1}})
	set := func(a, b string) int {
		d.Claims[0].Evidence[0].Quote = source.Text{S: a}
		d.Claims[0].Evidence[1].Quote = source.Text{S: b}
		var l diag.List
		Of(d, figures(t)).CheckClusters(&l)
		return l.Count(diag.Warning)
	}
	const phrase = "the system was used to track down the parents of children"
	for _, v := range []struct {
		a, b string
		want int
	}{{phrase, phrase, 1}, {phrase, "the system was used to track down the parents of “children”", 1},
		{phrase, "agents looked for the parents with that very system", 0}, {"of use", "of use", 0}} {
		if got := set(v.a, v.b); got != v.want {
			t.Errorf("%q and %q: %d warnings, want %d", v.a, v.b, got, v.want)
		}
	}
	d.Claims[0].Evidence[1].Origin = "a" // the same voice as the first source
	if set(phrase, phrase) != 0 {
		t.Error("two pieces of one cluster draw a warning")
	}
}

// The pairs found by their rarest words are those that a comparison of all with all finds.
func TestAlikePairs(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		g := &Claim{Claim: &dossier.Claim{}}
		vocabulary := 1 + chance.IntN(12)
		for range 2 + chance.IntN(20) {
			var ws []string
			for range 3 + chance.IntN(20) {
				ws = append(ws, string(rune('a'+chance.IntN(vocabulary))))
			}
			if n := len(g.Evidence); n > 0 && chance.IntN(2) == 0 { // nearly one that is there
				ws = strings.Fields(g.Evidence[chance.IntN(n)].Quote.S)
				ws[chance.IntN(len(ws))] = "z"
			}
			g.Evidence = append(g.Evidence,
				&dossier.Evidence{Stance: vocab.Supports, Quote: source.Text{S: strings.Join(ws, " ")}})
			g.Pieces = append(g.Pieces, Piece{Cluster: []string{"", "one", "two", "three"}[chance.IntN(4)]})
		}
		var want [][2]int
		for j := range g.Evidence {
			for i, a := range g.Evidence[:j] {
				x, y := words(a.Quote.S), words(g.Evidence[j].Quote.S)
				if c, d := g.Pieces[i].Cluster, g.Pieces[j].Cluster; c != d && c != "" && d != "" &&
					len(x) >= leastWords &&
					len(y) >= leastWords &&
					alike(x, y) > alikeAt {
					want = append(want, [2]int{i, j})
					break
				}
			}
		}
		slices.SortFunc(want, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
		if got := alikePairs(g); !slices.Equal(got, want) {
			t.Fatalf("round %d: %v, want %v", round, got, want)
		}
	}
}
