package bibliography

import (
	"strings"
	"testing"
)

// What one field of an entry becomes.
func TestCSLFields(t *testing.T) {
	for _, v := range []struct{ name, fields, want string }{
		{"tags", `"title":"On <i>Acme</i> <span class=\"nocase\">Cloud</span> &amp; more, A < B"`,
			"title=On Acme Cloud & more, A < B"},
		{"date parts", `"issued":{"date-parts":[[2024,3,5]]}`, "published=2024-03-05"},
		{"date parts as texts", `"issued":{"date-parts":[["2024","3"]]}`, "published=2024-03"},
		{"a year", `"issued":{"date-parts":[[2024]]}`, "published=2024"},
		{"raw", `"issued":{"raw":"2024-03-05"}`, "published=2024-03-05"},
		{"literal", `"issued":{"literal":"5 March 2024"}`, "published=2024-03-05"},
		{"American", `"issued":{"literal":"March 5th, 2024"}`, "published=2024-03-05"},
		{"German", `"issued":{"literal":"5. März 2024"}`, "published=2024-03-05"},
		{"it can be two days", `"issued":{"raw":"3/5/2024"}`, "published=2024 | note=issued: 3/5/2024"},
		{"a season", `"issued":{"date-parts":[[2024]],"season":1}`, "published=2024 | note=issued: 2024, season 1"},
		{"circa", `"issued":{"date-parts":[[2024]],"circa":true}`, "published=2024 | note=issued: about 2024"},
		{"a span", `"issued":{"date-parts":[[2024,1,2],[2024,1,4]]}`,
			"published=2024-01-02 | note=issued: 2024-01-02 to 2024-1-4"},
		{"EDTF", `"issued":"2024-03"`, "published=2024-03"},
		{"no such day", `"issued":{"date-parts":[[2023,2,30]]}`, "note=issued: 2023-02-30"},
		{"accessed", `"accessed":{"date-parts":[["2025",1,2]]}`, "accessed=2025-01-02"},
		{"a date where older programs put it", `"issued":{"season":"2000-01-02"}`, "published=2000-01-02"},
		{"a person", `"author":[{"family":"Berg","given":"Anna","non-dropping-particle":"van der","suffix":"Jr."}],` +
			`"publisher":"P"`, "publisher=P | note=by Anna van der Berg Jr."},
		{"a body", `"author":[{"literal":"Harbour Watch"}]`, "publisher=Harbour Watch"},
		{"a body that publishes what it writes", `"author":[{"literal":"Harbour Watch"}],"publisher":"Harbour Watch"`,
			"publisher=Harbour Watch"},
		{"an address in capitals", `"URL":"HTTPS://Example.org/A"`, "url=HTTPS://Example.org/A"},
		{"a DOI alone", `"DOI":"https://doi.org/10.1234/ABC"`, "url=https://doi.org/10.1234/abc"},
		{"a DOI beside an address", `"DOI":"10.1234/abc","URL":"https://example.org/a"`,
			"ref=doi:10.1234/abc | url=https://example.org/a"},
		{"an address that an archive has", `"URL":"https://web.archive.org/web/20240102030405/https://example.org/a"`,
			"url=https://example.org/a | archived=https://web.archive.org/web/20240102030405/https://example.org/a"},
		{"no address", `"URL":"see box 4"`, "note=more addresses: box 4; address: see"},
		{"without a scheme", `"URL":"www.example.org/a"`, "url=https://www.example.org/a"},
		{"number and genre", `"number":"12","genre":"Working Paper"`, "ref=Working Paper 12"},
		{"language", `"language":"en-US"`, "language=en-US"},
		{"an archive's shelf", `"archive":"State Archive","archive_location":"Box 4"`,
			"note=archive State Archive; shelf mark Box 4"},
		{"a page in an archive", `"URL":"https://example.org/a","archive_location":"https://archive.example/a"`,
			"url=https://example.org/a | archived=https://archive.example/a"},
		{"Zotero's extra", `"note":"Original: in Dutch"`, "note=Original: in Dutch"},
		{"Crossref's lists", `"container-title":["The Journal"],"ISSN":["1234-5679","2"]`, "publisher=The Journal"},
		{"white space", "\"publisher\":\"  A\\n  B \u200b \"", "publisher=A B"},
	} {
		entry := v.fields
		if !strings.Contains(entry, `"title"`) {
			entry = `"title":"T",` + entry
		}
		typed := "article"
		if strings.Contains(entry, "container-title") {
			typed = "article-journal"
		}
		got, said := read(t, "a.json", `[{"id":"x","type":"`+typed+`",`+entry+`}]`)
		want := "type=research-unstated | title=T | " + v.want
		if strings.HasPrefix(v.want, "title=") {
			want = "type=research-unstated | " + v.want
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s:\n got %q\nwant %q\n%s", v.name, got, want, said)
		}
	}
}

