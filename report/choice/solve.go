package choice

import (
	"container/heap"
	"encoding/binary"
	"math"
	"slices"
)

// Solve finds the choice that is worth most, and of those one with the fewest words among what its search meets. The
// order of items decides where all else is equal.
//
// It is a branch and bound. Left out at first is what items need of each other, what a move may take, and that a note
// of several groups is paid where only some of them cite it: one of them pays, and the others have it for nothing. That
// problem is solved by dynamic programming over words, and what it finds is worth no less than the best. Where a note
// is told and not paid for, another group pays, and it is solved again. Where it keeps to all that was left out, it is
// the best. Otherwise one thing that it does wrong is settled both ways (an item told or not
// told, a note paid for in advance or not used), and the problem that promises more is looked at next. After so much
// work, problems times items, the best choice found so far is given as one that isn't proven.
func Solve(p *Problem, work int) Solution {
	s := &solver{Problem: p, best: make([]bool, len(p.Items))}
	queue := &frontier{}
	push := func(n *node) {
		if n != nil && n.bound > s.worth {
			n.turn = s.nodes
			s.nodes++
			heap.Push(queue, n)
		}
	}
	push(s.root())
	for queue.Len() > 0 {
		n := heap.Pop(queue).(*node)
		if n.bound <= s.worth {
			break
		}
		if s.nodes*len(p.Items) > work {
			return s.solution(false)
		}
		a, b := s.split(n)
		push(a)
		push(b)
	}
	return s.solution(true)
}

// Enough is how much work Solve does before it gives up: problems times items. It takes some seconds.
const Enough = 600_000

type solver struct {
	*Problem
	best  []bool // the best choice found that fits
	worth int    // what it is worth
	nodes int
}

func (s *solver) solution(proven bool) Solution {
	words, _ := s.Words(s.best)
	return Solution{Told: s.best, Words: words, Worth: s.worth, Proven: proven, Nodes: s.nodes}
}

// What is settled of an item.
const (
	free int8 = iota
	in
	out
)

// node is the problem with some things settled.
type node struct {
	items  []int8
	paid   []bool     // notes that are paid for in advance
	payer  []int      // the group that pays for each of the others
	groups [][]option // what each group can give, handed on where nothing in it changed
	steps  []step     // what each move can give, the same
	bound  int        // what its relaxed choice is worth
	told   []bool     // that choice
	turn   int
}

// option is items of one group.
type option struct {
	items        []int
	words, worth int
}

// step is the most that a move is worth by the words that it takes, where it tells anything: -1 where it can't; and the
// options that give it.
type step struct {
	worth []int32
	rises []int     // the words at which it is worth more than with fewer
	chose [][]int32 // by group, by count*(len(worth))+words: which option, one more than its index
	count []int8    // by words: how many items
	least bool      // something in it is settled, so that it can't be left empty
}

// frontier is the nodes that are to be looked at: what promises most first.
type frontier []*node

func (f frontier) Len() int      { return len(f) }
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(x any)   { *f = append(*f, x.(*node)) }
func (f *frontier) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}
func (f frontier) Less(i, j int) bool {
	if f[i].bound != f[j].bound {
		return f[i].bound > f[j].bound
	}
	return f[i].turn > f[j].turn
}

func (s *solver) root() *node {
	n := &node{items: make([]int8, len(s.Items)), paid: make([]bool, len(s.Notes)),
		payer:  make([]int, len(s.Notes)),
		groups: make([][]option, len(s.Groups)), steps: make([]step, len(s.Moves))}
	s.dominated(n.items)
	for note := range n.payer {
		n.payer[note] = -1
	}
	s.pay(n)
	changed := make([]bool, len(s.Groups))
	for k := range changed {
		changed[k] = true
	}
	return s.relax(n, changed)
}

// dominated leaves out the items in whose place as many others of their group as it may have could each stand: worth
// no less, with no more words even where nobody shares their note, with the same needs, and needed by the same.
func (s *solver) dominated(items []int8) {
	needs := s.signatures()
	citing := make([]int, len(s.Notes))
	members := make([][]int, len(s.Groups))
	for i, it := range s.Items {
		citing[it.Note]++
		members[it.Group] = append(members[it.Group], i)
	}
	for k, ms := range members {
		if len(ms) <= s.Groups[k].Most {
			continue
		}
		slices.SortStableFunc(ms, func(a, b int) int { return s.Items[b].Worth - s.Items[a].Worth })
		kept := map[string][]int{}
		for _, i := range ms {
			it, above := s.Items[i], 0
			least := it.Words
			if citing[it.Note] == 1 {
				least += s.Notes[it.Note]
			}
			for _, j := range kept[needs[i]] {
				d := s.Items[j]
				if (!d.Flat || it.Flat) && d.Words+s.Notes[d.Note] <= least &&
					d.Words+d.Reported+s.Notes[d.Note] <= least+it.Reported {
					above++
				}
			}
			if above >= s.Groups[k].Most {
				items[i] = out
				continue
			}
			kept[needs[i]] = append(kept[needs[i]], i)
		}
	}
}

