package score

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"whereas/report/rubric"
	"whereas/report/vocab"
)

// one is a method in which nothing but what a test names is varied.
func one(power, grade int) Method {
	return Method{Draws: 40, Powers: []int{power}, Maps: []string{EqualMap}, Grades: []int{grade}, Share: 0.95}
}

// With nothing varied, claims counted from grade 3 on and nothing contested, the draws give the card's low bound; from
// grade 2 on, its high bound. Whatever is varied in evidence, the draws stay within the card's range.
func TestDrawsAndCardAgree(t *testing.T) {
	s := ship(t)
	for seed := range seeds(4000) {
		c := newCompany(seed, s)
		c.rubric.SHA256 = "r" + strconv.FormatUint(seed, 10)
		card := c.card()
		cat := &card.Categories[0]
		if cat.Low == nil {
			continue
		}
		contested := slices.ContainsFunc(cat.Indicators, func(in IndicatorCard) bool {
			return slices.ContainsFunc(in.Thresholds, func(t ThresholdCard) bool { return t.UncontestedLo != nil })
		})
		for _, grade := range thresholdGrades {
			low, high, ok := one(c.rubric.Power, grade).Draw(c.rubric).Bounds("x", cat)
			if !ok {
				t.Fatalf("seed %d: no draws", seed)
			}
			for n := range low {
				// From grade 3 on fewer answers of a disclosure indicator are known, so that its range is wider.
				within := onlyConduct(cat) || grade == 2
				if low[n] > high[n]+eps || within && (high[n] > *cat.High+eps || low[n] < *cat.Low-eps) {
					t.Fatalf("seed %d, grade %d: drawn %v to %v, the card says %v to %v", seed, grade, low[n], high[n],
						*cat.Low, *cat.High)
				}
				if onlyConduct(cat) && grade == 3 && !contested && math.Abs(low[n]-*cat.Low) > eps {
					t.Fatalf("seed %d: low drawn %v, on the card %v", seed, low[n], *cat.Low)
				}
				if grade == 2 && !contested && math.Abs(high[n]-*cat.High) > eps {
					t.Fatalf("seed %d: high drawn %v, on the card %v", seed, high[n], *cat.High)
				}
			}
		}
	}
}

func onlyConduct(cat *Category) bool {
	return !slices.ContainsFunc(cat.Indicators, func(in IndicatorCard) bool { return in.Kind != rubric.Conduct })
}

// The low bound is the least and the high bound the most over every filling of what is unknown, floors of critical
// indicators among them.
func TestDrawsCoverEveryFilling(t *testing.T) {
	for _, power := range []int{1, 2, 4} {
		r := twoOf(power)
		r.Indicators[0].Critical = &rubric.Critical{Level: 3, Floor: 60}
		for known := range 5 {
			cat := &Category{ID: "k", Indicators: []IndicatorCard{unknownAt(r, 0), knownAt(r, 1, known)}}
			low, high, _ := one(power, 3).Draw(r).Bounds("x", cat)
			least, most := math.Inf(1), math.Inf(-1)
			for level := range 5 {
				m, _ := Mean(power, []Term{{1, float64(25 * level)}, {1, float64(25 * known)}})
				if level >= 3 {
					m = max(m, 60)
				}
				least, most = min(least, m), max(most, m)
			}
			if math.Abs(low[0]-least) > eps || math.Abs(high[0]-most) > eps {
				t.Errorf("p=%d, level %d known: drawn %v to %v, over all fillings %v to %v", power, known, low[0],
					high[0], least, most)
			}
		}
	}
}

// twoOf is a rubric of one category with two conduct indicators of weight 1, levels 0 to 4.
func twoOf(power int) *rubric.Rubric {
	r := &rubric.Rubric{
		ID:           "r",
		Version:      "1",
		SHA256:       "two",
		Power:        power,
		CoverageGate: 0.65,
		Bands:        []rubric.Band{{Name: "all"}},
		Categories:   []rubric.Category{{ID: "k", Title: "K"}},
	}
	for _, id := range []string{"A", "B"} {
		r.Indicators = append(r.Indicators,
			&rubric.Indicator{ID: id, Category: "k", Kind: rubric.Conduct, Weight: 1, Levels: make([]rubric.Level, 5)})
	}
	return r
}

func p(v float64) *float64 { return &v }

func knownAt(r *rubric.Rubric, i, level int) IndicatorCard {
	l := float64(level)
	return IndicatorCard{
		ID:      r.Indicators[i].ID,
		Kind:    rubric.Conduct,
		State:   vocab.Scored,
		Levels:  4,
		Weight:  1,
		Lo:      p(l),
		Best:    p(l),
		Hi:      p(l),
		LoValue: p(25 * l),
		Value:   p(25 * l),
		HiValue: p(25 * l),
	}
}

