package book

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"whereas/report/cells"
	"whereas/report/diag"
	"whereas/report/source"
)

// Book is a dossier as a workbook has it.
type Book struct {
	Files  Files // as TOML, made for reading it
	Places *Places
	Made   []string // ids that were made, since their rows had none

	items  []*item
	proofs []*item
	known  map[string]bool // sheets and columns that are there: "Claims", "Claims kind"
	prose  Files
	base   map[string]string // what each thing was when the workbook was written; nil where that isn't known
	name   string
	fills  bool   // a library: what the dossier says otherwise stays, unless it is forced
	text   []byte // of a library
}

// Read reads a workbook. name is what it is shown as. Faults go to l, with their cells; the book is nil where it can't
// be read as one at all.
func Read(name string, data []byte, l *diag.List) *Book {
	file := cells.Read(name, data, l)
	if file == nil {
		return nil
	}
	return readBook(name, file, l)
}

// readBook is Read of a file whose cells were read.
func readBook(name string, file *cells.Book, l *diag.List) *Book {
	r := newReader(name, l)
	r.tellOddities(file)
	if !r.sheets(file) {
		return nil
	}
	r.start(file)
	for _, pass := range []bool{true, false} { // things before their pieces, which name them
		for _, tb := range tables() {
			if (tb.in == "") == pass {
				r.table(file, tb)
			}
		}
	}
	r.readProofs(file)
	r.readTexts(file)
	r.readBase(file)
	r.finish()
	return r.Book
}

func newReader(name string, l *diag.List) *bookReader {
	r := &bookReader{
		Book:     &Book{Files: Files{}, known: map[string]bool{}, prose: Files{}, name: name},
		list:     l,
		byKey:    map[string]*item{},
		names:    map[string]map[string]string{},
		ids:      map[string]map[string]bool{},
		heads:    map[string]int{},
		next:     map[string]int{},
		lostRows: map[string]*diag.Diagnostic{},
	}
	r.Places = &Places{
		name: name,
		text: map[string]string{},
		rows: map[string]*rowPlaces{},
		maps: map[string][]mapped{},
	}
	return r
}

type bookReader struct {
	next map[string]int // of ids that are made: the number that the next one of its kind has
	*Book
	list     *diag.List
	byKey    map[string]*item
	names    map[string]map[string]string // by section: ids by the titles of rows without one
	ids      map[string]map[string]bool   // by section: ids that are taken
	lostRows map[string]*diag.Diagnostic  // by what they belong to, which isn't there
	sheet    *cells.Sheet
	heads    map[string]int // columns by what keyOf makes of their heads
}

// at is the place of a cell.
func (r *bookReader) at(sheet string, col, row int) diag.Span {
	s := diag.Span{File: r.name, Cell: sheet + "!" + cells.Name(col, row)}
	if sheet == "" { // a table that is a text
		s.Cell = cells.Name(col, row)
	}
	if t := r.Places.text[s.Cell]; t != "" {
		s.Line, s.Col, s.EndLine = 1, 1, 1
		first, _, _ := strings.Cut(t, "\n")
		s.EndCol = 1 + len([]rune(first))
	}
	return s
}

