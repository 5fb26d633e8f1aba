package audit

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/prose"
)

// readPlain reads plain text: paragraphs, items, the notes at its end, and the marks that those explain.
func (t *Text) readPlain(lines []row, words Wording, l *diag.List) {
	body := t.takeNotes(withoutHead(t.File, lines, words, l), words)
	t.Doc = &doc.Document{Lang: "en-US", Blocks: t.blocks(body, words)}
	prose.MarkResolved(t.Doc.Blocks)
	t.findMarks(words)
}

var (
	ruled    = regexp.MustCompile(`^\s*[=\-_*~–—]{3,}\s*(\pL*)\s*[=\-_*~–—]*\s*$`)
	bullet   = regexp.MustCompile(`^\s*([•◦▪●·‣*–—-]|\x{F0B7}|\x{F0A7})[\s\x{A0}]+`)
	labelled = regexp.MustCompile(`^\s*(\([a-z0-9ivx]{1,4}\)|[a-z0-9]{1,2}[.)])[\s\x{A0}]+`)
	hashes   = regexp.MustCompile(`^\s*(#{1,6})\s+`)
)

// withoutHead leaves out what stands above a line of signs that says that the text begins: "===== BODY =====". It is
// told, since it isn't counted.
func withoutHead(file string, lines []row, words Wording, l *diag.List) []row {
	for i, line := range lines {
		m := ruled.FindStringSubmatch(line.text)
		if m == nil || !isOne(strings.ToLower(m[1]), words.Begins) || strings.TrimSpace(joinRows(lines[:i])) == "" {
			continue
		}
		at := diag.Span{File: file, Line: line.number, Col: 1, EndLine: line.number,
			EndCol: utf8.RuneCountInString(line.text) + 1}
		l.Noticef(at, diag.TextAbove, "what stands above this line isn't read as a part of the proposal").
			WithHint("delete the line where it is one")
		return lines[i+1:]
	}
	return lines
}

// longLine is how many characters a line has that is a paragraph by itself: a word processor ends none within one.
const longLine = 160

// blocks makes paragraphs, lists and headings of lines.
func (t *Text) blocks(lines []row, words Wording) []doc.Block {
	byLine, parted := false, false
	for i, line := range lines {
		byLine = byLine || utf8.RuneCountInString(line.text) > longLine
		parted = parted || i > 0 && i+1 < len(lines) && strings.TrimSpace(line.text) == "" &&
			strings.TrimSpace(lines[i-1].text) != "" && strings.TrimSpace(lines[i+1].text) != ""
	}
	byLine = byLine || !parted // nothing else parts paragraphs
	var out []doc.Block
	var list *doc.List
	var para *doc.Para
	blank := true
	for _, line := range lines {
		text := strings.TrimRightFunc(line.text, unicode.IsSpace)
		if strings.TrimSpace(text) == "" || ruled.MatchString(text) {
			blank, para = true, nil
			continue
		}
		label, from := "", len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))
		item := true
		if m := bullet.FindStringIndex(text); m != nil {
			from = m[1]
		} else if m := labelled.FindStringSubmatchIndex(text); m != nil && (blank || para == nil || list != nil) {
			label, from = text[m[2]:m[3]], m[1]
		} else {
			item = false
		}
		ins := t.inlines(line.number, text, from)
		if len(ins) == 0 {
			continue
		}
		at := ins[0].(doc.Text).At
		switch m := hashes.FindStringSubmatchIndex(text); {
		case m != nil:
			ins = t.inlines(line.number, text, m[1])
			if len(ins) > 0 {
				out = append(out, &doc.Heading{Level: min(m[3]-m[2], 4), Text: ins, At: at})
			}
			list, para = nil, nil
		case item:
			if list == nil || (list.Labels[0] == "") != (label == "") {
				list = &doc.List{At: at}
				out = append(out, list)
			}
			para = &doc.Para{Text: ins, At: at}
			list.Items = append(list.Items, []doc.Block{para})
			list.Labels = append(list.Labels, label)
		case para != nil && !byLine && !blank && !words.beginsPart(text):
			join(para, ins)
		default:
			list = nil
			if level := headingLevel(text, len(out) == 0, words); level > 0 {
				out, para = append(out, &doc.Heading{Level: level, Text: ins, At: at}), nil
			} else {
				para = &doc.Para{Text: ins, At: at}
				out = append(out, para)
			}
		}
		blank = false
	}
	doc.Walk(out, func(b doc.Block) {
		if list, ok := b.(*doc.List); ok && strings.Join(list.Labels, "") == "" {
			list.Labels = nil
		}
	})
	return out
}

// beginsPart tells whether a line begins a part of a proposal, by a heading or its first word.
func (w Wording) beginsPart(line string) bool {
	plain := strings.TrimSpace(strings.ReplaceAll(line, "**", ""))
	return resolvedLine.MatchString(plain) && strings.ToUpper(plain[:1]) == plain[:1] ||
		opens(plain, w.Recitals) && strings.HasPrefix(plain, "W") ||
		isOne(strings.ToLower(strings.TrimRight(plain, ": ")), w.Supporting)
}

