package face

import (
	"bufio"
	"compress/gzip"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestLevels: capitals stand for Hebrew letters.
func TestLevels(t *testing.T) {
	for text, want := range map[string]string{
		"abc":           "000",
		"he said AB CD": "0000000011111",
		"AB 12 CD x":    "1112211112", // the paragraph runs from right to left
		"a AB 12 CD x":  "001112211100",
		"a AB (CD) x":   "00111111100",
		"a (AB) x":      "00011000",
		"a “AB” x":      "00011000",
		"a AB, 5%":      "00111122",
		"a AB-12.5":     "001112222",
		"a AB [CD] x":   "00111111100",
		"a AB\nCD x":    "001111100",
	} {
		var in []rune
		for _, r := range text {
			if r >= 'A' && r <= 'Z' {
				r = 'א' + r - 'A'
			}
			in = append(in, r)
		}
		levels, _ := Levels(in)
		var got strings.Builder
		for _, l := range levels {
			got.WriteByte('0' + l)
		}
		if got.String() != want {
			t.Errorf("%q has levels %s, want %s", text, got.String(), want)
		}
	}
	if got := Visual([]uint8{0, 1, 2, 2, 1, 0}); !slices.Equal(got, []int{0, 4, 2, 3, 1, 5}) {
		t.Errorf("they stand as %v", got)
	}
}

// TestConformance: levels and order are those of Unicode's own test files, BidiTest.txt by classes and
// BidiCharacterTest.txt by characters. testdata/README.md says which of their lines are kept.
func TestConformance(t *testing.T) {
	sample := map[string]rune{
		"L": 'a', "R": 'א', "AL": 'ا', "EN": '1', "AN": '١', "ES": '+', "ET": '%', "CS": ',', "NSM": '\u0300',
		"S": '\t', "WS": ' ', "ON": '!',
	}
	var levels, order string
	tried := 0
	eachLine(t, "testdata/BidiTest.txt.gz", func(line string) {
		if rest, ok := strings.CutPrefix(line, "@Levels:"); ok {
			levels = rest
			return
		}
		if rest, ok := strings.CutPrefix(line, "@Reorder:"); ok {
			order = rest
			return
		}
		classes, _, _ := strings.Cut(line, ";")
		var text []rune
		for _, c := range strings.Fields(classes) {
			if sample[c] == 0 {
				t.Fatalf("no character for the class %q", c)
			}
			text = append(text, sample[c])
		}
		conforms(t, text, -1, levels, order)
		tried++
	})
	if tried != 22646 {
		t.Errorf("%d lines of BidiTest.txt were tried, not 22646", tried)
	}
	tried = 0
	eachLine(t, "testdata/BidiCharacterTest.txt.gz", func(line string) {
		fields := strings.Split(line, ";")
		if len(fields) != 5 {
			t.Fatalf("%q hasn't five fields", line)
		}
		var text []rune
		for _, hex := range strings.Fields(fields[0]) {
			r, err := strconv.ParseUint(hex, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, rune(r))
		}
		base, err := strconv.Atoi(fields[2])
		if err != nil {
			t.Fatal(err)
		}
		conforms(t, text, base, fields[3], fields[4])
		tried++
	})
	if tried != 45787 {
		t.Errorf("%d lines of BidiCharacterTest.txt were tried, not 45787", tried)
	}
}

// eachLine reads a compressed file without its comments.
func eachLine(t *testing.T, name string, do func(string)) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(plain)
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); line != "" && line[0] != '#' {
			do(line)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// conforms compares levels and order of a paragraph, which stands on one line, with those wanted; base is -1 where
// it isn't known.
func conforms(t *testing.T, text []rune, base int, wantLevels, wantOrder string) {
	t.Helper()
	levels, gotBase := Levels(text)
	if base >= 0 && base != int(gotBase) {
		t.Errorf("%U: the paragraph has level %d, want %d", text, gotBase, base)
	}
	var got []int
	for _, l := range levels {
		got = append(got, int(l))
	}
	if want := numbers(t, wantLevels); !slices.Equal(got, want) {
		t.Errorf("%U has levels %v, want %v", text, got, want)
	}
	if got, want := Visual(levels), numbers(t, wantOrder); !slices.Equal(got, want) {
		t.Errorf("%U stands as %v, want %v", text, got, want)
	}
}

func numbers(t *testing.T, s string) []int {
	t.Helper()
	var out []int
	for _, f := range strings.Fields(s) {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}
