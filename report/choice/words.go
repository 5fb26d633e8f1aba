package choice

import "slices"

// options are what a group can give, by how many items: of each number of items all that no other with as many is
// worth more than with no more words. members are its items that aren't settled as not told.
func (s *solver) options(n *node, k int, members []int) []option {
	g := s.Groups[k]
	slices.SortStableFunc(members, func(a, b int) int { return s.Items[a].Note - s.Items[b].Note })
	all := s.knapsack(n, k, members, g.Most, true)
	if g.List == 0 {
		return g.covered(pareto(all))
	}
	for o := range all {
		if len(all[o].items) >= g.List {
			all[o].words += g.Head
		}
	}
	reported := make([]int, 0, len(members))
	for _, i := range members {
		if !s.Items[i].Flat {
			reported = append(reported, i)
		} else if n.items[i] == in {
			return g.covered(pareto(all))
		}
	}
	for _, o := range s.knapsack(n, k, reported, g.Most, false) {
		if len(o.items) >= g.List {
			o.words += g.HeadReported
			all = append(all, o)
		}
	}
	return g.covered(pareto(all))
}

// covered adds what it is worth that anything of a group is told.
func (g Group) covered(options []option) []option {
	for i := range options {
		if len(options[i].items) > 0 {
			options[i].worth += g.Cover
		}
	}
	return options
}

// knapsack gives for each number of items and words the best of some items, those that are settled always among them.
// Items of one note follow each other, and the first of them that is taken pays for it. said tells whether it is said
// of each item that it is reported.
func (s *solver) knapsack(n *node, k int, members []int, most int, said bool) []option {
	const (
		paying  = 1 // the item was taken, and pays for its note
		sharing = 2 // the item was taken after another of its note
		closing = 4 // of this note something was taken
	)
	price := func(i int) int {
		if said {
			return s.Items[i].Words + s.Items[i].Reported
		}
		return s.Items[i].Words
	}
	base, settled := option{}, 0
	var items []int
	for _, i := range members {
		if n.items[i] == in {
			base.items = append(base.items, i)
			base.words += price(i)
			base.worth += s.Items[i].Worth
			settled++
			continue
		}
		items = append(items, i)
	}
	room := s.Room
	if most := s.Moves[s.Groups[k].Move].Words; most > 0 {
		room = min(room, most)
	}
	room -= base.words
	if room < 0 || settled > most {
		return nil
	}
	counts := min(most-settled, len(items))
	width := room + 1
	best := make([]int32, (counts+1)*width) // where nothing of the note at hand is taken
	open := make([]int32, len(best))        // where something is
	for i := range best {
		best[i], open[i] = none, none
	}
	best[0] = 0
	took := make([][]uint8, len(items))
	reach := 0 // most words of what is taken
	for t, i := range items {
		took[t] = make([]uint8, len(best))
		x, worth := price(i), int32(s.Items[i].Worth)
		first := x + s.share(n, s.Items[i].Note, s.Items[i].Group)
		reach = min(room, reach+first)
		for c := min(counts, t+1); c > 0; c-- {
			for w := reach; w >= x; w-- {
				to := c*width + w
				if v := open[to-width-x]; v >= 0 && v+worth > open[to] {
					open[to], took[t][to] = v+worth, sharing
				}
				if w < first {
					continue
				}
				if v := best[to-width-first]; v >= 0 && v+worth > open[to] {
					open[to], took[t][to] = v+worth, paying
				}
			}
		}
		if t+1 < len(items) && s.Items[items[t+1]].Note == s.Items[i].Note {
			continue
		}
		for at, v := range open {
			if v > best[at] {
				best[at] = v
				took[t][at] |= closing
			}
			open[at] = none
		}
	}
	var out []option
	for c := range counts + 1 {
		top := int32(-1)
		for w := range width {
			v := best[c*width+w]
			if v <= top {
				continue
			}
			top = v
			o := option{items: slices.Clone(base.items), words: base.words + w, worth: base.worth + int(v)}
			within := false // the items of a note of which something is taken
			for t, at, left := len(items)-1, w, c; left > 0; t-- {
				state := took[t][left*width+at]
				within = within || state&closing != 0
				if !within || state&(paying|sharing) == 0 {
					continue
				}
				i := items[t]
				o.items = append(o.items, i)
				at -= price(i)
				left--
				if state&paying != 0 {
					at -= s.share(n, s.Items[i].Note, s.Items[i].Group)
					within = false
				}
			}
			out = append(out, o)
		}
	}
	return out
}

