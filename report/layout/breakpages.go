package layout

import (
	"slices"
	"sort"
)

// The last phase but one: where pages end. All ways of ending them are compared over the whole run, and the
// cheapest is taken: by the white at the feet, by what the breaks part, by the notes that go on overleaf and the
// figures that wait. The arithmetic is that of shortest paths: pages are steps from one turn to the next.

// turn is a place between two pages: how many rows, rows of notes, and figures stand before it.
type turn struct{ row, note, float int }

// float is a figure with its caption. It stands before the row at, or at the top of a later page.
type float struct {
	at     int
	rows   []row
	height Length // of its rows, with the gaps between them
}

// noteRow is one row of a note's text.
type noteRow struct {
	*row
	note, line int
}

// planner knows in advance what every stretch of rows takes.
type planner struct {
	l       *layouter
	due     []noteRow // of all notes, in order
	dueBy   []int     // dueBy[i] note rows are due when the first i rows stand
	rowsTo  []Length  // height of the first i rows, with the gaps above them
	gapsTo  []Length  // the part of it that gaps are
	notesTo []Length  // height of the first i note rows, with the gaps above them
	floatBy []int     // floatBy[i] floats stand before row i, or before an earlier one
	scratch []ending
}

// ending is one way of ending a page.
type ending struct {
	turn
	cost int
}

// step is the cheapest way found so far of coming to a turn.
type step struct {
	turn
	cost int64
	from int
}

// capacity is the height of the text on a page.
func (l *layouter) capacity() Length { return l.sheet.Height - l.sheet.Top - l.sheet.Bottom }

// noteHead is the height that the rule above the notes takes.
func (l *layouter) noteHead() Length {
	return l.style.NoteRuleRise + l.style.Hairline + l.style.NoteRuleDrop
}

// plan is the turn that each page ends at.
func (l *layouter) plan(p *planner) []turn {
	steps := []step{{from: -1}}
	known := map[turn]int{{}: 0}
	waiting := make([][]int, len(l.rows)+1) // steps that a page begins at, by row
	waiting[0] = []int{0}
	end := turn{len(l.rows), len(p.due), len(l.floats)}
	for at := range waiting {
		for len(waiting[at]) > 0 {
			// The one with the fewest notes and figures first: pages of these alone lead to the others.
			first := slices.MinFunc(waiting[at], func(a, b int) int { return steps[a].behind(steps[b].turn) })
			waiting[at] = slices.DeleteFunc(waiting[at], func(s int) bool { return s == first })
			here := steps[first]
			if here.turn == end && first != 0 {
				break
			}
			for _, e := range p.endings(here.turn) {
				cost := here.cost + int64(e.cost)
				n, ok := known[e.turn]
				switch {
				case !ok:
					n = len(steps)
					steps = append(steps, step{e.turn, cost, first})
					known[e.turn] = n
					waiting[e.row] = append(waiting[e.row], n)
				case cost <= steps[n].cost: // of equals, the one with the fuller pages before
					steps[n].cost, steps[n].from = cost, first
				}
			}
		}
	}
	var out []turn
	last, ok := known[end]
	if !ok {
		panic("no way leads through the pages") // endings always gives one
	}
	for n := last; n > 0; n = steps[n].from {
		out = append(out, steps[n].turn)
	}
	slices.Reverse(out)
	return out
}

func (s step) behind(t turn) int { return s.note + s.float - t.note - t.float }

func (l *layouter) newPlanner() *planner {
	p := &planner{
		l: l, dueBy: make([]int, len(l.rows)+1), rowsTo: make([]Length, len(l.rows)+1), gapsTo: make([]Length, len(l.rows)+1),
		floatBy: make([]int, len(l.rows)+1),
	}
	for i := range l.rows {
		r := &l.rows[i]
		for _, n := range r.marks {
			p.mark(n)
		}
		p.dueBy[i+1] = len(p.due)
		p.rowsTo[i+1] = p.rowsTo[i] + r.gap + r.height
		p.gapsTo[i+1] = p.gapsTo[i] + r.gap
	}
	p.notesTo = make([]Length, len(p.due)+1)
	for i, r := range p.due {
		p.notesTo[i+1] = p.notesTo[i] + r.gap + r.height
	}
	n := 0
	for i := range p.floatBy {
		for n < len(l.floats) && l.floats[n].at <= i {
			n++
		}
		p.floatBy[i] = n
	}
	return p
}

