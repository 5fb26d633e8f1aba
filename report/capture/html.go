package capture

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"whereas/report/civil"
)

// readPage takes the text of a web page as a reader sees it: no scripts, no styles, nothing hidden, each block on lines
// of its own. said is its type of content, which may tell its encoding.
func readPage(data []byte, said string) (*Document, error) {
	text, err := decoded(data, said)
	if err != nil {
		return nil, errors.New("it is a web page in an encoding that isn't known")
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, errors.New("it is a web page whose parts lie too deep in each other")
	}
	r := &pageReader{seen: map[string]string{}}
	r.walk(root, false)
	d := &Document{Text: r.text(), Tool: "golang.org/x/net/html " + moduleVersion("golang.org/x/net"), About: r.about()}
	return d, nil
}

// pageReader is a page on its way to text.
type pageReader struct {
	out   strings.Builder
	seen  map[string]string // what it says of itself, by the name of the property
	title strings.Builder
	lang  string
	notes []string // its comments, as those of programs that save pages
}

// text is what was written, with no more than one empty line between two blocks.
func (r *pageReader) text() string {
	lines := strings.Split(r.out.String(), "\n")
	var b strings.Builder
	empty := 2
	for _, line := range lines {
		line = strings.TrimRight(line, " \t")
		if empty++; line != "" {
			empty = 0
		}
		if empty < 2 {
			b.WriteString(line + "\n")
		}
	}
	return strings.Trim(b.String(), "\n") + "\n"
}

// walk writes what is in a node. The library reads no page whose parts lie more than 512 deep.
func (r *pageReader) walk(n *html.Node, pre bool) {
	switch n.Type {
	case html.TextNode:
		r.write(n.Data, pre)
	case html.CommentNode:
		r.notes = append(r.notes, n.Data)
	case html.ElementNode:
		r.note(n)
		if unseenElement(n) {
			return
		}
		pre = pre || n.DataAtom == atom.Pre || n.DataAtom == atom.Textarea
	case html.ErrorNode, html.DocumentNode, html.DoctypeNode, html.RawNode:
	}
	before, after := around(n)
	r.out.WriteString(before)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c, pre)
	}
	r.out.WriteString(after)
}

// write writes text; but in preformatted text every run of white space is one space, and none begins a line.
func (r *pageReader) write(s string, pre bool) {
	if pre {
		r.out.WriteString(s)
		return
	}
	const space = " \t\n\f\r"
	words := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(space, c) })
	last := r.out.String()
	startsLine := last == "" || strings.HasSuffix(last, "\n") || strings.HasSuffix(last, " ")
	if s != "" && strings.ContainsRune(space, rune(s[0])) && !startsLine {
		r.out.WriteByte(' ')
	}
	r.out.WriteString(strings.Join(words, " "))
	if len(words) > 0 && strings.ContainsRune(space, rune(s[len(s)-1])) {
		r.out.WriteByte(' ')
	}
}

// unseenElement tells of elements that no reader of a page sees.
func unseenElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Title, atom.Iframe, atom.Object, atom.Svg,
		atom.Select, atom.Datalist:
		return true
	case atom.Del, atom.S, atom.Strike: // what is struck out was taken back: nothing may be proven by it
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if s := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(s, "display:none") ||
				strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// around is what stands before and behind what is in a node.
func around(n *html.Node) (before, after string) {
	if n.Type != html.ElementNode {
		return "", ""
	}
	switch n.DataAtom {
	case atom.Br:
		return "\n", ""
	case atom.Q:
		return "“", "”"
	case atom.Td, atom.Th:
		return "", "\t"
	case atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Option, atom.Caption, atom.Legend, atom.Summary, atom.Figcaption:
		return "\n", "\n"
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Blockquote,
		atom.Pre, atom.Figure, atom.Form, atom.Fieldset, atom.Hr, atom.Address, atom.Details, atom.Body:
		return "\n\n", "\n\n"
	}
	return "", ""
}

