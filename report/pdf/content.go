package pdf

import (
	"slices"
	"strconv"

	"whereas/report/lines"
	"whereas/report/pages"
)

// pageContent is the content stream of a page and the leaf of each of its marked-content sequences.
func pageContent(p *pages.Layout, page *pages.Page, fonts *fonts) (string, []int) {
	c := content{pages: p, page: page, fonts: fonts}
	if len(page.Rules) > 0 {
		c.str("/Artifact <</Type /Layout>> BDC\n")
		for _, r := range page.Rules {
			c.length(r.X)
			c.length(page.Height - r.Y - r.Height)
			c.length(r.Width)
			c.length(r.Height)
			c.str("re\n")
		}
		c.str("f\nEMC\n")
	}
	for i := range page.Shapes {
		c.shape(&page.Shapes[i])
	}
	for i := 0; i < len(page.Runs); {
		j := i + 1
		for j < len(page.Runs) && page.Runs[j].Node == page.Runs[i].Node {
			j++
		}
		c.str("BT\n")
		c.font = -1
		c.begin(page.Runs[i].Node, "")
		for ; i < j; i++ {
			c.run(&page.Runs[i])
		}
		c.str("EMC\nET\n")
	}
	return string(c.buf), c.leaves
}

// shape draws a part of a figure.
func (c *content) shape(s *pages.Shape) {
	c.begin(s.Node, "")
	for _, v := range [...]uint8{s.Fill.R, s.Fill.G, s.Fill.B} {
		c.buf = append(appendFixed(c.buf, int64(v)*1000/255, 3), ' ')
	}
	c.str("rg\n")
	if s.Round {
		c.ellipse(s.Rect)
	} else {
		c.length(s.X)
		c.length(c.page.Height - s.Y - s.Height)
		c.length(s.Width)
		c.length(s.Height)
		c.str("re\n")
	}
	c.str("f\n0 g\nEMC\n")
}

// ellipse is the path of the ellipse within a rectangle: four curves whose control points stand off by 0.5523 of
// the radius, the usual approximation of a quarter circle.
func (c *content) ellipse(r lines.Rect) {
	x, y := r.X+r.Width/2, c.page.Height-r.Y-r.Height/2
	rx, ry := r.Width/2, r.Height/2
	kx, ky := rx*5523/10000, ry*5523/10000
	c.points("m", x+rx, y)
	c.points("c", x+rx, y+ky, x+kx, y+ry, x, y+ry)
	c.points("c", x-kx, y+ry, x-rx, y+ky, x-rx, y)
	c.points("c", x-rx, y-ky, x-kx, y-ry, x, y-ry)
	c.points("c", x+kx, y-ry, x+rx, y-ky, x+rx, y)
}

func (c *content) points(operator string, at ...lines.Length) {
	for _, l := range at {
		c.length(l)
	}
	c.str(operator + "\n")
}

// content is a content stream in the making.
type content struct {
	pages  *pages.Layout
	page   *pages.Page
	fonts  *fonts
	buf    []byte
	font   int // set last, -1 for none in this text object
	expand int
	size   lines.Length
	leaves []int // of each MCID
}

// begin opens marked content: what a node draws, or a piece of it that says itself what it stands for.
func (c *content) begin(node int, actual string) {
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

func (c *content) str(s string) { c.buf = append(c.buf, s...) }

// length writes a length in points and a space.
func (c *content) length(l lines.Length) {
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

// run writes one run: its place, then its glyphs with the adjustments between them.
func (c *content) run(r *lines.Run) {
	if len(r.Glyphs) == 0 {
		return
	}
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

	f := c.pages.Faces.Face(r.Style)
	perEm := int64(f.Metrics().UnitsPerEm)
	codes := &c.fonts[r.Style]
	open, within := false, false // [ ], ( )
	start := func() {
		if !open {
			c.str("[")
			open = true
		}
	}
	show := func() {
		if within {
			c.str(")")
			within = false
		}
		if open {
			c.str("] TJ\n")
			open = false
		}
	}
	// adjust moves the pen to a place, and says where it then is: to a thousandth of the size, so that errors are
	// too small to be seen and never add up.
	adjust := func(pen, place int64) int64 {
		v := divide(pen-place, 100)
		if v == 0 {
			return pen
		}
		start()
		if within {
			c.str(")")
			within = false
		}
		c.buf = strconv.AppendInt(c.buf, v, 10)
		return pen - v*100
	}
	// em is lengths and font units in hundred-thousandths of the size, before the whole is set wider.
	em := func(units int, extra lines.Length) int64 {
		return int64(units)*100000/perEm + divide(int64(extra)*100000*1000, int64(r.Size)*int64(1000+r.Expand))
	}
	glyphs, pen := r.Glyphs, int64(0)
	places := make([]int64, len(glyphs)) // where each is drawn
	for i := range glyphs {
		places[i] = pen + em(int(glyphs[i].DX), 0)
		pen += em(int(glyphs[i].Advance), glyphs[i].Extra)
	}
	if r.Back {
		glyphs = slices.Clone(glyphs)
		slices.Reverse(glyphs)
		slices.Reverse(places)
	}
	pen = 0
	rise := 0
	for i := 0; i < len(glyphs); {
		// Glyphs that stand for characters together: the first bears the text, the others none.
		j := i + 1
		for j < len(glyphs) && glyphs[j].Text == "" {
			j++
		}
		spelt := r.Node >= 0 && j > i+1
		if spelt {
			show()
			c.str("EMC\n")
			c.begin(r.Node, glyphs[i].Text)
		}
		for ; i < j; i++ {
			g := &glyphs[i]
			if int(g.DY) != rise {
				show()
				rise = int(g.DY)
				c.buf = appendLength(c.buf, lines.Length(rise)*r.Size/lines.Length(perEm))
				c.str(" Ts\n")
			}
			pen = adjust(pen, places[i])
			start()
			if !within {
				c.str("(")
				within = true
			}
			c.buf = appendCode(c.buf, codes.code(g))
			pen += em(f.Width(g.ID), 0)
		}
		if spelt {
			show()
			c.str("EMC\n")
			c.begin(r.Node, "")
		}
	}
	show()
	if rise != 0 {
		c.str("0 Ts\n")
	}
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
