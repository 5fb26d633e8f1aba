package lines

import "whereas/report/face"

// Most words of a document come again and again, in few sizes and faces: what they are shaped, measured and divided to
// is remembered. It is the same wherever a word stands, but for the node and the link that it belongs to.

// wordLook is all that tells apart how a word of the same characters is set.
type wordLook struct {
	style        face.Style
	size         Length
	loose, whole bool // as in Builder; it isn't divided
}

// wordKey is what a word is remembered by. Its text lies in memory that is used again.
type wordKey struct {
	look wordLook
	text []byte
}

// measured is the items and pieces of a word.
type measured struct {
	items  []item
	pieces []piece
}

// longestKept is how many bytes a word has that is remembered: addresses seldom come again.
const longestKept = 24

// wordKey is the key of the word from character i to before end; not plain where there is more to it than its
// characters: a mark, a change of face, a place to break it, a run from right to left.
func (b *Builder) wordKey(i, end int) (key wordKey, plain bool) {
	if b.mixed || end-i > longestKept {
		return wordKey{}, false
	}
	first := &b.chars[i]
	text := b.t.scratch[:0]
	for k := i; k < end; k++ {
		c := &b.chars[k]
		if c.span != first.span || c.soft || c.zeroWidth || c.joined || c.r == markRune || unbreakable(c.r) {
			return wordKey{}, false
		}
		text = appendRune(text, c.r)
	}
	b.t.scratch = text
	if len(text) > longestKept {
		return wordKey{}, false
	}
	look := wordLook{b.spans[first.span].Style, b.par.size, b.loose, b.stays(end)}
	return wordKey{look, text}, true
}

// recall adds the word that begins with character i as it was measured before, if it was.
func (b *Builder) recall(key wordKey, i int) bool {
	m, ok := b.t.words[key.look][string(key.text)]
	if !ok {
		return false
	}
	s := &b.spans[b.chars[i].span]
	b.par.items = append(b.par.items, m.items...)
	first := len(b.par.pieces)
	b.par.pieces = append(b.par.pieces, m.pieces...)
	for k := first; k < len(b.par.pieces); k++ {
		b.par.pieces[k].node, b.par.pieces[k].link = s.Node, s.link
	}
	return true
}

// remember keeps the items from first on, which the word from character i to before end has become.
func (b *Builder) remember(key wordKey, i, end, first int) {
	if b.t.words == nil {
		b.t.words = map[wordLook]map[string]measured{}
	}
	words := b.t.words[key.look]
	if words == nil {
		words = map[string]measured{}
		b.t.words[key.look] = words
	}
	words[b.string(b.chars[i:end])] = measured{
		append([]item(nil), b.par.items[first:]...), append([]piece(nil), b.par.pieces[first:]...),
	}
}
