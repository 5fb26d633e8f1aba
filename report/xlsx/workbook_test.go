package xlsx

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
)

func text(s string) source.Text { return source.Text{S: s} }

// example is a small dossier with everything that has gone wrong in a workbook before.
func example(t testing.TB, claim string) Input {
	t.Helper()
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	words := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	a := authority.Parse("authority.toml", read("authority.toml"), words, &l)
	r := rubric.Parse("customer-due-diligence.toml", read("customer-due-diligence.toml"), words, &l)
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	d := &dossier.Dossier{Slug: "x", Language: "en-US", Company: dossier.Company{Name: "A & B, Inc.", Short: "A & B"},
		AsOf: source.Date{Date: civil.Date{Year: 2026, Month: 6}}}
	d.Entities = []*dossier.Entity{
		{ID: text("host"), Name: "Host", Type: "product"},
		{ID: text("police"), Name: "+Police", Type: "agency"},
		{ID: text("only-in-a-lead"), Name: "Hidden", Type: "agency"},
	}
	d.Sources = []*dossier.Source{
		{
			ID:        text("contract"),
			Type:      text("procurement"),
			Title:     "=SUM(A1)",
			URL:       text("https://example.org/a?b=c&d"),
			Published: source.Date{Date: civil.Date{Year: 2024, Month: 12, Day: 3}},
			Capture:   text("c"),
		},
		{ID: text("blog"), Type: text("aggregator"), Title: "Machine text"},
	}
	d.Proofs = []*dossier.Proof{
		{
			Source:  "contract",
			Quote:   "-1 +2 =3",
			Capture: "c",
			By:      "first analyst",
			Date:    source.Date{Date: civil.Date{Year: 2026, Month: 5, Day: 2}},
		},
	}
	d.Claims = []*dossier.Claim{
		{
			ID:     text("sold"),
			Text:   text(claim),
			Kind:   "relationship",
			Status: "recorded",
			Since:  source.Date{Date: civil.Date{Year: 2024, Month: 12, Day: 3}},
			Links:  []dossier.Link{{Subject: "host", Verb: "hosts", Object: "police"}},
			Evidence: []*dossier.Evidence{
				{
					Source:   text("contract"),
					Locator:  "@1",
					Quote:    text("-1 +2 =3"),
					Says:     text("sold"),
					Stance:   vocab.Supports,
					Distance: -1,
				},
			},
		},
		{
			ID:     text("lead"),
			Text:   text("A rumour that isn't to be seen."),
			Kind:   "use",
			Status: "reported",
			AsOf:   source.Date{Date: civil.Date{Year: 2025}},
			About:  []source.Text{text("only-in-a-lead")},
			Evidence: []*dossier.Evidence{
				{Source: text("blog"), Locator: "x", Says: text("x"), Stance: vocab.Supports, Distance: -1},
			},
		},
	}
	d.Assessments = []*dossier.Assessment{
		{
			File:   "assessments/customer-due-diligence.toml",
			Rubric: text("customer-due-diligence"),
			Coder:  "one",
			Indicators: []*dossier.Judgement{
				{
					ID: text("CR3"),
					Codings: []*dossier.Coding{
						{
							Level:  1,
							Claims: []source.Text{text("sold")},
							Pair:   dossier.Pair{Product: "host", Customer: "police"},
							Why:    "one",
						},
					},
				}},
		},
	}
	d.Index()
	set := grade.Of(d, a)
	return Input{Set: set, Card: score.Make(set, r, words, dossier.PublicEdition), Vocabulary: words}
}

