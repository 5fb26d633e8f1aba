package book

import (
	"slices"
	"strconv"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Export is a dossier as a workbook. What a workbook can't hold without a loss, a file that can't be read or a key that
// no dossier has, is a fault in l, and then nothing is made. prefix is shown before the names of files. With remember,
// it says in a hidden sheet what each thing was, so that changes of the dossier aren't undone by taking it in again.
func Export(files Files, prefix string, v vocab.Vocabulary, remember bool, l *diag.List) ([]byte, error) {
	var faults diag.List
	t := open(files, prefix, &faults)
	sheets := t.sheets(&faults)
	failed := faults.Failed(false)
	if l.Append(&faults); failed {
		return nil, nil
	}
	w := &writer{vocab: v}
	if remember {
		sheets = append(sheets, t.base(files))
	} else {
		for _, s := range sheets { // each thing goes into the file that is usual for it
			for _, row := range s.rows {
				if s.file {
					row[len(row)-1] = ""
				}
			}
		}
	}
	form := w.form(sheets, files)
	form.Title, form.Stamp = "dossier", "2000-01-01T00:00:00Z"
	if d := t.byKey["dossier"]; d != nil {
		if day := d.v.Get("as_of").Text(); len(day) == len("2026-11-21") {
			form.Stamp = day + "T00:00:00Z"
		}
	}
	if c := t.byKey["company"]; c != nil && c.v.Get("name").Text() != "" {
		form.Title = c.v.Get("name").Text() + ": dossier"
	}
	return form.Write()
}

// sheet is a table with its rows as texts.
type sheet struct {
	table
	rows [][]string
}

// sheets are the tables of things, filled. The first is Start.
func (t *trees) sheets(l *diag.List) []*sheet {
	r := &reader{trees: t, list: l, told: map[*source.Value]bool{}}
	out := []*sheet{r.start()}
	for _, tb := range tables() {
		s := &sheet{table: tb}
		for _, it := range t.items {
			if it.section == tb.section && it.v.Kind == source.TableOf {
				r.it, r.tree = it, t.in[it]
				s.rows = append(s.rows, r.rows(tb)...)
			}
		}
		out = append(out, s)
	}
	for _, it := range t.items {
		r.it, r.tree = it, t.in[it]
		r.untold(it.v)
	}
	out = append(out, r.proofs())
	return out
}

// reader puts what stands in TOML into cells, and notes what it told.
type reader struct {
	*trees
	it   *item
	tree *source.Tree
	list *diag.List
	told map[*source.Value]bool
}

func (r *reader) start() *sheet {
	s := &sheet{table: table{name: startSheet, about: "the company, the day, the meeting"}}
	for _, row := range startRows() {
		section, key, _ := strings.Cut(row.key, ".")
		value := ""
		for _, it := range r.items {
			if it.section == section {
				r.it, r.tree = it, r.in[it]
				value = r.cell(it.v, key, row.kind)
				break
			}
		}
		s.rows = append(s.rows, []string{row.key, value, row.note})
	}
	for _, it := range r.items {
		if !freeKeys(it.section) {
			continue
		}
		note := "a rule of phrasing that the text breaks, and why"
		if it.section == unasked {
			note = "why an organisation (or all) wasn't asked of which something adverse is told"
		}
		r.it, r.tree = it, r.in[it]
		for _, k := range it.v.In {
			s.rows = append(s.rows, []string{it.section + "." + k.Key, r.cell(it.v, k.Key, text), note})
		}
	}
	return s
}

// rows are the rows of a table that tell of the reader's item.
func (r *reader) rows(tb table) [][]string {
	it := r.it
	switch {
	case tb.name == "Assessment":
		return r.codings(tb)
	case tb.in == "links":
		r.told[it.v.Get("links")] = true
		var rows [][]string
		for _, s := range r.list2(it.v.Get("links"), "links") {
			f := append(strings.Fields(s), "", "", "")
			if len(strings.Fields(s)) > 3 {
				f = []string{s, "", ""}
			}
			rows = append(rows, []string{it.id, f[0], f[1], f[2]})
		}
		return rows
	case tb.in == "parts":
		p := it.v.Get("parts")
		if p == nil || p.Kind != source.TableOf {
			return nil
		}
		r.told[p] = true
		var rows [][]string
		for _, k := range p.In {
			rows = append(rows, []string{it.id, k.Key, r.cell(p, k.Key, text)})
		}
		return rows
	case tb.in != "":
		list := it.v.Get(tb.in)
		if list == nil || list.Kind != source.List {
			return nil
		}
		r.told[list] = true
		var rows [][]string
		for _, v := range list.In {
			row := []string{it.id}
			for _, c := range tb.columns[1:] {
				row = append(row, r.cell(v, c.key, c.kind))
			}
			rows = append(rows, row)
		}
		return rows
	}
	var row []string
	for i, c := range tb.columns {
		switch {
		case i == 0 && judged(it.section):
			row = append(row, assessmentName(it.file))
		case i == 0 || i == 1 && judged(it.section) && c.key == "claim":
			row = append(row, it.id)
		default:
			row = append(row, r.cell(it.v, c.key, c.kind))
		}
	}
	if tb.file {
		row = append(row, it.file)
	}
	return [][]string{row}
}

// codings are the rows of the judgement of an indicator.
func (r *reader) codings(tb table) [][]string {
	it := r.it
	var rows [][]string
	row := func(entry string, v *source.Value) {
		cells := []string{assessmentName(it.file), it.id, entry}
		for _, c := range tb.columns[3:] {
			cells = append(cells, r.cell(v, c.key, c.kind))
		}
		rows = append(rows, cells)
	}
	for _, k := range it.v.In {
		switch {
		case k.Key == "pair":
			r.told[k] = true
			row("pair", &source.Value{Kind: source.TableOf, In: []*source.Value{k}})
		case k.Key == "level" && k.Kind == source.TableOf:
			for _, level := range k.In {
				if level.Kind != source.List {
					continue
				}
				r.told[level] = true
				for _, v := range level.In {
					row("level "+level.Key, v)
				}
			}
		case k.Kind != source.TableOf:
		case k.Key == "closed":
			row(strings.TrimSpace("closed above "+r.cell(k, "above", number)), k)
		case k.Key == "not_applicable":
			row("not applicable", k)
		default:
			row(k.Key, k)
		}
	}
	if len(rows) == 0 {
		rows = append(rows, []string{assessmentName(it.file), it.id, "", "", "", "", "", "", "", ""})
	}
	return rows
}

// cell is a value of a table as the text of a cell.
func (r *reader) cell(v *source.Value, key string, k kind) string {
	x := v.Get(strings.Split(key, ".")...)
	if x == nil || x.Kind == source.TableOf {
		return ""
	}
	wrong := func(want string) string {
		r.told[x] = true
		at := r.tree.At(x)
		r.list.Errorf(at, diag.WrongType, "%q is not %s, so it can't be put into a workbook", key, want)
		return ""
	}
	switch k {
	case words, texts:
		r.told[x] = true
		if x.Kind == source.Scalar && k == words {
			if s, ok := x.Scalar.(string); ok {
				return joinCell([]string{s})
			}
		}
		if x.Kind != source.List {
			return wrong("a list")
		}
		if len(x.In) == 0 && required(r.it.section, key) {
			return nothing
		}
		return joinCell(r.list2(x, key))
	case yes:
		b, ok := x.Scalar.(bool)
		if !ok {
			return wrong("true or false")
		}
		r.told[x] = true
		if b {
			return "yes"
		}
		return "no"
	case number:
		r.told[x] = true
		switch n := x.Scalar.(type) {
		case int64:
			return strconv.FormatInt(n, 10)
		case float64:
			return strconv.FormatFloat(n, 'f', -1, 64)
		}
		return wrong("a number")
	case text, word, date:
	}
	s, ok := x.Scalar.(string)
	if !ok {
		return wrong("text")
	}
	r.told[x] = true
	return s
}

// list2 are the texts of a list.
func (r *reader) list2(x *source.Value, key string) []string {
	if x == nil {
		return nil
	}
	var out []string
	for _, in := range x.In {
		s, ok := in.Scalar.(string)
		if !ok {
			r.list.Errorf(
				r.tree.At(in),
				diag.WrongType,
				"%q holds something that is no text, so it can't be put into a "+
					"workbook",
				key,
			)
		}
		out = append(out, s)
	}
	return out
}

// untold reports what no sheet told.
func (r *reader) untold(v *source.Value) {
	if r.told[v] {
		if v.Kind != source.List || !v.OfTables() {
			if v.Kind != source.TableOf {
				return
			}
		}
	}
	switch v.Kind {
	case source.Scalar:
		r.list.Errorf(r.tree.KeyAt(v), diag.UnknownKey, "unknown key %q, which no workbook has a place for", v.Key).
			WithHint("see what is wrong with the dossier first: whereas check")
	case source.List:
		if !r.told[v] && !v.Empty() {
			r.list.Errorf(r.tree.KeyAt(v), diag.UnknownKey, "unknown key %q, which no workbook has a place for", v.Key).
				WithHint("see what is wrong with the dossier first: whereas check")
			return
		}
		for _, in := range v.In {
			if in.Kind == source.TableOf {
				r.untold(in)
			}
		}
	case source.TableOf:
		for _, in := range v.In {
			r.untold(in)
		}
	}
}

// proofs is the record of proofs.
func (r *reader) proofs() *sheet {
	s := &sheet{table: table{name: proofSheet, columns: proofColumns(), file: true}}
	for _, name := range []string{proofFile, private + proofFile} {
		tree := r.files[name]
		if tree == nil {
			continue
		}
		list := tree.Root.Get("proof")
		if list == nil {
			continue
		}
		r.tree, r.it = tree, &item{section: "proof"}
		for _, v := range list.In {
			var row []string
			for _, c := range s.columns {
				row = append(row, r.cell(v, c.key, c.kind))
			}
			s.rows = append(s.rows, append(row, name))
		}
	}
	return s
}

// nothing is what a cell says of a list that is known to be empty.
const nothing = "–"

// joinCell is several texts in one cell, which splitCell parts again.
func joinCell(all []string) string {
	several := slices.ContainsFunc(all, func(s string) bool { return strings.ContainsAny(s, ";\n") })
	if !several {
		return strings.Join(all, "; ")
	}
	for i, s := range all {
		all[i] = strings.ReplaceAll(s, "\n", " ")
	}
	if len(all) == 1 { // a second line, which says nothing, shows that the first isn't to be parted
		return all[0] + "\n" + nothing
	}
	return strings.Join(all, "\n")
}

// splitCell parts what stands in one cell: at the ends of its lines where it has several, else at semicolons.
func splitCell(s string) []string {
	sep := ";"
	if strings.Contains(s, "\n") {
		sep = "\n"
	}
	var out []string
	for _, p := range strings.Split(s, sep) {
		if p = trimmed(p); p != "" && (p != nothing || sep == ";") {
			out = append(out, p)
		}
	}
	return out
}