// signatures tell of each item what it needs and which others need it: of items with the same one each can stand for
// another. Items that must or can't be told with others have one of their own.
func (s *solver) signatures() []string {
	of := make([][]byte, len(s.Items))
	add := func(i int, what byte, j int) { of[i] = binary.AppendVarint(append(of[i], what), int64(j)) }
	alone := func(i int) { add(i, '=', i) }
	for i, it := range s.Items {
		for _, j := range it.Beside {
			add(i, '<', j)
		}
	}
	for i, it := range s.Items {
		for _, j := range it.Beside {
			add(j, '>', i)
		}
		for _, j := range slices.Concat(it.With, it.Not) {
			alone(i)
			alone(j)
		}
	}
	out := make([]string, len(s.Items))
	for i, b := range of {
		out[i] = string(b)
	}
	return out
}

// pay has each note paid by the first group that may still cite it, where the one that paid can't.
func (s *solver) pay(n *node) (changed []bool) {
	changed = make([]bool, len(s.Groups))
	can := make([]bool, len(s.Notes))
	first := make([]int, len(s.Notes))
	for i, it := range slices.Backward(s.Items) {
		if n.items[i] != out {
			first[it.Note] = it.Group
			can[it.Note] = can[it.Note] || it.Group == n.payer[it.Note]
		}
	}
	for note, payer := range n.payer {
		if !can[note] && payer != first[note] {
			n.payer[note] = first[note]
			changed[first[note]] = true
		}
	}
	return changed
}

// settle is the problem with some items and a note settled besides; nil where nothing fits it.
func (s *solver) settle(n *node, change func(n *node)) *node {
	c := n.copied()
	change(c)
	changed := s.pay(c)
	for i, it := range s.Items {
		if c.items[i] == in {
			c.paid[it.Note] = true
		}
	}
	for i, it := range s.Items {
		if c.items[i] != n.items[i] || c.paid[it.Note] != n.paid[it.Note] {
			changed[it.Group] = true
		}
	}
	return s.relax(c, changed)
}

func (n *node) copied() *node {
	return &node{items: slices.Clone(n.items), paid: slices.Clone(n.paid), payer: slices.Clone(n.payer),
		groups: slices.Clone(n.groups), steps: slices.Clone(n.steps)}
}

// relax solves a problem without what is left out, and keeps what it finds where it fits as it stands; nil where it has
// no solution.
func (s *solver) relax(n *node, changed []bool) *node {
	if !s.choose(n, changed) {
		return nil
	}
	for range rounds {
		next := n.copied()
		changed := make([]bool, len(s.Groups))
		for _, note := range s.unpaid(n) {
			changed[next.payer[note.of]], changed[note.by] = true, true
			next.payer[note.of] = note.by
		}
		if !slices.Contains(changed, true) || !s.choose(next, changed) || next.bound >= n.bound {
			break
		}
		n = next
	}
	if fitting := s.mended(n.told); s.Worth(fitting) > s.worth {
		s.best, s.worth = fitting, s.Worth(fitting)
	}
	return n
}

// rounds is how often other groups are made to pay before a note is settled both ways.
const rounds = 8

// choose solves a problem without what is left out; false where it has no solution.
func (s *solver) choose(n *node, changed []bool) bool {
	members := make([][]int, len(s.Groups))
	for i, it := range s.Items {
		if changed[it.Group] && n.items[i] != out {
			members[it.Group] = append(members[it.Group], i)
		}
	}
	moved := make([]bool, len(s.Moves))
	for k := range s.Groups {
		if changed[k] {
			n.groups[k] = s.options(n, k, members[k])
			moved[s.Groups[k].Move] = true
		}
	}
	room := s.Room
	for k, paid := range n.paid {
		if paid {
			room -= s.Notes[k]
		}
	}
	if room < 0 {
		return false
	}
	for m := range s.Moves {
		if moved[m] {
			n.steps[m] = s.step(n, m)
		}
	}
	return s.combine(n, room)
}

