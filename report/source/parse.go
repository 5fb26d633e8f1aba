// Package source turns bytes into values that know where they stand: TOML, decoded by the library, beside
// an index of our own that gives every key and value its place. All faults of a file are found at once.
package source

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"whereas/report/diag"
)

// MaxFileSize bounds one TOML file: 16 MiB.
const MaxFileSize = 16 << 20

// maxFaults bounds how many syntax faults of one file are looked for.
const maxFaults = 50

// Doc is one file: its text as read, and what couldn't be understood of it.
type Doc struct {
	Name    string
	text    []byte // as read, without byte-order mark; faulty lines still in it
	lines   []int  // byte offset of each line's start
	damaged []extent
	list    *diag.List
}

type extent struct{ from, to int }

// Parse reads a TOML file and returns its root table. Faults go to l and never stop it: a line that can't
// be read is left out and the rest still stands. The root table is never nil.
func Parse(name string, data []byte, l *diag.List) *Table {
	d := &Doc{Name: name, list: l}
	if len(data) > MaxFileSize {
		l.Errorf(diag.Span{File: name}, "file-too-large", "the file has %d bytes; at most %d are read", len(data), MaxFileSize).
			WithHint("split it: every *.toml in the folder is read, so claims can stand in several files")
		data = nil
	}
	if strings.HasPrefix(string(data), "\ufeff") {
		data = data[3:]
	}
	d.text = append([]byte(nil), data...)
	d.lines = append(d.lines, 0)
	for i, b := range d.text {
		if b == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}
	clean := d.checkCharacters()
	m := d.decode(clean)
	return newTable(d, m, index(clean), diag.Span{File: name, Line: 1, Col: 1, EndLine: 1, EndCol: 1})
}

// Text is the file's bytes, for excerpts.
func (d *Doc) Text() []byte { return d.text }

// span turns byte offsets into lines and columns.
func (d *Doc) span(e extent) diag.Span {
	l1, c1 := d.place(e.from)
	l2, c2 := d.place(e.to)
	return diag.Span{File: d.Name, Line: l1, Col: c1, EndLine: l2, EndCol: c2}
}

func (d *Doc) place(off int) (line, col int) {
	off = max(0, min(off, len(d.text)))
	lo, hi := 0, len(d.lines)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; d.lines[mid] <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + 1, utf8.RuneCount(d.text[d.lines[lo]:off]) + 1
}

// checkCharacters reports bytes that aren't UTF-8, control characters and direction overrides, and returns
// the text with each of them replaced by characters of the same length, so that all offsets still hold.
func (d *Doc) checkCharacters() []byte {
	out := append([]byte(nil), d.text...)
	blank := func(i, n int) {
		for j := i; j < i+n; j++ {
			out[j] = '?'
		}
	}
	for i := 0; i < len(out); {
		r, n := utf8.DecodeRune(out[i:])
		at := func() diag.Span { return d.span(extent{i, i + n}) }
		switch {
		case r == utf8.RuneError && n <= 1:
			end := i + 1
			for end < len(out) { // one diagnostic for a run of such bytes
				if r, n := utf8.DecodeRune(out[end:]); r != utf8.RuneError || n > 1 {
					break
				}
				end++
			}
			n = end - i
			d.list.Errorf(at(), "invalid-utf8", "%s is not UTF-8 text", plural(n, "byte", "bytes")).
				WithHint("save the file as UTF-8; in a spreadsheet or editor it is an option of \"save as\"")
			blank(i, n)
		case r < 0x20 && r != '\n' && r != '\t' && !(r == '\r' && i+1 < len(out) && out[i+1] == '\n') || r == 0x7F:
			d.list.Errorf(at(), "control-character", "the control character U+%04X can't stand in a dossier", r).
				WithHint("delete it; it often comes with text that was pasted from a PDF")
			blank(i, n)
		case diag.IsDirectional(r):
			d.list.Errorf(at(), "direction-override", "the invisible character U+%04X changes the direction in which text is read", r).
				WithHint("delete it: it can make a sentence look like another one")
			blank(i, n)
		}
		i += n
	}
	return out
}

// header matches a line that opens a table.
var header = regexp.MustCompile(`^[ \t]*\[{1,2}[ \t]*[A-Za-z0-9_."' \t-]+\]{1,2}[ \t]*(#.*)?$`)

// opensTable matches a line that means to open a table, well-formed or not.
var opensTable = regexp.MustCompile(`^\[{1,2}[ \t]*[A-Za-z]`)

