package filing

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
)

// Names are the ids of the rules in a folder, sorted.
func Names(folder fs.FS) []string {
	entries, _ := fs.ReadDir(folder, ".")
	var out []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".toml"); ok {
			out = append(out, id)
		}
	}
	return out
}

// Load reads the rules of an id. Faults of the file go to l; an id that has none is an error.
func Load(folder fs.FS, id string, l *diag.List) (*Rules, error) {
	b, ok := file(folder, id)
	if !ok {
		return nil, fmt.Errorf("read filing rules %q: there are none", id)
	}
	return Parse(id+".toml", b, l), nil
}

// CheckID refuses an id that has no rules; an empty one passes.
func CheckID(folder fs.FS, id source.Text, l *diag.List) {
	if id.S == "" {
		return
	}
	if _, ok := file(folder, id.S); ok {
		return
	}
	dg := l.Errorf(id.At, diag.UnknownRules, "there are no filing rules %q", id.S)
	known := Names(folder)
	if near := diag.Nearest(id.S, known); near != "" {
		dg.WithHint("did you mean %q?", near)
	} else {
		dg.WithHint("known: %s", strings.Join(known, ", "))
	}
}

func file(folder fs.FS, id string) ([]byte, bool) {
	if !fs.ValidPath(id) || strings.ContainsAny(id, `/\`) {
		return nil, false
	}
	b, err := fs.ReadFile(folder, path.Clean(id+".toml"))
	return b, err == nil
}
