package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"whereas/report/brief"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/html"
	"whereas/report/pages"
	"whereas/report/pdf"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/terms"
	"whereas/report/xlsx"
)

// File is one file that a run makes, in memory.
type File struct {
	Name string
	Data []byte
}

// Formats that things can be written as: a resolution as pdf and md, a briefing as all of them.
var formats = []string{"pdf", "html", "md"}

// Formats lists them.
func Formats() []string { return slices.Clone(formats) }

// ResolutionFormats lists those of a resolution.
func ResolutionFormats() []string { return []string{"pdf", "md"} }

// ResultNames are the files that a result can hold, the manifest aside.
func ResultNames() []string {
	return []string{
		"resolution.pdf",
		"resolution.md",
		"briefing.pdf",
		"briefing.html",
		"briefing.md",
		workbookName,
		cardName,
	}
}

// Files that are data, and what a reader is told of them where they are attached.
const (
	workbookName = "evidence.xlsx"
	cardName     = "card.json"
)

var dataTypes = map[string]struct{ media, says string }{
	workbookName: {
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"Every claim with its evidence, grade and source",
	},
	cardName: {"application/json", "The card: how the company was scored, with the whole derivation"},
}

// Kinds of things that a run can make of a company.
const (
	KindResolution = "resolution"
	KindBriefing   = "briefing"
	KindWorkbook   = "workbook"
	KindCard       = "card"
)

// Kinds lists them, in the order in which they are made.
func Kinds() []string { return []string{KindResolution, KindBriefing, KindWorkbook, KindCard} }

// Makes tells whether a run makes things of a kind. Where nothing is said, it makes all.
func (o Options) Makes(kind string) bool { return len(o.Make) == 0 || slices.Contains(o.Make, kind) }

// Result is what a run makes of a company.
type Result struct {
	Files      []File            // the manifest last
	Resolution *draft.Resolution // nil where none is made
	Briefing   *brief.Briefing   // nil where none is made
}

// Draft makes what the options ask for (the resolution, the briefing, the workbook, the card) and, last, the manifest of
// a company; what isn't asked for isn't computed. Faults of a text go to l: the files are made all the same, stamped
// with their number. No result and no error mean that the draft was refused, and l says why. as chooses the forms
// of the texts.
func (s *Setup) Draft(c *Company, opts Options, as []string, l *diag.List) (*Result, error) {
	card, graded := s.Card(c, opts), s.Graded(c)
	made, texts := &Result{}, map[string][]byte{}
	if opts.Makes(KindResolution) {
		var err error
		if made.Resolution, texts[KindResolution], err = s.resolution(c, opts, card, graded, l); err != nil ||
			made.Resolution == nil {
			return nil, err
		}
		files, err := s.resolutionFiles(made.Resolution, opts, c, as, l)
		if err != nil {
			return nil, err
		}
		made.Files = files
	}
	data, err := s.dataFiles(c, opts, card, graded)
	if err != nil {
		return nil, err
	}
	if opts.Makes(KindBriefing) {
		if made.Briefing, texts[KindBriefing], err = s.briefing(c, opts, card, graded, made.Resolution, l); err != nil ||
			made.Briefing == nil {
			return nil, err
		}
		var attached []File
		if opts.Attach {
			attached = data
		}
		files, err := s.briefingFiles(made.Briefing, opts, c, as, attached, l)
		if err != nil {
			return nil, err
		}
		made.Files = append(made.Files, files...)
	}
	made.Files = append(made.Files, data...)
	manifest, err := s.manifest(c, opts, card, texts, made.Files)
	if err != nil {
		return nil, err
	}
	made.Files = append(made.Files, manifest)
	return made, nil
}

