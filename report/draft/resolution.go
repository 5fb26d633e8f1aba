// Package draft makes the resolution: recitals chosen from card and dossier, put into the template's
// Markdown, read back as a document and checked.
package draft

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"whereas/report/check"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Input is what a resolution is made from: the dossier in its edition, its card and graded claims, the rules
// it is filed under, the template and the wording.
type Input struct {
	Set      *grade.Set
	Card     *score.Card
	Rules    *filing.Rules
	Template []byte // text/template that prints Markdown
	Wording  Wording
	Ask      Ask
	File     string // shown before the lines of the Markdown, "out/amazon/resolution.md"
	OwnFile  string // the same for the user's own resolution.md

	company company        // as the template prints it
	ask     prose.Markdown // as the template prints it
	held    held           // what is the company's
}

// Resolution is a drafted resolution.
type Resolution struct {
	Markdown []byte // with the text of its notes behind it
	Document *doc.Document
	Words    check.Length
	Told     []Telling // of all claims of the edition, in the order of the dossier
	Counted  int       // words by the count that the rules are held to
	Limit    int       // of words, by the rules
}

// Recital is a sentence of the draft and the claim it rests on.
type Recital struct {
	ID    string
	Text  prose.Markdown
	Small prose.Markdown // the same, to stand behind a connective: its first letter small where it may be

	Beside []Recital // findings on a customer that this sentence ties to the company, told in one breath with it
}

// company is what a template sees of the company.
type company struct{ Name, Short prose.Markdown }

// data is what the template sees.
type data struct {
	Company                              company
	Meeting                              dossier.Meeting
	Title, Ask, Elements                 prose.Markdown // what is requested
	Norms, Record, Gap, Answer, Exposure []Recital
	Groups                               []Group   // the record, by what it is about
	Stake, History, Peers                []Recital // the exposure: what is at stake, votes and letters, what peers do
	Elsewhere                            []Recital // gaps in papers that the claim doesn't tie to the company
}

// maxTemplate bounds what a template may print: 1 MiB.
const maxTemplate = 1 << 20

// Make drafts the resolution. Faults of the draft go to l; the document is there all the same, since a
// person must see the page to mend it. An error means that the template itself is broken.
func Make(in Input, l *diag.List) (*Resolution, error) {
	if in.Set.Dossier.Resolution != nil {
		r := in.finish(in.Set.Dossier.Resolution, in.OwnFile, l)
		r.Told = in.ownTellings(r.Document)
		return r, nil
	}
	t, err := template.New("resolution").Option("missingkey=error").Parse(string(in.Template))
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	c := in.Set.Dossier.Company
	in.held = heldBy(in.Set, in.Wording.makes)
	in.company, in.ask = company{prose.Escape(c.Name), prose.Escape(c.Short)}, in.request(in.Ask)
	md, told, err := in.fill(t)
	if err != nil {
		return nil, err
	}
	r := in.finish(md, in.File, l)
	r.Told = told
	return r, nil
}

func (in Input) finish(md []byte, file string, l *diag.List) *Resolution {
	d := in.parse(md, file, notes.Short(in.Set), l)
	prose.OwnNotes(file, md, d, l)
	check.Resolution(d, in.Set, in.Rules, in.Wording.Words, file, l)
	notes.Check(d, in.Set, l)
	words := check.Count(d)
	return &Resolution{Markdown: prose.WithDefinitions(md, d), Document: d, Words: words,
		Counted: words.By(in.Rules.Words.Count), Limit: in.Rules.Words.Limit}
}

func (in Input) parse(md []byte, file string, notes prose.Notes, l *diag.List) *doc.Document {
	d := prose.Parse(file, md, notes, l)
	d.Lang = in.Set.Dossier.Language
	d.PageSize = in.Rules.Page
	d.Subject = "Shareholder proposal"
	return d
}

func (in Input) print(t *template.Template, chosen map[Role][]candidate) ([]byte, error) {
	recitals := func(cs []candidate) []Recital {
		var out []Recital
		for _, c := range slices.SortedStableFunc(slices.Values(cs), byOrder) {
			out = append(out, in.recital(c))
		}
		return out
	}
	gap, elsewhere := in.ownGaps(chosen[Gap])
	stake, history, peers := split(chosen[Exposure])
	var b limited
	err := t.Execute(
		&b,
		data{
			Company: in.company, Meeting: in.Set.Dossier.Meeting, Ask: in.ask,
			Title: prose.Markdown(in.Ask.Title), Elements: prose.Markdown(in.Ask.Elements),
			Norms: recitals(chosen[Norm]), Record: recitals(chosen[Record]),
			Gap: recitals(gap), Elsewhere: recitals(elsewhere),
			Answer: recitals(chosen[Answer]), Exposure: recitals(chosen[Exposure]),
			Groups: in.groups(chosen[Record]), Stake: recitals(stake),
			History: recitals(history), Peers: recitals(peers),
		},
	)
	if err != nil {
		return nil, fmt.Errorf("fill the template: %w", err)
	}
	return prose.Tidy(b.String()), nil
}

