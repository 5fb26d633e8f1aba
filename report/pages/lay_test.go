package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

func TestEmptyDocument(t *testing.T) {
	p := lay(t, &doc.Document{})
	if len(p.Pages) != 1 || len(p.Pages[0].Runs) != 0 {
		t.Errorf("an empty document takes %d pages", len(p.Pages))
	}
}

func TestOnlyBlanks(t *testing.T) {
	lay(t, &doc.Document{Blocks: []doc.Block{
		para(), para(doc.Text{S: "  \n "}), &doc.Heading{Level: 2}, &doc.List{Items: [][]doc.Block{{}}}, &doc.Quote{},
		&doc.Table{}, &doc.Table{Caption: txt("only a caption")}, &doc.Table{Rows: [][]doc.Cell{{nil, nil}}},
		&doc.Rule{},
		para(doc.Break{}, doc.Text{S: "x"}, doc.Break{}, doc.Break{}),
	}, Notes: []doc.Note{{Number: 1}}})
}

func TestFortyNotesOnOnePage(t *testing.T) {
	d := &doc.Document{}
	var ins []doc.Inline
	for n := 1; n <= 40; n++ {
		ins = append(ins, doc.Text{S: " The board"}, doc.Mark{Note: n})
		d.Notes = append(d.Notes, aNote(n, fmt.Sprintf("Report %d, p. 3.", n)))
	}
	d.Blocks = []doc.Block{para(ins...)}
	p := lay(t, d)
	if len(p.Pages) != 1 {
		t.Errorf("forty short notes take %d pages", len(p.Pages))
	}
}

func TestFortyLongNotes(t *testing.T) {
	d := &doc.Document{}
	for n := 1; n <= 40; n++ {
		d.Notes = append(d.Notes, aNote(n, prose(20+n)))
		d.Blocks = append(d.Blocks, para(doc.Text{S: prose(12)}, doc.Mark{Note: n}, doc.Text{S: " and so on."}))
	}
	lay(t, d)
}

func TestNoteOfThreePages(t *testing.T) {
	d := &doc.Document{
		Blocks: []doc.Block{para(doc.Text{S: prose(40)}, doc.Mark{Note: 1}, doc.Text{S: " " + prose(600)})},
		Notes:  []doc.Note{aNote(1, prose(1800))},
	}
	for range 4 {
		d.Blocks = append(d.Blocks, para(doc.Text{S: prose(90)}))
	}
	p := lay(t, d)
	on := notePages(p)[1]
	if len(on) < 3 || on[0] != 0 {
		t.Fatalf("the note stands on pages %v", on)
	}
	for i, n := range on {
		if n != i {
			t.Errorf("the note stands on pages %v, with a gap", on)
		}
		rules := p.Pages[n].Rules
		want, again := testStyle().NoteRule, 0
		if i > 0 { // it says that it goes on
			want, again = testStyle().Measure, 1
		}
		numbers := 0
		for _, r := range p.Pages[n].Runs {
			if r.Node == NoteFurniture && r.Text() == "1" {
				numbers++
			}
		}
		if numbers != again {
			t.Errorf("page %d has the note's number again %d times", n+1, numbers)
		}
		if len(rules) == 0 || rules[len(rules)-1].Width != want {
			t.Errorf("page %d has no rule above the note", n+1)
		}
		if n < len(on)-1 && !hasBody(p, n) {
			t.Errorf("page %d has nothing but a note, while text waits", n+1)
		}
	}
}

// hasBody reports whether text other than notes stands on the page.
func hasBody(p *Layout, page int) bool {
	return slices.ContainsFunc(p.Pages[page].Runs, func(r lines.Run) bool { return r.Node >= 0 && !inNote(p, r.Node) })
}

