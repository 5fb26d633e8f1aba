package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"whereas/report/civil"
	"whereas/report/deflate"
)

// What Excel allows; LibreOffice doesn't complain where these are broken, Excel repairs or cuts in silence.
const (
	maxCell    = 32_767    // UTF-16 units in a cell
	maxAddress = 2_079     // UTF-16 units of an address that a cell leads to
	maxRows    = 1_048_576 // rows of a sheet
	maxLinks   = 65_530    // hyperlinks of a sheet
)

// format of a column.
type format int

const (
	plainText format = iota
	wrapped          // text that may run over several lines
	whole            // a whole number
	decimal          // one decimal place
	fraction         // a percentage
	day              // a date; one that is known to the month or year alone stays text
	address          // a web address, linked
	input            // a number that the reader may change
	level            // a number shown as it is: 3, or 66.7
)

type column struct {
	title  string
	width  float64 // characters
	format format
}

// sheet is a table with a heading, as it is to be written.
type sheet struct {
	name   string
	intro  [][]any // rows over the table: title, explanation, summary figures
	cols   []column
	rows   [][]any
	n      int               // in place of rows, where they may be many: how many there are,
	row    func(i int) []any // and each, made when it is written; it may overwrite the one before
	grade  int               // index of a column with grades 0–4, coloured; -1 for none
	heat   []int             // indexes of columns with figures 0–100, coloured by a scale of three colours
	frozen int               // columns that stay in sight on the left
	whole  bool              // all columns are printed, on several pages side by side, not the first ones alone
	leads  map[int]lead      // where the ids of a column lead, by its index
	inputs []inputs          // cells that the reader may change
	charts []chart
	goesOn string // says in which sheet the rest stands
	tableN string

	onePage bool // it is printed on one page, since its charts would be cut in two
}

// inputs is a column whose cells the reader may change, to a number of 0 or more, and what is said beside a cell.
type inputs struct {
	col         int // index of the column
	title, note string
}

func (s sheet) count() int {
	if s.row != nil {
		return s.n
	}
	return len(s.rows)
}

func (s sheet) at(i int) []any {
	if s.row != nil {
		return s.row(i)
	}
	return s.rows[i]
}

// book collects sheets and the styles they share.
type book struct {
	f       *excelize.File
	company string
	styles  map[format]int
	title   int
	note    int
	head    int
	strong  int
	maxRows int // of a sheet
	nTables int

	nDrawings int
	streams   []streamed     // of each sheet
	number    map[string]int // of a sheet among them, by the name of its part
	texts     texts
	deflate   *deflate.Pool
	buf       []byte // of a sheet, until it is in the file: the next one writes over it
}

func newBook(company string) (*book, error) {
	b := &book{
		f:       excelize.NewFile(),
		company: company,
		styles:  map[format]int{},
		maxRows: maxRows,
		number:  map[string]int{},
		texts:   texts{number: make(map[string]int, 1<<10)},
		deflate: &deflate.Pool{},
		buf:     make([]byte, 0, full+full/4),
	}
	return b, b.makeStyles()
}

func ptr[T any](v T) *T { return &v }

// bytes are the finished file.
func (b *book) bytes() ([]byte, error) {
	p := parts{}
	b.f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p })
	if err := b.f.Write(io.Discard); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(full) // few are smaller
	err := b.write(&out, p)
	return out.Bytes(), err
}

// formula is a cell that Excel recomputes, with the value it has now.
func formula(f string, value any) excelize.Cell { return excelize.Cell{Formula: f, Value: value} }

// titled is a cell over the table in a style of its own.
type titled struct {
	text  string
	style int
}

// add makes a sheet, and those on which it goes on where it has more rows than one can have. The library loses
// without a word what isn't set in its own order: conditional formats and page set-up before the stream, panes before
// the first row. The table with its rows and links is written last of all, by a sheetWriter.
func (b *book) add(s sheet) error {
	for _, part := range b.split(s) {
		if err := b.addOne(part); err != nil {
			return err
		}
	}
	return nil
}

// split divides a sheet that has more rows than one can have.
func (b *book) split(s sheet) []sheet {
	room := b.maxRows - len(s.intro) - 1
	if s.count() <= room || room < 1 || len(s.intro) != 3 { // more stands over a table whose cells refer to it
		return []sheet{s}
	}
	name := func(n int) string { return numbered(s.name, n) }
	var out []sheet
	for from, n := 0, 1; from < s.count(); from, n = from+room, n+1 {
		part := s
		part.name = name(n)
		part.rows, part.n, part.row = nil, min(room, s.count()-from), func(i int) []any { return s.at(from + i) }
		if n > 1 {
			part.tableN = fmt.Sprintf("%s_%d", s.tableN, n)
		}
		if from+room < s.count() {
			part.goesOn = fmt.Sprintf("A sheet takes %d rows: this one goes on in the sheet %s.", b.maxRows, name(n+1))
		}
		out = append(out, part)
	}
	return out
}

// numbered is the name of the n-th sheet, from 1, over which a table goes on.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	return fmt.Sprintf("%s (%d)", name, n)
}

