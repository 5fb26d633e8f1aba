package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

func auditCommand() *cli.Command {
	return &cli.Command{
		Name:      "audit",
		Usage:     "say what stands in a proposal that you already have, and what is wrong with it",
		ArgsUsage: "FILE",
		Flags: []cli.Flag{rubricFlag, capturesFlag, strictFlag, formatFlag, editionFlag, todayFlag, forceFlag,
			&cli.StringFlag{Name: "dossier", Usage: "say what the dossier in `DIR` supports, contradicts and lacks"},
			&cli.BoolFlag{
				Name:  "adopt",
				Usage: "write the text as the dossier's resolution.md, with its notes tied to claims",
			},
			&cli.StringFlag{
				Name: "company-statement",
				Usage: "say which claims of the dossier the board's statement in `FILE` answers, denies and leaves " +
					"silent",
			},
			&cli.StringFlag{Name: "rules", Value: "us-sec-14a-8", Usage: "`NAME` of the rules that it is filed by"}},
		Action: func(c *cli.Context) error {
			statement := c.String("company-statement")
			if statement != "" && !c.IsSet("dossier") {
				return usagef(
					"whereas audit --company-statement FILE --dossier DIR",
					"--company-statement needs --dossier",
				)
			}
			name, err := "", error(nil)
			if c.NArg() > 0 || statement == "" { // a statement can be looked at by itself
				if name, err = oneFile(c); err != nil {
					return err
				}
			}
			if format := c.String("format"); format != "text" && format != "json" {
				return usagef("formats: text, json", "unknown format %q", format)
			}
			if c.Bool("adopt") && (!c.IsSet("dossier") || name == "") {
				return usagef("whereas audit FILE --dossier DIR --adopt", "--adopt needs a file and --dossier")
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			if known := st.setup.RuleNames(); !slices.Contains(known, c.String("rules")) {
				return usagef("rules: "+strings.Join(known, ", "), "there are no filing rules %q", c.String("rules"))
			}
			a := &auditing{settings: st, name: filepath.ToSlash(name), statement: filepath.ToSlash(statement),
				rules: c.String("rules")}
			if a.data, err = readText(name); err != nil {
				return err
			}
			if a.said, err = readText(statement); err != nil {
				return err
			}
			if c.IsSet("dossier") {
				if a.session, err = st.openOrReport(c.String("dossier")); a.session == nil {
					return err
				}
				defer a.session.close()
				if a.session.failed() { // nothing can be set beside it
					return a.session.report()
				}
				if rules := a.session.company.Dossier.Meeting.Rules.S; rules != "" && !c.IsSet("rules") {
					a.rules = rules
				}
			}
			return a.run(c)
		},
	}
}

// auditing is the way of one text through an audit.
type auditing struct {
	*settings
	session         *session // of the dossier that it is set beside; nil where there is none
	name, statement string   // of the proposal and of the board's statement; "" where there is none
	data, said      []byte   // what they hold
	rules           string
	list            diag.List
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

// mostRead bounds what is read at all, pictures of a document included. A text has its own limit, which is told as a
// fault of it.
const mostRead = 64 << 20

// readText reads a text that a person named; nothing where none is.
func readText(name string) ([]byte, error) {
	if name == "" {
		return nil, nil
	}
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && info.Size() > mostRead {
		return nil, usagef(
			"keep the proposal and its notes in a file of their own",
			"%q has %d bytes; no proposal has as many",
			name,
			info.Size(),
		)
	}
	b, err := readRegular(name)
	var usage usageError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("", "there is no file %q", name)
	case errors.As(err, &usage):
		return nil, usagef("give the file that the proposal stands in", "%q isn't a file", name)
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	case b == nil:
		b = []byte{}
	}
	return b, nil
}

// run looks at the text and prints what was found.
func (a *auditing) run(c *cli.Context) error {
	a.list.Append(&a.rubric)
	texts := a.setup.Texts(nil)
	company := &report.Graded{}
	if a.session != nil {
		company = a.session.company
		texts = a.setup.Texts(company.Dossier)
	}
	r, err := a.setup.Audit(a.name, a.data, a.rules, company.Claims, a.opts.Today, &a.list)
	if err != nil {
		return fmt.Errorf("audit %s: %w", a.name, err)
	}
	adopted := ""
	if c.Bool("adopt") && r != nil && r.Beside.About == "" {
		text := r.Adopt()
		if adopted, err = a.adopt(text.Markdown, text.Tied, text.Own); err != nil {
			return err
		}
	}
	statement, err := a.setup.Against(a.statement, a.said, r, company.Claims, &a.list)
	if err != nil {
		return fmt.Errorf("audit %s: %w", a.statement, err)
	}
	var failed error
	if a.list.Failed(a.strict) {
		failed = errInput
	}
	found := a.list.Sorted()
	if a.session != nil && a.session.book != nil {
		found = a.session.sorted(&a.list)
		maps.Copy(texts, a.session.book.Places.Texts())
	}
	if c.String("format") == "json" {
		all := r.ToJSON(a.name, found)
		all.Statement = statement
		b, err := json.MarshalIndent(all, "", " ")
		if err != nil {
			return fmt.Errorf("write the result: %w", err)
		}
		if err := printText(c.App.Writer, string(b)+"\n"); err != nil {
			return err
		}
		return failed
	}
	summary := ""
	if texts[a.name] = string(a.data); r != nil {
		texts[a.name] = string(r.Text.Shown)
		summary = r.String() + "\n" + adopted
	}
	if texts[a.statement] = string(a.said); statement != nil {
		texts[a.statement] = string(statement.Shown)
		summary += statement.String() + "\n"
	}
	style := styleOf(a.stderr)
	style.All = true
	if err := diag.Print(a.stderr, found, texts, style); err != nil {
		return fmt.Errorf("print the findings: %w", err)
	}
	if r == nil && statement == nil {
		return failed
	}
	name := a.name
	if name == "" {
		name = a.statement
	}
	summary += fmt.Sprintf("%s: %s, %s, %s\n", diag.Visible(name), count(a.list.Count(diag.Error), "error"),
		count(a.list.Count(diag.Warning), "warning"), count(a.list.Count(diag.Notice), "notice"))
	if err := printText(c.App.Writer, summary); err != nil {
		return err
	}
	return failed
}

// adopt writes a text as the dossier's resolution.md, whole or not at all, and says what it wrote: how many of its
// marks cite claims now, and how many notes are its author's own.
func (a *auditing) adopt(text []byte, tied, own int) (string, error) {
	if a.session.book != nil {
		return "", usagef("take it into a folder first: whereas import "+shownName(a.session.dir)+" --into DIR",
			"--adopt writes into a folder, and %q is a workbook", a.session.dir)
	}
	name := filepath.Join(a.session.dir, "resolution.md")
	shown := a.session.opts.Prefix + "resolution.md"
	if _, err := os.Lstat(name); err == nil && !a.force {
		a.list.Errorf(diag.Span{File: shown}, diag.ResolutionExists,
			"the dossier has a resolution.md already, which isn't written over").
			WithHint("keep it under another name first, or write over it with --force")
		return "", nil
	}
	if err := writeFile(name, text); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s: written; %s tied to claims, %s of your own\n\n", diag.Visible(shown), count(tied, "mark"),
		count(own, "note")), nil
}
