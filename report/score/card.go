package score

import (
	"encoding/json"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// Schema is the version of the card's JSON.
const Schema = "whereas/card/2"

// Card is how a company stands by one rubric, with the whole derivation: it can be recomputed by hand from
// what is in it. Numbers are unrounded; whoever prints them rounds once.
type Card struct {
	Schema      string          `json:"schema"`
	Company     Company         `json:"company"`
	RubricRef   RubricRef       `json:"rubric"`
	AsOf        civil.Date      `json:"as_of"`
	Edition     dossier.Edition `json:"edition"`
	Headline    string          `json:"headline"`
	Assessment  *AssessmentRef  `json:"assessment"`
	ClaimsTwice []string        `json:"claims_of_several_indicators"` // that carry facts for more than one indicator
	FactClaims  int             `json:"fact_claims"`                  // claims that carry a fact for any indicator
	Categories  []Category      `json:"categories"`
	Claims      []ClaimCard     `json:"claims"`
	Replies     *Heard          `json:"replies,omitempty"` // nil where the card has nothing adverse of the company
	Rubric      *rubric.Rubric  `json:"resolved_rubric"`   // the last member: see Reader
}

// Heard is whether the company had a chance to answer the claims of its card that are adverse to it. It moves no
// figure.
type Heard struct {
	Unheard int    `json:"unheard"`          // claims that no reply record stands for
	Reason  string `json:"reason,omitempty"` // why they weren't put to it, of the list no-reply-reason
}

// Company names whom the card is about.
type Company struct {
	Name     string `json:"name"`
	Short    string `json:"short"`
	Slug     string `json:"slug"`
	Invented bool   `json:"invented,omitempty"`
}

// RubricRef names the rubric.
type RubricRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// AssessmentRef names who coded, when.
type AssessmentRef struct {
	Coder string     `json:"coder"`
	Date  civil.Date `json:"date"`
	Note  string     `json:"note,omitempty"`
}

// Category is one category's range. Low, Point and High lie between 0 and 100 and are null where there is
// no score; Point is null too where the rules forbid to print it.
type Category struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Coverage   *float64        `json:"coverage"` // 0 to 1
	Low        *float64        `json:"low"`
	Point      *float64        `json:"point"`
	High       *float64        `json:"high"`
	LowBand    string          `json:"low_band,omitempty"`
	HighBand   string          `json:"high_band,omitempty"`
	Gravest    string          `json:"gravest,omitempty"`
	Floor      *Floor          `json:"floor"`       // that a proven level brings to Low
	PointFloor *Floor          `json:"point_floor"` // that a reported level brings to Point
	HighFloor  *Floor          `json:"high_floor"`  // that a level which isn't excluded brings to High
	Indicators []IndicatorCard `json:"indicators"`
	Narrows    string          `json:"narrows"`
}

// Floor says which critical indicator lifts a figure of its category, and to what.
type Floor struct {
	Indicator string  `json:"indicator"`
	Value     float64 `json:"value"`
}

// lift is a figure that isn't under the floor.
func (f *Floor) lift(v float64) float64 {
	if f == nil {
		return v
	}
	return max(v, f.Value)
}

// Open tells whether the range of a category says nothing yet: nothing is known, and nothing is excluded.
func (c *Category) Open() bool {
	return c.Coverage != nil && *c.Coverage == 0 && *c.Low == 0 && *c.High == 100
}

// Open tells whether an indicator's range says nothing yet: no level is known, none is proven and none excluded.
func (c *IndicatorCard) Open() bool {
	return c.State != vocab.NotApplicable && c.Best == nil && *c.LoValue == 0 && *c.HiValue == 100
}

// IndicatorCard is one indicator's outcome. Lo, Best and Hi are levels 0 to Levels, or for a continuous
// indicator values 0 to 100; null where nothing is known.
type IndicatorCard struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Kind     rubric.Kind   `json:"kind"`
	State    vocab.State   `json:"state"`
	Pair     []string      `json:"pair"`
	Lo       *float64      `json:"lo"`
	Best     *float64      `json:"best"`
	Hi       *float64      `json:"hi"`
	Levels   int           `json:"levels"`
	Weight   float64       `json:"weight"`
	LoValue  *float64      `json:"lo_value"` // 0 to 100, as the category counts it
	Value    *float64      `json:"value"`
	HiValue  *float64      `json:"hi_value"`
	Closed   *ClosedCard   `json:"closed"`
	Codings  []CodingCard  `json:"codings"`
	Elements []ElementCard `json:"elements"`
	Claims   []string      `json:"claims"`
	Why      string        `json:"why"`
	Narrows  string        `json:"narrows"`
	Missing  Missing       `json:"-"` // what Narrows is made of; the other fields follow from the elements

	// Thresholds are its bounds where claims count from a given grade on, for the draws of a comparison; those that
	// follow from lo, best and hi are left out (see At).
	Thresholds []ThresholdCard `json:"thresholds,omitempty"`
}

// Missing is what would narrow the range of a conduct indicator.
type Missing struct {
	Claims []string // ids: a record or another independent source for them would raise the lower bound
	Fields []string // of searches, which would lower the upper bound: words of the vocabulary's search-field
}

// ClosedCard is a closing that counts.
type ClosedCard struct {
	Above  int    `json:"above"`
	Search string `json:"search"`
	Why    string `json:"why"`
}

// CodingCard is one coding and how far it holds.
type CodingCard struct {
	Level         int      `json:"level"`
	Pair          []string `json:"pair"`
	Claims        []string `json:"claims"`
	Facts         []string `json:"facts"` // those of the claims that show the level
	Holds         int      `json:"holds"` // lowest grade of its claims
	BeforeContest int      `json:"before_contest"`
	Counts        bool     `json:"counts"` // it meets the needs of its level
	Needs         int      `json:"needs"`  // grade that all claims must hold for the level to be best
	Why           string   `json:"why"`
}

// ElementCard is one element of a disclosure indicator.
type ElementCard struct {
	ID     string              `json:"id"`
	Ask    string              `json:"ask"`
	Answer vocab.ElementAnswer `json:"answer"` // as given; "" where there is none
	Known  bool                `json:"known"`  // counted as answered
	Claims []string            `json:"claims"`
	Search string              `json:"search,omitempty"`
	Why    string              `json:"why"`
}

// ClaimCard is one claim's grade and its derivation.
type ClaimCard struct {
	ID            string       `json:"id"`
	Kind          vocab.Kind   `json:"kind"`
	Status        vocab.Status `json:"status"`
	Grade         int          `json:"grade"`
	BeforeContest int          `json:"before_contest"`
	Word          string       `json:"word"`
	Clusters      []string     `json:"clusters"`
	Contested     bool         `json:"contested"`
	Involvement   string       `json:"involvement,omitempty"`
	Severity      int          `json:"severity,omitempty"`
	AsOf          civil.Date   `json:"as_of"`
	Why           []string     `json:"why"`
}

// JSON is the card as it is written to card.json: indented, keys in the order of the types above.
func (c *Card) JSON() ([]byte, error) {
	b, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}

// Indicator finds an indicator's outcome, nil where there is none.
func (c *Card) Indicator(id string) *IndicatorCard {
	for i := range c.Categories {
		for j := range c.Categories[i].Indicators {
			if c.Categories[i].Indicators[j].ID == id {
				return &c.Categories[i].Indicators[j]
			}
		}
	}
	return nil
}

// Claim finds a claim, nil where there is none.
func (c *Card) Claim(id string) *ClaimCard {
	for i := range c.Claims {
		if c.Claims[i].ID == id {
			return &c.Claims[i]
		}
	}
	return nil
}
