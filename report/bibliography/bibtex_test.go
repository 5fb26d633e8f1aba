package bibliography

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/diag"
)

// What fields of an entry become: those of BibTeX, BibLaTeX, and of the programs that write them.
func TestBibTeXFields(t *testing.T) {
	for _, v := range []struct{ name, fields, want string }{
		{"nested braces", `title = {{The {ACME} Cloud}: {A} {{Study}}}`, "title=The ACME Cloud: A Study"},
		{"quote marks", `title = "The {"}Cloud{"}"`, `title=The "Cloud"`},
		{"joined", `title = "A " # acme # { and } # 7`, "title=A Acme, Inc. and 7"},
		{"accents", `title = {K{\"o}ln, Caf\'e, Stra{\ss}e, {\L}{\'o}d{\'z}, \v{C}apek, Fran\c{c}ois, na{\"\i}ve, \o, {\AA}}`,
			"title=Köln, Café, Straße, Łódź, Čapek, François, naïve, ø, Å"},
		{"accents in other ways", `title = {\"{u}, \" u, \'{\i}, \'\i, \^{}x, \~n, \=a, \.z, \u{g}, \H{o}, \k{a}, \r{u}, \d{s}}`,
			"title=ü, ü, í, í, x, ñ, ā, ż, ğ, ő, ą, ů, ṣ"},
		{"dashes and blanks", `title = {A--B --- C~D ` + "``E''" + ` 50\% \& \$1 \#2 a\_b}`,
			"title=A–B — C D “E” 50% & $1 #2 a_b"},
		{"commands", `title = {\emph{A} \textit{b} \textendash{} c\ldots\ d \textquotedblleft e\textquotedblright}`,
			"title=A b – c… d “e”"},
		{"mathematics", `title = {The $\alpha$-test of H$_2$O}`, "title=The α-test of H_2O"},
		{"a subtitle", `title = {A}, subtitle = {B}`, "title=A: B"},
		{"date", `date = {2024-03-05}`, "published=2024-03-05"},
		{"a span of days", `date = {2024-03-05/2024-03-07}`, "published=2024-03-05 | note=issued: 2024-03-05/2024-03-07"},
		{"year and month", `year = 2024, month = mar`, "published=2024-03"},
		{"month and day", `year = {2024}, month = mar # "~5"`, "published=2024-03-05"},
		{"month as a number", `year = {2024}, month = {3}, day = {5}`, "published=2024-03-05"},
		{"month in words", `year = {2024}, month = {März}`, "published=2024-03"},
		{"a year's letter", `year = {2024a}`, "published=2024"},
		{"no year", `year = {in press}`, "note=issued: in press"},
		{"about", `date = {2024~}`, "published=2024 | note=issued: 2024~"},
		{"urldate", `url = {https://a.example/x}, urldate = {2025-01-02}`, "url=https://a.example/x | accessed=2025-01-02"},
		{"howpublished", `howpublished = {\url{https://a.example/x\_y}}, note = {Accessed: 2025-01-02}`,
			"url=https://a.example/x_y | accessed=2025-01-02"},
		{"as Wikipedia writes it", `note = {[Online; accessed 2-January-2025]}, url = "https://a.example/"`,
			"url=https://a.example/ | accessed=2025-01-02"},
		{"what TeX wants in an address", `url = {https://a.example/{\textasciitilde}x\&y=1\%20}`,
			"url=https://a.example/~x&y=1%20"},
		{"a DOI with its address", `doi = {http://dx.doi.org/10.1234/A\_B}`, "url=https://doi.org/10.1234/a_b"},
		{"arXiv", `eprint = {2401.00001}, archiveprefix = {arXiv}`, "url=https://arxiv.org/abs/2401.00001"},
		{"a body", `author = {{Harbour Watch and Friends}}`, "publisher=Harbour Watch and Friends"},
		{"people", `author = {van der Berg, Anna and Ben {\O}st and King, Jr., Cay and others}, publisher = {P}`,
			"publisher=P | note=by Anna van der Berg, Ben Øst, Cay King Jr., others"},
		{"parts of a name", `author = {family=Berg, given=Anna, prefix=van}`, "publisher=Anna van Berg"},
		{"an institution", `institution = {Borealis}, number = {7}, type = {techreport}`,
			"publisher=Borealis | ref=Technical report 7"},
		{"address", `publisher = {P}, address = {Oslo}, isbn = {1}`, "publisher=P | note=place Oslo; ISBN 1"},
		{"language", `langid = {english}`, "language=english"},
		{"a string that isn't there", `publisher = foo`, "publisher=foo"},
	} {
		text := "@string{acme = \"Acme, Inc.\"}\n@comment{jabref-meta: grouping {x}}\n@preamble{ \"\\newcommand{\\x}{y}\" }\n" +
			"@report{key,\n" + v.fields + ",\n}\n"
		want := "type=research-unstated | " + v.want
		if !strings.Contains(v.fields, "title =") {
			text = strings.Replace(text, "@report{key,", "@report{key, title = {T},", 1)
			want = "type=research-unstated | title=T | " + v.want
		}
		got, said := read(t, "a.bib", text)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s:\n got %q\nwant %q\n%s", v.name, got, want, said)
		}
	}
}

