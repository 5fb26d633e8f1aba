// Package svg draws laid-out pages as pictures: one SVG document a page, with the same glyphs in the same places as the
// PDF (package pdf), by their outlines. It needs no face where it is shown and holds no text, no script and no address:
// what a page says to those who can't see it stands beside the picture.
//
// All places are computed from the integers of the layout: the same page gives the same bytes.
package svg

import (
	"fmt"
	"strconv"

	"whereas/report/face"
	"whereas/report/lines"
	"whereas/report/pages"
)

// Page draws a page of a layout, counted from 0. Its unit is the point.
func Page(p *pages.Layout, number int) ([]byte, error) {
	page := &p.Pages[number]
	w := writer{faces: p.Faces, names: map[drawn]string{}}
	w.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="0 0 %s %s">`+"\n",
		points(page.Width), points(page.Height), points(page.Width), points(page.Height))
	if err := w.outlines(page.Runs); err != nil {
		return nil, fmt.Errorf("draw page %d: %w", number+1, err)
	}
	w.printf(`<path fill="#fff" d="M0 0H%sV%sH0z"/>`+"\n", points(page.Width), points(page.Height))
	for _, s := range page.Shapes {
		w.shape(&s)
	}
	for _, r := range page.Rules {
		w.printf("<rect %s/>\n", box(r))
	}
	for i := range page.Runs {
		w.run(&page.Runs[i])
	}
	w.printf("</svg>\n")
	return w.b, nil
}

// drawn is a glyph of a face.
type drawn struct {
	style face.Style
	glyph uint16
}

// writer is a page as it grows.
type writer struct {
	b     []byte
	faces *face.Set
	names map[drawn]string // by which outlines are referred to; "" for a glyph that draws nothing
}

func (w *writer) printf(format string, args ...any) { w.b = fmt.Appendf(w.b, format, args...) }

// outlines defines the glyphs of a page, each once, in font units.
func (w *writer) outlines(runs []lines.Run) error {
	var used [face.Faces][]uint16
	for i := range runs {
		for _, g := range runs[i].Glyphs {
			if key := (drawn{runs[i].Style, g.ID}); !w.has(key) {
				w.names[key] = ""
				used[key.style] = append(used[key.style], g.ID)
			}
		}
	}
	w.printf("<defs>\n")
	for st, glyphs := range used {
		if len(glyphs) == 0 {
			continue
		}
		outlines, err := w.faces.Outlines(face.Style(st), glyphs)
		if err != nil {
			return err
		}
		for i, outline := range outlines {
			if len(outline) == 0 {
				continue
			}
			name := fmt.Sprintf("g%d-%d", st, glyphs[i])
			w.names[drawn{face.Style(st), glyphs[i]}] = name
			w.printf(`<path id="%s" d="%s"/>`+"\n", name, path(outline))
		}
	}
	w.printf("</defs>\n")
	return nil
}

func (w *writer) has(key drawn) bool { _, ok := w.names[key]; return ok }

// path is an outline as the data of a path. A curve of a TrueType face has one control point.
func path(outline []face.Segment) string {
	var b []byte
	for i, s := range outline {
		if s.Move && i > 0 {
			b = append(b, 'Z')
		}
		b = append(b, command(s))
		for j, p := range s.Points {
			if j > 0 {
				b = append(b, ' ')
			}
			b = strconv.AppendFloat(b, float64(p.X), 'f', -1, 32)
			b = append(b, ' ')
			b = strconv.AppendFloat(b, float64(p.Y), 'f', -1, 32)
		}
	}
	return string(append(b, 'Z'))
}

func command(s face.Segment) byte {
	if s.Move {
		return 'M'
	}
	return "LQC"[len(s.Points)-1]
}

func (w *writer) shape(s *pages.Shape) {
	fill := fmt.Sprintf("#%02x%02x%02x", s.Fill.R, s.Fill.G, s.Fill.B)
	if s.Stroke != nil {
		w.stroke(s.Stroke, fill)
		return
	}
	if s.Round {
		w.printf(`<ellipse cx="%s" cy="%s" rx="%s" ry="%s" fill="%s"/>`+"\n", points(s.X+s.Width/2),
			points(s.Y+s.Height/2), points(s.Width/2), points(s.Height/2), fill)
		return
	}
	w.printf(`<rect %s fill="%s"/>`+"\n", box(s.Rect), fill)
}

func (w *writer) stroke(l *pages.Stroke, colour string) {
	w.printf(`<path fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="bevel"`, colour, points(l.Width))
	for i, d := range l.Dash {
		before := " "
		if i == 0 {
			before = ` stroke-dasharray="`
		}
		w.printf("%s%s", before, points(d))
	}
	if len(l.Dash) > 0 {
		w.printf(`"`)
	}
	w.printf(` d="`)
	for i, p := range l.Points {
		before := 'L'
		if i == 0 {
			before = 'M'
		}
		w.printf("%c%s %s", before, points(p.X), points(p.Y))
	}
	w.printf(`"/>` + "\n")
}

func box(r lines.Rect) string {
	return fmt.Sprintf(`x="%s" y="%s" width="%s" height="%s"`, points(r.X), points(r.Y), points(r.Width),
		points(r.Height))
}

// run draws the glyphs of a run. Within it a unit is one of the face's, as wide as the whole run is set, and Y grows
// upwards.
func (w *writer) run(r *lines.Run) {
	perEm := int64(w.faces.Face(r.Style).Metrics().UnitsPerEm)
	scale := float64(r.Size) / float64(lines.Point) / float64(perEm)
	open := false
	for i, x := range places(r, perEm) {
		g := &r.Glyphs[i]
		name := w.names[drawn{r.Style, g.ID}]
		if name == "" {
			continue
		}
		if !open {
			open = true
			w.printf(`<g transform="matrix(%s 0 0 %s %s %s)">`, decimal(scale*float64(1000+r.Expand)/1000, 7),
				decimal(-scale, 7), points(r.X), points(r.Y))
		}
		w.b = append(append(w.b, `<use href="#`...), name...)
		w.b = append(append(w.b, `" x="`...), hundredths(x)...)
		if g.DY != 0 {
			w.b = append(append(w.b, `" y="`...), strconv.Itoa(int(g.DY))...)
		}
		w.b = append(w.b, `"/>`...)
	}
	if open {
		w.printf("</g>\n")
	}
}

// places are where the glyphs of a run are drawn, from left to right, in hundredths of a unit of the face behind the
// run's beginning, before the whole is set wider.
func places(r *lines.Run, perEm int64) []int64 {
	out := make([]int64, len(r.Glyphs))
	units, extra := int64(0), lines.Length(0)
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		out[i] = (units+int64(g.DX))*100 + divide(int64(extra)*100*perEm*1000, int64(r.Size)*int64(1000+r.Expand))
		units += int64(g.Advance)
		extra += g.Extra
	}
	return out
}

// divide rounds to the nearest.
func divide(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// hundredths writes a number that counts hundredths.
func hundredths(v int64) string { return decimal(float64(v)/100, 2) }

// points is a length in points, to a thousandth.
func points(l lines.Length) string { return decimal(float64(l)/float64(lines.Point), 3) }

// decimal is a number with at most so many decimals.
func decimal(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if s == "-0" {
		return "0"
	}
	return s
}
