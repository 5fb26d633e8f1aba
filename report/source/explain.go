package source

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"whereas/report/diag"
)

var (
	alreadyDefined = regexp.MustCompile(`(?i)^key '?([^']*)'? (has already been defined|was already created)`)
	bareDate       = regexp.MustCompile(`=\s*(\d{4}-\d{1,2}-\d{1,2})`)
	keyLine        = regexp.MustCompile(`^[ \t]*([A-Za-z0-9_.-]+)[ \t]*=`)
)

const backslashHint = `write it twice (\\), or put the text in single quotes: 'C:\folder'`

const smartQuotes = "“”„‟«»‘’‚"

// explain says in plain words what is wrong with a line that the TOML library refused. The commonest
// faults are recognised: quote marks that are typographic, missing or inside a text, a backslash, a missing
// comma, a bad date, a colon for an equals sign, a heading with other letters than ids may have.
func explain(d *Doc, pe toml.ParseError, line string, le, at extent, text []byte) {
	list := d.list
	if explainTwice(d, pe, line, le, at, text) || explainOutside(d, line, le) {
		return
	}
	msg := pe.Message
	switch {
	case strings.Contains(msg, "escape") || strings.Contains(msg, "hexadecimal digits after"):
		span := at
		if i := badEscape(line); i >= 0 {
			span = extent{le.from + i, le.from + i + 2}
		}
		list.Errorf(d.span(span), diag.Backslash, "a backslash in a text has a special meaning, and this one has none").
			WithHint(backslashHint)
	case strings.Contains(msg, "datetime"), bareDate.MatchString(line) && strings.Contains(msg, "date"):
		span := at
		if m := bareDate.FindStringSubmatchIndex(line); m != nil {
			span = extent{le.from + m[2], le.from + m[3]}
		}
		list.Errorf(d.span(span), diag.BadDate, "%q is not a date",
			strings.TrimSpace(d.text[span.from:span.to])).
			WithHint(`dates are "2024", "2024-12" or "2024-12-03"`)
	case unescapedQuotes(line) > 2 && (strings.Contains(msg, "top-level item to end") ||
		strings.Contains(msg, "comma") || strings.Contains(msg, "newlines")) && quoteInside(line) >= 0:
		i := quoteInside(line)
		list.Errorf(d.span(extent{le.from + i, le.from + i + 1}), diag.QuoteInText,
			"this quote mark ends the text, and more follows").
			WithHint(
				`put a backslash before a quote mark inside a text (\"), or put the whole text in single quotes: 'He ` +
					`said "no"'`,
			)
	case strings.Contains(msg, "newlines") || strings.Contains(msg, `expected '"'`) ||
		strings.Contains(msg, `expected "'"`):
		span := at
		if i := lastOpenQuote(line); i >= 0 {
			span = extent{le.from + i, le.from + i + 1}
		}
		list.Errorf(d.span(span), diag.UnclosedText, "this text has no closing quote mark on its line").
			WithHint(`close it with the same quote mark; a text over several lines stands between """ and """`)
	case explainComma(d, msg, at):
	case strings.Contains(msg, "expected '.' or '='") || strings.Contains(msg, "key name appears blank"):
		explainKey(d, line, le, at)
	case strings.HasPrefix(strings.TrimLeft(line, " \t"), "[") && (strings.Contains(msg, "table name") ||
		strings.Contains(msg, "table array name") || strings.Contains(msg, "table separator")):
		explainHeading(d, line, le)
	case explainValue(d, msg, line, le, at):
	case strings.Contains(msg, "top-level item to end"):
		for at.from+1 < at.to && d.byte(at.from) == ' ' {
			at.from++
		}
		list.Errorf(d.span(at), diag.Syntax, "the value ends before this, and more follows").
			WithHint(
				"put each key on a line of its own; a text ends at its second quote mark, and a remark begins with #")
	case strings.Contains(msg, "expected value but found '='"):
		list.Errorf(d.span(at), diag.Syntax, "there is an equals sign too many here").WithHint("delete it")
	default:
		list.Errorf(d.span(at), diag.Syntax, "%s", lower(msg)).
			WithHint(`a line is either a [heading], or key = "value"`)
	}
}

