package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"whereas/report"
	"whereas/report/diag"
)

// temporary begins the name of a file that is being written: .whereas-card.json-123. One that lies about was left
// by a run that was killed.
const temporary = ".whereas-"

// writeFile writes a file whole or not at all: a temporary file beside it, synced, renamed over it.
func writeFile(name string, data []byte) error {
	if err := refuseHeld(runtime.GOOS, []string{name}, openedElsewhere); err != nil {
		return err
	}
	tmp, err := writeTemporary(name, data)
	if err != nil {
		return err
	}
	return putInPlace(tmp, name)
}

// writeTemporary writes a synced temporary file beside the place of a file, and gives its name. Where it fails, nothing
// is left of it.
func writeTemporary(name string, data []byte) (tmpName string, err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), temporary+filepath.Base(name)+"-*")
	if err != nil {
		return "", fmt.Errorf("write %s: %w", filepath.ToSlash(name), cause(err))
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
			err = fmt.Errorf("write %s: %w", filepath.ToSlash(name), cause(err))
		}
	}()
	if _, err = tmp.Write(data); err != nil {
		return "", err
	}
	if err = tmp.Chmod(0o644); err != nil {
		return "", err
	}
	if err = tmp.Sync(); err != nil {
		return "", err
	}
	return tmp.Name(), tmp.Close()
}

// putInPlace renames a temporary file over its place.
func putInPlace(tmp, name string) error {
	rename := func() error { return os.Rename(tmp, name) }
	if err := patiently(runtime.GOOS, time.Sleep, rename); err != nil {
		os.Remove(tmp)
		return fmt.Errorf("write %s: %w (if it is open in another program, close it and run again)",
			filepath.ToSlash(name),
			cause(err))
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

// writeResult writes the files of a result into a folder, under a lock. What a person changed there isn't written over
// without force: then nothing is written, and l says what stands against it. All of them are written beside their
// places and synced before anything of the earlier result is touched, so that a full disk leaves that whole; then the
// old manifest goes, and other forms of the same papers with it, the files take their places, and the new manifest
// comes last: a run that is killed leaves no manifest beside files that it doesn't describe. Papers that an earlier run
// made and this one doesn't stay: its names are given back, and the manifest tells of it.
//
// Where another program keeps one of the earlier files to itself, nothing is changed and the error is a heldError.
func writeResult(dir string, files []report.File, force bool, l *diag.List) (left []string, written bool, err error) {
	return writeResultOn(runtime.GOOS, openedElsewhere, dir, files, force, l)
}

// writeResultOn is writeResult on a system that says by opened what other programs keep to themselves.
func writeResultOn(goos string, opened func(string) error, dir string, files []report.File, force bool,
	l *diag.List) (left []string, written bool, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, false, fmt.Errorf("make the folder %s: %w", filepath.ToSlash(dir), cause(err))
	}
	release, err := lockFolder(dir)
	if err != nil {
		return nil, false, err
	}
	defer release()
	edited := editedFiles(dir)
	if refuseEdited(dir, files, edited, force, l) {
		return nil, false, nil
	}
	earlier, err := earlierFiles(dir, files)
	if err != nil {
		return nil, false, err
	}
	for _, f := range earlier {
		left = append(left, f.Name)
	}
	for _, name := range existing(dir, report.FileNames()) { // named like papers, and a person's own
		name = filepath.Base(name)
		if !slices.Contains(left, name) &&
			!slices.ContainsFunc(files, func(f report.File) bool { return paper(f.Name) == paper(name) }) {
			left = append(left, name)
		}
	}
	if files, err = report.WithEarlier(files, earlier); err != nil {
		return nil, false, err
	}
	temporaries := map[string]string{}
	defer func() {
		for _, tmp := range temporaries { // what didn't get into its place
			os.Remove(tmp)
		}
	}()
	for _, f := range files {
		if temporaries[f.Name], err = writeTemporary(filepath.Join(dir, f.Name), f.Data); err != nil {
			delete(temporaries, f.Name)
			return nil, false, err
		}
	}
	forms := slices.DeleteFunc(otherForms(dir, files), func(name string) bool {
		stays := slices.Contains(edited, name) // force writes over what a person changed, and takes nothing away
		if stays {
			left = append(left, name)
		}
		return stays
	})
	touched := slices.Clone(forms)
	for _, f := range files {
		touched = append(touched, f.Name)
	}
	if err := refuseHeld(goos, existing(dir, touched), opened); err != nil {
		return nil, false, err
	}
	if err := remove(filepath.Join(dir, report.ManifestName)); err != nil {
		return nil, false, err
	}
	for _, name := range forms {
		if err := remove(filepath.Join(dir, name)); err != nil {
			return nil, false, err
		}
	}
	for _, f := range files { // the manifest last
		tmp := temporaries[f.Name]
		delete(temporaries, f.Name)
		if err := putInPlace(tmp, filepath.Join(dir, f.Name)); err != nil {
			return nil, false, err
		}
	}
	if err := sweepTemporaries(dir); err != nil {
		return nil, false, err
	}
	return left, true, syncFolder(dir)
}

// earlierFiles are the papers of an earlier run of which this one makes no form: the briefing, where it makes a
// resolution. Each is told with the digest that its own run wrote, so that what a person changed in it since isn't
// taken for that run's work by the next one.
func earlierFiles(dir string, files []report.File) ([]report.ManifestFile, error) {
	var out []report.ManifestFile
	recorded, _ := recordedFiles(dir)
	names := report.FileNames() // of a run that was killed before it wrote its manifest
	if len(recorded) > 0 {
		names = nil // what it doesn't name is a person's own
		for _, f := range recorded {
			names = append(names, f.Name)
		}
	}
	for _, name := range names {
		if slices.ContainsFunc(files, func(f report.File) bool { return paper(f.Name) == paper(name) }) {
			continue
		}
		b, err := readRegular(filepath.Join(dir, name))
		var usage usageError
		if errors.Is(err, fs.ErrNotExist) || errors.As(err, &usage) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("read the old %s: %w", filepath.ToSlash(filepath.Join(dir, name)), cause(err))
		}
		f := report.ManifestFile{Name: name, SHA256: sha(b), Bytes: len(b)}
		if i := slices.IndexFunc(recorded, func(r report.ManifestFile) bool { return r.Name == name }); i >= 0 {
			f = recorded[i]
		}
		out = append(out, f)
	}
	return out, nil
}

