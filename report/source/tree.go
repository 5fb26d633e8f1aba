package source

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"whereas/report/diag"
)

// Value is a value of a TOML file as it stands there, or as it is to stand there: a text, a number, true or false; a
// list; or a table. A date is the text that it would be as one.
type Value struct {
	Key    string // its name in the table that it stands in; "" in a list
	Kind   Kind
	Scalar any      // string, int64, float64 or bool
	In     []*Value // what a list or a table holds, in the order of the file
	Cell   string   // of a workbook, that it was read from: "Claims!E41"

	key, val extent
}

// Kind is what a value is.
type Kind int

// The kinds.
const (
	Scalar Kind = iota
	List
	TableOf
)

// NewText is a text with a name.
func NewText(key, s string) *Value { return &Value{Key: key, Scalar: s} }

// NewTable is a table with a name, of what it holds.
func NewTable(key string, in ...*Value) *Value { return &Value{Key: key, Kind: TableOf, In: in} }

// NewList is a list with a name, of what it holds.
func NewList(key string, in ...*Value) *Value { return &Value{Key: key, Kind: List, In: in} }

// Get is what a table holds under a name, nil where it holds nothing or v is nil.
func (v *Value) Get(path ...string) *Value {
	for _, name := range path {
		if v == nil || v.Kind != TableOf {
			return nil
		}
		i := slices.IndexFunc(v.In, func(k *Value) bool { return k.Key == name })
		if i < 0 {
			return nil
		}
		v = v.In[i]
	}
	return v
}

// Text is a value that is a text; "" of any other and of nil.
func (v *Value) Text() string {
	if v == nil {
		return ""
	}
	s, _ := v.Scalar.(string)
	return s
}

// Empty tells whether a value says nothing: an empty text, list or table.
func (v *Value) Empty() bool {
	return v == nil || v.Kind == Scalar && v.Scalar == "" || v.Kind != Scalar && len(v.In) == 0
}

// OfTables tells whether a value is a list of tables.
func (v *Value) OfTables() bool { return v.Kind == List && len(v.In) > 0 && v.In[0].Kind == TableOf }

// Tree is a TOML file with the place of all that stands in it, so that it can be changed where it stands: comments and
// layout stay.
type Tree struct {
	Root *Value

	doc   *Doc
	crlf  bool
	mark  bool // a byte-order mark stood before it
	edits []edit
}

type edit struct {
	extent
	with string
}

// ParseTree reads a file to change it. Faults go to l; of a file with faults nothing may be changed.
func ParseTree(name string, data []byte, l *diag.List) *Tree {
	root := Parse(name, data, l)
	t := &Tree{doc: root.doc, crlf: bytes.Contains(data, []byte("\r\n")), mark: bytes.HasPrefix(data, []byte("\ufeff"))}
	t.Root = valueOf("", root.m, root.n)
	t.Root.val = extent{0, len(root.doc.text)}
	return t
}

// Damaged tells whether a part of the file couldn't be read.
func (t *Tree) Damaged() bool { return t.doc.AnyDamage() }

// Text is the file's text, as places count in it.
func (t *Tree) Text() string { return t.doc.text }

// At is where a value stands, and KeyAt where its name does.
func (t *Tree) At(v *Value) diag.Span { return t.doc.span(v.val) }

// KeyAt is where the name of a value stands: of a table with a heading its last part.
func (t *Tree) KeyAt(v *Value) diag.Span { return t.doc.span(v.key) }

// Offset is the byte of the text at a line and column.
func (t *Tree) Offset(line, col int) int {
	e := t.doc.lineExtent(line)
	i := e.from
	for n := 1; n < col && i < e.to; n++ {
		i++
		for i < e.to && t.doc.text[i]&0xC0 == 0x80 {
			i++
		}
	}
	return i
}

// Extent is where a value begins and ends in the text, in bytes, its name included.
func (v *Value) Extent() (from, to int) { return min(v.key.from, v.val.from), v.val.to }

// ValueExtent is where a value begins and ends in the text, in bytes, without its name.
func (v *Value) ValueExtent() (from, to int) { return v.val.from, v.val.to }

