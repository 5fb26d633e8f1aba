package face

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sort"
	"sync"
)

// Subset is the part of a face that a document uses, as a TrueType file ready for embedding.
type Subset struct {
	Deflated []byte // zlib
	Length   int    // before deflating
	Name     string // the PostScript name with the six letters that mark a cut face
}

// subsetCache remembers subsets, since the documents of one batch use much the same characters.
type subsetCache struct {
	mutex sync.Mutex
	made  map[string]Subset
}

// subsetsKept bounds the memory of a long batch.
const subsetsKept = 64

// Subset cuts a face to the given glyphs. Glyph numbers stay: outlines that aren't used are empty, and
// everything behind the last one used is gone. Glyphs that used ones are composed of are kept too, and where many of
// the letters of English are used, the others as well: then one subset does for most documents of a batch.
func (s *Set) Subset(st Style, glyphs []uint16) (Subset, error) {
	f := s.Face(st)
	const many = 40
	if st < Styles && len(glyphs) >= many {
		glyphs = append(slices.Clone(glyphs), s.commons[st]()...)
	}
	used, err := f.closure(glyphs)
	if err != nil {
		return Subset{}, fmt.Errorf("subset %s: %w", f.name, err)
	}
	key := []byte{byte(st)}
	for _, g := range used {
		key = binary.BigEndian.AppendUint16(key, g)
	}
	if sub, ok := s.subsets.get(key); ok {
		return sub, nil
	}
	file := f.cut(used)
	deflated, err := s.deflate.Zlib(6, file)
	if err != nil {
		return Subset{}, fmt.Errorf("deflate %s: %w", f.name, err)
	}
	sub := Subset{Deflated: deflated, Length: len(file), Name: subsetTag(key) + "+" + f.name}
	s.subsets.put(key, sub)
	return sub, nil
}

// common is the glyphs of letters, digits, marks and ligatures that most English texts use.
func (s *Set) common(st Style) []uint16 {
	var out []uint16
	sh := s.Shaper("en")
	take := func(digits Digits, word string) {
		for _, p := range sh.Word(st, digits, word) {
			for _, g := range p.Glyphs {
				out = append(out, g.ID)
			}
		}
	}
	for r := rune('!'); r < 0x7F; r++ {
		take(Lining, string(r))
	}
	for _, word := range []string{"–", "—", "‘", "’", "“", "”", "§", "•", "…", "fi", "fl", "ff", "ffi", "ffl"} {
		take(Lining, word)
	}
	take(Superior, "0123456789")
	return append(out, s.Space(st).ID)
}

// get and put hold the lock for no longer than it takes: two goroutines may make the same subset.
func (c *subsetCache) get(key []byte) (Subset, bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	sub, ok := c.made[string(key)]
	return sub, ok
}

func (c *subsetCache) put(key []byte, sub Subset) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.made == nil || len(c.made) >= subsetsKept {
		c.made = map[string]Subset{}
	}
	c.made[string(key)] = sub
}

// readOutlines checks glyf and loca, on which subsetting rests.
func (f *Face) readOutlines() error {
	head, maxp, loca, glyf := f.tables["head"], f.tables["maxp"], f.tables["loca"], f.tables["glyf"]
	if len(head) < 54 || len(maxp) < 6 || loca == nil || glyf == nil {
		return errors.New("no TrueType outlines (tables head, maxp, loca, glyf)")
	}
	n := int(u16(maxp, 4)) + 1
	long := u16(head, 50) != 0
	if long && len(loca) < 4*n || !long && len(loca) < 2*n {
		return errors.New("table loca is cut short")
	}
	f.loca = make([]uint32, n)
	for i := range f.loca {
		if long {
			f.loca[i] = binary.BigEndian.Uint32(loca[4*i:])
		} else {
			f.loca[i] = 2 * uint32(u16(loca, 2*i))
		}
		if i > 0 && f.loca[i] < f.loca[i-1] || int(f.loca[i]) > len(glyf) {
			return errors.New("table loca points outside glyf")
		}
	}
	return nil
}

func (f *Face) outline(glyph uint16) []byte {
	return f.tables["glyf"][f.loca[glyph]:f.loca[glyph+1]]
}

