// Package legal is the copy of the papers that an editor and counsel read before they go out: beside each sentence,
// heading and caption the evidence for it, with the words around each quote, what speaks against it, what organisations
// say, and who looked at it.
package legal

import (
	"fmt"
	"strings"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/proof"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// Input is what a legal copy is made from.
type Input struct {
	Papers     []Paper
	Set        *grade.Set // as it lies in the folder: what speaks against a sentence may be restricted
	Vocabulary vocab.Vocabulary
	Splitting  prose.Splitting
	Date       civil.Date
	// Passage is a quote where it stands in the saved copy of its source; false where there is none.
	Passage func(s *dossier.Source, quote string) (proof.Passage, bool, error)
}

// Paper is a paper by its name.
type Paper struct {
	Name     string
	Document *doc.Document
}

// Kind is what a text of a paper is.
type Kind string

// The kinds of texts.
const (
	Heading  Kind = "heading"
	Sentence Kind = "sentence"
	Opinion  Kind = "opinion" // a sentence that its author marks as one
	Caption  Kind = "caption"
	Cell     Kind = "cell of a table"
	Running  Kind = "running head or foot"
)

// Row is a text of a paper with the claims that it cites.
type Row struct {
	Number int // in its paper
	Paper  string
	Kind   Kind
	Text   string
	Claims []Claim
	Other  []string // what else it cites: sources and replies, in words
}

// Claim is a claim with all that stands behind it.
type Claim struct {
	ID, Kind, Status string
	Text             string
	Grade            string // with its word
	Why              []string
	Pieces           []Piece
	Replies          []string
	Looked           string // when somebody last looked whether it holds
	Coded            []string
	Restricted       bool
}

// Piece is a piece of evidence.
type Piece struct {
	Source, Type, Place, Says string
	Stance                    vocab.Stance
	Bears                     string // how far its source can bear the claim
	Before, Quote, After      string // the words around the quote; "" where no saved copy is at hand
	At                        string // in the saved copy: page and line
	Proof                     string // when its quote was found, by whom
	Restricted                bool
}

// Against tells whether a piece doesn't simply support its claim.
func (p Piece) Against() bool { return p.Stance != vocab.Supports }

// Rows are all texts of the papers, in their order.
func Rows(in Input) ([]Row, error) {
	g := &gatherer{Input: in, claims: map[string]*Claim{}}
	for _, p := range in.Papers {
		g.paper, g.number = p.Name, 0
		for _, s := range []string{p.Document.RunHead.Left, p.Document.RunHead.Centre, p.Document.RunHead.Right,
			p.Document.RunFoot.Left, p.Document.RunFoot.Right} {
			if strings.Trim(s, "{page} /") != "" {
				g.row(Running, s, nil)
			}
		}
		if p.Document.Title != "" && !hasTitle(p.Document) {
			g.row(Heading, p.Document.Title, nil)
		}
		doc.Walk(p.Document.Blocks, g.block)
	}
	return g.rows, g.failed
}

// hasTitle tells whether the title stands among the blocks.
func hasTitle(d *doc.Document) bool {
	found := false
	doc.Walk(d.Blocks, func(b doc.Block) {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			found = true
		}
	})
	return found
}

type gatherer struct {
	Input
	paper  string
	number int
	rows   []Row
	claims map[string]*Claim
	failed error
}

func (g *gatherer) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Heading:
		g.texts(Heading, b.Text, b.At)
	case *doc.Para:
		g.texts(Sentence, b.Text, b.At)
	case *doc.Figure:
		g.texts(Caption, b.Caption, b.At)
		if b.Alt != "" {
			g.row(Caption, b.Alt, nil)
		}
	case *doc.Table:
		g.texts(Caption, b.Caption, b.At)
		for _, row := range append(append([][]doc.Cell{}, b.Head...), b.Rows...) {
			for _, c := range row {
				g.texts(Cell, c, b.At)
			}
		}
	case *doc.List, *doc.Quote, *doc.Rule, *doc.Part:
	}
}

// texts are the sentences of a text; a heading is one.
func (g *gatherer) texts(kind Kind, ins []doc.Inline, at diag.Span) {
	for _, s := range prose.Sentences(ins, at, g.Splitting) {
		as := kind
		if s.Opinion && kind == Sentence {
			as = Opinion
		}
		if s.Text != "" {
			g.row(as, s.Text, s.Cites)
		}
	}
}

func (g *gatherer) row(kind Kind, text string, cites []string) {
	g.number++
	r := Row{Number: g.number, Paper: g.paper, Kind: kind, Text: text}
	for _, id := range cites {
		if c := g.claim(id); c != nil {
			r.Claims = append(r.Claims, *c)
		} else {
			r.Other = append(r.Other, g.other(id))
		}
	}
	g.rows = append(g.rows, r)
}

// other is in words what a mark cites that is no claim.
func (g *gatherer) other(id string) string {
	if name, ok := strings.CutPrefix(id, "source:"); ok {
		if s := g.Set.Dossier.Source(name); s != nil {
			return "source: " + sourceName(s)
		}
	}
	name, ok := strings.CutPrefix(id, "reply:")
	if !ok {
		return id
	}
	said := ""
	for _, r := range g.Set.Dossier.Replies {
		if r.ID.S == name {
			said = fmt.Sprintf("%s, %s, %s (%s)", g.name(r.Organisation.S), r.Date.Date, g.Vocabulary.Word(r.State),
				r.Channel)
		}
		r.EachAnswer(func(of, _ string, a *dossier.Answer) {
			if of == name {
				said = g.answer(r, a)
			}
		})
	}
	return "reply: " + said
}
