package report_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/preview"
	"whereas/report/prose"
)

// previewed is the view of a dossier with both texts.
func previewed(t *testing.T, s *report.Setup, folder fs.FS, slug string, opts report.Options) *report.View {
	t.Helper()
	var l diag.List
	if opts.Edition == "" {
		opts.Edition = report.PublicEdition
	}
	c := scored(t, s, folder, slug, opts, &l)
	maker := s.Preview(c, opts, func(at diag.Span) diag.Span { return at })
	v, err := maker.Resolution(&l)
	if err != nil || v == nil {
		t.Fatal(err, l.Sorted())
	}
	whole, err := maker.Briefing(v, &l)
	if err != nil || whole == nil {
		t.Fatal(err, l.Sorted())
	}
	return whole
}

// blocksOf are the blocks of all pages of a text, one behind the other.
func blocksOf(v *report.View, kind string) (out []preview.Block) {
	for _, text := range v.Texts {
		for _, p := range text.Pages {
			if text.Kind == kind {
				out = append(out, v.Blocks(p.ID)...)
			}
		}
	}
	return out
}

// said is the text of a part.
func said(p preview.Part) string {
	var b strings.Builder
	for _, l := range p.Lines {
		b.WriteString(l.Text)
	}
	return b.String()
}

// ids are what a part leads to.
func ids(p preview.Part) string {
	var out []string
	for _, c := range p.Cites {
		out = append(out, c.ID)
	}
	return strings.Join(out, " ")
}

// In each example every sentence of the resolution that has notes is a part of a page that leads to the claims of these
// notes, and its words are those that are printed. Nothing lies outside of its page.
func TestPreviewTiesSentences(t *testing.T) {
	s := loaded(t)
	for _, slug := range examples {
		v := previewed(t, s, os.DirFS("../examples/"+slug), slug, report.Options{})
		parts := map[string]string{} // all that is printed of a claim, by its id
		for _, b := range blocksOf(v, "resolution") {
			for _, p := range b.Parts {
				for _, c := range p.Cites {
					if b.Tag != "note" {
						parts[c.ID] += said(p) + " "
					}
				}
			}
		}
		cited := map[string]bool{}
		doc.Walk(v.Resolution().Document.Blocks, func(b doc.Block) {
			p, ok := b.(*doc.Para)
			if !ok {
				return
			}
			for _, sentence := range prose.Sentences(p.Text, p.At, s.Telling.Words.Sentences) {
				for _, id := range sentence.Cites {
					cited[id] = true
					for _, word := range strings.Fields(sentence.Text) {
						if len(sentence.Cites) == 1 && !strings.Contains(strings.ReplaceAll(parts[id], " ", ""), word) {
							t.Errorf("%s: %s: %q of %q isn't tied to it, but %q", slug, id, word, sentence.Text, parts[id])
							break
						}
					}
				}
			}
		})
		if len(cited) < 5 {
			t.Errorf("%s: only %d claims are cited", slug, len(cited))
		}
		for id := range parts {
			if !cited[id] {
				t.Errorf("%s: %q leads to %s, which no sentence cites", slug, parts[id], id)
			}
		}
		briefed := map[string]bool{}
		for _, text := range v.Texts {
			for _, page := range text.Pages {
				for _, b := range v.Blocks(page.ID) {
					for _, p := range b.Parts {
						for _, c := range p.Cites {
							briefed[c.ID] = true
						}
						for _, l := range p.Lines {
							if l.X < 0 || l.Y < 0 || l.X+l.Width > page.Width || l.Y+l.Height > page.Height || l.Width < 0 {
								t.Errorf("%s, page %s: %q lies at %+v", slug, page.Label, l.Text, l)
							}
						}
					}
				}
			}
		}
		if len(briefed) < len(v.Claims)/6 {
			t.Errorf("%s: the briefing leads to %d of %d claims", slug, len(briefed), len(v.Claims))
		}
		if picture, err := v.Picture(v.Texts[0].Pages[0].ID); err != nil || len(picture) < 20_000 || len(picture) > 400_000 {
			t.Errorf("%s: a picture of %d bytes, %v", slug, len(picture), err)
		}
	}
}