// dataFiles are the workbook and the card, as far as they are asked for.
func (s *Setup) dataFiles(c *Company, opts Options, card *score.Card, graded []*grade.Claim) ([]File, error) {
	var files []File
	if opts.Makes(KindWorkbook) {
		book, err := xlsx.Workbook(
			xlsx.Input{
				Dossier:    c.Dossier,
				Card:       card,
				Graded:     graded,
				Vocabulary: s.Vocabulary,
				Authority:  s.Authority,
				Deflate:    &s.deflate,
			},
		)
		if err != nil {
			return nil, fmt.Errorf("write the workbook: %w", err)
		}
		files = append(files, File{workbookName, book})
	}
	if opts.Makes(KindCard) {
		b, err := card.JSON()
		if err != nil {
			return nil, fmt.Errorf("write the card: %w", err)
		}
		files = append(files, File{cardName, b})
	}
	return files, nil
}

// resolution drafts the text and stamps it; text is the template, or the user's own prose, that it was made from.
// It is nil where the draft is refused.
func (s *Setup) resolution(
	c *Company,
	opts Options,
	card *score.Card,
	graded []*grade.Claim,
	l *diag.List,
) (res *draft.Resolution, text []byte, err error) {
	rules, err := s.Rules(c.Dossier, l)
	if err != nil {
		return nil, nil, err
	}
	if s.citesGuarded(c, c.Dossier.Resolution, opts.Prefix+"resolution.md", l) {
		return nil, nil, nil
	}
	tmpl, err := s.template()
	if errors.Is(err, fs.ErrNotExist) && c.Dossier.Resolution == nil {
		l.Errorf(
			diag.Span{File: opts.Prefix + "resolution.md"},
			diag.NoTemplate,
			"rubric %q has no template of a resolution, and the dossier has no resolution.md",
			s.Rubric.ID,
		).
			WithHint(
				"write resolution.md yourself; whereas new DIR and draft it to see what one looks like",
			)
		return nil, nil, nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("read the template of rubric %q: %w", s.Rubric.ID, err)
	}
	in := draft.Input{
		Dossier:   c.Dossier,
		Card:      card,
		Graded:    graded,
		Authority: s.Authority,
		Rules:     rules,
		Template:  tmpl,
		Wording:   s.Wording,
		File:      opts.Out + "resolution.md",
		OwnFile:   opts.Prefix + "resolution.md",
	}
	if res, err = draft.Make(in, l); err != nil {
		return nil, nil, err
	}
	oldRules(rules, c.Dossier.Meeting.Rules.At, s.Authority.StaleDays, opts, l)
	stale(res.Document, graded, s.Authority.StaleDays, opts, l)
	s.missing(c, res.Document, opts, l)
	in.Stamp(res, l.Count(diag.Error)+l.Count(diag.Warning), opts.Final)
	if c.Dossier.Resolution != nil {
		return res, c.Dossier.Resolution, nil
	}
	return res, tmpl, nil
}

// template is the template of a resolution by the rubric; fs.ErrNotExist where a rubric of one's own has none.
func (s *Setup) template() ([]byte, error) {
	return fs.ReadFile(s.data.Templates, "resolution/"+s.Rubric.ID+".md")
}

// LacksResolution tells whether there is nothing that a resolution could be made from: no rules, or no text.
func (s *Setup) LacksResolution(c *Company) bool {
	_, err := s.template()
	return c.Dossier.Meeting.Rules.S == "" || c.Dossier.Resolution == nil && errors.Is(err, fs.ErrNotExist)
}

// resolutionFiles are the forms of a resolution that were asked for.
func (s *Setup) resolutionFiles(
	res *draft.Resolution,
	opts Options,
	c *Company,
	as []string,
	l *diag.List,
) ([]File, error) {
	var files []File
	if slices.Contains(as, "pdf") {
		b, err := s.pdf(res.Document, KindResolution, nil, opts, c, l)
		if err != nil {
			return nil, err
		}
		files = append(files, File{"resolution.pdf", b})
	}
	if slices.Contains(as, "md") {
		files = append(files, File{"resolution.md", res.Markdown})
	}
	return files, nil
}

