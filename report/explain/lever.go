package explain

import (
	"fmt"
	"strings"

	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/score"
)

// leverWords say what would lift a claim, of the source with that title.
func leverWords(l grade.Lever, source string) string {
	switch l.Change {
	case grade.ProveQuote:
		return fmt.Sprintf("a proven quote from %s would make it %d", source, l.Grade)
	case grade.StateMethod:
		return fmt.Sprintf("a page that states the method of %s (method = \"…\") would make it %d", source, l.Grade)
	case grade.FindOrigin:
		return fmt.Sprintf("if what %s says turns out to be its own finding (cluster = \"…\"), it is %d", source,
			l.Grade)
	case grade.AnswerContrary:
		return fmt.Sprintf("without what speaks against it, it would be %d", l.Grade)
	case grade.SecondSource:
		return fmt.Sprintf("a second independent source of authority 3, at most one step from the record, would make "+
			"it %d", l.Grade)
	}
	return string(l.Change)
}

// Levers are the first changes that would each lift a claim, in words.
func (in Input) Levers(g *grade.Claim) []string { return in.levers(g, mostLevers) }

// levers are the changes that would each lift a claim, in words; at most some.
func (in Input) levers(g *grade.Claim, most int) []string {
	var out []string
	for _, l := range in.Claims.Levers(g) {
		if len(out) == most {
			break
		}
		title := l.Source
		if s := in.Claims.Dossier.Source(l.Source); s != nil {
			title = fmt.Sprintf("%q", s.Title)
			if s.Publisher != "" {
				title = s.Publisher + ", " + title
			}
		}
		out = append(out, leverWords(l, title))
	}
	return out
}

// mostLevers is how many levers of a claim or a coding are told: whoever wants to begin needs no more.
const mostLevers = 3

// codingLevers are what would let a coding hold at a higher grade: a claim that it could do without, and changes of the
// claims that hold it where it is.
func (in Input) codingLevers(def *rubric.Indicator, k score.CodingCard) []string {
	if !k.Counts {
		if lacks := score.Lacks(in.Claims, def, k); lacks != "" {
			return []string{"it lacks " + lacks}
		}
		return nil
	}
	var out []string
	for _, w := range score.CouldDrop(in.Claims, def, k) {
		out = append(out, fmt.Sprintf("without %s it holds at %d", w.Claim, w.Holds))
	}
	var weakest []*grade.Claim
	for _, id := range k.Claims {
		if g := in.Claims.Claim(id); g != nil && g.Grade == k.Holds {
			weakest = append(weakest, g)
		}
	}
	if k.Holds < 3 && len(weakest) == 1 {
		for _, words := range in.levers(weakest[0], 1) {
			out = append(out, weakest[0].ID.S+": "+words)
		}
	} else if k.Holds < 3 && len(weakest) > 1 {
		var ids []string
		for _, g := range weakest {
			ids = append(ids, g.ID.S)
		}
		out = append(out, fmt.Sprintf("%s hold it at %d: each must rise", strings.Join(ids, ", "), k.Holds))
	}
	return out[:min(mostLevers, len(out))]
}
