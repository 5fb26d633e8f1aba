package bibliography

import (
	"bytes"
	"regexp"
	"strings"

	"whereas/report/diag"
)

// opensEntry matches where an entry most likely begins: what is still open there was never closed.
var opensEntry = regexp.MustCompile(`^[ \t]*@[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()"=#%]*[ \t]*(?:,|=|\n)`)

// fieldAhead matches a field where none can stand: behind the end of an entry.
var fieldAhead = regexp.MustCompile(`^[\s,]*([A-Za-z][A-Za-z0-9_-]*)\s*=\s*["{0-9]`)

// bibEntry is an entry of BibTeX as it stands: its fields are TeX.
type bibEntry struct {
	kind, key string
	at        diag.Span
	fields    map[string]said
	order     []string
	damaged   bool // a part of it couldn't be read, which was told: what it lacks isn't told besides
}

// bibReader goes through a file of BibTeX. What stands between entries is remark, as in BibTeX itself.
type bibReader struct {
	*reader
	i       int
	strings map[string]string
	entries []*bibEntry
	keys    map[string]*bibEntry
	end     byte // of the entry that is read: } or )
}

// readBibTeX are the entries of a BibTeX file, with what they inherit.
func (r *reader) readBibTeX() []*entry {
	b := &bibReader{reader: r, strings: map[string]string{}, keys: map[string]*bibEntry{}}
	for b.i < len(b.b) {
		at := bytes.IndexByte(b.b[b.i:], '@')
		if at < 0 {
			break
		}
		b.i += at
		if !b.item() {
			break
		}
	}
	b.inherit()
	var out []*entry
	for _, e := range b.entries {
		if e.damaged || e.kind == "xdata" || e.kind == "set" || e.kind == "bibnote" {
			continue
		}
		out = append(out, b.entry(e))
	}
	return out
}

func (b *bibReader) blanks() {
	for b.i < len(b.b) && strings.IndexByte(" \t\r\n", b.b[b.i]) >= 0 {
		b.i++
	}
}

func (b *bibReader) cur() byte {
	if b.i < len(b.b) {
		return b.b[b.i]
	}
	return 0
}

// faultf and warnf tell of something between two places.
func (b *bibReader) faultf(from, to int, format string, args ...any) *diag.Diagnostic {
	return b.list.Errorf(b.span(from, to), diag.LibrarySyntax, format, args...)
}

func (b *bibReader) warnf(from, to int, format string, args ...any) *diag.Diagnostic {
	return b.list.Warnf(b.span(from, to), diag.LibrarySyntax, format, args...)
}

// name reads what names an entry's type, a field or a string.
func (b *bibReader) name() string {
	from := b.i
	for b.i < len(b.b) && strings.IndexByte(" \t\r\n{}()=,\"#%'@\\", b.b[b.i]) < 0 {
		b.i++
	}
	return string(b.b[from:b.i])
}

// item reads what an @ begins; false where nothing more is to be read.
func (b *bibReader) item() bool {
	at := b.i
	b.i++
	b.blanks()
	kind := strings.ToLower(b.name())
	b.blanks()
	if kind == "" || b.cur() != '{' && b.cur() != '(' { // an @ within a remark
		b.i = max(b.i, at+1)
		return true
	}
	b.end = '}'
	if b.cur() == '(' {
		b.end = ')'
	}
	open := b.i
	b.i++
	switch kind {
	case "comment", "preamble":
		b.i = open
		if end := b.closing(open); end > 0 {
			b.i = end
		} else {
			b.unclosed(open, "@"+kind)
		}
	case "string":
		b.string()
	default:
		if b.tooMany(len(b.entries), b.span(at, open)) {
			return false
		}
		b.readEntry(at, kind)
	}
	return true
}

// closing is the place behind the bracket that closes the one at from; 0 where none does before the next entry.
func (b *bibReader) closing(from int) int {
	depth := 0
	for i := from; i < len(b.b); i++ {
		switch c := b.b[i]; {
		case c == '{' || c == '(' && i == from:
			depth++
		case c == '}' || c == ')' && b.b[from] == '(' && depth == 1:
			if depth--; depth <= 0 {
				return i + 1
			}
		case c == '\n' && i+1 < len(b.b) && opensEntry.Match(b.b[i+1:min(len(b.b), i+200)]) && b.b[from] == '{':
			return 0
		}
	}
	return 0
}

// unclosed says that a bracket isn't closed, and goes to the next entry.
func (b *bibReader) unclosed(open int, what string) {
	b.faultf(open, open+1, "the brace of %s isn't closed before the next entry begins",
		what).WithHint("look for a missing closing brace")
	b.resume(open + 1)
}

// resume goes to the next line that begins an entry.
func (b *bibReader) resume(from int) {
	for i := from; i < len(b.b); i++ {
		j := bytes.IndexByte(b.b[i:], '\n')
		if j < 0 {
			break
		}
		i += j
		if i+1 < len(b.b) && opensEntry.Match(b.b[i+1:min(len(b.b), i+200)]) {
			b.i = i + 1
			return
		}
	}
	b.i = len(b.b)
}

