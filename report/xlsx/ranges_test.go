package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// part reads a part of a workbook.
func part(t testing.TB, b []byte, name string) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// figure is a cell that holds a number.
func figure(t testing.TB, f *excelize.File, sheet, at string) float64 {
	t.Helper()
	s, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return atof(t, s)
}

// What a chart holds for programs that only show it is what its cells hold, and these stand in the rows that its text names.
func TestChartsShowTheirCells(t *testing.T) {
	b, err := Workbook(example(t, "A claim."))
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	type points struct {
		F  string `xml:"f"`
		Pt []struct {
			V string `xml:"v"`
		} `xml:"strCache>pt"`
		Num []struct {
			V float64 `xml:"v"`
		} `xml:"numCache>pt"`
	}
	for _, name := range []string{"xl/charts/chart1_1.xml", "xl/charts/chart2_1.xml", "xl/charts/chart2_3.xml"} {
		var c struct {
			Series []struct {
				Names  points `xml:"cat>strRef"`
				Values points `xml:"val>numRef"`
			} `xml:"chart>plotArea>barChart>ser"`
		}
		if err := xml.Unmarshal([]byte(part(t, b, name)), &c); err != nil {
			t.Fatal(err)
		}
		if len(c.Series) != 3 {
			t.Fatalf("%s has %d series", name, len(c.Series))
		}
		for i, s := range c.Series {
			m := regexp.MustCompile(`^'Charts'!\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)$`).FindStringSubmatch(s.Values.F)
			if m == nil || len(s.Values.Num) == 0 || len(s.Values.Num) != len(s.Names.Pt) {
				t.Fatalf("%s, series %d: %+v", name, i, s)
			}
			first := int(atof(t, m[2]))
			if int(atof(t, m[3])) != first+len(s.Values.Num)-1 {
				t.Errorf("%s, series %d has %d bars: %s", name, i, len(s.Values.Num), s.Values.F)
			}
			for j, p := range s.Values.Num {
				at := itoa(first + j)
				if got := figure(t, f, "Charts", m[1]+at); math.Abs(got-p.V) > 1e-9 {
					t.Errorf("%s, series %d, bar %d: %v, and its cell holds %v", name, i, j, p.V, got)
				}
				if got, _ := f.GetCellValue("Charts", "A"+at); got != s.Names.Pt[j].V {
					t.Errorf("%s, bar %d is called %q, and its cell %q", name, j, s.Names.Pt[j].V, got)
				}
			}
		}
	}
	for _, text := range []string{`descr="Bars from 0 to 100: the range of each category. The figures stand in the table of the sheet Charts, rows 5 to 7."`} {
		if got := part(t, b, "xl/drawings/drawing1.xml"); !strings.Contains(got, text) {
			t.Errorf("the chart isn't told in words: %s", got)
		}
	}
}

// A bar begins at the low bound and ends at the high one; of no width it is seen all the same, of what nothing is known it
// is hatched, and where there is no range there is no bar.
func TestBars(t *testing.T) {
	num := func(v float64) *float64 { return &v }
	s := sheet{name: "Charts", tableN: "Charts", grade: -1, intro: [][]any{{"x"}, {"y"}, {}}}
	s.ranges([]group{{title: "G", of: "each", bars: []bar{
		{name: "some", low: "X1", high: "Y1", unknown: "FALSE", lo: num(25), hi: num(75)},
		{name: "none wide", low: "X2", high: "Y2", unknown: "FALSE", lo: num(100), hi: num(100)},
		{name: "unknown", low: "X3", high: "Y3", unknown: "TRUE", lo: num(0), hi: num(100), open: true},
		{name: "without", low: "X4", high: "Y4", unknown: "TRUE"},
	}}})
	want := [3][]float64{{25, 99, 0, 0}, {50, 1, 0, 0}, {0, 0, 100, 0}}
	for i, w := range want {
		for j := range w {
			if got := s.charts[0].bars[i][j]; got != w[j] {
				t.Errorf("series %d, bar %d: %v, want %v", i, j, got, w[j])
			}
		}
	}
	f := written(t, s)
	for i, bounds := range [][2]any{{25.0, 75.0}, {100.0, 100.0}, {0.0, 100.0}, {"no score", "no score"}} {
		if err := f.SetCellValue("Charts", "X"+itoa(i+1), bounds[0]); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("Charts", "Y"+itoa(i+1), bounds[1]); err != nil {
			t.Fatal(err)
		}
	}
	for i, column := range []string{"E", "F", "G"} {
		for j, w := range want[i] {
			got, err := f.CalcCellValue("Charts", column+itoa(5+j), excelize.Options{RawCellValue: true})
			if err != nil || atof(t, got) != w {
				t.Errorf("%s%d computes %s, want %v: %v", column, 5+j, got, w, err)
			}
		}
	}
}

// A changed weight goes through to the Summary and to the charts.
func TestSummaryFollowsAWeight(t *testing.T) {
	in := example(t, "A claim.")
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	rows, err := f.GetRows("Summary")
	if err != nil {
		t.Fatal(err)
	}
	first := 0
	for i, row := range rows {
		if len(row) > 0 && row[0] == in.Card.Categories[0].Title {
			first = i + 1
		}
	}
	if first == 0 {
		t.Fatal("no category in the summary")
	}
	compute := func(sheet, at string) float64 {
		t.Helper()
		s, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return atof(t, s)
	}
	for i, cat := range in.Card.Categories {
		at := itoa(first + i)
		for column, want := range map[string]float64{"B": *cat.Low, "C": *cat.High, "D": *cat.Coverage, "E": 1 - *cat.Coverage} {
			if got := figure(t, f, "Summary", column+at); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s%s holds %v, the card says %v", column, at, got, want)
			}
			if got := compute("Summary", column+at); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s%s computes %v, the card says %v", column, at, got, want)
			}
		}
	}
	at := "L" + strings.TrimPrefix(newWriter(in, mustBook(t)).at.scored["CR3"], "Scorecard!B")
	if err := f.SetCellValue("Scorecard", at, 40); err != nil {
		t.Fatal(err)
	}
	low := compute("Scorecard", "H5")
	if low <= *in.Card.Categories[0].Low {
		t.Fatalf("the low bound stays %v", low)
	}
	if got := compute("Summary", "B"+itoa(first)); got != low {
		t.Errorf("the summary computes %v, the scorecard %v", got, low)
	}
	if got := compute("Charts", "E5"); got != low {
		t.Errorf("the chart begins at %v, the scorecard's low bound is %v", got, low)
	}
}

func mustBook(t testing.TB) *book {
	t.Helper()
	b, err := newBook("x")
	if err != nil {
		t.Fatal(err)
	}
	return b
}
