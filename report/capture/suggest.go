package capture

import (
	"strings"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/source"
)

// order is that of the keys of a source, as docs/formats.md has them.
var order = []string{"type", "title", "publisher", "short", "ref", "url", "archived", "published", "accessed",
	"language", "interest", "method", "authenticated", "capture", "read", "rests_on", "cluster", "independent",
	"repost_of", "part_of", "correction", "handling", "note"}

// Match is the source that a document belongs to: the one that names its capture, or one of its address; nil where
// there is none, or more than one.
func Match(d *dossier.Dossier, doc *Document, names ...string) *dossier.Source {
	var found *dossier.Source
	for _, s := range d.Sources {
		hit := false
		for _, n := range names {
			hit = hit || n != "" && s.Capture.S == n
		}
		for _, a := range []string{s.URL.S, s.Archived.S} {
			hit = hit || a != "" && doc.About.Address != "" &&
				dossier.DocumentAddress(a) == dossier.DocumentAddress(doc.About.Address)
		}
		if hit && found != nil {
			return nil
		}
		if hit {
			found = s
		}
	}
	return found
}

// Suggest is what a document says of itself, as the keys of a source: for a person to look at, since nobody knows
// whether it is true. What a source of the dossier says already isn't suggested again; s is nil for a new one. today is
// the day of the capture, used where the document doesn't say when it was saved.
func Suggest(s *dossier.Source, doc *Document, capture string, today civil.Date) *source.Value {
	a := doc.About
	accessed := a.Saved
	if accessed.IsZero() {
		accessed = today
	}
	publisher := a.Publisher
	if publisher == "" {
		publisher = a.Author
	}
	v := source.NewTable("")
	put := func(key, has, value string) {
		if has == "" && value != "" {
			v.In = append(v.In, source.NewText(key, value))
		}
	}
	if s == nil {
		s = &dossier.Source{}
	}
	put("title", s.Title, a.Title)
	put("publisher", s.Publisher, publisher)
	put("url", s.URL.S, a.Address)
	put("archived", s.Archived.S, a.Archived)
	put("published", day(s.Published.Date), day(a.Published))
	put("accessed", day(s.Accessed.Date), day(accessed))
	put("language", s.Language, language(a.Language))
	put("capture", s.Capture.S, capture)
	if len(doc.Notices) > 0 && s.Correction.Text == "" {
		c := source.NewTable("correction")
		if n := doc.Notices[0]; !n.Date.IsZero() {
			c.In = append(c.In, source.NewText("date", n.Date.String()))
		}
		c.In = append(c.In, source.NewText("text", doc.Notices[0].Text))
		v.In = append(v.In, c)
	}
	return v
}

func day(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// language is the code of a language alone: "en" of "en-US".
func language(s string) string {
	s, _, _ = strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if len(s) != 2 && len(s) != 3 {
		return ""
	}
	return strings.ToLower(s)
}
