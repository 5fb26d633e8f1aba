package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// What is read of a verb's descriptions: placeholders, closed lists, lists of a default, what is hidden.
func TestDescribe(t *testing.T) {
	app := &cli.App{Name: "whereas", Commands: []*cli.Command{
		{Name: "draft", Usage: "make it", ArgsUsage: "DIR", Flags: []cli.Flag{
			&cli.StringFlag{Name: "edition", Value: "public", Usage: "public or internal"},
			&cli.StringFlag{Name: "as", Usage: "forms, separated by commas: pdf, md, docx"},
			&cli.StringFlag{Name: "make", Value: "resolution,card", Usage: "what to make, separated by commas"},
			&cli.StringFlag{Name: "why", Usage: "say why the claim `ID` is told, now or never"},
			&cli.StringSliceFlag{Name: "captures", Usage: "`DIR` of texts"},
			&cli.StringFlag{Name: "map", Usage: "`MAP.toml` that says it"},
			&cli.StringFlag{Name: "rubric", Value: "cdd", Usage: "`NAME` of a rubric, or a file"},
			&cli.BoolFlag{Name: "strict", Usage: "one or two"},
			&cli.IntFlag{Name: "jobs", Value: 7, Usage: "how many"},
			&cli.StringFlag{Name: "today", Hidden: true, Usage: "`DAY`"},
		}},
		{Name: "words", ArgsUsage: "[LIST…]"},
		{Name: "import", ArgsUsage: "FILE --into DIR"},
		{Name: "completion", ArgsUsage: "bash|zsh"},
		{Name: "rubric", Subcommands: []*cli.Command{{Name: "show", ArgsUsage: "[ID…]"}, {Name: "x", Hidden: true}}},
		{Name: "invent", Hidden: true},
	}}
	d := describe(app, lists{rubrics: []string{"cdd"}, vocabulary: []string{"kind"}, indicators: []string{"CR1"}})
	var got []string
	for _, v := range leaves(d) {
		got = append(got, v.Path+": "+offered(v.Words))
		for _, f := range v.Flags {
			line := "  " + f.Name + " " + f.Value + " " + f.Default + ": " + offered(f.Words)
			if f.Many {
				line += " many"
			}
			got = append(got, line)
		}
	}
	want := []string{
		"draft: xlsx",
		"  edition VALUE public: public internal",
		"  as VALUE : pdf md docx, commas",
		"  make VALUE resolution,card: resolution card, commas",
		"  why ID : ",
		"  captures DIR : folders many",
		"  map MAP.toml : any",
		"  rubric NAME cdd: cdd toml",
		"  strict  : ",
		"  jobs VALUE : ",
		"  help  : ",
		"words: kind", "  help  : ",
		"import: any", "  help  : ",
		"completion: bash zsh", "  help  : ",
		"rubric show: CR1", "  help  : ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func offered(o offer) string {
	s := strings.Join(o.Words, " ")
	if o.Commas {
		s += ", commas"
	}
	return strings.TrimSpace(s + " " + string(o.Files))
}

// Whatever a description has in it, a shell takes it for text.
func TestQuoting(t *testing.T) {
	for shell, want := range map[string]string{
		"bash": `'isn'\''t $x'`, "zsh": `'isn'\''t $x'`, "fish": `'isn\'t $x'`, "powershell": `'isn''t $x'`,
	} {
		if got := quoteFor(shell)("isn't $x"); got != want {
			t.Errorf("%s: %s, want %s", shell, got, want)
		}
	}
	if got := quoteFor("powershell")("a company’s"); got != "'a company''s'" {
		t.Errorf("powershell: %s", got) // the typographic one would end the text
	}
	f := describedFlag{Name: "a", Value: "K:N", Usage: `[x]: it's`, Many: true}
	if got, want := zshSpec(f), `'*--a=[\[x\]\: it'\''s]:K\:N: '`; got != want {
		t.Errorf("zsh: %s, want %s", got, want)
	}
}

// A manual page takes what stands in a description for text: no macro, no escape.
func TestManualEscapes(t *testing.T) {
	d := described{Name: "whereas", Usage: "u", Verbs: []described{{Path: "draft", Name: "draft", Usage: ".so /etc/passwd \\n",
		Flags: []describedFlag{{Name: "a-b", Value: "X", Usage: "'quoted. Then", Default: "-1"}}}}}
	page := manual(d, build{version: "v1", time: "2026-11-29T04:05:06Z"})
	for _, want := range []string{"\n\\&.so /etc/passwd \\(rsn\n", "\n\\fB\\-\\-a\\-b\\fR \\fIX\\fR\n\\&'quoted.\nThen (default: \\-1)\n",
		".TH \"WHEREAS\" \"1\" \"2026\\-11\\-29\" \"whereas v1\" "} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}
