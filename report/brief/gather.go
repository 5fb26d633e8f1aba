package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/terms"
)

// maker gathers what the templates see.
type maker struct {
	Input
	shown   []*grade.Claim // leads are left out of a public edition, as they are of its card
	claims  map[string]*grade.Claim
	replies []*dossier.Reply    // but for those that answer leads alone
	answers map[string][]Answer // by claim
	teller  draft.Teller
}

func newMaker(in Input) *maker {
	m := &maker{
		Input:   in,
		claims:  map[string]*grade.Claim{},
		answers: map[string][]Answer{},
		teller:  draft.Teller{Dossier: in.Dossier, Wording: in.Telling},
	}
	onCard := map[string]bool{}
	for _, c := range in.Card.Claims {
		onCard[c.ID] = true
	}
	for _, g := range in.Graded {
		if onCard[g.ID.S] {
			m.shown = append(m.shown, g)
			m.claims[g.ID.S] = g
		}
	}
	for _, r := range in.Dossier.Replies {
		shown := len(r.Answers) == 0
		prose.EachAnswer(r, func(id, claim string, a *dossier.Answer) {
			shown = shown || onCard[claim]
			if a.Says != "" {
				m.answers[claim] = append(
					m.answers[claim],
					Answer{"reply:" + id, m.answerLead(r, a.Answer), ended(prose.Escape(a.Says))},
				)
			}
		})
		if shown {
			m.replies = append(m.replies, r)
		}
	}
	return m
}

func (m *maker) common() Common {
	return Common{
		Company:  prose.Escape(m.Dossier.Company.Name),
		Short:    prose.Escape(cmp.Or(m.Dossier.Company.Short, m.Dossier.Company.Name)),
		Date:     m.words(m.Date),
		AsOf:     m.words(m.Dossier.AsOf.Date),
		Rubric:   prose.Escape(m.Card.Rubric.Title),
		Version:  prose.Escape(m.Card.Rubric.Version),
		Invented: m.Dossier.Company.Invented,
		Internal: m.Card.Edition == score.InternalEdition,
	}
}

func (m *maker) words(d terms.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Words(m.Dossier.Language)
}

// name is the label of an entity, or what stands for one.
func (m *maker) name(id string) string {
	if e := m.Dossier.Entity(id); e != nil {
		return prose.Escape(e.Label())
	}
	return prose.Escape(id)
}

func (m *maker) front(told int) Front {
	f := Front{
		Common:   m.common(),
		Workbook: m.Workbook,
		Headline: prose.EscapeLine(m.Card.Headline),
		Claims:   len(m.shown),
		Told:     told,
		Sources:  len(m.cited(m.shown)),
	}
	var grades [5]int
	for _, g := range m.shown {
		grades[g.Grade]++
		if g.Contested {
			f.Contested++
		}
	}
	for n := 4; n >= 0; n-- {
		if grades[n] > 0 {
			f.Grades = append(f.Grades, Count{grades[n], m.Vocabulary.Word("grade", fmt.Sprint(n))})
		}
	}
	disputed := map[string]bool{}
	for _, r := range m.replies {
		if !r.Deadline.IsZero() || r.State == "sent" ||
			r.State == "no_reply" { // what it answered to others answers no question of ours
			f.Asked++
		}
		for _, a := range r.Answers {
			for _, c := range a.Claims {
				if strings.HasPrefix(a.Answer, "disputes") && m.claims[c.S] != nil {
					disputed[c.S] = true
				}
			}
		}
	}
	f.Disputed = len(disputed)
	return f
}

func (m *maker) summary() Summary {
	s := Summary{Common: m.common()}
	for _, p := range m.Ask {
		s.Ask = append(s.Ask, prose.EscapeLine(doc.Plain(p.Text)))
	}
	picked := draft.Pick(m.shown, m.Card, m.Wording.Summary)
	each := func(role string) []Told {
		var out []Told
		for _, g := range picked[role] {
			out = append(out, m.tell(g, g.Recital.S))
		}
		return out
	}
	s.Norms, s.Record, s.Gap, s.Answer, s.Exposure = each(
		"norm",
	), each(
		"record",
	), each(
		"gap",
	), each(
		"answer",
	), each(
		"exposure",
	)
	return s
}

