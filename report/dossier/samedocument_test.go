package dossier

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// loaded loads a dossier of TOML with the shipped words, and gives the diagnostics of one code.
func loaded(t testing.TB, toml string, code diag.Code) (*Dossier, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	b, err := os.ReadFile("../../rubrics/vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Load(fstest.MapFS{"a.toml": {Data: []byte(toml)}}, "x", vocab.Parse("vocabulary.toml", b, &l), Options{},
		&l)
	if err != nil || d.Damaged {
		t.Fatal(err, l.Sorted())
	}
	var out []diag.Diagnostic
	for _, x := range l.Sorted() {
		if x.Code == code {
			out = append(out, x)
		}
	}
	return d, out
}

func table(id, keys string) string {
	return fmt.Sprintf("[source.%s]\ntype = \"journalism\"\n%s\n", id, strings.ReplaceAll(keys, "; ", "\n"))
}

// Two sources of one document: an error that names both, at the second, and points at the first.
func TestOneAddressIsOneDocument(t *testing.T) {
	const page = "https://www.example.org/news/a"
	for _, v := range []struct{ name, a, b string }{
		{"letter for letter", page, page},
		{"another scheme", page, "http://www.example.org/news/a"},
		{"without www", page, "https://example.org/news/a"},
		{"the page for phones", page, "https://m.example.org/news/a"},
		{"the mobile page", page, "https://mobile.example.org/news/a"},
		{"the light page", page, "https://amp.example.org/news/a"},
		{"the light page by its path", page, page + "/amp"},
		{"the light page by its path, with a slash", page, page + "/amp/"},
		{"a slash at the end", page, page + "/"},
		{"slashes at the end", page, page + "//"},
		{"nothing but the host", "https://example.org", "https://www.example.org/"},
		{"the folder's own page", page, page + "/index.html"},
		{"the folder's own page, shorter", page, page + "/index.htm"},
		{"the folder's own page, by a script", page, page + "/index.php"},
		{"another place of it", page, page + "#page=3"},
		{"capitals of the host", page, "https://WWW.Example.ORG/news/a"},
		{"the usual port", page, "https://www.example.org:443/news/a"},
		{"letters told by their numbers", page, "https://www.example.org/n%65ws/a"},
		{"a blank told by its number", "https://example.org/a%20b", "https://example.org/a%20b/"},
		{"where the reader came from", page, page + "?utm_source=x&utm_medium=y"},
		{"where the reader came from, in capitals", page, page + "?UTM_Source=x"},
		{"which letter the reader clicked in", page + "?id=7", page + "?fbclid=z&id=7&gclid=q"},
		{"the order of what is asked", "https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"},
		{"a page made of its fragment, told twice", "https://example.org/#/a", "https://www.example.org/#/a"},
		{"a light page by a parameter", page, page + "?amp=1"},
		{"and by another", page, page + "?outputType=amp"},
		{"two slashes in a row", page, "https://www.example.org/news//a"},
		{"a folder that is this one", page, "https://www.example.org/./news/a"},
		{"a point behind the host", page, "https://www.example.org./news/a"},
		{"forms of one letter", "https://example.org/caf\u00e9", "https://example.org/cafe\u0301"},
		{"forms of one letter, one by its number", "https://example.org/caf\u00e9", "https://example.org/cafe%CC%81"},
		{"a blank in what is asked", "https://example.org/?q=a+b", "https://example.org/?q=a%20b"},
		{"an archive's copy that says no day", page, "https://web.archive.org/web/" + page},
		{"an archive's copies of a year", page, "https://web.archive.org/web/2025*/" + page},
		{"an archive's copy, its address encoded", page,
			"https://web.archive.org/web/20250101000000/https%3A%2F%2Fwww.example.org%2Fnews%2Fa"},
		{"another archive's copy that says no day", page, "https://archive.ph/" + page},
		{"an archive's latest copy", page, "https://archive.ph/latest/" + page},
		{"an archive's port", page, "https://web.archive.org/web/2025/http://www.example.org:80/news/a"},
		{"a letter's own mark", page, page + "?mc_cid=1&_hsenc=2&srsltid=3&at_medium=4"},
		{"an archive's copy", page, "https://web.archive.org/web/20240102030405/" + page},
		{"an archive's copy without its frame", page, "https://web.archive.org/web/20240102030405id_/" + page},
		{"an archive's copy, by its short path", page, "https://web.archive.org/20240102030405/" + page},
		{"two copies of an archive", "https://web.archive.org/web/2023/" + page,
			"https://web.archive.org/web/20240102030405/" + page},
		{"copies in two archives", "https://web.archive.org/web/2023/" + page, "https://archive.ph/20240102030405/" +
			page},
		{"an archive's copy by its day", page, "https://archive.ph/2024.01.02-030405/" + page},
		{"an archive's newest copy", page, "https://archive.today/newest/" + page},
		{"an archive's copy by its name", page, "https://archive.is/o/AbC12/" + page},
		{"a copy of a copy of a copy", page,
			"https://archive.ph/20240102030405/https://web.archive.org/web/2023/https://archive.is/newest/" + page},
		{"a copy of a copy", page, "https://archive.ph/20240102030405/https://web.archive.org/web/2023/" + page},
		{"an archive's copy without the scheme", page, "https://web.archive.org/web/2023/www.example.org/news/a"},
		{"an archive's copy of an address that lost a slash", page,
			"https://web.archive.org/web/2023/http:/www.example.org/news/a"},
		{"a DOI and the server's older name", "https://doi.org/10.1000/xyz", "http://dx.doi.org/10.1000/xyz"},
		{"a DOI in capitals", "https://doi.org/10.1000/XYZ", "https://www.doi.org/10.1000/xyz"},
	} {
		for _, key := range []string{"url", "archived"} {
			one, two := table("one", "title = \"1\"; url = \""+v.a+`"`),
				table("two", "title = \"2\"; "+key+" = \""+v.b+`"`)
			_, ds := loaded(t, one+two, diag.SameDocument)
			if len(ds) != 1 {
				t.Errorf("%s: %q and %s %q: %d errors, want 1", v.name, v.a, key, v.b, len(ds))
				continue
			}
			d := ds[0]
			if d.Severity != diag.Error || !strings.Contains(d.Message, `"one"`) ||
				!strings.Contains(d.Message, `"two"`) || d.At.Line != 8 ||
				len(d.Notes) != 1 || d.Notes[0].At.Line != 1 {
				t.Errorf("%s: %v", v.name, d)
			}
		}
	}
}