func (b *book) addOne(s sheet) error {
	// The library's own first sheet becomes ours: to delete it, or to choose the active one, it would read
	// every streamed sheet back.
	if len(b.streams) == 0 {
		if err := b.f.SetSheetName("Sheet1", s.name); err != nil {
			return err
		}
	} else if _, err := b.f.NewSheet(s.name); err != nil {
		return err
	}
	first := len(s.intro) + 1 // row of the table's head
	last := first + s.count()
	if last > b.maxRows {
		return fmt.Errorf("sheet %q would have %d rows; Excel takes %d", s.name, last, b.maxRows)
	}
	if err := b.before(s, first, last); err != nil {
		return err
	}
	w, err := b.f.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := w.SetPanes(panes(s, first)); err != nil {
		return err
	}
	linked := s.linked()
	s.intro = noted(s, linked, b.note)
	for i, row := range s.intro {
		if err := b.intro(w, s, i+1, row); err != nil {
			return err
		}
	}
	head := make([]any, len(s.cols))
	seen := map[string]bool{}
	for i, c := range s.cols {
		if seen[strings.ToLower(c.title)] {
			return fmt.Errorf("sheet %q has two columns %q", s.name, c.title)
		}
		seen[strings.ToLower(c.title)] = true
		head[i] = excelize.Cell{StyleID: b.head, Value: c.title}
	}
	if err := w.SetRow(cell(1, first), head, excelize.RowOpts{Height: height(s.cols, titles(s.cols))}); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	str := streamed{sheet: s, first: first, linked: linked}
	if len(s.charts) > 0 {
		b.nDrawings++
		str.drawing = b.nDrawings
	}
	if s.count() > 0 { // Excel repairs a table that is only a head
		b.nTables++
		str.table = b.nTables
	}
	b.streams = append(b.streams, str)
	b.number[fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.streams))] = len(b.streams) - 1
	return b.printTitles(s.name, first)
}

// before sets what the stream must find there already.
func (b *book) before(s sheet, first, last int) error {
	if s.grade >= 0 && s.count() > 0 {
		col, _ := excelize.ColumnNumberToName(s.grade + 1)
		area := fmt.Sprintf("%s%d:%s%d", col, first+1, col, last)
		var rules []excelize.ConditionalFormatOptions
		for g, colour := range []string{"F4CCCC", "FCE5CD", "FFF2CC", "D9EAD3", "B6D7A8"} {
			id, err := b.f.NewConditionalStyle(
				&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
			if err != nil {
				return err
			}
			rules = append(rules,
				excelize.ConditionalFormatOptions{Type: "cell", Criteria: "=", Format: &id, Value: fmt.Sprint(g)})
		}
		if err := b.f.SetConditionalFormat(s.name, area, rules); err != nil {
			return err
		}
	}
	if err := b.heat(s, first, last); err != nil {
		return err
	}
	for _, in := range s.inputs {
		v := excelize.NewDataValidation(true)
		v.Sqref = cell(in.col+1, first+1) + ":" + cell(in.col+1, last)
		if err := v.SetRange(0, 0, excelize.DataValidationTypeDecimal,
			excelize.DataValidationOperatorGreaterThanOrEqual); err != nil {
			return err
		}
		v.SetInput(in.title, in.note)
		v.SetError(excelize.DataValidationErrorStyleStop, in.title, "Write a number of 0 or more.")
		if s.count() > 0 {
			if err := b.f.AddDataValidation(s.name, v); err != nil {
				return err
			}
		}
	}
	return b.printed(s, last)
}

// intro writes a row over the table. Only its small heads wrap; titles and notes run on to the right.
func (b *book) intro(w *excelize.StreamWriter, s sheet, n int, values []any) error {
	style := b.styles[plainText]
	out := make([]any, len(values))
	heads := make([]any, len(values))
	wraps := false
	for i, v := range values {
		switch v := v.(type) {
		case nil:
			out[i] = excelize.Cell{StyleID: style}
		case titled:
			if err := fits(s.name, n, i, v.text); err != nil {
				return err
			}
			out[i] = excelize.Cell{StyleID: v.style, Value: v.text}
			if v.style == b.head {
				heads[i], wraps = v, true
			}
		case excelize.Cell:
			if v.StyleID == 0 {
				v.StyleID = style
			}
			out[i] = v
		case string:
			if err := fits(s.name, n, i, v); err != nil {
				return err
			}
			if out[i] = (excelize.Cell{StyleID: style}); v != "" {
				out[i] = excelize.Cell{StyleID: style, Value: v}
			}
		default:
			out[i] = excelize.Cell{StyleID: style, Value: v}
		}
	}
	if wraps {
		return w.SetRow(cell(1, n), out, excelize.RowOpts{Height: height(s.cols, heads)})
	}
	return w.SetRow(cell(1, n), out)
}

// shorten keeps a running head within what Excel takes.
func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func titles(cols []column) []any {
	out := make([]any, len(cols))
	for i, c := range cols {
		out[i] = titled{text: c.title}
	}
	return out
}

func fits(name string, row, col int, s string) error {
	if len(s) <= maxCell/2 {
		return nil
	}
	units := 0
	for _, r := range s {
		if units++; r > 0xFFFF {
			units++
		}
	}
	if units > maxCell || !utf8.ValidString(s) {
		return fmt.Errorf("cell %s of sheet %q has %d characters; Excel takes %d", cell(col+1, row), name, units,
			maxCell)
	}
	return nil
}

// serial is a day as Excel counts: from 1899-12-30.
func serial(d civil.Date) int { return d.First() - civil.Date{Year: 1899, Month: 12, Day: 30}.First() }

func cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // columns and rows are counted here, never read
	}
	return name
}
