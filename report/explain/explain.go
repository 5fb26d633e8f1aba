// Package explain says to people at a terminal how a company stands and why: the card, the reasons of a claim, an
// indicator or a category with what would change them, and a rubric in plain words.
package explain

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Input is what is explained: an edition's graded claims and its card.
type Input struct {
	Claims     *grade.Set
	Card       *score.Card
	Vocabulary vocab.Vocabulary
}

// Of is that of a company.
func Of(claims *grade.Set, card *score.Card, v vocab.Vocabulary) Input { return Input{claims, card, v} }

// CardText is the card as a terminal of 80 columns shows it.
func (in Input) CardText() string { return cardText(in.Card) }

// IDs are all that can be explained: claims, categories, indicators.
func (in Input) IDs() []string {
	var known []string
	for _, g := range in.Claims.Claims {
		known = append(known, g.ID.S)
	}
	for _, cat := range in.Card.Categories {
		known = append(known, cat.ID)
		for _, c := range cat.Indicators {
			known = append(known, c.ID)
		}
	}
	return known
}

// Explain says why what has an id stands where it stands, and what would change it: in words, and as the card has it.
// The value is nil for a claim that the card doesn't hold.
func (in Input) Explain(id string) (text string, value any) {
	var b strings.Builder
	if g := in.Claims.Claim(id); g != nil {
		if c := in.Card.Claim(id); c != nil {
			value = c
		}
		in.claim(&b, g)
	}
	for _, cat := range in.Card.Categories {
		if cat.ID == id {
			value = cat
			categoryWhy(&b, cat)
		}
		for _, c := range cat.Indicators {
			if c.ID == id {
				value = c
				in.indicator(&b, c)
			}
		}
	}
	return b.String(), value
}

func (in Input) claim(b *strings.Builder, g *grade.Claim) {
	d := in.Claims.Dossier
	b.WriteString(wrap(g.Text.S, ""))
	fmt.Fprintf(b, "\n%s, %s, %s; grade %d: %s\n", g.Kind, g.Status, Period(g), g.Grade,
		in.Vocabulary.Word(vocab.Grade(g.Grade)))
	why := g.Why(in.Vocabulary)
	if cc := in.Card.Claim(g.ID.S); cc != nil {
		why = cc.Why
		if cc.Severity > 0 {
			fmt.Fprintf(b, "severity %d\n", cc.Severity)
		}
		if cc.Involvement != "" {
			fmt.Fprintf(b, "the company's involvement: %s\n", cc.Involvement)
		}
	}
	for _, x := range why {
		item(b, "- %s", x)
	}
	if len(g.Parts) > 0 {
		b.WriteString("\nParts:\n")
	}
	for _, p := range g.Parts {
		item(b, "- %s: %s", p.ID.S, p.Text)
	}
	if len(g.Evidence) > 0 {
		b.WriteString("\nEvidence:\n")
	}
	for i, e := range g.Evidence {
		p := g.Pieces[i]
		proven := "no proven quote"
		if p.Proven() {
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
		item(b, "- %s: %s, %s. %s", e.Stance, title, e.Locator, e.Says.S)
		if len(p.Parts) > 0 {
			item(b, "  of part %s", strings.Join(p.Parts, ", "))
		}
		item(b, "  authority %d for claims of kind %s, %d from the record, cluster %s, %s", p.Base, g.Kind, p.Distance,
			cluster, proven)
		if src := d.Source(e.Source.S); src != nil && src.PartOf.S != "" {
			item(b, "  a part of %s: cited together they are one witness", src.PartOf.S)
		}
		if src := d.Source(e.Source.S); src != nil && src.Independent != "" {
			item(b, "  its own voice, apart from its publisher's other papers: %s", src.Independent)
		}
		if src := d.Source(e.Source.S); p.Method {
			item(b, "  so near to the record for its method alone, and without it %d: %s",
				in.Claims.Authority.Type(src.Type.S).DistanceWithoutMethod, src.Method)
		}
	}
	for _, r := range d.Replies {
		for _, a := range r.Answers {
			for _, t := range a.Claims {
				if t.S == g.ID.S {
					says := spaced(a.Answer)
					if a.Says != "" {
						says += ": " + a.Says
					}
					b.WriteByte('\n')
					item(b, "%s (%s, %s) %s", in.name(r.Organisation.S), spaced(r.State), r.Date, says)
				}
			}
		}
	}
	b.WriteString("\n" + wrap("What would raise it: "+g.Raise(in.Vocabulary), "  "))
	for _, words := range in.levers(g, mostLevers) {
		item(b, "- for example, %s", words)
	}
}

func (in Input) name(id string) string {
	if e := in.Claims.Dossier.Entity(id); e != nil {
		return e.Label()
	}
	return id
}

// Period is when a claim held, in words.
func Period(g *grade.Claim) string {
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

func (in Input) indicator(b *strings.Builder, c score.IndicatorCard) {
	def := in.Card.Rubric.Indicator(c.ID)
	fmt.Fprintf(b, "%s %s: %s\n", c.ID, c.Title, spaced(c.State))
	b.WriteString(wrap(def.Question, ""))
	if len(c.Pair) == 2 {
		fmt.Fprintf(b, "\npair: %s, %s\n", in.name(c.Pair[0]), in.name(c.Pair[1]))
	}
	if c.Best != nil && len(def.Levels) > 0 {
		item(b, "level %.0f: %s", *c.Best, def.Levels[int(*c.Best)].Text)
	}
	b.WriteString("\n" + wrap("Why: "+c.Why+".", "  "))
	for _, k := range c.Codings {
		counts := ""
		if !k.Counts {
			counts = " (doesn't count: it lacks what the level needs)"
		}
		item(b, "- level %d, holds at %d%s: %s [%s]", k.Level, k.Holds, counts, k.Why, strings.Join(k.Claims, ", "))
		for _, words := range in.codingLevers(def, k) {
			b.WriteString(wrap("  "+words, "    "))
		}
	}
	for _, e := range c.Elements {
		answer := spaced(e.Answer)
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
		b.WriteString(wrap(line, "  "))
	}
	if c.Narrows != "" {
		b.WriteString("\n" + wrap("What would change it: "+c.Narrows+".", "  "))
	}
}

func categoryWhy(b *strings.Builder, cat score.Category) {
	category(b, cat)
	for _, in := range cat.Indicators {
		item(b, "- %s %s, weight %g, %s: %s", in.ID, in.Title, in.Weight, levelRange(in), in.Why)
	}
	if cat.Narrows != "" {
		b.WriteString("\n" + wrap("What would narrow it most: "+cat.Narrows+".", "  "))
	}
}
