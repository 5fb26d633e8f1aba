package layout

import (
	"cmp"
	"slices"
)

// The last phase: rows go on pages, and with each row the notes whose marks it bears. For every page all
// places where it could end are compared: by the white left at its foot, by what the break would part, and
// by whether a note has to go on overleaf.

// noteRow is one row of a note's text that waits for its place.
type noteRow struct {
	*row
	note, line int
}

// capacity is the height of the text on a page.
func (l *layouter) capacity() Length { return l.sheet.Height - l.sheet.Top - l.sheet.Bottom }

// noteHead is the height that the rule above the notes takes.
func (l *layouter) noteHead() Length {
	return l.style.NoteRuleRise + l.style.Hairline + l.style.NoteRuleDrop
}

func (l *layouter) paginate(out *Pages) {
	var waiting []noteRow
	for at := 0; at < len(l.rows) || len(waiting) > 0 || len(out.Pages) == 0; {
		end, queue, fit := l.choose(at, waiting)
		l.emit(out, at, end, queue[:fit])
		at, waiting = end, queue[fit:]
	}
}

// choose finds the best end for the page that begins with row start and with the note rows that wait from
// earlier pages. It returns the row that the next page begins with, all note rows that are due, and how
// many of them this page takes.
func (l *layouter) choose(start int, waiting []noteRow) (end int, queue []noteRow, fit int) {
	capacity, noteHead := l.capacity(), l.noteHead()
	queue = slices.Clone(waiting)
	body := Length(0)
	if start < len(l.rows) {
		for _, h := range l.rows[start].head {
			body += h.height
		}
	}
	// Note rows that could stand on this page if two thirds of it were theirs.
	could := 0
	for h := noteHead; could < len(waiting); could++ {
		if h += waiting[could].tall(could); h > capacity*2/3 {
			break
		}
	}
	best, bestFit, bestDue, bestCost := -1, 0, len(waiting), 0
	for e := start; e <= len(l.rows); e++ {
		if e > start {
			r := &l.rows[e-1]
			if e-1 > start {
				body += r.gap
			}
			body += r.height
			for _, n := range r.marks {
				queue = l.due(queue, n)
			}
		} else if len(waiting) == 0 && e < len(l.rows) {
			continue
		}
		room := capacity - body
		if len(queue) > 0 {
			room -= noteHead
		}
		// What must stand on this page: notes that wait, at least in part; and if it bears new marks, all
		// of what waits, and of the last new note two lines.
		must := min(2, len(queue))
		if len(queue) > len(waiting) {
			last := len(queue) - 1 - queue[len(queue)-1].line
			must = max(last, len(waiting)) + min(2, len(queue)-last)
		}
		n, left := 0, room
		for ; n < len(queue) && queue[n].tall(n) <= left; n++ {
			left -= queue[n].tall(n)
		}
		if room < 0 || n < must {
			break
		}
		done := e == len(l.rows) && n == len(queue)
		c := l.pageCost(e, queue, n, left, min(could, len(waiting)), done)
		if best < 0 || c <= bestCost {
			best, bestFit, bestDue, bestCost = e, n, len(queue), c
		}
	}
	if best >= 0 {
		return best, queue[:bestDue], bestFit
	}

	// Not even one row fits together with the notes it marks: it stands alone, and the notes begin here as
	// far as they can.
	queue = slices.Clone(waiting)
	r := &l.rows[start]
	for _, n := range r.marks {
		queue = l.due(queue, n)
	}
	left := capacity - r.height - noteHead
	for fit < len(queue) && queue[fit].tall(fit) <= left {
		left -= queue[fit].tall(fit)
		fit++
	}
	return start + 1, queue, fit
}

// due appends the rows of a note and of those that it marks itself.
func (l *layouter) due(queue []noteRow, n int) []noteRow {
	rows := l.notes[n].rows
	for i := range rows {
		queue = append(queue, noteRow{&rows[i], n, i})
	}
	for i := range rows {
		for _, inner := range rows[i].marks {
			queue = l.due(queue, inner)
		}
	}
	return queue
}

// tall is the height of a note row that is the nth on its page.
func (r noteRow) tall(n int) Length {
	if n == 0 {
		return r.height
	}
	return r.gap + r.height
}

// pageCost is what a page costs that ends before row e, with the first n of the due note rows, and with
// some height left over.
func (l *layouter) pageCost(e int, queue []noteRow, n int, left Length, could int, done bool) int {
	taste := &l.style.Pages
	c := 0
	if !done {
		tenths := int(left * 10 / l.style.Body.Leading)
		c += taste.White * tenths * tenths / 100
	}
	if e < len(l.rows) {
		c += l.rows[e].cost
	}
	if n < len(queue) && n > 0 && queue[n].line > 0 {
		c += taste.SplitNote
		if queue[n].line == 1 {
			c += taste.SplitScrap
		}
		if n+1 == len(queue) || queue[n+1].line == 0 {
			c += taste.SplitScrap
		}
	}
	if n < could {
		c += taste.Late * (could - n)
	}
	return c
}

// emit makes a page of rows from first to before end, and of note rows at its foot.
func (l *layouter) emit(out *Pages, first, end int, notes []noteRow) {
	number := len(out.Pages)
	page := Page{}
	y := l.sheet.Top
	if first < end {
		for i := range l.rows[first].head {
			y = page.place(out, &l.rows[first].head[i], number, y)
		}
	}
	for i := first; i < end; i++ {
		if i > first {
			y += l.rows[i].gap
		}
		y = page.place(out, &l.rows[i], number, y)
	}
	// Lines of neighbouring cells alternate on the page; each cell's text belongs together.
	slices.SortStableFunc(page.Runs, func(a, b Run) int { return cmp.Compare(a.Node, b.Node) })
	if len(notes) > 0 {
		height := Length(0)
		for i, r := range notes {
			height += r.tall(i)
		}
		y = l.sheet.Height - l.sheet.Bottom - height
		page.Rules = append(page.Rules, Rect{
			l.left(), y - l.style.NoteRuleDrop - l.style.Hairline, l.style.NoteRule, l.style.Hairline,
		})
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
	for _, n := range r.marks {
		out.Anchors = append(out.Anchors, Anchor{markAnchor(n), number, y})
	}
	if r.bookmark != nil {
		b := *r.bookmark
		b.Page, b.Y = number, y
		out.Outline = append(out.Outline, b)
	}
	return y + r.height
}
