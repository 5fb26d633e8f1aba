package html

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"whereas/report/doc"
)

func text(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func para(ins ...doc.Inline) *doc.Para { return &doc.Para{Text: ins} }

// everything is a document with each kind of block and of inline.
func everything() *doc.Document {
	contents := &doc.Table{Align: []doc.Align{doc.Left, doc.Right}, Rows: [][]doc.Cell{
		{text("The record"), {doc.PageRef{ID: "record"}}}, {text("The method"), {doc.PageRef{ID: "method"}}}}}
	return &doc.Document{
		Title: "Acme: a briefing", Subject: "Due diligence", Author: "A. Fund", Lang: "en-US",
		RunHead: doc.Running{Left: "Briefing", Centre: "Acme", Right: "May 4, 2026"},
		RunFoot: doc.Running{Left: "0: no concern.", Right: "{page} / {pages}"},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: text("Acme: a briefing")},
			contents,
			&doc.Heading{Level: 2, Text: text("The record"), ID: "record"},
			para(doc.Text{S: "It sold "}, doc.Emph{Text: text("tools")}, doc.Text{S: " "},
				doc.Strong{Text: text("twice")}, doc.Text{S: "."}, doc.Mark{Note: 1, ID: "sale"},
				doc.Mark{Note: 2, ID: "tool"}, doc.Break{}, doc.Text{S: "We think it wrong."}, doc.Opinion{}),
			&doc.Para{
				Text: []doc.Inline{
					doc.Text{S: "See "},
					doc.PageRef{ID: "method"},
					doc.Text{S: " and "},
					doc.PageRef{ID: "nowhere"},
					doc.Text{S: ", or "},
					doc.Link{
						URL:  "https://example.org/a?b=1&c=2",
						Text: []doc.Inline{doc.Text{S: "the page"}, doc.Mark{Note: 1}, doc.PageRef{ID: "record"}},
					},
				},
				Resolved: true,
			},
			&doc.List{
				Items: [][]doc.Block{
					{para(doc.Text{S: "one"})},
					{
						para(doc.Text{S: "two"}),
						&doc.List{
							Ordered: true,
							Start:   3,
							Items:   [][]doc.Block{{para(doc.Text{S: "three"}, doc.Mark{Note: 2})}, {}},
						},
					},
				},
			},
			&doc.Quote{Blocks: []doc.Block{para(doc.Text{S: "quoted"})}},
			&doc.Rule{},
			&doc.Heading{Level: 3, Text: text("The record")},
			&doc.Heading{Level: 4, Text: text("…")},
			&doc.Table{Caption: text("Votes"), Align: []doc.Align{doc.Left, doc.Centre, doc.Right}, RowHeads: true,
				Head: [][]doc.Cell{
					{nil, text("Proposal"), text("Support")},
				}, Rows: [][]doc.Cell{{text("2024"), text("Report"), {doc.Text{S: "16.7"}, doc.Mark{Note: 3}}}}},
			&doc.Table{Rows: [][]doc.Cell{{text("alone")}}},
			&doc.Figure{Caption: text("Ranges"), Alt: "Risk: 10 to 90", Scene: doc.Scene{Width: 366_000, Height: 45_500,
				Shapes: []doc.Shape{
					{X: 0, Y: 300, Width: 1_250, Height: 2_001, Fill: doc.Colour{R: 28, G: 58, B: 94}},
					{X: 1, Width: 2, Height: 3, Round: true},
					{Fill: doc.Colour{R: 1}, Stroke: &doc.Stroke{Points: []doc.Point{{X: 0, Y: 500}, {X: 9_000, Y: 0}},
						Width: 750, Dash: []int{3_000, 1_500}}},
				},
				Labels: []doc.Label{{X: 5_000, Y: 20_050, Size: 7_000, Text: "0"},
					{Align: doc.Centre, Strong: true, Text: "m"}, {Align: doc.Right, Text: "100"}}}},
			&doc.Part{Pages: doc.Lettered},
			&doc.Heading{Level: 2, Text: text("The method"), ID: "method"},
			para(doc.Text{S: "שלום"}),
			&doc.Part{Pages: doc.Roman},
			para(doc.Text{S: "Write to "}, doc.Link{URL: "mailto:a@example.org", Text: text("us")}),
		},
		Notes: []doc.Note{
			{
				Number: 1,
				ID:     "sale",
				Text: []doc.Inline{
					doc.Text{S: "Filing, "},
					doc.Link{URL: "http://example.org/", Text: text("http://example.org/")},
					doc.Text{S: "; see also"},
					doc.Mark{Note: 3},
				},
			},
			{Number: 2, ID: "tool", Text: text("Report.")},
			{Number: 3, ID: "vote", Text: text("Count.")},
		},
	}
}

