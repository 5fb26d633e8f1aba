// Package packet makes what a run leaves of a company, in memory: the resolution, the briefing, the workbook, the card,
// each in the forms that were asked for, and the manifest that says what they were made of.
package packet

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"whereas/report/brief"
	"whereas/report/check"
	"whereas/report/civil"
	"whereas/report/deflate"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/grade"
	"whereas/report/letters"
	"whereas/report/proof"
	"whereas/report/replies"
	"whereas/report/score"
	"whereas/report/typeset"
	"whereas/report/vocab"
	"whereas/report/xlsx"
)

// Kind of thing that a run can make of a company.
type Kind string

// The kinds, in the order in which they are made.
const (
	Resolution Kind = "resolution"
	Briefing   Kind = "briefing"
	Workbook   Kind = "workbook"
	Card       Kind = "card"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Resolution, Briefing, Workbook, Card} }

// Format is a form that a text can be written in.
type Format string

// The formats.
const (
	PDF      Format = "pdf"
	HTML     Format = "html"
	Markdown Format = "md"
	Word     Format = "docx"
	Text     Format = "txt"
)

// Formats lists those of a briefing.
func Formats() []Format { return []Format{PDF, HTML, Markdown, Word, Text} }

// ResolutionFormats lists those of a resolution.
func ResolutionFormats() []Format { return []Format{PDF, Markdown, Word, Text} }

// Names of files that are data.
const (
	workbookName = "evidence.xlsx"
	cardName     = "card.json"
)

// FileNames are the files that a result of any edition can hold, the manifest aside.
func FileNames() []string {
	return ofBoth([]string{"resolution.pdf", "resolution.md", "resolution.docx", "resolution.txt", "briefing.pdf",
		"briefing.html", "briefing.md", "briefing.docx", "briefing.txt", "record.pdf", "record.docx", "record.txt",
		"one-page.pdf", "one-page.docx", "one-page.txt",
		workbookName, cardName})
}

// ofBoth are names as both editions have them.
func ofBoth(names []string) []string {
	all := slices.Clone(names)
	for _, n := range names {
		all = append(all, FileName(n, dossier.InternalEdition))
	}
	return all
}

// FileName is what a file of a result is called in an edition: briefing-internal.pdf says in its name that it may not
// be mailed, wherever somebody puts it.
func FileName(name string, edition dossier.Edition) string {
	if edition != dossier.InternalEdition {
		return name
	}
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + internalSuffix + ext
}

// internalSuffix ends the names of files of the internal edition.
const internalSuffix = "-internal"

// Options of one company's run.
type Options struct {
	Prefix   string          // shown before the dossier's file names
	Out      string          // shown before the names of what is made
	Edition  dossier.Edition // whom the result is for
	Make     []Kind          // all where empty
	As       []Format        // forms of the texts
	OnePage  bool            // the briefing is made on one page as well
	Attach   bool            // the workbook and the card travel within the briefing's PDF
	Date     civil.Date      // of the documents; the dossier's as_of where zero
	Today    civil.Date      // for notices, and for what a final text may not do
	Final    bool            // no stamp, and no claim told that wasn't looked at lately
	Captures []fs.FS         // where quotes are looked for
	Stamp    proof.Stamp     // who records them
}

// Makes tells whether a run makes things of a kind. Where nothing is said, it makes all.
func (o Options) Makes(kind Kind) bool { return len(o.Make) == 0 || slices.Contains(o.Make, kind) }

// Tools are what packets are made with, read once: any number of companies share them.
type Tools struct {
	Vocabulary vocab.Vocabulary
	Telling    draft.Wording // of claims
	Phrasing   check.Phrasing
	Capitals   check.Capitals
	Briefing   brief.Wording
	Replies    *replies.Rules
	Asking     letters.Wording
	Typeset    *typeset.Setter
	Filing     fs.FS // rules of filing
	Rubrics    fs.FS // what languages say of them
	Templates  fs.FS
	Deflate    deflate.Pool
	Data       diag.Texts // the files of data, by their names

	languages languages
}

// Texts are the files that diagnostics of a run can point into.
func (t *Tools) Texts(d *dossier.Dossier) diag.Texts {
	all := maps.Clone(t.Data)
	if d != nil {
		maps.Copy(all, d.Texts)
	}
	return all
}

// Company is one company on its way: its claims as they lie in the folder, those of the edition, and the edition's
// card. Everything that is made is made of the edition; the private claims are asked for one thing, what a text of the
// user's own cites that the edition leaves out.
type Company struct {
	Private *grade.Set
	Claims  *grade.Set
	Card    *score.Card
}

// Of is a company of its claims as they lie in the folder, those of the edition, and the edition's card.
func Of(private, claims *grade.Set, card *score.Card) Company {
	return Company{Private: private, Claims: claims, Card: card}
}

// Result is what a run makes of a company.
type Result struct {
	Files      []File            // the manifest last
	Resolution *draft.Resolution // nil where none is made
	Briefing   *brief.Briefing   // nil where none is made
}

