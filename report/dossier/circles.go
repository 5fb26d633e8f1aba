package dossier

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
)

// circles reports sources that rest on each other, or are parts of each other. Those that hang together are one fault,
// told by the shortest circle among them: among 400 sources that all rest on each other there are more circles than
// anybody could read, and most are gone when one link is.
func (ld *loader) circles() {
	ld.circlesOf(func(s *Source) []source.Text { return s.RestsOn }, "source %q rests on itself: %s%s",
		"leave out the link that isn't true: the older document can't rest on the newer one")
	ld.circlesOf(func(s *Source) []source.Text { return []source.Text{s.PartOf} },
		"source %q is a part of itself: %s%s",
		"leave out the link that isn't true: of two documents, one at most is a part of the other")
}

// named is how many sources of a circle are named.
const named = 8

func (ld *loader) circlesOf(links func(*Source) []source.Text, message, hint string) {
	for _, bound := range ld.bound(links) {
		path, back := ld.shortest(bound, links)
		more := ""
		if n := len(bound) - len(path); n > 0 {
			more = fmt.Sprintf(", and %s bound up with these", plural(n, "more source is", "more sources are"))
		}
		dg := ld.list.Errorf(back, diag.CircularSources, message, path[0].ID.S, circle(path), more)
		for _, p := range path[:min(len(path), named)] {
			dg.WithNote(p.ID.At, "source %q stands here", p.ID.S)
		}
		dg.WithHint("%s", hint)
	}
}

// bound are the sources that lead to each other, group by group, in the order of the files: the strongly connected
// components that hold a circle (Tarjan). Each link is looked at once.
func (ld *loader) bound(links func(*Source) []source.Text) [][]*Source {
	var out [][]*Source
	number, low, open := map[*Source]int{}, map[*Source]int{}, map[*Source]bool{}
	var stack []*Source
	var visit func(s *Source)
	visit = func(s *Source) {
		number[s] = len(number) + 1
		low[s], open[s] = number[s], true
		stack = append(stack, s)
		itself := false
		for _, r := range links(s) {
			next := ld.d.source[r.S]
			switch {
			case next == nil:
			case number[next] == 0:
				visit(next)
				low[s] = min(low[s], low[next])
			case open[next]:
				low[s] = min(low[s], number[next])
				itself = itself || next == s
			}
		}
		if low[s] != number[s] {
			return
		}
		i := len(stack) - 1
		for stack[i] != s {
			i--
		}
		group := slices.Clone(stack[i:])
		stack = stack[:i]
		for _, g := range group {
			open[g] = false
		}
		if len(group) > 1 || itself {
			slices.SortFunc(group, func(a, b *Source) int { return number[a] - number[b] })
			out = append(out, group)
		}
	}
	for _, s := range ld.d.Sources {
		if s = ld.d.source[s.ID.S]; number[s] == 0 { // of two with one id the first stands
			visit(s)
		}
	}
	return out
}

// shortest is a shortest circle through the first source of a group, and the place of the link that closes it.
func (ld *loader) shortest(bound []*Source, links func(*Source) []source.Text) (path []*Source, back diag.Span) {
	first := bound[0]
	from := map[*Source]*Source{first: nil}
	for queue := []*Source{first}; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		for _, r := range links(s) {
			next := ld.d.source[r.S]
			if next == first {
				for p := s; p != nil; p = from[p] {
					path = append(path, p)
				}
				slices.Reverse(path)
				return path, r.At
			}
			if _, seen := from[next]; next != nil && !seen {
				from[next] = s
				queue = append(queue, next)
			}
		}
	}
	return bound, first.ID.At // not reached: each of a group leads back to its first
}

// circle writes a circle: "a → b → a". Of a long one the beginning is named, and how many follow.
func circle(path []*Source) string {
	var ids []string
	for _, s := range path[:min(len(path), named)] {
		ids = append(ids, s.ID.S)
	}
	if n := len(path) - named; n > 0 {
		ids = append(ids, fmt.Sprintf("%d more", n))
	}
	return strings.Join(append(ids, path[0].ID.S), " → ")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
