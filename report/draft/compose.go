package draft

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/prose"
	"whereas/report/vocab"
)

// compose writes the argument: the moves of the plan in their order, each paragraph behind a comment that names the
// moves and claims of which it is made.
func (in Input) compose(made chosen) prose.Markdown {
	var out []string
	last := -1 // the move that made the last paragraph
	for m, move := range in.Plan.Moves {
		if move.together {
			if paragraphs := in.groups(made, m); len(paragraphs) > 0 {
				out, last = append(out, paragraphs...), m
			}
			continue
		}
		sentences := in.Wording.joined(in.sentences(made, in.ordered(made, m)))
		if len(sentences) == 0 {
			continue
		}
		trace := move.ID + ": " + ids(sentences)
		joined := move.joins != "" && last >= 0 && last == m-1
		last = m
		switch {
		case joined:
			sentences[0].text = in.behind(move.joins, sentences[0].text)
		case move.first != "":
			sentences[0].text = in.behind(move.first, sentences[0].text)
		}
		text := paragraph(sentences)
		if move.opens != "" {
			text = string(prose.EscapeLine(move.opens)) + " " + text
		}
		if joined {
			above := out[len(out)-1]
			head, rest, _ := strings.Cut(above, " -->")
			out[len(out)-1] = head + "; " + trace + " -->" + rest + " " + text
			continue
		}
		out = append(out, comment(trace)+text)
	}
	return prose.Markdown(strings.Join(out, "\n\n"))
}

// comment is a line that isn't printed.
func comment(s string) string { return "<!-- " + s + " -->\n\n" }

// behind is a sentence behind a connective. The comma behind "reportedly" would be one too many there.
func (in Input) behind(connective string, text prose.Markdown) prose.Markdown {
	said := strings.TrimSuffix(in.Wording.Attribution, "%s")
	if rest, ok := strings.CutPrefix(string(text), said); ok {
		text = prose.Markdown(strings.TrimRight(said, ", ") + " " + rest)
	}
	return prose.Markdown(fmt.Sprintf(connective, in.Wording.lowerFirst(text)))
}

// in are the candidates that a move tells; those of a move that has what is told beside others are with them.
func (c chosen) in(move int) []*candidate {
	var out []*candidate
	for i, x := range c.candidates {
		if c.Told[i] && x.move == move {
			out = append(out, x)
		}
	}
	return out
}

// sentence is a claim in its sentence, and those of which it carries the tie to the company.
type sentence struct {
	ids  []string
	text prose.Markdown // with its mark, and the sentences behind it
}

func ids(ts []sentence) string {
	var all []string
	for _, t := range ts {
		all = append(all, t.ids...)
	}
	return strings.Join(all, ", ")
}

func paragraph(ts []sentence) string {
	var texts []string
	for _, t := range ts {
		texts = append(texts, string(t.text))
	}
	return strings.Join(texts, " ")
}

// joined makes one sentence of those that follow each other and begin with the same words: "The statement gives no
// number,[^a] doesn't say who decides,[^b] and is silent on sales.[^c]" Sentences of several parts stay.
func (w Wording) joined(ts []sentence) []sentence {
	var out []sentence
	for i := 0; i < len(ts); {
		same, n := "", 1
		for i+n < len(ts) && simple.MatchString(string(ts[i+n-1].text)) && simple.MatchString(string(ts[i+n].text)) {
			next := w.begins(string(ts[i+n-1].text), string(ts[i+n].text))
			if next == "" || same != "" && next != same {
				break
			}
			same = next
			n++
		}
		if n == 1 {
			out = append(out, ts[i])
			i++
			continue
		}
		one := sentence{}
		for k, t := range ts[i : i+n] {
			text := string(t.text)
			switch {
			case k > 0 && k == n-1:
				text = w.and(strings.TrimPrefix(text, same))
			case k > 0:
				text = strings.TrimPrefix(text, same)
			}
			if k < n-1 && n > 2 && (w.SerialComma || k < n-2) {
				text = strings.Replace(text, ".[^", ",[^", 1) + " "
			} else if k < n-1 {
				text = strings.Replace(text, ".[^", "[^", 1) + " "
			}
			one.ids = append(one.ids, t.ids...)
			one.text += prose.Markdown(text)
		}
		out = append(out, one)
		i += n
	}
	return out
}

// and is the last of several parts of a sentence, behind what joins it to the one before.
func (w Wording) and(part string) string {
	if prose.SoundsI(part) {
		return fmt.Sprintf(w.AndBeforeI, part)
	}
	return fmt.Sprintf(w.And, part)
}