// maker makes one packet.
type maker struct {
	*Tools
	Company
	Options
	dossier *dossier.Dossier // of the edition
	day     civil.Date       // of the documents
	list    *diag.List
}

// Make makes what the options ask for and, last, the manifest; what isn't asked for isn't computed. Faults of a text
// go to l: the files are made all the same, stamped with their number. No result and no error mean that a text was
// refused, and l says why.
func (t *Tools) Make(c Company, opts Options, l *diag.List) (*Result, error) {
	m := t.maker(c, opts, l)
	manifest := Manifest{Schema: "whereas/manifest/1", Company: m.dossier.Slug, Name: m.dossier.Company.Name,
		Edition: opts.Edition, Final: opts.Final,
		AsOf: m.dossier.AsOf.Date, Date: m.day, Rubric: c.Card.RubricRef}
	made := &Result{}
	if opts.Makes(Resolution) {
		res, text, err := m.resolution()
		if err != nil || res == nil {
			return nil, err
		}
		made.Resolution, manifest.Text = res, Digest(text)
		if made.Files, err = m.resolutionFiles(res); err != nil {
			return nil, err
		}
	}
	data, err := m.dataFiles()
	if err != nil {
		return nil, err
	}
	if opts.Makes(Briefing) {
		b, text, err := m.briefing(made.Resolution)
		if err != nil || b == nil {
			return nil, err
		}
		made.Briefing, manifest.Summary = b, Digest(text)
		files, err := m.briefingFiles(b, data)
		if err != nil {
			return nil, err
		}
		made.Files = append(made.Files, files...)
	}
	made.Files = append(made.Files, data...)
	for _, e := range m.dossier.Corrections {
		manifest.Corrections = append(manifest.Corrections, e.ID.S)
	}
	manifest.Files = Listed(made.Files)
	last, err := ManifestOf(manifest)
	if err != nil {
		return nil, err
	}
	made.Files = append(made.Files, last)
	return made, nil
}

// maker is what makes a packet of a company.
func (t *Tools) maker(c Company, opts Options, l *diag.List) *maker {
	m := &maker{Tools: t, Company: c, Options: opts, dossier: c.Claims.Dossier, day: opts.Date, list: l}
	if m.day.IsZero() {
		m.day = m.dossier.AsOf.Date
	}
	return m
}

// MakeResolution is the resolution alone, as Make makes it beside what the options ask for; nil where it is refused.
func (t *Tools) MakeResolution(c Company, opts Options, l *diag.List) (*draft.Resolution, error) {
	res, _, err := t.maker(c, opts, l).resolution()
	return res, err
}

// MakeBriefing is the briefing alone, beside a resolution, which may be nil; nil where it is refused.
func (t *Tools) MakeBriefing(c Company, opts Options, res *draft.Resolution, l *diag.List) (*brief.Briefing, error) {
	b, _, err := t.maker(c, opts, l).briefing(res)
	return b, err
}

// file is a file of the result, by its name in the edition.
func (m *maker) file(name string, data []byte) File {
	return File{Name: FileName(name, m.Edition), Data: data}
}

// text is a file of documents, which says what claims they tell.
func (m *maker) text(name string, data []byte, docs ...*doc.Document) File {
	f := m.file(name, data)
	for _, d := range docs {
		for _, n := range d.Notes {
			if m.Claims.Claim(n.ID) != nil && !slices.Contains(f.Claims, n.ID) {
				f.Claims = append(f.Claims, n.ID)
			}
		}
	}
	return f
}

// data is a file of data, which holds all claims of the card.
func (m *maker) data(name string, data []byte) File {
	f := m.file(name, data)
	for _, c := range m.Card.Claims {
		f.Claims = append(f.Claims, c.ID)
	}
	return f
}

// heard is whether the company had a chance to answer what its card holds that is adverse to it.
func (m *maker) heard() *score.Heard {
	var claims []*grade.Claim
	for _, c := range m.Card.Claims {
		if g := m.Claims.Claim(c.ID); g != nil {
			claims = append(claims, g)
		}
	}
	for _, p := range m.Replies.Of(m.dossier).Parties(claims, m.day) {
		if p.Entity.ID.S == dossier.CompanyID {
			h := &score.Heard{Unheard: len(p.Unheard)}
			if p.Excused() {
				h.Reason = p.Reason.Reason.S
			}
			return h
		}
	}
	return nil
}

// dataFiles are the workbook and the card, as far as they are asked for.
func (m *maker) dataFiles() ([]File, error) {
	var files []File
	if m.Makes(Workbook) {
		book, err := xlsx.Workbook(
			xlsx.Input{Set: m.Claims, Card: m.Card, Vocabulary: m.Vocabulary, Deflate: &m.Deflate})
		if err != nil {
			return nil, fmt.Errorf("write the workbook: %w", err)
		}
		files = append(files, m.data(workbookName, book))
	}
	if m.Makes(Card) {
		card := *m.Card
		card.Replies = m.heard()
		b, err := card.JSON()
		if err != nil {
			return nil, fmt.Errorf("write the card: %w", err)
		}
		files = append(files, m.data(cardName, b))
	}
	return files, nil
}
