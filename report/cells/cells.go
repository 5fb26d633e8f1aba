// Package cells reads files of spreadsheet programs (xlsx, xlsm, ods, csv) into sheets of cells: each with the text
// that it shows, and how it came to it. It knows nothing of dossiers. Formulas aren't computed and macros aren't run.
package cells

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"whereas/report/diag"
)

// Limits of a file. They bound what a run costs, not what a person would make.
const (
	MaxFile    = 64 << 20  // bytes of the file as it lies on the disk
	maxTotal   = 512 << 20 // bytes of all that is packed in it
	maxPart    = 256 << 20 // of one part of it
	maxParts   = 10_000
	maxCells   = 5_000_000
	maxText    = 1 << 20 // bytes of the text of a cell
	maxColumns = 16_384
	maxSheets  = 1000
)

// Kind is what a cell holds.
type Kind int

// The kinds. A Day is a number that the cell shows as a date.
const (
	Text Kind = iota
	Number
	Day
	Bool
	Fault // of a formula: #REF!
)

// Cell is a cell that isn't empty.
type Cell struct {
	Col     int    // from 1
	Text    string // as it is read: a date as 2024-12-03, as exactly as its format shows it; true or false
	Kind    Kind
	Formula bool // the text is what the spreadsheet program computed last
	Merged  bool // the text stands in the first of several cells that are joined, and this is another one of them
	Rounded bool // a date with an hour, which is left out
}

// Row is a row that isn't empty.
type Row struct {
	N      int // from 1
	Hidden bool
	Cells  []Cell // by column
}

// Cell is the cell of a column, nil where it is empty.
func (r *Row) Cell(col int) *Cell {
	for i := range r.Cells {
		if r.Cells[i].Col == col {
			return &r.Cells[i]
		}
	}
	return nil
}

// Sheet is one table of a file.
type Sheet struct {
	Name          string
	Hidden        bool
	Rows          []Row
	HiddenColumns []int
	merges        []area
}

// area is cells that are joined.
type area struct{ col1, row1, col2, row2 int }

// Book is a file.
type Book struct {
	Sheets []*Sheet
	Macros bool   // programs lie in it
	How    string // of a text file: how it was read, "separated by semicolons, Windows-1252"
}

// Sheet is the sheet of a name, in any letters; nil where there is none.
func (b *Book) Sheet(name string) *Sheet {
	i := slices.IndexFunc(b.Sheets, func(s *Sheet) bool { return strings.EqualFold(strings.TrimSpace(s.Name), name) })
	if i < 0 {
		return nil
	}
	return b.Sheets[i]
}

// Name is a cell as spreadsheet programs name it: E41.
func Name(col, row int) string { return Letters(col) + fmt.Sprint(row) }

// Letters is the name of a column: A for 1, AA for 27.
func Letters(col int) string {
	s := ""
	for ; col > 0; col = (col - 1) / 26 {
		s = string(rune('A'+(col-1)%26)) + s
	}
	return s
}

