// Package score makes the card: rubric × assessment × graded claims (docs/scoring.md). A person
// codes; here it is only checked, counted and put into words.
package score

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// Make computes the card of an edition from its graded claims: nothing here knows what the edition leaves out.
func Make(set *grade.Set, r *rubric.Rubric, words vocab.Vocabulary, edition dossier.Edition) *Card {
	s := &scorer{Set: set, public: edition == dossier.PublicEdition, r: r, words: words}
	c := s.figures(edition)
	judged := judgedOf(Assessment(set.Dossier, r))
	for _, g := range set.Claims {
		if g.Grade == 0 && edition == dossier.PublicEdition {
			continue // leads aren't in the public card
		}
		c.Claims = append(c.Claims, s.claimCard(g, judged[g.ID.S]))
	}
	return c
}

// figures is the card without its claims.
func (s *scorer) figures(edition dossier.Edition) *Card {
	d, r := s.Dossier, s.r
	c := &Card{Schema: Schema, Edition: edition, AsOf: d.AsOf.Date, Rubric: r,
		Company:    Company{Name: d.Company.Name, Short: d.Company.Short, Slug: d.Slug, Invented: d.Company.Invented},
		RubricRef:  RubricRef{ID: r.ID, Version: r.Version, SHA256: r.SHA256},
		Categories: []Category{}, Claims: []ClaimCard{}, ClaimsTwice: []string{}}
	as := Assessment(d, r)
	coder := ""
	if as != nil {
		c.Assessment = &AssessmentRef{Coder: as.Coder, Date: as.Date.Date, Note: as.Note}
		coder = as.Coder
	}
	for _, cat := range r.Categories {
		out := Category{ID: cat.ID, Title: cat.Title, Indicators: []IndicatorCard{}}
		for _, in := range r.In(cat.ID) {
			var j *dossier.Judgement
			if as != nil {
				j = as.Indicator(in.ID)
			}
			out.Indicators = append(out.Indicators, s.indicator(in, j, coder))
		}
		s.category(&out)
		c.Categories = append(c.Categories, out)
	}
	c.Headline = s.headline(c)
	facts := factUse(c)
	c.FactClaims = len(facts)
	for id, n := range facts {
		if len(n) > 1 {
			c.ClaimsTwice = append(c.ClaimsTwice, id)
		}
	}
	slices.Sort(c.ClaimsTwice)
	return c
}

// judged is what an assessment says of one claim.
type judged struct {
	severities   []*dossier.Severity
	involvements []*dossier.Involvement
}

// judgedOf gathers it by claim, so that no claim is looked for among all that is judged; as may be nil.
func judgedOf(as *dossier.Assessment) map[string]judged {
	out := map[string]judged{}
	if as == nil {
		return out
	}
	for _, v := range as.Severities {
		of := out[v.Claim.S]
		of.severities = append(of.severities, v)
		out[v.Claim.S] = of
	}
	for _, v := range as.Involvements {
		of := out[v.Claim.S]
		of.involvements = append(of.involvements, v)
		out[v.Claim.S] = of
	}
	return out
}

// Assessment is the one that is scored: the rubric's own file, else the first by that rubric.
func Assessment(d *dossier.Dossier, r *rubric.Rubric) *dossier.Assessment {
	var found *dossier.Assessment
	for _, a := range d.Assessments {
		if a.Rubric.S != r.ID {
			continue
		}
		if strings.HasSuffix(a.File, "/"+r.ID+".toml") {
			return a
		}
		if found == nil {
			found = a
		}
	}
	return found
}

