// Package prose is Markdown as people write it here: footnotes that are claims, a resolved clause, marks of
// opinion. It reads Markdown into the document tree and writes the notes.
package prose

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"whereas/report/diag"
	"whereas/report/doc"
)

// MaxProse bounds one Markdown file: 4 MiB.
const MaxProse = 4 << 20

// Notes writes the text of the note that cites id ("hart-built-on-aws", "source:ungp"); ok is false where
// there is no such claim or source, and then ins is the one that was most likely meant, if any.
type Notes func(id string) (ins []doc.Inline, ok bool)

// Parse reads Markdown. Every mark becomes a numbered note whose text notes writes; several marks of one id
// share a note. What the document tree has no room for (HTML, images, code) is a diagnostic, never dropped.
func Parse(name string, src []byte, notes Notes, l *diag.List) *doc.Document {
	d := &doc.Document{Lang: "en-US", PageSize: "letter"}
	Append(d, name, src, notes, l)
	return d
}

// Append reads Markdown as Parse does, and puts it behind what a document has: its notes go on where the others end,
// and what is cited again keeps its number. The first heading of level 1 gives the document its title.
func Append(d *doc.Document, name string, src []byte, notes Notes, l *diag.List) {
	if len(src) > MaxProse {
		l.Errorf(diag.Span{File: name}, diag.FileTooLarge, "the file has %d bytes; at most %d are read", len(src),
			MaxProse)
		return
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	src, stray := withoutDefinitions(src)
	rd := &reader{name: name, src: src, notes: notes, list: l, doc: d, number: map[string]int{}, said: map[string]int{}}
	rd.lines = plainLines(src)
	for _, n := range d.Notes {
		rd.said[doc.Plain(n.Text)] = n.Number
	}
	for _, m := range doc.Marks(d.Blocks) {
		rd.number[m.ID] = m.Note
	}
	if !utf8.Valid(src) {
		l.Errorf(diag.Span{File: name}, diag.InvalidUTF8,
			"the file is not UTF-8 text").WithHint("save the file as UTF-8")
		return
	}
	for i, r := range string(src) {
		if r == 0xF0B7 || r == 0xF0A7 { // bullets of a word processor
			continue
		}
		if code, why := refused(r); code != "" {
			l.Errorf(rd.span(i, i+utf8.RuneLen(r)), code, why, r).WithHint("delete it, or write what is meant")
		}
	}
	for _, def := range stray {
		if strings.HasPrefix(def.id, OwnPrefix) {
			continue // what its mark lacks is told there
		}
		if _, ok := notes(def.id); !ok {
			l.Errorf(rd.span(def.from, def.to), diag.OwnNote,
				"a note of your own, %q, has no place here: notes are written from claims", def.id).
				WithHint("cite a claim, [^claim], or a source, [^source:name], and the note is written for you")
		}
	}
	rd.paste(src)
	pc := parser.NewContext()
	pc.Set(noteKey, notes)
	root := markdown.Parser().Parse(text.NewReader(rd.src), parser.WithContext(pc))
	blocks := rd.blocks(root, 0)
	MarkResolved(blocks)
	d.Blocks = append(d.Blocks, blocks...)
	for _, b := range blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 && d.Title == "" {
			d.Title = doc.Plain(h.Text)
		}
	}
}

// markdown is the grammar: to put it together costs more than to read a page by it.
//
// It has no blocks of code by indents, no headings by a line below, no links by definitions and no blocks of HTML:
// people paste what looks like these, and mean text.
var markdown = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(util.Prioritized(citeParser{}, 99), util.Prioritized(opinionParser{}, 98),
			util.Prioritized(addressParser{}, 999)),
	)),
	goldmark.WithExtensions(extension.Table),
)

// definition is the text of a note that somebody wrote, or that an earlier run wrote behind its Markdown.
type definition struct {
	id       string
	from, to int
}

