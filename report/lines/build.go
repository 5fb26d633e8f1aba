package lines

import (
	"fmt"
	"slices"
	"strconv"
	"unicode"

	"whereas/report/face"
)

// The first phase: the characters of a paragraph are gathered, each with its look and its node.

// Look is how text looks and which node of the document it belongs to.
type Look struct {
	Style face.Style
	Node  int
}

// Target is where a link leads.
type Target struct {
	URL, Anchor string
	Says        string // for those who can't see the page
	Node        int    // what the link is in the document
}

// Paragraph is measured text, ready to be broken into lines.
type Paragraph struct {
	items  []item
	pieces []piece // for each item
	links  []Target
	size   Length
	base   uint8 // 1 where the paragraph as a whole runs from right to left
}

// piece is what an item draws.
type piece struct {
	style  face.Style
	size   Length
	rise   Length
	node   int
	link   int   // 1 + index into Paragraph.links, 0 for none
	mark   int   // the first mark of this note
	again  int   // another mark of this note
	tied   bool  // to what stands before it
	level  uint8 // even where it runs from left to right
	glyphs []face.Glyph
}

// span is text of one look.
type span struct {
	Look
	link  int    // as in piece
	note  int    // of a mark, the note's number; -1 for a comma between marks
	first bool   // it is the first mark of its note
	text  string // of a mark, what is drawn
}

// Builder gathers the text of one paragraph.
type Builder struct {
	t     *Typesetter
	par   *Paragraph
	chars []char
	spans []span
	link  int   // that text is added to now, as in piece
	mixed bool  // some of it runs from right to left
	own   bool  // see Own
	loose bool  // nothing gives, and punctuation doesn't hang: text that isn't justified
	costs []int // room for breakCosts
}

// Build begins a paragraph of one size.
func (t *Typesetter) Build(size Length, how Align) *Builder {
	b := &Builder{t: t, par: &Paragraph{size: size}, chars: t.chars[:0], loose: how != Justified}
	t.chars = nil // until Paragraph gives it back
	return b
}

// Own makes the paragraph one that stands by itself: where all of its letters run in one direction, so does it. Others,
// as notes and items of lists, run as the document does.
func (b *Builder) Own() { b.own = true }

// Paragraph ends the paragraph: what was gathered is shaped and measured.
func (b *Builder) Paragraph() *Paragraph {
	b.itemise()
	b.t.chars = b.chars
	return b.par
}

// Text adds text. It returns the characters that no face has, each once: they are printed as their number in
// brackets, since a box or a blank would hide that something was there.
func (b *Builder) Text(s string, look Look) (missing []rune) {
	if s == "" {
		return nil
	}
	s = face.Normal(s)
	missing = b.t.faces.Missing(s)
	id := b.span(span{Look: look, link: b.link})
	b.chars = slices.Grow(b.chars, len(s))
	for _, r := range s {
		switch {
		case r == '\u00AD':
			b.behind(func(last *char) { last.soft = true })
		case r == '\u200B':
			b.behind(func(last *char) { last.zeroWidth = true })
		case r == '\u2060' || r == '\uFEFF':
			b.behind(func(last *char) { last.joined = true })
		case r == markRune || face.Silent(r) && !unicode.IsSpace(r) && !face.Joins(r):
		case slices.Contains(missing, r):
			for _, spelt := range fmt.Sprintf("[U+%04X]", r) {
				b.chars = append(b.chars, char{r: spelt, span: id})
			}
		case unicode.IsSpace(r) && !unbreakable(r):
			b.chars = append(b.chars, char{r: ' ', span: id})
		default:
			b.chars = append(b.chars, char{r: r, span: id})
		}
	}
	return missing
}

// Break ends the line.
func (b *Builder) Break(look Look) {
	b.chars = append(b.chars, char{r: '\n', span: b.span(span{Look: look, link: b.link})})
}

// Link makes what is added from now on the text of a link, until EndLink. Links don't nest.
func (b *Builder) Link(to Target) {
	b.par.links = append(b.par.links, to)
	b.link = len(b.par.links)
}

// EndLink ends the link that Link began.
func (b *Builder) EndLink() { b.link = 0 }

// InLink reports whether text is added to a link now.
func (b *Builder) InLink() bool { return b.link != 0 }

// Mark adds a note's mark. It stays on the line of what stands before it, a space included. The line that a note's
// first mark stands on names the note in its Marks.
func (b *Builder) Mark(note int, first bool, look Look) {
	for i := len(b.chars) - 1; i >= 0 && b.chars[i].r == ' '; i-- {
		b.chars[i].r = '\u00A0'
	}
	b.markSpan(span{Look: look, link: b.link, note: note, first: first, text: strconv.Itoa(note)}, false)
}

// AfterMark reports whether the last character added is a mark. A comma has to part it from another one, or 1 and 2
// would read as 12.
func (b *Builder) AfterMark() bool {
	n := len(b.chars)
	return n > 0 && b.chars[n-1].r == markRune && b.spans[b.chars[n-1].span].note != 0
}

// MarkComma adds a comma between two marks. A line may end behind it, but not behind the first comma of a row.
func (b *Builder) MarkComma(look Look) {
	n := len(b.chars)
	b.markSpan(span{Look: look, note: -1, text: ","}, n > 2 && b.chars[n-2].r == markRune)
}

func (b *Builder) markSpan(s span, mayEnd bool) {
	b.spans = append(b.spans, s)
	b.chars = append(b.chars, char{r: markRune, span: int32(len(b.spans) - 1), zeroWidth: mayEnd})
}

func (b *Builder) span(s span) int32 {
	if n := len(b.spans); n > 0 && b.spans[n-1] == s {
		return int32(n - 1)
	}
	b.spans = append(b.spans, s)
	return int32(len(b.spans) - 1)
}

// behind changes the last character: what isn't drawn itself is kept with the character before it.
func (b *Builder) behind(set func(*char)) {
	if len(b.chars) > 0 {
		set(&b.chars[len(b.chars)-1])
	}
}

func unbreakable(r rune) bool { return r == '\u00A0' || r == '\u202F' || r == '\u2007' }
