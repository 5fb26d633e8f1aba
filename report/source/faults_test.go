package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"whereas/report/diag"
)

// parsed gives the faults of a text, "LINE:COLUMN code", and the claims that could be read.
func parsed(text string) (faults, ids []string, l *diag.List) {
	l = &diag.List{}
	root := Parse("f.toml", []byte(text), l)
	root.Each("claim", func(id Text, t *Table) {
		ids = append(ids, id.S)
		for _, k := range t.Keys() {
			switch t.m[k].(type) {
			case []any, map[string]any, []map[string]any, time.Time:
				t.ask(k)
			default:
				t.Text(k)
			}
		}
	})
	for _, d := range l.Sorted() {
		faults = append(faults, fmt.Sprintf("%d:%d %s", d.At.Line, d.At.Col, d.Code))
	}
	return faults, ids, l
}

// What is never closed is one fault, where it was opened, and the rest of the file is read.
func TestNeverClosed(t *testing.T) {
	for _, v := range []struct{ text, faults, ids string }{
		{"links = [\"aa hosts bb\"\nevidence = [ { says = \"x\" } ]", "3:9 syntax", "a x b"},
		{"links = [\"aa hosts bb\",\nevidence = [ { says = \"x\" } ]", "3:9 syntax", "a x b"},
		{"links = [\n  \"aa hosts bb\",\n\n# note\nkind = \"use\"", "3:9 syntax", "a x b"},
		{"links = [\"a b c\"", "3:9 syntax", "a x b"},
		{"evidence = [\n  { says = \"x\",\n  { says = \"y\" },\n]\nkind = \"use\"", "4:3 syntax", "a x b"},
		{"evidence = [ { says = \"x\" ]\nkind = \"use\"", "3:14 syntax", "a x b"},
		{"evidence = [ { says = \"x\"\nkind = \"use\"\nstatus = \"x\"", "3:12 syntax", "a x b"},
		{"evidence = [\n  { says = \"x\" },\n  { says = \"y },\n]\nkind = \"use\"", "5:12 unclosed-text", "a x b"},
		{"evidence = [ { says = \"x }\n]\nkind = \"use\"", "3:23 unclosed-text", "a x b"},
		{"links = [\"a b c]\nkind = \"use\"", "3:10 unclosed-text", "a x b"},
		{"evidence = [ { says = \"x } ]\nkind = \"use\"\nstatus = \"s\"", "3:23 unclosed-text", "a x b"},
		{"evidence = [ { says = \"it \"is\" so\" },\n  { says = \"b\" },\n]", "3:27 quote-in-text", "a x b"},
		{"note = \"\"\"never\nclosed", "3:8 unclosed-text", "a x b"},
		{"note = \"\"\"never\nclosed\nkind = \"use\"\ntext = \"\"\"\nclosed\n\"\"\"", "3:8 unclosed-text", "a x b"},
		{"note = '''never\nclosed", "3:8 unclosed-text", "a x b"},
		// A text that has been closed may hold what looks like a heading.
		{"note = \"\"\"\n[claim.no]\nk = 1\n\"\"\"\nkind = “x”", "7:8 smart-quotes", "a x b"},
		{"links = [\"a\",\n  [\"b\"],\n]\nkind = “x”", "6:8 smart-quotes", "a x b"},
	} {
		faults, ids, _ := parsed("[claim.a]\n[claim.x]\n" + v.text + "\n\n[claim.b]\ntext = \"t\"\n")
		if got := strings.Join(faults, ", "); got != v.faults {
			t.Errorf("%q:\n\tfaults %s, want %s", v.text, got, v.faults)
		}
		if got := strings.Join(ids, " "); got != v.ids {
			t.Errorf("%q:\n\tclaims %s, want %s", v.text, got, v.ids)
		}
	}
}

// The next key after a list that is never closed is read.
func TestKeyAfterOpenList(t *testing.T) {
	var l diag.List
	root := Parse("f.toml", []byte("links = [\"aa hosts bb\"\nevidence = \"here\"\n"), &l)
	if got := root.Text("evidence").S; got != "here" || l.Count(diag.Error) != 1 {
		t.Errorf("evidence is %q, with %d errors", got, l.Count(diag.Error))
	}
}

