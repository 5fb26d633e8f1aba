package brief

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/figure"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// maps are the pictures of who is tied to what: one, or one for some sectors each where one would be too large.
func (m *maker) maps(at diag.Span) []doc.Block {
	t := m.ties()
	return m.mapFigures(t, m.divided(t), at)
}

// overview is one map of what is worth most.
func (m *maker) overview(at diag.Span) []doc.Block {
	t := m.ties()
	bySector := m.bySector(t)
	sectors := slices.DeleteFunc(m.sectors(), func(s string) bool { return len(bySector[s]) == 0 })
	if len(sectors) == 0 {
		return nil
	}
	p := m.fitted(t, m.part(t, sectors, endsOf(bySector, sectors), nil))
	return m.mapFigures(t, []*mapPart{p}, at)
}

func (m *maker) mapFigures(t *ties, parts []*mapPart, at diag.Span) []doc.Block {
	var out []doc.Block
	for i, p := range parts {
		f := &doc.Figure{At: at, Scene: figure.Map(m.mapped(t, p)), Alt: m.mapAlt(t, p)}
		var sectors []string
		for _, s := range p.sectors {
			sectors = append(sectors, m.sectorWord(s))
		}
		caption := m.Wording.say("figure_map", vocab.Join(sectors, m.Wording.say("comma")))
		if len(parts) > 1 {
			caption = m.Wording.say("figure_map_part", caption, i+1, len(parts))
		}
		if p.left > 0 {
			caption = m.Wording.say("map_more", caption, p.left)
		}
		if untied := m.untied(t); i == len(parts)-1 && len(untied) > 0 {
			caption = m.Wording.say("map_untied", caption, vocab.Join(untied, m.Wording.say("comma")))
		}
		f.Caption = plain(caption)
		out = append(out, f)
	}
	return out
}

// untied are products and affiliates of whom no claim says whose they are, so that they and what is done with them
// stand in no map: the first by the alphabet, and an ellipsis for more.
func (m *maker) untied(t *ties) []string {
	const most = 4
	var out []string
	seen := map[string]bool{}
	for _, e := range t.edges {
		for _, id := range []string{e.from, e.to} {
			entity := m.dossier.Entity(id)
			_, reached := t.far[id]
			if entity == nil || reached || seen[id] || !m.Wording.Map.own[entity.Type] ||
				m.Wording.Map.users[entity.Type] {
				continue
			}
			seen[id] = true
			out = append(out, entity.Label())
		}
	}
	slices.Sort(out)
	if len(out) > most {
		out = append(out[:most], "…")
	}
	return out
}

func (m *maker) sectorWord(id string) string {
	if id == "" {
		return m.Wording.say("sector_none")
	}
	return strings.ReplaceAll(m.Vocabulary.Text("sector", id), "-", " ")
}

// mapPart is one map.
type mapPart struct {
	sectors []string
	ids     map[string]bool
	left    int // how many entities of its sectors had no room
}

// divided shares the entities out to maps: sector by sector, each in the first that has room for it. A sector that
// is too large for a map is shown without what is worth least in it.
func (m *maker) divided(t *ties) []*mapPart {
	bySector := m.bySector(t)
	var parts []*mapPart
sectors:
	for _, s := range m.sectors() {
		if len(bySector[s]) == 0 {
			continue
		}
		for n, p := range parts {
			if p.left > 0 {
				continue
			}
			both := append(slices.Clone(p.sectors), s)
			if joined := m.part(t, both, endsOf(bySector, both), parts[:n]); m.fits(t, joined) {
				parts[n] = joined
				continue sectors
			}
		}
		parts = append(parts, m.fitted(t, m.part(t, []string{s}, bySector[s], parts)))
	}
	return parts
}

// sectors are all that there are, in the order of the vocabulary, and "" for what has none.
func (m *maker) sectors() []string { return append(m.Vocabulary.IDs("sector"), "") }

// bySector are the entities to which the maps lead, by their sectors.
func (m *maker) bySector(t *ties) map[string][]string {
	out := map[string][]string{}
	for _, id := range t.order {
		if t.column[id] == 3 || t.column[id] == 2 && len(t.farther[id]) == 0 && !t.beside(id) {
			s := ""
			if e := m.dossier.Entity(id); e != nil {
				s = e.Sector
			}
			out[s] = append(out[s], id)
		}
	}
	return out
}

