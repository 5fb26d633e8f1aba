package xlsx

import (
	"fmt"
	"strconv"
	"strings"
)

// lead gives the cell of this workbook that an id leads to, "" for none.
type lead func(id string) string

// rowsOf is where the rows of a table stand by their ids, for a table under a heading of three rows.
type rowsOf struct {
	sheet string
	room  int            // rows that a sheet holds before the table goes on in the next
	index map[string]int // of the first row of each id
}

func (b *book) rowsOf(name string) *rowsOf {
	return &rowsOf{sheet: name, room: b.maxRows - headingRows - 1, index: map[string]int{}}
}

// headingRows stand over the head of a table that others lead to: its title, what it is, and what must be noted.
const headingRows = 3

// note says that the id has the row, counted from 0; of several rows the first counts.
func (r *rowsOf) note(id string, row int) {
	if _, ok := r.index[id]; !ok {
		r.index[id] = row
	}
}

func (r *rowsOf) lead(id string) string {
	i, ok := r.index[id]
	if !ok {
		return ""
	}
	name := r.sheet
	if i >= r.room {
		name = "'" + numbered(name, i/r.room+1) + "'"
	}
	return name + "!A" + strconv.Itoa(headingRows+2+i%r.room)
}

// link makes the ids of the columns lead to the rows of other tables.
func (s *sheet) link(to lead, titles ...string) {
	if s.leads == nil {
		s.leads = map[int]lead{}
	}
	for _, t := range titles {
		s.leads[s.column(t)] = to
	}
}

// column is the index of the column of this title.
func (s *sheet) column(title string) int {
	for i, c := range s.cols {
		if c.title == title {
			return i
		}
	}
	panic(fmt.Sprintf("sheet %q has no column %q", s.name, title)) // titles are constants of this room
}

// linked is how many rows have links: Excel takes no more than maxLinks in a sheet.
func (s sheet) linked() int {
	each := len(s.leads)
	for _, c := range s.cols {
		if c.format == address {
			each++
		}
	}
	if each == 0 {
		return s.count()
	}
	return min(s.count(), maxLinks/each)
}

// links gathers the links of a sheet, as they stand in its part, and the addresses that they lead to outside.
type links struct {
	xml    []byte
	number map[string]int // of an address
	urls   []string
}

// inside links a cell to another of the workbook.
func (l *links) inside(cell, place string) {
	l.xml = append(append(append(l.xml, `<hyperlink ref="`...), cell...), `" location="`...)
	l.xml = append(appendEscaped(l.xml, place), `"/>`...)
}

// outside links a cell to an address. Cells of one address share it.
func (l *links) outside(cell, url string) {
	n, ok := l.number[url]
	if !ok {
		if l.number == nil {
			l.number = map[string]int{}
		}
		l.urls = append(l.urls, url)
		n = len(l.urls)
		l.number[url] = n
	}
	l.xml = append(append(append(l.xml, `<hyperlink ref="`...), cell...), `" r:id="rId`...)
	l.xml = append(strconv.AppendInt(l.xml, int64(n), 10), `"/>`...)
}

// followed tells whether Excel follows the address.
func followed(url string) bool {
	if !strings.HasPrefix(url, "http") {
		return false
	}
	if len(url) <= maxAddress {
		return true
	}
	units := 0
	for _, r := range url {
		if units++; r > 0xFFFF {
			units++
		}
	}
	return units <= maxAddress
}
