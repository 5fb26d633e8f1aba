package legal

import (
	"fmt"
	"strconv"
	"strings"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// claim is a claim of the dossier with all that stands behind it, gathered once; nil where there is none of that id.
func (g *gatherer) claim(id string) *Claim {
	if c, ok := g.claims[id]; ok {
		return c
	}
	of := g.Set.Claim(id)
	if of == nil {
		return nil
	}
	c := &Claim{ID: id, Kind: string(of.Kind), Status: g.Vocabulary.Word(of.Status), Text: of.Text.S,
		Grade: fmt.Sprintf("%d, %s", of.Grade, g.Vocabulary.Word(vocab.Grade(of.Grade))), Why: of.Why(g.Vocabulary),
		Looked: "never, as far as the dossier says", Restricted: of.Handling == vocab.Restricted}
	if of.Contested {
		c.Grade += ", contested"
	}
	if !of.Checked.IsZero() {
		c.Looked = of.Checked.String()
	}
	for i := range of.Evidence {
		c.Pieces = append(c.Pieces, g.piece(of, i))
	}
	if s := g.Set.Dossier.Search(of.Search.S); s != nil {
		c.Pieces = append(c.Pieces, searched(s))
	}
	for _, r := range g.Set.Dossier.Replies {
		r.EachAnswer(func(_, claim string, a *dossier.Answer) {
			if claim == id {
				c.Replies = append(c.Replies, g.answer(r, a))
			}
		})
	}
	c.Coded = g.coded(id)
	g.claims[id] = c
	return c
}

func (g *gatherer) piece(of *grade.Claim, i int) Piece {
	e, bears := of.Evidence[i], of.Pieces[i]
	p := Piece{Source: e.Source.S, Place: e.Locator, Says: e.Says.S, Stance: e.Stance, Quote: e.Quote.S,
		Bears: fmt.Sprintf("authority %d for a claim of kind %s, %d from the record", bears.Base, of.Kind,
			bears.Distance),
		Proof: "not proven", Restricted: e.Handling == vocab.Restricted}
	src := g.Set.Dossier.Source(e.Source.S)
	if src != nil {
		p.Source, p.Type = sourceName(src), g.Vocabulary.Text("source-type", src.Type.S)
		p.Restricted = p.Restricted || src.Handling == vocab.Restricted
	}
	switch {
	case e.Quote.S == "":
		p.Proof = "nothing is quoted"
	case bears.Proven():
		p.Proof = fmt.Sprintf("found on %s by %s", bears.Proof.Date.Date, bears.Proof.By)
	}
	if src == nil || e.Quote.S == "" {
		return p
	}
	found, ok, err := g.Passage(src, e.Quote.S)
	if err != nil && g.failed == nil {
		g.failed = err
	}
	if ok {
		p.Before, p.Quote, p.After = lastWords(found.Before), oneLine(found.Quoted), firstWords(found.After)
		p.At = fmt.Sprintf("line %d of %s", found.Line, found.File)
		if found.Page > 0 {
			p.At = "page " + strconv.Itoa(found.Page) + ", " + p.At
		}
	}
	return p
}

// searched is the search that an absence rests on, as a piece of evidence.
func searched(s *dossier.Search) Piece {
	var names []string
	for _, d := range s.Documents {
		name := d.Name
		if name == "" {
			name = d.Source.S
		}
		names = append(names, name+" ("+string(d.Read)+")")
	}
	return Piece{Source: "search " + s.ID.S, Type: "search log", Place: strings.Join(names, "; "),
		Says: "Searched for: " + strings.Join(s.Terms, ", ") + ". " + s.Found, Stance: vocab.Supports,
		Proof:      fmt.Sprintf("on %s by %s", s.Date.Date, strings.Join(s.By, ", ")),
		Restricted: s.Handling == vocab.Restricted}
}

// aroundQuote is how many characters are shown on each side of a quote, at most.
const aroundQuote = 200

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// lastWords and firstWords are the end and the beginning of a text, in whole words.
func lastWords(s string) string {
	r := []rune(oneLine(s))
	if len(r) <= aroundQuote {
		return string(r)
	}
	_, rest, _ := strings.Cut(string(r[len(r)-aroundQuote:]), " ")
	return "… " + rest
}

func firstWords(s string) string {
	r := []rune(oneLine(s))
	if len(r) <= aroundQuote {
		return string(r)
	}
	cut := string(r[:aroundQuote])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " …"
}

func (g *gatherer) answer(r *dossier.Reply, a *dossier.Answer) string {
	s := fmt.Sprintf("%s, %s: %s", g.name(r.Organisation.S), r.Date.Date, g.Vocabulary.Word(a.Answer))
	if a.Says != "" {
		s += ". " + a.Says
	}
	if a.Quote.S != "" {
		s += " “" + a.Quote.S + "”"
	}
	if src := g.Set.Dossier.Source(r.Source.S); src != nil {
		s += " (" + sourceName(src)
		if a.Locator != "" {
			s += ", " + a.Locator
		}
		s += ")"
	}
	return s
}

// coded is who judged by which indicators what a claim shows.
func (g *gatherer) coded(id string) (out []string) {
	for _, a := range g.Set.Dossier.Assessments {
		var of []string
		for _, j := range a.Indicators {
			cites := false
			for _, k := range j.Codings {
				for _, c := range k.Claims {
					cites = cites || c.S == id
				}
			}
			for _, e := range j.Answers {
				for _, c := range e.Claims {
					cites = cites || c.S == id
				}
			}
			if cites {
				of = append(of, j.ID.S)
			}
		}
		if len(of) > 0 {
			out = append(out, fmt.Sprintf("%s on %s (%s)", a.Coder, a.Date.Date, strings.Join(of, ", ")))
		}
	}
	return out
}

func (g *gatherer) name(id string) string {
	if e := g.Set.Dossier.Entity(id); e != nil {
		return e.Label()
	}
	return id
}

func sourceName(s *dossier.Source) string {
	var parts []string
	for _, p := range []string{s.Publisher, s.Title, s.Ref, s.Published.String(), s.URL.S} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}
