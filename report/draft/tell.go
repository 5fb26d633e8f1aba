package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/terms"
)

// Teller tells claims in sentences.
type Teller struct {
	Dossier *dossier.Dossier
	Wording Wording
}

// Sentence is a text of a claim as it is told, as Markdown: with its source where it rests on one alone (grade 2 or
// less), with its date where it doesn't say one.
func (t Teller) Sentence(g *grade.Claim, text string) string {
	s := prose.EscapeLine(strings.TrimSpace(text))
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	when := g.When()
	dated := g.Kind == terms.KindNorm || when.IsZero() || year.MatchString(s)
	w := t.Wording
	if g.Grade <= 2 && g.Kind != terms.KindAbsence && g.Kind != terms.KindNorm { // a norm and an absence say themselves where they stand
		if who := t.teller(g); who != "" && !strings.Contains(s, who) && !strings.Contains(s, prose.UpperFirst(who)) {
			if dated {
				return fmt.Sprintf(w.Attribution, who, w.lowerFirst(s))
			}
			return fmt.Sprintf(w.AttributionDated, who, when.Words(t.Dossier.Language), w.lowerFirst(s))
		}
	}
	if !g.Until.IsZero() && !strings.Contains(s, strconv.Itoa(g.Until.Year)) {
		return fmt.Sprintf(w.Ended, strings.TrimSuffix(s, "."), g.Until.Words(t.Dossier.Language)) + "."
	}
	if !dated {
		return fmt.Sprintf(w.Dated, strings.TrimSuffix(s, "."), when.Words(t.Dossier.Language)) + "."
	}
	return s
}

// year matches a sentence that says when.
var year = regexp.MustCompile(`\b(19|20)\d\d\b`)

// teller is the publisher of the strongest piece that supports a claim.
func (t Teller) teller(g *grade.Claim) string {
	who, bestBase := "", -1
	for i, e := range g.Evidence {
		if p := g.Pieces[i]; p.Stance == terms.Supports && p.Base*4-p.Distance > bestBase {
			if s := t.Dossier.Source(e.Source.S); s != nil {
				who, bestBase = s.Short, p.Base*4-p.Distance
			}
		}
	}
	if strings.HasPrefix(who, "A ") || strings.HasPrefix(who, "An ") {
		who = strings.ToLower(who[:1]) + who[1:]
	}
	return prose.Escape(who)
}

// lowerFirst makes the first letter small where the first word is one that may be.
func (w Wording) lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if !slices.Contains(w.small, first) {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
