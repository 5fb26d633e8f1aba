package xlsx

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"whereas/report/compare"
)

// Comparison writes comparison.xlsx: companies side by side in the order of the alphabet, each figure a range, each
// state in words. The same comparison gives the same bytes.
func Comparison(c compare.Writer) ([]byte, error) {
	title := marked(c.Wording.Say("title"), c.Edition)
	b, err := newBook(title)
	if err != nil {
		return nil, err
	}
	defer b.f.Close()
	w := &comparison{Writer: c, book: b, names: map[string]bool{}, tables: map[string]bool{}}
	side := w.sideBySide()
	sheets := []sheet{side}
	if len(c.Companies) <= mostBars {
		sheets = append(sheets, w.charts(side))
	}
	sheets = append(sheets, w.heatMap())
	for i := range c.Categories {
		sheets = append(sheets, w.category(i))
	}
	sheets = append(sheets, w.groups(), w.drivers(), w.counts())
	for _, s := range []sheet{w.changes(), w.left()} {
		if s.count() > 0 { // else the method says why there is none
			sheets = append(sheets, s)
		}
	}
	sheets = append(sheets, w.method())
	for _, s := range sheets {
		w.leadHome(&s, side)
		distinct(s.cols)
		if err := b.add(s); err != nil {
			return nil, err
		}
	}
	stamp := fmt.Sprintf("%04d-%02d-%02dT00:00:00Z", c.Date.Year, max(1, c.Date.Month), max(1, c.Date.Day))
	if err := b.f.SetDocProps(&excelize.DocProperties{Title: title, Subject: c.Rubric.ID + " " + c.Rubric.Version,
		Creator: "-", LastModifiedBy: "-",
		Created: stamp, Modified: stamp, Language: compare.Lang}); err != nil {
		return nil, err
	}
	return b.bytes()
}

// comparison gathers what the sheets need.
type comparison struct {
	compare.Writer
	book   *book
	names  map[string]bool // of sheets, in small letters
	tables map[string]bool // their names likewise
}

// sheet begins a sheet: its name, its heading, what its figures mean.
func (w *comparison) sheet(name string, notes ...string) sheet {
	name = w.unique(name)
	s := sheet{name: name, tableN: w.tableName(name), grade: -1, frozen: 1, whole: true}
	title := w.Wording.Say("title")
	if len(w.names) > 1 {
		title += ": " + name
	}
	s.intro = append(s.intro, []any{titled{title, w.book.title}}, []any{titled{w.Opening(), w.book.note}})
	for _, h := range w.Heed() {
		s.intro = append(s.intro, []any{titled{h, w.book.strong}})
	}
	for _, n := range notes {
		for _, line := range lines(n) {
			s.intro = append(s.intro, []any{titled{line, w.book.note}})
		}
	}
	s.intro = append(s.intro, []any{})
	return s
}

// tableName is a name for the table of a sheet, in letters, digits and underscores, that no other has. It begins with a
// word of our own, or a sheet CR1 would give the name of a cell.
func (w *comparison) tableName(sheet string) string {
	name := "Table_" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, sheet)
	try := name
	for n := 2; w.tables[strings.ToLower(try)]; n++ {
		try = fmt.Sprintf("%s_%d", name, n)
	}
	w.tables[strings.ToLower(try)] = true
	return try
}

// distinct gives columns of one title a number: a rubric's titles come from anywhere, and Excel takes none twice.
func distinct(cols []column) {
	seen := map[string]bool{}
	for i := range cols {
		title := cols[i].title
		for n := 2; seen[strings.ToLower(cols[i].title)]; n++ {
			cols[i].title = fmt.Sprintf("%s (%d)", title, n)
		}
		seen[strings.ToLower(cols[i].title)] = true
	}
}

// lines divides a note, which runs on to the right without an end, into rows that a screen can hold.
func lines(note string) []string {
	const most = 150
	out, room := []string{}, 0
	for _, word := range strings.Fields(note) {
		if n := utf8.RuneCountInString(word) + 1; len(out) > 0 && n <= room {
			out[len(out)-1] += " " + word
			room -= n
		} else {
			out = append(out, word)
			room = most - n
		}
	}
	return out
}

// unique is a name that Excel takes for a sheet and that no other sheet has.
func (w *comparison) unique(name string) string {
	const most = 31 // UTF-16 units; none of our names has any over two bytes long after cutting
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name), "' ")
	cut := func(s string, n int) string {
		units := 0
		for i, r := range s {
			if units += max(1, utf8.RuneLen(r)/2); units > n {
				return strings.TrimRight(s[:i], "' ")
			}
		}
		return s
	}
	try := cut(name, most)
	for n := 2; try == "" || strings.EqualFold(try, "history") || w.names[strings.ToLower(try)]; n++ {
		end := fmt.Sprintf(" %d", n)
		try = cut(name, most-len(end)) + end
	}
	w.names[strings.ToLower(try)] = true
	return try
}

// bands are the names of the bands that a range runs over.
func (w *comparison) bands(cat *compare.Category) string {
	if cat.LowBand == cat.HighBand {
		return cat.LowBand
	}
	return cat.LowBand + " to " + cat.HighBand
}

// unknown is the share of a category's weights that is unknown.
func unknown(cat *compare.Category) any {
	if cat.Coverage == nil {
		return nil
	}
	return 1 - *cat.Coverage
}

func (w *comparison) bound(v *float64) any {
	if v == nil {
		return w.Wording.Say("no_score")
	}
	return *v
}

