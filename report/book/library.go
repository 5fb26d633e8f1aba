package book

import (
	"slices"
	"unicode/utf8"

	"whereas/report/bibliography"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

// ReadLibrary reads a library of references (CSL-JSON, BibTeX) as the sources of a dossier. Entries that are one
// document, by address, DOI, or publisher, title and date, become one source. Faults go to l; it is nil where the
// library can't be read.
func ReadLibrary(name string, data []byte, rules *bibliography.Rules, l *diag.List) *Book {
	lib := bibliography.Read(name, data, rules, l)
	if lib == nil {
		return nil
	}
	r := &libraryReader{bookReader: newReader(name, l), sources: map[string]*item{}}
	r.fills, r.text = true, lib.Text
	for i := range lib.Found {
		r.take(&lib.Found[i])
	}
	for _, it := range r.items {
		r.name(it)
	}
	for _, tb := range tables() {
		r.known[tb.name] = false
	}
	if len(r.items) > 0 {
		r.Files[usualFile("source")] = write(r.items)
	}
	return r.Book
}

type libraryReader struct {
	*bookReader
	sources map[string]*item // by what tells that two are one
}

// take takes an entry in: as a source, or as more of one that is there.
func (r *libraryReader) take(f *bibliography.Found) {
	keys := sourceKeys(f.V)
	if f.DOI != "" {
		keys = append(keys, "address doi.org/"+f.DOI)
	}
	var it *item
	for _, k := range keys {
		if other := r.sources[k]; other != nil && !(f.Own && other.own && other.id != f.ID) {
			it = other
			break
		}
	}
	if it == nil {
		it = r.byTitle(f)
	}
	if it == nil {
		it = &item{section: "source", id: f.ID, v: f.V, own: f.Own, guessed: f.Guessed, file: usualFile("source")}
		it.at = f.At
		r.items = append(r.items, it)
	} else {
		r.more(it, f)
	}
	for _, k := range keys {
		if r.sources[k] == nil {
			r.sources[k] = it
		}
	}
	if k := "alike " + titleKey(it.v); r.sources[k] == nil {
		r.sources[k] = it
	}
}

// byTitle is a source of the same publisher, title and date, where one of the two has no address.
func (r *libraryReader) byTitle(f *bibliography.Found) *item {
	k := titleKey(f.V)
	other := r.sources["alike "+k]
	if k == "" || other == nil || f.Own && other.own || other.v.Get("url") != nil && f.V.Get("url") != nil {
		return nil
	}
	return other
}

// more adds to a source what another entry of the same document says, and tells what it says otherwise.
func (r *libraryReader) more(it *item, f *bibliography.Found) {
	dg := r.list.Warnf(f.At, diag.EntryTwice, "two entries are one document, and become one source").
		WithNote(it.at, "the other one stands here, and what it says counts").
		WithHint("where they are two, an address or a DOI is wrong in one of them")
	it.join(f.V, f.Guessed, f.At, dg)
}

// join adds to a source what another entry says of it, and notes what that one says otherwise.
func (it *item) join(with *source.Value, guessed []string, at diag.Span, dg *diag.Diagnostic) {
	for _, v := range with.In {
		old := it.v.Get(v.Key)
		switch {
		case old == nil:
			it.v.In = append(it.v.In, v)
			if slices.Contains(guessed, v.Key) {
				it.guessed = append(it.guessed, v.Key)
			}
		case same(old, v) || alike(old, v):
		case v.Key == "note":
			s := old.Text() + "; " + v.Text()
			if utf8.RuneCountInString(s) > dossier.MaxField {
				dg.WithNote(at, "its note, for which there is no room: %s", v.Text())
				continue
			}
			old.Scalar = s
		case !slices.Contains(guessed, v.Key) && len(dg.Notes) < 6:
			dg.WithNote(at, "its %s, which isn't taken over: %s", v.Key, shown(v))
		}
	}
}

// name gives a source its id: the one that its library calls it by, else one made of its title.
func (r *libraryReader) name(it *item) {
	if r.ids["source"] == nil {
		r.ids["source"] = map[string]bool{}
	}
	if it.id == "" || r.ids["source"][it.id] {
		title := it.v
		if it.id != "" {
			title = source.NewTable("", source.NewText("title", it.id))
		}
		made := &item{section: "source", v: title}
		r.makeID(made)
		it.id = made.id
	}
	r.ids["source"][it.id] = true
	it.v.Key, it.made = it.id, true
}

// Text is the text that places of a library count in; nil of any other book.
func (b *Book) Text() []byte { return b.text }
