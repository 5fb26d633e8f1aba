package xlsx

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// method says how the figures come about, so that the workbook can be read alone.
func (w *writer) method() sheet {
	r := w.Card.Rubric
	s := sheet{
		name:   "Method",
		tableN: "Method",
		grade:  -1,
		frozen: 2,
		cols: []column{
			{"Subject", 26, wrapped},
			{"Item", 30, wrapped},
			{"What it means", 110, wrapped},
		},
	}
	s.intro = w.heading(
		"method",
		"A row for each rule by which a grade, a level and a range come about. Figures marked as proposals can be "+
			"replaced.",
	)
	add := func(subject, item, text string) {
		for len(text) > maxCell { // a search of many documents: its text goes on in the next row
			i := max(strings.LastIndexByte(text[:maxCell], ' '), maxCell/2)
			for !utf8.RuneStart(text[i]) {
				i--
			}
			s.rows = append(s.rows, []any{subject, item, text[:i]})
			text = strings.TrimLeft(text[i:], " ")
		}
		s.rows = append(s.rows, []any{subject, item, text})
	}
	add("Dossier", "As of", w.Card.AsOf.String())
	add("Dossier", "Edition", string(w.Card.Edition))
	if w.Dossier.Note != "" {
		add("Dossier", "Note", w.Dossier.Note)
	}
	if a := w.Card.Assessment; a != nil {
		add("Assessment", "By, on", a.Coder+", "+a.Date.String())
		if a.Note != "" {
			add("Assessment", "Note", a.Note)
		}
	} else {
		add("Assessment", "By, on", "nobody has assessed this dossier")
	}
	add("Rubric", r.ID+" "+r.Version, r.Title+". "+r.Why)
	add("Rubric", "Digest of the file (SHA-256)", r.SHA256)
	for _, t := range w.Vocabulary["grade"] {
		add("Grade", t.ID+": "+t.Word, t.Meaning)
	}
	for _, t := range w.Vocabulary[grade.List] {
		item := strings.ReplaceAll(t.ID, "-", " ")
		if n := grade.Rule(t.ID).Rung(); n >= 0 {
			item = fmt.Sprintf("%d: %s", n, item)
		}
		add("Rule of grades", item, capital(cmp.Or(t.Rule, t.Word)))
	}
	for _, t := range w.Vocabulary["status"] {
		add("Status", t.ID,
			fmt.Sprintf("%s A claim of this status reaches at most %d.", t.Meaning,
				w.Authority.Ceilings[vocab.Status(t.ID)]))
	}
	for _, t := range w.Authority.Types {
		var parts []string
		for _, k := range w.Vocabulary["kind"] {
			if b, ok := t.Base[vocab.Kind(k.ID)]; ok {
				parts = append(parts, fmt.Sprintf("%s %d", k.ID, b))
			}
		}
		add("Source type", t.ID,
			fmt.Sprintf("%s Authority by kind of claim: %s. %s", t.Meaning, strings.Join(parts, ", "), t.Why))
	}
	for _, t := range w.Vocabulary["kind"] {
		add("Kind of claim", t.ID, t.Meaning)
	}
	for _, t := range w.Vocabulary["state"] {
		add("State of an indicator", t.ID, t.Meaning)
	}
	add("Level", "Proven", "The highest level with a coding whose claims are all of grade 3 or more.")
	add("Level", "Best",
		"The highest level with a coding whose claims are all of grade 2 or more (3 for the top level).")
	add("Level", "Highest not excluded",
		"The top level, unless a search log that covers what the rubric lists closes the levels above.")
	add("Range", "Mean", fmt.Sprintf("The weighted mean of power %d over the indicators that apply.", r.Power))
	add("Range", "Low, high", "With the proven levels; with the highest that aren't excluded. Of an indicator that "+
		"nobody looked at that is 0 and 100.")
	add(
		"Range",
		"On what is known",
		fmt.Sprintf(
			"Printed only where at least %.0f %% of the weight is known and it lies within the range, in the low "+
				"bound's band or the next.",
			100*r.CoverageGate,
		),
	)
	for _, b := range r.Bands {
		add("Band", b.Name, fmt.Sprintf("from %g", b.From))
	}
	for _, in := range r.Indicators {
		if c := in.Critical; c != nil {
			add("Critical indicator", in.ID,
				fmt.Sprintf("Proven at level %d it lifts the low bound of its category to at least %g, and the high "+
					"bound wherever that level isn't excluded. %s", c.Level, c.Floor, c.Why))
		}
	}
	for _, b := range r.Basis {
		text := b.Title
		if b.URL != "" {
			text += ", " + b.URL
		}
		if !b.Opened {
			text += " (cited from elsewhere, not opened)"
		}
		add("Basis", b.ID, text)
	}
	add("Workbook", "Addresses",
		fmt.Sprintf("An address of more than %d characters is text without a link. A sheet takes %d links; where "+
			"there would be more, its third row says up to where they go.", maxAddress, maxLinks))
	add("Workbook", "Dates", "Text, as precisely as they are known: 2024, 2024-12, 2024-12-03. The column From has "+
		"the first day of the time as a date, to sort and filter by.")
	add("Workbook", "Names", "Weights, Indicator_low, Indicator_best, Indicator_high, Category_low, Category_high and "+
		"Category_known are ranges of the sheet Scorecard; each table has the name of its sheet.")
	for _, l := range w.Dossier.Searches {
		var docs []string
		for _, d := range l.Documents {
			name := d.Name
			if src := w.Dossier.Source(d.Source.S); src != nil {
				name = src.Title
			}
			docs = append(docs, name+" ("+string(d.Read)+")")
		}
		asked := "the company was not asked"
		if l.Asked {
			asked = "the company was asked: " + l.AskedOn.String() + ", " + l.AskedHow
		}
		add(
			"Search",
			l.ID.S,
			fmt.Sprintf("%s, by %s; read: %s; looked for: %s; %s. Found: %s", l.Date.Date, strings.Join(l.By, ", "),
				strings.Join(docs, ", "), strings.Join(l.Terms, ", "), asked, l.Found),
		)
	}
	return s
}

// capital begins a text with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
