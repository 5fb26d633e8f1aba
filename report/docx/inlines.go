package docx

import (
	"fmt"
	"strings"
	"unicode"

	"whereas/report/doc"
)

// opinionName begins the bookmarks that stand where a sentence is marked as opinion.
const opinionName = "opinion_"

// look is how a run looks.
type look struct {
	emph, strong, link, note bool
}

// inlines writes text with its emphasis, links and marks.
func (w *writer) inlines(b *strings.Builder, text []doc.Inline, as look, to *links) {
	for _, in := range text {
		switch in := in.(type) {
		case doc.Text:
			w.run(b, in.S, as)
		case doc.Emph:
			inner := as
			inner.emph = !as.emph // within emphasis what is emphasised stands upright
			w.inlines(b, in.Text, inner, to)
		case doc.Strong:
			inner := as
			inner.strong = true
			w.inlines(b, in.Text, inner, to)
		case doc.Link:
			fmt.Fprintf(b, `<w:hyperlink r:id="%s" w:history="1">`, to.add(in.URL))
			inner := as
			inner.link = true
			w.inlines(b, in.Text, inner, to)
			b.WriteString("</w:hyperlink>")
		case doc.Mark:
			w.mark(b, in)
		case doc.NoteRef: // its numbers may change when somebody edits the file; a field can't name a range of notes
			w.run(b, in.Words(), as)
		case doc.PageRef:
			if w.headings[in.ID] {
				field(b, "PAGEREF "+headingName(in.ID)+` \h`, "0")
			}
		case doc.Break:
			b.WriteString("<w:r><w:br/></w:r>")
		case doc.Opinion: // nothing of it is printed
			w.opinions++
			n := w.bookmark(b, fmt.Sprintf("%s%d", opinionName, w.opinions))
			fmt.Fprintf(b, `<w:bookmarkEnd w:id="%d"/>`, n)
		}
	}
}

// mark is the reference of a footnote, within a bookmark that says what it cites. A note that was marked before is
// referred to by a field that repeats its number.
func (w *writer) mark(b *strings.Builder, m doc.Mark) {
	if m.Note < 1 || m.Note > len(w.doc.Notes) {
		return
	}
	name := w.marks.add(m.ID)
	n := w.bookmark(b, name)
	if first, ok := w.written[m.Note]; ok {
		field(b, "NOTEREF "+first+` \f \h`, fmt.Sprint(m.Note))
	} else {
		w.written[m.Note] = name
		fmt.Fprintf(b, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>`+
			`<w:footnoteReference w:id="%d"/></w:r>`, m.Note)
	}
	fmt.Fprintf(b, `<w:bookmarkEnd w:id="%d"/>`, n)
}

// field is one that the word processor computes; shown is what stands there until it does.
func field(b *strings.Builder, instruction, shown string) {
	style := ""
	if strings.HasPrefix(instruction, "NOTEREF") {
		style = `<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>`
	}
	fmt.Fprintf(b, `<w:fldSimple w:instr=" %s "><w:r>%s<w:t>%s</w:t></w:r></w:fldSimple>`, escape.Replace(instruction),
		style, escape.Replace(shown))
}

// run writes text in one look, that which is written from right to left in runs of its own.
func (w *writer) run(b *strings.Builder, text string, as look) {
	for len(text) > 0 {
		n := len(text)
		back := false
		for i, r := range text {
			is := backwards(r)
			if i == 0 {
				back = is
			}
			if is != back && (is || unicode.IsLetter(r)) {
				n = i
				break
			}
		}
		b.WriteString("<w:r>")
		var props strings.Builder
		if as.link {
			props.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
		}
		if as.strong {
			props.WriteString("<w:b/><w:bCs/>")
		}
		if as.emph {
			props.WriteString("<w:i/><w:iCs/>")
		}
		if back {
			props.WriteString("<w:rtl/>")
		}
		if props.Len() > 0 {
			b.WriteString("<w:rPr>" + props.String() + "</w:rPr>")
		}
		b.WriteString(`<w:t xml:space="preserve">` + escape.Replace(text[:n]) + "</w:t></w:r>")
		text = text[n:]
	}
}

// backwards tells whether a letter is written from right to left.
func backwards(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// rtl tells whether a paragraph begins at the right: by its first letter, and where it has none by the language.
func rtl(text, lang string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return backwards(r)
		}
	}
	base, _, _ := strings.Cut(lang, "-")
	return base == "ar" || base == "he" || base == "fa" || base == "ur"
}
