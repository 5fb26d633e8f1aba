// Package rubric is how a company is judged: indicators with levels in words, what a coding of each level
// needs, weights and thresholds; and, beside the rubric, the vocabularies and the authority of sources.
// All of it is data that a user can read and replace.
package rubric

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Format is the newest version of the rubric format that is read.
const Format = 1

// Kind is what an indicator asks.
type Kind string

// The kinds of indicator.
const (
	Conduct    Kind = "conduct"    // did it happen?
	Disclosure Kind = "disclosure" // does the company say?
)

// Rubric is one rubric, resolved: everything a card needs to be read without it.
type Rubric struct {
	ID           string  `json:"id"`
	Version      string  `json:"version"`
	SHA256       string  `json:"sha256"` // of the file
	Title        string  `json:"title"`
	Why          string  `json:"why"`
	Power        int     `json:"power"`         // p of M_p: 1, 2 or 4
	CoverageGate float64 `json:"coverage_gate"` // of category weights
	AnswerGate   float64 `json:"answer_gate"`   // of a disclosure indicator's elements
	// Descending; level i where the share is at least Shares[i].
	Shares     []float64            `json:"shares"`
	ClaimShare int                  `json:"claim_share"` // indicators one claim may carry facts for
	Headline   Headline             `json:"headline"`
	Bands      []Band               `json:"bands"`
	Basis      []Basis              `json:"basis"`
	Categories []Category           `json:"categories"`
	Indicators []*Indicator         `json:"indicators"`
	places     map[string]diag.Span // of indicators, by id
}

// Headline is the first line of every card: whether the process was found, partly, or not.
type Headline struct {
	Indicator string `json:"indicator"`
	Subject   string `json:"subject"`
	Found     int    `json:"found"`  // highest level called found
	Partly    int    `json:"partly"` // highest level called partly found
}

// Band names the values from From to the next band's.
type Band struct {
	From float64 `json:"from"`
	Name string  `json:"name"`
}

// Basis is a work that questions rest on. Opened is false where it was cited from elsewhere.
type Basis struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	URL    string `json:"url,omitempty"`
	Opened bool   `json:"opened"`
}

// Category groups indicators; its figures are means over them.
type Category struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Why   string `json:"why"`
}

// Indicator is one question.
type Indicator struct {
	ID          string    `json:"id"`
	Category    string    `json:"category"`
	Kind        Kind      `json:"kind"`
	Title       string    `json:"title"`
	Question    string    `json:"question"`
	Stage       string    `json:"stage"`
	Weight      float64   `json:"weight"`
	Why         string    `json:"why"`
	Basis       []string  `json:"basis"`
	Closes      []string  `json:"closes,omitempty"`
	MayNotApply string    `json:"may_not_apply,omitempty"`
	Critical    *Critical `json:"critical,omitempty"`
	Levels      []Level   `json:"levels,omitempty"`     // conduct
	Points      []float64 `json:"points,omitempty"`     // of the levels, 0 to 100; equal steps where empty
	Elements    []Element `json:"elements,omitempty"`   // disclosure
	Parts       []Part    `json:"parts,omitempty"`      // disclosure, weighted groups of elements
	Continuous  bool      `json:"continuous,omitempty"` // the value is 100 x (1 - share)
}

// Critical lifts the category to at least Floor where lo reaches Level.
type Critical struct {
	Level int     `json:"level"`
	Floor float64 `json:"floor"`
	Why   string  `json:"why"`
}

// Level is one answer to a conduct question, in words, with the ways in which a coding may show it:
// meeting any one of Needs is enough.
type Level struct {
	Text  string  `json:"text"`
	Needs []Needs `json:"needs,omitempty"`
	// It says what is so now: a claim that has ended doesn't show it.
	Present bool `json:"present,omitempty"`
}

