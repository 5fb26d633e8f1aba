package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"whereas/report/pages"
)

// finish writes the drawn pages anew, with everything that gofpdf can't say.
func finish(src *source, p *pages.Layout, d *drawn, fonts *fonts, m Meta) ([]byte, error) {
	if len(src.kids) != len(p.Pages) {
		return nil, fmt.Errorf("%d pages were drawn, not %d", len(src.kids), len(p.Pages))
	}
	out := &file{pool: p.Faces.Deflate()}
	catalog, pagesRoot, info := out.reserve(), out.reserve(), out.reserve()
	entries, err := fonts.embed(out, p.Faces)
	if err != nil {
		return nil, err
	}
	resources := out.add("<</Font<<" + entries + ">>>>")

	pages := make([]int, len(p.Pages))
	for i := range pages {
		pages[i] = out.reserve()
	}
	t := newTree(out, p, pages, d.content)
	var kids strings.Builder
	for i, n := range src.kids {
		if err := out.page(src.objects[n], src, pages[i], pagesRoot, resources, i, &p.Pages[i], t.annotations(i)); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		fmt.Fprintf(&kids, "%s ", ref(pages[i]))
	}
	structure := t.write()
	out.set(pagesRoot, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.TrimSpace(kids.String()), len(pages)))
	out.set(info, m.info())

	var c strings.Builder
	fmt.Fprintf(
		&c,
		"<</Type/Catalog/Version/1.7/Pages %s/StructTreeRoot %s/MarkInfo<</Marked true>>",
		ref(pagesRoot),
		ref(structure),
	)
	fmt.Fprintf(&c, "/Metadata %s", ref(out.stream("/Type/Metadata/Subtype/XML", m.xmp())))
	fmt.Fprintf(&c, "/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[%s]>>", pageLabels(p))
	if m.Lang != "" {
		fmt.Fprintf(&c, "/Lang%s", textString(m.Lang, false))
	}
	names := ""
	if places := destinations(p, pages); places != "" {
		names += "/Dests " + ref(out.add("<</Names["+places+"]>>"))
	}
	if len(m.Attach) > 0 {
		list, tree, err := out.attach(m)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&c, "/AF[%s]", list)
		names += "/EmbeddedFiles " + ref(out.add("<</Names["+tree+"]>>"))
	}
	if names != "" {
		fmt.Fprintf(&c, "/Names<<%s>>", names)
	}
	if root := out.outline(p, pages, t); root != 0 {
		fmt.Fprintf(&c, "/Outlines %s/PageMode/UseOutlines", ref(root))
	}
	c.WriteString(">>")
	out.set(catalog, c.String())
	return out.write(catalog, info)
}

// pageLabels is the numbers printed on the pages, as ranges: one begins where the number isn't the next one.
func pageLabels(p *pages.Layout) string {
	var b strings.Builder
	last, lastStyle := 0, ""
	for i := range p.Pages {
		style, prefix, n := "D", "", 0
		label := p.Pages[i].Label
		if letter, figures, ok := strings.Cut(label, "-"); ok {
			prefix, label = letter+"-", figures
		}
		n, err := strconv.Atoi(label)
		if err != nil { // i, ii, iii
			style, n = "r", last+1
			if lastStyle != "r" {
				n = 1
			}
		}
		if key := style + prefix; i == 0 || key != lastStyle || n != last+1 {
			fmt.Fprintf(&b, "%d<</S/%s", i, style)
			if prefix != "" {
				fmt.Fprintf(&b, "/P(%s)", prefix)
			}
			if n != 1 {
				fmt.Fprintf(&b, "/St %d", n)
			}
			b.WriteString(">>")
			lastStyle = key
		}
		last = n
	}
	return b.String()
}

// page writes a page object of gofpdf's with what it lacks, and its content deflated.
func (f *file) page(
	dict []byte,
	src *source,
	n, parent, resources, nth int,
	page *pages.Page,
	annotations string,
) error {
	old, err := reference(dict, "/Contents")
	if err != nil {
		return err
	}
	data, ok := src.objects[old]
	if !ok || !bytes.HasPrefix(dict, []byte("<</Type /Page\n/Parent 1 0 R\n")) {
		return errShape
	}
	content, err := f.deflated("", data)
	if err != nil {
		return err
	}
	body := fmt.Sprintf(
		"<</Type/Page/MediaBox[0 0 %s %s]/Parent ",
		appendLength(nil, page.Width),
		appendLength(nil, page.Height),
	) + ref(
		parent,
	) + "/Resources " + ref(
		resources,
	) + "/Contents " + ref(
		content,
	) +
		"/StructParents " + strconv.Itoa(
		nth,
	) + "/Tabs/S"
	if annotations != "" {
		body += "/Annots[" + annotations + "]"
	}
	f.set(n, body+">>")
	return nil
}

// destinations is the named places, sorted as a name tree must be.
func destinations(p *pages.Layout, objects []int) string {
	anchors := slices.Clone(p.Anchors)
	slices.SortStableFunc(anchors, func(a, b pages.Anchor) int { return strings.Compare(a.Name, b.Name) })
	var b strings.Builder
	for i, a := range anchors {
		if i > 0 && anchors[i-1].Name == a.Name {
			continue
		}
		fmt.Fprintf(
			&b,
			"%s[%s/XYZ null %s null]",
			textString(a.Name, false),
			ref(objects[a.Page]),
			appendLength(nil, p.Pages[a.Page].Height-a.Y),
		)
	}
	return b.String()
}

// outline adds the bookmarks, each below the last one of a higher level.
func (f *file) outline(p *pages.Layout, pages []int, t *tree) int {
	if len(p.Outline) == 0 {
		return 0
	}
	type entry struct {
		object, parent int // parent is an index into entries, 0 the root
		kids           []int
	}
	entries := make([]entry, len(p.Outline)+1)
	entries[0].object = f.reserve()
	open := []int{0} // the entries that the next one may be below
	for i, mark := range p.Outline {
		for len(open) > 1 && p.Outline[open[len(open)-1]-1].Level >= mark.Level {
			open = open[:len(open)-1]
		}
		up := open[len(open)-1]
		entries[i+1] = entry{object: f.reserve(), parent: up}
		entries[up].kids = append(entries[up].kids, i+1)
		open = append(open, i+1)
	}
	span := func(e *entry) string {
		if len(e.kids) == 0 {
			return ""
		}
		return fmt.Sprintf("/First %s/Last %s/Count %d",
			ref(entries[e.kids[0]].object), ref(entries[e.kids[len(e.kids)-1]].object), len(e.kids))
	}
	f.set(entries[0].object, "<</Type/Outlines"+span(&entries[0])+">>")
	for i := range entries {
		for k, kid := range entries[i].kids {
			e, mark := &entries[kid], p.Outline[kid-1]
			body := fmt.Sprintf("<</Title%s/Parent %s/Dest[%s/XYZ null %s null]", textString(mark.Title, false),
				ref(entries[i].object), ref(pages[mark.Page]), appendLength(nil, p.Pages[mark.Page].Height-mark.Y))
			if k > 0 {
				body += "/Prev " + ref(entries[entries[i].kids[k-1]].object)
			}
			if k+1 < len(entries[i].kids) {
				body += "/Next " + ref(entries[entries[i].kids[k+1]].object)
			}
			f.set(e.object, body+"/SE "+ref(t.elements[mark.Node])+span(e)+">>")
		}
	}
	return entries[0].object
}
