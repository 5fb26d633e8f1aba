package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// What a card keeps of the bounds at each grade: those that don't follow from its levels.
func TestThresholdsOfACard(t *testing.T) {
	told := func(c *IndicatorCard) string {
		var out []string
		for _, t := range c.Thresholds {
			out = append(out, fmt.Sprint(t.Grade, ": ", t.Lo, " ", t.Hi, " free ", show(t.UncontestedLo), " ",
				show(t.UncontestedHi)))
		}
		return strings.Join(out, "; ")
	}
	for _, v := range []struct {
		name, id string
		lines    []string
		want     string
	}{
		{"nobody looked", "A", nil, ""},
		{"proven", "A", []string{"A 3 use-3"}, ""},
		{"reported", "A", []string{"A 3 use-2"}, ""},
		{"closed above what is reported", "A", []string{"A closed 3 log", "A 2 use-2"}, ""},
		{"proven, if the contest fails", "A", []string{"A 3 use-lost"}, "3: 0 4 free 3 4"},
		{"reported, if the contest fails", "A", []string{"A 3 use-fell"}, "2: 0 4 free 3 4"},
		{"closed at 0, and reported if the contest fails", "A", []string{"A closed 0 log", "A 3 use-fell"},
			"2: 0 0 free 3 3; 3: 0 0 free <nil> <nil>"},
		{"closed at 1, the top level reported", "A", []string{"A closed 1 log", "A 4 use-2"},
			"3: 0 1 free <nil> <nil>"},
		{"closed at 0, the top level credible if the contest fails", "A", []string{"A closed 0 log", "A 4 use-fell"},
			"2: 0 0 free 0 4; 3: 0 0 free <nil> <nil>"},
		{"a coding that lacks a claim", "A", []string{"A closed 1 log", "A 3 use-lost none"}, ""},
		{"answers of grade 2", "C", []string{"C e1 none use-2", "C e2 none use-2"}, "3: 0 4 free <nil> <nil>"},
		{"answers of grade 3", "C", []string{"C e1 none use-3", "C e2 none use-3"}, ""},
		{"answers that a contest holds down", "C", []string{"C e1 none use-lost", "C e2 none use-lost"},
			"3: 0 4 free 2 4"},
	} {
		if got := told(made(t, asked(), dossier.InternalEdition, v.lines...).Indicator(v.id)); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	c := IndicatorCard{Kind: rubric.Conduct, Lo: p(1), Best: p(2), Hi: p(3),
		Thresholds: []ThresholdCard{{Grade: 4, Lo: 0, Hi: 4}}}
	if a, b, d := c.At(2), c.At(3), c.At(4); a != (ThresholdCard{Grade: 2, Lo: 2, Hi: 3}) ||
		b != (ThresholdCard{Grade: 3, Lo: 1, Hi: 3}) || d != c.Thresholds[0] {
		t.Errorf("conduct: %+v, %+v, %+v", a, b, d)
	}
	c.Kind = rubric.Disclosure
	if a := c.At(2); a.Lo != 1 {
		t.Errorf("a disclosure indicator counts from grade 2 on at %v", a.Lo)
	}
	c.Kind, c.Best = rubric.Conduct, nil
	if a := c.At(2); a.Lo != 1 {
		t.Errorf("without a best level it counts from grade 2 on at %v", a.Lo)
	}
}

// The choices of a draw are those of the streams, on every machine.
func TestDrawsAreTheStreams(t *testing.T) {
	m := Method{Draws: 30, Spread: 0.25, Powers: []int{1, 2, 4}, Maps: []string{EqualMap, ConvexMap},
		Grades: []int{2, 3}}
	r := twoOf(1)
	r.Indicators[1].Weight = 3
	for n, one := range m.Draw(r).all {
		s := newStream("method", r.SHA256, fmt.Sprint(n))
		if one.power != among(s.at(0), 3) || one.level != among(s.at(1), 2) || one.grade != among(s.at(2), 2) {
			t.Errorf("draw %d chooses %d, %d, %d", n, one.power, one.level, one.grade)
		}
		for i, w := range []float64{1, 3} {
			x := s.at(3 + i) // 0 is the lightest, 1 the heaviest
			if want := w * (0.75 + 0.5*x); math.Abs(one.weights[i]-want) > 1e-12 {
				t.Errorf("draw %d weighs indicator %d as %v, want %v", n, i, one.weights[i], want)
			}
		}
	}
	if a, b := newStream("ab", "c"), newStream("a", "bc"); a == b {
		t.Error("two lists of texts are one")
	}
	last := math.Nextafter(1, 0)
	for _, v := range []struct {
		x     float64
		count int
		want  int
	}{{0, 3, 0}, {last, 3, 2}, {0.34, 3, 1}, {last, 1, 0}, {0.49, 2, 0}, {0.5, 2, 1}} {
		if got := among(v.x, v.count); got != v.want {
			t.Errorf("%v of %d is %d, want %d", v.x, v.count, got, v.want)
		}
	}
}

// What is contested is drawn between what stands and what would stand, up or down, levels and values.
func TestContestedDraws(t *testing.T) {
	r := twoOf(1)
	r.Indicators = r.Indicators[:1]
	m := one(1, 2)
	m.Draws = 400
	drawn := func(t2 ThresholdCard) (low, high []float64) {
		in := cardOf(r, "A", 0, -1, 4)
		t2.Grade = 2
		in.Thresholds = []ThresholdCard{t2}
		low, high, _ = m.Draw(r).Bounds("x", &Category{Indicators: []IndicatorCard{in}})
		return low, high
	}
	sorted := func(xs []float64) []float64 {
		xs = slices.Clone(xs)
		slices.Sort(xs)
		return slices.Compact(xs)
	}
	low, high := drawn(ThresholdCard{Lo: 1, Hi: 3, UncontestedLo: p(2), UncontestedHi: p(4)})
	if !slices.Equal(sorted(low), []float64{25, 50}) || !slices.Equal(sorted(high), []float64{75, 100}) {
		t.Errorf("up: %v, %v", sorted(low), sorted(high))
	}
	low, high = drawn(ThresholdCard{Lo: 2, Hi: 4, UncontestedLo: p(1), UncontestedHi: p(3)})
	if !slices.Equal(sorted(low), []float64{25, 50}) || !slices.Equal(sorted(high), []float64{75, 100}) {
		t.Errorf("down: %v, %v", sorted(low), sorted(high))
	}
	if low, _ = drawn(ThresholdCard{Lo: 1, Hi: 3, UncontestedLo: p(2)}); !slices.Equal(sorted(low), []float64{25}) {
		t.Errorf("half of a contest is drawn: %v", sorted(low))
	}
	if _, high = drawn(ThresholdCard{Lo: 1, Hi: 3, UncontestedHi: p(2)}); !slices.Equal(sorted(high), []float64{75}) {
		t.Errorf("the other half of a contest is drawn: %v", sorted(high))
	}
	r.Indicators[0].Continuous = true
	low, high = drawn(ThresholdCard{Lo: 60, Hi: 90, UncontestedLo: p(20), UncontestedHi: p(80)})
	if !slices.ContainsFunc(low, func(v float64) bool { return v != math.Round(v) }) {
		t.Error("a value is drawn by whole steps")
	}
	l, h := sorted(low), sorted(high)
	if l[0] < 20 || l[0] > 22 || l[len(l)-1] > 60 || l[len(l)-1] < 58 || h[0] < 80 || h[0] > 81 || h[len(h)-1] > 90 ||
		h[len(h)-1] < 89 {
		t.Errorf("values: %v to %v, %v to %v", l[0], l[len(l)-1], h[0], h[len(h)-1])
	}
	// No map moves a value.
	m = one(1, 2)
	m.Maps = []string{ConvexMap}
	in := cardOf(r, "A", 50, -1, 60)
	if low, high, _ := m.Draw(r).Bounds("x", &Category{Indicators: []IndicatorCard{in}}); low[0] != 50 ||
		high[0] != 60 {
		t.Errorf("the convex map moves a value: %v, %v", low[0], high[0])
	}
}

// Floors in the draws, and a category of nothing.
func TestFloorsOfDraws(t *testing.T) {
	r := twoOf(1)
	r.Indicators[0].Critical = &rubric.Critical{Level: 3, Floor: 90}
	for _, v := range []struct {
		lo, hi, low, high float64
	}{{3, 3, 90, 90}, {2, 3, 25, 90}, {2, 2, 25, 25}, {0, 4, 0, 90}} {
		cat := &Category{Indicators: []IndicatorCard{cardOf(r, "A", v.lo, v.lo, v.hi), cardOf(r, "B", 0, 0, 0)}}
		if low, high, ok := one(1, 3).Draw(r).Bounds("x", cat); !ok || low[0] != v.low || high[0] != v.high {
			t.Errorf("levels %v to %v: drawn %v to %v, want %v to %v", v.lo, v.hi, low[0], high[0], v.low, v.high)
		}
	}
	none := &Category{Indicators: []IndicatorCard{{ID: "A", State: vocab.NotApplicable}}}
	if low, high, ok := one(1, 3).Draw(r).Bounds("x", none); low != nil || high != nil || ok {
		t.Error("nothing is drawn")
	}
	// The rubric's own points count.
	r.Indicators[1].Points = []float64{0, 5, 10, 20, 100}
	if low, _, _ := one(1, 3).Draw(r).Bounds("x",
		&Category{Indicators: []IndicatorCard{cardOf(r, "B", 3, 3, 3)}}); low[0] != 20 {
		t.Errorf("points: %v", low[0])
	}
}

// A twentieth of the low bounds lies under a band, and a twentieth of the high ones over it.
func TestBandOfDraws(t *testing.T) {
	var low, high []float64
	for i := range 380 {
		low, high = append(low, float64(379-i)), append(high, float64(1379-i))
	}
	if l, h := Band(low, high); l != 19 || h != 1360 {
		t.Errorf("the band is %v to %v, want 19 to 1360", l, h)
	}
	if low[0] != 379 || high[0] != 1379 {
		t.Error("the draws were sorted in their place")
	}
}

// What is selected is what stands there once all is sorted, whatever the order and however many are equal.
func TestNthIsThatOfTheSorted(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 2000 {
		v := make([]float64, 1+r.IntN(300))
		for i := range v {
			switch round % 4 {
			case 0:
				v[i] = 100 * r.Float64()
			case 1:
				v[i] = float64(r.IntN(3))
			case 2:
				v[i] = float64(i % 50)
			case 3:
				v[i] = float64(len(v) - i)
			}
		}
		before, sorted := slices.Clone(v), slices.Sorted(slices.Values(v))
		for k := range v {
			if got := nth(v, k); got != sorted[k] {
				t.Fatalf("number %d of %v is %v, want %v", k, v, got, sorted[k])
			}
		}
		if !slices.Equal(v, before) {
			t.Fatal("the draws were moved")
		}
	}
}
