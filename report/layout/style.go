package layout

import "whereas/report/face"

// Style is every measure and every taste of the layout.
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
	SplitNote   int // of a note that goes on overleaf
	SplitScrap  int // of a single line of it on either side, in addition
	SplitRow    int // of a table row that goes on overleaf
	TableScrap  int // of leaving one row of a table alone, or two
	AfterLeadIn int // between a paragraph that ends in a colon and what it leads in
	Late        int // of each line of an earlier note that waits once more
}

// DefaultStyle is sober: it is meant for a proxy statement.
func DefaultStyle() Style {
	const pt = Point
	return Style{
		Letter:     Sheet{612 * pt, 792 * pt, 81 * pt, 81 * pt},
		A4:         Sheet{595*pt + 18061, 841*pt + 58311, 85 * pt, 84 * pt}, // 210 by 297 mm
		Measure:    366 * pt,
		SideMargin: 72 * pt,
		HeadRise:   26 * pt,
		FootDrop:   34 * pt,

		Body:    Type{11 * pt, 14 * pt},
		Notes:   Type{9 * pt, 11 * pt},
		Running: Type{9 * pt, 11 * pt},
		Table:   Type{9*pt + pt/2, 12 * pt},
		Caption: Type{10 * pt, 13 * pt},
		Headings: [4]HeadingType{
			{Type{16 * pt, 20 * pt}, face.Bold, 21 * pt, 10 * pt},
			{Type{12*pt + pt/2, 16 * pt}, face.Bold, 18 * pt, 5 * pt},
			{Type{11 * pt, 14 * pt}, face.Bold, 14 * pt, 4 * pt},
			{Type{11 * pt, 14 * pt}, face.Italic, 11 * pt, 3 * pt},
		},

		ParaGap:     7 * pt,
		ItemGap:     4 * pt,
		ListIndent:  18 * pt,
		QuoteIndent: 20 * pt,
		TableGap:    14 * pt,
		CellGap:     12 * pt,
		CellPad:     2 * pt,
		Hairline:    pt * 2 / 5,

		NoteIndent:   13 * pt,
		NoteGap:      pt,
		NoteRule:     72 * pt,
		NoteRuleRise: 10 * pt,
		NoteRuleDrop: 5 * pt,

		Lines: LineTaste{
			Stretch: 45, Shrink: 33, Expand: 20, Whole: 80, Tolerance: 300,
			Line: 10, Hyphens: 100000, Contrast: 8000,
			ShortEnd: 20000, ShortEndWidth: 40 * pt,
			Loosest: 350, Ragged: 36 * pt, Sparse: 11 * pt,
		},
		Pages: PageTaste{
			White: 10, Feather: 60, LastScrap: 400, LateFloat: 120, Hyphen: 120, Orphan: 4000, Widow: 5000, SplitNote: 60, SplitScrap: 150,
			SplitRow: 500, TableScrap: 150, AfterLeadIn: 60, Late: 40,
		},
		Ties: map[string]Ties{"en": {
			BeforeFigure: []string{"No.", "Nos.", "p.", "pp.", "para.", "paras.", "§", "§§", "Art.", "Article", "Section", "Sec.", "Rule", "Item", "Fig.", "Figure", "Table", "Note", "Ch.", "Chapter", "Vol.", "Part", "Page",
				"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
			AfterFigure: []string{"million", "billion", "trillion", "thousand", "percent", "per", "%", "points", "km", "kg", "miles", "pages", "words", "days", "weeks", "months", "years", "hours", "minutes", "people", "times",
				"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
			AfterName: []string{"Inc.", "Inc", "Ltd.", "Ltd", "LLC", "Corp.", "Corporation", "plc", "Jr.", "Sr."},
		}, "es": {
			BeforeFigure: []string{"n.º", "núm.", "pág.", "págs.", "párr.", "párrs.", "§", "art.", "artículo", "cap.", "vol."},
			AfterFigure:  []string{"millones", "mil", "por", "%", "km", "kg", "páginas", "días", "meses", "años", "personas", "de"},
		}},
		Hangs: map[string]Hang{
			".": {0, 700}, ",": {0, 700}, "-": {0, 600}, "‐": {0, 600}, ":": {0, 450}, ";": {0, 450}, "!": {0, 150}, "?": {0, 150},
			"–": {0, 250}, "—": {0, 150}, "“": {500, 0}, "‘": {600, 0}, "”": {0, 500}, "’": {0, 600}, "«": {250, 0}, "»": {0, 250},
			"(": {80, 0}, ")": {0, 80}, "A": {40, 40}, "J": {60, 0}, "T": {50, 50}, "V": {50, 50}, "W": {40, 40}, "Y": {60, 60}, "v": {30, 30}, "w": {30, 30}, "y": {40, 40},
		},
	}
}
