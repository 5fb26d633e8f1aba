package pages

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"whereas/report/doc"
)

// maker makes random documents. The same seed makes the same document.
type maker struct {
	*rand.Rand
	notes []doc.Note
	room  int // marks that may still be made in this block: more than a page of notes can't keep the rule
}

var stock = []string{
	"the", "company", "Shareholders", "due-diligence", "naïve", "e\u0301tude", "1,234.5", "(see", "above);", "—",
	"high-risk—and", "§\u00A07",
	"office", "права", "ἄνδρα", "pneumono\u00ADultra\u00ADmicroscopic", "a", "I",
	"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
	"https://www.example.org/a/b-c/2026-07-28/index.html?x=1&y=2", "www.example.com/path", "zero\u200Bwidth",
	"2011–2012", "and/or", "“quoted”",
	"שלום", "“تقرير”", "人权观察", "No.", "7", "J.", "$1.2", "million", "–", "proliferation", "identification’s",
}

func (m *maker) words(n int) string {
	s := ""
	for i := range n {
		if i > 0 {
			s += []string{" ", " ", " ", "  ", "\n", "\u00A0"}[m.IntN(6)]
		}
		s += stock[m.IntN(len(stock))]
	}
	return s
}

func (m *maker) inlines(depth, words int) []doc.Inline {
	var out []doc.Inline
	for range m.IntN(5) {
		switch m.IntN(9) {
		case 0, 1, 2:
			out = append(out, doc.Text{S: m.words(1 + m.IntN(words))})
		case 3:
			out = append(out, doc.Text{S: " "})
		case 4:
			if depth < 3 {
				out = append(out, doc.Emph{Text: m.inlines(depth+1, words)})
			}
		case 5:
			if depth < 3 {
				out = append(out, doc.Strong{Text: m.inlines(depth+1, words)})
			}
		case 6:
			if depth < 3 {
				out = append(out, doc.Link{URL: "https://example.org/ä b", Text: m.inlines(depth+1, words)})
			}
		case 7:
			out = append(out, m.mark()...)
		case 8:
			out = append(out, []doc.Inline{doc.Break{}, doc.Opinion{}}[m.IntN(2)])
		}
	}
	return out
}

func (m *maker) mark() []doc.Inline {
	if m.room == 0 {
		return nil
	}
	m.room--
	if len(m.notes) > 0 && m.IntN(4) == 0 {
		return []doc.Inline{doc.Mark{Note: 1 + m.IntN(len(m.notes))}}
	}
	n := len(m.notes) + 1
	m.notes = append(m.notes, doc.Note{Number: n})
	size := []int{3, 10, 30, 200}[m.IntN(4)]
	text := []doc.Inline{doc.Text{S: m.words(1 + m.IntN(size))}}
	m.notes[n-1].Text = text
	return []doc.Inline{doc.Mark{Note: n}}
}

func (m *maker) blocks(depth, n int) []doc.Block {
	var out []doc.Block
	for range n {
		m.room = 3
		switch k := m.IntN(14); {
		case k == 12:
			if depth == 0 && m.IntN(3) == 0 {
				out = append(out, &doc.Part{Pages: doc.Numbering(m.IntN(3))})
			}
		case k == 13:
			out = append(out, m.figure())
		case k < 6:
			out = append(out, &doc.Para{Text: m.inlines(0, 60), Resolved: m.IntN(2) == 0})
		case k < 8:
			out = append(out, &doc.Heading{Level: 1 + m.IntN(4), Text: m.inlines(0, 8)})
		case k == 8:
			out = append(out, &doc.Rule{})
		case k == 9:
			out = append(out, m.table())
		case depth == 3:
		case k == 10:
			list := &doc.List{Ordered: m.IntN(2) == 0, Start: m.IntN(30)}
			for range m.IntN(6) {
				list.Items = append(list.Items, m.blocks(depth+1, m.IntN(3)))
			}
			out = append(out, list)
		default:
			out = append(out, &doc.Quote{Blocks: m.blocks(depth+1, m.IntN(4))})
		}
	}
	return out
}

func (m *maker) figure() *doc.Figure {
	f := &doc.Figure{
		Alt:   m.words(5),
		Scene: doc.Scene{Width: 100_000 + m.IntN(500_000), Height: []int{20_000, 150_000, 400_000, 900_000}[m.IntN(4)]},
	}
	for range m.IntN(4) {
		f.Scene.Shapes = append(f.Scene.Shapes,
			doc.Shape{X: m.IntN(90_000), Y: m.IntN(20_000), Width: m.IntN(10_000), Height: 500, Round: m.IntN(2) == 0})
		f.Scene.Labels = append(
			f.Scene.Labels,
			doc.Label{
				X:     m.IntN(90_000),
				Y:     m.IntN(20_000),
				Size:  8_000,
				Text:  strings.Join(strings.Fields(m.words(2)), " "),
				Align: doc.Align(m.IntN(3)),
			},
		)
	}
	if m.IntN(4) > 0 {
		f.Caption = m.inlines(1, 10)
	}
	return f
}

func (m *maker) table() *doc.Table {
	columns := 1 + m.IntN(5)
	t := &doc.Table{Caption: m.inlines(1, 12)}
	for range columns {
		t.Align = append(t.Align, doc.Align(m.IntN(3)))
	}
	row := func() []doc.Cell {
		var r []doc.Cell
		for range columns - m.IntN(2) {
			r = append(r, m.inlines(1, 12))
		}
		return r
	}
	for range m.IntN(3) {
		t.Head = append(t.Head, row())
	}
	for range m.IntN(25) {
		m.room = 1
		t.Rows = append(t.Rows, row())
	}
	return t
}

func random(seed uint64) *doc.Document {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 7))}
	d := &doc.Document{
		Title: "Random", PageSize: []string{"letter", "a4"}[m.IntN(2)],
		RunHead: doc.Running{Left: "Left", Right: m.words(2)}, RunFoot: doc.Running{Centre: "{page}/{pages}"},
	}
	d.Blocks = m.blocks(0, m.IntN(30))
	d.Notes = m.notes
	return d
}

// TestRandom lays several hundred random documents out; what must hold of each is in check.
func TestRandom(t *testing.T) {
	for seed := range uint64(250) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { lay(t, random(seed)) })
	}
}

// FuzzLay is TestRandom without end.
func FuzzLay(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { lay(t, random(seed)) })
}