func (w *comparison) sideBySide() sheet {
	s := w.sheet("Side by side", "A row for each company, with four columns for each category.", w.Wording.Say("how"),
		w.Wording.Say("no_order"))
	s.cols = []column{
		{companyTitle, 34, wrapped},
		{"As of", 12, day},
	}
	for _, cat := range w.Categories {
		at := len(s.cols)
		s.heat = append(s.heat, at, at+1)
		s.cols = append(s.cols, column{cat.Title + ": supported at least to", 12, decimal},
			column{cat.Title + ": not excluded up to", 12, decimal}, column{cat.Title + ": unknown", 11, fraction},
			column{cat.Title + ": bands", 14, wrapped})
	}
	s.cols = append(s.cols, column{"First line of its card", 50, wrapped})
	for _, co := range w.Companies {
		row := []any{co.Full(w.Wording), co.AsOf}
		for i := range co.Categories {
			cat := &co.Categories[i]
			row = append(row, w.bound(cat.Low), w.bound(cat.High), unknown(cat), w.bands(cat))
		}
		s.rows = append(s.rows, append(row, co.Headline))
	}
	return s
}

// heatMap shows every indicator of every company: the points of its best supported level, and a word where there is
// none.
func (w *comparison) heatMap() sheet {
	s := w.sheet(
		"Heat map",
		"A row for each company, a column for each indicator.",
		w.Wording.Say("foot_scale"),
		"Under an indicator stand the points of its best supported level, 0 to 100; where there is none, the reason "+
			"in words. Colour says nothing that the cell doesn't say.",
	)
	s.cols = []column{
		{companyTitle, 34, wrapped},
	}
	for _, cat := range w.Categories {
		at := len(s.cols)
		s.heat = append(s.heat, at, at+1)
		s.cols = append(s.cols, column{cat.Title + ": at least", 11, decimal},
			column{cat.Title + ": up to", 11, decimal}, column{cat.Title + ": unknown", 11, fraction})
	}
	for _, cat := range w.Categories {
		for _, in := range w.Rubric.In(cat.ID) {
			s.heat = append(s.heat, len(s.cols))
			s.cols = append(s.cols, column{in.ID + " " + in.Title, 14, level})
		}
	}
	for _, co := range w.Companies {
		row := []any{co.Full(w.Wording)}
		for i := range co.Categories {
			cat := &co.Categories[i]
			row = append(row, w.bound(cat.Low), w.bound(cat.High), unknown(cat))
		}
		for i := range co.Categories {
			for j := range co.Categories[i].Indicators {
				in := &co.Categories[i].Indicators[j]
				if in.Value == nil {
					row = append(row, w.State(in.State))
					continue
				}
				row = append(row, *in.Value)
			}
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// category is one category in full: ranges, what the draws make of them, who can be told apart, every indicator in
// words.
func (w *comparison) category(i int) sheet {
	st := w.Categories[i]
	s := w.sheet(st.Title,
		"A row for each company in this category: its range, who stands clearly above whom, every indicator in words.",
		w.Wording.Say("foot_scale")+" What “clearly above” means stands on the sheets Groups and Method.")
	s.heat = []int{1, 2}
	s.cols = []column{
		{companyTitle, 34, wrapped},
		{"Supported at least to", 11, decimal},
		{"Not excluded up to", 11, decimal},
		{"Unknown", 10, fraction},
		{"Bands", 18, wrapped},
		{"Gravest indicator", 10, plainText},
		{"Low end, passed in 95 of 100 draws", 12, decimal},
		{"High end, kept in 95 of 100 draws", 12, decimal},
		{"Stands clearly above (companies)", 12, whole},
		{"Clearly above", 30, wrapped},
		{"Stands clearly below (companies)", 12, whole},
		{"Clearly below", 30, wrapped},
	}
	for _, in := range w.Rubric.In(st.ID) {
		s.cols = append(s.cols, column{in.ID + " " + in.Title, 24, wrapped})
	}
	over := make([][]int, len(w.Companies))
	under := make([][]int, len(w.Companies))
	for a := range w.Companies {
		under[a] = st.Above.Below(a)
		for _, b := range under[a] {
			over[b] = append(over[b], a)
		}
	}
	scored := make([]bool, len(w.Companies))
	for _, g := range st.Groups {
		for _, a := range g {
			scored[a] = true
		}
	}
	for a, co := range w.Companies {
		cat := &co.Categories[i]
		var low, high any
		if scored[a] {
			low, high = st.Low[a], st.High[a]
		}
		row := []any{co.Full(w.Wording), w.bound(cat.Low), w.bound(cat.High), unknown(cat), w.bands(cat), cat.Gravest,
			low, high, len(under[a]), w.Names(under[a], inCell), len(over[a]), w.Names(over[a], inCell)}
		for j := range cat.Indicators {
			row = append(row, w.Cell(&cat.Indicators[j], cat.Marks[j]))
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// inCell is how many names a cell holds; the rest is counted.
const inCell = 40

// heat colours figures from 0 to 100 by a scale of three colours. The figures stand in the cells all the same.
func (b *book) heat(s sheet, first, last int) error {
	if len(s.rows) == 0 {
		return nil
	}
	for _, i := range s.heat {
		area := cell(i+1, first+1) + ":" + cell(i+1, last)
		if err := b.f.SetConditionalFormat(s.name, area,
			[]excelize.ConditionalFormatOptions{{Type: "3_color_scale", Criteria: "=",
				MinType: "num", MinValue: "0", MinColor: "#FFFFFF", MidType: "num", MidValue: "50", MidColor: "#FBDDA4",
				MaxType: "num", MaxValue: "100", MaxColor: "#E58E73"}}); err != nil {
			return err
		}
	}
	return nil
}