// tellOddities says what was read otherwise than it looks.
func (r *bookReader) tellOddities(b *cells.Book) {
	whole := diag.Span{File: r.name}
	if b.Macros {
		r.list.Noticef(
			whole,
			diag.WorkbookRead,
			"there are macros in the workbook: they aren't run, and what they would do "+
				"isn't seen",
		)
	}
	formulas, first := 0, diag.Span{}
	for _, s := range b.Sheets {
		if s.Name == wordsSheet || s.Name == baseSheet {
			continue
		}
		place := diag.Span{File: r.name, Cell: s.Name + "!A1"}
		if s.Hidden && len(s.Rows) > 0 {
			r.list.Noticef(place, diag.WorkbookRead, "the sheet %q is hidden; it was read all the same", s.Name)
		}
		if n, cell := s.Merges(); n > 0 {
			at := diag.Span{File: r.name, Cell: s.Name + "!" + cell}
			r.list.Noticef(
				at,
				diag.WorkbookRead,
				"the sheet %q has %s; what stands in them counts for each of their rows",
				s.Name,
				plural(n, "area of joined cells", "areas of joined cells"),
			)
		}
		var hidden []int
		for i := range s.Rows {
			row := &s.Rows[i]
			if row.Hidden {
				hidden = append(hidden, row.N)
			}
			for _, c := range row.Cells {
				at := diag.Span{File: r.name, Cell: s.Name + "!" + cells.Name(c.Col, row.N)}
				switch {
				case c.Kind == cells.Fault:
					r.list.Errorf(at, diag.FormulaFault, "the formula of the cell has come to no value: %s", c.Text).
						WithHint("mend the formula, or write the value itself into the cell")
				case c.Formula && strings.TrimSpace(c.Text) == "":
					r.list.Errorf(at, diag.FormulaFault, "the cell has a formula, and no value was saved with it").
						WithHint(
							"open the workbook in a spreadsheet program, save it, and run again; or write the value " +
								"itself",
						)
				case c.Rounded:
					r.list.Noticef(
						at,
						diag.WorkbookRead,
						"the cell holds a date with an hour; the day alone is read: %s",
						c.Text,
					)
				}
				if c.Formula {
					if formulas++; formulas == 1 {
						first = at
					}
				}
			}
		}
		if len(hidden) > 0 {
			r.list.Noticef(
				diag.Span{File: r.name, Cell: fmt.Sprintf("%s!A%d", s.Name, hidden[0])},
				diag.WorkbookRead,
				"%s of the sheet %q %s hidden; what stands there was read all the same",
				plural(len(hidden), "row", "rows"),
				s.Name,
				isAre(len(hidden)),
			)
		}
		if n := len(s.HiddenColumns); n > 0 {
			r.list.Noticef(diag.Span{File: r.name, Cell: s.Name + "!" + cells.Name(s.HiddenColumns[0], 1)},
				diag.WorkbookRead, "%s of the sheet %q %s hidden; what stands there was read all the same",
				plural(n, "column", "columns"), s.Name, isAre(n))
		}
	}
	if formulas > 0 {
		r.list.Noticef(
			first,
			diag.WorkbookRead,
			"%s; what %s came to when the workbook was saved was read",
			plural(
				formulas,
				"cell holds a formula",
				"cells hold formulas",
			),
			map[bool]string{true: "it", false: "they"}[formulas == 1],
		)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// sheets looks whether the workbook is one of a dossier, and tells of sheets that no dossier has.
func (r *bookReader) sheets(b *cells.Book) bool {
	known := []string{startSheet, wordsSheet, textsSheet, proofSheet, baseSheet}
	for _, tb := range tables() {
		known = append(known, tb.name)
	}
	ours := 0
	var strange []*cells.Sheet
	for _, s := range b.Sheets {
		if i := slices.IndexFunc(
			known,
			func(k string) bool { return strings.EqualFold(strings.TrimSpace(s.Name), k) },
		); i >= 0 {
			ours++
		} else if len(
			s.Rows,
		) > 0 {
			strange = append(strange, s)
		}
	}
	if ours == 0 {
		r.list.Errorf(diag.Span{File: r.name}, diag.BadWorkbook, "the workbook has none of the sheets of a dossier").
			WithHint(
				"a table of your own is taken in with: whereas import FILE --suggest-map; an empty workbook to fill " +
					"in is made with: whereas new --workbook FILE.xlsx",
			)
		return false
	}
	for _, s := range strange {
		dg := r.list.Warnf(diag.Span{File: r.name, Cell: s.Name + "!A1"}, diag.UnknownSheet,
			"the sheet %q isn't one of a dossier, and nothing of it was read", s.Name)
		if near := diag.Nearest(s.Name, known); near != "" {
			dg.Severity = diag.Error
			dg.WithHint("did you mean %q?", near)
		} else {
			dg.WithHint("sheets of a dossier: %s", strings.Join(known, ", "))
		}
	}
	return true
}

// open finds a sheet and reads its heads; false where it isn't there.
func (r *bookReader) open(b *cells.Book, tb table) bool {
	r.sheet = b.Sheet(tb.name)
	if r.sheet == nil || len(r.sheet.Rows) == 0 {
		return false
	}
	r.known[tb.name] = true
	r.heads = map[string]int{}
	known := map[string]string{}
	for _, c := range tb.columns {
		known[keyOf(c.title())] = c.title()
	}
	if tb.file {
		known["file"] = "File"
	}
	head := r.sheet.Rows[0]
	for _, c := range head.Cells {
		k := keyOf(c.Text)
		at := diag.Span{File: r.name, Cell: r.sheet.Name + "!" + cells.Name(c.Col, head.N)}
		r.Places.text[at.Cell] = c.Text
		at = r.at(r.sheet.Name, c.Col, head.N)
		switch {
		case known[k] == "":
			dg := r.list.Errorf(at, diag.UnknownColumn, "the sheet %q has no column %q", tb.name, c.Text)
			if near := diag.Nearest(strings.ToLower(c.Text), lowered(known)); near != "" {
				dg.WithHint("did you mean %q?", near)
			} else {
				dg.WithHint("columns: %s", strings.Join(titlesOf(tb), ", "))
			}
		case r.heads[k] > 0:
			r.list.Errorf(at, diag.UnknownColumn, "the column %q stands twice", c.Text).
				WithHint("make one of the two")
		default:
			r.heads[k] = c.Col
		}
	}
	for _, c := range tb.columns {
		if r.heads[keyOf(c.title())] > 0 {
			r.known[tb.name+" "+c.key] = true
		}
	}
	return true
}

func lowered(m map[string]string) []string {
	var out []string
	for _, t := range m {
		out = append(out, strings.ToLower(t))
	}
	slices.Sort(out)
	return out
}

func titlesOf(tb table) []string {
	var out []string
	for _, c := range tb.columns {
		out = append(out, c.title())
	}
	return out
}

// trimmed is a text without the spaces around it, of all kinds.
func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || diag.IsOddSpace(r) || r == '\ufeff' })
}