// paper is what a file is a form of: resolution, for resolution.pdf.
func paper(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// otherForms are the forms of the papers that a run makes which an earlier run made and this one doesn't: beside its
// manifest they would look as if it had. What the manifest of that run doesn't name is a person's own.
func otherForms(dir string, files []report.File) []string {
	recorded, _ := recordedFiles(dir)
	return slices.DeleteFunc(report.FileNames(), func(name string) bool {
		named := func(f report.File) bool { return f.Name == name }
		return slices.ContainsFunc(files, named) ||
			!slices.ContainsFunc(files, func(f report.File) bool { return paper(f.Name) == paper(name) }) ||
			len(recorded) > 0 && !tells(recorded, name)
	})
}

// tells tells whether a manifest tells of a file.
func tells(recorded []report.ManifestFile, name string) bool {
	return slices.ContainsFunc(recorded, func(f report.ManifestFile) bool { return f.Name == name })
}

// recordedFiles are the files that the manifest in a folder tells of. None are known where there is no manifest, as
// where a run was killed; ok is false where there is one that can't be read: no run leaves such a one.
func recordedFiles(dir string) (out []report.ManifestFile, ok bool) {
	b, err := readRegular(filepath.Join(dir, report.ManifestName))
	if err != nil {
		return nil, true
	}
	var m struct{ Files, Earlier []report.ManifestFile }
	if json.Unmarshal(b, &m) != nil || len(m.Files) == 0 {
		return nil, false
	}
	return slices.Concat(m.Files, m.Earlier), true
}

// strangers are the files of a folder that stand in the places of a run's and that its manifest doesn't name: a person
// put them there. Where there is no manifest a run was killed, and they are its own.
func strangers(dir string, files []report.File) []string {
	recorded, _ := recordedFiles(dir)
	if len(recorded) == 0 {
		return nil
	}
	var out []string
	for _, f := range files {
		if f.Name == report.ManifestName || tells(recorded, f.Name) {
			continue
		}
		if _, err := os.Lstat(filepath.Join(dir, f.Name)); err == nil {
			out = append(out, f.Name)
		}
	}
	return out
}

// editedFiles are the files of an earlier result that a person changed since it was written: their digests aren't those
// of its manifest. Where that can't be read any more, it is the one that was changed, and nobody knows of the others.
func editedFiles(dir string) []string {
	recorded, ok := recordedFiles(dir)
	if !ok {
		return []string{report.ManifestName}
	}
	var out []string
	for _, f := range recorded {
		b, err := readRegular(filepath.Join(dir, f.Name))
		if err == nil && sha(b) != f.SHA256 {
			out = append(out, f.Name)
		}
	}
	return out
}

// refuseEdited adds an error for each file that would be written over although a person changed it, and tells whether
// there is one.
//
// So is what holds the results of a company with another name: two dossiers whose folders are named alike.
func refuseEdited(dir string, files []report.File, edited []string, force bool, l *diag.List) bool {
	refused := !force && refuseOther(dir, companyIn(dir, nil), companyIn("", files), l)
	for _, name := range strangers(dir, files) {
		if force {
			continue
		}
		refused = true
		l.Errorf(diag.Span{File: filepath.ToSlash(filepath.Join(dir, name))}, diag.EditedResult,
			"no earlier run made this file, so it isn't written over").
			WithHint("keep it under another name, or write over it with --force")
	}
	for _, name := range edited {
		if force || !slices.ContainsFunc(files, func(f report.File) bool { return paper(f.Name) == paper(name) }) {
			continue
		}
		refused = true
		hint := "keep your change under another name, or write over it with --force"
		switch name {
		case "resolution.md", "briefing.md", report.FileName("resolution.md", report.InternalEdition),
			report.FileName("briefing.md", report.InternalEdition):
			own := strings.Replace(name, "-internal", "", 1)
			hint = "put your text into the dossier's own folder as " + own + ": it then takes the template's place; " +
				"or write over it with --force"
		case report.ManifestName:
			hint = "only it tells whether somebody worked on the other files of the folder: keep what is yours under " +
				"other names, then write over all of them with --force"
		}
		l.Errorf(diag.Span{File: filepath.ToSlash(filepath.Join(dir, name))}, diag.EditedResult,
			"the file was changed since it was written, and isn't written over").WithHint("%s", hint)
	}
	return refused
}

// refuseOther adds an error where a folder holds what was made of another company, and tells whether it does. A name
// that isn't known is none.
func refuseOther(dir, old, now string, l *diag.List) bool {
	if old == "" || now == "" || old == now {
		return false
	}
	l.Errorf(diag.Span{File: filepath.ToSlash(dir)}, diag.OtherCompany,
		"the folder holds the results of %q, and this dossier is of %q: they aren't written over", old, now).
		WithHint("rename the dossier's folder, or give another --out; where the company has only changed its " +
			"name: --force")
	return true
}

// companyIn is the name of the company that a manifest speaks of, of a folder or among files; "" where none says it.
func companyIn(dir string, files []report.File) string {
	var b []byte
	if files == nil {
		b, _ = readRegular(filepath.Join(dir, report.ManifestName)) // none, or none that can be read, says nothing
	} else {
		b = files[len(files)-1].Data
	}
	var m struct{ Name string }
	_ = json.Unmarshal(b, &m) // what isn't one says nothing
	return m.Name
}

// sweepFolder is sweepTemporaries where nothing else is to be done in the folder.
func sweepFolder(dir string) error {
	release, err := lockFolder(dir)
	if err != nil {
		return err
	}
	defer release()
	return sweepTemporaries(dir)
}

// sweepTemporaries removes what killed runs left half-written. Nobody else writes into the folder meanwhile.
func sweepTemporaries(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look into %s: %w", filepath.ToSlash(dir), cause(err))
	}
	var wrong error
	for _, e := range entries {
		if unfinished(e.Name()) != "" {
			wrong = errors.Join(wrong, remove(filepath.Join(dir, e.Name())))
		}
	}
	return wrong
}

// removeResult takes an earlier result out of a folder, its manifest first, and what a killed run left half-written. A
// file that a person changed stays, and so does the manifest by which that is known. One that can't be removed stops
// none of the others.
func removeResult(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("look into %s: %w", filepath.ToSlash(dir), cause(err))
	}
	release, err := lockFolder(dir)
	if err != nil {
		return err
	}
	defer release()
	ours := append(report.FileNames(), report.ManifestName)
	if err := refuseHeld(runtime.GOOS, existing(dir, ours), openedElsewhere); err != nil {
		return err
	}
	edited := editedFiles(dir)
	var wrong error
	if len(edited) == 0 {
		wrong = remove(filepath.Join(dir, report.ManifestName))
	}
	for _, e := range entries {
		ours := slices.Contains(report.FileNames(), e.Name()) && !slices.Contains(edited, e.Name()) &&
			!slices.Contains(edited, report.ManifestName)
		if ours || unfinished(e.Name()) != "" {
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
