// Package notes writes what stands behind a mark: in a filed text the shortest reference that a reader can follow, in a
// briefing each piece of evidence with its place, its words and the grade of the claim.
package notes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Words are the tool's own words in annotated notes (templates/briefing.toml).
type Words struct {
	Again, Below, Grade, Contested, Searched, More string
	Stances                                        map[vocab.Stance]string // what opens the pieces that don't support
	Most                                           int                     // pieces of one claim that a note names

	// Bare notes name each source once, by its short name, with the first place in it: no words of theirs, and no id.
	Bare bool
}

// Short is the words of notes that say less: what t says otherwise. Such notes have no ids, so grade holds one verb.
func (w Words) Short(t *source.Table) Words {
	w.Bare = true
	w.Grade = t.NeedPhrase("grade", "%s")
	w.More = t.NeedPhrase("more", "%d")
	w.Searched = t.NeedPhrase("searched", "%s")
	w.Most, _, _ = t.NeedInt("most", 1, 100)
	return w
}

// ReadWords reads them from a table.
func ReadWords(t *source.Table) Words {
	w := Words{
		Again:     t.NeedPhrase("again", "%s %d"),
		Below:     t.NeedPhrase("below", "%s %s"),
		Grade:     t.NeedPhrase("grade", "%s %s"),
		Contested: t.NeedPhrase("contested", "%s"),
		Searched:  t.NeedPhrase("searched", "%s %s"),
		More:      t.NeedPhrase("more", "%d"),
		Stances:   map[vocab.Stance]string{},
	}
	for _, stance := range []vocab.Stance{vocab.Contradicts, vocab.Qualifies, vocab.Silent} {
		w.Stances[stance] = t.NeedPhrase(string(stance), "")
	}
	w.Most, _, _ = t.NeedInt("most", 1, 100)
	return w
}

// Annotator writes notes in full: each piece of evidence with its source, the place in it and its words, then the
// grade of the claim and its id. A source is named in full by the first note that cites it, and by its short name
// and that note's number from then on; its address belongs into a list of sources.
type Annotator struct {
	*grade.Set
	vocabulary vocab.Vocabulary
	words      Words
	replies    map[string]reply // by "id", and by "id:claim" for what a reply says of a claim
	guesses    diag.Guesses     // what is left of them
}

// reply is what an organisation said, and its answer to one claim, nil for the reply as a whole.
type reply struct {
	*dossier.Reply
	answer *dossier.Answer
}

// NewAnnotator is an annotator that knows the claims of a set and the replies of its dossier.
func NewAnnotator(set *grade.Set, v vocab.Vocabulary, words Words) *Annotator {
	a := &Annotator{Set: set, vocabulary: v, words: words, replies: map[string]reply{}, guesses: fewGuesses}
	for _, r := range set.Dossier.Replies {
		a.replies[r.ID.S] = reply{r, nil}
		r.EachAnswer(func(id, _ string, answer *dossier.Answer) { a.replies[id] = reply{r, answer} })
	}
	return a
}

// Notes stands for each note by its id until Annotate knows which note comes first. It knows claims, sources
// ("source:…"), replies ("reply:…") and what a reply says of a claim ("reply:…:claim").
func (a *Annotator) Notes(id string) ([]doc.Inline, bool) {
	known := a.Claim(id) != nil
	if s, ok := strings.CutPrefix(id, "source:"); ok {
		known = a.Dossier.Source(s) != nil
	} else if s, ok := strings.CutPrefix(id, "reply:"); ok {
		known = a.replies[s].Reply != nil
	}
	if !known {
		return near(a.Set, id, slices.Sorted(maps.Keys(a.replies)), &a.guesses), false
	}
	return []doc.Inline{doc.Text{S: id}}, true
}

// Annotate writes the notes of a document whose marks were read with Notes. Where alone is true each of them names its
// sources in full, for a text whose notes have no numbers. It returns the sources that they name, each with the number
// of the first note that does.
func (a *Annotator) Annotate(d *doc.Document, alone bool) (named map[string]int) {
	w := writer{Annotator: a, first: map[string]int{}, alone: alone}
	for i := range d.Notes {
		n := &d.Notes[i]
		w.number = n.Number
		if id, ok := strings.CutPrefix(n.ID, "source:"); ok {
			n.Text = sentenceOf(w.source(id))
		} else if id, ok := strings.CutPrefix(n.ID, "reply:"); ok {
			n.Text = sentenceOf(w.answer(a.replies[id]))
		} else {
			n.Text = w.note(w.Claim(n.ID))
		}
	}
	return w.first
}

// writer remembers which note named a source first.
type writer struct {
	*Annotator
	first  map[string]int
	alone  bool
	number int // of the note that is written
}