// simple matches a sentence of one part with one mark.
var simple = regexp.MustCompile(`^[^;:.]+\.\[\^[^\]]+\]$`)

// begins are the words with which two sentences begin alike: three at least, behind which a verb follows in both, since
// each goes on with a small word. They end before a verb that helps another: "doesn't name it and say why" would say
// less than "doesn't name it, and doesn't say why".
func (w Wording) begins(a, b string) string {
	x, y := strings.SplitAfter(a, " "), strings.SplitAfter(b, " ")
	n := 0
	for n < len(x)-1 && n < len(y)-1 && x[n] == y[n] && !slices.Contains(w.helping, strings.TrimSpace(x[n])) {
		n++
	}
	const least = 3
	if n < least {
		return ""
	}
	for _, rest := range []string{x[n], y[n]} {
		if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsLower(r) {
			return ""
		}
	}
	return strings.Join(x[:n], "")
}

// sentences are claims told one behind the other; what speaks of others alone stands behind the first claim of the text
// that ties it to the company, and nowhere else.
func (in Input) sentences(made chosen, cs []*candidate) []sentence {
	var out []sentence
	for _, c := range cs {
		if c.loose {
			continue
		}
		out = append(out, in.one(c, c.text, made.beside(c)))
	}
	return out
}

// partedBy parts candidates into those that are about something and the others.
func (in Input) partedBy(about string, cs []*candidate) (on, others []*candidate) {
	for _, c := range cs {
		if slices.Contains(in.parties(c.g), about) {
			on = append(on, c)
		} else {
			others = append(others, c)
		}
	}
	return on, others
}

// one is a claim in its sentence, and what it ties to the company behind it.
func (in Input) one(c *candidate, text prose.Markdown, beside []*candidate) sentence {
	t := sentence{[]string{c.g.ID.S}, marked(c, text)}
	for _, f := range beside {
		t.ids = append(t.ids, f.g.ID.S)
		t.text += " " + marked(f, f.text)
	}
	return t
}

func marked(c *candidate, text prose.Markdown) prose.Markdown {
	return text + prose.Markdown("[^"+c.g.ID.S+"]")
}

// beside are the told claims that speak of others alone and whose tie a claim carries, where no earlier one does.
func (c chosen) beside(tie *candidate) []*candidate {
	var out []*candidate
	for i, f := range c.candidates {
		if !c.Told[i] {
			continue
		}
		first := -1 // of what isn't told beside others there is none
		for _, j := range c.Items[i].Beside {
			if c.Told[j] && (first < 0 || j < first) {
				first = j
			}
		}
		if first == tie.item {
			out = append(out, f)
		}
	}
	return out
}

// ordered are the claims that a move tells, those of most worth first. Where the next move is joined to it, what rests
// on a source on which that one rests too stands last, so that an answer and what it leaves out stand together.
func (in Input) ordered(made chosen, m int) []*candidate {
	cs := made.in(m)
	if m+1 == len(in.Plan.Moves) || in.Plan.Moves[m+1].joins == "" {
		return cs
	}
	next := map[string]bool{}
	for _, c := range made.in(m + 1) {
		for _, id := range in.rests(c) {
			next[id] = true
		}
	}
	shares := func(c *candidate) int {
		if slices.ContainsFunc(in.rests(c), func(id string) bool { return next[id] }) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(cs, func(a, b *candidate) int { return shares(a) - shares(b) })
	return cs
}

// rests are the sources that a claim rests on: those of its evidence, and of the documents in which was searched.
func (in Input) rests(c *candidate) (sources []string) {
	for _, e := range c.g.Evidence {
		sources = append(sources, e.Source.S)
	}
	if s := in.Set.Dossier.Search(c.g.Search.S); s != nil {
		for _, d := range s.Documents {
			sources = append(sources, d.Source.S)
		}
	}
	return sources
}

// heading is the words before a list: the name of what it is about, and whether all of it is reported.
func (in Input) heading(about string, reported bool) string {
	form := in.Wording.List
	if reported {
		form = in.Wording.ListReported
	}
	name := about
	if e := in.Set.Dossier.Entity(about); e != nil {
		name = e.Name
	}
	return fmt.Sprintf(form, prose.Escape(name))
}

// groups are the paragraphs of a move that is told by customer and product, that which is worth most first. What makes
// no list stands in one paragraph behind the lists.
func (in Input) groups(made chosen, m int) []string {
	move := in.Plan.Moves[m]
	type group struct {
		at, worth int
		cs        []*candidate
	}
	var groups []group
	for _, c := range made.in(m) {
		if c.loose {
			continue
		}
		at := made.Items[c.item].Group
		i := slices.IndexFunc(groups, func(g group) bool { return g.at == at })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{at: at})
		}
		groups[i].cs = append(groups[i].cs, c)
		groups[i].worth += c.worth
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(b.worth, a.worth) })
	var out []string
	var rest []*candidate
	for _, g := range groups {
		slices.SortStableFunc(g.cs, story)
		of := made.Groups[g.at]
		if of.List == 0 || len(g.cs) < of.List {
			rest = append(rest, g.cs...)
			continue
		}
		said, flat := 0, false
		for _, c := range g.cs {
			said += made.Items[c.item].Reported
			flat = flat || made.Items[c.item].Flat
		}
		reported := !flat && of.HeadReported < of.Head+said
		var ts []sentence
		lines := []string{in.heading(made.about[g.at], reported) + "\n"}
		item := func(t sentence) {
			ts = append(ts, t)
			lines = append(lines, "- "+string(t.text))
		}
		var findings []*candidate
		for _, c := range g.cs {
			text := c.text
			if reported {
				text = c.bare
			}
			// What is on record about what the list is about is an item of its own; the rest stands with its tie.
			own, others := in.partedBy(made.about[g.at], made.beside(c))
			findings = append(findings, own...)
			item(in.one(c, text, others))
		}
		for _, f := range findings {
			item(in.one(f, f.text, nil))
		}
		out = append(out, comment(move.ID+": "+ids(ts))+strings.Join(lines, "\n"))
	}
	return append(out, in.others(made, m, rest)...)
}

