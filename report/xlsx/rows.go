package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"whereas/report/civil"
)

// sheetWriter writes a sheet: what the library wrote of it, and in its places what it would write too slowly. It
// searches all columns and makes a dozen allocations for each cell, reads a sheet back for its table, and looks
// through all links for each link.
type sheetWriter struct {
	*book
	streamed
	out   io.Writer
	names []string // of columns: A, B, …
	at    []byte   // the number of the row that is written, and what ends a cell's place
	leads []lead   // of the columns; nil for those that lead nowhere
	links links
}

// full is how much of a sheet is in memory before it is written on.
const full = 1 << 16

// shortSheet is how many rows a table may have for each of its cells to say where it stands. In a longer one a cell
// stands in the column behind the one before it, as ECMA-376 allows (part 1, 18.3.1.4): the file is a third or more
// smaller, for less time. Excel, LibreOffice, Google Sheets and the large libraries read both; some small ones only
// the first.
const shortSheet = 10_000

// write writes the sheet. The order of elements in it is fixed.
func (w *sheetWriter) write(out io.Writer, data []byte) error {
	above, rest, ok1 := bytes.Cut(data, []byte("<sheetData>"))
	lead, rest, ok2 := bytes.Cut(rest, []byte("</sheetData>"))
	formats, rest, ok3 := bytes.Cut(rest, []byte("<pageMargins"))
	if !ok1 || !ok2 || !ok3 {
		return errors.New("there is no place for rows in it")
	}
	for i := range w.sheet.cols {
		w.names, w.leads = append(w.names, columnName(i+1)), append(w.leads, w.sheet.leads[i])
	}
	w.out = out
	before, behind, ok := bytes.Cut(above, []byte(`<dimension ref="A1">`))
	if !ok {
		return errors.New("there is no place for its dimension in it")
	}
	w.buf = fmt.Appendf(append(w.buf[:0], before...), `<dimension ref="%s">`, w.area())
	w.buf = append(w.buf, behind...)
	w.widths()
	w.buf = append(append(w.buf, "<sheetData>"...), lead...)
	for i := range w.sheet.count() {
		if err := w.row(w.first+1+i, w.sheet.at(i)); err != nil {
			return err
		}
	}
	w.buf = append(append(w.buf, "</sheetData>"...), formats...)
	if len(w.links.xml) > 0 {
		w.buf = append(append(append(w.buf, "<hyperlinks>"...), w.links.xml...), "</hyperlinks>"...)
	}
	w.buf = append(append(w.buf, "<pageMargins"...), bytes.TrimSuffix(rest, []byte("</worksheet>"))...)
	if w.drawing > 0 {
		w.buf = append(w.buf, `<drawing r:id="rIdDrawing"/>`...)
	}
	if w.table > 0 {
		w.buf = append(w.buf, `<tableParts count="1"><tablePart r:id="rIdTable"></tablePart></tableParts>`...)
	}
	w.buf = append(w.buf, "</worksheet>"...)
	return copyPart(out, w.buf)
}

// area is all cells of the sheet, those over the table among them. Readers that trust it look at no others.
func (w *sheetWriter) area() string {
	across := len(w.sheet.cols)
	for _, row := range w.sheet.intro {
		across = max(across, len(row))
	}
	return cell(1, 1) + ":" + cell(across, w.first+w.sheet.count())
}

// relations are where the links lead, the charts, and the table; nil where there is none of them.
func (w *sheetWriter) relations() []byte {
	if len(w.links.urls) == 0 && w.table == 0 && w.drawing == 0 {
		return nil
	}
	b := []byte(relationsBegin)
	for i, url := range w.links.urls {
		b = fmt.Appendf(b, `<Relationship Id="rId%d" Target="`, i+1)
		b = append(appendEscaped(b, url), `" Type="`+relationType+`hyperlink" TargetMode="External"></Relationship>`...)
	}
	if w.drawing > 0 {
		b = fmt.Appendf(b, relation, "Drawing", drawingPart(w.drawing), "drawing")
	}
	if w.table > 0 {
		b = fmt.Appendf(b, relation, "Table", tablePart(w.table), "table")
	}
	return append(b, relationsEnd...)
}

