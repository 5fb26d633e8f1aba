package source

import (
	"bytes"
	"regexp"
	"strings"
)

// statement is one key = value, over as many lines as it takes, or a single other line.
type statement struct {
	extent
	open   int  // the bracket or quote marks that are never closed, -1 where all are
	found  int  // where that comes to light: what can't stand there begins
	isText bool // what is open is a text over several lines
	odd    bool // a text on one line has no closing quote mark
}

// headingInList matches a line that can't belong to a list, since it opens a table.
var headingInList = regexp.MustCompile(`^[ \t]*\[{1,2}[ \t]*[A-Za-z][^,\]]*\]{0,2}[ \t]*(#.*)?$`)

// keyAndValue matches a line that begins like a statement. It is stricter than keyLine, since in a text
// over several lines any words may stand.
var keyAndValue = regexp.MustCompile(`^[A-Za-z0-9_-]+[ \t]*=[ \t]*["'\[{0-9tf]`)

// statementAt is the statement that made the library stop at p. What is never closed comes to light only
// behind its end: a list on the next line, a text over several lines anywhere.
func statementAt(text []byte, p int) statement {
	for i := 0; i < len(text); {
		st := readStatement(text, i)
		if p < st.to || st.isText || st.open >= 0 && p < lineEnd(text, st.to) {
			return st
		}
		i = st.to
	}
	return statement{extent: extent{len(text), len(text)}, open: -1}
}

// neverClosed tells whether the library stopped at p because of what is open, and not of something before.
func (st statement) neverClosed(text []byte, p int) bool {
	if st.open < 0 || st.odd && !st.isText {
		return false
	}
	return p >= st.found || st.isText || st.found < st.to && p > lineEnd(text, st.open)
}

func lineEnd[T []byte | string](text T, i int) int {
	for ; i < len(text); i++ {
		if text[i] == '\n' {
			return i + 1
		}
	}
	return len(text)
}

func readStatement(text []byte, from int) statement {
	st := statement{extent: extent{from, lineEnd(text, from)}, open: -1}
	m := keyLine.FindIndex(text[from:st.to])
	if m == nil {
		return st
	}
	i := from + m[1]
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	if v := text[i:]; !bytes.HasPrefix(v, []byte("[")) && !bytes.HasPrefix(v, []byte("{")) &&
		!bytes.HasPrefix(v, []byte(`"""`)) &&
		!bytes.HasPrefix(v, []byte("'''")) {
		return st
	}
	indent := indentation(text[from:])
	var stack []int
	last := byte(0) // the last byte that is neither white space nor in a comment
	for i < len(text) {
		if text[i-1] == '\n' && endsValue(trimEOL(text[i:lineEnd(text, i)]), indent, text[stack[len(stack)-1]], last) {
			st.open, st.found, st.to = stack[0], i, i
			return st
		}
		b := text[i]
		switch b {
		case '#':
			i = lineEnd(text, i) - 1
		case '"', '\'':
			if triple := bytes.Repeat([]byte{b}, 3); bytes.HasPrefix(text[i:], triple) {
				end, ok := closing(text, i+3, triple)
				if !ok {
					st.open, st.found, st.to, st.isText = i, i, nextStatement(text, i), true
					return st
				}
				i = end - 1
				break
			}
			end, closed := closingOnLine(text, i)
			if st.odd = st.odd || !closed; closed {
				i = end
			} else {
				i = end - 1
			}
		case '[', '{':
			stack = append(stack, i)
		case ']', '}':
			stack = st.closeBracket(text, stack, i)
		}
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' && b != '#' {
			last = b
		}
		i++
		if len(stack) == 0 {
			st.to = lineEnd(text, min(i, len(text)))
			return st
		}
	}
	st.to = len(text)
	st.open, st.found = stack[0], len(text)-1 // where the library stands at the end of a file
	return st
}

