package xlsx

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"whereas/report/dossier"
	"whereas/report/source"
)

// An address that is longer than Excel follows is text; each character beyond the first 65,536 counts twice.
func TestLongAddressesAreText(t *testing.T) {
	const start = "https://example.org/"
	s := sheet{name: "S", tableN: "T", grade: -1, cols: []column{{"Address", 10, address}}}
	addresses := []string{start + strings.Repeat("a", maxAddress-len(start)), start + strings.Repeat("a", maxAddress-len(start)+1),
		start + strings.Repeat("é", maxAddress-len(start)), start + strings.Repeat("𝄞", (maxAddress-len(start))/2+1), start}
	for _, a := range addresses {
		s.rows = append(s.rows, []any{a})
	}
	f := written(t, s)
	for i, linked := range []bool{true, false, true, false, true} {
		is, to, err := f.GetCellHyperLink("S", cell(1, 2+i))
		if err != nil || is != linked || linked && to != addresses[i] {
			t.Errorf("address %d of %d characters: linked %v, %v", i, utf8.RuneCountInString(addresses[i]), is, err)
		}
		if got, _ := f.GetCellValue("S", cell(1, 2+i)); got != addresses[i] {
			t.Errorf("address %d isn't in its cell", i)
		}
	}
}

// What is joined in a cell is cut where the cell shows no more, and the rest is counted.
func TestJoined(t *testing.T) {
	many := make([]string, 1000)
	for i := range many {
		many[i] = fmt.Sprintf("number-%04d", i)
	}
	for _, v := range []struct {
		parts []string
		want  string
	}{{nil, ""}, {many[:1], "number-0000"}, {many[:2], "number-0000; number-0001"}, {[]string{strings.Repeat("x", 9000)}, strings.Repeat("x", 9000)}} {
		if got := joined(v.parts, "; ", "Replies"); got != v.want {
			t.Errorf("%.40q", got)
		}
	}
	got := joined(many, "; ", "Replies")
	shown := strings.Count(got, "number-")
	if len(got) > maxJoined+40 || !strings.HasSuffix(got, fmt.Sprintf(" and %d more (sheet Replies)", 1000-shown)) {
		t.Errorf("%d are shown: …%s", shown, got[len(got)-60:])
	}
}

// More replies to a claim than a cell holds, and a search of more documents, are no fault of anybody's: each reply has
// its row, and the documents go on in the next.
func TestFullCells(t *testing.T) {
	in := example(t, "sold")
	d := in.Dossier
	for i := range 1250 {
		d.Replies = append(d.Replies, &dossier.Reply{ID: text(fmt.Sprintf("r%d", i)), Organisation: text(dossier.CompanyID), Answers: []dossier.Answer{
			{Claims: []source.Text{text("sold")}, Says: strings.Repeat("so and so ", 30)}}})
	}
	search := &dossier.Search{ID: text("wide"), By: []string{"x"}, Found: "nothing at the end"}
	for i := range dossier.MaxDocuments {
		search.Documents = append(search.Documents, dossier.Document{Name: fmt.Sprintf("document %04d %s", i, strings.Repeat("é ", 130)), Read: "whole"})
	}
	d.Searches = append(d.Searches, search)
	b, err := Workbook(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	rows, err := f.GetRows("Method")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, r := range rows {
		if len(r) > 2 && r[1] == "wide" {
			all.WriteString(r[2] + " ")
		}
	}
	if n := strings.Count(all.String(), "document "); n != dossier.MaxDocuments || !strings.Contains(all.String(), "nothing at the end") {
		t.Errorf("%d documents are in the method", n)
	}
	if rows, err = f.GetRows("Replies"); err != nil || len(rows) < 1250 {
		t.Errorf("%d rows of replies: %v", len(rows), err)
	}
}
