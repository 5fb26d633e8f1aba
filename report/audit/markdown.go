package audit

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/prose"
)

// markdownMark matches what only Markdown has: the mark of a note.
var markdownMark = regexp.MustCompile(`\[\^[^\]\s]+\]`)

// definition is the text of a note in Markdown, as it lies in the file.
type definition struct {
	id       string
	from, to int // bytes
}

var defined = regexp.MustCompile(`^ {0,3}\[\^([^\]\s]+)\]:[ \t]*`)

// readMarkdown reads Markdown with notes as pandoc writes them: a note goes on over the lines behind it that aren't
// blank, and over indented paragraphs.
func (t *Text) readMarkdown(data []byte, l *diag.List) {
	t.source = data
	rest := bytes.Clone(data)
	number, at := 0, 0
	var open *Note
	blank := false
	for at <= len(data) {
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i
		}
		number++
		line := strings.TrimRight(string(data[at:end]), " \t\r")
		from := 0
		switch m := defined.FindStringSubmatchIndex(line); {
		case m != nil:
			open = &Note{ID: line[m[2]:m[3]], At: diag.Span{File: t.File, Line: number, Col: 1, EndLine: number,
				EndCol: utf8.RuneCountInString(line) + 1}}
			t.Notes = append(t.Notes, open)
			t.defs = append(t.defs, definition{open.ID, at, end})
			from, blank = m[1], false
		case strings.TrimSpace(line) == "":
			blank = true
		case open != nil && (!blank || strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")):
			from = len(line) - len(strings.TrimLeft(line, " \t"))
			t.defs[len(t.defs)-1].to = end
		default:
			open = nil
		}
		if open != nil && line != "" {
			col := utf8.RuneCountInString(line[:from]) + 1
			open.lines = append(open.lines, doc.Text{S: line[from:], At: diag.Span{File: t.File, Line: number, Col: col,
				EndLine: number, EndCol: col + utf8.RuneCountInString(line[from:])}})
		}
		at = end + 1
	}
	for _, d := range t.defs {
		for i := d.from; i < d.to; i++ {
			if rest[i] != '\n' && rest[i] != '\r' {
				rest[i] = ' '
			}
		}
	}
	for _, n := range t.Notes {
		n.lines = slices.DeleteFunc(n.lines, func(line doc.Text) bool { return line.S == "" })
		var texts []string
		for _, line := range n.lines {
			texts = append(texts, line.S)
		}
		n.Text = strings.TrimSpace(strings.Join(texts, " "))
	}
	every := func(id string) ([]doc.Inline, bool) { return []doc.Inline{doc.Text{S: id}}, true }
	var faults diag.List
	t.Doc = prose.Parse(t.File, rest, every, &faults)
	t.Doc.Notes = nil
	for _, d := range faults.Sorted() { // a draft would refuse it; whoever only looks at a text may read on
		if d.Code == diag.BadMark { // what it says of claims means nothing here
			d.Message = "this isn't written as the mark of a note is, and isn't read as one"
			d.Hint = "write [^5] in the text, and [^5]: with the note's words below it"
		}
		sev := d.Severity
		if sev == diag.Error && d.Code != diag.DirectionOverride && d.Code != diag.FileTooLarge {
			sev = diag.Warning
		}
		if d.Code != diag.TooManyFaults && d.Code != diag.InvalidUTF8 && d.Code != diag.ControlCharacter &&
			d.Code != diag.DirectionOverride {
			l.Report(sev, d.At, d.Code, "%s", d.Message).WithHint("%s", d.Hint)
		}
	}
}