// A list of where a part leads.
const (
	relationType   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relationsBegin = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relation       = `<Relationship Id="rId%s" Target="/%s" Type="` + relationType + `%s"></Relationship>`
	relationsEnd   = "</Relationships>"
)

// tableXML is the table: its place, and the titles of its columns.
func (w *sheetWriter) tableXML() []byte {
	s := w.sheet
	area := cell(1, w.first) + ":" + cell(len(s.cols), w.first+s.count())
	b := fmt.Appendf(
		[]byte(xml.Header),
		`<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="%d" name="%s" displayName="%s" `+
			`ref="%s"><autoFilter ref="%s"></autoFilter><tableColumns count="%d">`,
		w.table,
		s.tableN,
		s.tableN,
		area,
		area,
		len(s.cols),
	)
	for i, c := range s.cols {
		b = fmt.Appendf(b, `<tableColumn id="%d" name="`, i+1)
		b = append(appendEscaped(b, c.title), `"></tableColumn>`...)
	}
	return append(
		b,
		`</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="false" showLastColumn="false" `+
			`showRowStripes="false" showColumnStripes="false"></tableStyleInfo></table>`...)
}

// widths writes the widths of the columns. The library copies all it has for each that is set.
func (w *sheetWriter) widths() {
	w.buf = append(w.buf, "<cols>"...)
	for i, c := range w.sheet.cols {
		w.buf = fmt.Appendf(w.buf, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, c.width)
	}
	w.buf = append(w.buf, "</cols>"...)
}

