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

// Texts gives the text of a file that diagnostics point into, where it is known. The text of a cell of a workbook is
// that of "file:sheet!cell".
type Texts map[string]string

// maxExcerpt bounds the printed line: a dossier can hold a line of a megabyte.
const maxExcerpt = 160

// Style is how diagnostics are printed.
type Style struct {
	Colour  bool
	Columns int  // the width of the terminal, at which lines are broken between words; 0 where it is none
	All     bool // every warning, not the first few of each kind
}

// mostAlike is how many warnings, or notices, of one code are printed before the rest is only counted.
const mostAlike = 3

// Print writes diagnostics for people: errors first, then warnings and notices, those of one code together and the
// first three of them. The first line of each is always "file:line:col: severity: message [code]", then come the
// excerpt with a caret, notes and hint. With colour, the severity is coloured too, never only.
func Print(w io.Writer, ds []Diagnostic, texts Texts, style Style) error {
	p := printer{texts: texts, style: style}
	byCode := map[Severity]map[Code][]Diagnostic{Warning: {}, Notice: {}}
	codes := map[Severity][]Code{}
	for _, d := range ds {
		switch {
		case d.Severity == Error:
			p.diagnostic(d)
		case byCode[d.Severity][d.Code] == nil:
			codes[d.Severity] = append(codes[d.Severity], d.Code)
			fallthrough
		default:
			byCode[d.Severity][d.Code] = append(byCode[d.Severity][d.Code], d)
		}
	}
	for _, sev := range []Severity{Warning, Notice} {
		for _, code := range codes[sev] {
			alike := byCode[sev][code]
			n := len(alike)
			if !style.All && n > mostAlike {
				n = mostAlike
			}
			for i, d := range alike[:n] {
				if i+1 < n && alike[i+1].Hint == d.Hint {
					d.Hint = "" // said once, behind the last
				}
				p.diagnostic(d)
			}
			if rest := alike[n:]; len(rest) > 0 {
				p.line(fmt.Sprintf("%s: and %d more of this kind [%s]: ", p.severity(sev), len(rest), code),
					places(rest)+" (check --all prints each)", "  ")
			}
		}
	}
	_, err := w.Write(p.b.Bytes())
	return err
}

// places are where diagnostics stand, each file once with its lines; the first few of many.
func places(ds []Diagnostic) string {
	const most = 12
	var b strings.Builder
	file := ""
	for i, d := range ds[:min(most, len(ds))] {
		switch {
		case i == 0 || d.At.File != file:
			if i > 0 {
				b.WriteString("; ")
			}
			b.WriteString(Visible(d.At.File))
			switch {
			case d.At.Cell != "":
				b.WriteString(":" + Visible(d.At.Cell))
			case d.At.Line > 0:
				fmt.Fprintf(&b, ":%d", d.At.Line)
			}
		case d.At.Cell != "":
			b.WriteString(", " + Visible(d.At.Cell))
		case d.At.Line > 0:
			fmt.Fprintf(&b, ", %d", d.At.Line)
		}
		file = d.At.File
	}
	if n := len(ds) - most; n > 0 {
		fmt.Fprintf(&b, " and %d more", n)
	}
	return b.String()
}

// printer is the text of diagnostics as it grows.
type printer struct {
	b     bytes.Buffer
	at    cursor
	texts Texts
	style Style
}

func (p *printer) severity(s Severity) string {
	if !p.style.Colour {
		return s.String()
	}
	return [...]string{"\x1b[31m", "\x1b[33m", "\x1b[36m"}[s] + s.String() + "\x1b[0m"
}

func (p *printer) diagnostic(d Diagnostic) {
	at := Visible(d.At.String()) + ": "
	switch {
	case d.Code == TooManyFaults && d.At == (Span{}): // of all of them
		at = ""
	case d.At.File == "": // the folder itself, where the command is given it as "."
		at = ".: "
	}
	p.line(fmt.Sprintf("%s%s: ", at, p.severity(d.Severity)),
		fmt.Sprintf("%s [%s]", Visible(d.Message), d.Code), "  ")
	p.excerpt(d.At)
	for _, n := range d.Notes {
		p.line(fmt.Sprintf("note: %s: ", Visible(n.At.String())), Visible(n.Text), "  ")
	}
	if d.Hint != "" {
		for i, line := range strings.Split(d.Hint, "\n") { // an example may take several lines
			head := "      "
			if i == 0 {
				head = "hint: "
			}
			p.line(head, Visible(line), "      ")
		}
	}
}

// textOf is the text that a place is in, where it is known.
func (p *printer) textOf(at Span) (text string, ok bool) {
	if at.Cell != "" {
		text, ok = p.texts[at.File+":"+at.Cell]
		return text, ok
	}
	text, ok = p.texts[at.File]
	return text, ok
}

// Excerpt is the line that a place is in, with a caret under it, as Print shows it; "" where the text isn't known.
func Excerpt(at Span, texts Texts) string {
	p := printer{texts: texts}
	p.excerpt(at)
	return p.b.String()
}

