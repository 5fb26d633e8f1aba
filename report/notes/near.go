package notes

import (
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/grade"
)

// near is what a mark that cites nothing was most likely meant to cite, as prose.Notes wants it told; nil where nothing
// is like it. Replies are answers of the briefing alone, by their whole ids.
func near(set *grade.Set, id string, replies []string) []doc.Inline {
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
	found := diag.Nearest(strings.TrimPrefix(id, prefix), known)
	if found == "" {
		return nil
	}
	return []doc.Inline{doc.Text{S: prefix + found}}
}
