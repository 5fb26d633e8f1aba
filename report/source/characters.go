package source

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"whereas/report/diag"
)

// Plain is a text as everything after reading has it, so that every output shows and holds the same: ends of lines as
// one kind, spaces at which a line may end as the keyboard's, letters composed with their accents, and without
// characters that nobody sees and that change no letter (hints where a line may end, marks of direction, choices of a
// glyph). Spaces at which no line may end stay, and so do joiners in scripts that write with them, where they change
// the word: in Persian, in Hindi.
func Plain(s string) string {
	if isPlain(s) {
		return s
	}
	s = norm.NFC.String(lineEnds(s))
	var b strings.Builder
	b.Grow(len(s))
	before := rune(0)
	for i, r := range s {
		switch {
		case r == '\u2028' || r == '\u2029':
			r = '\n'
		case diag.IsOddSpace(r) && r != '\u0085' && !keepsLine(r):
			r = ' '
		case isJoiner(r):
			if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); !joins(before) || !joins(next) &&
				unicode.IsLetter(next) {
				continue
			}
		case isLeftOut(r):
			continue
		}
		b.WriteRune(r)
		before = r
	}
	return norm.NFC.String(b.String()) // what stood between a letter and its accent is gone
}

// isPlain spares most texts a copy.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '\r' {
			return s[i] != '\r' && !strings.ContainsRune(s[i:], '\r') && plainFrom(s[i:]) && norm.NFC.IsNormalString(s)
		}
	}
	return true
}

func plainFrom(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r >= 0xA0 && (diag.IsOddSpace(r) && !keepsLine(r) || diag.IsInvisible(r))
	}) < 0
}

// lineEnds makes one kind of the three ends of a line: that of Windows, that of old Macintoshes, and ours.
func lineEnds(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// keepsLine tells whether a space forbids that a line ends at it.
func keepsLine(r rune) bool { return r == '\u00A0' || r == '\u202F' || r == '\u2007' }

func isJoiner(r rune) bool { return r == '\u200C' || r == '\u200D' }

// joining are the scripts in which a joiner, or what keeps two letters apart, changes the word.
var joining = []*unicode.RangeTable{unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari,
	unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
	unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan}

func joins(r rune) bool { return r >= 0x600 && unicode.In(r, joining...) }

// isLeftOut tells whether a character is left out of texts: it isn't seen and changes no letter.
func isLeftOut(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u2060', '\uFEFF', // where a line may end, or may not
		'\u200E', '\u200F', '\u061C', // where text turns
		'\u034F', '\u180E':
		return true
	}
	return isJoiner(r) || unicode.Is(unicode.Variation_Selector, r)
}

// isRefused tells whether a character can't stand in a text at all: nobody sees it, and no text needs it.
func isRefused(r rune) bool {
	if r < ' ' {
		return r != '\n' && r != '\t' && r != '\r'
	}
	return r >= 0x7F && r < 0xA0 || diag.IsDirectional(r) || diag.IsUnassigned(r) ||
		diag.IsInvisible(r) && !isLeftOut(r)
}

// Encoding tells what a file is that no text editor saved as UTF-8, and what to do; both are empty for a text. Read on,
// such a file would give a fault for each of its bytes.
func Encoding(data []byte) (what, hint string) {
	var nul [2]int // zero bytes at even and at odd places
	head := data[:min(len(data), 1024)]
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return "the file is saved as UTF-32", saveAsUTF8
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")),
		min(nul[0], nul[1]) == 0 && nul[0]+nul[1] > len(head)/4:
		return "the file is saved as UTF-16", saveAsUTF8
	case bytes.IndexByte(data, 0) >= 0:
		return "the file isn't text", `save it as text, in UTF-8, or put it somewhere else`
	}
	return "", ""
}

const saveAsUTF8 = `save it as UTF-8: in an editor that is an option of "save as"`

// Lines is the text of a file as it is read: without its byte-order mark, and each line with the one end that all have.
// A second mark, which some programs write before the first, is a fault: nobody sees it.
func Lines(name string, data []byte, l *diag.List) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if rest := bytes.TrimLeft(data, "\ufeff"); len(rest) < len(data) {
		l.Errorf(diag.Span{File: name}, diag.ControlCharacter,
			"the file begins with more than one %s; one at most may stand there", diag.CharName('\ufeff')).
			WithHint(`save it anew as UTF-8; where an editor offers it, "without BOM"`)
		data = rest
	}
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	out := bytes.Clone(data)
	for i, b := range out {
		if b == '\r' && (i+1 == len(out) || out[i+1] != '\n') {
			out[i] = '\n'
		}
	}
	return out
}

// Prose is the text of a Markdown file as it is read: what Lines says, and its texts as Plain has them. It is empty
// where the file isn't text, which goes to l.
func Prose(name string, data []byte, l *diag.List) []byte {
	if what, hint := Encoding(data); what != "" {
		l.Errorf(diag.Span{File: name}, diag.NotText, "%s", what).WithHint("%s", hint)
		return []byte{}
	}
	d := newDoc(name, string(Lines(name, data, l)), l)
	d.checkCharacters()
	if !utf8.ValidString(d.text) { // told above
		return []byte(d.text)
	}
	marksOf(d)
	return []byte(Plain(d.text))
}

// marksOf reports what isn't seen in the marks of notes: they are ids.
func marksOf(d *Doc) {
	for from := 0; ; {
		i := strings.Index(d.text[from:], "[^")
		if i < 0 {
			return
		}
		from += i + 2
		end := strings.IndexAny(d.text[from:], "]\n")
		if end < 0 {
			return
		}
		id := d.text[from : from+end]
		if r, at := diag.Unseen(id); at >= 0 && !isRefused(r) {
			d.list.Errorf(d.span(extent{from + at, from + at + utf8.RuneLen(r)}), diag.ControlCharacter,
				"the mark of a note holds %s, which isn't seen in it", diag.AChar(r)).WithHint("delete it")
		}
		from += end
	}
}
