package docx

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// tracked is a change within which the reader is.
type tracked struct {
	change Change          // without its text
	text   strings.Builder // that stands in it, and in no change within it
	gone   bool            // what stands in it doesn't belong to the text
	at     int             // in the words of its paragraph, where it begins
	outer  *tracked        // that it is within: what one put in, another can take out again; nil for none
	depth  int
}

// body is the text on its way, element by element.
type body struct {
	r      *reader
	p      *paragraph // nil between paragraphs
	change *tracked   // nil outside one
	depth  int
	run    bool                        // within a run
	hides  bool                        // what a field shows, which is read from what it says
	refers bool                        // the field at hand refers to a note
	link   string                      // address of the link at hand
	beside map[string]*strings.Builder // what open comments stand beside, by their ids
	on     map[string]string           // the same of those that are closed
}

// readBody reads the text, paragraph by paragraph.
func (r *reader) readBody() error {
	b := &body{r: r, beside: map[string]*strings.Builder{}, on: map[string]string{}}
	return r.archive.Tokens(textPart, func(d *xml.Decoder, tok xml.Token) error {
		switch x := tok.(type) {
		case xml.StartElement:
			b.depth++
			skip, err := b.start(d, x)
			if skip && err == nil {
				b.depth--
				err = d.Skip()
			}
			return err
		case xml.EndElement:
			b.end(x)
			b.depth--
		}
		return nil
	})
}

// begun is the change within which the reader is once an element began, at a depth. What stands in it is gone if it
// takes something out and is made, if it puts something in and is undone, or if what it is within is gone.
func (r *reader) begun(c *tracked, x xml.StartElement, depth int) *tracked {
	switch x.Name.Local {
	case "ins", "moveTo", "del", "moveFrom":
		taken := x.Name.Local == "del" || x.Name.Local == "moveFrom"
		r.changes++
		accept := r.how.Accept != r.how.But[r.changes]
		return &tracked{change: Change{N: r.changes, Taken: taken, Who: attribute(x, "author"),
			When: day(attribute(x, "date"))}, gone: taken == accept || c.isGone(), outer: c, depth: depth}
	}
	return c
}

// isGone tells whether what stands in a change, or in none, doesn't belong to the text.
func (c *tracked) isGone() bool { return c != nil && c.gone }

// add adds text to a change, or to none.
func (c *tracked) add(s string) {
	if c != nil {
		c.text.WriteString(s)
	}
}

// ended is the change within which the reader still is once an element ends; one that ends is told.
func (r *reader) ended(c *tracked, depth int) *tracked {
	if c == nil || c.depth != depth {
		return c
	}
	if c.change.Text = strings.TrimSpace(c.text.String()); c.change.Text != "" {
		r.result.Changes = append(r.result.Changes, c.change)
	}
	return c.outer
}

// kept tells whether what is read belongs to the text: by the change that it is a part of, and how changes are read.
func (b *body) kept() bool {
	return b.p != nil && !b.change.isGone()
}

// start takes the beginning of an element; skip tells whether nothing within it is read.
func (b *body) start(d *xml.Decoder, x xml.StartElement) (skip bool, err error) {
	switch x.Name.Local {
	case "p", "r", "b", "i", "pStyle", "numId", "ilvl":
		b.property(x)
	case "ins", "moveTo", "del", "moveFrom":
		b.change = b.r.begun(b.change, x, b.depth)
		if b.p != nil {
			b.change.at = b.p.plain.Len()
		}
	case "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference":
		b.beginning(x)
	case "hyperlink":
		if b.link = b.r.links[attribute(x, "id")]; b.link != "" && b.p != nil {
			b.p.write("[", false)
		}
	case "footnoteReference", "endnoteReference", "fldSimple", "fldChar":
		b.mark(x)
		return x.Name.Local == "fldSimple", nil
	case "instrText", "t", "delText":
		var s string
		err := d.DecodeElement(&s, &x)
		b.depth--
		if x.Name.Local == "instrText" {
			b.refers = b.refers || strings.Contains(s, "NOTEREF")
		} else {
			b.text(s)
		}
		return false, err
	case "tab", "br", "cr":
		if b.kept() && b.run {
			b.p.write(" ", false)
		}
	case "drawing", "pict", "object":
		b.r.leave("a picture")
		return true, nil
	case "tbl":
		b.r.leave("a table")
		return true, nil
	case "tabs", "sectPr", "rPrChange", "pPrChange", "Fallback":
		return true, nil
	}
	return false, nil
}

