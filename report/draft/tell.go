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
	"whereas/report/vocab"
)

// Teller tells claims in sentences.
type Teller struct {
	Set     *grade.Set
	Wording Wording
}

// Sentence is a text of a claim as it is told, as Markdown: with its date where it doesn't say one, and, where it isn't
// told flatly, with its source where it doesn't name one.
func (t Teller) Sentence(g *grade.Claim, text string) prose.Markdown {
	s := t.dated(g, prose.EscapeLine(strings.TrimSpace(text)))
	if flat(g) {
		return s
	}
	if who := t.teller(g); who != "" && !t.namesSource(g, text) {
		return prose.Markdown(fmt.Sprintf(t.Wording.Attribution, who, t.Wording.lowerFirst(s)))
	}
	return s
}

// flat tells whether a claim is told as a fact: on record, or well supported, but not where research counts for the
// method that it states and something qualifies what it says. A norm and an absence say themselves where they stand.
func flat(g *grade.Claim) bool {
	qualified, byMethod := false, false
	for _, p := range g.Pieces {
		qualified = qualified || p.Stance == vocab.Qualifies
		byMethod = byMethod || p.Stance == vocab.Supports && p.Method
	}
	return g.Grade == 4 || g.Grade == 3 && !(qualified && byMethod) || g.Kind == vocab.Absence || g.Kind == vocab.Norm
}

// dated is a sentence with its claim's time behind it, unless it says one.
func (t Teller) dated(g *grade.Claim, text prose.Markdown) prose.Markdown {
	s := string(text)
	bare := strings.TrimSuffix(s, ".")
	form, when := t.Wording.Dated, g.When()
	switch {
	case !g.Until.IsZero() && !strings.Contains(s, strconv.Itoa(g.Until.Year)):
		form = t.Wording.Ended
	case g.Kind == vocab.Norm || when.IsZero() || year.MatchString(s):
		return prose.Markdown(bare + ".")
	case g.AsOf.IsZero() && g.Until.IsZero():
		form = t.Wording.Since
	}
	return prose.Markdown(fmt.Sprintf(form, bare, when.Words(t.Set.Dossier.Language)) + ".")
}

// year matches a sentence that says when.
var year = regexp.MustCompile(`\b(19|20)\d\d\b`)

// supporting are the sources of the pieces that support a claim and can bear anything, the strongest first; several
// tells whether they are of more than one cluster.
func (t Teller) supporting(g *grade.Claim) (sources []*dossier.Source, several bool) {
	clusters := map[string]bool{}
	for _, p := range t.Set.Supports(g) {
		if p.Base > 0 {
			sources = append(sources, p.Source)
			clusters[p.Cluster] = true
		}
	}
	return sources, len(clusters) > 1
}

// teller is who says what a claim says: the publisher of the strongest piece, and others where there are any of another
// cluster.
func (t Teller) teller(g *grade.Claim) prose.Markdown {
	sources, several := t.supporting(g)
	if len(sources) == 0 {
		return ""
	}
	who := sources[0].Short
	if articled(who, sources[0].Publisher) {
		first, rest, _ := strings.Cut(who, " ")
		who = strings.ToLower(first) + " " + rest
	}
	if several && who != "" && !strings.Contains(who, " and ") {
		who = fmt.Sprintf(t.Wording.AndOthers, who)
	}
	return prose.Escape(who)
}

// articled tells whether the name of a source begins with an article that is no part of it: one that the publisher's
// own name doesn't have, or that of a description, "A news report". "A and B" and "A Better World" are names.
func articled(who, publisher string) bool {
	first, rest, ok := strings.Cut(who, " ")
	if !ok || first != "A" && first != "An" && first != "The" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	described := first != "The" && unicode.IsLower(next) && !strings.HasPrefix(rest, "and ")
	return described || !strings.HasPrefix(publisher, first+" ")
}

// namesSource tells whether a sentence names one of the sources that support its claim.
func (t Teller) namesSource(g *grade.Claim, sentence string) bool {
	sources, _ := t.supporting(g)
	sentence = strings.ToLower(sentence)
	for _, s := range sources {
		for _, name := range []string{s.Short, s.Publisher} {
			name, _, _ = strings.Cut(strings.ToLower(name), ",")
			for _, article := range []string{"the magazine ", "the ", "a ", "an "} {
				name = strings.TrimPrefix(name, article)
			}
			name, _, _ = strings.Cut(name, " and others")
			if len(name) > 2 && strings.Contains(sentence, name) {
				return true
			}
		}
	}
	return false
}

// lowerFirst makes the first letter small where the first word is one that may be.
func (w Wording) lowerFirst(s prose.Markdown) prose.Markdown {
	first, _, _ := strings.Cut(string(s), " ")
	if !slices.Contains(w.small, first) {
		return s
	}
	r, n := utf8.DecodeRuneInString(string(s))
	return prose.Markdown(unicode.ToLower(r)) + s[n:]
}