func open(t testing.TB, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// find gives the cell of a column in the row whose first cell is id.
func find(t *testing.T, f *excelize.File, sheetName, id, column string) string {
	t.Helper()
	rows, err := f.GetRows(sheetName, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	head := -1
	for i, row := range rows {
		for j, c := range row {
			if head >= 0 && row[0] == id && j < len(rows[head]) && rows[head][j] == column {
				return c
			}
			if c == column && head < 0 {
				head = i
			}
		}
	}
	t.Fatalf("sheet %q has no %q in row %q", sheetName, column, id)
	return ""
}

func TestWorkbook(t *testing.T) {
	in := example(t, "=1+1 is how this claim begins")
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	want := []string{"Summary", "Scorecard", "Charts", "Evidence", "Claims", "Bearing", "Sources", "Entities", "Links",
		"Replies", "Method"}
	if got := f.GetSheetList(); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("sheets %v, want %v", got, want)
	}
	// Text stays text, whatever it begins with.
	for _, v := range [][4]string{
		{"Claims", "sold", "Claim", "=1+1 is how this claim begins"},
		{"Evidence", "sold/1", "Quote", "-1 +2 =3"},
		{"Evidence", "sold/1", "Where in the source", "@1"},
		{"Sources", "contract", "Title", "=SUM(A1)"},
		{"Entities", "police", "Name", "+Police"},
		{"Evidence", "sold/1", "Grade", "4"},
		{"Evidence", "sold/1", "Indicators", "CR3"},
		{"Evidence", "sold/1", "Proven by", "first analyst"},
		{"Sources", "contract", "Published", "2024-12-03"},
		{"Sources", "contract", "Published from", "45629"}, // counted from 1899-12-30
	} {
		if got := find(t, f, v[0], v[1], v[2]); got != v[3] {
			t.Errorf("%s, row %q, %q: %q, want %q", v[0], v[1], v[2], got, v[3])
		}
	}
	for _, s := range want {
		rows, _ := f.GetRows(s)
		for i, row := range rows {
			for j := range row {
				ref := cell(j+1, i+1)
				if formula, _ := f.GetCellFormula(s, ref); formula != "" && !slices.Contains(want[:3], s) {
					t.Errorf("%s!%s became a formula: %s", s, ref, formula)
				}
				if strings.Contains(row[j], "rumour") || strings.Contains(row[j], "Machine text") ||
					strings.Contains(row[j], "Hidden") {
					t.Errorf("%s!%s shows a lead: %q", s, ref, row[j])
				}
			}
		}
		if len(rows) == 0 {
			t.Errorf("sheet %q is empty", s)
		}
		if p, err := f.GetPanes(s); err != nil || !p.Freeze {
			t.Errorf("the head of %q isn't frozen", s)
		}
		if s != "Replies" { // which has no row here, and a table of a head alone is repaired by Excel
			if ts, _ := f.GetTables(s); len(ts) != 1 {
				t.Errorf("sheet %q has %d tables", s, len(ts))
			}
		}
	}
	if ok, link, _ := f.GetCellHyperLink("Sources", "F5"); !ok || link != "https://example.org/a?b=c&d" {
		t.Errorf("the address isn't a link: %v %q", ok, link)
	}
}

// The formulas give what the card says, and follow a weight that is changed.
func TestScorecardFormulas(t *testing.T) {
	in := example(t, "A claim.")
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	rows, _ := f.GetRows("Scorecard", excelize.Options{RawCellValue: true})
	first := 0
	for i, row := range rows {
		if len(row) > 0 && row[0] == in.Card.Categories[0].Title {
			first = i + 1
			break
		}
	}
	for i, cat := range in.Card.Categories {
		for col, want := range map[string]float64{"H": *cat.Low, "J": *cat.High, "K": *cat.Coverage} {
			ref := col + itoa(first+i)
			formula, _ := f.GetCellFormula("Scorecard", ref)
			if formula == "" {
				t.Fatalf("%s has no formula", ref)
			}
			for _, bad := range []string{"[", "--", "^"} {
				if strings.Contains(formula, bad) {
					t.Errorf("%s: %q isn't known to every program: %s", ref, bad, formula)
				}
			}
			got, err := f.CalcCellValue("Scorecard", ref, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatalf("%s: %v (%s)", ref, err, formula)
			}
			if math.Abs(atof(t, got)-want) > 1e-9 {
				t.Errorf("%s = %s, the card says %v", ref, got, want)
			}
		}
	}
}

func TestLimitsAreErrors(t *testing.T) {
	if _, err := Workbook(example(t, strings.Repeat("x", maxCell+1))); err == nil ||
		!strings.Contains(err.Error(), "Excel takes 32767") {
		t.Errorf("a cell over Excel's limit was written: %v", err)
	}
	if _, err := Workbook(example(t, strings.Repeat("𝄞", maxCell/2+1))); err == nil {
		t.Error("a cell over Excel's limit in UTF-16 units was written")
	}
	if _, err := Workbook(example(t, strings.Repeat("x", maxCell))); err != nil {
		t.Errorf("a cell at Excel's limit was refused: %v", err)
	}
	b, err := newBook("x")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.add(sheet{name: "Twice", tableN: "T", grade: -1,
		cols: []column{{"A", 5, plainText}, {"a", 5, plainText}}, rows: [][]any{{"1", "2"}}}); err == nil {
		t.Error("two columns of one name were written; Excel repairs such a table")
	}
}

func TestSameBytes(t *testing.T) {
	in := example(t, "A claim.")
	first, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		again, err := Workbook(in)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("two runs give different bytes")
		}
	}
}
