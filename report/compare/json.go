package compare

import (
	"encoding/json"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/score"
)

// Schema is the version of a comparison's JSON.
const Schema = "whereas/comparison/1"

type jsonComparison struct {
	Schema     string          `json:"schema"`
	Edition    dossier.Edition `json:"edition"`
	Date       civil.Date      `json:"date"`
	Rubric     score.RubricRef `json:"rubric"`
	Method     score.Method    `json:"method"`
	Companies  []jsonCompany   `json:"companies"` // in the order of the alphabet
	Categories []jsonCategory  `json:"categories"`
	Left       []jsonLeft      `json:"not_compared"`
	Changes    []jsonChange    `json:"changes"` // null where no earlier run was given
	Files      []string        `json:"files"`
}

type jsonCompany struct {
	Slug     string     `json:"company"`
	Name     string     `json:"name"`
	Invented bool       `json:"invented,omitempty"`
	AsOf     civil.Date `json:"as_of"`
	Headline string     `json:"headline"`
	Claims   int        `json:"claims"`
}

type jsonCategory struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Ranges []jsonRange `json:"ranges"`
	Groups [][]string  `json:"groups"` // from the gravest; within one, in the order of the alphabet
}

type jsonRange struct {
	Company   string   `json:"company"`
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
	Unknown   *float64 `json:"unknown"`
	LowDrawn  *float64 `json:"low_of_draws"`  // a twentieth of the draws lie lower
	HighDrawn *float64 `json:"high_of_draws"` // a twentieth of the draws lie higher
	Above     []string `json:"clearly_above"`
}

type jsonLeft struct {
	Name   string     `json:"company"`
	Reason LeftReason `json:"reason"`
	Rubric string     `json:"rubric,omitempty"`
}

type jsonChange struct {
	Company   string     `json:"company"`
	Kind      ChangeKind `json:"kind"`
	Category  string     `json:"category,omitempty"`
	Indicator string     `json:"indicator,omitempty"`
	Before    jsonSide   `json:"before"`
	After     jsonSide   `json:"after"`
}

type jsonSide struct {
	Low    *float64 `json:"low,omitempty"`
	High   *float64 `json:"high,omitempty"`
	State  string   `json:"state,omitempty"`
	Level  *float64 `json:"level,omitempty"`
	Rubric string   `json:"rubric,omitempty"`
}

// JSON is the comparison as data; files are the names of what was written.
func (c *Comparison) JSON(files []string) ([]byte, error) {
	out := jsonComparison{Schema: Schema, Edition: c.Edition, Date: c.Date, Method: c.Method, Files: files,
		Rubric:    score.RubricRef{ID: c.Rubric.ID, Version: c.Rubric.Version, SHA256: c.Rubric.SHA256},
		Companies: []jsonCompany{}, Categories: []jsonCategory{}, Left: []jsonLeft{}}
	slugs := func(companies []int) []string {
		list := []string{}
		for _, a := range companies {
			list = append(list, c.Companies[a].Slug)
		}
		return list
	}
	for _, co := range c.Companies {
		out.Companies = append(out.Companies,
			jsonCompany{co.Slug, co.Name, co.Invented, co.AsOf, co.Headline, co.Counts.Claims})
	}
	for i, s := range c.Categories {
		cat := jsonCategory{ID: s.ID, Title: s.Title, Groups: [][]string{}}
		for a, co := range c.Companies {
			in := &co.Categories[i]
			r := jsonRange{Company: co.Slug, Low: in.Low, High: in.High, Above: slugs(s.Above.Below(a))}
			if in.Coverage != nil {
				unknown := 1 - *in.Coverage
				r.Unknown, r.LowDrawn, r.HighDrawn = &unknown, &s.Low[a], &s.High[a]
			}
			cat.Ranges = append(cat.Ranges, r)
		}
		for _, g := range s.Groups {
			cat.Groups = append(cat.Groups, slugs(g))
		}
		out.Categories = append(out.Categories, cat)
	}
	for _, l := range c.Left {
		out.Left = append(out.Left, jsonLeft{l.Name, l.Reason, l.Rubric})
	}
	if c.Since {
		out.Changes = []jsonChange{}
	}
	for _, ch := range c.Changes {
		side := func(s Side) jsonSide { return jsonSide{s.Low, s.High, string(s.State), s.Best, s.Words} }
		out.Changes = append(out.Changes,
			jsonChange{ch.Company, ch.Kind, ch.Category, ch.Indicator, side(ch.Before), side(ch.After)})
	}
	b, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}
