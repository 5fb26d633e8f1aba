package pages

import (
	"fmt"

	"whereas/report/face"
	"whereas/report/lines"
)

// The number of a page in a table of contents stands alone in a cell at the right. It can be set when all pages are
// made: room for four characters is kept for it, and nothing else moves. So a table of contents costs no second pass.

// lateNumber is such a number.
type lateNumber struct {
	id         string // of the heading
	leaf, link int    // nodes of the tree
}

// lateRoom is what room is kept for.
const lateRoom = "A-00"

// setLate sets the late numbers. It is false where one has no room: then it must be known before the pages are made.
func (l *layouter) setLate(out *Layout, numbers map[string]string) bool {
	type place struct {
		number string
		spare  lines.Length // how much narrower than the room it is
	}
	leaves, links := map[int]lateNumber{}, map[int]place{}
	for _, late := range l.late {
		leaves[late.leaf] = late
	}
	for i := range out.Pages {
		page := &out.Pages[i]
		for j := range page.Runs {
			old := &page.Runs[j]
			late, ok := leaves[old.Node]
			if !ok {
				continue
			}
			number := numbers[late.id]
			look := lines.Look{Style: face.Regular, Node: old.Node}
			runs, width, _ := l.typesetter.OneLine(number, look, old.Size)
			spare := old.Width(l.set) - width
			if len(runs) != 1 || spare < 0 {
				return false
			}
			old.Glyphs = runs[0].Glyphs
			old.X += spare
			links[late.link] = place{number, spare}
		}
		for j := range page.Links {
			if p, ok := links[page.Links[j].Node]; ok {
				page.Links[j].Says = l.saysPage(p.number)
				page.Links[j].X += p.spare
				page.Links[j].Width -= p.spare
			}
		}
	}
	return true
}

func (l *layouter) saysPage(number string) string { return fmt.Sprintf(l.words.Page, number) }
