// Package alphabet puts names into the order in which a reader looks for them: Élan beside Elan and not behind Zürich,
// whatever their capitals, "Area 2" before "Area 10". Ids are no names: they are sorted byte by byte.
package alphabet

import (
	"bytes"
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Sort sorts by names, in the order of a language ("sv-SE"; "" is the order that Unicode gives to all). Names that this
// order holds for equal are told apart by their letters, and then by tie, which may be nil.
func Sort[T any](items []T, lang string, name func(T) string, tie func(a, b T) int) {
	type keyed struct {
		key  []byte
		name string
		item T
	}
	c := collate.New(language.Make(lang), collate.Numeric)
	var room collate.Buffer
	all := make([]keyed, len(items))
	for i, item := range items {
		n := name(item)
		all[i] = keyed{bytes.Clone(c.KeyFromString(&room, n)), n, item}
		room.Reset()
	}
	slices.SortStableFunc(all, func(a, b keyed) int {
		if order := cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.name, b.name)); order != 0 || tie == nil {
			return order
		}
		return tie(a.item, b.item)
	})
	for i := range all {
		items[i] = all[i].item
	}
}
