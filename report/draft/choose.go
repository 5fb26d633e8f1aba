package draft

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"whereas/report/choice"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/vocab"
)

// candidate is a claim that may be told in a resolution.
type candidate struct {
	g     *grade.Claim
	move  int // of the plan
	parts []Part
	worth int
	text  prose.Markdown // its sentence, with what says that it is reported
	bare  prose.Markdown // the same without
	item  int            // its place in the problem
	loose bool           // it speaks of others alone
}

// pinned is added to the worth of a claim that must be told: more than all others are worth together.
const pinned = 1 << 20

// candidates are the claims that may stand in a filed text and that a move of the plan takes, each of them in the first
// that does; in an order that hangs neither on the order of files nor on ids.
func (in Input) candidates(became map[string]Telling) []*candidate {
	tell, j := Teller{in.Set, in.Wording}, newJudge(in.Plan, in.Set.Dossier, in.Card, in.named)
	var out []*candidate
	for _, g := range in.Set.Claims {
		if barred(g, in.Set.Dossier) != "" {
			continue
		}
		c := &candidate{g: g, parts: j.parts(g), loose: in.loose(g)}
		if c.move = slices.IndexFunc(in.Plan.Moves, func(m Move) bool { return m.takes(in, g) }); c.move < 0 {
			became[g.ID.S] = Telling{Reason: NoMove}
			continue
		}
		// Where nothing is coded yet, little is worth much, and all of it may be told.
		if c.worth = total(c.parts); c.worth < in.Plan.Moves[c.move].least && g.Tell != vocab.TellAlways &&
			len(j.coded) > 0 {
			became[g.ID.S] = Telling{Reason: Little, Move: in.Plan.Moves[c.move].Does, Parts: c.parts}
			continue
		}
		if g.Tell == vocab.TellAlways {
			c.worth += pinned
		}
		c.text, c.bare = tell.Sentence(g, in.spelt(g.Sentence())), tell.Plain(g, in.spelt(g.Sentence()))
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.move, b.move), cmp.Compare(b.worth, a.worth), cmp.Compare(a.text, b.text))
	})
	return out
}

// many is how many candidates of a move are looked at: so many of those that speak of the company, and of those that
// speak of others alone. Only dossiers of some thousand claims have more.
const many = 200

// fewer leaves out the candidates of a move that are worth least where it has very many; all tells whether it has none
// left out. They come in the order of what they are worth.
func fewer(cs []*candidate, became map[string]Telling, plan Plan) (kept []*candidate, all bool) {
	type of struct {
		move  int
		loose bool
	}
	n := map[of]int{}
	for _, c := range cs {
		if k := (of{c.move, c.loose}); n[k] < many || c.worth >= pinned {
			n[k]++
			kept = append(kept, c)
		} else {
			became[c.g.ID.S] = Telling{Reason: NoPlace, Move: plan.Moves[c.move].Does, Parts: c.parts}
		}
	}
	return kept, len(kept) == len(cs)
}

// selection is the problem of choosing, and what its numbers stand for.
type selection struct {
	choice.Problem
	all        bool // all candidates are among its items
	candidates []*candidate
	about      []string // by group: the entity that its list is named for, "" where it is none
}

