// Package book is a dossier as a workbook that a person fills in: each dossier can be written as one, and read from
// one, without a loss. It knows what stands in which cell, so that what is wrong with it can be told by its cell.
package book

import (
	"slices"
	"strings"
	"sync"

	"whereas/report/vocab"
)

// kind is how a cell is read.
type kind int

const (
	text   kind = iota // as it is printed
	word               // an id, or a word of a list
	words              // several of them
	texts              // several texts
	date               //
	yes                // yes or no
	number             //
)

// column is a column of a sheet: a key of what its rows tell, "correction.date" for one within a table.
type column struct {
	key   string
	kind  kind
	note  string // what it is for
	list  string // of the vocabulary, that its words are of
	of    string // the sheet that its ids stand in
	width float64
}

// title is the head of a column: the key as a person writes it.
func (c column) title() string { return titleOf(c.key) }

func titleOf(key string) string {
	s := strings.NewReplacer("_", " ", ".", ": ").Replace(key)
	return strings.ToUpper(s[:1]) + s[1:]
}

// keyOf is what tells heads of columns apart: letters and digits alone.
func keyOf(title string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(title))
}

// table is a sheet whose rows are things of a section of the dossier, or pieces of such things.
type table struct {
	name    string
	section string // claim: [claim.id]
	in      string // the section's list, or table, whose entries are the rows: evidence; "" where they are the things
	columns []column
	file    bool // a last column names the file of the dossier that the thing stands in
	about   string
}

// Names of the sheets that are no tables of things.
const (
	startSheet = "Start"
	wordsSheet = "Words"
	textsSheet = "Texts"
	proofSheet = "Proofs"
)

const (
	wide, medium, narrow, small = 60.0, 32.0, 20.0, 12.0
	severalIDs                  = "several are parted by semicolons, or stand each on a line of its own (Alt+Enter)"
	handlingNote                = "who may see it; public where it is empty"
	dateNote                    = "as exactly as it is known: 2024, 2024-12 or 2024-12-03"
)

// tables are the sheets in their order, laid out once: who reads a row asks for them.
var tables = sync.OnceValue(layout)

