//go:build peers

package pdf

import (
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/hyphen"
	"whereas/report/pages"
)

// The documents of ../shared/peers, set by us: for speed and for looking at beside what others make of them.
// docs/typography.md and docs/benchmarks.md have the commands.

var (
	models = flag.String("models", "", "folder with the models that emit.py writes")
	into   = flag.String("into", "", "folder that the PDF files go into")
)

// model is a document as emit.py writes it.
type model struct {
	Title, Sub, Lang, SVG string
	Blocks                []struct {
		K    string
		T    string
		R    []json.RawMessage
		Cap  string
		Head []string
		Num  []int
		Rows [][]string
	}
}

func (m *model) document() *doc.Document {
	d := &doc.Document{Title: m.Title, Lang: "en-US", RunFoot: doc.Running{Centre: "{page} / {pages}"}}
	plain := func(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }
	add := func(b doc.Block) { d.Blocks = append(d.Blocks, b) }
	add(&doc.Heading{Level: 1, Text: plain(m.Title)})
	add(&doc.Para{Text: []doc.Inline{doc.Emph{Text: plain(m.Sub)}}})
	for _, b := range m.Blocks {
		switch b.K {
		case "h1", "h2":
			add(&doc.Heading{Level: int(b.K[1]-'0') + 1, Text: plain(b.T)})
		case "p":
			p := &doc.Para{}
			for _, raw := range b.R {
				var s string
				var run struct {
					Fn   int
					T, U string
					I, B string
				}
				if json.Unmarshal(raw, &s) == nil {
					p.Text = append(p.Text, doc.Text{S: s})
					continue
				}
				if err := json.Unmarshal(raw, &run); err != nil {
					panic(err)
				}
				switch {
				case run.I != "":
					p.Text = append(p.Text, doc.Emph{Text: plain(run.I)})
				case run.B != "":
					p.Text = append(p.Text, doc.Strong{Text: plain(run.B)})
				default:
					n := len(d.Notes) + 1
					d.Notes = append(
						d.Notes,
						doc.Note{
							Number: n,
							Text: []doc.Inline{
								doc.Text{S: run.T},
								doc.Link{URL: run.U, Text: plain(run.U)},
								doc.Text{S: "."},
							},
						},
					)
					p.Text = append(p.Text, doc.Mark{Note: n})
				}
			}
			add(p)
		case "chart":
			add(&doc.Figure{Scene: scene(m.SVG), Caption: plain(b.Cap), Alt: b.Cap})
		case "table":
			t := &doc.Table{Caption: plain(b.Cap), Head: [][]doc.Cell{nil}}
			for i, h := range b.Head {
				t.Head[0] = append(t.Head[0], plain(h))
				t.Align = append(t.Align, []doc.Align{doc.Left, doc.Right}[b.Num[i]])
			}
			for _, r := range b.Rows {
				var row []doc.Cell
				for _, c := range r {
					row = append(row, plain(c))
				}
				t.Rows = append(t.Rows, row)
			}
			add(t)
		}
	}
	return d
}

// TestPeers sets each model in the folder.
func TestPeers(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(*models, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no models in %q: %v", *models, err)
	}
	b, err := os.ReadFile("../../templates/hyphenation/en-US.txt")
	if err != nil {
		t.Fatal(err)
	}
	hyphens, err := hyphen.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	var faces [face.Styles][]byte
	for i, name := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		if faces[i], err = os.ReadFile("../../templates/fonts/STIXTwoText_" + name + ".ttf"); err != nil {
			t.Fatal(err)
		}
	}
	set, err := face.Load(faces, helpers()...)
	if err != nil {
		t.Fatal(err)
	}
	style := testStyle(t)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var m model
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		var l diag.List
		laid := pages.Lay(m.document(), set, hyphens, style, &l)
		for _, d := range l.Sorted() {
			t.Errorf("%s: %s", file, d.Message)
		}
		out, err := Write(laid, Meta{Title: m.Title, Lang: "en-US"})
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".json") + ".pdf"
		if err := os.WriteFile(filepath.Join(*into, name), out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// scene reads the charts that model.py draws: lines, rectangles and texts, and no others.
func scene(svg string) doc.Scene {
	var s doc.Scene
	milli := func(v string) int {
		f, _ := strconv.ParseFloat(v, 64)
		return int(f * 1000 * 3 / 4) // CSS pixels
	}
	colour := func(v string) doc.Colour {
		v = strings.TrimPrefix(v, "#")
		if len(v) == 3 {
			v = string([]byte{v[0], v[0], v[1], v[1], v[2], v[2]})
		}
		n, _ := strconv.ParseUint(v, 16, 32)
		return doc.Colour{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}
	}
	dec := xml.NewDecoder(strings.NewReader(svg))
	var label *doc.Label
	for {
		token, err := dec.Token()
		if err != nil {
			return s
		}
		switch el := token.(type) {
		case xml.StartElement:
			a := map[string]string{}
			for _, at := range el.Attr {
				a[at.Name.Local] = at.Value
			}
			switch el.Name.Local {
			case "svg":
				s.Width, s.Height = milli(a["width"]), milli(a["height"])
			case "line":
				s.Shapes = append(s.Shapes, doc.Shape{
					X: milli(a["x1"]), Y: milli(a["y1"]), Width: 500, Height: milli(a["y2"]) - milli(a["y1"]),
					Fill: colour(a["stroke"]),
				})
			case "rect":
				s.Shapes = append(s.Shapes, doc.Shape{
					X: milli(a["x"]), Y: milli(a["y"]), Width: milli(a["width"]), Height: milli(a["height"]),
					Fill: colour(a["fill"]),
				})
			case "text":
				align := map[string]doc.Align{"middle": doc.Centre, "end": doc.Right}[a["text-anchor"]]
				s.Labels = append(s.Labels, doc.Label{X: milli(a["x"]), Y: milli(a["y"]), Size: 9750, Align: align})
				label = &s.Labels[len(s.Labels)-1]
			}
		case xml.CharData:
			if label != nil {
				label.Text += string(el)
			}
		case xml.EndElement:
			label = nil
		}
	}
}
