// Package pdf writes laid-out pages as one PDF 1.7 file: small, the same bytes for the same pages, tagged so
// that it can be read aloud. gofpdf draws (draw.go): pages, rules and shapes, links, bookmarks, metadata. Between its
// calls go the marks of content and the glyphs (text.go), for which it has none. Its file is taken apart (read.go),
// each object amended by what gofpdf can't say (finish.go, structure.go, fonts.go, attach.go), and all of them are
// written anew, packed (file.go). docs/architecture.md says what is whose and why. Only this package knows of gofpdf.
//
// Of PDF/UA-1 (ISO 14289-1) hold: every run of text is tagged or an artifact (running lines, rules, repeated
// table heads); the tree uses standard types only (Document, H1 to H4, P, L with LI, Lbl and LBody,
// BlockQuote, Figure with Alt and BBox, Table with THead, TBody, TR, TH with scope, TD and Caption, Note with an ID and
// a Lbl, Reference, Link, TOC with TOCI, Span with the language of its words); text order is the tree's; title shown in
// the window, language of the document, tab order by structure; fonts embedded with widths, ToUnicode for every code
// drawn, ActualText where several glyphs make one character; link annotations with contents, in the tree; no script,
// form or encryption. Metadata is XMP.
//
// Open: whether heading levels skip a step depends on the document. A Link of several lines is several annotations in
// one Link element; quotations within a line and emphasis are plain text.
package pdf

import (
	"fmt"

	"whereas/report/pages"
)

// Meta is what the file says about itself. Empty fields are left out.
type Meta struct {
	Title, Author, Subject, Keywords string
	Lang                             string // BCP 47
	Creator                          string // the program that made the document, if it is to be named
	Date                             Date   // zero for none
	Attach                           []Attachment
	// Foreign says that it may have words in another language than Lang which aren't marked. PDF/UA asks for that, so
	// it doesn't claim that standard.
	Foreign bool
}

// Attachment is a file that travels within the document. What is filed has none.
type Attachment struct {
	Name, Says, Type string // file name, what it is, media type
	Data             []byte
}

// Date is a civil date.
type Date struct{ Year, Month, Day int }

// Write makes the file.
func Write(p *pages.Layout, m Meta) ([]byte, error) {
	fonts := gather(p)
	drawn, leaves, err := draw(p, fonts, m)
	if err != nil {
		return nil, fmt.Errorf("draw pages: %w", err)
	}
	objects, err := read(drawn)
	if err != nil {
		return nil, fmt.Errorf("read the drawn pages: %w", err)
	}
	return finish(objects, p, leaves, fonts, m)
}
