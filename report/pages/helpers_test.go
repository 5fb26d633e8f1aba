package pages

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/hyphen"
	"whereas/report/lines"
)

var faces = sync.OnceValues(func() (*face.Set, error) {
	var files [face.Styles][]byte
	for i, name := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		b, err := os.ReadFile("../../templates/fonts/STIXTwoText_" + name + ".ttf")
		if err != nil {
			return nil, err
		}
		files[i] = b
	}
	return face.Load(files, fallbacks()...)
})

var patterns = sync.OnceValues(func() (*hyphen.Patterns, error) {
	b, err := os.ReadFile("../../templates/hyphenation/en-US.txt")
	if err != nil {
		return nil, err
	}
	return hyphen.Parse(b)
})

func testHyphens(t testing.TB) *hyphen.Patterns {
	t.Helper()
	p, err := patterns()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var style = sync.OnceValue(func() Style {
	b, err := os.ReadFile("../../templates/style.toml")
	if err != nil {
		panic(err)
	}
	var l diag.List
	s := ParseStyle("style.toml", b, &l)
	if found := l.Sorted(); len(found) > 0 {
		panic(found[0].Message)
	}
	return s.For("resolution")
})

// testStyle is the style of templates/style.toml. It panics where the file has faults: TestStyle says which.
func testStyle() Style { return style() }

func testFaces(t testing.TB) *face.Set {
	t.Helper()
	set, err := faces()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// lay lays a document out and checks what must hold of all pages. It fails on diagnostics.
func lay(t *testing.T, d *doc.Document) *Layout {
	t.Helper()
	var l diag.List
	p := Lay(d, testFaces(t), testHyphens(t), testStyle(), &l)
	for _, m := range l.Without("table-too-wide").Sorted() {
		t.Errorf("%v: %s [%s]", m.At, m.Message, m.Code)
	}
	check(t, d, p)
	return p
}

func txt(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func para(ins ...doc.Inline) *doc.Para { return &doc.Para{Text: ins} }

// prose is n words of varied length, always the same.
func prose(n int) string {
	var b strings.Builder
	list := strings.Fields(
		"the company shall disclose to its shareholders what it knows about uses of products by governments " +
			"whose record on human rights is contested and which remedies were considered in each case since 2019",
	)
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(list[(i*7+i/5)%len(list)])
	}
	return b.String()
}

func aNote(n int, text string) doc.Note { return doc.Note{Number: n, Text: txt(text)} }

// expected is the words that Plain must give, from the document alone.
func expected(d *doc.Document, numbers map[string]string) []string {
	r := reading{numbers: numbers}
	r.blocks(d.Blocks, 0)
	for _, n := range d.Notes {
		r.b.WriteString(strconv.Itoa(n.Number) + " ")
		r.paragraph(n.Text)
	}
	return strings.Fields(r.b.String())
}

// reading is a document as it is read aloud.
type reading struct {
	b       strings.Builder
	numbers map[string]string // of pages
	marked  bool              // the last inline was a mark
}

// seen is a text without the characters that only steer where words may break.
func seen(s string) string {
	return strings.NewReplacer("\u00AD", "", "\u200B", "", "\u2060", "").Replace(face.Normal(s))
}

func (r *reading) paragraph(ins []doc.Inline) {
	r.inlines(ins)
	r.b.WriteByte('\n')
	r.marked = false
}

func (r *reading) inlines(ins []doc.Inline) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Text:
			r.b.WriteString(seen(in.S))
			r.marked = r.marked && in.S == ""
		case doc.Emph:
			r.inlines(in.Text)
		case doc.Strong:
			r.inlines(in.Text)
		case doc.Link:
			r.inlines(in.Text)
		case doc.Break:
			r.b.WriteByte('\n')
			r.marked = false
		case doc.PageRef:
			r.b.WriteString(r.numbers[in.ID])
			r.marked = false
		case doc.Mark:
			if r.marked {
				r.b.WriteByte(',')
			}
			r.b.WriteString(strconv.Itoa(in.Note))
			r.marked = in.Note != 0
		}
	}
}

