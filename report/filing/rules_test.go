package filing

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/source"
)

// What counts as a word where a hostile company counts. Each row is one rule.
func TestStrictCountByRule(t *testing.T) {
	for _, v := range []struct {
		name, text string
		strict     int
	}{
		{"a figure dash joins two words", "555‒0199", 2},
		{"a hyphen joins two words", "long-term", 2},
		{"a printer's hyphen joins two words", "long‐term", 2},
		{"a hard hyphen joins two words", "long‑term", 2},
		{"an en dash joins two words", "2024–2026", 2},
		{"an em dash joins two words", "risk—reward", 2},
		{"a slash joins two words", "and/or", 2},
		{"an apostrophe joins none", "company's", 1},
		{"a minus (U+2212) joins none", "3−5", 1},
		{"each currency sign is a word", "$5 €5 £5 ¥5", 8},
		{"a percent sign is a word", "5%", 2},
		{"a sign by itself", "%", 1},
		{"a dash by itself is none", "—", 0},
		{"a comma behind letters", "words, words. words.,", 3},
		{"stops without letters", ". ,.", 0},
		{"other letters", "Übermaß", 1},
		{"letters at both ends of the alphabet", "azAZ", 1},
		{"a sign before small letters", "`a", 1},
		{"a brace behind them", "a{", 1},
		{"letters with a sign between them", "a@Z[", 1},
		{"a number", "5", 1},
		{"an address behind the number of its note", "12https://example.org/a", 2},
		{"an address with a dash", "example.org/a-b", 1},
		{"a word with a stop in it is no address", "e.g.-like", 2},
		{"a mail address is none", "a-b@example.org", 2},
	} {
		if got := Count(v.text, Strict); got != v.strict {
			t.Errorf("%s: %q has %d words, want %d", v.name, v.text, got, v.strict)
		}
	}
	for text, want := range map[string]int{"a&b": 3, "&": 1, "a#1": 2, "§": 1, "a+b": 2, "5°": 2, "x=y": 2, "@x": 2} {
		if got := Count(text, Paranoid); got != want {
			t.Errorf("%q has %d words by the paranoid count, want %d", text, got, want)
		}
	}
	for text, want := range map[string]bool{"www.example.com": true, "http://x": false, "http://x.y/z": true, "(example.org).": true, "example.org/": true,
		"example": false, "a.b": false, "EXAMPLE.ORG": true, "": false,
		"/example.org": false, "<https://example.org>": true} {
		if IsAddress(text) != want {
			t.Errorf("%q is an address: %v", text, !want)
		}
	}
}

const good = `
[filing]
format = 1
id = "x"
name = "X"
country = "US"
as_of = "2026-02-27"
page = "a4"
not_advice = "none"
[words]
limit = 500
warn = 480
count = "strict"
cite = "§ 1"
status = "S"
source = "http://example.org"
source_date = "undated"
[resolved]
form = "We ask that %s %s"
binding = ["direct", "shall"]
asking = ["request", "urge"]
cite = "§ 2"
status = "P"
source = "http://example.org"
source_date = "2025"
`

func TestParseRules(t *testing.T) {
	var l diag.List
	r := Parse("x.toml", []byte(good), &l)
	if len(l.Sorted()) != 0 {
		t.Fatal(l.Sorted())
	}
	if r.ID != "x" || r.Name != "X" || r.Country != "US" || r.AsOf.String() != "2026-02-27" || r.Page != "a4" || r.NotAdvice != "none" ||
		r.Words != (Words{500, 480, Strict, Rule{"§ 1", "S", "http://example.org", "undated"}}) ||
		!slices.Equal(r.Binding, []string{"direct", "shall"}) || !slices.Equal(r.Asking, []string{"request", "urge"}) {
		t.Errorf("%+v", r)
	}
	if got := Parse("x.toml", []byte(listed+good), &l); !slices.Equal(got.Exchanges, []string{"A", "B"}) {
		t.Errorf("exchanges %q", got.Exchanges)
	}
	if got := Parse("x.toml", []byte(strings.Replace(good, `"a4"`, `"letter"`, 1)), &l); got.Page != "letter" || len(l.Sorted()) != 0 {
		t.Errorf("page %q: %v", got.Page, l.Sorted())
	}
}

// listed says on which exchanges a company must be listed.
const listed = "[company]\nexchanges = [\"A\", \"B\"]\nwhy = \"w\"\ncite = \"§ 3\"\nstatus = \"R\"\n" +
	"source = \"http://example.org\"\nsource_date = \"undated\"\n"

