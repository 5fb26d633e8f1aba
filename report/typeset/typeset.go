// Package typeset makes a PDF of a document: it brings together the faces, the styles and the patterns of hyphenation,
// which are read once, and has the pages laid out and written.
package typeset

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/hyphen"
	"whereas/report/pages"
	"whereas/report/pdf"
)

// Setter sets documents. Any number of them may be set at once, with one setter.
type Setter struct {
	Styles    *pages.Styles
	Faces     *face.Set // nil until LoadFaces
	templates fs.FS
	divisions divisions
}

// divisions are the patterns of the languages that words can be divided in, each read when a document first needs it.
type divisions map[string]func() (*hyphen.Patterns, error)

// New is a setter with the styles and the faces of templates/. The faces are read by LoadFaces, since most verbs print
// no page.
func New(templates fs.FS, styles *pages.Styles) *Setter {
	s := &Setter{Styles: styles, templates: templates, divisions: divisions{}}
	for _, lang := range []string{"en-US", "en-GB", "es"} {
		s.divisions[lang] = sync.OnceValues(func() (*hyphen.Patterns, error) {
			b, err := fs.ReadFile(templates, "hyphenation/"+lang+".txt")
			if err != nil {
				return nil, err
			}
			return hyphen.Parse(b)
		})
	}
	return s
}

// LoadFaces reads the faces. Nobody may set meanwhile.
func (s *Setter) LoadFaces() error {
	var files [4][]byte
	for i, style := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		b, err := fs.ReadFile(s.templates, "fonts/STIXTwoText_"+style+".ttf")
		if err != nil {
			return fmt.Errorf("read the faces: %w", err)
		}
		files[i] = b
	}
	var helpers []func() ([]byte, error) // in the order of face.Load
	for _, name := range []string{"NotoSerifHebrew_400Regular", "Amiri_400Regular", "DroidSansFallbackFull",
		"NotoSigns_400Regular"} {
		helpers = append(helpers, func() ([]byte, error) { return fs.ReadFile(s.templates, "fonts/"+name+".ttf") })
	}
	set, err := face.Load(files, helpers...)
	if err != nil {
		return fmt.Errorf("read the faces: %w", err)
	}
	s.Faces = set
	return nil
}

// Hyphens is the patterns of a document's language (BCP 47); nil for one that has none, whose words stay whole.
func (s *Setter) Hyphens(lang string) (*hyphen.Patterns, error) {
	base, _, _ := strings.Cut(lang, "-")
	for _, name := range []string{lang, base, map[string]string{"en": "en-US"}[base]} {
		if read, ok := s.divisions[name]; ok {
			p, err := read()
			if err != nil {
				return nil, fmt.Errorf("read the hyphenation of %s: %w", name, err)
			}
			return p, nil
		}
	}
	return nil, nil
}

// Lay lays a document out in the style of its kind. Characters that no face has are left to the caller, who knows
// whose they are (Faces.Missing).
func (s *Setter) Lay(d *doc.Document, kind string, l *diag.List) (*pages.Layout, error) {
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
	pages := pages.Lay(d, s.Faces, hyphens, s.Styles.For(kind), &found)
	l.Append(found.Without(diag.MissingGlyph))
	return pages, nil
}

// PDF sets a document in the style of its kind. What the file says about itself is meta's, and title, subject and
// language the document's own.
func (s *Setter) PDF(d *doc.Document, kind string, meta pdf.Meta, l *diag.List) ([]byte, error) {
	pages, err := s.Lay(d, kind, l)
	if err != nil {
		return nil, err
	}
	meta.Title, meta.Subject, meta.Lang = d.Title, d.Subject, d.Lang
	b, err := pdf.Write(pages, meta)
	if err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return b, nil
}
