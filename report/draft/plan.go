package draft

import (
	"slices"

	"whereas/report/diag"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Plan is how a resolution argues, as data: a file of templates/resolution.
type Plan struct {
	Moves    []Move
	alike    int // most sentences about one thing in a move
	findings int // most of what speaks of others alone
	worth    worths
}

// Move is a step of the argument.
type Move struct {
	ID, Does string
	kinds    []vocab.Kind
	grade    int      // least grade of what it tells
	verbs    []string // of a link that a claim must have; any where there is none
	sectors  []string // of an entity that it must be about, the same
	carries  []string // indicators of which it must carry a fact, the same
	own      whose
	most     int    // claims, of a text of planned words
	words    int    // words, of such a text
	least    int    // what a claim must be worth
	cover    int    // what it is worth that anything is told in it
	together bool   // told by customer and product
	list     int    // so many sentences about one of them are a list under its name; 0: never
	each     int    // what it is worth that another of them is told of
	opens    string // a sentence before it
	first    string // %s: its first sentence
	joins    string // %s: its first sentence behind what the move before tells, with which it makes one paragraph
}

// whose says what a move is about.
type whose int

const (
	anybodys whose = iota
	own            // the claim names the company or a business of its group
	others         // it names neither
)

// planned is the length of the text that the numbers of a plan are meant for, in words.
const planned = 500

// does are what the moves do in the text.
func (p Plan) does() []string {
	var out []string
	for _, m := range p.Moves {
		out = append(out, m.Does)
	}
	return out
}

// of is a number of a plan in proportion to a text of so many words, at least 1.
func of(n, limit int) int { return max(1, (n*limit+planned/2)/planned) }

// worths are what the properties of a claim are worth.
type worths struct {
	grade    []int          // by grade
	involved map[string]int // by the vocabulary's words for an involvement

	severity, gravest, coded, asked, independent, recent, years, recital int
}

// ParsePlan reads a file of templates/resolution. Faults go to l.
func ParsePlan(name string, b []byte, words vocab.Vocabulary, l *diag.List) Plan {
	var p Plan
	root := source.Parse(name, b, l)
	if t := root.Table("plan"); t != nil {
		t.NeedInt("format", 1, 1)
		p.alike, _, _ = t.NeedInt("alike", 1, 20)
		p.findings, _, _ = t.NeedInt("findings", 0, 20)
		t.Need("why")
		t.Close()
	} else {
		l.Errorf(root.At, diag.MissingKey, "the file has no [plan] heading")
	}
	if t := root.Table("worth"); t != nil {
		p.worth = readWorths(t, words)
		t.Close()
	} else {
		l.Errorf(root.At, diag.MissingKey, "the file has no [worth] heading")
	}
	seen := map[string]bool{}
	root.List("move", func(t *source.Table) {
		m := readMove(t, words)
		if id := t.NeedWord("id"); seen[id.S] {
			l.Errorf(id.At, diag.DuplicateID, "two moves have the id %q", id.S).WithHint("give each an id of its own")
		} else {
			m.ID, seen[id.S] = id.S, true
		}
		t.Close()
		p.Moves = append(p.Moves, m)
	})
	root.Close()
	return p
}

func readWorths(t *source.Table, words vocab.Vocabulary) worths {
	const most = 1000
	number := func(key string) int {
		n, _, _ := t.NeedInt(key, 0, most)
		return n
	}
	w := worths{grade: make([]int, 5), involved: map[string]int{}, severity: number("severity"),
		gravest: number("gravest"), coded: number("coded"), asked: number("asked"),
		independent: number("independent"), recent: number("recent"), years: number("years"),
		recital: number("recital")}
	grades := t.Numbers("grade", 0, most)
	if len(grades) != len(w.grade) {
		t.Errorf(t.KeyAt("grade"), diag.OutOfRange, "grade has %d numbers and needs %d, for the grades 0 to 4",
			len(grades), len(w.grade))
	}
	for i := range min(len(w.grade), len(grades)) {
		w.grade[i] = int(grades[i].V)
	}
	if involved := t.Table("involved"); involved != nil {
		for _, id := range words.IDs("involvement") {
			if n, _, ok := involved.Int(id, 0, most); ok {
				w.involved[words.Text("involvement", id)] = n
			}
		}
		involved.Close()
	}
	return w
}

func readMove(t *source.Table, words vocab.Vocabulary) Move {
	m := Move{Does: t.Need("does").S, grade: 2}
	known := func(ws []source.Text, list string, code diag.Code) (ids []string) {
		for _, w := range ws {
			if !words.Has(list, w.S) {
				dg := t.Errorf(w.At, code, "there is no %s %q", list, w.S)
				if near := diag.Nearest(w.S, words.IDs(list)); near != "" {
					dg.WithHint("did you mean %q?", near)
				}
			}
			ids = append(ids, w.S)
		}
		return ids
	}
	for _, k := range known(t.NeedWords("kinds"), "kind", diag.UnknownKind) {
		m.kinds = append(m.kinds, vocab.Kind(k))
	}
	m.verbs = known(t.Words("verbs"), "verb", diag.UnknownVerb)
	m.sectors = known(t.Words("sectors"), "sector", diag.UnknownSector)
	for _, w := range t.Words("indicators") {
		m.carries = append(m.carries, w.S)
	}
	if least, _, ok := t.Int("grade", 2, 4); ok {
		m.grade = least
	}
	if is, ok := t.Bool("own"); ok && is {
		m.own = own
	} else if ok {
		m.own = others
	}
	m.most, _, _ = t.NeedInt("most", 1, 100)
	m.words, _, _ = t.NeedInt("words", 10, planned)
	m.cover, _, _ = t.NeedInt("cover", 0, 1000)
	m.least, _, _ = t.Int("least", 0, 1000)
	if m.together, _ = t.Bool("together"); m.together {
		m.list, _, _ = t.Int("list", 2, 20)
		m.each, _, _ = t.Int("each", 0, 1000)
	}
	m.opens = t.Text("opens").S
	if t.Has("first") {
		m.first = t.NeedPhrase("first", "%s")
	}
	if t.Has("joins") {
		m.joins = t.NeedPhrase("joins", "%s")
	}
	t.Need("why")
	return m
}

// takes tells whether a claim fits a move: by all that the move says of what it is filled with.
func (m Move) takes(in Input, g *grade.Claim) bool {
	if !slices.Contains(m.kinds, g.Kind) || g.Grade < m.grade {
		return false
	}
	if len(m.verbs) > 0 && !slices.ContainsFunc(m.verbs, func(verb string) bool {
		for _, l := range g.Links {
			if l.Verb == verb {
				return true
			}
		}
		return false
	}) {
		return false
	}
	entities := g.Entities()
	if len(m.sectors) > 0 && !slices.ContainsFunc(entities, func(id string) bool {
		e := in.Set.Dossier.Entity(id)
		return e != nil && slices.Contains(m.sectors, e.Sector)
	}) {
		return false
	}
	if len(m.carries) > 0 && !slices.ContainsFunc(m.carries, func(id string) bool { return in.carries(id, g.ID.S) }) {
		return false
	}
	if m.own == anybodys {
		return true
	}
	ours := slices.ContainsFunc(entities, func(id string) bool { return in.held.business[id] })
	return ours == (m.own == own)
}

// carries tells whether a claim is a fact in a coding of an indicator that counts.
func (in Input) carries(indicator, claim string) bool {
	c := in.Card.Indicator(indicator)
	return c != nil && slices.ContainsFunc(c.Codings, func(k score.CodingCard) bool {
		return k.Counts && slices.Contains(k.Facts, claim)
	})
}

// gravestFacts are the claims that carry the best level of the indicator that stands highest in its category.
func gravestFacts(card *score.Card) map[string]bool {
	facts := map[string]bool{}
	for _, cat := range card.Categories {
		c := card.Indicator(cat.Gravest)
		if c == nil || c.Best == nil {
			continue
		}
		for _, k := range c.Codings {
			if k.Counts && float64(k.Level) == *c.Best {
				for _, f := range k.Facts {
					facts[f] = true
				}
			}
		}
	}
	return facts
}

// coded are the claims on which codings that count rest, and answers to what is disclosed.
func coded(card *score.Card) map[string]bool {
	on := map[string]bool{}
	for _, cat := range card.Categories {
		for _, c := range cat.Indicators {
			for _, k := range c.Codings {
				for _, id := range k.Claims {
					on[id] = on[id] || k.Counts
				}
			}
			for _, e := range c.Elements {
				for _, id := range e.Claims {
					on[id] = true
				}
			}
		}
	}
	return on
}
