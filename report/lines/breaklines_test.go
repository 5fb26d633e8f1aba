package lines

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func b(width Length) item { return item{kind: box, width: width} }
func g(w, stretch, shrink Length) item {
	return item{kind: glue, width: w, stretch: stretch, shrink: shrink}
}
func p(cost int) item      { return item{kind: penalty, cost: cost} }
func hy(width Length) item { return item{kind: penalty, cost: 50, width: width, flagged: true} }

func words(n int, width Length) []item {
	var items []item
	for i := range n {
		if i > 0 {
			items = append(items, g(10, 5, 3))
		}
		items = append(items, b(width))
	}
	return items
}

func TestBreakLines(t *testing.T) {
	taste := Taste{Tolerance: 200, Loosest: 350, Ragged: 30, Sparse: 1, Line: 10, Hyphens: 10000, Contrast: 8000}
	for _, c := range []struct {
		name    string
		items   []item
		measure Length
		want    []int
	}{
		{"one word", words(1, 40), 100, []int{3}},
		{"two words on a line", words(2, 40), 100, []int{5}},
		{"full lines", words(4, 45), 100, []int{3, 9}},
		{"spaces shrink", words(4, 46), 100, []int{3, 9}},
		{"spaces can't shrink that much", words(4, 49), 100, []int{1, 3, 5, 9}},
		{"a word wider than the line", []item{b(30), g(10, 5, 3), b(150), g(10, 5, 3), b(30)}, 100, []int{1, 3, 7}},
		{"forced", []item{b(30), p(never), g(0, endless, 0), p(always), b(30)}, 100, []int{3, 7}},
		{"never there", []item{b(45), p(never), b(45), g(10, 5, 3), b(60)}, 100, []int{3, 7}},
		{
			"at a cheap place",
			[]item{b(40), p(100), b(40), g(10, 5, 3), b(40), p(0), b(48), g(10, 5, 3), b(70)}, 132, []int{5, 11},
		},
		{"hyphen has a width", []item{b(95), hy(10), b(90)}, 100, []int{1, 5}},
		{"hyphen fits", []item{b(90), hy(10), b(90)}, 100, []int{1, 5}},
		{"spaces vanish at both ends", []item{b(100), g(10, 0, 0), g(10, 0, 0), b(100)}, 100, []int{1, 6}},
	} {
		got := new(search).breakLines(finish(c.items), lineTask{measure: c.measure, taste: taste})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: lines end at %v, want %v", c.name, got, c.want)
		}
	}
}

func TestBadness(t *testing.T) {
	for _, c := range []struct {
		need, give Length
		want       int
	}{
		{0, 0, 0}, {0, 5, 0}, {-4, 5, 0}, {5, 0, worst}, {100, 100, 100}, {50, 100, 12}, {200, 100, 800},
		{1 << 60, 1, worst}, {1000, 100, 99938},
		{10, endless, 0},
	} {
		if got := badness(c.need, c.give); got != c.want {
			t.Errorf("badness(%d, %d) = %d, want %d", c.need, c.give, got, c.want)
		}
	}
}

// TestBreakLinesRandom: whatever the items, the breaks are in order, legal, and end with the paragraph.
func TestBreakLinesRandom(t *testing.T) {
	taste := testStyle(t).Taste
	for seed := range uint64(2000) {
		items := randomItems(rand.New(rand.NewPCG(seed, 1)))
		ends := new(search).breakLines(items, lineTask{measure: 100 * Point, taste: taste})
		if len(ends) == 0 || ends[len(ends)-1] != len(items)-1 {
			t.Fatalf("seed %d: lines end at %v of %d items", seed, ends, len(items))
		}
		last := -1
		for _, e := range ends {
			if e <= last || !mayEnd(items, e) {
				t.Fatalf("seed %d: no line can end at %d of %v", seed, e, ends)
			}
			for i := last + 1; i < e; i++ {
				if items[i].forced() {
					t.Fatalf("seed %d: the forced break at %d isn't taken: %v", seed, i, ends)
				}
			}
			last = e
		}
	}
}

