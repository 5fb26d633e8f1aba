package bibliography

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/diag"
)

// tell says of the library as a whole what was judged, and what was left.
func (r *reader) tell() {
	at := diag.Span{File: r.name}
	if len(r.judged) > 0 {
		r.list.Noticef(at, diag.LibraryRead, "types are judgements, given as low as an entry can show: %s",
			counts(r.judged)).
			WithHint("look at each; a type is raised in the dossier, and stays as it is there when the " +
				"library is taken in again")
	}
	for _, kind := range sortedKeys(r.open) {
		o := r.open[kind]
		dg := r.list.Warnf(o.at[0], diag.EntryType, "%s of type %s %s no type of source: %s",
			plural(o.n, "entry", "entries"), kind, map[bool]string{true: "gets", false: "get"}[o.n == 1], o.why).
			WithHint("give each its type in the dossier: whereas words source-type says which there are")
		for _, at := range o.at[1:] {
			dg.WithNote(at, "so does this one")
		}
	}
	if len(r.left) > 0 {
		r.list.Noticef(at, diag.LibraryRead, "left out, since a dossier has no place for it: %s", counts(r.left))
	}
	if len(r.commands) > 0 {
		r.list.Noticef(
			at,
			diag.LibraryRead,
			"commands of TeX that aren't known were left out, and what stands in their "+
				"braces was kept: %s",
			counts(r.commands),
		)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// counts are names with how often each occurs, the most frequent first.
func counts(m map[string]int) string {
	all := sortedKeys(m)
	slices.SortStableFunc(all, func(a, b string) int { return m[b] - m[a] })
	for i, k := range all {
		all[i] = fmt.Sprintf("%s %d", k, m[k])
	}
	return strings.Join(all, ", ")
}
