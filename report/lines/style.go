package lines

// Style is how lines are set: what they are judged by, what hangs in the margin, which words stay together.
type Style struct {
	Taste Taste
	Hangs map[string]Hang // by the text of a glyph
	Ties  Ties
	Whole map[string]bool // words that are never divided, such as those of a company's name
}

// Hang is hanging punctuation: how far a character that begins or ends a line stands in the margin, in thousandths of
// its width. Characters with little ink, such as a full stop, would make the edge of the text look uneven.
type Hang struct{ Before, After int }

// Taste is what lines are judged by. Costs are in the scale of Knuth and Plass.
type Taste struct {
	Stretch, Shrink int // how far a word space gives, in percent of its width
	Expand          int // how much wider or narrower glyphs may be set, in thousandths
	Whole           int // badness up to which all lines must stay for no word to be divided
	Tolerance       int // badness up to which lines with divided words are taken without a third look
	Line            int // cost of each line: more of it, fewer lines
	Hyphens         int // of two lines in a row that end in a hyphen
	Contrast        int // of a tight line next to a loose one
	ShortEnd        int // of a last line shorter than ShortEndWidth
	ShortEndWidth   Length
	Loosest         int    // how far spaces give, in percent of Stretch, before a line may be left short
	Unbroken        Length // only before a piece of text that is wider than this and can't be divided, though,
	Sparse          Length // or if its spaces stretch no more than this, as in an address: that costs nothing extra
	Ragged          Length // white at the end of a line that is as bad as spaces stretched by Stretch
}

// Align is how lines stand between their edges.
type Align uint8

const (
	Justified Align = iota
	Left
	Centred
	Right
)
