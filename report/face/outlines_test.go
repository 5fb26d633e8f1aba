package face

import (
	"reflect"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
)

// What is shaped without outlines is what is shaped with them, and they are read for marks alone.
func TestOutlinesAreReadForMarksAlone(t *testing.T) {
	for _, v := range []struct {
		text     string
		outlines bool
	}{
		{"affiliation", false},
		{"café", false},
		{"洩紀錄", false},
		{"ガ한국어", false},
		{"سلام", false},
		{"שלום", false},
		{"か\u3099", false}, // composed, if it is in normal form
		{"漢\u3099字", true}, // a mark that no letter is composed with
		{"あ\u302A", true},
		{"ș\u0331x", true},
		{"ǭ\u030d", true},
		{"שָׁלוֹם", true},
		{"سَلَام", true},
	} {
		word := Normal(v.text)
		bare, full := load(t), load(t)
		read := false
		for st := range Style(Faces) {
			if f := bare.Face(st); f != nil {
				outlined := f.outlined
				f.outlined = func() (*font.Font, error) { read = true; return outlined() }
			}
			if f := full.Face(st); f != nil {
				all, err := f.parsed()
				if err != nil {
					t.Fatal(err)
				}
				f.font = all
			}
		}
		for st := range Style(Styles) {
			shape := (*Shaper).Backward
			if r := []rune(word)[0]; !hebrew(r) && !arabic(r) {
				shape = func(s *Shaper, st Style, word string) []Piece { return s.Word(st, Lining, word) }
			}
			got, want := shape(bare.Shaper("en"), st, word), shape(full.Shaper("en"), st, word)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%q in %v: %v, with outlines %v", v.text, st, got, want)
			}
		}
		if read != v.outlines {
			t.Errorf("%q: outlines are read: %t", v.text, read)
		}
	}
}

func TestTablesOutsideTheFile(t *testing.T) {
	file := files(t)[Regular]
	for name, bad := range map[string][]byte{
		"empty": nil, "not a font": []byte("not a font at all"), "directory": file[:40], "tables": file[:len(file)/2],
	} {
		if _, err := parse(bad); err == nil || strings.TrimSpace(err.Error()) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// An outline is the curves of the face's own file: of a letter closed and within the box of the face, of a space none.
func TestOutlines(t *testing.T) {
	set := load(t)
	f := set.Face(Regular)
	letter, ok := f.font.NominalGlyph('é') // put together from two outlines
	space, _ := f.font.NominalGlyph(' ')
	outlines, err := set.Outlines(Regular, []uint16{uint16(letter), uint16(space)})
	if err != nil || !ok || len(outlines) != 2 || len(outlines[1]) != 0 {
		t.Fatal(err, ok, outlines)
	}
	box, contours := f.Metrics().Box, 0
	for i, s := range outlines[0] {
		if s.Move {
			contours++
		}
		if s.Move != (i == 0) && i == 0 || len(s.Points) < 1 || len(s.Points) > 2 || s.Move && len(s.Points) != 1 {
			t.Errorf("segment %d: %+v", i, s)
		}
		for _, p := range s.Points {
			if p.X < float32(box[0]) || p.Y < float32(box[1]) || p.X > float32(box[2]) || p.Y > float32(box[3]) {
				t.Errorf("segment %d reaches %v, the box of the face is %v", i, p, box)
			}
		}
	}
	if contours != 2 { // the letter is one line that crosses itself
		t.Errorf("é has %d contours", contours)
	}
	for _, glyph := range []uint16{uint16(f.Glyphs()), 65535} {
		if _, err := set.Outlines(Regular, []uint16{glyph}); err == nil {
			t.Errorf("glyph %d has an outline", glyph)
		}
	}
}
