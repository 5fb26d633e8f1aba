package dossier

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"whereas/report/diag"
	"whereas/report/source"
)

// check finds what only the whole dossier shows: ids that stand twice or lead nowhere, dates after the
// dossier's own, sources in a circle, things that nobody uses.
func (ld *loader) check() {
	ld.ids()
	ld.references()
	ld.dates()
	ld.circles()
	ld.overtaken()
	ld.sameDocuments()
	ld.readings()
	ld.unused()
	if n := len(ld.d.Claims); n > MaxClaims {
		ld.list.Errorf(ld.d.Claims[MaxClaims].ID.At, diag.TooManyClaims,
			"the dossier has %d claims; at most %d are read", n, MaxClaims)
	}
	if d := ld.d; d.Company.Name == "" && d.Company.At.Line == 0 && len(ld.heads) > 0 && !ld.anyDamage() {
		ld.list.Errorf(ld.heads[0], diag.MissingKey, "the dossier has no [company]").
			WithHint("add:\n[company]\nname = \"…\"")
	}
	if d := ld.d; d.Meeting.Rules.S == "" && d.Meeting.Year == 0 && len(ld.heads) > 0 && !ld.anyDamage() {
		ld.list.Warnf(ld.heads[0], diag.MissingMeeting,
			"the dossier has no [meeting]: no resolution can be drafted from it").
			WithHint("add:\n[meeting]\nrules = \"us-sec-14a-8\"\nyear = …")
	}
}

func (ld *loader) ids() {
	seen := make(map[string]source.Text, len(ld.d.Sources)+len(ld.d.Entities)+len(ld.d.Claims))
	each := func(kind string, id source.Text) {
		r, unseen := diag.Unseen(id.S)
		switch {
		case unseen >= 0:
			ld.list.Errorf(id.At, diag.BadID, "the id %q holds %s, which isn't seen and can't stand in one", id.S,
				diag.AChar(r)).
				WithHint("delete it, or write the id anew")
		case len(id.S) > MaxID:
			ld.list.Errorf(id.At, diag.BadID, "the id has %d characters; at most %d are allowed", len(id.S), MaxID)
		case !isKebab(id.S):
			ld.list.Errorf(id.At, diag.BadID, "the id %q isn't kebab-case", id.S).
				WithHint("small letters, digits and single hyphens, for example %q", kebabOf(id.S))
		}
		key := kind + "." + id.S
		if first, ok := seen[key]; ok {
			ld.list.Errorf(id.At, diag.DuplicateID, "heading %q stands twice", key).
				WithNote(first.At, "it stands here first").
				WithHint("give one of the two another name, or make one of them of both")
			return
		}
		seen[key] = id
	}
	for _, x := range ld.d.Sources {
		each("source", x.ID)
	}
	for _, x := range ld.d.Entities {
		each("entity", x.ID)
	}
	for _, x := range ld.d.Claims {
		each("claim", x.ID)
	}
	for _, x := range ld.d.Replies {
		each("reply", x.ID)
	}
	for _, x := range ld.d.Searches {
		each("search", x.ID)
	}
	for _, x := range ld.d.Votes {
		each("prior-vote", x.ID)
	}
	for _, x := range ld.d.Corrections {
		each("correction", x.ID)
	}
}

// isKebab tells whether an id is of small letters, digits and single hyphens between them.
func isKebab(id string) bool {
	for i := range len(id) {
		switch b := id[i]; {
		case b >= 'a' && b <= 'z' || b >= '0' && b <= '9':
		case b == '-' && i > 0 && id[i-1] != '-' && i+1 < len(id):
		default:
			return false
		}
	}
	return id != ""
}

func kebabOf(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent: its letter stands before it
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "a-name"
}

// missing is an id that is defined nowhere, and who names it. One misspelt heading is one fault, however many places
// name what it was to be.
type missing struct {
	kind, id, who string
	at            diag.Span
	also          []diag.Span // other places, in the order of reading
	near          string      // what is defined and was most likely meant
}

