package main

import (
	"fmt"
	"io"
	"os"
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
		Flags: []cli.Flag{rubricFlag, capturesFlag, strictFlag, editionFlag, dateFlag, todayFlag, outFlag, finalFlag,
			forceFlag, mapFlag, publishedFlag,
			asFlag(report.ResolutionFormats()),
			&cli.StringFlag{Name: "why", Usage: "say why the claim `ID` is told or isn't, and write nothing"},
			&cli.BoolFlag{
				Name:  "eject",
				Usage: "put the drafted text into the dossier as its resolution.md, to write on by hand; nothing else",
			}},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			as, err := forms(c.String("as"), report.ResolutionFormats())
			if err != nil {
				return err
			}
			return draft(c, dir, as, []report.Kind{report.KindResolution, report.KindWorkbook, report.KindCard})
		},
	}
}

// forms reads --as: some of all.
func forms(list string, all []report.Format) ([]report.Format, error) {
	var as []report.Format
	for f := range strings.SplitSeq(list, ",") {
		format := report.Format(strings.TrimSpace(f))
		if !slices.Contains(all, format) {
			return nil, usagef("forms: "+joined(all, ", "), "unknown format %q", format)
		}
		as = append(as, format)
	}
	return as, nil
}

// joined writes words one behind the other.
func joined[W ~string](words []W, between string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return strings.Join(out, between)
}

// eject puts the drafted text into the dossier as its resolution.md, to be written on by hand. One that is there stays.
func (s *session) eject(w io.Writer) error {
	if s.failed() || s.result == nil || s.result.Resolution == nil {
		return s.reportMade()
	}
	to := filepath.Join(s.dir, "resolution.md")
	if _, err := os.Lstat(to); err == nil {
		return usagef("it is your text already; keep it under another name to begin anew",
			"the dossier has a resolution.md already, which isn't written over")
	}
	if err := writeFile(to, s.result.Resolution.Markdown); err != nil {
		return err
	}
	return printText(w, diag.Visible(s.opts.Prefix)+"resolution.md\n")
}

// draft makes things of some kinds of a company, as draft and brief do.
func draft(c *cli.Context, dir string, as []report.Format, kinds []report.Kind) error {
	st, err := readSettings(c)
	if err != nil {
		return err
	}
	st.opts.Make, st.opts.As = kinds, as
	defer st.close()
	if sizeOf(dir) < aSmall {
		collect(seldom) // for the rest of the run
	}
	s, err := st.openOrReport(dir)
	if s == nil {
		return err
	}
	defer s.close()
	if !s.failed() { // else nothing is drafted from it
		if err := st.setup.Typeset.LoadFaces(); err != nil {
			return err
		}
	}
	files, err := s.draft()
	if err != nil {
		return fmt.Errorf("draft %s: %w", dir, err)
	}
	if files != nil { // as it lies there before it is written over
		if err := s.tellCarried(c.StringSlice("published")); err != nil {
			return err
		}
	}
	if c.IsSet("why") && s.result != nil {
		return s.tellWhy(c.App.Writer, c.String("why"))
	}
	if files == nil {
		return s.reportMade()
	}
	if c.Bool("eject") {
		return s.eject(c.App.Writer)
	}
	left, written, err := writeResult(s.folder(), files, s.force, &s.late)
	if err != nil {
		return err
	} else if !written {
		return s.reportMade()
	}
	s.tellLeft(left)
	failed := s.reportMade()
	if failed != nil && failed != errInput {
		return failed
	}
	var names strings.Builder
	for _, f := range files {
		names.WriteString(diag.Visible(s.opts.Out+f.Name) + "\n")
	}
	if c.Bool("legal-copy") {
		ok, err := s.legalCopy(&names)
		if err != nil {
			return err
		} else if !ok {
			failed = errInput
		}
	}
	if err := printText(c.App.Writer, names.String()); err != nil {
		return err
	}
	if c.Command.Name == "draft" && s.result.Resolution != nil {
		fmt.Fprint(s.stderr, s.result.Resolution.Table(columns(s.stderr)))
	}
	return failed
}

