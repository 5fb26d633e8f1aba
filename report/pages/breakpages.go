package pages

import (
	"slices"
	"sort"

	"whereas/report/lines"
)

// The last phase but one: where pages end. All ways of ending them are compared over the whole run, and the
// cheapest is taken: by the white at the feet, by what the breaks divide, by the notes that continue on the next page
// and the figures that wait. The arithmetic is that of shortest paths: pages are steps from one page break to the next.

// pageBreak is a place between two pages: how many rows, rows of notes, and deferred figures stand before it.
type pageBreak struct{ row, note, figure int }

// deferredFigure is a figure that needn't stand where it is called for. It stands before the row at, or at the top of
// a later page.
type deferredFigure struct {
	at     int
	rows   []row
	height lines.Length // of its rows, with the gaps between them
}

// noteRow is one row of a note's text.
type noteRow struct {
	*row
	note, line int
}

// planner knows how high every stretch of rows, notes and figures is.
type planner struct {
	l         *layouter
	due       []noteRow      // of all notes, in order
	dueAt     []int          // where each note begins among them, by number
	dueBy     []int          // dueBy[i] note rows are due when the first i rows stand
	rowsTo    []lines.Length // height of the first i rows, with the gaps above them
	gapsTo    []lines.Length // the part of it that gaps are
	notesTo   []lines.Length // height of the first i note rows, with the gaps above them
	figuresBy []int          // figuresBy[i] deferred figures stand before row i, or before an earlier one
	scratch   []ending
}

// ending is one way of ending a page.
type ending struct {
	pageBreak
	cost int
}

// step is the cheapest way found so far of coming to a page break.
type step struct {
	pageBreak
	cost int64
	from int
}

// noteHead is the height that the rule above the notes takes.
func (l *layouter) noteHead() lines.Length {
	return l.style.NoteRuleRise + l.style.Hairline + l.style.NoteRuleDrop
}

// changesSheet reports whether row i goes on another kind of sheet than the row before it.
func (l *layouter) changesSheet(i int) bool {
	return i > 0 && l.rows[i].landscape != l.rows[i-1].landscape
}

// forced reports whether a page ends before row i, whatever the cost.
func (l *layouter) forced(i int) bool {
	return i < len(l.rows) && (l.rows[i].begins || l.changesSheet(i))
}

// plan is the break that each page ends at.
func (l *layouter) plan(p *planner) []pageBreak {
	steps := []step{{from: -1}}
	known := map[pageBreak]int{{}: 0}
	waiting := make([][]int, len(l.rows)+1) // steps that a page begins at, by row
	waiting[0] = []int{0}
	end := pageBreak{len(l.rows), len(p.due), len(l.figures)}
	for at := range waiting {
		for len(waiting[at]) > 0 {
			// The one with the fewest notes and figures first: pages of these alone lead to the others.
			first := slices.MinFunc(waiting[at], func(a, b int) int { return steps[a].behind(steps[b].pageBreak) })
			waiting[at] = slices.DeleteFunc(waiting[at], func(s int) bool { return s == first })
			here := steps[first]
			if here.pageBreak == end && first != 0 {
				break
			}
			for _, e := range p.endings(here.pageBreak) {
				cost := here.cost + int64(e.cost)
				n, ok := known[e.pageBreak]
				switch {
				case !ok:
					n = len(steps)
					steps = append(steps, step{e.pageBreak, cost, first})
					known[e.pageBreak] = n
					waiting[e.row] = append(waiting[e.row], n)
				case cost <= steps[n].cost: // of equals, the one with the fuller pages before
					steps[n].cost, steps[n].from = cost, first
				}
			}
		}
	}
	var out []pageBreak
	last, ok := known[end]
	if !ok {
		panic("no way leads through the pages") // endings always gives one
	}
	for n := last; n > 0; n = steps[n].from {
		out = append(out, steps[n].pageBreak)
	}
	slices.Reverse(out)
	return out
}