// explainComma is for a comma that is missing, or one too many.
func explainComma(d *Doc, msg string, at extent) bool {
	switch {
	case strings.Contains(msg, "expected a comma"):
		d.list.Errorf(d.span(at), diag.MissingComma, "a comma is missing before this").
			WithHint("entries of a list, and the parts between { and }, are separated by commas")
	case strings.Contains(msg, "unexpected comma"):
		d.list.Errorf(d.span(at), diag.ExtraComma, "there is a comma too many here").
			WithHint("delete it, or write what should stand before it")
	default:
		return false
	}
	return true
}

// explainTwice is for a key or a heading that stands twice.
func explainTwice(d *Doc, pe toml.ParseError, line string, le, at extent, text []byte) bool {
	m := alreadyDefined.FindStringSubmatch(pe.Message)
	if m == nil {
		return false
	}
	key := strings.ReplaceAll(m[1], `"`, "")
	code, what, hint := diag.DuplicateKey, "key", "keep one of the two"
	span := at
	if strings.HasPrefix(strings.TrimLeft(line, " \t"), "[") {
		code, what, hint = diag.DuplicateID, "heading", "give one of the two another name, or make one of them of both"
		span = extent{le.from, le.from + len(strings.TrimRight(line, " \t"))}
	} else if k := keyLine.FindStringSubmatchIndex(line); k != nil {
		span = extent{le.from + k[2], le.from + k[3]}
	}
	dg := d.list.Errorf(d.span(span), code, "%s %q stands twice", what, key).WithHint("%s", hint)
	if first, ok := firstDefinition(text, key, le.from, code == diag.DuplicateID); ok {
		dg.WithNote(d.span(first), "it stands here first")
	}
	return true
}

// explainOutside is for a character that can't stand outside of texts.
func explainOutside(d *Doc, line string, le extent) bool {
	return explainUnseen(d, line, le) || explainSmartQuote(d, line, le)
}

// explainUnseen is for a character outside of texts that nobody sees, or takes for the space of the keyboard.
func explainUnseen(d *Doc, line string, le extent) bool {
	outside := outsideStrings(line)
	for i, r := range line {
		if !outside[i] || r < 0x80 || !diag.IsOddSpace(r) && !diag.IsInvisible(r) && r != '\u2800' {
			continue
		}
		where := "here"
		if strings.HasPrefix(strings.TrimLeft(line, " \t"), "[") {
			where = "in a heading"
		} else if k := strings.IndexByte(line, '='); k < 0 || i < k {
			where = "in a key, or beside it"
		}
		d.list.Errorf(d.span(extent{le.from + i, le.from + i + utf8.RuneLen(r)}), diag.BadHeading,
			"%s stands %s, where it can't", diag.AChar(r), where).
			WithHint("delete it, or put the space of the keyboard in its place: it often comes with text that was " +
				"pasted from elsewhere")
		return true
	}
	return false
}

// explainSmartQuote is for a typographic quote mark where TOML wants a straight one.
func explainSmartQuote(d *Doc, line string, le extent) bool {
	outside := outsideStrings(line)
	for i, r := range line {
		if strings.ContainsRune(smartQuotes, r) && outside[i] {
			d.list.Errorf(d.span(extent{le.from + i, le.from + i + len(string(r))}), diag.SmartQuotes,
				"the typographic quote mark %c can't open or close a text", r).
				WithHint(`use the straight quote mark " around texts; inside them typographic ones are fine`)
			return true
		}
	}
	return false
}

// explainKey is for a line that has no equals sign where one belongs.
func explainKey(d *Doc, line string, le, at extent) {
	from := max(0, at.from-le.from)
	if halfHeading.MatchString(line) {
		d.list.Errorf(d.span(extent{le.from, le.from + len(line)}), diag.BadHeading,
			"the heading has no [ at its beginning").
			WithHint("write it like this: [claim.some-id]")
		return
	}
	rest := line[min(from, len(line)):]
	r, _ := utf8.DecodeRuneInString(rest)
	switch {
	case r == ':':
		d.list.Errorf(d.span(extent{at.from, at.from + 1}), diag.MissingEquals, "a colon isn't an equals sign").
			WithHint(`write an equals sign between the key and its value: key = "value"`)
	case rest != "" && strings.ContainsRune(`"'[{`, r):
		d.list.Errorf(d.span(extent{at.from, at.from + 1}), diag.MissingEquals,
			"an equals sign is missing before this").
			WithHint(`write it between the key and its value: key = "value"`)
	case r > 0x7F && unicode.IsLetter(r) && strings.Contains(rest, "="):
		badLetter(d, "key", at.from, r)
	default:
		d.list.Errorf(d.span(at), diag.Syntax, "this line is neither a heading nor a key with its value").
			WithHint(`a line is either a [heading], or key = "value"; what is only a remark begins with #`)
	}
}

