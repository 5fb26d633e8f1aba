package pages

import (
	"fmt"
	"strings"

	"whereas/report/face"
)

// Dump is the pages in a form to read and to compare: a line for each run (page, place in points, face,
// size, text), then the rules and links of the page, at the end anchors and outline.
func Dump(p *Layout) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d pages\n", len(p.Pages))
	for i, page := range p.Pages {
		fmt.Fprintf(&b, "%d sheet %v by %v, called %q\n", i+1, page.Width, page.Height, page.Label)
		for _, r := range page.Runs {
			fmt.Fprintf(&b, "%d %7v %7v %-11v %5v %s\n", i+1, r.X, r.Y, r.Style, r.Size, face.Normal(r.Text()))
		}
		for _, r := range page.Rules {
			fmt.Fprintf(&b, "%d %7v %7v rule %v by %v\n", i+1, r.X, r.Y, r.Width, r.Height)
		}
		for _, s := range page.Shapes {
			if s.Stroke != nil {
				fmt.Fprintf(&b, "%d line through %v, %v wide, dashed %v, %v\n", i+1, s.Stroke.Points, s.Stroke.Width,
					s.Stroke.Dash, s.Fill)
				continue
			}
			kind := "rectangle"
			if s.Round {
				kind = "ellipse"
			}
			fmt.Fprintf(&b, "%d %7v %7v %s %v by %v, %v\n", i+1, s.X, s.Y, kind, s.Width, s.Height, s.Fill)
		}
		for _, k := range page.Links {
			to := k.URL
			if to == "" {
				to = "#" + k.Anchor
			}
			fmt.Fprintf(&b, "%d %7v %7v link %v by %v to %s\n", i+1, k.X, k.Y, k.Width, k.Height, to)
		}
	}
	for _, a := range p.Anchors {
		fmt.Fprintf(&b, "anchor %s: %d %v\n", a.Name, a.Page+1, a.Y)
	}
	for _, o := range p.Outline {
		fmt.Fprintf(&b, "outline %d: %d %v %s\n", o.Level, o.Page+1, o.Y, o.Title)
	}
	return b.String()
}
