package pdf

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"whereas/report/lines"
	"whereas/report/pages"
)

// canvas draws by gofpdf's calls, and writes between them the operators for which it has none: marks of content, and
// glyphs by their number.
type canvas struct {
	*gofpdf.Fpdf
	pages  *pages.Layout
	fonts  *fonts
	places map[string]int // gofpdf's number of each named place

	page    *pages.Page // the one that is drawn
	buf     []byte      // operators of ours that wait for flush
	font    int         // set last, -1 for none in this text object
	expand  int
	size    lines.Length
	leaves  []int   // of each MCID of the page
	drawnAt []int64 // room for the places of a line's glyphs
}

// draw makes a plain file of all pages, of which there is at least one, with links, bookmarks and metadata. For each
// page it gives the leaf of each of its stretches of marked content.
func draw(p *pages.Layout, fonts *fonts, m Meta) ([]byte, [][]int, error) {
	// Pages of the default's size, which is the first one's, say none themselves.
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: sizeOf(&p.Pages[0])})
	f.SetCompression(false) // the finisher does it, after it has taken the file apart
	f.SetProducer("", false)
	f.SetTitle(textBytes(m.Title), false)
	f.SetAuthor(textBytes(m.Author), false)
	f.SetSubject(textBytes(m.Subject), false)
	f.SetKeywords(textBytes(m.Keywords), false)
	f.SetCreator(textBytes(m.Creator), false)
	f.SetXmpMetadata(m.xmp())
	f.SetCreationDate(epoch()) // the finisher puts the document's own in its place, or none
	f.SetModificationDate(epoch())

	c := &canvas{Fpdf: f, pages: p, fonts: fonts, places: map[string]int{}}
	for _, a := range p.Anchors {
		if c.places[a.Name] == 0 {
			c.places[a.Name] = f.AddLink()
			f.SetLink(c.places[a.Name], points(a.Y), a.Page+1)
		}
	}
	leaves := make([][]int, len(p.Pages))
	for i := range p.Pages {
		leaves[i] = c.draw(&p.Pages[i])
	}
	c.bookmarks()
	var b bytes.Buffer
	err := f.Output(&b)
	return b.Bytes(), leaves, err
}

// epoch is the date that gofpdf is given, since it takes the clock's where it has none.
func epoch() time.Time { return time.Unix(0, 0).UTC() }

// draw adds a page.
func (c *canvas) draw(page *pages.Page) []int {
	c.page, c.leaves, c.expand = page, nil, 0
	c.AddPageFormat("P", sizeOf(page))
	if len(page.Rules)+len(page.Shapes) > 0 {
		// gofpdf writes two decimals. Half a hundredth of a point can be a shade of grey, so all that it draws has a
		// unit of a tenth of a point (fine).
		c.TransformBegin()
		c.TransformScaleXY(100/tenths, 0, 0)
		c.rules()
		c.shapes()
		c.TransformEnd()
	}
	c.text()
	c.links()
	return c.leaves
}

const tenths = 10

func fine(l lines.Length) float64 { return points(l) * tenths }

// rules fills all of them as one path, as one shape of the page: h closes what is closed already, and so keeps gofpdf
// from filling each alone, which some viewers draw in other shades of grey.
func (c *canvas) rules() {
	if len(c.page.Rules) == 0 {
		return
	}
	c.str("/Artifact <</Type /Layout>> BDC\n")
	c.flush()
	for _, r := range c.page.Rules {
		c.Rect(fine(r.X), fine(r.Y), fine(r.Width), fine(r.Height), "h")
	}
	c.DrawPath("F")
	c.str("EMC\n")
	c.flush()
}

