package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report/diag"
	"whereas/report/rubric"
	"whereas/report/terms"
)

func rubricCommand() *cli.Command {
	return &cli.Command{
		Name:  "rubric",
		Usage: "check a rubric, or read it in plain words",
		Subcommands: []*cli.Command{
			{
				Name: "check", Usage: "say everything that is wrong with a rubric", ArgsUsage: "FILE",
				Flags: []cli.Flag{strictFlag},
				Action: func(c *cli.Context) error {
					if c.NArg() != 1 {
						return usagef("whereas rubric check my-rubric.toml", "rubric check needs one file")
					}
					s, err := openRubric(c, c.Args().First())
					if err != nil {
						return err
					}
					if err := s.report(); err != nil {
						return err
					}
					r := s.setup.Rubric
					_, err = fmt.Fprintf(
						c.App.Writer,
						"%s %s: %s, %s\n",
						r.ID,
						r.Version,
						plural(len(r.Categories), "category", "categories"),
						plural(len(r.Indicators), "indicator", "indicators"),
					)
					return err
				},
			},
			{
				Name: "show", Usage: "questions, levels and what each needs, in plain words", ArgsUsage: "[ID…]",
				Flags: []cli.Flag{rubricFlag},
				Action: func(c *cli.Context) error {
					s, err := openRubric(c, c.String("rubric"))
					if err != nil {
						return err
					}
					if err := s.report(); err != nil {
						return err
					}
					return showRubric(c.App.Writer, s.setup.Rubric, s.setup.Vocabulary, c.Args().Slice())
				},
			},
		},
	}
}

func openRubric(c *cli.Context, name string) (*session, error) {
	st := &settings{stderr: c.App.ErrWriter, strict: c.Bool("strict")}
	if err := st.loadRubric(name); err != nil {
		return nil, err
	}
	s := &session{settings: st}
	s.list.Append(&st.rubric)
	return s, nil
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// showRubric prints the indicators named, or the list of all.
func showRubric(w io.Writer, r *rubric.Rubric, vocab terms.Vocabulary, ids []string) error {
	var b strings.Builder
	if len(ids) == 0 {
		fmt.Fprintf(&b, "%s %s: %s\n%s", r.ID, r.Version, r.Title, wrap(r.Why, "", 80))
		for _, cat := range r.Categories {
			fmt.Fprintf(&b, "\n%s (%s)\n", cat.Title, cat.ID)
			for _, in := range r.In(cat.ID) {
				b.WriteString(wrap(fmt.Sprintf("%s %s: %s", in.ID, in.Title, in.Question), "    ", 80))
			}
		}
	}
	for i, id := range ids {
		in := r.Indicator(id)
		if in == nil {
			hint := "whereas rubric show lists them"
			if near := diag.Nearest(id, r.IDs()); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			return usagef(hint, "rubric %q has no indicator %q", r.ID, id)
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		showIndicator(&b, r, in)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func showIndicator(b *strings.Builder, r *rubric.Rubric, in *rubric.Indicator) {
	fmt.Fprintf(b, "%s %s\n%s", in.ID, in.Title, wrap(in.Question, "", 80))
	fmt.Fprintf(b, "\n%s, about the %s; weight %g\n", in.Kind, in.Stage, in.Weight)
	b.WriteString(wrap("Why that weight: "+in.Why, "  ", 80))
	if in.MayNotApply != "" {
		b.WriteString(wrap("Doesn't apply where: "+in.MayNotApply, "  ", 80))
	}
	if in.Critical != nil {
		b.WriteString(
			wrap(
				fmt.Sprintf(
					"Critical: proven at level %d it lifts its category to at least %g. %s",
					in.Critical.Level,
					in.Critical.Floor,
					in.Critical.Why,
				),
				"  ",
				80,
			),
		)
	}
	for n, lv := range in.Levels {
		fmt.Fprintf(b, "\n%s", wrap(fmt.Sprintf("%d  %s", n, lv.Text), "   ", 80))
		for i, nd := range lv.Needs {
			lead := "needs: "
			if i > 0 {
				lead = "or:    "
			}
			b.WriteString(wrap("   "+lead+needsWords(r, in, n, nd), "          ", 80))
		}
	}
	for _, e := range in.Elements {
		fmt.Fprintf(b, "\n%s", wrap("-  "+e.Ask+" ("+e.ID+")", "   ", 80))
	}
	if in.Kind == rubric.Disclosure {
		b.WriteString(
			"\n" + wrap(
				"Each is answered full, partial, none, searched_none or not_applicable; what nobody looked for is left out. Share answered, and the level it gives:",
				"",
				80,
			),
		)
		for i, s := range r.Shares {
			fmt.Fprintf(b, "  %d  at least %.0f %%\n", i, 100*s)
		}
		fmt.Fprintf(b, "  %d  less\n", len(r.Shares))
	}
	if len(in.Closes) > 0 {
		b.WriteString("\n" + wrap("To exclude higher levels, search: "+strings.Join(in.Closes, ", "), "  ", 80))
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
			b.WriteString(wrap("- "+t, "  ", 80))
		}
	}
}

// needsWords says what a coding of a level must bring.
func needsWords(r *rubric.Rubric, in *rubric.Indicator, level int, n rubric.Needs) string {
	var parts []string
	if len(n.Link) > 0 {
		parts = append(parts, "a claim that ties product and customer ("+strings.Join(n.Link, " or ")+")")
	}
	if len(n.Fact) > 0 {
		parts = append(parts, "a claim that shows the fact ("+strings.Join(n.Fact, " or ")+")")
	}
	if n.Clusters > 1 {
		parts = append(parts, fmt.Sprintf("%d independent sources of the facts", n.Clusters))
	}
	if len(n.Statuses) > 0 {
		parts = append(parts, "one of the facts "+strings.Join(n.Statuses, " or "))
	}
	parts = append(parts, fmt.Sprintf("all of grade %d or more to count", r.GradeFor(in, level, n)))
	return strings.Join(parts, "; ")
}

// wrap breaks a text at spaces to lines of at most width characters; later lines begin with indent.
func wrap(s, indent string, width int) string {
	lead := s[:len(s)-len(strings.TrimLeft(s, " "))]
	var b strings.Builder
	line := lead
	n := len([]rune(line))
	empty := true
	for _, w := range strings.Fields(s) {
		wn := len([]rune(w))
		if !empty && n+1+wn > width {
			b.WriteString(line + "\n")
			line, n, empty = indent, len([]rune(indent)), true
		}
		if !empty {
			line += " "
			n++
		}
		line += w
		n += wn
		empty = false
	}
	if !empty {
		b.WriteString(line + "\n")
	}
	return b.String()
}
