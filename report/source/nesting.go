package source

import (
	"bytes"

	"whereas/report/diag"
)

// How many brackets stand within each other, and how many parts a dotted key has, at most. A dossier needs four of
// either. For each bracket the TOML library calls itself, until there is no room left; and it keeps all beginnings of a
// key: one of 17,000 parts, 35 kB, would take it 3 GiB.
const (
	maxNesting = 64
	maxParts   = 10
)

// tooDeep finds where a text is nested deeper than is read. It looks at each byte once, and knows no more of TOML than
// where its texts and remarks end.
func tooDeep(text []byte) (at int, found bool) {
	depth, parts := 0, 1
	for i := 0; i < len(text); i++ {
		switch b := text[i]; b {
		case '#':
			i = lineEnd(text, i) - 1
			parts = 1
		case '"', '\'':
			i = endOfText(text, i) - 1
		case '[', '{':
			parts = 1
			if depth++; depth > maxNesting {
				return i, true
			}
		case ']', '}':
			parts, depth = 1, max(0, depth-1)
		case '.':
			if parts++; parts > maxParts {
				return i, true
			}
		case '=', ',':
			parts = 1
		case '\n':
			parts = 1
			if opensTable.Match(text[i+1 : min(len(text), i+200)]) { // what is still open was never closed
				depth = 0
			}
		}
	}
	return 0, false
}

// endOfText is where the text that the quote mark at i opens ends: behind its last quote mark, or at the end of the
// line, or of the file, where it is never closed.
func endOfText(text []byte, i int) int {
	if triple := bytes.Repeat(text[i:i+1], 3); bytes.HasPrefix(text[i:], triple) {
		if end, ok := closing(text, i+3, triple); ok {
			return end
		}
		return len(text)
	}
	end, closed := closingOnLine(text, i)
	if closed {
		end++
	}
	return max(end, i+1)
}

// shallow tells whether the file can be handed to the library; else that is said, and nothing of the file is read.
func (d *Doc) shallow(text []byte) bool {
	at, deep := tooDeep(text)
	if deep {
		d.list.Errorf(d.span(extent{at, at + 1}), diag.Syntax,
			"more than %d brackets within each other, or more than %d parts of a key; the file isn't read", maxNesting,
			maxParts).
			WithHint("a dossier needs four at most: look what is wrong with this line")
		d.unread = true
	}
	return !deep
}
