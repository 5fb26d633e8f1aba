package doc

import "cmp"

// Words are those that writers put into a document themselves, in its language: templates/wording.toml has them. Empty
// ones are English.
type Words struct {
	Skip     string // leads past the head of a web page
	Contents string // name of the contents
	Notes    string // heading of the notes
	Note     string // says what a mark leads to; %d is its number
	Back     string // says what leads from a note to its mark; %d is its number
	BackOf   string // the same where a note has several marks: its number, which of them, how many
	Table    string // names a table that has no caption, before the heading that it stands under
	Figure   string // names a figure that has no caption, in the same way
	Page     string // says what the number of a page leads to; %s is its number
	See      string // %s: which notes that a page marks stand on which earlier ones
	OneNote  string // number of a note, number of the page that it stands on
	Several  string // the same of several notes; %s is their numbers
	And      string // the last two of several numbers

	// Of a web page with a script: what opens a note, and the filter of an annex.
	Close, ToNote, Filter, All, Category, Grade, About, From, Until string
	Shown                                                           string // how many claims are shown, of how many
}

// OrEnglish are the words with English ones in the place of those that are empty.
func (w Words) OrEnglish() Words {
	return Words{
		Skip:     cmp.Or(w.Skip, "Skip to the text"),
		Contents: cmp.Or(w.Contents, "Contents"),
		Notes:    cmp.Or(w.Notes, "Notes"),
		Note:     cmp.Or(w.Note, "Note %d"),
		Back:     cmp.Or(w.Back, "Back to mark %d"),
		BackOf:   cmp.Or(w.BackOf, "Back to mark %d, place %d of %d"),
		Table:    cmp.Or(w.Table, "Table"),
		Figure:   cmp.Or(w.Figure, "Figure"),
		Page:     cmp.Or(w.Page, "Page %s"),
		See:      cmp.Or(w.See, "See %s."),
		OneNote:  cmp.Or(w.OneNote, "note %s, p. %s"),
		Several:  cmp.Or(w.Several, "notes %s, p. %s"),
		And:      cmp.Or(w.And, "%s and %s"),

		Close: cmp.Or(w.Close, "Close"), ToNote: cmp.Or(w.ToNote, "To the note"),
		Filter: cmp.Or(w.Filter, "Filter the claims"), All: cmp.Or(w.All, "All"),
		Category: cmp.Or(w.Category, "Part"), Grade: cmp.Or(w.Grade, "How strong"), About: cmp.Or(w.About, "About"),
		From: cmp.Or(w.From, "From year"), Until: cmp.Or(w.Until, "To year"),
		Shown: cmp.Or(w.Shown, "%d of %d claims are shown."),
	}
}
