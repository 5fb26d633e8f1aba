package score

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/source"
	"whereas/report/vocab"
)

// scorer holds what all indicators need.
type scorer struct {
	*grade.Set
	public bool // leads aren't shown
	r      *rubric.Rubric
	words  vocab.Vocabulary
}

// indicator computes one indicator; j is nil where the assessment has no entry for it.
func (s *scorer) indicator(in *rubric.Indicator, j *dossier.Judgement, coder string) IndicatorCard {
	c := IndicatorCard{
		ID:       in.ID,
		Title:    in.Title,
		Kind:     in.Kind,
		Levels:   s.r.Top(in),
		Weight:   in.Weight,
		State:    vocab.NotAssessed,
		Pair:     []string{},
		Codings:  []CodingCard{},
		Elements: []ElementCard{},
		Claims:   []string{},
	}
	if in.Continuous {
		c.Levels = 100
	}
	if j != nil && j.NotApplicable != nil && confirmed(in, j.NotApplicable, coder) {
		c.State = vocab.NotApplicable
		c.Why = "doesn't apply: " + j.NotApplicable.Why
		return c
	}
	if in.Kind == rubric.Disclosure {
		s.disclosure(in, j, &c)
	} else {
		s.conduct(in, j, &c)
	}
	if s.public {
		s.hideLeads(&c)
	}
	return c
}

// hideLeads takes what cites a lead out of a public card. It carried nothing, so no figure changes.
func (s *scorer) hideLeads(c *IndicatorCard) {
	lead := func(id string) bool { g := s.Claim(id); return g == nil || g.Grade == 0 }
	c.Claims = slices.DeleteFunc(c.Claims, lead)
	c.Codings = slices.DeleteFunc(c.Codings, func(k CodingCard) bool { return slices.ContainsFunc(k.Claims, lead) })
	for i := range c.Elements {
		if e := &c.Elements[i]; slices.ContainsFunc(e.Claims, lead) {
			e.Claims = slices.DeleteFunc(e.Claims, lead)
			if len(e.Claims) == 0 {
				e.Answer, e.Why = "", ""
			}
		}
	}
}

// confirmed tells whether an indicator may be left out: the rubric says when, and a person other than the
// coder agrees. Until then it counts as unknown.
func confirmed(in *rubric.Indicator, n *dossier.NotApplicable, coder string) bool {
	return in.MayNotApply != "" && n.ConfirmedBy != "" && n.ConfirmedBy != n.By && n.ConfirmedBy != coder
}

// conduct: lo is the highest level with a coding that holds at 3, best with one that holds at 2 (or what the
// rubric says), hi what isn't excluded (docs/scoring.md).
func (s *scorer) conduct(in *rubric.Indicator, j *dossier.Judgement, c *IndicatorCard) {
	top := s.r.Top(in)
	lo, best, before := 0, -1, 0
	bestCoding := -1
	if j != nil {
		var claims []string
		for _, coding := range j.Codings {
			if coding.Level > top {
				continue // reported by Check
			}
			cc := s.coding(in, coding)
			c.Codings = append(c.Codings, cc)
			claims = append(claims, cc.Claims...)
			if !cc.Counts {
				continue
			}
			need := cc.Needs
			if cc.Holds >= max(3, need) {
				lo = max(lo, coding.Level)
			}
			if cc.Holds >= need && coding.Level > best {
				best, bestCoding = coding.Level, len(c.Codings)-1
			}
			if cc.BeforeContest >= 2 {
				before = max(before, coding.Level)
			}
		}
		c.Claims = appendNew(c.Claims, claims...)
		if s.closes(in, j.Closed) {
			c.Closed = &ClosedCard{Above: min(j.Closed.Above, top), Search: j.Closed.Search.S, Why: j.Closed.Why}
		}
	}
	if best < 0 && c.Closed != nil && c.Closed.Above == 0 {
		best = 0
	}
	hi := top
	if c.Closed != nil {
		hi = max(best, c.Closed.Above, before)
	}
	switch {
	case best >= 1:
		c.State = vocab.Scored
	case best == 0:
		c.State = vocab.SearchedNone
	case j != nil && (len(c.Codings) > 0 || c.Closed != nil):
		c.State = vocab.Undetermined
	}
	s.bounds(in, c, float64(lo), float64(best), float64(hi), best >= 0)
	s.thresholds(c, func(grade int, uncontested bool) (lo, hi float64) {
		return conductAt(c, top, grade, uncontested)
	})
	if bestCoding >= 0 {
		c.Pair = append([]string{}, c.Codings[bestCoding].Pair...)
	} else if j != nil && !j.Pair.IsZero() {
		c.Pair = []string{j.Pair.Product, j.Pair.Customer}
	}
	s.explainConduct(in, c, lo, best, hi)
}

