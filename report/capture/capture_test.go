package capture

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"whereas/report/diag"
)

// words are those that are shipped.
func words(t testing.TB) Words {
	t.Helper()
	const name = "../../rubrics/phrasing/captures.toml"
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	w := ParseWords(name, b, &l)
	if len(l.Sorted()) > 0 || len(w.Corrections) == 0 || len(w.Scanners) == 0 {
		t.Fatal(l.Sorted())
	}
	return w
}

func noPDF([]byte) (*Document, error) { panic("no PDF is read here") }

func read1(t *testing.T, name, data string) *Document {
	t.Helper()
	d, err := Read(name, []byte(data), nil, words(t), noPDF)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return d
}

// What a reader of a page sees, and nothing else, each block on lines of its own.
func TestPageText(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"blocks", "<p>One <b>two</b>\n  three</p><p>Four<br>five</p>", "One two three\n\nFour\nfive\n"},
		{"a word in parts", "<p>Da<b>ta</b>base</p>", "Database\n"},
		{"nothing hidden", `<p>Seen</p><script>var x="no"</script><style>p{}</style><p hidden>no</p>` +
			`<div style="Display: none">no</div><noscript>no</noscript><template>no</template>`, "Seen\n"},
		{"a list and a table", "<ul><li>a</li><li>b</li></ul><table><tr><td>1</td><td>2</td></tr></table>",
			"a\n\nb\n\n1\t2\n"},
		{"marks of quotation", "<p>He said <q>no</q>.</p>", "He said “no”.\n"},
		{"what is struck out is taken back", "<p>Sold <del>three</del> <ins>seven</ins> to <s>all</s> nobody</p>",
			"Sold seven to nobody\n"},
		{"lines as they stand", "<pre>a\n  b</pre>", "a\n  b\n"},
		{"signs by their names", "<p>R&amp;D &lt; 5&nbsp;%</p>", "R&D < 5\u00a0%\n"},
	} {
		got := read1(t, "page.html", "<!doctype html><html><head><title>T</title></head><body>"+c.page+"</body></html>")
		if got.Text != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.Text, c.want)
		}
	}
}

// What a page says of itself, of several places the most telling.
func TestPageAbout(t *testing.T) {
	d := read1(t, "page.html", `<!DOCTYPE html>
<!-- saved from url=(0031)https://news.example.org/a/story -->
<html lang="en-GB"><head><title>A story – Example News</title>
<meta property="og:title" content="A story"><meta property="og:site_name" content="Example News">
<meta name="author" content="N. Writer"><meta property="article:published_time" content="2024-05-03T10:00:00Z">
<link rel="canonical" href="https://news.example.org/a/story"></head><body><p>Text.</p></body></html>`)
	a := d.About
	if a.Title != "A story" || a.Publisher != "Example News" || a.Author != "N. Writer" || a.Language != "en-GB" ||
		a.Published.String() != "2024-05-03" || a.Address != "https://news.example.org/a/story" {
		t.Errorf("%+v", a)
	}
	d = read1(
		t,
		"page.htm",
		`<html><head><script type="application/ld+json">{"@graph":[{"headline":"Linked","datePublished":
"2023-01-02","publisher":{"name":"Linked News"}}]}</script><link rel="canonical"
href="https://web.archive.org/web/20240601120000/https://x.example/y"></head><body>Text</body></html>`,
	)
	a = d.About
	if a.Title != "Linked" || a.Publisher != "Linked News" || a.Published.String() != "2023-01-02" ||
		a.Address != "https://x.example/y" || a.Saved.String() != "2024-06-01" ||
		a.Archived != "https://web.archive.org/web/20240601120000/https://x.example/y" {
		t.Errorf("%+v", a)
	}
}

// An archive of a page: the page that it begins with, in its own encoding.
func TestArchive(t *testing.T) {
	d := read1(t, "page.mhtml", strings.ReplaceAll(`From: <Saved by a browser>
Snapshot-Content-Location: https://x.example/report
Subject: =?utf-8?Q?A=20report?=
Date: Tue, 4 Jun 2024 23:30:00 -0500
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B----"

------B----
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable
Content-Location: https://x.example/report

<html><body><p>The vendor=92s cloud is used in =
the caf=E9.</p></body></html>
------B----
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
------B------
`, "\n", "\r\n"))
	if d.Text != "The vendor’s cloud is used in the café.\n" || d.About.Address != "https://x.example/report" ||
		d.About.Saved.String() != "2024-06-05" { // UTC
		t.Errorf("%q %+v", d.Text, d.About)
	}
}