// others are the paragraphs of what shares no list: what is told flatly in one, and what is reported as a list where it
// is so much that saying so of each would tire.
func (in Input) others(made chosen, m int, rest []*candidate) []string {
	move := in.Plan.Moves[m]
	const tires = 3
	var flat, reported []*candidate
	for _, c := range rest {
		if made.Items[c.item].Flat {
			flat = append(flat, c)
		} else {
			reported = append(reported, c)
		}
	}
	if len(reported) < tires {
		flat, reported = rest, nil
	}
	var out []string
	if ts := in.sentences(made, flat); len(ts) > 0 {
		out = append(out, comment(move.ID+": "+ids(ts))+paragraph(ts))
	}
	var ts []sentence
	lines := []string{in.Wording.Reported + "\n"}
	for _, c := range reported {
		ts = append(ts, in.one(c, c.bare, nil))
		for _, f := range made.beside(c) { // each an item, right behind what ties it to the company
			ts = append(ts, in.one(f, f.bare, nil))
		}
	}
	for _, t := range ts {
		lines = append(lines, "- "+string(t.text))
	}
	if len(ts) > 0 {
		out = append(out, comment(move.ID+": "+ids(ts))+strings.Join(lines, "\n"))
	}
	return out
}

// story orders what is told of one thing: who buys it first, then by time.
func story(a, b *candidate) int {
	tie := func(c *candidate) int {
		if c.g.Kind == vocab.Relationship {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(tie(a), tie(b)), cmp.Compare(a.g.When().First(), b.g.When().First()),
		cmp.Compare(b.worth, a.worth))
}

// subjects is for each candidate of a move that is told by customer and product what its group is about: the customer,
// product or system whose claims are worth most together makes the first group, then of the claims that are left the
// next, and so on. What shares nothing with another has none.
func (in Input) subjects(cs []*candidate) map[*candidate]string {
	of := map[*candidate]string{}
	for m, move := range in.Plan.Moves {
		if !move.together {
			continue
		}
		worth, members := map[string]int{}, map[string][]*candidate{}
		for _, c := range cs {
			if c.move != m || c.loose {
				continue
			}
			for _, id := range in.parties(c.g) {
				worth[id] += min(c.worth, pinned)
				members[id] = append(members[id], c)
			}
		}
		for len(members) > 0 {
			best := ""
			for id := range members {
				if best == "" || cmp.Or(cmp.Compare(worth[id], worth[best]), in.byName(best, id)) > 0 {
					best = id
				}
			}
			some := 0
			for _, c := range members[best] {
				if _, ok := of[c]; !ok {
					some++
				}
			}
			for _, c := range members[best] {
				if _, ok := of[c]; ok {
					continue
				}
				if of[c] = best; some == 1 {
					of[c] = ""
				}
				for _, id := range in.parties(c.g) {
					worth[id] -= min(c.worth, pinned)
				}
			}
			delete(members, best)
		}
	}
	return of
}

func (in Input) byName(a, b string) int {
	name := func(id string) string {
		if e := in.Set.Dossier.Entity(id); e != nil {
			return e.Name
		}
		return id
	}
	return cmp.Or(cmp.Compare(name(a), name(b)), cmp.Compare(a, b))
}
