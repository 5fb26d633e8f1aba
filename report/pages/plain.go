package pages

import (
	"slices"
	"strings"

	"whereas/report/face"
)

// Plain is the text of the pages in reading order, a line for each block: the body, then the notes by
// number. It is read from what is drawn, so that a test can hold it against the document. List labels and
// note numbers are part of it, running lines aren't; soft hyphens are left out.
func Plain(p *Layout) string {
	text := make([]strings.Builder, len(p.Nodes))
	for i := range p.Pages {
		for j := range p.Pages[i].Runs {
			r := &p.Pages[i].Runs[j]
			if r.Node < 0 {
				continue
			}
			text[r.Node].WriteString(r.Text())
		}
	}
	var (
		out   strings.Builder
		notes []int
		walk  func(n int, top bool)
	)
	walk = func(n int, top bool) {
		node := &p.Nodes[n]
		switch {
		case node.Role == Text:
			out.WriteString(text[n].String())
			if p.Nodes[node.Parent].Role == Figure {
				out.WriteByte(' ') // between labels
			}
		case node.Role == Note && !top:
			notes = append(notes, n)
			return
		}
		for _, kid := range node.Kids {
			walk(kid, false)
		}
		switch node.Role { //nolint:exhaustive // the others are within a line, or hold what ends one
		case Label:
			out.WriteByte(' ')
		case Figure:
			out.WriteByte('\n')
		case Paragraph, Heading1, Heading2, Heading3, Heading4, Caption, HeadCell, DataCell, Note, Entry:
			out.WriteByte('\n')
		}
	}
	if len(p.Nodes) == 0 {
		return ""
	}
	walk(0, false)
	slices.SortStableFunc(notes, func(a, b int) int { return p.Nodes[a].Note - p.Nodes[b].Note })
	for i := 0; i < len(notes); i++ { // a note may hold another one's mark
		walk(notes[i], true)
	}
	return face.Normal(strings.ReplaceAll(out.String(), "\u00AD", ""))
}
