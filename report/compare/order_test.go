package compare

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"whereas/report/score"
)

// Five companies that can be followed by hand. Everything known, unless said otherwise; weights 1 and 1.
//
//	A  levels 4, 4    100 whatever the draw
//	B  levels 0, 0    0 whatever the draw
//	C  unknown, 0     from 0; up to 37.5–62.5 (p 1), 61–79 (p 2), 78–89 (p 4)
//	D  levels 2, 2    50, or 25 by the convex map
//	E  levels 4, 0    what C may be at most
//
// So A stands above all; D and E above B; C, whose low end is 0, above nobody; nobody but A above C. E against D: on
// the cards 70.7 to 50, and above it in each draw but those with p 1, equal steps and less than half of the weight on
// the first: a third of a half of a half, 8.3 of 100. That is more than 5, so they can't be told apart.
func TestWorkedByHand(t *testing.T) {
	r := two()
	in := Input{Rubric: r, Method: shipped(t).Method, Workers: 2,
		Companies: []*Company{made(r, "D", 2, 2), made(r, "A", 4, 4), made(r, "E", 4, 0), made(r, "C", unknown, 0),
			made(r, "B", 0, 0)}}
	c := Make(in)
	want := map[string]bool{
		"k: A > B": true,
		"k: A > C": true,
		"k: A > D": true,
		"k: A > E": true,
		"k: D > B": true,
		"k: E > B": true,
	}
	if got := relation(c); !maps.Equal(got, want) {
		t.Errorf("the relation is %v", got)
	}
	if got := fmt.Sprint(c.Categories[0].Groups); got != "[[0] [1 2 3 4]]" {
		t.Errorf("the groups are %v", got)
	}
	var names []string
	for _, co := range c.Companies {
		names = append(names, co.Name)
	}
	if !slices.IsSorted(names) {
		t.Errorf("the order is %v", names)
	}
	// What is chosen decides: without p 1, E stands above D in every draw.
	in.Method.Powers = []int{2, 4}
	if got := relation(Make(in)); !got["k: E > D"] {
		t.Errorf("with p 2 and 4 the relation is %v", got)
	}
	// With p 1 and equal steps alone it is a toss-up.
	in.Method.Powers, in.Method.Maps = []int{1}, []string{score.EqualMap}
	if got := relation(Make(in)); got["k: E > D"] || got["k: D > E"] {
		t.Errorf("with p 1 the relation is %v", got)
	}
	// The grade from which claims count: F is at level 4 by what is credibly reported alone.
	f4 := made(r, "F", 4, 4)
	for i := range f4.Categories[0].Indicators {
		k := &f4.Categories[0].Indicators[i]
		k.Lo, k.LoValue = f(0), f(0)
	}
	f4.Categories[0].Low = f(0)
	in.Companies = append(in.Companies, f4)
	in.Method = shipped(t).Method
	if got := relation(Make(in)); got["k: F > B"] {
		t.Errorf("what is credibly reported alone makes an order: %v", got)
	}
}

// crowd is companies with all sorts of levels; some of what they show is contested.
func crowd(n int, seed uint64) []*Company {
	r, rng := two(), rand.New(rand.NewPCG(seed, 1))
	var out []*Company
	for i := range n {
		co := made(r, fmt.Sprintf("c%03d", i), rng.IntN(6)-1, rng.IntN(6)-1)
		for j := range co.Categories[0].Indicators {
			k := &co.Categories[0].Indicators[j]
			if k.Best != nil && *k.Best < 4 && rng.IntN(4) == 0 {
				k.Thresholds = []score.ThresholdCard{
					{Grade: 2, Lo: *k.Lo, Hi: *k.Hi, UncontestedLo: f(*k.Lo), UncontestedHi: f(4)},
					{Grade: 3, Lo: *k.Lo, Hi: *k.Hi, UncontestedLo: f(*k.Lo), UncontestedHi: f(4)},
				}
				k.Hi, k.HiValue = f(4), f(100)
				co.Categories[0].High = f(100)
			}
		}
		out = append(out, co)
	}
	return out
}

