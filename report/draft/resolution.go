// Package draft makes the resolution: recitals chosen from card and dossier, put into the template's
// Markdown, read back as a document and checked.
package draft

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/lint"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/source"
	"whereas/report/terms"
)

// Input is what a resolution is made from: the dossier in its edition, its card and graded claims, the rules
// it is filed under, the template and the wording.
type Input struct {
	Dossier   *dossier.Dossier
	Card      *score.Card
	Graded    []*grade.Claim
	Authority *terms.Authority
	Rules     *filing.Rules
	Template  []byte // text/template that prints Markdown
	Wording   Wording
	File      string // shown before the lines of the Markdown, "out/amazon/resolution.md"
	OwnFile   string // the same for the user's own resolution.md
}

// Resolution is a drafted resolution.
type Resolution struct {
	Markdown []byte // with the text of its notes behind it
	Document *doc.Document
	Words    lint.Length
}

// Recital is a sentence of the draft and the claim it rests on.
type Recital struct {
	ID   string
	Text string
}

// data is what the template sees.
type data struct {
	Company                              dossier.Company
	Meeting                              dossier.Meeting
	Norms, Record, Gap, Answer, Exposure []Recital
}

// maxTemplate bounds what a template may print: 1 MiB.
const maxTemplate = 1 << 20

// Make drafts the resolution. Faults of the draft go to l; the document is there all the same, since a
// person must see the page to mend it. An error means that the template itself is broken.
func Make(in Input, l *diag.List) (*Resolution, error) {
	if in.Dossier.Resolution != nil {
		return in.finish(in.Dossier.Resolution, in.OwnFile, l), nil
	}
	t, err := template.New("resolution").Option("missingkey=error").Parse(string(in.Template))
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	md, err := in.fill(t)
	if err != nil {
		return nil, err
	}
	return in.finish(md, in.File, l), nil
}

func (in Input) finish(md []byte, file string, l *diag.List) *Resolution {
	d := in.parse(md, file, prose.NotesOf(in.Dossier, in.Graded), l)
	lint.Resolution(d, in.Dossier, in.Graded, in.Authority, in.Rules, lint.Words{Opinion: in.Wording.Opinion, Alleged: in.Wording.Alleged, Absolute: in.Wording.Absolute}, file, l)
	return &Resolution{Markdown: prose.WithDefinitions(md, d), Document: d, Words: lint.Count(d)}
}

func (in Input) parse(md []byte, file string, notes prose.Notes, l *diag.List) *doc.Document {
	d := prose.Parse(file, md, notes, l)
	d.Lang = in.Dossier.Language
	d.PageSize = in.Rules.Page
	d.Subject = "Shareholder proposal"
	return d
}

func (in Input) print(t *template.Template, chosen map[string][]candidate) ([]byte, error) {
	recitals := func(role string) []Recital {
		cs := slices.Clone(chosen[role])
		slices.SortFunc(cs, func(a, b candidate) int { return cmp.Compare(a.order, b.order) })
		var out []Recital
		for _, c := range cs {
			out = append(out, Recital{c.g.ID.S, c.text})
		}
		return out
	}
	var b limited
	company := in.Dossier.Company
	company.Name, company.Short = escape(company.Name), escape(company.Short)
	err := t.Execute(&b, data{company, in.Dossier.Meeting, recitals("norm"), recitals("record"), recitals("gap"), recitals("answer"), recitals("exposure")})
	if err != nil {
		return nil, fmt.Errorf("fill the template: %w", err)
	}
	return tidy(b.Bytes()), nil
}

// limited refuses to grow without end.
type limited struct{ bytes.Buffer }

func (b *limited) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxTemplate {
		return 0, fmt.Errorf("the template prints more than %d bytes", maxTemplate)
	}
	return b.Buffer.Write(p)
}

// tidy leaves at most one empty line between blocks, and none at the end.
func tidy(md []byte) []byte {
	s := string(md)
	for strings.Contains(s, "\n\n\n") {
		s = strings.ReplaceAll(s, "\n\n\n", "\n\n")
	}
	return []byte(strings.Trim(s, "\n") + "\n")
}

// sentence is a recital as it is told: with its source where it rests on one (grade 2), with its date where
// it doesn't say one.
func (in Input) sentence(g *grade.Claim) string {
	s := escapeLine(strings.TrimSpace(g.Recital.S))
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	when := g.When()
	dated := g.Kind == terms.KindNorm || when.IsZero() || year.MatchString(s)
	w := in.Wording
	if g.Grade == 2 && g.Kind != terms.KindAbsence && g.Kind != terms.KindNorm { // a norm and an absence say themselves where they stand
		if who := in.teller(g); who != "" && !strings.Contains(s, who) {
			if dated {
				return fmt.Sprintf(w.Attribution, who, w.lowerFirst(s))
			}
			return fmt.Sprintf(w.AttributionDated, who, when.Words(in.Dossier.Language), w.lowerFirst(s))
		}
	}
	if !g.Until.IsZero() && !strings.Contains(s, strconv.Itoa(g.Until.Year)) {
		return fmt.Sprintf(w.Ended, strings.TrimSuffix(s, "."), g.Until.Words(in.Dossier.Language)) + "."
	}
	if !dated {
		return fmt.Sprintf(w.Dated, strings.TrimSuffix(s, "."), when.Words(in.Dossier.Language)) + "."
	}
	return s
}

// year matches a sentence that says when.
var year = regexp.MustCompile(`\b(19|20)\d\d\b`)

