package dossier

import (
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/source"
)

// Editions of one page have each its date and its own archived copy; anything less is one document.
func TestEditionsOfAPage(t *testing.T) {
	const (
		url    = `url = "https://example.org/a"`
		first  = `; archived = "https://web.archive.org/web/20240101/https://example.org/a"`
		second = `; archived = "https://web.archive.org/web/20250101/https://example.org/a"`
	)
	for _, v := range []struct {
		name, a, b string
		want       int
	}{
		{"two days, two copies", first + `; published = "2024"`, second + `; published = "2025"`, 0},
		{"two days, one copy", first + `; published = "2024"`, first + `; published = "2025"`, 1},
		{"two days, the second without a copy", first + `; published = "2024"`, `; published = "2025"`, 1},
		{"two days, the first without a copy", `; published = "2024"`, second + `; published = "2025"`, 1},
		{"one day, two copies", first + `; published = "2024"`, second + `; published = "2024"`, 1},
		{"no dates, two copies", first, second, 1},
	} {
		toml := table("one", `title = "1"; `+url+v.a) + table("two", `title = "2"; `+url+v.b)
		if _, ds := loaded(t, toml, diag.SameDocument); len(ds) != v.want {
			t.Errorf("%s: %v", v.name, ds)
		}
	}
	// A third that is one of the two is told with the one that it is.
	_, ds := loaded(t, table("one", `title = "1"; `+url+first+`; published = "2024"`)+
		table("two", `title = "2"; `+url+second+`; published = "2025"`)+
		table("three", `title = "3"; published = "2025"; `+url+
			`; archived = "https://web.archive.org/web/2025/https://example.org/a"`), diag.SameDocument)
	if len(ds) != 1 || !strings.Contains(ds[0].Message, `"two" and "three"`) {
		t.Errorf("a third: %v", ds)
	}
}

// Papers of one publisher, title and date that have each a reference, or each an address, may be two: a warning.
func TestPapersToldApart(t *testing.T) {
	const same = `title = "T"; publisher = "P"; published = "2025"`
	for _, v := range []struct {
		name, a, b string
		want       diag.Severity
	}{
		{"nothing tells them apart", "", "", diag.Error},
		{"two references", `; ref = "No. 1"`, `; ref = "No. 2"`, diag.Warning},
		{"one reference", `; ref = "No. 1"`, `; ref = "no 1"`, diag.Error},
		{"a reference of the second", "", `; ref = "No. 2"`, diag.Error},
		{"a reference of the first", `; ref = "No. 1"`, "", diag.Error},
		{"two addresses", `; url = "https://example.org/a"`, `; url = "https://example.org/b"`, diag.Warning},
		{"an address of the second", "", `; url = "https://example.org/b"`, diag.Error},
		{"an address of the first", `; url = "https://example.org/a"`, "", diag.Error},
	} {
		_, ds := loaded(t, table("one", same+v.a)+table("two", same+v.b), diag.SameDocument)
		if len(ds) != 1 || ds[0].Severity != v.want || ds[0].Hint == "" {
			t.Errorf("%s: %v", v.name, ds)
		}
	}
	one := &Source{URL: source.Text{S: "https://example.org/a"}}
	if toldApart(one, &Source{URL: source.Text{S: "http://www.example.org/a/"}}) {
		t.Error("one address tells two papers apart")
	}
}

// Letters told by their numbers are those letters; signs that mean something else by themselves stay as they are.
func TestDecodedAddresses(t *testing.T) {
	for encoded, want := range map[string]string{
		"%30%39%41%5A%61%7a": "09AZaz", "%2d%2E%5f%7E": "-._~", "%2f%3f%23%26": "%2F%3F%23%26",
		"%3a%40%5b":    "%3A%40%5B",
		"%60%7b%7f%20": "%60%7B%7F%20", "%c3%A9": "é", "%E2%80%93": "–", "e%CC%81": "é", "%zz": "%zz",
	} {
		if got := decoded(encoded); got != want {
			t.Errorf("%q is read as %q, want %q", encoded, got, want)
		}
	}
	for raw, want := range map[string]string{"": "", "&&": "", "b=1&&a=2": "a=2&b=1", "a+b": "a%20b"} {
		if got := query(raw); got != want {
			t.Errorf("query %q is read as %q, want %q", raw, got, want)
		}
	}
	const odd = "https://archive.ph/newest/example.org/İ" // its small letters have another length
	for address, want := range map[string]string{
		"https://web.archive.org/web/2024/http%3A%2F%2Fexample.org%2Fa":  "http://example.org/a",
		"https://web.archive.org/web/2024/https%3a%2f%2fexample.org%2fa": "https://example.org/a",
		"example.org/a": "example.org/a", odd: odd,
		"https://archive.ph/https://example.org/İ": "https://archive.ph/https://example.org/İ",
	} {
		if got := withoutArchive(address); got != want {
			t.Errorf("%q keeps %q, want %q", address, got, want)
		}
	}
	if got := plainName("q\u0327a"); got != "q\u0327a" {
		t.Errorf("a mark that no letter is composed with divides a word: %q", got)
	}
}