// bounds sets levels and values; best is left null where it isn't known. The values are those of the levels, known or
// not: one range, which the category, the figure, the terminal and the workbook show.
func (s *scorer) bounds(in *rubric.Indicator, c *IndicatorCard, lo, best, hi float64, known bool) {
	value := func(x float64) *float64 {
		if in.Continuous {
			return &x
		}
		v := s.r.Value(in, int(x))
		return &v
	}
	c.Lo, c.Hi, c.LoValue, c.HiValue = &lo, &hi, value(lo), value(hi)
	if known {
		c.Best, c.Value = &best, value(best)
	}
}

func (s *scorer) coding(in *rubric.Indicator, coding *dossier.Coding) CodingCard {
	cc := CodingCard{
		Level:         coding.Level,
		Pair:          pairOf(coding.Pair),
		Claims:        ids(coding.Claims),
		Facts:         []string{},
		Why:           coding.Why,
		Holds:         4,
		BeforeContest: 4,
	}
	var claims []*grade.Claim
	for _, t := range coding.Claims {
		g := s.Claim(t.S)
		if g == nil {
			cc.Holds, cc.BeforeContest = 0, 0
			continue
		}
		claims = append(claims, g)
		cc.Holds = min(cc.Holds, g.Grade)
		cc.BeforeContest = min(cc.BeforeContest, g.BeforeContest)
	}
	if len(claims) == 0 {
		cc.Holds, cc.BeforeContest = 0, 0
	}
	missing, met, facts := needs(in.Levels[coding.Level], claims)
	cc.Needs = s.r.GradeFor(in, coding.Level, met)
	cc.Counts = missing == "" && len(claims) == len(coding.Claims) && len(claims) > 0
	for _, f := range facts {
		cc.Facts = append(cc.Facts, f.ID.S)
	}
	return cc
}

// needs says what a coding lacks for its level, "" where it meets one of the ways the level can be shown; which
// way that is; and which of its claims are the facts.
func needs(level rubric.Level, claims []*grade.Claim) (missing string, met rubric.Needs, facts []*grade.Claim) {
	var over []string // claims that have ended, where the level speaks of the present
	if level.Present {
		holding := slices.DeleteFunc(slices.Clone(claims), ended)
		for _, c := range claims {
			if ended(c) {
				over = append(over, fmt.Sprintf("%q ended in %s", c.ID.S, c.Until.Date))
			}
		}
		claims = holding
	}
	if len(level.Needs) == 0 {
		if len(claims) == 0 && len(over) > 0 {
			missing = "a claim that still holds" + since(over)
		}
		return missing, met, claims
	}
	for _, n := range level.Needs {
		m, f := need(n, claims)
		if m == "" {
			return "", n, f
		}
		if missing == "" {
			missing, met, facts = m, n, f
		} else {
			missing += "; or " + m
		}
	}
	return missing + since(over), met, facts
}

// since says why claims that have ended don't count.
func since(over []string) string {
	if len(over) == 0 {
		return ""
	}
	return " (" + strings.Join(over, ", ") + ", and the level speaks of the present)"
}

// ended tells whether a claim tells what was so, and is over. What somebody did, what was asked or voted on, and what a
// standard says isn't a state that ends: it is told with its time.
func ended(c *grade.Claim) bool {
	switch c.Kind {
	case vocab.CustomerRecord, vocab.History, vocab.Norm:
		return false
	case vocab.Relationship, vocab.Capability, vocab.Use, vocab.Policy, vocab.Act, vocab.Absence, vocab.Exposure,
		vocab.Peer:
	}
	return !c.Until.IsZero()
}

func need(n rubric.Needs, claims []*grade.Claim) (string, []*grade.Claim) {
	of := func(kinds []vocab.Kind) []*grade.Claim {
		var out []*grade.Claim
		for _, c := range claims {
			if slices.Contains(kinds, c.Kind) {
				out = append(out, c)
			}
		}
		return out
	}
	links, facts := of(n.Link), of(n.Fact)
	switch {
	case len(n.Link) > 0 && len(links) == 0:
		return fmt.Sprintf("a claim that ties product and customer (%s)", vocab.Join(n.Link, " or ")), facts
	case len(n.Fact) > 0 && len(facts) == 0:
		return fmt.Sprintf("a claim that shows the fact (%s)", vocab.Join(n.Fact, " or ")), facts
	case len(n.Link) > 0 && len(n.Fact) > 0 && union(links, facts) < 2:
		return "two different claims, one for the tie and one for the fact", facts
	}
	bearing := facts
	if len(n.Fact) == 0 {
		bearing = claims
	}
	if k := independent(bearing); n.Clusters > 1 && k < n.Clusters {
		return fmt.Sprintf("%d independent clusters over its facts; there are %d", n.Clusters, k), facts
	}
	if len(n.Statuses) > 0 &&
		!slices.ContainsFunc(bearing, func(c *grade.Claim) bool { return slices.Contains(n.Statuses, c.Status) }) {
		return fmt.Sprintf("a fact with status %s", vocab.Join(n.Statuses, " or ")), facts
	}
	return "", facts
}