// withoutDefinitions blanks the definitions of notes, keeping every offset: the tool writes them anew.
func withoutDefinitions(src []byte) ([]byte, []definition) {
	var defs []definition
	out := bytes.Clone(src)
	for at := 0; at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		if m := noteDefinition.FindSubmatch(src[at:end]); m != nil {
			defs = append(defs, definition{string(m[1]), at, end})
			for i := at; i < end; i++ {
				if out[i] != '\r' {
					out[i] = ' '
				}
			}
		}
		at = end + 1
	}
	return out, defs
}

var noteDefinition = regexp.MustCompile(`^ {0,3}\[\^([^\]\s]+)\]:`)

type reader struct {
	name    string
	src     []byte
	lines   []line
	notes   Notes
	list    *diag.List
	doc     *doc.Document
	number  map[string]int // of notes, by what they cite
	said    map[string]int // of notes, by their text
	counted counted
}

func (rd *reader) span(from, to int) diag.Span {
	place := func(off int) (int, int) {
		lo, hi := 0, len(rd.lines)
		for hi-lo > 1 {
			if mid := (lo + hi) / 2; rd.lines[mid].start <= off {
				lo = mid
			} else {
				hi = mid
			}
		}
		return lo + 1, rd.column(lo, min(off, len(rd.src)))
	}
	l1, c1 := place(from)
	l2, c2 := place(to)
	return diag.Span{File: rd.name, Line: l1, Col: c1, EndLine: l2, EndCol: c2}
}

// column is how many characters a line has before off, and one more. It counts on from the place asked for before: a
// paragraph on one line can be as long as the file.
func (rd *reader) column(line, off int) int {
	c := &rd.counted
	if c.line != line || c.off > off || c.col == 0 {
		ln := &rd.lines[line]
		if off < ln.start+ln.now { // within what was rewritten
			return 1 + min(off-ln.start, ln.was)
		}
		*c = counted{line: line, off: ln.start + ln.now, col: 1 + ln.was}
	}
	c.col += utf8.RuneCount(rd.src[c.off:off])
	c.off = off
	return c.col
}

// counted is a place in a line and its column.
type counted struct{ line, off, col int }

// at is where a node's first text stands.
func (rd *reader) at(n ast.Node) diag.Span {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		s := n.Lines().At(0)
		return rd.span(s.Start, max(s.Start, min(s.Stop, len(rd.src))))
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			return rd.span(t.Segment.Start, t.Segment.Stop)
		}
		if s := rd.at(c); s.Line > 0 {
			return s
		}
	}
	return diag.Span{File: rd.name}
}

func (rd *reader) unsupported(n ast.Node, what string) {
	at := rd.at(n)
	rd.list.Errorf(at, diag.UnsupportedMarkdown, "%s can't stand in this document", what).
		WithHint("headings, paragraphs, lists, quotations, tables, emphasis, links and notes can")
}

// comment tells whether a paragraph is nothing but a comment, which isn't printed.
func (rd *reader) comment(n ast.Node) bool {
	if n.Lines().Len() == 0 {
		return false
	}
	text := strings.TrimSpace(string(n.Lines().Value(rd.src)))
	inner, opens := strings.CutPrefix(text, "<!--")
	inner, closes := strings.CutSuffix(inner, "-->")
	return opens && closes && !strings.Contains(inner, "-->")
}

