package compare

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/figure"
	"whereas/report/score"
)

// Document is comparison.pdf before it is laid out.
func (w Writer) Document() *doc.Document {
	say := w.Wording.Say
	d := &doc.Document{
		Title:    say("title"),
		Subject:  say("subject", w.Rubric.Title, w.Rubric.Version),
		Lang:     Lang,
		PageSize: "letter",
		RunHead:  doc.Running{Right: w.Date.Words(Lang)},
		RunFoot:  doc.Running{Left: say("foot_scale"), Right: say("foot_page")},
	}
	switch {
	case w.Edition == dossier.InternalEdition:
		d.RunHead.Left = say("head_internal")
	case w.Invented():
		d.RunHead.Left = say("head_invented")
	}
	for i := range w.Companies {
		d.Whole = append(d.Whole, w.Companies[i].Name)
	}
	p := &page{Writer: w, doc: d}
	p.head(1, say("title"), "top")
	p.para(w.Opening())
	for _, s := range w.Heed() {
		p.strong(s)
	}
	p.para(say("how"))
	p.para(say("no_order"))
	p.ranges()
	p.order()
	p.drivers()
	p.companies()
	p.left()
	p.changes()
	p.head(2, say("head_method"), "method")
	for _, s := range w.Wording.Paragraphs {
		p.para(s)
	}
	return d
}

// page gathers blocks.
type page struct {
	Writer
	doc *doc.Document
}

