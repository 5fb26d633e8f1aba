package notes

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// mostCited is how many sources a note names: the strongest, one of each cluster. In a filed text every word of
// a note counts.
const mostCited = 2

// citation is a source as a note names it, and where in it.
type citation struct {
	*dossier.Source
	pages []string // in their shortest form, "p. 42"
}

// Short writes notes in the shortest unambiguous form: a report's number, an address, else publisher and title, with
// the page. It knows claims by their ids, and sources ("source:…").
func Short(set *grade.Set) prose.Notes {
	guesses := fewGuesses
	own := ownSentences(set.Dossier.Resolution)
	return func(id string) ([]doc.Inline, bool) {
		if s, ok := strings.CutPrefix(id, "source:"); ok {
			src := set.Dossier.Source(s)
			if src == nil {
				return near(set, id, nil, &guesses), false
			}
			return cite(citation{Source: src}, set.Dossier), true
		}
		g := set.Claim(id)
		if g == nil {
			return near(set, id, nil, &guesses), false
		}
		var out []doc.Inline
		text := func(s string) { out = append(out, doc.Text{S: s, At: g.ID.At}) }
		log := set.Dossier.Search(g.Search.S)
		if g.Kind == vocab.Absence && log != nil {
			text("Read: ")
			for i, x := range log.Documents {
				if i > 0 {
					text("; ")
				}
				if s := set.Dossier.Source(x.Source.S); s != nil {
					out = append(out, cite(citation{Source: s, pages: nonEmpty(x.Locator)}, set.Dossier)...)
				} else {
					text(strings.Join(nonEmpty(prose.Typographic(x.Name), prose.Typographic(x.Locator)), ", "))
				}
			}
			return out, true
		}
		for i, c := range cited(set, g, sentenceOn(g, own)) {
			if i > 0 {
				text("; ")
			}
			out = append(out, cite(c, set.Dossier)...)
		}
		return out, true
	}
}

// ownSentences are the sentences of a text of the user's own by the claims that they cite.
func ownSentences(md []byte) map[string]string {
	out := map[string]string{}
	if len(md) == 0 {
		return out
	}
	nothing := func(string) ([]doc.Inline, bool) { return nil, true }
	doc.Walk(prose.Parse("", md, nothing, &diag.List{}).Blocks, func(b doc.Block) {
		if p, ok := b.(*doc.Para); ok {
			for _, s := range prose.Sentences(p.Text, p.At, prose.Splitting{}) {
				for _, id := range s.Cites {
					out[id] += " " + s.Text
				}
			}
		}
	})
	return out
}

// sentenceOn is the sentence that tells a claim: the user's own, else the claim's.
func sentenceOn(g *grade.Claim, own map[string]string) string {
	switch {
	case own[g.ID.S] != "":
		return own[g.ID.S]
	case g.Recital.S != "":
		return g.Recital.S
	}
	return g.Text.S
}

// Names tells whether a sentence names a source, by its short name or its publisher's, articles aside.
func Names(sentence string, s *dossier.Source) bool {
	sentence = strings.ToLower(sentence)
	for _, name := range []string{s.Short, s.Publisher} {
		name, _, _ = strings.Cut(strings.ToLower(name), ",")
		for _, article := range []string{"the magazine ", "the ", "a ", "an "} {
			name = strings.TrimPrefix(name, article)
		}
		for _, others := range []string{" and others", " y otros", " y otras"} {
			name, _, _ = strings.Cut(name, others)
		}
		if len(name) > 2 && strings.Contains(sentence, name) {
			return true
		}
	}
	return false
}

// support is a piece that supports a claim, with what chooses among pieces.
type support struct {
	grade.Piece
	*dossier.Source
	locator                            string
	named, official, original, foreign bool
}

