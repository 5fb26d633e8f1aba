package proof

import (
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

func TestFind(t *testing.T) {
	const text = "The agency’s   data-\nbase — “HART” — costs $6.8\u00A0billion… and it is misused.\nCafe\u0301 " +
		"re\u00ADsumes. 外洩的紀錄多為假的。"
	c := newCapture([]byte(text))
	for _, v := range []struct {
		quote string
		found bool
	}{
		{"agency's data", true}, {"\"HART\" - costs", true}, {"$6.8 billion...", true}, {"$6.8 billion…", true},
		{"used", false}, {"misused", true}, {"Café resumes", true}, {"The Agency", false}, {"紀錄多為假", true},
		{"agency's data base", false}, {"", false}, {"   ", false},
	} {
		at, ok := c.find(v.quote)
		if ok != v.found {
			t.Errorf("%q: found %v, want %v", v.quote, ok, v.found)
		}
		if ok && (at < 0 || at >= len(text)) {
			t.Errorf("%q: offset %d outside the file", v.quote, at)
		}
	}
	if at, _ := c.find("misused"); !strings.HasPrefix(text[at:], "misused") {
		t.Errorf("the offset of %q is wrong: %d", "misused", at)
	}
	if near, line := c.closest("the agency's big database HART costs billions"); line != 1 ||
		!strings.Contains(near, "HART") {
		t.Errorf("closest: %q, line %d", near, line)
	}
	if near, _ := c.closest("nothing of the kind anywhere"); near != "" {
		t.Errorf("closest of nothing: %q", near)
	}
}

// Any capture and any quote: no panic; a quote that is found lies inside the file; a part of a text is found in it.
func FuzzFind(f *testing.F) {
	f.Add("a b  c", "b c")
	f.Add("“x”\u00ad…", "\"x\"...")
	f.Add("infor-\nmation a\u0300`\u0301 \u0308", "information")
	f.Fuzz(func(t *testing.T, text, quote string) {
		c := newCapture([]byte(text))
		if got, _ := slowly(text); utf8.ValidString(text) && got != string(c.forms[asTheyAre].text) {
			t.Fatalf("%q: the form is %q, want %q", text, c.forms[asTheyAre].text, got)
		}
		at, ok := c.find(quote)
		if ok && (at < 0 || at > len(text)) {
			t.Fatalf("offset %d of %d", at, len(text))
		}
		if q, f := Normal(quote), c.forms[asTheyAre]; q != "" && f.find(q) != f.lookUp(q) {
			t.Fatalf("%q stands at %d, or by its sorted places at %d", q, f.find(q), f.lookUp(q))
		}
		c.closest(quote)
		if n := Normal(text); n != "" {
			if _, ok := c.find(text); !ok {
				t.Fatalf("a text isn't found in itself: %q, %q", text, c.forms[asTheyAre].text)
			}
		}
	})
}

// slowly is the normal form as its definition has it, letter by letter, with the origin of each byte.
func slowly(s string) (string, []int) {
	var b strings.Builder
	var from []int
	var it norm.Iter
	it.InitString(norm.NFC, s)
	space := true
	emit := func(t string, off int) {
		b.WriteString(t)
		for range len(t) {
			from = append(from, off)
		}
	}
	for !it.Done() {
		off := it.Pos()
		for seg := norm.NFC.String(spelt(string(it.Next()))); seg != ""; {
			r, n := utf8.DecodeRuneInString(seg)
			seg = seg[n:]
			switch {
			case diag.IsInvisible(r):
			case unicode.IsSpace(r):
				if !space {
					emit(" ", off)
				}
				space = true
			default:
				space = false
				emit(plain(r), off)
			}
		}
	}
	return b.String(), from
}

// Each place of a form leads back to where the slow way says it came from, also far from the marks.
func TestOffsets(t *testing.T) {
	text := strings.Repeat(
		"The agency’s   data-\r\nbase — “HART” — costs\t\t$6.8\u00A0billion… a `note`, cafe\u0301s, naïve re\u00ADsumes, 外洩的紀錄。 ",
		900,
	)
	want, from := slowly(text)
	f := newForm(text, asTheyAre)
	if string(f.text) != want {
		t.Fatal("the forms differ")
	}
	if len(f.marks) < 3 {
		t.Fatalf("%d marks", len(f.marks))
	}
	near, step := 300, 97
	if testing.Short() {
		near, step = 20, 1999
	}
	for i, r := range want {
		if i > near && i < len(want)-near && i%markEvery > near && i%step != 0 {
			continue
		}
		if got := f.offset(text, i); got != from[i] {
			t.Fatalf("byte %d, %q, came from %d, want %d", i, r, got, from[i])
		}
	}
}

func TestDividedWords(t *testing.T) {
	const text = "The Daten-\nträger and the infor-\r\n  mation of a state-of-\nthe-art sys\u00ADtem\u00AD\natic plan, 5-\nfold, and Meyer-\nLand."
	c := newCapture([]byte(text))
	for quote, want := range map[string]string{
		"Datenträger and the information": "Daten-", "information of a": "infor-", "state-of-the-art": "state", "systematic plan": "sys", "MeyerLand": "", "Datenträge": "", "5fold": "",
		"Meyer- Land": "Meyer-",
	} {
		at, ok := c.find(quote)
		if ok != (want != "") || ok && !strings.HasPrefix(text[at:], want) {
			t.Errorf("%q: %v, at %q", quote, ok, text[at:])
		}
	}
}

// A capture that no quote can be found in says why.
func TestUnreadableCaptures(t *testing.T) {
	for text, want := range map[string]string{
		"": "is empty", " \n": "is empty", "%PDF-1.7\n…": "is a PDF", "\xff\xfea\x00": "UTF-16", "a\x00b\x00": "isn't UTF-8 text", "Stra\xdfe": "isn't UTF-8 text: save it as UTF-8",
		"Another text.": "letter for letter",
	} {
		d := &dossier.Dossier{
			Sources: []*dossier.Source{{ID: source.Text{S: "one"}, Capture: source.Text{S: "one.txt"}}},
			Claims: []*dossier.Claim{
				{
					ID:       source.Text{S: "c"},
					Evidence: []*dossier.Evidence{{Source: source.Text{S: "one"}, Quote: source.Text{S: "some words"}}},
				},
			},
		}
		d.Index()
		var l diag.List
		if _, err := Check(d, []fs.FS{fstest.MapFS{"one.txt": {Data: []byte(text)}}}, Stamp{}, &l); err != nil {
			t.Fatal(err)
		}
		if ds := l.Sorted(); len(ds) != 1 || ds[0].Code != "quote-not-found" || !strings.Contains(ds[0].Hint, want) {
			t.Errorf("%q: %v", text, ds)
		}
	}
}

// A large capture costs a few times its size, not forty times, and little time.
func TestLargeCapture(t *testing.T) {
	if testing.Short() {
		t.Skip("a long text")
	}
	text := []byte(
		strings.Repeat(
			"The agency’s database costs 6.8 billion dollars, and\nnobody knows   what it will be used for in the end. ",
			160_000,
		),
	)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	c := newCapture(text)
	runtime.ReadMemStats(&after)
	if cost := (after.TotalAlloc - before.TotalAlloc) / uint64(len(text)); cost > 4 {
		t.Errorf("a capture costs %d times its size", cost)
	}
	if at, ok := c.find("in the end. The"); !ok || !strings.HasPrefix(c.file[at:], "in the end.") {
		t.Error("not found")
	}
	if near, line := c.closest("what will it be used for at last"); near == "" || line == 0 {
		t.Error("nothing close")
	}
	t.Log(len(text), time.Since(start), fmt.Sprint((after.TotalAlloc-before.TotalAlloc)>>20, " MB"))
}
