package lines

import (
	"os"
	"slices"
	"strings"
	"testing"

	"whereas/report/face"
)

func testTypesetter(t *testing.T) *Typesetter {
	t.Helper()
	var files [face.Styles][]byte
	for i, name := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		b, err := os.ReadFile("../../templates/fonts/STIXTwoText_" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		files[i] = b
	}
	faces, err := face.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return New(faces, "en", nil, testStyle(t))
}

// TestLines: what is put in comes out on lines of the width asked for, each run with the node of its text.
func TestLines(t *testing.T) {
	ts := testTypesetter(t)
	b := ts.Build(11*Point, Justified)
	body := strings.TrimSpace(strings.Repeat("the company shall disclose what it knows ", 12))
	b.Text(body+" ", Look{Style: face.Regular, Node: 7})
	b.Link(Target{URL: "https://example.org", Says: "an example", Node: 8})
	b.Text("see there", Look{Style: face.Italic, Node: 9})
	b.EndLink()
	b.Mark(3, true, Look{Style: face.Regular, Node: 10})
	set := ts.Lines(b.Paragraph(), 300*Point, Justified)
	var text strings.Builder
	var links, marks int
	for i, ln := range set {
		end := Length(0)
		for _, r := range ln.Runs {
			if want := map[face.Style]int{face.Regular: 7, face.Italic: 9}[r.Style]; r.Node != want && r.Node != 10 {
				t.Errorf("%q belongs to node %d, want %d", r.Text(), r.Node, want)
			}
			text.WriteString(r.Text())
			if strings.TrimSpace(r.Text()) != "" {
				end = max(end, r.X+r.Width(ts.faces))
			}
		}
		// What hangs in the margin, and the space at the end, may stand beyond the width.
		if i+1 < len(set) && (end < 300*Point || end > 306*Point) {
			t.Errorf("line %d ends at %v, want 300.00 or a little more", i+1, end)
		}
		links, marks = links+len(ln.Links), marks+len(ln.Marks)
	}
	if got, want := text.String(), body+" see there3"; got != want {
		t.Errorf("the lines say %q, want %q", got, want)
	}
	if links != 1 || marks != 1 {
		t.Errorf("%d links and %d marks, want one of each", links, marks)
	}
}

// TestOneLine: text of any length stands on one line; what no face has is told and spelt out.
func TestOneLine(t *testing.T) {
	ts := testTypesetter(t)
	runs, width, missing := ts.OneLine("  a क b ", Look{Style: face.Regular, Node: 1}, 10*Point)
	text := ""
	for _, r := range runs {
		text += r.Text()
	}
	if text != "a [U+0915] b" || !slices.Equal(missing, []rune{'क'}) || width <= 0 {
		t.Errorf("%q, missing %q, %v wide", text, string(missing), width)
	}
	if runs, width, _ := ts.OneLine(" ", Look{}, 10*Point); runs != nil || width != 0 {
		t.Errorf("nothing is set as %v, %v wide", runs, width)
	}
}

// TestAlign: a short line stands at the edge that it should.
func TestAlign(t *testing.T) {
	ts := testTypesetter(t)
	for how, want := range map[Align]func(x, width Length) Length{
		Left:    func(x, width Length) Length { return x },
		Centred: func(x, width Length) Length { return x + width/2 - 50*Point },
		Right:   func(x, width Length) Length { return x + width - 100*Point },
	} {
		b := ts.Build(10*Point, how)
		b.Text("short", Look{})
		r := ts.Lines(b.Paragraph(), 100*Point, how)[0].Runs[0]
		if off := want(r.X, r.Width(ts.faces)); off < -Point/100 || off > Point/100 {
			t.Errorf("alignment %d: %v off its edge", how, off)
		}
	}
}
