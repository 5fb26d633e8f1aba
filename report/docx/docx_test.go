package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"whereas/report/deflate"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/prose"
)

// written is the parts of the file of a text in Markdown; notes are those of the marks in it.
func written(t *testing.T, md string, change func(d *doc.Document)) map[string]string {
	t.Helper()
	var l diag.List
	d := prose.Parse("x.md", []byte(md), func(id string) ([]doc.Inline, bool) {
		return []doc.Inline{doc.Text{S: "Note of " + id}}, true
	}, &l)
	d.Lang = "en-US"
	if change != nil {
		change(d)
	}
	b, err := Write(d, Meta{Date: "2026-06-01", Words: 321, Deflate: &deflate.Pool{}})
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for x := xml.NewDecoder(bytes.NewReader(text)); ; { // each part is well-formed
			if _, err := x.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", f.Name, err, text)
			}
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// outline is what stands in a part: style, number of list, fields and text of each paragraph.
func outline(part string) string {
	var out []string
	for _, p := range regexp.MustCompile(`(?s)<w:p>.*?</w:p>`).FindAllString(part, -1) {
		var line strings.Builder
		for _, m := range regexp.MustCompile(`(?s)<w:pStyle w:val="(\w+)"/>|<w:numId w:val="(\d+)"/>|<w:t[^>]*>([^<]*)</w:t>|`+
			`<w:footnoteReference w:id="(\d+)"/>|w:instr="([^"]*)"|(<w:rtl/>)|(<w:bidi/>)|(<w:tab/>)|(<w:b/>)|(<w:i/>)`).
			FindAllStringSubmatch(p, -1) {
			switch {
			case m[1] != "":
				line.WriteString(m[1] + ": ")
			case m[2] != "":
				line.WriteString("#" + m[2] + " ")
			case m[4] != "":
				line.WriteString("[^" + m[4] + "]")
			case m[5] != "":
				line.WriteString("{" + strings.TrimSpace(m[5]) + "}")
			case m[6] != "":
				line.WriteString("~")
			case m[7] != "":
				line.WriteString("<< ")
			case m[8] != "":
				line.WriteString("→")
			case m[9] != "":
				line.WriteString("*")
			case m[10] != "":
				line.WriteString("_")
			default:
				line.WriteString(m[3])
			}
		}
		out = append(out, line.String())
	}
	return strings.Join(out, "\n")
}

// Each kind of block and inline has its style; what is marked is a footnote.
func TestWrite(t *testing.T) {
	for _, v := range []struct{ name, md, want string }{
		{"title and headings", "# One\n\n## Two\n\n### Three\n\n#### Four\n\nText.",
			"Title: One\nHeading1: Two\nHeading2: Three\nHeading3: Four\nBodyText: Text."},
		{"emphasis", "It is *so* and **this** and ***both***.", "BodyText: It is _so and *this and *_both."},
		{"a note", "The army bought it.[^sale] So.", "BodyText: The army bought it.[^1] So."},
		{"a note of two marks", "It bought.[^sale] It paid.[^sale]",
			"BodyText: It bought.[^1] It paid.{NOTEREF note_1 \\f \\h}1"},
		{"a list", "Lead.\n\n- one\n- two\n\n1. first\n2. second",
			"BodyText: Lead.\nListParagraph: #1 one\nListParagraph: #1 two\nListParagraph: #2 first\nListParagraph: #2 second"},
		{"a list within a list", "- one\n    - inner\n- two",
			"ListParagraph: #1 one\nListParagraph: #2 inner\nListParagraph: #1 two"},
		{"labels", "(a) one\n(b) two", "ListParagraph: (a)→one\nListParagraph: (b)→two"},
		{"a quotation", "> quoted", "Quote: quoted"},
		{"a table", "| a | b |\n|---|--:|\n| 1 | 2 |",
			"TableText: *a\nTableText: *b\nTableText: 1\nTableText: 2"},
		{"signs", `He said "\<b> & so".`, "BodyText: He said “&lt;b&gt; &amp; so”."},
		{"Hebrew within English", "It is שלום there.", "BodyText: It is ~שלום there."},
		{"a paragraph in Arabic", "مرحبا هنا.", "BodyText: << ~مرحبا هنا."},
		{"opinion", "We think so.{.opinion}", "BodyText: We think so."},
	} {
		if got := outline(written(t, v.md, nil)["word/document.xml"]); got != v.want {
			t.Errorf("%s:\n%s\nwant\n%s", v.name, got, v.want)
		}
	}
}

// The file knows which claim each mark cites, what it is called and how many words it has.
func TestWhatTheFileSays(t *testing.T) {
	parts := written(t, "# A & B\n\nIt bought.[^sale] It paid.[^sale][^source:page]", func(d *doc.Document) {
		d.Subject, d.RunFoot = "Proposal", doc.Running{Left: "9 of 10 words", Right: "{page} / {pages}"}
		d.PageSize = "a4"
	})
	for name, want := range map[string]string{
		"customXml/item1.xml": `<mark bookmark="note_1" cites="sale"/><mark bookmark="note_2" cites="sale"/>` +
			`<mark bookmark="note_3" cites="source:page"/>`,
		"docProps/core.xml":   "<dc:title>A &amp; B</dc:title>",
		"docProps/custom.xml": `name="Words, counted strictly"><vt:i4>321</vt:i4>`,
		"word/footnotes.xml":  "Note of source:page",
		"word/document.xml":   `<w:pgSz w:w="11906" w:h="16838"/>`,
		"word/footer1.xml":    `<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>`,
		"word/settings.xml":   `w:val="en-US"`,
	} {
		if !strings.Contains(parts[name], want) {
			t.Errorf("%s lacks %s:\n%s", name, want, parts[name])
		}
	}
	if !strings.Contains(parts["word/document.xml"], `w:name="note_3"`) {
		t.Error("a mark has no bookmark")
	}
}

// Links lead where they lead, each address once in a part; a link of a note is that of the notes' part.
func TestLinks(t *testing.T) {
	parts := written(t, "See [one](https://a.example/?x=1&y=2), <https://a.example/?x=1&y=2> and <https://b.example>.[^n]",
		func(d *doc.Document) {
			d.Notes[0].Text = []doc.Inline{doc.Link{URL: "https://c.example", Text: []doc.Inline{doc.Text{S: "c"}}}}
		})
	if n := strings.Count(parts["word/_rels/document.xml.rels"], "TargetMode"); n != 2 {
		t.Errorf("the text has %d links", n)
	}
	if !strings.Contains(parts["word/_rels/document.xml.rels"], `Target="https://a.example/?x=1&amp;y=2"`) ||
		!strings.Contains(parts["word/_rels/footnotes.xml.rels"], "https://c.example") {
		t.Error(parts["word/_rels/document.xml.rels"], parts["word/_rels/footnotes.xml.rels"])
	}
}

// The same document gives the same bytes.
func TestSameBytes(t *testing.T) {
	make := func() string {
		parts := written(t, "# T\n\nIt bought.[^sale]\n\n- one\n- two", nil)
		return parts["word/document.xml"] + parts["word/numbering.xml"]
	}
	first := make()
	if make() != first {
		t.Error("two runs differ")
	}
}