// countsAs says what a level's needs can take a claim for.
func countsAs(level rubric.Level, c *grade.Claim) string {
	var as []string
	for _, n := range level.Needs {
		if len(n.Link) > 0 && slices.Contains(n.Link, c.Kind) {
			as = appendNew(as, "the tie of product and customer")
		}
		if len(n.Fact) == 0 || slices.Contains(n.Fact, c.Kind) {
			as = appendNew(as, "the fact")
		}
	}
	words := "neither as the tie nor as the fact"
	if level.Present && ended(c) {
		words = fmt.Sprintf("for nothing, as it ended in %s and the level speaks of the present", c.Until.Date)
	} else if len(as) > 0 {
		words = "as " + strings.Join(as, " or ")
	}
	return fmt.Sprintf("%q is of kind %s and status %s, of %s: it counts %s", c.ID.S, c.Kind, c.Status,
		clustersOf(c), words)
}

// clustersOf names the independent voices that a claim rests on.
func clustersOf(c *grade.Claim) string {
	switch names := grade.Clusters(c.Bearing(), vocab.Supports); len(names) {
	case 0:
		return "no known origin"
	case 1:
		return "cluster " + names[0]
	default:
		return "clusters " + strings.Join(names, " and ")
	}
}

// independent is how many clusters support claims independently of each other, counted as within one claim: a document
// is one witness for all that it is cited for.
func independent(claims []*grade.Claim) int {
	var pieces []grade.Piece
	for _, c := range claims {
		if c.Kind != vocab.Absence { // that rests on its search log
			pieces = append(pieces, c.Bearing()...)
		}
	}
	return len(grade.Clusters(pieces, vocab.Supports))
}

