package report_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/pages"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

// whole is the example of which everything is compared, pages and cells of the workbook as well. Of the others it is the
// text of the resolution and the card: what nobody reads blesses faults.
const whole = "microsoft"

// Each example is drafted, and what comes out is compared with what lies in its want/. A file too many or too few fails.
func TestExamples(t *testing.T) {
	dirs, err := filepath.Glob("../examples/*/dossier.toml")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	s := loaded(t)
	for _, d := range dirs {
		dir := filepath.Dir(d)
		slug := filepath.Base(dir)
		t.Run(slug, func(t *testing.T) {
			var l diag.List
			opts := report.Options{
				Prefix:  "examples/" + slug + "/",
				Out:     "out/" + slug + "/",
				Edition: report.PublicEdition,
			}
			c := scored(t, s, os.DirFS(dir), slug, opts, &l)
			opts.As = report.Formats()
			made, err := s.Make(c, opts, &l)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range l.Sorted() {
				if x.Severity != diag.Notice {
					t.Errorf("%s: %s: %s", x.At, x.Severity, x.Message)
				}
			}
			got := map[string][]byte{}
			for _, f := range made.Files {
				if slug != whole && f.Name != "resolution.md" && f.Name != "card.json" {
					continue
				}
				switch f.Name {
				case "resolution.md", "briefing.md", "card.json":
					got[f.Name] = f.Data
				case "evidence.xlsx":
					got["evidence.txt"] = cells(t, f.Data)
				case "resolution.pdf":
					got["pages.txt"] = laid(t, s, made.Resolution.Document, "resolution")
				case "briefing.pdf":
					got["briefing.txt"] = laid(t, s, made.Briefing.Document, "briefing")
				}
			}
			compare(t, filepath.Join(dir, "want"), got)
		})
	}
}

// laid is a document's pages, readable.
func laid(t *testing.T, s *report.Setup, d *doc.Document, kind string) []byte {
	t.Helper()
	hyphens, err := s.Typeset.Hyphens(d.Lang)
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	return []byte(pages.Dump(pages.Lay(d, s.Typeset.Faces, hyphens, s.Typeset.Styles.For(kind), &l)))
}

func compare(t *testing.T, dir string, got map[string][]byte) {
	t.Helper()
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, b := range got {
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatalf("%v (write it with: go test ./report -run Examples -update)", err)
	}
	for _, e := range entries {
		if got[e.Name()] == nil {
			t.Errorf("%s/%s is expected, and nothing makes it", dir, e.Name())
		}
	}
	for name, b := range got {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if !bytes.Equal(b, want) {
			t.Errorf("%s/%s differs from what was made: %s", dir, name, firstDifference(want, b))
		}
	}
}

func firstDifference(want, got []byte) string {
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %.300s\ngot  %.300s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// cells is a workbook as text: a line for each cell that holds something, a formula with its value. A text
// that is the same as in the row above is written as " over it.
func cells(t *testing.T, b []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out bytes.Buffer
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "== %s\n", s)
		above := []string{}
		for i, row := range rows {
			for j, v := range row {
				ref, _ := excelize.CoordinatesToCellName(j+1, i+1)
				formula, _ := f.GetCellFormula(s, ref)
				if formula != "" {
					v += "  =" + formula
				}
				if v == "" {
					continue
				}
				if j < len(above) && above[j] == row[j] && len(v) > 20 && formula == "" {
					v = `"`
				}
				fmt.Fprintf(&out, "%s\t%s\n", ref, strings.ReplaceAll(v, "\n", "⏎"))
			}
			above = row
		}
	}
	return out.Bytes()
}
