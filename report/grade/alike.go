package grade

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/proof"
	"whereas/report/vocab"
)

// alikeAt is how much of two quotes must be the same for a warning (docs/scoring.md).
const alikeAt = 0.9

// CheckClusters warns where pieces of one claim that count as independent may be one voice: they quote nearly the same
// words, or are said to say the same; or all that makes them two is reports of the same days, which may repeat one
// announcement. Where the pieces say their origins, or a source why it is independent, somebody has looked.
func (s *Set) CheckClusters(l *diag.List) {
	if s.Dossier.Damaged { // an origin or a cluster may stand where a file couldn't be read
		return
	}
	for _, g := range s.Claims {
		pairs := s.unexplained(g, alikePairs(g))
		for _, p := range pairs {
			a, b := g.Evidence[p[0]], g.Evidence[p[1]]
			l.Warnf(b.Quote.At, diag.AlikeQuotes,
				"this quote is nearly that of another source of claim %q, and the two count as independent (%s, %s)",
				g.ID.S, g.Pieces[p[0]].Cluster, g.Pieces[p[1]].Cluster).
				WithNote(a.Quote.At, "the other quote").
				WithHint(`if one repeats the other, give them one cluster: cluster = "…" in the source, or origin = ` +
					`"…" in the evidence`)
		}
		for _, p := range s.unexplained(g, sameSays(g)) {
			if slices.Contains(pairs, p) {
				continue
			}
			a, b := g.Evidence[p[0]], g.Evidence[p[1]]
			l.Warnf(b.Says.At, diag.AlikeSays,
				"two pieces of claim %q are said to say the same, and count as independent (%s, %s)", g.ID.S,
				g.Pieces[p[0]].Cluster, g.Pieces[p[1]].Cluster).
				WithNote(a.Says.At, "the other piece").
				WithHint(`say under says what each passage supports by itself; if one repeats the other, or both a ` +
					`third, say so: origin = "…"`)
		}
		s.oneAnnouncement(g, l)
		s.apart(g, l)
	}
}

// sharePart tells whether two pieces bear on one part of their claim: else they don't corroborate each other anyway.
func sharePart(a, b Piece) bool {
	return len(a.Parts) == 0 || slices.ContainsFunc(a.Parts, b.bearsOn)
}

// unexplained are those of the pairs of which neither source says why it is independent and not both pieces say what
// they come from.
func (s *Set) unexplained(g *Claim, pairs [][2]int) [][2]int {
	return slices.DeleteFunc(pairs, func(p [2]int) bool {
		a, b := g.Evidence[p[0]], g.Evidence[p[1]]
		return a.Origin != "" && b.Origin != "" || s.independent(a) || s.independent(b)
	})
}

func (s *Set) independent(e *dossier.Evidence) bool {
	src := s.Dossier.Source(e.Source.S)
	return src != nil && src.Independent != ""
}

// sameSays are the pieces of a claim in different clusters that are said to say the same, each with the first that is.
func sameSays(g *Claim) [][2]int {
	first := map[string]int{}
	var out [][2]int
	for i, e := range g.Evidence {
		says := words(strings.Trim(e.Says.S, " ."))
		if g.Pieces[i].Cluster == "" || e.Stance != vocab.Supports || len(says) < leastSaid {
			continue
		}
		key := strings.Join(says, " ")
		if j, ok := first[key]; !ok {
			first[key] = i
		} else if g.Pieces[j].Cluster != g.Pieces[i].Cluster && sharePart(g.Pieces[j], g.Pieces[i]) {
			out = append(out, [2]int{j, i})
		}
	}
	return out
}

// leastSaid is how many words a says needs to be compared.
const leastSaid = 3

// announcementDays is how many days lie at most between two reports that may repeat one announcement.
const announcementDays = 3

// oneAnnouncement warns where a claim is well supported for its independent clusters alone, and would have but one if
// those whose reports came out within three days of each other were one. A cluster that is the record itself, or says
// what it comes from or why it is independent, repeats nobody; of one whose reports name no month that can't be said.
func (s *Set) oneAnnouncement(g *Claim, l *diag.List) {
	if len(g.Reasons) == 0 || g.Reasons[0].Rule != Independent {
		return
	}
	var reports []int // pieces
	reported, explained := map[string]bool{}, map[string]bool{}
	for i, e := range g.Evidence {
		p, src := g.Pieces[i], s.Dossier.Source(e.Source.S)
		if !p.raises(vocab.Supports) || !p.bearsOn(g.Weakest) {
			continue
		}
		switch {
		case p.Distance == 0 || src.Published.Month == 0 || src.Independent != "":
			return
		case e.Origin != "":
			explained[p.Cluster] = true
		default:
			reports = append(reports, i)
			reported[p.Cluster] = true
		}
	}
	for cluster := range explained {
		if !reported[cluster] {
			return
		}
	}
	published := func(i int) civil.Date { return s.Dossier.Source(g.Evidence[i].Source.S).Published.Date }
	slices.SortStableFunc(reports,
		func(a, b int) int { return cmp.Compare(published(a).First(), published(b).First()) })
	if !oneVoiceByDays(g, reports, published) {
		return
	}
	a, b := reports[0], reports[len(reports)-1]
	l.Warnf(g.Evidence[b].At, diag.OneAnnouncement,
		"claim %q is well supported only since reports of the same days count as independent (%s)", g.ID.S,
		strings.Join(g.Clusters, ", ")).
		WithNote(g.Evidence[a].At, "the first of them").
		WithHint(`if they repeat one announcement, say so: origin = "…" in each; if not, say in the source why: ` +
			`independent = "…"`)
}

// oneVoiceByDays tells whether the clusters of reports, in the order of their days, are one where those within three
// days of each other are.
func oneVoiceByDays(g *Claim, reports []int, published func(piece int) civil.Date) bool {
	same := map[string]string{} // a cluster and one that it is the same as
	find := func(c string) string {
		for same[c] != "" {
			c = same[c]
		}
		return c
	}
	latest := 0 // of the reports so far, the one whose day can be the last
	for k := 1; k < len(reports); k++ {
		if published(reports[k]).First()-published(reports[latest]).Last() <= announcementDays {
			if a, b := find(g.Pieces[reports[latest]].Cluster), find(g.Pieces[reports[k]].Cluster); a != b {
				same[b] = a
			}
		}
		if published(reports[k]).Last() >= published(reports[latest]).Last() {
			latest = k
		}
	}
	one := find(g.Pieces[reports[0]].Cluster)
	return !slices.ContainsFunc(reports, func(i int) bool { return find(g.Pieces[i].Cluster) != one })
}

// alikePairs are the pieces of a claim that have nearly the quote of an earlier one in another cluster, each with the
// first of these: eight hundred that are alike are told in as many lines, not in one for each two. Of a quote and one
// alike, fewer than a fifth of the words aren't in both: of so many words and one, one is in both. So each quote is
// compared only with those that have one of its rarest words.
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
			apart := g.Pieces[i].Cluster != g.Pieces[j].Cluster && sharePart(g.Pieces[i], g.Pieces[j])
			if apart && alike(quotes[i], ws) > alikeAt {
				out = append(out, [2]int{i, j})
				break
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
