package compare

import (
	"slices"
	"strings"

	"whereas/report/dossier"
	"whereas/report/score"
	"whereas/report/vocab"
)

// Writer puts a comparison into words.
type Writer struct {
	*Comparison
	Wording    Wording
	Vocabulary vocab.Vocabulary
	Spell      func(string) string // what pictures print of a text; the text itself where nil
}

// Names joins the short names of companies: at most as many as a page takes, and the count of the rest.
func (w Writer) Names(companies []int, most int) string {
	var out []string
	for _, a := range companies {
		if len(out) == most && len(companies) > most+1 {
			break
		}
		out = append(out, w.Companies[a].Label(w.Wording))
	}
	text := strings.Join(out, w.Wording.Say("list_comma"))
	if rest := len(companies) - len(out); rest > 0 {
		return w.Wording.Say("and_more", text, rest)
	}
	return text
}

// Range is a category's range in words, and the share that is unknown.
func (w Writer) Range(cat *Category) (text, unknown string) {
	if cat.Low == nil || cat.High == nil || cat.Coverage == nil {
		return w.Wording.Say("no_score"), ""
	}
	return w.Wording.Say(
		"cell_range",
		score.Rounded(*cat.Low),
		score.Rounded(*cat.High),
	), w.Wording.Say("cell_unknown", score.Percent(1-*cat.Coverage))
}

// Stand says of one level which companies stand at it, and how well that is supported.
func (w Writer) Stand(l Level, most int) string {
	names := w.Names(l.Companies, most)
	switch {
	case l.Of == 100: // a continuous indicator, whose level is its value
		return w.Wording.Say("value_at", score.Rounded(l.Level), names)
	case l.State == vocab.SearchedNone:
		return w.Wording.Say("level_none", names)
	case l.Grade > 0:
		return w.Wording.Say("level_at", score.Rounded(l.Level), l.Of, w.Grade(l.Grade), names)
	}
	return w.Wording.Say("level_bare", score.Rounded(l.Level), l.Of, names)
}

// Counted says how many companies stand at each level of an indicator, and how well that is supported; names only where
// they are few.
func (w Writer) Counted(d Driver, few int) []string {
	who := func(companies []int) string {
		if len(companies) <= few {
			return w.Names(companies, few)
		}
		return w.Wording.Say("yes_many", len(companies))
	}
	var out []string
	for i := 0; i < len(d.Levels); {
		l := d.Levels[i]
		var all []int
		var grades []string
		for ; i < len(d.Levels) && d.Levels[i].Level == l.Level; i++ {
			all = append(all, d.Levels[i].Companies...)
			if g := d.Levels[i].Grade; g > 0 {
				grades = append(grades, w.Wording.Say("count_grade", len(d.Levels[i].Companies), w.Grade(g)))
			}
		}
		slices.Sort(all)
		text := w.Wording.Say("level_bare", score.Rounded(l.Level), l.Of, who(all))
		switch {
		case l.Of == 100:
			text = w.Wording.Say("value_at", score.Rounded(l.Level), who(all))
		case l.State == vocab.SearchedNone:
			text = w.Wording.Say("level_none", who(all))
		case len(grades) > 0:
			text = w.Wording.Say("counted", text, strings.Join(grades, w.Wording.Say("list_comma")))
		}
		out = append(out, text)
	}
	if len(d.Unknown) > 0 {
		out = append(out, w.Wording.Say("level_unknown", who(d.Unknown)))
	}
	if len(d.NotApplicable) > 0 {
		out = append(out, w.Wording.Say("level_not_applicable", who(d.NotApplicable)))
	}
	return out
}

// Grade is a grade in words.
func (w Writer) Grade(g int) string { return w.Vocabulary.Word(vocab.Grade(g)) }

// State is an indicator's state in words.
func (w Writer) State(s vocab.State) string { return w.Vocabulary.Word(s) }

// Why is the reason why a company isn't compared.
func (w Writer) Why(l Left) string {
	if l.Reason == Rubric || l.Reason == Text {
		return w.Wording.Say("left_"+string(l.Reason), l.Rubric)
	}
	return w.Wording.Say("left_" + string(l.Reason))
}