// closure is the glyphs, glyph 0, and all that they are composed of, in order.
func (f *Face) closure(glyphs []uint16) ([]uint16, error) {
	keep := map[uint16]bool{}
	todo := append([]uint16{0}, glyphs...)
	for len(todo) > 0 {
		g := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if keep[g] {
			continue
		}
		if int(g) >= f.Glyphs() {
			return nil, fmt.Errorf("the face has no glyph %d", g)
		}
		keep[g] = true
		parts, err := components(f.outline(g))
		if err != nil {
			return nil, fmt.Errorf("glyph %d: %w", g, err)
		}
		todo = append(todo, parts...)
	}
	used := make([]uint16, 0, len(keep))
	for g := range keep {
		used = append(used, g)
	}
	slices.Sort(used)
	return used, nil
}

// components is the glyphs that a composite outline is made of.
func components(outline []byte) ([]uint16, error) {
	const words, scale, more, xyScale, matrix = 1 << 0, 1 << 3, 1 << 5, 1 << 6, 1 << 7
	if len(outline) < 10 || i16(outline, 0) >= 0 {
		return nil, nil
	}
	var parts []uint16
	for at := 10; ; {
		if at+4 > len(outline) {
			return nil, errors.New("composite outline is cut short")
		}
		flags := u16(outline, at)
		parts = append(parts, u16(outline, at+2))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&xyScale != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return parts, nil
		}
	}
}

// cut writes the font file with the outlines of used, which is sorted and begins with glyph 0.
func (f *Face) cut(used []uint16) []byte {
	glyphs := int(used[len(used)-1]) + 1
	var glyf []byte
	loca := make([]byte, 0, 4*(glyphs+1))
	hmtx := make([]byte, 0, 4*glyphs)
	next := 0
	for g := range glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if int(used[next]) != g {
			hmtx = append(hmtx, 0, 0, 0, 0)
			continue
		}
		next++
		glyf = append(glyf, f.outline(uint16(g))...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.Width(uint16(g))))
		hmtx = binary.BigEndian.AppendUint16(hmtx, f.bearing(g))
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	head := slices.Clone(f.tables["head"])
	clear(head[8:12])                        // the sum over the file: set below
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	hhea := slices.Clone(f.tables["hhea"])   //
	binary.BigEndian.PutUint16(hhea[34:], uint16(glyphs))
	maxp := slices.Clone(f.tables["maxp"])
	binary.BigEndian.PutUint16(maxp[4:], uint16(glyphs))

	tables := map[string][]byte{"glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp}
	for _, tag := range []string{"cvt ", "fpgm", "prep"} {
		if t, ok := f.tables[tag]; ok {
			tables[tag] = t
		}
	}
	return fontFile(tables)
}

func (f *Face) bearing(glyph int) uint16 {
	hmtx, long := f.tables["hmtx"], int(u16(f.tables["hhea"], 34))
	if glyph < long {
		return u16(hmtx, 4*glyph+2)
	}
	return u16(hmtx, 4*long+2*(glyph-long))
}

// fontFile puts tables together as TrueType wants them: directory sorted by tag, sums, padding.
func fontFile(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	pow, log := 1, 0
	for pow*2 <= len(tags) {
		pow, log = pow*2, log+1
	}
	be := binary.BigEndian
	out := be.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(tags), 16 * pow, log, 16 * (len(tags) - pow)} {
		out = be.AppendUint16(out, uint16(v))
	}
	at, headAt := len(out)+16*len(tags), 0
	for _, tag := range tags {
		table := tables[tag]
		if tag == "head" {
			headAt = at
		}
		out = append(out, tag...)
		out = be.AppendUint32(out, sum(table))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(table)))
		at += (len(table) + 3) &^ 3
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-sum(out))
	return out
}

func sum(table []byte) uint32 {
	var total uint32
	for len(table) >= 4 {
		total += binary.BigEndian.Uint32(table)
		table = table[4:]
	}
	var last [4]byte
	copy(last[:], table)
	return total + binary.BigEndian.Uint32(last[:])
}

// subsetTag makes the six capitals from the glyphs, so that two cuts of one face never share a name.
func subsetTag(key []byte) string {
	h := uint64(14695981039346656037) // FNV-1a
	for _, b := range key {
		h = (h ^ uint64(b)) * 1099511628211
	}
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = byte('A' + h%26)
		h /= 26
	}
	return string(tag)
}
