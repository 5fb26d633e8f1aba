package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"whereas/report/bibliography"
	"whereas/report/cells"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
	"whereas/report/vocab"
)

// A table of a researcher's own has a row for each finding, with the source beside it. A map says which of its columns
// is which key: "claim.text", "source.url", "evidence.quote", "entity.name".

// ownKeys are the keys that a column of such a table can be, with the words by which people head such a column.
func ownKeys() []struct{ key, heads string } {
	return []struct{ key, heads string }{
		{"claim.id", "claim id|finding id|id"},
		{"claim.text", "finding|claim|fact|statement|summary|description|allegation|what happened|sentence"},
		{"claim.kind", "kind|category of claim|claim type|finding type"},
		{"claim.status", "status|claim status|standing"},
		{"claim.as_of", "as of|date of fact|event date|date of event|when|fact date"},
		{"claim.since", "since|start|start date|from|began"},
		{"claim.until", "until|end|end date|to|ended"},
		{"claim.checked", "checked|last checked|verified on"},
		{"claim.about", "about|entities"},
		{"claim.tags", "tags|tag|topic|theme|keywords"},
		{"claim.note", "note|notes|comment|comments|remarks"},
		{"source.id", "source id"},
		{"source.title", "title|source title|headline|article|document|document title|report"},
		{"source.publisher", "publisher|outlet|source|media|newspaper|organisation|author|published by"},
		{"source.type", "source type|document type|type of source|type"},
		{"source.url", "url|link|address|web address|source url|hyperlink|website"},
		{"source.doi", "doi"},
		{"source.archived", "archived|archive|archive url|archive link|wayback"},
		{"source.published", "published|publication date|date published|date of publication|pub date|source date|date"},
		{"source.accessed", "accessed|access date|date accessed|retrieved"},
		{"source.ref", "ref|reference|report number|document number|citation"},
		{"source.interest", "interest|publisher interest|bias"},
		{"source.language", "language|lang"},
		{"evidence.at", "at|page|pages|where|location|section|pinpoint|paragraph|place in source"},
		{"evidence.quote", "quote|quotation|excerpt|verbatim|exact words|passage"},
		{"evidence.says", "says|what it says|supports|paraphrase|what the source says"},
		{"evidence.stance", "stance|supports or contradicts"},
		{"entity.name", "entity|customer|agency|actor|party|who"},
		{"entity.type", "entity type|actor type"},
	}
}

// columnOf is how the cells of a key are read.
func columnOf(key string) column {
	section, k, _ := strings.Cut(key, ".")
	for _, tb := range tables() {
		if tb.section == section && tb.in == "" || section == "evidence" && tb.in == "evidence" {
			for _, c := range tb.columns {
				if c.key == k {
					return c
				}
			}
		}
	}
	return column{key: k, kind: text}
}

// Map says what the columns of a table are.
type Map struct {
	Sheet   string            // of a file that has several; the first where empty
	Head    int               // the row of its heads
	Dates   string            // how 3/12/2024 is meant: dmy or mdy; "" where it is to be seen from the dates themselves
	Columns map[string]string // by key, the head of a column
	Always  map[string]string // by key, what holds for all rows where the column says nothing
	Words   map[string]map[string]string
	about   []*item // the dossier as a whole: [dossier], [company], [meeting]
	at      map[string]diag.Span
}

