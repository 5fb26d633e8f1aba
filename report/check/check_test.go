package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
)

// found is what was found in these tests: claims of every grade, each named after what it is.
const found = `
[source.deal]
type = "procurement"
title = "The contract"
[source.paper]
type = "journalism"
title = "The article"
[source.post]
type = "advocacy"
title = "The post"
[source.machine]
type = "aggregator"
title = "The text"
[source.guide]
type = "standard"
title = "The guide"
[source.denial]
type = "company-statement"
title = "The denial"
[source.odd]
type = "something"
title = "The odd one"
`

var claims = []string{
	claim("record", "relationship", "recorded", `as_of = "2024"`, "deal", ""),
	claim("reported", "use", "reported", `as_of = "2024"`, "paper", ""),
	claim("earlier", "use", "reported", `as_of = "2020"`, "paper", ""),
	claim("alleged", "use", "alleged", `as_of = "2024"`, "paper", ""),
	claim("weak", "use", "reported", `as_of = "2024"`, "post", ""),
	claim("lead", "use", "reported", `as_of = "2024"`, "machine", ""),
	claim("contested", "relationship", "recorded", `as_of = "2024"`, "deal",
		`, { source = "denial", at = "1", says = "x", stance = "contradicts" }`),
	claim("kept", "relationship", "recorded", "as_of = \"2024\"\nhandling = \"restricted\"", "deal", ""),
	claim("norm", "norm", "recorded", `as_of = "2011"`, "guide", ""),
	claim("never", "use", "reported", "as_of = \"2024\"\nrecital = \"It never stopped.\"", "paper", ""),
	claim("nobody", "use", "reported", "as_of = \"2024\"", "paper", ""),
	"[claim.absent]\ntext = \"x\"\nkind = \"absence\"\nstatus = \"recorded\"\nas_of = \"2024\"\nabout = " +
		"[\"company\"]\nsearch = \"log\"\n",
	"[search.log]\ndate = \"2024\"\nby = [\"a\"]\nterms = [\"x\"]\nlanguages = [\"en\"]\nasked = false\nfound = " +
		"\"x\"\ndocuments = [ { name = \"d\", read = \"whole\" } ]\n",
}

func claim(id, kind, status, keys, from, more string) string {
	text := "x"
	if id == "nobody" {
		text = "Nobody asked."
	}
	return fmt.Sprintf("[claim.%s]\ntext = %q\nkind = %q\nstatus = %q\nabout = [\"company\"]\n%s\nevidence = [ { "+
		"source = %q, at = \"1\", says = \"x\", quote = \"q\" }%s ]\n",
		id, text, kind, status, keys, from, more)
}

// shippedWords reads vocabulary and authority once: whoever runs these tests a thousand times over waits for it.
var shippedWords = sync.OnceValues(func() (vocab.Vocabulary, *authority.Authority) {
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		return b
	}
	words := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	figures := authority.Parse("authority.toml", read("authority.toml"), words, &l)
	if l.Len() > 0 {
		panic(l.Sorted())
	}
	return words, figures
})

func graded(t *testing.T, toml string) *grade.Set {
	t.Helper()
	var l diag.List
	words, figures := shippedWords()
	d, err := dossier.Load(fstest.MapFS{"a.toml": {Data: []byte(toml)}}, "x", words, dossier.Options{}, &l)
	if err != nil || d.Damaged {
		t.Fatal(err, l.Sorted())
	}
	for _, s := range d.Sources {
		d.Proofs = append(d.Proofs, &dossier.Proof{Source: s.ID.S, Quote: "q"})
	}
	return grade.Of(d, figures)
}

var wording = Words{Opinion: []string{"We believe"}, Alleged: []string{"alleg", "says"},
	Absolute: []string{"no", "never", "nobody"}, Holders: []string{"shareholders", "stockholders"},
	Actors: []string{"board", "company"}, Denials: []string{"denies", "rejects"}, Reporting: []string{"report", "said"},
	Several: []string{"share", "companies"}}

