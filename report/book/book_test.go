package book

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/diag"
	"whereas/report/vocab"
)

func vocabulary(t testing.TB) vocab.Vocabulary {
	t.Helper()
	read := func(name string) []byte {
		b, err := os.ReadFile("../../rubrics/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	var l diag.List
	v := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	authority.Parse("authority.toml", read("authority.toml"), v, &l)
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	return v
}

func examples(t testing.TB) map[string]Files {
	t.Helper()
	dirs, err := filepath.Glob("../../examples/*")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Files{}
	for _, dir := range dirs {
		files, _, err := ReadFiles(os.DirFS(dir), true)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(dir)] = files
	}
	return out
}

func export(t testing.TB, files Files) []byte {
	t.Helper()
	var l diag.List
	b, err := Export(files, "", vocabulary(t), true, &l)
	if err != nil || b == nil {
		t.Fatalf("export: %v\n%s", err, printed(&l, nil))
	}
	return b
}

func printed(l *diag.List, p *Places) string {
	var b strings.Builder
	diag.Print(&b, p.Translate(l.Sorted()), p.Texts(), diag.Style{All: true})
	return b.String()
}

func read(t testing.TB, data []byte) *Book {
	t.Helper()
	var l diag.List
	b := Read("dossier.xlsx", data, &l)
	if b == nil || l.Len() > 0 {
		t.Fatalf("read: %s", printed(&l, nil))
	}
	return b
}

// The examples as workbooks: nothing is lost, nothing is changed, and the same bytes come each time.
func TestExamplesRoundTrip(t *testing.T) {
	for name, files := range examples(t) {
		if testing.Short() && name != "microsoft" { // as under the race detector, which takes many times as long
			continue
		}
		data := export(t, files)
		if !bytes.Equal(data, export(t, files)) {
			t.Errorf("%s: two exports differ", name)
		}
		b := read(t, data)
		var l diag.List
		out, changes := b.Merge(files, "", true, false, &l)
		if len(out) > 0 || len(changes) > 0 || l.Len() > 0 {
			t.Errorf("%s: taken in again, %d files change: %v\n%s", name, len(out), changes, printed(&l, nil))
		}
		// As a dossier of its own, it is the same in TOML's terms.
		out, _ = b.Merge(Files{}, "", false, true, &l)
		if got, want := slices.Sorted(maps.Keys(out)), slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
			t.Errorf("%s: files %v, want %v", name, got, want)
		}
		again := read(t, export(t, out))
		if out, changes := again.Merge(files, "", true, false, &l); len(out) > 0 || len(changes) > 0 {
			t.Errorf("%s: by way of a new folder, %v change: %v", name, slices.Sorted(maps.Keys(out)), changes)
		}
	}
}

func TestFilesAreAFileSystem(t *testing.T) {
	f := Files{"a.toml": []byte("x"), "assessments/b.toml": nil}
	if err := fstest.TestFS(f, "a.toml", "assessments/b.toml"); err != nil {
		t.Error(err)
	}
}