func TestOtherAddressesAreOtherDocuments(t *testing.T) {
	const page = "https://www.example.org/news/a"
	for _, v := range []struct{ name, a, b string }{
		{"two articles of one publisher", page, "https://www.example.org/news/b"},
		{"two numbers that are asked for", "https://example.org/?id=1", "https://example.org/?id=2"},
		{"a number and none", "https://example.org/?id=1", "https://example.org/"},
		{"capitals of a path", "https://example.org/A", "https://example.org/a"},
		{"another host", page, "https://other.example.org/news/a"},
		{"a name of archives in a path", page, "https://example.org/web.archive.org/web/2024/x"},
		{"copies of two pages in an archive", "https://web.archive.org/web/2024/" + page,
			"https://web.archive.org/web/2024/" + page + "b"},
		{"two pages with short names in an archive", "https://archive.ph/AbC12", "https://archive.ph/AbC13"},
		{"two short names that differ by capitals", "https://archive.ph/AbC12", "https://archive.ph/aBC12"},
		{"an archive's own page", "https://web.archive.org/web/2024/", "https://web.archive.org/web/2025/"},
		{"two places of a page that its fragment makes", "https://example.org/#/a", "https://example.org/#/b"},
		{"and with a mark of exclamation", "https://example.org/#!a", "https://example.org/#!b"},
		{"a reference that is asked for", "https://example.org/?ref=1", "https://example.org/?ref=2"},
		{"a semicolon in what is asked", "https://example.org/?a=1;b=2", "https://example.org/?a=1;b=3"},
		{"a broken escape in what is asked", "https://example.org/?a=%zz", "https://example.org/?a=%zy"},
		{"an amp that counts", "https://example.org/?amp=12", "https://example.org/?amp=13"},
		{"another port", "https://example.org:8443/a", "https://example.org/a"},
		{"a slash that is a letter", "https://example.org/a%2Fb", "https://example.org/a/b"},
		{"an ampersand that is a letter", "https://example.org/?a=1%26b=2", "https://example.org/?a=1&b=2"},
		{"two DOIs", "https://doi.org/10.1000/xyz", "https://doi.org/10.1000/xya"},
	} {
		if _, ds := loaded(t, table("one", `title = "1"; url = "`+v.a+`"`)+table("two", `title = "2"; url = "`+v.b+`"`),
			diag.SameDocument); len(ds) != 0 {
			t.Errorf("%s: %v", v.name, ds)
		}
	}
}

