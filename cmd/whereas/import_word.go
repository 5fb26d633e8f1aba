package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

// importWord writes a resolution that people edited in a word processor as the dossier's resolution.md, whole or not at
// all, and says what became of its changes, comments and notes.
func importWord(c *cli.Context, name string) error {
	accept := c.String("accept")
	if !c.IsSet("into") {
		return usagef("whereas import "+name+" --into DIR",
			"import needs to know the dossier that it is to take the file into")
	}
	if !slices.Contains([]string{"", "all", "none", "ask"}, accept) {
		return usagef("--accept all, none or ask", "unknown answer %q to tracked changes", accept)
	}
	data, err := readText(name)
	if err != nil {
		return err
	}
	st, err := readSettings(c)
	if err != nil {
		return err
	}
	defer st.close()
	s, err := st.openOrReport(c.String("into"))
	if s == nil {
		return err
	}
	defer s.close()
	if s.failed() { // its claims can't be told apart
		return s.report()
	}
	to := filepath.Join(s.dir, "resolution.md")
	dry := c.Bool("dry-run")
	if _, err := os.Lstat(to); err == nil && !st.force && !dry {
		return usagef("keep it under another name first, or write over it with --force",
			"the dossier has a resolution.md already, which isn't written over")
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look for %s: %w", to, cause(err))
	}
	edited, err := st.setup.ComeBack(data, accept != "none", nil, s.company.Claims)
	if err == nil && accept == "ask" {
		undone := map[int]bool{}
		answers := bufio.NewScanner(c.App.Reader)
		for i, x := range edited.Changes {
			which := fmt.Sprintf("%d of %d", i+1, len(edited.Changes))
			made, wrong := askChange(c, answers, which, changeLine(x.Taken, x.Text, x.Who, x.When, x.In))
			if wrong != nil {
				return wrong
			}
			undone[x.N] = !made
		}
		edited, err = st.setup.ComeBack(data, true, undone, s.company.Claims)
	}
	if err != nil {
		return usagef("save it as .docx again; or save its text as .txt, and whereas audit it with --adopt",
			"%q can't be read: %v", name, err)
	}
	var b strings.Builder
	for _, x := range edited.Changes {
		fmt.Fprintf(&b, "%s\n", changeLine(x.Taken, x.Text, x.Who, x.When, x.In))
	}
	for _, x := range edited.Comments {
		fmt.Fprintf(&b, "comment%s: %s\n", by(x.Who, x.When), diag.Visible(x.Text))
	}
	if len(edited.Changes) > 0 && accept == "" {
		if err := printText(c.App.Writer, b.String()); err != nil {
			return err
		}
		return usagef("--accept all makes them, --accept none undoes them, --accept ask goes through them",
			"the file has %s, and nothing was written", count(len(edited.Changes), "tracked change"))
	}
	if n := len(edited.Markdown); n > report.MaxProse {
		return usagef("leave in it what is the resolution's text",
			"the text of %q has %d bytes; at most %d are read of a resolution.md", name, n, report.MaxProse)
	}
	written := "written"
	if dry {
		written = "not written (--dry-run)"
	} else if err := writeFile(to, edited.Markdown); err != nil {
		return err
	}
	fmt.Fprintf(&b, "%sresolution.md: %s; %s cited, %s of its own\n", diag.Visible(s.opts.Prefix), written,
		count(len(edited.Tied), "claim"), count(edited.Own, "note"))
	if len(edited.Gone) > 0 {
		fmt.Fprintf(&b, "not cited any more: %s\n", diag.Visible(strings.Join(edited.Gone, ", ")))
	}
	if len(edited.Reworded) > 0 {
		fmt.Fprintf(&b, "notes that say something else in the file than the dossier does, which stands: %s\n",
			diag.Visible(strings.Join(edited.Reworded, ", ")))
	}
	if len(edited.Left) > 0 {
		fmt.Fprintf(&b, "left out, since it can't come back: %s\n", strings.Join(edited.Left, ", "))
	}
	return printText(c.App.Writer, b.String())
}

// changeLine tells a tracked change, with the sentence that it stands in.
func changeLine(taken bool, text, who, when, in string) string {
	what := "put in"
	if taken {
		what = "taken out"
	}
	line := fmt.Sprintf("%s: \"%s\"%s", what, diag.Visible(text), by(who, when))
	if in != "" && in != text {
		line += "\n    in: " + diag.Visible(in)
	}
	return line
}

// askChange asks of a tracked change whether it is to be made. Where the answers end before the questions do, nothing
// may be written.
func askChange(c *cli.Context, answers *bufio.Scanner, which, line string) (made bool, err error) {
	for {
		fmt.Fprintf(c.App.ErrWriter, "%s, %s\n    make it? y or n: ", which, line)
		if !answers.Scan() {
			return false, usagef("answer y (it is made) or n (it is undone) to each",
				"tracked change %s had no answer, and nothing was written", which)
		}
		switch strings.ToLower(strings.TrimSpace(answers.Text())) {
		case "y", "yes":
			return true, nil
		case "n", "no":
			return false, nil
		}
	}
}

// by is who did something, and when, as far as it is known.
func by(who, when string) string {
	s := ""
	if who != "" {
		s += ", by " + who
	}
	if when != "" {
		s += ", " + when
	}
	return diag.Visible(s)
}
