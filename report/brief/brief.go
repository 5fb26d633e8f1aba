// Package brief makes the briefing: what is on record about a company, question by question, with the company's own
// words beside it, and what isn't known. Its text is Markdown printed by templates (templates/briefing), in which a
// claim's note says where it is proven; a briefing.md of the dossier takes the summary's place.
package brief

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"text/template"

	"whereas/report/check"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Input is what a briefing is made from: a dossier in its edition, its card and graded claims, the words.
type Input struct {
	Set        *grade.Set
	Card       *score.Card
	Vocabulary vocab.Vocabulary
	Date       civil.Date    // of the document
	Ask        []*doc.Para   // the resolved clause; nil where no resolution is made
	Templates  fs.FS         // front.md, summary.md, record.md, back.md
	Telling    draft.Wording // how claims are told
	Plan       draft.Plan    // what they are worth
	Wording    Wording       // of the briefing itself
	Workbook   bool          // one is made beside it
	PageSize   string        // "letter" or "a4"
	File       string        // shown before the lines of the Markdown, "out/amazon/briefing.md"
	OwnFile    string        // the same for the user's own briefing.md
}

// Briefing is a drafted briefing. Markdown is the summary alone, which a person may rewrite as briefing.md.
type Briefing struct {
	Markdown []byte
	Document *doc.Document
}

// Make drafts the briefing. Faults of the summary go to l, and the document is there all the same, unless the record is
// longer than can be set: then it is nil. An error means that a template is broken.
func Make(in Input, l *diag.List) (*Briefing, error) {
	m := newMaker(in)
	annotator := notes.NewAnnotator(m.shown, in.Vocabulary, in.Wording.Notes)
	d := &doc.Document{Lang: in.Set.Dossier.Language, PageSize: in.PageSize, Subject: in.Card.Rubric.Title}

	summary, file := in.Set.Dossier.Briefing, in.OwnFile
	if summary != nil && len(bytes.TrimSpace(summary)) == 0 {
		l.Warnf(diag.Span{File: file}, diag.EmptySummary, "the file is empty: the briefing has no summary").
			WithHint("write one, or remove the file: then the template prints it")
	}
	if summary == nil {
		file = in.File
		var err error
		if summary, err = m.fill("summary.md", m.summary()); err != nil {
			return nil, in.refused(err, l)
		}
	}
	prose.Append(d, file, summary, annotator.Notes, l)
	d.Blocks = m.place(d.Blocks, true, l)
	m.markAsk(d.Blocks)
	check.Briefing(d, m.shown, in.Telling.Words, file, l)
	markdown := summaryWithNotes(file, summary, d, annotator, l)

	record, err := m.fill("record.md", m.record())
	if err != nil {
		return nil, in.refused(err, l)
	}
	made := &diag.List{} // of what the program itself prints: a fault there is the template's
	prose.Append(d, "record.md", record, annotator.Notes, made)
	back, err := m.fill("back.md", m.back(told(d, m.shown)))
	if err != nil {
		return nil, in.refused(err, l)
	}
	prose.Append(d, "back.md", back, annotator.Notes, made)
	front, err := m.fill("front.md", m.front(len(told(d, m.shown))))
	if err != nil {
		return nil, err
	}
	opening := prose.Parse("front.md", front, annotator.Notes, made)
	if len(opening.Notes) > 0 {
		return nil, fmt.Errorf("read the template front.md: it cites %q, and a front has no notes", opening.Notes[0].ID)
	}
	for _, fault := range made.Sorted() {
		return nil, fmt.Errorf("read the template %s, as it is filled: line %d: %s", fault.At.File, fault.At.Line,
			fault.Message)
	}
	d.Title, d.Blocks = opening.Title, append(opening.Blocks, d.Blocks...)
	annotator.Annotate(d, false)
	d.Blocks = m.place(d.Blocks, false, made)
	placeContents(d.Blocks)
	return &Briefing{Markdown: markdown, Document: d}, nil
}

// markAsk marks the paragraphs that say what the resolution asks as it says it: they ask, and need no note.
func (m *maker) markAsk(blocks []doc.Block) {
	asked := map[string]bool{}
	for _, p := range m.Ask {
		asked[doc.Plain(p.Text)] = true
	}
	doc.Walk(blocks, func(b doc.Block) {
		if p, ok := b.(*doc.Para); ok && asked[doc.Plain(p.Text)] {
			p.Resolved = true
		}
	})
}

// summaryWithNotes is the summary with the text of its notes behind it.
func summaryWithNotes(file string, md []byte, d *doc.Document, annotator *notes.Annotator, l *diag.List) []byte {
	alone := *d
	alone.Notes = append([]doc.Note(nil), d.Notes...)
	annotator.Annotate(&alone, true)
	prose.OwnNotes(file, md, &alone, l)
	return prose.WithDefinitions(md, &alone)
}

// told are the claims that a document cites, each once, in the order of their notes.
func told(d *doc.Document, set *grade.Set) []*grade.Claim {
	var out []*grade.Claim
	for _, n := range d.Notes {
		if g := set.Claim(n.ID); g != nil {
			out = append(out, g)
		}
	}
	return out
}

// refused tells of a part that is too long as what it is, a fault of the dossier; any other error stays one.
func (in Input) refused(err error, l *diag.List) error {
	if !errors.Is(err, errTooLong) {
		return err
	}
	l.Errorf(diag.Span{File: in.File}, diag.FileTooLarge,
		"a part of this briefing would be more than %d bytes of text", maxText).
		WithHint("code fewer claims for each level; or make all but the briefing: whereas draft")
	return nil
}

// maxText bounds what a template may print: 4 MiB.
const maxText = prose.MaxProse

var errTooLong = fmt.Errorf("it prints more than %d bytes", maxText)

func (m *maker) fill(name string, data any) ([]byte, error) {
	src, err := fs.ReadFile(m.Templates, name)
	if err != nil {
		return nil, fmt.Errorf("read the template %s: %w", name, err)
	}
	t, err := template.New(name).Option("missingkey=error").ParseFS(m.Templates, "claim.md")
	if err == nil {
		t, err = t.Parse(string(src))
	}
	if err != nil {
		return nil, fmt.Errorf("read the template %s: %w", name, err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, fmt.Errorf("fill the template %s: %w", name, err)
	}
	if b.Len() > maxText {
		return nil, fmt.Errorf("fill the template %s: %w", name, errTooLong)
	}
	return prose.Tidy(b.String()), nil
}

// Stamp writes the running head and foot: what it is, whose, of which day. problems is the number of errors and
// warnings that the summary has.
func (in Input) Stamp(b *Briefing, problems int) {
	w := in.Wording
	left := w.say("head")
	switch {
	case in.Card.Edition == dossier.InternalEdition:
		left = w.say("head_internal")
	case in.Set.Dossier.Company.Invented:
		left = w.say("head_invented")
	}
	switch {
	case problems == 1:
		left = w.say("problem", left)
	case problems > 1:
		left = w.say("problems", problems, left)
	}
	b.Document.RunHead = doc.Running{
		Left:   left,
		Centre: in.Set.Dossier.Company.Name,
		Right:  in.Date.Words(in.Set.Dossier.Language),
	}
	b.Document.RunFoot = doc.Running{Left: w.say("foot"), Right: w.say("foot_page")}
}
