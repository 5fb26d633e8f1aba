package lines

import (
	"strings"
	"testing"
)

// TestTies: ~ is a space that ties.
func TestTies(t *testing.T) {
	ties := testStyle(t).Ties
	for _, want := range []string{
		"see No.~7 and p.~12, pp.~3 to 5", "worth $1.2~million, or 40~percent.", "under §~240 (para.~3)",
		"on May~22, 2024 and 22~May~2024",
		"by J.~R.~Smith of the U.~S. army", "Amazon.com,~Inc. and Acme~Corp.",
		"the plan~– a good one~— was no. That is 7 things", "A/HRC/48/31, para.~7.", "in 2024. May I",
		"Rule~14a-8 of the rules",
	} {
		var got strings.Builder
		words := strings.FieldsFunc(want, func(r rune) bool { return r == ' ' || r == '~' })
		for i, w := range words {
			if i > 0 {
				if ties.tied(asChars(words[i-1]), asChars(w)) {
					got.WriteByte('~')
				} else {
					got.WriteByte(' ')
				}
			}
			got.WriteString(w)
		}
		if got.String() != want {
			t.Errorf("tied as %s, want %s", got.String(), want)
		}
	}
}

func asChars(s string) []char {
	var out []char
	for _, r := range s {
		out = append(out, char{r: r})
	}
	return out
}
