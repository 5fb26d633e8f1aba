package html

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// backArrow has the selector of text behind it, or phones make a picture of it.
const backArrow = "↩\uFE0E"

// notes writes the notes, each with a way back to all of its marks.
func (p *page) notes() {
	if len(p.doc.Notes) == 0 {
		return
	}
	// A note may hold the mark of another: all texts are written before the first way back is.
	body := p.b
	texts := make([][]byte, len(p.doc.Notes))
	for i, n := range p.doc.Notes {
		p.b, p.marked = bytes.Buffer{}, false
		p.inlines(n.Text)
		texts[i] = p.b.Bytes()
	}
	p.b = body

	p.open("section", "role", "doc-endnotes", "aria-labelledby", p.prefix+notesID)
	p.line()
	p.open("h2", "id", p.prefix+notesID)
	p.text(p.words.Notes)
	p.close("h2")
	p.line()
	p.open("ol")
	p.line()
	for i, text := range texts {
		number := i + 1 // as doc has it
		attributes := []string{"id", p.noteID(number), "value", strconv.Itoa(number)}
		if c, ok := p.doc.Claims[p.doc.Notes[i].ID]; ok {
			attributes = append(attributes, "data-claim", p.doc.Notes[i].ID, "data-grade", c.Grade, "data-about",
				strings.Join(c.About, "|"), "data-first", c.First, "data-last", c.Last)
		}
		p.open("li", attributes...)
		p.b.Write(text)
		p.wayBack(number)
		p.close("li")
		p.line()
	}
	p.close("ol")
	p.line()
	p.close("section")
	p.line()
}

// wayBack leads from a note to each of its marks.
func (p *page) wayBack(note int) {
	of := p.marks[note]
	for nth := 1; nth <= of; nth++ {
		label := fmt.Sprintf(p.words.Back, note)
		if of > 1 {
			label = fmt.Sprintf(p.words.BackOf, note, nth, of)
		}
		if nth == 1 {
			p.b.WriteRune('\u00A0') // no line begins with the first
		} else {
			p.b.WriteByte(' ')
		}
		p.open("a", "class", "back", "href", "#"+p.markID(note, nth), "role", "doc-backlink", "aria-label", label)
		p.text(backArrow)
		if of > 1 {
			p.open("sup")
			p.text(strconv.Itoa(nth))
			p.close("sup")
		}
		p.close("a")
	}
}
