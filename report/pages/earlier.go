package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"whereas/report/doc"
	"whereas/report/face"
	"whereas/report/lines"
)

// A note stands on the page of its first mark. A later page that marks it again says at its foot where it stands: "See
// note 1, p. 1". When pages are planned nobody knows yet on which pages the notes will stand, so room is kept for the
// longest such line.

// earlier is the notes that a page marks and that began on a page before it.
type earlier struct {
	from  pageBreak
	notes []int
}

// see adds those of row i.
func (e *earlier) see(p *planner, i int) {
	r := &p.l.rows[i]
	if i == e.from.row {
		for k := range r.head {
			e.add(p, r.head[k].Marks)
			e.add(p, r.head[k].Again)
		}
	}
	e.add(p, r.Again)
}

func (e *earlier) add(p *planner, notes []int) {
	for _, n := range notes {
		if p.dueAt[n] < e.from.note && !slices.Contains(e.notes, n) {
			e.notes = append(e.notes, n)
		}
	}
}

// earlierOn is those of the rows of a page up to before row to.
func (p *planner) earlierOn(from pageBreak, to int) *earlier {
	e := &earlier{from: from}
	for i := from.row; i < to; i++ {
		e.see(p, i)
	}
	return e
}

// room is the most height that it takes to say where the notes stand.
func (e *earlier) room(p *planner) lines.Length {
	if len(e.notes) == 0 {
		return 0
	}
	st := &p.l.style
	chars := lines.Length(len(p.l.words.See))
	for _, n := range e.notes {
		chars += lines.Length(len(p.l.words.Several) + len("A-000; ") + len(strconv.Itoa(n)))
	}
	measure := p.l.areaAt(e.from.row).measure
	rows := 1 + chars*st.Notes.Size*11/20/measure // a character is less than eleven twentieths of its size wide
	return rows*st.Notes.Leading + st.NoteGap
}

// sayEarlier is the rows that say on which pages notes stand.
func (e *emitter) sayEarlier(notes []int) []row {
	if len(notes) == 0 {
		return nil
	}
	l, st := e.l, &e.l.style
	notes = slices.Clone(notes)
	slices.SortFunc(notes, func(a, b int) int {
		return cmp.Or(cmp.Compare(l.noteOn[a], l.noteOn[b]), cmp.Compare(a, b))
	})
	l.numberPages(e.out)
	var parts []string
	for len(notes) > 0 {
		page, n := l.noteOn[notes[0]], 1
		for n < len(notes) && l.noteOn[notes[n]] == page {
			n++
		}
		numbers, form := l.numbersOf(notes[:n]), l.words.Several
		if n == 1 {
			form = l.words.OneNote
		}
		parts = append(parts, fmt.Sprintf(form, numbers, e.out.Pages[page].Label))
		notes = notes[n:]
	}
	b := l.typesetter.Build(st.Notes.Size, lines.Left)
	b.Text(fmt.Sprintf(l.words.See, strings.Join(parts, "; ")), lines.Look{Style: face.Regular, Node: NoteFurniture})
	var out []row
	for _, ln := range l.typesetter.Lines(b.Paragraph(), e.area.measure, lines.Left) {
		ln.Shift(e.area.left(), 0)
		out = append(out, row{Line: ln, height: st.Notes.Leading, baseline: l.baseline(st.Notes)})
	}
	out[0].gap = st.NoteGap
	return out
}

// numbersOf is numbers of notes in a row, three or more that follow each other as "4–6".
func (l *layouter) numbersOf(numbers []int) string {
	var s []string
	for _, r := range doc.NoteRefs(numbers) {
		s = append(s, r.Words())
	}
	last := len(s) - 1
	if last == 0 {
		return s[0]
	}
	return fmt.Sprintf(l.words.And, strings.Join(s[:last], ", "), s[last])
}

// footHeight is the height of what stands below the rule at the foot of the page.
func (e *emitter) footHeight() lines.Length {
	h := e.p.noteHeight(e.from.note, e.to.note)
	for i := range e.earlier {
		h += e.earlier[i].height
		if e.to.note > e.from.note {
			h += e.earlier[i].gap
		}
	}
	return h
}