// TestTwoLongNotes: a mark whose note can't begin yet, since another still goes on, waits with it.
func TestTwoLongNotes(t *testing.T) {
	d := &doc.Document{
		Blocks: []doc.Block{
			para(doc.Text{S: "First"}, doc.Mark{Note: 1}, doc.Text{S: " " + prose(30)}),
			para(doc.Text{S: "Second"}, doc.Mark{Note: 2}, doc.Text{S: " " + prose(30)}),
			para(doc.Text{S: "Third"}, doc.Mark{Note: 3}, doc.Text{S: " " + prose(300)}),
		},
		Notes: []doc.Note{aNote(1, prose(1500)), aNote(2, prose(1500)), aNote(3, "short")},
	}
	lay(t, d)
}

func TestNoteInANote(t *testing.T) {
	d := &doc.Document{
		Blocks: []doc.Block{
			para(doc.Text{S: "A word"}, doc.Mark{Note: 1}, doc.Text{S: " more"}, doc.Mark{Note: 3}, doc.Mark{Note: 1}),
		},
		Notes: []doc.Note{
			{Number: 1, Text: []doc.Inline{doc.Text{S: "see"}, doc.Mark{Note: 2}, doc.Text{S: " there"}}},
			aNote(2, "inner"), aNote(3, "outer"), aNote(4, "never marked"),
		},
	}
	lay(t, d)
}

// TestMoreNotesThanFit: one line with more notes than a page holds. They can't all begin there; nothing is
// lost, and none stands before its mark.
func TestMoreNotesThanFit(t *testing.T) {
	d := &doc.Document{}
	var ins []doc.Inline
	for n := 1; n <= 90; n++ {
		ins = append(ins, doc.Mark{Note: n})
		d.Notes = append(d.Notes, aNote(n, fmt.Sprintf("Report %d.", n)))
	}
	d.Blocks = []doc.Block{para(doc.Text{S: "x"}), para(ins...), para(doc.Text{S: prose(30)})}
	var l diag.List
	p := Lay(d, testFaces(t), testHyphens(t), testStyle(), &l)
	if got, want := strings.Fields(Plain(p)), expected(d, nil); !slices.Equal(got, want) {
		t.Error("words were lost")
	}
	for n, pages := range notePages(p) {
		for _, a := range p.Anchors {
			if a.Name == markAnchor(n) && a.Page > pages[0] {
				t.Errorf("note %d stands on page %d, its mark on page %d", n, pages[0]+1, a.Page+1)
			}
		}
	}
}

func TestLongAddress(t *testing.T) {
	address := "https://www.example-organisation.org/" + strings.Repeat("documents/2026-07-28/", 17) + "file"
	d := &doc.Document{
		Blocks: []doc.Block{para(doc.Text{S: "See"}, doc.Mark{Note: 1}, doc.Text{S: "."})},
		Notes: []doc.Note{
			{
				Number: 1,
				Text: []doc.Inline{doc.Text{S: "Report, "}, doc.Link{URL: address, Text: txt(address)},
					doc.Text{S: ", accessed today."}},
			},
		},
	}
	p := lay(t, d)
	var pieces []string
	for _, r := range p.Pages[0].Runs {
		if strings.Contains(address, strings.TrimSuffix(r.Text(), " ")) && inNote(p, r.Node) && len(r.Glyphs) > 5 {
			pieces = append(pieces, r.Text())
		}
	}
	if strings.Join(pieces, "") != address {
		t.Fatalf("the address is set as %q", pieces)
	}
	for _, s := range pieces[:len(pieces)-1] {
		if !strings.HasSuffix(s, "/") {
			t.Errorf("a line of the address ends in %q", s)
		}
	}
	links := 0
	for _, k := range p.Pages[0].Links {
		if k.URL == address {
			links++
		}
	}
	if links != len(pieces) {
		t.Errorf("%d link areas for an address on %d lines", links, len(pieces))
	}
}

func TestWordWiderThanTheMeasure(t *testing.T) {
	lay(t, &doc.Document{
		Blocks: []doc.Block{
			para(doc.Text{S: strings.Repeat("Rindfleischetikettierung", 12)}, doc.Mark{Note: 1}),
			&doc.Heading{Level: 1, Text: txt(strings.Repeat("Überwachung", 20))},
			&doc.Table{
				Head: [][]doc.Cell{{txt("a"), txt("b")}},
				Rows: [][]doc.Cell{{txt(strings.Repeat("x", 200)), txt(strings.Repeat("e\u0301", 200))}},
			},
			para(doc.Text{S: strings.Repeat("nbsp\u00A0", 100)}),
		},
		Notes: []doc.Note{aNote(1, strings.Repeat("abcdefgh", 60))},
	})
}

