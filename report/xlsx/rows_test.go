package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/source"
)

// written is a workbook of one sheet, read back.
func written(t testing.TB, s sheet) *excelize.File {
	t.Helper()
	return open(t, packed(t, s))
}

// packed is the file of a workbook of one sheet.
func packed(t testing.TB, s sheet) []byte {
	t.Helper()
	b, err := newBook("x")
	if err == nil {
		err = b.add(s)
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What stands in a cell is read back as it was, as from a workbook that the library wrote alone.
func TestCells(t *testing.T) {
	values := []any{"", " both ends ", "a\nb\tc\r", `<&>"'`, "_x0041_ and _x005F_", "x_x00", "=1+1", "’ “ж” 漢 𝄞",
		"bell \a and \ufffe", "bad \xff end", strings.Repeat("é", 20_000), 7, -1, 1.0 / 3, 0.1 + 0.2,
		0.0, 1e15, -2.5, civil.Date{}, civil.Date{Year: 2024}, civil.Date{Year: 2024, Month: 12, Day: 3},
		civil.Date{Year: 1900, Month: 1, Day: 2}, nil, formula(`IF(A1="<",1,2)`, 2.0)}
	s := sheet{name: "S", tableN: "T", grade: -1, intro: [][]any{{"x"}}}
	for i := range values {
		s.cols = append(s.cols, column{fmt.Sprintf("c %d & <", i), 10, wrapped})
	}
	s.rows = [][]any{values, values}
	f := written(t, s)

	theirs := excelize.NewFile()
	w, err := theirs.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	row := slices.Clone(values)
	for i, v := range row {
		if d, ok := v.(civil.Date); ok {
			switch {
			case d.IsZero():
				row[i] = ""
			case d.Day == 0 || d.Year < 1901:
				row[i] = d.String()
			default:
				row[i] = serial(d)
			}
		}
	}
	if err := w.SetRow("A1", row); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := theirs.Write(&file); err != nil {
		t.Fatal(err)
	}
	theirs = open(t, file.Bytes())
	for i := range values {
		ours, _ := f.GetCellValue("S", cell(i+1, 4), excelize.Options{RawCellValue: true})
		want, _ := theirs.GetCellValue("Sheet1", cell(i+1, 1), excelize.Options{RawCellValue: true})
		if ours != want {
			t.Errorf("%.40q: %.40q, the library writes %.40q", values[i], ours, want)
		}
	}
	if got, _ := f.GetCellFormula("S", cell(len(values), 3)); got != `IF(A1="<",1,2)` {
		t.Errorf("formula %q", got)
	}
}

// A figure has the fifteen digits that Excel shows, rounded and without zeros at its end.
func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		66.66666666666667: "66.6666666666667", 1367.2600000000002: "1367.26", 78.06999999999999: "78.07", 0.1 + 0.2: "0.3",
		-1.0 / 3: "-0.333333333333333", 99.99999999999999999: "100", 0: "0", 2.5: "2.5", 1e15: "1000000000000000",
		123456789012345678: "123456789012345680", 1e-7: "0.0000001", 12345678901.23456: "12345678901.2346",
	} {
		if got := string(appendNumber([]byte("x"), v)); got != "x"+want {
			t.Errorf("%g is written as %q, not %q", v, got[1:], want)
		}
	}
}

// In a long sheet cells don't say where they stand, and a reader finds each in its place all the same: those behind
// empty ones too.
func TestCellsOfLongSheets(t *testing.T) {
	for _, n := range []int{shortSheet, shortSheet + 1} {
		data := longSheet(t, n)
		xml := worksheets(t, data)["xl/worksheets/sheet1.xml"]
		if places := strings.Count(xml, `<c r="B`); places != map[bool]int{true: n + 1, false: 1}[n <= shortSheet] {
			t.Errorf("%d rows: %d cells of a column say where they are", n, places)
		}
		rows, err := open(t, data).GetRows("S")
		if err != nil || len(rows) != n+1 {
			t.Fatalf("%d rows: %d, %v", n, len(rows), err)
		}
		for i, row := range rows[1:] {
			if want := longRow(i); !slices.Equal(row, want) {
				t.Fatalf("row %d of %d is %q, not %q", i, n, row, want)
			}
		}
	}
}

// longSheet is a workbook of one sheet of n rows; longRow is what is read of one of them. Each row ends with its number,
// and of the cells before it others are empty in each.
func longSheet(t *testing.T, n int) []byte {
	t.Helper()
	s := sheet{
		name: "S", tableN: "T", grade: -1, n: n,
		cols: []column{{"a", 10, plainText}, {"b", 10, whole}, {"c", 10, plainText}, {"d", 10, whole}},
		row: func(i int) []any {
			row := []any{"a" + itoa(i), i, nil, i}
			for j := range 3 {
				if i>>j&1 == 1 {
					row[j] = nil
				}
			}
			return row
		},
	}
	return packed(t, s)
}

func longRow(i int) []string {
	row := []string{"a" + itoa(i), itoa(i), "", itoa(i)}
	for j := range 3 {
		if i>>j&1 == 1 {
			row[j] = ""
		}
	}
	return row
}

