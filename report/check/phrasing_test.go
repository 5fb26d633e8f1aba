package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
	"whereas/rubrics"
)

func shippedPhrasing(t *testing.T) Phrasing {
	t.Helper()
	b, err := rubrics.Files.ReadFile("phrasing/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	p := ParsePhrasing("phrasing/en.toml", b, &l)
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
	} {
		var l diag.List
		ParsePhrasing("x.toml", []byte(strings.Replace(rule, v.old, v.now, 1)), &l)
		if got := codes(&l); got != v.want {
			t.Errorf("%s: %q, want %q: %v", v.name, got, v.want, l.Sorted())
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
