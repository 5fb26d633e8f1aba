package explain

import (
	"fmt"
	"strings"

	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/score"
)

// mostSuggested is how many claims of an indicator are printed, the nearest first.
const mostSuggested = 10

// Suggest lists claims that could bear on a level and that nobody coded, as values and as a terminal shows them.
func Suggest(claims *grade.Set, r *rubric.Rubric) ([]score.Suggestion, string) {
	all := score.Suggest(claims, r)
	return all, suggestions(all)
}

func suggestions(ss []score.Suggestion) string {
	var b strings.Builder
	if len(ss) == 0 {
		b.WriteString("no claim that could bear on a level is left uncoded\n")
	}
	last, n := "", 0
	more := func() {
		if n > mostSuggested {
			fmt.Fprintf(&b, "  and %d more (--format json lists all)\n", n-mostSuggested)
		}
	}
	for _, s := range ss {
		if s.Indicator != last {
			more()
			fmt.Fprintf(&b, "%s could use (nothing of this is scored):\n", s.Indicator)
			last, n = s.Indicator, 0
		}
		if n++; n > mostSuggested {
			continue
		}
		var levels []string
		for _, l := range s.Levels {
			levels = append(levels, fmt.Sprint(l))
		}
		b.WriteString(
			wrap(fmt.Sprintf("  %s: %s, for level %s", s.Claim, s.Because, strings.Join(levels, ", ")), "      "))
	}
	more()
	return b.String()
}