// tell is a claim in the words of text, with what makes it weaker and what organisations say of it.
func (m *maker) tell(g *grade.Claim, text string) Told {
	return Told{
		ID:      g.ID.S,
		Text:    m.teller.Sentence(g, text),
		Flags:   strings.Join(m.flags(g), m.Wording.say("comma")),
		Answers: m.answers[g.ID.S],
	}
}

func (m *maker) answerLead(r *dossier.Reply, answer string) string {
	return m.Wording.say(
		"answer",
		m.name(r.Organisation.S),
		m.words(r.Date.Date),
		m.Vocabulary.Word("reply-answer", answer),
	)
}

// flags is why a claim is to be read with care.
func (m *maker) flags(g *grade.Claim) []string {
	var out []string
	if g.Contested {
		out = append(out, m.Wording.say("contested"))
	}
	if g.Grade <= 1 && g.Kind != terms.KindNorm {
		out = append(out, m.Wording.say("uncorroborated"))
	}
	if g.Status == "alleged" || g.Status == "settled" || g.Status == "overturned" || g.Status == "retracted" {
		out = append(out, m.Wording.say("status", g.Status))
	}
	seen := map[string]bool{}
	for _, e := range g.Evidence {
		if s := m.Dossier.Source(e.Source.S); s != nil && !s.Correction.Date.IsZero() && !seen[s.ID.S] {
			seen[s.ID.S] = true
			out = append(out, m.Wording.say("corrected", m.sourceName(s), m.words(s.Correction.Date)))
		}
	}
	return out
}

// sourceName is the short name of a source, or who published it.
func (m *maker) sourceName(s *dossier.Source) string {
	return prose.Escape(cmp.Or(s.Short, s.Publisher, s.Title))
}

func (m *maker) record() Record {
	r := Record{Common: m.common()}
	told := map[string]bool{}
	for i := range m.Card.Categories {
		r.Categories = append(r.Categories, m.category(&m.Card.Categories[i], told))
	}
	return r
}

func (m *maker) category(c *score.Category, told map[string]bool) Category {
	w := m.Wording
	out := Category{ID: c.ID, Title: prose.Escape(c.Title), Range: w.say("no_score")}
	if c.Low != nil {
		out.Range, out.Unknown = w.say(
			"range",
			score.Figure(*c.Low),
			score.Figure(*c.High),
		), score.Percent(
			1-*c.Coverage,
		)
		if out.Bands = c.LowBand; *c.Coverage == 0 {
			out.Bands = m.Wording.say("no_level")
		} else if c.HighBand != c.LowBand {
			out.Bands = w.say("bands", c.LowBand, c.HighBand)
		}
		if c.Floor != nil {
			out.Floor = w.say("floor", prose.Escape(c.Floor.Indicator), score.Figure(c.Floor.Value))
		}
		out.Narrows = prose.Escape(c.Narrows)
	}
	for i := range c.Indicators {
		out.Indicators = append(out.Indicators, m.indicator(&c.Indicators[i], told))
	}
	return out
}

