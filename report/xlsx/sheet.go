package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"whereas/report/terms"
)

// What Excel allows; LibreOffice doesn't complain where these are broken, Excel repairs or cuts in silence.
const (
	maxCell  = 32_767    // UTF-16 units in a cell
	maxRows  = 1_048_576 // rows of a sheet
	maxLinks = 2_000     // hyperlinks of a sheet: each costs the library a search through all others
	perPage  = 190.0     // characters across one printed page, landscape
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
	lead   [][]any // rows over the table: title, explanation, summary figures
	cols   []column
	rows   [][]any
	grade  int // index of a column with grades 0–4, coloured; -1 for none
	tableN string
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
	sheets  int
}

func newBook(company string) (*book, error) {
	b := &book{f: excelize.NewFile(), company: company, styles: map[format]int{}}
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
		day:       {Font: font, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1}, CustomNumFmt: &ymd},
		address:   {Font: &excelize.Font{Family: "Calibri", Size: 10, Color: "1F4E79", Underline: "single"}, Alignment: top(true), NumFmt: 49},
		input:     {Font: &excelize.Font{Family: "Calibri", Size: 10, Bold: true}, Alignment: figures, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF7DC"}}},
		level:     {Font: font, Alignment: figures},
	} {
		id, err := b.f.NewStyle(s)
		if err != nil {
			return nil, err
		}
		b.styles[format(f)] = id
	}
	var err error
	if b.title, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 14, Bold: true}}); err != nil {
		return nil, err
	}
	if b.note, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Italic: true, Color: "595959"}}); err != nil {
		return nil, err
	}
	if b.strong, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true}}); err != nil {
		return nil, err
	}
	b.head, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Bold: true},
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E9EC"}},
		Border: []excelize.Border{{Type: "bottom", Color: "7F7F7F", Style: 1}}})
	return b, err
}

func ptr[T any](v T) *T { return &v }

// formula is a cell that Excel recomputes, with the value it has now.
func formula(f string, value any) excelize.Cell { return excelize.Cell{Formula: f, Value: value} }

// titled is a cell of the lead in a style of its own.
type titled struct {
	text  string
	style int
}

// add writes a sheet. The library loses without a word what isn't set in its own order: conditional formats,
// links and page set-up before the stream, widths and panes before the first row, the table before the end.
func (b *book) add(s sheet) error {
	// The library's own first sheet becomes ours: to delete it, or to choose the active one, it would read
	// every streamed sheet back.
	if b.sheets++; b.sheets == 1 {
		if err := b.f.SetSheetName("Sheet1", s.name); err != nil {
			return err
		}
	} else if _, err := b.f.NewSheet(s.name); err != nil {
		return err
	}
	first := len(s.lead) + 1 // row of the table's head
	last := first + len(s.rows)
	if last > maxRows {
		return fmt.Errorf("sheet %q would have %d rows; Excel takes %d", s.name, last, maxRows)
	}
	if err := b.before(s, first, last); err != nil {
		return err
	}
	w, err := b.f.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, c := range s.cols {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: first, TopLeftCell: cell(1, first+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, row := range s.lead {
		if err := b.row(w, s, i+1, row, nil); err != nil {
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
	for i, row := range s.rows {
		if err := b.row(w, s, first+1+i, row, s.cols); err != nil {
			return err
		}
	}
	if len(s.rows) > 0 { // Excel repairs a table that is only a head
		if err := w.AddTable(&excelize.Table{Range: cell(1, first) + ":" + cell(len(s.cols), last), Name: s.tableN, StyleName: "TableStyleLight1", ShowRowStripes: ptr(false)}); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$A:$A,'%s'!$%d:$%d", s.name, s.name, first, first), Scope: s.name})
}

// before sets what the stream must find there already.
func (b *book) before(s sheet, first, last int) error {
	if s.grade >= 0 && len(s.rows) > 0 {
		col, _ := excelize.ColumnNumberToName(s.grade + 1)
		area := fmt.Sprintf("%s%d:%s%d", col, first+1, col, last)
		var rules []excelize.ConditionalFormatOptions
		for g, colour := range []string{"F4CCCC", "FCE5CD", "FFF2CC", "D9EAD3", "B6D7A8"} {
			id, err := b.f.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
			if err != nil {
				return err
			}
			rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "=", Format: &id, Value: fmt.Sprint(g)})
		}
		if err := b.f.SetConditionalFormat(s.name, area, rules); err != nil {
			return err
		}
	}
	links := 0
	for i, c := range s.cols {
		if c.format != address {
			continue
		}
		for r, row := range s.rows {
			if url, _ := row[i].(string); strings.HasPrefix(url, "http") && links < maxLinks {
				links++
				if err := b.f.SetCellHyperLink(s.name, cell(i+1, first+1+r), url, "External"); err != nil {
					return err
				}
			}
		}
	}
	landscape, fit, paper := "landscape", 0, 1
	total := 0.0
	for _, c := range s.cols {
		total += c.width
	}
	// As many pages side by side as keep the print readable.
	across := max(1, int(total/perPage+0.5))
	if err := b.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper, FitToWidth: &across, FitToHeight: &fit}); err != nil {
		return err
	}
	if err := b.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}); err != nil {
		return err
	}
	if err := b.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: ptr(0.4), Right: ptr(0.4), Top: ptr(0.6), Bottom: ptr(0.6)}); err != nil {
		return err
	}
	return b.f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddHeader: "&L" + strings.ReplaceAll(shorten(b.company, 80), "&", "&&") + "&R&A", OddFooter: "&C&P / &N"})
}

