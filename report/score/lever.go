package score

import (
	"slices"

	"whereas/report/grade"
	"whereas/report/rubric"
)

// Without is a claim that a coding could do without, and the grade at which it would hold then.
type Without struct {
	Claim string
	Holds int
}

// Lacks is what a coding lacks of what its level needs, "" where it lacks nothing.
func Lacks(set *grade.Set, in *rubric.Indicator, c CodingCard) string {
	claims, ok := codingClaims(set, c.Claims)
	if !ok {
		return ""
	}
	missing, _, _ := needs(in.Levels[c.Level], claims)
	return missing
}

// CouldDrop are the claims without which a coding would hold at a higher grade and still meet what its level needs: the
// weakest claim decides at which grade a coding holds, and a coding that names more than it needs is as weak as that.
func CouldDrop(set *grade.Set, in *rubric.Indicator, c CodingCard) []Without {
	claims, ok := codingClaims(set, c.Claims)
	if !ok || !c.Counts {
		return nil
	}
	var out []Without
	for i, g := range claims {
		rest := slices.Delete(slices.Clone(claims), i, i+1)
		if missing, _, _ := needs(in.Levels[c.Level], rest); missing != "" || len(rest) == 0 {
			continue
		}
		holds := 4
		for _, r := range rest {
			holds = min(holds, r.Grade)
		}
		if holds > c.Holds {
			out = append(out, Without{g.ID.S, holds})
		}
	}
	return out
}

// codingClaims are the claims of a coding; not ok where one isn't in the set.
func codingClaims(set *grade.Set, ids []string) (claims []*grade.Claim, ok bool) {
	for _, id := range ids {
		g := set.Claim(id)
		if g == nil {
			return nil, false
		}
		claims = append(claims, g)
	}
	return claims, true
}
