package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"whereas/report/face"
	"whereas/report/lines"
	"whereas/report/pages"
)

// fonts is what the pages draw of each face.
type fonts [face.Faces]codes

// codes numbers what one face draws. A code is a glyph together with the text it stands for: a hyphen of
// the text and one set at a line's end look alike and have two codes, so that both are read rightly.
type codes struct {
	drawn   []drawing // drawn[i] has code i+1; by glyph, then by text
	widths  []int     // of each drawing, in font units
	byGlyph []uint16  // for each glyph the code of its first drawing, 0 for none
}

type drawing struct {
	glyph uint16
	text  string
}

// code is the number of a drawing that the pages have.
func (c *codes) code(g *lines.Glyph) uint16 {
	code := c.byGlyph[g.ID]
	for c.drawn[code-1].text != g.Text {
		code++
	}
	return code
}

func gather(p *pages.Layout) *fonts {
	var (
		out  fonts
		seen [face.Faces]map[drawing]bool
	)
	for i := range p.Pages {
		for j := range p.Pages[i].Runs {
			r := &p.Pages[i].Runs[j]
			c := &out[r.Style]
			if seen[r.Style] == nil {
				seen[r.Style] = map[drawing]bool{}
				c.byGlyph = make([]uint16, p.Faces.Face(r.Style).Glyphs())
			}
			for k := range r.Glyphs {
				c.note(drawing{r.Glyphs[k].ID, r.Glyphs[k].Text}, seen[r.Style])
			}
		}
	}
	for st := range out {
		c := &out[st]
		slices.SortFunc(c.drawn, func(a, b drawing) int {
			return cmp.Or(cmp.Compare(a.glyph, b.glyph), cmp.Compare(a.text, b.text))
		})
		c.widths = make([]int, len(c.drawn))
		for i := len(c.drawn) - 1; i >= 0; i-- {
			c.byGlyph[c.drawn[i].glyph] = uint16(i + 1)
			c.widths[i] = p.Faces.Face(face.Style(st)).Width(c.drawn[i].glyph)
		}
	}
	return &out
}

// note enters a drawing once. Most are what their glyph stood for the time before, so that seen needn't be asked.
func (c *codes) note(d drawing, seen map[drawing]bool) {
	if last := c.byGlyph[d.glyph]; last > 0 && c.drawn[last-1].text == d.text || seen[d] {
		return
	}
	seen[d] = true
	c.drawn = append(c.drawn, d)
	c.byGlyph[d.glyph] = uint16(len(c.drawn))
}

// embed adds the fonts to the file and returns the entries of the resource dictionary.
func (f *fonts) embed(out *file, set *face.Set) (string, error) {
	var entries strings.Builder
	for st := range f {
		c := &f[st]
		if len(c.drawn) == 0 {
			continue
		}
		glyphs := make([]uint16, len(c.drawn))
		for i, d := range c.drawn {
			glyphs[i] = d.glyph
		}
		sub, err := set.Subset(face.Style(st), glyphs)
		if err != nil {
			return "", err
		}
		n, err := out.font(set.Face(face.Style(st)), sub, c)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&entries, "/F%d %d 0 R", st, n)
	}
	return entries.String(), nil
}

// font adds one face as a composite font: codes lead to glyphs by a map, and to text by another.
func (out *file) font(f *face.Face, sub face.Subset, c *codes) (int, error) {
	m := f.Metrics()
	em := func(units int) int { return units * 1000 / m.UnitsPerEm }
	program := out.stream(fmt.Sprintf("/Filter/FlateDecode/Length1 %d", sub.Length), sub.Deflated)
	const serif, symbolic, italic, forceBold = 1 << 1, 1 << 2, 1 << 6, 1 << 18
	flags := serif | symbolic
	if m.ItalicAngle != 0 {
		flags |= italic
	}
	if m.Weight >= 700 {
		flags |= forceBold
	}
	// The file says nothing of stems: the usual estimate from the weight.
	stem := 50 + m.Weight*m.Weight/(65*65)
	descriptor := out.add(
		fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %s"+
			"/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV %d/FontFile2 %d 0 R>>",
			sub.Name, flags, em(m.Box[0]), em(m.Box[1]), em(m.Box[2]), em(m.Box[3]),
			appendLength(nil, lines.Length(m.ItalicAngle)),
			em(m.Ascent), em(m.Descent), em(m.CapHeight), em(m.XHeight), stem, program),
	)
	toGlyph := make([]byte, 2, 2*len(c.drawn)+2) // code 0 is none
	widths := make([]byte, 0, 4*len(c.drawn))
	for i, d := range c.drawn {
		toGlyph = append(toGlyph, byte(d.glyph>>8), byte(d.glyph))
		widths = append(appendFixed(widths, int64(c.widths[i])*100000/int64(m.UnitsPerEm), 2), ' ')
	}
	glyphMap, err := out.deflated("", toGlyph)
	if err != nil {
		return 0, err
	}
	cid := out.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW 0/W[1[%s]]>>",
		sub.Name, descriptor, glyphMap, bytes.TrimSpace(widths)))
	unicode, err := out.deflated("", toUnicode(c.drawn))
	if err != nil {
		return 0, err
	}
	return out.add(
		fmt.Sprintf(
			"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
			sub.Name,
			cid,
			unicode,
		),
	), nil
}

// toUnicode maps codes to the text they stand for. A glyph that is only part of a character is mapped to a
// zero-width space: the character is said where it is drawn.
func toUnicode(drawn []drawing) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n")
	const most = 100 // in one section, says the format
	for from := 0; from < len(drawn); from += most {
		part := drawn[from:min(from+most, len(drawn))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, d := range part {
			text := cmp.Or(d.text, "\u200B")
			fmt.Fprintf(&b, "<%04x> <", from+i+1)
			for _, u := range utf16.Encode([]rune(text)) {
				fmt.Fprintf(&b, "%04x", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return []byte(b.String())
}
