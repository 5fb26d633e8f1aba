package cells

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"whereas/report/diag"
)

// separators that tables are written with, and their names.
var separators = []struct {
	r    rune
	name string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "upright lines"}}

// readCSV reads a text with a table in it. How it is encoded and what parts its cells is guessed, and said.
func readCSV(name string, data []byte, l *diag.List) *Book {
	at := diag.Span{File: name}
	text, how, wrong := Decode(data)
	if wrong != "" {
		l.Errorf(at, diag.BadWorkbook, "the table can't be read: %s", wrong).
			WithHint("save it as CSV in UTF-8, or as .xlsx")
		return nil
	}
	sep, sepName := separator(&text)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = sep, -1, true, false
	s := &Sheet{}
	line, offset, n, count := 1, 0, 0, 0
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			l.Errorf(
				diag.Span{File: name, Line: pe.StartLine, Col: 1, EndLine: pe.StartLine, EndCol: 1},
				diag.BadWorkbook,
				"the table can't be read from here: a quote mark stands where none can",
			).
				WithHint(
					"a cell with quote marks in it stands between quote marks, and those in it are written twice; " +
						"save the table as CSV once more from your spreadsheet program, or as .xlsx",
				)
			return nil
		} else if err != nil {
			l.Errorf(at, diag.BadWorkbook, "the table can't be read: %s", err)
			return nil
		}
		from, _ := r.FieldPos(0)
		n += 1 + from - line // empty lines are rows
		end := int(r.InputOffset())
		line = from + strings.Count(text[offset:end], "\n") - (from - line)
		offset = end
		row := Row{N: n}
		for i, f := range record {
			if len(f) > maxText || i >= maxColumns {
				l.Errorf(at, diag.BadWorkbook, "a cell of row %d holds more than is read", n).
					WithHint("look whether a quote mark is missing there")
				return nil
			}
			if strings.TrimSpace(f) == "" {
				continue
			}
			if count++; count > maxCells {
				l.Errorf(at, diag.BadWorkbook, "the table has more than %d cells", maxCells).WithHint("divide it")
				return nil
			}
			row.Cells = append(row.Cells, Cell{Col: i + 1, Text: lineEnds(f)})
		}
		if len(row.Cells) > 0 {
			s.Rows = append(s.Rows, row)
		}
	}
	return &Book{Sheets: []*Sheet{s}, How: fmt.Sprintf("cells parted by %s, %s", sepName, how)}
}

// Decode is a text in UTF-8, with the ends of lines that all have, and what it was in; wrong says why it can't be read.
func Decode(data []byte) (text, how, wrong string) {
	with := func(e encoding.Encoding) string {
		b, err := e.NewDecoder().Bytes(data)
		if err != nil {
			wrong = "a part of it isn't text"
		}
		return string(b)
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		if text, how = string(data[3:]), "UTF-8"; !utf8.ValidString(text) {
			wrong = "it begins as UTF-8 and isn't"
		}
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")) || bytes.HasPrefix(data, []byte("\x00\x00\xFE\xFF")):
		wrong = "it is in UTF-32"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, how = with(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)), "UTF-16"
	case bytes.IndexByte(data, 0) >= 0:
		wrong = "there are zero bytes in it, so that it is no text, or text in UTF-16 that doesn't say so"
	case utf8.Valid(data):
		text, how = string(data), "UTF-8"
	default:
		text, how = with(charmap.Windows1252), "Windows-1252 (a guess)"
	}
	return lineEnds(text), how, wrong
}

// separator is what parts the cells: what the first line says (sep=;), as Excel writes it, or what parts the most lines
// alike.
func separator(text *string) (rune, string) {
	first, rest, _ := strings.Cut(*text, "\n")
	if s, ok := strings.CutPrefix(strings.TrimSpace(first), "sep="); ok && utf8.RuneCountInString(s) == 1 ||
		strings.HasPrefix(first, "sep=\t") {
		r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(first, "sep="))
		*text = rest
		for _, s := range separators {
			if s.r == r {
				return r, s.name
			}
		}
		return r, fmt.Sprintf("%q", r)
	}
	best, name, most := ',', "commas", 0
	for _, s := range separators {
		if n := parts(*text, s.r); n > most {
			best, name, most = s.r, s.name, n
		}
	}
	return best, name
}

// parts is how well a separator parts a text: how many of its first records have as many cells as the first one, times
// these cells; 0 where the first has one.
func parts(text string, sep rune) int {
	const most = 50
	r := csv.NewReader(strings.NewReader(text[:min(len(text), 1<<16)]))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = sep, -1, true
	wide, alike := 0, 0
	for range most {
		record, err := r.Read()
		if err != nil {
			break
		}
		if wide == 0 {
			wide = len(record)
		}
		if len(record) == wide {
			alike++
		}
	}
	if wide < 2 {
		return 0
	}
	return alike * wide
}