// raw is the text of a cell as it stands; "" where it is empty.
func (r *bookReader) raw(row *cells.Row, col int) string {
	if col == 0 {
		return ""
	}
	if c := row.Cell(col); c != nil && c.Kind != cells.Fault {
		return c.Text
	}
	return ""
}

// value reads a cell as its column wants it; nil where it is empty.
func (r *bookReader) value(row *cells.Row, col int, c column, section string) *source.Value {
	s := r.raw(row, col)
	if trimmed(s) == "" {
		return nil
	}
	ref := r.sheet.Name + "!" + cells.Name(col, row.N)
	r.Places.text[ref] = s
	v := &source.Value{Key: last(c.key), Cell: ref}
	s = trimmed(s)
	switch c.kind {
	case words, texts:
		v.Kind = source.List
		if s == nothing || s == "-" || s == "—" {
			if required(section, c.key) {
				return v
			}
			return nil
		}
		if c.kind == words && !strings.Contains(s, "\n") {
			s = strings.ReplaceAll(s, ",", ";")
		}
		for _, p := range splitCell(s) {
			v.In = append(v.In, &source.Value{Scalar: p, Cell: ref})
		}
	case yes:
		switch strings.ToLower(s) {
		case "yes", "true", "y", "ja", "oui", "sí", "si", "x", "✓":
			v.Scalar = true
		case "no", "false", "n", "nein", "non":
			v.Scalar = false
		default: // who reads the dossier says that it is neither
			v.Scalar = s
		}
	case number:
		n, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64)
		switch {
		case err != nil: // as above
			v.Scalar = s
		case n == float64(int64(n)):
			v.Scalar = int64(n)
		default:
			v.Scalar = n
		}
	case text, word, date:
		v.Scalar = s
	}
	return v
}

