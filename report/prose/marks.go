package prose

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"whereas/report/diag"
)

// Marks that aren't written as marks are: each is an error with what to write, and none is printed.

// faultNode is such a mark.
type faultNode struct {
	ast.BaseInline
	fault
}

type fault struct {
	start, stop   int
	message, hint string
}

var kindFault = ast.NewNodeKind("Fault")

func (*faultNode) Kind() ast.NodeKind           { return kindFault }
func (n *faultNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// noteKey is where the parser finds whether there is a claim of a name.
var noteKey = parser.NewContextKey()

var (
	goodMark = regexp.MustCompile(`^\[\^([^\]\[\s,;^]+)\]`)
	// a second pair of brackets would be printed around the number
	doubleMark = regexp.MustCompile(`^\[[ ]?((?:\[\^[^\]\[\s,;^]+\][,; ]*)+)\]`)
	looseMark  = regexp.MustCompile(`^\[[\s\x{A0}]*[\^ˆ＾][^\]\n]*\]?`)
	handMark   = regexp.MustCompile(`^\[[0-9]{1,3}(?:[,;–-][ ]?[0-9]{1,3})*\]`)
	citation   = regexp.MustCompile(`^\[-?@[^\]\n]*\]`)
	bareMark   = regexp.MustCompile(`^\[([a-z0-9:-]+)\]`)
	inline     = regexp.MustCompile(`^\^\[[^\]\n]*\]?`)
)

// Parse reads a mark, or what was meant to be one.
func (citeParser) Parse(_ ast.Node, r text.Reader, pc parser.Context) ast.Node {
	line, seg := r.PeekLine()
	if bytes.HasPrefix(line, []byte("![^")) { // a mark behind an exclamation, and no picture
		r.Advance(1)
		return ast.NewTextSegment(text.NewSegment(seg.Start, seg.Start+1))
	}
	bad := func(m []byte, message, hint string) ast.Node {
		r.Advance(len(m))
		return &faultNode{fault: fault{seg.Start, seg.Start + len(m), message, hint}}
	}
	if m := goodMark.FindSubmatch(line); m != nil {
		r.Advance(len(m[0]))
		return &citeNode{id: string(m[1]), start: seg.Start, stop: seg.Start + len(m[0])}
	}
	if m := doubleMark.FindSubmatch(line); m != nil {
		return bad(m[0], "one pair of brackets makes the mark of a note", "write "+string(m[1]))
	}
	if m := looseMark.Find(line); m != nil {
		return bad(m, "this isn't written as the mark of a note is", writeMarks(m))
	}
	if m := inline.Find(line); m != nil {
		return bad(m, "a note of your own has no place here: notes are written from claims",
			"cite a claim, [^claim], or a source, [^source:name], and the note is written for you")
	}
	linked := func(m []byte) bool { return len(line) > len(m) && (line[len(m)] == '(' || line[len(m)] == '[') }
	if m := handMark.Find(line); m != nil && !linked(m) {
		return bad(m, "a note's number is written for you",
			`cite the claim that the sentence rests on, [^claim]; for the brackets themselves write \[`)
	}
	if m := citation.Find(line); m != nil {
		return bad(m, "this is the mark of another program, and none here", writeMarks(m))
	}
	if m := bareMark.FindSubmatch(line); m != nil && !linked(m[0]) {
		if notes, ok := pc.Get(noteKey).(Notes); ok {
			if _, known := notes(string(m[1])); known {
				return bad(m[0], "the mark of a note has a ^ behind its bracket", "write [^"+string(m[1])+"]")
			}
		}
	}
	return nil
}

// writeMarks says how the marks are written that somebody meant.
func writeMarks(meant []byte) string {
	// A space behind "source:" parts nothing.
	plain := strings.ReplaceAll(strings.ReplaceAll(string(meant), "source: ", "source:"), "reply: ", "reply:")
	if i := strings.IndexByte(plain, ']'); i < 0 || strings.Contains(plain, "p. ") {
		// Never closed, so that the sentence follows, or a place in the source: only the first word is an id.
		parts := func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }
		if f := strings.FieldsFunc(plain, parts); len(f) > 1 {
			plain = f[0]
			if strings.Trim(f[0], "[^ˆ＾") == "" {
				plain = f[1]
			}
		}
	}
	words := strings.FieldsFunc(plain, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == ':')
	})
	if len(words) == 0 || len(words) > 4 || bytes.ContainsRune(meant, '@') {
		return "cite a claim: [^claim], without spaces; several stand one behind the other: [^one][^other]"
	}
	return "write [^" + strings.Join(words, "][^") + "]"
}

