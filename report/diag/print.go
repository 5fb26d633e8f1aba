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
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", Visible(d.At.String()), sev, Visible(d.Message), d.Code)
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
	runes := []rune(string(line))
	from := s.Col - 1
	to := s.EndCol - 1
	if s.EndLine != s.Line {
		to = len(runes)
	}
	from = min(max(from, 0), len(runes))
	to = min(max(to, from+1), max(len(runes), from+1))
	cutLeft := 0
	if from > maxExcerpt/2 && len(runes) > maxExcerpt {
		cutLeft = from - maxExcerpt/2
	}
	cutRight := min(len(runes), cutLeft+maxExcerpt)
	to = min(to, max(cutRight, from+1))
	ellipsis := ""
	if cutLeft > 0 {
		ellipsis = "…"
	}
	head := fmt.Sprintf("%5d | %s", s.Line, ellipsis)
	b.WriteString(head)
	for _, r := range runes[cutLeft:cutRight] {
		b.WriteString(visibleRune(r))
	}
	if cutRight < len(runes) {
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
}

// line is line n of a file, from 1; ok is false where it has none.
func (c *cursor) line(file string, text []byte, n int) (line []byte, ok bool) {
	if c.file != file || n < c.number || len(c.text) != len(text) {
		c.file, c.text, c.number, c.at = file, text, 1, 0
	}
	for ; c.number < n; c.number++ {
		i := bytes.IndexByte(text[c.at:], '\n')
		if i < 0 {
			c.searched += len(text) - c.at
			return nil, false
		}
		c.searched += i + 1
		c.at += i + 1
	}
	line = text[c.at:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("\ufeff")), []byte("\r")), true
}

// Visible makes control characters and direction overrides readable, so that a message can't be made to
// show something else than it says.
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
	case unicode.IsControl(r) || IsDirectional(r):
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

// IsUnassigned tells whether r is a character that Unicode leaves to private use, or one that it never gives a meaning:
// no two programs show the same for it.
func IsUnassigned(r rune) bool {
	return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}
