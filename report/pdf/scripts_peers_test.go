//go:build peers

package pdf

import (
	"os"
	"testing"

	"whereas/report/doc"
)

func TestWriteScripts(t *testing.T) {
	txt := func(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }
	d := &doc.Document{Title: "Scripts", Lang: "en-US", Blocks: []doc.Block{
		&doc.Heading{Level: 1, Text: txt("All scripts בצלם العفو 中文")},
		para(
			doc.Text{
				S: "Latin with marks: naïve, Ærøskøbing, Źdźbło, Đặng Thị, q̃, ẩ; Greek Ελλάδα ἄνδρα, Cyrillic Права " +
					"человека, Љубљана.",
			},
		),
		para(
			doc.Text{
				S: "The group בצלם (B’Tselem) published “לא שווים 2021”, a report; the Palestinian group الحق " +
					"published “دليل الشركات في القدس 2020” (تقرير) in 12 parts, and a very long title “تقرير عن " +
					"الشركات العاملة في المستوطنات الإسرائيلية في الأرض الفلسطينية المحتلة وعلاقتها بحقوق " +
					"الإنسان” that takes two lines.",
			},
		),
		para(
			doc.Text{S: "Chinese 人权观察, Japanese ヒューマンライツ・ナウ, stand in one line with "},
			doc.Emph{Text: txt("italic 中文 text")},
			doc.Text{S: "."},
		),
		para(doc.Text{S: "تقرير كامل باللغة العربية عن حقوق الإنسان والشركات، صدر في عام 2024 في 12 جزءا."}),
		&doc.Table{
			Caption: txt("Names"),
			Head:    [][]doc.Cell{{txt("Name"), txt("In its letters")}},
			Rows:    [][]doc.Cell{{txt("B’Tselem"), txt("בצלם")}, {txt("Al-Haq"), txt("مؤسسة الحق")}},
		},
	}}
	b, err := Write(lay(t, d), Meta{Title: d.Title, Lang: "en-US"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*into+"/scripts.pdf", b, 0o644); err != nil {
		t.Fatal(err)
	}
}
