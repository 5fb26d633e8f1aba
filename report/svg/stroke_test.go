package svg

import (
	"strings"
	"testing"

	"whereas/report/lines"
	"whereas/report/pages"
)

// A line goes through its points, as wide and as dashed as it is said to be.
func TestStroke(t *testing.T) {
	p := layout(t, "x")
	point := func(x, y lines.Length) pages.Point { return pages.Point{X: x * lines.Point, Y: y * lines.Point} }
	p.Pages[0].Shapes = []pages.Shape{
		{Stroke: &pages.Stroke{Width: lines.Point, Points: []pages.Point{point(1, 2), point(3, 4), point(5, 6)}}},
		{Stroke: &pages.Stroke{Width: lines.Point / 2, Points: []pages.Point{point(1, 2), point(3, 4)},
			Dash: []lines.Length{3 * lines.Point, lines.Point}}},
	}
	p.Pages[0].Shapes[0].Fill.G = 255
	picture, err := Page(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<path fill="none" stroke="#00ff00" stroke-width="1" stroke-linejoin="bevel" d="M1 2L3 4L5 6"/>`,
		`<path fill="none" stroke="#000000" stroke-width="0.5" stroke-linejoin="bevel" stroke-dasharray="3 1" d="M1 2L3 4"/>`,
	} {
		if !strings.Contains(string(picture), want) {
			t.Errorf("%s isn't in %s", want, picture)
		}
	}
}
