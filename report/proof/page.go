package proof

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"whereas/report/diag"
)

// atPage matches the pages that a locator names: "p. 42", "pp. 3–5, 9 and 12", "page 12", "pág. 7"; aPage one of them.
var (
	atPage = regexp.MustCompile(`(?i)(?:^|[\s(,;])(?:pp?\.|pages?|pgs?\.|págs?\.|páginas?|seiten?)\s?` +
		`(` + page + `(?:\s?(?:,|;|&|and|y|und)\s?` + page + `)*)(?:\D|$)`)
	aPage = regexp.MustCompile(`(\d+)(?:\s?[-–—]\s?(\d+))?`)
)

const page = `\d{1,5}(?:\s?[-–—]\s?\d{1,5})?`

// mostPages is how many pages a range may name.
const mostPages = 1000

// pagesIn are the pages that a locator names; none where it names no page.
func pagesIn(locator string) []int {
	var out []int
	for _, list := range atPage.FindAllStringSubmatch(locator, -1) {
		for _, m := range aPage.FindAllStringSubmatch(list[1], -1) {
			from, _ := strconv.Atoi(m[1])
			last := m[2]
			if n := len(m[1]) - len(last); n > 0 { // "pp. 214–17": the figures that change; "p. 214": none do
				last = m[1][:n] + last
			}
			to, _ := strconv.Atoi(last)
			if to-from >= mostPages {
				to = from
			}
			out = append(out, from)
			from++
			for n := from; n <= to; n++ {
				out = append(out, n)
			}
		}
	}
	return out
}

// checkPage warns where a quote stands on none of the pages that its locator names. A page is known by its place in the
// document, or by the number that is printed at its head or foot. Captures without marks of pages say nothing of it.
func (c *capture) checkPage(locator string, q quoted, l *diag.List) {
	pages := c.pages()
	named := pagesIn(locator)
	if len(pages) < 2 || len(named) == 0 {
		return
	}
	var on []int // the pages that the quote stands on, or begins on
	for i, p := range pages {
		if _, ok := p.find(q.quote.S); !ok {
			continue
		}
		on = append(on, i+1)
		if slices.Contains(named, i+1) || slices.ContainsFunc(p.printed(), func(n int) bool {
			return slices.Contains(named, n)
		}) {
			return
		}
	}
	if len(on) == 0 { // it goes on overleaf: the page that it begins on and the next one count
		from, _ := c.find(q.quote.S)
		i := strings.Count(c.file[:from], "\f")
		for j := i; j < min(i+2, len(pages)); j++ {
			on = append(on, j+1)
			if slices.Contains(named, j+1) || slices.ContainsFunc(pages[j].printed(), func(n int) bool {
				return slices.Contains(named, n)
			}) {
				return
			}
		}
	}
	where := strconv.Itoa(on[0])
	if printed := pages[on[0]-1].printed(); len(printed) == 1 && printed[0] != on[0] {
		where += " (printed on it: " + strconv.Itoa(printed[0]) + ")"
	}
	l.Warnf(q.quote.At, diag.WrongPage, "the quote stands on page %s of %q, and \"at\" says %q", where,
		q.source.Capture.S, locator).
		WithHint("put the page right: the number printed on it, or where it stands in the document")
}

// pages are the pages of a capture, each as a capture of its own; one where it has no marks of pages.
func (c *capture) pages() []*capture {
	if c.leaves == nil {
		for p := range strings.SplitSeq(c.file, "\f") {
			c.leaves = append(c.leaves, newCapture([]byte(p)))
		}
	}
	return c.leaves
}

// numberAlone matches a line that is a page's number, or begins or ends with one: "42", "– 42 –", "Page 42 of 90".
var numberAlone = regexp.MustCompile(
	`(?i)^\W*(?:page |p\. ?)?(\d{1,5})(?: ?(?:of|/) ?\d+)?\W*$|^(\d{1,5})\s{2,}\S|\S\s{2,}(\d{1,5})$|` +
		`^(\d{1,5}) \| | \| (\d{1,5})$`)

// numbersAlone matches a line of nothing but numbers of pages.
var numbersAlone = regexp.MustCompile(`^\d{1,5}(?:\s{2,}\d{1,5})+$`)

// edge is how many lines at the head and at the foot of a page may hold its number.
const edge = 2

// printed are the numbers that may be printed on a page: those of the first two lines and of the last two.
func (c *capture) printed() []int {
	var lines []string
	for line := range strings.SplitSeq(c.file, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	var out []int
	for i, line := range lines {
		if i >= edge && i < len(lines)-edge {
			continue
		}
		parts := numberAlone.FindStringSubmatch(line)
		if numbersAlone.MatchString(line) { // of two pages side by side
			parts = strings.Fields(line)
		}
		for _, m := range parts {
			if n, err := strconv.Atoi(m); err == nil && !slices.Contains(out, n) { // the whole line, or a part of it
				out = append(out, n)
			}
		}
	}
	return out
}
