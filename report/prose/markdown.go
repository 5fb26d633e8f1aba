package prose

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"whereas/report/doc"
)

// Markdown is text that Markdown reads as it stands: what templates print. A text of a dossier becomes one by Escape or
// EscapeLine and in no other way, so that a text that nobody escaped doesn't compile.
type Markdown string

// Escape keeps words of a dossier from being read as Markdown, where they stand within a line.
func Escape(s string) Markdown { return Markdown(doc.Line(literal(s))) }

// literal is a text of one line that Markdown reads as it stands.
func literal(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r == '\n' || r == '\r' {
			r = ' '
		}
		if strings.ContainsRune("\\`*_[]<>{}|~", r) || r == '&' && entity.MatchString(s[i:]) {
			b.WriteByte('\\')
		}
		if r == '^' && i > 0 && s[i-1] == '[' { // no mark of a note, whoever reads it
			b.WriteString("&#94;")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// EscapeLine is Escape for words that begin a line: they could be a heading or an item of a list as well.
func EscapeLine(text string) Markdown {
	s := string(Escape(text))
	if m := numbered.FindStringIndex(s); m != nil {
		return Markdown(s[:m[1]-1] + "\\" + s[m[1]-1:])
	}
	if s != "" && strings.ContainsRune("#+-", rune(s[0])) || lettered.MatchString(s) && s[0] == '(' {
		return Markdown("\\" + s)
	}
	if m := lettered.FindStringSubmatchIndex(s); m != nil && s[0] != '(' {
		return Markdown(s[:m[3]-1] + "\\" + s[m[3]-1:])
	}
	if r, n := utf8.DecodeRuneInString(s); bulleted.MatchString(s) {
		return Markdown("&#" + strconv.Itoa(int(r)) + ";" + s[n:])
	}
	return Markdown(s)
}

var (
	entity   = regexp.MustCompile(`^&#?[A-Za-z0-9]+;`)
	numbered = regexp.MustCompile(`^[0-9]{1,9}[.)]`)
)

// Tidy is Markdown that a template printed, with at most one empty line between blocks and none at either end.
func Tidy(md string) []byte {
	for strings.Contains(md, "\n\n\n") {
		md = strings.ReplaceAll(md, "\n\n\n", "\n\n")
	}
	return []byte(strings.Trim(md, "\n") + "\n")
}
