// Package face is what the program knows of type: four faces of one family and the fallback faces for letters that it
// lacks, parsed once and then shared; shaping of words into glyphs, and the order of those that run from right to left;
// which characters can't be set; the part of a face that a document uses.
//
// Measures are font units and integers. Nothing here knows of lines, pages or files.
package face

import (
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"

	"whereas/report/deflate"
)

// Style is one of the four faces of a family, or a fallback face.
type Style uint8

const (
	Regular Style = iota
	Italic
	Bold
	BoldItalic
)

// Styles is how many faces the family has.
const Styles = 4

// The fallback faces, for letters that the family lacks, each in one style.
const (
	Hebrew Style = Styles + iota
	Arabic
	Han   // Chinese, Japanese, Korean
	Signs // of currencies, arrows, mathematics, forms
)

// Faces is how many there are of both kinds.
const Faces = Styles + 4

func (s Style) String() string {
	return [Faces]string{"regular", "italic", "bold", "bold-italic", "hebrew", "arabic", "han", "signs"}[s]
}

// Emphasised is the style with slope added, or taken away where it has it already.
func (s Style) Emphasised() Style { return s ^ Italic }

// Strong is the style with weight added.
func (s Style) Strong() Style { return s | Bold }

// Set is a family of four faces, and its fallback faces, each read when a text first needs it. What it answers never
// changes after Load: any number of goroutines may ask.
type Set struct {
	faces     [Styles]*Face
	fallbacks [Faces - Styles]func() (*Face, error)
	commons   [Styles]func() []uint16
	subsets   subsetCache
	words     words
	deflate   deflate.Pool
}

// Face is one parsed face.
type Face struct {
	font     *font.Font                 // without outlines
	outlined func() (*font.Font, error) // with them: see outlines.go
	tables   map[string][]byte          // of the file, by tag
	loca     []uint32                   // offsets into glyf, one more than there are glyphs
	metrics  Metrics
	name     string
}

// Load parses the four TrueType files of a family; fallbacks read those of Hebrew, Arabic, Han and signs, in this
// order, as many as there are, when they are needed. Outlines other than glyf are refused, since subsetting knows no
// others.
func Load(files [Styles][]byte, fallbacks ...func() ([]byte, error)) (*Set, error) {
	var (
		set  Set
		errs [Styles]error
		wait sync.WaitGroup
	)
	for st, file := range files {
		wait.Go(func() { set.faces[st], errs[st] = parse(file) })
	}
	wait.Wait()
	for st, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("parse the %v face: %w", Style(st), err)
		}
	}
	for st := range set.commons {
		set.commons[st] = sync.OnceValue(func() []uint16 { return set.common(Style(st)) })
	}
	for i := range set.fallbacks {
		set.fallbacks[i] = sync.OnceValues(func() (*Face, error) {
			if i >= len(fallbacks) {
				return nil, nil
			}
			file, err := fallbacks[i]()
			if err != nil {
				return nil, fmt.Errorf("read the %v face: %w", Styles+Style(i), err)
			}
			f, err := parse(file)
			if err != nil {
				return nil, fmt.Errorf("parse the %v face: %w", Styles+Style(i), err)
			}
			return f, nil
		})
	}
	return &set, nil
}

// Deflate is the compressors of the documents that are set in these faces.
func (s *Set) Deflate() *deflate.Pool { return &s.deflate }

// Face is the face of a style; nil for a fallback face that can't be read.
func (s *Set) Face(st Style) *Face {
	if st < Styles {
		return s.faces[st]
	}
	f, _ := s.fallbacks[st-Styles]() // Err tells
	return f
}

// Need reads the faces that a text needs beside the family, and tells what is wrong with them: without one that can't
// be read, its characters count as missing.
func (s *Set) Need(text string) error {
	for _, r := range text {
		if st, ok := fallback(r); ok && !(st == Signs && s.faces[Regular].has(r)) {
			if _, err := s.fallbacks[st-Styles](); err != nil {
				return err
			}
		}
	}
	return nil
}

// fallback is the face beside the family that letters of r's script are looked for in.
func fallback(r rune) (Style, bool) {
	switch {
	case r < 0x058F:
		return 0, false
	case signs(r):
		return Signs, true
	case hebrew(r):
		return Hebrew, true
	case arabic(r):
		return Arabic, true
	case han(r):
		return Han, true
	}
	return 0, false
}

// The blocks of Unicode that the fallback faces are made for.

// signs are those of currencies, whichever block they stand in, forms of numbers, arrows, mathematics and shapes.
func signs(r rune) bool {
	switch r {
	case '֏', '৳', '฿', '៛', '‖', '‽', '⁂':
		return true
	}
	return r >= 0x20A0 && r <= 0x20CF || r >= 0x2150 && r <= 0x230B || r == 0x2320 || r == 0x2321 ||
		r >= 0x2460 && r <= 0x24FF || r >= 0x25A0 && r <= 0x27FF
}

func hebrew(r rune) bool { return r >= 0x0590 && r <= 0x05FF || r >= 0xFB1D && r <= 0xFB4F }

func arabic(r rune) bool {
	return r >= 0x0600 && r <= 0x06FF || r >= 0x0750 && r <= 0x077F || r >= 0x08A0 && r <= 0x08FF ||
		r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
}

func han(r rune) bool {
	return r >= 0x1100 && r <= 0x11FF || r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7FF ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF00 && r <= 0xFFEF ||
		r >= 0x20000 && r <= 0x3FFFF
}

func parse(file []byte) (*Face, error) {
	tables, err := tablesOf(file)
	if err != nil {
		return nil, err
	}
	f := &Face{tables: tables}
	if err := f.readOutlines(); err != nil {
		return nil, err
	}
	if err := f.readMetrics(); err != nil {
		return nil, err
	}
	// Only now: the parser takes the tables that were just checked at their word.
	if f.font, err = f.parsed(unshaped...); err != nil {
		return nil, err
	}
	f.outlined = sync.OnceValues(func() (*font.Font, error) { return f.parsed() })
	f.name = f.postScriptName()
	return f, nil
}

// has reports whether the face itself maps the character to a glyph.
func (f *Face) has(r rune) bool {
	g, ok := f.font.NominalGlyph(r)
	return ok && g != 0
}
