package check

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"whereas/report/diag"
	"whereas/report/grade"
)

// Weaknesses refuses a public edition in which a claim looks stronger than it is, because what speaks against it is
// restricted. It tells whether it did.
func Weaknesses(private, public *grade.Set, l *diag.List) (found bool) {
	for _, g := range public.Claims {
		whole := private.Claim(g.ID.S)
		if g.Grade > whole.Grade {
			found = true
			l.Errorf(g.ID.At, diag.GuardedWeakness,
				"without what is restricted, claim %q would be shown at grade %d; it is of grade %d", g.ID.S, g.Grade,
				whole.Grade).
				WithHint("restrict the claim as well, or make public what speaks against it")
		}
		for _, by := range whole.OvertakenBy {
			if public.Claim(by.ID.S) == nil {
				found = true
				l.Errorf(g.ID.At, diag.GuardedWeakness,
					"without what is restricted, claim %q would be shown as if claim %q didn't overtake it", g.ID.S,
					by.ID.S).
					WithNote(by.ID.At, "the later claim stands here").
					WithHint("restrict the claim as well, or make public what overtakes it")
			}
		}
	}
	return found
}

// CitesRestricted tells whether a text of the user's own names what the edition leaves out: then nothing is made, since
// its sentence would stand in a public file. It looks at what could be read as a mark, whatever is between its letters
// (spaces, backslashes, entities, line ends), and at ids of several words wherever they stand: what no mark was made of
// would be printed as it is. inPrivate and inEdition tell whether a mark leads anywhere, in the dossier as it lies in
// the folder and in the edition.
func CitesRestricted(text []byte, file string, inPrivate, inEdition func(id string) bool, l *diag.List) bool {
	plain := strings.ReplaceAll(html.UnescapeString(string(text)), `\`, "")
	candidates := idOfWords.FindAllString(plain, -1)
	for _, m := range bracketed.FindAllStringSubmatch(plain, -1) {
		inner := strings.Trim(m[1], " \t\r\n^")
		candidates = append(candidates, strings.FieldsFunc(inner,
			func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '^' })...)
		candidates = append(candidates, strings.Join(strings.Fields(inner), ""))
	}
	found := map[string]bool{}
	for _, id := range candidates {
		for _, named := range []string{id, "source:" + id, "reply:" + id} {
			if found[id] || !inPrivate(named) || inEdition(named) {
				continue
			}
			found[id] = true
			l.Errorf(diag.Span{File: file}, diag.CitesRestricted,
				"the text names %q, which the public edition leaves out", id).
				WithHint("take the sentence out, or draft with --edition internal")
		}
	}
	return len(found) > 0
}

// bracketed matches what stands between brackets and has a circumflex before or behind the opening one.
var bracketed = regexp.MustCompile(`(?:\[\s*\^|\^\s*\[)([^\]]*)\]`)

// idOfWords matches an id of at least two words, with what may stand before it in a mark.
var idOfWords = regexp.MustCompile(`(?:source:|reply:)?[a-z0-9]+(?:-[a-z0-9]+)+(?::[a-z0-9-]+)*`)
