package lines

import "slices"

// Breaking a paragraph into lines as a whole, after Knuth and Plass, "Breaking paragraphs into lines"
// (1981). This file is arithmetic on widths; it knows nothing of fonts.

// item is a box (a piece of a word, with a width), glue (a space that gives) or a penalty (a place where a
// line may end, at a cost).
type item struct {
	kind            itemKind
	flagged         bool   // of a penalty: it leaves a hyphen at the line's end
	divides         bool   // of a penalty: the hyphen isn't the text's, the word was divided
	cost            int    // of a penalty
	width           Length // of a penalty, only where the line ends at it
	stretch, shrink Length // of glue, and of boxes whose glyphs may be set a little wider or narrower
	before, after   Length // how far a box that begins or ends a line stands out of it; after also of a penalty
}

// forced reports whether a line has to end at the item.
func (it *item) forced() bool { return it.kind == penalty && it.cost <= always }

type itemKind uint8

const (
	box itemKind = iota
	glue
	penalty
)

const (
	never  = 10000  // a penalty at which no line ends
	always = -10000 // one at which a line must
)

// endless is the stretch of the space that fills a last line.
const endless Length = 1 << 40

// finish ends a paragraph: the rest of its last line is empty.
func finish(items []item) []item {
	return append(items,
		item{kind: penalty, cost: never}, item{kind: glue, stretch: endless}, item{kind: penalty, cost: always})
}

// lineTask is what the breaker is asked for beside the items.
type lineTask struct {
	measure Length
	slack   Length // stretch that each line has at its end, for text that isn't justified
	taste   Taste
}

// breakpoint is a place where a line may end, with the best way of getting there.
type breakpoint struct {
	at              int // the item; -1 before the first line
	fit             int // 0 tight, 1 decent, 2 loose, 3 very loose
	flagged         bool
	lines           int
	demerits        int64
	prev            int32
	width           Length // of all items before the next line begins
	stretch, shrink Length
}

// breakLines is the items at which lines end, the last one among them. Items end with a forced penalty
// (see finish). Words are divided only where the lines would be worse than decent without, and there is always an
// answer: where no line can be good, the least bad one.
func (s *search) breakLines(items []item, task lineTask) []int {
	s.items, s.task = items, task
	divided := slices.ContainsFunc(items, func(it item) bool { return it.divides })
	if divided {
		whole := task.taste.Whole
		if task.slack > 0 { // a ragged line is none the worse for being short
			whole = worst
		}
		if ends := s.try(pass{tolerance: whole}); ends != nil {
			return ends
		}
	}
	if ends := s.try(pass{tolerance: task.taste.Tolerance, divide: true}); ends != nil {
		return ends
	}
	return s.try(pass{tolerance: worst, divide: true, must: true})
}

// pass is what one try at a paragraph allows.
type pass struct {
	tolerance int
	divide    bool // words may be divided
	must      bool // there has to be an answer
}

// try is nil where no sequence of lines stays within the tolerance, unless it must find one.
func (s *search) try(p pass) []int {
	begin := breakpoint{at: -1, fit: 1, prev: -1}
	begin.width, begin.stretch, begin.shrink = ahead(s.items, 0)
	s.pass, s.all, s.active = p, append(s.all[:0], begin), append(s.active[:0], 0)
	s.width, s.stretch, s.shrink, s.out = 0, 0, 0, 0
	for i := range s.items {
		if s.legal(i) {
			s.endAt(i)
			if len(s.active) == 0 {
				return nil
			}
		}
		s.add(&s.items[i])
	}
	return s.ends()
}

// search is the state of one paragraph on its way through the items. Its memory is used again for the next.
type search struct {
	items  []item
	task   lineTask
	pass   pass
	all    []breakpoint
	active []int32 // those that a line may still begin at, in order

	// Of all items so far.
	width, stretch, shrink Length
	out                    Length // how far the last box would stand out
}

// legal reports whether a line may end at item i.
func (s *search) legal(i int) bool {
	it := &s.items[i]
	switch it.kind {
	case penalty:
		return it.cost < never && (s.pass.divide || !it.divides)
	case glue:
		return i > 0 && s.items[i-1].kind == box
	case box:
	}
	return false
}

// endAt tries all lines that end at item i. Of those in one fitness class the best is kept, and lines may begin behind
// it from now on. A beginning from which every further line would be too long is dropped.
func (s *search) endAt(i int) {
	it := &s.items[i]
	end := s.widthAt(it)
	forced := it.forced()
	final := forced && i == len(s.items)-1
	short := beforeUnbroken(s.items, i, s.task.taste.Unbroken)
	var best [4]breakpoint // by fitness class; lines is 0 where there is none
	found := false
	keep := s.active[:0]
	last := s.active[len(s.active)-1]
	for _, a := range s.active {
		from := &s.all[a]
		bad, fit, over := judge(&s.task, end-from.width, s.stretch-from.stretch, s.shrink-from.shrink, short)
		// The last hope: a line that is too long is better than none.
		rescued := s.pass.must && over && a == last && len(keep) == 0 && !found
		if !over && bad <= s.pass.tolerance || rescued {
			demerits := from.demerits + cost(from, it, bad, fit, &s.task, final, end-from.width)
			if b := &best[fit]; b.lines == 0 || demerits < b.demerits {
				found = true
				*b = breakpoint{
					at: i, fit: fit, flagged: it.flagged, lines: from.lines + 1, demerits: demerits, prev: a,
				}
			}
		}
		if !over && !forced {
			keep = append(keep, a)
		}
	}
	s.active = keep
	if found {
		s.activate(&best, i)
	}
}

