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
	"whereas/report/source"
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
mill = { name = "Mill", type = "subsidiary" }
lab = { name = "Lab", type = "affiliate" }
cases = { name = "Case System", type = "system" }
[claim.frame]
text = "The unit belongs to the ministry, Acme makes Watch, Borealis owns Lab and supplies Watch, the ministry runs Cases."
kind = "history"
status = "recorded"
as_of = "2026"
links = ["border part-of ministry", "company develops watch", "borealis owns lab", "borealis supplies watch",
  "ministry owns cases", "ministry funds borealis", "people develops watch"]
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
		{"so is a subsidiary", "use", "reported", `links = ["mill hosts border"]`, "company"},
		{"an affiliate of another is its own", "use", "reported", `links = ["lab hosts border"]`, "lab"},
		{"what isn't a product has no maker", "use", "reported", `links = ["border uses cases"]`, "border"},
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
		{says: "a question without a last day for the answer", with: reply("border", "sent", ""),
			unheard: "first second", waiting: true},
		{says: "a question that is out, and an answer to it", with: reply("border", "sent", `deadline = "2026-06-30"`) +
			strings.Replace(reply("border", "no_reply", ""), "reply.r", "reply.s", 1)},
		{says: "an answer to us, and a statement beside it",
			with: reply("border", "declined", `deadline = "2026-03-15"`) +
				strings.Replace(reply("border", "stated", `source = "paper"`), "reply.r", "reply.s", 1)},
		{says: "an answer to the first of two",
			with: reply("border", "replied", `source = "paper"
answers = [ { claims = ["first"], answer = "disputes", at = "p. 1", says = "No." },
  { claims = ["frame"], answer = "disputes", at = "p. 1", says = "No." } ]`),
			unheard: "second"},
		{says: "the company doesn't speak for its customer", with: reply("company", "no_reply", ""), unheard: "first second"},
		{says: "nor does its affiliate", with: reply("cloud", "no_reply", ""), unheard: "first second"},
		{says: "nor who is paid by the same ministry", with: reply("borealis", "no_reply", ""), unheard: "first second"},
		{says: "a reason of its own comes before the dossier's",
			with: "\n[no-reply-asked]\nall = \"illustration\"\nborder = \"defunct\"\n", unheard: "first second", reason: "defunct"},
		{says: "a reason, and an answer beside it that stands for one", with: reply("border", "declined",
			`answers = [ { claims = ["first"], answer = "not_addressed" } ]`) + "\n[no-reply-asked]\nborder = \"defunct\"\n",
			unheard: "second", reason: "defunct"},
		{says: "a reason that nothing needs", with: reply("border", "no_reply", "") + "\n[no-reply-asked]\nborder = \"defunct\"\n",
			reason: "defunct"},
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
		if len(p.Claims) != 2 || p.Claims[0].ID.S != "first" || p.Claims[1].ID.S != "second" {
			t.Errorf("%s: it is told %d claims", c.says, len(p.Claims))
		}
		if got, want := p.Excused(), c.unheard != "" && c.reason != ""; got != want {
			t.Errorf("%s: excused %v", c.says, got)
		}
		var l diag.List
		Tell([]*Party{p}, &l)
		if refused := l.Count(diag.Error) == 1; refused != (c.unheard != "" && c.reason == "") {
			t.Errorf("%s: refused %v", c.says, refused)
		}
	}
}

// The company's affiliates and subsidiaries answer for it, and nobody else's.
func TestWhoAnswersForTheCompany(t *testing.T) {
	for by, heard := range map[string]bool{"company": true, "cloud": true, "mill": true, "lab": false, "borealis": false, "border": false} {
		desk, set := load(t, claim("told", "act", "reported", `links = ["company hosts border"]`)+
			"\n[reply.r]\norganisation = \""+by+"\"\nstate = \"no_reply\"\ndate = \"2026-03-01\"\nchannel = \"letter\"\n")
		parties := desk.Parties([]*grade.Claim{set.Claim("told")}, civil.Date{Year: 2026})
		if len(parties) != 1 || parties[0].Entity.ID.S != dossier.CompanyID || (len(parties[0].Unheard) == 0) != heard {
			t.Errorf("an answer of %s: %d parties, heard %v", by, len(parties), heard)
		}
	}
}

