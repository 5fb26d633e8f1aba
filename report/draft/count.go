package draft

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"whereas/report/check"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/filing"
	"whereas/report/notes"
	"whereas/report/prose"
)

// counter counts the words of drafts that differ in a sentence. It remembers the lines and notes that it has counted.
type counter struct {
	in    Input
	notes prose.Notes
	lines map[string]line
	cited map[string]note // by what is cited
}

// line is a paragraph on one line, or a heading: its words, and what its marks cite.
type line struct {
	words int
	cites []string
}

// note is the text of a note, and its words without its number.
type note struct {
	text  string
	words int
}

func (in Input) newCounter() *counter {
	return &counter{
		in:    in,
		notes: notes.Short(in.Set),
		lines: map[string]line{},
		cited: map[string]note{},
	}
}

// whole counts a draft as it is counted in the end.
func (c *counter) whole(md []byte) int {
	return check.CountBy(c.in.parse(md, c.in.File, c.notes, &diag.List{}), c.in.Rules.Words.Count)
}

// byItself matches a line that means the same wherever it stands between empty lines: a heading, or a paragraph of
// words. No list, quotation, table, code or definition begins so.
var byItself = regexp.MustCompile(`^(?:#{1,6} |\*\*)?(?:[\pL“"'(\\]|[0-9]+[^0-9.)])`)

// item matches an item of a list on one line. What it is doesn't hang on the items beside it.
var item = regexp.MustCompile(`^- (?:[\pL“"'(\\]|[0-9]+[^0-9.)])`)

// count is whole, of lines that are counted once. A draft that isn't made of such lines is counted whole.
func (c *counter) count(md []byte) int {
	text := string(md)
	if !utf8.ValidString(text) || strings.Contains(text, "\r") {
		return c.whole(md)
	}
	words := 0
	seen := map[string]bool{} // texts of notes
	above := ""
	for s := range strings.Lines(text) {
		s = strings.TrimRight(s, "\n")
		inList := item.MatchString(s) && (above == "" || item.MatchString(above))
		if s != "" && !inList && (above != "" || !byItself.MatchString(s)) {
			return c.whole(md)
		}
		above = s
		if s == "" {
			continue
		}
		l := c.line(s)
		words += l.words
		for _, id := range l.cites {
			if n := c.cited[id]; !seen[n.text] {
				seen[n.text] = true
				words += n.words
				if c.in.Rules.Words.Count != filing.Lenient {
					words++ // its number
				}
			}
		}
	}
	return words
}

func (c *counter) line(s string) line {
	if l, ok := c.lines[s]; ok {
		return l
	}
	d := c.in.parse([]byte(s), c.in.File, c.notes, &diag.List{})
	var l line
	for _, m := range doc.Marks(d.Blocks) {
		l.cites = append(l.cites, m.ID)
		if _, ok := c.cited[m.ID]; !ok {
			n := note{text: doc.Plain(d.Notes[m.Note-1].Text)}
			if way := c.in.Rules.Words.Count; way != filing.Lenient {
				n.words = filing.Count(n.text, way)
			}
			c.cited[m.ID] = n
		}
	}
	d.Notes = nil
	l.words = check.CountBy(d, c.in.Rules.Words.Count)
	c.lines[s] = l
	return l
}
