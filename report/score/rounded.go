package score

import (
	"fmt"
	"math"
)

// Rounded is a value of 0 to 100 as people read it: rounded once.
func Rounded(v float64) string { return fmt.Sprintf("%.0f", math.Round(v)) }

// Percent is a share of one as people read it. Something that is not all isn't told as all, nor as nothing.
func Percent(v float64) string {
	p := math.Round(100 * v)
	if v > 0 && p == 0 {
		p = 1
	}
	if v < 1 && p == 100 {
		p = 99
	}
	return fmt.Sprintf("%.0f", p)
}