// Needs is what a coding of a level must bring.
type Needs struct {
	Link []vocab.Kind `json:"link,omitempty"` // kinds, one claim of them
	Fact []vocab.Kind `json:"fact,omitempty"` // kinds, another claim of them
	// Least number over the facts; over all claims where no fact is asked.
	Clusters int            `json:"clusters,omitempty"`
	Grade    int            `json:"grade,omitempty"`    // that all claims hold, for the level to be best
	Statuses []vocab.Status `json:"statuses,omitempty"` // one fact must have one of them
}

// Element is one thing that a disclosure indicator asks.
type Element struct {
	ID   string `json:"id"`
	Ask  string `json:"ask"`
	Part string `json:"part,omitempty"`
}

// Part is a weighted group of elements.
type Part struct {
	ID     string  `json:"id"`
	Weight float64 `json:"weight"`
}

// Top is the highest level: 4 for a disclosure indicator with four shares.
func (r *Rubric) Top(in *Indicator) int {
	if in.Kind == Disclosure {
		return len(r.Shares)
	}
	return len(in.Levels) - 1
}

// Value is the points of a level, 0 to 100.
func (r *Rubric) Value(in *Indicator, level int) float64 {
	if len(in.Points) > level {
		return in.Points[level]
	}
	return float64(100*level) / float64(r.Top(in))
}

// Indicator finds an indicator by its id, nil where there is none.
func (r *Rubric) Indicator(id string) *Indicator {
	for _, in := range r.Indicators {
		if in.ID == id {
			return in
		}
	}
	return nil
}

// IDs are the ids of the indicators, in order.
func (r *Rubric) IDs() []string {
	ids := make([]string, len(r.Indicators))
	for i, in := range r.Indicators {
		ids[i] = in.ID
	}
	return ids
}

// In is the indicators of a category, in order.
func (r *Rubric) In(category string) []*Indicator {
	var out []*Indicator
	for _, in := range r.Indicators {
		if in.Category == category {
			out = append(out, in)
		}
	}
	return out
}

// Band is the index of the band that a value lies in, compared unrounded.
func (r *Rubric) Band(v float64) int {
	b := 0
	for i, band := range r.Bands {
		if v >= band.From {
			b = i
		}
	}
	return b
}

// GradeFor is the grade that all claims of a coding must hold for the level to be best, where the coding meets
// the given needs: theirs, else 3 for the top level and 2 for the others.
func (r *Rubric) GradeFor(in *Indicator, level int, n Needs) int {
	switch {
	case n.Grade > 0:
		return n.Grade
	case level == len(in.Levels)-1:
		return 3
	}
	return 2
}

// maxTitle bounds a title, in characters: it is printed as a heading, in contents and in figures.
const maxTitle = 200

