package book

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
)

// Change is one thing that taking a workbook in does to a dossier.
type Change struct {
	What   string  // added, changed, removed; kept: it stays in the dossier as it is
	Why    string  // of what is kept
	Name   string  // claim hart-built-on-aws
	File   string  // that it stands in
	Cell   string  // of the workbook, that it is from
	Fields []Field // what is changed in it
}

// Field is a key that changes: old or new is "" where there is none. Kept says that what is missing in the workbook
// stays in the dossier.
type Field struct {
	Key, Old, New string
	Kept          bool
}

// Merge is what a dossier's files become by taking a workbook in: those that change, and how. What isn't in the
// workbook stays unless del is set; sheets and columns that the workbook hasn't say nothing. Comments and layout stay,
// since what changes is changed where it stands. What was changed in the dossier alone since the workbook was written
// stays as it is; what was changed in both is a fault, unless force is set: then the workbook's counts. Where the
// dossier can't be read, or there is such a fault, l says so and nothing is changed.
func (b *Book) Merge(old Files, prefix string, del, force bool, l *diag.List) (Files, []Change) {
	var faults diag.List
	t := open(old, prefix, &faults)
	failed := faults.Failed(false)
	if l.Append(&faults); failed {
		return nil, nil
	}
	m := &merger{
		list:  l,
		Book:  b,
		trees: t,
		del:   del,
		force: force,
		out:   Files{},
		fits:  map[string]string{},
		fresh: map[string][]*item{},
	}
	m.sameTitles()
	bases := b.base
	if len(t.items) == 0 { // a dossier of its own: nothing was taken out of it
		bases = nil
	}
	seen := map[string]bool{}
	for _, it := range b.items {
		seen[it.key()] = true
		has := t.byKey[it.key()]
		base, known := bases[it.key()]
		untouched := known && base == fingerprint(it.v)
		switch {
		case has != nil && untouched && base != fingerprint(has.v):
			m.keep(has, "it was changed in the dossier since the workbook was written, and not in the workbook")
		case has != nil && known && base != fingerprint(has.v) && !force && canonical(has.v) != canonical(it.v):
			l.Errorf(diag.Span{File: b.name, Cell: it.cell}, diag.BothChanged,
				"%s was changed in the workbook, and in the dossier since the workbook was written", it.name()).
				WithNote(t.in[has].KeyAt(has.v), "it stands here").
				WithHint("bring the two together by hand; or take the workbook's with --force")
			failed = true
		case has != nil:
			m.update(has, it)
		case untouched:
			m.changes = append(m.changes, Change{What: "kept", Name: it.name(), Cell: it.cell,
				Why: "it was taken out of the dossier since the workbook was written, and isn't put back"})
		default:
			m.add(it)
		}
	}
	if m.textsClash(old, bases) || failed {
		return nil, nil
	}
	for _, it := range t.items {
		switch _, known := bases[it.key()]; {
		case seen[it.key()] || !m.tells(it.section):
		case bases != nil && !known:
			m.keep(it, "it was added to the dossier since the workbook was written")
		default:
			m.remove(it)
		}
	}
	for name, tree := range t.files {
		if tree.Changed() {
			m.out[name] = tree.Bytes()
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.fresh)) {
		m.out[name] = write(m.fresh[name])
	}
	m.proofsAndTexts(old, bases)
	return m.out, m.changes
}

// keep notes what stays as it is in the dossier, and why.
func (m *merger) keep(it *item, why string) {
	m.changes = append(m.changes, Change{What: "kept", Name: it.name(), File: it.file, Why: why})
}

type merger struct {
	*Book
	*trees
	list    *diag.List
	del     bool
	force   bool
	out     Files
	fits    map[string]string  // by section, the file that new things go into
	fresh   map[string][]*item // of files that aren't there yet
	changes []Change
}

// tells tells whether the workbook has the sheet that things of a section stand in.
func (m *merger) tells(section string) bool {
	switch {
	case section == "indicator":
		return m.known["Assessment"]
	case single(section) && section != "assessment":
		return m.known[startSheet]
	}
	return m.known[sheetOf(section)]
}