// ReadMap reads a map. Faults go to l; it is nil where it can't be used.
func ReadMap(name string, data []byte, v vocab.Vocabulary, l *diag.List) *Map {
	m := &Map{Head: 1, Columns: map[string]string{}, Always: map[string]string{}, Words: map[string]map[string]string{},
		at: map[string]diag.Span{}}
	var faults diag.List
	root := source.Parse(name, data, &faults)
	key := func(k string, at diag.Span) bool { return isOwnKey(k, at, &faults) }
	known := func(k string, s source.Text) {
		if c := columnOf(k); s.S != "" && len(v[c.list]) > 0 && !v.Has(c.list, s.S) {
			faults.Errorf(s.At, diag.BadMap, "%q is no %s", s.S, k).
				WithHint("words: %s; %s", strings.Join(v.IDs(c.list), ", "), vocab.Meanings(c.list))
		}
	}
	if t := root.Table("map"); t != nil {
		t.NeedInt("format", 1, 1)
		m.Sheet = t.Text("sheet").S
		if n, _, ok := t.Int("head", 1, 1<<20); ok {
			m.Head = n
		}
		if d := t.Word("dates"); d.S != "" && d.S != "dmy" && d.S != "mdy" {
			faults.Errorf(d.At, diag.BadMap, "dates are %q, which is neither dmy nor mdy", d.S).
				WithHint(`dmy: 3/12/2024 is a day in December; mdy: it is one in March`)
		} else {
			m.Dates = d.S
		}
		t.Close()
	}
	if t := root.Table("column"); t != nil {
		for _, k := range t.Keys() {
			if head := t.Text(k); key(k, t.KeyAt(k)) && head.S != "" {
				m.Columns[k], m.at[k] = head.S, head.At
			}
		}
		t.Close()
	}
	if t := root.Table("always"); t != nil {
		for _, k := range t.Keys() {
			s := t.Text(k)
			if key(k, t.KeyAt(k)) && s.S != "" {
				known(k, s)
				m.Always[k] = s.S
			}
		}
		t.Close()
	}
	if t := root.Table("words"); t != nil {
		for _, k := range t.Keys() {
			in := t.Table(k)
			if in == nil || !key(k, t.KeyAt(k)) {
				continue
			}
			m.Words[k] = map[string]string{}
			for _, from := range in.Keys() {
				s := in.Word(from)
				known(k, s)
				m.Words[k][folded(from)] = s.S
			}
			in.Close()
		}
		t.Close()
	}
	for _, section := range []string{"dossier", "company", "meeting"} {
		if in := root.Table(section); in != nil {
			m.readAbout(section, in, &faults)
		}
	}
	root.Close()
	if m.Columns["claim.text"] == "" && !faults.Failed(false) {
		faults.Errorf(diag.Span{File: name}, diag.BadMap, "the map names no column for %q", "claim.text").
			WithHint("each row of the table is a finding: say which column tells it. A map to begin with: " +
				"whereas import TABLE --suggest-map")
	}
	failed := faults.Failed(false)
	if l.Append(&faults); failed {
		return nil
	}
	return m
}

// isOwnKey tells whether a column can be a key; where it can't, it says so.
func isOwnKey(k string, at diag.Span, l *diag.List) bool {
	var known []string
	for _, o := range ownKeys() {
		known = append(known, o.key)
	}
	if slices.Contains(known, k) {
		return true
	}
	dg := l.Errorf(at, diag.BadMap, "%q is no key that a column can be", k)
	if near := diag.Nearest(k, known); near != "" {
		dg.WithHint("did you mean %q?", near)
	} else {
		dg.WithHint("keys: %s", strings.Join(known, ", "))
	}
	return false
}

// readAbout reads a table of the map that is one of the dossier: [company].
func (m *Map) readAbout(section string, in *source.Table, l *diag.List) {
	v := source.NewTable(section)
	for _, k := range in.Keys() {
		j := slices.IndexFunc(startRows(), func(s startRow) bool { return s.key == section+"."+k })
		if j < 0 {
			l.Errorf(in.KeyAt(k), diag.BadMap, "%q is no key of [%s]", k, section)
			continue
		}
		x := &source.Value{Key: k}
		switch startRows()[j].kind {
		case yes:
			if b, ok := in.Bool(k); ok {
				x.Scalar = b
			}
		case number:
			if n, _, ok := in.Int(k, 0, 1<<20); ok {
				x.Scalar = int64(n)
			}
		case date:
			if in.Text(k).S != "" {
				x.Scalar = in.Date(k).String()
			}
		case text, word, words, texts:
			if s := in.Text(k).S; s != "" {
				x.Scalar = s
			}
		}
		if x.Scalar != nil && x.Scalar != "" {
			v.In = append(v.In, x)
		}
	}
	if len(v.In) > 0 {
		m.about = append(m.about, &item{section: section, file: usualFile(section), v: v})
	}
}

