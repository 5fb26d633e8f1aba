package brief

// What the templates see. Every text is Markdown already: what a dossier says can't be taken for markup.

// Common is what every template sees.
type Common struct {
	Company, Short string
	Date, AsOf     string
	Rubric         string // title
	Version        string
	Invented       bool
	Internal       bool
}

// Front is what front.md sees, the text before the contents.
type Front struct {
	Common
	Headline              string
	Workbook              bool // one is made beside it
	Claims, Told, Sources int  // in the dossier's edition; told in this briefing; sources of the edition
	Grades                []Count
	Contested, Disputed   int // claims that evidence speaks against; that organisations dispute
	Asked                 int // organisations
}

// Count is a number with what is counted.
type Count struct {
	N    int
	Word string
}

// Summary is what summary.md sees.
type Summary struct {
	Common
	Ask                                  []string // paragraphs of the resolved clause
	Norms, Record, Gap, Answer, Exposure []Told
}

// Told is a claim as it is told.
type Told struct {
	ID, Text string
	Flags    string // why it is to be read with care, in words; "" where nothing is
	Answers  []Answer
}

// Answer is what an organisation says of a claim.
type Answer struct {
	ID, Lead, Text string
}

// Record is what record.md sees.
type Record struct {
	Common
	Categories []Category
}

// Category is one category of the card.
type Category struct {
	ID, Title, Range, Unknown, Bands, Floor, Narrows string // Range is "no score" where there is none; then the others are ""
	Indicators                                       []Indicator
}

// Indicator is one question, where the company stands, and what that rests on.
type Indicator struct {
	ID, Title, Question, Standing, Says, Why string
	Disclosure                               bool // its levels count what isn't disclosed
	Codings                                  []Coding
	Elements                                 []Element // that are known
	Unknown                                  []string  // what else is asked
	Told                                     []Told    // what elements rest on
	Again                                    []string  // claims that are told at an earlier indicator
}

// Coding is a level that somebody coded, why, and on what.
type Coding struct {
	Level  int
	Counts bool
	Why    string
	Told   []Told
	Again  []string
}

// Element is one thing that an indicator asks to be disclosed.
type Element struct {
	Ask, Answer, Why string
	IDs              []string
}

// Back is what back.md sees.
type Back struct {
	Common
	Replies  []Reply
	Care     []Care
	Votes    []Vote
	Searches []Search
	Sources  []Source
	Meanings []Meaning // of the words for grades
	Why      string    // of the rubric
	Coder    string    // "" where nobody assessed the company
	Coded    string    // the day
}

// Care is a reason to read claims with care, and the claims told here that it is true of.
type Care struct {
	Why string
	IDs []string
}

// Meaning is a word with what it means.
type Meaning struct{ Word, Meaning string }

// Reply is what an organisation said, or that it wasn't asked.
type Reply struct {
	ID, Who, State, Date, Channel string
	Sourced                       bool
	Counts                        string        // "accepts 3, corrects 1": what it doesn't speak of counts only where it was asked
	Answers                       []ReplyAnswer // but for those that stand beside a claim that is told
}

// ReplyAnswer is one answer with the claims that it is about.
type ReplyAnswer struct {
	ID, Says string
	About    Told // the first of the claims that it is about, without answers
	More     int  // how many more there are
	beside   bool // it stands beside a claim that is told
}

// Vote is an earlier vote.
type Vote struct{ Date, Title, Support, Source string }

// Search is the record of looking for something.
type Search struct {
	Date, Found, Asked, Terms string
	Readers                   int
	Documents                 []string
}

// Source is a source that this briefing cites.
type Source struct {
	Name, Publisher, Title, Ref, Published, Kind, Interest, Method, Read, Accessed, Correction, URL, Archived string
	Claims, Quotes, Proven                                                                                    int
}
