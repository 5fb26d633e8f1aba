package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every command in the README and in docs/ is run, and ends well. A block of TOML that names a file is put behind what
// that file has, as its reader would.
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
	for _, d := range []string{"examples", "rubrics", "docs/spreadsheet", "docs/captures", "docs/library"} {
		if err := os.CopyFS(filepath.Join(dir, d), os.DirFS(filepath.Join(repo, d))); err != nil {
			t.Fatal(err)
		}
	}
	ran := 0
	for _, page := range append([]string{filepath.Join(repo, "README.md")}, pages...) {
		b, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		t.Chdir(dir)
		if filepath.Base(page) == "first-dossier.md" { // it begins with nothing
			empty := t.TempDir()
			if err := os.CopyFS(filepath.Join(empty, "docs"), os.DirFS("docs")); err != nil {
				t.Fatal(err)
			}
			t.Chdir(empty)
		}
		for _, block := range regexp.MustCompile("(?s)```(sh|toml)( [^\n]+)?\n(.*?)```").FindAllStringSubmatch(string(b), -1) {
			switch name := strings.TrimSpace(block[2]); {
			case block[1] == "sh":
				for line := range strings.SplitSeq(block[3], "\n") {
					if runDocumented(t, filepath.Base(page), line) {
						ran++
					}
				}
			case name != "":
				appendTo(t, name, block[3])
			}
		}
	}
	if ran < 50 {
		t.Errorf("only %d commands were found", ran)
	}
}

// runDocumented runs a line of a page; false where it is no command of ours.
func runDocumented(t *testing.T, page, line string) bool {
	t.Helper()
	args, ok := strings.CutPrefix(strings.TrimPrefix(line, "go run ./cmd/"), "whereas ")
	if !ok {
		return false
	}
	words := strings.Fields(args)
	if slices.Contains(words, "--final") { // what was looked at lately grows old
		words = append(words, "--today", "2026-11-30")
	}
	var out, errs bytes.Buffer
	if code := Main(words, &out, &errs); code != exitFine {
		t.Errorf("%s: %q ends with exit code %d:\n%s", page, line, code, errs.String())
	}
	return true
}

func appendTo(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.FromSlash(name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
