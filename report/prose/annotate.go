package prose

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/source"
	"whereas/report/terms"
)

// NoteWords are the tool's own words in annotated notes (templates/briefing.toml).
type NoteWords struct {
	Again, Below, Grade, Contested, Searched, More string
	Stances                                        map[string]string // what opens the pieces that don't support
	Most                                           int               // pieces of one claim that a note names
}

// ReadNoteWords reads them from a table.
func ReadNoteWords(t *source.Table) NoteWords {
	w := NoteWords{
		Again:     t.NeedPhrase("again", "%s %d"),
		Below:     t.NeedPhrase("below", "%s %s"),
		Grade:     t.NeedPhrase("grade", "%s %s"),
		Contested: t.NeedPhrase("contested", "%s"),
		Searched:  t.NeedPhrase("searched", "%s %s"),
		More:      t.NeedPhrase("more", "%d"),
		Stances:   map[string]string{},
	}
	for _, stance := range []string{terms.Contradicts, terms.Qualifies, terms.Silent} {
		w.Stances[stance] = t.NeedPhrase(stance, "")
	}
	w.Most, _, _ = t.NeedInt("most", 1, 100)
	return w
}

// Annotator writes notes in full: each piece of evidence with its source, the place in it and its words, then the
// grade of the claim and its id. A source is named in full by the first note that cites it, and by its short name
// and that note's number from then on; its address belongs into a list of sources.
type Annotator struct {
	dossier    *dossier.Dossier
	vocabulary terms.Vocabulary
	words      NoteWords
	claims     map[string]*grade.Claim
	replies    map[string]reply // by "id", and by "id:claim" for what a reply says of a claim
}

// reply is what an organisation said, and its answer to one claim, nil for the reply as a whole.
type reply struct {
	*dossier.Reply
	answer *dossier.Answer
}

// NewAnnotator indexes a dossier. The notes know the claims among graded and no other.
func NewAnnotator(d *dossier.Dossier, graded []*grade.Claim, v terms.Vocabulary, words NoteWords) *Annotator {
	a := &Annotator{
		dossier:    d,
		vocabulary: v,
		words:      words,
		claims:     make(map[string]*grade.Claim, len(graded)),
		replies:    map[string]reply{},
	}
	for _, g := range graded {
		a.claims[g.ID.S] = g
	}
	for _, r := range d.Replies {
		a.replies[r.ID.S] = reply{r, nil}
		EachAnswer(r, func(id, _ string, answer *dossier.Answer) { a.replies[id] = reply{r, answer} })
	}
	return a
}

// EachAnswer calls f for each claim that a reply answers, with what a mark cites the answer by, behind "reply:":
// "board-2024:claim", and where it answers a claim more than once, "board-2024:claim:2" and so on.
func EachAnswer(r *dossier.Reply, f func(id, claim string, a *dossier.Answer)) {
	times := map[string]int{}
	for i := range r.Answers {
		for _, c := range r.Answers[i].Claims {
			id := r.ID.S + ":" + c.S
			if times[c.S]++; times[c.S] > 1 {
				id += fmt.Sprintf(":%d", times[c.S])
			}
			f(id, c.S, &r.Answers[i])
		}
	}
}

// Notes stands for each note by its id until Annotate knows which note comes first. It knows claims, sources
// ("source:…"), replies ("reply:…") and what a reply says of a claim ("reply:…:claim").
func (a *Annotator) Notes(id string) ([]doc.Inline, bool) {
	known := a.claims[id] != nil
	if s, ok := strings.CutPrefix(id, "source:"); ok {
		known = a.dossier.Source(s) != nil
	} else if s, ok := strings.CutPrefix(id, "reply:"); ok {
		known = a.replies[s].Reply != nil
	}
	return []doc.Inline{doc.Text{S: id}}, known
}

// Annotate writes the notes of a document whose marks were read with Notes. Where alone is true each of them names its
// sources in full, for a text whose notes have no numbers.
func (a *Annotator) Annotate(d *doc.Document, alone bool) {
	w := writer{Annotator: a, first: map[string]int{}, alone: alone}
	for i := range d.Notes {
		n := &d.Notes[i]
		w.number = n.Number
		if id, ok := strings.CutPrefix(n.ID, "source:"); ok {
			n.Text = sentenceOf(w.source(id))
		} else if id, ok := strings.CutPrefix(n.ID, "reply:"); ok {
			n.Text = sentenceOf(w.answer(a.replies[id]))
		} else {
			n.Text = w.claim(w.claims[n.ID])
		}
	}
}

// writer remembers which note named a source first.
type writer struct {
	*Annotator
	first  map[string]int
	alone  bool
	number int // of the note that is written
}

// claim is the note of one claim.
func (w *writer) claim(g *grade.Claim) []doc.Inline {
	var out []doc.Inline
	text := func(s string) { out = append(out, doc.Text{S: s, At: g.ID.At}) }
	named, left, last := 0, 0, ""
	for _, stance := range []string{terms.Supports, terms.Qualifies, terms.Contradicts, terms.Silent} {
		opened := false
		for _, e := range g.Evidence {
			if e.Stance != stance {
				continue
			}
			if stance == terms.Supports && named == w.words.Most { // what speaks against a claim is never left out
				left++
				continue
			}
			if len(out) > 0 {
				text("; ")
			}
			if stance != terms.Supports && !opened {
				text(w.words.Stances[stance] + " ")
				last = ""
			}
			opened = true
			named++
			place := w.place(g, e)
			if e.Source.S == last && place != "" { // another passage of the source that was just named
				text(strings.TrimPrefix(strings.TrimPrefix(place, ", "), ": "))
				continue
			}
			last = e.Source.S
			out = append(out, w.source(e.Source.S)...)
			text(place)
		}
	}
	if left > 0 {
		text("; " + fmt.Sprintf(w.words.More, left))
	}
	if log := w.dossier.Search(g.Search.S); log != nil && g.Kind == terms.KindAbsence {
		if len(out) > 0 {
			text("; ")
		}
		text(fmt.Sprintf(w.words.Searched, log.Date.Words(w.dossier.Language), quoted(log.Terms)) + " ")
		for i, x := range log.Documents {
			if i > 0 {
				text("; ")
			}
			if x.Source.S != "" {
				out = append(out, w.source(x.Source.S)...)
			} else {
				text(x.Name)
			}
			text(" (" + w.vocabulary.Word("read", x.Read) + ")")
		}
	}
	if out = opened(out); len(out) > 0 { // a lead may have no evidence at all
		text(". ")
	}
	text(UpperFirst(fmt.Sprintf(w.words.Grade, w.gradeWord(g), g.ID.S)) + ".")
	return out
}

