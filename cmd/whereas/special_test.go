//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe, wherever a file or a folder may stand, is refused with the code of a fault, by every verb, and nobody waits
// for somebody to write into it. Before, a run hung for ever, beyond any signal.
func TestPipesAreRefused(t *testing.T) {
	base := t.TempDir()
	made := func(name string) string {
		dir := filepath.Join(base, name)
		var quiet strings.Builder
		if code := Main([]string{"new", dir}, &quiet, &quiet); code != exitFine {
			t.Fatal(quiet.String())
		}
		return dir
	}
	pipe := func(name string) string {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(name, 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	dir, out := made("good"), filepath.Join(base, "out")
	var quiet strings.Builder
	if code := Main([]string{"batch", dir, "--out", out}, &quiet, &quiet); code != exitFine {
		t.Fatal(quiet.String())
	}
	for _, v := range []struct {
		name string
		args []string
		want int
	}{
		{"the folder", []string{"check", pipe(filepath.Join(base, "pipe"))}, exitUsage},
		{"assessments", []string{"check", filepath.Dir(pipe(filepath.Join(made("a"), "assessments")))}, exitInput},
		{"private", []string{"check", "--edition", "internal", filepath.Dir(pipe(filepath.Join(made("b"), "private")))},
			exitInput},
		{"a dossier's file", []string{"draft", filepath.Dir(pipe(filepath.Join(made("c"), "more.toml"))), "--out", out},
			exitInput},
		{"its captures", []string{"check", filepath.Dir(pipe(filepath.Join(made("e"), "captures")))}, exitFine},
		{"the record of its captures", []string{"check",
			filepath.Dir(filepath.Dir(pipe(filepath.Join(made("f"), "captures", "captures.lock.toml"))))}, exitFine},
		{"a place to export from", []string{"export", filepath.Dir(pipe(filepath.Join(made("g"), "assessments"))), "--out", out}, exitInput},
		{"resolution.md", []string{"draft", filepath.Dir(pipe(filepath.Join(made("d"), "resolution.md"))), "--out",
			out},
			exitInput},
		{"assessments, in a batch", []string{"batch", filepath.Join(base, "a"), "--out", out}, exitInput},
		{"a rubric", []string{"score", dir, "--rubric", pipe(filepath.Join(base, "r.toml"))}, exitUsage},
		{"a list", []string{"batch", "--list", pipe(filepath.Join(base, "list")), "--out", out}, exitUsage},
		{"captures", []string{"check", dir, "--captures", pipe(filepath.Join(base, "captures"))}, exitUsage},
		{"a card", []string{"compare", pipe(filepath.Join(base, "card.json")), "--out", out}, exitUsage},
		{"a card in results",
			[]string{"compare", filepath.Dir(filepath.Dir(pipe(filepath.Join(base, "o2/x/card.json")))),
				"--out", out}, exitUsage},
		{"a record", []string{"batch", dir, "--out",
			filepath.Dir(filepath.Dir(pipe(filepath.Join(out, ".batch/good.json"))))},
			exitFine},
	} {
		done := make(chan int, 1)
		var stderr strings.Builder
		go func() { done <- Main(v.args, &stderr, &stderr) }()
		select {
		case code := <-done:
			if code != v.want {
				t.Errorf("%s: exit code %d, want %d: %s", v.name, code, v.want, stderr.String())
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: a pipe that nobody writes into is waited for", v.name)
		}
	}
}
