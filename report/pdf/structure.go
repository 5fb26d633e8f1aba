package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"whereas/report/lines"
	"whereas/report/pages"
)

// tree writes the structure tree, in which the link annotations hang too.
type tree struct {
	out      *file
	p        *pages.Layout
	elements []int // for each node its object; 0 for leaves
	content  [][]int
	places   [][]place            // for each leaf, where it is drawn
	links    map[int][]annotation // for each Link node
	parents  []int                // of the annotations: elements
}

type place struct{ page, mcid int }

type annotation struct{ object, page int }

func newTree(out *file, p *pages.Layout, content [][]int) (*tree, error) {
	t := &tree{
		out: out, p: p, content: content,
		elements: make([]int, len(p.Nodes)),
		places:   make([][]place, len(p.Nodes)),
		links:    map[int][]annotation{},
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
	for page := range p.Pages {
		if err := t.annotate(page); err != nil {
			return nil, fmt.Errorf("links of page %d: %w", page+1, err)
		}
	}
	return t, nil
}

// annotate takes the links out of a page of gofpdf's, since the tree can refer to objects alone, and adds to each what
// it says and where it belongs. What one begins with can't stand in an address: that has no blanks (asciiURL).
func (t *tree) annotate(page int) error {
	links := t.p.Pages[page].Links
	if len(links) == 0 {
		return nil
	}
	const open, begin, end = "/Annots [", "<</Type /Annot /Subtype /Link ", "]\n/Contents "
	dict := &t.out.objects[pageObject(page)-1]
	from, to := bytes.Index(dict.body, []byte(open)), bytes.LastIndex(dict.body, []byte(end))
	if from < 0 || to < from {
		return errShape
	}
	bodies := bytes.Split(dict.body[from+len(open):to], []byte(begin))
	if len(bodies) != 1+len(links) {
		return fmt.Errorf("%d links, not %d: %w", len(bodies)-1, len(links), errShape)
	}
	var refs strings.Builder
	for i, k := range links {
		n := t.out.add(fmt.Sprintf(
			"%s%s/F 4/Contents%s/StructParent %d>>", begin, bytes.TrimSuffix(bodies[i+1], []byte(">>")),
			textString(k.Says, false), len(t.p.Pages)+len(t.parents),
		))
		t.links[k.Node] = append(t.links[k.Node], annotation{n, page})
		t.parents = append(t.parents, t.elements[k.Node])
		refs.WriteString(ref(n) + " ")
	}
	// The list of objects has grown since.
	dict = &t.out.objects[pageObject(page)-1]
	dict.body = slices.Concat(dict.body[:from], []byte(open+strings.TrimSpace(refs.String())), dict.body[to:])
	return nil
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
		fmt.Fprintf(&b, "<</S/%s/P %s%s", node.Role, ref(parent), t.attributes(node))
		if node.Role == pages.Note {
			ids = append(ids, noteID(node)+ref(t.elements[n]))
		}
		t.kids(&b, n)
		b.WriteString(">>")
		t.out.set(t.elements[n], b.String())
	}
	slices.Sort(ids)
	body := fmt.Sprintf("<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d",
		ref(t.elements[0]), ref(t.parentTree()), len(t.p.Pages)+len(t.parents))
	if len(ids) > 0 {
		body += "/IDTree " + ref(t.out.add("<</Names["+strings.Join(ids, "")+"]>>"))
	}
	t.out.set(root, body+">>")
	return root
}

// attributes is what an element says beyond its role.
func (t *tree) attributes(node *pages.Node) string {
	switch node.Role { //nolint:exhaustive // the others say nothing beyond their role
	case pages.Note:
		return "/ID" + noteID(node)
	case pages.List:
		if node.Ordered {
			return "/A<</O/List/ListNumbering/Decimal>>"
		}
		return "/A<</O/List/ListNumbering/Disc>>"
	case pages.Span:
		return "/Lang" + textString(node.Lang, false)
	case pages.Figure:
		return "/Alt" + textString(node.Alt, false) + t.box(node)
	case pages.HeadCell:
		if node.OfRow {
			return "/A<</O/Table/Scope/Row>>"
		}
		return "/A<</O/Table/Scope/Column>>"
	}
	return ""
}

// box says where on its page a figure stands, counted from the lower left corner.
func (t *tree) box(node *pages.Node) string {
	b := node.Box
	if b == nil {
		return ""
	}
	height := t.p.Pages[b.Page].Height
	out := []byte("/A<</O/Layout/BBox[")
	for i, l := range []lines.Length{b.X, height - b.Y - b.Height, b.X + b.Width, height - b.Y} {
		if i > 0 {
			out = append(out, ' ')
		}
		out = appendLength(out, l)
	}
	return string(out) + "]>>"
}

func noteID(node *pages.Node) string { return textString("note-"+strconv.Itoa(node.Note), false) }

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
				kids = append(kids, fmt.Sprintf("<</Type/MCR/Pg %s/MCID %d>>", ref(pageObject(at.page)), at.mcid))
			}
		}
	}
	for _, a := range t.links[n] {
		kids = append(kids, fmt.Sprintf("<</Type/OBJR/Obj %s/Pg %s>>", ref(a.object), ref(pageObject(a.page))))
	}
	if page >= 0 {
		fmt.Fprintf(b, "/Pg %s", ref(pageObject(page)))
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
	for i, element := range t.parents {
		fmt.Fprintf(&b, "%d %s ", len(t.p.Pages)+i, ref(element))
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
