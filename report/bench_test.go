package report_test

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/invent"
	"whereas/report/score"
	"whereas/report/xlsx"
	"whereas/rubrics"
	"whereas/templates"
)

// loaded is the shipped data with its faces.
func loaded(t testing.TB) *report.Setup {
	t.Helper()
	var l diag.List
	s, err := report.Load(
		report.Data{Rubrics: rubrics.Files, Templates: templates.Files},
		report.DefaultRubric,
		nil,
		&l,
	)
	if err != nil {
		t.Fatal(err)
	}
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	if err := s.LoadFaces(); err != nil {
		t.Fatal(err)
	}
	return s
}

// amazon is the example on its way: read, with setup and faces.
func amazon(b testing.TB) (*report.Setup, *report.Company, report.Options) {
	b.Helper()
	var l diag.List
	s := loaded(b)
	opts := report.Options{Prefix: "examples/amazon/", Out: "out/amazon/", Edition: score.PublicEdition}
	c, err := s.Read(os.DirFS("../examples/amazon"), "amazon", opts, &l)
	if err != nil {
		b.Fatal(err)
	}
	if l.Count(diag.Error) > 0 {
		b.Fatal(l.Sorted())
	}
	return s, c, opts
}

// Reading the dossier with all its checks.
func BenchmarkLoad(b *testing.B) {
	s, _, opts := amazon(b)
	fsys := os.DirFS("../examples/amazon")
	b.ReportAllocs()
	for b.Loop() {
		var l diag.List
		if _, err := s.Read(fsys, "amazon", opts, &l); err != nil {
			b.Fatal(err)
		}
	}
}

// Grading every claim and making the card.
func BenchmarkScore(b *testing.B) {
	s, c, opts := amazon(b)
	b.ReportAllocs()
	for b.Loop() {
		s.Card(c, opts)
	}
}

// From the dossier to the resolution as PDF and Markdown, the card and the workbook.
func BenchmarkDraft(b *testing.B) {
	s, c, opts := amazon(b)
	b.ReportAllocs()
	for b.Loop() {
		var l diag.List
		if _, err := s.Draft(c, opts, report.Formats(), &l); err != nil {
			b.Fatal(err)
		}
	}
}

// The workbook alone.
func BenchmarkWorkbook(b *testing.B) {
	s, c, opts := amazon(b)
	in := xlsx.Input{
		Dossier:    c.Dossier,
		Card:       s.Card(c, opts),
		Graded:     s.Graded(c),
		Vocabulary: s.Vocabulary,
		Authority:  s.Authority,
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xlsx.Workbook(in); err != nil {
			b.Fatal(err)
		}
	}
}

// The faces, once for a process.
func BenchmarkFaces(b *testing.B) {
	s, _, _ := amazon(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := s.LoadFaces(); err != nil {
			b.Fatal(err)
		}
	}
}

// One step of a batch, over fifty invented companies of realistic sizes: the figure is for one company.
func BenchmarkCompany(b *testing.B) {
	s := loaded(b)
	opts := func(kinds ...string) report.Options {
		return report.Options{Edition: score.PublicEdition, Make: kinds}
	}
	var folders []fs.FS
	var companies []*report.Company
	for i := range 50 {
		dir := fstest.MapFS{}
		for name, data := range invent.Dossier(s.Rubric, 1, i+1) {
			dir[name] = &fstest.MapFile{Data: data}
		}
		var l diag.List
		c, err := s.Read(dir, invent.Slug(i+1), opts(), &l)
		if err != nil {
			b.Fatal(err)
		}
		if l.Count(diag.Error) > 0 {
			b.Fatal(l.Sorted())
		}
		folders, companies = append(folders, dir), append(companies, c)
	}
	b.Run("load", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			var l diag.List
			if _, err := s.Read(folders[i%50], "x", opts(), &l); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, step := range []struct {
		name string
		kind string
		as   []string
	}{{"card", report.KindCard, nil}, {"workbook", report.KindWorkbook, nil}, {"text", report.KindResolution, []string{"md"}}, {"text and PDF", report.KindResolution, []string{"md", "pdf"}},
		{"briefing's text", report.KindBriefing, []string{"md"}}, {"briefing and PDF", report.KindBriefing, []string{"md", "pdf"}}, {"briefing, PDF and page", report.KindBriefing, report.Formats()}} {
		b.Run(step.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				var l diag.List
				if _, err := s.Draft(companies[i%50], opts(step.kind), step.as, &l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
