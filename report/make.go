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

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/draft"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/layout"
	"whereas/report/pdf"
	"whereas/report/score"
	"whereas/report/terms"
	"whereas/report/xlsx"
)

// File is one file that a run makes, in memory.
type File struct {
	Name string
	Data []byte
}

// Formats that a resolution can be written as.
var formats = []string{"pdf", "md"}

// Formats lists them.
func Formats() []string { return slices.Clone(formats) }

// ResultNames are the files that a result can hold, the manifest aside.
func ResultNames() []string {
	return []string{"resolution.pdf", "resolution.md", "evidence.xlsx", "card.json"}
}

// Kinds of things that a run can make of a company.
const (
	KindResolution = "resolution"
	KindWorkbook   = "workbook"
	KindCard       = "card"
)

// Kinds lists them, in the order in which they are made.
func Kinds() []string { return []string{KindResolution, KindWorkbook, KindCard} }

// Makes tells whether a run makes things of a kind. Where nothing is said, it makes all.
func (o Options) Makes(kind string) bool { return len(o.Make) == 0 || slices.Contains(o.Make, kind) }

// Draft makes what the options ask for (the resolution, the workbook, the card) and, last, the manifest of a
// company; what isn't asked for isn't computed. Faults of the draft go to l: the files are made all the same,
// stamped with their number. No files and no error mean that the draft was refused, and l says why. as chooses
// the forms of the resolution, which is nil where none is made.
func (s *Setup) Draft(c *Company, opts Options, as []string, l *diag.List) ([]File, *draft.Resolution, error) {
	card, graded := s.Card(c, opts), s.Graded(c)
	var files []File
	var res *draft.Resolution
	var text []byte
	if opts.Makes(KindResolution) {
		var err error
		if res, text, err = s.resolution(c, opts, card, graded, l); err != nil || res == nil {
			return nil, nil, err
		}
		if slices.Contains(as, "pdf") {
			b, err := s.pdf(res.Document, opts, c, l)
			if err != nil {
				return nil, nil, err
			}
			files = append(files, File{"resolution.pdf", b})
		}
		if slices.Contains(as, "md") {
			files = append(files, File{"resolution.md", res.Markdown})
		}
	}
	if opts.Makes(KindWorkbook) {
		book, err := xlsx.Workbook(xlsx.Input{Dossier: c.Dossier, Card: card, Graded: graded, Vocabulary: s.Vocabulary, Authority: s.Authority})
		if err != nil {
			return nil, nil, fmt.Errorf("write the workbook: %w", err)
		}
		files = append(files, File{"evidence.xlsx", book})
	}
	if opts.Makes(KindCard) {
		b, err := card.JSON()
		if err != nil {
			return nil, nil, fmt.Errorf("write the card: %w", err)
		}
		files = append(files, File{"card.json", b})
	}
	manifest, err := s.manifest(c, opts, card, text, files)
	if err != nil {
		return nil, nil, err
	}
	return append(files, manifest), res, nil
}

// resolution drafts the text and stamps it; text is the template, or the user's own prose, that it was made from.
// It is nil where the draft is refused.
func (s *Setup) resolution(c *Company, opts Options, card *score.Card, graded []*grade.Claim, l *diag.List) (res *draft.Resolution, text []byte, err error) {
	rules, err := s.Rules(c.Dossier, l)
	if err != nil {
		return nil, nil, err
	}
	if s.citesGuarded(c, opts, l) {
		return nil, nil, nil
	}
	tmpl, err := fs.ReadFile(s.data.Templates, "resolution/"+s.Rubric.ID+".md")
	if errors.Is(err, fs.ErrNotExist) && c.Dossier.Resolution == nil {
		l.Errorf(diag.Span{File: opts.Prefix + "resolution.md"}, "no-template", "rubric %q has no template of a resolution, and the dossier has no resolution.md", s.Rubric.ID).
			WithHint("write resolution.md yourself; whereas new DIR and draft it to see what one looks like")
		return nil, nil, nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("read the template of rubric %q: %w", s.Rubric.ID, err)
	}
	in := draft.Input{Dossier: c.Dossier, Card: card, Graded: graded, Authority: s.Authority, Rules: rules, Template: tmpl,
		Wording: s.Wording, File: opts.Out + "resolution.md", OwnFile: opts.Prefix + "resolution.md"}
	if res, err = draft.Make(in, l); err != nil {
		return nil, nil, err
	}
	stale(res, graded, rules, c.Dossier.Meeting.Rules.At, s.Authority.StaleDays, opts, l)
	s.missing(c, res, l)
	in.Stamp(res, l.Count(diag.Error)+l.Count(diag.Warning), opts.Final)
	if c.Dossier.Resolution != nil {
		return res, c.Dossier.Resolution, nil
	}
	return res, tmpl, nil
}

