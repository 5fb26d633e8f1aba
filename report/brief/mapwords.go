package brief

import (
	"whereas/report/diag"
	"whereas/report/source"
)

// mapWords is what a map shows, and in which column (templates/briefing.toml, [map]).
type mapWords struct {
	Columns []string // heads of the four columns
	Most    int      // boxes in one map
	own     map[string]bool
	belongs map[string]bool
	between map[string]bool
	users   map[string]bool
	verbs   map[string]bool
}

// readMapWords reads [map].
func readMapWords(t *source.Table) mapWords {
	w := mapWords{}
	for _, head := range t.NeedTexts("columns") {
		w.Columns = append(w.Columns, head.S)
	}
	if len(w.Columns) != 4 && !t.Damaged() {
		t.Errorf(t.KeyAt("columns"), diag.OutOfRange, "a map has 4 columns, and %d are named", len(w.Columns))
	}
	set := func(key string) map[string]bool {
		out := map[string]bool{}
		for _, word := range t.NeedWords(key) {
			out[word.S] = true
		}
		return out
	}
	w.own, w.belongs, w.verbs = set("own"), set("belongs"), set("verbs")
	w.between, w.users = set("between"), set("users")
	w.Most, _, _ = t.NeedInt("most", 5, 200)
	return w
}
