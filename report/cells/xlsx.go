package cells

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"whereas/report/diag"
)

// errBomb is a file that unpacks to more than anybody would make.
var errBomb = errors.New("what is packed in it is larger than is read")

// pack is a packed file, of which so much may still be unpacked.
type pack struct {
	files map[string]*zip.File
	left  int64
	cells int
}

func openPack(data []byte) (*pack, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("it is damaged, or only a part of it was copied")
	}
	if len(r.File) > maxParts {
		return nil, errBomb
	}
	p := &pack{files: map[string]*zip.File{}, left: maxTotal}
	for _, f := range r.File {
		p.files[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	return p, nil
}

// part is the bytes of a part; nil where there is none.
func (p *pack) part(name string) ([]byte, error) {
	f := p.files[strings.TrimPrefix(name, "/")]
	if f == nil {
		return nil, nil
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("its part %s can't be unpacked", name)
	}
	defer rc.Close()
	most := min(maxPart, p.left)
	b, err := io.ReadAll(io.LimitReader(rc, most+1))
	if err != nil {
		return nil, fmt.Errorf("its part %s is damaged", name)
	}
	if int64(len(b)) > most {
		return nil, errBomb
	}
	p.left -= int64(len(b))
	return b, nil
}

// readPacked reads a workbook of today: xlsx, xlsm or ods.
func readPacked(name string, data []byte, l *diag.List) *Book {
	refuse := func(hint, format string, args ...any) *Book {
		l.Errorf(diag.Span{File: name}, diag.BadWorkbook, format, args...).WithHint("%s", hint)
		return nil
	}
	const anew = "open it in your spreadsheet program and save it anew as .xlsx"
	p, err := openPack(data)
	var b *Book
	switch {
	case err != nil:
	case p.files["mimetype"] != nil && p.files["content.xml"] != nil:
		if enc, e := p.part("META-INF/manifest.xml"); e == nil && bytes.Contains(enc, []byte("encryption-data")) {
			return refuse("open it in your spreadsheet program, take the password away, and save it",
				"the workbook is protected by a password and can't be read")
		}
		b, err = readODS(p)
	case p.files["word/document.xml"] != nil:
		return refuse("copy its table into a spreadsheet and save that as .xlsx",
			"this is a Word document, and no workbook")
	case p.files["xl/workbook.bin"] != nil:
		return refuse("open it in Excel and save it as .xlsx (Excel workbook)",
			"this is a binary Excel file (.xlsb), which isn't read")
	case p.files["_rels/.rels"] == nil && p.files["xl/workbook.xml"] == nil:
		return refuse("give the workbook itself, as it was saved", "this is a packed file, and no workbook")
	default:
		b, err = readXLSX(p)
	}
	switch {
	case errors.Is(err, errBomb):
		return refuse("take out what isn't needed: pictures, other sheets, formats of empty rows; then save it anew",
			"the workbook isn't read: %s (%d MiB)", err, maxTotal>>20)
	case err != nil:
		return refuse(anew, "the workbook can't be read: %s", err)
	}
	for _, s := range b.Sheets {
		s.fill()
	}
	return b
}

// relation is a row of a part that says what belongs to what.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// relations are those of a part, with targets as names in the pack.
func (p *pack) relations(of string) ([]relation, error) {
	dir, base := path.Split(of)
	b, err := p.part(dir + "_rels/" + base + ".rels")
	if err != nil || b == nil {
		return nil, err
	}
	var all struct {
		Relationship []relation `xml:"Relationship"`
	}
	if err := decode(b, &all); err != nil {
		return nil, err
	}
	for i, r := range all.Relationship {
		if strings.HasPrefix(r.Target, "/") {
			all.Relationship[i].Target = r.Target[1:]
		} else {
			all.Relationship[i].Target = path.Join(dir, r.Target)
		}
	}
	return all.Relationship, nil
}

func decode(b []byte, into any) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = true
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	if err := d.Decode(into); err != nil {
		return errors.New("a part of it is damaged")
	}
	return nil
}

