package score

import (
	"math"
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// soundCard is a card that may be read: A contested, B open, C known.
func soundCard(t testing.TB) *Card {
	r := asked()
	r.Indicators[0].Critical = &rubric.Critical{Level: 3, Floor: 100}
	r.Indicators[0].Points = []float64{0, 25, 50, 75, 100}
	c := made(t, r, dossier.InternalEdition, "A 3 use-lost", "C e1 full use-2", "C e2 full use-2", "C e3 full use-2")
	c.Company = Company{Name: "X", Slug: "x"}
	return c
}

// A card that can't be is never used.
func TestCardsThatCantBe(t *testing.T) {
	if err := soundCard(t).check(); err != nil {
		t.Fatal(err)
	}
	a := func(c *Card) *IndicatorCard { return &c.Categories[0].Indicators[0] }
	cat := func(c *Card) *Category { return &c.Categories[0] }
	th := func(c *Card) *ThresholdCard { return &a(c).Thresholds[0] }
	def := func(c *Card) *rubric.Indicator { return c.Rubric.Indicators[0] }
	continuous := func(c *Card) {
		def(c).Kind, a(c).Kind, def(c).Continuous, def(c).Critical = rubric.Disclosure, rubric.Disclosure, true, nil
	}
	for _, v := range []struct {
		name, want string // "" where the card may be so
		change     func(c *Card)
	}{
		{"no slug", "names no company", func(c *Card) { c.Company.Slug = "" }},
		{"no name", "names no company", func(c *Card) { c.Company.Name = "" }},
		{"an edition that isn't", "its edition is", func(c *Card) { c.Edition = "other" }},
		{"a public card", "", func(c *Card) { c.Edition = dossier.PublicEdition }},
		{"no rubric", "doesn't hold its rubric", func(c *Card) { c.Rubric = nil }},
		{"no digest", "another rubric than it holds", func(c *Card) { c.Rubric.SHA256, c.RubricRef.SHA256 = "", "" }},
		{"another version", "another rubric than it holds", func(c *Card) { c.RubricRef.Version = "2" }},
		{"a power of 3", "power is 3", func(c *Card) { c.Rubric.Power = 3 }},
		{"a power of 2", "", func(c *Card) { c.Rubric.Power = 2 }},
		{"a power of 4", "", func(c *Card) { c.Rubric.Power = 4 }},
		{"a category too few", "aren't those of its rubric", func(c *Card) { c.Categories = nil }},
		{"no bands", "aren't those of its rubric", func(c *Card) { c.Rubric.Bands = nil }},
		{"one band", "", func(c *Card) { c.Rubric.Bands = c.Rubric.Bands[:1] }},
		{"another category", `category "z" isn't`, func(c *Card) { cat(c).ID = "z" }},
		{"an indicator too few", `category "k" isn't`, func(c *Card) { cat(c).Indicators = cat(c).Indicators[:2] }},
		{"another indicator", "isn't that of its rubric", func(c *Card) { a(c).ID = "z" }},
		{"another kind", "isn't that of its rubric", func(c *Card) { a(c).Kind = rubric.Disclosure }},
		{"another weight", "isn't that of its rubric", func(c *Card) { a(c).Weight = 2 }},
		{"no weight", "a weight, points or a floor that can't be", func(c *Card) { a(c).Weight, def(c).Weight = 0, 0 }},
		{"the greatest weight", "", func(c *Card) { a(c).Weight, def(c).Weight = 1e6, 1e6 }},
		{"too great a weight", "can't be", func(c *Card) { a(c).Weight, def(c).Weight = 1e6+0.5, 1e6+0.5 }},
		{"points over 100", "can't be", func(c *Card) { def(c).Points[4] = 100.5 }},
		{"points under 0", "can't be", func(c *Card) { def(c).Points[0] = -0.5 }},
		{"a floor over 100", "can't be", func(c *Card) { def(c).Critical.Floor = 100.5 }},
		{"a floor under 0", "can't be", func(c *Card) { def(c).Critical.Floor = -0.5 }},
		{"no floor", "", func(c *Card) { def(c).Critical = nil }},
		{"one level", "no levels", func(c *Card) { def(c).Levels = def(c).Levels[:1] }},
		{"two levels", "", func(c *Card) {
			def(c).Levels, a(c).Thresholds = def(c).Levels[:2], nil
			a(c).Best, a(c).Hi = p(1), p(1)
		}},
		{"continuous, with levels", "makes it continuous and gives it levels",
			func(c *Card) { def(c).Continuous = true }},
		{"continuous, with a critical level", "makes it continuous and gives it levels", func(c *Card) {
			continuous(c)
			def(c).Critical = &rubric.Critical{Level: 1, Floor: 50}
		}},
		{"continuous, over 4", "", func(c *Card) { continuous(c); a(c).Hi = p(100) }},
		{"continuous, over 100", "levels can't be", func(c *Card) { continuous(c); a(c).Hi = p(100.5) }},
		{"a state that isn't", "its state is", func(c *Card) { a(c).State = "other" }},
		{"scored without a best level", "has no best level", func(c *Card) { a(c).Best = nil }},
		{"a best level over the top", "has no best level", func(c *Card) { a(c).Best = p(4.5) }},
		{"a best level under 0", "has no best level", func(c *Card) { a(c).Best = p(-0.5) }},
		{"searched and nothing found", "", func(c *Card) { a(c).State, a(c).Best = vocab.SearchedNone, p(0) }},
		{"unknown with a best level", "unknown and has", func(c *Card) { a(c).State = vocab.Undetermined }},
		{"nobody looked, with a best level", "unknown and has", func(c *Card) { a(c).State = vocab.NotAssessed }},
		{"unknown", "", func(c *Card) { a(c).State, a(c).Best, a(c).Value = vocab.Undetermined, nil, nil }},
		{"unknown with a value", "levels can't be", func(c *Card) { a(c).State, a(c).Best = vocab.Undetermined, nil }},
		{"no low level", "levels can't be", func(c *Card) { a(c).Lo = nil }},
		{"no high level", "levels can't be", func(c *Card) { a(c).Hi = nil }},
		{"a low level under 0", "levels can't be", func(c *Card) { a(c).Lo = p(-0.5) }},
		{"a low level over the high one", "levels can't be", func(c *Card) { a(c).Lo, a(c).Hi = p(3), p(2) }},
		{"a low level that is the high one", "", func(c *Card) { a(c).Lo, a(c).Hi = p(3), p(3) }},
		{"no low value", "levels can't be", func(c *Card) { a(c).LoValue = nil }},
		{"no high value", "levels can't be", func(c *Card) { a(c).HiValue = nil }},
		{"a best level without a value", "levels can't be", func(c *Card) { a(c).Value = nil }},
		{"what doesn't apply has no levels", "",
			func(c *Card) { a(c).State, a(c).Lo, a(c).Best, a(c).Hi = vocab.NotApplicable, nil, nil, nil }},
		{"bounds at a grade under 0", "bounds at a grade", func(c *Card) { th(c).Lo = -0.5 }},
		{"bounds at a grade over the top", "bounds at a grade", func(c *Card) { th(c).Hi = 4.5 }},
		{"bounds at a grade that cross", "bounds at a grade", func(c *Card) { th(c).Lo, th(c).Hi = 3, 2 }},
		{"bounds at a grade that meet", "", func(c *Card) { th(c).Lo, th(c).Hi = 3, 3 }},
		{"one uncontested bound", "bounds at a grade", func(c *Card) { th(c).UncontestedHi = nil }},
		{"the other uncontested bound", "bounds at a grade", func(c *Card) { th(c).UncontestedLo = nil }},
		{"no uncontested bounds", "", func(c *Card) { th(c).UncontestedLo, th(c).UncontestedHi = nil, nil }},
		{"an uncontested bound over the top", "bounds at a grade", func(c *Card) { th(c).UncontestedHi = p(4.5) }},
		{"an uncontested bound under 0", "bounds at a grade", func(c *Card) { th(c).UncontestedLo = p(-0.5) }},
		{"no low bound", "figure that can't be", func(c *Card) { cat(c).Low = nil }},
		{"no high bound", "figure that can't be", func(c *Card) { cat(c).High = nil }},
		{"no coverage", "figure that can't be", func(c *Card) { cat(c).Coverage = nil }},
		{"a low bound under 0", "figure that can't be", func(c *Card) { cat(c).Low = p(-0.5) }},
		{"a low bound over 100", "figure that can't be", func(c *Card) { cat(c).Low = p(100.5) }},
		{"a high bound over 100", "figure that can't be", func(c *Card) { cat(c).High = p(100.5) }},
		{"a high bound of 100 and what machines leave of it", "", func(c *Card) { cat(c).High = p(100 + 1e-7) }},
		{"a high bound at what machines leave", "", func(c *Card) { cat(c).High = p(100 + 1e-6) }},
		{"bounds of 100", "", func(c *Card) { cat(c).Low, cat(c).High = p(100), p(100) }},
		{"bounds of 0", "", func(c *Card) { cat(c).Low, cat(c).High, cat(c).Coverage = p(0), p(0), p(0) }},
		{"a coverage over 1", "figure that can't be", func(c *Card) { cat(c).Coverage = p(1.5) }},
		{"a coverage of 1", "", func(c *Card) { cat(c).Coverage = p(1) }},
		{"a figure that is none", "figure that can't be", func(c *Card) { cat(c).High = p(math.NaN()) }},
		{"the last one alone doesn't apply, and the figures stay", "",
			func(c *Card) { cat(c).Indicators[2].State = vocab.NotApplicable }},
		{"the last one alone doesn't apply, without figures", "figure that can't be", func(c *Card) {
			cat(c).Indicators[2].State, cat(c).Low, cat(c).High, cat(c).Coverage = vocab.NotApplicable, nil, nil, nil
		}},
		{"nothing applies, and a low bound", "score of nothing", func(c *Card) { nothing(c); cat(c).Low = p(0) }},
		{"nothing applies, and a high bound", "score of nothing", func(c *Card) { nothing(c); cat(c).High = p(0) }},
		{"nothing applies", "", nothing},
	} {
		c := soundCard(t)
		v.change(c)
		err := c.check()
		if v.want == "" && err != nil || v.want != "" && (err == nil || !strings.Contains(err.Error(), v.want)) {
			t.Errorf("%s: %v, want %q", v.name, err, v.want)
		}
	}
	for schema, want := range map[string]string{"whereas/card": "isn't a card", "card/2": "isn't a card",
		"whereas/cards/2": "isn't a card", "whereas/card/1": "an earlier version", "whereas/card/x": "newer"} {
		if _, err := ParseCard([]byte(`{"schema": "` + schema + `"}`)); err == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("schema %q: %v, want %q", schema, err, want)
		}
	}
	for text, want := range map[string]string{"{": "isn't JSON",
		`{"schema": "whereas/card/2", "fact_claims": "x"}`: "can't be read as a card"} {
		if _, err := ParseCard([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	bad := soundCard(t)
	bad.FactClaims = 1
	bad.Categories[0].High = p(math.Inf(1))
	if b, err := bad.JSON(); err == nil || b != nil {
		t.Error("a figure that JSON doesn't know is written")
	}
}

// nothing makes no indicator of a card apply.
func nothing(c *Card) {
	for i := range c.Categories[0].Indicators {
		c.Categories[0].Indicators[i].State = vocab.NotApplicable
	}
	c.Categories[0].Low, c.Categories[0].High = nil, nil
}

// A range that says nothing yet.
func TestOpen(t *testing.T) {
	for _, v := range []struct {
		name                string
		coverage, low, high *float64
		want                bool
	}{
		{"nothing known and nothing excluded", p(0), p(0), p(100), true}, {"no score", nil, nil, nil, false},
		{"something known", p(0.1), p(0), p(100), false},
		{"something proven", p(0), p(1), p(100), false}, {"something excluded", p(0), p(0), p(99), false},
		{"more than there is", p(0), p(0), p(101), false},
		{"a coverage of 1", p(1), p(0), p(100), false}, {"less than nothing", p(-1), p(0), p(100), false},
		{"a low bound under 0", p(0), p(-1), p(100), false},
	} {
		if got := (&Category{Coverage: v.coverage, Low: v.low, High: v.high}).Open(); got != v.want {
			t.Errorf("a category, %s: %v", v.name, got)
		}
	}
	for _, v := range []struct {
		name         string
		state        vocab.State
		best, lo, hi *float64
		want         bool
	}{
		{"nothing known and nothing excluded", vocab.NotAssessed, nil, p(0), p(100), true},
		{"doesn't apply", vocab.NotApplicable, nil, nil, nil, false},
		{"doesn't apply, with values", vocab.NotApplicable, nil, p(0), p(100), false},
		{"something known", vocab.Scored, p(0), p(0), p(100), false},
		{"something proven", vocab.Undetermined, nil, p(1), p(100), false},
		{"something excluded", vocab.Undetermined, nil, p(0), p(99), false},
		{"more than there is", vocab.Undetermined, nil, p(0), p(101), false},
		{"less than nothing", vocab.Undetermined, nil, p(-1), p(100), false},
	} {
		if got := (&IndicatorCard{State: v.state, Best: v.best, LoValue: v.lo, HiValue: v.hi}).Open(); got != v.want {
			t.Errorf("an indicator, %s: %v", v.name, got)
		}
	}
}

// Figures as people read them: something that isn't all isn't told as all, nor as nothing.
func TestFiguresInWords(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 0.001: "1", 0.004: "1", 0.0149: "1", 0.016: "2", 0.5: "50",
		0.994: "99", 0.996: "99", 0.9999: "99", 1: "100", 0.01: "1", 0.99: "99", -0.001: "-0"} {
		if got := Percent(v); got != want {
			t.Errorf("%v is told as %s percent, want %s", v, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", 49.5: "50", 50.4: "50", 100: "100"} {
		if got := Rounded(v); got != want {
			t.Errorf("%v is told as %s, want %s", v, got, want)
		}
	}
	if m, ok := Mean(2, []Term{}); m != 0 || ok {
		t.Errorf("the mean of nothing is %v, %v", m, ok)
	}
	for _, v := range []struct {
		p    int
		want float64
	}{{1, 3}, {2, 9}, {4, 81}} {
		if got := Power(3, v.p); got != v.want || root(got, v.p) != 3 {
			t.Errorf("3 to the power %d is %v, and back %v", v.p, got, root(got, v.p))
		}
	}
}