// category computes the range of a category from its indicators.
func (s *scorer) category(c *Category) {
	var low, point, high []Term
	var known, applicable float64
	for i := range c.Indicators {
		in := &c.Indicators[i]
		if in.State == vocab.NotApplicable {
			continue
		}
		applicable += in.Weight
		low = append(low, Term{in.Weight, *in.LoValue})
		high = append(high, Term{in.Weight, *in.HiValue})
		if in.Value != nil {
			known += in.Weight
			point = append(point, Term{in.Weight, *in.Value})
		}
	}
	l, ok := Mean(s.r.Power, low)
	if !ok {
		return // 0 of 0 is no score
	}
	u, _ := Mean(s.r.Power, high)
	p, havePoint := Mean(s.r.Power, point)
	coverage := known / applicable
	c.Floor, c.PointFloor, c.HighFloor = s.floors(c)
	l, p, u = c.Floor.lift(l), c.PointFloor.lift(p), c.HighFloor.lift(u)
	c.Coverage, c.Low, c.High = &coverage, &l, &u
	c.LowBand, c.HighBand = s.r.Bands[s.r.Band(l)].Name, s.r.Bands[s.r.Band(u)].Name
	near := s.r.Band(p)-s.r.Band(l) <= 1 // p isn't under l where it is printed
	if havePoint && coverage >= s.r.CoverageGate && l <= p && p <= u && near {
		c.Point = &p
	}
	c.Gravest = gravest(c)
	c.Narrows = narrows(c)
}

// floors are the highest that critical indicators bring: to the low bound where a level is proven, to the point where
// it is reported, and to the high bound wherever it isn't excluded, since a filling of the unknown could bring it. Of
// two with the same floor the earlier one is named; nil where there is none.
func (s *scorer) floors(c *Category) (low, point, high *Floor) {
	raise := func(f **Floor, reached *float64, id string, k *rubric.Critical) {
		if reached != nil && *reached >= float64(k.Level) && (*f == nil || k.Floor > (*f).Value) {
			*f = &Floor{id, k.Floor}
		}
	}
	for i := range c.Indicators {
		in := &c.Indicators[i]
		if k := s.r.Indicator(in.ID).Critical; k != nil && in.State != vocab.NotApplicable {
			raise(&low, in.Lo, in.ID, k)
			raise(&point, in.Best, in.ID, k)
			raise(&high, in.Hi, in.ID, k)
		}
	}
	return low, point, high
}

// gravest is the indicator with the highest best level, by value; ties go to the higher lower bound, the
// greater weight, the earlier one. "" where no best level is known or none is over 0.
func gravest(c *Category) string {
	var g *IndicatorCard
	for i := range c.Indicators {
		in := &c.Indicators[i]
		if in.Value == nil || *in.Value == 0 {
			continue
		}
		if g == nil || *in.Value > *g.Value || *in.Value == *g.Value &&
			(*in.LoValue > *g.LoValue || *in.LoValue == *g.LoValue && in.Weight > g.Weight) {
			g = in
		}
	}
	if g == nil {
		return ""
	}
	return g.ID
}

// headline is the first line of every card, whatever the means say.
func (s *scorer) headline(c *Card) string {
	h := s.r.Headline
	in := c.Indicator(h.Indicator)
	if in == nil {
		return ""
	}
	if in.Best == nil {
		return h.Subject + ": not searched far enough to say"
	}
	word := "not found"
	switch {
	case *in.Best <= float64(h.Found):
		word = "found"
	case *in.Best <= float64(h.Partly):
		word = "partly found"
	}
	return fmt.Sprintf("%s: %s in %s", h.Subject, word, s.documentsOf(in))
}

// documentsOf names what was read for an indicator: the documents of its search logs and the sources of
// the claims it cites.
func (s *scorer) documentsOf(in *IndicatorCard) string {
	var names []string
	add := func(id string) {
		if src := s.Dossier.Source(id); src != nil {
			name := src.Title
			if src.Short != "" {
				name = src.Short + ", " + name
			}
			names = appendNew(names, name)
		}
	}
	for _, e := range in.Elements {
		if log := s.Dossier.Search(e.Search); log != nil {
			for _, doc := range log.Documents {
				if doc.Source.S == "" {
					names = appendNew(names, doc.Name)
				}
				add(doc.Source.S)
			}
		}
		for _, id := range e.Claims {
			if g := s.Claim(id); g != nil {
				for _, ev := range g.Evidence {
					if ev.Stance == vocab.Supports {
						add(ev.Source.S)
					}
				}
			}
		}
	}
	if len(names) == 0 {
		return "nothing that was read"
	}
	return strings.Join(names, "; ")
}

