package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "say everything that is wrong with a dossier, and prove its quotes",
		ArgsUsage: "DIR…",
		Flags: []cli.Flag{rubricFlag, capturesFlag, strictFlag, formatFlag, editionFlag, dateFlag, todayFlag, mapFlag,
			publishedFlag,
			&cli.BoolFlag{Name: "all", Usage: "print every warning, not the first three of each kind"},
			&cli.BoolFlag{Name: "record", Usage: "write down which quotes were found in the captures"},
			&cli.StringFlag{Name: "due", Usage: "say what will be old at the filing on `DAY`, and at the meeting"},
			&cli.BoolFlag{Name: "links", Usage: "ask the sources' addresses over the network whether they still stand"},
			&cli.StringFlag{Name: "by", Value: "whereas check", Usage: "`NAME` of who records the proofs"}},
		Action: func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usagef("whereas check DIR", "check needs a folder")
			}
			format := c.String("format")
			if format != "text" && format != "json" {
				return usagef("formats: text, json", "unknown format %q", format)
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			if st.due, err = day(c, "due"); err != nil {
				return err
			}
			var results []checked
			var failed error
			args, err := expandAll(c.Args().Slice(), wantedDossiers(), c.App.ErrWriter)
			if err != nil {
				return err
			}
			folders, err := distinct(folders(args), "")
			if err != nil {
				return err
			}
			for _, co := range folders {
				result, err := check(c, st, co.dir, format)
				var usage usageError
				switch {
				case errors.As(err, &usage) && len(args) > 1: // the other folders are looked at all the same
					fmt.Fprintf(c.App.ErrWriter, "error: %s\n",
						diag.Visible(unquotedPaths(runtime.GOOS, usage.message)))
					failed = err
				case err == errInput:
					if failed == nil {
						failed = err
					}
				case err != nil:
					return err
				}
				if result != nil {
					results = append(results, *result)
				}
			}
			if format == "json" && len(results) > 0 {
				if err := printJSON(c.App.Writer, results, len(args) > 1); err != nil {
					return err
				}
			}
			return failed
		},
	}
}

// checked is what check --format json prints for a dossier.
type checked struct {
	Dossier     string        `json:"dossier,omitempty"` // only where several are checked
	Diagnostics []diag.JSON   `json:"diagnostics"`
	Claims      int           `json:"claims"`
	Sources     int           `json:"sources"`
	Quotes      report.Quotes `json:"quotes"`
}

