package prose

import (
	"regexp"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
)

// OwnPrefix begins the id of a note that its author wrote, and no claim stands behind: [^note:1].
const OwnPrefix = "note:"

// WithOwn is notes that know the notes of one's own of a text as well: [^note:1]: and what it says.
func WithOwn(src []byte, notes Notes) Notes {
	own := map[string][]doc.Inline{}
	rd := &reader{src: src, lines: plainLines(src)}
	_, defs := withoutDefinitions(src)
	for _, def := range defs {
		_, text, _ := strings.Cut(string(src[def.from:def.to]), "]:")
		if text = strings.TrimSpace(text); strings.HasPrefix(def.id, OwnPrefix) && own[def.id] == nil && text != "" {
			own[def.id] = ownInlines(text, rd.span(def.from, def.to))
		}
	}
	if len(own) == 0 {
		return notes
	}
	return func(id string) ([]doc.Inline, bool) {
		if ins, ok := own[id]; ok {
			return ins, true
		}
		return notes(id)
	}
}

// inText matches an address, with the signs that Markdown puts around one or without.
var inText = regexp.MustCompile(`<(https?://[^<>\s]+)>|https?://[^<>\s]*[^<>\s.,;:)"”]`)

// ownInlines is the text of a note that somebody wrote: words, and addresses that can be followed.
func ownInlines(s string, at diag.Span) []doc.Inline {
	var out []doc.Inline
	from := 0
	text := func(to int) {
		if to > from {
			out = append(out, doc.Text{S: plainText([]byte(s[from:to])), At: at})
		}
	}
	for _, m := range inText.FindAllStringSubmatchIndex(s, -1) {
		text(m[0])
		url := s[m[0]:m[1]]
		if m[2] >= 0 {
			url = s[m[2]:m[3]]
		}
		out = append(out, doc.Link{URL: url, Text: []doc.Inline{doc.Text{S: url, At: at}}})
		from = m[1]
	}
	text(len(s))
	return out
}

// OwnNote is the text of a note as Markdown, behind its mark: words as they stand, addresses between < and >.
func OwnNote(text string) Markdown { return Markdown(markdownInlines(ownInlines(text, diag.Span{}))) }
