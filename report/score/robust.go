package score

import (
	"math"
	"math/bits"
	"slices"
	"strconv"

	"whereas/report/rubric"
	"whereas/report/vocab"
)

// Method is how the draws of a comparison are made: everything that a rubric settles by choice is varied, and what
// isn't known stays unknown in each (docs/scoring.md). The figures are data: templates/comparison.toml.
type Method struct {
	Draws  int      `json:"draws"`
	Spread float64  `json:"spread"` // a weight is drawn from w(1-Spread) to w(1+Spread)
	Powers []int    `json:"powers"` // of the mean
	Maps   []string `json:"maps"`   // of levels to points
	Grades []int    `json:"grades"` // from which claims count
	Share  float64  `json:"share"`  // of the draws in which one company must stand above another
}

// Maps of levels to points.
const (
	EqualMap  = "equal"  // the rubric's own points
	ConvexMap = "convex" // x²/100: the first levels weigh less, the last ones more
)

// Draws are the draws of a method over a rubric. They hang on the rubric's digest alone, so all companies share them.
type Draws struct {
	method  Method
	rubric  *rubric.Rubric
	indexOf map[string]int // of an indicator in the rubric
	all     []drawn
}

// drawn is one draw: what is chosen in it, as places in the method's lists, and the weights in the rubric's order.
type drawn struct {
	power, level, grade int
	weights             []float64
}

// Draw makes the draws of a method over a rubric.
func (m Method) Draw(r *rubric.Rubric) *Draws {
	d := &Draws{method: m, rubric: r, indexOf: map[string]int{}, all: make([]drawn, m.Draws)}
	for i, in := range r.Indicators {
		d.indexOf[in.ID] = i
	}
	for n := range d.all {
		s := newStream("method", r.SHA256, strconv.Itoa(n))
		one := drawn{
			power:   among(s.at(0), len(m.Powers)),
			level:   among(s.at(1), len(m.Maps)),
			grade:   among(s.at(2), len(m.Grades)),
			weights: make([]float64, len(r.Indicators)),
		}
		for i, in := range r.Indicators {
			one.weights[i] = float64(in.Weight * (1 + float64(m.Spread*(2*s.at(3+i)-1))))
		}
		d.all[n] = one
	}
	return d
}

// Bounds are a category's low and high bound in each draw, over every filling of what isn't known; ok is false where
// there is no score.
func (d *Draws) Bounds(company string, cat *Category) (low, high []float64, ok bool) {
	var ins []*drawnIndicator
	for i := range cat.Indicators {
		if cat.Indicators[i].State != vocab.NotApplicable {
			ins = append(ins, d.indicator(company, &cat.Indicators[i]))
		}
	}
	if len(ins) == 0 {
		return nil, nil, false
	}
	low, high = make([]float64, len(d.all)), make([]float64, len(d.all))
	for n := range d.all {
		low[n], high[n] = d.bounds(n, ins)
	}
	return low, high, true
}

// bounds are the two means of one draw. Whatever a critical indicator lifts is lifted here too: the low bound where
// its level is shown, the high one wherever its level isn't excluded.
func (d *Draws) bounds(n int, ins []*drawnIndicator) (low, high float64) {
	one := &d.all[n]
	power := d.method.Powers[one.power]
	var sumLow, sumHigh, weights, floorLow, floorHigh float64
	for _, in := range ins {
		at := &in.settled[one.grade]
		if in.contested[one.grade] {
			between := in.between(d, one.grade, n)
			at = &between
		}
		w := one.weights[in.index]
		weights += w
		sumLow += float64(w * at.low[one.level][one.power])
		sumHigh += float64(w * at.high[one.level][one.power])
		floorLow, floorHigh = max(floorLow, at.floorLow), max(floorHigh, at.floorHigh)
	}
	mean := func(sum, floor float64) float64 { return max(min(root(sum/weights, power), 100), floor) }
	return mean(sumLow, floorLow), mean(sumHigh, floorHigh)
}

// drawnIndicator is one company's indicator as the draws see it.
type drawnIndicator struct {
	index     int // in the rubric
	def       *rubric.Indicator
	at        []ThresholdCard // by the method's grades
	settled   []powers        // by the method's grades: as the contest stands
	contested []bool
	stream    stream
}

