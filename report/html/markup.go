package html

import (
	"bytes"
	"strings"

	"whereas/report/doc"
	"whereas/report/face"
)

// page is the page as it grows.
type page struct {
	b        bytes.Buffer
	doc      *doc.Document
	words    doc.Words
	names    names
	marks    map[int]int     // how many marks of each note are written
	marked   bool            // the last thing written was a mark
	linking  bool            // within a link, which can't hold another
	held     []doc.Mark      // marks within a link, which follow it
	under    string          // the last heading
	anchored map[string]bool // claims that an address can lead to
	prefix   string          // of the ids of notes and marks
	item     bool            // within an item of a list
	back     bool            // the document runs from right to left
}

// open writes a start tag; attributes are names and values in turn. All text and all values go through escape, here and
// in text: nothing of a document reaches the page another way.
func (p *page) open(tag string, attributes ...string) { p.tag(tag, ">", attributes) }

// void writes an element that holds nothing.
func (p *page) void(tag string, attributes ...string) { p.tag(tag, "/>", attributes) }

func (p *page) tag(tag, end string, attributes []string) {
	p.b.WriteString("<" + tag)
	for i := 0; i < len(attributes); i += 2 {
		p.b.WriteString(" " + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
	}
	p.b.WriteString(end)
}

func (p *page) close(tag string) { p.b.WriteString("</" + tag + ">") }

func (p *page) line() { p.b.WriteByte('\n') }

func (p *page) text(s string) {
	if s != "" {
		p.marked = false
		p.b.WriteString(escape(s))
	}
}

// isolated writes a text in which each name in letters that run from right to left keeps to itself.
func (p *page) isolated(s string) {
	if p.back || !strings.ContainsFunc(s, face.RightToLeft) {
		p.text(s)
		return
	}
	text, from := []rune(s), 0
	for _, f := range face.Foreign(text) {
		p.text(string(text[from:f.From]))
		p.open("bdi")
		p.text(string(text[f.From:f.To]))
		p.close("bdi")
		from = f.To
	}
	p.text(string(text[from:]))
}

// escape makes a text safe between tags and between double quotes. Characters that HTML or XML forbids become
// U+FFFD, so that it is seen that something stood there.
func escape(s string) string {
	if !strings.ContainsFunc(s, escaped) {
		return s
	}
	var b strings.Builder
	for _, r := range s { // a byte that is no UTF-8 comes as U+FFFD
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\'':
			b.WriteString("&#39;")
		case r == '\r':
			b.WriteByte('\n') // as readers of both take it
		case forbidden(r):
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// forbidden are controls and noncharacters.
func escaped(r rune) bool {
	switch r {
	case '&', '<', '>', '"', '\'', '\r', '\uFFFD':
		return true
	}
	return forbidden(r)
}

func forbidden(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r >= 0xFDD0 && r <= 0xFDEF ||
		r&0xFFFE == 0xFFFE
}

// safeStyle is a style sheet that can't end its element. The backslash changes nothing within CSS.
func safeStyle(css string) string {
	css = strings.Map(func(r rune) rune {
		if forbidden(r) && r != '\r' && r != '\f' {
			return '\uFFFD'
		}
		return r
	}, css)
	return strings.TrimSpace(strings.ReplaceAll(css, "</", `<\/`))
}
