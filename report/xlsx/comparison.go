package xlsx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"whereas/report/compare"
	"whereas/report/score"
)

// Comparison writes comparison.xlsx: companies side by side in the order of the alphabet, each figure a range, each
// state in words. The same comparison gives the same bytes.
func Comparison(c compare.Writer) ([]byte, error) {
	title := c.Wording.Say("title")
	b, err := newBook(title)
	if err != nil {
		return nil, err
	}
	defer b.f.Close()
	w := &comparison{Writer: c, book: b, names: map[string]bool{}}
	sheets := []sheet{w.sideBySide(), w.heatMap()}
	for i := range c.Categories {
		sheets = append(sheets, w.category(i))
	}
	sheets = append(sheets, w.groups(), w.drivers(), w.counts(), w.changes(), w.left(), w.method())
	for _, s := range sheets {
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
	book  *book
	names map[string]bool // of sheets, in small letters
}

// sheet begins a sheet: its name, its heading, what its figures mean.
func (w *comparison) sheet(name string, notes ...string) sheet {
	name = w.unique(name)
	s := sheet{name: name, tableN: fmt.Sprintf("Table%d", len(w.names)), grade: -1, frozen: 1}
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
	s := w.sheet("Side by side", w.Wording.Say("how"), w.Wording.Say("no_order"))
	s.cols = []column{
		{"Company", 34, wrapped},
		{"As of", 12, day},
	}
	for _, cat := range w.Categories {
		at := len(s.cols)
		s.heat = append(s.heat, at, at+1)
		s.cols = append(s.cols, column{cat.Title + ": supported at least to", 13, decimal},
			column{cat.Title + ": not excluded up to", 13, decimal}, column{cat.Title + ": unknown", 13, fraction},
			column{cat.Title + ": bands", 18, wrapped})
	}
	s.cols = append(s.cols, column{"First line of its card", 56, wrapped})
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
		w.Wording.Say("foot_scale"),
		"Under an indicator stand the points of its best supported level, 0 to 100; where there is none, the reason "+
			"in words. Colour says nothing that the cell doesn't say.",
	)
	s.cols = []column{
		{"Company", 34, wrapped},
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
		w.Wording.Say("foot_scale")+" What “clearly above” means stands on the sheets Groups and Method.")
	s.heat = []int{1, 2}
	s.cols = []column{
		{"Company", 34, wrapped},
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

func (w *comparison) groups() sheet {
	s := w.sheet(
		"Groups",
		w.Wording.Say("order_why", fmt.Sprintf("%.0f", 100*w.Method.Share)),
		"Of each category the gravest group stands first. Each company of a group stands clearly above each company "+
			"of the groups after it. A group of several holds companies that can't be told apart from each other, "+
			"directly or through others.",
	)
	s.cols = []column{
		{"Category", 26, wrapped},
		{"Companies in the group", 12, whole},
		{"Company", 60, wrapped},
	}
	for _, st := range w.Categories {
		for _, g := range st.Groups {
			for _, a := range g {
				s.rows = append(s.rows, []any{st.Title, len(g), w.Companies[a].Full(w.Wording)})
			}
		}
		for _, a := range st.Unscored {
			s.rows = append(s.rows, []any{st.Title, w.Wording.Say("no_score"), w.Companies[a].Full(w.Wording)})
		}
	}
	return s
}

func (w *comparison) drivers() sheet {
	s := w.sheet("What drives differences", w.Wording.Say("drivers_how"), w.Wording.Say("foot_scale"))
	s.cols = []column{
		{"Category", 22, wrapped},
		{"Indicator", 30, wrapped},
		{"Share of the weight", 11, fraction},
		{"Where the companies stand", 110, wrapped},
		{"Not known (companies)", 11, whole},
		{"Doesn't apply (companies)", 11, whole},
	}
	add := func(st *compare.Standing, d compare.Driver) {
		s.rows = append(
			s.rows,
			[]any{st.Title, d.ID + " " + d.Title, d.Share, strings.Join(w.Standings(d, inCell), "; "), len(d.Unknown),
				len(d.NotApplicable)},
		)
	}
	for _, st := range w.Categories {
		told := map[string]bool{}
		for _, d := range st.Drivers {
			told[d.ID] = true
			add(st, d)
		}
		for _, d := range st.Unknown {
			if !told[d.ID] {
				add(st, d)
			}
		}
	}
	return s
}

func (w *comparison) counts() sheet {
	s := w.sheet(
		"Evidence",
		"How much stands behind each card. Many claims aren't a concern, and few aren't a clean record: they say how "+
			"far somebody looked.",
	)
	s.cols = []column{
		{"Company", 34, wrapped},
		{"As of", 12, day},
		{"Claims", 9, whole},
	}
	for g := 4; g >= 1; g-- {
		s.cols = append(s.cols, column{fmt.Sprintf("Grade %d: %s", g, w.Grade(g)), 13, whole})
	}
	s.cols = append(s.cols, column{"Contested", 11, whole}, column{"Independent voices", 13, whole},
		column{"Claims that carry a fact", 12, whole}, column{"Codings", 10, whole},
		column{"Elements answered", 11, whole}, column{"Elements asked", 11, whole},
		column{"Indicators known", 11, whole}, column{"Indicators that apply", 11, whole},
		column{"Assessed by", 26, wrapped}, column{"Assessed on", 12, day}, column{"Card (SHA-256)", 66, wrapped})
	for _, co := range w.Companies {
		n := co.Counts
		row := []any{co.Full(w.Wording), co.AsOf, n.Claims}
		for g := 4; g >= 1; g-- {
			row = append(row, n.Grades[g])
		}
		row = append(row, n.Contested, n.Voices, n.Facts, n.Codings, n.Answered, n.Asked, n.Known, n.Asking)
		as := co.Assessment
		if as == nil {
			as = &score.AssessmentRef{Coder: "nobody"}
		}
		s.rows = append(s.rows, append(row, as.Coder, as.Date, co.Digest))
	}
	return s
}

func (w *comparison) changes() sheet {
	note := "No earlier run was given (--since), so nothing is said about changes."
	if w.Since {
		note = "What is different from the earlier run. A company scored by another rubric then is only named: what " +
			"differs may be the rubric's doing."
		if len(w.Changes) == 0 {
			note = w.Wording.Say("changes_none")
		}
	}
	s := w.sheet("Changes", note, w.Wording.Say("foot_scale"))
	s.cols = []column{
		{"Company", 34, wrapped},
		{"What", 34, wrapped},
		{"Category", 22, wrapped},
		{"Before", 40, wrapped},
		{"Now", 40, wrapped},
		{"Low before", 9, decimal},
		{"High before", 9, decimal},
		{"Low now", 9, decimal},
		{"High now", 9, decimal},
	}
	for _, ch := range w.Changes {
		s.rows = append(s.rows, []any{w.Who(ch), w.What(ch), ch.Category, w.Told(ch.Before), w.Told(ch.After),
			number(ch.Before.Low), number(ch.Before.High), number(ch.After.Low), number(ch.After.High)})
	}
	return s
}

func (w *comparison) left() sheet {
	note := w.Wording.Say("left_how")
	if len(w.Left) == 0 {
		note = "Every company that was found is compared."
	}
	s := w.sheet("Not compared", note)
	s.cols = []column{
		{"Company", 44, wrapped},
		{"Why", 90, wrapped},
	}
	for _, l := range w.Left {
		s.rows = append(s.rows, []any{w.LeftName(l), w.Why(l)})
	}
	for _, st := range w.Categories {
		for _, a := range st.Unscored {
			s.rows = append(s.rows, []any{w.Companies[a].Full(w.Wording), st.Title + ": " + w.Wording.Say("no_score")})
		}
	}
	return s
}

// method says how the figures come about, so that the workbook can be read alone.
func (w *comparison) method() sheet {
	s := w.sheet("Method")
	s.cols = []column{
		{"Subject", 24, wrapped},
		{"Item", 30, wrapped},
		{"What it means", 110, wrapped},
	}
	add := func(subject, item, text string) { s.rows = append(s.rows, []any{subject, item, text}) }
	add("Comparison", "Date", w.Date.String())
	add("Comparison", "Edition", string(w.Edition))
	add("Comparison", "Figures", w.Wording.Say("how"))
	add("Comparison", "Order", w.Wording.Say("no_order"))
	add("Comparison", "Clearly above", w.Wording.Say("order_why", fmt.Sprintf("%.0f", 100*w.Method.Share)))
	for _, p := range w.Wording.Paragraphs {
		add("Comparison", "Method", p)
	}
	for _, r := range w.Wording.Reasons {
		add("Draws", r.Name+": "+r.Value, r.Why)
	}
	add("Rubric", w.Rubric.ID+" "+w.Rubric.Version, w.Rubric.Title+". "+w.Rubric.Why)
	add("Rubric", "Digest of the file (SHA-256)", w.Rubric.SHA256)
	for _, b := range w.Rubric.Bands {
		add("Band", b.Name, fmt.Sprintf("from %g", b.From))
	}
	for _, cat := range w.Rubric.Categories {
		add("Category", cat.Title, cat.Why)
		for _, in := range w.Rubric.In(cat.ID) {
			add("Indicator", in.ID+" "+in.Title, fmt.Sprintf("%s Weight %g: %s", in.Question, in.Weight, in.Why))
			if k := in.Critical; k != nil {
				add("Critical indicator", in.ID,
					fmt.Sprintf("Proven at level %d it lifts the low bound of its category to at least %g, and the "+
						"high bound wherever that level isn't excluded. %s", k.Level, k.Floor, k.Why))
			}
		}
	}
	for _, t := range w.Vocabulary["grade"] {
		add("Grade", t.ID+": "+t.Word, t.Meaning)
	}
	for _, t := range w.Vocabulary["state"] {
		add("State of an indicator", t.Word, t.Meaning)
	}
	return s
}

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
