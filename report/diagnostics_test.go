package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Every code in diag/code.go is explained in docs/diagnostics.md and nothing else is; each is used; and no code is
// written by hand where a fault is reported.
func TestEveryCodeIsExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	explained := map[string]bool{}
	for _, line := range strings.Split(string(page), "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, m := range regexp.MustCompile("`([a-z0-9-]+)`").FindAllStringSubmatch(cells[1], -1) {
				explained[m[1]] = true
			}
		}
	}
	constants := codeConstants(t)
	for name, code := range constants {
		if !explained[code] {
			t.Errorf("diag.%s (%s) isn't explained in docs/diagnostics.md", name, code)
		}
		delete(explained, code)
	}
	for code := range explained {
		t.Errorf("docs/diagnostics.md explains %s, which diag/code.go doesn't have", code)
	}
	used := usedCodes(t)
	for name, code := range constants {
		if !used[name] && !strings.HasPrefix(code, "unknown-") { // those are made by diag.Unknown
			t.Errorf("diag.%s is never reported", name)
		}
	}
}

// codeConstants are the codes by the names of their constants.
func codeConstants(t *testing.T) map[string]string {
	f, err := parser.ParseFile(token.NewFileSet(), "diag/code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
			code, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out[v.Names[0].Name] = code
		}
		return true
	})
	return out
}

// usedCodes are the constants that the program names; a code in quotes where a fault is reported is an error.
func usedCodes(t *testing.T) map[string]bool {
	used := map[string]bool{}
	for _, dir := range []string{".", "../cmd"} {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.SelectorExpr:
					if x, ok := n.X.(*ast.Ident); ok && x.Name == "diag" {
						used[n.Sel.Name] = true
					}
				case *ast.CallExpr:
					sel, ok := n.Fun.(*ast.SelectorExpr)
					if !ok || len(n.Args) < 3 {
						return true
					}
					switch sel.Sel.Name {
					case "Errorf", "Warnf", "Noticef":
						if lit, ok := n.Args[1].(*ast.BasicLit); ok {
							t.Errorf("%s: %s is reported by its letters: name the constant of diag",
								set.Position(lit.Pos()), lit.Value)
						}
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return used
}
