//go:build external

package report_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"whereas/report"
	"whereas/report/diag"
)

// The files of a word processor are valid by the schemas, for each example, resolution and briefing.
func TestExternalWordIsValid(t *testing.T) {
	s := loaded(t)
	dir := t.TempDir()
	var names []string
	for _, slug := range examples {
		var l diag.List
		opts := report.Options{Edition: report.PublicEdition, As: []report.Format{"docx"},
			Make: []report.Kind{report.KindResolution, report.KindBriefing}}
		made, err := s.Make(scored(t, s, os.DirFS("../examples/"+slug), slug, opts, &l), opts, &l)
		if err != nil || made == nil {
			t.Fatal(err, l.Sorted())
		}
		for _, f := range made.Files {
			if !strings.HasSuffix(f.Name, ".docx") {
				continue
			}
			name := filepath.Join(dir, slug+"-"+f.Name)
			if err := os.WriteFile(name, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
	}
	if len(names) != 12 {
		t.Fatalf("%d files were made", len(names))
	}
	program(t, "../../shared/tools/validate-ooxml", names...)
}

// What LibreOffice reads in them is the text, paragraph by paragraph, with the numbers of the notes where they stand.
func TestExternalWordSaysTheSame(t *testing.T) {
	s := loaded(t)
	var l diag.List
	opts := report.Options{Edition: report.PublicEdition, As: []report.Format{"docx", "txt"},
		Make: []report.Kind{report.KindResolution}}
	made, err := s.Make(scored(t, s, os.DirFS("../examples/amazon"), "amazon", opts, &l), opts, &l)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var want []string
	plain := func(line string) string {
		return strings.ToLower(strings.TrimSpace(strings.TrimLeft(line, "\ufeff-•\t ")))
	}
	for _, f := range made.Files {
		switch f.Name {
		case "resolution.docx":
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		case "resolution.txt":
			text, _, _ := strings.Cut(string(f.Data), "\nNotes\n")
			for line := range strings.Lines(regexp.MustCompile(`\[(\d+)\]`).ReplaceAllString(text, "$1")) {
				if line = plain(line); line != "" {
					want = append(want, line)
				}
			}
		}
	}
	program(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to",
		"txt:Text (encoded):UTF8", "--outdir", dir, filepath.Join(dir, "resolution.docx"))
	b, err := os.ReadFile(filepath.Join(dir, "resolution.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(b)) {
		if line = plain(line); line != "" {
			got = append(got, line)
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("LibreOffice reads\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A resolution that LibreOffice opened and saved comes back with each mark tied to its claim, and reads the same.
func TestExternalWordComesBack(t *testing.T) {
	s := loaded(t)
	for _, slug := range []string{"amazon", "thomson-reuters"} {
		var l diag.List
		opts := report.Options{Edition: report.PublicEdition, As: []report.Format{"docx"},
			Make: []report.Kind{report.KindResolution}}
		c := scored(t, s, os.DirFS("../examples/"+slug), slug, opts, &l)
		made, err := s.Make(c, opts, &l)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		name := filepath.Join(dir, "resolution.docx")
		if err := os.WriteFile(name, made.Files[0].Data, 0o644); err != nil {
			t.Fatal(err)
		}
		program(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "docx",
			"--outdir", filepath.Join(dir, "saved"), name)
		b, err := os.ReadFile(filepath.Join(dir, "saved", "resolution.docx"))
		if err != nil {
			t.Fatal(err)
		}
		was, err := s.ComeBack(made.Files[0].Data, true, nil, c.Claims)
		if err != nil {
			t.Fatal(err)
		}
		is, err := s.ComeBack(b, true, nil, c.Claims)
		if err != nil {
			t.Fatal(err)
		}
		if string(is.Markdown) != string(was.Markdown) || is.Own != 0 || len(is.Gone)+len(is.Changes)+len(is.Reworded) > 0 ||
			len(was.Tied) < 10 {
			t.Errorf("%s: %d own notes, gone %v, reworded %v, tied %v; it reads\n%s\nwant\n%s", slug, is.Own, is.Gone, is.Reworded, was.Tied,
				is.Markdown, was.Markdown)
		}
	}
}
