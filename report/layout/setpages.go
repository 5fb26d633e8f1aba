package layout

import (
	"cmp"
	"slices"
	"strconv"

	"whereas/report/face"
)

// The last phase: rows, figures and notes go on the pages that were planned.

func (l *layouter) paginate(out *Pages) {
	p := l.newPlanner()
	var from turn
	for _, to := range l.plan(p) {
		l.emit(out, p, from, to)
		from = to
	}
	if len(out.Pages) == 0 { // an empty document is an empty page
		l.emit(out, p, from, from)
	}
	l.turnSheet(false)
}

// emit makes the page between two turns.
func (l *layouter) emit(out *Pages, p *planner, from, to turn) {
	number := len(out.Pages)
	at := from.row
	if at == to.row { // notes and figures that waited: on a sheet like the one before
		at = max(0, at-1)
	}
	capacity := l.capacityAt(at)
	page := Page{Width: l.sheet.Width, Height: l.sheet.Height}
	if len(l.rows) > 0 {
		r := &l.rows[min(at, len(l.rows)-1)]
		page.turned, page.part = r.turned, r.part
	}
	notes := p.due[from.note:to.note]

	// A page that isn't full is filled by its gaps, if they can take it up.
	white := capacity - p.rowHeight(from.row, to.row) - p.floatHeight(from, to.row, to.float)
	if len(notes) > 0 {
		white -= l.noteHead() + p.noteHeight(from.note, to.note)
	}
	give := p.give(from, to)
	ends := to.row == len(l.rows) || l.rows[to.row].begins ||
		to.row > 0 && l.rows[to.row].turned != l.rows[to.row-1].turned
	if ends || white < 0 || white > give {
		white = 0
	}

	y := l.sheet.Top
	next := from.float
	float := func() {
		if y > l.sheet.Top {
			y += l.style.TableGap
		}
		for i := range l.floats[next].rows {
			r := &l.floats[next].rows[i]
			if i > 0 {
				y += r.gap
			}
			y = page.place(out, r, number, y)
		}
		next++
	}
	for next < to.float && l.floats[next].at <= from.row {
		float()
	}
	if next > from.float && from.row < to.row {
		y += l.style.TableGap
	}
	if from.row < to.row {
		for i := range l.rows[from.row].head {
			y = page.place(out, &l.rows[from.row].head[i], number, y)
		}
	}
	var gaps, given Length
	for i := from.row; i < to.row; i++ {
		placed := false
		for next < to.float && l.floats[next].at == i && i > from.row {
			float()
			placed = true
		}
		if i > from.row {
			gap := l.rows[i].gap
			gaps += gap
			if white > 0 {
				share := white*gaps/(give*100/Length(l.style.Pages.Feather)) - given
				given += share
				gap += share
			}
			if placed {
				gap += l.style.TableGap / 2
			}
			y += gap
		}
		y = page.place(out, &l.rows[i], number, y)
	}
	for next < to.float {
		float()
	}
	// Lines of neighbouring cells alternate on the page; each cell's text belongs together.
	slices.SortStableFunc(page.Runs, func(a, b Run) int { return cmp.Compare(a.Node, b.Node) })
	if len(notes) > 0 {
		y = l.sheet.Height - l.sheet.Bottom - p.noteHeight(from.note, to.note)
		rule := Rect{l.left(), y - l.style.NoteRuleDrop - l.style.Hairline, l.style.NoteRule, l.style.Hairline}
		if notes[0].line > 0 { // a note goes on: a rule over the whole width, and its number again
			rule.Width = l.measure
			page.Runs = append(page.Runs, l.goesOn(notes[0], y)...)
		}
		page.Rules = append(page.Rules, rule)
		for i, r := range notes {
			if i > 0 {
				y += r.gap
			}
			if r.line == 0 {
				out.Anchors = append(out.Anchors, Anchor{noteAnchor(r.note), number, y})
			}
			y = page.place(out, r.row, number, y)
		}
	}
	out.Pages = append(out.Pages, page)
}

// goesOn is the number of a note that began on an earlier page, beside its first line on this one.
func (l *layouter) goesOn(r noteRow, y Length) []Run {
	var out []Run
	x := l.left()
	for _, p := range l.superior(face.Italic, l.style.Notes.Size, strconv.Itoa(r.note)) {
		run := Run{Node: NoteFurniture, Style: p.style, Size: p.size, X: x, Y: y + r.baseline - p.rise}
		for _, g := range p.glyphs {
			run.Glyphs = append(run.Glyphs, Glyph{Glyph: g})
		}
		x += run.width(l.set)
		out = append(out, run)
	}
	return out
}

// place puts a row on the page, its upper edge at y, and returns its lower edge.
func (p *Page) place(out *Pages, r *row, number int, y Length) Length {
	for _, run := range r.runs {
		run.Y += y + r.baseline
		p.Runs = append(p.Runs, run)
	}
	for _, k := range r.links {
		k.Y += y + r.baseline
		p.Links = append(p.Links, k)
	}
	for _, rule := range r.rules {
		rule.Y += y
		p.Rules = append(p.Rules, rule)
	}
	for _, s := range r.shapes {
		s.Y += y
		p.Shapes = append(p.Shapes, s)
	}
	for _, n := range r.marks {
		out.Anchors = append(out.Anchors, Anchor{markAnchor(n), number, y})
	}
	for _, name := range r.anchors {
		out.Anchors = append(out.Anchors, Anchor{name, number, y})
	}
	if r.bookmark != nil {
		b := *r.bookmark
		b.Page, b.Y = number, y
		out.Outline = append(out.Outline, b)
	}
	return y + r.height
}
