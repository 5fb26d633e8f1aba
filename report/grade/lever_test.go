package grade

import (
	"slices"
	"testing"

	"whereas/report/vocab"
)

// Each lever is a change that lifts the claim by itself, to the grade that the claim has once it is made.
func TestLevers(t *testing.T) {
	a := figures(t)
	study := pieceSpec{typ: "research", method: "stated", distance: -1}
	unstated := pieceSpec{typ: "research", distance: -1}
	news := pieceSpec{typ: "journalism", distance: -1}
	echo := pieceSpec{typ: "research", method: "stated", origin: Unknown, distance: -1}
	contract := pieceSpec{typ: "procurement", distance: -1}
	unproven := contract
	unproven.unproven = true
	contrary := contract
	contrary.stance = vocab.Contradicts
	far := study
	far.distance = 2
	for _, v := range []struct {
		name   string
		kind   vocab.Kind
		status vocab.Status
		pieces []pieceSpec
		want   []Lever
	}{
		{"on record: nothing", "relationship", "recorded", []pieceSpec{contract}, nil},
		{"a contract whose quote isn't proven", "relationship", "recorded", []pieceSpec{unproven},
			[]Lever{{ProveQuote, "a", 4}, {SecondSource, "", 3}}},
		{"a study without a method", "use", "reported", []pieceSpec{unstated},
			[]Lever{{StateMethod, "a", 2}, {SecondSource, "", 2}}},
		{"a study told as two steps away by hand: its method changes nothing", "use", "reported", []pieceSpec{far},
			[]Lever{{SecondSource, "", 2}}},
		{"and without a method either", "use", "reported", []pieceSpec{{typ: "research", distance: 2}},
			[]Lever{{SecondSource, "", 2}}},
		{"a report against a contract: what lifts it most comes first", "relationship", "reported",
			[]pieceSpec{news, contrary}, []Lever{{AnswerContrary, "", 2}, {SecondSource, "", 1}}},
		{"one report", "use", "reported", []pieceSpec{study}, []Lever{{SecondSource, "", 3}}},
		{"a report and one of unknown origin", "use", "reported", []pieceSpec{study, echo},
			[]Lever{{FindOrigin, "b", 3}, {SecondSource, "", 3}}},
		{"a report and a study without a method", "use", "reported", []pieceSpec{news, unstated},
			[]Lever{{StateMethod, "b", 3}, {SecondSource, "", 3}}},
		{"a contract against a contract", "relationship", "recorded", []pieceSpec{contract, contrary},
			[]Lever{{AnswerContrary, "", 4}}},
		{"the status allows no more", "use", "alleged", []pieceSpec{study}, nil},
	} {
		d := build(v.kind, v.status, v.pieces)
		set := Of(d, a)
		got := set.Levers(set.Claims[0])
		if !slices.Equal(got, v.want) {
			t.Errorf("%s (grade %d): %v, want %v", v.name, set.Claims[0].Grade, got, v.want)
		}
		before := set.Claims[0].Grade
		if again := Of(d, a).Claims[0].Grade; again != before {
			t.Errorf("%s: looking for levers changed the claim", v.name)
		}
		for _, l := range got {
			changed := build(v.kind, v.status, v.pieces)
			for i, s := range changed.Sources {
				if s.ID.S != l.Source {
					continue
				}
				switch l.Change {
				case StateMethod:
					s.Method = "stated"
				case FindOrigin:
					changed.Claims[0].Evidence[i].Origin = "found"
				case ProveQuote:
					v.pieces[i].unproven = false
					changed = build(v.kind, v.status, v.pieces)
				case AnswerContrary, SecondSource: // of no source
				}
			}
			if l.Source != "" && Of(changed, a).Claims[0].Grade != l.Grade {
				t.Errorf("%s: after %s of %s the grade is %d, and %d was promised", v.name, l.Change, l.Source,
					Of(changed, a).Claims[0].Grade, l.Grade)
			}
		}
	}
	absence := build(vocab.Absence, "recorded", []pieceSpec{news})
	if got := Of(absence, a).Levers(Of(absence, a).Claims[0]); got != nil {
		t.Errorf("an absence rests on its log: %v", got)
	}
}

// Two pieces of one source are told once, and a piece of a source that isn't there has no lever.
func TestLeversOfOneSource(t *testing.T) {
	s := graded(t, sources("deal procurement")+claim("relationship", "recorded", "deal", "deal", "nobody"))
	if got, want := s.Levers(s.Claims[0]), []Lever{{ProveQuote, "deal", 4}, {SecondSource, "", 3}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
