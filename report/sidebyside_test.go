package report_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/pages"
)

// exampleCards are the cards of the examples, as they are drafted now.
func exampleCards(t testing.TB, s *report.Setup) []report.Card {
	t.Helper()
	dirs, err := filepath.Glob("../examples/*/dossier.toml")
	if err != nil || len(dirs) < 2 {
		t.Fatalf("no examples: %v", err)
	}
	files := fstest.MapFS{}
	var cards []report.Card
	for _, d := range dirs {
		slug := filepath.Base(filepath.Dir(d))
		var l diag.List
		opts := report.Options{Prefix: "examples/" + slug + "/", Edition: report.PublicEdition}
		c := scored(t, s, os.DirFS(filepath.Dir(d)), slug, opts, &l)
		b, err := c.Card.JSON()
		if err != nil {
			t.Fatal(err)
		}
		name := slug + "/card.json"
		files[name] = &fstest.MapFile{Data: b}
		cards = append(cards, report.Card{Shown: "out/" + name, FS: files, Name: name})
	}
	return cards
}

// The examples side by side: pages and cells are compared with what lies in testdata/comparison. The order of the
// cards and the number of workers change no byte.
func TestSideBySide(t *testing.T) {
	s := loaded(t)
	cards := exampleCards(t, s)
	run := func(cards []report.Card, workers int) (map[string][]byte, []report.File) {
		var l diag.List
		w, files, err := s.Compare(report.Sides{Now: cards, Faults: []string{"a-faulty-one"}},
			report.CompareOptions{As: report.CompareFormats(), Workers: workers}, &l)
		if err != nil || len(l.Sorted()) > 0 || len(files) != 3 {
			t.Fatal(err, l.Sorted(), len(files))
		}
		d := w.Document()
		hyphens, err := s.Typeset.Hyphens(d.Lang)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][]byte{
			"pages.txt": []byte(
				pages.Dump(pages.Lay(d, s.Typeset.Faces, hyphens, s.Typeset.Styles.For("comparison"), &l))),
		}
		for _, f := range files {
			switch f.Name {
			case "comparison.xlsx":
				got["comparison.txt"] = cells(t, f.Data)
			case report.ManifestName:
				got["manifest.txt"] = withoutDigestsOfFiles(f.Data)
			}
		}
		if got["comparison.json"], err = w.JSON(nil); err != nil {
			t.Fatal(err)
		}
		return got, files
	}
	got, files := run(cards, 1)
	compare(t, "testdata/comparison", got)
	backward := make([]report.Card, len(cards))
	for i, c := range cards {
		backward[len(cards)-1-i] = c
	}
	_, again := run(backward, 3)
	for i, f := range files {
		if !bytes.Equal(f.Data, again[i].Data) {
			t.Errorf("%s has other bytes when the cards come in another order", f.Name)
		}
	}
}

// withoutDigestsOfFiles is a manifest up to its files: their bytes aren't compared with the past.
func withoutDigestsOfFiles(b []byte) []byte {
	head, _, _ := strings.Cut(string(b), `"files"`)
	return []byte(head)
}

// A card that can't be read stops none of the others, and the machine's failures are told as such.
func TestSideBySideGoesOn(t *testing.T) {
	s := loaded(t)
	cards := exampleCards(t, s)
	bad := fstest.MapFS{"x/card.json": {Data: []byte("{\n \"schema\": nonsense")}}
	var l diag.List
	w, files, err := s.Compare(
		report.Sides{Now: append(cards, report.Card{Shown: "out/x/card.json", FS: bad, Name: "x/card.json"})},
		report.CompareOptions{As: []report.Format{"xlsx"}, Workers: 2}, &l)
	if err != nil || len(files) != 2 || len(w.Companies) != len(cards) {
		t.Fatal(err, len(files))
	}
	if ds := l.Sorted(); len(ds) != 1 || ds[0].Code != "bad-card" || ds[0].At.String() != "out/x/card.json:2:13" {
		t.Errorf("%v", ds)
	}
	_, _, err = s.Compare(report.Sides{Now: []report.Card{{Shown: "gone", FS: bad, Name: "gone"}}},
		report.CompareOptions{As: []report.Format{"xlsx"}}, &l)
	if err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("a card that can't be opened: %v", err)
	}
	var none fs.FS = bad
	_, files, err = s.Compare(report.Sides{Now: []report.Card{{Shown: "x", FS: none, Name: "x/card.json"}}},
		report.CompareOptions{As: []report.Format{"xlsx"}}, &l)
	if err != nil || files != nil {
		t.Errorf("of no card something is made: %v", err)
	}
}
