package diag

import "strings"

// Code names one kind of fault. docs/diagnostics.md explains each to users; report/diagnostics_test.go holds that page
// to this list.
type Code string

// Unknown is the code of a word or a reference that leads nowhere: "source type" gives unknown-source-type.
func Unknown(what string) Code { return Code("unknown-" + strings.ReplaceAll(what, " ", "-")) }

// The file as text.
const (
	// Some bytes aren't UTF-8.
	InvalidUTF8 Code = "invalid-utf8"
	// The file is saved as UTF-16, or isn't text at all; nothing of it is read.
	NotText Code = "not-text"
	// An invisible control character, usually pasted from a PDF. Delete it.
	ControlCharacter Code = "control-character"
	// An invisible character that makes text read in another direction than it is stored.
	DirectionOverride Code = "direction-override"
	// A typographic quote mark (“ ”) where a text begins or ends.
	SmartQuotes Code = "smart-quotes"
	// A text has no quote marks.
	UnquotedText Code = "unquoted-text"
	// A straight quote mark inside a text ends it.
	QuoteInText Code = "quote-in-text"
	// A backslash has a special meaning in a text between double quotes.
	Backslash Code = "backslash"
	// Between a key and its value stands an equals sign, not a colon, and not nothing.
	MissingEquals Code = "missing-equals"
	// Nothing stands behind the equals sign.
	MissingValue Code = "missing-value"
	// [claim] where [claim.some-id] is meant: every claim, source and the like has an id.
	MissingID Code = "missing-id"
	// A heading or a key has a letter that ids can't have, or its bracket is missing.
	BadHeading Code = "bad-heading"
	// Entries of a list, and the parts between { and }, are separated by single commas.
	MissingComma Code = "missing-comma"
	ExtraComma   Code = "extra-comma"
	// A text has no closing quote mark on its line, or one over several lines has none at all.
	UnclosedText Code = "unclosed-text"
	// Not a date, or a day that the calendar doesn't have.
	BadDate Code = "bad-date"
	// A key stands twice in one table.
	DuplicateKey Code = "duplicate-key"
	// The line is neither a heading nor key = value, or a list is never closed.
	Syntax Code = "syntax"
	// So many lines can't be read that the rest wasn't looked at, or so many characters that the rest isn't listed.
	TooManyFaults Code = "too-many-faults"
	// More than the program reads: 64 MiB a TOML file, 64 MiB a capture, 1 MiB a Markdown file, 2,000 files, 200,000
	// claims, 1,000 pieces of evidence of one claim.
	FileTooLarge  Code = "file-too-large"
	TooManyFiles  Code = "too-many-files"
	TooManyClaims Code = "too-many-claims"
	TooManyPieces Code = "too-many-pieces"
)

// Workbooks and tables of a spreadsheet program.
const (
	// The file is no workbook, or can't be read as one: an old .xls, a password, a part that is damaged.
	BadWorkbook Code = "bad-workbook"
	// A sheet or a column that no dossier has.
	UnknownSheet  Code = "unknown-sheet"
	UnknownColumn Code = "unknown-column"
	// A row that belongs to nothing: its claim, reply or search isn't named, or isn't there.
	LostRow Code = "lost-row"
	// A formula has come to no value: #REF!, or nothing.
	FormulaFault Code = "formula-fault"
	// Something that a spreadsheet hides or computes was read as it is: formulas, joined cells, hidden rows, macros.
	WorkbookRead Code = "workbook-read"
	// A file of the dossier that a row names can't be one.
	BadFileName Code = "bad-file-name"
	// The dossier was changed since the workbook was written, and so was the workbook.
	BothChanged Code = "both-changed"
	// A map says of a column, or of a word, what can't be.
	BadMap Code = "bad-map"
)

// Libraries of programs that keep references.
const (
	// The file is no library, in another format than its name says, or larger or more deeply nested than is read.
	BadLibrary Code = "bad-library"
	// A brace, a quote mark or a comma is missing or too many. A warning where it was read all the same.
	LibrarySyntax Code = "library-syntax"
	// An entry has no title, and a source must have one.
	EntryWithoutTitle Code = "entry-without-title"
	// Two entries are one document, or have one key; or an entry has a field twice.
	EntryTwice Code = "entry-twice"
	// What an entry is can't be told from its type, so that a person has to say it.
	EntryType Code = "entry-type"
	// A date that a dossier can't hold as it stands: a season, a span of time, one that can be two days.
	EntryDate Code = "entry-date"
	// A notice: how a library was read, which types were given, and what was left out.
	LibraryRead Code = "library-read"
)

