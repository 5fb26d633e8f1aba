package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"whereas/report/deflate"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
	"whereas/report/pages"
)

func TestSameBytesTwice(t *testing.T) {
	a, b := write(t, sample()), write(t, sample())
	if !bytes.Equal(a, b) {
		t.Error("two runs give different bytes")
	}
	other := sample()
	other.Blocks = other.Blocks[1:]
	if bytes.Equal(a, write(t, other)) {
		t.Error("different documents give the same bytes")
	}
}

// TestAtOnce writes from several goroutines with one set of faces, for the race detector.
func TestAtOnce(t *testing.T) {
	want := write(t, sample())
	p := lay(t, sample())
	done := make(chan []byte)
	for range 4 {
		go func() {
			b, err := Write(p, meta)
			if err != nil {
				b = []byte(err.Error())
			}
			done <- b
		}()
	}
	for range 4 {
		if !bytes.Equal(<-done, want) {
			t.Error("files written at once differ")
		}
	}
}

func TestEmptyDocument(t *testing.T) {
	b, err := Write(lay(t, &doc.Document{}), Meta{})
	if err != nil {
		t.Fatal(err)
	}
	f := parse(t, b)
	if n := len(f.ofType("Page")); n != 1 {
		t.Errorf("%d pages", n)
	}
}

// TestNoClockNoTool: nothing in the file comes from elsewhere than the document and its Meta.
func TestNoClockNoTool(t *testing.T) {
	b, err := Write(lay(t, sample()), Meta{Title: "x"})
	if err != nil {
		t.Fatal(err)
	}
	f := parse(t, b)
	for n, o := range f {
		text := string(o.body)
		if strings.Contains(text, "/Type/Metadata") {
			text += string(o.data)
		}
		for _, word := range []string{"FPDF", "gofpdf", "Producer", "CreationDate", "CreateDate", "CreatorTool"} {
			if strings.Contains(text, word) {
				t.Errorf("object %d contains %q", n, word)
			}
		}
	}
}

// TestStructure: every stretch of marked content belongs to exactly one element, the parent tree leads back
// to it, everything drawn is marked, and annotations hang in the tree.
func TestStructure(t *testing.T) {
	f := parse(t, write(t, sample()))
	root := f.ofType("StructTreeRoot")
	if len(root) != 1 {
		t.Fatalf("%d structure trees", len(root))
	}
	w := &walker{
		T: t, f: f, owner: map[[2]int]int{}, annotated: map[int]int{}, roles: map[string]int{},
		parents: f.parentTree(t, f.ref(t, root[0], "/ParentTree ")),
	}
	w.walk(f.ref(t, root[0], "/K "), root[0])
	for _, role := range strings.Fields("Document H1 H2 H3 P L LI Lbl LBody BlockQuote " +
		"Table THead TBody TR TH TD Caption Note Reference Link") {
		if w.roles[role] == 0 {
			t.Errorf("no %s in the tree", role)
		}
	}
	pages := f.ofType("Page")
	slices.Sort(pages)
	drawn := 0
	for i, page := range pages {
		if key := f.number(t, page, "/StructParents "); key != i {
			t.Errorf("page %d has StructParents %d", i+1, key)
		}
		content := string(f[f.ref(t, page, "/Contents ")].data)
		everythingIsMarked(t, i, content)
		drawn += w.marks(i, page, content)
	}
	if drawn != len(w.owner) {
		t.Errorf("%d stretches are drawn, %d are in the tree", drawn, len(w.owner))
	}
	w.annotations()
}

// walker reads the structure tree.
type walker struct {
	*testing.T
	f         parsed
	parents   map[int][]int  // the parent tree
	owner     map[[2]int]int // page object and MCID: element
	annotated map[int]int    // annotation: element
	roles     map[string]int
}

var (
	elementHead = regexp.MustCompile(`^<</S/(\w+)/P (\d+) 0 R`)
	elementKid  = regexp.MustCompile(`<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|` +
		`<</Type/OBJR/Obj (\d+) 0 R/Pg \d+ 0 R>>|(\d+) 0 R|(\d+)`)
	ownPage = regexp.MustCompile(`/Pg (\d+) 0 R/K`)
	marked  = regexp.MustCompile(`/(\w+) <</MCID (\d+)(?: /ActualText <[0-9a-f]+>)?>> BDC`)
)