func (s step) behind(b pageBreak) int { return s.note + s.figure - b.note - b.figure }

func (l *layouter) newPlanner() *planner {
	n := len(l.rows) + 1
	p := &planner{
		l: l, dueBy: make([]int, n), rowsTo: make([]lines.Length, n), gapsTo: make([]lines.Length, n),
		figuresBy: make([]int, n), dueAt: make([]int, len(l.notes)),
	}
	for i := range l.rows {
		r := &l.rows[i]
		for _, n := range r.Marks {
			p.mark(n)
		}
		p.dueBy[i+1] = len(p.due)
		p.rowsTo[i+1] = p.rowsTo[i] + r.gap + r.height
		p.gapsTo[i+1] = p.gapsTo[i] + r.gap
	}
	p.notesTo = make([]lines.Length, len(p.due)+1)
	for i, r := range p.due {
		p.notesTo[i+1] = p.notesTo[i] + r.gap + r.height
	}
	figures := 0
	for i := range p.figuresBy {
		for figures < len(l.figures) && l.figures[figures].at <= i {
			figures++
		}
		p.figuresBy[i] = figures
	}
	return p
}

// mark makes the rows of a note due, and those of the notes that it marks itself.
func (p *planner) mark(n int) {
	rows := p.l.notes[n].rows
	p.dueAt[n] = len(p.due)
	for i := range rows {
		p.due = append(p.due, noteRow{&rows[i], n, i})
	}
	for i := range rows {
		for _, inner := range rows[i].Marks {
			p.mark(inner)
		}
	}
}

// rowHeight is the height of rows from first to before end at the top of a page.
func (p *planner) rowHeight(first, end int) lines.Length {
	if first >= end {
		return 0
	}
	h := p.rowsTo[end] - p.rowsTo[first] - p.l.rows[first].gap
	for _, r := range p.l.rows[first].head {
		h += r.height
	}
	return h
}

// noteHeight is the height of note rows from first to before end at the foot of a page, without the rule.
func (p *planner) noteHeight(first, end int) lines.Length {
	if first >= end {
		return 0
	}
	return p.notesTo[end] - p.notesTo[first] - p.due[first].gap
}

// figureHeight is what the figures before the m-th take on a page with the rows before end, with the gaps that emit
// gives them: a whole one above unless at the top, half a one below where a row follows, and a whole one below those at
// the top.
func (p *planner) figureHeight(from pageBreak, end, m int) lines.Length {
	h, gap := lines.Length(0), p.l.style.TableGap
	for n := from.figure; n < m; n++ {
		f := &p.l.figures[n]
		h += f.height
		last := n+1 == m || p.l.figures[n+1].at > max(f.at, from.row)
		switch {
		case f.at <= from.row:
			if n > from.figure {
				h += gap
			}
			if last && end > from.row {
				h += gap
			}
		default:
			h += gap
			if last && f.at < end {
				h += gap / 2
			}
		}
	}
	return h
}

// fitting is the note row before which notes that begin with first end, in a room of some height, and may end
// before most.
func (p *planner) fitting(first, most int, room lines.Length) int {
	return first + sort.Search(most-first, func(n int) bool { return p.noteHeight(first, first+n+1) > room })
}

// start is a page before its end is chosen.
type start struct {
	pageBreak
	capacity lines.Length
	last     int // the page ends before this row, at the latest
	figures  int // that wait
	late     int // rows of notes that wait
	could    int // of these, how many could stand on this page if two thirds of it were theirs
	earlier  earlier
}

func (p *planner) start(from pageBreak) start {
	l := p.l
	s := start{
		pageBreak: from, capacity: l.capacityAt(from.row), last: len(l.rows),
		figures: p.figuresBy[from.row] - from.figure, late: p.dueBy[from.row] - from.note,
	}
	if s.waiting() && from.row < len(l.rows) && l.changesSheet(from.row) {
		// Notes and figures that wait are set on a sheet like the one before.
		s.capacity, s.last = l.capacityAt(from.row-1), from.row
	}
	s.earlier = earlier{from: from}
	s.could = p.fitting(s.note, s.note+s.late, s.capacity*2/3-l.noteHead()) - s.note
	return s
}

