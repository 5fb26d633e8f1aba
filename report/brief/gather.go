package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"whereas/report/alphabet"
	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/replies"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/vocab"
)

// maker gathers what the templates see.
type maker struct {
	Input
	dossier *dossier.Dossier
	shown   *grade.Set          // leads are left out of a public edition, as they are of its card
	replies []*dossier.Reply    // but for those that answer leads alone
	answers map[string][]Answer // by claim
	teller  draft.Teller
	desk    *replies.Desk

	templates *template.Template
	partNames []string
}

func newMaker(in Input) (*maker, error) {
	templates, err := parse(in.Templates)
	if err != nil {
		return nil, err
	}
	names, err := partNames(in.Templates)
	if err != nil {
		return nil, err
	}
	onCard := map[string]bool{}
	for _, c := range in.Card.Claims {
		onCard[c.ID] = true
	}
	m := &maker{
		Input:   in,
		dossier: in.Set.Dossier,
		shown:   in.Set.Only(func(g *grade.Claim) bool { return onCard[g.ID.S] }),
		answers: map[string][]Answer{},
		teller:  draft.Teller{Set: in.Set, Wording: in.Telling},
		desk:    in.Replies.Of(in.Set.Dossier),

		templates: templates, partNames: names,
	}
	for _, r := range m.dossier.Replies {
		shown := len(r.Answers) == 0
		r.EachAnswer(func(id, claim string, a *dossier.Answer) {
			shown = shown || onCard[claim]
			if a.Says != "" {
				m.answers[claim] = append(m.answers[claim],
					Answer{"reply:" + id, m.answerLead(r, a.Answer), ended(prose.Escape(a.Says)),
						r.Organisation.S == dossier.CompanyID})
			}
		})
		if shown {
			m.replies = append(m.replies, r)
		}
	}
	return m, nil
}

func (m *maker) common() Common {
	return Common{
		Company:  prose.Escape(m.dossier.Company.Name),
		Short:    prose.Escape(cmp.Or(m.dossier.Company.Short, m.dossier.Company.Name)),
		Date:     m.words(m.Date),
		AsOf:     m.words(m.dossier.AsOf.Date),
		Rubric:   prose.Escape(m.Card.Rubric.Title),
		Version:  prose.Escape(m.Card.Rubric.Version),
		Invented: m.dossier.Company.Invented,
		Internal: m.Card.Edition == dossier.InternalEdition,
		Suffix:   prose.Escape(m.Suffix),

		Corrections: m.corrections(),
	}
}

// corrections are the notices that are printed on the day of the papers, the latest first.
func (m *maker) corrections() (out []Correction) {
	shown := slices.Clone(m.dossier.Corrections)
	slices.SortStableFunc(shown, func(a, b *dossier.Erratum) int { return cmp.Compare(b.Date.First(), a.Date.First()) })
	for _, e := range shown {
		if e.Shown(m.Date) {
			out = append(out, Correction{m.words(e.Date.Date), ended(prose.Escape(e.Was)), ended(prose.Escape(e.Now)),
				ended(prose.Escape(e.Why))})
		}
	}
	return out
}

func (m *maker) words(d civil.Date) prose.Markdown {
	if d.IsZero() {
		return ""
	}
	return prose.Escape(d.Words(m.dossier.Language))
}

// word is how a word of a closed list is printed.
func (m *maker) word(w vocab.Word) prose.Markdown { return prose.Escape(m.Vocabulary.Word(w)) }

// say is one of the briefing's own phrases, with what it speaks of in it.
func (m *maker) say(key string, args ...prose.Markdown) prose.Markdown {
	return m.Wording.md(key, args...)
}

// number is a number as a phrase holds it.
func number(n int) prose.Markdown { return prose.Markdown(strconv.Itoa(n)) }

// value is a value of 0 to 100 as a phrase holds it.
func value(v float64) prose.Markdown { return prose.Markdown(score.Rounded(v)) }

// joined is texts with commas between them.
func (m *maker) joined(texts []prose.Markdown) prose.Markdown {
	return prose.Markdown(vocab.Join(texts, string(m.say("comma"))))
}

// name is the label of an entity, or what stands for one.
func (m *maker) name(id string) prose.Markdown {
	if e := m.dossier.Entity(id); e != nil {
		return prose.Escape(e.Label())
	}
	return prose.Escape(id)
}

