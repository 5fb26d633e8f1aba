package brief

import (
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/figure"
	"whereas/report/prose"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/vocab"
)

// figures are the names of the figures that there are.
func (m *maker) figures() []string {
	out := []string{ranges, mapped, overview, timeline, rests}
	for _, c := range m.Card.Categories {
		out = append(out, c.ID)
	}
	return out
}

// drawn is what stands for a figure's name: one picture, several for a map of many sectors, none where a dossier has
// nothing to show. It is false where no figure has that name.
func (m *maker) drawn(id string, at diag.Span) ([]doc.Block, bool) {
	switch id {
	case mapped:
		return m.maps(at), true
	case overview:
		return m.overview(at), true
	case timeline:
		return m.timeline(at), true
	case rests:
		return m.restFigure(at), true
	}
	f := m.figure(id, at)
	if f == nil {
		return nil, false
	}
	return []doc.Block{f}, true
}

// figure is a picture of ranges, nil where the name is of none.
func (m *maker) figure(id string, at diag.Span) *doc.Figure {
	w := m.Wording
	f := &doc.Figure{At: at}
	var rows []figure.Row
	add := func(name string, c figure.Cell) {
		rows = append(rows, figure.Row{Name: prose.Typographic(name), Cells: []figure.Cell{c}})
		told := c.Left
		if c.Right != "" {
			told = w.say("alt_both", c.Left, c.Right)
		}
		f.Alt += w.say("alt_row", name, told)
	}
	key := figure.Key{Supported: w.say("key_supported"), Open: w.say("key_open"), Excluded: w.say("key_excluded")}
	for i := range m.Card.Categories {
		c := &m.Card.Categories[i]
		if id == ranges {
			add(c.Title, m.rangeCell(c))
			f.Caption = plain(w.say("figure_ranges"))
			continue
		}
		if c.ID != id {
			continue
		}
		key.Reported = w.say("key_reported")
		for j := range c.Indicators {
			in := &c.Indicators[j]
			add(in.ID+" "+in.Title, m.indicatorCell(in))
		}
		f.Caption = plain(w.say("figure_category", c.Title))
	}
	if rows == nil {
		return nil
	}
	f.Alt = strings.TrimSpace(f.Alt)
	f.Scene = figure.Ranges([]string{w.say("panel")}, rows, key)
	small := figure.NarrowRanges(w.say("panel"), rows, key)
	f.Narrow = &small
	return f
}

func plain(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func (m *maker) rangeCell(c *score.Category) figure.Cell {
	low, high, ok := c.Bounds()
	if !ok {
		return figure.Cell{Left: m.Wording.say("no_score")}
	}
	return figure.Cell{
		Ranged: true,
		Low:    *c.Low,
		High:   *c.High,
		Left:   m.Wording.say("range", low, high),
		Right:  m.Wording.say("unknown", score.Percent(1-*c.Coverage)),
	}
}

// indicatorCell is the range of an indicator, in levels below its bar.
func (m *maker) indicatorCell(c *score.IndicatorCard) figure.Cell {
	b, ok := c.Bounds()
	if !ok {
		return figure.Cell{Left: m.Vocabulary.Word(c.State)}
	}
	cell := figure.Cell{Ranged: true, Low: b.LowValue, High: b.HighValue, Left: m.levels(b)}
	if b.BestValue != nil {
		cell.Best = *b.BestValue
	}
	switch {
	case c.State != vocab.Scored:
		cell.Right = m.Vocabulary.Word(c.State)
	case b.Best != nil && *b.Best > b.Low && c.Kind == rubric.Disclosure:
		cell.Right = m.Wording.say("known", score.Rounded(*b.Best))
	case b.Best != nil && *b.Best > b.Low:
		cell.Right = m.Wording.say("reported", score.Rounded(*b.Best))
	}
	return cell
}

// bounded is where an indicator stands that has no level yet, with the levels that it may have.
func (m *maker) bounded(c *score.IndicatorCard) string {
	b, ok := c.Bounds()
	if !ok {
		return m.Vocabulary.Word(c.State)
	}
	return m.Wording.say("state_levels", m.Vocabulary.Word(c.State), m.levels(b))
}

// levels is a range in words.
func (m *maker) levels(b score.Bounds) string {
	low, high := b.Words()
	if low == high {
		return m.Wording.say("level", low, b.Levels)
	}
	return m.Wording.say("levels", low, high, b.Levels)
}
