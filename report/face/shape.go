package face

import (
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/norm"
)

// Glyph is one glyph of a shaped word.
type Glyph struct {
	Text    string // what it stands for: several characters for a ligature, none for a part of one
	Advance int32  // to the next glyph, kerning included
	DX, DY  int16  // where it is drawn, off the pen's place
	ID      uint16
	Chars   uint8 // how many characters of the word it and the glyphs behind it with 0 are made from
}

// Piece is a stretch of a word that one face sets.
type Piece struct {
	Style  Style
	Glyphs []Glyph
}

// Digits chooses how digits are drawn.
type Digits uint8

const (
	Lining   Digits = iota // as high as capitals, all of one width
	Superior               // small and raised, as drawn for note marks
)

// Shaper turns words into glyphs. One belongs to one goroutine; a Set makes any number, which share what they have
// shaped.
type Shaper struct {
	set    *Set
	lang   string
	fonts  [Faces]*harfbuzz.Font
	buffer *harfbuzz.Buffer
	runes  []rune
}

type wordKey struct {
	text   string
	lang   string
	style  Style
	digits Digits
	back   bool
}

// words remembers shaped words, since the documents of a batch use much the same ones.
type words struct {
	mutex sync.RWMutex
	made  map[wordKey][]Piece
}

// What is remembered is bounded, and long words are left out: addresses seldom come again.
const (
	wordsKept = 10_000
	longest   = 24 // bytes
)

func (w *words) get(key wordKey) ([]Piece, bool) {
	w.mutex.RLock()
	defer w.mutex.RUnlock()
	pieces, ok := w.made[key]
	return pieces, ok
}

