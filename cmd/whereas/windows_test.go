//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"whereas/report"
	"whereas/report/diag"
)

// What would happen on Windows is decided by functions that are told which system they are on: here they are told so.

// made is a dossier and its result, drafted once.
func madeResult(t *testing.T) (dossier, out string) {
	t.Helper()
	base := t.TempDir()
	dossier, out = filepath.Join(base, "acme"), filepath.Join(base, "out")
	for _, args := range [][]string{{"new", dossier}, {"draft", dossier, "--out", out}} {
		var quiet bytes.Buffer
		if code := Main(args, &quiet, &quiet); code != exitFine {
			t.Fatal(quiet.String())
		}
	}
	return dossier, out
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

// A PDF that a viewer has open, and a workbook that a spreadsheet program has open: both are named, the earlier result
// stays whole with its manifest, and nothing half-written lies about.
func TestHeldFilesLeaveTheResultWhole(t *testing.T) {
	_, out := madeResult(t)
	dir := filepath.Join(out, "acme")
	before := contents(t, dir)
	held := func(name string) error {
		if filepath.Base(name) == "resolution.pdf" || filepath.Base(name) == "evidence.xlsx" {
			return &fs.PathError{Op: "open", Path: name, Err: syscall.Errno(32)}
		}
		return nil
	}
	files := []report.File{{Name: "resolution.pdf", Data: []byte("new")}, {Name: "resolution.md", Data: []byte("new")},
		{Name: "evidence.xlsx", Data: []byte("new")}, {Name: report.ManifestName, Data: []byte(before[report.ManifestName])}}
	var l diag.List
	_, written, err := writeResultOn("windows", held, dir, files, false, &l)
	var got heldError
	if written || !errors.As(err, &got) {
		t.Fatalf("written: %v, error %v", written, err)
	}
	if len(got.names) != 2 || !strings.HasSuffix(got.names[0], "out/acme/resolution.pdf") ||
		!strings.HasSuffix(got.names[1], "out/acme/evidence.xlsx") {
		t.Errorf("named: %q", got.names)
	}
	if want := "write a.pdf, b.xlsx: open in another program, which lets nobody write over it; nothing was changed"; (heldError{[]string{"a.pdf", "b.xlsx"}}).Error() != want {
		t.Errorf("told as %q", heldError{[]string{"a.pdf", "b.xlsx"}}.Error())
	}
	if after := contents(t, dir); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Error("the folder isn't as it was")
	}
	// Where nobody has them open they are written over, and on Linux it doesn't matter who has.
	for goos, opened := range map[string]func(string) error{"windows": func(string) error { return nil }, "linux": held} {
		if _, written, err := writeResultOn(goos, opened, dir, files, true, &l); err != nil || !written {
			t.Errorf("%s: written: %v, error %v", goos, written, err)
		}
	}
	if contents(t, dir)["resolution.pdf"] != "new" {
		t.Error("the new file isn't there")
	}
}

// A batch that meets such a file leaves that company's earlier result as it is, and says what to do.
func TestBatchLeavesAHeldResult(t *testing.T) {
	dossier, out := madeResult(t)
	at := placesOf(out, "acme", report.PublicEdition)
	before := contents(t, at.result)
	b := &batch{st: &settings{out: out}}
	o := b.failed(company{slug: "acme", dir: dossier}, at, heldError{[]string{"out/acme/resolution.pdf"}}, nil)
	if o.hint != heldHint || !strings.Contains(o.err.Error(), "open in another program") ||
		!strings.Contains(o.err.Error(), "is of an earlier run") {
		t.Errorf("told as %q, hint %q", o.err, o.hint)
	}
	if after := contents(t, at.result); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Error("the earlier result isn't as it was")
	}
}