// word is a file of a word processor with a body and, where they are given, other parts.
func word(t testing.TB, body string, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	all := append([]string{"word/document.xml", `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`},
		parts...)
	for i := 0; i < len(all); i += 2 {
		f, err := z.Create(all[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, all[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A file of a word processor: its pages, what is deleted in it left out, its notes behind the text.
func TestWord(t *testing.T) {
	p := func(s string) string { return "<w:p><w:r>" + s + "</w:r></w:p>" }
	x := func(s string) string { return "<w:t>" + s + "</w:t>" }
	d := read1(t, "memo.docx", word(t, p(x("First")+"<w:tab/>"+x("page.")+"<w:br w:type=\"page\"/>")+
		p("<w:lastRenderedPageBreak/>"+x("Second."))+
		"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"+
		"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>",
		"docProps/core.xml", `<c xmlns:dc="d"><dc:title>Memo</dc:title><dc:creator>A. Person</dc:creator>`+
			`<created>2024-02-03T00:00:00Z</created></c>`))
	if d.Text != "First\tpage.\f\n\nSecond.\n\nnew\n\n" || d.Pages != 2 {
		t.Errorf("%d pages: %q", d.Pages, d.Text)
	}
	noted := read1(t, "memo.docx", word(t, p(x("First.")+"<w:br w:type=\"page\"/>")+p(x("Second.")),
		"word/footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote>`+p(x("A note."))+`</w:footnote></w:footnotes>`))
	if noted.Text != "First.\n\n\nSecond.\n\n\nA note.\n\n" || noted.Pages != 0 { // the pages of notes aren't known
		t.Errorf("%d pages: %q", noted.Pages, noted.Text)
	}
	if d.About.Title != "Memo" || d.About.Author != "A. Person" || d.About.Published.String() != "2024-02-03" {
		t.Errorf("%+v", d.About)
	}
}

// Plain text is its own text where it is UTF-8, and made UTF-8 where it isn't.
func TestPlain(t *testing.T) {
	wide := "\xff\xfe"
	for _, u := range utf16.Encode([]rune("Größe")) {
		wide += string([]byte{byte(u), byte(u >> 8)})
	}
	for _, c := range []struct {
		name, data, want string
		whole            bool
		pages            int
	}{
		{"utf-8", "Größe – ok\n", "Größe – ok\n", true, 0},
		{"pages", "one\ftwo\n", "one\ftwo\n", true, 2},
		{"pages that all end", "one\ftwo\f", "one\ftwo\f", true, 2},
		{"a page that ends", "one\f", "one\f", true, 1},
		{"windows", "Gr\xf6\xdfe \x96 \x93ok\x94", "Größe – “ok”", false, 0},
		{"a mark before it", "\uFEFFGröße", "Größe", false, 0},
		{"utf-16", wide, "Größe", false, 0},
		{"old lines", "one\rtwo", "one\ntwo", true, 0},
	} {
		d := read1(t, "a.txt", c.data)
		if d.Text != c.want || d.Whole != c.whole || d.Pages != c.pages {
			t.Errorf("%s: %q whole %v pages %d", c.name, d.Text, d.Whole, d.Pages)
		}
	}
}

// What can't be taken in is refused in words that say what to do.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty.txt", "", "it is empty"},
		{"blank.txt", " \n\u200b", "it has no text"},
		{"photo.png", "\x89PNG\r\n\x1a\n", "write what it says into photo.txt"},
		{"old.doc", "\xD0\xCF\x11\xE0\xA1", "an old word processor"},
		{"a.rtf", `{\rtf1 x}`, "rich text"},
		{"a.zip", "PK\x03\x04xxxx", "damaged"},
		{"a.bin", "\x00\x01\x02\x03", "neither a PDF"},
		{"a.mhtml", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n", "without a web page"},
		{"deep.html", "<html>" + strings.Repeat("<div>", 5000) + "x", "too deep"},
	} {
		d, err := Read(c.name, []byte(c.data), nil, words(t), noPDF)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v; want %q", c.name, d, err, c.want)
		}
	}
}

// A picture has the text that lies beside it, and is told as one.
func TestPicture(t *testing.T) {
	d, err := Read("scan.png", []byte("\x89PNG\r\n\x1a\n"), []byte("What it says."), words(t), noPDF)
	if err != nil || d.Text != "What it says." || d.Whole || d.Scanned == "" {
		t.Fatal(d, err)
	}
}

// Notices of corrections are found where they begin a line, with their day, and words that only look like one aren't.
func TestCorrections(t *testing.T) {
	for _, c := range []struct{ text, want, date string }{
		{"Correction: an earlier version named the wrong year.", "Correction: an earlier version named the wrong year.", ""},
		{"CORRECTION (May 3, 2024): a name was wrong", "CORRECTION (May 3, 2024): a name was wrong", "2024-05-03"},
		{"Updated 3 May 2024", "Updated 3 May 2024", "2024-05-03"},
		{"Editor’s note, 2024-05-03: taken back", "Editor’s note, 2024-05-03: taken back", "2024-05-03"},
		{"* Correction –\nthe figure is 12, not 21\n\nNext", "* Correction – the figure is 12, not 21", ""},
		{"Fe de errores: el año era otro", "Fe de errores: el año era otro", ""},
		{"Corrections officers use the system.", "", ""},
		{"Correctional facilities", "", ""},
		{"Updated guidance was given in March", "", ""},
		{"The report was updated: see page 3", "", ""},
	} {
		got := words(t).notices("Title\n\n" + c.text)
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%q is told as a correction", c.text)
		case c.want != "" && (len(got) != 1 || got[0].Text != c.want || got[0].Line != 3 || day(got[0].Date) != c.date):
			t.Errorf("%q: %+v", c.text, got)
		}
	}
}

// pdf is a small PDF with a text on each page; "" is a page without.
func pdf(info string, pages ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[")
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 R ", 10+2*i)
	}
	fmt.Fprintf(&b, "]/Count %d>> endobj\n3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n", len(pages))
	fmt.Fprintf(&b, "4 0 obj <<%s>> endobj\n", info)
	for i, text := range pages {
		stream := "BT /F 12 Tf 72 700 Td"
		for _, line := range strings.Split(text, "\n") {
			stream += " (" + line + ") Tj 0 -20 Td"
		}
		if stream += " ET"; text == "" {
			stream = ""
		}
		fmt.Fprintf(&b, "%d 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"+
			"/Resources<</Font<</F 3 0 R>>>>>> endobj\n%d 0 obj <</Length %d>> stream\n%s\nendstream endobj\n",
			10+2*i, 11+2*i, 11+2*i, len(stream), stream)
	}
	b.WriteString("trailer <</Root 1 0 R/Info 4 0 R>>\n%%EOF\n")
	return b.Bytes()
}

// The library: pages, pages without text, what the file says of itself, what read a picture of text; damaged files.
func TestPDF(t *testing.T) {
	lib := &Library{}
	defer lib.Close()
	data := pdf("/Title(A report)/Author(An office)/CreationDate(D:20240503120000Z)/Producer(Tesseract 5)",
		"First line\nsecond line", "", "Third page")
	d, err := Read("a.pdf", data, nil, words(t), lib.Extract)
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(d.Text, PageEnd)
	if d.Pages != 3 || len(pages) != 3 || strings.Join(strings.Fields(pages[0]), " ") != "First line second line" ||
		strings.TrimSpace(pages[2]) != "Third page" || !slices.Equal(d.Empty, []int{2}) {
		t.Errorf("%d pages, empty %v: %q", d.Pages, d.Empty, d.Text)
	}
	if d.About.Title != "A report" || d.About.Author != "An office" || d.About.Published.String() != "2024-05-03" ||
		!strings.Contains(d.Scanned, "Tesseract") {
		t.Errorf("%+v %q", d.About, d.Scanned)
	}
	for _, c := range []struct{ data, want string }{
		{"%PDF-1.4\nnothing", "damaged"},
		{string(pdf("", "", "")), "it has no text"},
	} {
		if d, err := Read("a.pdf", []byte(c.data), nil, words(t), lib.Extract); err == nil ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, %v", c.data[:10], d, err)
		}
	}
}

// No file makes a reader fall, and no text has characters that no text has.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"<html><p>a<b>b", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n" +
		"Content-Type: text/html\n\n<p>a\n--x--", "Correction: x\n\fy", "\xff\xfea\x00", "\x89PNG\r\n",
		word(f, "<w:p><w:r><w:t>a</w:t><w:br w:type=\"page\"/></w:r></w:p>")} {
		f.Add("a.html", []byte(s))
		f.Add("a.txt", []byte(s))
	}
	w := words(f)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		d, err := Read(name, data, []byte("beside"), w, func([]byte) (*Document, error) { return nil, errTooLarge })
		if err == nil && strings.TrimFunc(d.Text, blank) == "" {
			t.Error("a text of nothing")
		}
	})
}
