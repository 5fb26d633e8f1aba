package prose

import (
	"slices"
	"strings"
	"unicode"

	"whereas/report/doc"
)

// Quotation marks, apostrophes and the signs of feet, inches and minutes, made of what people type. All of it is here,
// for the user's prose and for texts of a dossier alike.

// Typographic makes the straight marks of a whole text curved, and quotation marks within quotation marks of the other
// kind. It changes no mark that belongs to another language.
func Typographic(s string) string {
	text := []rune(s)
	curve(text, 0)
	return string(text)
}

// Quoted is a text in the quotation marks of a language (BCP 47): «…» in Spanish, “…” otherwise. Those within it become
// the other kind, level by level, those of other languages („…“, « … ») as well: within English marks a German closing
// one would be taken for an opening one.
func Quoted(s, lang string) string {
	first, last := '“', '”'
	if lang == "es" || strings.HasPrefix(lang, "es-") {
		first, last = '«', '»'
	}
	text := []rune(strings.TrimSpace(s))
	curve(text, first)
	out := make([]rune, 0, len(text)+2)
	out = append(out, first)
	for _, r := range text {
		if r != dropped {
			out = append(out, r)
		}
	}
	return string(append(out, last))
}

// dropped stands for a space that was within « … ».
const dropped = unicode.MaxRune + 1

// typographic curves the marks of the inlines of one block: what opens in one stretch may close in another.
func typographic(ins []doc.Inline) []doc.Inline {
	var all []rune
	doc.WalkInlines(ins, func(in doc.Inline) {
		switch in := in.(type) {
		case doc.Text:
			all = append(all, []rune(in.S)...)
		case doc.Break:
			all = append(all, ' ')
		case doc.Emph, doc.Strong, doc.Link, doc.Mark, doc.NoteRef, doc.PageRef, doc.Opinion:
		}
	})
	if !slices.ContainsFunc(all, func(r rune) bool { return kindOf(r) != none }) {
		return ins
	}
	curve(all, 0)
	return retold(ins, &all, false)
}

// retold is inlines with their texts taken from curved, in order. An address that is printed as itself stays as it is.
func retold(ins []doc.Inline, curved *[]rune, address bool) []doc.Inline {
	out := slices.Clone(ins)
	for i, in := range out {
		switch in := in.(type) {
		case doc.Text:
			n := len([]rune(in.S))
			if !address {
				in.S = string((*curved)[:n])
			}
			*curved = (*curved)[n:]
			out[i] = in
		case doc.Break:
			*curved = (*curved)[1:]
		case doc.Emph:
			out[i] = doc.Emph{Text: retold(in.Text, curved, address)}
		case doc.Strong:
			out[i] = doc.Strong{Text: retold(in.Text, curved, address)}
		case doc.Link:
			out[i] = doc.Link{URL: in.URL, Text: retold(in.Text, curved, address || doc.Plain(in.Text) == in.URL)}
		case doc.Mark, doc.NoteRef, doc.PageRef, doc.Opinion:
		}
	}
	return out
}

// kind of a mark: a pair has one kind.
type kind uint8

const (
	none kind = iota
	double
	single
	low          // „…“
	lowSingle    // ‚…‘
	angled       // «…»
	angledSingle // ‹…›
)

func kindOf(r rune) kind {
	switch r {
	case '"', '“', '”', '‟':
		return double
	case '\'', '‘', '’', '‛':
		return single
	case '„':
		return low
	case '‚':
		return lowSingle
	case '«', '»':
		return angled
	case '‹', '›':
		return angledSingle
	}
	return none
}

// quotation is a pair of marks, or one that has no partner.
type quotation struct {
	kind     kind
	from, to int // places in the text; -1 where that mark isn't there
}

// marker finds what each mark of a text does, from the first to the last.
type marker struct {
	text  []rune
	open  []int                 // quotations that aren't closed yet
	count [angledSingle + 1]int // of these, by kind
	found []quotation
	last  int // the last place where a single mark could close
}

// curve writes the marks of a text. outer is the mark that the text as a whole stands in, or 0.
func curve(text []rune, outer rune) {
	m := marker{text: text, last: -1}
	for i := len(text) - 1; i > 0 && m.last < 0; i-- {
		if kindOf(text[i]) == single && text[i] != '‘' && !unicode.IsSpace(text[i-1]) && !word(m.at(i+1)) {
			m.last = i
		}
	}
	for i, r := range text {
		if k := kindOf(r); k != none {
			m.mark(i, k)
		}
	}
	m.write(outer)
}

