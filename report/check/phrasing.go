package check

import (
	"regexp"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/prose"
	"whereas/report/source"
)

// Phrasing is which phrases cost a proposal, as data (rubrics/phrasing).
type Phrasing []PhraseRule

// PhraseRule is one of its rules.
type PhraseRule struct {
	ID       string
	severity diag.Severity
	where    place
	found    *regexp.Regexp // of its words; nil for a rule on what is lacking
	except   *regexp.Regexp // phrases in which its words are none of what it means; nil where there are none
	lacks    *regexp.Regexp
	cited    bool // a sentence with a note is looked at too
	says     string
	hint     string
	rules    []string // ids of filing rules; all where there are none
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
	severities := map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "notice": diag.Notice}
	root.Each("rule", func(id source.Text, t *source.Table) {
		r := PhraseRule{ID: id.S, where: place(t.NeedWord("where").S), cited: true, hint: t.Need("hint", maxPhrase).S}
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
		r.except = phrases(t.Texts("except", maxPhrase))
		if r.found != nil {
			r.says = t.NeedPhrase("says", "%q")
		} else {
			r.says = t.NeedPhrase("says", "")
		}
		if (r.found == nil) == (r.lacks == nil) {
			l.Errorf(t.At, diag.BadWording, "the rule has either words to find, or words that may be lacking")
		}
		out = append(out, r)
	})
	root.Close()
	return out
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
		p = strings.ReplaceAll(p, "#", `[0-9][0-9.,]*`)
		any = append(any, strings.Join(strings.Fields(p), `\s+`))
	}
	return regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + strings.Join(any, "|") + `)(?:$|[^\pL\pN])`)
}

// Phrases looks for phrases that cost a proposal which is filed by some rules. What the dossier allows, with its
// reason, is left alone; an id there that no rule has is told.
func Phrases(d *doc.Document, phrasing Phrasing, filedBy string, allowed []dossier.Allowed, words Words, l *diag.List) {
	var ids []string
	for _, r := range phrasing {
		ids = append(ids, r.ID)
		isIt := func(a dossier.Allowed) bool { return a.Rule.S == r.ID }
		if len(r.rules) > 0 && !slices.Contains(r.rules, filedBy) || slices.ContainsFunc(allowed, isIt) {
			continue
		}
		r.look(d, words, l)
	}
	for _, a := range allowed {
		if !slices.Contains(ids, a.Rule.S) {
			l.Errorf(a.Rule.At, diag.UnknownPhrasing, "there is no rule %q that could be left alone", a.Rule.S).
				WithHint("rules: %s", strings.Join(ids, ", "))
		}
	}
}

// look applies one rule to a text.
func (r PhraseRule) look(d *doc.Document, words Words, l *diag.List) {
	var whole strings.Builder
	var first diag.Span
	doc.Walk(d.Blocks, func(b doc.Block) {
		p, ok := b.(*doc.Para)
		if !ok || r.where == inRequest && !p.Resolved || r.where == inStatement && p.Resolved {
			return
		}
		if whole.Len() == 0 {
			first = p.At
		}
		whole.WriteString(doc.Plain(p.Text) + "\n")
		if r.found == nil {
			return
		}
		for _, s := range prose.Sentences(p.Text, p.At, words.Sentences) {
			text := s.Text
			if r.except != nil {
				text = r.except.ReplaceAllString(text, " … ")
			}
			if m := r.found.FindStringSubmatch(text); m != nil && (r.cited || len(s.Cites) == 0) {
				l.Report(r.severity, s.At, diag.CostlyPhrase, r.says, m[1]).WithHint("%s; or say why it stays: "+
					"[allow] %s = \"…\" in the dossier", r.hint, r.ID)
			}
		}
	})
	if r.lacks != nil && whole.Len() > 0 && !r.lacks.MatchString(whole.String()) {
		l.Report(r.severity, first, diag.CostlyPhrase, "%s", r.says).WithHint("%s; or say why not: [allow] %s = \"…\" "+
			"in the dossier", r.hint, r.ID)
	}
}
