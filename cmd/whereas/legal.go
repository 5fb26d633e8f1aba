package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"whereas/report/diag"
)

// legalCopy writes the papers that were made, with what stands behind each sentence, into the dossier's private/, and
// adds the names of its files. It tells whether it did: what a person changed there isn't written over.
func (s *session) legalCopy(names *strings.Builder) (ok bool, err error) {
	var faults diag.List
	files, err := s.setup.LegalCopy(s.scored.Packet(), s.opts, s.result, &faults)
	if err != nil {
		return false, fmt.Errorf("write the legal copy of %s: %w", s.dir, err)
	}
	folder := privateFolder(s.dir, "legal-copy")
	if err := refuseLinks(folder); err != nil {
		return false, err
	}
	_, written, err := writeResult(folder, files, s.force, &faults)
	if err != nil {
		return false, err
	}
	if !written {
		return false, s.print(s.stderr, &faults, styleOf(s.stderr))
	}
	for _, f := range files {
		names.WriteString(diag.Visible(filepath.ToSlash(filepath.Join(folder, f.Name))) + "\n")
	}
	return true, nil
}

// privateFolder is a folder for what may not be mailed: in the dossier, or beside it where that is a workbook.
func privateFolder(dir, name string) string {
	if isWorkbook(dir) || isTable(dir) {
		dir = filepath.Dir(dir)
	}
	return filepath.Join(dir, "private", name)
}

// refuseLinks refuses a private folder that is a link, or lies in one: what may not be mailed would stand elsewhere.
func refuseLinks(folder string) error {
	for _, f := range []string{filepath.Dir(folder), folder} {
		if info, err := os.Lstat(f); err == nil && !info.IsDir() {
			return usagef("put a folder in its place, or take it away",
				"%q isn't a folder of the dossier's own, and what is private goes nowhere else", filepath.ToSlash(f))
		}
	}
	return nil
}