// at is the character at a place, 0 before and behind the text.
func (m *marker) at(i int) rune {
	if i < 0 || i >= len(m.text) {
		return 0
	}
	return m.text[i]
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) }

// begins tells whether something can begin behind this character.
func begins(r rune) bool {
	return r == 0 || unicode.IsSpace(r) || strings.ContainsRune("([{—–-−/“‘„‚«‹…=+*|¿¡<>", r)
}

// ends tells whether nothing can begin before this character.
func ends(r rune) bool {
	return r == 0 || unicode.IsSpace(r) || strings.ContainsRune(".,;:!?)]}”’", r)
}

// opens tells whether a mark at a place begins a quotation: it stands where one can begin, before something. Three full
// stops behind a space are something.
func (m *marker) opens(i int) bool {
	before, behind := m.at(i-1), m.at(i+1)
	loose := before == 0 || unicode.IsSpace(before)
	return begins(before) && (!ends(behind) || loose && strings.ContainsRune(".…([", behind))
}

func (m *marker) mark(i int, k kind) {
	r := m.text[i]
	switch {
	case r == '"' && m.inches(i):
		m.text[i] = '″'
	case r == '\'' && m.feet(i):
		m.text[i] = '′'
	case k == single:
		m.single(i)
	case k == double:
		m.double(i)
	case r == '„' || r == '‚':
		m.begin(i, k)
	case m.innermost() == k && !m.foreignOpens(i):
		m.end(i, k)
	default: // « and », which some write the other way round
		m.begin(i, k)
	}
}

// foreignOpens tells whether « or » begins a quotation within one of its own kind.
func (m *marker) foreignOpens(i int) bool {
	first := m.text[m.found[m.open[len(m.open)-1]].from]
	return m.text[i] == first && m.opens(i)
}

// inches tells whether a straight double mark stands for inches or seconds: behind a number, where nothing is quoted,
// or behind feet.
func (m *marker) inches(i int) bool {
	if !unicode.IsDigit(m.at(i-1)) && !strings.ContainsRune("½¼¾", m.at(i-1)) || m.at(i-1) == 0 {
		return false
	}
	if !m.has(double) && !word(m.at(i+1)) {
		return true
	}
	j := i - 1
	for j >= 0 && (unicode.IsDigit(m.text[j]) || strings.ContainsRune(".,½¼¾", m.text[j])) {
		j--
	}
	for j >= 0 && unicode.IsSpace(m.text[j]) {
		j--
	}
	return m.at(j) == '′'
}

// feet tells whether a straight single mark stands for feet or minutes: between numbers, or behind one where nothing is
// quoted.
func (m *marker) feet(i int) bool {
	if !unicode.IsDigit(m.at(i - 1)) {
		return false
	}
	return unicode.IsDigit(m.at(i+1)) || !word(m.at(i+1)) && !m.has(single)
}

func (m *marker) double(i int) {
	switch r := m.text[i]; {
	case r == '“' && m.innermost() == low && !m.opens(i):
		m.end(i, low)
	case r == '“' || r == '‟':
		m.begin(i, double)
	case r == '”' && m.innermost() == low:
		m.end(i, low)
	case r == '”':
		m.end(i, double)
	case m.opens(i):
		m.begin(i, double)
	case m.has(double):
		m.end(i, double)
	case !ends(m.at(i + 1)):
		m.begin(i, double)
	default:
		m.end(i, double)
	}
}

func (m *marker) single(i int) {
	r, before, behind := m.text[i], m.at(i-1), m.at(i+1)
	switch {
	case begins(before) && m.elides(i), word(before) && word(behind), before == 'n' && m.at(i-2) == '’' && r != '‘':
		m.apostrophe(i)
	case r == '‘' && m.innermost() == lowSingle && !m.opens(i):
		m.end(i, lowSingle)
	case r == '‘':
		m.begin(i, single)
	case r == '’' && m.innermost() == lowSingle:
		m.end(i, lowSingle)
	case r == '\'' && m.opens(i) && i < m.last:
		m.begin(i, single)
	case m.innermost() == single && !word(behind) && !m.possessive(i):
		m.end(i, single)
	default:
		m.apostrophe(i)
	}
}

