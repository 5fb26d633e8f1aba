// Package diag is how the program talks of faults in its input: a place, a severity, a sentence, and what
// to do next. Faults are values that are collected, sorted and all printed; nothing here stops a run.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Span is a place in a file. Lines and columns count from 1, columns in code points; the end lies behind
// the last character. A zero Line means the file as a whole. In a workbook they count within the text of a cell.
type Span struct {
	File                       string
	Cell                       string // of a workbook: "Claims!E41"
	Line, Col, EndLine, EndCol int
}

// String is "file:line:col", or the file alone; "file:sheet!cell" in a workbook.
func (s Span) String() string {
	if s.Cell != "" {
		return s.File + ":" + s.Cell
	}
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

// Lacks are the keys that Lacking named.
func (d *Diagnostic) Lacks() []string { return d.lacks }

// WithHint says what to do next, in words for people who don't program.
func (d *Diagnostic) WithHint(format string, args ...any) *Diagnostic {
	d.Hint = shortened(fmt.Sprintf(format, args...))
	return d
}

// WithNote adds another place that contributed.
func (d *Diagnostic) WithNote(at Span, format string, args ...any) *Diagnostic {
	d.Notes = append(d.Notes, Note{at, shortened(fmt.Sprintf(format, args...))})
	return d
}

// MaxListed is how many diagnostics of a severity are kept: the first that were found. Nobody mends two hundred faults
// before checking again, and a file made to be faulty could have millions, which would fill memory and screen. All are
// counted.
const MaxListed = 200

// maxShown bounds a message, a note and a hint, in bytes: an id of a megabyte would fill the screen.
const maxShown = 1200

// shortened is a message without its middle where it is too long: what it is about stands at both ends.
func shortened(s string) string {
	if len(s) <= maxShown {
		return s
	}
	return strings.ToValidUTF8(s[:maxShown*2/3], "") + " … " + strings.ToValidUTF8(s[len(s)-maxShown/4:], "")
}

// List collects diagnostics. The zero List is ready for use.
type List struct {
	items  []*Diagnostic
	counts [3]int            // how many are kept, by severity
	more   map[uncounted]int // how many weren't
}

type uncounted struct {
	sev  Severity
	code Code
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

// Report adds one diagnostic of a severity.
func (l *List) Report(sev Severity, at Span, code Code, format string, args ...any) *Diagnostic {
	return l.add(at, sev, code, format, args)
}

func (l *List) add(at Span, sev Severity, code Code, format string, args []any) *Diagnostic {
	d := &Diagnostic{At: at, Severity: sev, Code: code, Message: shortened(fmt.Sprintf(format, args...))}
	l.keep(d)
	return d
}

func (l *List) keep(d *Diagnostic) {
	if l.kept(d.Severity) < MaxListed {
		l.items = append(l.items, d)
		l.counts[d.Severity]++
		return
	}
	l.leave(uncounted{d.Severity, d.Code}, 1)
}

func (l *List) leave(what uncounted, n int) {
	if l.more == nil {
		l.more = map[uncounted]int{}
	}
	l.more[what] += n
}

// Append takes over the diagnostics of another list.
func (l *List) Append(m *List) {
	for _, d := range m.items {
		l.keep(d)
	}
	for what, n := range m.more {
		l.leave(what, n)
	}
}

// Len is the number of diagnostics that are kept so far.
func (l *List) Len() int { return len(l.items) }

// Forget drops what was said since from diagnostics were kept and tells, at a place, of the absence of a key that
// has turned out to be there, misspelt.
func (l *List) Forget(from int, at Span, key string) {
	kept := l.items[:from:from]
	for _, d := range l.items[from:] {
		if d.At == at && slices.Contains(d.lacks, key) {
			l.counts[d.Severity]--
		} else {
			kept = append(kept, d)
		}
	}
	l.items = kept
}

// Without is the list without the diagnostics of one code.
func (l *List) Without(code Code) *List {
	return l.without(func(_ Severity, c Code) bool { return c == code })
}

// WithoutWarnings is the list without its warnings.
func (l *List) WithoutWarnings() *List {
	return l.without(func(sev Severity, _ Code) bool { return sev == Warning })
}

func (l *List) without(is func(Severity, Code) bool) *List {
	out := &List{}
	for _, d := range l.items {
		if !is(d.Severity, d.Code) {
			out.keep(d)
		}
	}
	for what, n := range l.more {
		if !is(what.sev, what.code) {
			out.leave(what, n)
		}
	}
	return out
}

// Count is the number of diagnostics of a severity, those that weren't kept among them.
func (l *List) Count(sev Severity) int {
	n := l.kept(sev)
	for what, more := range l.more {
		if what.sev == sev {
			n += more
		}
	}
	return n
}

func (l *List) kept(sev Severity) int { return l.counts[sev] }

// Failed tells whether the input can't be used: an error, or with strict a warning.
func (l *List) Failed(strict bool) bool {
	return l.Count(Error) > 0 || strict && l.Count(Warning) > 0
}

// Sorted is all diagnostics by file, place, severity and code, each once. Behind them stands how many more were found
// than are kept; that is no fault of its own, has no place, and isn't counted.
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
	out = slices.CompactFunc(out, func(a, b Diagnostic) bool {
		return a.At == b.At && a.Code == b.Code && a.Message == b.Message
	})
	for sev := Error; sev <= Notice; sev++ {
		if more := l.Count(sev) - l.kept(sev); more > 0 {
			out = append(out, Diagnostic{Severity: sev, Code: TooManyFaults,
				Message: fmt.Sprintf("and %d more %ss, which aren't listed", more, sev),
				Hint:    "mend those above, and check again"})
		}
	}
	return out
}
