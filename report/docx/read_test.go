package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"whereas/report/deflate"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/prose"
)

// file is the file of a text in Markdown, its parts changed.
func file(t *testing.T, md string, change func(name, part string) string) []byte {
	t.Helper()
	var l diag.List
	d := prose.Parse("x.md", []byte(md), func(id string) ([]doc.Inline, bool) {
		return []doc.Inline{doc.Text{S: "Note of " + id}}, true
	}, &l)
	b, err := Write(d, Meta{Deflate: &deflate.Pool{}})
	if err != nil {
		t.Fatal(err)
	}
	return repacked(t, b, change)
}

// repacked is a file with its parts changed; what becomes "" is left out.
func repacked(t *testing.T, b []byte, change func(name, part string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if s := change(f.Name, string(text)); s != "" {
			put(f.Name, s)
		}
	}
	for _, name := range []string{"word/comments.xml", "word/endnotes.xml"} {
		if s := change(name, ""); s != "" {
			put(name, s)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func same(_, part string) string { return part }

// in replaces in the part of the text.
func in(from, to string) func(name, part string) string {
	return func(name, part string) string {
		if name == "word/document.xml" {
			if !strings.Contains(part, from) {
				panic("the text has no " + from)
			}
			return strings.Replace(part, from, to, 1)
		}
		return part
	}
}

// What was written comes back as it was: blocks, looks, marks with what they cite, opinion.
func TestComesBack(t *testing.T) {
	for _, md := range []string{
		"# One\n\n**Resolved:** Shareholders request it.\n\n## Two\n\nThe army bought it.[^sale] It paid.[^pay]",
		"It bought.[^sale] It paid.[^sale]",
		"**Army:**\n\n- one[^a]\n- two[^b]\n\nAfter.[^c]",
		"1. one\n1. two",
		"- one\n    - inner\n- two",
		"It is *so*, **that** and ***both***.",
		"We believe so.{.opinion} It bought.[^sale]",
		`He has 2 \* 3 and \[brackets\].`,
		"> quoted",
		"See [here](<https://a.example/?x=1>) now.",
	} {
		got, err := Read(file(t, md, same), Reading{Accept: true})
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(got.Markdown)); s != md {
			t.Errorf("%s\ncomes back as\n%s", md, s)
		}
		if got.Own != 0 || len(got.Changes)+len(got.Comments)+len(got.Left) > 0 {
			t.Errorf("%s: %+v", md, got)
		}
	}
}

const changed = `<w:ins w:id="90" w:author="Ann" w:date="2026-03-04T10:00:00Z"><w:r><w:t>today </w:t></w:r></w:ins>` +
	`<w:del w:id="91" w:author="Bob" w:date="2026-03-05T10:00:00Z"><w:r><w:delText>never </w:delText></w:r></w:del>`

// Tracked changes are made or undone, and told with who and when.
func TestTrackedChanges(t *testing.T) {
	b := file(t, "The army bought it.[^sale]", in(`<w:r><w:t xml:space="preserve">The army`, changed+
		`<w:r><w:t xml:space="preserve">The army`))
	for accept, want := range map[bool]string{true: "today The army bought it.[^sale]", false: "never The army bought it.[^sale]"} {
		got, err := Read(b, Reading{Accept: accept})
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(got.Markdown)); s != want {
			t.Errorf("accepted %v: %q, want %q", accept, s, want)
		}
		in, _, _ := strings.Cut(want, "[")
		if s := fmt.Sprint(got.Changes); s != "[{1 false Ann 2026-03-04 today "+in+"} {2 true Bob 2026-03-05 never "+in+"}]" {
			t.Errorf("changes: %s", s)
		}
	}
}

// Of single changes it can be the other way round, by their numbers, which are the same however the file is read.
func TestSomeChanges(t *testing.T) {
	b := file(t, "The army bought it.[^sale]", in(`<w:r><w:t xml:space="preserve">The army`, changed+
		`<w:r><w:t xml:space="preserve">The army`))
	for _, c := range []struct {
		accept bool
		but    map[int]bool
		want   string
	}{
		{true, map[int]bool{1: true}, "The army bought it.[^sale]"},
		{true, map[int]bool{2: true}, "today never The army bought it.[^sale]"},
		{false, map[int]bool{2: true, 3: true}, "The army bought it.[^sale]"},
		{false, map[int]bool{1: true, 2: false}, "today never The army bought it.[^sale]"},
	} {
		got, err := Read(b, Reading{Accept: c.accept, But: c.but})
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(got.Markdown)); s != c.want || len(got.Changes) != 2 || got.Changes[1].N != 2 {
			t.Errorf("accepted %v but %v: %q, %v; want %q", c.accept, c.but, s, got.Changes, c.want)
		}
	}
}