func (w *writer) gradeWord(g *grade.Claim) string {
	s := w.vocabulary.Word("grade", fmt.Sprint(g.Grade))
	if g.Contested {
		s = fmt.Sprintf(w.words.Contested, s)
	}
	return s
}

// place is where in its source a piece stands and what stands there: its words, or where they may not be printed or
// weren't taken down, what they say.
func (w *writer) place(g *grade.Claim, e *dossier.Evidence) string {
	s := ""
	if e.Locator != "" {
		s = ", " + Typographic(e.Locator)
	}
	src := w.dossier.Source(e.Source.S)
	redacted := g.Handling == terms.Redactable || e.Handling == terms.Redactable ||
		src != nil && src.Handling == terms.Redactable
	switch {
	case e.Quote.S != "" && !redacted:
		s += ": " + inQuotes(e.Quote.S)
	case e.Says.S != "":
		s += ": " + strings.TrimSuffix(Typographic(e.Says.S), ".")
	}
	return s
}

// answer is what a reply says of a claim, or the reply as a whole.
func (w *writer) answer(r reply) []doc.Inline {
	a := r.answer
	at := r.ID.At
	var out []doc.Inline
	if w.dossier.Source(r.Source.S) != nil {
		out = w.source(r.Source.S)
	} else {
		who := r.Organisation.S
		if e := w.dossier.Entity(who); e != nil {
			who = e.Label()
		}
		out = append(out, doc.Text{S: strings.Join(nonEmpty(Typographic(who), Typographic(r.Channel), r.Date.Words(w.dossier.Language)), ", "), At: at})
	}
	if a == nil {
		return out
	}
	if a.Locator != "" {
		out = append(out, doc.Text{S: ", " + Typographic(a.Locator), At: a.At})
	}
	src := w.dossier.Source(r.Source.S)
	redacted := src != nil && src.Handling == terms.Redactable ||
		slices.ContainsFunc(a.Claims, func(c source.Text) bool {
			g := w.claims[c.S]
			return g != nil && g.Handling == terms.Redactable
		})
	if a.Quote.S != "" && !redacted {
		out = append(out, doc.Text{S: ": " + inQuotes(a.Quote.S), At: a.At})
	}
	return out
}

// source names a source: in full where no earlier note does.
func (w *writer) source(id string) []doc.Inline {
	s := w.dossier.Source(id)
	if s == nil {
		return nil
	}
	at := s.ID.At
	short := Typographic(s.Short)
	if n := w.first[id]; n > 0 && (n == w.number || !w.alone) {
		if short == "" {
			short = inQuotes(s.Title)
		}
		if n != w.number {
			short = fmt.Sprintf(w.words.Again, short, n)
		}
		return []doc.Inline{doc.Text{S: short, At: at}}
	}
	w.first[id] = w.number
	publisher := Typographic(s.Publisher)
	switch {
	case publisher == "":
		publisher = short
	case short != "" && !strings.Contains(strings.ToLower(publisher), strings.ToLower(short)): // by which later notes name it
		publisher = fmt.Sprintf(w.words.Below, publisher, short)
	}
	title := doc.Inline(doc.Text{S: inQuotes(s.Title), At: at})
	if s.URL.S != "" { // the address itself is printed in the list of sources
		title = doc.Link{URL: s.URL.S, Text: []doc.Inline{title}}
	}
	out := []doc.Inline{doc.Text{S: publisher + ", ", At: at}, title}
	published := ""
	if !s.Published.IsZero() {
		published = s.Published.Words(w.dossier.Language)
	}
	for _, more := range nonEmpty(Typographic(OwnRef(s)), published) {
		out = append(out, doc.Text{S: ", " + more, At: at})
	}
	return out
}

// OwnRef is how a source is referred to, "" where that only says again who published it, or its title.
func OwnRef(s *dossier.Source) string {
	ref := strings.ToLower(s.Ref)
	for _, said := range []string{s.Publisher, s.Short, s.Title} {
		if said != "" && strings.Contains(ref, strings.ToLower(said)) {
			return ""
		}
	}
	return s.Ref
}

// sentenceOf ends a note that is no claim's.
func sentenceOf(ins []doc.Inline) []doc.Inline { return append(opened(ins), doc.Text{S: "."}) }

// opened is a note that begins with a capital.
func opened(ins []doc.Inline) []doc.Inline {
	if len(ins) > 0 {
		if t, ok := ins[0].(doc.Text); ok {
			t.S = UpperFirst(t.S)
			ins[0] = t
		}
	}
	return ins
}

// inQuotes puts a quote in quote marks; those inside it become single ones.
func inQuotes(s string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(Typographic(s)) + "”"
}

func quoted(words []string) string {
	var out []string
	for _, w := range words {
		out = append(out, inQuotes(w))
	}
	return strings.Join(out, ", ")
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}
