// Package xlsx writes the evidence workbook: what was found, how strong it is, who said so, and how the
// figures come about, so that a reader can change a weight and see.
package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"whereas/report/civil"
	"whereas/report/deflate"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Input is what the workbook shows: the edition's dossier, its card and its graded claims. Claims that the
// card leaves out (leads, in the public edition) aren't shown, nor what only they need.
type Input struct {
	*grade.Set
	Card       *score.Card
	Vocabulary vocab.Vocabulary
	Deflate    *deflate.Pool // compressors of other workbooks; it may be nil
}

// writer gathers what several sheets need.
type writer struct {
	Input
	book    *book
	shown   []*grade.Claim              // in the dossier's order
	card    map[string]*score.ClaimCard // by claim, as are the next three
	bearing map[string][]string         // the indicators it bears on
	titles  map[string][]string         // of the categories of these
	answers map[string][]string         // what organisations say of it
}

// Workbook writes evidence.xlsx. The same input gives the same bytes.
func Workbook(in Input) ([]byte, error) { return workbook(in, maxRows) }

// workbook is Workbook with so many rows to a sheet.
func workbook(in Input, rows int) ([]byte, error) {
	b, err := newBook(in.Dossier.Company.Name)
	if err != nil {
		return nil, err
	}
	defer b.f.Close()
	b.maxRows = rows
	if in.Deflate != nil {
		b.deflate = in.Deflate
	}
	w := newWriter(in, b)
	for _, s := range []sheet{w.summary(), w.scorecard(), w.evidence(), w.claims(), w.sources(), w.entities(),
		w.links(), w.replies(), w.method()} {
		if err := b.add(s); err != nil {
			return nil, err
		}
	}
	title := in.Dossier.Company.Name + ": evidence"
	stamp := fmt.Sprintf("%04d-%02d-%02dT00:00:00Z", in.Card.AsOf.Year, max(1, in.Card.AsOf.Month),
		max(1, in.Card.AsOf.Day))
	if err := b.f.SetDocProps(&excelize.DocProperties{Title: title, Subject: in.Card.RubricRef.ID + " " +
		in.Card.RubricRef.Version, Creator: "-", LastModifiedBy: "-",
		Created: stamp, Modified: stamp, Language: in.Dossier.Language}); err != nil {
		return nil, err
	}
	return b.bytes()
}

func newWriter(in Input, b *book) *writer {
	w := &writer{
		Input:   in,
		book:    b,
		card:    make(map[string]*score.ClaimCard, len(in.Card.Claims)),
		bearing: map[string][]string{},
		titles:  map[string][]string{},
		answers: map[string][]string{},
	}
	for i := range in.Card.Claims {
		w.card[in.Card.Claims[i].ID] = &in.Card.Claims[i]
	}
	for _, g := range in.Set.Claims {
		if w.card[g.ID.S] != nil {
			w.shown = append(w.shown, g)
		}
	}
	for _, cat := range in.Card.Categories {
		for _, ind := range cat.Indicators {
			for _, id := range ind.Claims {
				w.bearing[id] = append(w.bearing[id], ind.ID)
				if ts := w.titles[id]; len(ts) == 0 || ts[len(ts)-1] != cat.Title {
					w.titles[id] = append(ts, cat.Title)
				}
			}
		}
	}
	for _, r := range in.Dossier.Replies {
		for _, a := range r.Answers {
			for _, t := range a.Claims {
				text := fmt.Sprintf("%s, %s: %s", w.name(r.Organisation.S), r.Date.Date,
					spaced(a.Answer))
				if a.Says != "" {
					text += " (" + a.Says + ")"
				}
				w.answers[t.S] = append(w.answers[t.S], text)
			}
		}
	}
	return w
}

func (w *writer) heading(title, note string) [][]any {
	name := w.Dossier.Company.Name
	if w.Dossier.Company.Invented {
		name += " (an invented company)"
	}
	return [][]any{{titled{name + ": " + title, w.book.title}}, {titled{note, w.book.note}}, {}}
}

