package xlsx

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/source"
)

// What is printed keeps letters of seven points: the columns on a page are no wider than a page takes at 70 per cent, and
// the sheet says which they are.
func TestPrintIsLegible(t *testing.T) {
	b, err := Workbook(example(t, "A claim."))
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	areas := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" {
			areas[n.Scope] = n.RefersTo
		}
	}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, row := range rows[4:] {
			last = max(last, len(row))
		}
		if m := regexp.MustCompile(`^'` + name + `'!\$A\$1:\$([A-Z]+)\$\d+$`).FindStringSubmatch(areas[name]); m != nil {
			last, _ = excelize.ColumnNameToNumber(m[1])
			if !strings.Contains(strings.Join(rows[2], ""), "On paper: columns A to "+m[1]+".") {
				t.Errorf("%s doesn't say what is printed: %q", name, rows[2])
			}
		} else if areas[name] != "" {
			t.Errorf("%s prints %s", name, areas[name])
		}
		total := 0.0
		for i := range last {
			w, err := f.GetColWidth(name, columnName(i+1))
			if err != nil {
				t.Fatal(err)
			}
			total += w
		}
		layout, err := f.GetPageLayout(name)
		if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || total > perPage {
			t.Errorf("%s: %g characters on %d pages, %v", name, total, *layout.FitToWidth, err)
		}
	}
	if len(areas) == 0 {
		t.Error("no sheet has chosen columns")
	}
}

// Columns that all are printed stand on as many pages as it takes, the first one on each.
func TestPagesSideBySide(t *testing.T) {
	for _, v := range []struct {
		widths []float64
		want   int
	}{
		{[]float64{perPage}, 1}, {[]float64{30, perPage - 30}, 1}, {[]float64{30, perPage - 30, 1}, 2},
		{[]float64{30, perPage - 30, perPage - 30, perPage - 30}, 3}, {[]float64{perPage + 50, 10}, 2},
	} {
		var cols []column
		for _, w := range v.widths {
			cols = append(cols, column{width: w})
		}
		if got := across(cols); got != v.want {
			t.Errorf("%v: %d pages, want %d", v.widths, got, v.want)
		}
	}
}

// Weights take numbers of 0 or more alone, with a word on what they do; what formulas want has a name.
func TestWeightsAreChecked(t *testing.T) {
	in := example(t, "A claim.")
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	vs, err := f.GetDataValidations("Scorecard")
	if err != nil || len(vs) != 1 {
		t.Fatalf("%d validations, %v", len(vs), err)
	}
	v := vs[0]
	if v.Type != "decimal" || v.Operator != "greaterThanOrEqual" || v.Formula1 != "0" || v.Prompt == nil ||
		!strings.Contains(*v.Prompt, "0 or more") || !v.ShowErrorMessage {
		t.Errorf("%+v", v)
	}
	from, to, _ := strings.Cut(v.Sqref, ":")
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	if want := fmt.Sprintf("Scorecard!$L$%s:$L$%s", from[1:], to[1:]); names["Weights"] != want {
		t.Errorf("Weights are %s, and %s is checked", names["Weights"], want)
	}
	rows := 0
	for _, cat := range in.Card.Categories {
		rows += len(cat.Indicators)
	}
	first, _ := strconv.Atoi(from[1:])
	if last, _ := strconv.Atoi(to[1:]); last-first+1 != rows {
		t.Errorf("%d weights are checked, and there are %d", last-first+1, rows)
	}
	if got, want := names["Category_low"], fmt.Sprintf("Scorecard!$H$5:$H$%d", 4+len(in.Card.Categories)); got != want {
		t.Errorf("Category_low is %s, want %s", got, want)
	}
}

