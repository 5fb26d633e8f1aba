package figure

import (
	"testing"

	"whereas/report/doc"
)

// within holds a scene to its frame: no shape, no line with its width and no label reaches beyond it, by the estimate
// of how wide a text is; and no text is smaller than may be.
func within(t *testing.T, s doc.Scene) {
	t.Helper()
	for _, sh := range s.Shapes {
		b := extent(sh)
		if b.x < 0 || b.y < 0 || b.x+b.w > s.Width || b.y+b.h > s.Height {
			t.Errorf("%+v %+v lies outside of %d by %d", sh, sh.Stroke, s.Width, s.Height)
		}
	}
	for _, l := range s.Labels {
		b := labelExtent(l)
		if b.x < 0 || b.y < 0 || b.x+b.w > s.Width || b.y+b.h > s.Height {
			t.Errorf("%+v lies outside of %d by %d: %+v", l, s.Width, s.Height, b)
		}
		if l.Size < 8_500 {
			t.Errorf("%+v is too small", l)
		}
	}
}

// apart holds labels to not overlapping.
func apart(t *testing.T, s doc.Scene) {
	t.Helper()
	for i, l := range s.Labels {
		for _, o := range s.Labels[:i] {
			if a, b := labelExtent(l), labelExtent(o); l.Text != "" && o.Text != "" && overlap(a, b) {
				t.Errorf("%q lies over %q: %+v %+v", l.Text, o.Text, a, b)
			}
		}
	}
}

type rectangle struct{ x, y, w, h int }

func overlap(a, b rectangle) bool {
	return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h
}

func extent(sh doc.Shape) rectangle {
	if sh.Stroke == nil {
		return rectangle{sh.X, sh.Y, sh.Width, sh.Height}
	}
	first := sh.Stroke.Points[0]
	left, top, right, bottom := first.X, first.Y, first.X, first.Y
	level, upright := true, true
	for _, p := range sh.Stroke.Points {
		left, right, top, bottom = min(left, p.X), max(right, p.X), min(top, p.Y), max(bottom, p.Y)
		level, upright = level && p.Y == first.Y, upright && p.X == first.X
	}
	half := sh.Stroke.Width / 2
	if !level {
		left, right = left-half, right+half
	}
	if !upright {
		top, bottom = top-half, bottom+half
	}
	return rectangle{left, top, right - left, bottom - top}
}

// labelExtent is what a label takes: from the height of a capital above its baseline to a fifth of its size below it.
func labelExtent(l doc.Label) rectangle {
	w := measure(l.Text) * l.Size / 1000
	x := l.X
	switch l.Align {
	case doc.Centre:
		x -= w / 2
	case doc.Right:
		x -= w
	case doc.Left:
	}
	return rectangle{x, l.Y - l.Size*3/4, w, l.Size * 19 / 20}
}
