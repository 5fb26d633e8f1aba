package compare

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"

	"whereas/report/score"
)

// Relation says which companies stand clearly above which: a bit for each ordered pair.
type Relation struct {
	n    int
	row  int // words of a row
	bits []uint64
}

func newRelation(n int) *Relation {
	row := (n + 63) / 64
	return &Relation{n, row, make([]uint64, n*row)}
}

func (r *Relation) set(a, b int) { r.bits[a*r.row+b/64] |= 1 << (b % 64) }

func (r *Relation) clear(a, b int) { r.bits[a*r.row+b/64] &^= 1 << (b % 64) }

// Holds tells whether a stands clearly above b.
func (r *Relation) Holds(a, b int) bool { return r.bits[a*r.row+b/64]>>(b%64)&1 == 1 }

// Apart tells whether a and b can be told apart.
func (r *Relation) Apart(a, b int) bool { return r.Holds(a, b) || r.Holds(b, a) }

// Below are the companies that a stands clearly above, in order.
func (r *Relation) Below(a int) []int {
	var out []int
	for b := range r.n {
		if r.Holds(a, b) {
			out = append(out, b)
		}
	}
	return out
}

// Over are the companies that stand clearly above b, in order.
func (r *Relation) Over(b int) []int {
	var out []int
	for a := range r.n {
		if r.Holds(a, b) {
			out = append(out, a)
		}
	}
	return out
}

// Any tells whether anybody stands clearly above anybody.
func (r *Relation) Any() bool {
	return slices.ContainsFunc(r.bits, func(w uint64) bool { return w != 0 })
}

// Count is how many pairs can be told apart.
func (r *Relation) Count() int {
	n := 0
	for _, w := range r.bits {
		n += bits.OnesCount64(w)
	}
	return n
}

// noise is the least difference that counts as one: below it, two sums of the same figures may differ by machine noise.
const noise = 1e-9

// spread is one company's bounds in a category: on the card, and in each draw with their extremes.
type spread struct {
	cardLow, cardHigh float64
	low, high         []float64
	leastLow, mostLow float64
	leastHi, mostHi   float64
	scored            bool
}

// stand computes where the draws put each company in category i, who stands clearly above whom, and the groups.
func (c *Comparison) stand(s *Standing, i int, draws *score.Draws, workers int) {
	n := len(c.Companies)
	s.Low, s.High = make([]float64, n), make([]float64, n)
	s.Above = newRelation(n)
	all := make([]spread, n)
	share(n, workers, func(a int) {
		cat := &c.Companies[a].Categories[i]
		low, high, ok := draws.Bounds(c.Companies[a].Slug, &cat.Category)
		if !ok || cat.Low == nil || cat.High == nil {
			return
		}
		all[a] = spread{cardLow: *cat.Low, cardHigh: *cat.High, low: low, high: high, scored: true,
			leastLow: slices.Min(low), mostLow: slices.Max(low), leastHi: slices.Min(high), mostHi: slices.Max(high)}
		s.Low[a], s.High[a] = score.Band(low, high)
	})
	for a := range all {
		if !all[a].scored {
			s.Unscored = append(s.Unscored, a)
		}
	}
	need := int(math.Ceil(float64(c.Method.Share*float64(c.Method.Draws)) - noise))
	share(n, workers, func(a int) { // a row of the relation is its company's alone
		for b := range all {
			if a != b && above(&all[a], &all[b], need) {
				s.Above.set(a, b)
			}
		}
	})
	s.Groups = groups(s.Above, s.Unscored)
}

// above tells whether a stands clearly above b: its low bound lies over b's high bound on the cards, and in as many
// draws as are needed. Most pairs are settled by the extremes of their draws; the rest are counted, and the count
// ends as soon as too many draws speak against it.
func above(a, b *spread, need int) bool {
	if !a.scored || !b.scored || a.cardLow <= b.cardHigh+noise || a.mostLow <= b.leastHi+noise {
		return false
	}
	if a.leastLow > b.mostHi+noise {
		return true
	}
	against := len(a.low) - need
	for n, l := range a.low {
		if l <= b.high[n]+noise {
			if against--; against < 0 {
				return false
			}
		}
	}
	return true
}

// groups are the companies that can't be told apart, directly or through others, from the gravest group down. Every
// company of a group stands clearly above every company of the groups after it: where chance would have it otherwise,
// the groups are one.
func groups(r *Relation, unscored []int) [][]int {
	of := make([]int, r.n) // the group, as the lowest company in it
	for a := range of {
		of[a] = a
	}
	find := func(a int) int {
		for of[a] != a {
			of[a] = of[of[a]]
			a = of[a]
		}
		return a
	}
	join := func(a, b int) { a, b = find(a), find(b); of[max(a, b)] = min(a, b) }
	in := make([]bool, r.n)
	for a := range in {
		in[a] = true
	}
	for _, a := range unscored {
		in[a] = false
	}
	for a := range r.n {
		for b := range a {
			if in[a] && in[b] && !r.Apart(a, b) {
				join(a, b)
			}
		}
	}
	// Who is of a graver group stands above more companies than anybody of a lesser one.
	wins := make([]int, r.n)
	for a := range wins {
		for _, w := range r.bits[a*r.row : (a+1)*r.row] {
			wins[a] += bits.OnesCount64(w)
		}
	}
	for {
		var list [][]int
		place := map[int]int{}
		for a := range r.n {
			if !in[a] {
				continue
			}
			g := find(a)
			if _, ok := place[g]; !ok {
				place[g] = len(list)
				list = append(list, nil)
			}
			list[place[g]] = append(list[place[g]], a)
		}
		slices.SortStableFunc(list, func(x, y []int) int { return cmp.Compare(wins[y[0]], wins[x[0]]) })
		joined := false
		for i := range list {
			for _, below := range list[i+1:] {
				if !allAbove(r, list[i], below) {
					join(list[i][0], below[0])
					joined = true
				}
			}
		}
		if !joined {
			return list
		}
	}
}

// star is companies that all stand clearly above all of others: one above many, or many above one.
type star struct{ above, below []int }

// stars are all pairs of a category that its groups don't tell, gathered: each star holds the most that is left.
func stars(s *Standing, n int) []star {
	of := make([]int, n)
	for g, group := range s.Groups {
		for _, a := range group {
			of[a] = g
		}
	}
	left := newRelation(n)
	below, above := make([]int, n), make([]int, n) // how many are left
	for a := range n {
		for _, b := range s.Above.Below(a) {
			if of[a] == of[b] {
				left.set(a, b)
				below[a]++
				above[b]++
			}
		}
	}
	var out []star
	for {
		best, count, upward := 0, 0, false
		for a := range n {
			if below[a] > count {
				best, count, upward = a, below[a], false
			}
			if above[a] > count {
				best, count, upward = a, above[a], true
			}
		}
		if count == 0 {
			return out
		}
		one := star{above: []int{best}, below: left.Below(best)}
		if upward {
			one = star{above: left.Over(best), below: []int{best}}
		}
		for _, a := range one.above {
			for _, b := range one.below {
				left.clear(a, b)
				below[a]--
				above[b]--
			}
		}
		out = append(out, one)
	}
}

func allAbove(r *Relation, over, under []int) bool {
	for _, a := range over {
		for _, b := range under {
			if !r.Holds(a, b) {
				return false
			}
		}
	}
	return true
}

// share does n things with a number of workers. Each thing writes only where it alone belongs, so that no figure hangs
// on who did it.
func share(n, workers int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers, n) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}