// briefing drafts the briefing and stamps it; text is the templates, or the user's own prose, that it was made from. It is
// nil where it is refused. res is the resolution of the same run, whose clause it tells; it may be nil.
func (s *Setup) briefing(
	c *Company,
	opts Options,
	card *score.Card,
	graded []*grade.Claim,
	res *draft.Resolution,
	l *diag.List,
) (*brief.Briefing, []byte, error) {
	if s.citesGuarded(c, c.Dossier.Briefing, opts.Prefix+"briefing.md", l) {
		return nil, nil, nil
	}
	templates, err := fs.Sub(s.data.Templates, "briefing")
	if err != nil {
		return nil, nil, fmt.Errorf("read the templates of a briefing: %w", err)
	}
	in := brief.Input{
		Dossier:    c.Dossier,
		Card:       card,
		Graded:     graded,
		Authority:  s.Authority,
		Vocabulary: s.Vocabulary,
		Date:       opts.day(c),
		Templates:  templates,
		Telling:    s.Wording,
		Wording:    s.Briefing,
		Workbook:   opts.Makes(KindWorkbook),
		PageSize:   "letter",
		File:       opts.Out + "briefing.md",
		OwnFile:    opts.Prefix + "briefing.md",
	}
	if res != nil {
		in.PageSize, in.Ask = res.Document.PageSize, doc.Resolved(res.Document.Blocks)
	} else if c.Dossier.Meeting.Rules.S != "" {
		rules, err := s.Rules(c.Dossier, l)
		if err != nil {
			return nil, nil, err
		}
		in.PageSize = rules.Page
	}
	var faults diag.List
	b, err := brief.Make(in, &faults)
	if err != nil || b == nil {
		l.Append(&faults)
		return nil, nil, err
	}
	if res == nil || opts.Final {
		stale(b.Document, graded, s.Authority.StaleDays, opts, &faults)
	}
	s.missing(c, b.Document, opts, &faults)
	in.Stamp(b, faults.Count(diag.Error)+faults.Count(diag.Warning))
	l.Append(&faults)
	if c.Dossier.Briefing != nil {
		return b, c.Dossier.Briefing, nil
	}
	summary, err := fs.ReadFile(templates, "summary.md")
	if err != nil {
		return nil, nil, fmt.Errorf("read the templates of a briefing: %w", err)
	}
	return b, summary, nil
}

// briefingFiles are the forms of a briefing that were asked for; its PDF carries the attached files.
func (s *Setup) briefingFiles(
	b *brief.Briefing,
	opts Options,
	c *Company,
	as []string,
	attached []File,
	l *diag.List,
) ([]File, error) {
	var files []File
	if slices.Contains(as, "pdf") {
		page, err := s.pdf(b.Document, KindBriefing, attached, opts, c, l)
		if err != nil {
			return nil, err
		}
		files = append(files, File{"briefing.pdf", page})
	}
	if slices.Contains(as, "html") {
		css, err := fs.ReadFile(s.data.Templates, "page.css")
		if err != nil {
			return nil, fmt.Errorf("read the style of pages: %w", err)
		}
		files = append(
			files,
			File{"briefing.html", html.Write(b.Document, html.Meta{CSS: string(css), Date: opts.day(c).String()})},
		)
	}
	if slices.Contains(as, "md") {
		files = append(files, File{"briefing.md", b.Markdown})
	}
	return files, nil
}

// day is the day of the documents.
func (o Options) day(c *Company) terms.Date {
	if o.Date.IsZero() {
		return c.Dossier.AsOf.Date
	}
	return o.Date
}

func (s *Setup) pdf(
	d *doc.Document,
	kind string,
	attached []File,
	opts Options,
	c *Company,
	l *diag.List,
) ([]byte, error) {
	pages, err := s.lay(d, kind, l)
	if err != nil {
		return nil, err
	}
	date := opts.day(c)
	meta := pdf.Meta{
		Title:   d.Title,
		Subject: d.Subject,
		Lang:    d.Lang,
		Date:    pdf.Date{Year: date.Year, Month: date.Month, Day: date.Day},
	}
	for _, f := range attached {
		meta.Attach = append(
			meta.Attach,
			pdf.Attachment{Name: f.Name, Type: dataTypes[f.Name].media, Says: dataTypes[f.Name].says, Data: f.Data},
		)
	}
	b, err := pdf.Write(pages, meta)
	if err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return b, nil
}

