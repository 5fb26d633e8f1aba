package capture

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

// Intake is a document on its way into a dossier.
type Intake struct {
	Name    string // of the file, as it is shown
	Data    []byte
	Doc     *Document
	Dossier *dossier.Dossier
	Folder  fs.FS  // the dossier's
	Prefix  string // how it is shown, with a slash at its end
	Source  string // the source that the document is; "" where nobody says
	Accept  bool   // what the document says of itself goes into the dossier
	Taken   string // the moment, UTC, as 2026-11-29T04:06:06Z
	Today   civil.Date
	// Stamp has an authority for time vouch for the data; nil where none is asked.
	Stamp func(data []byte) (token []byte, when string, err error)
}

// Outcome is what taking a document in changes.
type Outcome struct {
	Old, New map[string][]byte // files by their names in the dossier: as they were where there were any, and will be
	Said     string            // what is told of it
	Texts    diag.Texts        // that diagnostics point into
}

// Take is what a dossier becomes by taking a document in. What a person must look at goes to l; where there are errors
// in it, nothing may be written. The error is of what the machine can't do.
func (k Desk) Take(in Intake, l *diag.List) (*Outcome, error) {
	t := &taking{Intake: in, list: l, newID: k.newID,
		out: &Outcome{Old: map[string][]byte{}, New: map[string][]byte{}, Texts: diag.Texts{}}}
	entry, err := t.enter()
	if err != nil || entry == nil {
		return t.out, err
	}
	if err := t.tie(entry); err != nil {
		return t.out, err
	}
	t.out.Said = t.said.String()
	return t.out, nil
}

type taking struct {
	Intake
	list  *diag.List
	newID func(title string, taken func(string) bool) string
	out   *Outcome
	said  strings.Builder
}

// saying writes a line of what is told.
func (t *taking) saying(format string, args ...any) {
	t.said.WriteString(diag.Visible(fmt.Sprintf(format, args...)) + "\n")
}

// enter makes the files in captures/ and their entry. It is the entry of an earlier time where the document lies there
// already, and nil where the record can't be read.
func (t *taking) enter() (*Entry, error) {
	prefix := t.Prefix + Folder + "/"
	recordName := Folder + "/" + RecordFile
	old, err := t.file(recordName)
	if err != nil {
		return nil, err
	}
	var record Record
	if old != nil {
		if record = ParseRecord(t.Prefix+recordName, old, t.list); t.list.Failed(false) {
			return nil, nil
		}
	}
	sum := Sum(t.Data)
	if e := record.ByOriginal(sum); e != nil {
		return t.again(e, prefix)
	}
	e := &Entry{SHA256: sum, Bytes: len(t.Data), Tool: t.Doc.Tool, Pages: t.Doc.Pages, Scanned: t.Doc.Scanned,
		Taken: t.Taken}
	here := strings.HasPrefix(t.Name, prefix) && path.Base(t.Name) == strings.TrimPrefix(t.Name, prefix)
	e.Original, e.Text = Names(path.Base(t.Name), t.Doc.Whole, func(name string) bool {
		if here && name == path.Base(t.Name) { // it lies there already, and is recorded where it lies
			return false
		}
		_, err := fs.Stat(t.Folder, Folder+"/"+name)
		return err == nil
	})
	if here && e.Original == path.Base(t.Name) {
		t.out.Old[Folder+"/"+e.Original] = t.Data
	}
	text := []byte(t.Doc.Text)
	if t.Doc.Whole {
		text = t.Data
	}
	e.TextSHA256 = Sum(text)
	t.put(e.Original, t.Data)
	t.put(e.Text, text)
	beside, pages := "", ""
	if e.Text != e.Original {
		beside = ", its text in " + e.Text
	}
	if e.Pages == 1 {
		pages = ", 1 page"
	} else if e.Pages > 1 {
		pages = fmt.Sprintf(", %d pages", e.Pages)
	}
	t.saying("%s%s: captured%s%s (%s)", prefix, e.Original, beside, pages, e.Tool)
	if t.Stamp != nil {
		token, when, err := t.Stamp(t.Data)
		if err != nil {
			return nil, fmt.Errorf("have %s captured with a time: %w; nothing was written", t.Name, err)
		}
		e.Timestamp = e.Original + ".tsr"
		t.put(e.Timestamp, token)
		t.saying("    its time is vouched for: %s (%s)", when, e.Timestamp)
	}
	t.out.New[recordName] = append(record, *e).Format()
	t.out.Texts[prefix+e.Text] = string(text)
	t.warn(prefix + e.Text)
	return e, nil
}

