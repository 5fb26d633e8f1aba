package audit

import (
	"encoding/xml"
	"fmt"
	"strings"

	"whereas/report/diag"
	"whereas/report/docx"
)

// readWord reads a document of a word processor (.docx) as plain text: a paragraph is a line, its notes stand below
// with their numbers, and their marks are small raised figures. Places are those of this text.
func readWord(name string, data []byte, words Wording, l *diag.List) *Text {
	at := diag.Span{File: name}
	refuse := func(what, hint string) *Text {
		l.Errorf(at, diag.NotText, "the file is %s, and not a text", what).WithHint("%s", hint)
		return nil
	}
	if len(data) > docx.MaxBytes {
		l.Errorf(at, diag.FileTooLarge, "the document has more than %d bytes", docx.MaxBytes).
			WithHint("take its pictures out, or save it as plain text (.txt) in UTF-8")
		return nil
	}
	const save = "open it, and save its text as plain text (.txt) in UTF-8, with the notes below the text"
	archive, err := docx.Open(data)
	if err != nil {
		return refuse("a damaged archive", save)
	}
	w := wordReader{archive: archive, numbers: map[string]int{}}
	if !archive.Has("word/document.xml") {
		return refuse("an archive without a document that can be read", save)
	}
	if err := w.body(); err != nil {
		return refuse("a document that can't be read: "+err.Error(), save)
	}
	text := w.text.String()
	if len(text) > MaxBytes {
		l.Errorf(at, diag.FileTooLarge, "the document has %d bytes of text; at most %d are read", len(text), MaxBytes).
			WithHint("keep the proposal and its notes in a file of their own")
		return nil
	}
	t := readText(name, []byte(text), words, l)
	if t != nil {
		t.Form = Word
	}
	return t
}

// wordReader is a document on its way to plain text.
type wordReader struct {
	archive *docx.Archive
	text    strings.Builder
	numbers map[string]int // of notes, by their kind and id
	order   []string
}

// body writes the text, then the notes in the order of their marks.
func (w *wordReader) body() error {
	err := w.walk("word/document.xml", func(_, line string) { w.text.WriteString(line + "\n\n") })
	if err != nil {
		return err
	}
	said := map[string]string{}
	for _, kind := range []string{"footnote", "endnote"} {
		err := w.walk("word/"+kind+"s.xml", func(id, line string) { said[kind+id] += " " + line })
		if err != nil {
			return err
		}
	}
	for i, key := range w.order {
		fmt.Fprintf(&w.text, "%d %s\n", i+1, strings.TrimSpace(said[key]))
	}
	return nil
}

// number is that of a note, by its first mark.
func (w *wordReader) number(key string) int {
	if w.numbers[key] == 0 {
		w.order = append(w.order, key)
		w.numbers[key] = len(w.order)
	}
	return w.numbers[key]
}

var raisedDigits = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷",
	"8", "⁸",
	"9", "⁹")

// walk gives each paragraph of a part, with the id of the note that it is of, to a function.
func (w *wordReader) walk(name string, each func(note, line string)) error {
	p := partReader{word: w, each: each}
	return w.archive.Tokens(name, func(d *xml.Decoder, tok xml.Token) error {
		switch x := tok.(type) {
		case xml.StartElement:
			if x.Name.Local == "Fallback" || x.Name.Local == "del" || x.Name.Local == "moveFrom" {
				return d.Skip() // what an older program shows in its place, and what was taken out
			}
			return p.start(d, x)
		case xml.EndElement:
			if x.Name.Local == "p" {
				p.paragraph()
			}
		}
		return nil
	})
}

// partReader is a part of a document, read from its first element to its last.
type partReader struct {
	word *wordReader
	each func(note, line string)

	line        strings.Builder
	note, style string // id of the note that is read, style of the paragraph
	item, up    bool   // it is an item of a list; what is read is raised
}

func (p *partReader) start(d *xml.Decoder, x xml.StartElement) error {
	val := ""
	for _, a := range x.Attr {
		if a.Name.Local == "val" || a.Name.Local == "id" {
			val = a.Value
		}
	}
	switch x.Name.Local {
	case "footnote", "endnote":
		p.note = val
	case "p":
		p.line.Reset()
		p.style, p.item = "", false
	case "pStyle":
		p.style = val
	case "numPr":
		p.item = true
	case "r":
		p.up = false
	case "vertAlign":
		p.up = val == "superscript"
	case "t":
		var s string
		if err := d.DecodeElement(&s, &x); err != nil {
			return err
		}
		if p.up {
			s = raisedDigits.Replace(s)
		}
		p.line.WriteString(s)
	case "tab", "br", "cr":
		p.line.WriteString(" ")
	case "noBreakHyphen":
		p.line.WriteString("-")
	case "footnoteReference", "endnoteReference":
		s := raisedDigits.Replace(itoa(p.word.number(strings.TrimSuffix(x.Name.Local, "Reference") + val)))
		if endsRaised(p.line.String()) {
			s = "," + s
		}
		p.line.WriteString(s)
	}
	return nil
}

// paragraph hands on the paragraph that ends.
func (p *partReader) paragraph() {
	text := strings.TrimSpace(strings.NewReplacer("\n", " ", "\r", " ").Replace(p.line.String()))
	p.line.Reset()
	switch {
	case text == "":
		return
	case p.note == "" && (strings.HasPrefix(p.style, "Heading") || p.style == "Title"):
		text = "# " + text
	case p.note == "" && p.item:
		text = "• " + text
	}
	p.each(p.note, text)
}

func endsRaised(s string) bool {
	for _, r := range "⁰¹²³⁴⁵⁶⁷⁸⁹" {
		if strings.HasSuffix(s, string(r)) {
			return true
		}
	}
	return false
}
