package brief

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/figure"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// mostTypes are as many types of sources as a picture of a page's height shows: those with the most sources.
const mostTypes = 11

// rest is what the claims that are shown rest on.
type rest struct {
	types   []restType
	heavy   []*dossier.Source // the two without which most claims would be weaker; fewer where there are fewer
	without [][5]int          // claims by grade: with all, without the first, without both
	falls   []fall
}

// restType is the sources of one type that support claims.
type restType struct {
	id                      string
	sources, voices, claims int
}

// fall is a claim that would be weaker without the two.
type fall struct {
	g    *grade.Claim
	left int // its grade then
}

// rests counts what the claims rest on.
func (m *maker) rests() rest {
	type sets struct{ sources, voices, claims map[string]bool }
	byType, byDocument := map[string]*sets{}, map[string]*dossier.Source{}
	supports := map[string][]*grade.Claim{} // by document
	for _, g := range m.shown.Claims {
		for _, s := range m.shown.Supports(g) {
			t := byType[s.Source.Type.S]
			if t == nil {
				t = &sets{map[string]bool{}, map[string]bool{}, map[string]bool{}}
				byType[s.Source.Type.S] = t
			}
			t.sources[s.Source.ID.S], t.claims[g.ID.S] = true, true
			if s.Cluster != "" {
				t.voices[s.Cluster] = true
			}
			if claims := supports[s.Document]; len(claims) == 0 || claims[len(claims)-1] != g {
				supports[s.Document] = append(claims, g)
			}
			if whole := m.dossier.Source(s.Document); whole != nil {
				byDocument[s.Document] = whole
			}
		}
	}
	var out rest
	for id, t := range byType {
		out.types = append(out.types, restType{id, len(t.sources), len(t.voices), len(t.claims)})
	}
	slices.SortFunc(out.types, func(a, b restType) int {
		return cmp.Or(cmp.Compare(b.sources, a.sources), cmp.Compare(a.id, b.id))
	})
	heavy := m.heaviest(supports, byDocument)
	gone := map[string]bool{}
	out.without = append(out.without, m.gradesWithout(gone))
	for _, document := range heavy {
		gone[document] = true
		out.heavy = append(out.heavy, byDocument[document])
		out.without = append(out.without, m.gradesWithout(gone))
	}
	for _, g := range m.shown.Claims {
		if left := m.shown.Without(g, gone); left < g.Grade {
			out.falls = append(out.falls, fall{g, left})
		}
	}
	slices.SortStableFunc(out.falls, func(a, b fall) int { return cmp.Compare(b.g.Grade, a.g.Grade) })
	return out
}

// heaviest are the two documents each of which, taken away alone, would weaken most claims; of two that are alike the
// one that supports more, then the first by its id.
func (m *maker) heaviest(supports map[string][]*grade.Claim, known map[string]*dossier.Source) []string {
	falls := map[string]int{}
	var ids []string
	for document, claims := range supports {
		if known[document] == nil {
			continue
		}
		ids = append(ids, document)
		for _, g := range claims {
			if m.shown.Without(g, map[string]bool{document: true}) < g.Grade {
				falls[document]++
			}
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(falls[b], falls[a]), cmp.Compare(len(supports[b]), len(supports[a])),
			cmp.Compare(a, b))
	})
	return ids[:min(len(ids), 2)]
}

// gradesWithout counts the claims by their grade without some documents. What speaks against a claim stays: none is
// stronger than it is.
func (m *maker) gradesWithout(gone map[string]bool) (out [5]int) {
	for _, g := range m.shown.Claims {
		out[min(g.Grade, m.shown.Without(g, gone))]++
	}
	return out
}

// restFigure is the picture of what the claims rest on, none where nothing supports any.
func (m *maker) restFigure(at diag.Span) []doc.Block {
	r, w := m.rests(), m.Wording
	if len(r.types) == 0 {
		return nil
	}
	var alt strings.Builder
	sources := figure.Group{Title: w.say("rests_sources"), Key: []string{w.say("rests_voices"), w.say("rests_more")}}
	shown := r.types[:min(len(r.types), mostTypes)]
	for _, t := range shown {
		voices := min(t.voices, t.sources)
		row := figure.Counts{Name: m.typeWord(t.id), Parts: []int{voices, t.sources - voices},
			Text: w.say("rests_type", t.sources, t.voices, t.claims)}
		sources.Rows = append(sources.Rows, row)
		alt.WriteString(w.say("alt_row", row.Name, row.Text))
	}
	grades := figure.Group{Title: w.say("rests_grades"), Key: []string{m.gradeWord(4), m.gradeWord(3), m.gradeWord(2),
		w.say("rests_weak")}}
	for i, n := range r.without {
		name := w.say("rests_all")
		switch i {
		case 1:
			name = w.say("rests_without", m.sourceLabel(r.heavy[0]))
		case 2:
			name = w.say("rests_without_both", m.sourceLabel(r.heavy[0]), m.sourceLabel(r.heavy[1]))
		}
		row := figure.Counts{Name: name, Parts: []int{n[4], n[3], n[2], n[1] + n[0]},
			Text: w.say("rests_counts", n[4], n[3], n[2], n[1]+n[0])}
		grades.Rows = append(grades.Rows, row)
		alt.WriteString(w.say("alt_row", row.Name, row.Text))
	}
	caption := w.say("figure_rests", len(r.falls))
	if more := len(r.types) - len(shown); more > 0 {
		caption = w.say("rests_more_types", caption, more)
	}
	groups := []figure.Group{sources, grades}
	small := figure.NarrowGroups(groups)
	return []doc.Block{&doc.Figure{At: at, Scene: figure.Groups(groups), Narrow: &small,
		Alt: strings.TrimSpace(alt.String()), Caption: plain(caption)}}
}

func (m *maker) typeWord(id string) string {
	return prose.UpperFirst(m.Vocabulary.Text("source-type", id))
}

func (m *maker) gradeWord(n int) string { return m.Vocabulary.Word(vocab.Grade(n)) }

func (m *maker) sourceLabel(s *dossier.Source) string { return cmp.Or(s.Short, s.Publisher, s.Title) }