// row writes one row. Text stays text whatever it begins with; a cell over Excel's limit is an error.
func (b *book) row(w *excelize.StreamWriter, s sheet, n int, values []any, cols []column) error {
	out := make([]any, len(values))
	for i, v := range values {
		f := plainText
		if cols != nil {
			f = cols[i].format
		}
		style := b.styles[f]
		switch v := v.(type) {
		case nil:
			out[i] = excelize.Cell{StyleID: style}
			continue
		case titled:
			if err := fits(s.name, n, i, v.text); err != nil {
				return err
			}
			out[i] = excelize.Cell{StyleID: v.style, Value: v.text}
			continue
		case excelize.Cell:
			if v.StyleID == 0 {
				v.StyleID = style
			}
			out[i] = v
			continue
		case terms.Date:
			switch {
			case v.IsZero():
				out[i] = excelize.Cell{StyleID: style}
			case v.Day == 0 || v.Year < 1901: // Excel knows no day before 1900, and counts its first months wrongly
				out[i] = excelize.Cell{StyleID: b.styles[plainText], Value: v.String()}
			default:
				out[i] = excelize.Cell{StyleID: style, Value: serial(v)}
			}
			continue
		case string:
			if err := fits(s.name, n, i, v); err != nil {
				return err
			}
			if f == address && !strings.HasPrefix(v, "http") {
				style = b.styles[wrapped]
			}
			if v == "" {
				out[i] = excelize.Cell{StyleID: style}
				continue
			}
			out[i] = excelize.Cell{StyleID: style, Value: v}
		default:
			out[i] = excelize.Cell{StyleID: style, Value: v}
		}
	}
	if cols == nil { // over the table only its small heads wrap; titles and notes run on to the right
		heads := make([]any, len(values))
		for i, v := range values {
			if t, ok := v.(titled); ok && t.style == b.head {
				heads[i] = t
			}
		}
		if slices.ContainsFunc(heads, func(v any) bool { return v != nil }) {
			return w.SetRow(cell(1, n), out, excelize.RowOpts{Height: height(s.cols, heads)})
		}
		return w.SetRow(cell(1, n), out)
	}
	return w.SetRow(cell(1, n), out, excelize.RowOpts{Height: height(cols, values)})
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
		for _, word := range strings.Fields(text) {
			l := float64(utf8.RuneCountInString(word))
			if used > 0 && used+1+l > room {
				n, used = n+1, 0
			}
			for l > room { // a word wider than its cell is broken
				n, l = n+1, l-room
			}
			used += l + 1
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
		return fmt.Errorf("cell %s of sheet %q has %d characters; Excel takes %d", cell(col+1, row), name, units, maxCell)
	}
	return nil
}

// serial is a day as Excel counts: from 1899-12-30.
func serial(d terms.Date) int { return d.First() - terms.Date{Year: 1899, Month: 12, Day: 30}.First() }

func cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // columns and rows are counted here, never read
	}
	return name
}
