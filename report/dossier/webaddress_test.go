package dossier

import (
	"strings"
	"testing"

	"whereas/report/diag"
)

// What is wrong with an address is named, with how it is written where it belongs there.
func TestAddresses(t *testing.T) {
	long := "https://example.org/" + strings.Repeat("a", MaxAddress-len("https://example.org/"))
	for _, v := range []struct{ address, words, hint string }{
		{"https://www.example.org", "", ""},
		{"http://example.org/a/b?c=d&e[]=f#g", "", ""},
		{"HTTPS://WWW.Example.ORG/a", "", ""},
		{"https://example.org:8443/", "", ""},
		{"https://example.org./a", "", ""},
		{"https://[2001:db8::1]:80/a", "", ""},
		{"https://192.0.2.1/", "", ""},
		{"https://localhost", "", ""},
		{"https://my_host.example.org", "", ""},
		{"https://bücher.example/ä?ö#ü", "", ""},
		{"https://例え。テスト/漢字", "", ""},
		{"https://xn--bcher-kva.example/", "", ""},
		{"https://example.org/a@b", "", ""},
		{"https://example.org/a%20b%e4", "", ""},
		{"https://web.archive.org/web/2025/https://example.org/a", "", ""},
		{long, "", ""},
		{long + "a", "8001 characters", ""},

		{"https://doi.org/49:8<693", "holds the character <", "%3C"},
		{"https://doi.org/49:8<693::AID>3", "holds the character <", "https://doi.org/49:8%3C693::AID%3E3"},
		{"https://example.org/a>", "holds the character >", "%3E"},
		{"https://example.org/a b", "holds a space", "%20"},
		{" https://example.org/a", "holds a space", "%20"},
		{"https://example.org/a ", "holds a space", "%20"},
		{"<https://example.org/a>", "holds the character <", "%3C"},
		{"https://example.org/{a}", "holds the character {", "%7B"},
		{"https://example.org/a|b", "holds the character |", "%7C"},
		{"https://example.org/a^b", "holds the character ^", "%5E"},
		{"https://example.org/a`b", "holds the character `", "%60"},
		{"https://example.org/a\\\\b", "holds the character \\", "%5C"},
		{"https://example.org/a\\\"b", "holds the character \"", "%22"},
		{"https://example.org/100%", "no number follows", "%25"},
		{"https://example.org/100%zz", "no number follows", "%25"},
		{"https://example.org/a\u200Bb", "zero-width space (U+200B)", "%E2%80%8B"},
		{"https://example.org/a\u00A0b", "no-break space (U+00A0)", "%C2%A0"},
		{"https://example.org/a\u00ADb", "soft hyphen (U+00AD)", "%C2%AD"},
		{"https://example.org/a\u2028b", "line separator (U+2028)", "%E2%80%A8"},
		{"\uFEFFhttps://example.org/a", "byte-order mark (U+FEFF)", "%EF%BB%BF"},
		{"https://example.org/a\\tb", "tab (U+0009)", "%09"},
		{"https://example.org/a\\nb", "end of line (U+000A)", "%0A"},

		{"https://user:password@example.org/", "names a user", "leave out"},
		{"https://user@example.org", "names a user", "leave out"},
		{"https://www.example.org@evil.example/", "names a user", "leave out"},
		{"https://", "names no host", "https://www.example.org/page"},
		{"https:///x", "names no host", ""},
		{"https://?x", "names no host", ""},
		{"https://.", `no host can be called "."`, ""},
		{"https://..", "no host can be called", ""},
		{"https://a..b", "no host can be called", ""},
		{"https://.example.org", "no host can be called", ""},
		{"https://-a.example", "no host can be called", ""},
		{"https://exa,mple.org", "no host can be called", ""},
		{"https://exa%6dple.org", "no host can be called", ""},
		{"https://" + strings.Repeat("a", 64) + ".org", "no host can be called", ""},
		{"https://" + strings.Repeat("a.", 130) + "org", "no host can be called", ""},
		{"https://999.1.1.1/", "no host can be called", ""},
		{"https://1.2.3/", "no host can be called", ""},
		{"https://xn--a.example", "no host can be called", ""},
		{"https://a\u0338.example\u2260", "no host can be called", ""},
		{"https://[::1", "host and a port", ""},
		{"https://[::1]x", "host and a port", ""},
		{"https://[1.2.3.4]/", "isn't the number of a host", ""},
		{"https://[fe80::1%25eth0]/", "isn't the number of a host", ""},
		{"https://::1/", "port", ""},
		{"https://example.org:/", "host and a port", ""},
		{"https://example.org:65536/", "ports are numbers from 1 to 65535", ""},
		{"https://example.org:0/", "ports are numbers from 1 to 65535", ""},
		{"https://example.org:http/", "ports are numbers from 1 to 65535", ""},
		{"https://example.org:-1/", "ports are numbers from 1 to 65535", ""},
		{"www.example.org", "is not a web address", "https://"},
		{"ftp://example.org", "is not a web address", "https://"},
		{"javascript://example.org/%0aalert(1)", "is not a web address", "https://"},
		{"https:/example.org", "is not a web address", "https://"},
		{"https:example.org", "is not a web address", "https://"},
		{"httpx://example.org", "is not a web address", "https://"},
		{"see https://example.org", "is not a web address", "https://"},
		{"://", "is not a web address", "https://"},
	} {
		code := diag.BadAddress
		if strings.Contains(v.words, "characters") {
			code = diag.TextTooLong
		}
		for _, key := range []string{"url", "archived"} {
			d, ds := loaded(t, table("one", key+` = "`+v.address+`"`), code)
			read := d.Source("one").URL.S + d.Source("one").Archived.S
			if v.words == "" {
				if _, rest, _ := strings.Cut(v.address, ":"); len(ds) > 0 || read != strings.ToLower(v.address[:len(v.address)-len(rest)])+rest {
					t.Errorf("%s: read as %q, %v", v.address, read, ds)
				}
				continue
			}
			if len(ds) != 1 || !strings.Contains(ds[0].Message, v.words) || !strings.Contains(ds[0].Hint, v.hint) || read != "" {
				t.Errorf("%s: %q, %v, want %s", v.address, read, ds, v.words)
			}
		}
	}
	// The character itself is pointed at.
	_, ds := loaded(t, table("one", `url = "https://example.org/ab c"`), diag.BadAddress)
	if at := ds[0].At; at.EndCol != at.Col+1 || at.Col < 25 {
		t.Errorf("%v", at)
	}
}

