// Package compare sets companies side by side: what their cards say, which of them can be told apart, what drives the
// differences, what changed since an earlier run. It makes no card, and no card hangs on it (docs/scoring.md).
package compare

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/alphabet"
	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Company is what a comparison keeps of a card.
type Company struct {
	score.Company
	File       string // the card's, as it is shown
	Digest     string // of that file
	AsOf       civil.Date
	Edition    dossier.Edition
	Headline   string
	Heard      score.Heard // whether it had a chance to answer what its card rests on
	Ref        score.RubricRef
	Assessment *score.AssessmentRef
	Categories []Category
	Counts     Counts

	tag, shortTag string // slug, where another company has the same name, or the same short one
}

// Category is one category of a card without its derivation.
type Category struct {
	score.Category
	Marks []Mark // by indicator
}

// Mark is how well an indicator's level is supported.
type Mark struct {
	Grade           int  // that all claims of the strongest coding of the best level hold; 0 where no coding shows it
	Contested       bool // something speaks against a coding that counts, and costs it a grade
	Answered, Asked int  // elements of a disclosure indicator
}

// Counts are how much evidence stands behind a card.
type Counts struct {
	Claims        int
	Grades        [5]int // claims by grade
	Contested     int
	Voices        int // independent clusters
	Facts         int // claims that carry a fact for an indicator
	Codings       int
	Answered      int // elements
	Asked         int
	Known, Asking int // indicators with a best level; those that apply
}

// Of takes from a card what a comparison needs, and lets the rest go: thousands of them lie in memory at once.
func Of(c *score.Card, file, digest string) *Company {
	co := &Company{
		Company:    c.Company,
		File:       file,
		Digest:     digest,
		AsOf:       c.AsOf,
		Edition:    c.Edition,
		Headline:   c.Headline,
		Ref:        c.RubricRef,
		Assessment: c.Assessment,
	}
	if c.Replies != nil {
		co.Heard = *c.Replies
	}
	n := &co.Counts
	var voices []string
	for i := range c.Claims {
		k := &c.Claims[i]
		n.Claims++
		if k.Grade >= 0 && k.Grade < len(n.Grades) {
			n.Grades[k.Grade]++
		}
		if k.Contested {
			n.Contested++
		}
		voices = append(voices, k.Clusters...)
	}
	slices.Sort(voices)
	n.Voices, n.Facts = len(slices.Compact(voices)), c.FactClaims
	for _, cat := range c.Categories {
		out := Category{Category: cat}
		out.Narrows = ""
		out.Indicators = slices.Clone(cat.Indicators)
		for i := range out.Indicators {
			in := &out.Indicators[i]
			m := markOf(in)
			out.Marks = append(out.Marks, m)
			n.Codings += len(in.Codings)
			n.Answered, n.Asked = n.Answered+m.Answered, n.Asked+m.Asked
			if in.State != vocab.NotApplicable {
				n.Asking++
				if in.Best != nil {
					n.Known++
				}
			}
			in.Codings, in.Elements, in.Claims, in.Pair, in.Closed, in.Why, in.Narrows = nil, nil, nil, nil, nil, "", ""
		}
		co.Categories = append(co.Categories, out)
	}
	return co
}

func markOf(in *score.IndicatorCard) Mark {
	var m Mark
	for _, k := range in.Codings {
		if !k.Counts {
			continue
		}
		m.Contested = m.Contested || k.BeforeContest > k.Holds
		if in.Best != nil && float64(k.Level) == *in.Best && k.Holds >= k.Needs {
			m.Grade = max(m.Grade, k.Holds)
		}
	}
	for _, e := range in.Elements {
		if e.Answer == "not_applicable" {
			continue
		}
		m.Asked++
		if e.Known {
			m.Answered++
		}
	}
	return m
}

// sortCompanies puts companies into the order of the alphabet; of one name, by their folders.
func sortCompanies(cs []*Company) {
	alphabet.Sort(cs, "", func(c *Company) string { return c.Name },
		func(a, b *Company) int { return cmp.Compare(a.Slug, b.Slug) })
}

// short is the name on pictures and in sentences.
func (c *Company) short() string { return cmp.Or(c.Short, c.Name) }

// Label is the company's short name, with its slug where another has the same, and with a word after it where it stands
// for nobody.
func (c *Company) Label(w Wording) string { return w.labelled(c.short(), c.shortTag, c.Invented) }

// Full is the company's whole name, marked in the same way.
func (c *Company) Full(w Wording) string { return w.labelled(c.Name, c.tag, c.Invented) }

// tellApart notes which companies have names that others have too, those of an earlier run among them.
func (c *Comparison) tellApart(earlier []*Company) {
	all := slices.Concat(c.Companies, earlier)
	for _, names := range []struct {
		of  func(*Company) string
		set func(co *Company, slug string)
	}{{func(co *Company) string { return co.Name }, func(co *Company, slug string) { co.tag = slug }},
		{(*Company).short, func(co *Company, slug string) { co.shortTag = slug }}} {
		slugs := map[string]string{} // by name; "" where there are several
		for _, co := range all {
			name, slug := strings.ToLower(names.of(co)), strings.ToLower(co.Slug)
			if old, ok := slugs[name]; ok && old != slug {
				slug = ""
			}
			slugs[name] = slug
		}
		for _, co := range all {
			if slugs[strings.ToLower(names.of(co))] == "" {
				names.set(co, co.Slug)
			}
		}
	}
}

func (w Wording) labelled(name, tag string, invented bool) string {
	if tag != "" {
		name = w.Say("apart", name, tag)
	}
	if invented {
		return w.Say("invented", name)
	}
	return name
}

// Fits tells whether a company's card has the categories and indicators of a rubric, with its weights.
func (c *Company) Fits(r *rubric.Rubric) bool {
	if len(c.Categories) != len(r.Categories) {
		return false
	}
	for i, cat := range r.Categories {
		ins := r.In(cat.ID)
		if c.Categories[i].ID != cat.ID || len(c.Categories[i].Indicators) != len(ins) {
			return false
		}
		for j, def := range ins {
			in := &c.Categories[i].Indicators[j]
			top := float64(r.Top(def))
			if def.Continuous {
				top = 100
			}
			if in.ID != def.ID || in.Weight != def.Weight || in.Kind != def.Kind || in.Hi != nil && *in.Hi > top {
				return false
			}
		}
	}
	return true
}
