package source

import (
	"io"
	"testing"

	"whereas/report/diag"
)

// Any bytes at all: no panic, every diagnostic lies inside the file, printing it doesn't panic.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "a = 1", "[a.b]\nc = \"d\"\n[[x]]\ny = [ { z = 1 } ]\n", "a = “b”", "x = \"\"\"x\\\\\"\"\"\"\"\"\n",
		"[a\n[b]\n", "a = [ 1,\n\n[b]\n",
		"\ufeffa = 2024-02-31\n", "a = \"C:\\x\"\n", "\xff\xfe", "a = {b = 1, b = 2}\n", "a.\"b c\".d = '''\nx''''\n",
		"a = \"\u202e\"", "[[a]]\n[a.b]\n[[a]]\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var l diag.List
		root := Parse("f.toml", b, &l)
		visit(root, 0)
		for _, d := range l.Sorted() {
			inside(t, root.Doc(), d.At)
			for _, n := range d.Notes {
				inside(t, root.Doc(), n.At)
			}
		}
		if err := diag.Print(io.Discard, l.Sorted(), diag.Texts{"f.toml": root.Doc().Text()}, diag.Style{Colour: true, Columns: 40}); err != nil {
			t.Fatal(err)
		}
	})
}

func visit(t *Table, depth int) {
	if depth > 20 {
		return
	}
	for _, k := range t.Keys() {
		switch t.m[k].(type) {
		case map[string]any:
			visit(t.Table(k), depth+1)
		case []map[string]any:
			t.List(k, func(t *Table) { visit(t, depth+1) })
		case []any:
			t.Texts(k)
		default:
			t.Text(k)
			t.Date(k)
		}
	}
	t.Close()
}

func inside(t *testing.T, d *Doc, s diag.Span) {
	t.Helper()
	if s.Line == 0 {
		return
	}
	if s.Line < 1 || s.Line > len(d.lines) || s.Col < 1 || s.EndLine < s.Line || s.EndLine > len(d.lines) ||
		s.EndLine == s.Line && s.EndCol < s.Col {
		t.Fatalf("a diagnostic outside the file: %+v of %d lines", s, len(d.lines))
	}
	e := d.lineExtent(s.Line)
	if s.Col > e.to-e.from+1 {
		t.Fatalf("column %d of a line of %d bytes", s.Col, e.to-e.from)
	}
}

func TestPositions(t *testing.T) {
	src := "# ü\n[claim.x]\ntext = \"aé\" # c\nlist = [\n  { a = \"1\" },\n  { a = 'two' },\n]\nd.e = " +
		"1979-05-27\n[claim.y]\n"
	var l diag.List
	root := Parse("f.toml", []byte(src), &l)
	var got []string
	root.Each("claim", func(id Text, c *Table) {
		got = append(got, id.S+" "+id.At.String())
		if s := c.Text("text"); s.S != "" {
			got = append(got, s.At.String())
			if s.At.EndCol != 12 {
				t.Errorf("the end of a text counts code points: column %d, want 12", s.At.EndCol)
			}
		}
		c.List("list", func(t *Table) { got = append(got, t.At.String(), t.Text("a").At.String()) })
		if d := c.Table("d"); d != nil {
			got = append(got, d.Date("e").At.String(), d.Date("e").String())
			d.Close()
		}
	})
	want := []string{"x f.toml:2:8", "f.toml:3:8", "f.toml:5:3", "f.toml:5:9", "f.toml:6:3", "f.toml:6:9", "f.toml:8:7",
		"1979-05-27", "y f.toml:9:8"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("place %d: %q, want %q", i, got[i], want[i])
		}
	}
	if ds := l.Sorted(); len(ds) > 0 {
		t.Errorf("diagnostics: %v", ds)
	}
}
