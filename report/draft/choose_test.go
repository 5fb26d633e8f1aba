package draft

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/check"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/rubrics"
	"whereas/templates"
)

// frame is a dossier of an invented company, to which claims are added.
const frame = `
[dossier]
format = 1
as_of = "2026-06-01"
[company]
name = "Exemplar Cloud, Inc."
short = "Exemplar"
exchange = "NYSE"
invented = true
[meeting]
rules = "us-sec-14a-8"
year = 2027
[source.record]
type = "procurement"
title = "Contract"
publisher = "Ministry of the Interior of Examplia"
ref = "Contract 17"
[source.court]
type = "finding"
title = "Judgment"
publisher = "Court of Examplia"
ref = "Case 1"
[source.page]
type = "company-statement"
title = "How we work"
publisher = "Exemplar Cloud"
url = "https://www.example.com/how"
[entity]
cloud = { name = "Exemplar Cloud Platform", type = "product" }
army = { name = "Army of Examplia", type = "agency" }
police = { name = "Police of Examplia", type = "agency" }
`

// claimed is a claim: its id, kind, links or about, and more keys, one behind the other on lines.
func claimed(id, kind, text string, more ...string) string {
	src := "record"
	if kind == "policy" {
		src = "page"
	}
	return fmt.Sprintf("[claim.%s]\ntext = %q\nkind = %q\nstatus = \"recorded\"\nas_of = \"2026\"\n%s\n"+
		"evidence = [ { source = %q, at = \"p. 1\", says = \"it says %s\" } ]\n", id, text, kind,
		strings.Join(more, "\n"), src, id)
}