// selection says of the candidates what they take and need. What speaks of others alone is told only beside a claim
// that ties it to the company; where there is none it is left out, and became says so.
func (in Input) selection(became map[string]Telling) *selection {
	s := &selection{}
	count := in.newCounter()
	limit := in.Rules.Words.Limit
	cs, all := fewer(in.candidates(became), became, in.Plan)
	s.all = all
	ties := in.tiesOf(cs)
	notes := map[string]int{}
	groups := map[string]int{} // by move and what the group is about
	about := in.subjects(cs)
	for _, move := range in.Plan.Moves {
		s.Moves = append(s.Moves, choice.Move{Most: of(move.most, limit), Words: of(move.words, limit),
			Cover: move.cover, Opens: count.words(move.opens) + count.words(strings.TrimSuffix(move.first, "%s")),
			Join: count.words(strings.TrimSuffix(move.joins, "%s"))})
	}
	for _, c := range cs {
		if c.loose && len(ties[c]) == 0 {
			became[c.g.ID.S] = Telling{Reason: Untied, Parts: c.parts}
			continue
		}
		group := in.group(s, c, about[c], groups, count)
		note, words := count.note(c.g.ID.S)
		if _, ok := notes[note]; !ok {
			notes[note] = len(s.Notes)
			s.Notes = append(s.Notes, words)
		}
		item := choice.Item{Group: group, Words: count.words(string(c.bare)), Note: notes[note], Worth: c.worth,
			Flat: c.text == c.bare}
		item.Reported = count.words(string(c.text)) - item.Words
		c.item = len(s.Items)
		s.Items, s.candidates = append(s.Items, item), append(s.candidates, c)
		if c.worth >= pinned {
			s.Groups[group].Most = max(s.Groups[group].Most, in.pinnedIn(s, group))
			s.Moves[c.move].Most = max(s.Moves[c.move].Most, s.Groups[group].Most)
		}
	}
	in.needs(s, ties)
	return s
}

// group is the group that a candidate belongs to, made where there is none yet: that of what it is about, in a move
// that is told by customer and product, and one for all that speaks of others alone.
func (in Input) group(s *selection, c *candidate, about string, groups map[string]int, count *counter) int {
	move := in.Plan.Moves[c.move]
	key := strconv.Itoa(c.move)
	switch {
	case c.loose:
		key += " " + beside
	case move.together:
		key += " " + about
	default:
		about = ""
	}
	if group, ok := groups[key]; ok {
		return group
	}
	g := choice.Group{Move: c.move, Most: s.Moves[c.move].Most}
	switch {
	case c.loose:
		g.Most, about = in.Plan.findings, ""
	case move.together:
		g.Most, g.Cover = min(g.Most, in.Plan.alike), move.each
	}
	if about != "" && move.list > 0 {
		flat, reported := in.heading(about, false), in.heading(about, true)
		g.List, g.Head, g.HeadReported = move.list, count.words(flat), count.words(reported)
	}
	groups[key] = len(s.Groups)
	s.Groups, s.about = append(s.Groups, g), append(s.about, about)
	return groups[key]
}

// beside stands for the group of what is told behind what ties it to the company. No entity has such an id.
const beside = "beside "

// pinnedIn counts the claims of a group that must be told: they may be more than the plan has places for.
func (in Input) pinnedIn(s *selection, group int) int {
	n := 0
	for i := range s.Items {
		if s.Items[i].Group == group && s.Items[i].Worth >= pinned {
			n++
		}
	}
	return n
}

// needs enters which claims are told only beside or with others, or never with them.
func (in Input) needs(s *selection, ties map[*candidate][]*candidate) {
	at := map[string]int{}
	for i, c := range s.candidates {
		at[c.g.ID.S] = i
	}
	for i, c := range s.candidates {
		for _, tie := range ties[c] {
			s.Items[i].Beside = append(s.Items[i].Beside, tie.item)
		}
		for _, id := range withs(c.g) {
			if j, ok := at[id]; ok && j != i {
				s.Items[i].With = append(s.Items[i].With, j)
			} else if !ok {
				s.Items[i].Not = append(s.Items[i].Not, i) // what it needs can't be told, and so it can't
			}
		}
		for _, id := range c.g.TellWithout {
			if j, ok := at[id.S]; ok && j != i {
				s.Items[i].Not = append(s.Items[i].Not, j)
			}
		}
	}
}

// withs are the claims without which one isn't told: those that its author names, and what overtakes it, unless nobody
// stands up for that.
func withs(g *grade.Claim) []string {
	var ids []string
	for _, id := range g.TellWith {
		ids = append(ids, id.S)
	}
	for _, by := range g.OvertakenBy {
		if by.Grade >= 2 {
			ids = append(ids, by.ID.S)
		}
	}
	return ids
}

// missing is the claim without which one isn't told and that isn't; "" where there is none.
func (c chosen) missing(g *grade.Claim) string {
	for _, id := range withs(g) {
		if i := slices.IndexFunc(c.candidates, func(o *candidate) bool { return o.g.ID.S == id }); i < 0 || !c.Told[i] {
			return id
		}
	}
	return ""
}

