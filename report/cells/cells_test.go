package cells

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"whereas/report/diag"
)

func shown(b *Book) string {
	var out strings.Builder
	for _, s := range b.Sheets {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				fmt.Fprintf(&out, "%s=%q ", Name(c.Col, row.N), c.Text)
			}
		}
	}
	return strings.TrimSpace(out.String())
}

// A table as text: what parts its cells, how it is encoded and where its rows stand.
func TestCSV(t *testing.T) {
	wide := func(s string, big bool) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
			if big {
				b.Write([]byte{byte(u >> 8), byte(u)})
			} else {
				b.Write([]byte{byte(u), byte(u >> 8)})
			}
		}
		return b.String()
	}
	latin, err := charmap.Windows1252.NewEncoder().String("a;b\nMüller – “so”;€ 5\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want, how string }{
		{"commas", "a,b\n1,2\n", `A1="a" B1="b" A2="1" B2="2"`, "commas, UTF-8"},
		{"semicolons, with commas in them", "a;b\n1,5;2,5\n", `A1="a" B1="b" A2="1,5" B2="2,5"`, "semicolons, UTF-8"},
		{"tabs", "a\tb\n1\t2\n", `A1="a" B1="b" A2="1" B2="2"`, "tabs, UTF-8"},
		{"upright lines", "a|b\n1|2\n", `A1="a" B1="b" A2="1" B2="2"`, "upright lines, UTF-8"},
		{"as Excel says it", "sep=;\na;b\n", `A1="a" B1="b"`, "semicolons, UTF-8"},
		{"empty lines", "a,b\n\n1,2\n,\n3,4\n", `A1="a" B1="b" A3="1" B3="2" A5="3" B5="4"`, "commas, UTF-8"},
		{"lines within cells", "a,b\n\"x\ny\",2\n3,4", `A1="a" B1="b" A2="x\ny" B2="2" A3="3" B3="4"`, "commas, UTF-8"},
		{"a mark before it", "\xEF\xBB\xBFa,b\n", `A1="a" B1="b"`, "commas, UTF-8"},
		{"UTF-16", wide("a\tü\n", false), `A1="a" B1="ü"`, "tabs, UTF-16"},
		{"UTF-16 the other way", wide("a\tü\n", true), `A1="a" B1="ü"`, "tabs, UTF-16"},
		{"Windows-1252", latin, `A1="a" B1="b" A2="Müller – “so”" B2="€ 5"`, "semicolons, Windows-1252 (a guess)"},
		{"ends of lines", "a,b\r\n1,2\r\n", `A1="a" B1="b" A2="1" B2="2"`, "commas, UTF-8"},
		{"old ends of lines", "a,b\r1,2\r", `A1="a" B1="b" A2="1" B2="2"`, "commas, UTF-8"},
	} {
		var l diag.List
		b := Read("t.csv", []byte(c.text), &l)
		if b == nil {
			t.Errorf("%s: %v", c.name, l.Sorted())
			continue
		}
		if got := shown(b); got != c.want || b.How != "cells parted by "+c.how {
			t.Errorf("%s: %s (%s), want %s (%s)", c.name, got, b.How, c.want, c.how)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"a,b\n\"x\"y,2\n", "a quote mark stands where none can"},
		{"a\x00,b\n", "zero bytes"},
		{"\xFF\xFE\x00\x00a", "UTF-32"},
	} {
		var l diag.List
		if b := Read("t.csv", []byte(c.text), &l); b != nil || !strings.Contains(l.Sorted()[0].Message, c.want) {
			t.Errorf("%q: no %q in %v", c.text, c.want, l.Sorted())
		}
	}
}

// How numbers show.
func TestFormats(t *testing.T) {
	for _, c := range []struct {
		code string
		v    float64
		want string
		kind Kind
	}{
		{"General", 2024, "2024", Number},
		{"General", 0.1 + 0.2, "0.3", Number},
		{"0.00%", 0.1679, "16.79%", Number},
		{"0%", 0.5, "50%", Number},
		{"yyyy-mm-dd", 45629, "2024-12-03", Day},
		{"mmm yyyy", 45629, "2024-12", Day},
		{"yyyy", 45629, "2024", Day},
		{`[$-409]d\-mmm\-yyyy;@`, 45629, "2024-12-03", Day},
		{"m/d/yy h:mm", 45629.5, "2024-12-03", Day},
		{"h:mm", 0.5, "0.5", Number},
		{"yyyy-mm-dd", 1, "1900-01-01", Day},
		{"yyyy-mm-dd", 61, "1900-03-01", Day},
		{`#,##0.00 "days"`, 3, "3", Number},
		{"0.00E+00", 12, "12", Number},
	} {
		var got Cell
		formatOf(c.code).show(&got, c.v, false)
		if got.Text != c.want || got.Kind != c.kind {
			t.Errorf("%v as %q: %q, want %q", c.v, c.code, got.Text, c.want)
		}
	}
}

// A workbook of LibreOffice: repeated cells and rows, dates, joined cells, notes, hidden sheets.
func TestODS(t *testing.T) {
	const content = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>
<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="One">
<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p>
<office:annotation><text:p>a note</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated="2"/>
<table:table-cell office:value-type="date" office:date-value="2024-12-03"><text:p>3.12.24</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1"
 office:value-type="float" office:value="2024"><text:p>2024</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="percentage" office:value="0.1679"><text:p>16.79%</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table><table:table table:name="Two" table:style-name="ta2"/></office:spreadsheet></office:body></office:document-content>`
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}} {
		to, err := w.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(to, p[1])
	}
	w.Close()
	var l diag.List
	b := Read("t.ods", out.Bytes(), &l)
	if b == nil {
		t.Fatal(l.Sorted())
	}
	if got, want := shown(b), `A1="a  b\nc" D1="2024-12-03" A5="2024" A6="2024" B6="16.79%"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !b.Sheets[0].Rows[1].Hidden || !b.Sheets[1].Hidden || b.Sheets[0].Hidden {
		t.Errorf("hidden: %v", b.Sheets)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("t.csv", []byte("a;b\n\"x\";2\n"))
	f.Add("t.xlsx", []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		var l diag.List
		if b := Read(name, data, &l); b == nil && !l.Failed(false) {
			t.Error("nothing was read, and nothing said")
		}
	})
}
