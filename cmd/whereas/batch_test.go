package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/invent"
	"whereas/rubrics"
	"whereas/templates"
)

// setUp is the shipped data.
func setUp(t testing.TB) *report.Setup {
	t.Helper()
	var l diag.List
	s, err := report.Load(report.Data{Rubrics: rubrics.Files, Templates: templates.Files}, report.DefaultRubric, nil,
		&l)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// invented writes so many invented dossiers into a new folder.
func invented(t testing.TB, seed uint64, count int) string {
	t.Helper()
	dir := t.TempDir()
	s := setUp(t)
	for i := 1; i <= count; i++ {
		if err := writeInvented(filepath.Join(dir, invent.Slug(i)), invent.Dossier(s.Rubric, seed, i)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// skeletons writes so many small dossiers, as whereas new lays them out, into a new folder.
func skeletons(t testing.TB, count int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range count {
		for from, to := range map[string]string{"dossier/dossier.toml": "dossier.toml",
			"dossier/assessment.toml": "assessments/" + report.DefaultRubric + ".toml"} {
			b, err := fs.ReadFile(templates.Files, from)
			if err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, fmt.Sprintf("company-%02d", i+1), to), string(b))
		}
	}
	return dir
}

func put(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A dossier with each kind of fault among fifty: forty-nine come out, and the summary says what and where.
func TestOneFaultInFifty(t *testing.T) {
	const small = "\n[source.x]\ntype = \"standard\"\ntitle = \"X\"\n"
	faults := map[string]struct {
		do   func(t *testing.T, dir string)
		exit int
		says string // in the summary, behind the folder
		made bool   // stamped all the same
	}{
		"syntax": {
			func(t *testing.T, dir string) { put(t, dir+"/more.toml", "[claim.x]\ntext = \"half\n") },
			1,
			"/more.toml:2:8: error: ",
			false,
		},
		"not text": {
			func(t *testing.T, dir string) { put(t, dir+"/more.toml", "\xff\xfe[\x00") },
			1,
			"/more.toml",
			false,
		},
		"unknown key": {
			func(t *testing.T, dir string) { put(t, dir+"/more.toml", small+"colour = \"red\"\n") },
			1,
			"/more.toml:5:1: error: unknown key",
			false,
		},
		"dangling": {
			func(t *testing.T, dir string) { put(t, dir+"/more.toml", small+"rests_on = [\"y\"]\n") },
			1,
			`/more.toml:5:13: error: the source rests on source "y"`,
			false,
		},
		"empty": {
			func(t *testing.T, dir string) { os.RemoveAll(dir); os.Mkdir(dir, 0o755) },
			1,
			": error: the folder holds no dossier",
			false,
		},
		"gone": {func(t *testing.T, dir string) { os.RemoveAll(dir) }, 1, ": error: there is no folder", false},
		"a file": {
			func(t *testing.T, dir string) { os.RemoveAll(dir); put(t, dir, "x") },
			1,
			"is a file, not a folder",
			false,
		},
		"a bad coding": {func(t *testing.T, dir string) {
			put(
				t,
				dir+"/assessments/"+report.DefaultRubric+".toml",
				"[assessment]\nrubric = \"customer-due-diligence\"\ncoder = \"x\"\ndate = "+
					"\"2026-01-01\"\n[indicator.XX]\n",
			)
		}, 1, "no indicator", false},
		"no meeting": {func(t *testing.T, dir string) {
			put(t, dir+"/dossier.toml", "[dossier]\nformat = 1\nas_of = \"2026-01-01\"\n[company]\nname = \"X\"\n")
			os.RemoveAll(dir + "/assessments")
		}, 1, "no [meeting]", false},
		"newer format": {func(t *testing.T, dir string) {
			put(t, dir+"/dossier.toml", "[dossier]\nformat = 9\n")
			os.RemoveAll(dir + "/assessments")
		}, 1, "format 9", false},
		"no clause": {
			func(t *testing.T, dir string) { put(t, dir+"/resolution.md", "# A report\n\nWe believe so.\n") },
			1,
			"/resolution.md: error: the text has no resolved clause",
			true,
		},
		"too long": {func(t *testing.T, dir string) {
			put(t, dir+"/resolution.md", "Resolved: Shareholders request "+strings.Repeat("very ", 500)+"much.\n")
		}, 1, "/resolution.md: error: the text has", true},
		"a folder inside": {
			func(t *testing.T, dir string) { os.Mkdir(dir+"/resolution.md", 0o755) },
			1,
			`"resolution.md" isn't a file`,
			false,
		},
	}
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			dir, out := skeletons(t, 50), t.TempDir()
			bad := filepath.Join(dir, "company-23")
			f.do(t, bad)
			var args []string
			for i := range 50 {
				args = append(args, filepath.Join(dir, fmt.Sprintf("company-%02d", i+1)))
			}
			var stdout, stderr bytes.Buffer
			code := Main(
				append(
					[]string{"batch", "--out", out, "--make", "resolution,card", "--as", "md", "--today", "2026-02-01"},
					args...),
				&stdout,
				&stderr,
			)
			if code != f.exit {
				t.Errorf("exit code %d, want %d", code, f.exit)
			}
			if n := strings.Count(stdout.String(), ": made; "); n != 49 {
				t.Errorf("%d companies were made, want 49", n)
			}
			if !strings.HasPrefix(stderr.String(), "50 companies: 49 made, 1 ") ||
				!strings.Contains(stderr.String(), "\ncompany-23: ") ||
				!strings.Contains(stderr.String(), f.says) {
				t.Errorf("the summary doesn't say %q:\n%s", f.says, stderr.String())
			}
			text, err := os.ReadFile(filepath.Join(out, "errors", "company-23.txt"))
			if err != nil || !strings.Contains(string(text), "error: ") {
				t.Errorf("errors/company-23.txt: %q, %v", text, err)
			}
			for i := range 50 {
				_, err := os.Stat(filepath.Join(out, fmt.Sprintf("company-%02d", i+1), report.ManifestName))
				if there, want := err == nil, i+1 != 23 || f.made; there != want {
					t.Errorf("company-%02d: manifest there: %v, want %v", i+1, there, want)
				}
			}
		})
	}
}

