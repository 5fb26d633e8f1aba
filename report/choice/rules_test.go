package choice

import (
	"slices"
	"strings"
	"testing"
)

// chosen is a choice of items by their numbers: "0 2".
func chosen(n int, items string) []bool {
	told := make([]bool, n)
	for w := range strings.FieldsSeq(items) {
		told[w[0]-'0'] = true
	}
	return told
}

// What a choice takes in words: notes once, a heading from so many items on, the shorter of two, what opens and joins.
func TestWordsOfAChoice(t *testing.T) {
	p := &Problem{Notes: []int{1, 20, 300}, Moves: []Move{{Opens: 1000}, {Join: 2000, Opens: 4000}, {Join: 8000}},
		Groups: []Group{{Move: 0}, {Move: 1, List: 2, Head: 7, HeadReported: 9}, {Move: 2}},
		Items: []Item{{Group: 0, Words: 50, Flat: true, Reported: 99}, {Group: 0, Words: 60, Note: 1, Flat: true},
			{Group: 1, Words: 70, Reported: 4}, {Group: 1, Words: 80, Reported: 4, Note: 2},
			{Group: 1, Words: 90, Flat: true}, {Group: 2, Words: 10, Flat: true}}}
	for _, v := range []struct {
		name, told string
		all        int
		moves      []int
	}{
		{"nothing", "", 0, []int{0, 0, 0}},
		{"one, its note, and what opens", "0", 1051, []int{1051, 0, 0}},
		{"two with a note each", "0 1", 1131, []int{1131, 0, 0}},
		{"one that is told as reported", "2", 4075, []int{0, 4075, 0}},
		{"a list that is reported as a whole", "2 3", 4460, []int{0, 4460, 0}},
		{"a list of which one isn't", "2 4", 4172, []int{0, 4172, 0}},
		{"one note in two moves, and a move joined to it", "0 2", 7125, []int{1051, 6075, 0}},
		{"a move whose predecessor tells nothing isn't joined", "0 5", 1061, []int{1051, 0, 11}},
		{"one note twice in one move", "2 4", 4172, []int{0, 4172, 0}},
	} {
		all, moves := p.Words(chosen(len(p.Items), v.told))
		if all != v.all || !slices.Equal(moves, v.moves) {
			t.Errorf("%s: %d, %v; want %d, %v", v.name, all, moves, v.all, v.moves)
		}
	}
	p.Groups[2].List, p.Groups[2].Head = 1, 5
	if all, _ := p.Words(chosen(len(p.Items), "5")); all != 16 {
		t.Errorf("where one item is a list: %d", all)
	}
	p.Groups[1].HeadReported = 90
	if all, _ := p.Words(chosen(len(p.Items), "2 3")); all != 4466 {
		t.Errorf("where the other heading takes more, each says that it is reported: %d", all)
	}
}

// What a choice is worth: its items, and once each the moves and groups in which something is told.
func TestWorthOfAChoice(t *testing.T) {
	p := &Problem{Moves: []Move{{Cover: 100}, {Cover: 200}}, Groups: []Group{{Cover: 10}, {Cover: 20}, {Move: 1, Cover: 40}},
		Items: []Item{{Worth: 1}, {Worth: 2}, {Worth: 3, Group: 1}, {Worth: 4, Group: 2}}}
	for told, want := range map[string]int{"": 0, "0": 111, "0 1": 113, "0 2": 134, "3": 244, "0 1 2 3": 380} {
		if got := p.Worth(chosen(4, told)); got != want {
			t.Errorf("%q: %d, want %d", told, got, want)
		}
	}
}

// Which choices keep to all bounds.
func TestFits(t *testing.T) {
	base := func() *Problem {
		return &Problem{Room: 30, Notes: []int{1}, Moves: []Move{{Most: 2}, {Most: 9}}, Groups: []Group{{Most: 2}, {Move: 1, Most: 9}},
			Items: []Item{{Words: 5}, {Words: 5}, {Words: 5}, {Words: 5, Group: 1}, {Words: 5, Group: 1}}}
	}
	for _, v := range []struct {
		name   string
		change func(p *Problem)
		told   string
		want   bool
	}{
		{"as many words as there are", func(p *Problem) { p.Room = 11 }, "0 1", true},
		{"a word too many", func(p *Problem) { p.Room = 10 }, "0 1", false},
		{"too many of a group", func(p *Problem) { p.Moves[0].Most = 9 }, "0 1 2", false},
		{"too many of a move", func(p *Problem) { p.Groups[0].Most = 9 }, "0 1 2", false},
		{"as many words of a move as it has", func(p *Problem) { p.Moves[1].Words = 11 }, "3 4", true},
		{"too many words of a move", func(p *Problem) { p.Moves[1].Words = 10 }, "3 4", false},
		{"a move that has one word", func(p *Problem) { p.Moves[1].Words = 1 }, "3", false},
		{"with what it needs", func(p *Problem) { p.Items[0].With = []int{3, 4} }, "0 3 4", true},
		{"without one of two that it needs", func(p *Problem) { p.Items[0].With = []int{3, 4} }, "0 3", false},
		{"with what it mustn't be with", func(p *Problem) { p.Items[0].Not = []int{3, 4} }, "0 4", false},
		{"without", func(p *Problem) { p.Items[0].Not = []int{3, 4} }, "0 1", true},
		{"beside one of two", func(p *Problem) { p.Items[0].Beside = []int{3, 4} }, "0 4", true},
		{"beside neither", func(p *Problem) { p.Items[0].Beside = []int{3, 4} }, "0 1", false},
		{"what isn't told needs nothing", func(p *Problem) { p.Items[0].With = []int{3} }, "1", true},
		{"never with itself", func(p *Problem) { p.Items[0].Not = []int{0} }, "0", false},
	} {
		p := base()
		v.change(p)
		if got := p.Fits(chosen(5, v.told)); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
	p := base()
	p.Items[0].Not, p.Items[1].With, p.Items[2].Beside = []int{3, 4}, []int{3, 4}, []int{3, 4}
	for _, v := range []struct {
		item int
		told string
		j    int
		must bool
	}{{0, "4", 4, false}, {0, "1", -1, false}, {1, "3", 4, true}, {1, "3 4", -1, false}, {2, "0", lacksAll, true},
		{2, "4", -1, false}, {3, "", -1, false}} {
		if j, must := p.broken(v.item, chosen(5, v.told)); j != v.j || must != v.must {
			t.Errorf("item %d with %q told: %d, %v; want %d, %v", v.item, v.told, j, must, v.j, v.must)
		}
	}
}
