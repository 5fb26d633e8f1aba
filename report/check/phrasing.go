package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/prose"
	"whereas/report/source"
)

// Phrasing is which phrases cost a proposal, and on which grounds a company may leave one out, as data
// (rubrics/phrasing).
type Phrasing struct {
	Rules []PhraseRule
	Bases []Basis
}

// PhraseRule is one of its rules: on words that are found, on words that are lacking, or on what the dossier says of
// the company and of earlier votes.
type PhraseRule struct {
	ID       string
	severity diag.Severity
	where    place
	found    *regexp.Regexp // its words
	except   *regexp.Regexp // phrases in which its words are none of what it means; nil where there are none
	lacks    *regexp.Regexp
	unless   *regexp.Regexp // phrases anywhere in the text for which it keeps still
	least    int            // of fewer words in its place it says nothing
	many     int            // from so many places on, each is an error; 0: never
	company  string         // where the company is incorporated, "US-DE"
	names    bool           // the company's name is what is lacking
	apart    float64        // share of the words that may stand in paragraphs which have no word of the request
	support  []float64      // shares of votes, by how often there was a vote, below which the last may not lie
	cited    bool           // a sentence with a note is looked at too
	says     string
	hint     string
	rules    []string // ids of filing rules; all where there are none
}

// Basis is a ground on which a company may leave a proposal out.
type Basis struct {
	Number int
	Title  string
	Why    string // the test, in short
	Hint   string // what to do about it in the text
	Cite   string // where it stands
	// Ids of the rules, and codes of diagnostics, that are a sign of it; neither where no text shows it.
	Rules, Codes []string
}

// Filing is what is known of how a text is filed, beside its words.
type Filing struct {
	Rules   string // id
	Company dossier.Company
	Group   []string // names of the businesses of its group: who knows Google doesn't say Alphabet
	Votes   []dossier.Vote
	Year    int // of the meeting; 0 where it isn't known
}

// place is a part of a proposal.
type place string

const (
	inRequest   place = "request"
	inStatement place = "statement"
	anywhere    place = "anywhere"
)

// ParsePhrasing reads a file of rubrics/phrasing. Faults go to l.
func ParsePhrasing(name string, b []byte, l *diag.List) Phrasing {
	var out Phrasing
	root := source.Parse(name, b, l)
	if t := root.Table("phrasing"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Close()
	}
	var ids []string
	root.Each("rule", func(id source.Text, t *source.Table) {
		out.Rules = append(out.Rules, phraseRule(id.S, t, l))
		ids = append(ids, id.S)
	})
	root.Each("basis", func(_ source.Text, t *source.Table) {
		n, _, _ := t.NeedInt("number", 1, 99)
		basis := Basis{Number: n, Title: t.Need("title", maxPhrase).S, Why: t.Need("why", maxPhrase).S,
			Hint: t.Need("hint", maxPhrase).S, Cite: t.Need("cite", maxPhrase).S}
		t.Need("status", maxPhrase)
		t.Need("source", maxPhrase)
		for _, r := range t.Words("rules") {
			if basis.Rules = append(basis.Rules, r.S); !slices.Contains(ids, r.S) {
				l.Errorf(r.At, diag.BadWording, "there is no rule %q that could see a sign of it", r.S)
			}
		}
		for _, c := range t.Words("codes") {
			basis.Codes = append(basis.Codes, c.S)
		}
		out.Bases = append(out.Bases, basis)
	})
	root.Close()
	slices.SortFunc(out.Bases, func(a, b Basis) int { return a.Number - b.Number })
	return out
}

