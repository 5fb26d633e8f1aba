package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

func wordsCommand() *cli.Command {
	return &cli.Command{
		Name:      "words",
		Usage:     "say what the words mean that a dossier may use: kinds, statuses, source types, verbs of links …",
		ArgsUsage: "[LIST…]",
		Action: func(c *cli.Context) error {
			s, err := openRubric(c, report.DefaultRubric)
			if err != nil {
				return err
			}
			return showWords(c, s.setup, c.Args().Slice())
		},
	}
}

// showWords prints the lists that are named with their meanings, or which lists there are.
func showWords(c *cli.Context, setup *report.Setup, names []string) error {
	lists := slices.Sorted(maps.Keys(setup.Vocabulary))
	var b strings.Builder
	if len(names) == 0 {
		for _, name := range lists {
			if name == "reason" { // sentences of the program, and no words of a dossier
				continue
			}
			ids := strings.Join(setup.Vocabulary.IDs(name), ", ")
			fmt.Fprintf(&b, "%s\n", wrapped(fmt.Sprintf("%-15s %s", name, ids), 16))
		}
		b.WriteString("\nwhereas words kind says what each of them means\n")
	}
	for i, name := range names {
		if setup.Vocabulary[name] == nil {
			hint := "lists: " + strings.Join(lists, ", ")
			if near := diag.Nearest(name, lists); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			return usagef(hint, "there is no list %q", name)
		}
		if i > 0 {
			b.WriteString("\n")
		}
		for _, term := range setup.Vocabulary[name] {
			fmt.Fprintf(&b, "%s\n", wrapped(fmt.Sprintf("%-24s %s", term.ID, term.Meaning), 25))
		}
	}
	return printText(c.App.Writer, b.String())
}

// wrapped breaks a line at 80 characters, and begins the next ones with so many blanks.
func wrapped(line string, indent int) string {
	const most = 80
	var b strings.Builder
	at := 0
	for i, word := range strings.SplitAfter(line, " ") {
		n := len([]rune(word))
		if at+len([]rune(strings.TrimRight(word, " "))) > most && i > 0 && at > indent {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		}
		b.WriteString(word)
		at += n
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
