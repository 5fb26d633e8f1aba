package proof

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

func TestPagesIn(t *testing.T) {
	for _, c := range []struct {
		locator string
		want    []int
	}{
		{"p. 42", []int{42}},
		{"p.42", []int{42}},
		{"pp. 3–5", []int{3, 4, 5}},
		{"pp. 3-5, 9", []int{3, 4, 5, 9}},
		{"pp. 3, 5 and 9–10", []int{3, 5, 9, 10}},
		{"p. 1–1000", nil},
		{"p. 1–1001", []int{1}},
		{"page 12, second paragraph", []int{12}},
		{"Annex, pages 8 - 9", []int{8, 9}},
		{"(p. 7)", []int{7}},
		{"note 3; p. 7; p. 9", []int{7, 9}},
		{"pág. 7", []int{7}},
		{"página 7", []int{7}},
		{"Seite 7", []int{7}},
		{"pp. 214–17", []int{214, 215, 216, 217}},
		{"pp. 1–17", []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}},
		{"p. 17–3", []int{17}},  // no range
		{"p. 1–5000", []int{1}}, // none either
		{"p. 19–18", []int{19}}, // nor this
		{"p. 9–9", []int{9}},
		{"p. 10–1", []int{10, 11}}, // 11
		{"Item 1A", nil},
		{"S. 1847", nil},
		{"stop. 3", nil},
		{"para. 4", nil},
		{"p. 123456", nil},
		{"", nil},
	} {
		if c.locator == "p. 1–1000" {
			for n := range 1000 {
				c.want = append(c.want, n+1)
			}
		}
		if got := pagesIn(c.locator); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.locator, got, c.want)
		}
	}
}

func TestPrinted(t *testing.T) {
	for _, c := range []struct {
		page string
		want []int
	}{
		{"42\ntext\nmore", []int{42}},
		{"text\n– 42 –\n", []int{42}},
		{"Page 42 of 90\na\nb", []int{42}},
		{"p. 42\na\nb", []int{42}},
		{"Annual report    42\na\nb\nc\nd\ne", []int{42}},
		{"42    Annual report\na\nb\nc\nd\ne", []int{42}},
		{"a\nb\nc\nd\n42 | Annual report", []int{42}},
		{"a\nb\nc\nd\nAnnual report | 42", []int{42}},
		{"Annual report 2024\na\nb\nc\nd", nil}, // a year in a line
		{"a\nb\n42\nd\ne", nil},                 // not at the edge
		{"a\n42\nc\nd\ne", []int{42}},
		{"a\nb\nc\n42\ne", []int{42}},
		{"12\n\n13\nc\n14\n15", []int{12, 13, 14, 15}},
		{"1\n2\n3\n4", []int{1, 2, 3, 4}},
		{"1\n2\n3\n4\n5", []int{1, 2, 4, 5}},
		{"42      43\na\nb\nc\nd\ne", []int{42, 43}},
		{"a\nb\nc\nd\n42  43  44", []int{42, 43, 44}},
		{"", nil},
	} {
		leaf := &capture{file: c.page}
		if got := leaf.printed(); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.page, got, c.want)
		}
	}
}

