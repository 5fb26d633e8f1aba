package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"whereas/report/face"
	"whereas/report/lines"
	"whereas/report/pages"
)

var faces = sync.OnceValues(func() (*face.Set, error) {
	read := func(name string) ([]byte, error) { return os.ReadFile("../../templates/fonts/" + name + ".ttf") }
	var files [face.Styles][]byte
	for i, name := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		b, err := read("STIXTwoText_" + name)
		if err != nil {
			return nil, err
		}
		files[i] = b
	}
	return face.Load(files, func() ([]byte, error) { return read("NotoSerifHebrew_400Regular") })
})

// layout is a page of one line of a text in each of some faces, with a rule and shapes.
func layout(t *testing.T, text string) *pages.Layout {
	t.Helper()
	set, err := faces()
	if err != nil {
		t.Fatal(err)
	}
	p := pages.Page{Width: 300 * lines.Point, Height: 200 * lines.Point,
		Rules:  []lines.Rect{{X: 10 * lines.Point, Y: 20 * lines.Point, Width: 100 * lines.Point, Height: lines.Point / 2}},
		Shapes: []pages.Shape{{Rect: lines.Rect{X: 10 * lines.Point, Y: 150 * lines.Point, Width: 30 * lines.Point, Height: 10 * lines.Point}, Round: true}}}
	p.Shapes[0].Fill.G = 128
	ts := lines.New(set, "en-US", nil, lines.Style{})
	for i, st := range []face.Style{face.Regular, face.Italic, face.Bold} {
		runs, _, missing := ts.OneLine(text, lines.Look{Style: st}, 11*lines.Point)
		if len(missing) > 0 {
			t.Fatalf("missing %q", missing)
		}
		for _, r := range runs {
			r.X += 20 * lines.Point
			r.Y = lines.Length(40+20*i) * lines.Point
			p.Runs = append(p.Runs, r)
		}
	}
	p.Runs[0].Expand = 13
	if len(p.Runs[0].Glyphs) > 1 {
		p.Runs[0].Glyphs[1].Extra = 3 * lines.Point
	}
	return &pages.Layout{Pages: []pages.Page{p}, Faces: set}
}

// use is a glyph as the picture has it: whose outline, where its origin is, in points.
type use struct {
	name string
	x, y float64
}

// drawnIn reads a picture: the glyphs in their order, and the outlines by their names.
func drawnIn(t *testing.T, picture []byte) (uses []use, outlines map[string]string) {
	t.Helper()
	outlines = map[string]string{}
	var m [6]float64
	number := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil && s != "" {
			t.Fatal(err)
		}
		return v
	}
	for d := xml.NewDecoder(bytes.NewReader(picture)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return uses, outlines
		} else if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		a := map[string]string{}
		for _, x := range e.Attr {
			a[x.Name.Local] = x.Value
		}
		switch e.Name.Local {
		case "g":
			for i, s := range strings.Fields(strings.Trim(a["transform"], "matrix()")) {
				m[i] = number(s)
			}
		case "use":
			uses = append(uses, use{strings.TrimPrefix(a["href"], "#"), m[0]*number(a["x"]) + m[4], m[3]*number(a["y"]) + m[5]})
		case "path":
			if a["id"] != "" {
				outlines[a["id"]] = a["d"]
			}
		}
	}
}

// Each glyph stands where the layout has it: a run's glyphs one behind the other by their advances and what the line
// gives, from where the run begins to as far as it is wide.
func TestPlaces(t *testing.T) {
	l := layout(t, "The office's “affidavit”, café, 1,024 £")
	picture, err := Page(l, 0)
	if err != nil {
		t.Fatal(err)
	}
	uses, outlines := drawnIn(t, picture)
	next := 0
	for i := range l.Pages[0].Runs {
		r := &l.Pages[0].Runs[i]
		for j, g := range r.Glyphs {
			name := fmt.Sprintf("g%d-%d", r.Style, g.ID)
			if outlines[name] == "" {
				if strings.TrimSpace(g.Text) != "" {
					t.Errorf("%q isn't drawn", g.Text)
				}
				continue
			}
			before := *r
			before.Glyphs = r.Glyphs[:j]
			x := r.X + before.Width(l.Faces) + lines.Scale(int(g.DX), r.Size, 1000)
			y := r.Y - lines.Scale(int(g.DY), r.Size, 1000)
			got := uses[next]
			next++
			if got.name != name || math.Abs(got.x-pt(x)) > 0.01 || math.Abs(got.y-pt(y)) > 0.01 {
				t.Errorf("run %d, glyph %d %q: %v, want %s at %.3f, %.3f", i, j, g.Text, got, name, pt(x), pt(y))
			}
		}
	}
	if next != len(uses) {
		t.Errorf("%d glyphs are drawn, not %d", len(uses), next)
	}
}

func pt(l lines.Length) float64 { return float64(l) / float64(lines.Point) }

// The ink of each glyph lies within the page.
func TestWithinThePage(t *testing.T) {
	l := layout(t, "Àfjgÿ (question) שלום")
	picture, err := Page(l, 0)
	if err != nil {
		t.Fatal(err)
	}
	uses, outlines := drawnIn(t, picture)
	numbers := regexp.MustCompile(`-?[\d.]+`)
	for _, u := range uses {
		ns := numbers.FindAllString(outlines[u.name], -1)
		if len(ns) < 6 || len(ns)%2 > 0 {
			t.Fatalf("outline %q of %s", outlines[u.name], u.name)
		}
		for i := 0; i < len(ns); i += 2 {
			dx, _ := strconv.ParseFloat(ns[i], 64)
			dy, _ := strconv.ParseFloat(ns[i+1], 64)
			if x, y := u.x+dx*11/1000, u.y-dy*11/1000; x < 0 || x > 300 || y < 20 || y > 100 {
				t.Errorf("%s reaches %.1f, %.1f", u.name, x, y)
			}
		}
	}
}

// The same page gives the same bytes; each outline stands in it once, and nothing that could run or lead elsewhere.
func TestPicture(t *testing.T) {
	one, err := Page(layout(t, "aaa <script> & bbb"), 0)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Page(layout(t, "aaa <script> & bbb"), 0)
	if err != nil || !bytes.Equal(one, again) {
		t.Errorf("the second time it differs: %v", err)
	}
	s := string(one)
	if strings.Contains(s, "script") || strings.Contains(s, "&") || strings.Count(s, "http") != 1 {
		t.Errorf("the picture holds more than outlines: %s", s)
	}
	for _, want := range []string{`width="300pt" height="200pt" viewBox="0 0 300 200"`,
		`<rect x="10" y="20" width="100" height="0.5"/>`,
		`<ellipse cx="25" cy="155" rx="15" ry="5" fill="#008000"/>`} {
		if !strings.Contains(s, want) {
			t.Errorf("%s isn't in %s", want, s[:400])
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="([^"]+)"`).FindAllStringSubmatch(s, -1) {
		if ids[m[1]] {
			t.Errorf("%s stands there twice", m[1])
		}
		ids[m[1]] = true
	}
}

// A glyph that its face doesn't have is an error, not a hole.
func TestUnknownGlyph(t *testing.T) {
	l := layout(t, "a")
	l.Pages[0].Runs[0].Glyphs[0].ID = 65000
	if _, err := Page(l, 0); err == nil {
		t.Error("a glyph that isn't there is drawn")
	}
}
