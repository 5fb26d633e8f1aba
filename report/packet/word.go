package packet

import (
	"whereas/report/doc"
	"whereas/report/docx"
	"whereas/report/grade"
	"whereas/report/notes"
)

// ComeBack reads a resolution that people edited in a word processor. Tracked changes are made where accept says so,
// else undone; with those in but it is the other way round. Marks that lost their claim on the way are tied by what
// their notes say, where only one claim's note says so. An error says in plain words why the file can't be read.
func (t *Tools) ComeBack(data []byte, accept bool, but map[int]bool, claims *grade.Set) (*docx.Edited, error) {
	by := map[string][]string{} // claims by what their notes say
	short := notes.Short(claims)
	for _, g := range claims.Claims {
		if text, ok := short(g.ID.S); ok {
			key := docx.NoteText(doc.Plain(text))
			by[key] = append(by[key], g.ID.S)
		}
	}
	return docx.Read(data, docx.Reading{
		Accept: accept,
		But:    but,
		Known:  func(note string) []string { return by[note] },
		Note: func(id string) (string, bool) {
			text, ok := short(id)
			return docx.NoteText(doc.Plain(text)), ok
		},
	})
}
