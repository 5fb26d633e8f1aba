package prose

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
)

// outline is what a text was read as: p for a paragraph, l for a list with its items, q for a quotation.
func outline(bs []doc.Block) string {
	var out []string
	for _, b := range bs {
		switch b := b.(type) {
		case *doc.Heading:
			out = append(out, fmt.Sprintf("h%d(%s)", b.Level, doc.Plain(b.Text)))
		case *doc.Para:
			out = append(out, "p("+doc.Plain(b.Text)+")")
		case *doc.List:
			var items []string
			for i, item := range b.Items {
				label := "•"
				if len(b.Labels) > 0 {
					label = b.Labels[i]
				} else if b.Ordered {
					label = fmt.Sprint(b.Start+i, ".")
				}
				items = append(items, label+" "+outline(item))
			}
			out = append(out, "l("+strings.Join(items, " ")+")")
		case *doc.Quote:
			out = append(out, "q("+outline(b.Blocks)+")")
		case *doc.Rule:
			out = append(out, "rule")
		case *doc.Table:
			out = append(out, "table")
		}
	}
	return strings.Join(out, " ")
}

// What people paste is what they mean, or they are told: codes stand behind the outline.
func TestPasted(t *testing.T) {
	for in, want := range map[string]string{
		"\tone\n\n    two\n\n\u00a0\u00a0three\n\n\u3000four": "p(one) p(two) p(three) p(four)",
		"    # Head":                          "h1(Head)",
		"so:\n• a\n• b":                       "p(so:) l(• p(a) • p(b))",
		"•\ta\n◦\tb\n◦\tc\n•\td":              "l(• p(a) l(• p(b) • p(c)) • p(d))",
		"•\ta\no\tb\n":                        "l(• p(a) l(• p(b)))",
		"\uf0b7\ta\n\uf0b7\tb":                "l(• p(a) • p(b))",
		"\t• a\n\t\t• b\n\t• c":               "l(• p(a) l(• p(b)) • p(c))",
		"• a\n\n\tb":                          "l(• p(a)) p(b)",
		"– a\n– b":                            "l(• p(a) • p(b))",
		"·\u00a0a\n·\u00a0b":                  "l(• p(a) • p(b))",
		"the firm\n– a supplier – is":         "p(the firm – a supplier – is)",
		"so:\n(a) a\n(b) b":                   "p(so:) l((a) p(a) (b) p(b))",
		"a) a\n\nb) b":                        "l(a) p(a) b) p(b))",
		"(i)\ta\n(ii)\tb":                     "l((i) p(a) (ii) p(b))",
		"1) a\n2) b":                          "l(1) p(a) 2) p(b))",
		"as it says in\n(a) the report":       "p(as it says in (a) the report)",
		"2024. That was it":                   "p(2024. That was it)",
		"in\n2019. It is":                     "p(in 2019. It is)",
		"1. a\n\n    b\n\n2. c":               "l(1. p(a) p(b) 2. p(c))",
		"- a\n  - b\n- c":                     "l(• p(a) l(• p(b)) • p(c))",
		">50 firms":                           "p(>50 firms)",
		"> quoted":                            "q(p(quoted))",
		"a\n---":                              "p(a) rule unsupported-markdown",
		"a\n\n---":                            "p(a) rule",
		"a\n====":                             "p(a ====) unsupported-markdown",
		"#Whereas":                            "p(#Whereas) unsupported-markdown",
		"#1 and #5":                           "p(#1 and #5)",
		"| a | b |\nc":                        "p(| a | b | c) unsupported-markdown",
		"| a | b |\n|---|---|\n| 1 | 2 | 3 |": "table unsupported-markdown",
		"---\ntitle: x\n---\n\na":             "rule p(title: x) rule p(a) unsupported-markdown unsupported-markdown",
		"[1]: https://example.org":            "p(: https://example.org) bad-mark",
		"[unread]: https://example.org":       "p([unread]: https://example.org) own-note",
		"a [b](https://x.y \"t\")":            "p(a b) unsupported-markdown",
		"<a@example.org>":                     "p(a@example.org)",
		"<javascript:x>":                      "p(javascript:x) bad-address",
		"a **b":                               "p(a **b) unsupported-markdown",
		`a \*\*b`:                             "p(a **b)",
		"a <Firm> b":                          "p(a  b) unsupported-markdown",
		"5 < 6 and AT&T, R&D":                 "p(5 < 6 and AT&T, R&D)",
		"a <!-- b\n\nc -->":                   "p(a <!-- b) p(c -->) unsupported-markdown",
		"a{.opinon}":                          "p(a{.opinon}) unsupported-markdown",
		`C:\\data and \{\{x\}\} \{.y\} \<!--`: `p(C:\data and {{x}} {.y} <!--)`,
		`a \newpage b`:                        `p(a \newpage b) unsupported-markdown`,
		"a &#xE000; b":                        "p(a \ue000 b) control-character",
		"a &#x202E; b":                        "p(a \u202e b) direction-override",
		"a \ue000\ufffe\U000f0001 b":          "p(a \ue000\ufffe\U000f0001 b) control-character control-character control-character",
		"a \ufffd b":                          "p(a \ufffd b) invalid-utf8",
		"5 * 3 * 2, file_name_here, 2^10":     "p(5 * 3 * 2, file_name_here, 2^10)",
	} {
		var l diag.List
		got := outline(Parse("r.md", []byte(in), notes, &l).Blocks)
		for _, x := range l.Sorted() {
			got += " " + string(x.Code)
		}
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("%q\n got %s\nwant %s", in, got, want)
		}
	}
}

