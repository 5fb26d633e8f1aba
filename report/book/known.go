package book

import (
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
)

// sameTitles gives things whose ids were made the id of the one in the dossier that has their title.
func (m *merger) sameTitles() {
	k := m.knownThings()
	renamed := map[string]string{}
	for _, it := range m.Book.items {
		if !it.made {
			continue
		}
		if has := m.trees.byKey[it.key()]; it.own && has != nil && oneThing(it, has) {
			continue // as the export of the very dossier says it
		}
		id := k.find(it)
		if id == "" && k.taken[it.section][it.id] { // another thing has it
			id = unique(it.id, k.taken[it.section])
			for k.made[it.section+" "+id] {
				k.taken[it.section][id] = true
				id = unique(it.id, k.taken[it.section])
			}
		}
		if id != "" && id != it.id {
			renamed[it.section+" "+it.id] = id
			it.id = id
			it.v.Key = id
			k.made[it.section+" "+id] = true
		}
	}
	if m.fills {
		m.joinEntries()
	}
	if len(renamed) == 0 {
		return
	}
	for _, it := range m.Book.items {
		m.rename(it, renamed)
	}
	for i, made := range m.Made {
		if id := renamed[made]; id != "" {
			section, _, _ := strings.Cut(made, " ")
			m.Made[i] = section + " " + id
		}
	}
}

// joinEntries makes one of entries of a library that are one source of the dossier, though nothing in the library
// itself shows it.
func (m *merger) joinEntries() {
	first := map[string]*item{}
	m.Book.items = slices.DeleteFunc(m.Book.items, func(it *item) bool {
		other := first[it.key()]
		if other == nil {
			first[it.key()] = it
			return false
		}
		dg := m.list.Warnf(it.at, diag.EntryTwice, "two entries are one source of the dossier, %q", it.id).
			WithNote(other.at, "the other one stands here, and what it says counts").
			WithHint("where they are two, an address or a DOI is wrong in one of them")
		other.join(it.v, it.guessed, it.at, dg)
		return true
	})
}

// things are those of a dossier by what tells that two are one.
type things struct {
	byKey map[string]string          // ids
	alike map[string]*item           // sources by publisher, title and date
	taken map[string]map[string]bool // ids, by section
	made  map[string]bool            // ids of what is taken in, behind their sections
}

func (m *merger) knownThings() *things {
	k := &things{byKey: map[string]string{}, alike: map[string]*item{}, taken: map[string]map[string]bool{},
		made: map[string]bool{}}
	for _, it := range m.trees.items {
		if k.taken[it.section] == nil {
			k.taken[it.section] = map[string]bool{}
		}
		k.taken[it.section][it.id] = true
		if it.v.Kind != source.TableOf {
			continue
		}
		for _, key := range thingKeys(it) {
			k.byKey[it.section+" "+key] = it.id
		}
		if title := titleKey(it.v); it.section == "source" && title != "" {
			k.alike[title] = it
		}
	}
	for _, it := range m.Book.items {
		k.made[it.section+" "+it.id] = true
	}
	return k
}

// find is the id of the thing that one is; "" where the dossier hasn't it.
func (k *things) find(it *item) string {
	for _, key := range thingKeys(it) {
		if id := k.byKey[it.section+" "+key]; id != "" {
			return id
		}
	}
	if it.section != "source" {
		return ""
	}
	if has := k.alike[titleKey(it.v)]; has != nil && (has.v.Get("url").Empty() || it.v.Get("url").Empty()) {
		return has.id
	}
	return ""
}

// thingKeys are what tells that two things of a section are one.
func thingKeys(it *item) []string {
	if it.section == "source" {
		return sourceKeys(it.v)
	}
	for _, key := range []string{"name", "text"} {
		if s := it.v.Get(key).Text(); s != "" {
			return []string{folded(s)}
		}
	}
	return nil
}

func oneThing(a, b *item) bool {
	return slices.ContainsFunc(thingKeys(a), func(k string) bool { return slices.Contains(thingKeys(b), k) })
}

// rename puts other ids into what names things.
func (m *merger) rename(it *item, renamed map[string]string) {
	of := map[string]string{} // keys, and the sections that they name things of
	for _, tb := range tables() {
		for _, c := range tb.columns {
			for _, other := range tables() {
				if c.of == other.name && other.in == "" && tb.section == it.section {
					of[tb.in+" "+c.key] = other.section
				}
			}
		}
	}
	to := func(section string, v *source.Value) {
		if s, ok := v.Scalar.(string); ok && renamed[section+" "+s] != "" {
			v.Scalar = renamed[section+" "+s]
		}
	}
	var walk func(in string, v *source.Value)
	walk = func(in string, v *source.Value) {
		for _, k := range v.In {
			section := of[in+" "+k.Key]
			switch {
			case k.Key == "links" && k.Kind == source.List:
				renameLinks(k, renamed)
			case k.Kind == source.Scalar && section != "":
				to(section, k)
			case k.Kind == source.List && !k.OfTables() && section != "":
				for _, e := range k.In {
					to(section, e)
				}
			case k.OfTables():
				for _, e := range k.In {
					name := k.Key
					if it.section == "indicator" {
						name = "entry"
					}
					walk(name, e)
				}
			case k.Kind == source.TableOf:
				if it.section == "indicator" {
					walk("entry", k)
				} else {
					walk(k.Key, k)
				}
			}
		}
	}
	walk("", it.v)
	if it.section == "indicator" {
		walk("entry", it.v)
	}
	if id := renamed["claim "+it.id]; id != "" && (it.section == "severity" || it.section == "involvement") {
		it.id = id
	}
}

// renameLinks is rename of "aws hosts hart".
func renameLinks(links *source.Value, renamed map[string]string) {
	for _, link := range links.In {
		f := strings.Fields(link.Text())
		for i := range f {
			if id := renamed["entity "+f[i]]; id != "" && i != 1 {
				f[i] = id
			}
		}
		link.Scalar = strings.Join(f, " ")
	}
}