// Keys and values.
const (
	// The key isn't in formats.md; the hint names the nearest that is.
	UnknownKey Code = "unknown-key"
	// Something that must be there isn't.
	MissingKey Code = "missing-key"
	// A number where a text is wanted, or the like.
	WrongType Code = "wrong-type"
	// A number outside what makes sense.
	OutOfRange Code = "out-of-range"
	// A text says nothing, or is longer than its place allows.
	EmptyText   Code = "empty-text"
	TextTooLong Code = "text-too-long"
	// The file was written for a newer version of the program.
	NewerFormat Code = "newer-format"
	// Ids are kebab-case; a few names are taken.
	BadID      Code = "bad-id"
	ReservedID Code = "reserved-id"
	// An entity is a person, and holds no office by which they may be named.
	PrivatePerson Code = "private-person"
	// The same heading stands twice, in one file or in two.
	DuplicateID Code = "duplicate-id"
	// The word isn't in the closed list (rubrics/vocabulary.toml); the hint names the nearest that is, or all.
	UnknownKind        Code = "unknown-kind"
	UnknownStatus      Code = "unknown-status"
	UnknownStance      Code = "unknown-stance"
	UnknownHandling    Code = "unknown-handling"
	UnknownTell        Code = "unknown-tell"
	UnknownSourceType  Code = "unknown-source-type"
	UnknownEntityType  Code = "unknown-entity-type"
	UnknownSector      Code = "unknown-sector"
	UnknownVerb        Code = "unknown-verb"
	UnknownReading     Code = "unknown-reading"
	UnknownState       Code = "unknown-state"
	UnknownAnswer      Code = "unknown-answer"
	UnknownReason      Code = "unknown-reason"
	UnknownSearchField Code = "unknown-search-field"
	UnknownStage       Code = "unknown-stage"
	// A link is three words (subject, verb, object), a pair two entities (product, customer).
	BadLink Code = "bad-link"
	BadPair Code = "bad-pair"
	// Not a web address: they begin with https:// or http://.
	BadAddress Code = "bad-address"
)

// The dossier as a whole.
const (
	// Two sources are one document.
	SameDocument Code = "same-document"
	// A search log says whole of a source that says excerpt.
	ReadingsDisagree Code = "readings-disagree"
	// A source has both a cluster and a reason why it is independent.
	IndependentCluster Code = "independent-cluster"
	// Two pieces that count as independent say the same.
	AlikeSays Code = "alike-says"
	// A grade rests on reports of the same days.
	OneAnnouncement Code = "one-announcement"
	// Two pieces that count as independent support different things.
	UnlikeSays Code = "unlike-says"
	// The folder holds no *.toml.
	EmptyDossier Code = "empty-dossier"
	// In a batch: the folder named, or a line of the list, isn't there or isn't a folder.
	NoFolder Code = "no-folder"
	// A name in the dossier that should be a file's is a pipe's, a device's or a folder's; it isn't opened.
	NoFile Code = "no-file"
	// Something in the folder has nearly the name of a part of the dossier (claims.toml.txt), and isn't read.
	MisnamedFile Code = "misnamed-file"
	// A file of the dossier is a link that leads out of its folder; it isn't followed.
	OutsideFolder Code = "outside-folder"
	// Something is named that is defined nowhere.
	UnknownSource Code = "unknown-source"
	UnknownEntity Code = "unknown-entity"
	UnknownClaim  Code = "unknown-claim"
	UnknownSearch Code = "unknown-search"
	UnknownReply  Code = "unknown-reply"
	// Nothing of that name can be requested.
	UnknownAsk Code = "unknown-ask"
	// There are no filing rules of that name.
	UnknownRules Code = "unknown-rules"
	// A fact, or somebody's look at it, is dated after the dossier's own day.
	DateAfterAsOf Code = "date-after-as-of"
	// A claim ends before it begins.
	DatesReversed Code = "dates-reversed"
	// Nothing supports the claim.
	ClaimWithoutEvidence Code = "claim-without-evidence"
	// Claims overtake each other in a circle.
	CircularClaims Code = "circular-claims"
	// A claim isn't later than what it overtakes.
	OvertakesLater Code = "overtakes-later"
	// Nothing supports a part of a claim.
	PartWithoutEvidence Code = "part-without-evidence"
	// Evidence names a part that its claim doesn't have, or the parts of a claim can't be some.
	UnknownPart Code = "unknown-part"
	BadParts    Code = "bad-parts"
	// A claim that something wasn't found needs the log of the search.
	AbsenceWithoutSearch Code = "absence-without-search"
	// Sources rest on each other in a circle; all places are named.
	CircularSources Code = "circular-sources"
	// What speaks against a claim is restricted, so the public edition would show it stronger than it is.
	GuardedWeakness Code = "guarded-weakness"
	// Nobody cites or mentions it: perhaps a typo in what should.
	UnusedSource Code = "unused-source"
	UnusedEntity Code = "unused-entity"
	// A research or advocacy source doesn't say what its publisher has to gain.
	MissingInterest Code = "missing-interest"
	// Without [meeting] no resolution can be drafted: draft and a final text are refused, a briefing is made without
	// it.
	MissingMeeting Code = "missing-meeting"
)

