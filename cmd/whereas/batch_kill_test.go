//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"whereas/report"
)

// command is the program as a process of its own: this test binary, which TestMain makes it.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	name, err := exec.LookPath("whereas")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	return cmd
}

// tree is the digest of every file below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	sums := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		sums[filepath.ToSlash(rel)] = fmt.Sprintf("%x", sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// Killed at twenty random moments, and run again: the bytes of an undisturbed run. Between the two, what has a
// manifest is whole.
func TestKilled(t *testing.T) {
	t.Parallel()
	work := t.TempDir()
	dossiers := invented(t, 12, 10)
	args := []string{"batch", filepath.Join(dossiers, "*"), "--make", "resolution,card", "--today", "2026-06-30",
		"--out", "out"}
	run := func(name string) time.Duration {
		t.Helper()
		began := time.Now()
		dir := filepath.Join(work, name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if out, err := command(t, dir, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return time.Since(began)
	}
	whole := run("undisturbed")
	want := tree(t, filepath.Join(work, "undisturbed", "out"))
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d; an undisturbed run takes %v", seed, whole)
	chance := rand.New(rand.NewPCG(seed, 0))
	cut := 0
	kills := 20
	if testing.Short() {
		kills = 4
	}
	for i := range kills {
		name := fmt.Sprintf("killed-%d", i)
		dir := filepath.Join(work, name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd := command(t, dir, args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(chance.Int64N(int64(whole))))
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			cut++
		}
		checkWhole(t, filepath.Join(dir, "out"))
		run(name)
		if got := tree(t, filepath.Join(dir, "out")); !maps.Equal(got, want) {
			t.Errorf("%s: not the same bytes:\n%v\n%v", name, got, want)
		}
		os.RemoveAll(dir)
	}
	if cut < kills/4 {
		t.Errorf("only %d of %d runs were killed before they ended", cut, kills)
	}
}

// checkWhole wants every file that a manifest names to be as it says.
func checkWhole(t *testing.T, out string) {
	t.Helper()
	manifests, err := filepath.Glob(filepath.Join(out, "*", report.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range manifests {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var m struct{ Files []report.ManifestFile }
		if err := json.Unmarshal(b, &m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, f := range m.Files {
			if b, err := os.ReadFile(filepath.Join(filepath.Dir(name), f.Name)); err != nil || sha(b) != f.SHA256 ||
				len(b) != f.Bytes {
				t.Errorf("%s: %s isn't what it says (%v)", name, f.Name, err)
			}
		}
	}
}

// Interrupted, a run ends what it has begun, says what is left and ends with exit code 3; the next goes on.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	work := t.TempDir()
	dossiers := invented(t, 12, 40)
	args := []string{"batch", filepath.Join(dossiers, "*"), "--make", "resolution,card", "--today", "2026-06-30",
		"--out", "out", "--jobs", "1"}
	cmd := command(t, work, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	one := make([]byte, 1)
	if _, err := stdout.Read(one); err != nil { // the first line: it is running
		t.Fatal(err)
	}
	cmd.Process.Signal(syscall.SIGTERM)
	var rest bytes.Buffer
	rest.ReadFrom(stdout)
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitMachine {
		t.Errorf("ended with %v: %s", err, stderr.String())
	}
	if s := stderr.String(); !strings.HasPrefix(s, "interrupted: ") || !strings.Contains(s, " not started\n") ||
		!strings.Contains(s, "run the same command again") {
		t.Errorf("said %q", s)
	}
	if n := strings.Count(rest.String(), "\n"); n != 40 || !strings.Contains(rest.String(), ": not started\n") {
		t.Errorf("%d lines: %s", n, rest.String())
	}
	checkWhole(t, filepath.Join(work, "out"))
	for name := range tree(t, filepath.Join(work, "out")) {
		if strings.Contains(name, temporary) {
			t.Errorf("left %s", name)
		}
	}
	again, err := command(t, work, args...).Output()
	if err != nil || !strings.Contains(string(again), ": up to date; ") ||
		!strings.Contains(string(again), ": made; ") {
		t.Errorf("again: %v\n%s", err, again)
	}
}

// The memory of a batch doesn't grow with the number of companies: 2,000 take what 100 take, and less than 200 MiB.
func TestMemoryStaysFlat(t *testing.T) {
	t.Parallel()
	var dossiers []string // small ones, and two of real size
	for i, dir := range []string{skeletons(t, 18), invented(t, 5, 2)} {
		found, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(found) != []int{18, 2}[i] {
			t.Fatal(found, err)
		}
		dossiers = append(dossiers, found...)
	}
	peak := func(n int) int64 {
		t.Helper()
		dir := t.TempDir()
		var list strings.Builder
		for i := range n { // the same dossiers under many names
			link := filepath.Join(dir, fmt.Sprintf("company-%04d", i))
			if err := os.Symlink(dossiers[i%len(dossiers)], link); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&list, filepath.Base(link))
		}
		put(t, filepath.Join(dir, "list.txt"), list.String())
		cmd := command(t, dir, "batch", "--list", "list.txt", "--make", "card", "--jobs", "2")
		file := filepath.Join(dir, "peak")
		cmd.Env = append(os.Environ(), peakFile+"="+file)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if made := strings.Count(string(out), ": made; "); made != n {
			t.Fatalf("%d of %d were made", made, n)
		}
		usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		most := usage.Maxrss
		if runtime.GOOS == "darwin" { // which counts bytes
			most /= 1024
		}
		if runtime.GOOS == "linux" { // which counts in what the parent had before the program began
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := fmt.Sscan(string(b), &most); err != nil {
				t.Fatal(err)
			}
		}
		return most
	}
	most := 2000
	if testing.Short() {
		most = 400
	}
	few, many := peak(100), peak(most)
	t.Logf("100 companies: %d KiB; %d companies: %d KiB", few, most, many)
	// The race detector takes memory of its own; it is run with -short.
	if many > 200<<10 && !testing.Short() || many > few+few/2 {
		t.Errorf("100 companies take %d KiB, %d take %d KiB", few, most, many)
	}
}