// openOwn reads a file and finds the table in it that a map means.
func openOwn(name string, data []byte, wanted string, l *diag.List) (*cells.Book, *cells.Sheet) {
	file := cells.Read(name, data, l)
	if file == nil {
		return nil, nil
	}
	var full []*cells.Sheet
	for _, s := range file.Sheets {
		if len(s.Rows) > 0 && (wanted == "" || strings.EqualFold(s.Name, wanted)) {
			full = append(full, s)
		}
	}
	if len(full) == 0 {
		dg := l.Errorf(diag.Span{File: name}, diag.BadWorkbook, "the file holds no table that could be read")
		if wanted != "" {
			dg.Message = fmt.Sprintf("the file has no sheet %q with anything in it", wanted)
		}
		return nil, nil
	}
	return file, full[0]
}

// ReadOwn reads a table of a researcher's own as things of a dossier. Faults go to l, with their cells; it is nil where
// the table can't be read as the map says.
func ReadOwn(name string, data []byte, m *Map, l *diag.List) *Book {
	file, sheet := openOwn(name, data, m.Sheet, l)
	if sheet == nil {
		return nil
	}
	r := &ownReader{bookReader: newReader(name, l), m: m, cols: map[string]int{}, orders: map[int]string{},
		sources: map[string]*item{}, claims: map[string]*item{}, entities: map[string]*item{}}
	r.sheet = sheet
	r.tellOddities(file)
	if file.How != "" {
		l.Noticef(diag.Span{File: name}, diag.WorkbookRead, "the table was read so: %s", file.How)
	}
	if !r.findColumns() || l.Failed(false) {
		return nil
	}
	for i := range sheet.Rows {
		if row := &sheet.Rows[i]; row.N > m.Head && !r.blank(row) {
			r.row(row)
		}
	}
	for _, tb := range tables() { // all that the columns tell: what they don't, stays
		r.known[tb.name] = false
	}
	r.Places.own = true
	r.items = slices.Concat(m.about, r.items)
	r.finishOwn()
	return r.Book
}

type ownReader struct {
	*bookReader
	m                         *Map
	cols                      map[string]int // by key
	orders                    map[int]string // of dates, by column: dmy or mdy
	sources, claims, entities map[string]*item
}

// findColumns finds the columns that the map names.
func (r *ownReader) findColumns() bool {
	i, ok := slices.BinarySearchFunc(r.sheet.Rows, r.m.Head, func(row cells.Row, n int) int { return row.N - n })
	if !ok {
		r.list.Errorf(r.whole(), diag.BadMap, "the table has no heads in row %d", r.m.Head).
			WithHint("say under [map] in which row they stand: head = 3")
		return false
	}
	heads := map[string]int{}
	var all []string
	for _, c := range r.sheet.Rows[i].Cells {
		if k := folded(c.Text); heads[k] == 0 {
			heads[k] = c.Col
			all = append(all, strings.Join(strings.Fields(c.Text), " "))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.m.Columns)) {
		head := r.m.Columns[key]
		if heads[folded(head)] == 0 {
			dg := r.list.Errorf(r.m.at[key], diag.BadMap, "the table has no column %q", head)
			if near := diag.Nearest(head, all); near != "" {
				dg.WithHint("did you mean %q?", near)
			} else {
				dg.WithHint("its columns: %s", strings.Join(all, ", "))
			}
			continue
		}
		r.cols[key] = heads[folded(head)]
		r.heads[key] = r.cols[key]
	}
	for key, col := range r.cols {
		if columnOf(key).kind == date {
			r.orderOf(col)
		}
	}
	return true
}

func (r *ownReader) whole() diag.Span { return diag.Span{File: r.name} }