// reference notes an id that isn't among those known, which are sorted, unless it may stand where the file couldn't
// be read.
func (ld *loader) reference(t source.Text, where diag.Span, who, kind string, known []string) {
	if _, ok := slices.BinarySearch(known, t.S); t.S == "" || ok {
		return
	}
	if i, ok := ld.missed[[2]string{kind, t.S}]; ok {
		if i >= 0 {
			ld.missing[i].also = append(ld.missing[i].also, where)
		}
		return
	}
	if ld.missed == nil {
		ld.missed = map[[2]string]int{}
	}
	if ld.couldBe(t.S) {
		ld.missed[[2]string{kind, t.S}] = -1
		return
	}
	ld.missed[[2]string{kind, t.S}] = len(ld.missing)
	ld.missing = append(ld.missing,
		missing{kind: kind, id: t.S, who: who, at: where, near: ld.guesses.Nearest(t.S, known)})
}

// tellMissing reports each id that is named and not defined: once, with the first other places that name it.
func (ld *loader) tellMissing() {
	const mostPlaces = 3
	ld.meant = map[[2]string]bool{}
	for _, m := range ld.missing {
		more := ""
		switch len(m.also) {
		case 0:
		case 1:
			more = "; another place names it too"
		default:
			more = fmt.Sprintf("; %d other places name it too", len(m.also))
		}
		dg := ld.list.Errorf(m.at, diag.Unknown(m.kind), "%s %s %q, which is not defined%s", m.who, m.kind, m.id, more)
		for _, at := range m.also[:min(mostPlaces, len(m.also))] {
			dg.WithNote(at, "it is named here")
		}
		if m.near != "" {
			dg.WithHint("did you mean %q?", m.near)
			ld.meant[[2]string{m.kind, m.near}] = true
		}
	}
}

// wasMeant tells whether an id is most likely what a misspelt one was to be.
func (ld *loader) wasMeant(kind, id string) bool {
	const few = 100 // so many headings nobody misspells, and comparing each with each takes long
	if ld.meant[[2]string{kind, id}] || len(ld.missing) > few {
		return ld.meant[[2]string{kind, id}]
	}
	return slices.ContainsFunc(ld.missing, func(m missing) bool {
		return m.kind == kind && diag.Nearest(m.id, []string{id}) != ""
	})
}