// Entries as the programs write them.
func TestBibTeXEntries(t *testing.T) {
	for _, v := range []struct{ name, text, want string }{
		{"Zotero's newspaper", "@article{berg_faces_2024,\n\ttitle = {Faces},\n\tentrysubtype = {newspaper},\n" +
			"\tjournaltitle = {The Harbour Times},\n\tdate = {2024-12-03},\n}",
			"type=journalism-unnamed | title=Faces | publisher=The Harbour Times | published=2024-12-03"},
		{"a page", "@misc{x, title = {A}, url = {https://a.example/}}", "type=advocacy | title=A | url=https://a.example/"},
		{"what may be anything", "@misc{x, title = {A}}", "title=A"},
		{"in parentheses", "@book(x, title = {A}, publisher = {P})", "type=research-unstated | title=A | publisher=P"},
		{"without a key", "@book{title = {A}}", "type=research-unstated | title=A"},
		{"without one as JabRef has it", "@book{, title = {A}}", "type=research-unstated | title=A"},
		{"remarks", "A file of a@b.example\n% @ remark\n@book{x, title = {A}}\nmore", "type=research-unstated | title=A"},
		{"a comma on the next line", "@book{x\n, title = {A}\n, publisher = {P}\n}",
			"type=research-unstated | title=A | publisher=P"},
		{"Mendeley's", "@article{Berg2024,\nauthor = {Berg, Anna},\ndoi = {10.1/x},\nfile = {:a/b.pdf:pdf},\n" +
			"journal = {Harbour Journal},\nmendeley-groups = {acme},\nnumber = {3},\ntitle = {{Faces}},\nvolume = {2},\nyear = {2024}\n}",
			"type=research-unstated | title=Faces | publisher=Harbour Journal | url=https://doi.org/10.1/x | published=2024 | " +
				"note=by Anna Berg; volume 2; issue 3"},
		{"Google Scholar's", "@article{berg2024faces,\n  title={Faces},\n  author={Berg, Anna},\n  journal={J},\n  year={2024}\n}",
			"type=research-unstated | title=Faces | publisher=J | published=2024 | note=by Anna Berg"},
		{"a part inherits", "@incollection{a, title = {A}, crossref = {b}}\n@collection{b, title = {B}, publisher = {P}, year = 2024}",
			"type=research-unstated | title=A | publisher=P | published=2024 | note=in B"},
	} {
		got, said := read(t, "a.bib", v.text)
		if len(got) == 0 || got[0] != v.want {
			t.Errorf("%s:\n got %q\nwant %q\n%s", v.name, got, v.want, said)
		}
		if strings.Contains(said, "error") {
			t.Errorf("%s: %s", v.name, said)
		}
	}
}