// has tells whether the workbook has a place for a key of a section, so that its absence says something. The key is
// that of a thing or, behind the name of a list, of an entry of it.
func (m *merger) has(section string, path []string) bool {
	key := strings.Join(path, ".")
	if single(section) && section != "assessment" {
		return m.known[startSheet+" "+section+"."+key]
	}
	for _, tb := range tables() {
		switch {
		case tb.section != section:
		case tb.in == "" && m.known[tb.name+" "+key]:
			return true
		case tb.name == "Assessment":
			return m.known[tb.name]
		case tb.in != "" && path[0] == tb.in && (len(path) == 1 || tb.in == "parts"):
			if m.known[tb.name] {
				return true
			}
		case tb.in != "" && path[0] == tb.in && m.known[tb.name+" "+strings.Join(path[1:], ".")]:
			return true
		}
	}
	if len(path) == 1 && (key == "correction" || key == "asked") {
		return m.has(section, []string{key, "date"})
	}
	return false
}

// add puts a thing into the file that fits.
func (m *merger) add(it *item) {
	file := it.file
	if !judged(it.section) && (m.files[file] == nil || file == usualFile(it.section)) {
		if fitting := m.fitting(it.section); fitting != "" && (m.files[file] == nil && file == usualFile(it.section) ||
			m.files[file] != nil && !m.holds(file, it.section)) {
			file = fitting
		}
	}
	m.changes = append(m.changes, Change{What: "added", Name: it.name(), File: file, Cell: it.cell,
		Fields: []Field{{New: m.said(it)}}})
	tree := m.files[file]
	if tree == nil {
		it.file = file
		m.fresh[file] = append(m.fresh[file], it)
		return
	}
	if it.section == "entity" {
		if table := tree.Root.Get("entity"); table != nil && tree.OneALine(table) {
			tree.Insert(table, it.v, nil)
			return
		}
	}
	tree.Append(block(it))
}

// said is a thing in a few words.
func (m *merger) said(it *item) string {
	for _, key := range []string{"title", "name", "text", "found"} {
		if s := it.v.Get(key).Text(); s != "" {
			return s
		}
	}
	return ""
}

// fitting is the file that holds the most things of a section; "" where none holds any. What is private isn't a place
// for what nobody said so of.
func (m *merger) fitting(section string) string {
	if file, ok := m.fits[section]; ok {
		return file
	}
	count := map[string]int{}
	best := ""
	for _, it := range m.trees.items {
		if it.section == section && !strings.HasPrefix(it.file, private) {
			if count[it.file]++; count[it.file] > count[best] {
				best = it.file
			}
		}
	}
	m.fits[section] = best
	return best
}

func (m *merger) holds(file, section string) bool {
	return slices.ContainsFunc(m.trees.items, func(it *item) bool { return it.file == file && it.section == section })
}

// update changes a thing where it stands.
func (m *merger) update(old, it *item) {
	c := Change{What: "changed", Name: it.name(), File: old.file, Cell: it.cell}
	s := &syncer{merger: m, tree: m.in[old], section: it.section, id: old.id, fields: &c.Fields}
	for _, tb := range tables() {
		if tb.section == it.section && tb.in == "" {
			for _, col := range tb.columns {
				s.order = append(s.order, strings.Split(col.key, ".")[0])
			}
		}
	}
	for _, row := range startRows() {
		if section, key, _ := strings.Cut(row.key, "."); section == it.section {
			s.order = append(s.order, key)
		}
	}
	s.order = append(s.order, "links", "evidence", "parts", "answers", "documents")
	now := it.v
	if len(it.guessed) > 0 { // what the program made of an entry fills what is empty
		now = &source.Value{Key: it.v.Key, Kind: source.TableOf}
		for _, k := range it.v.In {
			if old.v.Get(k.Key).Empty() || !slices.Contains(it.guessed, k.Key) {
				now.In = append(now.In, k)
			}
		}
	}
	s.table(old.v, now, nil)
	if len(c.Fields) > 0 {
		if !slices.ContainsFunc(c.Fields, func(f Field) bool { return !f.Kept }) {
			c.What, c.Why = "kept", "the workbook hasn't all of it"
			if m.fills {
				c.Why = "the library says something else of it"
			}
		}
		m.changes = append(m.changes, c)
	}
}