// A quote that stands on another page than "at" says is told, with the page that it stands on; a page is known by its
// place or by the number printed on it, and whatever could be right is let be.
func TestWrongPage(t *testing.T) {
	plain := "one here\ftwo here\fthree goes\fon there\ftwo here again"
	numbered := "the first\ni\fthe second\nii\fthe third\n1\fthe fourth\n2\fthe fifth\n7\n3"
	for _, c := range []struct{ name, file, at, quote, want string }{
		{"its place", plain, "p. 1", "one here", ""},
		{"another", plain, "p. 2", "one here", `page 1 of "c.txt", and "at" says "p. 2"`},
		{"the second time", plain, "p. 5", "two here", ""},
		{"no part of a number", plain, "p. 11", "one here", `page 1 of`},
		{"neither time", plain, "p. 4", "two here", `page 2 of`},
		{"a range", plain, "pp. 1–3", "two here", ""},
		{"beside a range", plain, "pp. 3–4", "two here", "page 2 of"},
		{"overleaf, where it begins", plain, "p. 3", "three goes on there", ""},
		{"overleaf, where it ends", plain, "p. 4", "three goes on there", ""},
		{"overleaf, elsewhere", plain, "p. 5", "three goes on there", "page 3 of"},
		{"overleaf, elsewhere before", plain, "p. 2", "three goes on there", "page 3 of"},
		{"no page named", plain, "Summary", "one here", ""},
		{"no pages marked", "one here", "p. 9", "one here", ""},
		{"its number", numbered, "p. 1", "the third", ""},
		{"its place, though it has a number", numbered, "p. 3", "the third", ""},
		{"neither", numbered, "p. 2", "the third", `page 3 (printed on it: 1) of`},
		{"two numbers on it", numbered, "p. 9", "the fifth", `page 5 of`},
		{"two pages", "a b\fc d", "p. 1", "c d", "page 2 of"},
		{"overleaf by number", "x\n7\nbegins\fand ends\n8", "p. 8", "begins and ends", ""},
		{"a number that is its place", "x\n1\fy here\n2", "p. 1", "y here", `page 2 of`},
	} {
		var l diag.List
		cap := newCapture([]byte(c.file))
		if _, ok := cap.find(c.quote); !ok {
			t.Fatalf("%s: the quote isn't there", c.name)
		}
		src := &dossier.Source{Capture: source.Text{S: "c.txt"}}
		cap.checkPage(c.at, quoted{source: src, quote: source.Text{S: c.quote}}, &l)
		got := fmt.Sprint(l.Sorted())
		if c.want == "" && len(l.Sorted()) > 0 || c.want != "" && (len(l.Sorted()) != 1 ||
			!strings.Contains(l.Sorted()[0].Message, c.want) || l.Sorted()[0].Code != diag.WrongPage) {
			t.Errorf("%s: %s, want %q", c.name, got, c.want)
		}
	}
}

// Of each place that a quote is said to stand at, the page is looked at, where the quote is found.
func TestEveryPlaceIsLookedAt(t *testing.T) {
	evidence := func(at string) *dossier.Evidence {
		return &dossier.Evidence{Source: source.Text{S: "one"}, Quote: source.Text{S: "its words"}, Locator: at}
	}
	d := one("one: its words")
	d.Claims[0].Evidence = []*dossier.Evidence{evidence(""), evidence("p. 2"), evidence("p. 1"), evidence("p. 2"),
		evidence("p. 3")}
	two := &dossier.Evidence{Source: source.Text{S: "one"}, Quote: source.Text{S: "other words"}, Locator: "p. 1"}
	d.Claims[0].Evidence = append(d.Claims[0].Evidence, two)
	var l diag.List
	_, err := Check(
		d,
		[]fs.FS{fstest.MapFS{"one.txt": {Data: []byte("its words, other words\fno more")}}},
		Stamp{},
		&l,
	)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range l.Sorted() {
		if f.Code == diag.WrongPage {
			got = append(got, f.Message)
		}
	}
	want := []string{`the quote stands on page 1 of "one.txt", and "at" says "p. 2"`,
		`the quote stands on page 1 of "one.txt", and "at" says "p. 3"`}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// While a part of the dossier can't be read, nothing is said of what seems to be missing because of that.
func TestDamagedSaysLess(t *testing.T) {
	d := one("one: its words")
	d.Source("one").Capture.S = ""
	d.Proofs = []*dossier.Proof{{Source: "one", Quote: "words that are gone"}}
	for _, damaged := range []bool{false, true} {
		var l diag.List
		d.Damaged = damaged
		if _, err := Check(d, nil, Stamp{}, &l); err != nil {
			t.Fatal(err)
		}
		if n := len(l.Sorted()); n != map[bool]int{false: 2, true: 0}[damaged] {
			t.Errorf("damaged %v: %v", damaged, l.Sorted())
		}
	}
}

// Old ends of lines become new ones, byte for byte; those of Windows stay.
func TestSameEnds(t *testing.T) {
	for in, want := range map[string]string{"a\rb": "a\nb", "a\rb\r\nc\r": "a\nb\r\nc\n", "a\r": "a\n", "\ra\r\n": "\na\r\n",
		"\r\r\n": "\n\r\n", "a\r\n": "a\r\n", "a\n\r\r\n": "a\n\n\r\n", "": ""} {
		if got := sameEnds([]byte(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