// explainHeading is for a heading that the library can't read.
func explainHeading(d *Doc, line string, le extent) {
	name := strings.TrimRight(line, " \t")
	whole := extent{le.from + len(line) - len(strings.TrimLeft(line, " \t")), le.from + len(name)}
	inside := strings.TrimLeft(name, " \t[")
	for i, r := range inside {
		if r == ']' || r == '#' {
			break
		}
		if r != '.' && r != '"' && (r > 0x7F || !wordByte(byte(r))) {
			badLetter(d, "heading", le.from+len(name)-len(inside)+i, r)
			return
		}
	}
	if !strings.Contains(name, "]") {
		d.list.Errorf(d.span(whole), diag.BadHeading, "the heading has no ] at its end").
			WithHint("write it like this: [claim.some-id]")
		return
	}
	d.list.Errorf(d.span(whole), diag.BadHeading, "the heading can't be read").
		WithHint("write it like this: [claim.some-id]; ids are made of the letters a–z, digits and hyphens")
}

func badLetter(d *Doc, where string, from int, r rune) {
	what := fmt.Sprintf("the letter %c", r)
	if r == ' ' {
		what = "a space"
	} else if !unicode.IsLetter(r) {
		what = fmt.Sprintf("the character %c", r)
	}
	d.list.Errorf(d.span(extent{from, from + utf8.RuneLen(r)}), diag.BadHeading, "the %s has %s, which ids can't have",
		where, what).
		WithHint("ids are made of the letters a–z, digits and hyphens")
}

// explainValue is for a value that the library can't read: mostly a text without quote marks.
func explainValue(d *Doc, msg, line string, le, at extent) bool {
	from := min(max(0, at.from-le.from), len(line))
	if strings.Contains(msg, "top-level item to end") || strings.Contains(msg, "expected a digit") ||
		strings.Contains(msg, "not a ") ||
		strings.Contains(msg, "invalid") {
		// The value begins well, as "12 persons" does, so the fault is reported behind its beginning.
		m := keyLine.FindStringIndex(line)
		if m == nil || m[1] > from {
			return false
		}
		from = m[1]
	} else if !strings.Contains(msg, "expected value but found") && !strings.Contains(msg, "expected value") &&
		!strings.Contains(msg, "floats must start") {
		return false
	}
	for from < len(line) && (line[from] == ' ' || line[from] == '\t') {
		from++
	}
	rest := line[from:]
	if rest == "" || rest[0] == '#' {
		span := at
		if k := keyLine.FindStringSubmatchIndex(line); k != nil {
			span = extent{le.from + k[2], le.from + k[3]}
		}
		d.list.Errorf(d.span(span), diag.MissingValue, "nothing stands behind the equals sign").
			WithHint("write the value there, or delete the line")
		return true
	}
	if strings.IndexByte(`=,[]{}"'`, rest[0]) >= 0 {
		return false
	}
	if keyLine.MatchString(rest) {
		d.list.Errorf(d.span(at), diag.Syntax, "a { is missing before this").
			WithHint("the parts of an entry stand between { and }")
		return true
	}
	end := strings.IndexByte(rest, '#')
	if end < 0 {
		end = len(rest)
	}
	if m := keyLine.FindStringIndex(line); m == nil ||
		strings.TrimLeft(line[m[1]:from], " \t") != "" { // in a list, or between { and }
		if i := strings.IndexAny(rest[:end], ",]}"); i >= 0 {
			end = i
		}
	}
	word := strings.TrimRight(rest[:end], " \t")
	dg := d.list.Errorf(d.span(extent{le.from + from, le.from + from + len(word)}), diag.UnquotedText,
		"this text has no quote marks")
	if l := strings.ToLower(word); l == "true" || l == "false" {
		dg.WithHint("true and false are written in small letters")
	} else {
		dg.WithHint(`put the text between straight quote marks: "%s"`, clip(word))
	}
	return true
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// controlEscape matches an escape that stands for a control character.
var controlEscape = regexp.MustCompile(
	`^\\(?:[bfe]|x[0189][0-9A-Fa-f]|x7[fF]|u00[0189][0-9A-Fa-f]|u007[fF]|U000000[0189][0-9A-Fa-f]|U0000007[fF])`)

// lineEscape matches those of them that stand for a tab or an end of line, which texts may have; the record
// of proofs is written so.
var lineEscape = regexp.MustCompile(`^\\[xuU]0*(?i:9|a|d)$`)

// drivePath matches the beginning of a Windows path whose backslash isn't written twice.
var drivePath = regexp.MustCompile(`^"[A-Za-z]:(\\[^\\"])`)

// unmeantBackslash finds, in a text between double quotes on one line, an escape that nobody means.
func (d *Doc) unmeantBackslash(e extent) (extent, bool) {
	if e.from < 0 || e.to > len(d.text) || e.to-e.from < 2 || d.text[e.from] != '"' {
		return extent{}, false
	}
	if strings.IndexByte(d.text[e.from:e.to], '\\') < 0 {
		return extent{}, false
	}
	raw := d.text[e.from:e.to]
	if strings.HasPrefix(raw, `"""`) {
		return extent{}, false
	}
	if m := drivePath.FindStringSubmatchIndex(raw); m != nil {
		return extent{e.from + m[2], e.from + m[3]}, true
	}
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if m := controlEscape.FindString(raw[i:]); m != "" && !lineEscape.MatchString(m) {
			return extent{e.from + i, e.from + i + len(m)}, true
		}
		i++
	}
	return extent{}, false
}

