package compare

import (
	"slices"
	"sort"

	"whereas/report/score"
	"whereas/report/vocab"
)

// Driver is an indicator by which companies differ, and where each of them stands.
type Driver struct {
	ID, Title     string
	Share         float64 // of the category's weights
	Levels        []Level // from the gravest
	Unknown       []int   // companies; unknown is neither clean nor a concern
	NotApplicable []int
	weight        float64 // by which drivers are sorted
}

// Level is the companies that stand at one level, supported equally well.
type Level struct {
	Level     float64
	Of        int
	Grade     int // 0 for elements, and where nothing was found
	State     vocab.State
	Companies []int
}

// drive finds the indicators of category i whose levels differ most between companies, by what they weigh in the mean,
// and those that are unknown for most of them.
func (c *Comparison) drive(s *Standing, i int) {
	ins := c.Rubric.In(s.ID)
	total := 0.0
	for _, in := range ins {
		total += in.Weight
	}
	for j, def := range ins {
		d := Driver{ID: def.ID, Title: def.Title, Share: def.Weight / total}
		var most, least float64
		known := 0
		for a, co := range c.Companies {
			in, mark := &co.Categories[i].Indicators[j], co.Categories[i].Marks[j]
			switch {
			case in.State == vocab.NotApplicable:
				d.NotApplicable = append(d.NotApplicable, a)
				continue
			case in.Value == nil:
				d.Unknown = append(d.Unknown, a)
				continue
			}
			v := score.Power(*in.Value, c.Rubric.Power)
			if known == 0 || v > most {
				most = v
			}
			if known == 0 || v < least {
				least = v
			}
			known++
			d.place(a, in, mark)
		}
		sort.SliceStable(d.Levels, func(x, y int) bool {
			if d.Levels[x].Level != d.Levels[y].Level {
				return d.Levels[x].Level > d.Levels[y].Level
			}
			return d.Levels[x].Grade > d.Levels[y].Grade
		})
		if len(d.Unknown) > 0 {
			u := d
			u.weight = float64(def.Weight * float64(len(d.Unknown)))
			s.Unknown = append(s.Unknown, u)
		}
		if d.weight = float64(def.Weight * (most - least)); d.weight > 0 {
			s.Drivers = append(s.Drivers, d)
		}
	}
	for _, list := range [][]Driver{s.Drivers, s.Unknown} {
		sort.SliceStable(list, func(x, y int) bool { return list[x].weight > list[y].weight })
	}
}

func (d *Driver) place(company int, in *score.IndicatorCard, mark Mark) {
	i := slices.IndexFunc(d.Levels, func(l Level) bool {
		return l.Level == *in.Best && l.Grade == mark.Grade && l.State == in.State
	})
	if i < 0 {
		i = len(d.Levels)
		d.Levels = append(d.Levels, Level{Level: *in.Best, Of: in.Levels, Grade: mark.Grade, State: in.State})
	}
	d.Levels[i].Companies = append(d.Levels[i].Companies, company)
}
