// Package docx writes a document as a file of a word processor, with footnotes that are footnotes, styles that can be
// changed in one place, and fields for the numbers of pages. What it can't hold is the drawing of a figure: its caption
// and what it shows stand in its place.
//
// Each mark of a note is a bookmark, and a part of the file's own data says which claim it cites, so that a text that
// people edited can be traced to its claims.
package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"whereas/report/deflate"
	"whereas/report/doc"
)

// Meta is what the file says of itself beside what the document does.
type Meta struct {
	Date    string // ISO 8601, of the document; may be empty
	Words   int    // by the count that the rules are held to; 0 where nothing is counted
	Deflate *deflate.Pool
}

// Write makes the file. The same document gives the same bytes.
func Write(d *doc.Document, m Meta) ([]byte, error) {
	w := newWriter(d)
	body := w.body()
	notes := w.footnotes()
	parts := []part{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageLinks},
		{"docProps/app.xml", appProperties},
		{"docProps/core.xml", coreProperties(d, m)},
		{"docProps/custom.xml", customProperties(m)},
		{"word/document.xml", body},
		{"word/_rels/document.xml.rels", w.links.xml(documentLinks...)},
		{"word/footnotes.xml", notes},
		{"word/_rels/footnotes.xml.rels", w.noteLinks.xml()},
		{"word/header1.xml", w.running("hdr", d.RunHead)},
		{"word/footer1.xml", w.running("ftr", d.RunFoot)},
		{"word/numbering.xml", w.lists.xml()},
		{"word/settings.xml", settings(d)},
		{"word/styles.xml", styles(d.Lang)},
		{"customXml/item1.xml", w.marks.xml()},
		{"customXml/itemProps1.xml", itemProperties},
		{"customXml/_rels/item1.xml.rels", itemLinks},
	}
	return pack(parts, m.Deflate)
}

// part is a file within the file.
type part struct{ name, text string }

const compression = 6

func pack(parts []part, pool *deflate.Pool) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return pool.Writer(out, compression), nil
	})
	for _, p := range parts {
		out, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(out, p.text)
		}
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write the file of a word processor: %w", err)
	}
	return b.Bytes(), nil
}

// writer holds what the parts of a file share.
type writer struct {
	doc       *doc.Document
	links     *links // of the text
	noteLinks *links // of the notes
	lists     *lists
	marks     *marks
	bookmarks int             // how many there are
	opinions  int             // of them, those that mark opinion
	headings  map[string]bool // that a page number refers to
	written   map[int]string  // bookmarks of the first marks of notes
}

func newWriter(d *doc.Document) *writer {
	w := &writer{doc: d, links: newLinks(len(documentLinks)), noteLinks: newLinks(0), lists: &lists{}, marks: &marks{},
		headings: map[string]bool{}, written: map[int]string{}}
	doc.Walk(d.Blocks, func(b doc.Block) {
		for _, run := range doc.Runs(b) {
			doc.WalkInlines(run, func(in doc.Inline) {
				if r, ok := in.(doc.PageRef); ok {
					w.headings[r.ID] = true
				}
			})
		}
	})
	return w
}

// escape writes text so that it can stand between tags and in attributes.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Declarations of the names that parts use.
const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNames   = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)
