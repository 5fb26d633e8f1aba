package report_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/brief"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/invent"
	"whereas/report/prose"
	"whereas/report/score"
	"whereas/report/vocab"
)

// briefed is the briefing of a company, with what it is made from.
func briefed(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) (*brief.Briefing, *score.Card) {
	t.Helper()
	opts.Make = []report.Kind{report.KindBriefing}
	var l diag.List
	opts.As = []report.Format{"md"}
	made, err := s.Make(c, opts, &l)
	if err != nil || made == nil {
		t.Fatal(err, l.Sorted())
	}
	return made.Briefing, c.Card
}

// everyCompany calls f for the examples, and for invented companies that have all that examples lack.
func everyCompany(t *testing.T, f func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options)) {
	s := loaded(t)
	dirs, err := filepath.Glob("../examples/*/dossier.toml")
	if err != nil || len(dirs) != 4 {
		t.Fatal(dirs, err)
	}
	read := func(slug string, fsys fstest.MapFS) {
		t.Run(slug, func(t *testing.T) {
			var l diag.List
			opts := report.Options{Prefix: slug + "/", Edition: report.PublicEdition}
			c := scored(t, s, fsys, slug, opts, &l)
			if l.Count(diag.Error) > 0 {
				t.Fatal(l.Sorted())
			}
			f(t, s, c, opts)
		})
	}
	for _, d := range dirs {
		dir := fstest.MapFS{}
		if err := filepath.WalkDir(filepath.Dir(d), func(name string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(name)
			rel, _ := filepath.Rel(filepath.Dir(d), name)
			dir[filepath.ToSlash(rel)] = &fstest.MapFile{Data: b}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		read(filepath.Base(filepath.Dir(d)), dir)
	}
	for i := range 6 {
		dir := fstest.MapFS{}
		for name, b := range invent.Dossier(s.Rubric, 4, i+1) {
			dir[name] = &fstest.MapFile{Data: b}
		}
		read(invent.Slug(i+1), dir)
	}
}

// Whatever the card counts is told, every claim that is told has a note that names its grade and its id, and what an
// organisation says of it stands behind it in the same paragraph.
func TestBriefingTellsWhatTheCardCounts(t *testing.T) {
	notes := 0
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		b, card := briefed(t, s, c, opts)
		cited := map[string]bool{}
		for _, m := range doc.Marks(b.Record.Blocks) {
			cited[m.ID] = true
		}
		for _, cat := range card.Categories {
			for _, in := range cat.Indicators {
				for _, k := range in.Codings {
					for _, id := range k.Claims {
						if card.Claim(id) != nil && !cited[id] {
							t.Errorf("%s counts claim %q, which isn't told", in.ID, id)
						}
					}
				}
				for _, e := range in.Elements {
					for _, id := range e.Claims {
						if e.Known && card.Claim(id) != nil && !cited[id] {
							t.Errorf("%s rests on claim %q, which isn't told", in.ID, id)
						}
					}
				}
			}
		}
		for _, n := range b.Record.Notes {
			text := doc.Plain(n.Text)
			if strings.Contains(n.ID, ":") {
				if text == n.ID {
					t.Errorf("note %d has no text of its own: %s", n.Number, text)
				}
				continue
			}
			notes++
			k := card.Claim(n.ID)
			if k == nil {
				t.Errorf("note %d cites %q, which the card doesn't hold", n.Number, n.ID)
				continue
			}
			if word := s.Vocabulary.Word(vocab.Grade(k.Grade)); !strings.Contains(strings.ToLower(text),
				word) ||
				!strings.HasSuffix(text, "claim "+n.ID+".") {
				t.Errorf("note %d doesn't say that %q is %s: %s", n.Number, n.ID, word, text)
			}
			if k.Contested && !strings.Contains(text, "contested") {
				t.Errorf("note %d doesn't say that %q is contested: %s", n.Number, n.ID, text)
			}
		}
		printed := map[string]bool{} // addresses
		for _, l := range doc.Links(b.Record.Blocks) {
			printed[l.URL] = true
		}
		for _, n := range b.Record.Notes {
			if claim := c.Claims.Dossier.Claim(n.ID); claim != nil {
				for _, e := range claim.Evidence {
					if src := c.Claims.Dossier.Source(e.Source.S); src.URL.S != "" && !printed[src.URL.S] {
						t.Errorf("note %d names source %q, whose address isn't printed", n.Number, src.ID.S)
					}
				}
			}
		}
		said := map[string][]string{} // of claims that are told, what else their paragraph cites
		doc.Walk(b.Record.Blocks, func(x doc.Block) {
			p, ok := x.(*doc.Para)
			if !ok {
				return
			}
			marks := doc.Marks([]doc.Block{p})
			if len(marks) == 0 || strings.HasPrefix(marks[0].ID, "source:") ||
				strings.HasPrefix(marks[0].ID, "reply:") {
				return
			}
			claim, text := c.Claims.Dossier.Claim(marks[0].ID), doc.Plain(p.Text)
			for _, own := range []string{claim.Text.S, claim.Recital.S} {
				own = prose.Typographic(own)
				if len(own) > 40 && strings.Contains(text, own[5:30]) {
					for _, n := range marks {
						said[claim.ID.S] = append(said[claim.ID.S], n.ID)
					}
				}
			}
		})
		if len(said) < 2 && len(card.Claims) > 10 {
			t.Errorf("only %d claims are told", len(said))
		}
		for _, r := range c.Claims.Dossier.Replies {
			r.EachAnswer(func(id, claim string, a *dossier.Answer) {
				if a.Says == "" || said[claim] == nil {
					return
				}
				if !slices.Contains(said[claim], "reply:"+id) {
					t.Errorf("claim %q is told without the answer %q", claim, id)
				}
				i := slices.IndexFunc(b.Record.Notes, func(n doc.Note) bool { return n.ID == "reply:"+id })
				if text := doc.Plain(b.Record.Notes[max(0, i)].Text); i < 0 ||
					a.Locator != "" && !strings.Contains(text, prose.Typographic(a.Locator)) {
					t.Errorf("the note of answer %q doesn't say where it stands: %s", id, text)
				}
			})
		}
	})
	if notes < 250 {
		t.Errorf("only %d notes were looked at", notes)
	}
}

