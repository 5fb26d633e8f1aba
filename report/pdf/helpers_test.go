package pdf

import (
	"os"
	"strings"
	"sync"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/pages"
)

var faces = sync.OnceValues(func() (*face.Set, error) {
	var files [face.Styles][]byte
	for i, name := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		b, err := os.ReadFile("../../templates/fonts/STIXTwoText_" + name + ".ttf")
		if err != nil {
			return nil, err
		}
		files[i] = b
	}
	return face.Load(files, helpers()...)
})

func lay(t testing.TB, d *doc.Document) *pages.Layout {
	t.Helper()
	set, err := faces()
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	p := pages.Lay(d, set, nil, testStyle(t), &l)
	for _, m := range l.Sorted() {
		t.Errorf("%v: %s", m.At, m.Message)
	}
	return p
}

var meta = Meta{
	Title: "Customer Due Diligence (2028)", Author: "Ordensgemeinschaft Müller & Söhne",
	Subject: "A \\ proposal", Keywords: "human rights",
	Lang: "en-US", Creator: "", Date: Date{2026, 11, 21},
}

func write(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	b, err := Write(lay(t, d), meta)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func txt(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func para(ins ...doc.Inline) *doc.Para { return &doc.Para{Text: ins} }

// sample has every kind of block and inline on several pages.
func sample() *doc.Document {
	long := strings.Repeat("The company shall disclose what it knows about the uses of its products. ", 12)
	const address = "https://www.example.org/documents/due-diligence?year=2026&page=12"
	d := &doc.Document{
		Title: meta.Title, Lang: "en-US",
		RunHead: doc.Running{Left: "Shareholder proposal", Right: "Example, Inc."},
		RunFoot: doc.Running{Centre: "{page} of {pages}"},
		Notes: []doc.Note{
			{
				Number: 1,
				Text: []doc.Inline{
					doc.Text{S: "See "},
					doc.Link{URL: address, Text: txt(address)},
					doc.Text{S: ", accessed today."},
				},
			},
			{Number: 2, Text: txt("A/HRC/48/31, para. 7.")}, {Number: 3, Text: txt("In a table.")},
		},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: txt("Customer Due Diligence")},
			para(
				doc.Strong{Text: txt("Resolved:")},
				doc.Text{S: " Shareholders request a report"},
				doc.Mark{Note: 1},
				doc.Mark{Note: 2},
				doc.Text{S: ". " + long},
			),
			&doc.Heading{Level: 2, Text: txt("Naïve façade: права человека, ἄνδρα")},
			para(
				doc.Text{S: "one"},
				doc.Break{},
				doc.Text{S: "two "},
				doc.Emph{Text: []doc.Inline{doc.Text{S: "office affluent"}, doc.Strong{Text: txt(" both")}}},
				doc.Text{S: " fjord q\u0303 m²—2\u00A0% self\u00ADgovernment"},
			),
			&doc.Quote{Blocks: []doc.Block{para(doc.Text{S: long})}},
			&doc.List{
				Items: [][]doc.Block{
					{para(doc.Text{S: "first"})},
					{
						para(doc.Text{S: "second"}),
						&doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{{para(doc.Text{S: "inner"})}}},
					},
				},
			},
			&doc.Rule{},
			&doc.Heading{Level: 3, Text: txt("Evidence")},
		},
	}
	table := &doc.Table{
		Caption: txt("Findings"),
		Align:   []doc.Align{doc.Left, doc.Right},
		Head:    [][]doc.Cell{{txt("Indicator"), txt("Score")}},
	}
	for range 40 {
		table.Rows = append(table.Rows, []doc.Cell{txt(long[:90]), txt("60.4")})
	}
	table.Rows[0][0] = append(table.Rows[0][0], doc.Mark{Note: 3})
	d.Blocks = append(d.Blocks, table, &doc.Heading{Level: 2, Text: txt("End")}, para(doc.Text{S: long}),
		&doc.Figure{Alt: "one bar", Caption: txt("A figure"), Scene: doc.Scene{
			Width: 200_000, Height: 40_000,
			Shapes: []doc.Shape{
				{X: 10_000, Y: 5_000, Width: 80_000, Height: 6_000, Fill: doc.Colour{R: 31, G: 90, B: 138}},
				{Width: 5_000, Height: 5_000, Round: true},
				{Fill: doc.Colour{R: 31}, Stroke: &doc.Stroke{Points: []doc.Point{{X: 0, Y: 20_000}, {X: 90_000, Y: 30_000},
					{X: 100_000, Y: 20_000}}, Width: 750, Dash: []int{3_000, 1_500}}},
			},
			Labels: []doc.Label{{X: 100_000, Y: 11_000, Size: 8_000, Text: "Company"}},
		}},
		para(doc.Text{S: "The group בצלם published “دليل الشركات” and 人权 → in 2020."}))
	wide := &doc.Table{RowHeads: true, Head: [][]doc.Cell{nil}, Rows: [][]doc.Cell{nil}}
	for range 11 {
		wide.Head[0], wide.Rows[0] = append(wide.Head[0], txt("Company")), append(wide.Rows[0], txt("40–60"))
	}
	d.Blocks = append(
		d.Blocks,
		wide,
		&doc.Part{Pages: doc.Lettered},
		&doc.Heading{Level: 1, Text: txt("Appendix")},
		para(doc.Text{S: "Last words."}),
	)
	return d
}

// resolution is of the size of a real one: three pages, twelve notes.
func resolution() *doc.Document {
	text := strings.Repeat("The company shall disclose what it knows about the uses of its products by customers. ", 6)
	d := &doc.Document{
		Title:   "Customer Due Diligence",
		Lang:    "en-US",
		RunFoot: doc.Running{Centre: "{page} of {pages}"},
	}
	d.Blocks = []doc.Block{&doc.Heading{Level: 1, Text: txt(d.Title)}}
	for n := 1; n <= 12; n++ {
		d.Notes = append(d.Notes, doc.Note{Number: n, Text: []doc.Inline{
			doc.Text{S: "Office of the Inspector General, “Audit of Customers”, 2024, p. 12, "},
			doc.Link{
				URL:  "https://www.example.org/a",
				Text: txt("https://www.example.org/sites/default/files/documents/report-2024.pdf"),
			},
		}})
		d.Blocks = append(
			d.Blocks,
			para(
				doc.Strong{Text: txt("Whereas:")},
				doc.Text{S: " " + text},
				doc.Mark{Note: n},
				doc.Text{S: " And so on."},
			),
		)
	}
	return d
}

func testStyle(t testing.TB) pages.Style {
	t.Helper()
	b, err := os.ReadFile("../../templates/style.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	return pages.ParseStyle("style.toml", b, &l).For("resolution")
}

// helpers read the faces that help out.
func helpers() []func() ([]byte, error) {
	var out []func() ([]byte, error)
	for _, name := range []string{"NotoSerifHebrew_400Regular", "Amiri_400Regular", "DroidSansFallbackFull",
		"NotoSigns_400Regular"} {
		out = append(out, func() ([]byte, error) { return os.ReadFile("../../templates/fonts/" + name + ".ttf") })
	}
	return out
}