// All texts are shared, however many there are: none stands in a cell.
func TestAllTextsAreShared(t *testing.T) {
	const n = 70_000
	s := sheet{
		name:   "S",
		tableN: "T",
		grade:  -1,
		cols:   []column{{"c", 10, plainText}},
		n:      n,
		row:    func(i int) []any { return []any{itoa(i)} },
	}
	data := packed(t, s)
	_, rowsOf, ok := strings.Cut(worksheets(t, data)["xl/worksheets/sheet1.xml"], "</row>") // the head is the library's
	if !ok || strings.Contains(rowsOf, "inlineStr") {
		t.Error("texts stand in their cells")
	}
	rows, err := open(t, data).GetRows("S")
	if err != nil || len(rows) != n+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i := range n {
		if rows[i+1][0] != itoa(i) {
			t.Fatalf("row %d is %q", i, rows[i+1][0])
		}
	}
}

// worksheets are the sheets of a workbook as they are written, by the names of their parts.
func worksheets(t testing.TB, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// What a sheet says of its size is where its cells are: readers that trust it see no others.
func TestDimensions(t *testing.T) {
	evidence, err := Workbook(example(t, "A claim."))
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBook("x")
	if err != nil {
		t.Fatal(err)
	}
	b.maxRows = 10
	for _, s := range []sheet{
		{name: "Goes on", tableN: "A", grade: -1, intro: [][]any{{"x", "over", "the table", "and beyond"}, {}, {}},
			cols: []column{{"c", 10, plainText}, {"d", 10, whole}}, n: 20, row: func(i int) []any { return []any{"x", i} }},
		{name: "Empty", tableN: "B", grade: -1, cols: []column{{"c", 10, plainText}}},
	} {
		if err := b.add(s); err != nil {
			t.Fatal(err)
		}
	}
	others, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	compared, err := Comparison(compared(t))
	if err != nil {
		t.Fatal(err)
	}
	says, cells := regexp.MustCompile(`<dimension ref="([^"]*)"`), regexp.MustCompile(`<c r="([A-Z]+\d+)"`)
	for book, data := range map[string][]byte{"evidence": evidence, "others": others, "comparison": compared} {
		for name, text := range worksheets(t, data) {
			across, down := 0, 0
			for _, m := range cells.FindAllStringSubmatch(text, -1) {
				col, row, err := excelize.CellNameToCoordinates(m[1])
				if err != nil {
					t.Fatal(err)
				}
				across, down = max(across, col), max(down, row)
			}
			want := "A1:" + cell(across, down)
			if m := says.FindAllStringSubmatch(text, -1); len(m) != 1 || m[0][1] != want {
				t.Errorf("%s, %s: it says %v, and its cells are %s", book, name, m, want)
			}
		}
	}
}

// A sheet with more rows than one can have goes on in another, and says so.
func TestSheetGoesOn(t *testing.T) {
	in := example(t, "A claim.")
	d := in.Dossier
	c := d.Claims[0]
	for i := range 24 {
		d.Claims = append(
			d.Claims,
			&dossier.Claim{
				ID:       text("sold-" + itoa(i)),
				Text:     text("Claim " + itoa(i)),
				Kind:     c.Kind,
				Status:   c.Status,
				AsOf:     source.Date{Date: civil.Date{Year: 2025}},
				Links:    c.Links,
				Evidence: c.Evidence,
			},
		)
	}
	d.Index()
	in.Set = grade.Of(d, in.Authority)
	in.Card = score.Make(in.Set, in.Card.Rubric, in.Vocabulary, dossier.PublicEdition)
	_, err := workbook(in, 14) // three rows over each table, and its head
	if err == nil || !strings.Contains(err.Error(), "Scorecard") {
		t.Fatalf("the scorecard, whose formulas stand over it, was divided: %v", err)
	}
	b, err := newBook("x")
	if err != nil {
		t.Fatal(err)
	}
	b.maxRows = 14
	w := newWriter(in, b)
	for _, s := range []sheet{w.evidence(), w.claims(), w.links()} {
		if err := b.add(s); err != nil {
			t.Fatal(err)
		}
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, data)
	want := []string{"Evidence", "Evidence (2)", "Evidence (3)", "Claims", "Claims (2)", "Claims (3)", "Links",
		"Links (2)", "Links (3)"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %q", got)
	}
	var ids []string
	for i, name := range want[:3] {
		rows, err := f.GetRows(name)
		if err != nil || len(rows) > 14 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		note, next := strings.Join(rows[2], ""), ""
		if i < 2 {
			next = "A sheet takes 14 rows: this one goes on in the sheet " + want[i+1] + "."
		}
		if !strings.HasPrefix(note, next) || next == "" && strings.Contains(note, "goes on") {
			t.Errorf("%s says %q", name, note)
		}
		for _, row := range rows[4:] {
			ids = append(ids, row[0])
		}
		if ts, err := f.GetTables(name); err != nil || len(ts) != 1 ||
			ts[0].Range != fmt.Sprintf("A4:AJ%d", len(rows)) {
			t.Errorf("tables of %s: %v, %v", name, ts, err)
		}
		if ok, url, _ := f.GetCellHyperLink(name, "AD5"); !ok || url != "https://example.org/a?b=c&d" {
			t.Errorf("%s has lost its links", name)
		}
		checkLeads(t, f, name, "I", len(rows))
	}
	if len(ids) != 25 || ids[0] != "sold/1" || ids[24] != "sold-23/1" {
		t.Errorf("%d pieces of evidence: %q", len(ids), ids)
	}
}