// Parse reads a rubric. Faults go to l; the rubric is never nil.
func Parse(name string, data []byte, vocab vocab.Vocabulary, l *diag.List) *Rubric {
	sum := sha256.Sum256(data)
	r := &Rubric{SHA256: hex.EncodeToString(sum[:]), Power: 2, CoverageGate: 0.65, AnswerGate: 0.65,
		Shares: []float64{0.90, 0.65, 0.40, 0.15}, ClaimShare: 2, places: map[string]diag.Span{}}
	root := source.Parse(name, data, l)
	rd := reader{r, vocab, l}
	if t := root.Table("rubric"); t != nil {
		rd.head(t)
		t.Close()
	} else if !root.Doc().AnyDamage() {
		l.Errorf(root.At, diag.MissingKey, "the file has no [rubric] heading")
	}
	var headAt diag.Span
	if t := root.Table("headline"); t != nil {
		headAt = t.KeyAt("indicator")
		r.Headline = Headline{Indicator: t.Need("indicator").S, Subject: t.Need("subject").S}
		r.Headline.Found, _, _ = t.NeedInt("found", 0, 99)
		r.Headline.Partly, _, _ = t.NeedInt("partly", 0, 99)
		t.Close()
	}
	root.List("band", func(t *source.Table) {
		n, _ := t.Number("from", 0, 100)
		if len(r.Bands) == 0 && n.V != 0 || len(r.Bands) > 0 && n.V <= r.Bands[len(r.Bands)-1].From {
			l.Errorf(t.At, diag.BadBands, "bands must begin at 0 and rise")
		}
		r.Bands = append(r.Bands, Band{n.V, t.Need("name").S})
	})
	if len(r.Bands) == 0 && !root.Doc().AnyDamage() {
		l.Errorf(root.At, diag.MissingKey, "the rubric has no [[band]]")
		r.Bands = []Band{{0, "all"}}
	}
	root.Each("basis", func(id source.Text, t *source.Table) {
		opened, _ := t.Bool("opened")
		r.Basis = append(r.Basis,
			Basis{ID: id.S, Title: t.Need("title", maxTitle).S, URL: t.Text("url").S, Opened: opened})
	})
	root.Each("category", func(id source.Text, t *source.Table) {
		r.Categories = append(r.Categories,
			Category{ID: id.S, Title: t.Need("title", maxTitle).S, Why: t.Need("why").S})
	})
	root.Each("indicator", func(id source.Text, t *source.Table) {
		r.places[id.S] = id.At
		r.Indicators = append(r.Indicators, rd.indicator(id, t))
	})
	root.Close()
	if h := r.Headline.Indicator; h != "" && r.Indicator(h) == nil && !root.Doc().MentionedInDamage(h) {
		l.Errorf(headAt, diag.UnknownIndicator, "the headline names indicator %q, which is not defined", h)
	}
	if in := r.Indicator(r.Headline.Indicator); in != nil && in.Continuous {
		l.Errorf(headAt, diag.BadIndicator,
			"the headline is told by levels, and continuous indicator %q has none", in.ID)
	}
	for _, c := range r.Categories {
		if len(r.In(c.ID)) == 0 && !root.Doc().AnyDamage() {
			l.Errorf(root.At, diag.EmptyCategory, "category %q has no indicator", c.ID)
		}
	}
	return r
}

type reader struct {
	r     *Rubric
	vocab vocab.Vocabulary
	l     *diag.List
}

func (rd reader) head(t *source.Table) {
	r := rd.r
	if v, at, ok := t.NeedInt("format", 1, 1e6); ok && v > Format {
		rd.l.Errorf(at, diag.NewerFormat, "this rubric has format %d; this program reads formats up to %d", v, Format).
			WithHint("get a newer version of the program")
	}
	r.ID, r.Version, r.Title, r.Why = t.Need("id").S, t.Need("version").S, t.Need("title", maxTitle).S, t.Need("why").S
	if p, at, ok := t.Int("power", 1, 4); ok {
		if p == 3 {
			rd.l.Errorf(at, diag.OutOfRange, "%q is 3; it must be 1, 2 or 4", "power")
		} else {
			r.Power = p
		}
	}
	if n, ok := t.Number("coverage_gate", 0, 1); ok {
		r.CoverageGate = n.V
	}
	if n, ok := t.Number("answer_gate", 0, 1); ok {
		r.AnswerGate = n.V
	}
	if ns := t.Numbers("shares", 0, 1); t.Has("shares") && len(ns) == 0 {
		rd.l.Errorf(t.KeyAt("shares"), diag.OutOfRange, "shares must hold at least one figure")
	} else if len(ns) > 0 {
		r.Shares = nil
		for i, n := range ns {
			if i > 0 && n.V >= ns[i-1].V {
				rd.l.Errorf(n.At, diag.OutOfRange, "shares must fall from level to level")
			}
			r.Shares = append(r.Shares, n.V)
		}
	}
	if n, _, ok := t.Int("claim_share", 1, 99); ok {
		r.ClaimShare = n
	}
}

