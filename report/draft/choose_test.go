package draft

import (
	"bytes"
	"testing"
	"testing/fstest"
	"text/template"

	"whereas/report/authority"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/invent"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/vocab"
	"whereas/rubrics"
	"whereas/templates"
)

// The draft whose words are counted line by line is that whose trials are each read and counted as a whole, whatever
// the template and the way of counting; and the pieces of templates that can't be counted by lines are seen.
func TestFastChoiceIsSlowChoice(t *testing.T) {
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	vocabulary := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	figures := authority.Parse("authority.toml", read("authority.toml"), vocabulary, &l)
	r := rubric.Parse("customer-due-diligence.toml", read("customer-due-diligence.toml"), vocabulary, &l)
	words, err := templates.Files.ReadFile("wording.toml")
	if err != nil {
		t.Fatal(err)
	}
	wording := ParseWording("wording.toml", words, &l)
	shipped, err := templates.Files.ReadFile("resolution/" + r.ID + ".md")
	if err != nil {
		t.Fatal(err)
	}
	clause, err := templates.Files.ReadFile("asks/third-party-report.toml")
	if err != nil {
		t.Fatal(err)
	}
	ask := ParseAsk("asks/third-party-report.toml", clause, &l)
	own := []string{string(shipped),
		"{{range .Groups}}{{range .Told}}- {{.Text}}[^{{.ID}}]\n{{end}}\nWords.\n- one\nlazy\n\n- 1. two\n- [ ] three\n{{end}}",                           // lists within lists
		"# T\n\n{{range .Record}}- {{.Text}}[^{{.ID}}]\n{{end}}\n{{range .Norms}}{{.Text}}{{end}}\n\n```\ncode",                                           // a list, words that touch, code
		"{{range .Record}}{{.Text}}[^{{.ID}}][^nobody] {{end}}\n\n[a]: https://example.org\n\n{{len .Answer}} answers. {{if .Gap}}There are gaps.{{end}}", // a definition, words that hang on numbers
		"{{range .Record}}{{.Text}} and *{{.ID}}*, [^source:none]\nanother line\n\n{{end}}1. one\n\n   two\n\n> {{range .Gap}}{{.Text}}{{end}}\r\n"}
	fast := 0
	for i := range 24 {
		dir := fstest.MapFS{}
		for name, data := range invent.Dossier(r, 5, i+1) {
			dir[name] = &fstest.MapFile{Data: data}
		}
		d, err := dossier.Load(dir, invent.Slug(i+1), vocabulary, dossier.Options{}, &l)
		if err != nil {
			t.Fatal(err)
		}
		rules := filing.Parse("us-sec-14a-8.toml", read("filing/us-sec-14a-8.toml"), &l)
		rules.Words.Count = []filing.Way{filing.Strict, filing.Lenient, filing.WordLike, filing.Paranoid}[i%4]
		rules.Words.Limit = []int{500, 130, 220}[i%3]
		set := grade.Of(d, figures)
		in := Input{
			Set:     set,
			Card:    score.Make(set, r, vocabulary, dossier.PublicEdition),
			Rules:   rules,
			Wording: wording,
			File:    "x.md",
			Ask:     ask,
		}
		in.held = heldBy(set, wording.makes)
		in.company, in.ask = company{"Exemplar", "Exemplar"}, in.request(ask)
		for k, text := range own {
			tmpl := template.Must(template.New("x").Parse(text))
			c := in.newCounter()
			want, _, _, err := in.choose(tmpl, c.whole)
			if err != nil {
				t.Fatal(err)
			}
			got, n, _, err := in.choose(tmpl, c.count)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) || n >= 0 && n != c.whole(want) {
				t.Fatalf("company %d, template %d, %s: by lines %d words, as a whole %d:\n%s\nwant\n%s", i+1, k,
					rules.Words.Count, n, c.whole(want), got, want)
			}
			if k == 0 && len(c.lines) > 10 {
				fast++
			}
		}
	}
	if fast < 20 {
		t.Errorf("only %d of 24 drafts were counted by lines", fast)
	}
	if l.Count(diag.Error) > 0 {
		t.Error(l.Sorted())
	}
}

// Lines that mean something else beside others are counted as wholes.
func TestByItself(t *testing.T) {
	for s, want := range map[string]bool{"Words.": true, "# Head": true, "**Resolved:** we": true, "“Quoted”": true, "2024 was": true, `\# no head`: true, `3\. no list`: true, "Émile": true, "紀錄": true,
		"- item": false, "* item": false, "1. item": false, "12) item": false, "> quote": false, "[a]: b": false, "[^a] b": false, "    code": false, " x": false, "```": false, "~~~": false, "<p>": false,
		"---": false, "===": false, "| a |": false, "+ item": false, "***": false, "\ufeffx": false} {
		if got := byItself.MatchString(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
