package explain

import (
	"fmt"
	"strings"

	"whereas/report/rubric"
	"whereas/report/vocab"
)

// Asked is what a rubric asks: one of its indicators, which must be there, or the list of all where id is "".
func Asked(r *rubric.Rubric, id string) string {
	if id == "" {
		return all(r)
	}
	return indicator(r, r.Indicator(id))
}

func all(r *rubric.Rubric) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s\n%s", r.ID, r.Version, r.Title, wrap(r.Why, ""))
	for _, cat := range r.Categories {
		fmt.Fprintf(&b, "\n%s (%s)\n", cat.Title, cat.ID)
		for _, in := range r.In(cat.ID) {
			b.WriteString(wrap(fmt.Sprintf("%s %s: %s", in.ID, in.Title, in.Question), "    "))
		}
	}
	return b.String()
}

// indicator is one question of a rubric: its levels and what each needs.
func indicator(r *rubric.Rubric, in *rubric.Indicator) string {
	b := &strings.Builder{}
	fmt.Fprintf(b, "%s %s\n%s", in.ID, in.Title, wrap(in.Question, ""))
	fmt.Fprintf(b, "\n%s, about the %s; weight %g\n", in.Kind, in.Stage, in.Weight)
	b.WriteString(wrap("Why that weight: "+in.Why, "  "))
	if in.MayNotApply != "" {
		b.WriteString(wrap("Doesn't apply where: "+in.MayNotApply, "  "))
	}
	if in.Critical != nil {
		b.WriteString(
			wrap(
				fmt.Sprintf("Critical: proven at level %d it lifts its category to at least %g. %s", in.Critical.Level,
					in.Critical.Floor, in.Critical.Why),
				"  "),
		)
	}
	for n, lv := range in.Levels {
		fmt.Fprintf(b, "\n%s", wrap(fmt.Sprintf("%d  %s", n, lv.Text), "   "))
		for i, nd := range lv.Needs {
			label := "needs: "
			if i > 0 {
				label = "or:    "
			}
			b.WriteString(wrap("   "+label+needsWords(r, in, n, nd), "          "))
		}
		if lv.Present {
			b.WriteString(wrap("   It speaks of the present: a claim that has ended doesn't show it.", "          "))
		}
	}
	for _, e := range in.Elements {
		fmt.Fprintf(b, "\n%s", wrap("-  "+e.Ask+" ("+e.ID+")", "   "))
	}
	if in.Kind == rubric.Disclosure {
		b.WriteString(
			"\n" + wrap(
				"Each is answered full, partial, none, searched_none or not_applicable; what nobody looked for is "+
					"left out. Share answered, and the level it gives:",
				""),
		)
		for i, s := range r.Shares {
			fmt.Fprintf(b, "  %d  at least %.0f %%\n", i, 100*s)
		}
		fmt.Fprintf(b, "  %d  less\n", len(r.Shares))
	}
	if len(in.Closes) > 0 {
		b.WriteString("\n" + wrap("To exclude higher levels, search: "+strings.Join(in.Closes, ", "), "  "))
	}
	var titles []string
	for _, ref := range in.Basis {
		name, place, _ := strings.Cut(ref, " ")
		for _, x := range r.Basis {
			if x.ID == name {
				t := x.Title
				if place != "" {
					t += ", " + place
				}
				if !x.Opened {
					t += " (not opened)"
				}
				titles = append(titles, t)
			}
		}
	}
	if len(titles) > 0 {
		b.WriteString("\nRests on:\n")
		for _, t := range titles {
			b.WriteString(wrap("- "+t, "  "))
		}
	}
	return b.String()
}

// needsWords says what a coding of a level must bring.
func needsWords(r *rubric.Rubric, in *rubric.Indicator, level int, n rubric.Needs) string {
	var parts []string
	if len(n.Link) > 0 {
		parts = append(parts, "a claim that ties product and customer ("+vocab.Join(n.Link, " or ")+")")
	}
	if len(n.Fact) > 0 {
		parts = append(parts, "a claim that shows the fact ("+vocab.Join(n.Fact, " or ")+")")
	}
	if n.Clusters > 1 {
		parts = append(parts, fmt.Sprintf("%d independent sources of the facts", n.Clusters))
	}
	if len(n.Statuses) > 0 {
		parts = append(parts, "one of the facts "+vocab.Join(n.Statuses, " or "))
	}
	parts = append(parts, fmt.Sprintf("all of grade %d or more to count", r.GradeFor(in, level, n)))
	return strings.Join(parts, "; ")
}