// acme is a small dossier with a text of its own, a capture and an answer.
func acme(t *testing.T) fstest.MapFS {
	t.Helper()
	skeleton, err := os.ReadFile("../templates/dossier/dossier.toml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(skeleton), `# capture = "contract-2025.txt"`, `capture = "contract-2025.txt"`, 1)
	text = strings.Replace(text, `at = "section 1", says`, `at = "section 1", quote = "hosts the register", says`, 1)
	text += `
[source.letter]
type = "company-statement"
title = "Letter to shareholders <b>bold</b>"
publisher = "Exemplar Cloud, Inc."
published = "2025-06-01"
accessed = "2026-01-15"
read = "whole"
interest = "the company itself"

[reply.board]
organisation = "company"
state = "stated"
date = "2025-06-01"
source = "letter"
answers = [ { claims = ["ministry-hosts-on-exemplar"], answer = "disputes", says = "that only tests are run there" } ]
`
	return fstest.MapFS{"dossier.toml": {Data: []byte(text)}}
}

// In a text of somebody's own each stretch leads to what stands behind it.
func TestPreviewOfAnOwnText(t *testing.T) {
	folder := acme(t)
	const hosts, norm = "[^ministry-hosts-on-exemplar]", "[^principles-ask-for-due-diligence]"
	folder["resolution.md"] = &fstest.MapFile{Data: []byte(`# A title

**Resolved:** Shareholders request a report.

## Whereas

We believe that this matters. The ministry keeps a register there.` + hosts + ` It is on record` + hosts + ` that
companies should look for harm.` + norm + `

Both are so.` + hosts + norm + ` The Principles ask,` + norm + ` says the board. Nothing stands behind this. One is our own.[^note:1]

[^note:1]: Our own files.
`)}
	v := previewed(t, loaded(t), folder, "acme", report.Options{})
	var got []string
	for _, b := range blocksOf(v, "resolution") {
		if b.Tag != "p" {
			continue
		}
		for _, p := range b.Parts {
			if s := strings.TrimSpace(said(p)); s != "" {
				got = append(got, s+" → "+ids(p))
			}
		}
	}
	const h, n = "ministry-hosts-on-exemplar", "principles-ask-for-due-diligence"
	want := []string{
		"Resolved: Shareholders request a report. → ",
		"We believe that this matters. → ",
		"The ministry keeps a register there.1 → " + h,
		"It is on record1 → " + h,
		"that companies should look for harm.2 → " + n,
		"Both are so.1,2 → " + h + " " + n,
		"The Principles ask,2 says the board. → " + n,
		"Nothing stands behind this. → ",
		"One is our own.3 → ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\n\nwant\n\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var notes []string
	for _, b := range blocksOf(v, "resolution") {
		for _, p := range b.Parts {
			if b.Tag == "note" {
				notes = append(notes, ids(p))
			}
		}
	}
	if want := []string{h, n, ""}; !slices.Equal(notes, want) {
		t.Errorf("notes lead to %q, want %q", notes, want)
	}
	card, err := v.Card(h)
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, p := range card.Places {
		places = append(places, p.What+" "+p.At)
	}
	if want := "the claim dossier.toml:51:8, its recital dossier.toml:53:12, your resolution resolution.md:7:67, " +
		"your resolution resolution.md:7:112, your resolution resolution.md:10:13"; strings.Join(places, ", ") != want {
		t.Errorf("it is changed at %s; want %s", strings.Join(places, ", "), want)
	}
}

// A card holds what stands behind a claim: its grade and why, the quote in its capture, what the other side says.
func TestPreviewCard(t *testing.T) {
	s := loaded(t)
	for _, v := range []struct {
		name, capture string
		state         string
		passage       string
	}{
		{"found, not recorded", "Exemplar\nhosts the\nregister in Exampli.", "unrecorded", "hosts the\nregister"},
		{"no capture at hand", "", "unproven", ""},
	} {
		opts := report.Options{}
		if v.capture != "" {
			opts.Captures = []fs.FS{fstest.MapFS{"contract-2025.txt": {Data: []byte(v.capture)}}}
		}
		view := previewed(t, s, acme(t), "acme", opts)
		card, err := view.Card("ministry-hosts-on-exemplar")
		if err != nil || card == nil {
			t.Fatal(err)
		}
		e := card.Evidence[0]
		if e.Proof != v.state || e.Quote != "hosts the register" || e.Place != "dossier.toml:60:3" ||
			(e.Passage == nil) != (v.passage == "") || e.Passage != nil &&
			(e.Passage.Quoted != v.passage || e.Passage.Line != 2 || e.Passage.Before != "Exemplar\n") {
			t.Errorf("%s: %+v, %+v", v.name, e, e.Passage)
		}
		if card.Grade == 0 || len(card.Why) == 0 || card.Raise == "" || card.Told == "" {
			t.Errorf("%s: %+v", v.name, card)
		}
		if len(card.Answers) != 1 || card.Answers[0].Answer != s.Vocabulary.Text("reply-answer", "disputes") ||
			card.Answers[0].Says != "that only tests are run there" {
			t.Errorf("%s: answers %+v", v.name, card.Answers)
		}
		i := slices.IndexFunc(view.Claims, func(r preview.Row) bool { return r.ID == card.ID })
		if r := view.Claims[i]; r.Proof != v.state || r.Quotes != 1 || r.Due.Day != "2026-03-16" || r.Grade != card.Grade {
			t.Errorf("%s: row %+v", v.name, r)
		}
	}
}

// What is restricted is in nothing that is shown of the public edition.
func TestPreviewKeepsWhatIsRestricted(t *testing.T) {
	s, folder := loaded(t), acme(t)
	text := strings.Replace(string(folder["dossier.toml"].Data), "[claim.principles",
		"handling = \"restricted\"\n\n[claim.principles", 1)
	folder["dossier.toml"] = &fstest.MapFile{Data: []byte(text)}
	for _, edition := range []report.Edition{report.PublicEdition, report.InternalEdition} {
		v := previewed(t, s, folder, "acme", report.Options{Edition: edition})
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		all := string(b) + fmt.Sprint(blocksOf(v, "resolution"), blocksOf(v, "briefing"))
		card, err := v.Card("ministry-hosts-on-exemplar")
		if err != nil {
			t.Fatal(err)
		}
		shown := strings.Contains(all, "ministry-hosts") || strings.Contains(all, "detention register") || card != nil
		if internal := edition == report.InternalEdition; shown != internal || (v.Hidden == 0) != internal {
			t.Errorf("%s edition: shown %v, hidden %d", edition, shown, v.Hidden)
		}
	}
}

// A page that doesn't change keeps its id, and one that does gets another.
func TestPreviewPagesKeepTheirIDs(t *testing.T) {
	s := loaded(t)
	idsOf := func(change func(text string) string) []string {
		folder := acme(t)
		folder["dossier.toml"] = &fstest.MapFile{Data: []byte(change(string(folder["dossier.toml"].Data)))}
		var out []string
		for _, text := range previewed(t, s, folder, "acme", report.Options{}).Texts {
			for _, p := range text.Pages {
				out = append(out, p.ID)
			}
		}
		return out
	}
	same := func(text string) string { return text }
	first := idsOf(same)
	if again := idsOf(same); !slices.Equal(first, again) || len(first) < 2 {
		t.Errorf("the same dossier: %v, %v", first, again)
	}
	changed := idsOf(func(text string) string {
		return strings.Replace(text, `"that only tests are run there"`, `"that only backups are kept there"`, 1)
	})
	if changed[0] != first[0] {
		t.Error("the resolution, which doesn't tell it, has another id")
	}
	if slices.Equal(changed, first) {
		t.Error("the briefing, which does, has the same ids")
	}
	renamed := idsOf(func(text string) string {
		return strings.ReplaceAll(text, "principles-ask-for-due-diligence", "principles-ask-for-something")
	})
	if renamed[0] == first[0] {
		t.Error("a page that leads to another claim has the same id")
	}
}
