// Package brief makes the briefing, what is handed out, and the record, all that stands behind it question by question:
// what is known about a company, its own words beside that, and what isn't known. Their text is Markdown printed by
// templates (templates/briefing), in which a claim's note says where it is proven. Where the dossier holds a
// briefing.md, that is the text of the briefing.
package brief

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"whereas/report/check"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/replies"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Input is what a briefing is made from: a dossier in its edition, its card and graded claims, the words.
type Input struct {
	Set        *grade.Set
	Card       *score.Card
	Vocabulary vocab.Vocabulary
	Date       civil.Date     // of the document
	Ask        []*doc.Para    // the resolved clause; nil where no resolution is made
	Request    draft.Ask      // what it asks: what it names weighs in the choice
	Capitals   check.Capitals // words of capitals that need no words beside them
	Templates  fs.FS          // of the briefing and its parts
	Telling    draft.Wording  // how claims are told
	Plan       draft.Plan     // for readers: what is told and what it is worth
	Wording    Wording        // of the briefing itself
	Replies    *replies.Rules // of whom something adverse is told
	OnePage    bool           // the briefing is made on one page as well
	Workbook   bool           // one is made beside it
	PageSize   string         // "letter" or "a4"
	Suffix     string         // that ends the names of files in this edition, "-internal"
	File       string         // shown before the lines of the Markdown, "out/amazon/briefing.md"
	OwnFile    string         // the same for the user's own briefing.md

	// Pages is how many pages a document takes in a style: the summary tells what fits two.
	Pages func(d *doc.Document, style string) (int, error)
}

// How the papers look: kinds of documents of the style file.
const (
	Handout = "briefing"
	Single  = "one-page"
	Annex   = "record"
)

// Briefing is two papers of one source: Document is what is handed out, Record all that stands behind it. Markdown is
// the text of the former, in which braces stand for its parts; a person may rewrite it as briefing.md.
type Briefing struct {
	Markdown []byte
	Document *doc.Document
	Record   *doc.Document
	OnePage  *doc.Document  // nil where nobody asked for it
	Told     []*grade.Claim // by any of the papers, in the order in which they do
}

// Make drafts the briefing. Faults of the text go to l, and the documents are there all the same, unless a part is
// longer than can be set: then it is nil. An error means that a template is broken.
func Make(in Input, l *diag.List) (*Briefing, error) {
	m, err := newMaker(in)
	if err != nil {
		return nil, err
	}
	b, paper := &Briefing{}, m.paper()
	if b.Document, b.Markdown, err = m.handout(paper, l); err == nil {
		b.Record, err = m.recordPaper(told(b.Document, m.shown))
	}
	if err == nil && in.OnePage {
		b.OnePage, err = m.single(paper)
	}
	if err != nil {
		return nil, in.refused(err, l)
	}
	b.Told = b.told(m.shown)
	replies.Tell(m.desk.Parties(b.Told, m.Date), l)
	return b, nil
}

// told are the claims that any of the papers tells.
func (b *Briefing) told(set *grade.Set) []*grade.Claim {
	all := told(b.Document, set)
	for _, d := range []*doc.Document{b.OnePage, b.Record} {
		if d != nil {
			all = together(all, told(d, set))
		}
	}
	return all
}

// handout is the paper that is handed out: what the dossier's own briefing.md says, or the template, with as much of it
// as the first two pages hold.
func (m *maker) handout(paper Paper, l *diag.List) (d *doc.Document, md []byte, err error) {
	if own := m.dossier.Briefing; own != nil {
		if len(bytes.TrimSpace(own)) == 0 {
			l.Warnf(diag.Span{File: m.OwnFile}, diag.EmptySummary, "the file is empty: the briefing says nothing").
				WithHint("write one, or remove the file: then the template prints it")
		}
		return m.write(paper, m.OwnFile, own, l)
	}
	md, err = m.sizedText("briefing.md", paper, m.Wording.sizes, 2, Handout)
	if err != nil {
		return nil, nil, err
	}
	return m.write(paper, m.File, md, l)
}

// single is the briefing on one page; nobody writes it by hand, so what is wrong with it is the template's fault.
func (m *maker) single(paper Paper) (*doc.Document, error) {
	brief := *m
	m = &brief
	m.Wording.Brief.Most = 1 // a page has room for the strongest source
	md, err := m.sizedText("one-page.md", paper, m.Wording.onePage, 1, Single)
	if err != nil {
		return nil, err
	}
	var faults diag.List
	d, _, err := m.write(paper, "one-page.md", md, &faults)
	if err != nil {
		return nil, err
	}
	return d, broken(&faults)
}

// sizedText is the text of a template with as much in it as fits so many pages before its first page break: the first
// of sizes, which the paper is given, that does, and else the last.
func (m *maker) sizedText(name string, paper Paper, sizes []Sized, pages int, style string) (
	md []byte, err error) {
	for i, size := range sizes {
		paper.Sized = size
		if md, err = m.fill(name, paper); err != nil || i == len(sizes)-1 {
			return md, err
		}
		before, _, _ := bytes.Cut(md, []byte("\n"+pageBreak+"\n"))
		d, _, err := m.write(paper, name, before, &diag.List{})
		if err != nil {
			return nil, err
		}
		n, err := m.Pages(d, style)
		if err != nil {
			return nil, err
		}
		if n <= pages {
			break
		}
	}
	return md, nil
}

