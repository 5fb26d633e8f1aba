package audit

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"whereas/report/doc"
	"whereas/report/prose"
)

// Adopted is a text as a dossier's resolution.md.
type Adopted struct {
	Markdown []byte
	Tied     int // marks that cite a claim now
	Own      int // notes that stay as they are: [^note:5]
}

// ownNote begins the id of a note that its author wrote, and no claim stands behind.
const ownNote = prose.OwnPrefix

// Adopt makes the text a dossier's resolution.md: a mark whose note leads to nothing but the sources of the claim that
// tells its sentence cites that claim; all other notes stay as they are.
func (r *Result) Adopt() Adopted {
	var a Adopted
	cites := r.tied(&a)
	var b bytes.Buffer
	if r.Text.Form == Markdown {
		r.rewrite(&b, cites)
	} else {
		r.write(&b, cites)
	}
	used := map[string]bool{}
	for _, list := range cites {
		for _, id := range list {
			used[id] = true
		}
	}
	body := strings.TrimRight(b.String(), " \t\r\n")
	b.Reset()
	b.WriteString(body + "\n\n")
	seen := map[string]bool{}
	marked := map[string]bool{}
	for _, m := range doc.Marks(r.Text.Doc.Blocks) {
		marked[m.ID] = true
	}
	for _, n := range r.Text.Notes {
		id := ownNote + noteID(n.ID)
		if seen[id] || marked[n.ID] && !used[id] {
			continue // a claim's note says it now
		}
		seen[id] = true
		a.Own++
		b.WriteString("[^" + id + "]: " + string(prose.OwnNote(n.Text)) + "\n")
	}
	a.Markdown = append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
	return a
}

// noteID is the id of a note as a mark can have it.
func noteID(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]^,; \t\u00a0", r) {
			return '-'
		}
		return r
	}, s)
}

// place is where a mark stands: two never stand at one, but for several numbers in one.
type place struct {
	line, col int
	id        string
}

// tied is what each mark cites from now on.
func (r *Result) tied(a *Adopted) map[place][]string {
	out := map[place][]string{}
	notes := r.Text.byID()
	for _, m := range doc.Marks(r.Text.Doc.Blocks) {
		out[place{m.At.Line, m.At.Col, m.ID}] = []string{ownNote + noteID(m.ID)}
	}
	if r.Beside == nil || r.Beside.set == nil {
		return out
	}
	for _, match := range r.Beside.Matches {
		if match.Verdict != Supported && match.Verdict != Qualified {
			continue
		}
		for _, m := range r.sentences[match.sentence].marks {
			n := notes[m.ID]
			if m.ID == match.Claim || n != nil && r.bears(match, n) {
				out[place{m.At.Line, m.At.Col, m.ID}] = []string{match.Claim}
				a.Tied++
			}
		}
	}
	return out
}

// bears tells whether a note leads to nothing but sources that support a claim.
func (r *Result) bears(match Match, n *Note) bool {
	pages := pagesOf(r.Beside.set, match.claim)
	return len(n.Addresses) > 0 &&
		!slices.ContainsFunc(n.Addresses, func(a *Address) bool { return !pages[a.Document()] })
}

// rewrite is Markdown as it lies in the file, with other marks and without its notes.
func (r *Result) rewrite(b *bytes.Buffer, cites map[place][]string) {
	t := r.Text
	source := bytes.Clone(t.source)
	for _, d := range t.defs {
		for i := d.from; i < d.to; i++ {
			source[i] = 0
		}
	}
	type edit struct {
		from, to int
		text     string
	}
	var edits []edit
	at := map[int]int{1: 0}
	line := 1
	for i, c := range t.source {
		if c == '\n' {
			line++
			at[line] = i + 1
		}
	}
	for _, m := range doc.Marks(t.Doc.Blocks) {
		from := at[m.At.Line] + byteOf(t.source[at[m.At.Line]:], m.At.Col-1)
		old := "[^" + m.ID + "]"
		if !bytes.HasPrefix(t.source[min(from, len(t.source)):], []byte(old)) {
			continue
		}
		edits = append(edits, edit{from, from + len(old), marksOfIDs(cites[place{m.At.Line, m.At.Col, m.ID}])})
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	from := 0
	for _, e := range edits {
		if e.from < from {
			continue
		}
		b.Write(source[from:e.from])
		b.WriteString(e.text)
		from = e.to
	}
	b.Write(source[from:])
	text := bytes.ReplaceAll(b.Bytes(), []byte{0}, nil)
	b.Reset()
	b.Write(text)
}

// byteOf is where the n-th character of a line begins.
func byteOf(line []byte, n int) int {
	at := 0
	for ; n > 0 && at < len(line) && line[at] != '\n'; n-- {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return at
}

func marksOfIDs(ids []string) string { return "[^" + strings.Join(ids, "][^") + "]" }

// escaped is a text that Markdown reads as it stands; where it begins a line, it begins no list either.
func escaped(s string, begins bool) string {
	core := strings.Trim(s, " ")
	if core == "" {
		return s
	}
	before, after, _ := strings.Cut(s, core)
	if begins {
		return string(prose.EscapeLine(core)) + after
	}
	return before + string(prose.Escape(core)) + after
}

// write prints plain text as Markdown.
func (r *Result) write(b *bytes.Buffer, cites map[place][]string) {
	inlines := func(run []doc.Inline) string {
		var s strings.Builder
		for i, in := range run {
			switch in := in.(type) {
			case doc.Text:
				s.WriteString(escaped(in.S, i == 0))
			case doc.Mark:
				s.WriteString(marksOfIDs(cites[place{in.At.Line, in.At.Col, in.ID}]))
			}
		}
		return s.String()
	}
	for _, x := range r.Text.Doc.Blocks {
		switch x := x.(type) {
		case *doc.Heading:
			b.WriteString(strings.Repeat("#", x.Level) + " " + inlines(x.Text) + "\n\n")
		case *doc.Para:
			b.WriteString(inlines(x.Text) + "\n\n")
		case *doc.List:
			for i, item := range x.Items {
				label := "-"
				if len(x.Labels) > 0 && x.Labels[i] != "" {
					label = x.Labels[i]
				}
				for _, p := range item {
					if p, ok := p.(*doc.Para); ok {
						b.WriteString(label + " " + inlines(p.Text) + "\n")
					}
				}
			}
			b.WriteString("\n")
		}
	}
}
