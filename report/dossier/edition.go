package dossier

import (
	"slices"

	"whereas/report/source"
	"whereas/report/vocab"
)

// Edition is who a result is for.
type Edition string

// The editions. What is made for the public one may be mailed to anybody; the internal one is for its authors.
const (
	PublicEdition   Edition = "public"
	InternalEdition Edition = "internal"
)

// Public is the dossier without its restricted items, without what rests on them, and without anything that
// only they needed: what is computed from it can't show that they exist. The dossier itself isn't changed.
func (d *Dossier) Public() *Dossier {
	p := *d
	p.Sources = d.publicSources()
	p.Index()
	p.Votes = keep(d.Votes, func(v Vote) bool { return v.Source.S == "" || p.source[v.Source.S] != nil })
	if p.source[d.Meeting.Source.S] == nil {
		p.Meeting.Source = source.Text{}
	}
	p.Claims = nil
	for _, c := range d.Claims {
		if c := p.publicClaim(d, c); c != nil {
			p.Claims = append(p.Claims, c)
		}
	}
	p.Index()
	for i, c := range p.Claims {
		if overtakes := keep(c.Overtakes, p.hasClaim); len(overtakes) < len(c.Overtakes) {
			q := *c
			q.Overtakes = overtakes
			p.Claims[i] = &q
		}
	}
	p.Index()
	p.Replies = p.publicReplies(d)
	p.Corrections = p.publicCorrections(d)
	// A log that loses a document isn't the log of that search any more.
	p.Searches = keep(d.Searches, func(l *Search) bool {
		return l.Handling != vocab.Restricted &&
			!slices.ContainsFunc(l.Documents,
				func(doc Document) bool { return doc.Source.S != "" && p.source[doc.Source.S] == nil })
	})
	p.Index()
	p.Assessments = nil
	for _, a := range d.Assessments {
		p.Assessments = append(p.Assessments, p.publicAssessment(a))
	}
	p.dropUnused()
	p.Index()
	return &p
}

// Withholds tells whether something of the dossier is restricted, so that its public edition is another.
func (d *Dossier) Withholds() bool {
	return slices.ContainsFunc(d.Sources, func(s *Source) bool { return s.Handling == vocab.Restricted }) ||
		slices.ContainsFunc(d.Entities, func(e *Entity) bool { return e.Handling == vocab.Restricted }) ||
		slices.ContainsFunc(d.Searches, func(l *Search) bool { return l.Handling == vocab.Restricted }) ||
		slices.ContainsFunc(d.Replies, func(r *Reply) bool { return r.Handling == vocab.Restricted }) ||
		slices.ContainsFunc(d.Corrections, func(e *Erratum) bool { return e.Handling == vocab.Restricted }) ||
		slices.ContainsFunc(d.Claims, func(c *Claim) bool {
			return c.Handling == vocab.Restricted ||
				slices.ContainsFunc(c.Evidence, func(e *Evidence) bool { return e.Handling == vocab.Restricted })
		})
}

// publicSources are the sources that are neither restricted nor rest on one that is, however far back: else a
// chain would look stronger for the link that isn't shown.
func (d *Dossier) publicSources() []*Source {
	gone, follow := map[string]bool{}, map[string][]string{} // follow: what rests on a source or is a part of it
	var left []string
	for _, s := range d.Sources {
		for _, r := range s.RestsOn {
			follow[r.S] = append(follow[r.S], s.ID.S)
		}
		if s.PartOf.S != "" {
			follow[s.PartOf.S] = append(follow[s.PartOf.S], s.ID.S)
		}
		if s.Handling == vocab.Restricted {
			left = append(left, s.ID.S)
		}
	}
	for len(left) > 0 { // each source once, however long the chain
		id := left[len(left)-1]
		left = left[:len(left)-1]
		if !gone[id] {
			gone[id] = true
			left = append(left, follow[id]...)
		}
	}
	var out []*Source
	for _, s := range keep(d.Sources, func(s *Source) bool { return !gone[s.ID.S] }) {
		if gone[s.Cluster] || gone[s.RepostOf.S] {
			q := *s
			if gone[s.Cluster] {
				q.Cluster = d.neutral(s.Cluster, func(id string) bool { return !gone[id] })
			}
			if gone[s.RepostOf.S] {
				q.RepostOf = source.Text{}
			}
			s = &q
		}
		out = append(out, s)
	}
	return out
}