func (rd *reader) blocks(parent ast.Node, depth int) []doc.Block {
	var out []doc.Block
	if depth > maxDepth {
		rd.list.Errorf(rd.at(parent), diag.TooDeep,
			"quotations and lists lie in each other deeper than %d: what lies deeper isn't read", maxDepth).
			WithHint("indent it less")
		return nil
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level > 4 {
				rd.unsupported(n, "a heading of level 5 or 6")
				continue
			}
			out = append(out, &doc.Heading{Level: n.Level, Text: typographic(rd.inlines(n)), At: rd.at(n)})
		case *ast.Paragraph, *ast.TextBlock:
			if rd.comment(n) {
				continue
			}
			rd.looksLikeTable(n)
			if ins := typographic(rd.inlines(n)); len(ins) > 0 {
				out = append(out, &doc.Para{Text: ins, At: rd.at(n)})
			}
		case *ast.List:
			l := &doc.List{Ordered: n.IsOrdered(), Start: n.Start, At: rd.at(n)}
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				l.Items = append(l.Items, rd.blocks(item, depth+1))
				if label := rd.label(item); n.Marker == ')' {
					l.Labels = append(l.Labels, strconv.Itoa(n.Start+len(l.Labels))+")")
				} else if label != "" {
					l.Labels = append(l.Labels, label)
				}
			}
			if len(l.Labels) != len(l.Items) {
				l.Labels = nil
			}
			out = append(out, l)
		case *ast.Blockquote:
			out = append(out, &doc.Quote{Blocks: rd.blocks(n, depth+1), At: rd.at(n)})
		case *ast.ThematicBreak:
			out = append(out, &doc.Rule{At: rd.at(n)})
		case *east.Table:
			out = append(out, rd.table(n))
		case *ast.FencedCodeBlock:
			rd.unsupported(n, "a block of code")
		default:
			rd.unsupported(n, n.Kind().String())
		}
	}
	return out
}

func (rd *reader) table(n *east.Table) *doc.Table {
	t := &doc.Table{At: rd.at(n)}
	for _, a := range n.Alignments {
		switch a {
		case east.AlignCenter:
			t.Align = append(t.Align, doc.Centre)
		case east.AlignRight:
			t.Align = append(t.Align, doc.Right)
		default:
			t.Align = append(t.Align, doc.Left)
		}
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []doc.Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, typographic(rd.inlines(c)))
		}
		rd.lostCells(row)
		if _, ok := row.(*east.TableHeader); ok {
			t.Head = append(t.Head, cells)
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	return t
}

// lostCells reports what stands in a row behind the last cell that its table has room for.
func (rd *reader) lostCells(row ast.Node) {
	last := row.LastChild()
	if last == nil || last.Lines() == nil || last.Lines().Len() == 0 {
		return
	}
	from := last.Lines().At(0).Stop
	rest := rd.src[from:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	if len(bytes.Trim(rest, "| \t\r")) > 0 {
		rd.list.Errorf(rd.span(from, from+len(rest)), diag.UnsupportedMarkdown,
			"the row has more parts than the head of its table: %q is left out", bytes.Trim(rest, "| \t\r")).
			WithHint(`write a head for each column; for the sign | itself write \|`)
	}
}

// unpaired matches signs of bold that no other ones answer.
// lone is where a sign of bold text stands that has no partner. Most texts have no such sign at all.
func lone(raw []byte) []int {
	if !bytes.Contains(raw, []byte("**")) && !bytes.Contains(raw, []byte("__")) {
		return nil
	}
	return unpaired.FindSubmatchIndex(raw)
}

var unpaired = regexp.MustCompile(`(?:^|[^\\*_])(\*\*|__)(?:[^*_]|$)`)

// label is what a pasted item began with, "" where that was a bullet.
func (rd *reader) label(item ast.Node) string {
	for n := item.FirstChild(); n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			off := n.Lines().At(0).Start
			i, _ := slices.BinarySearchFunc(rd.lines, off+1,
				func(l line, at int) int { return cmp.Compare(l.start, at) })
			return rd.lines[i-1].label
		}
	}
	return ""
}

// looksLikeTable reports a row of a table in a paragraph.
func (rd *reader) looksLikeTable(n ast.Node) {
	if n.Lines() == nil {
		return
	}
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		if v := bytes.TrimSpace(s.Value(rd.src)); len(v) > 2 && v[0] == '|' && bytes.Count(v, []byte("|")) > 1 {
			rd.list.Errorf(rd.span(s.Start, s.Stop-1), diag.UnsupportedMarkdown,
				"this looks like the row of a table, and there is no table here").
				WithHint("below the first row of a table stands a line like |---|---|, with as many parts as the row")
			return
		}
	}
}

