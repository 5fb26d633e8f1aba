package diag

import (
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	texts := Texts{"f.toml": []byte("one\n\tname = \"日本\u202e\" # ü\nlast")}
	var l List
	l.Warnf(Span{"f.toml", 2, 9, 2, 13}, "b", "second").
		WithHint("do this").
		WithNote(Span{"f.toml", 1, 1, 1, 2}, "here too")
	l.Errorf(Span{"f.toml", 2, 9, 2, 13}, "a", "a bell \a rings")
	l.Errorf(Span{"f.toml", 3, 5, 3, 5}, "c", "behind the end")
	l.Errorf(Span{"f.toml", 3, 5, 3, 5}, "c", "behind the end") // the same again is said once
	l.Noticef(Span{File: "f.toml"}, "d", "the whole file")
	var b strings.Builder
	if err := Print(&b, l.Sorted(), texts, false); err != nil {
		t.Fatal(err)
	}
	want := `f.toml: notice: the whole file [d]
f.toml:2:9: error: a bell <U+0007> rings [a]
    2 |  name = "日本<U+202E>" # ü
      |         ^^^^^^^^^^^^^
f.toml:2:9: warning: second [b]
    2 |  name = "日本<U+202E>" # ü
      |         ^^^^^^^^^^^^^
note: f.toml:1:1: here too
hint: do this
f.toml:3:5: error: behind the end [c]
    3 | last
      |     ^
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !l.Failed(false) || l.Count(Warning) != 1 {
		t.Error("the list miscounts")
	}
}

func TestLongLineIsCut(t *testing.T) {
	texts := Texts{"f": []byte(strings.Repeat("a", 5000) + "X" + strings.Repeat("b", 5000))}
	var l List
	l.Errorf(Span{"f", 1, 5001, 1, 5002}, "x", "there")
	var b strings.Builder
	Print(&b, l.Sorted(), texts, false)
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
	text := []byte(strings.Repeat("a line\n", 8000))
	var at cursor
	for n := 1; n <= 8000; n++ {
		for range 2 { // two of a line
			if line, ok := at.line("f", text, n); !ok || string(line) != "a line" {
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
	if line, ok := at.line("g", []byte("\ufeffone\r\ntwo"), 1); !ok || string(line) != "one" {
		t.Errorf("another file: %q, %v", line, ok)
	}
}
