package grade

import (
	"slices"

	"whereas/report/authority"
	"whereas/report/dossier"
	"whereas/report/vocab"
)

// Change is something that could be done for a claim.
type Change string

const (
	// The quote of a piece is proven against its source's capture.
	ProveQuote Change = "prove-quote"
	// A source says how it came to what it reports (method = "…").
	StateMethod Change = "state-method"
	// It is found out where a source of unknown origin has its report from, and it is its own.
	FindOrigin Change = "find-origin"
	// The contrary evidence is answered, or turns out not to speak of the claim.
	AnswerContrary Change = "answer-contrary"
	// A second independent source of authority 3 or more, at most one step from the record, is found.
	SecondSource Change = "second-source"
)

// Lever is one change that would lift a claim's grade, all else as it is, and to which.
type Lever struct {
	Change Change
	Source string // id of the source that it is about, "" for none
	Grade  int
}

// Levers are the changes that would each lift the claim's grade, the strongest first, then in the order of its
// evidence. An absence has none: its search log decides, and its reason says what that lacks.
func (s *Set) Levers(c *Claim) []Lever {
	if c.Kind == vocab.Absence {
		return nil
	}
	var out []Lever
	try := func(change Change, source string, pieces []Piece) {
		if g := changed(c, s.Authority, pieces); g > c.Grade && !slices.Contains(out, Lever{change, source, g}) {
			out = append(out, Lever{change, source, g})
		}
	}
	with := func(i int, change func(p *Piece)) []Piece {
		pieces := slices.Clone(c.Pieces)
		change(&pieces[i])
		return pieces
	}
	for i, p := range c.Pieces {
		src := s.Dossier.Source(c.Evidence[i].Source.S)
		if src == nil || p.Stance != vocab.Supports {
			continue
		}
		// Where the method is stated, or the type needs none, it is as near already.
		if t := s.Authority.Type(src.Type.S); c.Evidence[i].Distance < 0 {
			try(StateMethod, src.ID.S, with(i, func(p *Piece) { p.Distance = t.Distance }))
		}
		if !p.Proven() {
			try(ProveQuote, src.ID.S, with(i, func(p *Piece) { p.Proof = &proven }))
		}
		if p.Cluster == "" {
			try(FindOrigin, src.ID.S, with(i, func(p *Piece) { p.Cluster = newVoice }))
		}
	}
	try(SecondSource, "", append(slices.Clone(c.Pieces), Piece{Stance: vocab.Supports, Base: 3, Distance: 1,
		Cluster: newVoice, Document: newVoice}))
	try(AnswerContrary, "",
		slices.DeleteFunc(slices.Clone(c.Pieces), func(p Piece) bool { return p.Stance == vocab.Contradicts }))
	slices.SortStableFunc(out, func(a, b Lever) int { return b.Grade - a.Grade })
	return out
}

// proven stands for a proof that could be had.
var proven dossier.Proof

// newVoice is a voice that no source of a dossier is: its ids and names have no such character.
const newVoice = "\x00"

// changed is the grade of a claim if it had other pieces.
func changed(c *Claim, a *authority.Authority, pieces []Piece) int {
	g := &Claim{Claim: c.Claim, Pieces: pieces}
	g.judge(a)
	return g.Grade
}
