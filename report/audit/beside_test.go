package audit

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
	"whereas/rubrics"
)

// known is a dossier of an invented company, with a claim for each thing that a dossier can say of a sentence.
const known = `
[dossier]
format = 1
as_of = "2026-01-01"
[company]
name = "Exemplar, Inc."
short = "Exemplar"
[entity]
ministry = { name = "Ministry of Order of Ruritania", short = "Ministry of Order", type = "agency" }
argus = { name = "Argus", type = "product" }
borealis = { name = "Borealis", type = "product" }
guard = { name = "Ruritanian Border Guard", short = "Border Guard", type = "agency" }
[source.contract]
type = "procurement"
title = "The contract"
url = "https://www.example.gov/contract.pdf"
[source.paper]
type = "journalism"
title = "The article"
url = "https://example.org/article"
[source.post]
type = "advocacy"
title = "The post"
interest = "none known"
url = "https://example.net/post"
[source.answer]
type = "company-statement"
title = "The answer"
url = "https://exemplar.example/answer"
[claim.hosts]
text = "The Ministry of Order keeps its register of 40 million names on Argus, the cloud that Exemplar sells, since 2021."
kind = "relationship"
status = "recorded"
since = "2021"
links = ["ministry uses argus"]
evidence = [ { source = "contract", at = "1", says = "x", quote = "q" } ]
[claim.weak]
text = "The Border Guard watches crossings with drones that Borealis steers."
kind = "use"
status = "reported"
as_of = "2024"
links = ["guard uses borealis"]
evidence = [ { source = "post", at = "1", says = "x" } ]
[claim.contested]
text = "Argus took 312 villagers for smugglers at the northern crossings."
kind = "customer-record"
status = "reported"
as_of = "2023"
links = ["guard uses argus"]
evidence = [ { source = "paper", at = "1", says = "x", quote = "q" }, { source = "answer", at = "1", says = "no", stance = "contradicts" } ]
[claim.ended]
text = "From 2019 to 2022 Exemplar trained officers of the Border Guard in the use of Borealis."
kind = "act"
status = "recorded"
since = "2019"
until = "2022"
links = ["guard uses borealis"]
evidence = [ { source = "contract", at = "2", says = "x", quote = "q2" } ]
[claim.denied]
text = "Exemplar engineers sat in the headquarters of the Ministry of Order and tuned the watchlists of Argus."
kind = "act"
status = "reported"
as_of = "2023"
links = ["ministry uses argus"]
evidence = [ { source = "paper", at = "2", says = "x", quote = "q3" } ]
[reply.r]
organisation = "company"
state = "stated"
date = "2024"
channel = "letter"
source = "answer"
answers = [ { claims = ["denied"], answer = "disputes", at = "1", says = "None of its engineers was there." } ]
`

func gradedSet(t testing.TB, toml string) *grade.Set {
	t.Helper()
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	words := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	figures := authority.Parse("authority.toml", read("authority.toml"), words, &l)
	d, err := dossier.Load(fstest.MapFS{"a.toml": {Data: []byte(toml)}}, "x", words, dossier.Options{}, &l)
	if err != nil || d.Damaged || l.Count(diag.Error) > 0 {
		t.Fatal(err, l.Sorted())
	}
	for _, s := range d.Sources {
		for _, q := range []string{"q", "q2", "q3"} {
			d.Proofs = append(d.Proofs, &dossier.Proof{Source: s.ID.S, Quote: q})
		}
	}
	return grade.Of(d, figures)
}

// beside looks at a text beside a dossier.
func beside(t testing.TB, text, toml string) (*Result, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	in := shipped(t)
	x := Read("x.txt", []byte(text), in.Wording, &l)
	r := Look(x, in, &l)
	r.SetBeside(gradedSet(t, toml), in.Wording, &l)
	return r, l.Sorted()
}

const framed = "Exemplar and the Ministry\n\nResolved: Shareholders request that the board of Exemplar report on it, " +
	"at reasonable " +
	"cost.\n\nWhereas: Exemplar sells clouds. "