// cited are the sources that a note names: first the one that the sentence names, then the strongest, at most one of
// each cluster. Of equal strength official ones come first, then originals before reposts, then those with an address,
// then those in the text's language, then the first.
func cited(set *grade.Set, g *grade.Claim, sentence string) []citation {
	var supports []support
	for i, e := range g.Evidence {
		s := set.Dossier.Source(e.Source.S)
		if s == nil || e.Stance != vocab.Supports {
			continue
		}
		supports = append(supports, support{Piece: g.Pieces[i], Source: s, locator: e.Locator,
			named: g.Pieces[i].Base > 0 && Names(sentence, s), official: set.Authority.Type(s.Type.S).Official,
			original: !reposted(s), foreign: foreign(s, set.Dossier.Language) != ""})
	}
	first := func(a, b bool) int {
		switch {
		case a == b:
			return 0
		case a:
			return -1
		}
		return 1
	}
	slices.SortStableFunc(supports, func(a, b support) int {
		return cmp.Or(first(a.named, b.named), cmp.Compare(b.Strength(), a.Strength()), first(a.official, b.official),
			first(a.original, b.original), first(a.URL.S != "", b.URL.S != ""), first(!a.foreign, !b.foreign))
	})
	var out []citation
	strongest := 0
	for _, p := range supports {
		strongest = max(strongest, p.Strength())
	}
	clusters := map[string]bool{}
	left := map[*dossier.Source]bool{}
	for _, p := range supports {
		if i := slices.IndexFunc(out, func(c citation) bool { return c.Source == p.Source }); i >= 0 {
			out[i].pages = appendPage(out[i].pages, p.locator)
			continue
		}
		// A piece that can bear nothing doesn't stand in a filed note beside one that can.
		if left[p.Source] || p.Piece.Cluster != "" && clusters[p.Piece.Cluster] ||
			len(out) > 0 && p.Base < 2 && strongest > 0 && !p.named || len(out) == mostCited {
			left[p.Source] = true
			continue
		}
		clusters[p.Piece.Cluster] = true
		out = append(out, citation{Source: p.Source, pages: appendPage(nil, p.locator)})
	}
	return out
}

// page matches a place that a reader turns to: a page, a paragraph, by number.
var page = regexp.MustCompile(
	`(?i)^(pages?|pp?\.|paragraphs?|paras?\.|¶)\s*([0-9]+(?:\s*[-–]\s*[0-9]+)?)(?:$|[^\pL\pN])`)

// appendPage adds a place in its shortest form, where it has a number and isn't there yet: "page 42, second column"
// gives "p. 42".
func appendPage(pages []string, locator string) []string {
	m := page.FindStringSubmatch(locator)
	if m == nil {
		return pages
	}
	number := strings.ReplaceAll(strings.Join(strings.Fields(m[2]), ""), "-", "–")
	word := "p."
	if strings.HasPrefix(strings.ToLower(m[1]), "para") || m[1] == "¶" {
		word = "para."
	}
	if short := word + " " + number; !slices.Contains(pages, short) {
		pages = append(pages, short)
	}
	return pages
}

// places are the pages of a note: "p. 38", "pp. 38, 41", "p. 38, para. 4".
func places(pages []string) string {
	var words []string
	numbers := map[string][]string{}
	for _, p := range pages {
		word, number, ok := strings.Cut(p, " ")
		if word != "p." && word != "para." || !ok {
			word, number = p, "" // a part by its name
		}
		if _, seen := numbers[word]; !seen {
			words = append(words, word)
		}
		numbers[word] = append(numbers[word], number)
	}
	for i, w := range words {
		ns := numbers[w]
		if several := len(ns) > 1 || strings.Contains(ns[0], "–"); several {
			words[i] = map[string]string{"p.": "pp.", "para.": "paras."}[w]
		}
		words[i] = strings.TrimSpace(words[i] + " " + strings.Join(ns, ", "))
	}
	return strings.Join(words, ", ")
}

// foreign is the language of a source that isn't the text's, in English; "" where it is, or isn't known.
func foreign(s *dossier.Source, text string) string {
	theirs, err := language.Parse(s.Language) // of none there is nothing to read
	ours, err2 := language.Parse(text)
	a, _ := theirs.Base()
	b, _ := ours.Base()
	if err != nil || err2 != nil || a == b {
		return ""
	}
	return display.English.Languages().Name(a)
}

// reposted tells whether a note has nothing but a repost to send its reader to: no reference to the original.
func reposted(s *dossier.Source) bool { return s.RepostOf.S != "" && s.Ref == "" }

// interestWords is how many words of a source's interest stand in a note.
const interestWords = 3

