package html

import "cmp"

// Words are the page's own, in the language of the document. Empty ones are English.
type Words struct {
	Skip     string // leads past the head of the page
	Contents string // name of the contents
	Notes    string // heading of the notes
	Note     string // says what a mark leads to; %d is its number
	Back     string // says what a note's arrow leads to; %d is its number
	BackOf   string // the same where a note has several marks: its number, which of them, how many
	Table    string // names a table that has no caption, before the heading that it stands under
	Figure   string // names a figure that has no caption, in the same way
}

func (w Words) orEnglish() Words {
	return Words{
		Skip:     cmp.Or(w.Skip, "Skip to the text"),
		Contents: cmp.Or(w.Contents, "Contents"),
		Notes:    cmp.Or(w.Notes, "Notes"),
		Note:     cmp.Or(w.Note, "Note %d"),
		Back:     cmp.Or(w.Back, "Back to mark %d"),
		BackOf:   cmp.Or(w.BackOf, "Back to mark %d, place %d of %d"),
		Table:    cmp.Or(w.Table, "Table"),
		Figure:   cmp.Or(w.Figure, "Figure"),
	}
}