// neutral is the label of a voice that was named for a source that isn't shown: the cluster of that source, where
// something shown has it too, else the first source that is shown and of this voice, by its cluster or its publisher;
// "" where there is none.
func (d *Dossier) neutral(label string, shown func(id string) bool) string {
	labels := []string{label} // of this voice
	// A cluster may be named for another source that isn't shown; a circle ends with the sources.
	for range d.Sources {
		s := d.source[label]
		if s == nil || s.Cluster == "" || s.Cluster == label {
			break
		}
		label = s.Cluster
		labels = append(labels, label)
		// A label that is no source's id is a word of whoever wrote it: of hidden sources alone, it stays hidden. That
		// nobody knows whose voice it is says nothing of them, and a voice that is known would be a stronger one.
		if source := d.source[label]; source != nil && shown(label) ||
			source == nil && (label == "unknown" || d.named(label, shown)) {
			return label
		}
	}
	for _, s := range d.Sources {
		if slices.Contains(labels, s.Cluster) && shown(s.ID.S) {
			return s.ID.S
		}
	}
	if hidden := d.source[label]; hidden != nil && hidden.Publisher != "" && hidden.Independent == "" {
		for _, s := range d.Sources {
			if s.Cluster == "" && s.Independent == "" &&
				PublisherName(s.Publisher) == PublisherName(hidden.Publisher) && shown(s.ID.S) {
				return s.ID.S
			}
		}
	}
	return ""
}

// named tells whether a source that is shown has a label of a voice: one that only hidden sources have is theirs.
func (d *Dossier) named(label string, shown func(id string) bool) bool {
	return slices.ContainsFunc(d.Sources, func(s *Source) bool { return s.Cluster == label && shown(s.ID.S) })
}

// keep is those of xs that f keeps; where it keeps all, xs itself, which may not be written to.
func keep[T any](xs []T, f func(T) bool) []T {
	n := slices.IndexFunc(xs, func(x T) bool { return !f(x) })
	if n < 0 {
		return slices.Clip(xs)
	}
	var out []T
	out = append(out, xs[:n]...)
	for _, x := range xs[n+1:] {
		if f(x) {
			out = append(out, x)
		}
	}
	return out
}

// publicClaim is the claim with its public evidence, the claim itself where all of it is public; nil where it is
// restricted, speaks of something restricted, or nothing supports it, or one of its parts, any more.
func (p *Dossier) publicClaim(whole *Dossier, c *Claim) *Claim {
	if c.Handling == vocab.Restricted || slices.ContainsFunc(c.Entities(), whole.restrictedEntity) {
		return nil
	}
	shown := keep(c.Evidence, func(e *Evidence) bool {
		return e.Handling != vocab.Restricted && p.source[e.Source.S] != nil
	})
	hidden := func(e *Evidence) bool { return whole.source[e.Origin] != nil && p.source[e.Origin] == nil }
	if len(shown) == len(c.Evidence) && !slices.ContainsFunc(shown, hidden) {
		return c
	}
	q := *c
	q.Evidence = slices.Clone(shown)
	// An origin may not name what isn't shown, and pieces of one origin must stay one voice.
	renamed := map[string]string{}
	for i, e := range q.Evidence {
		if !hidden(e) {
			continue
		}
		if renamed[e.Origin] == "" {
			renamed[e.Origin] = whole.neutral(e.Origin, func(id string) bool { return p.source[id] != nil })
		}
		if renamed[e.Origin] == "" {
			renamed[e.Origin] = e.Source.S
		}
		r := *e
		r.Origin = renamed[e.Origin]
		q.Evidence[i] = &r
	}
	if len(q.unsupported()) > len(c.unsupported()) && c.Kind != vocab.Absence {
		return nil
	}
	return &q
}

func (d *Dossier) restrictedEntity(id string) bool {
	e := d.entity[id]
	return e != nil && e.Handling == vocab.Restricted
}

// publicReplies are the replies that may be shown. That an organisation was asked, or said something, shows that a
// claim speaks of it: so a reply without an answer is shown only where a public claim does.
func (p *Dossier) publicReplies(d *Dossier) []*Reply {
	named := map[string]bool{CompanyID: true}
	for _, c := range p.Claims {
		for _, id := range c.Entities() {
			named[id] = true
		}
	}
	var out []*Reply
	for _, r := range d.Replies {
		if r.Handling == vocab.Restricted || d.restrictedEntity(r.Organisation.S) ||
			r.Source.S != "" && p.source[r.Source.S] == nil || len(r.Answers) == 0 && !named[r.Organisation.S] {
			continue
		}
		q := *r
		q.Answers = nil
		for _, a := range r.Answers {
			if p.hasAll(a.Claims) { // its words may speak of any of them
				q.Answers = append(q.Answers, a)
			}
		}
		if len(q.Answers) == 0 && len(r.Answers) > 0 {
			continue // it answered nothing that is shown
		}
		out = append(out, &q)
	}
	return out
}

func (p *Dossier) hasClaim(t source.Text) bool { return p.claim[t.S] != nil }

