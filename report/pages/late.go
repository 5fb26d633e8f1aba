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
	id, entry  string // of the heading, and its text where that is in the link too
	leaf, link int    // nodes of the tree
}

// lateRoom is what room is kept for.
const lateRoom = "A-00"

// setLate sets the late numbers. It is false where one has no room: then it must be known before the pages are made.
func (l *layouter) setLate(out *Layout, numbers map[string]string) bool {
	type place struct {
		says  string
		x     lines.Length // where the number's room begins
		spare lines.Length // how much narrower than the room it is
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
			links[late.link] = place{l.saysPage(late.entry, number), old.X, spare}
			old.X += spare
		}
		for j := range page.Links {
			if p, ok := links[page.Links[j].Node]; ok {
				page.Links[j].Says = p.says
				if page.Links[j].X == p.x { // and not its heading
					page.Links[j].X += p.spare
					page.Links[j].Width -= p.spare
				}
			}
		}
	}
	return true
}

// saysPage says what the number of a page leads to; entry is the heading's text, where that is a part of the link.
func (l *layouter) saysPage(entry, number string) string {
	page := fmt.Sprintf(l.words.Page, number)
	if entry == "" {
		return page
	}
	return entry + ". " + page
}