// limited refuses to grow without end.
type limited struct{ bytes.Buffer }

func (b *limited) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxTemplate {
		return 0, fmt.Errorf("the template prints more than %d bytes", maxTemplate)
	}
	return b.Buffer.Write(p)
}

// Role is what a claim does in a text.
type Role string

// The roles of claims.
const (
	Norm     Role = "norm"     // what a standard asks
	Record   Role = "record"   // what happened
	Gap      Role = "gap"      // what was looked for and not found
	Answer   Role = "answer"   // what the company says
	Exposure Role = "exposure" // what is at stake
)

var roles = []Role{Norm, Record, Gap, Answer, Exposure}

// Wording is the tool's own words in a draft.
type Wording struct {
	Dated, Since, Ended                    string
	Attribution, AndOthers                 string
	HeadDraft, HeadInvented, HeadMeeting   string
	FootWords, FootPage, Problems, Problem string
	Plan                                   []Role      // in the order in which places are given out
	Words                                  check.Words // that checks look for
	small                                  []string    // first words that may begin small within a sentence
	together                               []string    // types of entities by which the record is told together
	ties                                   []string    // verbs of links that tie a customer to what is sold
	makes                                  []string    // verbs of links that say whose a product is
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
		l.Errorf(root.At, diag.MissingKey, "the file has no [draft] heading")
		return w
	}
	w.Attribution = t.NeedPhrase("attribution", "%s %s")
	w.AndOthers = t.NeedPhrase("and_others", "%s")
	w.Since = t.NeedPhrase("since", "%s %s")
	w.Dated = t.NeedPhrase("dated", "%s %s")
	w.Ended = t.NeedPhrase("ended", "%s %s")
	w.HeadDraft, w.HeadInvented = t.NeedPhrase("head_draft", ""), t.NeedPhrase("head_invented", "")
	w.HeadMeeting = t.NeedPhrase("head_meeting", "%d")
	w.FootWords = t.NeedPhrase("foot_words", "%d %d")
	w.FootPage = t.NeedPhrase("foot_page", "")
	w.Problems, w.Problem = t.NeedPhrase("problems", "%s %d"), t.NeedPhrase("problem", "%s")
	for _, s := range t.NeedTexts("plan") {
		if !slices.Contains(roles, Role(s.S)) {
			l.Errorf(s.At, diag.BadWording, "unknown role %q of a recital", s.S).
				WithHint("known: %s", vocab.Join(roles, ", "))
		}
		w.Plan = append(w.Plan, Role(s.S))
	}
	for _, s := range t.Texts("alleged") {
		w.Words.Alleged = append(w.Words.Alleged, s.S)
	}
	for _, s := range t.NeedTexts("absolute") {
		w.Words.Absolute = append(w.Words.Absolute, s.S)
	}
	for _, s := range t.Texts("opinion") {
		w.Words.Opinion = append(w.Words.Opinion, s.S)
	}
	for _, list := range []struct {
		key  string
		into *[]string
	}{
		{"small", &w.small}, {"holders", &w.Words.Holders}, {"actors", &w.Words.Actors},
		{"denials", &w.Words.Denials}, {"reporting", &w.Words.Reporting}, {"several", &w.Words.Several},
		{"abbreviations", &w.Words.Sentences.Open},
		{"together", &w.together}, {"ties", &w.ties}, {"makes", &w.makes},
		{"closing_abbreviations", &w.Words.Sentences.Closing}, {"starters", &w.Words.Sentences.Opening},
	} {
		for _, s := range t.Texts(list.key) {
			*list.into = append(*list.into, s.S)
		}
	}
	// A word that begins sentences after abbreviations is no name, and may begin small as one of small may.
	w.Words.Sentences.Opening = append(w.Words.Sentences.Opening, w.small...)
	w.small = w.Words.Sentences.Opening
	t.Close()
	root.Close()
	return w
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
	if in.Set.Dossier.Company.Invented {
		left = strings.TrimSuffix(w.HeadInvented+" · "+left, " · ")
	}
	right := ""
	if in.Set.Dossier.Meeting.Year > 0 {
		right = fmt.Sprintf(w.HeadMeeting, in.Set.Dossier.Meeting.Year)
	}
	r.Document.RunHead = doc.Running{Left: left, Centre: in.Set.Dossier.Company.Name, Right: right}
	r.Document.RunFoot = doc.Running{Right: w.FootPage}
	if !final {
		r.Document.RunFoot.Left = fmt.Sprintf(w.FootWords, r.Counted, r.Limit)
	}
}
