package capture

import (
	"io/fs"
	"regexp"

	"whereas/report/diag"
	"whereas/report/dossier"
)

// Desk is what documents are taken in with.
type Desk struct {
	words Words
	newID func(title string, taken func(string) bool) string
}

// NewDesk takes what makes an id of a title, and the words that documents are looked through for.
func NewDesk(newID func(title string, taken func(string) bool) string, words Words) Desk {
	return Desk{words, newID}
}

// Read is Read by the desk's words.
func (k Desk) Read(name string, data, text []byte, pdf Extractor) (*Document, error) {
	return Read(name, data, text, k.words, pdf)
}

// Library is what takes the text out of PDFs where the machine has no program for it.
func (Desk) Library() *Library { return &Library{} }

// Check looks at all captures of a dossier; it gives how many are recorded, and the texts that diagnostics point into.
func (Desk) Check(d *dossier.Dossier, folder fs.FS, prefix string, l *diag.List) (int, diag.Texts, error) {
	record, texts, err := ReadRecord(folder, prefix, l)
	if err != nil {
		return 0, nil, err
	}
	return len(record), texts, Check(d, record, folder, prefix, l)
}

var id = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

// IsID tells whether a text can be an id.
func (Desk) IsID(s string) bool { return len(s) <= dossier.MaxID && id.MatchString(s) }
