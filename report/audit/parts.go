package audit

import (
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
)

// Part is a part of a proposal.
type Part struct {
	Name    string `json:"name"`    // title, resolved clause, recitals, supporting statement, text
	Heading bool   `json:"heading"` // a heading or an opening word says where it begins
	Line    int    `json:"line"`    // where it begins
	Words   int    `json:"words"`
}

// Names of parts.
const (
	partTitle      = "title"
	partClause     = "resolved clause"
	partRecitals   = "recitals"
	partSupporting = "supporting statement"
	partRest       = "text without a heading"
)

// parts are those that a text has, in the order in which they begin. What no heading names is told as such.
func (t *Text) parts(w Wording) []Part {
	var out []Part
	now := partRest
	add := func(name string, heading bool, at diag.Span, n int) {
		for i := range out {
			if out[i].Name == name {
				out[i].Words += n
				out[i].Heading = out[i].Heading || heading
				return
			}
		}
		out = append(out, Part{name, heading, at.Line, n})
	}
	for i, b := range t.Doc.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			text := doc.Plain(b.Text)
			named := true
			switch {
			case i == 0 && b.Level == 1 && !resolvedLine.MatchString(text):
				add(partTitle, true, b.At, words(text))
				continue
			case resolvedLine.MatchString(text):
				now = partClause
			case opens(text, w.Recitals):
				now = partRecitals
			case opens(text, w.Supporting):
				now = partSupporting
			default:
				named = false
			}
			add(now, named, b.At, words(text))
		default:
			text, resolved, at := blockText(b)
			opening := strings.TrimSpace(text)
			switch {
			case resolved:
				add(partClause, true, at, words(text))
				continue
			case opens(opening, w.Recitals):
				now = partRecitals
				add(now, true, at, words(text))
				continue
			case opens(opening, w.Supporting):
				now = partSupporting
				add(now, true, at, words(text))
				continue
			case now == partClause:
				now = partRest
			}
			add(now, false, at, words(text))
		}
	}
	return out
}

// blockText is the text of a block with what it holds, whether it is of the resolved clause, and where it begins.
func blockText(b doc.Block) (text string, resolved bool, at diag.Span) {
	var s strings.Builder
	doc.Walk([]doc.Block{b}, func(x doc.Block) {
		for _, run := range doc.Runs(x) {
			s.WriteString(doc.Plain(run) + " ")
		}
		switch x := x.(type) {
		case *doc.Para:
			resolved = resolved || x.Resolved
			at = firstOf(at, x.At)
		case *doc.Table:
			at = firstOf(at, x.At)
		case *doc.Quote:
			at = firstOf(at, x.At)
		case *doc.List:
			at = firstOf(at, x.At)
		case *doc.Heading, *doc.Figure, *doc.Rule, *doc.Part:
		}
	})
	return s.String(), resolved, at
}

func firstOf(a, b diag.Span) diag.Span {
	if a.Line > 0 {
		return a
	}
	return b
}

// missing are the parts that a reader looks for and no heading or opening word names.
func missing(parts []Part) []string {
	var out []string
	for _, name := range []string{partTitle, partRecitals, partSupporting} {
		found := false
		for _, p := range parts {
			found = found || p.Name == name
		}
		if !found {
			out = append(out, name)
		}
	}
	return out
}