// Quotes and proofs.
const (
	// A quote is a phrase of at most fifteen words.
	QuoteTooLong Code = "quote-too-long"
	// The quote isn't in the capture, letter for letter (white space, kinds of quote marks and dashes don't count).
	// The closest passage is shown.
	QuoteNotFound Code = "quote-not-found"
	// No proof is recorded for the quote: a claim can't reach grade 3 by it alone.
	QuoteUnproven Code = "quote-unproven"
	// The quote was found just now, but the proof isn't in proofs.lock.toml. Run check --captures DIR --record.
	QuoteNotRecorded Code = "quote-not-recorded"
	// The capture isn't the one that the quote was proven against.
	CaptureChanged Code = "capture-changed"
	// The capture's name leads out of the folder of captures, by a link too.
	CaptureOutside Code = "capture-outside"
	// The quote stands on another page of the capture than its locator says.
	WrongPage Code = "wrong-page"
	// A claim or a source will have grown old by the filing or the meeting.
	Due Code = "due"
	// Nothing stands at a source's address any more.
	LinkGone Code = "link-gone"
	// A source's address leads to another one for good.
	LinkMoved Code = "link-moved"
	// A quote isn't any more in what a source's address gives.
	LinkChanged Code = "link-changed"
	// A source's address couldn't be asked, or shows its text to people alone.
	LinkUnknown Code = "link-unknown"
	// Two rows of a table are of one claim or source, and say different things of it.
	RowsDiffer Code = "rows-differ"
	// A document wasn't taken in.
	NotCaptured Code = "not-captured"
	// A capture isn't where it should be.
	CaptureGone Code = "capture-gone"
	// A capture that no source names, or a file among them that nobody captured.
	CaptureUnused Code = "capture-unused"
	// Quotes are proven by a text that a machine read off a picture.
	ScannedText Code = "scanned-text"
	// A page of a captured document has no text.
	NoTextOnPage Code = "no-text-on-page"
	// The document tells of a correction that its source doesn't name.
	TellsOfCorrection Code = "tells-of-correction"
	// Proofs aren't recorded while a part of the dossier can't be read.
	NotRecorded Code = "not-recorded"
	// Two sources that count as independent quote nearly the same words: probably one repeats the other.
	AlikeQuotes Code = "alike-quotes"
	// The record proves a quote that the dossier no longer has, or was damaged by hand.
	StaleProof Code = "stale-proof"
	BadDigest  Code = "bad-digest"
)

// The assessment.
const (
	// Nobody has assessed the dossier by this rubric; every indicator is unknown.
	NotAssessed Code = "not-assessed"
	// An assessment by another rubric, or a second one by the same, isn't scored in this run.
	OtherRubric     Code = "other-rubric"
	OtherAssessment Code = "other-assessment"
	// The rubric has no such indicator, level or element.
	UnknownIndicator Code = "unknown-indicator"
	UnknownLevel     Code = "unknown-level"
	UnknownElement   Code = "unknown-element"
	// A coding lacks what its level needs; the hint gives the level's words, rubric show the needs.
	CodingNeeds Code = "coding-needs"
	// Levels may be closed only by a search that covers what the rubric lists.
	ClosingNeeds Code = "closing-needs"
	// An answer rests on no claim of grade 2 or more, so it counts as unknown.
	AnswerUnsupported Code = "answer-unsupported"
	// One claim carries facts for more indicators than the rubric allows.
	ClaimOverused Code = "claim-overused"
	// Severity 4 needs a second person; until then it counts as 3.
	SeverityNeedsSecond Code = "severity-needs-second"
	// That an indicator doesn't apply needs a second person; until then it counts as unknown.
	Unconfirmed Code = "unconfirmed"
)

