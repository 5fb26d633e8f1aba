package xlsx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// checkLeads follows the links of a column down to a row: each leads to a row whose first cell, or an id beside it, is the
// id that is linked.
func checkLeads(t testing.TB, f *excelize.File, name, column string, last int) (links int) {
	t.Helper()
	for row := 5; row <= last; row++ {
		at := column + itoa(row)
		is, to, err := f.GetCellHyperLink(name, at)
		if err != nil {
			t.Fatal(err)
		}
		if !is {
			continue
		}
		links++
		sheet, ref, ok := strings.Cut(to, "!")
		id, _ := f.GetCellValue(name, at)
		got, err := f.GetCellValue(strings.Trim(sheet, "'"), ref)
		if !ok || err != nil || id == "" || got != id {
			t.Errorf("%s!%s, %q, leads to %s, which holds %q: %v", name, at, id, to, got, err)
		}
	}
	return links
}

// Ids lead to the rows of what they name, and these lead back.
func TestIdsLeadToTheirRows(t *testing.T) {
	b, err := Workbook(example(t, "A claim."))
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	for _, v := range []struct{ sheet, column string }{{"Evidence", "Claim id"}, {"Evidence", "Source id"},
		{"Bearing", "Claim id"}, {"Bearing", "Indicator"}, {"Links", "Claim id"}, {"Links", "Subject id"},
		{"Links", "Object id"}} {
		rows, err := f.GetRows(v.sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, title := range rows[3] {
			if title != v.column {
				continue
			}
			if n := checkLeads(t, f, v.sheet, columnName(i+1), len(rows)); n == 0 {
				t.Errorf("no %s of the sheet %s is a link", v.column, v.sheet)
			}
		}
	}
	for _, v := range []struct{ sheet, from, to string }{
		{"Claims", "A5", "Evidence!A5"}, {"Sources", "A5", "Evidence!A5"}, {"Entities", "A5", "Claims!A5"},
		{"Evidence", "A5", "Claims!A5"}, {"Scorecard", "B12", "Bearing!A5"}, {"Summary", "A10", "Scorecard!A6"},
	} {
		if is, to, err := f.GetCellHyperLink(v.sheet, v.from); !is || to != v.to {
			t.Errorf("%s!%s leads to %q, want %s: %v", v.sheet, v.from, to, v.to, err)
		}
	}
	if is, _, _ := f.GetCellHyperLink("Scorecard", "B10"); is {
		t.Error("an indicator on which no claim bears leads somewhere")
	}
}

// Where there would be more links than Excel takes, the rest is text, and the sheet says so.
func TestMoreLinksThanExcelTakes(t *testing.T) {
	const n = maxLinks/2 + 10
	s := sheet{name: "S", tableN: "T", grade: -1, intro: [][]any{{"title"}, {"what it is"}, {}}, n: n,
		cols: []column{{"Id", 10, plainText}, {"Address", 20, address}},
		row:  func(i int) []any { return []any{"x", "https://example.org"} }}
	s.link(func(string) string { return "S!A1" }, "Id")
	f := written(t, s)
	for row, want := range map[int]bool{5: true, 4 + maxLinks/2: true, 5 + maxLinks/2: false, 4 + n: false} {
		for _, column := range []string{"A", "B"} {
			if is, _, err := f.GetCellHyperLink("S", column+itoa(row)); is != want || err != nil {
				t.Errorf("%s%d is linked: %v, %v", column, row, is, err)
			}
		}
	}
	if note, _ := f.GetCellValue("S", "A3"); !strings.Contains(note, fmt.Sprintf("links in the first %d rows", maxLinks/2)) {
		t.Errorf("the sheet says %q", note)
	}
}