// shapes draws the parts of figures, those of one figure as one stretch of content, and goes back to the black of rules
// and text.
func (c *canvas) shapes() {
	for i := range c.page.Shapes {
		s := &c.page.Shapes[i]
		if i == 0 || s.Node != c.page.Shapes[i-1].Node {
			c.begin(s.Node, "")
			c.flush()
		}
		if x, y, width, height := fine(s.X), fine(s.Y), fine(s.Width), fine(s.Height); s.Stroke != nil {
			c.stroke(s.Stroke, int(s.Fill.R), int(s.Fill.G), int(s.Fill.B))
		} else if c.colour(int(s.Fill.R), int(s.Fill.G), int(s.Fill.B)); s.Round {
			c.Ellipse(x+width/2, y+height/2, width/2, height/2, 0, "F")
		} else {
			c.Rect(x, y, width, height, "F")
		}
		if i+1 == len(c.page.Shapes) || s.Node != c.page.Shapes[i+1].Node {
			c.str("EMC\n")
			c.flush()
		}
	}
	c.colour(0, 0, 0)
}

// stroke draws a line in a colour. No other part of a page uses the pen that it sets.
func (c *canvas) stroke(l *pages.Stroke, r, g, b int) {
	c.SetDrawColor(r, g, b)
	c.SetLineWidth(fine(l.Width))
	c.SetLineJoinStyle("bevel")
	dash := make([]float64, len(l.Dash))
	for i, d := range l.Dash {
		dash[i] = fine(d)
	}
	c.SetDashPattern(dash, 0)
	for i, p := range l.Points {
		if i == 0 {
			c.MoveTo(fine(p.X), fine(p.Y))
		} else {
			c.LineTo(fine(p.X), fine(p.Y))
		}
	}
	c.DrawPath("D")
}

// colour changes what is filled from now on, if it isn't that already.
func (c *canvas) colour(r, g, b int) {
	if oldR, oldG, oldB := c.GetFillColor(); r != oldR || g != oldG || b != oldB {
		c.SetFillColor(r, g, b)
	}
}

// links makes areas of the page lead somewhere. A link to what stands on no page, as a heading without words does,
// leads to itself: gofpdf knows none that leads nowhere.
func (c *canvas) links() {
	for _, k := range c.page.Links {
		x, y, width, height := points(k.X), points(k.Y), points(k.Width), points(k.Height)
		if k.URL != "" {
			c.LinkString(x, y, width, height, asciiURL(k.URL))
			continue
		}
		place := c.places[k.Anchor]
		if place == 0 {
			place = c.AddLink()
			c.SetLink(place, y, c.PageNo())
		}
		c.Link(x, y, width, height, place)
	}
}

// bookmarks makes the outline.
func (c *canvas) bookmarks() {
	depths := depths(c.pages.Outline)
	for i, mark := range c.pages.Outline {
		// gofpdf measures every bookmark from the upper edge of the last page, whatever its own one's height is.
		y := points(mark.Y + c.page.Height - c.pages.Pages[mark.Page].Height)
		if y == -1 { // which it takes for the place where it stands
			y = -1.001
		}
		c.SetPage(mark.Page + 1)
		c.Bookmark(textBytes(mark.Title), depths[i], y)
	}
	c.SetPage(len(c.pages.Pages)) // it ends the document after the page that it is on
}

// depths is how deep each bookmark lies, from 0: below the last one of a higher level, without gaps, for which gofpdf
// has no notion.
func depths(outline []pages.Bookmark) []int {
	out := make([]int, len(outline))
	var open []int // levels that the next one may be below
	for i, mark := range outline {
		for len(open) > 0 && open[len(open)-1] >= mark.Level {
			open = open[:len(open)-1]
		}
		out[i] = len(open)
		open = append(open, mark.Level)
	}
	return out
}

// textBytes is the bytes of text within a PDF string: ASCII as it is, other text as UTF-16. gofpdf's own way of it
// knows no characters beyond the first 65,536.
func textBytes(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	b.WriteString("\xfe\xff")
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u >> 8), byte(u)})
	}
	return b.String()
}

func sizeOf(page *pages.Page) gofpdf.SizeType {
	return gofpdf.SizeType{Wd: points(page.Width), Ht: points(page.Height)}
}

func points(l lines.Length) float64 { return float64(l) / float64(lines.Point) }
