package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"whereas/report/diag"
)

// teller prints a line for each company, in the order of the input whatever ended first, and keeps what the summary
// needs: of companies in good order, their number alone.
type teller struct {
	b       *batch
	quiet   bool            // the bar says it
	waiting map[int]outcome // ended before one that stands before them
	next    int
	counts  map[status]int
	wrong   []outcome
	more    int // in worse order than are kept
	exit    int
	hint    string // of the first company that has one
	err     error  // the first of printing
}

// summed is how many companies with faults the summary shows.
const summed = 50

func (t *teller) tell(i int, o outcome) {
	if t.waiting == nil {
		t.waiting, t.counts = map[int]outcome{}, map[status]int{}
	}
	t.waiting[i] = o
	for {
		o, ok := t.waiting[t.next]
		if !ok {
			return
		}
		delete(t.waiting, t.next)
		t.next++
		t.count(o)
		if err := t.print(o); err != nil && t.err == nil {
			t.err = err
		}
	}
}

func (t *teller) count(o outcome) {
	t.counts[o.status]++
	t.exit = max(t.exit, o.exit())
	if t.hint == "" {
		t.hint = o.hint
	}
	switch {
	case o.status == statusNotStarted, o.status == statusNotFinished: // counted alone
	case o.exit() == exitFine && o.status != statusProblems:
	case len(t.wrong) < summed:
		t.wrong = append(t.wrong, o)
	default:
		t.more++
	}
}

// logLine is a company in --log json. What a run took is its own field, since all others are the same for the same
// input.
type logLine struct {
	Schema      string   `json:"schema"`
	Company     string   `json:"company"`
	Dossier     string   `json:"dossier"`
	Status      status   `json:"status"`
	Exit        int      `json:"exit"`
	Claims      int      `json:"claims"`
	Sources     int      `json:"sources"`
	Errors      int      `json:"errors"`
	Warnings    int      `json:"warnings"`
	Problems    int      `json:"problems"`
	Files       []string `json:"files"`       // that were written
	Diagnostics string   `json:"diagnostics"` // the file with all of them, "" where there is none
	Failure     string   `json:"failure"`     // of the machine, "" where there is none
	Duration    int64    `json:"duration_ms"`
}

const logSchema = "whereas/batch-log/1"

func (t *teller) print(o outcome) error {
	if t.b.json {
		l := logLine{
			Schema:      logSchema,
			Company:     o.slug,
			Dossier:     filepath.ToSlash(o.dir),
			Status:      o.status,
			Exit:        o.exit(),
			Claims:      o.counts.Claims,
			Sources:     o.counts.Sources,
			Errors:      o.counts.Errors,
			Warnings:    o.counts.Warnings,
			Problems:    o.counts.Problems,
			Files:       append([]string{}, o.files...),
			Diagnostics: o.report,
			Duration:    o.took.Milliseconds(),
		}
		if o.err != nil {
			l.Failure = o.err.Error()
		}
		b, err := json.Marshal(l)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.b.stdout, "%s\n", b)
		return err
	}
	if t.quiet {
		return nil
	}
	_, err := fmt.Fprintf(t.b.stdout, "%s: %s\n", diag.Visible(o.slug), o.words())
	return err
}

// words say what became of a company, on one line.
func (o outcome) words() string {
	c := o.counts
	var words string
	switch o.status {
	case statusNotStarted:
		return "not started"
	case statusNotFinished:
		return "not finished"
	case statusFailed:
		return "failed: " + firstLine(o.err)
	case statusMade:
		words = "made"
	case statusUpToDate:
		words = "up to date"
	case statusProblems:
		words = "drafted with " + count(c.Problems, "problem")
	case statusNotMade:
		words = "not made"
	}
	if c.Claims > 0 {
		words += "; " + count(c.Claims, "claim") + ", " + count(c.Sources, "source")
	}
	return words + "; " + count(c.Errors, "error") + ", " + count(c.Warnings, "warning")
}

// sum prints the summary and returns the error that the exit code is made of.
func (t *teller) sum() error {
	var b strings.Builder
	total := plural(len(t.b.companies), "company", "companies")
	if t.b.shard.n > 0 {
		total += fmt.Sprintf(" in share %s of %d", t.b.shard, t.b.listed)
	}
	var parts []string
	for _, p := range []struct {
		status status
		words  string
	}{{statusMade, "made"}, {statusUpToDate, "up to date"},
		{statusProblems, "drafted with problems"},
		{statusNotMade, "not made"}, {statusFailed, "failed"}, {statusNotFinished, "not finished"},
		{statusNotStarted, "not started"}} {
		if n := t.counts[p.status]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, p.words))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing to do"}
	}
	fmt.Fprintf(&b, "%s: %s\n", total, strings.Join(parts, ", "))
	for _, o := range t.wrong {
		b.WriteString("\n" + diag.Visible(o.slug) + ": " + o.words() + "\n")
		for _, line := range o.first {
			b.WriteString("  " + line + "\n")
		}
		if rest := o.counts.Errors + o.counts.Warnings - len(o.first); rest > 0 && len(o.first) > 0 {
			fmt.Fprintf(&b, "  and %d more\n", rest)
		}
		if o.report != "" {
			b.WriteString("  all of it: " + diag.Visible(o.report) + "\n")
		}
	}
	if t.more > 0 {
		fmt.Fprintf(&b, "\nand %s more with faults: see %s\n", plural(t.more, "company", "companies"),
			diag.Visible(filepath.ToSlash(filepath.Join(t.b.st.out, errorsFolder))))
	}
	if t.hint != "" {
		fmt.Fprintf(&b, "\nhint: %s\n", t.hint)
	}
	if n := t.counts[statusNotStarted] + t.counts[statusNotFinished]; n > 0 {
		fmt.Fprintf(&b, "\ninterrupted: run the same command again, and it goes on with the %s left\n",
			plural(n, "company", "companies"))
	}
	if _, err := fmt.Fprint(t.b.stderr, b.String()); err != nil {
		return fmt.Errorf("print the summary: %w", err)
	}
	switch t.exit {
	case exitFine:
		return nil
	case exitInput:
		return errInput
	}
	return errMachine
}
