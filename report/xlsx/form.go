package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"whereas/report/deflate"
)

// Form is a workbook that a person fills in: tables with one row of heads, under which each cell is a text.
type Form struct {
	Title  string
	Stamp  string // 2026-11-21T00:00:00Z
	Sheets []FormSheet
}

// FormSheet is a table of a form.
type FormSheet struct {
	Name    string
	Columns []FormColumn
	Rows    [][]string
	Hidden  bool
}

// FormColumn is a column of a form. Choices is a reference to the cells whose words can be chosen there, "" for any
// text; other words are refused where Only is set.
type FormColumn struct {
	Title, Note string
	Width       float64
	Choices     string
	Only        bool
}

// formRows is how many rows below the filled ones have the lists to choose from.
const formRows = 1000

// Write is the bytes of the form. The same form gives the same bytes.
func (f Form) Write() ([]byte, error) {
	b, err := newBook(f.Title)
	if err != nil {
		return nil, err
	}
	defer b.f.Close()
	for i, s := range f.Sheets {
		if i == 0 {
			err = b.f.SetSheetName(b.f.GetSheetName(0), s.Name)
		} else {
			_, err = b.f.NewSheet(s.Name)
		}
		if err == nil {
			err = b.form(s)
		}
		if err != nil {
			return nil, fmt.Errorf("write the sheet %s: %w", s.Name, err)
		}
	}
	for _, s := range f.Sheets {
		if s.Hidden {
			if err := b.f.SetSheetVisible(s.Name, false); err != nil {
				return nil, err
			}
		}
	}
	if err := b.f.SetDocProps(&excelize.DocProperties{Title: f.Title, Creator: "-",
		LastModifiedBy: "-", Created: f.Stamp, Modified: f.Stamp}); err != nil {
		return nil, err
	}
	p := parts{}
	b.f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p })
	if err := b.f.Write(io.Discard); err != nil {
		return nil, err
	}
	for name, part := range p { // the library says of each note that its spaces are kept, which the schema doesn't know
		if strings.HasPrefix(name, "xl/comments") {
			p[name] = bytes.NewBuffer(bytes.ReplaceAll(part.Bytes(), []byte(` xml:space="preserve"`), nil))
		}
		if name == "xl/styles.xml" {
			data, err := named(part.Bytes())
			if err != nil {
				return nil, err
			}
			p[name] = bytes.NewBuffer(data)
		}
	}
	var out bytes.Buffer
	b.deflate = &deflate.Pool{}
	err = b.pack(&out, p)
	return out.Bytes(), err
}

func (b *book) form(s FormSheet) error {
	cols := make([]column, len(s.Columns))
	heads := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		cols[i] = column{c.Title, c.Width, wrapped}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.f.SetColWidth(s.Name, name, name, c.Width); err != nil {
			return err
		}
		if err := b.f.SetColStyle(s.Name, name, b.styles[wrapped]); err != nil {
			return err
		}
		heads[i] = titled{text: c.Title}
	}
	row := func(n int, style int, values []string, high float64) error {
		for i, v := range values {
			at := cell(i+1, n)
			if err := fits(s.Name, n, i, v); err != nil {
				return err
			}
			if v != "" {
				if err := b.f.SetCellStr(s.Name, at, v); err != nil {
					return err
				}
			}
			if err := b.f.SetCellStyle(s.Name, at, at, style); err != nil {
				return err
			}
		}
		return b.f.SetRowHeight(s.Name, n, high)
	}
	titles := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		titles[i] = c.Title
	}
	if err := row(1, b.head, titles, height(cols, heads)); err != nil {
		return err
	}
	for i, values := range s.Rows {
		texts := make([]any, len(values))
		for j, v := range values {
			texts[j] = v
		}
		if err := row(i+2, b.styles[wrapped], values, height(cols, texts)); err != nil {
			return err
		}
	}
	for i, c := range s.Columns {
		if err := b.choices(s, i, c); err != nil {
			return err
		}
	}
	first := 0
	if len(cols) > 3 {
		first = 1
	}
	panes := &excelize.Panes{Freeze: true, XSplit: first, YSplit: 1, TopLeftCell: cell(first+1, 2),
		ActivePane: "bottomLeft"}
	if first > 0 {
		panes.ActivePane = "bottomRight"
	}
	if err := b.f.SetPanes(s.Name, panes); err != nil {
		return err
	}
	if err := b.printTitles(s.Name, 1); err != nil {
		return err
	}
	return b.paper(s.Name, across(cols), 0)
}

// choices puts the note on a head, and the list to choose from below it.
func (b *book) choices(s FormSheet, i int, c FormColumn) error {
	if c.Note != "" {
		const wide, line, most = 420, 17, 700
		high := line * 2
		for _, part := range bytes.Split([]byte(c.Note), []byte("\n")) {
			high += line * (1 + len(part)/62)
		}
		if err := b.f.AddComment(s.Name, excelize.Comment{
			Cell:   cell(i+1, 1),
			Author: "whereas",
			Paragraph: []excelize.RichTextRun{
				{Text: c.Note},
			},
			Width:  wide,
			Height: uint(min(high, most)),
		}); err != nil {
			return err
		}
	}
	if c.Choices == "" {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = cell(i+1, 2) + ":" + cell(i+1, len(s.Rows)+1+formRows)
	v.SetSqrefDropList(c.Choices)
	if c.Only {
		v.SetError(
			excelize.DataValidationErrorStyleStop,
			"Not a word of the list",
			"Choose a word of the list. What each means stands in the note on the column's head, and in the sheet "+
				"Words.",
		)
	} else {
		v.ShowErrorMessage = false
	}
	return b.f.AddDataValidation(s.Name, v)
}
