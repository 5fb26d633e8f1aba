package pages

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
)

// hard are documents made to be hard to set. testdata holds the pages of each as they were looked at.
func hard() map[string]*doc.Document {
	t := txt
	docs := map[string]*doc.Document{
		"empty":          {},
		"long-paragraph": {Lang: "en-US", Blocks: []doc.Block{para(doc.Text{S: prose(5000)})}},
		"wide-word": {
			Lang: "en-US",
			Blocks: []doc.Block{
				para(
					doc.Text{
						S: "The word " + strings.Repeat("pseudopneumonoultramicroscopic",
							8) + " is wider than the line, and text follows it.",
					},
				),
			},
		},
		"long-address":      {Lang: "en-US", Notes: []doc.Note{{Number: 1}}},
		"forty-notes":       {Lang: "en-US"},
		"three-page-note":   {Lang: "en-US", Notes: []doc.Note{aNote(1, prose(1800)), aNote(2, "A short one.")}},
		"long-table":        {Lang: "en-US"},
		"wide-table":        {Lang: "en-US", RunFoot: doc.Running{Centre: "{page}"}},
		"scripts":           {Lang: "en-US"},
		"blocks-in-blocks":  {Lang: "en-US"},
		"figures-and-parts": {Lang: "en-US", RunFoot: doc.Running{Centre: "{page} of {pages}"}},
	}
	address := "https://www.example.org/" + strings.Repeat("a-long_path/2026-07-28/with?many=parts&of=", 9) + "x.html"
	docs["long-address"].Blocks = []doc.Block{
		para(doc.Text{S: "See "}, doc.Link{URL: address, Text: t(address)}, doc.Mark{Note: 1}),
	}
	docs["long-address"].Notes[0].Text = []doc.Inline{doc.Link{URL: address, Text: t(address)}}

	var ins []doc.Inline
	for n := 1; n <= 40; n++ {
		ins = append(ins, doc.Text{S: " The board"}, doc.Mark{Note: n})
		docs["forty-notes"].Notes = append(docs["forty-notes"].Notes, aNote(n, fmt.Sprintf("Report %d, p. 3.", n)))
	}
	docs["forty-notes"].Blocks = []doc.Block{para(ins...)}

	d := docs["three-page-note"]
	d.Blocks = []doc.Block{
		para(doc.Text{S: prose(40)}, doc.Mark{Note: 1}, doc.Text{S: " " + prose(300)}, doc.Mark{Note: 2}),
	}
	for range 6 {
		d.Blocks = append(d.Blocks, para(doc.Text{S: prose(90)}))
	}

	long := &doc.Table{
		Caption: t("Three hundred rows"),
		Align:   []doc.Align{doc.Left, doc.Left, doc.Right},
		Head:    [][]doc.Cell{{t("Row"), t("What was found"), t("Score")}},
	}
	for i := range 300 {
		long.Rows = append(long.Rows,
			[]doc.Cell{t(fmt.Sprintf("CR%d", i+1)), t(prose(3 + i*7%40)), t(fmt.Sprintf("%d.%d", i%100, i%10))})
	}
	docs["long-table"].Blocks = []doc.Block{para(doc.Text{S: prose(60)}), long, para(doc.Text{S: prose(60)})}

	wide := &doc.Table{Caption: t("Eleven columns"), Head: [][]doc.Cell{nil}, Rows: [][]doc.Cell{nil, nil, nil}}
	for c := range 11 {
		wide.Head[0] = append(wide.Head[0], t(fmt.Sprintf("Company %d", c+1)))
		for r := range wide.Rows {
			wide.Rows[r] = append(wide.Rows[r], t(fmt.Sprintf("%d–%d", r*10+c, r*10+c+40)))
		}
	}
	docs["wide-table"].Blocks = []doc.Block{para(doc.Text{S: prose(80)}),
		&doc.Heading{Level: 2, Text: t("A table too wide")}, wide, para(doc.Text{S: prose(80)})}

	docs["scripts"].Blocks = []doc.Block{
		&doc.Heading{Level: 1, Text: t("All scripts בצלם العفو 中文")},
		para(
			doc.Text{
				S: "Naïve, Ærøskøbing, Źdźbło, Đặng Thị, q\u0303, e\u0301tude; Ελλάδα ἄνδρα; Права человека, Љубљана.",
			},
		),
		para(
			doc.Text{
				S: "The group בצלם (B’Tselem) published “לא שווים 2021”, a report; " +
					"the group الحق published “دليل الشركات في القدس 2020” (تقرير) in 12 parts, " +
					"and “تقرير عن الشركات العاملة في المستوطنات الإسرائيلية " +
					"في الأرض الفلسطينية المحتلة وعلاقتها بحقوق الإنسان”.",
			},
		),
		para(doc.Text{S: "Chinese 人权观察, Japanese ヒューマンライツ・ナウ and "}, doc.Emph{Text: t("italic 中文 text")},
			doc.Text{S: "."}),
		para(doc.Text{S: "تقرير كامل باللغة العربية عن حقوق الإنسان والشركات، صدر في عام 2024 في 12 جزءا."}),
	}

	inner := func() []doc.Block {
		return []doc.Block{
			para(doc.Text{S: "A paragraph of a few words."}), &doc.Heading{Level: 3, Text: t("A heading")},
			&doc.List{Items: [][]doc.Block{{para(doc.Text{S: "an item"})}, {para(doc.Text{S: "another"})}}},
			&doc.List{
				Ordered: true,
				Start:   1,
				Items:   [][]doc.Block{{para(doc.Text{S: "first"})}, {para(doc.Text{S: "second"})}},
			},
			&doc.Quote{Blocks: []doc.Block{para(doc.Text{S: "What was said."})}},
			&doc.Table{Caption: t("Small"), Head: [][]doc.Cell{{t("a"), t("b")}}, Rows: [][]doc.Cell{{t("1"), t("2")}}},
			chart("small", 60_000), &doc.Rule{},
		}
	}
	docs["blocks-in-blocks"].Blocks = []doc.Block{
		&doc.List{
			Items: [][]doc.Block{inner(), {&doc.Quote{Blocks: inner()}}},
		}, &doc.List{Ordered: true, Start: 3, Items: [][]doc.Block{inner()}},
		&doc.Quote{Blocks: append(inner(), &doc.List{Items: [][]doc.Block{inner()}})},
	}

	d = docs["figures-and-parts"]
	d.Blocks = []doc.Block{
		&doc.Part{Pages: doc.Roman}, &doc.Heading{Level: 1, Text: t("Before the text")},
		para(doc.Text{S: "The method is on page "}, doc.PageRef{ID: "method"}, doc.Text{S: ", the tables on page "},
			doc.PageRef{ID: "tables"}, doc.Text{S: "."}),
		&doc.Part{Pages: doc.Decimal}, &doc.Heading{Level: 1, Text: t("The text")},
		para(doc.Text{S: prose(330)}), chart("a picture that has no room here", 300_000), para(doc.Text{S: prose(200)}),
		&doc.Heading{
			Level: 2,
			ID:    "method",
			Text:  t("Method"),
		}, para(doc.Text{S: prose(100)}), chart("another", 80_000), para(doc.Text{S: prose(100)}),
		&doc.Part{
			Pages: doc.Lettered,
		}, &doc.Heading{Level: 1, ID: "tables", Text: t("First appendix")}, para(doc.Text{S: prose(50)}),
		&doc.Part{
			Pages: doc.Lettered,
		}, &doc.Heading{Level: 1, Text: t("Second appendix")}, para(doc.Text{S: prose(600)}),
	}
	return docs
}