func (rd reader) word(s source.Text, list string) string {
	if s.S != "" && !rd.vocab.Has(list, s.S) {
		dg := rd.l.Errorf(s.At, diag.Unknown(list), "unknown %s %q", strings.ReplaceAll(list, "-", " "), s.S)
		if near := diag.Nearest(s.S, rd.vocab.IDs(list)); near != "" {
			dg.WithHint("did you mean %q?", near)
		} else {
			dg.WithHint("known: %s; %s", strings.Join(rd.vocab.IDs(list), ", "), vocab.Meanings(list))
		}
		return ""
	}
	return s.S
}

// words are those of ts that stand in a list.
func words[W ~string](rd reader, ts []source.Text, list string) []W {
	var out []W
	for _, t := range ts {
		if w := rd.word(t, list); w != "" {
			out = append(out, W(w))
		}
	}
	return out
}

func (rd reader) indicator(id source.Text, t *source.Table) *Indicator {
	r := rd.r
	in := &Indicator{
		ID:          id.S,
		Title:       t.Need("title", maxTitle).S,
		Question:    t.Need("question").S,
		Why:         t.Need("why").S,
		MayNotApply: t.Text("may_not_apply").S,
	}
	cat := t.Need("category")
	in.Category = cat.S
	if cat.S != "" && !slices.ContainsFunc(r.Categories, func(c Category) bool { return c.ID == cat.S }) {
		rd.l.Errorf(cat.At, diag.UnknownCategory, "the indicator belongs to category %q, which is not defined", cat.S)
	}
	kind := t.Need("kind")
	in.Kind = Kind(kind.S)
	if in.Kind != "" && in.Kind != Conduct && in.Kind != Disclosure {
		rd.l.Errorf(kind.At, diag.UnknownIndicatorKind, "unknown indicator kind %q", kind.S).
			WithHint("known: conduct, disclosure")
	}
	in.Stage = rd.word(t.Need("stage"), "stage")
	if t.Has("weight") {
		n, _ := t.Number("weight", 0, 1000)
		in.Weight = n.V
		if n.V == 0 && n.At.Line > 0 {
			rd.l.Errorf(n.At, diag.OutOfRange, "a weight must be over 0")
		}
	} else {
		rd.l.Errorf(t.At, diag.MissingKey, "%q is missing", "weight")
	}
	for _, b := range t.Texts("basis") {
		name, _, _ := strings.Cut(b.S, " ")
		if !slices.ContainsFunc(r.Basis, func(x Basis) bool { return x.ID == name }) {
			rd.l.Errorf(b.At, diag.UnknownBasis, "the indicator rests on %q, which is not defined", name)
		}
		in.Basis = append(in.Basis, b.S)
	}
	in.Closes = words[string](rd, t.Texts("closes"), "search-field")
	if c := t.Table("critical"); c != nil {
		in.Critical = &Critical{Why: c.Need("why").S}
		in.Critical.Level, _, _ = c.NeedInt("level", 1, 99)
		if !c.Has("floor") {
			rd.l.Errorf(c.At, diag.MissingKey, "%q is missing", "floor")
		}
		n, _ := c.Number("floor", 0, 100)
		in.Critical.Floor = n.V
		c.Close()
	}
	t.List("level", func(t *source.Table) {
		lv := Level{Text: t.Need("text").S}
		lv.Present, _ = t.Bool("present")
		read := func(n *source.Table) {
			nd := Needs{
				Link:     words[vocab.Kind](rd, n.Texts("link"), "kind"),
				Fact:     words[vocab.Kind](rd, n.Texts("fact"), "kind"),
				Statuses: words[vocab.Status](rd, n.Texts("statuses"), "status"),
			}
			nd.Clusters, _, _ = n.Int("clusters", 0, 99)
			nd.Grade, _, _ = n.Int("grade", 2, 4) // under 2 an uncorroborated claim would score
			lv.Needs = append(lv.Needs, nd)
		}
		if n := t.AskedTable("needs"); n != nil {
			read(n)
			n.Close()
		} else {
			t.List("needs", read)
		}
		in.Levels = append(in.Levels, lv)
	})
	for _, p := range t.Numbers("points", 0, 100) {
		in.Points = append(in.Points, p.V)
	}
	if e := t.Table("element"); e != nil {
		e.EachOwn(func(id source.Text, t *source.Table) {
			switch id.S {
			case "pair", "level", "closed", "not_applicable":
				rd.l.Errorf(id.At, diag.ReservedID, "an element can't be called %q", id.S)
			}
			in.Elements = append(in.Elements, Element{ID: id.S, Ask: t.Need("ask").S, Part: t.Text("part").S})
		})
	}
	if p := t.Table("part"); p != nil {
		for _, k := range p.Keys() {
			n, ok := p.Number(k, 0, 1000)
			if ok && n.V == 0 {
				rd.l.Errorf(n.At, diag.OutOfRange, "a weight must be over 0")
			}
			in.Parts = append(in.Parts, Part{k, n.V})
		}
		p.Close()
	}
	in.Continuous, _ = t.Bool("continuous")
	rd.shape(id, in, t)
	return in
}