// orderOf finds out how the dates of a column are meant, and says so.
func (r *ownReader) orderOf(col int) {
	if r.orders[col] = r.m.Dates; r.m.Dates != "" {
		return
	}
	var open *cells.Row
	seen := map[string]*cells.Row{}
	for i := range r.sheet.Rows {
		row := &r.sheet.Rows[i]
		if c := row.Cell(col); row.N > r.m.Head && c != nil && c.Kind == cells.Text {
			switch order := orderOf(c.Text); order {
			case "":
			case "either":
				if open == nil {
					open = row
				}
			default:
				if seen[order] == nil {
					seen[order] = row
				}
			}
		}
	}
	letters := cells.Letters(col)
	switch dmy, mdy := seen["dmy"], seen["mdy"]; {
	case dmy != nil && mdy != nil:
		r.list.Errorf(r.at(r.sheet.Name, col, mdy.N), diag.BadDate,
			"the dates of column %s are written in two ways: %s and %s", letters, trimmed(dmy.Cell(col).Text),
			trimmed(mdy.Cell(col).Text)).
			WithNote(r.at(r.sheet.Name, col, dmy.N), "the day stands first here").
			WithHint("write all of them as 2024-12-03")
	case dmy != nil || mdy != nil:
		order, row, words := "dmy", dmy, "day, month, year"
		if dmy == nil {
			order, row, words = "mdy", mdy, "month, day, year"
		}
		r.orders[col] = order
		if open != nil {
			r.list.Noticef(
				r.at(r.sheet.Name, col, row.N),
				diag.WorkbookRead,
				"the dates of column %s are read as %s, as %s shows",
				letters,
				words,
				trimmed(row.Cell(col).Text),
			)
		}
	case open != nil:
		r.list.Errorf(
			r.at(r.sheet.Name, col, open.N),
			diag.BadDate,
			"%s can be two days, and no date of the column shows which",
			trimmed(open.Cell(col).Text),
		).
			WithHint(
				`say it in the map, under [map]: dates = "dmy" (the day first) or dates = "mdy" (the month first)`,
			)
	}
}

// get is a value of a row under a key; nil where neither the table nor the map says one.
func (r *ownReader) get(row *cells.Row, key string) *source.Value {
	c := columnOf(key)
	col := r.cols[key]
	s := ""
	if cell := (*cells.Cell)(nil); col > 0 {
		if cell = row.Cell(col); cell != nil && cell.Kind != cells.Fault {
			s = trimmed(cell.Text)
		}
	}
	ref := ""
	if s != "" {
		ref = r.ref(col, row.N)
		r.Places.text[ref] = s
	}
	if to, ok := r.m.Words[key][folded(s)]; ok && s != "" {
		s = to
	}
	if s == "" {
		if s = r.m.Always[key]; s == "" {
			return nil
		}
	}
	v := &source.Value{Key: last(c.key), Scalar: s, Cell: ref}
	switch c.kind {
	case words, texts:
		v.Kind, v.Scalar = source.List, nil
		if !strings.Contains(s, "\n") && !strings.Contains(s, ";") {
			s = strings.ReplaceAll(s, ",", ";")
		}
		for _, p := range splitCell(s) {
			v.In = append(v.In, &source.Value{Scalar: p, Cell: ref})
		}
	case date:
		v.Scalar = s
		if d, ok := readDate(s, r.orders[col]); ok {
			v.Scalar = d
		}
	case text, word, yes, number:
	}
	return v
}

func (r *ownReader) ref(col, row int) string {
	if r.sheet.Name == "" {
		return cells.Name(col, row)
	}
	return r.sheet.Name + "!" + cells.Name(col, row)
}