// Each shape that programs put a list of entries in.
func TestCSLShapes(t *testing.T) {
	const one = `{"id":"a","type":"book","title":"A"}`
	for _, text := range []string{
		"[" + one + "]", "\ufeff[" + one + "]", `{"items":[` + one + `]}`, `{"references":[` + one + `]}`, one,
		"\n[\r\n" + one + "\r\n]\r\n", "\xff\xfe[\x00]\x00",
	} {
		got, said := read(t, "a.json", text)
		if want := 1; len(got) != want && !strings.HasPrefix(text, "\xff") {
			t.Errorf("%q: %d entries\n%s", text, len(got), said)
		}
		if strings.Contains(said, "error") {
			t.Errorf("%q: %s", text, said)
		}
	}
}

// What is wrong with a file is told with its place, all of it at once, and the entries behind it are read.
func TestCSLFaults(t *testing.T) {
	for _, v := range []struct{ name, text, want string }{
		{"a comma is missing", "[\n {\"type\":\"book\"\n  \"title\":\"A\"}\n]", "a.json:3:3 error: a comma is missing before this"},
		{"a comma too many", "[\n {\"type\":\"book\",\n }\n]", "error: a comma stands before the end"},
		{"between entries", "[\n {\"title\":\"A\"}\n {\"title\":\"B\"}\n]", "a.json:3:2 error: a comma is missing before this entry"},
		{"behind the last", "[{\"title\":\"A\"},\n]", "a.json:2:1 error: a comma stands before the end of the list"},
		{"two faults", "[\n {\"title\" \"A\"},\n {\"title\":\"B\" \"type\":1}\n]", "a.json:3:15 error: a comma is missing"},
		{"a text isn't closed", "[\n {\"title\":\"A}\n]", "a.json:2:11 error: the text that begins here isn't closed"},
		{"quote marks", "[{'title':'A'}]", "a quote mark that isn't a straight one"},
		{"cut off", "[\n {\"title\":\"A\"", "a.json:2:2 error: what begins here isn't closed before the file ends"},
		{"not closed", "[\n {\"title\":\"A\"}", "a.json:1:1 error: the list of entries isn't closed"},
		{"behind it", "[{\"title\":\"A\"}] x", "a.json:1:17 error: something stands behind the end of the library"},
		{"a field twice", `[{"title":"A","title":"B"}]`, `a.json:1:15 error: the field "title" stands twice`},
		{"no title", `[{"id":"x","type":"book"}]`, `a.json:1:8 error: the entry "x" has no title [entry-without-title]`},
		{"no entry", `[1]`, "an entry is an object in braces"},
		{"another format of Zotero's", `{"items":[{"itemType":"book","title":"A"}]}`, "in a format of Zotero's own"},
		{"an object", `{"a":1}`, "the file holds no list of entries"},
		{"empty", "  ", "the file is empty"},
		{"BibTeX", "@book{a, title={A}}", "the file holds BibTeX and no JSON"},
		{"RIS", "TY  - JOUR", "the file is RIS, which isn't read"},
		{"a page", "<html>", "the file is a page or XML"},
		{"deep", strings.Repeat("[", 100), "more than 32 brackets stand within each other"},
		{"an unknown type", `[{"id":"x","type":"tea-cup","title":"A"}]`,
			"warning: 1 entry of type tea-cup gets no type of source: no rule speaks of it [entry-type]"},
		{"no type", `[{"id":"x","title":"A"}]`, "1 entry of type no type gets no type of source"},
		{"what is left out", `[{"type":"book","title":"A","abstract":"B","custom":{"x":1}}]`,
			"left out, since a dossier has no place for it: abstract 1, custom 1"},
	} {
		if _, said := read(t, "a.json", v.text); !strings.Contains(said, v.want) {
			t.Errorf("%s: %q isn't said, but\n%s", v.name, v.want, said)
		}
	}
	got, said := read(t, "a.json", "[\n {\"title\" \"A\"},\n {\"title\":\"B\"},\n {\"title\":}, \n {\"title\":\"C\"}\n]")
	if len(got) != 2 || strings.Count(said, "error") != 2 {
		t.Errorf("of four entries, two with faults: %q\n%s", got, said)
	}
}