func plain(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func (p *page) add(b doc.Block) { p.doc.Blocks = append(p.doc.Blocks, b) }

func (p *page) head(level int, text, id string) {
	p.add(&doc.Heading{Level: level, Text: plain(text), ID: id})
}

func (p *page) para(text string) { p.add(&doc.Para{Text: plain(text)}) }

func (p *page) strong(text string) {
	p.add(&doc.Para{Text: []doc.Inline{doc.Strong{Text: plain(text)}}})
}

// table adds a table of texts. Each line of a text begins a new one in its cell.
func (p *page) table(head []string, rows [][]string) {
	t := &doc.Table{}
	cells := func(texts []string) []doc.Cell {
		var out []doc.Cell
		for _, s := range texts {
			var c doc.Cell
			for i, line := range strings.Split(s, "\n") {
				if i > 0 {
					c = append(c, doc.Break{})
				}
				c = append(c, doc.Text{S: line})
			}
			out = append(out, c)
		}
		return out
	}
	t.Head = [][]doc.Cell{cells(head)}
	for _, r := range rows {
		t.Rows = append(t.Rows, cells(r))
	}
	p.add(t)
}

// ranges are the pictures: as many companies in each as a page takes, shared out evenly.
func (p *page) ranges() {
	say, n := p.Wording.Say, len(p.Companies)
	p.head(2, say("head_ranges"), "ranges")
	if n > p.Wording.Page.ChartMost {
		p.para(say("figure_none", n))
		return
	}
	p.para(say("figure"))
	pictures := (n + p.Wording.Page.ChartRows - 1) / p.Wording.Page.ChartRows
	for first := 0; first < len(p.Categories); first += figure.MostPanels {
		last := min(first+figure.MostPanels, len(p.Categories))
		for k := range pictures {
			from, to := n*k/pictures, n*(k+1)/pictures
			p.add(p.picture(first, last, from, to, say("figure_part", from+1, to, n)))
		}
	}
}

// picture is the ranges of companies from, up to to, in categories first, up to last.
func (p *page) picture(first, last, from, to int, caption string) *doc.Figure {
	spell := p.Spell
	if spell == nil {
		spell = func(text string) string { return text }
	}
	var panels []string
	for _, s := range p.Categories[first:last] {
		panels = append(panels, spell(s.Title))
	}
	var rows []figure.Row
	var alt strings.Builder
	for _, co := range p.Companies[from:to] {
		r := figure.Row{Name: spell(p.Wording.labelled(co.short(), co.shortTag, false)), Instead: co.shortTag}
		if co.Invented {
			r.Mark = p.Wording.Say("mark")
		}
		var told []string
		for i := range co.Categories[first:last] {
			cat := &co.Categories[first+i]
			text, unknown := p.Range(cat)
			cell := figure.Cell{Left: text, Right: unknown}
			if unknown == "" {
				told = append(told, cat.Title+" "+text)
			} else {
				cell.Ranged, cell.Low, cell.High = true, *cat.Low, *cat.High
				told = append(told, p.Wording.Say("alt_cell", cat.Title, text, unknown))
			}
			r.Cells = append(r.Cells, cell)
		}
		rows = append(rows, r)
		alt.WriteString(p.Wording.Say("alt_row", co.Full(p.Wording), strings.Join(told, "; ")))
	}
	return &doc.Figure{
		Scene: figure.Ranges(panels, rows, figure.Key{Supported: p.Wording.Say("key_supported"),
			Open: p.Wording.Say("key_open"), Excluded: p.Wording.Say("key_excluded")}),
		Caption: plain(caption),
		Alt:     strings.TrimSpace(alt.String()),
	}
}

// order tells the groups of each category, and which companies stand clearly above which.
func (p *page) order() {
	say := p.Wording.Say
	p.head(2, say("head_order"), "order")
	if len(p.Companies) == 1 {
		p.para(say("order_single"))
		return
	}
	p.para(say("order_why", score.Percent(p.Method.Share)))
	many := len(p.Companies) > p.Wording.Page.ChartMost
	for _, s := range p.Categories {
		if many {
			n := len(p.Companies) - len(s.Unscored)
			p.para(say("order_many", s.Title, s.Above.Count(), n*(n-1)/2))
		} else if len(s.Groups) > 1 {
			p.para(say("order_groups", s.Title, len(s.Groups)))
			list := &doc.List{}
			for _, g := range s.Groups {
				list.Items = append(list.Items, []doc.Block{&doc.Para{Text: plain(p.Names(g, p.most()))}})
			}
			p.add(list)
		} else if len(s.Groups) == 1 && s.Above.Count() > 0 {
			p.para(say("order_one", s.Title))
		} else if len(s.Groups) == 1 {
			p.para(say("order_none", s.Title))
		}
		if len(s.Unscored) > 0 {
			p.para(say("order_unscored", p.Names(s.Unscored, p.most())))
		}
	}
	if !many {
		p.pairs()
	}
}

func (p *page) most() int { return p.Wording.Page.Names }

// pairs tells who stands clearly above whom, where the groups don't say it already: of each category the rows that tell
// the most, in the order of the alphabet. The fewest rows that tell it all would be hard to find.
func (p *page) pairs() {
	var rows [][]string
	more := 0
	for _, s := range p.Categories {
		list := stars(s, len(p.Companies))
		if most := max(1, p.Wording.Page.Pairs/len(p.Categories)); len(list) > most {
			more += len(list) - most
			list = list[:most]
		}
		slices.SortFunc(list, func(x, y star) int {
			return cmp.Or(slices.Compare(x.above, y.above), slices.Compare(x.below, y.below))
		})
		for _, star := range list {
			rows = append(rows, []string{s.Title, p.Names(star.above, p.most()), p.Names(star.below, p.most())})
		}
	}
	if len(rows) == 0 {
		return
	}
	say := p.Wording.Say
	p.para(say("order_pairs"))
	p.table([]string{say("col_category"), say("col_above"), say("col_below")}, rows)
	if more > 0 {
		p.para(say("more_in_workbook", more))
	}
}

// drivers tells the indicators by which companies differ most, always with how well a level is supported.
func (p *page) drivers() {
	say := p.Wording.Say
	if len(p.Companies) == 1 {
		return
	}
	p.head(2, say("head_drivers"), "drivers")
	p.para(say("drivers_how"))
	told := p.Wording.Page.Drivers
	if len(p.Companies) > p.most() {
		told = p.Wording.Page.DriversMany
	}
	for _, s := range p.Categories {
		p.head(3, s.Title, "")
		var rows [][]string
		for _, d := range s.Drivers[:min(len(s.Drivers), told)] {
			rows = append(rows, []string{say("indicator", d.ID, d.Title, score.Percent(d.Share)), p.standings(d)})
		}
		if len(rows) == 0 {
			p.para(say("drivers_none", s.Title))
		} else {
			p.table([]string{say("col_indicator"), say("col_stands")}, rows)
		}
		if len(s.Unknown) > 0 {
			var items []string
			for _, d := range s.Unknown[:min(len(s.Unknown), told)] {
				items = append(items,
					say("unknown_item", d.ID, d.Title, len(d.Unknown), len(p.Companies)-len(d.NotApplicable)))
			}
			p.para(say("unknown_most", strings.Join(items, say("list_comma"))))
		}
	}
}

// Standings are where all companies stand at an indicator, from the gravest level, the unknown named as such.
func (w Writer) Standings(d Driver, most int) []string {
	var out []string
	for _, l := range d.Levels {
		out = append(out, w.Stand(l, most))
	}
	if len(d.Unknown) > 0 {
		out = append(out, w.Wording.Say("level_unknown", w.Names(d.Unknown, most)))
	}
	if len(d.NotApplicable) > 0 {
		out = append(out, w.Wording.Say("level_not_applicable", w.Names(d.NotApplicable, most)))
	}
	return out
}

// standings are a driver's companies by name, a line for each level; or counted, where a page can't hold the names.
func (p *page) standings(d Driver) string {
	if len(p.Companies) <= p.most() {
		return strings.Join(p.Standings(d, p.most()), "\n")
	}
	return strings.Join(p.Counted(d, p.Wording.Page.Few), "; ")
}

// companies are the full names, with the first line of each card and how much stands behind it.
func (p *page) companies() {
	if len(p.Companies) > p.Wording.Page.ChartMost {
		return
	}
	say := p.Wording.Say
	p.head(2, say("head_companies"), "companies")
	first, subject := say("col_headline"), p.Rubric.Headline.Subject+": "
	for _, co := range p.Companies {
		if !strings.HasPrefix(co.Headline, subject) {
			subject = ""
			break
		}
	}
	if subject != "" { // it is the same in all: it goes into the head
		first = p.Rubric.Headline.Subject
	}
	head := []string{say("col_company"), first, say("col_strong")}
	dated := slices.ContainsFunc(p.Companies, func(co *Company) bool { return co.AsOf != p.Companies[0].AsOf })
	if dated {
		head = append(head, say("col_as_of"))
	} else {
		p.para(say("as_of", p.Companies[0].AsOf.Words(Lang)))
	}
	var rows [][]string
	for _, co := range p.Companies {
		n := co.Counts
		row := []string{co.Full(p.Wording), p.clipped(strings.TrimPrefix(co.Headline, subject)),
			say("strong", n.Grades[3]+n.Grades[4], n.Claims)}
		if dated {
			row = append(row, co.AsOf.String())
		}
		rows = append(rows, row)
	}
	p.table(head, rows)
}

// clipped is a text that a table of many rows can hold; the workbook has the whole.
func (p *page) clipped(s string) string {
	if rs := []rune(s); len(rs) > p.Wording.Page.Text {
		return strings.TrimRight(string(rs[:p.Wording.Page.Text-1]), " ,;") + "…"
	}
	return s
}

// left names the companies that aren't compared.
func (p *page) left() {
	if len(p.Left) == 0 {
		return
	}
	say := p.Wording.Say
	p.head(2, say("head_left"), "left")
	p.para(say("left_how"))
	var rows [][]string
	for _, l := range p.Left[:min(len(p.Left), p.Wording.Page.ChartMost)] {
		rows = append(rows, []string{p.LeftName(l), p.Why(l)})
	}
	p.table([]string{say("col_company"), say("col_why")}, rows)
	if more := len(p.Left) - len(rows); more > 0 {
		p.para(say("more_in_workbook", more))
	}
}

// changes tells what is different from the earlier run: the company's doing in a table, a rubric's in a sentence.
func (p *page) changes() {
	if !p.Since {
		return
	}
	say := p.Wording.Say
	p.head(2, say("head_changes"), "changes")
	if len(p.Changes) == 0 {
		p.para(say("changes_none"))
		return
	}
	var rows [][]string
	var rejudged []string
	for _, ch := range p.Changes {
		if ch.Kind == Rejudged {
			rejudged = append(rejudged, p.Who(ch))
			continue
		}
		rows = append(rows, []string{p.Who(ch), p.What(ch), p.Told(ch.Before), p.Told(ch.After)})
	}
	if len(rejudged) > 0 {
		p.para(say("changes_rubric", p.joined(rejudged)))
	}
	more := len(rows) - p.Wording.Page.Changes
	if more > 0 {
		rows = rows[:p.Wording.Page.Changes]
	}
	if len(rows) > 0 {
		p.table([]string{say("col_company"), say("col_what"), say("col_before"), say("col_after")}, rows)
	}
	if more > 0 {
		p.para(say("more_in_workbook", more))
	}
}

// joined is names in one sentence: as many as a page takes.
func (p *page) joined(names []string) string {
	comma := p.Wording.Say("list_comma")
	if len(names) > p.most()+1 {
		return p.Wording.Say("and_more", strings.Join(names[:p.most()], comma), len(names)-p.most())
	}
	return strings.Join(names, comma)
}
