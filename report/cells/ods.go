package cells

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// readODS reads a workbook as LibreOffice has it.
func readODS(p *pack) (*Book, error) {
	b, err := p.part("content.xml")
	if err != nil {
		return nil, err
	}
	r := &odsReader{pack: p, book: &Book{}, unseen: map[string]bool{}}
	for name := range p.files {
		if strings.HasPrefix(name, "Basic/") && strings.HasSuffix(name, ".xml") && strings.Count(name, "/") > 1 {
			r.book.Macros = true
		}
	}
	t := tokens(b)
	for {
		tok, err := t.RawToken()
		if err == io.EOF {
			return r.book, nil
		} else if err != nil {
			return nil, errors.New("a part of it is damaged")
		}
		if err := r.token(tok); err != nil {
			return nil, err
		}
	}
}

type odsReader struct {
	*pack
	book   *Book
	unseen map[string]bool // styles of tables that are hidden
	style  string
	sheet  *Sheet
	row    Row
	times  int // that the row stands there
	next   int // number of the next row
	col    int // of the next cell
	cell   *Cell
	repeat int // of the cell
	span   [2]int
	shown  strings.Builder // the text of a cell
	value  string
	within int // notes of a cell, whose text isn't the cell's
	lines  int
	open   bool // a paragraph of a cell is open
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func times(s string, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

func (r *odsReader) token(tok xml.Token) error {
	switch tok := tok.(type) {
	case xml.StartElement:
		return r.start(tok)
	case xml.EndElement:
		return r.end(tok.Name.Local)
	case xml.CharData:
		if r.cell != nil && r.within == 0 && r.open && r.shown.Len() <= maxText {
			r.shown.Write(tok)
		}
	}
	return nil
}

func (r *odsReader) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "style":
		r.style = attribute(t, "name")
	case "table-properties":
		r.unseen[r.style] = attribute(t, "display") == "false"
	case "table":
		if r.sheet != nil { // a table within a cell
			return errors.New("a table stands within another one")
		}
		if len(r.book.Sheets) >= maxSheets {
			return errBomb
		}
		r.sheet = &Sheet{Name: attribute(t, "name"), Hidden: r.unseen[attribute(t, "style-name")]}
		r.next = 1
	case "table-row":
		r.row, r.col = Row{N: r.next, Hidden: strings.Contains("collapse filter", attribute(t, "visibility")) &&
			attribute(t, "visibility") != ""}, 1
		r.times = times(attribute(t, "number-rows-repeated"), 1<<21)
	case "table-cell", "covered-table-cell":
		r.cell, r.repeat = &Cell{Col: r.col}, times(attribute(t, "number-columns-repeated"), maxColumns)
		r.span = [2]int{times(attribute(t, "number-columns-spanned"), maxColumns),
			times(attribute(t, "number-rows-spanned"), 1<<21)}
		r.shown.Reset()
		r.lines = 0
		r.cell.Formula = attribute(t, "formula") != ""
		r.value = ""
		switch attribute(t, "value-type") {
		case "float", "currency":
			r.cell.Kind, r.value = Number, attribute(t, "value")
			if v, err := strconv.ParseFloat(r.value, 64); err == nil {
				r.value = plainNumber(v)
			}
		case "date":
			day, hour, _ := strings.Cut(attribute(t, "date-value"), "T")
			r.cell.Kind, r.value, r.cell.Rounded = Day, day, strings.Trim(hour, "0:.Z") != ""
		case "boolean":
			r.cell.Kind, r.value = Bool, attribute(t, "boolean-value")
		}
	case "annotation":
		r.within++
	case "p":
		if r.cell != nil && r.within == 0 {
			if r.lines++; r.lines > 1 {
				r.shown.WriteByte('\n')
			}
			r.open = true
		}
	case "s":
		if r.open && r.within == 0 {
			r.shown.WriteString(strings.Repeat(" ", times(attribute(t, "c"), 1000)))
		}
	case "line-break":
		if r.open && r.within == 0 {
			r.shown.WriteByte('\n')
		}
	case "tab":
		if r.open && r.within == 0 {
			r.shown.WriteByte('\t')
		}
	}
	return nil
}

func (r *odsReader) end(name string) error {
	switch name {
	case "annotation":
		r.within--
	case "p":
		if r.within == 0 {
			r.open = false
		}
	case "table-cell", "covered-table-cell":
		if r.cell == nil || r.sheet == nil {
			return errors.New("a part of it is damaged")
		}
		if r.cell.Text = r.value; r.value == "" {
			r.cell.Text = lineEnds(r.shown.String())
		}
		if strings.HasPrefix(r.cell.Text, "#") && r.cell.Formula && strings.HasSuffix(r.cell.Text, "!") ||
			r.cell.Formula &&
				(strings.HasPrefix(r.cell.Text, "Err:") || r.cell.Text == "#N/A" || r.cell.Text == "#NAME?") {
			r.cell.Kind = Fault
		}
		if name == "table-cell" && (strings.TrimSpace(r.cell.Text) != "" || r.cell.Formula) {
			for i := range r.repeat {
				if r.cells++; r.cells > maxCells {
					return errBomb
				}
				c := *r.cell
				c.Col += i
				r.row.Cells = append(r.row.Cells, c)
			}
			if r.span != [2]int{1, 1} {
				r.sheet.merges = append(r.sheet.merges,
					area{r.col, r.row.N, r.col + r.span[0] - 1, r.row.N + r.span[1] - 1})
			}
		}
		r.col += r.repeat
		r.cell = nil
	case "table-row":
		for i := range r.times {
			if len(r.row.Cells) == 0 {
				break
			}
			if i > 0 {
				if r.cells += len(r.row.Cells); r.cells > maxCells {
					return errBomb
				}
			}
			row := r.row
			row.N += i
			r.sheet.Rows = append(r.sheet.Rows, row)
		}
		r.next += r.times
	case "table":
		if r.sheet != nil {
			r.book.Sheets = append(r.book.Sheets, r.sheet)
		}
		r.sheet = nil
	}
	return nil
}
