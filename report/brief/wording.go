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
	Notes     notes.Words // of the record
	Brief     notes.Words // of the briefing: shorter
	sizes     []Sized     // how much the summary tells: the first that fits its pages
	onePage   []Sized     // the same of what is told on one page
	category  int         // most claims of the page of a category
	questions int         // most of them for the company
	ties      struct{ products, customers int }
	Map       mapWords
	Events    int // most of them in a timeline
	Lanes     int // most themes in it, without what is of no theme
	words     map[string]string
}

// phrases are the keys of [words], each with the verbs that it must hold, in their order.
var phrases = map[string]string{
	"head": "", "head_record": "", "head_one_page": "", "head_invented": "%s", "head_internal": "%s",
	"problem": "%s", "problems": "%d %s", "foot": "", "foot_page": "",
	"range": "%s %s", "unknown": "%s", "no_score": "", "no_level": "", "bands": "%s %s", "floor": "%s %s",
	"level":         "%s %d",
	"alt_row":       "%s %s",
	"figure_ranges": "", "panel": "", "figure_category": "%s", "alt_both": "%s %s", "levels": "%s %s %d",
	"state_levels": "%s %s", "known": "%s", "reported": "%s", "key_supported": "", "key_reported": "",
	"key_open": "", "key_excluded": "",
	"edge": "%s %s", "time_since": "%s", "time_until": "%s", "time_span": "%s %s",
	"alt_edge": "%s %s %s %s", "figure_map": "%s", "figure_map_part": "%s %d %d", "map_more": "%s %d",
	"map_untied":      "%s %s",
	"sector_none":     "",
	"figure_timeline": "%d %d", "theme_none": "", "superseded": "", "alt_event": "%s %s %s %s",
	"time_day_since": "%s", "time_day_until": "%s",
	"time_sure": "", "time_within": "", "time_weak": "", "time_ended": "", "time_open": "",
	"figure_rests": "%d", "rests_more_types": "%s %d", "rests_sources": "", "rests_voices": "", "rests_more": "",
	"rests_type":   "%d %d %d",
	"rests_grades": "", "rests_weak": "", "rests_all": "", "rests_without": "%s", "rests_without_both": "%s %s",
	"rests_counts": "%d %d %d %d",
	"table_map":    "", "table_asked": "", "table_votes": "",
	"table_timeline": "", "table_rests": "", "table_falls": "%s",
	"line_solid": "", "line_thin": "", "line_dashed": "", "line_dotted": "",
	"accepts": "%s %s", "corrects": "%s %s", "disputes_with_document": "%s %s", "disputes": "%s %s",
	"non_denial": "%s %s", "not_addressed": "%s %s", "silent": "%s %s",
	"uncorroborated": "", "contested": "", "status": "%s", "corrected": "%s %s",
	"counts": "%s %d", "attached_card": "", "attached_workbook": "",
	"comma": "", "note": "", "notes": "", "list_and": "%s %s", "list_and_before_i": "%s %s", "stale": "%d",
}

// ParseWording reads templates/briefing.toml. Faults go to l.
func ParseWording(name string, b []byte, l *diag.List) Wording {
	w := Wording{words: map[string]string{}}
	root := source.Parse(name, b, l)
	if t := root.Table("briefing"); t != nil {
		t.NeedInt("format", 2, 2)
		t.Close()
	}
	for _, key := range []string{"summary", "one-page", "pages", "notes", "short-notes", "map", "timeline", "words"} {
		if !root.Has(key) {
			l.Errorf(root.At, diag.MissingKey, "the file has no [%s] heading", key)
		}
	}
	w.sizes, w.onePage = readSizes(root.Table("summary"), l), readSizes(root.Table("one-page"), l)
	if t := root.Table("pages"); t != nil {
		w.category, _, _ = t.NeedInt("claims", 0, 100)
		w.questions, _, _ = t.NeedInt("questions", 0, 100)
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
	if t := root.Table("map"); t != nil {
		w.Map = readMapWords(t)
		t.Close()
	}
	if t := root.Table("timeline"); t != nil {
		w.Events, _, _ = t.NeedInt("events", 1, 60)
		w.Lanes, _, _ = t.NeedInt("lanes", 1, 12)
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
		{"findings", func(s *Sized) *int { return &s.MostFindings }},
		{"says", func(s *Sized) *int { return &s.MostSays }},
		{"gaps", func(s *Sized) *int { return &s.MostGaps }}, {"open", func(s *Sized) *int { return &s.MostOpen }},
	} {
		numbers := t.Numbers(list.key, 0, 100)
		if i == 0 {
			out = make([]Sized, max(1, len(numbers)))
		}
		if len(numbers) != len(out) {
			l.Errorf(
				t.KeyAt(list.key),
				diag.OutOfRange,
				"%s has %d numbers and findings %d: each needs as many",
				list.key,
				len(numbers),
				len(out),
			)
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

// Card is what a reader is told of the card that travels within the briefing's PDF, and Workbook of the workbook there.
func (w Wording) Card() string { return w.say("attached_card") }

// Workbook is that of the workbook.
func (w Wording) Workbook() string { return w.say("attached_workbook") }