// What a company's fault was is what draft says of it; when it is mended, nothing of it stays, and when it comes
// back, nothing of the result does.
func TestFaultComesAndGoes(t *testing.T) {
	dir := skeletons(t, 1)
	t.Chdir(dir)
	batch := func(want int) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := Main([]string{"batch", "company-01", "--today", "2026-02-01"}, &stdout, &stderr); code != want {
			t.Fatalf("exit code %d, want %d: %s", code, want, stderr.String())
		}
		return stdout.String()
	}
	there := func() (names []string) {
		filepath.WalkDir("out", func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				names = append(names, filepath.ToSlash(name))
			}
			return nil
		})
		return names
	}
	whole := []string{"out/.batch/company-01.json", "out/company-01/briefing.html", "out/company-01/briefing.md",
		"out/company-01/briefing.pdf", "out/company-01/card.json", "out/company-01/evidence.xlsx",
		"out/company-01/manifest.json", "out/company-01/record.pdf", "out/company-01/resolution.md", "out/company-01/resolution.pdf"}
	batch(0)
	if got := there(); !slices.Equal(got, whole) {
		t.Errorf("there is %q", got)
	}
	put(t, "company-01/more.toml", "[claim.x]\n")
	batch(1)
	if got := there(); !slices.Equal(got, []string{"out/errors/company-01.txt"}) {
		t.Errorf("there is %q", got)
	}
	var stdout, stderr bytes.Buffer
	Main([]string{"draft", "company-01", "--today", "2026-02-01", "--out", "elsewhere"}, &stdout, &stderr)
	if text, _ := os.ReadFile("out/errors/company-01.txt"); string(text) != stderr.String() {
		t.Errorf("errors/company-01.txt differs from what draft says:\n%s\n%s", text, stderr.String())
	}
	os.Remove("company-01/more.toml")
	batch(0)
	if got := there(); !slices.Equal(got, whole) {
		t.Errorf("there is %q", got)
	}
	put(t, "company-01/resolution.md", "Resolved: Shareholders request a report. Nobody says so. It must be.\n")
	if got := batch(1); !strings.Contains(got, "drafted with") {
		t.Errorf("printed %q", got)
	}
	if got := batch(1); !strings.Contains(got, "up to date") { // the same input, the same exit code
		t.Errorf("printed %q", got)
	}
	os.Remove("company-01/resolution.md")
	batch(0)
	if got := there(); !slices.Equal(got, whole) {
		t.Errorf("there is %q", got)
	}
}

