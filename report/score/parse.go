package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	fast "github.com/go-json-experiment/json/v1"

	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// A card that another version of the program wrote is none that is wrong.
var (
	ErrNewer = errors.New("written by a newer version of the program")
	ErrOlder = errors.New("written by an earlier version of the program")
)

// ParseCard reads a card.json back: what JSON wrote, nothing lost. An error says in words for its reader what is wrong
// with the file; one that is ErrNewer or ErrOlder says that nothing is.
func ParseCard(b []byte) (*Card, error) {
	c := &Card{}
	err := json.Unmarshal(b, c)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return nil, fmt.Errorf("it isn't JSON: %w", err)
	}
	kind, _, ok := strings.Cut(strings.TrimPrefix(c.Schema, "whereas/"), "/")
	switch {
	case kind != "card" || !ok || !strings.HasPrefix(c.Schema, "whereas/"):
		return nil, fmt.Errorf("it isn't a card: its schema is %q", c.Schema)
	case c.Schema == "whereas/card/1":
		return nil, fmt.Errorf("%w, which counted what is unknown in another way", ErrOlder)
	case c.Schema != Schema:
		return nil, fmt.Errorf("%w: its schema is %q, and this program reads %q", ErrNewer, c.Schema, Schema)
	case err != nil:
		return nil, fmt.Errorf("it can't be read as a card: %w", err)
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return c, nil
}

// Reader reads many cards. What they repeat, their rubric with all its words, is two fifths of each: it is read once,
// and the cards share it. Any number of goroutines may use one; the zero Reader is ready.
type Reader struct {
	mutex   sync.Mutex
	rubrics map[string]*rubric.Rubric // by their text
}

// rubricsKept bounds what is remembered: cards that differ in their rubrics are read each for itself.
const rubricsKept = 8

// Parse is ParseCard: the same cards and the same errors. A card is read as by the standard library's package, in two
// fifths of its time, and where it is refused that package says what is wrong. Nobody may read b meanwhile; it is left
// as it was.
func (r *Reader) Parse(b []byte) (*Card, error) {
	at, text, ok := cutRubric(b)
	if !ok {
		return ParseCard(b)
	}
	c := &Card{}
	b[at] = '}' // in place of the comma: most of a card isn't copied
	err := fast.Unmarshal(b[:at+1], c)
	b[at] = ','
	if err != nil || c.Rubric != nil { // it may have two: the last one is read over the first
		return ParseCard(b)
	}
	if c.Rubric = r.rubric(text); c.Rubric == nil || c.Schema != Schema || c.check() != nil {
		return ParseCard(b) // which says what is wrong
	}
	return c, nil
}

// rubric is what is read from a rubric's text, nil where it can't be.
func (r *Reader) rubric(text []byte) *rubric.Rubric {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if known := r.rubrics[string(text)]; known != nil {
		return known
	}
	var read *rubric.Rubric
	if json.Unmarshal(text, &read) != nil || read == nil {
		return nil
	}
	if r.rubrics == nil {
		r.rubrics = map[string]*rubric.Rubric{}
	}
	if len(r.rubrics) < rubricsKept {
		r.rubrics[string(text)] = read
	}
	return read
}

// cutRubric takes a card apart that has its rubric as its last member, as JSON writes it: the comma before it, and the
// rubric's text. Where what is before the comma is an object once it is closed, and the text is JSON, the card is, and
// says the same.
func cutRubric(b []byte) (comma int, text []byte, ok bool) {
	const key = ",\n \"resolved_rubric\": "
	at := bytes.Index(b, []byte(key))
	text, closed := bytes.CutSuffix(bytes.TrimRight(b, " \t\r\n"), []byte("}"))
	if at < 0 || !closed || at+len(key) > len(text) {
		return 0, nil, false
	}
	return at, text[at+len(key):], true
}

