package report_test

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/invent"
	"whereas/report/xlsx"
	"whereas/rubrics"
	"whereas/templates"
)

// loaded is the shipped data with its faces.
func loaded(t testing.TB) *report.Setup {
	t.Helper()
	var l diag.List
	s, err := report.Load(report.Data{Rubrics: rubrics.Files, Templates: templates.Files}, report.DefaultRubric, nil,
		&l)
	if err != nil {
		t.Fatal(err)
	}
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	if err := s.Typeset.LoadFaces(); err != nil {
		t.Fatal(err)
	}
	return s
}

// scored reads, grades and scores a dossier.
func scored(t testing.TB, s *report.Setup, fsys fs.FS, slug string, opts report.Options, l *diag.List) *report.Scored {
	t.Helper()
	read, err := s.Read(fsys, slug, opts, l)
	if err != nil {
		t.Fatal(err)
	}
	return s.Score(s.Grade(read, l))
}

// amazon is the example on its way: read, with setup and faces.
func amazon(b testing.TB) (*report.Setup, *report.Scored, report.Options) {
	b.Helper()
	var l diag.List
	s := loaded(b)
	opts := report.Options{Prefix: "examples/amazon/", Out: "out/amazon/", Edition: report.PublicEdition}
	c := scored(b, s, os.DirFS("../examples/amazon"), "amazon", opts, &l)
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
	s, c, _ := amazon(b)
	b.ReportAllocs()
	for b.Loop() {
		var l diag.List
		s.Score(s.Grade(c.Read, &l))
	}
}

// From the dossier to the resolution as PDF and Markdown, the card and the workbook.
func BenchmarkDraft(b *testing.B) {
	s, c, opts := amazon(b)
	b.ReportAllocs()
	for b.Loop() {
		var l diag.List
		opts.As = report.Formats()
		if _, err := s.Make(c, opts, &l); err != nil {
			b.Fatal(err)
		}
	}
}

// The workbook alone.
func BenchmarkWorkbook(b *testing.B) {
	s, c, _ := amazon(b)
	in := xlsx.Input{Set: c.Claims, Card: c.Card, Vocabulary: s.Vocabulary}
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
		if err := s.Typeset.LoadFaces(); err != nil {
			b.Fatal(err)
		}
	}
}

// One step of a batch, over fifty invented companies of realistic sizes: the figure is for one company.
func BenchmarkCompany(b *testing.B) {
	s := loaded(b)
	opts := func(kinds ...report.Kind) report.Options {
		return report.Options{Edition: report.PublicEdition, Make: kinds}
	}
	var folders []fs.FS
	var companies []*report.Scored
	for i := range 50 {
		dir := fstest.MapFS{}
		for name, data := range invent.Dossier(s.Rubric, 1, i+1) {
			dir[name] = &fstest.MapFile{Data: data}
		}
		var l diag.List
		c := scored(b, s, dir, invent.Slug(i+1), opts(), &l)
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
		kind report.Kind
		as   []report.Format
	}{{"card", report.KindCard, nil}, {"workbook", report.KindWorkbook, nil}, {"text", report.KindResolution,
		[]report.Format{"md"}}, {"text and PDF", report.KindResolution, []report.Format{"md", "pdf"}},
		{"briefing's text", report.KindBriefing, []report.Format{"md"}}, {"briefing and PDF", report.KindBriefing,
			[]report.Format{"md", "pdf"}}, {"briefing, PDF and page", report.KindBriefing, report.Formats()}} {
		b.Run(step.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				var l diag.List
				o := opts(step.kind)
				o.As = step.as
				if _, err := s.Make(companies[i%50], o, &l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
