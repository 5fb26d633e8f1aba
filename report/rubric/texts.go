package rubric

import (
	"slices"

	"whereas/report/diag"
	"whereas/report/source"
)

// Texts are what a rubric says to readers, in another language than its file.
type Texts struct {
	Title, Why string
	bands      map[string]string // by the rubric's own name
	categories map[string]string // titles, by id
	indicators map[string]indicatorTexts
}

type indicatorTexts struct {
	title, question string
	levels          []string
	elements        map[string]string // what is asked, by id
}

// ParseTexts reads rubrics/es/….toml, the texts of r in a language. What r asks and the file doesn't say is a fault of
// the file, in l: half a translation would be read as a whole one. So is a version that isn't that of r.
func ParseTexts(name string, b []byte, r *Rubric, l *diag.List) Texts {
	x := Texts{bands: map[string]string{}, categories: map[string]string{}, indicators: map[string]indicatorTexts{}}
	root := source.Parse(name, b, l)
	table := func(key string) *source.Table {
		t := root.Table(key)
		if t == nil {
			l.Errorf(root.At, diag.MissingKey, "the file has no [%s] heading", key)
		}
		return t
	}
	if t := table("texts"); t != nil {
		t.NeedInt("format", 1, 1)
		if of := t.Need("version"); of.S != "" && of.S != r.Version {
			l.Errorf(of.At, diag.OutOfRange, "these texts are those of version %s of rubric %q, and it is version %s: "+
				"a rubric of your own needs an id of its own", of.S, r.ID, r.Version)
		}
		x.Title, x.Why = t.Need("title").S, t.Need("why").S
		t.Close()
	}
	if t := table("band"); t != nil {
		for _, band := range r.Bands {
			x.bands[band.Name] = t.Need(band.Name).S
		}
		t.Close()
	}
	if t := table("category"); t != nil {
		for _, c := range r.Categories {
			x.categories[c.ID] = t.Need(c.ID).S
		}
		t.Close()
	}
	if all := table("indicator"); all != nil {
		for _, in := range r.Indicators {
			t := all.Table(in.ID)
			if t == nil {
				l.Errorf(all.At, diag.MissingKey, "the file has no [indicator.%s] heading", in.ID)
				continue
			}
			x.indicators[in.ID] = readIndicatorTexts(t, in)
		}
		all.Close()
	}
	root.Close()
	return x
}

func readIndicatorTexts(t *source.Table, in *Indicator) indicatorTexts {
	it := indicatorTexts{title: t.Need("title").S, question: t.Need("question").S, elements: map[string]string{}}
	if len(in.Levels) > 0 {
		for _, s := range t.NeedTexts("levels") {
			it.levels = append(it.levels, s.S)
		}
		if len(it.levels) != len(in.Levels) {
			t.Errorf(t.KeyAt("levels"), diag.OutOfRange, "levels has %d texts, and the indicator %d levels",
				len(it.levels), len(in.Levels))
		}
	}
	if len(in.Elements) > 0 {
		if e := t.Table("element"); e != nil {
			for _, el := range in.Elements {
				it.elements[el.ID] = e.Need(el.ID).S
			}
			e.Close()
		} else {
			t.Errorf(t.At, diag.MissingKey, "the elements of %s have no texts", in.ID)
		}
	}
	t.Close()
	return it
}

// Band, Category and the others are the texts of what a rubric names; what these texts don't hold stays as it is.
func (x Texts) Band(name string) string { return or(x.bands[name], name) }

// Category is the title of a category.
func (x Texts) Category(id, title string) string { return or(x.categories[id], title) }

// Indicator is the title of an indicator.
func (x Texts) Indicator(id, title string) string { return or(x.indicators[id].title, title) }

// Element is what an element of an indicator asks.
func (x Texts) Element(indicator, id, ask string) string {
	return or(x.indicators[indicator].elements[id], ask)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// With is the rubric with these texts in the place of its own.
func (r *Rubric) With(x Texts) *Rubric {
	out := *r
	out.Title, out.Why = or(x.Title, r.Title), or(x.Why, r.Why)
	out.Bands, out.Categories = slices.Clone(r.Bands), slices.Clone(r.Categories)
	for i := range out.Bands {
		out.Bands[i].Name = x.Band(out.Bands[i].Name)
	}
	for i := range out.Categories {
		c := &out.Categories[i]
		c.Title = x.Category(c.ID, c.Title)
	}
	out.Indicators = slices.Clone(r.Indicators)
	for i, in := range r.Indicators {
		said := *in
		it := x.indicators[in.ID]
		said.Title, said.Question = or(it.title, in.Title), or(it.question, in.Question)
		said.Levels, said.Elements = slices.Clone(in.Levels), slices.Clone(in.Elements)
		for k := range said.Levels {
			if k < len(it.levels) {
				said.Levels[k].Text = it.levels[k]
			}
		}
		for k := range said.Elements {
			e := &said.Elements[k]
			e.Ask = x.Element(in.ID, e.ID, e.Ask)
		}
		out.Indicators[i] = &said
	}
	return &out
}