// A rubric, a vocabulary, a wording or filing rules of your own.
const (
	// The rubric doesn't hold together; the message says where.
	UnknownCategory      Code = "unknown-category"
	UnknownBasis         Code = "unknown-basis"
	UnknownIndicatorKind Code = "unknown-indicator-kind"
	EmptyCategory        Code = "empty-category"
	BadIndicator         Code = "bad-indicator"
	BadBands             Code = "bad-bands"
	// Pages are letter or a4; words are counted strict or lenient.
	UnknownPage     Code = "unknown-page"
	UnknownPageSize Code = "unknown-page-size"
	UnknownCount    Code = "unknown-count"
	// A phrase of templates/wording.toml, templates/briefing.toml or templates/comparison.toml must keep its %s and
	// %d, in their order.
	BadWording Code = "bad-wording"
)

// Cards, side by side.
const (
	// The file isn't a card, is damaged, or holds something that can't be: a level its indicator doesn't have, a
	// rubric other than the one its digest names.
	BadCard Code = "bad-card"
	// No manifest beside the card names it as it is.
	UnfinishedResult Code = "unfinished-result"
	// The card was written by a newer version of the program.
	NewerCard Code = "newer-card"
	// The card was written by an earlier version of the program, which counted otherwise.
	OlderCard Code = "older-card"
	// A warning: most cards are by another rubric, another version or another text of it.
	CardOtherRubric Code = "card-other-rubric"
	// A company has two cards, and nobody knows which is meant, so nothing is made.
	CardTwice Code = "card-twice"
	// A card of the internal edition among public ones, or the other way round behind --since. What is made from it
	// couldn't be mailed.
	OtherEdition Code = "other-edition"
	// A notice: of a company there is only a card of the internal edition, so it isn't compared.
	InternalOnly Code = "internal-only"
)