// The end of a file is no place to be in the middle of something.
func TestNeverClosedAtEnd(t *testing.T) {
	for text, want := range map[string]string{"a = [": "1:5 syntax", "a = [\n": "1:5 syntax",
		"a = [ \"x\",\n\n": "1:5 syntax", "a = {": "1:5 syntax", "a = \"\"\"": "1:5 unclosed-text",
		"a = [ \"x": "1:7 unclosed-text"} {
		faults, _, _ := parsed(text)
		if len(faults) != 1 || faults[0] != want {
			t.Errorf("%q: %q, want %s", text, faults, want)
		}
	}
}

// What no editor saved as UTF-8 is one fault, and nothing is said of what the file lacks.
func TestNotText(t *testing.T) {
	utf16 := func(s string, first int) string {
		var b strings.Builder
		for _, r := range s {
			c := [2]byte{byte(r), byte(r)}
			c[1-first] = byte(r >> 8)
			b.Write(c[:])
		}
		return b.String()
	}
	text := "[claim.a]\ntext = \"t\"\n"
	noise := []byte("[claim.a]\n")
	for i := range 300_000 {
		noise = append(noise, byte(i*i>>3+i*7))
	}
	for name, v := range map[string]struct{ text, word string }{
		"little endian": {utf16(text, 0), "UTF-16"}, "big endian": {utf16(text, 1), "UTF-16"},
		"with a mark":    {"\xff\xfe" + utf16(text, 0), "UTF-16"},
		"with the other": {"\xfe\xff" + utf16(text, 1), "UTF-16"},
		"noise":          {string(noise), "isn't text"}, "a zero byte": {text + "note = \"\x00\"\n", "isn't text"},
	} {
		var l diag.List
		root := Parse("f.toml", []byte(v.text), &l)
		ds := l.Sorted()
		if len(ds) != 1 || ds[0].Code != "not-text" || !strings.Contains(ds[0].Message, v.word) {
			t.Errorf("%s: %v", name, ds)
		}
		if !root.Damaged() || !root.Doc().AnyDamage() || !root.Doc().MentionedInDamage("any-id") {
			t.Errorf("%s: the file doesn't count as damaged", name)
		}
	}
}

func TestManyWrongCharacters(t *testing.T) {
	faults, ids, l := parsed("# " + strings.Repeat("\xe4 ", 100) + "\n[claim.a]\n")
	if len(faults) != maxCharFaults+1 || faults[maxCharFaults] != "1:43 too-many-faults" ||
		!slices.Equal(ids, []string{"a"}) {
		t.Errorf("%q, %q", faults, ids)
	}
	if m := l.Sorted()[maxCharFaults].Message; m != "the file has 80 more places like these" {
		t.Errorf("message %q", m)
	}
}

// Whichever single character is deleted: one fault at most, and at most one claim lost.
func TestOneCharacterLess(t *testing.T) {
	const text = `# A remark.
[claim.a]
text     = "Some text, 5 words [sic] 'so'."
links    = ["aa hosts bb", "aa owns cc"]
evidence = [
  { source = "one", at = "p. 1", says = "it's x" },
  { source = "two", at = "p. 2", quote = 'y "z" {' },
]
note     = """
A text over
several lines."""

[claim.b]
tags = [
  "one",
  "two",
]
kind = "use"
correction = { date = 2024-01-02, n = 5, ok = true }

[claim.c]
kind = "use"
`
	if faults, ids, _ := parsed(text); len(faults) != 0 || len(ids) != 3 {
		t.Fatalf("%q, %q", faults, ids)
	}
	for i := range text {
		faults, ids, _ := parsed(text[:i] + text[i+1:])
		if len(faults) > 1 || len(ids) < 2 {
			t.Errorf("without the %q of line %d: %q, claims %q", text[i], 1+strings.Count(text[:i], "\n"), faults, ids)
		}
	}
}

