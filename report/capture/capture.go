// Package capture takes the text out of a saved document, page by page, and what the document says of itself: a PDF, a
// web page, an archive of one (.mhtml), a file of a word processor (.docx), plain text.
package capture

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"whereas/report/civil"
)

// MaxBytes bounds a document, and the text that is taken out of it: 64 MiB.
const MaxBytes = 64 << 20

// PageEnd stands between the pages of a text: a form feed, as other programs write it too.
const PageEnd = "\f"

// Document is what a saved document holds.
type Document struct {
	Text    string // UTF-8, pages parted by PageEnd; lines end in \n
	Pages   int    // 0 where the document has none, as a web page
	Empty   []int  // the numbers of its pages that have no text: pictures, or blank
	Scanned string // by what it is known that a machine read the text off a picture; "" where nothing says so
	Whole   bool   // the document is plain text already: its text is the file itself
	Tool    string // what took the text out, with its version
	About   About
	Notices []Notice // corrections that the document tells of
}

// About is what a document says of itself. What it doesn't say is empty. None of it is known to be true.
type About struct {
	Title, Author, Publisher string
	Address, Archived        string // where it is from, and the address of an archive's copy
	Published, Changed       civil.Date
	Saved                    civil.Date // when somebody saved it
	Language                 string
	FileDates                bool   // Published and Changed are those of the file, not of what stands in it
	MadeBy                   string // the programs that made the file
}

// Extractor takes text and metadata out of a PDF: Library.Extract, or a program of the machine.
type Extractor func(data []byte) (*Document, error)

// Read takes the text out of a document. Its kind is told by what it holds, not by its name; text is what somebody
// wrote beside a picture, nil where there is nothing. PDFs are given to pdf. The error says in plain words, to whoever
// named the file, why nothing can be taken out of it.
func Read(name string, data, text []byte, words Words, pdf Extractor) (*Document, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("it has %d bytes; at most %d are read", len(data), MaxBytes)
	}
	d, err := read(name, data, text, pdf)
	if err != nil {
		return nil, err
	}
	if len(d.Text) > MaxBytes {
		return nil, fmt.Errorf("its text has more than %d bytes", MaxBytes)
	}
	if strings.TrimFunc(d.Text, blank) == "" {
		return nil, errNoText
	}
	if d.Pages > 0 {
		for i, p := range strings.Split(d.Text, PageEnd) {
			if i < d.Pages && strings.TrimFunc(p, blank) == "" {
				d.Empty = append(d.Empty, i+1)
			}
		}
	}
	if d.Scanned == "" {
		d.Scanned = words.scanned(data, d.About.MadeBy)
	}
	d.Notices = words.notices(d.Text)
	return d, nil
}

var errNoText = errors.New(
	"it has no text: it is a picture, or empty. Have the text read off (OCR), look it through, " +
		"save the picture as .png or .jpg with the text beside it (page.png, page.txt), and capture that",
)

func read(name string, data, text []byte, pdf Extractor) (*Document, error) {
	start := data[:min(len(data), 2048)]
	switch {
	case len(data) == 0:
		return nil, errors.New("it is empty")
	case picture(start):
		return readPicture(name, text)
	case bytes.Contains(start[:min(len(start), 1024)], []byte("%PDF-")):
		return pdf(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readWord(data)
	case archive.Match(start):
		return readArchive(data)
	case page.Match(start) || webName(name) && bytes.Contains(start, []byte("<")):
		return readPage(data, "text/html")
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return nil, errors.New("it is rich text (.rtf): save it as .docx, as PDF or as plain text")
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, errors.New("it is of an old word processor (.doc), or encrypted: save it as .docx or as PDF")
	}
	return readPlain(data)
}

var (
	archive = regexp.MustCompile(`(?is)^\s*(?:From: |MIME-Version: |Snapshot-Content-Location: )` +
		`.*?multipart/related`)
	page = regexp.MustCompile(
		`(?is)^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)`)
)

// webName tells whether a file is named as a web page is.
func webName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

// pictures begin with one of these.
var pictures = []string{"\x89PNG\r\n", "\xFF\xD8\xFF", "GIF8", "II*\x00", "MM\x00*", "RIFF"}

func picture(start []byte) bool {
	for _, p := range pictures {
		if bytes.HasPrefix(start, []byte(p)) {
			return true
		}
	}
	return false
}

// readPicture takes the text that somebody wrote beside a picture.
func readPicture(name string, text []byte) (*Document, error) {
	if text == nil {
		base := strings.TrimSuffix(name, path.Ext(name))
		return nil, fmt.Errorf("it is a picture, and no text lies beside it: write what it says into %s.txt", base)
	}
	d, err := readPlain(text)
	if err != nil {
		return nil, fmt.Errorf("the text beside it can't be read: %w", err)
	}
	d.Whole, d.Tool = false, "a text beside the picture"
	d.Scanned = "it is a picture, and its text was written down apart from it"
	return d, nil
}

// readPlain reads plain text, in UTF-8 or as older programs of Windows write it.
func readPlain(data []byte) (*Document, error) {
	plainly := utf8.Valid(data) && !bytes.HasPrefix(data, []byte("\uFEFF"))
	text, err := decoded(data, "text/plain")
	if err != nil || strings.ContainsFunc(text, notText) {
		return nil, errors.New("it is neither a PDF, a web page, a .docx nor plain text")
	}
	d := &Document{Text: text, Whole: plainly, Tool: "as it is"}
	// Each may end so.
	if pages := strings.TrimSuffix(strings.TrimRight(text, "\n"), PageEnd); strings.Contains(text, PageEnd) {
		d.Pages = 1 + strings.Count(pages, PageEnd)
	}
	return d, nil
}

// charsetIn is how a page says its encoding.
var charsetIn = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset=["']?([a-z0-9_-]{2,30})`)

// decoded is a text in UTF-8, by its byte-order mark, what is said of it, or by what it looks like; its lines end in
// \n.
func decoded(data []byte, said string) (string, error) {
	text := string(data)
	if m := charsetIn.FindSubmatch(data[:min(len(data), 64<<10)]); m != nil && said == "text/html" {
		said += "; charset=" + string(m[1]) // the library looks at the first 1,024 bytes alone
	}
	if ascii := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0; ascii ||
		!utf8.Valid(data) {
		// Letters beyond ASCII that are UTF-8 are nothing else.
		in, err := charset.NewReader(bytes.NewReader(data), said)
		if err != nil {
			return "", err
		}
		var b strings.Builder
		if err := readAll(&b, in); err != nil {
			return "", err
		}
		text = b.String()
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), nil
}

// notText tells of characters that no text has.
func notText(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\f' }

// blank tells of characters that leave no mark on a page.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }
