// Package source turns bytes into values that know where they stand: TOML, decoded by the library, beside
// an index of our own that gives every key and value its place. All faults of a file are found at once.
package source

import (
	"bytes"
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"whereas/report/diag"
)

// MaxFileSize bounds one TOML file: 64 MiB. The record of a hundred thousand proofs has half of that.
const MaxFileSize = 64 << 20

// maxFaults bounds how many syntax faults of one file are looked for.
const maxFaults = 50

// maxCharFaults bounds how many wrong characters of one file are listed: in a file in another encoding
// each letter may be one.
const maxCharFaults = 20

// Doc is one file: its text as read, and what couldn't be understood of it.
type Doc struct {
	Name    string
	text    string          // as read, without byte-order mark, with our ends of lines; faulty lines still in it
	lines   []int           // byte offset of each line's start
	marks   [][2]int        // byte offsets, and how many characters stand before them; nil where no line is long
	damaged []extent        // in their order, none touching another
	unread  bool            // nothing of the file was read: anything may stand in it
	lost    map[string]bool // the words of what is damaged: many are asked for; nil where they aren't known
	list    *diag.List
}

type extent struct{ from, to int }

// Parse reads a TOML file and returns its root table. Faults go to l and never stop it: a line that can't
// be read is left out and the rest still stands. The root table is never nil. A line ends as on any system: with CR LF,
// LF or, as on old Macintoshes, CR.
func Parse(name string, data []byte, l *diag.List) *Table {
	unread := false
	if len(data) > MaxFileSize {
		l.Errorf(diag.Span{File: name}, diag.FileTooLarge, "the file has %d bytes; at most %d are read", len(data),
			MaxFileSize).
			WithHint("split it: every *.toml in the folder is read, so claims can stand in several files")
		unread, data = true, nil
	}
	if what, hint := Encoding(data); what != "" {
		l.Errorf(diag.Span{File: name}, diag.NotText, "%s", what).WithHint("%s", hint)
		unread, data = true, nil
	}
	d := newDoc(name, string(Lines(name, data, l)), l)
	d.unread = unread
	clean := d.checkCharacters()
	if !d.shallow(clean) {
		clean = nil
	}
	m := d.decode(clean)
	read := d.text
	if string(clean) != read { // else one copy of a large file is kept, not two
		read = string(clean)
	}
	return newTable(d, m, index(read), diag.Span{File: name, Line: 1, Col: 1, EndLine: 1, EndCol: 1})
}

// newDoc is a file of this text, nothing of which is found damaged yet.
func newDoc(name, text string, l *diag.List) *Doc {
	d := &Doc{Name: name, text: text, list: l}
	d.lines = append(make([]int, 0, strings.Count(text, "\n")+1), 0)
	for i := range len(text) {
		if text[i] == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}
	return d
}

// Text is the file's text, for excerpts.
func (d *Doc) Text() string { return d.text }

// own is a text out of the file's own text, so that the copy of the file that the library made isn't kept for it. A
// text that isn't written as it reads, for its escapes, has a copy of its own.
func (d *Doc) own(s string, at extent) string {
	if at.from < at.to && at.to <= len(d.text) {
		if i := strings.Index(d.text[at.from:at.to], s); i >= 0 {
			return d.text[at.from+i:][:len(s)]
		}
	}
	return strings.Clone(s)
}

// span turns byte offsets into lines and columns.
func (d *Doc) span(e extent) diag.Span {
	l1, c1 := d.place(e.from)
	l2, c2 := l1, 0
	if line := d.lineExtent(l1); line.from <= e.to && e.to < line.to { // as most end where they begin
		c2 = d.column(line.from, e.to)
	} else {
		l2, c2 = d.place(e.to)
	}
	return diag.Span{File: d.Name, Line: l1, Col: c1, EndLine: l2, EndCol: c2}
}

// byte is the byte at an offset, 0 outside the file.
func (d *Doc) byte(off int) byte {
	if off < 0 || off >= len(d.text) {
		return 0
	}
	return d.text[off]
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
	return lo + 1, d.column(d.lines[lo], off)
}

// longLine is from where on columns aren't counted from the beginning of a line: all of a file may stand on one.
const longLine = 1 << 12

