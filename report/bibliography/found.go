package bibliography

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

// found is an entry as a source.
func (r *reader) found(e *entry) Found {
	f := Found{V: source.NewTable(""), At: e.at}
	w := &writer{reader: r, e: e, v: f.V, used: map[string]bool{}}
	if e.own != nil {
		f.ID, f.Own = e.key, true
	} else {
		f.ID = idOf(e.key)
	}
	for _, c := range []string{"note", "howpublished"} { // where people write what has a field of its own
		w.gleaned(c)
	}
	w.typed(&f)
	w.titled()
	w.put("publisher", w.publisher(), dossier.MaxName)
	w.addressed(&f)
	w.referred(&f)
	w.put("language", w.take("language"), dossier.MaxLabel)
	for _, k := range [][2]string{{"published", "issued"}, {"accessed", "accessed"}} {
		if d := e.dates[k[1]].s; d != "" {
			w.set(k[0], d)
		}
		w.used[k[1]] = true
	}
	if e.own != nil {
		w.mine()
	}
	w.noted(&f)
	w.leave()
	w.sorted()
	return f
}

// writer makes a source of an entry.
type writer struct {
	*reader
	e     *entry
	v     *source.Value
	used  map[string]bool // fields that stand in the source
	extra []string        // for the note
	dirty bool            // a character was left out, and told
}

// clean is a text without what can't stand in a dossier, which is told once an entry.
func (w *writer) clean(s string) string {
	s = source.Plain(s)
	refused := func(c rune) bool {
		return diag.IsDirectional(c) || diag.IsUnassigned(c) || unicode.IsControl(c) && c != '\n'
	}
	if i := strings.IndexFunc(s, refused); i >= 0 {
		if c, _ := utf8.DecodeRuneInString(s[i:]); !w.dirty {
			w.dirty = true
			w.list.Warnf(w.e.at, diag.ControlCharacter, "%s has the character U+%04X, which can't stand in a "+
				"dossier and is left out", w.e.called(), c).
				WithHint("look what is meant there")
		}
		s = strings.Map(func(c rune) rune {
			if refused(c) {
				return -1
			}
			return c
		}, s)
	}
	if diag.IsBlank(s) {
		return ""
	}
	return strings.TrimSpace(s)
}

func (w *writer) set(key, s string) {
	if s = w.clean(s); s == "" {
		return
	}
	if old := w.v.Get(key); old != nil {
		old.Scalar = s
	} else {
		w.v.In = append(w.v.In, source.NewText(key, s))
	}
}

// put sets a key, no longer than a dossier has it.
func (w *writer) put(key, s string, most int) {
	if n := utf8.RuneCountInString(s); n > most {
		w.list.Warnf(w.e.at, diag.TextTooLong, "the %s of %s has %d characters, and at most %d are read; it stands in "+
			"the note", key, w.e.called(), n, most).
			WithHint("shorten it in the library, or write it into the dossier yourself")
		w.extra = append(w.extra, key+": "+s)
		return
	}
	w.set(key, s)
}

// take is a field's text, which needs not go into the note any more.
func (w *writer) take(name string) string {
	w.used[name] = true
	return w.e.text(name)
}

// typed finds the type of source, by the rules.
func (w *writer) typed(f *Found) {
	e := w.e
	t, why := w.rules.judge(e, w.peekPublisher())
	kind := e.kind
	if kind == "" {
		kind = "no type"
	}
	if e.own != nil && e.own.get("type").str() != "" {
		return
	}
	if t != "" {
		w.set("type", t)
		f.Guessed = append(f.Guessed, "type")
		w.judged[t+" ("+kind+")"]++
		return
	}
	o := w.open[kind]
	if o == nil {
		o = &open{why: why, kind: kind}
		w.open[kind] = o
	}
	if o.n++; len(o.at) < 3 {
		o.at = append(o.at, e.at)
	}
}

// titled takes the title, which each source must have.
func (w *writer) titled() {
	e := w.e
	name := "title"
	names := []string{"title", "title-short", "shortTitle"}
	if e.csl == "book" { // proceedings, which BibTeX has as what others stand in
		names = append(names, "container-title")
	}
	for _, n := range names {
		if e.text(n) != "" {
			name = n
			break
		}
	}
	title := w.take(name)
	if sub := e.text("subtitle"); sub != "" && title != "" {
		w.used["subtitle"] = true
		sep := ": "
		if strings.ContainsRune("?!:.", rune(title[len(title)-1])) {
			sep = " "
		}
		title += sep + sub
	}
	if title == "" {
		w.list.Errorf(e.at, diag.EntryWithoutTitle, "%s has no title", e.called()).
			WithHint("give it one in the library, or delete it there, and export again")
		return
	}
	if n := utf8.RuneCountInString(title); n > dossier.MaxField {
		w.list.Errorf(e.at, diag.TextTooLong, "the title of %s has %d characters; at most %d are read", e.called(), n,
			dossier.MaxField).WithHint("shorten it in the library")
		return
	}
	w.set("title", title)
}

