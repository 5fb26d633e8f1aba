package dossier

import (
	"slices"
	"strings"

	"whereas/report/diag"
)

// overtaken refuses claims that overtake each other in a circle, and warns of one that isn't later than what it
// overtakes.
func (ld *loader) overtaken() {
	state := map[*Claim]int{} // 1 while what it overtakes is looked at, 2 when done
	var path []*Claim
	var visit func(c *Claim)
	visit = func(c *Claim) {
		state[c], path = 1, append(path, c)
		for _, t := range c.Overtakes {
			o := ld.d.claim[t.S]
			switch {
			case o == nil:
			case state[o] == 1:
				var ids []string
				for _, p := range path[slices.Index(path, o):] {
					ids = append(ids, p.ID.S)
				}
				dg := ld.list.Errorf(t.At, diag.CircularClaims, "claim %q overtakes itself: %s", o.ID.S,
					strings.Join(append(ids, o.ID.S), " → "))
				if o != c {
					dg.WithNote(o.ID.At, "claim %q stands here", o.ID.S)
				}
				dg.WithHint("the later claim overtakes the earlier one: leave out the other overtakes")
			case !o.When().IsZero() && !c.When().IsZero() && c.When().Last() <= o.When().First():
				ld.list.Warnf(t.At, diag.OvertakesLater,
					"claim %q (%s) overtakes claim %q (%s), and isn't later than that", c.ID.S, c.When(), o.ID.S,
					o.When()).
					WithNote(o.ID.At, "claim %q stands here", o.ID.S).
					WithHint("mend the dates, or leave overtakes out")
			}
			if o != nil && state[o] == 0 {
				visit(o)
			}
		}
		state[c], path = 2, path[:len(path)-1]
	}
	for _, c := range ld.d.Claims {
		if c = ld.d.claim[c.ID.S]; state[c] == 0 { // of two with one id the first stands
			visit(c)
		}
	}
}
