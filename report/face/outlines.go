package face

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/unicode/norm"
)

// The library reads a face whole: each outline of 49,000 point by point, for the three characters that a document
// needs of it. We cut outlines from the file itself (subset.go), and shaping asks for them in one case alone: to place
// a mark over a letter that the face has no rule for. So a face is parsed without them, and once more with them when a
// text has a mark.

// unshaped are the tables that no shaping along a line asks for. Whoever adds one gains little: these are the large
// ones.
var unshaped = []string{"glyf", "loca", "post", "name", "vhea", "vmtx"}

// tablesOf are the tables of a TrueType file by tag, as parts of it. A directory that leads out of it is an error.
func tablesOf(file []byte) (map[string][]byte, error) {
	if len(file) < 12 || u16(file, 4) == 0 {
		return nil, errors.New("no TrueType file")
	}
	tables := map[string][]byte{}
	for i := range int(u16(file, 4)) {
		at := 12 + 16*i
		if at+16 > len(file) {
			return nil, errors.New("the directory of tables is cut short")
		}
		tag := string(file[at : at+4])
		from := uint64(binary.BigEndian.Uint32(file[at+8:]))
		end := from + uint64(binary.BigEndian.Uint32(file[at+12:]))
		if end > uint64(len(file)) {
			return nil, fmt.Errorf("read table %q: it is cut short", tag)
		}
		tables[tag] = file[from:end:end]
	}
	return tables, nil
}

// parsed is the face as it is shaped with, but for some tables.
func (f *Face) parsed(without ...string) (*font.Font, error) {
	tables := maps.Clone(f.tables)
	for _, tag := range without {
		delete(tables, tag)
	}
	loader, err := opentype.NewLoader(bytes.NewReader(fontFile(tables)))
	if err != nil {
		return nil, err
	}
	return font.NewFont(loader)
}

// placesMarks tells whether a text has marks, as they stand in it or since the face lacks a letter composed with one:
// those may have to be placed by what the outlines take.
func (f *Face) placesMarks(text []rune) bool {
	for _, r := range text {
		if r < firstMark {
			continue
		}
		if unicode.Is(unicode.M, r) || !f.has(r) && norm.NFD.PropertiesString(string(r)).Decomposition() != nil {
			return true
		}
	}
	return false
}

// firstMark is before the first character that is or takes a mark, so that most texts need no look into a table.
const firstMark = 0xC0

// Point is a place in an outline, in font units; Y grows upwards.
type Point struct{ X, Y float32 }

// Segment is a piece of an outline: a move (one point), a line (one), or a curve with one or two control points before
// its end.
type Segment struct {
	Move   bool
	Points []Point
}

// Outlines are the closed curves that glyphs of a face are drawn by, in the order of the glyphs; a space has none.
func (s *Set) Outlines(st Style, glyphs []uint16) ([][]Segment, error) {
	f := s.Face(st)
	if f == nil {
		return nil, fmt.Errorf("there is no %v face", st)
	}
	outlined, err := f.outlined()
	if err != nil {
		return nil, fmt.Errorf("read the outlines of %s: %w", f.name, err)
	}
	reader := font.NewFace(outlined)
	out := make([][]Segment, len(glyphs))
	for i, g := range glyphs {
		outline, ok := reader.GlyphDataOutline(font.GID(g))
		if int(g) >= f.Glyphs() || !ok {
			return nil, fmt.Errorf("%s has no outline of glyph %d", f.name, g)
		}
		for j := range outline.Segments {
			seg := &outline.Segments[j]
			piece := Segment{Move: seg.Op == opentype.SegmentOpMoveTo}
			for _, p := range seg.ArgsSlice() {
				piece.Points = append(piece.Points, Point{p.X, p.Y})
			}
			out[i] = append(out[i], piece)
		}
	}
	return out, nil
}
