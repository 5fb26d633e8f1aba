package grade

import (
	"math/rand/v2"
	"slices"
	"testing"

	"whereas/report/authority"
	"whereas/report/dossier"
	"whereas/report/source"
	"whereas/report/vocab"

	"whereas/report/diag"
	"whereas/rubrics"
)

func figures(t testing.TB) *authority.Authority {
	t.Helper()
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	words := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	a := authority.Parse("authority.toml", read("authority.toml"), words, &l)
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	return a
}

// piece of evidence of a test: a source of its own with everything that grading looks at.
type pieceSpec struct {
	typ, origin, method string
	stance              vocab.Stance
	distance            int // -1 for the type's own
	unproven            bool
}

func build(kind vocab.Kind, status vocab.Status, ps []pieceSpec) *dossier.Dossier {
	d := &dossier.Dossier{}
	c := &dossier.Claim{ID: source.Text{S: "c"}, Kind: kind, Status: status}
	for i, p := range ps {
		id := string(rune('a' + i))
		s := &dossier.Source{
			ID:      source.Text{S: id},
			Type:    source.Text{S: p.typ},
			Method:  p.method,
			Capture: source.Text{S: id + ".txt"},
		}
		d.Sources = append(d.Sources, s)
		stance := p.stance
		if stance == "" {
			stance = vocab.Supports
		}
		c.Evidence = append(
			c.Evidence,
			&dossier.Evidence{
				Source:   source.Text{S: id},
				Quote:    source.Text{S: "q"},
				Stance:   stance,
				Origin:   p.origin,
				Distance: p.distance,
			},
		)
		if !p.unproven {
			d.Proofs = append(d.Proofs, &dossier.Proof{Source: id, Quote: "q", Capture: id + ".txt"})
		}
	}
	d.Claims = []*dossier.Claim{c}
	d.Index()
	return d
}

// The vectors of docs/scoring.md.
func TestVectors(t *testing.T) {
	a := figures(t)
	ngo := pieceSpec{typ: "research", method: "stated", distance: -1}
	echo := pieceSpec{typ: "advocacy", origin: Unknown, distance: -1}
	news := pieceSpec{typ: "journalism", distance: -1}
	complaint := pieceSpec{typ: "pleading", distance: -1}
	contract := pieceSpec{typ: "procurement", distance: -1}
	denial := pieceSpec{typ: "company-statement", stance: vocab.Contradicts, distance: -1}
	contrary := contract
	contrary.stance = vocab.Contradicts
	relayed := ngo
	relayed.distance = 2
	for _, v := range []struct {
		name   string
		kind   vocab.Kind
		status vocab.Status
		pieces []pieceSpec
		want   int
	}{
		{"one NGO with a method page", "use", "reported", []pieceSpec{ngo}, 2},
		{"the same relaying unnamed officers", "use", "reported", []pieceSpec{relayed}, 1},
		{"NGO and an echo of unknown origin", "use", "reported", []pieceSpec{ngo, echo}, 2},
		{"NGO and a newspaper with documents", "use", "reported", []pieceSpec{ngo, news}, 3},
		{"two complaints", "use", "alleged", []pieceSpec{complaint, complaint}, 2},
		{"contract in hand", "relationship", "recorded", []pieceSpec{contract}, 4},
		{"contract against a web denial", "relationship", "recorded", []pieceSpec{contract, denial}, 3},
		{"NGO alone against a denial about use", "use", "reported", []pieceSpec{ngo, denial}, 2},
		{"NGO alone against a denial about its own relationship", "relationship", "reported", []pieceSpec{ngo, denial},
			1},
		{"NGO alone against a contrary contract", "relationship", "reported", []pieceSpec{ngo, contrary}, 0},
		{"a court's finding against a company's dispute about use", "use", "found",
			[]pieceSpec{{typ: "finding", distance: -1}, denial}, 4},
		{"a blog", "use", "reported", []pieceSpec{{typ: "advocacy", distance: -1}}, 1},
		{"machine text", "use", "reported", []pieceSpec{{typ: "aggregator", distance: -1}}, 0},
		{"research without a method", "use", "reported", []pieceSpec{{typ: "research", distance: -1}}, 1},
		{"contract whose quote isn't proven", "relationship", "recorded",
			[]pieceSpec{{typ: "procurement", distance: -1, unproven: true}}, 2},
		{"two of the company's own papers are one cluster", "policy", "recorded",
			[]pieceSpec{{typ: "company-statement", distance: 1}, {typ: "company-filing", distance: 1}}, 2},
		{"overturned", "use", "overturned", []pieceSpec{{typ: "finding", distance: -1}}, 0},
	} {
		if got := Of(build(v.kind, v.status, v.pieces), a).Claims[0]; got.Grade != v.want {
			t.Errorf("%s: grade %d, want %d (%v)", v.name, got.Grade, v.want, got.Reasons)
		}
	}
}

// Adding support never lowers a grade; adding contrary evidence never raises one.
func TestMonotonic(t *testing.T) {
	a := figures(t)
	rng := rand.New(rand.NewPCG(1, 2))
	kinds := []vocab.Kind{"relationship", "capability", "use", "customer-record", "policy", "act", "exposure", "norm",
		"peer", "history"}
	var statuses []vocab.Status
	for s := range a.Ceilings {
		statuses = append(statuses, s)
	}
	slices.Sort(statuses) // the same cases in every run
	spec := func() pieceSpec {
		p := pieceSpec{typ: a.Types[rng.IntN(len(a.Types))].ID, distance: rng.IntN(4) - 1, unproven: rng.IntN(2) == 0,
			origin: []string{"", "", "x", "y", Unknown}[rng.IntN(5)]}
		p.stance = []vocab.Stance{vocab.Supports, vocab.Supports, vocab.Contradicts, vocab.Qualifies,
			vocab.Silent}[rng.IntN(5)]
		if rng.IntN(2) == 0 {
			p.method = "stated"
		}
		return p
	}
	cases := 100_000
	if testing.Short() {
		cases = 1000
	}
	for range cases {
		kind, status := kinds[rng.IntN(len(kinds))], statuses[rng.IntN(len(statuses))]
		ps := make([]pieceSpec, rng.IntN(5))
		for i := range ps {
			ps[i] = spec()
		}
		before := Of(build(kind, status, ps), a).Claims[0].Grade
		more := spec()
		after := Of(build(kind, status, append(ps[:len(ps):len(ps)], more)), a).Claims[0].Grade
		if before < 0 || before > 4 {
			t.Fatalf("grade %d", before)
		}
		switch {
		case more.stance == vocab.Supports && after < before:
			t.Fatalf("support lowered %d to %d: %+v + %+v", before, after, ps, more)
		case more.stance == vocab.Contradicts && after > before:
			t.Fatalf("contrary evidence raised %d to %d: %+v + %+v", before, after, ps, more)
		case (more.stance == vocab.Qualifies || more.stance == vocab.Silent) && after != before:
			t.Fatalf("a %s piece moved %d to %d", more.stance, before, after)
		}
	}
}
