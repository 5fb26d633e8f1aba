//go:build peers

package pdf

import (
	"encoding/xml"
	"flag"
	"fmt"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// How evenly lines and pages are filled, read from any PDF file by pdftotext's boxes of words, so that all programs
// are measured alike. Body text only: lines of its size that begin at the left edge.

var measured = flag.String("files", "", "PDF files to measure, separated by commas")

type word struct {
	X0   float64 `xml:"xMin,attr"`
	X1   float64 `xml:"xMax,attr"`
	Y0   float64 `xml:"yMin,attr"`
	Y1   float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

type boxes struct {
	Pages []struct {
		Height float64 `xml:"height,attr"`
		Words  []word  `xml:"word"`
	} `xml:"body>doc>page"`
}

type textLine struct {
	words  []word
	page   int
	bottom float64
	full   bool // it reaches the right edge
}

func (l *textLine) right() float64 { return l.words[len(l.words)-1].X1 }

func TestSpacing(t *testing.T) {
	fmt.Printf(
		"%-28s %6s %7s %7s %7s %7s %7s %7s %6s %6s %6s %6s\n",
		"file",
		"pages",
		"lines",
		"mean r²",
		"worst+",
		"worst-",
		"hyphens",
		"in row",
		"widows",
		"orph.",
		"short",
		"fill",
	)
	for _, file := range strings.Split(*measured, ",") {
		out, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		var b boxes
		dec := xml.NewDecoder(strings.NewReader(string(out)))
		dec.Strict = false
		dec.Entity = xml.HTMLEntity
		if err := dec.Decode(&b); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		measure(file, &b)
	}
}

// linesOf groups the words of each page by baseline, and keeps lines of body size at the left edge.
func linesOf(b *boxes) (lines []textLine, left, right float64) {
	size := float64(bodySize(b))
	lefts, rights := map[int]int{}, map[int]int{}
	for i, p := range b.Pages {
		for _, row := range rowsOf(p.Words) {
			if isBody(row, size) {
				lines = append(lines, textLine{words: row, page: i, bottom: row[0].Y1})
				lefts[int(math.Round(row[0].X0))]++
				rights[int(math.Round(row[len(row)-1].X1))]++
			}
		}
	}
	left, right = float64(mode(lefts)), float64(mode(rights))
	lines = slices.DeleteFunc(lines, func(l textLine) bool { return math.Abs(l.words[0].X0-left) > 6 })
	for i := range lines {
		lines[i].full = math.Abs(lines[i].right()-right) < 8
	}
	return lines, left, right
}

// bodySize is the height, in tenths of a point, that most characters have.
func bodySize(b *boxes) int {
	heights := map[int]int{}
	for _, p := range b.Pages {
		for _, w := range p.Words {
			heights[int(math.Round((w.Y1-w.Y0)*10))] += len(w.Text)
		}
	}
	return mode(heights)
}

// mode is what occurs most often, the larger of two.
func mode(m map[int]int) int {
	best, n := 0, 0
	for x, c := range m {
		if c > n || c == n && x > best {
			best, n = x, c
		}
	}
	return best
}

// rowsOf is words that follow each other on one baseline.
func rowsOf(words []word) [][]word {
	var rows [][]word
	var row []word
	for _, w := range words {
		if len(row) > 0 && (math.Abs(w.Y1-row[0].Y1) > 9 || w.X0 < row[len(row)-1].X1-1) {
			rows = append(rows, row)
			row = nil
		}
		row = append(row, w)
	}
	return append(rows, row)
}

// isBody tells lines of the text from others. A row of a table has one gap far wider than its others.
func isBody(row []word, size float64) bool {
	body := 0
	for _, w := range row {
		if math.Abs((w.Y1-w.Y0)*10-size) < 8 {
			body++
		}
	}
	var gaps []float64
	for k := 1; k < len(row); k++ {
		gaps = append(gaps, row[k].X0-row[k-1].X1)
	}
	slices.Sort(gaps)
	cells := len(gaps) > 0 && gaps[len(gaps)-1] > 2.5*gaps[len(gaps)/2]+1
	return len(row) >= 3 && body*10 >= len(row)*7 && !cells
}

// spacing is what is measured of a file.
type spacing struct {
	lines               []textLine
	natural             float64 // the middle one of the spaces in last lines
	sum, worst, tight   float64 // of how far spaces are from that
	worstLine           []word
	n                   int // full lines
	hyphens, row, inRow int // row: how many lines end in one so far
	widows, orphans     int
	short               int // last lines of less than 30 points
}

func measure(file string, b *boxes) {
	s := spacing{}
	s.lines, _, _ = linesOf(b)
	var loose []float64
	for _, l := range s.lines {
		if !l.full {
			for i := 1; i < len(l.words); i++ {
				loose = append(loose, l.words[i].X0-l.words[i-1].X1)
			}
		}
	}
	if len(loose) == 0 {
		fmt.Println(file, "has no last lines to take the natural space from")
		return
	}
	slices.Sort(loose)
	s.natural = loose[len(loose)/2]
	for i, l := range s.lines {
		s.hyphen(&l)
		if l.full {
			s.fullLine(i)
		} else {
			s.lastLine(i)
		}
	}
	fmt.Print("  loosest line: ")
	for _, w := range s.worstLine {
		fmt.Print(w.Text, " ")
	}
	fmt.Println()
	name := file
	if len(name) > 28 {
		name = "…" + name[len(name)-27:]
	}
	fmt.Printf(
		"%-28s %6d %7d %7.4f %7.2f %7.2f %7d %7d %6d %6d %6d %5.1f%%\n",
		name, len(b.Pages), s.n, s.sum/float64(max(1, s.n)), s.worst, s.tight,
		s.hyphens, s.inRow, s.widows, s.orphans, s.short, fill(b)*100,
	)
}

// hyphen counts lines that end in one, and those of them that follow another.
func (s *spacing) hyphen(l *textLine) {
	text := l.words[len(l.words)-1].Text
	if !strings.HasSuffix(text, "-") && !strings.HasSuffix(text, "\u00AD") && !strings.HasSuffix(text, "‐") {
		s.row = 0
		return
	}
	s.hyphens++
	s.row++
	if s.row > 1 {
		s.inRow++
	}
}

// lastLine looks at the last line of a paragraph: is it short, is it alone at the head of a page?
func (s *spacing) lastLine(i int) {
	l := &s.lines[i]
	if l.right()-l.words[0].X0 < 30 {
		s.short++
	}
	text := l.words[len(l.words)-1].Text
	if i > 0 && s.lines[i-1].page != l.page && s.lines[i-1].full &&
		strings.ContainsAny(text[len(text)-1:], ".,;:?!)0123456789\x9d") { // a heading ends in none of these
		s.widows++
		fmt.Printf("  a single last line heads page %d: %v\n", l.page+1, l.words)
	}
}

// fullLine measures the spaces of a line that reaches the right edge.
func (s *spacing) fullLine(i int) {
	l := &s.lines[i]
	next := i+1 < len(s.lines) && s.lines[i+1].page == l.page
	// A first line alone at the foot of a page: it follows a last line, and goes on overleaf.
	if !next && i+1 < len(s.lines) && i > 0 && s.lines[i-1].page == l.page && !s.lines[i-1].full {
		s.orphans++
		fmt.Printf("  a single first line ends page %d: %v\n", l.page+1, l.words)
	}
	var gaps float64
	for k := 1; k < len(l.words); k++ {
		gaps += l.words[k].X0 - l.words[k-1].X1
	}
	r := (gaps/float64(len(l.words)-1) - s.natural) / s.natural
	s.sum += r * r
	if r > s.worst {
		s.worst, s.worstLine = r, l.words
	}
	s.tight = min(s.tight, r)
	s.n++
}

// fill is how full pages are: the lowest word against the lowest of all pages, the last page left out.
func fill(b *boxes) float64 {
	lowest := make([]float64, len(b.Pages))
	deepest := 0.0
	for i, p := range b.Pages {
		for _, w := range p.Words {
			if w.Y1 < p.Height-75 { // not the running foot
				lowest[i] = max(lowest[i], w.Y1)
			}
		}
		deepest = max(deepest, lowest[i])
	}
	fill := 0.0
	for _, y := range lowest[:max(1, len(lowest)-1)] {
		fill += (y - 72) / (deepest - 72) / float64(max(1, len(lowest)-1))
	}
	return fill
}