// line writes a line, broken between words where the terminal ends; what follows a break is indented.
func (p *printer) line(head, text, indent string) {
	if p.style.Columns == 0 {
		p.b.WriteString(head + text + "\n")
		return
	}
	line, n := head, cells(uncoloured(head))
	words := strings.Split(text, " ")
	for i, word := range words {
		wide := cells(word)
		if i > 0 {
			if n+1+wide > p.style.Columns && n > len(indent) {
				p.b.WriteString(line + "\n")
				line, n = indent, len(indent)
			} else {
				line, n = line+" ", n+1
			}
		}
		line, n = line+word, n+wide
	}
	p.b.WriteString(line + "\n")
}

// uncoloured is a text without its colours, which take no room.
func uncoloured(s string) string {
	for {
		i := strings.IndexByte(s, '\x1b')
		if i < 0 {
			return s
		}
		s = s[:i] + s[i+strings.IndexByte(s[i:], 'm')+1:]
	}
}

// cells is how many columns a text takes on a terminal.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

// excerpt writes the line of s and a caret under its characters. Tabs become single spaces and wide
// characters take two columns, so that the caret stands under what it means.
func (p *printer) excerpt(s Span) {
	text, known := p.textOf(s)
	if s.Line == 0 || !known {
		return
	}
	b, most := &p.b, maxExcerpt
	if p.style.Columns > 0 {
		most = max(20, min(most, p.style.Columns-len("12345 | …")-1))
	}
	line, ok := p.at.line(s.File+":"+s.Cell, text, s.Line)
	if !ok {
		return
	}
	line, skipped, longer := p.at.window(line, s.Col-1)
	runes := []rune(line)
	from := s.Col - 1 - skipped
	to := s.EndCol - 1 - skipped
	if s.EndLine != s.Line {
		to = len(runes)
	}
	from = min(max(from, 0), len(runes))
	to = min(max(to, from+1), max(len(runes), from+1))
	cutLeft := 0
	if from > most/2 && (len(runes) > most || skipped > 0 || longer) {
		cutLeft = from - most/2
	}
	cutRight := min(len(runes), cutLeft+most)
	to = min(to, max(cutRight, from+1))
	ellipsis := ""
	if cutLeft > 0 || skipped > 0 {
		ellipsis = "…"
	}
	head := fmt.Sprintf("%5d | %s", s.Line, ellipsis)
	if s.Cell != "" {
		head = fmt.Sprintf("%5s | %s", s.Cell[strings.LastIndexByte(s.Cell, '!')+1:], ellipsis)
	}
	b.WriteString(head)
	for _, r := range runes[cutLeft:cutRight] {
		b.WriteString(visibleRune(r))
	}
	if cutRight < len(runes) || longer {
		b.WriteString("…")
	}
	b.WriteByte('\n')
	b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(head)-utf8.RuneCountInString(ellipsis)-2) + "| ")
	b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(ellipsis)))
	b.WriteString(strings.Repeat(" ", cells(string(runes[cutLeft:min(from, len(runes))]))))
	carets := 1
	if from < len(runes) {
		carets = max(1, cells(string(runes[from:min(to, len(runes))])))
	}
	b.WriteString(strings.Repeat("^", carets))
	b.WriteByte('\n')
}

// cursor is a line of a file and where it begins. Diagnostics come in the order of their lines, so each is looked for
// from the one before: else a file of many faults would be read from its top for each.
type cursor struct {
	file     string
	text     string
	number   int // of the line, from 1
	at       int // where it begins
	searched int // bytes that were looked through, for the test of it
	inLine   int // a byte within the line,
	col      int // and how many characters stand before it
}

// window is the part of a line around its character col, which is enough for an excerpt; how many characters of the
// line stand before it, and whether more follow. Diagnostics come in the order of their columns, too.
func (c *cursor) window(line string, col int) (part string, skipped int, longer bool) {
	if len(line) <= 4*maxExcerpt {
		return line, 0, false
	}
	want := max(0, col-maxExcerpt)
	if c.col > want {
		c.inLine, c.col = 0, 0
	}
	for c.col < want && c.inLine < len(line) {
		_, n := utf8.DecodeRuneInString(line[c.inLine:])
		c.inLine, c.col = c.inLine+n, c.col+1
		c.searched += n
	}
	part = line[c.inLine:]
	if most := 4 * 3 * maxExcerpt; len(part) > most { // a character has four bytes at most
		for part, longer = part[:most], true; !utf8.ValidString(part[len(part)-1:]) && len(part) > most-4; {
			part = part[:len(part)-1]
		}
	}
	return part, c.col, longer
}

// line is line n of a file, from 1; ok is false where it has none.
func (c *cursor) line(file, text string, n int) (line string, ok bool) {
	if c.file != file || n < c.number || len(c.text) != len(text) {
		c.file, c.text, c.number, c.at, c.inLine, c.col = file, text, 1, 0, 0, 0
	}
	for ; c.number < n; c.number++ {
		i := strings.IndexByte(text[c.at:], '\n')
		if i < 0 {
			c.searched += len(text) - c.at
			return "", false
		}
		c.searched += i + 1
		c.at += i + 1
		c.inLine, c.col = 0, 0
	}
	line = text[c.at:]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r"), true
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

// IsUnassigned tells whether r is a character that Unicode leaves to private use, or one that it never gives a meaning:
// no two programs show the same for it.
func IsUnassigned(r rune) bool {
	return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}
