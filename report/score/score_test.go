package score

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
)

type shipped struct {
	vocab     vocab.Vocabulary
	authority *authority.Authority
	rubric    *rubric.Rubric
}

// ship is what the program ships, read once; no test changes it.
func ship(t testing.TB) shipped {
	t.Helper()
	s, err := shippedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var shippedOnce = sync.OnceValues(func() (shipped, error) {
	var l diag.List
	var failed error
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		failed = errors.Join(failed, err)
		return b
	}
	var s shipped
	s.vocab = vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	s.authority = authority.Parse("authority.toml", read("authority.toml"), s.vocab, &l)
	s.rubric = rubric.Parse("customer-due-diligence.toml", read("customer-due-diligence.toml"), s.vocab, &l)
	if l.Count(diag.Error) > 0 {
		failed = errors.Join(failed, fmt.Errorf("%v", l.Sorted()))
	}
	return s, failed
})

// The worked example of docs/scoring.md.
func TestWorkedExample(t *testing.T) {
	mean := func(p int, ts ...Term) float64 {
		m, ok := Mean(p, ts)
		if !ok {
			t.Fatal("no score")
		}
		return math.Round(m*10) / 10
	}
	for _, v := range []struct {
		p       int
		l, k, u float64
	}{{1, 40.6, 54.2, 65.6}, {2, 52.3, 60.4, 72.3}} {
		l := mean(v.p, Term{3, 75}, Term{2, 50}, Term{2, 0}, Term{1, 0})
		k := mean(v.p, Term{3, 75}, Term{2, 50}, Term{1, 0})
		u := mean(v.p, Term{3, 75}, Term{2, 50}, Term{2, 100}, Term{1, 0})
		if l != v.l || k != v.k || u != v.u {
			t.Errorf("p=%d: %v %v %v, want %v %v %v", v.p, l, k, u, v.l, v.k, v.u)
		}
	}
	if _, ok := Mean(2, nil); ok {
		t.Error("0 of 0 is a score")
	}
	if m, _ := Mean(1, []Term{{1, 10}, {3, 30}}); m != 25 {
		t.Errorf("p = 1 isn't the weighted mean: %v", m)
	}
}

// company is a random dossier that is easily changed.
type company struct {
	rng    *rand.Rand
	d      *dossier.Dossier
	a      *dossier.Assessment
	ship   shipped
	rubric *rubric.Rubric
}

func text(s string) source.Text { return source.Text{S: s} }

func newCompany(seed uint64, s shipped) *company {
	c := &company{rng: rand.New(rand.NewPCG(seed, 7)), ship: s, d: &dossier.Dossier{Slug: "x"}}
	c.d.AsOf = source.Date{Date: civil.Date{Year: 2026}}
	c.rubric = c.randomRubric()
	c.a = &dossier.Assessment{File: "assessments/" + c.rubric.ID + ".toml", Rubric: text(c.rubric.ID), Coder: "one"}
	c.d.Assessments = []*dossier.Assessment{c.a}
	c.d.Searches = []*dossier.Search{
		{ID: text("log"), By: []string{"one"}, Documents: []dossier.Document{{Name: "x", Read: "whole"}}},
	}
	for range 3 + c.rng.IntN(8) {
		c.claim()
	}
	c.d.Index()
	for _, in := range c.rubric.Indicators {
		if c.rng.IntN(5) > 0 {
			c.judge(in)
		}
	}
	return c
}