func last(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

// put sets a key of a table, "correction.date" within another one.
func put(t *source.Value, key string, v *source.Value) {
	if v == nil {
		return
	}
	for {
		first, rest, ok := strings.Cut(key, ".")
		if !ok {
			break
		}
		in := t.Get(first)
		if in == nil {
			in = source.NewTable(first)
			in.Cell = v.Cell
			t.In = append(t.In, in)
		}
		t, key = in, rest
	}
	v.Key = key
	t.In = append(t.In, v)
}

// table reads the rows of a sheet.
func (r *bookReader) table(b *cells.Book, tb table) {
	r.each(b, tb, func(row *cells.Row) { r.row(tb, row) })
}

// each gives the rows of a sheet that have anything to a function.
func (r *bookReader) each(b *cells.Book, tb table, do func(row *cells.Row)) {
	if !r.open(b, tb) {
		return
	}
	for i := range r.sheet.Rows[1:] {
		if row := &r.sheet.Rows[i+1]; !r.blank(row) {
			do(row)
		}
	}
}

// blank tells whether nothing of a row is read: what stands beside the columns, or joined cells alone.
func (r *bookReader) blank(row *cells.Row) bool {
	for _, col := range r.heads {
		if c := row.Cell(col); c != nil && !c.Merged && trimmed(c.Text) != "" {
			return false
		}
	}
	return true
}

func (r *bookReader) row(tb table, row *cells.Row) {
	places := &rowPlaces{sheet: r.sheet.Name, row: row.N, cols: map[string]int{}}
	for _, c := range tb.columns {
		if col := r.heads[keyOf(c.title())]; col > 0 {
			places.cols[c.key] = col
		}
	}
	v := source.NewTable("")
	first := max(1, r.heads[keyOf(tb.columns[0].title())])
	v.Cell = r.sheet.Name + "!" + cells.Name(first, row.N)
	r.Places.rows[v.Cell] = places
	get := func(i int) *source.Value {
		c := tb.columns[i]
		return r.value(row, r.heads[keyOf(c.title())], c, tb.section)
	}
	if tb.in == "" {
		it := &item{section: tb.section, v: v, cell: v.Cell}
		from := 1
		switch {
		case judged(tb.section):
			it.file = r.assessmentFile(get(0), row, first)
			if from = 2; tb.section == "assessment" {
				from, it.id = 1, ""
			} else if it.id = get(1).Text(); it.id == "" {
				r.lost(tb, row, 1)
				return
			}
			it.id = r.refer("claim", it.id)
		default:
			it.id = get(0).Text()
		}
		it.id = r.seen(it.id, row, r.heads["id"])
		for i := from; i < len(tb.columns); i++ {
			put(v, tb.columns[i].key, r.referred(tb.columns[i], get(i)))
		}
		if tb.file {
			it.file = r.fileOf(row)
		}
		if it.id == "" && tb.section != "assessment" {
			r.makeID(it)
		} else if r.ids[tb.section] == nil {
			r.ids[tb.section] = map[string]bool{it.id: true}
		} else {
			r.ids[tb.section][it.id] = true
		}
		v.Key = it.id
		r.items = append(r.items, it)
		if r.byKey[it.key()] == nil {
			r.byKey[it.key()] = it
		}
		return
	}
	if tb.name == "Assessment" {
		r.coding(tb, row, v, get)
		return
	}
	owner := get(0)
	if owner == nil {
		r.lost(tb, row, 0)
		return
	}
	it := r.byKey[tb.section+" "+r.refer(tb.section, owner.Text())]
	if it == nil {
		at := r.at(r.sheet.Name, places.cols[tb.columns[0].key], row.N)
		if said := r.lostRows[tb.section+" "+owner.Text()]; said != nil {
			if len(said.Notes) < 3 {
				said.WithNote(at, "so does this one")
			}
			return
		}
		dg := r.list.Errorf(at, diag.LostRow, "the row belongs to %s %q, which no row of the sheet %q has", tb.section,
			owner.Text(), sheetOf(tb.section))
		r.lostRows[tb.section+" "+owner.Text()] = dg
		if near := diag.Nearest(owner.Text(), slices.Sorted(maps.Keys(r.ids[tb.section]))); near != "" {
			dg.WithHint("did you mean %q?", near)
		} else {
			dg.WithHint("add it there, or write here the id of one that stands there")
		}
		return
	}
	switch tb.in {
	case "links":
		var parts []string
		for i := 1; i < len(tb.columns); i++ {
			if x := get(i); x != nil {
				parts = append(parts, r.refer("entity", x.Text()))
			}
		}
		if len(parts) > 0 {
			list := r.listOf(it, "links", v.Cell)
			list.In = append(list.In, &source.Value{Scalar: strings.Join(parts, " "), Cell: v.Cell})
		}
	case "parts":
		name := get(1)
		if name == nil {
			r.list.Errorf(
				r.at(r.sheet.Name, max(1, places.cols["part"]), row.N),
				diag.MissingKey,
				"the part has no name",
			).
				WithHint(
					"give it a short one, of small letters, digits and hyphens, and name it in the sheet Evidence",
				)
			return
		}
		p := it.v.Get("parts")
		if p == nil {
			p = source.NewTable("parts")
			p.Cell = v.Cell
			it.v.In = append(it.v.In, p)
		}
		x := get(2)
		if x == nil {
			x = &source.Value{Scalar: "", Cell: r.sheet.Name + "!" + cells.Name(max(1, places.cols["text"]), row.N)}
		}
		x.Key = name.Text()
		p.In = append(p.In, x)
	default:
		for i := 1; i < len(tb.columns); i++ {
			put(v, tb.columns[i].key, r.referred(tb.columns[i], get(i)))
		}
		list := r.listOf(it, tb.in, v.Cell)
		list.In = append(list.In, v)
	}
}

// seen is an id without what nobody sees in it, which is a fault: with it, nothing that names the id would find it.
func (r *bookReader) seen(id string, row *cells.Row, col int) string {
	c, i := diag.Unseen(id)
	if i < 0 || col == 0 {
		return id
	}
	r.list.Errorf(
		r.at(r.sheet.Name, col, row.N),
		diag.BadID,
		"the id %q holds %s, which isn't seen and can't stand in one",
		id,
		diag.AChar(c),
	).WithHint(
		"delete it, or write the id anew",
	)
	return strings.Map(func(c rune) rune {
		if _, i := diag.Unseen(string(c)); i >= 0 {
			return -1
		}
		return c
	}, id)
}

func sheetOf(section string) string {
	for _, tb := range tables() {
		if tb.section == section && tb.in == "" {
			return tb.name
		}
	}
	return section
}

func (r *bookReader) listOf(it *item, key, cell string) *source.Value {
	list := it.v.Get(key)
	if list == nil {
		list = source.NewList(key)
		list.Cell = cell
		it.v.In = append(it.v.In, list)
	}
	return list
}

// lost reports a row that doesn't say what it belongs to.
func (r *bookReader) lost(tb table, row *cells.Row, i int) {
	c := tb.columns[i]
	col := r.heads[keyOf(c.title())]
	if col == 0 {
		if r.known[tb.name+" lost"] { // said once
			return
		}
		r.known[tb.name+" lost"] = true
		r.list.Errorf(
			r.at(r.sheet.Name, 1, r.sheet.Rows[0].N),
			diag.UnknownColumn,
			"the sheet %q has no column %q",
			tb.name,
			c.title(),
		).WithHint(
			"add it: each row says there what it belongs to",
		)
		return
	}
	r.list.Errorf(r.at(r.sheet.Name, col, row.N), diag.LostRow, "the row doesn't say which %s it belongs to", c.key).
		WithHint("fill in the cell; in a row that isn't needed, empty all cells")
}

// referred is a value with titles of things without an id put into words by the ids that these were given.
func (r *bookReader) referred(c column, v *source.Value) *source.Value {
	section := ""
	for _, tb := range tables() {
		if tb.name == c.of && tb.in == "" {
			section = tb.section
		}
	}
	if v == nil || section == "" {
		return v
	}
	if s, ok := v.Scalar.(string); ok {
		v.Scalar = r.refer(section, s)
	}
	for _, in := range v.In {
		if s, ok := in.Scalar.(string); ok {
			in.Scalar = r.refer(section, s)
		}
	}
	return v
}

// refer is the id that a text means: the text, or the id of the thing that has it as its title and no id of its own.
func (r *bookReader) refer(section, s string) string {
	if id, ok := r.names[section][folded(s)]; ok && !r.ids[section][s] {
		return id
	}
	return s
}

func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// makeID gives a thing an id made of its title.
func (r *bookReader) makeID(it *item) {
	title := ""
	for _, key := range []string{"title", "name", "text", "organisation", "found"} {
		if title = it.v.Get(key).Text(); title != "" {
			break
		}
	}
	if r.ids[it.section] == nil {
		r.ids[it.section] = map[string]bool{}
	}
	base := idOf(title, it.section)
	it.id, it.made = base, true
	for n := max(2, r.next[it.section+" "+base]); r.ids[it.section][it.id]; n++ {
		it.id = fmt.Sprintf("%s-%d", base, n)
		r.next[it.section+" "+base] = n + 1
	}
	r.ids[it.section][it.id] = true
	if r.names[it.section] == nil {
		r.names[it.section] = map[string]string{}
	}
	if _, twice := r.names[it.section][folded(title)]; title != "" && !twice {
		r.names[it.section][folded(title)] = it.id
	}
	r.Made = append(r.Made, it.section+" "+it.id)
}

// unique is an id that isn't taken.
func unique(id string, taken map[string]bool) string {
	for n, s := 2, id; ; n++ {
		if !taken[s] {
			return s
		}
		s = fmt.Sprintf("%s-%d", id, n)
	}
}

// idOf makes an id of a title: its first words.
func idOf(title, otherwise string) string {
	const most = 40
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(title)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			if b.Len() > most {
				return strings.Trim(b.String(), "-")
			}
			b.WriteByte('-')
		}
	}
	s := strings.Trim(b.String(), "-")
	if len(s) > most {
		if i := strings.LastIndexByte(s[:most+1], '-'); i > 0 {
			s = s[:i]
		} else {
			s = s[:most]
		}
	}
	if s == "" {
		return otherwise
	}
	return s
}