func parsed(text string) *doc.Document {
	return prose.Parse("x.md", []byte(text),
		func(string) ([]doc.Inline, bool) { return []doc.Inline{doc.Text{S: "a note"}}, true }, &diag.List{})
}

func codes(l *diag.List) string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, string(d.Code))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// What a sentence may say, by what it cites. Each row is one rule.
func TestSentences(t *testing.T) {
	set := graded(t, found+strings.Join(claims, ""))
	for _, v := range []struct{ name, text, want string }{
		{"a record", "It bought it.[^record]", ""},
		{"no note", "It bought it.", "sentence-without-note"},
		{"a title", "Supporting Statement", ""},
		{"a title with small words", "Report on the Use of Products", ""},
		{"a title in bold", "**Why it matters**", ""},
		{"a title of ten words", "A B C D E F G H I J", ""},
		{"of eleven", "A B C D E F G H I J K", "sentence-without-note"},
		{"a title with a year", "Report 2024", ""},
		{"a title with a small word of four letters", "Work with Police", ""},
		{"of five", "Work about Police", "sentence-without-note"},
		{"a small word first", "the Use of Products", "sentence-without-note"},
		{"a small letter first", "a Report", "sentence-without-note"},
		{"a title with a note", "It Has No Policy[^reported]", "absolute"},
		{"a title with a note within it", "No Policy[^reported] At Work", "absolute"},
		{"a bold line with a note", "**No policy[^reported] at work**", "absolute"},
		{"a cell with a quotation's end", "| a | b |\n|---|---|\n| It said “it did it.” | 5 |", "sentence-without-note"},
		{"a cell with a figure and its unit", "| a | b |\n|---|---|\n| 5.3 mm | 5 |", ""},
		{"a cell with words and a figure", "| a | b |\n|---|---|\n| in all 5.3 | 5 |", ""},
		{"a sentence without its stop", "The company pays bribes", "sentence-without-note"},
		{"a bold sentence", "**The company pays bribes.**", "sentence-without-note"},
		{"an item", "- The company pays bribes", "sentence-without-note"},
		{"an item with a letter", "(b) The company pays bribes.", "sentence-without-note"},
		{"a cell that asks", "| a | b |\n|---|---|\n| It paid! | x |", "sentence-without-note"},
		{"a bracket behind a note", "It bought it.[^record] (b) It used it.", "sentence-without-note"},
		{"a small letter behind a note", "It bought it.[^record] iWatch used it.", "sentence-without-note"},
		{"no space behind a note", "It bought it.[^record]It used it.", "sentence-without-note"},
		{"one of two without a note", "It bought it.[^record] It used it.", "sentence-without-note"},
		{"opinion, marked", "It is wrong. {.opinion}", ""},
		{"opinion, by its opening", "We believe it is wrong.", ""},
		{"opinion, by its opening in small letters", "we believe it is wrong.", ""},
		{"its opening elsewhere", "So we believe it.", "sentence-without-note"},
		{"an introduction", "The company did these things:", ""},
		{"a lead", "It did it.[^lead]", "cites-lead"},
		{"an uncorroborated claim", "It did it.[^weak]", "cites-weak"},
		{"a credible report", "It did it.[^reported]", ""},
		{"a contested claim", "It did it.[^contested]", "cites-contested"},
		{"a restricted claim", "It did it.[^kept]", "cites-restricted"},
		{"a lead, twice", "It did it.[^lead] And again.[^lead]", "cites-lead"},
		{"an id that isn't there", "It did it.[^none]", ""},
		{"an allegation told as a fact", "It did it.[^alleged]", "stronger-than-status"},
		{"an allegation told as one", "It Allegedly did it.[^alleged]", ""},
		{"a report told as a fact", "It did it.[^reported]", ""},
		{"two times that don't meet", "It did it and did it.[^reported][^earlier]", "times-apart"},
		{"two times that meet", "It did it and bought it.[^reported][^record]", ""},
		{"a norm of another time", "It did what it must not.[^reported][^norm]", ""},
		{"a norm first", "It did what it must not.[^norm][^reported]", ""},
		{"three claims of which two don't meet", "All of it.[^reported][^record][^earlier]", "times-apart times-apart"},
		{"an absolute word", "It has no policy.[^reported]", "absolute"},
		{"an absolute word in capitals", "Never did it ask.[^reported]", "absolute"},
		{"a part of a word is none", "It now knows.[^reported]", ""},
		{"an absence bears it", "It has no policy.[^absent]", ""},
		{"a claim whose recital says as much", "It never stopped.[^never]", ""},
		{"a claim that says as much", "Nobody asked.[^nobody]", ""},
		{"one of two bears it", "It has no policy.[^reported][^absent]", ""},
		{"the organisation's own words", "It says that it never did.[^reply:a]", ""},
		{"its words beside a claim", "It says that it never did.[^reported][^reply:a]", ""},
		{"a source that can bear nothing", "It did it.[^source:machine]", "cites-lead"},
		{"a source alone", "It did it.[^source:paper]", "cites-source-alone"},
		{"a source alone, twice", "It did it.[^source:paper] It did it.[^source:paper]", "cites-source-alone"},
		{"a source without the word", "It did it.[^paper]", ""},
		{"a source of unknown type", "It did it.[^source:odd]", "cites-lead"},
		{"an absolute word without a note", "It never did it.", "sentence-without-note"},
		{"a standard alone", "It is asked.[^source:guide]", ""},
		{"a source that isn't there", "It is asked.[^source:none]", ""},
		{"an address behind words", "See [the page](https://example.org/a).[^record]", "hidden-address"},
		{"an address as it is", "See <https://example.org/a>.[^record]", ""},
		{"a heading with an absolute word", "## It never asked", "absolute"},
		{"a heading without", "## It asked", ""},
		{"a cell that is a sentence", "| a | b |\n|---|---|\n| It did it. | 5 |", "sentence-without-note"},
		{"a cell that asks nothing", "| a | b |\n|---|---|\n| ? | 5 |", ""},
		{"a cell that is a figure", "| a | b |\n|---|---|\n| 5 | many |", ""},
		{"a cell with a note", "| a | b |\n|---|---|\n| It has no policy[^reported] | 5 |", "absolute"},
		{"the resolved clause needs no note", "Resolved: shareholders request a report.", ""},
	} {
		var l diag.List
		Briefing(parsed(v.text), set, wording, "x.md", &l)
		if got := codes(&l); got != v.want {
			t.Errorf("%s: %q, want %q: %v", v.name, got, v.want, l.Sorted())
		}
		for _, d := range l.Sorted() {
			if d.At.File != "x.md" || d.At.Line == 0 {
				t.Errorf("%s: it says no place: %v", v.name, d)
			}
			named := strings.HasPrefix(string(d.Code), "cites-") && d.Code != diag.CitesRestricted &&
				d.Code != diag.CitesSourceAlone
			if named && len(d.Notes) != 1 {
				t.Errorf("%s: it doesn't point at what is cited: %v", v.name, d)
			}
		}
	}
	// Where nothing tells an allegation as one, none is asked to be told so.
	var l diag.List
	Briefing(parsed("It did it.[^alleged]"), set, Words{}, "x.md", &l)
	if codes(&l) != "" {
		t.Errorf("without words: %v", l.Sorted())
	}
	if Briefing(parsed("It did it.[^alleged]"), set, Words{Alleged: []string{"says"}}, "x.md",
		&l); codes(&l) != "stronger-than-status" {
		t.Errorf("one word that tells an allegation: %v", l.Sorted())
	}
	l = diag.List{}
	sentence(prose.Sentence{}, set, wording, new(int), &l)
	if codes(&l) != "" {
		t.Errorf("an empty sentence: %v", l.Sorted())
	}
	if at := linkPlace(doc.Link{Text: []doc.Inline{doc.Break{}}}, "x.md"); at != (diag.Span{File: "x.md"}) {
		t.Errorf("a link without words stands at %v", at)
	}
	for n, want := range map[int]string{70: strings.Repeat("ä", 70), 71: strings.Repeat("ä", 69) + "…"} {
		if got := shorten(strings.Repeat("ä", n)); got != want {
			t.Errorf("%d letters become %q", n, got)
		}
	}
}

