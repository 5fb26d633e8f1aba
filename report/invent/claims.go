package invent

import (
	"fmt"
	"strings"
	"whereas/report/vocab"
)

// claim is a sentence that isn't true of anybody.
type claim struct {
	id              string
	kind            vocab.Kind
	status          vocab.Status
	product, agency *entity
	strength        strength
	text            string
	body            string // TOML below the heading
	restricted      bool
	ended           bool
}

// itself stands for the claim's own sentence: what narrows an invented claim says the same, so that no draft leaves it
// out.
const itself = "the claim itself"

// strength is what an invented claim is made to be.
type strength int

const (
	sound     strength = iota // grade 3 or 4: the record, its quote proven
	shared                    // grade 3: two independent reports
	single                    // grade 2: one good report
	weak                      // grade 1
	lead                      // grade 0
	contested                 // somebody says that it isn't so
	fallen                    // alleged, settled, overturned, retracted
)

// Of a hundred claims so many have each strength, and each kind.
var (
	strengths = spread(map[strength]int{sound: 58, shared: 12, single: 9, weak: 7, lead: 3, contested: 7, fallen: 4})
	kinds     = spread(
		map[vocab.Kind]int{
			"relationship":    20,
			"capability":      12,
			"use":             14,
			"customer-record": 12,
			"policy":          12,
			"act":             10,
			"absence":         5,
			"exposure":        5,
			"norm":            4,
			"peer":            2,
			"history":         4,
		},
	)
)

func spread[K interface{ ~int | ~string }](shares map[K]int) []K {
	var keys []K
	for k := range shares {
		keys = append(keys, k)
	}
	for i := range keys { // in one order, whatever that of the map
		for j := i; j > 0 && keys[j] < keys[j-1]; j-- {
			keys[j], keys[j-1] = keys[j-1], keys[j]
		}
	}
	var out []K
	for _, k := range keys {
		for range shares[k] {
			out = append(out, k)
		}
	}
	return out
}

// record is the type of source that is the record for a kind of claim, with the status it gives.
var record = map[vocab.Kind]struct {
	source string
	status vocab.Status
}{
	vocab.Relationship:   {"procurement", vocab.Recorded},
	vocab.Capability:     {"vendor-documentation", vocab.Recorded},
	vocab.Use:            {"finding", vocab.Found},
	vocab.CustomerRecord: {"finding", vocab.Found},
	vocab.Policy:         {"company-filing", vocab.Recorded},
	vocab.Act:            {"procurement", vocab.Recorded},
	vocab.Exposure:       {"company-filing", vocab.Recorded},
	vocab.Norm:           {"standard", vocab.Recorded},
	vocab.Peer:           {"peer-filing", vocab.Recorded},
	vocab.History:        {"vote-report", vocab.Recorded},
}

func (v *inventor) claim() {
	i := len(v.claims)
	c := &claim{
		kind:     pick(v, kinds),
		strength: pick(v, strengths),
		product:  pick(v, v.products),
		agency:   pick(v, v.agencies),
	}
	if i < len(first) { // no dossier without what a resolution is made from
		c.kind, c.strength = first[i], sound
	}
	switch c.kind {
	case vocab.Relationship, vocab.Capability, vocab.Use, vocab.CustomerRecord, vocab.Act:
	// Only the record bears these.
	case vocab.Policy, vocab.Absence, vocab.Exposure, vocab.Norm, vocab.Peer, vocab.History:
		if c.strength == shared || c.strength == single {
			c.strength = sound
		}
	}
	c.id = fmt.Sprintf("%s-%d", c.kind, i+1)
	c.status = record[c.kind].status
	var b strings.Builder
	var evidence []string
	piece := func(s *source, more string) {
		says := fmt.Sprintf("an invented passage of document %d that says so", s.number)
		if strings.Contains(more, "qualifies") {
			says = itself
		}
		e := fmt.Sprintf("  { source = %q, at = %q, says = %q", s.id, fmt.Sprintf("p. %d", 1+v.n(90)), says)
		if !v.oneIn(6) || c.strength == sound {
			e += ", quote = " + text(v.quote(s))
		}
		evidence = append(evidence, e+more+" },")
	}
	if c.kind == vocab.Absence {
		c.status, c.strength = vocab.Reported, sound
		fmt.Fprintf(&b, "search = %q\n", v.search([]string{"proxy", "annual-report", "human-rights-pages"}))
	} else {
		v.evidence(c, piece)
		for v.oneIn(3) && len(evidence) < 7 { // what else was found
			stance := pick(v, []string{"supports", "qualifies", "silent"})
			piece(v.sourceOf(pick(v, []string{"journalism-unnamed", "advocacy", "company-statement",
				"research-unstated"})), fmt.Sprintf(", stance = %q", stance))
		}
		if c.strength == sound && v.oneIn(40) { // a piece that the public edition leaves out
			s := &source{id: fmt.Sprintf("invented-interview-%d", len(v.sources)+1), kind: "interview",
				number: len(v.sources) + 1, publisher: "Invented interviewer", restricted: true}
			v.sources = append(v.sources, s)
			piece(s, ", handling = \"restricted\"")
		}
	}
	fmt.Fprintf(&b, "kind = %q\nstatus = %q\n", c.kind, c.status)
	c.ended = v.times(&b)
	v.about(c, &b)
	switch {
	case v.oneIn(30):
		b.WriteString("handling = \"redactable\"\n")
	case i >= len(first) && v.oneIn(40):
		c.restricted = true
		b.WriteString("handling = \"restricted\"\n")
	}
	if len(evidence) > 0 {
		b.WriteString("evidence = [\n" + strings.ReplaceAll(strings.Join(evidence, "\n"), text(itself), text(c.text)) +
			"\n]\n")
	}
	c.body = b.String()
	v.claims = append(v.claims, c)
}