func (w *writer) summary() sheet {
	s := sheet{name: "Summary", tableN: "Summary", grade: -1,
		cols: []column{
			{"Category", 26, wrapped},
			{"Supported at least to", 13, decimal},
			{"Not excluded up to", 13, decimal},
			{"Range, 0 to 100", 46, plainText},
			{"Known", 10, fraction},
			{"Unknown", 11, fraction},
			{"Gravest", 10, plainText},
			{"What would narrow it", 70, wrapped},
		}}
	s.intro = w.heading(
		"summary",
		fmt.Sprintf(
			"As of %s, %s edition, rubric %s %s. 0 is searched and no supported concern, 100 the gravest. The range "+
				"is the result: what nobody looked for is unknown, not nothing.",
			w.Card.AsOf,
			w.Card.Edition,
			w.Card.RubricRef.ID,
			w.Card.RubricRef.Version,
		),
	)
	s.intro = append(s.intro, []any{titled{w.Card.Headline, w.book.strong}}, []any{})
	counts := map[int]int{}
	contested := 0
	for _, g := range w.shown {
		counts[g.Grade]++
		if g.Contested {
			contested++
		}
	}
	var parts []string
	for g := 4; g >= 0; g-- {
		if counts[g] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[g], w.Vocabulary.Word(vocab.Grade(g))))
		}
	}
	s.intro = append(s.intro,
		[]any{fmt.Sprintf("%d claims: %s; %d contested.", len(w.shown), strings.Join(parts, ", "), contested)})
	for _, v := range w.Dossier.Votes {
		s.intro = append(s.intro, []any{fmt.Sprintf("Vote of %s on %s: %s.", v.Date.Date, v.Title, v.Support)})
	}
	if w.Dossier.Note != "" {
		s.intro = append(s.intro, []any{titled{w.Dossier.Note, w.book.note}})
	}
	s.intro = append(s.intro, []any{})
	for _, c := range w.Card.Categories {
		if c.Low == nil {
			s.rows = append(s.rows,
				[]any{c.Title, "no score", "no score", "", nil, nil, "", "none of its indicators applies"})
			continue
		}
		s.rows = append(s.rows,
			[]any{c.Title, *c.Low, *c.High, bar(*c.Low, *c.High), *c.Coverage, 1 - *c.Coverage, c.Gravest, c.Narrows})
	}
	return s
}

// bar draws a range with 40 cells, so that it can be read without colour.
func bar(low, high float64) string {
	const n = 40
	from, to := int(low/100*n+0.5), int(high/100*n+0.5)
	to = max(to, min(n, from+1))
	from = min(from, to-1)
	return strings.Repeat("░", from) + strings.Repeat("█", to-from) + strings.Repeat("░", n-to)
}

