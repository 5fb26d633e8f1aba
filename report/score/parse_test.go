package score

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// What JSON writes, ParseCard reads: nothing is lost.
func TestParseCardIsTheInverse(t *testing.T) {
	s := ship(t)
	for seed := range seeds(1000) {
		c := newCompany(seed, s)
		c.rubric.SHA256, c.rubric.Version = "digest", "1"
		c.d.Company.Name = "X"
		want, err := c.card().JSON()
		if err != nil {
			t.Fatal(err)
		}
		card, err := ParseCard(want)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, want)
		}
		if got, _ := card.JSON(); !bytes.Equal(got, want) {
			t.Fatalf("seed %d: the card changed on its way", seed)
		}
	}
}

// A card of another version, and one that can't be, are told apart and never used.
func TestParseCardRefuses(t *testing.T) {
	c := newCompany(3, ship(t))
	c.rubric.SHA256, c.rubric.Version, c.d.Company.Name = "digest", "1", "X"
	b, _ := c.card().JSON()
	good := string(b)
	if _, err := ParseCard([]byte(strings.Replace(good, Schema, "whereas/card/3", 1))); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer card: %v", err)
	}
	for name, bad := range map[string]string{
		"cut":            good[:len(good)/2],
		"not a card":     strings.Replace(good, Schema, "whereas/manifest/1", 1),
		"empty":          "",
		"a list":         "[]",
		"null":           "null",
		"no company":     strings.Replace(good, `"name": "X"`, `"name": ""`, 1),
		"another rubric": strings.Replace(good, `"sha256": "digest"`, `"sha256": "other"`, 1),
		"a state":        strings.Replace(good, `"state": "`, `"state": "x`, 1),
		"a type":         strings.Replace(good, `"fact_claims": `, `"fact_claims": "x`+`", "y": `, 1),
	} {
		if _, err := ParseCard([]byte(bad)); err == nil || errors.Is(err, ErrNewer) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParseCard(f *testing.F) {
	c := newCompany(3, ship(f))
	c.rubric.SHA256, c.rubric.Version, c.d.Company.Name = "digest", "1", "X"
	b, _ := c.card().JSON()
	f.Add(b)
	f.Add([]byte(`{"schema":"whereas/card/2"}`))
	m := Method{
		Draws:  20,
		Spread: 0.25,
		Powers: []int{1, 2, 4},
		Maps:   []string{EqualMap, ConvexMap},
		Grades: []int{2, 3},
		Share:  0.95,
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		card, err := ParseCard(b)
		if err != nil {
			return
		}
		draws := m.Draw(card.Rubric)
		for i := range card.Categories {
			low, high, ok := draws.Bounds(card.Company.Slug, &card.Categories[i])
			for n := range low {
				if ok && !(low[n] >= 0 && high[n] <= 100) {
					t.Fatalf("drawn %v to %v", low[n], high[n])
				}
			}
		}
	})
}
