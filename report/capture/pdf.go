package capture

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"

	"whereas/report/civil"
)

// How long the library may take to start.
const patience = 2 * time.Minute

// Library takes the text out of PDFs with PDFium, which runs as WebAssembly: what a stranger's file does to it stays
// within its own memory, and it gives the same on every machine. Its zero value is ready; it takes seconds to start,
// which it does with the first document.
type Library struct {
	pool pdfium.Pool
	in   pdfium.Pdfium
}

// Close ends it.
func (p *Library) Close() {
	if p.pool != nil {
		p.in.Close()
		p.pool.Close()
	}
}

// Extract is an Extractor.
func (p *Library) Extract(data []byte) (*Document, error) {
	if p.pool == nil {
		pool, err := webassembly.Init(webassembly.Config{MinIdle: 0, MaxIdle: 1, MaxTotal: 1})
		if err != nil {
			return nil, fmt.Errorf("the reader of PDFs doesn't start: %w", err)
		}
		if p.in, err = pool.GetInstance(patience); err != nil {
			pool.Close()
			return nil, fmt.Errorf("the reader of PDFs doesn't start: %w", err)
		}
		p.pool = pool
	}
	return readWith(p.in, data)
}

func readWith(in pdfium.Pdfium, data []byte) (*Document, error) {
	open, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		if strings.Contains(err.Error(), "password") {
			return nil, errors.New("it is encrypted: open it with its password, and print it as a PDF without one")
		}
		return nil, errors.New("it is a damaged PDF")
	}
	doc := open.Document
	defer func() { _, _ = in.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc}) }()
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return nil, errors.New("it is a damaged PDF")
	}
	d := &Document{Pages: count.PageCount, Tool: "PDFium " + moduleVersion("github.com/klippa-app/go-pdfium")}
	var b strings.Builder
	for i := range count.PageCount {
		text, err := in.GetPageText(&requests.GetPageText{
			Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}})
		if err != nil {
			return nil, fmt.Errorf("its page %d is damaged", i+1)
		}
		if i > 0 {
			b.WriteString(PageEnd)
		}
		b.WriteString(lineEnds.Replace(text.Text))
		if b.Len() > MaxBytes {
			return nil, errTooLarge
		}
	}
	d.Text = b.String()
	said := map[string]string{}
	if meta, err := in.GetMetaData(&requests.GetMetaData{Document: doc}); err == nil {
		for _, t := range meta.Tags {
			said[t.Tag] = t.Value
		}
	}
	d.About = About{Title: tidy(said["Title"]), Author: tidy(said["Author"]),
		Published: PDFDate(said["CreationDate"]), Changed: PDFDate(said["ModDate"]),
		FileDates: true, MadeBy: tidy(said["Creator"] + " " + said["Producer"])}
	return d, nil
}

// lineEnds makes plain how PDFium ends lines and marks words that are divided there.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", PageEnd, "\n", "\x02", "\u00AD\n", "\uFFFE", "\u00AD\n")

// PDFDate reads "D:20241103120000+01'00'", as precisely as it is given; the zero date where it is none.
func PDFDate(s string) civil.Date {
	digits := strings.TrimPrefix(strings.TrimSpace(s), "D:")
	n := 0
	for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
		n++
	}
	digits = digits[:n]
	for _, form := range []struct {
		from int
		as   string
	}{{8, digits[:min(4, n)] + "-" + cut(digits, 4, 6) + "-" + cut(digits, 6, 8)},
		{6, digits[:min(4, n)] + "-" + cut(digits, 4, 6)}, {4, digits[:min(4, n)]}} {
		if n >= form.from {
			if day, err := civil.Parse(form.as); err == nil {
				return day
			}
		}
	}
	return civil.Date{}
}

func cut(s string, from, to int) string { return s[min(from, len(s)):min(to, len(s))] }

// tidy is a text on one line.
func tidy(s string) string { return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ") }

// moduleVersion is the version of a library that the program was built with.
func moduleVersion(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == path {
				return m.Version
			}
		}
	}
	return "of an unknown version"
}
