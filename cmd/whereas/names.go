package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"whereas/report"
	"whereas/report/diag"
)

// foldedName is what two names have in common that are one to the file systems of Windows and macOS: they differ in the
// case or the coding of their letters.
func foldedName(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// tellNames warns of names in a dossier that another system can't have, whatever this one is: dossiers are handed on.
func tellNames(fsys fs.FS, slug, prefix string, edition report.Edition, l *diag.List) error {
	names, err := dossierFiles(fsys, edition)
	if err != nil {
		return err
	}
	// None, or none that can be read, is told elsewhere; who opens a pipe may wait for ever.
	if info, err := fs.Stat(fsys, report.Captures); err == nil && info.IsDir() {
		entries, _ := fs.ReadDir(fsys, report.Captures)
		for _, e := range entries {
			names = append(names, path.Join(report.Captures, e.Name()))
		}
	}
	if why := diag.Unportable(slug); why != "" {
		l.Warnf(diag.Span{File: strings.TrimSuffix(prefix, "/")}, diag.UnportableName,
			"a folder can't be called %q on Windows: %s", slug, why).
			WithHint("rename the dossier's folder: its results go by the same name")
	}
	first := map[string]string{}
	for _, name := range names {
		at := diag.Span{File: prefix + name}
		if why := diag.Unportable(path.Base(name)); why != "" {
			l.Warnf(at, diag.UnportableName, "a file can't be called %q on Windows: %s", path.Base(name), why).
				WithHint("rename it, and where the dossier names it, too")
		}
		key := foldedName(name)
		if other := first[key]; other != "" {
			l.Warnf(at, diag.UnportableName, "on Windows and macOS it is one file with %q", other).
				WithHint("rename one of the two, or put both into one")
		}
		first[key] = cmp.Or(first[key], name)
	}
	return nil
}

// refuseUnportable refuses to make a folder or a file of a name that another system can't have.
func refuseUnportable(name string) error {
	abs, err := filepath.Abs(name)
	if err != nil {
		return fmt.Errorf("find %s: %w", name, err)
	}
	base := filepath.Base(abs)
	if why := diag.Unportable(base); why != "" && base != string(filepath.Separator) {
		return usagef("give another name: who gets the dossier may have Windows",
			"nothing can be called %q on Windows: %s", base, why)
	}
	return nil
}

// wanted is what a pattern on a command line stands for.
type wanted struct {
	is    func(name string) bool
	no    string // what is said of a match that isn't it
	nouns string // "no dossier"
	hint  string
}

func wantedDossiers() wanted {
	return wanted{func(name string) bool { return isDossier(name) || isWorkbook(name) }, "no dossier.toml in it",
		"no dossier", "a dossier is a folder with a dossier.toml in it"}
}

func wantedResults() wanted {
	return wanted{func(name string) bool { return !isFile(name) || filepath.Base(name) == cardName },
		"neither a folder nor a " + cardName, "no folder of results", "make them first: whereas batch DIR DIR"}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

func wantedFiles() wanted { return wanted{isFile, "it is a folder", "no file", ""} }

// expandAll is expand for several arguments, each name once.
func expandAll(args []string, want wanted, notes io.Writer) (out []string, err error) {
	for _, arg := range args {
		names, err := expand(arg, want, notes)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out, nil
}
