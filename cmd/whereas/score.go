package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"whereas/report/diag"
)

func scoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "the card of a company, and why it stands as it stands",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{rubricFlag, capturesFlag, strictFlag, formatFlag, editionFlag, todayFlag, mapFlag,
			&cli.StringFlag{
				Name:  "explain",
				Usage: "say in plain words why `ID` (a claim, an indicator, a category) stands where it stands",
			},
			&cli.BoolFlag{Name: "suggest", Usage: "list claims that could bear on a level and weren't coded"}},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			format := c.String("format")
			if format != "text" && format != "json" {
				return usagef("formats: text, json", "unknown format %q", format)
			}
			if c.Bool("suggest") && c.IsSet("explain") {
				return usagef("", "--suggest and --explain can't be asked at once")
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			s, err := st.openOrReport(dir)
			if s == nil {
				return err
			}
			defer s.close()
			if err := s.reportMade(); err != nil {
				return err
			}
			if s.company == nil {
				return nil
			}
			return printScore(c, s)
		},
	}
}

// printScore prints what score was asked for: the card, an explanation, or suggestions.
func printScore(c *cli.Context, s *session) error {
	w, asJSON := c.App.Writer, c.String("format") == "json"
	if c.Bool("suggest") {
		values, text := s.setup.Suggest(s.company)
		return printEither(w, asJSON, text, values)
	}
	scored := s.setup.Score(s.company)
	if !c.IsSet("explain") {
		if !asJSON {
			return printText(w, s.setup.Explaining(scored).CardText())
		}
		b, err := scored.Card.JSON()
		if err != nil {
			return fmt.Errorf("write the card: %w", err)
		}
		return printText(w, string(b))
	}
	id, explaining := c.String("explain"), s.setup.Explaining(scored)
	known := explaining.IDs()
	if !slices.Contains(known, id) {
		hint := "a claim, an indicator or a category"
		if near := diag.Nearest(id, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return usagef(hint, "there is nothing called %q to explain", id)
	}
	text, value := explaining.Explain(id)
	if asJSON && value == nil {
		return usagef("it is a lead: add --edition internal", "the public card doesn't hold %q", id)
	}
	return printEither(w, asJSON, text, value)
}

// printEither prints a value as JSON, or the text that says the same.
func printEither(w io.Writer, asJSON bool, text string, value any) error {
	if asJSON {
		b, err := json.MarshalIndent(value, "", " ")
		if err != nil {
			return fmt.Errorf("write the result: %w", err)
		}
		text = string(b) + "\n"
	}
	return printText(w, text)
}

func printText(w io.Writer, text string) error {
	if _, err := io.WriteString(w, text); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}