// publisher is who published it: the first of the fields that the rules name.
func (w *writer) publisher() string {
	for _, name := range w.rules.PublisherOf(w.e.csl) {
		if s := w.e.text(name); s != "" {
			w.used[name] = true
			return s
		}
		if all := w.e.names[name]; len(all) > 0 {
			if len(all) > 3 {
				return all[0] + " and others"
			}
			w.used[name] = true
			return listed(all)
		}
	}
	return ""
}

func (w *writer) peekPublisher() string {
	used := w.used
	w.used = map[string]bool{}
	s := w.publisher()
	w.used = used
	return s
}

func listed(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

// noted gathers for the note what has no key.
func (w *writer) noted(f *Found) {
	e := w.e
	var parts []string
	for _, n := range w.rules.Noted {
		if w.used[n.Field] {
			continue
		}
		s := e.text(n.Field)
		if all := e.names[n.Field]; len(all) > 0 {
			s = strings.Join(all, ", ")
		}
		if d := e.dates[n.Field].s; d != "" {
			s = d
		}
		if s != "" && s != w.v.Get("publisher").Text() {
			parts = append(parts, strings.TrimSpace(n.Label+" "+s))
		}
		w.used[n.Field] = true
	}
	parts = append(append(parts, w.extra...), e.unread...)
	s := strings.Join(parts, "; ")
	if n := utf8.RuneCountInString(s); n > dossier.MaxField {
		w.list.Noticef(e.at, diag.LibraryRead,
			"what %s says beside its keys has %d characters; the note has the first %d", e.called(), n,
			dossier.MaxField)
		s = string([]rune(s)[:dossier.MaxField-1]) + "…"
	}
	if s != "" && w.v.Get("note") == nil {
		w.set("note", s)
		f.Guessed = append(f.Guessed, "note")
	}
}

// leave counts what isn't taken over.
func (w *writer) leave() {
	count := func(name string) {
		if !w.used[name] {
			w.left[name]++
		}
	}
	for name := range w.e.texts {
		count(name)
	}
	for name := range w.e.names {
		count(name)
	}
	for name := range w.e.dates {
		count(name)
	}
}

// order is that in which a source's keys are written.
func order() []string {
	return []string{"type", "title", "publisher", "short", "ref", "url", "archived", "published", "accessed",
		"language", "interest", "method", "authenticated", "read", "rests_on", "cluster", "independent", "repost_of",
		"part_of", "correction", "handling", "note"}
}

func (w *writer) sorted() {
	all := order()
	slices.SortStableFunc(w.v.In, func(a, b *source.Value) int {
		return slices.Index(all, a.Key) - slices.Index(all, b.Key)
	})
}

// mine takes in what a dossier's own export says of a source, under custom.whereas. What the program said of it there
// (its grade) isn't read.
func (w *writer) mine() {
	for _, k := range w.e.own.in {
		key := k.key
		if key == "archive" {
			key = "archived"
		}
		at := w.span(k.keyAt[0], k.keyAt[1])
		switch {
		case key == "grade" || key == "checksum":
			continue
		case !slices.Contains(order(), key) || key == "title" || key == "note":
			w.list.Warnf(at, diag.UnknownKey, "unknown key %q of custom.whereas, which isn't taken over", k.key)
			continue
		}
		v := &source.Value{Key: key}
		switch k.kind {
		case 's':
			v.Scalar = w.clean(k.s)
		case 'b':
			v.Scalar = k.s == "true"
		case 'a':
			v.Kind = source.List
			for _, in := range k.in {
				v.In = append(v.In, &source.Value{Scalar: w.clean(in.str())})
			}
		case 'o':
			v.Kind = source.TableOf
			for _, in := range k.in {
				v.In = append(v.In, source.NewText(in.key, w.clean(in.str())))
			}
		default:
			w.list.Warnf(at, diag.WrongType, "%q of custom.whereas isn't what it should be, and isn't taken over",
				k.key)
			continue
		}
		w.v.In = slices.DeleteFunc(w.v.In, func(old *source.Value) bool { return old.Key == key })
		w.v.In = append(w.v.In, v)
	}
	if r := w.v.Get("ref"); r != nil && w.e.own.get("ref") == nil && DOI(r.Text()) == "" {
		w.v.In = slices.DeleteFunc(w.v.In, func(old *source.Value) bool { return old.Key == "ref" })
	}
}