// style is the style sheet that is handed out.
func style(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../../templates/page.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// element is an element of a page that was read back.
type element struct {
	name string
	attr map[string]string
	in   []string // names of those around it
	text string   // of it and all it holds
}

// read reads a page as XML, which is stricter than HTML.
func read(t testing.TB, page []byte) []*element {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(page))
	var all, open []*element
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("the page isn't well-formed: %v\n%s", err, page)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				if _, twice := e.attr[a.Name.Local]; twice {
					t.Errorf("<%s> has %s twice", e.name, a.Name.Local)
				}
				e.attr[a.Name.Local] = a.Value
			}
			for _, o := range open {
				e.in = append(e.in, o.name)
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			for _, o := range open {
				o.text += string(token)
			}
		case xml.Comment, xml.ProcInst:
			t.Errorf("the page holds %T", token)
		}
	}
	return all
}

// known are the elements that a page can have.
var known = strings.Fields(
	`html head meta title link style body a header footer main section nav p h1 h2 h3 h4 ul ol li blockquote hr br wbr sup em strong bdi
	div table caption thead tbody tr th td figure figcaption svg rect ellipse path text`,
)

// check holds what is true of every page.
func check(t testing.TB, d *doc.Document, page []byte) {
	t.Helper()
	all := read(t, page)
	ids := map[string]bool{}
	for _, e := range all {
		if !slices.Contains(known, e.name) {
			t.Errorf("the page has an element <%s>", e.name)
		}
		if id, ok := e.attr["id"]; ok {
			if ids[id] || id == "" || strings.ContainsAny(id, " \t\n\r%") {
				t.Errorf("id %q is there twice, or is none", id)
			}
			ids[id] = true
		}
		for name, value := range e.attr {
			if strings.HasPrefix(name, "on") || name == "src" || name == "style" || name == "srcset" ||
				name == "action" {
				t.Errorf("<%s> has the attribute %s=%q", e.name, name, value)
			}
			if name == "href" && e.name != "a" && value != "data:," {
				t.Errorf("<%s> fetches %q", e.name, value)
			}
		}
		if e.name == "a" && slices.Contains(e.in, "a") {
			t.Errorf("a link within a link: %q", e.text)
		}
	}
	marks, back := map[string]string{}, map[string]string{} // by id of the mark: the note
	for _, e := range all {
		href := e.attr["href"]
		if to, ok := strings.CutPrefix(href, "#"); ok && !ids[to] {
			t.Errorf("a link leads to #%s, which isn't there", to)
		} else if !ok && e.name == "a" && !leads(href) {
			t.Errorf("a link leads to %q", href)
		}
		switch e.attr["role"] {
		case "doc-noteref":
			marks[e.attr["id"]] = href
		case "doc-backlink":
			back[strings.TrimPrefix(href, "#")] += e.attr["aria-label"]
		}
	}
	for id, note := range marks {
		if !strings.HasPrefix(id, "mark-"+strings.TrimPrefix(note, "#note-")) || back[id] == "" {
			t.Errorf("mark %s of %s has no way back", id, note)
		}
	}
	if len(back) != len(marks) {
		t.Errorf("%d ways back for %d marks", len(back), len(marks))
	}
	for i := range d.Notes {
		if !ids[fmt.Sprintf("note-%d", i+1)] {
			t.Errorf("note %d isn't on the page", i+1)
		}
	}
}