func (m *merger) remove(it *item) {
	if strings.HasPrefix(it.file, private) && !m.mentionsPrivate() {
		return // the workbook was written without what is private
	}
	if single(it.section) && it.section != "assessment" {
		s := &syncer{merger: m, tree: m.in[it], section: it.section}
		c := Change{What: "changed", Name: it.name(), File: it.file}
		s.fields = &c.Fields
		s.table(it.v, source.NewTable(it.section), nil)
		if len(c.Fields) > 0 {
			if !m.del {
				c.What, c.Why = "kept", "the workbook hasn't it"
			}
			m.changes = append(m.changes, c)
		}
		return
	}
	c := Change{What: "removed", Name: it.name(), File: it.file, Fields: []Field{{Old: m.said(it)}}}
	if !m.del {
		c.What, c.Why = "kept", "the workbook hasn't it"
	} else {
		tree := m.in[it]
		if parent := tree.Root.Get(it.section); parent != nil && it.id != "" {
			tree.Remove(parent, it.v)
		} else {
			tree.RemoveTable(it.v)
		}
	}
	m.changes = append(m.changes, c)
}

func (m *merger) mentionsPrivate() bool {
	return slices.ContainsFunc(m.Book.items, func(it *item) bool { return strings.HasPrefix(it.file, private) })
}

// syncer brings a table of a file to what a workbook says of it.
type syncer struct {
	*merger
	tree    *source.Tree
	section string
	id      string
	order   []string
	fields  *[]Field
	where   string // before the names of keys: "evidence 2, "
}

func (s *syncer) field(f Field) { *s.fields = append(*s.fields, f) }

func (s *syncer) table(old, now *source.Value, path []string) {
	for _, k := range now.In {
		at := append(slices.Clone(path), k.Key)
		o := old.Get(k.Key)
		name := s.where + strings.Join(at, ".")
		if s.fills && s.stays(o, k, name) {
			continue
		}
		switch {
		case same(o, k) && !(o == nil && k.Kind == source.List && required(s.section, k.Key)):
		case o == nil || o.Kind != k.Kind && o.Empty():
			if o != nil {
				s.tree.Remove(old, o)
			}
			if k.Empty() && !required(s.section, k.Key) {
				continue
			}
			s.field(Field{Key: name, New: shown(k)})
			s.tree.Insert(old, k, s.order)
		case o.Kind == source.TableOf && k.Kind == source.TableOf:
			s.table(o, k, at)
		case (o.OfTables() || o.Kind == source.List && o.Empty()) && k.OfTables():
			s.list(o, k, at)
		case o.Kind == source.TableOf || o.OfTables():
			s.field(Field{Key: name, Old: shown(o), New: shown(k)})
			s.tree.Remove(old, o)
			s.tree.Insert(old, k, s.order)
		default:
			s.field(Field{Key: name, Old: shown(o), New: shown(k)})
			s.tree.Replace(o, k)
		}
	}
	for _, o := range old.In {
		at := append(slices.Clone(path), o.Key)
		if now.Get(o.Key) != nil || o.Empty() && !(required(s.section, o.Key) && o.Kind == source.List) ||
			!s.has(s.section, at) {
			continue
		}
		s.field(Field{Key: s.where + strings.Join(at, "."), Old: shown(o), Kept: !s.del})
		if s.del {
			s.tree.Remove(old, o)
		}
	}
}

// stays tells whether what a library says of a source changes nothing: the dossier says the same, or something else,
// which is told and kept unless the library's is forced.
func (s *syncer) stays(o, k *source.Value, name string) bool {
	switch {
	case o.Empty():
		return false
	case same(o, k) || alike(o, k):
		return true
	case !s.force:
		s.field(Field{Key: name, Old: shown(o), New: shown(k), Kept: true})
		return true
	}
	return false
}

// alike tells whether a library says of a source what the dossier does: the same text as it is printed, or another
// address of the same document.
func alike(o, k *source.Value) bool {
	a, b := o.Text(), k.Text()
	if a == "" || k.Kind != source.Scalar {
		return false
	}
	return source.Plain(a) == source.Plain(b) || k.Key == "url" && addressKey(a) == addressKey(b)
}

