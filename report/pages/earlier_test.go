package pages

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/doc"
	"whereas/report/lines"
)

// foot is what a page says of notes that stand on others.
func foot(page *Page) string {
	var words []string
	for i := range page.Runs {
		if page.Runs[i].Node == NoteFurniture {
			words = append(words, page.Runs[i].Text())
		}
	}
	return strings.Join(words, "")
}

// A page that marks a note of an earlier page says where it stands, and one that doesn't says nothing.
func TestEarlierNotes(t *testing.T) {
	d := &doc.Document{Lang: "en-US", Notes: []doc.Note{aNote(1, prose(12)), aNote(2, prose(12))}}
	for i := range 70 {
		p := para(doc.Text{S: prose(14) + "."})
		if i == 0 || i > 30 && i < 60 { // of three pages the second and a part of the third
			p.Text = append(p.Text, doc.Mark{Note: 1})
		}
		if i == 40 || i == 45 {
			p.Text = append(p.Text, doc.Mark{Note: 2})
		}
		d.Blocks = append(d.Blocks, p)
	}
	p := lay(t, d)
	check(t, d, p)
	begins := notePages(p)
	for i := range p.Pages {
		var want []string
		for n := 1; n <= 2; n++ {
			mark := fmt.Sprint(n)
			marked := false
			for k := range p.Pages[i].Links {
				marked = marked || p.Pages[i].Links[k].Anchor == noteAnchor(n)
			}
			if marked && begins[n][0] < i {
				want = append(want, mark)
			}
		}
		got := foot(&p.Pages[i])
		if (len(want) == 0) != (got == "") {
			t.Errorf("page %d marks %v and says %q", i+1, want, got)
		}
		if len(want) == 1 && got != "See note "+want[0]+", p. 1." {
			t.Errorf("page %d says %q", i+1, got)
		}
	}
	if len(p.Pages) < 3 || foot(&p.Pages[1]) == "" {
		t.Errorf("%d pages: the case shows nothing", len(p.Pages))
	}
}

// However many notes a page marks again, the line has room.
func TestManyEarlierNotes(t *testing.T) {
	d := &doc.Document{Lang: "en-US"}
	first, again := para(doc.Text{S: "All."}), para(doc.Text{S: "Again."})
	if got := (&layouter{words: doc.Words{}.OrEnglish()}).numbersOf([]int{1, 2, 3, 5, 7, 8}); got != "1–3, 5, 7 and 8" {
		t.Errorf("it says %s", got)
	}
	for n := range 40 {
		d.Notes = append(d.Notes, aNote(n+1, prose(5)))
		first.Text = append(first.Text, doc.Mark{Note: n + 1})
		if n%3 != 1 {
			again.Text = append(again.Text, doc.Mark{Note: n + 1})
		}
	}
	d.Blocks = []doc.Block{first, &doc.Part{}, again, para(doc.Text{S: prose(900)})}
	p := lay(t, d)
	seen := ""
	for i := range p.Pages {
		page := &p.Pages[i]
		seen += foot(page)
		a := testArea(d, page)
		for k := range page.Runs {
			r := &page.Runs[k]
			if r.Node == NoteFurniture && (r.X+r.Width(p.Faces) > a.left()+a.measure+testStyle().Notes.Size || r.Y > a.Height-a.Bottom) {
				t.Errorf("page %d: %q ends at %v, %v", i+1, r.Text(), r.X+r.Width(p.Faces), r.Y)
			}
		}
	}
	if !strings.Contains(seen, "notes 1, 3, 4, 6") || !strings.Contains(seen, "and 40, p. ") {
		t.Errorf("it says %q", seen)
	}
}

// A note, an item and a paragraph that begin with a name in Arabic or Hebrew run as the document does: the name stands at
// their left, and what is at the right of it stays there. A paragraph all in Hebrew runs as Hebrew does.
func TestDirectionOfTheDocument(t *testing.T) {
	words := []doc.Inline{doc.Text{S: "وزارة الداخلية, “عقد”, 2025."}}
	d := &doc.Document{Lang: "en-US", Notes: []doc.Note{{Number: 1, Text: words}}, Blocks: []doc.Block{
		para(doc.Text{S: "בצלם, “שלום, עולם”, says so."}, doc.Mark{Note: 1}),
		&doc.List{Items: [][]doc.Block{{para(words...)}}},
		&doc.Table{Rows: [][]doc.Cell{{words}}},
		para(doc.Text{S: "שלום עולם."}),
	}}
	p := lay(t, d)
	check(t, d, p)
	rows := map[lines.Length]map[string]lines.Length{} // by place: where a text begins
	for _, r := range p.Pages[0].Runs {
		if rows[r.Y] == nil {
			rows[r.Y] = map[string]lines.Length{}
		}
		rows[r.Y][strings.TrimSpace(r.Text())] = r.X
	}
	notes, own := 0, 0
	for _, row := range rows {
		name, ok := row["وزارة"]
		title := row["عقد"]
		if ok {
			notes++
			if name > title || title == 0 {
				t.Errorf("the name stands at %v, the title at %v", name, title)
			}
		}
		if hello, ok := row["שלום"]; ok && row["עולם"] != 0 && len(row) < 5 && hello > row["עולם"] {
			own++
		}
	}
	if notes != 3 || own != 1 {
		t.Errorf("%d rows run as the document does, and %d as Hebrew", notes, own)
	}
}
