package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

func draftCommand() *cli.Command {
	return &cli.Command{
		Name:      "draft",
		Usage:     "make the resolution and the evidence workbook of a company",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{rubricFlag, capturesFlag, strictFlag, editionFlag, dateFlag, todayFlag,
			&cli.StringFlag{Name: "out", Value: "out", Usage: "`DIR` that results are written into"},
			&cli.BoolFlag{Name: "final", Usage: "no stamp; refused while a claim told is unchecked or the draft has faults"},
			&cli.StringFlag{Name: "as", Value: strings.Join(report.Formats(), ","), Usage: "forms of the resolution, separated by commas"}},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			as := strings.Split(c.String("as"), ",")
			for i, f := range as {
				f = strings.TrimSpace(f)
				as[i] = f
				if !slices.Contains(report.Formats(), f) {
					return usagef("forms: "+strings.Join(report.Formats(), ", "), "unknown format %q", f)
				}
			}
			return draft(c, dir, as)
		},
	}
}

func draft(c *cli.Context, dir string, as []string) error {
	s, err := openOrReport(c, dir)
	if err != nil {
		return err
	}
	defer s.close()
	if s.list.Failed(s.strict) {
		return s.report() // nothing is drafted from a faulty dossier
	}
	if s.company.Dossier.Meeting.Rules.S == "" {
		s.list.Errorf(diag.Span{File: strings.TrimSuffix(s.opts.Prefix, "/")}, "missing-meeting", "a resolution needs to know its meeting: there is no [meeting]")
		return s.report()
	}
	if err := s.setup.LoadFaces(); err != nil {
		return err
	}
	var faults diag.List
	files, res, err := s.setup.Draft(s.company, s.opts, as, &faults)
	if err != nil {
		return fmt.Errorf("draft %s: %w", dir, err)
	}
	s.list.Append(&faults)
	if files == nil {
		return s.report()
	}
	s.made = diag.Texts{s.opts.Out + "resolution.md": res.Markdown}
	if s.opts.Final && faults.Failed(true) {
		s.strict = true
		return s.report() // nothing is written: a text with faults isn't final
	}
	if err := writeResult(filepath.FromSlash(strings.TrimSuffix(s.opts.Out, "/")), files); err != nil {
		return err
	}
	failed := s.report()
	if failed != nil && failed != errInput {
		return failed
	}
	for _, f := range files {
		fmt.Fprintln(c.App.Writer, s.opts.Out+f.Name)
	}
	return failed
}