func valueOf(key string, x any, n *node) *Value {
	if n == nil {
		n = &node{}
	}
	v := &Value{Key: key, key: n.key, val: n.val}
	item := func(i int, x any) {
		var in *node
		if i < len(n.items) {
			in = n.items[i]
		}
		v.In = append(v.In, valueOf("", x, in))
	}
	switch x := x.(type) {
	case map[string]any:
		v.Kind = TableOf
		for _, k := range n.kids {
			if inner, ok := x[k.name]; ok {
				v.In = append(v.In, valueOf(k.name, inner, k))
			}
		}
		if len(v.In) < len(x) { // what the index didn't find
			for k, inner := range x {
				if n.kid(k) == nil {
					v.In = append(v.In, valueOf(k, inner, nil))
				}
			}
		}
	case []any:
		v.Kind = List
		for i, e := range x {
			item(i, e)
		}
	case []map[string]any:
		v.Kind = List
		for i, e := range x {
			item(i, e)
		}
	case time.Time:
		v.Scalar = x.Format(time.DateOnly)
	default:
		v.Scalar = x
	}
	return v
}

// Changed tells whether anything is to be changed.
func (t *Tree) Changed() bool { return len(t.edits) > 0 }

func (t *Tree) edit(from, to int, with string) {
	t.edits = append(t.edits, edit{extent{from, to}, with})
}

// Bytes are the file with its changes, with the ends of lines that it had.
func (t *Tree) Bytes() []byte {
	slices.SortStableFunc(t.edits, func(a, b edit) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.to - b.to // what is inserted stands before what is replaced
	})
	var b bytes.Buffer
	if t.mark {
		b.WriteString("\ufeff")
	}
	at := 0
	for _, e := range t.edits {
		if e.from < at { // within what another one takes out
			continue
		}
		b.WriteString(t.doc.text[at:e.from])
		if t.crlf {
			b.WriteString(strings.ReplaceAll(e.with, "\n", "\r\n"))
		} else {
			b.WriteString(e.with)
		}
		at = e.to
	}
	b.WriteString(t.doc.text[at:])
	return b.Bytes()
}

// Replace puts another value in the place of one.
func (t *Tree) Replace(old, with *Value) { t.edit(old.val.from, old.val.to, Literal(with)) }

// Insert puts a value into a table, behind the last of the table's keys that order puts before it.
func (t *Tree) Insert(table, v *Value, order []string) {
	after := t.lastBefore(table, v.Key, order)
	switch {
	case t.doc.byte(table.val.from) == '{':
		t.insertInline(table, after, v)
	case after != nil:
		at := lineEnd(t.doc.text, max(after.val.from, after.val.to-1))
		t.edit(at, at, t.newline(at)+t.indent(after.key.from)+t.dotted(table, after)+assignment(v, t.padding(table)))
	case t.hasHeading(table):
		at := lineEnd(t.doc.text, table.key.to)
		t.edit(at, at, t.newline(at)+assignment(v, 0))
	default: // a table of which only its parts have headings, or of dotted keys: its own name before it
		t.edit(table.key.from, table.key.from, table.Key+"."+assignment(v, 0))
	}
}

// newline is what has to stand before a new line at an offset: nothing, or the end of a line that has none.
func (t *Tree) newline(at int) string {
	if at > 0 && t.doc.byte(at-1) != '\n' {
		return "\n"
	}
	return ""
}

// lastBefore is the last key of a table, as it stands in the file, that is no table with a heading of its own and that
// order puts before a key, or else the last such key at all.
func (t *Tree) lastBefore(table *Value, key string, order []string) *Value {
	rank := func(k string) int {
		if i := slices.Index(order, k); i >= 0 {
			return i
		}
		return len(order)
	}
	var before, last *Value
	for _, k := range table.In {
		if k.val == (extent{}) || t.headed(k) {
			continue
		}
		k = t.lastOf(k)
		if last == nil || k.val.to > last.val.to {
			last = k
		}
		if rank(k.Key) <= rank(key) && (before == nil || k.val.to > before.val.to) {
			before = k
		}
	}
	if before != nil {
		return before
	}
	if t.doc.byte(table.val.from) == '{' || !t.hasHeading(table) {
		return last
	}
	return nil
}

