package report_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
)

// Everything restricted in this dossier, and everything that only restricted items need, has "zebra" in it;
// everything that only leads need has "rumour"; the redacted words have "giraffe".
const guarded = `
[dossier]
format = 1
as_of = "2026-06-30"
[company]
name = "Example, Inc."
[meeting]
rules = "us-sec-14a-8"
year = 2027
source = "zebra-letter"
[prior-vote.2024]
date = "2024-05-01"
title = "Zebra vote"
support = "5%"
source = "zebra-letter"
[source.contract]
type = "procurement"
title = "A contract"
cluster = "zebra-letter"
[source.zebra-letter]
type = "testimony"
title = "A zebra letter"
handling = "restricted"
[source.zebra-echo]
type = "journalism"
title = "An article that rests on the letter: zebra"
rests_on = ["zebra-letter"]
[source.private-words]
type = "company-statement"
title = "A statement"
handling = "redactable"
[source.news]
type = "journalism"
title = "News"
[source.machine-rumour]
type = "aggregator"
title = "Machine text, a rumour"
[entity]
ministry = { name = "Ministry", type = "agency" }
host = { name = "Host", type = "product" }
zebra-unit = { name = "Zebra unit", type = "unit" }
rumour-unit = { name = "Rumour unit", type = "unit" }
[claim.sold]
text = "The ministry bought the host."
recital = "In 2024 the ministry bought the host."
kind = "relationship"
status = "recorded"
as_of = "2024"
links = ["host supplies ministry"]
evidence = [
  { source = "contract", at = "x", says = "bought" },
  { source = "news", at = "x", says = "bought, they say", origin = "zebra-letter" },
  { source = "zebra-letter", at = "x", says = "a zebra says so" },
  { source = "zebra-echo", at = "x", says = "zebra echoes" },
]
[claim.told]
text = "The company says something."
kind = "policy"
status = "recorded"
as_of = "2024"
about = ["company"]
evidence = [ { source = "private-words", at = "x", says = "says", quote = "a giraffe stands here" } ]
[claim.zebra-claim]
text = "A zebra was seen."
recital = "In 2024 a zebra was seen."
kind = "use"
status = "reported"
as_of = "2024"
about = ["zebra-unit"]
handling = "restricted"
evidence = [ { source = "contract", at = "x", says = "zebra" } ]
[claim.zebra-rests]
text = "A zebra alone says so."
kind = "use"
status = "reported"
as_of = "2024"
about = ["zebra-unit"]
evidence = [ { source = "zebra-letter", at = "x", says = "zebra" } ]
[claim.zebra-absent]
text = "No zebra policy was found."
kind = "absence"
status = "recorded"
as_of = "2024"
about = ["company"]
search = "zebra-log"
[claim.rumour-claim]
text = "A rumour goes round."
kind = "use"
status = "reported"
as_of = "2024"
about = ["rumour-unit"]
evidence = [ { source = "machine-rumour", at = "x", says = "rumour" } ]
[reply.zebra-reply]
organisation = "company"
state = "stated"
date = "2025"
channel = "zebra channel"
source = "private-words"
answers = [ { claims = ["zebra-claim"], answer = "disputes", says = "zebra" } ]
[reply.open]
organisation = "company"
state = "stated"
date = "2025"
channel = "letter"
source = "private-words"
answers = [
  { claims = ["sold"], answer = "accepts", says = "yes", quote = "the giraffe agreed" },
  { claims = ["sold", "zebra-claim"], answer = "disputes", says = "disputes the zebra" },
]
[search.zebra-log]
date = "2026-01-01"
by = ["one", "two"]
documents = [ { source = "zebra-letter", read = "excerpt" }, { source = "contract", read = "whole" } ]
terms = ["zebra"]
languages = ["en"]
asked = true
found = "zebra"
[search.zebra-handled]
date = "2026-01-01"
by = ["one"]
documents = [ { source = "contract", read = "whole" } ]
covers = ["award-databases", "tenders", "filings"]
terms = ["zebra"]
languages = ["en"]
asked = false
found = "zebra"
handling = "restricted"
`

const guardedAssessment = `
[assessment]
rubric = "customer-due-diligence"
coder = "one"
date = "2026-06-01"
[indicator.CR3]
pair = ["host", "ministry"]
level.1 = [ { claims = ["sold"], why = "one" }, { claims = ["sold"], why = "two", pair = ["host", "zebra-unit"] } ]
closed = { above = 2, search = "zebra-handled", why = "zebra" }
[indicator.CR1]
pair = ["host", "zebra-unit"]
level.2 = [ { claims = ["sold", "zebra-claim"], why = "zebra" } ]
[indicator.MP4]
pair = ["host", "ministry"]
level.2 = [ { claims = ["sold", "rumour-claim"], why = "a rumour" } ]
[indicator.DG2]
screening = { answer = "full", claims = ["zebra-rests"], why = "zebra" }
renewal = { answer = "searched_none", search = "zebra-handled", why = "zebra" }
trigger = { answer = "none", claims = ["rumour-claim"], why = "rumour" }
[severity.zebra-claim]
scale = 3
scope = 3
irremediability = 3
why = "zebra"
by = "one"
[involvement.sold]
link = ["zebra-claim"]
why = "zebra"
by = "one"
`

// outputs drafts the dossier in an edition and gives all that is made, the workbook's parts unzipped.
func outputs(t *testing.T, edition report.Edition) string {
	t.Helper()
	var l diag.List
	s := loaded(t)
	opts := report.Options{Edition: edition, Out: "out/"}
	fsys := fstest.MapFS{
		"dossier.toml": {Data: []byte(guarded)},
		"assessments/customer-due-diligence.toml": {Data: []byte(guardedAssessment)},
	}
	c := scored(t, s, fsys, "x", opts, &l)
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error {
			t.Fatalf("%s: %s", d.At, d.Message)
		}
	}
	var faults diag.List
	opts.As = report.Formats()
	made, err := s.Make(c, opts, &faults)
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, d := range faults.Sorted() {
		all.WriteString(d.Message + d.Hint + "\n")
	}
	for _, f := range made.Files {
		if f.Name != "evidence.xlsx" {
			all.Write(f.Data)
			continue
		}
		r, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range r.File {
			rc, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(&all, rc); err != nil {
				t.Fatal(err)
			}
		}
	}
	return strings.ToLower(all.String())
}

// No public output shows a restricted item, a lead, or redacted words.
func TestPublicEditionShowsNothingGuarded(t *testing.T) {
	public, internal := outputs(t, report.PublicEdition), outputs(t, report.InternalEdition)
	for _, word := range []string{"zebra", "rumour", "giraffe"} {
		if i := strings.Index(public, word); i >= 0 {
			t.Errorf("a public output shows %q: …%s…", word, public[max(0, i-120):min(len(public), i+60)])
		}
		if word != "giraffe" && !strings.Contains(internal, word) {
			t.Errorf("the internal edition has lost %q: this test tests nothing", word)
		}
	}
	if !strings.Contains(public, "the ministry bought the host") {
		t.Error("the public edition has lost what is public")
	}
}