func TestEverything(t *testing.T) {
	d := everything()
	page := Write(d, Meta{CSS: style(t), Date: "2026-05-04"})
	check(t, d, page)
	if again := Write(everything(), Meta{CSS: style(t), Date: "2026-05-04"}); !bytes.Equal(page, again) {
		t.Error("the same document gives other bytes")
	}
	for _, want := range []string{
		`<!doctype html>`, `<html lang="en-US">`, `<title>Acme: a briefing</title>`,
		`<meta name="description" content="Due diligence"/>`,
		`<meta name="dcterms.date" content="2026-05-04"/>`, `default-src &#39;none&#39;`,
		`<header class="running"><p>Briefing</p><p>Acme</p><p>May 4, 2026</p></header>`,
		`<footer class="running"><p>0: no concern.</p></footer>`,
		`<h1 id="acme-a-briefing">Acme: a briefing</h1>`, `<h2 id="record">`,
		`<h3 id="the-record">`, `<h4 id="place">…</h4>`,
		`<li><a href="#record">The record</a></li>`,
		`It sold <em>tools</em> <strong>twice</strong>.<sup><a role="doc-noteref" href="#note-1" id="mark-1" ` +
			`aria-label="Note 1">1</a></sup><sup>,</sup><wbr/><sup><a`,
		`<br/>We think it wrong.</p>`,
		`See <a href="#method">The method</a> and ?, or <a href="https://example.org/a?b=1&amp;c=2" ` +
			`rel="noreferrer">the pageThe record</a><sup><a role="doc-noteref" href="#note-1" id="mark-1-2"`,
		`<ol start="3">`, `<li>one</li>`, `<blockquote>`, `<hr/>`,
		`<div class="wide" role="region" tabindex="0" aria-label="Votes">`,
		`<div class="wide" role="region" tabindex="0" aria-label="Table: …">`,
		`<caption>Votes</caption>`,
		`<tr><td></td><th scope="col" class="centre">Proposal</th><th scope="col" ` +
			`class="right">Support</th></tr>`,
		`<th scope="row">2024</th>`,
		`<svg role="img" aria-label="Risk: 10 to 90" viewBox="0 0 366 45.5" width="33.272em" height="4.136em">`,
		`<rect x="0" y="0.3" width="1.25" height="2.001" fill="#1c3a5e"/>`,
		`<ellipse cx="0.002" cy="0.0015" rx="0.001" ry="0.0015" fill="#000000"/>`,
		`<path d="M0 0.5L9 0" fill="none" stroke="#010000" stroke-width="0.75" stroke-linejoin="bevel" ` +
			`stroke-dasharray="3 1.5"/>`,
		`<text x="5" y="20.05" font-size="7">0</text>`, `text-anchor="middle" font-weight="bold">m</text>`,
		`text-anchor="end">100</text>`,
		`<figcaption>Ranges</figcaption>`,
		`<section class="part appendix" role="doc-appendix" aria-labelledby="method">`, `<section class="part">`,
		`<a href="mailto:a@example.org" rel="noreferrer">us</a>`,
		`<li id="note-2" value="2">Report.` + "\u00A0" +
			`<a class="back" href="#mark-2" role="doc-backlink" aria-label="Back to mark 2, place 1 of 2">`,
		`aria-label="Back to mark 3, place 2 of 2"`, // its mark stands in a note
	} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page doesn't hold %s", want)
		}
	}
	if bytes.Contains(page, []byte("{page}")) {
		t.Error("the page counts pages")
	}
}

// What is read on the page is what the document says, all of it and in its order.
func TestAllIsThere(t *testing.T) {
	d := everything()
	page := Write(d, Meta{})
	var body string
	for _, e := range read(t, page) {
		if e.name == "main" {
			body = e.text
		}
	}
	at := 0
	for _, text := range doc.Texts(d) {
		if i := strings.Index(body, text.S); i < 0 {
			t.Errorf("%q isn't on the page", text.S)
		}
	}
	for _, want := range []string{"It sold", "tools", "See", "three", "quoted", "Votes", "16.7", "alone", "שלום",
		"Write to", "Filing", "Report", "Count"} {
		i := strings.Index(body[at:], want)
		if i < 0 {
			t.Fatalf("%q doesn't follow in its place", want)
		}
		at += i
	}
}