// fileOf is the file that a row names, "" where it names none or can't.
func (r *bookReader) fileOf(row *cells.Row) string {
	s := r.raw(row, r.heads["file"])
	if s = trimmed(s); s == "" {
		return ""
	}
	base := strings.TrimPrefix(s, private)
	if base == path.Base(base) && strings.HasSuffix(base, ".toml") && !strings.HasPrefix(base, ".") &&
		diag.Unportable(base) == "" && base != proofFile && len(base) < 200 {
		return s
	}
	ref := r.sheet.Name + "!" + cells.Name(r.heads["file"], row.N)
	r.Places.text[ref] = s
	r.list.Errorf(r.at(r.sheet.Name, r.heads["file"], row.N), diag.BadFileName, "%q can't be a file of the dossier", s).
		WithHint("for example claims.toml, or private/leads.toml; or leave the cell empty")
	return ""
}

// assessmentFile is the file of judgements that a row belongs to.
func (r *bookReader) assessmentFile(v *source.Value, row *cells.Row, col int) string {
	name := strings.TrimSuffix(strings.TrimPrefix(v.Text(), assessments), ".toml")
	if name == "" {
		var all []string
		for _, it := range r.items {
			if it.section == "assessment" {
				all = append(all, it.file)
			}
		}
		if len(all) == 1 {
			return all[0]
		}
		name = "customer-due-diligence"
	}
	if name != path.Base(name) || strings.HasPrefix(name, ".") || diag.Unportable(name+".toml") != "" ||
		len(name) > 200 {
		r.list.Errorf(r.at(r.sheet.Name, col, row.N), diag.BadFileName, "%q can't be the name of a file", name).
			WithHint("for example customer-due-diligence")
		name = "customer-due-diligence"
	}
	return assessments + name + ".toml"
}

