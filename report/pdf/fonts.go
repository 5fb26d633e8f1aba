package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"whereas/report/face"
	"whereas/report/layout"
)

// fonts is what the pages draw: for each face the glyphs, with the text that each stands for where it is
// drawn first. Where it stands for something else later, that place says so itself (ActualText).
type fonts struct {
	used [face.Styles]map[uint16]string
}

func gather(p *layout.Pages) *fonts {
	f := &fonts{}
	for i := range p.Pages {
		for j := range p.Pages[i].Runs {
			r := &p.Pages[i].Runs[j]
			if f.used[r.Style] == nil {
				f.used[r.Style] = map[uint16]string{}
			}
			for k := range r.Glyphs {
				g := &r.Glyphs[k]
				if said, ok := f.used[r.Style][g.ID]; !ok || said == "" {
					f.used[r.Style][g.ID] = g.Text
				}
			}
		}
	}
	return f
}

// embed adds the fonts to the file and returns the entries of the resource dictionary.
func (f *fonts) embed(out *file, set *face.Set) (string, error) {
	var entries strings.Builder
	for st := range face.Style(face.Styles) {
		if f.used[st] == nil {
			continue
		}
		glyphs := make([]uint16, 0, len(f.used[st]))
		for g := range f.used[st] {
			glyphs = append(glyphs, g)
		}
		slices.Sort(glyphs)
		sub, err := set.Subset(st, glyphs)
		if err != nil {
			return "", err
		}
		n, err := out.font(set.Face(st), sub, glyphs, f.used[st])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&entries, "/F%d %d 0 R", st, n)
	}
	return entries.String(), nil
}

// font adds one face as a composite font whose codes are glyph numbers.
func (out *file) font(f *face.Face, sub face.Subset, glyphs []uint16, text map[uint16]string) (int, error) {
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
	descriptor := out.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %s"+
		"/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV %d/FontFile2 %d 0 R>>",
		sub.Name, flags, em(m.Box[0]), em(m.Box[1]), em(m.Box[2]), em(m.Box[3]),
		appendLength(nil, layout.Length(m.ItalicAngle)),
		em(m.Ascent), em(m.Descent), em(m.CapHeight), em(m.XHeight), stem, program))
	cid := out.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 0/W[%s]>>", sub.Name, descriptor, widths(f, glyphs, m.UnitsPerEm)))
	unicode, err := out.deflated("", toUnicode(glyphs, text))
	if err != nil {
		return 0, err
	}
	return out.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		sub.Name, cid, unicode)), nil
}

// widths is the W array: runs of neighbouring glyphs with the width of each.
func widths(f *face.Face, glyphs []uint16, perEm int) string {
	var b strings.Builder
	for i := 0; i < len(glyphs); {
		fmt.Fprintf(&b, "%d[", glyphs[i])
		for j := i; ; j++ {
			if j == len(glyphs) || j > i && glyphs[j] != glyphs[j-1]+1 {
				i = j
				break
			}
			if j > i {
				b.WriteByte(' ')
			}
			b.Write(appendFixed(nil, int64(f.Width(glyphs[j]))*100000/int64(perEm), 2))
		}
		b.WriteByte(']')
	}
	return b.String()
}

// toUnicode maps glyphs to the characters they stand for. A glyph that only ever is part of a character
// is mapped to a zero-width space: the character is said where it is drawn.
func toUnicode(glyphs []uint16, text map[uint16]string) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n")
	for rest := glyphs; len(rest) > 0; {
		part := rest[:min(100, len(rest))]
		rest = rest[len(part):]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, g := range part {
			s := text[g]
			if s == "" {
				s = "\u200B"
			}
			fmt.Fprintf(&b, "<%04x> <", g)
			for _, u := range utf16.Encode([]rune(s)) {
				fmt.Fprintf(&b, "%04x", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return []byte(b.String())
}
