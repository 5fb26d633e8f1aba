package report

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/book"
	"whereas/report/diag"
	"whereas/rubrics"
	"whereas/templates"
)

// Invented dossiers of all kinds go into workbooks and come back: nothing changes where they lie, and a dossier made of
// the workbook alone, or the workbook itself, gives the same card, byte for byte.
func TestInventedDossiersAsWorkbooks(t *testing.T) {
	var l diag.List
	s, err := Load(Data{Rubrics: rubrics.Files, Templates: templates.Files}, DefaultRubric, nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	many := 40
	if testing.Short() { // as under the race detector, which takes many times as long
		many = 4
	}
	for n := range many {
		slug, all := s.Invent(7, n, 3+n%9)
		m := fstest.MapFS{}
		for name, b := range all {
			m[name] = &fstest.MapFile{Data: b}
		}
		files, _, err := s.Books().Files(m, true)
		if err != nil {
			t.Fatal(err)
		}
		var l diag.List
		data, err := s.Books().Export(files, "", false, &l)
		if err != nil || data == nil {
			t.Fatalf("%s: %v %v", slug, err, l.Sorted())
		}
		b := s.Books().Read("d.xlsx", data, &l)
		if b == nil || l.Len() > 0 {
			t.Fatalf("%s: %v", slug, l.Sorted())
		}
		if out, changes := b.Merge(files, "", true, false, &l); len(out) > 0 || len(changes) > 0 {
			t.Errorf("%s: taken in again, it changes %v", slug, changes)
		}
		made, _ := b.Merge(book.Files{}, "", false, false, &l)
		for _, edition := range []Edition{PublicEdition, InternalEdition} {
			card := func(files Files) []byte {
				var l diag.List
				opts := Options{Edition: edition, Make: []Kind{KindCard}}
				read, err := s.Read(files, slug, opts, &l)
				if err != nil {
					t.Fatal(err)
				}
				made, err := s.Make(s.Score(s.Grade(read, &l)), opts, &l)
				if err != nil || made == nil {
					t.Fatal(err, l.Sorted())
				}
				return append(made.Files[0].Data, fmt.Sprint(l.Count(diag.Error), l.Count(diag.Warning))...)
			}
			want := card(files)
			for what, got := range map[string][]byte{"the workbook": card(b.Files), "what was made of it": card(made)} {
				if !bytes.Equal(got, want) {
					t.Errorf("%s, %s: %s has another card", slug, edition, what)
				}
			}
		}
	}
}

// The examples give the same files, byte for byte, whether they are read from their folder, from a workbook of it, or from
// a dossier made of that workbook: card, resolution and briefing, as text and as pages.
func TestExamplesFromWorkbooks(t *testing.T) {
	var l diag.List
	s, err := Load(Data{Rubrics: rubrics.Files, Templates: templates.Files}, DefaultRubric, nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Typeset.LoadFaces(); err != nil {
		t.Fatal(err)
	}
	slugs := []string{"thomson-reuters", "amazon", "alphabet", "microsoft"}
	if testing.Short() { // as under the race detector, which takes many times as long
		slugs = slugs[:1]
	}
	for _, slug := range slugs {
		var l diag.List
		files, _, err := s.Books().Files(os.DirFS("../examples/"+slug), false)
		if err != nil {
			t.Fatal(err)
		}
		data, err := s.Books().Export(files, "", false, &l)
		if err != nil || data == nil {
			t.Fatalf("%s: %v %v", slug, err, l.Sorted())
		}
		b := s.Books().Read("d.xlsx", data, &l)
		if b == nil || l.Len() > 0 {
			t.Fatalf("%s: %v", slug, l.Sorted())
		}
		made, _ := b.Merge(book.Files{}, "", false, false, &l)
		packet := func(files fs.FS) map[string][]byte {
			var l diag.List
			opts := Options{Edition: PublicEdition, Make: []Kind{KindResolution, KindBriefing, KindCard},
				As: []Format{"md", PDF}}
			read, err := s.Read(files, slug, opts, &l)
			if err != nil {
				t.Fatal(err)
			}
			result, err := s.Make(s.Score(s.Grade(read, &l)), opts, &l)
			if err != nil || result == nil {
				t.Fatal(err, l.Sorted())
			}
			out := map[string][]byte{}
			for _, f := range result.Files {
				if f.Name != ManifestName { // it tells of the files that were read
					out[f.Name] = f.Data
				}
			}
			return out
		}
		want := packet(files)
		if len(want) != 6 {
			t.Fatalf("%s: %d files", slug, len(want))
		}
		for what, got := range map[string]map[string][]byte{"its workbook": packet(b.Files), "what was made of it": packet(made)} {
			for name := range want {
				if !bytes.Equal(got[name], want[name]) {
					t.Errorf("%s: %s gives another %s", slug, what, name)
				}
			}
		}
	}
}

// What is changed in a workbook is changed in the dossier where it stands; all else, comments among it, stays as it was,
// and the workbook and the dossier say the same afterwards.
func TestEditsAreMadeInPlace(t *testing.T) {
	const text = `# A dossier.
[dossier] # the head
format = 1
as_of  = "2026-01-31"   # the day

[company]
name = "Exemplar"  # in full
invented = true

# ---- sources ----

[source.a]   # the first
type = "research"
title = 'A "title"'
interest = "none known" # as far as we know
note = """
Two
lines"""

[entity]
x = { name = "X", type = "agency" }   # an agency

[claim.one]
text     = "One."       # said shortly
kind     = "act"
status   = "reported"
as_of    = 2024-12-03
about    = ["x"]        # it alone
# what shows it
evidence = [
  { source = "a", at = "p. 1", says = "one" },  # the first piece
  # the second piece:
  { source = "a", at = "p. 2", says = "two", stance = "qualifies" },
]
`
	var l diag.List
	s, err := Load(Data{Rubrics: rubrics.Files, Templates: templates.Files}, DefaultRubric, nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"a text", `"One."`, `"Two."`, `text     = "Two."       # said shortly`},
		{"a date", `2024-12-03`, `"2024"`, `as_of    = "2024"`},
		{"an entry", `says = "two"`, `says = "three"`, `  { source = "a", at = "p. 2", says = "three", stance = "qualifies" },`},
		{"a new key", `[ "x" ]`, ``, ``},
		{"a new entry", "  # the second piece:\n", "  { source = \"a\", at = \"p. 9\", says = \"more\" },\n  # the second piece:\n",
			"  { source = \"a\", at = \"p. 9\", says = \"more\" },"},
		{"an entity", `name = "X"`, `name = "Y"`, `x = { name = "Y", type = "agency" }   # an agency`},
		{"a key of an entity", `type = "agency" }`, `type = "agency", country = "US" }`,
			`x = { name = "X", type = "agency", country = "US" }   # an agency`},
		{"a key of the head", "invented = true\n", "invented = true\nshort = \"E\"\n", "name = \"Exemplar\"  # in full\nshort"},
		{"a date of a claim", "about    =", "checked  = \"2025\"\nabout    =", "as_of    = 2024-12-03\nchecked  = \"2025\"\n"},
		{"an entity more", "[claim.one]", "y = { name = \"Y\", type = \"agency\" }\n\n[claim.one]",
			"# an agency\ny = { name = \"Y\", type = \"agency\" }\n"},
		{"a claim taken out", text[bytes.Index([]byte(text), []byte("[claim.one]")):], "", ""},
		{"a key taken out", `note = """
Two
lines"""
`, "", "# as far as we know\n\n[entity]"},
		{"an entry taken out", "  { source = \"a\", at = \"p. 1\", says = \"one\" },  # the first piece\n", "",
			"evidence = [\n  # the second piece:\n  { source = \"a\", at = \"p. 2\""},
		{"a correction", `interest = "none known"`, "correction = { date = \"2020\", text = \"x\" }\ninterest = \"none known\"",
			`correction = { date = "2020", text = "x" }`},
	} {
		before := Files{"dossier.toml": []byte(text)}
		after := Files{"dossier.toml": bytes.Replace([]byte(text), []byte(c.old), []byte(c.new), 1)}
		var l diag.List
		data, err := s.Books().Export(after, "", true, &l)
		if err != nil || data == nil {
			t.Fatal(c.name, err, l.Sorted())
		}
		b := s.Books().Read("d.xlsx", data, &l)
		out, changes := b.Merge(before, "", true, false, &l)
		if b == nil || l.Failed(false) {
			t.Fatal(c.name, l.Sorted())
		}
		if string(after["dossier.toml"]) == text {
			continue
		}
		got := string(out["dossier.toml"])
		if !bytes.Contains([]byte(got), []byte(c.want)) || len(changes) != 1 {
			t.Errorf("%s: no %q in\n%s\n%v", c.name, c.want, got, changes)
		}
		for _, comment := range []string{"# A dossier.", "# the head", "# the day", "# ---- sources ----", "# an agency"} {
			if !bytes.Contains([]byte(got), []byte(comment)) {
				t.Errorf("%s: the comment %q is lost:\n%s", c.name, comment, got)
			}
		}
		if again, changes := b.Merge(Files{"dossier.toml": []byte(got)}, "", true, false, &l); len(again) > 0 {
			t.Errorf("%s: taken in twice, it changes %v\n%s", c.name, changes, got)
		}
		kept, changes := b.Merge(before, "", false, false, &l)
		if c.new == "" && (len(kept) > 0 || !slices.ContainsFunc(changes, func(ch Change) bool { return ch.What == "kept" })) {
			t.Errorf("%s: taken out without --delete: %v", c.name, changes)
		}
	}
}

// However a dossier is written, in headings for each piece of evidence, in dotted keys, on one line, with the ends of
// lines of Windows, what is changed is changed there.
func TestEditsInAllLayouts(t *testing.T) {
	var l diag.List
	s, err := Load(Data{Rubrics: rubrics.Files, Templates: templates.Files}, DefaultRubric, nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	const text = `dossier.format = 1
dossier.as_of = "2026-01-31"
entity.x.name = "X"
entity.x.type = "agency"

[company]
name = "X"

[source.a]
type = "finding"
title = "T"
correction.date = "2024"
correction.text = "t"

[claim.one] # c1
text = "One."
kind = "act"
status = "reported"
as_of = "2024"

[[claim.one.evidence]] # e1
source = "a"
at = "p. 1"
says = "one"

[[claim.one.evidence]] # e2
source = "a"
at = "p. 2"
says = "two"

[claim.one.parts]
p = "P"
q = "Q"

[claim]
two = { text = "Two.", kind = "act", status = "reported", as_of = "2024", evidence = [{ source = "a", at = "p. 1", says = "one" }] }
`
	for _, c := range []struct{ name, old, new, want string }{
		{"a key with dots", `entity.x.name = "X"`, `entity.x.name = "Y"`, "entity.x.name = \"Y\"\n"},
		{"a key with dots more", `entity.x.name = "X"`, "entity.x.name = \"X\"\nentity.x.short = \"x\"",
			"entity.x.name = \"X\"\nentity.x.short = \"x\"\n"},
		{"a correction", `correction.text = "t"`, `correction.text = "u"`, "correction.text = \"u\"\n"},
		{"evidence with a heading", `says = "two"`, `says = "three"`, "at = \"p. 2\"\nsays = \"three\"\n"},
		{"evidence more", "[claim.one.parts]", "[[claim.one.evidence]]\nsource = \"a\"\nat = \"p. 3\"\nsays = \"3\"\n\n[claim.one.parts]",
			"[[claim.one.evidence]]\nsource = \"a\"\nat     = \"p. 3\"\nsays   = \"3\"\n"},
		{"evidence taken out", "[[claim.one.evidence]] # e1\nsource = \"a\"\nat = \"p. 1\"\nsays = \"one\"\n\n", "",
			"as_of = \"2024\"\n\n[[claim.one.evidence]] # e2\n"},
		{"a part", `q = "Q"`, `q = "R"`, "q = \"R\"\n"},
		{"a part more", `q = "Q"`, "q = \"Q\"\nr = \"R\"", "q = \"Q\"\nr = \"R\"\n"},
		{"all on a line", `text = "Two."`, `text = "Three."`, `two = { text = "Three.", kind`},
		{"all on a line, more", `kind = "act", status`, `kind = "act", note = "n", status`, `note = "n"`},
		{"evidence on a line more", `says = "one" }]`, `says = "one" }, { source = "a", at = "p. 2", says = "two" }]`,
			`[{ source = "a", at = "p. 1", says = "one" }, { source = "a", at = "p. 2", says = "two" }] }`},
		{"a claim on a line taken out", text[strings.Index(text, "two ="):], "", "[claim]\n"},
		{"a claim with headings taken out", text[strings.Index(text, "[claim.one]"):strings.Index(text, "[claim]")], "",
			"correction.text = \"t\"\n\n[claim]\n"},
	} {
		for _, ends := range []string{"\n", "\r\n"} {
			in := func(s string) Files { return Files{"dossier.toml": []byte(strings.ReplaceAll(s, "\n", ends))} }
			var l diag.List
			data, err := s.Books().Export(in(strings.Replace(text, c.old, c.new, 1)), "", true, &l)
			if err != nil || data == nil {
				t.Fatal(c.name, err, l.Sorted())
			}
			b := s.Books().Read("d.xlsx", data, &l)
			out, changes := b.Merge(in(text), "", true, false, &l)
			got := string(out["dossier.toml"])
			if !strings.Contains(got, strings.ReplaceAll(c.want, "\n", ends)) || len(changes) != 1 || l.Failed(false) {
				t.Errorf("%s: no %q in\n%s\n%v %v", c.name, c.want, got, changes, l.Sorted())
			}
			if again, changes := b.Merge(out, "", true, false, &l); len(again) > 0 {
				t.Errorf("%s: taken in twice, it changes %v\n%s", c.name, changes, got)
			}
		}
	}
}
