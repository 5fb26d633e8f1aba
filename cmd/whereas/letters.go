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

func lettersCommand() *cli.Command {
	return &cli.Command{
		Name: "letters",
		Usage: "write to those of whom the papers tell something adverse, before it goes out: a letter to each, " +
			"and all questions",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{
			rubricFlag, mapFlag, capturesFlag, strictFlag, todayFlag, forceFlag,
			&cli.StringFlag{Name: "deadline", Usage: "`DAY` by which an answer is asked for"},
			&cli.StringFlag{Name: "date", Usage: "`DAY` of the letters; that of the run where left out"},
		},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			deadline, err := day(c, "deadline")
			if err != nil {
				return err
			}
			if deadline.IsZero() {
				return usagef("whereas letters DIR --deadline 2026-12-31; two weeks are usual, and more for a ministry",
					"letters need a day by which an answer is asked for")
			}
			return writeLetters(c, dir, deadline)
		},
	}
}

func writeLetters(c *cli.Context, dir string, deadline report.Day) error {
	st, err := readSettings(c)
	if err != nil {
		return err
	}
	defer st.close()
	if st.opts.Date.IsZero() {
		st.opts.Date = st.opts.Today // a letter is of the day on which it is written
	}
	if !deadline.After(st.opts.Date) {
		return usagef("give a later day", "--deadline %s doesn't lie after the day of the letters, %s", deadline,
			st.opts.Date)
	}
	s, err := st.openOrReport(dir)
	if s == nil {
		return err
	}
	defer s.close()
	if s.failed() {
		return s.report()
	}
	if err := st.setup.Typeset.LoadFaces(); err != nil {
		return err
	}
	s.opts.Make = []report.Kind{report.KindResolution, report.KindBriefing}
	if st.setup.LacksResolution(s.company.Claims, st.setup.Rubric.ID) {
		s.opts.Make = s.opts.Make[1:]
	}
	var faults diag.List // of the papers: draft and brief tell them
	made, files, err := st.setup.Letters(st.setup.Score(s.company).Packet(), s.opts, deadline, &faults)
	if err != nil {
		return fmt.Errorf("write the letters of %s: %w", dir, err)
	}
	if made == nil {
		s.late.Append(&faults)
		return s.reportMade()
	}
	folder := privateFolder(dir, "letters")
	if err := refuseLinks(folder); err != nil {
		return err
	}
	left, written, err := writeResult(folder, files, s.force, &s.late)
	if err != nil || !written {
		if err != nil {
			return err
		}
		return s.reportMade()
	}
	var names strings.Builder
	for _, f := range files {
		names.WriteString(diag.Visible(filepath.ToSlash(filepath.Join(folder, f.Name))) + "\n")
	}
	if err := printText(c.App.Writer, names.String()); err != nil {
		return err
	}
	for _, left := range made.Left {
		fmt.Fprintf(s.stderr, "note: no letter to %s: %s\n", diag.Visible(string(left.Who)), left.Why)
	}
	if len(left) > 0 {
		fmt.Fprintf(s.stderr, "note: not of this run, and not to be mailed: %s\n", strings.Join(left, ", "))
	}
	s.tellMailed(made.Organisations(), deadline)
	return nil
}

// tellMailed says what belongs into the dossier once a letter is mailed.
func (s *session) tellMailed(organisations []string, deadline report.Day) {
	if len(organisations) == 0 {
		fmt.Fprintln(s.stderr, "note: nobody is to be asked: whoever the papers tell something adverse of had a "+
			"chance to answer, or the dossier says why not")
		return
	}
	first := organisations[0]
	id := first + "-asked-" + s.opts.Date.String()
	fmt.Fprintf(s.stderr, `
When a letter is mailed, write that into the dossier, with the day on which it was:

[reply.%s]
organisation = %q
state = "sent"
date = "%s"
deadline = "%s"
channel = "letter"
`, id, first, s.opts.Date, deadline)
	if more := organisations[1:]; len(more) > 0 {
		fmt.Fprintf(s.stderr, "\nand the same for %s.", strings.Join(slices.Clone(more), ", "))
	}
	fmt.Fprint(s.stderr, "\nWhen it has answered: state = \"replied\", with its source and its answers; else "+
		"\"no_reply\" or \"declined\" (docs/formats.md, Replies).\n")
}