// What a dossier says of a sentence: each verdict, and no verdict where two are only alike.
func TestVerdicts(t *testing.T) {
	for _, v := range []struct{ name, text, want string }{
		{"supported, by words and figures", "The Ministry of Order keeps a register of 40 million names on Argus.",
			"supported hosts"},
		{"supported, by the note's page",
			"Since 2021 the ministry has kept a register on Exemplar's cloud.1\n\n1 " +
				"http://example.gov/contract.pdf?utm_source=x",
			"supported hosts"},
		{"another figure", "The Ministry of Order keeps a register of 60 million names on Argus.",
			"other-figure hosts"},
		{"another year", "The Ministry of Order keeps its register of names on Argus, the cloud that Exemplar sells, " +
			"since 2017.",
			"other-date hosts"},
		{"the contrary", "The Ministry of Order doesn't keep its register of 40 million names on Argus.",
			"unlike hosts"},
		{"weak", "The Border Guard watches all crossings with drones that Borealis steers.", "weak weak"},
		{"contested", "Argus took 312 villagers for smugglers at crossings.", "contested contested"},
		{"over", "Exemplar is training officers of the Border Guard in the use of Borealis.", "overtaken ended"},
		{"told as over", "Until 2022 Exemplar trained officers of the Border Guard in the use of Borealis.",
			"supported ended"},
		{"denied", "Engineers of Exemplar sat in the headquarters of the Ministry of Order and tuned watchlists of " +
			"Argus.", "denied denied"},
		{"denied, and told so",
			"Engineers of Exemplar sat in the headquarters of the Ministry of Order and tuned watchlists of Argus, " +
				"which Exemplar denies.", "supported denied"},
		{"nothing", "In 2020 the town of Strelsau bought 12 cameras.", "lacking "},
		{"the same customer, another matter", "The Ministry of Order arrested 80 lawyers in 2020.", "lacking "},
		{"the same product, another matter", "Argus won 3 prizes for its design in Paris.", "lacking "},
		{"the same figure", "Some 40 million people live in Ruritania.", "lacking "},
		{"the same page, another matter",
			"The sum paid in 2021 was 7 million crowns.1\n\n1 https://www.example.gov/contract.pdf", "lacking "},
	} {
		r, ds := beside(t, framed+v.text, known)
		var got []string
		for _, m := range r.Beside.Matches {
			got = append(got, string(m.Verdict)+" "+m.Claim)
		}
		if s := strings.Join(got, "; "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
			continue
		}
		verdict, _, _ := strings.Cut(v.want, " ")
		code, other := diag.ContradictsDossier, map[Verdict]diag.Code{Supported: "", Lacking: diag.NotInDossier,
			Weak: diag.WeakInDossier}
		if of, ok := other[Verdict(verdict)]; ok {
			code = of
		}
		said := slices.ContainsFunc(ds, func(d diag.Diagnostic) bool {
			return d.Code == code && d.Hint != "" && d.At.Line == 5 && (verdict == "lacking" || len(d.Notes) == 1)
		})
		if said != (code != "") {
			t.Errorf("%s: %v", v.name, ds)
		}
	}
}

// A text about another company is told, and nothing of it is compared.
func TestAboutAnotherCompany(t *testing.T) {
	const other = "Resolved: Shareholders request that the board of Zenda report, at reasonable cost.\n\nWhereas: For " +
		"years Zenda " +
		"has sold Argus to the Ministry of Order. In 2021 Zenda sold more."
	r, ds := beside(t, other, known)
	if of(ds, diag.AboutAnother) != "about-another-company 0:0" || r.Beside.About != "Zenda" ||
		len(r.Beside.Matches) > 0 {
		t.Errorf("%q %v", r.Beside.About, ds)
	}
	if r, ds := beside(t, framed+"Zenda sells more than others.", known); r.Beside.About != "" ||
		of(ds, diag.AboutAnother) != "" {
		t.Errorf("a peer is taken for the company: %q", r.Beside.About)
	}
}

// Adopted, a text keeps its words; a mark whose note leads to a claim's own sources cites that, all other notes stay.
func TestAdopt(t *testing.T) {
	const body = "The Ministry of Order keeps a register of 40 million names on Argus.%s It costs a_b, *much* " +
		"[so].%s\n\n- one;%s\n- two\n\n"
	const notes = "1 https://www.example.gov/contract.pdf\n2 See https://example.com/a_b, p. 3\n3 " +
		"https://example.com/c\n"
	for _, v := range []struct{ name, text, want string }{
		{"plain text", framed + strings.NewReplacer("%s It", "1 It", "%s\n\n", "2\n\n", "%s\n-", "3\n-").Replace(body) +
			notes,
			"[^hosts] It costs a\\_b, \\*much\\* \\[so\\].[^note:2]\n\n- one;[^note:3]\n- two\n\n" +
				"[^note:2]: See <https://example.com/a_b>, p. 3\n[^note:3]: <https://example.com/c>\n"},
		{"Markdown", framed +
			strings.NewReplacer("%s It", "[^1] It", "%s\n\n", "[^b]\n\n", "%s\n-", "[^3]\n-").Replace(body) +
			"[^1]: https://www.example.gov/contract.pdf\n[^b]: See https://example.com/a_b,\n    p. 3\n[^3]: " +
			"https://example.com/c\n",
			"[^hosts] It costs a_b, *much* [so].[^note:b]\n\n- one;[^note:3]\n- two\n\n" +
				"[^note:b]: See <https://example.com/a_b>, p. 3\n[^note:3]: <https://example.com/c>\n"},
	} {
		r, _ := beside(t, v.text, known)
		a := r.Adopt()
		_, got, _ := strings.Cut(string(a.Markdown), "on Argus.")
		if got != v.want || a.Tied != 1 || a.Own != 2 {
			t.Errorf("%s: %d tied, %d own\n%s\nwant\n%s", v.name, a.Tied, a.Own, got, v.want)
		}
		var l diag.List
		d := prose.Parse("resolution.md", a.Markdown, prose.WithOwn(a.Markdown, func(id string) ([]doc.Inline, bool) {
			return nil, id == "hosts"
		}), &l)
		if l.Count(diag.Error) > 0 || len(d.Notes) != 3 {
			t.Errorf("%s: read back: %v", v.name, l.Sorted())
		}
	}
	// A note with a second page keeps it; so does one whose claim speaks against the sentence.
	r, _ := beside(
		t,
		framed+"The Ministry of Order keeps a register of 40 million names on Argus.1 Since 2017 the Ministry of Order "+
			"keeps its register of names on Argus, the cloud that Exemplar sells.2\n\n1 "+
			"https://www.example.gov/contract.pdf; "+
			"https://example.com/b\n2 https://www.example.gov/contract.pdf",
		known,
	)
	if a := r.Adopt(); a.Tied != 0 || a.Own != 2 {
		t.Errorf("%d tied, %d own\n%s", a.Tied, a.Own, a.Markdown)
	}
}
