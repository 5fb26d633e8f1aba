package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
)

// Folders are how the places that a check speaks of are shown: in front of the dossier's files, and of those that are
// made.
type Folders struct {
	Dossier, Out string
}

// Glyphs names the claims whose words, and the company whose name, hold a character that no face has: a blank would be
// a false page. lacks gives those characters of a text. own tells whether a file is one of the dossier's.
func Glyphs(d *doc.Document, edition *dossier.Dossier, lacks func(text string) []rune, at Folders,
	own func(file string) bool,
	l *diag.List) {
	lacks = assigned(lacks)
	cited := map[string]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		cited[m.ID] = true
	}
	for _, r := range lacks(edition.Company.Name) {
		l.Errorf(edition.Company.At, diag.MissingGlyph,
			"the company's name has the character %c (U+%04X), which no face can print", r, r).
			WithHint("write it in Latin letters, or in words")
	}
	reported := map[rune]bool{}
	for _, claim := range edition.Claims {
		if !cited[claim.ID.S] {
			continue
		}
		t := claim.Recital
		if t.S == "" {
			t = claim.Text
		}
		for _, r := range lacks(t.S) {
			reported[r] = true
			l.Errorf(t.At, diag.MissingGlyph, "claim %q has the character %c (U+%04X), which no face can print",
				claim.ID.S, r, r).WithHint("write it in Latin letters, or in words")
		}
	}
	// Prose of the user's own, words of the template, titles in notes.
	for _, text := range doc.Texts(d) {
		for _, r := range lacks(text.S) {
			if reported[r] {
				continue
			}
			reported[r] = true
			place, where := text.At, ""
			// A template's line says nothing to who wrote the dossier.
			if place.Line > 0 && !own(place.File) && !strings.HasPrefix(place.File, at.Out) {
				place, where = diag.Span{File: strings.TrimSuffix(at.Dossier, "/")},
					fmt.Sprintf(" in “%s”", around(text.S, r))
			}
			l.Errorf(place, diag.MissingGlyph, "no face can print the character %c (U+%04X)%s", r, r, where).
				WithHint("write it in Latin letters, or in words")
		}
	}
}

// assigned is lacks without the characters that mean nothing: where they stand was told when they were read.
func assigned(lacks func(text string) []rune) func(text string) []rune {
	return func(text string) []rune {
		return slices.DeleteFunc(lacks(text), func(r rune) bool { return diag.IsUnassigned(r) || r == utf8.RuneError })
	}
}

// around is a character with some words on both sides.
func around(text string, r rune) string {
	before, after, _ := strings.Cut(text, string(r))
	b, a := []rune(before), []rune(after)
	return string(b[max(0, len(b)-30):]) + string(r) + string(a[:min(len(a), 30)])
}