// again puts back what is missing of a document that was captured before. What was changed since isn't written over.
func (t *taking) again(e *Entry, prefix string) (*Entry, error) {
	text := []byte(t.Doc.Text)
	if t.Doc.Whole {
		text = t.Data
	}
	said := "captured already, as " + prefix + e.Original
	for _, f := range []struct {
		name, sum string
		data      []byte
	}{{e.Original, e.SHA256, t.Data}, {e.Text, e.TextSHA256, text}} {
		old, err := t.file(Folder + "/" + f.name)
		if err != nil {
			return nil, err
		}
		switch {
		case old == nil && Sum(f.data) == f.sum:
			t.put(f.name, f.data)
			said = "put back, as " + prefix + e.Original
		case old == nil:
			t.list.Errorf(e.At, diag.CaptureGone, "%q is gone, and its text is taken out otherwise now (%s, then %s)",
				f.name, t.Doc.Tool, e.Tool).
				WithHint("take the entry out of %s, and capture the document again", RecordFile)
		case Sum(old) != f.sum:
			t.list.Errorf(e.At, diag.CaptureChanged, "%q was changed since it was captured on %s", f.name,
				cut(e.Taken, 0, 10)).
				WithHint("delete it, and capture the document again: then it is put back")
		}
	}
	t.saying("%s: %s", t.Name, said)
	return e, nil
}

func (t *taking) put(name string, data []byte) { t.out.New[Folder+"/"+name] = data }

// warn tells what a person must look at in a document.
func (t *taking) warn(text string) {
	at := diag.Span{File: text}
	if n := t.Doc.Empty; len(n) > 0 {
		has := "have"
		if len(n) == 1 {
			has = "has"
		}
		t.list.Warnf(at, diag.NoTextOnPage, "of its %d pages %d %s no text: %s", t.Doc.Pages, len(n), has, numbers(n)).
			WithHint("look at them: a page that is a picture has to be read off (OCR) before its words can be proven")
	}
	if t.Doc.Scanned != "" {
		t.list.Warnf(at, diag.ScannedText, "the text was read off a picture: %s", t.Doc.Scanned).
			WithHint("compare what you quote with the picture: machines misread letters and figures")
	}
	for _, n := range t.Doc.Notices {
		t.list.Warnf(diag.Span{File: text, Line: n.Line, Col: 1, EndLine: n.Line, EndCol: 2}, diag.TellsOfCorrection,
			"the document tells of a correction").
			WithHint(`read it: if it touches what you quote, give the source correction = { date = "…", text = "…" }`)
	}
}

// numbers are pages in a line, no more than ten.
func numbers(all []int) string {
	const most = 10
	var out []string
	for i, n := range all {
		if i == most {
			out = append(out, "…")
			break
		}
		out = append(out, fmt.Sprint(n))
	}
	return strings.Join(out, ", ")
}

// tie finds the source that the document is, and says or puts in what the document says of itself.
func (t *taking) tie(e *Entry) error {
	src := t.Dossier.Source(t.Source)
	if t.Source == "" {
		src = Match(t.Dossier, t.Doc, e.Text, e.Original)
	}
	keys := Suggest(src, t.Doc, e.Text, t.Today)
	said := keys
	switch {
	case src == nil:
		return t.newSource(e, keys)
	case src.Capture.S != "" && src.Capture.S != e.Text:
		t.saying(
			"    source %q names another capture, %q, which stays: two versions of a document are two sources, or "+
				"change it yourself",
			src.ID.S,
			src.Capture.S,
		)
		return nil
	case keys.Empty():
		t.saying("    it is source %q, which says already what the document says", src.ID.S)
		return nil
	case t.Accept:
		if err := t.fill(src, keys); err != nil {
			return err
		}
		t.saying("  put into source %q; look at it:", src.ID.S)
	case t.Source != "": // the person said which source it is, and no more
		own := source.NewTable("")
		said = source.NewTable("")
		for _, key := range keys.In {
			if key.Key == "capture" {
				own.In = append(own.In, key)
			} else {
				said.In = append(said.In, key)
			}
		}
		if !own.Empty() {
			if err := t.fill(src, own); err != nil {
				return err
			}
			t.saying("    source %q: capture = %q", src.ID.S, e.Text)
		}
		if said.Empty() {
			return nil
		}
		t.saying("  it says of itself, and --accept puts in:")
	default:
		t.saying("  it is source %q, by its address or capture. It says of itself, and --accept puts in:", src.ID.S)
	}
	t.indented(source.Assignments(said))
	t.madeOn(said)
	return nil
}