// left matches what Markdown leaves as it stands, and nobody wants to see on a page; what stands behind a backslash is
// meant, but for a mark.
var left = regexp.MustCompile(`\\?\[\^[^\]\s]*\]?|\^\[|\\?<!--|` +
	`\\?\{\{[^}]*\}?\}?|\\?\{[.#:][^}\s]*\}?|\\\\|\\[A-Za-z]+`)

var caret = regexp.MustCompile(`\^([a-z0-9]+(?:[-:][a-z0-9]+)+)`)

// leftovers reports what stands in a text that is about to be printed and is no text. from is where it begins.
func (rd *reader) leftovers(raw []byte, from int) {
	if !bytes.ContainsAny(raw, `^<{\`) {
		return
	}
	for _, m := range left.FindAllIndex(raw, -1) {
		s := string(raw[m[0]:m[1]])
		at := rd.span(from+m[0], from+m[1])
		switch {
		case strings.HasPrefix(s, `\[^`), strings.HasPrefix(s, "[^"), strings.HasPrefix(s, "^["):
			rd.list.Errorf(at, diag.BadMark, "this isn't written as the mark of a note is").
				WithHint("%s", writeMarks([]byte(s))+`, without \`)
		case strings.HasPrefix(s, `\\`), strings.HasPrefix(s, `\{`), strings.HasPrefix(s, `\<`): // meant
		case strings.HasPrefix(s, "<!--"):
			rd.list.Errorf(at, diag.UnsupportedMarkdown, "a comment would be printed").
				WithHint("put empty lines before it and behind its end -->, or delete it")
		case strings.HasPrefix(s, "{."):
			rd.list.Errorf(at, diag.UnsupportedMarkdown, "%q means nothing here, and would be printed", s).
				WithHint("the mark of opinion is {.opinion}, behind the sentence")
		default:
			rd.list.Warnf(at, diag.UnsupportedMarkdown, "%s is printed as it stands: here it does nothing", s).
				WithHint("delete it, if it is a command for another program")
		}
	}
	for _, m := range caret.FindAllSubmatchIndex(raw, -1) {
		id := string(raw[m[2]:m[3]])
		if m[0] > 0 && raw[m[0]-1] == '[' {
			continue
		}
		if _, known := rd.notes(id); known {
			rd.list.Errorf(rd.span(from+m[0], from+m[1]), diag.BadMark, "the mark of a note stands in square brackets").
				WithHint("write [^%s]", id)
		}
	}
}

// refused says why a character can't stand in prose; "" where it can.
func refused(r rune) (diag.Code, string) {
	switch {
	case r < 0x20 && r != '\n' && r != '\t' && r != '\r', r >= 0x7F && r < 0xA0, unicode.Is(unicode.Cc, r) && r >= 0x7F:
		return diag.ControlCharacter, "the control character U+%04X can't stand in prose"
	case diag.IsDirectional(r):
		return diag.DirectionOverride, "the invisible character U+%04X changes the direction in which text is read"
	case diag.IsUnassigned(r):
		return diag.ControlCharacter, "the character U+%04X means nothing outside the program that wrote it"
	case r == utf8.RuneError:
		return diag.InvalidUTF8, "the character U+%04X stands where another one was lost"
	}
	return "", ""
}

// resolved reports characters that a text has since an entity was written for them.
func (rd *reader) resolved(raw []byte, now string, at diag.Span) {
	if !bytes.ContainsRune(raw, '&') {
		return
	}
	for _, r := range now {
		if code, why := refused(r); code != "" && !bytes.ContainsRune(raw, r) {
			rd.list.Errorf(at, code, why, r).WithHint("delete it, or write what is meant")
		}
	}
}
