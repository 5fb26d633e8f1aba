package notes

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
)

// shippedWords reads vocabulary and authority once: whoever runs these tests a thousand times over waits for it.
var shippedWords = sync.OnceValues(func() (vocab.Vocabulary, *authority.Authority) {
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		return b
	}
	words := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	return words, authority.Parse("authority.toml", read("authority.toml"), words, &l)
})

// graded is a claim "c" on some pieces of evidence, and a search log.
func graded(t *testing.T, kind vocab.Kind, sources []string, pieces ...string) *grade.Set {
	t.Helper()
	var l diag.List
	words, figures := shippedWords()
	var b strings.Builder
	for _, s := range sources {
		id, keys, _ := strings.Cut(s, " ")
		fmt.Fprintf(&b, "[source.%s]\ntitle = %q\ntype = %s\n", id, "The "+id, strings.ReplaceAll(keys, "; ", "\n"))
	}
	fmt.Fprintf(&b, "[claim.c]\ntext = \"x\"\nkind = %q\nstatus = \"recorded\"\nas_of = \"2024\"\nabout = "+
		"[\"company\"]\nsearch = \"log\"\n", kind)
	b.WriteString("evidence = [\n")
	for _, p := range pieces {
		id, more, _ := strings.Cut(p, " ")
		fmt.Fprintf(&b, "  { source = %q, at = \"p. 1\", says = \"it says %s\" %s },\n", id, id, more)
	}
	b.WriteString("]\n[search.log]\ndate = \"2024-05-01\"\nby = [\"a\"]\nterms = [\"x\"]\nlanguages = [\"en\"]\nasked " +
		"= false\nfound = \"x\"\n" +
		"documents = [ { source = \"read\", read = \"whole\" }, { name = \"the site\", read = \"whole\" } ]\n")
	d, err := dossier.Load(fstest.MapFS{"a.toml": {Data: []byte(b.String())}}, "x", words, dossier.Options{}, &l)
	if err != nil || d.Damaged {
		t.Fatal(err, l.Sorted())
	}
	return grade.Of(d, figures)
}