func layout() []table {
	handling := column{"handling", word, handlingNote, "handling", "", small}
	note := column{"note", text, "for who works on the dossier; printed in no filed text", "", "", medium}
	id := func(of string) column {
		return column{
			"id",
			word,
			"a short name of " + of + ": small letters, digits, hyphens. Left empty, one is made",
			"",
			"",
			narrow,
		}
	}
	d := func(key, note string) column { return column{key, date, note + ", " + dateNote, "", "", small} }
	several := func(key, note, of string) column {
		return column{key, words, note + "; " + severalIDs, "", of, narrow}
	}
	return []table{
		{
			name:    "Sources",
			section: "source",
			file:    true,
			about:   "the documents that evidence stands in",
			columns: []column{
				id("the source"),
				{"type", word, "what kind of document it is", "source-type", "", narrow},
				{"title", text, "as the document has it; must be there", "", "", 48},
				{"publisher", text, "who published it", "", "", medium},
				{"short", text, "the publisher as a sentence attributes to it: AFSC", "", "", narrow},
				{"ref", text, "the shortest unambiguous reference: the number of a report, a docket", "", "", narrow},
				{"url", text, "its web address; empty where none is known", "", "", medium},
				{"archived", text, "the address of an archived copy", "", "", medium},
				d("published", "when it came out"),
				d("accessed", "when it was read"),
				{"language", text, "en, es …", "", "", small},
				{
					"interest",
					text,
					"what the publisher has to gain: party, paid by the company, campaigns for …, none known",
					"",
					"",
					medium,
				},
				{"method", text, "where its method is stated", "", "", medium},
				{
					"authenticated",
					yes,
					"of papers that were asked for by law (foia) alone: no costs a grade",
					"",
					"",
					small,
				},
				{
					"capture",
					text,
					"the file name of the saved text, below the folder given with --captures",
					"",
					"",
					narrow,
				},
				{"read", word, "how much of it somebody read", "read", "", small},
				several("rests_on", "sources that it repeats", "Sources"),
				{"cluster", text, "who it is one voice with; its publisher's other papers where empty", "", "", narrow},
				{
					"independent",
					text,
					"in place of a cluster: why it is another voice than its publisher's other papers",
					"",
					"",
					medium,
				},
				{
					"repost_of",
					text,
					"the page at the address shows what this publisher, or source, published first",
					"",
					"",
					narrow,
				},
				{"part_of", word, "the source that it is a part of, or that quotes it", "", "Sources", narrow},
				d("correction.date", "when the publisher took something back"),
				{"correction.text", text, "what it took back", "", "", medium},
				handling,
				note,
			},
		},
		{name: "Claims", section: "claim", file: true, about: "one factual sentence a row, of one kind, true at a time",
			columns: []column{
				id("the claim"),
				{
					"text",
					text,
					"the sentence, in our own words, no stronger than its evidence; at most 600 characters",
					"",
					"",
					wide,
				},
				{
					"recital",
					text,
					"the same for a resolution, where it should be shorter; at most 400 characters",
					"",
					"",
					48,
				},
				{"kind", word, "what the sentence is about", "kind", "", 16},
				{"status", word, "what sort of word stands behind it", "status", "", small},
				d("as_of", "when the fact held; this, or since or until, must be there"),
				d("since", "when it began"),
				d("until", "when it ended; empty where it goes on"),
				d("checked", "when somebody last looked whether it still holds"),
				several("about", "entities that it is about and that its links don't name", "Entities"),
				{"tags", texts, "free words, for grouping; " + severalIDs, "", "", narrow},
				{"search", word, "of an absence: the search that found nothing", "", "Searches", narrow},
				several("overtakes", "earlier claims that nobody should tell without this one", "Claims"),
				{
					"tell",
					word,
					"in the drafted resolution; empty leaves it to what it is worth there",
					"tell",
					"",
					small,
				},
				several("tell_with", "claims without which it isn't told", "Claims"),
				several("tell_without", "claims beside which it isn't told", "Claims"),
				handling,
				note,
			}},
		{name: "Evidence", section: "claim", in: "evidence", about: "one place in one source a row, for one claim",
			columns: []column{
				{
					"claim",
					word,
					"the claim that it bears on: its id, or its text where the id is left empty",
					"",
					"Claims",
					narrow,
				},
				{"source", word, "the source: its id, or its title where the id is left empty", "", "Sources", narrow},
				several("part", "the parts of the claim that it bears on (sheet Parts); empty for all", ""),
				{"at", text, "where in the source: heading, page, paragraph", "", "", 24},
				{"quote", text, "at most fifteen words, letter for letter as the source has them", "", "", 44},
				{"says", text, "in one line, what the passage supports, by whoever checked it", "", "", 44},
				{"stance", word, "supports where it is empty", "stance", "", small},
				{"origin", text, "where it ultimately comes from, where several pieces come from one", "", "", narrow},
				{
					"distance",
					number,
					"0 the record itself, 1 examined it, 2 repeats it; by the type of the source where empty",
					"",
					"",
					10,
				},
				{
					"against_interest",
					text,
					"why a company paper speaks against the company's interest here",
					"",
					"",
					medium,
				},
				handling,
				note,
			}},
		{name: "Entities", section: "entity", file: true,
			about: "parties, products, systems and places that claims speak of; the company itself is called company",
			columns: []column{
				id("the entity"),
				{"name", text, "in full; must be there", "", "", 44},
				{"short", text, "as a sentence calls it", "", "", narrow},
				{"type", word, "what it is", "entity-type", "", narrow},
				{"sector", word, "what it does", "sector", "", narrow},
				{"country", text, "US, IL …", "", "", small},
				{"office", text, "of a person alone: the public office by which they are named", "", "", medium},
				handling, note,
			}},
		{name: "Links", section: "claim", in: "links", about: "who is what to whom, by which claim", columns: []column{
			{"claim", word, "the claim that says it", "", "Claims", medium},
			{"subject", word, "an entity", "", "Entities", medium},
			{"verb", word, "what the subject is to the object", "verb", "", narrow},
			{"object", word, "an entity", "", "Entities", medium},
		}},
		{
			name:    "Parts",
			section: "claim",
			in:      "parts",
			about:   "only for a claim that says several things: each with a name, and its own evidence",
			columns: []column{
				{"claim", word, "the claim", "", "Claims", medium},
				{"part", word, "a short name of the part", "", "", narrow},
				{"text", text, "what that part says", "", "", wide},
			},
		},
		{name: "Replies", section: "reply", file: true, about: "what an organisation itself says", columns: []column{
			id("the reply"),
			{"organisation", word, "who speaks", "", "Entities", narrow},
			{"state", word, "how far it came", "reply-state", "", small},
			d("date", "when"),
			d("deadline", "by when an answer was asked for"),
			{"channel", text, "how: a letter, a proxy statement", "", "", medium},
			{"source", word, "the source in which its words stand", "", "Sources", narrow},
			handling,
		}},
		{
			name:    "Answers",
			section: "reply",
			in:      "answers",
			about:   "what a reply says of which claims",
			columns: []column{
				{"reply", word, "the reply", "", "Replies", narrow},
				several("claims", "the claims that it answers", "Claims"),
				{"answer", word, "what it comes to", "reply-answer", "", narrow},
				{"at", text, "where in the source", "", "", narrow},
				{"quote", text, "at most fifteen words, letter for letter", "", "", 44},
				{"says", text, "in one line, what the organisation answers", "", "", 44},
			},
		},
		{name: "Searches", section: "search", file: true, about: "what was looked for, where, and what was found",
			columns: []column{
				id("the search"),
				d("date", "when"),
				{"by", texts, "who looked; " + severalIDs, "", "", narrow},
				{"terms", texts, "what was looked for; " + severalIDs, "", "", medium},
				{"languages", texts, "in which languages; " + severalIDs, "", "", small},
				{
					"asked",
					yes,
					"whether the company was asked; left empty where the next three columns say it",
					"",
					"",
					small,
				},
				d("asked.date", "when it was asked"),
				{"asked.channel", text, "how it was asked", "", "", narrow},
				{"asked.answer", text, "what it said", "", "", narrow},
				{"covers", words, "fields that were searched; " + severalIDs, "search-field", "", medium},
				{"found", text, "in one line, what was found, nothing included", "", "", 44},
				handling,
			}},
		{name: "Documents", section: "search", in: "documents", about: "the documents that a search looked through",
			columns: []column{
				{"search", word, "the search", "", "Searches", narrow},
				{"source", word, "the source; or a name in the next column", "", "Sources", narrow},
				{"name", text, "where it is no source", "", "", 44},
				{"at", text, "the part that was read, where there is more", "", "", medium},
				{"read", word, "how much of it", "read", "", small},
			}},
		{name: "Corrections", section: "correction", file: true,
			about: "what an earlier edition of the papers said, and what is so instead", columns: []column{
				id("the correction"),
				d("date", "of the notice"),
				several("claims", "the claims that said it, whether or not they are still there", ""),
				{"was", text, "what was said; must be there", "", "", 44},
				{"now", text, "what is so; must be there", "", "", 44},
				{"why", text, "how it came to be wrong; must be there", "", "", 44},
				d("until", "the last day on which the notice is printed; a year from its date where empty"),
				handling,
			}},
		{name: "Votes", section: "prior-vote", file: true, about: "earlier votes on like proposals", columns: []column{
			id("the vote"),
			d("date", "the day of the vote"),
			{"title", text, "of the proposal", "", "", 44},
			{"support", text, "as printed: 16.79%", "", "", small},
			{"subject", text, "a word for what it was about", "", "", medium},
			{"source", word, "where it stands", "", "Sources", narrow},
		}},
		{
			name:    "Coders",
			section: "assessment",
			about:   "who judged, by which rubric; one row for each file of judgements",
			columns: []column{
				{"assessment", word, "the file, without its ending: customer-due-diligence", "", "", medium},
				{"format", number, "1", "", "", 8},
				{"rubric", word, "the rubric's id", "", "", medium},
				{"coder", text, "who judged", "", "", medium},
				d("date", "when"),
				{"note", text, "what a reader should know of it", "", "", wide},
			},
		},
		{
			name:    "Assessment",
			section: "indicator",
			in:      "entry",
			about:   "what a person judged of each question of the rubric",
			columns: []column{
				{
					"assessment",
					word,
					"the file, as the sheet Coders has it; may be left empty where that has one row",
					"",
					"Coders",
					narrow,
				},
				{"indicator", word, "the question: CR1. What each asks: whereas rubric show CR1", "", "", 10},
				{
					"entry",
					text,
					"pair (product and customer of the whole question); level 2 (claims that show that level); " +
						"closed above 3 (a search found nothing above); not applicable; or the name of an element, " +
						"with its answer",
					"",
					"",
					narrow,
				},
				{"answer", word, "of an element alone", "element-answer", "", narrow},
				several("claims", "the claims that show it", "Claims"),
				{"search", word, "the search that found nothing", "", "Searches", narrow},
				{"why", text, "must be there", "", "", wide},
				{"pair", words, "product; customer", "", "Entities", narrow},
				{"by", text, "of not applicable: who says so", "", "", narrow},
				{"confirmed_by", text, "who looked at it a second time", "", "", narrow},
			},
		},
		{name: "Severity", section: "severity", about: "how grave a harm is, from 1 to 4", columns: []column{
			{"assessment", word, "as in the sheet Assessment", "", "Coders", narrow},
			{"claim", word, "the claim that tells of the harm", "", "Claims", medium},
			{"scale", number, "1 to 4", "severity", "", 10},
			{"scope", number, "1 to 4", "severity", "", 10},
			{"irremediability", number, "1 to 4", "severity", "", 14},
			{"why", text, "must be there", "", "", wide},
			{"by", text, "who judged", "", "", narrow},
			{"second_by", text, "who judged a second time; 4 counts as 3 without", "", "", narrow},
		}},
		{name: "Involvement", section: "involvement", about: "how the company is tied to a harm that a claim tells of",
			columns: []column{
				{"assessment", word, "as in the sheet Assessment", "", "Coders", narrow},
				{"claim", word, "the claim that tells of the harm", "", "Claims", medium},
				several(
					"link",
					"claims that tie the company or its product to who did it; – where there is none",
					"Claims",
				),
				several("use", "dated claims of the harmful use of that very product", "Claims"),
				several("notice", "dated notice before continuing", "Claims"),
				several("dedicated", "capacity made or dedicated for that use", "Claims"),
				several("depends", "the function depends on it", "Claims"),
				several("leverage", "leverage given away", "Claims"),
				several("cause", "the company's own staff or system does the act", "Claims"),
				{"why", text, "must be there", "", "", wide},
				{"by", text, "who judged", "", "", narrow},
			}},
	}
}