// randomRubric has one category of one to four indicators of both kinds.
func (c *company) randomRubric() *rubric.Rubric {
	r := &rubric.Rubric{
		ID:           "r",
		Power:        []int{1, 2, 4}[c.rng.IntN(3)],
		CoverageGate: 0.65,
		AnswerGate:   0.65,
		ClaimShare:   2,
		Shares:       []float64{0.9, 0.65, 0.4, 0.15},
		Bands:        c.ship.rubric.Bands,
		Categories:   []rubric.Category{{ID: "k", Title: "K"}},
	}
	for i := range 1 + c.rng.IntN(4) {
		in := &rubric.Indicator{
			ID:       fmt.Sprintf("I%d", i),
			Category: "k",
			Kind:     rubric.Conduct,
			Weight:   float64(1 + c.rng.IntN(3)),
		}
		if c.rng.IntN(4) == 0 {
			in.Critical = &rubric.Critical{Level: 1 + c.rng.IntN(3), Floor: float64(c.rng.IntN(101))}
		}
		if c.rng.IntN(3) == 0 {
			in.Kind = rubric.Disclosure
			if in.Continuous = c.rng.IntN(3) == 0; in.Continuous {
				in.Critical = nil // it has no levels
			}
			for e := range 1 + c.rng.IntN(5) {
				in.Elements = append(in.Elements, rubric.Element{ID: fmt.Sprintf("e%d", e)})
			}
		} else {
			for l := range 2 + c.rng.IntN(4) {
				lv := rubric.Level{Text: fmt.Sprint(l)}
				if l > 0 && c.rng.IntN(2) == 0 {
					lv.Needs = []rubric.Needs{{Link: []vocab.Kind{vocab.Relationship},
						Fact: []vocab.Kind{vocab.Use, vocab.CustomerRecord, vocab.Relationship}}}
				}
				in.Levels = append(in.Levels, lv)
			}
		}
		r.Indicators = append(r.Indicators, in)
	}
	return r
}

func (c *company) source() string {
	id := fmt.Sprintf("s%d", len(c.d.Sources))
	types := c.ship.authority.Types
	s := &dossier.Source{
		ID:       text(id),
		Type:     text(types[c.rng.IntN(len(types))].ID),
		Method:   "stated",
		Capture:  text(id),
		Handling: vocab.Public,
	}
	c.d.Sources = append(c.d.Sources, s)
	c.d.Proofs = append(c.d.Proofs, &dossier.Proof{Source: id, Quote: "q", Capture: id})
	return id
}

func (c *company) piece(stance vocab.Stance) *dossier.Evidence {
	return &dossier.Evidence{
		Source:   text(c.source()),
		Quote:    text([]string{"q", ""}[c.rng.IntN(2)]),
		Stance:   stance,
		Distance: c.rng.IntN(4) - 1,
		Handling: vocab.Public,
	}
}

func (c *company) claim() *dossier.Claim {
	cl := &dossier.Claim{
		ID:       text(fmt.Sprintf("c%d", len(c.d.Claims))),
		Kind:     []vocab.Kind{"relationship", "use", "customer-record", "policy"}[c.rng.IntN(4)],
		Status:   []vocab.Status{"recorded", "reported", "alleged", "found"}[c.rng.IntN(4)],
		Handling: vocab.Public,
	}
	for range 1 + c.rng.IntN(3) {
		cl.Evidence = append(cl.Evidence, c.piece(vocab.Supports))
	}
	if c.rng.IntN(4) == 0 {
		cl.Evidence = append(cl.Evidence, c.piece(vocab.Contradicts))
	}
	c.d.Claims = append(c.d.Claims, cl)
	return cl
}

func (c *company) some() []source.Text {
	var out []source.Text
	for range 1 + c.rng.IntN(2) {
		out = append(out, c.d.Claims[c.rng.IntN(len(c.d.Claims))].ID)
	}
	return out
}

func (c *company) judge(in *rubric.Indicator) {
	j := &dossier.Judgement{ID: text(in.ID)}
	if in.Kind == rubric.Conduct {
		for range c.rng.IntN(4) {
			j.Codings = append(j.Codings, &dossier.Coding{Level: 1 + c.rng.IntN(len(in.Levels)-1), Claims: c.some()})
		}
		if c.rng.IntN(3) == 0 {
			j.Closed = &dossier.Closing{Above: c.rng.IntN(len(in.Levels)), Search: text("log")}
		}
	} else {
		for _, e := range in.Elements {
			if c.rng.IntN(4) > 0 {
				j.Answers = append(j.Answers,
					&dossier.ElementAnswer{Element: text(e.ID), Claims: c.some(), Search: text("log"),
						Answer: []vocab.ElementAnswer{vocab.AnsweredFull, vocab.AnsweredPartial, vocab.AnsweredNone,
							vocab.AnsweredSearchedNone, vocab.AnsweredNotApplicable}[c.rng.IntN(5)]})
			}
		}
	}
	c.a.Indicators = append(c.a.Indicators, j)
}

