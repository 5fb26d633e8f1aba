package audit

import (
	"fmt"
	"strings"

	"whereas/report/diag"
)

// Finding is a diagnostic with the words that it is about.
type Finding struct {
	diag.JSON
	Excerpt string `json:"excerpt"`
}

// JSON is what an audit prints as data.
type JSON struct {
	File        string       `json:"file"`
	Form        Form         `json:"form"`
	Counts      Counts       `json:"counts"`
	Shares      Shares       `json:"shares"`
	Limit       int          `json:"limit"`
	Differences []Difference `json:"differences"`
	Parts       []Part       `json:"parts"`
	Missing     []string     `json:"missing"`
	Marks       int          `json:"marks"`
	Notes       int          `json:"notes"`
	Grounds     []Basis      `json:"grounds"`
	Dossier     *Beside      `json:"dossier,omitempty"`
	Statement   *Statement   `json:"statement,omitempty"`
	Findings    []Finding    `json:"findings"`
}

// ToJSON is a result with what was found. r may be nil where the text can't be read.
func (r *Result) ToJSON(file string, ds []diag.Diagnostic) JSON {
	j := JSON{File: file, Differences: []Difference{}, Parts: []Part{}, Missing: []string{}, Grounds: []Basis{},
		Findings: []Finding{}}
	var shown []byte
	if r != nil {
		shown = r.Text.Shown
		j.Form, j.Counts, j.Shares, j.Limit = r.Text.Form, r.Counts, r.Shares, r.Limit
		j.Differences = append(j.Differences, r.Differences...)
		j.Parts = append(j.Parts, r.Parts...)
		j.Missing = append(j.Missing, r.Missing...)
		j.Grounds = append(j.Grounds, r.Bases...)
		j.Marks, j.Notes, j.Dossier = r.Marks, len(r.Text.Notes), r.Beside
	}
	lines := splitLines(string(shown))
	for i, d := range diag.ToJSON(ds) {
		f := Finding{JSON: d}
		if at := ds[i].At; at.File == file && at.Line > 0 && at.Line <= len(lines) {
			f.Excerpt = excerpt(lines[at.Line-1].text, at)
		}
		j.Findings = append(j.Findings, f)
	}
	return j
}

// excerpt is the part of a line that a place means, at most 200 characters of it.
func excerpt(line string, at diag.Span) string {
	const most = 200
	from, to := at.Col-1, at.EndCol-1
	if at.EndLine != at.Line {
		to = from + most
	}
	to = min(to, from+most)
	var out strings.Builder
	i := 0
	for _, r := range line {
		if i >= to {
			break
		}
		if i >= from {
			out.WriteRune(r)
		}
		i++
	}
	return out.String()
}

// String is the result as a terminal shows it, without its findings.
func (r *Result) String() string {
	var b strings.Builder
	forms := map[Form]string{Plain: "plain text", Markdown: "Markdown", Word: "a document of a word processor"}
	fmt.Fprintf(&b, "%s: %s, %s, %s\n", diag.Visible(r.Text.File), forms[r.Text.Form], plural(r.Marks, "mark"),
		plural(len(r.Text.Notes), "note"))
	b.WriteString("\nParts\n")
	for _, p := range r.Parts {
		how := ""
		if !p.Heading && p.Name != partRest && p.Name != partTitle {
			how = "   no heading names it"
		}
		fmt.Fprintf(&b, "  %-22s line %-4d %6s%s\n", p.Name, p.Line, plural(p.Words, "word"), how)
	}
	if len(r.Missing) > 0 {
		fmt.Fprintf(&b, "  no heading names: %s\n", strings.Join(r.Missing, ", "))
	}
	c := r.Counts
	b.WriteString("\nWords\n")
	for _, row := range []struct {
		name string
		n    int
		what string
	}{
		{"lenient", c.Lenient, "title, headings and body; bullets, lone dashes and notes aren't words"},
		{"word", c.Word, fmt.Sprintf("the same as a word processor counts (its notes: %d)", r.Shares.Notes.Word)},
		{"strict", c.Strict,
			"with the notes; parts of joined words and signs like % and $ count; an address is one word"},
		{"strict with marks", c.StrictWithMarks, fmt.Sprintf("and the numbers of the notes: %d", len(r.Text.Notes))},
		{"paranoid", c.Paranoid, "and each lone sign: & # + = @ § °"},
		{"limit", r.Limit, r.LimitCite},
	} {
		fmt.Fprintf(&b, "  %-18s %5d  %s\n", row.name, row.n, row.what)
	}
	r.differences(&b)
	r.grounds(&b)
	if r.Beside != nil {
		b.WriteString(r.Beside.String())
	}
	return b.String()
}

// grounds lists those on which the company may leave the text out.
func (r *Result) grounds(b *strings.Builder) {
	if len(r.Bases) == 0 {
		return
	}
	b.WriteString("\nGrounds for leaving it out, 17 CFR 240.14a-8(i)\n")
	for _, g := range r.Bases {
		what := "no sign of it in the text"
		switch {
		case g.Unseen:
			what = "no text shows it: " + g.Hint
		case len(g.Signs) > 0:
			what = "signs: " + strings.Join(g.Signs, ", ")
		}
		fmt.Fprintf(b, "  %2d %-36s %s\n", g.Number, g.Title, what)
	}
}

// differences lists the tokens by which the counts differ.
func (r *Result) differences(b *strings.Builder) {
	const most = 25
	if len(r.Differences) == 0 {
		return
	}
	b.WriteString("\nWhat the counts differ by (words by the lenient, strict and paranoid count)\n")
	for _, d := range r.Differences[:min(most, len(r.Differences))] {
		times := ""
		if d.Times > 1 {
			times = fmt.Sprintf(", %d times", d.Times)
		}
		fmt.Fprintf(b, "  %d %d %d  %s%s\n", d.Lenient, d.Strict, d.Paranoid, diag.Visible(short(d.Token)), times)
	}
	if n := len(r.Differences) - most; n > 0 {
		fmt.Fprintf(b, "  and %d more: --format json lists them\n", n)
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
