package proof

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/dossier"
)

// Passage is a quote where it stands in its capture, as the capture has it, with the words around it.
type Passage struct {
	File                  string // the capture's name
	Line                  int    // that the quote begins on, from 1
	Page                  int    // of the capture, from 1; 0 where it has no marks of pages
	Before, Quoted, After string
}

// aroundQuote is how many bytes of a capture are shown on each side of a quote, at most.
const aroundQuote = 400

// FindPassage looks for a quote in the capture of its source; false where no folder has the capture, or the capture
// doesn't have the quote. What is wrong with a capture is Check's to tell.
func FindPassage(captures []fs.FS, s *dossier.Source, quote string) (Passage, bool, error) {
	c, err := open(captures, s, map[string]*capture{}, &diag.List{})
	if err != nil || c == nil {
		return Passage{}, false, err
	}
	from, to, ok := c.extent(quote)
	if !ok {
		return Passage{}, false, nil
	}
	before, after := c.file[max(0, from-aroundQuote):from], c.file[to:min(len(c.file), to+aroundQuote)]
	if from > aroundQuote {
		before = withoutFirst(before)
	}
	if to+aroundQuote < len(c.file) {
		after = withoutLast(after)
	}
	page := 0
	if strings.Contains(c.file, "\f") {
		page = 1 + strings.Count(c.file[:from], "\f")
	}
	return Passage{Page: page, File: s.Capture.S, Line: 1 + strings.Count(c.file[:from], "\n"), Before: before,
		Quoted: c.file[from:to], After: after}, true, nil
}

// withoutFirst and withoutLast are a text without the part of a word that it was cut in; without a part of a character,
// where it has no words.
func withoutFirst(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return strings.TrimLeftFunc(s[i:], unicode.IsSpace)
	}
	for s != "" && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return s
}

func withoutLast(s string) string {
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	for s != "" && !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}
