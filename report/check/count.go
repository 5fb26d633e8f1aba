package check

import (
	"fmt"
	"strings"

	"whereas/report/doc"
	"whereas/report/filing"
)

// Length is how long a text is by each way of counting.
type Length struct {
	Strict, Lenient, WordLike, Paranoid int
}

// By is the count of one way.
func (w Length) By(way filing.Way) int {
	switch way {
	case filing.Lenient:
		return w.Lenient
	case filing.WordLike:
		return w.WordLike
	case filing.Paranoid:
		return w.Paranoid
	case filing.Strict:
	}
	return w.Strict
}

// Count counts a document: title, headings, body and, but for the lenient count, notes with their numbers.
func Count(d *doc.Document) Length {
	body, all := texts(d)
	return Length{Strict: filing.Count(all, filing.Strict), Lenient: filing.Count(body, filing.Lenient),
		WordLike: filing.Count(all, filing.WordLike), Paranoid: filing.Count(all, filing.Paranoid)}
}

// CountBy is Count in one way alone.
func CountBy(d *doc.Document, way filing.Way) int {
	body, all := texts(d)
	if way == filing.Lenient {
		return filing.Count(body, way)
	}
	return filing.Count(all, way)
}

// texts are the words of a document that count, without its notes and with them.
func texts(d *doc.Document) (body, all string) {
	var main, notes strings.Builder
	doc.Walk(d.Blocks, func(b doc.Block) {
		if list, ok := b.(*doc.List); ok {
			for i := range list.Items {
				switch {
				case len(list.Labels) > 0:
					main.WriteString(list.Labels[i] + "\n")
				case list.Ordered:
					fmt.Fprintf(&main, "%d.\n", list.Start+i)
				}
			}
		}
		for _, run := range doc.Runs(b) {
			main.WriteString(doc.Plain(run) + "\n")
		}
	})
	for _, n := range d.Notes {
		fmt.Fprintf(&notes, "%d %s\n", n.Number, doc.Plain(n.Text))
	}
	return main.String(), main.String() + notes.String()
}
