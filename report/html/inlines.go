package html

import (
	"fmt"
	"strconv"
	"strings"

	"whereas/report/doc"
)

func (p *page) inlines(ins []doc.Inline) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Text:
			p.isolated(in.S)
		case doc.Emph:
			p.open("em")
			p.inlines(in.Text)
			p.close("em")
		case doc.Strong:
			p.open("strong")
			p.inlines(in.Text)
			p.close("strong")
		case doc.Link:
			p.address(in)
		case doc.Mark:
			p.mark(in)
		case doc.NoteRef:
			p.noteRef(in)
		case doc.PageRef:
			p.pageRef(in)
		case doc.Break:
			p.marked = false
			p.void("br")
		case doc.Opinion: // for the checks of a text, not for its readers
		default:
			// The list in doc is closed: a new kind needs its case here.
			panic(fmt.Sprintf("html: no way to write a %T", in))
		}
	}
}

// link writes a link around what fill writes. A link within a link is part of the outer one; a mark within a link
// follows it, since it leads elsewhere.
func (p *page) link(attributes []string, fill func()) {
	if p.linking {
		fill()
		return
	}
	p.linking = true
	p.open("a", attributes...)
	fill()
	p.close("a")
	p.linking = false
	held := p.held
	p.held = nil
	for _, m := range held {
		p.mark(m)
	}
}

// address writes a link to elsewhere. What doesn't lead to a page or a mailbox is printed: an address may be a program.
func (p *page) address(l doc.Link) {
	if leads(l.URL) {
		p.link([]string{"href", l.URL, "rel", "noreferrer"}, func() { p.inlines(l.Text) })
		return
	}
	p.inlines(l.Text)
	if l.URL != "" && doc.Plain(l.Text) != l.URL {
		p.text(" (" + l.URL + ")")
	}
}

// leads tells whether an address is of one of the schemes that can do no harm.
func leads(url string) bool {
	scheme, rest, ok := strings.Cut(url, ":")
	if !ok {
		return false
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		return strings.HasPrefix(rest, "//")
	case "mailto":
		return true
	}
	return false
}

// pageRef is the words of the heading, since there is no page to name.
func (p *page) pageRef(ref doc.PageRef) {
	h := p.names.places[ref.ID]
	if h == nil {
		p.text("?") // as on paper; what lays it out reports it
		return
	}
	p.link([]string{"href", "#" + p.names.id[h]}, func() { p.isolated(doc.Plain(h.Text)) })
}

// noteRef writes numbers of notes, each end of a range as a link to its note.
func (p *page) noteRef(r doc.NoteRef) {
	p.marked = false
	for i, n := range []int{r.From, r.To} {
		if i > 0 && r.To == r.From {
			break
		}
		if i > 0 {
			p.text("–")
		}
		p.link([]string{"href", "#" + p.noteID(n), "aria-label", fmt.Sprintf(p.words.Note, n)},
			func() { p.text(strconv.Itoa(n)) })
	}
}

// mark writes the mark of a note. Two marks running are parted by a comma, or 1 and 2 would read as 12.
func (p *page) mark(m doc.Mark) {
	if p.linking {
		p.held = append(p.held, m)
		return
	}
	if s := p.b.Bytes(); len(s) > 0 && s[len(s)-1] == ' ' { // a space before a mark stays, but no line ends there
		p.b.Truncate(len(s) - 1)
		p.b.WriteRune('\u00A0')
	}
	p.open("sup")
	if p.marked {
		p.b.WriteString(",")
		p.close("sup")
		p.void("wbr") // a row of marks may be longer than a line
		p.open("sup")
	}
	number := strconv.Itoa(m.Note)
	if m.Note < 1 || m.Note > len(p.doc.Notes) {
		p.text(number) // a mark of no note: it can lead nowhere
	} else {
		p.marks[m.Note]++
		if _, ok := p.doc.Claims[m.ID]; ok && !p.anchored[m.ID] { // an address can lead to a claim
			p.anchored[m.ID] = true
			p.open("span", "id", claimID(m.ID))
			p.close("span")
		}
		p.open("a", "role", "doc-noteref", "href", "#"+p.noteID(m.Note), "id", p.markID(m.Note, p.marks[m.Note]),
			"aria-label", fmt.Sprintf(p.words.Note, m.Note))
		p.text(number)
		p.close("a")
	}
	p.close("sup")
	p.marked = true
}
