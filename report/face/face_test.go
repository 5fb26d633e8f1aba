package face

import (
	"bytes"
	"compress/zlib"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font/opentype"
)

func TestLoad(t *testing.T) {
	set := load(t)
	for st, want := range map[Style]string{
		Regular: "STIXTwoText-Regular", Italic: "STIXTwoText-Italic", Bold: "STIXTwoText-Bold",
		BoldItalic: "STIXTwoText-BoldItalic",
	} {
		f := set.Face(st)
		m := f.Metrics()
		if f.Name() != want {
			t.Errorf("the %v face is called %s", st, f.Name())
		}
		if m.UnitsPerEm != 1000 || m.Ascent <= 0 || m.Descent >= 0 || m.CapHeight <= m.XHeight ||
			m.Box[0] >= m.Box[2] ||
			(m.ItalicAngle < 0) != (st&Italic != 0) ||
			(m.Weight == 700) != (st&Bold != 0) {
			t.Errorf("the %v face measures %+v", st, m)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	good := files(t)
	for name, bad := range map[string][]byte{
		"nothing": nil, "text": []byte("no font at all"), "half a font": good[0][:len(good[0])/2],
		"directory only": good[0][:300],
	} {
		if _, err := Load([Styles][]byte{good[0], bad, good[2], good[3]}); err == nil ||
			!strings.HasPrefix(err.Error(), "parse the italic face: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestMissing(t *testing.T) {
	set := load(t)
	for s, want := range map[string]string{
		"":                     "",
		"plain text, §\u00A07": "",
		"naïve e\u0301tude q\u0303 ﬁ m² — “”":                                        "",
		"Права человека ἄνδρα Ελλάδα":                                                "",
		"soft\u00ADhyphen zero\u200Bwidth\u2060\uFEFF tab\t nl\n \u202F\u2009\u2011": "",
		"कखक中ש":     "कख",
		"a😀b\uFE0F": "😀",
	} {
		if got := string(set.Missing(s)); got != want {
			t.Errorf("in %q the faces lack %q, want %q", s, got, want)
		}
	}
}

func shaped(s *Shaper, st Style, digits Digits, word string) []Glyph {
	var out []Glyph
	for _, p := range s.Word(st, digits, word) {
		out = append(out, p.Glyphs...)
	}
	return out
}

// TestWordSaysItsText: the glyphs of a word together stand for exactly its characters.
func TestWordSaysItsText(t *testing.T) {
	set := load(t)
	sh := set.Shaper("en")
	for _, word := range []string{
		"a", "office", "affluent", "fjord", "AVATAR", "q\u0303", Normal("e\u0301tude"), "Права", "ἄνδρα", "1,234.5",
		"“(x)”", "—",
		"ﬁn", "a\u0308\u0301", "x\u0323\u0301", "mixedПрава", "https://x.org/",
	} {
		for st := range Style(Styles) {
			text := ""
			for _, g := range shaped(sh, st, Lining, word) {
				if g.ID == 0 {
					t.Errorf("%q in %v draws the glyph of a missing character", word, st)
				}
				text += g.Text
			}
			if Normal(text) != Normal(word) {
				t.Errorf("%q in %v stands for %q", word, st, text)
			}
		}
	}
}

func TestKerning(t *testing.T) {
	set := load(t)
	sh := set.Shaper("en")
	kerned, plain := 0, 0
	for _, g := range shaped(sh, Regular, Lining, "AVATAR") {
		kerned += int(g.Advance)
		plain += set.Face(Regular).Width(g.ID)
	}
	if kerned >= plain {
		t.Errorf("AVATAR is %d wide kerned and %d unkerned", kerned, plain)
	}
}

func TestSilentAndUnknown(t *testing.T) {
	sh := load(t).Shaper("en")
	if got := shaped(sh, Regular, Lining, "\u00AD\u200B\u2060"); len(got) != 0 {
		t.Errorf("silent characters draw %v", got)
	}
	if got := shaped(sh, Regular, Lining, "aकb"); len(got) != 2 {
		t.Errorf("an unknown character draws %v", got)
	}
	if got := shaped(sh, Regular, Lining, "\u2011"); len(got) != 1 || got[0].Text != "\u2011" {
		t.Errorf("the hyphen that doesn't break draws %v", got)
	}
}

func TestSuperior(t *testing.T) {
	set := load(t)
	sh := set.Shaper("en")
	for st := range Style(Styles) {
		for _, d := range "0123456789" {
			up, down := shaped(sh, st, Superior, string(d)), shaped(sh, st, Lining, string(d))
			if up[0].ID == down[0].ID || up[0].Text != string(d) {
				t.Errorf("%v: the superior %c is %v", st, d, up)
			}
		}
	}
}

// TestSubset: the cut face parses, keeps its glyph numbers and outlines, and has nothing else.
func TestSubset(t *testing.T) {
	set := load(t)
	sh := set.Shaper("en")
	for st := range Style(Styles) {
		var glyphs []uint16
		for _, g := range shaped(sh, st, Lining, "Éçofficeẩ½") {
			glyphs = append(glyphs, g.ID)
		}
		sub, err := set.Subset(st, glyphs)
		if err != nil {
			t.Fatal(err)
		}
		cut := readSubset(t, sub)
		whole := set.Face(st)
		used, err := whole.closure(glyphs)
		if err != nil {
			t.Fatal(err)
		}
		if len(used) <= len(glyphs) {
			t.Errorf("%v: no composed glyph among %v", st, used)
		}
		checkOutlines(t, cut, whole, used)
		if cut.Glyphs() != int(slices.Max(used))+1 {
			t.Errorf("%v: %d glyphs are left, the last used is %d", st, cut.Glyphs(), slices.Max(used))
		}
		again, err := set.Subset(st, glyphs)
		if err != nil || !bytes.Equal(again.Deflated, sub.Deflated) || again.Name != sub.Name {
			t.Errorf("%v: the second subset differs: %v", st, err)
		}
		if other, err := set.Subset(st, glyphs[:1]); err != nil || other.Name == sub.Name {
			t.Errorf("%v: two subsets are called %s: %v", st, sub.Name, err)
		}
	}
	if _, err := set.Subset(Regular, []uint16{60000}); err == nil {
		t.Error("a glyph that isn't there is cut")
	}
}

// readSubset parses a cut face as a reader of the PDF would.
func readSubset(t *testing.T, sub Subset) *Face {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(sub.Deflated))
	if err != nil {
		t.Fatal(err)
	}
	file, err := io.ReadAll(r)
	if err != nil || len(file) != sub.Length {
		t.Fatalf("%d bytes, want %d: %v", len(file), sub.Length, err)
	}
	if sum(file) != 0xB1B0AFBA {
		t.Error("the sum over the file is wrong")
	}
	loader, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][]byte{}
	for _, tag := range loader.Tables() {
		if tables[tag.String()], err = loader.RawTable(tag); err != nil {
			t.Fatal(err)
		}
	}
	cut := &Face{tables: tables}
	if err := cut.readOutlines(); err != nil {
		t.Fatal(err)
	}
	return cut
}

// checkOutlines: what is used is as it was in the whole face, and nothing else is there.
func checkOutlines(t *testing.T, cut, whole *Face, used []uint16) {
	t.Helper()
	for g := range cut.Glyphs() {
		id := uint16(g)
		got := cut.outline(id)
		if !slices.Contains(used, id) {
			if len(got) != 0 {
				t.Errorf("%s: glyph %d isn't used and has an outline", whole.Name(), g)
			}
			continue
		}
		want := whole.outline(id)
		if !bytes.Equal(got[:len(want)], want) || cut.Width(id) != whole.Width(id) {
			t.Errorf("%s: glyph %d has changed", whole.Name(), g)
		}
	}
}

// TestAtOnce shapes and cuts in several goroutines, for the race detector.
func TestAtOnce(t *testing.T) {
	set := load(t)
	done := make(chan string)
	for range 4 {
		go func() {
			sh, text := set.Shaper("en-US"), ""
			for _, w := range strings.Fields("office Права AVATAR ἄνδρα office") {
				for _, g := range shaped(sh, Bold, Lining, w) {
					sub, err := set.Subset(Bold, []uint16{g.ID})
					if err != nil {
						text += err.Error()
					}
					text += g.Text + sub.Name
				}
			}
			done <- text
		}()
	}
	first := <-done
	for range 3 {
		if got := <-done; got != first {
			t.Error("shaping at once differs")
		}
	}
}

func FuzzComponents(f *testing.F) {
	f.Add([]byte{0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0})
	f.Fuzz(func(t *testing.T, outline []byte) { _, _ = components(outline) })
}

func BenchmarkLoad(b *testing.B) {
	f := files(b)
	for b.Loop() {
		if _, err := Load(f, fallbacks()...); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkShaper(b *testing.B) {
	set := load(b)
	words := strings.Fields(
		"the company shall disclose to its shareholders what it knows about uses of products by governments")
	for b.Loop() {
		sh := set.Shaper("en")
		for _, w := range words {
			sh.Word(Regular, Lining, w)
		}
	}
}

func BenchmarkSubset(b *testing.B) {
	set := load(b)
	var glyphs []uint16
	for g := range uint16(80) {
		glyphs = append(glyphs, 200+g)
	}
	for b.Loop() {
		set.subsets = subsetCache{}
		if _, err := set.Subset(Regular, glyphs); err != nil {
			b.Fatal(err)
		}
	}
}

// What keeps two letters apart is shaped, and is part of the text that glyphs stand for: behind the letter before it.
func TestJoinersAreKept(t *testing.T) {
	sh := load(t).Shaper("fa")
	said := func(word string) string {
		out := ""
		for _, p := range sh.Backward(Regular, word) {
			for _, g := range p.Glyphs {
				out = g.Text + out
			}
		}
		return out
	}
	apart, joined := "می\u200cخواهم", "میخواهم"
	if got := said(apart); got != apart {
		t.Errorf("%q, want %q", got, apart)
	}
	pieces := sh.Backward(Regular, apart)
	glyphs := pieces[0].Glyphs
	if n := len(glyphs); n != 7 || glyphs[n-2].Text != "ی\u200c" ||
		glyphs[n-2].ID == sh.Backward(Regular, joined)[0].Glyphs[n-2].ID {
		t.Errorf("%+v: the letter before the joiner isn't that at the end of a word", glyphs)
	}
}

// Signs that people write about money, change and comparison are printed, in every style that a text can have.
func TestSignsArePrinted(t *testing.T) {
	set := load(t)
	const signs = "$€£¥₪₦₩₿₹₺₽₫₱₴₲₵₸₡₾₼฿৳៛֏ →←↔↑↓⇒ ≤≥≠≈×÷−±‰∞√∑ ′″№§¶†‡•✓✔✗☐☑☒ ½⅓⅔¼¾⅛⁄ ™℠®© ⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂ ①Ⅳ▲▼■□●○★☆⚠ ‽"
	if missing := set.Missing(signs); len(missing) > 0 {
		t.Errorf("no face has %s", string(missing))
	}
	for st := range Style(Styles) {
		for _, r := range signs {
			if r == ' ' {
				continue
			}
			if pieces := set.Shaper("en").Word(st, Lining, string(r)); len(pieces) != 1 || len(pieces[0].Glyphs) == 0 {
				t.Errorf("%v: %c is %d pieces", st, r, len(pieces))
			}
		}
	}
	// A face that nothing needs isn't read.
	if err := set.Need("€ and “so” – it’s"); err != nil {
		t.Error(err)
	}
}