// A host is one however its letters are written.
func TestHostsInOtherLetters(t *testing.T) {
	for _, same := range [][]string{
		{"https://bücher.example/a", "https://xn--bcher-kva.example/a", "http://BÜCHER.example./a",
			"https://bu\u0308cher.example/a", "https://XN--BCHER-KVA.example/a",
			"https://web.archive.org/web/2025/https://bücher.example/a", "https://www.bücher.example/a"},
		{"https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/", "https://例え。テスト"},
		{"https://Ｅxample.org/a", "https://example.org/a"},
		{"https://straße.example/", "https://xn--strae-oqa.example/"},
	} {
		for _, a := range same {
			if got, want := DocumentAddress(a), DocumentAddress(same[0]); got != want {
				t.Errorf("%s: %q, want %q", a, got, want)
			}
		}
	}
	if DocumentAddress("https://straße.example/") == DocumentAddress("https://strasse.example/") {
		t.Error("ß and ss are two hosts")
	}
	_, ds := loaded(t, table("one", `url = "https://bücher.example/a"`)+
		table("two", `title = "Other"; url = "https://xn--bcher-kva.example/a"`), diag.SameDocument)
	if len(ds) != 1 || ds[0].Severity != diag.Error {
		t.Errorf("%v", ds)
	}
}