// join puts another line behind a paragraph; a hyphen at the end of a line joins what follows it.
func join(p *doc.Para, ins []doc.Inline) {
	if last, ok := p.Text[len(p.Text)-1].(doc.Text); ok && !strings.HasSuffix(last.S, "-") {
		last.S += " "
		p.Text[len(p.Text)-1] = last
	}
	p.Text = append(p.Text, ins...)
}

// inlines are the texts of a line from a byte on, without the signs by which Markdown makes words bold.
func (t *Text) inlines(number int, line string, from int) []doc.Inline {
	var out []doc.Inline
	col := utf8.RuneCountInString(line[:from]) + 1
	for part := range strings.SplitSeq(line[from:], "**") {
		n := utf8.RuneCountInString(part)
		if part != "" {
			out = append(out, doc.Text{S: part,
				At: diag.Span{File: t.File, Line: number, Col: col, EndLine: number, EndCol: col + n}})
		}
		col += n + 2
	}
	return out
}

// headingLevel tells whether a line is a heading that isn't marked as one: the title before all else, 1, or one of the
// usual headings, 2; 0 where it is none.
func headingLevel(line string, first bool, words Wording) int {
	plain := strings.TrimSpace(strings.ReplaceAll(line, "**", ""))
	name := strings.ToLower(strings.TrimRight(plain, ": "))
	switch {
	case isOne(name, words.Supporting) || isOne(name, words.Recitals):
		return 2
	case !first && !capitalised(plain):
		return 0
	}
	n := len(strings.Fields(plain))
	// A mark may stand behind.
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(plain, "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹[],–"))
	if n > 25 || !first && n > 12 || strings.ContainsRune(".;,!?:…”\"", last) || resolvedLine.MatchString(plain) ||
		opens(plain, words.Recitals) {
		return 0
	}
	if first {
		return 1
	}
	return 2
}

var resolvedLine = regexp.MustCompile(`(?i)^(?:now,? )?(?:therefore,? )?(?:be it )?(?:further )?resolved\b`)

// capitalised tells whether all longer words of a line begin with a capital.
func capitalised(s string) bool {
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"'(‘"))
		if !unicode.IsUpper(r) && utf8.RuneCountInString(w) > 4 {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func isOne(s string, of []string) bool {
	for _, o := range of {
		if s == o {
			return true
		}
	}
	return false
}

// opens tells whether a text begins with one of some phrases, as words of their own.
func opens(s string, with []string) bool {
	s = strings.ToLower(s[:min(len(s), 60)])
	for _, w := range with {
		rest, ok := strings.CutPrefix(s, w)
		if r, _ := utf8.DecodeRuneInString(rest); ok && !unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// numbered matches a line that may be a note: its number, and what follows.
var numbered = regexp.MustCompile(
	`^\s*(?:\[\^?([0-9]{1,3})\]:?|\(([0-9]{1,3})\)|([0-9]{1,3})|([⁰¹²³⁴-⁹]{1,3}))([.):]?)([\s\x{A0}]*)(.*)$`,
)

// candidate is such a line.
type numberedLine struct {
	index, number int
	glued         bool
	from          int // of its text, in bytes
}

// takeNotes takes the notes off the end of the lines and gives back what is left. Numbers at the beginning of lines are
// notes where they increase up to the end, and where a heading says so, marks in the text answer them, or most of them
// hold what only notes do.
func (t *Text) takeNotes(lines []row, words Wording) []row {
	headed := -1
	for i, line := range lines {
		name := strings.ToLower(strings.Trim(strings.TrimSpace(line.text), "=-_*~#: "))
		if len(line.text) < 80 && isOne(name, words.Notes) {
			headed = i
		}
	}
	var cands []numberedLine
	for i := headed + 1; i < len(lines); i++ {
		if c, ok := asNote(lines[i].text); ok {
			c.index = i
			cands = append(cands, c)
		}
	}
	chosen := increasing(cands)
	if headed < 0 {
		chosen = trusted(chosen, lines)
	}
	if len(chosen) == 0 {
		if headed >= 0 {
			rest := strings.Trim(joinRows(lines[headed+1:]), "() \t\n")
			if rest == "" || strings.EqualFold(rest, "none") {
				return lines[:headed]
			}
		}
		return lines
	}
	body := lines[:chosen[0].index]
	if headed >= 0 {
		body = append(body[:headed:headed], lines[headed+1:chosen[0].index]...)
	}
	for k, c := range chosen {
		var end int
		if k+1 < len(chosen) {
			end = chosen[k+1].index
		} else {
			end = endOfNote(lines, c.index)
			body = append(body[:len(body):len(body)], lines[end:]...)
		}
		t.Notes = append(t.Notes, t.makeNote(lines[c.index:end], c))
	}
	return body
}

func joinRows(lines []row) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(line.text + "\n")
	}
	return b.String()
}

// asNote reads the number at the beginning of a line. A figure that words follow without a space is no number, but
// before an address or a capital.
func asNote(line string) (numberedLine, bool) {
	if len(line) == 0 || len(line) > 1<<16 && !strings.ContainsAny(line[:4], "0123456789[(") {
		return numberedLine{}, false
	}
	m := numbered.FindStringSubmatchIndex(line)
	if m == nil {
		return numberedLine{}, false
	}
	n, bracketed := 0, false
	for g := 1; g <= 4; g++ {
		if m[2*g] < 0 {
			continue
		}
		bracketed = g != 3
		for _, r := range line[m[2*g]:m[2*g+1]] {
			n = n*10 + digit(r)
		}
	}
	rest := line[m[14]:]
	space, stop := m[13] > m[12], m[11] > m[10]
	r, _ := utf8.DecodeRuneInString(rest)
	glued := !space && address.MatchString(rest[:min(len(rest), 12)])
	if rest != "" && !space && !bracketed && !glued && !(unicode.IsUpper(r) && !stop) || n == 0 {
		return numberedLine{}, false
	}
	return numberedLine{number: n, glued: glued, from: m[14]}, true
}

// digit is the value of a figure, a small raised one too.
func digit(r rune) int {
	if i := strings.IndexRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r); i >= 0 {
		return utf8.RuneCountInString("⁰¹²³⁴⁵⁶⁷⁸⁹"[:i])
	}
	return int(r - '0')
}

