//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"whereas/report"
)

// A pipe in a dossier is named, and nobody waits for it.
func TestPipeInDossier(t *testing.T) {
	for _, name := range []string{"more.toml", "resolution.md", "proofs.lock.toml"} {
		dir := skeletons(t, 1)
		if err := syscall.Mkfifo(filepath.Join(dir, "company-01", name), 0o644); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		code := Main([]string{"batch", filepath.Join(dir, "company-01"), "--out", t.TempDir(), "--make", "card"},
			&stdout, &stderr)
		if code != exitInput || !strings.Contains(stderr.String(), name+`: error: "`+name+`" isn't a file [no-file]`) {
			t.Errorf("%s: exit code %d: %s", name, code, stderr.String())
		}
	}
}

// A name can't print lines of its own, or steer a terminal.
func TestNamesAreVisible(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "a\nb: made\x1b[2J")
	if err := os.Mkdir(bad, 0o755); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	Main([]string{"batch", bad, "--out", t.TempDir(), "--make", "card"}, &stdout, &stderr)
	for _, text := range []string{stdout.String(), stderr.String()} {
		if strings.Contains(text, "\nb: made") || strings.Contains(text, "\x1b") ||
			!strings.Contains(text, "a<U+000A>b: made<U+001B>") {
			t.Errorf("printed %q", text)
		}
	}
}

// What can't be taken away of an earlier result leaves nothing else of it in place.
func TestWithdrawGoesOn(t *testing.T) {
	out := t.TempDir()
	at := placesOf(out, "x", "public")
	put(t, filepath.Join(at.record, "in the way"), "")
	put(t, filepath.Join(at.result, report.ManifestName),
		fmt.Sprintf(`{"files": [{"name": "card.json", "sha256": %q, "bytes": 2}]}`, sha([]byte("{}"))))
	put(t, filepath.Join(at.result, "card.json"), "{}")
	put(t, filepath.Join(at.result, "resolution.pdf", "in the way"), "")
	err := (&batch{}).withdraw(at, []byte("why\n"))
	if err == nil || !strings.Contains(err.Error(), "x.json") || !strings.Contains(err.Error(), "resolution.pdf") {
		t.Errorf("the errors are %v", err)
	}
	for name, want := range map[string]bool{filepath.Join(at.result, report.ManifestName): false,
		filepath.Join(at.result, "card.json"): false, at.report: true} {
		if _, err := os.Stat(name); (err == nil) != want {
			t.Errorf("%s is there: %v", name, err == nil)
		}
	}
}

// Where the manifest can't be read nobody knows what a person worked on: nothing is taken away.
func TestWithdrawLeavesWhatNobodyKnows(t *testing.T) {
	out := t.TempDir()
	at := placesOf(out, "x", "public")
	put(t, filepath.Join(at.result, report.ManifestName), "{}")
	put(t, filepath.Join(at.result, "resolution.md"), "mine")
	if err := (&batch{}).withdraw(at, []byte("why\n")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{report.ManifestName, "resolution.md"} {
		if _, err := os.Stat(filepath.Join(at.result, name)); err != nil {
			t.Error(err)
		}
	}
}