// The resolved clause asks, and doesn't command.
func TestResolvedClause(t *testing.T) {
	rules := &filing.Rules{Name: "X", Binding: []string{"shall", "must", "direct", "require"},
		Asking: []string{"request", "urge", "ask"}}
	for _, v := range []struct{ name, text, want string }{
		{"it asks", "Resolved: shareholders request a report.", ""},
		{"it asks in capitals", "RESOLVED: Shareholders REQUEST a report.", ""},
		{"it commands", "Resolved: shareholders direct the board.", "binding-verb no-request"},
		{"words that command elsewhere", "Resolved: shareholders request a report on direct and indirect lobbying, which " +
			"shall be made publicly available.", ""},
		{"an adjective before the request", "Resolved: that direct and indirect lobbying be reported, as shareholders " +
			"request.", ""},
		{"it commands before it asks", "Resolved: stockholders hereby require the board to act as they request.",
			"binding-verb"},
		{"what shall be, before the request", "Resolved: that there shall be a report, as shareholders request.",
			"binding-verb"},
		{"what holders direct, behind the request", "Resolved: shareholders request a report on how shareholders direct it.",
			""},
		{"the company must", "Resolved: the company must report, shareholders urge.", "binding-verb"},
		{"by its other names", "BE IT RESOLVED that shareholders request a report.", ""},
		{"therefore", "Now, therefore, be it resolved: shareholders ask for a report.", ""},
		{"a line by itself", "RESOLVED:\n\nShareholders request a report.", ""},
		{"a line by itself, and a command", "**RESOLVED:**\n\nShareholders direct the board to report.",
			"binding-verb no-request"},
		{"it asks and commands", "Resolved: shareholders request that the board shall report.", "binding-verb"},
		{"it does neither", "Resolved: a report.", "no-request"},
		{"a part of a word is no verb", "Resolved: shareholders request a direction and requests.", ""},
		{"a heading before it", "## Resolved\n\nResolved: shareholders request a report.", ""},
		{"there is none", "Shareholders request a report.", "no-resolved-clause"},
		{"other paragraphs may command", "The board shall do it.\n\nResolved: shareholders request a report.", ""},
	} {
		var l diag.List
		Request(parsed(v.text), rules, wording, "x.md", &l)
		if got := codes(&l); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	var l diag.List
	resolved(parsed("Resolved: a report."), &filing.Rules{}, wording, "x.md", &l)
	if codes(&l) != "" {
		t.Errorf("rules without verbs: %v", l.Sorted())
	}
	if resolved(parsed("Resolved: a report."), &filing.Rules{Asking: []string{"request"}}, wording, "x.md",
		&l); codes(&l) != "no-request" {
		t.Errorf("rules with one verb: %v", l.Sorted())
	}
	l = diag.List{}
	d := &doc.Document{Blocks: []doc.Block{&doc.Para{Resolved: true, At: diag.Span{File: "x.md", Line: 3}},
		&doc.Para{Resolved: true, At: diag.Span{File: "x.md", Line: 5}}}}
	resolved(d, rules, wording, "x.md", &l)
	if ds := l.Sorted(); len(ds) != 1 || ds[0].At.Line != 3 || ds[0].Hint != "use one of: request, urge, ask" {
		t.Errorf("a clause of two paragraphs that asks nothing: %v", ds)
	}
}

func words(n int) string { return strings.Repeat("word ", n) }

// The limit, the warning before it, and the strict count beside a lenient one.
func TestLength(t *testing.T) {
	for _, v := range []struct {
		name string
		text string
		way  filing.Way
		want string
	}{
		{"below the warning", words(7), filing.Strict, ""},
		{"at the warning", words(8), filing.Strict, ""},
		{"over the warning", words(9), filing.Strict, "nearly-too-long"},
		{"at the limit", words(10), filing.Strict, "nearly-too-long"},
		{"over the limit", words(11), filing.Strict, "too-long"},
		{"over the limit by the strict count alone", words(5) + "a-b a-b a-b", filing.Lenient, "long-by-strict-count"},
		{"at the limit by the strict count", words(4) + "a-b a-b a-b", filing.Lenient, ""},
		{"over the limit by both", words(11), filing.Lenient, "too-long"},
		{"the lenient count at its limit", words(7) + "a-b a-b a-b", filing.Lenient,
			"long-by-strict-count nearly-too-long"},
	} {
		rules := &filing.Rules{Words: filing.Words{Limit: 10, Warn: 8, Count: v.way, Rule: filing.Rule{Cite: "§ 1"}}}
		var l diag.List
		length(parsed(v.text), rules, "x.md", &l)
		if got := codes(&l); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
		if v.want == "too-long" && !strings.Contains(l.Sorted()[0].Hint, "words to cut: 1;") {
			t.Errorf("%s: %v", v.name, l.Sorted())
		}
	}
	// A resolution is held to all three.
	var l diag.List
	rules := &filing.Rules{Words: filing.Words{Limit: 1, Warn: 1, Count: filing.Strict}}
	Resolution(parsed("It bought it."), graded(t, found+strings.Join(claims, "")), rules, wording, "x.md", &l)
	if got := codes(&l); got != "no-resolved-clause sentence-without-note too-long" {
		t.Errorf("a resolution that keeps no rule: %q", got)
	}
}

// What of a document counts, and in which count.
func TestWhatCounts(t *testing.T) {
	text := func(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }
	note := []doc.Note{{Number: 1, Text: text("See that.")}}
	for _, v := range []struct {
		name            string
		d               doc.Document
		strict, lenient int
	}{
		{"a paragraph", doc.Document{Blocks: []doc.Block{&doc.Para{Text: text("two words")}}}, 2, 2},
		{"a heading", doc.Document{Blocks: []doc.Block{&doc.Heading{Text: text("two words")}}}, 2, 2},
		{"a figure's caption", doc.Document{Blocks: []doc.Block{&doc.Figure{Caption: text("three short words")}}}, 3,
			3},
		{"a table's caption, head and cells", doc.Document{Blocks: []doc.Block{&doc.Table{Caption: text("a caption"),
			Head: [][]doc.Cell{{text("head")}}, Rows: [][]doc.Cell{{text("a cell")}}}}}, 5, 5},
		{"a note and its number, but for the lenient count",
			doc.Document{Blocks: []doc.Block{&doc.Para{Text: text("two words")}}, Notes: note}, 5, 2},
		{"two notes", doc.Document{Notes: append(note, doc.Note{Number: 2, Text: text("And that.")})}, 6, 0},
		{"a list's numbers", doc.Document{Blocks: []doc.Block{&doc.List{Ordered: true, Start: 1,
			Items: [][]doc.Block{{&doc.Para{Text: text("one")}}, {&doc.Para{Text: text("two")}}}}}}, 4, 4},
		{"a list's letters", doc.Document{Blocks: []doc.Block{&doc.List{Labels: []string{"(a)"},
			Items: [][]doc.Block{{&doc.Para{Text: text("one")}}}}}}, 2, 2},
		{"a list without numbers",
			doc.Document{Blocks: []doc.Block{&doc.List{Items: [][]doc.Block{{&doc.Para{Text: text("one")}}}}}}, 1, 1},
		{"a quotation", doc.Document{Blocks: []doc.Block{&doc.Quote{Blocks: []doc.Block{&doc.Para{Text: text(
			"one")}}}}}, 1, 1},
		{"blocks don't run into each other",
			doc.Document{Blocks: []doc.Block{&doc.Para{Text: text("one")}, &doc.Para{Text: text("two")}}}, 2, 2},
	} {
		got := Count(&v.d)
		if got.Strict != v.strict || got.Lenient != v.lenient {
			t.Errorf("%s: %d words by the strict count and %d by the lenient one, want %d and %d", v.name, got.Strict,
				got.Lenient, v.strict, v.lenient)
		}
		for _, way := range []filing.Way{filing.Strict, filing.Lenient, filing.WordLike, filing.Paranoid} {
			if n := CountBy(&v.d, way); n != got.By(way) {
				t.Errorf("%s: %d words by the %s count alone, and %d among the others", v.name, n, way, got.By(way))
			}
		}
	}
	long := doc.Document{Blocks: []doc.Block{&doc.List{Ordered: true, Start: 9, Items: [][]doc.Block{{}, {}}}}}
	if body, _ := texts(&long); body != "9.\n10.\n" {
		t.Errorf("a list from 9 on counts as %q", body)
	}
	w := Length{Strict: 1, Lenient: 2, WordLike: 3, Paranoid: 4}
	if w.By(filing.Strict) != 1 || w.By(filing.Lenient) != 2 || w.By(filing.WordLike) != 3 ||
		w.By(filing.Paranoid) != 4 {
		t.Error("a count is told as another")
	}
	mixed := doc.Document{Blocks: []doc.Block{&doc.Para{Text: text("AT&T — a-b")}}}
	if got := Count(&mixed); got != (Length{Strict: 3, Lenient: 2, WordLike: 3, Paranoid: 5}) {
		t.Errorf("%+v", got)
	}
}

func day(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Rules that were looked at long ago, and a limit that was not found, are said; nothing is without today.
func TestOldRules(t *testing.T) {
	for _, v := range []struct{ name, status, asOf, today, want string }{
		{"new", "S", "2026-01-01", "2026-01-31", ""},
		{"sixty days old", "S", "2026-01-01", "2026-03-02", ""},
		{"a day more", "S", "2026-01-01", "2026-03-03", "old-rules"},
		{"not found", "N", "2026-01-01", "2026-01-31", "rule-not-found"},
		{"both", "N", "2026-01-01", "2027-01-31", "old-rules rule-not-found"},
		{"no day", "S", "", "2026-01-31", ""},
		{"a month counts from its end", "S", "2026-01", "2026-04-01", ""},
		{"nobody knows today", "N", "2020-01-01", "", ""},
	} {
		r := &filing.Rules{Words: filing.Words{Rule: filing.Rule{Status: v.status}}}
		if v.asOf != "" {
			r.AsOf.Date = day(t, v.asOf)
		}
		var today civil.Date
		if v.today != "" {
			today = day(t, v.today)
		}
		var l diag.List
		OldRules(r, source.Text{}, 60, today, &l)
		if got := codes(&l); got != v.want || l.Count(diag.Notice) != len(l.Sorted()) {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// Old claims that a text tells: a notice of the first, and of a final text an error each.
func TestStaleClaims(t *testing.T) {
	set := graded(t, found+claim("new", "use", "reported", "as_of = \"2024\"\nchecked = \"2026-01-01\"", "paper", "")+
		claim("old", "use", "reported", "as_of = \"2024\"\nchecked = \"2025-01-01\"", "paper", "")+claim("older", "use",
		"reported", `as_of = "2024"`, "paper", ""))
	for _, v := range []struct {
		name, text       string
		final            bool
		notices, refusal int
	}{
		{"new", "It does.[^new]", false, 0, 0},
		{"old ones", "It does.[^new][^old][^older]", false, 1, 0},
		{"old ones in a final text", "It does.[^new][^old][^older]", true, 0, 2},
		{"one that nobody ever looked at", "It does.[^older]", false, 1, 0},
		{"new in a final text", "It does.[^new]", true, 0, 0},
		{"old ones that nobody tells", "It does.", true, 0, 0},
	} {
		var l diag.List
		Stale(parsed(v.text), set, day(t, "2026-01-31"), v.final, &l)
		if l.Count(diag.Notice) != v.notices || l.Count(diag.Error) != v.refusal {
			t.Errorf("%s: %v", v.name, l.Sorted())
		}
		if strings.HasPrefix(v.name, "old") && v.notices == 1 &&
			(!strings.HasPrefix(l.Sorted()[0].Message, "2 of the claims told were last looked at more than 60 days") ||
				l.Sorted()[0].At != set.Claim("old").ID.At) {
			t.Errorf("%s: %v", v.name, l.Sorted())
		}
	}
	var l diag.List
	if Stale(parsed("It does.[^older]"), set, civil.Date{}, true, &l); codes(&l) != "" {
		t.Errorf("without today: %v", l.Sorted())
	}
}

// A public edition in which a claim looks stronger than it is isn't made.
func TestWeaknesses(t *testing.T) {
	set := func(g int) *grade.Set {
		s := graded(t, found+claim("c", "use", "reported", `as_of = "2024"`, "paper", ""))
		s.Claim("c").Grade = g
		return s
	}
	for _, v := range []struct{ private, public, want int }{{2, 3, 1}, {3, 3, 0}, {3, 2, 0}} {
		var l diag.List
		if found := Weaknesses(set(v.private), set(v.public), &l); found != (v.want > 0) {
			t.Errorf("grade %d, shown as %d: found %v", v.private, v.public, found)
		}
		if l.Count(diag.Error) != v.want || v.want == 1 && (l.Sorted()[0].At.Line == 0 || l.Sorted()[0].Hint == "") {
			t.Errorf("grade %d, shown as %d: %v", v.private, v.public, l.Sorted())
		}
	}
}

// The user's own text may not cite what the public edition leaves out.
func TestCitesRestrictedByItsMarks(t *testing.T) {
	in := func(ids ...string) func(string) bool { return func(id string) bool { return slices.Contains(ids, id) } }
	for _, v := range []struct {
		name, text string
		want       int
	}{
		{"what is shown", "It does.[^shown]", 0}, {"what isn't", "It does.[^kept]", 1},
		{"what is nowhere", "It does.[^none]", 0},
		{"one of two by a comma", "It does.[^shown,kept]", 1},
		{"one of two by a semicolon", "It does.[^shown;kept]", 1},
		{"two that aren't", "It does.[^kept] It does.[^also-kept]", 2}, {"no note", "It does [kept] and ^kept.", 0},
	} {
		var l diag.List
		found := CitesRestricted([]byte(v.text), "x.md", in("shown", "kept", "also-kept"), in("shown"), &l)
		if len(l.Sorted()) != v.want || found != (v.want > 0) {
			t.Errorf("%s: %v, %v", v.name, found, l.Sorted())
		}
	}
}

// What no face can print is said once for each character, at the claim, the name or the text that holds it.
func TestGlyphs(t *testing.T) {
	lacks := func(text string) []rune {
		var out []rune
		for _, r := range text {
			if strings.ContainsRune("☃♞♜", r) && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
		return out
	}
	set := graded(t, "[company]\nname = \"A ☃ company\"\n"+found+claim("told", "use", "reported",
		"as_of = \"2024\"\nrecital = \"It ♞ does.\"", "paper", "")+
		strings.Replace(claim("text", "use", "reported", `as_of = "2024"`, "paper", ""), `"x"`, `"It ♞ does."`, 1)+
		claim("untold", "use", "reported", "as_of = \"2024\"\nrecital = \"It ☃ does.\"", "paper", ""))
	own := func(file string) bool { return file == "dossier/resolution.md" }
	for _, v := range []struct {
		name, mark string
		text       doc.Text
		want       string // the places, with what the message says last
	}{
		{"a claim's recital", "told", doc.Text{S: "plain"}, "a.toml:claim"},
		{"a claim's text, where it has no recital", "text", doc.Text{S: "plain"}, "a.toml:claim"},
		{"a character that a claim has was said there", "told", doc.Text{S: "a ♞"}, "a.toml:claim"},
		{"the user's own prose", "", doc.Text{S: "a ♜", At: diag.Span{File: "dossier/resolution.md", Line: 4}},
			"dossier/resolution.md:4"},
		{"what is made", "", doc.Text{S: "a ♜", At: diag.Span{File: "out/x", Line: 4}}, "out/x:4"},
		{"a template's words", "", doc.Text{S: "a ♜ b", At: diag.Span{File: "template", Line: 4}},
			"dossier:0 in “a ♜ b”"},
		{"a template's first line", "", doc.Text{S: "a ♜ b", At: diag.Span{File: "template", Line: 1}},
			"dossier:0 in “a ♜ b”"},
		{"words without a line", "", doc.Text{S: "a ♜ b", At: diag.Span{File: "template"}}, "template:0"},
	} {
		d := &doc.Document{Blocks: []doc.Block{&doc.Para{Text: []doc.Inline{v.text, doc.Text{S: "again ♜"},
			doc.Mark{ID: v.mark}}}}}
		if v.mark != "" {
			d.Blocks = []doc.Block{&doc.Para{Text: []doc.Inline{v.text, doc.Mark{ID: v.mark}}}}
		}
		edition := *set.Dossier
		edition.Company.Name = ""
		var l diag.List
		Glyphs(d, &edition, lacks, Folders{Dossier: "dossier/", Out: "out/"}, own, &l)
		var got []string
		for _, x := range l.Sorted() {
			place := fmt.Sprint(x.At.File, ":", x.At.Line)
			if strings.Contains(x.Message, "claim") {
				place = x.At.File + ":claim"
			}
			if _, in, ok := strings.Cut(x.Message, " in “"); ok {
				place += " in “" + in
			}
			got = append(got, place)
		}
		if s := strings.Join(got, ", "); s != v.want || l.Count(diag.Error) != 1 {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
	// What stands for no character, or for one of private use, is an error of its own where it is read.
	var l diag.List
	all := func(text string) []rune { return []rune(text) }
	nameless := *set.Dossier
	nameless.Company.Name = ""
	Glyphs(&doc.Document{Blocks: []doc.Block{&doc.Para{Text: []doc.Inline{doc.Text{S: "\uFFFD\uE000"}}}}}, &nameless, all,
		Folders{}, own, &l)
	if l.Len() > 0 {
		t.Errorf("characters that are none: %v", l.Sorted())
	}
	Glyphs(&doc.Document{}, set.Dossier, lacks, Folders{}, own, &l)
	if ds := l.Sorted(); len(ds) != 1 ||
		!strings.Contains(ds[0].Message, "the company's name has the character ☃ (U+2603)") || ds[0].At.Line != 1 {
		t.Errorf("the company's name: %v", ds)
	}
	long := strings.Repeat("a", 31)
	if got, want := around(long+"☃"+long, '☃'), long[1:]+"☃"+long[1:]; got != want {
		t.Errorf("around it stands %q", got)
	}
	if got := around("b☃a", '☃'); got != "b☃a" {
		t.Errorf("around it stands %q", got)
	}
}

// A text of very many sentences without a note is told by some of them and a number.
func TestManyWithoutANote(t *testing.T) {
	var l diag.List
	text := strings.Repeat("It bought it. ", 150)
	Briefing(parsed(text), graded(t, found+strings.Join(claims, "")), wording, "x.md", &l)
	ds := l.Sorted()
	if len(ds) != 101 || ds[0].Message != "no note stands behind 50 more sentences" {
		t.Errorf("%d diagnostics, first %s", len(ds), ds[0].Message)
	}
	l = diag.List{}
	Briefing(parsed(strings.Repeat("It bought it. ", 100)), graded(t, found), wording, "x.md", &l)
	if ds := l.Sorted(); len(ds) != 100 {
		t.Errorf("%d diagnostics of a hundred sentences", len(ds))
	}
}

// A sentence that marks one claim very often joins no more claims than one that marks it once: pairs aren't made of it.
func TestManyMarksOfOneClaim(t *testing.T) {
	set := graded(t, found+strings.Join(claims, ""))
	cites := slices.Repeat([]string{"record"}, 40_000)
	var l diag.List
	missing := 0
	began := time.Now()
	sentence(prose.Sentence{Text: "It bought it.", Cites: cites}, set, wording, &missing, &l)
	if took := time.Since(began); took > 2*time.Second || len(l.Sorted()) > 0 {
		t.Errorf("%v, %v", took, l.Sorted())
	}
}
