package figure

import "whereas/report/doc"

// Group is rows of counts on one scale, with a title above and the words for the parts of its bars below.
type Group struct {
	Title string
	Rows  []Counts
	Key   []string // of the parts, in their order
}

// Counts is a bar of up to four parts: solid, pale, hatched, white.
type Counts struct {
	Name  string
	Parts []int
	Text  string // what stands below the bar
}

// Groups draws counts as bars that are as long as what they count, each group on a scale of its own.
func Groups(groups []Group) doc.Scene { return countsOf(groups, width, nameAlone) }

// NarrowGroups is the same for a narrow screen: each name stands above its bar.
func NarrowGroups(groups []Group) doc.Scene { return countsOf(groups, narrow, 0) }

func countsOf(groups []Group, width, names int) doc.Scene {
	c := &canvas{doc.Scene{Width: width}}
	top := 0
	for _, g := range groups {
		top = c.group(g, top, names)
	}
	c.scene.Height = top
	return c.scene
}

// group draws a group below top and gives where it ends.
func (c *canvas) group(g Group, top, names int) int {
	width := c.scene.Width
	for _, text := range wrap(g.Title, width, 2, true) {
		c.label(0, top+9_000, doc.Left, true, text)
		top += lineHeight
	}
	most := 1
	for _, r := range g.Rows {
		most = max(most, sumOf(r.Parts))
	}
	top += 3_000
	for _, r := range g.Rows {
		top = c.counts(r, most, top, names)
	}
	x, line := 0, 0
	for i, word := range g.Key {
		const sample, gap = 16_000, 12_000
		word = cut(word, width-sample-4_000)
		if x > 0 && x+sample+4_000+wideOf(word) > width {
			x, line = 0, line+1
		}
		y := top + 4_000 + line*(lineHeight+2_000)
		c.countPart(i, x, y, sample)
		c.frame(x, y, sample, barHeight)
		c.label(x+sample+4_000, y+6_500, doc.Left, false, word)
		x += sample + 4_000 + wideOf(word) + gap
	}
	if len(g.Key) > 0 {
		top += 4_000 + (line+1)*(lineHeight+2_000)
	}
	return top + 2*rowGap
}

// counts draws a row below top and gives where it ends.
func (c *canvas) counts(r Counts, most, top, names int) int {
	c.box(0, top, c.scene.Width, 300, rule)
	room := names
	if room == 0 {
		room = c.scene.Width
	}
	lines := nameLines(r.Name, "", room)
	for n, text := range lines {
		c.label(0, top+barTop+6_500+n*lineHeight, doc.Left, false, text)
	}
	down, wide := top+barTop, c.scene.Width-names
	if names == 0 {
		down += len(lines)*lineHeight + 1_500
	}
	end, sum := names, 0
	for i, n := range r.Parts {
		sum += n
		to := names + int(int64(wide)*int64(sum)/int64(most))
		c.countPart(i, end, down, to-end)
		end = to
	}
	if end > names {
		c.frame(names, down, max(end-names, frameWidth), barHeight)
	}
	down += barHeight
	for _, text := range wrap(r.Text, wide, 2, false) {
		c.label(names, down+lineHeight-1_000, doc.Left, false, text)
		down += lineHeight
	}
	return max(down, top+barTop+len(lines)*lineHeight) + rowGap
}

func (c *canvas) countPart(i, x, y, wide int) {
	switch i {
	case 0:
		c.box(x, y, wide, barHeight, proof)
	case 1:
		c.box(x, y, wide, barHeight, reported)
	case 2:
		c.box(x, y, wide, barHeight, white)
		c.hatch(x, y, wide, barHeight)
	default:
		c.box(x, y, wide, barHeight, white)
	}
}

func sumOf(parts []int) int {
	sum := 0
	for _, n := range parts {
		sum += n
	}
	return sum
}