func (m *maker) indicator(c *score.IndicatorCard, told map[string]bool) Indicator {
	out := Indicator{
		ID:         prose.Escape(c.ID),
		Title:      prose.Escape(c.Title),
		Standing:   m.Vocabulary.Word("state", c.State),
		Why:        ended(prose.UpperFirst(prose.Escape(c.Why))),
		Disclosure: c.Kind == rubric.Disclosure,
	}
	i := slices.IndexFunc(m.Card.Rubric.Indicators, func(in *rubric.Indicator) bool { return in.ID == c.ID })
	asked := m.Card.Rubric.Indicators[i]
	out.Question = prose.Escape(asked.Question)
	if c.Best != nil && c.State == score.Scored {
		out.Standing = m.standing(c)
		if *c.Hi > *c.Best {
			out.Standing = m.Wording.say("not_excluded", out.Standing, score.Figure(*c.Hi))
		}
		if best := int(*c.Best); !asked.Continuous && best < len(asked.Levels) {
			out.Says = ended(prose.Escape(asked.Levels[best].Text))
		}
	}
	out.Standing = prose.UpperFirst(out.Standing)
	codings := slices.Clone(c.Codings)
	slices.SortStableFunc(codings, func(a, b score.CodingCard) int { return b.Level - a.Level })
	for _, k := range codings {
		coded := Coding{Level: k.Level, Counts: k.Counts && k.Holds >= k.Needs, Why: ended(prose.Escape(k.Why))}
		coded.Told, coded.Again = m.tellOnce(k.Claims, told)
		out.Codings = append(out.Codings, coded)
	}
	var rest []string
	for _, e := range c.Elements {
		if !e.Known {
			out.Unknown = append(out.Unknown, ended(prose.Escape(e.Ask)))
			continue
		}
		el := Element{
			Ask:    prose.Escape(e.Ask),
			Answer: m.Vocabulary.Word("element-answer", e.Answer),
			Why:    prose.Escape(e.Why),
		}
		for _, id := range e.Claims {
			if m.claims[id] != nil {
				el.IDs = append(el.IDs, id)
				if !slices.Contains(rest, id) {
					rest = append(rest, id)
				}
			}
		}
		out.Elements = append(out.Elements, el)
	}
	out.Told, out.Again = m.tellOnce(rest, told)
	return out
}

// standing is the level of an indicator: as it is reported, and as far as it is well supported.
func (m *maker) standing(c *score.IndicatorCard) string {
	switch {
	case *c.Lo < *c.Best && c.Kind == rubric.Disclosure: // what nobody looked for could be disclosed
		return m.Wording.say("level_known", score.Figure(*c.Best), c.Levels, score.Figure(*c.Lo))
	case *c.Lo < *c.Best && *c.Lo == 0: // level 0 is searched and not found, which this isn't
		return m.Wording.say("level_only", score.Figure(*c.Best), c.Levels)
	case *c.Lo < *c.Best:
		return m.Wording.say("level_reported", score.Figure(*c.Best), c.Levels, score.Figure(*c.Lo))
	}
	return m.Wording.say("level", score.Figure(*c.Best), c.Levels)
}

// tellOnce tells claims that no earlier indicator told; the others are named again.
func (m *maker) tellOnce(ids []string, told map[string]bool) (out []Told, again []string) {
	for _, id := range ids {
		g := m.claims[id]
		switch {
		case g == nil:
		case told[id]:
			again = append(again, id)
		default:
			told[id] = true
			out = append(out, m.tell(g, g.Text.S))
		}
	}
	return out, again
}