// factUse is which indicators each claim carries facts for.
func factUse(c *Card) map[string][]string {
	use := map[string][]string{}
	for _, cat := range c.Categories {
		for _, in := range cat.Indicators {
			for _, coding := range in.Codings {
				for _, f := range coding.Facts {
					use[f] = appendNew(use[f], in.ID)
				}
			}
			for _, e := range in.Elements {
				for _, id := range e.Claims {
					use[id] = appendNew(use[id], in.ID)
				}
			}
		}
	}
	return use
}

func (s *scorer) claimCard(g *grade.Claim, as judged) ClaimCard {
	c := ClaimCard{
		ID:            g.ID.S,
		Kind:          g.Kind,
		Status:        g.Status,
		Grade:         g.Grade,
		BeforeContest: g.BeforeContest,
		Word:          s.words.Word(vocab.Grade(g.Grade)),
		Clusters:      []string{},
		Contested:     g.Contested,
		AsOf:          g.When(),
		Why:           g.Why(s.words),
	}
	c.Clusters = append(c.Clusters, g.Clusters...)
	for _, v := range as.severities {
		c.Severity = v.Value()
		if max(v.Scale, v.Scope, v.Irremediability) == 4 && c.Severity == 3 {
			c.Why = append(slices.Clone(c.Why), "severity: judged 4 by one person, counted as 3 until a second agrees")
		}
	}
	for _, v := range as.involvements {
		how, why := s.involvement(v)
		c.Involvement = s.words.Word(how)
		c.Why = append(c.Why, "involvement: "+why)
	}
	return c
}

// Check finds what is wrong with the assessments of a whole dossier by a rubric: indicators, levels and
// elements that aren't there, codings that don't meet their needs, closings whose search doesn't cover
// what it must, claims that carry too much.
func Check(set *grade.Set, r *rubric.Rubric, l *diag.List) {
	d := set.Dossier
	s := &scorer{Set: set, r: r}
	scored, unnamed := Assessment(d, r), false
	for _, as := range d.Assessments {
		if as.Rubric.S == "" { // missing, and told so: it may be meant for this rubric
			unnamed = true
			continue
		}
		if as.Rubric.S != r.ID {
			near := diag.Nearest(as.Rubric.S, []string{r.ID})
			unnamed = unnamed || near != "" // told already, as a name that is to be mended
			if near != "" || scored == nil {
				l.Warnf(as.Rubric.At, diag.OtherRubric, "this assessment is by rubric %q, and the run is by %q",
					as.Rubric.S, r.ID).
					WithHint("mend the name, or run with --rubric %s", as.Rubric.S)
			}
			continue
		}
		if as != scored {
			l.Noticef(as.Rubric.At, diag.OtherAssessment, "this assessment is checked and not scored: %q is",
				scored.File)
		}
		for _, j := range as.Indicators {
			s.check(as, j, l)
		}
	}
	if scored == nil && !unnamed && len(d.Claims) > 0 {
		l.Warnf(diag.Span{File: d.Claims[0].ID.At.File}, diag.NotAssessed,
			"nobody has assessed this dossier by rubric %q: every indicator is unknown", r.ID).
			WithHint("a draft can do without; for a score write assessments/%s.toml (whereas new DIR --from %s "+
				"lays one out)",
				r.ID, r.ID)
	}
	if scored != nil {
		s.overused(scored, l)
	}
}