func (s *Setup) pdf(d *doc.Document, opts Options, c *Company, l *diag.List) ([]byte, error) {
	pages, err := s.lay(d, "resolution", l)
	if err != nil {
		return nil, err
	}
	date := opts.Date
	if date.IsZero() {
		date = c.Dossier.AsOf.Date
	}
	b, err := pdf.Write(pages, pdf.Meta{Title: d.Title, Subject: d.Subject, Lang: d.Lang, Date: pdf.Date{Year: date.Year, Month: date.Month, Day: date.Day}})
	if err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return b, nil
}

// lay lays a document out in the style of its kind. Characters that no face has are left to the caller, who knows
// whose they are.
func (s *Setup) lay(d *doc.Document, kind string, l *diag.List) (*layout.Pages, error) {
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
	pages := layout.Lay(d, s.Faces, hyphens, s.Styles.For(kind), &found)
	l.Append(found.Without("missing-glyph"))
	return pages, nil
}

// missing names the claims whose words, and the company whose name, hold a character that no face has: a
// blank would be a false page.
func (s *Setup) missing(c *Company, res *draft.Resolution, l *diag.List) {
	cited := map[string]bool{}
	for _, m := range doc.Marks(res.Document.Blocks) {
		cited[m.ID] = true
	}
	for _, r := range s.Faces.Missing(c.Dossier.Company.Name) {
		l.Errorf(c.Dossier.Company.At, "missing-glyph", "the company's name has the character %c (U+%04X), which no face can print", r, r).
			WithHint("write it in Latin letters")
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
			l.Errorf(t.At, "missing-glyph", "claim %q has the character %c (U+%04X), which no face can print", claim.ID.S, r, r).
				WithHint("write it in Latin letters")
		}
	}
	// Prose of the user's own, words of the template, titles in notes.
	for _, text := range doc.Texts(res.Document) {
		for _, r := range s.Faces.Missing(text.S) {
			if !reported[r] {
				reported[r] = true
				l.Errorf(text.At, "missing-glyph", "no face can print the character %c (U+%04X)", r, r).
					WithHint("write it in Latin letters")
			}
		}
	}
}

// citesGuarded tells whether the user's own resolution cites what the public edition leaves out: then nothing is
// made, since its sentence would stand in a public file.
func (s *Setup) citesGuarded(c *Company, opts Options, l *diag.List) bool {
	found := false
	for _, m := range mark.FindAllSubmatch(c.Dossier.Resolution, -1) {
		id := string(m[1])
		src, isSource := strings.CutPrefix(id, "source:")
		if isSource && c.Whole.Source(src) != nil && c.Dossier.Source(src) == nil || !isSource && c.Whole.Claim(id) != nil && c.Dossier.Claim(id) == nil {
			l.Errorf(diag.Span{File: opts.Prefix + "resolution.md"}, "cites-restricted", "the text cites %q, which the public edition leaves out", id).
				WithHint("take the sentence out, or draft with --edition internal")
			found = true
		}
	}
	return found
}

var mark = regexp.MustCompile(`\[\^([^\]\s]+)\]`)

// stale gives notices of what has grown old by today, which change no byte of any file; a final text may not
// tell what has grown old.
func stale(res *draft.Resolution, graded []*grade.Claim, rules *filing.Rules, named diag.Span, days int, opts Options, l *diag.List) {
	if opts.Today.IsZero() {
		return
	}
	today := opts.Today.First()
	if rules.Words.Rule.Status == "N" {
		l.Noticef(named, "rule-not-found", "how many words %s allows was not found: the draft is held to %d, by %s", rules.Name, rules.Words.Limit, rules.Words.Rule.Cite).
			WithHint("read the rule itself before you file, and put the number into a rule file of your own")
	}
	if !rules.AsOf.IsZero() && today-rules.AsOf.Last() > days {
		l.Noticef(named, "old-rules", "the rules of %s were last looked at on %s: check for changes since then", rules.Name, rules.AsOf.Date)
	}
	told := map[string]bool{}
	for _, m := range doc.Marks(res.Document.Blocks) {
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
			l.Errorf(g.ID.At, "unchecked", "claim %q was last looked at more than %d days ago, or never: a final text may not tell it", g.ID.S, days).
				WithHint("look whether it still holds, and set checked; or say when it ended: until")
		}
	} else if len(old) > 0 {
		l.Noticef(old[0].ID.At, "stale-claims", "%d of the claims told were last looked at more than %d days ago, or never; this is the first", len(old), days).
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
	Text    string          `json:"text_sha256,omitempty"` // of the template, or of the dossier's own resolution.md, where a resolution is made
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

func (s *Setup) manifest(c *Company, opts Options, card *score.Card, text []byte, files []File) (File, error) {
	m := Manifest{Schema: "whereas/manifest/1", Company: c.Dossier.Slug, Edition: opts.Edition, Final: opts.Final, AsOf: c.Dossier.AsOf.Date, Date: opts.Date, Rubric: card.RubricRef}
	if opts.Makes(KindResolution) {
		m.Text = digest(text)
	}
	if m.Date.IsZero() {
		m.Date = m.AsOf
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
