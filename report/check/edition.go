package check

import (
	"regexp"

	"whereas/report/diag"
	"whereas/report/grade"
)

// Weaknesses refuses a public edition in which a claim looks stronger than it is, because what speaks against it is
// restricted.
func Weaknesses(private, public *grade.Set, l *diag.List) {
	for _, g := range public.Claims {
		whole := private.Claim(g.ID.S)
		if g.Grade > whole.Grade {
			l.Errorf(g.ID.At, diag.GuardedWeakness,
				"without what is restricted, claim %q would be shown at grade %d; it is of grade %d", g.ID.S, g.Grade,
				whole.Grade).
				WithHint("restrict the claim as well, or make public what speaks against it")
		}
	}
}

// CitesRestricted tells whether a text of the user's own cites what the edition leaves out: then nothing is made, since
// its sentence would stand in a public file. knows tells whether a mark leads anywhere, in the dossier as it lies in
// the folder and in the edition.
func CitesRestricted(text []byte, file string, inPrivate, inEdition func(id string) bool, l *diag.List) bool {
	found := false
	for _, m := range mark.FindAllSubmatch(text, -1) {
		if id := string(m[1]); inPrivate(id) && !inEdition(id) {
			l.Errorf(diag.Span{File: file}, diag.CitesRestricted,
				"the text cites %q, which the public edition leaves out", id).
				WithHint("take the sentence out, or draft with --edition internal")
			found = true
		}
	}
	return found
}

var mark = regexp.MustCompile(`\[\^([^\]\s]+)\]`)