func randomItems(r *rand.Rand) []item {
	var items []item
	for range 1 + r.IntN(60) {
		switch r.IntN(6) {
		case 0, 1, 2:
			items = append(items, b(Length(r.IntN(60))*Point))
		case 3, 4:
			items = append(items, g(Length(r.IntN(5))*Point, Length(r.IntN(4))*Point, Point))
		default:
			items = append(items, []item{p(never), p(always), p(0), p(-100), hy(Point)}[r.IntN(5)])
		}
	}
	return finish(items)
}

// mayEnd reports whether a line may end at item e, words divided or not.
func mayEnd(items []item, e int) bool {
	switch items[e].kind {
	case penalty:
		return items[e].cost < never
	case glue:
		return e > 0 && items[e-1].kind == box
	case box:
	}
	return false
}

// TestBreakLinesBest: no other choice of breaks costs less, tried out on short paragraphs.
func TestBreakLinesBest(t *testing.T) {
	taste := testStyle(t).Taste
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		var items []item
		for i := range 4 + r.IntN(8) {
			if i > 0 {
				items = append(items,
					[]item{g(5*Point, 3*Point, Point), g(5*Point, 3*Point, Point), p(50), hy(4 * Point)}[r.IntN(4)])
			}
			items = append(items, b(Length(10+r.IntN(60))*Point))
		}
		items = finish(items)
		task := lineTask{measure: 120 * Point, taste: taste}
		if seed%3 == 0 {
			task.slack = 36 * Point
		}
		got, ok := price(items, new(search).breakLines(items, task), &task, worst)
		if !ok {
			t.Fatalf("seed %d: a line is too long", seed)
		}
		for _, tolerance := range []int{taste.Tolerance, worst} {
			best, found := cheapest(items, &task, tolerance)
			if !found {
				continue
			}
			if got != best {
				t.Errorf("seed %d: the lines cost %d, the best %d", seed, got, best)
			}
			break
		}
	}
}

// price is the demerits of a choice of breaks; not ok where a line is worse than the tolerance.
func price(items []item, ends []int, task *lineTask, tolerance int) (total int64, ok bool) {
	from := breakpoint{at: -1, fit: 1}
	for _, e := range ends {
		var width, stretch, shrink Length
		first := from.at + 1
		for first < e && items[first].kind != box {
			first++
		}
		for _, it := range items[first:e] {
			if it.kind != penalty {
				width, stretch, shrink = width+it.width, stretch+it.stretch, shrink+it.shrink
			}
		}
		if items[e].kind == penalty {
			width += items[e].width
		}
		bad, fit, over := judge(task, width, stretch, shrink, beforeUnbroken(items, e, task.taste.Unbroken))
		if over || bad > tolerance {
			return 0, false
		}
		total += cost(&from, &items[e], bad, fit, task, e == len(items)-1, width)
		from = breakpoint{at: e, fit: fit, flagged: items[e].flagged}
	}
	return total, true
}

// cheapest tries all choices.
func cheapest(items []item, task *lineTask, tolerance int) (best int64, found bool) {
	var legal []int
	for i, it := range items[:len(items)-1] {
		if it.kind == penalty && it.cost < never || it.kind == glue && items[i-1].kind == box {
			legal = append(legal, i)
		}
	}
	for set := range 1 << len(legal) {
		var ends []int
		for i, at := range legal {
			if set>>i&1 == 1 {
				ends = append(ends, at)
			}
		}
		if total, ok := price(items, append(ends, len(items)-1), task, tolerance); ok && (!found || total < best) {
			best, found = total, true
		}
	}
	return best, found
}

func BenchmarkBreakLines(bench *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var items []item
	for range 5000 {
		items = append(items, b(Length(10+r.IntN(50))*Point), g(Point*5/2, Point*2, Point*2/3))
	}
	items = finish(items)
	task := lineTask{measure: 366 * Point, taste: testStyle(bench).Taste}
	var s search
	for bench.Loop() {
		if len(s.breakLines(items, task)) == 0 {
			bench.Fatal("no lines")
		}
	}
}

func TestLengthString(t *testing.T) {
	for l, want := range map[Length]string{
		0: "0.00", Point: "1.00", -Point / 2: "-0.50", 3*Point/2 + 1: "1.50", 11*Point + Point/20: "11.04",
	} {
		if got := fmt.Sprint(l); got != want {
			t.Errorf("%d is %s, want %s", l, got, want)
		}
	}
}
