// Package audit reads a proposal that somebody already has, as Markdown or as plain text with numbered notes, and says
// what stands in it: its parts, its words by each count, its notes and their addresses, what a reader would stumble
// over; and, beside a dossier, what that supports, contradicts and lacks.
package audit

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
)

// MaxBytes bounds a text: 1 MiB. A proposal has four kilobytes.
const MaxBytes = 1 << 20

// Form is what a text was written as.
type Form string

// The forms.
const (
	Plain    Form = "text"
	Markdown Form = "markdown"
	Word     Form = "docx"
)

// Text is a proposal as it was read: its blocks, in which marks of notes stand where they stood, and its notes.
type Text struct {
	File  string
	Form  Form
	Doc   *doc.Document // Doc.Notes stays empty: a text of somebody's own may have marks without notes
	Notes []*Note       // as they stand
	Shown []byte        // the text that places count in, for excerpts

	source []byte // of Markdown: as it was read, to be adopted
	defs   []definition
}

// Note is a note of a text.
type Note struct {
	ID        string // "5": what its marks say
	Text      string // on one line
	At        diag.Span
	Glued     bool       // its number stands directly before an address
	Addresses []*Address // in its order

	lines []doc.Text // as they stand
}

// byID are the notes by their ids: the first, where two have one.
func (t *Text) byID() map[string]*Note {
	out := map[string]*Note{}
	for _, n := range t.Notes {
		if out[n.ID] == nil {
			out[n.ID] = n
		}
	}
	return out
}

// Read reads a text. What can't be read as one goes to l, and the text is nil.
func Read(name string, data []byte, words Wording, l *diag.List) *Text {
	at := diag.Span{File: name}
	switch what, hint := foreign(data); {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readWord(name, data, words, l)
	case what != "":
		l.Errorf(at, diag.NotText, "the file is %s, and not a text", what).WithHint("%s", hint)
		return nil
	case len(data) > MaxBytes:
		l.Errorf(at, diag.FileTooLarge, "the file has more than %d bytes", MaxBytes).
			WithHint("keep the proposal and its notes in a file of their own")
		return nil
	}
	return readText(name, data, words, l)
}

// readText reads what is text.
func readText(name string, data []byte, words Wording, l *diag.List) *Text {
	at := diag.Span{File: name}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	// What Unicode holds to be the semicolon, and PDFs often give in its place (U+037E).
	data = bytes.ReplaceAll(data, []byte("\u037e"), []byte(";"))
	lines := splitLines(string(data))
	if !characters(name, lines, l) {
		return nil
	}
	if strings.TrimFunc(string(data), func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' }) == "" {
		l.Errorf(at, diag.EmptyText, "the file holds no words").
			WithHint("save the proposal itself in it, and run the same command again")
		return nil
	}
	t := &Text{File: name, Form: Plain, Shown: data}
	if markdownMark.Match(data) {
		t.Form = Markdown
		t.readMarkdown(data, l)
	} else {
		t.readPlain(lines, words, l)
	}
	for _, n := range t.Notes {
		n.Addresses = addresses(n)
	}
	if len(t.Doc.Blocks) == 0 {
		l.Errorf(at, diag.NoProposal, "the file holds notes, and no text that they belong to").
			WithHint("save the text of the proposal in the same file, above its notes")
	}
	return t
}

// foreign says what a file is that holds no plain text, and what to do; "" where it may be one.
func foreign(b []byte) (what, hint string) {
	const save = "open it, and save or copy its text as plain text (.txt) in UTF-8; the notes below the text"
	head := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(b[:min(len(b), 1024)], []byte("\ufeff")))))
	switch {
	case bytes.HasPrefix(b, []byte("%PDF")):
		return "a PDF", save
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return "a document of an older word processor", "save it as .docx, or as plain text (.txt) in UTF-8"
	case strings.HasPrefix(head, `{\rtf`):
		return "a document in RTF", "save it as .docx, or as plain text (.txt) in UTF-8"
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<?xml"):
		return "a web page", save
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		return "saved as UTF-16", "save it as UTF-8"
	case bytes.IndexByte(b, 0) >= 0:
		return "made for a program to read", save
	}
	return "", ""
}

// row is a line of a file.
type row struct {
	number int // from 1
	text   string
}

// splitLines are the lines of a text, whatever ends them.
func splitLines(s string) []row {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	var out []row
	for line := range strings.SplitSeq(s, "\n") {
		out = append(out, row{len(out) + 1, line})
	}
	return out
}

// characters reports what no text can hold; false where the rest can't be trusted.
func characters(name string, lines []row, l *diag.List) bool {
	for _, line := range lines {
		if !utf8.ValidString(line.text) {
			i := strings.IndexFunc(line.text, func(r rune) bool { return r == utf8.RuneError })
			col := utf8.RuneCountInString(line.text[:max(i, 0)]) + 1
			at := diag.Span{File: name, Line: line.number, Col: col, EndLine: line.number, EndCol: col + 1}
			l.Errorf(at, diag.InvalidUTF8, "the file is not UTF-8 text").WithHint("save the file as UTF-8")
			return false
		}
		col := 0
		for _, r := range line.text {
			col++
			at := diag.Span{File: name, Line: line.number, Col: col, EndLine: line.number, EndCol: col + 1}
			switch {
			case diag.IsDirectional(r):
				l.Errorf(at, diag.DirectionOverride,
					"the invisible character U+%04X changes the direction in which text is read", r).
					WithHint("delete it, or write what is meant")
			case unicode.IsControl(r) && r != '\t' && r != '\f':
				l.Warnf(at, diag.ControlCharacter, "the control character U+%04X can't stand in prose", r).
					WithHint("delete it, or write what is meant")
			case r == utf8.RuneError:
				l.Warnf(at, diag.InvalidUTF8, "the character U+%04X stands where another one was lost", r).
					WithHint("write the one that is meant")
			}
		}
	}
	return true
}

// headings are those of a text, one behind the other.
func headings(t *Text) string {
	var b strings.Builder
	for _, x := range t.Doc.Blocks {
		if h, ok := x.(*doc.Heading); ok {
			b.WriteString(doc.Plain(h.Text) + " ")
		}
	}
	return b.String()
}
