package layout

import "whereas/report/face"

// Style is every measure and every taste of the layout. templates/style.toml says what each is for.
type Style struct {
	Letter, A4 Sheet
	Measure    Length // width of the text, centred on the sheet
	SideMargin Length // on all sides of a sheet on its side
	HeadRise   Length // from the text's upper edge to the baseline of the running head
	FootDrop   Length // from the text's lower edge to the baseline of the running foot

	Body, Notes, Running, Table, Caption Type
	Headings                             [4]HeadingType

	ParaGap     Length // above a paragraph that follows a paragraph
	ItemGap     Length // between the items of a list
	ListIndent  Length // from an item's label to its text
	QuoteIndent Length // on both sides
	TableGap    Length // above and below a table
	CellGap     Length // between columns
	CellPad     Length // above and below the text of a row
	Hairline    Length // thickness of rules

	NoteIndent   Length // of a note's text; the numbers hang in it
	NoteGap      Length // between notes
	NoteRule     Length // length of the rule above the notes
	NoteRuleRise Length // from the end of the text to the rule, at least
	NoteRuleDrop Length // from the rule to the first note

	Lines LineTaste
	Pages PageTaste
	Hangs map[string]Hang // by the text of a glyph
	Ties  map[string]Ties // by language
}

// Hang is how far a character stands out into the margin, in thousandths of its width, where it begins or ends a
// line: what has little ink at the edge would make the margin look uneven.
type Hang struct{ Before, After int }

// Sheet is a page size with the margins above and below the text.
type Sheet struct{ Width, Height, Top, Bottom Length }

// Type is a size and the distance of baselines.
type Type struct{ Size, Leading Length }

// HeadingType is how a level of headings is set.
type HeadingType struct {
	Type
	Face          face.Style
	Before, After Length
}

// LineTaste steers the breaking of paragraphs into lines. Costs are in the scale of Knuth and Plass.
type LineTaste struct {
	Stretch, Shrink int // how far a word space gives, in percent of its width
	Expand          int // how much wider or narrower glyphs may be set, in thousandths
	Whole           int // badness up to which all lines must stay for no word to be divided
	Tolerance       int // badness up to which lines with divided words are taken without a third look
	Line            int // cost of each line: more of it, fewer lines
	Hyphens         int // of two broken words running
	Contrast        int // of a tight line next to a loose one
	ShortEnd        int // of a last line shorter than ShortEndWidth
	ShortEndWidth   Length
	Loosest         int    // a line whose spaces would give more than this times Stretch, in percent, is left ragged
	Ragged          Length // white at the end of a line that is as bad as spaces stretched by Stretch
	Sparse          Length // a line that can't stretch by more than this is taken for one of addresses
}

// PageTaste steers the breaking into pages. Costs compare with White.
type PageTaste struct {
	White       int // of one line left empty at the foot; grows with the square of the lines
	Feather     int // how much the gaps of a page may grow to fill it, in percent
	LastScrap   int // of a last page with one line or two
	LateFloat   int // of each figure that waits for the next page
	Hyphen      int // of a divided word between two pages
	Orphan      int // of a paragraph's first line alone at the foot
	Widow       int // of its last line alone at the head
	ShortList   int // of parting a list of a few lines
	SplitNote   int // of a note that goes on overleaf
	SplitScrap  int // of a single line of it on either side, in addition
	SplitRow    int // of a table row that goes on overleaf
	TableScrap  int // of leaving one row of a table alone, or two
	AfterLeadIn int // between a paragraph that ends in a colon and what it leads in
	Late        int // of each line of an earlier note that waits once more
}