// note takes down what an element says of the page.
func (r *pageReader) note(n *html.Node) {
	at := map[string]string{}
	for _, a := range n.Attr {
		at[a.Key] = strings.TrimSpace(a.Val)
	}
	put := func(key, value string) {
		if _, ok := r.seen[key]; !ok && value != "" {
			r.seen[key] = value
		}
	}
	switch n.DataAtom {
	case atom.Html:
		r.lang = at["lang"]
	case atom.Title:
		if n.Namespace == "" && r.title.Len() == 0 && n.FirstChild != nil {
			r.title.WriteString(n.FirstChild.Data)
		}
	case atom.Meta:
		put(strings.ToLower(at["property"]+at["name"]+at["itemprop"]), at["content"])
	case atom.Link:
		if strings.EqualFold(at["rel"], "canonical") {
			put("canonical", at["href"])
		}
	case atom.Script:
		if strings.EqualFold(at["type"], "application/ld+json") && n.FirstChild != nil {
			var any any
			if json.Unmarshal([]byte(n.FirstChild.Data), &any) == nil {
				linked(any, put, 0)
			}
		}
	}
}

// linked takes down what linked data says of an article.
func linked(x any, put func(key, value string), depth int) {
	switch x := x.(type) {
	case []any:
		for _, y := range x {
			if depth < 5 {
				linked(y, put, depth+1)
			}
		}
	case map[string]any:
		if g, ok := x["@graph"]; ok {
			linked(g, put, depth+1)
		}
		for key, as := range map[string]string{"headline": "ld:title", "datePublished": "ld:published",
			"dateModified": "ld:modified"} {
			if s, ok := x[key].(string); ok {
				put(as, s)
			}
		}
		if p, ok := x["publisher"].(map[string]any); ok {
			if s, ok := p["name"].(string); ok {
				put("ld:publisher", s)
			}
		}
	}
}

// What programs that save pages write into them.
var (
	savedFrom = regexp.MustCompile(`saved from url=\(\d+\)(\S+)`)
	singleURL = regexp.MustCompile(`(?s)SingleFile.*?url:\s*(\S+)`)
	singleDay = regexp.MustCompile(`(?s)SingleFile.*?saved date:\s*([^\n]+)`)
	wayback   = regexp.MustCompile(`^https?://web\.archive\.org/web/(\d{8})\d*(?:[a-z_]+)?/(https?:.*)$`)
)

// about is what the page says of itself, of several places the most telling.
func (r *pageReader) about() About {
	first := func(keys ...string) string {
		for _, k := range keys {
			if s := r.seen[k]; s != "" {
				return tidy(s)
			}
		}
		return ""
	}
	a := About{
		Title:  first("citation_title", "og:title", "ld:title", "dc.title", "twitter:title"),
		Author: first("citation_author", "author", "article:author", "dc.creator"),
		Publisher: first("og:site_name", "ld:publisher", "citation_journal_title", "citation_publisher",
			"dc.publisher", "application-name"),
		Address: first("canonical", "og:url"),
		Published: pageDate(
			first("article:published_time", "citation_publication_date", "ld:published", "datepublished",
				"dc.date.issued", "dc.date", "date", "parsely-pub-date", "sailthru.date"),
		),
		Changed: pageDate(
			first("article:modified_time", "ld:modified", "datemodified", "last-modified", "og:updated_time"),
		),
		Language: r.lang,
	}
	if a.Title == "" {
		a.Title = tidy(r.title.String())
	}
	for _, note := range r.notes {
		for _, p := range []*regexp.Regexp{savedFrom, singleURL} {
			if m := p.FindStringSubmatch(note); m != nil && (a.Address == "" || !web(a.Address)) {
				a.Address = m[1]
			}
		}
		if m := singleDay.FindStringSubmatch(note); m != nil {
			a.Saved = dateIn(strings.TrimSpace(m[1]))
		}
	}
	a.unarchive()
	return a
}

// unarchive parts the address of an archive's copy from the address of what it is a copy of.
func (a *About) unarchive() {
	if m := wayback.FindStringSubmatch(a.Address); m != nil {
		a.Archived, a.Address = a.Address, m[2]
		a.Saved = PDFDate(m[1])
	}
	if !web(a.Address) {
		a.Address = ""
	}
}

func web(s string) bool { return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") }

// pageDate reads a date as pages give it: "2024-05-03T10:00:00Z", "2024/05/03", "May 3, 2024".
func pageDate(s string) civil.Date {
	if len(s) >= 10 && s[4] == '/' && s[7] == '/' {
		s = strings.ReplaceAll(s[:10], "/", "-")
	}
	if d, err := civil.Parse(cut(s, 0, 10)); err == nil {
		return d
	}
	if d, err := civil.Parse(s); err == nil {
		return d
	}
	return dateIn(s)
}
