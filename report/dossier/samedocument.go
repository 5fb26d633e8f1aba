package dossier

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// sameDocuments refuses two sources that are one document: one address, or one publisher, title and date. Cited side by
// side they would count as two witnesses. Papers of one publisher, title and date that have each a reference of their
// own, or each an address, may be two after all: that is a warning.
func (ld *loader) sameDocuments() {
	addresses := map[string][]*Source{}
	titles := map[string][]*Source{}
	for _, s := range ld.d.Sources {
		byAddress, at := ld.sameAddress(addresses, s)
		byTitle := ld.sameTitle(titles, s)
		switch {
		case ld.hurt(s) || ld.hurt(byAddress) || ld.hurt(byTitle): // that they are one voice may stand in the damage
		case byAddress != nil:
			ld.list.Errorf(at, diag.SameDocument,
				"sources %q and %q are one document: the same address, but for what doesn't tell documents apart",
				byAddress.ID.S, s.ID.S).
				WithNote(byAddress.ID.At, "source %q stands here", byAddress.ID.S).
				WithHint("keep one of the two, and have all evidence cite it; where one is a part of the other or "+
					"quoted in it: part_of = %q; editions of one page have each its date and its own archived copy",
					byAddress.ID.S)
		case byTitle != nil && toldApart(s, byTitle):
			ld.list.Warnf(s.ID.At, diag.SameDocument,
				"sources %q and %q may be one document: the same publisher, title and date", byTitle.ID.S, s.ID.S).
				WithNote(byTitle.ID.At, "source %q stands here", byTitle.ID.S).
				WithHint("if they are two, say in each title what tells them apart; if one, keep one of them, and " +
					"have all evidence cite it")
		case byTitle != nil:
			ld.list.Errorf(s.ID.At, diag.SameDocument,
				"sources %q and %q are one document: the same publisher, title and date", byTitle.ID.S, s.ID.S).
				WithNote(byTitle.ID.At, "source %q stands here", byTitle.ID.S).
				WithHint("keep one of the two, and have all evidence cite it; where one is a part of the other or "+
					"quoted in it: part_of = %q; if they are two, say in each title what tells them apart",
					byTitle.ID.S)
		}
	}
}

// hurt tells whether a part of a source's table couldn't be read.
func (ld *loader) hurt(s *Source) bool {
	t := ld.tables[s]
	return t != nil && t.Damaged()
}

// sameAddress is a source before s that has one of its addresses and isn't said to be one voice with it, and the place
// of that address in s; nil where none is.
func (ld *loader) sameAddress(seen map[string][]*Source, s *Source) (other *Source, at diag.Span) {
	for _, a := range []source.Text{s.URL, s.Archived} {
		key := DocumentAddress(a.S)
		if key == "" || slices.Contains(seen[key], s) {
			continue
		}
		another := true // none of those before is s by another entry
		for _, before := range seen[key] {
			if editions(s, before) {
				continue
			}
			another = false
			if other == nil && !ld.oneVoice(s, before) {
				other, at = before, a.At
			}
		}
		if another {
			seen[key] = append(seen[key], s)
		}
	}
	return other, at
}

// editions tells whether two sources are a page as it stood on two days: each with its date and its own archived copy.
func editions(a, b *Source) bool {
	return a.Archived.S != "" && b.Archived.S != "" && a.Archived.S != b.Archived.S &&
		!couldBeOneDay(a.Published, b.Published)
}

// toldApart tells whether two papers have each a reference of their own, or each an address.
func toldApart(a, b *Source) bool {
	return a.Ref != "" && b.Ref != "" && plainName(a.Ref) != plainName(b.Ref) ||
		a.URL.S != "" && b.URL.S != "" && DocumentAddress(a.URL.S) != DocumentAddress(b.URL.S)
}

// sameTitle is a source before s of the same publisher, title and date that isn't said to be one voice with it; nil
// where none is.
func (ld *loader) sameTitle(seen map[string][]*Source, s *Source) *Source {
	if s.Publisher == "" || s.Title == "" {
		return nil
	}
	key := PublisherName(s.Publisher) + "\n" + plainName(s.Title)
	before := seen[key]
	seen[key] = append(before, s)
	for _, t := range before {
		if couldBeOneDay(s.Published, t.Published) && !ld.oneVoice(s, t) {
			return t
		}
	}
	return nil
}

// oneVoice tells whether two sources are said to be one voice: of one cluster, or parts of one document. An id that
// stands twice is reported as such.
func (ld *loader) oneVoice(a, b *Source) bool {
	return a.ID.S == b.ID.S || a.Cluster != "" && a.Cluster != "unknown" && a.Cluster == b.Cluster ||
		ld.d.Whole(a) == ld.d.Whole(b)
}

// couldBeOneDay tells whether two dates can mean the same day: "2025" and "2025-03-01" can. No date can mean any.
func couldBeOneDay(a, b source.Date) bool {
	return a.IsZero() || b.IsZero() || !a.After(b.Date) && !b.After(a.Date)
}

// plainName is a name without what different hands write differently: capitals, forms of one letter, letters that
// aren't seen, spaces, punctuation, "and", a leading article.
func plainName(s string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	words := strings.FieldsFunc(strings.ToLower(seen), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	words = slices.DeleteFunc(words, func(w string) bool { return w == "and" })
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// initials matches a short name in brackets behind a long one: "Human Rights Watch (HRW)".
var initials = regexp.MustCompile(`\s\(\p{Lu}[\p{Lu}.]{1,9}\)`)

// PublisherName is a publisher's name as the papers of one are told: initials in brackets, capitals, punctuation, "and"
// and a leading article aside.
func PublisherName(s string) string { return plainName(initials.ReplaceAllString(s, "")) }

// Whole is the document that a source is a part of, or that quotes it; the source itself where there is none. What is
// cited of one document is one witness. Of sources in a circle it is the first by its id.
func (d *Dossier) Whole(s *Source) *Source {
	if whole := d.whole[s]; whole != nil {
		return whole
	}
	return s
}

// wholes finds the document of each source that is a part of another, each once: a chain may be as long as the dossier.
func (d *Dossier) wholes() {
	d.whole = map[*Source]*Source{}
	for _, s := range d.Sources {
		var path []*Source
		place := map[*Source]int{}
		whole := s
		for {
			if known := d.whole[whole]; known != nil {
				whole = known
				break
			}
			if i, ok := place[whole]; ok {
				whole = slices.MinFunc(path[i:], func(a, b *Source) int { return strings.Compare(a.ID.S, b.ID.S) })
				break
			}
			next := d.Source(whole.PartOf.S)
			if next == nil {
				break
			}
			place[whole] = len(path)
			path, whole = append(path, whole), next
		}
		for _, p := range path {
			d.whole[p] = whole
		}
	}
}

// readings refuses a search log that says of a source that it was read whole where the source says that only an excerpt
// was: on that log an absence would rest.
func (ld *loader) readings() {
	for _, s := range ld.d.Searches {
		for _, doc := range s.Documents {
			src := ld.d.source[doc.Source.S]
			if src != nil && src.Read == vocab.Excerpt && doc.Read == vocab.Whole {
				ld.list.Errorf(doc.Source.At, diag.ReadingsDisagree,
					"search %q says that source %q was read whole, and the source says that only an excerpt was",
					s.ID.S, src.ID.S).
					WithNote(src.ID.At, "the source stands here").
					WithHint("put right whichever is wrong")
			}
		}
	}
}
