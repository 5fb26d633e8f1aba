package face

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normal is a text in the form that is shaped: characters and their accents composed where Unicode knows a
// composed character.
func Normal(s string) string {
	if ascii(s) {
		return s
	}
	return norm.NFC.String(s)
}

// Missing is the characters of s that no face of the family can set, each once, in the order of their
// first appearance. White space, and characters that only steer breaking or joining, need no glyph and are
// never missing.
func (s *Set) Missing(text string) []rune {
	if ascii(text) {
		return nil
	}
	var out []rune
	for _, r := range Normal(text) {
		if r >= utf8RuneSelf && !Silent(r) && !unicode.IsSpace(r) && !s.covers(r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

const utf8RuneSelf = 0x80

// Silent characters are never drawn themselves: control characters, the soft hyphen, joiners, zero-width
// spaces, direction marks, variation selectors.
func Silent(r rune) bool {
	switch {
	case unicode.IsSpace(r):
		return false
	case r == '\uFE0E', r == '\uFE0F':
		return true
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}

// Joins tells whether a character isn't drawn, but keeps letters apart or together that stand beside it: it is shaped
// with them, and is part of what their glyphs stand for.
func Joins(r rune) bool { return r == '\u200C' || r == '\u200D' }

// substitutes are characters that look the same as one every face has.
func substitute(r rune) rune {
	switch r {
	case '\u2010', '\u2011': // hyphen, hyphen that doesn't break
		return '-'
	case '\u02BC': // modifier apostrophe
		return '\u2019'
	}
	return 0
}

// covers reports whether some face can set the character.
func (s *Set) covers(r rune) bool {
	for _, f := range s.faces {
		if f.covers(r) {
			return true
		}
	}
	st, ok := fallback(r)
	if !ok {
		return false
	}
	f := s.Face(st)
	return f != nil && f.covers(r)
}

// covers reports whether the face can set the character, as it is, in its parts, or by its like.
func (f *Face) covers(r rune) bool {
	if f.has(r) || substitute(r) != 0 && f.has(substitute(r)) {
		return true
	}
	parts := norm.NFD.PropertiesString(string(r)).Decomposition()
	if len(parts) == 0 {
		return false
	}
	for _, p := range string(parts) {
		if !f.has(p) {
			return false
		}
	}
	return true
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8RuneSelf {
			return false
		}
	}
	return true
}
