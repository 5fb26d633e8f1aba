package xlsx

import (
	"bytes"
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
