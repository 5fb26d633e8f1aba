package draft

import (
	"cmp"
	"slices"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// Group is sentences on one customer, product or system, told together.
type Group struct {
	About prose.Markdown // the name of what they share; "" for a sentence by itself
	Told  []Recital
}

// groups puts what is on record together by what it is about, the gravest group first: the entity that most of the
// sentences share makes the first group, then the one that most of the others share, and so on. What shares nothing
// stands by itself. What is about others alone makes no group: it stands behind the claims that tie it to the company,
// and where it isn't about what names the group, in one item with its tie, so that no heading stands over a sentence on
// something else. Tags play no part, and the order of files and ids only where all else is equal.
func (in Input) groups(cs []candidate) []Group {
	var left, findings []candidate
	for _, c := range slices.SortedStableFunc(slices.Values(cs), byOrder) {
		if in.loose(c.g) {
			findings = append(findings, c)
		} else {
			left = append(left, c)
		}
	}
	type weighed struct {
		Group
		sentences, severity, grade int
	}
	var out []weighed
	for len(left) > 0 {
		shared := in.mostShared(left, findings)
		about := func(c candidate) bool { return slices.Contains(in.parties(c.g), shared) }
		var members, others, waiting []candidate
		for _, c := range left {
			if about(c) || shared == "" && len(members) == 0 {
				members = append(members, c)
			} else {
				others = append(others, c)
			}
		}
		g := weighed{sentences: len(members)}
		for _, c := range members {
			g.Told = append(g.Told, in.recital(c))
			g.severity, g.grade = max(g.severity, c.severity), max(g.grade, c.g.Grade)
		}
		for _, f := range findings {
			i := slices.IndexFunc(members, func(t candidate) bool { return in.ties(t.g, f.g) })
			switch {
			case i < 0:
				waiting = append(waiting, f)
				continue
			case about(f):
				g.Told = append(g.Told, in.recital(f))
			default:
				g.Told[i].Beside = append(g.Told[i].Beside, in.recital(f))
			}
			g.sentences++
			g.severity, g.grade = max(g.severity, f.severity), max(g.grade, f.g.Grade)
		}
		if e := in.Set.Dossier.Entity(shared); e != nil {
			g.About = prose.Escape(e.Name)
		}
		out, left, findings = append(out, g), others, waiting
	}
	slices.SortStableFunc(out, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.sentences, a.sentences), cmp.Compare(b.severity, a.severity),
			cmp.Compare(b.grade, a.grade))
	})
	groups := make([]Group, len(out))
	for i, g := range out {
		groups[i] = g.Group
	}
	return groups
}

func byOrder(a, b candidate) int { return cmp.Compare(a.order, b.order) }

func (in Input) recital(c candidate) Recital {
	return Recital{ID: c.g.ID.S, Text: c.text, Small: in.Wording.lowerFirst(c.text)}
}

// mostShared is the entity that most of some claims and findings are about, at least two of them and one claim; of
// equals the one that the first claim names first.
func (in Input) mostShared(cs, findings []candidate) string {
	count := map[string]int{}
	best := ""
	for _, c := range slices.Concat(cs, findings) {
		for _, id := range in.parties(c.g) {
			count[id]++
		}
	}
	for _, c := range cs {
		for _, id := range in.parties(c.g) {
			if count[id] > 1 && (best == "" || count[id] > count[best]) {
				best = id
			}
		}
	}
	return best
}

// parties are the customers, products and systems that a claim is about. The company and its affiliates stand in nearly
// all claims, and places, people and papers tie nothing together.
func (in Input) parties(g *grade.Claim) []string {
	return slices.DeleteFunc(g.Entities(), func(id string) bool {
		e := in.Set.Dossier.Entity(id)
		return e == nil || id == dossier.CompanyID || !slices.Contains(in.Wording.together, e.Type)
	})
}

// loose tells whether a claim of the record speaks of others alone: a finding on a customer, or what a system of others
// can do or did.
func (in Input) loose(g *grade.Claim) bool {
	return g.Kind == vocab.CustomerRecord || roleOf(g) == Record && !slices.ContainsFunc(g.Entities(), in.held.ours)
}

// tied tells whether a claim may be told beside those that are: what is on record about others alone is told only where
// a claim that ties them to the company or what it sells is told too, and so stands in the same text.
func (in Input) tied(c candidate, told []candidate) bool {
	return !in.loose(c.g) ||
		slices.ContainsFunc(told, func(t candidate) bool { return in.ties(t.g, c.g) })
}

// ties tells whether the links of a claim lead from a customer that a finding is about, or from another's system, to
// the company or what it sells. On the way stand systems and go-betweens and the customer's own parts; another customer
// isn't passed, nor the whole that a customer is a part of: what one agency of a department buys ties no other to the
// company.
func (in Input) ties(g, finding *grade.Claim) bool {
	if in.loose(g) {
		return false
	}
	reached := slices.DeleteFunc(in.parties(finding), func(id string) bool {
		return in.held.ours(id) || finding.Kind == vocab.CustomerRecord && !in.buys(id)
	})
	for i := 0; i < len(reached); i++ {
		for _, l := range g.Links {
			next := ""
			switch {
			case !slices.Contains(in.Wording.ties, l.Verb):
			case l.Object == reached[i] && (l.Verb == "part-of" || !in.buys(l.Subject)):
				next = l.Subject
			case l.Subject == reached[i] && l.Verb != "part-of" && !in.buys(l.Object):
				next = l.Object
			}
			if in.held.ours(next) {
				return true
			}
			if next != "" && !slices.Contains(reached, next) {
				reached = append(reached, next)
			}
		}
	}
	return false
}

// buys tells whether an entity is a customer, or can be: not something that is sold.
func (in Input) buys(id string) bool {
	e := in.Set.Dossier.Entity(id)
	return e != nil && slices.Contains(in.Wording.together, e.Type) && e.Type != "system" && !product(e.Type)
}

// split parts what is at stake for the company from what happened around the question, which is no stake, and from what
// its peers do.
func split(cs []candidate) (stake, history, peers []candidate) {
	for _, c := range cs {
		into := &stake
		if c.g.Kind == vocab.Peer {
			into = &peers
		}
		if c.g.Kind == vocab.History {
			into = &history
		}
		*into = append(*into, c)
	}
	return stake, history, peers
}

// ownGaps parts what the company leaves out, which can be set against what it says, from what other papers don't say.
func (in Input) ownGaps(cs []candidate) (own, elsewhere []candidate) {
	for _, c := range cs {
		if slices.ContainsFunc(c.g.Entities(), func(id string) bool { return in.held.business[id] }) {
			own = append(own, c)
		} else {
			elsewhere = append(elsewhere, c)
		}
	}
	return own, elsewhere
}
