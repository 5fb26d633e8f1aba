package check

import (
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/grade"
)

// told are the claims that a text tells, in the order in which it does, each with its first mark.
type told struct {
	claims []*grade.Claim
	marks  map[*grade.Claim]doc.Mark
}

func tells(d *doc.Document, set *grade.Set) told {
	t := told{marks: map[*grade.Claim]doc.Mark{}}
	for _, m := range doc.Marks(d.Blocks) {
		g := set.Claim(m.ID)
		if g == nil {
			continue
		}
		if _, ok := t.marks[g]; !ok {
			t.claims, t.marks[g] = append(t.claims, g), m
		}
	}
	return t
}

func (t told) has(g *grade.Claim) bool { _, ok := t.marks[g]; return ok }

// overtaken warns of claims that are told without what overtakes them, and gives a notice of one that another claim, by
// the same link, says has ended since.
func overtaken(d *doc.Document, set *grade.Set, l *diag.List) {
	t := tells(d, set)
	for _, g := range t.claims {
		at := t.marks[g].At
		by, current := g.Current(t.has)
		switch {
		case current:
			if by := ended(g, set); by != nil && !t.has(by) && len(by.Overtakes) == 0 {
				l.Noticef(at, diag.EndedSince,
					"the text tells claim %q as it was in %s, and claim %q says that it ended in %s", g.ID.S, g.When(),
					by.ID.S, by.Until.Date).
					WithNote(by.ID.At, "the later claim stands here").
					WithHint("if it did, tell it, and add overtakes = [%q] to the later claim", g.ID.S)
			}
		case by.Grade < 2:
			l.Noticef(at, diag.OvertakenTold, "claim %q is told, and claim %q overtakes it, which has grade %d", g.ID.S,
				by.ID.S, by.Grade).
				WithNote(by.ID.At, "the later claim stands here").
				WithHint("look whether the sentence is still true")
		default:
			l.Warnf(at, diag.OvertakenTold, "claim %q is told, and claim %q, which overtakes it, isn't", g.ID.S,
				by.ID.S).
				WithNote(by.ID.At, "the later claim stands here").
				WithHint("tell the later claim beside it, or alone: [^%s]", by.ID.S)
		}
	}
}

// ended is a claim of grade 2 or more that says of a link of g, told as holding, that it ended after the last day on
// which g is known to hold; nil where there is none.
func ended(g *grade.Claim, set *grade.Set) *grade.Claim {
	known := g.When()
	if g.Checked.After(known) {
		known = g.Checked.Date
	}
	if !g.Until.IsZero() || known.IsZero() {
		return nil
	}
	for _, o := range set.Claims {
		if o.Grade < 2 || o.Kind != g.Kind || !o.Until.After(known) {
			continue
		}
		for _, a := range g.Links {
			for _, b := range o.Links {
				if a.Subject == b.Subject && a.Verb == b.Verb && a.Object == b.Object {
					return o
				}
			}
		}
	}
	return nil
}