// What a key finding says of how strong it is doesn't gainsay itself: what is well supported isn't told as reported.
func TestFindingsAreToldByTheirGrade(t *testing.T) {
	strong, reported := 0, 0
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		b, _ := briefed(t, s, c, opts)
		for line := range strings.Lines(string(b.Markdown)) {
			told := strings.HasPrefix(line, "1. Reportedly, ") || strings.HasPrefix(line, "1. *On a customer:* Reportedly, ")
			switch {
			case strings.Contains(line, "*Well supported.*") || strings.Contains(line, "*On record.*"):
				if strong++; told {
					t.Errorf("as reported, and well supported: %s", line)
				}
			case told:
				reported++
			}
		}
	})
	if strong < 4 || reported < 4 {
		t.Errorf("only %d findings well supported and %d reported", strong, reported)
	}
}

// The figures show what the card says, in words too.
func TestBriefingFigures(t *testing.T) {
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		b, card := briefed(t, s, c, opts)
		var figures []*doc.Figure
		for _, x := range b.Record.Blocks {
			if f, ok := x.(*doc.Figure); ok {
				figures = append(figures, f)
			}
		}
		if len(figures) < len(card.Categories) {
			t.Fatalf("%d figures", len(figures))
		}
		all := ""
		for _, x := range b.Document.Blocks {
			if f, ok := x.(*doc.Figure); ok {
				all += f.Alt + "\n"
			}
		}
		for i, cat := range card.Categories {
			want := cat.Title + ": no score. "
			if cat.Low != nil {
				want = fmt.Sprintf("%s: %s to %s, %s %% unknown.", cat.Title, score.Rounded(*cat.Low),
					score.Rounded(*cat.High), score.Percent(1-*cat.Coverage))
			}
			if !strings.Contains(all, strings.TrimSpace(want)) {
				t.Errorf("the figure of all doesn't say %q: %s", want, all)
			}
			for _, in := range cat.Indicators {
				want := in.ID + " " + in.Title + ": "
				switch {
				case in.State == vocab.NotApplicable:
					want += s.Vocabulary.Word(in.State)
				case *in.Lo == *in.Hi:
					want += fmt.Sprintf("level %s of %d", score.Rounded(*in.Lo), in.Levels)
				default:
					want += fmt.Sprintf("level %s to %s of %d", score.Rounded(*in.Lo), score.Rounded(*in.Hi), in.Levels)
				}
				if in.Best != nil && in.State == vocab.Scored && *in.Lo < *in.Best && in.Kind == "conduct" {
					want += ", reported to level " + score.Rounded(*in.Best)
				}
				if !strings.Contains(figures[i].Alt, want) {
					t.Errorf("figure %d doesn't say %q: %s", i, want, figures[i].Alt)
				}
			}
		}
	})
}

