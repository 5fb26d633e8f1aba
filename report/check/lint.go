// Package check reads a drafted text as its opponents will: is it too long, does every sentence rest on a
// claim, can the claim bear it, does the resolved clause ask rather than command.
package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"whereas/report/authority"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// Words are the words that checks look for; they are data (templates/wording.toml).
type Words struct {
	Opinion  []string // openings of sentences that need no note
	Alleged  []string // parts of words that tell an allegation as one
	Absolute []string // words that only an absence can bear
	Holders  []string // who makes a request
	Actors   []string // whom it is made to

	Denials   []string // words by which a sentence tells a denial
	Reporting []string // parts of words by which it tells that something was said
	Several   []string // words by which a sum is told as that of several

	Sentences prose.Splitting
}

// Resolution checks a drafted resolution.
func Resolution(d *doc.Document, set *grade.Set, rules *filing.Rules, words Words, file string, l *diag.List) {
	length(d, rules, file, l)
	resolved(d, rules, words, file, l)
	Briefing(d, set, words, file, l)
	halfTold(d, set, words, l)
}

// Briefing checks a drafted text that no rule of filing binds: that every sentence rests on a claim, and that the claim
// can bear it.
func Briefing(d *doc.Document, set *grade.Set, words Words, file string, l *diag.List) {
	for _, link := range doc.Links(d.Blocks) {
		if doc.Plain(link.Text) != link.URL {
			l.Warnf(linkPlace(link, file), diag.HiddenAddress,
				"the address behind %q isn't printed: a reader on paper can't follow it",
				shorten(doc.Plain(link.Text))).
				WithHint("write the address itself, or cite a source in a note")
		}
	}
	overtaken(d, set, l)
	seen := map[string]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		if g := set.Claim(m.ID); g != nil && !seen[m.ID] {
			seen[m.ID] = true
			citedClaim(m, g, l)
		}
		if id, ok := strings.CutPrefix(m.ID, "source:"); ok && !seen[m.ID] {
			seen[m.ID] = true
			citedSource(m, set.Dossier.Source(id), set.Authority, l)
		}
	}
	missing := 0 // sentences without a note
	defer func() {
		if missing > mostMissing {
			l.Warnf(diag.Span{File: file}, diag.SentenceWithoutNote, "no note stands behind %d more sentences",
				missing-mostMissing)
		}
	}()
	doc.Walk(d.Blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Para:
			if !b.Resolved && !title(b) {
				for _, s := range prose.Sentences(b.Text, b.At, words.Sentences) {
					sentence(s, set, words, &missing, l)
				}
			}
		case *doc.Table:
			for _, row := range b.Rows {
				for _, c := range row {
					for _, s := range prose.Sentences(c, b.At, words.Sentences) {
						// A figure, a name or a question mark alone says nothing.
						if isSentence.MatchString(s.Text) || len(s.Cites) > 0 {
							sentence(s, set, words, &missing, l)
						}
					}
				}
			}
		case *doc.Heading:
			if w := words.absolute(doc.Plain(b.Text)); w != "" {
				l.Warnf(b.At, diag.Absolute, "the heading says %q, and a heading has no note", w)
			}
		}
	})
}

// isSentence matches words with a mark at their end, whatever closes behind it.
var isSentence = regexp.MustCompile(`(?s)\pL.*[.!?][^\pL\pN]*$`)

// title tells whether a paragraph is a heading that isn't marked as one, "Supporting Statement": a few words without a
// note and without an end, all bold, or each but the small ones with a capital.
func title(p *doc.Para) bool {
	text := strings.TrimSpace(doc.Plain(p.Text))
	words := strings.FieldsFunc(text, unicode.IsSpace)
	if len(words) > 10 || strings.ContainsAny(text, ".!?…") {
		return false
	}
	marked := false
	doc.WalkInlines(p.Text, func(in doc.Inline) {
		_, isMark := in.(doc.Mark)
		marked = marked || isMark
	})
	if marked {
		return false
	}
	if len(p.Text) == 1 {
		if _, bold := p.Text[0].(doc.Strong); bold {
			return true
		}
	}
	for i, w := range words {
		letters := []rune(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }))
		if len(letters) > 0 && unicode.IsLower(letters[0]) && (i == 0 || len(letters) > 4) {
			return false
		}
	}
	return true
}

