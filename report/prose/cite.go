package prose

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/terms"
)

// mostCited is how many sources a note names: the strongest, one of each cluster. In a filed text every word of
// a note counts.
const mostCited = 2

// NotesOf writes notes for a dossier in the shortest unambiguous form: a report's number, an address, else publisher
// and title.
func NotesOf(d *dossier.Dossier, graded []*grade.Claim) Notes {
	byID := make(map[string]*grade.Claim, len(graded))
	for _, g := range graded {
		byID[g.ID.S] = g
	}
	return func(id string) ([]doc.Inline, bool) {
		if s, ok := strings.CutPrefix(id, "source:"); ok {
			src := d.Source(s)
			if src == nil {
				return nil, false
			}
			return cite(src), true
		}
		g := byID[id]
		if g == nil {
			return nil, false
		}
		var out []doc.Inline
		for i, p := range cited(d, g) {
			if i > 0 {
				out = append(out, doc.Text{S: "; ", At: g.ID.At})
			}
			out = append(out, cite(p.source)...)
		}
		return out, true
	}
}

type citedPiece struct {
	source *dossier.Source
	piece  grade.Piece
	order  int
}

// cited are the supporting pieces that a note names, strongest first, at most one of each cluster. An
// absence without evidence of its own cites the documents that were read.
func cited(d *dossier.Dossier, g *grade.Claim) []citedPiece {
	var ps []citedPiece
	seen := map[string]bool{}
	for i, e := range g.Evidence {
		s := d.Source(e.Source.S)
		if s == nil || e.Stance != terms.Supports || seen[s.ID.S] {
			continue
		}
		seen[s.ID.S] = true
		ps = append(ps, citedPiece{s, g.Pieces[i], i})
	}
	if log := d.Search(g.Search.S); log != nil && g.Kind == terms.KindAbsence {
		for _, x := range log.Documents {
			if s := d.Source(x.Source.S); s != nil && !seen[s.ID.S] {
				seen[s.ID.S] = true
				ps = append(ps, citedPiece{source: s, order: len(ps)})
			}
		}
	}
	slices.SortStableFunc(ps, func(a, b citedPiece) int {
		return cmp.Or(-cmp.Compare(strength(a.piece), strength(b.piece)), cmp.Compare(a.order, b.order))
	})
	clusters := map[string]bool{}
	ps = slices.DeleteFunc(ps, func(p citedPiece) bool {
		c := p.piece.Cluster
		if c == "" {
			return false
		}
		twice := clusters[c]
		clusters[c] = true
		return twice
	})
	// A piece that can bear nothing doesn't stand in a filed note beside one that can.
	if len(ps) > 1 && strength(ps[0].piece) > 0 {
		ps = slices.DeleteFunc(ps, func(p citedPiece) bool { return p.piece.Base < 2 && p.piece.Stance != "" })
	}
	return ps[:min(len(ps), mostCited)]
}

func strength(p grade.Piece) int {
	n := p.Base*8 - p.Distance*2
	if p.Proven {
		n++
	}
	return n
}

// cite writes one source.
func cite(s *dossier.Source) []doc.Inline {
	at := s.ID.At
	text := func(t string) doc.Inline { return doc.Text{S: t, At: at} }
	link := func(url, t string) doc.Inline { return doc.Link{URL: url, Text: []doc.Inline{text(t)}} }
	switch {
	case s.Ref != "" && s.URL.S != "":
		return []doc.Inline{link(s.URL.S, s.Ref)}
	case s.Ref != "":
		return []doc.Inline{text(s.Ref)}
	case s.URL.S != "":
		return []doc.Inline{link(s.URL.S, s.URL.S)}
	}
	var parts []string
	if s.Short != "" {
		parts = append(parts, s.Short)
	}
	parts = append(parts, "“"+Typographic(s.Title)+"”")
	if !s.Published.IsZero() {
		parts = append(parts, s.Published.String())
	}
	return []doc.Inline{text(strings.Join(parts, ", "))}
}

// WithDefinitions is Markdown with the text of its notes behind it, so that it can be read without the dossier.
func WithDefinitions(src []byte, d *doc.Document) []byte {
	var b strings.Builder
	src, _ = withoutDefinitions(src)
	b.WriteString(strings.TrimRight(string(src), " \r\n"))
	b.WriteString("\n")
	if len(d.Notes) > 0 {
		b.WriteString("\n")
	}
	seen := map[string]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		if !seen[m.ID] {
			seen[m.ID] = true
			b.WriteString("[^" + m.ID + "]: " + markdownInlines(d.Notes[m.Note-1].Text) + "\n")
		}
	}
	return []byte(b.String())
}

func markdownInlines(ins []doc.Inline) string {
	var b strings.Builder
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Link:
			t := doc.Plain(in.Text)
			if t == in.URL {
				b.WriteString("<" + t + ">")
			} else {
				b.WriteString("[" + literal(t) + "](" + in.URL + ")")
			}
		default:
			b.WriteString(literal(doc.Plain([]doc.Inline{in})))
		}
	}
	return b.String()
}
