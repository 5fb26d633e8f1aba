package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report/diag"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/terms"
)

func scoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "the card of a company, and why it stands as it stands",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{rubricFlag, capturesFlag, strictFlag, formatFlag, editionFlag, todayFlag,
			&cli.StringFlag{
				Name:  "explain",
				Usage: "say in plain words why `ID` (a claim, an indicator, a category) stands where it stands",
			},
			&cli.BoolFlag{Name: "suggest", Usage: "list claims that could bear on a level and weren't coded"}},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			format := c.String("format")
			if format != "text" && format != "json" {
				return usagef("formats: text, json", "unknown format %q", format)
			}
			if c.Bool("suggest") && c.IsSet("explain") {
				return usagef("", "--suggest and --explain can't be asked at once")
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			s, err := st.openOrReport(dir)
			if s == nil {
				return err
			}
			defer s.close()
			if err := s.report(); err != nil {
				return err
			}
			card, graded := s.setup.Card(s.company, s.opts), s.setup.Graded(s.company)
			w := c.App.Writer
			switch {
			case c.Bool("suggest"):
				return printSuggestions(w, score.Suggest(s.company.Dossier, s.setup.Rubric, graded), format)
			case c.IsSet("explain"):
				return explain(w, s, card, graded, c.String("explain"), format)
			case format == "json":
				b, err := card.JSON()
				if err != nil {
					return fmt.Errorf("write the card: %w", err)
				}
				_, err = w.Write(b)
				return err
			}
			return printCard(w, card)
		},
	}
}

