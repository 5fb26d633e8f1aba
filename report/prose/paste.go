package prose

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
)

// What people paste isn't Markdown: paragraphs that are indented, lists with the bullets and letters of a word
// processor, a year at the beginning of a line. Before it is read, each line is written as Markdown writes what is
// meant. Nothing is left out, and every place in the new text leads back to one in the file.

// line is where a line of the new text begins, and how its beginning differs from the line in the file.
type line struct {
	start int
	now   int    // bytes that its beginning has in the new text
	was   int    // characters that it has in the file
	label string // what a pasted item begins with, "(a)"; "" for a bullet
}

// maxDepth bounds how deep quotations and lists lie in each other.
const maxDepth = 16

// maxSigns bounds how many of one of Markdown's signs a paragraph has: each may have to look for its partner among all.
const maxSigns = 3000

// pasted goes through the lines of a text.
type pasted struct {
	rd      *reader
	out     bytes.Buffer
	lines   []line
	blank   bool // the line before has nothing
	item    bool // it begins an item
	opens   bool // it ends with a colon or a semicolon: a list may follow
	text    bool // it is one of a paragraph
	inList  bool
	foreign bool // the list has bullets that Markdown doesn't know: what is indented below it is a paragraph
	base    int  // how far the list as a whole is indented
	under   rune // the bullet of the last item at its left edge
	signs   [4]int
}

var (
	// bulleted matches what word processors put before an item. An "o" is one only before a tab.
	bulleted = regexp.MustCompile(
		`^(?:([•‣▪●■◦○]|\x{F0B7}|\x{F0A7})[\s\x{A0}\x{3000}]*|([·–])[\s\x{A0}]+|(o)\t\s*)(\S|$)`)
	lettered = regexp.MustCompile(
		`^(\((?:[a-zA-Z]|[ivxIVX]{1,5}|[0-9]{1,3})\)|(?:[a-zA-Z]|[ivxIVX]{1,5})\))[\s\x{A0}]+\S`)
	numeral  = regexp.MustCompile(`^([0-9]{1,9})[.)](?:[\s]|$)`)
	dashed   = regexp.MustCompile(`^[-+*](?:[ \t]|$)`)
	underlay = regexp.MustCompile(`^(=+|-{1,})[ \t]*$`)
	noSpace  = regexp.MustCompile(`^#{1,6}\pL`)
	linkNote = regexp.MustCompile(`^\[([^\]^0-9][^\]^]{0,200})\]:`)
	matter   = regexp.MustCompile(`^---[ \t]*\r?\n(?:[A-Za-z_-]+[ \t]*:.*\n)+---[ \t]*\r?(?:\n|$)`)
)

// paste rewrites the lines of the source that rd reads.
func (rd *reader) paste(src []byte) {
	p := &pasted{rd: rd, blank: true}
	rd.src, rd.lines = src, plainLines(src) // for places, until the new text is there
	if m := matter.Find(src); m != nil {
		rd.list.Errorf(rd.span(0, 3), diag.UnsupportedMarkdown,
			"settings of another program stand before the text, between two lines of dashes").
			WithHint("delete them: the title is the heading that begins with #")
	}
	for at := 0; at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		p.line(src[at:end], at)
		at = end
	}
	p.lines = append(p.lines, line{start: p.out.Len()})
	rd.src, rd.lines = p.out.Bytes(), p.lines
}

// plainLines are the lines of a text as they are.
func plainLines(src []byte) []line {
	out := []line{{}}
	for i, b := range src {
		if b == '\n' {
			out = append(out, line{start: i + 1})
		}
	}
	return out
}

func (p *pasted) line(raw []byte, at int) {
	body, columns := unindented(raw)
	ln := line{start: p.out.Len()}
	write := func(indent int, prefix string, rest []byte, label string) {
		ln.now, ln.label = indent+len(prefix), label
		ln.was = utf8.RuneCount(raw[:len(raw)-len(rest)])
		p.out.WriteString(strings.Repeat(" ", indent) + prefix)
		p.out.Write(rest)
		p.lines = append(p.lines, ln)
	}
	text := bytes.TrimRight(body, "\r\n")
	if len(text) == 0 {
		write(0, "", body, "")
		p.blank, p.item, p.opens, p.text = true, false, false, false
		p.signs = [4]int{}
		return
	}
	if dashed.Match(text) && len(bytes.TrimSpace(text[1:])) > 0 {
		p.signs = [4]int{} // an item of a list, whose words are a paragraph of their own
	}
	if sign := p.tooMany(text); sign != 0 {
		p.rd.list.Errorf(p.rd.span(at, at+1), diag.TooDeep,
			"a paragraph with more than %d signs %c: the line isn't read", maxSigns, sign).
			WithHint("make several paragraphs of it, or delete the signs")
		write(0, "", raw[len(raw)-(len(body)-len(text)):], "")
		return
	}
	if depth(text) > maxDepth {
		p.rd.list.Errorf(p.rd.span(at, at+min(len(text), maxDepth)), diag.TooDeep,
			"quotations and lists lie in each other deeper than %d: the line isn't read", maxDepth).
			WithHint("write it with fewer signs (> - * +) before its words")
		write(0, "", raw[len(raw)-(len(body)-len(text)):], "")
		return
	}
	p.tell(text, at+len(raw)-len(body))
	bullet, label, skip := p.marker(text)
	native := dashed.Match(text) || numeral.Match(text)
	year := numeral.FindSubmatch(text)
	isYear := year != nil && len(year[1]) > 3
	rest := body
	var prefix string
	switch {
	case isYear: // "2024. That was …" is no item
		prefix, rest = string(year[1])+"\\", body[len(year[1]):]
	case len(text) > 1 && text[0] == '>' && text[1] >= '0' && text[1] <= '9': // "more than", and no quotation
		prefix = "\\"
	case bullet != 0:
		prefix, rest = "- ", body[skip:]
		if label != "" {
			prefix = "+ "
		}
	}
	isItem := bullet != 0 || native && !isYear
	indent := p.indent(columns, isItem, bullet, ascii(raw[:len(raw)-len(body)]))
	write(indent, prefix, rest, label)
	if isItem && indent < 2 {
		p.under = bullet
	}
	p.blank, p.item, p.text = false, isItem, !isItem && text[0] != '#' && text[0] != '|' && text[0] != '>'
	last, _ := utf8.DecodeLastRune(bytes.TrimRightFunc(text, unicode.IsSpace))
	p.opens = last == ':' || last == ';'
}