func (r *reading) blocks(bs []doc.Block, depth int) {
	for _, bl := range bs {
		switch bl := bl.(type) {
		case *doc.Heading:
			r.paragraph(bl.Text)
		case *doc.Para:
			r.paragraph(bl.Text)
		case *doc.Quote:
			r.blocks(bl.Blocks, depth)
		case *doc.List:
			r.list(bl, depth)
		case *doc.Figure:
			for _, l := range bl.Scene.Labels {
				r.b.WriteString(seen(l.Text) + " ")
			}
			r.paragraph(bl.Caption)
		case *doc.Table:
			r.paragraph(bl.Caption)
			for _, row := range slices.Concat(bl.Head, bl.Rows) {
				for _, c := range row {
					r.paragraph(c)
				}
			}
		}
	}
}

func (r *reading) list(list *doc.List, depth int) {
	for i, item := range list.Items {
		switch {
		case list.Ordered:
			r.b.WriteString(ordinal(list.Start+i, depth) + " ")
		case depth%2 == 1:
			r.b.WriteString("– ")
		default:
			r.b.WriteString("• ")
		}
		r.blocks(item, depth+1)
	}
}

// check holds pages against the document: all words in order, each once; notes on the page of their mark;
// nothing beyond the margins, nothing over something else.
func check(t *testing.T, d *doc.Document, p *Layout) {
	t.Helper()
	checkWords(t, d, p)
	checkAnchors(t, d, p)
	for i := range p.Pages {
		checkPage(t, d, p, i)
	}
	checkOrder(t, p)
}

// checkWords: the pages say what the document says.
func checkWords(t *testing.T, d *doc.Document, p *Layout) {
	t.Helper()
	want, got := expected(d, p.numbers()), strings.Fields(Plain(p))
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			t.Fatalf("word %d differs: the document has %q, the pages %q", i, around(want, i), around(got, i))
		}
	}
	if len(p.Pages) == 0 {
		t.Fatal("no page at all")
	}
}

// checkAnchors: each note begins on the page of its mark, and every link leads somewhere.
func checkAnchors(t *testing.T, d *doc.Document, p *Layout) {
	t.Helper()
	at := map[string]Anchor{}
	for _, a := range p.Anchors {
		if _, twice := at[a.Name]; twice {
			t.Errorf("anchor %s is there twice", a.Name)
		}
		at[a.Name] = a
	}
	for _, n := range d.Notes {
		mark, ok := at[markAnchor(n.Number)]
		begins, ok2 := at[noteAnchor(n.Number)]
		if !ok || !ok2 {
			t.Errorf("note %d lacks an anchor", n.Number)
		} else if mark.Page != begins.Page {
			t.Errorf("note %d begins on page %d, its mark is on page %d", n.Number, begins.Page+1, mark.Page+1)
		}
	}
	for _, page := range p.Pages {
		for _, k := range page.Links {
			if _, ok := at[k.Anchor]; k.URL == "" && !ok {
				t.Errorf("a link leads to %q, which is nowhere", k.Anchor)
			}
		}
	}
}

// checkPage: all that page i says stands within its margins, and the notes below the rest.
func checkPage(t *testing.T, d *doc.Document, p *Layout, i int) {
	t.Helper()
	page := &p.Pages[i]
	a := testArea(d, page)
	body, notes := a.Top, a.Height // lowest baseline of the body, highest of the notes
	for _, r := range page.Runs {
		if len(r.Glyphs) == 0 {
			t.Errorf("page %d: an empty run", i+1)
			continue
		}
		for _, g := range r.Glyphs {
			if g.ID == 0 {
				t.Errorf("page %d: %q draws the glyph of a missing character", i+1, r.Text())
			}
		}
		if r.Node == HeadFurniture || r.Node == FootFurniture || r.Node == NoteFurniture || inFigure(p, r.Node) ||
			strings.Trim(r.Text(), " ") == "" { // a space at a line's end
			continue
		}
		checkEdges(t, p, &r, a, i)
		if inNote(p, r.Node) {
			notes = min(notes, r.Y)
		} else {
			body = max(body, r.Y)
		}
	}
	if body+testStyle().NoteRuleRise > notes {
		t.Errorf("page %d: the body goes down to %v, the notes begin at %v", i+1, body, notes)
	}
}

