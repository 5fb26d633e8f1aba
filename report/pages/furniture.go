package pages

import (
	"strconv"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// furniture adds running heads and feet, now that the number of pages is known.
func (l *layouter) furniture(out *Layout) {
	for i := range out.Pages {
		page := &out.Pages[i]
		a := l.areaOf(page.landscape)
		top := a.Top - l.style.HeadRise
		bottom := a.Height - a.Bottom + l.style.FootDrop
		last := i // of the same part
		for last+1 < len(out.Pages) && out.Pages[last+1].part == page.part {
			last++
		}
		number := strings.NewReplacer("{page}", page.Label, "{pages}", out.Pages[last].Label)
		head := l.running(l.doc.RunHead, number, HeadFurniture, a, top)
		if len(head) > 0 {
			page.Rules = append(page.Rules, lines.Rect{
				X: a.left(), Y: top + 5*lines.Point, Width: a.measure, Height: l.style.Hairline,
			})
		}
		page.Runs = append(head, page.Runs...)
		page.Runs = append(page.Runs, l.running(l.doc.RunFoot, number, FootFurniture, a, bottom)...)
	}
}

// numberPages numbers the pages of each part anew.
func (l *layouter) numberPages(out *Layout) {
	n, letter := 0, byte('A'-1)
	for i := range out.Pages {
		page := &out.Pages[i]
		numbering := doc.Decimal
		if page.part > 0 {
			numbering = l.parts[page.part-1]
		}
		n++
		if i > 0 && out.Pages[i-1].part != page.part {
			n = 1
		}
		if n == 1 && numbering == doc.Lettered && letter < 'Z' {
			letter++
		}
		switch numbering {
		case doc.Roman:
			page.Label = roman(n)
		case doc.Lettered:
			page.Label = string(letter) + "-" + strconv.Itoa(n)
		case doc.Decimal, doc.Ongoing:
			page.Label = strconv.Itoa(n)
		}
	}
}

// numbers is the label of the page that each heading with an id stands on.
func (p *Layout) numbers() map[string]string {
	out := map[string]string{}
	for _, a := range p.Anchors {
		if id, ok := strings.CutPrefix(a.Name, placeAnchor("")); ok {
			out[id] = p.Pages[a.Page].Label
		}
	}
	return out
}

// runningPart is one of the three texts of a running line.
type runningPart struct {
	text  string
	runs  []lines.Run
	width lines.Length
}

func (l *layouter) runningPart(text string, node int) runningPart {
	look := lines.Look{Style: face.Regular, Node: node}
	runs, width, missing := l.typesetter.OneLine(text, look, l.style.Running.Size)
	l.missing(missing, diag.Span{})
	return runningPart{text, runs, width}
}

// running sets the three parts of a running line.
func (l *layouter) running(r doc.Running, number *strings.Replacer, node int, a area, y lines.Length) []lines.Run {
	var parts [3]runningPart
	for i, text := range []string{r.Left, r.Centre, r.Right} {
		parts[i] = l.runningPart(number.Replace(text), node)
	}
	l.shorten(&parts, node, a.measure)
	var runs []lines.Run
	for i, p := range parts {
		x := a.left()
		switch i {
		case 1:
			x += (a.measure - p.width) / 2
		case 2:
			x += a.measure - p.width
		}
		for j := range p.runs {
			p.runs[j].X += x
			p.runs[j].Y = y
		}
		runs = append(runs, p.runs...)
	}
	return runs
}

// shorten cuts parts short that would run into each other, so that each has an equal share of the width at most.
func (l *layouter) shorten(parts *[3]runningPart, node int, width lines.Length) {
	gap := l.style.Running.Size
	sides := max(parts[0].width, parts[2].width)
	if parts[0].width+parts[2].width+gap <= width &&
		(parts[1].width == 0 || 2*sides+parts[1].width+2*gap <= width) {
		return
	}
	filled := lines.Length(0)
	for i := range parts {
		if len(parts[i].runs) > 0 {
			filled++
		}
	}
	room := (width - gap*(filled-1)) / max(1, filled)
	for i := range parts {
		words := strings.Fields(parts[i].text)
		for parts[i].width > room && len(words) > 0 {
			words = words[:len(words)-1]
			parts[i] = l.runningPart(strings.Join(words, " ")+"…", node)
		}
	}
}
