package pages

import (
	"whereas/report/face"
	"whereas/report/lines"
)

// Style is everything that steers how a document is laid out. templates/style.toml says what each of it is for.
type Style struct {
	Letter, A4 Sheet
	Measure    lines.Length // width of the text, centred on the sheet
	SideMargin lines.Length // on all sides of a landscape sheet
	HeadRise   lines.Length // from the text's upper edge to the baseline of the running head
	FootDrop   lines.Length // from the text's lower edge to the baseline of the running foot

	Body, Notes, Running, Table, Caption Type
	Headings                             [4]HeadingType

	ParaGap     lines.Length // above a paragraph that follows a paragraph
	ItemGap     lines.Length // between the items of a list
	ListIndent  lines.Length // from an item's label to its text
	QuoteIndent lines.Length // on both sides
	TableGap    lines.Length // above and below a table
	CellGap     lines.Length // between columns
	CellPad     lines.Length // above and below the text of a row
	Hairline    lines.Length // thickness of rules

	NoteIndent   lines.Length // of a note's text; the numbers hang in it
	NoteGap      lines.Length // between notes
	NoteRule     lines.Length // length of the rule above the notes
	NoteRuleRise lines.Length // from the end of the text to the rule, at least
	NoteRuleDrop lines.Length // from the rule to the first note

	Lines lines.Taste
	Pages Taste
	Hangs map[string]lines.Hang // by the text of a glyph
	Ties  map[string]lines.Ties // by language
}

// Sheet is a page size with the margins above and below the text.
type Sheet struct{ Width, Height, Top, Bottom lines.Length }

// capacity is the height of the text on a page.
func (s Sheet) capacity() lines.Length { return s.Height - s.Top - s.Bottom }

// Type is a size of type and its leading, the distance of baselines.
type Type struct{ Size, Leading lines.Length }

// HeadingType is how a level of headings is set.
type HeadingType struct {
	Type
	Face          face.Style
	Before, After lines.Length
}

// Taste is what pages are judged by. All costs are measured against White.
type Taste struct {
	White      int // of one line left empty at the foot; grows with the square of the lines
	Feather    int // how much the gaps of a page may grow to fill it, in percent
	LastScrap  int // of a last page with three lines or fewer
	LateFigure int // of each figure that waits for the next page
	Hyphen     int // of a divided word between two pages
	Orphan     int // of a paragraph's first line alone at the foot
	Widow      int // of its last line alone at the head
	ShortList  int // of dividing a list of a few lines
	SplitNote  int // of a note that continues on the next page
	SplitScrap int // of a single line of it on either side, in addition
	SplitRow   int // of a table row that continues on the next page
	TableScrap int // of leaving one row of a table alone, or two
	AfterColon int // between a paragraph that ends in a colon and what it announces
	BeforeList int // between a paragraph and the list, the table or the figure behind it
	Opening    int // between the first few lines below a heading and the block behind them
	InSentence int // of a figure that waits and then stands within a paragraph or a list
	Late       int // of each line of an earlier note that waits once more
}
