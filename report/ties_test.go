package report_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/doc"
)

// tied is a dossier of an invented company. What it sells is used by a police force (reported, then by one source that
// repeats others alone), one system that it hosted is run by an agency that nobody may name in public, and a union
// protests.
const tied = `
[dossier]
format = 1
as_of = "2026-06-30"
[company]
name = "Acme Holdings"
short = "Acme"
[entity]
cloud = { name = "Acme Cloud", type = "product" }
radio = { name = "Acme Radio", type = "product" }
police = { name = "Borealis Police", type = "agency", sector = "police" }
unit = { name = "Night Unit", type = "unit", sector = "police" }
register = { name = "Register", type = "system", sector = "police" }
secret = { name = "Hidden Agency", type = "agency", sector = "intelligence" }
union = { name = "Union", type = "organisation" }
[source.award]
type = "procurement"
title = "Award"
publisher = "Office"
published = "2019-02-01"
read = "whole"
[source.news]
type = "journalism"
title = "News"
publisher = "Courier"
published = "2021-02-01"
read = "whole"
[source.page]
type = "advocacy"
title = "Page"
publisher = "Watch"
published = "2022-02-01"
read = "whole"
[claim.sells]
text = "Acme sells Acme Cloud and Acme Radio."
kind = "relationship"
status = "reported"
since = "2018"
links = ["company sells cloud", "company sells radio"]
tags = ["cloud"]
evidence = [{ source = "news", at = "p. 1", says = "it sells both" }]
[claim.hosted]
text = "Acme Cloud hosted the register of the police."
kind = "relationship"
status = "recorded"
since = "2018-03"
until = "2020"
links = ["cloud hosts register", "police operates register"]
tags = ["cloud"]
evidence = [{ source = "award", at = "p. 1", says = "the register is hosted" }]
[claim.said-to-use]
text = "The Night Unit is said to use Acme Cloud."
kind = "relationship"
status = "reported"
as_of = "2022"
links = ["unit uses cloud", "unit part-of police"]
tags = ["police"]
evidence = [{ source = "page", at = "p. 1", says = "it uses it" }]
[claim.hidden]
text = "An agency uses the register."
kind = "relationship"
status = "reported"
as_of = "2022"
handling = "restricted"
links = ["secret uses register"]
evidence = [{ source = "news", at = "p. 1", says = "it uses it" }]
[claim.protest]
text = "A union protested in 2022."
kind = "history"
status = "reported"
as_of = "2022"
links = ["union protests company"]
evidence = [{ source = "news", at = "p. 1", says = "it protested" }]
`

// figures are what stands in the place of a figure's name in the public edition of a dossier.
func figuresOf(t *testing.T, name, dossier string) []*doc.Figure {
	t.Helper()
	s := loaded(t)
	var l diag.List
	opts := report.Options{Prefix: "x/", Edition: report.PublicEdition}
	files := fstest.MapFS{"dossier.toml": {Data: []byte(dossier)},
		"briefing.md": {Data: []byte("# Mine\n\n{figure:" + name + "}\n")}}
	c := scored(t, s, files, "x", opts, &l)
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	made, _ := briefed(t, s, c, opts)
	var out []*doc.Figure
	for _, b := range made.Document.Blocks[slices.IndexFunc(made.Document.Blocks, func(b doc.Block) bool {
		h, ok := b.(*doc.Heading)
		return ok && doc.Plain(h.Text) == "Mine"
	})+1:] {
		f, ok := b.(*doc.Figure)
		if !ok {
			break
		}
		out = append(out, f)
	}
	return out
}

// The map shows who is tied to the company, with verb, time and strength; not what the edition leaves out, who
// protests, or a product that leads to nobody.
func TestMapOfTies(t *testing.T) {
	for _, name := range []string{"map", "overview"} {
		figures := figuresOf(t, name, tied)
		if len(figures) != 1 {
			t.Fatalf("%s: %d figures", name, len(figures))
		}
		const want = "Acme sells Acme Cloud (since 2018, credibly reported). " +
			"Acme Cloud hosts Register (2018 to 2020, credibly reported). " +
			"Borealis Police operates Register (2018 to 2020, credibly reported). " +
			"Night Unit uses Acme Cloud (2022, uncorroborated). " +
			"Night Unit part of Borealis Police (2022, uncorroborated)."
		if got := figures[0].Alt; !sameSentences(got, want) {
			t.Errorf("%s: %s", name, got)
		}
		dashed, dotted := 0, 0
		for _, sh := range figures[0].Scene.Shapes {
			switch {
			case sh.Stroke == nil || len(sh.Stroke.Dash) == 0:
			case sh.Stroke.Dash[0] > 2_000:
				dashed++
			default:
				dotted++
			}
		}
		if dashed < 3 || dotted < 3 {
			t.Errorf("%s: %d dashed and %d dotted lines", name, dashed, dotted)
		}
	}
}

