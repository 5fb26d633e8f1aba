package csl

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/bibliography"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/vocab"
)

const sources = `
[dossier]
format = 1
as_of = "2026-06-30"
[company]
name = "Acme, Inc."
[meeting]
rules = "us-sec-14a-8"
year = 2027
[source.z]
type = "standard"
title = "A law"
publisher = "The parliament"
published = "2020-02"
[source.b]
type = "research"
title = "A <i>study</i>"
publisher = "Journal"
ref = "doi:10.1234/ABC"
url = "https://a.example/"
rests_on = ["z"]
correction = { date = "2025", text = "A table" }
[source.a]
type = "foia"
title = "A letter"
ref = "7/2024"
authenticated = false
`

func made(t *testing.T) []byte {
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
	a := authority.Parse("authority.toml", read("authority.toml"), v, &l)
	rules := bibliography.ParseRules("bibliography.toml", read("bibliography.toml"), v, &l)
	d, err := dossier.Load(fstest.MapFS{"d.toml": {Data: []byte(sources)}}, "acme", v, dossier.Options{}, &l)
	if err != nil || l.Failed(false) {
		t.Fatal(err, l.Sorted())
	}
	b, err := Write(grade.Of(d, a), rules)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each key goes where CSL has a place for it, the rest under custom.whereas; sources stand in the order of their ids.
func TestWrite(t *testing.T) {
	got := string(made(t))
	at := -1
	for _, want := range []string{
		`"id": "a"`, `"type": "document"`, `"number": "7/2024"`, `"authenticated": false`, `"relationship": 3`, `"steps": 0`,
		`"id": "b"`, `"title": "A <i>study</i>"`, `"publisher": "Journal"`, `"URL": "https://a.example/"`, `"DOI": "10.1234/abc"`,
		`"ref": "doi:10.1234/ABC"`, `"rests_on": [`, `"date": "2025"`, `"text": "A table"`,
		`"relationship": 1`, `"steps": 2`, // no more than what it rests on; no method is stated
		`"id": "z"`, `"authority": "The parliament"`, `2020,`, `"norm": 4`,
	} {
		i := strings.Index(got[at+1:], want)
		if i < 0 {
			t.Fatalf("%s isn't there, or not behind the one before, in\n%s", want, got)
		}
		at += 1 + i
	}
}

// A file that somebody changed is known by its entries.
func TestEdited(t *testing.T) {
	b := string(made(t))
	if Edited([]byte(b)) {
		t.Error("a file as it was written counts as changed")
	}
	for _, v := range [][2]string{
		{"A letter", "A Letter"}, {`"number": "7/2024"`, `"number": "7/2024", "note": "mine"`}, {`"steps": 2`, `"steps": 1`},
		{"]\n", ""}, {`"checksum": "`, `"checksum": "0`}, {`{"whereas"`, `{}`}, {b, `[{"id":"a","type":"book"}]`},
	} {
		if changed := strings.Replace(b, v[0], v[1], 1); changed != b && !Edited([]byte(changed)) {
			t.Errorf("%q in place of %q isn't seen", v[1], v[0])
		}
	}
	if Edited([]byte("[]\n")) {
		t.Error("the sources of a dossier without any count as changed")
	}
}