// A change is told with the sentence that it stands in, and no other.
func TestChangesInTheirSentences(t *testing.T) {
	b := file(t, "The army bought it. The police did not. Nobody said why.[^sale]", in(`The police did not`, `The police did `+
		`</w:t></w:r>`+changed+`<w:r><w:t xml:space="preserve">not`))
	got, err := Read(b, Reading{Accept: true})
	if err != nil || len(got.Changes) != 2 {
		t.Fatal(err, got)
	}
	for _, c := range got.Changes {
		if c.In != "The police did today not." {
			t.Errorf("%q stands in %q", c.Text, c.In)
		}
	}
}

// What one put in and another took out again is gone either way; changes within a note are made or undone, and told.
func TestChangesWithinOthers(t *testing.T) {
	b := file(t, "The army bought it.[^note:1]\n\n[^note:1]: See it.", func(name, part string) string {
		switch name {
		case textPart:
			return strings.Replace(part, `<w:r><w:t xml:space="preserve">The army`, `<w:ins w:id="90" w:author="Ann">`+
				`<w:r><w:t>All of </w:t></w:r><w:del w:id="91" w:author="Bob"><w:r><w:delText>most of </w:delText></w:r>`+
				`</w:del></w:ins><w:r><w:t xml:space="preserve">The army`, 1)
		case "word/footnotes.xml":
			return strings.Replace(part, "Note of note:1</w:t></w:r>", `See it</w:t></w:r>`+changed, 1)
		}
		return part
	})
	for accept, want := range map[bool]string{
		true:  "All of The army bought it.[^note:1]\n\n[^note:1]: See ittoday",
		false: "The army bought it.[^note:1]\n\n[^note:1]: See itnever",
	} {
		got, err := Read(b, Reading{Accept: accept})
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(got.Markdown)); s != want {
			t.Errorf("accepted %v: %q, want %q", accept, s, want)
		}
		in, _, _ := strings.Cut(want, "[")
		if s := fmt.Sprint(got.Changes); s != "[{1 false Ann 2026-03-04 today } {2 true Bob 2026-03-05 never } "+
			"{4 true Bob  most of "+in+"} {3 false Ann  All of "+in+"}]" {
			t.Errorf("changes: %s", s)
		}
	}
}

