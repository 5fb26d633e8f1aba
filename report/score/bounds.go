package score

import "whereas/report/vocab"

// Bounds is the range of an indicator as everything shows it. In words it is levels, in a drawing values of 0 to 100;
// for a continuous indicator both are the same.
type Bounds struct {
	Low, High           float64  // the level that is well supported, and the one up to which nothing is excluded
	Best                *float64 // the level by what is known; nil where nothing is
	Levels              int      // the highest level that there is
	LowValue, HighValue float64
	BestValue           *float64
}

// Bounds is an indicator's range; false for one that doesn't apply. The terminal, the text and the figures of a
// briefing, the workbook and the comparison show this one.
func (c *IndicatorCard) Bounds() (Bounds, bool) {
	if c.State == vocab.NotApplicable || c.Lo == nil || c.Hi == nil || c.LoValue == nil || c.HiValue == nil {
		return Bounds{}, false
	}
	return Bounds{Low: *c.Lo, High: *c.Hi, Best: c.Best, Levels: c.Levels, LowValue: *c.LoValue, HighValue: *c.HiValue,
		BestValue: c.Value}, true
}

// Words are the two ends of a range as people read them.
func (b Bounds) Words() (low, high string) { return Rounded(b.Low), Rounded(b.High) }

// Bounds is a category's range, 0 to 100, as people read it; false where there is no score.
func (c *Category) Bounds() (low, high string, ok bool) {
	if c.Low == nil || c.High == nil {
		return "", "", false
	}
	return Rounded(*c.Low), Rounded(*c.High), true
}