func (b *bibReader) string() {
	b.blanks()
	at := b.i
	name := strings.ToLower(b.name())
	b.blanks()
	if b.cur() != '=' || name == "" {
		b.faultf(at, max(at+1, b.i), "a @string is a name, an equals sign and a text").
			WithHint(`@string{ hrw = "Human Rights Watch" }`)
		b.resume(at)
		return
	}
	b.i++
	s, _, ok := b.value("@string " + name)
	if !ok {
		return
	}
	b.strings[name] = s
	if b.blanks(); b.cur() == ',' {
		b.i++
		b.blanks()
	}
	if b.cur() == b.end {
		b.i++
	}
}

// readEntry reads an entry from its key on.
func (b *bibReader) readEntry(at int, kind string) {
	b.blanks()
	e := &bibEntry{kind: kind, at: b.span(at, at+1+len(kind)), fields: map[string]said{}}
	from := b.i
	for b.i < len(b.b) && strings.IndexByte(",\n=}", b.b[b.i]) < 0 && b.b[b.i] != b.end {
		b.i++
	}
	switch b.cur() {
	case '=': // no key, and the first field
		b.i = from
	case ',':
		e.key = strings.TrimSpace(string(b.b[from:b.i]))
		if e.key != "" {
			e.at = b.span(from, from+len(e.key))
		}
		b.i++
	default:
		e.key = strings.TrimSpace(string(b.b[from:b.i]))
		if b.blanks(); b.cur() == ',' {
			b.i++
		} else if b.cur() != b.end && b.cur() != '}' {
			b.faultf(from, b.i, "a comma is missing behind the key %q of the entry", e.key).
				WithHint("@article{ key, title = {…}, … }")
		}
	}
	b.keep(e)
	for b.field(e) {
	}
}

// keep notes an entry.
func (b *bibReader) keep(e *bibEntry) {
	key := strings.ToLower(e.key)
	if other := b.keys[key]; other != nil && e.key != "" {
		b.list.Warnf(e.at, diag.EntryTwice, "the key %q stands twice", e.key).WithNote(other.at, "it stands here").
			WithHint("where the two are one document, keep one of them; both were read")
	} else if e.key != "" {
		b.keys[key] = e
	}
	b.entries = append(b.entries, e)
}

// field reads the next field of an entry; false where the entry ends.
func (b *bibReader) field(e *bibEntry) bool {
	for b.blanks(); b.cur() == ','; b.blanks() {
		b.i++
	}
	called := "an entry"
	if e.key != "" {
		called = "the entry " + e.key
	}
	at := b.i
	switch c := b.cur(); {
	case b.i >= len(b.b):
		e.damaged = true
		b.swallowed(e, b.list.Errorf(e.at, diag.LibrarySyntax, "%s isn't closed before the file ends", called))
		return false
	case c == b.end || c == '}':
		b.i++
		b.behind(called)
		return false
	case c == '@' && (at == 0 || b.b[at-1] == '\n'):
		e.damaged = true
		b.swallowed(e, b.list.Errorf(e.at, diag.LibrarySyntax, "%s isn't closed before the next one begins", called))
		return false
	}
	name := strings.ToLower(b.name())
	b.blanks()
	if b.cur() != '=' || name == "" {
		e.damaged = true
		b.faultf(at, max(at+1, b.i), "this is no field of %s: a name, an equals sign and "+
			"a text", called).
			WithHint("title = {…}, — look for a brace too many before it, or a missing one")
		b.resume(max(at, b.i-1))
		return false
	}
	b.i++
	s, place, ok := b.value("the field " + name + " of " + called)
	if !ok {
		e.damaged = true
		return false
	}
	if len(e.order) > maxFields {
		b.list.Errorf(e.at, diag.BadLibrary, "%s has more than %d fields", called, maxFields)
		b.resume(b.i)
		return false
	}
	if old, twice := e.fields[name]; twice {
		if old.s != s {
			b.list.Warnf(b.span(at, at+len(name)), diag.EntryTwice, "%s has the field %s twice, and the first counts",
				called, name).WithNote(old.at, "it stands here")
		}
	} else {
		e.fields[name] = said{s, place}
		e.order = append(e.order, name)
	}
	if b.blanks(); b.cur() != ',' && b.cur() != b.end && b.cur() != '}' && b.i < len(b.b) && b.cur() != '@' {
		b.warnf(b.i, b.i+1, "a comma is missing before this; it was read as if it stood "+
			"there").
			WithHint("fields are parted by commas")
	}
	return true
}

// fieldWithin matches a field that stands within the text of another one, whose brace closes too late.
var fieldWithin = regexp.MustCompile(`,\s*\n\s*[A-Za-z]+\s*=\s*["{0-9]`)

// swallowed says where a closing brace is most likely missing in an entry that isn't closed.
func (b *bibReader) swallowed(e *bibEntry, dg *diag.Diagnostic) {
	dg.WithHint("put a closing brace behind its last field")
	for _, name := range e.order {
		if f := e.fields[name]; fieldWithin.MatchString(f.s) {
			dg.WithNote(f.at, "the text of the field %s, which begins here, has another field in it", name).
				WithHint("look for a missing closing brace in the field %s", name)
			return
		}
	}
}

// behind looks for fields that stand behind the end of an entry, since a closing brace is one too many.
func (b *bibReader) behind(called string) {
	if m := fieldAhead.FindSubmatchIndex(b.b[b.i:min(len(b.b), b.i+200)]); m != nil {
		b.faultf(b.i+m[2], b.i+m[3], "a field stands behind the end of %s", called).
			WithNote(b.span(b.i-1, b.i), "a closing brace ends it here").
			WithHint("look for a closing brace too many before it")
		b.resume(b.i)
	}
}