func (w *walker) walk(n, parent int) {
	body := string(w.f[n].body)
	role := elementHead.FindStringSubmatch(body)
	if role == nil {
		w.Fatalf("element %d is %s", n, body)
	}
	w.roles[role[1]]++
	if up, _ := strconv.Atoi(role[2]); up != parent {
		w.Errorf("element %d names %d as its parent, which is %d", n, up, parent)
	}
	own := 0
	if m := ownPage.FindStringSubmatch(body); m != nil {
		own, _ = strconv.Atoi(m[1])
	}
	at := strings.Index(body, "/K")
	if at < 0 {
		return
	}
	kids := strings.Trim(strings.TrimSuffix(body[at+2:], ">>"), "[ ]")
	for _, m := range elementKid.FindAllStringSubmatch(kids, -1) {
		num := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
		switch {
		case m[1] != "":
			w.own(num(1), num(2), n)
		case m[3] != "":
			w.annotated[num(3)] = n
		case m[4] != "":
			w.walk(num(4), n)
		default:
			w.own(own, num(5), n)
		}
	}
}

// own enters whose a stretch of marked content is.
func (w *walker) own(page, mcid, element int) {
	if _, twice := w.owner[[2]int{page, mcid}]; twice {
		w.Errorf("MCID %d of page object %d belongs to two elements", mcid, page)
	}
	w.owner[[2]int{page, mcid}] = element
}

// marks compares the stretches of a page with the tree, and counts them.
func (w *walker) marks(key, page int, content string) int {
	all := marked.FindAllStringSubmatch(content, -1)
	for _, m := range all {
		mcid, _ := strconv.Atoi(m[2])
		n, ok := w.owner[[2]int{page, mcid}]
		if !ok {
			w.Errorf("MCID %d of page %d belongs to nothing", mcid, key+1)
			continue
		}
		if m[1] != "Span" && !strings.HasPrefix(string(w.f[n].body), "<</S/"+m[1]+"/") {
			w.Errorf("MCID %d of page %d is marked %s, its element is %.20s", mcid, key+1, m[1], w.f[n].body)
		}
		if back := w.parents[key]; mcid >= len(back) || back[mcid] != n {
			w.Errorf("the parent tree doesn't lead MCID %d of page %d to element %d", mcid, key+1, n)
		}
	}
	return len(all)
}

func (w *walker) annotations() {
	all := w.f.ofType("Annot")
	for _, n := range all {
		element, ok := w.annotated[n]
		if !ok {
			w.Errorf("annotation %d isn't in the tree", n)
		}
		if back := w.parents[w.f.number(w.T, n, "/StructParent ")]; len(back) != 1 || back[0] != element {
			w.Errorf("the parent tree leads annotation %d to %v, not to %d", n, back, element)
		}
		if !strings.Contains(string(w.f[n].body), "/Contents(") {
			w.Errorf("annotation %d says nothing", n)
		}
	}
	if len(all) != len(w.annotated) {
		w.Error("the tree has annotations that don't exist")
	}
}

// everythingIsMarked: nothing is drawn outside of marked content, and none of it lies within other.
func everythingIsMarked(t *testing.T, page int, content string) {
	depth := 0
	for _, line := range strings.Split(content, "\n") {
		switch {
		case strings.HasSuffix(line, "BDC"):
			depth++
		case line == "EMC":
			depth--
			if depth != 0 {
				t.Errorf("page %d has marked content within marked content", page+1)
			}
		case strings.HasSuffix(line, "TJ"), strings.HasSuffix(line, " f"), line == "f":
			if depth == 0 {
				t.Errorf("page %d draws %q outside of marked content", page+1, line)
			}
		}
	}
	if depth != 0 {
		t.Errorf("page %d leaves marked content open", page+1)
	}
}

