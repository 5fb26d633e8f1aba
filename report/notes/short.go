package notes

import (
	"strings"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// mostCited is how many sources a note names: the strongest, one of each cluster. In a filed text every word of
// a note counts.
const mostCited = 2

// Short writes notes in the shortest unambiguous form: a report's number, an address, else publisher and title. It
// knows claims by their ids, and sources ("source:…").
func Short(set *grade.Set) prose.Notes {
	guesses := fewGuesses
	return func(id string) ([]doc.Inline, bool) {
		if s, ok := strings.CutPrefix(id, "source:"); ok {
			src := set.Dossier.Source(s)
			if src == nil {
				return near(set, id, nil, &guesses), false
			}
			return cite(src), true
		}
		g := set.Claim(id)
		if g == nil {
			return near(set, id, nil, &guesses), false
		}
		var out []doc.Inline
		for i, s := range cited(set, g) {
			if i > 0 {
				out = append(out, doc.Text{S: "; ", At: g.ID.At})
			}
			out = append(out, cite(s)...)
		}
		return out, true
	}
}

// cited are the sources that a note names, strongest first, at most one of each cluster. An absence cites the documents
// that were read as well, behind its evidence.
func cited(set *grade.Set, g *grade.Claim) []*dossier.Source {
	var out []*dossier.Source
	named, clusters := map[*dossier.Source]bool{}, map[string]bool{}
	supports := set.Supports(g)
	for _, p := range supports {
		if named[p.Source] {
			continue
		}
		named[p.Source] = true
		if p.Cluster != "" && clusters[p.Cluster] {
			continue
		}
		clusters[p.Cluster] = true
		// A piece that can bear nothing doesn't stand in a filed note beside one that can.
		if len(out) > 0 && p.Base < 2 && supports[0].Strength() > 0 {
			continue
		}
		out = append(out, p.Source)
	}
	if log := set.Dossier.Search(g.Search.S); log != nil && g.Kind == vocab.Absence {
		for _, x := range log.Documents {
			if s := set.Dossier.Source(x.Source.S); s != nil && !named[s] {
				named[s] = true
				out = append(out, s)
			}
		}
	}
	return out[:min(len(out), mostCited)]
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
		parts = append(parts, prose.Typographic(s.Short))
	}
	parts = append(parts, prose.Quoted(s.Title))
	if !s.Published.IsZero() {
		parts = append(parts, s.Published.String())
	}
	return []doc.Inline{text(strings.Join(parts, ", "))}
}