// printJSON writes one object for one folder, a list for several.
func printJSON(w io.Writer, results []checked, several bool) error {
	var value any = results
	if !several && len(results) == 1 {
		results[0].Dossier = ""
		value = results[0]
	}
	b, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	if _, err := fmt.Fprintf(w, "%s\n", b); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// folders are dossiers as a command line names them.
func folders(dirs []string) []company {
	var out []company
	for _, dir := range dirs {
		out = append(out, company{dir: dir})
	}
	return out
}

// check looks at one folder; the result is there even where it has faults.
func check(c *cli.Context, st *settings, dir, format string) (*checked, error) {
	st.makeRoom(dir)
	s, err := st.open(dir)
	if s == nil {
		return nil, err
	}
	defer s.close()
	result := &checked{Dossier: filepath.ToSlash(dir)}
	if s.company != nil {
		if err := s.readTexts(); err != nil {
			return nil, fmt.Errorf("check %s: %w", dir, err)
		}
		if err := s.tellCarried(c.StringSlice("published")); err != nil {
			return nil, err
		}
		s.list.Append(&s.late)
		s.late = diag.List{}
		d := s.company.Dossier
		result.Claims, result.Sources, result.Quotes = len(d.Claims), len(d.Sources), s.company.Counts
		if c.Bool("record") && len(s.opts.Captures) == 0 {
			return nil, usagef("check DIR --captures FOLDER --record; or take documents in: whereas capture",
				"--record needs captures: the dossier has none of its own, and no --captures were given")
		} else if c.Bool("record") {
			if err := record(dir, s); err != nil {
				return nil, err
			}
		}
	}
	if s.company != nil && !s.list.Failed(false) {
		s.lookAhead(c)
	} else if c.Bool("links") {
		fmt.Fprintln(s.stderr, "note: no address was asked, since the dossier has errors")
	}
	if format == "json" {
		result.Diagnostics = diag.ToJSON(s.sorted(&s.list))
		if s.failed() {
			return result, errInput
		}
		return result, nil
	}
	style := styleOf(s.stderr)
	style.All = c.Bool("all")
	if err := s.print(s.stderr, &s.list, style); err != nil {
		return nil, err
	}
	var failed error
	if s.failed() {
		failed = errInput
	}
	if s.company != nil {
		q := result.Quotes
		alone := ""
		if q.ByRecord > 0 && len(s.opts.Captures) > 0 {
			alone = fmt.Sprintf(" (%d by the record alone: their captures aren't in the folders given)", q.ByRecord)
		}
		line := fmt.Sprintf("%s: %s, %s; %s, %s; quotes: %d proven%s, %d unproven, %d failed, of %d%s\n",
			diag.Visible(result.Dossier), count(s.list.Count(diag.Error), "error"),
			count(s.list.Count(diag.Warning), "warning"), count(result.Claims, "claim"),
			count(result.Sources, "source"), q.Proven, alone, q.Unproven, q.Failed, q.Total, s.ahead)
		if err := printText(c.App.Writer, line); err != nil {
			return result, err
		}
	}
	return result, failed
}

// lookAhead says what will have grown old by the day of --due, and what became of addresses with --links.
func (s *session) lookAhead(c *cli.Context) {
	if !s.due.IsZero() {
		claims, sources := s.setup.Due(s.company.Private, s.due, &s.list)
		s.ahead = fmt.Sprintf("; out of date by the filing or the meeting: %s, %s", count(claims, "claim"),
			count(sources, "source"))
	}
	if c.Bool("links") {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		s.checkLinks(ctx, newAsker(s.setup, linkPause, nil))
	}
}

// readTexts makes the resolution and the briefing, from the templates or the user's own prose, and keeps nothing but
// what is wrong with them: check finds what draft and brief would. Where the dossier has faults nothing can be made.
func (s *session) readTexts() error {
	if s.list.Failed(false) {
		return nil
	}
	if s.setup.Typeset.Faces == nil {
		if err := s.setup.Typeset.LoadFaces(); err != nil {
			return err
		}
	}
	opts, d := s.opts, s.company.Dossier
	opts.Out = outFolder("out", d.Slug, opts.Edition) + "/" // as draft names them
	opts.Make, opts.As = []report.Kind{report.KindResolution, report.KindBriefing}, nil
	if d.Resolution != nil || d.Briefing != nil { // only a text of one's own can ask for a page that can't be laid out
		opts.As = []report.Format{report.PDF}
	}
	opts.Today = report.Day{}                                         // what has grown old is told of what is drafted
	if s.setup.LacksResolution(s.company.Claims, s.setup.Rubric.ID) { // the dossier's own warning says it
		opts.Make = opts.Make[1:]
	}
	faults := &diag.List{}
	made, err := s.setup.Make(s.setup.Score(s.company), opts, faults)
	if d.Resolution == nil { // a template fills the room that there is
		faults = faults.Without(diag.NearlyTooLong)
	}
	s.list.Append(faults)
	if err != nil || made == nil {
		return err
	}
	s.pointInto(made, opts.Out)
	return nil
}

func count(n int, what string) string { return plural(n, what, what+"s") }

// record writes proofs.lock.toml, and private/proofs.lock.toml for quotes that stand only in private/. What was
// proven before stays, unless its quote is gone; while a file can't be read nothing is recorded, since nobody
// knows which quotes are gone.
func record(dir string, s *session) error {
	if s.book != nil {
		s.list.Errorf(diag.Span{File: shownName(dir)}, diag.NotRecorded,
			"proofs are recorded in a folder, and this is a workbook").
			WithHint("take it into a folder first: whereas import %s --into DIR", shownName(dir))
		return nil
	}
	d := s.company.Dossier
	if d.Damaged {
		s.list.Errorf(diag.Span{File: strings.TrimSuffix(s.opts.Prefix, "/")}, diag.NotRecorded,
			"the proofs weren't recorded, since a part of the dossier can't be read").
			WithHint("mend the lines that can't be read, and record again")
		return nil
	}
	files := report.Record(s.company.Read)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	return nil
}
