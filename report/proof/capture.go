package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"index/suffixarray"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// capture is a file and the forms of it in which quotes are looked for.
type capture struct {
	file  string
	sum   string
	forms [3]*form // by hyphens, made when they are needed
	whole bool     // no word of it is divided at the end of a line

	leaves []*capture // its pages, made when they are needed
}

// form is a text in the form in which quotes are compared. Where each byte came from isn't kept: a capture
// may have 64 MiB. It is found out again from the nearest mark before it.
type form struct {
	text  []byte
	marks []mark
	hyphens
	asked  int                // how many quotes were looked for
	places *suffixarray.Index // of the text, once there were many
}

// manyQuotes is from where on it is cheaper to sort all places of a text than to read through it for each quote.
const manyQuotes = 1000

// mark is a place in a form and the place in the file that it came from.
type mark struct {
	text, file int
	space      bool // white space stands before it
}

const markEvery = 1 << 10

// hyphens tells what becomes of a hyphen at the end of a line with a small letter on the next.
type hyphens int

const (
	asTheyAre hyphens = iota
	dropped           // "informa-\ntion": the printer divided the word
	joined            // "state-of-\nthe-art": the word has a hyphen there
)

func newCapture(data []byte) *capture {
	sum := sha256.Sum256(data)
	c := &capture{file: sameEnds(data), sum: hex.EncodeToString(sum[:])}
	c.forms[asTheyAre] = newForm(c.file, asTheyAre)
	return c
}

func newForm(file string, h hyphens) *form {
	f := &form{hyphens: h, marks: []mark{{space: true}}}
	var b bytes.Buffer
	b.Grow(len(file))
	space := true // leading white space goes
	for i := 0; i < len(file); {
		if b.Len() >= f.marks[len(f.marks)-1].text+markEvery {
			f.marks = append(f.marks, mark{b.Len(), i, space})
		}
		i, space = step(&b, file, i, space, h)
	}
	f.text = b.Bytes()
	return f
}

// offset is where in the file the byte i of the form came from.
func (f *form) offset(file string, i int) int {
	next, _ := slices.BinarySearchFunc(f.marks, i, func(m mark, i int) int {
		if m.text <= i {
			return -1
		}
		return 1
	})
	m := f.marks[next-1]
	var b bytes.Buffer
	for at, space := m.file, m.space; at < len(file); {
		before := m.text + b.Len()
		var end int
		if end, space = step(&b, file, at, space, f.hyphens); m.text+b.Len() > i {
			if strings.HasPrefix(b.String()[before-m.text:], file[at:end]) {
				return at + i - before // letters that were taken over as they are
			}
			return at
		}
		at = end
	}
	return len(file)
}

// Normal is the form in which quotes and captures are compared: canonical composition, ligatures and other forms of
// letters as the letters that they are, every run of white space one space, typographic quote marks, apostrophes,
// hyphens and dashes made plain, soft hyphens and whatever else isn't seen gone. Letters keep their case.
func Normal(s string) string {
	var b bytes.Buffer
	space := true
	for i := 0; i < len(s); {
		i, space = step(&b, s, i, space, asTheyAre)
	}
	return strings.TrimSpace(b.String())
}

// step takes one piece of s from i on, a run of plain letters where it can, and writes its normal form.
// What it does hangs only on its arguments, so it can begin again at any place where it has stopped.
func step(b *bytes.Buffer, s string, i int, space bool, h hyphens) (int, bool) {
	if h != asTheyAre {
		if end, ok := brokenWord(s, i); ok {
			if h == joined {
				b.WriteByte('-')
			}
			return end, false
		}
	}
	if asciiSpace(s[i]) {
		if !space {
			b.WriteByte(' ')
		}
		for i < len(s) && asciiSpace(s[i]) {
			i++
		}
		return i, true
	}
	end := i
	for end < len(s) && s[end] < utf8.RuneSelf && !asciiSpace(s[end]) && s[end] != '`' &&
		(h == asTheyAre || s[end] != '-' || end == i) {
		end++
	}
	if end < len(s) && s[end] >= utf8.RuneSelf {
		end-- // a letter may be composed with what follows it
	}
	if end > i {
		b.WriteString(s[i:end])
		return end, false
	}
	if end = i + unchanged(s[i:]); end > i {
		b.WriteString(s[i:end])
		return end, false
	}
	end = i + max(1, norm.NFC.NextBoundaryInString(s[i:], true))
	return end, composed(b, s[i:end], space)
}

