package report

import (
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

// The house (docs/architecture.md): which room may import which of our own rooms, directly, and which
// packages of others. A room that stands here may also import what its rooms import, since their types
// pass through its hands.
var house = map[string]struct {
	rooms  []string
	others []string
}{
	"terms":   {},
	"diag":    {others: []string{"golang.org/x/text/width"}},
	"source":  {rooms: []string{"diag", "terms"}, others: []string{"github.com/BurntSushi/toml"}},
	"dossier": {rooms: []string{"source"}, others: []string{"golang.org/x/text/unicode/norm"}},
	"rubric":  {rooms: []string{"source"}},
	"filing":  {rooms: []string{"source"}},
	"proof":   {rooms: []string{"dossier", "diag"}, others: []string{"golang.org/x/text/unicode/norm"}},
	"grade":   {rooms: []string{"dossier", "proof"}},
	"score":   {rooms: []string{"grade", "rubric"}},
	"doc":     {rooms: []string{"diag"}},
	"prose":   {rooms: []string{"doc", "dossier", "grade"}, others: []string{"github.com/yuin/goldmark"}},
	"lint":    {rooms: []string{"doc", "dossier", "grade", "filing", "prose"}},
	"deflate": {others: []string{"github.com/klauspost/compress/"}},
	"face": {
		rooms:  []string{"deflate", "diag"},
		others: []string{"golang.org/x/", "github.com/go-text/typesetting"},
	},
	"draft":   {rooms: []string{"prose", "score", "filing", "lint"}},
	"brief":   {rooms: []string{"draft", "figure"}},
	"html":    {rooms: []string{"doc"}},
	"figure":  {rooms: []string{"doc"}},
	"compare": {rooms: []string{"score", "doc", "figure"}},
	"hyphen":  {},
	"layout":  {rooms: []string{"doc", "face", "hyphen", "source"}},
	"pdf":     {rooms: []string{"deflate", "layout", "face"}, others: []string{"github.com/jung-kurt/gofpdf"}},
	"invent":  {rooms: []string{"dossier", "rubric"}},
	"xlsx": {
		rooms:  []string{"deflate", "score", "dossier", "grade", "rubric", "compare"},
		others: []string{"github.com/xuri/excelize/v2"},
	},
}

func TestHouse(t *testing.T) {
	reach := map[string][]string{}
	var walk func(room string) []string
	walk = func(room string) []string {
		if r, ok := reach[room]; ok {
			return r
		}
		var out []string
		for _, next := range house[room].rooms {
			for _, x := range append([]string{next}, walk(next)...) {
				if !slices.Contains(out, x) {
					out = append(out, x)
				}
			}
		}
		reach[room] = out
		return out
	}
	users := map[string][]string{} // of packages of others
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(name))
		if room == "." {
			return nil // the façade may import every room, and no package of others
		}
		rules, ok := house[room]
		if !ok {
			t.Errorf("report/%s isn't in the house: give it a row in docs/architecture.md and here", room)
			return nil
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imp := range f.Imports {
			p, _ := strconv.Unquote(imp.Path.Value)
			first, _, _ := strings.Cut(p, "/")
			switch {
			case strings.HasPrefix(p, "whereas/report/"):
				if to := strings.TrimPrefix(p, "whereas/report/"); !slices.Contains(walk(room), to) {
					t.Errorf("%s: report/%s may not import report/%s", name, room, to)
				}
			case first == "whereas":
				t.Errorf("%s: report/%s may not import %s: data is handed down as fs.FS", name, room, p)
			case strings.Contains(first, "."):
				users[p] = append(users[p], room)
				if !slices.ContainsFunc(rules.others, func(o string) bool { return strings.HasPrefix(p, o) }) {
					t.Errorf("%s: report/%s may not import %s", name, room, p)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []string{"github.com/jung-kurt/gofpdf", "github.com/xuri/excelize/v2", "github.com/BurntSushi/toml", "github.com/yuin/goldmark", "github.com/klauspost/compress"} {
		var rooms []string
		for p, rs := range users {
			if p == one || strings.HasPrefix(p, one+"/") {
				rooms = append(rooms, rs...)
			}
		}
		slices.Sort(rooms)
		if rooms = slices.Compact(rooms); len(rooms) != 1 {
			t.Errorf("%s is imported by %v, not by exactly one room", one, rooms)
		}
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
			for _, call := range []string{"time." + "Now(", "time." + "Since(", "os." + "Getenv(", "rand." + "Int", `"net/`} {
				if strings.Contains(line, call) {
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