func TestLongParagraph(t *testing.T) {
	p := lay(t, &doc.Document{Blocks: []doc.Block{para(doc.Text{S: prose(5000)})}})
	if n := len(p.Pages); n < 8 || n > 14 {
		t.Errorf("5,000 words take %d pages", n)
	}
}

func TestDeepNesting(t *testing.T) {
	blocks := []doc.Block{para(doc.Text{S: prose(20)})}
	for range 40 {
		blocks = []doc.Block{
			&doc.Quote{Blocks: []doc.Block{&doc.List{Ordered: true, Start: 98, Items: [][]doc.Block{blocks}}}},
		}
	}
	lay(t, &doc.Document{Blocks: blocks})
}

func TestMissingGlyph(t *testing.T) {
	var l diag.List
	here, there := diag.Span{File: "resolution.md", Line: 3, Col: 5}, diag.Span{File: "resolution.md", Line: 9, Col: 1}
	d := &doc.Document{Blocks: []doc.Block{para(
		doc.Text{S: "Foreign ककท and क.", At: here}, doc.Text{S: " again क", At: there})}}
	p := Lay(d, testFaces(t), testHyphens(t), testStyle(), &l)
	var got []string
	for _, m := range l.Sorted() {
		got = append(got, fmt.Sprintf("%v %v %s %s", m.At, m.Severity, m.Code, m.Message))
	}
	want := []string{
		`resolution.md:3:5 error missing-glyph the typeface has no character "क" (U+0915)`,
		`resolution.md:3:5 error missing-glyph the typeface has no character "ท" (U+0E17)`,
		`resolution.md:9:1 error missing-glyph the typeface has no character "क" (U+0915)`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("diagnostics\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if text := Plain(p); text != "Foreign [U+0915][U+0915][U+0E17] and [U+0915]. again [U+0915]\n" {
		t.Errorf("the pages say %q", text)
	}
}

// TestMarkStaysWithItsWord: neither a space nor a dash before a mark lets it go to the next line.
func TestMarkStaysWithItsWord(t *testing.T) {
	for n := range 60 {
		d := &doc.Document{
			Blocks: []doc.Block{
				para(doc.Text{S: prose(n+5) + " word"}, doc.Mark{Note: 1}, doc.Text{S: " " + prose(9) + "—"},
					doc.Mark{Note: 2}, doc.Text{S: prose(5) + " "}, doc.Mark{Note: 3}, doc.Mark{Note: 1}),
			},
			Notes: []doc.Note{aNote(1, "one"), aNote(2, "two"), aNote(3, "three")},
		}
		p := lay(t, d)
		for _, page := range p.Pages {
			leftmost := map[lines.Length]lines.Run{}
			for _, r := range page.Runs {
				if first, ok := leftmost[r.Y]; !ok || r.X < first.X {
					leftmost[r.Y] = r
				}
			}
			for _, r := range leftmost {
				if !inNote(p, r.Node) && within(p, r.Node, Reference) {
					t.Errorf("with %d words before it, a line begins with the mark %s", n+5, r.Text())
				}
			}
		}
	}
}

// TestWidowsAndOrphans: no paragraph leaves a single line on either side of a page's end, no heading ends a
// page.
func TestWidowsAndOrphans(t *testing.T) {
	for n := range 80 {
		d := &doc.Document{}
		for i := range 30 {
			if i%4 == 3 {
				d.Blocks = append(d.Blocks, &doc.Heading{Level: 2 + i%3, Text: txt("A heading of few words")})
			}
			d.Blocks = append(d.Blocks, para(doc.Text{S: prose(30 + (i*37+n*11)%90)}))
		}
		p := lay(t, d)
		stands := map[int]map[int]map[lines.Length]bool{} // node, page, baseline
		for i, page := range p.Pages {
			last := -1
			for _, r := range page.Runs {
				if r.Node < 0 {
					continue
				}
				block := p.Nodes[r.Node].Parent
				last = block
				if stands[block] == nil {
					stands[block] = map[int]map[lines.Length]bool{}
				}
				if stands[block][i] == nil {
					stands[block][i] = map[lines.Length]bool{}
				}
				stands[block][i][r.Y] = true
			}
			if last >= 0 && p.Nodes[last].Role != Paragraph {
				t.Errorf("document %d: page %d ends with a heading", n, i+1)
			}
		}
		for block, pages := range stands {
			for page, ys := range pages {
				if len(pages) > 1 && len(ys) == 1 {
					t.Errorf("document %d: a single line of block %d on page %d", n, block, page+1)
				}
			}
		}
	}
}

func TestTableHeadRepeats(t *testing.T) {
	table := &doc.Table{Caption: txt("Findings"), Head: [][]doc.Cell{{txt("Indicator"), txt("Score")}}}
	for i := range 90 {
		table.Rows = append(table.Rows, []doc.Cell{txt(fmt.Sprintf("CR%d", i)), txt(prose(8))})
	}
	p := lay(t, &doc.Document{Blocks: []doc.Block{para(doc.Text{S: prose(40)}), table}})
	if len(p.Pages) < 3 {
		t.Fatalf("%d pages", len(p.Pages))
	}
	for i, page := range p.Pages {
		heads := 0
		for _, r := range page.Runs {
			if strings.TrimSpace(r.Text()) == "Indicator" {
				heads++
			}
		}
		if heads != 1 {
			t.Errorf("page %d has %d table heads", i+1, heads)
		}
	}
	if n := strings.Count(Plain(p), "Indicator"); n != 1 {
		t.Errorf("the text has the head %d times", n)
	}
}

func TestRowTallerThanAPage(t *testing.T) {
	lay(t, &doc.Document{Blocks: []doc.Block{&doc.Table{
		Head: [][]doc.Cell{
			{txt("a"), txt("b")}}, Rows: [][]doc.Cell{{txt("short"), txt(prose(900))}, {txt(prose(900)), txt("short")}},
	}}})
	lay(t, &doc.Document{Blocks: []doc.Block{&doc.Table{ // a head that fills more than a page isn't repeated
		Head: [][]doc.Cell{{txt(prose(900))}}, Rows: [][]doc.Cell{{txt("x")}, {txt(prose(900))}},
	}}})
}

func TestA4(t *testing.T) {
	p := lay(t, &doc.Document{PageSize: "a4", Blocks: []doc.Block{para(doc.Text{S: prose(900)})}})
	if one := p.Pages[0]; one.Width.String() != "595.27" || one.Height.String() != "841.88" {
		t.Errorf("the sheet is %v by %v", one.Width, one.Height)
	}
}

func TestRunningLines(t *testing.T) {
	d := &doc.Document{
		Blocks:  []doc.Block{para(doc.Text{S: prose(900)})},
		RunHead: doc.Running{Left: "Left 中", Right: "Right"}, RunFoot: doc.Running{Centre: "{page} of {pages}"},
	}
	p := lay(t, d)
	for i, page := range p.Pages {
		var foot string
		for _, r := range page.Runs {
			if r.Node == FootFurniture {
				foot += r.Text()
			}
		}
		if want := fmt.Sprintf("%d of %d", i+1, len(p.Pages)); foot != want {
			t.Errorf("the foot of page %d says %q", i+1, foot)
		}
	}
}

// TestLongRunningLines: parts that would run into each other are cut, and stay on the sheet.
func TestLongRunningLines(t *testing.T) {
	p := lay(
		t,
		&doc.Document{
			RunHead: doc.Running{Left: prose(30), Centre: prose(30), Right: prose(30)},
			RunFoot: doc.Running{Left: prose(3), Right: prose(60)},
		},
	)
	end := map[lines.Length]lines.Length{}
	for _, r := range p.Pages[0].Runs {
		if r.X < end[r.Y] || r.X+r.Width(p.Faces) > p.Pages[0].Width {
			t.Errorf("%q runs over something else", r.Text())
		}
		end[r.Y] = r.X + r.Width(p.Faces)
	}
}

func TestUnknownPageSize(t *testing.T) {
	var l diag.List
	Lay(&doc.Document{PageSize: "A4"}, testFaces(t), testHyphens(t), testStyle(), &l)
	if m := l.Sorted(); len(m) != 1 || m[0].Code != "unknown-page-size" {
		t.Errorf("diagnostics %v", m)
	}
}

func TestSoftHyphen(t *testing.T) {
	d := &doc.Document{
		Blocks: []doc.Block{para(doc.Text{S: strings.Repeat("Über\u00ADwachungs\u00ADtechno\u00ADlogie ", 40)})},
	}
	p := lay(t, d)
	hyphens := 0
	for _, r := range p.Pages[0].Runs {
		if strings.HasSuffix(r.Text(), "\u00AD") {
			hyphens++
		} else if strings.Contains(r.Text(), "\u00AD") {
			t.Errorf("a soft hyphen within the line %q", r.Text())
		}
	}
	if hyphens == 0 {
		t.Error("no line ends at a soft hyphen")
	}
}

func TestSameTwice(t *testing.T) {
	d := everyBlock()
	var l diag.List
	a, b := Dump(
		Lay(d, testFaces(t), testHyphens(t), testStyle(), &l),
	), Dump(Lay(d, testFaces(t), testHyphens(t), testStyle(), &l))
	if a != b {
		t.Error("two runs differ")
	}
}

// TestAtOnce lays the same document out in several goroutines, for the race detector.
func TestAtOnce(t *testing.T) {
	d, set := everyBlock(), testFaces(t)
	want := ""
	done := make(chan string)
	for range 4 {
		go func() {
			var l diag.List
			done <- Dump(Lay(d, set, testHyphens(t), testStyle(), &l))
		}()
	}
	for range 4 {
		if got := <-done; want != "" && got != want {
			t.Error("runs at once differ")
		} else {
			want = got
		}
	}
}

func TestEmphasis(t *testing.T) {
	p := lay(t, &doc.Document{Blocks: []doc.Block{para(doc.Text{S: "a "},
		doc.Emph{Text: []doc.Inline{doc.Text{S: "b "}, doc.Emph{Text: txt("c")}, doc.Strong{Text: txt(" d")}}},
		doc.Strong{Text: txt(" e")})}})
	got := map[string]face.Style{}
	for _, r := range p.Pages[0].Runs {
		got[strings.TrimSpace(r.Text())] = r.Style
	}
	for s, want := range map[string]face.Style{
		"a": face.Regular, "b": face.Italic, "c": face.Regular, "d": face.BoldItalic, "e": face.Bold,
	} {
		if got[s] != want {
			t.Errorf("%q is %v, want %v", s, got[s], want)
		}
	}
}

func BenchmarkLay(b *testing.B) {
	d, set := resolution(), testFaces(b)
	for b.Loop() {
		var l diag.List
		if p := Lay(d, set, testHyphens(b), testStyle(), &l); len(p.Pages) != 3 {
			b.Fatalf("%d pages", len(p.Pages))
		}
	}
}

// resolution is of the size of a real one: three pages, twelve notes.
func resolution() *doc.Document {
	d := &doc.Document{
		Title:   "Customer Due Diligence",
		Lang:    "en-US",
		RunFoot: doc.Running{Centre: "{page} of {pages}"},
	}
	d.Blocks = []doc.Block{&doc.Heading{Level: 1, Text: txt(d.Title)}}
	for n := 1; n <= 12; n++ {
		d.Notes = append(d.Notes, doc.Note{Number: n, Text: []doc.Inline{
			doc.Text{S: "Office of the Inspector General, “" + prose(9) + "”, 2024, p. 12, "},
			doc.Link{
				URL:  "https://www.example.org/a",
				Text: txt("https://www.example.org/sites/default/files/documents/report-" + prose(1) + "-2024.pdf"),
			},
		}})
		d.Blocks = append(
			d.Blocks,
			para(doc.Strong{Text: txt("Whereas:")}, doc.Text{S: " " + prose(50)}, doc.Mark{Note: n},
				doc.Text{S: " " + prose(32) + "."}),
		)
	}
	return d
}

// TestPageNumbersInText: the number named is that of the page, also where naming it moves the text.
func TestPageNumbersInText(t *testing.T) {
	for n := range 12 {
		d := &doc.Document{Lang: "en-US", RunFoot: doc.Running{Centre: "{page}"}}
		for i := range 14 {
			id := fmt.Sprintf("part-%d", i)
			d.Blocks = append(
				d.Blocks,
				&doc.Heading{Level: 2, ID: id, Text: txt("Part")},
				para(doc.Text{S: prose(60+n*9) + " as page "}, doc.PageRef{ID: fmt.Sprintf("part-%d", 13-i)},
					doc.Text{S: " says, and " + prose(70)}),
			)
		}
		p := lay(t, d) // which holds the numbers against the anchors
		if got := p.numbers(); got["part-13"] != fmt.Sprint(len(p.Pages)) &&
			got["part-13"] != fmt.Sprint(len(p.Pages)-1) {
			t.Errorf("document %d: the last part is on page %s of %d", n, got["part-13"], len(p.Pages))
		}
	}
	var l diag.List
	p := Lay(&doc.Document{Blocks: []doc.Block{para(doc.PageRef{ID: "nowhere"})}}, testFaces(t), nil, testStyle(), &l)
	if found := l.Sorted(); len(found) != 1 || found[0].Code != "unknown-place" || strings.TrimSpace(Plain(p)) != "?" {
		t.Errorf("a page that isn't there is named %q, with %v", Plain(p), found)
	}
}

// TestShortLists: a list of a few lines isn't parted while there is another way.
func TestShortLists(t *testing.T) {
	for n := range 40 {
		d := &doc.Document{Lang: "en-US"}
		for i := range 12 {
			d.Blocks = append(
				d.Blocks,
				para(doc.Text{S: prose(40 + (i*29+n*13)%70)}),
				&doc.List{
					Items: [][]doc.Block{{para(doc.Text{S: "One."})}, {para(doc.Text{S: "Two."})},
						{para(doc.Text{S: "Three."})}},
				},
			)
		}
		p := lay(t, d)
		on := map[int]int{} // page of each list
		for i, page := range p.Pages {
			for _, r := range page.Runs {
				for at := r.Node; at > 0; at = p.Nodes[at].Parent {
					if p.Nodes[at].Role != List {
						continue
					}
					if other, seen := on[at]; seen && other != i {
						t.Fatalf("document %d: a list stands on pages %d and %d", n, other+1, i+1)
					}
					on[at] = i
				}
			}
		}
	}
}

// TestTableTooWide: a table whose words have no room anywhere is told; one with a single long word neither is nor
// calls for a landscape sheet.
func TestTableTooWide(t *testing.T) {
	for columns, want := range map[int]string{3: "", 40: "table-too-wide"} {
		table := &doc.Table{Head: [][]doc.Cell{nil}, Rows: [][]doc.Cell{nil}}
		for c := range columns {
			word := "Company"
			if c == 0 && columns == 3 {
				word = "Counterrevolutionariesinternationalization"
			}
			table.Head[0], table.Rows[0] = append(table.Head[0], txt(word)), append(table.Rows[0], txt("text"))
		}
		d := &doc.Document{Lang: "en-US", Blocks: []doc.Block{para(doc.Text{S: prose(30)}), table}}
		var l diag.List
		p := Lay(d, testFaces(t), testHyphens(t), testStyle(), &l)
		got := ""
		for _, m := range l.Sorted() {
			got += string(m.Code)
		}
		if got != want {
			t.Errorf("%d columns: %q, want %q", columns, got, want)
		}
		check(t, d, p)
		if columns == 3 && len(p.Pages) != 1 {
			t.Errorf("a long word calls for a landscape sheet: %d pages", len(p.Pages))
		}
	}
}