// fullName is the name of an entity as a reader needs it who meets it first: in full, with its article, and behind it
// the short one where the full name doesn't hold it.
func (m *maker) fullName(id string) prose.Markdown {
	e := m.dossier.Entity(id)
	if e == nil {
		return prose.Escape(id)
	}
	name := m.Telling.WithArticle("to", e.Name)
	if e.Short != "" && !strings.Contains(e.Name, e.Short) {
		name += " (" + e.Short + ")"
	}
	return prose.Escape(name)
}

// front is what opens the record, which tells so many claims, and the briefing so many of them.
func (m *maker) front(told, brief int) Front {
	f := Front{
		Common:   m.common(),
		Workbook: m.Workbook,
		Claims:   len(m.shown.Claims),
		Leads:    len(m.Set.Claims) - len(m.shown.Claims),
		Told:     told,
		Brief:    brief,
		Sources:  len(m.cited(m.shown.Claims)),
		Disputed: len(m.disputed()),
		Asked:    slices.ContainsFunc(m.replies, (*dossier.Reply).Asked),
	}
	var grades [5]int
	for _, g := range m.shown.Claims {
		grades[g.Grade]++
		if g.Contested {
			f.Contested++
		}
	}
	for n := 4; n >= 0; n-- {
		if grades[n] > 0 {
			f.Grades = append(f.Grades, Count{grades[n], m.word(vocab.Grade(n))})
		}
	}
	return f
}

// disputed are the claims that an organisation says aren't so.
func (m *maker) disputed() map[string]bool {
	out := map[string]bool{}
	for _, r := range m.replies {
		for _, a := range r.Answers {
			for _, c := range a.Claims {
				if a.Answer.Disputed() && m.shown.Claim(c.S) != nil {
					out[c.S] = true
				}
			}
		}
	}
	return out
}

// tell is a claim in the words of text, with what makes it weaker and what organisations say of it.
func (m *maker) tell(g *grade.Claim, text string) Told {
	return Told{
		ID:      g.ID.S,
		Text:    m.teller.Sentence(g, text),
		Flags:   m.joined(m.flags(g)),
		Answers: m.answers[g.ID.S],
	}
}

func (m *maker) answerLead(r *dossier.Reply, answer vocab.ReplyAnswer) prose.Markdown {
	return m.say(string(answer), m.name(r.Organisation.S), m.words(r.Date.Date))
}

// flags is why a claim is to be read with care.
func (m *maker) flags(g *grade.Claim) []prose.Markdown {
	var out []prose.Markdown
	if g.Contested {
		out = append(out, m.say("contested"))
	}
	if g.Grade <= 1 && g.Kind != vocab.Norm {
		out = append(out, m.say("uncorroborated"))
	}
	switch g.Status {
	case vocab.Alleged, vocab.Settled, vocab.Overturned, vocab.Retracted:
		out = append(out, m.say("status", m.word(g.Status)))
	case vocab.Recorded, vocab.Found, vocab.Admitted, vocab.Reported:
	}
	seen := map[string]bool{}
	for _, e := range g.Evidence {
		if s := m.dossier.Source(e.Source.S); s != nil && !s.Correction.Date.IsZero() && !seen[s.ID.S] {
			seen[s.ID.S] = true
			out = append(out, m.say("corrected", m.sourceName(s), m.words(s.Correction.Date)))
		}
	}
	return out
}