func TestHintsByTheSystemsNumbers(t *testing.T) {
	errno := func(n syscall.Errno) error {
		return fmt.Errorf("write x: %w", &os.LinkError{Op: "rename", Old: "a", New: "b", Err: n})
	}
	for _, c := range []struct {
		goos string
		err  error
		want string
	}{
		{"windows", errno(32), heldHint}, {"windows", errno(33), heldHint}, {"windows", errno(123), badPathHint},
		{"linux", errno(32), ""}, {"darwin", errno(33), ""}, {"linux", errno(syscall.EACCES), permissionHint},
		{"linux", heldError{[]string{"x"}}, heldHint}, {"windows", errors.New("x"), ""},
	} {
		if got := hintOf(c.goos, c.err); got != c.want {
			t.Errorf("%s, %v: %q, want %q", c.goos, c.err, got, c.want)
		}
	}
}

// A path in a message can be copied.
func TestPathsInMessages(t *testing.T) {
	message := usagef("", "there is no folder %q", `C:\dossiers\acme`).Error()
	if got, want := unquotedPaths("windows", message), `there is no folder "C:\dossiers\acme"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := unquotedPaths("linux", message); got != message {
		t.Errorf("on Linux %s", got)
	}
}

// A scanner that looks at a new file is waited for, two seconds at most; what won't pass isn't.
func TestPatiently(t *testing.T) {
	for _, c := range []struct {
		goos   string
		errs   []error // of each try
		tries  int
		passes bool
	}{
		{"windows", []error{syscall.Errno(32), syscall.Errno(5), nil}, 3, true},
		{"windows", []error{syscall.Errno(2)}, 1, false},
		{"linux", []error{syscall.Errno(32)}, 1, false},
		{"windows", slices.Repeat([]error{syscall.Errno(32)}, 100), 41, false},
	} {
		tries, waited := 0, time.Duration(0)
		err := patiently(c.goos, func(d time.Duration) { waited += d }, func() error { tries++; return c.errs[tries-1] })
		if tries != c.tries || (err == nil) != c.passes || waited > passing {
			t.Errorf("%s %v: %d tries in %s, %v", c.goos, c.errs[0], tries, waited, err)
		}
	}
	if lockWait(syscall.Errno(32)) != lockPatience || lockWait(syscall.Errno(5)) != passing || lockWait(syscall.Errno(3)) != 0 {
		t.Error("a lock is waited for otherwise than it should")
	}
}

// crlf has the text files of a folder end their lines as Windows does.
func crlf(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !slices.Contains([]string{".toml", ".md", ".txt", ".csv"}, filepath.Ext(name)) {
			return err
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A dossier whose lines end as on Windows gives the same bytes, its own texts and its captures included, and nothing
// that is made has such an end.
func TestLineEndsOfWindows(t *testing.T) {
	base := t.TempDir()
	results := map[string]map[string]string{}
	for _, kind := range []string{"lf", "crlf"} {
		dir := filepath.Join(base, kind, "microsoft")
		if err := os.CopyFS(dir, os.DirFS("../../examples/microsoft")); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, "captures", "x.txt"), "one line\nanother\n")
		put(t, filepath.Join(dir, "briefing.md"), "## In short\n\nA text\nof one's own.\n")
		if kind == "crlf" {
			crlf(t, dir)
		}
		out := filepath.Join(base, "out-"+kind)
		var stdout, stderr bytes.Buffer
		if code := Main([]string{"brief", dir, "--out", out, "--as", "pdf,md,html,docx,txt", "--today", "2026-11-29"},
			&stdout, &stderr); code != exitFine {
			t.Fatal(stderr.String())
		}
		results[kind] = contents(t, filepath.Join(out, "microsoft"))
	}
	if len(results["lf"]) < 10 {
		t.Fatalf("only %d files were made", len(results["lf"]))
	}
	for name, want := range results["lf"] {
		if results["crlf"][name] != want {
			t.Errorf("%s differs", name)
		}
		if ext := filepath.Ext(name); ext != ".pdf" && ext != ".xlsx" && ext != ".docx" && strings.Contains(want, "\r") {
			t.Errorf("%s has a line that ends as on Windows", name)
		}
	}
}
