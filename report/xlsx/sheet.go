package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
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
	maxLinks   = 2_000     // hyperlinks of a sheet: each costs the library a search through all others
	perPage    = 190.0     // characters across one printed page, landscape
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
	tableN string
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
	streams []streamed     // of each sheet
	number  map[string]int // of a sheet among them, by the name of its part
	texts   texts
	deflate *deflate.Pool
	buf     []byte // of a sheet, until it is in the file: the next one writes over it
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
	font := &excelize.Font{Family: "Calibri", Size: 10}
	// Texts keep a little room before them, or a figure in the column to the left would touch them.
	top := func(wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: wrap}
	}
	figures := &excelize.Alignment{Vertical: "top", Horizontal: "right"}
	ymd := "yyyy-mm-dd"
	for f, s := range []*excelize.Style{ // in order: the numbers of styles go into the file
		plainText: {Font: font, Alignment: top(false), NumFmt: 49},
		wrapped:   {Font: font, Alignment: top(true), NumFmt: 49},
		whole:     {Font: font, Alignment: figures, NumFmt: 1},
		decimal:   {Font: font, Alignment: figures, CustomNumFmt: ptr("0.0")},
		fraction:  {Font: font, Alignment: figures, NumFmt: 9},
		day: {Font: font, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1},
			CustomNumFmt: &ymd},
		address: {Font: &excelize.Font{Family: "Calibri", Size: 10, Color: "1F4E79", Underline: "single"},
			Alignment: top(true), NumFmt: 49},
		input: {Font: &excelize.Font{Family: "Calibri", Size: 10, Bold: true}, Alignment: figures,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF7DC"}}},
		level: {Font: font, Alignment: figures},
	} {
		id, err := b.f.NewStyle(s)
		if err != nil {
			return nil, err
		}
		b.styles[format(f)] = id
	}
	var err error
	if b.title, err = b.f.NewStyle(
		&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 14, Bold: true}}); err != nil {
		return nil, err
	}
	if b.note, err = b.f.NewStyle(
		&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Italic: true, Color: "595959"}}); err != nil {
		return nil, err
	}
	if b.strong, err = b.f.NewStyle(
		&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true}}); err != nil {
		return nil, err
	}
	b.head, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Bold: true},
		Alignment: &excelize.Alignment{
			Vertical:   "top",
			Horizontal: "left",
			Indent:     1,
			WrapText:   true,
		}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E9EC"}},
		Border: []excelize.Border{{Type: "bottom", Color: "7F7F7F", Style: 1}}})
	return b, err
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
	name := func(n int) string {
		if n == 1 {
			return s.name
		}
		return fmt.Sprintf("%s (%d)", s.name, n)
	}
	var out []sheet
	for from, n := 0, 1; from < s.count(); from, n = from+room, n+1 {
		part := s
		part.name = name(n)
		part.rows, part.n, part.row = nil, min(room, s.count()-from), func(i int) []any { return s.at(from + i) }
		if n > 1 {
			part.tableN = fmt.Sprintf("%s_%d", s.tableN, n)
		}
		if from+room < s.count() { // the row under title and note is empty
			part.intro = slices.Clone(s.intro)
			part.intro[2] = []any{
				titled{
					fmt.Sprintf("A sheet takes %d rows: this one goes on in the sheet %s.", b.maxRows, name(n+1)),
					b.note,
				},
			}
		}
		out = append(out, part)
	}
	return out
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
	pane := "bottomLeft"
	if s.frozen > 0 {
		pane = "bottomRight"
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, XSplit: s.frozen, YSplit: first,
		TopLeftCell: cell(s.frozen+1, first+1), ActivePane: pane}); err != nil {
		return err
	}
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
	str := streamed{sheet: s, first: first}
	if s.count() > 0 { // Excel repairs a table that is only a head
		b.nTables++
		str.table = b.nTables
	}
	b.streams = append(b.streams, str)
	b.number[fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.streams))] = len(b.streams) - 1
	return b.f.SetDefinedName(
		&excelize.DefinedName{
			Name:     "_xlnm.Print_Titles",
			RefersTo: fmt.Sprintf("'%s'!$A:$A,'%s'!$%d:$%d", s.name, s.name, first, first),
			Scope:    s.name,
		},
	)
}

// before sets what the stream must find there already.
func (b *book) before(s sheet, first, last int) error {
	if s.grade >= 0 && len(s.rows) > 0 {
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
	landscape, fit, paper := "landscape", 0, 1
	total := 0.0
	for _, c := range s.cols {
		total += c.width
	}
	// As many pages side by side as keep the print readable.
	across := max(1, int(total/perPage+0.5))
	if err := b.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper,
		FitToWidth: &across, FitToHeight: &fit}); err != nil {
		return err
	}
	if err := b.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}); err != nil {
		return err
	}
	if err := b.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: ptr(0.4), Right: ptr(0.4),
		Top: ptr(0.6), Bottom: ptr(0.6)}); err != nil {
		return err
	}
	return b.f.SetHeaderFooter(
		s.name,
		&excelize.HeaderFooterOptions{
			OddHeader: "&L" + strings.ReplaceAll(shorten(b.company, 80), "&", "&&") + "&R&A",
			OddFooter: "&C&P / &N",
		},
	)
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

// height is a row's height in points for the longest of its wrapped texts: programs don't all measure rows
// that were written without one. It is an estimate from the number of characters, a little too high.
func height(cols []column, values []any) float64 {
	const line, most = 13.2, 409.0 // points; Excel takes no higher row
	lines := 1
	for i, v := range values {
		text := ""
		switch v := v.(type) {
		case titled:
			text = v.text
		case string:
			if f := cols[i].format; f == wrapped || f == address {
				text = v
			}
		}
		n, room, used := 1, cols[i].width*1.08-1, 0.0
		if float64(len(text))+1 <= room {
			continue // one line, as most are
		}
		word := func(l float64) { // l is how many characters it has
			if used > 0 && used+1+l > room {
				n, used = n+1, 0
			}
			for l > room { // a word wider than its cell is broken
				n, l = n+1, l-room
			}
			used += l + 1
		}
		l := 0
		for _, r := range text {
			if r > ' ' && r < 0x80 || !unicode.IsSpace(r) { // most are seen to be none without a look into a table
				l++
			} else if l > 0 {
				word(float64(l))
				l = 0
			}
		}
		if l > 0 {
			word(float64(l))
		}
		lines = max(lines, n)
	}
	return min(most, line*float64(lines)+2)
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