// A question whose last day isn't known to have passed still waits; of a text without a day none waits that has one.
func TestWaitingForAnAnswer(t *testing.T) {
	last := dossier.Reply{State: vocab.Sent}
	last.Deadline.Date = civil.Date{Year: 2026, Month: 6, Day: 30}
	for day, waits := range map[civil.Date]bool{
		{}: false, {Year: 2026, Month: 6, Day: 29}: true, {Year: 2026, Month: 6, Day: 30}: true,
		{Year: 2026, Month: 7, Day: 1}: false, {Year: 2026, Month: 6}: true, {Year: 2027}: false,
	} {
		if got, waiting := heard([]*dossier.Reply{&last}, "x", day); got == waits || (waiting != nil) != waits {
			t.Errorf("on %v: heard %v, waiting %v", day, got, waiting != nil)
		}
	}
}

// What no entity of the dossier is isn't of any type; a rule that is narrowed to one type is.
func TestTypes(t *testing.T) {
	desk, set := load(t, claim("told", "act", "reported", `links = ["borealis supplies ministry"]`))
	if desk.isOf("nobody", []string{"vendor"}) || !desk.isOf("borealis", []string{"vendor"}) {
		t.Error("types are taken for others")
	}
	desk.kinds[vocab.Act] = Rule{To: Acting, Types: []string{"agency"}}
	if got := desk.Adverse(set.Claim("told").Claim); len(got) != 0 {
		t.Errorf("a rule for agencies is one for %v", got)
	}
}

// What is refused is said with its claims, what lies there of replies, and what to do.
func TestWhatIsSaidOfWhoWasntHeard(t *testing.T) {
	party := func(unheard int, waiting *dossier.Reply, records ...*dossier.Reply) *Party {
		p := &Party{Entity: &dossier.Entity{ID: source.Text{S: "border"}, Name: "Border Unit"}, Waiting: waiting, Records: records}
		for i := range unheard {
			c := &dossier.Claim{}
			c.ID.S = string(rune('a' + i))
			p.Unheard = append(p.Unheard, &grade.Claim{Claim: c})
		}
		return p
	}
	reply := func(id string, state vocab.ReplyState, deadline civil.Date) *dossier.Reply {
		r := &dossier.Reply{ID: source.Text{S: id}, State: state}
		r.Deadline.Date = deadline
		return r
	}
	june := civil.Date{Year: 2026, Month: 6, Day: 30}
	for _, c := range []struct {
		party *Party
		says  string
		notes []string
	}{
		{party(0, nil), "", nil},
		{party(1, nil), `Border Unit had no chance to answer claim "a"`, nil},
		{party(2, nil), `Border Unit had no chance to answer 2 claims "a", "b"`, []string{"another of them stands here"}},
		{party(5, nil), `Border Unit had no chance to answer 5 claims "a", "b", "c", "d", "e"`,
			[]string{"another of them stands here", "another of them stands here"}},
		{party(6, nil), `Border Unit had no chance to answer 6 claims "a", "b", "c", "d", "e" and 1 more`,
			[]string{"another of them stands here", "another of them stands here"}},
		{party(7, nil), `Border Unit had no chance to answer 7 claims "a", "b", "c", "d", "e" and 2 more`,
			[]string{"another of them stands here", "another of them stands here"}},
		{party(1, nil, reply("said", vocab.Replied, civil.Date{}), reply("silent", vocab.Declined, civil.Date{}),
			reply("paper", vocab.Stated, civil.Date{}), reply("asked", vocab.Replied, june), reply("not", vocab.NotSent, civil.Date{})),
			`Border Unit had no chance to answer claim "a"`,
			[]string{`reply "said" has no deadline: it stands for the claims in its answers alone`,
				`reply "silent" has no deadline: it stands for the claims in its answers alone`}},
		{party(1, reply("out", vocab.Sent, civil.Date{})), `Border Unit was asked, and reply "out" doesn't say by when: claim "a"`, nil},
		{party(2, reply("out", vocab.Sent, june)),
			`Border Unit has until 2026-06-30 to answer, so nothing adverse goes out yet: 2 claims "a", "b"`, nil},
	} {
		var l diag.List
		Tell([]*Party{c.party}, &l)
		said := ""
		var notes []string
		for _, d := range l.Sorted() {
			said += d.Message
			for _, n := range d.Notes {
				notes = append(notes, n.Text)
			}
			if d.Hint == "" || d.Code != diag.NoReply || d.Severity != diag.Error {
				t.Errorf("%s: %v, hint %q", c.says, d.Code, d.Hint)
			}
		}
		if said != c.says || !slices.Equal(notes, c.notes) {
			t.Errorf("%q with %q, want %q with %q", said, notes, c.says, c.notes)
		}
	}
}
