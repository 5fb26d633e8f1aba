package preview

import (
	"slices"
	"strings"

	"whereas/report/doc"
	"whereas/report/dossier"
)

// Cite is what a mark leads to: a claim of the edition, or a source that is cited by itself.
type Cite struct {
	Kind string `json:"kind"` // "claim" or "source"
	ID   string `json:"id"`
}

// citing finds what marks lead to.
type citing struct {
	v       *View
	answers map[string]string // claims by the id of an answer
}

func (v *View) citing() citing {
	c := citing{v, map[string]string{}}
	for _, r := range v.claims.Dossier.Replies {
		r.EachAnswer(func(id, claim string, _ *dossier.Answer) { c.answers["reply:"+id] = claim })
	}
	return c
}

// cite is what a mark's id leads to; false for what is neither a claim nor a source, such as a note of one's own.
func (c citing) cite(id string) (Cite, bool) {
	if claim, ok := c.answers[id]; ok {
		id = claim
	}
	if c.v.claims.Claim(id) != nil {
		return Cite{"claim", id}, true
	}
	if s, ok := strings.CutPrefix(id, "source:"); ok && c.v.claims.Dossier.Source(s) != nil {
		return Cite{"source", s}, true
	}
	return Cite{}, false
}

// add puts what ids lead to behind what is there, each once.
func (c citing) add(to []Cite, ids ...string) []Cite {
	for _, id := range ids {
		if cite, ok := c.cite(id); ok && !slices.Contains(to, cite) {
			to = append(to, cite)
		}
	}
	return to
}

// cited are the places where texts of somebody's own cite a claim.
func (v *View) cited(id string) []Place {
	var out []Place
	d := v.claims.Dossier
	in := func(what string, own bool, of *doc.Document) {
		if !own {
			return
		}
		for _, m := range doc.Marks(of.Blocks) {
			if m.ID == id {
				out = append(out, Place{what, v.place(m.At)})
			}
		}
	}
	if r := v.resolution; r != nil {
		in("your resolution", d.Resolution != nil, r.Document)
	}
	if b := v.briefing; b != nil && d.Briefing != nil {
		for _, m := range doc.Marks(b.Document.Blocks) {
			if m.ID == id && strings.HasSuffix(m.At.File, "briefing.md") {
				out = append(out, Place{"your briefing", v.place(m.At)})
			}
		}
	}
	return out
}

// Source is a source that is cited by itself.
type Source struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Type    string  `json:"type"`
	Address string  `json:"address"`
	Claims  []Told  `json:"claims"` // that rest on it
	Places  []Place `json:"places"`
}

// Source is a source by its id; nil where there is none.
func (v *View) Source(id string) *Source {
	s := v.claims.Dossier.Source(id)
	if s == nil {
		return nil
	}
	out := &Source{ID: id, Title: sourceTitle(s), Type: v.maker.Vocabulary.Text("source-type", s.Type.S),
		Address: s.URL.S, Places: []Place{{"the source", v.place(s.ID.At)}}, Claims: []Told{}}
	for _, g := range v.claims.Claims {
		if slices.ContainsFunc(g.Evidence, func(e *dossier.Evidence) bool { return e.Source.S == id }) {
			out.Claims = append(out.Claims, Told{ID: g.ID.S, Text: g.Text.S, Grade: g.Grade})
		}
	}
	return out
}

// sourceTitle is a source's publisher and title.
func sourceTitle(s *dossier.Source) string {
	return strings.Join(slices.DeleteFunc([]string{s.Publisher, s.Title},
		func(s string) bool { return s == "" }), ", ")
}
