package report_test

import (
	"slices"
	"strings"
	"testing"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/lines"
	"whereas/report/pages"
)

// printed is every document of a company as it is printed, by the name of its file.
func printed(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) map[string]*pages.Layout {
	t.Helper()
	opts.Make = []report.Kind{report.KindResolution, report.KindBriefing}
	opts.As, opts.OnePage = []report.Format{"md"}, true
	var l diag.List
	made, err := s.Make(c, opts, &l)
	if err != nil || made == nil {
		t.Fatal(err, l.Sorted())
	}
	docs := map[string]*doc.Document{
		"briefing": made.Briefing.Document, "record": made.Briefing.Record, "one-page": made.Briefing.OnePage,
	}
	if made.Resolution != nil {
		docs["resolution"] = made.Resolution.Document
	}
	out := map[string]*pages.Layout{}
	for name, d := range docs {
		laid, err := s.Typeset.Lay(d, name, &diag.List{})
		if err != nil {
			t.Fatal(err)
		}
		out[name] = laid
	}
	return out
}

// textLine is what stands on one baseline of one block.
type textLine struct {
	page, block int
	y           lines.Length
	left, right lines.Length
	text        string
}

// textLines are the lines of all blocks of text, in reading order.
func textLines(p *pages.Layout) []textLine {
	var out []textLine
	for n := range p.Pages {
		for i := range p.Pages[n].Runs {
			r := &p.Pages[n].Runs[i]
			if r.Node < 0 {
				continue
			}
			b := blockOf(p, r.Node)
			if b < 0 {
				continue
			}
			right := r.X + r.Width(p.Faces)
			text := r.Text()
			if k := len(out) - 1; k >= 0 && out[k].block == b && out[k].page == n && abs(out[k].y-r.Y) < 5*lines.Point {
				out[k].text, out[k].right = out[k].text+text, right
				continue
			}
			out = append(out, textLine{n, b, r.Y, r.X, right, text})
		}
	}
	return out
}

func abs(l lines.Length) lines.Length { return max(l, -l) }

// blockOf is the block of text that a node belongs to, -1 for a label, a figure's text and the like.
func blockOf(p *pages.Layout, node int) int {
	for n := node; n > 0; n = p.Nodes[n].Parent {
		switch p.Nodes[n].Role { //nolint:exhaustive // the others are within these
		case pages.Paragraph, pages.Note, pages.Heading1, pages.Heading2, pages.Heading3, pages.Heading4,
			pages.HeadCell, pages.DataCell, pages.Caption:
			return n
		case pages.Label, pages.Figure:
			return -1
		}
	}
	return -1
}

// last reports whether a line is the last one of its block.
func last(all []textLine, i int) bool {
	for _, other := range all[i+1:] {
		if other.block == all[i].block {
			return false
		}
	}
	return true
}

// next is the first word of the line behind line i in its block.
func next(all []textLine, i int) string {
	for _, other := range all[i+1:] {
		if other.block == all[i].block {
			first, _, _ := strings.Cut(strings.TrimSpace(other.text), " ")
			return first
		}
	}
	return ""
}

// In what is printed of every company no line of words is short, no name of the company or a publisher is divided, no
// page ends with a heading or a lead-in, and a paper of one page is one beside a resolution too.
func TestPrintedPages(t *testing.T) {
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		names := map[string]bool{}
		for _, name := range c.Claims.Dossier.Names() {
			for word := range strings.FieldsSeq(name) {
				if strings.ToLower(word) != word {
					names[strings.Trim(word, ",.()“”")] = true
				}
			}
		}
		for name, p := range printed(t, s, c, opts) {
			all := textLines(p)
			for i, ln := range all {
				if last(all, i) {
					continue
				}
				if !fits(p, all, i) {
					t.Errorf("%s, page %d: %q is short", name, ln.page+1, ln.text)
				}
				if begun, divided := strings.CutSuffix(ln.text, "\u00AD"); divided {
					word := begun[strings.LastIndexAny(begun, " “(")+1:] + next(all, i)
					if word = strings.Trim(word, ",.;:()“”"); names[word] {
						t.Errorf("%s, page %d: the name %q is divided", name, ln.page+1, word)
					}
				}
			}
			for n, foot := range feet(p, all) {
				if role := p.Nodes[foot.block].Role; n+1 < len(p.Pages) && (strings.HasPrefix(string(role), "H") ||
					role == pages.Paragraph && strings.HasSuffix(strings.TrimSpace(foot.text), ":") &&
						last(all, slices.Index(all, foot))) {
					t.Errorf("%s: page %d ends with %q", name, n+1, foot.text)
				}
			}
			if most := map[string]int{"briefing": 12, "one-page": 1}[name]; most > 0 && len(p.Pages) > most {
				t.Errorf("%s takes %d pages", name, len(p.Pages))
			}
		}
	})
}

// fits reports whether line i of justified text goes up to the edge of its page's text, but for addresses and what stands
// before an address or a code.
func fits(p *pages.Layout, all []textLine, i int) bool {
	ln := all[i]
	role := p.Nodes[ln.block].Role
	if role != pages.Paragraph && role != pages.Note || p.Nodes[p.Nodes[ln.block].Parent].Role == pages.BlockQuote {
		return true
	}
	edge := lines.Length(0)
	for _, other := range all {
		if r := p.Nodes[other.block].Role; other.page == ln.page && (r == pages.Paragraph || r == pages.Note) {
			edge = max(edge, other.right)
		}
	}
	sparse := strings.Count(strings.TrimSpace(ln.text), " ") < 3 // codes, one behind the other
	return edge-ln.right < 9*lines.Point || sparse || strings.Contains(ln.text, "/") ||
		strings.Contains(ln.text, "-") || strings.ContainsAny(next(all, i), "0123456789/$")
}

// feet is the last line of text on each page above its notes.
func feet(p *pages.Layout, all []textLine) map[int]textLine {
	out := map[int]textLine{}
	for _, ln := range all {
		if p.Nodes[ln.block].Role != pages.Note && (out[ln.page].y < ln.y) {
			out[ln.page] = ln
		}
	}
	return out
}