// first are the kinds that every dossier begins with.
var first = []vocab.Kind{vocab.Norm, vocab.Relationship, vocab.Relationship, vocab.Use, vocab.CustomerRecord,
	vocab.Policy,
	vocab.Absence, vocab.Exposure}

// evidence gives a claim what makes it as strong as it is to be.
func (v *inventor) evidence(c *claim, piece func(*source, string)) {
	switch c.strength {
	case sound:
		piece(v.sourceOf(record[c.kind].source), "")
	case contested:
		piece(v.sourceOf(record[c.kind].source), "")
		piece(v.sourceOf(pick(v, []string{"company-statement", "journalism", "research"})),
			", stance = \"contradicts\"")
	case shared:
		c.status = vocab.Reported
		a := v.sourceOf("journalism")
		piece(a, "")
		piece(v.sourceOf(pick(v, []string{"journalism", "research"}), a.id), "")
	case single:
		c.status = vocab.Reported
		piece(v.sourceOf("journalism"), "")
	case weak:
		piece(v.sourceOf("advocacy"), "")
	case lead:
		c.status = vocab.Reported
		piece(v.sourceOf("aggregator"), "")
	case fallen:
		c.status = pick(v, []vocab.Status{vocab.Alleged, vocab.Settled, vocab.Overturned, vocab.Retracted})
		piece(v.sourceOf("pleading"), "")
	}
}

// times gives a claim its dates, of every precision, and tells whether it has ended.
func (v *inventor) times(b *strings.Builder) (ended bool) {
	switch v.n(4) {
	case 0:
		fmt.Fprintf(b, "since = %q\n", v.date(2012, 2025))
	case 1:
		fmt.Fprintf(b, "since = %q\nuntil = %q\n", v.date(2012, 2018), v.date(2019, 2025))
		ended = true
	default:
		fmt.Fprintf(b, "as_of = %q\n", v.date(2016, 2025))
	}
	if !v.oneIn(4) {
		fmt.Fprintf(b, "checked = \"2026-06-%02d\"\n", 1+v.n(28))
	}
	return ended
}

