package dossier

import (
	"cmp"
	"slices"
	"strings"
)

// Names are the names that a printed line never divides: those of the company, of its group and of the publishers.
func (d *Dossier) Names() []string {
	out := []string{d.Company.Name, d.Company.Short}
	for _, e := range d.Entities {
		if e.Type == "affiliate" || e.Type == "subsidiary" {
			out = append(out, e.Name, e.Short)
		}
	}
	for _, s := range d.Sources {
		out = append(out, s.Publisher)
	}
	return out
}

// ForeignText is what a dossier quotes in another language than its own: titles of sources and their words.
type ForeignText struct{ Text, Lang string }

// ForeignTexts are those of sources whose language is known to be another one, the longest first, so that
// what lies within another text isn't found before it.
func (d *Dossier) ForeignTexts() []ForeignText {
	own, _, _ := strings.Cut(cmp.Or(d.Language, "en"), "-")
	lang := map[string]string{}
	var out []ForeignText
	add := func(text, lang string) {
		if text != "" {
			out = append(out, ForeignText{text, lang})
		}
	}
	for _, s := range d.Sources {
		if of, _, _ := strings.Cut(s.Language, "-"); of != "" && !strings.EqualFold(of, own) {
			lang[s.ID.S] = s.Language
			add(s.Title, s.Language)
		}
	}
	for _, c := range d.Claims {
		for _, e := range c.Evidence {
			if l := lang[e.Source.S]; l != "" {
				add(e.Quote.S, l)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b ForeignText) int { return len(b.Text) - len(a.Text) })
	return slices.Compact(out)
}
