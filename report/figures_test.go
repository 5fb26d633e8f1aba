package report_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/figure"
	"whereas/report/lines"
)

// One range a category: in figure, text and terminal it is the card's, rounded once.
func TestOneRangeOfCategories(t *testing.T) {
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		made, card := briefed(t, s, c, opts)
		terminal := s.Explaining(c).CardText()
		for _, cat := range card.Categories {
			low, high, ok := cat.Bounds()
			if !ok {
				continue
			}
			if want := fmt.Sprintf("%s: supported at least to %s, not excluded up to %s\n", cat.Title, low, high); !strings.Contains(terminal, want) {
				t.Errorf("the terminal doesn't say %q", want)
			}
			figured, told := false, false
			for i, b := range slices.Concat(made.Document.Blocks, made.Record.Blocks) {
				switch b := b.(type) {
				case *doc.Figure:
					figured = figured || strings.Contains(b.Alt, fmt.Sprintf("%s: %s to %s, ", cat.Title, low, high))
				case *doc.Heading:
					all := slices.Concat(made.Document.Blocks, made.Record.Blocks)
					if p, ok := all[min(i+1, len(all)-1)].(*doc.Para); ok && b.Level == 2 && doc.Plain(b.Text) == cat.Title {
						told = strings.HasPrefix(doc.Plain(p.Text), low+" to "+high)
					}
				}
			}
			if !figured || !told {
				t.Errorf("%s: %s to %s in the figure: %v, in the text: %v", cat.Title, low, high, figured, told)
			}
		}
	})
}

// Each figure that a briefing can have fits a page, has no small text, and says what it shows to those who can't see
// it; and the same comes out twice.
func TestFigures(t *testing.T) {
	const own = "# What is known\n\n{figure:overview}\n\n{figure:map}\n\n{figure:timeline}\n\n{figure:rests}\n\n{figure:ranges}\n"
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		c.Claims.Dossier.Briefing = []byte(own)
		made, _ := briefed(t, s, c, opts)
		again, _ := briefed(t, s, c, opts)
		n := 0
		for i, b := range made.Document.Blocks {
			f, ok := b.(*doc.Figure)
			if !ok {
				continue
			}
			n++
			if f.Scene.Height > figure.MostHeight || f.Scene.Width != 366_000 {
				t.Errorf("%d by %d: %s", f.Scene.Width, f.Scene.Height, doc.Plain(f.Caption))
			}
			if f.Alt == "" || len(f.Caption) == 0 || len(f.Scene.Labels) == 0 {
				t.Errorf("a figure says nothing: %q", doc.Plain(f.Caption))
			}
			for _, l := range f.Scene.Labels {
				if l.Size < 8_500 {
					t.Errorf("%q is too small", l.Text)
				}
			}
			asSet(t, s, &f.Scene)
			if other := again.Document.Blocks[i].(*doc.Figure); f.Alt != other.Alt || len(f.Scene.Shapes) != len(other.Scene.Shapes) {
				t.Errorf("another figure the second time: %s", doc.Plain(f.Caption))
			}
		}
		if n < 3 {
			t.Errorf("%d figures", n)
		}
	})
}

// asSet holds the labels of a scene, as wide as the faces of a page set them, to its frame and to not overlapping.
func asSet(t *testing.T, s *report.Setup, scene *doc.Scene) {
	t.Helper()
	ts := lines.New(s.Typeset.Faces, "en-US", nil, lines.Style{})
	type box struct{ left, right, top, bottom int }
	var boxes []box
	for _, l := range scene.Labels {
		look := lines.Look{Style: face.Regular}
		if l.Strong {
			look.Style = face.Bold
		}
		_, set, _ := ts.OneLine(l.Text, look, lines.Length(l.Size)*lines.Point/1000)
		wide, left := int(set*1000/lines.Point), l.X
		switch l.Align {
		case doc.Centre:
			left -= wide / 2
		case doc.Right:
			left -= wide
		case doc.Left:
		}
		b := box{left, left + wide, l.Y - l.Size*2/3, l.Y + l.Size/5}
		if b.left < 0 || b.right > scene.Width || b.top < 0 || b.bottom > scene.Height {
			t.Errorf("%q lies outside: %+v of %d by %d", l.Text, b, scene.Width, scene.Height)
		}
		for j, o := range boxes {
			if b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom {
				t.Errorf("%q lies over %q", l.Text, scene.Labels[j].Text)
			}
		}
		boxes = append(boxes, b)
	}
}

// over is templates of which one file is another.
type over struct {
	fs.FS
	name string
	data []byte
}

func (o over) Open(name string) (fs.File, error) {
	if name == o.name {
		return fstest.MapFS{name: {Data: o.data}}.Open(name)
	}
	return o.FS.Open(name)
}

// The tables of the figures' data stand where a template asks for them, each with its caption, and each row of a claim
// names it. A table that doesn't exist is an error, one in a text of one's own a
// fault of it.
func TestTablesOfFigures(t *testing.T) {
	s, c, opts := amazon(t)
	whole := s.Templates
	back, err := fs.ReadFile(whole, "briefing/record-back.md")
	if err != nil {
		t.Fatal(err)
	}
	made, _ := briefed(t, s, c, opts)
	var captions []string
	for _, b := range made.Record.Blocks {
		table, ok := b.(*doc.Table)
		if !ok || len(table.Caption) == 0 {
			continue
		}
		caption := doc.Plain(table.Caption)
		if caption == "What is asked, and what is known of it" || caption == "Earlier votes" { // no figure's data
			continue
		}
		captions = append(captions, strings.Join(strings.Fields(caption)[:3], " "))
		if len(table.Rows) < 5 {
			t.Errorf("%q has %d rows", caption, len(table.Rows))
		}
		for _, row := range table.Rows {
			id, _, _ := strings.Cut(doc.Plain(row[len(row)-1]), ",")
			if (c.Claims.Claim(id) != nil) == strings.HasPrefix(caption, "Sources") {
				t.Errorf("%q: a row that names %q: %q", caption, id, doc.Plain(row[0]))
			}
		}
	}
	if got := strings.Join(captions, "; "); got != "Who is tied; The events of; Sources by type:; Claims that would" {
		t.Error(got)
	}
	last := 0
	for _, m := range doc.Marks(made.Record.Blocks) {
		if m.Note > last+1 {
			t.Fatalf("note %d follows note %d", m.Note, last)
		}
		last = max(last, m.Note)
	}

	opts.Make, opts.As = []report.Kind{report.KindBriefing}, []report.Format{"md"}
	other, _, _ := amazon(t) // templates are read once
	other.Templates = over{whole, "briefing/record-back.md", slices.Concat(back, []byte("\n\n{table:nothing}\n\n"))}
	if _, err := other.Make(c, opts, &diag.List{}); err == nil || !strings.Contains(err.Error(), `no table "nothing"`) {
		t.Errorf("a table that doesn't exist: %v", err)
	}
	c.Claims.Dossier.Briefing = []byte("# Mine\n\n{table:map}\n")
	var l diag.List
	if _, err := s.Make(c, opts, &l); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(l.Sorted(), func(d diag.Diagnostic) bool { return d.Code == diag.UnknownFigure && d.At.Line == 3 }) {
		t.Errorf("a table in a text of one's own: %v", l.Sorted())
	}
}
