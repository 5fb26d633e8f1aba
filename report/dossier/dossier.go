// Package dossier is what was found about a company: claims, the evidence they rest on, the sources it
// stands in, and what a person judged of it. It reads a folder into values that know their place.
package dossier

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Format is the newest version of the dossier format that is read.
const Format = 1

// CompanyID is the id of the dossier's own company among the entities.
const CompanyID = "company"

// AllOrganisations stands for all organisations, where a reason says why none was asked.
const AllOrganisations = "all"

// Limits of a dossier. They bound what a run costs, not what a person would write: whatever keeps to them can be
// drafted. A cell of a workbook takes 32,767 characters, so that what stands joined in one must be bounded too.
const (
	MaxFiles     = 2000
	MaxClaims    = 200_000
	MaxProse     = 1 << 20 // bytes of resolution.md and of briefing.md
	MaxText      = 600     // characters of a claim
	MaxRecital   = 400
	MaxSays      = 300
	MaxQuote     = 15   // words
	MaxQuoteText = 600  // characters of a quote: fifteen words of a language that parts none could be a book
	MaxField     = 2000 // characters of what is said in a few sentences
	MaxName      = 300  // of what a line or a cell of a table names: a company, a publisher, a place in a source
	MaxLabel     = 120  // of a short name, which stands within sentences, and of words like it
	MaxID        = 100
	MaxAddress   = 8000 // of an address: few servers answer a longer one
	MaxEvidence  = 1000 // pieces of one claim
	MaxParts     = 20   // of one claim
	MaxRests     = 100  // sources that one rests on
	MaxAnswers   = 2000 // of one reply
	MaxDocuments = 500  // of one search
)

// Dossier is everything that stands in one folder.
type Dossier struct {
	Slug        string // name of the folder
	AsOf        source.Date
	Language    string
	Note        string
	Company     Company
	Meeting     Meeting
	Ask         Ask
	Author      Author
	NotAsked    []NotAsked
	Notes       Notes
	Allowed     []Allowed
	Votes       []Vote
	Sources     []*Source // each list in the order of the files
	Entities    []*Entity
	Claims      []*Claim
	Replies     []*Reply
	Searches    []*Search
	Corrections []*Erratum // by whoever hands the papers out, of what an earlier edition said
	Assessments []*Assessment
	Proofs      []*Proof
	Resolution  []byte // resolution.md, nil where there is none
	Briefing    []byte // briefing.md, nil where there is none
	Texts       diag.Texts
	Damaged     bool // a part of its files couldn't be read

	prefix string // shown before file names
	source map[string]*Source
	entity map[string]*Entity
	claim  map[string]*Claim
	search map[string]*Search
	whole  map[*Source]*Source // of what is a part of another document: that document
}

// Company is whom the dossier is about.
type Company struct {
	Name, Short, Ticker, Exchange, Incorporated string
	Invented                                    bool
	At                                          diag.Span
}

// Author is who hands a briefing out, and how they can be reached. It is empty where the dossier doesn't say.
type Author struct{ Name, Contact string }

// NotAsked is why an organisation, or none of them, was asked what it says to the claims.
type NotAsked struct {
	Organisation source.Text // an entity, or AllOrganisations
	Reason       source.Text // of the list no-reply-reason
}

// Ask is what the resolution is to request, where that isn't left to the tool.
type Ask struct {
	Use    source.Text // id of an ask; "" for the first
	Clause source.Text // in place of an ask's clause
}

// Notes is how the notes of a filed text are written.
type Notes struct {
	Interest bool // they say what a publisher has to gain, where its source says it in three words
}

// Allowed is a rule of phrasing that the text breaks, and why.
type Allowed struct {
	Rule source.Text
	Why  string
}

// Meeting is where a resolution is to be voted on.
type Meeting struct {
	Rules  source.Text // id of a filing rule file
	Year   int
	Date   source.Date
	Prior  source.Date // release of the last proxy statement
	Source source.Text
}

// Vote is an earlier vote on a like proposal.
type Vote struct {
	ID      source.Text
	Date    source.Date
	Title   string
	Support string
	Subject string
	Source  source.Text
}

// Source is a document that somebody published.
type Source struct {
	ID                         source.Text
	Type                       source.Text
	Title, Publisher, Short    string
	Ref                        string
	URL, Archived              source.Text
	Published, Accessed        source.Date
	Language, Interest, Method string
	Unauthenticated            bool
	Capture                    source.Text
	Read                       vocab.Reading
	RestsOn                    []source.Text
	PartOf                     source.Text // the document that it is a part of, or that quotes it
	RepostOf                   source.Text // whose page it copies: who published it first, or the id of a source
	Cluster                    string      // label; "" where none is given
	Independent                string      // why it is another voice than the publisher's other papers
	Correction                 Correction
	Handling                   vocab.Handling
	Note                       string
}

