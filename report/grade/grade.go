// Package grade says how strong a claim is, 0 to 4, and why: what its evidence can bear by the authority of its
// sources, what its status allows, and what speaks against it (docs/scoring.md).
package grade

import (
	"cmp"
	"slices"

	"whereas/report/authority"
	"whereas/report/dossier"
	"whereas/report/proof"
	"whereas/report/vocab"
)

// Piece is what one piece of evidence can bear.
type Piece struct {
	Stance   vocab.Stance
	Base     int    // authority of its source for the claim's kind, 0–4
	Distance int    // steps from the record, 0–2
	Cluster  string // the voice it is; "" for an unknown origin
	// Id of the document that it stands in: its source's own, or of what that is a part or an edition of.
	Document string
	Proof    *dossier.Proof // that its quote stands in its source's capture; nil where it isn't proven
	Method   bool           // it is nearer to the record since its source states its method
	Parts    []string       // of a compound claim, that it bears on; none for all
}

// bearsOn are the pieces that bear on a part of a claim.
func bearsOn(part string, pieces []Piece) []Piece {
	var out []Piece
	for _, p := range pieces {
		if p.bearsOn(part) {
			out = append(out, p)
		}
	}
	return out
}

func (p Piece) bearsOn(part string) bool {
	return len(p.Parts) == 0 || slices.Contains(p.Parts, part)
}

// raises tells whether a piece of a stance can be one of two that are independent of each other: of base 3 or more, at
// most one step from the record, of a voice that is known.
func (p Piece) raises(stance vocab.Stance) bool {
	return p.Stance == stance && p.Base >= 3 && p.Distance <= 1 && p.Cluster != ""
}

// Proven tells whether its quote was found in its source.
func (p Piece) Proven() bool { return p.Proof != nil }

// Strength orders pieces, the strongest highest: by authority, then by nearness to the record, then by proof. Whoever
// chooses among pieces, for a note or for an attribution, chooses by it.
func (p Piece) Strength() int {
	n := p.Base*8 - p.Distance*2
	if p.Proven() {
		n++
	}
	return n
}

// Claim is a claim with its grade.
type Claim struct {
	*dossier.Claim
	Grade         int
	BeforeContest int      // after the status's ceiling
	Clusters      []string // that support it independently of each other (Clusters), sorted; of its weakest part
	Contested     bool
	Pieces        []Piece // of Evidence, in its order
	Reasons       []Reason
	OvertakenBy   []*Claim // later claims that say so, in the order of the dossier
	Weakest       string   // the part that the grade is of; "" for a claim without parts
}

// grader grades the claims of one dossier.
type grader struct {
	dossier   *dossier.Dossier
	authority *authority.Authority
	record    proof.Record
	bases     map[baseOf]int
	voices    voices
}

func (gr *grader) claim(c *dossier.Claim) *Claim {
	g := &Claim{Claim: c, Pieces: make([]Piece, len(c.Evidence))}
	for i, e := range c.Evidence {
		g.Pieces[i] = gr.piece(c.Kind, e)
	}
	gr.voices.ofClaim(g)
	if c.Kind == vocab.Absence {
		g.absence(gr.dossier.Search(c.Search.S))
		return g
	}
	g.judge(gr.authority)
	return g
}

// judge gives a claim that isn't an absence its grade, by what its pieces can bear. A compound claim has the grade of
// its weakest part; of parts with one grade, the one that would be the weaker if nothing spoke against it, then the one
// that fewer voices bear, then the first.
func (g *Claim) judge(a *authority.Authority) {
	if len(g.Parts) == 0 {
		g.judgePieces(g.Pieces, a)
		return
	}
	var weakest *Claim
	var beforeContest []int
	contested := slices.ContainsFunc(g.Pieces, func(p Piece) bool { return p.Stance == vocab.Contradicts })
	for _, part := range g.Parts {
		p := &Claim{Claim: g.Claim, Weakest: part.ID.S}
		p.judgePieces(bearsOn(part.ID.S, g.Pieces), a)
		beforeContest = append(beforeContest, p.BeforeContest)
		if weakest == nil || cmp.Or(cmp.Compare(p.Grade, weakest.Grade),
			cmp.Compare(p.BeforeContest, weakest.BeforeContest),
			cmp.Compare(len(p.Clusters), len(weakest.Clusters))) < 0 {
			weakest = p
		}
	}
	pieces := g.Pieces
	*g = *weakest
	g.Pieces, g.BeforeContest, g.Contested = pieces, slices.Min(beforeContest), contested
	g.Reasons = append(g.Reasons, Reason{Rule: WeakestPart, Rung: g.Grade, Names: []string{g.Weakest}})
}

// Bearing are the pieces that a claim's strength is of: those that bear on its weakest part, all where it has none.
func (g *Claim) Bearing() []Piece { return bearsOn(g.Weakest, g.Pieces) }

