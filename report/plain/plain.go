// Package plain writes a document as text to be pasted into a message or a form: paragraphs on a line each, marks of
// notes in square brackets, and the notes with their numbers at the end.
package plain

import (
	"fmt"
	"strings"

	"whereas/report/doc"
)

// Write makes the text. What can't be text is told by its caption and what it shows; pages have no numbers there.
func Write(d *doc.Document) []byte {
	var b strings.Builder
	blocks(&b, d.Blocks, "", "")
	if len(d.Notes) > 0 {
		b.WriteString("\n" + d.Words.OrEnglish().Notes + "\n\n")
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "[%d] %s\n", n.Number, text(n.Text))
		}
	}
	return []byte(strings.TrimLeft(b.String(), "\n"))
}

// blocks writes blocks, each behind an empty line; what stands before the lines of the first one, and of the others, is
// first and next.
func blocks(b *strings.Builder, bs []doc.Block, first, next string) {
	for i, block := range bs {
		lead := next
		if i == 0 {
			lead = first
		}
		switch block := block.(type) {
		case *doc.Heading:
			b.WriteString("\n" + strings.ToUpper(text(block.Text)) + "\n")
		case *doc.Para:
			paragraph(b, text(block.Text), lead, next)
		case *doc.List:
			for k, item := range block.Items {
				mark := "- "
				switch {
				case k < len(block.Labels):
					mark = block.Labels[k] + " "
				case block.Ordered:
					mark = fmt.Sprintf("%d. ", block.Start+k)
				}
				if k > 0 {
					lead = next
				}
				blocks(b, item, lead+mark, next+strings.Repeat(" ", len(mark)))
			}
		case *doc.Quote:
			blocks(b, block.Blocks, lead+"> ", next+"> ")
		case *doc.Table:
			paragraph(b, text(block.Caption), lead, next)
			for _, row := range append(append([][]doc.Cell{}, block.Head...), block.Rows...) {
				var cells []string
				for _, c := range row {
					cells = append(cells, text(c))
				}
				b.WriteString(next + strings.Join(cells, " | ") + "\n")
			}
		case *doc.Figure:
			paragraph(b, text(block.Caption), lead, next)
			paragraph(b, block.Alt, next, next)
		case *doc.Rule:
			b.WriteString("\n" + next + "* * *\n")
		case *doc.Part: // pages alone
		}
	}
}

func paragraph(b *strings.Builder, s, first, next string) {
	if s == "" {
		return
	}
	if first == next || strings.HasSuffix(first, "> ") {
		b.WriteString("\n")
	}
	for i, line := range strings.Split(s, "\n") {
		lead := next
		if i == 0 {
			lead = first
		}
		b.WriteString(lead + line + "\n")
	}
}

// text is inlines as characters: a link is followed by its address where it doesn't show it.
func text(in []doc.Inline) string {
	var b strings.Builder
	for _, x := range in {
		switch x := x.(type) {
		case doc.Text:
			b.WriteString(x.S)
		case doc.Emph:
			b.WriteString(text(x.Text))
		case doc.Strong:
			b.WriteString(text(x.Text))
		case doc.Link:
			s := text(x.Text)
			b.WriteString(s)
			if s != x.URL {
				b.WriteString(" <" + x.URL + ">")
			}
		case doc.Mark:
			fmt.Fprintf(&b, "[%d]", x.Note)
		case doc.NoteRef:
			b.WriteString(x.Words())
		case doc.Break:
			b.WriteString("\n")
		case doc.PageRef, doc.Opinion: // there are no pages, and opinion isn't marked
		}
	}
	return b.String()
}