func (rd *reader) inlines(parent ast.Node) []doc.Inline {
	var out []doc.Inline
	add := func(s string, at diag.Span) {
		if s == "" {
			return
		}
		if n := len(out); n > 0 {
			if t, ok := out[n-1].(doc.Text); ok &&
				t.At.EndLine == at.Line { // a text lies on one line, so that places in it can be counted
				t.S += s
				t.At.EndLine, t.At.EndCol = at.EndLine, at.EndCol
				out[n-1] = t
				return
			}
		}
		out = append(out, doc.Text{S: s, At: at})
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			at := rd.span(n.Segment.Start, n.Segment.Stop)
			raw := n.Segment.Value(rd.src)
			plain := plainText(raw)
			rd.resolved(raw, plain, at)
			rd.leftovers(raw, n.Segment.Start)
			if m := lone(raw); m != nil {
				from := n.Segment.Start
				rd.list.Warnf(rd.span(from+m[2], from+m[3]), diag.UnsupportedMarkdown,
					"%s has no partner, and is printed as it stands", raw[m[2]:m[3]]).
					WithHint(`bold is **word**; for the signs themselves write \* or \_`)
			}
			add(plain, at)
			if n.HardLineBreak() {
				out = append(out, doc.Break{})
			} else if n.SoftLineBreak() {
				add(" ", at)
			}
		case *ast.String:
			add(string(n.Value), rd.at(parent))
		case *ast.Emphasis:
			ins := rd.inlines(n)
			if n.Level == 2 {
				out = append(out, doc.Strong{Text: ins})
			} else {
				out = append(out, doc.Emph{Text: ins})
			}
		case *ast.Link:
			ins := rd.inlines(n)
			if len(n.Title) > 0 {
				rd.list.Errorf(rd.at(n), diag.UnsupportedMarkdown, "the title of a link, %q, has no place on the page",
					n.Title).
					WithHint("write it in the text, or delete it")
			}
			if url := string(n.Destination); rd.leads(url, n) {
				ins = []doc.Inline{doc.Link{URL: url, Text: ins}}
			}
			out = append(out, ins...)
		case *ast.AutoLink:
			label, url := string(n.Label(rd.src)), string(n.URL(rd.src))
			if n.AutoLinkType == ast.AutoLinkEmail {
				url = "mailto:" + label
			}
			words := []doc.Inline{doc.Text{S: label, At: rd.at(parent)}}
			if rd.leads(url, parent) {
				words = []doc.Inline{doc.Link{URL: url, Text: words}}
			}
			out = append(out, words...)
		case *addressNode:
			at := rd.span(n.start, n.start+len(n.url))
			out = append(out, doc.Link{URL: n.url, Text: []doc.Inline{doc.Text{S: n.url, At: at}}})
		case *opinionNode:
			out = append(out, doc.Opinion{})
		case *citeNode:
			if m, ok := rd.mark(n); ok {
				out = append(out, m)
			} else {
				out = append(out, doc.Opinion{}) // reported; that its sentence has no note isn't a second fault
			}
		case *faultNode:
			rd.list.Errorf(rd.span(n.start, n.stop), diag.BadMark, "%s", n.message).WithHint("%s", n.hint)
			out = append(out, doc.Opinion{}) // reported; that its sentence has no note isn't a second fault
		case *ast.CodeSpan:
			rd.unsupported(n, "code")
		case *ast.Image:
			rd.unsupported(parent, "an image")
		case *ast.RawHTML:
			from, to := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
			if bytes.HasPrefix(from.Value(rd.src), []byte("</")) && n.PreviousSibling() != nil {
				continue // what it ends was told
			}
			rd.list.Errorf(rd.span(from.Start, to.Stop), diag.UnsupportedMarkdown, "HTML can't stand in this document").
				WithHint(`leave it out; for the sign < itself write \<`)
		default:
			rd.unsupported(parent, n.Kind().String())
		}
	}
	return out
}

