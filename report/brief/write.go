package brief

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/prose"
)

// Parts of the briefing. A text asks for one on a line of its own, {part:votes}; each is a template of
// templates/briefing/parts, and the page of a category is asked for by its id.
const (
	partOpens = "{part:"
	partsDir  = "parts"
	category  = "category" // the template of the page of a category
	certainty = "certainty"
	sources   = "sources"
	unasked   = "replies" // why organisations weren't asked
)

// late are parts that speak of all that the text tells, and have no notes: they are put in place when it is whole.
var late = []string{certainty, sources, unasked}

// writer writes a text with its parts into a document.
type writer struct {
	*maker
	paper    Paper
	doc      *doc.Document
	notes    prose.Notes
	own      []doc.Block // what stands in the text itself, not in its parts
	faults   *diag.List  // of the text
	template *diag.List  // of the parts: the fault of whoever wrote the template
	waiting  map[doc.Block]string
}

// text writes a text: what stands in it, and the parts that it asks for, in their order.
func (w *writer) text(file string, md []byte) error {
	lines := strings.SplitAfter(string(md), "\n")
	from := 0
	flush := func(to int) {
		if strings.TrimSpace(strings.Join(lines[from:to], "")) == "" {
			return
		}
		before := len(w.doc.Blocks)
		// Empty lines stand for what is before it, so that places are those of the file.
		prose.Append(
			w.doc,
			file,
			[]byte(strings.Repeat("\n", from)+strings.Join(lines[from:to], "")),
			w.notes,
			w.faults,
		)
		w.lost(w.doc.Blocks[before:])
		for _, b := range w.doc.Blocks[before:] {
			if name, _ := braced(b); name == "" { // what is put in their place says nothing of its own
				w.own = append(w.own, b)
			}
		}
	}
	for i, line := range lines {
		name, ok := strings.CutPrefix(strings.TrimSpace(line), partOpens)
		if !ok || !strings.HasSuffix(name, "}") {
			continue
		}
		flush(i)
		from = i + 1
		name = strings.TrimSuffix(name, "}")
		if !slices.Contains(w.parts(), name) {
			at := diag.Span{File: file, Line: i + 1, Col: strings.Index(line, partOpens) + 1}
			hint := "parts: " + strings.Join(w.parts(), ", ")
			if near := diag.Nearest(name, w.parts()); near != "" {
				hint = fmt.Sprintf("did you mean {part:%s}?", near)
			}
			w.faults.Errorf(at, diag.UnknownBriefingPart, "the briefing has no part %q", name).WithHint("%s", hint)
			continue
		}
		if slices.Contains(late, name) {
			place := &doc.Para{}
			w.doc.Blocks, w.waiting[place] = append(w.doc.Blocks, place), name
			continue
		}
		if err := w.part(name); err != nil {
			return err
		}
	}
	flush(len(lines))
	return nil
}

// lost tells of parts and figures that a text asks for within a sentence, an item or a heading, where they would be
// printed as they stand.
func (w *writer) lost(blocks []doc.Block) {
	alone := map[doc.Block]bool{}
	for _, b := range blocks {
		if name, _ := braced(b); name != "" && strings.Count(name, "{") == 1 {
			alone[b] = true
		}
	}
	doc.Walk(blocks, func(b doc.Block) {
		if alone[b] {
			return
		}
		for _, run := range doc.Runs(b) {
			doc.WalkInlines(run, func(in doc.Inline) {
				t, ok := in.(doc.Text)
				if !ok || !asksFor.MatchString(t.S) {
					return
				}
				w.faults.Errorf(t.At, diag.UnknownBriefingPart,
					"%s stands within other text, and is printed as it stands", asksFor.FindString(t.S)).
					WithHint("put it into a paragraph of its own, with an empty line before and behind")
			})
		}
	})
}

// asksFor matches what asks for a part or a figure.
var asksFor = regexp.MustCompile(`(?i)\{(part|figure)\b[^}\s]*\}?`)

// part writes one of the parts.
func (w *writer) part(name string) error {
	md, err := w.fillPart(name)
	if err != nil {
		return err
	}
	prose.Append(w.doc, partFile(name), md, w.notes, w.template)
	return nil
}

func partFile(name string) string { return path.Join(partsDir, name+".md") }

func (w *writer) fillPart(name string) ([]byte, error) {
	for i := range w.Card.Categories {
		c := &w.Card.Categories[i]
		if c.ID != name {
			continue
		}
		above := map[string]bool{}
		for _, g := range told(w.doc, w.shown) {
			above[g.ID.S] = true
		}
		return w.fill(partFile(category), w.categoryPage(c, above))
	}
	return w.fill(partFile(name), w.paper)
}

// finish puts the late parts in their places. named are the sources that the notes name.
func (w *writer) finish(named map[string]int) error {
	w.settle(&w.paper, told(w.doc, w.shown), named)
	if len(w.paper.NotAsked) > 0 && !slices.Contains(slices.Collect(maps.Values(w.waiting)), unasked) {
		place := &doc.Para{} // a text of one's own that doesn't ask for it says it all the same
		w.doc.Blocks, w.waiting[place] = append(w.doc.Blocks, place), unasked
	}
	var out []doc.Block
	for _, b := range w.doc.Blocks {
		name := w.waiting[b]
		if name == "" {
			out = append(out, b)
			continue
		}
		md, err := w.fillPart(name)
		if err != nil {
			return err
		}
		part := prose.Parse(partFile(name), md, w.notes, w.template)
		if len(part.Notes) > 0 {
			return fmt.Errorf(
				"read the template %s: it cites %q, and this part has no notes: it is filled last",
				partFile(name),
				part.Notes[0].ID,
			)
		}
		out = append(out, part.Blocks...)
	}
	w.doc.Blocks = out
	return nil
}

// parts are the names of all that a text can ask for.
func (m *maker) parts() []string {
	var out []string
	for _, name := range m.partNames {
		if name != category {
			out = append(out, name)
		}
	}
	for _, c := range m.Card.Categories {
		out = append(out, c.ID)
	}
	return out
}

// partNames are the templates of parts.
func partNames(templates fs.FS) ([]string, error) {
	files, err := fs.Glob(templates, partsDir+"/*.md")
	if err != nil {
		return nil, fmt.Errorf("look for the parts of a briefing: %w", err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(path.Base(f), ".md"))
	}
	return names, nil
}

// fill fills a template. One may print another by its file's name: {{template "finding.md" .}}.
func (m *maker) fill(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	t := m.templates.Lookup(path.Base(name))
	if t == nil {
		return nil, fmt.Errorf("fill the template %s: there is no such file", name)
	}
	if err := t.Execute(&b, data); err != nil {
		return nil, fmt.Errorf("fill the template %s: %w", name, err)
	}
	if b.Len() > maxText {
		return nil, fmt.Errorf("fill the template %s: %w", name, errTooLong)
	}
	return m.withTables(prose.Tidy(b.String()))
}

// parse reads all templates, once for a briefing.
func parse(templates fs.FS) (*template.Template, error) {
	t, err := template.New("").Option("missingkey=error").ParseFS(templates, "*.md", partsDir+"/*.md")
	if err != nil {
		return nil, fmt.Errorf("read the templates of a briefing: %w", err)
	}
	return t, nil
}