// What a dossier says can't be taken for markup, a figure or a note, wherever it stands.
func TestBriefingEscapes(t *testing.T) {
	const hostile = `# {figure:ranges} | *x* [^y] [z](http://evil.example) <b>&amp; {{.Company}} {contents} 1. - _u_`
	dossier := `
[dossier]
format = 1
as_of = "2026-06-30"
[company]
name = "H1"
[prior-vote.2024]
date = "2024-05-01"
title = 'H2'
support = '5 H3'
source = "news"
[source.news]
type = "journalism"
title = 'H4'
publisher = 'H5'
short = 'H6'
interest = 'H7'
[entity]
ministry = { name = 'H8', type = "agency" }
[claim.told]
text = 'H9'
kind = "use"
status = "reported"
as_of = "2026"
about = ["ministry"]
evidence = [ { source = "news", at = 'H10', quote = "short words", says = 'H11' } ]
[claim.tie]
text = "The company sells it to the ministry."
kind = "relationship"
status = "reported"
as_of = "2026"
links = ["company sells ministry"]
evidence = [ { source = "news", at = "p. 1", says = "it is sold" } ]
[reply.one]
organisation = "ministry"
state = "stated"
date = "2026-01-01"
channel = 'H12'
source = "news"
answers = [ { claims = ["told"], answer = "disputes", at = 'H13', says = 'H14' } ]
[search.one]
date = "2026-01-02"
by = ["a reader"]
documents = [ { source = "news", read = "whole" }, { name = 'H15', read = "whole" } ]
terms = ['H16']
languages = ["en"]
found = 'H17'
asked = false
`
	coding := `
[assessment]
rubric = "customer-due-diligence"
coder = "a coder"
date = "2026-06-01"
[indicator.MP4]
pair = ["ministry", "ministry"]
level.1 = [ { claims = ["tie", "told"], why = 'H18' } ]
`
	for n := 18; n > 0; n-- {
		word := fmt.Sprintf("h%d %s", n, strings.ReplaceAll(hostile, "'", ""))
		dossier, coding = strings.ReplaceAll(dossier, fmt.Sprintf("H%d", n),
			word), strings.ReplaceAll(coding, fmt.Sprintf("H%d", n), word)
	}
	s := loaded(t)
	var l diag.List
	opts := report.Options{Edition: report.PublicEdition, Make: []report.Kind{report.KindBriefing}}
	files := fstest.MapFS{"dossier.toml": {Data: []byte(dossier)}, "assessments/a.toml": {Data: []byte(coding)}}
	c := scored(t, s, files, "x", opts, &l)
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	b, card := briefed(t, s, c, opts)
	figures, links := 0, append(doc.Links(b.Document.Blocks), doc.Links(b.Record.Blocks)...)
	doc.Walk(b.Record.Blocks, func(x doc.Block) {
		if _, ok := x.(*doc.Figure); ok {
			figures++
		}
	})
	if figures < len(card.Categories) || figures > len(card.Categories)+2 || len(links) > 0 {
		t.Errorf("%d figures, links %v", figures, links)
	}
	var all strings.Builder
	for _, text := range append(doc.Texts(b.Document), doc.Texts(b.Record)...) {
		all.WriteString(text.S)
	}
	told := strings.Join(strings.Fields(strings.NewReplacer("’", "'", "“", `"`, "”", `"`).Replace(all.String())), " ")
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18} { // 11 is told by its quote
		if want := fmt.Sprintf("h%d %s", n, hostile); !strings.Contains(told, want) &&
			!strings.Contains(told, "H"+want[1:]) {
			i := max(0, strings.Index(told, fmt.Sprintf("h%d ", n)))
			t.Errorf("the briefing doesn't hold %q: %s", want, told[i:min(len(told), i+120)])
		}
	}
}