// decode has the library read the text. It stops at the first fault, so a faulty line is blanked (its
// length kept) and the text is read again, until nothing is faulty or maxFaults were found.
func (d *Doc) decode(text []byte) map[string]any {
	for range maxFaults {
		m := map[string]any{}
		_, err := toml.Decode(string(text), &m)
		if err == nil {
			return m
		}
		var pe toml.ParseError
		if !errors.As(err, &pe) {
			d.list.Errorf(diag.Span{File: d.Name}, "syntax", "%s", strings.TrimPrefix(err.Error(), "toml: "))
			return map[string]any{}
		}
		d.fault(text, pe)
	}
	d.list.Errorf(diag.Span{File: d.Name}, "too-many-faults", "more than %d lines can't be read; the rest of the file was not looked at", maxFaults).
		WithHint("mend these first and check again")
	d.damaged = append(d.damaged, extent{0, len(d.text)})
	return map[string]any{}
}

// fault reports one syntax fault and blanks what it spoils.
func (d *Doc) fault(text []byte, pe toml.ParseError) {
	start := max(0, min(pe.Position.Start, len(text)))
	// The library may stand behind the line that is wrong: on its newline, or at the end of the file.
	for start > 0 && start == len(text) || start > 0 && text[start] == '\n' && (start == 0 || text[start-1] == '\n') {
		start--
	}
	ln, _ := d.place(start)
	line := d.lineExtent(ln)

	if from, ok := d.openList(text, ln); ok && header.Match(trimEOL(text[line.from:line.to])) {
		// A list that is never closed swallows the header of the next table.
		first, _ := d.place(from)
		key := d.lineExtent(first)
		d.list.Errorf(d.span(extent{from, from + 1}), "syntax", "this list is never closed").
			WithHint("put a ] on a line of its own behind its last entry")
		d.blank(text, extent{key.from, line.from})
		return
	}

	raw := string(trimEOL(text[line.from:line.to]))
	at := extent{start, start + max(1, min(pe.Position.Len, line.to-start))}
	if at.to > line.to {
		at.to = max(at.from+1, line.to)
	}
	explain(d, pe, raw, line, at, text)

	spoiled := line
	if strings.HasPrefix(strings.TrimLeft(raw, " \t"), "[") && !d.insideList(text, ln) {
		// Without its header, the keys below would be read as another table's.
		for n := ln + 1; n <= len(d.lines); n++ {
			e := d.lineExtent(n)
			if opensTable.Match(text[e.from:e.to]) {
				break
			}
			spoiled.to = e.to
		}
	}
	d.blank(text, spoiled)
}

func (d *Doc) blank(text []byte, e extent) {
	d.damaged = append(d.damaged, e)
	for i := e.from; i < e.to; i++ {
		if text[i] != '\n' && text[i] != '\r' {
			text[i] = ' '
		}
	}
}

func (d *Doc) lineExtent(n int) extent {
	n = max(1, min(n, len(d.lines)))
	e := extent{d.lines[n-1], len(d.text)}
	if n < len(d.lines) {
		e.to = d.lines[n]
	}
	return e
}

func trimEOL(b []byte) []byte { return []byte(strings.TrimRight(string(b), "\r\n")) }

// openList tells whether a list that was opened before line ln is still open there, and where it began.
func (d *Doc) openList(text []byte, ln int) (int, bool) {
	first := ln - 1
	for first > 1 && !header.Match(trimEOL(text[d.lineExtent(first).from:d.lineExtent(first).to])) {
		first--
	}
	var open []int
	quote := byte(0)
	for i := d.lineExtent(first + 1).from; i < d.lineExtent(ln).from && first < ln-1; i++ {
		switch b := text[i]; {
		case quote != 0:
			if b == '\\' && quote == '"' {
				i++
			} else if b == quote || b == '\n' {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '#':
			for i < len(text) && text[i] != '\n' {
				i++
			}
		case b == '[':
			open = append(open, i)
		case b == ']' && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return 0, false
	}
	return open[0], true
}

func (d *Doc) insideList(text []byte, ln int) bool {
	_, ok := d.openList(text, ln)
	return ok
}

// damagedIn tells whether a part of e couldn't be read, so that what seems to be missing there may not be.
func (d *Doc) damagedIn(e extent) bool {
	for _, x := range d.damaged {
		if x.from < e.to && e.from < x.to {
			return true
		}
	}
	return false
}

// MentionedInDamage tells whether word stands in a part of the file that couldn't be read.
func (d *Doc) MentionedInDamage(word string) bool {
	for _, x := range d.damaged {
		for s, i := string(d.text[x.from:x.to]), 0; ; {
			j := strings.Index(s[i:], word)
			if j < 0 {
				break
			}
			i += j
			before, after := byte(' '), byte(' ')
			if i > 0 {
				before = s[i-1]
			}
			if i+len(word) < len(s) {
				after = s[i+len(word)]
			}
			if !wordByte(before) && !wordByte(after) {
				return true
			}
			i += len(word)
		}
	}
	return false
}

func wordByte(b byte) bool {
	return b == '-' || b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// AnyDamage tells whether a part of the file couldn't be read.
func (d *Doc) AnyDamage() bool { return len(d.damaged) > 0 }
