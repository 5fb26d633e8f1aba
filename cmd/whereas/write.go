package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"whereas/report"
)

// writeFile writes a file whole or not at all: a temporary file beside it, synced, renamed over it.
func writeFile(name string, data []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".whereas-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.ToSlash(name), err)
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
			err = fmt.Errorf("write %s: %w", filepath.ToSlash(name), err)
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

// writeResult writes the files of a result into a folder. The old manifest goes first and the new one comes
// last, so that a run that is killed leaves no manifest beside files that it doesn't describe.
func writeResult(dir string, files []report.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(dir), err)
	}
	if err := os.Remove(filepath.Join(dir, report.ManifestName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("replace the manifest: %w", err)
	}
	for _, name := range report.ResultNames() { // what this run doesn't make would look as if it had
		if !slices.ContainsFunc(files, func(f report.File) bool { return f.Name == name }) {
			if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("remove the old %s: %w", name, err)
			}
		}
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}
