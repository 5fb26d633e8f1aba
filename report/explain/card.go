package explain

import (
	"fmt"
	"math"
	"strings"

	"whereas/report/score"
)

func cardText(c *score.Card) string {
	var b strings.Builder
	invented := ""
	if c.Company.Invented {
		invented = " (an invented company)"
	}
	b.WriteString(wrap(c.Company.Name+invented, ""))
	edition := fmt.Sprintf("%s %s, as of %s, %s edition", c.RubricRef.ID, c.RubricRef.Version, c.AsOf, c.Edition)
	b.WriteString(wrap(edition, ""))
	if c.Headline != "" {
		b.WriteString("\n" + wrap(c.Headline, "  "))
	}
	for _, cat := range c.Categories {
		b.WriteString("\n")
		category(&b, cat)
		for _, in := range cat.Indicators {
			fmt.Fprintf(&b, "  %-4s %-32s %s %-10s %s\n", in.ID, clip(in.Title, 32), bar(in), levelRange(in),
				spaced(in.State))
		}
	}
	b.WriteString(
		"\n" + wrap(
			"A bar of levels: # proven, + best supported, - not excluded, . excluded. 0 is searched and no supported "+
				"concern, 100 the gravest; what nobody looked for is unknown and leaves the range wide.",
			""),
	)
	if c.FactClaims > 0 {
		b.WriteString(
			wrap(
				fmt.Sprintf("Of %s that carry facts, %d (%.0f %%) for more than one indicator.",
					plural(c.FactClaims, "claim"), len(c.ClaimsTwice),
					100*float64(len(c.ClaimsTwice))/float64(c.FactClaims)),
				""),
		)
	}
	return b.String()
}

func category(b *strings.Builder, cat score.Category) {
	low, high, ok := cat.Bounds()
	if !ok {
		fmt.Fprintf(b, "%s: no score, since none of its indicators applies\n", cat.Title)
		return
	}
	fmt.Fprintf(b, "%s: supported at least to %s, not excluded up to %s\n", cat.Title, low, high)
	known := math.Round(100 * *cat.Coverage)
	fmt.Fprintf(b, "  0 %s 100   known %.0f %%, unknown %.0f %%\n", rangeBar(*cat.Low, *cat.High, 40), known, 100-known)
	if cat.Point != nil {
		fmt.Fprintf(b, "  on what is known: %s\n", score.Rounded(*cat.Point))
	}
	if cat.Gravest != "" {
		fmt.Fprintf(b, "  gravest: %s\n", cat.Gravest)
	}
	if f := cat.Floor; f != nil && *cat.Low == f.Value {
		fmt.Fprintf(b, "  lifted to %s by the critical indicator %s\n", score.Rounded(f.Value), f.Indicator)
	}
	if f := cat.HighFloor; f != nil && *cat.High == f.Value && *cat.Low < f.Value {
		fmt.Fprintf(b, "  up to %s, since the critical indicator %s isn't excluded at its level\n",
			score.Rounded(f.Value), f.Indicator)
	}
}

// rangeBar draws low to high on a scale of n cells.
func rangeBar(low, high float64, n int) string {
	from, to := int(math.Round(low/100*float64(n))), int(math.Round(high/100*float64(n)))
	to = max(to, min(n, from+1))
	from = min(from, to-1)
	return "[" + strings.Repeat(".", from) + strings.Repeat("=", to-from) + strings.Repeat(".", n-to) + "]"
}

func bar(in score.IndicatorCard) string {
	if in.Lo == nil {
		return "[    ]"
	}
	cells := in.Levels
	step := 1.0
	if cells > 10 {
		cells, step = 10, float64(in.Levels)/10
	}
	var b strings.Builder
	b.WriteByte('[')
	for i := 1; i <= cells; i++ {
		x := float64(i) * step
		switch {
		case x <= *in.Lo:
			b.WriteByte('#')
		case in.Best != nil && x <= *in.Best:
			b.WriteByte('+')
		case x <= *in.Hi:
			b.WriteByte('-')
		default:
			b.WriteByte('.')
		}
	}
	b.WriteByte(']')
	return b.String()
}

func levelRange(in score.IndicatorCard) string {
	b, ok := in.Bounds()
	if !ok {
		return ""
	}
	low, high := b.Words()
	return low + " to " + high
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