// chosen is what is told of a selection.
type chosen struct {
	*selection
	choice.Solution
}

// fill chooses what is told and prints the template with it, and says of all claims what became of them. What is chosen
// is worth most of all that fits; a template that prints more than the argument leaves that much less room.
func (in Input) fill(t *template.Template) (md []byte, told []Telling, proven bool, err error) {
	became := map[string]Telling{}
	s := in.selection(became)
	frame, err := in.print(t, "x") // an argument of one word
	if err != nil {
		return nil, nil, false, err
	}
	count, limit := in.newCounter(), in.Rules.Words.Limit
	s.Room = limit - (count.whole(frame) - 1)
	var best chosen
	for tries := 0; ; tries++ {
		made := chosen{s, choice.Solve(&s.Problem, choice.Enough)}
		text, err := in.print(t, prose.Markdown(in.shortened(string(in.compose(made)))))
		if err != nil {
			return nil, nil, false, err
		}
		left := limit - count.whole(text)
		// A text that is too long with nothing in it is told so by the checks.
		if md == nil && (left >= 0 || made.Words == 0) || left >= 0 && made.Worth > best.Worth {
			md, best = text, made
		}
		const most = 9
		if left == 0 || made.Words == 0 || tries == most || md != nil && (left < 0 || made.Worth < best.Worth) {
			break // nothing is left, or more was tried and didn't fit
		}
		s.Room += left // a name that stands several times takes fewer words than were counted, or the template more
	}
	if md == nil {
		return nil, nil, false,
			fmt.Errorf("the template prints its argument more than once: nothing fits %d words", limit)
	}
	in.explain(best, became)
	return md, in.tellings(became), best.Proven && s.all, nil
}

// explain says why each candidate is told or not.
func (in Input) explain(made chosen, became map[string]Telling) {
	inGroup, inMove := make([]int, len(made.Groups)), make([]int, len(made.Moves))
	for i, it := range made.Items {
		if made.Told[i] {
			inGroup[it.Group]++
			inMove[made.Groups[it.Group].Move]++
		}
	}
	for i, c := range made.candidates {
		it := made.Items[i]
		t := Telling{Move: in.Plan.Moves[c.move].Does, Parts: c.parts}
		t.Words = it.Words + it.Reported + made.Notes[it.Note]
		other := func(of []int, told bool) int {
			return slices.IndexFunc(of, func(j int) bool { return made.Told[j] == told })
		}
		group := made.Groups[it.Group]
		switch {
		case made.Told[i]:
			t.Reason = Told
		case other(it.Not, true) >= 0:
			t.Reason, t.Other = Instead, made.candidates[it.Not[other(it.Not, true)]].g.ID.S
		case made.missing(c.g) != "":
			t.Reason, t.Other = Alone, made.missing(c.g)
			if slices.ContainsFunc(c.g.OvertakenBy, func(o *grade.Claim) bool { return o.ID.S == t.Other }) {
				t.Reason = Overtaken
			}
		case len(it.Beside) > 0 && other(it.Beside, true) < 0:
			t.Reason = Untied
		case inGroup[it.Group] >= group.Most || inMove[group.Move] >= made.Moves[group.Move].Most:
			t.Reason = NoPlace
		default:
			t.Reason = NoRoom
		}
		became[c.g.ID.S] = t
	}
}

// Worth is what each claim of a set is worth by a plan, by its id; nothing is asked for in particular.
func Worth(set *grade.Set, card *score.Card, plan Plan) map[string]int {
	j := newJudge(plan, set.Dossier, card, nil)
	out := map[string]int{}
	for _, g := range set.Claims {
		out[g.ID.S] = total(j.parts(g))
	}
	return out
}

// record tells whether a claim of a kind tells what happened or is so.
func record(k vocab.Kind) bool {
	switch k {
	case vocab.Relationship, vocab.Capability, vocab.Use, vocab.CustomerRecord, vocab.Act:
		return true
	case vocab.Norm, vocab.Absence, vocab.Exposure, vocab.History, vocab.Peer, vocab.Policy:
	}
	return false
}
