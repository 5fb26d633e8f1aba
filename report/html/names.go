package html

import (
	"strconv"
	"strings"
	"unicode"

	"whereas/report/doc"
)

// Ids of the page's own.
const (
	mainID  = "text"
	notesID = "notes"
	annexID = "annex"

	annexPrefix = "annex-" // of the ids of its notes and marks
)

func (p *page) noteID(note int) string { return p.prefix + "note-" + strconv.Itoa(note) }

// claimID is the id of the place that tells a claim of the annex.
func claimID(id string) string { return "claim-" + unspaced(id) }

// markID is the id of the nth mark of a note.
func (p *page) markID(note, nth int) string {
	id := p.prefix + "mark-" + strconv.Itoa(note)
	if nth > 1 {
		id += "-" + strconv.Itoa(nth)
	}
	return id
}

// names are the ids that headings have on the page, each there once.
type names struct {
	id     map[*doc.Heading]string
	places map[string]*doc.Heading // by Heading.ID; the first where several have one
}

// nameHeadings gives each heading its id. One that has none is named by its words, so that a link to it holds while
// they do.
func nameHeadings(bs []doc.Block) names {
	n := names{map[*doc.Heading]string{}, map[string]*doc.Heading{}}
	taken := map[string]bool{mainID: true, notesID: true, annexID: true, annexPrefix + notesID: true}
	give := func(h *doc.Heading, wanted string) {
		id := wanted
		for i := 2; taken[id]; i++ {
			id = wanted + "-" + strconv.Itoa(i)
		}
		taken[id] = true
		n.id[h] = id
	}
	heads := headings(bs)
	for _, h := range heads { // ids that were given come first: others may be linked to by them
		if h.ID == "" || n.id[h] != "" {
			continue
		}
		if n.places[h.ID] == nil {
			n.places[h.ID] = h
		}
		give(h, own(unspaced(h.ID)))
	}
	for _, h := range heads {
		if n.id[h] == "" {
			give(h, own(slug(doc.Plain(h.Text))))
		}
	}
	return n
}

func headings(bs []doc.Block) []*doc.Heading {
	var out []*doc.Heading
	doc.Walk(bs, func(b doc.Block) {
		if h, ok := b.(*doc.Heading); ok {
			out = append(out, h)
		}
	})
	return out
}

// own keeps an id apart from those of notes and marks.
func own(id string) string {
	bare := strings.TrimPrefix(id, annexPrefix)
	if strings.HasPrefix(bare, "note-") || strings.HasPrefix(bare, "mark-") || strings.HasPrefix(id, "claim-") {
		return "place-" + id
	}
	return id
}

// unspaced is an id as HTML allows it. An address takes % for the beginning of a code.
func unspaced(id string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '%' || forbidden(r) || r == unicode.ReplacementChar {
			return '-'
		}
		return r
	}, id)
}

// slug is a text as an id: its letters and figures, small, with a hyphen between words; some fifty of them.
func slug(text string) string {
	const most = 50
	var out []rune
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}) {
		if rs := []rune(word); len(out) == 0 {
			out = rs[:min(len(rs), most)]
		} else if len(out)+1+len(rs) <= most {
			out = append(append(out, '-'), rs...)
		} else {
			break
		}
	}
	if len(out) == 0 {
		return "place"
	}
	return string(out)
}