// A panic in one company is that company's failure.
func TestPanicStopsNobodyElse(t *testing.T) {
	out := t.TempDir()
	b := &batch{st: &settings{out: out}, stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}
	companies := []company{{slug: "a"}, {slug: "b", dir: skeletons(t, 1) + "/company-01"}, {slug: "c"}}
	b.companies = companies
	tell := &teller{b: b}
	work(t.Context(), companies, 2, func(co company) (o outcome) {
		if co.slug == "b" {
			return b.run(co) // without a setup it can't but panic
		}
		return outcome{company: co, status: statusMade}
	}, tell.tell)
	if tell.exit != exitMachine || tell.counts[statusMade] != 2 || tell.counts[statusFailed] != 1 {
		t.Errorf("exit code %d, %v", tell.exit, tell.counts)
	}
	if text, _ := os.ReadFile(filepath.Join(out, "errors", "b.txt")); !strings.Contains(string(text),
		"fault of the program") {
		t.Errorf("errors/b.txt: %q", text)
	}
}

// Whatever order companies end in, they are told of in the order of the input; when the run is interrupted, those
// that weren't begun are told of too.
func TestWork(t *testing.T) {
	var companies []company
	for i := range 60 {
		companies = append(companies, company{slug: fmt.Sprintf("c%02d", i)})
	}
	for _, jobs := range []int{1, 2, 7, 100} {
		ctx, cancel := context.WithCancel(t.Context())
		var stdout bytes.Buffer
		tell := &teller{b: &batch{st: &settings{}, stdout: &stdout}}
		var mutex sync.Mutex
		begun := 0
		work(ctx, companies, jobs, func(co company) outcome {
			mutex.Lock()
			defer mutex.Unlock()
			if begun++; begun == 30 {
				cancel()
			}
			return outcome{company: co, status: statusMade}
		}, tell.tell)
		lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
		if len(lines) != 60 || !slices.IsSorted(lines) {
			t.Errorf("%d jobs: %q", jobs, lines)
		}
		if n := tell.counts[statusMade]; n != begun || n < 30 || tell.counts[statusNotStarted] != 60-n {
			t.Errorf("%d jobs: %d begun, %v", jobs, begun, tell.counts)
		}
	}
}

// An interrupted run doesn't wait for a company that takes long: it is told of as not finished, and all is over within
// a second.
func TestInterruptedWhileOneTakesLong(t *testing.T) {
	companies := []company{{slug: "quick"}, {slug: "slow"}, {slug: "later"}}
	ctx, cancel := context.WithCancel(t.Context())
	forever := make(chan struct{})
	defer close(forever)
	var stdout bytes.Buffer
	tell := &teller{b: &batch{st: &settings{}, stdout: &stdout}}
	var cancelled time.Time
	work(ctx, companies, 1, func(co company) outcome {
		if co.slug == "slow" {
			cancelled = time.Now()
			cancel()
			<-forever
		}
		return outcome{company: co, status: statusMade}
	}, tell.tell)
	if took := time.Since(cancelled); took < patience || took > patience+3*time.Second { // a busy machine adds its own
		t.Errorf("it took %v to end", took)
	}
	want := "quick: made; 0 errors, 0 warnings\nslow: not finished\nlater: not started\n"
	if stdout.String() != want || tell.exit != exitMachine {
		t.Errorf("%q, exit code %d", stdout.String(), tell.exit)
	}
}

// noting remembers which files are opened.
type noting struct {
	fs.FS
	names map[string]bool
}

func (n noting) Open(name string) (fs.File, error) {
	f, err := n.FS.Open(name)
	if err == nil {
		if info, err := f.Stat(); err == nil && !info.IsDir() {
			n.names[name] = true
		}
	}
	return f, err
}

