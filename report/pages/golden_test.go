package pages

import (
	"flag"
	"os"
	"strings"
	"testing"

	"whereas/report/doc"
)

var update = flag.Bool("update", false, "write testdata anew")

// everyBlock is a document with each kind of block and inline.
func everyBlock() *doc.Document {
	t := txt
	return &doc.Document{
		Title: "Every kind of block", Lang: "en-US", PageSize: "letter",
		RunHead: doc.Running{Left: "Shareholder proposal", Right: "Example, Inc."},
		RunFoot: doc.Running{Centre: "{page} of {pages}"},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: t("Every kind of block")},
			para(doc.Strong{Text: t("Resolved:")},
				doc.Text{S: " Shareholders request that the board report on customer due diligence"}, doc.Mark{Note: 1},
				doc.Mark{Note: 2}, doc.Text{S: " in the fields of "}, doc.Emph{Text: t("biometrics")},
				doc.Text{S: ", cloud storage and surveillance—at reasonable cost, omitting proprietary information."}),
			&doc.Heading{Level: 2, Text: t("Whereas")},
			para(doc.Text{S: "The record says:"}),
			&doc.Quote{
				Blocks: []doc.Block{
					para(
						doc.Text{
							S: "the office affluent fjord, AVATAR, q\u0303 and e\u0301tude; " +
								"Права человека; ἄνδρα; m² and 2026-07-28",
						},
						doc.Mark{Note: 3},
					),
				},
			},
			&doc.List{Items: [][]doc.Block{
				{
					para(
						doc.Text{
							S: "First item, which is a little longer, so that it takes a second line on the page.",
						},
					),
				},
				{
					para(doc.Text{S: "Second item."}),
					para(doc.Text{S: "Its second paragraph."}),
					&doc.List{Items: [][]doc.Block{{para(doc.Text{S: "nested"})}}},
				},
			}},
			&doc.Heading{Level: 3, Text: t("Evidence")},
			&doc.List{Ordered: true, Start: 9, Items: [][]doc.Block{
				{
					para(doc.Text{S: "Ninth."}),
					&doc.List{
						Ordered: true,
						Start:   1,
						Items:   [][]doc.Block{{para(doc.Text{S: "sub"})}, {para(doc.Text{S: "sub"})}},
					},
				},
				{para(doc.Text{S: "Tenth."})},
			}},
			&doc.Table{
				Caption: t("Table 1. Findings"), Align: []doc.Align{doc.Left, doc.Centre, doc.Right},
				Head: [][]doc.Cell{{t("Indicator"), t("What was found"), t("Score")}},
				Rows: [][]doc.Cell{
					{
						t("CR1"),
						{
							doc.Text{
								S: "Reported in 2024 by the agency’s own inspector, " +
									"with reservations about the method and about what was left out",
							},
							doc.Mark{Note: 4},
						},
						t("60.4"),
					},
					{t("CR2"), t("Not found"), t("0.0")},
				},
			},
			&doc.Heading{Level: 4, Text: t("Fourth level")},
			para(doc.Text{S: "one"}, doc.Break{}, doc.Text{S: "two, at "},
				doc.Link{URL: "https://www.example.org/", Text: t("the society’s page")}, doc.Text{S: "."},
				doc.Opinion{}),
			&doc.Rule{},
			&doc.Para{Text: t("The end, with a soft\u00ADhyphen, and p.\u00A012."), Resolved: true},
		},
		Notes: []doc.Note{
			aNote(1, "A/HRC/48/31, para. 7."),
			{
				Number: 2,
				Text: []doc.Inline{
					doc.Text{S: "American Friends Service Committee, "},
					doc.Emph{Text: t("Investigate")},
					doc.Text{S: ", "},
					doc.Link{
						URL:  "https://investigate.example.org/company/example-inc?view=all&page=12",
						Text: t("https://investigate.example.org/company/example-inc?view=all&page=12"),
					},
					doc.Text{S: "."},
				},
			},
			aNote(3, "GAO-21-386, p. 1."), aNote(4, "DHS OIG-24-09."),
		},
	}
}

// TestGolden compares the dump of one document with what was looked at and found good. A missing file
// fails too.
func TestGolden(t *testing.T) {
	const file = "testdata/every-block.txt"
	p := lay(t, everyBlock())
	got := Dump(p) + "\n" + Plain(p)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n"); got != string(want) {
		for i := range max(len(g), len(w)) {
			if i >= len(g) || i >= len(w) || g[i] != w[i] {
				t.Fatalf("%s:%d: the pages differ (go test ./report/pages -update writes it anew)\ngot  %s\nwant %s",
					file, i+1, strings.Join(g[i:min(i+1, len(g))], ""), strings.Join(w[i:min(i+1, len(w))], ""))
			}
		}
	}
}
