package pages

import (
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// figure sets a drawing and its caption below it. One at the top level may be deferred: the text goes on where it has
// no room, and the figure follows on the next page. One that stands right below a heading, or a few lines below it,
// stays in its place, and so does one whose caption bears notes, so that they stand on its page.
func (l *layouter) figure(fig *doc.Figure, f frame) {
	node := l.add(f.parent, Figure)
	l.nodes[node].Alt = fig.Alt
	body := l.rows
	l.rows = nil
	l.push(l.scene(&fig.Scene, node, f))
	var notes []int
	if len(fig.Caption) > 0 {
		par, marks := l.compose(fig.Caption, l.add(node, Caption), face.Italic, l.style.Caption.Size, lines.Left)
		notes = marks
		l.textRows(l.typesetter.Lines(par, f.width, lines.Left), l.style.Caption, f.indent)
		if len(l.rows) > 1 {
			l.rows[1].gap = l.style.ParaGap
		}
	}
	rows := l.rows
	l.rows = body
	if f.parent == 0 && len(notes) == 0 && !l.onLandscape && len(body) > 0 && !l.opens(len(body)) && !rows[0].begins {
		deferred := deferredFigure{at: len(body), rows: rows}
		for i, r := range rows {
			if i > 0 {
				deferred.height += r.gap
			}
			deferred.height += r.height
		}
		l.figures = append(l.figures, deferred)
		return
	}
	first := len(l.rows)
	l.rows = append(l.rows, rows...)
	l.forbidBreaks(first + 1)
	l.begin(first, l.style.TableGap)
	l.pad, l.padded = l.style.TableGap, len(l.rows)
	l.citeNotes(notes, f.parent)
}

// scene is the row that a drawing takes. One that is too wide is made smaller, labels and all.
func (l *layouter) scene(s *doc.Scene, node int, f frame) row {
	leaf := l.add(node, Text) // of the shapes; each label has its own
	wide := lines.Length(s.Width) * lines.Point / 1000
	scaled := func(milli int) lines.Length {
		v := lines.Length(milli) * lines.Point / 1000
		if wide > f.width {
			v = v * f.width / wide
		}
		return v
	}
	x := l.area().left() + f.indent
	r := row{
		height: scaled(s.Height), figure: node,
		box: lines.Rect{X: x, Width: scaled(s.Width), Height: scaled(s.Height)},
	}
	for _, sh := range s.Shapes {
		shape := Shape{
			Rect: lines.Rect{X: x + scaled(sh.X), Y: scaled(sh.Y), Width: scaled(sh.Width), Height: scaled(sh.Height)},
			Node: leaf, Fill: sh.Fill, Round: sh.Round,
		}
		if sh.Stroke != nil {
			shape.Stroke = &Stroke{Width: scaled(sh.Stroke.Width)}
			for _, p := range sh.Stroke.Points {
				shape.Stroke.Points = append(shape.Stroke.Points, Point{x + scaled(p.X), scaled(p.Y)})
			}
			for _, d := range sh.Stroke.Dash {
				shape.Stroke.Dash = append(shape.Stroke.Dash, scaled(d))
			}
		}
		r.shapes = append(r.shapes, shape)
	}
	for _, label := range s.Labels {
		look := lines.Look{Style: face.Regular, Node: l.add(node, Text)}
		if label.Strong {
			look.Style = face.Bold
		}
		runs, width, missing := l.typesetter.OneLine(label.Text, look, scaled(label.Size))
		l.missing(missing, label.At)
		at := x + scaled(label.X)
		switch label.Align {
		case doc.Centre:
			at -= width / 2
		case doc.Right:
			at -= width
		case doc.Left:
		}
		for _, run := range runs {
			run.X += at
			run.Y = scaled(label.Y)
			r.Runs = append(r.Runs, run)
		}
	}
	return r
}
