package brief

import (
	"cmp"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/draft"
	"whereas/report/figure"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// event is a claim with a time as a timeline tells it.
type event struct {
	g     *grade.Claim
	theme string // tag; "" for none that has a lane
	label string
}

// events are the claims that a timeline tells: those with a time that are worth most, by theme and then by time, at
// most so many. all is how many claims have a time.
func (m *maker) events(most int) (told []event, all int) {
	worth := draft.Worth(m.shown, m.Card, m.Plan)
	var dated []*grade.Claim
	for _, g := range m.shown.Claims {
		if happened(g) {
			dated = append(dated, g)
		}
	}
	slices.SortStableFunc(dated, func(a, b *grade.Claim) int {
		return cmp.Or(cmp.Compare(worth[b.ID.S], worth[a.ID.S]), cmp.Compare(a.ID.S, b.ID.S))
	})
	all = len(dated)
	dated = dated[:min(len(dated), most)]
	themes := m.themes(dated)
	said := map[string]bool{}
	for _, g := range dated {
		e := event{g: g, label: m.linked(g)}
		if e.label == "" || said[e.label] {
			e.label = firstWords(g.Text.S)
		}
		said[e.label] = true
		if i := slices.IndexFunc(themes, func(theme string) bool { return slices.Contains(g.Tags, theme) }); i >= 0 {
			e.theme = themes[i]
		}
		told = append(told, e)
	}
	place := func(e event) int {
		if i := slices.Index(themes, e.theme); i >= 0 {
			return i
		}
		return len(themes)
	}
	slices.SortStableFunc(told, func(a, b event) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(spanOf(a.g, m).From, spanOf(b.g, m).From),
			cmp.Compare(a.g.ID.S, b.g.ID.S))
	})
	return told, all
}

// happened tells whether a claim says that something was so at a time. A norm holds, what wasn't found or what a peer
// does is no event of the company's, and the day on which somebody read a policy isn't when it was made.
func happened(g *grade.Claim) bool {
	switch g.Kind {
	case vocab.Norm, vocab.Absence, vocab.Peer:
		return false
	case vocab.Policy:
		return !g.Since.IsZero() || !g.Until.IsZero()
	case vocab.Relationship, vocab.Capability, vocab.Use, vocab.CustomerRecord, vocab.Act, vocab.Exposure,
		vocab.History:
	}
	return !g.When().IsZero()
}

// themes are the tags that get lanes: the one that most claims have, then the one that most of the others have, and so
// on. A tag of a single claim makes no lane.
func (m *maker) themes(claims []*grade.Claim) []string {
	rest := slices.Clone(claims)
	var out []string
	for len(out) < m.Wording.Lanes {
		count := map[string]int{}
		best := ""
		for _, g := range rest {
			for _, tag := range g.Tags {
				count[tag]++
				if n := count[tag]; best == "" || n > count[best] || n == count[best] && tag < best {
					best = tag
				}
			}
		}
		if count[best] < 2 {
			break
		}
		out = append(out, best)
		rest = slices.DeleteFunc(rest, func(g *grade.Claim) bool { return slices.Contains(g.Tags, best) })
	}
	return out
}

// linked is what the first link of a claim says, where the claim says how things are tied; else "". What belongs to
// what is said beside the matter.
func (m *maker) linked(g *grade.Claim) string {
	switch g.Kind {
	case vocab.Relationship, vocab.Capability, vocab.Use:
	case vocab.CustomerRecord, vocab.Policy, vocab.Act, vocab.Exposure, vocab.History, vocab.Norm, vocab.Absence,
		vocab.Peer:
		return ""
	}
	for _, l := range g.Links {
		if m.Wording.Map.verbs[l.Verb] && l.Verb != partOf {
			return m.entity(l.Subject) + " " + verbWord(m.Vocabulary, l.Verb) + " " + m.entity(l.Object)
		}
	}
	return ""
}

// firstWords is the beginning of a text, up to the edge of a word.
func firstWords(text string) string {
	const most = 52
	if len([]rune(text)) <= most {
		return strings.TrimSuffix(text, ".")
	}
	var out string
	for word := range strings.FieldsSeq(text) {
		if len([]rune(out))+1+len([]rune(word)) >= most {
			break
		}
		out = strings.TrimSpace(out + " " + word)
	}
	return strings.TrimRight(cmp.Or(out, string([]rune(text)[:most])), ",;:") + "…"
}

