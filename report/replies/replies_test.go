package replies

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/vocab"
	"whereas/rubrics"
)

// head is what all dossiers of these tests have: Acme sells Watch to a ministry, which a unit of it uses.
const head = `
[dossier]
format = 1
as_of = "2026-06-30"
[company]
name = "Acme"
[source.paper]
type = "research"
title = "A paper"
[entity]
watch = { name = "Watch", type = "product" }
cloud = { name = "Acme Cloud", type = "affiliate" }
ministry = { name = "Ministry", type = "agency" }
border = { name = "Border Unit", type = "unit" }
borealis = { name = "Borealis", type = "vendor" }
people = { name = "Residents", type = "group" }
[claim.frame]
text = "The unit belongs to the ministry, and Acme makes Watch."
kind = "history"
status = "recorded"
as_of = "2026"
links = ["border part-of ministry", "company develops watch"]
evidence = [ { source = "paper", at = "p. 1", says = "x" } ]
`

func claim(id, kind, status, where string) string {
	return `
[claim.` + id + `]
text = "x"
kind = "` + kind + `"
status = "` + status + `"
as_of = "2026"
` + where + `
evidence = [ { source = "paper", at = "p. 1", says = "x" } ]
`
}

func load(t *testing.T, text string) (*Desk, *grade.Set) {
	t.Helper()
	var l diag.List
	read := func(name string) (string, []byte) {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return name, b
	}
	name, b := read("vocabulary.toml")
	words := vocab.Parse(name, b, &l)
	name, b = read("authority.toml")
	a := authority.Parse(name, b, words, &l)
	name, b = read("replies.toml")
	rules := ParseRules(name, b, words, &l)
	d, err := dossier.Load(fstest.MapFS{"d.toml": {Data: []byte(head + text)}}, "d", words, dossier.Options{}, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, dg := range l.Sorted() {
		if dg.Severity == diag.Error {
			t.Fatal(dg.At, dg.Message)
		}
	}
	return rules.Of(d), grade.Of(d, a)
}

func TestOfWhomAClaimIsAdverse(t *testing.T) {
	for _, c := range []struct {
		says, kind, status, where, want string
	}{
		{"a product's use is told of who uses it and who makes it", "use", "reported", `links = ["border uses watch"]`,
			"border company"},
		{"an affiliate is the company", "use", "reported", `links = ["cloud hosts border"]`, "company"},
		{"people aren't asked", "customer-record", "found", `about = ["ministry", "people"]`, "ministry"},
		{"a buyer isn't blamed for buying", "relationship", "recorded",
			`links = ["ministry contracts borealis", "borealis supplies ministry"]`, "borealis"},
		{"what a product can do", "capability", "reported", `about = ["watch"]`, ""},
		{"a capability that is alleged", "capability", "alleged", `about = ["borealis"]`, "borealis"},
		{"the company's own word, whatever its status", "policy", "alleged", `about = ["company"]`, ""},
		{"who protests", "history", "alleged", `links = ["borealis protests ministry"]`, "ministry"},
		{"what belongs to what", "act", "recorded", `links = ["border part-of ministry"]`, ""},
	} {
		desk, set := load(t, claim("told", c.kind, c.status, c.where))
		if got := strings.Join(desk.Adverse(set.Claim("told").Claim), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

func TestWhoHadAChanceToAnswer(t *testing.T) {
	told := claim("first", "use", "reported", `links = ["border uses watch"]`) +
		claim("second", "use", "reported", `links = ["border operates watch"]`)
	reply := func(of, state, more string) string {
		return "\n[reply.r]\norganisation = \"" + of + "\"\nstate = \"" + state +
			"\"\ndate = \"2026-03-01\"\nchannel = \"letter\"\n" + more
	}
	for _, c := range []struct {
		says, with, unheard, reason string
		waiting                     bool
	}{
		{says: "nobody was asked", unheard: "first second"},
		{says: "an answer to us stands for all",
			with: reply("border", "replied", "source = \"paper\"\ndeadline = \"2026-03-15\"")},
		{says: "and so does that they didn't want to answer us", with: reply("border", "declined", `deadline = "2026-03-15"`)},
		{says: "an answer to somebody else stands for what it answers",
			with: reply("border", "replied", `source = "paper"
answers = [ { claims = ["second"], answer = "disputes", at = "p. 1", says = "No." } ]`),
			unheard: "first"},
		{says: "no comment to a newspaper is no chance to answer what it didn't ask",
			with: reply("border", "declined", ""), unheard: "first second"},
		{says: "the same of what it asked",
			with:    reply("border", "declined", `answers = [ { claims = ["first"], answer = "not_addressed" } ]`),
			unheard: "second"},
		{says: "a statement that answers nothing, on a day that we named",
			with: reply("border", "stated", "source = \"paper\"\ndeadline = \"2026-03-15\""), unheard: "first second"},
		{says: "the ministry speaks for its unit", with: reply("ministry", "no_reply", "")},
		{says: "a statement stands for the claims that it was looked through for",
			with: reply("border", "stated", `source = "paper"
answers = [ { claims = ["first"], answer = "not_addressed" } ]`),
			unheard: "second"},
		{says: "not sent is no record", with: "\n[reply.r]\norganisation = \"border\"\nstate = \"not_sent\"\n",
			unheard: "first second"},
		{says: "the time to answer hasn't passed", with: reply("border", "sent", `deadline = "2026-06-30"`),
			unheard: "first second", waiting: true},
		{says: "it has passed", with: reply("border", "sent", `deadline = "2026-06-29"`)},
		{says: "a reason of its own comes before the dossier's",
			with: "\n[no-reply-asked]\nall = \"illustration\"\nborder = \"defunct\"\n", unheard: "first second", reason: "defunct"},
		{says: "the reason of who speaks for it", with: "\n[no-reply-asked]\nministry = \"security\"\n",
			unheard: "first second", reason: "security"},
	} {
		desk, set := load(t, told+c.with)
		parties := desk.Parties(set.Claims, civil.Date{Year: 2026, Month: 6, Day: 30})
		i := slices.IndexFunc(parties, func(p *Party) bool { return p.Entity.ID.S == "border" })
		if i < 0 {
			t.Fatalf("%s: nothing is told of the unit", c.says)
		}
		p := parties[i]
		var ids []string
		for _, g := range p.Unheard {
			ids = append(ids, g.ID.S)
		}
		if got := strings.Join(ids, " "); got != c.unheard || p.Reason.Reason.S != c.reason ||
			(p.Waiting != nil) != c.waiting {
			t.Errorf("%s: unheard %q for %q, waiting %v", c.says, got, p.Reason.Reason.S, p.Waiting != nil)
		}
		var l diag.List
		Tell([]*Party{p}, &l)
		if refused := l.Count(diag.Error) == 1; refused != (c.unheard != "" && c.reason == "") {
			t.Errorf("%s: refused %v", c.says, refused)
		}
	}
}