// coding reads a row of the sheet Assessment.
func (r *bookReader) coding(tb table, row *cells.Row, v *source.Value, get func(int) *source.Value) {
	file := r.assessmentFile(get(0), row, 1)
	id := get(1)
	if id == nil {
		r.lost(tb, row, 1)
		return
	}
	it := &item{section: "indicator", id: id.Text(), file: file, v: source.NewTable(id.Text()), cell: id.Cell}
	if old := r.byKey[it.key()]; old != nil {
		it = old
	} else {
		it.v.Cell = v.Cell
		r.byKey[it.key()] = it
		r.items = append(r.items, it)
	}
	entry := get(2)
	for i := 3; i < len(tb.columns); i++ {
		put(v, tb.columns[i].key, r.referred(tb.columns[i], get(i)))
	}
	kind, n, _ := strings.Cut(strings.ToLower(strings.Join(strings.Fields(entry.Text()), " ")), " ")
	n = strings.TrimSpace(strings.TrimPrefix(n, "above"))
	switch {
	case entry == nil && len(v.In) == 0:
	case kind == "pair" && n == "":
		put(it.v, "pair", v.Get("pair"))
	case kind == "level":
		levels := it.v.Get("level")
		if levels == nil {
			levels = source.NewTable("level")
			levels.Cell = entry.Cell
			it.v.In = append(it.v.In, levels)
		}
		list := levels.Get(n)
		if list == nil {
			list = source.NewList(n)
			list.Cell = entry.Cell
			levels.In = append(levels.In, list)
		}
		list.In = append(list.In, v)
	case kind == "closed":
		if above, err := strconv.Atoi(n); err == nil {
			v.In = append([]*source.Value{{Key: "above", Scalar: int64(above), Cell: entry.Cell}}, v.In...)
		}
		v.Key = "closed"
		it.v.In = append(it.v.In, v)
	case kind == "not" && (n == "applicable" || n == ""):
		v.Key = "not_applicable"
		it.v.In = append(it.v.In, v)
	case entry == nil:
		r.list.Errorf(r.at(r.sheet.Name, max(1, r.heads["entry"]), row.N), diag.LostRow,
			"the row doesn't say what of %s it judges", id.Text()).
			WithHint("write pair, level 2, closed above 3, not applicable, or the name of an element")
	default:
		v.Key = trimmed(entry.Text())
		if it.v.Get(v.Key) != nil {
			r.list.Errorf(r.at(r.sheet.Name, max(1, r.heads["entry"]), row.N), diag.DuplicateKey,
				"%s has %q twice", id.Text(), v.Key).WithHint("make one row of the two")
			return
		}
		it.v.In = append(it.v.In, v)
	}
}