// coordinates reads E41; ok is false where it is none.
func coordinates(s string) (col, row int, ok bool) {
	i := 0
	for ; i < len(s); i++ {
		b := s[i]
		if b == '$' {
			continue
		}
		if b >= 'a' && b <= 'z' {
			b -= 'a' - 'A'
		}
		if b < 'A' || b > 'Z' {
			break
		}
		if col = col*26 + int(b-'A') + 1; col > maxColumns {
			return 0, 0, false
		}
	}
	for ; i < len(s); i++ {
		if s[i] == '$' {
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		if row = row*10 + int(s[i]-'0'); row > 1<<21 {
			return 0, 0, false
		}
	}
	return col, row, col > 0 && row > 0
}

// Read reads a file. What it is shows in its first bytes, not in its name. Faults go to l; the book is nil where it
// can't be read at all.
func Read(name string, data []byte, l *diag.List) *Book {
	at := diag.Span{File: name}
	refuse := func(hint, format string, args ...any) *Book {
		l.Errorf(at, diag.BadWorkbook, format, args...).WithHint("%s", hint)
		return nil
	}
	switch {
	case len(data) > MaxFile:
		return refuse("divide it, or take out what isn't needed: pictures, sheets of other things",
			"the file has %d bytes; at most %d are read", len(data), MaxFile)
	case len(data) == 0:
		return refuse("save it anew in your spreadsheet program", "the file is empty")
	case isCompound(data):
		if compoundHolds(data, "EncryptedPackage") {
			return refuse("open it in your spreadsheet program, take the password away, and save it",
				"the workbook is protected by a password and can't be read")
		}
		if compoundHolds(data, "Workbook") || compoundHolds(data, "Book") {
			return refuse("open it in your spreadsheet program and save it as .xlsx (Excel workbook)",
				"this is an old Excel file (.xls), which isn't read")
		}
		return refuse("open it in the program that made it and save it as .xlsx",
			"this is an old Office file, and no workbook")
	case isZip(data):
		return readPacked(name, data, l)
	}
	if what := notText(data); what != "" {
		return refuse("save it as .xlsx, .ods or .csv", "this is %s, and no workbook and no table", what)
	}
	if e := strings.ToLower(
		path.Ext(name),
	); e == ".xlsx" || e == ".xlsm" || e == ".ods" || e == ".xls" ||
		e == ".xlsb" {
		return refuse("save it as a workbook in your spreadsheet program; a table as text is named .csv",
			"this is no workbook, whatever its name says")
	}
	return readCSV(name, data, l)
}

// IsText tells whether a file is a text with a table in it, and no workbook.
func IsText(data []byte) bool { return !isZip(data) && !isCompound(data) }

func isZip(data []byte) bool {
	return strings.HasPrefix(string(data[:min(4, len(data))]), "PK\x03\x04") ||
		strings.HasPrefix(string(data[:min(4, len(data))]), "PK\x05\x06")
}

func isCompound(data []byte) bool {
	return strings.HasPrefix(string(data[:min(8, len(data))]), "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

// compoundHolds tells whether an old Office file has a part of a name: it stands in it in UTF-16, and a zero behind it.
func compoundHolds(data []byte, name string) bool {
	var wide strings.Builder
	for _, r := range name {
		wide.WriteByte(byte(r))
		wide.WriteByte(0)
	}
	return strings.Contains(string(data), wide.String()+"\x00\x00")
}

// notText is what a file is, told by its first bytes, that is no table; "" where it may be one.
func notText(data []byte) string {
	head := string(data[:min(16, len(data))])
	for _, k := range []struct{ magic, what string }{
		{"%PDF", "a PDF"}, {"\x89PNG", "a picture"}, {"\xFF\xD8\xFF", "a picture"}, {"GIF8", "a picture"},
		{"{\\rtf", "a text of a word processor"}, {"\x1F\x8B", "a packed file"}, {"Rar!", "a packed file"},
		{"7z\xBC\xAF", "a packed file"},
	} {
		if strings.HasPrefix(head, k.magic) {
			return k.what
		}
	}
	return ""
}

// fill puts the text of joined cells into all cells of their first column, so that a row for each finding knows its
// source, though its cell is joined with that of the row above.
func (s *Sheet) fill() {
	for _, m := range s.merges {
		if m.row2 == m.row1 || m.row2-m.row1 > 100_000 {
			continue
		}
		i, ok := s.row(m.row1)
		if !ok {
			continue
		}
		first := s.Rows[i].Cell(m.col1)
		if first == nil {
			continue
		}
		c := *first
		c.Merged = true
		for n := m.row1 + 1; n <= m.row2; n++ {
			j, ok := s.row(n)
			if !ok { // rows that are empty but for it say nothing
				continue
			}
			r := &s.Rows[j]
			if r.Cell(m.col1) == nil {
				k, _ := slices.BinarySearchFunc(r.Cells, m.col1, func(c Cell, col int) int { return c.Col - col })
				r.Cells = slices.Insert(r.Cells, k, c)
			}
		}
	}
}

// row is where the row of a number lies.
func (s *Sheet) row(n int) (int, bool) {
	return slices.BinarySearchFunc(s.Rows, n, func(r Row, n int) int { return r.N - n })
}

// Merges is how many areas of joined cells reach over several rows, and the name of the first.
func (s *Sheet) Merges() (n int, first string) {
	for _, m := range s.merges {
		if m.row2 > m.row1 {
			if n++; n == 1 {
				first = Name(m.col1, m.row1)
			}
		}
	}
	return n, first
}
