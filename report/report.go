// Package report is the whole run: Load reads the data that companies are judged by, and then each company goes
// Read → Grade → Score → Make. Each step is a function from value to value; nothing here touches a disk, a clock or
// the network. What comes in comes through fs.FS, what goes out is files in memory.
package report

import (
	"fmt"
	"io/fs"

	"whereas/report/authority"
	"whereas/report/book"
	"whereas/report/brief"
	"whereas/report/capture"
	"whereas/report/check"
	"whereas/report/compare"
	"whereas/report/compare/cards"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/letters"
	"whereas/report/packet"
	"whereas/report/pages"
	"whereas/report/preview"
	"whereas/report/proof"
	"whereas/report/replies"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/typeset"
	"whereas/report/vocab"
)

// Data is what judgement and documents are made from: the embedded files, or a user's own in their place.
type Data struct {
	Rubrics   fs.FS // rubrics/
	Templates fs.FS // templates/
}

// Setup is the data of a run, read once: any number of companies share it.
type Setup struct {
	*packet.Tools
	Authority *authority.Authority
	Rubric    *rubric.Rubric
	data      Data
	comparing compare.Wording
	Captures  capture.Desk // what documents are taken in with
}

// DefaultRubric is the rubric of a run that names none.
const DefaultRubric = "customer-due-diligence"

// Load reads the data of a run. own is the bytes of a user's rubric, and name what it is shown as; where own is
// nil, the embedded rubric of that name is read. Faults of the data go to l.
func Load(data Data, name string, own []byte, l *diag.List) (*Setup, error) {
	s := &Setup{Tools: &packet.Tools{Templates: data.Templates, Rubrics: data.Rubrics, Data: diag.Texts{}}, data: data}
	var failed error
	read := func(fsys fs.FS, file string) (string, []byte, *diag.List) {
		b, err := fs.ReadFile(fsys, file)
		if err != nil && failed == nil {
			failed = fmt.Errorf("read %s: %w", file, err)
		}
		s.Data[file] = string(b)
		return file, b, l
	}
	s.Vocabulary = vocab.Parse(read(data.Rubrics, "vocabulary.toml"))
	file, b, _ := read(data.Rubrics, "authority.toml")
	s.Authority = authority.Parse(file, b, s.Vocabulary, l)
	if own == nil {
		name, own, _ = read(data.Rubrics, name+".toml")
	}
	s.Data[name] = string(own)
	s.Rubric = rubric.Parse(name, own, s.Vocabulary, l)
	s.Telling = draft.ParseWording(read(data.Templates, "wording.toml"))
	s.Phrasing = check.ParsePhrasing(read(data.Rubrics, "phrasing/en.toml"))
	s.Capitals = check.ParseCapitals(read(data.Rubrics, "phrasing/acronyms.toml"))
	file, b, _ = read(data.Rubrics, "replies.toml")
	s.Replies = replies.ParseRules(file, b, s.Vocabulary, l)
	s.Captures = capture.NewDesk(book.NewID, capture.ParseWords(read(data.Rubrics, "phrasing/captures.toml")))
	s.comparing = compare.ParseWording(read(data.Templates, "comparison.toml"))
	s.Briefing = brief.ParseWording(read(data.Templates, "briefing.toml"))
	s.Tools.Asking = letters.ParseWording(read(data.Templates, "letters.toml"))
	s.Typeset = typeset.New(data.Templates, pages.ParseStyle(read(data.Templates, "style.toml")))
	s.Filing, _ = fs.Sub(data.Rubrics, "filing")
	return s, failed
}

// Read is a dossier as it was read, and what became of its quotes.
type Read struct {
	Dossier *dossier.Dossier // all that lies in the folder
	proof.Checked
	opts Options
}

// Graded is the claims of a dossier, graded once for each of two readers.
type Graded struct {
	*Read
	Private *grade.Set // all that lies in the folder: for messages and the record of proofs, never for a file
	Claims  *grade.Set // the edition's: all that is computed and printed comes from it
}

// Scored is a graded dossier with the edition's card.
type Scored struct {
	*Graded
	Card *score.Card
}

// Read loads a dossier and looks for its quotes. What is wrong with it is in l.
func (s *Setup) Read(fsys fs.FS, slug string, opts Options, l *diag.List) (*Read, error) {
	reading := dossier.Options{Prefix: opts.Prefix, Internal: opts.Edition == InternalEdition}
	d, err := dossier.Load(fsys, slug, s.Vocabulary, reading, l)
	if err != nil {
		return nil, err
	}
	filing.CheckID(s.Filing, d.Meeting.Rules, l)
	checked, err := proof.Check(d, opts.Captures, opts.Stamp, l)
	if err == nil {
		err = capture.TellScanned(d, opts.Captures, checked.Proven, l)
	}
	return &Read{Dossier: d, Checked: checked, opts: opts}, err
}

// Grade grades the claims and checks what a person judged of them. What is wrong with the judgement is in l, and so is
// a claim that the edition would show stronger than it is.
func (s *Setup) Grade(r *Read, l *diag.List) *Graded {
	g := &Graded{Read: r, Private: grade.Of(r.Dossier, s.Authority)}
	g.Private.CheckClusters(l)
	score.Check(g.Private, s.Rubric, l)
	if g.Claims = g.Private; r.opts.Edition == InternalEdition {
		return g
	}
	g.Claims = grade.Of(r.Dossier.Public(), s.Authority)
	if l.Count(diag.Error) == 0 && !check.Weaknesses(g.Private, g.Claims, l) {
		score.CheckEdition(g.Private, g.Claims, s.Rubric, l)
	}
	return g
}

// Packet is what a packet is made of.
func (c *Scored) Packet() packet.Company { return packet.Of(c.Private, c.Claims, c.Card) }

// Score makes the edition's card.
func (s *Setup) Score(g *Graded) *Scored {
	return &Scored{g, score.Make(g.Claims, s.Rubric, s.Vocabulary, g.opts.Edition)}
}

// Make makes what the options ask for of a company and, last, its manifest. Faults of a text go to l, and the files are
// made all the same; no result and no error mean that a text was refused.
func (s *Setup) Make(c *Scored, opts Options, l *diag.List) (*Result, error) {
	return s.Tools.Make(c.Packet(), opts, l)
}

// Preview is what somebody sees who works on a dossier.
func (s *Setup) Preview(c *Scored, opts Options, places func(diag.Span) diag.Span) preview.Maker {
	return preview.Maker{Tools: s.Tools, Company: c.Packet(), Options: opts, States: c.States, Places: places}
}

// Compare sets companies side by side: cards, comparison, files, the manifest last. A card that can't be used is a
// fault in l, and the others are compared all the same. No files mean that nothing can be compared.
func (s *Setup) Compare(in Sides, opts CompareOptions, l *diag.List) (*compare.Writer, []File, error) {
	input, err := cards.Read(in, opts.Workers, packet.Digest, l)
	if err != nil || input == nil {
		return nil, nil, err
	}
	input.Date, input.Method, input.Workers = opts.Date, s.comparing.Method, opts.Workers
	w := &compare.Writer{Comparison: compare.Make(*input), Wording: s.comparing, Vocabulary: s.Vocabulary}
	files, err := packet.Comparison(w, s.Typeset, opts, l)
	return w, files, err
}