// start reads the sheet Start.
func (r *bookReader) start(b *cells.Book) {
	tb := table{name: startSheet, columns: []column{{key: "key"}, {key: "value"}, {key: "what_it_is"}}}
	if !r.open(b, tb) {
		return
	}
	col, key := r.heads["value"], r.heads["key"]
	rows := startRows()
	var known []string
	for _, s := range rows {
		known = append(known, s.key)
	}
	seen := map[string]bool{}
	for i := range r.sheet.Rows[1:] {
		row := &r.sheet.Rows[i+1]
		name := r.raw(row, key)
		if name = trimmed(name); name == "" {
			continue
		}
		ref := r.sheet.Name + "!" + cells.Name(key, row.N)
		r.Places.text[ref] = name
		at := r.at(r.sheet.Name, key, row.N)
		section, k, _ := strings.Cut(name, ".")
		c := column{key: k, kind: text}
		if j := slices.Index(known, name); j >= 0 {
			c.kind = rows[j].kind
		} else if !freeKeys(section) || k == "" {
			dg := r.list.Errorf(at, diag.UnknownKey, "unknown key %q", name)
			if near := diag.Nearest(name, known); near != "" {
				dg.WithHint("did you mean %q?", near)
			}
			continue
		}
		if seen[name] {
			r.list.Errorf(at, diag.DuplicateKey, "the key %q stands twice", name).WithHint("make one row of the two")
			continue
		}
		seen[name] = true
		r.known[startSheet+" "+name] = true
		it := r.byKey[section]
		if it == nil {
			it = &item{section: section, v: source.NewTable(section), cell: ref}
			it.v.Cell = ref
			r.byKey[it.key()] = it
			r.items = append(r.items, it)
			r.Places.rows[ref] = &rowPlaces{sheet: r.sheet.Name, cells: map[string]string{}}
		}
		r.Places.rows[it.cell].cells[k] = r.sheet.Name + "!" + cells.Name(max(1, col), row.N)
		if v := r.value(row, col, c, section); v != nil {
			v.Key = k
			it.v.In = append(it.v.In, v)
		}
	}
	r.items = slices.DeleteFunc(r.items, func(it *item) bool { return len(it.v.In) == 0 })
}

