// Package html writes a document as one page for screens of all sizes, for paper and for screen readers: a single file
// that asks nothing of anybody. It holds no face and no picture from elsewhere and at most one script, its own, and a
// policy in its head forbids others. How it looks is the style sheet that it is given.
//
// Its markup is well-formed XML as well as HTML, so that any reader of either can hold it against the document. A
// document has pages and a page of the web has none: what names a page becomes a link to the place, and running lines
// that count pages are left out.
package html

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"whereas/report/doc"
	"whereas/report/face"
)

// Meta is what the page needs beside the document.
type Meta struct {
	CSS   string        // the style sheet
	JS    string        // what the page does where scripts run; none where it is empty
	Date  string        // of the document, ISO 8601; may be empty
	Annex *doc.Document // stands folded behind the document, with notes of its own; nil where there is none
}

// policy lets the page show itself and nothing else; a script runs by its digest alone.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

// script is what stands between the tags of a script: as HTML and as XML the same.
func script(js string) string {
	safe := strings.NewReplacer("</script", `<\/script`, "]]>", `]]\x3E`).Replace(strings.TrimSpace(js))
	return "//<![CDATA[\n" + safe + "\n//]]>"
}

func policyFor(js string) string {
	if js == "" {
		return policy
	}
	sum := sha256.Sum256([]byte(script(js)))
	return policy + "; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Write makes the page.
func Write(d *doc.Document, m Meta) []byte {
	p := &page{doc: d, words: d.Words.OrEnglish(), marks: map[int]int{}, anchored: map[string]bool{},
		back: face.RightToLeftLanguage(d.Lang)}
	if p.names = nameHeadings(d.Blocks); m.Annex != nil {
		p.names = nameHeadings(slices.Concat(d.Blocks, m.Annex.Blocks))
	}
	p.b.WriteString("<!doctype html>\n")
	p.open("html", p.language()...)
	p.line()
	p.head(m)
	if m.JS == "" {
		p.open("body")
	} else {
		p.open("body", "data-words", p.scriptWords())
	}
	p.line()
	p.open("a", "class", "skip", "href", "#"+mainID)
	p.text(p.words.Skip)
	p.close("a")
	p.line()
	p.running("header", d.RunHead)
	p.open("main", "id", mainID, "tabindex", "-1")
	p.line()
	p.parts(d.Blocks)
	p.notes()
	p.annex(m.Annex)
	p.close("main")
	p.line()
	p.running("footer", d.RunFoot)
	if m.JS != "" {
		p.open("script")
		p.b.WriteString(script(m.JS))
		p.close("script")
		p.line()
	}
	p.close("body")
	p.line()
	p.close("html")
	p.line()
	return p.b.Bytes()
}

// scriptWords are the words of what a script puts in, as JSON.
func (p *page) scriptWords() string {
	w := p.words
	b, err := json.Marshal(map[string]string{"close": w.Close, "to_note": w.ToNote, "filter": w.Filter, "all": w.All,
		"category": w.Category, "grade": w.Grade, "about": w.About, "from": w.From, "until": w.Until, "shown": w.Shown})
	if err != nil {
		panic(fmt.Sprintf("html: words as JSON: %v", err)) // a map of strings can always be written
	}
	return string(b)
}

// annex writes a document that stands folded behind the page's own: its title opens it, and its notes are numbered
// anew.
func (p *page) annex(d *doc.Document) {
	if d == nil {
		return
	}
	p.doc, p.marks, p.prefix, p.marked, p.under = d, map[int]int{}, annexPrefix, false, ""
	p.open("details", "class", "annex", "id", annexID)
	p.line()
	p.open("summary")
	p.open("h2")
	p.isolated(doc.Line(d.Title))
	p.close("h2")
	p.close("summary")
	p.line()
	blocks := d.Blocks
	if len(blocks) > 0 {
		if h, ok := blocks[0].(*doc.Heading); ok && h.Level == 1 {
			blocks = blocks[1:]
		}
	}
	p.parts(blocks)
	p.notes()
	p.close("details")
	p.line()
}

// language is the document's, and the direction in which it is written where that isn't the usual one.
func (p *page) language() []string {
	if p.back {
		return []string{"lang", p.doc.Lang, "dir", "rtl"}
	}
	return []string{"lang", p.doc.Lang}
}

// head is what the page says of itself.
func (p *page) head(m Meta) {
	d := p.doc
	p.open("head")
	p.line()
	meta := func(attributes ...string) {
		p.void("meta", attributes...)
		p.line()
	}
	named := func(name, content string) {
		if content != "" {
			meta("name", name, "content", content)
		}
	}
	meta("charset", "utf-8")
	meta("http-equiv", "Content-Security-Policy", "content", policyFor(m.JS))
	named("viewport", "width=device-width, initial-scale=1")
	p.open("title")
	p.text(p.title())
	p.close("title")
	p.line()
	named("description", d.Subject)
	named("author", d.Author)
	named("dcterms.date", m.Date)
	named("color-scheme", "light dark")
	named("referrer", "no-referrer")
	named("format-detection", "telephone=no")       // numbers of filings aren't numbers to call
	p.void("link", "rel", "icon", "href", "data:,") // or browsers ask the server for one
	p.line()
	p.open("style")
	p.line()
	p.b.WriteString(safeStyle(m.CSS))
	p.line()
	p.close("style")
	p.line()
	p.close("head")
	p.line()
}

// title is never empty: a window needs one.
func (p *page) title() string {
	first := ""
	doc.Walk(p.doc.Blocks, func(b doc.Block) {
		if h, ok := b.(*doc.Heading); ok && first == "" {
			first = doc.Plain(h.Text)
		}
	})
	return doc.Line(cmp.Or(p.doc.Title, first, p.doc.RunHead.Centre, p.doc.Subject, "—"))
}

// running is a head or a foot of the page, without what counts pages.
func (p *page) running(tag string, r doc.Running) {
	var texts []string
	for _, text := range []string{r.Left, r.Centre, r.Right} {
		if text != "" && !strings.Contains(text, "{page}") && !strings.Contains(text, "{pages}") {
			texts = append(texts, text)
		}
	}
	if len(texts) == 0 {
		return
	}
	p.open(tag, "class", "running")
	for _, text := range texts {
		p.open("p")
		p.isolated(text)
		p.close("p")
	}
	p.close(tag)
	p.line()
}
