package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"whereas/report"
)

func batchCommand() *cli.Command {
	return &cli.Command{
		Name:      "batch",
		Usage:     "draft many companies at once; run again, it does only what is missing or changed",
		ArgsUsage: "DIR…",
		Flags: []cli.Flag{
			rubricFlag,
			capturesFlag,
			strictFlag,
			editionFlag,
			dateFlag,
			todayFlag,
			outFlag,
			finalFlag,
			asFlag(report.Formats()),
			&cli.StringFlag{
				Name:  "list",
				Usage: "`FILE` with a folder on each line, as seen from the file; - for standard input",
			},
			&cli.StringFlag{
				Name:  "make",
				Value: joined(report.Kinds(), ","),
				Usage: "what to make, separated by commas",
			},
			&cli.IntFlag{
				Name:  "jobs",
				Value: runtime.GOMAXPROCS(0),
				Usage: "how many companies at a time; the number of processors where left out",
			},
			&cli.StringFlag{
				Name:  "shard",
				Usage: "do share `K/N` of the companies only; slurm or k8s: the share that the engine's variables say",
			},
			&cli.BoolFlag{Name: "force",
				Usage: "do all companies again, changed or not, and write over what was edited"},
			&cli.StringFlag{
				Name:  "log",
				Value: "text",
				Usage: "how the line for each company is written: text or json",
			},
		},
		Action: func(c *cli.Context) error {
			b, err := readBatch(c)
			if err != nil {
				return err
			}
			defer b.st.close()
			return b.runAll()
		},
	}
}

// batch is a run over many companies: what they share, read once, and which of them are its own.
type batch struct {
	st        *settings
	jobs      int
	force     bool
	json      bool
	shard     shard
	listed    int // companies before sharding
	companies []company
	stdout    io.Writer
	stderr    io.Writer

	data, tool, options string // see inputs
}

// readBatch reads the command line and what all companies share. Nothing is written yet.
func readBatch(c *cli.Context) (*batch, error) {
	b := &batch{jobs: c.Int("jobs"), force: c.Bool("force"), stdout: c.App.Writer, stderr: c.App.ErrWriter}
	if c.NArg() == 0 && !c.IsSet("list") {
		return nil, usagef("whereas batch DIR DIR, or whereas batch --list companies.txt",
			"batch needs folders or a list of them")
	}
	if b.jobs < 1 {
		return nil, usagef("", "--jobs %d: at least one company is done at a time", b.jobs)
	}
	switch format := c.String("log"); format {
	case "text":
	case "json":
		b.json = true
	default:
		return nil, usagef("formats: text, json", "unknown format %q", format)
	}
	var err error
	if b.shard, err = parseShard(c.String("shard")); err != nil {
		return nil, err
	}
	as, err := forms(c.String("as"), report.Formats())
	if err != nil {
		return nil, err
	}
	kinds, err := parseKinds(c.String("make"))
	if err != nil {
		return nil, err
	}
	if c.Bool("final") && !slices.Contains(kinds, report.KindResolution) {
		return nil, usagef("leave --final out, or make the resolution as well",
			"--final is about the text of a resolution, and none is made")
	}
	if b.st, err = readSettings(c); err != nil {
		return nil, err
	}
	b.st.opts.Make, b.st.opts.As = kinds, as
	all, err := gather(c.Args().Slice(), c.String("list"), b.st.out, os.Stdin, b.stderr)
	if err != nil {
		b.st.close()
		return nil, err
	}
	b.listed = len(all)
	for _, co := range all {
		if b.shard.takes(co.slug) {
			b.companies = append(b.companies, co)
		}
	}
	return b, nil
}

// parseKinds reads --make.
func parseKinds(list string) ([]report.Kind, error) {
	var asked []report.Kind
	for k := range strings.SplitSeq(list, ",") {
		kind := report.Kind(strings.TrimSpace(k))
		if !slices.Contains(report.Kinds(), kind) {
			return nil, usagef("kinds: "+joined(report.Kinds(), ", "), "nothing called %q can be made", kind)
		}
		asked = append(asked, kind)
	}
	return inOrder(asked, report.Kinds()), nil
}

// inOrder is what is asked for in the order of all that can be, each once: the same things in other words are the
// same things.
func inOrder[W comparable](asked, all []W) []W {
	return slices.DeleteFunc(all, func(k W) bool { return !slices.Contains(asked, k) })
}

// runAll does the companies of the batch's share, tells of each, and sums up.
func (b *batch) runAll() error {
	if b.st.rubric.Failed(false) { // nothing can be judged by it
		s := &session{settings: b.st}
		s.list.Append(&b.st.rubric)
		return s.report()
	}
	if b.st.opts.Makes(report.KindResolution) || b.st.opts.Makes(report.KindBriefing) {
		if err := b.st.setup.Typeset.LoadFaces(); err != nil {
			return err
		}
	}
	var err error
	if b.data, err = digestData(b.st); err != nil {
		return err
	}
	if b.tool, err = digestTool(); err != nil {
		return err
	}
	b.options = b.optionWords()
	if err := sweep(b.st.out, b.st.opts.Edition, b.companies); err != nil {
		return err
	}

	if b.st.opts.Makes(report.KindBriefing) {
		defer collect(pages)()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	bar := b.progress()
	defer context.AfterFunc(ctx, func() {
		stop() // a second Ctrl-C ends the program at once
		bar.note("interrupted: what has begun is given a moment to end; press Ctrl-C again to end at once")
	})()
	t := &teller{b: b, quiet: bar.covers(b.stdout)}
	work(ctx, b.companies, b.jobs, b.run, func(i int, o outcome) {
		bar.step()
		t.tell(i, o)
	})
	bar.close()
	if err := t.err; err != nil {
		return fmt.Errorf("print the results: %w", err)
	}
	return t.sum()
}