// Each style has a name in the list of the program that shows it, and each cell of ours is of one.
func TestStylesHaveNames(t *testing.T) {
	b, err := Workbook(example(t, "A claim."))
	if err != nil {
		t.Fatal(err)
	}
	styles := part(t, b, "xl/styles.xml")
	for i, name := range styleNames() {
		if !strings.Contains(styles, fmt.Sprintf(`<cellStyle name="%s" xfId="%d"/>`, name, i+1)) {
			t.Errorf("no style is called %s", name)
		}
	}
	_, cells, _ := strings.Cut(styles, "<cellXfs")
	cells, _, _ = strings.Cut(cells, "</cellXfs>")
	for i := range styleNames() {
		if n := strings.Count(cells, fmt.Sprintf(` xfId="%d"`, i+1)); n != 1 {
			t.Errorf("%d formats of cells are of style %d", n, i+1)
		}
	}
	for name, xml := range worksheets(t, b) {
		if strings.Contains(xml, ` s="0"`) || regexp.MustCompile(`<c r="[A-Z]+\d+"[ />][^s]`).MatchString(xml) {
			t.Errorf("%s has cells without a style of ours", name)
		}
	}
}

// A claim has one row for each indicator, with the gravest level that counts, else the gravest of all.
func TestBearing(t *testing.T) {
	in := example(t, "A claim.")
	j := in.Dossier.Assessments[0].Indicators[0]
	coding := *j.Codings[0]
	coding.Level = 4 // which one claim of grade 4 alone doesn't show
	j.Codings = append(j.Codings, &coding)
	in.Card = score.Make(in.Set, in.Card.Rubric, in.Vocabulary, dossier.PublicEdition)
	cr3 := in.Card.Indicator("CR3")
	counting, all := -1, -1
	for _, c := range cr3.Codings {
		if all = max(all, c.Level); c.Counts {
			counting = max(counting, c.Level)
		}
	}
	if all != 4 {
		t.Fatalf("the codings are %+v", cr3.Codings)
	}
	level, counts := all, "no"
	if counting >= 0 {
		level, counts = counting, "yes"
	}
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := open(t, b).GetRows("Bearing")
	if err != nil || len(rows) != 5 {
		t.Fatalf("%q, %v", rows, err)
	}
	at := func(title string) string { return rows[4][slices.Index(rows[3], title)] }
	for title, want := range map[string]string{"Claim id": "sold", "Indicator": "CR3", "Category": in.Card.Categories[0].Title,
		"Level": itoa(level), "Counts": counts, "Grade": "4", "From": "2024-12-03", "When": "since 2024-12-03",
		"Product": "Host", "Customer": "+Police", "Pieces of evidence": "1", "Contested": "no"} {
		if got := at(title); got != want {
			t.Errorf("%s is %q, want %q", title, got, want)
		}
	}
}

// The date that sorts is the first day of the time; beside it stands the text as it is known.
func TestDates(t *testing.T) {
	date := func(s string) source.Date {
		if s == "" {
			return source.Date{}
		}
		d, err := civil.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return source.Date{Date: d}
	}
	for _, v := range []struct{ asOf, since, until, begins, when string }{
		{"2024", "", "", "2024-01-01", "2024"},
		{"2024-12", "", "", "2024-12-01", "2024-12"},
		{"2024-12-03", "", "", "2024-12-03", "2024-12-03"},
		{"", "2020-06", "", "2020-06-01", "since 2020-06"},
		{"", "2020", "2022-03", "2020-01-01", "2020 to 2022-03"},
		{"", "", "2022-03", "", "until 2022-03"},
	} {
		c := &dossier.Claim{AsOf: date(v.asOf), Since: date(v.since), Until: date(v.until)}
		if got := begins(c).String(); got != v.begins {
			t.Errorf("%+v begins %q", v, got)
		}
		if got := when(c); got != v.when {
			t.Errorf("%+v is told as %q", v, got)
		}
	}
	in := example(t, "A claim.")
	in.Dossier.Claims[0].Since = date("2024")
	in.Set = grade.Of(in.Dossier, in.Authority)
	in.Card = score.Make(in.Set, in.Card.Rubric, in.Vocabulary, dossier.PublicEdition)
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	if got := find(t, f, "Claims", "sold", "From"); got != "45292" {
		t.Errorf("From is %q, not the 1st of January 2024 as a date", got)
	}
	if got := find(t, f, "Claims", "sold", "Since"); got != "2024" {
		t.Errorf("Since is %q", got)
	}
}
