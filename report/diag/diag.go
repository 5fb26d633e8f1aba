// Package diag is how the program talks of faults in its input: a place, a severity, a sentence, and what
// to do next. Faults are values that are collected, sorted and all printed; nothing here stops a run.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Span is a place in a file. Lines and columns count from 1, columns in code points; the end lies behind
// the last character. A zero Line means the file as a whole.
type Span struct {
	File                       string
	Line, Col, EndLine, EndCol int
}

// String is "file:line:col", or the file alone.
func (s Span) String() string {
	if s.Line == 0 {
		return s.File
	}
	return fmt.Sprintf("%s:%d:%d", s.File, s.Line, s.Col)
}

// Severity orders diagnostics. A notice is never raised by --strict.
type Severity int

const (
	Error Severity = iota
	Warning
	Notice
)

func (s Severity) String() string { return [...]string{"error", "warning", "notice"}[s] }

// Note points at another place that contributed.
type Note struct {
	At   Span
	Text string
}

// Diagnostic is one fault. Message is lower case without a full stop, values quoted.
type Diagnostic struct {
	At       Span
	Severity Severity
	Code     Code
	Message  string
	Hint     string
	Notes    []Note
	lacks    []string // keys whose absence the message tells of
}

// Lacking names the keys whose absence the message tells of: where one of them turns out to be there, misspelt, the
// message is a consequence of that (List.Forget).
func (d *Diagnostic) Lacking(keys ...string) *Diagnostic {
	d.lacks = keys
	return d
}

// WithHint says what to do next, in words for people who don't program.
func (d *Diagnostic) WithHint(format string, args ...any) *Diagnostic {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// WithNote adds another place that contributed.
func (d *Diagnostic) WithNote(at Span, format string, args ...any) *Diagnostic {
	d.Notes = append(d.Notes, Note{at, fmt.Sprintf(format, args...)})
	return d
}

// List collects diagnostics. The zero List is ready for use.
type List struct {
	items []*Diagnostic
}

// Errorf, Warnf and Noticef add one diagnostic and return it, for a hint or a note.
func (l *List) Errorf(at Span, code Code, format string, args ...any) *Diagnostic {
	return l.add(at, Error, code, format, args)
}

// Warnf adds a warning.
func (l *List) Warnf(at Span, code Code, format string, args ...any) *Diagnostic {
	return l.add(at, Warning, code, format, args)
}

// Noticef adds a notice.
func (l *List) Noticef(at Span, code Code, format string, args ...any) *Diagnostic {
	return l.add(at, Notice, code, format, args)
}

func (l *List) add(at Span, sev Severity, code Code, format string, args []any) *Diagnostic {
	d := &Diagnostic{At: at, Severity: sev, Code: code, Message: fmt.Sprintf(format, args...)}
	l.items = append(l.items, d)
	return d
}

// Append takes over the diagnostics of another list.
func (l *List) Append(m *List) { l.items = append(l.items, m.items...) }

// Len is the number of diagnostics so far.
func (l *List) Len() int { return len(l.items) }

// Split is the first n diagnostics and the others.
func (l *List) Split(n int) (first, others *List) {
	return &List{l.items[:n:n]}, &List{l.items[n:len(l.items):len(l.items)]}
}

// Forget drops what was said since there were from diagnostics and tells, at a place, of the absence of a key that
// has turned out to be there, misspelt.
func (l *List) Forget(from int, at Span, key string) {
	l.items = slices.DeleteFunc(l.items[:len(l.items):len(l.items)], func(d *Diagnostic) bool {
		from--
		return from < 0 && d.At == at && slices.Contains(d.lacks, key)
	})
}

// Without is the list without the diagnostics of one code.
func (l *List) Without(code Code) *List {
	return &List{slices.DeleteFunc(slices.Clone(l.items), func(d *Diagnostic) bool { return d.Code == code })}
}

// WithoutWarnings is the list without its warnings.
func (l *List) WithoutWarnings() *List {
	return &List{slices.DeleteFunc(slices.Clone(l.items), func(d *Diagnostic) bool { return d.Severity == Warning })}
}

// Count is the number of diagnostics of a severity.
func (l *List) Count(sev Severity) int {
	n := 0
	for _, d := range l.items {
		if d.Severity == sev {
			n++
		}
	}
	return n
}

// Failed tells whether the input can't be used: an error, or with strict a warning.
func (l *List) Failed(strict bool) bool {
	return l.Count(Error) > 0 || strict && l.Count(Warning) > 0
}

// Sorted is all diagnostics by file, place, severity and code, each once.
func (l *List) Sorted() []Diagnostic {
	out := make([]Diagnostic, len(l.items))
	for i, d := range l.items {
		out[i] = *d
	}
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Col, b.At.Col),
			cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b Diagnostic) bool {
		return a.At == b.At && a.Code == b.Code && a.Message == b.Message
	})
}