// powers are an indicator's bounds raised to each power, for each map of levels; and the floors that they bring.
type powers struct {
	low, high           [][]float64 // by map, by power
	floorLow, floorHigh float64
}

func (d *Draws) indicator(company string, c *IndicatorCard) *drawnIndicator {
	index := d.indexOf[c.ID]
	in := &drawnIndicator{index: index, def: d.rubric.Indicators[index]}
	for _, g := range d.method.Grades {
		t := c.At(g)
		contested := t.UncontestedLo != nil && t.UncontestedHi != nil
		in.at = append(in.at, t)
		in.settled = append(in.settled, d.powers(in, t.Lo, t.Hi))
		in.contested = append(in.contested, contested)
		if contested {
			in.stream = newStream("contested", d.rubric.SHA256, company, c.ID)
		}
	}
	return in
}

// between is what a draw makes of a contested indicator: a level, equally likely, between what is shown if the contest
// stands and what would be if it failed; what isn't excluded moves along.
func (in *drawnIndicator) between(d *Draws, grade, draw int) powers {
	t, x := in.at[grade], in.stream.at(draw)
	step := func(from, to float64) float64 {
		if in.def.Continuous {
			return from + float64(x*(to-from))
		}
		far := math.Abs(to - from)
		return from + math.Copysign(float64(among(x, int(far)+1)), to-from)
	}
	lo, hi := step(t.Lo, *t.UncontestedLo), step(t.Hi, *t.UncontestedHi)
	return d.powers(in, lo, max(lo, hi))
}

func (d *Draws) powers(in *drawnIndicator, lo, hi float64) powers {
	low, high := lo, hi
	if !in.def.Continuous {
		low, high = d.rubric.Value(in.def, int(lo)), d.rubric.Value(in.def, int(hi))
	}
	var p powers
	for _, m := range d.method.Maps {
		p.low = append(p.low, d.raise(m, in, low))
		p.high = append(p.high, d.raise(m, in, high))
	}
	if k := in.def.Critical; k != nil {
		if lo >= float64(k.Level) {
			p.floorLow = k.Floor
		}
		if hi >= float64(k.Level) {
			p.floorHigh = k.Floor
		}
	}
	return p
}

// raise is a value by a map of levels, to each of the method's powers. A continuous value isn't a level: no map moves
// it.
func (d *Draws) raise(mapping string, in *drawnIndicator, v float64) []float64 {
	if mapping == ConvexMap && !in.def.Continuous {
		v = float64(v*v) / 100
	}
	out := make([]float64, len(d.method.Powers))
	for i, p := range d.method.Powers {
		out[i] = Power(v, p)
	}
	return out
}

// Band is where the draws put a range: a twentieth of the low bounds lie under Low, a twentieth of the high ones over
// High.
func Band(low, high []float64) (float64, float64) {
	twentieth := len(low) / 20
	return nth(low, twentieth), nth(high, len(high)-1-twentieth)
}

// nth is the figure of which k are no greater and stand before it, were all sorted. All but those on its way stay
// unsorted: of ten thousand draws two figures are wanted.
func nth(figures []float64, k int) float64 {
	v := slices.Clone(figures)
	for rounds := 2 * bits.Len(uint(len(v))); len(v) > 12 && rounds > 0; rounds-- {
		pivot := median(v[0], v[len(v)/2], v[len(v)-1])
		under, over := 0, len(v)-1
		for under <= over { // those under the pivot go left, those over it right, its equals to both sides
			for v[under] < pivot {
				under++
			}
			for pivot < v[over] {
				over--
			}
			if under <= over {
				v[under], v[over] = v[over], v[under]
				under, over = under+1, over-1
			}
		}
		switch {
		case k <= over:
			v = v[:over+1]
		case k >= under:
			v, k = v[under:], k-under
		default:
			return pivot
		}
	}
	slices.Sort(v)
	return v[k]
}

func median(a, b, c float64) float64 { return max(min(a, b), min(max(a, b), c)) }
