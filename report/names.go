package report

import (
	"io/fs"

	"whereas/report/book"
	"whereas/report/civil"
	"whereas/report/compare/cards"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/explain"
	"whereas/report/invent"
	"whereas/report/packet"
	"whereas/report/proof"
	"whereas/report/rubric"
	"whereas/report/score"
)

// The names of other rooms that whoever runs the program needs: cmd/whereas imports no room but this one and diag.
type (
	Options        = packet.Options // of one company's run
	CompareOptions = packet.CompareOptions
	Result         = packet.Result
	File           = packet.File
	ManifestFile   = packet.ManifestFile
	Kind           = packet.Kind
	Format         = packet.Format
	Edition        = dossier.Edition
	Stamp          = proof.Stamp
	Quotes         = proof.Counts
	Day            = civil.Date
	Card           = cards.File // a card.json where it lies
	Workbook       = book.Book  // a dossier as a workbook has it
	Files          = book.Files // of a dossier, in memory
	Change         = book.Change
	Sides          = cards.Sides
)

// Editions, kinds of things to make, formats, and names of files.
const (
	PublicEdition, InternalEdition = dossier.PublicEdition, dossier.InternalEdition
	KindResolution, KindBriefing   = packet.Resolution, packet.Briefing
	KindWorkbook, KindCard         = packet.Workbook, packet.Card
	PDF, ManifestName              = packet.PDF, packet.ManifestName
)

// ParseDay reads a date: "2026-11-23", "2026-11", "2026".
func ParseDay(s string) (Day, error) { return civil.Parse(s) }

// Kinds of things, formats, and names that files of a result can have.
func Kinds() []Kind               { return packet.Kinds() }
func Formats() []Format           { return packet.Formats() }
func ResolutionFormats() []Format { return packet.ResolutionFormats() }
func CompareFormats() []Format    { return packet.ComparisonFormats() }
func FileNames() []string         { return append(packet.FileNames(), packet.ComparisonNames()...) }

// WithEarlier is the files of a result, with a manifest that tells of files of an earlier run beside them.
func WithEarlier(fs []File, old []ManifestFile) ([]File, error) { return packet.WithEarlier(fs, old) }

// ReadWorkbook reads a workbook that a dossier stands in; nil where it is none. Faults go to l, with their cells.
func ReadWorkbook(name string, data []byte, l *diag.List) *Workbook { return book.Read(name, data, l) }

// ReadTable reads a researcher's own table by a map of its columns; nil where it can't be, which l says.
func (s *Setup) ReadTable(name string, data []byte, mapName string, mapText []byte, l *diag.List) *Workbook {
	if m := book.ReadMap(mapName, mapText, s.Vocabulary, l); m != nil {
		return book.ReadOwn(name, data, m, l)
	}
	return nil
}

// SuggestMap drafts such a map; nil where the table can't be read.
func (s *Setup) SuggestMap(name string, data []byte, l *diag.List) []byte {
	return book.Suggest(name, data, s.Vocabulary, l)
}

// ReadFiles are the files of a dossier that a workbook can hold.
func ReadFiles(fsys fs.FS, internal bool) (Files, error) { return book.ReadFiles(fsys, internal) }

// Export is a dossier as a workbook; nil where l says why it can't be one. A blank one remembers nothing of it.
func (s *Setup) Export(files Files, prefix string, blank bool, l *diag.List) ([]byte, error) {
	return book.Export(files, prefix, s.Vocabulary, !blank, l)
}

// RubricNames are the rubrics among the data.
func RubricNames(rubrics fs.FS) []string { return rubric.Names(rubrics) }

// Record is the files of a dossier that record its proofs.
func Record(r *Read) map[string][]byte { return proof.Files(r.Dossier, r.Proven) }

// Asking is what the rubric asks, as a terminal shows it: one question of it, or all where id is "".
func (s *Setup) Asking(id string) string { return explain.Asked(s.Rubric, id) }

// Explaining is what can be explained of a company.
func (s *Setup) Explaining(c *Scored) explain.Input {
	return explain.Input{Claims: c.Claims, Card: c.Card, Vocabulary: s.Vocabulary}
}

// Suggest lists claims that could bear on a level and that nobody coded, as values and as a terminal shows them.
func (s *Setup) Suggest(c *Graded) ([]score.Suggestion, string) {
	all := score.Suggest(c.Claims, s.Rubric)
	return all, explain.Suggestions(all)
}

// Invent makes the dossier of an invented company, for tests and measurements: file names with contents.
func (s *Setup) Invent(seed uint64, number, claims int) (slug string, files map[string][]byte) {
	return invent.Slug(number), invent.Sized(s.Rubric, seed, number, claims)
}