// composed writes the normal form of a stretch whose characters may be composed with each other; it tells whether white
// space came last, so that the next is left out.
func composed(b *bytes.Buffer, seg string, space bool) bool {
	if seg = spelt(seg); !norm.NFC.IsNormalString(seg) {
		seg = norm.NFC.String(seg)
	}
	for seg != "" {
		r, n := utf8.DecodeRuneInString(seg)
		seg = seg[n:]
		switch {
		case unseen(r):
		case unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
		default:
			space = false
			b.WriteString(plain(r))
		}
	}
	return space
}

// unchanged is how many bytes at the beginning of s, of letters other than plain ones, are their own normal
// form. Without it, a text in Cyrillic would take ten times as long as one in English.
func unchanged(s string) int {
	end := 0
	for end < len(s) && s[end] >= utf8.RuneSelf && end < 256 {
		end++
	}
	n, _ := norm.NFC.SpanString(s[:end], end == len(s) || s[end] < utf8.RuneSelf)
	for i, r := range s[:n] {
		if stays(r) {
			continue
		}
		if r == utf8.RuneError || unseen(r) || isForm(r) || unicode.IsSpace(r) || plain(r) != string(r) {
			return i
		}
	}
	return n
}

func asciiSpace(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }

// brokenWord tells whether a word is divided at s[i:]: a letter, a hyphen, the end of the line, a small
// letter. It gives the place of that letter.
func brokenWord(s string, i int) (int, bool) {
	rest := s[i:]
	for _, h := range []string{"-", "\u2010", "\u00AD"} {
		if after, ok := strings.CutPrefix(rest, h); ok {
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			rest = strings.TrimLeft(after, " \t\r")
			after, ok = strings.CutPrefix(rest, "\n")
			rest = strings.TrimLeft(after, " \t")
			next, _ := utf8.DecodeRuneInString(rest)
			return len(s) - len(rest), ok && unicode.IsLetter(before) && unicode.IsLower(next)
		}
	}
	return 0, false
}

// hasBrokenWords spares most captures a second form.
func hasBrokenWords(s string) bool {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '\n')
		if i < 0 {
			return false
		}
		line := strings.TrimRight(s[from:from+i], " \t\r")
		if r, n := utf8.DecodeLastRuneInString(line); r == '-' || r == '\u2010' || r == '\u00AD' {
			if _, ok := brokenWord(s, from+len(line)-n); ok {
				return true
			}
		}
		from += i + 1
	}
}

// find looks for a quote and gives its byte offset in the file. Where it isn't found, words that are
// divided at the end of a line are put together.
func (c *capture) find(quote string) (int, bool) {
	f, i, _ := c.within(quote)
	if f == nil {
		return 0, false
	}
	return f.offset(c.file, i), true
}

// extent is find, with the byte of the file behind the quote's last one.
func (c *capture) extent(quote string) (from, to int, ok bool) {
	f, i, n := c.within(quote)
	if f == nil {
		return 0, 0, false
	}
	from, to = f.offset(c.file, i), f.offset(c.file, i+n)
	return from, from + len(strings.TrimRightFunc(c.file[from:to], unicode.IsSpace)), true
}

// within is the form that has a quote, nil where none has, the place in it and the quote's length there.
func (c *capture) within(quote string) (in *form, at, length int) {
	q := Normal(quote)
	if q == "" {
		return nil, 0, 0
	}
	for h, f := range c.forms {
		if f == nil {
			if c.whole = c.whole || h == int(dropped) && !hasBrokenWords(c.file); c.whole {
				return nil, 0, 0
			}
			f = newForm(c.file, hyphens(h))
			c.forms[h] = f
		}
		if i := f.find(q); i >= 0 {
			return f, i, len(q)
		}
	}
	return nil, 0, 0
}

func (f *form) find(q string) int {
	if f.asked++; f.asked > manyQuotes {
		return f.lookUp(q)
	}
	for at := 0; ; {
		i := bytes.Index(f.text[at:], []byte(q))
		if i < 0 {
			return -1
		}
		i += at
		if f.wordEdge(i, q) {
			return i
		}
		at = i + 1
	}
}