// row writes one row. Text stays text whatever it begins with; a cell over Excel's limit is an error.
func (w *sheetWriter) row(n int, values []any) error {
	w.at = append(strconv.AppendInt(w.at[:0], int64(n), 10), '"')
	w.buf = append(w.buf, `<row r="`...)
	w.buf = strconv.AppendInt(w.buf, int64(n), 10)
	w.buf = append(w.buf, `" ht="`...)
	w.buf = strconv.AppendFloat(w.buf, height(w.sheet.cols, values), 'f', 1, 64)
	w.buf = append(w.buf, `" customHeight="1">`...)
	for i, v := range values {
		style := w.styles[w.sheet.cols[i].format]
		switch v := v.(type) {
		case nil:
			w.empty(i, style)
		case string:
			if err := fits(w.sheet.name, n, i, v); err != nil {
				return err
			}
			style = w.lead(i, n, v, style)
			w.text(i, style, v)
		case int:
			w.open(i, style)
			w.buf = append(w.buf, "><v>"...)
			w.buf = strconv.AppendInt(w.buf, int64(v), 10)
			w.buf = append(w.buf, "</v></c>"...)
		case float64:
			w.open(i, style)
			w.buf = append(w.buf, "><v>"...)
			w.buf = appendNumber(w.buf, v)
			w.buf = append(w.buf, "</v></c>"...)
		case civil.Date:
			switch {
			case v.IsZero():
				w.empty(i, style)
			case v.Day == 0 || v.Year < 1901: // Excel knows no day before 1900, and counts its first months wrongly
				w.text(i, w.styles[plainText], v.String())
			default:
				w.open(i, style)
				w.buf = append(w.buf, "><v>"...)
				w.buf = strconv.AppendInt(w.buf, int64(serial(v)), 10)
				w.buf = append(w.buf, "</v></c>"...)
			}
		case excelize.Cell: // a formula with what it gives now
			if v.StyleID != 0 {
				style = v.StyleID
			}
			if err := w.formula(i, n, style, v); err != nil {
				return err
			}
		default:
			return fmt.Errorf("cell %s of sheet %q is of a kind that isn't written: %T", cell(i+1, n), w.sheet.name, v)
		}
	}
	w.buf = append(w.buf, "</row>"...)
	if len(w.buf) < full {
		return nil
	}
	_, err := w.out.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// lead makes a cell a link, where its text is an address or an id that leads somewhere, and gives the style of it.
func (w *sheetWriter) lead(i, n int, text string, style int) int {
	to, web := w.leads[i], w.sheet.cols[i].format == address
	if to == nil && !web {
		return style
	}
	if n-w.first > w.linked || text == "" {
		return w.unlinked(i)
	}
	if web {
		if followed(text) {
			w.links.outside(w.names[i]+strconv.Itoa(n), text)
			return style
		}
	} else if place := to(text); place != "" {
		w.links.inside(w.names[i]+strconv.Itoa(n), place)
		return w.styles[address]
	}
	return w.unlinked(i)
}

// unlinked is the style of a cell that leads nowhere, in a column of links.
func (w *sheetWriter) unlinked(i int) int {
	if f := w.sheet.cols[i].format; f != address {
		return w.styles[f]
	}
	return w.styles[wrapped]
}

// formula writes a cell that is recomputed, with the figure or the text that it gives now.
func (w *sheetWriter) formula(i, n, style int, c excelize.Cell) error {
	w.open(i, style)
	switch v := c.Value.(type) {
	case float64:
		w.buf = append(appendEscaped(append(w.buf, "><f>"...), c.Formula), "</f><v>"...)
		w.buf = appendNumber(w.buf, v)
	case string:
		w.buf = append(appendEscaped(append(w.buf, ` t="str"><f>`...), c.Formula), "</f><v>"...)
		w.buf = appendEscaped(w.buf, v)
	default:
		return fmt.Errorf("cell %s of sheet %q has a formula that gives neither a figure nor a text: %v",
			cell(i+1, n), w.sheet.name, c.Value)
	}
	w.buf = append(w.buf, "</v></c>"...)
	return nil
}

func (w *sheetWriter) open(col, style int) {
	w.buf = append(w.buf, "<c"...)
	if w.sheet.count() <= shortSheet {
		w.buf = append(append(append(w.buf, ` r="`...), w.names[col]...), w.at...)
	}
	w.buf = append(w.buf, ` s="`...)
	w.buf = strconv.AppendInt(w.buf, int64(style), 10)
	w.buf = append(w.buf, '"')
}

func (w *sheetWriter) empty(col, style int) {
	w.open(col, style)
	w.buf = append(w.buf, "/>"...)
}

func (w *sheetWriter) text(col, style int, s string) {
	if s == "" {
		w.empty(col, style)
		return
	}
	w.open(col, style)
	w.buf = append(w.buf, ` t="s"><v>`...)
	w.buf = strconv.AppendInt(w.buf, int64(w.texts.share(s)), 10)
	w.buf = append(w.buf, "</v></c>"...)
}

// appendNumber writes a figure; one with a point is rounded to the fifteen digits that Excel shows.
func appendNumber(b []byte, v float64) []byte {
	from := len(b)
	b = strconv.AppendFloat(b, v, 'f', -1, 64)
	if len(b)-from <= 15 || !bytes.ContainsRune(b[from:], '.') { // a point, and at most fourteen digits
		return b
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	if err != nil {
		panic(err) // it was made a figure in this line
	}
	return strconv.AppendFloat(b[:from], rounded, 'f', -1, 64)
}

// appendEscaped writes text as XML; ends of lines stay as they are.
func appendEscaped(b []byte, s string) []byte {
	plain := 0
	for i, r := range s {
		as := ""
		switch {
		case r == '"':
			as = "&#34;"
		case r == '\'':
			as = "&#39;"
		case r == '&':
			as = "&amp;"
		case r == '<':
			as = "&lt;"
		case r == '>':
			as = "&gt;"
		case r == '\t':
			as = "&#x9;"
		case r == '\r':
			as = "&#xD;"
		case r == '\n' || r >= ' ' && r < 0xFFFE && r != utf8.RuneError || r > 0xFFFF:
			continue
		default: // what XML can't hold
			var out strings.Builder
			_ = xml.EscapeText(&out, []byte(s[plain:])) // never fails
			return append(b, strings.ReplaceAll(out.String(), "&#xA;", "\n")...)
		}
		b = append(append(b, s[plain:i]...), as...)
		plain = i + 1
	}
	return append(b, s[plain:]...)
}

func columnName(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	if err != nil {
		panic(err) // columns are counted here, never read
	}
	return name
}