// The draft.
const (
	// Words by the count that the rules are held to.
	TooLong           Code = "too-long"
	NearlyTooLong     Code = "nearly-too-long"
	LongByStrictCount Code = "long-by-strict-count"
	// Braces in briefing.md name no figure, or what has no place in a summary; the hint lists the figures that there
	// are.
	UnknownFigure Code = "unknown-figure"
	// A line {part:…} of briefing.md names no part of the briefing.
	UnknownBriefingPart Code = "unknown-briefing-part"
	// briefing.md is there and holds nothing, so the briefing has no summary.
	EmptySummary Code = "empty-summary"
	// A footnote of your own ([^1]: …): notes are written from claims and sources.
	OwnNote Code = "own-note"
	// A note of your own in resolution.md ([^note:1]), which is printed: no claim stands behind it, or it isn't there.
	UnprovenNote Code = "unproven-note"
	UnknownNote  Code = "unknown-note"
	// The rubric has no template of a resolution: write resolution.md yourself.
	NoTemplate Code = "no-template"
	// A file of an earlier result was changed by a person since it was written.
	EditedResult Code = "edited-result"
	// A folder or a file can't have its name on Windows, or shares it with another there and on macOS.
	UnportableName Code = "unportable-name"
	// The folder of results holds those of a company with another name.
	OtherCompany Code = "other-company"
	// The clause must be there and must ask: request, recommend, urge.
	NoResolvedClause Code = "no-resolved-clause"
	NoRequest        Code = "no-request"
	BindingVerb      Code = "binding-verb"
	// Outside the resolved clause each sentence has a note or is marked {.opinion}.
	SentenceWithoutNote Code = "sentence-without-note"
	// words: on paper only the words are seen.
	HiddenAddress Code = "hidden-address"
	// A note cites a source without a claim that somebody checked.
	CitesSourceAlone Code = "cites-source-alone"
	// The claim behind a note can't bear a filed sentence, or not this one.
	CitesLead       Code = "cites-lead"
	CitesWeak       Code = "cites-weak"
	CitesContested  Code = "cites-contested"
	CitesRestricted Code = "cites-restricted"
	// "No", "never", "only" without a claim that shows an absence.
	Absolute Code = "absolute"
	// A claim that somebody alleges is told as a fact.
	StrongerThanStatus Code = "stronger-than-status"
	// With --final: a claim told wasn't looked at within 60 days, so nothing is written.
	Unchecked Code = "unchecked"
	// One sentence joins claims whose times don't meet.
	TimesApart Code = "times-apart"
	// No face can print a character; a blank would be a false page.
	MissingGlyph Code = "missing-glyph"
	// A style names a face that there isn't: regular, italic, bold, bold-italic.
	UnknownFace Code = "unknown-face"
	// A table's words have no room even on a landscape sheet: they are broken anywhere.
	TableTooWide Code = "table-too-wide"
	// The text names the page of a heading that isn't there.
	UnknownPlace Code = "unknown-place"
	// Numbers of pages in the text move the text so that they never come right: five passes were made.
	PageNumbers Code = "page-numbers"
	// HTML, images and code have no place in the document.
	UnsupportedMarkdown Code = "unsupported-markdown"
	// The mark of a note isn't written as one, and would be printed.
	BadMark Code = "bad-mark"
	// Quotations and lists lie in each other deeper than is read.
	TooDeep Code = "too-deep"
	// What a jurisdiction demands here was not found; the draft is held to another number, which is named.
	RuleNotFound Code = "rule-not-found"
	// A phrase costs the proposal something (rubrics/phrasing), and [allow] names a rule of them that isn't there.
	CostlyPhrase    Code = "costly-phrase"
	UnknownPhrasing Code = "unknown-phrasing"
	// A claim is told, and not the later one that overtakes it.
	OvertakenTold Code = "overtaken-told"
	// A claim is told as holding, and another one says when that ended.
	EndedSince Code = "ended-since"
	// A claim is told without what narrows or disputes it.
	LeftOut Code = "left-out"
	// A notice: another claim stands at the same place of the same source, and isn't told.
	NeighbourUntold Code = "neighbour-untold"
	// A denial is told of a claim that it doesn't speak to.
	StrayDenial Code = "stray-denial"
	// The day of a fact is the day on which its source came out.
	ArticleDate Code = "article-date"
	// A sum of several companies is told as one's.
	SumOfSeveral Code = "sum-of-several"
	// A note cites what an opponent can't follow: no address, no date, a repost, a page in another language.
	HardToFollow Code = "hard-to-follow"
	// An acronym isn't explained where the text first uses it, or is and isn't used again.
	UndefinedAcronym Code = "undefined-acronym"
	UnusedAcronym    Code = "unused-acronym"
	// The rules are for listed companies, and the dossier doesn't say that this is one.
	UnlistedCompany Code = "unlisted-company"
	// The text tells something adverse of an organisation that had no chance to answer it.
	NoReply Code = "no-reply"
	// A notice: an earlier result told a claim that the dossier corrects.
	CarriedBefore Code = "carried-before"
	// Notices: what is told, or the rules, were last looked at long ago.
	StaleClaims Code = "stale-claims"
	OldRules    Code = "old-rules"
)

// An audit of a text that somebody already has.
const (
	// The file has notes and nothing that they belong to.
	NoProposal Code = "no-proposal"
	// A line says that the text begins below it; what stands above isn't read.
	TextAbove Code = "text-above"
	// Marks and notes that don't answer each other.
	MarkWithoutNote Code = "mark-without-note"
	NoteWithoutMark Code = "note-without-mark"
	NoteTwice       Code = "note-twice"
	EmptyNote       Code = "empty-note"
	NoNotes         Code = "no-notes"
	// Addresses of notes.
	SeveralAddresses     Code = "several-addresses"
	AddressTwice         Code = "address-twice"
	DamagedAddress       Code = "damaged-address"
	AddressWithoutScheme Code = "address-without-scheme"
	// A letter of another script within a word.
	LookalikeLetter Code = "lookalike-letter"
	// A sentence with a figure or a name, and no note.
	UnsourcedFact Code = "unsourced-fact"
	// What a year long past belongs to is told as true now; a request names a day that has passed.
	StalePresent Code = "stale-present"
	// The name of somebody who seems to hold no office.
	NamedPerson Code = "named-person"
	// No heading names a part.
	MissingHeading Code = "missing-heading"
	// What a dossier says of the text.
	AboutAnother       Code = "about-another-company"
	ContradictsDossier Code = "contradicts-dossier"
	WeakInDossier      Code = "weak-in-dossier"
	NotInDossier       Code = "not-in-dossier"
	// A board's statement speaks against a claim.
	ClaimDenied Code = "claim-denied"
	// The dossier has a resolution.md already.
	ResolutionExists Code = "resolution-exists"
)
