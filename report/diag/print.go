package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Texts gives the bytes of a file that diagnostics point into; nil where they aren't known.
type Texts map[string][]byte

// maxExcerpt bounds the printed line: a dossier can hold a line of a megabyte.
const maxExcerpt = 160

// Print writes diagnostics for people: the first line always "file:line:col: severity: message [code]",
// then the excerpt with a caret, notes and hint. With colour, the severity is coloured too, never only.
func Print(w io.Writer, ds []Diagnostic, texts Texts, colour bool) error {
	var b bytes.Buffer
	var at cursor
	for _, d := range ds {
		sev := d.Severity.String()
		if colour {
			sev = [...]string{"\x1b[31m", "\x1b[33m", "\x1b[36m"}[d.Severity] + sev + "\x1b[0m"
		}
		if place := Visible(d.At.String()); place != "" {
			b.WriteString(place + ": ")
		}
		fmt.Fprintf(&b, "%s: %s [%s]\n", sev, Visible(d.Message), d.Code)
		excerpt(&b, &at, d.At, texts[d.At.File])
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "note: %s: %s\n", Visible(n.At.String()), Visible(n.Text))
		}
		if d.Hint != "" {
			for i, line := range strings.Split(d.Hint, "\n") { // an example may take several lines
				if i == 0 {
					line = "hint: " + Visible(line)
				} else {
					line = "      " + Visible(line)
				}
				b.WriteString(line + "\n")
			}
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// excerpt writes the line of s and a caret under its characters. Tabs become single spaces and wide
// characters take two columns, so that the caret stands under what it means.
func excerpt(b *bytes.Buffer, at *cursor, s Span, text []byte) {
	if s.Line == 0 || text == nil {
		return
	}
	line, ok := at.line(s.File, text, s.Line)
	if !ok {
		return
	}
	line, skipped, longer := at.window(line, s.Col-1)
	runes := []rune(string(line))
	from := s.Col - 1 - skipped
	to := s.EndCol - 1 - skipped
	if s.EndLine != s.Line {
		to = len(runes)
	}
	from = min(max(from, 0), len(runes))
	to = min(max(to, from+1), max(len(runes), from+1))
	cutLeft := 0
	if from > maxExcerpt/2 && (len(runes) > maxExcerpt || skipped > 0 || longer) {
		cutLeft = from - maxExcerpt/2
	}
	cutRight := min(len(runes), cutLeft+maxExcerpt)
	to = min(to, max(cutRight, from+1))
	ellipsis := ""
	if cutLeft > 0 || skipped > 0 {
		ellipsis = "…"
	}
	head := fmt.Sprintf("%5d | %s", s.Line, ellipsis)
	b.WriteString(head)
	for _, r := range runes[cutLeft:cutRight] {
		b.WriteString(visibleRune(r))
	}
	if cutRight < len(runes) || longer {
		b.WriteString("…")
	}
	b.WriteByte('\n')
	b.WriteString("      | ")
	b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(ellipsis)))
	cells := func(rs []rune) int {
		n := 0
		for _, r := range rs {
			n += runeCells(r)
		}
		return n
	}
	b.WriteString(strings.Repeat(" ", cells(runes[cutLeft:min(from, len(runes))])))
	carets := 1
	if from < len(runes) {
		carets = max(1, cells(runes[from:min(to, len(runes))]))
	}
	b.WriteString(strings.Repeat("^", carets))
	b.WriteByte('\n')
}

// cursor is a line of a file and where it begins. Diagnostics come in the order of their lines, so each is looked for
// from the one before: else a file of many faults would be read from its top for each.
type cursor struct {
	file     string
	text     []byte
	number   int // of the line, from 1
	at       int // where it begins
	searched int // bytes that were looked through, for the test of it
	inLine   int // a byte within the line,
	col      int // and how many characters stand before it
}

// window is the part of a line around its character col, which is enough for an excerpt; how many characters of the
// line stand before it, and whether more follow. Diagnostics come in the order of their columns, too.
func (c *cursor) window(line []byte, col int) (part []byte, skipped int, longer bool) {
	if len(line) <= 4*maxExcerpt {
		return line, 0, false
	}
	want := max(0, col-maxExcerpt)
	if c.col > want {
		c.inLine, c.col = 0, 0
	}
	for c.col < want && c.inLine < len(line) {
		_, n := utf8.DecodeRune(line[c.inLine:])
		c.inLine, c.col = c.inLine+n, c.col+1
		c.searched += n
	}
	part = line[c.inLine:]
	if most := 4 * 3 * maxExcerpt; len(part) > most { // a character has four bytes at most
		for part, longer = part[:most], true; !utf8.Valid(part[len(part)-1:]) && len(part) > most-4; {
			part = part[:len(part)-1]
		}
	}
	return part, c.col, longer
}

// line is line n of a file, from 1; ok is false where it has none.
func (c *cursor) line(file string, text []byte, n int) (line []byte, ok bool) {
	if c.file != file || n < c.number || len(c.text) != len(text) {
		c.file, c.text, c.number, c.at, c.inLine, c.col = file, text, 1, 0, 0, 0
	}
	for ; c.number < n; c.number++ {
		i := bytes.IndexByte(text[c.at:], '\n')
		if i < 0 {
			c.searched += len(text) - c.at
			return nil, false
		}
		c.searched += i + 1
		c.at += i + 1
		c.inLine, c.col = 0, 0
	}
	line = text[c.at:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("\ufeff")), []byte("\r")), true
}

// Visible makes characters readable that aren't seen, or turn the direction of what is, so that a message can't be made
// to show something else than it says.
func Visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(visibleRune(r))
	}
	return b.String()
}

func visibleRune(r rune) string {
	switch {
	case r == '\t':
		return " "
	case r == utf8.RuneError:
		return "\uFFFD"
	case unicode.IsControl(r) || IsInvisible(r) || r == '\u2028' || r == '\u2029':
		return fmt.Sprintf("<U+%04X>", r)
	}
	return string(r)
}

func runeCells(r rune) int {
	if s := visibleRune(r); len(s) > 2 && s[0] == '<' {
		return len(s)
	}
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// IsDirectional tells whether r is one of the bidirectional embedding, override or isolate characters,
// which can make text read otherwise than it is stored (Unicode Standard Annex 9; CVE-2021-42574).
func IsDirectional(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}
