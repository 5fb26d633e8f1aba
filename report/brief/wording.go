package brief

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/source"
)

// Wording is the words that the templates don't hold, and how much a briefing tells (templates/briefing.toml).
type Wording struct {
	Notes    notes.Words // of the record
	Brief    notes.Words // of the briefing: shorter
	sizes    []Sized     // how much the summary tells: the first that fits its pages
	onePage  []Sized     // the same of what is told on one page
	category int         // most claims of the page of a category
	ties     struct{ products, customers int }
	words    map[string]string
}

// phrases are the keys of [words], each with the verbs that it must hold, in their order.
var phrases = map[string]string{
	"head": "", "head_record": "", "head_one_page": "", "head_invented": "%s", "head_internal": "%s",
	"problem": "%s", "problems": "%d %s", "foot": "", "foot_page": "",
	"range": "%s %s", "unknown": "%s", "no_score": "", "no_level": "", "bands": "%s %s", "floor": "%s %s",
	"level": "%s %d", "level_known": "%s %d %s", "level_only": "%s %d", "level_reported": "%s %d %s",
	"not_excluded": "%s %s", "alt_row": "%s %s",
	"figure_ranges": "", "panel": "", "figure_category": "%s",
	"accepts": "%s %s", "corrects": "%s %s", "disputes_with_document": "%s %s", "disputes": "%s %s",
	"non_denial": "%s %s", "not_addressed": "%s %s", "silent": "%s %s",
	"uncorroborated": "", "contested": "", "status": "%s", "corrected": "%s %s",
	"counts": "%s %d", "comma": "", "note": "", "notes": "", "list_and": "%s %s", "stale": "%d",
}

// ParseWording reads templates/briefing.toml. Faults go to l.
func ParseWording(name string, b []byte, l *diag.List) Wording {
	w := Wording{words: map[string]string{}}
	root := source.Parse(name, b, l)
	if t := root.Table("briefing"); t != nil {
		t.NeedInt("format", 2, 2)
		t.Close()
	}
	for _, key := range []string{"summary", "one-page", "pages", "notes", "short-notes", "words"} {
		if !root.Has(key) {
			l.Errorf(root.At, diag.MissingKey, "the file has no [%s] heading", key)
		}
	}
	w.sizes, w.onePage = readSizes(root.Table("summary"), l), readSizes(root.Table("one-page"), l)
	if t := root.Table("pages"); t != nil {
		w.category, _, _ = t.NeedInt("claims", 0, 100)
		w.ties.products, _, _ = t.NeedInt("products", 1, 9)
		w.ties.customers, _, _ = t.NeedInt("customers", 1, 9)
		t.Close()
	}
	if t := root.Table("notes"); t != nil {
		w.Notes = notes.ReadWords(t)
		t.Close()
	}
	if t := root.Table("short-notes"); t != nil {
		w.Brief = w.Notes.Short(t)
		t.Close()
	}
	if t := root.Table("words"); t != nil {
		for _, key := range slices.Sorted(maps.Keys(phrases)) {
			w.words[key] = t.NeedPhrase(key, phrases[key])
		}
		t.Close()
	}
	root.Close()
	return w
}

// readSizes reads how much a text tells: lists of the same length, the most first.
func readSizes(t *source.Table, l *diag.List) []Sized {
	if t == nil {
		return []Sized{{}}
	}
	var out []Sized
	for i, list := range []struct {
		key string
		of  func(*Sized) *int
	}{
		{"findings", func(s *Sized) *int { return &s.MostFindings }}, {"says", func(s *Sized) *int { return &s.MostSays }},
		{"gaps", func(s *Sized) *int { return &s.MostGaps }}, {"open", func(s *Sized) *int { return &s.MostOpen }},
	} {
		numbers := t.Numbers(list.key, 0, 100)
		if i == 0 {
			out = make([]Sized, max(1, len(numbers)))
		}
		if len(numbers) != len(out) {
			l.Errorf(t.KeyAt(list.key), diag.OutOfRange, "%s has %d numbers and findings %d: each needs as many", list.key,
				len(numbers), len(out))
			continue
		}
		for k, n := range numbers {
			*list.of(&out[k]) = int(n.V)
		}
	}
	t.Close()
	return out
}

func (w Wording) say(key string, args ...any) string {
	if len(args) == 0 {
		return strings.ReplaceAll(w.words[key], "%%", "%")
	}
	return fmt.Sprintf(w.words[key], args...)
}

// md is a phrase as a template prints it: whatever it holds is Markdown already.
func (w Wording) md(key string, args ...prose.Markdown) prose.Markdown {
	values := make([]any, len(args))
	for i, a := range args {
		values[i] = a
	}
	format := strings.NewReplacer("%%", "%%", "%d", "%s").Replace(w.words[key]) // numbers come as Markdown as well
	return prose.Markdown(fmt.Sprintf(format, values...))
}
