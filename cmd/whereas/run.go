package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"whereas/report"
	"whereas/report/diag"
)

// The rules of talking to people:
//   - results go to standard output, everything else to standard error;
//   - faults of the input are diagnostics (file:line:col, excerpt, hint), faults of the machine are one line "error:
//
// …";
//   - colour only on a terminal, never with NO_COLOR;
//   - exit codes: 0 fine, 1 the input has faults, 2 wrong usage, 3 the machine failed.
const (
	exitFine = iota
	exitInput
	exitUsage
	exitMachine
)

// usageError is a command line that can't be understood.
type usageError struct{ message, hint string }

func (e usageError) Error() string { return e.message }

func usagef(hint, format string, args ...any) error {
	return usageError{fmt.Sprintf(format, args...), hint}
}

// errInput says that diagnostics were printed and the run ends with exit code 1.
var errInput = errors.New("the input has faults")

// errMachine says that what the machine couldn't do was printed and the run ends with exit code 3.
var errMachine = errors.New("the machine failed")

// Main runs a command line and returns its exit code. A panic anywhere is a failure of the program like one of the
// machine: files are written whole or not at all, so nothing is left half-written.
func Main(args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(stderr, "error: the program itself failed: %s\n", diag.Visible(fmt.Sprint(r)))
			fmt.Fprintf(stderr, "hint: please pass on what follows, and the dossier if you may\n%s", debug.Stack())
			code = exitMachine
		}
	}()
	defer collect(often)()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1)) // which a large dossier sets
	err := run(args, stdout, stderr)
	var usage usageError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errInput):
		return exitInput
	case errors.Is(err, errMachine):
		return exitMachine
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "error: %s\n", diag.Visible(unquotedPaths(runtime.GOOS, usage.message)))
		if usage.hint != "" {
			fmt.Fprintf(stderr, "hint: %s\n", diag.Visible(usage.hint))
		}
		return exitUsage
	}
	fmt.Fprintf(stderr, "error: %s\n", diag.Visible(err.Error()))
	if hint := hintOf(runtime.GOOS, err); hint != "" {
		fmt.Fprintf(stderr, "hint: %s\n", hint)
	}
	return exitMachine
}

// How much garbage there may be for what is in use, in per cent, before it is collected. A run leaves a lot behind it
// and keeps little: collected less often than by default, it costs a tenth less time, and 15 to 50 MiB of memory more.
// Of a large dossier so much is kept that the garbage has to be less.
const (
	often  = 300
	pages  = 200 // of a batch with briefings, whose pages take as much again
	large  = 60
	seldom = 800     // of a dossier as most are, of which nothing grows large: 140 MiB in all, and an eighth less time
	aLarge = 8 << 20 // bytes of a dossier
	aSmall = 1 << 20
)

// collect sets it, unless whoever started the program did (GOGC), and returns what sets it back.
func collect(percent int) (back func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}

// memoryFor is how much memory a run may take for a large dossier, by the bytes of its files and of its captures,
// before garbage is collected as often as it takes to stay below. It is a sixth more than what was measured to be in
// use at most (docs/benchmarks.md): when the workbook is written, or when quotes are looked for in the captures. So the
// limit bounds what a run takes, and never makes it do nothing but collect. GOMEMLIMIT goes before it.
func memoryFor(files, captures int64) int64 {
	if os.Getenv("GOMEMLIMIT") != "" {
		return -1
	}
	const program = 64 << 20
	return program + max(files*66/10, files*44/10+captures*7)
}

func run(args []string, stdout, stderr io.Writer) error {
	app := &cli.App{
		Name:            "whereas",
		Usage:           "from sourced evidence to a shareholder resolution whose every sentence can be traced",
		Writer:          stdout,
		ErrWriter:       stderr,
		HideVersion:     true,
		HideHelpCommand: true,
		ExitErrHandler:  func(*cli.Context, error) {},
		OnUsageError:    badFlag,
		Commands: []*cli.Command{
			newCommand(), captureCommand(), checkCommand(), auditCommand(), scoreCommand(), draftCommand(),
			briefCommand(), lettersCommand(),
			previewCommand(), batchCommand(),
			compareCommand(), exportCommand(), importCommand(), rubricCommand(), wordsCommand(),
			versionCommand(), inventCommand(), completionCommand(), manCommand(),
		},
		DisableSliceFlagSeparator: true,
	}
	answerFlags(app.Commands)
	ordered, err := order(app.Commands, args)
	if err != nil {
		return err
	}
	return app.Run(append([]string{"whereas"}, ordered...))
}

// answerFlags has each verb answer for its flags: without that, the library prints the whole help to standard output.
func answerFlags(commands []*cli.Command) {
	for _, c := range commands {
		c.OnUsageError = badFlag
		c.HideHelpCommand = true // else a dossier called h would be taken for help
		answerFlags(c.Subcommands)
	}
}

// libraryFault is how the library says that a flag can't have its value.
var libraryFault = regexp.MustCompile(`^invalid (?:boolean )?value ("(?:[^"\\]|\\.)*") for (?:flag )?-([^:]+): `)

