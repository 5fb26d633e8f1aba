// Package letters puts what papers tell of organisations to them before it goes out: a letter to each, and all
// questions in one text for whoever sends them. The words are templates (templates/letters).
package letters

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"text/template"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/replies"
	"whereas/report/vocab"
)

// Input is what letters are made from. The claims are those of the public edition: nothing that is restricted is put to
// anybody.
type Input struct {
	Set            *grade.Set
	Parties        []*replies.Party // of whom the papers tell something adverse
	Vocabulary     vocab.Vocabulary
	Telling        draft.Wording
	Notes          notes.Words
	Wording        Wording
	Templates      fs.FS      // letter.md and questions.md
	Date, Deadline civil.Date // of the letters; by when an answer is asked for
}

// Letter is what is put to one organisation.
type Letter struct {
	Organisation string // its id
	Text
}

// Text is a document and the Markdown that it was made from, with its notes behind it.
type Text struct {
	Document *doc.Document
	Markdown []byte
}

// Letters are all letters, the questions of all of them in one text, and who gets none.
type Letters struct {
	Each      []Letter
	Questions Text
	Left      []Left
}

// Organisations are the ids of those that get a letter.
func (l *Letters) Organisations() (ids []string) {
	for _, letter := range l.Each {
		ids = append(ids, letter.Organisation)
	}
	return ids
}

// Left is an organisation that gets no letter, and why.
type Left struct{ Who, Why prose.Markdown }

// maker fills the templates.
type maker struct {
	Input
	dossier   *dossier.Dossier
	teller    draft.Teller
	templates *template.Template
}

// Make writes a letter to each party that had no chance to answer all that is told of it, but for those that the
// dossier gives a reason of their own not to ask. An error means that a template is broken.
func Make(in Input) (*Letters, error) {
	t, err := template.New("").Option("missingkey=error").ParseFS(in.Templates, "*.md")
	if err != nil {
		return nil, fmt.Errorf("read the templates of letters: %w", err)
	}
	in.Notes.Most = allSources
	m := &maker{Input: in, dossier: in.Set.Dossier, templates: t,
		teller: draft.Teller{Set: in.Set, Wording: in.Telling}}
	out := &Letters{}
	all := m.paper()
	for _, p := range in.Parties {
		if why := m.left(p); why != "" {
			all.Left = append(all.Left, Left{prose.Escape(p.Entity.Label()), why})
			continue
		}
		data := m.letter(p)
		text, err := m.write("letter.md", func(sources []Source) any {
			data.Sources = sources
			return data
		})
		if err != nil {
			return nil, err
		}
		out.Each = append(out.Each, Letter{p.Entity.ID.S, text})
		all.Letters = append(all.Letters, data)
	}
	out.Left = all.Left
	out.Questions, err = m.write("questions.md", func([]Source) any { return all })
	return out, err
}

// left says why a party gets no letter; "" where it gets one. A reason of the whole dossier is none to ask nobody.
func (m *maker) left(p *replies.Party) prose.Markdown {
	switch reason := p.Reason; {
	case len(p.Unheard) == 0:
		return m.Wording.md("heard")
	case p.Waiting != nil && p.Waiting.Deadline.IsZero():
		return m.Wording.md("asked")
	case p.Waiting != nil:
		return m.Wording.md("waiting", prose.Escape(p.Waiting.Deadline.Words(Lang)))
	case reason.Reason.S != "" && reason.Organisation.S != dossier.AllOrganisations:
		return m.Wording.md("reason", prose.Escape(m.Vocabulary.Text("no-reply-reason", reason.Reason.S)))
	}
	return ""
}

// allSources is how many a note names: whoever gets a letter has no workbook to look the others up in. A claim has no
// more pieces of evidence.
const allSources = dossier.MaxEvidence

// Lang is the language of letters.
const Lang = "en-US"

// write fills a template twice: which sources its notes name is known when they are written.
func (m *maker) write(name string, data func([]Source) any) (Text, error) {
	var made Text
	var sources []Source
	for range 2 {
		var b bytes.Buffer
		if err := m.templates.ExecuteTemplate(&b, path.Base(name), data(sources)); err != nil {
			return made, fmt.Errorf("fill the template %s: %w", name, err)
		}
		md := prose.Tidy(b.String())
		annotator := notes.NewAnnotator(m.Set, m.Vocabulary, m.Notes)
		var faults diag.List
		made.Document = prose.Parse(name, md, annotator.Notes, &faults)
		for _, f := range faults.Sorted() {
			return made, fmt.Errorf("read the template %s, as it is filled: line %d: %s", name, f.At.Line, f.Message)
		}
		made.Document.Lang, made.Document.PageSize = Lang, "letter"
		alone := prose.Parse(name, md, annotator.Notes, &diag.List{})
		annotator.Annotate(alone, true)
		made.Markdown = prose.WithDefinitions(md, alone)
		sources = m.sources(annotator.Annotate(made.Document, false))
	}
	return made, nil
}