// The commonest faults have words of their own, and a place.
func TestPlainWords(t *testing.T) {
	for _, v := range []struct{ text, fault, words string }{
		{`kind = relationship`, "2:8 unquoted-text", "this text has no quote marks"},
		{`kind = two words # remark`, "2:8 unquoted-text", `"two words"`},
		{`kind = 12 persons`, "2:8 unquoted-text", `"12 persons"`},
		{`kind = True`, "2:8 unquoted-text", "small letters"},
		{`kind = §5`, "2:8 unquoted-text", "no quote marks"},
		{`tags = ["a", bc, "d"]`, "2:14 unquoted-text", `"bc"`},
		{`kind: "use"`, "2:5 missing-equals", "a colon isn't an equals sign"},
		{`kind: use`, "2:5 missing-equals", "a colon isn't an equals sign"},
		{`text "x"`, "2:6 missing-equals", "an equals sign is missing"},
		{`kind = "a" b`, "2:12 syntax", "more follows"},
		{`kind == "a"`, "2:7 syntax", "an equals sign too many"},
		{`kind =`, "2:1 missing-value", "nothing stands behind"},
		{`kind = # later`, "2:1 missing-value", "nothing stands behind"},
		{`some words that are no key`, "2:6 syntax", "neither a heading nor"},
		{`größe = "x"`, "2:3 bad-heading", "the key has the letter ö"},
		{`[claim.größe]`, "2:10 bad-heading", "the heading has the letter ö"},
		{`[claim.two words]`, "2:11 bad-heading", "a space"},
		{`[claim.a,b]`, "2:9 bad-heading", "the character ,"},
		{`[claim.b`, "2:1 bad-heading", "no ] at its end"},
		{`claim.b]`, "2:1 bad-heading", "no [ at its beginning"},
		{`[claim.]`, "2:1 bad-heading", "can't be read"},
		{`note = "C:\papers"`, "2:11 backslash", "single quotes"},
		{`note = "C:\folder\new"`, "2:11 backslash", "single quotes"},
		{`note = "C:\new\table"`, "2:11 backslash", "single quotes"},
		{`note = "the folder docs\files"`, "2:24 backslash", "single quotes"},
		{`note = "\u0007"`, "2:9 backslash", "single quotes"},
		{`note = "a line\nand\tanother, plan B:\n C:\\new"`, "", ""},
		{`note = "a\u0009tab\u000aand\U0000000Dlines\x09"`, "", ""},
		{`note = "\x1f"`, "2:9 backslash", "single quotes"},
		{`note = 'C:\folder\new'`, "", ""},
	} {
		faults, _, l := parsed("[claim.a]\n" + v.text + "\n")
		if got := strings.Join(faults, ", "); got != v.fault {
			t.Errorf("%s: %s, want %s", v.text, got, v.fault)
			continue
		}
		for _, d := range l.Sorted() {
			if !strings.Contains(d.Message+"\n"+d.Hint, v.words) || d.Hint == "" {
				t.Errorf("%s: %s (hint: %s)", v.text, d.Message, d.Hint)
			}
		}
	}
}

// A heading without an id is one fault, not one for each key below it.
func TestHeadingWithoutID(t *testing.T) {
	for text, want := range map[string]string{
		"[claim]\ntext = \"t\"\nkind = \"use\"\nevidence = [ { says = \"x\" } ]\n[claim.b]\n": "1:2 missing-id; b",
		"[[claim]]\ntext = \"t\"\n[[claim]]\ntext = \"u\"\n": "1:3 missing-id 3:3 " +
			"missing-id; ",
		"[claim]\none = { text = \"t\" }\ntwo = \"x\"\n": "3:7 wrong-type; one",
		"claim = 5\n": "1:9 wrong-type; ",
	} {
		faults, ids, l := parsed(text)
		if got := strings.Join(faults, " ") + "; " + strings.Join(ids, " "); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
		if ds := l.Sorted(); strings.Contains(want, "missing-id") &&
			(!strings.Contains(ds[0].Message, "claim] needs an id") && !strings.Contains(ds[0].Message,
				"[claim]] needs") || !strings.Contains(ds[0].Hint, "[claim.some-id]")) {
			t.Errorf("%q: %v", text, ds[0])
		}
	}
}

// Where a list or a table is wanted and something else stands, nothing can be said of what is missing.
func TestWrongShapeIsDamage(t *testing.T) {
	for text, read := range map[string]func(*Table){
		"evidence = { says = \"x\" }": func(t *Table) { t.List("evidence", func(*Table) {}) },
		"evidence = [ \"x\" ]":        func(t *Table) { t.List("evidence", func(*Table) {}) },
		"links = \"a b c\"":           func(t *Table) { t.Texts("links") },
		"correction = \"x\"":          func(t *Table) { t.Table("correction") },
	} {
		var l diag.List
		Parse("f.toml", []byte("[claim.a]\n"+text+"\n[claim.b]\n"), &l).Each("claim", func(id Text, t2 *Table) {
			read(t2)
			if t2.Damaged() != (id.S == "a") {
				t.Errorf("%s: claim %s damaged: %v", text, id.S, t2.Damaged())
			}
		})
		if ds := l.Sorted(); len(ds) != 1 || ds[0].Code != "wrong-type" {
			t.Errorf("%s: %v", text, ds)
		}
	}
}
