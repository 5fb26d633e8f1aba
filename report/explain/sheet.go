package explain

import (
	"fmt"
	"strings"

	"whereas/report/rubric"
)

// Sheet is an assessment by a rubric to begin with: all its questions and levels as comments, each with the lines that
// an answer takes, to be filled in.
func Sheet(r *rubric.Rubric, day string) string {
	var b strings.Builder
	note := func(s, indent string) {
		for line := range strings.SplitSeq(strings.TrimRight(wrap(s, indent), "\n"), "\n") {
			b.WriteString("# " + line + "\n")
		}
	}
	note(fmt.Sprintf("What you judge, by %s %s: %s.", r.ID, r.Version, strings.TrimSuffix(r.Title, ".")), "")
	note("Take the # away before the lines of a question that you answer, and put your claims in. What you leave out "+
		"is unknown, which speaks for nobody and against nobody. What each level needs: whereas rubric show", "")
	fmt.Fprintf(&b, "\n[assessment]\nrubric = %q\ncoder  = \"your name\"\ndate   = %q\n", r.ID, day)
	for _, cat := range r.Categories {
		fmt.Fprintf(&b, "\n# ---- %s ----\n", cat.Title)
		for _, in := range r.In(cat.ID) {
			b.WriteString("\n")
			note(fmt.Sprintf("%s %s: %s", in.ID, in.Title, in.Question), "  ")
			for n, lv := range in.Levels {
				note(fmt.Sprintf("  %d  %s", n, lv.Text), "     ")
			}
			fmt.Fprintf(&b, "# [indicator.%s]\n", in.ID)
			switch in.Kind {
			case rubric.Conduct:
				b.WriteString("# pair = [\"product\", \"customer\"]\n" +
					"# level.1 = [ { claims = [\"claim\"], why = \"why they show it\" } ]\n")
			case rubric.Disclosure:
				for _, e := range in.Elements {
					note("  "+e.Ask, "  ")
					fmt.Fprintf(&b, "# %s = { answer = \"partial\", claims = [\"claim\"], why = \"…\" }\n",
						e.ID)
				}
			}
		}
	}
	return b.String()
}
