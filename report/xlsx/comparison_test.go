package xlsx

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"whereas/report/civil"
	"whereas/report/compare"
	"whereas/report/diag"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/vocab"
)

// compared is a comparison whose words are as hostile as a card can make them.
func compared(t *testing.T) compare.Writer {
	t.Helper()
	b, err := os.ReadFile("../../templates/comparison.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	w := compare.ParseWording("comparison.toml", b, &l)
	r := &rubric.Rubric{
		ID:      "r",
		Version: "1",
		SHA256:  "x",
		Title:   "=1+1",
		Power:   2,
		Bands:   []rubric.Band{{Name: "all"}},
	}
	for _, title := range []string{"Evidence", "evidence", "History",
		"A/B: [c]* 'and a title that is much longer than a sheet takes'",
		"A/B: [c]* 'and a title that is much longer too"} {
		id := title
		r.Categories = append(r.Categories, rubric.Category{ID: id, Title: title})
		r.Indicators = append(
			r.Indicators,
			&rubric.Indicator{
				ID:       "I" + id,
				Title:    "T",
				Category: id,
				Kind:     rubric.Conduct,
				Weight:   1,
				Levels:   make([]rubric.Level, 5),
			},
		)
	}
	company := func(name string, level float64) *compare.Company {
		co := &compare.Company{
			Company:  score.Company{Name: name, Short: name, Slug: name},
			AsOf:     civil.Date{Year: 2026},
			Headline: "=cmd|' /C calc'!A0",
			Ref:      score.RubricRef{ID: "r", Version: "1", SHA256: "x"},
		}
		for i, cat := range r.Categories {
			v := 25 * level
			known := 1.0
			in := score.IndicatorCard{
				ID:      r.Indicators[i].ID,
				Title:   "T",
				Kind:    rubric.Conduct,
				State:   vocab.Scored,
				Levels:  4,
				Weight:  1,
				Lo:      &level,
				Best:    &level,
				Hi:      &level,
				LoValue: &v,
				Value:   &v,
				HiValue: &v,
			}
			co.Categories = append(co.Categories, compare.Category{Marks: []compare.Mark{{Grade: 3}},
				Category: score.Category{
					ID:         cat.ID,
					Title:      cat.Title,
					Low:        &v,
					High:       &v,
					Coverage:   &known,
					LowBand:    "all",
					HighBand:   "all",
					Indicators: []score.IndicatorCard{in},
				}})
		}
		return co
	}
	in := compare.Input{
		Rubric:    r,
		Method:    w.Method,
		Workers:   1,
		Companies: []*compare.Company{company("=HYPERLINK(\"http://x\")", 4), company("+1", 0), company("@SUM(A1)", 2)},
		Left:      []compare.Left{{Name: "-2+3", Reason: compare.Faults}},
	}
	return compare.Writer{Comparison: compare.Make(in), Wording: w}
}

// Text stays text whatever it begins with; sheets have names that Excel takes; two runs give the same bytes.
func TestComparison(t *testing.T) {
	b, err := Comparison(compared(t))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Comparison(compared(t))
	if err != nil || !bytes.Equal(b, again) {
		t.Error("two runs give other bytes")
	}
	book, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	seen := map[string]bool{}
	scales := 0
	for _, name := range book.GetSheetList() {
		if n := len([]rune(name)); n > 31 || seen[strings.ToLower(name)] || strings.ContainsAny(name, `[]:*?/\`) ||
			strings.HasPrefix(name, "'") ||
			strings.HasSuffix(name, "'") ||
			strings.EqualFold(name, "history") {
			t.Errorf("a sheet is called %q", name)
		}
		seen[strings.ToLower(name)] = true
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				ref, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if f, _ := book.GetCellFormula(name, ref); f != "" && name != "Charts" {
					t.Errorf("%s %s has a formula: %s", name, ref, f)
				}
			}
		}
		formats, err := book.GetConditionalFormats(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range formats {
			for _, f := range list {
				if f.Type == "3_color_scale" {
					scales++
				}
			}
		}
		if panes, _ := book.GetPanes(name); !panes.Freeze || panes.XSplit != 1 || panes.YSplit == 0 {
			t.Errorf("%s isn't frozen under its head and beside its first column", name)
		}
	}
	if scales == 0 {
		t.Error("no heat map")
	}
	for _, want := range []string{"side by side", "heat map", "groups", "evidence", "evidence 2", "evidence 3",
		"charts", "not compared", "method"} {
		if !seen[want] {
			t.Errorf("no sheet %q: %v", want, book.GetSheetList())
		}
	}
	if seen["changes"] {
		t.Error("a sheet of changes without an earlier run")
	}
	rows, err := book.GetRows("Method")
	if err != nil || !slices.ContainsFunc(rows, func(r []string) bool {
		return len(r) > 2 && r[1] == "Changes" && strings.Contains(r[2], "No earlier run")
	}) {
		t.Errorf("the method doesn't say why there is no sheet of changes: %v", err)
	}
	if is, to, err := book.GetCellHyperLink("Heat map", "A9"); !is || to != "'Side by side'!A10" {
		t.Errorf("a company doesn't lead to its row: %v, %q, %v", is, to, err)
	}
}
