package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
	"whereas/rubrics"
)

var readPhrasing = sync.OnceValues(func() (Phrasing, diag.List) {
	b, err := rubrics.Files.ReadFile("phrasing/en.toml")
	if err != nil {
		panic(err)
	}
	var l diag.List
	return ParsePhrasing("phrasing/en.toml", b, &l), l
})

func shippedPhrasing(t *testing.T) Phrasing {
	t.Helper()
	p, l := readPhrasing()
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	return p
}

// What the shipped rules find, and what they leave alone.
func TestPhrases(t *testing.T) {
	const clause = "Resolved: shareholders request that the board report at reasonable cost.\n\n"
	for _, v := range []struct{ name, text, rules, want string }{
		{"nothing", clause + "The company sells cameras.[^a]", "us-sec-14a-8", ""},
		{"a charge without a note", clause + "The company is complicit in it.", "us-sec-14a-8", "error complicit"},
		{"in capitals", clause + "COMPLICIT, that is what it is.", "us-sec-14a-8", "error COMPLICIT"},
		{"of two words", clause + "The board covered\nup what it knew.", "us-sec-14a-8", "error covered up"},
		{"a charge with its note", clause + "A court found it complicit.[^a]", "us-sec-14a-8", ""},
		{"part of another word", clause + "Corruption is decried.", "us-sec-14a-8", ""},
		{"whatever the rules", clause + "They lied.", "ca-on-obca", "error lied"},
		{"a time in the request",
			"Resolved: shareholders request that the board report within 90 days, at reasonable cost.",
			"us-sec-14a-8", "warning within 90 days"},
		{"a figure in the request",
			"Resolved: shareholders request that the board have 12.5 percent audited, at reasonable cost.",
			"us-sec-14a-8", "warning 12.5 percent"},
		{"a time elsewhere", clause + "It answered within 90 days.[^a]", "us-sec-14a-8", ""},
		{"a time by other rules",
			"Resolved: shareholders request that the board report within 90 days, at reasonable cost.", "ca-on-obca",
			""},
		{"no rider", "Resolved: shareholders request a report of the board.", "us-sec-14a-8", "notice "},
		{"another rider", "Resolved: shareholders request a report of the board, omitting confidential information.",
			"us-sec-14a-8", ""},
		{"no rider by other rules", "Resolved: shareholders request a report of the board.", "ca-on-obca", ""},
		{"no request at all", "It sells cameras.[^a]", "us-sec-14a-8", ""},
	} {
		var l diag.List
		Phrases(parsed(v.text), shippedPhrasing(t), Filing{Rules: v.rules}, nil, wording, &l)
		var got []string
		for _, d := range l.Sorted() {
			word := ""
			if _, after, ok := strings.Cut(d.Message, `"`); ok {
				word, _, _ = strings.Cut(after, `"`)
			}
			if d.Hint == "" || !strings.Contains(d.Hint, "[allow]") {
				t.Errorf("%s: no hint, %v", v.name, d)
			}
			got = append(got, fmt.Sprintf("%s %s", d.Severity, word))
		}
		if s := strings.Join(got, "; "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
}

// What a dossier allows is left alone, and nothing else; a rule that isn't there is told.
func TestAllowedPhrases(t *testing.T) {
	const text = "Resolved: shareholders request a report of the board within 30 days, at reasonable cost.\n\nThey " +
		"lied."
	for allowed, want := range map[string]string{
		"": "error warning", "P8": "warning", "P10": "error", "P8 P10": "", "P99": "error error warning",
	} {
		var l diag.List
		var list []dossier.Allowed
		for _, id := range strings.Fields(allowed) {
			list = append(list, dossier.Allowed{Rule: source.Text{S: id}, Why: "w"})
		}
		Phrases(parsed(text), shippedPhrasing(t), Filing{Rules: "us-sec-14a-8"}, list, wording, &l)
		counts := strings.TrimSpace(strings.Repeat("error ", l.Count(diag.Error)) +
			strings.Repeat("warning ", l.Count(diag.Warning)))
		if counts != want {
			t.Errorf("allowed %q: %q, want %q", allowed, counts, want)
		}
	}
}

// ground is a ground for leaving a proposal out, of which a rule sees a sign.
func ground(number int, rule string) string {
	return fmt.Sprintf("[basis.i%d]\nnumber = %[1]d\ntitle = \"t\"\nwhy = \"w\"\nhint = \"h\"\nrules = [%q]\ncodes = "+
		"[\"no-request\"]\ncite = \"c\"\nstatus = \"S\"\nsource = \"s\"\n", number, rule)
}

// A file of rules that doesn't hold together is told.
func TestFaultsOfPhrasing(t *testing.T) {
	const rule = "[phrasing]\nformat = 1\n[rule.X]\nseverity = \"error\"\nwhere = \"request\"\nwords = [\"a\"]\nsays " +
		"= \"%q\"\n" +
		"why = \"w\"\nhint = \"h\"\ncite = \"c\"\nstatus = \"R\"\nsource = \"s\"\n"
	for _, v := range []struct{ name, old, now, want string }{
		{"a whole one", "", "", ""},
		{"a severity that isn't one", `"error"`, `"grave"`, "bad-wording"},
		{"a place that isn't one", `"request"`, `"somewhere"`, "bad-wording"},
		{"neither words nor what lacks", "words = [\"a\"]\n", "", "bad-wording bad-wording"},
		{"words and what lacks", `words`, "lacks = [\"b\"]\nwords", "bad-wording"},
		{"a sentence without its place for the word", `"%q"`, `"says"`, "bad-wording"},
		{"no why", "why = \"w\"\n", "", "missing-key"},
		{"no severity", "severity = \"error\"\n", "", "missing-key"},
		{"no place", "where = \"request\"\n", "", "missing-key"},
		{"an older format", "format = 1", "format = 0", "out-of-range"},
		{"a newer format", "format = 1", "format = 2", "out-of-range"},
		{"no head", "[phrasing]\nformat = 1\n", "", ""},
		{"a key of the head that isn't known", "format = 1", "format = 1\nmore = 1", "unknown-key"},
		{"a table that isn't known", "[phrasing]", "[more]\n[phrasing]", "unknown-key"},
		{"one place is no many", "why", "many = 1\nwhy", "out-of-range"},
		{"two are", "why", "many = 2\nwhy", ""},
		{"a hundred are", "why", "many = 100\nwhy", ""},
		{"more than a hundred", "why", "many = 101\nwhy", "out-of-range"},
		{"no least", "why", "least = 0\nwhy", "out-of-range"},
		{"a least", "why", "least = 1\nwhy", ""},
		{"the highest least", "why", "least = 10000\nwhy", ""},
		{"a higher one", "why", "least = 10001\nwhy", "out-of-range"},
		{"a share below nothing", "words = [\"a\"]\nsays = \"%q\"", "apart = -0.5\nsays = \"s\"", "bad-wording out-of-range"},
		{"a share of more than all", "words = [\"a\"]\nsays = \"%q\"", "apart = 1.5\nsays = \"s\"", "bad-wording out-of-range"},
		{"a share", "words = [\"a\"]\nsays = \"%q\"", "apart = 1\nsays = \"s\"", ""},
		{"support of votes", "words = [\"a\"]", "support = [5]", ""},
		{"support of none and of all", "words = [\"a\"]", "support = [0, 100]", ""},
		{"support below none", "words = [\"a\"]", "support = [-0.5, 5]", "out-of-range"},
		{"support of more than all", "words = [\"a\"]", "support = [100.5, 5]", "out-of-range"},
		{"a long hint", `"h"`, `"` + strings.Repeat("h", 500) + `"`, ""},
		{"too long a hint", `"h"`, `"` + strings.Repeat("h", 501) + `"`, "text-too-long"},
		{"a ground", "[rule", ground(1, "X") + "[rule", ""},
		{"the last ground", "[rule", ground(99, "X") + "[rule", ""},
		{"a ground without a number", "[rule", ground(0, "X") + "[rule", "out-of-range"},
		{"a ground with too high a one", "[rule", ground(100, "X") + "[rule", "out-of-range"},
		{"a ground with a rule that isn't there", "[rule", ground(1, "Y") + "[rule", "bad-wording"},
	} {
		var l diag.List
		ParsePhrasing("x.toml", []byte(strings.Replace(rule, v.old, v.now, 1)), &l)
		if got := codes(&l); got != v.want {
			t.Errorf("%s: %q, want %q: %v", v.name, got, v.want, l.Sorted())
		}
	}
	p := ParsePhrasing("x.toml", []byte(ground(3, "X")+ground(1, "X")+ground(2, "X")+rule), &diag.List{})
	for i, b := range p.Bases {
		if b.Number != i+1 || !slices.Equal(b.Rules, []string{"X"}) || !slices.Equal(b.Codes, []string{"no-request"}) {
			t.Errorf("ground %d: %+v", i+1, b)
		}
	}
}

// Each rule finds what it is about, and leaves alone what only looks like it.
func TestEachRuleOfPhrasing(t *testing.T) {
	const (
		ask  = "Resolved: shareholders request that the board publish a report, at reasonable cost."
		once = " It is told at length in this paragraph, word for word, so that there are enough of them to say what " +
			"is there and " +
			"what is lacking, since of a few lines nobody can say that, and a rule that speaks up too soon is one " +
			"that people " +
			"learn to pass over, which helps no reader of such a text at all, whoever that may be"
	)
	long := strings.Repeat(once, 3)
	statement := func(s string) string { return ask + "\n\n" + s }
	delaware := Filing{Company: dossier.Company{Incorporated: "US-DE"}}
	exemplar := Filing{Company: dossier.Company{Name: "Exemplar, Inc.", Short: "Exemplar"}}
	votes := func(year int, support ...string) Filing {
		f := Filing{Year: year}
		for i, s := range support {
			v := dossier.Vote{Subject: "x", Support: s}
			v.Date.Date = day(t, fmt.Sprintf("%d-05-01", 2020+i))
			f.Votes = append(f.Votes, v)
		}
		return f
	}
	for _, v := range []struct {
		rule, text string
		filed      Filing
		fires      bool
	}{
		{"P2", ask, delaware, true},
		{"P2", ask, Filing{Company: dossier.Company{Incorporated: "US-NY"}}, false},
		{"P3", ask, Filing{Rules: "uk-ca-2006"}, true},
		{"P3", "Resolved: as a special resolution, that the board is directed to report.", Filing{Rules: "uk-ca-2006"},
			false},
		{"P3", ask, Filing{}, false},
		{"P4", "Resolved: shareholders request that the board be kinder.", Filing{}, true},
		{"P4", ask, Filing{}, false},
		{"P4-actor", "Resolved: shareholders request a report.", Filing{}, true},
		{"P4-actor", "Resolved: shareholders request that a report be made.", Filing{}, false},
		{"P5", "Resolved: shareholders request that the board report on best practices.", Filing{}, true},
		{"P5", statement("Its best practices are old."), Filing{}, false},
		{"P9", statement("Cats sleep in the sun." + strings.Repeat(" Dogs bark at night, and birds sing at dawn.", 10)),
			Filing{}, true},
		{"P9", statement("Such a report, which others publish too, is told of here." +
			strings.Repeat(" Dogs bark at night.", 20)),
			Filing{}, false},
		{"P9", statement("Dogs bark at night."), Filing{}, false},
		{"P10", "Resolved: shareholders request that the board report by May 1, 2030.", Filing{}, true},
		{"P10", "Resolved: shareholders request that the board report, which may take years.", Filing{}, false},
		{"P10", "Resolved: shareholders request that the board report on 19 of its plants.", Filing{}, false},
		{"P11", statement("Cameras are sold" + long + "."), exemplar, true},
		{"P11", statement("Exemplar's cameras are sold" + long + "."), exemplar, false},
		{"P11", statement("Cameras are sold" + long + "."), Filing{}, false},
		{"P12", "Resolved: shareholders request that the board report on overtime pay.", Filing{}, true},
		{"P12", "Resolved: shareholders request that the board report on overtime pay and human rights.", Filing{},
			false},
		{"P12", statement("It is about overtime pay."), Filing{}, false},
		{"P13", statement("Cameras are sold and praised" +
			strings.NewReplacer("nobody", "many", " no ", " a ", "lacking", "there").
				Replace(long) + "."), Filing{}, true},
		{"P13", statement("It does not say to whom cameras are sold" + long + "."), Filing{}, false},
		{"P13", statement("Cameras are sold."), Filing{}, false},
		{"P15", ask, votes(2022, "3.1%"), true},
		{"P15", ask, votes(2022, "5.1%"), false},
		{"P15", ask, votes(2022, "40%", "14%"), true},
		{"P15", ask, votes(2023, "40%", "30%", "24.9%"), true},
		{"P15", ask, votes(2023, "40%", "30%", "25%"), false},
		{"P15", ask, votes(2030, "3.1%"), false},
		{"P15", ask, Filing{Year: 2022}, false},
		{"P16", statement("Cameras are sold" + long + "."), Filing{}, true},
		{"P16", statement("Cameras are a risk" + long + "."), Filing{}, false},
		{"P17", statement("See https://example.org/a for it.[^a]"), Filing{}, true},
		{"P17", statement("See the page of Example for it.[^a]"), Filing{}, false},
		{"B2", "Resolved: shareholders request that the board publish a list of its customers.", Filing{}, true},
		{"B2", "Resolved: shareholders request that the board report on its customers.", Filing{}, false},
		{"B4", statement("It is about my dismissal."), Filing{}, true},
		{"B4", statement("It is about the dismissal of workers."), Filing{}, false},
		{"B6", "Resolved: shareholders request that the board guarantee that it ends.", Filing{}, true},
		{"B6", "Resolved: shareholders request that the board report how it ends.", Filing{}, false},
		{"B8", "Resolved: shareholders request that the board not nominate its chair.", Filing{}, true},
		{"B8", statement("Its chair was nominated, and workers held elections. They resign."), Filing{}, false},
		{"B13", "Resolved: shareholders request that the board pay a dividend of 5 dollars.", Filing{}, true},
		{"B13", statement("It paid a dividend of 5 dollars."), Filing{}, false},
	} {
		if v.filed.Rules == "" {
			v.filed.Rules = "us-sec-14a-8"
		}
		var l diag.List
		broken := Phrases(parsed(v.text), shippedPhrasing(t), v.filed, nil, wording, &l)
		said := false
		for _, d := range l.Sorted() {
			said = said || strings.Contains(d.Hint, "[allow] "+v.rule+" =")
		}
		if slices.Contains(broken, v.rule) != v.fires || said != v.fires {
			t.Errorf("%s, %q: %v, %v", v.rule, v.text, broken, l.Sorted())
		}
	}
	var l diag.List
	Phrases(
		parsed(
			"Resolved: shareholders request that the board report by May 1 and every quarter. It is to audit 5 "+
				"percent. It is to be "+
				"done within 90 days.",
		),
		shippedPhrasing(t),
		Filing{Rules: "us-sec-14a-8"},
		nil,
		wording,
		&l,
	)
	if l.Count(diag.Error) != 3 {
		t.Errorf("three places of intricate detail: %v", l.Sorted())
	}
	// The thirteen grounds, each with its number, and with signs that there are.
	bases := shippedPhrasing(t).Bases
	if len(bases) != 13 {
		t.Fatalf("%d grounds", len(bases))
	}
	for i, b := range bases {
		if b.Number != i+1 || b.Title == "" || b.Why == "" || b.Hint == "" || b.Cite == "" {
			t.Errorf("%+v", b)
		}
	}
}

// looks applies one rule to a text, and gives "severity:line" of what it says.
func looks(r PhraseRule, text string, filed Filing) string {
	var l diag.List
	r.says, r.hint = "it is so", "mend it"
	if r.found != nil || r.support != nil {
		r.says = "it says %q"
	}
	broken := r.look(partsOf(parsed(text), wording), filed, &l)
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%s:%d", d.Severity, d.At.Line))
	}
	if broken != (len(out) > 0) {
		out = append(out, "and it says otherwise")
	}
	return strings.Join(out, " ")
}

// Where a rule looks, from how many words and places on, and where it points.
func TestWhereARuleLooks(t *testing.T) {
	text := func(s string) []source.Text { return []source.Text{{S: s}} }
	of := func(where place, words, lacks string) PhraseRule {
		r := PhraseRule{ID: "X", severity: diag.Warning, where: where, cited: true}
		if words != "" {
			r.found = phrases(text(words))
		}
		if lacks != "" {
			r.lacks = phrases(text(lacks))
		}
		return r
	}
	with := func(r PhraseRule, change func(*PhraseRule)) PhraseRule { change(&r); return r }
	const ask, more = "Resolved: shareholders request cats.\n\n", "One dog.[^a]\n\nTwo birds.[^a]"
	delaware := Filing{Company: dossier.Company{Incorporated: "US-DE"}}
	placed := delaware
	placed.Company.At = diag.Span{File: "d.toml", Line: 7}
	for _, v := range []struct {
		name  string
		rule  PhraseRule
		text  string
		filed Filing
		want  string
	}{
		{"words of the statement", of(inStatement, "cats", ""), ask + more, Filing{}, ""},
		{"words of the request", of(inRequest, "dog", ""), ask + more, Filing{}, ""},
		{"found in the request", of(inRequest, "cats", ""), ask + more, Filing{}, "warning:1"},
		{"found in the statement", of(inStatement, "birds", ""), ask + more, Filing{}, "warning:5"},
		{"found anywhere", of(anywhere, "cats", ""), ask + more, Filing{}, "warning:1"},
		{"lacking in the statement", of(inStatement, "", "cats"), ask + more, Filing{}, "warning:3"},
		{"lacking in the request", of(inRequest, "", "dog"), ask + more, Filing{}, "warning:1"},
		{"not lacking", of(inStatement, "", "birds"), ask + more, Filing{}, ""},
		{"enough words", with(of(inStatement, "", "cats"), func(r *PhraseRule) { r.least = 4 }), ask + more, Filing{},
			"warning:3"},
		{"a word too few", with(of(inStatement, "", "cats"), func(r *PhraseRule) { r.least = 5 }), ask + more, Filing{}, ""},
		{"one place where one is too many", with(of(inRequest, "cats", ""), func(r *PhraseRule) { r.many = 1 }), ask,
			Filing{}, "error:1"},
		{"two places where two are", with(of(inStatement, "birds", ""), func(r *PhraseRule) { r.many = 2 }),
			ask + more + " Birds.[^a]", Filing{}, "error:5 error:5"},
		{"one where two are", with(of(inStatement, "birds", ""), func(r *PhraseRule) { r.many = 2 }), ask + more, Filing{},
			"warning:5"},
		{"a phrase in which it is none", with(of(inStatement, "birds", ""), func(r *PhraseRule) {
			r.except = phrases(text("two birds"))
		}), ask + more, Filing{}, ""},
		{"a heading for which it keeps still", with(of(inStatement, "birds", ""), func(r *PhraseRule) {
			r.unless = phrases(text("zoo"))
		}), "## The zoo\n\n" + ask + more, Filing{}, ""},
		{"where the company is incorporated, without its place", with(of(inRequest, "", ""), func(r *PhraseRule) {
			r.company = "US-DE"
		}), "\n\n" + ask, delaware, "warning:3"},
		{"at its place", with(of(inRequest, "", ""), func(r *PhraseRule) { r.company = "US-DE" }), ask, placed, "warning:7"},
	} {
		if got := looks(v.rule, v.text, v.filed); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	var l diag.List
	r := of(inStatement, "", "cats")
	r.look(partsOf(parsed(ask+more), wording), Filing{}, &l)
	if h := l.Sorted()[0].Hint; !strings.Contains(h, "say why not:") {
		t.Error(h)
	}
	l = diag.List{}
	r = of(inStatement, "birds", "")
	r.says = "%q"
	r.look(partsOf(parsed(ask+more), wording), Filing{}, &l)
	if h := l.Sorted()[0].Hint; !strings.Contains(h, "say why it stays:") {
		t.Error(h)
	}
}

// By which names a text may call the company.
func TestNamesTheCompany(t *testing.T) {
	rule := PhraseRule{where: inStatement, names: true}
	for _, v := range []struct {
		name string
		c    dossier.Company
		text string
		want bool // it is named, or nobody knows its name
	}{
		{"by its short name", dossier.Company{Short: "Acme"}, "Acme sells.", true},
		{"by its name", dossier.Company{Name: "Acme"}, "Acme sells.", true},
		{"by its name without what kind it is", dossier.Company{Name: "Acme, Inc."}, "Acme sells.", true},
		{"by its ticker", dossier.Company{Name: "Acme", Ticker: "ACM"}, "ACM fell.", true},
		{"as ours", dossier.Company{Name: "Acme"}, "Our company sells.", true},
		{"not", dossier.Company{Name: "Acme"}, "Cats sleep.", false},
		{"not, with both names known", dossier.Company{Name: "Acme, Inc.", Short: "Acme"}, "Cats sleep.", false},
		{"not by its short name", dossier.Company{Short: "Acme"}, "Cats sleep.", false},
		{"and has none", dossier.Company{}, "Cats sleep.", true},
	} {
		if got := looks(rule, v.text, Filing{Company: v.c}) == ""; got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
}

// How much of a statement may stand apart from the request, and of how many words that can be said.
func TestIsApart(t *testing.T) {
	const asked = "Resolved: shareholders request cameras.\n\n" // two words of six letters or more, and one of none
	words := func(n int, w string) string { return strings.TrimSpace(strings.Repeat(w+" ", n)) + ".\n\n" }
	for _, v := range []struct {
		name, text string
		want       bool
	}{
		{"half of it", asked + words(30, "camera") + words(30, "dogs"), false},
		{"more than half", asked + words(29, "camera") + words(31, "dogs"), true},
		{"a word too few to say", asked + words(28, "camera") + words(31, "dogs"), false},
		{"the request's words don't count", "Resolved: shareholders request cameras " + words(30, "dogs") + words(31, "dogs"),
			false},
		{"words that are long and aren't asked for", asked + words(29, "camera") + words(31, "elephants"), true},
		{"another form of a word", asked + words(60, "requested"), false},
		{"a word of a heading", "## On elephants\n\n" + asked + words(60, "elephant"), false},
		{"nothing is asked", words(60, "dogs"), false},
		{"a word of six letters", "Resolved: shareholders request camera.\n\n" + words(60, "camera"), false},
		{"one word is asked", "Resolved: cats.\n\n" + words(60, "dogs"), true},
	} {
		if got := (PhraseRule{apart: 0.5}).isApart(partsOf(parsed(v.text), wording)); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
}

// Which earlier votes count, and how much support the last must have had.
func TestVotes(t *testing.T) {
	rule := PhraseRule{where: anywhere, severity: diag.Error, support: []float64{5, 15, 25}}
	for _, v := range []struct {
		name, votes string // year, subject and support of each
		year        int
		want        bool
	}{
		{"too little", "2023 x 4.9%", 2025, true},
		{"enough", "2023 x 5%", 2025, false},
		{"the second time", "2022 x 40%, 2023 x 14.9%", 2025, true},
		{"whatever their order", "2023 x 14.9%, 2022 x 40%", 2025, true},
		{"enough the second time", "2022 x 40%, 2023 x 15%", 2025, false},
		{"the first five years ago", "2020 x 40%, 2023 x 14.9%", 2025, true},
		{"the first six years ago", "2019 x 40%, 2023 x 14.9%", 2025, false},
		{"another subject before", "2022 y 40%, 2023 x 14.9%", 2025, false},
		{"the fourth time", "2020 x 40%, 2021 x 40%, 2022 x 40%, 2023 x 24.9%", 2025, true},
		{"the last three years ago", "2022 x 4%", 2025, true},
		{"the last four years ago", "2021 x 4%", 2025, false},
		{"at this very meeting", "2025 x 4%", 2025, false},
		{"later than this one", "2026 x 4%, 2024 x 4%", 2025, true},
		{"without a figure", "2023 x unknown", 2025, false},
		{"no votes", "", 2025, false},
		{"no meeting", "2023 x 4%", 0, false},
	} {
		f := Filing{Year: v.year}
		for s := range strings.SplitSeq(v.votes, ", ") {
			if w := strings.Fields(s); len(w) == 3 {
				vote := dossier.Vote{Subject: w[1], Support: w[2]}
				vote.Date.Date = day(t, w[0]+"-05-01")
				f.Votes = append(f.Votes, vote)
			}
		}
		if got := looks(rule, "It sells.", f); (got != "") != v.want || v.want && got != "error:0" {
			t.Errorf("%s: %q", v.name, got)
		}
	}
}