// outsideStrings tells for each byte of line whether it stands outside straight-quoted texts.
func outsideStrings(line string) []bool {
	out := make([]bool, len(line)+1)
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		b := line[i]
		out[i] = quote == 0
		switch {
		case quote == '"' && b == '\\':
			i++
			if i < len(line) {
				out[i] = false
			}
		case quote != 0 && b == quote:
			quote = 0
		case quote == 0 && (b == '"' || b == '\''):
			quote = b
		case quote == 0 && b == '#':
			return out
		}
	}
	return out
}

func badEscape(line string) int {
	in := false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '"':
			in = !in
		case in && line[i] == '\\' && i+1 < len(line):
			if !strings.ContainsRune(`btnfreuUx"\`, rune(line[i+1])) || strings.ContainsRune("uUx", rune(line[i+1])) {
				return i
			}
			i++
		}
	}
	return -1
}

func unescapedQuotes(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			n++
		}
	}
	return n
}

// quoteInside finds the quote mark that ends a text although a word follows it directly or behind a space.
func quoteInside(line string) int {
	in := false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && in:
			i++
		case line[i] == '"' && !in:
			in = true
		case line[i] == '"':
			in = false
			rest := strings.TrimLeft(line[i+1:], " \t")
			if keyLine.MatchString(rest) {
				continue // the next key of an inline table: a comma is missing, not a quote mark too many
			}
			if rest != "" && !strings.ContainsRune(",}]#=.\"", rune(rest[0])) {
				return i
			}
		}
	}
	return -1
}

func lastOpenQuote(line string) int {
	out := outsideStrings(line)
	for i := len(line) - 1; i >= 0; i-- {
		if out[i] && (line[i] == '"' || line[i] == '\'') && !out[i+1] {
			return i
		}
	}
	return -1
}

// firstDefinition looks for the place before off where a dotted key was first written.
func firstDefinition(text []byte, key string, off int, heading bool) (extent, bool) {
	last := key
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		last = key[i+1:]
	}
	pattern := `(?m)^[ \t]*` + regexp.QuoteMeta(last) + `[ \t]*=`
	if heading {
		pattern = `(?m)^[ \t]*\[{1,2}[ \t]*` + strings.ReplaceAll(regexp.QuoteMeta(key), `\.`,
			`[ \t]*\.[ \t]*`) + `[ \t]*\]`
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return extent{}, false
	}
	all := re.FindAllIndex(text[:min(off, len(text))], -1)
	if len(all) == 0 {
		return extent{}, false
	}
	m := all[0]
	if !heading {
		m = all[len(all)-1]
	}
	e := extent{m[0], m[1]}
	if !heading {
		e.to = e.from + len(strings.TrimRight(strings.TrimSuffix(string(text[m[0]:m[1]]), "="), " \t"))
	}
	return e, true
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// nearestHint is the "did you mean" of an unknown word.
func nearestHint(dg *diag.Diagnostic, word string, all, known []string) {
	if near := diag.Nearest(word, all); near != "" {
		dg.WithHint("did you mean %q?", near)
	} else if len(known) > 0 && len(known) <= 24 {
		dg.WithHint("known here: %s", strings.Join(known, ", "))
	}
}
