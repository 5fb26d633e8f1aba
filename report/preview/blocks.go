package preview

import (
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/lines"
	"whereas/report/pages"
	"whereas/report/prose"
)

// Block is a heading, a paragraph, a cell or a note as far as it stands on one page.
type Block struct {
	Tag   string `json:"tag"`   // "h1" to "h4", "p", "label", "cell", "note", "figure"
	Parts []Part `json:"parts"` // in reading order
}

// Part is a stretch of a block that leads to the same claims, or to none.
type Part struct {
	Cites []Cite `json:"cites"`
	Lines []Line `json:"lines"`
}

// Line is the text of a part on one line, and where that stands, in points from the page's upper left corner. Text ends
// in a space where the line ends between words.
type Line struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"w"`
	Height float64 `json:"h"`
	Text   string  `json:"t"`
}

// piece is glyphs of a block: a run of text, or of the mark of a note.
type piece struct {
	page, run int
	from      int       // in the block's flat text, where it begins
	text      string    // "" for a mark, which isn't part of the flat text
	mark      *doc.Mark // nil for text
}

// blocker finds the blocks of a document's pages.
type blocker struct {
	v      *View
	layout *pages.Layout
	cites  citing
	notes  map[int][]string // what the marks of each note cite
	pieces map[int][]piece  // by block
	order  [][]int          // the blocks of each page, in reading order
}

// blocker gathers what each block is made of, which is all that can be said cheaply.
func (v *View) blocker(p *pages.Layout, d *doc.Document) *blocker {
	b := &blocker{v: v, layout: p, cites: v.citing(), notes: map[int][]string{}, pieces: map[int][]piece{},
		order: make([][]int, len(p.Pages))}
	for _, m := range doc.Marks(d.Blocks) {
		b.notes[m.Note] = append(b.notes[m.Note], m.ID)
	}
	for i := range p.Pages {
		on := map[int]bool{}
		for j := range p.Pages[i].Runs {
			node := p.Pages[i].Runs[j].Node
			if node < 0 {
				continue
			}
			block := b.blockOf(node)
			if !on[block] {
				on[block] = true
				b.order[i] = append(b.order[i], block)
			}
			b.pieces[block] = append(b.pieces[block], piece{page: i, run: j, mark: b.markOf(node)})
		}
	}
	return b
}

// blocks are the blocks of a page.
func (b *blocker) blocks(page int) []Block {
	out := []Block{}
	for _, block := range b.order[page] {
		if parts := b.parts(block, slices.Clone(b.pieces[block]))[page]; len(parts) > 0 {
			out = append(out, Block{Tag: b.tag(block), Parts: parts})
		}
	}
	return out
}

// blockOf is the node of the block that a leaf belongs to.
func (b *blocker) blockOf(node int) int {
	label := 0
	for n := node; n > 0; n = b.layout.Nodes[n].Parent {
		switch b.layout.Nodes[n].Role {
		case pages.Heading1, pages.Heading2, pages.Heading3, pages.Heading4, pages.Paragraph, pages.Caption,
			pages.HeadCell, pages.DataCell, pages.Note, pages.Figure, pages.Entry:
			return n
		case pages.Label:
			label = n // of a note it belongs to the note, of an item it stands by itself
		case pages.Item:
			if label > 0 {
				return label
			}
		case pages.Text, pages.Document, pages.List, pages.ItemBody, pages.BlockQuote, pages.Table, pages.TableHead,
			pages.TableBody, pages.TableRow, pages.Reference, pages.LinkText, pages.Span, pages.Contents:
		}
	}
	return node
}

// markOf is the mark that a leaf is drawn for, nil where it is text.
func (b *blocker) markOf(node int) *doc.Mark {
	for n := node; n > 0; n = b.layout.Nodes[n].Parent {
		if m := b.layout.Nodes[n].Mark; m != nil {
			return m
		}
	}
	return nil
}

func (b *blocker) tag(block int) string {
	switch b.layout.Nodes[block].Role {
	case pages.Heading1:
		return "h1"
	case pages.Heading2:
		return "h2"
	case pages.Heading3:
		return "h3"
	case pages.Heading4:
		return "h4"
	case pages.Label:
		return "label"
	case pages.HeadCell, pages.DataCell, pages.Entry:
		return "cell"
	case pages.Note:
		return "note"
	case pages.Figure:
		return "figure"
	case pages.Text, pages.Document, pages.Paragraph, pages.List, pages.Item, pages.ItemBody, pages.BlockQuote,
		pages.Table, pages.TableHead, pages.TableBody, pages.TableRow, pages.Caption, pages.Reference, pages.LinkText,
		pages.Span, pages.Contents:
	}
	return "p"
}

// parts are the parts of a block on each page that it stands on.
func (b *blocker) parts(block int, pieces []piece) map[int][]Part {
	node := &b.layout.Nodes[block]
	if node.Role == pages.Figure && node.Alt != "" {
		return b.figure(node.Alt, pieces)
	}
	text, ins, marks := b.flatten(pieces)
	if node.Role == pages.Note {
		return b.place(pieces, []stretch{{0, len(text) + 1, b.cites.add(nil, b.notes[node.Note]...)}})
	}
	var cut []stretch
	at := 0
	for _, s := range prose.Sentences(ins, diag.Span{}, b.v.maker.Telling.Words.Sentences) {
		i := strings.Index(text[at:], s.Text)
		if s.Text == "" || i < 0 {
			continue
		}
		from := at + i
		at = from + len(s.Text)
		cut = b.sentence(cut, from, at, marks)
	}
	return b.place(pieces, cut)
}

// mark is a mark and the place in the flat text that it stands behind.
type mark struct {
	at int
	id string
}

// flatten is the text of a block as its glyphs have it, and as inlines with its marks, in which sentences are found. A
// comma between two marks belongs to them.
func (b *blocker) flatten(pieces []piece) (text string, ins []doc.Inline, marks []mark) {
	var flat strings.Builder
	for i := range pieces {
		p := &pieces[i]
		p.from = flat.Len()
		if p.mark != nil {
			if n := len(marks); n == 0 || i == 0 || pieces[i-1].mark != p.mark {
				marks = append(marks, mark{flat.Len(), p.mark.ID})
				ins = append(ins, *p.mark)
			}
			continue
		}
		p.text = read(b.run(*p))
		if i > 0 && i+1 < len(pieces) && pieces[i-1].mark != nil && pieces[i+1].mark != nil &&
			strings.Trim(p.text, ", ") == "" {
			p.mark, p.text = pieces[i-1].mark, ""
			continue
		}
		flat.WriteString(p.text)
		ins = append(ins, doc.Text{S: p.text})
	}
	return flat.String(), ins, marks
}

func (b *blocker) run(p piece) *lines.Run { return &b.layout.Pages[p.page].Runs[p.run] }

// read is the text of a run without the hyphen of a divided word.
func read(r *lines.Run) string { return strings.ReplaceAll(r.Text(), "\u00AD", "") }

// stretch is a part of the flat text of a block that leads to the same claims.
type stretch struct {
	from, to int
	cites    []Cite
}

// sentence adds the stretches of a sentence: each reaches to its marks, and what stands behind the last one is part of
// the last. A sentence without marks leads nowhere.
func (b *blocker) sentence(cut []stretch, from, to int, marks []mark) []stretch {
	first := len(cut)
	for _, m := range marks {
		if m.at <= from && !(m.at == from && from == to) || m.at > to+1 {
			continue
		}
		if n := len(cut); n > first && cut[n-1].to == m.at {
			cut[n-1].cites = b.cites.add(cut[n-1].cites, m.id)
			continue
		}
		if n := len(cut); n > first {
			from = cut[n-1].to
		}
		cut = append(cut, stretch{from, m.at, b.cites.add(nil, m.id)})
	}
	if n := len(cut); n > first {
		cut[n-1].to = max(cut[n-1].to, to)
	}
	return cut
}

// place finds where stretches stand on the pages. What no stretch covers leads nowhere.
func (b *blocker) place(pieces []piece, cut []stretch) map[int][]Part {
	out := map[int][]Part{}
	last := map[int]int{} // by page: the stretch of the last part, -1 for none
	for _, p := range pieces {
		r := b.run(p)
		x, at := r.X, p.from
		glyphs := r.Glyphs
		if r.Back {
			glyphs = slices.Clone(glyphs)
			slices.Reverse(glyphs)
			x += r.Width(b.layout.Faces)
		}
		for i := 0; i < len(glyphs); {
			of := covering(cut, at, p.mark != nil)
			begin, end, text := x, x, "" // the space at the end of a line isn't seen
			for ; i < len(glyphs); i++ {
				if p.mark == nil && covering(cut, at, false) != of {
					break
				}
				one := *r
				one.Glyphs = glyphs[i : i+1]
				if w := one.Width(b.layout.Faces); r.Back {
					x -= w
				} else {
					x += w
				}
				s := strings.ReplaceAll(glyphs[i].Text, "\u00AD", "")
				if text += s; s != " " {
					end = x
				}
				if p.mark == nil {
					at += len(s)
				}
			}
			if prev, ok := last[p.page]; !ok || prev != of {
				part := Part{Cites: []Cite{}}
				if of >= 0 {
					part.Cites = append(part.Cites, cut[of].cites...)
				}
				out[p.page] = append(out[p.page], part)
			}
			last[p.page] = of
			part := &out[p.page][len(out[p.page])-1]
			part.Lines = join(part.Lines, lineOf(r, min(begin, end), max(begin, end), text), r)
		}
	}
	return out
}

// covering is the stretch that a place in the flat text is within, -1 for none. A mark belongs to what it stands
// behind.
func covering(cut []stretch, at int, mark bool) int {
	for i, s := range cut {
		if s.from <= at && at < s.to || mark && s.from < at && at <= s.to+1 {
			return i
		}
	}
	return -1
}

func lineOf(r *lines.Run, from, to lines.Length, text string) Line {
	return Line{X: points(from), Y: points(r.Y - r.Size*4/5), Width: points(to - from),
		Height: points(r.Size * 11 / 10), Text: text}
}

// join adds what stands on a line: to the last one where it goes on there.
func join(to []Line, l Line, r *lines.Run) []Line {
	if n := len(to) - 1; n >= 0 {
		prev := &to[n]
		size := points(r.Size)
		if d := l.Y - prev.Y; d > -size && d < size*0.8 && l.X >= prev.X && l.X <= prev.X+prev.Width+size {
			bottom := max(prev.Y+prev.Height, l.Y+l.Height)
			prev.Y = min(prev.Y, l.Y)
			prev.Height = bottom - prev.Y
			prev.Width = max(prev.Width, l.X+l.Width-prev.X)
			prev.Text += l.Text
			return to
		}
	}
	return append(to, l)
}

// figure is what a figure shows in words, where it stands.
func (b *blocker) figure(alt string, pieces []piece) map[int][]Part {
	out := map[int][]Part{}
	for _, p := range pieces {
		r := b.run(p)
		l := lineOf(r, r.X, r.X+r.Width(b.layout.Faces), alt)
		if out[p.page] == nil {
			out[p.page] = []Part{{Cites: []Cite{}, Lines: []Line{l}}}
			continue
		}
		all := &out[p.page][0].Lines[0]
		right, bottom := max(all.X+all.Width, l.X+l.Width), max(all.Y+all.Height, l.Y+l.Height)
		all.X, all.Y = min(all.X, l.X), min(all.Y, l.Y)
		all.Width, all.Height = right-all.X, bottom-all.Y
	}
	return out
}

// points is a length in points, to a hundredth.
func points(l lines.Length) float64 { return float64(int64(l)*100/int64(lines.Point)) / 100 }
