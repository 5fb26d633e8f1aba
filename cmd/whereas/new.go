package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
	"whereas/templates"
)

func newCommand() *cli.Command {
	return &cli.Command{
		Name:      "new",
		Usage:     "lay out a dossier to begin with",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{
			&cli.StringFlag{
				Name:  "from",
				Usage: "judge by the rubric `NAME`, or a file: all its questions are laid out",
			},
			&cli.StringFlag{Name: "workbook", Usage: "in place of a folder, lay out the workbook `FILE.xlsx`"},
		},
		Action: func(c *cli.Context) error {
			if c.IsSet("workbook") {
				return newWorkbook(c, c.String("workbook"))
			}
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			files, err := skeletonFiles(c)
			if err != nil {
				return err
			}
			if err := newDossier(c, dir, files); err != nil {
				return err
			}
			if c.IsSet("from") {
				shown := diag.Visible(shownName(dir))
				_, err = fmt.Fprintf(
					c.App.ErrWriter,
					"next: whereas check %s%s; the questions stand in its assessments/\n",
					shown,
					rubricWord(c.String("from")),
				)
				return err
			}
			return nextSteps(c, dir)
		},
	}
}

// skeleton is the files of a dossier to begin with: where they lie among the templates, and in the dossier.
func skeleton() [][2]string {
	return [][2]string{
		{"dossier/dossier.toml", "dossier.toml"},
		{"dossier/assessment.toml", "assessments/" + report.DefaultRubric + ".toml"},
		{"dossier/gitignore", ".gitignore"},
	}
}

// rubricWord is the flag that names a rubric of one's own; nothing for the one that is taken where none is named.
func rubricWord(name string) string {
	if name == report.DefaultRubric {
		return ""
	}
	return " --rubric " + diag.Visible(name)
}

// nextSteps says what somebody does next who has never seen a dossier.
func nextSteps(c *cli.Context, dir string) error {
	shown := diag.Visible(shownName(dir))
	_, err := fmt.Fprintf(
		c.App.ErrWriter,
		"next: whereas draft %s makes the resolution of its invented company, and whereas "+
			"check %s says what is wrong\nthen replace the company, its sources and claims by yours: "+
			"docs/first-dossier.md goes step by step\n",
		shown,
		shown,
	)
	return err
}

// skeletonFiles are the files of a new dossier: the skeleton, and with --from an assessment with the questions of that
// rubric, and no company, source or claim.
func skeletonFiles(c *cli.Context) ([][2]string, error) {
	var out [][2]string
	for _, f := range skeleton() {
		b, err := fs.ReadFile(templates.Files, f[0])
		if err != nil {
			return nil, fmt.Errorf("read the skeleton: %w", err)
		}
		out = append(out, [2]string{f[1], string(b)})
	}
	if !c.IsSet("from") {
		return out, nil
	}
	s, err := openRubric(c, c.String("from"))
	if err != nil {
		return nil, err
	}
	if s.failed() {
		return nil, s.report()
	}
	r := s.setup.Rubric
	for i, f := range out {
		if strings.HasPrefix(f[0], "assessments/") {
			out[i] = [2]string{"assessments/" + r.ID + ".toml", s.setup.Sheet("2026-01-31")}
		}
	}
	return out, nil
}

// newWorkbook writes the same dossier as a workbook. It refuses a name that is taken.
func newWorkbook(c *cli.Context, name string) error {
	if c.NArg() > 0 {
		return usagef("whereas new --workbook FILE.xlsx", "new takes a folder or --workbook, not both")
	}
	if c.IsSet("from") {
		return usagef(
			"whereas new DIR --from RUBRIC, then whereas export DIR",
			"--from lays out a folder, and no workbook",
		)
	}
	if filepath.Ext(name) != ".xlsx" {
		return usagef("for example --workbook dossier.xlsx", "the name of a workbook ends in .xlsx, not %q", name)
	}
	if err := refuseUnportable(name); err != nil {
		return err
	}
	if _, err := os.Lstat(name); err == nil {
		return usagef("give a name that isn't taken", "there is a file %q already", name)
	}
	st := &settings{stderr: c.App.ErrWriter}
	if err := st.loadRubric(report.DefaultRubric); err != nil {
		return err
	}
	files := report.Files{}
	for _, f := range skeleton()[:2] {
		b, err := fs.ReadFile(templates.Files, f[0])
		if err != nil {
			return fmt.Errorf("read the skeleton: %w", err)
		}
		files[f[1]] = b
	}
	data, err := st.setup.Books().Export(files, "", true, &diag.List{})
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := writeFile(name, data); err != nil {
		return err
	}
	return printText(c.App.Writer, diag.Visible(filepath.ToSlash(name))+"\n")
}

// newDossier refuses a folder that holds anything: nothing of a user's is written over.
func newDossier(c *cli.Context, dir string, files [][2]string) error {
	if err := refuseUnportable(dir); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return usagef("give a folder that doesn't exist yet", "%q is a file, not a folder", dir)
		}
		return fmt.Errorf("look into %s: %w", dir, err)
	}
	if len(entries) > 0 {
		return usagef("give a folder that doesn't exist yet, or an empty one", "the folder %q isn't empty", dir)
	}
	for _, f := range files {
		to := filepath.Join(dir, filepath.FromSlash(f[0]))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("make the folder: %w", err)
		}
		if err := writeFile(to, []byte(f[1])); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(c.App.Writer, diag.Visible(filepath.ToSlash(to))); err != nil {
			return err
		}
	}
	return nil
}