// Correction is what a publisher took back.
type Correction struct {
	Date civil.Date
	Text string
}

// Entity is a party, a product, a system, a place that claims speak of.
type Entity struct {
	ID                         source.Text
	Name, Short, Type          string
	Sector, Country, EntryNote string
	Office                     string // of a person: the public office by which alone it may be named
	Handling                   vocab.Handling
}

// Label is the short name where there is one; of a person with the office by which they are named.
func (e *Entity) Label() string {
	name := e.Name
	if e.Short != "" {
		name = e.Short
	}
	if e.Office != "" {
		name += " (" + e.Office + ")"
	}
	return name
}

// Claim is one factual sentence of one kind, true at a stated time.
type Claim struct {
	ID        source.Text
	Text      source.Text
	Recital   source.Text
	Kind      vocab.Kind
	Status    vocab.Status
	AsOf      source.Date
	Since     source.Date
	Until     source.Date
	Checked   source.Date
	Links     []Link
	About     []source.Text
	Tags      []string
	Search    source.Text
	Handling  vocab.Handling
	Note      string
	Overtakes []source.Text // earlier claims that nobody should tell without this one
	Parts     []Part        // of a claim that says several things; none where it says one
	Evidence  []*Evidence

	Tell                  vocab.Telling // in a drafted resolution; "" leaves it to what it is worth there
	TellWith, TellWithout []source.Text // claims without which, and with which, it isn't told there
}

// Sentence is the words by which the claim is told: its recital, and where it has none its text.
func (c *Claim) Sentence() string {
	if c.Recital.S != "" {
		return c.Recital.S
	}
	return c.Text.S
}

// Part is one of the things that a compound claim says. The claim is as strong as its weakest part.
type Part struct {
	ID   source.Text
	Text string
}

// Period is when the fact held. A fact known only as of a day is a period of that day: it says nothing of
// before or after.
func (c *Claim) Period() civil.Period {
	if c.Since.IsZero() && c.Until.IsZero() {
		return civil.Period{From: c.AsOf.Date, Until: c.AsOf.Date}
	}
	return civil.Period{From: c.Since.Date, Until: c.Until.Date}
}

// When is the date by which the claim is told: its end, else its state, else its beginning.
func (c *Claim) When() civil.Date {
	switch {
	case !c.Until.IsZero():
		return c.Until.Date
	case !c.AsOf.IsZero():
		return c.AsOf.Date
	}
	return c.Since.Date
}

// Entities are the ids the claim speaks of, in the order of its links and about, each once.
func (c *Claim) Entities() []string {
	var ids []string
	seen := map[string]bool{}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, l := range c.Links {
		add(l.Subject)
		add(l.Object)
	}
	for _, a := range c.About {
		add(a.S)
	}
	return ids
}

// Link says what one entity is to another; its times are its claim's.
type Link struct {
	Subject, Verb, Object string
	At                    diag.Span
}

// Evidence is a place in a source that bears on a claim.
type Evidence struct {
	Source          source.Text
	Parts           []source.Text // of the claim, that it bears on; none for the whole claim
	Locator         string
	Quote           source.Text
	Says            source.Text
	Stance          vocab.Stance
	Origin          string
	Distance        int // 0–2; -1 for the source type's own
	AgainstInterest string
	Handling        vocab.Handling
	Note            string
	At              diag.Span
}

// BearsOn tells whether a piece bears on a part of its claim: what names no part bears on all. "" is the claim itself.
func (e *Evidence) BearsOn(part string) bool {
	return part == "" || len(e.Parts) == 0 ||
		slices.ContainsFunc(e.Parts, func(p source.Text) bool { return p.S == part })
}

// Supported tells whether something supports a claim, each of its parts by itself.
func (c *Claim) Supported() bool { return len(c.unsupported()) == 0 }

// unsupported are the parts of a claim that nothing supports; of a claim without parts the claim as a whole, as a part
// without a name.
func (c *Claim) unsupported() []Part {
	parts := c.Parts
	if len(parts) == 0 {
		parts = []Part{{}}
	}
	return keep(parts, func(p Part) bool {
		return !slices.ContainsFunc(c.Evidence,
			func(e *Evidence) bool { return e.Stance == vocab.Supports && e.BearsOn(p.ID.S) })
	})
}

// Reply is what an organisation says of the claims.
type Reply struct {
	ID             source.Text
	Organisation   source.Text
	State          vocab.ReplyState
	Date, Deadline source.Date
	Channel        string
	Source         source.Text
	Handling       vocab.Handling
	Answers        []Answer
}