// A line of a figure is drawn through its points, as wide and as dashed as it is said to be.
func TestStroke(t *testing.T) {
	f := parse(t, write(t, sample()))
	n := 0
	for _, page := range f.ofType("Page") {
		content := string(f[f.ref(t, page, "/Contents ")].data)
		n += len(regexp.MustCompile(`0\.122 0\.000 0\.000 RG\n7\.50 w\n2 j\n\[30\.00 15\.00\] 0\.00 d\n`+
			`[-\d. ]+ m\n[-\d. ]+ l\n[-\d. ]+ l\nS\n`).FindAllString(content, -1))
	}
	if n != 1 {
		t.Errorf("%d such lines", n)
	}
}

// TestGofpdfStays: what gofpdf drew is what the file has: each of its streams as it was, and each other object but for
// what is amended at its end or in its lists.
func TestGofpdfStays(t *testing.T) {
	p := lay(t, sample())
	d, _, err := draw(p, gather(p), meta)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := read(d)
	if err != nil {
		t.Fatal(err)
	}
	f := parse(t, write(t, sample()))
	for i, o := range drawn {
		head, _, _ := bytes.Cut(o.body, []byte("/Annots ["))
		for _, amended := range []string{">>", "/Count 0", "/CreationDate", "/Names <<", "/Font <<"} {
			head, _, _ = bytes.Cut(head, []byte(amended))
		}
		if now := f[i+1]; o.kind == 'o' && !bytes.HasPrefix(now.body, bytes.TrimSpace(head)) ||
			o.kind == 's' && !bytes.Equal(now.data, o.data) {
			t.Errorf("object %d was %.80q, and is %.80q", i+1, o.body, now.body)
		}
	}
}

// TestAmendRefuses: what isn't as gofpdf writes it isn't written.
func TestAmendRefuses(t *testing.T) {
	f := &file{objects: []object{{body: []byte("<</Type /Page>>"), kind: 'o'}}, pool: &deflate.Pool{}}
	f.amend(1, "/Count 0>>", ">>")
	f.amend(1, ">>", "/Tabs/S>>")
	if _, err := f.write(1, 1); !errors.Is(err, errShape) {
		t.Errorf("an object without what is amended is written: %v", err)
	}
}

// TestBookmarks: titles of all characters, depths without gaps, and places on pages of different heights.
func TestBookmarks(t *testing.T) {
	head := []doc.Cell{}
	for range 11 {
		head = append(head, txt("Company"))
	}
	wide := &doc.Table{Head: [][]doc.Cell{head}, Rows: [][]doc.Cell{head}} // it turns the sheet
	for name, d := range map[string]*doc.Document{
		"last page upright": {Blocks: []doc.Block{
			&doc.Heading{Level: 2, Text: txt("Über")}, &doc.Heading{Level: 1, Text: txt("A (b) \\")},
			wide, &doc.Heading{Level: 3, Text: txt("Last")}, para(doc.Text{S: "Words."}),
		}},
		"last page on its side": {Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: txt("права")},
			para(doc.Text{S: strings.Repeat("Words on more than three lines. ", 20)}),
			wide,
		}},
	} {
		p := lay(t, d)
		heights := map[lines.Length]bool{}
		for i := range p.Pages {
			heights[p.Pages[i].Height] = true
		}
		if len(heights) != 2 {
			t.Errorf("%s: the pages have %d heights", name, len(heights))
		}
		f := parse(t, write(t, d))
		for i, mark := range p.Outline {
			want := fmt.Sprintf("/Dest [%d 0 R /XYZ 0 %.2f null]\n/SE ",
				pageObject(mark.Page), points(p.Pages[mark.Page].Height-mark.Y))
			if body := string(f[pageObject(len(p.Pages))+i].body); !strings.Contains(body, want) {
				t.Errorf("%s: bookmark %d is %s, want %s", name, i+1, body, want)
			}
		}
	}
	var marks []pages.Bookmark
	for _, level := range []int{2, 1, 3, 3, 2, 4, 1} {
		marks = append(marks, pages.Bookmark{Level: level})
	}
	if got := depths(marks); !slices.Equal(got, []int{0, 0, 1, 1, 1, 2, 0}) {
		t.Errorf("depths are %v", got)
	}
	if got, want := textBytes("é😀"), "\xfe\xff\x00\xe9\xd8\x3d\xde\x00"; got != want {
		t.Errorf("a title is %q, want %q", got, want)
	}
}

