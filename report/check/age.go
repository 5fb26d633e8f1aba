package check

import (
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/source"
)

// OldRules gives notices of what isn't certain of the rules that a dossier's meeting names. They change no byte of any
// file, so they may know today.
func OldRules(rules *filing.Rules, named source.Text, staleDays int, today civil.Date, l *diag.List) {
	if today.IsZero() {
		return
	}
	if rules.Words.Rule.Status == "N" {
		l.Noticef(named.At, diag.RuleNotFound,
			"how many words %s allows was not found: the draft is held to %d, by %s", rules.Name, rules.Words.Limit,
			rules.Words.Rule.Cite).
			WithHint("read the rule itself before you file, and put the number into a rule file of your own")
	}
	if !rules.AsOf.IsZero() && today.First()-rules.AsOf.Last() > staleDays {
		l.Noticef(named.At, diag.OldRules, "the rules of %s were last looked at on %s: check for changes since then",
			rules.Name, rules.AsOf.Date)
	}
}

// Stale gives a notice of the claims that a document tells and that have grown old by today. It changes no byte of any
// file; a final text may not tell what has grown old, so there each is an error.
func Stale(d *doc.Document, set *grade.Set, today civil.Date, final bool, l *diag.List) {
	if today.IsZero() {
		return
	}
	days := set.Authority.StaleDays
	told := map[string]bool{}
	for _, m := range doc.Marks(d.Blocks) {
		told[m.ID] = true
	}
	var old []*grade.Claim
	for _, g := range set.Claims {
		if told[g.ID.S] && set.Stale(g, today) {
			old = append(old, g)
		}
	}
	if final {
		for _, g := range old {
			l.Errorf(g.ID.At, diag.Unchecked,
				"claim %q was last looked at more than %d days ago, or never: a final text may not tell it", g.ID.S,
				days).
				WithHint("look whether it still holds, and set checked; or say when it ended: until")
		}
	} else if len(old) > 0 {
		l.Noticef(old[0].ID.At, diag.StaleClaims,
			"%d of the claims told were last looked at more than %d days ago, or never; this is the first", len(old),
			days).
			WithHint("look whether they still hold, and set checked")
	}
}
