package layout

import (
	"strconv"
	"strings"

	"whereas/report/doc"
	"whereas/report/face"
)

// furniture adds running heads and feet, now that the number of pages is known.
func (l *layouter) furniture(out *Pages) {
	top := l.sheet.Top - l.style.HeadRise
	bottom := l.sheet.Height - l.sheet.Bottom + l.style.FootDrop
	for i := range out.Pages {
		page := &out.Pages[i]
		number := strings.NewReplacer("{page}", strconv.Itoa(i+1), "{pages}", strconv.Itoa(len(out.Pages)))
		head := l.running(l.doc.RunHead, number, HeadFurniture, top)
		if len(head) > 0 {
			page.Rules = append(page.Rules, Rect{l.left(), top + 5*Point, l.style.Measure, l.style.Hairline})
		}
		page.Runs = append(head, page.Runs...)
		page.Runs = append(page.Runs, l.running(l.doc.RunFoot, number, FootFurniture, bottom)...)
	}
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
		parts[i].runs, parts[i].wide = l.oneLine(text, furniture, l.style.Running.Size)
		if len(parts[i].runs) > 0 {
			filled++
		}
	}
	gap := l.style.Running.Size
	room := l.style.Measure
	if filled > 1 {
		room = (l.style.Measure - gap*Length(filled-1)) / Length(filled)
	}
	sides := max(parts[0].wide, parts[2].wide)
	if parts[0].wide+parts[2].wide+gap > l.style.Measure || parts[1].wide > 0 && 2*sides+parts[1].wide+2*gap > l.style.Measure {
		for i, text := range texts {
			words := strings.Fields(text)
			for parts[i].wide > room && len(words) > 0 {
				words = words[:len(words)-1]
				parts[i].runs, parts[i].wide = l.oneLine(strings.Join(words, " ")+"…", furniture, l.style.Running.Size)
			}
		}
	}
	var runs []Run
	for i, p := range parts {
		x := l.left()
		switch i {
		case 1:
			x += (l.style.Measure - p.wide) / 2
		case 2:
			x += l.style.Measure - p.wide
		}
		for j := range p.runs {
			p.runs[j].X += x
			p.runs[j].Y = y
		}
		runs = append(runs, p.runs...)
	}
	return runs
}

// oneLine sets text that isn't broken, whatever its width.
func (l *layouter) oneLine(text string, node int, size Length) (runs []Run, wide Length) {
	text = face.Normal(text)
	for _, r := range l.set.Missing(text) {
		text = strings.ReplaceAll(text, string(r), "[U+"+hex(r)+"]")
	}
	for i, word := range strings.Fields(text) {
		pieces := l.shaper.Word(face.Regular, face.Lining, word)
		for j, p := range pieces {
			if n := len(runs) - 1; n < 0 || runs[n].Style != p.Style {
				runs = append(runs, Run{Node: node, Style: p.Style, Size: size, X: wide})
			}
			run := &runs[len(runs)-1]
			if i > 0 && j == 0 {
				space := l.spaces[p.Style]
				run.Glyphs = append(run.Glyphs, Glyph{Glyph: space})
				wide += scale(space.Advance, size, l.perEm[p.Style])
			}
			for _, g := range p.Glyphs {
				run.Glyphs = append(run.Glyphs, Glyph{Glyph: g})
			}
			wide += l.wide(p.Glyphs, p.Style, size)
		}
	}
	return runs, wide
}