// TestWiderOnEachPage: how wide letters are set begins anew on each page, as it does for who reads it.
func TestWiderOnEachPage(t *testing.T) {
	p := lay(t, resolution())
	for i := range p.Pages {
		for j := range p.Pages[i].Runs {
			p.Pages[i].Runs[j].Expand = 7
		}
	}
	b, err := Write(p, meta)
	if err != nil {
		t.Fatal(err)
	}
	f := parse(t, b)
	for i := range p.Pages {
		if n := bytes.Count(f[contentObject(i)].data, []byte("100.7 Tz\n")); n != 1 {
			t.Errorf("page %d sets the width %d times", i+1, n)
		}
	}
}

// TestNoPlace: a link to the page of a heading without words, which stands nowhere, leads to itself.
func TestNoPlace(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{&doc.Heading{Level: 1, ID: "x"}, para(doc.PageRef{ID: "x"})}}
	p := lay(t, d)
	f := parse(t, write(t, d))
	links := f.ofType("Annot")
	if len(links) == 0 {
		t.Fatal("there is no link")
	}
	k := p.Pages[0].Links[0]
	want := fmt.Sprintf("/Dest [%d 0 R /XYZ 0 %.2f null]", pageObject(0), points(p.Pages[0].Height-k.Y))
	if !strings.Contains(string(f[links[0]].body), want) {
		t.Errorf("the link is %s, want %s", f[links[0]].body, want)
	}
}

// TestAttachmentsOfGofpdf is why attachments are ours: with one of gofpdf's, its bookmarks and links lead to objects
// that are no pages. When this fails, they could be its.
func TestAttachmentsOfGofpdf(t *testing.T) {
	g := gofpdf.New("P", "pt", "letter", "")
	g.SetAttachments([]gofpdf.Attachment{{Content: []byte("x"), Filename: "x.txt"}})
	g.AddPage()
	g.Bookmark("x", 0, 0)
	var b bytes.Buffer
	if err := g.Output(&b); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	if !strings.Contains(out, "/Dest [3 0 R") || !strings.Contains(out, "\n3 0 obj\n<< /Type /EmbeddedFile") {
		t.Error("the bookmark doesn't lead to the attachment")
	}
}

// TestGlyphsAreMapped: every glyph drawn has a width and a text.
func TestGlyphsAreMapped(t *testing.T) {
	f := parse(t, write(t, sample()))
	if len(f.ofType("FontDescriptor")) != face.Faces {
		t.Errorf("%d faces are embedded", len(f.ofType("FontDescriptor")))
	}
	for _, n := range f.ofType("Font") {
		body := string(f[n].body)
		if !strings.Contains(body, "/Type0") {
			continue
		}
		cmap := string(f[f.ref(t, n, "/ToUnicode ")].data)
		if !regexp.MustCompile(`\n<[0-9a-f]{4}> <[0-9a-f]+>\n`).MatchString(cmap) {
			t.Errorf("no map in %q", cmap)
		}
	}
	all := ""
	for _, n := range f.ofType("Page") {
		all += string(f[f.ref(t, n, "/Contents ")].data)
	}
	if strings.Contains(all, "<0000") {
		t.Error("the glyph of missing characters is drawn")
	}
}