// The summary is whole on two pages, whatever the dossier holds; a paper of one page is one, and says what isn't known;
// and the examples' briefings take twelve pages at most.
func TestSummaryFits(t *testing.T) {
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		opts.OnePage = true
		b, _ := briefed(t, s, c, opts)
		pages := func(d *doc.Document, style string) int {
			laid, err := s.Typeset.Lay(d, style, &diag.List{})
			if err != nil {
				t.Fatal(err)
			}
			return len(laid.Pages)
		}
		summary := *b.Document
		for i, x := range summary.Blocks {
			if _, ok := x.(*doc.Part); ok {
				summary.Blocks = summary.Blocks[:i]
				break
			}
		}
		last := 0
		for _, m := range doc.Marks(summary.Blocks) {
			last = max(last, m.Note)
		}
		summary.Notes = summary.Notes[:last]
		if n := pages(&summary, brief.Handout); n > 2 || len(summary.Blocks) == len(b.Document.Blocks) {
			t.Errorf("the summary takes %d pages", n)
		}
		if n := pages(b.Document, brief.Handout); n > 12 {
			t.Errorf("the briefing takes %d pages", n)
		}
		if n := pages(b.OnePage, brief.Single); n != 1 {
			t.Errorf("the page takes %d", n)
		}
		if !slices.ContainsFunc(b.OnePage.Blocks, func(x doc.Block) bool {
			h, ok := x.(*doc.Heading)
			return ok && strings.HasPrefix(doc.Plain(h.Text), "What isn’t known")
		}) {
			t.Error("the page tells nothing of what isn't known")
		}
	})
}

// What a run writes as briefing.md makes the same briefing when it is put into the dossier, so that whoever rewrites it
// begins with what is there.
func TestBriefingOfOnesOwnIsTheSame(t *testing.T) {
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		b, _ := briefed(t, s, c, opts)
		c.Claims.Dossier.Briefing = b.Markdown
		defer func() { c.Claims.Dossier.Briefing = nil }()
		own, _ := briefed(t, s, c, opts)
		if got, want := plainText(own.Document), plainText(b.Document); got != want {
			t.Errorf("it differs:\n%s\n%s", got, want)
		}
	})
}

func plainText(d *doc.Document) string {
	var b strings.Builder
	for _, t := range doc.Texts(d) {
		b.WriteString(t.S + "\n")
	}
	return b.String()
}

// The web page says what the papers say: all of the briefing, and behind it all of the record, in their order.
func TestPageSaysWhatThePapersSay(t *testing.T) {
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		opts.Make, opts.As = []report.Kind{report.KindBriefing}, []report.Format{"html"}
		var l diag.List
		made, err := s.Make(c, opts, &l)
		if err != nil || made == nil {
			t.Fatal(err, l.Sorted())
		}
		page := pageText(t, made.Files[0].Data)
		at := 0
		for name, d := range map[int]*doc.Document{1: made.Briefing.Document, 2: made.Briefing.Record} {
			at = 0
			if name == 2 {
				if at = strings.LastIndex(page, squeezed(d.Title)); at < 0 {
					t.Fatalf("the page doesn't hold %q", d.Title)
				}
			}
			doc.Walk(d.Blocks, func(b doc.Block) {
				if table, ok := b.(*doc.Table); ok && len(table.Head) == 0 {
					return // contents: the page has links there
				}
				for _, run := range doc.Runs(b) {
					doc.WalkInlines(run, func(in doc.Inline) {
						text, ok := in.(doc.Text)
						if !ok || squeezed(text.S) == "" {
							return
						}
						i := strings.Index(page[at:], squeezed(text.S))
						if i < 0 {
							t.Errorf("paper %d: the page doesn't say %q there", name, text.S)
							return
						}
						at += i
					})
				}
			})
		}
	})
}

// pageText is the text of a page, without spaces.
func pageText(t *testing.T, b []byte) string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var out strings.Builder
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := token.(xml.CharData); ok {
			out.WriteString(squeezed(string(s)))
		}
	}
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