// list brings a list of tables to what a workbook says: entries are matched by what they say, so that one that was
// changed is changed where it stands.
func (s *syncer) list(old, now *source.Value, path []string) {
	match := s.matches(old, now, path)
	used := map[int]bool{}
	last := -1
	name := strings.Join(path, ".")
	heading := s.heading(path)
	for i, k := range now.In {
		j := match[i]
		if j < 0 {
			s.field(Field{Key: fmt.Sprintf("%s%s, one more", s.where, name), New: shown(k)})
			s.tree.InsertItem(old, last, k, heading)
			continue
		}
		used[j], last = true, j
		inner := *s
		inner.where = fmt.Sprintf("%s%s %d, ", s.where, name, j+1)
		inner.order = entryOrder(s.section, path[0])
		inner.entry(old.In[j], k, path)
	}
	for j, o := range old.In {
		if used[j] || !s.known[listSheet(s.section, path[0])] {
			continue
		}
		s.field(Field{Key: fmt.Sprintf("%s%s %d", s.where, name, j+1), Old: shown(o), Kept: !s.del})
		if s.del {
			s.tree.RemoveItem(old, o)
		}
	}
}

// entry is table for an entry of a list, whose keys are told of behind the list's name.
func (s *syncer) entry(old, now *source.Value, path []string) {
	before := len(*s.fields)
	s.table(old, now, path)
	prefix := s.where + strings.Join(path, ".") + "."
	for i := before; i < len(*s.fields); i++ {
		f := &(*s.fields)[i]
		f.Key = s.where + strings.TrimPrefix(f.Key, prefix)
	}
}

// listSheet is the sheet that the entries of a list stand in.
func listSheet(section, in string) string {
	for _, tb := range tables() {
		if tb.section == section && (tb.in == in || tb.in == "entry") {
			return tb.name
		}
	}
	return ""
}

func entryOrder(section, in string) []string {
	var out []string
	for _, tb := range tables() {
		if tb.section == section && (tb.in == in || tb.in == "entry") {
			for _, c := range tb.columns {
				out = append(out, c.key)
			}
		}
	}
	return out
}

// heading is that of an entry of a list, where each has one.
func (s *syncer) heading(path []string) string {
	return s.section + "." + source.KeyName(s.id) + "." + strings.Join(path, ".")
}

// matches is, for each new entry of a list, the old one that it is, or -1: first those that are alike in all that the
// workbook tells, then those that are most alike.
func (s *syncer) matches(old, now *source.Value, path []string) []int {
	match := make([]int, len(now.In))
	used := make([]bool, len(old.In))
	for i := range match {
		match[i] = -1
	}
	alike := func(o, k *source.Value) (n, of int) {
		for _, x := range k.In {
			of++
			if same(o.Get(x.Key), x) {
				n++
			}
		}
		for _, x := range o.In {
			if k.Get(x.Key) == nil && !x.Empty() && s.has(s.section, append(slices.Clone(path), x.Key)) {
				of++
			}
		}
		return n, of
	}
	pass := func(good func(n, of int) bool) {
		for i, k := range now.In {
			if match[i] >= 0 {
				continue
			}
			best, most := -1, 0
			for j, o := range old.In {
				if used[j] {
					continue
				}
				if n, of := alike(o, k); good(n, of) && n > most {
					best, most = j, n
				}
				if most == len(k.In) && i == best { // at its own place already
					break
				}
			}
			if best >= 0 {
				match[i], used[best] = best, true
			}
		}
	}
	pass(func(n, of int) bool { return n == of })
	pass(func(n, of int) bool { return n >= 2 && 2*n >= of })
	if len(now.In) == len(old.In) { // what is left at its own place is the same entry, changed
		for i := range match {
			if match[i] < 0 && !used[i] {
				match[i], used[i] = i, true
			}
		}
	}
	return match
}

// same tells whether two values say the same: a text of one is as good as a list of that text, an empty one as none.
func same(a, b *source.Value) bool {
	if a.Empty() && b.Empty() {
		return true
	}
	if a == nil || b == nil {
		return false
	}
	if a.Kind == source.Scalar && b.Kind == source.List && len(b.In) == 1 {
		b = b.In[0]
	}
	if a.Kind != b.Kind {
		return false
	}
	if a.Kind == source.Scalar {
		return plain(a.Scalar) == plain(b.Scalar)
	}
	if len(a.In) != len(b.In) {
		return false
	}
	for i := range a.In {
		other := b.In[i]
		if a.Kind == source.TableOf {
			other = b.Get(a.In[i].Key)
		}
		if !same(a.In[i], other) {
			return false
		}
	}
	return true
}