func (ld *loader) references() {
	d := ld.d
	sources, entities, claims, searches := keys(d.source), keys(d.entity), keys(d.claim), keys(d.search)
	ref := func(t source.Text, who, kind string, known []string) { ld.reference(t, t.At, who, kind, known) }
	refs := func(ts []source.Text, who, kind string, known []string) {
		for _, t := range ts {
			ref(t, who, kind, known)
		}
	}
	ref(d.Meeting.Source, "the meeting cites", "source", sources)
	for _, v := range d.Votes {
		ref(v.Source, "the vote cites", "source", sources)
	}
	for _, s := range d.Sources {
		refs(s.RestsOn, "the source rests on", "source", sources)
		ref(s.PartOf, "the source is a part of", "source", sources)
	}
	for _, c := range d.Claims {
		for _, l := range c.Links {
			text := source.Text{S: l.Subject + " " + l.Verb + " " + l.Object, At: l.At}
			for _, id := range []string{l.Subject, l.Object} {
				ld.reference(source.Text{S: id, At: l.At}, inside(text, id), "the link names", "entity", entities)
			}
		}
		refs(c.About, "the claim is about", "entity", entities)
		ref(c.Search, "the claim names", "search", searches)
		refs(c.TellWith, "the claim is told with", "claim", claims)
		refs(c.TellWithout, "the claim is told without", "claim", claims)
		refs(c.Overtakes, "the claim overtakes", "claim", claims)
		for _, e := range c.Evidence {
			ref(e.Source, "evidence cites", "source", sources)
		}
	}
	asked := slices.Sorted(slices.Values(append(slices.Clone(entities), AllOrganisations)))
	for _, n := range d.NotAsked {
		ref(n.Organisation, "no-reply-asked names", "entity", asked)
	}
	for _, r := range d.Replies {
		ref(r.Organisation, "the reply is of", "entity", entities)
		ref(r.Source, "the reply cites", "source", sources)
		for _, a := range r.Answers {
			refs(a.Claims, "the answer names", "claim", claims)
		}
	}
	for _, s := range d.Searches {
		for _, doc := range s.Documents {
			ref(doc.Source, "the search names", "source", sources)
		}
	}
	for _, a := range d.Assessments {
		for _, j := range a.Indicators {
			ld.pair(j.Pair, entities)
			for _, c := range j.Codings {
				if c.Pair != j.Pair {
					ld.pair(c.Pair, entities)
				}
				refs(c.Claims, "the coding cites", "claim", claims)
			}
			if j.Closed != nil {
				ref(j.Closed.Search, "the closing names", "search", searches)
			}
			for _, e := range j.Answers {
				refs(e.Claims, "the answer cites", "claim", claims)
				ref(e.Search, "the answer names", "search", searches)
			}
		}
		for _, s := range a.Severities {
			ref(s.Claim, "the severity is of", "claim", claims)
		}
		for _, v := range a.Involvements {
			ref(v.Claim, "the involvement is of", "claim", claims)
			for _, ts := range [][]source.Text{v.Link, v.Use, v.Notice, v.Dedicated, v.Depends, v.Leverage, v.Cause} {
				refs(ts, "the involvement cites", "claim", claims)
			}
		}
	}
	ld.correctedClaims(claims)
	ld.tellMissing()
}

func (ld *loader) pair(p Pair, entities []string) {
	for _, id := range []string{p.Product, p.Customer} {
		ld.reference(source.Text{S: id}, p.At, "the pair names", "entity", entities)
	}
}

func keys[V any](m map[string]V) []string {
	ks := make([]string, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}

func (ld *loader) dates() {
	if ld.d.AsOf.IsZero() {
		return
	}
	for _, n := range ld.told {
		if n.date.After(ld.d.AsOf.Date) {
			ld.list.Errorf(n.date.At, diag.DateAfterAsOf, "%s = %s lies after the dossier's own day, %s", n.key,
				n.date.Date, ld.d.AsOf.Date).
				WithNote(ld.d.AsOf.At, "the dossier speaks as of this day").
				WithHint("mend the date, or bring as_of of the dossier up to date")
		}
	}
}

// unused warns of sources that nobody cites and entities that nobody mentions.
func (ld *loader) unused() {
	d := ld.d
	cited, mentioned := d.used()
	for _, s := range d.Sources {
		for _, id := range s.needs() {
			cited[id]++
		}
	}
	for _, a := range d.Assessments {
		for _, j := range a.Indicators {
			mentioned[j.Pair.Product], mentioned[j.Pair.Customer] = true, true
			for _, c := range j.Codings {
				mentioned[c.Pair.Product], mentioned[c.Pair.Customer] = true, true
			}
		}
	}
	for _, s := range d.Sources {
		if cited[s.ID.S] == 0 && !ld.wasMeant("source", s.ID.S) && !ld.couldBe(s.ID.S) {
			ld.list.Warnf(s.ID.At, diag.UnusedSource, "nobody cites source %q", s.ID.S).
				WithHint("cite it in a claim, or take it out")
		}
	}
	for _, e := range d.Entities {
		if !mentioned[e.ID.S] && e.ID.S != CompanyID && !ld.wasMeant("entity", e.ID.S) && !ld.couldBe(e.ID.S) {
			ld.list.Warnf(e.ID.At, diag.UnusedEntity, "no claim mentions entity %q", e.ID.S).
				WithHint("name it in the links or about of a claim, or take it out")
		}
	}
}
