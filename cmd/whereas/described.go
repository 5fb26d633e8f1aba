package main

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/rubrics"
)

// described is a verb as its help describes it: what the completions and the man page are made from, so that neither
// says anything else than the help. Hidden verbs and flags aren't in it.
type described struct {
	Path  string // "draft", "rubric show"; "" for the program itself
	Name  string // the last word of it
	Usage string
	Args  string // as the help writes them: "DIR…"; "" for none
	Words offer  // what its arguments may be
	Flags []describedFlag
	Verbs []described
}

// describedFlag is a flag without its two hyphens.
type describedFlag struct {
	Name    string
	Usage   string // without the backquotes around the placeholder
	Value   string // the placeholder; "" for a flag that takes no value
	Default string
	Many    bool // it may be given several times
	Words   offer
}

// offer is what a shell can offer for an argument or a value.
type offer struct {
	Words  []string // a closed list
	Commas bool     // several of them, separated by commas
	Files  files
}

// files is which files and folders a shell offers.
type files string

const (
	noFiles   files = ""
	anyFile   files = "any"
	aFolder   files = "folders"
	aDossier  files = "xlsx" // a folder, or a workbook in its place
	aTOMLFile files = "toml"
)

// Ending is that of the files that are offered, without its dot; "" where any file is, or none.
func (o offer) Ending() string {
	if o.Files == aDossier || o.Files == aTOMLFile {
		return string(o.Files)
	}
	return ""
}

// lists are the closed lists that stand in data and not in a description.
type lists struct {
	rubrics, rules []string
	vocabulary     []string // names of its lists
	indicators     []string // of the rubric that is taken where none is named
}

// readLists reads them from what is embedded.
func readLists(c *cli.Context) (lists, error) {
	s, err := openRubric(c, report.DefaultRubric)
	if err != nil {
		return lists{}, err
	}
	l := lists{rubrics: report.RubricNames(rubrics.Files), indicators: s.setup.Rubric.IDs()}
	for name := range s.setup.Vocabulary {
		if name != "reason" { // sentences of the program, and no words of a dossier
			l.vocabulary = append(l.vocabulary, name)
		}
	}
	slices.Sort(l.vocabulary)
	names, err := fs.Glob(rubrics.Files, "filing/*.toml")
	if err != nil {
		return l, err
	}
	for _, name := range names {
		l.rules = append(l.rules, strings.TrimSuffix(path.Base(name), ".toml"))
	}
	return l, nil
}

// describe reads the description of a program off its verbs.
func describe(app *cli.App, l lists) described {
	d := described{Name: app.Name, Usage: app.Usage}
	for _, c := range app.Commands {
		if !c.Hidden {
			d.Verbs = append(d.Verbs, l.describe(c, ""))
		}
	}
	return d
}

func (l lists) describe(c *cli.Command, above string) described {
	d := described{Path: strings.TrimSpace(above + " " + c.Name), Name: c.Name, Usage: c.Usage, Args: c.ArgsUsage,
		Words: l.arguments(c.ArgsUsage)}
	for _, f := range c.Flags {
		if v, ok := f.(cli.VisibleFlag); ok && !v.IsVisible() || f.Names()[0] == "help" {
			continue
		}
		d.Flags = append(d.Flags, l.describeFlag(f))
	}
	for _, sub := range c.Subcommands {
		if !sub.Hidden && sub.Name != "help" { // which the library adds to the verb that runs
			d.Verbs = append(d.Verbs, l.describe(sub, d.Path))
		}
	}
	if len(d.Verbs) == 0 { // what takes verbs has no flags of its own
		d.Flags = append(d.Flags, describedFlag{Name: "help", Usage: "show help"})
	}
	return d
}

// placeholder is how a description names the value of its flag.
var placeholder = regexp.MustCompile("`([^`]+)`")

// closedList is how a description tells all the values that there are: a list of single words at its end, behind a
// colon or alone, as in "what is printed: text or json".
var closedList = regexp.MustCompile(`(?:^|: )([a-z0-9-]+(?:, [a-z0-9-]+)* or [a-z0-9-]+|[a-z0-9-]+(?:, [a-z0-9-]+)+)$`)

func (l lists) describeFlag(f cli.Flag) describedFlag {
	told := f.(cli.DocGenerationFlag)
	many, _ := f.(cli.DocGenerationSliceFlag)
	d := describedFlag{Name: f.Names()[0], Usage: placeholder.ReplaceAllString(told.GetUsage(), "$1"),
		Many: many != nil && many.IsSliceFlag()}
	if !told.TakesValue() {
		return d
	}
	d.Value = "VALUE"
	if m := placeholder.FindStringSubmatch(told.GetUsage()); m != nil {
		d.Value = m[1]
	}
	if _, number := f.(*cli.IntFlag); !number { // the number of jobs is this machine's
		d.Default = told.GetValue()
	}
	d.Words = l.values(d)
	return d
}

// values is what a flag may be given.
func (l lists) values(d describedFlag) offer {
	o := offer{Commas: strings.Contains(d.Usage, "separated by commas")}
	switch m := closedList.FindStringSubmatch(d.Usage); {
	case m != nil:
		o.Words = regexp.MustCompile(`, | or `).Split(m[1], -1)
	case o.Commas: // without more, all there are
		o.Words = strings.Split(d.Default, ",")
	case d.Name == "rubric" || d.Name == "from":
		o.Words, o.Files = l.rubrics, aTOMLFile
	case d.Name == "rules":
		o.Words = l.rules
	case d.Value == "DIR":
		o.Files = aFolder
	case d.Value == "FILE" || strings.Contains(d.Value, "."):
		o.Files = anyFile
	}
	return o
}

// arguments is what a verb may be given, by the words that its help has for it.
func (l lists) arguments(usage string) offer {
	usage, _, _ = strings.Cut(usage, " --")
	switch word := strings.Trim(usage, "[]…"); {
	case word == "DIR":
		return offer{Files: aDossier}
	case word == "OUT":
		return offer{Files: aFolder}
	case word == "FILE":
		return offer{Files: anyFile}
	case word == "LIST":
		return offer{Words: l.vocabulary}
	case word == "ID":
		return offer{Words: l.indicators}
	case strings.Contains(word, "|"):
		return offer{Words: strings.Split(word, "|")}
	}
	return offer{}
}