func (s *start) waiting() bool { return s.late > 0 || s.figures > 0 }

// endings are the ways that the page after a break can end. There is always one.
func (p *planner) endings(from pageBreak) []ending {
	s := p.start(from)
	out := p.scratch[:0]
	for e := s.row; e <= s.last; e++ {
		if e > s.row {
			s.earlier.see(p, e-1)
		}
		if e == s.row && !s.waiting() && e < len(p.l.rows) {
			continue // an empty page
		}
		if e > s.row+1 && p.l.forced(e-1) {
			break
		}
		before := len(out)
		if out = p.endingsBefore(&s, e, out); len(out) == before {
			break // nothing that is longer fits either
		}
	}
	if len(out) == 0 {
		out = append(out, p.misfit(&s))
	}
	p.scratch = out
	// An ending that costs far more than the cheapest one is never part of the best way.
	const hopeless = 2500
	best := slices.MinFunc(out, func(a, b ending) int { return a.cost - b.cost }).cost
	return slices.DeleteFunc(out, func(e ending) bool { return e.cost > best+hopeless })
}

// endingsBefore appends the ways that a page can end before row e: with all figures that are due by then, or with up to
// two of them left for later. Of those that wait already something comes.
func (p *planner) endingsBefore(s *start, e int, out []ending) []ending {
	all := p.figuresBy[e]
	for m := all; m >= max(s.figure, all-2); m-- {
		if m < all && m-s.figure < min(1, s.figures) {
			break
		}
		if m == s.figure && e == s.row && s.late == 0 && e < len(p.l.rows) {
			break // an empty page
		}
		out = p.endingsWith(s, e, m, out)
	}
	return out
}

// endingsWith appends the pages that end before row e and have the figures before the m-th: with as many note rows as
// fit, and with fewer where that leaves more of a note together. There are none where rows, figures and what must stand
// of their notes don't fit.
func (p *planner) endingsWith(s *start, e, m int, out []ending) []ending {
	left := s.capacity - p.rowHeight(s.row, e) - p.figureHeight(s.pageBreak, e, m) - s.earlier.room(p)
	due := p.dueBy[e]
	if due > s.note || len(s.earlier.notes) > 0 {
		left -= p.l.noteHead()
	}
	// What must stand on this page: notes that wait, at least in part; and if it bears new marks, all of what
	// waits, and of the last new note two lines.
	must := s.note + min(2, due-s.note)
	if due > s.note+s.late {
		begin := due - 1 - p.due[due-1].line
		must = max(begin, s.note+s.late) + min(2, due-begin)
	}
	if left < 0 {
		return out
	}
	most := p.fitting(s.note, due, left)
	for n := most; n >= max(must, most-2); n-- {
		to := pageBreak{e, n, m}
		out = append(out, ending{to, p.cost(s, to, left-p.noteHeight(s.note, n))})
		if n == due {
			break
		}
	}
	return out
}

// misfit is the page where not even one row fits together with the notes that it marks: it stands there with what
// it can't be parted from, and the notes begin as far as they can. A figure too tall for a page stands alone.
func (p *planner) misfit(s *start) ending {
	l := p.l
	if s.figures > 0 {
		return ending{pageBreak: pageBreak{s.row, s.note, s.figure + 1}}
	}
	if s.row == s.last {
		most := p.fitting(s.note, p.dueBy[s.row], s.capacity-l.noteHead())
		return ending{pageBreak: pageBreak{s.row, max(s.note+1, most), s.figure}}
	}
	e := s.row + 1
	for e < s.last && l.rows[e].cost >= forbidden && p.rowHeight(s.row, e+1) <= s.capacity {
		e++
	}
	room := s.capacity - p.rowHeight(s.row, e) - l.noteHead() - p.earlierOn(s.pageBreak, e).room(p)
	return ending{pageBreak: pageBreak{e, p.fitting(s.note, p.dueBy[e], room), s.figure}}
}