// row makes of a finding its source, its claim and a piece of evidence.
func (r *ownReader) row(row *cells.Row) {
	claim := r.get(row, "claim.text")
	if claim == nil {
		r.list.Errorf(
			r.at(r.sheet.Name, r.cols["claim.text"], row.N),
			diag.MissingKey,
			"the row tells no finding: its cell %q is empty",
			r.m.Columns["claim.text"],
		).WithHint(
			"fill it in, or empty the row",
		)
		return
	}
	src := r.source(row)
	it := r.claims[folded(claim.Text())]
	if it == nil {
		it = &item{section: "claim", v: source.NewTable(""), cell: claim.Cell, id: r.get(row, "claim.id").Text()}
		r.place(it.v, row, "claim", claim.Cell)
		for _, key := range []string{"text", "kind", "status", "as_of", "since", "until", "checked", "about", "tags",
			"note"} {
			put(it.v, key, r.get(row, "claim."+key))
		}
		r.register(it)
		r.claims[folded(claim.Text())] = it
	}
	for _, key := range []string{"kind", "status", "as_of", "since", "until", "checked"} {
		r.differs(it.v.Get(key), r.get(row, "claim."+key), it)
	}
	if e := r.entity(row); e != nil {
		about := it.v.Get("about")
		if about == nil {
			about = source.NewList("about")
			it.v.In = append(it.v.In, about)
		}
		if !slices.ContainsFunc(about.In, func(v *source.Value) bool { return v.Text() == e.id }) {
			about.In = append(about.In, &source.Value{Scalar: e.id})
		}
	}
	if src == nil {
		return
	}
	e := source.NewTable("")
	put(e, "source", &source.Value{Key: "source", Scalar: src.id, Cell: src.cell})
	at := claim.Cell
	for _, key := range []string{"at", "quote", "says", "stance"} {
		v := r.get(row, "evidence."+key)
		if put(e, key, v); v != nil && v.Cell != "" {
			at = v.Cell
		}
	}
	r.place(e, row, "evidence", at)
	list := r.listOf(it, "evidence", claim.Cell)
	if !slices.ContainsFunc(list.In, func(v *source.Value) bool { return same(v, e) }) {
		list.In = append(list.In, e)
	}
}

// place notes which cell a thing is from, and where its other keys stand in the row.
func (r *ownReader) place(v *source.Value, row *cells.Row, section, cell string) {
	v.Cell = cell
	if cell == "" || r.Places.rows[cell] != nil {
		return
	}
	places := &rowPlaces{sheet: r.sheet.Name, row: row.N, cols: map[string]int{}}
	for key, col := range r.cols {
		if name, ok := strings.CutPrefix(key, section+"."); ok {
			places.cols[name] = col
		}
	}
	r.Places.rows[cell] = places
}

// differs tells of two rows that are of one claim and say different things of it, of which one would be lost. Of a
// source the first row stands, and the other is told.
func (r *ownReader) differs(has, says *source.Value, of *item) {
	if has == nil || says == nil || has.Kind != source.Scalar || has.Cell == says.Cell ||
		folded(has.Text()) == folded(says.Text()) {
		return
	}
	at := r.cellAt(says.Cell)
	if of.section == "source" {
		if has.Key == "url" && addressKey(has.Text()) == addressKey(says.Text()) {
			return
		}
		r.list.Warnf(at, diag.RowsDiffer, "two rows name one document, %s, and say different things of it: "+
			"%q stands, from %s, and %q here doesn't", of.id, has.Text(), has.Cell, says.Text()).
			WithHint("make them say the same; or, where they are two documents, give each its address and title")
		return
	}
	r.list.Errorf(at, diag.RowsDiffer, "two rows tell one finding, %s, and say different things of it: "+
		"%q here, %q in %s",
		of.id, says.Text(), has.Text(), has.Cell).
		WithHint("make them say the same; or, where they are two findings, word them so")
}

// cellAt is the place of a cell; the table as a whole where there is none.
func (r *ownReader) cellAt(ref string) diag.Span {
	if ref == "" {
		return r.whole()
	}
	return r.Places.mark(ref, "")
}

// register notes a thing, with an id of its own where it has none.
func (r *ownReader) register(it *item) {
	if it.id == "" {
		r.makeID(it)
	} else if r.ids[it.section] == nil {
		r.ids[it.section] = map[string]bool{it.id: true}
	} else {
		r.ids[it.section][it.id] = true
	}
	it.v.Key = it.id
	it.file = usualFile(it.section)
	r.items = append(r.items, it)
}