// widthAt is the width of all items up to a line's end at it, without what stands out into the margin.
func (s *search) widthAt(it *item) Length {
	if it.kind == penalty && it.width > 0 {
		return s.width + it.width - it.after
	}
	return s.width - s.out
}

// activate lets lines begin behind item i, where the best lines end.
func (s *search) activate(best *[4]breakpoint, i int) {
	width, stretch, shrink := ahead(s.items, i)
	for fit := range best {
		if b := &best[fit]; b.lines > 0 {
			b.width, b.stretch, b.shrink = s.width+width, s.stretch+stretch, s.shrink+shrink
			s.all = append(s.all, *b)
			s.active = append(s.active, int32(len(s.all)-1))
		}
	}
}

// add adds an item to the sums.
func (s *search) add(it *item) {
	if it.kind != penalty {
		s.width, s.stretch, s.shrink = s.width+it.width, s.stretch+it.stretch, s.shrink+it.shrink
	}
	if it.kind == box {
		s.out = it.after
	}
}

// ends follows the cheapest way back from the last item.
func (s *search) ends() []int {
	end := s.active[0]
	for _, a := range s.active {
		if s.all[a].demerits < s.all[end].demerits {
			end = a
		}
	}
	if s.all[end].at != len(s.items)-1 {
		return nil
	}
	ends := make([]int, s.all[end].lines)
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i], end = s.all[end].at, s.all[end].prev
	}
	return ends
}

// ahead sums what vanishes at a break before the next line begins: spaces, penalties not taken, and what of the
// first box stands out into the margin.
func ahead(items []item, from int) (width, stretch, shrink Length) {
	for i := from; i < len(items); i++ {
		switch it := &items[i]; {
		case it.kind == box:
			return width + it.before, stretch, shrink
		case it.kind == glue:
			width, stretch, shrink = width+it.width, stretch+it.stretch, shrink+it.shrink
		case it.cost <= always && i > from:
			return
		}
	}
	return
}

// judge says how bad a line of a width is, which fitness class it is in, and whether it is too long. It
// judges what will be drawn: a line that would become too loose is left short where it may (see leftShort). short says
// that what begins the next line can't be divided.
func judge(task *lineTask, width, stretch, shrink Length, short bool) (bad, fit int, over bool) {
	need := task.measure - width
	switch {
	case need < 0 && -need > shrink:
		return worst, 0, true
	case need < 0:
		bad = badness(-need, shrink)
		if bad <= 12 {
			fit = 1
		}
		return bad, fit, false
	case task.slack > 0:
		bad = badness(need, stretch+task.slack)
	case leftShort(&task.taste, width, need, stretch, short):
		bad = badness(need, task.taste.Ragged)
		if !sparse(&task.taste, width, stretch) { // in running text, worse than any line that isn't
			r := task.taste.Loosest
			bad += r * r / 100 * r / 100
		}
	default:
		bad = badness(need, stretch)
	}
	switch {
	case bad > 99:
		fit = 3
	case bad > 12:
		fit = 2
	default:
		fit = 1
	}
	return bad, fit, false
}

// leftShort reports whether a line isn't stretched to the measure, because its spaces would gape. That is so only of an
// address, and before an address or a code: a line of words is full, however loose.
func leftShort(taste *Taste, width, need, stretch Length, beforeUnbroken bool) bool {
	return need*100 > stretch*Length(taste.Loosest) && (beforeUnbroken || sparse(taste, width, stretch))
}

// sparse reports whether a line has hardly any spaces: most of it is an address.
func sparse(taste *Taste, width, stretch Length) bool {
	return stretch-width*Length(taste.Expand)/1000 <= taste.Sparse
}

// beforeUnbroken reports whether a piece of text that is wider than least, and within which no line may end, begins the
// line behind item i.
func beforeUnbroken(items []item, i int, least Length) bool {
	wide := Length(0)
	for i++; i < len(items); i++ {
		switch it := &items[i]; {
		case it.kind == box:
			wide += it.width
		case wide == 0: // what vanishes at the line's end
		case it.kind == glue && items[i-1].kind == box, it.kind == penalty && it.cost < never:
			return wide > least
		}
	}
	return wide > least
}

// worst is the highest badness.
const worst = 100_000

// badness is about 100 times the cube of need over give. The integers are TeX's.
func badness(need, give Length) int {
	switch {
	case need <= 0:
		return 0
	case give <= 0, need > 1<<50:
		return worst
	}
	r := need * 297 / give
	if r > 2970 {
		return worst
	}
	return int(min((r*r*r+1<<17)>>18, worst))
}

// cost is the demerits of a line; final is set for the last line of the paragraph, width is the line's own.
func cost(from *breakpoint, it *item, bad, fit int, task *lineTask, final bool, width Length) int64 {
	d := int64(task.taste.Line + bad)
	d *= d
	if it.kind == penalty && it.cost > always {
		p := int64(it.cost)
		if p >= 0 {
			d += p * p
		} else {
			d -= p * p
		}
	}
	if it.flagged && from.flagged {
		d += int64(task.taste.Hyphens)
	}
	if fit-from.fit > 1 || from.fit-fit > 1 {
		d += int64(task.taste.Contrast)
	}
	if final && from.at >= 0 {
		if width < task.taste.ShortEndWidth {
			d += int64(task.taste.ShortEnd)
		}
		if from.flagged {
			d += int64(task.taste.Hyphens)
		}
	}
	return d
}
