package capture

import (
	"encoding/xml"
	"errors"
	"strings"

	"whereas/report/civil"
	"whereas/report/docx"
)

// readWord takes the text out of a file of a word processor, as it reads when its tracked changes are made and without
// what is hidden. It has pages where the program left marks of them and there are no notes: these stand behind the
// text, and on which pages isn't known.
func readWord(data []byte) (*Document, error) {
	archive, err := docx.Open(data)
	if err != nil {
		return nil, err
	}
	if !archive.Has("word/document.xml") {
		return nil, errors.New("it is an archive, and none of a word processor (.docx)")
	}
	r := wordReader{}
	for _, part := range []string{"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"} {
		if part != "word/document.xml" && archive.Has(part) {
			r.out.WriteString("\n")
		}
		if err := archive.Tokens(part, r.token); err != nil {
			return nil, err
		}
	}
	d := &Document{Text: r.out.String(), Tool: "whereas, as it reads with its tracked changes made"}
	if noted := archive.Has("word/footnotes.xml") || archive.Has("word/endnotes.xml"); noted {
		d.Text = strings.ReplaceAll(d.Text, PageEnd, "\n") // on which pages its notes stand isn't known
	} else if r.pages > 0 {
		d.Pages = r.pages + 1
	}
	said := map[string]string{}
	key := ""
	err = archive.Tokens("docProps/core.xml", func(_ *xml.Decoder, tok xml.Token) error {
		switch tok := tok.(type) {
		case xml.StartElement:
			key = tok.Name.Local
		case xml.EndElement:
			key = ""
		case xml.CharData:
			said[key] += string(tok)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	d.About = About{Title: tidy(said["title"]), Author: tidy(said["creator"]), Language: tidy(said["language"]),
		FileDates: true}
	for key, to := range map[string]*civil.Date{"created": &d.About.Published, "modified": &d.About.Changed} {
		*to = pageDate(tidy(said[key]))
	}
	return d, nil
}

// wordReader is a document on its way to text.
type wordReader struct {
	out     strings.Builder
	pages   int  // page breaks so far
	inText  bool // within the text of a run
	hidden  bool // the run isn't shown
	fresh   bool // a page has begun, and nothing stands on it yet
	written bool
}

func (r *wordReader) token(d *xml.Decoder, tok xml.Token) error {
	switch tok := tok.(type) {
	case xml.StartElement:
		switch tok.Name.Local {
		case "t":
			r.inText = true
		case "vanish":
			if on := value(tok); on != "0" && on != "false" && on != "none" {
				r.hidden = true
			}
		case "r":
			r.hidden = false
		case "del", "moveFrom", "instrText", "delText", "Fallback", "separator", "continuationSeparator":
			return d.Skip()
		case "tab":
			r.write("\t")
		case "br":
			for _, a := range tok.Attr {
				if a.Name.Local == "type" && a.Value == "page" {
					r.pageEnds()
					return nil
				}
			}
			r.write("\n")
		case "lastRenderedPageBreak":
			r.pageEnds()
		case "noBreakHyphen":
			r.write("-")
		}
	case xml.EndElement:
		switch tok.Name.Local {
		case "t":
			r.inText = false
		case "p":
			r.out.WriteString("\n\n")
		case "tc":
			r.out.WriteString("\t")
		}
	case xml.CharData:
		if r.inText && !r.hidden {
			r.write(string(tok))
		}
	}
	return nil
}

// value is what a property is set to; "" where it only stands there.
func value(x xml.StartElement) string {
	for _, a := range x.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

func (r *wordReader) write(s string) {
	r.out.WriteString(s)
	r.fresh = false
	r.written = true
}

// pageEnds ends a page. A break that a person set is followed by the mark of the program for the same page.
func (r *wordReader) pageEnds() {
	if r.fresh || !r.written {
		return
	}
	r.fresh = true
	r.pages++
	r.out.WriteString(PageEnd)
}
