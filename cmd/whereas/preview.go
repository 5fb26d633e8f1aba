package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

func previewCommand() *cli.Command {
	return &cli.Command{
		Name: "preview",
		Usage: "show the resolution and the briefing in a browser as they will be printed, drawn anew whenever the " +
			"dossier is saved",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{rubricFlag, capturesFlag, editionFlag, dateFlag, todayFlag,
			&cli.IntFlag{Name: "port", Usage: "`PORT` of 127.0.0.1 that the page is served on; 0 for any that is free"},
			&cli.BoolFlag{Name: "open", Usage: "open the page in the browser of this machine"}},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			if port := c.Int("port"); port < 0 || port > 65535 {
				return usagef("ports go from 1 to 65535, and 0 is any that is free", "--port can't be %d", port)
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			return preview(c, st, dir)
		},
	}
}

// preview shows a dossier until somebody ends it (Ctrl-C), which is how it ends well.
func preview(c *cli.Context, st *settings, dir string) error {
	if st.rubric.Failed(false) { // nothing can be judged by it, and it isn't read again
		_, err := st.openOrReport(dir)
		return err
	}
	if !isWorkbook(dir) { // what isn't a dossier at all is told as by any verb
		root, err := openFolder(dir)
		if err != nil {
			return err
		}
		root.Close()
	}
	if err := st.setup.Typeset.LoadFaces(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	w, err := newWatch(dir, c.StringSlice("captures"))
	if err != nil {
		return err
	}
	defer w.close()
	p := &previewing{settings: st, dir: dir, changed: newBell()}
	if err := p.look(); err != nil {
		return err
	}
	server, err := newPreviewServer(p, c.Int("port"))
	if err != nil {
		return err
	}
	if err := printText(c.App.Writer, server.address()+"\n"); err != nil {
		return err
	}
	fmt.Fprintf(st.stderr, "note: %s is shown there until you press Ctrl-C; whoever has the address can read it on "+
		"this machine\n", diag.Visible(dir))
	if w.missed > 0 {
		fmt.Fprintf(st.stderr, "note: %s of captures can't be watched: what changes there is seen at the next save\n",
			plural(w.missed, "folder", "folders"))
	}
	if c.Bool("open") {
		if err := openBrowser(server.address()); err != nil {
			fmt.Fprintf(st.stderr, "note: no browser could be started: %s\n", diag.Visible(err.Error()))
		}
	}
	go w.follow(ctx, p.lookAgain)
	return server.run(ctx)
}

// openBrowser starts the browser of this machine.
func openBrowser(address string) error {
	args := []string{"xdg-open", address}
	switch runtime.GOOS {
	case "darwin":
		args[0] = "open"
	case "windows":
		args = []string{"rundll32", "url.dll,FileProtocolHandler", address}
	}
	browser := exec.Command(args[0], args[1:]...)
	err := browser.Start()
	if err == nil {
		go browser.Wait() //nolint:errcheck // how the browser ends is none of ours
	}
	return err
}

// previewing is a dossier that somebody looks at.
type previewing struct {
	*settings
	dir     string
	shown   atomic.Pointer[shown]
	changed *bell
	waits   atomic.Bool // whoever looks, looks at the briefing: a resolution before it would only hold it up
}

// shown is what is shown of a dossier at one time. It doesn't change.
type shown struct {
	Version  int          `json:"version"`
	Looked   string       `json:"looked"` // the time of day
	Dossier  string       `json:"dossier"`
	Older    bool         `json:"older"` // the view is of an earlier time, since nothing can be made now
	Made     string       `json:"made"`  // the time of day of the view
	Problems []problem    `json:"problems"`
	Errors   int          `json:"errors"`
	Warnings int          `json:"warnings"`
	View     *report.View `json:"view"` // nil where nothing could be made yet

	recent []*report.View // the last ones, the newest first: a browser may still be asking for their pages
}

// mostRecent is how many views are kept: a save makes two, and a browser is never more than a save behind.
const mostRecent = 4

// lookAgain looks at the dossier after it was saved. What the machine can't do is shown as a problem: the next save may
// mend it.
func (p *previewing) lookAgain() {
	err := p.look()
	if err == nil {
		return
	}
	message := err.Error()
	var usage usageError
	if errors.As(err, &usage) {
		message = usage.message
	}
	p.show(shown{Errors: 1, Problems: []problem{{JSON: diag.JSON{Severity: diag.Error.String(),
		Message: diag.Visible(message)}, At: diag.Visible(p.dir)}}})
}

// look reads the dossier and makes what is shown of it.
func (p *previewing) look() error {
	s, err := p.open(p.dir)
	if s == nil {
		return err
	}
	defer s.close()
	if err != nil { // what was found says why there is nothing
		p.showOf(s, nil)
		return nil
	}
	return p.draw(s)
}

// draw makes the resolution and shows it, and then the briefing beside it, which takes as long again: until it is
// there, the last one stays. Where the briefing is looked at, both are shown at once.
func (p *previewing) draw(s *session) error {
	s.opts.Out = outFolder("out", s.company.Dossier.Slug, s.opts.Edition) + "/" // as brief names it
	s.opts.Make = report.Kinds()
	if s.failed() || !s.canResolve() {
		p.showOf(s, nil)
		return nil
	}
	scored := s.setup.Score(s.company)
	maker := s.setup.Preview(scored, s.opts, s.place)
	view, err := maker.Resolution(&s.late)
	if err != nil || view == nil {
		p.showOf(s, nil)
		return err
	}
	s.pointInto(&report.Result{Resolution: view.Resolution()}, s.opts.Out)
	if !p.waits.Load() {
		p.showOf(s, view)
	}
	whole, err := maker.Briefing(view, &s.late)
	if err != nil {
		return err
	}
	if whole == nil {
		whole = view
	}
	p.showOf(s, whole)
	return nil
}

// showOf shows a view, nil where there is none, and what is wrong.
func (p *previewing) showOf(s *session, view *report.View) {
	all := s.all()
	p.show(shown{View: view, Problems: problems(s.sorted(all), s.texts()), Errors: all.Count(diag.Error),
		Warnings: all.Count(diag.Warning)})
}

// problem is a diagnostic as it is shown.
type problem struct {
	diag.JSON
	At      string `json:"at"`
	Excerpt string `json:"excerpt"`
}

// problems are diagnostics in the order errors, warnings, notices.
func problems(ds []diag.Diagnostic, texts diag.Texts) []problem {
	out := []problem{}
	for i, j := range diag.ToJSON(ds) {
		out = append(out, problem{j, diag.Visible(ds[i].At.String()), diag.Excerpt(ds[i].At, texts)})
	}
	order := []string{diag.Error.String(), diag.Warning.String(), diag.Notice.String()}
	slices.SortStableFunc(out, func(a, b problem) int {
		return slices.Index(order, a.Severity) - slices.Index(order, b.Severity)
	})
	return out
}

// place is where something is to be changed: in a workbook a cell.
func (s *session) place(at diag.Span) diag.Span {
	if s.book == nil {
		return at
	}
	return s.book.Places.Translate([]diag.Diagnostic{{At: at}})[0].At
}

// show shows something from now on. Where nothing could be made, the last view stays beside it.
func (p *previewing) show(now shown) {
	now.Looked, now.Dossier = time.Now().Format(time.TimeOnly), diag.Visible(shownName(p.dir))
	if before := p.shown.Load(); before != nil {
		now.Version = before.Version + 1
		if now.View == nil {
			now.View, now.Made, now.Older = before.View, before.Made, before.View != nil
		} else if before.View != nil {
			now.View = now.View.WithOlder(before.View)
		}
		now.recent = before.recent
	}
	if now.View != nil && !now.Older {
		now.recent = append([]*report.View{now.View}, now.recent[:min(len(now.recent), mostRecent-1)]...)
	}
	if !now.Older {
		now.Made = now.Looked
	}
	p.shown.Store(&now)
	p.changed.ring()
}

// bell tells any number of listeners that something has changed.
type bell struct{ next atomic.Pointer[chan struct{}] }

func newBell() *bell {
	b := &bell{}
	first := make(chan struct{})
	b.next.Store(&first)
	return b
}

// wait is closed at the next ring.
func (b *bell) wait() <-chan struct{} { return *b.next.Load() }

func (b *bell) ring() {
	next := make(chan struct{})
	close(*b.next.Swap(&next))
}
