package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/compare"
	"whereas/report/score"
)

func (w *comparison) groups() sheet {
	s := w.sheet(
		"Groups",
		"A row for each company and category, by the groups that can be told apart.",
		w.Wording.Say("order_why", fmt.Sprintf("%.0f", 100*w.Method.Share)),
		"Of each category the gravest group stands first. Each company of a group stands clearly above each company "+
			"of the groups after it. A group of several holds companies that can't be told apart from each other, "+
			"directly or through others.",
	)
	s.cols = []column{
		{"Category", 26, wrapped},
		{"Companies in the group", 12, whole},
		{companyTitle, 60, wrapped},
	}
	for _, st := range w.Categories {
		for _, g := range st.Groups {
			for _, a := range g {
				s.rows = append(s.rows, []any{st.Title, len(g), w.Companies[a].Full(w.Wording)})
			}
		}
		for _, a := range st.Unscored {
			s.rows = append(s.rows, []any{st.Title, w.Wording.Say("no_score"), w.Companies[a].Full(w.Wording)})
		}
	}
	return s
}

func (w *comparison) drivers() sheet {
	s := w.sheet("What drives differences", "A row for each indicator by which companies differ, or that isn't known.",
		w.Wording.Say("drivers_how"), w.Wording.Say("foot_scale"))
	s.cols = []column{
		{"Category", 22, wrapped},
		{"Indicator", 30, wrapped},
		{"Share of the weight", 11, fraction},
		{"Where the companies stand", 95, wrapped},
		{"Not known (companies)", 11, whole},
		{"Doesn't apply (companies)", 11, whole},
	}
	add := func(st *compare.Standing, d compare.Driver) {
		s.rows = append(
			s.rows,
			[]any{st.Title, d.ID + " " + d.Title, d.Share, strings.Join(w.Standings(d, inCell), "; "), len(d.Unknown),
				len(d.NotApplicable)},
		)
	}
	for _, st := range w.Categories {
		told := map[string]bool{}
		for _, d := range st.Drivers {
			told[d.ID] = true
			add(st, d)
		}
		for _, d := range st.Unknown {
			if !told[d.ID] {
				add(st, d)
			}
		}
	}
	return s
}

func (w *comparison) counts() sheet {
	s := w.sheet(
		"Evidence",
		"A row for each company: how much stands behind its card. Many claims aren't a concern, and few aren't a "+
			"clean record: they say how far somebody looked.",
	)
	s.cols = []column{
		{companyTitle, 34, wrapped},
		{"As of", 12, day},
		{"Claims", 9, whole},
	}
	for g := 4; g >= 1; g-- {
		s.cols = append(s.cols, column{fmt.Sprintf("Grade %d: %s", g, w.Grade(g)), 13, whole})
	}
	s.cols = append(s.cols, column{"Contested", 11, whole}, column{"Independent voices", 13, whole},
		column{"Claims that carry a fact", 12, whole}, column{"Codings", 10, whole},
		column{"Elements answered", 11, whole}, column{"Elements asked", 11, whole},
		column{"Indicators known", 11, whole}, column{"Indicators that apply", 11, whole},
		column{"Assessed by", 26, wrapped}, column{"Assessed on", 12, day}, column{"Card (SHA-256)", 66, wrapped})
	for _, co := range w.Companies {
		n := co.Counts
		row := []any{co.Full(w.Wording), co.AsOf, n.Claims}
		for g := 4; g >= 1; g-- {
			row = append(row, n.Grades[g])
		}
		row = append(row, n.Contested, n.Voices, n.Facts, n.Codings, n.Answered, n.Asked, n.Known, n.Asking)
		as := co.Assessment
		if as == nil {
			as = &score.AssessmentRef{Coder: "nobody"}
		}
		s.rows = append(s.rows, append(row, as.Coder, as.Date, co.Digest))
	}
	return s
}

