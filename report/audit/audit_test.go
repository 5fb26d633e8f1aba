package audit

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"whereas/report/check"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/docx"
	"whereas/report/draft"
	"whereas/report/filing"
	"whereas/rubrics"
	"whereas/templates"
)

// shipped is what texts are looked at by.
func shipped(t testing.TB) Input {
	t.Helper()
	var l diag.List
	file := func(fsys interface{ ReadFile(string) ([]byte, error) }, name string) []byte {
		b, err := fsys.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	telling := draft.ParseWording("wording.toml", file(templates.Files, "wording.toml"), &l)
	in := Input{
		Rules:    filing.Parse("us.toml", file(rubrics.Files, "filing/us-sec-14a-8.toml"), &l),
		Phrasing: check.ParsePhrasing("en.toml", file(rubrics.Files, "phrasing/en.toml"), &l),
		Wording: ParseWording("audit.toml", file(templates.Files, "audit.toml"), telling.Words,
			check.ParseCapitals("acronyms.toml", file(rubrics.Files, "phrasing/acronyms.toml"), &l), &l),
		Today: civil.Date{Year: 2026, Month: 11, Day: 29},
	}
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	return in
}

// looked is a text of these tests, and what was found: codes with line and column.
func looked(t testing.TB, text string) (*Result, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	in := shipped(t)
	x := Read("x.txt", []byte(text), in.Wording, &l)
	if x == nil {
		return nil, l.Sorted()
	}
	return Look(x, in, &l), l.Sorted()
}

// of are the diagnostics of some codes, "code line:column" each.
func of(ds []diag.Diagnostic, codes ...diag.Code) string {
	var out []string
	for _, d := range ds {
		if slices.Contains(codes, d.Code) {
			out = append(out, fmt.Sprintf("%s %d:%d", d.Code, d.At.Line, d.At.Col))
		}
	}
	return strings.Join(out, ", ")
}

// marksOf are the marks of a text, and the text without them.
func marksOf(t *Text) (marks, rest string) {
	var ids []string
	for _, m := range doc.Marks(t.Doc.Blocks) {
		ids = append(ids, m.ID)
	}
	var b strings.Builder
	doc.Walk(t.Doc.Blocks, func(x doc.Block) {
		for _, run := range doc.Runs(x) {
			b.WriteString(doc.Plain(run))
		}
	})
	return strings.Join(ids, " "), b.String()
}

// notes are so many notes from one on.
func notes(from, to int) string {
	out := "\n"
	for n := from; n <= to; n++ {
		out += fmt.Sprintf("\n%d https://example.org/%d", n, n)
	}
	return out
}

// A number is the mark of a note where the notes explain it, and nothing else is.
func TestMarks(t *testing.T) {
	for _, v := range []struct {
		name, body string
		from, to   int
		marks      string
		rest       string // "" where it isn't looked at
	}{
		{"behind a comma of a year", "It began in 2011,1 and went on.2", 1, 2, "1 2", "It began in 2011, and went on."},
		{"behind a closing mark", "It spoke of “inquiries.”1 And more.", 1, 1, "1",
			"It spoke of “inquiries.” And more."},
		{"behind a per cent", "In 12%1 of towns.2", 1, 2, "1 2", "In 12% of towns."},
		{"behind a year and its stop", "It ended in 2011.1 Then more.2", 1, 2, "1 2", ""},
		{"behind a word", "The towns1 and the lands2 agree.3", 1, 3, "1 2 3", ""},
		{"behind a bracket", "The registers (REGS)1 are old.2", 1, 2, "1 2", ""},
		{"behind a semicolon", "One town;1 another;2 a third.3", 1, 3, "1 2 3", ""},
		{"two with a comma", "The towns1,2 agree.3", 1, 3, "1 2 3", "The towns agree."},
		{"several with a dash", "The towns1–3 agree.4", 1, 4, "1 2 3 4", ""},
		{"several without anything", "Before.1 It has efforts234 to show.5", 1, 5, "1 2 3 4 5",
			"Before. It has efforts to show."},
		{"twelve, not one and two", "a1 b2 c3 d4 e5 f6 by7 h8 i9 j10 k11 land12 end.", 1, 12,
			"1 2 3 4 5 6 7 8 9 10 11 12", ""},
		{"glued to a year", "In 20211 it began, and in 2022 it ended.2", 1, 2, "1 2",
			"In 2021 it began, and in 2022 it ended."},
		{"small raised figures", "It began¹ and ended.²", 1, 2, "1 2", ""},
		{"in square brackets", "It began[1] and ended.[2]", 1, 2, "1 2", ""},
		{"from 41 on", "It began in 2011,41 and 40 towns joined.42", 41, 42, "41 42",
			"It began in 2011, and 40 towns joined."},
		{"the same twice", "It began.1 It went on.1 It ended.2", 1, 2, "1 1 2", ""},
		{"an earlier one again", "It began.1 It went on.2 It ended.1", 1, 2, "1 2 1", ""},
		{"capitals, where one is missing else", "It began.1 So says the EU2 too.3", 1, 3, "1 2 3", ""},
		{"capitals, where none is missing", "It began.1 In G20 lands.2 It ended.3", 1, 3, "1 2 3",
			"It began. In G20 lands. It ended."},
		{"years", "In 1999 and 2001, in May 2003, it grew.1", 1, 1, "1", ""},
		{"figures", "It holds 1,200 names, 2.5 million faces, $3.1 million and 4%.1", 1, 4, "1",
			"It holds 1,200 names, 2.5 million faces, $3.1 million and 4%."},
		{"a decimal number that a note is missing for", "One.1 Some 2.2 million people came. Three.3", 1, 3, "1 3", ""},
		{"ordinals", "The 1st and the 2nd town.1 The 21st century.", 1, 2, "1", ""},
		{"sections", "Rule 14a-8(i)(7) and section 2(a)(1) hold.1", 1, 7, "1", ""},
		{"times, shares and paths", "At 7:30, 3:1 for it, by 9/11.1", 1, 9, "1", ""},
		{"numbers of pages and cases", "See No.2 and p.3 of it.1", 1, 3, "1", ""},
		{"names with figures", "Of Web3 and Covid19 it knows.1 Of Windows10 too.2", 1, 3, "1 2", ""},
		{"a far number behind a word", "One1 and two2 and Model9 and more.3", 1, 9, "1 2 3", ""},
		{"a mark without a note, in a row", "One.1 Two.2 Three.3", 1, 2, "1 2 3", ""},
		{"squares", "It has 12 km² of land.1", 1, 2, "1", ""},
		{"within an address", "See https://example.org/a1/b2.html and more.1", 1, 2, "1", ""},
		{"an opening mark", "It asks ’1’ and “2” of all.1", 1, 2, "1", ""},
		{"the number of an item", "It asks for:\n\n1. one thing;1\n2. another.2", 1, 2, "1 2", ""},
	} {
		r, _ := looked(t, "A title\n\n"+v.body+notes(v.from, v.to))
		marks, rest := marksOf(r.Text)
		if marks != v.marks {
			t.Errorf("%s: %q, want %q", v.name, marks, v.marks)
		}
		if v.rest != "" && rest != "A title"+v.rest {
			t.Errorf("%s: left is %q", v.name, rest)
		}
		if n := len(r.Text.Notes); n != v.to-v.from+1 {
			t.Errorf("%s: %d notes", v.name, n)
		}
	}
	for text, want := range map[string]string{
		"It grew in 2011, by 5% a year.":       "",
		"One.1 Two.2 Three.3":                  "1 2 3",
		"It is told in Model1 and elsewhere.2": "",
		"It began[1] there.":                   "1",
	} {
		r, _ := looked(t, "A title\n\n"+text)
		if marks, _ := marksOf(r.Text); marks != want {
			t.Errorf("without notes, %q: %q, want %q", text, marks, want)
		}
	}
}

// Where notes begin, how their numbers may be written, and what is a list and no notes.
func TestNotes(t *testing.T) {
	const body = "A title\n\nIt began.1 It ended.2\n\n"
	for _, v := range []struct {
		name, text string
		want       []string
	}{
		{"a space", body + "1 https://a.org\n2 https://b.org", []string{"1 https://a.org", "2 https://b.org"}},
		{"a stop", body + "1. See a.\n2. See b.", []string{"1 See a.", "2 See b."}},
		{"brackets", body + "(1) https://a.org\n(2) https://b.org", []string{"1 https://a.org", "2 https://b.org"}},
		{"square brackets", body + "[1] https://a.org\n[2]: https://b.org",
			[]string{"1 https://a.org", "2 https://b.org"}},
		{"small raised figures", body + "¹ https://a.org\n² https://b.org",
			[]string{"1 https://a.org", "2 https://b.org"}},
		{"glued to an address", body + "1https://a.org\n2https://b.org",
			[]string{"1 https://a.org", "2 https://b.org"}},
		{"glued to a word", body + "1See https://a.org\n2See https://b.org",
			[]string{"1 See https://a.org", "2 See https://b.org"}},
		{"over two lines", body + "1 See the page\nhttps://a.org\n2 https://b.org",
			[]string{"1 See the page https://a.org", "2 https://b.org"}},
		{"blank lines between", body + "1 https://a.org\n\n2 https://b.org",
			[]string{"1 https://a.org", "2 https://b.org"}},
		{"an empty one", body + "1\n2 https://b.org", []string{"1 ", "2 https://b.org"}},
		{"one is missing", body + "1 https://a.org\n3 https://c.org", []string{"1 https://a.org", "3 https://c.org"}},
		{"words alone, which marks answer", body + "1 Hearing of May.\n2 Letter to all.",
			[]string{"1 Hearing of May.", "2 Letter to all."}},
		{"under a heading", "A title\n\nIt began.\n\nNotes\n\n1 Hearing.\n2 Letter.",
			[]string{"1 Hearing.", "2 Letter."}},
		{"under a line of signs", "A title\n\nIt began.1\n\n===== FOOTNOTES =====\n1 Hearing.", []string{"1 Hearing."}},
		{"a list at the end is none", "A title\n\nIt asks for:\n\n1. one thing;\n2. another.", nil},
		{"a list before them is none",
			"A title\n\nIt asks for:\n\n1. one thing;1\n2. another.2\n\n1 https://a.org\n2 https://b.org",
			[]string{"1 https://a.org", "2 https://b.org"}},
		{"what follows them isn't theirs", body + "1 https://a.org\n2 https://b.org\n\nPlease vote for it.",
			[]string{"1 https://a.org", "2 https://b.org"}},
	} {
		r, _ := looked(t, v.text)
		var got []string
		for _, n := range r.Text.Notes {
			got = append(got, n.ID+" "+n.Text)
		}
		if !slices.Equal(got, v.want) {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// Addresses that can't be followed as they stand, and those that can.
func TestAddresses(t *testing.T) {
	for _, v := range []struct{ note, want string }{
		{"https://example.org/a_b-c/d.pdf", ""},
		{"https://example.org/a, p. 12-13.", ""},
		{"https://example.org/a/ (accessed 12/3/2021)", ""},
		{"https://example.org/a; https://example.com/b", ""},
		{"https://example.org/a & https://example.com/b", ""},
		{"See https://example.org/a_(b) and more-or-less", ""},
		{"https://web.archive.org/web/2020/https://example.org/a", ""},
		{"https://example.org/a%20and %20b.pdf", "damaged-address"},
		{"https://example.org/a%20re port_final.pdf", "damaged-address"},
		{"https://example.org/a/ 5141/2022/en/; https://example.com/b", "damaged-address"},
		{"https://example.org/people-who- protect-others", "damaged-address"},
		{"https://example.org/people-\nwho-protect-others", "damaged-address"},
		{"https://example.org/report-of-\n2021.pdf", "damaged-address"},
		{"https://exam ple.org/a", "damaged-address"},
		{"https://example..org/a", "damaged-address"},
		{"https://example.org/a..pdf", "damaged-address"},
		{"https://example.org/a/.../c", "damaged-address"},
		{"https://www.exampIe.co.uk/a", "damaged-address"},
		{"https://ex\u0430mple.org/a", "damaged-address"}, // a Cyrillic a
		{"https://example,org/a", "damaged-address"},
		{"https:// example.org/a", "damaged-address"},
		{"http//example.org/a", "damaged-address"},
		{"hxxps://example.org/a", "damaged-address"},
		{"https://example.org/a%2", "damaged-address"},
		{"https://example.org/“a”", ""},
		{"https://examplenoname/a", "damaged-address"},
		{"https://amnesty.example.org/a; https://amensty.example.org/a", "damaged-address"},
		{"https://abc.org/a; https://abd.org/a", ""},
		{"https://s1.example.org/a; https://s2.example.org/b", ""},
		{"https://example.org/people--who-protect", "damaged-address"},
		{"https://example.org/crimes-by-a11-sides", "damaged-address"},
		{"https://example.org/the-wor1d-press", "damaged-address"},
		{"https://xn--bcher-kva.example/a1b2c3d4/ab0cd/mde15/h1b", ""},
		{"www.example.org/a", "address-without-scheme"},
		{"example.org/a", "address-without-scheme"},
		{"U.S. Dept. of State, Report 2.1", ""},
		{"https://example.org/a;", ""},
		{"https://example.org/a\u037e", ""}, // a Greek question mark, which is a semicolon
	} {
		_, ds := looked(t, "A title\n\nIt began.1\n\n1 "+v.note)
		var got []string
		for _, d := range ds {
			if d.Code == diag.DamagedAddress || d.Code == diag.AddressWithoutScheme {
				got = append(got, string(d.Code))
				if d.At.Line < 5 || d.Hint == "" {
					t.Errorf("%q: %v", v.note, d)
				}
			}
		}
		if s := strings.Join(got, " "); s != v.want {
			t.Errorf("%q: %q, want %q", v.note, s, v.want)
		}
	}
}

// One page in two notes, however its address is written; two pages in one note.
func TestNotesThatShare(t *testing.T) {
	_, ds := looked(
		t,
		"A title\n\nOne.1 Two.2 Three.3\n\n1 https://www.example.org/a/\n2 http://example.org/a?utm_source=x\n"+
			"3 https://example.org/b; https://example.org/c",
	)
	if got := of(ds, diag.AddressTwice, diag.SeveralAddresses); got != "address-twice 6:3, several-addresses 7:1" {
		t.Error(got)
	}
}

// What stands above a line that says that the text begins isn't read, and that is told; lines count from the file's top.
func TestTextAbove(t *testing.T) {
	r, ds := looked(t, "From: a page\nWords: 500\n===== BODY =====\nA title\n\nIt began in Ruritania.1\n\n===== FOOTNOTES =====\n1 https://a.org")
	if r.Counts.Word != 6 || r.Parts[0].Line != 4 || r.Marks != 1 || of(ds, diag.TextAbove) != "text-above 3:1" {
		t.Errorf("%+v %+v %v", r.Counts, r.Parts, ds)
	}
	r, _ = looked(t, "A title\n\nIt began in Ruritania.\n\n===== FOOTNOTES =====\n(none)")
	if r.Counts.Word != 6 || len(r.Text.Notes) != 0 {
		t.Errorf("%+v", r.Counts)
	}
}

// Words by each count, and the tokens that make the difference.
func TestCounts(t *testing.T) {
	for _, v := range []struct {
		text string
		want Counts
	}{
		{"A title\n\nFour words stand here.", Counts{6, 6, 6, 6, 6}},
		{"A title\n\nA long-term plan at 45% of $15,000.", Counts{9, 9, 12, 12, 12}},
		{"A title\n\n• one\n• two — three", Counts{5, 8, 5, 5, 5}},
		{"A title\n\nIt began in 2011,1 and ended.2\n\n1 https://a.org/b-c\n2https://b.org/d-e",
			Counts{8, 8, 10, 12, 12}},
		{"A title\n\nIt began,1 R&D it was.\n\n1 See https://a.org/b-c, p. 2–3.", Counts{7, 7, 12, 13, 15}},
		{"It began.[^1]\n\n[^1]: https://a.org/b-c", Counts{2, 2, 3, 4, 4}},
	} {
		r, _ := looked(t, v.text)
		if r.Counts != v.want {
			t.Errorf("%q: %+v, want %+v", v.text, r.Counts, v.want)
		}
	}
	r, _ := looked(t, "A title\n\nA long-term plan, a long-term aim, and/or 45%.")
	if len(r.Differences) != 3 || r.Differences[0].Token != "long-term" || r.Differences[0].Times != 2 {
		t.Errorf("%+v", r.Differences)
	}
}

// Parts in any order, with headings or without.
func TestParts(t *testing.T) {
	for _, v := range []struct{ text, want, missing string }{
		{"A title\n\nResolved: We ask.\n\nWhereas: It is so.\n\nSupporting Statement\n\nIt is.",
			"title 1, resolved clause 3, recitals 5, supporting statement 7", ""},
		{"WHEREAS\n\nIt is so.\n\nBE IT RESOLVED: We ask:\n\n- one\n- two\n\nSupporting statement: It is.",
			"recitals 1, resolved clause 5, supporting statement 10", "title"},
		{"RESOLVED:\n\nShareholders ask for it.\n\nIt is so.", "resolved clause 1, text without a heading 5",
			"title, recitals, supporting statement"},
		{"# A title\n\n**Resolved:** We ask.\n\n## Supporting Statement\n\nIt is.",
			"title 1, resolved clause 3, supporting statement 5",
			"recitals"},
		{"A short title\nRESOLVED: Shareholders ask for it.\nWHEREAS: It is so.\nIt is.\nSupporting Statement\nWe believe it.",
			"title 1, resolved clause 2, recitals 3, supporting statement 5", ""},
		{"A title\n\nResolved: Shareholders ask for a\nreport on it.\nWhereas: It is so\nand is.\n\nMore of it\nis told.",
			"title 1, resolved clause 3, recitals 5", "supporting statement"},
		{"Dear board, it is so and we know it.", "text without a heading 1", "title, recitals, supporting statement"},
	} {
		r, _ := looked(t, v.text)
		var got []string
		for _, p := range r.Parts {
			got = append(got, fmt.Sprintf("%s %d", p.Name, p.Line))
		}
		if s := strings.Join(got, ", "); s != v.want || strings.Join(r.Missing, ", ") != v.missing {
			t.Errorf("%q: %s; missing %s", v.text, s, r.Missing)
		}
	}
}

// Sentences that need a note, and those that don't; acronyms; names of people; what is past.
func TestSentences(t *testing.T) {
	const frame = "A title\n\nResolved: Shareholders request a report from Exemplar at reasonable cost.\n\nWhereas: "
	for _, v := range []struct {
		text string
		code diag.Code
		want string
	}{
		{"The register holds 40 million names.", diag.UnsourcedFact, "unsourced-fact 5:1"},
		{"The register is used in Ruritania.", diag.UnsourcedFact, "unsourced-fact 5:1"},
		{"The register is used in Ruritania. It began there in 2020.1\n\n1 https://a.org", diag.UnsourcedFact,
			"unsourced-fact 5:1"},
		{"The register is used in Ruritania.1\n\n1 https://a.org", diag.UnsourcedFact, ""},
		{"The register is large and harms many people.", diag.UnsourcedFact, ""},
		{"Its use could harm people in Ruritania.", diag.UnsourcedFact, ""},
		{"We believe that 40 million names are too many.", diag.UnsourcedFact, ""},
		{"Shareholders would like a report on Ruritania.", diag.UnsourcedFact, ""},
		{"Shareholders seek a report that says:\n\n• what happened in Ruritania", diag.UnsourcedFact, ""},
		{"At the board's discretion, it could tell:\n\n- what happened in Ruritania", diag.UnsourcedFact, ""},
		{"It says what happened:\n\n• a raid in Ruritania", diag.UnsourcedFact, "unsourced-fact 7:3"},
		{"The ZQRT uses it.1\n\n1 https://a.org", diag.UndefinedAcronym, "undefined-acronym 5:14"},
		{"The Zonal Quiet Register Team (ZQRT) uses it.1 The ZQRT knows.\n\n1 https://a.org", diag.UndefinedAcronym,
			""},
		{"The ZQRT uses it.1 The Zonal Quiet Register Team (ZQRT) knows.\n\n1 https://a.org", diag.UndefinedAcronym,
			"undefined-acronym 5:14"},
		{"The International Quiet Register uses it, and the IQR knows.1\n\n1 https://a.org", diag.UndefinedAcronym, ""},
		{"The UN, the EU and the US know. ABN AMRO does.1\n\n1 https://a.org", diag.UndefinedAcronym, ""},
		{"It asked John Miller about it.1\n\n1 https://a.org", diag.NamedPerson, "named-person 5:1"},
		{"It asked Senator John Miller about it.1\n\n1 https://a.org", diag.NamedPerson, ""},
		{"It asked John Miller, chief executive of Exemplar.1\n\n1 https://a.org", diag.NamedPerson, ""},
		{"It asked the John Miller Foundation.1\n\n1 https://a.org", diag.NamedPerson, ""},
		{"It asked Jordan River towns.1\n\n1 https://a.org", diag.NamedPerson, ""},
		{"It currently has 5 towns, as in 2019.1\n\n1 https://a.org", diag.StalePresent, "stale-present 5:1"},
		{"It has had 5 towns since 2019, and now counts more.1\n\n1 https://a.org", diag.StalePresent, ""},
		{"It had 5 towns in 2019.1\n\n1 https://a.org", diag.StalePresent, ""},
		{"It currently has 5 towns, as in 2025.1\n\n1 https://a.org", diag.StalePresent, ""},
		{"It is \u0441alled so.1\n\n1 https://a.org", diag.LookalikeLetter, "lookalike-letter 5:16"}, // a Cyrillic c
		{"It is in Москва.1\n\n1 https://a.org", diag.LookalikeLetter, ""},
	} {
		_, ds := looked(t, frame+v.text)
		if got := of(ds, v.code); got != v.want {
			t.Errorf("%q: %q, want %q", v.text, got, v.want)
		}
	}
	_, ds := looked(
		t,
		"Resolved: Shareholders request a report by May 1, 2024, at reasonable cost.\n\nWhereas: It is so.",
	)
	if got := of(ds, diag.StalePresent); got != "stale-present 1:1" {
		t.Errorf("a request whose day has passed: %q", got)
	}
}

// Markdown as pandoc writes it: notes over several lines and paragraphs, marks by words.
func TestMarkdownNotes(t *testing.T) {
	r, ds := looked(
		t,
		"# A title\n\nResolved: we ask.\n\nIt began.[^a] It ended.[^long]\nIt is.[^none]\n\n[^a]: https://a.org\n"+
			"[^long]: See the page,\n    https://b.org/x\n\n    and what is said there.\n[^b]: Unmarked.\n\nThe end.\n",
	)
	if marks, _ := marksOf(r.Text); marks != "a long none" || len(r.Text.Notes) != 3 ||
		r.Text.Notes[1].Text != "See the page, https://b.org/x and what is said there." {
		t.Errorf("%q %+v", marks, r.Text.Notes[1])
	}
	if got := of(ds, diag.MarkWithoutNote,
		diag.NoteWithoutMark); got != "mark-without-note 6:7, note-without-mark 13:1" {
		t.Error(got)
	}
}

// Whatever the bytes, no panic, and places that are there.
func FuzzAudit(f *testing.F) {
	for _, s := range []string{"", "A title\n\nOne.1\n\n1 https://a.org", "[^1]\n\n[^1]: x", "1\n2\n3", "¹²³", "\xff",
		"PK\x03\x04",
		"20211 efforts345 [1,2] (RUSI)7", "1https://a.org/ b-c/d", "• a\n(a) b\n1. c", strings.Repeat("a1,", 50)} {
		f.Add([]byte(s))
	}
	in := shipped(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		var l diag.List
		x := Read("x", b, in.Wording, &l)
		if x == nil {
			return
		}
		r := Look(x, in, &l)
		_ = r.String()
		r.ToJSON("x", l.Sorted())
		lines := strings.Count(string(x.Shown), "\n") + strings.Count(string(x.Shown), "\r") + 1
		for _, d := range l.Sorted() {
			if d.At.Line > lines || d.At.Line > 0 && d.At.Col < 1 {
				t.Errorf("%v of %d lines", d, lines)
			}
		}
		if c := r.Counts; c.Strict > c.StrictWithMarks || c.StrictWithMarks > c.Paranoid || c.Lenient > c.Word {
			t.Errorf("%+v", c)
		}
	})
}

// A text of eight times the size takes about eight times as long, whatever is in it; what is larger than is read is
// refused.
func TestLargeTexts(t *testing.T) {
	in := shipped(t)
	for name, line := range map[string]string{
		"marks":     "It began1 in 2011,2 and so.3 ",
		"notes":     "\n12 https://example.org/a_b- c-d/e.pdf",
		"lines":     "1\n",
		"brackets":  "[1](2)",
		"capitals":  "ZQRT (ABC) ",
		"names":     "John Miller Ruritania 2019 now. ",
		"one word":  "a1,",
		"addresses": "https://example.org/a; ",
		"paras":     "It is so in Ruritania.1\n\n",
		"marked":    "It is.[^1]\n\n[^1]: x\n",
		"openings":  "(",
		"digits":    "1",
		"quotes":    "”1",
	} {
		took := func(n int) time.Duration {
			text := []byte(strings.Repeat(line, n/len(line)))
			began := time.Now()
			var l diag.List
			if x := Read("x.txt", text, in.Wording, &l); x != nil {
				_ = Look(x, in, &l).String()
			}
			return time.Since(began)
		}
		// Others may work beside it: the best of some tries counts, a quadratic one needs sixty-four times as long.
		small, large := MaxBytes/32, MaxBytes/4
		if testing.Short() { // as under the race detector, which takes many times as long
			small, large = small/8, large/8
		}
		part, whole := took(small), took(large)
		for range 3 {
			if whole <= 16*part+time.Second {
				break
			}
			part, whole = max(part, took(small)), min(whole, took(large))
		}
		if whole > 16*part+time.Second {
			t.Errorf("%s: %v for a part, %v for eight times as much", name, part, whole)
		}
	}
	var l diag.List
	if Read("x.txt", []byte(strings.Repeat("a ", MaxBytes/2+1)), in.Wording, &l) != nil ||
		l.Sorted()[0].Code != diag.FileTooLarge {
		t.Error("a text that is too large is read")
	}
}

// wordFile is a document as a word processor packs it.
func wordFile(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A document of a word processor: paragraphs, headings, items, notes by their marks; what was taken out isn't read.
func TestWordDocuments(t *testing.T) {
	const head = `<?xml version="1.0"?><w:document ` +
		`xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`
	p := func(s string) string { return "<w:p>" + s + "</w:p>" }
	run := func(s string) string { return "<w:r><w:t xml:space=\"preserve\">" + s + "</w:t></w:r>" }
	ref := func(id string) string { return `<w:r><w:footnoteReference w:id="` + id + `"/></w:r>` }
	body := p(`<w:pPr><w:pStyle w:val="Title"/></w:pPr>`+run("A title")) +
		p(run("Resolved: Shareholders request that the board ")+`<w:del><w:r><w:delText>never `+
			`</w:delText></w:r></w:del>`+run("report, at reasonable cost.")) +
		p(run("It began in 2011,")+ref("4")+run(" and went on in Ruritania.")+ref("7")+ref("9")) +
		p(`<w:pPr><w:numPr/></w:pPr>`+run(
			"one item")+`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>`) +
		"</w:body></w:document>"
	notes := strings.Replace(head, "w:body", "w:footnotes", 1) + `<w:footnote w:type="separator" w:id="-1">` +
		p(run("x")) + `</w:footnote>` +
		`<w:footnote w:id="4">` + p(run("https://a.org/x")) + `</w:footnote><w:footnote w:id="7">` + p(run("See b.")) +
		p(run("And c.")) +
		`</w:footnote><w:footnote w:id="9">` + p("") + `</w:footnote></w:footnotes></w:document>`
	file := wordFile(t, map[string]string{"word/document.xml": head + body, "word/footnotes.xml": notes})
	r, ds := looked(t, string(file))
	if r == nil {
		t.Fatal(ds)
	}
	marks, rest := marksOf(r.Text)
	if marks != "1 2 3 4" || rest != "A titleResolved: Shareholders request that the board report, at reasonable "+
		"cost.It began in 2011, and went on "+
		"in Ruritania.one item" || r.Text.Form != Word {
		t.Errorf("%q %q\n%s", marks, rest, r.Text.Shown)
	}
	if len(r.Text.Notes) != 3 || r.Text.Notes[1].Text != "See b. And c." {
		t.Errorf("%+v", r.Text.Notes)
	}
	if got := of(ds, diag.EmptyNote, diag.MarkWithoutNote); got != "mark-without-note 7:11, empty-note 11:1" {
		t.Error(got, string(r.Text.Shown))
	}
	for name, b := range map[string][]byte{
		"cut off":         file[:len(file)/2],
		"another archive": wordFile(t, map[string]string{"a.txt": "x"}),
		"a damaged part":  wordFile(t, map[string]string{"word/document.xml": head + "<w:p>"}),
		"a part that grows": wordFile(t,
			map[string]string{"word/document.xml": head + "<!--" + strings.Repeat("a", docx.MaxBytes)}),
		"too much text": wordFile(t,
			map[string]string{"word/document.xml": head + p(run(strings.Repeat("a ", MaxBytes)))}),
	} {
		if r, ds := looked(t, string(b)); r != nil || len(ds) != 1 || ds[0].Severity != diag.Error || ds[0].Hint == "" {
			t.Errorf("%s: %v", name, ds)
		}
	}
}