// lay lays a document out in the style of its kind. Characters that no face has are left to the caller, who knows
// whose they are.
func (s *Setup) lay(d *doc.Document, kind string, l *diag.List) (*pages.Layout, error) {
	hyphens, err := s.Hyphens(d.Lang)
	if err != nil {
		return nil, err
	}
	for _, text := range doc.Texts(d) {
		if err := s.Faces.Need(text.S); err != nil {
			return nil, err
		}
	}
	var found diag.List
	laid := pages.Lay(d, s.Faces, hyphens, s.Styles.For(kind), &found)
	l.Append(found.Without(diag.MissingGlyph))
	return laid, nil
}

// missing names the claims whose words, and the company whose name, hold a character that no face has: a
// blank would be a false page.
func (s *Setup) missing(c *Company, d *doc.Document, opts Options, l *diag.List) {
	cited := map[string]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		cited[m.ID] = true
	}
	for _, r := range s.Faces.Missing(c.Dossier.Company.Name) {
		l.Errorf(
			c.Dossier.Company.At,
			diag.MissingGlyph,
			"the company's name has the character %c (U+%04X), which no face can print",
			r,
			r,
		).
			WithHint(
				"write it in Latin letters",
			)
	}
	reported := map[rune]bool{}
	for _, claim := range c.Dossier.Claims {
		if !cited[claim.ID.S] {
			continue
		}
		t := claim.Recital
		if t.S == "" {
			t = claim.Text
		}
		for _, r := range s.Faces.Missing(t.S) {
			reported[r] = true
			l.Errorf(
				t.At,
				diag.MissingGlyph,
				"claim %q has the character %c (U+%04X), which no face can print",
				claim.ID.S,
				r,
				r,
			).
				WithHint(
					"write it in Latin letters",
				)
		}
	}
	// Prose of the user's own, words of the template, titles in notes.
	for _, text := range doc.Texts(d) {
		for _, r := range s.Faces.Missing(text.S) {
			if !reported[r] {
				reported[r] = true
				at, where := text.At, ""
				if at.Line > 0 && c.Whole.Texts[at.File] == nil &&
					!strings.HasPrefix(at.File, opts.Out) { // a template's line says nothing to who wrote the dossier
					at, where = diag.Span{
						File: strings.TrimSuffix(opts.Prefix, "/"),
					}, fmt.Sprintf(
						" in “%s”",
						around(text.S, r),
					)
				}
				l.Errorf(at, diag.MissingGlyph, "no face can print the character %c (U+%04X)%s", r, r, where).
					WithHint("write it in Latin letters")
			}
		}
	}
}

// around is a character with some words on both sides.
func around(text string, r rune) string {
	before, after, _ := strings.Cut(text, string(r))
	b, a := []rune(before), []rune(after)
	return string(b[max(0, len(b)-30):]) + string(r) + string(a[:min(len(a), 30)])
}

// citesGuarded tells whether a text of the user's own cites what the public edition leaves out: then nothing is made,
// since its sentence would stand in a public file.
func (s *Setup) citesGuarded(c *Company, text []byte, file string, l *diag.List) bool {
	marks := mark.FindAllSubmatch(text, -1)
	if len(marks) == 0 {
		return false
	}
	knows := func(d *dossier.Dossier) func(id string) bool {
		notes := prose.NewAnnotator(d, grade.Claims(d, s.Authority), s.Vocabulary, prose.NoteWords{})
		return func(id string) bool { _, ok := notes.Notes(id); return ok }
	}
	whole, edition := knows(c.Whole), knows(c.Dossier)
	found := false
	for _, m := range marks {
		if id := string(m[1]); whole(id) && !edition(id) {
			l.Errorf(
				diag.Span{File: file},
				diag.CitesRestricted,
				"the text cites %q, which the public edition leaves out",
				id,
			).
				WithHint(
					"take the sentence out, or draft with --edition internal",
				)
			found = true
		}
	}
	return found
}

var mark = regexp.MustCompile(`\[\^([^\]\s]+)\]`)

