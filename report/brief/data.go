package brief

import "whereas/report/prose"

// What the templates see. Every text is Markdown already: what a dossier says can't be taken for markup.

// Common is what every template sees.
type Common struct {
	Company, Short prose.Markdown
	Date, AsOf     prose.Markdown
	Rubric         prose.Markdown // title
	Version        prose.Markdown
	Invented       bool
	Internal       bool
	// Suffix ends the names of the files, before the full stop: "-internal" of that edition.
	Suffix prose.Markdown
	// Corrections are the notices of what an earlier edition said, the latest first.
	Corrections []Correction
}

// Front is what record-front.md sees, the text before the contents.
type Front struct {
	Common
	Workbook             bool // one is made beside it
	Claims, Leads        int  // of the dossier's edition that may be told; leads, which a public edition doesn't tell
	Told, Brief, Sources int  // claims told in the record, and of those in the briefing; sources of the edition
	Grades               []Count
	Contested, Disputed  int  // claims that evidence speaks against; that organisations dispute
	Asked                bool // any organisation, for a comment
}

// Count is a number with what is counted.
type Count struct {
	N    int
	Word prose.Markdown
}

// Told is a claim as it is told.
type Told struct {
	ID      string
	Text    prose.Markdown
	Flags   prose.Markdown // why it is to be read with care, in words; "" where nothing is
	Answers []Answer
}

// Answer is what an organisation says of a claim.
type Answer struct {
	ID         string
	Lead, Text prose.Markdown
	company    bool // the organisation is the dossier's own company
}

// Record is what record.md sees.
type Record struct {
	Common
	Categories []Category
}

// Category is one category of the card.
type Category struct {
	ID string
	// Range is "no score" where there is none; then the others are "".
	Title, Range, Low, High, Unknown, Bands, Floor prose.Markdown
	Open                                           []Open // what isn't settled, the widest first
	Indicators                                     []Indicator
}

// Indicator is one question, where the company stands, and what that rests on.
type Indicator struct {
	ID, Title, Question, Standing, Says prose.Markdown
	Disclosure                          bool // its levels count what isn't disclosed
	Disclosed                           Disclosed
	Codings                             []Coding
	Elements                            []Element        // that are known
	Unknown                             []prose.Markdown // what else is asked
	Told                                []Told           // what elements rest on
	Again                               []string         // claims of codings that are told at an earlier indicator
}

// Coding is a level that somebody coded, why, and on what.
type Coding struct {
	Level     int
	Counts    bool
	Says, Why prose.Markdown // the level in words; why it was coded
	Told      []Told
}

// Element is one thing that an indicator asks to be disclosed.
type Element struct {
	Ask, Answer, Why prose.Markdown
	IDs              []string
}

// Back is what back.md sees.
type Back struct {
	Common
	Replies  []Reply
	NotAsked []NotAsked
	Care     []Care
	Votes    []Vote
	Searches []Search
	Sources  []Source
	Proven   prose.Markdown // the day on which a quote told here was last found; "" where none was
	Meanings []Meaning      // of the words for grades
	Why      prose.Markdown // of the rubric
	Coder    prose.Markdown // "" where nobody assessed the company
	Coded    prose.Markdown // the day
}

// Care is a reason to read claims with care, and the claims told here that it is true of.
type Care struct {
	Why prose.Markdown
	IDs []string
}

// Meaning is a word with what it means.
type Meaning struct{ Word, Meaning prose.Markdown }

// Reply is what an organisation said, or that it wasn't asked.
type Reply struct {
	ID                        string
	Who, State, Date, Channel prose.Markdown
	Sourced                   bool
	// "accepts 3, corrects 1": what it doesn't speak of counts only where it was asked.
	Counts  prose.Markdown
	Answers []ReplyAnswer // but for those that stand beside a claim that is told
}

// ReplyAnswer is one answer with the claims that it is about.
type ReplyAnswer struct {
	ID     string
	Says   prose.Markdown
	About  Told // the first of the claims that it is about, without answers
	More   int  // how many more there are
	beside bool // it stands beside a claim that is told
}

// Correction is a notice of what an earlier edition said.
type Correction struct{ Date, Was, Now, Why prose.Markdown }

// NotAsked is a reason for which organisations weren't asked of which something adverse is told.
type NotAsked struct {
	Who, Why prose.Markdown // in a row
	Whole    bool           // the reason is that of the whole dossier
	names    []prose.Markdown
}

// Vote is an earlier vote.
type Vote struct {
	Date, Title, Support prose.Markdown
	Source               string // its id
}

// Search is the record of looking for something.
type Search struct {
	Date, Found, Asked, Terms prose.Markdown
	Readers                   int
	Documents                 []prose.Markdown
}

// Source is a source that this briefing cites.
type Source struct {
	Name, Publisher, Title, Ref, Published, Kind, Interest, Method, Read, Accessed, Correction prose.Markdown
	URL, Archived                                                                              string
	Claims, Quotes, Proven                                                                     int
}
