package compare

import (
	"strings"

	"whereas/report/score"
	"whereas/report/vocab"
)

// ChangeKind is what changed since an earlier run.
type ChangeKind string

// The kinds of change.
const (
	Added      ChangeKind = "added"     // it wasn't in the earlier run
	Unread     ChangeKind = "unread"    // it was, without a card that can be compared
	Gone       ChangeKind = "gone"      // it was, and isn't compared now
	Rejudged   ChangeKind = "rubric"    // it was scored by another rubric then: its figures aren't compared
	RangeMoved ChangeKind = "range"     // a category's range
	LevelMoved ChangeKind = "indicator" // an indicator's state or levels
)

// Change is one thing that is different from an earlier run.
type Change struct {
	Company   string // marked where it is invented, by Wording.labelled
	Invented  bool
	Tag       string // slug, where another company has the same name
	Kind      ChangeKind
	Category  string // its title
	Indicator string // its id and title
	Before    Side
	After     Side
}

// Side is how something stood in one of the two runs.
type Side struct {
	Low, High *float64 // 0 to 100
	Coverage  *float64
	State     vocab.State // of an indicator
	Best      *float64    // its level
	Levels    int
	Words     string // a rubric and its version
}

// changes are what is different now, company by company in the order of the comparison, then those that are gone. A
// company that was scored by another rubric then is only named: what is the rubric's doing isn't told as the company's.
// Of one whose earlier card can't be compared nobody knows what changed; new it isn't.
func changes(c *Comparison, earlier []*Company, left []string) []Change {
	before, known := map[string]*Company{}, map[string]bool{}
	for _, co := range earlier {
		before[strings.ToLower(co.Slug)] = co
	}
	for _, slug := range left {
		known[strings.ToLower(slug)] = true
	}
	var out []Change
	for _, co := range c.Companies {
		key := strings.ToLower(co.Slug)
		old := before[key]
		delete(before, key)
		add := func(ch Change) {
			ch.Company, ch.Invented, ch.Tag = co.Name, co.Invented, co.tag
			out = append(out, ch)
		}
		switch {
		case old == nil && known[key]:
			add(Change{Kind: Unread})
		case old == nil:
			add(Change{Kind: Added})
		case old.Ref != co.Ref:
			add(
				Change{
					Kind:   Rejudged,
					Before: Side{Words: old.Ref.ID + " " + old.Ref.Version},
					After:  Side{Words: co.Ref.ID + " " + co.Ref.Version},
				},
			)
		default:
			for i := range co.Categories {
				categoryChanges(&old.Categories[i], &co.Categories[i], add)
			}
		}
	}
	var gone []*Company
	for _, old := range before {
		gone = append(gone, old)
	}
	sortCompanies(gone)
	for _, old := range gone {
		out = append(out, Change{Company: old.Name, Invented: old.Invented, Tag: old.tag, Kind: Gone})
	}
	return out
}

func categoryChanges(old, now *Category, add func(Change)) {
	if !same(old.Low, now.Low) || !same(old.High, now.High) || !same(old.Coverage, now.Coverage) {
		add(
			Change{
				Kind:     RangeMoved,
				Category: now.Title,
				Before:   Side{Low: old.Low, High: old.High, Coverage: old.Coverage},
				After:    Side{Low: now.Low, High: now.High, Coverage: now.Coverage},
			},
		)
	}
	side := func(in *score.IndicatorCard) Side {
		return Side{Low: in.LoValue, High: in.HiValue, State: in.State, Best: in.Best, Levels: in.Levels}
	}
	for j := range now.Indicators {
		a, b := &old.Indicators[j], &now.Indicators[j]
		if a.State != b.State || !same(a.Best, b.Best) || !same(a.LoValue, b.LoValue) || !same(a.HiValue, b.HiValue) {
			add(
				Change{
					Kind:      LevelMoved,
					Category:  now.Title,
					Indicator: b.ID + " " + b.Title,
					Before:    side(a),
					After:     side(b),
				},
			)
		}
	}
}

func same(a, b *float64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