// badFlag puts what the library says of a flag into our words.
func badFlag(c *cli.Context, err error, _ bool) error {
	hint := "whereas --help"
	if c.Command != nil && c.Command.Name != "" {
		hint = c.Command.HelpName + " --help says what each flag takes"
	}
	if m := libraryFault.FindStringSubmatch(err.Error()); m != nil {
		return usagef(hint, "--%s can't be %s", m[2], m[1])
	}
	return usagef(hint, "%s", err)
}

// order puts the flags of a command line before its other words, since the library reads none behind them,
// and refuses verbs and flags that aren't there.
func order(commands []*cli.Command, args []string) ([]string, error) {
	if len(args) == 0 {
		return []string{"--help"}, nil
	}
	if args[0] == "help" {
		return append(slices.Clone(args[1:]), "--help"), nil
	}
	if strings.HasPrefix(args[0], "-") {
		if args[0] == "--version" {
			return []string{"version"}, nil
		}
		if args[0] != "--help" && args[0] != "-h" {
			return nil, usagef("flags stand behind the verb: whereas draft DIR --out out",
				"unknown flag %q before the verb", args[0])
		}
		return args, nil
	}
	i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.Name == args[0] })
	if i < 0 {
		var names []string
		for _, c := range commands {
			if !c.Hidden {
				names = append(names, c.Name)
			}
		}
		hint := "verbs: " + strings.Join(names, ", ")
		if near := diag.Nearest(args[0], names); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, usagef(hint, "unknown verb %q", args[0])
	}
	cmd := commands[i]
	if len(cmd.Subcommands) > 0 {
		rest, err := order(cmd.Subcommands, args[1:])
		return append([]string{args[0]}, rest...), err
	}
	takes := map[string]bool{"help": false, "h": false}
	var known []string
	for _, f := range cmd.Flags {
		for _, n := range f.Names() {
			takes[n] = f.(cli.DocGenerationFlag).TakesValue()
		}
		if v, ok := f.(cli.VisibleFlag); !ok || v.IsVisible() {
			known = append(known, "--"+f.Names()[0])
		}
	}
	flags := []string{args[0]}
	var words []string
	for i := 1; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			words = append(words, args[i+1:]...)
			break
		}
		if len(a) < 2 || a[0] != '-' {
			words = append(words, a)
			continue
		}
		name, _, has := strings.Cut(strings.TrimLeft(a, "-"), "=")
		takesValue, ok := takes[name]
		if !ok {
			hint := "flags of " + cmd.Name + ": " + strings.Join(known, ", ")
			if near := diag.Nearest("--"+name, known); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			return nil, usagef(hint, "unknown flag %q of %s", "--"+name, cmd.Name)
		}
		flags = append(flags, a)
		if takesValue && !has {
			if i+1 == len(args) {
				return nil, usagef("", "flag %q needs a value", "--"+name)
			}
			i++
			flags = append(flags, args[i])
		}
	}
	return append(append(flags, "--"), words...), nil
}

// oneFolder is the single folder that a verb is given.
func oneFolder(c *cli.Context) (string, error) {
	switch c.NArg() {
	case 0:
		return "", usagef(fmt.Sprintf("whereas %s DIR", c.Command.Name), "%s needs a folder", c.Command.Name)
	case 1:
		if c.Args().First() == "" { // a variable of the shell that isn't set; "." is the folder at hand
			return "", usagef(fmt.Sprintf("whereas %s DIR", c.Command.Name), "the folder has no name")
		}
		return c.Args().First(), nil
	}
	return "", usagef("", "%s takes one folder, not %d", c.Command.Name, c.NArg())
}

// day reads a flag that is a day; zero where it isn't given.
func day(c *cli.Context, name string) (report.Day, error) {
	s := c.String(name)
	if s == "" {
		return report.Day{}, nil
	}
	d, err := report.ParseDay(s)
	if err != nil || d.Day == 0 {
		return d, usagef("write it as 2026-11-23", "--%s %q is not a day", name, s)
	}
	return d, nil
}

// dates reads --date and --today; today is the machine's where it isn't given.
func dates(c *cli.Context) (date, today report.Day, err error) {
	if date, err = day(c, "date"); err != nil {
		return
	}
	if today, err = day(c, "today"); err != nil {
		return
	}
	if today.IsZero() {
		now := time.Now()
		today = report.Day{Year: now.Year(), Month: int(now.Month()), Day: now.Day()}
	}
	return
}

// styleOf is how diagnostics are printed to w: coloured and broken at the end of its lines where it is a terminal.
func styleOf(w io.Writer) diag.Style {
	style := diag.Style{Colour: colours(w)}
	if terminal(w) {
		style.Columns = columns(w)
	}
	return style
}

// columns is how wide what is printed to w may be: the terminal's width, or what fits on any.
func columns(w io.Writer) int {
	const usual, narrowest = 80, 20
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns >= narrowest {
			return columns
		}
	}
	return usual
}

// colours tells whether diagnostics are coloured.
func colours(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && understandsEscapes(f)
}
