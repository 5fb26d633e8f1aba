//go:build external

package pdf

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
	"whereas/report/pages"
)

// documents are what the programs are asked about.
func documents() map[string]*doc.Document {
	empty := &doc.Document{Lang: "en"}
	return map[string]*doc.Document{"sample": sample(), "resolution": resolution(), "empty": empty}
}

// run gives a program's output on a written file; it fails where the program does.
func run(t *testing.T, b []byte, program string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "test.pdf")
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func TestQPDF(t *testing.T) {
	for name, d := range documents() {
		out := run(t, write(t, d), "qpdf", "--check", "FILE")
		if !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
			t.Errorf("%s:\n%s", name, out)
		}
	}
}

// TestPoppler: another program's parser has nothing to complain of, and can draw each page.
func TestPoppler(t *testing.T) {
	for name, d := range documents() {
		dir := t.TempDir()
		if out := run(t, write(t, d), "pdftoppm", "-r", "30", "-png", "FILE", filepath.Join(dir, "page")); out != "" {
			t.Errorf("%s: pdftoppm says %s", name, out)
		}
		pngs, err := filepath.Glob(filepath.Join(dir, "*.png"))
		if err != nil || len(pngs) != len(lay(t, d).Pages) {
			t.Errorf("%s: %d pages drawn, %v", name, len(pngs), err)
		}
	}
}

func TestFontsEmbedded(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(run(t, write(t, sample()), "pdffonts", "FILE")), "\n")
	if len(lines) != 2+face.Faces {
		t.Errorf("pdffonts lists\n%s", strings.Join(lines, "\n"))
	}
	for _, line := range lines[2:] {
		if !regexp.MustCompile(
			`^[A-Z]{6}\+(STIXTwoText-\w+|NotoSerifHebrew-Regular|Amiri-Regular|DroidSansFallback|NotoSigns-Regular) +` +
				`CID TrueType +Identity-H +yes yes yes `,
		).MatchString(
			line,
		) {
			t.Errorf("pdffonts says %s", line)
		}
	}
}

// TestExtractedText: what another program reads, page by page in the order drawn, is what was laid out. White
// space doesn't count here: at a line's end, programs guess it.
func TestExtractedText(t *testing.T) {
	for name, d := range documents() {
		var want strings.Builder
		p := lay(t, d)
		for _, page := range p.Pages {
			for _, r := range page.Runs {
				want.WriteString(r.Text())
			}
		}
		// It says by control characters what runs from right to left.
		got := regexp.MustCompile(
			"[\u202A-\u202E]",
		).ReplaceAllString(
			run(t, write(t, d), "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-"),
			"",
		)
		same(t, name, got, want.String())
	}
}

// TestStructureText: read through the structure tree, the words come in reading order, and words aren't
// run together over a line's end.
func TestStructureText(t *testing.T) {
	for name, d := range documents() {
		p := lay(t, d)
		out := run(t, write(t, d), "pdfinfo", "-struct-text", "FILE")
		var got strings.Builder
		for _, line := range strings.Split(out, "\n") {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, `"`) {
				got.WriteString(strings.TrimSuffix(strings.TrimPrefix(line, `"`), `"`))
			}
		}
		same(t, name, got.String(), inTreeOrder(p))
		if name == "resolution" &&
			!strings.Contains(
				out,
				"company shall disclose what it knows about the uses of its products by customers. The company",
			) {
			t.Error("spaces are lost at the ends of lines")
		}
	}
}

// inTreeOrder is the text of all leaves, notes where they hang.
func inTreeOrder(p *pages.Layout) string {
	text := make([]string, len(p.Nodes))
	for _, page := range p.Pages {
		for _, r := range page.Runs {
			if r.Node >= 0 {
				text[r.Node] += r.Text()
			}
		}
	}
	return strings.Join(text, "")
}

func same(t *testing.T, name, got, want string) {
	t.Helper()
	plain := func(s string) string {
		return strings.Join(
			strings.Fields(strings.NewReplacer("\u00AD", "", "\f", " ", "\u00A0", " ").Replace(face.Normal(s))),
			"",
		)
	}
	g, w := plain(got), plain(want)
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf(
				"%s: at byte %d it reads %q, want %q",
				name,
				i,
				g[max(0, i-20):min(len(g), i+30)],
				w[max(0, i-20):min(len(w), i+30)],
			)
			return
		}
	}
}

