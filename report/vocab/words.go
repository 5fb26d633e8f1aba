package vocab

import (
	"strconv"
	"strings"
)

// Word is a word of a closed list to which the program gives an effect. rubrics/vocabulary.toml says what each means
// and how it is printed; words without an effect (verbs, sectors, types of entities) are plain texts.
type Word interface {
	list() string
	id() string
}

// Kind is what a claim is about.
type Kind string

// The kinds of claims.
const (
	Relationship   Kind = "relationship"    // who buys, sells, hosts, supplies, owns what
	Capability     Kind = "capability"      // what a product can do
	Use            Kind = "use"             // what was done to people with it
	CustomerRecord Kind = "customer-record" // the customer's conduct, with or without the product
	Policy         Kind = "policy"          // what the company says
	Act            Kind = "act"             // something done at a time
	Absence        Kind = "absence"         // looked for in named documents and not found
	Exposure       Kind = "exposure"        // what the investor has at stake
	Norm           Kind = "norm"            // what a law or standard asks
	Peer           Kind = "peer"            // what another company does
	History        Kind = "history"         // votes, proposals, that a party alleges something
)

// Status is what sort of word stands behind a claim.
type Status string

// The statuses of claims. How far each can lift a grade stands in rubrics/authority.toml.
const (
	Recorded   Status = "recorded"
	Found      Status = "found" // a court, regulator or inquiry decided so
	Admitted   Status = "admitted"
	Reported   Status = "reported"
	Alleged    Status = "alleged" // a party claims it, and nobody has decided
	Settled    Status = "settled" // a dispute ended, and nobody decided
	Overturned Status = "overturned"
	Retracted  Status = "retracted"
)

// Stance is how a piece of evidence stands to its claim.
type Stance string

// The stances of evidence. The last two move no grade and are shown.
const (
	Supports    Stance = "supports"
	Contradicts Stance = "contradicts"
	Qualifies   Stance = "qualifies"
	Silent      Stance = "silent"
)

// Handling is who may see an item.
type Handling string

// The handlings of items.
const (
	Public     Handling = "public"
	Redactable Handling = "redactable" // the claim may be printed, its quote may not
	Restricted Handling = "restricted" // left out of the public edition before anything is computed
)

// Telling is what whoever wrote a claim wants of the text that is filed.
type Telling string

// The wishes.
const (
	TellAlways Telling = "always"
	TellNever  Telling = "never"
)

// Reading is how much of a document somebody read.
type Reading string

// The readings of documents.
const (
	Whole   Reading = "whole"
	Excerpt Reading = "excerpt" // can't show that something isn't there
)

// ReplyState is where the exchange with an organisation stands.
type ReplyState string

// The states of replies.
const (
	NotSent  ReplyState = "not_sent"
	Sent     ReplyState = "sent" // the deadline hasn't passed
	Replied  ReplyState = "replied"
	NoReply  ReplyState = "no_reply" // the deadline passed; that says nothing about the claims
	Declined ReplyState = "declined"
	Stated   ReplyState = "stated" // nobody asked: a published statement
)

// ReplyAnswer is what an organisation says to a claim.
type ReplyAnswer string

// The answers of replies.
const (
	Accepts              ReplyAnswer = "accepts"
	Corrects             ReplyAnswer = "corrects"
	DisputesWithDocument ReplyAnswer = "disputes_with_document"
	Disputes             ReplyAnswer = "disputes"
	NonDenial            ReplyAnswer = "non_denial"
	NotAddressed         ReplyAnswer = "not_addressed"
)

// Disputed tells whether the organisation says that the claim isn't so.
func (a ReplyAnswer) Disputed() bool { return a == Disputes || a == DisputesWithDocument }

// ElementAnswer is how far a company discloses what an element asks for.
type ElementAnswer string

// The answers of elements.
const (
	AnsweredFull          ElementAnswer = "full"
	AnsweredPartial       ElementAnswer = "partial"
	AnsweredNone          ElementAnswer = "none" // a document addresses it and falls short
	AnsweredSearchedNone  ElementAnswer = "searched_none"
	AnsweredNotApplicable ElementAnswer = "not_applicable"
)

// State is where an indicator stands.
type State string

// The states of indicators.
const (
	Scored        State = "scored"
	SearchedNone  State = "searched_none"
	Undetermined  State = "undetermined"
	NotAssessed   State = "not_assessed"
	NotApplicable State = "not_applicable" // the only one that leaves the denominator
)

// Involvement is how a company is tied to a harm.
type Involvement string

// The ways of being involved, the slightest first.
const (
	NotEstablished Involvement = "not-established"
	Connected      Involvement = "connected"
	DirectlyLinked Involvement = "directly-linked"
	MayContribute  Involvement = "may-contribute"
	Cause          Involvement = "cause"
)

// Grade is how strong a claim is, 0 to 4.
type Grade int

func (Kind) list() string          { return "kind" }
func (Status) list() string        { return "status" }
func (Stance) list() string        { return "stance" }
func (Handling) list() string      { return "handling" }
func (Telling) list() string       { return "tell" }
func (Reading) list() string       { return "read" }
func (ReplyState) list() string    { return "reply-state" }
func (ReplyAnswer) list() string   { return "reply-answer" }
func (ElementAnswer) list() string { return "element-answer" }
func (State) list() string         { return "state" }
func (Involvement) list() string   { return "involvement" }
func (Grade) list() string         { return "grade" }

func (w Kind) id() string          { return string(w) }
func (w Status) id() string        { return string(w) }
func (w Stance) id() string        { return string(w) }
func (w Handling) id() string      { return string(w) }
func (w Telling) id() string       { return string(w) }
func (w Reading) id() string       { return string(w) }
func (w ReplyState) id() string    { return string(w) }
func (w ReplyAnswer) id() string   { return string(w) }
func (w ElementAnswer) id() string { return string(w) }
func (w State) id() string         { return string(w) }
func (w Involvement) id() string   { return string(w) }
func (w Grade) id() string         { return strconv.Itoa(int(w)) }

// Join writes words one behind the other, as strings.Join does.
func Join[W ~string](words []W, between string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return strings.Join(out, between)
}