// fitted is a map without what is worth least in it, as far as it has no room for all.
func (m *maker) fitted(t *ties, p *mapPart) *mapPart {
	all := len(p.ids)
	light := slices.DeleteFunc(slices.Clone(t.order), func(id string) bool { return !p.ids[id] || t.column[id] < 2 })
	slices.SortStableFunc(light, func(a, b string) int { return cmp.Compare(t.worth[a], t.worth[b]) })
	for _, id := range light {
		if m.fits(t, p) {
			break
		}
		delete(p.ids, id)
		t.prune(p.ids)
		p.left = all - len(p.ids)
	}
	return p
}

func endsOf(bySector map[string][]string, sectors []string) []string {
	var out []string
	for _, s := range sectors {
		out = append(out, bySector[s]...)
	}
	return out
}

// fits tells whether a page has room for a map, and it has no more boxes than one can take in.
func (m *maker) fits(t *ties, p *mapPart) bool {
	return len(p.ids) <= m.Wording.Map.Most && figure.MapHeight(m.mapped(t, p)) <= figure.MostHeight
}

// beside tells whether an entity stands behind a system or a user, and not behind the company's own: it is drawn with
// that one.
func (t *ties) beside(id string) bool {
	return slices.ContainsFunc(t.nearer[id], func(near string) bool { return t.column[near] >= 2 })
}

// part is the map of some entities with all that lies between them and the company, and what stands beside that and
// in no earlier map.
func (m *maker) part(t *ties, sectors, ends []string, earlier []*mapPart) *mapPart {
	p := &mapPart{sectors: sectors, ids: map[string]bool{companyID: true}}
	var take func(id string)
	take = func(id string) {
		if p.ids[id] {
			return
		}
		p.ids[id] = true
		for _, near := range t.nearer[id] {
			take(near)
		}
	}
	for _, id := range ends {
		take(id)
	}
	for _, id := range t.order {
		shown := slices.ContainsFunc(earlier, func(e *mapPart) bool { return e.ids[id] })
		if t.column[id] == 2 && !shown && !p.ids[id] && len(t.farther[id]) == 0 && t.beside(id) &&
			slices.ContainsFunc(t.nearer[id], func(near string) bool { return p.ids[near] && t.column[near] >= 2 }) {
			p.ids[id] = true
		}
	}
	return p
}

// mapped is what figure.Map draws of a part.
func (m *maker) mapped(t *ties, p *mapPart) (heads []string, nodes []figure.Node, edges []figure.Edge,
	key figure.MapKey) {
	w := m.Wording
	at := map[string]int{}
	for _, id := range t.order {
		if p.ids[id] {
			at[id] = len(nodes)
			nodes = append(nodes, figure.Node{Name: prose.Typographic(m.entity(id)), Column: t.column[id]})
		}
	}
	for _, e := range t.within(p.ids) {
		edges = append(edges, figure.Edge{From: at[e.from], To: at[e.to], Label: m.verbed(e), Line: lineOf(e)})
	}
	key = figure.MapKey{Solid: w.say("line_solid"), Thin: w.say("line_thin"), Dashed: w.say("line_dashed"),
		Dotted: w.say("line_dotted")}
	return w.Map.Columns, nodes, edges, key
}

// lineOf is the line of a tie: what nobody confirms is dotted, whether it has ended or not.
func lineOf(e *tie) figure.Line {
	switch g := e.claims[0]; {
	case g.Grade <= 1:
		return figure.Dotted
	case !g.Until.IsZero():
		return figure.Dashed
	case g.Grade == 2:
		return figure.Thin
	}
	return figure.Solid
}

func (m *maker) mapAlt(t *ties, p *mapPart) string {
	var b strings.Builder
	for _, e := range t.within(p.ids) {
		told := []string{m.Vocabulary.Word(vocab.Grade(e.claims[0].Grade))}
		if when := m.years(e.claims[0]); when != "" {
			told = append([]string{when}, told...)
		}
		b.WriteString(m.Wording.say("alt_edge", m.entity(e.from), verbWord(m.Vocabulary, e.verb), m.entity(e.to),
			vocab.Join(told, m.Wording.say("comma"))))
	}
	return strings.TrimSpace(b.String())
}
