package pages

import (
	"strings"
	"testing"

	"whereas/report/doc"
	"whereas/report/lines"
)

// visualText is the text of a page's lines as it stands from left to right: words by their place, and within those
// that run from right to left their glyphs as drawn.
func visualText(p *Layout) []string {
	var out []string
	type word struct {
		x    lines.Length
		text string
	}
	rows := map[lines.Length][]word{}
	var ys []lines.Length
	for _, r := range p.Pages[0].Runs {
		if _, ok := rows[r.Y]; !ok {
			ys = append(ys, r.Y)
		}
		rows[r.Y] = append(rows[r.Y], word{r.X, r.Text()})
	}
	for _, y := range ys {
		ws := rows[y]
		for i := range ws {
			for j := i + 1; j < len(ws); j++ {
				if ws[j].x < ws[i].x {
					ws[i], ws[j] = ws[j], ws[i]
				}
			}
		}
		var b strings.Builder
		for _, w := range ws {
			b.WriteString(w.text)
		}
		out = append(out, strings.TrimSpace(b.String()))
	}
	return out
}

// TestOrder: the words of a line stand in the order that the Bidirectional Algorithm gives them.
func TestOrder(t *testing.T) {
	for text, want := range map[string]string{
		"the group בצלם said":                     "the group בצלם said",
		"said שלום עולם again":                    "said עולם שלום again",
		"see בצלם 2024 דוח now":                   "see דוח 2024 בצלם now",
		"تقرير منظمة العفو 2024":                  "2024 العفو منظمة تقرير",
		"Title “جدار الذكاء” (تقرير) of 5 pages.": "Title “الذكاء جدار” (تقرير) of 5 pages.",
		"plain 中文 and Ελλάδα, Права":              "plain 中文 and Ελλάδα, Права",
	} {
		p := lay(t, &doc.Document{Lang: "en-US", Blocks: []doc.Block{para(doc.Text{S: text})}})
		if got := visualText(p); len(got) != 1 || got[0] != want {
			t.Errorf("%q stands as %q, want %q", text, got, want)
		}
	}
}

// TestOrderOverLines: a long title from right to left begins on the line above and goes on below.
func TestOrderOverLines(t *testing.T) {
	title := strings.TrimSpace(strings.Repeat("دليل جدران الحماية ", 12))
	p := lay(t, &doc.Document{Blocks: []doc.Block{para(doc.Text{S: "A report called " + title + " and more."})}})
	if len(p.Pages) != 1 || len(visualText(p)) < 2 {
		t.Fatal("the title takes one line")
	}
	if first := visualText(p)[0]; !strings.HasPrefix(first, "A report called ") || !strings.HasSuffix(first, "دليل") {
		t.Errorf("the first line stands as %q", first)
	}
}
