package lines

import (
	"strings"
	"testing"
)

// TestBreakPlaces: | shows where a word may be broken.
func TestBreakPlaces(t *testing.T) {
	for _, want := range []string{
		"word", "low-|cost", "third-|party", "know-|your-|customer", "e-mail", "14a-8", "A-1", "2010-2012",
		"2026-07-28", "-x-",
		"time—|and", "time—", "—time", "2011–2012", "Paris–|London", "and/or", "mother/|daughter", "“time—”",
		"https://www.example.com",
		"https://www.example.com/|path/|to/|file.|html",
		"(https://www.example.com/|a-|b?|q=|12&|r=|2-|3)",
		"https://www.ex-ample.co.uk/|2026-07-28/x",
		"https://example.com/|v1.|2/|12.|34,",
		"www.example.org/|deep-|link.",
		"https://example.com/|a//|bc",
		"https://example.com/|an_|other/|x_1", "snake_case", "awww.no/thing", "http:x",
		"人|权|观|察、|中|国。", "「人|权」",
		"https://münchen.example/|straße-|eins",
	} {
		word := []char{}
		for _, r := range strings.ReplaceAll(want, "|", "") {
			word = append(word, char{r: r})
		}
		var got strings.Builder
		for i, cost := range breakCosts(word, nil) {
			got.WriteRune(word[i].r)
			if cost < never {
				got.WriteByte('|')
			}
		}
		if got.String() != want {
			t.Errorf("may be broken as %s, want %s", got.String(), want)
		}
	}
}

func TestBreakPlacesBeforeMark(t *testing.T) {
	word := []char{{r: 'o'}, {r: 'r'}, {r: '—'}, {r: markRune}, {r: '—'}, {r: 'x', soft: true},
		{r: 'y', zeroWidth: true}, {r: 'z', joined: true}, {r: 'z'}}
	want := []int{never, never, never, never, costDash, costSoft, 0, never, never}
	for i, cost := range breakCosts(word, nil) {
		if cost != want[i] {
			t.Errorf("behind character %d a break costs %d, want %d", i, cost, want[i])
		}
	}
}
