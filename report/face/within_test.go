package face

import "testing"

// Capital letters stand for Hebrew ones here.
func hebrewOf(s string) []rune {
	out := []rune(s)
	for i, r := range out {
		if r >= 'A' && r <= 'Z' {
			out[i] = 'א' + r - 'A'
		}
	}
	return out
}

// What is seen from left to right, of a text in a paragraph that runs from left to right.
func TestWithin(t *testing.T) {
	for in, want := range map[string]string{
		"AB CD, “EF GH”, 2024, p. 3.": "DC BA, “HG FE”, 2024, p. 3.",
		"AB, CD and ef":               "BA, DC and ef",
		"“AB, CD”: ef.":               "“DC ,BA”: ef.",
		"AB (CD) says":                "(DC) BA says",
		"AB.":                         "BA.",
		"AB 12% of ef":                "12% BA of ef",
		"AB 12 ef":                    "12 BA ef",
		"AB 12ef":                     "BA 12ef",
		"see AB–CD; EF":               "see BA–DC; FE",
		"(AB)":                        "(BA)",
		"all left, 2024":              "all left, 2024",
	} {
		text := hebrewOf(in)
		got := ""
		for _, i := range Visual(Within(text, 0)) {
			r := []rune(in)[i]
			if Within(text, 0)[i]%2 == 1 {
				switch r {
				case '(':
					r = ')'
				case ')':
					r = '('
				}
			}
			got += string(r)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	// In a document that runs from right to left, so does what begins with a Latin name.
	levels := Within(hebrewOf("ef AB."), 1)
	if levels[0] != 2 || levels[3] != 1 || levels[5] != 1 {
		t.Errorf("levels %v", levels)
	}
}