func (w *writer) evidence() sheet {
	s := sheet{name: "Evidence", tableN: "Evidence", grade: 6, cols: []column{
		{"Evidence", 24, wrapped},
		{"Claim id", 24, wrapped},
		{"Claim", 48, wrapped},
		{"Kind", 14, plainText},
		{"Category", 18, wrapped},
		{"Indicators", 12, wrapped},
		{"Grade", 7, whole},
		{"Grade in words", 16, wrapped},
		{"Why", 48, wrapped},
		{"Status", 11, plainText},
		{"As of", 11, day},
		{"Since", 11, day},
		{"Until", 11, day},
		{"Checked", 11, day},
		{"Entities", 30, wrapped},
		{"Stance", 11, plainText},
		{"Where in the source", 28, wrapped},
		{"Quote", 40, wrapped},
		{"What it says", 44, wrapped},
		{"Proven by", 16, wrapped},
		{"Proven on", 11, day},
		{"Source id", 20, wrapped},
		{"Source", 36, wrapped},
		{"Source type", 16, wrapped},
		{"Interest", 24, wrapped},
		{"Publisher", 28, wrapped},
		{"Published", 11, day},
		{"Address", 40, address},
		{"Archived", 40, address},
		{"Accessed", 11, day},
		{"Read", 9, plainText},
		{"Authority", 9, whole},
		{"Steps from the record", 9, whole},
		{"Cluster", 16, wrapped},
	}}
	s.intro = w.heading("evidence",
		"A row for each piece of evidence: where it stands, what it says, and how far its source can bear the claim.")
	type place struct{ claim, piece int }
	var places []place
	for i, g := range w.shown {
		for j, e := range g.Evidence {
			if w.Dossier.Source(e.Source.S) != nil { // else it was reported before anything is drafted
				places = append(places, place{i, j})
			}
		}
	}
	s.n = len(places)
	last, row := -1, make([]any, len(s.cols))
	s.row = func(n int) []any {
		g, i := w.shown[places[n].claim], places[n].piece
		e, p := g.Evidence[i], g.Pieces[i]
		if last != places[n].claim { // what is the same in all rows of a claim
			last = places[n].claim
			copy(
				row[1:],
				[]any{g.ID.S, g.Text.S, string(g.Kind), strings.Join(w.titles[g.ID.S], ", "),
					strings.Join(w.bearing[g.ID.S], ", "), g.Grade, w.Vocabulary.Word(vocab.Grade(g.Grade)),
					strings.Join(g.Why(w.Vocabulary), "; "), string(g.Status), g.AsOf.Date, g.Since.Date, g.Until.Date,
					g.Checked.Date,
					w.names(g.Entities())},
			)
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
		copy(
			row[15:],
			[]any{string(e.Stance), e.Locator, quote, e.Says.S, by, on, src.ID.S, src.Title, src.Type.S, src.Interest,
				src.Publisher, src.Published.Date, src.URL.S, src.Archived.S, src.Accessed.Date, string(src.Read),
				p.Base,
				p.Distance, cluster(p)},
		)
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

func (w *writer) name(id string) string {
	if e := w.Dossier.Entity(id); e != nil {
		return e.Label()
	}
	return id
}

func (w *writer) names(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = w.name(id)
	}
	return joined(out, ", ", "Entities")
}

func (w *writer) claims() sheet {
	s := sheet{name: "Claims", tableN: "Claims", grade: 3, cols: []column{
		{"Claim id", 26, wrapped},
		{"Claim", 60, wrapped},
		{"Kind", 14, plainText},
		{"Grade", 7, whole},
		{"Grade in words", 16, wrapped},
		{"Before contest", 8, whole},
		{"Contested", 10, plainText},
		{"Status", 11, plainText},
		{"As of", 11, day},
		{"Since", 11, day},
		{"Until", 11, day},
		{"Checked", 11, day},
		{"Severity", 9, whole},
		{"Involvement", 24, wrapped},
		{"Independent clusters", 24, wrapped},
		{"Indicators", 14, wrapped},
		{"Entities", 36, wrapped},
		{"Why", 60, wrapped},
		{"The organisation's own words", 44, wrapped},
	}}
	s.intro = w.heading(
		"claims",
		"A row for each claim. Severity and involvement are a person's judgement; the grade is computed from the "+
			"evidence.",
	)
	s.n = len(w.shown)
	s.row = func(i int) []any {
		g := w.shown[i]
		c := w.card[g.ID.S]
		contested := "no"
		if g.Contested {
			contested = "yes"
		}
		var severity any
		if c.Severity > 0 {
			severity = c.Severity
		}
		return []any{g.ID.S, g.Text.S, string(g.Kind), g.Grade, c.Word, g.BeforeContest, contested, string(g.Status),
			g.AsOf.Date,
			g.Since.Date, g.Until.Date, g.Checked.Date, severity, c.Involvement, joined(g.Clusters, ", ", "Evidence"),
			strings.Join(w.bearing[g.ID.S], ", "), w.names(g.Entities()), strings.Join(c.Why, "; "),
			joined(w.answers[g.ID.S], "; ", "Replies")}
	}
	return s
}

func (w *writer) sources() sheet {
	cited := map[string]int{}
	for _, g := range w.shown {
		for _, e := range g.Evidence {
			cited[e.Source.S]++
		}
	}
	other := map[string]bool{w.Dossier.Meeting.Source.S: true}
	for _, v := range w.Dossier.Votes {
		other[v.Source.S] = true
	}
	for _, r := range w.Dossier.Replies {
		other[r.Source.S] = true
	}
	for _, l := range w.Dossier.Searches {
		for _, d := range l.Documents {
			other[d.Source.S] = true
		}
	}
	s := sheet{name: "Sources", tableN: "Sources", grade: -1, cols: []column{
		{"Source id", 24, wrapped},
		{"Title", 48, wrapped},
		{"Publisher", 32, wrapped},
		{"Type", 18, plainText},
		{"Published", 12, day},
		{"Accessed", 12, day},
		{"Read", 9, plainText},
		{"Address", 48, address},
		{"Archived", 40, address},
		{"Reference", 24, wrapped},
		{"Interest", 32, wrapped},
		{"Method", 36, wrapped},
		{"Rests on", 24, wrapped},
		{"Cluster", 18, wrapped},
		{"Part of", 24, wrapped},
		{"Why independent", 32, wrapped},
		{"Pieces of evidence", 10, whole},
		{"Correction", 36, wrapped},
		{"Capture", 30, wrapped},
		{"Note", 48, wrapped},
	}}
	s.intro = w.heading("sources",
		"Interest is what a publisher has to gain. An empty address or date means that none is known.")
	for _, src := range w.Dossier.Sources {
		if cited[src.ID.S] == 0 && !other[src.ID.S] {
			continue // only a lead needs it
		}
		var rests []string
		for _, r := range src.RestsOn {
			rests = append(rests, r.S)
		}
		correction := ""
		if src.Correction.Text != "" {
			correction = src.Correction.Date.String() + ": " + src.Correction.Text
		}
		s.rows = append(
			s.rows,
			[]any{src.ID.S, src.Title, src.Publisher, src.Type.S, src.Published.Date, src.Accessed.Date,
				string(src.Read),
				src.URL.S, src.Archived.S, src.Ref, src.Interest, src.Method, strings.Join(rests, ", "), src.Cluster,
				src.PartOf.S, src.Independent, cited[src.ID.S], correction, src.Capture.S, src.Note},
		)
	}
	return s
}

func (w *writer) entities() sheet {
	claims := map[string][]string{}
	for _, g := range w.shown {
		for _, id := range g.Entities() {
			claims[id] = append(claims[id], g.ID.S)
		}
	}
	pairs := map[string]bool{}
	for _, cat := range w.Card.Categories {
		for _, in := range cat.Indicators {
			for _, p := range in.Pair {
				pairs[p] = true
			}
		}
	}
	s := sheet{
		name:   "Entities",
		tableN: "Entities",
		grade:  -1,
		cols: []column{
			{"Entity id", 28, wrapped},
			{"Name", 48, wrapped},
			{"Short", 18, wrapped},
			{"Type", 14, plainText},
			{"Sector", 24, plainText},
			{"Country", 9, plainText},
			{"Claims", 8, whole},
			{"Claim ids", 70, wrapped},
			{"Note", 40, wrapped},
		},
	}
	s.intro = w.heading("entities", "Every party, product, system and place that a claim names.")
	add := func(e *dossier.Entity) {
		if ids := claims[e.ID.S]; len(ids) > 0 || pairs[e.ID.S] {
			s.rows = append(s.rows,
				[]any{e.ID.S, e.Name, e.Short, e.Type, e.Sector, e.Country, len(ids), clipped(ids), e.EntryNote})
		}
	}
	add(w.Dossier.Entity(dossier.CompanyID))
	for _, e := range w.Dossier.Entities {
		add(e)
	}
	return s
}

// spaced is a word of a closed list as a cell shows it.
func spaced[W ~string](w W) string { return strings.ReplaceAll(string(w), "_", " ") }

// clipped joins ids and says how many more there are where a cell couldn't hold them.
func clipped(ids []string) string { return joined(ids, ", ", "Claims") }

// maxJoined bounds what is joined in one cell, in bytes: a row is at most 409 points high, and shows no more of it.
const maxJoined = 6000

// joined is several texts in one cell. Where there are more than it can show, the rest is counted, and stands in the
// sheet that is named, row by row.
func joined(parts []string, between, where string) string {
	n := 0
	for i, p := range parts {
		if n += len(p) + len(between); n > maxJoined && i > 0 {
			return strings.Join(parts[:i], between) + fmt.Sprintf(" and %d more (sheet %s)", len(parts)-i, where)
		}
	}
	return strings.Join(parts, between)
}

func (w *writer) links() sheet {
	s := sheet{
		name:   "Links",
		tableN: "Links",
		grade:  6,
		cols: []column{
			{"Subject", 36, wrapped},
			{"Verb", 16, plainText},
			{"Object", 36, wrapped},
			{"As of", 11, day},
			{"Since", 11, day},
			{"Until", 11, day},
			{"Grade", 7, whole},
			{"Grade in words", 16, wrapped},
			{"Claim id", 28, wrapped},
			{"Subject id", 24, plainText},
			{"Object id", 24, plainText},
		},
	}
	s.intro = w.heading("links",
		"Who is what to whom, as the claims say it: a chain can be followed from object to subject.")
	for _, g := range w.shown {
		for _, l := range g.Links {
			s.rows = append(
				s.rows,
				[]any{w.name(l.Subject), l.Verb, w.name(l.Object), g.AsOf.Date, g.Since.Date, g.Until.Date, g.Grade,
					w.Vocabulary.Word(vocab.Grade(g.Grade)), g.ID.S, l.Subject, l.Object},
			)
		}
	}
	return s
}

func (w *writer) replies() sheet {
	shown := map[string]*grade.Claim{}
	for _, g := range w.shown {
		shown[g.ID.S] = g
	}
	s := sheet{
		name:   "Replies",
		tableN: "Replies",
		grade:  -1,
		cols: []column{
			{"Reply", 20, wrapped},
			{"Organisation", 28, wrapped},
			{"State", 12, plainText},
			{"Date", 12, day},
			{"Deadline", 12, day},
			{"Channel", 24, wrapped},
			{"Claim id", 28, wrapped},
			{"Claim", 48, wrapped},
			{"Answer", 22, wrapped},
			{"What it says", 48, wrapped},
			{"Quote", 40, wrapped},
			{"Where in the source", 24, wrapped},
			{"Source id", 24, wrapped},
		},
	}
	s.intro = w.heading("replies", "What the organisations themselves say. Silence is neither agreement nor guilt.")
	for _, r := range w.Dossier.Replies {
		row := func(id, claim, answer, says, quote, at string) {
			s.rows = append(
				s.rows,
				[]any{r.ID.S, w.name(r.Organisation.S), spaced(r.State), r.Date.Date,
					r.Deadline.Date, r.Channel, id, claim, answer, says, quote, at, r.Source.S},
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
