package report_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
)

// A dossier in which every kind of thing is restricted once, each of its text fields with a word of its own. The names
// of fields are those of docs/formats.md.
const canaries = `
[dossier]
format = 1
as_of = "2026-06-30"
[company]
name = "Example, Inc."
[meeting]
rules = "us-sec-14a-8"
year = 2027
[source.open-contract]
type = "procurement"
title = "A contract"
publisher = "A ministry"
[source.hidden-CANARY]
type = "testimony"
title = "CANARY"
publisher = "CANARY"
short = "CANARY"
ref = "CANARY"
url = "https://canary.example/CANARY"
archived = "https://archive.example/CANARY"
published = "2025-01-02"
language = "en"
interest = "CANARY"
method = "CANARY"
cluster = "CANARY"
capture = "CANARY.txt"
note = "CANARY"
correction = { date = "2025-02", text = "CANARY" }
handling = "restricted"
[source.part-CANARY]
type = "company-statement"
title = "CANARY"
part_of = "hidden-CANARY"
[entity.ministry]
name = "A ministry"
type = "agency"
[entity.host]
name = "A host"
type = "product"
[entity.hidden-CANARY]
name = "CANARY"
short = "CANARY"
type = "agency"
note = "CANARY"
handling = "restricted"
[entity.asked-CANARY]
name = "CANARY"
type = "agency"
[claim.sold]
text = "The ministry bought the host."
recital = "In 2024 the ministry bought the host."
kind = "relationship"
status = "recorded"
as_of = "2024"
links = ["host supplies ministry"]
evidence = [
  { source = "open-contract", at = "x", says = "bought" },
  { source = "hidden-CANARY", at = "CANARY", says = "CANARY", quote = "CANARY", note = "CANARY" },
  { source = "open-contract", at = "CANARY", says = "CANARY", quote = "CANARY", origin = "CANARY", note = "CANARY", handling = "restricted" },
]
[claim.hidden-CANARY]
text = "CANARY."
recital = "CANARY."
kind = "use"
status = "reported"
as_of = "2024"
about = ["asked-CANARY"]
tags = ["CANARY"]
note = "CANARY"
handling = "restricted"
evidence = [ { source = "open-contract", at = "x", says = "CANARY" } ]
[claim.named-CANARY]
text = "The ministry worked with CANARY."
kind = "relationship"
status = "recorded"
as_of = "2024"
links = ["ministry uses hidden-CANARY"]
evidence = [ { source = "open-contract", at = "x", says = "CANARY" } ]
[claim.said-CANARY]
text = "CANARY says so."
kind = "policy"
status = "recorded"
as_of = "2024"
about = ["company"]
evidence = [ { source = "part-CANARY", at = "x", says = "CANARY" } ]
[reply.asked-CANARY]
organisation = "asked-CANARY"
state = "sent"
date = "2025-02-03"
deadline = "2025-03-03"
channel = "CANARY"
[reply.silent-CANARY]
organisation = "asked-CANARY"
state = "not_sent"
[reply.declined-CANARY]
organisation = "asked-CANARY"
state = "declined"
date = "2025-02-03"
channel = "CANARY"
[reply.none-CANARY]
organisation = "asked-CANARY"
state = "no_reply"
date = "2025-02-03"
channel = "CANARY"
[reply.hidden-CANARY]
organisation = "company"
state = "sent"
date = "2025-02-03"
channel = "CANARY"
handling = "restricted"
[reply.of-CANARY]
organisation = "company"
state = "stated"
date = "2025"
channel = "CANARY"
source = "hidden-CANARY"
answers = [ { claims = ["sold"], answer = "accepts", at = "CANARY", says = "CANARY", quote = "CANARY" } ]
[search.hidden-CANARY]
date = "2026-01-01"
by = ["CANARY"]
documents = [ { name = "CANARY", read = "whole" } ]
terms = ["CANARY"]
languages = ["en"]
asked = { date = "2026-01-02", channel = "CANARY", answer = "CANARY" }
found = "CANARY"
handling = "restricted"
`

