package bibliography

import (
	"strings"

	"whereas/report/diag"
)

// tooDeep says that braces stand too deep within each other, and goes to the next entry.
func (b *bibReader) tooDeep(open int) {
	b.list.Errorf(b.span(b.i, b.i+1), diag.BadLibrary, "more than %d braces stand within each other", maxDepth).
		WithHint("a library needs five: look what is wrong here")
	b.resume(open)
}

// value reads a field's text: parts in braces, in quote marks, numbers and names of strings, joined by #.
func (b *bibReader) value(what string) (string, diag.Span, bool) {
	var all strings.Builder
	var place diag.Span
	for {
		b.blanks()
		from := b.i
		s, ok := b.part(what)
		if !ok {
			return "", place, false
		}
		if all.Len()+len(s) > maxValue { // @string that doubles another, forty times, would take all memory
			b.faultf(from, b.i, "%s is longer than %d bytes", what, maxValue).
				WithHint("write less of it, and look at what its @string are made of")
			b.resume(from)
			return "", place, false
		}
		if all.WriteString(s); place.Line == 0 {
			place = b.span(from, b.i)
		}
		if b.blanks(); b.cur() != '#' {
			return all.String(), place, true
		}
		b.i++
	}
}

// maxValue bounds a value, put together from its parts.
const maxValue = 1 << 20

func (b *bibReader) part(what string) (string, bool) {
	from := b.i
	switch b.cur() {
	case '{':
		if !b.balanced(what) {
			return "", false
		}
		return string(b.b[from+1 : b.i-1]), true
	case '"':
		if !b.quoted(what) {
			return "", false
		}
		return string(b.b[from+1 : b.i-1]), true
	}
	word := b.name()
	switch lower := strings.ToLower(word); {
	case word == "":
		b.faultf(from, from+1, "%s has no text", what).
			WithHint("a text stands in braces or quote marks: title = {…}")
		b.resume(from)
		return "", false
	case strings.Trim(word, "0123456789") == "":
		return word, true
	default:
		if s, ok := b.strings[lower]; ok {
			return s, true
		}
		if b.rules.Months[lower] == 0 {
			b.warnf(from, b.i, "no @string says what %s is; the name itself was read", word).
				WithHint("a text stands in braces: {%s}", word)
		}
		return word, true
	}
}

// balanced goes behind the brace that closes the one that it stands at. As in BibTeX, one behind a backslash counts
// too.
func (b *bibReader) balanced(what string) bool {
	open, depth := b.i, 0
	for ; b.i < len(b.b); b.i++ {
		switch c := b.b[b.i]; {
		case c == '{':
			if depth++; depth > maxDepth {
				b.tooDeep(open)
				return false
			}
		case c == '}':
			if depth--; depth == 0 {
				b.i++
				return true
			}
		case c == '\n' && opensEntry.Match(b.b[b.i+1:min(len(b.b), b.i+200)]):
			b.unclosed(open, what)
			return false
		}
	}
	b.faultf(open, open+1, "the brace of %s isn't closed before the file ends", what).
		WithHint("look for a missing closing brace")
	return false
}

// quoted goes behind the quote mark that closes the one that it stands at: one outside of braces.
func (b *bibReader) quoted(what string) bool {
	open, depth := b.i, 0
	for b.i++; b.i < len(b.b); b.i++ {
		switch c := b.b[b.i]; {
		case c == '{':
			if depth++; depth > maxDepth {
				b.tooDeep(open)
				return false
			}
		case c == '}':
			depth--
		case c == '"' && depth <= 0:
			b.i++
			return true
		case c == '\n' && opensEntry.Match(b.b[b.i+1:min(len(b.b), b.i+200)]):
			b.faultf(open, open+1, "the quote mark of %s isn't closed before the next entry "+
				"begins", what).
				WithHint("look for a missing quote mark or closing brace")
			b.resume(open)
			return false
		}
	}
	b.faultf(open, open+1, "the quote mark of %s isn't closed before the file ends", what).
		WithHint("look for a missing quote mark or closing brace")
	return false
}
