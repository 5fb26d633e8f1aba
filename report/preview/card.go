package preview

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/dossier"
	"whereas/report/explain"
	"whereas/report/grade"
	"whereas/report/proof"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Card is a claim with all that stands behind it.
type Card struct {
	ID        string     `json:"id"`
	Text      string     `json:"text"`
	Recital   string     `json:"recital"` // "" where it has none
	What      string     `json:"what"`    // kind, status, time
	Grade     int        `json:"grade"`
	GradeWord string     `json:"grade_word"`
	Why       []string   `json:"why"`
	Raise     string     `json:"raise"` // what would lift it
	Levers    []string   `json:"levers"`
	Parts     []string   `json:"parts"`
	Told      string     `json:"told"` // whether the resolution tells it, and why; "" where none is made
	Due       Due        `json:"due"`
	Checked   string     `json:"checked"`
	Entities  []string   `json:"entities"`
	Overtaken []string   `json:"overtaken"` // ids of later claims that overtake it
	Note      string     `json:"note"`
	Evidence  []Evidence `json:"evidence"`
	Answers   []Answer   `json:"answers"`
	Places    []Place    `json:"places"` // where it is changed
}

// Evidence is a piece of a claim's evidence.
type Evidence struct {
	Stance    string   `json:"stance"`
	Source    string   `json:"source"`  // publisher and title
	Type      string   `json:"type"`    // of the source, in words
	Locator   string   `json:"locator"` // where in it
	Says      string   `json:"says"`
	Quote     string   `json:"quote"`
	Bears     string   `json:"bears"` // what it can bear
	Proof     string   `json:"proof"` // a state; "none" without a quote
	Proven    string   `json:"proven"`
	Passage   *Passage `json:"passage"` // nil where no capture is at hand, or it doesn't have the quote
	Address   string   `json:"address"`
	Published string   `json:"published"`
	Parts     []string `json:"parts"`
	Place     string   `json:"place"`
	SourceAt  string   `json:"source_place"`
}

// Passage is a quote in its capture, with the words around it.
type Passage struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Before string `json:"before"`
	Quoted string `json:"quoted"`
	After  string `json:"after"`
}

// Answer is what an organisation says of the claim.
type Answer struct {
	Who     string   `json:"who"`
	State   string   `json:"state"`
	Date    string   `json:"date"`
	Answer  string   `json:"answer"`
	Says    string   `json:"says"`
	Locator string   `json:"locator"`
	Quote   string   `json:"quote"`
	Proof   string   `json:"proof"`
	Passage *Passage `json:"passage"`
	Place   string   `json:"place"`
}

// Place is a line of a file or a cell, and what stands there.
type Place struct {
	What string `json:"what"`
	At   string `json:"at"`
}

// Card is a claim of the edition by its id; nil where there is none. An error means that a capture can't be read.
func (v *View) Card(id string) (*Card, error) {
	g := v.claims.Claim(id)
	if g == nil {
		return nil, nil
	}
	c := &Card{ID: id, Text: g.Text.S, Recital: g.Recital.S, Grade: g.Grade, Raise: g.Raise(v.maker.Vocabulary),
		GradeWord: v.maker.Vocabulary.Word(vocab.Grade(g.Grade)), Why: g.Why(v.maker.Vocabulary),
		What:   fmt.Sprintf("%s, %s, %s", g.Kind, g.Status, explain.Period(g)),
		Levers: v.explaining().Levers(g), Due: v.due(g), Checked: g.Checked.String(), Note: g.Note}
	for _, p := range g.Parts {
		c.Parts = append(c.Parts, p.ID.S+": "+p.Text)
	}
	for _, id := range g.Entities() {
		c.Entities = append(c.Entities, v.name(id))
	}
	for _, o := range g.OvertakenBy {
		c.Overtaken = append(c.Overtaken, o.ID.S)
	}
	if v.resolution != nil {
		c.Told = v.resolution.Why(id)
	}
	for i := range g.Evidence {
		e, err := v.evidence(g, i)
		if err != nil {
			return nil, err
		}
		c.Evidence = append(c.Evidence, e)
	}
	var err error
	if c.Answers, err = v.answers(id); err != nil {
		return nil, err
	}
	c.Places = v.places(g)
	return c, nil
}

