package bibliography

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"whereas/report/authority"
	"whereas/report/diag"
	"whereas/report/vocab"
)

// rules are the ones that the program has.
func rules(t testing.TB) *Rules {
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
	rs := ParseRules("bibliography.toml", read("bibliography.toml"), v, &l)
	for _, d := range l.Sorted() {
		t.Errorf("the program's own rules: %s: %s", d.At, d.Message)
	}
	for _, id := range v.IDs("source-type") {
		if rs.Out[id] == "" {
			t.Errorf("the rules don't say as what a source of type %q goes out", id)
		}
	}
	return rs
}

// read reads a library and gives its sources as lines, key by key, and what was said of it.
func read(t testing.TB, name, text string) (sources []string, said string) {
	t.Helper()
	var l diag.List
	lib := Read(name, []byte(text), rules(t), &l)
	if lib != nil {
		for _, f := range lib.Found {
			var parts []string
			for _, v := range f.V.In {
				parts = append(parts, v.Key+"="+fmt.Sprint(v.Scalar))
			}
			sources = append(sources, strings.Join(parts, " | "))
		}
	}
	var all []string
	for _, d := range l.Sorted() {
		all = append(all, fmt.Sprintf("%s %s: %s [%s]", d.At, d.Severity, d.Message, d.Code))
	}
	return sources, strings.Join(all, "\n")
}