// cost is what a page costs that ends at a break, with some height left over.
func (p *planner) cost(s *start, to pageBreak, left lines.Length) int {
	l := p.l
	c := p.costOfWhite(s.pageBreak, to, left) + p.costOfNotes(s, to) + p.costOfFigures(s.pageBreak, to)
	if to.row < len(l.rows) && to.row > s.row {
		c += l.rows[to.row].cost
	}
	return c
}

// costOfWhite is for what is left empty at the foot; the last page, and one that ends where it must, may be short.
func (p *planner) costOfWhite(from, to pageBreak, left lines.Length) int {
	l := p.l
	done := to == pageBreak{len(l.rows), len(p.due), len(l.figures)}
	switch {
	case done:
		return p.costOfScrap(from, to)
	case l.forced(to.row) && to.note == p.dueBy[to.row] && to.figure == p.figuresBy[to.row]:
		return p.costOfScrap(from, to)
	}
	if left <= p.give(from, to) {
		left /= 3 // the gaps take it up
	}
	tenths := int(left * 10 / l.style.Body.Leading)
	return l.style.Pages.White * tenths * tenths / 100
}

// costOfScrap is for a page that may be short and holds no more than the last lines of what stands before it.
func (p *planner) costOfScrap(from, to pageBreak) int {
	const lines = 3
	if from.row > 0 && !p.l.forced(from.row) && to.row-from.row <= lines && to.figure == from.figure {
		return p.l.style.Pages.LastScrap
	}
	return 0
}

// costOfNotes is for a note that continues on the next page, and for earlier ones that could stand on this page and
// don't.
func (p *planner) costOfNotes(s *start, to pageBreak) int {
	taste := &p.l.style.Pages
	due := p.dueBy[to.row]
	c := 0
	if to.note < due && to.note > s.note && p.due[to.note].line > 0 {
		c += taste.SplitNote
		if p.due[to.note].line == 1 {
			c += taste.SplitScrap
		}
		if to.note+1 == len(p.due) || p.due[to.note+1].line == 0 {
			c += taste.SplitScrap
		}
	}
	return c + taste.Late*max(0, min(s.could, s.late)-(to.note-s.note))
}

// costOfFigures is for figures that wait, and for one that waited and parts the rows of a table now or the lines of a
// paragraph.
func (p *planner) costOfFigures(from, to pageBreak) int {
	l := p.l
	waiting := p.figuresBy[to.row] - to.figure
	if waiting > 0 && to.row < len(l.rows) && l.rows[to.row].inside {
		return l.style.Pages.LateFigure*waiting + l.style.Pages.InSentence
	}
	if to.figure > from.figure && l.figures[from.figure].at < from.row && to.row > from.row &&
		len(l.rows[from.row].head) > 0 {
		waiting++
	}
	return l.style.Pages.LateFigure * waiting
}

// give is how much all gaps of a page together may grow to fill it.
func (p *planner) give(from, to pageBreak) lines.Length {
	if from.row >= to.row {
		return 0
	}
	gaps := p.gapsTo[to.row] - p.gapsTo[from.row] - p.l.rows[from.row].gap
	return gaps * lines.Length(p.l.style.Pages.Feather) / 100
}

// areaAt is the sheet that row i stands on; behind the last row, it is that of the last.
func (l *layouter) areaAt(i int) area {
	return l.areaOf(len(l.rows) > 0 && l.rows[min(i, len(l.rows)-1)].landscape)
}

// capacityAt is the height of the text on the page that row i stands on.
func (l *layouter) capacityAt(i int) lines.Length { return l.areaAt(i).capacity() }
