package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report/diag"
)

func auditCommand() *cli.Command {
	return &cli.Command{
		Name:      "audit",
		Usage:     "say what stands in a proposal that you already have, and what is wrong with it",
		ArgsUsage: "FILE",
		Flags: []cli.Flag{rubricFlag, strictFlag, formatFlag, editionFlag, todayFlag,
			&cli.StringFlag{Name: "rules", Value: "us-sec-14a-8", Usage: "`NAME` of the rules that it is filed by"}},
		Action: func(c *cli.Context) error {
			name, err := oneFile(c)
			if err != nil {
				return err
			}
			if format := c.String("format"); format != "text" && format != "json" {
				return usagef("formats: text, json", "unknown format %q", format)
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			if known := st.setup.RuleNames(); !slices.Contains(known, c.String("rules")) {
				return usagef("rules: "+strings.Join(known, ", "), "there are no filing rules %q", c.String("rules"))
			}
			data, err := readText(name)
			if err != nil {
				return err
			}
			return audit(c, st, filepath.ToSlash(name), data)
		},
	}
}

// oneFile is the single file that a verb is given.
func oneFile(c *cli.Context) (string, error) {
	switch c.NArg() {
	case 0:
		return "", usagef(fmt.Sprintf("whereas %s FILE", c.Command.Name), "%s needs a file", c.Command.Name)
	case 1:
		return c.Args().First(), nil
	}
	return "", usagef("", "%s takes one file, not %d", c.Command.Name, c.NArg())
}

// readText reads a text that a person named.
func readText(name string) ([]byte, error) {
	b, err := readRegular(name)
	var usage usageError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("", "there is no file %q", name)
	case errors.As(err, &usage):
		return nil, usagef("give the file that the proposal stands in", "%q isn't a file", name)
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	}
	return b, nil
}

// audit looks at one text and prints what was found.
func audit(c *cli.Context, st *settings, name string, data []byte) error {
	var list diag.List
	list.Append(&st.rubric)
	r, err := st.setup.Audit(name, data, c.String("rules"), st.opts.Today, &list)
	if err != nil {
		return fmt.Errorf("audit %s: %w", name, err)
	}
	var failed error
	if list.Failed(st.strict) {
		failed = errInput
	}
	found := list.Sorted()
	if c.String("format") == "json" {
		b, err := json.MarshalIndent(r.ToJSON(name, found), "", " ")
		if err != nil {
			return fmt.Errorf("write the result: %w", err)
		}
		if err := printText(c.App.Writer, string(b)+"\n"); err != nil {
			return err
		}
		return failed
	}
	texts := st.setup.Texts(nil)
	if texts[name] = data; r != nil {
		texts[name] = r.Text.Shown
	}
	style := styleOf(st.stderr)
	style.All = true
	if err := diag.Print(st.stderr, found, texts, style); err != nil {
		return fmt.Errorf("print the findings: %w", err)
	}
	if r == nil {
		return failed
	}
	summary := fmt.Sprintf("%s\n%s: %s, %s, %s\n", r, diag.Visible(name), count(list.Count(diag.Error), "error"),
		count(list.Count(diag.Warning), "warning"), count(list.Count(diag.Notice), "notice"))
	if err := printText(c.App.Writer, summary); err != nil {
		return err
	}
	return failed
}
