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

// Style of a citation.
type Style int

const (
	// Filed is the shortest unambiguous reference: a report's number, an address, else publisher and title.
	// In a filed text every word of a note counts.
	Filed Style = iota
	// Annotated gives publisher, title, date, address, archived copy and day of access.
	Annotated
)

// maxFiled is how many sources a filed note names: the strongest, one of each cluster.
const maxFiled = 2

// NotesOf writes notes of one style for a dossier.
func NotesOf(d *dossier.Dossier, graded []*grade.Claim, style Style) Notes {
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
			return cite(src, "", style), true
		}
		g := byID[id]
		if g == nil {
			return nil, false
		}
		var out []doc.Inline
		for i, p := range cited(d, g, style) {
			if i > 0 {
				out = append(out, doc.Text{S: "; ", At: g.ID.At})
			}
			out = append(out, cite(p.source, p.locator, style)...)
		}
		return out, true
	}
}

type citedPiece struct {
	source  *dossier.Source
	locator string
	piece   grade.Piece
	order   int
}

// cited are the pieces a note names, strongest first; in a filed note at most one of each cluster. An
// absence without evidence of its own cites the documents that were read.
func cited(d *dossier.Dossier, g *grade.Claim, style Style) []citedPiece {
	var ps []citedPiece
	seen := map[string]bool{}
	for i, e := range g.Evidence {
		s := d.Source(e.Source.S)
		if s == nil || e.Stance != terms.Supports && style == Filed || seen[s.ID.S] {
			continue
		}
		seen[s.ID.S] = true
		ps = append(ps, citedPiece{s, e.Locator, g.Pieces[i], i})
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
	if style != Filed {
		return ps
	}
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
	return ps[:min(len(ps), maxFiled)]
}

func strength(p grade.Piece) int {
	n := p.Base*8 - p.Distance*2
	if p.Proven {
		n++
	}
	return n
}

// cite writes one source. What isn't known is said: no address, no date.
func cite(s *dossier.Source, locator string, style Style) []doc.Inline {
	at := s.ID.At
	text := func(t string) doc.Inline { return doc.Text{S: t, At: at} }
	link := func(u string) doc.Inline { return doc.Link{URL: u, Text: []doc.Inline{doc.Text{S: u, At: at}}} }
	if style == Filed {
		switch {
		case s.Ref != "" && s.URL.S != "":
			return []doc.Inline{doc.Link{URL: s.URL.S, Text: []doc.Inline{doc.Text{S: s.Ref, At: at}}}}
		case s.Ref != "":
			return []doc.Inline{text(s.Ref)}
		case s.URL.S != "":
			return []doc.Inline{link(s.URL.S)}
		}
		parts := []string{}
		if s.Short != "" {
			parts = append(parts, s.Short)
		}
		parts = append(parts, "“"+Typographic(s.Title)+"”")
		if !s.Published.IsZero() {
			parts = append(parts, s.Published.String())
		}
		return []doc.Inline{text(strings.Join(parts, ", "))}
	}
	var out []doc.Inline
	lead := ""
	if s.Publisher != "" {
		lead = s.Publisher + ", "
	}
	lead += "“" + Typographic(s.Title) + "”"
	if locator != "" {
		lead += ", " + Typographic(locator)
	}
	if s.Published.IsZero() {
		lead += ", no date given"
	} else {
		lead += ", " + s.Published.String()
	}
	if s.Read == "excerpt" {
		lead += ", read as an excerpt"
	}
	if s.Ref != "" {
		lead += ", " + s.Ref
	}
	out = append(out, text(lead))
	if s.URL.S != "" {
		out = append(out, text(", "), link(s.URL.S))
	} else {
		out = append(out, text(", no address known"))
	}
	if s.Archived.S != "" {
		out = append(out, text(", archived at "), link(s.Archived.S))
	}
	if !s.Accessed.IsZero() {
		out = append(out, text(", accessed "+s.Accessed.String()))
	}
	return out
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
				b.WriteString("[" + t + "](" + in.URL + ")")
			}
		default:
			b.WriteString(doc.Plain([]doc.Inline{in}))
		}
	}
	return b.String()
}