// readXLSX reads a workbook as Excel has it.
func readXLSX(p *pack) (*Book, error) {
	main := "xl/workbook.xml"
	rels, err := p.relations("")
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = r.Target
		}
	}
	b, err := p.part(main)
	if err != nil {
		return nil, err
	}
	if b == nil {
		return nil, errors.New("it has no list of its sheets")
	}
	var wb struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := decode(b, &wb); err != nil {
		return nil, err
	}
	if len(wb.Sheets) > maxSheets {
		return nil, errBomb
	}
	rels, err = p.relations(main)
	if err != nil {
		return nil, err
	}
	x := &xlsxReader{pack: p, from1904: wb.Properties.Date1904 == "1" || wb.Properties.Date1904 == "true"}
	book := &Book{}
	for _, r := range rels {
		switch {
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			err = x.readTexts(r.Target)
		case strings.HasSuffix(r.Type, "/styles"):
			err = x.readStyles(r.Target)
		case strings.HasSuffix(r.Type, "/vbaProject"):
			book.Macros = true
		}
		if err != nil {
			return nil, err
		}
	}
	for _, s := range wb.Sheets {
		id := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		i := slices.IndexFunc(rels, func(r relation) bool { return r.ID == id })
		if i < 0 || !strings.HasSuffix(rels[i].Type, "/worksheet") { // a sheet that is a chart
			continue
		}
		sheet := &Sheet{Name: s.Name, Hidden: s.State == "hidden" || s.State == "veryHidden"}
		if err := x.readSheet(rels[i].Target, sheet); err != nil {
			return nil, fmt.Errorf("%w (sheet %q)", err, s.Name)
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	return book, nil
}

type xlsxReader struct {
	*pack
	texts    []string
	formats  []format // of each style of cells
	from1904 bool
}

// readTexts reads the texts that cells share.
func (x *xlsxReader) readTexts(name string) error {
	b, err := x.part(name)
	if err != nil || b == nil {
		return err
	}
	t := tokens(b)
	var text strings.Builder
	skip := 0
	inText := false
	for {
		tok, err := t.RawToken()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return errors.New("its texts are damaged")
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			switch tok.Name.Local {
			case "si":
				text.Reset()
			case "rPh":
				skip++
			case "t":
				inText = skip == 0
			}
		case xml.EndElement:
			switch tok.Name.Local {
			case "si":
				x.texts = append(x.texts, unescaped(text.String()))
				if len(x.texts) > maxCells {
					return errBomb
				}
			case "rPh":
				skip--
			case "t":
				inText = false
			}
		case xml.CharData:
			if inText && text.Len() <= maxText {
				text.Write(tok)
			}
		}
	}
}

func tokens(b []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	return d
}

// unescaped is a text of a workbook with the characters that it writes by their number: _x000D_.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			b.WriteString(s)
			return b.String()
		}
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(rune(n))
		s = s[i+7:]
	}
}

// readStyles reads how numbers are shown.
func (x *xlsxReader) readStyles(name string) error {
	b, err := x.part(name)
	if err != nil || b == nil {
		return err
	}
	var st struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			ID int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := decode(b, &st); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range st.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range st.Cells {
		code, own := codes[c.ID]
		if !own {
			code = builtIn(c.ID)
		}
		x.formats = append(x.formats, formatOf(code))
	}
	return nil
}

