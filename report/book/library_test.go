package book

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"whereas/report/authority"
	"whereas/report/bibliography"
	"whereas/report/diag"
	"whereas/report/vocab"
)

func libraryRules(t testing.TB) *bibliography.Rules {
	t.Helper()
	read := func(name string) []byte {
		b, err := os.ReadFile("../../rubrics/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	var l diag.List
	v := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	authority.Parse("authority.toml", read("authority.toml"), v, &l)
	rs := bibliography.ParseRules("bibliography.toml", read("bibliography.toml"), v, &l)
	if l.Failed(false) {
		t.Fatal(l.Sorted())
	}
	return rs
}

// What becomes of a dossier's sources when a library is taken in: each change in a line, and what is said.
func TestLibraryMerges(t *testing.T) {
	rs := libraryRules(t)
	const page = "[source.page]\ntype = \"research\"\ntitle = \"A page\"\npublisher = \"P\"\npublished = \"2024\"\n"
	for _, v := range []struct{ name, dossier, library, want, said string }{
		{"nothing in common", page, `@book{b, title = {B}}`, "added b", ""},
		{"an address, written otherwise", page + "url = \"https://www.a.example/x\"\n",
			`@online{b, title = {A page}, url = {http://a.example/x/?utm_source=y}}`, "", ""},
		{"an address, and an empty field", page + "url = \"https://a.example/x\"\n",
			`@online{b, title = {A page}, url = {https://a.example/x}, langid = {en}}`, "changed page language=en", ""},
		{"a DOI in the reference", page + "url = \"https://a.example/x\"\nref = \"doi:10.1234/abc\"\n",
			`@article{b, title = {A page}, doi = {10.1234/ABC}}`, "kept page url stays", ""},
		{"a DOI in the note", page + "url = \"https://a.example/x\"\nref = \"7\"\nnote = \"doi:10.1234/abc\"\n",
			`@article{b, title = {A page}, url = {https://doi.org/10.1234/ABC}}`, "kept page url stays", ""},
		{"publisher, title and date, one without an address", page,
			`@online{b, title = {A  Page}, publisher = {p}, date = {2024}, url = {https://a.example/x}}`,
			"changed page title stays publisher stays url=https://a.example/x", ""},
		{"two addresses", page + "url = \"https://a.example/x\"\n",
			`@online{b, title = {A page}, publisher = {P}, date = {2024}, url = {https://a.example/y}}`, "added a-page", ""},
		{"another date", page, `@online{b, title = {A page}, publisher = {P}, date = {2025}, url = {https://a.example/x}}`,
			"added a-page", ""},
		{"an id that another source has", page, `@book{page, title = {B}}`, "added page-2", ""},
		{"a key that two entries have", page, "@book{key, title = {B}}\n@book{key, title = {C}}", "added key added key-2", "twice"},
		{"two entries are one", page, "@book{b, title = {B}, doi = {10.1/x}}\n@book{c, title = {C}, url = {https://dx.doi.org/10.1/X}}",
			"added b", "two entries are one document"},
		{"two are one source of the dossier", page + "url = \"https://a.example/x\"\nref = \"doi:10.1234/abc\"\n",
			"@online{b, title = {A page}, url = {https://a.example/x}}\n@article{c, title = {A page}, doi = {10.1234/abc}, langid = {en}}",
			"changed page language=en", "two entries are one source of the dossier"},
		{"a type that a person gave", page, `@online{b, title = {A page}, publisher = {P}, date = {2024}}`, "", ""},
		{"no type", "[source.page]\ntitle = \"A page\"\nurl = \"https://a.example/x\"\n",
			`@online{b, title = {A page}, url = {https://a.example/x}}`, "changed page type=advocacy", ""},
	} {
		var l diag.List
		b := ReadLibrary("a.bib", []byte(v.library), rs, &l)
		out, changes := b.Merge(Files{"sources.toml": []byte(v.dossier)}, "", false, false, &l)
		var got []string
		for _, c := range changes {
			got = append(got, c.What, strings.TrimPrefix(c.Name, "source "))
			for _, f := range c.Fields {
				switch {
				case f.Kept:
					got = append(got, f.Key+" stays")
				case f.Key != "":
					got = append(got, f.Key+"="+f.New)
				}
			}
		}
		if s := strings.Join(got, " "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
		said := ""
		for _, d := range l.Sorted() {
			if said += d.Message + "\n"; d.Severity == diag.Error {
				t.Errorf("%s: %s", v.name, d.Message)
			}
		}
		if !strings.Contains(said, v.said) {
			t.Errorf("%s: %q isn't said, but %s", v.name, v.said, said)
		}
		now := Files{"sources.toml": []byte(v.dossier)}
		for name, text := range out {
			now[name] = text
		}
		if _, again := b.Merge(now, "", false, false, &l); len(again) > 0 && again[0].What != "kept" {
			t.Errorf("%s: a second time it changes %v", v.name, again)
		}
	}
}

// Two editions of one page come back each to its own source: the ids of a dossier's own export count.
func TestOwnExportOfEditions(t *testing.T) {
	const dossier = "[source.a]\ntype = \"research\"\ntitle = \"A\"\nurl = \"https://a.example/\"\npublished = \"2023\"\n" +
		"[source.b]\ntype = \"research\"\ntitle = \"A\"\nurl = \"https://a.example/\"\npublished = \"2024\"\n"
	entry := func(id, year string) string {
		return `{"id":"` + id + `","type":"report","title":"A","URL":"https://a.example/","issued":{"date-parts":[[` + year +
			`]]},"custom":{"whereas":{"type":"research"}}}`
	}
	var l diag.List
	b := ReadLibrary("a.json", []byte("["+entry("a", "2023")+","+entry("b", "2024")+"]"), libraryRules(t), &l)
	if _, changes := b.Merge(Files{"sources.toml": []byte(dossier)}, "", false, true, &l); len(changes) > 0 {
		t.Errorf("%+v\n%v", changes, l.Sorted())
	}
}

// BenchmarkLibrary takes ten thousand entries in: CSL-JSON and BibTeX, into an empty dossier.
func BenchmarkLibrary(b *testing.B) {
	rs := libraryRules(b)
	var csl, bib strings.Builder
	csl.WriteString("[")
	for i := range 10_000 {
		if i > 0 {
			csl.WriteString(",\n")
		}
		fmt.Fprintf(&csl, `{"id":"x%d","type":"report","title":"A report on number %d","publisher":"P","URL":"https://a.example/%d",`+
			`"author":[{"family":"Berg","given":"Anna"}],"issued":{"date-parts":[[2024,5]]},"abstract":%q}`, i, i, i,
			strings.Repeat("word ", 100))
		fmt.Fprintf(&bib, "@article{x%d,\n title = {{A} report \\\"on number %d},\n journal = {J},\n doi = {10.1/%d},\n year = 2024,\n "+
			"abstract = {%s}\n}\n", i, i, i, strings.Repeat("word ", 100))
	}
	csl.WriteString("]")
	for _, v := range []struct{ name, text string }{{"a.json", csl.String()}, {"a.bib", bib.String()}} {
		b.Run(v.name, func(b *testing.B) {
			b.SetBytes(int64(len(v.text)))
			for b.Loop() {
				var l diag.List
				book := ReadLibrary(v.name, []byte(v.text), rs, &l)
				if out, changes := book.Merge(Files{}, "", false, false, &l); len(changes) != 10_000 || len(out) != 1 {
					b.Fatal(len(changes), l.Sorted())
				}
			}
		})
	}
}
