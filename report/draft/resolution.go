// Package draft makes the resolution: recitals chosen from card and dossier, put into the template's
// Markdown, read back as a document and checked.
package draft

import (
	"bytes"
	"fmt"
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
)

// Input is what a resolution is made from: the dossier in its edition, its card and graded claims, the rules
// it is filed under, the template and the wording.
type Input struct {
	Set      *grade.Set
	Card     *score.Card
	Rules    *filing.Rules
	Template []byte // text/template that prints Markdown
	Plan     Plan
	Wording  Wording
	Ask      Ask
	Capitals check.Capitals // words of capitals that need no words beside them
	File     string         // shown before the lines of the Markdown, "out/amazon/resolution.md"
	OwnFile  string         // the same for the user's own resolution.md

	company  company         // as the template prints it
	ask      prose.Markdown  // as the template prints it
	named    map[string]bool // the products and customers that it names
	held     held            // what is the company's
	spelling check.Spelling  // acronyms
	free     bool            // nothing takes any words
}

// Resolution is a drafted resolution.
type Resolution struct {
	Markdown []byte // with the text of its notes behind it
	Document *doc.Document
	Words    check.Length
	Told     []Telling // of all claims of the edition, in the order of the dossier
	Counted  int       // words by the count that the rules are held to
	Limit    int       // of words, by the rules

	unproven bool     // the search for the best choice was given up
	moves    []string // what told claims do in the text, in its order
}

// company is what a template sees of the company.
type company struct{ Name, Short prose.Markdown }

// data is what the template sees.
type data struct {
	Company              company
	Meeting              dossier.Meeting
	Title, Ask, Elements prose.Markdown // what is requested
	Argument             prose.Markdown // the moves of the plan, one behind the other
}

// maxTemplate bounds what a template may print: 1 MiB.
const maxTemplate = 1 << 20

// Make drafts the resolution. Faults of the draft go to l; the document is there all the same, since a
// person must see the page to mend it. An error means that the template itself is broken.
func Make(in Input, l *diag.List) (*Resolution, error) {
	if in.Set.Dossier.Resolution != nil {
		r := in.finish(in.Set.Dossier.Resolution, in.OwnFile, l)
		r.Told, r.moves = in.prepared().ownTellings(r.Document), append(in.Plan.does(), cited)
		return r, nil
	}
	t, err := template.New("resolution").Option("missingkey=error").Parse(string(in.Template))
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	md, told, proven, err := in.prepared().fill(t)
	if err != nil {
		return nil, err
	}
	r := in.finish(md, in.File, l)
	r.Told, r.unproven = told, !proven
	r.moves = in.Plan.does()
	return r, nil
}

func (in Input) finish(md []byte, file string, l *diag.List) *Resolution {
	d := in.parse(md, file, prose.WithOwn(md, notes.Short(in.Set)), l)
	prose.OwnNotes(file, md, d, l)
	check.Resolution(d, in.Set, in.Rules, in.Wording.Words, file, l)
	notes.Check(d, in.Set, l)
	d.Whole, d.Foreign = in.Set.Dossier.Names(), Foreign(in.Set.Dossier)
	words := check.Count(d)
	return &Resolution{Markdown: prose.WithDefinitions(md, d), Document: d, Words: words,
		Counted: words.By(in.Rules.Words.Count), Limit: in.Rules.Words.Limit}
}

func (in Input) parse(md []byte, file string, notes prose.Notes, l *diag.List) *doc.Document {
	d := prose.Parse(file, md, notes, l)
	d.Lang = in.Set.Dossier.Language
	d.PageSize = in.Rules.Page
	d.Words = in.Wording.Page
	d.Subject = "Shareholder proposal"
	return d
}

// Foreign is what a document of a dossier may have in other languages.
func Foreign(d *dossier.Dossier) []doc.Foreign {
	var out []doc.Foreign
	for _, f := range d.ForeignTexts() {
		out = append(out, doc.Foreign{Text: f.Text, Lang: f.Lang})
	}
	return out
}

// known is the input with what the dossier says of who holds what, and how acronyms are spelt.
func (in Input) known() Input {
	in.held, in.spelling = heldBy(in.Set, in.Wording.makes), check.NewSpelling(in.Capitals, in.Set.Dossier)
	return in
}

// prepared is the input with what is found once.
func (in Input) prepared() Input {
	in = in.known()
	c := in.Set.Dossier.Company
	in.company = company{prose.Escape(c.Name), prose.Escape(c.Short)}
	in.ask, in.named = in.request(in.Ask)
	return in
}