func union(a, b []*grade.Claim) int {
	all := slices.Clone(a)
	for _, c := range b {
		if !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return len(all)
}

// closes tells whether a closing counts: its search log is there, its documents were read whole, and it covers
// what the rubric lists.
func (s *scorer) closes(in *rubric.Indicator, cl *dossier.Closing) bool {
	return cl != nil && len(s.uncovered(in, cl)) == 0 && s.searched(cl.Search.S)
}

// searched tells whether a search log can show that something isn't there: an excerpt can't.
func (s *scorer) searched(id string) bool {
	log := s.Dossier.Search(id)
	return log != nil && log.Whole()
}

func (s *scorer) uncovered(in *rubric.Indicator, cl *dossier.Closing) []string {
	log := s.Dossier.Search(cl.Search.S)
	var out []string
	for _, field := range in.Closes {
		if log == nil || !slices.ContainsFunc(log.Covers, func(t source.Text) bool { return t.S == field }) {
			out = append(out, field)
		}
	}
	return out
}

// disclosure: the share of what is asked that is answered. What nobody looked for counts as answered in
// full for lo, as not at all for hi, and is never a gap.
func (s *scorer) disclosure(in *rubric.Indicator, j *dossier.Judgement, c *IndicatorCard) {
	worths := s.worths(in, j, 2, false)
	answered, applicable := 0, 0
	for i, el := range in.Elements {
		w := worths[i]
		e := ElementCard{ID: el.ID, Ask: el.Ask, Claims: []string{}}
		if a := answerOf(j, el.ID); a != nil {
			e.Answer, e.Claims, e.Search, e.Why = a.Answer, ids(a.Claims), a.Search.S, a.Why
			e.Known = w.known
			c.Claims = appendNew(c.Claims, e.Claims...)
		}
		if w.applies() {
			applicable++
			if w.known {
				answered++
			}
		}
		c.Elements = append(c.Elements, e)
	}
	most, _ := share(in, fill(worths, 1))
	least, _ := share(in, fill(worths, 0))
	now, haveNow := share(in, worths)
	enough := haveNow && float64(answered) >= float64(s.r.AnswerGate*float64(applicable))
	switch {
	case enough:
		c.State = vocab.Scored
	case j != nil && len(j.Answers) > 0:
		c.State = vocab.Undetermined
	}
	s.bounds(in, c, s.levelOf(in, most), s.levelOf(in, now), s.levelOf(in, least), enough)
	s.thresholds(c, func(grade int, uncontested bool) (lo, hi float64) {
		return s.disclosureAt(in, j, grade, uncontested)
	})
	s.explainDisclosure(in, c, answered, applicable)
}

// levelOf is the level of a share answered; of a continuous indicator its value, 0 to 100.
func (s *scorer) levelOf(in *rubric.Indicator, share float64) float64 {
	if in.Continuous {
		return 100 * (1 - share)
	}
	for i, t := range s.r.Shares {
		if share >= t {
			return float64(i)
		}
	}
	return float64(len(s.r.Shares))
}

func answerOf(j *dossier.Judgement, id string) *dossier.ElementAnswer {
	if j == nil {
		return nil
	}
	for _, a := range j.Answers {
		if a.Element.S == id {
			return a
		}
	}
	return nil
}

// worth is what an element's answer counts: a share of what is asked, 0, ½ or 1; or that nobody knows; or that the
// question doesn't arise, which is known and counts nothing.
type worth struct {
	known, exempt bool
	share         float64 // where it is known and applies
}

// applies tells whether the element is asked of the company at all.
func (w worth) applies() bool { return !w.exempt }

// worths are those of an indicator's elements, in their order, where claims count from a grade on, uncontested or as
// they are.
func (s *scorer) worths(in *rubric.Indicator, j *dossier.Judgement, grade int, uncontested bool) []worth {
	out := make([]worth, len(in.Elements))
	for i, el := range in.Elements {
		if a := answerOf(j, el.ID); a != nil {
			out[i] = s.worth(a, grade, uncontested)
		}
	}
	if !slices.ContainsFunc(out, worth.applies) {
		clear(out) // that the whole indicator doesn't apply is said of it, and a second person confirms it
	}
	return out
}

// worth is what one answer counts. An answer that cites claims counts only where one of them is at least of the grade:
// else a blog could make a gap, or close one. A search counts only where its documents were read whole.
func (s *scorer) worth(a *dossier.ElementAnswer, grade int, uncontested bool) worth {
	credible := slices.ContainsFunc(a.Claims, func(t source.Text) bool {
		g := s.Claim(t.S)
		return g != nil && (g.Grade >= grade || uncontested && g.BeforeContest >= grade)
	})
	switch a.Answer {
	case vocab.AnsweredNotApplicable:
		return worth{known: true, exempt: true}
	case vocab.AnsweredSearchedNone:
		return worth{known: s.searched(a.Search.S)}
	case vocab.AnsweredFull:
		return worth{known: credible, share: 1}
	case vocab.AnsweredPartial:
		return worth{known: credible, share: 0.5}
	case vocab.AnsweredNone:
		return worth{known: credible}
	}
	return worth{}
}

// fill is the worths with a share in the place of what nobody knows.
func fill(worths []worth, share float64) []worth {
	out := slices.Clone(worths)
	for i, w := range out {
		if !w.known {
			out[i] = worth{known: true, share: share}
		}
	}
	return out
}

// share is the weighted share answered, of what is known and applies; ok is false where that is nothing.
func share(in *rubric.Indicator, worths []worth) (x float64, ok bool) {
	part := func(id string) (float64, bool) {
		sum, n := 0.0, 0
		for i, el := range in.Elements {
			if w := worths[i]; el.Part == id && w.known && w.applies() {
				sum += w.share
				n++
			}
		}
		if n == 0 {
			return 0, false
		}
		return sum / float64(n), true
	}
	if len(in.Parts) == 0 {
		return part("")
	}
	sum, weights := 0.0, 0.0
	for _, p := range in.Parts {
		if x, ok := part(p.ID); ok {
			sum += float64(p.Weight * x)
			weights += p.Weight
		}
	}
	if weights == 0 {
		return 0, false
	}
	return sum / weights, true
}

func pairOf(p dossier.Pair) []string {
	if p.IsZero() {
		return []string{}
	}
	return []string{p.Product, p.Customer}
}

func ids(ts []source.Text) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.S
	}
	return out
}

func appendNew(xs []string, more ...string) []string {
	if len(xs)+len(more) <= 16 {
		for _, m := range more {
			if !slices.Contains(xs, m) {
				xs = append(xs, m)
			}
		}
		return xs
	}
	seen := make(map[string]bool, len(xs)+len(more))
	for _, x := range xs {
		seen[x] = true
	}
	for _, m := range more {
		if !seen[m] {
			seen[m], xs = true, append(xs, m)
		}
	}
	return xs
}
