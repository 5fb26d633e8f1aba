package book

import (
	"fmt"

	"io/fs"

	"whereas/report/diag"
	"whereas/report/vocab"
)

// Books is what whoever runs the program needs of this room: dossiers as workbooks, by one vocabulary.
type Books struct{ Vocabulary vocab.Vocabulary }

// Read reads a workbook that a dossier stands in; nil where it is none. Faults go to l, with their cells.
func (Books) Read(name string, data []byte, l *diag.List) *Book { return Read(name, data, l) }

// Files are the files of a dossier that a workbook can hold.
func (Books) Files(fsys fs.FS, internal bool) (Files, error) { return ReadFiles(fsys, internal) }

// Export is a dossier as a workbook; nil where l says why it can't be one. A blank one remembers nothing of it.
func (b Books) Export(files Files, prefix string, blank bool, l *diag.List) ([]byte, error) {
	return Export(files, prefix, b.Vocabulary, !blank, l)
}

// ReadTable reads a researcher's own table by a map of its columns; nil where it can't be, which l says.
func (b Books) ReadTable(name string, data []byte, mapName string, mapText []byte, l *diag.List) *Book {
	if m := ReadMap(mapName, mapText, b.Vocabulary, l); m != nil {
		return ReadOwn(name, data, m, l)
	}
	return nil
}

// SuggestMap drafts such a map; nil where the table can't be read.
func (b Books) SuggestMap(name string, data []byte, l *diag.List) []byte {
	return Suggest(name, data, b.Vocabulary, l)
}

// NewID makes an id for a source of its title, one that isn't taken.
func NewID(title string, taken func(string) bool) string {
	base := idOf(title, "source")
	for n, id := 2, base; ; n++ {
		if !taken(id) {
			return id
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
}