func sameSentences(a, b string) bool {
	x, y := strings.SplitAfter(a+" ", "). "), strings.SplitAfter(b+" ", "). ")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// The timeline says each event by its link, in its lane, at the precision that is known; one that isn't tied by its own
// words; and what ended or is weak is told so.
func TestTimelineOfClaims(t *testing.T) {
	figures := figuresOf(t, "timeline", tied)
	if len(figures) != 1 {
		t.Fatalf("%d figures", len(figures))
	}
	const want = "Cloud: Acme sells Acme Cloud, since 2018 (credibly reported). " +
		"Cloud: Acme Cloud hosts Register, March 2018 to 2020 (credibly reported). " +
		"Other: A union protested in 2022, 2022 (credibly reported). " +
		"Other: Night Unit uses Acme Cloud, 2022 (uncorroborated)."
	if got := figures[0].Alt; got != want {
		t.Errorf("%s", got)
	}
	if got := doc.Plain(figures[0].Caption); !strings.Contains(got, "4 of 4 dated claims") {
		t.Error(got)
	}
}

// What rests on one document alone falls with it.
func TestRests(t *testing.T) {
	figures := figuresOf(t, "rests", tied)
	if len(figures) != 1 {
		t.Fatalf("%d figures", len(figures))
	}
	for _, want := range []string{
		"Journalism: sources: 1, voices: 1, claims: 2.",
		"All of them: on record: 0, well supported: 0, credibly reported: 3, uncorroborated: 1.",
		"Without Courier: on record: 0, well supported: 0, credibly reported: 1, uncorroborated: 3.",
		"Without Courier and Office: on record: 0, well supported: 0, credibly reported: 0, uncorroborated: 4.",
	} {
		if !strings.Contains(figures[0].Alt, want) {
			t.Errorf("%q isn't in %s", want, figures[0].Alt)
		}
	}
	if got := doc.Plain(figures[0].Caption); !strings.HasSuffix(got, "3 would be weaker.") {
		t.Error(got)
	}
}

// The lists of a map name words of the vocabulary, and each type of entity stands in one of them or is one that sells,
// runs and uses nothing; each verb is drawn, or says that somebody objects or sets rules.
func TestMapListsAreTheVocabularys(t *testing.T) {
	s := loaded(t)
	b, err := fs.ReadFile(s.Templates, "briefing.toml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Map struct{ Own, Between, Users, Belongs, Verbs []string }
	}
	if err := toml.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	all := func(list string, words, left []string) {
		t.Helper()
		for _, w := range words {
			if !s.Vocabulary.Has(list, w) {
				t.Errorf("%s: %q is no word of the vocabulary", list, w)
			}
		}
		for _, id := range s.Vocabulary.IDs(list) {
			if slices.Contains(words, id) == slices.Contains(left, id) {
				t.Errorf("%s %q: drawn %v, left out %v", list, id, slices.Contains(words, id), slices.Contains(left, id))
			}
		}
	}
	m := file.Map
	all("entity-type", slices.Concat(m.Own, m.Between, m.Users),
		[]string{"policy", "organisation", "area", "standard", "law", "group", "person"})
	all("verb", m.Verbs, []string{"protests", "regulates"})
	for _, v := range m.Belongs {
		if !slices.Contains(m.Verbs, v) {
			t.Errorf("what belongs to the company by %q isn't drawn", v)
		}
	}
}

// A dossier of thousands of claims is drawn in the time that its pages take.
func BenchmarkFiguresOfMany(b *testing.B) {
	s := loaded(b)
	var d strings.Builder
	d.WriteString(tied[:strings.Index(tied, "[entity]")] + "[entity]\n")
	types := []string{"product", "system", "vendor", "agency", "unit"}
	for i := range 500 {
		fmt.Fprintf(&d, "e%d = { name = \"Entity number %d\", type = %q, sector = \"police\" }\n", i, i, types[i%len(types)])
	}
	d.WriteString(tied[strings.Index(tied, "[source.award]"):strings.Index(tied, "[claim.")])
	r := rand.New(rand.NewPCG(1, 1))
	for i := range 2000 {
		from := fmt.Sprintf("e%d", r.IntN(500))
		if i%20 == 0 {
			from = "company"
		}
		fmt.Fprintf(&d, "[claim.c%d]\ntext = \"Something number %d.\"\nkind = \"relationship\"\nstatus = \"reported\"\n"+
			"as_of = \"20%02d\"\nlinks = [\"%s supplies e%d\"]\n"+
			"evidence = [{ source = \"news\", at = \"p. %d\", says = \"it says so\" }]\n", i, i, i%24, from, r.IntN(500), i)
	}
	dir := fstest.MapFS{"dossier.toml": {Data: []byte(d.String())},
		"briefing.md": {Data: []byte("# Mine\n\n{figure:map}\n\n{figure:timeline}\n\n{figure:rests}\n")}}
	var l diag.List
	opts := report.Options{Prefix: "x/", Edition: report.PublicEdition, Make: []report.Kind{report.KindBriefing},
		As: []report.Format{"md"}}
	c := scored(b, s, dir, "x", opts, &l)
	if len(c.Claims.Claims) != 2000 {
		b.Fatal(l.Sorted()[:5])
	}
	for b.Loop() {
		if _, err := s.Make(c, opts, &diag.List{}); err != nil {
			b.Fatal(err)
		}
	}
}

// A figure that a dossier has nothing for is a fault of the text that asks for it.
func TestFigureOfNothing(t *testing.T) {
	s := loaded(t)
	opts := report.Options{Prefix: "x/", Edition: report.PublicEdition, Make: []report.Kind{report.KindBriefing},
		As: []report.Format{"md"}}
	dossier := tied[:strings.Index(tied, "[claim.")] + tied[strings.Index(tied, "[claim.protest]"):]
	for _, name := range []string{"map", "overview"} {
		var l diag.List
		c := scored(t, s, fstest.MapFS{"dossier.toml": {Data: []byte(dossier)},
			"briefing.md": {Data: []byte("# Mine\n\n{figure:" + name + "}\n")}}, "x", opts, &l)
		if _, err := s.Make(c, opts, &l); err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(l.Sorted(), func(d diag.Diagnostic) bool {
			return d.Code == diag.UnknownFigure && d.At.Line == 3 && strings.Contains(d.Message, "has nothing")
		}) {
			t.Errorf("%s: %v", name, l.Sorted())
		}
	}
}
