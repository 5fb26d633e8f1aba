package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"whereas/report"
)

// watch tells of changes of a dossier: of the files in its folder and in the folders within that it is read from, of a
// workbook, of captures. Folders are watched and not files, since most programs save by putting a new file in the place
// of the old one.
type watch struct {
	*fsnotify.Watcher
	dossier  string // a folder; or of a workbook, the folder that it lies in
	workbook string // its name; "" for a folder
	captures []string
	missed   int // folders of captures that can't be watched
}

const (
	settle       = 15 * time.Millisecond  // without another event, and a save has ended
	settleAtMost = 100 * time.Millisecond // from its first event
	lookOut      = time.Second            // how often a folder that went away is looked for
	mostFolders  = 500                    // of captures that are watched
)

// newWatch watches a dossier and the folders of its captures. A dossier that isn't there is no fault of the watch.
func newWatch(dir string, captures []string) (*watch, error) {
	fw, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch for changes: %w", err)
	}
	w := &watch{Watcher: fw, dossier: filepath.Clean(dir), captures: captures}
	if isWorkbook(dir) {
		w.dossier, w.workbook = filepath.Dir(w.dossier), filepath.Base(w.dossier)
	}
	if err := w.add(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.close()
		return nil, fmt.Errorf("watch %s: %w", filepath.ToSlash(w.dossier), err)
	}
	return w, nil
}

func (w *watch) close() { w.Close() }

// add watches all folders that are there; an error where the dossier's own can't be watched. What is watched already
// stays so.
func (w *watch) add() error {
	if err := w.Add(w.dossier); err != nil {
		return err
	}
	within := []string{}
	if w.workbook == "" {
		within = append(within, "assessments", "private", "private/assessments")
	}
	for _, name := range within {
		name = filepath.Join(w.dossier, filepath.FromSlash(name))
		if err := w.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) { // most dossiers lack some
			return err
		}
	}
	w.missed = 0
	if own := filepath.Join(w.dossier, report.Captures); isFolder(own) { // its own captures
		w.addCaptures(own)
	}
	for _, dir := range w.captures {
		w.addCaptures(dir)
	}
	return nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// addCaptures watches a folder of captures with the folders in it.
func (w *watch) addCaptures(dir string) {
	n := 0
	_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			w.missed++
		case !e.IsDir():
		case n == mostFolders:
			w.missed++
			return filepath.SkipAll
		default:
			if n++; w.Add(name) != nil {
				w.missed++
			}
		}
		return nil
	})
}

// counts tells whether an event may have changed what is shown. Lock files and what editors write beside a file don't.
func (w *watch) counts(e fsnotify.Event) bool {
	base := filepath.Base(e.Name)
	switch {
	case !e.Has(fsnotify.Write) && !e.Has(fsnotify.Create) && !e.Has(fsnotify.Remove) && !e.Has(fsnotify.Rename):
		return false
	case strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasSuffix(base, "~"):
		return false
	case w.workbook != "" && filepath.Dir(e.Name) == w.dossier:
		return base == w.workbook
	}
	return true
}

// follow calls changed after each save, until the context is done.
func (w *watch) follow(ctx context.Context, changed func()) {
	there := true
	var first time.Time        // when the save that goes on began; zero for none
	var ended <-chan time.Time // when it has settled
	for {
		var again <-chan time.Time
		if !there {
			again = time.After(lookOut)
		}
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if !w.counts(e) {
				continue
			}
			if first.IsZero() {
				first = time.Now()
			}
			ended = time.After(min(settle, max(0, settleAtMost-time.Since(first))))
			continue
		case err := <-w.Errors: // events were lost: look
			if errors.Is(err, fsnotify.ErrClosed) {
				return
			}
		case <-ended:
		case <-again:
			if w.add() != nil {
				continue
			}
		}
		first, ended = time.Time{}, nil
		there = w.add() == nil // folders that are new, too
		changed()
	}
}