// One publisher, title and date are one document, however each hand writes them.
func TestOneTitleIsOneDocument(t *testing.T) {
	const first = `title = "The register"; publisher = "Example Press"; published = "2025-03-01"`
	for _, v := range []struct {
		name, second string
		same         bool
	}{
		{"letter for letter", first, true},
		{"capitals, articles and points",
			`title = "THE REGISTER."; publisher = "The Example-Press"; published = "2025-03-01"`, true},
		{"a date that says less", `title = "The register"; publisher = "Example Press"; published = "2025-03"`, true},
		{"no date", `title = "The register"; publisher = "Example Press"`, true},
		{"another address", first + `; url = "https://example.org/b"`, true},
		{"editions of two days", `title = "The register"; publisher = "Example Press"; published = "2025-03-02"`,
			false},
		{"an edition of the day before",
			`title = "The register"; publisher = "Example Press"; published = "2025-02-28"`, false},
		{"another title", `title = "Another register"; publisher = "Example Press"; published = "2025-03-01"`, false},
		{"another publisher", `title = "The register"; publisher = "Other Press"; published = "2025-03-01"`, false},
		{"no publisher", `title = "The register"; published = "2025-03-01"`, false},
		{"no title", `title = ""; publisher = "Example Press"; published = "2025-03-01"`, false},
		{"one cluster", first + `; cluster = "x"`, true},
		{"a part of it", first + `; part_of = "one"`, false},
		{"an independent one", first + `; independent = "another desk"`, true},
	} {
		_, ds := loaded(t, table("one", first)+table("two", v.second), diag.SameDocument)
		if (len(ds) == 1) != v.same || len(ds) > 1 {
			t.Errorf("%s: %v", v.name, ds)
		}
		if v.same && len(ds) == 1 && (!strings.Contains(ds[0].Message, `"one" and "two"`) || ds[0].Hint == "") {
			t.Errorf("%s: %v", v.name, ds[0])
		}
	}
	if _, ds := loaded(t, table("one", `title = "The register"; publisher = "Example Press"`)+table("two", first),
		diag.SameDocument); len(ds) != 1 {
		t.Errorf("the first has no date: %v", ds)
	}
	none := `title = ""; published = "2025-03-01"`
	if _, ds := loaded(t, table("one", none)+table("two", none), diag.SameDocument); len(ds) != 0 {
		t.Errorf("two without publisher and title: %v", ds)
	}
	for _, none := range []string{`title = ""; publisher = "P"`, `title = "T"`} {
		if _, ds := loaded(t, table("one", none)+table("two", none), diag.SameDocument); len(ds) != 0 {
			t.Errorf("%s twice: %v", none, ds)
		}
	}
}