func (c *company) card() *Card {
	c.d.Index()
	return Make(grade.Of(c.d, c.ship.authority), c.rubric, c.ship.vocab, dossier.InternalEdition)
}

// low is a category's lower bound; 0 where there is no score.
func low(c *Card) float64 {
	if c.Categories[0].Low == nil {
		return 0
	}
	return *c.Categories[0].Low
}

func high(c *Card) float64 {
	if c.Categories[0].High == nil {
		return 0
	}
	return *c.Categories[0].High
}

const eps = 1e-9

// cases are the seeds of each of the four properties below: 100,000 in all, and far fewer with -short.
func cases() uint64 { return seeds(25_000) }

// seeds is so many cases, and a hundredth of them with -short.
func seeds(n uint64) uint64 {
	if testing.Short() {
		return n / 100
	}
	return n
}

// L <= P <= U, and L and U are the least and the most over every filling of what isn't settled.
func TestBounds(t *testing.T) {
	s := ship(t)
	for seed := range cases() {
		c := newCompany(seed, s)
		cat := c.card().Categories[0]
		if cat.Low == nil {
			continue
		}
		l, u := *cat.Low, *cat.High
		if l > u+eps || cat.Point != nil && (*cat.Point < l-eps || *cat.Point > u+eps) {
			t.Fatalf("seed %d: L %v, P %v, U %v", seed, l, cat.Point, u)
		}
		for _, in := range cat.Indicators {
			if in.State == vocab.NotApplicable {
				continue
			}
			if *in.Lo > *in.Hi || in.Best != nil && (*in.Best < *in.Lo || *in.Best > *in.Hi) {
				t.Fatalf("seed %d: %s lo %v best %v hi %v", seed, in.ID, *in.Lo, in.Best, *in.Hi)
			}
		}
		least, most := fillings(c.rubric, cat.Indicators, nil)
		if math.Abs(least-l) > 1e-6 || math.Abs(most-u) > 1e-6 {
			t.Fatalf("seed %d: L %v U %v, over all fillings %v to %v", seed, l, u, least, most)
		}
	}
}

// filled is an indicator at one of the levels that its bounds leave open.
type filled struct {
	weight, level, value float64
	critical             *rubric.Critical
}

// fillings tries every level from lo to hi of every indicator, known or not (both ends of a continuous one), with the
// floors that critical indicators bring at those levels.
func fillings(r *rubric.Rubric, rest []IndicatorCard, at []filled) (least, most float64) {
	if len(rest) == 0 {
		var ts []Term
		floor := 0.0
		for _, f := range at {
			ts = append(ts, Term{f.weight, f.value})
			if f.critical != nil && f.level >= float64(f.critical.Level) {
				floor = max(floor, f.critical.Floor)
			}
		}
		m, _ := Mean(r.Power, ts)
		m = max(m, floor)
		return m, m
	}
	in := rest[0]
	if in.State == vocab.NotApplicable {
		return fillings(r, rest[1:], at)
	}
	least, most = math.Inf(1), math.Inf(-1)
	def := r.Indicator(in.ID)
	try := func(level, value float64) {
		a, b := fillings(r, rest[1:], append(at[:len(at):len(at)], filled{in.Weight, level, value, def.Critical}))
		least, most = min(least, a), max(most, b)
	}
	if def.Continuous {
		try(*in.Lo, *in.Lo)
		try(*in.Hi, *in.Hi)
		return
	}
	for l := int(*in.Lo); l <= int(*in.Hi); l++ {
		try(float64(l), r.Value(def, l))
	}
	return
}

