package notes

import (
	"testing"

	"whereas/report/civil"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/source"
	"whereas/report/vocab"
)

func text(s string) source.Text { return source.Text{S: s} }

// The words of what may be shown but not quoted stand in no note: whether its source, its claim or the piece says so.
func TestRedactedWords(t *testing.T) {
	const redactable = vocab.Redactable
	for _, v := range []struct {
		name                 string
		source, claim, piece vocab.Handling
		quote, says, at      string
		want                 string
	}{
		{"all public", "", "", "", "the words", "what it says", "p. 1", ", p. 1: “the words”"},
		{"the source", redactable, "", "", "the words", "what it says.", "p. 1", ", p. 1: what it says"},
		{"the claim", "", redactable, "", "the words", "what it says", "p. 1", ", p. 1: what it says"},
		{"the piece", "", "", redactable, "the words", "what it says", "p. 1", ", p. 1: what it says"},
		{"and nothing else is said", redactable, "", "", "the words", "", "p. 1", ", p. 1"},
		{"without words", "", "", "", "", "what it says", "", ": what it says"},
	} {
		d := &dossier.Dossier{Sources: []*dossier.Source{{ID: text("s"), Handling: v.source}}}
		d.Index()
		w := &writer{Annotator: NewAnnotator(&grade.Set{Dossier: d}, nil, Words{}), first: map[string]int{}}
		g := &grade.Claim{Claim: &dossier.Claim{Handling: v.claim}}
		e := &dossier.Evidence{Source: text("s"), Handling: v.piece, Quote: text(v.quote), Says: text(v.says), Locator: v.at}
		if got := w.place(g, e); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
		e.Source = text("none") // an error of its own
		if w.place(g, e) == "" {
			t.Errorf("%s: nothing of a source that isn't there", v.name)
		}
	}
}

// What an organisation said is told by its paper, else by who said it where and when; its words only where they may be.
func TestAnswers(t *testing.T) {
	day := source.Date{Date: civil.Date{Year: 2024, Month: 5}}
	const redactable = vocab.Redactable
	for _, v := range []struct {
		name          string
		from, org     string
		source, claim vocab.Handling
		answer        *dossier.Answer
		want          string
	}{
		{"as a whole", "", "acme", "", "", nil, "Acme, letter, May 2024"},
		{"of nobody that is described", "", "nobody", "", "", nil, "nobody, letter, May 2024"},
		{"by its paper", "s", "acme", "", "", nil, "Acme, “The paper”"},
		{"to a claim", "", "acme", "", "", &dossier.Answer{Locator: "p. 3", Quote: text("no")},
			"Acme, letter, May 2024, p. 3: “no”"},
		{"without a place", "", "acme", "", "", &dossier.Answer{Quote: text("no")}, "Acme, letter, May 2024: “no”"},
		{"without words", "", "acme", "", "", &dossier.Answer{Locator: "p. 3"}, "Acme, letter, May 2024, p. 3"},
		{"in a paper that isn't quoted", "s", "acme", redactable, "", &dossier.Answer{Locator: "p. 3", Quote: text("no")},
			"Acme, “The paper”, p. 3"},
		{"in one that is", "s", "acme", "", "", &dossier.Answer{Locator: "p. 3", Quote: text("no")}, "Acme, “The paper”, p. 3: “no”"},
		{"to a claim that isn't quoted", "s", "acme", "", redactable,
			&dossier.Answer{Claims: []source.Text{text("none"), text("c")}, Quote: text("no")}, "Acme, “The paper”"},
		{"to one that is", "s", "acme", "", "", &dossier.Answer{Claims: []source.Text{text("none"), text("c")},
			Quote: text("no")}, "Acme, “The paper”: “no”"},
	} {
		d := &dossier.Dossier{Language: "en-US", Sources: []*dossier.Source{{ID: text("s"), Title: "The paper",
			Publisher: "Acme", Handling: v.source}}, Entities: []*dossier.Entity{{ID: text("acme"), Name: "Acme"}},
			Claims: []*dossier.Claim{{ID: text("c"), Handling: v.claim}}}
		d.Index()
		_, figures := shippedWords()
		w := &writer{Annotator: NewAnnotator(grade.Of(d, figures), nil, Words{}), first: map[string]int{}}
		r := &dossier.Reply{ID: text("r"), Organisation: text(v.org), Source: text(v.from), Channel: "letter", Date: day}
		if got := doc.Plain(w.answer(reply{r, v.answer})); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}
