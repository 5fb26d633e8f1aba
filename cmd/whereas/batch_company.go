package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"whereas/report"
	"whereas/report/diag"
)

// status is what became of a company.
type status string

// The statuses.
const (
	statusMade       status = "made"
	statusUpToDate   status = "up_to_date"  // the earlier result is what this run would make
	statusProblems   status = "problems"    // drafted and stamped: the draft has faults
	statusNotMade    status = "not_made"    // the dossier has faults, or a final text was refused
	statusFailed     status = "failed"      // the machine, or the program itself
	statusNotStarted status = "not_started" // the run was interrupted before
	// The run was interrupted while it was made: nothing of it was written, or all.
	statusNotFinished status = "not_finished"
)

// outcome is what became of one company.
type outcome struct {
	company
	status status
	counts counts
	files  []string // of the result, as they are shown
	report string   // the file with all its diagnostics, "" where there is none
	first  []string // the first lines of the first diagnostics
	err    error    // of the machine
	hint   string   // what to do about it
	took   time.Duration
}

// exit is the company's exit code.
func (o outcome) exit() int {
	if o.status == statusFailed || o.status == statusNotStarted || o.status == statusNotFinished {
		return exitMachine
	}
	return o.counts.Exit
}

// told is how many diagnostics of a company the summary shows.
const told = 3

// run does one company. Whatever happens to it, the others go on: a machine's failure is an outcome, and so is a
// panic.
func (b *batch) run(co company) (o outcome) {
	began := time.Now()
	at := placesOf(b.st.out, co.slug, b.st.opts.Edition)
	defer func() {
		if r := recover(); r != nil {
			o = b.failed(co, at, fmt.Errorf("the program itself failed: %v", r), debug.Stack())
		}
		o.took = time.Since(began)
	}()
	o, err := b.update(co, at)
	if err != nil {
		found := o
		o = b.failed(co, at, err, nil)
		o.counts, o.first = found.counts, found.first // no file in errors/ may have room for it
	}
	return o
}

// update makes what is missing or changed of one company. An error is the machine's.
func (b *batch) update(co company, at places) (outcome, error) {
	in := inputs{Data: b.data, Tool: b.tool, Options: b.options}
	var err error
	if isWorkbook(co.dir) {
		var data []byte
		data, err = readRegular(co.dir)
		in.Dossier = sha(data)
	} else {
		root, missing := openFolder(co.dir)
		var usage usageError
		if errors.As(missing, &usage) {
			return b.noFolder(co, at, usage)
		} else if missing != nil {
			return outcome{}, missing
		}
		in.Dossier, err = digestDossier(root.FS(), b.st.opts.Edition)
		root.Close()
	}
	if err != nil {
		return outcome{}, fmt.Errorf("read the dossier %s: %w", co.dir, err)
	}
	if !b.force {
		if o, ok, err := b.upToDate(co, at, in); ok || err != nil {
			return o, err
		}
	}
	return b.make(co, at, in)
}

// upToDate is the outcome where the earlier result is what this run would make.
func (b *batch) upToDate(co company, at places, in inputs) (outcome, bool, error) {
	r := readRecord(at.record)
	if r == nil {
		return outcome{}, false, nil
	}
	var err error
	if in.Captures, err = digestFiles(b.st.captureFolders(co.dir), r.Captures); err != nil {
		return outcome{}, false, fmt.Errorf("look for the captures: %w", err)
	}
	if r.Inputs != in || !r.whole(at) {
		return outcome{}, false, nil
	}
	if err := sweepFolder(at.result); err != nil {
		return outcome{}, false, err
	}
	o := outcome{company: co, status: statusUpToDate, counts: r.Counts}
	if r.Diagnostics != "" {
		o.report = filepath.ToSlash(at.report)
	}
	return o, true, nil
}

// make drafts a company as the verb draft does, and writes what comes of it: diagnostics, then the result, its
// manifest last, then the record by which the next run knows it.
func (b *batch) make(co company, at places, in inputs) (outcome, error) {
	st := *b.st
	st.seen = map[string]string{}
	s, err := st.open(co.dir)
	unread := err == errInput // a workbook that can't be read; the rubric was looked at before
	if err != nil && !unread {
		return outcome{}, err
	}
	defer s.close()
	var files []report.File
	o := outcome{company: co, status: statusMade}
	if !unread {
		if files, err = s.draft(); err != nil {
			return outcome{}, fmt.Errorf("draft %s: %w", co.dir, err)
		}
		whole := s.company.Dossier
		o.counts = counts{Claims: len(whole.Claims), Sources: len(whole.Sources), Problems: s.problems}
	}
	written := false
	var unwritten error
	if files != nil {
		_, written, unwritten = writeResult(at.result, files, b.force, &s.late)
	}
	text, err := o.diagnose(s.sorted(s.all()), s.all(), s.failed(), func(w io.Writer) error {
		return s.print(w, s.all(), diag.Style{All: true})
	})
	if err = errors.Join(unwritten, err); err != nil {
		return o, err
	}
	if len(text) > 0 {
		o.report = filepath.ToSlash(at.report)
	}
	if files == nil {
		o.status = statusNotMade
		return o, b.withdraw(at, text)
	}
	if !written { // the earlier result stays as it is: a person changed it
		o.status = statusNotMade
		return o, writeReport(at.report, text)
	}
	if s.problems > 0 {
		o.status = statusProblems
	}
	if err := writeReport(at.report, text); err != nil {
		return o, err
	}
	r := &batchRecord{Schema: recordSchema, Company: co.slug, Edition: s.opts.Edition, Inputs: in, Counts: o.counts}
	for _, f := range files {
		o.files = append(o.files, s.opts.Out+f.Name)
	}
	manifest, err := readRegular(filepath.Join(at.result, report.ManifestName)) // it may tell of earlier files as well
	if err != nil {
		return o, fmt.Errorf("read the manifest: %w", err)
	}
	r.Manifest = sha(manifest)
	if len(text) > 0 {
		r.Diagnostics = sha(text)
	}
	for _, src := range s.company.Dossier.Sources {
		if src.Capture.S != "" { // without --captures too: the next run may have them
			r.Captures = append(r.Captures, src.Capture.S)
		}
	}
	slices.Sort(r.Captures)
	r.Captures = slices.Compact(r.Captures)
	if r.Inputs.Captures, err = digestSeen(s.opts.Captures, r.Captures, st.seen); err != nil {
		return o, fmt.Errorf("look for the captures: %w", err)
	}
	return o, writeRecord(at.record, r)
}

