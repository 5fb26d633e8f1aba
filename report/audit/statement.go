package audit

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// Statement is what a board says against a proposal, set beside a dossier claim by claim.
type Statement struct {
	File    string     `json:"file"`
	Company string     `json:"company"`
	Claims  []Answered `json:"claims"` // in the dossier's order
	Shown   []byte     `json:"-"`      // the text that places count in
}

// Reply is what a statement does with a claim.
type Reply string

// What it can do.
const (
	Answers Reply = "answered" // a sentence speaks of the same
	Denies  Reply = "denied"   // the same, and says that it isn't so
	Silent  Reply = "silent"   // none does
)

// Answered is a claim, and what the statement says of it.
type Answered struct {
	Claim    string   `json:"claim"`
	Grade    int      `json:"grade"`
	Reply    Reply    `json:"reply"`
	Line     int      `json:"line"` // of the sentence; 0 where there is none
	Column   int      `json:"column"`
	Excerpt  string   `json:"excerpt"`
	By       []string `json:"by"`       // what both have
	Recorded string   `json:"recorded"` // the answer that the dossier has recorded of the company, "" where none
}

// aboutConduct are the kinds of claims that a board would answer.
var aboutConduct = []vocab.Kind{vocab.Relationship, vocab.Capability, vocab.Use, vocab.Act, vocab.CustomerRecord,
	vocab.Policy, vocab.Absence, vocab.Exposure}

// Against sets the statement of a board beside the claims of a dossier: those that the proposal tells, where there is
// one, else all on what the company does. A denial is told to l as well, at its sentence.
func Against(t *Text, proposal *Result, set *grade.Set, w Wording, l *diag.List) *Statement {
	s := &Statement{File: t.File, Company: set.Dossier.Company.Name, Claims: []Answered{}, Shown: t.Shown}
	told := map[string]bool{}
	if proposal != nil && proposal.Beside != nil {
		for _, m := range proposal.Beside.Matches {
			told[m.Claim] = m.Claim != ""
		}
	}
	m := newMatcher(set, w)
	type hit struct {
		found found
		at    Sentence
	}
	best := map[string]hit{}
	for _, x := range t.sentences(w, t.names(w)) {
		for _, f := range m.all(x) {
			id := f.fact.claim.ID.S
			if old, ok := best[id]; !ok || f.score() > old.found.score() {
				best[id] = hit{f, x}
			}
		}
	}
	recorded := map[string]string{}
	for _, r := range set.Dossier.Replies {
		for _, a := range r.Answers {
			for _, c := range a.Claims {
				recorded[c.S] = string(a.Answer)
			}
		}
	}
	for _, g := range set.Claims {
		if len(told) > 0 && !told[g.ID.S] || len(told) == 0 && (g.Grade < 2 || !slices.Contains(aboutConduct, g.Kind)) {
			continue
		}
		a := Answered{Claim: g.ID.S, Grade: g.Grade, Reply: Silent, By: []string{}, Recorded: recorded[g.ID.S]}
		if h, ok := best[g.ID.S]; ok {
			a.Reply, a.Line, a.Column, a.Excerpt, a.By = Answers, h.at.At.Line, h.at.At.Col, short(h.at.Text),
				h.found.by()
			if w.denial(h.at.Text) && !h.found.fact.negative && g.Kind != vocab.Absence {
				a.Reply = Denies
				l.Noticef(h.at.At, diag.ClaimDenied, "the statement speaks against claim %q, of grade %d: %q", a.Claim,
					a.Grade,
					a.Excerpt).WithNote(g.ID.At, "the claim stands here; both have %s", strings.Join(a.By, ", ")).
					WithHint("read both; where it is a denial, write it as an answer of the company: [reply.…] with " +
						"disputes")
			}
		}
		s.Claims = append(s.Claims, a)
	}
	return s
}

// denial tells whether a sentence has a word that denies.
func (w Wording) denial(s string) bool {
	text := " " + strings.Join(strings.Fields(strings.ToLower(s)), " ") + " "
	return slices.ContainsFunc(w.denies, func(d string) bool {
		i := strings.Index(text, " "+d)
		return i >= 0 && strings.ContainsAny(text[i+1+len(d):i+2+len(d)], " ,.;:)")
	})
}

// String is it as a terminal shows it.
func (s *Statement) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, beside the dossier of %s\n", diag.Visible(s.File), diag.Visible(s.Company))
	for _, reply := range []Reply{Denies, Answers} {
		for _, a := range s.Claims {
			if a.Reply != reply {
				continue
			}
			recorded := ""
			if a.Recorded != "" {
				recorded = "; the dossier has recorded: " + a.Recorded
			}
			fmt.Fprintf(&b, "  %-9s %s (grade %d; both have: %s%s)\n  %9s line %d: %s\n", a.Reply, a.Claim, a.Grade,
				strings.Join(a.By, ", "), recorded, "", a.Line, diag.Visible(a.Excerpt))
		}
	}
	var silent []string
	for _, a := range s.Claims {
		if a.Reply == Silent {
			silent = append(silent, a.Claim)
		}
	}
	if len(silent) > 0 {
		fmt.Fprintf(&b, "  silent on %s:\n%s", plural(len(silent), "claim"), wrapped(silent))
	}
	return b.String()
}

// wrapped are names on lines of some 100 characters.
func wrapped(names []string) string {
	var b strings.Builder
	line := "   "
	for i, n := range names {
		if i+1 < len(names) {
			n += ","
		}
		if len(line)+len(n) > 100 {
			b.WriteString(line + "\n")
			line = "   "
		}
		line += " " + n
	}
	b.WriteString(line + "\n")
	return b.String()
}