// places are where a claim is changed, and where a text of somebody's own cites it.
func (v *View) places(g *grade.Claim) []Place {
	out := []Place{{"the claim", v.place(g.ID.At)}}
	if g.Recital.S != "" {
		out = append(out, Place{"its recital", v.place(g.Recital.At)})
	} else {
		out = append(out, Place{"its text", v.place(g.Text.At)})
	}
	return append(out, v.cited(g.ID.S)...)
}

func (v *View) name(id string) string {
	if e := v.claims.Dossier.Entity(id); e != nil {
		return e.Label()
	}
	return id
}

func (v *View) evidence(g *grade.Claim, i int) (Evidence, error) {
	e, p := g.Evidence[i], g.Pieces[i]
	out := Evidence{Stance: string(e.Stance), Source: e.Source.S, Locator: e.Locator, Says: e.Says.S, Quote: e.Quote.S,
		Bears: bears(g, p), Parts: p.Parts, Place: v.place(e.At), Proof: "none"}
	src := v.claims.Dossier.Source(e.Source.S)
	if src == nil {
		return out, nil
	}
	out.Source = strings.Join(slices.DeleteFunc([]string{src.Publisher, src.Title},
		func(s string) bool { return s == "" }), ", ")
	out.Type = v.maker.Vocabulary.Text("source-type", src.Type.S)
	out.Address, out.Published, out.SourceAt = src.URL.S, src.Published.String(), v.place(src.ID.At)
	if e.Quote.S == "" {
		return out, nil
	}
	out.Proof = string(v.maker.States[proof.Quote{e.Source.S, e.Quote.S}])
	if p.Proof != nil {
		out.Proven = fmt.Sprintf("%s, by %s, in %s", p.Proof.Date.String(), p.Proof.By, p.Proof.Capture)
	}
	var err error
	out.Passage, err = v.passage(src, e.Quote.S)
	return out, err
}

// bears says what a piece can bear.
func bears(g *grade.Claim, p grade.Piece) string {
	voice := "voice " + p.Cluster
	if p.Cluster == "" {
		voice = "origin unknown"
	}
	return fmt.Sprintf("authority %d for claims of kind %s, %d from the record, %s", p.Base, g.Kind, p.Distance, voice)
}

// passage is a quote in its capture, nil where it isn't to be had.
func (v *View) passage(s *dossier.Source, quote string) (*Passage, error) {
	if quote == "" || s == nil {
		return nil, nil
	}
	p, ok, err := proof.FindPassage(v.maker.Options.Captures, s, quote)
	if err != nil || !ok {
		return nil, err
	}
	return &Passage{p.File, p.Line, p.Before, p.Quoted, p.After}, nil
}

// answers are what organisations say of a claim.
func (v *View) answers(id string) ([]Answer, error) {
	var out []Answer
	for _, r := range v.claims.Dossier.Replies {
		for i := range r.Answers {
			a := &r.Answers[i]
			if !slices.ContainsFunc(a.Claims, func(t source.Text) bool { return t.S == id }) {
				continue
			}
			x := Answer{Who: v.name(r.Organisation.S), State: v.maker.Vocabulary.Word(r.State), Date: r.Date.String(),
				Answer: v.maker.Vocabulary.Word(a.Answer), Says: a.Says, Locator: a.Locator, Quote: a.Quote.S,
				Proof: "none", Place: v.place(a.At)}
			if a.Quote.S != "" {
				x.Proof = string(v.maker.States[proof.Quote{r.Source.S, a.Quote.S}])
			}
			var err error
			if x.Passage, err = v.passage(v.claims.Dossier.Source(r.Source.S), a.Quote.S); err != nil {
				return nil, err
			}
			out = append(out, x)
		}
	}
	return out, nil
}