// readSheet reads the rows of a sheet.
func (x *xlsxReader) readSheet(name string, s *Sheet) error {
	b, err := x.part(name)
	if err != nil {
		return err
	}
	r := &sheetReader{xlsxReader: x, sheet: s}
	t := tokens(b)
	for {
		tok, err := t.RawToken()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return errors.New("a sheet is damaged")
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			err = r.start(tok)
		case xml.CharData:
			switch {
			case r.in == "v" && r.text.Len() <= maxText, r.in == "t" && r.inline.Len() <= maxText:
				if r.in == "v" {
					r.text.Write(tok)
				} else {
					r.inline.Write(tok)
				}
			}
		case xml.EndElement:
			err = r.end(tok.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

// sheetReader is a sheet on its way.
type sheetReader struct {
	*xlsxReader
	sheet        *Sheet
	row          *Row
	last, col    int // numbers of the row, and of the cell, before
	cell         Cell
	style        int
	kind, where  string // of the cell: what it holds, and its name
	text, inline strings.Builder
	in           string // the element whose text is read
	skip         int    // readings of signs, whose text isn't the cell's
}

func (r *sheetReader) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		return r.startRow(t.Attr)
	case "c":
		r.cell, r.style, r.kind, r.where = Cell{}, 0, "", ""
		r.text.Reset()
		r.inline.Reset()
		for _, a := range t.Attr {
			switch a.Name.Local {
			case "r":
				r.where = a.Value
			case "s":
				r.style, _ = strconv.Atoi(a.Value)
			case "t":
				r.kind = a.Value
			}
		}
	case "f":
		r.cell.Formula = true
	case "v":
		r.in = "v"
	case "t":
		if r.skip == 0 {
			r.in = "t"
		}
	case "rPh":
		r.skip++
	case "mergeCell":
		for _, a := range t.Attr {
			if from, to, ok := strings.Cut(a.Value, ":"); a.Name.Local == "ref" && ok {
				c1, r1, ok1 := coordinates(from)
				c2, r2, ok2 := coordinates(to)
				if ok1 && ok2 && len(r.sheet.merges) < maxCells/10 {
					r.sheet.merges = append(r.sheet.merges, area{c1, r1, c2, r2})
				}
			}
		}
	case "col":
		r.sheet.hiddenColumn(t.Attr)
	}
	return nil
}

func (r *sheetReader) startRow(attrs []xml.Attr) error {
	n, hidden := r.last+1, false
	for _, a := range attrs {
		switch a.Name.Local {
		case "r":
			if v, err := strconv.Atoi(a.Value); err == nil && v > 0 {
				n = v
			}
		case "hidden":
			hidden = a.Value == "1" || a.Value == "true"
		}
	}
	if n <= r.last {
		return errors.New("its rows aren't in their order")
	}
	r.last, r.col = n, 0
	r.row = &Row{N: n, Hidden: hidden}
	return nil
}

func (r *sheetReader) end(name string) error {
	switch name {
	case "v", "t":
		r.in = ""
	case "rPh":
		r.skip--
	case "c":
		return r.endCell()
	case "row":
		if r.row != nil && len(r.row.Cells) > 0 {
			r.sheet.Rows = append(r.sheet.Rows, *r.row)
		}
		r.row = nil
	}
	return nil
}

func (r *sheetReader) endCell() error {
	if r.row == nil {
		return errors.New("a sheet is damaged")
	}
	col, n, ok := coordinates(r.where)
	if r.where == "" {
		col, ok = r.col+1, true
	} else if ok && n != r.row.N {
		return errors.New("a cell stands in a row that isn't its own")
	}
	if !ok || r.col >= col {
		return errors.New("its cells aren't in their order")
	}
	r.cell.Col, r.col = col, col
	if err := r.value(&r.cell, r.kind, r.style, r.text.String(), r.inline.String()); err != nil {
		return err
	}
	if strings.TrimSpace(r.cell.Text) != "" || r.cell.Formula {
		if r.cells++; r.cells > maxCells {
			return errBomb
		}
		r.row.Cells = append(r.row.Cells, r.cell)
	}
	return nil
}

// hiddenColumn notes columns that are hidden, as far as anybody could have filled them.
func (s *Sheet) hiddenColumn(attrs []xml.Attr) {
	from, to, hidden := 0, 0, false
	for _, a := range attrs {
		switch a.Name.Local {
		case "min":
			from, _ = strconv.Atoi(a.Value)
		case "max":
			to, _ = strconv.Atoi(a.Value)
		case "hidden":
			hidden = a.Value == "1" || a.Value == "true"
		}
	}
	const most = 200
	for ; hidden && from > 0 && from <= min(to, most); from++ {
		s.HiddenColumns = append(s.HiddenColumns, from)
	}
}

// value puts into a cell what it holds.
func (x *xlsxReader) value(c *Cell, kind string, style int, value, inline string) error {
	switch kind {
	case "s":
		if value == "" {
			return nil
		}
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(x.texts) {
			return errors.New("a cell names a text that isn't there")
		}
		c.Text = x.texts[n]
	case "inlineStr":
		c.Text = unescaped(inline)
	case "str":
		c.Text = unescaped(value)
	case "b":
		c.Kind, c.Text = Bool, "false"
		if v := strings.TrimSpace(value); v == "1" || v == "true" {
			c.Text = "true"
		} else if v == "" {
			c.Text = ""
		}
	case "e":
		c.Kind, c.Text = Fault, value
	case "d":
		c.Kind, c.Text = Day, value
		if i := strings.IndexByte(value, 'T'); i >= 0 {
			c.Text, c.Rounded = value[:i], strings.Trim(value[i:], "T0:.Z") != ""
		}
	default:
		if value == "" {
			return nil
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return errors.New("a cell with a number holds something else")
		}
		f := format{}
		if style >= 0 && style < len(x.formats) {
			f = x.formats[style]
		}
		f.show(c, v, x.from1904)
	}
	c.Text = lineEnds(c.Text)
	return nil
}

func lineEnds(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return s
}