// mark makes the rows of a note due, and those of the notes that it marks itself.
func (p *planner) mark(n int) {
	rows := p.l.notes[n].rows
	for i := range rows {
		p.due = append(p.due, noteRow{&rows[i], n, i})
	}
	for i := range rows {
		for _, inner := range rows[i].marks {
			p.mark(inner)
		}
	}
}

// rowHeight is the height of rows from first to before end at the top of a page.
func (p *planner) rowHeight(first, end int) Length {
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
func (p *planner) noteHeight(first, end int) Length {
	if first >= end {
		return 0
	}
	return p.notesTo[end] - p.notesTo[first] - p.due[first].gap
}

// floatHeight is what the floats before m take on a page with the rows before end, with the gaps that emit gives
// them: a whole one above unless at the top, half a one below where a row follows, and a whole one below those at the top.
func (p *planner) floatHeight(t turn, end, m int) Length {
	h, gap := Length(0), p.l.style.TableGap
	for n := t.float; n < m; n++ {
		f := &p.l.floats[n]
		h += f.height
		last := n+1 == m || p.l.floats[n+1].at > max(f.at, t.row)
		switch {
		case f.at <= t.row:
			if n > t.float {
				h += gap
			}
			if last && end > t.row {
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
func (p *planner) fitting(first, most int, room Length) int {
	return first + sort.Search(most-first, func(n int) bool { return p.noteHeight(first, first+n+1) > room })
}

// endings are the ways that the page after a turn can end. There is always one.
func (p *planner) endings(t turn) []ending {
	l := p.l
	capacity := l.capacityAt(t.row)
	out := p.scratch[:0]
	pending := p.floatBy[t.row] - t.float // figures that come first
	late := p.dueBy[t.row] - t.note       // rows of notes that wait
	// Notes and figures that wait are set before the sheet turns.
	last := len(l.rows)
	if late > 0 || pending > 0 {
		if t.row < len(l.rows) && t.row > 0 && l.rows[t.row].turned != l.rows[t.row-1].turned {
			capacity, last = l.capacityAt(t.row-1), t.row
		}
	}
	// Note rows that could stand on this page if two thirds of it were theirs.
	could := p.fitting(t.note, t.note+late, capacity*2/3-l.noteHead()) - t.note
	for e := t.row; e <= last; e++ {
		if e == t.row && late == 0 && pending == 0 && e < len(l.rows) {
			continue
		}
		if e > t.row+1 && l.rows[e-1].turned != l.rows[e-2].turned || e > t.row+1 && l.rows[e-1].begins {
			break
		}
		fits := false
		for m := p.floatBy[e]; m >= max(t.float, p.floatBy[e]-2); m-- {
			if m < p.floatBy[e] && m-t.float < min(1, pending) {
				break // of what waits something comes
			}
			if m == t.float && e == t.row && late == 0 && e < len(l.rows) {
				break
			}
			if end, ok := p.ending(t, e, m, capacity, late, could); ok {
				out = append(out, end...)
				fits = true
			}
		}
		if !fits {
			break
		}
	}
	if len(out) == 0 {
		out = append(out, p.misfit(t, capacity, last))
	}
	p.scratch = out
	// What is far dearer than the cheapest never pays.
	const hopeless = 2500
	best := slices.MinFunc(out, func(a, b ending) int { return a.cost - b.cost }).cost
	return slices.DeleteFunc(out, func(e ending) bool { return e.cost > best+hopeless })
}

// ending is the page that ends before row e and has the floats before m, with as many note rows as fit, and with
// fewer where that leaves more of a note together. Not ok where rows, floats and what must stand of their notes
// don't fit.
func (p *planner) ending(t turn, e, m int, capacity Length, late, could int) ([]ending, bool) {
	l := p.l
	left := capacity - p.rowHeight(t.row, e) - p.floatHeight(t, e, m)
	due := p.dueBy[e]
	if due > t.note {
		left -= l.noteHead()
	}
	// What must stand on this page: notes that wait, at least in part; and if it bears new marks, all of what
	// waits, and of the last new note two lines.
	must := t.note + min(2, due-t.note)
	if due > t.note+late {
		begin := due - 1 - p.due[due-1].line
		must = max(begin, t.note+late) + min(2, due-begin)
	}
	if left < 0 {
		return nil, false
	}
	n := p.fitting(t.note, due, left)
	if n < must {
		return nil, false
	}
	var out []ending
	for try := n; try >= max(must, n-2); try-- {
		out = append(
			out,
			ending{turn{e, try, m}, p.cost(t, turn{e, try, m}, due, left-p.noteHeight(t.note, try), min(could, late))},
		)
		if try == due {
			break
		}
	}
	return out, true
}

// misfit is the page where not even one row fits together with the notes that it marks: it stands there with what
// it can't be parted from, and the notes begin as far as they can. A figure too tall for a page stands alone.
func (p *planner) misfit(t turn, capacity Length, last int) ending {
	l := p.l
	if p.floatBy[t.row] > t.float {
		return ending{turn: turn{t.row, t.note, t.float + 1}}
	}
	if t.row == last {
		return ending{
			turn: turn{t.row, max(t.note+1, p.fitting(t.note, p.dueBy[t.row], capacity-l.noteHead())), t.float},
		}
	}
	e := t.row + 1
	for e < last && l.rows[e].cost >= apart && p.rowHeight(t.row, e+1) <= capacity {
		e++
	}
	room := capacity - p.rowHeight(t.row, e) - l.noteHead()
	return ending{turn: turn{e, p.fitting(t.note, p.dueBy[e], room), t.float}}
}

// cost is what a page costs between two turns, with some height left over; could is how many rows of waiting notes
// it has room for.
func (p *planner) cost(from, to turn, due int, left Length, could int) int {
	l := p.l
	taste := &l.style.Pages
	done := to.row == len(l.rows) && to.note == len(p.due) && to.float == len(l.floats)
	c := 0
	forced := to.row < len(l.rows) &&
		(l.rows[to.row].begins || to.row > 0 && l.rows[to.row].turned != l.rows[to.row-1].turned)
	switch {
	case done:
		if from.row > 0 && to.row-from.row < 3 && to.float == from.float {
			c += taste.LastScrap
		}
	case forced && to.note == p.dueBy[to.row] && to.float == p.floatBy[to.row]:
	default:
		if left <= p.give(from, to) {
			left /= 3 // the gaps take it up
		}
		tenths := int(left * 10 / l.style.Body.Leading)
		c += taste.White * tenths * tenths / 100
	}
	if to.row < len(l.rows) && to.row > from.row {
		c += l.rows[to.row].cost
	}
	if to.note < due && to.note > from.note && p.due[to.note].line > 0 {
		c += taste.SplitNote
		if p.due[to.note].line == 1 {
			c += taste.SplitScrap
		}
		if to.note+1 == len(p.due) || p.due[to.note+1].line == 0 {
			c += taste.SplitScrap
		}
	}
	if to.float > from.float && l.floats[from.float].at < from.row && to.row > from.row &&
		len(l.rows[from.row].head) > 0 {
		c += taste.LateFloat // it stands between the rows of a table
	}
	if n := to.note - from.note; n < could {
		c += taste.Late * (could - n)
	}
	return c + taste.LateFloat*(p.floatBy[to.row]-to.float)
}

// give is how much the gaps of a page may grow to fill it.
func (p *planner) give(from, to turn) Length {
	if from.row >= to.row {
		return 0
	}
	gaps := p.gapsTo[to.row] - p.gapsTo[from.row] - p.l.rows[from.row].gap
	return gaps * Length(p.l.style.Pages.Feather) / 100
}

// capacityAt is the height of the text on the page that row at stands on.
func (l *layouter) capacityAt(at int) Length {
	l.turnSheet(len(l.rows) > 0 && l.rows[min(at, len(l.rows)-1)].turned)
	return l.capacity()
}