// startRow is a row of the sheet Start: a key of one of the dossier's few single tables.
type startRow struct {
	key  string
	kind kind
	note string
	list []string // words to choose from
}

// startRows are the keys of the sheet Start, in their order. A row allow.P8 stands for each rule that the text
// breaks, and a row no-reply-asked.ministry for each organisation that wasn't asked.
func startRows() []startRow {
	return []startRow{
		{"dossier.format", number, "the version of the format: 1", nil},
		{"dossier.as_of", date, "the day that the dossier speaks of; nothing in it may be dated later", nil},
		{"dossier.language", text, "what the drafts are written in: en-US", nil},
		{"dossier.note", text, "what a reader should know about this dossier", nil},
		{"company.name", text, "as it is registered", nil},
		{"company.short", text, "as the prose calls it", nil},
		{"company.ticker", text, "", nil},
		{"company.exchange", text, "where its shares are traded; none where they aren't", nil},
		{"company.incorporated", text, "country, or country and state: US-DE", nil},
		{"company.invented", yes, "yes: an example that stands for no real company; every output says so", nil},
		{"meeting.rules", word, "whose rules a resolution must keep: us-sec-14a-8", nil},
		{"meeting.year", number, "of the meeting", nil},
		{"meeting.date", date, "", nil},
		{"meeting.prior_proxy_released", date, "when the last proxy statement was sent", nil},
		{"meeting.source", word, "where these dates stand (sheet Sources)", nil},
		{"ask.use", word, "what the resolution requests: third-party-report, impact-assessment …", nil},
		{"ask.clause", text, "your own words in place of it", nil},
		{"author.name", text, "who hands the briefing out; printed on its first pages", nil},
		{"author.contact", text, "how they can be reached: an address, a page, a telephone number", nil},
		{"notes.interest", word, "note: the notes of a filed text say what a publisher has to gain; else off", nil},
	}
}

// proofColumns are the columns of the sheet Proofs, which the program writes.
func proofColumns() []column {
	return []column{
		{"source", text, "", "", "", medium},
		{"quote", text, "", "", "", wide},
		{
			"capture",
			text,
			"",
			"",
			"",
			medium,
		},
		{"sha256", text, "", "", "", medium},
		{"offset", number, "", "", "", small},
		{"date", date, "", "", "", small},
		{"by", text, "", "", "", narrow},
	}
}

// required tells whether an empty list of a key says something: that there is none.
func required(section, key string) bool {
	switch section {
	case "involvement":
		return key == "link"
	case "search":
		return slices.Contains([]string{"by", "terms", "languages", "documents"}, key)
	case "reply", "indicator", "correction":
		return key == "claims"
	}
	return false
}

// meanings is the note of a column's head: what it is for, and what its words mean.
func meanings(c column, v vocab.Vocabulary) string {
	s := c.note
	for _, t := range v[c.list] {
		s += "\n" + t.ID + ": " + t.Meaning
	}
	if c.of != "" && !strings.Contains(s, "sheet ") {
		s += " (sheet " + c.of + ")"
	}
	return strings.TrimSpace(s)
}
