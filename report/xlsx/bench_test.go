package xlsx

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/invent"
	"whereas/report/score"
)

// The evidence sheet of a dossier of a hundred thousand pieces, beside the same cells streamed by the library alone,
// in turn. Run it with -benchtime 5x: of so many rounds the medians are given, and of their ratios.
func BenchmarkEvidence(b *testing.B) {
	in := example(b, "A claim.")
	dir := fstest.MapFS{}
	for name, data := range invent.Sized(in.Card.Rubric, 1, 1, 66_000) {
		dir[name] = &fstest.MapFile{Data: data}
	}
	var l diag.List
	d, err := dossier.Load(dir, "x", in.Vocabulary, dossier.Options{}, &l)
	if err != nil {
		b.Fatal(err)
	}
	in.Set = grade.Of(d, in.Authority)
	in.Card = score.Make(in.Set, in.Card.Rubric, in.Vocabulary, dossier.PublicEdition)
	var ours, theirs, ratios []float64
	sizes := [2]int{}
	for b.Loop() {
		began := time.Now()
		book, err := newBook("x")
		if err != nil {
			b.Fatal(err)
		}
		s := newWriter(in, book).evidence()
		if err := book.add(s); err != nil {
			b.Fatal(err)
		}
		data, err := book.bytes()
		if err != nil {
			b.Fatal(err)
		}
		between := time.Now()
		sizes = [2]int{len(data), len(byLibrary(b, newWriter(in, book).evidence(), book))}
		ours, theirs = append(ours, between.Sub(began).Seconds()), append(theirs, time.Since(between).Seconds())
		ratios = append(ratios, ours[len(ours)-1]/theirs[len(theirs)-1])
		b.ReportMetric(float64(s.count()), "rows")
	}
	b.ReportMetric(median(ours), "s/ours")
	b.ReportMetric(median(theirs), "s/library")
	b.ReportMetric(median(ratios), "ratio")
	b.ReportMetric(float64(sizes[0])/1e6, "MB/ours")
	b.ReportMetric(float64(sizes[1])/1e6, "MB/library")
}

// The table of 100,000 rows of 20 columns that other programs were measured with, by their own figures: file and time.
// EVIDENCE names its input (gen.py 1 1000 7 in/ev1000.json); docs/benchmarks.md has the results.
func BenchmarkTable(b *testing.B) {
	name := os.Getenv("EVIDENCE")
	if name == "" {
		b.Skip("EVIDENCE isn't set")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	var in struct {
		Companies []struct {
			Evidence []struct {
				Claim, Quote, Title, Publisher, URL, Date, Accessed, Grade, Category string
				Page                                                                 int
				Amount                                                               float64
			}
		}
	}
	if err := json.Unmarshal(data, &in); err != nil {
		b.Fatal(err)
	}
	date := func(s string) civil.Date {
		d, err := civil.Parse(s)
		if err != nil {
			b.Fatal(err)
		}
		return d
	}
	evidence := in.Companies[0].Evidence
	flag := [2]string{"yes", "no"}
	s := sheet{name: "Evidence", tableN: "Evidence", grade: -1, n: 100_000, cols: []column{{"ID", 10, plainText},
		{"Company", 16, plainText}, {"Claim", 60, wrapped}, {"Quote", 40, wrapped}, {"Source title", 34, plainText},
		{"Publisher", 28, plainText}, {"URL", 44, plainText}, {"Date", 11, day}, {"Accessed", 11, day},
		{"Grade", 7, plainText}, {"Category", 20, plainText}, {"Page", 7, whole}, {"Amount", 10, decimal},
		{"N1", 10, decimal}, {"N2", 10, decimal}, {"N3", 10, decimal}, {"N4", 10, decimal}, {"N5", 10, decimal},
		{"N6", 10, decimal}, {"Flag", 6, plainText}}}
	row := make([]any, 0, len(s.cols))
	s.row = func(i int) []any {
		e := &evidence[i%1000]
		row = append(row[:0], fmt.Sprintf("E%06d", i), fmt.Sprint("Company ", i%997), e.Claim, e.Quote, e.Title,
			e.Publisher, fmt.Sprint(e.URL, "?r=", i), date(e.Date), date(e.Accessed), e.Grade, e.Category, e.Page, e.Amount)
		for j := 1; j <= 6; j++ {
			row = append(row, float64((i*7919+j*104729)%100000)/100)
		}
		return append(row, flag[min(1, (i+2)%3/2)])
	}
	for b.Loop() {
		book, err := newBook("x")
		if err != nil {
			b.Fatal(err)
		}
		if err := book.add(s); err != nil {
			b.Fatal(err)
		}
		out, err := book.bytes()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(out))/1e6, "MB")
		if to := os.Getenv("INTO"); to != "" {
			if err := os.WriteFile(to, out, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func median(xs []float64) float64 {
	xs = slices.Sorted(slices.Values(xs))
	return xs[len(xs)/2]
}

// byLibrary streams the cells of a sheet as the library's manual shows it, with styles, widths and a table, but
// without heights of rows and without links.
func byLibrary(t testing.TB, s sheet, styles *book) []byte {
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	for range styles.styles { // as many, so that their numbers are there
		_, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Size: 10}})
		must(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	must(err)
	head := make([]any, len(s.cols))
	for i, c := range s.cols {
		must(w.SetColWidth(i+1, i+1, c.width))
		head[i] = c.title
	}
	must(w.SetRow("A1", head))
	row := make([]any, len(s.cols))
	for n := range s.count() {
		for i, v := range s.at(n) {
			if d, ok := v.(civil.Date); ok {
				if v = nil; d.Day > 0 {
					v = serial(d)
				} else if !d.IsZero() {
					v = d.String()
				}
			}
			row[i] = excelize.Cell{StyleID: 1 + i%5, Value: v}
		}
		must(w.SetRow(cell(1, n+2), row))
	}
	must(w.AddTable(&excelize.Table{Range: "A1:" + cell(len(s.cols), s.count()+1), Name: "Evidence"}))
	must(w.Flush())
	var out bytes.Buffer
	must(f.Write(&out))
	return out.Bytes()
}
