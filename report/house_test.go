package report

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The house (docs/architecture.md): which rooms each room may import itself, and which modules of others. What is
// printed here is the table that stands there.
var house = map[string]struct {
	rooms   []string
	modules []string
}{
	"civil":     {},
	"alphabet":  {modules: []string{xtext}},
	"diag":      {modules: []string{xtext}},
	"source":    {rooms: []string{"civil", "diag"}, modules: []string{"github.com/BurntSushi/toml", xtext}},
	"vocab":     {rooms: []string{"diag", "source"}},
	"authority": {rooms: []string{"diag", "source", "vocab"}},
	"dossier":   {rooms: []string{"civil", "diag", "source", "vocab"}, modules: []string{xtext, "golang.org/x/net/idna"}},
	"rubric":    {rooms: []string{"diag", "source", "vocab"}},
	"filing":    {rooms: []string{"diag", "source"}},
	"proof":     {rooms: []string{"civil", "diag", "dossier", "source"}, modules: []string{xtext}},
	"capture": {rooms: []string{"civil", "diag", "docx", "dossier", "proof", "source"},
		modules: []string{"golang.org/x/net/html", "github.com/klippa-app/go-pdfium"}},
	"grade": {rooms: []string{"authority", "civil", "diag", "dossier", "proof", "vocab"}},
	"score": {rooms: []string{"civil", "diag", "dossier", "grade", "rubric", "source", "vocab"},
		modules: []string{"github.com/go-json-experiment/json"}},
	"replies": {rooms: []string{"civil", "diag", "dossier", "grade", "source", "vocab"}},
	"explain": {rooms: []string{"grade", "rubric", "score", "vocab"}},
	"doc":     {rooms: []string{"diag"}},
	"prose":   {rooms: []string{"diag", "doc"}, modules: []string{"github.com/yuin/goldmark", "github.com/clipperhouse/uax29/v2"}},
	"notes": {rooms: []string{"diag", "doc", "dossier", "grade", "prose", "source", "vocab"},
		modules: []string{xtext}},
	"check": {rooms: []string{"authority", "civil", "diag", "doc", "dossier", "filing", "grade", "prose",
		"source", "vocab"}},
	"audit": {rooms: []string{"check", "civil", "diag", "doc", "docx", "dossier", "filing", "grade", "prose",
		"source", "vocab"}},
	"choice": {},
	"draft": {rooms: []string{"check", "choice", "civil", "diag", "doc", "dossier", "filing", "grade", "notes", "prose",
		"score", "source", "vocab"}},
	"figure": {rooms: []string{"doc"}},
	"brief": {rooms: []string{"alphabet", "check", "civil", "diag", "doc", "dossier", "draft", "figure", "grade", "notes",
		"prose", "replies", "rubric", "score", "source", "vocab"}},
	"letters": {rooms: []string{"civil", "diag", "doc", "dossier", "draft", "grade", "notes", "prose", "replies", "source",
		"vocab"}},
	"legal": {rooms: []string{"civil", "diag", "doc", "dossier", "grade", "proof", "prose", "vocab", "xlsx"}},
	"html":  {rooms: []string{"doc", "face"}},
	"docx":  {rooms: []string{"deflate", "doc", "prose"}},
	"plain": {rooms: []string{"doc"}},
	"compare": {rooms: []string{"alphabet", "civil", "diag", "doc", "dossier", "figure", "rubric", "score", "source",
		"vocab"}},
	"compare/cards": {rooms: []string{"compare", "diag", "dossier", "rubric", "score"}},
	"deflate":       {modules: []string{"github.com/klauspost/compress"}},
	"hyphen":        {},
	"face":          {rooms: []string{"deflate"}, modules: []string{xtext, "github.com/go-text/typesetting"}},
	"lines":         {rooms: []string{"face", "hyphen"}},
	"pages":         {rooms: []string{"diag", "doc", "face", "hyphen", "lines", "source"}},
	"pdf": {rooms: []string{"deflate", "face", "lines", "pages"},
		modules: []string{"github.com/jung-kurt/gofpdf"}},
	"svg":     {rooms: []string{"face", "lines", "pages"}},
	"typeset": {rooms: []string{"diag", "doc", "face", "hyphen", "pages", "pdf"}},
	"xlsx": {rooms: []string{"civil", "compare", "deflate", "dossier", "grade", "rubric", "score", "vocab"},
		modules: []string{"github.com/xuri/excelize/v2"}},
	"cells":        {rooms: []string{"diag"}, modules: []string{xtext}},
	"bibliography": {rooms: []string{"cells", "diag", "dossier", "source", "vocab"}, modules: []string{xtext}},
	"csl":          {rooms: []string{"bibliography", "civil", "dossier", "grade", "source", "vocab"}},
	"book": {rooms: []string{"bibliography", "cells", "csl", "diag", "dossier", "grade", "source", "vocab", "xlsx"},
		modules: []string{xtext}},
	"packet": {rooms: []string{"audit", "brief", "check", "civil", "compare", "deflate", "diag", "doc", "docx", "dossier", "draft",
		"face", "filing", "grade",
		"html", "legal", "letters", "notes", "pdf", "plain", "proof", "replies", "rubric", "score", "typeset", "vocab", "xlsx"}},
	"preview": {rooms: []string{"brief", "check", "diag", "doc", "dossier", "draft", "explain", "grade", "lines", "packet",
		"pages", "proof", "prose", "source", "svg", "vocab"}},
	"invent": {rooms: []string{"civil", "dossier", "rubric", "source", "vocab"}},
	facade: {rooms: []string{"authority", "book", "brief", "capture", "check", "civil", "compare", "compare/cards",
		"diag", "dossier", "draft", "explain",
		"filing", "grade", "invent", "letters", "packet", "pages", "preview", "proof", "replies", "rubric", "score", "typeset",
		"vocab"}},
	command: {rooms: []string{facade, "diag", "../rubrics", "../templates"},
		modules: []string{"github.com/urfave/cli/v2", "github.com/schollz/progressbar/v3", "golang.org/x/term", xtext,
			"github.com/digitorus/timestamp", "github.com/fsnotify/fsnotify"}},
}

