package source

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"whereas/report/civil"
	"whereas/report/diag"
)

// Text is a string and where it stands.
type Text struct {
	S  string
	At diag.Span
}

// Date is a civil date and where it stands.
type Date struct {
	civil.Date
	At diag.Span
}

// Number is a number and where it stands.
type Number struct {
	V  float64
	At diag.Span
}

// Table is a TOML table that is read key by key. What isn't asked for until Close is unknown.
type Table struct {
	doc   *Doc
	m     map[string]any
	n     *node
	asked []string
	many  map[string]bool // the same, where there are many
	whole bool            // every key was read, as that of a table
	since int             // how much had been found wrong before it was read
	At    diag.Span       // its heading, or its opening brace
}

func newTable(d *Doc, m map[string]any, n *node, at diag.Span) *Table {
	if n == nil {
		n = &node{}
	}
	if m == nil {
		m = map[string]any{}
	}
	return &Table{doc: d, m: m, n: n, At: at, since: d.list.Len()}
}

// Doc is the file the table stands in.
func (t *Table) Doc() *Doc { return t.doc }

// Damaged tells whether a part of the table couldn't be read, so that nothing can be said of what it lacks.
func (t *Table) Damaged() bool { return t.doc.damagedIn(t.n.val) }

// Has tells whether the key stands in the table; it counts as asked for.
func (t *Table) Has(key string) bool {
	t.ask(key)
	_, ok := t.m[key]
	return ok
}

func (t *Table) ask(key string) {
	if t.wasAsked(key) {
		return
	}
	if t.asked == nil {
		t.asked = make([]string, 0, few)
	}
	t.asked = append(t.asked, key)
	switch {
	case t.many != nil:
		t.many[key] = true
	case len(t.asked) > 4*few:
		t.many = make(map[string]bool, len(t.m))
		for _, a := range t.asked {
			t.many[a] = true
		}
	}
}

func (t *Table) wasAsked(key string) bool {
	if t.many != nil {
		return t.many[key]
	}
	return slices.Contains(t.asked, key)
}

// get returns the value of a key, its node (never nil) and its place.
func (t *Table) get(key string) (any, *node, diag.Span, bool) {
	t.ask(key)
	return t.look(key)
}

// look is get of a key that doesn't count as asked for by it.
func (t *Table) look(key string) (any, *node, diag.Span, bool) {
	v, ok := t.m[key]
	if !ok {
		return nil, nil, t.At, false
	}
	k := t.n.kid(key)
	if k == nil {
		return v, &node{}, t.At, true
	}
	return v, k, t.doc.span(k.val), true
}

// Keys are the table's keys as they stand in the file.
func (t *Table) Keys() []string {
	keys := make([]string, 0, len(t.m))
	for _, k := range t.n.kids {
		if _, ok := t.m[k.name]; ok {
			keys = append(keys, k.name)
		}
	}
	if len(keys) == len(t.m) {
		return keys
	}
	for k := range t.m { // what the index didn't find
		if t.n.kid(k) == nil {
			keys = append(keys, k)
			slices.Sort(keys[len(keys)-1:])
		}
	}
	return keys
}

// KeyAt is where a key itself stands.
func (t *Table) KeyAt(key string) diag.Span {
	if k := t.n.kid(key); k != nil {
		return t.doc.span(k.key)
	}
	return t.At
}

func (t *Table) wrongType(at diag.Span, key string, v any, want string) *diag.Diagnostic {
	return t.doc.list.Errorf(at, diag.WrongType, "%q is %s, not %s", key, kindOf(v), want)
}

// wrongShape is wrongType where a list or a table is wanted: what the value was to hold is missing, so the
// table counts as damaged.
func (t *Table) wrongShape(n *node, at diag.Span, key string, v any, want string) {
	dg := t.wrongType(at, key, v, want)
	if strings.HasPrefix(want, "a list") {
		dg.WithHint("put it between square brackets: %s = [ … ]", key)
	}
	t.damage(n)
}

func (t *Table) damage(n *node) {
	e := n.val
	if e.from >= e.to { // a value that the index didn't find
		e = t.n.val
	}
	t.doc.lose(e)
}

// damageAll is damage of a value with all that stands in it: the parts of [a.b] and [a.c] lie apart.
func (d *Doc) damageAll(n *node) {
	if n == nil {
		return
	}
	d.lose(n.val)
	for _, inner := range [][]*node{n.kids, n.items} {
		for _, k := range inner {
			if k.val.from < n.val.from || k.val.to > n.val.to {
				d.damageAll(k)
			}
		}
	}
}

