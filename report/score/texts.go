package score

import (
	"slices"

	"whereas/report/rubric"
)

// With is the card with the rubric's texts in another language: what it says of numbers and claims is the same.
func (c *Card) With(x rubric.Texts) *Card {
	out := *c
	out.Rubric = c.Rubric.With(x)
	out.Categories = slices.Clone(c.Categories)
	for i := range out.Categories {
		cat := &out.Categories[i]
		cat.Title = x.Category(cat.ID, cat.Title)
		cat.LowBand, cat.HighBand = x.Band(cat.LowBand), x.Band(cat.HighBand)
		cat.Indicators = slices.Clone(cat.Indicators)
		for k := range cat.Indicators {
			in := &cat.Indicators[k]
			in.Title = x.Indicator(in.ID, in.Title)
			in.Elements = slices.Clone(in.Elements)
			for n := range in.Elements {
				e := &in.Elements[n]
				e.Ask = x.Element(in.ID, e.ID, e.Ask)
			}
		}
	}
	return &out
}
