package letters

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/replies"
	"whereas/report/vocab"
)

// Paper is what questions.md sees.
type Paper struct {
	Company, Date, Deadline prose.Markdown
	Letters                 []*LetterData
	Left                    []Left
}

// LetterData is what letter.md sees.
type LetterData struct {
	Company, Who, Date, Deadline prose.Markdown
	Author, Contact              prose.Markdown // "" where the dossier doesn't name them
	Own                          bool           // it is a letter to the company itself
	Claims                       []Told
	Sources                      []Source // that the notes name
}

// Told is a claim as it is put to somebody.
type Told struct {
	N           int
	ID          string
	Text, Flags prose.Markdown
	Said        []Said // by the organisation, or by who speaks for it, before
}

// Said is what was said of a claim. Who is the organisation that speaks for the one that the letter goes to, "" where
// it spoke itself.
type Said struct {
	ID              string
	Who, Date, Text prose.Markdown
}

// Source is a source that the notes name.
type Source struct {
	Name, Title, Published prose.Markdown
	URL                    string
	number                 int // of the note that names it first
}

func (m *maker) paper() *Paper {
	return &Paper{Company: prose.Escape(m.dossier.Company.Name), Date: day(m.Date), Deadline: day(m.Deadline)}
}

func (m *maker) letter(p *replies.Party) *LetterData {
	d := &LetterData{Company: prose.Escape(m.dossier.Company.Name), Who: prose.Escape(who(p.Entity)),
		Date: day(m.Date), Deadline: day(m.Deadline), Own: p.Entity.ID.S == dossier.CompanyID,
		Author: prose.Escape(m.dossier.Author.Name), Contact: prose.Escape(m.dossier.Author.Contact)}
	for i, g := range p.Claims {
		d.Claims = append(d.Claims, Told{N: i + 1, ID: g.ID.S, Text: m.teller.Sentence(g, g.Text.S), Flags: m.flags(g),
			Said: m.said(p, g)})
	}
	return d
}

// who is an organisation as a letter is addressed: by its full name, and a person by the office as well.
func who(e *dossier.Entity) string {
	if e.Office != "" {
		return e.Name + ", " + e.Office
	}
	return e.Name
}

func day(d civil.Date) prose.Markdown { return prose.Escape(d.Words(Lang)) }

func (m *maker) flags(g *grade.Claim) prose.Markdown {
	var out []prose.Markdown
	if g.Contested {
		out = append(out, m.Wording.md("contested"))
	}
	if g.Grade <= 1 && g.Kind != vocab.Norm {
		out = append(out, m.Wording.md("uncorroborated"))
	}
	return prose.Markdown(vocab.Join(out, "; "))
}

// said is what the organisation, or who speaks for it, said of a claim before.
func (m *maker) said(p *replies.Party, g *grade.Claim) (out []Said) {
	for _, r := range p.Records {
		var by prose.Markdown
		if e := m.dossier.Entity(r.Organisation.S); r.Organisation.S != p.Entity.ID.S && e != nil {
			by = prose.Escape(m.Telling.WithArticle("behalf", who(e)))
		}
		r.EachAnswer(func(id, claim string, a *dossier.Answer) {
			if claim == g.ID.S && a.Says != "" {
				text := strings.TrimRight(a.Says, ". ") + "."
				out = append(out, Said{"reply:" + id, by, day(r.Date.Date), prose.Escape(text)})
			}
		})
	}
	return out
}

// sources are those that notes name, in the order in which they do; named has the number of the first note of each.
func (m *maker) sources(named map[string]int) []Source {
	var out []Source
	for _, s := range m.dossier.Sources {
		if n := named[s.ID.S]; n > 0 {
			out = append(out, Source{Name: prose.Escape(cmp.Or(s.Publisher, s.Short, s.Title)),
				Title: prose.Escape(
					prose.Quoted(s.Title, "en"),
				), Published: day(s.Published.Date), URL: s.URL.S, number: n})
		}
	}
	slices.SortStableFunc(out, func(a, b Source) int { return cmp.Compare(a.number, b.number) })
	return out
}