// What is said to be one voice may be written down twice: it counts as one witness.
func TestOneVoiceMayStandTwice(t *testing.T) {
	const url = `title = "T"; publisher = "P"; url = "https://example.org/a"`
	for _, v := range []struct {
		name string
		toml string
		want int
	}{
		{"one cluster", table("one", url+`; cluster = "x"`) + table("two", url+`; cluster = "x"`), 0},
		{"two clusters", table("one", url+`; cluster = "x"`) + table("two", url+`; cluster = "y"`), 1},
		{"a cluster and none", table("one", url+`; cluster = "x"`) + table("two", url), 1},
		{"two unknown clusters", table("one", url+`; cluster = "unknown"`) + table("two", url+`; cluster = "unknown"`),
			1},
		{"a part of the other", table("one", url) + table("two", url+`; part_of = "one"`), 0},
		{"the other is a part of it", table("one", url+`; part_of = "two"`) + table("two", url), 0},
		{"both parts of a third", table("whole", `title = "W"`) + table("one", url+`; part_of = "whole"`) +
			table("two", url+`; part_of = "whole"`), 0},
		{"parts of two", table("whole", `title = "W"`) + table("other", `title = "O"`) +
			table("one", url+`; part_of = "whole"`) +
			table("two", url+`; part_of = "other"`), 1},
		{"of three one is no part", table("one", url) + table("two", url+`; part_of = "one"`) + table("three", url), 1},
		{"a part with another's older address", table("one", `title = "1"; url = "https://example.org/a"`) +
			table("other", `title = "2"; url = "https://example.org/b"`) +
			table("part", `title = "3"; part_of = "one"; url = "https://example.org/a"; archived = `+
				`"https://example.org/b"`), 1},
		{"an address first told by a part", table("one", `title = "1"; url = "https://example.org/a"`) +
			table("part", `title = "3"; part_of = "one"; url = "https://example.org/a"; archived = `+
				`"https://example.org/b"`) +
			table("other", `title = "2"; url = "https://example.org/b"`), 1},
		{"a part's title told by a third", table("one", url) +
			table("part", `title = "Words"; publisher = "Company"; url = "https://example.org/a"; part_of = "one"`) +
			table("three", `title = "Words"; publisher = "Company"`), 1},
		{"the second of three titles is another's part", table("one", `title = "T"; publisher = "P"`) +
			table("two", `title = "T"; publisher = "P"; part_of = "one"`) +
			table("three", `title = "T"; publisher = "P"; part_of = "four"`) + table("four", `title = "4"`), 1},
		{"editions of one page", table("one",
			url+`; published = "2024-01-02"; archived = "https://web.archive.org/web/20240102/https://example.org/a"`) +
			table("two", url+`; published = "2025-01-02"; archived = `+
				`"https://web.archive.org/web/20250102/https://example.org/a"`), 0},
		{"editions of one day", table("one",
			url+`; published = "2024-01-02"; archived = "https://web.archive.org/web/20240102/https://example.org/a"`) +
			table("two", url+`; published = "2024-01-02"; archived = `+
				`"https://web.archive.org/web/20250102/https://example.org/a"`), 1},
		{"editions with one copy", table("one",
			url+`; published = "2024-01-02"; archived = "https://web.archive.org/web/20240102/https://example.org/a"`) +
			table("two", url+`; published = "2025-01-02"; archived = `+
				`"https://web.archive.org/web/20240102/https://example.org/a"`), 1},
		{"editions, one without a copy", table("one",
			url+`; published = "2024-01-02"; archived = "https://web.archive.org/web/20240102/https://example.org/a"`) +
			table("two", url+`; published = "2025-01-02"`), 1},
		{"the second of two editions once more", table("one",
			url+`; published = "2024-01-02"; archived = "https://web.archive.org/web/20240102/https://example.org/a"`) +
			table("two", url+`; published = "2025-01-02"; archived = `+
				`"https://web.archive.org/web/20250102/https://example.org/a"`) +
			table("three", `title = "3"; url = "https://example.org/a"; published = "2025-01-02"`), 1},
		{"an address and its own copy",
			table("one", url+`; archived = "https://web.archive.org/web/2024/https://example.org/a"`), 0},
		{"both addresses of another: one error", table("one", url+`; archived = "https://example.org/b"`) +
			table("two", `title = "2"; url = "https://example.org/a"; archived = "https://example.org/b"`), 1},
		{"address and title of another: one error", table("one", url) + table("two", url), 1},
	} {
		if _, ds := loaded(t, v.toml, diag.SameDocument); len(ds) != v.want {
			t.Errorf("%s: %d errors, want %d: %v", v.name, len(ds), v.want, ds)
		}
	}
	_, ds := loaded(t, table("one", `title = "1"; url = "https://example.org/a"`)+table("two",
		`title = "2"; url = "https://example.org/b"`)+
		table("three", `title = "3"; url = "https://example.org/a"; archived = "https://example.org/b"`),
		diag.SameDocument)
	if len(ds) != 1 || !strings.Contains(ds[0].Message, `"one" and "three"`) {
		t.Errorf("two others with its addresses: %v", ds)
	}
	twice := func() *Source {
		return &Source{ID: source.Text{S: "x"}, URL: source.Text{S: "https://example.org/a"}}
	}
	d := &Dossier{Sources: []*Source{twice(), twice()}}
	d.Index() // two with one id are reported as that
	var l diag.List
	(&loader{d: d, list: &l}).sameDocuments()
	if l.Count(diag.Error) != 0 {
		t.Error(l.Sorted())
	}
}

// The document that a source is a part of, however many steps away; parts in a circle are one document all the same.
func TestWhole(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprint(&b, table(fmt.Sprintf("s%02d", i), fmt.Sprintf("title = \"t\"; part_of = \"s%02d\"", i+1)))
	}
	b.WriteString(table("s20", `title = "t"`))
	b.WriteString(table("c2", `title = "t"; part_of = "c1"`) + table("c1", `title = "t"; part_of = "c3"`) +
		table("c3", `title = "t"; part_of = "c2"`))
	b.WriteString(table("a-tail", `title = "t"; part_of = "c2"`) + table("self", `title = "t"; part_of = "self"`))
	d, _ := loaded(t, b.String(), diag.SameDocument)
	for id, want := range map[string]string{"s00": "s20", "s19": "s20", "s20": "s20", "c1": "c1", "c2": "c1",
		"c3": "c1", "a-tail": "c1", "self": "self"} {
		if got := d.Whole(d.Source(id)).ID.S; got != want {
			t.Errorf("%s is a part of %s, want %s", id, got, want)
		}
	}
}

