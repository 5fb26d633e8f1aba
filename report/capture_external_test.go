//go:build external

package report_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"whereas/report"
	"whereas/report/capture"
	"whereas/report/diag"
	"whereas/report/proof"
	"whereas/rubrics"
)

// What a reader sees on a page is found in its capture: windows of eight words from the resolutions of the examples, in
// their PDF by the library and by pdftotext, in the PDF that LibreOffice makes of the .docx, and in the .docx itself.
func TestExternalCaptures(t *testing.T) {
	b, err := rubrics.Files.ReadFile("phrasing/captures.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	words := capture.ParseWords("captures.toml", b, &l)
	lib := &capture.Library{}
	defer lib.Close()
	poppler := func(data []byte) (*capture.Document, error) {
		name := filepath.Join(t.TempDir(), "in.pdf")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return nil, err
		}
		text, err := exec.Command("pdftotext", "-enc", "UTF-8", name, "-").Output()
		return &capture.Document{Text: string(text)}, err
	}
	s := loaded(t)
	for _, slug := range examples {
		var l diag.List
		opts := report.Options{Edition: report.PublicEdition, Make: []report.Kind{report.KindResolution},
			As: []report.Format{report.PDF, "docx", "txt"}}
		c := scored(t, s, os.DirFS("../examples/"+slug), slug, opts, &l)
		made, err := s.Make(c, opts, &l)
		if err != nil || made == nil {
			t.Fatal(err, l.Sorted())
		}
		files := map[string][]byte{}
		for _, f := range made.Files {
			files[f.Name] = f.Data
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.docx"), files["resolution.docx"], 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("soffice", "--headless", "--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "x.docx"))
		cmd.Env = append(os.Environ(), "HOME="+dir)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
		office, err := os.ReadFile(filepath.Join(dir, "x.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		body, _, _ := strings.Cut(string(files["resolution.txt"]), "\nNotes")
		windows := 0
		for _, from := range []struct {
			name string
			data []byte
			pdf  capture.Extractor
		}{{"its PDF, by the library", files["resolution.pdf"], lib.Extract}, {"its PDF, by pdftotext", files["resolution.pdf"],
			poppler}, {"LibreOffice's PDF", office, lib.Extract}, {"the .docx", files["resolution.docx"], nil}} {
			doc, err := capture.Read("x", from.data, nil, words, from.pdf)
			if err != nil {
				t.Fatalf("%s, %s: %v", slug, from.name, err)
			}
			in := proof.In([]byte(doc.Text))
			for _, p := range strings.Split(body, "\n") {
				fields := strings.Fields(strings.TrimPrefix(p, "- ")) // how plain text marks an item
				for i := 0; i+8 <= len(fields); i += 8 {
					quote := strings.Join(fields[i:i+8], " ")
					if strings.Contains(quote, "[") { // the mark of a note, which each writes in its own way
						continue
					}
					windows++
					if !in(quote) {
						t.Errorf("%s, %s: %q isn't found", slug, from.name, quote)
					}
				}
			}
		}
		if windows < 60 {
			t.Errorf("%s: only %d windows were looked for", slug, windows)
		}
	}
}