// sourceName is the short name of a source, or who published it.
func (m *maker) sourceName(s *dossier.Source) prose.Markdown {
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

// categoryHead is a category without its indicators.
func (m *maker) categoryHead(c *score.Category) Category {
	out := Category{ID: c.ID, Title: prose.Escape(c.Title), Range: m.say("no_score")}
	if c.Low == nil {
		return out
	}
	out.Range = m.say("range", value(*c.Low), value(*c.High))
	out.Low, out.High = value(*c.Low), value(*c.High)
	out.Unknown = prose.Markdown(score.Percent(1 - *c.Coverage))
	if out.Bands = prose.Escape(c.LowBand); c.Open() {
		out.Bands = m.say("no_level")
	} else if c.HighBand != c.LowBand {
		out.Bands = m.say("bands", prose.Escape(c.LowBand), prose.Escape(c.HighBand))
	}
	if c.Floor != nil {
		out.Floor = m.say("floor", prose.Escape(m.rubric(c.Floor.Indicator).Title), value(c.Floor.Value))
	}
	return out
}

func (m *maker) category(c *score.Category, told map[string]bool) Category {
	out := m.categoryHead(c)
	out.Open = m.open(c)
	for i := range c.Indicators {
		out.Indicators = append(out.Indicators, m.indicator(&c.Indicators[i], told))
	}
	return out
}

func (m *maker) indicator(c *score.IndicatorCard, told map[string]bool) Indicator {
	asked := m.rubric(c.ID)
	out := Indicator{
		ID:         prose.Escape(c.ID),
		Title:      prose.Escape(c.Title),
		Question:   prose.Escape(asked.Question),
		Standing:   prose.UpperFirst(prose.Escape(m.bounded(c))),
		Disclosure: c.Kind == rubric.Disclosure,
		Disclosed:  disclosedBy(c),
	}
	if c.Best != nil && c.State == vocab.Scored {
		if best := int(*c.Best); !asked.Continuous && best < len(asked.Levels) {
			out.Says = ended(prose.Escape(asked.Levels[best].Text))
		}
	}
	codings := slices.Clone(c.Codings)
	slices.SortStableFunc(codings, func(a, b score.CodingCard) int { return b.Level - a.Level })
	for _, k := range codings {
		coded := Coding{Level: k.Level, Counts: k.Counts && k.Holds >= k.Needs, Why: ended(prose.Escape(k.Why))}
		if k.Level < len(asked.Levels) {
			coded.Says = ended(prose.Escape(asked.Levels[k.Level].Text))
		}
		coded.Told = m.tellOnce(k.Claims, told, &out.Again)
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
			Answer: m.word(e.Answer),
			Why:    prose.Escape(e.Why),
		}
		for _, id := range e.Claims {
			if m.shown.Claim(id) != nil {
				el.IDs = append(el.IDs, id)
				if !slices.Contains(rest, id) {
					rest = append(rest, id)
				}
			}
		}
		out.Elements = append(out.Elements, el)
	}
	// The marks in the table are those of what is told below it.
	out.Told = m.tellOnce(rest, told, nil)
	return out
}

// disclosedBy counts what an indicator asks to be disclosed.
func disclosedBy(c *score.IndicatorCard) (d Disclosed) {
	for _, e := range c.Elements {
		if c.State == vocab.NotApplicable || e.Known && e.Answer == vocab.AnsweredNotApplicable {
			continue
		}
		d.Asked++
		switch {
		case !e.Known:
			d.Unknown++
		case e.Answer == vocab.AnsweredFull:
			d.Full++
		case e.Answer == vocab.AnsweredPartial:
			d.Partial++
		default:
			d.Missing++
		}
	}
	return d
}

// tellOnce tells claims that no earlier indicator told; the others are added to again.
func (m *maker) tellOnce(ids []string, told map[string]bool, again *[]string) (out []Told) {
	for _, id := range ids {
		g := m.shown.Claim(id)
		switch {
		case g == nil:
		case told[id]:
			if again != nil {
				*again = append(*again, id)
			}
		default:
			told[id] = true
			out = append(out, m.tell(g, g.Text.S))
		}
	}
	return out
}

