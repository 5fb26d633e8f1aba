//go:build external

package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// LibreOffice computes from the formulas alone what the cells were written with, in the Summary, the Scorecard and the
// Charts; and other figures in all three once a weight is changed.
func TestExternalRecompute(t *testing.T) {
	in := example(t, "A claim.")
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	bare := edit(t, b, regexp.MustCompile(`(<c r="[A-Z]+\d+" s="\d+")[^>]*(><f>[^<]*</f>)<v>[^<]*</v>`), "$1$2")
	sheets := []string{"Summary", "Scorecard", "Charts"}
	before := map[string][][]string{}
	for n, name := range sheets {
		rows := calc(t, bare, n+1)
		before[name] = rows
		formulas := 0
		for i, row := range rows {
			for j, got := range row {
				at := cell(j+1, i+1)
				if formula, _ := f.GetCellFormula(name, at); formula == "" {
					continue
				}
				formulas++
				want, err := f.GetCellValue(name, at, excelize.Options{RawCellValue: true})
				if err != nil || !same(got, want) {
					t.Errorf("%s!%s: LibreOffice computes %q, written was %q: %v", name, at, got, want, err)
				}
			}
		}
		if formulas == 0 {
			t.Errorf("%s has no formulas", name)
		}
	}
	for i, cat := range in.Card.Categories {
		row := categoryRow(t, before["Scorecard"], cat.Title)
		for j, want := range map[int]float64{7: *cat.Low, 9: *cat.High} {
			if got := atof(t, row[j]); math.Abs(got-want) > 0.06 {
				t.Errorf("category %d, column %d: LibreOffice computes %v, the card says %v", i, j, got, want)
			}
		}
	}
	heavy := regexp.MustCompile(`(<c r="L\d+" s="\d+"[^>]*>)<v>2</v>`) // CR3 among them, the only one that is known
	changed := edit(t, bare, heavy, "$1<v>40</v>")
	title := in.Card.Categories[0].Title
	for n, column := range []int{3, 10, 2} { // the share that is known; of the chart, the low bound
		name := sheets[n]
		was, is := categoryRow(t, before[name], title), categoryRow(t, calc(t, changed, n+1), title)
		if was[column] == is[column] {
			t.Errorf("%s: a changed weight moves nothing: %q and %q", name, was, is)
		}
	}
}

// Two programs that people use find each cell of a long sheet in its place, though it doesn't say it.
func TestExternalLongSheet(t *testing.T) {
	data := longSheet(t, shortSheet+1)
	for name, rows := range map[string][][]string{"LibreOffice": calc(t, data, 1), "openpyxl": byOpenpyxl(t, data)} {
		if len(rows) != shortSheet+2 {
			t.Fatalf("%s reads %d rows", name, len(rows))
		}
		for i, row := range rows[1:] {
			if want := longRow(i); !slices.Equal(row, want) {
				t.Fatalf("%s reads row %d as %q, not %q", name, i, row, want)
			}
		}
	}
}

// byOpenpyxl is the first sheet, as that library reads it without loading it whole.
func byOpenpyxl(t *testing.T, b []byte) [][]string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(name, b, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("python3", "-c", `
import csv, sys, openpyxl
out = csv.writer(sys.stdout)
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True):
    out.writerow(["" if v is None else v for v in row])
`, name)
	cmd.Stderr = os.Stderr
	data, err := cmd.Output()
	if err != nil {
		t.Fatalf("openpyxl: %v", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// same tells whether two cells hold the same figure, or the same words.
func same(a, b string) bool {
	figure := func(s string) (float64, error) {
		share, percent := strings.CutSuffix(s, "%")
		v, err := strconv.ParseFloat(share, 64)
		if percent {
			v /= 100
		}
		return v, err
	}
	x, err1 := figure(a)
	y, err2 := figure(b)
	if err1 != nil || err2 != nil {
		return a == b
	}
	return math.Abs(x-y) < 1e-9
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

// calc is the n-th sheet, from 1, as LibreOffice shows it.
func calc(t *testing.T, b []byte, n int) [][]string {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(name, b, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", fmt.Sprintf("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,%d", n), "--outdir", dir,
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