// LeftName is the name of a company that isn't compared, marked where it stands for nobody.
func (w Writer) LeftName(l Left) string { return w.Wording.labelled(l.Name, "", l.Invented) }

// Who is the company of a change, marked in the same way.
func (w Writer) Who(ch Change) string { return w.Wording.labelled(ch.Company, ch.Tag, ch.Invented) }

// What, Before and After are a change in words.
func (w Writer) What(ch Change) string {
	switch ch.Kind {
	case Added:
		return w.Wording.Say("change_added")
	case Unread:
		return w.Wording.Say("change_unread")
	case Gone:
		return w.Wording.Say("change_gone")
	case Rejudged:
		return w.Wording.Say("change_rubric")
	case RangeMoved:
		return ch.Category + ", " + w.Wording.Say("change_range")
	case LevelMoved:
	}
	return ch.Indicator
}

// Told is one side of a change.
func (w Writer) Told(s Side) string {
	switch {
	case s.Words != "":
		return s.Words
	case s.State != "" && s.Best != nil:
		return w.Wording.Say("change_level", w.State(s.State), score.Rounded(*s.Best), s.Levels)
	case s.State != "":
		return w.State(s.State)
	case s.Low != nil && s.High != nil && s.Coverage != nil:
		return w.Wording.Say("change_unknown",
			w.Wording.Say("cell_range", score.Rounded(*s.Low), score.Rounded(*s.High)),
			w.Wording.Say("cell_unknown", score.Percent(1-*s.Coverage)))
	}
	return ""
}

// Opening says what is compared, by what, of which day.
func (w Writer) Opening() string {
	count := w.Wording.Say("yes_many", len(w.Companies))
	if len(w.Companies) == 1 {
		count = w.Wording.Say("yes_one", 1)
	}
	return w.Wording.Say("opening", count, w.Rubric.Title, w.Rubric.Version, w.Date.Words(Lang))
}

// Lang is the language of a comparison.
const Lang = "en-US"

// Heed are the sentences that must stand before anything else: whether it may be mailed, who stands for nobody.
func (w Writer) Heed() []string {
	var out []string
	if w.Edition == dossier.InternalEdition {
		out = append(out, w.Wording.Say("opening_internal"))
	}
	if w.Invented() {
		out = append(out, w.Wording.Say("opening_invented"))
	}
	return append(out, w.notAsked()...)
}

// notAsked are the reasons for which companies weren't asked what they say to the claims that their cards rest on.
func (w Writer) notAsked() (out []string) {
	var reasons []string
	of := map[string][]int{}
	for i, co := range w.Companies {
		if r := co.Heard.Reason; co.Heard.Unheard > 0 && r != "" {
			if of[r] == nil {
				reasons = append(reasons, r)
			}
			of[r] = append(of[r], i)
		}
	}
	const most = 12
	for _, r := range reasons {
		why := w.Vocabulary.Text("no-reply-reason", r)
		out = append(out, w.Wording.Say("not_asked", w.Names(of[r], most), why))
	}
	return out
}

// Cell is an indicator of one company in words: its level and how well that is supported, or why there is none.
func (w Writer) Cell(in *score.IndicatorCard, m Mark) string {
	text := ""
	switch {
	case in.Best == nil && m.Answered > 0:
		text = w.Wording.Say("cell_elements", w.State(in.State), m.Answered, m.Asked)
	case in.Best == nil || in.Hi == nil:
		text = w.State(in.State)
	case in.Levels == 100:
		text = w.Wording.Say("cell_value", score.Rounded(*in.Best), score.Rounded(*in.Hi))
	case m.Grade > 0:
		text = w.Wording.Say("cell_level", score.Rounded(*in.Best), in.Levels, w.Grade(m.Grade), score.Rounded(*in.Hi))
	case in.State == vocab.SearchedNone:
		text = w.Wording.Say("cell_level", score.Rounded(*in.Best), in.Levels, w.State(in.State), score.Rounded(*in.Hi))
	default:
		text = w.Wording.Say("cell_level_bare", score.Rounded(*in.Best), in.Levels, score.Rounded(*in.Hi))
	}
	if m.Contested {
		return w.Wording.Say("cell_contested", text)
	}
	return text
}
