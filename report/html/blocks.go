package html

import (
	"fmt"
	"strconv"

	"whereas/report/doc"
	"whereas/report/face"
)

// parts writes the blocks of the document. What follows a Part, up to the next, is a section; in letters, an appendix.
func (p *page) parts(bs []doc.Block) {
	inPart := false
	for i, b := range bs {
		part, ok := b.(*doc.Part)
		if !ok {
			p.block(b)
			continue
		}
		if inPart {
			p.endPart()
		}
		inPart = true
		attributes := []string{"class", "part"}
		if part.Pages == doc.Lettered {
			attributes = []string{"class", "part appendix", "role", "doc-appendix"}
		}
		if id := p.firstHeading(bs[i+1:]); id != "" {
			attributes = append(attributes, "aria-labelledby", id)
		}
		p.open("section", attributes...)
		p.line()
	}
	if inPart {
		p.endPart()
	}
}

func (p *page) endPart() {
	p.close("section")
	p.line()
}

// firstHeading is the id of a part's first heading: "" where it has none.
func (p *page) firstHeading(bs []doc.Block) string {
	for _, b := range bs {
		switch b := b.(type) {
		case *doc.Heading:
			return p.names.id[b]
		case *doc.Part:
			return ""
		}
	}
	return ""
}

func (p *page) blocks(bs []doc.Block) {
	for _, b := range bs {
		p.block(b)
	}
}

func (p *page) block(b doc.Block) {
	p.marked = false
	switch b := b.(type) {
	case *doc.Heading:
		p.under = doc.Line(doc.Plain(b.Text))
		p.holding("h"+strconv.Itoa(min(max(b.Level, 1), 4)), b.Text, "id", p.names.id[b])
	case *doc.Para:
		p.holding("p", b.Text)
	case *doc.List:
		p.list(b)
	case *doc.Quote:
		p.open("blockquote")
		p.line()
		p.blocks(b.Blocks)
		p.close("blockquote")
	case *doc.Table:
		if isContents(b) {
			p.contents(b)
		} else {
			p.table(b)
		}
	case *doc.Figure:
		p.figure(b)
	case *doc.Rule:
		p.void("hr")
	case *doc.Part: // within another block it can begin no section
		p.void("hr", "class", "part")
	default:
		panic(fmt.Sprintf("html: no way to write a %T", b)) // the list in doc is closed: a new kind needs its case here
	}
	p.line()
}

// holding writes an element that holds inlines. It runs as the document does, and so do notes, items and cells,
// whatever their first letter is; a paragraph or a heading of its own runs as all of its letters do.
func (p *page) holding(tag string, ins []doc.Inline, attributes ...string) {
	switch tag {
	case "p", "h1", "h2", "h3", "h4":
		text := []rune(doc.Plain(ins))
		if !p.item && (p.back || len(face.Foreign(text)) > 0) && face.OneDirection(text) {
			attributes = append(attributes, "dir", "auto")
		}
	}
	p.open(tag, attributes...)
	p.inlines(ins)
	p.close(tag)
}

func (p *page) list(l *doc.List) {
	tag := "ul"
	var attributes []string
	switch {
	case len(l.Labels) > 0:
		tag, attributes = "ol", []string{"class", "lettered"}
	case l.Ordered:
		tag = "ol"
		if l.Start != 1 {
			attributes = []string{"start", strconv.Itoa(l.Start)}
		}
	}
	p.open(tag, attributes...)
	p.line()
	outer := p.item
	p.item = true
	defer func() { p.item = outer }()
	for i, item := range l.Items {
		p.marked = false
		if len(l.Labels) > 0 { // they are words of the text
			label := &doc.Para{Text: []doc.Inline{doc.Text{S: l.Labels[i] + " "}}}
			if len(item) > 0 {
				if para, ok := item[0].(*doc.Para); ok {
					label.Text = append(label.Text, para.Text...)
					item = item[1:]
				}
			}
			item = append([]doc.Block{label}, item...)
		}
		if len(item) == 1 {
			if para, ok := item[0].(*doc.Para); ok {
				p.holding("li", para.Text)
				p.line()
				continue
			}
		}
		p.open("li")
		p.line()
		p.blocks(item)
		p.close("li")
		p.line()
	}
	p.close(tag)
}
