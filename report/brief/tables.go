package brief

import (
	"bytes"
	"fmt"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/prose"
)

// Tables is what tables.md sees: the data of one figure.
type Tables struct {
	Ties   []TieRow
	Events []EventRow
	Types  []TypeRow
	Falls  []FallRow
}

// TieRow is a thing that one entity does to another, with the claims that say so, the strongest first.
type TieRow struct {
	From, Does, To, When, Strong prose.Markdown
	IDs                          []string
}

// EventRow is an event of the timeline.
type EventRow struct {
	When, What, Theme, Strong prose.Markdown
	ID                        string
}

// TypeRow counts the sources of a type.
type TypeRow struct {
	Name                    prose.Markdown
	Sources, Voices, Claims int
}

// FallRow is a claim that would be weaker without the two heaviest documents.
type FallRow struct {
	Text, Now, Then prose.Markdown
	ID              string
}

const (
	tableOpens   = "{table:"
	captionOpens = "{caption:"
)

// withTables puts tables of the figures' data where a filled template asks for them, as Markdown, so that their notes
// are numbered with those around them.
func (m *maker) withTables(md []byte) ([]byte, error) {
	if !bytes.Contains(md, []byte(tableOpens)) {
		return md, nil
	}
	var out []byte
	for line := range bytes.Lines(md) {
		name, opens := strings.CutPrefix(strings.TrimSpace(string(line)), tableOpens)
		name, closes := strings.CutSuffix(name, "}")
		if !opens || !closes {
			out = append(out, line...)
			continue
		}
		data, ok := m.tables(name)
		if !ok {
			return nil, fmt.Errorf("fill a template: there is no table %q; tables: %s, %s, %s", name, mapped, timeline,
				rests)
		}
		table, err := m.fill("tables.md", data)
		if err != nil {
			return nil, err
		}
		out = append(append(out, table...), '\n')
	}
	return out, nil
}

// tables is the data of a figure: of the map all ties, drawn or not. It is false where no figure has that name.
func (m *maker) tables(name string) (Tables, bool) {
	var out Tables
	switch name {
	case mapped:
		for _, e := range m.ties().edges {
			row := TieRow{From: prose.Escape(m.entity(e.from)), Does: prose.Escape(verbWord(m.Vocabulary, e.verb)),
				To: prose.Escape(m.entity(e.to)), When: prose.Escape(m.time(e.claims[0])),
				Strong: prose.Escape(m.strength(e.claims[0]))}
			for _, g := range e.claims {
				row.IDs = append(row.IDs, g.ID.S)
			}
			out.Ties = append(out.Ties, row)
		}
	case timeline:
		_, told, _ := m.drawnEvents()
		for _, e := range told {
			out.Events = append(out.Events, EventRow{prose.Escape(m.time(e.g)), prose.Escape(e.label),
				prose.Escape(m.themeWord(e.theme)), prose.Escape(m.strength(e.g)), e.g.ID.S})
		}
	case rests:
		r := m.rests()
		for _, t := range r.types {
			out.Types = append(out.Types, TypeRow{prose.Escape(m.typeWord(t.id)), t.sources, t.voices, t.claims})
		}
		for _, f := range r.falls {
			out.Falls = append(out.Falls, FallRow{prose.Escape(firstWords(f.g.Text.S)),
				prose.Escape(m.gradeWord(f.g.Grade)), prose.Escape(m.gradeWord(f.left)), f.g.ID.S})
		}
	default:
		return Tables{}, false
	}
	return out, true
}

// captioned takes out the paragraphs that are a table's caption in braces, and gives the table below each its words.
func (m *maker) captioned(blocks []doc.Block) []doc.Block {
	var out []doc.Block
	var caption []doc.Inline
	heads := false // the first cell of each row says what it is about
	for _, b := range blocks {
		name, _ := braced(b)
		if key, ok := strings.CutPrefix(name, captionOpens); ok {
			key = strings.TrimSuffix(key, "}")
			caption, heads = plain(m.captions(key)), key != mapped && key != timeline
			continue
		}
		if t, ok := b.(*doc.Table); ok && caption != nil {
			t.Caption, t.RowHeads = caption, heads
			caption = nil
		}
		out = append(out, b)
	}
	return out
}

func (m *maker) captions(key string) string {
	switch key {
	case "asked", "votes":
		return m.Wording.say("table_" + key)
	case mapped:
		return m.Wording.say("table_map")
	case timeline:
		return m.Wording.say("table_timeline")
	case rests:
		return m.Wording.say("table_rests")
	}
	var names []string
	for _, s := range m.rests().heavy {
		names = append(names, m.sourceLabel(s))
	}
	return m.Wording.say("table_falls", strings.Join(names, m.Wording.say("comma")))
}

// refuseTable says that a text of one's own has no place for a table of a figure's data.
func refuseTable(name string, at diag.Span, l *diag.List) {
	l.Errorf(at, diag.UnknownFigure, "%s has no place in a text of your own", name).
		WithHint("the figures' data are printed behind the record; a table of your own is written as Markdown")
}
