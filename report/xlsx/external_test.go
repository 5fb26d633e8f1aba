//go:build external

package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// LibreOffice computes the same totals from the formulas alone, and others once a weight is changed.
func TestExternalRecompute(t *testing.T) {
	in := example(t, "A claim.")
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	bare := edit(t, b, regexp.MustCompile(`(<f>[^<]*</f>)<v>[^<]*</v>`), "$1")
	rows := calc(t, bare)
	for i, cat := range in.Card.Categories {
		row := categoryRow(t, rows, cat.Title)
		for j, want := range map[int]float64{7: *cat.Low, 9: *cat.High} {
			if got := atof(t, row[j]); math.Abs(got-want) > 0.06 {
				t.Errorf("category %d, column %d: LibreOffice computes %v, the card says %v", i, j, got, want)
			}
		}
	}
	before := categoryRow(t, rows, in.Card.Categories[0].Title)[9]
	// CR3 is the only indicator that is known: its weight, in column L, moves the share that is known.
	known := categoryRow(t, rows, in.Card.Categories[0].Title)[10]
	heavy := regexp.MustCompile(`(<c r="L\d+" s="\d+"[^>]*>)<v>2</v>`)
	rows = calc(t, edit(t, bare, heavy, "$1<v>40</v>"))
	after := categoryRow(t, rows, in.Card.Categories[0].Title)
	if after[10] == known {
		t.Errorf("a changed weight moves nothing: known %s before and after, high %s", known, before)
	}
}

func edit(t *testing.T, b []byte, re *regexp.Regexp, with string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			data = re.ReplaceAll(data, []byte(with))
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		p.Write(data)
	}
	w.Close()
	return out.Bytes()
}

// calc is the second sheet, the scorecard, as LibreOffice shows it.
func calc(t *testing.T, b []byte) [][]string {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(name, b, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2", "--outdir", dir,
		name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	found, err := filepath.Glob(filepath.Join(dir, "book*.csv"))
	if err != nil || len(found) != 1 {
		t.Fatalf("soffice left %v", found)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func categoryRow(t *testing.T, rows [][]string, title string) []string {
	t.Helper()
	for _, row := range rows {
		if row[0] == title {
			return row
		}
	}
	t.Fatalf("no row %q", title)
	return nil
}
