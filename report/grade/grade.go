// Package grade says how strong a claim is, 0 to 4, and why: what its evidence can bear by the authority
// of its sources, what its status allows, and what speaks against it (docs/scoring.md).
package grade

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/dossier"
	"whereas/report/proof"
	"whereas/report/terms"
)

// Unknown is the origin of a piece that comes from nobody knows where: it makes no cluster.
const Unknown = "unknown"

// CompanyCluster is the one cluster of all of the company's own papers.
const CompanyCluster = "company"

// Piece is what one piece of evidence can bear.
type Piece struct {
	Stance   string
	Base     int    // authority of its source for the claim's kind, 0–4
	Distance int    // steps from the record, 0–2
	Cluster  string // "" for an unknown origin
	Proven   bool   // its quote stands in the record of proofs
}

// Claim is a claim with its grade.
type Claim struct {
	*dossier.Claim
	Grade         int
	BeforeContest int      // after the status's ceiling
	Clusters      []string // independent of each other: base 3 or more, at most one step from the record
	Contested     bool
	Pieces        []Piece // of Evidence, in its order
	Why           []string
}

// Claims grades every claim of a dossier, in its order.
func Claims(d *dossier.Dossier, a *terms.Authority) []*Claim {
	record := proof.Of(d)
	out := make([]*Claim, len(d.Claims))
	for i, c := range d.Claims {
		out[i] = one(d, c, a, record)
	}
	return out
}

func one(d *dossier.Dossier, c *dossier.Claim, a *terms.Authority, record proof.Record) *Claim {
	g := &Claim{Claim: c, Pieces: make([]Piece, 0, len(c.Evidence))}
	for _, e := range c.Evidence {
		g.Pieces = append(g.Pieces, piece(d, c.Kind, e, a, record))
	}
	if c.Kind == terms.KindAbsence {
		g.absence(d.Search(c.Search.S))
		return g
	}
	support, why := Ladder(g.Pieces, terms.Supports)
	g.Clusters = Clusters(g.Pieces, terms.Supports)
	g.Why = append(g.Why, fmt.Sprintf("rung %d: %s", support, why))
	g.BeforeContest = support
	if ceiling, ok := a.Ceilings[c.Status]; ok && ceiling < support {
		g.BeforeContest = ceiling
		g.Why = append(g.Why, fmt.Sprintf("ceiling: status %q allows at most %d", c.Status, ceiling))
	}
	contrary, why := Ladder(g.Pieces, terms.Contradicts)
	cost := Contest(g.BeforeContest, contrary)
	g.Grade = max(0, g.BeforeContest-cost)
	if slices.ContainsFunc(g.Pieces, func(p Piece) bool { return p.Stance == terms.Contradicts }) {
		g.Contested = true
		if cost > 0 {
			g.Why = append(
				g.Why,
				fmt.Sprintf("contest: -%d, the contrary evidence reaches %d (%s)", cost, contrary, why),
			)
		} else {
			g.Why = append(g.Why, fmt.Sprintf("contest: none lost, the contrary evidence reaches only %d (%s)", contrary, why))
		}
	}
	return g
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
	switch {
	case s == nil:
		g.Why = append(g.Why, "rung 0: there is no search log")
	case !s.Whole():
		g.Why = append(g.Why, "rung 0: not every document of the search was read whole")
	case len(s.By) >= 2 && s.Asked:
		g.BeforeContest = 3
		g.Why = append(
			g.Why,
			"rung 3: the documents of the search were read whole by two people, and the company was asked",
		)
	default:
		g.BeforeContest = 2
		g.Why = append(
			g.Why,
			"rung 2: the documents of the search were read whole; 3 needs a second reader and the company asked",
		)
	}
	g.Grade = g.BeforeContest
	for i, p := range g.Pieces {
		if p.Stance == terms.Contradicts {
			g.Contested = true
			g.Grade = 0
			g.Why = append(
				g.Why,
				fmt.Sprintf(
					"contest: source %q has a passage that does what was said to be missing",
					g.Evidence[i].Source.S,
				),
			)
		}
	}
}

func piece(d *dossier.Dossier, kind string, e *dossier.Evidence, a *terms.Authority, record proof.Record) Piece {
	p := Piece{Stance: e.Stance, Distance: 2}
	s := d.Source(e.Source.S)
	if s == nil {
		return p
	}
	st := a.Type(s.Type.S)
	p.Base = base(d, s, kind, a, map[string]bool{})
	if st.Company && e.AgainstInterest != "" {
		p.Base = 4
	}
	switch {
	case e.Distance >= 0:
		p.Distance = e.Distance
	case s.Method == "" && st.DistanceWithoutMethod >= 0:
		p.Distance = st.DistanceWithoutMethod
	default:
		p.Distance = st.Distance
	}
	switch {
	case e.Origin == Unknown:
	case st.Company:
		p.Cluster = CompanyCluster
	case e.Origin != "":
		p.Cluster = e.Origin
	case s.Cluster == Unknown:
	case s.Cluster != "":
		p.Cluster = s.Cluster
	default:
		p.Cluster = s.ID.S
	}
	p.Proven = record.Proven(s, e.Quote.S)
	return p
}

// base is the authority of a source for a kind of claim; a chain is as strong as its weakest declared link.
func base(d *dossier.Dossier, s *dossier.Source, kind string, a *terms.Authority, seen map[string]bool) int {
	st := a.Type(s.Type.S)
	b := st.Base[kind]
	if s.Unauthenticated {
		b = max(0, b+st.Unauthenticated)
	}
	if len(s.RestsOn) == 0 {
		return b
	}
	seen[s.ID.S] = true
	for _, r := range s.RestsOn {
		if next := d.Source(r.S); next != nil && !seen[r.S] {
			b = min(b, base(d, next, kind, a, seen))
		}
	}
	return b
}

// Ladder is the rung that the pieces of one stance reach, 0 to 4, and why in words.
func Ladder(pieces []Piece, stance string) (int, string) {
	best := 0
	why := "nothing that can bear it"
	reach := func(rung int, text string) {
		if rung > best {
			best, why = rung, text
		}
	}
	for _, p := range pieces {
		if p.Stance != stance {
			continue
		}
		switch {
		case p.Base == 4 && p.Distance == 0 && p.Proven:
			reach(4, "the record itself, of the highest authority for this kind of claim, its quote proven")
		case p.Base >= 3 && p.Distance == 0 && p.Proven:
			reach(3, "the record itself or who perceived it, its quote proven")
		case p.Base >= 2 && p.Distance <= 1:
			reach(2, "a source with authority for this kind of claim, at most one step from the record")
		case p.Base >= 1:
			reach(1, "only sources of little authority for this kind of claim, or that repeat others")
		}
	}
	if ks := Clusters(pieces, stance); len(ks) >= 2 {
		reach(3, fmt.Sprintf("%d independent clusters (%s)", len(ks), strings.Join(ks, ", ")))
	}
	return best, why
}

// Clusters are the labels that have a piece of base 3 or more at most one step from the record, sorted.
func Clusters(pieces []Piece, stance string) []string {
	var ks []string
	for _, p := range pieces {
		if p.Stance == stance && p.Base >= 3 && p.Distance <= 1 && p.Cluster != "" && !slices.Contains(ks, p.Cluster) {
			ks = append(ks, p.Cluster)
		}
	}
	slices.Sort(ks)
	return ks
}