// The bounds of a disclosure indicator are the least and the most over every answer that its unknown elements could
// have: in full, in part, not at all.
func TestDisclosureBoundsAreThoseOfAllAnswers(t *testing.T) {
	s := ship(t)
	tried := 0
	for seed := range seeds(3000) {
		c := newCompany(seed, s)
		cat := c.card().Categories[0]
		sc := &scorer{Set: grade.Of(c.d, s.authority), r: c.rubric}
		for _, in := range cat.Indicators {
			def := c.rubric.Indicator(in.ID)
			if def.Kind != rubric.Disclosure || in.State == vocab.NotApplicable {
				continue
			}
			least, most := math.Inf(1), math.Inf(-1)
			var answer func(worths []worth, i int)
			answer = func(worths []worth, i int) {
				if i == len(worths) {
					x, _ := share(def, worths)
					least, most = min(least, sc.levelOf(def, x)), max(most, sc.levelOf(def, x))
					return
				}
				if worths[i].known {
					answer(worths, i+1)
					return
				}
				for _, x := range []float64{0, 0.5, 1} {
					next := slices.Clone(worths)
					next[i] = worth{known: true, share: x}
					answer(next, i+1)
				}
			}
			answer(sc.worths(def, c.a.Indicator(in.ID), 2, false), 0)
			if *in.Lo != least || *in.Hi != most {
				t.Fatalf("seed %d: %s from %v to %v, over all answers %v to %v", seed, in.ID, *in.Lo, *in.Hi, least,
					most)
			}
			tried++
		}
	}
	if tried < 1000 && !testing.Short() {
		t.Errorf("only %d disclosure indicators were tried", tried)
	}
}

// Adding support to a claim never lowers L; contesting one never raises it.
func TestEvidenceMovesTheLowerBoundOneWay(t *testing.T) {
	s := ship(t)
	for seed := range cases() {
		c := newCompany(seed, s)
		before := low(c.card())
		claim := c.d.Claims[c.rng.IntN(len(c.d.Claims))]
		stance := []vocab.Stance{vocab.Supports, vocab.Contradicts}[c.rng.IntN(2)]
		claim.Evidence = append(claim.Evidence, c.piece(stance))
		after := low(c.card())
		if stance == vocab.Supports && after < before-eps || stance == vocab.Contradicts && after > before+eps {
			t.Fatalf("seed %d: %s moved L from %v to %v", seed, stance, before, after)
		}
	}
}

// Coding claims that are at most uncorroborated changes neither lo, best nor hi.
func TestWeakClaimsMoveNothing(t *testing.T) {
	s := ship(t)
	for seed := range cases() {
		c := newCompany(seed, s)
		before := c.card()
		weak := c.claim()
		src := c.source()
		c.d.Sources[len(c.d.Sources)-1].Type = text([]string{"advocacy", "aggregator"}[c.rng.IntN(2)])
		weak.Evidence = []*dossier.Evidence{
			{Source: text(src), Quote: text("q"), Stance: vocab.Supports, Distance: -1, Handling: vocab.Public},
		}
		for _, in := range c.rubric.Indicators {
			j := c.a.Indicator(in.ID)
			if j == nil {
				continue
			}
			if in.Kind == rubric.Conduct {
				j.Codings = append(j.Codings,
					&dossier.Coding{Level: len(in.Levels) - 1, Claims: []source.Text{weak.ID}})
				continue
			}
			for _, e := range in.Elements {
				if answerOf(j, e.ID) == nil {
					j.Answers = append(
						j.Answers,
						&dossier.ElementAnswer{
							Element: text(e.ID),
							Answer: []vocab.ElementAnswer{vocab.AnsweredFull, vocab.AnsweredPartial,
								vocab.AnsweredNone}[c.rng.IntN(3)],
							Claims: []source.Text{weak.ID},
						},
					)
				}
			}
		}
		after := c.card()
		for i, in := range before.Categories[0].Indicators {
			now := after.Categories[0].Indicators[i]
			if !same(in.Lo, now.Lo) || !same(in.Best, now.Best) || !same(in.Hi, now.Hi) {
				t.Fatalf("seed %d: %s moved from %v %v %v to %v %v %v", seed, in.ID, show(in.Lo), show(in.Best),
					show(in.Hi), show(now.Lo), show(now.Best), show(now.Hi))
			}
		}
	}
}