// Names in the house that aren't folders under report/.
const (
	xtext   = "golang.org/x/text"
	facade  = "report"
	command = "../cmd/whereas"
)

// Each file imports what the house lets its room import, and each room imports all that the house names: a permission
// that nobody needs is a door that nobody watches.
func TestHouse(t *testing.T) {
	used := map[string]map[string]bool{} // by room: what it imports
	for _, dir := range []string{".", command} {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			room := filepath.ToSlash(filepath.Dir(name))
			if room == "." {
				room = facade
			}
			if used[room] == nil {
				used[room] = map[string]bool{}
			}
			for _, p := range importsOf(t, name) {
				used[room][p] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for room, imports := range used {
		rules, ok := house[room]
		if !ok {
			t.Errorf("%s isn't in the house: give it a row in docs/architecture.md and here", room)
			continue
		}
		needed := map[string]bool{}
		for p := range imports {
			to, ok := strings.CutPrefix(p, "whereas/report/")
			switch {
			case p == "whereas/report":
				to = facade
			case !ok && strings.HasPrefix(p, "whereas/"):
				to = "../" + strings.TrimPrefix(p, "whereas/")
			case !ok:
				to = moduleOf(rules.modules, p)
			}
			needed[to] = true
			if !slices.Contains(rules.rooms, to) && !slices.Contains(rules.modules, to) {
				t.Errorf("%s may not import %s", room, p)
			}
		}
		for _, to := range slices.Concat(rules.rooms, rules.modules) {
			if !needed[to] {
				t.Errorf("%s may import %s and doesn't: take it out of the house", room, to)
			}
		}
	}
	for room := range house {
		if used[room] == nil {
			t.Errorf("the house has a room %s, and there is none", room)
		}
	}
}

// importsOf are the imports of a file that aren't of the standard library.
func importsOf(t *testing.T, name string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, imp := range f.Imports {
		p, _ := strconv.Unquote(imp.Path.Value)
		if first, _, _ := strings.Cut(p, "/"); first == "whereas" || strings.Contains(first, ".") {
			out = append(out, p)
		}
	}
	return out
}

// moduleOf is the module of a list that a package is of; the package itself where it is of none.
func moduleOf(modules []string, p string) string {
	for _, m := range modules {
		if p == m || strings.HasPrefix(p, m+"/") {
			return m
		}
	}
	return p
}

// The table in docs/architecture.md is this house.
func TestHouseIsTheTableInTheDocs(t *testing.T) {
	page, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ = bytes.Cut(page, []byte("## The rooms"))
	told := map[string]bool{}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) != 6 || strings.HasPrefix(cells[1], "-") || strings.TrimSpace(cells[1]) == "room" {
			continue
		}
		room := strings.TrimSpace(cells[1])
		told[room] = true
		rules := house[strings.Replace(room, "cmd/whereas", command, 1)]
		for i, want := range [][]string{rules.rooms, rules.modules} {
			got := strings.Split(strings.NewReplacer("`", "", " ", "", "–", "").Replace(strings.TrimSpace(cells[3+i])), ",")
			list := strings.ReplaceAll(strings.Join(want, ","), "../", "")
			if strings.Join(got, ",") != list {
				t.Errorf("docs/architecture.md says that %s imports %q; it is %q", room, got, list)
			}
		}
	}
	if len(told) != len(house) {
		t.Errorf("docs/architecture.md tells of %d rooms, and there are %d", len(told), len(house))
	}
}

