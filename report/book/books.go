package book

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"whereas/report/bibliography"
	"whereas/report/csl"
	"whereas/report/diag"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// Books is what whoever runs the program needs of this room: dossiers as workbooks, by one vocabulary, and libraries of
// references as sources, by rules that are read when they are needed.
type Books struct {
	Vocabulary vocab.Vocabulary
	rubrics    fs.FS
}

// New is the books of a vocabulary; the rules of libraries are bibliography.toml in rubrics.
func New(v vocab.Vocabulary, rubrics fs.FS) Books { return Books{v, rubrics} }

// Read reads a workbook that a dossier stands in; nil where it is none. Faults go to l, with their cells.
func (Books) Read(name string, data []byte, l *diag.List) *Book { return Read(name, data, l) }

// Files are the files of a dossier that a workbook can hold.
func (Books) Files(fsys fs.FS, internal bool) (files Files, left []string, err error) {
	return ReadFiles(fsys, internal)
}

// Export is a dossier as a workbook; nil where l says why it can't be one. A blank one remembers nothing of it.
func (b Books) Export(files Files, prefix string, blank bool, l *diag.List) ([]byte, error) {
	return Export(files, prefix, b.Vocabulary, !blank, l)
}

// Saved tells whether another program has saved a workbook since it was written here.
func (Books) Saved(data []byte) bool { return Saved(data) }

// ReadTable reads a researcher's own table by a map of its columns; nil where it can't be, which l says.
func (b Books) ReadTable(name string, data []byte, mapName string, mapText []byte, l *diag.List) *Book {
	if m := ReadMap(mapName, mapText, b.Vocabulary, l); m != nil {
		return ReadOwn(name, data, m, l)
	}
	return nil
}

// IsLibrary tells whether a file is a library of references, by the end of its name.
func (Books) IsLibrary(name string) bool {
	return bibliography.Formats()[strings.ToLower(path.Ext(name))] != ""
}

const rulesName = "bibliography.toml"

// LibraryRules is the text of the rules that libraries are read by.
func (b Books) LibraryRules() ([]byte, error) {
	text, err := fs.ReadFile(b.rubrics, rulesName)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", rulesName, err)
	}
	return text, nil
}

// ReadLibrary reads a library of references by rules: those of a person's own, where mapText isn't nil. It is nil where
// it can't be read, which l says.
func (b Books) ReadLibrary(name string, data []byte, mapName string, mapText []byte, l *diag.List) (*Book, error) {
	if mapText == nil {
		var err error
		if mapName, mapText, err = b.ownRules(); err != nil {
			return nil, err
		}
	}
	var faults diag.List
	rules := bibliography.ParseRules(mapName, mapText, b.Vocabulary, &faults)
	failed := faults.Failed(false)
	if l.Append(&faults); failed {
		return nil, nil
	}
	return ReadLibrary(name, data, rules, l), nil
}

func (b Books) ownRules() (string, []byte, error) {
	text, err := b.LibraryRules()
	return rulesName, text, err
}

// ExportCSL is the sources of an edition as CSL-JSON; EditedCSL tells whether somebody changed such a file.
func (b Books) ExportCSL(edition *grade.Set, l *diag.List) ([]byte, error) {
	name, text, err := b.ownRules()
	if err != nil {
		return nil, err
	}
	return csl.Write(edition, bibliography.ParseRules(name, text, b.Vocabulary, l))
}

// EditedCSL tells whether somebody changed a file that ExportCSL made.
func (Books) EditedCSL(data []byte) bool { return csl.Edited(data) }

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