// source is the source of a row, the same for all rows that name it alike: by its address, its DOI, or its publisher,
// title and date; nil where the row names none.
func (r *ownReader) source(row *cells.Row) *item {
	v := source.NewTable("")
	for _, key := range []string{"type", "title", "publisher", "url", "archived", "published", "accessed", "ref",
		"interest", "language"} {
		put(v, key, r.get(row, "source."+key))
	}
	doi := bibliography.DOI(r.get(row, "source.doi").Text())
	if doi == "" {
		doi = bibliography.DOI(v.Get("url").Text())
	} else if v.Get("url") == nil {
		put(v, "url", source.NewText("url", "https://doi.org/"+doi))
	}
	id := r.get(row, "source.id").Text()
	if id == "" && v.Get("title") == nil && v.Get("url") == nil && v.Get("publisher") == nil {
		return nil
	}
	keys := sourceKeys(v)
	if doi != "" {
		keys = append(keys, "doi "+doi)
	}
	if id != "" {
		keys = append(keys, "id "+id)
	}
	var it *item
	for _, k := range keys {
		if it = r.sources[k]; it != nil {
			break
		}
	}
	if it == nil {
		it = &item{section: "source", v: v, id: id}
		if title := v.Get("title"); title != nil {
			it.cell = title.Cell
		} else if len(v.In) > 0 {
			it.cell = v.In[0].Cell
		}
		r.place(v, row, "source", it.cell)
		r.register(it)
	} else {
		for _, k := range v.In { // what another row says of it
			if has := it.v.Get(k.Key); has == nil {
				it.v.In = append(it.v.In, k)
			} else {
				r.differs(has, k, it)
			}
		}
	}
	for _, k := range keys {
		if r.sources[k] == nil {
			r.sources[k] = it
		}
	}
	return it
}

// sourceKeys are what tells that two sources are one: address; DOI; publisher, title and date.
func sourceKeys(v *source.Value) []string {
	var keys []string
	if d := doiIn(v); d != "" {
		keys = append(keys, "address doi.org/"+d)
	}
	if a := addressKey(v.Get("url").Text()); a != "" {
		keys = append(keys, "address "+a)
	}
	if t := folded(v.Get("title").Text()); t != "" && addressKey(v.Get("url").Text()) == "" {
		keys = append(keys, "title "+folded(v.Get("publisher").Text())+"|"+t+"|"+v.Get("published").Text())
	}
	return keys
}

// titleKey is publisher, title and date of a source that has all three: two sources of which one has no address are one
// document where they are alike in them. It is "" where one of the three is missing.
func titleKey(v *source.Value) string {
	p, t, d := folded(v.Get("publisher").Text()), folded(v.Get("title").Text()), v.Get("published").Text()
	if p == "" || t == "" || d == "" {
		return ""
	}
	return p + "|" + t + "|" + d
}

// addressKey is an address without what doesn't tell documents apart.
func addressKey(s string) string {
	if d := bibliography.DOI(s); d != "" {
		return "doi.org/" + d
	}
	return dossier.DocumentAddress(s)
}

// doiIn is the DOI that a source's reference or note has, beside an address that is another one.
func doiIn(v *source.Value) string {
	if d := bibliography.DOI(v.Get("ref").Text()); d != "" {
		return d
	}
	for _, part := range strings.Split(v.Get("note").Text(), "; ") {
		if strings.HasPrefix(part, "doi:") {
			return bibliography.DOI(part)
		}
	}
	return ""
}

// entity is the party that a row names, the same for all rows.
func (r *ownReader) entity(row *cells.Row) *item {
	name := r.get(row, "entity.name")
	if name == nil {
		return nil
	}
	it := r.entities[folded(name.Text())]
	if it == nil {
		it = &item{section: "entity", v: source.NewTable(""), cell: name.Cell}
		r.place(it.v, row, "entity", name.Cell)
		put(it.v, "name", name)
		put(it.v, "type", r.get(row, "entity.type"))
		r.register(it)
		r.entities[folded(name.Text())] = it
	}
	return it
}

// finishOwn says which keys the table tells, so that what it doesn't tell stays as it is in a dossier.
func (r *ownReader) finishOwn() {
	byFile := map[string][]*item{}
	for _, it := range r.items {
		byFile[it.file] = append(byFile[it.file], it)
	}
	for name, items := range byFile {
		r.Files[name] = write(items)
		r.Places.add(name, r.Files[name], items)
	}
}
