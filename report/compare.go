package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"whereas/report/compare"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/pages"
	"whereas/report/pdf"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/terms"
	"whereas/report/xlsx"
)

// CardFile is a card.json where it lies.
type CardFile struct {
	Shown string // as people are told of it
	FS    fs.FS
	Name  string // in FS
}

// Sides are the cards of a comparison.
type Sides struct {
	Now       []CardFile
	Since     []CardFile // of an earlier run
	Before    bool       // an earlier run is compared with
	Faults    []string   // companies, by slug, of which a batch made nothing
	NoCard    []string   // of which it made something, and no card
	SinceLeft []string   // that the earlier run speaks of without a card that could be compared
}

// CompareOptions of a comparison.
type CompareOptions struct {
	Date    terms.Date // the latest day that any card speaks of, where zero
	As      []string   // pdf, xlsx
	Out     string     // shown before the names of what is made
	Workers int        // that read and compute; their number changes nothing
}

// CompareFormats lists what a comparison can be written as.
func CompareFormats() []string { return []string{"xlsx", "pdf"} }

// Files of a comparison.
const (
	comparisonBook = "comparison.xlsx"
	comparisonPDF  = "comparison.pdf"
)

// ComparisonNames are the files that a comparison can leave, the manifest aside.
func ComparisonNames() []string { return []string{comparisonBook, comparisonPDF} }

// Compare sets companies side by side: cards, comparison, files, the manifest last. A card that can't be used is a
// fault in l, and the others are compared all the same. No files mean that nothing can be compared.
func (s *Setup) Compare(in Sides, opts CompareOptions, l *diag.List) (*compare.Writer, []File, error) {
	var faults diag.List
	words, err := s.comparisonWords(&faults)
	if l.Append(&faults); err != nil || faults.Failed(false) {
		return nil, nil, err
	}
	now, err := readCards(in.Now, opts.Workers, l)
	if err != nil {
		return nil, nil, err
	}
	if !now.keepEdition("", l) {
		return nil, nil, nil
	}
	input := compare.Input{
		Companies: now.companies,
		Left:      now.left,
		Since:     in.Before,
		Date:      opts.Date,
		Method:    words.Method,
		Workers:   opts.Workers,
	}
	input.Left = append(input.Left, cardless(in, now)...)
	if len(now.companies) == 0 {
		return nil, nil, nil
	}
	ref := compare.Majority(now.companies)
	if input.Rubric, err = now.rubric(ref, l); err != nil || input.Rubric == nil {
		return nil, nil, err
	}
	input.Companies, input.Left = shaped(input.Companies, input.Rubric, input.Left, l)
	otherRubrics(input.Companies, ref, l)
	if in.Before {
		earlier, err := readCards(in.Since, opts.Workers, l)
		if err != nil {
			return nil, nil, err
		}
		input.EarlierLeft = in.SinceLeft
		for _, f := range in.Since { // whatever of them can't be compared, for whatever reason
			input.EarlierLeft = append(input.EarlierLeft, companyOf(f))
		}
		for _, co := range earlier.companies {
			input.EarlierLeft = append(input.EarlierLeft, co.Slug)
		}
		if !earlier.keepEdition(now.companies[0].Edition, l) {
			return nil, nil, nil
		}
		input.Earlier, _ = shaped(earlier.companies, input.Rubric, nil, l)
	}
	w := &compare.Writer{Comparison: compare.Make(input), Wording: words, Vocabulary: s.Vocabulary}
	files, err := s.comparisonFiles(w, opts, l)
	return w, files, err
}

func (s *Setup) comparisonWords(l *diag.List) (compare.Wording, error) {
	const name = "comparison.toml"
	b, err := fs.ReadFile(s.data.Templates, name)
	if err != nil {
		return compare.Wording{}, fmt.Errorf("read the wording of comparisons: %w", err)
	}
	return compare.ParseWording(name, b, l), nil
}