// share is the words that a group pays for a note.
func (s *solver) share(n *node, note, group int) int {
	if n.paid[note] || n.payer[note] != group {
		return 0
	}
	return s.Notes[note]
}

// mended is a choice from which is left out what keeps it from fitting: what needs what isn't there first, then what is
// worth least a word where it is too long.
func (s *solver) mended(told []bool) []bool {
	told = slices.Clone(told)
	for !s.Fits(told) {
		drop := -1
		for i := range s.Items {
			if told[i] {
				if j, _ := s.broken(i, told); j != -1 {
					drop = i
					break
				}
			}
		}
		if drop < 0 {
			drop = s.cheapest(told)
		}
		told[drop] = false
	}
	return told
}

// cheapest is the item that is worth least a word, of the moves that take too many where there are any.
func (s *solver) cheapest(told []bool) int {
	_, moves := s.Words(told)
	over := func(m int) bool { return s.Moves[m].Words > 0 && moves[m] > s.Moves[m].Words }
	some := false
	for m := range s.Moves {
		some = some || over(m)
	}
	least := -1
	for i, it := range s.Items {
		if !told[i] || some && !over(s.Groups[it.Group].Move) {
			continue
		}
		if least < 0 || it.Worth*(s.Items[least].Words+1) < s.Items[least].Worth*(it.Words+1) {
			least = i
		}
	}
	return least
}

// split settles both ways what the relaxed choice does wrong. Neither way is left where it does nothing wrong.
func (s *solver) split(n *node) (a, b *node) {
	item := func(i int, as int8) func(*node) { return func(c *node) { c.items[i] = as } }
	for i := range s.Items {
		if !n.told[i] {
			continue
		}
		j, must := s.broken(i, n.told)
		switch {
		case j == -1:
		case n.items[i] == free:
			return s.settle(n, item(i, in)), s.settle(n, item(i, out))
		case j >= 0 && n.items[j] != free:
			return nil, nil // both are settled, and they don't go together
		case j >= 0 && must:
			return s.settle(n, item(j, in)), nil
		case j >= 0:
			return s.settle(n, item(j, out)), nil
		default: // it needs one of some
			best := -1
			for _, t := range s.Items[i].Beside {
				if n.items[t] == free && (best < 0 || s.Items[t].Worth > s.Items[best].Worth) {
					best = t
				}
			}
			if best < 0 {
				return nil, nil
			}
			return s.settle(n, item(best, in)), s.settle(n, item(best, out))
		}
	}
	all, moves := s.Words(n.told)
	over := func(note int) (a, b *node) {
		return s.settle(n, func(c *node) { c.paid[note] = true }), s.settle(n, func(c *node) {
			for i, it := range s.Items {
				if it.Note == note && c.items[i] == free {
					c.items[i] = out
				}
			}
		})
	}
	if all > s.Room {
		if notes := s.unpaid(n); len(notes) > 0 {
			return over(notes[0].of)
		}
	}
	for m, move := range s.Moves {
		if move.Words == 0 || moves[m] <= move.Words {
			continue
		}
		longest := -1
		for i, it := range s.Items {
			if n.told[i] && n.items[i] == free && s.Groups[it.Group].Move == m &&
				(longest < 0 || it.Words+s.Notes[it.Note] > s.Items[longest].Words+s.Notes[s.Items[longest].Note]) {
				longest = i
			}
		}
		if longest < 0 {
			return nil, nil
		}
		return s.settle(n, item(longest, in)), s.settle(n, item(longest, out))
	}
	return nil, nil
}

// unpaid are the notes that the choice cites and nobody pays for, each with a group that cites it.
func (s *solver) unpaid(n *node) (notes []struct{ of, by int }) {
	by := map[int]int{}
	pays := map[int]bool{}
	for i, it := range s.Items {
		if n.told[i] && !n.paid[it.Note] {
			by[it.Note] = it.Group
			pays[it.Note] = pays[it.Note] || n.payer[it.Note] == it.Group
		}
	}
	for note := range s.Notes {
		if group, cited := by[note]; cited && !pays[note] && s.Notes[note] > 0 {
			notes = append(notes, struct{ of, by int }{note, group})
		}
	}
	return notes
}

// none is what can't be.
const none = math.MinInt32