// tellWhy prints why a claim is told or isn't.
func (s *session) tellWhy(w io.Writer, id string) error {
	if why := s.result.Resolution.Why(id); why != "" {
		return printText(w, why+"\n")
	}
	if s.company.Private.Claim(id) != nil {
		return printText(w, id+" isn't told: it isn't in this edition. score --explain says what its grade is.\n")
	}
	var known []string
	for _, g := range s.company.Private.Claims {
		known = append(known, g.ID.S)
	}
	hint := "the ids of claims stand behind [claim.…]"
	if near := diag.Nearest(id, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return usagef(hint, "there is no claim %q", id)
}

// tellLeft says which files of an earlier run lie beside the result: they may speak of another dossier.
func (s *session) tellLeft(left []string) {
	if len(left) > 0 {
		fmt.Fprintf(s.stderr, "note: not of this run, and left as it was in %s: %s\n", diag.Visible(s.opts.Out),
			strings.Join(left, ", "))
	}
}

// folder is where a company's results are written.
func (s *session) folder() string {
	return filepath.FromSlash(strings.TrimSuffix(s.opts.Out, "/"))
}

// draft makes the files of a company, none where the dossier or, for a final text, the draft has faults; the
// diagnostics say why.
func (s *session) draft() ([]report.File, error) {
	if s.failed() {
		return nil, nil
	}
	if !s.canResolve() {
		return nil, nil
	}
	var faults diag.List
	s.scored = s.setup.Score(s.company)
	made, err := s.setup.Make(s.scored, s.opts, &faults)
	if err != nil {
		return nil, err
	}
	s.late.Append(&faults)
	s.result = made
	s.problems = faults.Count(diag.Error) + faults.Count(diag.Warning)
	if made == nil {
		return nil, nil
	}
	s.pointInto(made, s.opts.Out)
	if s.opts.Final && faults.Failed(true) {
		s.final = true
		return nil, nil // a text with faults isn't final
	}
	return made.Files, nil
}

// canResolve tells whether what is asked for can be made; the diagnostics say what can't. A briefing is made without
// the resolution.
func (s *session) canResolve() bool {
	if s.opts.Makes(report.KindResolution) && s.setup.LacksResolution(s.company.Claims, s.setup.Rubric.ID) {
		at := diag.Span{File: strings.TrimSuffix(s.opts.Prefix, "/")}
		switch {
		case s.opts.Makes(report.KindBriefing) && !s.opts.Final: // all else is made
			if s.company.Claims.Dossier.Meeting.Rules.S != "" {
				s.late.Warnf(at, diag.NoTemplate, "the rubric has no template of a resolution, and the dossier has no "+
					"resolution.md: all else is made")
			} else { // check warns of it
				s.late.Noticef(at, diag.MissingMeeting, "no resolution is made, since the dossier has no [meeting]: "+
					"all else is")
			}
			s.opts.Make = slices.DeleteFunc(report.Kinds(),
				func(k report.Kind) bool { return k == report.KindResolution || !s.opts.Makes(k) })
		case s.company.Claims.Dossier.Meeting.Rules.S == "":
			s.late.Errorf(at, diag.MissingMeeting, "a resolution needs to know its meeting: there is no [meeting]")
			return false
		}
	}
	return true
}

// pointInto remembers the texts that were made, as diagnostics name them: out is the folder that they go to.
func (s *session) pointInto(made *report.Result, out string) {
	s.made = diag.Texts{}
	if made.Resolution != nil {
		s.made[out+report.FileName("resolution.md", s.opts.Edition)] = string(made.Resolution.Markdown)
	}
	if made.Briefing != nil {
		s.made[out+report.FileName("briefing.md", s.opts.Edition)] = string(made.Briefing.Markdown)
	}
}
