package notes

import (
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/grade"
)

// fewGuesses is how many ids the marks of one text are compared with: about a second's work.
const fewGuesses diag.Guesses = 100_000

// near is what a mark that cites nothing was most likely meant to cite, as prose.Notes wants it told; nil where nothing
// is like it, and behind the last guess: a text may have thousands of such marks. Replies are answers of the briefing
// alone, by their whole ids.
func near(set *grade.Set, id string, replies []string, guesses *diag.Guesses) []doc.Inline {
	if *guesses == 0 {
		return nil
	}
	prefix, known := "", replies
	switch word := id; {
	case strings.HasPrefix(word, "source:"):
		prefix, known = "source:", nil
		for _, s := range set.Dossier.Sources {
			known = append(known, s.ID.S)
		}
	case strings.HasPrefix(word, "reply:"):
		prefix = "reply:"
	default:
		known = nil
		for _, g := range set.Claims {
			known = append(known, g.ID.S)
		}
	}
	if *guesses < diag.Guesses(len(known)) {
		*guesses = 0
	}
	found := guesses.Nearest(strings.TrimPrefix(id, prefix), known)
	if found == "" {
		return nil
	}
	return []doc.Inline{doc.Text{S: prefix + found}}
}