func (s *scorer) check(as *dossier.Assessment, j *dossier.Judgement, l *diag.List) {
	in := s.r.Indicator(j.ID.S)
	if in == nil {
		dg := l.Errorf(j.ID.At, diag.UnknownIndicator, "rubric %q has no indicator %q", s.r.ID, j.ID.S)
		if near := diag.Nearest(j.ID.S, s.r.IDs()); near != "" {
			dg.WithHint("did you mean %q?", near)
		}
		return
	}
	if n := j.NotApplicable; n != nil && !confirmed(in, n, as.Coder) {
		if in.MayNotApply == "" {
			l.Errorf(n.At, diag.CodingNeeds, "indicator %q always applies: the rubric knows no case where it doesn't",
				in.ID)
		} else {
			l.Warnf(n.At, diag.Unconfirmed,
				"that %q doesn't apply isn't confirmed by a second person; it counts as unknown", in.ID).
				WithHint(`add confirmed_by = "…"`)
		}
	}
	for _, c := range j.Codings {
		s.checkCoding(in, c, l)
	}
	if j.Closed != nil {
		s.checkClosing(in, j.Closed, l)
	}
	for _, e := range j.Answers {
		s.checkAnswer(in, e, l)
	}
	s.checkExemptions(in, j, l)
}

// checkExemptions warns where every element of an indicator is said not to apply: that would take the indicator out of
// its category on one person's word.
func (s *scorer) checkExemptions(in *rubric.Indicator, j *dossier.Judgement, l *diag.List) {
	for _, el := range in.Elements {
		if a := answerOf(j, el.ID); a == nil || a.Answer != vocab.AnsweredNotApplicable {
			return
		}
	}
	if in.Kind == rubric.Disclosure && j.NotApplicable == nil {
		l.Warnf(j.ID.At, diag.Unconfirmed,
			"no element of %q is said to apply, and that isn't confirmed by a second person; it counts as unknown",
			in.ID).
			WithHint(`where the rubric knows such a case, say it of the indicator: ` +
				`not_applicable = { why = "…", by = "…", confirmed_by = "…" }`)
	}
}

// checkCoding finds what is wrong with one coding: a level that isn't there, needs that aren't met, no pair.
func (s *scorer) checkCoding(in *rubric.Indicator, c *dossier.Coding, l *diag.List) {
	switch {
	case in.Kind == rubric.Disclosure:
		l.Errorf(c.At, diag.UnknownLevel, "indicator %q asks for elements, not levels", in.ID)
		return
	case c.Level > s.r.Top(in):
		l.Errorf(c.At, diag.UnknownLevel, "indicator %q has no level %d; its highest is %d", in.ID, c.Level,
			s.r.Top(in))
		return
	}
	var claims []*grade.Claim
	for _, t := range c.Claims {
		if g := s.Claim(t.S); g != nil && g.Kind != "" {
			claims = append(claims, g)
		}
	}
	if len(claims) < len(c.Claims) || len(claims) == 0 {
		return // a claim that isn't there was reported already
	}
	if missing, _, _ := needs(in.Levels[c.Level], claims); missing != "" {
		dg := l.Errorf(c.At, diag.CodingNeeds, "the coding of %s level %d lacks %s", in.ID, c.Level, missing).
			WithHint("the level says: %s", in.Levels[c.Level].Text)
		for i, g := range claims {
			dg.WithNote(c.Claims[i].At, "%s", countsAs(in.Levels[c.Level], g))
		}
	}
	if c.Pair.IsZero() && !s.Dossier.Damaged {
		l.Errorf(c.At, diag.MissingKey, "the coding names no pair").
			WithHint(`say which product and which customer: pair = ["…", "…"]`)
	}
}