func TestWords(t *testing.T) {
	d := everything()
	d.Words = doc.Words{Skip: "Al texto", Notes: "Notas", Note: "Nota %d", Contents: "Contenido"}
	page := string(Write(d, Meta{}))
	for _, want := range []string{">Al texto</a>", ">Notas</h2>", `aria-label="Nota 1"`, `aria-label="Contenido"`,
		`aria-label="Back to mark 1, place 2 of 2"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page doesn't hold %s", want)
		}
	}
}

func TestEmpty(t *testing.T) {
	d := &doc.Document{}
	page := Write(d, Meta{})
	check(t, d, page)
	if s := string(page); !strings.Contains(s, "<title>—</title>") || strings.Contains(s, "doc-endnotes") ||
		strings.Contains(s, "<header") {
		t.Errorf("an empty document gives\n%s", s)
	}
}

func TestIDs(t *testing.T) {
	d := &doc.Document{Notes: []doc.Note{{Number: 1}, {Number: 2}}, Blocks: []doc.Block{
		&doc.Heading{Level: 2, Text: text("Twice")}, // keeps away from the one below, which was given its id
		&doc.Heading{Level: 2, Text: text("Two"), ID: "twice"},
		&doc.Heading{Level: 2, Text: text("Three"), ID: "twice"},
		&doc.Heading{Level: 2, Text: text("Note 1"), ID: "note-1"},
		&doc.Heading{Level: 2, Text: text("Mark 1")},
		&doc.Heading{Level: 9, Text: text("Notes")},
		&doc.Heading{Level: 0, Text: text("Text"), ID: "a b%20\n"},
		&doc.Heading{Level: 2, Text: text("Über größere Fälle – und über noch viel mehr, als hier steht")},
		&doc.Quote{Blocks: []doc.Block{&doc.Heading{Level: 2, Text: text("Text")}}},
		para(doc.PageRef{ID: "twice"}, doc.PageRef{ID: "note-1"}, doc.Mark{Note: 1}, doc.Mark{Note: 0},
			doc.Mark{Note: 3}),
	}}
	page := Write(d, Meta{})
	check(t, d, page)
	for _, want := range []string{`<h2 id="twice-3"`, `<h2 id="twice">Two`, `<h2 id="twice-2"`,
		`<h2 id="place-note-1"`, `<h2 id="place-mark-1"`, `<h4 id="notes-2"`,
		`<h1 id="a-b-20-"`, `<h2 id="über-größere-fälle-und-über-noch-viel-mehr-als"`,
		`<a href="#twice">Two</a><a href="#place-note-1">`, `<sup>,</sup><wbr/><sup>0</sup>`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page doesn't hold %s\n%s", want, page)
		}
	}
}

func TestNoLineEndsBeforeAMark(t *testing.T) {
	d := &doc.Document{
		Notes:  []doc.Note{{Number: 1}},
		Blocks: []doc.Block{para(doc.Text{S: "said "}, doc.Mark{Note: 1})},
	}
	if page := Write(d, Meta{}); !bytes.Contains(page, []byte("said\u00A0<sup>")) {
		t.Errorf("a line may end before the mark:\n%s", page)
	}
}

var hostile = []string{
	`</style><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onclick='alert(1)`,
	"a\x00b\x0Bc\x7F\u0085\uFFFE\U0001FFFF", "\xff\xfe", `<!--`, `]]>`, `&lt;&#60;`,
	"\u202Eevil", "java\tscript:alert(1)", "{page}", "%d%s%!",
}

func TestHostile(t *testing.T) {
	for _, s := range hostile {
		d := hurt(s)
		d.Words = doc.Words{Note: "%d" + s, Contents: s}
		check(t, d, Write(d, Meta{Date: s}))
		// A style sheet is no text: it is the user's own, and all that matters is that nothing gets out of it.
		if page := Write(d, Meta{CSS: "p { color: red }" + s}); bytes.Count(page, []byte("</style")) != 1 {
			t.Errorf("%q: the style ends early", s)
		}
	}
}

// hurt is a document that says s wherever it can say something.
func hurt(s string) *doc.Document {
	ins := []doc.Inline{doc.Text{S: s}, doc.Link{URL: s, Text: text(s)}, doc.Link{URL: "https://" + s, Text: text(s)},
		doc.Mark{Note: 1, ID: s}, doc.PageRef{ID: s}}
	return &doc.Document{
		Title:   s,
		Subject: s,
		Author:  s,
		Lang:    s,
		RunHead: doc.Running{Left: s, Centre: s},
		RunFoot: doc.Running{Left: s},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: ins, ID: s},
			&doc.Heading{Level: 2, Text: ins},
			para(ins...),
			&doc.Table{Caption: ins, Head: [][]doc.Cell{{ins}}, Rows: [][]doc.Cell{{ins, ins}}},
			&doc.Table{Rows: [][]doc.Cell{{ins, {doc.PageRef{ID: s}}}}},
			&doc.Figure{Alt: s, Caption: ins, Scene: doc.Scene{Labels: []doc.Label{{Text: s}}}},
		},
		Notes: []doc.Note{{Number: 1, ID: s, Text: ins}},
	}
}