// pareto leaves out what another option with as many items outdoes.
func pareto(all []option) []option {
	slices.SortStableFunc(all, func(a, b option) int {
		if d := len(a.items) - len(b.items); d != 0 {
			return d
		}
		if d := a.words - b.words; d != 0 {
			return d
		}
		return b.worth - a.worth
	})
	var out []option
	for _, o := range all {
		if last := len(out) - 1; last >= 0 && len(out[last].items) == len(o.items) && out[last].worth >= o.worth {
			continue
		}
		out = append(out, o)
	}
	return out
}

// step is what a move can give by the words that it takes.
func (s *solver) step(n *node, m int) step {
	move := s.Moves[m]
	room := s.Room
	if move.Words > 0 {
		room = min(room, move.Words)
	}
	width := room + 1
	best := make([]int32, (move.Most+1)*width)
	for i := 1; i < len(best); i++ {
		best[i] = none
	}
	st := step{chose: make([][]int32, len(s.Groups))}
	reach := 0 // most words so far
	for k, g := range s.Groups {
		if g.Move != m {
			continue
		}
		options := n.groups[k]
		next := make([]int32, len(best))
		for i := range next {
			next[i] = none
		}
		st.chose[k] = make([]int32, len(best))
		for o, x := range options {
			st.least = st.least || len(x.items) > 0 && o == 0
			for c := 0; c+len(x.items) <= move.Most; c++ {
				for w := 0; w <= reach && w+x.words <= room; w++ {
					from := best[c*width+w]
					to := (c+len(x.items))*width + w + x.words
					if v := from + int32(x.worth); from >= 0 && v > next[to] {
						next[to] = v
						st.chose[k][to] = int32(o + 1)
					}
				}
			}
		}
		if len(options) == 0 {
			st.least = true // nothing fits what is settled
		}
		longest := 0
		for _, x := range options {
			longest = max(longest, x.words)
		}
		reach = min(room, reach+longest)
		best = next
	}
	st.worth, st.count = make([]int32, width), make([]int8, width)
	top := int32(-1)
	for w := range width {
		st.worth[w] = none
		for c := 1; c <= move.Most; c++ {
			if v := best[c*width+w]; v >= 0 && v+int32(move.Cover) > st.worth[w] {
				st.worth[w], st.count[w] = v+int32(move.Cover), int8(c)
			}
		}
		if st.worth[w] > top {
			top = st.worth[w]
			st.rises = append(st.rises, w)
		}
	}
	return st
}

// combine puts the moves together within the room, and walks back to what they tell. It returns false where nothing
// fits.
func (s *solver) combine(n *node, room int) bool {
	width := room + 1
	type at struct {
		told bool
		own  int // words of the move, without what opens and joins it
		from int // state before it
	}
	best := make([]int32, 2*width) // by whether the last move tells anything, by words
	for i := 1; i < len(best); i++ {
		best[i] = none
	}
	trace := make([][]at, len(s.Moves))
	for m, move := range s.Moves {
		next := make([]int32, 2*width)
		for i := range next {
			next[i] = none
		}
		trace[m] = make([]at, 2*width)
		st := n.steps[m]
		for from, v := range best {
			if v < 0 {
				continue
			}
			before, w := from/width, from%width
			if !st.least && v > next[w] {
				next[w], trace[m][w] = v, at{from: from}
			}
			opens := move.Opens
			if before == 1 {
				opens += move.Join
			}
			for _, own := range st.rises {
				total := w + own + opens
				if total > room {
					break
				}
				if v+st.worth[own] > next[width+total] {
					next[width+total] = v + st.worth[own]
					trace[m][width+total] = at{true, own, from}
				}
			}
		}
		best = next
	}
	end := -1
	for w := range width {
		for told := range 2 {
			if i := told*width + w; best[i] >= 0 && (end < 0 || best[i] > best[end]) {
				end = i
			}
		}
	}
	if end < 0 {
		return false
	}
	n.bound = int(best[end])
	n.told = make([]bool, len(s.Items))
	for m := len(s.Moves) - 1; m >= 0; m-- {
		a := trace[m][end]
		if a.told {
			s.retrace(n, m, a.own)
		}
		end = a.from
	}
	return true
}

// retrace marks the items of a move that take so many words.
func (s *solver) retrace(n *node, m, words int) {
	st := n.steps[m]
	width, c := len(st.worth), int(st.count[words])
	for k := len(s.Groups) - 1; k >= 0; k-- {
		if s.Groups[k].Move != m {
			continue
		}
		o := n.groups[k][st.chose[k][c*width+words]-1]
		for _, i := range o.items {
			n.told[i] = true
		}
		words -= o.words
		c -= len(o.items)
	}
}