// write makes the document of a text, and the text with its notes behind it.
func (m *maker) write(paper Paper, file string, md []byte, l *diag.List) (*doc.Document, []byte, error) {
	short := notes.NewAnnotator(m.shown, m.Vocabulary, m.Wording.Brief)
	w := &writer{maker: m, paper: paper, doc: m.document(), notes: short.Notes, faults: l, template: &diag.List{},
		waiting: map[doc.Block]string{}}
	head, err := m.fill("head.md", paper)
	if err != nil {
		return nil, nil, err
	}
	prose.Append(w.doc, "head.md", head, w.notes, w.template)
	if err := w.text(file, md); err != nil {
		return nil, nil, err
	}
	m.markAsk(w.doc.Blocks)
	if m.dossier.Briefing != nil {
		check.Briefing(
			&doc.Document{Blocks: w.own, Notes: w.doc.Notes, Lang: w.doc.Lang},
			m.shown,
			m.Telling.Words,
			file,
			l,
		)
	}
	if err := w.finish(short.Annotate(w.doc, false)); err != nil {
		return nil, nil, err
	}
	w.doc.Blocks = m.place(w.doc.Blocks, file, l, w.template)
	m.Wording.references(w.doc)
	return w.doc, m.withNotes(file, md, short, l), broken(w.template)
}

// broken is the first fault of a template, as an error: what the program itself prints has none.
func broken(faults *diag.List) error {
	for _, f := range faults.Sorted() {
		return fmt.Errorf("read the template %s, as it is filled: line %d: %s", f.At.File, f.At.Line, f.Message)
	}
	return nil
}

func (m *maker) document() *doc.Document {
	return &doc.Document{Lang: m.dossier.Language, PageSize: m.PageSize, Subject: m.Card.Rubric.Title,
		Words: m.Telling.Page, Whole: m.dossier.Names(), Foreign: draft.Foreign(m.dossier)}
}

// recordPaper is the record: question by question, and what stands behind it. brief is what the briefing tells.
func (m *maker) recordPaper(brief []*grade.Claim) (*doc.Document, error) {
	full := notes.NewAnnotator(m.shown, m.Vocabulary, m.Wording.Notes)
	d, made := m.document(), &diag.List{}
	record, err := m.fill("record.md", m.record())
	if err != nil {
		return nil, err
	}
	prose.Append(d, "record.md", record, full.Notes, made)
	back, err := m.fill("record-back.md", m.back(told(d, m.shown), brief))
	if err != nil {
		return nil, err
	}
	prose.Append(d, "record-back.md", back, full.Notes, made)
	front, err := m.fill("record-front.md", m.front(len(told(d, m.shown)), len(brief)))
	if err != nil {
		return nil, err
	}
	opening := prose.Parse("record-front.md", front, full.Notes, made)
	if len(opening.Notes) > 0 {
		return nil, fmt.Errorf("read the template record-front.md: it cites %q, and a front has no notes",
			opening.Notes[0].ID)
	}
	d.Title, d.Blocks = opening.Title, append(opening.Blocks, d.Blocks...)
	full.Annotate(d, false)
	d.Blocks = m.place(d.Blocks, "", nil, made)
	m.Wording.references(d)
	placeContents(d.Blocks)
	d.Claims = m.choosable(told(d, m.shown))
	return d, broken(made)
}

// choosable is what a reader of the web page can choose claims by.
func (m *maker) choosable(told []*grade.Claim) map[string]doc.Claim {
	out := map[string]doc.Claim{}
	for _, g := range told {
		c := doc.Claim{Grade: m.Vocabulary.Word(vocab.Grade(g.Grade))}
		for _, id := range g.Entities() {
			if e := m.dossier.Entity(id); e != nil {
				c.About = append(c.About, strings.ReplaceAll(e.Label(), "|", "/"))
			}
		}
		if when := g.When(); !when.IsZero() {
			c.First, c.Last = strconv.Itoa(when.Year), strconv.Itoa(when.Year)
			if !g.Since.IsZero() {
				c.First = strconv.Itoa(g.Since.Year)
			}
			if !g.Until.IsZero() {
				c.Last = strconv.Itoa(g.Until.Year)
			}
		}
		out[g.ID.S] = c
	}
	return out
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

// withNotes is a text with the notes that it cites itself behind it, so that it can be read without the dossier.
func (m *maker) withNotes(file string, md []byte, annotator *notes.Annotator, l *diag.List) []byte {
	alone := prose.Parse(file, md, annotator.Notes, &diag.List{})
	annotator.Annotate(alone, true)
	prose.OwnNotes(file, md, alone, l)
	return prose.WithDefinitions(md, alone)
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

// Stamp writes the running heads and feet: what it is, whose, of which day. problems is the number of errors and
// warnings that the text of the briefing has.
func (in Input) Stamp(b *Briefing, problems int) {
	w := in.Wording
	left := w.say("head")
	switch {
	case problems == 1:
		left = w.say("problem", left)
	case problems > 1:
		left = w.say("problems", problems, left)
	}
	in.stamp(b.Document, left)
	in.stamp(b.Record, w.say("head_record"))
	b.Record.RunFoot.Left = w.say("foot")
	if b.OnePage != nil {
		in.stamp(b.OnePage, w.say("head_one_page"))
	}
}

func (in Input) stamp(d *doc.Document, left string) {
	w := in.Wording
	if in.Set.Dossier.Company.Invented {
		left = w.say("head_invented", left)
	}
	if in.Card.Edition == dossier.InternalEdition {
		left = w.say("head_internal", left)
	}
	d.RunHead = doc.Running{
		Left:   left,
		Centre: in.Set.Dossier.Company.Name,
		Right:  in.Date.Words(in.Set.Dossier.Language),
	}
	d.RunFoot = doc.Running{Left: in.Set.Dossier.Author.Name, Right: w.say("foot_page")}
}
