//go:build external

package report_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/proof"
	"whereas/report/prose"
)

// drafted is the example's resolution as a file, and its document.
func drafted(t *testing.T) (string, *doc.Document, string) {
	t.Helper()
	s, c, opts := amazon(t)
	var l diag.List
	opts.As = report.Formats()
	made, err := s.Make(c, opts, &l)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "resolution.pdf")
	if err := os.WriteFile(name, made.Files[0].Data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name, made.Resolution.Document, string(made.Resolution.Markdown)
}

func program(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestExternalResolutionIsSound(t *testing.T) {
	name, _, _ := drafted(t)
	program(t, "qpdf", "--check", name)
	for i, line := range strings.Split(strings.TrimSpace(program(t, "pdffonts", name)), "\n") {
		if f := strings.Fields(line); i > 1 && f[len(f)-5] != "yes" {
			t.Errorf("a face isn't embedded: %s", line)
		}
	}
	info := program(t, "pdfinfo", name)
	for _, want := range []string{"Tagged:          yes", "letter",
		"Title:           Report on Customer Due Diligence"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo doesn't say %q:\n%s", want, info)
		}
	}
	if strings.Contains(strings.ToLower(info), "whereas") || strings.Contains(strings.ToLower(info), "fpdf") {
		t.Errorf("the file names the tool:\n%s", info)
	}
}

// bare is the normal form in which texts are compared: quotes and dashes plain, no white space at all.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, proof.Normal(s))
}

// Each note stands on the page of its mark, and the text of the page is the text of the Markdown: every
// paragraph and every note, in the normal form, nothing lost.
func TestExternalNotesAndText(t *testing.T) {
	name, d, md := drafted(t)
	var pages []string
	whole := ""
	for n := 1; ; n++ {
		out, err := exec.Command("pdftotext", "-raw", "-f", strconv.Itoa(n), "-l", strconv.Itoa(n), name, "-").Output()
		if err != nil || len(out) == 0 {
			break
		}
		pages = append(pages, bare(string(out)))
	}
	for _, p := range pages {
		whole += p
	}
	if len(pages) < 2 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, n := range d.Notes {
		text := bare(doc.Plain(n.Text))
		if !strings.Contains(whole, text) {
			t.Errorf("note %d isn't whole on a page: %s", n.Number, doc.Plain(n.Text))
		}
	}
	// The page that has the words before a note's first mark, with its number, has the note too.
	seen := map[int]bool{}
	doc.Walk(d.Blocks, func(b doc.Block) {
		p, ok := b.(*doc.Para)
		if !ok {
			return
		}
		before := ""
		for _, in := range p.Text {
			m, isMark := in.(doc.Mark)
			if !isMark {
				before += doc.Plain([]doc.Inline{in})
				continue
			}
			if last := bare(before); !seen[m.Note] {
				seen[m.Note] = true
				mark := pageOf(pages, last[max(0, len(last)-14):]+strconv.Itoa(m.Note))
				note := bare(doc.Plain(d.Notes[m.Note-1].Text))
				if at := pageOf(pages, strconv.Itoa(m.Note)+note[:min(20, len(note))]); mark < 0 || at != mark {
					t.Errorf("the mark of note %d is on page %d, the note on page %d", m.Note, mark+1, at+1)
				}
			}
			before = ""
		}
	})
	// Every sentence of the Markdown stands on a page, whole, or begins on one and ends on the next.
	sentences := 0
	doc.Walk(d.Blocks, func(b doc.Block) {
		p, ok := b.(*doc.Para)
		if !ok {
			return
		}
		for _, s := range prose.Sentences(p.Text, p.At, prose.Splitting{}) {
			sentences++
			parts := []string{s.Text}
			if len(s.Cites) > 1 { // a note is marked within it
				parts = strings.SplitAfter(s.Text, ",")
			}
			for _, part := range parts {
				text := bare(part)
				if !strings.Contains(bare(md), strings.TrimPrefix(text, "Resolved:")) {
					t.Errorf("not in the Markdown: %q", part)
				}
				if strings.Contains(whole, text) {
					continue
				}
				start, end := pageOf(pages, text[:min(15, len(text))]), pageOf(pages, text[max(0, len(text)-12):])
				if start < 0 || end != start+1 {
					t.Errorf("not on the pages: %q", part)
				}
			}
		}
	})
	if sentences < 15 {
		t.Errorf("only %d sentences were looked for", sentences)
	}
	if len(seen) != len(d.Notes) || len(seen) < 10 {
		t.Errorf("%d of %d notes were looked for", len(seen), len(d.Notes))
	}
	for _, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok &&
			(!strings.Contains(whole, bare(doc.Plain(h.Text))) ||
				!strings.Contains(bare(md), bare(doc.Plain(h.Text)))) {
			t.Errorf("heading %q is lost", doc.Plain(h.Text))
		}
	}
}

// pageOf is the first page that has a text, -1 where none has.
func pageOf(pages []string, text string) int {
	for i, p := range pages {
		if strings.Contains(p, text) {
			return i
		}
	}
	return -1
}

// Under British rules the page is A4.
func TestExternalPageSize(t *testing.T) {
	s, c, opts := amazon(t)
	c.Claims.Dossier.Meeting.Rules.S = "uk-ca-2006"
	var l diag.List
	opts.As = []report.Format{"pdf"}
	made, err := s.Make(c, opts, &l)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "r.pdf")
	if err := os.WriteFile(name, made.Files[0].Data, 0o644); err != nil {
		t.Fatal(err)
	}
	if info := program(t, "pdfinfo", name); !strings.Contains(info, "A4") {
		t.Errorf("not A4:\n%s", info)
	}
}

// The briefing is sound as a file, and its structure holds every note, every sentence and every heading in the order in
// which they are read.
func TestExternalBriefing(t *testing.T) {
	s, c, opts := amazon(t)
	opts.Make = []report.Kind{report.KindBriefing}
	var l diag.List
	opts.As = []report.Format{"pdf"}
	made, err := s.Make(c, opts, &l)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "briefing.pdf")
	if err := os.WriteFile(name, made.Files[0].Data, 0o644); err != nil {
		t.Fatal(err)
	}
	program(t, "qpdf", "--check", name)
	whole := bare(program(t, "pdfinfo", "-struct-text", name))
	whole = regexp.MustCompile(`"\(block\)|"\(inline\)`).ReplaceAllString(whole, "")
	read := strings.ReplaceAll(whole, `"`, "")
	looked := 0
	look := func(text string) {
		t.Helper()
		if text == "" {
			return
		}
		looked++
		if want := strings.ReplaceAll(bare(text), `"`, ""); !strings.Contains(read, want) {
			t.Errorf("not in the structure: %s", text)
		}
	}
	for _, n := range made.Briefing.Document.Notes {
		for _, in := range n.Text {
			look(doc.Plain([]doc.Inline{in}))
		}
	}
	doc.Walk(made.Briefing.Document.Blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Heading:
			look(doc.Plain(b.Text))
		case *doc.Para:
			for _, in := range b.Text {
				if _, ok := in.(doc.NoteRef); !ok { // its two numbers are two links
					look(doc.Plain([]doc.Inline{in}))
				}
			}
		}
	})
	if looked < 400 {
		t.Errorf("only %d texts were looked for", looked)
	}
}
