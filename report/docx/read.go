package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/prose"
)

// Edited is what came back of a text that people edited in a word processor.
type Edited struct {
	Markdown []byte    // marks cite claims again; a note that belongs to none is [^note:3], with its text below
	Changes  []Change  // that were tracked: in notes, then in the order of the text
	Comments []Comment // in the order of the text, then those that stand in no line of it
	Tied     []string  // what marks cite, each id once, in the order of the text
	Reworded []string  // what marks cite whose note in the file isn't what Note says, each once, in that order
	Gone     []string  // what the file says that marks cited when it was made, and none does now, sorted
	Own      int       // notes that belong to no claim
	Left     []string  // what can't come back: pictures, tables and the like, each named once
}

// Change is one that was tracked.
type Change struct {
	N         int  // its number in the file, the same however the file is read
	Taken     bool // out of the text; else put into it
	Who, When string
	Text      string
	In        string // the sentence that it stands in, as the file is read; "" in a note
}

// Comment is what somebody said beside the text.
type Comment struct{ Who, When, On, Text string }

// aside is the comment as Markdown that isn't printed.
func (c Comment) aside() string {
	said := "comment"
	for _, part := range []string{c.Who, c.When} {
		if part != "" {
			said += ", " + part
		}
	}
	if c.On != "" {
		said += ", on \"" + c.On + "\""
	}
	return "\n<!-- " + strings.ReplaceAll(said+": "+c.Text, "--", "–") + " -->\n"
}

// Reading is how a file is read.
type Reading struct {
	Accept bool         // tracked changes are made; else they are undone
	But    map[int]bool // by their numbers: changes with which it is the other way round
	// Known gives the claims whose note reads so, for marks that lost their bookmark; may be nil.
	Known func(note string) []string
	Note  func(id string) (text string, ok bool) // what the note of an id reads, as NoteText has it; may be nil
}

// textPart is the part that the text is in.
const textPart = "word/document.xml"

// Read reads the file of a word processor. Marks are tied by their bookmarks, and where those are lost by what their
// notes say. An error says in plain words why the file can't be read.
func Read(data []byte, how Reading) (*Edited, error) {
	archive, err := Open(data)
	if err != nil {
		return nil, err
	}
	if !archive.Has(textPart) {
		return nil, errors.New("it is an archive without the text of a word processor")
	}
	r := &reader{how: how, archive: archive, cites: map[string]string{}, links: map[string]string{},
		notes: map[string]string{}, comments: map[string]Comment{}, open: map[string]string{}, own: map[string]string{},
		given:   map[string]bool{},
		ordered: map[string]bool{}, used: map[string]bool{}}
	for _, step := range []func() error{r.readMarks, r.readLinks, r.readNotes, r.readComments, r.readNumbering,
		r.readBody} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return r.edited(), nil
}

// reader is a file on its way to Markdown.
type reader struct {
	changes  int // that were tracked, so far
	how      Reading
	archive  *Archive
	cites    map[string]string // by bookmark
	links    map[string]string // by id
	notes    map[string]string // texts by kind and id: footnote2, endnote2
	comments map[string]Comment
	ordered  map[string]bool // numbers of lists whose items have numbers

	out      strings.Builder
	open     map[string]string // bookmarks that are open: names by id
	closed   []string          // bookmarks that closed, and nothing was read since
	used     map[string]bool   // bookmarks that a mark was tied by
	own      map[string]string // ids of notes that belong to no claim, by kind and id
	given    map[string]bool   // what marks cited when the file was made
	numbered int               // the last number that a new note of its author's got
	ownOrder []string
	said     []Comment // of the paragraph at hand
	result   Edited
}

// parse gives the elements of a part to a function.
func (r *reader) parse(name string, each func(d *xml.Decoder, start xml.StartElement) error) error {
	return r.archive.Tokens(name, func(d *xml.Decoder, tok xml.Token) error {
		if start, ok := tok.(xml.StartElement); ok {
			return each(d, start)
		}
		return nil
	})
}