// increasing picks, from the end up, the lines whose numbers go down one by one: a few may be missing, and lines
// between them whose number doesn't fit belong to the note above.
func increasing(cands []numberedLine) []numberedLine {
	const look, gap = 12, 6
	var out []numberedLine
	for i := len(cands) - 1; i >= 0; {
		if len(out) == 0 {
			out = append(out, cands[i])
			i--
			continue
		}
		want := out[len(out)-1].number - 1
		if want == 0 {
			break
		}
		best := -1
		for k := i; k >= 0 && k > i-look; k-- {
			n := cands[k].number
			if n == want || k == i && n == want+1 {
				best = k
				break
			}
			if best < 0 && n < want && n >= want-gap {
				best = k
			}
		}
		if best < 0 {
			break
		}
		out = append(out, cands[best])
		i = best - 1
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

// sourced matches what notes say and items of a list don't.
var sourced = regexp.MustCompile(
	`(?i)://|\bwww\.|\b[a-z0-9-]+\.(?:org|com|net|gov|edu|int|eu|info)\b|^(?:see|ibid|id|cf|op)\b|` +
		`\b(?:19|20)[0-9]{2}\b|\bpp?\. ?[0-9]`,
)

// trusted are lines that are notes although no heading says so: most of them name a source, or a mark in the text
// answers the first and most others.
func trusted(chosen []numberedLine, lines []row) []numberedLine {
	if len(chosen) == 0 {
		return nil
	}
	named := 0
	for _, c := range chosen {
		if rest := strings.TrimSpace(lines[c.index].text[c.from:]); rest == "" ||
			sourced.MatchString(rest[:min(len(rest), 2000)]) {
			named++
		}
	}
	if 2*named > len(chosen) {
		return chosen
	}
	answered := 0
	stuck := map[string]bool{}
	for _, line := range lines[:chosen[0].index] {
		for _, m := range stuckNumber.FindAllStringSubmatch(line.text, -1) {
			stuck[m[1]] = true
		}
	}
	for _, c := range chosen {
		if stuck[itoa(c.number)] {
			answered++
		}
	}
	if 2*answered > len(chosen) {
		return chosen
	}
	return nil
}

// stuckNumber matches a number that sticks to a word or to what stands behind one.
var stuckNumber = regexp.MustCompile(`[\pL.,;:!?”’"')\]%]\[?([0-9]{1,3})\b`)

// endOfNote is the line behind the last note: it goes on over lines that aren't blank.
func endOfNote(lines []row, from int) int {
	for i := from + 1; i < len(lines); i++ {
		if strings.TrimSpace(lines[i].text) == "" {
			return i
		}
	}
	return len(lines)
}

func (t *Text) makeNote(lines []row, c numberedLine) *Note {
	n := &Note{ID: itoa(c.number), Glued: c.glued}
	var texts []string
	for i, line := range lines {
		from := len(line.text) - len(strings.TrimLeftFunc(line.text, unicode.IsSpace))
		if i == 0 {
			from = c.from
		}
		text := strings.TrimRightFunc(line.text, unicode.IsSpace)
		if from = min(from, len(text)); i > 0 && (from == len(text) || ruled.MatchString(text)) {
			continue
		}
		col := utf8.RuneCountInString(text[:from]) + 1
		piece := doc.Text{S: text[from:], At: diag.Span{File: t.File, Line: line.number, Col: col, EndLine: line.number,
			EndCol: col + utf8.RuneCountInString(text[from:])}}
		n.lines = append(n.lines, piece)
		texts = append(texts, piece.S)
	}
	n.Text = strings.TrimSpace(strings.Join(texts, " "))
	n.At = diag.Span{File: t.File, Line: lines[0].number, Col: 1, EndLine: lines[0].number,
		EndCol: utf8.RuneCountInString(strings.TrimRightFunc(lines[0].text, unicode.IsSpace)) + 1}
	return n
}