// together are the claims of both lists, each once.
func together(a, b []*grade.Claim) []*grade.Claim {
	all := slices.Clone(a)
	for _, g := range b {
		if !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	return all
}

// notAsked are the reasons for which organisations weren't asked of which these claims tell something adverse.
func (m *maker) notAsked(told []*grade.Claim) (out []NotAsked) {
	for _, p := range m.desk.Parties(told, m.Date) {
		if !p.Excused() {
			continue
		}
		whole := p.Reason.Organisation.S == dossier.AllOrganisations
		why := prose.Escape(m.Vocabulary.Text("no-reply-reason", p.Reason.Reason.S))
		i := slices.IndexFunc(out, func(n NotAsked) bool { return n.Why == why && n.Whole == whole })
		if i < 0 {
			i, out = len(out), append(out, NotAsked{Why: why, Whole: whole})
		}
		out[i].names = append(out[i].names, prose.Escape(m.Telling.WithArticle("to", p.Entity.Label())))
		out[i].Who = m.row(out[i].names)
	}
	return out
}

// back is what stands behind the record, which tells these claims; brief are those of the briefing.
func (m *maker) back(told, brief []*grade.Claim) Back {
	b := Back{Common: m.common(), Why: prose.Escape(m.Card.Rubric.Why), NotAsked: m.notAsked(together(brief, told))}
	if a := m.Card.Assessment; a != nil {
		b.Coder, b.Coded = prose.UpperFirst(prose.Escape(a.Coder)), m.words(a.Date)
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
		b.Care = append(b.Care, Care{Why: m.say("stale", number(m.Set.Authority.StaleDays)), IDs: ids})
	}
	for _, r := range m.replies {
		b.Replies = append(b.Replies, m.reply(r, here))
	}
	for _, v := range m.dossier.Votes {
		b.Votes = append(b.Votes,
			Vote{m.words(v.Date.Date), prose.Escape(v.Title), prose.Escape(v.Support), v.Source.S})
	}
	for _, s := range m.dossier.Searches {
		b.Searches = append(b.Searches, m.search(s))
	}
	for _, r := range b.Replies {
		for _, a := range r.Answers { // whose claims have notes too
			if g := m.shown.Claim(a.About.ID); !here[g.ID.S] {
				here[g.ID.S] = true
				told = append(told, g)
			}
		}
	}
	b.Sources, b.Proven = m.sources(told), m.words(lastProven(told))
	b.Meanings = m.meanings()
	return b
}

// meanings are the words for grades. A public edition tells no leads.
func (m *maker) meanings() (out []Meaning) {
	for n := 4; n >= 0; n-- {
		for _, t := range m.Vocabulary.Terms(vocab.Grade(n)) {
			if t.ID == fmt.Sprint(n) && !(n == 0 && m.Card.Edition == dossier.PublicEdition) {
				out = append(out, Meaning{prose.Escape(t.Word), prose.Escape(t.Meaning)})
			}
		}
	}
	return out
}

// stale are claims that hold to this day, as far as they say, and weren't looked at lately before the day of the
// document.
func (m *maker) stale(told []*grade.Claim) []string {
	var out []string
	for _, g := range told {
		if m.shown.Stale(g, m.Date) {
			out = append(out, g.ID.S)
		}
	}
	return out
}

func (m *maker) reply(r *dossier.Reply, here map[string]bool) Reply {
	asked := r.State != vocab.Stated
	out := Reply{
		ID:      r.ID.S,
		Who:     m.name(r.Organisation.S),
		State:   m.word(r.State),
		Date:    m.words(r.Date.Date),
		Channel: prose.UpperFirst(prose.Escape(r.Channel)),
		Sourced: m.dossier.Source(r.Source.S) != nil,
	}
	counts := map[vocab.ReplyAnswer]int{}
	answers := map[*dossier.Answer]*ReplyAnswer{}
	var order []*dossier.Answer
	r.EachAnswer(func(id, claim string, a *dossier.Answer) {
		if m.shown.Claim(claim) == nil {
			return
		}
		if asked || a.Answer != vocab.NotAddressed {
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
	var parts []prose.Markdown
	for _, t := range m.Vocabulary.Terms(vocab.Accepts) {
		answer := vocab.ReplyAnswer(t.ID)
		if n := counts[answer]; n > 0 {
			parts = append(parts, m.say("counts", m.word(answer), number(n)))
		}
	}
	out.Counts = m.joined(parts)
	return out
}

// about is a claim that an answer is about.
func (m *maker) about(id string) Told {
	t := m.tell(m.shown.Claim(id), m.shown.Claim(id).Text.S)
	t.Answers = nil
	return t
}

func (m *maker) search(s *dossier.Search) Search {
	out := Search{Date: m.words(s.Date.Date), Found: ended(prose.UpperFirst(prose.Escape(s.Found))), Readers: len(s.By)}
	if s.Asked {
		out.Asked = ended(m.joined([]prose.Markdown{m.words(s.AskedOn.Date), prose.Escape(s.AskedHow)}))
	}
	var words []prose.Markdown
	for _, t := range s.Terms {
		words = append(words, prose.Escape(prose.Quoted(t, m.dossier.Language)))
	}
	out.Terms = m.joined(words)
	for _, d := range s.Documents {
		name := prose.Escape(d.Name)
		if src := m.dossier.Source(d.Source.S); src != nil {
			name = prose.Escape(strings.Join(slices.DeleteFunc([]string{src.Short, src.Title},
				func(t string) bool { return t == "" }), ", "))
		}
		out.Documents = append(out.Documents, name+" ("+m.word(d.Read)+")")
	}
	return out
}

// cited are the sources that claims rest on, that were searched, and that answers and votes stand in.
func (m *maker) cited(claims []*grade.Claim) map[string]bool {
	out := map[string]bool{}
	add := func(id string) {
		if m.dossier.Source(id) != nil {
			out[id] = true
		}
	}
	for _, g := range claims {
		for _, e := range g.Evidence {
			add(e.Source.S)
		}
	}
	for _, s := range m.dossier.Searches {
		for _, d := range s.Documents {
			add(d.Source.S)
		}
	}
	for _, r := range m.replies {
		add(r.Source.S)
	}
	for _, v := range m.dossier.Votes {
		add(v.Source.S)
	}
	return out
}

// lastProven is the day of the last proof among the claims told, as the record has it.
func lastProven(told []*grade.Claim) civil.Date {
	var last civil.Date
	for _, g := range told {
		for _, p := range g.Pieces {
			if p.Proven() && p.Proof.Date.First() > last.First() {
				last = p.Proof.Date.Date
			}
		}
	}
	return last
}

// sources are those that the record cites, by name.
func (m *maker) sources(told []*grade.Claim) []Source {
	cited := m.cited(told)
	return m.listed(told, func(id string) bool { return cited[id] })
}

// listed are the sources of a paper that tells these claims, by name.
func (m *maker) listed(told []*grade.Claim, is func(id string) bool) []Source {
	count := map[string]*Source{}
	for _, s := range m.dossier.Sources {
		if is(s.ID.S) {
			count[s.ID.S] = &Source{}
		}
	}
	for _, g := range told {
		seen := map[string]bool{}
		for i, e := range g.Evidence {
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
				if g.Pieces[i].Proven() {
					s.Proven++
				}
			}
		}
	}
	var out []Source
	for _, src := range m.dossier.Sources {
		s := count[src.ID.S]
		if s == nil {
			continue
		}
		s.Name, s.Title = prose.UpperFirst(m.sourceName(src)), prose.Escape(prose.Quoted(src.Title, m.dossier.Language))
		s.Ref = prose.Escape(notes.OwnRef(src))
		s.Kind = prose.UpperFirst(prose.Escape(m.Vocabulary.Text("source-type", src.Type.S)))
		s.Interest = prose.Escape(src.Interest)
		if src.Publisher != src.Short && src.Short != "" {
			s.Publisher = prose.Escape(src.Publisher)
		}
		s.Published, s.Accessed = m.words(src.Published.Date), m.words(src.Accessed.Date)
		s.Method = prose.Escape(src.Method)
		s.Read = m.word(src.Read)
		s.URL, s.Archived = src.URL.S, src.Archived.S
		if !src.Correction.Date.IsZero() {
			text := prose.Escape(strings.TrimRight(src.Correction.Text, "."))
			s.Correction = m.words(src.Correction.Date) + ": " + text
		}
		out = append(out, *s)
	}
	written := strings.NewReplacer(`\`, "") // without what keeps a sign from being read as Markdown
	title := func(s Source) string { return strings.TrimLeft(string(s.Title), "“‘«") }
	alphabet.Sort(out, m.dossier.Language,
		func(s Source) string { return written.Replace(strings.TrimPrefix(string(s.Name), "The ")) },
		func(a, b Source) int { return cmp.Compare(title(a), title(b)) })
	return out
}

// ended is a text that ends as a sentence does; "" stays empty.
func ended(text prose.Markdown) prose.Markdown {
	s := strings.TrimSpace(string(text))
	if inner := strings.TrimRight(s, "”»’\"')"); s == "" ||
		inner != "" && strings.ContainsAny(inner[len(inner)-1:], ".!?") {
		return prose.Markdown(s)
	}
	return prose.Markdown(s + ".")
}
