package pages

import (
	"os"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/lines"
)

func TestStyle(t *testing.T) {
	b, err := os.ReadFile("../../templates/style.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	s := ParseStyle("style.toml", b, &l)
	for _, d := range l.Sorted() {
		t.Errorf("%v: %s", d.At, d.Message)
	}
	common, other := s.For("resolution"), s.For("comparison")
	if common.Body != (Type{11 * lines.Point, 14 * lines.Point}) || common.Measure != 366*lines.Point ||
		common.Hangs["."].After != 700 {
		t.Errorf("the common style has %+v", common)
	}
	if other.Table.Size >= common.Table.Size || other.Body != common.Body || other.Hangs["."] != common.Hangs["."] {
		t.Errorf("the style of comparisons has %+v", other)
	}
	// A page of text is a whole number of half lines high, so that its last line is at the foot.
	if height := common.Letter.Height - common.Letter.Top - common.Letter.Bottom; height%(common.Body.Leading/2) != 0 {
		t.Errorf("the text is %v high, which is no number of half lines of %v", height, common.Body.Leading/2)
	}
}

func TestStyleFaults(t *testing.T) {
	b, err := os.ReadFile("../../templates/style.toml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, r := range []struct{ old, new string }{
		{"measure = 366 ", "measure = -1 "}, {`face = "bold"`, `face = "heavy"`}, {"white = 10 ", "whyte = 10 "},
		{`"." = [0, 700]`, `"." = [0]`},
		{"[type.caption]\nsize = 10\nleading = 13\n", ""},
	} {
		if !strings.Contains(text, r.old) {
			t.Fatalf("the style has no %q", r.old)
		}
		text = strings.Replace(text, r.old, r.new, 1)
	}
	var l diag.List
	ParseStyle("style.toml", []byte(text), &l)
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, string(d.Code))
	}
	if want := "out-of-range missing-key unknown-face unknown-key out-of-range"; strings.Join(got,
		" ") != want {
		t.Errorf("the faults are %v, want %s", got, want)
	}
}
