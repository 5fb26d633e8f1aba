package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

// libraryName is the name of a dossier's sources as CSL-JSON.
const libraryName = "sources.json"

// isLibrary tells whether a file is a library of references, by the end of its name.
func (st *settings) isLibrary(name string) bool {
	return st.setup.Books().IsLibrary(name)
}

// libraryUsage refuses what can't be asked of a library, and formats of libraries that aren't read.
func libraryUsage(c *cli.Context, st *settings, name string) error {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".ris", ".rdf", ".enw", ".nbib", ".enl", ".xml", ".yaml", ".yml":
		return usagef("export the library as CSL JSON or BibTeX, and import that",
			"libraries of references that end in %s aren't read", ext)
	}
	if st.isLibrary(name) && c.Bool("delete") {
		return usagef("take them out of the dossier by hand",
			"--delete isn't for a library: it doesn't say which sources a dossier needs no more")
	}
	return nil
}

// readLibrary reads a library of references, by the program's rules or by those of a map.
func readLibrary(s *session, name, mapName string) (*report.Workbook, error) {
	var text []byte
	if mapName != "" {
		var err error
		if text, err = readMap(mapName, name); err != nil {
			return nil, err
		}
		s.made[shownName(mapName)] = string(text)
	}
	data, err := readRegular(name)
	var usage usageError
	if errors.As(err, &usage) {
		return nil, err
	} else if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	}
	b, err := s.setup.Books().ReadLibrary(shownName(name), data, shownName(mapName), text, &s.list)
	if err == nil && b != nil {
		s.made[shownName(name)] = string(b.Text())
	}
	return b, err
}

// printRules prints the rules that libraries are read by.
func printRules(c *cli.Context, st *settings) error {
	text, err := st.setup.Books().LibraryRules()
	if err != nil {
		return err
	}
	return printText(c.App.Writer, string(text))
}

// exportCSL writes the sources of an edition as CSL-JSON. It refuses to write over a file that somebody changed.
func exportCSL(c *cli.Context, st *settings, dir string) error {
	s, err := st.openOrReport(dir)
	if s == nil {
		return err
	}
	defer s.close()
	if s.failed() {
		return s.report()
	}
	books := st.setup.Books()
	data, err := books.ExportCSL(s.company.Claims, &s.list)
	if err != nil {
		return err
	}
	name := filepath.Join(filepath.FromSlash(s.opts.Out), libraryName)
	if old, err := readRegular(name); err == nil && !st.force && !bytes.Equal(old, data) && books.EditedCSL(old) {
		s.list.Errorf(diag.Span{File: filepath.ToSlash(name)}, diag.EditedResult,
			"the library was changed since it was written, and isn't written over").
			WithHint("take its changes in first: whereas import %s --into %s; or write over it with --force",
				filepath.ToSlash(name), filepath.ToSlash(s.dir))
		return s.report()
	}
	if err := s.reportMade(); err != nil {
		return err
	}
	if n := len(s.company.Dossier.Sources) - len(s.company.Claims.Dossier.Sources); n > 0 {
		fmt.Fprintf(s.stderr, "note: %s in the public edition, restricted or cited by nothing there; "+
			"--edition internal has all\n", plural(n, "source isn't", "sources aren't"))
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(filepath.Dir(name)), cause(err))
	}
	if err := writeFile(name, data); err != nil {
		return err
	}
	return printText(c.App.Writer, diag.Visible(filepath.ToSlash(name))+"\n")
}