// TestLinks: addresses and inner places are found by another program.
func TestLinks(t *testing.T) {
	p, b := lay(t, sample()), write(t, sample())
	dests := run(t, b, "pdfinfo", "-dests", "FILE")
	for _, a := range p.Anchors {
		if !strings.Contains(dests, `"`+a.Name+`"`) {
			t.Errorf("no destination %q in\n%s", a.Name, dests)
		}
	}
	urls := 0
	for _, page := range p.Pages {
		for _, k := range page.Links {
			if k.URL != "" {
				urls++
			}
		}
	}
	if out := run(t, b, "pdfinfo", "-url", "FILE"); strings.Count(
		out,
		"https://www.example.org/documents/due-diligence?year=2026&page=12",
	) != urls ||
		urls == 0 {
		t.Errorf("%d link areas, but\n%s", urls, out)
	}
}

func TestInfo(t *testing.T) {
	out := run(t, write(t, sample()), "pdfinfo", "FILE")
	for _, want := range []string{
		`Title: +Customer Due Diligence \(2028\)\n`, `Author: +Ordensgemeinschaft Müller & Söhne\n`,
		`Subject: +A \\ proposal\n`, `Tagged: +yes\n`,
		`PDF version: +1\.7\n`, `Page size: +612 x 792 pts \(letter\)\n`, `Metadata Stream: +yes\n`,
	} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if strings.Contains(out, "Producer") {
		t.Error("a program is named")
	}
}

// TestQPDFAttachments: what travels within the document comes out as it went in.
func TestQPDFAttachments(t *testing.T) {
	m := meta
	m.Attach = []Attachment{
		{
			"evidence.xlsx",
			"the evidence",
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			[]byte("not really a workbook\x00\xff"),
		},
		{"card.json", "the card", "application/json", []byte(`{"a":1}`)},
	}
	b, err := Write(lay(t, sample()), m)
	if err != nil {
		t.Fatal(err)
	}
	if out := run(t, b, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	for _, a := range m.Attach {
		if got := run(t, b, "qpdf", "--show-attachment="+a.Name, "FILE"); got != string(a.Data) {
			t.Errorf("%s comes out as %q", a.Name, got)
		}
	}
	m.Attach[1].Name = m.Attach[0].Name
	if _, err := Write(lay(t, sample()), m); err == nil {
		t.Error("two files of one name are taken")
	}
}

// TestPopplerPositions: words stand where the layout put them, to a fiftieth of a point, kerning and letters set wider
// included. The program says the matrix and the strings; the pen is moved as the format says.
func TestPopplerPositions(t *testing.T) {
	p := lay(t, resolution())
	b, err := Write(p, meta)
	if err != nil {
		t.Fatal(err)
	}
	found := boxesOf(run(t, b, "pdftotext", "-bbox", "FILE", "-"))
	words := 0
	for _, page := range p.Pages {
		for _, r := range page.Runs {
			for _, w := range wordsOf(p, &r) {
				boxes, ok := found[w.text]
				if !ok {
					continue
				}
				words++
				if !slices.ContainsFunc(
					boxes,
					func(b box) bool { return math.Abs(b.x0-w.x0) < 0.02 && math.Abs(b.x1-w.x1) < 0.02 },
				) {
					t.Errorf("%q stands from %.3f to %.3f; the file has it at %v", w.text, w.x0, w.x1, boxes)
				}
			}
		}
	}
	if words < 500 {
		t.Errorf("only %d words were compared", words)
	}
}

type box struct {
	text   string
	x0, x1 float64
}

// boxesOf is the words that the program found, by their text.
func boxesOf(out string) map[string][]box {
	found := map[string][]box{}
	for _, m := range regexp.MustCompile(
		`<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>`,
	).FindAllStringSubmatch(out, -1) {
		x0, _ := strconv.ParseFloat(m[1], 64)
		x1, _ := strconv.ParseFloat(m[2], 64)
		found[m[3]] = append(found[m[3]], box{m[3], x0, x1})
	}
	return found
}

// wordsOf is the words of a run but the last, which may go on in the next.
func wordsOf(p *pages.Layout, r *lines.Run) []box {
	var out []box
	x := points(r.X)
	em := points(r.Size) / float64(p.Faces.Face(r.Style).Metrics().UnitsPerEm) * float64(1000+r.Expand) / 1000
	text, from := "", x
	for _, g := range r.Glyphs {
		if g.Text == " " && text != "" {
			out = append(out, box{text, from, x})
		}
		x += float64(g.Advance)*em + points(g.Extra)
		if text += g.Text; g.Text == " " {
			text, from = "", x
		}
	}
	return out
}
