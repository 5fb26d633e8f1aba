package grade

import (
	"testing"

	"whereas/report/vocab"
)

// Without a document a claim has the grade of what is left; an absence keeps its own.
func TestWithout(t *testing.T) {
	contract, news := pieceSpec{typ: "procurement", distance: -1}, pieceSpec{typ: "journalism", distance: -1}
	set := Of(build("relationship", "recorded", []pieceSpec{contract, news}), figures(t))
	c := set.Claims[0]
	first, second := c.Pieces[0].Document, c.Pieces[1].Document
	for _, v := range []struct {
		without map[string]bool
		want    int
	}{
		{nil, 4}, {map[string]bool{"another": true}, 4}, {map[string]bool{second: true}, 4},
		{map[string]bool{first: true}, 2}, {map[string]bool{first: true, second: true}, 0},
	} {
		if got := set.Without(c, v.without); got != v.want {
			t.Errorf("without %v: %d, want %d", v.without, got, v.want)
		}
	}
	if c.Grade != 4 {
		t.Errorf("looking changed the claim: %d", c.Grade)
	}
	c.Kind = vocab.Absence
	if got := set.Without(c, map[string]bool{first: true}); got != 4 {
		t.Errorf("an absence: %d", got)
	}
}