// linkPlace is where a link's words stand.
func linkPlace(link doc.Link, file string) diag.Span {
	for _, in := range link.Text {
		if t, ok := in.(doc.Text); ok {
			return t.At
		}
	}
	return diag.Span{File: file}
}

func length(d *doc.Document, rules *filing.Rules, file string, l *diag.List) {
	w := Count(d)
	n := w.By(rules.Words.Count)
	at := diag.Span{File: file}
	switch {
	case n > rules.Words.Limit:
		l.Errorf(at, diag.TooLong, "the text has %d words by the %s count; %s allows %d", n, rules.Words.Count,
			rules.Words.Rule.Cite, rules.Words.Limit).
			WithHint("words to cut: %d; notes count, and addresses are one word each", n-rules.Words.Limit)
	case n > rules.Words.Warn:
		l.Noticef(at, diag.NearlyTooLong, "the text has %d words by the %s count, of %d allowed", n, rules.Words.Count,
			rules.Words.Limit)
	}
	if rules.Words.Count != filing.Strict && w.Strict > rules.Words.Limit && n <= rules.Words.Limit {
		l.Warnf(at, diag.LongByStrictCount, "the text has %d words by the strict count; %d are allowed", w.Strict,
			rules.Words.Limit)
	}
}

// modal are the binding words that command by whoever stands before them: "the board shall".
var modal = []string{"shall", "must"}

// commands tells whether the binding word i of a clause is its verb: shareholders that direct, a board that shall.
// Behind the request "direct and indirect lobbying" and "shall be made publicly available" command nobody.
func commands(clause []string, i int, asked bool, words Words) bool {
	const near = 4
	before := func(who []string) bool {
		return slices.ContainsFunc(clause[max(0, i-near):i], func(w string) bool { return slices.Contains(who, w) })
	}
	if slices.Contains(modal, clause[i]) {
		return !asked || before(words.Actors)
	}
	return !asked && before(words.Holders)
}

// resolved looks for the clause and for verbs that command.
func resolved(d *doc.Document, rules *filing.Rules, words Words, file string, l *diag.List) {
	found, asks := false, false
	at := diag.Span{File: file}
	doc.Walk(d.Blocks, func(b doc.Block) {
		p, ok := b.(*doc.Para)
		if !ok || !p.Resolved {
			return
		}
		if !found {
			at = p.At
		}
		found = true
		clause := strings.FieldsFunc(strings.ToLower(doc.Plain(p.Text)),
			func(r rune) bool { return !unicode.IsLetter(r) })
		for i, w := range clause {
			asks = asks || slices.Contains(rules.Asking, w)
			if slices.Contains(rules.Binding, w) && commands(clause, i, asks, words) {
				l.Errorf(p.At, diag.BindingVerb, "the resolved clause says %q; %s wants a request", w, rules.Name).
					WithHint("use one of: %s", strings.Join(rules.Asking, ", "))
			}
		}
	})
	if !found {
		l.Errorf(diag.Span{File: file}, diag.NoResolvedClause, "the text has no resolved clause").
			WithHint(`begin a paragraph with "Resolved:"`)
	} else if len(rules.Asking) > 0 && !asks {
		l.Warnf(at, diag.NoRequest, "the resolved clause doesn't say what is requested").WithHint("use one of: %s",
			strings.Join(rules.Asking, ", "))
	}
}

// Request looks for the resolved clause of a text that nobody drafted here, and for verbs in it that command.
func Request(d *doc.Document, rules *filing.Rules, words Words, file string, l *diag.List) {
	resolved(d, rules, words, file, l)
}

// citedClaim checks whether the claim that a mark cites may stand in a filed text.
func citedClaim(n doc.Mark, g *grade.Claim, l *diag.List) {
	switch {
	case g.Grade == 0:
		l.Errorf(n.At, diag.CitesLead, "the note cites claim %q, which is only a lead", g.ID.S).
			WithNote(g.ID.At, "the claim stands here").
			WithHint("find a source with authority for it, or leave the sentence out")
	case g.Grade == 1:
		l.Errorf(n.At, diag.CitesWeak, "the note cites claim %q, which is uncorroborated", g.ID.S).
			WithNote(g.ID.At, "the claim stands here").
			WithHint("find an independent source, or leave the sentence out")
	case g.Contested:
		l.Warnf(n.At, diag.CitesContested, "the note cites claim %q, which is contested", g.ID.S).
			WithNote(g.ID.At, "the claim stands here").
			WithHint("say in the sentence who contests it")
	}
	if g.Handling == vocab.Restricted {
		l.Errorf(n.At, diag.CitesRestricted, "the note cites claim %q, which is restricted", g.ID.S)
	}
}

