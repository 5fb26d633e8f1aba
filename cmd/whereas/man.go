package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

func manCommand() *cli.Command {
	return &cli.Command{
		Name:  "man",
		Usage: "print the manual page of all verbs: docs/install.md says where to",
		Action: func(c *cli.Context) error {
			l, err := readLists(c)
			if err != nil {
				return err
			}
			return printText(c.App.Writer, manual(describe(c.App, l), readBuild()))
		},
	}
}

// manual is the manual page of a program in the language of man(7). Its day is that of the commit that the program was
// built from, so that the same build prints the same page.
func manual(program described, b build) string {
	day, _, _ := strings.Cut(b.time, "T")
	m := &manPage{}
	m.macro("TH", strings.ToUpper(program.Name), "1", day, program.Name+" "+b.version, "User Commands")
	m.macro("SH", "NAME")
	m.text(program.Name + " - " + program.Usage)
	m.macro("SH", "SYNOPSIS")
	m.macro("SY", program.Name)
	m.lines(`\fIVERB\fR [\fIFLAG\fR ...] [\fIARGUMENT\fR ...]`)
	m.macro("YS")
	m.macro("SH", "DESCRIPTION")
	m.text("Results go to standard output, all else to standard error. Flags stand before or behind the other words. " +
		"What was changed by hand in a folder of results is never written over without --force.")
	m.macro("SH", "VERBS")
	for _, v := range leaves(program) {
		m.verb(program.Name, v)
	}
	m.macro("SH", "EXIT STATUS")
	for _, s := range [][2]string{{"0", "fine"}, {"1", "the input has faults"}, {"2", "wrong usage"},
		{"3", "the machine failed"}} {
		m.macro("TP")
		m.lines(s[0])
		m.text(s[1])
	}
	m.macro("SH", "ENVIRONMENT")
	m.macro("TP")
	m.lines("NO_COLOR")
	m.text("set to anything: no colours, even on a terminal")
	m.macro("SH", "SEE ALSO")
	m.text("README.md, and docs/ with a first dossier step by step, the method, all formats and all messages")
	return m.String()
}

// manPage is a page that is being written.
type manPage struct{ strings.Builder }

// roff has what roff would take for its own as text: a backslash, and a hyphen that must be copied as one.
var roff = strings.NewReplacer(`\`, `\(rs`, `-`, `\-`)

// macro writes a line that roff acts on.
func (m *manPage) macro(name string, args ...string) {
	m.WriteString("." + name)
	for _, a := range args {
		m.WriteString(` "` + strings.ReplaceAll(roff.Replace(a), `"`, `\(dq`) + `"`)
	}
	m.WriteString("\n")
}

// text writes a text as a paragraph goes on, each sentence on a line of its own as roff wants it; nothing in it acts.
func (m *manPage) text(s string) {
	for sentence := range strings.SplitSeq(strings.ReplaceAll(s, ". ", ".\n"), "\n") {
		for line := range strings.SplitSeq(wrapped(sentence, 0), "\n") {
			m.lines(roff.Replace(line))
		}
	}
}

// lines writes a line that may change the face, and does no more.
func (m *manPage) lines(s string) {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	m.WriteString(s + "\n")
}

func (m *manPage) verb(program string, v described) {
	m.macro("SS", strings.TrimSpace(program+" "+v.Path+" "+v.Args))
	m.text(v.Usage)
	if len(v.Words.Words) > 0 && !strings.Contains(v.Args, v.Words.Words[0]) {
		m.macro("PP")
		m.text(v.Args + " can be: " + strings.Join(v.Words.Words, ", "))
	}
	for _, f := range v.Flags {
		m.macro("TP")
		head := `\fB` + roff.Replace("--"+f.Name) + `\fR`
		if f.Value != "" {
			head += ` \fI` + roff.Replace(f.Value) + `\fR`
		}
		m.lines(head)
		usage := f.Usage
		if f.Default != "" {
			usage += fmt.Sprintf(" (default: %s)", f.Default)
		}
		m.text(usage)
	}
}
