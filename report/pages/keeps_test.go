package pages

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/doc"
)

// bodyOf is the text of each page's blocks in the order in which they stand, notes and running lines left out.
func bodyOf(p *Layout) [][]string {
	out := make([][]string, len(p.Pages))
	for i := range p.Pages {
		last := -1
		for _, r := range p.Pages[i].Runs {
			if r.Node < 0 || inNote(p, r.Node) {
				continue
			}
			block := p.Nodes[r.Node].Parent
			if block != last {
				out[i] = append(out[i], "")
			}
			last = block
			out[i][len(out[i])-1] += r.Text()
		}
	}
	return out
}

// everyFoot lays a document out behind fillings of many heights, so that each of its rows comes to stand at the foot of
// a page, and calls f with the pages' blocks.
func everyFoot(t *testing.T, blocks func() []doc.Block, f func(n int, pages [][]string)) {
	t.Helper()
	for n := range 60 {
		d := &doc.Document{Lang: "en-US"}
		for i := range 6 {
			words := 30
			if i < n%7 {
				words += 9 * (n / 7)
			}
			d.Blocks = append(d.Blocks, para(doc.Text{S: prose(words + n)}))
		}
		d.Blocks = append(d.Blocks, blocks()...)
		d.Blocks = append(d.Blocks, para(doc.Text{S: prose(300)}))
		f(n, bodyOf(lay(t, d)))
	}
}

// endsOf is how often a page other than the last ends with a block that has one of these beginnings.
func endsOf(pages [][]string, beginnings ...string) (out []string) {
	for _, blocks := range pages[:len(pages)-1] {
		for _, b := range beginnings {
			if n := len(blocks); n > 0 && strings.HasPrefix(blocks[n-1], b) {
				out = append(out, b)
			}
		}
	}
	return out
}

// No page ends between a question and its answer, between what leads in and what it leads to, between a heading and its
// table.
func TestKeeps(t *testing.T) {
	item := func(n int) []doc.Block {
		return []doc.Block{para(doc.Text{S: fmt.Sprintf("Item %d. %s", n, prose(25))})}
	}
	table := func() *doc.Table {
		out := &doc.Table{Head: [][]doc.Cell{{txt("Column one"), txt("Column two")}}}
		for range 9 {
			out.Rows = append(out.Rows, []doc.Cell{txt(prose(12)), txt(prose(14))})
		}
		return out
	}
	for name, c := range map[string]struct {
		blocks func() []doc.Block
		not    []string
	}{
		"question": {func() []doc.Block {
			return []doc.Block{&doc.Heading{Level: 3, Text: txt("Heading")}, para(doc.Emph{Text: txt("Question of few words?")}),
				para(doc.Text{S: "Standing: level 2."}), para(doc.Text{S: "Level 2. " + prose(60)})}
		}, []string{"Heading", "Question", "Standing"}},
		"lead-in": {func() []doc.Block {
			return []doc.Block{para(doc.Text{S: "Told is of it " + prose(30) + ":"}), &doc.List{Items: [][]doc.Block{item(1), item(2),
				item(3), item(4)}}}
		}, []string{"Told is"}},
		"lead-in of an item": {func() []doc.Block {
			return []doc.Block{&doc.List{Items: [][]doc.Block{item(1), {para(doc.Text{S: "Not told above:"}),
				&doc.List{Items: [][]doc.Block{item(2), item(3), item(4)}}}, item(5)}}}
		}, []string{"Not told above:"}},
		"paragraph before a list": {func() []doc.Block {
			return []doc.Block{para(doc.Text{S: "Led in without a colon."}), &doc.List{Items: [][]doc.Block{item(1), item(2), item(3)}}}
		}, []string{"Led in"}},
		"table": {func() []doc.Block {
			return []doc.Block{&doc.Heading{Level: 3, Text: txt("Heading")}, para(doc.Emph{Text: txt("Question of few words?")}),
				para(doc.Text{S: "Of these two are known."}), table()}
		}, []string{"Heading", "Question", "Of these", "Column"}},
	} {
		t.Run(name, func(t *testing.T) {
			everyFoot(t, c.blocks, func(n int, pages [][]string) {
				for _, end := range endsOf(pages, c.not...) {
					t.Errorf("filling %d: a page ends with %q", n, end)
				}
			})
		})
	}
}

