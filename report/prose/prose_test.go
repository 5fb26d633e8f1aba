package prose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
)

func notes(id string) ([]doc.Inline, bool) {
	if strings.HasPrefix(id, "un") {
		return nil, false
	}
	return []doc.Inline{doc.Text{S: "note of " + strings.TrimSuffix(id, "-again")}}, true
}

func TestParse(t *testing.T) {
	src := "# A \"title\"\n\n**Resolved:** Shareholders ask.\n\n1. one\n2. two\n\n## Whereas\n\nIt's so[^a] and " +
		"_so_.[^b] See https://example.org/a-(b). Same place.[^b-again]\n\n" +
		"| x | y |\n|---|--:|\n| 1[^c] | 2 |\n\n> quoted\n"
	var l diag.List
	d := Parse("r.md", []byte(src), notes, &l)
	if ds := l.Sorted(); len(ds) > 0 {
		t.Fatalf("diagnostics: %v", ds)
	}
	if d.Title != "A “title”" {
		t.Errorf("title %q", d.Title)
	}
	var kinds []string
	doc.Walk(d.Blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Heading:
			kinds = append(kinds, "h"+string(rune('0'+b.Level)))
		case *doc.Para:
			k := "p"
			if b.Resolved {
				k = "P"
			}
			kinds = append(kinds, k)
		case *doc.List:
			kinds = append(kinds, "list")
		case *doc.Table:
			kinds = append(kinds, "table")
			if len(b.Head) != 1 || len(b.Rows) != 1 || b.Align[1] != doc.Right {
				t.Errorf("table %+v", b)
			}
		case *doc.Quote:
			kinds = append(kinds, "quote")
		}
	})
	if got := strings.Join(kinds, " "); got != "h1 P list P P h2 p table quote p" {
		t.Errorf("blocks: %s", got)
	}
	var marks []string
	for _, m := range doc.Marks(d.Blocks) {
		marks = append(marks, m.ID+"="+string(rune('0'+m.Note)))
	}
	// Two claims whose notes say the same share one note.
	if got := strings.Join(marks, " "); got != "a=1 b=2 b-again=2 c=3" {
		t.Errorf("marks: %s", got)
	}
	if len(d.Notes) != 3 {
		t.Errorf("%d notes, want 3", len(d.Notes))
	}
	p := d.Blocks[4].(*doc.Para)
	if got := doc.Plain(p.Text); got != "It’s so and so. See https://example.org/a-(b). Same place." {
		t.Errorf("text %q", got)
	}
}

func TestUnsupportedIsSaid(t *testing.T) {
	for src, code := range map[string]string{"<b>x</b>": "unsupported-markdown",
		"![x](y.png)": "unsupported-markdown", "`code`": "unsupported-markdown",
		"```\ncode\n```": "unsupported-markdown", "##### deep": "unsupported-markdown",
		"x[^unknown]": "unknown-claim", "x[^unknown:x]": "unknown-claim",
		"x \u202e y": "direction-override", "x \x01 y": "control-character",
		"x \xff y": "invalid-utf8", "<div>\nblock\n</div>": "unsupported-markdown"} {
		var l diag.List
		Parse("r.md", []byte(src), notes, &l)
		ds := l.Sorted()
		if len(ds) == 0 || string(ds[0].Code) != code {
			t.Errorf("%q: %v, want %s", src, ds, code)
		}
	}
}

// Any text at all: no panic, no text lost, every diagnostic inside the file.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"# x\n\ny[^a] z.\n", "[^", "{.opinion}", "> - 1. x\n", "| a |\n|---|\n",
		"https://x.y/z)", "\\[^a]", "*a[^b]*", "a  \nb", "&amp; &#1; &nbsp;"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var l diag.List
		d := Parse("r.md", b, notes, &l)
		lines := strings.Count(string(b), "\n") + 1
		for _, x := range l.Sorted() {
			if x.At.Line > lines || x.At.Line > 0 && x.At.Col < 1 {
				t.Fatalf("a diagnostic outside the file: %v", x.At)
			}
		}
		doc.Walk(d.Blocks, func(b doc.Block) {
			if p, ok := b.(*doc.Para); ok {
				for _, s := range Sentences(p.Text, p.At, english) {
					if !utf8.ValidString(s.Text) {
						t.Fatalf("a sentence that isn't text: %q", s.Text)
					}
				}
			}
		})
		WithDefinitions(b, d)
	})
}
