package pages

import (
	"cmp"
	"slices"
	"strconv"

	"whereas/report/face"
	"whereas/report/lines"
)

// The last phase: rows, figures and notes go on the pages that were planned.

func (l *layouter) paginate(out *Layout) {
	p := l.newPlanner()
	var from pageBreak
	for _, to := range l.plan(p) {
		l.emit(out, p, from, to)
		from = to
	}
	if len(out.Pages) == 0 { // an empty document is an empty page
		l.emit(out, p, from, from)
	}
}

// emitter fills one page from top to bottom.
type emitter struct {
	l        *layouter
	p        *planner
	out      *Layout
	from, to pageBreak
	area     area
	number   int // of the page, counted from 0
	page     Page
	y        lines.Length // the lower edge of what stands
	figure   int          // the next one
	earlier  []row        // that say where earlier notes stand
}

// emit makes the page between two breaks.
func (l *layouter) emit(out *Layout, p *planner, from, to pageBreak) {
	at := from.row
	if at == to.row { // notes and figures that waited: on a sheet like the one before
		at = max(0, at-1)
	}
	e := emitter{
		l: l, p: p, out: out, from: from, to: to, area: l.areaAt(at), number: len(out.Pages), figure: from.figure,
	}
	e.page = Page{Width: e.area.Width, Height: e.area.Height}
	if len(l.rows) > 0 {
		r := &l.rows[min(at, len(l.rows)-1)]
		e.page.landscape, e.page.part = r.landscape, r.part
	}
	e.y = e.area.Top
	e.earlier = e.sayEarlier(p.earlierOn(from, to.row).notes)
	e.figuresOnTop()
	e.rows()
	e.figuresBefore(len(l.rows) + 1)
	// Lines of neighbouring cells alternate on the page; each cell's text belongs together.
	slices.SortStableFunc(e.page.Runs, func(a, b lines.Run) int { return cmp.Compare(a.Node, b.Node) })
	e.notes()
	out.Pages = append(out.Pages, e.page)
}

// figuresOnTop puts those figures on the page that come before all of its rows.
func (e *emitter) figuresOnTop() {
	e.figuresBefore(e.from.row + 1)
	if e.figure > e.from.figure && e.from.row < e.to.row {
		e.y += e.l.style.TableGap
	}
}

// figuresBefore puts the next figures on the page as far as they are called for before row i, and says whether there
// were any.
func (e *emitter) figuresBefore(i int) bool {
	before := e.figure
	for e.figure < e.to.figure && e.l.figures[e.figure].at < i {
		if e.y > e.area.Top {
			e.y += e.l.style.TableGap
		}
		rows := e.l.figures[e.figure].rows
		for k := range rows {
			if k > 0 {
				e.y += rows[k].gap
			}
			e.place(&rows[k])
		}
		e.figure++
	}
	return e.figure > before
}

// rows puts the rows on the page, with the figures between them. A page that isn't full is filled by its gaps, if they
// can take it up.
func (e *emitter) rows() {
	rows, from, to := e.l.rows, e.from.row, e.to.row
	if from < to {
		for i := range rows[from].head {
			e.place(&rows[from].head[i])
		}
	}
	white := e.white()
	var allGaps, gaps, given lines.Length
	if white > 0 {
		allGaps = e.p.give(e.from, e.to) * 100 / lines.Length(e.l.style.Pages.Feather)
	}
	for i := from; i < to; i++ {
		if i > from {
			behindFigure := e.figuresBefore(i + 1)
			gap := rows[i].gap
			gaps += gap
			if white > 0 {
				share := white*gaps/allGaps - given
				given += share
				gap += share
			}
			if behindFigure {
				gap += e.l.style.TableGap / 2
			}
			e.y += gap
		}
		e.place(&rows[i])
	}
}

// white is how much the gaps of the page grow. It is 0 for a page that ends where it must, and for one with more white
// than its gaps can take up.
func (e *emitter) white() lines.Length {
	if e.to.row == len(e.l.rows) || e.l.forced(e.to.row) {
		return 0
	}
	white := e.area.capacity() - e.p.rowHeight(e.from.row, e.to.row) -
		e.p.figureHeight(e.from, e.to.row, e.to.figure)
	if e.to.note > e.from.note || len(e.earlier) > 0 {
		white -= e.l.noteHead() + e.footHeight()
	}
	if white < 0 || white > e.p.give(e.from, e.to) {
		return 0
	}
	return white
}

// notes puts the notes at the foot of the page, below a rule. Where one goes on from the page before, the rule has the
// whole width, and its number stands there again.
func (e *emitter) notes() {
	due := e.p.due[e.from.note:e.to.note]
	if len(due)+len(e.earlier) == 0 {
		return
	}
	st := &e.l.style
	e.y = e.area.Height - e.area.Bottom - e.footHeight()
	rule := lines.Rect{
		X: e.area.left(), Y: e.y - st.NoteRuleDrop - st.Hairline, Width: st.NoteRule, Height: st.Hairline,
	}
	if len(due) > 0 && due[0].line > 0 {
		rule.Width = e.area.measure
		e.numberAgain(due[0])
	}
	e.page.Rules = append(e.page.Rules, rule)
	for i, r := range due {
		if i > 0 {
			e.y += r.gap
		}
		if r.line == 0 {
			e.anchor(noteAnchor(r.note))
			e.l.noteOn[r.note] = e.number
		}
		e.place(r.row)
	}
	for i := range e.earlier {
		if len(due) > 0 {
			e.y += e.earlier[i].gap
		}
		e.place(&e.earlier[i])
	}
}

// numberAgain sets the number of a note that began on an earlier page, beside its first line on this one.
func (e *emitter) numberAgain(r noteRow) {
	look := lines.Look{Style: face.Italic, Node: NoteFurniture}
	runs, _ := e.l.typesetter.Superior(strconv.Itoa(r.note), look, e.l.style.Notes.Size)
	label := lines.Line{Runs: runs}
	label.Shift(e.area.left(), e.y+r.baseline)
	e.page.Runs = append(e.page.Runs, label.Runs...)
}

func (e *emitter) anchor(name string) {
	e.out.Anchors = append(e.out.Anchors, Anchor{name, e.number, e.y})
}

// place puts a row on the page, its upper edge at y, and moves y to its lower edge.
func (e *emitter) place(r *row) {
	for _, run := range r.Runs {
		run.Y += e.y + r.baseline
		e.page.Runs = append(e.page.Runs, run)
	}
	for _, k := range r.Links {
		k.Y += e.y + r.baseline
		e.page.Links = append(e.page.Links, k)
	}
	for _, rule := range r.rules {
		rule.Y += e.y
		e.page.Rules = append(e.page.Rules, rule)
	}
	for _, s := range r.shapes {
		s.Y += e.y
		s.Stroke = s.Stroke.moved(e.y)
		e.page.Shapes = append(e.page.Shapes, s)
	}
	if r.figure > 0 {
		box := Box{e.number, r.box}
		box.Y += e.y
		e.l.nodes[r.figure].Box = &box
	}
	for _, n := range r.Marks {
		e.anchor(markAnchor(n))
	}
	for _, name := range r.anchors {
		e.anchor(name)
	}
	if r.bookmark != nil {
		b := *r.bookmark
		b.Page, b.Y = e.number, e.y
		e.out.Outline = append(e.out.Outline, b)
	}
	e.y += r.height
}