func TestLinks(t *testing.T) {
	for url, want := range map[string]bool{
		"https://example.org": true, "HTTP://example.org": true, "mailto:a@example.org": true,
		"javascript:alert(1)": false, "java\nscript:alert(1)": false, " https://example.org": false,
		"https:example.org": false, "//example.org": false,
		"data:text/html,x": false, "file:///etc/passwd": false, "vbscript:x": false, "#note-1": false,
		"other.html": false, "": false,
	} {
		page := string(Write(&doc.Document{Blocks: []doc.Block{para(doc.Link{URL: url, Text: text("here")})}}, Meta{}))
		if got := strings.Contains(page, `rel="noreferrer">here</a>`); got != want {
			t.Errorf("%q is a link: %v, not %v", url, got, want)
		}
		if !want && url != "" && !strings.Contains(page, "here ("+escape(url)+")") {
			t.Errorf("%q is lost", url)
		}
	}
}

func TestThousandths(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "0.001", 10: "0.01", 500: "0.5", 1000: "1", 366_000: "366",
		-1_500: "-1.5", -7: "-0.007", 12_340: "12.34"} {
		if got := thousandths(n); got != want {
			t.Errorf("%d thousandths are %s, not %s", n, got, want)
		}
	}
	if got := halves(3); got != "0.0015" {
		t.Errorf("three two thousandths are %s", got)
	}
}

// The style sheet that is handed out is XML too, fetches nothing, and names the classes that the page has.
func TestStyle(t *testing.T) {
	css := style(t)
	for _, bad := range []string{"<", "&", "url(", "@import", "http"} {
		if strings.Contains(css, bad) {
			t.Errorf("page.css holds %q", bad)
		}
	}
	for _, class := range []string{".skip", ".running", ".contents", ".wide", ".part", ".appendix", ".right", ".centre",
		".back", `[role="doc-endnotes"]`} {
		if !strings.Contains(css, class) {
			t.Errorf("page.css says nothing of %s", class)
		}
	}
	if strings.Count(css, "{") != strings.Count(css, "}") {
		t.Error("page.css has a brace too many")
	}
}

func FuzzWrite(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s)
	}
	f.Add("https://example.org/", "p { color: red }")
	f.Fuzz(func(t *testing.T, s, css string) {
		d := hurt(s)
		check(t, d, Write(d, Meta{Date: s}))
		if page := Write(&doc.Document{}, Meta{CSS: css}); strings.Count(strings.ToLower(string(page)),
			"</style") != 1 {
			t.Errorf("the style ends early:\n%s", page)
		}
	})
}

func ExampleWrite() {
	d := &doc.Document{Title: "Acme", Lang: "en", Blocks: []doc.Block{&doc.Heading{Level: 1, Text: text("Acme")}}}
	page := string(Write(d, Meta{}))
	fmt.Println(page[strings.Index(page, "<main"):strings.Index(page, "</body>")])
	// Output:
	// <main id="text" tabindex="-1">
	// <h1 id="acme">Acme</h1>
	// </main>
}

// Notes, items, cells and paragraphs run as the document does, with names in other letters isolated; a paragraph all in
// such letters runs as they do.
func TestDirections(t *testing.T) {
	d := &doc.Document{Lang: "en-US", Blocks: []doc.Block{
		para(doc.Text{S: "مؤسسة الحقوق, “حق, وعدل”, said so."}, doc.Mark{Note: 1}),
		para(doc.Text{S: "هذا نص كامل."}),
		&doc.List{Items: [][]doc.Block{{para(doc.Text{S: "בצלם reports."})}, {para(doc.Text{S: "בצלם."})}}},
		&doc.Table{Rows: [][]doc.Cell{{text("בצלם, 2024")}}},
	}, Notes: []doc.Note{{Number: 1, ID: "x", Text: text("بيت, “عنوان”, 2024.")}}}
	page := string(Write(d, Meta{}))
	for _, want := range []string{
		`<p><bdi>مؤسسة الحقوق</bdi>, “<bdi>حق, وعدل</bdi>”, said so.`,
		`<p dir="auto"><bdi>هذا نص كامل</bdi>.</p>`,
		`<li><bdi>בצלם</bdi> reports.</li>`, `<li><bdi>בצלם</bdi>.</li>`,
		`<td><bdi>בצלם</bdi>, 2024</td>`,
		`<li id="note-1" value="1"><bdi>بيت</bdi>, “<bdi>عنوان</bdi>”, 2024.`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page doesn't hold %s", want)
		}
	}
	check(t, d, []byte(page))
	if page := string(Write(&doc.Document{Lang: "he-IL"}, Meta{})); !strings.Contains(page, `<html lang="he-IL" dir="rtl">`) {
		t.Error("a Hebrew document doesn't run from right to left")
	}
}