// spanOf is the time of a claim in days, as far as it is known. What goes on goes on to the day of the dossier.
func spanOf(g *grade.Claim, m *maker) figure.Event {
	since, until := g.Since.Date, g.Until.Date
	e := figure.Event{Weak: g.Grade <= 1, Superseded: len(g.OvertakenBy) > 0, Ended: !until.IsZero()}
	switch {
	case !since.IsZero() && !until.IsZero():
		e.From, e.To, e.SureFrom, e.SureTo = since.First(), until.Last(), since.Last(), until.First()
	case !since.IsZero():
		now := m.dossier.AsOf.Last()
		e.From, e.To, e.SureFrom, e.SureTo = since.First(), max(now, since.Last()), since.Last(), now
		e.Open = true
	default:
		when := g.When()
		e.From, e.To, e.SureFrom, e.SureTo = when.First(), when.Last(), when.Last(), when.First()
	}
	return e
}

// timeline is the picture of the events, none where no claim has a time. What is worth least is left out where a page
// hasn't room for all.
func (m *maker) timeline(at diag.Span) []doc.Block {
	f, told, all := m.drawnEvents()
	if f == nil {
		return nil
	}
	f.At, f.Caption = at, plain(m.Wording.say("figure_timeline", len(told), all))
	return []doc.Block{f}
}

// drawnEvents are the events that a timeline has room for, with their picture.
func (m *maker) drawnEvents() (f *doc.Figure, told []event, all int) {
	for most := m.Wording.Events; most > 0; most-- {
		if told, all = m.events(most); len(told) == 0 {
			break
		}
		if f = m.timelineOf(told); f.Scene.Height <= figure.MostHeight {
			return f, told, all
		}
	}
	return nil, nil, all
}

func (m *maker) timelineOf(told []event) *doc.Figure {
	var lanes []figure.Lane
	first, last := 0, 0
	var alt strings.Builder
	for i, e := range told {
		if i == 0 || e.theme != told[i-1].theme {
			lanes = append(lanes, figure.Lane{Name: m.themeWord(e.theme)})
		}
		drawn := spanOf(e.g, m)
		drawn.Label = e.label
		if drawn.Superseded {
			drawn.Note = m.Wording.say("superseded")
		}
		lane := &lanes[len(lanes)-1]
		lane.Events = append(lane.Events, drawn)
		year := e.g.When().Year
		if since := e.g.Since.Year; since > 0 {
			year = since
		}
		if first == 0 || year < first {
			first = year
		}
		last = max(last, year, e.g.When().Year)
		if drawn.Open {
			last = max(last, m.dossier.AsOf.Year)
		}
		alt.WriteString(m.Wording.say("alt_event", lane.Name, e.label, m.time(e.g), m.strength(e.g)))
	}
	var years []figure.Year
	for y := first; y <= last+1; y++ {
		years = append(years, figure.Year{Day: civil.Date{Year: y}.First(),
			Name: civil.Date{Year: y}.Words(m.dossier.Language)})
	}
	w := m.Wording
	return &doc.Figure{Alt: strings.TrimSpace(alt.String()),
		Scene: figure.Timeline(years, lanes, figure.TimeKey{Sure: w.say("time_sure"), Span: w.say("time_within"),
			Weak: w.say("time_weak"), Ended: w.say("time_ended"), Open: w.say("time_open")})}
}

func (m *maker) themeWord(tag string) string {
	if tag == "" {
		tag = m.Wording.say("theme_none")
	}
	return prose.UpperFirst(strings.ReplaceAll(tag, "-", " "))
}

// time is when a claim holds, as precisely as is known.
func (m *maker) time(g *grade.Claim) string {
	words := func(d civil.Date) string { return d.Words(m.dossier.Language) }
	one := func(key, day string, d civil.Date) string {
		if d.Day > 0 {
			key = day
		}
		return m.Wording.say(key, words(d))
	}
	since, until := g.Since.Date, g.Until.Date
	switch {
	case !since.IsZero() && !until.IsZero():
		return m.Wording.say("time_span", words(since), words(until))
	case !since.IsZero():
		return one("time_since", "time_day_since", since)
	case !until.IsZero():
		return one("time_until", "time_day_until", until)
	}
	return words(g.AsOf.Date)
}

// strength is how strong a claim is, in words, and that something later stands in its place.
func (m *maker) strength(g *grade.Claim) string {
	out := m.Vocabulary.Word(vocab.Grade(g.Grade))
	if len(g.OvertakenBy) > 0 {
		out += m.Wording.say("comma") + m.Wording.say("superseded")
	}
	return out
}
