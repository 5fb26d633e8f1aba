package brief

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/draft"
	"whereas/report/notes"
	"whereas/report/prose"
	"whereas/report/source"
)

// Wording is the words that the templates don't hold, and how much a summary tells (templates/briefing.toml).
type Wording struct {
	Summary map[draft.Role]int // most claims of each role
	Notes   notes.Words
	words   map[string]string
}

// phrases are the keys of [words], each with the verbs that it must hold, in their order.
var phrases = map[string]string{
	"head": "", "head_invented": "", "head_internal": "", "problem": "%s", "problems": "%d %s", "foot": "",
	"foot_page": "",
	"range":     "%s %s", "unknown": "%s", "no_score": "", "no_level": "", "bands": "%s %s", "floor": "%s %s",
	"level": "%s %d", "level_known": "%s %d %s", "level_only": "%s %d", "level_reported": "%s %d %s",
	"not_excluded": "%s %s", "alt_row": "%s %s",
	"figure_ranges": "", "panel": "", "figure_category": "%s",
	"answer": "%s %s %s", "uncorroborated": "", "contested": "", "status": "%s", "corrected": "%s %s",
	"counts": "%s %d", "comma": "", "stale": "%d",
}

// ParseWording reads templates/briefing.toml. Faults go to l.
func ParseWording(name string, b []byte, l *diag.List) Wording {
	w := Wording{Summary: map[draft.Role]int{}, words: map[string]string{}}
	root := source.Parse(name, b, l)
	if t := root.Table("briefing"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Close()
	}
	for _, key := range []string{"summary", "notes", "words"} {
		if !root.Has(key) {
			l.Errorf(root.At, diag.MissingKey, "the file has no [%s] heading", key)
		}
	}
	if t := root.Table("summary"); t != nil {
		for _, role := range draft.Roles() {
			w.Summary[role], _, _ = t.NeedInt(string(role), 0, 1000)
		}
		t.Close()
	}
	if t := root.Table("notes"); t != nil {
		w.Notes = notes.ReadWords(t)
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