func kindOf(v any) string {
	switch v := v.(type) {
	case string:
		return "text"
	case int64, float64:
		return "a number"
	case bool:
		return fmt.Sprintf("%t", v)
	case time.Time:
		return "a date"
	case []any:
		return "a list"
	case []map[string]any:
		return "a list of tables"
	case map[string]any:
		return "a table"
	}
	return "of another type"
}

// The longest texts that are read, in characters. Who reads a table says for most keys how many fit there (most); these
// are for the rest, a question of a rubric or a phrase, so that whatever is read fits into a cell of a workbook and on
// pages.
const (
	MaxText = 2000
	MaxWord = 500
	MaxList = 2000 // entries of a list of texts
)

// tooLong reports a text that is longer than is read.
func (t *Table) tooLong(s string, most int, at diag.Span) bool {
	n := len(s)
	if n > most { // in bytes, or more
		n = utf8.RuneCountInString(s)
	}
	if n > most {
		t.doc.list.Errorf(at, diag.TextTooLong, "the text has %d characters; at most %d are allowed here", n, most)
	}
	return n > most
}

// Text is the text of a key as it is printed (Plain), empty where it is left out. A text that is there and shows
// nothing is a fault; an empty one counts as left out.
func (t *Table) Text(key string, most ...int) Text { return t.text(key, t.shown, bound(MaxText, most)) }

// Word is the text of a key that is an id, a word of a list, an address or a date: what isn't seen in it is a fault,
// and then it is empty. It is empty where the key is left out.
func (t *Table) Word(key string, most ...int) Text { return t.text(key, t.exact, bound(MaxWord, most)) }

// bound is how long a text may be: what the reader says, or else what is usual.
func bound(usual int, most []int) int {
	if len(most) > 0 {
		return most[0]
	}
	return usual
}

// Verbatim is the text of a key as it stands, of which its reader says what is wrong.
func (t *Table) Verbatim(key string) Text {
	return t.text(key, func(key, s string, n *node, at diag.Span, most int) string {
		if s != "" && !t.backslash(n) && diag.IsBlank(s) {
			t.doc.list.Errorf(at, diag.EmptyText, "%q is empty: nothing in it can be seen", key)
			return ""
		}
		return s
	}, 0)
}

func (t *Table) text(key string, read reader, most int) Text {
	v, n, at, ok := t.get(key)
	if !ok {
		return Text{At: t.At}
	}
	s, isText := v.(string)
	if !isText {
		t.wrongType(at, key, v, "text")
		return Text{At: at}
	}
	return Text{read(key, t.doc.own(s, n.val), n, at, most), at}
}

// Need is Text of a key that must be there and say something.
func (t *Table) Need(key string, most ...int) Text { return t.need(key, t.Text, most) }

// NeedWord is Word of a key that must be there and say something.
func (t *Table) NeedWord(key string, most ...int) Text { return t.need(key, t.Word, most) }

func (t *Table) need(key string, read func(string, ...int) Text, most []int) Text {
	if !t.mustHave(key) {
		return Text{At: t.At}
	}
	s := read(key, most...)
	if t.m[key] == "" {
		t.empty(key, s.At)
	}
	return s
}

func (t *Table) empty(key string, at diag.Span) {
	t.doc.list.Errorf(at, diag.EmptyText, "%q is empty", key)
}

// mustHave reports a key that is missing, unless the place it could stand in couldn't be read.
func (t *Table) mustHave(key string) bool {
	if t.Has(key) {
		return true
	}
	if !t.Damaged() {
		t.doc.list.Errorf(t.At, diag.MissingKey, "%q is missing", key).Lacking(key)
	}
	return false
}

// Date is the date of a key: text, or a bare TOML date.
func (t *Table) Date(key string) Date {
	v, n, at, ok := t.get(key)
	if !ok {
		return Date{At: t.At}
	}
	switch v := v.(type) {
	case time.Time:
		// The library hands local dates over in the machine's zone: year, month and day alone are meant.
		return Date{civil.Date{Year: v.Year(), Month: int(v.Month()), Day: v.Day()}, at}
	case string:
		if v != "" {
			if v = t.exact(key, v, n, at, MaxWord); v == "" {
				return Date{At: at}
			}
		}
		d, err := civil.Parse(v)
		if err != nil {
			t.doc.list.Errorf(at, diag.BadDate, "%s", err).WithHint(`dates are "2024", "2024-12" or "2024-12-03"`)
			return Date{At: at}
		}
		return Date{d, at}
	}
	t.wrongType(at, key, v, "a date")
	return Date{At: at}
}

// NeedDate is Date of a key that must be there.
func (t *Table) NeedDate(key string) Date {
	if !t.mustHave(key) {
		return Date{At: t.At}
	}
	return t.Date(key)
}