// The two cases in which one page was written down as two witnesses.
func TestTheSamePageTwiceIsRefused(t *testing.T) {
	const page = `title = "The register"; publisher = "Example Press"; published = "2025-03-01"; read = "whole"; url ` +
		`= "https://www.example.org/a"`
	const contract = `title = "Contract for hosting"; publisher = "Ministry of the Interior"; short = "Ministry"; ref ` +
		`= "Contract 2025-17"; published = "2025-03-01"`
	for name, keys := range map[string]string{"one address": page, "one contract": contract} {
		if _, ds := loaded(t, table("one", keys)+table("two", keys), diag.SameDocument); len(ds) != 1 ||
			!strings.Contains(ds[0].Message, `sources "one" and "two"`) {
			t.Errorf("%s: %v", name, ds)
		}
	}
}

func TestPublisherNames(t *testing.T) {
	for name, want := range map[string]string{
		"The Example-Press, Ltd.": "example press ltd", "“Example” / Press": "example press", "THE": "the",
		"the the":            "the",
		"Example\u00a0Press": "example press", "Human Rights Watch (HRW)": "human rights watch",
		"Bread and Roses": "bread roses",
		"Bread & Roses":   "bread roses", "Exa\u00admple\u200b Press": "example press", "Ｅxample": "example",
		"Press|Online":      "press online",
		"Reuters (Germany)": "reuters germany", "caf\u00e9": "caf\u00e9", "cafe\u0301": "caf\u00e9",
		"O'Press": "o press", "A & B (C) [D]": "a b c d", "": "",
	} {
		if got := PublisherName(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// A search log can't say that a source was read whole of which the source says that only an excerpt was.
func TestReadingsDisagree(t *testing.T) {
	for _, v := range []struct {
		source, log string
		want        int
	}{{"excerpt", "whole", 1}, {"whole", "whole", 0}, {"excerpt", "excerpt", 0}, {"whole", "excerpt", 0}} {
		toml := table("one", `title = "1"; read = "`+v.source+`"`) +
			"[search.log]\ndate = \"2025\"\nby = [\"a\"]\nterms = [\"x\"]\nlanguages = [\"en\"]\nasked = false\nfound " +
			"= \"x\"\n" +
			"documents = [ { name = \"other\", read = \"whole\" }, { source = \"one\", read = \"" + v.log +
			"\" }, { source = \"none\", read = \"whole\" } ]\n"
		_, ds := loaded(t, toml, diag.ReadingsDisagree)
		if len(ds) != v.want {
			t.Errorf("the source says %s, the log %s: %v", v.source, v.log, ds)
		}
		if v.want == 1 && len(ds) == 1 &&
			(len(ds[0].Notes) != 1 || ds[0].Notes[0].At.Line != 1 || ds[0].At.Line != 12) {
			t.Errorf("it points at lines %d and %v", ds[0].At.Line, ds[0].Notes)
		}
	}
}

// An address that can't be taken apart is compared as it stands.
func TestAddressesThatArent(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "  ": "", "https://example.org/%zz": "https://example.org/%zz", "HTTPS://%Q": "https://%q",
		"mailto:A":                "mailto:a",
		" https://example.org/a ": "example.org/a", "https://example.org/a%2fb": "example.org/a%2Fb",
	} {
		if got := DocumentAddress(address); got != want {
			t.Errorf("%q is compared as %q, want %q", address, got, want)
		}
	}
}

// Papers of one publisher, title and date may be two where each has its own reference or address: that is a warning.
func TestOneTitleToldApartWarns(t *testing.T) {
	const title = `title = "Order"; publisher = "Ministry"; published = "2025-03-01"`
	for _, v := range []struct {
		name, one, two string
		want           diag.Severity
	}{
		{"nothing tells them apart", "", "", diag.Error},
		{"two references", `; ref = "17"`, `; ref = "18"`, diag.Warning},
		{"one reference in two hands", `; ref = "No. 17"`, `; ref = "no 17"`, diag.Error},
		{"a reference and none", `; ref = "17"`, "", diag.Error},
		{"two addresses", `; url = "https://example.org/a"`, `; url = "https://example.org/b"`, diag.Warning},
		{"an address and none", `; url = "https://example.org/a"`, "", diag.Error},
	} {
		_, ds := loaded(t, table("one", title+v.one)+table("two", title+v.two), diag.SameDocument)
		if len(ds) != 1 || ds[0].Severity != v.want ||
			!strings.Contains(ds[0].Hint, "say in each title what tells them apart") {
			t.Errorf("%s: %v, want severity %v", v.name, ds, v.want)
		}
	}
}