// tooMany is the sign that the paragraph has too many of, 0 where there is none. Marks of notes don't count.
func (p *pasted) tooMany(text []byte) byte {
	for i, sign := range []byte("[*_<") {
		if p.signs[i] += bytes.Count(text, []byte{sign}); sign == '[' {
			p.signs[i] -= bytes.Count(text, []byte("[^"))
		}
		if p.signs[i] > maxSigns {
			return sign
		}
	}
	return 0
}

// indent is how far a line of the new text is indented, that is indented by columns in the file: only what belongs to
// a list is.
func (p *pasted) indent(columns int, item bool, bullet rune, plain bool) int {
	switch {
	case item && !p.inList:
		p.inList, p.base, p.foreign = true, 0, bullet != 0
		if columns > 3 || !plain {
			p.base = columns
		}
	case !p.inList:
		return 0
	case !item && (columns == 0 || p.foreign) && p.blank:
		p.inList = false
		return 0
	}
	indent := max(0, columns-p.base)
	if item && strings.ContainsRune("◦○o", bullet) && bullet != 0 && indent < 2 && p.under != 0 &&
		!strings.ContainsRune("◦○o", p.under) {
		indent = 2 // an open bullet below full ones lies within them
	}
	return indent
}

// marker is the bullet that a line of text begins with, as Markdown knows none: 0 for none. label is what an item is
// lettered with, and skip is where its words begin.
func (p *pasted) marker(text []byte) (bullet rune, label string, skip int) {
	begins := p.blank || p.item || p.opens || p.inList && !p.text
	if m := bulleted.FindSubmatchIndex(text); m != nil {
		first, _ := utf8.DecodeRune(text)
		if m[2] >= 0 || begins {
			return first, "", m[8]
		}
	}
	if m := lettered.FindSubmatchIndex(text); m != nil && begins {
		_, n := utf8.DecodeLastRune(text[:m[1]])
		return '(', string(text[m[2]:m[3]]), m[1] - n
	}
	return 0, "", 0
}

// tell reports lines that look like something else than Markdown makes of them.
func (p *pasted) tell(text []byte, at int) {
	l, span := p.rd.list, p.rd.span(at, at+len(text))
	switch {
	case p.text && underlay.Match(text) && text[0] == '=':
		l.Errorf(span, diag.UnsupportedMarkdown, "a line of equals signs makes no heading here").
			WithHint("put # or ## and a space before the heading, and delete this line")
	case p.text && underlay.Match(text):
		l.Warnf(span, diag.UnsupportedMarkdown, "this line of dashes is a rule: it makes no heading of the line above").
			WithHint("for a heading put ## and a space before its words; for a rule leave an empty line above")
	case noSpace.Match(text):
		l.Warnf(span, diag.UnsupportedMarkdown,
			"without a space behind # this is no heading, and is printed as it stands").
			WithHint(`for a heading write a space behind #; for the sign itself write \#`)
	case linkNote.Match(text):
		name := linkNote.FindSubmatch(text)[1]
		l.Errorf(p.rd.span(at, at+len(name)+2), diag.OwnNote,
			"a note of your own, %q, has no place here: notes are written from claims", name).
			WithHint("cite a claim, [^claim], or a source, [^source:name]; for a link write [words](https://…)")
	}
}

// unindented is a line without the spaces and tabs before its words, and how wide these are. The space that doesn't
// break and that of Chinese and Japanese texts count as well.
func unindented(raw []byte) (body []byte, columns int) {
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == '\t':
			columns += 4 - columns%4
		case r != '\n' && r != '\r' && unicode.IsSpace(r):
			columns++
		default:
			return raw, columns
		}
		raw = raw[n:]
	}
	return raw, columns
}

func ascii(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
}

// depth is how many quotations and lists the signs before a line's words open.
func depth(text []byte) int {
	n := 0
	for len(text) > 0 && n <= maxDepth {
		switch m := numeral.Find(text); {
		case text[0] == '>':
			text = text[1:]
		case dashed.Match(text):
			text = text[1:]
		case m != nil:
			text = text[len(m):]
		default:
			return n
		}
		n++
		text, _ = unindented(text)
	}
	return n
}
