package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/proof"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "say everything that is wrong with a dossier, and prove its quotes",
		ArgsUsage: "DIR…",
		Flags: []cli.Flag{rubricFlag, capturesFlag, strictFlag, formatFlag, editionFlag, dateFlag, todayFlag,
			&cli.BoolFlag{Name: "record", Usage: "write down which quotes were found in the captures"},
			&cli.StringFlag{Name: "by", Value: "whereas check", Usage: "`NAME` of who records the proofs"}},
		Action: func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usagef("whereas check DIR", "check needs a folder")
			}
			format := c.String("format")
			if format != "text" && format != "json" {
				return usagef("formats: text, json", "unknown format %q", format)
			}
			if c.Bool("record") && len(c.StringSlice("captures")) == 0 {
				return usagef("whereas check DIR --captures FOLDER --record", "--record needs --captures")
			}
			var failed error
			for _, dir := range c.Args().Slice() {
				if err := check(c, dir, format); err == errInput {
					failed = err
				} else if err != nil {
					return err
				}
			}
			return failed
		},
	}
}

// checked is what check --format json prints for a dossier.
type checked struct {
	Diagnostics []diag.JSON  `json:"diagnostics"`
	Claims      int          `json:"claims"`
	Sources     int          `json:"sources"`
	Quotes      proof.Counts `json:"quotes"`
}

func check(c *cli.Context, dir, format string) error {
	s, err := open(c, dir)
	if err != nil {
		return err
	}
	defer s.close()
	d := s.company.Whole
	if c.Bool("record") {
		if err := record(dir, d, s.company.Proven); err != nil {
			return err
		}
	}
	if format == "json" {
		b, err := json.MarshalIndent(checked{diag.ToJSON(s.list.Sorted()), len(d.Claims), len(d.Sources), s.company.Counts}, "", " ")
		if err != nil {
			return fmt.Errorf("write the result: %w", err)
		}
		if _, err := fmt.Fprintf(c.App.Writer, "%s\n", b); err != nil {
			return fmt.Errorf("write the result: %w", err)
		}
		if s.list.Failed(s.strict) {
			return errInput
		}
		return nil
	}
	failed := s.report()
	q := s.company.Counts
	fmt.Fprintf(c.App.Writer, "%s: %s, %s; %s, %s; quotes: %d proven, %d unproven, %d failed, of %d\n",
		filepath.ToSlash(dir), count(s.list.Count(diag.Error), "error"), count(s.list.Count(diag.Warning), "warning"),
		count(len(d.Claims), "claim"), count(len(d.Sources), "source"), q.Proven, q.Unproven, q.Failed, q.Total)
	return failed
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// record writes proofs.lock.toml. It is written even where the dossier has faults: what was found was found.
func record(dir string, d *dossier.Dossier, proven []dossier.Proof) error {
	return writeFile(filepath.Join(dir, dossier.ProofFile), dossier.FormatProofs(proven))
}
