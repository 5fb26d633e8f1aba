package main

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress is the bar on a terminal: how many companies of how many, at which rate, and the time left. Elsewhere it
// shows nothing.
type progress struct {
	w   io.Writer
	bar *progressbar.ProgressBar
}

func (b *batch) progress() *progress {
	p := &progress{w: b.stderr}
	if !colours(b.stderr) || !terminal(b.stderr) || len(b.companies) == 0 || b.json && terminal(b.stdout) {
		return p
	}
	p.bar = progressbar.NewOptions(len(b.companies), progressbar.OptionSetWriter(b.stderr),
		progressbar.OptionSetWidth(24), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("companies"), progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetRenderBlankState(true))
	return p
}

func (p *progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1) // a bar that can't be drawn stops no work
	}
}

// note is a line that stays above the bar.
func (p *progress) note(s string) {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	fmt.Fprintln(p.w, s)
}

func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// covers tells whether lines written to w would run into the bar.
func (p *progress) covers(w io.Writer) bool { return p.bar != nil && terminal(w) }

// terminal tells whether somebody looks at w as it is written.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
