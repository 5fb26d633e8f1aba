package packet

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/compare"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/face"
	"whereas/report/pdf"
	"whereas/report/score"
	"whereas/report/typeset"
	"whereas/report/xlsx"
)

// XLSX is the format of a comparison's workbook.
const XLSX Format = "xlsx"

// ComparisonFormats lists what a comparison can be written as.
func ComparisonFormats() []Format { return []Format{XLSX, PDF} }

// Files of a comparison.
const (
	comparisonBook = "comparison.xlsx"
	comparisonPDF  = "comparison.pdf"
)

// ComparisonNames are the files that a comparison can leave, the manifest aside.
func ComparisonNames() []string { return ofBoth([]string{comparisonBook, comparisonPDF}) }

// CompareOptions of a comparison.
type CompareOptions struct {
	Date    civil.Date // the latest day that any card speaks of, where zero
	As      []Format   // pdf, xlsx
	Out     string     // shown before the names of what is made
	Workers int        // that read and compute; their number changes nothing
}

// ComparisonManifest says what was compared, and what came of it.
type ComparisonManifest struct {
	Schema    string          `json:"schema"`
	Edition   dossier.Edition `json:"edition"`
	Date      civil.Date      `json:"date"`
	Rubric    score.RubricRef `json:"rubric"`
	Companies []ComparedCard  `json:"companies"`
	Files     []ManifestFile  `json:"files"`
}

// ComparedCard is the card that a company is compared by.
type ComparedCard struct {
	Company string `json:"company"`
	SHA256  string `json:"card_sha256"`
}

// Comparison writes a comparison in the forms that were asked for, and its manifest.
func Comparison(w *compare.Writer, set *typeset.Setter, opts CompareOptions, l *diag.List) ([]File, error) {
	var files []File
	if slices.Contains(opts.As, XLSX) {
		b, err := xlsx.Comparison(*w)
		if err != nil {
			return nil, fmt.Errorf("write the workbook: %w", err)
		}
		files = append(files, File{Name: FileName(comparisonBook, w.Edition), Data: b})
	}
	if slices.Contains(opts.As, PDF) {
		if err := spelling(w, set.Faces); err != nil {
			return nil, err
		}
		d := w.Document()
		unprintable(d, w, set.Faces, opts.Out, l)
		date := pdf.Date{Year: w.Date.Year, Month: max(1, w.Date.Month), Day: max(1, w.Date.Day)}
		meta := pdf.Meta{Date: date}
		b, err := set.PDF(d, "comparison", meta, l)
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: FileName(comparisonPDF, w.Edition), Data: b})
	}
	m := ComparisonManifest{Schema: "whereas/comparison-manifest/1", Edition: w.Edition, Date: w.Date,
		Rubric: score.RubricRef{ID: w.Rubric.ID, Version: w.Rubric.Version, SHA256: w.Rubric.SHA256}}
	for _, co := range w.Companies {
		m.Companies = append(m.Companies, ComparedCard{co.Slug, co.Digest})
	}
	m.Files = Listed(files)
	manifest, err := ManifestOf(m)
	if err != nil {
		return nil, err
	}
	return append(files, manifest), nil
}

// spelling has the pictures spell what no face can print as the pages do, [U+D55C]: so it is cut to its room.
func spelling(w *compare.Writer, faces *face.Set) error {
	for _, co := range w.Companies {
		if err := faces.Need(co.Name + co.Short); err != nil {
			return err
		}
	}
	w.Spell = func(text string) string {
		for _, r := range faces.Missing(text) {
			text = strings.ReplaceAll(face.Normal(text), string(r), fmt.Sprintf("[U+%04X]", r))
		}
		return text
	}
	return nil
}

// unprintable finds names that no face can print. Each is a fault of its card: a blank would be a false page.
func unprintable(d *doc.Document, w *compare.Writer, faces *face.Set, out string, l *diag.List) {
	reported := map[rune]bool{}
	missing := func(file, text string) {
		for _, r := range faces.Missing(text) {
			if !reported[r] {
				reported[r] = true
				l.Errorf(diag.Span{File: file}, diag.MissingGlyph, "no face can print the character %c (U+%04X)", r, r).
					WithHint("write it in Latin letters")
			}
		}
	}
	for _, co := range w.Companies {
		missing(co.File, co.Name+co.Short+co.Headline)
	}
	for _, text := range doc.Texts(d) {
		missing(out+FileName(comparisonPDF, w.Edition), text.S)
	}
}