// column is the column of the byte off in a line that begins at from. In long lines it is counted from a mark.
func (d *Doc) column(from, off int) int {
	if off-from < longLine {
		return utf8.RuneCountInString(d.text[from:off]) + 1
	}
	if d.marks == nil { // the first character of each stretch, and how many stand before it
		d.marks = append(d.marks, [2]int{})
		for i, n := 0, 0; i < len(d.text); n++ {
			if i >= d.marks[len(d.marks)-1][0]+longLine {
				d.marks = append(d.marks, [2]int{i, n})
			}
			_, size := utf8.DecodeRuneInString(d.text[i:])
			i += size
		}
	}
	count := func(at int) int {
		i, found := slices.BinarySearchFunc(d.marks, at, func(m [2]int, at int) int { return cmp.Compare(m[0], at) })
		if !found {
			i--
		}
		return d.marks[i][1] + utf8.RuneCountInString(d.text[d.marks[i][0]:at])
	}
	return count(off) - count(from) + 1
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
	faults := 0
	var next diag.Span // the first that isn't listed
	charErrorf := func(e extent, code diag.Code, hint, format string, args ...any) {
		if faults++; faults <= maxCharFaults {
			d.list.Errorf(d.span(e), code, format, args...).WithHint("%s", hint)
		} else if faults == maxCharFaults+1 {
			next = d.span(e)
		}
		blank(e.from, e.to-e.from)
	}
	for i := 0; i < len(out); {
		if b := out[i]; b >= ' ' && b < 0x7F || b == '\n' || b == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(out[i:])
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
			charErrorf(extent{i, i + n}, diag.InvalidUTF8,
				"save the file as UTF-8; in a spreadsheet or editor it is an option of \"save as\"",
				"%s is not UTF-8 text", plural(n, "byte", "bytes"))
		case r < 0x20 && r != '\n' && r != '\t' && !(r == '\r' && i+1 < len(out) && out[i+1] == '\n') || r == 0x7F:
			charErrorf(extent{i, i + n}, diag.ControlCharacter,
				"delete it; it often comes with text that was pasted from a PDF",
				"the control character U+%04X can't stand in a dossier", r)
		case diag.IsDirectional(r):
			charErrorf(extent{i, i + n}, diag.DirectionOverride,
				"delete it: it can make a sentence look like another one",
				"the invisible character U+%04X changes the direction in which text is read", r)
		case diag.IsUnassigned(r):
			charErrorf(extent{i, i + n}, diag.ControlCharacter, "delete it, or write what is meant",
				"the character U+%04X means nothing outside the program that wrote it", r)
		}
		i += n
	}
	if more := faults - maxCharFaults; more > 0 {
		d.list.Errorf(next, diag.TooManyFaults, "the file has %s like these",
			plural(more, "more place", "more places")).
			WithHint("if there are many, the file wasn't saved as UTF-8: save it anew")
	}
	return out
}

// opensTable matches a line that means to open a table, well-formed or not.
var opensTable = regexp.MustCompile(`^\[{1,2}[ \t]*[A-Za-z]`)

// halfHeading matches a heading without its first bracket.
var halfHeading = regexp.MustCompile(`^[ \t]*[A-Za-z][A-Za-z0-9_.-]*\]{1,2}[ \t]*(#.*)?$`)

