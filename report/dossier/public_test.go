package dossier

import (
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// listed are the ids of the sources, entities, claims, replies, searches and votes of a dossier.
func listed(d *Dossier) string {
	var out []string
	for _, s := range d.Sources {
		out = append(out, s.ID.S)
	}
	for _, e := range d.Entities {
		out = append(out, e.ID.S)
	}
	for _, c := range d.Claims {
		out = append(out, c.ID.S)
	}
	for _, r := range d.Replies {
		out = append(out, r.ID.S)
	}
	for _, s := range d.Searches {
		out = append(out, s.ID.S)
	}
	for _, v := range d.Votes {
		out = append(out, v.ID.S)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// claimOf is a claim about the company, with evidence as it is written.
func claimOf(id, keys, evidence string) string {
	return "[claim." + id + "]\ntext = \"t\"\nkind = \"use\"\nstatus = \"reported\"\nas_of = \"2024\"\n" +
		strings.ReplaceAll(keys, "; ", "\n") +
		"\nevidence = [" + evidence + "]\n"
}

func piece(source, more string) string {
	return "{ source = \"" + source + "\", at = \"1\", says = \"x\"" + more + " },"
}

// correctionOf is a notice on one claim.
func correctionOf(id, claim, more string) string {
	return "[correction." + id + "]\ndate = \"2024-01-01\"\nclaims = [\"" + claim + "\"]\nwas = \"a\"\nnow = \"b\"\nwhy = \"c\"\n" + more
}

func texts(ids []string) []source.Text {
	var out []source.Text
	for _, id := range ids {
		out = append(out, source.Text{S: id})
	}
	return out
}

const about = `about = ["company"]`

// What the public edition keeps of a dossier. Each row is one rule.
func TestPublicEdition(t *testing.T) {
	const hidden = `title = "H"; handling = "restricted"`
	const disputed = "answers = [ { claims = [\"c\"], answer = \"disputes\" } ]\n"
	for _, v := range []struct{ name, toml, want string }{
		{"a claim and its source", table("s", `title = "S"`) + claimOf("c", about, piece("s", "")), "c s"},
		{"redactable things stay", table("s", `title = "S"; handling = "redactable"`) +
			claimOf("c", about+`; handling = "redactable"`, piece("s", `, handling = "redactable"`)), "c s"},
		{"a restricted claim goes, and its source", table("s", `title = "S"`) +
			claimOf("c", about+`; handling = "restricted"`, piece("s", "")), ""},
		{"a restricted source goes, and its claim", table("s", hidden) + claimOf("c", about, piece("s", "")), ""},
		{"restricted evidence goes, and its claim", table("s", `title = "S"`) +
			claimOf("c", about, piece("s", `, handling = "restricted"`)), ""},
		{"other evidence carries the claim", table("s", `title = "S"`) + table("h", hidden) +
			claimOf("c", about, piece("h", "")+piece("s", "")), "c s"},
		{"what only contradicts doesn't", table("s", `title = "S"`) + table("h", hidden) +
			claimOf("c", about, piece("h", "")+piece("s", `, stance = "contradicts"`)), ""},
		{"a claim that nothing supported stays as it was", table("s", `title = "S"`) +
			claimOf("c", about, piece("s", `, stance = "qualifies"`)), "c s"},
		{"an absence rests on its log, not on its evidence", table("h", hidden) +
			strings.Replace(claimOf("c", about, piece("h", "")), `"use"`, `"absence"`, 1), "c"},
		{"a source that rests on a restricted one", table("h", hidden) + table("s", `title = "S"; rests_on = ["h"]`) +
			claimOf("c", about, piece("s", "")), ""},
		{"two steps back", table("s", `title = "S"; rests_on = ["m"]`) + table("m", `title = "M"; rests_on = ["h"]`) +
			table("h", hidden) + claimOf("c", about, piece("s", "")), ""},
		{"a part of a restricted one", table("h", hidden) + table("s", `title = "S"; part_of = "h"`) +
			claimOf("c", about, piece("s", "")), ""},
		{"a part of a part of a restricted one", table("s", `title = "S"; part_of = "m"`) +
			table("m", `title = "M"; part_of = "h"`) + table("h", hidden) + claimOf("c", about, piece("s", "")), ""},
		{"what a source rests on", table("m", `title = "M"`) + table("s", `title = "S"; rests_on = ["m"]`) +
			claimOf("c", about, piece("s", "")), "c m s"},
		{"what a source is a part of", table("m", `title = "M"`) + table("s", `title = "S"; part_of = "m"`) +
			claimOf("c", about, piece("s", "")), "c m s"},
		{"a source that nobody cites, and what it rests on", table("m", `title = "M"`) +
			table("s", `title = "S"; rests_on = ["m"]`), ""},
		{"a vote without a source", "[prior-vote.v]\ndate = \"2024\"\ntitle = \"V\"\nsupport = \"5%\"\n", "v"},
		{"a vote and its source", table("s", `title = "S"`) +
			"[prior-vote.v]\ndate = \"2024\"\ntitle = \"V\"\nsupport = \"5%\"\nsource = \"s\"\n", "s v"},
		{"a vote from a restricted source", table("h", hidden) +
			"[prior-vote.v]\ndate = \"2024\"\ntitle = \"V\"\nsupport = \"5%\"\nsource = \"h\"\n", ""},
		{"the meeting's source", table("s", `title = "S"`) + "[meeting]\nrules = \"x\"\nyear = 2027\nsource = \"s\"\n",
			"s"},
		{"the meeting's restricted source", table("h", hidden) +
			"[meeting]\nrules = \"x\"\nyear = 2027\nsource = \"h\"\n", ""},
		{"an entity of a claim", "[entity]\nx = { name = \"X\", type = \"agency\" }\ny = { name = \"Y\", type = " +
			"\"agency\" }\n" + table("s", `title = "S"`) +
			claimOf("c", `about = ["x"]`, piece("s", "")), "c s x"},
		{"a log", "[search.l]\ndate = \"2024\"\nby = [\"a\"]\ndocuments = [ { name = \"d\", read = \"whole\" } ]\n",
			"l"},
		{"a restricted log", "[search.l]\nhandling = \"restricted\"\ndate = \"2024\"\nby = [\"a\"]\ndocuments = [ { " +
			"name = \"d\", read = \"whole\" } ]\n", ""},
		{"a log and its source", table("s", `title = "S"`) +
			"[search.l]\ndate = \"2024\"\nby = [\"a\"]\ndocuments = [ { source = \"s\", read = \"whole\" } ]\n", "l s"},
		{"a log that loses a document", table("s", `title = "S"`) + table("h", hidden) +
			"[search.l]\ndate = \"2024\"\nby = [\"a\"]\ndocuments = [ { source = \"s\", read = \"whole\" }, { source " +
			"= \"h\", read = \"whole\" } ]\n", ""},
		{"a reply, its organisation and its source", "[entity]\nx = { name = \"X\", type = \"agency\" }\n" +
			table("s", `title = "S"`) + table("r", `title = "R"`) +
			claimOf("c", about, piece("s", "")) +
			"[reply.a]\norganisation = \"x\"\nstate = \"replied\"\nsource = \"r\"\nanswers = [ { claims = " +
			"[\"c\"], answer = \"disputes\" } ]\n", "a c r s x"},
		{"a reply from a restricted source", table("h", hidden) + table("s", `title = "S"`) +
			claimOf("c", about, piece("s", "")) +
			"[reply.a]\norganisation = \"x\"\nstate = \"replied\"\nsource = \"h\"\nanswers = [ { claims = [\"c\"], " +
			"answer = \"disputes\" } ]\n", "c s"},
		{"a reply to a restricted claim", table("s", `title = "S"`) +
			claimOf("c", about+`; handling = "restricted"`, piece("s", "")) +
			"[reply.a]\norganisation = \"x\"\nstate = \"replied\"\nanswers = [ { claims = [\"c\"], answer = " +
			"\"disputes\" } ]\n", ""},
		{"a claim that speaks of something restricted",
			"[entity]\nx = { name = \"X\", type = \"agency\", handling = \"restricted\" }\n" +
				table("s", `title = "S"`) +
				claimOf("c", `about = ["x"]`, piece("s", "")), ""},
		{"a restricted reply", table("s", `title = "S"`) + claimOf("c", about, piece("s", "")) +
			"[reply.a]\nhandling = \"restricted\"\norganisation = \"company\"\nstate = \"replied\"\n" + disputed,
			"c s"},
		{"a reply of somebody restricted",
			"[entity]\nx = { name = \"X\", type = \"agency\", handling = \"restricted\" }\n" +
				table("s", `title = "S"`) +
				claimOf("c", about, piece("s", "")) + "[reply.a]\norganisation = \"x\"\nstate = \"replied\"\n" +
				disputed, "c s"},
		{"that the company was asked", "[reply.a]\norganisation = \"company\"\nstate = \"sent\"\n", "a"},
		{"that somebody was asked of whom a claim speaks",
			"[entity]\nx = { name = \"X\", type = \"agency\" }\n" + table("s", `title = "S"`) +
				claimOf("c", `about = ["x"]`, piece("s", "")) + "[reply.a]\norganisation = \"x\"\nstate = \"sent\"\n",
			"a c s x"},
		{"a reply of an organisation that nothing public names", "[reply.a]\norganisation = \"x\"\nstate = \"sent\"\n",
			""},
	} {
		d, _ := loaded(t, v.toml, "")
		before := listed(d)
		p := d.Public()
		for _, e := range d.Entities {
			if shown := slices.Contains(p.Entities, e); shown != (p.Entity(e.ID.S) != nil) {
				t.Errorf("%s: entity %s is shown (%v) and found otherwise", v.name, e.ID.S, shown)
			}
		}
		if got := listed(p); got != v.want {
			t.Errorf("%s: the public edition has %q, want %q", v.name, got, v.want)
		}
		if listed(d) != before {
			t.Errorf("%s: the dossier itself was changed", v.name)
		}
	}
}

// The meeting of the public edition doesn't name a source that isn't shown.
func TestPublicMeeting(t *testing.T) {
	const meeting = "[meeting]\nrules = \"x\"\nyear = 2027\nsource = \"s\"\n"
	d, _ := loaded(t, meeting+table("s", `title = "S"; handling = "restricted"`), "")
	if got := d.Public().Meeting.Source.S; got != "" {
		t.Errorf("the meeting names %q", got)
	}
	d, _ = loaded(t, meeting+table("s", `title = "S"`), "")
	if got := d.Public().Meeting.Source.S; got != "s" {
		t.Errorf("the meeting names %q, want its source", got)
	}
}

// An answer to a restricted claim goes, and takes with it what it says of others; the other answers stay.
func TestPublicReplies(t *testing.T) {
	d, _ := loaded(t, table("s", `title = "S"`)+claimOf("shown", about, piece("s", ""))+claimOf("kept",
		about+`; handling = "restricted"`, piece("s", ""))+
		"[reply.a]\norganisation = \"x\"\nstate = \"replied\"\nanswers = [ { claims = [\"kept\", \"shown\"], answer = "+
		"\"disputes\", at = \"1\" }, "+
		"{ claims = [\"shown\"], answer = \"accepts\", at = \"2\" } ]\n", "")
	r := d.Public().Replies
	if len(r) != 1 || len(r[0].Answers) != 1 || r[0].Answers[0].Locator != "2" || len(d.Replies[0].Answers) != 2 {
		t.Errorf("%+v", r)
	}
}

// A cluster or an origin that was named for a restricted source goes by the first member that is shown.
func TestPublicLabels(t *testing.T) {
	const hidden = `title = "H"; handling = "restricted"`
	d, _ := loaded(t, table("x", `title = "X"`)+table("h", hidden)+table("gone", hidden+`; cluster = "h"`)+table("b",
		`title = "B"; cluster = "h"`)+table("a", `title = "A"; cluster = "h"`)+
		table("o", `title = "O"; cluster = "wire"`)+
		claimOf("c", about, piece("a", "")+piece("b", "")+piece("o", "")+piece("x", `, origin = "h"`)+piece("o",
			`, origin = "said"`)+piece("b", `, origin = "x"`)), "")
	p := d.Public()
	for id, want := range map[string]string{"a": "b", "b": "b", "o": "wire", "x": ""} {
		if got := p.Source(id).Cluster; got != want {
			t.Errorf("source %s is of cluster %q, want %q", id, got, want)
		}
	}
	var origins []string
	for _, e := range p.Claim("c").Evidence {
		origins = append(origins, e.Origin)
	}
	if want := []string{"", "", "", "b", "said", "x"}; !slices.Equal(origins, want) {
		t.Errorf("origins %q, want %q", origins, want)
	}
	if d.Source("a").Cluster != "h" || d.Claim("c").Evidence[3].Origin != "h" {
		t.Error("the dossier itself was changed")
	}
	// A label that is the id of a hidden source leads on to that source's cluster, or to its publisher's other papers.
	named, _ := loaded(t, table("h", hidden+`; cluster = "wire"`)+table("k", hidden+`; cluster = "shown"`)+
		table("l", hidden+`; cluster = "m"`)+table("m", hidden+`; publisher = "P"`)+table("o",
		hidden+`; cluster = "o"`)+
		table("s", hidden+`; cluster = "press"`)+table("t", `title = "T"; cluster = "press"`)+table("u", hidden+`; cluster = "word"`)+
		table("v", `title = "V"; cluster = "u"`)+
		table("n", hidden)+table("q", `title = "Q"`)+table("r", hidden+`; cluster = "q"`)+table("shown",
		`title = "S"; publisher = "The P"`), "")
	shown := func(id string) bool { return slices.Contains([]string{"shown", "q", "t", "v"}, id) }
	for label, want := range map[string]string{"h": "", "s": "press", "u": "v", "k": "shown", "l": "shown", "m": "shown", "n": "", "o": "",
		"r":    "q",
		"none": ""} {
		if got := named.neutral(label, shown); got != want {
			t.Errorf("what was named for %s goes by %q, want %q", label, got, want)
		}
	}
	if got := (&Dossier{}).neutral("h", func(string) bool { return true }); got != "" {
		t.Errorf("nobody is of the cluster, and it goes by %q", got)
	}
}

// An origin that was named for a restricted source goes by that source's own voice, where it can be told.
func TestPublicVoice(t *testing.T) {
	const hidden = `title = "H"; handling = "restricted"`
	for _, v := range []struct{ name, hidden, other, want string }{
		{"its cluster", `; cluster = "wire"`, `; cluster = "wire"`, "wire"},
		{"its cluster, which nothing else has", `; cluster = "wire"`, "", "a"},
		{"its cluster, unknown", `; cluster = "unknown"`, "", "unknown"},
		{"another paper of its publisher", `; publisher = "The Press"`, `; publisher = "press"`, "o"},
		{"no other paper of its publisher", `; publisher = "The Press"`, `; publisher = "else"`, "a"},
		{"not of a publisher of which it is independent", `; publisher = "P"; independent = "x"`, `; publisher = "P"`,
			"a"},
		{"not of a paper that says its cluster", `; publisher = "P"`, `; publisher = "P"; cluster = "x"`, "a"},
		{"not of a paper that is independent", `; publisher = "P"`, `; publisher = "P"; independent = "x"`, "a"},
		{"a circle of clusters", `; cluster = "h"`, "", "a"},
		{"no publisher", "", "", "a"},
	} {
		d, _ := loaded(t, table("h", hidden+v.hidden)+table("a", `title = "A"`)+table("o", `title = "O"`+v.other)+
			claimOf("c", about, piece("a", `, origin = "h"`)+piece("o", "")), "")
		if got := d.Public().Claim("c").Evidence[0].Origin; got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	d, _ := loaded(
		t, table("h", hidden+`; cluster = "i"`)+table("i", hidden+`; cluster = "h"`)+table("a", `title = "A"`)+
			claimOf("c", about, piece("a", `, origin = "h"`)), "")
	if got := d.Public().Claim("c").Evidence[0].Origin; got != "a" {
		t.Errorf("two restricted sources that name each other: %q", got)
	}
}

// What a person judged falls where it cites what isn't shown; a pair that no public claim speaks of isn't named.
func TestPublicAssessment(t *testing.T) {
	d, _ := loaded(t, "[entity]\np = { name = \"P\", type = \"product\" }\nq = { name = \"Q\", type = \"agency\" }\nz "+
		"= { name = \"Z\", type = \"agency\" }\n"+
		table("s", `title = "S"`)+claimOf("shown", `about = ["p", "q"]`, piece("s", ""))+claimOf("kept",
		`about = ["p", "z"]; handling = "restricted"`, piece("s", ""))+
		"[search.l]\ndate = \"2024\"\nby = [\"a\"]\ndocuments = [ { name = \"d\", read = \"whole\" } ]\n"+
		"[search.m]\nhandling = \"restricted\"\ndate = \"2024\"\nby = [\"a\"]\ndocuments = [ { name = \"d\", read = "+
		"\"whole\" } ]\n", "")
	pq, pz, none := Pair{Product: "p", Customer: "q"}, Pair{Product: "p", Customer: "z"}, Pair{}
	coding := func(pair Pair, claims ...string) *Coding { return &Coding{Level: 1, Pair: pair, Claims: texts(claims)} }
	answer := func(id, search string, claims ...string) *ElementAnswer {
		return &ElementAnswer{Element: source.Text{S: id}, Search: source.Text{S: search}, Claims: texts(claims)}
	}
	closed := func(search string) *Closing { return &Closing{Search: source.Text{S: search}} }
	d.Assessments = []*Assessment{{Indicators: []*Judgement{
		{ID: source.Text{S: "codings"}, Pair: pq,
			Codings: []*Coding{coding(pq, "shown"), coding(pz, "shown"), coding(pq, "shown", "kept")}},
		{ID: source.Text{S: "pair"}, Pair: pz, Codings: []*Coding{coding(none, "shown")}},
		{ID: source.Text{S: "answers"}, Answers: []*ElementAnswer{answer("a", "", "shown"), answer("b", "l"),
			answer("c", "m"), answer("d", "", "kept")}},
		{ID: source.Text{S: "closed"}, Closed: closed("l")},
		{ID: source.Text{S: "gone"}, Closed: closed("m"), Codings: []*Coding{coding(pq, "kept")},
			Answers: []*ElementAnswer{answer("a", "m")}},
		{ID: source.Text{S: "empty"}, Pair: Pair{Product: CompanyID, Customer: "q"}, NotApplicable: &NotApplicable{}},
	},
		Severities: []*Severity{{Claim: d.Claim("shown").ID}, {Claim: d.Claim("kept").ID}},
		Involvements: []*Involvement{
			{Claim: d.Claim("shown").ID, Link: texts([]string{"shown"})},
			{Claim: d.Claim("kept").ID, Link: texts([]string{"shown"})},
			{Claim: d.Claim("shown").ID, Link: texts([]string{"shown"}), Depends: texts([]string{"kept"})},
		}}}
	a := d.Public().Assessments[0]
	var got []string
	for _, j := range a.Indicators {
		s := j.ID.S + ":"
		for _, c := range j.Codings {
			s += " " + c.Pair.Product + "-" + c.Pair.Customer
		}
		for _, e := range j.Answers {
			s += " " + e.Element.S
		}
		if j.Closed != nil {
			s += " closed"
		}
		got = append(got, s+" "+j.Pair.Product+"-"+j.Pair.Customer)
	}
	want := []string{"codings: p-q - p-q", "pair: - -", "answers: a b -", "closed: closed -", "empty: company-q"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(a.Severities) != 1 || a.Severities[0].Claim.S != "shown" || len(a.Involvements) != 1 ||
		a.Involvements[0].Claim.S != "shown" {
		t.Errorf("%d severities and %d involvements, want one of each", len(a.Severities), len(a.Involvements))
	}
	if own := d.Assessments[0]; len(own.Indicators) != 6 || len(own.Indicators[0].Codings) != 3 ||
		own.Indicators[1].Pair != pz || own.Indicators[4].Closed == nil {
		t.Error("the dossier itself was changed")
	}
	for _, p := range []Pair{{Product: "p", Customer: "z"}, {Product: "z", Customer: "p"}} {
		if got := publicPair(p, map[string]bool{"p": true}); !got.IsZero() {
			t.Errorf("a pair of which one is mentioned is shown: %v", got)
		}
	}
}

// The record of proofs is that of the quotes that are shown.
func TestPublicProofs(t *testing.T) {
	d, _ := loaded(t, table("s", `title = "S"`)+claimOf("c", about,
		piece("s", `, quote = "shown"`)+piece("s", `, quote = "kept", handling = "restricted"`)), diag.SameDocument)
	d.Proofs = []*Proof{{Source: "s", Quote: "kept"}, {Source: "s", Quote: "shown"}, {Source: "s", Quote: "old"}}
	if got := d.Public().Proofs; len(got) != 1 || got[0].Quote != "shown" {
		t.Errorf("%v", got)
	}
}

// Whether anything is withheld: one restricted thing of any kind is enough.
func TestWithholds(t *testing.T) {
	const r = vocab.Restricted
	for name, d := range map[string]*Dossier{
		"a source":  {Sources: []*Source{{}, {Handling: r}}},
		"an entity": {Entities: []*Entity{{}, {Handling: r}}},
		"a search":  {Searches: []*Search{{}, {Handling: r}}},
		"a reply":   {Replies: []*Reply{{}, {Handling: r}}},
		"a claim":   {Claims: []*Claim{{}, {Handling: r}}},
		"evidence":  {Claims: []*Claim{{Evidence: []*Evidence{{}, {Handling: r}}}}},
	} {
		if !d.Withholds() {
			t.Errorf("%s is withheld, and it isn't told", name)
		}
	}
	open := &Dossier{Sources: []*Source{{}}, Entities: []*Entity{{}}, Searches: []*Search{{}}, Replies: []*Reply{{}},
		Claims: []*Claim{{Evidence: []*Evidence{{}}}}}
	if open.Withholds() {
		t.Error("nothing is withheld, and it is told that something is")
	}
}

// What a public source was copied from isn't named where that is restricted, and a word for a voice that hidden sources
// alone have stays hidden: those that were named for one of them are one voice all the same.
func TestPublicSourcesNameNothingHidden(t *testing.T) {
	const hidden = `title = "H"; handling = "restricted"; cluster = "word"`
	d, _ := loaded(t, table("h", hidden)+table("a", `title = "A"; cluster = "h"; repost_of = "h"`)+table("b", `title = "B"; cluster = "h"`)+
		table("c", `title = "C"; repost_of = "b"`)+claimOf("c", about, piece("a", "")+piece("b", "")+piece("c", "")), "")
	p := d.Public()
	for id, want := range map[string][2]string{"a": {"a", ""}, "b": {"a", ""}, "c": {"", "b"}} {
		if s := p.Source(id); s.Cluster != want[0] || s.RepostOf.S != want[1] {
			t.Errorf("source %s is of cluster %q and copied from %q, want %q", id, s.Cluster, s.RepostOf.S, want)
		}
	}
	if s := d.Source("a"); s.Cluster != "h" || s.RepostOf.S != "h" {
		t.Error("the dossier itself was changed")
	}
}

// Why an organisation wasn't asked, and what was corrected, is shown only of what is shown: else the one would name who
// a restricted claim is about, and the other what it says.
func TestPublicReasonsAndCorrections(t *testing.T) {
	d, _ := loaded(t, table("s", `title = "S"`)+"[entity]\nseen = { name = \"Seen\", type = \"agency\" }\nunseen = { name = "+
		"\"Unseen\", type = \"agency\" }\n"+claimOf("shown", `about = ["seen"]`, piece("s", ""))+
		claimOf("kept", `about = ["unseen"]; handling = "restricted"`, piece("s", ""))+
		"[no-reply-asked]\nall = \"illustration\"\nseen = \"defunct\"\nunseen = \"security\"\n"+
		correctionOf("told", "shown", "")+correctionOf("hidden", "kept", "")+correctionOf("secret", "shown", "handling = \"restricted\"\n"), "")
	if len(d.NotAsked) != 3 || len(d.Corrections) != 3 {
		t.Fatalf("%+v %d", d.NotAsked, len(d.Corrections))
	}
	p := d.Public()
	var reasons, notices []string
	for _, n := range p.NotAsked {
		reasons = append(reasons, n.Organisation.S)
	}
	for _, e := range p.Corrections {
		notices = append(notices, e.ID.S)
	}
	slices.Sort(reasons)
	if want := []string{AllOrganisations, "seen"}; !slices.Equal(reasons, want) {
		t.Errorf("reasons for %q, want %q", reasons, want)
	}
	if want := []string{"told"}; !slices.Equal(notices, want) {
		t.Errorf("corrections %q, want %q", notices, want)
	}
}

// Whatever is restricted makes the public edition another, a correction too.
func TestWithheldCorrection(t *testing.T) {
	text := table("s", `title = "S"`) + claimOf("shown", about, piece("s", ""))
	for more, want := range map[string]bool{"": false, correctionOf("told", "shown", ""): false,
		correctionOf("secret", "shown", "handling = \"restricted\"\n"): true} {
		if d, _ := loaded(t, text+more, ""); d.Withholds() != want {
			t.Errorf("with %q it withholds: %v", more, !want)
		}
	}
}

// A source that a claim cites stays, whatever else rests on it; one that only a hidden source rests on goes.
func TestPublicSourcesThatRestOnOthers(t *testing.T) {
	d, _ := loaded(t, table("s", `title = "S"`)+table("r", `title = "R"; rests_on = ["s"]`)+table("w", `title = "W"`)+
		table("h", `title = "H"; rests_on = ["w"]; handling = "restricted"`)+
		claimOf("c", about, piece("s", "")+piece("r", "")+piece("h", "")), "")
	var ids []string
	for _, s := range d.Public().Sources {
		ids = append(ids, s.ID.S)
	}
	if want := []string{"s", "r"}; !slices.Equal(ids, want) {
		t.Errorf("sources %q, want %q", ids, want)
	}
}
