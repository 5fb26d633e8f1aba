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
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// Teller tells claims in sentences.
type Teller struct {
	Set     *grade.Set
	Wording Wording
}

// Sentence is a text of a claim as it is told, as Markdown: with its date where it doesn't say one, and, where it isn't
// told flatly and names no source, as reported.
func (t Teller) Sentence(g *grade.Claim, text string) prose.Markdown {
	s := t.Plain(g, text)
	if flat(g) || t.namesSource(g, text) {
		return s
	}
	return prose.Markdown(fmt.Sprintf(t.Wording.Attribution, t.small(s)))
}

// Plain is Sentence without what says that it is reported.
func (t Teller) Plain(g *grade.Claim, text string) prose.Markdown {
	return t.dated(g, prose.EscapeLine(strings.TrimSpace(text)))
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

// dated is a sentence with its claim's time, unless it says one: what happened is told in its time, what was so as of
// it, and of what is over that it is.
func (t Teller) dated(g *grade.Claim, text prose.Markdown) prose.Markdown {
	bare := strings.TrimSuffix(string(text), ".")
	when := g.When()
	if g.Kind == vocab.Norm || when.IsZero() {
		return prose.Markdown(bare + ".")
	}
	if !g.Until.IsZero() && !strings.Contains(bare, strconv.Itoa(g.Until.Year)) {
		form := t.Wording.Ended
		if when.Day > 0 {
			form = t.Wording.EndedOn
		}
		return prose.Markdown(fmt.Sprintf(form, bare, when.Words(t.Set.Dossier.Language)) + ".")
	}
	if year.MatchString(bare) {
		return prose.Markdown(bare + ".")
	}
	form, on := t.Wording.Dated, t.Wording.DatedOn
	switch {
	case happens(g.Kind):
		form, on = t.Wording.Happened, t.Wording.HappenedOn
	case g.AsOf.IsZero(): // nor has it an end, whose year would be told already
		form, on = t.Wording.Since, t.Wording.SinceOn
	}
	if when.Day > 0 {
		form = on
	}
	small := t.small(prose.Markdown(bare))
	return prose.Markdown(fmt.Sprintf(form, when.Words(t.Set.Dossier.Language), small) + ".")
}

// happens tells whether what a claim of a kind tells happened at a time, and doesn't last.
func happens(k vocab.Kind) bool { return k == vocab.Act || k == vocab.History || k == vocab.Use }

// year matches a sentence that says when.
var year = regexp.MustCompile(`\b(19|20)\d\d\b`)

// supporting are the sources of the pieces that support a claim and can bear anything, the strongest first.
func (t Teller) supporting(g *grade.Claim) (sources []*dossier.Source) {
	for _, p := range t.Set.Supports(g) {
		if p.Base > 0 {
			sources = append(sources, p.Source)
		}
	}
	return sources
}

// namesSource tells whether a sentence names one of the sources that support its claim.
func (t Teller) namesSource(g *grade.Claim, sentence string) bool {
	sources := t.supporting(g)
	sentence, _, _ = strings.Cut(sentence, ";") // who is named behind it says what stands there
	// "Thomson Reuters had contracts" doesn't name the agency that says so.
	for _, name := range []string{t.Set.Dossier.Company.Name, t.Set.Dossier.Company.Short} {
		if name != "" {
			sentence = strings.ReplaceAll(sentence, name, "")
		}
	}
	return slices.ContainsFunc(sources, func(s *dossier.Source) bool { return notes.Names(sentence, s) })
}

// lowerFirst makes the first letter small where the first word is one that may be.
func (w Wording) lowerFirst(s prose.Markdown) prose.Markdown {
	first, _, _ := strings.Cut(string(s), " ")
	if !slices.Contains(w.small, first) {
		return s
	}
	for _, name := range w.names {
		if strings.HasPrefix(string(s), name) {
			return s
		}
	}
	r, n := utf8.DecodeRuneInString(string(s))
	return prose.Markdown(unicode.ToLower(r)) + s[n:]
}

// small is a sentence as it stands behind other words. In a language whose names keep their article's capital within a
// sentence (those that list names) so do the names of the dossier, "La Jornada"; "La política de Acme" is no such name.
func (t Teller) small(s prose.Markdown) prose.Markdown {
	begins := func(name string) bool {
		_, behind, _ := strings.Cut(name, " ")
		r, _ := utf8.DecodeRuneInString(behind)
		return unicode.IsUpper(r) && strings.HasPrefix(string(s), string(prose.Escape(name)))
	}
	d := t.Set.Dossier
	if len(t.Wording.names) > 0 && (begins(d.Company.Name) || begins(d.Company.Short) ||
		slices.ContainsFunc(d.Sources, func(x *dossier.Source) bool {
			return begins(x.Publisher) || begins(x.Short)
		}) ||
		slices.ContainsFunc(d.Entities, func(x *dossier.Entity) bool { return begins(x.Name) || begins(x.Short) })) {
		return s
	}
	return t.Wording.lowerFirst(s)
}
