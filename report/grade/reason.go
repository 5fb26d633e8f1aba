package grade

import (
	"fmt"
	"strconv"
	"strings"

	"whereas/report/vocab"
)

// Rule is one of the rules that make a grade. Its words, and what would raise a claim that it holds down, stand once:
// in the list "reason" of rubrics/vocabulary.toml, which the card, the workbook's Method sheet, --explain and
// docs/scoring.md share.
type Rule string

// The rules, with the rung that each reaches.
const (
	Record      Rule = "record"      // 4: base 4, the record itself, proven
	FirstHand   Rule = "first-hand"  // 3: base 3 or more, the record itself, proven
	Independent Rule = "independent" // 3: two clusters of base 3 or more, at most one step from the record
	OneStep     Rule = "one-step"    // 2: base 2 or more, at most one step from the record
	Weak        Rule = "weak"        // 1: base 1 or more
	Nothing     Rule = "nothing"     // 0

	Ceiling     Rule = "ceiling"      // the status allows no more
	ContestLost Rule = "contest-lost" // contrary evidence costs one or two
	ContestHeld Rule = "contest-held" // contrary evidence is too weak to cost anything

	WeakestPart Rule = "weakest-part" // which part of a compound claim holds it where it is

	AbsenceReadTwice    Rule = "absence-read-twice"   // 3
	AbsenceReadOnce     Rule = "absence-read-once"    // 2
	AbsenceNotWhole     Rule = "absence-not-whole"    // 0
	AbsenceWithoutLog   Rule = "absence-without-log"  // 0
	AbsenceContradicted Rule = "absence-contradicted" // 0, whatever the log says
)

// Rules are all of them, in the order in which they are explained.
func Rules() []Rule {
	return []Rule{Record, FirstHand, Independent, OneStep, Weak, Nothing, Ceiling, ContestLost, ContestHeld,
		WeakestPart, AbsenceReadTwice, AbsenceReadOnce, AbsenceNotWhole, AbsenceWithoutLog, AbsenceContradicted}
}

// Rung is the rung that a rule of the ladder or of absences reaches, 0 to 4; -1 for a ceiling, a contest and a
// weakest part, which move what the ladder gives.
func (r Rule) Rung() int {
	switch r {
	case Record:
		return 4
	case FirstHand, Independent, AbsenceReadTwice:
		return 3
	case OneStep, AbsenceReadOnce:
		return 2
	case Weak:
		return 1
	case Nothing, AbsenceNotWhole, AbsenceWithoutLog, AbsenceContradicted:
		return 0
	case Ceiling, ContestLost, ContestHeld, WeakestPart:
	}
	return -1
}

// Reason is one step on the way to a grade.
type Reason struct {
	Rule     Rule
	Rung     int          // that the rule reaches, that a ceiling allows, or that contrary evidence reaches
	Cost     int          // of a contest
	Names    []string     // the clusters, the source that contradicts an absence, or the weakest part
	Status   vocab.Status // of a ceiling
	Contrary *Reason      // how the contrary evidence of a contest reaches its rung
}

// List is the list of a vocabulary that says the rules in words.
const List = "reason"

// Words say a reason as it is printed behind a claim.
func (r Reason) Words(v vocab.Vocabulary) string {
	contrary := ""
	if r.Contrary != nil {
		contrary = r.Contrary.bare(v)
	}
	switch r.Rule {
	case Ceiling, ContestLost, ContestHeld, WeakestPart, AbsenceContradicted:
		return strings.ReplaceAll(r.bare(v), "{contrary}", contrary)
	case Record, FirstHand, Independent, OneStep, Weak, Nothing,
		AbsenceReadTwice, AbsenceReadOnce, AbsenceNotWhole, AbsenceWithoutLog:
		return fmt.Sprintf("rung %d: %s", r.Rung, r.bare(v))
	}
	panic("grade: a rule without words: " + string(r.Rule))
}

// bare is the rule's own words, what is in braces replaced, but for {contrary} and whatever isn't ours. What replaces
// it is text, braces in it or not.
func (r Reason) bare(v vocab.Vocabulary) string {
	text := v.Text(List, string(r.Rule))
	out := ""
	for {
		before, rest, _ := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return out + text
		}
		switch name {
		case "rung":
			name = strconv.Itoa(r.Rung)
		case "cost":
			name = strconv.Itoa(r.Cost)
		case "names":
			name = strings.Join(r.Names, ", ")
		case "count":
			name = strconv.Itoa(len(r.Names))
		case "status":
			name = string(r.Status)
		default:
			out += before + "{"
			text = rest
			continue
		}
		out, text = out+before+name, after
	}
}

// Why says a claim's reasons in words.
func (c *Claim) Why(v vocab.Vocabulary) []string {
	out := make([]string, len(c.Reasons))
	for i, r := range c.Reasons {
		out[i] = r.Words(v)
	}
	return out
}

// Deciding is the reason that holds the grade where it is: the last one that lowered it, else the rung.
func (c *Claim) Deciding() Reason {
	for i := len(c.Reasons) - 1; i > 0; i-- {
		if r := c.Reasons[i]; r.Rule != ContestHeld && r.Rule != WeakestPart {
			return r
		}
	}
	return c.Reasons[0]
}

// Raise says what would lift a claim's grade.
func (c *Claim) Raise(v vocab.Vocabulary) string {
	for _, t := range v[List] {
		if t.ID == string(c.Deciding().Rule) {
			return t.Meaning
		}
	}
	return ""
}