// shape checks what the keys of an indicator must be to each other.
func (rd reader) shape(id source.Text, in *Indicator, t *source.Table) {
	if t.Damaged() {
		return
	}
	bad := func(format string, args ...any) { rd.l.Errorf(id.At, diag.BadIndicator, format, args...) }
	switch in.Kind {
	case Conduct:
		if len(in.Levels) < 2 {
			bad("conduct indicator %q has %d levels; it needs at least two", id.S, len(in.Levels))
		}
		if len(in.Elements) > 0 {
			bad("conduct indicator %q has elements; only disclosure has", id.S)
		}
		if n := len(in.Points); n > 0 &&
			(n != len(in.Levels) || in.Points[0] != 0 || in.Points[n-1] != 100 || !rising(in.Points)) {
			bad("points must rise from 0 to 100, one for each level")
			in.Points = nil
		}
		if in.Critical != nil && in.Critical.Level >= len(in.Levels) {
			bad("the critical level %d is over the highest", in.Critical.Level)
		}
		if in.Continuous {
			bad("conduct indicator %q has levels; only a disclosure indicator can be continuous", id.S)
		}
	case Disclosure:
		if in.Continuous && in.Critical != nil {
			bad("continuous indicator %q has no levels, so that none of them can be critical", id.S)
		}
		if len(in.Elements) == 0 {
			bad("disclosure indicator %q has no elements", id.S)
		}
		if in.Critical != nil && in.Critical.Level > len(rd.r.Shares) {
			bad("the critical level %d is over the highest, %d", in.Critical.Level, len(rd.r.Shares))
		}
		if len(in.Levels) > 0 || len(in.Points) > 0 {
			bad("disclosure indicator %q has levels of its own; its level comes from the elements", id.S)
		}
		for _, e := range in.Elements {
			if (len(in.Parts) > 0 || e.Part != "") &&
				!slices.ContainsFunc(in.Parts, func(p Part) bool { return p.ID == e.Part }) {
				bad("element %q belongs to part %q, which is not defined", e.ID, e.Part)
			}
		}
	}
}

func rising(xs []float64) bool {
	for i := 1; i < len(xs); i++ {
		if xs[i] <= xs[i-1] {
			return false
		}
	}
	return true
}

// At is where an indicator stands in the rubric's file.
func (r *Rubric) At(id string) diag.Span { return r.places[id] }

// Names are the ids of the rubrics in a folder that holds the vocabulary and the authority of sources as well, sorted.
func Names(folder fs.FS) []string {
	noRubrics := []string{"vocabulary", "authority", "bibliography", "replies"}
	entries, _ := fs.ReadDir(folder, ".")
	var out []string
	for _, e := range entries {
		if n, ok := strings.CutSuffix(e.Name(), ".toml"); ok && !slices.Contains(noRubrics, n) {
			out = append(out, n)
		}
	}
	return out
}
