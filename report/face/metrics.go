package face

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"
)

// Metrics are a face's measures in font units, as a PDF font descriptor wants them.
type Metrics struct {
	UnitsPerEm      int
	Ascent, Descent int // above and below the baseline; Descent is negative
	CapHeight       int
	XHeight         int
	Box             [4]int // left, bottom, right, top of all glyphs together
	ItalicAngle     int    // 1/65536 degree, negative where the face leans to the right
	Weight          int    // 400 is regular, 700 bold
}

// Metrics are the face's measures.
func (f *Face) Metrics() Metrics { return f.metrics }

// Name is the face's PostScript name.
func (f *Face) Name() string { return f.name }

// Glyphs is how many glyphs the face has.
func (f *Face) Glyphs() int { return len(f.loca) - 1 }

// Width is a glyph's own advance, without kerning.
func (f *Face) Width(glyph uint16) int {
	hmtx, long := f.tables["hmtx"], int(u16(f.tables["hhea"], 34))
	return int(u16(hmtx, 4*min(int(glyph), long-1)))
}

func (f *Face) readMetrics() error {
	head, hhea, os2, post := f.tables["head"], f.tables["hhea"], f.tables["OS/2"], f.tables["post"]
	if len(head) < 54 || len(hhea) < 36 || len(os2) < 90 || len(post) < 16 {
		return errors.New("table head, hhea, OS/2 or post is missing or cut short")
	}
	f.metrics = Metrics{
		UnitsPerEm:  int(u16(head, 18)),
		Ascent:      i16(hhea, 4),
		Descent:     i16(hhea, 6),
		XHeight:     i16(os2, 86),
		CapHeight:   i16(os2, 88),
		Box:         [4]int{i16(head, 36), i16(head, 38), i16(head, 40), i16(head, 42)},
		ItalicAngle: int(int32(binary.BigEndian.Uint32(post[4:]))),
		Weight:      int(u16(os2, 4)),
	}
	if f.metrics.UnitsPerEm == 0 {
		return errors.New("a face with no units to the em")
	}
	long, glyphs := int(u16(hhea, 34)), f.Glyphs()
	if long < 1 || long > glyphs || len(f.tables["hmtx"]) < 4*long+2*(glyphs-long) {
		return fmt.Errorf("table hmtx is too short for %d glyphs", glyphs)
	}
	return nil
}

// postScriptName is name 6 of the Windows platform; a face without one is called "Untitled", since a PDF
// needs some name.
func (f *Face) postScriptName() string {
	table := f.tables["name"]
	if len(table) < 6 {
		return "Untitled"
	}
	count, store := int(u16(table, 2)), int(u16(table, 4))
	for i := range count {
		at := 6 + 12*i
		if at+12 > len(table) {
			break
		}
		platform, id := u16(table, at), u16(table, at+6)
		size, from := int(u16(table, at+8)), store+int(u16(table, at+10))
		if platform != 3 || id != 6 || from+size > len(table) {
			continue
		}
		units := make([]uint16, size/2)
		for j := range units {
			units[j] = u16(table, from+2*j)
		}
		return string(utf16.Decode(units))
	}
	return "Untitled"
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(u16(b, at))) }