func (m *maker) back(told []*grade.Claim) Back {
	b := Back{Common: m.common(), Why: prose.Escape(m.Card.Rubric.Why)}
	if a := m.Card.Assessment; a != nil {
		b.Coder, b.Coded = prose.Escape(a.Coder), m.words(a.Date)
	}
	here := map[string]bool{}
	for _, g := range told {
		here[g.ID.S] = true
		for _, why := range m.flags(g) {
			why = prose.UpperFirst(why)
			i := slices.IndexFunc(b.Care, func(c Care) bool { return c.Why == why })
			if i < 0 {
				i, b.Care = len(b.Care), append(b.Care, Care{Why: why})
			}
			b.Care[i].IDs = append(b.Care[i].IDs, g.ID.S)
		}
	}
	if ids := m.stale(told); len(ids) > 0 {
		b.Care = append(b.Care, Care{Why: m.Wording.say("stale", m.Authority.StaleDays), IDs: ids})
	}
	for _, r := range m.replies {
		b.Replies = append(b.Replies, m.reply(r, here))
	}
	for _, v := range m.Dossier.Votes {
		b.Votes = append(
			b.Votes,
			Vote{m.words(v.Date.Date), prose.Escape(v.Title), prose.Escape(v.Support), v.Source.S},
		)
	}
	for _, s := range m.Dossier.Searches {
		b.Searches = append(b.Searches, m.search(s))
	}
	for _, r := range b.Replies {
		for _, a := range r.Answers { // whose claims have notes too
			if g := m.claims[a.About.ID]; !here[g.ID.S] {
				here[g.ID.S] = true
				told = append(told, g)
			}
		}
	}
	b.Sources = m.sources(told)
	for n := 4; n >= 0; n-- {
		for _, t := range m.Vocabulary["grade"] {
			if t.ID == fmt.Sprint(n) && !(n == 0 && m.Card.Edition == score.PublicEdition) {
				b.Meanings = append(b.Meanings, Meaning{t.Word, t.Meaning})
			}
		}
	}
	return b
}

// stale are claims that hold to this day, as far as they say, and weren't looked at lately before the day of the document.
func (m *maker) stale(told []*grade.Claim) []string {
	var out []string
	for _, g := range told {
		if g.Until.IsZero() && g.Kind != terms.KindHistory && g.Kind != terms.KindNorm &&
			(g.Checked.IsZero() || m.Date.First()-g.Checked.First() > m.Authority.StaleDays) {
			out = append(out, g.ID.S)
		}
	}
	return out
}

func (m *maker) reply(r *dossier.Reply, here map[string]bool) Reply {
	asked := r.State != "stated"
	out := Reply{
		ID:      r.ID.S,
		Who:     m.name(r.Organisation.S),
		State:   m.Vocabulary.Word("reply-state", r.State),
		Date:    m.words(r.Date.Date),
		Channel: prose.UpperFirst(prose.Escape(r.Channel)),
		Sourced: m.Dossier.Source(r.Source.S) != nil,
	}
	counts := map[string]int{}
	answers := map[*dossier.Answer]*ReplyAnswer{}
	var order []*dossier.Answer
	prose.EachAnswer(r, func(id, claim string, a *dossier.Answer) {
		if m.claims[claim] == nil {
			return
		}
		if asked || a.Answer != "not_addressed" {
			counts[a.Answer]++
		}
		if a.Says == "" {
			return
		}
		if answers[a] == nil {
			answers[a] = &ReplyAnswer{
				ID:    "reply:" + id,
				Says:  ended(prose.EscapeLine(a.Says)),
				About: m.about(claim),
				More:  -1,
			}
			order = append(order, a)
		}
		answers[a].More++
		answers[a].beside = answers[a].beside || here[claim]
	})
	for _, a := range order {
		if !answers[a].beside {
			out.Answers = append(out.Answers, *answers[a])
		}
	}
	var parts []string
	for _, t := range m.Vocabulary["reply-answer"] {
		if n := counts[t.ID]; n > 0 {
			parts = append(parts, m.Wording.say("counts", m.Vocabulary.Word("reply-answer", t.ID), n))
		}
	}
	out.Counts = strings.Join(parts, m.Wording.say("comma"))
	return out
}

// about is a claim that an answer is about.
func (m *maker) about(id string) Told {
	t := m.tell(m.claims[id], m.claims[id].Text.S)
	t.Answers = nil
	return t
}