// interest is what a publisher has to gain, in three words: what the source says before the first colon, comma or
// semicolon; "" where that is longer, and where nothing is known.
func interest(s *dossier.Source) string {
	short, _, _ := strings.Cut(strings.NewReplacer(";", ":", ",", ":").Replace(s.Interest), ":")
	if len(strings.Fields(short)) > interestWords || strings.EqualFold(short, "none known") {
		return ""
	}
	return prose.Typographic(short)
}

// cite writes one source.
func cite(c citation, d *dossier.Dossier) []doc.Inline {
	s := c.Source
	at := s.ID.At
	text := func(t string) doc.Inline { return doc.Text{S: t, At: at} }
	link := func(url, t string) doc.Inline { return doc.Link{URL: url, Text: []doc.Inline{text(t)}} }
	var out []doc.Inline
	switch {
	case s.Ref != "" && s.URL.S != "":
		out = append(out, link(s.URL.S, s.Ref))
	case s.Ref != "":
		out = append(out, text(s.Ref))
	case s.URL.S != "":
		out = append(out, link(s.URL.S, s.URL.S))
	default:
		parts := nonEmpty(prose.Typographic(s.Short), prose.Quoted(s.Title, d.Language))
		if !s.Published.IsZero() {
			parts = append(parts, s.Published.String())
		}
		out = append(out, text(strings.Join(parts, ", ")))
	}
	if p := places(c.pages); p != "" {
		out = append(out, text(", "+p))
	}
	aside := nonEmpty(foreign(s, d.Language))
	if s.RepostOf.S != "" && s.URL.S != "" { // a reference names the original, and the address behind it doesn't
		aside = append(aside, "repost")
	}
	if d.Notes.Interest {
		aside = append(aside, nonEmpty(interest(s))...)
	}
	if len(aside) > 0 {
		out = append(out, text(" ("+strings.Join(aside, ", ")+")"))
	}
	return out
}

// Check warns of what an opponent can't follow in the notes of a filed text: a source without an address or a date, a
// repost, a page in another language; and where interests are to be told, of one that has no short form.
func Check(d *doc.Document, set *grade.Set, l *diag.List) {
	own := ownSentences(set.Dossier.Resolution)
	seen := map[*dossier.Source]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		var sources []*dossier.Source
		if id, ok := strings.CutPrefix(m.ID, "source:"); ok {
			sources = append(sources, set.Dossier.Source(id))
		} else if g := set.Claim(m.ID); g != nil {
			log := set.Dossier.Search(g.Search.S)
			if g.Kind == vocab.Absence && log != nil {
				for _, x := range log.Documents {
					sources = append(sources, set.Dossier.Source(x.Source.S))
				}
			} else {
				for _, c := range cited(set, g, sentenceOn(g, own)) {
					sources = append(sources, c.Source)
				}
			}
		}
		for _, s := range sources {
			if s == nil || seen[s] {
				continue
			}
			seen[s] = true
			checkSource(m.At, s, set.Dossier, l)
		}
	}
}

func checkSource(at diag.Span, s *dossier.Source, d *dossier.Dossier, l *diag.List) {
	warn := func(hint, format string, args ...any) {
		l.Warnf(at, diag.HardToFollow, format, args...).WithNote(s.ID.At, "the source stands here").WithHint("%s", hint)
	}
	if s.URL.S == "" && s.Ref == "" {
		warn("add its address, or a reference by which anybody finds it: ref = \"…\"",
			"the note cites source %q, which has no address", s.ID.S)
	}
	if s.Published.IsZero() && s.Accessed.IsZero() && s.Ref == "" {
		warn("say when it came out, or when it was read: published, accessed",
			"the note cites source %q, which has no date", s.ID.S)
	}
	if reposted(s) {
		warn("find the original, and give its address; or a reference by which anybody finds it: ref = \"…\"",
			"the note leads to a repost: source %q stands there as others show it (%s)", s.ID.S, s.RepostOf.S)
	}
	if lang := foreign(s, d.Language); lang != "" {
		warn("find the same in the language of the text",
			"the note leads to a page in another language (%s): source %q", lang, s.ID.S)
	}
	if d.Notes.Interest && interest(s) == "" && s.Interest != "" && !strings.HasPrefix(s.Interest, "none known") {
		warn("begin with three words at most, and set the rest behind a colon: \"recommends divestment: from …\"",
			"source %q says what its publisher has to gain in too many words for a note", s.ID.S)
	}
}
