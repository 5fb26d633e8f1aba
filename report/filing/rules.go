// Package filing is what a jurisdiction demands of a shareholder resolution: its rules, each with its
// source and how well it is known, and how words are counted.
package filing

import (
	"whereas/report/diag"
	"whereas/report/source"
)

// Format is the newest version of the filing format that is read.
const Format = 1

// Rules are one jurisdiction's.
type Rules struct {
	ID, Name, Country string
	AsOf              source.Date
	Page              string // letter or a4
	NotAdvice         string
	Words             Words
	Form              string   // of a resolved clause: %s %s, the company and what is asked for
	Binding, Asking   []string // verbs of a resolved clause
	Exchanges         []string // whose companies the rules are for; none where they are for others as well
}

// Words is the limit on length.
type Words struct {
	Limit, Warn int
	Count       Way // the way of counting that the limit is held to
	Rule        Rule
}

// Rule says where a rule stands and how well it is known: P, S, R or N.
type Rule struct {
	Cite, Status, Source, SourceDate string
}

// Parse reads a rule file. Faults go to l; the rules are never nil.
func Parse(name string, data []byte, l *diag.List) *Rules {
	r := &Rules{Page: "letter"}
	root := source.Parse(name, data, l)
	if t := root.Table("filing"); t != nil {
		if v, at, ok := t.NeedInt("format", 1, 1e6); ok && v > Format {
			l.Errorf(at, diag.NewerFormat, "these filing rules have format %d; this program reads formats up to %d", v,
				Format)
		}
		r.ID, r.Name, r.Country = t.Need("id").S, t.Need("name").S, t.Need("country").S
		r.AsOf = t.NeedDate("as_of")
		page := t.Need("page")
		if page.S != "" && page.S != "letter" && page.S != "a4" {
			l.Errorf(page.At, diag.UnknownPage, "unknown page size %q", page.S).WithHint("known: letter, a4")
		} else {
			r.Page = page.S
		}
		r.NotAdvice = t.Need("not_advice").S
		t.Close()
	} else {
		l.Errorf(root.At, diag.MissingKey, "the file has no [filing] heading")
	}
	if t := root.Table("company"); t != nil {
		for _, e := range t.NeedTexts("exchanges") {
			r.Exchanges = append(r.Exchanges, e.S)
		}
		t.Need("why")
		rule(t, l)
		t.Close()
	}
	if t := root.Table("words"); t != nil {
		r.Words.Limit, _, _ = t.NeedInt("limit", 1, 1_000_000)
		r.Words.Warn, _, _ = t.NeedInt("warn", 1, 1_000_000)
		way := t.Need("count")
		if r.Words.Count = Way(way.S); r.Words.Count != Lenient && r.Words.Count != Strict && way.S != "" {
			l.Errorf(way.At, diag.UnknownCount, "unknown way of counting %q", way.S).WithHint("known: lenient, strict")
		}
		r.Words.Rule = rule(t, l)
		t.Close()
	}
	if t := root.Table("resolved"); t != nil {
		r.Form = t.NeedPhrase("form", "%s %s")
		for _, v := range t.Texts("binding") {
			r.Binding = append(r.Binding, v.S)
		}
		for _, v := range t.Texts("asking") {
			r.Asking = append(r.Asking, v.S)
		}
		rule(t, l)
		t.Close()
	}
	root.Close()
	return r
}

func rule(t *source.Table, l *diag.List) Rule {
	status := t.Need("status")
	switch status.S {
	case "P", "S", "R", "N", "":
	default:
		l.Errorf(status.At, diag.UnknownStatus, "unknown status %q of a rule", status.S).
			WithHint("P primary text read, S secondary source, R recalled, N not found")
	}
	return Rule{
		Cite:       t.Need("cite").S,
		Status:     status.S,
		Source:     t.Need("source").S,
		SourceDate: t.Need("source_date").S,
	}
}
