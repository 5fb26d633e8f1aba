package xlsx

import (
	"whereas/report/grade"
	"whereas/report/vocab"
)

func (w *writer) replies() sheet {
	shown := map[string]*grade.Claim{}
	for _, g := range w.shown {
		shown[g.ID.S] = g
	}
	s := sheet{
		name:   "Replies",
		tableN: "Replies",
		grade:  -1,
		frozen: 1,
		cols: []column{
			{"Reply", 16, wrapped}, // these stand on paper
			{"Organisation", 20, wrapped},
			{"State", 12, plainText},
			{"Date", 11, plainText},
			{"Claim", 42, wrapped},
			{"Answer", 16, wrapped},
			{"What it says", 38, wrapped},
			{"Quote", 25, wrapped},
			{"From", 12, day},
			{"Deadline", 12, day},
			{"Channel", 24, wrapped},
			{"Claim id", 28, wrapped},
			{"Where in the source", 24, wrapped},
			{"Source id", 24, wrapped},
		},
	}
	s.intro = w.heading(
		"replies",
		"A row for each answer that an organisation itself gives to a claim. Silence is neither "+
			"agreement nor guilt.",
	)
	s.link(w.at.claims.lead, "Claim id")
	s.link(w.at.sources.lead, "Source id")
	for _, r := range w.Dossier.Replies {
		row := func(id, claim, answer, says, quote, at string) {
			s.rows = append(
				s.rows,
				[]any{r.ID.S, w.name(r.Organisation.S), spaced(r.State), r.Date.String(), claim, answer, says, quote,
					opens(r.Date.Date), r.Deadline.Date, r.Channel, id, at, r.Source.S},
			)
		}
		if len(r.Answers) == 0 {
			row("", "", "", "", "", "")
		}
		for _, a := range r.Answers {
			for _, t := range a.Claims {
				if g := shown[t.S]; g != nil {
					quote := a.Quote.S
					if src := w.Dossier.Source(r.Source.S); g.Handling == vocab.Redactable ||
						src != nil && src.Handling == vocab.Redactable {
						quote = ""
					}
					row(t.S, g.Text.S, spaced(a.Answer), a.Says, quote, a.Locator)
				}
			}
		}
	}
	return s
}