// readProofs reads the record of proofs.
func (r *bookReader) readProofs(b *cells.Book) {
	tb := table{name: proofSheet, columns: proofColumns(), file: true}
	r.each(b, tb, func(row *cells.Row) {
		v := source.NewTable("")
		for _, c := range tb.columns {
			put(v, c.key, r.value(row, r.heads[keyOf(c.title())], c, "proof"))
		}
		it := &item{section: "proof", v: v, file: proofFile}
		v.Cell = r.sheet.Name + "!" + cells.Name(1, row.N)
		if f := r.raw(row, r.heads["file"]); strings.HasPrefix(f, private) {
			it.file = private + proofFile
		}
		r.proofs = append(r.proofs, it)
	})
}

// readTexts reads the texts of a person's own, a row for each line.
func (r *bookReader) readTexts(b *cells.Book) {
	tb := table{name: textsSheet, columns: []column{{key: "file"}, {key: "text"}}}
	if !r.open(b, tb) {
		return
	}
	lines := map[string][]string{}
	lineCells := map[string][]string{}
	name, before := "", 0
	add := func(s, cell string) {
		lines[name] = append(lines[name], s)
		lineCells[name] = append(lineCells[name], cell)
	}
	for i := range r.sheet.Rows[1:] {
		row := &r.sheet.Rows[i+1]
		if f := r.raw(row, r.heads["file"]); trimmed(f) != "" {
			if name = trimmed(f); !slices.Contains(proseFiles(), name) {
				r.list.Errorf(diag.Span{File: r.name, Cell: r.sheet.Name + "!" + cells.Name(r.heads["file"], row.N)},
					diag.BadFileName, "%q is no text of a dossier", name).
					WithHint("texts of your own are resolution.md and briefing.md")
				return
			}
		} else if name != "" {
			for range min(row.N-before-1, 1000) { // empty rows are empty lines
				add("", "")
			}
		}
		before = row.N
		s := r.raw(row, r.heads["text"])
		if name != "" {
			for _, line := range strings.Split(s, "\n") {
				add(line, r.sheet.Name+"!"+cells.Name(max(1, r.heads["text"]), row.N))
			}
		}
	}
	for name, all := range lines {
		r.prose[name] = []byte(strings.Join(all, "\n"))
		r.Places.lines(name, lineCells[name], all)
	}
}

// finish makes TOML of what was read.
func (r *bookReader) finish() {
	for _, it := range r.items {
		if it.file == "" {
			it.file = usualFile(it.section)
		}
	}
	byFile := map[string][]*item{}
	for _, it := range r.items {
		byFile[it.file] = append(byFile[it.file], it)
	}
	for name, items := range byFile {
		r.Files[name] = write(items)
		r.Places.add(name, r.Files[name], items)
	}
	for _, name := range []string{proofFile, private + proofFile} {
		var of []*item
		for _, p := range r.proofs {
			if p.file == name {
				of = append(of, p)
			}
		}
		if len(of) > 0 {
			r.Files[name] = writeProofs(of)
			r.Places.addProofs(name, r.Files[name], of)
		}
	}
	maps.Copy(r.Files, r.prose)
}

// usualFile is where things of a section stand if nothing says otherwise.
func usualFile(section string) string {
	switch section {
	case "source", "claim", "reply":
		return map[string]string{"source": "sources.toml", "claim": "claims.toml", "reply": "replies.toml"}[section]
	case "entity":
		return "entities.toml"
	case "correction":
		return "corrections.toml"
	case "search":
		return "searches.toml"
	}
	return "dossier.toml"
}

const proofHead = "# Written by: whereas check --captures DIR --record. Each quote was found in the capture named, " +
	"at that byte.\n[proofs]\nformat = 1\n"

// writeProofs is the record of proofs as whereas check writes it.
func writeProofs(proofs []*item) []byte {
	var b strings.Builder
	b.WriteString(proofHead)
	for _, p := range proofs {
		b.WriteString("\n" + source.HeadingItem("proof", p.v))
	}
	return []byte(b.String())
}