// argued is the resolution of a dossier, and what became of its claims.
func argued(t *testing.T, limit int, claims ...string) (*Resolution, map[string]Telling) {
	t.Helper()
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	template := func(name string) []byte {
		b, err := templates.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	words := vocabulary(t)
	figures := authority.Parse("authority.toml", read("authority.toml"), words, &l)
	r := rubric.Parse("customer-due-diligence.toml", read("customer-due-diligence.toml"), words, &l)
	dir := fstest.MapFS{}
	if len(claims) > 0 && strings.HasPrefix(claims[0], "[assessment]") {
		dir["assessments/one.toml"] = &fstest.MapFile{Data: []byte(claims[0])}
		claims = claims[1:]
	}
	dir["dossier.toml"] = &fstest.MapFile{Data: []byte(frame + strings.Join(claims, ""))}
	d, err := dossier.Load(dir, "exemplar", words, dossier.Options{}, &l)
	if err != nil || l.Count(diag.Error) > 0 {
		t.Fatal(err, l.Sorted())
	}
	set := grade.Of(d, figures)
	rules := filing.Parse("us-sec-14a-8.toml", read("filing/us-sec-14a-8.toml"), &l)
	rules.Words.Limit = limit
	res, err := Make(Input{Set: set, Card: score.Make(set, r, words, dossier.PublicEdition), Rules: rules,
		Template: template("resolution/customer-due-diligence.md"), Plan: plan(t),
		Wording:  ParseWording("wording.toml", template("wording.toml"), &l),
		Capitals: check.ParseCapitals("acronyms.toml", read("phrasing/acronyms.toml"), &l),
		Ask:      ParseAsk("asks/third-party-report.toml", template("asks/third-party-report.toml"), &l), File: "x.md"}, &l)
	if err != nil {
		t.Fatal(err)
	}
	became := map[string]Telling{}
	for _, x := range res.Told {
		became[x.Claim] = x
	}
	return res, became
}

func tie(id, customer string, more ...string) string {
	return claimed(id, "relationship", "In 2026 the "+customer+" used Exemplar's cloud "+id+".",
		append(more, fmt.Sprintf(`links = ["%s uses cloud", "company develops cloud"]`, customer))...)
}

// What is told hangs on what its author wants, on what ties it to the company and on what overtakes it.
func TestWhatIsTold(t *testing.T) {
	harm := strings.Replace(claimed("harm", "customer-record", "In 2026 the army shot at a crowd.", `about = ["army"]`),
		`source = "record"`, `source = "court"`, 1)
	const coded = `[assessment]
format = 1
rubric = "customer-due-diligence"
coder = "first"
date = "2026-06-01"
[indicator.CR1]
pair = ["cloud", "army"]
level.1 = [ { claims = ["sale"], why = "it buys" } ]
`
	for _, v := range []struct {
		name   string
		claims []string
		want   string // claims and what became of them
	}{
		{"a tie", []string{tie("sale", "army")}, "sale told"},
		{"a harm with its tie", []string{harm, tie("sale", "army")}, "harm told, sale told"},
		{"a harm without", []string{harm, tie("sale", "police")}, "harm untied, sale told"},
		{"a harm whose tie isn't wanted", []string{harm, tie("sale", "army", `tell = "never"`)},
			"harm untied, sale unwanted"},
		{"only with another, which is told", []string{tie("sale", "army"), tie("more", "police", `tell_with = ["sale"]`)},
			"more told, sale told"},
		{"only with another, which isn't", []string{tie("sale", "army", `tell = "never"`),
			tie("more", "police", `tell_with = ["sale"]`)}, "more alone, sale unwanted"},
		{"not beside another", []string{tie("sale", "army", `tell = "always"`),
			tie("more", "police", `tell_without = ["sale"]`)}, "more instead, sale told"},
		{"overtaken by what is told", []string{tie("sale", "army"),
			claimed("end", "act", "In June 2026 Exemplar ended the sale.", `links = ["army uses cloud"]`,
				`overtakes = ["sale"]`, `about = ["company"]`, `recital = "In June 2026 Exemplar ended the sale."`)},
			"end told, sale told"},
		{"overtaken by what isn't told", []string{tie("sale", "army"),
			claimed("end", "act", "In June 2026 Exemplar ended the sale.", `links = ["army uses cloud"]`,
				`overtakes = ["sale"]`, `about = ["company"]`, `tell = "never"`)},
			"end unwanted, sale overtaken"},
		{"where something is coded, what is worth too little for the record", []string{coded, tie("sale", "army"),
			claimed("old", "act", "In 2012 Exemplar opened a shop.", `about = ["company"]`)}, "old little, sale told"},
		{"worth too little, and wanted", []string{coded, tie("sale", "army"),
			claimed("old", "act", "In 2012 Exemplar opened a shop.", `about = ["company"]`, `tell = "always"`)},
			"old told, sale told"},
		{"where nothing is coded", []string{claimed("old", "act", "In 2012 Exemplar opened a shop.",
			`about = ["company"]`)}, "old told"},
		{"what the company says, and what it leaves out", []string{
			claimed("says", "policy", "Exemplar's page of 2026 says that it looks at its customers.", `about = ["company"]`)},
			"says told"},
	} {
		_, became := argued(t, 500, v.claims...)
		var got []string
		for id, x := range became {
			got = append(got, id+" "+string(x.Reason))
		}
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != v.want {
			t.Errorf("%s: %s, want %s", v.name, s, v.want)
		}
	}
}

// What must be told is told before all else, however little it is worth; where there is no room for it the text is told
// without, and says so.
func TestAlways(t *testing.T) {
	var claims []string
	for i := range 9 {
		claims = append(claims, tie(fmt.Sprintf("sale-%d", i), []string{"army", "police"}[i%2]))
	}
	claims = append(claims, tie("wanted", "army", `tell = "always"`))
	res, became := argued(t, 170, claims...)
	if became["wanted"].Reason != Told || res.Counted > 170 {
		t.Errorf("%v, with %d words", became["wanted"], res.Counted)
	}
	if res, became := argued(t, 120, claims...); became["wanted"].Reason != NoRoom || res.Counted > 120 {
		t.Errorf("%v, with %d words", became["wanted"], res.Counted)
	}
}

// The text keeps within every limit, and what the choice counted is what the text has.
func TestWithinTheLimit(t *testing.T) {
	var claims []string
	for i := range 12 {
		claims = append(claims, tie(fmt.Sprintf("sale-%d", i), []string{"army", "police"}[i%2]),
			claimed(fmt.Sprintf("act-%d", i), "act", fmt.Sprintf("In 2026 the army used its cloud to count %d vans.", i),
				`links = ["army uses cloud"]`, `about = ["company"]`, `recital = "In 2026 the army counted vans, again."`))
	}
	last := 0
	for limit := 130; limit <= 1000; limit += 75 {
		res, _ := argued(t, limit, claims...)
		if res.Counted > limit || res.Counted < last && last <= limit {
			t.Errorf("at %d words the text has %d, with fewer allowed it had %d", limit, res.Counted, last)
		}
		last = res.Counted
	}
}