// judgePieces gives a claim its grade by some of its pieces.
func (g *Claim) judgePieces(pieces []Piece, a *authority.Authority) {
	support := Ladder(pieces, vocab.Supports)
	g.Clusters = Clusters(pieces, vocab.Supports)
	g.Reasons = append(g.Reasons, support)
	g.BeforeContest = support.Rung
	if ceiling, ok := a.Ceilings[g.Status]; ok && ceiling < support.Rung {
		g.BeforeContest = ceiling
		g.Reasons = append(g.Reasons, Reason{Rule: Ceiling, Rung: ceiling, Status: g.Status})
	}
	g.Grade = g.BeforeContest
	if slices.ContainsFunc(pieces, func(p Piece) bool { return p.Stance == vocab.Contradicts }) {
		g.Contested = true
		contrary := Ladder(pieces, vocab.Contradicts)
		cost := Contest(g.BeforeContest, contrary.Rung)
		g.Grade = max(0, g.BeforeContest-cost)
		r := Reason{Rule: ContestLost, Rung: contrary.Rung, Cost: cost, Contrary: &contrary}
		if cost == 0 {
			r.Rule = ContestHeld
		}
		g.Reasons = append(g.Reasons, r)
	}
}

// Contest is what contrary evidence on rung contrary costs a claim that stands at grade: 1 where it reaches
// 2, and 2 only where it reaches 4 and the claim doesn't.
func Contest(grade, contrary int) int {
	switch {
	case contrary == 4 && grade < 4:
		return 2
	case contrary >= 2:
		return 1
	}
	return 0
}

// absence is graded by its search log, not by the ladder.
func (g *Claim) absence(s *dossier.Search) {
	rule := AbsenceReadOnce
	switch {
	case s == nil:
		rule = AbsenceWithoutLog
	case !s.Whole():
		rule = AbsenceNotWhole
	case len(s.By) >= 2 && s.Asked:
		rule = AbsenceReadTwice
	}
	g.Reasons = append(g.Reasons, Reason{Rule: rule, Rung: rule.Rung()})
	g.BeforeContest, g.Grade = rule.Rung(), rule.Rung()
	for i, p := range g.Pieces {
		if p.Stance == vocab.Contradicts {
			g.Contested = true
			g.Grade = 0
			g.Reasons = append(g.Reasons, Reason{Rule: AbsenceContradicted, Names: []string{g.Evidence[i].Source.S}})
		}
	}
}

func (gr *grader) piece(kind vocab.Kind, e *dossier.Evidence) Piece {
	p := Piece{Stance: e.Stance, Distance: 2}
	for _, part := range e.Parts {
		p.Parts = append(p.Parts, part.S)
	}
	s := gr.dossier.Source(e.Source.S)
	if s == nil {
		return p
	}
	st := gr.authority.Type(s.Type.S)
	p.Base = gr.base(s, kind)
	if st.Company && e.AgainstInterest != "" {
		p.Base = 4
	}
	if p.Distance = e.Distance; e.Distance < 0 {
		p.Distance, p.Method = distance(s, st)
	}
	p.Document = gr.voices.documents[s]
	p.Proof = gr.record.Proof(s, e.Quote.S)
	return p
}

// baseOf is a source and a kind of claim.
// distance is how many steps a source is from the record, where a piece of evidence doesn't say it, and whether it is
// nearer since it states its method.
func distance(s *dossier.Source, st authority.SourceType) (steps int, method bool) {
	if s.Method == "" && st.DistanceWithoutMethod >= 0 {
		return st.DistanceWithoutMethod, false
	}
	return st.Distance, st.DistanceWithoutMethod > st.Distance
}

// Bears is what a source can bear by itself: the highest grade that it lends a claim of each kind, and its steps from
// the record.
func (s *Set) Bears(src *dossier.Source) (base map[vocab.Kind]int, steps int) {
	gr := &grader{dossier: s.Dossier, authority: s.Authority, bases: map[baseOf]int{}}
	st := s.Authority.Type(src.Type.S)
	base = map[vocab.Kind]int{}
	for kind := range st.Base {
		base[kind] = gr.base(src, kind)
	}
	steps, _ = distance(src, st)
	return base, steps
}

type baseOf struct {
	source *dossier.Source
	kind   vocab.Kind
}

// base is the authority of a source for a kind of claim; a chain of sources that rest on each other is as strong as its
// weakest link. Each source of a chain is looked at once, however many pieces lead to it.
func (gr *grader) base(s *dossier.Source, kind vocab.Kind) int {
	key := baseOf{s, kind}
	if b, ok := gr.bases[key]; ok {
		return b
	}
	st := gr.authority.Type(s.Type.S)
	b := st.Base[kind]
	if s.Unauthenticated {
		b = max(0, b+st.Unauthenticated)
	}
	gr.bases[key] = b // a circle, which is an error of its own, ends here
	for _, r := range s.RestsOn {
		if next := gr.dossier.Source(r.S); next != nil {
			b = min(b, gr.base(next, kind))
		}
	}
	gr.bases[key] = b
	return b
}

// Ladder is the highest rung that the pieces of one stance reach, 0 to 4, and by which rule.
func Ladder(pieces []Piece, stance vocab.Stance) Reason {
	best := Reason{Rule: Nothing}
	reach := func(rule Rule) {
		if rule.Rung() > best.Rung {
			best = Reason{Rule: rule, Rung: rule.Rung()}
		}
	}
	for _, p := range pieces {
		if p.Stance != stance {
			continue
		}
		switch {
		case p.Base == 4 && p.Distance == 0 && p.Proven():
			reach(Record)
		case p.Base >= 3 && p.Distance == 0 && p.Proven():
			reach(FirstHand)
		case p.Base >= 2 && p.Distance <= 1:
			reach(OneStep)
		case p.Base >= 1:
			reach(Weak)
		}
	}
	if ks := Clusters(pieces, stance); len(ks) >= 2 && best.Rung < Independent.Rung() {
		best = Reason{Rule: Independent, Rung: Independent.Rung(), Names: ks}
	}
	return best
}
