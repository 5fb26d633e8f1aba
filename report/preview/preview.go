// Package preview is what somebody sees who writes a dossier and looks at what becomes of it: the pages of the
// resolution and the briefing as they will be printed, with what each sentence rests on, the problems, what is told and
// what isn't, and each claim with all that stands behind it. These are values; the verb preview shows them in a
// browser.
//
// What it shows of claims is the edition's alone. Only problems come from the whole dossier, as they do on a terminal.
package preview

import (
	"fmt"
	"slices"

	"whereas/report/brief"
	"whereas/report/check"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/draft"
	"whereas/report/explain"
	"whereas/report/grade"
	"whereas/report/packet"
	"whereas/report/proof"
	"whereas/report/svg"
)

// Maker makes previews of one run of a company. The faces of its tools must be loaded.
type Maker struct {
	*packet.Tools
	Company packet.Company
	Options packet.Options
	States  map[proof.Quote]proof.State
	Places  func(diag.Span) diag.Span // puts places as they are to be shown
}

// View is what is shown of a run. It doesn't change.
type View struct {
	Company Company `json:"company"`
	Texts   []Text  `json:"texts"`
	Told    []Told  `json:"told"`
	Untold  []Told  `json:"untold"`
	Claims  []Row   `json:"claims"`
	Hidden  int     `json:"hidden"`

	maker      Maker
	claims     *grade.Set
	resolution *draft.Resolution // nil where none is made
	briefing   *brief.Briefing   // nil where none is made
}

// Company is whom it is about.
type Company struct {
	Name    string `json:"name"`
	Edition string `json:"edition"`
}

// Text is one of the documents.
type Text struct {
	Kind    string        `json:"kind"`    // "resolution" or "briefing"
	Counted int           `json:"counted"` // words by the count that it is held to
	Limit   int           `json:"limit"`   // 0 for a text that has none
	Counts  *check.Length `json:"counts"`  // by each way of counting; nil for a text without a limit
	Pages   []Page        `json:"pages"`
	Older   bool          `json:"older"` // it is of an earlier run

	sheets map[string]*sheet // by the pages' ids
}

// Page is one page of a text. Its id changes when something on it does, and only then.
type Page struct {
	ID     string  `json:"id"`
	Label  string  `json:"label"`
	Width  float64 `json:"width"` // in points
	Height float64 `json:"height"`
}

// Resolution is the view of a run with its resolution, where the options ask for one. Faults of the text go to l; no
// view and no error mean that it was refused.
func (m Maker) Resolution(l *diag.List) (*View, error) {
	claims := m.Company.Claims
	v := &View{Company: Company{claims.Dossier.Company.Name, string(m.Company.Card.Edition)}, maker: m, claims: claims,
		Hidden: len(m.Company.Private.Claims) - len(claims.Claims), Texts: []Text{}, Told: []Told{}, Untold: []Told{}}
	if m.Options.Makes(packet.Resolution) {
		r, err := m.MakeResolution(m.Company, m.Options, l)
		if err != nil || r == nil {
			return nil, err
		}
		v.resolution = r
		t := Text{Kind: string(packet.Resolution), Counted: r.Counted, Limit: r.Limit, Counts: &r.Words}
		if err := v.lay(&t, r.Document, l); err != nil {
			return nil, err
		}
		v.Texts = append(v.Texts, t)
		v.tell()
	}
	v.list()
	return v, nil
}

// Briefing is a view with the briefing of the same run; nil where that was refused.
func (m Maker) Briefing(v *View, l *diag.List) (*View, error) {
	b, err := m.MakeBriefing(m.Company, m.Options, v.resolution, l)
	if err != nil || b == nil {
		return nil, err
	}
	t := Text{Kind: string(packet.Briefing)}
	if err := v.lay(&t, b.Document, l); err != nil {
		return nil, err
	}
	out := v.with(t)
	out.briefing = b
	return out, nil
}

// WithOlder is the view with those texts of an earlier one that it lacks.
func (v *View) WithOlder(earlier *View) *View {
	out := v
	for _, t := range earlier.Texts {
		if !slices.ContainsFunc(v.Texts, func(has Text) bool { return has.Kind == t.Kind }) {
			t.Older = true
			out = out.with(t)
		}
	}
	return out
}

func (v *View) with(t Text) *View {
	out := *v
	out.Texts = append(slices.Clip(v.Texts), t)
	return &out
}

// Resolution is the resolution that is shown; nil where there is none.
func (v *View) Resolution() *draft.Resolution { return v.resolution }

// lay lays out a text.
func (v *View) lay(t *Text, d *doc.Document, l *diag.List) error {
	layout, err := v.maker.Typeset.Lay(d, t.Kind, l)
	if err != nil {
		return fmt.Errorf("lay out the %s: %w", t.Kind, err)
	}
	b := v.blocker(layout, d)
	t.sheets = make(map[string]*sheet, len(layout.Pages))
	for i := range layout.Pages {
		p := &layout.Pages[i]
		page := Page{ID: b.id(t.Kind, i), Label: p.Label, Width: points(p.Width), Height: points(p.Height)}
		t.sheets[page.ID] = &sheet{b, i}
		t.Pages = append(t.Pages, page)
	}
	return nil
}

// sheet is a page that can be drawn.
type sheet struct {
	*blocker
	number int
}

func (v *View) sheet(id string) *sheet {
	for _, t := range v.Texts {
		if s := t.sheets[id]; s != nil {
			return s
		}
	}
	return nil
}

// Picture is a page as SVG; nil where there is no page with the id.
func (v *View) Picture(id string) ([]byte, error) {
	s := v.sheet(id)
	if s == nil {
		return nil, nil
	}
	return svg.Page(s.layout, s.number)
}

// Blocks are what stands on a page, in reading order; nil where there is no page with the id.
func (v *View) Blocks(id string) []Block {
	s := v.sheet(id)
	if s == nil {
		return nil
	}
	return s.blocks(s.number)
}

func (v *View) explaining() explain.Input {
	return explain.Input{Claims: v.claims, Card: v.maker.Company.Card, Vocabulary: v.maker.Vocabulary}
}

// place is where something is to be changed, as it is printed: a line of a file, or a cell.
func (v *View) place(at diag.Span) string {
	if at.File == "" {
		return ""
	}
	return diag.Visible(v.maker.Places(at).String())
}