func chart(caption string, height int) *doc.Figure {
	return &doc.Figure{Caption: txt(caption), Alt: "a bar and a dot", Scene: doc.Scene{
		Width: 300_000, Height: height,
		Shapes: []doc.Shape{
			{X: 60_000, Y: 10_000, Width: 120_000, Height: 8_000, Fill: doc.Colour{R: 31, G: 90, B: 138}},
			{X: 200_000, Y: 10_000, Width: 8_000, Height: 8_000, Round: true},
			{Fill: doc.Colour{R: 31}, Stroke: &doc.Stroke{Points: []doc.Point{{X: 60_000, Y: 25_000}, {X: 90_000, Y: 30_000}},
				Width: 750, Dash: []int{3_000, 1_500}}},
		},
		Labels: []doc.Label{
			{X: 55_000, Y: 17_000, Size: 8_000, Align: doc.Right, Text: "Company"},
			{X: 215_000, Y: 17_000, Size: 8_000, Strong: true, Text: "60"},
		},
	}}
}

func TestHard(t *testing.T) {
	for name, d := range hard() {
		t.Run(name, func(t *testing.T) {
			pages := lay(t, d)
			file := filepath.Join("testdata", "hard", name+".txt")
			got := Dump(pages)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s: the pages differ (go test ./report/pages -update writes it anew): %s", file,
					firstDifference(got, string(want)))
			}
		})
	}
	files, err := filepath.Glob("testdata/hard/*.txt")
	if err != nil || len(files) != len(hard()) {
		t.Errorf("testdata/hard has %d files for %d documents: %v", len(files), len(hard()), err)
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\ngot  %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(g), len(w))
}

// threeHundred is a document of some three hundred pages: text, notes, tables and figures in turn.
func threeHundred() *doc.Document {
	d := &doc.Document{Title: "Long", Lang: "en-US", RunFoot: doc.Running{Centre: "{page} / {pages}"}}
	for n := 1; n <= 1000; n++ {
		if n%12 == 1 {
			d.Blocks = append(d.Blocks, &doc.Heading{Level: 2, Text: txt(fmt.Sprintf("Part %d of the record", n/12+1))})
		}
		d.Notes = append(d.Notes, aNote(n, prose(12+n%40)))
		d.Blocks = append(d.Blocks,
			para(doc.Text{S: prose(50 + n*7%60)}, doc.Mark{Note: n}, doc.Text{S: " " + prose(40) + "."}))
		if n%25 == 0 {
			d.Blocks = append(d.Blocks, chart("Findings", 120_000))
			table := &doc.Table{Caption: txt("Rows"), Head: [][]doc.Cell{{txt("Row"), txt("Found")}}}
			for r := range 30 {
				table.Rows = append(table.Rows, []doc.Cell{txt(fmt.Sprint(r)), txt(prose(10))})
			}
			d.Blocks = append(d.Blocks, table)
		}
	}
	return d
}

func TestThreeHundredPages(t *testing.T) {
	if p := lay(t, threeHundred()); len(p.Pages) < 290 {
		t.Errorf("%d pages", len(p.Pages))
	}
}

func BenchmarkThreeHundredPages(b *testing.B) {
	d, set := threeHundred(), testFaces(b)
	for b.Loop() {
		var l diag.List
		Lay(d, set, testHyphens(b), testStyle(), &l)
	}
}
