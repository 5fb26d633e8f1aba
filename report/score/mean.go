package score

import "math"

// Term is a weighted value of a category's mean: 0 to 100, with a weight over 0.
type Term struct {
	Weight, Value float64
}

// Mean is M_p(x) = (sum w x^p / sum w)^(1/p) for p 1, 2 or 4 (docs/scoring.md); ok is false for no terms:
// 0 of 0 is no score. Products go through float64(…), so that no machine fuses them, and sums run in
// the order given: the same figures everywhere.
func Mean(p int, ts []Term) (m float64, ok bool) {
	var sum, weights float64
	for _, t := range ts {
		sum += float64(t.Weight * Power(t.Value, p))
		weights += t.Weight
	}
	if weights == 0 {
		return 0, false
	}
	return root(sum/weights, p), true
}

// Power is x to the power 1, 2 or 4, by multiplication alone.
func Power(x float64, p int) float64 {
	switch p {
	case 2:
		x = float64(x * x)
	case 4:
		x = float64(x * x)
		x = float64(x * x)
	}
	return x
}

// root undoes Power, by square roots alone.
func root(x float64, p int) float64 {
	switch p {
	case 2:
		x = math.Sqrt(x)
	case 4:
		x = math.Sqrt(math.Sqrt(x))
	}
	return x
}
