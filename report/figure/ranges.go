package figure

import (
	"slices"
	"strings"

	"whereas/report/doc"
)

// Row is one company, category or indicator in a picture of ranges.
type Row struct {
	Name, Mark string // a name takes two lines at most and is cut beyond; its mark is never cut
	Instead    string // of a name that would be cut, where a cut one could be another's
	Cells      []Cell // by panel
}

// Cell is one range, 0 to 100, with what stands below it. Without a range only Left is shown.
type Cell struct {
	Ranged      bool
	Low, High   float64 // well supported at least; not excluded up to
	Best        float64 // what is reported, where that is more than Low
	Left, Right string  // the range in words, and what else is said of it
}

// Key is the words for the parts of a bar. A part without a word isn't explained.
type Key struct{ Supported, Reported, Open, Excluded string }

// Measures of a picture of ranges, in thousandths of a point. The width is that of the text on a page.
const (
	width      = 366_000
	narrow     = 190_000 // for a telephone: its text is drawn there about as large as the text around it
	nameWidth  = 92_000  // of the names at the left
	nameAlone  = 138_000 // the same, where there is one panel
	panelGap   = 14_000
	headRoom   = 26_000
	barTop     = 5_000
	barHeight  = 7_000
	lineHeight = 10_500 // of all text
	textSize   = 8_500  // the least that is read with ease on paper
	rowGap     = 5_000
)

var (
	ink      = doc.Colour{R: 40, G: 44, B: 50}
	frame    = doc.Colour{R: 96, G: 104, B: 114}
	proof    = doc.Colour{R: 28, G: 58, B: 94}
	reported = doc.Colour{R: 143, G: 170, B: 200}
	rule     = doc.Colour{R: 222, G: 225, B: 230}
	white    = doc.Colour{R: 255, G: 255, B: 255}
)

// MostPanels are as many as can stand side by side with their labels.
const MostPanels = 3

// rangesOf is the measures of one picture.
type rangesOf struct {
	canvas
	names  int  // the width of the names at the left; 0 where they stand above their bars
	wide   int  // of a panel
	stacks bool // what stands below a bar takes two lines
}

// Ranges draws one row for each company and one panel for each category, all on the same scale from 0 to 100: solid is
// well supported, pale is reported, hatched is unknown, white is excluded.
func Ranges(panels []string, rows []Row, key Key) doc.Scene {
	names := nameWidth
	if len(panels) == 1 {
		names = nameAlone
	}
	return ranges(panels, rows, key, width, names)
}

// NarrowRanges is the picture of one panel for a narrow screen: each name stands above its bar.
func NarrowRanges(panel string, rows []Row, key Key) doc.Scene {
	return ranges([]string{panel}, rows, key, narrow, 0)
}

func ranges(panels []string, rows []Row, key Key, width, names int) doc.Scene {
	r := rangesOf{canvas{doc.Scene{Width: width}}, names, 0, false}
	r.wide = (width - names - panelGap*(len(panels)-1)) / max(1, len(panels))
	for _, row := range rows {
		for _, c := range row.Cells {
			if c.Right != "" && wideOf(c.Left)+wideOf(c.Right)+wideOf("  ") > r.wide {
				r.stacks = true
			}
		}
	}
	for p, title := range panels {
		r.label(r.left(p), 9_000, doc.Left, true, cut(title, r.wide))
		r.label(r.left(p), 21_000, doc.Left, false, "0")
		r.label(r.left(p)+r.wide, 21_000, doc.Right, false, "100")
	}
	top := headRoom
	for _, row := range rows {
		top = r.row(row, top)
	}
	r.key(key, top)
	return r.scene
}

func (r *rangesOf) left(panel int) int { return r.names + panel*(r.wide+panelGap) }

// row draws a row below top and gives where it ends.
func (r *rangesOf) row(row Row, top int) int {
	r.box(0, top, r.scene.Width, 300, rule)
	room := r.names
	if room == 0 {
		room = r.scene.Width
	}
	lines := row.nameLines(room)
	for n, text := range lines {
		r.label(0, top+barTop+6_500+n*lineHeight, doc.Left, false, text)
	}
	down := top + barTop
	if r.names == 0 {
		down += len(lines)*lineHeight + 1_500
	}
	for p, c := range row.Cells {
		if c.Ranged {
			r.bar(r.left(p), down, r.wide, c)
		}
		below := down + barHeight + lineHeight - 1_000
		r.label(r.left(p), below, doc.Left, false, cut(c.Left, r.wide))
		switch {
		case c.Right == "":
		case r.stacks:
			r.label(r.left(p), below+lineHeight, doc.Left, false, cut(c.Right, r.wide))
		default:
			r.label(r.left(p)+r.wide, below, doc.Right, false, c.Right)
		}
	}
	down += barHeight + lineHeight
	if r.stacks {
		down += lineHeight
	}
	return max(down, top+barTop+len(lines)*lineHeight) + rowGap
}

