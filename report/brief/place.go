package brief

import (
	"fmt"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/figure"
	"whereas/report/score"
	"whereas/report/vocab"
)

// What stands in braces alone in a paragraph is put in its place: {page}, {contents}, {appendix}, {figure:ranges} and
// {figure:category}, where category is the id of one of the rubric's.
const (
	pageBreak   = "{page}"
	contents    = "{contents}"
	appendix    = "{appendix}"
	figureOpens = "{figure:"
	ranges      = "ranges"
)

// place puts figures, page breaks and the appendix where a text asks for them. Braces that name no figure are a fault: in
// the text of the file own, which may be somebody's own, of l, and elsewhere of the template, made. Contents and appendix
// are the record's alone.
func (m *maker) place(blocks []doc.Block, own string, l, made *diag.List) []doc.Block {
	var out []doc.Block
	for _, b := range blocks {
		name, at := braced(b)
		id, isFigure := strings.CutPrefix(name, figureOpens)
		id = strings.TrimSuffix(id, "}")
		faults := made
		if own != "" && at.File == own {
			faults = l
		}
		switch {
		case own != "" && (name == appendix || name == contents):
			faults.Errorf(at, diag.UnknownFigure, "%s has no place in a briefing: its record has it", name).
				WithHint("figures: %s", strings.Join(m.figures(), ", "))
		case name == appendix:
			out = append(out, &doc.Part{Pages: doc.Lettered})
		case name == pageBreak:
			out = append(out, &doc.Part{Pages: doc.Ongoing})
		case isFigure:
			if f := m.figure(id, at); f != nil {
				out = append(out, f)
			} else {
				faults.Errorf(at, diag.UnknownFigure, "there is no figure %q", id).WithHint("figures: %s",
					strings.Join(m.figures(), ", "))
			}
		default:
			out = append(out, b)
		}
	}
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
	t := &doc.Table{At: at, Align: []doc.Align{doc.Left, doc.Right}}
	for _, h := range heads {
		t.Rows = append(t.Rows,
			[]doc.Cell{{doc.Text{S: doc.Plain(h.Text), At: h.At}}, {doc.PageRef{ID: h.ID, At: h.At}}})
	}
	return t
}

// figures are the names of the figures that there are.
func (m *maker) figures() []string {
	out := []string{ranges}
	for _, c := range m.Card.Categories {
		out = append(out, c.ID)
	}
	return out
}

// figure is one of figures, nil where the name is none of them.
func (m *maker) figure(id string, at diag.Span) *doc.Figure {
	w := m.Wording
	f := &doc.Figure{At: at}
	var rows []figure.Row
	add := func(name string, c figure.Cell) {
		rows = append(rows, figure.Row{Name: name, Cells: []figure.Cell{c}})
		f.Alt += w.say("alt_row", name, strings.TrimSpace(c.Left+" "+c.Right))
	}
	for _, c := range m.Card.Categories {
		if id == ranges {
			add(c.Title, m.rangeCell(&c))
			f.Caption = plain(w.say("figure_ranges"))
			continue
		}
		if c.ID != id {
			continue
		}
		for i := range c.Indicators {
			in := &c.Indicators[i]
			add(in.ID+" "+in.Title, m.indicatorCell(in))
		}
		f.Caption = plain(w.say("figure_category", c.Title))
	}
	if rows == nil {
		return nil
	}
	f.Alt = strings.TrimSpace(f.Alt)
	f.Scene = figure.Ranges([]string{w.say("panel")}, rows)
	return f
}

func plain(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func (m *maker) rangeCell(c *score.Category) figure.Cell {
	if c.Low == nil {
		return figure.Cell{Left: m.Wording.say("no_score")}
	}
	return figure.Cell{
		Ranged:  true,
		Low:     *c.Low,
		High:    *c.High,
		Left:    m.Wording.say("range", score.Rounded(*c.Low), score.Rounded(*c.High)),
		Right:   m.Wording.say("unknown", score.Percent(1-*c.Coverage)),
		Unknown: c.Open(),
	}
}

func (m *maker) indicatorCell(c *score.IndicatorCard) figure.Cell {
	if c.State == vocab.NotApplicable || c.LoValue == nil {
		return figure.Cell{Left: m.Vocabulary.Word(c.State)}
	}
	cell := figure.Cell{Ranged: true, Low: *c.LoValue, High: *c.HiValue}
	if c.State != vocab.Scored {
		cell.Right = m.Vocabulary.Word(c.State)
	}
	if c.State == vocab.Scored {
		cell.Left = string(m.standing(c))
	}
	cell.Unknown = c.Open()
	return cell
}