// Adding a company, another order of the files or another number of workers moves no figure, nor how any two companies
// stand to each other.
func TestOthersMoveNothing(t *testing.T) {
	r := two()
	in := Input{Rubric: r, Method: shipped(t).Method, Workers: 1, Companies: crowd(40, 5)}
	base := Make(in)
	baseRelation := relation(base)
	if len(baseRelation) < 20 {
		t.Fatalf("only %d pairs can be told apart: the test shows nothing", len(baseRelation))
	}
	for workers := range 4 {
		in.Workers = workers
		in.Companies = crowd(40, 5)
		rand.New(
			rand.NewPCG(uint64(workers), 9),
		).Shuffle(40, func(i, j int) { in.Companies[i], in.Companies[j] = in.Companies[j], in.Companies[i] })
		got := Make(in)
		if !reflect.DeepEqual(got.Categories, base.Categories) {
			t.Fatalf("%d workers and another order give another comparison", workers)
		}
	}
	in.Companies = append(crowd(40, 5), made(r, "a-new-one", 3, unknown), made(r, "z-new-one", 1, 2))
	more := Make(in)
	for a, co := range more.Companies {
		b := slices.IndexFunc(base.Companies, func(x *Company) bool { return x.Slug == co.Slug })
		if b >= 0 &&
			(more.Categories[0].Low[a] != base.Categories[0].Low[b] ||
				more.Categories[0].High[a] != base.Categories[0].High[b]) {
			t.Errorf("%s moved", co.Slug)
		}
	}
	moreRelation := relation(more)
	for pair := range baseRelation {
		if !moreRelation[pair] {
			t.Errorf("%s no longer holds", pair)
		}
	}
	for pair := range moreRelation {
		var x, y string
		fmt.Sscanf(pair, "k: %s > %s", &x, &y)
		if x[0] == 'c' && y[0] == 'c' && !baseRelation[pair] {
			t.Errorf("%s holds all at once", pair)
		}
	}
}

// The shortcuts by extremes find what counting every draw of every pair finds.
func TestAboveIsWhatCountingFinds(t *testing.T) {
	r := two()
	in := Input{Rubric: r, Method: shipped(t).Method, Workers: 2, Companies: crowd(60, 8)}
	c := Make(in)
	draws := in.Method.Draw(r)
	var low, high [][]float64
	for _, co := range c.Companies {
		l, h, _ := draws.Bounds(co.Slug, &co.Categories[0].Category)
		low, high = append(low, l), append(high, h)
	}
	for a := range low {
		for b := range low {
			n := 0
			for d := range low[a] {
				if low[a][d] > high[b][d]+noise {
					n++
				}
			}
			on := *c.Companies[a].Categories[0].Low > *c.Companies[b].Categories[0].High+noise
			if want := a != b && on && n >= 950; c.Categories[0].Above.Holds(a, b) != want {
				t.Errorf("%s and %s: %d draws of 1,000, told apart %v", c.Companies[a].Slug, c.Companies[b].Slug, n,
					!want)
			}
		}
	}
}

// Whoever can't be told apart shares a group; every company of a group stands above every one of the groups after it.
// Stars tell every pair inside a group, and no other.
func TestGroupsAreHonest(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 3))
		n := 2 + rng.IntN(9)
		r := newRelation(n)
		for a := range n { // not even transitive: chance could have it so
			for b := range a {
				switch rng.IntN(4) {
				case 0:
					r.set(b, a)
				case 1, 2:
					r.set(a, b)
				}
			}
		}
		unscored := []int{}
		if rng.IntN(3) == 0 {
			unscored = append(unscored, rng.IntN(n))
		}
		s := &Standing{Above: r, Groups: groups(r, unscored), Unscored: unscored}
		of := map[int]int{}
		for g, group := range s.Groups {
			for _, a := range group {
				of[a] = g
			}
		}
		if len(of)+len(unscored) != n {
			t.Fatalf("seed %d: %d of %d companies are in a group", seed, len(of), n)
		}
		inside := map[[2]int]bool{}
		for a, g := range of {
			for b, h := range of {
				if a != b && g != h && r.Holds(a, b) != (g < h) || a != b && g != h && !r.Apart(a, b) {
					t.Fatalf("seed %d: %d and %d stand in the groups %d and %d", seed, a, b, g, h)
				}
				if a != b && g == h && r.Holds(a, b) {
					inside[[2]int{a, b}] = true
				}
			}
		}
		for _, star := range stars(s, n) {
			for _, a := range star.above {
				for _, b := range star.below {
					if !r.Holds(a, b) {
						t.Fatalf("seed %d: a star tells what doesn't hold", seed)
					}
					delete(inside, [2]int{a, b})
				}
			}
		}
		for pair := range inside {
			if !slices.Contains(unscored, pair[0]) && !slices.Contains(unscored, pair[1]) {
				t.Fatalf("seed %d: no star tells %v", seed, pair)
			}
		}
	}
}
