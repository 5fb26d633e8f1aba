package layout

import (
	"strconv"

	"whereas/report/face"
)

// note is a note made ready: the rows that its text takes.
type note struct{ rows []row }

// citeNotes makes the notes whose first marks the block just set bears. They go behind it in the tree.
// A note may itself mark another one, which then follows it.
func (l *layouter) citeNotes(numbers []int, parent int) {
	for len(numbers) > 0 {
		n := numbers[0]
		numbers = append(numbers[1:], l.note(n, parent)...)
	}
}

// note sets one note and returns those that its text is the first to mark.
func (l *layouter) note(n, parent int) []int {
	st := &l.style
	node := l.add(parent, Note)
	l.nodes[node].Note = n
	lbl := l.add(node, Label)
	back := l.add(lbl, LinkText)
	leaf := l.add(back, Text)
	var label line
	x := Length(0)
	for _, p := range l.superior(face.Regular, st.Notes.Size, strconv.Itoa(n)) {
		r := Run{Node: leaf, Style: p.style, Size: p.size, X: x, Y: -p.rise}
		for _, g := range p.glyphs {
			r.Glyphs = append(r.Glyphs, Glyph{Glyph: g})
		}
		x += r.width(l.set)
		label.runs = append(label.runs, r)
	}
	label.links = []Link{{
		Rect:   Rect{0, -st.Notes.Size * 3 / 4, x, st.Notes.Size},
		Anchor: markAnchor(n), Node: back, Says: "Back to mark " + strconv.Itoa(n),
	}}
	indent := l.noteIndent()
	width := l.measure - indent
	par, marks := l.compose(l.doc.Notes[n-1].Text, node, face.Regular, st.Notes.Size, justified)
	lines := l.lines(par, width, justified)
	if len(lines) == 0 { // a note without text still has its number
		lines = []line{{}}
	}
	rows := make([]row, len(lines))
	for i, ln := range lines {
		ln.shift(l.left()+indent, 0)
		rows[i] = row{line: ln, height: st.Notes.Leading, baseline: l.baseline(st.Notes)}
	}
	label.shift(l.left(), 0)
	rows[0].runs = append(label.runs, rows[0].runs...)
	rows[0].links = append(label.links, rows[0].links...)
	if n > 1 {
		rows[0].gap = st.NoteGap
	}
	l.notes[n] = note{rows}
	return marks
}

// noteIndent is the same for all notes of a document: room for the longest number.
func (l *layouter) noteIndent() Length {
	widest := Length(0)
	for _, p := range l.superior(face.Regular, l.style.Notes.Size, strconv.Itoa(len(l.doc.Notes))) {
		widest += l.wide(p.glyphs, p.style, p.size)
	}
	return max(l.style.NoteIndent, widest+l.style.Notes.Size/3)
}

// unmarked sets the notes that no mark points at, so that nothing is lost: they come with the last row.
func (l *layouter) unmarked(root int) {
	for n := 1; n <= len(l.doc.Notes); n++ {
		if l.marked[n] {
			continue
		}
		l.marked[n] = true
		if len(l.rows) == 0 {
			l.push(row{})
		}
		last := &l.rows[len(l.rows)-1]
		last.marks = append(last.marks, n)
		l.citeNotes([]int{n}, root)
	}
}
