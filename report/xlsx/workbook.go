// Package xlsx writes the evidence workbook: what was found, how strong it is, who said so, and how the
// figures come about, so that a reader can change a weight and see.
package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

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

	at         index
	pieces     []piece // of evidence, those that are shown
	borne      []*bearing
	cited      []*dossier.Source   // those that are shown
	pieceCount map[string]int      // of evidence, by source
	named      []*dossier.Entity   // those that are shown
	naming     map[string][]string // the claims that name an entity
}

// Workbook writes evidence.xlsx. The same input gives the same bytes.
func Workbook(in Input) ([]byte, error) { return workbook(in, maxRows) }

// workbook is Workbook with so many rows to a sheet.
func workbook(in Input, rows int) ([]byte, error) {
	b, err := newBook(marked(in.Dossier.Company.Name, in.Card.Edition))
	if err != nil {
		return nil, err
	}
	defer b.f.Close()
	b.maxRows = rows
	if in.Deflate != nil {
		b.deflate = in.Deflate
	}
	w := newWriter(in, b)
	charts, _ := w.charts()
	for _, s := range []sheet{w.summary(), w.scorecard(), charts, w.evidence(), w.claims(), w.bearingSheet(),
		w.sources(), w.entities(), w.links(), w.replies(), w.method()} {
		if err := b.add(s); err != nil {
			return nil, err
		}
	}
	if err := w.names(); err != nil {
		return nil, err
	}
	title := marked(in.Dossier.Company.Name+": evidence", in.Card.Edition)
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
	w.find()
	return w
}

// marked is a title that says so where it stands over what may not be mailed.
func marked(title string, edition dossier.Edition) string {
	if edition == dossier.InternalEdition {
		return "INTERNAL, not to be mailed: " + title
	}
	return title
}

// heading are the first rows of a sheet: whose it is and what it is.
func (w *writer) heading(title, note string) [][]any {
	name := w.Dossier.Company.Name
	if w.Dossier.Company.Invented {
		name += " (an invented company)"
	}
	name = marked(name, w.Card.Edition)
	return [][]any{{titled{name + ": " + title, w.book.title}}, {titled{note, w.book.note}}, {}}
}

func (w *writer) name(id string) string {
	if e := w.Dossier.Entity(id); e != nil {
		return e.Label()
	}
	return id
}

// listed names the entities, in one cell.
func (w *writer) listed(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = w.name(id)
	}
	return joined(out, ", ", "Entities")
}

func (w *writer) claims() sheet {
	s := sheet{name: "Claims", tableN: "Claims", grade: 2, frozen: 1, n: len(w.shown), cols: []column{
		{"Claim id", 26, wrapped}, // these stand on paper
		{"Claim", 55, wrapped},
		{"Grade", 7, whole},
		{"Grade in words", 15, wrapped},
		{"Contested", 10, plainText},
		{"From", 11, day},
		{"As of", 11, plainText},
		{"Since", 11, plainText},
		{"Until", 11, plainText},
		{"Indicators", 14, wrapped},
		{"Severity", 9, whole},
		{"Kind", 14, plainText},
		{"Status", 11, plainText},
		{"Before contest", 8, whole},
		{"Checked", 11, plainText},
		{"Involvement", 24, wrapped},
		{"Independent clusters", 24, wrapped},
		{"Entities", 48, wrapped},
		{"Why", 90, wrapped},
		{"The organisation's own words", 90, wrapped},
	}}
	s.intro = w.heading(
		"claims",
		"A row for each claim. Severity and involvement are a person's judgement; the grade is computed from the "+
			"evidence.",
	)
	s.link(w.at.evidence.lead, "Claim id")
	s.row = func(i int) []any {
		g := w.shown[i]
		c := w.card[g.ID.S]
		var severity any
		if c.Severity > 0 {
			severity = c.Severity
		}
		return []any{
			g.ID.S,
			g.Text.S,
			g.Grade,
			c.Word,
			yes(g.Contested),
			begins(g.Claim),
			g.AsOf.String(),
			g.Since.String(),
			g.Until.String(),
			strings.Join(w.bearing[g.ID.S], ", "),
			severity,
			string(g.Kind),
			string(g.Status),
			g.BeforeContest,
			g.Checked.String(),
			c.Involvement,
			joined(g.Clusters, ", ", "Evidence"),
			w.listed(g.Entities()),
			strings.Join(c.Why, "; "),
			joined(w.answers[g.ID.S], "; ", "Replies"),
		}
	}
	return s
}

