package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"whereas": func() {
			code := Main(os.Args[1:], os.Stdout, os.Stderr)
			if err := tellPeak(); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(code)
		},
	})
}

// peakFile names, in the environment, the file that the program writes its peak of memory into before it ends, in KiB.
const peakFile = "WHEREAS_TEST_PEAK"

// tellPeak writes it where the system has told it: on Linux.
func tellPeak() error {
	name := os.Getenv(peakFile)
	status, err := os.ReadFile("/proc/self/status")
	_, peak, ok := strings.Cut(string(status), "VmHWM:")
	if name == "" || err != nil || !ok {
		return nil
	}
	peak, _, _ = strings.Cut(peak, "kB")
	return os.WriteFile(name, []byte(strings.TrimSpace(peak)), 0o644)
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			repo, err := filepath.Abs("../..")
			if err != nil {
				return err
			}
			env.Setenv("REPO", repo)
			env.Setenv("NO_COLOR", "1")
			// Archives hold text alone.
			for name, text := range map[string]string{"utf16.txt": "\xff\xfea\x00", "nul.txt": "a\x00b\n",
				"mac.txt": "a\rb\r"} {
				if err := os.WriteFile(filepath.Join(env.WorkDir, name), []byte(text), 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"faults": faults, "digest": digestCmd, "code": code, "width": width, "append": appendLine, "sed": sed,
			"figures": figures, "unpack": unpack,
		},
	})
}

// faults DIR... compares the diagnostics that check --format json printed with the marks in the files: a line
// "# next: CODE COLUMN" says that the next line has a fault of that code at that column. Nothing more, nothing less.
func faults(ts *testscript.TestScript, neg bool, args []string) {
	var result checked
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &result))
	var got, want []string
	for _, d := range result.Diagnostics {
		got = append(got, fmt.Sprintf("%s:%d:%d %s", d.File, d.Line, d.Column, d.Code))
	}
	marker := regexp.MustCompile(`^# next: (\S+) (\d+)$`)
	for _, dir := range args[1:] {
		files, err := filepath.Glob(filepath.Join(ts.MkAbs(dir), "*.toml"))
		ts.Check(err)
		for _, f := range files {
			b, err := os.ReadFile(f)
			ts.Check(err)
			for i, line := range strings.Split(string(b), "\n") {
				if m := marker.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
					want = append(want, fmt.Sprintf("%s/%s:%d:%s %s", dir, filepath.Base(f), i+2, m[2], m[1]))
				}
			}
		}
	}
	sort.Strings(got)
	sort.Strings(want)
	if n := fmt.Sprint(len(want)); n != args[0] {
		ts.Fatalf("the files mark %s faults, not %s", n, args[0])
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			ts.Logf("not reported: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			ts.Logf("reported, and not marked: %s", g)
		}
	}
	if !slices.Equal(got, want) {
		ts.Fatalf("the diagnostics differ from the marks")
	}
}