// citedSource checks a source that is cited by itself, without a claim.
func citedSource(m doc.Mark, s *dossier.Source, a *authority.Authority, l *diag.List) {
	if s == nil {
		return
	}
	best := 0
	for _, b := range a.Type(s.Type.S).Base {
		best = max(best, b)
	}
	switch {
	case best == 0:
		l.Errorf(m.At, diag.CitesLead, "the note cites source %q, which can bear nothing by itself", s.ID.S).
			WithNote(s.ID.At, "the source stands here")
	case s.Type.S != "standard":
		l.Warnf(m.At, diag.CitesSourceAlone, "the note cites source %q, and no claim that somebody checked", s.ID.S).
			WithHint("write the claim, with its evidence, and cite that: [^claim]")
	}
}

// mostMissing bounds how many sentences without a note are told one by one.
const mostMissing = 100

func sentence(s prose.Sentence, set *grade.Set, words Words, missing *int, l *diag.List) {
	if s.Text == "" || strings.HasSuffix(s.Text, ":") {
		return
	}
	if len(s.Cites) == 0 {
		if s.Opinion || opensAs(s.Text, words.Opinion) {
			return
		}
		if *missing++; *missing <= mostMissing {
			l.Warnf(s.At, diag.SentenceWithoutNote, "no note stands behind this sentence: %q", shorten(s.Text)).
				WithHint("cite the claim that it rests on, [^claim], or mark it as opinion: {.opinion}")
		}
		return
	}
	var claims []*grade.Claim // each once, however often the sentence marks it
	seen := map[*grade.Claim]bool{}
	for _, id := range s.Cites {
		if g := set.Claim(id); g != nil && !seen[g] {
			seen[g] = true
			claims = append(claims, g)
		}
	}
	for _, g := range claims {
		if g.Status == vocab.Alleged && len(words.Alleged) > 0 &&
			!slices.ContainsFunc(words.Alleged,
				func(w string) bool { return strings.Contains(strings.ToLower(s.Text), w) }) {
			l.Warnf(s.At, diag.StrongerThanStatus, "claim %q is alleged, and the sentence tells it as a fact: %q",
				g.ID.S, shorten(s.Text)).
				WithHint("say who alleges it")
		}
	}
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			if a.Kind != vocab.Norm && b.Kind != vocab.Norm && !a.Period().Overlaps(b.Period()) {
				l.Warnf(s.At, diag.TimesApart, "one sentence joins claims %q (%s) and %q (%s), whose times don't meet",
					a.ID.S, a.When(), b.ID.S, b.When()).
					WithHint("make two sentences of it, each with its date")
			}
		}
	}
	if slices.ContainsFunc(s.Cites, func(id string) bool { return strings.HasPrefix(id, "reply:") }) {
		return // the organisation's own words
	}
	bearing := slices.ContainsFunc(claims, func(g *grade.Claim) bool {
		return g.Kind == vocab.Absence || words.absolute(g.Text.S) != "" || words.absolute(g.Recital.S) != ""
	})
	if w := words.absolute(s.Text); w != "" && !bearing {
		l.Warnf(s.At, diag.Absolute, "the sentence says %q, and none of its claims is an absence: %q", w,
			shorten(s.Text))
	}
}

// absolute is the first word of s that only an absence can bear, "" where there is none.
func (words Words) absolute(s string) string {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.Contains(words.Absolute, w) {
			return w
		}
	}
	return ""
}

func opensAs(s string, opening []string) bool {
	for _, o := range opening {
		if strings.HasPrefix(strings.ToLower(s), strings.ToLower(o)) {
			return true
		}
	}
	return false
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 70 {
		return string(r[:69]) + "…"
	}
	return s
}