func TestBibTeXFaults(t *testing.T) {
	for _, v := range []struct{ name, text, want string }{
		{"a brace isn't closed", "@book{a,\n title = {A {B},\n year = 2024\n}\n\n@book{b, title = {B}}",
			"a.bib:1:7 error: the entry a isn't closed before the next one begins"},
		{"two braces", "@book{a,\n title = {A {B,\n year = 2024\n}\n\n@book{b, title = {B}}",
			"a.bib:2:10 error: the brace of the field title of the entry a isn't closed before the next entry begins"},
		{"at the end", "@book{a,\n title = {A", "a.bib:2:10 error: the brace of the field title of the entry a isn't closed " +
			"before the file ends"},
		{"a brace too many", "@book{a,\n title = {A}},\n year = {2024}\n}",
			"a.bib:3:2 error: a field stands behind the end of the entry a"},
		{"an entry isn't closed", "@book{a,\n title = {A},\n\n@book{b,\n title = {B}}",
			"a.bib:1:7 error: the entry a isn't closed before the next one begins"},
		{"a quote mark", "@book{a,\n title = \"A,\n year = 2024 }\n@book{b, title = {B}}",
			"a.bib:2:10 error: the quote mark of the field title of the entry a isn't closed"},
		{"a comma", "@book{a, title = {A}\n year = 2024 }", "a.bib:2:2 warning: a comma is missing before this"},
		{"no text", "@book{a, title = , year = 2024 }", "the field title of the entry a has no text"},
		{"no equals sign", "@book{a, title {A} }", "this is no field of the entry a"},
		{"a field twice", "@book{a, title = {A}, title = {B}}", "a.bib:1:23 warning: the entry a has the field title twice"},
		{"a key twice", "@book{a, title = {A}}\n@book{A, title = {B}}", `a.bib:2:7 warning: the key "A" stands twice`},
		{"a string", "@string{x}\n@book{a, title = x}", "a.bib:1:9 error: a @string is a name"},
		{"no such string", "@book{a, title = x}", "a.bib:1:18 warning: no @string says what x is"},
		{"no such entry", "@inbook{a, title = {A}, crossref = {b}}", `the entry "b" that it refers to isn't in the file`},
		{"a command", "@book{a, title = {A \\frobnicate{B}}}", "commands of TeX that aren't known were left out, and what stands " +
			"in their braces was kept: \\frobnicate 1"},
		{"deep", "@book{a, title = " + strings.Repeat("{", 100) + "}", "more than 32 braces stand within each other"},
		{"strings that double each other", doubling(30) + "@book{a, title = {A}}",
			"a.bib:18:21 error: @string s17 is longer than 1048576 bytes"},
		{"JSON", `[{"a":1}]`, "the file holds JSON and no BibTeX"},
		{"in another encoding", "@book{a, title = {K\xf6ln}}", "the file was read as Windows-1252 (a guess)"},
	} {
		if _, said := read(t, "a.bib", v.text); !strings.Contains(said, v.want) {
			t.Errorf("%s: %q isn't said, but\n%s", v.name, v.want, said)
		}
	}
	got, said := read(t, "a.bib", "@book{a, title = {A {B}\n}\n@book{b, title = {B}}\n@book{c, year = }\n@book{d, title = {D}}")
	if strings.Count(said, "error") != 2 || len(got) != 2 {
		t.Errorf("two faults, and the entries between: %q\n%s", got, said)
	}
}

// fuzzed reads bytes of any kind: nothing fails, every place lies in the file, and a source that is made can be read.
// doubling is n strings, each twice the one before it: the last of thirty would have ten thousand million letters.
func doubling(n int) string {
	text := "@string{s0 = {xxxxxxxxxx}}\n"
	for i := range n {
		text += fmt.Sprintf("@string{s%d = s%d # s%d}\n", i+1, i, i)
	}
	return text
}

func fuzzed(t *testing.T, name string, data []byte, rs *Rules) {
	var l diag.List
	lib := Read(name, data, rs, &l)
	if lib == nil {
		return
	}
	lines := strings.Count(string(lib.Text), "\n") + 1
	for _, d := range l.Sorted() {
		if d.At.Line > lines {
			t.Errorf("%s lies behind the file, which has %d lines", d.At, lines)
		}
	}
	for _, f := range lib.Found {
		if s := f.V.Get("title").Text(); s != strings.TrimSpace(s) {
			t.Errorf("a title with blanks around it: %q", s)
		}
	}
}

func FuzzBibTeX(f *testing.F) {
	rs := rules(f)
	for _, s := range []string{"@book{a, title = {A {\\\"o}}, year = 2024}", "@string{x = \"y\" # z}", "@book{a, title = {A",
		"@comment{", "@misc(a, url={\\url{https://a.example}})", "@article{a, author={A and {B}}, month=jan#\"~1\"}",
		"@inbook{a,crossref={a}}", "\\'\\'{\\i}~$x$", "@book{a,title={\\'{\\`{\\^"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzed(t, "a.bib", data, rs) })
}