// A filed note names the strongest source first, one of each cluster, two at most, and none that can bear nothing beside
// one that can.
func TestStrengthOfACitation(t *testing.T) {
	all := []string{`deal "procurement"`, `paper "journalism"`, `other "journalism"`,
		`echo "journalism"; cluster = "paper"`,
		`post "advocacy"`, `machine "aggregator"`, `read "company-filing"`}
	for _, v := range []struct {
		name   string
		kind   vocab.Kind
		pieces []string
		want   string
	}{
		{"the strongest first", "relationship", []string{"paper", "deal"}, "deal paper"},
		{"two at most", "relationship", []string{"paper", "other", "deal"}, "deal paper"},
		{"one of each cluster", "relationship", []string{"paper", "echo", "other"}, "paper other"},
		{"each source once", "relationship", []string{"paper", "paper", "other"}, "paper other"},
		{"nothing weak beside what can bear it", "relationship", []string{"post", "paper"}, "paper"},
		{"weak ones alone: the strongest of them", "relationship", []string{"machine", "post"}, "post"},
		{"what contradicts isn't named", "relationship", []string{"paper", `other , stance = "contradicts"`}, "paper"},
		{"of pieces alike the first", "relationship", []string{"other", "paper"}, "other paper"},
		{"no other kind does", "relationship", nil, ""},
	} {
		set := graded(t, v.kind, all, v.pieces...)
		var got []string
		for _, s := range cited(set, set.Claim("c"), "x") {
			got = append(got, s.ID.S)
		}
		if s := strings.Join(got, " "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
	set := graded(t, "relationship", all, "paper", "deal")
	ins, ok := Short(set)("c")
	if got := doc.Plain(ins); got != "“The deal”, p. 1; “The paper”, p. 1" || !ok {
		t.Errorf("the note is %q", got)
	}
	for _, id := range []string{"none", "source:none"} {
		if _, ok := Short(set)(id); ok {
			t.Errorf("there is a note of %s", id)
		}
	}
}

// The shortest form of a source that a reader can follow.
func TestShortForms(t *testing.T) {
	for _, v := range []struct {
		name   string
		source dossier.Source
		want   string
	}{
		{"a reference", dossier.Source{Ref: "No. 5", Title: "T", Short: "S"}, "No. 5"},
		{"a reference with an address", dossier.Source{Ref: "No. 5", URL: source.Text{S: "https://example.org"}},
			"No. 5"},
		{"an address", dossier.Source{Title: "T", URL: source.Text{S: "https://example.org"}}, "https://example.org"},
		{"publisher and title", dossier.Source{Title: "T", Short: "S"}, "S, “T”"},
		{"a title with marks in it", dossier.Source{Title: `What They Call "Safe"`, Short: "S"},
			"S, “What They Call ‘Safe’”"},
		{"a title with marks within marks", dossier.Source{Title: `On “A ‘B’ C” and '90s`},
			"“On ‘A “B” C’ and ’90s”"},
		{"a title alone", dossier.Source{Title: "T"}, "“T”"},
	} {
		if got := doc.Plain(cite(citation{Source: &v.source}, &dossier.Dossier{})); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// The lines of a note in full: what supports first, as many as there is room for, then all that speaks against it, then
// the grade.
func TestLinesOfANote(t *testing.T) {
	all := []string{`one "journalism"`, `two "journalism"`, `three "journalism"`, `read "company-filing"`}
	words := Words{Again: "%s (note %d)", Below: "%s (below, %s)", Grade: "%s; claim %s", Contested: "%s, contested",
		Searched: "searched %s for %s:",
		More:     "and %d more", Most: 2, Stances: map[vocab.Stance]string{vocab.Contradicts: "against it:",
			vocab.Qualifies: "but see", vocab.Silent: "silent:"}}
	note := func(kind vocab.Kind, pieces ...string) string {
		set := graded(t, kind, all, pieces...)
		d := &doc.Document{Notes: []doc.Note{{Number: 1, ID: "c"}}}
		NewAnnotator(set, vocab.Vocabulary{}, words).Annotate(d, false)
		return doc.Plain(d.Notes[0].Text)
	}
	for _, v := range []struct {
		name   string
		kind   vocab.Kind
		pieces []string
		want   []string // in this order
		not    string
	}{
		{"one piece", "use", []string{"one"}, []string{"“The one”, p. 1: it says one", ". 2; claim c."}, "more"},
		{"as many as there is room for", "use", []string{"one", "two"}, []string{"“The one”", "; ", "“The two”"},
			"more"},
		{"one too many", "use", []string{"one", "two", "three"}, []string{"“The one”", "“The two”", "; and 1 more"},
			"The three"},
		{"what speaks against it is never left out", "use", []string{"one", "two", `three , stance = "contradicts"`},
			[]string{"“The two”", "; against it: ", "“The three”", "contested"}, "more"},
		{"what qualifies stands before what contradicts", "use",
			[]string{`three , stance = "contradicts"`, `two , stance = "qualifies"`, "one"},
			[]string{"“The one”", "but see ", "“The two”", "against it: ", "“The three”"}, ""},
		{"another passage of one source", "use", []string{"one", "one"},
			[]string{"“The one”, p. 1: it says one; p. 1: it says one"}, ""},
		{"a search", "absence", nil,
			[]string{"earched May 1, 2024 for “x”: ", "“The read”", " (whole); the site (whole). "}, ""},
	} {
		got := note(v.kind, v.pieces...)
		rest := got
		for _, w := range v.want {
			i := strings.Index(rest, w)
			if i < 0 {
				t.Errorf("%s: %q, want %q in it", v.name, got, w)
				break
			}
			rest = rest[i+len(w):]
		}
		if v.not != "" && strings.Contains(got, v.not) {
			t.Errorf("%s: %q has %q", v.name, got, v.not)
		}
	}
}
