package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// With --accept ask each tracked change is made or undone as it is answered; where the answers end too early, nothing
// is written.
func TestAskedChanges(t *testing.T) {
	t.Chdir(t.TempDir())
	var out, errs bytes.Buffer
	run := func(answers string, args ...string) int {
		t.Helper()
		out.Reset()
		errs.Reset()
		in := filepath.Join(t.TempDir(), "answers")
		if err := os.WriteFile(in, []byte(answers), 0o644); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(in)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		stdin := os.Stdin
		os.Stdin = f
		defer func() { os.Stdin = stdin }()
		return Main(args, &out, &errs)
	}
	if run("", "new", "d") != exitFine || run("", "draft", "d", "--as", "docx") != exitFine {
		t.Fatal(errs.String())
	}
	const name = "out/d/resolution.docx"
	tracked := func(old string) string {
		i := strings.Index(old, "<w:r><w:t")
		if i < 0 {
			t.Fatal("the document has no run")
		}
		return old[:i] + `<w:ins w:id="901" w:author="Ann" w:date="2026-03-04T10:00:00Z"><w:r><w:t>First </w:t></w:r></w:ins>` +
			`<w:ins w:id="902" w:author="Bob"><w:r><w:t>second </w:t></w:r></w:ins>` + old[i:]
	}
	if err := os.WriteFile("edited.docx", repacked(t, name, "word/document.xml", tracked), 0o644); err != nil {
		t.Fatal(err)
	}
	if code := run("y\n", "import", "edited.docx", "--into", "d", "--accept", "ask"); code != exitUsage ||
		!strings.Contains(errs.String(), "tracked change 2 of 2 had no answer, and nothing was written") {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if _, err := os.Stat("d/resolution.md"); err == nil {
		t.Error("something was written without an answer")
	}
	if code := run("n\nperhaps\nY\n", "import", "edited.docx", "--into", "d", "--accept", "ask"); code != exitFine ||
		strings.Count(errs.String(), "make it? y or n: ") != 3 ||
		!strings.Contains(errs.String(), `1 of 2, put in: "First", by Ann, 2026-03-04`) {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	got, err := os.ReadFile("d/resolution.md")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(got, []byte("First")) || !bytes.Contains(got, []byte("second ")) {
		t.Errorf("%s", got)
	}
}

// repacked is an archive one of whose parts is changed.
func repacked(t *testing.T, name, part string, change func(string) string) []byte {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			data = []byte(change(string(data)))
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