// A note of its author's keeps its id, also where it is marked again; a new one gets one that is free.
func TestOwnNotes(t *testing.T) {
	b := file(t, "It bought.[^note:2] It paid.[^note:7] It sold.[^note:2]\n\n[^note:2]: A.\n\n[^note:7]: B.",
		in(`It bought.</w:t></w:r>`, `It bought.</w:t></w:r><w:r><w:footnoteReference w:id="9"/></w:r>`))
	got, err := Read(b, Reading{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "It bought.[^note:1][^note:2] It paid.[^note:7] It sold.[^note:2]\n\n" +
		"[^note:1]: \n[^note:2]: Note of note:2\n[^note:7]: Note of note:7"
	if s := strings.TrimSpace(string(got.Markdown)); s != want || got.Own != 3 || len(got.Gone) > 0 {
		t.Errorf("%q, want %q; %+v", s, want, got)
	}
}

// An endnote is another note than the footnote of its number.
func TestEndnotes(t *testing.T) {
	known := func(note string) []string { return map[string][]string{"Note of sale": {"sale"}}[note] }
	b := file(t, "The army bought it.[^sale] It paid.", func(name, part string) string {
		if name == textPart {
			return strings.Replace(part, ` It paid.</w:t></w:r>`, ` It paid.</w:t></w:r><w:r><w:endnoteReference `+
				`w:id="1"/></w:r>`, 1)
		}
		if name == "word/endnotes.xml" {
			return declaration + "<w:endnotes" + wordNames + `><w:endnote w:id="1"><w:p><w:r><w:t>A letter.</w:t></w:r>` +
				`</w:p></w:endnote></w:endnotes>`
		}
		return part
	})
	got, err := Read(b, Reading{Known: known})
	if err != nil {
		t.Fatal(err)
	}
	const want = "The army bought it.[^sale] It paid.[^note:1]\n\n[^note:1]: A letter."
	if s := strings.TrimSpace(string(got.Markdown)); s != want {
		t.Errorf("%q, want %q", s, want)
	}
}

// Where somebody edited a claim's note, it is told: the dossier's note stands.
func TestRewordedNotes(t *testing.T) {
	md := "The army bought it.[^sale] It paid.[^pay] It bought.[^sale] It stood.[^gone]"
	note := func(id string) (string, bool) {
		return map[string]string{"sale": "Note of sale", "pay": "Note of the pay"}[id], id != "gone"
	}
	got, err := Read(file(t, md, same), Reading{Note: note})
	if err != nil || !slices.Equal(got.Reworded, []string{"pay"}) || strings.TrimSpace(string(got.Markdown)) != md {
		t.Errorf("%+v %v", got, err)
	}
}

// A comment stands behind the paragraph that it is on, and isn't printed.
func TestComments(t *testing.T) {
	b := file(t, "The army bought it.[^sale]\n\nAfter.", func(name, part string) string {
		switch name {
		case "word/comments.xml":
			return declaration + "<w:comments" + wordNames + `><w:comment w:id="7" w:author="Ann" ` +
				`w:date="2026-03-04T10:00:00Z"><w:p><w:r><w:t>Sure?</w:t></w:r></w:p></w:comment></w:comments>`
		case "word/document.xml":
			part = strings.Replace(part, `<w:r><w:t xml:space="preserve">The army`, `<w:commentRangeStart w:id="7"/>`+
				`<w:r><w:t xml:space="preserve">The army`, 1)
			return strings.Replace(part, `</w:p>`, `<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/>`+
				`</w:r></w:p>`, 1)
		}
		return part
	})
	got, err := Read(b, Reading{Accept: true})
	if err != nil {
		t.Fatal(err)
	}
	want := "The army bought it.[^sale]\n\n<!-- comment, Ann, 2026-03-04, on \"The army bought it.\": Sure? -->\n\nAfter."
	if s := strings.TrimSpace(string(got.Markdown)); s != want || len(got.Comments) != 1 {
		t.Errorf("%q\nwant\n%q", s, want)
	}
}

// A mark keeps its claim wherever its sentence goes; where its bookmark is lost, by what its note says; a note that is
// nobody's stays as its author wrote it.
func TestTies(t *testing.T) {
	md := "The army bought it.[^sale] It paid.[^pay]\n\nAfter."
	lost := func(name, part string) string { // as a word processor that keeps no bookmarks
		if name == "word/document.xml" {
			for i := range 9 {
				part = strings.ReplaceAll(part, fmt.Sprintf(`w:name="note_%d"`, i), fmt.Sprintf(`w:name="x%d"`, i))
			}
		}
		return part
	}
	known := func(note string) []string {
		id, _ := strings.CutPrefix(note, "Note of ")
		return map[string][]string{"sale": {"sale"}, "pay": {"pay", "pay-too"}}[id]
	}
	for _, v := range []struct {
		name string
		b    []byte
		how  Reading
		want string
		tied string
		gone string
	}{
		{"as it was", file(t, md, same), Reading{}, md, "sale pay", ""},
		{"bookmarks are lost, and nothing is known", file(t, md, lost), Reading{},
			"The army bought it.[^note:1] It paid.[^note:2]\n\nAfter.\n\n[^note:1]: Note of sale\n[^note:2]: Note of pay", "", "pay sale"},
		{"bookmarks are lost, and one note is one claim's", file(t, md, lost), Reading{Known: known},
			"The army bought it.[^sale] It paid.[^note:1]\n\nAfter.\n\n[^note:1]: Note of pay", "sale", "pay"},
		{"a sentence was deleted", file(t, md, func(name, part string) string {
			if name == "word/document.xml" {
				i := strings.Index(part, "<w:r><w:t xml:space=\"preserve\"> It paid.")
				j := strings.Index(part, "</w:p>")
				part = part[:i] + part[j:]
			}
			return part
		}), Reading{}, "The army bought it.[^sale]\n\nAfter.", "sale", "pay"},
	} {
		got, err := Read(v.b, v.how)
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(got.Markdown)); s != v.want {
			t.Errorf("%s:\n%s\nwant\n%s", v.name, s, v.want)
		}
		if s := strings.Join(got.Tied, " "); s != v.tied || strings.Join(got.Gone, " ") != v.gone {
			t.Errorf("%s: tied are %q, gone %q, want %q and %q", v.name, s, got.Gone, v.tied, v.gone)
		}
	}
}

// A field as a word processor rewrites it, in pieces, is the mark that it was.
func TestFieldsInPieces(t *testing.T) {
	b := file(t, "It bought.[^sale] It paid.[^sale]", in(
		`<w:fldSimple w:instr=" NOTEREF note_1 \f \h "><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>`,
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NOTEREF note_1 \f \h </w:instrText></w:r>`+
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`))
	got, err := Read(b, Reading{})
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.TrimSpace(string(got.Markdown)); s != "It bought.[^sale] It paid.[^sale]" {
		t.Errorf("%q", s)
	}
}

// A mark that fell out of its bookmark, as word processors let it, keeps its claim; text between parts them.
func TestMarksBesideTheirBookmarks(t *testing.T) {
	mark := `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>`
	inside := `<w:bookmarkStart w:id="1" w:name="note_1"/>` + mark + `<w:bookmarkEnd w:id="1"/>`
	const empty = `<w:bookmarkStart w:id="1" w:name="note_1"/><w:bookmarkEnd w:id="1"/>`
	for to, want := range map[string]string{
		empty + mark: "It bought.[^sale]",
		empty + `<w:r><w:t> So.</w:t></w:r>` + mark: "It bought. So.[^note:1]\n\n[^note:1]: Note of sale",
		empty + mark + mark:                         "It bought.[^sale][^note:1]\n\n[^note:1]: Note of sale",
	} {
		got, err := Read(file(t, "It bought.[^sale]", in(inside, to)), Reading{})
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(got.Markdown)); s != want {
			t.Errorf("%q, want %q", s, want)
		}
	}
}