// The big libraries are known by one room each, so that they can be exchanged.
func TestOneRoomForEachLibrary(t *testing.T) {
	rooms := map[string][]string{}
	for room, rules := range house {
		for _, m := range rules.modules {
			rooms[m] = append(rooms[m], room)
		}
	}
	for m, rs := range rooms {
		if m != xtext && len(rs) != 1 {
			t.Errorf("%s is imported by %v, not by exactly one room", m, rs)
		}
	}
}

// Claims are graded twice at most in a run: as they lie in the folder, and as the edition shows them. Whoever needs
// grades is handed the set.
func TestClaimsAreGradedOnce(t *testing.T) {
	calls := map[string]int{}
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := os.ReadFile(name)
		if n := strings.Count(string(src), "grade."+"Of("); n > 0 {
			calls[filepath.ToSlash(name)] = n
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(calls) != 1 || calls["../report/report.go"] != 2 {
		t.Errorf("claims are graded in %v; want twice in report.go and nowhere else", calls)
	}
}

// The façade reads like the picture in docs/architecture.md: it has no room for rules.
func TestFacadeIsShort(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			lines += strings.Count(string(src), "\n")
		}
	}
	if lines >= 250 {
		t.Errorf("the façade has %d lines; it keeps under 250", lines)
	}
}

// Nothing registers itself, and nothing asks the clock, the environment, chance or the network.
func TestNoHiddenState(t *testing.T) {
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(src), "\n") {
			if strings.HasPrefix(line, "func init()") {
				t.Errorf("%s:%d: an init function registers something nobody sees", name, i+1)
			}
			for _, call := range []string{"time." + "Now(", "time." + "Since(", "os." + "Getenv(", "rand." + "Int",
				`"net/`} {
				// Addresses alone: these open nothing.
				if strings.Contains(line, call) && !strings.Contains(line, `"net/url"`) &&
					!strings.Contains(line, `"net/netip"`) {
					t.Errorf("%s:%d: only the command may know the clock, the environment or the network", name, i+1)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