func (w *words) put(key wordKey, pieces []Piece) {
	if len(key.text) > longest {
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.made == nil || len(w.made) >= wordsKept {
		w.made = map[wordKey][]Piece{}
	}
	w.made[key] = pieces
}

// Shaper makes a shaper for text in a language (BCP 47; none is fine).
func (s *Set) Shaper(lang string) *Shaper {
	return &Shaper{set: s, lang: lang, buffer: harfbuzz.NewBuffer()}
}

// Word shapes one word, without spaces, in Normal form. A character that the wanted face lacks is set in
// the first face that has it. One that no face has is left out: ask Missing before. The answer is shared
// with the next caller and must not be changed.
func (s *Shaper) Word(st Style, digits Digits, word string) []Piece {
	return s.word(wordKey{word, s.lang, st, digits, false})
}

// Backward shapes a word that runs from right to left. The glyphs of each piece stand as they are seen, from left to
// right: the last is read first.
func (s *Shaper) Backward(st Style, word string) []Piece {
	return s.word(wordKey{word, s.lang, st, Lining, true})
}

func (s *Shaper) word(key wordKey) []Piece {
	if pieces, ok := s.set.words.get(key); ok {
		return pieces
	}
	key.text = strings.Clone(key.text) // the cache must not hold a whole document alive
	var pieces []Piece
	for rest := key.text; rest != ""; {
		style, n := s.set.stretch(key.style, rest)
		if n == 0 {
			break
		}
		if glyphs := s.shape(style, key.digits, key.back, rest[:n]); len(glyphs) > 0 {
			pieces = append(pieces, Piece{style, glyphs})
		}
		rest = rest[n:]
	}
	s.set.words.put(key, pieces)
	return pieces
}

// stretch is how many bytes at the start of word one face sets, and which: the wanted one if it can.
func (s *Set) stretch(want Style, word string) (Style, int) {
	if ascii(word) {
		return want, len(word)
	}
	of := func(r rune) Style {
		if Silent(r) || s.faces[want].covers(r) {
			return want
		}
		for st := range Style(Styles) {
			if s.faces[st].covers(r) {
				return st
			}
		}
		if st, ok := fallback(r); ok && s.Face(st) != nil && s.Face(st).covers(r) {
			return st
		}
		return want
	}
	style, first := want, true
	for i, r := range word {
		switch st := of(r); {
		case first:
			style, first = st, false
		case st != style && !unicode.Is(unicode.M, r) && !Joins(r):
			return style, i
		}
	}
	return style, len(word)
}

// shape is the glyphs of a text that one face sets, from left to right as they are seen.
func (s *Shaper) shape(st Style, digits Digits, back bool, text string) []Glyph {
	f := s.set.Face(st)
	if s.fonts[st] == nil {
		s.fonts[st] = harfbuzz.NewFont(font.NewFace(f.font))
	}
	s.buffer.Clear()
	s.buffer.ClusterLevel = harfbuzz.MonotoneCharacters
	s.buffer.Flags = harfbuzz.RemoveDefaultIgnorables
	s.buffer.Props = harfbuzz.SegmentProperties{
		Direction: harfbuzz.LeftToRight,
		Script:    s.read(f, text),
		Language:  language.NewLanguage(s.lang),
	}
	if back {
		s.buffer.Props.Direction = harfbuzz.RightToLeft
	}
	s.buffer.AddRunes(s.runes, 0, -1)
	by := s.fonts[st]
	if f.placesMarks(s.runes) {
		if outlined, err := f.outlined(); err == nil {
			by = harfbuzz.NewFont(font.NewFace(outlined))
		}
	}
	var features []harfbuzz.Feature
	if digits == Superior {
		features = []harfbuzz.Feature{{Tag: superiors, Value: 1, End: harfbuzz.FeatureGlobalEnd}}
	}
	s.buffer.Shape(by, features)
	if back {
		return s.glyphsBackward()
	}
	return s.glyphsForward()
}

// read leaves the characters to be shaped in s.runes and returns the script that the first letter belongs to.
func (s *Shaper) read(f *Face, text string) language.Script {
	s.runes = s.runes[:0]
	script, known := language.Latin, false
	for _, r := range text {
		if Joins(r) {
			s.runes = append(s.runes, r)
			continue
		}
		if Silent(r) {
			continue
		}
		if like := substitute(r); like != 0 && !f.has(r) {
			r = like
		}
		if !known {
			if sc := language.LookupScript(r); sc.Strong() {
				script, known = sc, true
			}
		}
		s.runes = append(s.runes, r)
	}
	return script
}

// glyphsForward is what was shaped from left to right.
func (s *Shaper) glyphsForward() []Glyph {
	info := s.buffer.Info
	glyphs := make([]Glyph, 0, len(info))
	for i := 0; i < len(info); {
		first, end := info[i].Cluster, len(s.runes)
		j := s.clusterEnd(i)
		if j < len(info) {
			end = info[j].Cluster
		}
		says := parts(s.runes[first:end], j-i)
		for k := i; k < j; k++ {
			if info[k].Glyph == 0 {
				continue
			}
			g := s.glyph(k, says(k-i))
			if k == i {
				g.Chars = uint8(min(end-first, 255))
			}
			glyphs = append(glyphs, g)
		}
		i = j
	}
	return glyphs
}

// glyphsBackward is what was shaped from right to left: the last cluster of the text comes first.
func (s *Shaper) glyphsBackward() []Glyph {
	info := s.buffer.Info
	glyphs := make([]Glyph, 0, len(info))
	end := len(s.runes)
	for i := 0; i < len(info); {
		first := info[i].Cluster
		j := s.clusterEnd(i)
		says := parts(s.runes[first:end], j-i)
		for k := i; k < j; k++ {
			if info[k].Glyph != 0 {
				glyphs = append(glyphs, s.glyph(k, says(j-1-k)))
			}
		}
		i, end = j, first
	}
	// A joiner belongs to the letter that is read before it: programs that take text out of a PDF turn what a glyph
	// stands for by the first of its letters, and a joiner has no direction.
	for i := range max(0, len(glyphs)-1) {
		g, before := &glyphs[i], &glyphs[i+1]
		if rest := strings.TrimLeftFunc(g.Text, Joins); rest != g.Text && before.Text != "" {
			before.Text += g.Text[:len(g.Text)-len(rest)]
			g.Text = rest
		}
	}
	return glyphs
}

// clusterEnd is the glyph behind the cluster that begins with glyph i.
func (s *Shaper) clusterEnd(i int) int {
	info := s.buffer.Info
	j := i + 1
	for j < len(info) && info[j].Cluster == info[i].Cluster {
		j++
	}
	return j
}

// glyph is the k-th shaped glyph, which stands for a text.
func (s *Shaper) glyph(k int, text string) Glyph {
	at := &s.buffer.Pos[k]
	return Glyph{
		Text: text, Advance: at.XAdvance, DX: int16(at.XOffset), DY: int16(at.YOffset),
		ID: uint16(s.buffer.Info[k].Glyph),
	}
}

// parts shares the characters of a cluster among its n glyphs. An accented letter set as letter and accents
// gives each its own; otherwise the first glyph stands for all.
func parts(cluster []rune, n int) func(int) string {
	if n > 1 {
		if decomposed := []rune(norm.NFD.String(string(cluster))); len(decomposed) == n {
			return func(i int) string { return string(decomposed[i]) }
		}
	}
	return func(i int) string {
		if i > 0 {
			return ""
		}
		return string(cluster)
	}
}

var superiors = opentype.MustNewTag("sups")

// Space is the glyph of the word space, standing for one.
func (s *Set) Space(st Style) Glyph {
	f := s.faces[st]
	g, _ := f.font.NominalGlyph(' ')
	return Glyph{ID: uint16(g), Advance: int32(f.Width(uint16(g))), Text: " ", Chars: 1}
}
