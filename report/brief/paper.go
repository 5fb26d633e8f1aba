package brief

import (
	"cmp"
	"slices"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Paper is what the parts of the briefing see (templates/briefing/parts), the paper that is handed out.
type Paper struct {
	Common
	Author, Contact prose.Markdown // "" where the dossier doesn't name them
	Sized                          // how much the summary tells
	Ties            []Tie          // products of the company and their customers, the gravest first
	Disclosed       Disclosed
	Findings, Says  []Finding
	Gaps            []Told // what was looked for and not found
	Open            []Open // what isn't known, the widest first
	Ask             []prose.Markdown
	Stake, Peers    []Told
	Votes           []Vote
	Certainty       Certainty
	Meanings        []Meaning // of the words for grades
	Coder, Coded    prose.Markdown
	Categories      []string // ids
	Workbook        bool
	Put             []Put // that the company itself was asked
	Answered        bool  // something stands here as the company's answer
	NotAsked        []NotAsked
	Sources         []Source
	questions       int
	telling         draft.Wording
}

// Sized is how much of each thing a part tells, at most.
type Sized struct{ MostFindings, MostSays, MostGaps, MostOpen int }

// Tie is a product with the customers by which an indicator stands, and the claims that show it.
type Tie struct {
	Product   prose.Markdown
	Customers prose.Markdown // in a row
	IDs       []string
	customers []prose.Markdown
}

// Disclosed counts what companies are asked to disclose.
type Disclosed struct{ Asked, Full, Partial, Missing, Unknown int }

// Finding is a claim of the summary.
type Finding struct {
	Told
	Grade  prose.Markdown // in words
	Of     bool           // it is a finding on a customer
	Silent prose.Markdown // of what the company published and in which it doesn't address it; "" where there is none
	Reply  string         // what a mark cites that by
}

// Put is that something was put to the company: on which day, and what came of it.
type Put struct{ Date, State prose.Markdown }

// Open is a question that isn't answered, and what would answer it.
type Open struct {
	Title, Question prose.Markdown
	Disclosure      bool             // the company could answer it
	Asks            []prose.Markdown // what it doesn't say as far as is known
	Claims          []Told           // that a record or another source would make stronger
	Fields          []prose.Markdown // of documents that nobody has searched
	width           float64
}

// Certainty is how sure all this is, in numbers of claims of this briefing.
type Certainty struct {
	Told, Dossier, Leads int // told here; of the dossier's edition; of those, leads, which aren't told in a public one
	Grades               []Count
	Contested, Disputed  int
	Lone                 int // that one voice alone says
	Quotes, Proven       int // quotes of the claims told, and those that were found in a saved copy
}

// CategoryPage is what the page of a category sees.
type CategoryPage struct {
	Common
	Category
	Told  []Told
	Above []string // claims of it that the summary tells
}

// paper gathers what the parts see. Its sources and counts are those of what the text came to tell: see settle.
func (m *maker) paper() Paper {
	p := Paper{
		Common: m.common(), Author: prose.Escape(m.dossier.Author.Name),
		Contact: prose.Escape(m.dossier.Author.Contact),
		Ties:    m.gravest(), Disclosed: m.disclosed(), Workbook: m.Workbook,
		questions: m.Wording.questions, telling: m.Telling,
	}
	for _, para := range m.Ask {
		p.Ask = append(p.Ask, prose.EscapeLine(doc.Plain(para.Text)))
	}
	picked := draft.ForReaders(m.choosing())
	for _, g := range picked["findings"] {
		p.Findings = append(p.Findings, m.finding(g))
	}
	for _, g := range picked["says"] {
		p.Says = append(p.Says, m.finding(g))
	}
	for _, list := range []struct {
		move string
		into *[]Told
	}{{"gap", &p.Gaps}, {"stake", &p.Stake}, {"peers", &p.Peers}} {
		for _, g := range picked[list.move] {
			*list.into = append(*list.into, m.tell(g, g.Sentence()))
		}
	}
	p.Sized = m.Wording.sizes[0]
	for i := range m.Card.Categories {
		p.Categories = append(p.Categories, m.Card.Categories[i].ID)
		p.Open = append(p.Open, m.open(&m.Card.Categories[i])...)
	}
	widest(p.Open)
	for _, v := range m.dossier.Votes {
		p.Votes = append(p.Votes,
			Vote{m.words(v.Date.Date), prose.Escape(v.Title), prose.Escape(v.Support), v.Source.S})
	}
	for _, r := range m.replies {
		if r.Organisation.S == dossier.CompanyID && r.Asked() {
			p.Put = append(p.Put, Put{m.words(r.Date.Date), m.word(r.State)})
		}
	}
	p.Answered = len(p.Says) > 0
	for _, f := range p.Findings {
		p.Answered = p.Answered || slices.ContainsFunc(f.Answers, func(a Answer) bool { return a.company })
	}
	p.Meanings = m.meanings()
	if a := m.Card.Assessment; a != nil {
		p.Coder, p.Coded = prose.UpperFirst(prose.Escape(a.Coder)), m.words(a.Date)
	}
	return p
}

// NotFound is what was looked for and not found, as many of the gaps as the first pages tell: those that begin alike as
// one sentence. What needs more words stands in the record.
func (p Paper) NotFound() prose.Markdown {
	var texts []prose.Markdown
	for _, t := range p.Gaps[:min(len(p.Gaps), p.MostGaps)] {
		if t.Flags == "" && len(t.Answers) == 0 {
			texts = append(texts, t.Text+"[^"+prose.Markdown(t.ID)+"]")
		}
	}
	return prose.Markdown(vocab.Join(p.telling.JoinAlike(texts), " "))
}

// Askable are the open questions that the company could answer.
func (p Paper) Askable() (out []Open) {
	for _, o := range p.Open {
		if o.Disclosure && len(o.Asks) > 0 && len(out) < p.questions {
			out = append(out, o)
		}
	}
	return out
}

// choosing is what the choice of claims for readers needs.
func (m *maker) choosing() draft.Input {
	return draft.Input{
		Set:      m.shown,
		Card:     m.Card,
		Plan:     m.Plan,
		Wording:  m.Telling,
		Ask:      m.Request,
		Capitals: m.Capitals,
	}
}

func (m *maker) finding(g *grade.Claim) Finding {
	f := Finding{Told: m.tell(g, g.Sentence()), Grade: prose.UpperFirst(m.word(vocab.Grade(g.Grade))),
		Of: g.Kind == vocab.CustomerRecord}
	if g.Grade >= 3 { // "reportedly" before "well supported" would puzzle
		f.Text = m.teller.Plain(g, g.Sentence())
	}
	for _, a := range m.answers[g.ID.S] {
		if a.company {
			return f // its own words stand beside it
		}
	}
	for _, r := range m.replies {
		if r.Organisation.S != dossier.CompanyID {
			continue
		}
		r.EachAnswer(func(_, claim string, a *dossier.Answer) {
			if claim == g.ID.S && a.Answer == vocab.NotAddressed {
				f.Silent = m.say("silent", m.name(r.Organisation.S), m.words(r.Date.Date))
				f.Reply = "reply:" + r.ID.S
			}
		})
	}
	return f
}

// gravest are the gravest products with their customers.
func (m *maker) gravest() []Tie {
	var out []Tie
	for _, t := range draft.Ties(m.choosing()) {
		product, customer := m.fullName(t.Product), m.fullName(t.Customer)
		i := slices.IndexFunc(out, func(o Tie) bool { return o.Product == product })
		if i < 0 {
			if len(out) == m.Wording.ties.products {
				continue
			}
			i, out = len(out), append(out, Tie{Product: product})
		}
		if len(out[i].customers) == m.Wording.ties.customers || slices.Contains(out[i].customers, customer) {
			continue
		}
		out[i].customers = append(out[i].customers, customer)
		out[i].Customers = m.row(out[i].customers)
		if !slices.Contains(out[i].IDs, t.Claim) {
			out[i].IDs = append(out[i].IDs, t.Claim)
		}
	}
	return out
}

// row is names as a sentence tells them one behind the other.
func (m *maker) row(names []prose.Markdown) prose.Markdown {
	last := len(names) - 1
	if last < 1 {
		return m.joined(names)
	}
	key := "list_and"
	if prose.SoundsI(string(names[last])) {
		key = "list_and_before_i"
	}
	return m.say(key, m.joined(names[:last]), names[last])
}

func (m *maker) disclosed() Disclosed {
	var all Disclosed
	for _, cat := range m.Card.Categories {
		for i := range cat.Indicators {
			d := disclosedBy(&cat.Indicators[i])
			all.Asked += d.Asked
			all.Full += d.Full
			all.Partial += d.Partial
			all.Missing += d.Missing
			all.Unknown += d.Unknown
		}
	}
	return all
}

// open are the questions of a category that aren't settled, the widest first.
func (m *maker) open(cat *score.Category) []Open {
	var out []Open
	for i := range cat.Indicators {
		c := &cat.Indicators[i]
		if c.State == vocab.NotApplicable || *c.HiValue <= *c.LoValue {
			continue
		}
		o := Open{Title: prose.Escape(c.Title), Question: prose.Escape(m.rubric(c.ID).Question),
			Disclosure: c.Kind == rubric.Disclosure, width: c.Weight * (*c.HiValue - *c.LoValue)}
		for _, e := range c.Elements {
			if !e.Known {
				o.Asks = append(o.Asks, ended(prose.Escape(e.Ask)))
			}
		}
		for _, id := range c.Missing.Claims {
			if g := m.shown.Claim(id); g != nil {
				o.Claims = append(o.Claims, m.about(id))
			}
		}
		for _, f := range c.Missing.Fields {
			o.Fields = append(o.Fields, prose.Escape(m.Vocabulary.Text("search-field", f)))
		}
		out = append(out, o)
	}
	widest(out)
	return out
}

func widest(all []Open) {
	slices.SortStableFunc(all, func(a, b Open) int { return cmp.Compare(b.width, a.width) })
}

// rubric is an indicator as the rubric asks it.
func (m *maker) rubric(id string) *rubric.Indicator {
	i := slices.IndexFunc(m.Card.Rubric.Indicators, func(in *rubric.Indicator) bool { return in.ID == id })
	return m.Card.Rubric.Indicators[i]
}

// categoryPage tells of a category what is worth most and the summary doesn't tell.
func (m *maker) categoryPage(c *score.Category, above map[string]bool) CategoryPage {
	p := CategoryPage{Common: m.common(), Category: m.categoryHead(c)}
	p.Open = m.open(c)
	in := map[string]bool{}
	for i := range c.Indicators {
		for _, id := range bearing(&c.Indicators[i]) {
			if in[id] {
				continue
			}
			if in[id] = true; above[id] && m.shown.Claim(id) != nil {
				p.Above = append(p.Above, id)
			}
		}
	}
	// What the summary tells is chosen again here, and isn't told again: so there is room for as much more.
	choosing := m.choosing()
	choosing.Set = m.shown.Only(func(g *grade.Claim) bool { return in[g.ID.S] })
	choosing.Plan = choosing.Plan.Wider(len(p.Above))
	picked := draft.ForReaders(choosing)
	for _, move := range m.Plan.IDs() {
		for _, g := range picked[move] {
			if !above[g.ID.S] && len(p.Told) < m.Wording.category {
				p.Told = append(p.Told, m.tell(g, g.Sentence()))
			}
		}
	}
	return p
}

// bearing are the claims that an indicator rests on: the facts of codings that count, and those of answered elements.
func bearing(c *score.IndicatorCard) (ids []string) {
	for _, k := range c.Codings {
		if k.Counts {
			ids = append(ids, k.Facts...)
		}
	}
	for _, e := range c.Elements {
		if e.Known {
			ids = append(ids, e.Claims...)
		}
	}
	return ids
}

// settle gathers what depends on what the briefing tells: how sure that is, and its sources.
func (m *maker) settle(p *Paper, told []*grade.Claim, named map[string]int) {
	c := Certainty{Told: len(told), Dossier: len(m.Set.Claims), Leads: len(m.Set.Claims) - len(m.shown.Claims)}
	var grades [5]int
	disputed := m.disputed()
	for _, g := range told {
		grades[g.Grade]++
		if g.Contested {
			c.Contested++
		}
		if disputed[g.ID.S] {
			c.Disputed++
		}
		if len(g.Clusters) == 1 && g.Grade < 4 {
			c.Lone++
		}
		for i, piece := range g.Pieces {
			if g.Evidence[i].Quote.S != "" {
				if c.Quotes++; piece.Proven() {
					c.Proven++
				}
			}
		}
	}
	for n := 4; n >= 0; n-- {
		if grades[n] > 0 {
			c.Grades = append(c.Grades, Count{grades[n], m.word(vocab.Grade(n))})
		}
	}
	p.Certainty, p.NotAsked = c, m.notAsked(told)
	p.Sources = m.listed(told, func(id string) bool { return named[id] > 0 })
}