// print fills the template.
func (in Input) print(t *template.Template, argument prose.Markdown) ([]byte, error) {
	var b limited
	err := t.Execute(&b, data{Company: in.company, Meeting: in.Set.Dossier.Meeting, Ask: in.ask,
		Title: prose.Markdown(in.Ask.Title), Elements: prose.Markdown(in.Ask.Elements), Argument: argument})
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

// Wording is the tool's own words in a draft.
type Wording struct {
	Dated, Happened, Since, Ended          string
	DatedOn, HappenedOn, SinceOn, EndedOn  string // the same where the day is known
	And, AndBeforeI                        string // before the last of several parts of a sentence
	SerialComma                            bool   // a comma stands before that
	Attribution, List, ListReported        string
	Reported                               string
	HeadDraft, HeadInvented, HeadMeeting   string
	HeadInternal                           string // with the rest of the running head in it
	FootWords, FootPage, Problems, Problem string
	Words                                  check.Words // that checks look for
	Page                                   doc.Words   // that writers put into any text
	small                                  []string    // first words that may begin small within a sentence
	names                                  []string    // names that begin with one of these and keep their capital
	together                               []string    // types of entities by which the record is told together
	ties                                   []string    // verbs of links that tie a customer to what is sold
	makes                                  []string    // verbs of links that say whose a product is
	articled                               []string    // words of names that have an article
	helping                                []string    // verbs that help another
}

// ParseWording reads templates/wording.toml.
func ParseWording(name string, b []byte, l *diag.List) Wording {
	var w Wording
	root := source.Parse(name, b, l)
	if t := root.Table("wording"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Close()
	}
	if t := root.Table("page"); t != nil {
		w.Page = doc.Words{Skip: t.NeedPhrase("skip", ""), Contents: t.NeedPhrase("contents", ""),
			Notes: t.NeedPhrase("notes", ""), Note: t.NeedPhrase("note", "%d"), Back: t.NeedPhrase("back", "%d"),
			BackOf: t.NeedPhrase("back_of", "%d %d %d"), Table: t.NeedPhrase("table", ""),
			Figure: t.NeedPhrase("figure", ""), Page: t.NeedPhrase("page", "%s"), See: t.NeedPhrase("see", "%s"),
			OneNote: t.NeedPhrase("one_note", "%s %s"), Several: t.NeedPhrase("several", "%s %s"),
			And: t.NeedPhrase("and", "%s %s"), Close: t.NeedPhrase("close", ""), ToNote: t.NeedPhrase("to_note", ""),
			Filter: t.NeedPhrase("filter", ""), All: t.NeedPhrase("all", ""), Category: t.NeedPhrase("category", ""),
			Grade: t.NeedPhrase("grade", ""), About: t.NeedPhrase("about", ""), From: t.NeedPhrase("from", ""),
			Until: t.NeedPhrase("until", ""), Shown: t.NeedPhrase("shown", "%d %d")}
		t.Close()
	} else {
		l.Errorf(root.At, diag.MissingKey, "the file has no [page] heading")
	}
	t := root.Table("draft")
	if t == nil {
		l.Errorf(root.At, diag.MissingKey, "the file has no [draft] heading")
		return w
	}
	w.Attribution = t.NeedPhrase("attribution", "%s")
	w.List, w.ListReported = t.NeedPhrase("list", "%s"), t.NeedPhrase("list_reported", "%s")
	w.Reported = t.NeedPhrase("reported", "")
	w.Since, w.SinceOn = t.NeedPhrase("since", "%s %s"), t.NeedPhrase("since_on", "%s %s")
	w.Dated, w.DatedOn = t.NeedPhrase("dated", "%s %s"), t.NeedPhrase("dated_on", "%s %s")
	w.Happened, w.HappenedOn = t.NeedPhrase("happened", "%s %s"), t.NeedPhrase("happened_on", "%s %s")
	w.Ended, w.EndedOn = t.NeedPhrase("ended", "%s %s"), t.NeedPhrase("ended_on", "%s %s")
	w.And, w.AndBeforeI = t.NeedPhrase("and", "%s"), t.NeedPhrase("and_before_i", "%s")
	w.SerialComma, _ = t.Bool("serial_comma")
	w.HeadInternal = t.NeedPhrase("head_internal", "%s")
	w.HeadDraft, w.HeadInvented = t.NeedPhrase("head_draft", ""), t.NeedPhrase("head_invented", "")
	w.HeadMeeting = t.NeedPhrase("head_meeting", "%d")
	w.FootWords = t.NeedPhrase("foot_words", "%d %d")
	w.FootPage = t.NeedPhrase("foot_page", "")
	w.Problems, w.Problem = t.NeedPhrase("problems", "%s %d"), t.NeedPhrase("problem", "%s")
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
		{"small", &w.small}, {"names", &w.names}, {"holders", &w.Words.Holders}, {"actors", &w.Words.Actors},
		{"denials", &w.Words.Denials}, {"reporting", &w.Words.Reporting}, {"several", &w.Words.Several},
		{"abbreviations", &w.Words.Sentences.Open},
		{"together", &w.together}, {"ties", &w.ties}, {"makes", &w.makes}, {"articled", &w.articled},
		{"helping", &w.helping},
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
	if in.Card.Edition == dossier.InternalEdition {
		left = strings.TrimSuffix(fmt.Sprintf(w.HeadInternal, left), " · ")
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
