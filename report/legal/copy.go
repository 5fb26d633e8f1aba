package legal

import (
	"strconv"
	"strings"

	"whereas/report/doc"
	"whereas/report/vocab"
)

// lang is the language of what the copy says itself.
const lang = "en-US"

// Document is the copy as a table in landscape for each paper.
func Document(in Input, rows []Row) *doc.Document {
	d := in.Set.Dossier
	day := in.Date.Words(lang)
	out := &doc.Document{Title: d.Company.Name + ": legal copy", Subject: "Each sentence with what it rests on",
		Lang: lang, PageSize: "letter",
		RunHead: doc.Running{Left: "LEGAL COPY: not to be mailed", Centre: d.Company.Name, Right: day},
		RunFoot: doc.Running{Right: "{page} / {pages}"}}
	out.Blocks = append(out.Blocks, &doc.Heading{Level: 1, Text: plain(out.Title)},
		&doc.Para{Text: plain("Each heading, sentence, caption and cell of the papers of " + day + ", with what " +
			"stands behind it in the dossier, what is restricted as well. A quote stands in bold among the " +
			"words around it, where a saved copy of its source is at hand. What cites nothing says so: look " +
			"whether it states a fact.")})
	for _, p := range in.Papers {
		table := &doc.Table{Head: [][]doc.Cell{{plain("As it is told"), plain("Sources and their words"),
			plain("How strong, and what speaks against it"), plain("Replies; who checked")}},
			Align: make([]doc.Align, columns), RowHeads: true}
		for _, r := range rows {
			if r.Paper == p.Name {
				table.Rows = append(table.Rows, rowsOf(r)...)
			}
		}
		out.Blocks = append(out.Blocks, &doc.Heading{Level: 2, Text: plain(p.Name)}, table)
	}
	return out
}

const columns = 4

func plain(s string) doc.Cell { return doc.Cell{doc.Text{S: s}} }

// lines is a cell that grows by lines.
type lines struct{ doc.Cell }

func (l *lines) add(ins ...doc.Inline) {
	if len(l.Cell) > 0 {
		l.Cell = append(l.Cell, doc.Break{})
	}
	l.Cell = append(l.Cell, ins...)
}

func (l *lines) text(s string) { l.add(doc.Text{S: s}) }

// rowsOf is a text as rows of the table, one for each claim that it cites.
func rowsOf(r Row) (out [][]doc.Cell) {
	said := doc.Cell{doc.Text{S: strconv.Itoa(r.Number) + ". " + r.Text}}
	if r.Kind == Heading {
		said = doc.Cell{doc.Strong{Text: said}}
	} else if r.Kind != Sentence {
		said = append(said, doc.Break{}, doc.Emph{Text: plain(string(r.Kind))})
	}
	if len(r.Claims) == 0 {
		var sources lines
		for _, o := range r.Other {
			sources.text(o)
		}
		if len(r.Other) == 0 {
			sources.add(doc.Emph{Text: plain("cites nothing")})
		}
		return [][]doc.Cell{{said, sources.Cell, nil, nil}}
	}
	for i, c := range r.Claims {
		var sources, strength, checked lines
		sources.add(doc.Strong{Text: plain(c.ID)},
			doc.Text{S: ": " + c.Kind + ", " + c.Status + withheld(c.Restricted)})
		strength.add(doc.Strong{Text: plain(c.Grade)})
		for _, w := range c.Why {
			strength.text(w)
		}
		for n, p := range c.Pieces {
			into := &sources
			if p.Against() {
				into = &strength
			}
			p.write(n+1, into)
		}
		for _, s := range c.Replies {
			checked.text(s)
		}
		if len(c.Replies) == 0 {
			checked.text("No reply.")
		}
		checked.text("Last looked at: " + c.Looked + ".")
		for _, by := range c.Coded {
			checked.text("Coded by " + by + ".")
		}
		if i == 0 {
			for _, o := range r.Other {
				checked.text("Cites " + o + ".")
			}
		} else {
			said = doc.Cell{doc.Emph{Text: plain(strconv.Itoa(r.Number) + ". the same")}}
		}
		out = append(out, []doc.Cell{said, sources.Cell, strength.Cell, checked.Cell})
	}
	return out
}

func withheld(restricted bool) string {
	if restricted {
		return " (restricted)"
	}
	return ""
}

// write writes a piece, by its number among those of its claim.
func (p Piece) write(n int, l *lines) {
	place := "(" + strconv.Itoa(n) + ") " + p.Source
	if p.Place != "" {
		place += ", " + p.Place
	}
	if p.Against() {
		place += ": it " + against(p.Stance)
	}
	l.text(place + withheld(p.Restricted) + ".")
	if p.Quote != "" {
		l.add(doc.Text{S: "“" + spaceAfter(p.Before)}, doc.Strong{Text: plain(p.Quote)},
			doc.Text{S: spaceBefore(p.After) + "”"})
	}
	where := p.Proof
	if p.At != "" {
		where += "; " + p.At
	}
	l.add(doc.Emph{Text: plain(p.Says + " (" + where + ")")})
}

// against says what a piece does that doesn't support its claim.
func against(stance vocab.Stance) string {
	switch stance {
	case vocab.Contradicts:
		return "speaks against this"
	case vocab.Qualifies:
		return "narrows this"
	case vocab.Silent:
		return "deals with the matter and doesn't say this"
	case vocab.Supports:
	}
	return "supports this"
}

func spaceAfter(s string) string {
	if s == "" {
		return ""
	}
	return s + " "
}

func spaceBefore(s string) string {
	if s == "" || strings.HasPrefix(s, ".") || strings.HasPrefix(s, ",") || strings.HasPrefix(s, ";") {
		return s
	}
	return " " + s
}
