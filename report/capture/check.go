package capture

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"whereas/report/diag"
	"whereas/report/dossier"
)

// ReadRecord reads the record of a folder of captures; it is empty where there is none. Faults go to l, under prefix.
func ReadRecord(folder fs.FS, prefix string, l *diag.List) (Record, diag.Texts, error) {
	name := prefix + RecordFile
	// Whoever opens a pipe may wait for ever.
	if info, err := fs.Stat(folder, RecordFile); err == nil && !info.Mode().IsRegular() {
		l.Errorf(diag.Span{File: name}, diag.NoFile, "the record of captures is no file").
			WithHint("take away what is in its place; the record itself is written by: whereas capture FILE --into DIR")
		return Record{}, nil, nil
	}
	b, err := fs.ReadFile(folder, RecordFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	} else if err != nil {
		return nil, nil, fmt.Errorf("read the record of captures: %w", err)
	}
	return ParseRecord(name, b, l), diag.Texts{name: string(b)}, nil
}

// Check looks whether all that a record tells of lies in the folder as it was taken, whether each source's capture is
// there, and which files nobody uses. prefix is how the folder is shown, with a slash at its end.
func Check(d *dossier.Dossier, r Record, folder fs.FS, prefix string, l *diag.List) error {
	known := map[string]bool{RecordFile: true}
	for i := range r {
		e := &r[i]
		for _, f := range []struct{ name, sum string }{{e.Original, e.SHA256}, {e.Text, e.TextSHA256},
			{e.Timestamp, ""}} {
			if f.name == "" || known[f.name] {
				continue
			}
			known[f.name] = true
			if err := e.look(folder, f.name, f.sum, prefix, l); err != nil {
				return err
			}
		}
	}
	used := map[string]bool{}
	for _, s := range d.Sources {
		name := s.Capture.S
		if used[name] = true; name == "" || known[name] {
			continue
		}
		if _, err := fs.Stat(folder, name); errors.Is(err, fs.ErrNotExist) {
			l.Warnf(s.Capture.At, diag.CaptureGone, "source %q names the capture %q, and %s hasn't it", s.ID.S, name,
				prefix).WithHint("take the document in: whereas capture FILE --into %s --source %s",
				path.Dir(strings.TrimSuffix(prefix, "/")), s.ID.S)
		}
	}
	return unused(d, r, folder, prefix, used, known, l)
}

// look compares a file with its digest, where it has one.
func (e *Entry) look(folder fs.FS, name, sum, prefix string, l *diag.List) error {
	b, err := readFile(folder, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.Errorf(e.At, diag.CaptureGone, "%q was captured on %s, and isn't in %s any more", name, cut(e.Taken, 0, 10),
			prefix).WithHint("put it back; what was captured is the proof of what stood there on that day")
	case err != nil:
		return fmt.Errorf("read %s: %w", name, err)
	case sum != "" && Sum(b) != sum:
		l.Errorf(e.At, diag.CaptureChanged, "%q was changed since it was captured on %s", name, cut(e.Taken, 0, 10)).
			WithHint("put back what was captured; a new version of the document is a capture of its own")
	}
	return nil
}

// readFile reads a file of a folder of captures, if it is one and not too large.
func readFile(folder fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > MaxBytes {
		return nil, errors.New("it is no file, or too large")
	}
	return fs.ReadFile(folder, name)
}

// unused tells of files that no source names, and of those that nobody recorded.
func unused(
	d *dossier.Dossier,
	r Record,
	folder fs.FS,
	prefix string,
	used, known map[string]bool,
	l *diag.List,
) error {
	names, err := fs.ReadDir(folder, ".")
	if err != nil {
		return fmt.Errorf("list the captures: %w", err)
	}
	belongs := map[string]bool{} // to a capture that a source names
	for _, e := range r {
		if used[e.Text] || used[e.Original] {
			belongs[e.Text], belongs[e.Original], belongs[e.Timestamp] = true, true, true
		} else if !d.Damaged {
			l.Warnf(e.At, diag.CaptureUnused, "no source names the capture %q", e.Text).
				WithHint("name it in its source: capture = %q", e.Text)
		}
	}
	for _, f := range names {
		name := f.Name()
		if f.IsDir() || known[name] || used[name] || strings.HasPrefix(name, ".") {
			continue
		}
		l.Noticef(diag.Span{File: prefix + name}, diag.CaptureUnused, "no source names it, and nobody captured it").
			WithHint("record it: whereas capture %s --into %s; or delete it", prefix+name,
				path.Dir(strings.TrimSuffix(prefix, "/")))
	}
	return nil
}

// TellScanned gives a notice of sources whose text was read off a picture by a machine, where quotes are proven by it.
// The records of the folders say which these are; their own faults are told by Check.
func TellScanned(d *dossier.Dossier, folders []fs.FS, proven []*dossier.Proof, l *diag.List) error {
	for _, folder := range folders {
		r, _, err := ReadRecord(folder, Folder+"/", &diag.List{})
		if err != nil {
			return err
		}
		tellScanned(d, r, proven, l)
	}
	return nil
}

func tellScanned(d *dossier.Dossier, r Record, proven []*dossier.Proof, l *diag.List) {
	for _, s := range d.Sources {
		e := r.ByText(s.Capture.S)
		if e == nil || e.Scanned == "" {
			continue
		}
		n := 0
		for _, p := range proven {
			if p.Source == s.ID.S {
				n++
			}
		}
		if n > 0 {
			l.Noticef(s.Capture.At, diag.ScannedText, "the text of %q was read off a picture (%s); quotes that are "+
				"proven by it: %d", e.Text, e.Scanned, n).
				WithHint("compare them with the picture: machines misread letters and figures")
		}
	}
}

// Names are the names under which a document and its text are taken in: its own, in letters that every system takes. A
// name that is taken gets a number.
func Names(name string, whole bool, taken func(string) bool) (original, text string) {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '-'
	}, name)
	ext := path.Ext(clean)
	base := strings.Trim(strings.TrimSuffix(clean, ext), "-._ ")
	for strings.Contains(base, "--") {
		base = strings.ReplaceAll(base, "--", "-")
	}
	if base = cut(base, 0, 100); base == "" || diag.Unportable(base) != "" {
		base = "capture" + base
	}
	if len(ext) > 10 || whole && ext == "" {
		ext = ".txt"
	}
	for n := 1; ; n++ {
		original = base + ext
		if n > 1 {
			original = fmt.Sprintf("%s-%d%s", base, n, ext)
		}
		if text = original; !whole {
			text += ".txt"
		}
		if !taken(original) && !taken(text) && original != RecordFile && text != RecordFile {
			return original, text
		}
	}
}
