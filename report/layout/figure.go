package layout

import (
	"whereas/report/doc"
	"whereas/report/face"
)

// figure sets a drawing and its caption below it. One at the top level floats: the text goes on where it has no
// room. One whose caption bears notes stays in its place, so that they stand on its page.
func (l *layouter) figure(fig *doc.Figure, f frame) {
	node := l.add(f.parent, Figure)
	l.nodes[node].Alt = fig.Alt
	body := l.rows
	l.rows = nil
	l.push(l.scene(&fig.Scene, node, f))
	var notes []int
	if len(fig.Caption) > 0 {
		par, marks := l.compose(fig.Caption, l.add(node, Caption), face.Italic, l.style.Caption.Size, left)
		notes = marks
		l.textRows(l.lines(par, f.width, left), l.style.Caption, f.indent)
		if len(l.rows) > 1 {
			l.rows[1].gap = l.style.ParaGap
		}
	}
	rows := l.rows
	l.rows = body
	if f.parent == 0 && len(notes) == 0 && !l.turned && len(body) > 0 && !l.afterHeading(len(body)) && !rows[0].begins {
		fl := float{at: len(body), rows: rows}
		for i, r := range rows {
			if i > 0 {
				fl.height += r.gap
			}
			fl.height += r.height
		}
		l.floats = append(l.floats, fl)
		return
	}
	first := len(l.rows)
	l.rows = append(l.rows, rows...)
	for i := first + 1; i < len(l.rows); i++ {
		l.rows[i].cost = apart
	}
	l.begin(first, l.style.TableGap)
	l.pad, l.padded = l.style.TableGap, len(l.rows)
	l.citeNotes(notes, f.parent)
}

// scene is the row that a drawing takes. One that is too wide is made smaller, labels and all.
func (l *layouter) scene(s *doc.Scene, node int, f frame) row {
	leaf := l.add(node, Text) // of the shapes; each label has its own
	wide := Length(s.Width) * Point / 1000
	scaled := func(milli int) Length {
		v := Length(milli) * Point / 1000
		if wide > f.width {
			v = v * f.width / wide
		}
		return v
	}
	x := l.left() + f.indent
	r := row{height: scaled(s.Height)}
	for _, sh := range s.Shapes {
		r.shapes = append(r.shapes, Shape{
			Rect: Rect{
				x + scaled(sh.X),
				scaled(sh.Y),
				scaled(sh.Width),
				scaled(sh.Height),
			}, Node: leaf, Fill: sh.Fill, Round: sh.Round,
		})
	}
	for _, label := range s.Labels {
		l.missing(face.Normal(label.Text), label.At)
		look := face.Regular
		if label.Strong {
			look = face.Bold
		}
		runs, width := l.oneLine(label.Text, l.add(node, Text), look, scaled(label.Size))
		at := x + scaled(label.X)
		switch label.Align {
		case doc.Centre:
			at -= width / 2
		case doc.Right:
			at -= width
		}
		for _, run := range runs {
			run.X += at
			run.Y = scaled(label.Y)
			r.runs = append(r.runs, run)
		}
	}
	return r
}