// Bool is true or false, and whether the key is there.
func (t *Table) Bool(key string) (value, ok bool) {
	v, _, at, ok := t.get(key)
	if !ok {
		return false, false
	}
	b, isBool := v.(bool)
	if !isBool {
		t.wrongType(at, key, v, "true or false")
	}
	return b, isBool
}

// Int is a whole number between lo and hi, and whether it is there and one.
func (t *Table) Int(key string, lo, hi int) (int, diag.Span, bool) {
	n, ok := t.Number(key, float64(lo), float64(hi))
	if ok && n.V != math.Trunc(n.V) {
		t.doc.list.Errorf(n.At, diag.WrongType, "%q is not a whole number", key)
		return 0, n.At, false
	}
	return int(n.V), n.At, ok
}

// NeedInt is Int of a key that must be there.
func (t *Table) NeedInt(key string, lo, hi int) (int, diag.Span, bool) {
	if !t.mustHave(key) {
		return 0, t.At, false
	}
	return t.Int(key, lo, hi)
}

// Number is a number between lo and hi, and whether it is there and one.
func (t *Table) Number(key string, lo, hi float64) (Number, bool) {
	v, _, at, ok := t.get(key)
	if !ok {
		return Number{At: t.At}, false
	}
	return t.number(key, v, at, lo, hi)
}

func (t *Table) number(key string, v any, at diag.Span, lo, hi float64) (Number, bool) {
	var f float64
	switch v := v.(type) {
	case int64:
		f = float64(v)
	case float64:
		f = v
	default:
		t.wrongType(at, key, v, "a number")
		return Number{At: at}, false
	}
	if !(f >= lo && f <= hi) {
		t.doc.list.Errorf(at, diag.OutOfRange, "%q is %v; it must lie between %v and %v", key, f, lo, hi)
		return Number{At: at}, false
	}
	return Number{f, at}, true
}

// Numbers is a list of numbers between lo and hi.
func (t *Table) Numbers(key string, lo, hi float64) []Number {
	var out []Number
	t.each(key, "a list of numbers", func(v any, n *node, at diag.Span) {
		if n, ok := t.number(key, v, at, lo, hi); ok {
			out = append(out, n)
		}
	})
	return out
}

// Texts is a list of texts as they are printed. One that shows nothing is a fault.
func (t *Table) Texts(key string, most ...int) []Text {
	return t.texts(key, t.shown, bound(MaxText, most))
}

// Words is a list of ids or words of a list, read as Word reads one.
func (t *Table) Words(key string) []Text { return t.texts(key, t.exact, MaxWord) }

// WordOrWords is Words of a key that may as well hold one word without brackets.
func (t *Table) WordOrWords(key string) []Text {
	if _, isText := t.m[key].(string); !isText {
		return t.Words(key)
	}
	if w := t.Word(key); w.S != "" {
		return []Text{w}
	}
	return nil
}

func (t *Table) texts(key string, read reader, most int) []Text {
	var out []Text
	t.each(key, "a list of texts", func(v any, n *node, at diag.Span) {
		s, ok := v.(string)
		if !ok {
			t.wrongType(at, key, v, "text")
			return
		}
		if s == "" {
			t.empty(key, at)
			return
		}
		if s = read(key, t.doc.own(s, n.val), n, at, most); s != "" {
			out = append(out, Text{s, at})
		}
	})
	return out
}

func (t *Table) each(key, want string, f func(v any, n *node, at diag.Span)) {
	v, n, at, ok := t.get(key)
	if !ok {
		return
	}
	list, isList := v.([]any)
	if !isList {
		t.wrongShape(n, at, key, v, want)
		return
	}
	if len(list) > MaxList {
		t.doc.list.Errorf(at, diag.TooManyPieces, "%q has %d entries; at most %d are read", key, len(list), MaxList)
		list = list[:MaxList]
	}
	for i, item := range list {
		in, place := &node{}, at
		if i < len(n.items) {
			in = n.items[i]
			place = t.doc.span(in.val)
		}
		f(item, in, place)
	}
}

// NeedTexts is Texts of a key that must be there.
func (t *Table) NeedTexts(key string, most ...int) []Text {
	if !t.mustHave(key) {
		return nil
	}
	return t.Texts(key, most...)
}

// NeedWords is Words of a key that must be there.
func (t *Table) NeedWords(key string) []Text {
	if !t.mustHave(key) {
		return nil
	}
	return t.Words(key)
}

// Table is a table inside this one, nil where it is left out.
func (t *Table) Table(key string) *Table {
	t.ask(key)
	return t.inner(key)
}