// lastOf is what stands last of a table that is made of dotted keys; else the value itself.
func (t *Tree) lastOf(k *Value) *Value {
	if k.Kind != TableOf || t.doc.byte(k.val.from) == '{' {
		return k
	}
	last := k
	for _, in := range k.In {
		if in = t.lastOf(in); in.val.to > last.val.to {
			last = in
		}
	}
	if last == k {
		return k
	}
	return &Value{Key: k.Key, Kind: k.Kind, key: last.key, val: last.val}
}

// headed tells whether a value, or a part of it, has a heading of its own: [a.b] or [[a.b]].
func (t *Tree) headed(v *Value) bool {
	if v.Kind == Scalar {
		return false
	}
	if t.hasHeading(v) || v.Kind == List && len(v.In) > 0 && t.doc.byte(v.In[0].val.from) == '[' &&
		v.In[0].Kind == TableOf {
		return true
	}
	return v.Kind == TableOf && t.doc.byte(v.val.from) != '{' &&
		slices.ContainsFunc(v.In, func(k *Value) bool { return t.headed(k) })
}

// hasHeading tells whether a table has a heading of its own.
func (t *Tree) hasHeading(v *Value) bool {
	return v.Kind == TableOf && v.val.to > v.val.from && t.doc.byte(v.val.from) == '[' && v.val.from < v.key.from
}

// dotted is what stands before the last part of a key that is written with dots, where table is one of these parts.
func (t *Tree) dotted(table, after *Value) string {
	if t.hasHeading(table) || table.val.to == len(t.doc.text) && table.val.from == 0 {
		return ""
	}
	key := t.doc.text[after.key.from:after.key.to]
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		return key[:i+1]
	}
	return ""
}

func (t *Tree) indent(at int) string {
	from := strings.LastIndexByte(t.doc.text[:at], '\n') + 1
	line := t.doc.text[from:at]
	return line[:indentation(line)]
}

// padding is how wide the names of keys are written in a table whose equals signs stand below each other; 0 in others.
func (t *Tree) padding(table *Value) int {
	wide := 0
	for _, k := range table.In {
		line := t.doc.text[k.key.to:lineEnd(t.doc.text, k.key.to)]
		if eq := strings.IndexByte(line, '='); eq > 1 && !t.headed(k) && strings.TrimLeft(line[:eq], " ") == "" {
			wide = max(wide, k.key.to+eq-1-k.key.from)
		}
	}
	return wide
}

func (t *Tree) insertInline(table, after, v *Value) {
	if after != nil {
		t.edit(after.val.to, after.val.to, ", "+assignmentInline(v))
		return
	}
	if len(table.In) == 0 {
		t.edit(table.val.from, table.val.to, "{ "+assignmentInline(v)+" }")
		return
	}
	t.edit(table.val.from+1, table.val.from+1, " "+assignmentInline(v)+",")
}

// Remove takes a key out of a table, with its line where it stands on one.
func (t *Tree) Remove(table, v *Value) {
	if t.doc.byte(table.val.from) == '{' {
		t.removeBetween(table.In, v)
		return
	}
	if v.Kind != Scalar && t.headed(v) {
		t.RemoveTable(v)
		return
	}
	if v.Kind == TableOf && t.doc.byte(v.val.from) != '{' { // of dotted keys
		for _, k := range v.In {
			t.Remove(v, k)
		}
		return
	}
	t.edit(strings.LastIndexByte(t.doc.text[:v.key.from], '\n')+1, lineEnd(t.doc.text, max(v.val.from, v.val.to-1)), "")
}

// removeBetween takes one of several values out that commas part, and a comma with it.
func (t *Tree) removeBetween(all []*Value, v *Value) {
	from, to := v.Extent()
	i := to
	for i < len(t.doc.text) && strings.IndexByte(" \t\n", t.doc.text[i]) >= 0 {
		i++
	}
	alone := from == strings.LastIndexByte(t.doc.text[:from], '\n')+1+len(t.indent(from))
	switch {
	case t.doc.byte(i) == ',':
		if to = i + 1; alone { // its line goes with it, if nothing else but a comment stands there
			if end := lineEnd(t.doc.text, to); strings.HasPrefix(strings.TrimSpace(t.doc.text[to:end])+"#", "#") {
				from, to = strings.LastIndexByte(t.doc.text[:from], '\n')+1, end
			}
		} else {
			for t.doc.byte(to) == ' ' {
				to++
			}
		}
	default: // the last one: the comma before it goes
		j := from
		for j > 0 && strings.IndexByte(" \t\n", t.doc.text[j-1]) >= 0 {
			j--
		}
		if t.doc.byte(j-1) == ',' && len(all) > 1 {
			from = j - 1
		}
	}
	t.edit(from, to, "")
}

