package brief

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
)

// What stands in braces alone in a paragraph is put in its place: {page}, {contents}, {appendix}, {figure:ranges},
// {figure:map}, {figure:overview}, {figure:timeline}, {figure:rests} and {figure:category}, where category is the id
// of one of the rubric's.
const (
	pageBreak   = "{page}"
	contents    = "{contents}"
	appendix    = "{appendix}"
	figureOpens = "{figure:"
	ranges      = "ranges"
	mapped      = "map"
	overview    = "overview" // the map of what is worth most alone
	timeline    = "timeline"
	rests       = "rests"
)

// place puts figures, page breaks and the appendix where a text asks for them. Braces that name no figure are a fault:
// in the text of the file own, which may be somebody's own, of l, and elsewhere of the template, made. Contents and
// appendix are the record's alone.
func (m *maker) place(blocks []doc.Block, own string, l, made *diag.List) []doc.Block {
	var out []doc.Block
	handout := own != ""
	for _, b := range m.captioned(blocks) {
		name, at := braced(b)
		id, isFigure := strings.CutPrefix(name, figureOpens)
		id = strings.TrimSuffix(id, "}")
		faults, own := made, own != "" && at.File == own
		if own {
			faults = l
		}
		switch {
		case handout && (name == appendix || name == contents):
			faults.Errorf(at, diag.UnknownFigure, "%s has no place in a briefing: its record has it", name).
				WithHint("figures: %s", strings.Join(m.figures(), ", "))
		case own && strings.HasPrefix(name, tableOpens):
			refuseTable(name, at, l)
		case name == appendix:
			out = append(out, &doc.Part{Pages: doc.Lettered})
		case name == pageBreak:
			out = append(out, &doc.Part{Pages: doc.Ongoing})
		case isFigure:
			switch fs, ok := m.drawn(id, at); {
			case ok && own && len(fs) == 0:
				l.Errorf(at, diag.UnknownFigure, "the dossier has nothing that the figure %q could show", id).
					WithHint("a map needs links of claims, a timeline their dates: docs/formats.md; or take it out")
			case ok:
				out = append(out, fs...)
			default:
				dg := faults.Errorf(at, diag.UnknownFigure, "there is no figure %q", id)
				if near := diag.Nearest(id, m.figures()); near != "" {
					dg.WithHint("did you mean {figure:%s}?", near)
				} else {
					dg.WithHint("figures: %s", strings.Join(m.figures(), ", "))
				}
			}
		default:
			out = append(out, b)
		}
	}
	return filled(out, own)
}

// filled are blocks without the headings of templates under which nothing stands: there was nothing to draw, to list or
// to ask. Headings of the file own are somebody's own, and stay.
func filled(blocks []doc.Block, own string) (out []doc.Block) {
	level := 1 // of the heading that is next, that of a document's title at its end
	for _, b := range slices.Backward(blocks) {
		switch b := b.(type) {
		case *doc.Heading:
			mine := own == "" || b.At.File != own
			if mine && b.Level >= level {
				continue
			}
			level = b.Level
		case *doc.Part:
		default:
			level = math.MaxInt
		}
		out = append(out, b)
	}
	slices.Reverse(out)
	return out
}

// braced is the text of a paragraph that stands in braces, "" for any other block.
func braced(b doc.Block) (string, diag.Span) {
	p, ok := b.(*doc.Para)
	if !ok {
		return "", diag.Span{}
	}
	s := strings.TrimSpace(doc.Plain(p.Text))
	if !strings.HasPrefix(s, "{") || !strings.HasSuffix(s, "}") {
		return "", diag.Span{}
	}
	return s, p.At
}

// placeContents puts the contents where the text asks for them, and gives the headings that they name the ids by which
// they find them.
func placeContents(blocks []doc.Block) {
	var heads []*doc.Heading
	taken := map[string]int{}
	for _, b := range blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 2 {
			h.ID = idOf(doc.Plain(h.Text))
			if taken[h.ID]++; taken[h.ID] > 1 {
				h.ID += fmt.Sprintf("-%d", taken[h.ID])
			}
			heads = append(heads, h)
		}
	}
	for i, b := range blocks {
		if name, _ := braced(b); name == contents {
			blocks[i] = contentsOf(heads, b.(*doc.Para).At)
		}
	}
}

// idOf is a heading's words as an address can hold them, so that a link from outside lasts as long as the words do.
func idOf(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text),
		func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	return strings.Join(append([]string{"part"}, words...), "-")
}

func contentsOf(heads []*doc.Heading, at diag.Span) doc.Block {
	t := &doc.Table{At: at, Contents: true, Align: []doc.Align{doc.Left, doc.Right}}
	for _, h := range heads {
		t.Rows = append(t.Rows,
			[]doc.Cell{{doc.Text{S: doc.Plain(h.Text), At: h.At}}, {doc.PageRef{ID: h.ID, At: h.At}}})
	}
	return t
}