// digest FILE DIR writes the digests of all files of a folder into FILE.
func digestCmd(ts *testscript.TestScript, neg bool, args []string) {
	root := ts.MkAbs(args[1])
	var b strings.Builder
	ts.Check(filepath.WalkDir(root, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		fmt.Fprintf(&b, "%x %s\n", sha256.Sum256(data), filepath.ToSlash(rel))
		return nil
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// width N wants that no line of stdout is longer than N characters.
func width(ts *testscript.TestScript, neg bool, args []string) {
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	for i, line := range strings.Split(ts.ReadFile("stdout"), "\n") {
		if n := utf8.RuneCountInString(line); n > most {
			ts.Fatalf("line %d has %d characters: %s", i+1, n, line)
		}
	}
}

// code N ARGS... runs the program and wants that exit code.
func code(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		if m := regexp.MustCompile(`exit status (\d+)`).FindStringSubmatch(err.Error()); m != nil {
			fmt.Sscan(m[1], &got)
		} else {
			got = -1
		}
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// unpack ARCHIVE PART FILE writes a part of a workbook, or of a file of a word processor, to a file of its own.
func unpack(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: unpack ARCHIVE PART FILE")
	}
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	b, err := fs.ReadFile(z, args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b, 0o644))
}

// append FILE LINE adds a line to a file.
func appendLine(ts *testscript.TestScript, neg bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = fmt.Fprintln(f, args[1])
	ts.Check(err)
	ts.Check(f.Close())
}

// sed 's/PATTERN/WORDS/' changes what the last command printed.
func sed(ts *testscript.TestScript, neg bool, args []string) {
	parts := strings.Split(args[0], "/")
	out := regexp.MustCompile(parts[1]).ReplaceAllString(ts.ReadFile("stdout"), parts[2])
	ts.Check(os.WriteFile(ts.MkAbs("changed"), []byte(out), 0o644))
}

// figures A B wants that what a comparison says of a company in A stands in B too, as it is printed by --format json.
func figures(ts *testscript.TestScript, neg bool, args []string) {
	read := func(name string) map[string]string {
		var c struct {
			Categories []struct {
				ID     string
				Ranges []map[string]any
			}
		}
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(name)), &c))
		out := map[string]string{}
		for _, cat := range c.Categories {
			for _, r := range cat.Ranges {
				company := r["company"].(string)
				delete(r, "clearly_above")
				out[cat.ID+" "+company] = fmt.Sprint(r)
			}
		}
		return out
	}
	before, after := read(args[0]), read(args[1])
	if len(before) == 0 || len(after) <= len(before) {
		ts.Fatalf("%d figures, then %d", len(before), len(after))
	}
	for k, v := range before {
		if after[k] != v {
			ts.Fatalf("%s was %s and is %s", k, v, after[k])
		}
	}
}

type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("no paper") }

// A panic anywhere is told as a failure of the program, with exit code 3, and not as Go tells it.
func TestPanicIsAFailureOfTheProgram(t *testing.T) {
	var stderr strings.Builder
	if code := Main([]string{"version"}, panicking{}, &stderr); code != exitMachine {
		t.Errorf("exit code %d", code)
	}
	if !strings.HasPrefix(stderr.String(), "error: the program itself failed: no paper\nhint: ") {
		t.Errorf("told as %q", stderr.String())
	}
}

// noRoom is a terminal that nothing can be written to, as /dev/full is.
type noRoom struct{}

func (noRoom) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// What can't be printed is a failure of the machine, for every verb that prints a result.
func TestNoRoomForTheResult(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made")
	out := filepath.Join(t.TempDir(), "out")
	var quiet strings.Builder
	if code := Main([]string{"new", dir}, &quiet, &quiet); code != exitFine {
		t.Fatal(quiet.String())
	}
	for _, args := range [][]string{{"check", dir}, {"check", dir, "--format", "json"}, {"score", dir},
		{"score", dir, "--suggest"}, {"draft", dir, "--out", out}, {"brief", dir, "--out", out}, {"rubric", "show"},
		{"rubric", "check", "../../rubrics/customer-due-diligence.toml"}, {"version"}, {"compare", out, "--out", out}} {
		var stderr strings.Builder
		if code := Main(args, noRoom{}, &stderr); code != exitMachine {
			t.Errorf("%v: exit code %d: %s", args, code, stderr.String())
		}
	}
}

// A name that a stranger gave a file or a folder forges no line and moves no cursor.
func TestNamesAreMadeVisible(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such names")
	}
	base := t.TempDir()
	dir := filepath.Join(base, "a\x1b[2Jb\nerror: forged") // which new refuses to make
	var stdout, stderr strings.Builder
	if code := Main([]string{"new", dir}, &stdout, &stderr); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
	if code := Main([]string{"new", filepath.Join(base, "acme")}, &stdout, &stderr); code != exitFine {
		t.Fatal(stderr.String())
	}
	if err := os.Rename(filepath.Join(base, "acme"), dir); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "c\x1b]0;title\a.toml"), "[claim.x]\ntext = 7\n")
	out := filepath.Join(t.TempDir(), "out\x1b[31m")
	for _, args := range [][]string{{"check", dir}, {"draft", dir, "--out", out}, {"brief", dir, "--out", out},
		{"score", dir},
		{"batch", dir, "--out", out}, {"compare", out, "--out", out}, {"check", dir + "x"}} {
		Main(args, &stdout, &stderr)
	}
	if all := stdout.String() + stderr.String(); strings.Contains(all, "\x1b") ||
		strings.Contains(all, "\nerror: forged") {
		t.Errorf("a name is printed as it is:\n%q", all)
	}
}
