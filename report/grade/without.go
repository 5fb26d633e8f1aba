package grade

import (
	"slices"

	"whereas/report/vocab"
)

// Without is the grade that a claim would have if some documents weren't there, by the ids that pieces name them by. An
// absence rests on its search, not on what a document says.
func (s *Set) Without(c *Claim, documents map[string]bool) int {
	if c.Kind == vocab.Absence || !slices.ContainsFunc(c.Pieces, func(p Piece) bool { return documents[p.Document] }) {
		return c.Grade
	}
	return changed(c, s.Authority,
		slices.DeleteFunc(slices.Clone(c.Pieces), func(p Piece) bool { return documents[p.Document] }))
}
