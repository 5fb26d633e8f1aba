package prose

import (
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
)

// WithDefinitions is Markdown with the text of its notes behind it, so that it can be read without the dossier.
func WithDefinitions(src []byte, d *doc.Document) []byte {
	var b strings.Builder
	src, _ = withoutDefinitions(src)
	b.WriteString(strings.TrimRight(string(src), " \r\n"))
	b.WriteString("\n")
	if len(d.Notes) > 0 {
		b.WriteString("\n")
	}
	seen := map[string]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		if !seen[m.ID] {
			seen[m.ID] = true
			b.WriteString("[^" + m.ID + "]: " + markdownInlines(d.Notes[m.Note-1].Text) + "\n")
		}
	}
	return []byte(b.String())
}

// OwnNotes tells of the notes that somebody wrote or changed below a text, and that aren't printed: a document's notes
// are written from its claims. Notes of one's own ([^note:1]) are printed, and told as not proven. d is the document
// that the text was read as, its notes written.
func OwnNotes(name string, src []byte, d *doc.Document, l *diag.List) {
	written := map[string]string{}
	for _, m := range doc.Marks(d.Blocks) {
		written[m.ID] = markdownInlines(d.Notes[m.Note-1].Text)
	}
	rd := &reader{name: name, src: src, lines: plainLines(src)}
	_, defs := withoutDefinitions(src)
	for _, def := range defs {
		_, text, _ := strings.Cut(string(src[def.from:def.to]), "]:")
		id, own := strings.CutPrefix(def.id, OwnPrefix)
		if own && strings.TrimSpace(text) == "" {
			continue // its mark says so
		}
		if own && written[def.id] == "" {
			l.Noticef(rd.span(def.from, def.to), diag.OwnNote,
				"no mark in the text stands for your note %q: it isn't printed", id).
				WithHint("put [^%s] behind the sentence that it is for, or delete the line", def.id)
			continue
		}
		if own {
			l.Warnf(rd.span(def.from, def.to), diag.UnprovenNote,
				"note %q is your own: it is not proven by the dossier", id).
				WithHint("write what it proves as a claim with its evidence, and cite that: [^claim]")
			continue
		}
		if text = strings.TrimSpace(text); text != written[def.id] && text != "" {
			l.Noticef(rd.span(def.from, def.to), diag.OwnNote,
				"the text of this note isn't printed: the note of %q is written anew", def.id).
				WithHint("delete the line; what the note says, its claim and sources say")
		}
	}
}

func markdownInlines(ins []doc.Inline) string {
	var b strings.Builder
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Link:
			t := doc.Plain(in.Text)
			if t == in.URL {
				b.WriteString("<" + t + ">")
			} else {
				b.WriteString("[" + literal(t) + "](" + in.URL + ")")
			}
		default:
			b.WriteString(literal(doc.Plain([]doc.Inline{in})))
		}
	}
	return b.String()
}