// oldRules gives notices of what isn't certain of the rules.
func oldRules(rules *filing.Rules, named diag.Span, days int, opts Options, l *diag.List) {
	if opts.Today.IsZero() {
		return
	}
	if rules.Words.Rule.Status == "N" {
		l.Noticef(
			named,
			diag.RuleNotFound,
			"how many words %s allows was not found: the draft is held to %d, by %s",
			rules.Name,
			rules.Words.Limit,
			rules.Words.Rule.Cite,
		).
			WithHint(
				"read the rule itself before you file, and put the number into a rule file of your own",
			)
	}
	if !rules.AsOf.IsZero() && opts.Today.First()-rules.AsOf.Last() > days {
		l.Noticef(
			named,
			diag.OldRules,
			"the rules of %s were last looked at on %s: check for changes since then",
			rules.Name,
			rules.AsOf.Date,
		)
	}
}

// stale gives notices of what has grown old by today, which change no byte of any file; a final text may not
// tell what has grown old.
func stale(d *doc.Document, graded []*grade.Claim, days int, opts Options, l *diag.List) {
	if opts.Today.IsZero() {
		return
	}
	today := opts.Today.First()
	told := map[string]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		told[m.ID] = true
	}
	var old []*grade.Claim
	for _, g := range graded {
		if !told[g.ID.S] || !g.Until.IsZero() || g.Kind == terms.KindHistory || g.Kind == terms.KindNorm {
			continue
		}
		if g.Checked.IsZero() || today-g.Checked.First() > days {
			old = append(old, g)
		}
	}
	if opts.Final {
		for _, g := range old {
			l.Errorf(
				g.ID.At,
				diag.Unchecked,
				"claim %q was last looked at more than %d days ago, or never: a final text may not tell it",
				g.ID.S,
				days,
			).
				WithHint(
					"look whether it still holds, and set checked; or say when it ended: until",
				)
		}
	} else if len(old) > 0 {
		l.Noticef(old[0].ID.At, diag.StaleClaims, "%d of the claims told were last looked at more than %d days ago, or never; this is the first", len(old), days).
			WithHint("look whether they still hold, and set checked")
	}
}

// Manifest says what a run made, of what: a result without a matching one is unfinished.
type Manifest struct {
	Schema  string          `json:"schema"`
	Company string          `json:"company"`
	Edition string          `json:"edition"`
	Final   bool            `json:"final,omitempty"`
	AsOf    terms.Date      `json:"as_of"`
	Date    terms.Date      `json:"date"`
	Rubric  score.RubricRef `json:"rubric"`
	Text    string          `json:"text_sha256,omitempty"`    // of the template, or of the dossier's own resolution.md, where a resolution is made
	Summary string          `json:"summary_sha256,omitempty"` // of the template, or of the dossier's own briefing.md, where a briefing is made
	Files   []ManifestFile  `json:"files"`
}

// ManifestFile is one file of a result.
type ManifestFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}

// ManifestName is the file that is written last.
const ManifestName = "manifest.json"

func (s *Setup) manifest(
	c *Company,
	opts Options,
	card *score.Card,
	texts map[string][]byte,
	files []File,
) (File, error) {
	m := Manifest{
		Schema:  "whereas/manifest/1",
		Company: c.Dossier.Slug,
		Edition: opts.Edition,
		Final:   opts.Final,
		AsOf:    c.Dossier.AsOf.Date,
		Date:    opts.day(c),
		Rubric:  card.RubricRef,
	}
	if text, ok := texts[KindResolution]; ok {
		m.Text = digest(text)
	}
	if text, ok := texts[KindBriefing]; ok {
		m.Summary = digest(text)
	}
	m.Files = manifestFiles(files)
	return manifestFile(m)
}

func manifestFiles(files []File) []ManifestFile {
	var out []ManifestFile
	for _, f := range files {
		out = append(out, ManifestFile{f.Name, digest(f.Data), len(f.Data)})
	}
	return out
}

// manifestFile is a manifest, of a company or of a comparison, as it is written.
func manifestFile(m any) (File, error) {
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return File{}, fmt.Errorf("write the manifest: %w", err)
	}
	return File{ManifestName, append(b, '\n')}, nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
