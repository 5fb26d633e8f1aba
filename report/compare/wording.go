package compare

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/score"
	"whereas/report/source"
)

// Wording is the words of a comparison and how its draws are made: templates/comparison.toml.
type Wording struct {
	words      map[string]string
	Paragraphs []string // of the method
	Method     score.Method
	Reasons    []Reason // of the draws
	Page       Page
}

// Reason is why a figure of the draws is what it is.
type Reason struct{ Name, Value, Why string }

// Page is what fits on one.
type Page struct{ ChartRows, ChartMost, Drivers, DriversMany, Names, Few, Pairs, Text, Changes int }

// Say is a phrase with what it names.
func (w Wording) Say(key string, args ...any) string {
	return fmt.Sprintf(w.words[key], args...)
}

// phrases are the keys of [words], each with the verbs that it must hold, in their order.
var phrases = map[string]string{
	"title": "", "subject": "%s %s", "invented": "%s", "apart": "%s %s", "head_invented": "", "head_internal": "",
	"foot_scale": "", "foot_page": "",
	"and_more": "%s %d", "list_comma": "", "yes_one": "%d", "yes_many": "%d",
	"opening": "%s %s %s %s", "opening_internal": "", "opening_invented": "", "how": "", "no_order": "",
	"head_ranges": "", "figure": "", "key_supported": "", "key_open": "", "key_excluded": "",
	"figure_part": "%d %d %d", "figure_none": "%d", "cell_range": "%s %s",
	"cell_unknown": "%s", "no_score": "",
	"alt_row": "%s %s", "alt_cell": "%s %s %s",
	"head_order": "", "order_why": "%s", "order_one": "%s", "order_none": "%s", "order_many": "%s %d %d",
	"order_groups": "%s %d", "order_pairs": "", "col_above": "", "col_below": "", "order_unscored": "%s",
	"order_single": "", "col_category": "",
	"head_drivers": "", "drivers_how": "", "drivers_none": "%s", "col_indicator": "", "col_stands": "",
	"indicator": "%s %s %s",
	"level_at":  "%s %d %s %s", "level_bare": "%s %d %s", "level_none": "%s", "level_unknown": "%s",
	"level_not_applicable": "%s", "value_at": "%s %s", "counted": "%s %s", "count_grade": "%d %s", "mark": "",
	"unknown_most": "%s", "unknown_item": "%s %s %d %d",
	"head_companies": "", "col_company": "", "col_as_of": "", "col_headline": "", "col_strong": "", "strong": "%d %d",
	"as_of":     "%s",
	"head_left": "", "left_how": "", "col_why": "", "left_faults": "", "left_no_card": "", "left_damaged": "",
	"left_unfinished": "", "left_unheard": "", "not_asked": "%s %s",
	"left_newer": "", "left_older": "", "left_other_rubric": "%s", "left_other_text": "%s",
	"head_changes": "", "changes_none": "", "changes_rubric": "%s", "change_added": "", "change_unread": "",
	"change_gone": "", "change_rubric": "",
	"change_range": "", "change_unknown": "%s %s", "change_level": "%s %s %d", "col_what": "", "col_before": "",
	"col_after":   "",
	"head_method": "", "more_in_workbook": "%d",
	"cell_level": "%s %d %s %s", "cell_level_bare": "%s %d %s", "cell_value": "%s %s", "cell_elements": "%s %d %d",
	"cell_contested": "%s",
}

// ParseWording reads templates/comparison.toml. Faults go to l.
func ParseWording(name string, b []byte, l *diag.List) Wording {
	w := Wording{words: map[string]string{}}
	root := source.Parse(name, b, l)
	if t := root.Table("comparison"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Close()
	}
	for _, key := range []string{"draw", "page", "words", "method"} {
		if !root.Has(key) {
			l.Errorf(root.At, diag.MissingKey, "the file has no [%s] heading", key)
		}
	}
	if t := root.Table("draw"); t != nil {
		w.draw(t, l)
		t.Close()
	}
	if t := root.Table("page"); t != nil {
		for _, p := range []struct {
			key string
			to  *int
		}{{"chart_rows", &w.Page.ChartRows}, {"chart_most", &w.Page.ChartMost}, {"drivers", &w.Page.Drivers},
			{"drivers_many", &w.Page.DriversMany}, {"names", &w.Page.Names}, {"few", &w.Page.Few},
			{"pairs", &w.Page.Pairs},
			{"text", &w.Page.Text}, {"changes", &w.Page.Changes}} {
			*p.to, _, _ = t.NeedInt(p.key, 1, 10_000)
		}
		t.Close()
	}
	if t := root.Table("words"); t != nil {
		keys := make([]string, 0, len(phrases))
		for key := range phrases {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			w.words[key] = t.NeedPhrase(key, phrases[key])
		}
		t.Close()
	}
	if t := root.Table("method"); t != nil {
		for _, s := range t.NeedTexts("paragraphs") {
			w.Paragraphs = append(w.Paragraphs, s.S)
		}
		t.Close()
	}
	root.Close()
	return w
}

func (w *Wording) draw(t *source.Table, l *diag.List) {
	each := func(key string, read func(t *source.Table) string) {
		k := t.Table(key)
		if k == nil {
			l.Errorf(t.At, diag.MissingKey, "%q is missing", "draw."+key)
			return
		}
		value := read(k)
		w.Reasons = append(w.Reasons, Reason{key, value, k.Need("why").S})
		k.Close()
	}
	m := &w.Method
	each("number", func(t *source.Table) string {
		m.Draws, _, _ = t.NeedInt("value", 20, 100_000)
		return fmt.Sprint(m.Draws)
	})
	each("spread", func(t *source.Table) string {
		n, _ := t.Number("value", 0, 0.9)
		m.Spread = n.V
		return fmt.Sprint(m.Spread)
	})
	whole := func(allowed ...int) func(t *source.Table) ([]int, string) {
		return func(t *source.Table) ([]int, string) {
			var out []int
			for _, n := range t.Numbers("values", 1, 4) {
				if !slices.Contains(allowed, int(n.V)) || float64(int(n.V)) != n.V {
					l.Errorf(n.At, diag.OutOfRange, "%v isn't one of %v", n.V, allowed)
					continue
				}
				out = append(out, int(n.V))
			}
			if len(out) == 0 {
				l.Errorf(t.At, diag.MissingKey, "%q must hold at least one of %v", "values", allowed)
				out = allowed
			}
			return out, strings.Trim(fmt.Sprint(out), "[]")
		}
	}
	each("powers", func(t *source.Table) (s string) { m.Powers, s = whole(1, 2, 4)(t); return })
	each("maps", func(t *source.Table) string {
		for _, s := range t.NeedTexts("words") {
			if s.S != score.EqualMap && s.S != score.ConvexMap {
				l.Errorf(s.At, diag.OutOfRange, "%q isn't one of equal, convex", s.S)
				continue
			}
			m.Maps = append(m.Maps, s.S)
		}
		if len(m.Maps) == 0 {
			m.Maps = []string{score.EqualMap}
		}
		return strings.Join(m.Maps, ", ")
	})
	each("grades", func(t *source.Table) (s string) { m.Grades, s = whole(2, 3)(t); return })
	each("share", func(t *source.Table) string {
		n, _ := t.Number("value", 0.5, 1)
		m.Share = n.V
		return fmt.Sprint(m.Share)
	})
}