// madeOn says what a date is worth that is the file's.
func (t *taking) madeOn(keys *source.Value) {
	if t.Doc.About.FileDates && keys.Get("published") != nil {
		t.saying("  published is the day on which the file was made: look into it for its own")
	}
}

// newSource suggests a source that the dossier doesn't have, or puts it in.
func (t *taking) newSource(e *Entry, keys *source.Value) error {
	id := t.Source
	if id == "" {
		title := keys.Get("title").Text()
		if title == "" {
			title = strings.TrimSuffix(e.Original, path.Ext(e.Original))
		}
		id = t.newID(title, func(id string) bool { return t.Dossier.Source(id) != nil })
	}
	stanza := source.Heading("source."+id, keys)
	if !t.Accept {
		t.saying(
			"  no source of the dossier has it. As a source to begin with, by what it says of itself; --accept puts " +
				"it in:",
		)
		t.indented(stanza)
		t.madeOn(keys)
		return nil
	}
	name := "sources.toml"
	for _, s := range t.Dossier.Sources {
		if f := strings.TrimPrefix(s.ID.At.File, t.Prefix); !strings.Contains(f, "/") {
			name = f // where the others are
		}
	}
	file, err := t.file(name)
	if err != nil {
		return err
	}
	var faults diag.List
	tree := source.ParseTree(name, file, &faults)
	if faults.Failed(false) {
		return t.unchanged(name)
	}
	tree.Append(stanza)
	t.out.New[name] = tree.Bytes()
	lacks := []string{"type (whereas words source-type)"}
	for _, key := range []string{"title", "publisher"} {
		if keys.Get(key) == nil {
			lacks = append(lacks, key)
		}
	}
	t.saying("  put into %s; look at it, and add its %s:", t.Prefix+name, strings.Join(lacks, ", "))
	t.indented(stanza)
	t.madeOn(keys)
	if day := t.Dossier.AsOf.Date; !day.IsZero() && day.Last() < t.Today.First() {
		t.saying("  the dossier speaks of %s, and nothing in it may be dated later: set its as_of", day)
	}
	return nil
}

// unchanged tells that a file can't be changed where it stands.
func (t *taking) unchanged(name string) error {
	t.list.Errorf(diag.Span{File: t.Prefix + name}, diag.NotCaptured, "the file has faults, and can't be changed").
		WithHint("mend the lines that can't be read (whereas check), and capture again")
	return nil
}

// fill puts keys into a source where it stands.
func (t *taking) fill(s *dossier.Source, keys *source.Value) error {
	name := strings.TrimPrefix(s.ID.At.File, t.Prefix)
	file, err := t.file(name)
	if err != nil {
		return err
	}
	var faults diag.List
	tree := source.ParseTree(name, file, &faults)
	table := tree.Root.Get("source", s.ID.S)
	if table == nil || faults.Failed(false) {
		return t.unchanged(name)
	}
	for _, key := range keys.In {
		tree.Insert(table, key, order)
	}
	t.out.New[name] = tree.Bytes()
	return nil
}

// file is a file of the dossier; nil where there is none. Outcome.Old gets it.
func (t *taking) file(name string) ([]byte, error) {
	b, err := fs.ReadFile(t.Folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.Prefix+name, err)
	}
	t.out.Old[name] = b
	return bytes.Clone(b), nil
}

func (t *taking) indented(s string) {
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		t.saying("    %s", line)
	}
}