func (w *writer) sources() sheet {
	s := sheet{name: "Sources", tableN: "Sources", grade: -1, frozen: 1, cols: []column{
		{"Source id", 22, wrapped}, // these stand on paper
		{"Title", 40, wrapped},
		{"Publisher", 26, wrapped},
		{"Type", 16, plainText},
		{"Published", 11, plainText},
		{"Address", 38, address},
		{"Interest", 27, wrapped},
		{"Published from", 11, day},
		{"Accessed", 12, day},
		{"Read", 9, plainText},
		{"Archived", 60, address},
		{"Reference", 24, wrapped},
		{"Method", 48, wrapped},
		{"Rests on", 24, wrapped},
		{"Cluster", 18, wrapped},
		{"Part of", 24, wrapped},
		{"Why independent", 60, wrapped},
		{"Pieces of evidence", 10, whole},
		{"Correction", 60, wrapped},
		{"Capture", 30, wrapped},
		{"Note", 90, wrapped},
	}}
	s.intro = w.heading(
		"sources",
		"A row for each source. Interest is what its publisher has to gain. An empty address or "+
			"date means that none is known.",
	)
	s.link(w.at.cited.lead, "Source id")
	for _, src := range w.cited {
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
			[]any{src.ID.S, src.Title, src.Publisher, src.Type.S, src.Published.String(), src.URL.S, src.Interest,
				opens(src.Published.Date), src.Accessed.Date, string(src.Read), src.Archived.S, src.Ref, src.Method,
				strings.Join(
					rests,
					", ",
				), src.Cluster, src.PartOf.S, src.Independent, w.pieceCount[src.ID.S], correction,
				src.Capture.S, src.Note},
		)
	}
	return s
}

func (w *writer) entities() sheet {
	s := sheet{
		name:   "Entities",
		tableN: "Entities",
		grade:  -1,
		frozen: 1,
		cols: []column{
			{"Entity id", 28, wrapped},
			{"Name", 40, wrapped},
			{"Short", 16, wrapped},
			{"Type", 14, plainText},
			{"Sector", 22, plainText},
			{"Country", 9, plainText},
			{"Office", 24, wrapped},
			{"Claims", 8, whole},
			{"Claim ids", 43, wrapped},
			{"Note", 40, wrapped},
		},
	}
	s.intro = w.heading("entities", "A row for each party, product, system and place that a claim names.")
	s.link(w.at.named.lead, "Entity id")
	for _, e := range w.named {
		ids := w.naming[e.ID.S]
		s.rows = append(s.rows,
			[]any{e.ID.S, e.Name, e.Short, e.Type, e.Sector, e.Country, e.Office, len(ids), clipped(ids), e.EntryNote})
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
		grade:  7,
		frozen: 1,
		cols: []column{
			{"Subject", 34, wrapped},
			{"Verb", 16, plainText},
			{"Object", 35, wrapped},
			{"From", 11, day},
			{"As of", 11, plainText},
			{"Since", 11, plainText},
			{"Until", 11, plainText},
			{"Grade", 7, whole},
			{"Grade in words", 16, wrapped},
			{"Claim id", 28, wrapped},
			{"Subject id", 24, plainText},
			{"Object id", 24, plainText},
		},
	}
	s.intro = w.heading(
		"links",
		"A row for each tie, who is what to whom, as claims say it: a chain can be followed from object to subject.",
	)
	s.link(w.at.claims.lead, "Claim id")
	s.link(w.at.entities.lead, "Subject id", "Object id")
	for _, g := range w.shown {
		for _, l := range g.Links {
			s.rows = append(
				s.rows,
				[]any{w.name(l.Subject), l.Verb, w.name(l.Object), begins(g.Claim), g.AsOf.String(), g.Since.String(),
					g.Until.String(), g.Grade,
					w.Vocabulary.Word(vocab.Grade(g.Grade)), g.ID.S, l.Subject, l.Object},
			)
		}
	}
	return s
}