// plain is a value as it is compared: what stands around a text doesn't count, nor how its lines end, nor whether a
// number is written with a point.
func plain(x any) any {
	switch x := x.(type) {
	case string:
		return trimmed(strings.ReplaceAll(x, "\r\n", "\n"))
	case int64:
		return float64(x)
	}
	return x
}

// shown is a value in a line.
func shown(v *source.Value) string {
	if v == nil {
		return ""
	}
	switch v.Kind {
	case source.List:
		if !v.OfTables() {
			var all []string
			for _, in := range v.In {
				all = append(all, fmt.Sprint(in.Scalar))
			}
			return strings.Join(all, "; ")
		}
		return source.Literal(v)
	case source.TableOf:
		return source.Literal(v)
	case source.Scalar:
	}
	return fmt.Sprint(v.Scalar)
}

// textsClash tells whether a text of a person's own was changed in the workbook and in the dossier, since the one was
// written from the other: each such is an error, unless the workbook's is to count.
func (m *merger) textsClash(old Files, bases map[string]string) (clash bool) {
	for _, name := range proseFiles() {
		now, ok := m.prose[name]
		was, had := old[name]
		base := bases[textKey(name)] // "" of one that the workbook hadn't when it was written
		if !ok || !had || bases == nil || m.force || proseText(name, was) == string(now) ||
			base == textPrint(string(now)) || base == textPrint(proseText(name, was)) {
			continue
		}
		clash = true
		m.list.Errorf(diag.Span{File: m.name, Cell: textsSheet}, diag.BothChanged,
			"%s was changed in the workbook, and in the dossier since the workbook was written", name).
			WithHint("bring the two together by hand; or take the workbook's with --force")
	}
	return clash
}

// proofsAndTexts takes the record of proofs in where the dossier has none, and the texts of a person's own.
func (m *merger) proofsAndTexts(old Files, bases map[string]string) {
	for _, name := range []string{proofFile, private + proofFile} {
		b, ok := m.Book.Files[name]
		if !ok {
			continue
		}
		if old[name] == nil {
			m.out[name] = b
			m.changes = append(m.changes, Change{What: "added", Name: "record of proofs", File: name})
		}
	}
	for _, name := range proseFiles() {
		now, ok := m.prose[name]
		was, had := old[name]
		switch {
		case !ok && had && m.known[textsSheet]:
			c := Change{What: "removed", Name: name, File: name}
			if !m.del {
				c.What, c.Why = "kept", "the workbook hasn't it"
			} else {
				m.out[name] = nil
			}
			m.changes = append(m.changes, c)
		case ok && !had && bases[textKey(name)] == textPrint(string(now)):
			m.changes = append(m.changes, Change{What: "kept", Name: name,
				Why: "it was taken out of the dossier since the workbook was written, and isn't put back"})
		case ok && !had:
			m.out[name] = now
			m.changes = append(m.changes, Change{What: "added", Name: name, File: name})
		case ok && bases[textKey(name)] == textPrint(string(now)) && proseText(name, was) != string(now):
			m.changes = append(m.changes, Change{What: "kept", Name: name, File: name,
				Why: "it was changed in the dossier since the workbook was written, and not in the workbook"})
		case ok && proseText(name, was) != string(now):
			if bytes.Contains(was, []byte("\r\n")) {
				now = bytes.ReplaceAll(now, []byte("\n"), []byte("\r\n"))
			}
			m.out[name] = now
			m.changes = append(m.changes, Change{What: "changed", Name: path.Base(name), File: name,
				Fields: []Field{{Key: "text", Old: firstOther(proseText(name, was), string(now)),
					New: firstOther(string(now), proseText(name, was))}}})
		}
	}
}

// firstOther is the first line of a text that another one hasn't at that place.
func firstOther(a, b string) string {
	bs := strings.Split(b, "\n")
	for i, line := range strings.Split(a, "\n") {
		if i >= len(bs) || bs[i] != line {
			return line
		}
	}
	return ""
}
