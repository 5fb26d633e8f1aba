// Package choice finds which sentences a text of limited length tells: those that are worth most together. It knows
// sentences by numbers alone, and finds the best by proof, not by trying.
package choice

// Problem is what can be chosen from. Worth and words are whole numbers, 0 or more.
type Problem struct {
	Room   int   // words for all that is chosen, with its notes
	Notes  []int // words of each note; a note is paid once, however many items cite it
	Moves  []Move
	Groups []Group
	Items  []Item
}

// Move is a step of the text. Groups belong to it, and items to them.
type Move struct {
	Most  int // items that it may have
	Words int // most words that it takes with its own notes; 0 where only the room binds it
	Cover int // what it is worth that anything is told in it
	Opens int // words of the sentence or connective that opens it
	Join  int // words that join it to the move before, where something is told in both
}

// Group is items on one thing.
type Group struct {
	Move  int
	Most  int // items
	Cover int // what it is worth that anything of it is told
	List  int // from so many items on they are a list under a heading; 0: never

	// Head is the words of that heading, and HeadReported those of one that says for all items that they are reported.
	// The latter stands where all are and it takes fewer words than saying so of each.
	Head, HeadReported int
}

// Item is a sentence.
type Item struct {
	Group    int
	Words    int // without its note, and without what says that it is reported
	Reported int // words that say so, 0 where it is told flatly
	Flat     bool
	Note     int // which of the notes it has
	Worth    int
	Beside   []int // items of which one must be told with it, where there are any
	With     []int // items that must be told with it
	Not      []int // items that can't be told with it
}

// Solution is the best choice.
type Solution struct {
	Told   []bool // by item
	Words  int    // of all that is told
	Worth  int
	Proven bool // nothing is worth more; else the search was given up, and something may be
	Nodes  int  // problems that were looked at on the way
}

// Words are those of a choice, and those of each move by itself, each with its own notes.
func (p *Problem) Words(told []bool) (all int, moves []int) {
	type tally struct{ n, reported, words, said int }
	groups := make([]tally, len(p.Groups))
	seen := make([]bool, len(p.Notes))
	within := make([]map[int]bool, len(p.Moves))
	moves = make([]int, len(p.Moves))
	for i, it := range p.Items {
		if !told[i] {
			continue
		}
		g, move := &groups[it.Group], p.Groups[it.Group].Move
		g.n++
		g.words += it.Words
		if !it.Flat {
			g.reported++
			g.said += it.Reported
		}
		if !seen[it.Note] {
			seen[it.Note] = true
			all += p.Notes[it.Note]
		}
		if within[move] == nil {
			within[move] = map[int]bool{}
		}
		if !within[move][it.Note] {
			within[move][it.Note] = true
			moves[move] += p.Notes[it.Note]
		}
	}
	tells := make([]bool, len(p.Moves))
	for k, t := range groups {
		if t.n == 0 {
			continue
		}
		g := p.Groups[k]
		words := t.words + t.said
		if g.List > 0 && t.n >= g.List {
			words += g.Head
			if t.reported == t.n {
				words = min(words, t.words+g.HeadReported)
			}
		}
		tells[g.Move] = true
		moves[g.Move] += words
		all += words
	}
	for m, move := range p.Moves {
		if !tells[m] {
			continue
		}
		opens := move.Opens
		if m > 0 && tells[m-1] {
			opens += move.Join
		}
		moves[m] += opens
		all += opens
	}
	return all, moves
}

// Worth is what a choice is worth: its items, and the moves and groups of which something is told.
func (p *Problem) Worth(told []bool) int {
	worth := 0
	tells, of := make([]bool, len(p.Moves)), make([]bool, len(p.Groups))
	for i, it := range p.Items {
		if told[i] {
			worth += it.Worth
			tells[p.Groups[it.Group].Move], of[it.Group] = true, true
		}
	}
	for k, g := range p.Groups {
		if of[k] {
			worth += g.Cover
		}
	}
	for m, move := range p.Moves {
		if tells[m] {
			worth += move.Cover
		}
	}
	return worth
}

// Fits tells whether a choice keeps to all bounds: the room, what each move and group may have, and what items need of
// each other.
func (p *Problem) Fits(told []bool) bool {
	inGroup, inMove := make([]int, len(p.Groups)), make([]int, len(p.Moves))
	for i, it := range p.Items {
		if !told[i] {
			continue
		}
		inGroup[it.Group]++
		inMove[p.Groups[it.Group].Move]++
		if j, _ := p.broken(i, told); j >= 0 || j == lacksAll {
			return false
		}
	}
	all, moves := p.Words(told)
	for m, move := range p.Moves {
		if inMove[m] > move.Most || move.Words > 0 && moves[m] > move.Words {
			return false
		}
	}
	for k, g := range p.Groups {
		if inGroup[k] > g.Most {
			return false
		}
	}
	return all <= p.Room
}

// lacksAll is what broken gives where an item needs one of others, and none is told.
const lacksAll = -2

// broken is an item that must be told with item i and isn't (must), or is told and mustn't be; -1 where nothing is
// wrong with i.
func (p *Problem) broken(i int, told []bool) (j int, must bool) {
	it := p.Items[i]
	for _, j := range it.Not {
		if told[j] {
			return j, false
		}
	}
	for _, j := range it.With {
		if !told[j] {
			return j, true
		}
	}
	if len(it.Beside) == 0 {
		return -1, false
	}
	for _, j := range it.Beside {
		if told[j] {
			return -1, false
		}
	}
	return lacksAll, true
}