// decode has the library read the text. It stops at the first fault, so a faulty line is blanked (its
// length kept) and the text is read again, until nothing is faulty or maxFaults were found.
func (d *Doc) decode(text []byte) map[string]any {
	seen := map[int]bool{}
	for range maxFaults {
		m := map[string]any{}
		_, err := toml.Decode(string(text), &m)
		if err == nil {
			return m
		}
		var pe toml.ParseError
		if !errors.As(err, &pe) {
			d.list.Errorf(diag.Span{File: d.Name}, diag.Syntax, "%s", strings.TrimPrefix(err.Error(), "toml: "))
			return map[string]any{}
		}
		if p := max(0, min(pe.Position.Start, len(text))); !seen[p] {
			seen[p] = true
			d.fault(text, pe)
		} else if from, to := statementAt(text, p).from,
			nextStatement(text, p); len(bytes.TrimSpace(text[from:to])) > 0 {
			d.blank(text, extent{from, to}) // it was reported already, and what was left out wasn't enough
		} else {
			d.lose(extent{0, len(d.text)})
			return map[string]any{}
		}
	}
	d.list.Errorf(diag.Span{File: d.Name}, diag.TooManyFaults,
		"more than %d lines can't be read; the rest of the file was not looked at", maxFaults).
		WithHint("mend these first and check again")
	d.lose(extent{0, len(d.text)})
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

	p := max(0, min(pe.Position.Start, len(text)-1))
	st := statementAt(text, p)
	if st.neverClosed(text, p) {
		d.unclosed(text, st)
		d.blank(text, st.extent)
		return
	}

	raw := string(trimEOL(text[line.from:line.to]))
	at := extent{start, start + max(1, min(pe.Position.Len, line.to-start))}
	if at.to > line.to {
		at.to = max(at.from+1, line.to)
	}
	explain(d, pe, raw, line, at, text)

	spoiled := line
	inside := st.from < line.from && line.from < st.to // a line of a list that began before
	if before := raw[:max(0, min(start-line.from, len(raw)))]; inside && before != "" &&
		strings.Trim(before, " \t") == "" &&
		strings.Contains(pe.Message, "expected a comma") {
		text[start-1] = ',' // the comma that the entry before lacks; with it, both can be read
		return
	}
	switch {
	case (strings.HasPrefix(strings.TrimLeft(raw, " \t"), "[") || halfHeading.MatchString(raw)) && !inside:
		// Without its header, the keys below would be read as another table's.
		for n := ln + 1; n <= len(d.lines); n++ {
			e := d.lineExtent(n)
			if opensTable.Match(text[e.from:e.to]) {
				break
			}
			spoiled.to = e.to
		}
	default:
		if inside && (st.open >= 0 || st.odd || !evenBrackets(raw)) || st.from == line.from {
			// Without this line, what is left of the list couldn't be read either.
			spoiled = extent{st.from, max(line.to, st.to)}
		}
		if spoiled.to >= st.to {
			spoiled.to = restOfValue(text, spoiled.to)
		}
	}
	d.blank(text, spoiled)
}

// unclosed reports what is never closed. It swallows what follows: all of that goes with it, and is reported once.
func (d *Doc) unclosed(text []byte, st statement) {
	switch {
	case st.isText:
		d.list.Errorf(d.span(extent{st.open, st.open + 3}), diag.UnclosedText, "this text is never closed").
			WithHint("put the same three quote marks behind its last word")
	case text[st.open] == '[':
		d.list.Errorf(d.span(extent{st.open, st.open + 1}), diag.Syntax, "this list is never closed").
			WithHint("put a ] on a line of its own behind its last entry")
	default:
		d.list.Errorf(d.span(extent{st.open, st.open + 1}), diag.Syntax, "this { is never closed").
			WithHint("put a } behind its last part")
	}
}

func (d *Doc) blank(text []byte, e extent) {
	d.lose(e)
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

// lose notes that a part of the file couldn't be read.
func (d *Doc) lose(e extent) {
	d.lost = nil
	from, _ := slices.BinarySearchFunc(d.damaged, e.from, func(x extent, i int) int { return cmp.Compare(x.to, i) })
	to := from
	for ; to < len(d.damaged) && d.damaged[to].from <= e.to; to++ {
		e = extent{min(e.from, d.damaged[to].from), max(e.to, d.damaged[to].to)}
	}
	d.damaged = slices.Replace(d.damaged, from, to, e)
}

// damagedIn tells whether a part of e couldn't be read, so that what seems to be missing there may not be.
func (d *Doc) damagedIn(e extent) bool {
	if d.unread {
		return true
	}
	i, _ := slices.BinarySearchFunc(d.damaged, e.from+1, func(x extent, i int) int { return cmp.Compare(x.to, i) })
	return i < len(d.damaged) && d.damaged[i].from < e.to
}

// MentionedInDamage tells whether word, or each of its parts, stands in a part of the file that couldn't be read.
func (d *Doc) MentionedInDamage(word string) bool {
	if d.unread {
		return true
	}
	if len(d.damaged) == 0 {
		return false
	}
	if d.lost == nil {
		d.lost = map[string]bool{}
		for _, x := range d.damaged {
			for _, w := range strings.FieldsFunc(d.text[x.from:x.to], betweenWords) {
				d.lost[w] = true
			}
		}
	}
	parts := strings.FieldsFunc(word, betweenWords)
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(p string) bool { return !d.lost[p] })
}

// betweenWords tells whether a character can't stand in an id, however it is miswritten.
func betweenWords(r rune) bool {
	return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func wordByte(b byte) bool {
	return b == '-' || b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// AnyDamage tells whether a part of the file couldn't be read.
func (d *Doc) AnyDamage() bool { return d.unread || len(d.damaged) > 0 }