// diagnose counts what was found and keeps the first of it. The text, as draft would print it, is empty where there
// is no error and no warning: a notice alone leaves no file.
func (o *outcome) diagnose(sorted []diag.Diagnostic, l *diag.List, failed bool,
	print func(io.Writer) error) ([]byte, error) {
	c := &o.counts
	c.Errors, c.Warnings = l.Count(diag.Error), l.Count(diag.Warning)
	if failed {
		c.Exit = exitInput
	}
	if c.Errors+c.Warnings == 0 {
		return nil, nil
	}
	for _, sev := range []diag.Severity{diag.Error, diag.Warning} {
		for _, d := range sorted {
			if d.Severity == sev && len(o.first) < told {
				o.first = append(o.first,
					diag.Visible(fmt.Sprintf("%s: %s: %s [%s]", d.At, d.Severity, d.Message, d.Code)))
			}
		}
	}
	var text bytes.Buffer
	err := print(&text)
	return text.Bytes(), err
}

// noFolder is the outcome of a name behind which no folder lies.
func (b *batch) noFolder(co company, at places, usage usageError) (outcome, error) {
	o := outcome{company: co, status: statusNotMade, report: filepath.ToSlash(at.report)}
	var l diag.List
	dg := l.Errorf(co.at, diag.NoFolder, "%s", usage.message)
	if usage.hint != "" {
		dg.WithHint("%s", usage.hint)
	}
	text, err := o.diagnose(l.Sorted(), &l, true, func(w io.Writer) error {
		return diag.Print(w, l.Sorted(), co.text, diag.Style{})
	})
	if err != nil {
		return o, err
	}
	return o, b.withdraw(at, text)
}

// failed is the outcome where the machine or the program failed. Nothing of an earlier run stays as if it were of
// this one; where not even that can be done, it is said as well.
func (b *batch) failed(co company, at places, err error, stack []byte) outcome {
	o := outcome{company: co, status: statusFailed, err: err}
	text := fmt.Appendf(nil, "error: %s\n", diag.Visible(err.Error()))
	if o.hint = hintOf(runtime.GOOS, err); o.hint != "" {
		text = fmt.Appendf(text, "hint: %s\n", o.hint)
	}
	if len(stack) > 0 {
		text = fmt.Appendf(text, "This is a fault of the program. What it was doing:\n%s", stack)
	}
	var held heldError
	var wrong error
	if errors.As(err, &held) { // nothing was changed, and nothing of it can be taken back
		wrong = writeReport(at.report, text)
	} else {
		wrong = b.withdraw(at, text)
	}
	if hint := hintOf(runtime.GOOS, wrong); hint != "" {
		o.hint = hint
	}
	result := filepath.ToSlash(at.result)
	_, missing := os.Stat(filepath.Join(at.result, report.ManifestName))
	if wrong != nil { // what was said isn't said again: a folder that can't be written in can't be emptied either
		for line := range strings.Lines(wrong.Error()) {
			line = strings.TrimSpace(line)
			if strings.Contains(o.err.Error(), line) ||
				missing == nil && strings.HasPrefix(line, "remove the old "+result+"/") {
				continue
			}
			o.err = fmt.Errorf("%w; %s", o.err, line)
		}
	}
	if missing == nil {
		o.err = fmt.Errorf("%w; what lies in %s is of an earlier run", o.err, result)
	}
	if left, unread := readRegular(at.report); unread == nil && bytes.Equal(left, text) {
		o.report = filepath.ToSlash(at.report)
	}
	return o
}

// withdraw takes an earlier result away, and leaves the reason in errors/. What fails of it stops none of the rest:
// a card that stayed would look as if it were current.
func (b *batch) withdraw(at places, text []byte) error {
	return errors.Join(
		remove(at.record),
		removeResult(at.result),
		writeReport(at.report, text),
		removeEmpty(at.result))
}

// removeEmpty removes a folder if nothing lies in it any more.
func removeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		return nil
	}
	return remove(dir)
}

// firstLine is what of an error fits in a line of results.
func firstLine(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	return diag.Visible(s)
}