// What a dossier's own export says of a source comes back as it was: no tag is taken for one, no address put right.
func TestOwnExport(t *testing.T) {
	got, said := read(t, "a.json", `[{"id":"two-b","type":"report","title":"A <b>c</b> &amp; d","publisher":"P","number":"7",`+
		`"URL":"https://doi.org/10.1/ABC","custom":{"whereas":{"type":"finding","ref":"7","archive":"https://archive.example/x",`+
		`"interest":"none known","cluster":"c","grade":{"steps":0},"checksum":"x","colour":"red"}}}]`)
	want := "type=finding | title=A <b>c</b> &amp; d | publisher=P | ref=7 | url=https://doi.org/10.1/ABC | " +
		"archived=https://archive.example/x | interest=none known | cluster=c"
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if !strings.Contains(said, `unknown key "colour" of custom.whereas`) {
		t.Error(said)
	}
}

// No rule gives a type that has more authority than an entry can show: whose word it is, and how it is known, isn't in
// it. Records of others than whoever wrote them (a contract, a finding, a filing) are never guessed.
func TestRulesAreLow(t *testing.T) {
	rs := rules(t)
	low := map[string]bool{"": true, "research-unstated": true, "journalism-unnamed": true, "advocacy": true, "aggregator": true,
		"standard": true, "patent": true, "pleading": true}
	for id, ty := range rs.Types {
		if !low[ty.Source] {
			t.Errorf("a %s is taken for %s", id, ty.Source)
		}
	}
	for _, c := range rs.Cases {
		if !low[c.Source] {
			t.Errorf("a rule gives %s: %s", c.Source, c.Why)
		}
	}
	for to, csl := range rs.BibTeX {
		if _, ok := rs.Types[csl]; !ok {
			t.Errorf("@%s is %s, of which no rule speaks", to, csl)
		}
	}
	for sub, csl := range rs.Subtypes {
		if _, ok := rs.Types[csl]; !ok {
			t.Errorf("%s is %s, of which no rule speaks", sub, csl)
		}
	}
	for _, v := range []struct{ entry, want string }{
		{`"type":"report","genre":"Press Release"`, "type=advocacy"},
		{`"type":"document","genre":"Complaint"`, "type=pleading"},
		{`"type":"report","genre":"Annual Report"`, "title="},
		{`"type":"legal_case"`, "title="},
		{`"type":"legislation"`, "type=standard"},
		{`"type":"article-newspaper","genre":"Impressions"`, "type=journalism-unnamed"},
	} {
		got, _ := read(t, "a.json", `[{"title":"A",`+v.entry+`}]`)
		if len(got) != 1 || !strings.HasPrefix(got[0], v.want) {
			t.Errorf("%s: %q, want %s", v.entry, got, v.want)
		}
	}
}

func FuzzCSL(f *testing.F) {
	rs := rules(f)
	for _, s := range []string{`[{"id":"a","type":"book","title":"A","issued":{"date-parts":[[2024,1]]}}]`, `{"items":[]}`,
		"[\n {\"title\" \"A\"},\n {\"title\":\"B\"}\n]", `[{"title":"A","author":[{"family":"B"}],"URL":"https://a.example"}]`,
		`[{"custom":{"whereas":{"type":"x","rests_on":["a"],"correction":{"date":"2024"}}}}]`, "[[[", "[{\"a\":\"\\u"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzed(t, "a.json", data, rs) })
}
