package prose

import (
	"strings"

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
