package xlsx

import (
	"fmt"

	"whereas/report/dossier"
)

// index is which rows of which sheets the ids of the others lead to.
type index struct {
	claims   *rowsOf
	evidence *rowsOf // by claim
	cited    *rowsOf // in the sheet Evidence, by source
	sources  *rowsOf
	entities *rowsOf
	named    *rowsOf           // in the sheet Claims, by entity
	bearing  *rowsOf           // by indicator
	category map[string]string // its cell in the sheet Scorecard, by title
	scored   map[string]string // likewise, by indicator
}

// piece is a piece of evidence that is shown: the number of its claim among those shown, and its own among the claim's.
type piece struct{ claim, piece int }

// find gathers what the sheets show of claims, sources and entities, and where.
func (w *writer) find() {
	w.at = index{claims: w.book.rowsOf("Claims"), evidence: w.book.rowsOf("Evidence"), cited: w.book.rowsOf("Evidence"),
		sources: w.book.rowsOf("Sources"), entities: w.book.rowsOf("Entities"), named: w.book.rowsOf("Claims"),
		bearing: w.book.rowsOf("Bearing")}
	w.naming = map[string][]string{}
	for i, g := range w.shown {
		w.at.claims.note(g.ID.S, i)
		for _, id := range g.Entities() {
			w.at.named.note(id, i)
			w.naming[id] = append(w.naming[id], g.ID.S)
		}
		for j, e := range g.Evidence {
			if w.Dossier.Source(e.Source.S) != nil { // else it was reported before anything is drafted
				w.at.evidence.note(g.ID.S, len(w.pieces))
				w.at.cited.note(e.Source.S, len(w.pieces))
				w.pieces = append(w.pieces, piece{i, j})
			}
		}
	}
	w.citing()
	for i, src := range w.cited {
		w.at.sources.note(src.ID.S, i)
	}
	w.parties()
	for i, e := range w.named {
		w.at.entities.note(e.ID.S, i)
	}
	w.bears()
	for i, b := range w.borne {
		w.at.bearing.note(b.in.ID, i)
	}
	w.at.category, w.at.scored = map[string]string{}, map[string]string{}
	row := w.scoreHead() + 1
	for i, cat := range w.Card.Categories {
		w.at.category[cat.Title] = fmt.Sprintf("Scorecard!A%d", scoreFirst+i)
		for _, in := range cat.Indicators {
			w.at.scored[in.ID] = fmt.Sprintf("Scorecard!B%d", row)
			row++
		}
	}
}

// citing finds the sources that are shown: those that more rests on than a lead.
func (w *writer) citing() {
	w.pieceCount = map[string]int{}
	for _, g := range w.shown {
		for _, e := range g.Evidence {
			w.pieceCount[e.Source.S]++
		}
	}
	other := map[string]bool{w.Dossier.Meeting.Source.S: true}
	for _, v := range w.Dossier.Votes {
		other[v.Source.S] = true
	}
	for _, r := range w.Dossier.Replies {
		other[r.Source.S] = true
	}
	for _, l := range w.Dossier.Searches {
		for _, d := range l.Documents {
			other[d.Source.S] = true
		}
	}
	for _, src := range w.Dossier.Sources {
		if w.pieceCount[src.ID.S] > 0 || other[src.ID.S] {
			w.cited = append(w.cited, src)
		}
	}
}

// parties finds the entities that are shown: those that a claim or an indicator names.
func (w *writer) parties() {
	pairs := map[string]bool{}
	for _, cat := range w.Card.Categories {
		for _, in := range cat.Indicators {
			for _, p := range in.Pair {
				pairs[p] = true
			}
		}
	}
	add := func(e *dossier.Entity) {
		if len(w.naming[e.ID.S]) > 0 || pairs[e.ID.S] {
			w.named = append(w.named, e)
		}
	}
	add(w.Dossier.Entity(dossier.CompanyID))
	for _, e := range w.Dossier.Entities {
		add(e)
	}
}
