package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

func rubricCommand() *cli.Command {
	return &cli.Command{
		Name:  "rubric",
		Usage: "check a rubric, or read it in plain words",
		Subcommands: []*cli.Command{
			{
				Name: "check", Usage: "say everything that is wrong with a rubric", ArgsUsage: "FILE",
				Flags: []cli.Flag{strictFlag},
				Action: func(c *cli.Context) error {
					if c.NArg() != 1 {
						return usagef("whereas rubric check my-rubric.toml", "rubric check needs one file")
					}
					s, err := openRubric(c, c.Args().First())
					if err != nil {
						return err
					}
					if err := s.report(); err != nil {
						return err
					}
					r := s.setup.Rubric
					_, err = fmt.Fprintf(c.App.Writer, "%s %s: %s, %s\n", r.ID, r.Version,
						plural(len(r.Categories), "category", "categories"),
						plural(len(r.Indicators), "indicator", "indicators"))
					return err
				},
			},
			{
				Name: "show", Usage: "questions, levels and what each needs, in plain words", ArgsUsage: "[ID…]",
				Flags: []cli.Flag{rubricFlag},
				Action: func(c *cli.Context) error {
					s, err := openRubric(c, c.String("rubric"))
					if err != nil {
						return err
					}
					if err := s.report(); err != nil {
						return err
					}
					return showRubric(c.App.Writer, s.setup, c.Args().Slice())
				},
			},
		},
	}
}

func openRubric(c *cli.Context, name string) (*session, error) {
	st := &settings{stderr: c.App.ErrWriter, strict: c.Bool("strict")}
	if err := st.loadRubric(name); err != nil {
		return nil, err
	}
	s := &session{settings: st}
	s.list.Append(&st.rubric)
	return s, nil
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// showRubric prints the indicators named, or the list of all.
func showRubric(w io.Writer, setup *report.Setup, ids []string) error {
	if len(ids) == 0 {
		return printText(w, setup.Asking(""))
	}
	var texts []string
	for _, id := range ids {
		if r := setup.Rubric; r.Indicator(id) == nil {
			hint := "whereas rubric show lists them"
			if near := diag.Nearest(id, r.IDs()); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			return usagef(hint, "rubric %q has no indicator %q", r.ID, id)
		}
		texts = append(texts, setup.Asking(id))
	}
	return printText(w, strings.Join(texts, "\n"))
}
