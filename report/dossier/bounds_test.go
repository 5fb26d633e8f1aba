package dossier

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/vocab"
)

// full is a dossier with every text that one can have, by the names of its files.
func full(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	dir := os.DirFS("testdata/full")
	for _, name := range []string{"dossier.toml", "assessments/customer-due-diligence.toml"} {
		b, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(b)
	}
	return out
}

// faultsOf reads a dossier of these files.
func faultsOf(t testing.TB, files map[string]string) (*Dossier, *diag.List) {
	t.Helper()
	b, err := os.ReadFile("../../rubrics/vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	words := vocab.Parse("vocabulary.toml", b, &l)
	words["source-type"] = []vocab.Term{{ID: "procurement"}, {ID: "standard"}} // these stand with the authorities
	d, err := Load(folder, "x", words, Options{}, &l)
	if err != nil {
		t.Fatal(err)
	}
	return d, &l
}

// eachText calls f for each text between quote marks: its file, its place in it, its line, and what stands in it.
func eachText(t testing.TB, f func(file string, from, to, line int, text string)) {
	t.Helper()
	for _, file := range []string{"dossier.toml", "assessments/customer-due-diligence.toml"} {
		text := full(t)[file]
		for _, m := range regexp.MustCompile(`"([^"]*)"`).FindAllStringSubmatchIndex(text, -1) {
			f(file, m[2], m[3], 1+strings.Count(text[:m[2]], "\n"), text[m[2]:m[3]])
		}
	}
}

// Whatever text of a dossier is a hundred times too long is refused, at its place, in few words.
func TestEveryTextIsBounded(t *testing.T) {
	if _, l := faultsOf(t, full(t)); l.Count(diag.Error) != 0 {
		t.Fatal(l.Sorted())
	}
	n := 0
	eachText(t, func(file string, from, to, line int, text string) {
		n++
		files := full(t)
		files[file] = files[file][:from] + text + strings.Repeat(" word", 20_000) + files[file][to:]
		_, l := faultsOf(t, files)
		at := slices.IndexFunc(l.Sorted(), func(d diag.Diagnostic) bool {
			return d.Severity == diag.Error && d.At.File == file && d.At.Line == line
		})
		if at < 0 {
			t.Errorf("%s:%d: %q, a hundred thousand characters longer, is taken: %v", file, line, text, l.Sorted())
			return
		}
		for _, d := range l.Sorted() {
			if len(d.Message)+len(d.Hint) > 3000 {
				t.Errorf("%s:%d: a message of %d bytes", file, line, len(d.Message))
			}
		}
	})
	if n < 90 {
		t.Errorf("%d texts", n)
	}
}

// Whatever text of a dossier shows nothing is told to be empty, at its place, and nothing else is said of it there.
func TestEveryTextSaysSomething(t *testing.T) {
	for _, blank := range []string{"\u200B", "\u00A0", " "} {
		eachText(t, func(file string, from, to, line int, text string) {
			files := full(t)
			files[file] = files[file][:from] + blank + files[file][to:]
			_, l := faultsOf(t, files)
			var codes []string
			for _, d := range l.Sorted() {
				if d.At.File == file && d.At.Line == line && d.Severity == diag.Error {
					codes = append(codes, string(d.Code))
				}
			}
			if len(codes) == 0 || !slices.Contains(codes, "empty-text") {
				t.Errorf("%s:%d: %q made %q: %v", file, line, text, blank, l.Sorted())
			}
		})
	}
}

// sources are n sources, each with what keys say of its number.
func sources(n int, keys func(i int) string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[source.s%d]\ntype = \"procurement\"\ntitle = \"Title %d\"\n%s\n", i, i, keys(i))
	}
	return b.String()
}

// Sources that lead to each other are one fault, told shortly, however many circles there are.
func TestCirclesAreToldOnce(t *testing.T) {
	others := func(i, n int) string {
		var ids []string
		for j := range n {
			if j != i {
				ids = append(ids, fmt.Sprintf("%q", fmt.Sprintf("s%d", j)))
			}
		}
		return "rests_on = [" + strings.Join(ids, ", ") + "]"
	}
	on := func(to func(i int) int) func(i int) string {
		return func(i int) string { return fmt.Sprintf("rests_on = [\"s%d\"]", to(i)) }
	}
	for _, v := range []struct {
		name, toml string
		want       []string
	}{
		{"a hundred that all rest on each other", sources(100, func(i int) string { return others(i, 100) }),
			[]string{`source "s0" rests on itself: s0 → s1 → s0, and 98 more sources are bound up with these`}},
		{"a ring of five thousand", sources(5000, on(func(i int) int { return (i + 1) % 5000 })),
			[]string{`s0 → s1 → s2 → s3 → s4 → s5 → s6 → s7 → 4992 more → s0`}},
		{"a ring of parts", sources(2000, func(i int) string { return fmt.Sprintf("part_of = \"s%d\"", (i+1)%2000) }),
			[]string{`source "s0" is a part of itself: s0 → s1`}},
		{"two circles", sources(4, on(func(i int) int { return i ^ 1 })), []string{"s0 → s1 → s0", "s2 → s3 → s2"}},
		{"one that rests on itself", sources(1, on(func(int) int { return 0 })), []string{"s0 → s0"}},
		{"a circle behind a chain", sources(5, on(func(i int) int { return min(i+1, 7-i) })), []string{"s3 → s4 → s3"}},
		{"a chain", sources(2000, on(func(i int) int { return i + 1 })), nil},
	} {
		_, l := faultsOf(t, map[string]string{"a.toml": v.toml})
		var got []diag.Diagnostic
		for _, d := range l.Sorted() {
			if d.Code == diag.CircularSources {
				got = append(got, d)
			}
		}
		if len(got) != len(v.want) {
			t.Errorf("%s: %d faults, want %d: %.300v", v.name, len(got), len(v.want), got)
			continue
		}
		for i, d := range got {
			if !strings.Contains(d.Message, v.want[i]) || len(d.Notes) > named || len(d.Message) > 300 || d.At.Line == 0 {
				t.Errorf("%s: %s, with %d notes", v.name, d.Message, len(d.Notes))
			}
		}
	}
}

