package score

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// What JSON writes, ParseCard reads: nothing is lost.
func TestParseCardIsTheInverse(t *testing.T) {
	s, reader := ship(t), &Reader{}
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
		shared, err := reader.Parse(want)
		if err != nil || !reflect.DeepEqual(shared, card) {
			t.Fatalf("seed %d: one of many is another card: %v", seed, err)
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
	good, reader := string(b), &Reader{}
	if _, err := reader.Parse(b); err != nil {
		t.Fatal(err)
	}
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

		"a type in what isn't compared": strings.Replace(good, `"why": [`, `"why": [1, `, 1),
		"a type in the rubric":          strings.Replace(good, `"shares": [`, `"shares": ["x", `, 1),
		"a rubric cut":                  strings.TrimSuffix(good, "}\n}\n") + "}\n",
		"more behind it":                good + "{}",
		"two ends":                      good + "}",
		"a rubric of null":              good[:strings.Index(good, rubricKey)+len(rubricKey)] + "null\n}\n",
		"two rubrics, one damaged":      strings.Replace(good, rubricKey, rubricKey+"7"+rubricKey, 1),
		"half a member":                 strings.Replace(good, rubricKey, "\n"+rubricKey, 1) + ",",
	} {
		_, err := ParseCard([]byte(bad))
		if err == nil || errors.Is(err, ErrNewer) {
			t.Errorf("%s: %v", name, err)
		}
		for range 2 {
			if _, one := reader.Parse([]byte(bad)); one == nil || err == nil || one.Error() != err.Error() {
				t.Errorf("%s, one of many: %v, alone %v", name, one, err)
			}
		}
	}
	// Whatever else may stand in a card, it is the same card.
	for name, odd := range map[string]string{
		"good":        good,
		"two rubrics": strings.Replace(good, rubricKey, rubricKey+`{"title": "y", "headline": {"found": 7}}`+rubricKey, 1),
		"in capitals": strings.Replace(good, `"resolved_rubric"`, `"RESOLVED_RUBRIC"`, 1),
		"packed":      strings.ReplaceAll(good, "\n", ""),
		"in a text":   strings.Replace(good, `"headline": "`, `"headline": ",\n \"resolved_rubric\": {}`, 1),
	} {
		want, err1 := ParseCard([]byte(odd))
		got, err2 := reader.Parse([]byte(odd))
		if err1 != nil || err2 != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, one of many %v, or another card", name, err1, err2)
		}
	}
}

const rubricKey = ",\n \"resolved_rubric\": "

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
		if shared, err2 := new(Reader).Parse(b); (err == nil) != (err2 == nil) || !reflect.DeepEqual(shared, card) {
			t.Fatalf("one of many is another card: %v, %v", err, err2)
		}
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