// TestOneGlyphTwoTexts: a hyphen of the text and one set at a line's end are one glyph and two codes.
func TestOneGlyphTwoTexts(t *testing.T) {
	p := lay(
		t,
		&doc.Document{
			Blocks: []doc.Block{
				para(
					doc.Text{
						S: "low-cost " + strings.Repeat(
							"Über\u00ADwachungs\u00ADgesetz\u00ADgebungs\u00ADverfahren ",
							20,
						),
					},
				),
			},
		},
	)
	c := gather(p)[0]
	var texts []string
	for i, d := range c.drawn {
		g := lines.Glyph{}
		g.ID, g.Text = d.glyph, d.text
		if got := c.code(&g); int(got) != i+1 {
			t.Errorf("%v has code %d, want %d", d, got, i+1)
		}
		if i > 0 && c.drawn[i-1].glyph == d.glyph {
			texts = append(texts, c.drawn[i-1].text, d.text)
		}
	}
	if !slices.Equal(texts, []string{"-", "\u00AD"}) {
		t.Errorf("glyphs with two texts: %q", texts)
	}
}

func TestAppendFixed(t *testing.T) {
	for _, c := range []struct {
		v        int64
		decimals int
		want     string
	}{{0, 2, "0"}, {5, 2, "0.05"}, {-5, 2, "-0.05"}, {100, 2, "1"}, {1250, 3, "1.25"}, {-1205, 2, "-12.05"}} {
		if got := string(appendFixed(nil, c.v, c.decimals)); got != c.want {
			t.Errorf("%d with %d decimals is %s, want %s", c.v, c.decimals, got, c.want)
		}
	}
	for l, want := range map[lines.Length]string{
		lines.Point: "1", -lines.Point / 4: "-0.25", 1: "0", lines.Point / 3: "0.333",
	} {
		if got := string(appendLength(nil, l)); got != want {
			t.Errorf("%d is %s, want %s", l, got, want)
		}
	}
}

func TestTextString(t *testing.T) {
	for s, want := range map[string]string{
		"a (b) \\": `(a \(b\) \\)`, "é😀": "<feff00e9d83dde00>", "": "()",
	} {
		if got := textString(s, false); got != want {
			t.Errorf("%q is written %s, want %s", s, got, want)
		}
	}
}