// about says what the claim is about, and puts it into words.
func (v *inventor) about(c *claim, b *strings.Builder) {
	p, a := c.product.name, c.agency.short
	var s string
	use := func(es ...*entity) {
		for _, e := range es {
			e.used = true
		}
	}
	switch c.kind {
	case vocab.Relationship:
		use(c.product, c.agency)
		fmt.Fprintf(b, "links = [\"%s %s %s\"]\n", c.product.id, pick(v, []string{"supplies", "hosts", "maintains"}),
			c.agency.id)
		s = fmt.Sprintf(
			pick(
				v,
				[]string{
					"The invented %[2]s works with %[1]s, which %[3]s delivers.",
					"%[3]s runs %[1]s for the invented %[2]s.",
					"Under an invented contract %[3]s maintains %[1]s for the %[2]s.",
				},
			),
			p,
			a,
			v.short,
		)
	case vocab.Capability:
		use(c.product)
		fmt.Fprintf(b, "about = [%q]\n", c.product.id)
		s = fmt.Sprintf(
			pick(
				v,
				[]string{
					"%[1]s can compare a face with a list of %[2]d invented faces.",
					"%[1]s keeps the movements of %[2]d invented cars for a year.",
					"The manual of %[1]s describes alerts for %[2]d invented categories of people.",
				},
			),
			p,
			10+v.n(9000),
		)
	case vocab.Use:
		use(c.product, c.agency)
		fmt.Fprintf(b, "links = [\"%s uses %s\"]\n", c.agency.id, c.product.id)
		s = fmt.Sprintf(
			pick(
				v,
				[]string{
					"The %[2]s used %[1]s to pick %[3]d invented people for questioning.",
					"With %[1]s the %[2]s followed %[3]d invented households.",
					"The %[2]s held %[3]d invented travellers after an alert of %[1]s.",
				},
			),
			p,
			a,
			2+v.n(800),
		)
	case vocab.CustomerRecord:
		use(c.agency)
		fmt.Fprintf(b, "about = [%q]\n", c.agency.id)
		s = fmt.Sprintf(
			pick(
				v,
				[]string{
					"An invented court found that the %[1]s had held %[2]d people without a warrant.",
					"An invented inspector counted %[2]d unlawful searches by the %[1]s.",
				},
			),
			a,
			2+v.n(400),
		)
	case vocab.Policy:
		b.WriteString("about = [\"company\"]\n")
		s = fmt.Sprintf(
			pick(
				v,
				[]string{
					"%[1]s writes in its invented report that it reviews customers of %[2]d kinds.",
					"The invented terms of %[1]s forbid %[2]d uses of its products.",
					"%[1]s says that an invented committee looks at sales above %[2]d million.",
				},
			),
			v.short,
			2+v.n(40),
		)
	case vocab.Act:
		use(c.agency)
		fmt.Fprintf(b, "about = [\"company\", %q]\n", c.agency.id)
		s = fmt.Sprintf(
			pick(
				v,
				[]string{
					"%[1]s renewed its invented contract with the %[2]s for %[3]d months.",
					"The %[2]s awarded %[1]s an invented order over %[3]d sites.",
				},
			),
			v.short,
			a,
			2+v.n(60),
		)
	case vocab.Absence:
		b.WriteString("about = [\"company\"]\n")
		s = fmt.Sprintf(
			"In the invented documents that were read, nothing was found on how %s reviews its customers (search %d).",
			v.short, v.searchCount)
	case vocab.Exposure:
		b.WriteString("about = [\"company\"]\n")
		s = fmt.Sprintf("Invented contracts of this kind bring %s %d million a year.", v.short, 2+v.n(900))
	case vocab.Norm:
		use(v.others[0])
		fmt.Fprintf(b, "links = [\"%s regulates company\"]\n", v.others[0].id)
		s = fmt.Sprintf("The %s ask companies to look at %d kinds of harm before a sale.", v.others[0].name, 2+v.n(9))
	case vocab.Peer:
		use(v.others[1])
		fmt.Fprintf(b, "about = [%q]\n", v.others[1].id)
		s = fmt.Sprintf("%s publishes %d invented reviews of customers a year.", v.others[1].name, 2+v.n(90))
	case vocab.History:
		use(v.others[2])
		fmt.Fprintf(b, "about = [\"company\", %q]\n", v.others[2].id)
		s = fmt.Sprintf("An invented proposal at %s about %s had the support of %d.%d %% of votes.", v.short,
			v.others[2].name, 5+v.n(40), v.n(10))
	}
	if c.status == "alleged" {
		s = "An invented complaint says this: " + s
	}
	c.text = s
	fmt.Fprintf(b, "text = %s\n", text(s))
	if v.n(5) < 3 {
		fmt.Fprintf(b, "recital = %s\n", text(s))
	}
	if v.oneIn(3) {
		fmt.Fprintf(b, "tags = [%q]\n", pick(v, []string{"invented", "faces", "borders", "prisons"}))
	}
}

// writeClaims writes the claims, so many to a file.
func (v *inventor) writeClaims() [][]byte {
	const most = 80
	var parts [][]byte
	for from := 0; from < len(v.claims); from += most {
		var b strings.Builder
		b.WriteString("# Invented claims: true of nobody.\n")
		for _, c := range v.claims[from:min(from+most, len(v.claims))] {
			fmt.Fprintf(&b, "\n[claim.%s]\n%s", c.id, c.body)
		}
		parts = append(parts, []byte(b.String()))
	}
	return parts
}