func phraseRule(id string, t *source.Table, l *diag.List) PhraseRule {
	severities := map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "notice": diag.Notice}
	r := PhraseRule{ID: id, where: place(t.NeedWord("where").S), cited: true, hint: t.Need("hint", maxPhrase).S}
	for _, key := range []string{"why", "cite", "status", "source"} { // for whoever reads the file
		t.Need(key, maxPhrase)
	}
	var known bool
	severity := t.NeedWord("severity")
	if r.severity, known = severities[severity.S]; !known && severity.S != "" {
		l.Errorf(severity.At, diag.BadWording, "unknown severity %q", severity.S).
			WithHint("known: error, warning, notice")
	}
	if r.where != inRequest && r.where != inStatement && r.where != anywhere && r.where != "" {
		l.Errorf(t.At, diag.BadWording, "unknown place %q of a rule", r.where).
			WithHint("known: request, statement, anywhere")
	}
	if cited, ok := t.Bool("cited"); ok {
		r.cited = cited
	}
	for _, w := range t.Words("rules") {
		r.rules = append(r.rules, w.S)
	}
	r.found, r.lacks = phrases(t.Texts("words", maxPhrase)), phrases(t.Texts("lacks", maxPhrase))
	r.except, r.unless = phrases(t.Texts("except", maxPhrase)), phrases(t.Texts("unless", maxPhrase))
	if t.Has("many") {
		r.many, _, _ = t.NeedInt("many", 2, 100)
	}
	if t.Has("least") {
		r.least, _, _ = t.NeedInt("least", 1, 10_000)
	}
	r.company = t.Word("company").S
	r.names, _ = t.Bool("names_company")
	if n, ok := t.Number("apart", 0, 1); ok {
		r.apart = n.V
	}
	for _, n := range t.Numbers("support", 0, 100) {
		r.support = append(r.support, n.V)
	}
	switch {
	case r.found != nil, len(r.support) > 0:
		r.says = t.NeedPhrase("says", "%q")
	default:
		r.says = t.NeedPhrase("says", "")
	}
	kinds := 0
	for _, is := range []bool{r.found != nil, r.lacks != nil, r.company != "", r.names, r.apart > 0,
		len(r.support) > 0} {
		if is {
			kinds++
		}
	}
	if kinds != 1 {
		l.Errorf(t.At, diag.BadWording, "the rule has either words to find, or words that may be lacking, or one of "+
			"company, names_company, apart and support")
	}
	return r
}

// maxPhrase bounds a text of the rules, in characters.
const maxPhrase = 500

// phrases matches any of some phrases as whole words, whatever their capitals and the space in them; # is a number.
func phrases(texts []source.Text) *regexp.Regexp {
	if len(texts) == 0 {
		return nil
	}
	var any []string
	for _, t := range texts {
		p := regexp.QuoteMeta(strings.TrimSpace(t.S))
		p = strings.ReplaceAll(p, "#", `[0-9]+(?:[.,][0-9]+)*`)
		any = append(any, strings.Join(strings.Fields(p), `\s+`))
	}
	return regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + strings.Join(any, "|") + `)(?:$|[^\pL\pN])`)
}

// Phrases looks for phrases that cost a proposal which is filed by some rules, and gives the ids of the rules that
// found something. What the dossier allows, with its reason, is left alone; an id there that no rule has is told.
func Phrases(d *doc.Document, phrasing Phrasing, filed Filing, allowed []dossier.Allowed, words Words,
	l *diag.List) (broken []string) {
	t := partsOf(d, words)
	var ids []string
	for _, r := range phrasing.Rules {
		ids = append(ids, r.ID)
		isIt := func(a dossier.Allowed) bool { return a.Rule.S == r.ID }
		if len(r.rules) > 0 && !slices.Contains(r.rules, filed.Rules) || slices.ContainsFunc(allowed, isIt) {
			continue
		}
		if r.look(t, filed, l) {
			broken = append(broken, r.ID)
		}
	}
	for _, a := range allowed {
		if !slices.Contains(ids, a.Rule.S) {
			l.Errorf(a.Rule.At, diag.UnknownPhrasing, "there is no rule %q that could be left alone", a.Rule.S).
				WithHint("rules: %s", strings.Join(ids, ", "))
		}
	}
	return broken
}

// proposal is a text as rules look at it.
type proposal struct {
	paras []*doc.Para
	texts []string           // of the paragraphs
	cut   [][]prose.Sentence // their sentences
	whole string             // with headings
	heads string
}

func partsOf(d *doc.Document, words Words) *proposal {
	t := &proposal{}
	var heads strings.Builder
	doc.Walk(d.Blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Para:
			t.paras = append(t.paras, b)
			t.texts = append(t.texts, doc.Plain(b.Text))
			t.cut = append(t.cut, prose.Sentences(b.Text, b.At, words.Sentences))
		case *doc.Heading:
			heads.WriteString(doc.Plain(b.Text) + "\n")
		}
	})
	t.heads = heads.String()
	t.whole = t.heads + strings.Join(t.texts, "\n")
	return t
}

