package pages

import (
	"fmt"
	"strconv"

	"whereas/report/face"
	"whereas/report/lines"
)

// note is a note that has been set: its rows.
type note struct{ rows []row }

// citeNotes sets the notes that the block just set is the first to mark. They go behind it in the tree.
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
	label := l.noteLabel(n, node)
	indent := l.noteIndent()
	par, marks := l.compose(l.doc.Notes[n-1].Text, node, face.Regular, st.Notes.Size, lines.Justified)
	set := l.typesetter.Lines(par, l.area().measure-indent, lines.Justified)
	if len(set) == 0 { // a note without text still has its number
		set = []lines.Line{{}}
	}
	rows := make([]row, len(set))
	for i, ln := range set {
		ln.Shift(l.area().left()+indent, 0)
		rows[i] = row{Line: ln, height: st.Notes.Leading, baseline: l.baseline(st.Notes)}
	}
	rows[0].Runs = append(label.Runs, rows[0].Runs...)
	rows[0].Links = append(label.Links, rows[0].Links...)
	if n > 1 {
		rows[0].gap = st.NoteGap
	}
	l.notes[n] = note{rows}
	return marks
}

// noteLabel is a note's number at the left edge of the text, as a link back to its first mark.
func (l *layouter) noteLabel(n, node int) lines.Line {
	size := l.style.Notes.Size
	back := l.add(l.add(node, Label), LinkText)
	look := lines.Look{Style: face.Regular, Node: l.add(back, Text)}
	runs, width := l.typesetter.Superior(strconv.Itoa(n), look, size)
	label := lines.Line{
		Runs: runs,
		Links: []lines.Link{{
			Rect:   lines.Rect{Y: -size * 3 / 4, Width: width, Height: size},
			Anchor: markAnchor(n), Node: back, Says: fmt.Sprintf(l.words.Back, n),
		}},
	}
	label.Shift(l.area().left(), 0)
	return label
}

// noteIndent is the same for all notes of a document: room for the longest number.
func (l *layouter) noteIndent() lines.Length {
	size := l.style.Notes.Size
	_, widest := l.typesetter.Superior(strconv.Itoa(len(l.doc.Notes)), lines.Look{Style: face.Regular}, size)
	return max(l.style.NoteIndent, widest+size/3)
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
		last.Marks = append(last.Marks, n)
		l.citeNotes([]int{n}, root)
	}
}