func attribute(x xml.StartElement, name string) string {
	for _, a := range x.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readMarks reads the file's own data, wherever the word processor put it.
func (r *reader) readMarks() error {
	for _, f := range r.archive.parts {
		if !strings.HasPrefix(f.Name, "customXml/item") || strings.Contains(f.Name, "Props") {
			continue
		}
		ours := false
		err := r.parse(f.Name, func(_ *xml.Decoder, x xml.StartElement) error {
			ours = ours || x.Name.Space == marksNames
			if ours && x.Name.Local == "mark" {
				r.cites[attribute(x, "bookmark")] = attribute(x, "cites")
				r.given[attribute(x, "cites")] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) readLinks() error {
	return r.parse("word/_rels/document.xml.rels", func(_ *xml.Decoder, x xml.StartElement) error {
		if strings.HasSuffix(attribute(x, "Type"), "/hyperlink") {
			r.links[attribute(x, "Id")] = attribute(x, "Target")
		}
		return nil
	})
}

func (r *reader) readNumbering() error {
	form := map[string]string{} // of the first level, by abstract number
	abstract, number, level := "", "", ""
	return r.parse("word/numbering.xml", func(_ *xml.Decoder, x xml.StartElement) error {
		switch x.Name.Local {
		case "abstractNum":
			abstract = attribute(x, "abstractNumId")
		case "lvl":
			level = attribute(x, "ilvl")
		case "numFmt":
			if level == "0" || form[abstract] == "" {
				form[abstract] = attribute(x, "val")
			}
		case "num":
			number = attribute(x, "numId")
		case "abstractNumId":
			f := form[attribute(x, "val")]
			r.ordered[number] = f != "bullet" && f != "none" && f != ""
		}
		return nil
	})
}

func (r *reader) readComments() error {
	return r.parse("word/comments.xml", func(d *xml.Decoder, x xml.StartElement) error {
		if x.Name.Local != "comment" {
			return nil
		}
		text, err := r.plainText(d)
		r.comments[attribute(x, "id")] = Comment{Who: attribute(x, "author"), When: day(attribute(x, "date")),
			Text: text}
		return err
	})
}

// day is a date without its hour.
func day(s string) string {
	d, _, _ := strings.Cut(s, "T")
	return d
}

// plainText is what stands in an element, up to its end; changes that were tracked within it are made or undone.
func (r *reader) plainText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	var change *tracked
	for depth := 1; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return "", err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			depth++
			switch x.Name.Local {
			case "t", "delText":
				var s string
				if err := d.DecodeElement(&s, &x); err != nil {
					return "", err
				}
				depth--
				change.add(s)
				if !change.isGone() {
					b.WriteString(s)
				}
			case "p":
				if b.Len() > 0 {
					b.WriteByte(' ')
				}
			default:
				change = r.begun(change, x, depth)
			}
		case xml.EndElement:
			change = r.ended(change, depth)
			depth--
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// readNotes reads footnotes, and the endnotes that a word processor can make of them.
func (r *reader) readNotes() error {
	for _, kind := range []string{"footnote", "endnote"} {
		err := r.parse("word/"+kind+"s.xml", func(d *xml.Decoder, x xml.StartElement) error {
			if x.Name.Local != kind {
				return nil
			}
			text, err := r.plainText(d)
			r.notes[kind+attribute(x, "id")] = text
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// NoteText is a note's text without what a word processor changes of itself, as Known is asked.
func NoteText(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		switch c {
		case '“', '”', '„', '"':
			return '"'
		case '’', '‘', '\'':
			return '\''
		case '\u00a0', '\u202f':
			return ' '
		case '\u00ad', '\u200b', '\ufeff':
			return -1
		}
		return c
	}, s)), " ")
}

// mark writes the mark of a note, by its kind and id: by its bookmark, by what its note says, or as one of the text's
// own. A field that repeats the number of a note has no note of its own, "".
func (p *paragraph) mark(note string) {
	r := p.r
	id := r.bookmarked()
	own := strings.HasPrefix(id, prose.OwnPrefix)
	switch {
	case note == "" || own:
	case id == "" && r.how.Known != nil:
		if known := r.how.Known(NoteText(r.notes[note])); len(known) == 1 {
			id = known[0]
		}
	case id != "" && r.how.Note != nil && !slices.Contains(r.result.Reworded, id):
		if text, ok := r.how.Note(id); ok && text != NoteText(r.notes[note]) {
			r.result.Reworded = append(r.result.Reworded, id)
		}
	}
	switch {
	case id == "" && note == "":
		return // a field that refers to a note which isn't there any more
	case (id == "" || own) && note != "":
		id = r.ownNote(note, id)
	case !slices.Contains(r.result.Tied, id) && !own:
		r.result.Tied = append(r.result.Tied, id)
	}
	p.write("[^"+id+"]", false)
}

// ownNote is the id of a note that belongs to no claim: the one that it had when the file was made, or a new one.
func (r *reader) ownNote(note, id string) string {
	if has, ok := r.own[note]; ok {
		return has
	}
	for id == "" {
		r.numbered++
		if next := prose.OwnPrefix + strconv.Itoa(r.numbered); !r.given[next] {
			id = next
		}
	}
	r.own[note] = id
	r.ownOrder = append(r.ownOrder, note)
	return id
}

// bookmarked is what the mark at hand cites by its bookmark: one that is open, or, since some word processors let a
// mark fall out of its bookmark, the first that closed before it with no text between.
func (r *reader) bookmarked() string {
	for _, name := range slices.Sorted(maps.Values(r.open)) {
		if id := r.cites[name]; id != "" && !r.used[name] {
			r.used[name] = true
			return id
		}
	}
	if len(r.closed) > 0 {
		name := r.closed[0]
		r.closed = r.closed[1:]
		r.used[name] = true
		return r.cites[name]
	}
	return ""
}

// shut closes a bookmark.
func (r *reader) shut(id string) {
	if name := r.open[id]; r.cites[name] != "" && !r.used[name] {
		r.closed = append(r.closed, name)
	}
	delete(r.open, id)
}

// edited closes the text with its own notes.
func (r *reader) edited() *Edited {
	md := strings.TrimSpace(r.out.String()) + "\n"
	if len(r.ownOrder) > 0 {
		md += "\n"
	}
	for _, id := range slices.Sorted(maps.Keys(r.comments)) { // on a note, or on nothing
		r.result.Comments = append(r.result.Comments, r.comments[id])
		md += r.comments[id].aside()
	}
	kept := slices.Concat(r.result.Tied, slices.Collect(maps.Values(r.own)))
	for _, note := range r.ownOrder {
		md += fmt.Sprintf("[^%s]: %s\n", r.own[note], prose.OwnNote(r.notes[note]))
	}
	r.result.Own = len(r.own)
	for _, id := range slices.Sorted(maps.Keys(r.given)) {
		if id != "" && !slices.Contains(kept, id) {
			r.result.Gone = append(r.result.Gone, id)
		}
	}
	r.result.Markdown = []byte(md)
	return &r.result
}

// paragraph is one on its way to Markdown.
type paragraph struct {
	r      *reader
	b      strings.Builder
	style  string
	number string // of its list; "" outside one
	level  int
	strong bool // of the run at hand
	emph   bool
	shown  [2]bool         // what is open in the Markdown: strong, emphasis
	plain  strings.Builder // its words alone
	first  int             // how many changes were told before it
	at     []int           // in its words: where each of its changes that are told begins
}

// around is a sentence, or what of a long one stands around a byte of it: each of thousands of changes is told with its
// own.
func around(sentence string, at int) string {
	const most = 400 // bytes
	if len(sentence) <= most {
		return sentence
	}
	from := min(max(0, at-most/2), len(sentence)-most)
	to := from + most
	for from > 0 && !utf8.RuneStart(sentence[from]) {
		from--
	}
	for to < len(sentence) && !utf8.RuneStart(sentence[to]) {
		to++
	}
	part := strings.Clone(sentence[from:to])
	if from > 0 {
		part = "…" + part
	}
	if to < len(sentence) {
		part += "…"
	}
	return part
}

// tellChanges says of the changes in a paragraph in which sentence they stand.
func (p *paragraph) tellChanges() {
	text := p.plain.String()
	for i, at := range p.at {
		from, to := 0, len(text)
		if j := strings.LastIndex(text[:at], ". "); j >= 0 {
			from = j + 2
		}
		if j := strings.Index(text[at:], ". "); j >= 0 {
			to = at + j + 1
		}
		p.r.result.Changes[p.first+i].In = around(strings.TrimSpace(text[from:to]), at-from)
	}
}

// write puts text into the paragraph; styled text has the marks of its look around it.
func (p *paragraph) write(s string, styled bool) {
	want := [2]bool{}
	if styled {
		want = [2]bool{p.strong, p.emph}
	}
	if want != p.shown {
		p.close()
		if strings.TrimSpace(s) != "" {
			lead := s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsSpace))]
			p.b.WriteString(lead)
			s = s[len(lead):]
			if want[0] {
				p.b.WriteString("**")
			}
			if want[1] {
				p.b.WriteString("*")
			}
			p.shown = want
		}
	}
	p.b.WriteString(s)
}

// close ends what is strong or emphasised; a space before its end moves behind it.
func (p *paragraph) close() {
	if p.shown == [2]bool{} {
		return
	}
	text := p.b.String()
	trimmed := strings.TrimRightFunc(text, unicode.IsSpace)
	p.b.Reset()
	p.b.WriteString(trimmed)
	if p.shown[1] {
		p.b.WriteString("*")
	}
	if p.shown[0] {
		p.b.WriteString("**")
	}
	p.b.WriteString(text[len(trimmed):])
	p.shown = [2]bool{}
}

// finish puts the paragraph into the text.
func (p *paragraph) finish() {
	p.close()
	r := p.r
	text := strings.TrimSpace(p.b.String())
	if text != "" {
		lead := ""
		switch {
		case p.style == "Title":
			lead = "# "
		case strings.HasPrefix(p.style, "Heading"):
			n, _ := strconv.Atoi(strings.TrimPrefix(p.style, "Heading"))
			lead = strings.Repeat("#", min(max(n, 1)+1, 4)) + " "
		case p.number != "":
			lead = strings.Repeat("    ", p.level) + "- "
			if r.ordered[p.number] {
				lead = strings.Repeat("    ", p.level) + "1. "
			}
		case p.style == "Quote" || p.style == "Quotations":
			lead = "> "
		}
		tight := p.number != "" && strings.HasSuffix(r.out.String(), "\n") && r.inList()
		if !tight {
			r.out.WriteString("\n")
		}
		if lead != "" && p.number == "" && lead != "> " {
			text = strings.NewReplacer("**", "").Replace(text) // a heading is bold as it is
		}
		r.out.WriteString(lead + text + "\n")
	}
	for _, c := range r.said {
		r.out.WriteString(c.aside())
	}
	r.said = nil
}

// inList tells whether the last line of the text is an item.
func (r *reader) inList() bool {
	text := strings.TrimSuffix(r.out.String(), "\n")
	line := strings.TrimLeft(text[strings.LastIndexByte(text, '\n')+1:], " ")
	return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "1. ")
}

// leave notes what can't come back, once.
func (r *reader) leave(what string) {
	if !slices.Contains(r.result.Left, what) {
		r.result.Left = append(r.result.Left, what)
	}
}

// escaped is characters as Markdown that prints them as they are.
func escaped(s string) string {
	if s == "" {
		return ""
	}
	lead, tail := "", ""
	if r, n := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
		lead, s = " ", s[n:]
	}
	if r, n := utf8.DecodeLastRuneInString(s); s != "" && unicode.IsSpace(r) {
		tail, s = " ", s[:len(s)-n]
	}
	return lead + string(prose.Escape(s)) + tail
}