// checkClosing finds what is wrong with a closing: what it can't close, and a search that can't bear it.
func (s *scorer) checkClosing(in *rubric.Indicator, c *dossier.Closing, l *diag.List) {
	if in.Kind == rubric.Disclosure {
		l.Errorf(c.At, diag.UnknownKey, "a disclosure indicator isn't closed: its elements are answered")
	} else if c.Above >= s.r.Top(in) {
		l.Errorf(c.At, diag.UnknownLevel, "indicator %q has no level above %d that could be closed", in.ID, c.Above)
	} else if log := s.Dossier.Search(c.Search.S); log != nil && !log.Whole() {
		l.Errorf(c.At, diag.ClosingNeeds, "the closing of %s rests on a search whose documents weren't all read whole",
			in.ID).
			WithNote(log.ID.At, "the search stands here").WithHint(
			"read them whole, or leave the closing out: the upper bound stays open")
	} else if s.Dossier.Search(c.Search.S) != nil {
		if un := s.uncovered(in, c); len(un) > 0 {
			l.Errorf(c.At, diag.ClosingNeeds, "the closing of %s needs a search that covers %s", in.ID,
				strings.Join(un, ", ")).
				WithHint(
					"search there too and say so under covers, or leave the closing out: the upper bound stays open")
		}
	}
}

// checkAnswer finds what is wrong with the answer of an element: an element that isn't there, or nothing that bears it.
func (s *scorer) checkAnswer(in *rubric.Indicator, e *dossier.ElementAnswer, l *diag.List) {
	known := false
	var names []string
	for _, el := range in.Elements {
		known = known || el.ID == e.Element.S
		names = append(names, el.ID)
	}
	if !known {
		dg := l.Errorf(e.Element.At, diag.UnknownElement, "indicator %q has no element %q", in.ID, e.Element.S)
		if near := diag.Nearest(e.Element.S, names); near != "" {
			dg.WithHint("did you mean %q?", near)
		} else if len(names) > 0 {
			dg.WithHint("its elements: %s", strings.Join(names, ", "))
		}
		return
	}
	if e.Answer == vocab.AnsweredSearchedNone {
		if log := s.Dossier.Search(e.Search.S); log != nil && !log.Whole() {
			l.Warnf(e.Element.At, diag.AnswerUnsupported,
				"the answer %q rests on a search whose documents weren't all read whole; it counts as unknown",
				e.Answer)
		}
	} else if !s.worth(e, 2, false).known && len(e.Claims) > 0 && e.Answer != "" && !s.Dossier.Damaged {
		l.Warnf(e.Element.At, diag.AnswerUnsupported,
			"the answer %q rests on no claim of grade 2 or more; it counts as unknown", e.Answer)
	}
}

// overused warns of claims that carry facts for more indicators than the rubric allows.
func (s *scorer) overused(as *dossier.Assessment, l *diag.List) {
	use := map[string][]string{}
	place := map[string]diag.Span{}
	for _, j := range as.Indicators {
		in := s.r.Indicator(j.ID.S)
		if in == nil {
			continue
		}
		add := func(id string, at diag.Span) {
			before := len(use[id])
			if use[id] = appendNew(use[id], in.ID); len(use[id]) > before && len(use[id]) > s.r.ClaimShare {
				place[id] = at
			}
		}
		for _, c := range j.Codings {
			if c.Level > s.r.Top(in) || in.Kind != rubric.Conduct {
				continue
			}
			facts := map[string]bool{}
			for _, f := range s.coding(in, c).Facts {
				facts[f] = true
			}
			for _, t := range c.Claims {
				if facts[t.S] {
					add(t.S, t.At)
				}
			}
		}
		for _, e := range j.Answers {
			for _, t := range e.Claims {
				add(t.S, t.At)
			}
		}
	}
	for id, at := range place {
		l.Warnf(at, diag.ClaimOverused,
			"claim %q carries facts for %d indicators (%s); more than %d is one fact counted many times", id,
			len(use[id]), strings.Join(use[id], ", "), s.r.ClaimShare)
	}
}