// The digest of a dossier covers every file that reading it opens, and for the public edition nothing of private/.
func TestDigestCoversWhatIsRead(t *testing.T) {
	dir := filepath.Join(invented(t, 4, 1), invent.Slug(1))
	put(t, dir+"/resolution.md", "Resolved: Shareholders request a report.\n")
	put(t, dir+"/private/more.toml", "[entity]\n")
	put(t, dir+"/private/proofs.lock.toml", "[proofs]\nformat = 1\n")
	s := setUp(t)
	for _, edition := range []report.Edition{report.PublicEdition, report.InternalEdition} {
		digest := func() string {
			d, err := digestDossier(os.DirFS(dir), edition)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		read := noting{os.DirFS(dir), map[string]bool{}}
		var l diag.List
		if _, err := s.Read(read, "x", report.Options{Edition: edition}, &l); err != nil {
			t.Fatal(err)
		}
		if len(read.names) < 7 {
			t.Errorf("only %v was read", read.names)
		}
		for name := range read.names {
			whole := digest()
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, name), string(b)+" ")
			if digest() == whole {
				t.Errorf("%s edition: a change of %s isn't seen", edition, name)
			}
			put(t, filepath.Join(dir, name), string(b))
			if digest() != whole {
				t.Fatal("the digest isn't of the bytes alone")
			}
		}
		before := digest()
		put(t, dir+"/private/more.toml", "[entity]\n# "+string(edition))
		if changed := digest() != before; changed != (edition == report.InternalEdition) {
			t.Errorf("%s edition: a change of private/ is seen: %v", edition, changed)
		}
	}
}

// A capture that changes after quotes were looked for in it isn't the one that the record speaks of.
func TestCapturesAreDigestedAsRead(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/a.txt", "one")
	folders, seen := []fs.FS{os.DirFS(t.TempDir()), os.DirFS(dir)}, map[string]string{}
	before, err := digestFiles(folders, []string{"a.txt", "b.txt"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		for _, name := range []string{"a.txt", "b.txt"} {
			w := watched{f, seen}
			if _, err := fs.Stat(w, name); err == nil {
				fs.ReadFile(w, name)
			}
		}
	}
	put(t, dir+"/a.txt", "two")
	put(t, dir+"/b.txt", "new")
	if got, err := digestSeen(folders, []string{"a.txt", "b.txt"}, seen); err != nil || got != before {
		t.Errorf("%s, %v", got, err)
	}
}

// Shares are stable, cover everything once, and are about equal.
func TestShards(t *testing.T) {
	const n = 16
	var sizes [n]int
	for i := range 4000 {
		slug := fmt.Sprintf("company-%d", i)
		taken := 0
		for k := 1; k <= n; k++ {
			if (shard{k, n}).takes(slug) {
				taken++
				sizes[k-1]++
			}
		}
		if taken != 1 {
			t.Fatalf("%s falls to %d shares", slug, taken)
		}
	}
	for k, size := range sizes {
		if size < 180 || size > 320 {
			t.Errorf("share %d has %d of 4000", k+1, size)
		}
	}
	if !(shard{4, 4}).takes("amazon") { // a golden: another hash would move companies between running shares
		t.Error("amazon no longer falls to share 4/4")
	}
}

// The temporary files of a killed run are known by their names, and nothing else is.
func TestUnfinished(t *testing.T) {
	for name, want := range map[string]string{
		".whereas-card.json-123": "card.json", ".whereas-a-1.txt-77": "a-1.txt", ".whereas-card.json-": "card.json",
		"card.json-123":          "",
		".whereas-card.json-12x": "", ".whereas-card.json": "", ".whereas-": "",
		".whereas-a.json-b.json-5": "a.json-b.json",
	} {
		if got := unfinished(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// A writer that fails is a failure of the machine.
func TestPrintingFails(t *testing.T) {
	dir := skeletons(t, 1)
	var stderr bytes.Buffer
	code := Main([]string{"batch", filepath.Join(dir, "company-01"), "--out", t.TempDir(), "--make", "card"}, full{},
		&stderr)
	if code != exitMachine || !strings.Contains(stderr.String(), "print the results") {
		t.Errorf("exit code %d: %s", code, stderr.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }
