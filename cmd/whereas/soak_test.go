//go:build soak && linux

package main

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"whereas/report"
)

// What follows is long work, run with: go test -tags soak ./cmd/whereas -run Soak -v

// twoStates are dossiers of one company, each under the name acme, and what a draft of each leaves.
type twoStates struct {
	dossiers [2]string
	want     [2]map[string]string
}

func states(t *testing.T, work string) twoStates {
	t.Helper()
	var s twoStates
	skeleton := filepath.Join(skeletons(t, 1), "company-01")
	for i, as := range []string{"2026-01-31", "2026-02-28"} {
		s.dossiers[i] = filepath.Join(work, fmt.Sprint(i), "acme")
		put(t, filepath.Join(s.dossiers[i], "keep.md"), "")
		if err := os.CopyFS(s.dossiers[i], os.DirFS(skeleton)); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(s.dossiers[i], "dossier.toml"))
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(s.dossiers[i], "dossier.toml"), strings.Replace(string(b), "2026-01-31", as, 1))
		out := filepath.Join(work, fmt.Sprint("want-", i))
		if text, err := s.draft(t, i, out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		s.want[i] = tree(t, filepath.Join(out, "acme"))
	}
	if maps.Equal(s.want[0], s.want[1]) {
		t.Fatal("both states give the same bytes: nothing could be seen torn")
	}
	return s
}

// draft is the command that drafts one of the states.
func (s twoStates) draft(t *testing.T, i int, out string) *exec.Cmd {
	return command(t, filepath.Dir(s.dossiers[i]), "draft", "acme", "--today", "2026-06-30", "--out", out)
}

// isOne tells whether a folder holds what one of the two states leaves, whole.
func (s twoStates) isOne(t *testing.T, dir string) bool {
	t.Helper()
	got := tree(t, dir)
	return maps.Equal(got, s.want[0]) || maps.Equal(got, s.want[1])
}

func hasManifest(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, report.ManifestName))
	return err == nil
}

// Two hundred runs are killed at random moments over the result of another, before they end. What has a manifest is one
// of the two results, whole; what has none is made anew by the next run.
func TestSoakKilledDrafts(t *testing.T) {
	work := t.TempDir()
	s := states(t, work)
	out := filepath.Join(work, "out")
	began := time.Now()
	if text, err := s.draft(t, 0, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	whole := time.Since(began)
	seed := uint64(time.Now().UnixNano())
	chance := rand.New(rand.NewPCG(seed, 0))
	killed, unfinished := 0, 0
	const kills, most = 200, 1000 // some runs end before they are killed
	for n := 0; killed < kills && n < most; n++ {
		cmd := s.draft(t, (n+1)%2, out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Most of the time nothing is written: half of the kills fall into the last fifth.
		wait := chance.Int64N(int64(whole))
		if n%2 == 0 {
			wait = int64(whole)*4/5 + chance.Int64N(int64(whole)/4)
		}
		time.Sleep(time.Duration(wait))
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			killed++
		}
		dir := filepath.Join(out, "acme")
		checkWhole(t, out)
		if !hasManifest(dir) {
			unfinished++
		} else if swept := withoutTemporaries(tree(t, dir)); !maps.Equal(swept, s.want[0]) && !maps.Equal(swept, s.want[1]) {
			t.Fatalf("seed %d, kill %d: the manifest lies: %v", seed, n, swept)
		}
		if n%10 != 9 && hasManifest(dir) {
			continue
		}
		if text, err := s.draft(t, n%2, out).CombinedOutput(); err != nil {
			t.Fatalf("seed %d, behind kill %d: %v\n%s", seed, n, err, text)
		}
		if got := tree(t, dir); !maps.Equal(got, s.want[n%2]) {
			t.Fatalf("seed %d, behind kill %d: not the bytes of an undisturbed run: %v", seed, n, got)
		}
	}
	t.Logf("%d runs were killed before they ended; %d left a result without a manifest; a run takes %v", killed,
		unfinished, whole)
	if killed < kills {
		t.Errorf("only %d of %d runs were killed before they ended", killed, most)
	}
}

// withoutTemporaries is a tree without what a killed run was writing.
func withoutTemporaries(sums map[string]string) map[string]string {
	maps.DeleteFunc(sums, func(name, _ string) bool { return strings.HasPrefix(filepath.Base(name), temporary) })
	return sums
}

// A hundred batches are killed at random moments, each over what the one before left; at the end, and every ten, an
// undisturbed run leaves the bytes of a first one.
func TestSoakKilledBatches(t *testing.T) {
	work := t.TempDir()
	dossiers := invented(t, 12, 4)
	args := []string{"batch", filepath.Join(dossiers, "*"), "--make", "resolution,card", "--as", "md", "--today",
		"2026-06-30", "--out", "out"}
	run := func(dir string) {
		t.Helper()
		if text, err := command(t, dir, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	first, killed := filepath.Join(work, "first"), filepath.Join(work, "killed")
	for _, dir := range []string{first, killed} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	run(first)
	whole := time.Since(began)
	want := tree(t, filepath.Join(first, "out"))
	seed := uint64(time.Now().UnixNano())
	chance := rand.New(rand.NewPCG(seed, 0))
	cut := 0
	const kills, most = 100, 500
	for n := 0; cut < kills && n < most; n++ {
		cmd := command(t, killed, append(args, "--force")...) // else most would be up to date
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(chance.Int64N(int64(whole))))
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			cut++
		}
		checkWhole(t, filepath.Join(killed, "out"))
		if n%10 != 9 {
			continue
		}
		run(killed)
		if got := tree(t, filepath.Join(killed, "out")); !maps.Equal(got, want) {
			t.Fatalf("seed %d, behind kill %d: not the bytes of an undisturbed run:\n%v\n%v", seed, n, got, want)
		}
	}
	t.Logf("%d batches were killed before they ended; a run takes %v", cut, whole)
	if cut < kills {
		t.Errorf("only %d of %d batches were killed before they ended", cut, most)
	}
}

// Three hundred pairs of runs write into one folder at once. Both end well, and what lies there is what one of them
// leaves.
func TestSoakPairs(t *testing.T) {
	work := t.TempDir()
	s := states(t, work)
	out := filepath.Join(work, "out")
	for n := range 300 {
		var both sync.WaitGroup
		for i := range 2 {
			both.Go(func() {
				if text, err := s.draft(t, i, out).CombinedOutput(); err != nil {
					t.Errorf("pair %d: %v\n%s", n, err, text)
				}
			})
		}
		both.Wait()
		if !s.isOne(t, filepath.Join(out, "acme")) {
			t.Fatalf("pair %d: neither's result: %v", n, tree(t, filepath.Join(out, "acme")))
		}
	}
}

// On a disk that fills up at twenty different moments the old result stays whole, and the run ends with exit code 3;
// where there is room, the new one is whole.
func TestSoakFullDisk(t *testing.T) {
	work := t.TempDir()
	s := states(t, work)
	disk := filepath.Join(work, "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	const size = 4 << 20
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skipf("NOT TESTED: a file system of a fixed size can't be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	out := filepath.Join(disk, "out")
	if text, err := s.draft(t, 0, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var used int64
	for name := range s.want[0] {
		info, err := os.Stat(filepath.Join(out, "acme", name))
		if err != nil {
			t.Fatal(err)
		}
		used += (info.Size() + 4095) / 4096 * 4096
	}
	full, made := 0, 0
	for n := range int64(20) {
		room := used * n / 16 // from none to a quarter more than a result takes
		filler := filepath.Join(disk, "filler")
		var fs syscall.Statfs_t
		if err := syscall.Statfs(disk, &fs); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filler, make([]byte, max(0, int64(fs.Bfree)*fs.Bsize-room)), 0o644); err != nil {
			t.Fatal(err)
		}
		text, err := s.draft(t, 1, out).CombinedOutput()
		got := tree(t, filepath.Join(out, "acme"))
		var exit *exec.ExitError
		switch {
		case err == nil && maps.Equal(got, s.want[1]):
			made++
		case errors.As(err, &exit) && exit.ExitCode() == exitMachine && maps.Equal(got, s.want[0]) &&
			strings.Contains(string(text), "no space left"):
			full++
		default:
			t.Errorf("with room for %d bytes of %d: %v\n%s\n%v", room, used, err, text, got)
		}
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		if text, err := s.draft(t, 0, out).CombinedOutput(); err != nil {
			t.Fatalf("with room again: %v\n%s", err, text)
		}
	}
	t.Logf("the disk was full %d times, and there was room %d times", full, made)
	if full < 10 || made < 2 {
		t.Errorf("the disk was full %d times and had room %d times", full, made)
	}
}