// A figure that waits for the next page stands between two blocks there, never between two lines of one.
func TestFiguresStandBetweenBlocks(t *testing.T) {
	seen := 0
	for n := range 60 {
		d := &doc.Document{Lang: "en-US"}
		for range 9 {
			d.Blocks = append(d.Blocks, para(doc.Text{S: prose(30 + n)}))
		}
		d.Blocks = append(d.Blocks, &doc.Figure{Alt: "a bar", Scene: doc.Scene{Width: 300_000, Height: 330_000,
			Shapes: []doc.Shape{{Width: 300_000, Height: 330_000}}}})
		for range 9 {
			d.Blocks = append(d.Blocks, para(doc.Text{S: prose(40 + n)}))
		}
		p := lay(t, d)
		pageOf := map[int]int{} // the last page of each paragraph so far
		for i := range p.Pages {
			page := &p.Pages[i]
			if len(page.Shapes) == 0 {
				for _, r := range page.Runs {
					pageOf[r.Node] = i
				}
				continue
			}
			for _, r := range page.Runs {
				if before, ok := pageOf[r.Node]; ok && before < i && r.Y > page.Shapes[0].Y {
					t.Errorf("filling %d: the figure of page %d parts a paragraph", n, i+1)
					break
				}
			}
			if page.Shapes[0].Y < 100*65536 {
				seen++
			}
		}
	}
	if seen < 5 {
		t.Errorf("only %d figures waited: the test shows little", seen)
	}
}

// No last page holds three lines or fewer, nor does the last one before an appendix.
func TestNoScrap(t *testing.T) {
	for n := range 60 {
		d := &doc.Document{Lang: "en-US"}
		for range 6 {
			d.Blocks = append(d.Blocks, para(doc.Text{S: prose(52)}))
		}
		d.Blocks = append(d.Blocks, para(doc.Text{S: prose(10 + 6*n)}), &doc.Part{Pages: doc.Lettered})
		for range 6 {
			d.Blocks = append(d.Blocks, para(doc.Text{S: prose(60)}))
		}
		d.Blocks = append(d.Blocks, para(doc.Text{S: prose(12 + 6*n)}))
		p := lay(t, d)
		for i := range p.Pages {
			ys := map[int64]bool{}
			for _, r := range p.Pages[i].Runs {
				if r.Node >= 0 {
					ys[int64(r.Y)] = true
				}
			}
			if len(ys) < 4 {
				t.Errorf("filling %d: page %d of %d holds %d lines", n, i+1, len(p.Pages), len(ys))
			}
		}
	}
}

// A table whose words leave its long texts no room stands out into the margins, upright.
func TestCrampedTable(t *testing.T) {
	table := &doc.Table{Head: [][]doc.Cell{{txt("When"), txt("What"), txt("Theme"), txt("How strong"), txt("Claim")}}}
	for range 6 {
		table.Rows = append(table.Rows, []doc.Cell{txt("September 23, 2026"), txt(prose(22)), txt("Immigration"),
			txt("uncorroborated"), txt("registrars-security-operations")})
	}
	d := &doc.Document{Lang: "en-US", Blocks: []doc.Block{para(doc.Text{S: prose(30)}), table}}
	p := lay(t, d)
	check(t, d, p)
	if len(p.Pages) != 1 || p.Pages[0].Height < p.Pages[0].Width {
		t.Fatalf("%d pages", len(p.Pages))
	}
	rows := map[int]map[int64]bool{} // lines of each cell
	for _, r := range p.Pages[0].Runs {
		if r.Node >= 0 && inTable(p, r.Node) {
			cell := p.Nodes[r.Node].Parent
			if rows[cell] == nil {
				rows[cell] = map[int64]bool{}
			}
			rows[cell][int64(r.Y)] = true
		}
	}
	for cell, ys := range rows {
		if len(ys) > 4 {
			t.Errorf("a cell of column %v is %d lines high", p.Nodes[cell].Role, len(ys))
		}
	}
}

// A figure a few lines below its heading stays with it.
func TestFiguresStayBelowTheirHeading(t *testing.T) {
	for n := range 40 {
		d := &doc.Document{Lang: "en-US", Blocks: []doc.Block{para(doc.Text{S: prose(100 + 12*n)}),
			&doc.Heading{Level: 2, Text: txt("Heading")}, para(doc.Text{S: "Where it stands."}),
			&doc.Figure{Alt: "a bar", Scene: doc.Scene{Width: 300_000, Height: 150_000,
				Shapes: []doc.Shape{{Width: 300_000, Height: 150_000}}}},
			para(doc.Text{S: prose(300)})}}
		p := lay(t, d)
		for i := range p.Pages {
			for _, r := range p.Pages[i].Runs {
				if r.Text() == "Heading" && len(p.Pages[i].Shapes) == 0 {
					t.Errorf("filling %d: page %d has the heading without its figure", n, i+1)
				}
			}
		}
	}
}
