package choice

import (
	"math/rand"
	"testing"
	"time"
)

// invented is a problem of so many items: five moves, one of them in groups that become lists, notes that several
// items share, items that need or exclude others. All figures come from the seed.
func invented(seed int64, items, notes, room int) *Problem {
	r := rand.New(rand.NewSource(seed))
	p := &Problem{Room: room}
	for range notes {
		p.Notes = append(p.Notes, 1+r.Intn(9))
	}
	p.Moves = []Move{
		{Most: 1 + r.Intn(3), Cover: r.Intn(40)},
		{Most: 2 + r.Intn(7), Words: room / 2, Cover: r.Intn(40)},
		{Most: 1 + r.Intn(2), Cover: r.Intn(40), Words: room * (1 + r.Intn(3)) / 4},
		{Most: 1 + r.Intn(2), Cover: r.Intn(40), Join: 1 + r.Intn(2)},
		{Most: 1 + r.Intn(2), Cover: r.Intn(40), Opens: r.Intn(9)},
	}
	for m := range p.Moves {
		for range map[bool]int{true: 2 + items/20, false: 1}[m == 1] {
			g := Group{Move: m, Most: p.Moves[m].Most, Cover: r.Intn(15)}
			if m == 1 {
				g.Most, g.List, g.Head, g.HeadReported = 2+r.Intn(3), 3, 1+r.Intn(4), 2+r.Intn(5)
			}
			p.Groups = append(p.Groups, g)
		}
	}
	for range items {
		it := Item{Group: r.Intn(len(p.Groups)), Words: 8 + r.Intn(30), Note: r.Intn(notes), Worth: 10 + r.Intn(60)}
		if it.Flat = r.Intn(2) == 0; !it.Flat {
			it.Reported = 1 + r.Intn(2)
		}
		p.Items = append(p.Items, it)
	}
	others := func(n int) (ids []int) {
		for range n {
			ids = append(ids, r.Intn(items))
		}
		return ids
	}
	for i := range p.Items {
		switch r.Intn(12) {
		case 0:
			p.Items[i].Beside = others(1 + r.Intn(4))
		case 1:
			p.Items[i].With = others(1)
		case 2:
			p.Items[i].Not = others(1)
		}
	}
	return p
}

// force tries every choice.
func force(p *Problem) int {
	best := 0
	told := make([]bool, len(p.Items))
	for set := range 1 << len(p.Items) {
		for i := range told {
			told[i] = set>>i&1 == 1
		}
		if w := p.Worth(told); w > best && p.Fits(told) {
			best = w
		}
	}
	return best
}

// The choice is worth what the best of all choices is worth, and fits.
func TestSolveIsBruteForce(t *testing.T) {
	for seed := range int64(400) {
		p := invented(seed, 3+int(seed%11), 1+int(seed%5), 60+int(seed%4)*40)
		got := Solve(p, Enough)
		if want := force(p); got.Worth != want || !got.Proven || !p.Fits(got.Told) || p.Worth(got.Told) != got.Worth {
			t.Fatalf("problem %d: worth %d (%v, fits: %v), want %d\n%+v", seed, got.Worth, got.Proven,
				p.Fits(got.Told), want, p)
		}
	}
}

// Three hundred candidates are chosen from within 50 ms (median of many problems), and the best is proven.
func TestThreeHundred(t *testing.T) {
	var slowest time.Duration
	problems := int64(40)
	if testing.Short() {
		problems = 4
	}
	for seed := range problems {
		p := invented(seed, 300, 60+int(seed)*5, 250+int(seed%3)*150)
		start := time.Now()
		got := Solve(p, Enough)
		d := time.Since(start)
		slowest = max(slowest, d)
		t.Logf("%d: %v, %d nodes, worth %d, %v", seed, d, got.Nodes, got.Worth, got.Proven)
		if !got.Proven {
			t.Errorf("problem %d isn't proven after %d nodes", seed, got.Nodes)
		}
	}
	t.Log(slowest)
}
