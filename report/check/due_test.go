package check

import (
	"fmt"
	"slices"
	"testing"

	"whereas/report/civil"
	"whereas/report/diag"
)

// What will have grown old by the filing, and what by the meeting, each with the day on which it was looked at; what is
// over doesn't grow old, and a source that nobody cites is nobody's work.
func TestDue(t *testing.T) {
	set := graded(t, `
[dossier]
format = 1
as_of = "2026-11-29"
[company]
name = "Acme"
[meeting]
rules = "us-sec-14a-8"
year = 2027
date = "2027-05-20"
[source.fresh]
type = "journalism"
title = "Fresh"
publisher = "A"
url = "https://a.example/1"
accessed = "2027-04-01"
[source.old]
type = "journalism"
title = "Old"
publisher = "B"
url = "https://b.example/1"
accessed = "2026-09-01"
[source.paper]
type = "journalism"
title = "Paper"
publisher = "C"
[source.uncited]
type = "journalism"
title = "Uncited"
publisher = "D"
url = "https://d.example/1"
`+dueClaim("fresh", `checked = "2027-04-01"`, "fresh")+dueClaim("by-meeting", `checked = "2026-12-20"`, "old")+
		dueClaim(
			"by-filing",
			`checked = "2026-10-01"`,
			"paper",
		)+dueClaim("last-day", `checked = "2026-12-16"`, "paper")+
		dueClaim("over", `until = "2025"`, "paper")+dueClaim("never", "", "paper"))
	for _, c := range []struct {
		name, filing    string
		meeting         civil.Date
		want            []string
		claims, sources int
	}{
		{name: "both", filing: "2026-12-15", meeting: set.Dossier.Meeting.Date.Date, claims: 4, sources: 1, want: []string{
			`claim "by-filing" will be out of date at the filing on 2026-12-15: last looked at on 2026-10-01`,
			`claim "by-meeting" will be out of date at the meeting on 2027-05-20: last looked at on 2026-12-20`,
			`claim "last-day" will be out of date at the meeting on 2027-05-20: last looked at on 2026-12-16`,
			`claim "never" will be out of date at the filing on 2026-12-15: nobody looked at it yet`,
			`source "old" will be out of date at the filing on 2026-12-15: last looked at on 2026-09-01`}},
		{name: "sixty days are within", filing: "2027-02-14", claims: 2, sources: 1, want: []string{
			`claim "by-filing" will be out of date at the filing on 2027-02-14: last looked at on 2026-10-01`,
			`claim "never" will be out of date at the filing on 2027-02-14: nobody looked at it yet`,
			`source "old" will be out of date at the filing on 2027-02-14: last looked at on 2026-09-01`,
			`when the meeting is isn't known, so only the filing is reckoned with`}},
	} {
		filing, err := civil.Parse(c.filing)
		if err != nil {
			t.Fatal(err)
		}
		set.Dossier.Meeting.Date.Date = c.meeting
		var l diag.List
		claims, sources := Due(set, filing, &l)
		var got []string
		for _, f := range l.Sorted() {
			if f.Severity != diag.Notice || f.Code != diag.Due || f.At.Line == 0 {
				t.Errorf("%s: %v", c.name, f)
			}
			got = append(got, f.Message)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) || claims != c.claims || sources != c.sources {
			t.Errorf("%s: %d, %d\n%q\nwant %q", c.name, claims, sources, got, c.want)
		}
	}
}

func dueClaim(id, more, source string) string {
	return fmt.Sprintf(
		"[claim.%s]\ntext = \"A sentence about Acme, named %s.\"\nkind = \"use\"\nstatus = \"reported\"\n"+
			"since = \"2020\"\nabout = [\"company\"]\n%s\nevidence = [ { source = %q, at = \"p. 1\", says = \"it\" } ]\n",
		id,
		id,
		more,
		source,
	)
}