// inner is Table of a key that doesn't count as asked for by it.
func (t *Table) inner(key string) *Table {
	v, n, at, ok := t.look(key)
	if !ok {
		return nil
	}
	m, isTable := v.(map[string]any)
	if !isTable {
		t.wrongShape(n, at, key, v, "a table")
		return nil
	}
	return newTable(t.doc, m, n, t.doc.tableAt(n, at))
}

// tableAt is where a table is pointed at: its key.
func (d *Doc) tableAt(n *node, at diag.Span) diag.Span {
	if n.key == (extent{}) {
		return at
	}
	return d.span(n.key)
}

// Each reads a table of tables in the order of the file: [claim.x], [claim.y]. Each table is closed after f.
func (t *Table) Each(key string, f func(id Text, t *Table)) {
	if t.withoutID(key) {
		return
	}
	inner := t.Table(key)
	if inner == nil {
		return
	}
	inner.EachOwn(f)
}

// withoutID reports the heading [claim] where [claim.some-id] is meant: once, not for each of its keys.
// Tables below it that have their own headings are read all the same.
func (t *Table) withoutID(key string) bool {
	v, n, at, _ := t.get(key)
	report := func(at diag.Span, heading string) {
		t.doc.list.Errorf(at, diag.MissingID, "%s needs an id", heading).
			WithHint("write [%s.some-id]: letters a–z, digits and hyphens", key)
	}
	switch v := v.(type) {
	case []map[string]any:
		for _, item := range n.items {
			report(t.doc.span(item.key), "[["+key+"]]")
			t.damage(item)
		}
		if len(n.items) == 0 {
			report(at, "[["+key+"]]")
			t.damage(n)
		}
		return true
	case map[string]any:
		for k, inner := range v {
			if _, isTable := inner.(map[string]any); !isTable {
				continue
			}
			if kid := n.kid(k); kid != nil && t.doc.byte(kid.val.from) == '{' {
				return false // [entity] with a table on each line: its heading is right
			}
		}
		found := false
		for k, inner := range v {
			if _, isTable := inner.(map[string]any); !isTable {
				delete(v, k)
				found = true
			}
		}
		if found {
			report(t.doc.span(n.key), "["+key+"]")
			t.damage(n)
		}
	}
	return false
}

// EachOwn reads every key of this table as a table.
func (t *Table) EachOwn(f func(id Text, t *Table)) {
	for _, k := range t.Keys() {
		if t.wasAsked(k) {
			continue
		}
		if _, isTable := t.m[k].(map[string]any); !isTable && len(t.asked) > 0 {
			t.unknown(k, t.absent()) // among keys that aren't tables it is most likely one of them
			continue
		}
		c := t.inner(k)
		if c == nil {
			continue
		}
		f(Text{k, t.KeyAt(k)}, c)
		c.Close()
	}
	t.whole = true // there may be too many to ask for each by its name
}

// List reads a list of tables: [[x]] or x = [ {…}, {…} ]. Each table is closed after f.
func (t *Table) List(key string, f func(t *Table)) {
	v, n, at, ok := t.get(key)
	if !ok {
		return
	}
	var items []map[string]any
	places := make([]diag.Span, 0)
	var nodes []*node
	item := func(i int) {
		p, in := at, (*node)(nil)
		if i < len(n.items) {
			in = n.items[i]
			p = t.doc.span(extent{in.val.from, in.val.from + 1})
		}
		places = append(places, p)
		nodes = append(nodes, in)
	}
	switch v := v.(type) {
	case []map[string]any:
		for i, m := range v {
			items = append(items, m)
			item(i)
		}
	case []any:
		for i, e := range v {
			m, isTable := e.(map[string]any)
			if !isTable {
				p, in := at, n
				if i < len(n.items) {
					in = n.items[i]
					p = t.doc.span(in.val)
				}
				t.wrongShape(in, p, key, e, "a table")
				continue
			}
			items = append(items, m)
			item(i)
		}
	default:
		t.wrongShape(n, at, key, v, "a list of tables")
		return
	}
	for i, m := range items {
		c := newTable(t.doc, m, nodes[i], places[i])
		f(c)
		c.Close()
	}
}

// Close reports the keys that nobody asked for. A key that is most likely another one, misspelt, is a cause: what was
// said of the other's absence is taken back, and what stands in its value counts as damaged, so that nothing is said
// of what seems to be missing elsewhere because of it.
func (t *Table) Close() {
	if t.whole {
		return
	}
	known := t.absent()
	for _, k := range t.Keys() {
		if !t.wasAsked(k) {
			t.unknown(k, known)
		}
	}
}