// numbered gives each CANARY in a text a number, so that a leak says where it is from.
func numbered(text string) string {
	n := 0
	return regexp.MustCompile(`canary|CANARY`).ReplaceAllStringFunc(text, func(string) string {
		n++
		return fmt.Sprintf("canary%d", n)
	})
}

// Nothing restricted stands in any public byte: not in a file, nor in a stream of the PDF, a part of the workbook, a
// name, a digest's input, a message. The public edition is the one that is made when the restricted things are deleted.
func TestCanaries(t *testing.T) {
	s := loaded(t)
	made := func(text string, edition report.Edition) string {
		var l diag.List
		opts := report.Options{Edition: edition, Out: "out/", As: report.Formats()}
		c := scored(t, s, fstest.MapFS{"dossier.toml": {Data: []byte(text)}}, "x", opts, &l)
		for _, d := range l.Sorted() {
			if d.Severity == diag.Error {
				t.Fatalf("%s: %s", d.At, d.Message)
			}
		}
		var faults diag.List
		result, err := s.Make(c, opts, &faults)
		if err != nil {
			t.Fatal(err)
		}
		sources, err := s.Books().ExportCSL(c.Claims, &faults)
		if err != nil {
			t.Fatal(err)
		}
		return allBytes(t, append(result.Files, report.File{Name: "sources.json", Data: sources}))
	}
	// The same id must be the same canary, so ids are told from texts: an id is what stands in a heading.
	text := canaries
	for _, id := range regexp.MustCompile(`[a-z]+-CANARY`).FindAllString(canaries, -1) {
		text = strings.ReplaceAll(text, id, strings.ReplaceAll(id, "CANARY", "goldfinch"))
	}
	text = numbered(text)
	public, internal := made(text, report.PublicEdition), made(text, report.InternalEdition)
	for _, leak := range regexp.MustCompile(`(?i)canary\d+|[a-z]*-?goldfinch`).FindAllString(public, -1) {
		line := text[max(0, strings.Index(text, leak)-60):min(len(text), max(0, strings.Index(text, leak))+20)]
		t.Errorf("a public byte shows %q, which stands at\n%s", leak, line)
	}
	if n := len(regexp.MustCompile(`(?i)canary\d+`).FindAllString(internal, -1)); n < 25 {
		t.Errorf("the internal edition shows %d canaries: this test tests little", n)
	}
	if deleted := made(withoutRestricted(text), report.PublicEdition); deleted != public {
		t.Errorf("the public edition isn't what is made when the restricted things are deleted by hand: %s",
			firstDifference([]byte(deleted), []byte(public)))
	}
}

// withoutRestricted deletes every table of the dossier above that has a canary in its heading, and every line that has
// one, which is all that is restricted.
func withoutRestricted(text string) string {
	var out []string
	gone := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "[") {
			gone = strings.Contains(line, "goldfinch")
		}
		if !gone && !regexp.MustCompile(`canary\d|goldfinch`).MatchString(line) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}

// allBytes is everything in the files of a result: streams of PDFs inflated, parts of workbooks unzipped.
func allBytes(t *testing.T, files []report.File) string {
	t.Helper()
	var all bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&all, "== %s\n", f.Name)
		switch {
		case strings.HasSuffix(f.Name, ".xlsx"), strings.HasSuffix(f.Name, ".docx"):
			r, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range r.File {
				fmt.Fprintf(&all, "-- %s\n", part.Name)
				rc, err := part.Open()
				if err != nil {
					t.Fatal(err)
				}
				if _, err := io.Copy(&all, rc); err != nil {
					t.Fatal(err)
				}
			}
		case strings.HasSuffix(f.Name, ".pdf"):
			all.Write(f.Data)
			for _, m := range regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`).FindAllSubmatch(f.Data, -1) {
				if r, err := zlib.NewReader(bytes.NewReader(m[1])); err == nil {
					_, _ = io.Copy(&all, r) // what is no stream of this kind ends early, and was written above as it is
				}
			}
		default:
			all.Write(f.Data)
		}
	}
	return all.String()
}