// look applies one rule to a text, and tells whether it is broken.
func (r PhraseRule) look(t *proposal, filed Filing, l *diag.List) bool {
	if r.unless != nil && r.unless.MatchString(t.whole) {
		return false
	}
	var part strings.Builder
	var first diag.Span
	for i, p := range t.paras {
		if r.where == inRequest && !p.Resolved || r.where == inStatement && p.Resolved {
			continue
		}
		if part.Len() == 0 {
			first = p.At
		}
		part.WriteString(t.texts[i] + "\n")
	}
	say := func(sev diag.Severity, at diag.Span, args ...any) {
		stays := "why it stays"
		if r.found == nil {
			stays = "why not"
		}
		l.Report(sev, at, diag.CostlyPhrase, r.says, args...).
			WithHint("%s; or say %s: [allow] %s = \"…\" in the dossier", r.hint, stays, r.ID)
	}
	var lacking bool
	switch {
	case part.Len() == 0, len(strings.Fields(part.String())) < r.least:
		return false
	case r.found != nil:
		return r.find(t, say)
	case r.lacks != nil:
		lacking = !r.lacks.MatchString(part.String())
	case r.company != "":
		lacking = strings.HasPrefix(filed.Company.Incorporated, r.company)
		if first = filed.Company.At; first.Line == 0 {
			first = t.paras[0].At
		}
	case r.names:
		names := companyNames(filed)
		lacking = names != nil && !names.MatchString(part.String())
	case r.apart > 0:
		lacking = r.isApart(t)
	default:
		return r.votes(filed, func(v dossier.Vote) { say(r.severity, v.Date.At, v.Support) })
	}
	if lacking {
		say(r.severity, first)
	}
	return lacking
}

// find reports the sentences that have one of the rule's words.
func (r PhraseRule) find(t *proposal, say func(diag.Severity, diag.Span, ...any)) bool {
	type hit struct {
		at   diag.Span
		word string
	}
	var hits []hit
	for i, p := range t.paras {
		if r.where == inRequest && !p.Resolved || r.where == inStatement && p.Resolved {
			continue
		}
		for _, s := range t.cut[i] {
			text := s.Text
			if r.except != nil {
				text = r.except.ReplaceAllString(text, " … ")
			}
			if m := r.found.FindStringSubmatch(text); m != nil && (r.cited || len(s.Cites) == 0) {
				hits = append(hits, hit{s.At, m[1]})
			}
		}
	}
	sev := r.severity
	if r.many > 0 && len(hits) >= r.many {
		sev = diag.Error
	}
	for _, h := range hits {
		say(sev, h.at, h.word)
	}
	return len(hits) > 0
}

// companyNames matches the names of a company and of its group; nil where none is known.
func companyNames(filed Filing) *regexp.Regexp {
	c := filed.Company
	var texts []source.Text
	for _, n := range append([]string{c.Short, c.Name, c.Ticker, "our company"}, filed.Group...) {
		n, _, _ = strings.Cut(n, ",")
		if n != "" {
			texts = append(texts, source.Text{S: n})
		}
	}
	if c.Short == "" && c.Name == "" {
		return nil
	}
	return phrases(texts)
}

// isApart tells whether too many words of the statement stand in paragraphs that share no longer word with the request
// or a heading.
func (r PhraseRule) isApart(t *proposal) bool {
	long := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	}
	const letters = 6 // by which words are compared: forms of one word begin alike
	asked := map[string]bool{}
	add := func(s string) {
		for _, w := range long(s) {
			if len(w) >= letters {
				asked[w[:letters]] = true
			}
		}
	}
	for i, p := range t.paras {
		if p.Resolved {
			add(t.texts[i])
		}
	}
	add(t.heads)
	all, off := 0, 0
	for i, p := range t.paras {
		ws := long(t.texts[i])
		if p.Resolved {
			continue
		}
		all += len(ws)
		if !slices.ContainsFunc(ws, func(w string) bool { return len(w) >= letters && asked[w[:letters]] }) {
			off += len(ws)
		}
	}
	const least = 60 // words: of a few lines nobody can say
	return len(asked) > 0 && all >= least && float64(off) > r.apart*float64(all)
}

// votes looks at earlier votes on the subject of the last one: too little support in it, and the same subject may be
// left out for some years (three after the last vote, if there was one within five).
func (r PhraseRule) votes(filed Filing, say func(dossier.Vote)) bool {
	if len(filed.Votes) == 0 {
		return false
	}
	last := slices.MaxFunc(filed.Votes, func(a, b dossier.Vote) int { return a.Date.First() - b.Date.First() })
	times := 0
	for _, v := range filed.Votes {
		if v.Subject == last.Subject && v.Date.Year >= filed.Year-5 && v.Date.Year < filed.Year {
			times++
		}
	}
	got, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(last.Support, "%")), 64)
	if err != nil || times == 0 || last.Date.Year < filed.Year-3 {
		return false
	}
	if got < r.support[min(times, len(r.support))-1] {
		say(last)
		return true
	}
	return false
}
