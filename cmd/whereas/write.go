package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"whereas/report"
)

// temporary begins the name of a file that is being written: .whereas-card.json-123. One that lies about was left
// by a run that was killed.
const temporary = ".whereas-"

// writeFile writes a file whole or not at all: a temporary file beside it, synced, renamed over it.
func writeFile(name string, data []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), temporary+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.ToSlash(name), cause(err))
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
			err = fmt.Errorf("write %s: %w", filepath.ToSlash(name), cause(err))
		}
	}()
	if _, err = tmp.Write(data); err != nil {
		return err
	}
	if err = tmp.Chmod(0o644); err != nil {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	if err = os.Rename(tmp.Name(), name); err != nil {
		return fmt.Errorf("%w (if it is open in another program, close it and run again)", err)
	}
	return nil
}

// unfinished is the file that a temporary file was to become, "" where the name isn't one.
func unfinished(name string) string {
	rest, ok := strings.CutPrefix(name, temporary)
	i := strings.LastIndexByte(rest, '-')
	if !ok || i < 0 || strings.Trim(rest[i+1:], "0123456789") != "" {
		return ""
	}
	return rest[:i]
}

// writeResult writes the files of a result into a folder. The old manifest goes first and the new one comes
// last, so that a run that is killed leaves no manifest beside files that it doesn't describe.
func writeResult(dir string, files []report.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(dir), cause(err))
	}
	// What this run doesn't make would look as if it had.
	if err := removeResult(dir, func(name string) bool {
		return slices.ContainsFunc(files, func(f report.File) bool { return f.Name == name })
	}); err != nil {
		return err
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// removeResult takes an earlier result out of a folder, its manifest first, but for the files that keep names; and
// what a killed run left half-written. One that can't be removed stops none of the others.
func removeResult(dir string, keep func(name string) bool) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("look into %s: %w", filepath.ToSlash(dir), cause(err))
	}
	wrong := remove(filepath.Join(dir, report.ManifestName))
	for _, e := range entries {
		old := slices.Contains(report.FileNames(), e.Name()) &&
			!keep(e.Name())
		if old || unfinished(e.Name()) != "" {
			wrong = errors.Join(wrong, remove(filepath.Join(dir, e.Name())))
		}
	}
	return wrong
}

// remove removes a file, if it is there.
func remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the old %s: %w", filepath.ToSlash(name), cause(err))
	}
	return nil
}

// permissionHint is what to do where somebody may not read or write something.
const permissionHint = "you may not read or write there: have its owner allow it (on Linux and macOS: chmod -R u+rwX " +
	"FOLDER), then run the same command again"

// cause is an error of the file system without its call and its file, which what wraps it names in our words: the
// file may be a temporary one, or seen from a folder that nobody is shown.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
