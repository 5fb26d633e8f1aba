//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user whom permissions bind, for tests that the superuser runs.
const nobody = 65534

// bound makes a folder in which the program runs as a user whom permissions bind: whoever runs the test, or nobody
// where that is the superuser. own gives that user what the test has written there since.
func bound(t *testing.T) (dir string, own func(), run func(args ...string) (code int, stdout, stderr string)) {
	t.Helper()
	dir = t.TempDir()
	root := os.Getuid() == 0
	own = func() {
		if !root {
			return
		}
		err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return os.Lchown(name, nobody, nobody)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	program := command(t, dir).Path
	if root { // the program and the folder lie where their owner alone may go
		if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
			t.Fatal(err)
		}
		program = filepath.Join(t.TempDir(), "whereas")
		if err := copyProgram(command(t, dir).Path, program); err != nil {
			t.Fatal(err)
		}
	}
	run = func(args ...string) (int, string, string) {
		t.Helper()
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		if root {
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		}
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()
	}
	return dir, own, run
}

func copyProgram(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Close()
}

// Where somebody may not read or write, the companies that don't need it come out, the summary says what and where
// and what to do, nothing is left half-written, and once it is allowed the same command makes what was missing.
func TestPermissions(t *testing.T) {
	t.Parallel()
	dir, own, run := bound(t)
	const bad = "company-02"
	for name, f := range map[string]struct {
		before bool                             // the companies were made once before, and the second changed since
		change func(t *testing.T, place string) // made to the second dossier
		shut   string                           // what is shut
		mode   os.FileMode
		args   []string
		ends   string // how each of the three companies ends: made, up to date, failed; "" where the run doesn't begin
		says   string
		stays  bool // the earlier result can't be taken away
	}{
		"the folder": {shut: "in/company-02", mode: 0, ends: "made failed made",
			says: "company-02: failed: open in/company-02: permission denied\n"},
		"the folder's names": {shut: "in/company-02", mode: 0o644, ends: "made failed made",
			says: "company-02: failed: read the dossier in/company-02: list the folder: permission denied\n"},
		"a file": {shut: "in/company-02/dossier.toml", mode: 0, ends: "made failed made",
			says: "company-02: failed: read the dossier in/company-02: read dossier.toml: permission denied\n"},
		"the assessments": {shut: "in/company-02/assessments", mode: 0, ends: "made failed made",
			says: "company-02: failed: read the dossier in/company-02: list the folder assessments: permission denied\n"},
		"a file that was read": {before: true, shut: "in/company-02/dossier.toml", mode: 0, ends: "same failed same",
			says: "read dossier.toml: permission denied\n  all of it: out/errors/company-02.txt\n"},
		"out": {shut: "out", mode: 0o555, ends: "failed failed failed",
			says: "company-02: failed: make the folder out/company-02: permission denied; make the folder out/errors: " +
				"permission denied\n"},
		"out, with results": {before: true, shut: "out", mode: 0o555, ends: "same made same"},
		"a company's results": {before: true, shut: "out/company-02", mode: 0o555, ends: "same failed same",
			stays: true, says: "company-02: failed: write out/company-02/card.json: permission denied; " +
				"what lies in out/company-02 is of an earlier run\n  all of it: out/errors/company-02.txt\n"},
		"the records": {before: true, shut: "out/.batch", mode: 0o555, ends: "same failed same",
			says: "company-02: failed: write out/.batch/company-02.json: permission denied; remove the old " +
				"out/.batch/company-02.json: permission denied\n"},
		"the records' names": {before: true, shut: "out/.batch", mode: 0,
			says: "error: look into out/.batch: permission denied\nhint: ", stays: true},
		"the diagnostics": {before: true, change: spoil, shut: "out/errors", mode: 0o555,
			ends: "same failed same",
			says: "company-02: failed: write out/errors/company-02.txt: permission denied\n " +
				" in/company-02/more.toml:1:1: error: "},
		"the diagnostics' names": {before: true, shut: "out/errors", mode: 0,
			says: "error: look into out/errors: permission denied\nhint: ", stays: true},
		"the captures": {shut: "captures", mode: 0, args: []string{"--captures", "captures"},
			says: "error: open captures: permission denied\nhint: "},
		"a capture": {change: cite, shut: "captures/x.txt", mode: 0,
			args: []string{"--captures", "captures"}, ends: "made failed made",
			says: "company-02: failed: look for the captures: read x.txt: permission denied\n"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, old := range []string{"in", "out", "captures"} {
				if err := os.RemoveAll(filepath.Join(dir, old)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.CopyFS(filepath.Join(dir, "in"), os.DirFS(skeletons(t, 3))); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, "captures", "x.txt"), "Nothing to see.\n")
			for _, folder := range []string{"out", "out/errors"} {
				if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if f.shut == "out" && !f.before { // a folder that a batch hasn't seen
				os.Remove(filepath.Join(dir, "out", "errors"))
			}
			args := append(
				[]string{"batch", "in/company-01", "in/company-02", "in/company-03", "--make", "card", "--today",
					"2026-02-01"},
				f.args...)
			own()
			if f.before {
				if code, _, said := run(args...); code != exitFine {
					t.Fatalf("exit code %d: %s", code, said)
				}
				put(t, filepath.Join(dir, "in", bad, "notes.toml"), "# more to come\n")
			}
			if f.change != nil {
				f.change(t, filepath.Join(dir, "in", bad))
			}
			own()

			shut := filepath.Join(dir, filepath.FromSlash(f.shut))
			info, err := os.Stat(shut)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(shut, f.mode); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(shut, info.Mode()) }) // or the folder can't be removed
			code, out, said := run(args...)
			if err := os.Chmod(shut, info.Mode()); err != nil {
				t.Fatal(err)
			}

			want := exitMachine
			if f.says == "" {
				want = exitFine
			}
			if code != want || !strings.Contains(said, f.says) || strings.Contains(said, "\nhint: ") != (f.says != "") {
				t.Errorf("exit code %d, want %d and %q with a hint:\n%s", code, want, f.says, said)
			}
			if got := ends(out); got != f.ends {
				t.Errorf("the companies end as %q, want %q", got, f.ends)
			}
			checkWhole(t, filepath.Join(dir, "out"))
			for name := range tree(t, filepath.Join(dir, "out")) {
				if strings.Contains(name, temporary) {
					t.Errorf("left %s", name)
				}
			}
			_, err = os.Stat(filepath.Join(dir, "out", bad, "manifest.json"))
			if there, want := err == nil, f.stays || f.says == ""; there != want {
				t.Errorf("a result of %s is there: %v, want %v", bad, there, want)
			}

			// Once it is allowed, what failed is made, and nothing else.
			if f.change != nil {
				os.Remove(filepath.Join(dir, "in", bad, "more.toml"))
			}
			again := strings.NewReplacer("made", "same", "failed", "made").Replace(f.ends)
			switch {
			case f.ends == "" && f.before:
				again = "same made same"
			case f.ends == "":
				again = "made made made"
			}
			if code, out, said := run(args...); code != exitFine || ends(out) != again {
				t.Errorf("again: exit code %d, the companies end as %q, want %q:\n%s", code, ends(out), again, said)
			}
		})
	}
}

// ends is how the companies that a batch printed ended.
func ends(stdout string) string {
	var words []string
	for line := range strings.Lines(stdout) {
		_, what, _ := strings.Cut(line, ": ")
		what = strings.TrimSpace(strings.FieldsFunc(what, func(r rune) bool { return r == ':' || r == ';' })[0])
		words = append(words, strings.Replace(what, "up to date", "same", 1))
	}
	return strings.Join(words, " ")
}

// spoil puts a fault into a dossier.
func spoil(t *testing.T, place string) {
	put(t, filepath.Join(place, "more.toml"), "[claim.x\n")
}

// cite has a dossier name a capture.
func cite(t *testing.T, place string) {
	put(t, filepath.Join(place, "more.toml"),
		"[source.x]\ntype = \"standard\"\ntitle = \"X\"\npublisher = \"X\"\ncapture = \"x.txt\"\n")
}