// check finds what a card can't be: whoever computes from it may rely on the rest.
func (c *Card) check() error {
	switch {
	case c.Company.Slug == "" || c.Company.Name == "":
		return errors.New("it names no company")
	case c.Edition != dossier.PublicEdition && c.Edition != dossier.InternalEdition:
		return fmt.Errorf("its edition is %q", c.Edition)
	case c.Rubric == nil:
		return errors.New("it doesn't hold its rubric")
	case c.Rubric.SHA256 == "" || c.RubricRef != RubricRef{c.Rubric.ID, c.Rubric.Version, c.Rubric.SHA256}:
		return errors.New("it names another rubric than it holds")
	case c.Rubric.Power != 1 && c.Rubric.Power != 2 && c.Rubric.Power != 4:
		return fmt.Errorf("its rubric's power is %d", c.Rubric.Power)
	case len(c.Categories) != len(c.Rubric.Categories) || len(c.Rubric.Bands) == 0:
		return errors.New("its categories aren't those of its rubric")
	}
	for i := range c.Categories {
		if err := c.Categories[i].check(c.Rubric, c.Rubric.Categories[i].ID); err != nil {
			return err
		}
	}
	return nil
}

func (cat *Category) check(r *rubric.Rubric, id string) error {
	ins := r.In(id)
	if cat.ID != id || len(cat.Indicators) != len(ins) {
		return fmt.Errorf("category %q isn't that of its rubric", cat.ID)
	}
	applicable := false
	for j := range cat.Indicators {
		in := &cat.Indicators[j]
		if err := in.check(r, ins[j]); err != nil {
			return fmt.Errorf("indicator %q: %w", in.ID, err)
		}
		applicable = applicable || in.State != vocab.NotApplicable
	}
	if !applicable {
		if cat.Low != nil || cat.High != nil {
			return fmt.Errorf("category %q has a score of nothing", cat.ID)
		}
		return nil
	}
	for _, f := range []struct {
		value *float64
		most  float64
	}{{cat.Low, 100}, {cat.High, 100}, {cat.Coverage, 1}} {
		if v := f.value; v == nil || !(*v >= 0 && *v <= f.most+1e-6) {
			return fmt.Errorf("category %q has a figure that can't be", cat.ID)
		}
	}
	return nil
}

func (c *IndicatorCard) check(r *rubric.Rubric, def *rubric.Indicator) error {
	if c.ID != def.ID || c.Kind != def.Kind || c.Weight != def.Weight {
		return errors.New("it isn't that of its rubric")
	}
	if err := checkDefinition(def); err != nil {
		return err
	}
	top := float64(r.Top(def))
	if def.Continuous {
		top = 100
	}
	if top < 1 {
		return errors.New("its rubric gives it no levels")
	}
	level := func(v *float64) bool { return v != nil && *v >= 0 && *v <= top }
	switch c.State {
	case vocab.NotApplicable:
		return nil
	case vocab.Scored, vocab.SearchedNone:
		if !level(c.Best) {
			return errors.New("it is scored and has no best level")
		}
	case vocab.Undetermined, vocab.NotAssessed:
		if c.Best != nil {
			return errors.New("it is unknown and has a best level")
		}
	default:
		return fmt.Errorf("its state is %q", c.State)
	}
	values := c.LoValue != nil && c.HiValue != nil && (c.Value == nil) == (c.Best == nil)
	if !values || !level(c.Lo) || !level(c.Hi) || *c.Lo > *c.Hi {
		return errors.New("its levels can't be")
	}
	for _, t := range c.Thresholds {
		free := (t.UncontestedLo == nil) == (t.UncontestedHi == nil) &&
			(t.UncontestedLo == nil || level(t.UncontestedLo) && level(t.UncontestedHi))
		if !free || !level(&t.Lo) || !level(&t.Hi) || t.Lo > t.Hi {
			return errors.New("its bounds at a grade can't be")
		}
	}
	return nil
}

// checkDefinition refuses an indicator of a rubric whose weight, points or floor no rubric that was read could have.
func checkDefinition(def *rubric.Indicator) error {
	point := func(v float64) bool { return v >= 0 && v <= 100 }
	weight := def.Weight > 0 && def.Weight <= 1e6
	points := !slices.ContainsFunc(def.Points, func(v float64) bool { return !point(v) })
	if !weight || !points || def.Critical != nil && !point(def.Critical.Floor) {
		return errors.New("its rubric gives it a weight, points or a floor that can't be")
	}
	if def.Continuous && (def.Critical != nil || def.Kind == rubric.Conduct) {
		return errors.New("its rubric makes it continuous and gives it levels")
	}
	return nil
}
