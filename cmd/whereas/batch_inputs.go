package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"whereas/report"
	"whereas/rubrics"
	"whereas/templates"
)

// inputs are the digests of all that a company's result hangs on. Where they are what they were, the result is
// what it would be.
type inputs struct {
	Dossier  string `json:"dossier"`
	Captures string `json:"captures"` // of those that its sources name
	Data     string `json:"data"`     // rubric, vocabulary, authority, filing rules, templates, faces
	Tool     string `json:"tool"`     // the program itself
	Options  string `json:"options"`  // the flags that change a result, in words
}

// dossierFiles are the files of a folder that reading a dossier may look into, sorted. Of private/ there are some
// for the internal edition alone: the public one hangs on nothing that lies there.
func dossierFiles(fsys fs.FS, edition report.Edition) ([]string, error) {
	dirs := []string{".", "assessments"}
	if edition == report.InternalEdition {
		dirs = append(dirs, "private")
	}
	var names []string
	for _, dir := range dirs {
		if info, err := fs.Stat(fsys, dir); err == nil && !info.IsDir() {
			continue // reading the dossier says so; who opens a pipe may wait for ever
		}
		entries, err := fs.ReadDir(fsys, dir)
		if errors.Is(err, fs.ErrNotExist) && dir != "." {
			continue
		} else if err != nil {
			if dir == "." {
				return nil, fmt.Errorf("list the folder: %w", cause(err))
			}
			return nil, fmt.Errorf("list the folder %s: %w", dir, cause(err))
		}
		for _, e := range entries {
			name := strings.ToLower(e.Name())
			if !e.IsDir() && (path.Ext(name) == ".toml" || path.Ext(name) == ".md") {
				names = append(names, path.Join(dir, e.Name()))
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

// digestDossier is the digest of a dossier as an edition reads it.
func digestDossier(fsys fs.FS, edition report.Edition) (string, error) {
	names, err := dossierFiles(fsys, edition)
	if err != nil {
		return "", err
	}
	return digestFiles([]fs.FS{fsys}, names)
}

// digestFiles is the digest of named files with their names. Of several folders, the first that has a file counts;
// one that can't be opened in any is a fact about the input like its bytes.
func digestFiles(folders []fs.FS, names []string) (string, error) {
	return digestSeen(folders, names, nil)
}

// digestSeen is digestFiles where some of the files were read before: what was seen then counts, since they may have
// changed.
func digestSeen(folders []fs.FS, names []string, seen map[string]string) (string, error) {
	sum := sha256.New()
	buf := make([]byte, 32<<10) // for all files: a copy makes one for each
	for _, name := range names {
		one, ok := seen[name]
		if !ok {
			var err error
			if one, err = digestFile(folders, name, buf); err != nil {
				return "", err
			}
		}
		fmt.Fprintf(sum, "%q %s\n", name, one)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// What is seen of a file that has no digest.
const (
	missing = "missing"
	outside = "outside" // a link that leads out of its folder, or no file: who opens a pipe may wait for ever
)

func digestFile(folders []fs.FS, name string, buf []byte) (string, error) {
	for _, dir := range folders {
		info, err := fs.Stat(dir, name)
		if err == nil && !info.Mode().IsRegular() {
			return outside, nil
		}
		var f fs.File
		if err == nil {
			f, err = dir.Open(name)
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if errors.Is(err, fs.ErrPermission) {
			return "", fmt.Errorf("read %s: %w", name, cause(err))
		} else if err != nil {
			return outside, nil
		}
		sum := sha256.New()
		_, err = io.CopyBuffer(sum, struct{ io.Reader }{f}, buf) // an *os.File by itself would take a buffer of its own
		f.Close()
		if err != nil {
			return "", fmt.Errorf("read %s: %w", name, err)
		}
		return hex.EncodeToString(sum.Sum(nil)), nil
	}
	return missing, nil
}

// watched is a folder of captures that notes what was seen of each: the digest of the very bytes that quotes were
// looked for in. One company reads it, so nobody else writes into seen.
type watched struct {
	fs.FS
	seen map[string]string
}

func (w watched) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(w.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.seen[name] = missing
	case err != nil || !info.Mode().IsRegular():
		w.seen[name] = outside
	default:
		delete(w.seen, name) // missing in a folder before this one
	}
	return info, err
}

func (w watched) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(w.FS, name)
	if err == nil {
		w.seen[name] = sha(data)
	}
	return data, err
}

// digestData is the digest of the data of a run: everything embedded, and the rubric that judges.
func digestData(st *settings) (string, error) {
	var parts []string
	for _, fsys := range []fs.FS{rubrics.Files, templates.Files} {
		var names []string
		err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return "", fmt.Errorf("read the data: %w", err)
		}
		one, err := digestFiles([]fs.FS{fsys}, names)
		if err != nil {
			return "", err
		}
		parts = append(parts, one)
	}
	sum := sha256.Sum256([]byte(strings.Join(append(parts, st.setup.Rubric.ID, st.setup.Rubric.SHA256), " ")))
	return hex.EncodeToString(sum[:]), nil
}

// digestTool is the version of the program and the digest of its file: builds between versions have none to tell
// them apart.
func digestTool() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the program's own file: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("read the program's own file: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", fmt.Errorf("read the program's own file: %w", err)
	}
	return version() + " " + hex.EncodeToString(sum.Sum(nil)), nil
}

// optionWords are the flags that change a result, in words.
func (b *batch) optionWords() string {
	o := b.st.opts
	words := []string{"edition " + string(o.Edition), "make " + joined(o.Make, ",")}
	if o.Makes(report.KindResolution) || o.Makes(report.KindBriefing) {
		words = append(words, "as "+joined(inOrder(o.As, report.Formats()), ","))
	}
	if !o.Date.IsZero() {
		words = append(words, "date "+o.Date.String())
	}
	if b.st.strict {
		words = append(words, "strict")
	}
	if o.Final { // which claims are too old to be told hangs on the day
		words = append(words, "final on "+o.Today.String())
	}
	return strings.Join(words, "; ")
}