// lookUp is find by the sorted places.
func (f *form) lookUp(q string) int {
	if f.places == nil {
		f.places = suffixarray.New(f.text)
	}
	first := -1
	for _, i := range f.places.Lookup([]byte(q), -1) {
		if (first < 0 || i < first) && f.wordEdge(i, q) {
			first = i
		}
	}
	return first
}

// wordEdge tells whether a hit begins and ends with whole words: "use" isn't a quote from "misused".
func (f *form) wordEdge(i int, q string) bool {
	before, _ := utf8.DecodeLastRune(f.text[:i])
	first, _ := utf8.DecodeRuneInString(q)
	after, _ := utf8.DecodeRune(f.text[i+len(q):])
	last, _ := utf8.DecodeLastRuneInString(q)
	word := func(r rune) bool { // scripts that write no spaces have no edges to look for
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
			!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
				unicode.Myanmar)
	}
	return !(i > 0 && word(before) && word(first)) &&
		!(i+len(q) < len(f.text) && (word(after) && word(last) || unicode.IsMark(after)))
}

// closest is the passage that shares most words with the quote, in a window of the quote's length, and
// the line of the file it stands on; empty where fewer than a third of the words are found together.
func (c *capture) closest(quote string) (string, int) {
	want := strings.Fields(strings.ToLower(Normal(quote)))
	if len(want) == 0 {
		return "", 0
	}
	need := map[string]int{}
	for _, w := range want {
		need[trimmed(w)]++
	}
	type word struct {
		s string
		i int
	}
	text := c.forms[asTheyAre].text
	window := make([]word, len(want)) // the last words, in a ring
	have := map[string]int{}
	hits, best, bestAt, from, to := 0, 0, -1, 0, 0
	for n, i := 0, 0; i < len(text); n++ {
		if text[i] == ' ' {
			i++
		}
		j := len(text)
		if k := bytes.IndexByte(text[i:], ' '); k >= 0 {
			j = i + k
		}
		if i == j {
			break
		}
		here := &window[n%len(window)]
		if w := here.s; n >= len(window) && need[w] > 0 {
			if have[w]--; have[w] < need[w] {
				hits--
			}
		}
		*here = word{trimmed(string(text[i:j])), i}
		if w := here.s; need[w] > 0 {
			if have[w]++; have[w] <= need[w] {
				hits++
			}
		}
		if first := max(0, n-len(window)+1); hits > best {
			best, bestAt, from = hits, first, window[first%len(window)].i
		}
		if bestAt >= 0 && n < bestAt+len(window) {
			to = j
		}
		i = j
	}
	if bestAt < 0 || best*3 < len(want) {
		return "", 0
	}
	return string(text[from:to]), 1 + strings.Count(c.file[:c.forms[asTheyAre].offset(c.file, from)], "\n")
}

func trimmed(w string) string {
	return strings.ToLower(
		strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// webPage is how the source of a web page, or of an archive of one, begins.
var webPage = regexp.MustCompile(
	`(?is)^\x{FEFF}?\s*(?:<!doctype html|<html|<head|<body|<\?xml|MIME-Version:|From: <Saved)`)

// unreadable says why no quote can be found in a file as it is, and what to do; empty where it is plain text.
func (c *capture) unreadable() string {
	switch {
	case strings.TrimSpace(c.file) == "":
		return "the capture is empty: save the document's text in it"
	case strings.HasPrefix(c.file, "PK\x03\x04"):
		return "the capture is a Word file or another archive: take its text out with whereas capture"
	case webPage.MatchString(c.file[:min(1000, len(c.file))]):
		return "the capture is a web page with its marks between < and >: take the text that a reader sees out of it " +
			"with whereas capture"
	case strings.HasPrefix(c.file, "%PDF-"):
		return "the capture is a PDF: take its text out with whereas capture"
	case strings.HasPrefix(c.file, "\xff\xfe") || strings.HasPrefix(c.file, "\xfe\xff"):
		return "the capture isn't UTF-8 text but UTF-16: save it as UTF-8"
	case strings.IndexByte(c.file, 0) >= 0:
		return "the capture isn't UTF-8 text: save the document's text to a file, as UTF-8, and name that one"
	case !utf8.ValidString(c.file):
		return "the capture isn't UTF-8 text: save it as UTF-8"
	}
	return ""
}

// In tells of quotes whether they stand in a text, as captures are looked through.
func In(text []byte) func(quote string) bool {
	c := newCapture(text)
	return func(quote string) bool {
		_, ok := c.find(quote)
		return ok
	}
}