// InsertItem puts a table into a list of tables, behind its item number after, or before the first where that is -1.
func (t *Tree) InsertItem(list *Value, after int, v *Value, heading string) {
	if t.doc.byte(list.val.from) == '[' && !t.arrayOfTables(list) {
		if len(list.In) == 0 {
			t.edit(list.val.from, list.val.to, "[\n  "+Literal(v)+",\n]")
			return
		}
		if after < 0 {
			first, _ := list.In[0].Extent()
			t.edit(first, first, Literal(v)+","+t.between(first))
			return
		}
		_, to := list.In[after].Extent()
		from, _ := list.In[after].Extent()
		t.edit(to, to, ","+t.between(from)+Literal(v))
		return
	}
	at := len(t.doc.text)
	if after >= 0 {
		_, at = list.In[after].Extent()
	} else if len(list.In) > 0 {
		at, _ = list.In[0].Extent()
	}
	t.edit(at, at, t.newline(at)+"["+"["+heading+"]]\n"+lines(v)+"\n")
}

// arrayOfTables tells whether a list is written as [[a.b]].
func (t *Tree) arrayOfTables(list *Value) bool {
	return len(list.In) > 0 && strings.HasPrefix(t.doc.text[min(list.In[0].val.from, len(t.doc.text)):], "[[")
}

// between is what parts the items of a list: a line's end and its indentation, or a space.
func (t *Tree) between(from int) string {
	if ind := t.indent(from); from == strings.LastIndexByte(t.doc.text[:from], '\n')+1+len(ind) {
		return "\n" + ind
	}
	return " "
}

// RemoveItem takes an item out of a list.
func (t *Tree) RemoveItem(list, v *Value) {
	if t.arrayOfTables(list) {
		t.edit(v.val.from, v.val.to, "")
		return
	}
	t.removeBetween(list.In, v)
}

// RemoveTable takes a table with all its parts out. Comments that stand above its heading go with it, and comments
// above the next heading stay.
func (t *Tree) RemoveTable(v *Value) {
	if t.hasHeading(v) {
		t.edit(t.commentsBefore(v.val.from), t.commentsBefore(v.val.to), "")
	}
	for _, k := range v.In {
		switch {
		case k.Kind == TableOf && t.headed(k):
			t.RemoveTable(k)
		case k.Kind == List && t.arrayOfTables(k):
			for _, item := range k.In {
				t.edit(item.val.from, item.val.to, "")
			}
		}
	}
}

// commentsBefore is where the comments begin that stand right above an offset, at the beginning of a line.
func (t *Tree) commentsBefore(at int) int {
	for at > 0 {
		from := strings.LastIndexByte(t.doc.text[:at-1], '\n') + 1
		if line := strings.TrimSpace(t.doc.text[from:at]); !strings.HasPrefix(line, "#") {
			break
		}
		at = from
	}
	return at
}

// Append puts text behind all that the file holds, with an empty line between.
func (t *Tree) Append(block string) {
	at := len(t.doc.text)
	gap := ""
	if at > 0 {
		switch {
		case !strings.HasSuffix(t.doc.text, "\n"):
			gap = "\n\n"
		case !strings.HasSuffix(t.doc.text, "\n\n"):
			gap = "\n"
		}
	}
	if slices.ContainsFunc(t.edits, func(e edit) bool { return e.from == at && e.to == at }) {
		gap = "\n"
	}
	t.edit(at, at, gap+block)
}

// OneALine tells whether a table has a heading of its own and holds tables that stand each on a line: [entity].
func (t *Tree) OneALine(v *Value) bool {
	return t.hasHeading(v) && len(v.In) > 0 && v.In[0].Kind == TableOf && t.doc.byte(v.In[0].val.from) == '{'
}
