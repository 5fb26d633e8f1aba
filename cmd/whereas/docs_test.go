package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every command in the README and in docs/ is run, and ends well.
func TestDocumentedCommands(t *testing.T) {
	repo, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(repo, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, d := range []string{"examples", "rubrics", "docs/spreadsheet", "docs/captures"} {
		if err := os.CopyFS(filepath.Join(dir, d), os.DirFS(filepath.Join(repo, d))); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	ran := 0
	for _, page := range append([]string{filepath.Join(repo, "README.md")}, pages...) {
		b, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(b), -1) {
			for _, line := range strings.Split(block[1], "\n") {
				line = strings.TrimPrefix(line, "go run ./cmd/")
				args, ok := strings.CutPrefix(line, "whereas ")
				if !ok {
					continue
				}
				var out, errs bytes.Buffer
				if code := Main(strings.Fields(args), &out, &errs); code != exitFine {
					t.Errorf("%s: %q ends with exit code %d:\n%s", filepath.Base(page), line, code, errs.String())
				}
				ran++
			}
		}
	}
	if ran < 10 {
		t.Errorf("only %d commands were found", ran)
	}
}