// A place in what was pasted is the place in the file.
func TestPlacesInPasted(t *testing.T) {
	for in, want := range map[string]string{
		"\u3000\u3000see [1] here": "1:7",
		"•\tsee [1] here":          "1:7",
		"(a)\tsee [1] here":        "1:9",
		"2024. see [1] here":       "1:11",
		">50 see [1] here":         "1:9",
		"a\n\t•  see [1] here":     "2:9",
	} {
		var l diag.List
		Parse("r.md", []byte(in), notes, &l)
		for _, x := range l.Sorted() {
			if got := fmt.Sprintf("%d:%d", x.At.Line, x.At.Col); got != want {
				t.Errorf("%q: %s at %s, want %s", in, x.Code, got, want)
			}
		}
	}
}

// Each mark that isn't written as one is told at its bracket, with what to write.
func TestBadMarks(t *testing.T) {
	known := func(id string) ([]doc.Inline, bool) {
		return []doc.Inline{doc.Text{S: id}}, id == "one-claim" || id == "two-claim"
	}
	for in, want := range map[string]string{
		"a[^one-claim ] b":            "1:2 write [^one-claim]",
		"a[^ one-claim] b":            "1:2 write [^one-claim]",
		"a[ ^one-claim] b":            "1:2 write [^one-claim]",
		"a[ˆone-claim] b":             "1:2 write [^one-claim]",
		"a[^one-claim, ^two-claim] b": "1:2 write [^one-claim][^two-claim]",
		"a[^one-claim,two-claim] b":   "1:2 write [^one-claim][^two-claim]",
		"a[^one-claim;two-claim] b":   "1:2 write [^one-claim][^two-claim]",
		"a[^one-claim] b[^one-claim":  "1:16 write [^one-claim]",
		"a[^one-claim is so. And so":  "1:2 write [^one-claim]",
		"a[^source: one-claim] b":     "1:2 write [^source:one-claim]",
		"a[^one-claim, p. 3] b":       "1:2 write [^one-claim]",
		"a[[^one-claim]] b":           "1:2 write [^one-claim]",
		"a[one-claim] b":              "1:2 write [^one-claim]",
		`a\[^one-claim\] b`:           `1:2 write [^one-claim], without \`,
		"a^one-claim b":               "1:2 write [^one-claim]",
		"a(^one-claim) b":             "1:3 write [^one-claim]",
		"a^[my note] b":               "1:2 cite a claim",
		"a [1] b":                     "1:3 cite the claim",
		"a [1, 2] b":                  "1:3 cite the claim",
		"a [@key, p. 3] b":            "1:3 cite a claim",
		"a![^one-claim] b":            "",
		"[words](https://x.y) [a] b":  "",
	} {
		var l diag.List
		d := Parse("r.md", []byte(in), known, &l)
		got := ""
		for _, x := range l.Sorted() {
			got += fmt.Sprintf("%d:%d %s", x.At.Line, x.At.Col, x.Hint)
		}
		if want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		if text := doc.Plain(d.Blocks[0].(*doc.Para).Text); want != "" && !strings.Contains(in, `\`) &&
			strings.Contains(text, "[") {
			t.Errorf("%s: prints %s", in, text)
		}
	}
}

// grows wants eight times as much text to take about eight times as long, and not sixty-four times: the fastest of three
// tries each, so that what else the machine does is left out as far as can be. What takes no time at all is fine.
func grows(t *testing.T, what string, work func(n int)) {
	t.Helper()
	n := 100_000
	if testing.Short() { // with the race detector
		n /= 10
	}
	took := func(n int) time.Duration {
		began := time.Now()
		work(n)
		return time.Since(began)
	}
	small := min(took(n/8), took(n/8), took(n/8))
	large := took(n)
	const times, nothing = 40, 200 * time.Millisecond
	for range 2 {
		if large > nothing && large > times*small {
			large = min(large, took(n))
		}
	}
	if large > nothing && large > times*small {
		t.Errorf("%q: %v for an eighth, %v for the whole", what, small, large)
	}
}

// So do marks of quotations that don't answer each other.
func TestHostileMarks(t *testing.T) {
	for _, s := range []string{"‘”", "«”", "“‘’", "'x\""} {
		half := len(s) / 2
		for !utf8.RuneStart(s[half]) {
			half++
		}
		grows(t, s, func(n int) { Typographic(strings.Repeat(s[:half], n) + strings.Repeat(s[half:], n)) })
	}
}

// A hostile text takes no longer for each of its signs.
func TestHostile(t *testing.T) {
	for _, unit := range []string{">", "> ", "- ", "1. ", "[", "*", "_", "**a", "*a ", "_a", "[^", "^[", "![", "<", "`", "``a",
		"|", "&", "\\", "(", "[a](", "{.", "<a@", "[a][", "]", "*_", "\"", "'", "“", "http://a", "- \n", "> \n>", "•", "(a) ",
		"&#x", "a\n", "| a ", "~", "#", "{{", "\u00a0", "\t", "‘a", "'a ", ".’ ", "<!--", "</a", "[1",
		"s' x", "«", "„“", "x. ", "x.) ", "x.2 ", "- **a** _b_ [c] <d\n", "    - *a\n", "a\n    - *_[\n", "- a\n*b\n", "> - *a\n"} {
		grows(t, unit, func(n int) {
			var l diag.List
			d := Parse("r.md", []byte(strings.Repeat(unit, n)), notes, &l)
			doc.Walk(d.Blocks, func(b doc.Block) {
				if p, ok := b.(*doc.Para); ok {
					Sentences(p.Text, p.At, english)
				}
			})
		})
	}
}

