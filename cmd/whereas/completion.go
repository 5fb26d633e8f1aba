package main

import (
	"embed"
	"fmt"
	"io"
	"strings"
	"text/template"

	"github.com/urfave/cli/v2"

	"whereas/report/diag"
)

// What each shell is told, as a template over a described program.
//
//go:embed completion
var completions embed.FS

// shells are those that completions are made for.
var shells = [...]string{"bash", "zsh", "fish", "powershell"}

func completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print what a shell needs to complete verbs, flags and their values: docs/install.md says where to",
		ArgsUsage: strings.Join(shells[:], "|"),
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usagef("whereas completion bash", "completion needs the name of one shell")
			}
			shell := c.Args().First()
			for _, known := range shells {
				if shell == known {
					l, err := readLists(c)
					if err != nil {
						return err
					}
					return completion(c.App.Writer, shell, describe(c.App, l))
				}
			}
			hint := "shells: " + strings.Join(shells[:], ", ")
			if near := diag.Nearest(shell, shells[:]); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			return usagef(hint, "there are no completions for %q", shell)
		},
	}
}

// completion writes what a shell is told of a program.
func completion(w io.Writer, shell string, program described) error {
	t, err := template.New(shell+".tmpl").Funcs(template.FuncMap{
		"quote":    quoteFor(shell),
		"join":     strings.Join,
		"escape":   strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace, // within bash's $'…'
		"ident":    strings.NewReplacer(" ", "_", "-", "_").Replace,
		"spec":     zshSpec,
		"argument": zshArgument,
		"verb":     func(d described) string { return d.Name + ":" + strings.ReplaceAll(d.Usage, ":", `\:`) },
		"list":     func(words ...string) []string { return words },
		"leaves":   func() []described { return leaves(program) },
	}).ParseFS(completions, "completion/"+shell+".tmpl")
	if err != nil {
		return fmt.Errorf("read the template for %s: %w", shell, err)
	}
	var b strings.Builder
	if err := t.Execute(&b, program); err != nil {
		return fmt.Errorf("fill the template for %s: %w", shell, err)
	}
	return printText(w, b.String())
}

// leaves are the verbs that do something: those without verbs of their own.
func leaves(d described) (out []described) {
	if len(d.Verbs) == 0 {
		return []described{d}
	}
	for _, v := range d.Verbs {
		out = append(out, leaves(v)...)
	}
	return out
}

// quoteFor gives a text as one word of a shell's language, whatever stands in it.
func quoteFor(shell string) func(string) string {
	var r *strings.Replacer
	switch shell {
	case "fish":
		r = strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	case "powershell": // which takes typographic quotation marks for plain ones
		r = strings.NewReplacer(`'`, `''`, "‘", "''", "’", "''", "‚", "''", "‛", "''")
	default:
		r = strings.NewReplacer(`'`, `'\''`)
	}
	return func(s string) string { return "'" + r.Replace(s) + "'" }
}

// zshSpec is a flag as zsh's _arguments wants it: '*--captures=[what it is]:DIR:_files -/'.
func zshSpec(f describedFlag) string {
	inside := strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `:`, `\:`)
	s := "--" + f.Name
	if f.Value != "" {
		s += "="
	}
	if f.Many {
		s = "*" + s
	}
	s += "[" + inside.Replace(f.Usage) + "]"
	if f.Value != "" {
		s += ":" + inside.Replace(f.Value) + ":" + zshAction(f.Words)
	}
	return quoteFor("zsh")(s)
}

// zshArgument is what a verb takes, in the same language; "" where it takes nothing.
func zshArgument(d described) string {
	if d.Args == "" {
		return ""
	}
	return quoteFor("zsh")("*:" + strings.ReplaceAll(d.Args, ":", `\:`) + ":" + zshAction(d.Words))
}

// zshAction is what zsh does to complete a value.
func zshAction(o offer) string {
	words := strings.Join(o.Words, " ")
	paths := map[files]string{noFiles: " ", anyFile: "_files", aFolder: "_files -/", aDossier: `_files -g "*.xlsx"`,
		aTOMLFile: `_files -g "*.toml"`}[o.Files]
	switch {
	case len(o.Words) == 0:
		return paths
	case o.Commas:
		return "_sequence compadd - " + words
	case o.Files == noFiles:
		return "(" + words + ")"
	}
	return "{ compadd - " + words + "; " + paths + " }"
}