func (w *comparison) changes() sheet {
	s := w.sheet(
		"Changes",
		"A row for each difference from the earlier run. A company scored by another rubric then is "+
			"only named: what differs may be the rubric's doing.",
		w.Wording.Say("foot_scale"),
	)
	s.cols = []column{
		{companyTitle, 34, wrapped},
		{"What", 34, wrapped},
		{"Category", 22, wrapped},
		{"Before", 40, wrapped},
		{"Now", 40, wrapped},
		{"Low before", 9, decimal},
		{"High before", 9, decimal},
		{"Low now", 9, decimal},
		{"High now", 9, decimal},
	}
	for _, ch := range w.Changes {
		s.rows = append(s.rows, []any{w.Who(ch), w.What(ch), ch.Category, w.Told(ch.Before), w.Told(ch.After),
			number(ch.Before.Low), number(ch.Before.High), number(ch.After.Low), number(ch.After.High)})
	}
	return s
}

func (w *comparison) left() sheet {
	s := w.sheet("Not compared", "A row for each company that is left out, of the whole comparison or of a category.",
		w.Wording.Say("left_how"))
	s.cols = []column{
		{companyTitle, 44, wrapped},
		{"Why", 90, wrapped},
	}
	for _, l := range w.Left {
		s.rows = append(s.rows, []any{w.LeftName(l), w.Why(l)})
	}
	for _, st := range w.Categories {
		for _, a := range st.Unscored {
			s.rows = append(s.rows, []any{w.Companies[a].Full(w.Wording), st.Title + ": " + w.Wording.Say("no_score")})
		}
	}
	return s
}

// method says how the figures come about, so that the workbook can be read alone.
func (w *comparison) method() sheet {
	s := w.sheet("Method", "A row for each rule by which the figures come about, and for each word that they use.")
	s.cols = []column{
		{"Subject", 24, wrapped},
		{"Item", 30, wrapped},
		{"What it means", 110, wrapped},
	}
	add := func(subject, item, text string) { s.rows = append(s.rows, []any{subject, item, text}) }
	add("Comparison", "Date", w.Date.String())
	add("Comparison", "Edition", string(w.Edition))
	add("Comparison", "Figures", w.Wording.Say("how"))
	add("Comparison", "Order", w.Wording.Say("no_order"))
	add("Comparison", "Clearly above", w.Wording.Say("order_why", fmt.Sprintf("%.0f", 100*w.Method.Share)))
	for _, p := range w.Wording.Paragraphs {
		add("Comparison", "Method", p)
	}
	switch {
	case !w.Since:
		add("Comparison", "Changes", "No earlier run was given (--since), so nothing is said about changes.")
	case len(w.Changes) == 0:
		add("Comparison", "Changes", w.Wording.Say("changes_none"))
	}
	if len(w.Left) == 0 && !slices.ContainsFunc(w.Categories,
		func(st *compare.Standing) bool { return len(st.Unscored) > 0 }) {
		add("Comparison", "Not compared", "Every company that was found is compared.")
	}
	if n := len(w.Companies); n > mostBars {
		add("Comparison", "Charts", fmt.Sprintf("There are charts for up to %d companies; here are %d.", mostBars, n))
	}
	for _, r := range w.Wording.Reasons {
		add("Draws", r.Name+": "+r.Value, r.Why)
	}
	add("Rubric", w.Rubric.ID+" "+w.Rubric.Version, w.Rubric.Title+". "+w.Rubric.Why)
	add("Rubric", "Digest of the file (SHA-256)", w.Rubric.SHA256)
	for _, b := range w.Rubric.Bands {
		add("Band", b.Name, fmt.Sprintf("from %g", b.From))
	}
	for _, cat := range w.Rubric.Categories {
		add("Category", cat.Title, cat.Why)
		for _, in := range w.Rubric.In(cat.ID) {
			add("Indicator", in.ID+" "+in.Title, fmt.Sprintf("%s Weight %g: %s", in.Question, in.Weight, in.Why))
			if k := in.Critical; k != nil {
				add("Critical indicator", in.ID,
					fmt.Sprintf("Proven at level %d it lifts the low bound of its category to at least %g, and the "+
						"high bound wherever that level isn't excluded. %s", k.Level, k.Floor, k.Why))
			}
		}
	}
	for _, t := range w.Vocabulary["grade"] {
		add("Grade", t.ID+": "+t.Word, t.Meaning)
	}
	for _, t := range w.Vocabulary["state"] {
		add("State of an indicator", t.Word, t.Meaning)
	}
	return s
}
