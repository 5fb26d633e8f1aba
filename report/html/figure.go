package html

import (
	"fmt"
	"strconv"
	"strings"

	"whereas/report/doc"
)

// textSize is the size of the text, in points, beside which figures are drawn: on the page they keep to the text's own
// size.
const textSize = 11

func (p *page) figure(f *doc.Figure) {
	p.open("figure")
	p.line()
	p.region(p.words.Figure, f.Caption)
	if f.Narrow == nil {
		p.scene(&f.Scene, "", f.Alt)
	} else { // the style sheet shows one of the two
		p.scene(&f.Scene, "for-wide", f.Alt)
		p.scene(f.Narrow, "for-narrow", f.Alt)
	}
	p.close("div")
	p.line()
	if len(f.Caption) > 0 {
		p.holding("figcaption", f.Caption)
		p.line()
	}
	p.close("figure")
}

// scene is a drawing. Its unit is the point.
func (p *page) scene(s *doc.Scene, class, alt string) {
	var attributes []string
	if class != "" {
		attributes = []string{"class", class}
	}
	if alt != "" { // where nothing is said of it, its labels are read
		attributes = append(attributes, "role", "img", "aria-label", alt)
	}
	p.open("svg", append(attributes, "viewBox", "0 0 "+thousandths(s.Width)+" "+thousandths(s.Height),
		"width", thousandths(s.Width/textSize)+"em", "height", thousandths(s.Height/textSize)+"em")...)
	p.line()
	for _, sh := range s.Shapes {
		fill := fmt.Sprintf("#%02x%02x%02x", sh.Fill.R, sh.Fill.G, sh.Fill.B)
		if sh.Stroke != nil {
			p.stroke(sh.Stroke, fill)
		} else if sh.Round {
			p.void("ellipse", "cx", halves(2*sh.X+sh.Width), "cy", halves(2*sh.Y+sh.Height), "rx", halves(sh.Width),
				"ry", halves(sh.Height), "fill", fill)
		} else {
			p.void("rect", "x", thousandths(sh.X), "y", thousandths(sh.Y), "width", thousandths(sh.Width), "height",
				thousandths(sh.Height), "fill", fill)
		}
		p.line()
	}
	for _, l := range s.Labels {
		attributes := []string{"x", thousandths(l.X), "y", thousandths(l.Y), "font-size", thousandths(l.Size)}
		switch l.Align {
		case doc.Centre:
			attributes = append(attributes, "text-anchor", "middle")
		case doc.Right:
			attributes = append(attributes, "text-anchor", "end")
		case doc.Left:
		}
		if l.Strong {
			attributes = append(attributes, "font-weight", "bold")
		}
		p.open("text", attributes...)
		p.text(l.Text)
		p.close("text")
		p.line()
	}
	p.close("svg")
	p.line()
}

func (p *page) stroke(l *doc.Stroke, colour string) {
	var path, dash []string
	for i, at := range l.Points {
		step := "L"
		if i == 0 {
			step = "M"
		}
		path = append(path, step+thousandths(at.X)+" "+thousandths(at.Y))
	}
	for _, d := range l.Dash {
		dash = append(dash, thousandths(d))
	}
	attributes := []string{"d", strings.Join(path, ""), "fill", "none", "stroke", colour, "stroke-width",
		thousandths(l.Width), "stroke-linejoin", "bevel"}
	if len(dash) > 0 {
		attributes = append(attributes, "stroke-dasharray", strings.Join(dash, " "))
	}
	p.void("path", attributes...)
}

// thousandths prints n thousandths as a decimal, in one way: no zero at its end, none but one before its point.
func thousandths(n int) string { return decimal(n, 3) }

// halves prints n two thousandths as a decimal.
func halves(n int) string { return decimal(n*5, 4) }

// decimal prints n with its last places figures behind the point.
func decimal(n, places int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.Itoa(n)
	for len(s) <= places {
		s = "0" + s
	}
	whole, part := s[:len(s)-places], strings.TrimRight(s[len(s)-places:], "0")
	if part == "" {
		return sign + whole
	}
	return sign + whole + "." + part
}