// mark takes a reference of a note, or a field: one that repeats the number of a note is a mark, whose bookmark may
// begin behind what the field says.
func (b *body) mark(x xml.StartElement) {
	again := false
	switch x.Name.Local {
	case "footnoteReference", "endnoteReference":
		if b.kept() {
			b.p.mark(strings.TrimSuffix(x.Name.Local, "Reference") + attribute(x, "id"))
		}
	case "fldSimple":
		again = strings.Contains(attribute(x, "instr"), "NOTEREF")
	case "fldChar":
		switch attribute(x, "fldCharType") {
		case "separate":
			b.hides = b.refers
		case "end":
			again = b.refers
			b.hides, b.refers = false, false
		}
	}
	if again && b.kept() {
		b.p.mark("")
	}
}

// beginning takes where bookmarks and comments begin and end.
func (b *body) beginning(x xml.StartElement) {
	id := attribute(x, "id")
	switch x.Name.Local {
	case "bookmarkStart":
		b.r.open[id] = attribute(x, "name")
		if strings.HasPrefix(attribute(x, "name"), opinionName) && b.kept() {
			b.p.write("{.opinion}", false)
		}
	case "bookmarkEnd":
		b.r.shut(id)
	case "commentRangeStart":
		b.beside[id] = &strings.Builder{}
	case "commentRangeEnd":
		if s := b.beside[id]; s != nil {
			b.on[id] = strings.TrimSpace(s.String())
			delete(b.beside, id)
		}
	case "commentReference":
		b.comment(id)
	}
}

func (b *body) end(x xml.EndElement) {
	switch x.Name.Local {
	case "p":
		if b.p != nil {
			b.p.finish()
			b.p.tellChanges()
		}
		b.p = nil
	case "r":
		b.run = false
	case "hyperlink":
		if b.link != "" && b.p != nil {
			b.p.write("](<"+b.link+">)", false)
		}
		b.link = ""
	}
	told, ends := len(b.r.result.Changes), b.change
	if b.change = b.r.ended(b.change, b.depth); b.p != nil && len(b.r.result.Changes) > told {
		b.p.at = append(b.p.at, min(ends.at, b.p.plain.Len()))
	}
}

// property takes the beginning of a paragraph or a run, and what they say of themselves.
func (b *body) property(x xml.StartElement) {
	value := attribute(x, "val")
	switch x.Name.Local {
	case "p":
		b.p = &paragraph{r: b.r, first: len(b.r.result.Changes)}
		return
	case "r":
		b.run = true
	}
	if b.p == nil {
		return
	}
	on := value != "0" && value != "false" && value != "none"
	switch x.Name.Local {
	case "r":
		b.p.strong, b.p.emph = false, false
	case "b":
		b.p.strong = b.run && on
	case "i":
		b.p.emph = b.run && on
	case "pStyle":
		b.p.style = value
	case "numId":
		if value != "0" {
			b.p.number = value
		}
	case "ilvl":
		b.p.level, _ = strconv.Atoi(value)
	}
}

func (b *body) text(s string) {
	if b.p == nil || b.hides {
		return
	}
	b.change.add(s)
	if !b.kept() {
		return
	}
	if strings.TrimSpace(s) != "" {
		b.r.closed = nil
	}
	b.p.plain.WriteString(s)
	b.p.write(escaped(s), true)
	for _, beside := range b.beside {
		beside.WriteString(s)
	}
}

// comment stands behind the paragraph that it is on.
func (b *body) comment(id string) {
	c, ok := b.r.comments[id]
	if !ok {
		return
	}
	if c.On = b.on[id]; c.On == "" && b.beside[id] != nil {
		c.On = strings.TrimSpace(b.beside[id].String())
	}
	delete(b.r.comments, id) // it is told, once
	b.r.result.Comments = append(b.r.result.Comments, c)
	b.r.said = append(b.r.said, c)
}
