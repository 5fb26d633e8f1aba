package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"whereas/report/pages"
)

// tree writes the structure tree and the link annotations, which hang in it.
type tree struct {
	out      *file
	p        *pages.Layout
	pages    []int // page objects
	elements []int // for each node its object; 0 for leaves
	content  [][]int
	places   [][]place            // for each leaf, where it is drawn
	links    map[int][]annotation // for each Link node
	byPage   [][]int              // annotation objects
	parents  []parentEntry        // of the annotations
}

type place struct{ page, mcid int }

type annotation struct{ object, page int }

type parentEntry struct{ key, element int }

func newTree(out *file, p *pages.Layout, objects []int, content [][]int) *tree {
	t := &tree{
		out: out, p: p, pages: objects, content: content,
		elements: make([]int, len(p.Nodes)),
		places:   make([][]place, len(p.Nodes)),
		links:    map[int][]annotation{},
		byPage:   make([][]int, len(objects)),
	}
	for i := range p.Nodes {
		if p.Nodes[i].Role != pages.Text {
			t.elements[i] = out.reserve()
		}
	}
	for page, leaves := range content {
		for mcid, leaf := range leaves {
			t.places[leaf] = append(t.places[leaf], place{page, mcid})
		}
	}
	key := len(objects) // of the parent tree; the pages come first
	for page := range p.Pages {
		for _, k := range p.Pages[page].Links {
			target := "/A<</S/URI/URI" + textString(asciiURL(k.URL), false) + ">>"
			if k.URL == "" {
				target = "/Dest" + textString(k.Anchor, false)
			}
			n := out.add(
				fmt.Sprintf(
					"<</Type/Annot/Subtype/Link/Rect[%s %s %s %s]/Border[0 0 0]/F 4/Contents%s/StructParent %d%s>>",
					appendLength(nil, k.X),
					appendLength(nil, p.Pages[page].Height-k.Y-k.Height),
					appendLength(
						nil,
						k.X+k.Width,
					),
					appendLength(nil, p.Pages[page].Height-k.Y),
					textString(k.Says, false),
					key,
					target,
				),
			)
			t.links[k.Node] = append(t.links[k.Node], annotation{n, page})
			t.byPage[page] = append(t.byPage[page], n)
			t.parents = append(t.parents, parentEntry{key, t.elements[k.Node]})
			key++
		}
	}
	return t
}

// annotations is the references to a page's annotations.
func (t *tree) annotations(page int) string {
	refs := make([]string, len(t.byPage[page]))
	for i, n := range t.byPage[page] {
		refs[i] = ref(n)
	}
	return strings.Join(refs, " ")
}

// write makes the elements and returns the root.
func (t *tree) write() int {
	root := t.out.reserve()
	var ids []string
	for n := range t.p.Nodes {
		node := &t.p.Nodes[n]
		if node.Role == pages.Text {
			continue
		}
		parent := root
		if n > 0 {
			parent = t.elements[node.Parent]
		}
		var b strings.Builder
		fmt.Fprintf(&b, "<</S/%s/P %s", node.Role, ref(parent))
		switch node.Role {
		case pages.Note:
			id := "note-" + strconv.Itoa(node.Note)
			ids = append(ids, textString(id, false)+ref(t.elements[n]))
			fmt.Fprintf(&b, "/ID%s", textString(id, false))
		case pages.List:
			numbering := "Disc"
			if node.Ordered {
				numbering = "Decimal"
			}
			fmt.Fprintf(&b, "/A<</O/List/ListNumbering/%s>>", numbering)
		case pages.Figure:
			fmt.Fprintf(&b, "/Alt%s", textString(node.Alt, false))
		case pages.HeadCell:
			scope := "Column"
			if node.OfRow {
				scope = "Row"
			}
			fmt.Fprintf(&b, "/A<</O/Table/Scope/%s>>", scope)
		}
		t.kids(&b, n)
		b.WriteString(">>")
		t.out.set(t.elements[n], b.String())
	}
	slices.Sort(ids)
	body := fmt.Sprintf("<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d",
		ref(t.elements[0]), ref(t.parentTree()), len(t.pages)+len(t.parents))
	if len(ids) > 0 {
		body += "/IDTree " + ref(t.out.add("<</Names["+strings.Join(ids, "")+"]>>"))
	}
	t.out.set(root, body+">>")
	return root
}

// kids writes an element's kids: elements, stretches of marked content, annotations.
func (t *tree) kids(b *strings.Builder, n int) {
	page := -1 // that of the first stretch is the element's own
	var kids []string
	for _, kid := range t.p.Nodes[n].Kids {
		if t.elements[kid] != 0 {
			kids = append(kids, ref(t.elements[kid]))
			continue
		}
		for _, at := range t.places[kid] {
			if page < 0 {
				page = at.page
			}
			if at.page == page {
				kids = append(kids, strconv.Itoa(at.mcid))
			} else {
				kids = append(kids, fmt.Sprintf("<</Type/MCR/Pg %s/MCID %d>>", ref(t.pages[at.page]), at.mcid))
			}
		}
	}
	for _, a := range t.links[n] {
		kids = append(kids, fmt.Sprintf("<</Type/OBJR/Obj %s/Pg %s>>", ref(a.object), ref(t.pages[a.page])))
	}
	if page >= 0 {
		fmt.Fprintf(b, "/Pg %s", ref(t.pages[page]))
	}
	switch len(kids) {
	case 0:
	case 1:
		b.WriteString("/K " + kids[0])
	default:
		b.WriteString("/K[" + strings.Join(kids, " ") + "]")
	}
}

// parentTree leads from marked content and annotations back to their elements.
func (t *tree) parentTree() int {
	var b strings.Builder
	b.WriteString("<</Nums[")
	for page, leaves := range t.content {
		refs := make([]string, len(leaves))
		for i, leaf := range leaves {
			refs[i] = ref(t.elements[t.p.Nodes[leaf].Parent])
		}
		fmt.Fprintf(&b, "%d[%s]", page, strings.Join(refs, " "))
	}
	for _, a := range t.parents {
		fmt.Fprintf(&b, "%d %s ", a.key, ref(a.element))
	}
	b.WriteString("]>>")
	return t.out.add(b.String())
}

// asciiURL writes the bytes of an address that aren't ASCII, or are blanks, as %XX.
func asciiURL(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7F {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