// What is misspelt, cited by nobody or wrong by the thousand costs no more than it holds: guesses are few, and so are
// the messages that are kept.
func TestThousandsOfFaults(t *testing.T) {
	var toml strings.Builder
	toml.WriteString(sources(3000, func(int) string { return "" }))
	for i := range 3000 {
		fmt.Fprintf(&toml, "[claim.c%d]\ntext = \"t\"\nkind = \"use\"\nstatus = \"found\"\nas_of = \"2025\"\n"+
			"evidence = [{ source = \"s%d-x\", at = \"p\", says = \"x\" }]\n", i, i)
	}
	ld := &loader{guesses: diag.ManyGuesses}
	if ld.guesses > 5_000_000 {
		t.Errorf("%d guesses", ld.guesses)
	}
	_, l := faultsOf(t, map[string]string{"a.toml": toml.String()})
	if l.Count(diag.Error) < 3000 || l.Count(diag.Warning) < 2000 { // what a misspelt id was meant to be isn't told as cited by nobody
		t.Errorf("%d errors, %d warnings are counted", l.Count(diag.Error), l.Count(diag.Warning))
	}
	ds := l.Sorted()
	if len(ds) > 2*diag.MaxListed+2 || ds[len(ds)-1].Code != diag.TooManyFaults {
		t.Errorf("%d are listed", len(ds))
	}
	if first := ds[0]; first.Hint == "" && len(ds) > 0 && first.Code == diag.UnknownSource {
		t.Error("the first misspelt id has no hint")
	}
}

// A document's whole is found in one walk, however long the chain of parts, and sources that only go with others go in
// one walk.
func TestLongChains(t *testing.T) {
	const n = 5000
	d, _ := faultsOf(t, map[string]string{"a.toml": sources(n, func(i int) string {
		if i+1 == n {
			return `handling = "public"`
		}
		return fmt.Sprintf("part_of = \"s%d\"\nrests_on = [\"s%d\"]", i+1, i+1)
	})})
	if got := d.Whole(d.Source("s0")).ID.S; got != fmt.Sprintf("s%d", n-1) {
		t.Errorf("the whole of the first is %q", got)
	}
	if p := d.Public(); len(p.Sources) != 0 {
		t.Errorf("%d sources that nobody cites are public", len(p.Sources))
	}
	d.Sources[n-1].Handling = vocab.Restricted
	if got := len(d.publicSources()); got != 0 {
		t.Errorf("%d sources that rest on a restricted one are public", got)
	}
}

// A file that isn't read at all is one fault: what may stand in it isn't missing.
func TestFileThatIsNotRead(t *testing.T) {
	files := full(t)
	_, rest, _ := strings.Cut(files["dossier.toml"], "[source.contract-2025]")
	files["more.toml"] = "[source.contract-2025]" + rest
	files["dossier.toml"] = "# " + strings.Repeat("x", 64<<20)
	_, l := faultsOf(t, files)
	if ds := l.Sorted(); len(ds) != 1 || ds[0].Code != diag.FileTooLarge {
		t.Errorf("%.500v", ds)
	}
}

// Ids are held to their letters, with what isn't seen named, and to a length.
func TestIDs(t *testing.T) {
	for id, words := range map[string]string{`"a\u00A0b"`: "no-break space (U+00A0)", `"a\u200Bb"`: "zero-width space (U+200B)",
		strings.Repeat("a", MaxID): "", strings.Repeat("a", MaxID+1): "at most 100", `"a b"`: "kebab-case"} {
		_, l := faultsOf(t, map[string]string{"a.toml": "[source." + id + "]\ntype = \"procurement\"\ntitle = \"T\"\n"})
		var bad []diag.Diagnostic
		for _, d := range l.Sorted() {
			if d.Code == diag.BadID {
				bad = append(bad, d)
			}
		}
		if words == "" && len(bad) > 0 || words != "" && (len(bad) != 1 || !strings.Contains(bad[0].Message, words)) {
			t.Errorf("%.40s: %v", id, bad)
		}
	}
}
