package pdf

import (
	"bytes"
	"slices"
	"strconv"

	"whereas/report/lines"
	"whereas/report/pages"
)

// text draws the runs of the page, those of one node as one text object.
func (c *canvas) text() {
	runs := c.page.Runs
	for i := 0; i < len(runs); {
		j := i + 1
		for j < len(runs) && runs[j].Node == runs[i].Node {
			j++
		}
		c.str("BT\n")
		c.font = -1
		c.begin(runs[i].Node, "")
		for ; i < j; i++ {
			c.run(&runs[i])
		}
		c.str("EMC\nET\n")
	}
	c.flush()
}

// flush hands the operators that wait to gofpdf, which ends them with a line's end of its own.
func (c *canvas) flush() {
	if len(c.buf) > 0 {
		c.RawWriteStr(string(bytes.TrimSuffix(c.buf, []byte("\n"))))
		c.buf = c.buf[:0]
	}
}

// begin opens marked content: what a node draws, or a piece of it that says itself what it stands for.
func (c *canvas) begin(node int, actual string) {
	switch node {
	case pages.HeadFurniture:
		c.str("/Artifact <</Type /Pagination /Subtype /Header>> BDC\n")
		return
	case pages.FootFurniture:
		c.str("/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n")
		return
	case pages.TableFurniture, pages.NoteFurniture:
		c.str("/Artifact <</Type /Pagination>> BDC\n")
		return
	}
	mcid := strconv.Itoa(len(c.leaves))
	c.leaves = append(c.leaves, node)
	if actual != "" {
		// Not within the marked content of the node, but beside it: some readers take the end of the
		// inner one for that of both.
		c.str("/Span <</MCID " + mcid + " /ActualText " + textString(actual, true) + ">> BDC\n")
		return
	}
	role := string(c.pages.Nodes[c.pages.Nodes[node].Parent].Role)
	c.str("/" + role + " <</MCID " + mcid + ">> BDC\n")
}

func (c *canvas) str(s string) { c.buf = append(c.buf, s...) }

// length writes a length in points and a space.
func (c *canvas) length(l lines.Length) {
	c.buf = append(appendLength(c.buf, l), ' ')
}

// appendLength writes a length in points, to a thousandth.
func appendLength(b []byte, l lines.Length) []byte {
	if l < 0 {
		return appendFixed(append(b, '-'), (-int64(l)*1000+1<<15)>>16, 3)
	}
	return appendFixed(b, (int64(l)*1000+1<<15)>>16, 3)
}

// appendFixed writes a number that counts in units of the given number of decimals.
func appendFixed(b []byte, v int64, decimals int) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	unit := int64(1)
	for range decimals {
		unit *= 10
	}
	b = strconv.AppendInt(b, v/unit, 10)
	if v %= unit; v > 0 {
		b = append(b, '.')
		for v > 0 {
			unit /= 10
			b = append(b, byte('0'+v/unit))
			v %= unit
		}
	}
	return b
}

// run writes one run: its face and place, then its glyphs with the adjustments between them.
func (c *canvas) run(r *lines.Run) {
	if len(r.Glyphs) == 0 {
		return
	}
	c.set(r)
	l := c.lineOf(r)
	for i := 0; i < len(l.glyphs); {
		// Glyphs that stand for characters together: the first bears the text, the others none.
		j := i + 1
		for j < len(l.glyphs) && l.glyphs[j].Text == "" {
			j++
		}
		spelt := r.Node >= 0 && j > i+1
		if spelt {
			l.end()
			c.str("EMC\n")
			c.begin(r.Node, l.glyphs[i].Text)
		}
		for ; i < j; i++ {
			l.show(i)
		}
		if spelt {
			l.end()
			c.str("EMC\n")
			c.begin(r.Node, "")
		}
	}
	l.end()
	if l.rise != 0 {
		c.str("0 Ts\n")
	}
}

// set writes what differs from the run before, and the place where the baseline begins.
func (c *canvas) set(r *lines.Run) {
	if c.font != int(r.Style) || c.size != r.Size {
		c.font, c.size = int(r.Style), r.Size
		c.str("/F" + strconv.Itoa(c.font) + " ")
		c.length(r.Size)
		c.str("Tf\n")
	}
	if c.expand != r.Expand {
		c.expand = r.Expand
		c.buf = append(appendFixed(c.buf, int64(1000+r.Expand), 1), " Tz\n"...)
	}
	c.str("1 0 0 1 ")
	c.length(r.X)
	c.length(c.page.Height - r.Y)
	c.str("Tm\n")
}

// line is the glyphs of a run on their way into the file. Places and the pen count in hundred-thousandths of the
// size, before the whole is set wider.
type line struct {
	*canvas
	run    *lines.Run
	perEm  int64
	codes  *codes
	glyphs []lines.Glyph // from left to right
	places []int64       // where each is drawn
	pen    int64
	rise   int

	array, within bool // whether [ and ( are open
}

func (c *canvas) lineOf(r *lines.Run) line {
	l := line{
		canvas: c, run: r, perEm: int64(c.pages.Faces.Face(r.Style).Metrics().UnitsPerEm), codes: &c.fonts[r.Style],
		glyphs: r.Glyphs, places: c.drawnAt[:0],
	}
	pen := int64(0)
	for i := range l.glyphs {
		g := &l.glyphs[i]
		l.places = append(l.places, pen+l.units(int(g.DX)))
		pen += l.units(int(g.Advance)) + divide(int64(g.Extra)*100000*1000, int64(r.Size)*int64(1000+r.Expand))
	}
	c.drawnAt = l.places
	if r.Back {
		l.glyphs = slices.Clone(l.glyphs)
		slices.Reverse(l.glyphs)
		slices.Reverse(l.places)
	}
	return l
}

func (l *line) units(n int) int64 { return int64(n) * 100000 / l.perEm }

// show writes a glyph at its place.
func (l *line) show(i int) {
	g := &l.glyphs[i]
	if int(g.DY) != l.rise {
		l.end()
		l.rise = int(g.DY)
		l.buf = appendLength(l.buf, lines.Length(l.rise)*l.run.Size/lines.Length(l.perEm))
		l.str(" Ts\n")
	}
	l.move(l.places[i])
	l.start()
	if !l.within {
		l.str("(")
		l.within = true
	}
	code := l.codes.code(g)
	l.buf = appendCode(l.buf, code)
	l.pen += l.units(l.codes.widths[code-1])
}

// move takes the pen to a place, to a thousandth of the size, and keeps where it then is: so errors are too small to
// be seen and never add up.
func (l *line) move(place int64) {
	v := divide(l.pen-place, 100)
	if v == 0 {
		return
	}
	l.start()
	if l.within {
		l.str(")")
		l.within = false
	}
	l.buf = strconv.AppendInt(l.buf, v, 10)
	l.pen -= v * 100
}

// start and end open and close the array of strings and adjustments.
func (l *line) start() {
	if !l.array {
		l.str("[")
		l.array = true
	}
}

func (l *line) end() {
	if l.within {
		l.str(")")
	}
	if l.array {
		l.str("] TJ\n")
	}
	l.array, l.within = false, false
}

// appendCode writes a code's two bytes within a string.
func appendCode(b []byte, code uint16) []byte {
	for _, half := range [2]byte{byte(code >> 8), byte(code)} {
		switch half {
		case '(', ')', '\\':
			b = append(b, '\\', half)
		case '\r':
			b = append(b, `\r`...)
		default:
			b = append(b, half)
		}
	}
	return b
}

// divide rounds to the nearest.
func divide(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

func appendHex16(b []byte, v uint16) []byte {
	const digits = "0123456789abcdef"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