// hasAll tells whether every claim cited is still there: what rests on a claim that isn't falls with it whole.
func (p *Dossier) hasAll(lists ...[]source.Text) bool {
	for _, ts := range lists {
		for _, t := range ts {
			if !p.hasClaim(t) {
				return false
			}
		}
	}
	return true
}

func (p *Dossier) publicAssessment(a *Assessment) *Assessment {
	q := *a
	q.Indicators = nil
	for _, j := range a.Indicators {
		k := *j
		k.Codings = keep(j.Codings, func(c *Coding) bool { return p.hasAll(c.Claims) })
		k.Answers = keep(j.Answers, func(e *ElementAnswer) bool {
			return p.hasAll(e.Claims) && (e.Search.S == "" || p.search[e.Search.S] != nil)
		})
		if k.Closed != nil && p.search[k.Closed.Search.S] == nil {
			k.Closed = nil
		}
		if len(k.Codings) == 0 && len(k.Answers) == 0 && k.Closed == nil && k.NotApplicable == nil {
			continue
		}
		q.Indicators = append(q.Indicators, &k)
	}
	q.Severities = keep(a.Severities, func(s *Severity) bool { return p.hasClaim(s.Claim) })
	q.Involvements = keep(a.Involvements, func(v *Involvement) bool {
		return p.hasClaim(v.Claim) && p.hasAll(v.Link, v.Use, v.Notice, v.Dedicated, v.Depends, v.Leverage, v.Cause)
	})
	return &q
}

// dropUnused takes out sources nobody cites and entities nobody mentions any more.
func (p *Dossier) dropUnused() {
	cited, mentioned := p.used()
	for _, s := range p.Sources {
		for _, id := range s.needs() {
			cited[id]++
		}
	}
	var left []*Source // that nobody cites
	gone := map[*Source]bool{}
	drop := func(s *Source) {
		if s != nil && cited[s.ID.S] == 0 && !gone[s] {
			gone[s] = true
			left = append(left, s)
		}
	}
	for _, s := range p.Sources {
		drop(s)
	}
	for len(left) > 0 { // a source may be there only for one that goes; each goes once, however long the chain
		s := left[len(left)-1]
		left = left[:len(left)-1]
		for _, id := range s.needs() {
			cited[id]--
			drop(p.source[id])
		}
	}
	p.Sources = keep(p.Sources, func(s *Source) bool { return !gone[s] })
	// A pair that no public claim speaks of would name what a restricted one is about.
	for _, a := range p.Assessments {
		for i, j := range a.Indicators {
			k := *j
			k.Pair = publicPair(j.Pair, mentioned)
			k.Codings = nil
			for _, c := range j.Codings {
				c := *c
				c.Pair = publicPair(c.Pair, mentioned)
				k.Codings = append(k.Codings, &c)
			}
			a.Indicators[i] = &k
		}
	}
	p.Entities = keep(p.Entities, func(e *Entity) bool { return mentioned[e.ID.S] })
	p.NotAsked = keep(p.NotAsked,
		func(n NotAsked) bool { return n.Organisation.S == AllOrganisations || mentioned[n.Organisation.S] })
	quoted := map[[2]string]bool{}
	p.eachQuote(func(id string, q source.Text) { quoted[[2]string{id, q.S}] = true })
	p.Proofs = keep(p.Proofs, func(q *Proof) bool { return quoted[[2]string{q.Source, q.Quote}] })
}

func publicPair(p Pair, mentioned map[string]bool) Pair {
	if mentioned[p.Product] && mentioned[p.Customer] {
		return p
	}
	return Pair{}
}

// used is which sources are cited and which entities claims and replies mention; the company always is.
func (d *Dossier) used() (cited map[string]int, mentioned map[string]bool) {
	cited, mentioned = map[string]int{}, map[string]bool{CompanyID: true}
	cite := func(ts ...source.Text) {
		for _, t := range ts {
			cited[t.S]++
		}
	}
	cite(d.Meeting.Source)
	for _, v := range d.Votes {
		cite(v.Source)
	}
	for _, c := range d.Claims {
		for _, id := range c.Entities() {
			mentioned[id] = true
		}
		for _, e := range c.Evidence {
			cite(e.Source)
		}
	}
	for _, r := range d.Replies {
		cite(r.Source)
		mentioned[r.Organisation.S] = true
	}
	for _, s := range d.Searches {
		for _, doc := range s.Documents {
			cite(doc.Source)
		}
	}
	return cited, mentioned
}

// needs are the ids of the sources that a source rests on or is a part of.
func (s *Source) needs() []string {
	ids := make([]string, 0, len(s.RestsOn)+1)
	for _, r := range s.RestsOn {
		ids = append(ids, r.S)
	}
	return append(ids, s.PartOf.S)
}