// closingOnLine is where the text that the quote mark at i opens is closed on its line; else the end of the line.
func closingOnLine(text []byte, i int) (end int, closed bool) {
	quote := text[i]
	for i++; i < len(text) && text[i] != quote && text[i] != '\n'; i++ {
		if quote == '"' && text[i] == '\\' && i+1 < len(text) && text[i+1] != '\n' {
			i++
		}
	}
	return i, i < len(text) && text[i] != '\n'
}

// closeBracket is the stack of open brackets behind the closing one at i. One that it leaves open within its own is
// noted.
func (st *statement) closeBracket(text []byte, stack []int, i int) []int {
	for j := len(stack) - 1; j >= 0; j-- {
		if text[stack[j]] != text[i]-2 { // in ASCII, each closing bracket is two behind its opening one
			continue
		}
		if j+1 < len(stack) && st.open < 0 {
			st.open, st.found = stack[j+1], i
		}
		return stack[:j]
	}
	return stack
}

// endsValue tells whether a line can't belong to a list or an inline table that is still open: it is a
// heading, or the next key, which stands no further to the right than the first. Inside { and } keys are at home,
// unless no comma stands before one that begins its line.
func endsValue(line []byte, indent int, bracket, last byte) bool {
	if headingInList.Match(line) {
		return true
	}
	if bracket == '{' {
		return keyAndValue.Match(line) && last != ',' && last != '{'
	}
	return keyLine.Match(line) && indentation(line) <= indent
}

func indentation[T []byte | string](line T) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}

// closing finds the end of a text over several lines. Quote marks behind an equals sign open another text:
// then the first was never closed.
func closing(text []byte, from int, triple []byte) (int, bool) {
	for i := from; i < len(text); i++ {
		if triple[0] == '"' && text[i] == '\\' {
			i++
			continue
		}
		if !bytes.HasPrefix(text[i:], triple) {
			continue
		}
		line := text[bytes.LastIndexByte(text[:i], '\n')+1 : i]
		if i > from && bytes.HasSuffix(bytes.TrimRight(line, " \t"), []byte("=")) &&
			bytes.IndexByte(text[from:i], '\n') >= 0 {
			return 0, false
		}
		i += 3
		for n := 0; n < 2 && i < len(text) && text[i] == triple[0]; n++ { // up to two may belong to the text
			i++
		}
		return i, true
	}
	return 0, false
}

// nextStatement is where the next heading, or line that looks like key = value, begins.
func nextStatement(text []byte, i int) int {
	for i = lineEnd(text, i); i < len(text); i = lineEnd(text, i) {
		if line := trimEOL(text[i:lineEnd(text, i)]); opensTable.Match(line) && headingInList.Match(line) ||
			keyAndValue.Match(line) {
			return i
		}
	}
	return len(text)
}

// evenBrackets tells whether a line can be left out without its neighbours losing or gaining a bracket.
func evenBrackets(line string) bool {
	outside := outsideStrings(line)
	depth := 0
	for i := range len(line) {
		if !outside[i] {
			continue
		}
		if strings.IndexByte("[{", line[i]) >= 0 {
			depth++
		} else if strings.IndexByte("]}", line[i]) >= 0 {
			depth--
		}
	}
	return depth == 0
}

// restOfList matches a line that can only stand in a list.
var restOfList = regexp.MustCompile(`^[ \t]*(?:[{}\]]|"[^"]*"[ \t]*(?:,|$)|'[^']*'[ \t]*(?:,|$))`)

// restOfValue is how far from i the rest of a list, or of a text over several lines, reaches whose
// beginning is lost.
func restOfValue(text []byte, i int) int {
	next := i
	if i > 0 {
		next = nextStatement(text, i-1)
	}
	if rest := text[i:next]; bytes.Count(rest, []byte(`"""`))%2 == 1 || bytes.Count(rest, []byte("'''"))%2 == 1 {
		return next
	}
	for i < len(text) && restOfList.Match(trimEOL(text[i:lineEnd(text, i)])) {
		i = lineEnd(text, i)
	}
	return i
}