// A list may be as long as it likes: what is bounded is a paragraph, and each item has its own.
func TestLongLists(t *testing.T) {
	var l diag.List
	d := Parse("r.md", []byte("A list:\n\n"+strings.Repeat("- **a** (b, *c*): <https://example.org/> [d](https://example.org/).\n", 4000)), notes, &l)
	list, ok := d.Blocks[len(d.Blocks)-1].(*doc.List)
	if l.Len() > 0 || !ok || len(list.Items) != 4000 {
		t.Errorf("%d faults, %d blocks", l.Len(), len(d.Blocks))
	}
	d = Parse("r.md", []byte("- a\n"+strings.Repeat("*b* ", 2000)), notes, &l)
	if l.Count(diag.Error) != 1 {
		t.Errorf("a paragraph of 4,000 signs in an item has %d faults: %v", l.Count(diag.Error), d.Blocks)
	}
}

// A note that somebody wrote below the text is told, and one that an earlier run wrote isn't.
func TestOwnNotes(t *testing.T) {
	const text = "It is so.[^a]\n\n[^a]: note of a\n[^b]: my own\n"
	var l diag.List
	d := Parse("r.md", []byte(text), notes, &l)
	OwnNotes("r.md", []byte(text), d, &l)
	if ds := l.Sorted(); len(ds) != 1 || ds[0].Code != diag.OwnNote || ds[0].At.Line != 4 {
		t.Errorf("%v", ds)
	}
	l = diag.List{}
	OwnNotes("r.md", WithDefinitions([]byte(text), d), d, &l)
	if ds := l.Sorted(); len(ds) > 0 {
		t.Errorf("%v", ds)
	}
}