func unknownAt(r *rubric.Rubric, i int) IndicatorCard {
	return IndicatorCard{
		ID:      r.Indicators[i].ID,
		Kind:    rubric.Conduct,
		State:   vocab.NotAssessed,
		Levels:  4,
		Weight:  1,
		Lo:      p(0),
		Hi:      p(4),
		LoValue: p(0),
		HiValue: p(100),
	}
}

// A contested level is drawn between what stands and what would stand, each about as often; the grade from which claims
// count moves what follows from it; and the convex map halves the first steps.
func TestWhatIsDrawn(t *testing.T) {
	r := twoOf(1)
	in := knownAt(r, 0, 1)
	in.Lo, in.Hi = p(0), p(4)
	in.Thresholds = []ThresholdCard{{Grade: 2, Lo: 1, Hi: 4, UncontestedLo: p(3), UncontestedHi: p(4)}}
	cat := &Category{ID: "k", Indicators: []IndicatorCard{in, knownAt(r, 1, 0)}}
	m := one(1, 2)
	m.Draws = 3000
	low, _, _ := m.Draw(r).Bounds("x", cat)
	count := map[float64]int{}
	for _, l := range low {
		count[l]++
	}
	for _, want := range []float64{12.5, 25, 37.5} { // levels 1, 2, 3 of one of two indicators
		if n := count[want]; n < 900 || n > 1100 {
			t.Errorf("%d of 3,000 draws give %v, not about a third (%v)", n, want, count)
		}
	}
	if len(count) != 3 {
		t.Errorf("other levels are drawn: %v", count)
	}
	low, _, _ = one(1, 3).Draw(r).Bounds("x", cat)
	if low[0] != 0 {
		t.Errorf("from grade 3 on the low bound is %v", low[0])
	}
	m = one(1, 2)
	m.Maps = []string{ConvexMap}
	cat.Indicators[0] = knownAt(r, 0, 2)
	if low, _, _ = m.Draw(r).Bounds("x", cat); low[0] != 12.5 { // 50²/100 over two
		t.Errorf("the convex map gives %v", low[0])
	}
}

// All companies share the draws of the method; what is contested is each company's own. Weights stay within their
// spread, and every choice of a list comes about as often.
func TestStreams(t *testing.T) {
	r := twoOf(2)
	m := Method{
		Draws:  3000,
		Spread: 0.25,
		Powers: []int{1, 2, 4},
		Maps:   []string{EqualMap, ConvexMap},
		Grades: []int{2, 3},
		Share:  0.95,
	}
	d, again := m.Draw(r), m.Draw(r)
	counts := map[[2]int]int{}
	for n := range d.all {
		a, b := d.all[n], again.all[n]
		if a.power != b.power || a.level != b.level || a.grade != b.grade || !slices.Equal(a.weights, b.weights) {
			t.Fatal("draws differ from run to run")
		}
		for _, w := range a.weights {
			if w < 0.75 || w > 1.25 {
				t.Fatalf("a weight of %v", w)
			}
		}
		counts[[2]int{0, a.power}]++
		counts[[2]int{1, a.level}]++
		counts[[2]int{2, a.grade}]++
	}
	for k, n := range counts {
		want := []int{1000, 1500, 1500}[k[0]]
		if n < want-150 || n > want+150 {
			t.Errorf("choice %v comes %d times of 3,000", k, n)
		}
	}
	in := knownAt(r, 0, 0)
	in.Hi = p(4)
	in.Thresholds = []ThresholdCard{
		{Grade: 2, Lo: 0, Hi: 4, UncontestedLo: p(4), UncontestedHi: p(4)},
		{Grade: 3, Lo: 0, Hi: 4, UncontestedLo: p(4), UncontestedHi: p(4)},
	}
	contested := &Category{ID: "k", Indicators: []IndicatorCard{in, knownAt(r, 1, 2)}}
	plain := &Category{ID: "k", Indicators: []IndicatorCard{knownAt(r, 0, 1), knownAt(r, 1, 2)}}
	lowX, _, _ := d.Bounds("x", plain)
	lowY, _, _ := d.Bounds("y", plain)
	if !slices.Equal(lowX, lowY) {
		t.Error("two companies alike have different draws")
	}
	lowX, _, _ = d.Bounds("x", contested)
	lowY, _, _ = d.Bounds("y", contested)
	if slices.Equal(lowX, lowY) {
		t.Error("what is contested is drawn for all companies at once")
	}
	other := twoOf(2)
	other.SHA256 = "another"
	lowZ, _, _ := m.Draw(other).Bounds("x", plain)
	lowX, _, _ = d.Bounds("x", plain)
	if slices.Equal(lowX, lowZ) {
		t.Error("another rubric has the same draws")
	}
}