// What can't be read is refused in words, and what can't come back is named.
func TestFaultsOfFiles(t *testing.T) {
	for name, b := range map[string][]byte{
		"no archive":   []byte("hello"),
		"nothing":      nil,
		"damaged text": file(t, "Text.", in("</w:body>", "</w:bdy>")),
		"no text": file(t, "Text.", func(name, part string) string {
			if name == textPart {
				return ""
			}
			return part
		}),
	} {
		if got, err := Read(b, Reading{}); err == nil {
			t.Errorf("%s is read: %s", name, got.Markdown)
		}
	}
	got, err := Read(file(t, "Text.\n\n| a |\n|---|\n| b |", in("Text.</w:t>", "Text.</w:t><w:drawing/>")), Reading{})
	if err != nil || !slices.Equal(got.Left, []string{"a picture", "a table"}) {
		t.Error(got, err)
	}
}

func FuzzRead(f *testing.F) {
	var l diag.List
	d := prose.Parse("x.md", []byte("# T\n\nIt bought.[^sale]\n\n- one"), func(string) ([]doc.Inline, bool) {
		return []doc.Inline{doc.Text{S: "n"}}, true
	}, &l)
	b, err := Write(d, Meta{Deflate: &deflate.Pool{}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(_ *testing.T, b []byte) { _, _ = Read(b, Reading{Accept: true}) })
}

// Of a long sentence a change is told with what stands around it.
func TestAround(t *testing.T) {
	long := strings.Repeat("a", 300) + "é" + strings.Repeat("b", 300)
	for _, v := range []struct {
		sentence string
		at       int
		want     string
	}{
		{"short", 2, "short"},
		{strings.Repeat("x", 400), 5, strings.Repeat("x", 400)},
		{long, 0, strings.Repeat("a", 300) + "é" + strings.Repeat("b", 98) + "…"},
		{long, len(long), "…" + strings.Repeat("a", 98) + "é" + strings.Repeat("b", 300)},
		{strings.Repeat("é", 300), 301, "…" + strings.Repeat("é", 201) + "…"},
	} {
		if got := around(v.sentence, v.at); got != v.want {
			t.Errorf("byte %d of %d: %q", v.at, len(v.sentence), got)
		}
	}
}
