package diag

import (
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	texts := Texts{"f.toml": "one\n\tname = \"日本\u202e\" # ü\nlast"}
	var l List
	l.Warnf(Span{File: "f.toml", Line: 2, Col: 9, EndLine: 2, EndCol: 13}, "b", "second").
		WithHint("do this").
		WithNote(Span{File: "f.toml", Line: 1, Col: 1, EndLine: 1, EndCol: 2}, "here too")
	l.Errorf(Span{File: "f.toml", Line: 2, Col: 9, EndLine: 2, EndCol: 13}, "a", "a bell \a rings")
	l.Errorf(Span{File: "f.toml", Line: 3, Col: 5, EndLine: 3, EndCol: 5}, "c", "behind the end")
	l.Errorf(Span{File: "f.toml", Line: 3, Col: 5, EndLine: 3, EndCol: 5}, "c", "behind the end") // the same again is said once
	l.Noticef(Span{File: "f.toml"}, "d", "the whole file")
	var b strings.Builder
	if err := Print(&b, l.Sorted(), texts, Style{}); err != nil {
		t.Fatal(err)
	}
	want := `f.toml:2:9: error: a bell <U+0007> rings [a]
    2 |  name = "日本<U+202E>" # ü
      |         ^^^^^^^^^^^^^
f.toml:3:5: error: behind the end [c]
    3 | last
      |     ^
f.toml:2:9: warning: second [b]
    2 |  name = "日本<U+202E>" # ü
      |         ^^^^^^^^^^^^^
note: f.toml:1:1: here too
hint: do this
f.toml: notice: the whole file [d]
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !l.Failed(false) || l.Count(Warning) != 1 {
		t.Error("the list miscounts")
	}
}

// Of warnings of one kind the first three are printed, with one hint where it is the same, and the places of the rest.
func TestAlikeWarningsAreCounted(t *testing.T) {
	var l List
	for range 6 { // of whole files, whose name is told once
		l.Noticef(Span{File: "c"}, "n", "a notice %d", l.Len())
	}
	for line := 1; line <= 20; line++ {
		file := "a"
		if line > 5 {
			file = "b"
		}
		l.Warnf(Span{File: file, Line: line, Col: 1}, "w", "line %d", line).WithHint("do this")
	}
	l.Warnf(Span{File: "a", Line: 2, Col: 1}, "v", "another kind")
	l.Errorf(Span{File: "b", Line: 1, Col: 1}, "e", "an error")
	for range 5 {
		l.Errorf(Span{File: "b", Line: l.Len(), Col: 1}, "e", "an error")
	}
	var b strings.Builder
	Print(&b, l.Sorted(), nil, Style{})
	errors, warnings, _ := strings.Cut(b.String(), "a:1:1")
	if strings.Count(errors, "b:") != 6 || strings.Count(warnings, "error") != 0 {
		t.Errorf("errors don't stand before warnings, all of them:\n%s", b.String())
	}
	want := `: warning: line 1 [w]
a:2:1: warning: line 2 [w]
a:3:1: warning: line 3 [w]
hint: do this
warning: and 17 more of this kind [w]: a:4, 5; b:6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 5 more (check --all prints each)
a:2:1: warning: another kind [v]
`
	warnings, notices, _ := strings.Cut(warnings, "c: notice")
	if !strings.HasSuffix(notices, "notice: and 3 more of this kind [n]: c (check --all prints each)\n") {
		t.Errorf("notices of a whole file:\n%s", notices)
	}
	if warnings != want {
		t.Errorf("got\n%s\nwant\n%s", warnings, want)
	}
	b.Reset()
	Print(&b, l.Sorted(), nil, Style{All: true})
	if strings.Count(b.String(), "[w]") != 20 || strings.Contains(b.String(), "more of this kind") {
		t.Errorf("not all:\n%s", b.String())
	}
}

// On a terminal lines end between words; colours take no room, and a word that is too long stays whole.
func TestLinesEndAtTheTerminal(t *testing.T) {
	var l List
	l.Warnf(Span{File: "claims.toml", Line: 1, Col: 1, EndLine: 1, EndCol: 2}, "code", "one two three four five six seven eight nine").
		WithNote(Span{File: "sources.toml", Line: 9, Col: 1}, "it stands here too, as one can see").
		WithHint("say it again: %s and go on", strings.Repeat("x", 50))
	want := `claims.toml:1:1: warning: one two three
  four five six seven eight nine [code]
    1 | first
      | ^
note: sources.toml:9:1: it stands here
  too, as one can see
hint: say it again:
      ` + strings.Repeat("x", 50) + `
      and go on
`
	for _, colour := range []bool{false, true} {
		var b strings.Builder
		Print(&b, l.Sorted(), Texts{"claims.toml": "first"}, Style{Colour: colour, Columns: 40})
		if got := uncoloured(b.String()); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	var b strings.Builder
	l = List{}
	l.Errorf(Span{File: "f", Line: 1, Col: 91, EndLine: 1, EndCol: 92}, "x", "there")
	Print(&b, l.Sorted(), Texts{"f": strings.Repeat("a", 90) + "X" + strings.Repeat("b", 90)}, Style{Columns: 40})
	for _, line := range strings.Split(b.String(), "\n") {
		if len([]rune(line)) > 40 {
			t.Errorf("a line of %d: %s", len([]rune(line)), line)
		}
	}
}

func TestLongLineIsCut(t *testing.T) {
	texts := Texts{"f": strings.Repeat("a", 5000) + "X" + strings.Repeat("b", 5000)}
	var l List
	l.Errorf(Span{File: "f", Line: 1, Col: 5001, EndLine: 1, EndCol: 5002}, "x", "there")
	var b strings.Builder
	Print(&b, l.Sorted(), texts, Style{})
	lines := strings.Split(b.String(), "\n")
	at := strings.IndexRune(lines[2], '^')
	if len(lines[1]) > 400 || []rune(lines[1])[at] != 'X' {
		t.Errorf("the caret misses what it means:\n%s", b.String())
	}
}

func TestNearest(t *testing.T) {
	for _, v := range [][2]string{{"afcs", "afsc"}, {"screning", "screening"}, {"kinds", "kind"}, {"zzz", ""},
		{"", ""}} {
		if got := Nearest(v[0], []string{"afsc", "screening", "kind", "evidence"}); got != v[1] {
			t.Errorf("%q: %q, want %q", v[0], got, v[1])
		}
	}
}

// Messages cost what their lines cost: a file is gone through once, not once a message.
func TestManyMessagesGoThroughAFileOnce(t *testing.T) {
	text := strings.Repeat("a line\n", 8000)
	var at cursor
	for n := 1; n <= 8000; n++ {
		for range 2 { // two of a line
			if line, ok := at.line("f", text, n); !ok || line != "a line" {
				t.Fatalf("line %d: %q, %v", n, line, ok)
			}
		}
	}
	if at.searched > len(text) {
		t.Errorf("%d bytes were looked through, of %d", at.searched, len(text))
	}
	if _, ok := at.line("f", text, 9000); ok {
		t.Error("there is no line 9000")
	}
	if line, ok := at.line("g", "\ufeffone\r\ntwo", 1); !ok || line != "one" {
		t.Errorf("another file: %q, %v", line, ok)
	}
}
