package xlsx

import (
	"strconv"
	"strings"

	"whereas/report/civil"
	"whereas/report/grade"
	"whereas/report/vocab"
)

func (w *writer) evidence() sheet {
	s := sheet{name: "Evidence", tableN: "Evidence", grade: 2, frozen: 1, n: len(w.pieces), cols: []column{
		{"Evidence", 20, wrapped}, // these stand on paper
		{"Claim", 42, wrapped},
		{"Grade", 7, whole},
		{"Stance", 10, plainText},
		{"What it says", 32, wrapped},
		{"Quote", 32, wrapped},
		{"Where in the source", 15, wrapped},
		{"Source", 22, wrapped},
		{"Claim id", 24, wrapped},
		{"Kind", 14, plainText},
		{"Category", 18, wrapped},
		{"Indicators", 12, wrapped},
		{"Grade in words", 16, wrapped},
		{"Why", 90, wrapped},
		{"Status", 11, plainText},
		{"From", 11, day},
		{"As of", 11, plainText},
		{"Since", 11, plainText},
		{"Until", 11, plainText},
		{"Checked", 11, plainText},
		{"Entities", 48, wrapped},
		{"Proven by", 16, wrapped},
		{"Proven on", 11, day},
		{"Source id", 20, wrapped},
		{"Source type", 16, wrapped},
		{"Interest", 40, wrapped},
		{"Publisher", 28, wrapped},
		{"Published from", 11, day},
		{"Published", 11, plainText},
		{"Address", 60, address},
		{"Archived", 60, address},
		{"Accessed", 11, day},
		{"Read", 9, plainText},
		{"Authority", 11, whole},
		{"Steps from the record", 12, whole},
		{"Cluster", 16, wrapped},
	}}
	s.intro = w.heading("evidence",
		"A row for each piece of evidence: where it stands, what it says, and how far its source can bear the claim.")
	s.link(func(id string) string { return w.at.claims.lead(id[:strings.LastIndexByte(id, '/')]) }, "Evidence")
	s.link(w.at.claims.lead, "Claim id")
	s.link(w.at.sources.lead, "Source id")
	last, row := -1, make([]any, len(s.cols))
	s.row = func(n int) []any {
		g, i := w.shown[w.pieces[n].claim], w.pieces[n].piece
		e, p := g.Evidence[i], g.Pieces[i]
		if last != w.pieces[n].claim { // what is the same in all rows of a claim
			last = w.pieces[n].claim
			row[1], row[2] = g.Text.S, g.Grade
			copy(row[8:], []any{g.ID.S, string(g.Kind), strings.Join(w.titles[g.ID.S], ", "),
				strings.Join(w.bearing[g.ID.S], ", "), w.Vocabulary.Word(vocab.Grade(g.Grade)),
				strings.Join(g.Why(w.Vocabulary), "; "), string(g.Status), begins(g.Claim), g.AsOf.String(),
				g.Since.String(), g.Until.String(), g.Checked.String(), w.listed(g.Entities())})
		}
		src := w.Dossier.Source(e.Source.S)
		quote := e.Quote.S
		if g.Handling == vocab.Redactable || e.Handling == vocab.Redactable || src.Handling == vocab.Redactable {
			quote = ""
		}
		by, on := "not proven", civil.Date{}
		if p.Proven() {
			by, on = p.Proof.By, p.Proof.Date.Date
		}
		row[0] = g.ID.S + "/" + strconv.Itoa(i+1)
		copy(row[3:], []any{string(e.Stance), e.Says.S, quote, e.Locator, src.Title})
		copy(row[21:], []any{by, on, src.ID.S, src.Type.S, src.Interest, src.Publisher, opens(src.Published.Date),
			src.Published.String(), src.URL.S, src.Archived.S, src.Accessed.Date, string(src.Read), p.Base, p.Distance,
			cluster(p)})
		return row
	}
	return s
}

func cluster(p grade.Piece) string {
	if p.Cluster == "" {
		return "unknown origin"
	}
	return p.Cluster
}