// bar draws a range on a scale of 0 to 100.
func (c *canvas) bar(left, top, wide int, cell Cell) {
	at := func(v float64) int { return left + int(float64(min(max(v, 0), 100)/100*float64(wide))+0.5) }
	c.box(left, top, wide, barHeight, white)
	known := at(cell.Low)
	if best := at(cell.Best); best > known {
		c.box(known, top, best-known, barHeight, reported)
		known = best
	}
	c.box(left, top, at(cell.Low)-left, barHeight, proof)
	c.hatch(known, top, at(cell.High)-known, barHeight)
	for v := 20; v < 100; v += 20 {
		c.box(at(float64(v)), top+barHeight, 300, 1_500, frame)
	}
	c.frame(left, top, wide, barHeight)
}

// key explains the parts of a bar, in as few lines as have room for it, and ends the picture.
func (r *rangesOf) key(key Key, top int) {
	const sample, gap = 16_000, 12_000
	x, line := 0, 0
	for _, k := range []struct {
		word string
		cell Cell
	}{
		{key.Supported, Cell{Low: 100, High: 100}},
		{key.Reported, Cell{Best: 100, High: 100}},
		{key.Open, Cell{High: 100}},
		{key.Excluded, Cell{}},
	} {
		if k.word == "" {
			continue
		}
		word := cut(k.word, r.scene.Width-sample-4_000)
		if x > 0 && x+sample+4_000+wideOf(word) > r.scene.Width {
			x, line = 0, line+1
		}
		y := top + 4_000 + line*(lineHeight+2_000)
		r.sample(x, y, sample, k.cell)
		r.label(x+sample+4_000, y+6_500, doc.Left, false, word)
		x += sample + 4_000 + wideOf(word) + gap
	}
	r.scene.Height = top
	if x > 0 {
		r.scene.Height += 4_000 + (line+1)*(lineHeight+2_000)
	}
}

// sample is a bar of one part alone.
func (c *canvas) sample(x, y, wide int, cell Cell) {
	switch {
	case cell.Low > 0:
		c.box(x, y, wide, barHeight, proof)
	case cell.Best > 0:
		c.box(x, y, wide, barHeight, reported)
	case cell.High > 0:
		c.box(x, y, wide, barHeight, white)
		c.hatch(x, y, wide, barHeight)
	default:
		c.box(x, y, wide, barHeight, white)
	}
	c.frame(x, y, wide, barHeight)
}

func (r Row) nameLines(width int) []string {
	lines := nameLines(r.Name, r.Mark, width)
	if whole := strings.Fields(r.Name + " " + r.Mark); r.Instead != "" &&
		!slices.Equal(strings.Fields(strings.Join(lines, " ")), whole) {
		return nameLines(r.Instead, r.Mark, width)
	}
	return lines
}

// nameLines is a name on one line or two of a width, its mark behind it.
func nameLines(name, mark string, width int) []string {
	room := width - 6_000
	fits := func(text string) bool { return wideOf(text) <= room }
	divide := func(text string) ([]string, bool) {
		if fits(text) {
			return []string{text}, true
		}
		for i := len(text) - 1; i > 0; i-- {
			if text[i] == ' ' && fits(text[:i]) {
				return []string{text[:i], text[i+1:]}, fits(text[i+1:])
			}
		}
		return []string{text}, false
	}
	lines, ok := divide(strings.TrimSpace(name + " " + mark))
	for rs := []rune(name); !ok && len(rs) > 1; {
		rs = rs[:len(rs)-1]
		lines, ok = divide(strings.TrimSpace(strings.TrimRight(string(rs), " ,.-") + "… " + mark))
		if !ok && !strings.Contains(string(rs), " ") { // a first word that is too long alone
			first := cut(string(rs), room)
			return append([]string{first}, strings.Fields(mark)...)
		}
	}
	return lines
}
