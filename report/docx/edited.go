package docx

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// tracked is a change within which the reader is.
type tracked struct {
	taken     bool
	who, when string
	depth     int
	text      strings.Builder
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
	return r.tokens("word/document.xml", func(d *xml.Decoder, tok xml.Token) error {
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

// kept tells whether what is read belongs to the text: by the change that it is a part of, and how changes are read.
func (b *body) kept() bool {
	return b.p != nil && (b.change == nil || b.change.taken != b.r.how.Accept)
}

// start takes the beginning of an element; skip tells whether nothing within it is read.
func (b *body) start(d *xml.Decoder, x xml.StartElement) (skip bool, err error) {
	switch x.Name.Local {
	case "p", "r", "b", "i", "pStyle", "numId", "ilvl":
		b.property(x)
	case "ins", "moveTo", "del", "moveFrom":
		if b.change == nil {
			b.change = &tracked{taken: x.Name.Local == "del" || x.Name.Local == "moveFrom",
				who: attribute(x, "author"), when: day(attribute(x, "date")), depth: b.depth}
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
			b.p.mark(attribute(x, "id"))
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
	if b.change != nil && b.depth == b.change.depth {
		if s := strings.TrimSpace(b.change.text.String()); s != "" {
			b.r.result.Changes = append(b.r.result.Changes, Change{b.change.taken, b.change.who, b.change.when, s})
		}
		b.change = nil
	}
}

// property takes the beginning of a paragraph or a run, and what they say of themselves.
func (b *body) property(x xml.StartElement) {
	value := attribute(x, "val")
	switch x.Name.Local {
	case "p":
		b.p = &paragraph{r: b.r}
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
	if b.change != nil {
		b.change.text.WriteString(s)
	}
	if !b.kept() {
		return
	}
	if strings.TrimSpace(s) != "" {
		b.r.closed = nil
	}
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
	b.r.result.Comments = append(b.r.result.Comments, c)
	said := "comment"
	for _, part := range []string{c.Who, c.When} {
		if part != "" {
			said += ", " + part
		}
	}
	if c.On != "" {
		said += ", on \"" + c.On + "\""
	}
	b.r.said = append(b.r.said, said+": "+c.Text)
}
