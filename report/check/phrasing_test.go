package check

import (
	"fmt"
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
	const clause = "Resolved: shareholders request a report at reasonable cost.\n\n"
	for _, v := range []struct{ name, text, rules, want string }{
		{"nothing", clause + "The company sells cameras.[^a]", "us-sec-14a-8", ""},
		{"a charge without a note", clause + "The company is complicit in it.", "us-sec-14a-8", "error complicit"},
		{"in capitals", clause + "COMPLICIT, that is what it is.", "us-sec-14a-8", "error COMPLICIT"},
		{"of two words", clause + "The board covered\nup what it knew.", "us-sec-14a-8", "error covered up"},
		{"a charge with its note", clause + "A court found it complicit.[^a]", "us-sec-14a-8", ""},
		{"part of another word", clause + "Corruption is decried.", "us-sec-14a-8", ""},
		{"whatever the rules", clause + "They lied.", "uk-ca-2006", "error lied"},
		{"a time in the request", "Resolved: shareholders request a report within 90 days, at reasonable cost.",
			"us-sec-14a-8", "warning within 90 days"},
		{"a figure in the request", "Resolved: shareholders request that 12.5 percent be audited, at reasonable cost.",
			"us-sec-14a-8", "warning 12.5 percent"},
		{"a time elsewhere", clause + "It answered within 90 days.[^a]", "us-sec-14a-8", ""},
		{"a time by other rules", "Resolved: shareholders request a report within 90 days, at reasonable cost.", "uk-ca-2006",
			""},
		{"no rider", "Resolved: shareholders request a report.", "us-sec-14a-8", "notice "},
		{"another rider", "Resolved: shareholders request a report, omitting confidential information.", "us-sec-14a-8", ""},
		{"no rider by other rules", "Resolved: shareholders request a report.", "uk-ca-2006", ""},
		{"no request at all", "It sells cameras.[^a]", "us-sec-14a-8", ""},
	} {
		var l diag.List
		Phrases(parsed(v.text), shippedPhrasing(t), v.rules, nil, wording, &l)
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
	const text = "Resolved: shareholders request a report within 30 days, at reasonable cost.\n\nThey lied."
	for allowed, want := range map[string]string{
		"": "error warning", "P8": "warning", "P10": "error", "P8 P10": "", "P99": "error error warning",
	} {
		var l diag.List
		var list []dossier.Allowed
		for _, id := range strings.Fields(allowed) {
			list = append(list, dossier.Allowed{Rule: source.Text{S: id}, Why: "w"})
		}
		Phrases(parsed(text), shippedPhrasing(t), "us-sec-14a-8", list, wording, &l)
		counts := strings.TrimSpace(strings.Repeat("error ", l.Count(diag.Error)) +
			strings.Repeat("warning ", l.Count(diag.Warning)))
		if counts != want {
			t.Errorf("allowed %q: %q, want %q", allowed, counts, want)
		}
	}
}

// A file of rules that doesn't hold together is told.
func TestFaultsOfPhrasing(t *testing.T) {
	const rule = "[phrasing]\nformat = 1\n[rule.X]\nseverity = \"error\"\nwhere = \"request\"\nwords = [\"a\"]\nsays = \"%q\"\n" +
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