// cardless are the companies that a batch speaks of and that have no card in any of the folders, each once.
func cardless(in Sides, now *cards) []compare.Left {
	told := map[string]bool{}
	for _, f := range now.files {
		told[strings.ToLower(companyOf(f))] = true
	}
	for _, co := range now.companies {
		told[strings.ToLower(co.Slug)] = true
	}
	var out []compare.Left
	add := func(slugs []string, reason string) {
		for _, slug := range slugs {
			if key := strings.ToLower(slug); !told[key] {
				told[key] = true
				out = append(out, compare.Left{Name: slug, Reason: reason})
			}
		}
	}
	add(in.NoCard, compare.NoCard)
	add(in.Faults, compare.Faults)
	return out
}

// cards are what was read of a run's cards.
type cards struct {
	files     []CardFile
	companies []*compare.Company
	left      []compare.Left
	twice     bool // a company has two, and nobody knows which is meant
}

// readCards reads cards, several at a time, and keeps of each what a comparison needs. What is wrong with one is a
// fault in l.
func readCards(files []CardFile, workers int, l *diag.List) (*cards, error) {
	type result struct {
		company *compare.Company
		bad     error // of the card
		failed  error // of the machine
		at      diag.Span
	}
	results := make([]result, len(files))
	var wait sync.WaitGroup
	next := make(chan int)
	for range max(1, workers) {
		wait.Go(func() {
			for i := range next {
				r, f := &results[i], files[i]
				b, err := fs.ReadFile(f.FS, f.Name)
				if err != nil {
					r.failed = fmt.Errorf("read the card %s: %w", f.Shown, err)
					continue
				}
				card, err := score.ParseCard(b)
				if err != nil {
					r.bad, r.at = err, placeOf(f.Shown, b, err)
					continue
				}
				r.company = compare.Of(card, f.Shown, digest(b))
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wait.Wait()

	c := &cards{files: files}
	first := map[string]string{} // file by slug: names that differ in capitals alone are one folder on some systems
	for i, r := range results {
		switch {
		case r.failed != nil:
			return nil, r.failed
		case errors.Is(r.bad, score.ErrNewer):
			l.Errorf(
				r.at,
				diag.NewerCard,
				"this card was %s",
				r.bad,
			).WithHint(
				"get a newer version of the program, or draft the company again with this one",
			)
			c.left = append(c.left, compare.Left{Name: companyOf(files[i]), Reason: compare.Newer})
		case r.bad != nil:
			l.Errorf(r.at, diag.BadCard, "this card can't be read: %s", r.bad).WithHint("draft the company again")
			c.left = append(c.left, compare.Left{Name: companyOf(files[i]), Reason: compare.Damaged})
		default:
			key := strings.ToLower(r.company.Slug)
			if old, ok := first[key]; ok {
				c.twice = true
				l.Errorf(diag.Span{File: files[i].Shown}, diag.CardTwice, "the company %q has two cards", r.company.Slug).
					WithNote(
						diag.Span{File: old},
						"the other one is here",
					).WithHint("give one of the two; to see what changed, give the earlier one with --since")
				continue
			}
			first[key] = files[i].Shown
			c.companies = append(c.companies, r.company)
		}
	}
	return c, nil
}

// placeOf is where in a card its reader stumbled.
func placeOf(shown string, b []byte, err error) diag.Span {
	at := diag.Span{File: shown}
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) || syntax.Offset < 1 || int(syntax.Offset) > len(b) {
		return at
	}
	before := string(b[:syntax.Offset-1])
	line := before[strings.LastIndexByte(before, '\n')+1:]
	at.Line, at.Col = strings.Count(before, "\n")+1, len([]rune(line))+1
	at.EndLine, at.EndCol = at.Line, at.Col+1
	return at
}

// companyOf is the name of the folder that a card lies in: what a company is called whose card can't be read.
func companyOf(f CardFile) string {
	dir := path.Dir(strings.ReplaceAll(f.Shown, `\`, "/"))
	if path.Base(dir) == "private" {
		dir = path.Dir(dir)
	}
	if name := path.Base(dir); name != "." && name != "/" {
		return name
	}
	return f.Shown
}

// keepEdition refuses the cards of the internal edition, unless all are: what is computed from them may not be
// mailed. With an edition given, all must be of that. It is false where the comparison can't go on.
func (c *cards) keepEdition(edition string, l *diag.List) bool {
	if c.twice {
		return false
	}
	if edition == "" {
		edition = score.InternalEdition
		for _, co := range c.companies {
			if co.Edition == score.PublicEdition {
				edition = score.PublicEdition
			}
		}
	}
	c.companies = slices.DeleteFunc(c.companies, func(co *compare.Company) bool {
		if co.Edition == edition {
			return false
		}
		dg := l.Errorf(
			diag.Span{File: co.File},
			diag.OtherEdition,
			"this card is of the %s edition, and the comparison is of the %s one",
			co.Edition,
			edition,
		)
		if co.Edition == score.InternalEdition {
			dg.WithHint(
				"draft it with --edition public, or compare cards of the internal edition alone: the result then goes to private/",
			)
		}
		return true
	})
	return true
}

// rubric is the rubric of the first card that is scored by it.
func (c *cards) rubric(ref score.RubricRef, l *diag.List) (*rubric.Rubric, error) {
	for _, co := range c.companies {
		if co.Ref != ref {
			continue
		}
		i := slices.IndexFunc(c.files, func(f CardFile) bool { return f.Shown == co.File })
		b, err := fs.ReadFile(c.files[i].FS, c.files[i].Name)
		if err != nil {
			return nil, fmt.Errorf("read the card %s: %w", co.File, err)
		}
		card, err := score.ParseCard(b)
		if err != nil {
			l.Errorf(
				diag.Span{File: co.File},
				diag.BadCard,
				"this card can't be read: %s",
				err,
			).WithHint(
				"it changed while it was read: run again",
			)
			return nil, nil
		}
		return card.Rubric, nil
	}
	return nil, nil
}

// shaped keeps the companies whose cards have the indicators that their rubric has: a digest doesn't hinder anybody from
// changing what stands beside it.
func shaped(
	companies []*compare.Company,
	r *rubric.Rubric,
	left []compare.Left,
	l *diag.List,
) ([]*compare.Company, []compare.Left) {
	var out []*compare.Company
	for _, co := range companies {
		if co.Ref.SHA256 == r.SHA256 && !co.Fits(r) {
			l.Errorf(
				diag.Span{File: co.File},
				diag.BadCard,
				"this card's rubric isn't the one that its digest names",
			).WithHint(
				"draft the company again",
			)
			left = append(left, compare.Left{Name: co.Name, Reason: compare.Damaged, Invented: co.Invented})
			continue
		}
		out = append(out, co)
	}
	return out, left
}

// otherRubrics warns of the companies that aren't compared because another rubric scored them.
func otherRubrics(companies []*compare.Company, ref score.RubricRef, l *diag.List) {
	for _, co := range companies {
		switch {
		case co.Ref == ref:
		case co.Ref.ID == ref.ID && co.Ref.Version == ref.Version:
			l.Warnf(
				diag.Span{File: co.File},
				diag.CardOtherRubric,
				"this card is by another text of rubric %s %s than most: it is named, and not compared",
				ref.ID,
				ref.Version,
			).
				WithHint(
					"draft all companies by one rubric; a changed rubric should have another version",
				)
		default:
			l.Warnf(
				diag.Span{File: co.File},
				diag.CardOtherRubric,
				"this card is by rubric %s %s, and most are by %s %s: it is named, and not compared",
				co.Ref.ID,
				co.Ref.Version,
				ref.ID,
				ref.Version,
			).
				WithHint(
					"draft all companies by one rubric",
				)
		}
	}
}

// comparisonFiles are the forms that were asked for, and the manifest.
func (s *Setup) comparisonFiles(w *compare.Writer, opts CompareOptions, l *diag.List) ([]File, error) {
	var files []File
	if slices.Contains(opts.As, "xlsx") {
		b, err := xlsx.Comparison(*w)
		if err != nil {
			return nil, fmt.Errorf("write the workbook: %w", err)
		}
		files = append(files, File{comparisonBook, b})
	}
	if slices.Contains(opts.As, "pdf") {
		if err := s.spelling(w); err != nil {
			return nil, err
		}
		d := w.Document()
		pages, err := s.comparisonPages(d, w, opts, l)
		if err != nil {
			return nil, err
		}
		b, err := pdf.Write(
			pages,
			pdf.Meta{
				Title:   d.Title,
				Subject: d.Subject,
				Lang:    d.Lang,
				Date:    pdf.Date{Year: w.Date.Year, Month: max(1, w.Date.Month), Day: max(1, w.Date.Day)},
			},
		)
		if err != nil {
			return nil, fmt.Errorf("write the PDF: %w", err)
		}
		files = append(files, File{comparisonPDF, b})
	}
	manifest, err := comparisonManifest(w, files)
	if err != nil {
		return nil, err
	}
	return append(files, manifest), nil
}

// spelling has the pictures spell what no face can print as the pages do, [U+D55C]: so it is cut to its room.
func (s *Setup) spelling(w *compare.Writer) error {
	for _, co := range w.Companies {
		if err := s.Faces.Need(co.Name + co.Short); err != nil {
			return err
		}
	}
	w.Spell = func(text string) string {
		for _, r := range s.Faces.Missing(text) {
			text = strings.ReplaceAll(face.Normal(text), string(r), fmt.Sprintf("[U+%04X]", r))
		}
		return text
	}
	return nil
}

// comparisonPages lays the document out. A name that no face can print is a fault of its card: a blank would be a
// false page.
func (s *Setup) comparisonPages(
	d *doc.Document,
	w *compare.Writer,
	opts CompareOptions,
	l *diag.List,
) (*pages.Layout, error) {
	reported := map[rune]bool{}
	missing := func(file, text string) {
		for _, r := range s.Faces.Missing(text) {
			if !reported[r] {
				reported[r] = true
				l.Errorf(
					diag.Span{File: file},
					diag.MissingGlyph,
					"no face can print the character %c (U+%04X)",
					r,
					r,
				).WithHint(
					"write it in Latin letters",
				)
			}
		}
	}
	for _, co := range w.Companies {
		missing(co.File, co.Name+co.Short+co.Headline)
	}
	for _, text := range doc.Texts(d) {
		missing(opts.Out+comparisonPDF, text.S)
	}
	return s.lay(d, "comparison", l)
}

// ComparisonManifest says what was compared, and what came of it.
type ComparisonManifest struct {
	Schema    string          `json:"schema"`
	Edition   string          `json:"edition"`
	Date      terms.Date      `json:"date"`
	Rubric    score.RubricRef `json:"rubric"`
	Companies []ComparedCard  `json:"companies"`
	Files     []ManifestFile  `json:"files"`
}

// ComparedCard is the card that a company is compared by.
type ComparedCard struct {
	Company string `json:"company"`
	SHA256  string `json:"card_sha256"`
}

func comparisonManifest(w *compare.Writer, files []File) (File, error) {
	m := ComparisonManifest{Schema: "whereas/comparison-manifest/1", Edition: w.Edition, Date: w.Date,
		Rubric: score.RubricRef{ID: w.Rubric.ID, Version: w.Rubric.Version, SHA256: w.Rubric.SHA256}}
	for _, co := range w.Companies {
		m.Companies = append(m.Companies, ComparedCard{co.Slug, co.Digest})
	}
	m.Files = manifestFiles(files)
	return manifestFile(m)
}
