package pages

import (
	"fmt"
	"slices"
	"testing"

	"whereas/report/doc"
	"whereas/report/lines"
)

// The numbers of a table of contents are those of the pages that the headings stand on, end at one edge, and lie in
// their links; those that have no room when they are set late are right as well.
func TestContents(t *testing.T) {
	for _, front := range []bool{false, true} { // a front of 38 pages is numbered up to xxxviii, which has no room
		contents := &doc.Table{Align: []doc.Align{doc.Left, doc.Right}}
		d := &doc.Document{Blocks: []doc.Block{contents}}
		if front {
			d.Blocks = append(d.Blocks, &doc.Part{Pages: doc.Roman})
		}
		add := func(n, words int) {
			id := fmt.Sprintf("part-%d", n)
			contents.Rows = append(contents.Rows, []doc.Cell{{doc.Text{S: id}}, {doc.PageRef{ID: id}}})
			d.Blocks = append(d.Blocks, &doc.Heading{Level: 2, Text: txt("Heading " + id), ID: id},
				para(doc.Text{S: prose(words)}))
		}
		for n := range 40 {
			add(n, 400)
		}
		d.Blocks = append(d.Blocks, &doc.Part{Pages: doc.Lettered})
		for n := 40; n < 50; n++ {
			add(n, 300)
		}
		checkContents(t, lay(t, d))
	}
}

// checkContents looks at the 50 lines of the table of contents.
func checkContents(t *testing.T, p *Layout) {
	t.Helper()
	labels := p.numbers()
	seen := 0
	edge := lines.Length(-1)
	for i := range p.Pages {
		byHeight := map[lines.Length][]lines.Run{}
		for _, r := range p.Pages[i].Runs {
			byHeight[r.Y] = append(byHeight[r.Y], r)
		}
		for _, line := range byHeight {
			if len(line) != 2 || labels[line[0].Text()] == "" {
				continue
			}
			seen++
			heading, number := line[0].Text(), line[1]
			if got, want := number.Text(), labels[heading]; got != want {
				t.Errorf("the contents say that %s is on page %q, and it is on %q", heading, got, want)
			}
			end := number.X + number.Width(p.Faces)
			if edge < 0 {
				edge = end
			}
			if !near(end, edge) {
				t.Errorf("the number of %s ends at %v, others at %v", heading, end, edge)
			}
			if !slices.ContainsFunc(p.Pages[i].Links, func(l lines.Link) bool {
				return l.Says == "Page "+number.Text() && near(l.X, number.X) && near(l.X+l.Width, end)
			}) {
				t.Errorf("no link lies over the number of %s", heading)
			}
		}
	}
	if seen != 50 {
		t.Errorf("%d of 50 lines were looked at", seen)
	}
}

func near(a, b lines.Length) bool { return max(a-b, b-a) <= lines.Point/100 }

// Marks that run on and on go over the lines of a paragraph, and no line is longer than the measure.
func TestManyMarks(t *testing.T) {
	d := &doc.Document{}
	ins := []doc.Inline{doc.Text{S: "All of these:"}}
	for n := range 120 {
		d.Notes = append(d.Notes, aNote(n+1, prose(5)))
		ins = append(ins, doc.Mark{Note: n + 1})
	}
	d.Blocks = []doc.Block{para(ins...)}
	p := lay(t, d)
	check(t, d, p) // which holds every line against the measure
	edge := lines.Length(0)
	for _, r := range p.Pages[0].Runs {
		edge = max(edge, r.X+r.Width(p.Faces))
	}
	if right := (p.Pages[0].Width + testStyle().Measure) / 2; edge > right+3*lines.Point { // a comma may stand out
		t.Errorf("a line ends at %v, the text's edge is at %v", edge, right)
	}
}
