package layout

import (
	"strconv"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
)

// furniture adds running heads and feet, now that the number of pages is known.
func (l *layouter) furniture(out *Pages) {
	for i := range out.Pages {
		page := &out.Pages[i]
		l.turnSheet(page.turned)
		top := l.sheet.Top - l.style.HeadRise
		bottom := l.sheet.Height - l.sheet.Bottom + l.style.FootDrop
		last := i // of the same part
		for last+1 < len(out.Pages) && out.Pages[last+1].part == page.part {
			last++
		}
		number := strings.NewReplacer("{page}", page.Label, "{pages}", out.Pages[last].Label)
		head := l.running(l.doc.RunHead, number, HeadFurniture, top)
		if len(head) > 0 {
			page.Rules = append(page.Rules, Rect{l.left(), top + 5*Point, l.measure, l.style.Hairline})
		}
		page.Runs = append(head, page.Runs...)
		page.Runs = append(page.Runs, l.running(l.doc.RunFoot, number, FootFurniture, bottom)...)
	}
}

// numberPages numbers the pages of each part anew.
func (l *layouter) numberPages(out *Pages) {
	n, letter := 0, byte('A'-1)
	for i := range out.Pages {
		page := &out.Pages[i]
		numbering := doc.Figures
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
		case doc.Numerals:
			page.Label = roman(n)
		case doc.Lettered:
			page.Label = string(letter) + "-" + strconv.Itoa(n)
		default:
			page.Label = strconv.Itoa(n)
		}
	}
}

// numbers is the label of the page that each heading with an id stands on.
func (p *Pages) numbers() map[string]string {
	out := map[string]string{}
	for _, a := range p.Anchors {
		if id, ok := strings.CutPrefix(a.Name, placeAnchor("")); ok {
			out[id] = p.Pages[a.Page].Label
		}
	}
	return out
}

// running sets the three parts of a running line. Parts that would run into each other are cut short.
func (l *layouter) running(r doc.Running, number *strings.Replacer, furniture int, y Length) []Run {
	type part struct {
		runs []Run
		wide Length
	}
	var parts [3]part
	texts := [3]string{number.Replace(r.Left), number.Replace(r.Centre), number.Replace(r.Right)}
	filled := 0
	for i, text := range texts {
		parts[i].runs, parts[i].wide = l.oneLine(text, furniture, face.Regular, l.style.Running.Size)
		if len(parts[i].runs) > 0 {
			filled++
		}
	}
	gap := l.style.Running.Size
	room := l.measure
	if filled > 1 {
		room = (l.measure - gap*Length(filled-1)) / Length(filled)
	}
	sides := max(parts[0].wide, parts[2].wide)
	if parts[0].wide+parts[2].wide+gap > l.measure || parts[1].wide > 0 && 2*sides+parts[1].wide+2*gap > l.measure {
		for i, text := range texts {
			words := strings.Fields(text)
			for parts[i].wide > room && len(words) > 0 {
				words = words[:len(words)-1]
				parts[i].runs, parts[i].wide = l.oneLine(
					strings.Join(words, " ")+"…",
					furniture,
					face.Regular,
					l.style.Running.Size,
				)
			}
		}
	}
	var runs []Run
	for i, p := range parts {
		x := l.left()
		switch i {
		case 1:
			x += (l.measure - p.wide) / 2
		case 2:
			x += l.measure - p.wide
		}
		for j := range p.runs {
			p.runs[j].X += x
			p.runs[j].Y = y
		}
		runs = append(runs, p.runs...)
	}
	return runs
}

// oneLine sets text that isn't broken, whatever its width. All of it belongs to one node.
func (l *layouter) oneLine(text string, node int, look face.Style, size Length) (runs []Run, wide Length) {
	c := composer{l: l, par: &paragraph{size: size}, fixed: &node, loose: true, size: size}
	c.text(strings.Join(strings.Fields(text), " "), diag.Span{}, look)
	c.itemise()
	if len(c.par.items) == 0 {
		return nil, 0
	}
	for _, it := range c.par.items {
		if it.kind != penalty {
			wide += it.width
		}
	}
	return l.line(c.par, 0, len(c.par.items)-1, wide, left).runs, wide
}
