package choice

import (
	"math/rand"
	"slices"
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

// The best of three hundred candidates is proven within a few hundred problems.
func TestThreeHundred(t *testing.T) {
	for seed := range int64(12) {
		p := invented(seed, 300, 60+int(seed)*15, 250+int(seed%3)*150)
		if got := Solve(p, Enough); !got.Proven || !p.Fits(got.Told) || got.Nodes > 300 {
			t.Errorf("problem %d: %d nodes, proven: %v", seed, got.Nodes, got.Proven)
		}
	}
}

// A search that is given up says so, and what it gives fits.
func TestGivenUp(t *testing.T) {
	for seed := range int64(40) {
		p := invented(seed, 120, 20, 400)
		got := Solve(p, 0)
		if !p.Fits(got.Told) || got.Worth != p.Worth(got.Told) || got.Worth == 0 {
			t.Errorf("problem %d: worth %d, fits: %v", seed, got.Worth, p.Fits(got.Told))
		}
		if best := Solve(p, Enough); got.Proven && got.Worth != best.Worth || got.Worth > best.Worth {
			t.Errorf("problem %d: given up at %d (proven: %v), and the best is %d", seed, got.Worth, got.Proven, best.Worth)
		}
	}
}

// What needs something and doesn't get it, or excludes what is told, is never told.
func TestNeeds(t *testing.T) {
	p := func(change func(p *Problem)) *Problem {
		p := &Problem{Room: 100, Notes: []int{1, 1, 1}, Moves: []Move{{Most: 3}}, Groups: []Group{{Most: 3}},
			Items: []Item{{Words: 10, Flat: true, Worth: 9}, {Words: 10, Note: 1, Flat: true, Worth: 5},
				{Words: 10, Note: 2, Flat: true, Worth: 1}}}
		change(p)
		return p
	}
	for _, v := range []struct {
		name   string
		change func(p *Problem)
		want   string
	}{
		{"nothing", func(*Problem) {}, "012"},
		{"beside one that is there", func(p *Problem) { p.Items[0].Beside = []int{2} }, "012"},
		{"beside one for which there is no room", func(p *Problem) {
			p.Items[0].Beside = []int{2}
			p.Items[2].Words = 95
		}, "1"},
		{"with itself alone excluded", func(p *Problem) { p.Items[0].Not = []int{0} }, "12"},
		{"two that exclude each other", func(p *Problem) { p.Items[1].Not = []int{0} }, "02"},
		{"one that excludes two of less worth", func(p *Problem) { p.Items[0].Not = []int{1, 2} }, "0"},
		{"room for two", func(p *Problem) { p.Room = 22 }, "01"},
		{"a note that two share", func(p *Problem) { p.Room, p.Items[1].Note = 21, 0 }, "01"},
		{"two places in the move", func(p *Problem) { p.Moves[0].Most = 2 }, "01"},
		{"two places in the group", func(p *Problem) { p.Groups[0].Most = 2 }, "01"},
		{"words of the move", func(p *Problem) { p.Moves[0].Words = 22 }, "01"},
		{"what opens the move takes the room of one", func(p *Problem) { p.Room, p.Moves[0].Opens = 33, 1 }, "01"},
		{"a heading takes the room of one", func(p *Problem) {
			p.Room, p.Groups[0].List, p.Groups[0].Head, p.Groups[0].HeadReported = 34, 3, 2, 2
		}, "01"},
	} {
		got := ""
		for i, told := range Solve(p(v.change), Enough).Told {
			if told {
				got += string(rune('0' + i))
			}
		}
		if got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// BenchmarkThreeHundred times 40 problems of 300 candidates: the median and the slowest.
func BenchmarkThreeHundred(b *testing.B) {
	for range b.N {
		var took []time.Duration
		for seed := range int64(40) {
			p := invented(seed, 300, 60+int(seed)*5, 250+int(seed%3)*150)
			start := time.Now()
			Solve(p, Enough)
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
		b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "ms/slowest")
	}
}