// leads tells whether an address can be followed from a page; else it is a fault, and its words stay.
func (rd *reader) leads(url string, n ast.Node) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(url), ":")
	if scheme == "https" || scheme == "http" || scheme == "mailto" {
		return true
	}
	rd.list.Errorf(rd.at(n), diag.BadAddress, "%q is not a web address", url).
		WithHint("addresses begin with https:// or http://")
	return false
}

// plainText resolves the backslashes and entities that Markdown leaves in a text's segment. What stands behind a
// backslash begins no entity: "\&amp;" is five characters.
func plainText(b []byte) string {
	var out strings.Builder
	from := 0
	resolved := func(to int) { out.Write(util.ResolveEntityNames(util.ResolveNumericReferences(b[from:to]))) }
	for i := 0; i+1 < len(b); i++ {
		if b[i] == '\\' && util.IsPunct(b[i+1]) {
			resolved(i)
			out.WriteByte(b[i+1])
			from = i + 2
			i++
		}
	}
	resolved(len(b))
	return out.String()
}

// mark makes the mark of a note, and its note where it is the first.
func (rd *reader) mark(n *citeNode) (doc.Mark, bool) {
	at := rd.span(n.start, n.stop)
	if num, ok := rd.number[n.id]; ok {
		return doc.Mark{Note: num, ID: n.id, At: at}, num > 0
	}
	ins, ok := rd.notes(n.id)
	if !ok {
		rd.number[n.id] = 0
		what, id := "claim", n.id
		if s, isSource := strings.CutPrefix(n.id, "source:"); isSource {
			what, id = "source", s
		} else if s, isReply := strings.CutPrefix(n.id, "reply:"); isReply {
			what, id = "reply", s
		} else if s, isOwn := strings.CutPrefix(n.id, OwnPrefix); isOwn {
			rd.list.Errorf(at, diag.UnknownNote,
				"the mark cites your own note %q, and it isn't written below the text", s).
				WithHint("write it on a line of its own, in resolution.md alone: [^%s]: …", n.id)
			return doc.Mark{}, false
		}
		dg := rd.list.Errorf(at, diag.Unknown(what), "the note cites %s %q, which is not defined", what, id)
		if meant := doc.Plain(ins); meant != "" {
			dg.WithHint("did you mean [^%s]?", meant)
		}
		return doc.Mark{}, false
	}
	text := doc.Plain(ins)
	if num, ok := rd.said[text]; ok { // two claims from one place: one note says it
		rd.number[n.id] = num
		return doc.Mark{Note: num, ID: n.id, At: at}, true
	}
	num := len(rd.doc.Notes) + 1
	rd.said[text] = num
	rd.number[n.id] = num
	rd.doc.Notes = append(rd.doc.Notes, doc.Note{Number: num, ID: n.id, Text: ins, At: at})
	return doc.Mark{Note: num, ID: n.id, At: at}, true
}

// resolvedOpening is how the resolved clause of a proposal begins.
var resolvedOpening = regexp.MustCompile(
	`(?i)^(?:now,? )?(?:therefore,? )?(?:be it )?(?:further )?resolved\b[:,.]?\s*(.*)`)

// MarkResolved marks the paragraphs of the resolved clause: those that begin with "resolved", those under a
// heading that says so, what follows a line that says nothing else, and a list that follows one directly.
func MarkResolved(blocks []doc.Block) {
	under, after, bare := false, false, false
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			under = strings.HasPrefix(strings.ToLower(doc.Plain(b.Text)), "resolved") ||
				strings.HasPrefix(strings.ToLower(doc.Plain(b.Text)), "resolution")
			after, bare = false, false
		case *doc.Para:
			opening := resolvedOpening.FindStringSubmatch(strings.TrimSpace(doc.Plain(b.Text)))
			b.Resolved = under || bare || opening != nil
			after, bare = b.Resolved, opening != nil && opening[1] == ""
		case *doc.List:
			if under || after {
				doc.Walk([]doc.Block{b}, func(x doc.Block) {
					if p, ok := x.(*doc.Para); ok {
						p.Resolved = true
					}
				})
			}
		default:
			after, bare = false, false
		}
	}
}
