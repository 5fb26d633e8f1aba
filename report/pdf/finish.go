package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"whereas/report/pages"
)

// How gofpdf numbers its objects: the list of pages and the resources first, then each page and its content, the
// bookmarks and the root of them if there are any, and last the metadata, the information and the catalog.
const resources = 2

func pageObject(page int) int { return 3 + 2*page }

func contentObject(page int) int { return pageObject(page) + 1 }

// finish adds to the drawn file what gofpdf can't say, and writes it small. Each of gofpdf's objects stays as it is
// but for what is amended here; ours are numbered after them.
func finish(objects []object, p *pages.Layout, leaves [][]int, fonts *fonts, m Meta) ([]byte, error) {
	marks := pageObject(len(p.Pages)) // the first bookmark
	last := marks + 2
	if len(p.Outline) > 0 {
		last += len(p.Outline) + 1
	}
	if len(objects) != last {
		return nil, fmt.Errorf("gofpdf made %d objects, not %d: %w", len(objects), last, errShape)
	}
	f := &file{objects: slices.Grow(objects, len(p.Nodes)), pool: p.Faces.Deflate()}
	faces, err := fonts.embed(f, p.Faces)
	if err != nil {
		return nil, err
	}
	f.amend(resources, "/Font <<\n", "/Font <<"+faces)
	t, err := newTree(f, p, leaves)
	if err != nil {
		return nil, err
	}
	for i := range p.Pages {
		if err := f.page(i); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	f.outline(p.Outline, marks, t)
	catalog, info, metadata := last, last-1, last-2
	f.amend(info, "/CreationDate (D:19700101000000)\n/ModDate (D:19700101000000)\n", m.dates())
	more, err := f.catalog(p, m, metadata, t.write())
	if err != nil {
		return nil, err
	}
	f.amend(catalog, "/Names <<\n/EmbeddedFiles << /Names [\n  \n] >>\n>>\n", more)
	return f.write(catalog, info)
}

// amend puts text in place of the last occurrence of other text in an object of gofpdf's: what a document's own words
// say comes before it. Where it isn't, write refuses the file.
func (f *file) amend(n int, old, by string) {
	o := &f.objects[n-1]
	at := bytes.LastIndex(o.body, []byte(old))
	if at < 0 || o.kind != 'o' {
		f.err = cmp.Or(f.err, fmt.Errorf("object %d has no %q: %w", n, old, errShape))
		return
	}
	o.body = slices.Concat(o.body[:at], []byte(by), o.body[at+len(old):])
}

// page deflates a page's content, and adds its place in the structure tree.
func (f *file) page(nth int) error {
	content := &f.objects[contentObject(nth)-1]
	if content.kind != 's' {
		return errShape
	}
	data, err := f.deflate(content.data)
	if err != nil {
		return err
	}
	*content = object{body: []byte("/Filter/FlateDecode"), data: data, kind: 's'}
	f.amend(pageObject(nth), ">>", fmt.Sprintf("/StructParents %d/Tabs/S>>", nth))
	return nil
}

// catalog is what the catalog says beyond pages and bookmarks.
func (f *file) catalog(p *pages.Layout, m Meta, metadata, structure int) (string, error) {
	var c strings.Builder
	fmt.Fprintf(&c, "/StructTreeRoot %s/MarkInfo<</Marked true>>/Metadata %s", ref(structure), ref(metadata))
	fmt.Fprintf(&c, "/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[%s]>>", pageLabels(p))
	if m.Lang != "" {
		fmt.Fprintf(&c, "/Lang%s", textString(m.Lang, false))
	}
	names := ""
	if places := destinations(p); places != "" {
		names += "/Dests " + ref(f.add("<</Names["+places+"]>>"))
	}
	if len(m.Attach) > 0 {
		list, tree, err := f.attach(m)
		if err != nil {
			return "", err
		}
		intent, err := f.outputIntent()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&c, "/AF[%s]%s", list, intent)
		names += "/EmbeddedFiles " + ref(f.add("<</Names["+tree+"]>>"))
	}
	if names != "" {
		fmt.Fprintf(&c, "/Names<<%s>>", names)
	}
	return c.String(), nil
}

// outline adds to the bookmarks what they mark in the structure tree, and how many stand open below each: all.
func (f *file) outline(marks []pages.Bookmark, first int, t *tree) {
	if len(marks) == 0 {
		return
	}
	depths := depths(marks)
	for i := range marks {
		below := 0
		for i+1+below < len(marks) && depths[i+1+below] > depths[i] {
			below++
		}
		more := "/SE " + ref(t.elements[marks[i].Node])
		if below > 0 {
			more += fmt.Sprintf("/Count %d", below)
		}
		f.amend(first+i, "/Count 0>>", more+">>")
	}
	f.amend(first+len(marks), ">>", fmt.Sprintf("/Count %d>>", len(marks)))
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

// destinations is the named places, sorted as a name tree must be.
func destinations(p *pages.Layout) string {
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
			ref(pageObject(a.Page)),
			appendLength(nil, p.Pages[a.Page].Height-a.Y),
		)
	}
	return b.String()
}