// printCard writes the card within 80 columns.
func printCard(w io.Writer, c *score.Card) error {
	var b strings.Builder
	invented := ""
	if c.Company.Invented {
		invented = " (an invented company)"
	}
	b.WriteString(wrap(c.Company.Name+invented, "", 80))
	b.WriteString(
		wrap(
			fmt.Sprintf("%s %s, as of %s, %s edition", c.RubricRef.ID, c.RubricRef.Version, c.AsOf, c.Edition),
			"",
			80,
		),
	)
	if c.Headline != "" {
		b.WriteString("\n" + wrap(c.Headline, "  ", 80))
	}
	for _, cat := range c.Categories {
		b.WriteString("\n")
		printCategory(&b, cat)
		for _, in := range cat.Indicators {
			fmt.Fprintf(
				&b,
				"  %-4s %-32s %s %-10s %s\n",
				in.ID,
				clip(in.Title, 32),
				levelBar(in),
				levelRange(in),
				strings.ReplaceAll(in.State, "_", " "),
			)
		}
	}
	b.WriteString(
		"\n" + wrap(
			"A bar of levels: # proven, + best supported, - not excluded, . excluded by a search. 0 is searched and no supported concern, 100 the gravest; what nobody looked for is unknown and leaves the range wide.",
			"",
			80,
		),
	)
	if c.FactClaims > 0 {
		b.WriteString(
			wrap(
				fmt.Sprintf(
					"Of %s that carry facts, %d (%.0f %%) for more than one indicator.",
					count(c.FactClaims, "claim"),
					len(c.ClaimsTwice),
					100*float64(len(c.ClaimsTwice))/float64(c.FactClaims),
				),
				"",
				80,
			),
		)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func printCategory(b *strings.Builder, cat score.Category) {
	if cat.Low == nil {
		fmt.Fprintf(b, "%s: no score, since none of its indicators applies\n", cat.Title)
		return
	}
	fmt.Fprintf(
		b,
		"%s: supported at least to %s, not excluded up to %s\n",
		cat.Title,
		figure(*cat.Low),
		figure(*cat.High),
	)
	known := math.Round(100 * *cat.Coverage)
	fmt.Fprintf(b, "  0 %s 100   known %.0f %%, unknown %.0f %%\n", rangeBar(*cat.Low, *cat.High, 40), known, 100-known)
	if cat.Point != nil {
		fmt.Fprintf(b, "  on what is known: %s\n", figure(*cat.Point))
	}
	if cat.Gravest != "" {
		fmt.Fprintf(b, "  gravest: %s\n", cat.Gravest)
	}
	if cat.Floor != nil {
		fmt.Fprintf(b, "  lifted to %s by the critical indicator %s\n", figure(cat.Floor.Value), cat.Floor.Indicator)
	}
}

// figure rounds once, for people.
func figure(v float64) string { return fmt.Sprintf("%.0f", math.Round(v)) }

// rangeBar draws low to high on a scale of n cells.
func rangeBar(low, high float64, n int) string {
	from, to := int(math.Round(low/100*float64(n))), int(math.Round(high/100*float64(n)))
	to = max(to, min(n, from+1))
	from = min(from, to-1)
	return "[" + strings.Repeat(".", from) + strings.Repeat("=", to-from) + strings.Repeat(".", n-to) + "]"
}

func levelBar(in score.IndicatorCard) string {
	if in.Lo == nil {
		return "[    ]"
	}
	cells := in.Levels
	step := 1.0
	if cells > 10 {
		cells, step = 10, float64(in.Levels)/10
	}
	var b strings.Builder
	b.WriteByte('[')
	for i := 1; i <= cells; i++ {
		x := float64(i) * step
		switch {
		case x <= *in.Lo:
			b.WriteByte('#')
		case in.Best != nil && x <= *in.Best:
			b.WriteByte('+')
		case x <= *in.Hi:
			b.WriteByte('-')
		default:
			b.WriteByte('.')
		}
	}
	b.WriteByte(']')
	return b.String()
}

func levelRange(in score.IndicatorCard) string {
	if in.Lo == nil {
		return ""
	}
	return fmt.Sprintf("%.0f to %.0f", *in.Lo, *in.Hi)
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func printSuggestions(w io.Writer, ss []score.Suggestion, format string) error {
	if format == "json" {
		if ss == nil {
			ss = []score.Suggestion{}
		}
		b, err := json.MarshalIndent(ss, "", " ")
		if err != nil {
			return fmt.Errorf("write the suggestions: %w", err)
		}
		_, err = fmt.Fprintf(w, "%s\n", b)
		return err
	}
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
			wrap(fmt.Sprintf("  %s: %s, for level %s", s.Claim, s.Because, strings.Join(levels, ", ")), "      ", 80),
		)
	}
	more()
	_, err := io.WriteString(w, b.String())
	return err
}

// mostSuggested is how many claims of an indicator are printed, the strongest first.
const mostSuggested = 8

// explain says why a claim, an indicator or a category stands where it stands, and what would change it.
func explain(w io.Writer, s *session, card *score.Card, graded []*grade.Claim, id, format string) error {
	var known []string
	for _, g := range graded {
		known = append(known, g.ID.S)
	}
	for _, cat := range card.Categories {
		known = append(known, cat.ID)
		for _, in := range cat.Indicators {
			known = append(known, in.ID)
		}
	}
	if !slices.Contains(known, id) {
		hint := "a claim, an indicator or a category"
		if near := diag.Nearest(id, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return usagef(hint, "there is nothing called %q to explain", id)
	}
	var value any
	var b strings.Builder
	for _, g := range graded {
		if g.ID.S == id {
			value = card.Claim(id)
			explainClaim(&b, s, card, g)
		}
	}
	for _, cat := range card.Categories {
		if cat.ID == id {
			value = cat
			explainCategory(&b, cat)
		}
		for _, in := range cat.Indicators {
			if in.ID == id {
				value = in
				explainIndicator(&b, s, in)
			}
		}
	}
	if c, ok := value.(*score.ClaimCard); ok && c == nil {
		if format == "json" {
			return usagef("it is a lead: add --edition internal", "the public card doesn't hold %q", id)
		}
	}
	if format == "json" {
		j, err := json.MarshalIndent(value, "", " ")
		if err != nil {
			return fmt.Errorf("write the explanation: %w", err)
		}
		_, err = fmt.Fprintf(w, "%s\n", j)
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func explainClaim(b *strings.Builder, s *session, card *score.Card, g *grade.Claim) {
	d := s.company.Dossier
	b.WriteString(wrap(g.Text.S, "", 80))
	fmt.Fprintf(
		b,
		"\n%s, %s, %s; grade %d: %s\n",
		g.Kind,
		g.Status,
		timeWords(g),
		g.Grade,
		s.setup.Vocabulary.Word("grade", fmt.Sprint(g.Grade)),
	)
	why := g.Why
	if cc := card.Claim(g.ID.S); cc != nil {
		why = cc.Why
		if cc.Severity > 0 {
			fmt.Fprintf(b, "severity %d\n", cc.Severity)
		}
		if cc.Involvement != "" {
			fmt.Fprintf(b, "the company's involvement: %s\n", cc.Involvement)
		}
	}
	for _, x := range why {
		b.WriteString(wrap("- "+x, "  ", 80))
	}
	if len(g.Evidence) > 0 {
		b.WriteString("\nEvidence:\n")
	}
	for i, e := range g.Evidence {
		p := g.Pieces[i]
		proven := "no proven quote"
		if p.Proven {
			proven = "quote proven"
		}
		cluster := p.Cluster
		if cluster == "" {
			cluster = "origin unknown"
		}
		title := e.Source.S
		if src := d.Source(e.Source.S); src != nil {
			title = src.Title
			if src.Publisher != "" {
				title = src.Publisher + ", " + title
			}
			title += " (" + src.Type.S + ")"
		}
		b.WriteString(wrap(fmt.Sprintf("- %s: %s, %s. %s", e.Stance, title, e.Locator, e.Says.S), "  ", 80))
		b.WriteString(
			wrap(
				fmt.Sprintf(
					"  authority %d for claims of kind %s, %d from the record, cluster %s, %s",
					p.Base,
					g.Kind,
					p.Distance,
					cluster,
					proven,
				),
				"  ",
				80,
			),
		)
	}
	for _, r := range d.Replies {
		for _, a := range r.Answers {
			for _, t := range a.Claims {
				if t.S == g.ID.S {
					says := strings.ReplaceAll(a.Answer, "_", " ")
					if a.Says != "" {
						says += ": " + a.Says
					}
					b.WriteString(
						"\n" + wrap(
							fmt.Sprintf(
								"%s (%s, %s) %s",
								entityName(s, r.Organisation.S),
								strings.ReplaceAll(r.State, "_", " "),
								r.Date,
								says,
							),
							"  ",
							80,
						),
					)
				}
			}
		}
	}
	b.WriteString("\n" + wrap("What would raise it: "+raise(g), "  ", 80))
}

func entityName(s *session, id string) string {
	if e := s.company.Dossier.Entity(id); e != nil {
		return e.Label()
	}
	return id
}

func timeWords(g *grade.Claim) string {
	switch {
	case !g.Since.IsZero() && !g.Until.IsZero():
		return fmt.Sprintf("from %s to %s", g.Since.Date, g.Until.Date)
	case !g.Until.IsZero():
		return fmt.Sprintf("until %s", g.Until.Date)
	case !g.Since.IsZero():
		return fmt.Sprintf("since %s", g.Since.Date)
	}
	return fmt.Sprintf("as of %s", g.AsOf.Date)
}

// raise says what would lift a claim's grade.
func raise(g *grade.Claim) string {
	switch {
	case g.Grade == 4:
		return "nothing; it is on record"
	case g.Kind == terms.KindAbsence && g.Grade < g.BeforeContest:
		return "nothing, while a passage does what was said to be missing"
	case g.Kind == terms.KindAbsence && g.Grade == 3:
		return "nothing; an absence reaches no more"
	case g.Kind == terms.KindAbsence:
		return "all documents read whole by two people, and the company asked"
	case g.Grade < g.BeforeContest:
		return "an answer to the contrary evidence, or the record itself"
	case len(g.Why) > 1 && strings.HasPrefix(g.Why[1], "ceiling"):
		return "a finding, an admission or the record: its status allows no more"
	case g.Grade == 3:
		return "the record of the highest authority for this kind of claim, in hand, with a proven quote"
	case g.Grade == 2:
		return "a second independent source with authority for it, or the record in hand with a proven quote"
	}
	return "a source with authority for this kind of claim that examined the record or the witness"
}

func explainIndicator(b *strings.Builder, s *session, in score.IndicatorCard) {
	def := s.setup.Rubric.Indicator(in.ID)
	fmt.Fprintf(b, "%s %s: %s\n", in.ID, in.Title, strings.ReplaceAll(in.State, "_", " "))
	b.WriteString(wrap(def.Question, "", 80))
	if len(in.Pair) == 2 {
		fmt.Fprintf(b, "\npair: %s, %s\n", entityName(s, in.Pair[0]), entityName(s, in.Pair[1]))
	}
	if in.Best != nil && len(def.Levels) > 0 {
		b.WriteString(wrap(fmt.Sprintf("level %.0f: %s", *in.Best, def.Levels[int(*in.Best)].Text), "  ", 80))
	}
	b.WriteString("\n" + wrap("Why: "+in.Why+".", "  ", 80))
	for _, k := range in.Codings {
		counts := ""
		if !k.Counts {
			counts = " (doesn't count: it lacks what the level needs)"
		}
		b.WriteString(
			wrap(
				fmt.Sprintf(
					"- level %d, holds at %d%s: %s [%s]",
					k.Level,
					k.Holds,
					counts,
					k.Why,
					strings.Join(k.Claims, ", "),
				),
				"  ",
				80,
			),
		)
	}
	for _, e := range in.Elements {
		answer := strings.ReplaceAll(e.Answer, "_", " ")
		switch {
		case answer == "":
			answer = "unknown"
		case !e.Known:
			answer += ", but rests on nothing credible: unknown"
		}
		line := fmt.Sprintf("- %s (%s): %s", e.Ask, e.ID, answer)
		if e.Why != "" {
			line += ". " + e.Why
		}
		if refs := append(slices.Clone(e.Claims), e.Search); strings.Join(refs, "") != "" {
			line += " [" + strings.Trim(strings.Join(refs, ", "), ", ") + "]"
		}
		b.WriteString(wrap(line, "  ", 80))
	}
	if in.Narrows != "" {
		b.WriteString("\n" + wrap("What would change it: "+in.Narrows+".", "  ", 80))
	}
}

func explainCategory(b *strings.Builder, cat score.Category) {
	printCategory(b, cat)
	for _, in := range cat.Indicators {
		b.WriteString(
			wrap(
				fmt.Sprintf("- %s %s, weight %g, %s: %s", in.ID, in.Title, in.Weight, levelRange(in), in.Why),
				"  ",
				80,
			),
		)
	}
	if cat.Narrows != "" {
		b.WriteString("\n" + wrap("What would narrow it most: "+cat.Narrows+".", "  ", 80))
	}
}