// absent are the keys that were asked for and aren't there.
func (t *Table) absent() []string {
	var known []string
	for _, a := range t.asked {
		if _, there := t.m[a]; !there {
			known = append(known, a)
		}
	}
	return known
}

// unknown reports a key that nobody asked for; known are those that were asked for and aren't there.
func (t *Table) unknown(key string, known []string) {
	if r, i := diag.Unseen(key); i >= 0 {
		t.doc.list.Errorf(t.KeyAt(key), diag.UnknownKey, "unknown key %q: it holds %s", key, diag.AChar(r)).
			WithHint("delete it, or write the key anew: it isn't seen")
		return
	}
	dg := t.doc.list.Errorf(t.KeyAt(key), diag.UnknownKey, "unknown key %q", key)
	nearestHint(dg, key, t.asked, known)
	if meant := diag.Nearest(key, t.asked); meant != "" {
		t.doc.list.Forget(t.since, t.At, meant)
		t.doc.damageAll(t.n.kid(key))
	}
}

// Errorf reports a fault that only the reader of the table can see.
func (t *Table) Errorf(at diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	return t.doc.list.Errorf(at, code, format, args...)
}

// AskedTable is Table for a key that may also hold something else; nil then.
func (t *Table) AskedTable(key string) *Table {
	if _, isTable := t.m[key].(map[string]any); !isTable {
		return nil
	}
	return t.Table(key)
}

// reader makes of a text as it stands what is read of it, and reports what is wrong with it; most
// is how many characters it may have.
type reader func(key, s string, n *node, at diag.Span, most int) string

// shown reads a text that is printed.
func (t *Table) shown(key, s string, n *node, at diag.Span, most int) string {
	if s == "" || t.backslash(n) {
		return s
	}
	if diag.IsBlank(s) {
		t.doc.list.Errorf(at, diag.EmptyText, "%q is empty: nothing in it can be seen", key)
		return ""
	}
	if t.tooLong(s, most, at) {
		return s
	}
	if i := strings.IndexFunc(s, isRefused); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		switch at = t.charAt(r, n, at); {
		case diag.IsDirectional(r):
			t.doc.list.Errorf(at, diag.DirectionOverride,
				"the invisible character U+%04X changes the direction in which text is read", r)
		case diag.IsUnassigned(r):
			t.doc.list.Errorf(at, diag.ControlCharacter,
				"the character U+%04X means nothing outside the program that wrote it", r).
				WithHint("delete it, or write what is meant")
		default:
			t.doc.list.Errorf(at, diag.ControlCharacter, "the %s can't stand in a dossier", diag.CharName(r)).
				WithHint("delete it: nobody sees it, and it often comes with text that was pasted from elsewhere")
		}
	}
	return Plain(s)
}

// exact reads a text that has to be the same, character by character, as one that stands elsewhere.
func (t *Table) exact(key, s string, n *node, at diag.Span, most int) string {
	if s == "" || t.backslash(n) {
		return s
	}
	if diag.IsBlank(s) {
		t.doc.list.Errorf(at, diag.EmptyText, "%q is empty: nothing in it can be seen", key)
		return ""
	}
	if t.tooLong(s, most, at) {
		return ""
	}
	if r, i := diag.Unseen(s); i >= 0 {
		t.doc.list.Errorf(t.charAt(r, n, at), diag.ControlCharacter,
			"%q holds %s, which isn't seen and can't stand in it", key, diag.AChar(r)).
			WithHint("delete it, or write the whole anew: it often comes with text that was pasted from elsewhere")
		return ""
	}
	return s
}

// charAt is where a character stands in a text that is written without escapes; else the whole text's place.
func (t *Table) charAt(r rune, n *node, at diag.Span) diag.Span {
	e := n.val
	if e.from < 0 || e.to > len(t.doc.text) || e.from >= e.to {
		return at
	}
	i := strings.IndexRune(t.doc.text[e.from:e.to], r)
	if i < 0 {
		return at
	}
	return t.doc.span(extent{e.from + i, e.from + i + utf8.RuneLen(r)})
}

// backslash reports an escape that nobody means: where one stands for a control character, it is a backslash that
// somebody didn't mean as one; so is that of "C:\new", which would be read as a line break.
func (t *Table) backslash(n *node) bool {
	e, ok := t.doc.unmeantBackslash(n.val)
	if ok {
		t.doc.list.Errorf(t.doc.span(e), diag.Backslash,
			"a backslash in a text has a special meaning: %s isn't read as it stands here", t.doc.text[e.from:e.to]).
			WithHint(backslashHint)
	}
	return ok
}
