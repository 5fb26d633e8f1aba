package dossier

import (
	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Assessment is what one person judged by one rubric.
type Assessment struct {
	File         string
	Rubric       source.Text
	Coder        string
	Date         source.Date
	Note         string
	Indicators   []*Judgement
	Severities   []*Severity
	Involvements []*Involvement
}

// Indicator finds the judgement of an indicator, nil where there is none.
func (a *Assessment) Indicator(id string) *Judgement {
	for _, j := range a.Indicators {
		if j.ID.S == id {
			return j
		}
	}
	return nil
}

// Judgement is the entry of one indicator: codings and a closing, or answers of elements.
type Judgement struct {
	ID            source.Text
	Pair          Pair
	Codings       []*Coding
	Closed        *Closing
	Answers       []*ElementAnswer
	NotApplicable *NotApplicable
}

// Pair is a product and the customer who has it.
type Pair struct {
	Product, Customer string
	At                diag.Span
}

// IsZero tells whether no pair is named.
func (p Pair) IsZero() bool { return p.Product == "" && p.Customer == "" }

// Coding says that some claims together show a level.
type Coding struct {
	Level  int
	Claims []source.Text
	Why    string
	Pair   Pair // its own, or the indicator's
	At     diag.Span
}

// Closing says that the levels above Above were searched for.
type Closing struct {
	Above  int
	Search source.Text
	Why    string
	At     diag.Span
}

// ElementAnswer answers one element of a disclosure indicator.
type ElementAnswer struct {
	Element source.Text
	Answer  vocab.ElementAnswer
	Claims  []source.Text
	Search  source.Text
	Why     string
	At      diag.Span
}

// NotApplicable takes an indicator out of its category.
type NotApplicable struct {
	Why, By, ConfirmedBy string
	At                   diag.Span
}

// Severity is how grave a harm is, 1–4 each.
type Severity struct {
	Claim                         source.Text
	Scale, Scope, Irremediability int
	Why, By, SecondBy             string
}

// Value is the highest of the three; 4 needs a second person and counts as 3 without one
// (docs/scoring.md).
func (s *Severity) Value() int {
	v := max(s.Scale, s.Scope, s.Irremediability)
	if v == 4 && (s.SecondBy == "" || s.SecondBy == s.By) {
		return 3
	}
	return v
}

// Involvement is how the company is tied to a harm, as far as claims show it.
type Involvement struct {
	Claim                                source.Text
	Link, Use                            []source.Text
	Notice, Dedicated, Depends, Leverage []source.Text
	Cause                                []source.Text
	Why, By                              string
	At                                   diag.Span
}
