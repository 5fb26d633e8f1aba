package report

import (
	"io/fs"

	"whereas/report/book"
	"whereas/report/capture"
	"whereas/report/civil"
	"whereas/report/compare/cards"
	"whereas/report/dossier"
	"whereas/report/explain"
	"whereas/report/invent"
	"whereas/report/packet"
	"whereas/report/preview"
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
	Captured       = capture.Document // what is in a saved document
	Intake         = capture.Intake
	View           = preview.View // of a dossier somebody works on
)

// Editions, kinds of things to make, formats, and names of files.
const (
	PublicEdition, InternalEdition   = dossier.PublicEdition, dossier.InternalEdition
	KindResolution, KindBriefing     = packet.Resolution, packet.Briefing
	KindWorkbook, KindCard, PDF      = packet.Workbook, packet.Card, packet.PDF
	ManifestName, Captures, MaxProse = packet.ManifestName, capture.Folder, dossier.MaxProse
)

// Kinds of things, formats, and names that files of a result can have.
func Kinds() []Kind               { return packet.Kinds() }
func Formats() []Format           { return packet.Formats() }
func ResolutionFormats() []Format { return packet.ResolutionFormats() }
func CompareFormats() []Format    { return packet.ComparisonFormats() }
func FileNames() []string         { return append(packet.FileNames(), packet.ComparisonNames()...) }

// WithEarlier is the files of a result with those of an earlier run; FileName is a file's name in an edition. ParseDay
// reads "2026-11" too. RubricNames are those of the data, Record the files of proofs; Books are dossiers as workbooks.
func WithEarlier(fs []File, old []ManifestFile) ([]File, error) { return packet.WithEarlier(fs, old) }
func FileName(name string, of Edition) string                   { return packet.FileName(name, of) }
func ParseDay(s string) (Day, error)                            { return civil.Parse(s) }
func RubricNames(rubrics fs.FS) []string                        { return rubric.Names(rubrics) }
func Record(r *Read) map[string][]byte                          { return proof.Files(r.Dossier, r.Proven) }
func (s *Setup) Books() book.Books                              { return book.New(s.Vocabulary, s.data.Rubrics) }

// Asking is what the rubric asks, one question or all (""); Sheet an assessment to begin with, Suggest what is uncoded.
func (s *Setup) Asking(id string) string { return explain.Asked(s.Rubric, id) }
func (s *Setup) Sheet(day string) string { return explain.Sheet(s.Rubric, day) }
func (s *Setup) Explaining(c *Scored) explain.Input {
	return explain.Of(c.Claims, c.Card, s.Vocabulary)
}
func (s *Setup) Suggest(c *Graded) ([]score.Suggestion, string) {
	return explain.Suggest(c.Claims, s.Rubric)
}

// Invent makes the dossier of an invented company, for tests and measurements: its name, and its files.
func (s *Setup) Invent(seed uint64, number, claims int) (string, map[string][]byte) {
	return invent.Slug(number), invent.Sized(s.Rubric, seed, number, claims)
}
