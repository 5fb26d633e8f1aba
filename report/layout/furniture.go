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

// running sets the three parts of a running line.
func (l *layouter) running(r doc.Running, number *strings.Replacer, furniture int, y Length) []Run {
	var runs []Run
	for i, text := range []string{r.Left, r.Centre, r.Right} {
		part, wide := l.oneLine(number.Replace(text), furniture, l.style.Running.Size)
		x := l.left()
		switch i {
		case 1:
			x += (l.style.Measure - wide) / 2
		case 2:
			x += l.style.Measure - wide
		}
		for j := range part {
			part[j].X += x
			part[j].Y = y
		}
		runs = append(runs, part...)
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