// TestReadRefuses: the reader knows one shape of file and says so of others.
func TestReadRefuses(t *testing.T) {
	p := lay(t, sample())
	d, _, err := draw(p, gather(p), meta)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read(d); err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, 10, 100, len(d) / 2, bytes.LastIndex(d, []byte("00000 n"))} {
		if _, err := read(d[:at]); err == nil {
			t.Errorf("a file cut after %d bytes is read", at)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	p := lay(b, resolution())
	for b.Loop() {
		if _, err := Write(p, meta); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkResolution is a resolution from its tree to its bytes.
func BenchmarkResolution(b *testing.B) {
	d := resolution()
	lay(b, d)
	size := 0
	for b.Loop() {
		out, err := Write(lay(b, d), meta)
		if err != nil {
			b.Fatal(err)
		}
		size = len(out)
	}
	b.ReportMetric(float64(size), "bytes")
}

// parsed is the objects of a written file.
type parsed map[int]object

// parse reads a file back by its cross-reference stream, and so checks that as well.
func parse(t *testing.T, b []byte) parsed {
	t.Helper()
	inflate := func(data []byte) []byte {
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		out, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	stream := func(at int) object {
		m := regexp.MustCompile(`^\d+ 0 obj\n<<(?s:(.*?))/Length (\d+)>>\nstream\n`).FindSubmatch(b[at:])
		if m == nil {
			t.Fatalf("no stream at %d: %.60q", at, b[at:])
		}
		size, _ := strconv.Atoi(string(m[2]))
		o := object{body: m[1], data: b[at+len(m[0]) : at+len(m[0])+size]}
		if bytes.Contains(o.body, []byte("/FlateDecode")) {
			o.data = inflate(o.data)
		}
		return o
	}
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(b)
	if m == nil {
		t.Fatal("no startxref")
	}
	at, _ := strconv.Atoi(string(m[1]))
	table := stream(at).data
	out := parsed{}
	for n := 1; 7*n < len(table); n++ {
		e := table[7*n : 7*n+7]
		where := int(e[1])<<24 | int(e[2])<<16 | int(e[3])<<8 | int(e[4])
		switch e[0] {
		case 1:
			if !bytes.HasPrefix(b[where:], fmt.Appendf(nil, "%d 0 obj\n", n)) {
				t.Fatalf("object %d isn't at %d", n, where)
			}
			out[n] = stream(where)
		case 2:
			e := table[7*where : 7*where+7]
			box := stream(int(e[1])<<24 | int(e[2])<<16 | int(e[3])<<8 | int(e[4]))
			first := out.numberIn(t, box.body, "/First ")
			index := strings.Fields(string(box.data[:first]))
			nth := int(table[7*n+5])<<8 | int(table[7*n+6])
			if index[2*nth] != strconv.Itoa(n) {
				t.Fatalf("object %d isn't the %dth of its stream", n, nth)
			}
			from, _ := strconv.Atoi(index[2*nth+1])
			body := box.data[first+from:]
			if 2*nth+3 < len(index) {
				to, _ := strconv.Atoi(index[2*nth+3])
				body = box.data[first+from : first+to]
			}
			out[n] = object{body: bytes.TrimSpace(body)}
		}
	}
	return out
}

func (f parsed) ofType(name string) []int {
	var out []int
	ofType := regexp.MustCompile(`^<<\s*/Type ?/` + name + `\b`) // ours have no blank, gofpdf's have
	for n, o := range f {
		if ofType.Match(o.body) {
			out = append(out, n)
		}
	}
	return out
}

func (f parsed) numberIn(t *testing.T, body []byte, key string) int {
	t.Helper()
	at := bytes.Index(body, []byte(key))
	if at < 0 {
		t.Fatalf("no %s in %s", key, body)
	}
	v := 0
	if _, err := fmt.Sscan(string(body[at+len(key):]), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func (f parsed) number(t *testing.T, n int, key string) int { return f.numberIn(t, f[n].body, key) }
func (f parsed) ref(t *testing.T, n int, key string) int    { return f.number(t, n, key) }

// parentTree reads the number tree from keys to elements.
func (f parsed) parentTree(t *testing.T, n int) map[int][]int {
	out := map[int][]int{}
	body := strings.TrimSuffix(strings.TrimPrefix(string(f[n].body), "<</Nums["), "]>>")
	for _, m := range regexp.MustCompile(`(\d+)(?:\[([^\]]*)\]| (\d+) 0 R )`).FindAllStringSubmatch(body, -1) {
		key, _ := strconv.Atoi(m[1])
		refs := strings.Split(m[2]+m[3], " 0 R")
		for _, r := range refs {
			if v, err := strconv.Atoi(strings.TrimSpace(r)); err == nil {
				out[key] = append(out[key], v)
			}
		}
	}
	return out
}

// TestTableHeads: a cell that heads a row says so, as those that head columns do.
func TestTableHeads(t *testing.T) {
	f := parse(t, write(t, sample()))
	rows, columns := 0, 0
	for _, o := range f {
		rows += strings.Count(string(o.body), "/Scope/Row")
		columns += strings.Count(string(o.body), "/Scope/Column")
	}
	if rows != 1 || columns != 2+11 {
		t.Errorf("%d cells head rows, %d head columns", rows, columns)
	}
}

// A document claims PDF/UA unless it may have words in another language, and PDF/A where it carries files, with a
// profile of its colours.
func TestClaims(t *testing.T) {
	for _, c := range []struct {
		name   string
		m      Meta
		ua, pa bool
	}{
		{"plain", Meta{Title: "T"}, true, false},
		{"another language", Meta{Title: "T", Foreign: true}, false, false},
		{"with files", Meta{Title: "T", Attach: []Attachment{{Name: "a"}}}, true, true},
		{"with files, another language", Meta{Title: "T", Foreign: true, Attach: []Attachment{{Name: "a"}}}, false, true},
	} {
		x := string(c.m.xmp())
		if strings.Contains(x, "<pdfuaid:part>1</pdfuaid:part>") != c.ua || strings.Contains(x, "<pdfaid:part>3<") != c.pa ||
			strings.Contains(x, "PDF/UA identification") != (c.ua && c.pa) {
			t.Errorf("%s:\n%s", c.name, x)
		}
	}
}
