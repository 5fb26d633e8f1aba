package grade

import (
	"strings"

	"whereas/report/diag"
	"whereas/report/proof"
	"whereas/report/terms"
)

// alikeAt is how much of two quotes must be the same for a warning (docs/scoring.md).
const alikeAt = 0.9

// CheckClusters warns where two pieces of one claim that count as independent quote nearly the same words:
// one of them probably repeats the other.
func CheckClusters(graded []*Claim, l *diag.List) {
	for _, g := range graded {
		for i, a := range g.Evidence {
			for j := i + 1; j < len(g.Evidence); j++ {
				b := g.Evidence[j]
				pa, pb := g.Pieces[i], g.Pieces[j]
				if a.Quote.S == "" || b.Quote.S == "" || pa.Cluster == pb.Cluster || pa.Cluster == "" || pb.Cluster == "" || a.Stance != terms.Supports || b.Stance != terms.Supports {
					continue
				}
				if alike(a.Quote.S, b.Quote.S) > alikeAt {
					l.Warnf(b.Quote.At, "alike-quotes", "this quote is nearly that of another source of claim %q, and the two count as independent (%s, %s)", g.ID.S, pa.Cluster, pb.Cluster).
						WithNote(a.Quote.At, "the other quote").
						WithHint(`if one repeats the other, give them one cluster: cluster = "…" in the source, or origin = "…" in the evidence`)
				}
			}
		}
	}
}

// alike is the share of words that two quotes have in common in the same order: twice the longest common
// subsequence over the words of both. Quotes of fewer than five words say too little to be compared.
func alike(a, b string) float64 {
	x, y := strings.Fields(strings.ToLower(proof.Normal(a))), strings.Fields(strings.ToLower(proof.Normal(b)))
	if len(x) < 5 || len(y) < 5 {
		return 0
	}
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
