package audit

import (
	"strings"

	"whereas/report/check"
	"whereas/report/diag"
	"whereas/report/prose"
	"whereas/report/source"
)

// Wording is the words that an audit looks for (templates/audit.toml), and those that a draft is checked by.
type Wording struct {
	Sentences prose.Splitting
	Checks    check.Words

	Recitals, Supporting, Notes []string // that parts begin with, in small letters
	Begins                      []string // what a line of signs says above the text
	Figured                     []string // words with a figure that is no mark
	Units                       []string // of length, behind which a raised figure is none either
	StaleYears                  int

	asks, present, denies               []string
	plainNames, given, offices, notLast map[string]bool
	common, hedges                      map[string]bool
	known                               check.Capitals // acronyms that need no words beside them
}

// ParseWording reads templates/audit.toml. Faults go to l.
func ParseWording(name string, b []byte, checks check.Words, known check.Capitals, l *diag.List) Wording {
	w := Wording{Checks: checks, Sentences: checks.Sentences, known: known}
	root := source.Parse(name, b, l)
	if t := root.Table("audit"); t != nil {
		t.NeedInt("format", 1, 1)
		for _, list := range []struct {
			key  string
			into *[]string
		}{{"recitals", &w.Recitals}, {"supporting", &w.Supporting}, {"notes", &w.Notes}, {"begins", &w.Begins},
			{"figured", &w.Figured},
			{"units", &w.Units},
			{"asks", &w.asks}, {"present", &w.present}, {"denies", &w.denies}} {
			for _, s := range t.NeedTexts(list.key) {
				*list.into = append(*list.into, strings.ToLower(s.S))
			}
		}
		for _, set := range []struct {
			key  string
			into *map[string]bool
		}{{"plain_names", &w.plainNames}, {"given", &w.given}, {"offices", &w.offices}, {"not_surnames", &w.notLast},
			{"common", &w.common}, {"hedges", &w.hedges}} {
			*set.into = map[string]bool{}
			for _, s := range t.NeedTexts(set.key) {
				(*set.into)[s.S] = true
			}
		}
		w.StaleYears, _, _ = t.NeedInt("stale_years", 1, 100)
		t.Close()
	} else {
		l.Errorf(root.At, diag.MissingKey, "the file has no [audit] heading")
	}
	root.Close()
	return w
}