// testArea is the sheet that a page must have, from the style alone.
func testArea(d *doc.Document, page *Page) area {
	st := testStyle()
	sheet := st.Letter
	if d.PageSize == "a4" {
		sheet = st.A4
	}
	if !page.landscape {
		return area{sheet, st.Measure}
	}
	sheet = Sheet{sheet.Height, sheet.Width, st.SideMargin, st.SideMargin}
	return area{sheet, sheet.Width - 2*st.SideMargin}
}

// checkEdges: a run stands within the text of page i, but for what hangs in the margin, and spaces at its end.
func checkEdges(t *testing.T, p *Layout, r *lines.Run, a area, i int) {
	t.Helper()
	seen := *r
	for n := len(seen.Glyphs); n > 0 && seen.Glyphs[n-1].Text == " "; n-- {
		seen.Glyphs = seen.Glyphs[:n-1]
	}
	hangs := testStyle().Hangs
	first, last := seen.Glyphs[0], seen.Glyphs[len(seen.Glyphs)-1]
	in := lines.Scale(int(first.Advance), r.Size, 1000) * lines.Length(hangs[first.Text].Before) / 1000
	text := last.Text
	if text == "\u00AD" {
		text = "-"
	}
	out := lines.Scale(int(last.Advance), r.Size, 1000) * lines.Length(hangs[text].After) / 1000
	leftEdge, rightEdge := a.left(), a.left()+a.measure
	if r.Node == TableFurniture || r.Node >= 0 && inTable(p, r.Node) { // may stand out into the margins
		leftEdge, rightEdge = testStyle().SideMargin, a.Width-testStyle().SideMargin
	}
	end := seen.X + seen.Width(p.Faces)
	if seen.X+in < leftEdge || end-out > rightEdge+lines.Point/20 {
		t.Errorf("page %d: %q stands from %v to %v, the text from %v to %v",
			i+1, r.Text(), seen.X, end, leftEdge, rightEdge)
	}
	if r.Y < a.Top || r.Y > a.Height-a.Bottom {
		t.Errorf("page %d: the baseline of %q is at %v, beyond the text", i+1, r.Text(), r.Y)
	}
}

// checkOrder: the pages follow the tree.
func checkOrder(t *testing.T, p *Layout) {
	t.Helper()
	reading := -1
	for i, page := range p.Pages {
		first, last := len(p.Nodes), -1
		for _, r := range page.Runs {
			if r.Node >= 0 && !inNote(p, r.Node) && !inFigure(p, r.Node) {
				first, last = min(first, r.Node), max(last, r.Node)
			}
		}
		if last >= 0 && first < reading && !inTable(p, first) {
			t.Errorf("page %d begins before the end of the page before it", i+1)
		}
		reading = max(reading, last)
	}
}

func inFigure(p *Layout, n int) bool {
	for ; n > 0; n = p.Nodes[n].Parent {
		if p.Nodes[n].Role == Figure {
			return true
		}
	}
	return false
}

func around(words []string, i int) string {
	from, to := max(0, min(i-3, len(words))), min(len(words), i+4)
	return fmt.Sprint(words[from:to])
}

func inNote(p *Layout, n int) bool  { return within(p, n, Note) }
func inTable(p *Layout, n int) bool { return within(p, n, Table) }

func within(p *Layout, n int, role Role) bool {
	for ; n > 0; n = p.Nodes[n].Parent {
		if p.Nodes[n].Role == role {
			return true
		}
	}
	return false
}

// notePages is on which pages each note's text stands.
func notePages(p *Layout) map[int][]int {
	out := map[int][]int{}
	for i, page := range p.Pages {
		for _, r := range page.Runs {
			for n := r.Node; n > 0; n = p.Nodes[n].Parent {
				if p.Nodes[n].Role == Note {
					if no := p.Nodes[n].Note; !slices.Contains(out[no], i) {
						out[no] = append(out[no], i)
					}
				}
			}
		}
	}
	return out
}

// fallbacks read the fallback faces.
func fallbacks() []func() ([]byte, error) {
	var out []func() ([]byte, error)
	for _, name := range []string{"NotoSerifHebrew_400Regular", "Amiri_400Regular", "DroidSansFallbackFull",
		"NotoSigns_400Regular"} {
		out = append(out, func() ([]byte, error) { return os.ReadFile("../../templates/fonts/" + name + ".ttf") })
	}
	return out
}