// note is the note of one claim.
func (w *writer) note(g *grade.Claim) []doc.Inline {
	var out []doc.Inline
	text := func(s string) { out = append(out, doc.Text{S: s, At: g.ID.At}) }
	named, left, last := 0, 0, ""
	for _, stance := range []vocab.Stance{vocab.Supports, vocab.Qualifies, vocab.Contradicts, vocab.Silent} {
		opened := false
		for _, e := range g.Evidence {
			if e.Stance != stance {
				continue
			}
			if w.words.Bare && e.Source.S == last && (opened || stance == vocab.Supports) {
				continue // another passage of the source that was just named
			}
			if stance == vocab.Supports && named == w.words.Most { // what speaks against a claim is never left out
				left++
				continue
			}
			if len(out) > 0 {
				text("; ")
			}
			if stance != vocab.Supports && !opened {
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
	if log := w.Dossier.Search(g.Search.S); log != nil && g.Kind == vocab.Absence {
		if len(out) > 0 {
			text("; ")
		}
		if day := log.Date.Words(w.Dossier.Language); w.words.Bare {
			text(fmt.Sprintf(w.words.Searched, day) + " ")
		} else {
			text(fmt.Sprintf(w.words.Searched, day, w.quoted(log.Terms...)) + " ")
		}
		for i, x := range log.Documents {
			if i > 0 {
				text("; ")
			}
			if x.Source.S != "" {
				out = append(out, w.source(x.Source.S)...)
			} else {
				text(x.Name)
			}
			text(" (" + w.vocabulary.Word(x.Read) + ")")
		}
	}
	if out = opened(out); len(out) > 0 { // a lead may have no evidence at all
		text(". ")
	}
	grade := []any{w.gradeWord(g), g.ID.S}
	if w.words.Bare {
		grade = grade[:1]
	}
	text(prose.UpperFirst(fmt.Sprintf(w.words.Grade, grade...)) + ".")
	return out
}

func (w *writer) gradeWord(g *grade.Claim) string {
	s := w.vocabulary.Word(vocab.Grade(g.Grade))
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
		s = ", " + prose.Typographic(e.Locator)
	}
	src := w.Dossier.Source(e.Source.S)
	redacted := g.Handling == vocab.Redactable || e.Handling == vocab.Redactable ||
		src != nil && src.Handling == vocab.Redactable
	switch {
	case w.words.Bare:
	case e.Quote.S != "" && !redacted:
		s += ": " + w.quoted(e.Quote.S)
	case e.Says.S != "":
		s += ": " + strings.TrimSuffix(prose.Typographic(e.Says.S), ".")
	}
	return s
}

// answer is what a reply says of a claim, or the reply as a whole.
func (w *writer) answer(r reply) []doc.Inline {
	a := r.answer
	at := r.ID.At
	var out []doc.Inline
	if w.Dossier.Source(r.Source.S) != nil {
		out = w.source(r.Source.S)
	} else {
		who := r.Organisation.S
		if e := w.Dossier.Entity(who); e != nil {
			who = e.Label()
		}
		out = append(out, doc.Text{S: strings.Join(nonEmpty(prose.Typographic(who), prose.Typographic(r.Channel),
			r.Date.Words(w.Dossier.Language)), ", "), At: at})
	}
	if a == nil {
		return out
	}
	if a.Locator != "" {
		out = append(out, doc.Text{S: ", " + prose.Typographic(a.Locator), At: a.At})
	}
	src := w.Dossier.Source(r.Source.S)
	redacted := src != nil && src.Handling == vocab.Redactable ||
		slices.ContainsFunc(a.Claims, func(c source.Text) bool {
			g := w.Claim(c.S)
			return g != nil && g.Handling == vocab.Redactable
		})
	if a.Quote.S != "" && !redacted && !w.words.Bare {
		out = append(out, doc.Text{S: ": " + w.quoted(a.Quote.S), At: a.At})
	}
	return out
}

// source names a source: in full where no earlier note does.
func (w *writer) source(id string) []doc.Inline {
	s := w.Dossier.Source(id)
	if s == nil {
		return nil
	}
	at := s.ID.At
	short := prose.Typographic(s.Short)
	if n := w.first[id]; n > 0 && (n == w.number || !w.alone) {
		if short == "" {
			short = w.quoted(s.Title)
		}
		if n != w.number {
			short = fmt.Sprintf(w.words.Again, short, n)
		}
		return []doc.Inline{doc.Text{S: short, At: at}}
	}
	w.first[id] = w.number
	publisher := prose.Typographic(s.Publisher)
	switch {
	case publisher == "" || w.words.Bare && short != "":
		publisher = short
	// By which later notes name it.
	case short != "" && !strings.Contains(strings.ToLower(publisher), strings.ToLower(short)):
		publisher = prose.Typographic(fmt.Sprintf(w.words.Below, publisher, short))
	}
	title := doc.Inline(doc.Text{S: w.quoted(s.Title), At: at})
	if s.URL.S != "" { // the address itself is printed in the list of sources
		title = doc.Link{URL: s.URL.S, Text: []doc.Inline{title}}
	}
	out := []doc.Inline{doc.Text{S: publisher + ", ", At: at}, title}
	published := ""
	if !s.Published.IsZero() {
		published = s.Published.Words(w.Dossier.Language)
	}
	ref := prose.Typographic(OwnRef(s))
	if w.words.Bare {
		ref = ""
	}
	for _, more := range nonEmpty(ref, published) {
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
			t.S = prose.UpperFirst(t.S)
			ins[0] = t
		}
	}
	return ins
}

// quoted is texts in the quotation marks of the dossier's language.
func (w *writer) quoted(texts ...string) string {
	var out []string
	for _, t := range texts {
		out = append(out, prose.Quoted(t, w.Dossier.Language))
	}
	return strings.Join(out, ", ")
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}