func same(a, b *float64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func show(p *float64) any {
	if p == nil {
		return nil
	}
	return *p
}

// Finding a lower-level fact never lowers U without a search log.
func TestFindingLittleNeverClears(t *testing.T) {
	s := ship(t)
	for seed := range cases() {
		c := newCompany(seed, s)
		before := high(c.card())
		for _, in := range c.rubric.Indicators {
			if j := c.a.Indicator(in.ID); j != nil && in.Kind == rubric.Conduct && j.Closed == nil {
				j.Codings = append(j.Codings, &dossier.Coding{Level: 1, Claims: c.some()})
			} else if j == nil && in.Kind == rubric.Conduct {
				c.a.Indicators = append(c.a.Indicators,
					&dossier.Judgement{ID: text(in.ID), Codings: []*dossier.Coding{{Level: 1, Claims: c.some()}}})
			}
		}
		if after := high(c.card()); after < before-eps {
			t.Fatalf("seed %d: a small finding lowered U from %v to %v", seed, before, after)
		}
	}
}

// Taking the restricted items out of the folder changes no byte of the public card.
func TestRestrictedLeavesNoTrace(t *testing.T) {
	s := ship(t)
	for seed := range seeds(2000) {
		c := newCompany(seed, s)
		for _, cl := range c.d.Claims {
			if c.rng.IntN(4) == 0 {
				cl.Handling = vocab.Restricted
			}
			for _, e := range cl.Evidence {
				if c.rng.IntN(6) == 0 {
					e.Handling = vocab.Restricted
				}
			}
		}
		for _, src := range c.d.Sources {
			if c.rng.IntN(6) == 0 {
				src.Handling = vocab.Restricted
			}
		}
		c.d.Index()
		with, err := Make(grade.Of(c.d.Public(), s.authority), c.rubric, s.vocab, dossier.PublicEdition).JSON()
		if err != nil {
			t.Fatal(err)
		}
		c.remove()
		without, _ := Make(grade.Of(c.d.Public(), s.authority), c.rubric, s.vocab, dossier.PublicEdition).JSON()
		if !bytes.Equal(with, without) {
			t.Fatalf("seed %d: the public card shows that something is restricted", seed)
		}
	}
}

// remove deletes what is restricted as a person would: the items, the claims that nothing supports any more,
// and every judgement that cites one of them.
func (c *company) remove() {
	gone := map[string]bool{}
	restricted := map[string]bool{}
	c.d.Sources = slices.DeleteFunc(c.d.Sources, func(s *dossier.Source) bool {
		restricted[s.ID.S] = s.Handling == vocab.Restricted
		return restricted[s.ID.S]
	})
	c.d.Claims = slices.DeleteFunc(c.d.Claims, func(cl *dossier.Claim) bool {
		cl.Evidence = slices.DeleteFunc(cl.Evidence, func(e *dossier.Evidence) bool {
			return e.Handling == vocab.Restricted || restricted[e.Source.S]
		})
		supported := slices.ContainsFunc(cl.Evidence,
			func(e *dossier.Evidence) bool { return e.Stance == vocab.Supports })
		gone[cl.ID.S] = cl.Handling == vocab.Restricted || !supported
		return gone[cl.ID.S]
	})
	cites := func(ts []source.Text) bool {
		return slices.ContainsFunc(ts, func(t source.Text) bool { return gone[t.S] })
	}
	c.a.Indicators = slices.DeleteFunc(c.a.Indicators, func(j *dossier.Judgement) bool {
		j.Codings = slices.DeleteFunc(j.Codings, func(k *dossier.Coding) bool { return cites(k.Claims) })
		j.Answers = slices.DeleteFunc(j.Answers, func(e *dossier.ElementAnswer) bool { return cites(e.Claims) })
		return len(j.Codings) == 0 && len(j.Answers) == 0 && j.Closed == nil && j.NotApplicable == nil
	})
	c.d.Index()
}

// Involvement by docs/scoring.md: a host under a contractor is directly linked, a leak is connected, and
// what lies outside the time of the tie doesn't count.
func TestInvolvement(t *testing.T) {
	s := ship(t)
	date := func(y int) source.Date { return source.Date{Date: civil.Date{Year: y}} }
	d := &dossier.Dossier{
		Slug: "x",
		Sources: []*dossier.Source{{ID: text("s"), Type: text("finding"), Capture: text("s")},
			{ID: text("blog"), Type: text("advocacy")}},
		Proofs: []*dossier.Proof{{Source: "s", Quote: "q", Capture: "s"}},
	}
	claim := func(id string, kind vocab.Kind, src string, since, asOf int) {
		c := &dossier.Claim{
			ID:       text(id),
			Kind:     kind,
			Status:   "recorded",
			Evidence: []*dossier.Evidence{{Source: text(src), Quote: text("q"), Stance: vocab.Supports, Distance: -1}},
		}
		if since > 0 {
			c.Since = date(since)
		}
		if asOf > 0 {
			c.AsOf = date(asOf)
		}
		d.Claims = append(d.Claims, c)
	}
	claim("hosts", "relationship", "s", 2018, 0)
	claim("rumour", "relationship", "blog", 2018, 0)
	claim("used-2017", "use", "s", 0, 2017)
	claim("used-2020", "use", "s", 0, 2020)
	claim("notice", "history", "s", 0, 2019)
	claim("dedicated", "act", "s", 0, 2019)
	claim("own-staff", "use", "s", 0, 2020)
	d.Index()
	sc := &scorer{Set: grade.Of(d, s.authority), r: s.rubric, words: s.vocab}
	list := func(ids ...string) []source.Text {
		var out []source.Text
		for _, id := range ids {
			out = append(out, text(id))
		}
		return out
	}
	for _, v := range []struct {
		name string
		in   dossier.Involvement
		want vocab.Involvement
	}{
		{"no tie", dossier.Involvement{}, "not-established"},
		{"a tie that only a blog tells of", dossier.Involvement{Link: list("rumour"), Use: list("used-2020")},
			"not-established"},
		{"a tie without a use", dossier.Involvement{Link: list("hosts")}, "connected"},
		{"a use before the tie", dossier.Involvement{Link: list("hosts"), Use: list("used-2017")}, "connected"},
		{"host under a contractor", dossier.Involvement{Link: list("hosts"), Use: list("used-2020")},
			"directly-linked"},
		{"one factor", dossier.Involvement{Link: list("hosts"), Use: list("used-2020"), Notice: list("notice")},
			"directly-linked"},
		{"two factors", dossier.Involvement{Link: list("hosts"), Use: list("used-2020"), Notice: list("notice"),
			Dedicated: list("dedicated")}, "may-contribute"},
		{"two factors and no use", dossier.Involvement{Link: list("hosts"), Notice: list("notice"),
			Dedicated: list("dedicated")}, "connected"},
		{"own staff", dossier.Involvement{Link: list("hosts"), Cause: list("own-staff")}, "cause"},
	} {
		if got, why := sc.involvement(&v.in); got != v.want {
			t.Errorf("%s: %s, want %s (%s)", v.name, got, v.want, why)
		}
	}
}

// What is judged of a claim is looked for once, not for each claim among all that is judged.
func TestJudgementsAreGatheredByClaim(t *testing.T) {
	const n = 5000
	as := &dossier.Assessment{}
	for i := range n {
		id := source.Text{S: fmt.Sprint("claim-", i)}
		as.Severities = append(as.Severities, &dossier.Severity{Claim: id})
		as.Involvements = append(as.Involvements, &dossier.Involvement{Claim: id}, &dossier.Involvement{Claim: id})
	}
	looked := 0
	for _, of := range judgedOf(as) {
		looked += len(of.severities) + len(of.involvements)
	}
	if looked != 3*n {
		t.Errorf("%d judgements are looked at for %d", looked, 3*n)
	}
	if len(judgedOf(nil)) != 0 {
		t.Error("without an assessment, something is judged")
	}
}

// The short way and the long one of appending what is new are one.
func TestAppendNew(t *testing.T) {
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprint("c-", i%25))
	}
	for n := range many {
		var want []string
		for _, m := range many[:n] {
			if !slices.Contains(want, m) {
				want = append(want, m)
			}
		}
		for cut := range n {
			if got := appendNew(appendNew(nil, many[:cut]...), many[cut:n]...); !slices.Equal(got, want) {
				t.Fatalf("%d, %d of them first: %v, want %v", n, cut, got, want)
			}
		}
	}
}
