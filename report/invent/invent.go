// Package invent makes dossiers of companies that don't exist, as many as tests and measurements want: of all sizes,
// with every kind of claim, evidence, reply, search and coding, and with names in Latin, Greek and Cyrillic. The
// same seed gives the same bytes. Everything that can be printed says that it is invented.
package invent

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"whereas/report/dossier"
	"whereas/report/rubric"
)

// Slug is the name of the folder of an invented company.
func Slug(index int) string { return fmt.Sprintf("invented-%04d", index) }

// AsOf is the day that every invented dossier speaks of.
const AsOf = "2026-06-30"

// Dossier is the folder of one invented company: names of files, with slashes, and their bytes. Its codings are of
// the rubric given. The captures of its quotes lie in captures/.
func Dossier(r *rubric.Rubric, seed uint64, index int) map[string][]byte {
	return Sized(r, seed, index, 0)
}

// Sized is Dossier with so many claims; with 0, with as many as chance has it. Each has two pieces of evidence on
// average.
func Sized(r *rubric.Rubric, seed uint64, index, claims int) map[string][]byte {
	v := &inventor{rubric: r, chance: rand.New(rand.NewPCG(seed, uint64(index))), index: index}
	v.short = fmt.Sprintf("Invented Company %04d", index)
	v.entities()
	n := v.size()
	if claims > 0 {
		n = claims
	}
	for len(v.claims) < n {
		v.claim()
	}
	assessment := v.assessment()
	v.replies()
	files := map[string][]byte{
		"dossier.toml":                  v.head(),
		"sources.toml":                  v.writeSources(),
		"searches.toml":                 v.writeSearches(),
		"assessments/" + r.ID + ".toml": assessment,
		dossier.ProofFile:               v.writeProofs(),
		"captures/" + v.capture():       []byte(v.captured.String()),
	}
	if v.replied.Len() > 0 {
		files["replies.toml"] = []byte(v.replied.String())
	}
	for i, part := range v.writeClaims() {
		files[fmt.Sprintf("claims-%d.toml", i+1)] = part
	}
	if v.oneIn(4) {
		files["private/leads.toml"] = v.private()
	}
	return files
}

// inventor holds one company while it is being invented.
type inventor struct {
	rubric *rubric.Rubric
	chance *rand.Rand
	index  int
	short  string
	uk     bool

	products, agencies, others []*entity
	sources                    []*source
	claims                     []*claim
	searches                   strings.Builder
	searchCount                int
	replied                    strings.Builder
	captured                   strings.Builder
	proofs                     []*dossier.Proof
	load                       map[string]map[string]bool // of a claim: the indicators it carries facts for
}

func (v *inventor) n(n int) int         { return v.chance.IntN(n) }
func (v *inventor) oneIn(n int) bool    { return v.chance.IntN(n) == 0 }
func pick[T any](v *inventor, xs []T) T { return xs[v.n(len(xs))] }

// sizes are the tenths of how many claims a dossier has: half have fewer than 60, one in ten more than 210.
var sizes = []int{10, 18, 26, 36, 47, 60, 78, 102, 140, 210, 401}

func (v *inventor) size() int {
	i := v.n(len(sizes) - 1)
	return sizes[i] + v.n(sizes[i+1]-sizes[i])
}

// date is a day between two years, as precise as chance has it.
func (v *inventor) date(from, to int) string {
	y := from + v.n(to-from+1)
	m, d := 1+v.n(12), 1+v.n(28)
	if y == 2026 {
		m = 1 + v.n(6)
	}
	switch v.n(3) {
	case 0:
		return strconv.Itoa(y)
	case 1:
		return fmt.Sprintf("%d-%02d", y, m)
	}
	return fmt.Sprintf("%d-%02d-%02d", y, m, d)
}

// entity is a party, product or place.
type entity struct {
	id, name, short, kind, sector string
	used                          bool
}

func (v *inventor) entities() {
	places := v.chance.Perm(len(placeNames))
	place := func(i int) string { return placeNames[places[i%len(places)]] }
	for i := range 2 + v.n(3) {
		v.products = append(
			v.products,
			&entity{
				id:     fmt.Sprintf("product-%d", i+1),
				name:   "Invented " + pick(v, systems) + " “" + place(i+20) + "”",
				kind:   "product",
				sector: "technology",
			},
		)
	}
	for i := range 3 + v.n(4) {
		body := pick(v, bodies)
		v.agencies = append(
			v.agencies,
			&entity{
				id:     fmt.Sprintf("agency-%d", i+1),
				name:   "Invented " + body.name + " of " + place(i),
				short:  body.name + " of " + place(i),
				kind:   body.kind,
				sector: body.sector,
			},
		)
	}
	v.others = []*entity{
		{id: "standard-1", name: "Invented Principles of " + place(40), kind: "standard"},
		{id: "peer-1", name: "Invented Peer of " + place(41), kind: "company", sector: "technology"},
		{id: "group-1", name: "people held in invented " + place(0), kind: "group"},
	}
	v.uk = v.oneIn(8)
}

func (v *inventor) head() []byte {
	var b strings.Builder
	rules, country, exchange := "us-sec-14a-8", "US-DE", "NYSE"
	if v.uk {
		rules, country, exchange = "uk-ca-2006", "GB", "London Stock Exchange"
	}
	places := v.chance.Perm(len(placeNames))
	fmt.Fprintf(
		&b,
		"# Invented from beginning to end, for tests and measurements: no such company, no such people, no such "+
			"papers.\n\n",
	)
	fmt.Fprintf(
		&b,
		"[dossier]\nformat = 1\nas_of = %q\nnote = \"Everything in this dossier is invented, for tests and "+
			"measurements.\"\n\n",
		AsOf,
	)
	fmt.Fprintf(&b, "[company]\nname = %s\nshort = %q\nincorporated = %q\nexchange = %q\n"+
		"invented = true\n\n",
		text(fmt.Sprintf("%s (%s & %s: not a real company)", v.short, placeNames[places[0]], placeNames[places[1]])),
		v.short, country, exchange)
	fmt.Fprintf(&b, "[meeting]\nrules = %q\nyear = 2027\n\n[no-reply-asked]\nall = \"illustration\"\n\n"+
		"[entity]\n", rules)
	for _, list := range [][]*entity{v.products, v.agencies, v.others} {
		for _, e := range list {
			if !e.used {
				continue
			}
			fmt.Fprintf(&b, "%s = { name = %s, type = %q", e.id, text(e.name), e.kind)
			if e.short != "" {
				fmt.Fprintf(&b, ", short = %s", text(e.short))
			}
			if e.sector != "" {
				fmt.Fprintf(&b, ", sector = %q", e.sector)
			}
			b.WriteString(" }\n")
		}
	}
	return []byte(b.String())
}

// private is read for the internal edition alone.
func (v *inventor) private() []byte {
	return fmt.Appendf(nil, `# Invented. Read for the internal edition alone.

[source.private-diary]
type = "testimony"
title = "Invented diary of an invented witness"
handling = "restricted"

[claim.private-lead]
text = "An invented witness says that the invented systems of %s were used at night."
kind = "use"
status = "reported"
as_of = "2025"
about = ["company"]
handling = "restricted"
evidence = [ { source = "private-diary", at = "page 1", says = "an invented witness tells of it" } ]
`, v.short)
}

// text is a TOML string.
func text(s string) string { return strconv.Quote(s) }