// elided are English words that begin with an apostrophe.
var elided = []string{"tis", "twas", "twere", "twill", "twould", "tisn’t", "twasn’t", "em", "n", "til", "neath"}

// elides tells whether the mark at a place stands for letters or figures that are left out: '90s, 'tis, rock 'n' roll.
func (m *marker) elides(i int) bool {
	j := i + 1
	for j < len(m.text) && j < i+9 && word(m.text[j]) {
		j++
	}
	s := strings.ToLower(string(m.text[i+1 : min(j, len(m.text))]))
	if years := strings.TrimSuffix(s, "s"); len(years) == 2 && years[0] >= '0' && years[0] <= '9' && years[1] >= '0' &&
		years[1] <= '9' {
		return s != years || kindOf(m.at(j)) != single // '90' may be a quotation
	}
	return slices.Contains(elided, s)
}

// possessive tells whether the mark behind an s is that of "the companies' servers" within single marks, which close
// later.
func (m *marker) possessive(i int) bool {
	return m.at(i-1) == 's' && m.at(i+1) == ' ' && unicode.IsLetter(m.at(i+2)) && i < m.last &&
		!slices.ContainsFunc(m.text[i+1:min(i+80, len(m.text))], func(r rune) bool { return r == '‘' }) &&
		!m.opensSoon(i+1)
}

// opensSoon tells whether the next single mark opens.
func (m *marker) opensSoon(i int) bool {
	for ; i < len(m.text) && i < m.last; i++ {
		if m.text[i] == '\'' {
			return m.opens(i)
		}
	}
	return false
}

func (m *marker) innermost() kind {
	if len(m.open) == 0 {
		return none
	}
	return m.found[m.open[len(m.open)-1]].kind
}

func (m *marker) has(k kind) bool { return m.count[k] > 0 }

func (m *marker) begin(i int, k kind) {
	switch m.text[i] { // what stands behind it sees that it opens
	case '"':
		m.text[i] = '“'
	case '\'':
		m.text[i] = '‘'
	}
	m.open = append(m.open, len(m.found))
	m.count[k]++
	m.found = append(m.found, quotation{kind: k, from: i, to: -1})
}

// end closes the innermost quotation of a kind; those within it that aren't closed have no end.
func (m *marker) end(i int, k kind) {
	switch m.text[i] {
	case '"':
		m.text[i] = '”'
	case '\'':
		m.text[i] = '’'
	}
	for m.has(k) {
		n := len(m.open) - 1
		q := &m.found[m.open[n]]
		m.open = m.open[:n]
		m.count[q.kind]--
		if q.kind == k {
			q.to = i
			return
		}
	}
	m.found = append(m.found, quotation{kind: k, from: -1, to: i})
}

func (m *marker) apostrophe(i int) { m.text[i] = '’' }

// write puts the marks in their places: within double ones single ones and the other way round. Where the text stands
// in marks itself, those of other languages become ours.
func (m *marker) write(outer rune) {
	type level struct {
		kind kind
		to   int
	}
	var in []level
	top := kindOf(outer)
	for _, q := range m.found {
		at := max(q.from, 0)
		if q.from < 0 {
			at = q.to
		}
		for len(in) > 0 && in[len(in)-1].to < at {
			in = in[:len(in)-1]
		}
		around := top
		if len(in) > 0 {
			around = in[len(in)-1].kind
		}
		k := q.kind
		if k == around || outer != 0 && (k > single || around == angled) {
			k = double
			if around == double {
				k = single
			}
		}
		m.print(q, k)
		if q.from >= 0 && q.to >= 0 {
			in = append(in, level{k, q.to})
		}
	}
}

// print writes the marks of a quotation as those of a kind; marks of other languages that stay are as they were typed.
func (m *marker) print(q quotation, k kind) {
	if k > single {
		return
	}
	first, last := '“', '”'
	if k == single {
		first, last = '‘', '’'
	}
	if q.from >= 0 {
		m.text[q.from] = first
		if q.kind == angled && unicode.IsSpace(m.at(q.from+1)) {
			m.text[q.from+1] = dropped
		}
	}
	if q.to >= 0 {
		m.text[q.to] = last
		if q.kind == angled && unicode.IsSpace(m.at(q.to-1)) {
			m.text[q.to-1] = dropped
		}
	}
}