// Each fault of a rule file is one diagnostic.
func TestFaultsOfRules(t *testing.T) {
	for _, v := range []struct{ name, old, with, code string }{
		{"as it should be", "", "", ""},
		{"lenient counting", `"strict"`, `"lenient"`, ""},
		{"a format to come", "format = 1", "format = 2", "newer-format"},
		{"a format under 1", "format = 1", "format = 0", "out-of-range"},
		{"a format beyond all", "format = 1", "format = 1_000_001", "out-of-range"},
		{"the last format there can be", "format = 1", "format = 1_000_000", "newer-format"},
		{"an unknown page", `"a4"`, `"a3"`, "unknown-page"},
		{"an empty page", `page = "a4"`, `page = ""`, "empty-text"},
		{"no page", `page = "a4"`, "", "missing-key"},
		{"the least limit", "limit = 500", "limit = 1", ""},
		{"no limit", "limit = 500", "limit = 0", "out-of-range"},
		{"the greatest limit", "limit = 500", "limit = 1_000_000", ""},
		{"too great a limit", "limit = 500", "limit = 1_000_001", "out-of-range"},
		{"the least to warn at", "warn = 480", "warn = 1", ""},
		{"nothing to warn at", "warn = 480", "warn = 0", "out-of-range"},
		{"the most to warn at", "warn = 480", "warn = 1_000_000", ""},
		{"too much to warn at", "warn = 480", "warn = 1_000_001", "out-of-range"},
		{"a way that no limit is held to", `"strict"`, `"paranoid"`, "unknown-count"},
		{"no way of counting", `count = "strict"`, "", "missing-key"},
		{"a status that isn't", `status = "S"`, `status = "X"`, "unknown-status"},
		{"a status of the resolved clause that isn't", `status = "P"`, `status = "X"`, "unknown-status"},
		{"recalled", `status = "P"`, `status = "R"`, ""},
		{"not found", `status = "P"`, `status = "N"`, ""},
		{"no status", `status = "P"`, "", "missing-key"},
		{"a key that nobody knows, of the file", `country = "US"`, "country = \"US\"\nx = 1", "unknown-key"},
		{"a key that nobody knows, of the count", "warn = 480", "warn = 480\nx = 1", "unknown-key"},
		{"a key that nobody knows, of the clause", `cite = "§ 2"`, "cite = \"§ 2\"\nx = 1", "unknown-key"},
		{"a table that nobody knows", "[resolved]", "[other]\n[resolved]", "unknown-key"},
		{"whose shareholders may use it", "[resolved]", listed + "[resolved]", ""},
		{"no reason for that", "[resolved]", strings.Replace(listed, "why = \"w\"\n", "", 1) + "[resolved]", "missing-key"},
		{"no source for that", "[resolved]", strings.Replace(listed, "cite = \"§ 3\"\n", "", 1) + "[resolved]", "missing-key"},
		{"a key that nobody knows, of that", "[resolved]", listed + "x = 1\n[resolved]", "unknown-key"},
	} {
		var l diag.List
		Parse("x.toml", []byte(strings.Replace(good, v.old, v.with, 1)), &l)
		var codes []string
		for _, d := range l.Sorted() {
			codes = append(codes, string(d.Code))
			if (v.code == "unknown-page" || v.code == "unknown-count" || v.code == "unknown-status") && (d.Hint == "" || d.At.Line == 0) {
				t.Errorf("%s: no hint, or no place: %v", v.name, d)
			}
		}
		if got := strings.Join(codes, " "); got != v.code {
			t.Errorf("%s: %q, want %q", v.name, got, v.code)
		}
	}
	var l diag.List
	if r := Parse("x.toml", nil, &l); r == nil || r.Page != "letter" || l.Count(diag.Error) != 1 {
		t.Errorf("an empty file: %v", l.Sorted())
	}
	if r := Parse("x.toml", []byte(strings.Replace(good, `"a4"`, `"a3"`, 1)), &diag.List{}); r.Page != "letter" {
		t.Errorf("an unknown page is kept: %q", r.Page)
	}
}

func TestRulesOfAFolder(t *testing.T) {
	folder := fstest.MapFS{"b.toml": {Data: []byte(good)}, "us.toml": {Data: []byte(good)}, "notes.txt": {}, ".toml": {Data: []byte(good)}, "in/c.toml": {Data: []byte(good)}}
	if got := Names(folder); !slices.Equal(got, []string{"", "b", "us"}) {
		t.Errorf("the folder has rules %v", got)
	}
	for _, v := range []struct {
		id, hint string
		known    bool
	}{
		{"us", "", true}, {"", "", true}, {"use", `did you mean "us"?`, false}, {"germany", "known: , b, us", false}, {"in/c", "known: , b, us", false},
		{`in\c`, "known: , b, us", false}, {"../us", "", false}, {"/us", "", false},
	} {
		var l diag.List
		CheckID(folder, source.Text{S: v.id}, &l)
		if known := l.Count(diag.Error) == 0; known != v.known {
			t.Errorf("rules %q are known: %v", v.id, known)
		} else if !known && v.hint != "" && l.Sorted()[0].Hint != v.hint {
			t.Errorf("rules %q: %q, want %q", v.id, l.Sorted()[0].Hint, v.hint)
		}
		r, err := Load(folder, v.id, &l)
		if loaded := err == nil && r != nil; loaded != (v.known && v.id != "") {
			t.Errorf("rules %q: %v, %v", v.id, r, err)
		}
	}
}
