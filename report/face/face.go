// Package face is what the program knows of type: four faces of one family, parsed once and then shared;
// shaping of words into glyphs; which characters can't be set; the part of a face that a document uses.
//
// Measures are font units and integers. Nothing here knows of lines, pages or files.
package face

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Style is one of the four faces of a family.
type Style uint8

const (
	Regular Style = iota
	Italic
	Bold
	BoldItalic
)

// Styles is how many faces a Set holds.
const Styles = 4

func (s Style) String() string {
	return [Styles]string{"regular", "italic", "bold", "bold-italic"}[s]
}

// Emphasised is the style with slope added, or taken away where it has it already.
func (s Style) Emphasised() Style { return s ^ Italic }

// Strong is the style with weight added.
func (s Style) Strong() Style { return s | Bold }

// Set is a family of four faces. It never changes after Load: any number of goroutines may read it.
type Set struct {
	faces   [Styles]*Face
	subsets subsetCache
}

// Face is one parsed face.
type Face struct {
	font    *font.Font
	tables  map[string][]byte // of the file, by tag
	loca    []uint32          // offsets into glyf, one more than there are glyphs
	metrics Metrics
	name    string
}

// Load parses four TrueType files. It refuses outlines other than glyf, since subsetting knows no others.
func Load(regular, italic, bold, boldItalic []byte) (*Set, error) {
	files := [Styles][]byte{regular, italic, bold, boldItalic}
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
	return &set, nil
}

// Face is the face of a style.
func (s *Set) Face(st Style) *Face { return s.faces[st] }

func parse(file []byte) (*Face, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	f := &Face{tables: map[string][]byte{}}
	for _, tag := range loader.Tables() {
		raw, err := loader.RawTable(tag)
		if err != nil {
			return nil, fmt.Errorf("read table %q: %w", tag, err)
		}
		f.tables[tag.String()] = raw
	}
	if err := f.readOutlines(); err != nil {
		return nil, err
	}
	if err := f.readMetrics(); err != nil {
		return nil, err
	}
	// Only now: the parser takes the tables that were just checked at their word.
	if f.font, err = font.NewFont(loader); err != nil {
		return nil, err
	}
	f.name = f.postScriptName()
	return f, nil
}

// has tells whether the face itself maps the character to a glyph.
func (f *Face) has(r rune) bool {
	g, ok := f.font.NominalGlyph(r)
	return ok && g != 0
}
