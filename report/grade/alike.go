package grade

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/proof"
	"whereas/report/vocab"
)

// alikeAt is how much of two quotes must be the same for a warning (docs/scoring.md).
const alikeAt = 0.9

// CheckClusters warns where two pieces of one claim that count as independent quote nearly the same words:
// one of them probably repeats the other.
func (s *Set) CheckClusters(l *diag.List) {
	for _, g := range s.Claims {
		for _, p := range alikePairs(g) {
			a, b := g.Evidence[p[0]], g.Evidence[p[1]]
			l.Warnf(b.Quote.At, diag.AlikeQuotes,
				"this quote is nearly that of another source of claim %q, and the two count as independent (%s, %s)",
				g.ID.S, g.Pieces[p[0]].Cluster, g.Pieces[p[1]].Cluster).
				WithNote(a.Quote.At, "the other quote").
				WithHint(
					`if one repeats the other, give them one cluster: cluster = "…" in the source, or origin = "…" in the evidence`,
				)
		}
	}
}

// alikePairs are the pieces of a claim with nearly the same quote, two and two in their order. Of a quote and one
// alike, fewer than a fifth of the words aren't in both: of so many words and one, one is in both. So each quote
// is compared only with those that have one of its rarest words.
func alikePairs(g *Claim) [][2]int {
	var counting []int // the pieces whose quotes are compared
	several := false   // clusters
	for i, e := range g.Evidence {
		if g.Pieces[i].Cluster == "" || e.Stance != vocab.Supports || e.Quote.S == "" {
			continue
		}
		counting = append(counting, i)
		several = several || g.Pieces[i].Cluster != g.Pieces[counting[0]].Cluster
	}
	if !several {
		return nil
	}
	quotes := make([][]string, len(g.Evidence))
	having := map[string][]int{} // the pieces before, by each word of their quotes
	count := map[string]int{}
	for _, i := range counting {
		if ws := words(g.Evidence[i].Quote.S); len(ws) >= leastWords {
			quotes[i] = ws
			for _, w := range ws {
				count[w]++
			}
		}
	}
	var out [][2]int
	for j, ws := range quotes {
		if ws == nil {
			continue
		}
		rare := slices.Clone(ws)
		slices.SortFunc(rare,
			func(a, b string) int { return cmp.Or(cmp.Compare(count[a], count[b]), strings.Compare(a, b)) })
		var before []int
		for _, w := range slices.Compact(rare[:len(rare)/5+1]) {
			before = append(before, having[w]...)
		}
		slices.Sort(before)
		for _, i := range slices.Compact(before) {
			if g.Pieces[i].Cluster != g.Pieces[j].Cluster && alike(quotes[i], ws) > alikeAt {
				out = append(out, [2]int{i, j})
			}
		}
		for _, w := range ws {
			if h := having[w]; len(h) == 0 || h[len(h)-1] != j {
				having[w] = append(h, j)
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return out
}

// leastWords is how many words a quote needs to say enough to be compared.
const leastWords = 5

func words(quote string) []string { return strings.Fields(strings.ToLower(proof.Normal(quote))) }

// alike is the share of words that two quotes have in common in the same order: twice the longest common
// subsequence over the words of both.
func alike(x, y []string) float64 {
	prev, cur := make([]int, len(y)+1), make([]int, len(y)+1)
	for _, w := range x {
		for j, v := range y {
			if w == v {
				cur[j+1] = prev[j] + 1
			} else {
				cur[j+1] = max(prev[j+1], cur[j])
			}
		}
		prev, cur = cur, prev
	}
	return 2 * float64(prev[len(y)]) / float64(len(x)+len(y))
}