// Asked tells whether something was put to the organisation for this dossier: the record says by when an answer was
// wanted, or that the question went out. What it told others, or declined to tell them, answers nothing that we asked.
func (r *Reply) Asked() bool {
	return !r.Deadline.IsZero() || r.State == vocab.Sent || r.State == vocab.NoReply
}

// EachAnswer calls f for each claim that a reply answers, with what a mark cites the answer by, behind "reply:":
// "board-2024:claim", and where it answers a claim more than once, "board-2024:claim:2" and so on.
func (r *Reply) EachAnswer(f func(id, claim string, a *Answer)) {
	times := map[string]int{}
	for i := range r.Answers {
		for _, c := range r.Answers[i].Claims {
			id := r.ID.S + ":" + c.S
			if times[c.S]++; times[c.S] > 1 {
				id += fmt.Sprintf(":%d", times[c.S])
			}
			f(id, c.S, &r.Answers[i])
		}
	}
}

// Answer is a reply's word on some claims.
type Answer struct {
	Claims  []source.Text
	Answer  vocab.ReplyAnswer
	Locator string
	Quote   source.Text
	Says    string
	At      diag.Span
}

// Search is the record of looking for something in named documents.
type Search struct {
	ID        source.Text
	Date      source.Date
	By        []string
	Documents []Document
	Terms     []string
	Languages []string
	Asked     bool
	AskedOn   source.Date
	AskedHow  string // by which channel, and what was answered
	Covers    []source.Text
	Found     string
	Handling  vocab.Handling
}

// Document is one document of a search.
type Document struct {
	Source  source.Text // empty where only a name is given
	Name    string
	Locator string // the part of it that was read, where that isn't all
	Read    vocab.Reading
}

// Whole tells whether every document was read whole.
func (s *Search) Whole() bool {
	for _, d := range s.Documents {
		if d.Read != vocab.Whole {
			return false
		}
	}
	return len(s.Documents) > 0
}

// eachQuote calls f for every quote of evidence and of answers, with the source it is from.
func (d *Dossier) eachQuote(f func(sourceID string, quote source.Text)) {
	for _, c := range d.Claims {
		for _, e := range c.Evidence {
			f(e.Source.S, e.Quote)
		}
	}
	for _, r := range d.Replies {
		for _, a := range r.Answers {
			f(r.Source.S, a.Quote)
		}
	}
}

// Quoted tells whether the dossier quotes these words of a source, and whether it does so only in private/, so
// that their proof must lie there too.
func (d *Dossier) Quoted(sourceID, quote string) (anywhere, onlyPrivate bool) {
	private := func(at diag.Span) bool { return strings.HasPrefix(at.File, d.prefix+"private/") }
	onlyPrivate = true
	d.eachQuote(func(id string, q source.Text) {
		if id == sourceID && q.S == quote {
			anywhere = true
			onlyPrivate = onlyPrivate && private(q.At)
		}
	})
	if s := d.source[sourceID]; s != nil && private(s.ID.At) {
		onlyPrivate = true
	}
	return anywhere, anywhere && onlyPrivate
}

// Source, Entity, Claim and Search look a thing up by its id; nil where it isn't there.
func (d *Dossier) Source(id string) *Source { return d.source[id] }

// Entity looks an entity up; the company itself is one.
func (d *Dossier) Entity(id string) *Entity { return d.entity[id] }

// Claim looks a claim up.
func (d *Dossier) Claim(id string) *Claim { return d.claim[id] }

// Search looks a search log up.
func (d *Dossier) Search(id string) *Search { return d.search[id] }

// Reply looks a reply up.
func (d *Dossier) Reply(id string) *Reply {
	for _, r := range d.Replies {
		if r.ID.S == id {
			return r
		}
	}
	return nil
}

// Index makes the maps by id, once the lists are there; of two things with one id the first stands.
func (d *Dossier) Index() {
	d.source, d.entity = make(map[string]*Source, len(d.Sources)), make(map[string]*Entity, len(d.Entities)+1)
	d.claim, d.search = make(map[string]*Claim, len(d.Claims)), make(map[string]*Search, len(d.Searches))
	d.entity[CompanyID] = &Entity{
		ID:    source.Text{S: CompanyID},
		Name:  d.Company.Name,
		Short: d.Company.Short,
		Type:  "company",
	}
	for _, s := range d.Sources {
		if d.source[s.ID.S] == nil {
			d.source[s.ID.S] = s
		}
	}
	d.wholes()
	for _, e := range d.Entities {
		if d.entity[e.ID.S] == nil {
			d.entity[e.ID.S] = e
		}
	}
	for _, c := range d.Claims {
		if d.claim[c.ID.S] == nil {
			d.claim[c.ID.S] = c
		}
	}
	for _, s := range d.Searches {
		if d.search[s.ID.S] == nil {
			d.search[s.ID.S] = s
		}
	}
}