// teller is the publisher of the strongest piece that supports a claim.
func (in Input) teller(g *grade.Claim) string {
	who, bestBase := "", -1
	for i, e := range g.Evidence {
		if p := g.Pieces[i]; p.Stance == terms.Supports && p.Base*4-p.Distance > bestBase {
			if s := in.Dossier.Source(e.Source.S); s != nil {
				who, bestBase = s.Short, p.Base*4-p.Distance
			}
		}
	}
	return escape(who)
}

// escape keeps words of a dossier from being read as Markdown, where they stand within a line.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		if strings.ContainsRune("\\`*_[]<>{}|~", r) || r == '&' && entity.MatchString(s[i:]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// escapeLine is escape for words that begin a line: they could be a heading or an item of a list as well.
func escapeLine(s string) string {
	s = escape(s)
	if m := numbered.FindStringIndex(s); m != nil {
		return s[:m[1]-1] + "\\" + s[m[1]-1:]
	}
	if s != "" && strings.ContainsRune("#+-", rune(s[0])) {
		return "\\" + s
	}
	return s
}

var (
	entity   = regexp.MustCompile(`^&#?[A-Za-z0-9]+;`)
	numbered = regexp.MustCompile(`^[0-9]{1,9}[.)]`)
)

// roles that a recital can have in a draft.
var roles = []string{"norm", "record", "gap", "answer", "exposure"}

// Wording is the tool's own words in a draft.
type Wording struct {
	Ended                                  string
	Attribution, AttributionDated, Dated   string
	HeadDraft, HeadInvented, HeadMeeting   string
	FootWords, FootPage, Problems, Problem string
	Plan                                   []string // roles of recitals, in the order in which places are given out
	Alleged                                []string // parts of words that tell an allegation as one
	Absolute                               []string // words that only an absence can bear
	Opinion, small                         []string
}

// ParseWording reads templates/wording.toml.
func ParseWording(name string, b []byte, l *diag.List) Wording {
	var w Wording
	root := source.Parse(name, b, l)
	if t := root.Table("wording"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Close()
	}
	t := root.Table("draft")
	if t == nil {
		l.Errorf(root.At, "missing-key", "the file has no [draft] heading")
		return w
	}
	form := func(key string, verbs ...string) string {
		s := t.Need(key)
		rest := s.S
		for _, v := range verbs {
			_, after, ok := strings.Cut(rest, v)
			if !ok {
				l.Errorf(s.At, "bad-wording", "%q must hold %s in this order", key, strings.Join(verbs, " "))
				return strings.Join(verbs, " ")
			}
			rest = after
		}
		if strings.Count(s.S, "%") != len(verbs) {
			l.Errorf(s.At, "bad-wording", "%q must hold %s and no other %%", key, strings.Join(verbs, " "))
			return strings.Join(verbs, " ")
		}
		return s.S
	}
	w.Attribution = form("attribution", "%s", "%s")
	w.AttributionDated = form("attribution_dated", "%s", "%s", "%s")
	w.Dated = form("dated", "%s", "%s")
	w.Ended = form("ended", "%s", "%s")
	w.HeadDraft, w.HeadInvented = form("head_draft"), form("head_invented")
	w.HeadMeeting = form("head_meeting", "%d")
	w.FootWords = form("foot_words", "%d", "%d")
	w.FootPage = form("foot_page")
	w.Problems, w.Problem = form("problems", "%s", "%d"), form("problem", "%s")
	for _, s := range t.NeedTexts("plan") {
		if !slices.Contains(roles, s.S) {
			l.Errorf(s.At, "bad-wording", "unknown role %q of a recital", s.S).WithHint("known: %s", strings.Join(roles, ", "))
		}
		w.Plan = append(w.Plan, s.S)
	}
	for _, s := range t.Texts("alleged") {
		w.Alleged = append(w.Alleged, s.S)
	}
	for _, s := range t.NeedTexts("absolute") {
		w.Absolute = append(w.Absolute, s.S)
	}
	for _, s := range t.Texts("opinion") {
		w.Opinion = append(w.Opinion, s.S)
	}
	for _, s := range t.Texts("small") {
		w.small = append(w.small, s.S)
	}
	t.Close()
	root.Close()
	return w
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

// Stamp writes the running head and foot of a draft: what it is, whose, for which meeting; how many words of
// how many; which page. problems is the number of errors and warnings that the draft has; a final text bears
// no stamp and no count.
func (in Input) Stamp(r *Resolution, problems int, final bool) {
	w := in.Wording
	left := w.HeadDraft
	switch {
	case final:
		left = ""
	case problems == 1:
		left = fmt.Sprintf(w.Problem, w.HeadDraft)
	case problems > 1:
		left = fmt.Sprintf(w.Problems, w.HeadDraft, problems)
	}
	if in.Dossier.Company.Invented {
		left = strings.TrimSuffix(w.HeadInvented+" · "+left, " · ")
	}
	right := ""
	if in.Dossier.Meeting.Year > 0 {
		right = fmt.Sprintf(w.HeadMeeting, in.Dossier.Meeting.Year)
	}
	r.Document.RunHead = doc.Running{Left: left, Centre: in.Dossier.Company.Name, Right: right}
	r.Document.RunFoot = doc.Running{Right: w.FootPage}
	if !final {
		r.Document.RunFoot.Left = fmt.Sprintf(w.FootWords, r.Words.By(in.Rules.Words.Count), in.Rules.Words.Limit)
	}
}
