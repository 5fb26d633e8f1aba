package draft

import (
	"whereas/report/check"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/filing"
	"whereas/report/notes"
	"whereas/report/prose"
)

// counter counts the words of drafts as the rules of the meeting do, and as strictly as a hostile company at least: a
// draft that keeps within its limit by one count alone invites a dispute.
type counter struct {
	in    Input
	way   filing.Way
	notes prose.Notes
	known map[string]int // words of texts that were counted
	free  bool           // nothing takes any words: places alone decide
}

func (in Input) newCounter() *counter {
	c := &counter{in: in, way: in.Rules.Words.Count, notes: notes.Short(in.Set), known: map[string]int{}, free: in.free}
	if c.way != filing.Paranoid {
		c.way = filing.Strict
	}
	return c
}

// whole counts a draft as it is counted in the end.
func (c *counter) whole(md []byte) int {
	return check.CountBy(c.in.parse(md, c.in.File, c.notes, &diag.List{}), c.way)
}

// words counts a paragraph without marks of notes.
func (c *counter) words(md string) int {
	if c.free {
		return 0
	}
	n, ok := c.known[md]
	if !ok && md != "" {
		n = c.whole([]byte(md))
		c.known[md] = n
	}
	return n
}

// note is the text of a claim's note, by which it is known whether two are one, and its words with its number.
func (c *counter) note(claim string) (text string, words int) {
	if c.free {
		return claim, 0
	}
	d := c.in.parse([]byte("x[^"+claim+"]"), c.in.File, c.notes, &diag.List{})
	if len(d.Notes) == 0 {
		return "", 0
	}
	text = doc.Plain(d.Notes[0].Text)
	return text, 1 + filing.Count(text, c.way)
}
