package pages

import (
	"slices"
	"testing"

	"whereas/report/doc"
	"whereas/report/lines"
)

// Contents are a list of links, each with its heading and its page; both of its areas lead to the heading and say so.
func TestContentsAreLinks(t *testing.T) {
	contents := &doc.Table{Contents: true, Align: []doc.Align{doc.Left, doc.Right}}
	d := &doc.Document{Lang: "en-US", Blocks: []doc.Block{contents}}
	for _, id := range []string{"one", "two"} {
		contents.Rows = append(contents.Rows, []doc.Cell{txt("Chapter " + id), {doc.PageRef{ID: id}}})
		d.Blocks = append(d.Blocks, &doc.Heading{Level: 2, Text: txt("Chapter " + id), ID: id},
			para(doc.Text{S: prose(700)}))
	}
	p := lay(t, d)
	entries := 0
	for n := range p.Nodes {
		if p.Nodes[n].Role != Entry {
			continue
		}
		entries++
		if p.Nodes[p.Nodes[n].Parent].Role != Contents {
			t.Errorf("an entry stands in %q", p.Nodes[p.Nodes[n].Parent].Role)
		}
		link := p.Nodes[p.Nodes[n].Kids[0]].Kids[0]
		if p.Nodes[link].Role != LinkText || len(p.Nodes[link].Kids) != 2 {
			t.Fatalf("an entry holds %+v", p.Nodes[link])
		}
		areas := slices.DeleteFunc(slices.Clone(p.Pages[0].Links), func(k lines.Link) bool { return k.Node != link })
		want := []string{"Chapter one. Page 1", "Chapter two. Page 2"}[entries-1]
		if len(areas) != 2 || areas[0].Says != want || areas[1].Says != want || areas[0].Anchor != areas[1].Anchor {
			t.Errorf("entry %d leads by %+v, which should say %q", entries, areas, want)
		}
	}
	if entries != 2 {
		t.Errorf("%d entries", entries)
	}
}

// Contents stay on one page.
func TestContentsOnOnePage(t *testing.T) {
	for n := range 40 {
		contents := &doc.Table{Contents: true, Align: []doc.Align{doc.Left, doc.Right}}
		d := &doc.Document{Lang: "en-US", Blocks: []doc.Block{para(doc.Text{S: prose(100 + 12*n)}), contents}}
		for range 12 {
			contents.Rows = append(contents.Rows, []doc.Cell{txt("Chapter"), {doc.PageRef{ID: "c"}}})
		}
		d.Blocks = append(d.Blocks, &doc.Heading{Level: 2, Text: txt("Chapter"), ID: "c"}, para(doc.Text{S: prose(300)}))
		p := lay(t, d)
		on := map[int]bool{}
		for i := range p.Pages {
			for _, r := range p.Pages[i].Runs {
				if r.Node >= 0 && within(p, r.Node, Contents) {
					on[i] = true
				}
			}
		}
		if len(on) != 1 {
			t.Errorf("filling %d: the contents stand on %d pages", n, len(on))
		}
	}
}

// A figure says where it stands, and words of another language say which.
func TestBoxAndLang(t *testing.T) {
	d := &doc.Document{Lang: "en-US", Foreign: []doc.Foreign{{Text: "Die Wolke", Lang: "de"}}, Blocks: []doc.Block{
		para(doc.Text{S: "See “Die Wolke”, p. 3. " + prose(200)}),
		&doc.Figure{Alt: "a bar", Scene: doc.Scene{Width: 200_000, Height: 100_000,
			Shapes: []doc.Shape{{Width: 10_000, Height: 10_000}}}},
	}}
	p := lay(t, d)
	seen := 0
	for n := range p.Nodes {
		node := &p.Nodes[n]
		switch node.Role { //nolint:exhaustive // the others say neither
		case Figure:
			b := node.Box
			if b == nil || b.Width != 200*lines.Point || b.Height != 100*lines.Point || b.Y != p.Pages[0].Shapes[0].Y {
				t.Errorf("the figure stands at %+v", b)
			}
		case Span:
			if node.Lang != "de" {
				t.Errorf("a span in %q", node.Lang)
			}
		default:
			continue
		}
		seen++
	}
	if seen != 2 {
		t.Errorf("%d nodes say so, want a figure and a span", seen)
	}
}
