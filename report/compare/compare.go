package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"whereas/report/alphabet"
	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/score"
)

// LeftReason is why a company isn't compared.
type LeftReason string

// The reasons.
const (
	Faults     LeftReason = "faults"       // a batch made nothing of its dossier
	NoCard     LeftReason = "no_card"      // a batch made something of it, and no card
	Unfinished LeftReason = "unfinished"   // no manifest beside its card names it as it is
	Damaged    LeftReason = "damaged"      // its card can't be read
	Unheard    LeftReason = "unheard"      // it had no chance to answer what its card rests on
	Newer      LeftReason = "newer"        // its card was written by a newer version of the program
	Older      LeftReason = "older"        // its card was written by an earlier version, which counted otherwise
	Rubric     LeftReason = "other_rubric" // its card is by another rubric or version
	Text       LeftReason = "other_text"   // its card is by another text of the same version
)

// Left is a company that isn't compared, and why.
type Left struct {
	Name     string
	Reason   LeftReason
	Rubric   string // and version, of a card by another one
	Invented bool
}

// Input of a comparison.
type Input struct {
	Companies   []*Company     // cards as they were found, in any order
	Rubric      *rubric.Rubric // that most of them are scored by (Majority)
	Left        []Left
	Earlier     []*Company // of an earlier run
	EarlierLeft []string   // slugs that the earlier run knew, those of Earlier among them or not
	Since       bool       // an earlier run is compared with, whatever it held
	Date        civil.Date
	Method      score.Method
	Workers     int // at least 1; their number moves no figure
}

// Comparison is companies side by side, alphabetically.
type Comparison struct {
	Rubric     *rubric.Rubric
	Edition    dossier.Edition
	Date       civil.Date
	Companies  []*Company
	Categories []*Standing // by the rubric's categories
	Left       []Left      // alphabetically
	Since      bool
	Changes    []Change
	Method     score.Method
}

// Standing is how companies stand to each other in one category.
type Standing struct {
	ID, Title string
	Low, High []float64 // by company: where the draws put its range; both 0 where it has no score
	Unscored  []int     // companies without a score here, since none of the indicators applies
	Above     *Relation
	Groups    [][]int // from the gravest; one group where nobody stands apart
	Drivers   []Driver
	Unknown   []Driver // indicators that are unknown for most, by weight
}

// Make computes a comparison. A company by another rubric, another version or another text of it is named in Left.
func Make(in Input) *Comparison {
	c := &Comparison{Rubric: in.Rubric, Date: in.Date, Method: in.Method, Since: in.Since, Left: slices.Clone(in.Left)}
	ref := score.RubricRef{ID: in.Rubric.ID, Version: in.Rubric.Version, SHA256: in.Rubric.SHA256}
	for _, co := range in.Companies {
		if co.Ref == ref {
			c.Companies = append(c.Companies, co)
			continue
		}
		left := Left{Name: co.Name, Invented: co.Invented, Reason: Rubric, Rubric: co.Ref.ID + " " + co.Ref.Version}
		if co.Ref.ID == ref.ID && co.Ref.Version == ref.Version {
			left.Reason = Text
		}
		c.Left = append(c.Left, left)
	}
	sortCompanies(c.Companies)
	alphabet.Sort(c.Left, "", func(l Left) string { return l.Name }, func(a, b Left) int {
		return cmp.Or(cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Rubric, b.Rubric))
	})
	if len(c.Companies) > 0 {
		c.Edition = c.Companies[0].Edition
	}
	if c.Date.IsZero() {
		c.Date = latest(c.Companies)
	}
	draws := in.Method.Draw(in.Rubric)
	for i, cat := range in.Rubric.Categories {
		s := &Standing{ID: cat.ID, Title: cat.Title}
		c.stand(s, i, draws, max(1, in.Workers))
		c.drive(s, i)
		c.Categories = append(c.Categories, s)
	}
	c.tellApart(in.Earlier)
	if in.Since {
		c.Changes = changes(c, in.Earlier, in.EarlierLeft)
	}
	return c
}

// Majority is the rubric that most cards are scored by. Of two with as many, the one whose id comes later in the
// alphabet counts, then the later version, then the later digest: the order of the files doesn't. The id comes first,
// since versions of two rubrics say nothing about each other.
func Majority(companies []*Company) score.RubricRef {
	count := map[score.RubricRef]int{}
	for _, co := range companies {
		count[co.Ref]++
	}
	var most score.RubricRef
	for ref, n := range count {
		if cmp.Or(cmp.Compare(n, count[most]), cmp.Compare(ref.ID, most.ID), laterVersion(ref.Version, most.Version),
			cmp.Compare(ref.SHA256, most.SHA256)) > 0 {
			most = ref
		}
	}
	return most
}

// laterVersion compares versions part by part, "1.10" after "1.9": numbers as numbers, all else as text.
func laterVersion(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(a, b string) int {
		m, errA := strconv.ParseUint(a, 10, 64)
		n, errB := strconv.ParseUint(b, 10, 64)
		if errA != nil || errB != nil {
			return cmp.Compare(a, b)
		}
		return cmp.Compare(m, n)
	})
}

// latest is the latest day that any of the cards speaks of.
func latest(companies []*Company) civil.Date {
	var day civil.Date
	for _, co := range companies {
		if day.IsZero() || co.AsOf.Last() > day.Last() {
			day = co.AsOf
		}
	}
	return day
}

// Invented tells whether any of the companies stands for nobody.
func (c *Comparison) Invented() bool {
	return slices.ContainsFunc(c.Companies, func(co *Company) bool { return co.Invented }) ||
		slices.ContainsFunc(c.Left, func(l Left) bool { return l.Invented })
}