func (m *maker) search(s *dossier.Search) Search {
	out := Search{Date: m.words(s.Date.Date), Found: ended(prose.UpperFirst(prose.Escape(s.Found))), Readers: len(s.By)}
	if s.Asked {
		out.Asked = ended(prose.Escape(s.AskedHow))
	}
	var words []string
	for _, t := range s.Terms {
		words = append(words, "“"+prose.Escape(t)+"”")
	}
	out.Terms = strings.Join(words, m.Wording.say("comma"))
	for _, d := range s.Documents {
		name := prose.Escape(d.Name)
		if src := m.Dossier.Source(d.Source.S); src != nil {
			name = prose.Escape(
				strings.Join(
					slices.DeleteFunc([]string{src.Short, src.Title}, func(t string) bool { return t == "" }),
					", ",
				),
			)
		}
		out.Documents = append(out.Documents, name+" ("+m.Vocabulary.Word("read", d.Read)+")")
	}
	return out
}

// cited are the sources that claims rest on, that were searched, and that answers and votes stand in.
func (m *maker) cited(claims []*grade.Claim) map[string]bool {
	out := map[string]bool{}
	add := func(id string) {
		if m.Dossier.Source(id) != nil {
			out[id] = true
		}
	}
	for _, g := range claims {
		for _, e := range g.Evidence {
			add(e.Source.S)
		}
	}
	for _, s := range m.Dossier.Searches {
		for _, d := range s.Documents {
			add(d.Source.S)
		}
	}
	for _, r := range m.replies {
		add(r.Source.S)
	}
	for _, v := range m.Dossier.Votes {
		add(v.Source.S)
	}
	return out
}

// sources are those that this briefing cites, by name.
func (m *maker) sources(told []*grade.Claim) []Source {
	count := map[string]*Source{}
	for id := range m.cited(told) {
		count[id] = &Source{}
	}
	proven := map[[2]string]bool{}
	for _, p := range m.Dossier.Proofs {
		proven[[2]string{p.Source, p.Quote}] = true
	}
	for _, g := range told {
		seen := map[string]bool{}
		for _, e := range g.Evidence {
			s := count[e.Source.S]
			if s == nil {
				continue
			}
			if !seen[e.Source.S] {
				seen[e.Source.S] = true
				s.Claims++
			}
			if e.Quote.S != "" {
				s.Quotes++
				if proven[[2]string{e.Source.S, e.Quote.S}] {
					s.Proven++
				}
			}
		}
	}
	var out []Source
	for _, src := range m.Dossier.Sources {
		s := count[src.ID.S]
		if s == nil {
			continue
		}
		s.Name, s.Title, s.Ref = prose.UpperFirst(
			m.sourceName(src),
		), prose.Escape(
			src.Title,
		), prose.Escape(
			prose.OwnRef(src),
		)
		s.Kind, s.Interest = prose.UpperFirst(
			prose.Escape(m.Vocabulary.Word("source-type", src.Type.S)),
		), prose.Escape(
			src.Interest,
		)
		if src.Publisher != src.Short && src.Short != "" {
			s.Publisher = prose.Escape(src.Publisher)
		}
		s.Published, s.Accessed = m.words(src.Published.Date), m.words(src.Accessed.Date)
		s.Method = prose.Escape(src.Method)
		s.Read = m.Vocabulary.Word("read", src.Read)
		s.URL, s.Archived = src.URL.S, src.Archived.S
		if !src.Correction.Date.IsZero() {
			s.Correction = m.words(
				src.Correction.Date,
			) + ": " + strings.TrimRight(
				prose.Escape(src.Correction.Text),
				".",
			)
		}
		out = append(out, *s)
	}
	slices.SortStableFunc(out, func(a, b Source) int {
		return cmp.Or(
			cmp.Compare(
				strings.ToLower(strings.TrimPrefix(a.Name, "The ")),
				strings.ToLower(strings.TrimPrefix(b.Name, "The ")),
			),
			cmp.Compare(a.Title, b.Title),
		)
	})
	return out
}

// ended is a text that ends as a sentence does; "" stays empty.
func ended(s string) string {
	s = strings.TrimSpace(s)
	if inner := strings.TrimRight(s, "”’\"')"); s == "" ||
		inner != "" && strings.ContainsAny(inner[len(inner)-1:], ".!?") {
		return s
	}
	return s + "."
}
